"""The grid of a table whose columns white space parts, and whose rows level rules, shades or space."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from statistics import median

from extract.formats.pdf.areas.regions import SAME_TABLE_PT, Context, Region
from extract.formats.pdf.drawn.glyphs import Turn
from extract.formats.pdf.grids.no_tables import is_no_table, is_prose
from extract.formats.pdf.grids.open_headers import header_again, header_end_of, header_places, lowest_headings
from extract.formats.pdf.grids.places import Drawing, Place, finish_grid, without_empty_rows
from extract.formats.pdf.grids.rows import Level, cut_rows
from extract.formats.pdf.lines.cells import Vocabulary
from extract.formats.pdf.lines.columns import column_of, crosses, edges_of, find_gutters, segments, side_by_side
from extract.formats.pdf.lines.words import Line, Word
from extract.pages import Grid

# Runs are centred on one place whose middles lie within this of it: rounding. The place is the table's middle, give or
# take the white that the text of the last column leaves: this part of the width.
CENTRE_PT = 2.0
# A column is centred where the names are if so many of the lines have a cell centred there.
CENTRED_PART = 0.08
# Uprights between columns run through so much of the body; sections' names may interrupt others.
UPRIGHT_PART = 0.6
# A table that rules part has one above its header, one below it and one at its end.
LEAST_RULES = 3
MIDDLE_PART = 0.04


def open_grid(
    region: Region, inside: Sequence[tuple[Line, list[Word]]], turn: Turn, vocabulary: Vocabulary, context: Context
) -> Grid | None:
    """The grid of a region whose columns white space parts; None when there are none, or the region holds no table."""
    header_end = header_again(region, inside, context) or header_end_of(region, inside)
    head = [words for line, words in inside if line.midline < header_end]
    body = [(line, words) for line, words in inside if line.midline >= header_end]
    x0 = min(region.x0, min(words[0].x0 for _, words in inside))
    x1 = max(region.x1, max(w.x1 for _, words in inside for w in words))
    speaking = [words for _, words in body]
    # The labels of a chart stand at all heights too; a chart has no header.
    gutters = find_gutters(side_by_side(speaking) if head else speaking, lowest_headings(head, region), x0, x1)
    gutters = _at_uprights(region, head, header_end) or gutters
    gutters = _as_before(gutters, [words for _, words in inside], context, x0, (region.x1, x1))
    if not gutters:
        return None
    edges = edges_of(gutters, x0, x1)
    if not context.is_announced and is_no_table(region, head, [words for _, words in body], edges, context):
        return None
    # What a caption names, with a header between rules, is a table however full its cells are.
    is_sure = context.is_announced and bool(head) and sum(cut.is_rule for cut in region.cuts) >= LEAST_RULES
    if not is_sure and is_prose([words for _, words in body], edges):
        return None
    levels = [_level(line, words, edges, gutters) for line, words in body]
    _mark_centred_names(levels, region)
    mark_set_off_names(levels)
    _mark_cuts(levels, region, header_end)
    _mark_interrupted(levels, region, edges)
    groups = cut_rows(levels, edges)
    places = header_places(head, region, edges, gutters, header_end)
    header_rows = max((p.row + p.row_span for p in places), default=0)
    ruling = "rules" if any(c.is_rule for c in region.cuts) else "shade" if region.cuts else "space"
    filled = sorted(len({column for level in group for column in level.cells}) for group in groups)
    is_full = bool(filled) and filled[len(filled) // 2] >= max(2, 0.5 * len(edges))
    for number, group in enumerate(groups):
        places.extend(_row_places(group, header_rows + number, len(edges), is_full))
    ruled_off = (*[False] * header_rows, *[group[0].is_cut for group in groups])
    places = without_empty_rows(places, header_rows + len(groups))
    return finish_grid(places, edges, region, turn, vocabulary, Drawing(ruling, header_rows, ruled_off))


def _at_uprights(region: Region, head: Sequence[Sequence[Word]], header_end: float) -> list[tuple[float, float]]:
    """The uprights that part all columns, as gutters; none where they part only some of them.

    Between two of them the header has one heading, so that white space inside a column is no gutter: justified text in
    a narrow column leaves some line after line.
    """
    height = region.bottom - header_end
    inner = [r for r in region.upright if region.x0 + SAME_TABLE_PT < r.at < region.x1 - SAME_TABLE_PT]
    xs = sorted(r.at for r in inner if min(r.end, region.bottom) - max(r.start, header_end) > UPRIGHT_PART * height)
    edges = edges_of([(x, x) for x in xs], region.x0, region.x1)
    for words in head:
        columns = [column_of(edges, (run[0].x0 + run[-1].x1) / 2) for run in segments(words)]
        if len(set(columns)) < len(columns):
            return []
    named = {column_of(edges, word.middle) for words in head for word in words}
    return [(x - 0.5, x + 0.5) for x in xs] if xs and len(named) == len(edges) else []


def _as_before(
    gutters: list[tuple[float, float]],
    lines: Sequence[Sequence[Word]],
    context: Context,
    x0: float,
    ends: tuple[float, float],
) -> list[tuple[float, float]]:
    """The gutters of the page before, where a table with the same edges goes on and its words respect them.

    A last page with two rows shows too little white space to find twenty columns in.

    Args:
        gutters: found on this page.
        lines: the words of each line.
        context: with the columns of the page before.
        x0: left edge.
        ends: the right edge of the region, and of its words, which run on over the edge where no rule is drawn.
    """
    before = context.columns
    if len(before) < 2:
        return gutters
    if abs(before[0][0] - x0) > SAME_TABLE_PT or all(abs(before[-1][1] - end) > SAME_TABLE_PT for end in ends):
        return gutters
    cuts = [right for _, right in before[:-1]]
    words = [word for line in lines for word in line]
    cut = sum(1 for word in words for at in cuts if word.x0 + 1 < at < word.x1 - 1)
    filled = {column_of(before, word.middle) for word in words}
    if cut > 0.02 * len(words) or len(filled) < 0.6 * len(before):
        return gutters
    return [(at - 0.5, at + 0.5) for at in cuts]


def _level(
    line: Line, words: list[Word], edges: Sequence[tuple[float, float]], gutters: Sequence[tuple[float, float]]
) -> Level:
    level = Level(line.base, min(w.top for w in words), max(w.bottom for w in words), median(w.size for w in words))
    runs = segments(words)
    if len(runs) == 1 and crosses(runs[0], gutters):
        level.spans = True
        level.cells[column_of(edges, words[0].middle)] = list(words)
        return level
    for run in segments(words, 0.5):
        for word in run:
            level.cells.setdefault(column_of(edges, word.middle), []).append(word)
    return level


def _mark_cuts(levels: Sequence[Level], region: Region, header_end: float) -> None:
    """Say of each level whether something drawn parts it from the one above."""
    for above, level in itertools.pairwise(levels):
        level.is_cut = any(
            (above.top + above.bottom) / 2 < cut.at < (level.top + level.bottom) / 2 for cut in region.cuts
        )
    if levels:
        levels[0].is_cut = any(abs(cut.at - header_end) < 1 for cut in region.cuts)


def _mark_centred_names(levels: Sequence[Level], region: Region) -> None:
    """Say of the lone runs that are centred on the table that they span it, where no column is centred there too.

    The name of a section stands in a cell over all columns; centred in it, it falls into a middle column or two. Names
    of different lengths begin at different places; the full lines of a middle column begin at its edge.
    """
    middle, width = (region.x0 + region.x1) / 2, region.x1 - region.x0
    runs = [segments([word for column in sorted(lv.cells) for word in lv.cells[column]]) for lv in levels]
    cells = [part for parts in runs if len(parts) > 1 for part in parts]
    edges = Counter(round(part[0].x0) for part in cells)
    lone = {
        place: parts[0]
        for place, parts in enumerate(runs)
        if len(parts) == 1
        and abs(_middle(parts[0]) - middle) < MIDDLE_PART * width
        and sum(edges[round(parts[0][0].x0) + step] for step in (-1, 0, 1)) < 2  # not flush with a column
    }
    if len(lone) < 2:
        return
    centre = median(_middle(run) for run in lone.values())
    names = {place: run for place, run in lone.items() if abs(_middle(run) - centre) < CENTRE_PT}
    starts = [run[0].x0 for run in names.values()]
    types = {_type_of(run) for run in names.values()}
    at_centre = sum(abs(_middle(part) - centre) < CENTRE_PT and _type_of(part) in types for part in cells)
    if len(names) < 2 or max(starts) - min(starts) < 2 * CENTRE_PT or at_centre > CENTRED_PART * len(runs):
        return
    for place, run in names.items():
        levels[place].spans, levels[place].cells = True, {0: run}


def mark_set_off_names(levels: Sequence[Level]) -> None:
    """Say of the lone runs from the first column on that they span the table, where no row's first cell is so set.

    The spaces of a section's name may happen to lie over the gutters, so that no word crosses one.
    """
    lines = [[word for column in sorted(level.cells) for word in level.cells[column]] for level in levels]
    rows = [level for level, words in zip(levels, lines, strict=True) if 0 in level.cells and len(segments(words)) > 1]
    types = {(False, False), *(_type_of(level.cells[0]) for level in rows)}
    for level, words in zip(levels, lines, strict=True):
        is_lone = 0 in level.cells and len(level.cells) > 1 and len(segments(words)) == 1
        if is_lone and _type_of(words) not in types:
            level.spans, level.cells = True, {0: words}


def _type_of(run: Sequence[Word]) -> tuple[bool, bool]:
    """Whether a run is set bold, and italic, throughout: names of sections often are what cells are not."""
    return all(word.is_bold for word in run), all(word.is_italic for word in run)


def _middle(run: Sequence[Word]) -> float:
    return (run[0].x0 + run[-1].x1) / 2


def _mark_interrupted(levels: Sequence[Level], region: Region, edges: Sequence[tuple[float, float]]) -> None:
    """Say of the levels where all uprights are interrupted that they span the columns, and are rows of their own.

    A cell over all columns has no sides inside (CSS 2.1, 17.6.2): the uprights end above it and begin again below.
    """
    inner = [r for r in region.upright if region.x0 + SAME_TABLE_PT < r.at < region.x1 - SAME_TABLE_PT]
    columns = {round(r.at) for r in inner}
    if len(columns) + 1 < len(edges):
        return
    was_open = False
    for level in levels:
        middle = (level.top + level.bottom) / 2
        above = {round(r.at) for r in inner if r.end <= middle}
        below = {round(r.at) for r in inner if r.start >= middle}
        is_open = above == below == columns and not any(r.start < middle < r.end for r in inner)
        if is_open:
            words = [word for column in sorted(level.cells) for word in level.cells[column]]
            level.cells, level.spans = {0: words}, True
        level.is_cut = level.is_cut or is_open != was_open
        was_open = is_open


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


__all__ = ["mark_set_off_names", "open_grid"]
