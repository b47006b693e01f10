"""What does each entry of a list say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.fields import reference
from extract.fields.plain_text import clean
from extract.fields.references.record import Reference
from extract.folding import fold
from extract.reference_lists.beginnings import Beginning
from extract.reference_lists.lines import place_of
from extract.reference_lists.names import DASH
from extract.reference_lists.record import ListedReference, PrintedEntry
from extract.reference_lists.years import letter_in
from extract.rejects import Reject

_Parsed = Reference | Reject


def parse_entries(entries: Sequence[PrintedEntry]) -> list[ListedReference]:
    """Each entry read; all of one list together, which takes half the time."""
    raws = [clean(entry.text) for entry in entries]
    parsed = reference.parse_all(raws, is_listed=True)
    named = dict(_names_for_dashes(raws, parsed))
    again = dict(zip(named, reference.parse_all(list(named.values()), is_listed=True), strict=True))
    return [
        _listed(entry, raw, again.get(at, known))
        for at, (entry, raw, known) in enumerate(zip(entries, raws, parsed, strict=True))
    ]


def _listed(entry: PrintedEntry, raw: str, known: _Parsed) -> ListedReference:
    page, place = entry.lines[0].page.number, place_of(entry.lines)
    if isinstance(known, Reject):
        return ListedReference(entry.number, raw, (), None, None, None, page, place, code=entry.code)
    authors = tuple(map(str, known.authors))
    letter = letter_in(raw) if known.year is not None else ""
    source = tuple((field, value) for field in reference.SOURCE if (value := getattr(known, field)))
    return ListedReference(
        entry.number, raw, authors, known.year, known.title, known.doi, page, place, letter, source, code=entry.code
    )


def _names_for_dashes(raws: Sequence[str], parsed: Sequence[_Parsed]) -> Iterator[tuple[int, str]]:
    """The entries that begin with a dash, by their index, with the names that it stands for (Chicago 15.17)."""
    above = ""
    for at, (raw, known) in enumerate(zip(raws, parsed, strict=True)):
        first, _, rest = raw.partition(" ")
        if not DASH.fullmatch(first):
            above = _printed_names(known)
        elif above:
            yield at, f"{above.rstrip('.')}{first[-1] if first[-1] in '.,:' else ''} {rest}"


def _printed_names(known: _Parsed) -> str:
    """The authors of an entry; empty where these are not told."""
    if isinstance(known, Reject) or not known.authors or known.title is None:
        return ""
    return "; ".join(map(str, known.authors))


def with_beginning(listed: ListedReference, beginning: Beginning) -> ListedReference:
    """The entry with the year behind its authors; without authors, title and source where the parser read others from
    it."""
    year = beginning.year
    first = listed.authors[0] if listed.authors else ""
    names = {fold(beginning.family), fold(beginning.family.split()[-1])}
    if listed.year == year.value and any(name in fold(first) for name in names):
        return replace(listed, letter=year.letter)
    return replace(listed, authors=(), year=year.value, title=None, letter=year.letter, source=())
