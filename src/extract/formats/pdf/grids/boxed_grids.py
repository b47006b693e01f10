"""The grid of a table drawn as boxes: rules of both directions part its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.formats.pdf.areas.regions import Region
from extract.formats.pdf.drawn.glyphs import Turn
from extract.formats.pdf.drawn.rulings import Rule
from extract.formats.pdf.grids.places import Drawing, Place, finish_grid, rows_of, without_empty_rows
from extract.formats.pdf.grids.rows import Level, cut_rows
from extract.formats.pdf.grids.study_looks import join_studies
from extract.formats.pdf.lines.cells import Vocabulary
from extract.formats.pdf.lines.words import Line, Word
from extract.pages import Grid

# A ruled band holds several printed rows if so many of its lines, and this part of them, fill most of the columns: a
# row of long cells has such lines at its top only.
MIN_CROWDED = 3
CROWDED_PART = 0.4
# A box with so few bands may be a header, a body and a foot, with all rows in the body.
FEW_BANDS = 3
# Part of the columns in which the rows cut from such a band begin on one line, and how much further they lie apart than
# their lines; and the part that the last line of a row of several lines may still fill.
FULL_PART = 0.9
ENDED_PART = 0.7
SPACED_ROWS = 1.06
# A grid's row or column narrower than this is the gap of a double rule.
MIN_CELL_PT = 3.5
# A ruled column without any text is part of the drawing if it is narrower than this.
EMPTY_COLUMN_PT = 14.0


def boxed_grid(
    region: Region, inside: Sequence[tuple[Line, list[Word]]], turn: Turn, vocabulary: Vocabulary
) -> Grid | None:
    """The grid of a region with `boxes`; None when it has fewer than two columns that hold text."""
    assert region.boxes is not None
    xs, ys = _thin_out(region.boxes[0]), _thin_out(region.boxes[1])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    owner = _merged(region, xs, ys)
    words: dict[int, list[tuple[Word, ...]]] = {}
    for line, items in inside:
        middle = line.midline
        row = _slot(ys, middle)
        split: dict[int, list[Word]] = {}
        for word in items:
            split.setdefault(owner[row][_slot(xs, word.middle)], []).append(word)
        for key, part in split.items():
            words.setdefault(key, []).append(tuple(part))
    places = _places_of(owner, words, rows, columns)
    edges = tuple((xs[i], xs[i + 1]) for i in range(columns))
    places, edges = _without_empty_columns(places, edges)
    columns = len(edges)
    if columns < 2:
        return None
    tall = _crowded_bands(places, rows, columns, edges)
    if tall:
        places, rows = _cut_bands(places, rows, edges, tall)
    places = without_empty_rows(places, rows)
    places, rows = join_studies(places, rows_of(places))
    drawing = Drawing("grid", _styled_header(places, rows, region), (not tall,) * rows)
    return finish_grid(places, edges, region, turn, vocabulary, drawing)


def _thin_out(places: Sequence[float]) -> list[float]:
    """The lines of a grid without those that lie a hair's breadth below another."""
    out = [places[0]]
    for place in places[1:]:
        if place - out[-1] >= MIN_CELL_PT:
            out.append(place)
        else:
            out[-1] = place if place == places[-1] else out[-1]
    return out


def _slot(places: Sequence[float], value: float) -> int:
    """Which interval holds a value; what lies outside goes to the nearest."""
    for index in range(len(places) - 2):
        if value < places[index + 1]:
            return index
    return len(places) - 2


def _merged(region: Region, xs: Sequence[float], ys: Sequence[float]) -> list[list[int]]:
    """For each elementary cell the number of the cell it is part of: cells without a rule between are one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i in range(rows):
        for j in range(columns):
            if j + 1 < columns and not _has_rule(region.upright, xs[j + 1], ys[i], ys[i + 1]):
                parent[max(root(i * columns + j), root(i * columns + j + 1))] = min(
                    root(i * columns + j), root(i * columns + j + 1)
                )
            if i + 1 < rows and not _has_rule(region.partial, ys[i + 1], xs[j], xs[j + 1]):
                parent[max(root(i * columns + j), root((i + 1) * columns + j))] = min(
                    root(i * columns + j), root((i + 1) * columns + j)
                )
    return _squared([[root(i * columns + j) for j in range(columns)] for i in range(rows)])


def _has_rule(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules cover most of a stretch."""
    covered = 0.0
    for rule in rules:
        if abs(rule.at - at) <= MIN_CELL_PT:
            covered += max(0.0, min(rule.end, end) - max(rule.start, start))
    return covered >= 0.55 * (end - start)


