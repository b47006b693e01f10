"""Which numbers of a reference are its volume, issue and pages, beyond what the model sees?"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extract.fields.references.counted import (
    believed_number,
    up_to_end,
    with_bare_numbers,
    with_double_volume,
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
        ("J 1962; 44B:424", {"volume": "44", "issue": "B", "pages": "424"}, {"volume": "44B", "pages": "424"}),
        (
            "J. 2014 Jun;165b(4):263",
            {"volume": "165b(4", "pages": "263"},
            {"volume": "165b", "issue": "4", "pages": "263"},
        ),
        ("J. 2003 May(46):1-4", {"issue": "(46)", "pages": "1-4"}, {"issue": "46", "pages": "1-4"}),
        ("J. 2012;2012:4204-7", {"volume": "2012", "pages": "4204-7"}, {"volume": "2012", "pages": "4204-7"}),
        ("J. 2024 Feb 29:1-62", {"volume": "29", "pages": "1-62"}, {"pages": "1-62"}),
        ("J (2012): 29, 1-62", {"volume": "29", "pages": "1-62"}, {}),
    ],
)
def test_vancouver_prints_numbers_between_year_and_pages(
    text: str, printed: dict[str, str], read: dict[str, str]
) -> None:
    """The day of a month is no volume."""
    assert believed(text, with_vancouver_numbers(text, marks(text, printed))) == read


def test_an_issue_is_all_that_stands_in_its_brackets() -> None:
    """Also where the model believes in a part of it."""
    text = "J. 2010;3(var.pagings):44"
    found = with_vancouver_numbers(text, marks(text, {"volume": "3", "issue": "pagings", "pages": "44"}, 0.9))
    assert believed(text, found) == {"volume": "3", "issue": "var.pagings", "pages": "44"}


@pytest.mark.parametrize(
    ("numbers", "printed", "read"),
    [
        ("83: 330 (1994), 417-428", {"volume": "83: 330"}, ("83", "330")),
        ("489. 7414.      , pp. 417-428", {"volume": "489. 7414."}, ("489", "7414")),
        (", 44/2-3, 2003, p. 417-428", {"volume": "44"}, ("44", "2-3")),
        ("12.3 (May 2012), pp. 417-428", {"volume": "12"}, ("12", "3")),
        (", 2004, 47, 417-428", {"volume": "47"}, None),
        (", 14.6.2016, S. 417-428", {}, None),
        (" 12.05., S. 417-428", {"volume": "12"}, None),
        (" 3/5, p. 417-428", {"volume": "3"}, None),
        (" 12. 5. , pp. 417-428", {"volume": "12"}, ("12", "5")),
        (" 3/15, p. 417-428", {"volume": "3"}, ("3", "15")),
        ("122, 345 (1961); 124, 417-428", {"volume": "122"}, None),
        ("83, 2003, p. 417-428", {"volume": "83"}, None),
    ],
)
def test_of_two_bare_numbers_the_second_is_the_issue(
    numbers: str, printed: dict[str, str], read: tuple[str, str] | None
) -> None:
    """Between a journal and its pages; years and days are neither."""
    text = f"Lamps {numbers}"
    before = marks(text, {"container": "Lamps", "pages": "417-428", **printed})
    found = with_bare_numbers(text, before)
    if read is None:
        assert found == before
    else:
        assert believed(text, found) == dict(zip(("volume", "issue"), read, strict=True))


@pytest.mark.parametrize(
    ("text", "field", "printed", "read"),
    [
        ("26(S3): 458", "issue", "3)", "S3)"),
        ("Vol.26, No3: 458", "issue", "3", "3"),
        ("26 N3: 458", "issue", "3", "3"),
        ("JLUX03 (2016)", "issue", "03", "03"),
        ("26, nº3: 458", "issue", "3", "3"),
        ("Lamps 16-18, 1995", "volume", "16", "16-18"),
        ("Lamps 16-1995", "volume", "16", "16"),
        ("36: 901-7; quiz 907.", "pages", "901-7;", "901-7; quiz 907"),
        ("36: 901-7; discussion 66-7", "pages", "901-7", "901-7; discussion 66-7"),
        ("36: 901-7; notes 66", "pages", "901-7", "901-7"),
    ],
)
def test_a_number_goes_on_to_its_end(text: str, field: str, printed: str, read: str) -> None:
    """A word is in one field, and so are first and last volume, and pages with those of the discussion."""
    mark = marks(text, {field: printed})[0]
    found = up_to_end(text, mark, (mark,))
    assert text[found.start : found.end] == read


@pytest.mark.parametrize(
    ("text", "field", "printed", "read"),
    [
        ("Lamps 127 (C): 1", "issue", "(C)", "C"),
        ("Lamps 127(sup1), 1", "issue", "(sup1),", "sup1"),
        ("Lamps 127 (September): 1", "issue", "(September)", "September"),
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
