"""How the filled places of a table become a `Grid`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.formats.pdf.areas.regions import Region
from extract.formats.pdf.drawn.glyphs import Turn
from extract.formats.pdf.lines.cells import Vocabulary, join_lines
from extract.formats.pdf.lines.words import Word, box_of
from extract.pages import Cell, Grid, GridRow


@dataclass(frozen=True)
class Place:
    """A cell being filled: printed rows and columns that it covers, and its words by line."""

    row: int
    column: int
    row_span: int
    col_span: int
    lines: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """How a table is drawn.

    Attributes:
        ruling: what parts its rows: "grid", "rules", "shade" or "space", as `extract.pages.Grid` names it.
        header_rows: how many rows at the top are its header.
        ruled_off: of each row, whether something drawn parts it from the one above.
    """

    ruling: str
    header_rows: int
    ruled_off: tuple[bool, ...]


def finish_grid(
    places: Sequence[Place],
    edges: tuple[tuple[float, float], ...],
    region: Region,
    turn: Turn,
    vocabulary: Vocabulary,
    drawing: Drawing,
) -> Grid | None:
    """The grid of filled places; None when it holds no text, or a single column.

    Args:
        places: no row without text among them (`without_empty_rows`).
        edges: left and right edge of each column, in the frame.
        region: where the table stands.
        turn: of the frame.
        vocabulary: of the document.
        drawing: how the table is drawn.
    """
    rows = rows_of(places)
    if rows < 1 or len(edges) < 2:
        return None
    leading = _leading(places)
    out: list[GridRow] = []
    by_start = {(p.row, p.column): p for p in places}
    for row in range(rows):
        cells: list[Cell] = []
        column = 0
        while column < len(edges):
            place = by_start.get((row, column))
            if place is None:
                cells.append(Cell("", None))
                column += 1
                continue
            right = edges[min(column + place.col_span, len(edges)) - 1][1]
            text, marks, _ = join_lines(place.lines, vocabulary, leading, _right(places, place, right))
            words = [word for line in place.lines for word in line]
            box = box_of(words, turn) if words else None
            span = min(place.col_span, len(edges) - column)
            while span > 1 and any((row, column + k) in by_start for k in range(1, span)):
                span -= 1
            cells.append(Cell(text, box, span, place.row_span, marks))
            column += span
        is_off = row < len(drawing.ruled_off) and drawing.ruled_off[row]
        out.append(GridRow(tuple(cells), row < drawing.header_rows, is_off))
    place_box = turn.back(region.x0, region.top, region.x1, region.bottom)
    columns = tuple((round(a, 1), round(b, 1)) for a, b in edges)
    return Grid(
        tuple(out),
        len(edges),
        place_box,
        None,
        columns,
        drawing.ruling,
        region.is_open_above,
        region.is_open_below,
    )


def _right(places: Sequence[Place], place: Place, edge: float) -> float:
    """The right edge that text reaches in a place's column."""
    ends = [
        line[-1].x1 for p in places if p.column == place.column and p.col_span == place.col_span for line in p.lines
    ]
    return max(ends, default=edge)


def _leading(places: Sequence[Place]) -> float | None:
    """The distance of two lines inside a cell, in points; None when every cell has one line."""
    gaps: list[float] = []
    for place in places:
        gaps.extend(b[0].base - a[0].base for a, b in zip(place.lines, place.lines[1:], strict=False))
    positive = sorted(gap for gap in gaps if gap > 4)
    return positive[len(positive) // 4] if positive else None


def rows_of(places: Sequence[Place]) -> int:
    """How many rows the places cover."""
    return max((p.row + p.row_span for p in places), default=0)


def without_empty_rows(places: Sequence[Place], rows: int) -> list[Place]:
    """The places without rows in which none holds text, moved up; rows: how many there are."""
    filled = {row for p in places if p.lines for row in range(p.row, p.row + p.row_span)}
    fresh: dict[int, int] = {}
    for row in range(rows):
        if row in filled:
            fresh[row] = len(fresh)
    out = []
    for place in places:
        kept = [row for row in range(place.row, place.row + place.row_span) if row in fresh]
        if kept:
            out.append(replace(place, row=fresh[kept[0]], row_span=len(kept)))
    return out


__all__ = ["Drawing", "Place", "finish_grid", "rows_of", "without_empty_rows"]
