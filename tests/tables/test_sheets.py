"""Small tables that tell of one study each, a field a line, give the rows that one table of all of them would give."""

from __future__ import annotations

import pytest

from extract.pages import Block, Box, Cell, Grid, GridRow, Page, Pages
from extract.study_rows import read_tables
from extract.tables.grid import Table
from extract.tables.sheets import names_study
from extract.tables.stitch import stitch

PLACE = Box(50.0, 100.0, 500.0, 300.0)
COLUMNS = ((50.0, 150.0), (150.0, 500.0))
HEADING = Block("heading", "Characteristics of included studies", PLACE, 2)


def name(text: str) -> Block:
    """The bold line over a sheet."""
    return Block("heading", text, PLACE, 3)


def grid(*rows: tuple[str, ...]) -> Grid:
    """A ruled grid; a lone text spans it."""
    width = max(len(row) for row in rows)
    made = tuple(
        GridRow(tuple(Cell(text, PLACE if text else None, width if len(row) == 1 else 1) for text in row), False, True)
        for row in rows
    )
    return Grid(made, width, PLACE, None, COLUMNS if width == 2 else (), "rules")


def sheet(design: str, people: str, notes: str = "") -> Grid:
    """The sheet of a study."""
    return grid(("Methods", design), ("Participants", people), ("Interventions", "Walks"), ("Notes", notes))


def tables(*parts: tuple[Block | Grid, ...]) -> tuple[Table, ...]:
    """The tables of pages with these parts."""
    pages = tuple(Page(number, part, 595.0, 842.0) for number, part in enumerate(parts, start=1))
    return stitch(Pages(pages, len(pages), "test"))


def printed(parts: tuple[Block | Grid, ...]) -> int:
    """Rows of the grids among the parts."""
    return sum(len(part.rows) for part in parts if isinstance(part, Grid))


def test_a_sheet_is_a_row_and_a_label_a_column() -> None:
    """The name over a sheet is its first cell; labels are the headings; each printed row is accounted for."""
    parts = (
        HEADING,
        name("Alder 2004"),
        sheet("Trial", "40 adults"),
        name("Birch 2011a"),
        sheet("Cohort", "9", "None"),
    )
    (table,) = tables(parts)
    assert table.title == "Characteristics of included studies"
    assert table.headings == ("Study", "Methods", "Participants", "Interventions", "Notes")
    assert [row.texts for row in table.rows] == [
        ("Alder 2004", "Trial", "40 adults", "Walks", ""),
        ("Birch 2011a", "Cohort", "9", "Walks", "None"),
    ]
    assert sum(row.printed_rows for row in table.rows) == printed(parts)
    (reading,) = read_tables((table,), "x")
    assert [record.text("reference") for record in reading.records] == ["Alder 2004", "Birch 2011a"]


def test_a_sheet_goes_on_under_its_name_on_the_next_page() -> None:
    """What a page's end cut has no label, or stands under the name again with "(Continued)"."""
    first = (HEADING, name("Alder 2004"), grid(("Methods", "Trial"), ("Participants", "40 adults who")))
    rest = (name("Alder 2004 (Continued)"), grid(("", "live alone"), ("Interventions", "Walks")))
    more = (name("Birch 2011"), sheet("Cohort", "9"))
    (table,) = tables(first, rest, more)
    assert [row.texts[:4] for row in table.rows] == [
        ("Alder 2004", "Trial", "40 adults who live alone", "Walks"),
        ("Birch 2011", "Cohort", "9", "Walks"),
    ]
    assert table.rows[0].pages == (1, 2)


def test_the_name_may_be_the_first_row() -> None:
    """A row over all columns with a name in it begins a sheet, also where one grid holds several."""
    (table,) = tables(
        (
            grid(
                ("Alder 2004",), ("Methods", "Trial"), ("Participants", "40"), ("Outcomes", "Pain"),
                ("Birch 2011",), ("Methods", "Cohort"), ("Participants", "9"), ("Outcomes", "Sleep"),
            ),
        )
    )  # fmt: skip
    assert [row.texts for row in table.rows] == [
        ("Alder 2004", "Trial", "40", "Pain"),
        ("Birch 2011", "Cohort", "9", "Sleep"),
    ]


def test_a_part_of_a_sheet_names_its_columns() -> None:
    """The risk of bias under each sheet: judgement and support are paragraphs of one cell, its header is no row."""
    parts = [("Risk of bias",), ("Bias", "Judgement", "Support"), ("Blinding", "Low risk", "Sealed")]
    rows = [("Methods", "Trial", ""), ("Participants", "40", ""), *parts]
    (table,) = tables((HEADING, name("Alder 2004"), grid(*rows), name("Birch 2011"), grid(*rows)))
    assert table.headings == ("Study", "Methods", "Participants", "Risk of bias / Blinding")
    assert table.rows[0].texts == ("Alder 2004", "Trial", "40", "Low risk\nSealed")


def test_the_first_label_may_name_the_study() -> None:
    """An evidence table: no name over it, the first line is the reference, and it begins each sheet."""
    rows = [("Study reference", "Alder J (2004)"), ("Country", "Kenya"), ("Study type", "Trial"), ("Results", "Better")]
    other = [
        ("Study reference", "Birch K (2011)"),
        ("Country", "Chile"),
        ("Study type", "Cohort"),
        ("Results", "Worse"),
    ]
    (table,) = tables((grid(*rows), grid(*other)))
    assert [row.texts[:2] for row in table.rows] == [("Alder J (2004)", "Kenya"), ("Birch K (2011)", "Chile")]


def test_the_same_labels_under_names_need_no_meaning() -> None:
    """Three sheets that begin with one label are sheets, also where the lexicon knows none of their labels."""
    rows = [("Shape", "Round"), ("Colour", "Green")]
    parts = [part for text in ("Alder 2004", "Birch 2011", "Cedar 2013") for part in (name(text), grid(*rows))]
    (table,) = tables((HEADING, *parts))
    assert [row.texts for row in table.rows][:2] == [("Alder 2004", "Round", "Green"), ("Birch 2011", "Round", "Green")]
    assert len(tables((HEADING, *parts[:4]))[0].rows) != 2


def test_excluded_studies_are_another_table() -> None:
    """A new heading ends the run, and a list of studies is no sheet."""
    excluded = grid(("Study", "Reason for exclusion"), ("Cedar 2001", "No control"), ("Doyle 2003", "Children"))
    made = tables(
        (HEADING, name("Alder 2004"), sheet("Trial", "40"), name("Birch 2011"), sheet("Cohort", "9")),
        (Block("heading", "Characteristics of excluded studies", PLACE, 2), excluded),
    )
    assert [len(table.rows) for table in made] == [2, 3]


def test_criteria_by_field_are_no_sheet() -> None:
    """Near miss: the labels are fields, but nothing names a study."""
    criteria = grid(
        ("Population", "Adults"), ("Intervention", "Walks"), ("Outcomes", "Pain"), ("Study design", "Trials")
    )
    (table,) = tables((Block("heading", "Eligibility criteria", PLACE, 2), criteria))
    assert len(table.rows) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alder 2004", True),
        ("De Vries 2015b", True),
        ("Alder 2004 (Continued)", True),
        ("Alder 2004 (pilot)", True),
        ("OAK trial 2009", True),
        ("Search 2009", False),
        ("In 2004 the trial began", False),
        ("Participants", False),
        ("Results of Alder 2004 and others", False),
    ],
)
def test_names_of_studies(text: str, expected: bool) -> None:
    """A name is authors or an acronym and a year, and nothing after."""
    assert names_study(text) is expected
