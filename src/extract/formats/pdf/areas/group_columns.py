"""A first column whose cells stand for groups of rows, left of where the rows are drawn.

Nothing parts the rows inside a group's cell, so that rules and shades of the rows begin right of it. The cell stands at
the top of its group, or half way down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.formats.pdf.areas.regions import Cut, Region, distinct_places
from extract.formats.pdf.drawn.rulings import Rule
from extract.formats.pdf.lines.columns import find_gutters, segments
from extract.formats.pdf.lines.words import Line, Word

# Rules of one table begin and end at the same places, within this.
SAME_EXTENT_PT = 5.0
# A grid without rules at its sides has at least its head, its foot and one rule between.
MIN_OPEN_RULES = 3
# A column that groups are named in is at least as wide, and no wider than this part of what stands right of it.
MIN_GROUP_PT = 20.0
MAX_GROUP_PART = 0.5
# The first line of a group's name at the top of its cell stands on the first line of its first row, within this.
SAME_LINE_PT = 2.0
# Lines of one name follow each other within this (of their size); names of groups of single lines lie further apart.
NAME_LEADING_EM = 1.45
# A name half way down its cell is so near to the middle (of its size): the rounding of two heights.
MIDDLE_EM = 0.5


def with_group_column(outer: Region, inner: Region, lines: Sequence[Line]) -> Region | None:
    """The table of which `inner` is all but the first column, as boxes; None where the two are no such pair.

    The edges of the columns are drawn in, so that the cells of a group are told by what parts them.

    Args:
        outer: found by rules over the whole width: the head, the end of the header, and the foot.
        inner: found by the rules or shades of the rows.
        lines: of the frame.
    """
    if outer is inner or len(inner.cuts) < 2 or abs(outer.x1 - inner.x1) > SAME_EXTENT_PT:
        return None
    heads = [cut.at for cut in outer.cuts if cut.is_rule]
    if inner.x0 - outer.x0 < MIN_GROUP_PT or len(heads) < MIN_OPEN_RULES:
        return None
    if not outer.top - 2 <= _first(inner) <= outer.bottom + 2:
        return None
    # Where the page cuts the table, the last rule over the whole width is that of its last group.
    foot = [inner.bottom] if inner.bottom > heads[-1] + 2 else []
    return _boxed(outer, inner, [*heads, *foot], lines)


def beside_shades(inner: Region, lines: Sequence[Line]) -> Region | None:
    """The table of which the shades of alternate rows show all but the first column; None where nothing is left of it.

    The header names the column: on its line stands a heading left of the shades.
    """
    shades = [cut for cut in inner.cuts if not cut.is_rule]
    if inner.boxes is not None or len(shades) < len(inner.cuts) or len(shades) < MIN_OPEN_RULES:
        return None
    body = _first(inner) if inner.top < _first(inner) - 1 else inner.cuts[1].at
    beside = [
        [word for word in line.words if word.x1 < inner.x0 + 1]
        for line in lines
        if inner.top - 1 < line.midline < inner.bottom + 1
    ]
    words = [word for part in beside for word in part]
    x0 = min((word.x0 for word in words), default=inner.x0)
    is_headed = any(word.bottom < body + 1 for word in words)
    if not is_headed or not MIN_GROUP_PT < inner.x0 - x0 < MAX_GROUP_PART * (inner.x1 - inner.x0):
        return None
    if any(len(segments(part)) > 1 for part in beside if part):
        return None
    outer = Region(x0 - 1, inner.top, inner.x1, inner.bottom, (), shades=inner.shades)
    return _boxed(outer, inner, [inner.top, body, inner.bottom], lines)


def with_column_before(region: Region, columns: Sequence[tuple[float, float]]) -> Region:
    """The region with the column of groups that the table has on the page before, where its rows begin right of it.

    Args:
        region: found by what is drawn.
        columns: of the table on the page before; empty for none.
    """
    if region.boxes is not None or len(columns) <= MIN_OPEN_RULES or not region.cuts:
        return region
    is_same = abs(columns[1][0] - region.x0) < SAME_EXTENT_PT and abs(columns[-1][1] - region.x1) < SAME_EXTENT_PT
    return replace(region, x0=columns[0][0]) if is_same else region


def _boxed(outer: Region, inner: Region, heads: Sequence[float], lines: Sequence[Line]) -> Region | None:
    """The two as one grid of boxes; None where words stand over an edge. `heads`: what parts header, body and foot."""
    gutters = _gutters(heads, lines, inner.x0, inner.x1)
    beside = _gutters(heads, lines, outer.x0, inner.x0)
    body = [
        words for line in lines if heads[1] < line.midline < heads[-1] and (words := _inside(line, outer.x0, outer.x1))
    ]
    headings = [len(segments(words)) for words in _between_heights(lines, heads[0], heads[1], outer.x0, inner.x0)]
    if max(headings, default=0) != len(beside) + 1:
        beside = []  # the header names each column that groups are named in
    middles = ((left + right) / 2 for left, right in gutters)
    xs = [outer.x0, *((left + right) / 2 for left, right in beside), inner.x0, *middles, outer.x1]
    if not gutters or any(w.x0 < x - 1 and w.x1 > x + 1 for words in body for w in words for x in xs[1:-1]):
        return None
    cuts = [cut for cut in inner.cuts if heads[1] + 2 < cut.at < heads[-1] - 2]
    if not cuts:
        return None  # rules under headings of several columns part no rows
    level = [*(Rule(at, outer.x0, outer.x1) for at in heads), *(Rule(cut.at, inner.x0, inner.x1) for cut in cuts)]
    if not all(cut.is_rule for cut in cuts):
        level += [Rule(at, outer.x0, inner.x0) for at in _between_groups(heads, cuts, lines, outer.x0, inner.x0)]
    ys = distinct_places([rule.at for rule in level], 2.0)
    upright = tuple(Rule(x, ys[0], ys[-1]) for x in xs)
    return Region(xs[0], ys[0], xs[-1], ys[-1], (), tuple(level), upright, outer.shades, (tuple(xs), tuple(ys)))


def _gutters(heads: Sequence[float], lines: Sequence[Line], x0: float, x1: float) -> list[tuple[float, float]]:
    """The white stripes between two edges, told from the header and the rows under it."""
    header = _between_heights(lines, heads[0], heads[1], x0, x1)
    return find_gutters(_between_heights(lines, heads[1], heads[-1], x0, x1), header, x0, x1)


def _between_heights(lines: Sequence[Line], top: float, bottom: float, x0: float, x1: float) -> list[list[Word]]:
    """The words that stand between two heights and two edges, by line."""
    return [words for line in lines if top < line.midline < bottom and (words := _inside(line, x0, x1))]


def _between_groups(
    heads: Sequence[float], cuts: Sequence[Cut], lines: Sequence[Line], x0: float, x1: float
) -> list[float]:
    """The cuts at which the cells of the groups' column end, where only shades part the rows: told from their names."""
    body = [line for line in lines if heads[1] < line.midline < heads[-1]]
    names: list[list[Line]] = []
    for line in body:
        words = tuple(word for word in line.words if word.x1 < x1 + 1 and word.x0 > x0 - 2)
        if not words:
            continue
        part = Line(words, line.base)
        if names and part.base - names[-1][-1].base < NAME_LEADING_EM * part.size:
            names[-1].append(part)
        else:
            names.append([part])
    edges = [heads[1], *(cut.at for cut in cuts), heads[-1]]
    rest = [Line(words, line.base) for line in body if (words := tuple(w for w in line.words if w.middle > x1))]
    firsts = [
        min((line.base for line in rest if top < line.midline < bottom), default=top) for top, bottom in pairwise(edges)
    ]
    at_top = [
        edges[place] for name in names for place, base in enumerate(firsts) if abs(base - name[0].base) < SAME_LINE_PT
    ]
    if len(at_top) == len(names):
        return at_top
    ends, end = [], heads[1]
    for name in names[:-1]:
        end = name[0].top + name[-1].bottom - end
        nearest = min(edges, key=lambda edge: abs(edge - end))
        if abs(nearest - end) > 2 * MIDDLE_EM * name[0].size:
            return []
        end = nearest
        ends.append(end)
    return ends


def _first(region: Region) -> float:
    return region.cuts[0].at


def _inside(line: Line, x0: float, x1: float) -> list[Word]:
    return [word for word in line.words if x0 - 2 <= word.middle <= x1 + 2]


__all__ = ["beside_shades", "with_column_before", "with_group_column"]
