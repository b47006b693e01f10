"""What a found table says: its columns, header, rows and cells, as a `Grid`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.formats.pdf.cells import Vocabulary, join_lines
from extract.formats.pdf.columns import SPACE_EM, column_of, edges_of, find_gutters, segments
from extract.formats.pdf.finder import clip_words
from extract.formats.pdf.glyphs import Turn
from extract.formats.pdf.regions import Region
from extract.formats.pdf.rows import Level, cut_rows
from extract.formats.pdf.rulings import Rule
from extract.formats.pdf.words import Line, Word
from extract.pages import Box, Cell, Grid, GridRow

# A ruled band holds several printed rows if so many of its lines, and this part of them, fill most of the columns: a
# row of long cells has such lines at its top only.
MIN_CROWDED = 3
CROWDED_PART = 0.4
# A grid's row or column narrower than this is the gap of a double rule.
MIN_CELL_PT = 3.5
# A header that no rule ends is told by its bold lines, if they are no more than this.
MAX_BOLD_LINES = 4
# A table that goes on has its edges where they were, within this.
SAME_TABLE_PT = 4.0
# A ruled column without any text is part of the drawing if it is narrower than this.
EMPTY_COLUMN_PT = 14.0
# A year, a citation in brackets, "et al.": what names a study. Matches "Li (2016)", "[12]"; not "RCT". Linear.
STUDY_NAME = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\[\d{1,3}\]|\bet al\b")
# A cell that is a number, a year or a range: data, not a heading. Matches "2016", "12.5%"; not "12 m mean". Linear.
NUMBER = re.compile(r"[-−–]?[\d.,]+(?:\s?[-–]\s?[\d.,]+)?\s?%?")


@dataclass(frozen=True)
class Place:
    """A cell being filled: printed rows and columns that it covers, and its words by line."""

    row: int
    column: int
    row_span: int
    col_span: int
    lines: tuple[tuple[Word, ...], ...]


# A list's number in the first column of a reference list. Matches "12.", "[12]"; not "S12". Linear.
LIST_NUMBER = re.compile(r"\[?\d{1,3}[.\])]{1,2}|[•●▪–-]")


@dataclass(frozen=True)
class Context:
    """What stands around a region: whether a caption names it, and the columns of the table on the page before."""

    has_caption: bool = False
    columns: tuple[tuple[float, float], ...] = ()


def build_grid(
    region: Region, lines: Sequence[Line], turn: Turn, vocabulary: Vocabulary, context: Context
) -> Grid | None:
    """The grid of a region, places in page coordinates; None when it holds no table."""
    inside = [
        (line, words)
        for line in lines
        if region.top - 1 <= (line.top + line.bottom) / 2 <= region.bottom + 1 and (words := clip_words(line, region))
    ]
    if not inside:
        return None
    if region.boxes is not None:
        return _boxed_grid(region, inside, turn, vocabulary)
    return _open_grid(region, inside, turn, vocabulary, context)


# --- full grids --------------------------------------------------------------------------------------------------


def _thin_out(places: Sequence[float]) -> list[float]:
    """The lines of a grid without those that lie a hair's breadth below another."""
    out = [places[0]]
    for place in places[1:]:
        if place - out[-1] >= MIN_CELL_PT:
            out.append(place)
        else:
            out[-1] = place if place == places[-1] else out[-1]
    return out


def _boxed_grid(
    region: Region, inside: Sequence[tuple[Line, list[Word]]], turn: Turn, vocabulary: Vocabulary
) -> Grid | None:
    assert region.boxes is not None
    xs, ys = _thin_out(region.boxes[0]), _thin_out(region.boxes[1])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    owner = _merged(region, xs, ys)
    words: dict[int, list[tuple[Word, ...]]] = {}
    for line, items in inside:
        middle = (line.top + line.bottom) / 2
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
    tall = _crowded_bands(places, rows, columns)
    if tall:
        places, rows = _cut_bands(places, rows, edges, tall)
    return _finish(places, rows, edges, ys if not tall else None, region, turn, vocabulary, "grid")


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


def _crowded_bands(places: Sequence[Place], rows: int, columns: int) -> list[int]:
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
    return crowded if crowded and (len(crowded) >= 0.5 * max(1, rows - 1) or rows <= 3) else []


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


# --- tables with level rules, shades or white space ---------------------------------------------------------------


