"""Where do entries begin in a list that prints the year behind the authors?

Converters run the entries of such a list together or cut them at line ends, so that the text alone tells: an entry
begins, after the end of another, with the names of its authors, and the year follows them (APA 9.5, Chicago
author-date 15.9, Harvard, natbib), and the entries are in the order of the alphabet (APA 9.44, Chicago 15.11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.reference_lists.alphabet import ORDERED_SHARE, has_one_place, key_of, longest_rise
from extract.reference_lists.beginnings import Beginning, Run, beginning_at, of_body, of_person, of_spoken, run_of
from extract.reference_lists.boundaries import may_begin, may_end_without_stop
from extract.reference_lists.names import has_initials
from extract.reference_lists.vocabulary import INSIDE, PARTICLES, bare


def find_by_years(
    words: Sequence[str], breaks: frozenset[int] = frozenset(), heads: frozenset[int] | None = None
) -> tuple[Beginning, ...]:
    """The entries of a list, in printed order.

    Args:
        words: of the whole list, split at white space.
        breaks: words that begin a paragraph: an entry may begin there whatever stands before.
        heads: words that an entry may begin with; None: all.
    """
    run = run_of(words)
    places = frozenset(range(len(words))) if heads is None else heads
    free = frozenset(at for at in places if may_begin(words, at, breaks))
    told = _believed(_turned(run, free), words)
    told = max(told, _without_stops(run, told, places), _believed(_spoken(run, free), words), key=len)
    return _named(told)


def _turned(run: Run, free: frozenset[int]) -> list[Beginning]:
    """What looks like entries that print the first family name first; none begins among the names of a person's."""
    found: list[Beginning] = []
    at = 0
    while at < len(run.words):
        entry = beginning_at(run, at) if at in free else None
        if entry is not None:
            found.append(entry)
        at = entry.year.at + 1 if entry is not None and not entry.is_body else at + 1
    return found


def _spoken(run: Run, free: frozenset[int]) -> list[Beginning]:
    """What looks like entries that print names as they are spoken, then the year (ACL): `Ann Berg and Bo Ek. 2010.`"""
    starts = (at for at in sorted(free) if run.begins_at(at))
    return [entry for at in starts if (entry := of_spoken(run, at) or of_body(run, at)) is not None]


def _without_stops(run: Run, told: Sequence[Beginning], places: frozenset[int]) -> tuple[Beginning, ...]:
    """The entries of a list whose entries end without a full stop, so that names follow a word: `London Ahn A (1999)`.

    Springer's author-date styles and Cambridge's end so. Where the name of a place could be the first of the family's,
    the order of the alphabet tells, and then the shorter name.
    """
    words = run.words
    found = [
        entry
        for at in sorted(places)
        if (at == 0 or may_end_without_stop(words[at - 1]))
        and bare(words[at]) not in INSIDE
        and has_initials(words, at)
        and (entry := of_person(run, at)) is not None
    ]
    both = {entry.first: entry for entry in (*found, *told)}
    last: dict[int, Beginning] = {}
    for entry in _in_order([both[first] for first in sorted(both)]):
        longer = last.get(entry.year.at)
        if longer is None or longer.family.split()[0].casefold() not in PARTICLES:
            last[entry.year.at] = entry
    return tuple(last.values())


def _believed(found: Sequence[Beginning], words: Sequence[str]) -> tuple[Beginning, ...]:
    return _in_order(_alike(found, words))


def _alike(entries: Sequence[Beginning], words: Sequence[str]) -> list[Beginning]:
    """Entries of persons, and those of bodies whose year is printed as in most of the others.

    `Journal of Made Things, 2010` inside an entry looks like a body with its year; a list prints years in one way.
    """
    ways = Counter(_way(entry, words) for entry in entries if not entry.is_body)
    usual = max(ways, key=lambda way: (ways[way], way)) if ways else None
    return [entry for entry in entries if not entry.is_body or _way(entry, words) == usual]


def _way(entry: Beginning, words: Sequence[str]) -> str:
    """How the year is set off from the names: the marks before and around it."""
    before, year = words[entry.year.at - 1], words[entry.year.at]
    if year[0] in "([":
        return year[0]  # what stands behind the bracket may be a month: `(2010, April 15)`
    marks = (before[-1] if before[-1] in ",:" else "", year[0], year[-1])
    return " ".join(mark for mark in marks if not mark.isalnum())


def _in_order(entries: Sequence[Beginning]) -> tuple[Beginning, ...]:
    """The entries that keep the order of the alphabet, and those that have no one place in it; all persons, where the
    list is in no such order."""
    sorted_ones = [entry for entry in entries if not entry.is_dash and has_one_place(entry.family.split()[0])]
    kept = longest_rise([key_of(entry.family) for entry in sorted_ones])
    if len(kept) < ORDERED_SHARE * len(sorted_ones):
        return tuple(entry for entry in entries if not entry.is_body)
    placed = {entry.first for entry in sorted_ones}
    rising = {sorted_ones[index].first for index in kept}
    return tuple(entry for entry in entries if entry.first in rising or entry.first not in placed)


def _named(entries: Sequence[Beginning]) -> tuple[Beginning, ...]:
    """The entries, where one with a dash has the name of the one above; without it at the head of the list."""
    named: list[Beginning] = []
    for entry in entries:
        if not entry.is_dash:
            named.append(entry)
        elif named:
            named.append(replace(entry, family=named[-1].family))
    return tuple(named)
