"""Which entry of the reference list does a row name, and what does it add to the row?"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from extract.completion import ListedWorks, cited_entries, complete
from extract.corpus import build_tables
from extract.documents import SourceDocument
from extract.pages import Box
from extract.reading import read_document
from extract.records import Record, Value
from extract.reference_lists import ListedReference
from extract.row_labels import given_initials, is_same_family
from tests.test_table_joins import labelled, record

PLACE = Box(0, 0, 1, 1)


def listed(
    number: int, authors: tuple[str, ...], year: int, title: str, letter: str = "", **source: str
) -> ListedReference:
    """An entry of the list."""
    raw = f"{', '.join(authors)} ({year}{letter}). {title}."
    listing = 1 if number else 0
    return ListedReference(number, raw, authors, year, title, None, 9, PLACE, letter, tuple(source.items()), listing)


def titles(records: list[Record], *entries: ListedReference) -> list[str | None]:
    """What the records are completed with."""
    return [done.text("title") for done in complete(records, ListedWorks.of(entries))]


LIST = (
    listed(0, ("Ahn, B.",), 2001, "Alone"),
    listed(0, ("Ahn, B.", "Ek, D."), 2001, "As two"),
    listed(0, ("Ahn, B.", "Ek, D.", "Holt, G."), 2001, "As three"),
    listed(0, ("Berg, A.",), 2012, "On slates", "a"),
    listed(0, ("Berg, A.",), 2012, "On tiles", "b"),
    listed(0, ("Nordström, H.",), 2006, "North"),
)


@pytest.mark.parametrize(
    ("reference", "authors", "year", "title"),
    [
        ("Ahn (2001)", ("Ahn",), 2001, "Alone"),
        ("Ahn & Ek (2001)", ("Ahn", "Ek"), 2001, "As two"),
        ("Ahn, Ek et al., 2001", ("Ahn", "Ek"), 2001, "As three"),
        ("Ahn et al. (2001)", ("Ahn",), 2001, "As three"),
        ("Ahn & Lund (2001)", ("Ahn", "Lund"), 2001, None),
        ("Berg (2012c)", ("Berg",), 2012, None),
        ("Nordström a (2006a)", ("Nordström",), 2006, "North"),
        ("Berg (2012b)", ("Berg",), 2012, "On tiles"),
        ("Berg (2012)", ("Berg",), 2012, None),
        ("Berg (2013)", ("Berg",), 2013, None),
        ("Nordstrom 2006", ("Nordstrom",), 2006, "North"),
    ],
)
def test_a_label_is_completed_where_it_fits_one_work(
    reference: str, authors: tuple[str, ...], year: int, title: str | None
) -> None:
    """The letter and the number of authors decide between works of one author and year; nothing else is guessed."""
    row = record(reference, authors=authors, first_author=authors[0], year=year)
    done, _ = complete([row, labelled("Lund et al. 2003")], ListedWorks.of(LIST))
    assert done.text("title") == title
    assert done.text("first_author") == authors[0] and done.year == year


def test_the_list_says_where_a_work_stands() -> None:
    """Journal, volume and pages come with the title, each with the entry as its source; a row that
    names another journal gets no volume of this one."""
    entries = (listed(4, ("Ahn, B.",), 2001, "Fourth", container="Roof Letters", volume="3", pages="1-4"),)
    plain, own = (
        record("Ahn 2001 [4]", numbers=(4,), first_author="Ahn", year=2001, **values)
        for values in ({}, {"container": "Tiles"})
    )
    done, kept = complete([plain, own], ListedWorks.of(entries))
    assert [done.text(field) for field in ("title", "container", "volume", "pages")] == [
        "Fourth",
        "Roof Letters",
        "3",
        "1-4",
    ]
    reading = done.reading("volume")
    assert reading is not None and reading.raw == entries[0].raw and reading.parts[0].page == 9
    assert (kept.text("container"), kept.text("volume")) == ("Tiles", None)


def test_a_title_names_its_entry_where_only_one_has_it() -> None:
    """The row keeps what it says itself; a title that two entries share or that names many works names none, nor does
    one beside another author, another year or nobody."""
    entries = (
        listed(1, ("Ahn, B.",), 2001, "On slates and roofs", volume="3"),
        listed(2, ("Ek, D.",), 2002, "On tiles and roofs", volume="4"),
        listed(3, ("Ek, D.",), 2003, "On tiles and roofs", volume="5"),
        listed(4, ("Holt, G.", "Ahn, B."), 2004, "Introduction", volume="6"),
    )
    rows = (
        record("Slates", title="On Slates and Roofs", first_author="Ahn"),
        record("Slates", title="On slates and roofs", first_author="Lund"),
        record("Slates", title="On slates and roofs", first_author="Ahn", year=2002),
        record("Slates", title="On slates and roofs"),
        record("Tiles", title="On tiles and roofs", first_author="Ek"),
        record("Other", title="Introduction", first_author="Holt"),
    )
    done = complete(rows, ListedWorks.of(entries))
    assert [each.text("volume") for each in done] == ["3", *[None] * 5]
    assert (done[0].text("title"), done[0].text("first_author"), done[0].year) == ("On Slates and Roofs", "Ahn", 2001)


def test_author_and_year_go_before_a_number() -> None:
    """A row that cites by number gets that entry, where author and year are its own; else the number counts something
    else, and they name the entry."""
    numbered = (listed(4, ("Ahn, B.",), 2001, "Fourth"), listed(5, ("Lund, E.",), 2010, "Fifth"))
    right = record("Ahn 2001 [4]", numbers=(4,), first_author="Ahn", year=2001)
    wrong = record("Ahn 2001 [5]", numbers=(5,), first_author="Ahn", year=2001)
    misspelt = record("Lunt 2010 [5]", numbers=(5,), first_author="Lunt", year=2010)
    assert [done.text("title") for done in complete([right, wrong, misspelt], ListedWorks.of(numbered))] == [
        "Fourth",
        "Fourth",
        "Fifth",
    ]


def test_another_doi_is_another_work() -> None:
    """Also where a number and the author say that it is the same."""
    entry = replace(listed(4, ("Ahn, B.",), 2001, "Fourth"), doi="10.9999/a")
    rows = [
        record("Ahn 2001 [4]", numbers=(4,), first_author="Ahn", year=2001, doi=doi)
        for doi in ("10.9999/a", "10.9999/b")
    ]
    assert [done.text("title") for done in complete(rows, ListedWorks.of((entry,)))] == ["Fourth", None]


def test_a_given_name_in_the_label_gives_way_to_the_list() -> None:
    """`Ann Berg 2001 [4]` is of Berg, where the list has her so."""
    (done,) = complete(
        [record("Ann Berg 2001 [4]", numbers=(4,), first_author="Ann Berg", year=2001)],
        ListedWorks.of((listed(4, ("Berg, A.",), 2001, "Fourth"),)),
    )
    assert done.text("first_author") == "Berg"


def test_one_name_alone_is_the_only_author_where_other_labels_name_more() -> None:
    """Short labels, as Cochrane reviews print them, say nothing of other authors."""
    entries = (listed(0, ("Ahn, B.",), 2001, "Alone"), listed(0, ("Ahn, C.", "Ek, D.", "Holt, G."), 2001, "As three"))
    assert titles([labelled("Ahn 2001"), labelled("Lund et al. 2003")], *entries) == ["Alone", None]
    assert titles([labelled("Ahn 2001"), labelled("Lund 2003")], *entries) == [None, None]


def test_et_al_stands_for_one_where_no_label_names_two() -> None:
    """Some tables print it for two authors; not those that name both elsewhere."""
    entry = listed(0, ("Ahn, B.", "Ek, D."), 2001, "As two")
    assert titles([labelled("Ahn et al. 2001"), labelled("Lund et al. 2003")], entry) == ["As two", None]
    assert titles([labelled("Ahn et al. 2001"), labelled("Lund and Ek 2003")], entry) == [None, None]
    cut = replace(entry, raw="Ahn B, Ek D, et al. As two. 2001")
    assert titles([labelled("Ahn et al. 2001"), labelled("Lund and Ek 2003")], cut) == ["As two", None]


def test_a_label_of_three_says_nothing_of_two() -> None:
    """Beside it "et al." may stand for one; its own work has three authors."""
    entry, other = listed(0, ("Ahn, B.", "Ek, D."), 2001, "As two"), listed(0, ("Lund, E.", "Ek, D."), 2003, "Other")
    assert titles([labelled("Ahn et al. 2001"), labelled("Lund, Ek & Holt 2003")], entry) == ["As two", None]
    three = listed(0, ("Lund, E.", "Ek, D.", "Holt, G."), 2003, "As three")
    assert titles([labelled("Lund, Ek & Holt 2003")], three, other) == ["As three"]


def test_a_work_that_two_lists_hold_is_one() -> None:
    """References, and those of the included studies: also where one name stands alone for two authors."""
    entries = [replace(listed(0, ("Ahn, B.", "Ek, D."), 2001, "As two"), listing=at) for at in (0, 1)]
    assert titles([labelled("Ahn 2001"), labelled("Lund et al. 2003")], *entries) == ["As two", None]


def test_a_number_and_year_name_the_work_of_a_further_author() -> None:
    """Where no other entry has the label's author and year."""
    entries = (listed(3, ("Williams, A.", "Cole, B."), 2017, "Of Williams"), listed(4, ("Cole, B.",), 2016, "Of Cole"))
    rows = [record(f"Cole {year} [3]", numbers=(3,), first_author="Cole", year=year) for year in (2017, 2018)]
    assert titles(rows, *entries) == ["Of Williams", None]