def _open_grid(
    region: Region, inside: Sequence[tuple[Line, list[Word]]], turn: Turn, vocabulary: Vocabulary, context: Context
) -> Grid | None:
    header_end = _header_end(region, inside)
    head = [words for line, words in inside if (line.top + line.bottom) / 2 < header_end]
    body = [(line, words) for line, words in inside if (line.top + line.bottom) / 2 >= header_end]
    x0 = min(region.x0, min(words[0].x0 for _, words in inside))
    x1 = max(region.x1, max(w.x1 for _, words in inside for w in words))
    gutters = find_gutters([words for _, words in body], _lowest_headings(head, region), x0, x1)
    gutters = _as_before(gutters, [words for _, words in inside], context, x0, x1)
    if not gutters:
        return None
    edges = edges_of(gutters, x0, x1)
    if not context.has_caption and _is_no_table(region, head, [words for _, words in body], edges, context):
        return None
    if _is_prose([words for _, words in body], edges):
        return None
    levels = [_level(line, words, edges, gutters) for line, words in body]
    _mark_cuts(levels, region, header_end)
    groups = cut_rows(levels, edges)
    places = _header_places(head, region, edges, gutters, header_end)
    header_rows = max((p.row + p.row_span for p in places), default=0)
    ruling = "rules" if any(c.is_rule for c in region.cuts) else "shade" if region.cuts else "space"
    filled = sorted(len({column for level in group for column in level.cells}) for group in groups)
    is_full = bool(filled) and filled[len(filled) // 2] >= max(2, 0.5 * len(edges))
    for number, group in enumerate(groups):
        places.extend(_row_places(group, header_rows + number, len(edges), is_full))
    ruled_off = [False] * header_rows + [group[0].is_cut for group in groups]
    return _finish(
        places, header_rows + len(groups), edges, None, region, turn, vocabulary, ruling, header_rows, ruled_off
    )


def _as_before(
    gutters: list[tuple[float, float]], lines: Sequence[Sequence[Word]], context: Context, x0: float, x1: float
) -> list[tuple[float, float]]:
    """The gutters of the page before, where a table with the same edges goes on and its words respect them.

    A last page with two rows shows too little white space to find twenty columns in.
    """
    before = context.columns
    if len(before) < 2 or len(before) == len(gutters) + 1:
        return gutters
    if abs(before[0][0] - x0) > SAME_TABLE_PT or abs(before[-1][1] - x1) > SAME_TABLE_PT:
        return gutters
    cuts = [right for _, right in before[:-1]]
    words = [word for line in lines for word in line]
    cut = sum(1 for word in words for at in cuts if word.x0 + 1 < at < word.x1 - 1)
    filled = {column_of(before, word.middle) for word in words}
    if cut > 0.02 * len(words) or len(filled) < 0.6 * len(before):
        return gutters
    return [(at - 0.5, at + 0.5) for at in cuts]


def _is_no_table(
    region: Region,
    head: Sequence[Sequence[Word]],
    body: Sequence[Sequence[Word]],
    edges: Sequence[tuple[float, float]],
    context: Context,
) -> bool:
    """Whether a region that no caption names is a reference list, a chart's labels, or text under a running head."""
    first = [line[0].text for line in body if column_of(edges, line[0].middle) == 0]
    numbered = sum(LIST_NUMBER.fullmatch(text) is not None for text in first)
    if len(first) >= 2 and numbered >= 0.8 * len(first) and len(edges) <= 4:
        return True
    rules = [cut for cut in region.cuts if cut.is_rule]
    is_continued = (
        len(context.columns) == len(edges)
        and abs(context.columns[0][0] - edges[0][0]) < 2 * SAME_TABLE_PT
        and abs(context.columns[-1][1] - edges[-1][1]) < 2 * SAME_TABLE_PT
    )
    if is_continued:
        return False
    if not head:
        return len(rules) < 3 or len(edges) < 3 or len(body) < 3
    if len(rules) < 2 and not region.shades:
        return True
    cells = [word.text for line in head for word in line]
    return all(not any(c.isalpha() for c in text) for text in cells)  # an axis


def _lowest_headings(head: Sequence[Sequence[Word]], region: Region) -> list[list[Word]]:
    """The header's lines without the headings that stand over several columns: a partial rule, or runs, lie below."""
    out: list[list[Word]] = []
    for index, words in enumerate(head):
        kept: list[Word] = []
        for run in segments(words, 0.6):
            x0, x1, bottom = run[0].x0, max(w.x1 for w in run), max(w.bottom for w in run)
            is_ruled = any(r.start - 2 < (x0 + x1) / 2 < r.end + 2 and -2 < r.at - bottom < 8 for r in region.partial)
            below = [r for line in head[index + 1 :] for r in segments(line, 0.6) if r[0].x0 < x1 and r[-1].x1 > x0]
            on_one_line = any(
                sum(r[0].x0 < x1 and r[-1].x1 > x0 for r in segments(line, 0.6)) > 1 for line in head[index + 1 :]
            )
            if not is_ruled and not (below and on_one_line):
                kept.extend(run)
        if kept:
            out.append(kept)
    return out


def _header_end(region: Region, inside: Sequence[tuple[Line, list[Word]]]) -> float:
    """The v below which the body begins: the first rule (or shade's edge) under text that does not look like data."""
    first = region.cuts[0].at if region.cuts else region.top
    for index, cut in enumerate(region.cuts[1:], start=1):
        band = [words for line, words in inside if first - 1 <= (line.top + line.bottom) / 2 < cut.at]
        if not band:
            continue
        rest = [words for line, words in inside if (line.top + line.bottom) / 2 >= cut.at]
        if not rest or _looks_like_data(band):
            return first
        is_title = len(band) == 1 and len(segments(band[0])) == 1 and band[0][-1].x1 - band[0][0].x0 > 0
        if is_title and index + 1 < len(region.cuts) and _is_header_like(band, rest):
            continue
        return cut.at
    bold = 0
    for _, words in inside[:MAX_BOLD_LINES]:
        if not all(word.is_bold for word in words):
            break
        bold += 1
    if 0 < bold < len(inside) and not all(word.is_bold for word in inside[bold][1]):
        return (inside[bold - 1][0].bottom + inside[bold][0].top) / 2
    return first


def _is_header_like(band: Sequence[Sequence[Word]], rest: Sequence[Sequence[Word]]) -> bool:
    """Whether a lone line under the head rule is a title: set bold, or across the columns."""
    return all(word.is_bold for word in band[0]) or len(segments(rest[0])) > 1


def _looks_like_data(band: Sequence[Sequence[Word]]) -> bool:
    """Whether a band under the head rule holds values: a bare number or year in a cell, and no bold type."""
    cells = [" ".join(w.text for w in run) for words in band for run in segments(words)]
    is_bold = all(word.is_bold for words in band for word in words)
    if is_bold:
        return False
    numbers = sum(1 for cell in cells if NUMBER.fullmatch(cell) is not None)
    return numbers >= 2 or (numbers == 1 and len(cells) <= 12 and len(band) > 1)


def _is_prose(body: Sequence[Sequence[Word]], edges: Sequence[tuple[float, float]]) -> bool:
    """Whether two or three columns are the columns of a page: most of their lines fill the column."""
    if len(edges) > 3 or len(body) < 8:
        return False
    full = total = 0
    reach = [0.0] * len(edges)
    runs: list[tuple[int, float]] = []
    for words in body:
        parts: dict[int, list[Word]] = {}
        for word in words:
            parts.setdefault(column_of(edges, word.middle), []).append(word)
        for column, part in parts.items():
            width = part[-1].x1 - part[0].x0
            reach[column] = max(reach[column], width)
            runs.append((column, width))
    for column, width in runs:
        total += 1
        full += width > 0.9 * reach[column] and reach[column] > 120
    return full > 0.55 * total


def _level(
    line: Line, words: list[Word], edges: Sequence[tuple[float, float]], gutters: Sequence[tuple[float, float]]
) -> Level:
    level = Level(line.base, min(w.top for w in words), max(w.bottom for w in words), median(w.size for w in words))
    runs = segments(words)
    if len(runs) == 1 and _crosses(runs[0], gutters):
        level.spans = True
        level.cells[column_of(edges, words[0].middle)] = list(words)
        return level
    for run in segments(words, 0.5):
        for word in run:
            level.cells.setdefault(column_of(edges, word.middle), []).append(word)
    return level


def _crosses(run: Sequence[Word], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether a run of words lies over a gutter as if it were not there."""
    for left, right in gutters:
        if any(w.x0 < left + 0.5 and w.x1 > right - 0.5 for w in run):
            return True
        for a, b in itertools.pairwise(run):
            gap = b.x0 - a.x1
            if a.x0 < left and b.x1 > right and gap < 0.85 * (right - left) and gap < SPACE_EM * a.size:
                return True
    return False


def _mark_cuts(levels: Sequence[Level], region: Region, header_end: float) -> None:
    """Say of each level whether something drawn parts it from the one above."""
    for above, level in itertools.pairwise(levels):
        level.is_cut = any(
            (above.top + above.bottom) / 2 < cut.at < (level.top + level.bottom) / 2 for cut in region.cuts
        )
    if levels:
        levels[0].is_cut = any(abs(cut.at - header_end) < 1 for cut in region.cuts)


def _row_places(group: Sequence[Level], row: int, columns: int, is_full: bool) -> list[Place]:
    """The cells of a row; one over all columns for a section's heading.

    Args:
        is_full: whether the table's rows fill most of their columns, so that a lone first cell is a heading.
    """
    if all(level.spans for level in group):
        lines = tuple(tuple(words) for level in group for words in level.cells.values())
        return [Place(row, 0, 1, columns, lines)]
    if is_full and columns > 2 and all(list(level.cells) == [0] for level in group):
        return [Place(row, 0, 1, columns, tuple(tuple(level.cells[0]) for level in group))]
    return [
        Place(row, column, 1, 1, tuple(tuple(lv.cells[column]) for lv in group if column in lv.cells))
        for column in range(columns)
    ]


def _header_places(
    head: Sequence[Sequence[Word]],
    region: Region,
    edges: tuple[tuple[float, float], ...],
    gutters: Sequence[tuple[float, float]],
    header_end: float,
) -> list[Place]:
    """The cells of the header: partial rules, or runs that lie across gutters, make levels with spans."""
    if not head:
        return []
    columns = len(edges)
    splits = sorted({round(r.at, 0) for r in region.partial if r.at < header_end - 2})
    splits += [c.at for c in region.cuts[1:] if c.at < header_end - 2]
    splits = sorted(splits)
    merged: list[float] = []
    for split in splits:
        if not merged or split - merged[-1] > 3:
            merged.append(split)
    bands: list[list[Sequence[Word]]] = [[] for _ in range(len(merged) + 1)]
    for words in head:
        middle = (min(w.top for w in words) + max(w.bottom for w in words)) / 2
        bands[sum(1 for split in merged if middle > split)].append(words)
    if not merged:
        bands = _spanning_bands(head, gutters)
    bands = [band for band in bands if band]
    return _header_cells(bands, region, edges, columns)


def _spanning_bands(
    head: Sequence[Sequence[Word]], gutters: Sequence[tuple[float, float]]
) -> list[list[Sequence[Word]]]:
    """Header lines in two bands where upper lines hold runs across gutters."""
    crossing = [any(_crosses(run, gutters) for run in segments(words, 0.6)) for words in head]
    last = max((i for i, is_crossing in enumerate(crossing) if is_crossing), default=-1)
    if last < 0 or last == len(head) - 1:
        return [list(head)]
    return [list(head[: last + 1]), list(head[last + 1 :])]


def _header_cells(
    bands: Sequence[Sequence[Sequence[Word]]], region: Region, edges: tuple[tuple[float, float], ...], columns: int
) -> list[Place]:
    """Spans over columns by the rule below a run, or by the columns that it covers; over rows where nothing else is."""
    taken: list[list[Place | None]] = [[None] * columns for _ in bands]
    places: list[Place] = []
    for row, band in enumerate(bands):
        is_last = row == len(bands) - 1
        groups: dict[tuple[int, int], list[tuple[Word, ...]]] = {}
        bottom = max(max(w.bottom for w in words) for words in band)
        rules = [r for r in region.partial if bottom - 4 < r.at < bottom + 8]
        for words in band:
            for span, part in _spans(words, rules if not is_last else [], edges, is_last):
                groups.setdefault(span, []).append(tuple(part))
        for (first, last), lines in sorted(groups.items()):
            places.append(Place(row, first, 1, last - first + 1, tuple(lines)))
            for column in range(first, last + 1):
                taken[row][column] = places[-1]
    return _joined_down(places, len(bands), columns)


def _spans(
    words: Sequence[Word], rules: Sequence[Rule], edges: tuple[tuple[float, float], ...], is_last: bool
) -> list[tuple[tuple[int, int], list[Word]]]:
    out: list[tuple[tuple[int, int], list[Word]]] = []
    if is_last:
        parts: dict[int, list[Word]] = {}
        for word in words:
            parts.setdefault(column_of(edges, word.middle), []).append(word)
        return [((column, column), part) for column, part in sorted(parts.items())]
    for run in segments(words, 0.6):
        x0, x1 = run[0].x0, run[-1].x1
        middle = (x0 + x1) / 2
        rule = next((r for r in rules if r.start - 2 <= middle <= r.end + 2), None)
        if rule is not None:
            x0, x1 = min(x0, rule.start), max(x1, rule.end)
        covered = [i for i, (left, right) in enumerate(edges) if min(x1, right) - max(x0, left) > 0.3 * (right - left)]
        first = min(covered, default=column_of(edges, middle))
        last = max(covered, default=first)
        out.append(((first, last), list(run)))
    return out


def _joined_down(places: list[Place], rows: int, columns: int) -> list[Place]:
    """Single columns whose heading stands in several bands, or in one band only, are one cell over all bands."""
    out: list[Place] = []
    spanned = {c for p in places if p.col_span > 1 for c in range(p.column, p.column + p.col_span)}
    for column in range(columns):
        if column in spanned:
            continue
        own = sorted((p for p in places if p.column == column), key=lambda p: p.row)
        if own:
            out.append(Place(0, column, rows, 1, tuple(line for p in own for line in p.lines)))
    out.extend(p for p in places if any(c in spanned for c in range(p.column, p.column + p.col_span)))
    return sorted(out, key=lambda p: (p.row, p.column))


# --- both ----------------------------------------------------------------------------------------------------------


def _finish(
    places: Sequence[Place],
    rows: int,
    edges: tuple[tuple[float, float], ...],
    ys: Sequence[float] | None,
    region: Region,
    turn: Turn,
    vocabulary: Vocabulary,
    ruling: str,
    header_rows: int | None = None,
    ruled_off: Sequence[bool] | None = None,
) -> Grid | None:
    """The grid of filled places: empty rows dropped, sub-rows of one study joined, headers marked."""
    places = _without_empty_rows(places, rows)
    rows = max((p.row + p.row_span for p in places), default=0)
    if rows < 1:
        return None
    if header_rows is None:
        places, rows = _joined_studies(places, rows)
        header_rows = _styled_header(places, rows, region)
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
            text, marks = join_lines(place.lines, vocabulary, leading, _right(places, place, right))
            box = _box(place.lines, turn)
            span = min(place.col_span, len(edges) - column)
            while span > 1 and any((row, column + k) in by_start for k in range(1, span)):
                span -= 1
            cells.append(Cell(text, box, span, place.row_span, marks))
            column += span
        is_off = True if ys is not None else (bool(ruled_off[row]) if ruled_off and row < len(ruled_off) else False)
        out.append(GridRow(tuple(cells), row < header_rows, is_off))
    if len(out) < 1 or len(edges) < 2:
        return None
    place_box = turn.back(region.x0, region.top, region.x1, region.bottom)
    columns = tuple((round(a, 1), round(b, 1)) for a, b in edges)
    return Grid(
        tuple(out),
        len(edges),
        place_box,
        None,
        columns,
        ruling,
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
    gaps: list[float] = []
    for place in places:
        gaps.extend(b[0].base - a[0].base for a, b in zip(place.lines, place.lines[1:], strict=False))
    positive = sorted(gap for gap in gaps if gap > 4)
    return positive[len(positive) // 4] if positive else None


def _box(lines: Sequence[Sequence[Word]], turn: Turn) -> Box | None:
    words = [word for line in lines for word in line]
    if not words:
        return None
    return turn.back(
        min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)
    )


def _without_empty_rows(places: Sequence[Place], rows: int) -> list[Place]:
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


def _joined_studies(places: Sequence[Place], rows: int) -> tuple[list[Place], int]:
    """Sub-rows of one study made one row: the first cell, which names the study, stands beside all of them.

    A first cell that names no study is a group beside its members: it stays one cell over their rows.
    """
    joins: list[tuple[int, int]] = []
    for place in places:
        if place.column != 0 or place.row_span < 2 or place.col_span > 1:
            continue
        text = " ".join(w.text for line in place.lines for w in line)
        others = [p for p in places if p.column == 1 and place.row <= p.row < place.row + place.row_span]
        named = sum(1 for p in others if STUDY_NAME.search(" ".join(w.text for line in p.lines for w in line)))
        if STUDY_NAME.search(text) is not None and named * 2 <= len(others):
            joins.append((place.row, place.row + place.row_span))
    if not joins:
        return list(places), rows
    target = list(range(rows))
    for start, end in joins:
        for row in range(start, end):
            target[row] = start
    fresh = {row: index for index, row in enumerate(sorted(set(target)))}
    merged: dict[tuple[int, int], Place] = {}
    for place in sorted(places, key=lambda p: (p.row, p.column)):
        row = fresh[target[place.row]]
        last = fresh[target[place.row + place.row_span - 1]]
        key = (row, place.column)
        if key in merged:
            merged[key] = replace(merged[key], lines=merged[key].lines + place.lines)
        else:
            merged[key] = replace(place, row=row, row_span=last - row + 1)
    return list(merged.values()), len(fresh)


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
        if not (is_bold or is_shaded or spans_down):
            break
        count += 1
    return count


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


__all__ = ["Context", "build_grid"]
