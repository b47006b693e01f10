"""What a list of references gives: its entries, as printed and as read."""

from __future__ import annotations

from dataclasses import dataclass

from extract.pages import Place
from extract.reference_lists.lines import Line

# Fewer entries are no list: a heading of the contents, or a text that happens to be headed so.
LEAST_ENTRIES = 3
# The longest of the 14,208 labelled references has 909 letters; the rest of a list runs on.
LONGEST_ENTRY = 1200


@dataclass(frozen=True)
class PrintedEntry:
    """An entry as it is printed.

    Attributes:
        number: 0 in a list without numbers, and where it is not the number that the text cites.
        text: without the number.
        lines: in which it stands, at least one, as printed where that is known.
        code: by which the list counts it; empty where it counts by numbers or not at all.
    """

    number: int
    text: str
    lines: tuple[Line, ...]
    code: str = ""


@dataclass(frozen=True)
class ListedReference:
    """One entry of the list.

    Attributes:
        number: as printed; 0 in a list without numbers.
        listing: which of the document's lists with numbers it stands in, from 1; 0 in a list without.
        code: by which the list counts it, such as `S12` of `[S12] Smith`; empty where there is none.
        letter: the letter after the year, which tells works of one author and year apart; empty where there is none.
        source: (field, value) of those of `fields.reference.SOURCE` that it tells, in their order.
    """

    number: int
    raw: str
    authors: tuple[str, ...]
    year: int | None
    title: str | None
    doi: str | None
    page: int | None
    place: Place
    letter: str = ""
    source: tuple[tuple[str, str], ...] = ()
    listing: int = 0
    code: str = ""
