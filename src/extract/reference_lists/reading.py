"""Which entries does a document list, from its pages to their fields?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.pages import Pages
from extract.reference_lists.by_bullets import find_by_bullets
from extract.reference_lists.by_codes import find_by_codes, parted
from extract.reference_lists.by_numbers import find_by_numbers
from extract.reference_lists.entries import find_entries
from extract.reference_lists.lines import Line
from extract.reference_lists.parsing import parse_entries, with_beginning
from extract.reference_lists.record import LEAST_ENTRIES, ListedReference, PrintedEntry
from extract.reference_lists.sections import find_sections
from extract.reference_lists.years import is_dated


@dataclass
class _Numbered:
    """A list with numbers, which may go on under the next headings; `at` is the place of its first section."""

    at: int
    entries: list[PrintedEntry]
    sections: list[list[Line]]


def read_reference_list(pages: Pages) -> tuple[ListedReference, ...]:
    """The entries under headings such as `References`; empty where there is no such list.

    A list is read with its numbers where it has them, else by authors and years, by its lines, or by the order of its
    names, whichever gives the most entries that are whole. Several lists may each begin at one.
    """
    numbered: list[_Numbered] = []
    others: list[tuple[int, list[Line]]] = []
    for at, section in enumerate(part for whole in find_sections(pages) for part in parted(whole)):
        begun = find_by_numbers(section)
        more = find_by_numbers(section, numbered[-1].entries[-1].number) if numbered else []
        if more and len(more) >= len(begun):
            numbered[-1].entries += more
            numbered[-1].sections.append(section)
        elif begun:
            numbered.append(_Numbered(at, begun, [section]))
        else:
            others.append((at, section))
    cited = _cited(numbered)
    if cited is None:
        sections = sorted([*((each.at, part) for each in numbered for part in each.sections), *others], key=_place)
        return tuple(_unnumbered([section for _, section in sections]))
    counted = [each for each in numbered if each is cited or _are_dated(each.entries)]
    parts = [
        (each.at, [replace(entry, listing=listing) for entry in parse_entries(each.entries)])
        for listing, each in enumerate(counted, start=1)
    ]
    parts += [(at, listed) for at, section in others if len(listed := _unnumbered([section])) >= LEAST_ENTRIES]
    return tuple(listed for _, entries in sorted(parts, key=_place) for listed in entries)


def _place(part: tuple[int, object]) -> int:
    return part[0]


def _cited(lists: Sequence[_Numbered]) -> _Numbered | None:
    """The longest list with numbers; one of paragraphs with numbers only where there is no other."""
    long = [each for each in lists if len(each.entries) >= LEAST_ENTRIES]
    dated = [each for each in long if _are_dated(each.entries)]
    return max(dated or long, key=lambda each: len(each.entries), default=None)


def _are_dated(entries: Sequence[PrintedEntry]) -> bool:
    """Whether half the entries or more print a year, which paragraphs with numbers seldom do."""
    return 2 * sum(is_dated(entry.text.split()) for entry in entries) >= max(len(entries), 1)


def _unnumbered(sections: Sequence[Sequence[Line]]) -> list[ListedReference]:
    """The entries of lists without numbers; one that is too short for a list goes on with the one before."""
    read: list[tuple[list[Line], list[ListedReference]]] = []
    for section in sections:
        lines, listed = list(section), _entries(section)
        if not listed and read and read[-1][1]:
            lines = [*read[-1][0], *section]
            joined = _entries(lines)
            if len(joined) > len(read[-1][1]):
                read.pop()
                listed = joined
        read.append((lines, listed))
    return [entry for _, listed in read for entry in listed]


def _entries(lines: Sequence[Line]) -> list[ListedReference]:
    bulleted = find_by_bullets(lines)
    if _are_dated(bulleted):
        return parse_entries(bulleted)
    coded = find_by_codes(lines)
    if len(coded) >= LEAST_ENTRIES:
        return parse_entries(coded)
    found = find_entries(lines)
    parsed = parse_entries([entry.printed for entry in found])
    return [
        listed if entry.beginning is None else with_beginning(listed, entry.beginning)
        for entry, listed in zip(found, parsed, strict=True)
    ]
