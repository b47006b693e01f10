"""How many pages a whole work has, where a part of one would say on which pages it stands.

Catalogues and styles print it in the place of pages (ISBD, area 5: "xii, 139 p."; Citing Medicine, chapter 2: "352
p."), and the labelled references of AnyStyle and GROBID call it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.references.record import Mark, first_of
from extract.fields.references.values import EXTENT

# A count of pages where a part of a reference begins and ends. Match: ", 139 p." of "2012, 139 p. (Lamps)"; near miss:
# "Heft 3 S. 5", "pp. 3-9".
_PRINTED = re.compile(
    rf"(?:(?<=[.,;:(\])”»–-] )|(?<=[.,;:(\[])|(?<=(?:19|20)\d\d ))(?P<extent>{EXTENT.pattern})"
    r"(?=\s{0,9}(?:[.,;:+()\[\]]|$|[A-Z]|https?:|(?:19|20)\d\d(?![\d–-])))"
)


def extent_of(text: str, kept: Sequence[Mark]) -> Iterator[Mark]:
    """The count of pages behind the title; none where pages are known."""
    title = first_of(kept, "title")
    if title is None or first_of(kept, "pages") is not None:
        return
    for found in _PRINTED.finditer(text, title.end):
        yield Mark("pages", *found.span("extent"))