def test_initials_tell_two_of_one_name_apart() -> None:
    """Where both the label and the list print them."""
    entries = (listed(0, ("Wang, L.",), 2015, "Of L"), listed(0, ("Wang, Yan-Li",), 2015, "Of Y"))
    rows = [record(f"Wang {initials} 2015", first_author="Wang", year=2015) for initials in ("L", "YL", "Z")]
    rows += [record(label, first_author="Wang", year=2015) for label in ("L Wang (2015)", "Y.-L. Wang, H Berg (2015)")]
    assert titles(rows, *entries) == ["Of L", "Of Y", None, "Of L", "Of Y"]
    assert given_initials("Jean-Paul") == given_initials("J.-P.") == "jp"


@pytest.mark.parametrize(
    ("label", "name", "is_same"),
    [
        ("van der Berg", "Berg, A.", True),
        ("Berg", "van der Berg, A.", True),
        ("Müller", "Mueller, A.", True),
        ("Fontana", "Arcelli Fontana, F.", True),
        ("Li", "Williams, A.", False),
        ("Foundation", "Lamp Light Foundation", False),
    ],
)
def test_families_are_filed_in_several_ways(label: str, name: str, is_same: bool) -> None:
    """With particles and without, by the last part of a double name, with umlauts of one letter or two."""
    assert is_same_family(label, name) is is_same


