"""The blocks before the first section of a document: title page, imprint, a letter to the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.front_matter.wording import MOST_FRONT_BLOCKS, OPEN_END
from extract.pages import Block, Pages
from extract.sections import label_section, name_section

MOST_FRONT_PAGES = 3


@dataclass(frozen=True)
class Line:
    """A block of the front: `text` without raised signs, and the number of its page (1 for a text)."""

    block: Block
    text: str
    page: int


def read_front(pages: Pages) -> list[Line]:
    """The blocks before the first section: before a heading or label that names one."""
    lines: list[Line] = []
    for index, page in enumerate(pages.pages[:MOST_FRONT_PAGES], start=1):
        for block in page.parts:
            if not isinstance(block, Block):
                continue
            is_section = name_section(block.text) if block.kind == "heading" else label_section(block.text)
            if is_section is not None and _begins_section(block):
                return lines
            lines.append(Line(block, _without_raised(block), index))
            if len(lines) >= MOST_FRONT_BLOCKS:
                return lines
    return lines


def _begins_section(block: Block) -> bool:
    """Whether a heading with a section's word is one, and no title: `Introduction`, not `Introduction to research
    on:`.
    """
    if block.kind != "heading":
        return True
    words = re.sub(r"[^a-z ]", "", block.text.casefold()).split()
    return len(words) <= 3 and not OPEN_END.search(block.text.strip())


def _without_raised(block: Block) -> str:
    """The text of a block without superscripts, blanks folded."""
    text = list(block.text)
    for mark in block.marks:
        if mark.kind == "superscript":
            text[mark.start : mark.end] = " " * (mark.end - mark.start)
    return " ".join("".join(text).split())
