"""What stands alone between two fields, where the model sees none: by its place it can be but one thing.

Lists print the title behind the authors, and the journal or book between the title and its numbers or its house (APA
9.4, Citing Medicine, chapters 1 and 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import UPPER
from extract.fields.references.counted import COUNTED
from extract.fields.references.record import Mark, first_of, in_order
from extract.fields.references.sources import HOUSE

# One sentence between two fields. Match: ". Lamps of the north. ", ") Lamp Watch: Leeds, "; near miss: ". Lamps. Leeds.
# ", ", 3rd ed. ".
_ALONE = re.compile(
    r"[.,:;)\]”\"?!]{0,5}[.:)\]?!”\"]\s{1,9}"
    rf"(?P<run>[“‘\"']?(?!In\b)[{UPPER}\d][^.?!()\[\]]{{3,250}}?)[.?!,;:]?[\s(\[]{{0,9}}"
)
# What opens a book, and what stands behind its title. Match: ". In: Lamps and trade, ed. "; near miss: ". Included".
_IN_BOOK = re.compile(
    rf"[.,;:?!”\"]{{0,6}}\s{{0,9}}\bIn:?\s{{1,9}}(?P<run>[“‘\"']?[{UPPER}][^.?!()\[\]]{{3,200}}?)"
    r"(?:[,;]?\s(?:ed|edited|[Hh]rsg|[Hh]g|[Vv]ol|chap|chapter|pp|S)\b[^()\[\]]{0,40})?[.,;:]?[\s(\[]{0,9}"
)
# Names in a book's place. Match: "Berg C, Lamp Trust, eds", "Berg, editor".
_EDITORS = re.compile(r".*,\s(?:eds|editors?|Hrsg)", re.DOTALL)
# What no title or journal ends with, since a number or a date follows. Match: "Lamp Report, Vol", "Decision of"; near
# miss: "Lampvol".
_CUT_OFF = re.compile(
    r".*\b(?:vol|bd|no|nr|of|the|and|from|at|to|vom|von|unter|de|du|des|del|le|em)", re.IGNORECASE | re.DOTALL
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SOURCES = frozenset({"container", "conference"})
_LONGEST_SOURCE = 10  # words
_ENDS = '.:)]?!”"'


def alone(text: str, kept: Sequence[Mark]) -> Iterator[Mark]:
    """The title and the container that nothing else is, each where the reference has none yet.

    Args:
        text: without what has a syntax of its own.
        kept: the fields that are believed.
    """
    fields = {mark.field for mark in kept}
    authors, title = first_of(kept, "authors"), first_of(kept, "title")
    if authors is not None and title is None:
        run = _run(_ALONE, text, authors.end, kept)
        if run is not None and len(_WORD.findall(text, *run)) > 1:
            yield Mark("title", *run)
    if title is None or fields & _SOURCES:
        return
    book = _run(_IN_BOOK, text, title.end, kept)
    if book is not None and _EDITORS.fullmatch(text, *book) is None:
        yield Mark("container", *book)
    elif fields & COUNTED and not fields & HOUSE:
        run = _run(_ALONE, text, title.end, kept)
        if run is not None and 0 < len(_WORD.findall(text, *run)) <= _LONGEST_SOURCE:
            yield Mark("container", *run)


def _run(pattern: re.Pattern[str], text: str, start: int, kept: Sequence[Mark]) -> tuple[int, int] | None:
    """One sentence that fills the space from a place to the next field, but for a year that stands in it first."""
    end = len(text)
    for mark in in_order(kept):
        if mark.start < start:
            continue
        if mark.field != "year" or text[start : mark.start].strip(" .,;:(["):
            end = mark.start
            break
        start = mark.end
    while text[start - 1] in _ENDS:  # a field may hold the sign that ends it
        start -= 1
    found = pattern.fullmatch(text, start, end)
    return None if found is None or _CUT_OFF.fullmatch(text, *found.span("run")) else found.span("run")