def test_letters_stand_for_a_body() -> None:
    """Its initials, with small words or without, or the letters that the list prints behind its name."""
    entries = (
        listed(0, ("Office for Lamps and Light",), 2004, "Of the office"),
        listed(0, ("National Institute of Wicks",), 2005, "Of the institute"),
        replace(listed(0, ("Lantern House",), 2006, "Of the house"), raw="Lantern House (LHX). Of the house. 2006."),
        listed(0, ("Olsen, Lars L.",), 2004, "Of a person"),
    )
    rows = [record(f"{name} {year}", first_author=name, year=year) for name, year in
            (("OLL", 2004), ("OfLaL", 2004), ("NIW", 2005), ("LHX", 2006), ("NIX", 2005), ("LHX", 2005))]  # fmt: skip
    assert titles(rows, *entries) == [
        "Of the office", "Of the office", "Of the institute", "Of the house", None, None,
    ]  # fmt: skip


def test_a_number_is_that_of_the_first_author() -> None:
    """Not of another, nor of one in whose name the label stands."""
    entries = (listed(3, ("Williams, A.", "Li, B."), 2017, "Of Williams"), listed(4, ("Li, B.",), 2017, "Of Li"))
    row = record("[3] Li 2017", numbers=(3,), first_author="Li", year=2017)
    assert titles([row], *entries) == ["Of Li"]
    other = (listed(3, ("Li, C.",), 2016, "The year before"), listed(4, ("Li, B.",), 2017, "Of Li"))
    assert titles([row], *other) == ["Of Li"]
    assert titles([row], other[0]) == ["The year before"]
    assert list(cited_entries(row, ListedWorks.of(entries))) == [(3, None)]


