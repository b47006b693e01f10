"""Which rows stand in a run of lines whose cells are parted by tabs?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.formats.text.inline import TAG, read_inline
from extract.formats.text.lines import Line
from extract.pages import Cell, Grid, GridRow, Span


def take_rows(lines: Sequence[Line], at: int) -> tuple[Grid, int]:
    """The grid that begins at `lines[at]`, a tab row, and the index of the first line after it.

    A run ends at a blank line, a page's end or running text; text directly below a row that is short of cells, and that
    completes it, is the rest of a cell whose paragraphs the converter broke.
    """
    rows: list[GridRow] = []
    start = at
    width = 1
    while at < len(lines) and lines[at].kind in ("tab-row", "word-cell"):
        row, at = _take_row(lines, at, width)
        width = max(width, len(row.cells))
        rows.append(row)
    padded = tuple(_padded(row, width) for row in rows)
    last = lines[at - 1]
    place = Span(lines[start].number, 1, last.number, len(last.text) + 1)
    return Grid(padded, width, place, ruling=None), at


def holds_html(lines: Sequence[Line]) -> bool:
    """Whether the tab rows carry block or bold tags: the mark of the converter that writes cells as HTML."""
    tagged = sum(bool(TAG.search(line.text)) for line in lines if line.kind == "tab-row")
    blocks = any(re.search(r"<(?:p|b|strong|br)\b", line.text) for line in lines if line.kind == "tab-row")
    return tagged > 0 and blocks


def _take_row(lines: Sequence[Line], at: int, width: int) -> tuple[GridRow, int]:
    cells = _cells(lines[at])
    at += 1
    while at < len(lines) and len(cells) < width and lines[at].kind in ("text", "tab-row"):
        more = _cells(lines[at])
        completes = len(cells) + len(more) - 1 == width and lines[at].kind == "tab-row"
        is_between = lines[at].kind == "text" and at + 1 < len(lines) and lines[at + 1].kind in ("text", "tab-row")
        if not (completes or (is_between and _is_completed_later(lines, at, len(cells), width))):
            break
        cells[-1:] = [_joined(cells[-1], more[0]), *more[1:]]
        at += 1
    return GridRow(tuple(cells)), at


def _is_completed_later(lines: Sequence[Line], at: int, have: int, width: int) -> bool:
    """Whether the text lines from `at` on lead to a tab row that brings the row to `width` cells."""
    while at < len(lines) and lines[at].kind == "text":
        at += 1
    return at < len(lines) and lines[at].kind == "tab-row" and have + lines[at].text.count("\t") == width


def _cells(line: Line) -> list[Cell]:
    cells = []
    column = 1
    for raw in line.text.split("\t"):
        inline = read_inline(raw)
        place = Span(line.number, column, line.number, column + len(raw)) if inline.text else None
        cells.append(Cell(inline.text, place, marks=inline.marks))
        column += len(raw) + 1
    return cells


def _joined(first: Cell, second: Cell) -> Cell:
    if first.place is None or second.place is None:
        return second if first.place is None else first
    assert isinstance(first.place, Span) and isinstance(second.place, Span)
    place = Span(first.place.line, first.place.column, second.place.end_line, second.place.end_column)
    return Cell(f"{first.text}\n{second.text}", place, marks=first.marks)


def _padded(row: GridRow, width: int) -> GridRow:
    missing = width - len(row.cells)
    return GridRow((*row.cells, *(Cell("", None) for _ in range(missing)))) if missing else row
