"""Which rows are of one study; what a reference list adds to a row, by number, or by author and year where these fit one
work only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.fields import study_label
from extract.pages import Box
from extract.records import FieldReading, Record, TableReading, Value
from extract.reference_lists import ListedReference
from extract.table_joins import complete, join_tables

PLACE = Box(0, 0, 1, 1)


def record(reference: str, *, numbers: tuple[int, ...] = (), **values: Value) -> Record:
    """A record of one row with these values."""
    readings = tuple(
        FieldReading(field, value, reference, 1, ()) for field, value in {"reference": reference, **values}.items()
    )
    return Record("d-t1-r1", "d", 1, 1, "study", None, readings, (), numbers, ())


def listed(
    number: int, authors: tuple[str, ...], year: int, title: str, letter: str = "", **source: str
) -> ListedReference:
    """An entry of the list."""
    raw = f"{', '.join(authors)} ({year}{letter}). {title}."
    return ListedReference(number, raw, authors, year, title, None, 9, PLACE, letter, tuple(source.items()))


def labelled(label: str) -> Record:
    """A record of one row with what its label says."""
    said = study_label.parse(label)
    assert isinstance(said, study_label.StudyLabel)
    authors = tuple(name for name in (said.first_author, said.second_author) if name)
    return record(label, authors=authors, first_author=said.first_author, year=said.year or 0)


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
        ("Ahn et al. (2001)", ("Ahn",), 2001, None),
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
    (done,) = complete([record(reference, authors=authors, first_author=authors[0], year=year)], LIST)
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
    done, kept = complete([plain, own], entries)
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
    done = complete(rows, entries)
    assert [each.text("volume") for each in done] == ["3", *[None] * 5]
    assert (done[0].text("title"), done[0].text("first_author"), done[0].year) == ("On Slates and Roofs", "Ahn", 2001)


def test_a_number_goes_before_the_label() -> None:
    """A row that cites by number gets that entry, or nothing where author or year are another's."""
    numbered = (listed(4, ("Ahn, B.",), 2001, "Fourth"), listed(5, ("Lund, E.",), 2010, "Fifth"))
    right = record("Ahn 2001 [4]", numbers=(4,), first_author="Ahn", year=2001)
    wrong = record("Ahn 2001 [5]", numbers=(5,), first_author="Ahn", year=2001)
    misspelt = record("Lunt 2010 [5]", numbers=(5,), first_author="Lunt", year=2010)
    assert [done.text("title") for done in complete([right, wrong, misspelt], numbered)] == ["Fourth", None, "Fifth"]


def test_another_doi_is_another_work() -> None:
    """Also where a number and the author say that it is the same."""
    entry = replace(listed(4, ("Ahn, B.",), 2001, "Fourth"), doi="10.9999/a")
    rows = [
        record("Ahn 2001 [4]", numbers=(4,), first_author="Ahn", year=2001, doi=doi)
        for doi in ("10.9999/a", "10.9999/b")
    ]
    assert [done.text("title") for done in complete(rows, (entry,))] == ["Fourth", None]


def test_a_given_name_in_the_label_gives_way_to_the_list() -> None:
    """`Ann Berg 2001 [4]` is of Berg, where the list has her so."""
    (done,) = complete(
        [record("Ann Berg 2001 [4]", numbers=(4,), first_author="Ann Berg", year=2001)],
        (listed(4, ("Berg, A.",), 2001, "Fourth"),),
    )
    assert done.text("first_author") == "Berg"


@pytest.mark.parametrize(
    ("earlier", "later", "studies"),
    [
        (["Ahn (2008b)"], "Ahn (2008a)", 2),
        (["Ahn (2008a)", "Ahn (2008b)"], "Ahn (2008b)", 2),
        (["Ahn (2008)"], "Ahn et al. 2008", 1),
        (["Ahn & Ek (2008)"], "Ahn & Holt (2008)", 2),
        (["Ahn & Ekstrom (2008)"], "Ahn and Ekström (2008)", 1),
        (["Ahn & Ek (2008)"], "Ahn (2008)", 1),
    ],
)
def test_rows_of_later_tables_go_to_their_study(earlier: list[str], later: str, studies: int) -> None:
    """First author and year tell a study, unless the letters behind the year or the second authors differ."""
    tables = [
        TableReading(number, None, (1,), (), (), "study", "", (), (), tuple(labelled(label) for label in labels), ())
        for number, labels in ((1, earlier), (2, [later]))
    ]
    assert len(join_tables(tables)) == studies
