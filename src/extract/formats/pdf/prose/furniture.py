"""Which lines belong to the page and not to the text: running heads and feet, page and line numbers, stamps."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extract.formats.pdf.areas.regions import Region
from extract.formats.pdf.lines.words import Line, Word

# A running head recurs at one height on so many pages (of the pages, and at least so many).
MIN_PAGES = 3
MIN_PART = 0.12
# How far from the page's edge furniture may stand, as a part of the height; and lines it may have there.
MARGIN_PART = 0.12
EDGE_LINES = 5
# Heights within this are one.
STEP_PT = 4.0
# White space between a page number and the text, in parts of its size.
APART_EM = 0.7
# The boxes of two lines set solid overlap by no more than this.
OVERLAP_PT = 1.0
# "12", "- 37 -", "Page 6 of 34", "8 of 15", "iv", "A-1". Near miss: "12 patients". Linear: fixed order, no nesting.
PAGE_NUMBER = re.compile(
    r"^\W{0,3}(?:page |p\. ?)?(?:[A-Z]{1,3}[-–])?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:of|/|\|) ?\d{1,4})?\W{0,3}$",
    re.IGNORECASE,
)
# Line numbers: so many lines that begin (or end) with the next number, in the margin.
MIN_LINE_NUMBERS = 4
# So many at the ends of nine lines in ten need no margin of their own. A list of a page's length has some 50 lines.
SURE_LINE_NUMBERS = 20
# Word and LaTeX number every line, every fifth or every tenth.
LINE_NUMBER_STEPS = (1, 5, 10)
# Of the numbers so many have no more lines up to the next than they count: a table, a formula or a note between them is
# not numbered. Of the numbers of a list of references those do that stand before an entry of one line.
COUNTED_PART = 0.75


@dataclass(frozen=True)
class Furniture:
    """The folded texts of lines that recur at one height at the edges of pages, with that height in steps."""

    recurring: frozenset[tuple[str, int]]

    def without(self, lines: Sequence[Line], height: float, regions: Sequence[Region]) -> list[Line]:
        """The lines that are text; what stands between the rules of a table is never furniture."""
        kept = []
        for index, line in enumerate(lines):
            is_head = line.bottom < MARGIN_PART * height
            is_foot = line.top > (1 - MARGIN_PART) * height
            if (is_head or is_foot) and not _is_enclosed(line, regions) and self._is_furniture(lines, index, is_head):
                continue
            kept.append(line)
        return without_line_numbers(kept)

    def _is_furniture(self, lines: Sequence[Line], index: int, is_head: bool) -> bool:
        """A recurring line, or a page number that stands apart from the text: "253." may be the end of a cell."""
        line = lines[index]
        if self._recurs(line):
            return True
        if PAGE_NUMBER.match(line.text) is None:
            return False
        above, below = lines[max(0, index - 1) : index], lines[index + 1 : index + 2]
        inner, outer = (below, above) if is_head else (above, below)
        gaps = [other.top - line.bottom if is_head else line.top - other.bottom for other in inner]
        if any(gap <= APART_EM * line.size for gap in gaps):
            return False
        # The year of a cell's name is set solid under it; a raised number overlaps the line of its note.
        beyond = [line.top - other.bottom if is_head else other.top - line.bottom for other in outer]
        is_solid = any(-OVERLAP_PT <= gap <= APART_EM * line.size for gap in beyond)
        return not is_solid or self._recurs(outer[0])

    def _recurs(self, line: Line) -> bool:
        step = round(line.base / STEP_PT)
        return any((fold(line.text), step + d) in self.recurring for d in (-1, 0, 1))


def _is_enclosed(line: Line, regions: Sequence[Region]) -> bool:
    """Whether a line stands in a full grid, or between two rules of a table."""
    for region in regions:
        bottom = region.bottom if region.boxes is not None else region.cuts[-1].at if region.cuts else region.top
        top = region.cuts[0].at if region.boxes is None and region.cuts else region.top
        middle = line.midline
        if top < middle < bottom and line.x0 > region.x0 - 4 and line.x1 < region.x1 + 4:
            return True
    return False


def fold(text: str) -> str:
    """A line without its digits, spaces and case: running heads differ by page number only."""
    return "".join(c for c in text.lower() if c.isalpha())


class Printed(Protocol):
    """A line of which furniture is learnt: its text, and where it stands."""

    @property
    def text(self) -> str: ...
    @property
    def base(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


def learn_furniture(pages: Sequence[tuple[Sequence[Printed], float]]) -> Furniture:
    """The lines that stand near the upper or lower edge of many pages, at one height.

    Args:
        pages: each page's lines and its height.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for lines, height in pages:
        ordered = sorted(lines, key=lambda line: line.base)
        edge = [line for line in ordered[:EDGE_LINES] if line.bottom < MARGIN_PART * height]
        edge += [line for line in ordered[-EDGE_LINES:] if line.top > (1 - MARGIN_PART) * height]
        counts.update({(fold(line.text), round(line.base / STEP_PT)) for line in edge})
    least = max(MIN_PAGES, MIN_PART * len(pages))
    joined = {
        key: counts[key] + counts.get((key[0], key[1] - 1), 0) + counts.get((key[0], key[1] + 1), 0) for key in counts
    }
    return Furniture(frozenset(key for key, count in joined.items() if count >= least and len(key[0]) > 1))


