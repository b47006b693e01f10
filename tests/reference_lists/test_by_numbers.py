"""Where does each entry of a list with numbers begin, and which lines are its own?"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extract.pages import Box, Page, Pages, PrintedLine
from extract.reference_lists import read_reference_list
from extract.reference_lists.by_numbers import INNER_BARE_NUMBER, INNER_NUMBER
from tests.reference_lists.printed import block, joined, lines, pages


@pytest.mark.parametrize(
    ("pattern", "text", "number"),
    [
        (INNER_NUMBER, "4–9. [12] Smith", "12"),
        (INNER_NUMBER, "4–9. [12]Smith", "12"),
        (INNER_NUMBER, "4–9. 12. Smith", "12"),
        (INNER_NUMBER, "4–9. 12.", "12"),
        (INNER_NUMBER, "4–9. 12 Smith", None),
        (INNER_NUMBER, "28384801. 104. van de Berg W", "104"),
        (INNER_NUMBER, "28384801. 1004. berg CN. Lamps", "1004"),
        (INNER_NUMBER, "28384801. 104. and more", None),
        (INNER_NUMBER, "vol 12. Smith", None),
        (INNER_BARE_NUMBER, "4–9. 12 Smith", "12"),
        (INNER_BARE_NUMBER, "(2010). 12 de Ek", "12"),
        (INNER_BARE_NUMBER, "vol. 3 Suppl", None),
    ],
)
def test_numbers_inside_a_block_are_known(pattern: re.Pattern[str], text: str, number: str | None) -> None:
    """The next entry's number is told from a volume's."""
    found = pattern.search(text)
    assert (found["number"] if found else None) == number


def test_numbered_entries_get_their_next_lines() -> None:
    """A line that a converter parted from its entry goes to it; a page number and a heading behind the list do not."""
    listed = read_reference_list(
        pages(
            block("References", 10),
            block("[1] A. Abbot, Roofs of the north: a study of", 30),
            block("slates, J. Made Stud. 12 (2010) 4–19.", 48, x0=65),
            block("34", 60, x0=290),
            block("[2] D. Berg, On tiles, J. Made Stud. 14 (2012) 1–9.", 75),
            block("[3] F. Ek, Thatch, Roof Lett. 3 (2009) 22–31.", 95),
            block("Appendix A", 112),
        )
    )
    assert [entry.number for entry in listed] == [1, 2, 3]
    assert listed[0].raw == "A. Abbot, Roofs of the north: a study of slates, J. Made Stud. 12 (2010) 4–19."
    assert listed[2].raw.endswith("22–31.")
    assert [entry.place for entry in listed[:2]] == [Box(50, 30, 500, 58), Box(50, 75, 500, 85)]


def test_wrapped_lines_of_a_text_go_to_their_entries() -> None:
    """In a text, lines between two numbers are the entry's, also one that is a year alone; what follows a gap is not."""
    text = lines(
        "References", "", "1. Abbot A. Roofs of the north:", "A study. J Made Stud 1, 2", "(2010).",
        "2. Berg D. On slates. J Made Stud 2, 3 (2011).", "3. Ек Ф. Солома. Журнал 3, 4 (2012).", "", "We thank the library.",
    )  # fmt: skip
    listed = read_reference_list(Pages((Page(None, tuple(text)),), None, "test"))
    assert [entry.number for entry in listed] == [1, 2, 3]
    assert listed[0].raw == "Abbot A. Roofs of the north: A study. J Made Stud 1, 2 (2010)."
    assert listed[2].raw == "Ек Ф. Солома. Журнал 3, 4 (2012)."


def test_a_list_goes_on_past_its_thousandth_entry() -> None:
    """Lists of what a review left out are so long; a name may begin small."""
    names = {1001: "berg CN", 1002: "van de Ek F"}
    entries = [f"{at}. {names.get(at, 'Abbot A')}. Roofs. J Made Stud 2010; 1: {at}." for at in range(1, 1005)]
    listed = read_reference_list(Pages((Page(None, tuple(lines("References", "", *entries))),), None, "test"))
    assert [entry.number for entry in listed] == list(range(1, 1005))


