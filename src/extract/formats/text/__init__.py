"""Text documents: which dialect is this one written in, and what stands in it?

A text is read in regions, each by the module of its dialect, so that a file in which two converters left their traces
is read right as well: rows of cells between tabs (`tab_rows`; cells may hold HTML), one cell a line (`word_cells`), and
running text (`prose`).
"""

from __future__ import annotations

import re

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats.text.decoding import decode_text
from extract.formats.text.lines import Line, read_lines
from extract.formats.text.prose import take_block
from extract.formats.text.tab_rows import holds_html, take_rows
from extract.formats.text.word_cells import take_cells
from extract.pages import Block, Grid, Page, Pages

TAB_MARKDOWN = "tabs-in-markdown"
TAB_HTML = "html-in-tabs"
WORD_TEXT = "word-text"
PLAIN_TEXT = "plain-text"


# HTML and XML begin with a tag or declaration; they need a reader of their own, and read as prose they would give
# nonsense.
MARKUP_START = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml|head|body|svg)\b", re.IGNORECASE)


def sniff(content: bytes) -> bool:
    """Whether `content` is a text, in whatever encoding.

    Raises:
        UnreadableDocument: it is text in a markup that no format reads yet.
    """
    try:
        decoded = decode_text(content)
    except UnreadableDocument:
        return False
    if MARKUP_START.match(decoded.text[:2000]):
        message = "The file is an HTML or XML page. Save it as PDF or as plain text."
        raise UnreadableDocument("unsupported-format", message)
    return True


def read(document: SourceDocument) -> Pages:
    """Blocks and grids of a text document; pages only where form feeds show their ends.

    Raises:
        UnreadableDocument: the bytes are no text.
    """
    decoded = decode_text(document.content)
    lines = read_lines(decoded.text)
    chunks = _page_chunks(lines)
    has_pages = len(chunks) > 1
    dialects: set[str] = set()
    pages = tuple(
        Page(number if has_pages else None, _parts(chunk, dialects)) for number, chunk in enumerate(chunks, start=1)
    )
    return Pages(pages, len(pages) if has_pages else None, _named(dialects), decoded.warnings)


def _page_chunks(lines: tuple[Line, ...]) -> list[list[Line]]:
    chunks: list[list[Line]] = [[]]
    for line in lines:
        if line.kind == "page-end":
            chunks.append([])
        else:
            chunks[-1].append(line)
    while len(chunks) > 1 and all(line.kind == "blank" for line in chunks[-1]):
        chunks.pop()
    return chunks


def _parts(lines: list[Line], dialects: set[str]) -> tuple[Block | Grid, ...]:
    parts: list[Block | Grid] = []
    at = 0
    part: Block | Grid
    while at < len(lines):
        line = lines[at]
        word_table = take_cells(lines, at) if line.kind == "word-cell" else None
        if word_table is not None:
            part, at = word_table
            dialects.add(WORD_TEXT)
        elif line.kind in ("tab-row", "word-cell"):
            start = at
            part, at = take_rows(lines, at)
            dialects.add(TAB_HTML if holds_html(lines[start:at]) else TAB_MARKDOWN)
        elif line.kind == "text":
            part, at = take_block(lines, at)
        else:
            at += 1
            continue
        parts.append(part)
    return tuple(parts)


def _named(dialects: set[str]) -> str:
    """The dialect's name; a text with rows in plain and in HTML cells is the HTML converter's, which tags at will."""
    if TAB_HTML in dialects:
        dialects = dialects - {TAB_MARKDOWN}
    return "+".join(sorted(dialects)) or PLAIN_TEXT