def _squared(owner: list[list[int]]) -> list[list[int]]:
    """Merged cells must be rectangles: where a union is none, its rows are parted again."""
    cells: dict[int, list[tuple[int, int]]] = {}
    for i, row in enumerate(owner):
        for j, key in enumerate(row):
            cells.setdefault(key, []).append((i, j))
    fresh = len(owner) * len(owner[0])
    for members in cells.values():
        top, bottom = min(i for i, _ in members), max(i for i, _ in members)
        left, right = min(j for _, j in members), max(j for _, j in members)
        if len(members) == (bottom - top + 1) * (right - left + 1):
            continue
        for i in sorted({i for i, _ in members}):
            last = None
            for j in sorted(j for r, j in members if r == i):
                if last is None or j != last + 1:
                    fresh += 1
                owner[i][j] = fresh
                last = j
    return owner


def _places_of(
    owner: Sequence[Sequence[int]], words: dict[int, list[tuple[Word, ...]]], rows: int, columns: int
) -> list[Place]:
    places: dict[int, Place] = {}
    for i in range(rows):
        for j in range(columns):
            key = owner[i][j]
            place = places.get(key)
            if place is None:
                places[key] = Place(i, j, 1, 1, tuple(sorted(words.get(key, ()), key=lambda line: line[0].base)))
            else:
                places[key] = replace(place, row_span=i - place.row + 1, col_span=j - place.column + 1)
    return list(places.values())


def _crowded_bands(
    places: Sequence[Place], rows: int, columns: int, edges: tuple[tuple[float, float], ...]
) -> list[int]:
    """The ruled rows that hold several printed rows: uprights are drawn, the rows only spaced."""
    crowded = []
    for row in range(rows):
        inside = [p for p in places if p.row == row and p.row_span == 1]
        if len(inside) < max(2, 0.75 * columns):
            continue
        bases: dict[int, int] = {}
        first = {round(line[0].base) for p in inside if p.column == 0 for line in p.lines}
        for place in inside:
            for line in place.lines:
                bases[round(line[0].base)] = bases.get(round(line[0].base), 0) + 1
        full = [b for b, count in bases.items() if count >= max(2, 0.75 * columns) and b in first]
        if len(full) >= MIN_CROWDED and len(full) >= CROWDED_PART * len(bases):
            crowded.append(row)
    if crowded and (len(crowded) >= 0.5 * max(1, rows - 1) or rows <= FEW_BANDS):
        return crowded
    return [row for row in range(rows) if _holds_rows(places, row, columns, edges)] if rows <= FEW_BANDS else []


def _holds_rows(places: Sequence[Place], row: int, columns: int, edges: tuple[tuple[float, float], ...]) -> bool:
    """Whether a band of long cells holds several rows: cut where its lines say, all cells of a part begin side by side.

    The cells of one row begin side by side and end one after the other; in the middle of a row most of them go on.
    """
    inside = [p for p in places if p.row == row]
    if len(inside) < columns or any(p.row_span > 1 or p.col_span > 1 for p in inside):
        return False
    levels = _levels_of_places(inside)
    groups = cut_rows(levels, edges)
    if not groups or 2 * max(map(len, groups)) > len(levels):
        return False  # none, or one of them is most of the band
    named = [group for group in groups if all(set(level.cells) == {0} for level in group)]  # names of sections
    filled = [set(group[0].cells) for group in groups if group not in named]
    if len(filled) < MIN_CROWDED or 2 * len(named) > len(filled):
        return False
    if any(0 not in begun for begun in filled) or sum(map(len, filled)) < FULL_PART * columns * len(filled):
        return False
    if any(len(group[-1].cells) > ENDED_PART * columns for group in groups if len(group) > 1):
        return False
    within = [b.base - a.base for group in groups for a, b in pairwise(group)]
    between = [below[0].base - above[-1].base for above, below in pairwise(groups)]
    return not within or median(between) > SPACED_ROWS * median(within)