def without_line_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without a manuscript's line numbers: a column of rising numbers left or right of all text; or, where a
    conversion has drawn them to the text, the next number at the end of so many lines that no text could end so.

    They count every line, as the numbers of a list of references in its margin do not.
    """
    for is_left in (True, False):
        numbers = [
            (at, word)
            for at, line in enumerate(lines)
            if (word := line.words[0] if is_left else line.words[-1]).text.isdigit()
        ]
        if is_left:
            numbers = _in_margin(numbers, lines)
        if len(numbers) < MIN_LINE_NUMBERS:
            continue
        taken = {id(word) for _, word in numbers}
        rests = [tuple(word for word in line.words if id(word) not in taken) for line in lines]
        if _are_line_numbers(numbers, rests, is_left=is_left):
            return [Line(rest, line.base) for rest, line in zip(rests, lines, strict=True) if rest]
    return list(lines)


def _in_margin(numbers: Sequence[tuple[int, Word]], lines: Sequence[Line]) -> list[tuple[int, Word]]:
    """The numbers that stand left of all text, where there are some: a line of text may begin with a number too."""
    text = min((word.x0 for line in lines for word in line.words if not word.text.isdigit()), default=0.0)
    inside = [(at, word) for at, word in numbers if word.x1 < text]
    return inside if len(inside) >= MIN_LINE_NUMBERS else list(numbers)


def _are_line_numbers(numbers: Sequence[tuple[int, Word]], rests: Sequence[Sequence[Word]], *, is_left: bool) -> bool:
    """Whether numbers count the lines.

    Args:
        numbers: each with the index of its line, at one end of it.
        rests: the other words of each line.
        is_left: they stand at the left ends.
    """
    edge = max(word.x1 for _, word in numbers) if is_left else min(word.x0 for _, word in numbers)
    others = [word for rest in rests for word in rest]
    if not others:
        return False
    is_apart = all(word.x0 > edge for word in others) if is_left else all(word.x1 < edge for word in others)
    if not is_apart and (is_left or len(numbers) < max(SURE_LINE_NUMBERS, 0.9 * len(rests))):
        return False
    steps = LINE_NUMBER_STEPS if is_apart else LINE_NUMBER_STEPS[:1]
    pairs = list(itertools.pairwise((at, int(word.text)) for at, word in numbers))
    rises = [(next_number - number, at, next_at) for (at, number), (next_at, next_number) in pairs]
    rising = [rise in steps for rise, _, _ in rises]
    counting = [sum(map(bool, rests[at:next_at])) <= rise for rise, at, next_at in rises]
    return sum(rising) >= 0.9 * len(pairs) and sum(counting) >= COUNTED_PART * len(pairs)
