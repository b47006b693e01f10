"""Which entries does a document list, from its pages to their fields?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.pages import Pages
from extract.reference_lists.by_numbers import find_by_numbers
from extract.reference_lists.entries import find_entries
from extract.reference_lists.lines import Line
from extract.reference_lists.parsing import parse_entries, with_beginning
from extract.reference_lists.record import LEAST_ENTRIES, ListedReference, PrintedEntry
from extract.reference_lists.sections import find_sections
from extract.reference_lists.years import is_dated


@dataclass
class _Numbered:
    """A list with numbers, which may go on under the next headings."""

    entries: list[PrintedEntry]
    sections: list[list[Line]] = field(default_factory=list)


def read_reference_list(pages: Pages) -> tuple[ListedReference, ...]:
    """The entries under headings such as `References`; empty where there is no such list.

    A list is read with its numbers where it has them, else by authors and years, by its lines, or by the order of its
    names, whichever gives the most entries that are whole. Of several lists that each begin at one the numbers of the
    longest count: the text cites that.
    """
    lists: list[_Numbered] = []
    others: list[list[Line]] = []
    for section in find_sections(pages):
        begun = find_by_numbers(section)
        more = find_by_numbers(section, lists[-1].entries[-1].number) if lists else []
        if more and len(more) >= len(begun):
            lists[-1].entries += more
            lists[-1].sections.append(section)
        elif begun and _are_dated(begun):
            lists.append(_Numbered(begun, [section]))
        else:
            others.append(section)
    numbered = [each for each in lists if len(each.entries) >= LEAST_ENTRIES]
    if not numbered:
        sections = [*(section for each in lists for section in each.sections), *others]
        return tuple(entry for section in sections for entry in _unnumbered(section))
    cited = max(numbered, key=lambda each: len(each.entries))
    return tuple(
        listed
        for each in numbered
        for listed in parse_entries(each.entries if each is cited else _without_numbers(each.entries))
    )


def _are_dated(entries: Sequence[PrintedEntry]) -> bool:
    """Whether half the entries or more print a year, which paragraphs with numbers seldom do."""
    return 2 * sum(is_dated(entry.text.split()) for entry in entries) >= len(entries)


def _without_numbers(entries: Sequence[PrintedEntry]) -> list[PrintedEntry]:
    return [PrintedEntry(0, entry.text, entry.lines) for entry in entries]


def _unnumbered(lines: Sequence[Line]) -> list[ListedReference]:
    """The entries of one list without numbers."""
    found = find_entries(lines)
    parsed = parse_entries([entry.printed for entry in found])
    return [
        listed if entry.beginning is None else with_beginning(listed, entry.beginning)
        for entry, listed in zip(found, parsed, strict=True)
    ]
