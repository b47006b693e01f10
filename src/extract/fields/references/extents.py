"""How many pages a whole work has, where a part of one would say on which pages it stands.

Catalogues and styles print it in the place of pages (ISBD, area 5: "xii, 139 p."; Citing Medicine, chapter 2: "352
p."), and the labelled references of AnyStyle and GROBID call it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.references.counted import COUNTED
from extract.fields.references.record import FLOOR, Mark, first_of, in_order
from extract.fields.references.values import EXTENT

# A count of pages where a part of a reference begins and ends. Match: ", 139 p." of "2012, 139 p. (Lamps)"; near miss:
# "Heft 3 S. 5", "pp. 3-9".
_PRINTED = re.compile(
    rf"(?:(?<=[.,;:(\])”»–-] )|(?<=[.,;:(\[])|(?<=(?:19|20)\d\d ))(?P<extent>{EXTENT.pattern})"
    r"(?=\s{0,9}(?:[.,;:+()\[\]]|$|[A-Z]|https?:|(?:19|20)\d\d(?![\d–-])))"
)
# The number of an article before its own count of pages in brackets. Match: "125001 (" before "9pp)"; near miss:
# "York (".
_OF_ARTICLE = re.compile(r"\d\s?\($")
_LONGEST_NUMBER = 3  # signs of its end
# Both counts of a book without a word behind them, where it ends. Match: "xiii, 351" behind ":"; near miss: "xiii,
# 351-360", "xii, no. 3".
_LONGEST_COUNTS = 24  # signs of them
_BOTH_COUNTS = re.compile(r"(?:(?<=[:.;,(] )|(?<=:))[ivxl]{1,8}, ?\d{1,4}(?=\)?\.?\s*$)")


def with_both_counts(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a book's two counts of pages (`xiii, 351`) one field: the first is no volume."""
    found = _BOTH_COUNTS.search(text, len(text) - _LONGEST_COUNTS) if "," in text[-_LONGEST_COUNTS:] else None
    if found is None:
        return marks
    extent = Mark("pages", *found.span(), FLOOR)
    inside = [mark for mark in marks if not mark.is_free_of((extent,))]
    if not inside or any(mark.field not in COUNTED for mark in inside):
        return marks
    believed = max(mark.confidence for mark in inside)
    rest = [mark for mark in marks if mark not in inside and mark.field != "pages"]
    return in_order([*rest, extent._replace(confidence=max(believed, FLOOR))])


def extent_of(text: str, kept: Sequence[Mark]) -> Iterator[Mark]:
    """The count of pages behind the title; none where pages are known."""
    title = first_of(kept, "title")
    if title is None or first_of(kept, "pages") is not None:
        return
    for found in _PRINTED.finditer(text, title.end):
        if _OF_ARTICLE.search(text, max(0, found.start() - _LONGEST_NUMBER), found.start()):
            continue
        yield Mark("pages", *found.span("extent"))
