"""Which works does the document's own list of references number?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.fields import reference
from extract.fields.plain_text import clean
from extract.pages import Block, Page, Pages, Place
from extract.rejects import Reject

# Headings under which references are listed, in the words of the style manuals (APA 9.43, Vancouver, MLA, Chicago).
HEADING = re.compile(
    r"\W*(?:\d{1,2}\.?\s+)?(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?"
    r"|cited literature|list of references|included studies|references to (?:included )?studies)\W*",
    re.IGNORECASE,
)
# A numbered entry: `12. Smith`, `[12] Smith`, `12 Smith`, `(12) Smith`. Near miss: `2012. A year`, `12 people`.
ENTRY = re.compile(
    r"\W{0,2}(?P<number>\d{1,3})(?:[.)\]]\s*|\s+)(?P<text>[A-Z‘“\"'À-ÖØ-Þ\[].*|[a-z]{2,3} [A-Z].*)", re.DOTALL
)
# Numbers of a list rise by one; a few entries may be lost in a page's margin. A larger gap is a paragraph's number.
LARGEST_GAP = 5


@dataclass(frozen=True)
class ListedReference:
    """One entry of the list. `number`: as printed."""

    number: int
    raw: str
    authors: tuple[str, ...]
    year: int | None
    title: str | None
    doi: str | None
    page: int | None
    place: Place


def read_reference_list(pages: Pages) -> tuple[ListedReference, ...]:
    """The numbered entries under a heading such as `References`; empty where there is no such list."""
    entries: list[ListedReference] = []
    is_inside = False
    for page, block in _blocks(pages):
        if HEADING.fullmatch(block.text):
            is_inside = True
            continue
        if not is_inside:
            continue
        entry = ENTRY.fullmatch(block.text)
        expected = entries[-1].number + 1 if entries else 1
        if entry and expected <= int(entry["number"]) <= expected + LARGEST_GAP:
            entries.append(_listed(int(entry["number"]), entry["text"], page, block))
    return tuple(entries)


def _blocks(pages: Pages) -> Iterator[tuple[Page, Block]]:
    for page in pages.pages:
        for part in page.parts:
            if isinstance(part, Block):
                yield page, part


def _listed(number: int, text: str, page: Page, block: Block) -> ListedReference:
    raw = clean(text)
    parsed = reference.parse(raw)
    if isinstance(parsed, Reject):
        return ListedReference(number, raw, (), None, None, None, page.number, block.place)
    authors = tuple(str(author) for author in parsed.authors)
    return ListedReference(number, raw, authors, parsed.year, parsed.title, parsed.doi, page.number, block.place)
