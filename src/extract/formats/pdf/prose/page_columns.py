"""Which lines of a page stand in which of its columns of text?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from extract.formats.pdf.lines.columns import segments
from extract.formats.pdf.lines.words import Line

PAGE_GUTTER_EM = 0.9
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
    """The lines of a page cut at its column gutter, in reading order: whole-width lines end a stretch of columns."""
    gutter = _page_gutter(lines, width)
    if gutter is None:
        return [list(lines)]
    out: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in lines:
        parts = ([w for w in line.words if w.middle < gutter], [w for w in line.words if w.middle >= gutter])
        crosses = any(w.x0 < gutter - 1 and w.x1 > gutter + 1 for w in line.words)
        if not crosses and parts[0] and parts[1]:
            crosses = parts[1][0].x0 - parts[0][-1].x1 < PAGE_GUTTER_EM * line.size
        if crosses:
            out.extend(part for part in (left, right) if part)
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
    out.extend(part for part in (left, right, across) if part)
    return out


def _page_gutter(lines: Sequence[Line], width: float) -> float | None:
    """The x of the white stripe between two columns of text near the page's middle; None for one column."""
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
    low, high = int(0.35 * width), int(0.65 * width)
    best = min(range(low, high), key=lambda x: (cover[x], abs(x - width / 2)))
    stripe = [x for x in range(low, high) if cover[x] == cover[best]]
    middle = stripe[len(stripe) // 2] if max(stripe) - min(stripe) == len(stripe) - 1 else best
    sides = [0, 0]
    for line in lines:
        on_left, on_right = any(w.x1 < middle for w in line.words), any(w.x0 > middle for w in line.words)
        beside += on_left and on_right
        sides[0] += on_left and not on_right
        sides[1] += on_right and not on_left
    # Lines of two columns whose base lines differ stand on one side each; two of them are worth a line over both.
    beside += min(sides)
    is_balanced = cover[best] <= 0.35 * len(lines) and beside >= 0.3 * len(lines)
    return float(middle) if is_balanced or _are_columns(lines, middle, width, cover[best]) else None


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
