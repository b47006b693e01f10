"""Which lines belong to the page and not to the text: running heads and feet, page and line numbers, stamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.formats.pdf.glyphs import Turn
from extract.formats.pdf.words import Line

# A running head recurs on so many pages (of the pages, and at least so many).
MIN_PAGES = 3
MIN_PART = 0.15
# How far from the page's edge furniture may stand, as a part of the height.
MARGIN_PART = 0.12
# White space between a page number and the text, in parts of its size.
APART_EM = 0.7
# "12", "- 37 -", "Page 6 of 34", "8 of 15", "iv", "A-1". Near miss: "12 patients". Linear: fixed order, no nesting.
PAGE_NUMBER = re.compile(
    r"^\W{0,3}(?:page |p\. ?)?(?:[A-Z]{1,3}[-–])?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:of|/|\|) ?\d{1,4})?\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Furniture:
    """The folded texts of lines that recur at the edges of pages."""

    recurring: frozenset[str]

    def without(self, lines: Sequence[Line], turn: Turn) -> list[Line]:
        """The lines that are text. In a turned frame the page's own edges lie left and right: only numbers go there."""
        height = turn.frame_height
        kept = []
        for index, line in enumerate(lines):
            is_head = line.bottom < MARGIN_PART * height
            is_foot = line.top > (1 - MARGIN_PART) * height
            if (is_head or is_foot) and self._is_furniture(lines, index, is_head):
                continue
            kept.append(line)
        return kept

    def _is_furniture(self, lines: Sequence[Line], index: int, is_head: bool) -> bool:
        """A recurring line, or a page number that stands apart from the text: "253." may be the end of a cell."""
        line = lines[index]
        if fold(line.text) in self.recurring:
            return True
        if PAGE_NUMBER.match(line.text) is None:
            return False
        near = lines[index + 1 : index + 2] if is_head else lines[max(0, index - 1) : index]
        gaps = [other.top - line.bottom if is_head else line.top - other.bottom for other in near]
        return all(gap > APART_EM * line.size for gap in gaps)


def fold(text: str) -> str:
    """A line without its digits, spaces and case: running heads differ by page number only."""
    return "".join(c for c in text.lower() if c.isalpha())


def learn_furniture(texts: Sequence[str]) -> Furniture:
    """The lines that stand first or last on many pages.

    Args:
        texts: each page's text, lines as the engine gives them.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        lines = [line for line in text.splitlines() if line.strip()]
        edge = {fold(line) for line in [*lines[:4], *lines[-4:]]}
        counts.update(line for line in edge if line)
    least = max(MIN_PAGES, MIN_PART * len(texts))
    return Furniture(frozenset(line for line, count in counts.items() if count >= least))