def test_a_title_and_a_number_name_an_entry_together() -> None:
    """Also where neither author nor year is printed; not where the title is another."""
    entry = listed(4, ("Ahn, B.",), 2001, "Lamps and the sleep of sailors")
    rows = [
        record("[4]", numbers=(4,), title=title)
        for title in ("Lamps and sleep of the sailors", "Lamps", "Roofs and the trade of slates")
    ]
    done = complete(rows, ListedWorks.of((entry,)))
    assert [each.year for each in done] == [2001, 2001, None]


def several(*numbers_of: int) -> list[ListedReference]:
    """Lists of so many entries, each from one on."""
    return [
        replace(listed(number, (f"Name{at}{number}, A.",), 2000 + number, f"List {at}, {number}"), listing=at)
        for at, count in enumerate(numbers_of, 1)
        for number in range(1, count + 1)
    ]


def test_bare_numbers_of_several_lists_are_told_by_the_table() -> None:
    """By rows with authors, or since the table cites all of one list, or what one has alone; else by nothing."""

    def cites(*numbers: int, **values: Value) -> list[Record]:
        return [record(f"[{number}]", numbers=(number,), **values) for number in numbers]

    assert titles(cites(1, 2, 3), *several(3, 5)) == ["List 1, 1", "List 1, 2", "List 1, 3"]
    assert titles(cites(2, 5), *several(3, 5)) == ["List 2, 2", "List 2, 5"]
    assert titles(cites(1, 2), *several(3, 5)) == [None, None]
    named = [record(f"Name2{at} [{at}]", numbers=(at,), first_author=f"Name2{at}") for at in (1, 2)]
    assert titles([*named, *cites(3)], *several(3, 5)) == ["List 2, 1", "List 2, 2", "List 2, 3"]


def test_a_code_names_its_entry() -> None:
    """In the column of codes or in the label's place, with zeros or without; where the list counts so."""
    entries = [replace(listed(0, (f"Name{at}, A.",), 2000 + at, f"Coded {at}"), code=f"PS{at}") for at in (1, 2, 3)]
    rows = [replace(record("x"), codes=("PS02",)), record("[PS3]"), record("PS9")]
    assert titles(rows, *entries) == ["Coded 2", "Coded 3", None]
    assert titles(rows, *entries[:2]) == [None, None, None]


def test_a_row_of_several_reports_is_no_one_work() -> None:
    """Several numbers and years; with one year the label tells which."""
    entry = listed(4, ("Ahn, B.",), 2011, "First report")
    both = record("Ahn 2011, 2017 [4, 5]", numbers=(4, 5), first_author="Ahn", year=2011)
    one = record("Ahn 2011 [4, 5]", numbers=(4, 5), first_author="Ahn", year=2011)
    assert titles([both, one], entry) == [None, "First report"]


