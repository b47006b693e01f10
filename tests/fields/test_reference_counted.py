"""Which numbers of a reference are its volume, issue and pages, beyond what the model sees?"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extract.fields.references.counted import (
    believed_number,
    with_double_volume,
    with_leading_volume,
    with_vancouver_numbers,
)
from extract.fields.references.record import FLOOR, Mark

DOUBTED = 0.3


def marks(text: str, printed: Mapping[str, str], confidence: float = DOUBTED) -> tuple[Mark, ...]:
    """A mark for each printed field, at its last place in the text."""
    found = [
        Mark(field, text.rindex(words), text.rindex(words) + len(words), confidence) for field, words in printed.items()
    ]
    return tuple(sorted(found, key=lambda mark: mark.start))


def believed(text: str, found: tuple[Mark, ...]) -> dict[str, str]:
    """The words of the numbers at the floor or above it."""
    counted = ("volume", "issue", "pages")
    return {
        mark.field: text[mark.start : mark.end].strip(" :,")
        for mark in found
        if mark.field in counted and mark.confidence >= FLOOR
    }


@pytest.mark.parametrize(
    ("text", "printed", "read"),
    [
        ("Lamps, 37-38 (1996), 49–75", {"volume": "37-38", "pages": "49–75"}, {"volume": "37-38"}),
        ("Lamps, vol. 37-38, 1996, p. 49", {"volume": "37", "issue": "38", "pages": "49"}, {"volume": "37-38"}),
        ("Lamps, 1996, 37-38, 49-75", {"pages": "37-38, 49-75"}, {"volume": "37-38"}),
        ("Lamps, no. 3-4, 49-75", {"volume": "3", "pages": "49-75"}, {}),
        ("Lamps, May 3-4, pp. 49-75", {"volume": "3", "pages": "49-75"}, {}),
        ("Lamps, numéros 3-4, 49-75", {"volume": "3-4", "pages": "49-75"}, {}),
        ("Lamps 7-8, 12, 49-75", {"volume": "7-8", "pages": "49-75"}, {}),
        ("Lamps, 12(3-4), 49-75", {"volume": "12", "pages": "49-75"}, {}),
        ("Lamps, 2005, 3-4, 49-75", {"issue": "3-4", "pages": "49-75"}, {}),
        ("Lamps 37-38, 4", {"volume": "37", "issue": "38"}, {"volume": "37-38"}),
        ("Lamps, 37-38", {"pages": "37-38"}, {}),
    ],
)
def test_two_volumes_are_one_number(text: str, printed: dict[str, str], read: dict[str, str]) -> None:
    """Where they follow each other and pages stand behind; issues, days and pages alone are none."""
    assert believed(text, with_double_volume(text, marks(text, {"container": "Lamps", **printed}))) == read


@pytest.mark.parametrize(
    ("text", "printed", "read"),
    [
        ("21 Lamps 490–492", {"container": "21 Lamps", "pages": "490–492"}, {"volume": "21"}),
        ("21 Lamp L. Rev., 490", {"volume": "21", "container": "Lamp L. Rev.", "pages": "490"}, {"volume": "21"}),
        ("3 Lamptech, 490", {"container": "3 Lamptech", "pages": "490"}, {}),
        ("50 Years of Lamps, 490", {"container": "50 Years of Lamps", "place": "L", "pages": "490"}, {}),
        ("21 Lamps. Leeds, 490", {"container": "21 Lamps", "pages": "490"}, {}),
    ],
)
def test_law_reviews_print_the_volume_first(text: str, printed: dict[str, str], read: dict[str, str]) -> None:
    """Not books, nor where something stands between journal and page."""
    assert believed(text, with_leading_volume(text, marks(text, printed))) == read


@pytest.mark.parametrize(
    ("text", "printed", "read"),
    [
        ("J 1962; 44B:424", {"volume": "44", "issue": "B", "pages": "424"}, {"volume": "44B"}),
        ("J. 2014 Jun;165b(4):263", {"volume": "165b(4", "pages": "263"}, {"volume": "165b", "issue": "4"}),
        ("J. 2003 May(46):1-4", {"issue": "(46)", "pages": "1-4"}, {"issue": "46"}),
        ("J. 2012;2012:4204-7", {"volume": "2012", "pages": "4204-7"}, {"volume": "2012"}),
        ("J. 2024 Feb 29:1-62", {"volume": "29", "pages": "1-62"}, {}),
        ("J (2012): 29, 1-62", {"volume": "29", "pages": "1-62"}, {}),
    ],
)
def test_vancouver_prints_numbers_between_year_and_pages(
    text: str, printed: dict[str, str], read: dict[str, str]
) -> None:
    """The day of a month is no volume."""
    assert believed(text, with_vancouver_numbers(text, marks(text, printed))) == read


@pytest.mark.parametrize(
    ("text", "field", "printed", "read"),
    [
        ("Lamps 127 (C): 1", "issue", "(C)", "C"),
        ("Lamps 127(sup1), 1", "issue", "(sup1),", "sup1"),
        ("Lamps 127 (3), 1", "issue", "(3), 1", "3"),
        ("Lamps 127 (263).", "issue", "(263)", None),
        ("Lamps 127 (2012), 1", "issue", "(2012)", None),
        ("Lamps 127, Art. no. 55577", "pages", "55577", "55577"),
        ("Lamps 127, part 55577", "pages", "55577", None),
    ],
)
def test_doubted_numbers_are_believed_by_their_place(text: str, field: str, printed: str, read: str | None) -> None:
    """In brackets right behind the volume, or behind the word that names them."""
    volume, number = marks(text, {"volume": "127"})[0], marks(text, {field: printed})[0]
    found = believed_number(text, number, (volume, number))
    assert (text[found.start : found.end] if found.confidence >= FLOOR else None) == read
