"""Which lines belong to the page and not to the text: running heads and feet, page and line numbers, stamps."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extract.formats.pdf.areas.regions import Region
from extract.formats.pdf.lines.words import Line

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
# "12", "- 37 -", "Page 6 of 34", "8 of 15", "iv", "A-1". Near miss: "12 patients". Linear: fixed order, no nesting.
PAGE_NUMBER = re.compile(
    r"^\W{0,3}(?:page |p\. ?)?(?:[A-Z]{1,3}[-–])?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:of|/|\|) ?\d{1,4})?\W{0,3}$",
    re.IGNORECASE,
)
# Line numbers: so many lines that begin (or end) with the next number, in the margin.
MIN_LINE_NUMBERS = 4
# So many at the ends of nine lines in ten need no margin of their own. A list of a page's length has some 50 lines.
SURE_LINE_NUMBERS = 20


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
        step = round(line.base / STEP_PT)
        if any((fold(line.text), step + d) in self.recurring for d in (-1, 0, 1)):
            return True
        if PAGE_NUMBER.match(line.text) is None:
            return False
        near = lines[index + 1 : index + 2] if is_head else lines[max(0, index - 1) : index]
        gaps = [other.top - line.bottom if is_head else line.top - other.bottom for other in near]
        return all(gap > APART_EM * line.size for gap in gaps)


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
    conversion has drawn them to the text, the next number at the end of so many lines that no text could end so."""
    for is_left in (True, False):
        ends = [line.words[0] if is_left else line.words[-1] for line in lines]
        numbers = [word for word in ends if word.text.isdigit()]
        if len(numbers) < MIN_LINE_NUMBERS:
            continue
        edge = max(w.x1 for w in numbers) if is_left else min(w.x0 for w in numbers)
        taken = set(map(id, numbers))
        others = [w for line in lines for w in line.words if id(w) not in taken]
        if not others:
            continue
        is_apart = all(w.x0 > edge for w in others) if is_left else all(w.x1 < edge for w in others)
        values = [int(w.text) for w in numbers]
        rises = [b - a for a, b in itertools.pairwise(values)]
        is_drawn_near = not is_left and len(values) >= max(SURE_LINE_NUMBERS, 0.9 * len(lines))
        counted = sum(rise in (1, 5, 10) for rise in rises) if is_apart else rises.count(1) if is_drawn_near else 0
        if counted >= max(1, 0.9 * len(rises)):
            out = []
            for line in lines:
                words = tuple(word for word in line.words if id(word) not in taken)
                if words:
                    out.append(Line(words, line.base))
            return out
    return list(lines)