def test_each_of_several_lists_is_read() -> None:
    """A list that begins at one again under another heading is another; one that goes on is not; a section of the text
    whose heading looks like that of a list is none."""
    printed = lines(
        "Selected studies", "5. Conclusions", "6. Roofs matter most.",
        "References", "1. Abbot A. Roofs. J Made Stud 2010; 1: 1.", "2. Berg B. Tiles. J Made Stud 2011; 2: 1.",
        "3. Ek C. Slates. J Made Stud 2012; 3: 1.",
        "Excluded studies", "4. Fell D. Thatch. J Made Stud 2013; 4: 1.",
        "List of included studies", "1. Gall E. Reed. J Made Stud 2014; 5: 1.", "2. Holm F. Turf. J Made Stud 2015; 6: 1.",
        "3. Ives G. Tin. J Made Stud 2016; 7: 1.",
    )  # fmt: skip
    listed = read_reference_list(Pages((Page(None, tuple(printed)),), None, "test"))
    assert [(entry.listing, entry.number, entry.year) for entry in listed] == [
        (1, 1, 2010), (1, 2, 2011), (1, 3, 2012), (1, 4, 2013), (2, 1, 2014), (2, 2, 2015), (2, 3, 2016),
    ]  # fmt: skip


def test_a_list_without_years_is_a_list() -> None:
    """Software and pages on the web have none; paragraphs with numbers give way to a list that has."""
    texts = [
        "[1] Roofmeter. https://roof.example.org",
        "[2] Tiler. https://tile.example.org",
        "[3] Slater. https://s.example.org",
    ]
    listed = read_reference_list(Pages((Page(None, tuple(lines("References", *texts))),), None, "test"))
    assert [entry.number for entry in listed] == [1, 2, 3]


def test_a_number_in_a_wrapped_title_begins_no_entry() -> None:
    """A small word with initials is a name only behind a number with a mark, and where it is the next."""
    texts = [
        "References", "1. Abbot A. Roofs. J Made Stud 2010; 1: 1.", "2. Berg B. Slates of sizes 4 and", "5 hepatitis C. J Made Stud",
        "2011; 2: 1.", "3. Ek C. Tiles. J Made Stud 2012; 3: 1.", "4. Fell D. Reed. J Made Stud 2013; 4: 1.",
    ]  # fmt: skip
    listed = read_reference_list(Pages((Page(None, tuple(lines(*texts))),), None, "test"))
    assert [entry.number for entry in listed] == [1, 2, 3, 4]
    assert listed[1].raw.endswith("hepatitis C. J Made Stud 2011; 2: 1.")


def test_a_number_that_is_printed_with_its_mark_has_not_lost_it() -> None:
    """A line may begin with the next number, bare: a day, or the first word of a title."""
    rows = [
        part
        for at in range(1, 9)
        for part in (
            f"{at}. Abbot A. Roofs of the north.",
            f"{at % 8 + 1} May 201{at}. Made Studies 201{at};4:1-9.",
        )
    ]
    listed = read_reference_list(pages(block("References", 10), joined(*rows)))
    assert [(entry.number, entry.raw[-3:]) for entry in listed] == [(at, "-9.") for at in range(1, 9)]


def test_a_mark_that_is_nowhere_printed_was_forgotten() -> None:
    """At the head of a line, behind the end of an entry."""
    rows = [
        part
        for at in range(1, 9)
        for part in (
            f"{at}{'' if at in (4, 5) else '.'} Abbot A. Roofs of the north and",
            f"the south. Made Studies 201{at};4:1-9.",
        )
    ]
    assert [entry.number for entry in read_reference_list(pages(block("References", 10), joined(*rows)))] == [
        *range(1, 9)
    ]


def columns(first: list[str], second: list[str], *, size: float = 8.0) -> Pages:
    """A page of two columns, of which the second is set in lines so high."""
    right = joined(*second)
    moved = tuple(
        PrintedLine(line.start, Box(320, 40 + 10 * at, 520, 40 + 10 * at + size)) for at, line in enumerate(right.lines)
    )
    place = Box(320, 40, 520, 40 + 10 * len(second))
    return pages(block("References", 10), joined(*first, top=200, x1=300), replace(right, place=place, lines=moved))


@pytest.mark.parametrize(("end", "rest", "size", "is_whole"), [
    ("Made Studies 2010;4:", "7-19.", 8.0, True),
    ("In: Berg B, editor.", "Roofs and walls. Leeds: Press; 2010.", 8.0, True),  # no year so far
    ("Made Studies 2010;4:7-19.", "This page is left free.", 8.0, False),
    ("Made Studies 2010;4:", "A comment in the margin, 2012", 5.0, False),  # smaller
])  # fmt: skip
def test_an_entry_goes_on_in_the_next_column(end: str, rest: str, size: float, is_whole: bool) -> None:
    """However many entries its block holds; not in smaller type, and not behind its end."""
    later = [f"{at}. Dorn E. Slates of the south. Made Studies 201{at % 10};4:1-9." for at in range(2, 40)]
    listed = read_reference_list(columns(["1. Abbot A. Roofs of the north.", end], [rest, *later], size=size))
    assert listed[0].raw.endswith(rest) is is_whole
    assert len(listed) == 39
