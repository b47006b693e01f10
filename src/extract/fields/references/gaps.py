"""What stands alone between two fields, or has a form of its own, where the model sees none: it can be but one thing.

Lists print the title behind the authors, and the journal or book between the title and its numbers or its house (APA
9.4, Citing Medicine, chapters 1 and 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import UPPER
from extract.fields.references.counted import COUNTED
from extract.fields.references.record import HOUSE, Mark, first_of, in_order
from extract.fields.references.values import EXTENT

# One sentence between two fields. Match: ". Lamps of the north. ", ") Lamp Watch: Leeds, "; near miss: ". Lamps. Leeds.
# ", ", 3rd ed. ".
_ALONE = re.compile(
    r"[.,:;)\]”\"?!]{0,5}[.:)\]?!”\"]\s{1,9}"
    rf"(?P<run>[“‘\"']?(?!In\b)[{UPPER}\d][^.?!()\[\]]{{3,250}}?)[.?!,;:]?(?:\s(?:In|in):?|\s\d{{1,2}}\.?\s?(?:ed|edn|edition|Aufl|Auflage|uppl|wyd)\b\.?,?)?"
    r"[\s(\[]{0,9}"
)
# A title in quotation marks and the journal behind it. Match: ", „Lampen“, Lampenzeitung "; near miss: ", Lamps “at
# sea”, ".
_QUOTED_AND_SOURCE = re.compile(
    r"[\s.,:;)]{1,5}(?P<title>[“„«\"‘'][^“”„«»\"]{5,250}[”“»\"’'])[\s.,:;]{1,4}(?:[Ii]n:?\s)?"
    rf"(?P<source>[{UPPER}][^.?!()\[\]]{{3,100}}?)[\s.,:;(]{{0,6}}"
)
# What opens a book, and what stands behind its title. Match: ". In: Lamps and trade, ed. ", ", in LUX (LX), pages ";
# near miss: ". Included", " in Leeds".
_MEETING_PLACE = r"(?:,(?! (?:ed|v|pp?|pages|S)\b)[^.?!()\[\]§;]{1,90}?)?"
_IN_BOOK = re.compile(
    r"(?:[.,;:?!”’\"]{0,6}\s{0,9}\bIn:?|(?:[.,;:?!”’\"]{1,6}|(?<=[.,;]))\s{1,9}in:?)\s{1,9}(?:the\s)?"
    rf"(?P<run>[“‘\"']?[{UPPER}][^.?!()\[\]§]{{3,200}}?(?:\s\([A-Z][\w’' -]{{1,15}}\){_MEETING_PLACE})?)"
    rf"(?:[,;]?\s(?:ed|edited|[Hh]rsg|[Hh]g|[Vv]ol|v(?!\. [{UPPER}])|"
    r"Bd|chap|chapter|pp|S|pages)\b[^()\[\]]{0,40})?[.,:;]?[\s(\[]{0,9}"
)
# A book of one or two sentences behind its editors. Match: " (Eds.), Lamps and trade, 2nd Edition (p. "; near miss: "
# and Lee. ".
_BOOK = rf"[“‘\"']?[{UPPER}][^.?!()\[\]§]{{3,200}}?(?:\. [{UPPER}][^\W\d_]+ [^\W\d_]+ [^?!()\[\]§]{{3,200}}?)?"
_BEHIND_EDITORS = re.compile(
    r"[\s.,;:)\]]{0,5}(?:[(\[]?(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]gg?|dirs?|coords?)\b\.?[)\]]?)?[\s.,;:]{1,5}"
    rf"(?P<run>{_BOOK})(?:,\s\w{{1,8}}\s[Ee]d(?:ition)?)?(?:[.,;:]?\s?\(?(?:pp?|pages|S)\b)?[.,:;]?[\s(\[]{{0,9}}"
)
# What a meeting's papers are called by. Match: "Proceedings of the Lamp Society", "Proc. LUX 04"; near miss: "Process".
_PROCEEDINGS = re.compile(r"Proc(?:\.|eedings\b)|Actes\b|Atti\b|Tagungsband\b|Anais\b|Actas\b")
# What leads to the editors of a book. Match: " in " before "A. Berg (eds)"; near miss: ", trans. ".
_IN = re.compile(r"\b(?:in|dans|en|em|i):?\s*$", re.IGNORECASE)
# The last of the editors. Match: "Berg, Lamps"; near miss: "Lamps, trade and light".
_NAME_FIRST = re.compile(rf"[{UPPER}]\w{{1,20}},\s[{UPPER}]")
# Names in a book's place, and a book with its house. Match: "Berg C, Lamp Trust, eds", "Berg, editor", "Berg et al",
# "Lamps, York: Lux"; near miss: "Lamps: a guide, with notes", "Lamps, Oil and Gas: a guide".
_NO_BOOK = re.compile(
    rf".{{0,250}},\s(?:(?:eds|editors?|Hrsg)\b|[{UPPER}](?:(?! and )[\w. ]){{2,20}}:)|.{{0,250}} et al$", re.DOTALL
)
# What no title or journal ends with, since a number or a date follows. Match: "Lamp Report, Vol", "Decision of"; near
# miss: "Lampvol".
_CUT_OFF = re.compile(
    r".*(?:\b(?:vol|bd|no|nr|of|the|and|from|at|to|vom|von|unter|de|du|des|del|le|em)|,\s(?:volume|band|number))",
    re.IGNORECASE | re.DOTALL,
)
# A count of the pages of a whole work, which catalogues and styles print in the place of pages (ISBD, area 5: "xii, 139
# p."; Citing Medicine, chapter 2: "352 p."), where a part of a reference begins and ends. Match: ", 139 p." of "2012,
# 139 p. (Lamps)"; near miss: "Heft 3 S. 5", "pp. 3-9".
_EXTENT = re.compile(
    rf"(?:(?<=[.,;:(\])”»–-] )|(?<=[.,;:(\[])|(?<=(?:19|20)\d\d ))(?P<extent>{EXTENT.pattern})"
    r"(?=\s{0,9}(?:[.,;:+()\[\]]|$|[A-Z]|https?:|(?:19|20)\d\d(?![\d–-])))"
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
    if authors is not None and title is None and not fields & (_SOURCES | HOUSE):
        start, end = _space(text, authors.end, kept)
        found = _QUOTED_AND_SOURCE.fullmatch(text, start, end)
        if found is not None:
            yield Mark("title", *found.span("title"))
            yield Mark("container", *found.span("source"))
            return
    if authors is not None and title is None:
        run = _run(_ALONE, text, authors.end, kept)
        words = 0 if run is None else len(_WORD.findall(text, *run))
        if run is not None and (words > 1 or (words == 1 and fields & HOUSE and text[run[1]] == ".")):
            yield Mark("title", *run)
    if title is None or fields & _SOURCES:
        return
    book = _run(_IN_BOOK, text, title.end, kept)
    editors = first_of(kept, "editors")
    if book is None and editors is not None and _IN.search(text, title.end, editors.start) is not None:
        book = _run(_BEHIND_EDITORS, text, editors.end, kept)
        book = None if book is None or _NAME_FIRST.match(text, *book) else book
    if book is not None and _NO_BOOK.match(text, *book) is None:
        yield Mark("container", *book)
        return
    run = _run(_ALONE, text, title.end, kept)
    if run is None or len(_WORD.findall(text, *run)) > _LONGEST_SOURCE:
        return
    is_counted = bool(fields & COUNTED) and not fields & HOUSE
    if _PROCEEDINGS.match(text, *run) or (is_counted and _WORD.search(text, *run)):
        yield Mark("container", *run)


def extent_of(text: str, kept: Sequence[Mark]) -> Iterator[Mark]:
    """The count of pages behind the title; none where pages are known."""
    title = first_of(kept, "title")
    if title is None or first_of(kept, "pages") is not None:
        return
    for found in _EXTENT.finditer(text, title.end):
        yield Mark("pages", *found.span("extent"))


def _run(pattern: re.Pattern[str], text: str, start: int, kept: Sequence[Mark]) -> tuple[int, int] | None:
    """One sentence that fills the space from a place to the next field."""
    found = pattern.fullmatch(text, *_space(text, start, kept))
    return None if found is None or _CUT_OFF.fullmatch(text, *found.span("run")) else found.span("run")


def _space(text: str, start: int, kept: Sequence[Mark]) -> tuple[int, int]:
    """From a place to the next field, but for a year that stands in it first."""
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
    return start, end
