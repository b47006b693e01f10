"""Who brought a document out: a body or a journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import BODY_WORDS
from extract.front_matter.authors import split_names
from extract.front_matter.front import Line
from extract.front_matter.wording import ADDRESS, COPYRIGHT, JOURNAL_LINE, MOST_FRONT_BLOCKS, WEB_SITE, YEAR
from extract.pages import Block, Box, Pages

# Who holds the rights is the publisher only when it is a body.
COPYRIGHT_HOLDER = re.compile(
    rf"(?:{YEAR}\s?[,.]?\s?)?(?:by\s|the\s)?(?P<name>[A-ZÀ-Þ][^.©|]{{3,80}}?)(?=[.|]|,?\s?(?:www\.|https?:|all\srights"
    rf"|{YEAR}|trading\sas|published|$))",
    re.IGNORECASE,
)
# Match: `Published by Elsevier Ltd.`; near miss: `published by 2010`.
PUBLISHED_BY = re.compile(
    r"\bpublished\s(?:on\sbehalf\sof\s[^.]{3,80}\s)?by\s(?P<name>[A-Z][^.;:()]{2,60})", re.IGNORECASE
)
# Parts of bodies, which employ authors and publish nothing.
DEPARTMENTS = frozenset({"department", "faculty", "division", "school", "unit"})


def find_publisher(front: Sequence[Line], after: int, pages: Pages) -> str | None:
    """The heading of the imprint, the holder of the rights, or the journal, in this order."""
    return _imprint(front, after) or _rights_holder(pages) or _journal(pages)


def _imprint(front: Sequence[Line], after: int) -> str | None:
    """The body named right above an address: the heading of the imprint."""
    for at in range(max(after, 1), len(front)):
        if ADDRESS.search(front[at].text) and len(front[at].text) <= 120:
            name = front[at - 1].text.strip(" ,:")
            words = {word.casefold().strip(",.()") for word in name.split()}
            is_heading = front[at - 1].block.kind == "heading"
            # On a printed page the line above an address is as a rule an author's department.
            is_printed = isinstance(front[at].block.place, Box)
            is_body = is_heading or (bool(words & BODY_WORDS) and not is_printed and not words & DEPARTMENTS)
            if at - 1 >= after and is_body and len(words) <= 12 and not ADDRESS.search(name) and not split_names(name):
                return name
    return None


def edges(pages: Pages) -> Iterator[str]:
    """The texts of the first two pages, and the ends of the document for a text that shows no pages."""
    for page in pages.pages[:2]:
        blocks = [part for part in page.parts if isinstance(part, Block)]
        chosen = blocks if page.number is not None else [*blocks[:MOST_FRONT_BLOCKS], *blocks[-5:]]
        for block in chosen:
            if len(block.text) <= 1200:
                yield " ".join(block.text.split())


def _rights_holder(pages: Pages) -> str | None:
    for text in edges(pages):
        found = COPYRIGHT.search(text)
        if found is None:
            continue
        by = PUBLISHED_BY.search(text)
        if by is not None:
            return by["name"].strip(" ,")
        holder = COPYRIGHT_HOLDER.match(found["rest"].strip())
        if holder is None:
            continue
        name = WEB_SITE.sub("", holder["name"]).strip(" ,")
        words = {word.casefold().strip(",.()") for word in name.split()}
        if words & BODY_WORDS and not re.search(r"\bauthors?\b", name, re.IGNORECASE):
            return name
    return None


def _journal(pages: Pages) -> str | None:
    """The name in the journal line of a printed first page; texts carry no such line apart from their references."""
    for page in pages.pages[:2]:
        for part in page.parts if page.number is not None else ():
            text = " ".join(part.text.split()) if isinstance(part, Block) else ""
            found = JOURNAL_LINE.match(text) if len(text) <= 200 else None
            if found is not None:
                return found["name"].strip(" ,.")
    return None
