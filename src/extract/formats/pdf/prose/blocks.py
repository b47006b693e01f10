"""Which running text stands on a page beside its tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, starmap
from statistics import median

from extract.formats.pdf.areas.captions import is_caption
from extract.formats.pdf.drawn.glyphs import Turn
from extract.formats.pdf.lines.cells import Vocabulary, join_lines
from extract.formats.pdf.lines.words import Line, Word, box_of
from extract.pages import Block, BlockKind, PrintedLine

# A list's item: bullet, "(a)", "1." or "[12]" at the start. Near miss: "1.5 mg" has no space after the stop. Linear.
LIST_ITEM = re.compile(r"^(?:[•●▪■◦‣∙·➢✓–—*]|\(?[a-z0-9]{1,3}[.)]|\[\d{1,3}\])\s")
# "3", "3.1", "IV.", "Appendix A" before a heading's words.
NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.|appendix\b|annex\b)\s?", re.IGNORECASE)


def read_blocks(lines: Sequence[Line], turn: Turn, vocabulary: Vocabulary, body_size: float) -> list[Block]:
    """Paragraphs, headings, list items, captions and footnotes of one stretch of lines."""
    blocks: list[Block] = []
    for group in _paragraphs(lines):
        text, marks, starts = join_lines([line.words for line in group], vocabulary, None, None)
        text = text.replace("\n", " ")
        words = [word for line in group for word in line.words]
        kind, level = _kind(group, text, words, body_size)
        places = [box_of(line.words, turn) for line in group]
        printed = tuple(starmap(PrintedLine, zip(starts, places, strict=True))) if len(group) > 1 else ()
        blocks.append(Block(kind, text, box_of(words, turn), level, marks, printed))
    return blocks


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in paragraphs: cut by white space, a change of size, an indent, a bullet, or a caption's start."""
    groups: list[list[Line]] = []
    gaps = [b.base - a.base for a, b in pairwise(lines)]
    usual = median(gap for gap in gaps if gap > 0) if any(gap > 0 for gap in gaps) else 12.0
    left = median(line.x0 for line in lines) if lines else 0.0
    right = max((line.x1 for line in lines), default=0.0)
    for index, line in enumerate(lines):
        if not groups:
            groups.append([line])
            continue
        above = lines[index - 1]
        gap = line.base - above.base
        is_new = (
            gap > 1.35 * min(usual, 1.6 * line.size)
            or gap < 0
            or abs(line.size - above.size) > 0.12 * above.size
            or (line.x0 > left + 0.8 * line.size and above.x0 <= left + 0.3 * line.size and len(line.words) > 2)
            or LIST_ITEM.match(line.text) is not None
            or _is_own_mark(lines[index : index + 2])
            or is_caption(line.text)
            or (_is_bold(line) != _is_bold(above) and above.x1 < right - 3 * line.size)
        )
        if is_new:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _is_own_mark(lines: Sequence[Line]) -> bool:
    """Whether the first line is the mark of an item, and the second the item's text, far enough to the right of it."""
    if len(lines) < 2 or abs(lines[1].base - lines[0].base) > 0.1 * lines[0].size or lines[1].x0 < lines[0].x1:
        return False
    return LIST_ITEM.match(f"{lines[0].text} ") is not None


def _is_bold(line: Line) -> bool:
    return all(word.is_bold for word in line.words)


def _kind(group: Sequence[Line], text: str, words: Sequence[Word], body_size: float) -> tuple[BlockKind, int]:
    """The kind of a paragraph and a heading's level: larger or bold type in at most three lines without a full stop."""
    if is_caption(text):
        return "caption", 0
    size = median(word.size for word in words)
    is_short = len(group) <= 3 and len(text) <= 160 and not text.endswith((".", ",", ";", ":"))
    if is_short and any(c.isalpha() for c in text):
        if size > 1.35 * body_size:
            return "heading", 1
        if size > 1.12 * body_size:
            return "heading", 2
        if all(word.is_bold for word in words):
            return "heading", 3 if NUMBERED.match(text) is None else 2
    if LIST_ITEM.match(text) is not None:
        return "list-item", 0
    if size < 0.9 * body_size and words and words[0].raised:
        return "footnote", 0
    return "paragraph", 0