REVIEW = """# What lamps do at sea: a systematic review

A. Reviewer and B. Reader

## Results

Table 1. Characteristics of included studies

Title\tReference\tDesign\tFindings
---\t---\t---\t---
Lamps and the sleep of sailors\t[2]\tRCT\tThey slept less.
Lanterns in the engine room\t[1]\tSurvey\tNoise was common.
Beacons on the northern coast\t[3]\tCohort study\tNothing changed.
"""
ENTRIES = """
## References

[1] Ahn B, Ode C. Lanterns in the engine room. J Made Stud. 2001;12(3):4-19.

[2] Lund E, Berg F. Lamps and the sleep of sailors. Arch Snow. 2004;1(2):1-9.

[3] Tal K. Beacons on the northern coast. J Made Stud. 2009;20(1):40-49.
"""


def test_what_the_list_adds_changes_no_id() -> None:
    """A study stays the same once its list is read, or read better."""

    def studies(text: str) -> list[tuple[str, object]]:
        content = text.encode()
        document = SourceDocument("review.txt", sha256(content).hexdigest(), content)
        published = build_tables([read_document(document)])["studies"]
        return list(zip(published["study_id"], published["year"], strict=True))

    without, complete_ones = studies(REVIEW), studies(REVIEW + ENTRIES)
    assert [identifier for identifier, _ in without] == [identifier for identifier, _ in complete_ones]
    assert [year for _, year in complete_ones] == [2004, 2001, 2009]


CODED = """
## Included studies

[S1] Ahn B, Ode C. Lanterns in the engine room. J Made Stud. 2001;12(3):4-19.

[S2] Lund E, Berg F. Lamps and the sleep of sailors. Arch Snow. 2004;1(2):1-9.

[S3] Tal K. Beacons on the northern coast. J Made Stud. 2009;20(1):40-49.
"""
APPENDIX = """
Table A1. Selected primary studies

ID\tReference
---\t---
S1\tAhn B, Ode C. Lanterns in the engine room. J Made Stud. 2001;12(3):4-19.
S2\tLund E, Berg F. Lamps and the sleep of sailors. Arch Snow. 2004;1(2):1-9.
S3\tTal K. Beacons on the northern coast. J Made Stud. 2009;20(1):40-49.
"""


@pytest.mark.parametrize(
    ("headings", "names", "behind"),
    [
        ("Ref.", ("1", "2", "3"), ENTRIES),
        ("Reference number", ("1", "2", "3"), ENTRIES),
        ("Study", ("Ahn and Ode1", "Lund and Berg2", "Tal3"), ENTRIES),
        (
            "Study\tYear of study",
            ("Ahn and Ode (2001)\t1999", "Lund and Berg (2004)\t2003", "Tal (2009)\t2004"),
            ENTRIES,
        ),
        (
            "Title",
            (
                "Lanterns in the engine room [1]",
                "Lamps and the sleep of sailors [2].",
                "Beacons on the northern coast [3]",
            ),
            ENTRIES,
        ),
        ("ID", ("S1", "S2", "S3"), CODED),
        ("ID", ("S1", "S2", "S3"), APPENDIX),
        ("Study", ("[S1] Ahn and Ode 2001", "[S2] Lund and Berg 2004", "[S3] Tal 2009"), CODED),
    ],
)
def test_rows_name_their_entries_in_many_ways(headings: str, names: tuple[str, ...], behind: str) -> None:
    """Bare numbers in a column for them, numbers that lost their place above the line, labels beside the year of the
    research, codes of the list or of a table behind."""
    lines = [f"{headings}\tDesign\tSample\tFindings", *(f"{name}\tRCT\t40 sailors\tThey slept less." for name in names)]
    head = REVIEW[: REVIEW.index("Title\t")]
    content = f"{head}{chr(10).join(lines)}\n{behind}".encode()
    published = build_tables([read_document(SourceDocument("review.txt", sha256(content).hexdigest(), content))])
    studies = published["studies"]
    assert list(zip(studies["first_author"], studies["year"], studies["pages"], strict=True)) == [
        ("Ahn", 2001, "4-19"),
        ("Lund", 2004, "1-9"),
        ("Tal", 2009, "40-49"),
    ]
    assert not any("[" in title for title in studies["title"])
