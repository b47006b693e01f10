"""Which lines of a page stand in which of its columns of text?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from statistics import median_low

from extract.formats.pdf.lines.columns import segments
from extract.formats.pdf.lines.words import Line, Word

PAGE_GUTTER_EM = 0.9
# One side of a gutter is so much wider than the other where it holds two columns of three.
WIDER = 1.5
# The number of an item that hangs before the left edge of a column, and how many of them make a column of their own, so
# wide at most. Match: `12.`, `[3]`; near miss: `2012`, `3`.
HANGING_NUMBER = re.compile(r"\d{1,3}[.)]|\[\d{1,3}\]")
LEAST_NUMBERS = 3
WIDEST_NUMBER_EM = 4.0
# Two columns of which one ends sooner. Of the lines so many may cross the gutter: a running head, a title.
CROSSING_PART = 0.1
# Fewer lines beside the others may be a label or a note.
LEAST_COLUMN_LINES = 3
# Parts of the width of a page: how far from the gutter the right column begins, and its lines are indented at most; how
# far before it the lines of the left one end, set ragged.
NEAR_GUTTER_PART = 0.04
DEEPEST_INDENT_PART = 0.05
RAGGED_PART = 0.1
# Of the lines so many begin with their column, and so many fill it; the last lines of paragraphs are shorter.
ALIGNED_PART = 0.9
FILLED_PART = 0.5


def text_columns(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """The lines of a page cut at its column gutters, in reading order: whole-width lines end a stretch of columns."""
    return _cut(lines, 0.0, width, width)


def page_gutter(lines: Sequence[Line], width: float) -> float | None:
    """Where the white between the columns of a page lies, near its middle; None for one column."""
    return _gutter(lines, 0.0, width, width)


def _cut(lines: Sequence[Line], x0: float, x1: float, width: float) -> list[list[Line]]:
    """The lines between two edges of a page, cut at the gutter near their middle; of three columns the first or last
    stands alone on its side of it, and the others are cut again."""
    gutter = _gutter(lines, x0, x1, width)
    if gutter is None:
        return [list(lines)]
    out: list[list[Line]] = []

    def end_columns() -> None:
        sides = ((left, x0, gutter), (right, gutter, x1))
        for side, start, end in sides:
            is_wide = end - start > WIDER * (x1 - x0 - (end - start))
            out.extend(_cut(side, start, end, width) if is_wide else [side] if side else [])

    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in lines:
        parts = ([w for w in line.words if w.middle < gutter], [w for w in line.words if w.middle >= gutter])
        crosses = any(w.x0 < gutter - 1 and w.x1 > gutter + 1 for w in line.words)
        if not crosses and parts[0] and parts[1] and HANGING_NUMBER.fullmatch(parts[1][0].text) is None:
            crosses = parts[1][0].x0 - parts[0][-1].x1 < PAGE_GUTTER_EM * line.size
        if crosses:
            end_columns()
            left, right = [], []
            across.append(line)
            continue
        if across:
            out.append(across)
            across = []
        if parts[0]:
            left.append(Line(tuple(parts[0]), line.base))
        if parts[1]:
            right.append(Line(tuple(parts[1]), line.base))
    end_columns()
    return [part for part in (*out, across) if part]


def _gutter(lines: Sequence[Line], x0: float, x1: float, width: float) -> float | None:
    """The x of the white stripe between two columns of text near the middle of two edges; None for one column."""
    if len(lines) < 6:
        return None
    size = int(width) + 2
    steps = [0] * (size + 1)
    beside = 0
    for line in lines:
        for run in segments(line.words, PAGE_GUTTER_EM):
            start, end = max(0, int(run[0].x0)), min(size, int(run[-1].x1) + 1)
            if start < end:
                steps[start] += 1
                steps[end] -= 1
    cover = list(accumulate(steps))
    low, high = (int(x0 + part * (x1 - x0)) for part in (0.35, 0.65))
    best = min(range(low, high), key=lambda x: (cover[x], abs(x - (x0 + x1) / 2)))
    stripes = _runs([x for x in range(low, high) if cover[x] == cover[best]])
    # The paper beside a page's text is as white as the gutter, and has lines on one side only.
    middle = max((stripe[len(stripe) // 2] for stripe in stripes), key=lambda x: _beside(lines, x))
    sides = [0, 0]
    for line in lines:
        on_left, on_right = any(w.x1 < middle for w in line.words), any(w.x0 > middle for w in line.words)
        beside += on_left and on_right
        sides[0] += on_left and not on_right
        sides[1] += on_right and not on_left
    # Lines of two columns whose base lines differ stand on one side each; two of them are worth a line over both.
    beside += min(sides)
    is_balanced = cover[best] <= 0.35 * len(lines) and beside >= 0.3 * len(lines)
    if not is_balanced and not _are_columns(lines, middle, width, cover[best]):
        return None
    return _before_numbers(lines, float(middle))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Ascending numbers in runs of such as follow each other."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _beside(lines: Sequence[Line], x: int) -> int:
    """How many lines have words on the emptier side of a place."""
    left = sum(line.words[0].x1 < x for line in lines)
    return min(left, sum(line.words[-1].x0 > x for line in lines))


def _before_numbers(lines: Sequence[Line], gutter: float) -> float:
    """The gutter, or the white stripe before the numbers that stand in or left of it and count what is on its right."""
    sides = [side for line in lines if (side := [word for word in line.words if _is_left(word, gutter)])]
    numbered = [side for side in sides if HANGING_NUMBER.fullmatch(side[-1].text)]
    if not numbered:
        return gutter
    # A page at the end of a line looks like the number of an entry; those of a list end at one place.
    usual = median_low(side[-1].x1 for side in numbered)
    numbered = [side for side in numbered if abs(side[-1].x1 - usual) <= WIDEST_NUMBER_EM / 2 * side[-1].size]
    numbers = [side[-1] for side in numbered]
    edge = min(word.x0 for word in numbers) - 1.0
    if len(numbers) < LEAST_NUMBERS or gutter - edge > 3 * WIDEST_NUMBER_EM * numbers[0].size:
        return gutter
    ends = [max(word.x1 for word in side) for side in sides if side[-1] not in numbers]
    ends += [side[-2].x1 for side in numbered if len(side) > 1]
    is_free = sum(end > edge for end in ends) <= CROSSING_PART * len(lines)
    return edge if is_free else gutter


def _is_left(word: Word, gutter: float) -> bool:
    """Whether a word stands left of the gutter, or is a number that stands in it."""
    return word.x1 <= gutter or (word.x0 < gutter and HANGING_NUMBER.fullmatch(word.text) is not None)


def _are_columns(lines: Sequence[Line], gutter: int, width: float, crossing: int) -> bool:
    """Whether a page's few lines on one side are the end of a column that is shorter than the other.

    Nearly nothing crosses the gutter, most lines on its left fill their column up to it, and nearly all on its right
    begin where their column does.
    """
    ends = [max(word.x1 for word in line.words if word.x1 < gutter) for line in lines if line.words[0].x1 < gutter]
    starts = [min(word.x0 for word in line.words if word.x0 > gutter) for line in lines if line.words[-1].x0 > gutter]
    if crossing > CROSSING_PART * len(lines) or min(len(ends), len(starts)) < LEAST_COLUMN_LINES:
        return False
    edge = min(starts)
    begin = sum(start <= edge + DEEPEST_INDENT_PART * width for start in starts)
    fill = sum(end >= gutter - RAGGED_PART * width for end in ends)
    is_near = edge <= gutter + NEAR_GUTTER_PART * width
    return is_near and begin >= ALIGNED_PART * len(starts) and fill >= FILLED_PART * len(ends)