def _cut_bands(
    places: Sequence[Place], rows: int, edges: tuple[tuple[float, float], ...], tall: Sequence[int]
) -> tuple[list[Place], int]:
    """The places with the crowded bands cut into their printed rows."""
    out: list[Place] = []
    shift = 0
    for row in range(rows):
        here = [p for p in places if p.row == row]
        if row not in tall:
            out.extend(replace(p, row=p.row + shift) for p in here)
            continue
        levels = _levels_of_places([p for p in here if p.row_span == 1])
        groups = cut_rows(levels, edges)
        for number, group in enumerate(groups):
            for place in here:
                lines = tuple(tuple(lv.cells[place.column]) for lv in group if place.column in lv.cells)
                out.append(replace(place, row=row + shift + number, row_span=1, lines=lines))
        shift += len(groups) - 1
    return out, rows + shift


def _levels_of_places(places: Sequence[Place]) -> list[Level]:
    levels: list[Level] = []
    for base, column, line in sorted(
        ((line[0].base, p.column, line) for p in places for line in p.lines), key=lambda x: (x[0], x[1])
    ):
        if not levels or base - levels[-1].base > 1.5:
            levels.append(Level(base, min(w.top for w in line), max(w.bottom for w in line), line[0].size))
        levels[-1].cells.setdefault(column, []).extend(line)
    return levels


def _without_empty_columns(
    places: Sequence[Place], edges: tuple[tuple[float, float], ...]
) -> tuple[list[Place], tuple[tuple[float, float], ...]]:
    """The places without columns in which no cell begins that has text: gaps of double rules, frames of boxes."""
    used = {p.column for p in places if p.lines}
    kept = [c for c in range(len(edges)) if c in used or edges[c][1] - edges[c][0] > EMPTY_COLUMN_PT]
    kept = kept if used else []
    fresh = {column: index for index, column in enumerate(kept)}
    out = []
    for place in places:
        inside = [c for c in range(place.column, place.column + place.col_span) if c in fresh]
        if inside:
            out.append(replace(place, column=fresh[inside[0]], col_span=len(inside)))
    return out, tuple(edges[c] for c in kept)


def _styled_header(places: Sequence[Place], rows: int, region: Region) -> int:
    """How many rows at the top are set as a header: bold where the rest is not, or on a shade of their own."""
    bold = [_is_bold_row(places, row) for row in range(rows)]
    shade = [_shade_of(places, row, region) for row in range(rows)]
    if rows < 2:
        return 0
    count = 0
    while count < min(rows - 1, 4):
        is_bold = bold[count] and sum(bold) <= max(4, 0.3 * rows)
        tone = shade[count]
        same = sum(
            1 for s in shade if (s is None) == (tone is None) and (s is None or tone is None or abs(s - tone) < 0.02)
        )
        is_shaded = tone is not None and same <= max(2, 0.3 * rows) and shade[-1] != tone
        spans_down = any(p.row < count and p.row + p.row_span > count for p in places) and count > 0
        if not (is_bold or is_shaded or spans_down) or (count > 0 and _is_across(places, count)):
            break
        count += 1
    return count


def _is_across(places: Sequence[Place], row: int) -> bool:
    """Whether a row is one cell over all columns: under a header it names a section, it heads no columns."""
    return [p.column for p in places if p.row == row] == [0] and not any(
        p.row < row < p.row + p.row_span for p in places
    )


def _is_bold_row(places: Sequence[Place], row: int) -> bool:
    words = [w for p in places if p.row == row for line in p.lines for w in line]
    return bool(words) and sum(w.is_bold for w in words) > 0.85 * len(words)


def _shade_of(places: Sequence[Place], row: int, region: Region) -> float | None:
    words = [w for p in places if p.row == row for line in p.lines for w in line]
    if not words:
        return None
    x, y = words[0].middle, (words[0].top + words[0].bottom) / 2
    lights = [s.light for s in region.shades if s.x0 <= x <= s.x1 and s.top <= y <= s.bottom]
    return round(lights[-1], 2) if lights else None


__all__ = ["boxed_grid"]
