"""Which entries does a document list, from its pages to their fields?"""

from __future__ import annotations

from collections.abc import Sequence

from extract.pages import Pages
from extract.reference_lists.by_numbers import find_by_numbers
from extract.reference_lists.entries import find_entries
from extract.reference_lists.lines import Line
from extract.reference_lists.parsing import parse_entries, with_beginning
from extract.reference_lists.record import LEAST_ENTRIES, ListedReference
from extract.reference_lists.sections import find_sections


def read_reference_list(pages: Pages) -> tuple[ListedReference, ...]:
    """The entries under a heading such as `References`; empty where there is no such list.

    A list is read with its numbers where it has them, else by authors and years, by its lines, or by the order of its
    names, whichever gives the most entries that are whole.
    """
    sections = find_sections(pages)
    numbered = find_by_numbers([line for section in sections for line in section])
    if len(numbered) < LEAST_ENTRIES:
        unnumbered = tuple(entry for section in sections for entry in _unnumbered(section))
        if unnumbered:
            return unnumbered
    return tuple(parse_entries(numbered))


def _unnumbered(lines: Sequence[Line]) -> list[ListedReference]:
    """The entries of one list without numbers."""
    found = find_entries(lines)
    parsed = parse_entries([entry.printed for entry in found])
    return [
        listed if entry.beginning is None else with_beginning(listed, entry.beginning)
        for entry, listed in zip(found, parsed, strict=True)
    ]
