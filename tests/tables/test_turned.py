"""A table with a study a column reads as the same table with a study a row; matrices of anything else stay."""

from __future__ import annotations

import pytest

from extract.pages import Box, Cell, Grid, GridRow, Page, Pages
from extract.study_rows import read_tables
from extract.tables.grid import Table
from extract.tables.stitch import stitch
from extract.tables.turned import TURNED, is_study_name

PLACE = Box(50.0, 100.0, 500.0, 300.0)
NAMES = ("Characteristic", "Alder 2004", "Birch et al. (2011)", "Osei and Venter, 2015")
FIELDS = (
    ("Design", "Cohort study", "Randomised trial", "Interviews"),
    ("Country", "Kenya", "Peru", "Norway"),
    ("Sample", "40 adults", "112 carers", "9 nurses"),
    ("Main findings", "Walks helped.", "No difference was seen.", "Time was short."),
)


def grid(*rows: tuple[str, ...], is_headed: bool = True) -> Grid:
    """A ruled grid; a lone text spans it."""
    width = max(len(row) for row in rows)
    made = tuple(
        GridRow(
            tuple(Cell(text, PLACE if text else None, width if len(row) == 1 else 1) for text in row),
            is_headed and not number,
            True,
        )
        for number, row in enumerate(rows)
    )
    return Grid(made, width, PLACE, "Table 1. The studies", (), "rules")


def tables(*grids: Grid) -> tuple[Table, ...]:
    """The tables of a document with a grid a page."""
    pages = tuple(Page(number, (part,), 595.0, 842.0) for number, part in enumerate(grids, start=1))
    return stitch(Pages(pages, len(pages), "test"))


@pytest.mark.parametrize("is_headed", [True, False])
def test_a_column_of_fields_under_names_of_studies_is_turned(is_headed: bool) -> None:
    """Each study is a row and each field a column, whether or not the page marks the header; each cell keeps its place;
    all printed rows are counted.
    """
    (table,) = tables(grid(NAMES, *FIELDS, is_headed=is_headed))
    assert table.headings == ("Study", "Design", "Country", "Sample", "Main findings")
    assert [row.texts for row in table.rows if row.kind == "body"] == [
        ("Alder 2004", "Cohort study", "Kenya", "40 adults", "Walks helped."),
        ("Birch et al. (2011)", "Randomised trial", "Peru", "112 carers", "No difference was seen."),
        ("Osei and Venter, 2015", "Interviews", "Norway", "9 nurses", "Time was short."),
    ]
    assert all(cell.parts for row in table.rows[1:] for cell in row.cells)
    assert sum(row.printed_rows for row in table.rows) == 1 + len(FIELDS)
    assert [row.number for row in table.rows] == [1, 2, 3, 4]
    (reading,) = read_tables((table,), "x")
    assert reading.kind == "study"
    assert [record.text("reference") for record in reading.records] == list(NAMES[1:])


def test_lines_without_a_name_go_on_and_names_of_parts_lead() -> None:
    """The rest of a line below it belongs to it; a name over all columns leads the headings of its lines."""
    more = (("Participants",), ("Age", "41", "36", "50"))
    (table,) = tables(grid(NAMES, *FIELDS, ("", "By much.", "", ""), *more))
    assert table.headings[4:] == ("Main findings", "Participants / Age")
    assert table.rows[1].texts[4:] == ("Walks helped. By much.", "41")


def test_other_studies_on_the_next_page_are_a_table_of_their_own() -> None:
    """The same fields under other names are not more lines of the first studies."""
    others = ("Characteristic", "Quill 2016", "Rowan 2018", "Sorrel 2019")
    first, second = tables(grid(NAMES, *FIELDS), grid(others, *FIELDS))
    assert [row.texts[0] for table in (first, second) for row in table.rows if row.kind == "body"] == [
        *NAMES[1:],
        *others[1:],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            (
                ("Participants", "Yes", "No", "Yes"),
                ("Interventions", "Yes", "Yes", "Yes"),
                ("Outcomes", "No", "No", "Unclear"),
                ("Sample size", "Yes", "No", "No"),
            ),
            id="a checklist of reporting has three answers",
        ),
        pytest.param(
            (("Sample", "40", "112", "9"), ("Age", "41.2", "36.0", "50.3"), ("Outcomes", "12", "30", "8")),
            id="counts are numbers",
        ),
        pytest.param(
            (
                ("Was the question clear?", "It was", "Partly so", "It was not"),
                ("Were losses told?", "All losses", "Some of them", "None"),
                ("Country", "Kenya", "Peru", "Norway"),
            ),
            id="items of an appraisal are no fields",
        ),
        pytest.param(
            (("Ash 2019", "cited", "", "cited"), ("Elm 2020", "", "cited", ""), ("Fir 2021", "cited", "", "")),
            id="studies on both sides",
        ),
    ],
)
def test_matrices_with_a_study_a_column_stay(rows: tuple[tuple[str, ...], ...]) -> None:
    """Near misses: what such a matrix says of a study is no field, and its table is no table of studies."""
    (table,) = tables(grid(NAMES, *rows))
    assert TURNED not in table.joined_by
    (reading,) = read_tables((table,), "x")
    assert reading.kind == "other"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alder 2004", True),
        ("Birch et al.", True),
        ("Osei and Venter (2011)", True),
        ("GOAL trial 2009", True),
        ("Country", False),
        ("Before 2004", False),
        ("Total", False),
    ],
)
def test_names_of_studies(text: str, expected: bool) -> None:
    """Authors with a year or with "et al.", or an acronym with a year."""
    assert is_study_name(text) is expected
