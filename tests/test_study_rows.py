"""What the rows of a study table become: records with what their cells say, and what other rows say for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.pages import Box
from extract.records import Record
from extract.study_rows import read_table
from extract.tables.grid import CellPart, Table, TableCell, TableRow


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], pages: Sequence[int] = ()) -> Table:
    """A table of one page, or with each row on its page."""
    printed = tuple(
        TableRow(
            number,
            "body",
            tuple(
                TableCell(text, (CellPart(text, page, Box(0, 10 * number, 9, 10 * number + 9)),) if text else ())
                for text in row
            ),
            (page,),
        )
        for number, (row, page) in enumerate(zip(rows, pages or [1] * len(rows), strict=True), start=1)
    )
    return Table(1, None, (1,), len(headings), tuple(headings), printed)


def records(*args: Sequence[str] | Sequence[Sequence[str]] | Sequence[int]) -> tuple[Record, ...]:
    """The records of a table."""
    return read_table(table(*args), "d").records  # type: ignore[arg-type]


def test_a_name_printed_once_holds_for_the_rows_beneath() -> None:
    """A study with several samples is named in its first row; each row is a record of that study."""
    found = records(
        ["Study", "Sample", "n", "Country", "Design"],
        [
            ["Ahn and Ek, 2001", "1", "132", "Peru", "Survey"],
            ["", "2", "188", "Japan", "Survey"],
            ["Ode, 2004", "1", "67", "Peru", "Survey"],
            ["", "2", "90", "Peru", "Survey"],
            ["", "3", "64", "Peru", "Survey"],
        ],
    )
    assert [(r.text("first_author"), r.year) for r in found] == [("Ahn", 2001)] * 2 + [("Ode", 2004)] * 3
    assert all(r.warnings == () for r in found)


def test_one_row_without_a_name_is_a_lost_cell() -> None:
    """A single row without its name does not take that of the row above."""
    found = records(
        ["Study", "n", "Country", "Design"],
        [["Ahn 2001", "40", "Peru", "Survey"], ["", "90", "Japan", "Survey"], ["Ode 2004", "12", "Peru", "Survey"]],
    )
    assert [r.text("first_author") for r in found] == ["Ahn", None, "Ode"]
    assert found[1].warnings == ("no-reference",)


def test_a_row_at_the_head_of_a_page_may_be_the_rest_of_the_row_before() -> None:
    """Rows without a name only at page heads show no habit of leaving names out."""
    found = records(
        ["Study", "n", "Country", "Design"],
        [
            ["Ahn 2001", "40", "Peru", "Survey"],
            ["", "90", "Japan", "Survey"],
            ["Ode 2004", "12", "Peru", "Survey"],
            ["", "14", "Peru", "Survey"],
        ],
        [1, 2, 2, 3],
    )
    assert [r.text("first_author") for r in found] == ["Ahn", None, "Ode", None]


@pytest.mark.parametrize(
    ("cell", "first_author", "title"),
    [
        ("Quist & Drum-mond (2016)", "Quist", None),
        ("Lüden scheidt, 2016", "Lüdenscheidt", None),
        ("Quis t, 2016{#52 08} N = 32 Peru Setting varies", "Quist", None),
        ("Quist and Drum (in press)", "Quist", None),
        ("Quist, 2016, Lamps: A New Path", "Quist", "Lamps: A New Path"),
        ("Quist et al. (2016). Do lamps help? A trial", "Quist", "Do lamps help? A trial"),
        ("Quist, 2016, Nurses, Night, and Noise", "Quist", "Nurses, Night, and Noise"),
    ],
)
def test_a_label_is_no_title(cell: str, first_author: str | None, title: str | None) -> None:
    """A label broken by a narrow column names its study alone; the title behind a label is read without it."""
    found = records(["Study", "Design"], [[cell, "Survey"], ["Ode, 2004", "Survey"]])
    assert (found[0].text("first_author"), found[0].text("title")) == (first_author, title)


@pytest.mark.parametrize(
    ("cell", "first_author", "year"),
    [
        ("ENGAGE (Quist 2012)", "Quist", 2012),
        ("The HEART study (Quist 2014)", "Quist", 2014),
        ("CALM trial, Quist et al. 2014", "Quist", 2014),
        ("Kenya: Quist 2013", "Quist", 2013),
        ("Study 1 (Quist et al., 2012)", "Quist", 2012),
        ("[S2] Quist 2012", "Quist", 2012),
        ("PS4 Quist 2015", "Quist", 2015),
        ("Quist† 2011", "Quist", 2011),
        ("*Quist and Drum 2009", "Quist", 2009),
        ("da Quist [1]", "da Quist", None),
        ("Le Quist [3]", "Le Quist", None),
        ("Quist [3]", "Quist", None),
        ("UNICEF 2014", "UNICEF", 2014),
        ("QUIST et al. [3]", "QUIST", None),
    ],
)
def test_a_label_is_read_without_what_stands_before_it(cell: str, first_author: str, year: int | None) -> None:
    """Codes, names of trials and lands, and signs of notes are no authors and no titles; the cell stays as printed."""
    (found, _) = records(["Study", "Design"], [[cell, "Survey"], ["Ode, 2004", "Survey"]])
    assert (found.text("first_author"), found.year, found.text("title")) == (first_author, year, None)
    assert found.text("reference") == cell


@pytest.mark.parametrize("cell", ["PROSPER [1]", "HOPE-3 [4]", "STAR*D [4]", "CALM trial [3]", "UNICEF [3]"])
def test_an_acronym_with_a_number_names_no_author(cell: str) -> None:
    """It may be a trial's; the number says whose work it is, and a title of its own would hide that."""
    (found, _) = records(["Study", "Design"], [[cell, "Survey"], ["Ode, 2004", "Survey"]])
    fields = ("first_author", "authors", "title")
    assert [found.reading(field) for field in fields] == [None] * 3
    assert found.text("reference") == cell
    assert len(found.citation_numbers) == 1


@pytest.mark.parametrize("cell", ["Study 3", "[S3]", "S12"])
def test_a_code_names_no_author(cell: str) -> None:
    """The number of a study in its review is no name."""
    (found, _) = records(["Study", "Design"], [[cell, "Survey"], ["Ode, 2004", "Survey"]])
    assert (found.text("first_author"), found.text("title")) == (None, None)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("Night Lamps [3]", "Night Lamps"),
        ("Testing Lamps Made in Many Towns [60]", "Testing Lamps Made in Many Towns"),
        ("[S2] Quist, N. (2012). Lamps in parks. Lamp Letters, 3(1), 1-9.", "Lamps in parks"),
        ("PS4 Quist 2012. Lamps in parks. Lamp Letters, 3(1), 1-9.", "Lamps in parks"),
    ],
)
def test_a_title_with_a_number_or_code_stays(cell: str, title: str) -> None:
    """Near misses: words of a title before a number, and a whole reference behind a code."""
    (found, _) = records(["Study", "Design"], [[cell, "Survey"], ["Ode, 2004", "Survey"]])
    assert found.text("title") == title


@pytest.mark.parametrize(
    ("cell", "total", "countries"),
    [
        ("Ahn, 2001{#51} N = 69 UK Specialty care", 69, ("GBR",)),
        ("Ahn, 2001", None, None),
        ("Ahn, 2001, On N = 12 roofs of Peru", None, None),
    ],
)
def test_what_stands_with_the_name(cell: str, total: int | None, countries: tuple[str, ...] | None) -> None:
    """A sample size under the study's name is its sample where no column states one, and a country its country."""
    found = records(
        ["Study ID", "Index test", "Results"], [[cell, "Scale A", "Good"], ["Ode, 2004", "Scale B", "Poor"]]
    )
    assert (found[0].text("first_author"), found[0].year) == ("Ahn", 2001)
    reading = found[0].reading("sample_total")
    if "On N" not in cell:
        assert (reading.value if reading else None) == total
        place = found[0].reading("countries")
        assert (place.value if place else None) == countries
        assert found[0].text("title") is None


def test_a_sample_column_goes_before_the_name() -> None:
    """The size with the name is not asked where a column states samples."""
    found = records(
        ["Study", "Sample size", "Results"],
        [["Ahn, 2001 N = 69", "70", "Good"], ["Ode, 2004 N = 12", "", "Poor"]],
    )
    totals = [r.reading("sample_total") for r in found]
    assert totals[0] is not None and totals[0].value == 70 and totals[1] is None


def test_a_year_in_pieces_and_a_column_that_holds_none() -> None:
    """`201 1` is 2011; where the column of years says nothing, the year printed with the author stands."""
    found = records(
        ["Author", "Year", "Country", "Design"],
        [["Ahn", "201 1", "Peru", "Survey"], ["Ode (2004)", "", "Peru", "Survey"], ["Ek", "2012", "Peru", "Survey"]],
    )
    assert [r.year for r in found] == [2011, 2004, 2012]


def test_a_region_beside_a_country_is_no_loss() -> None:
    """The refusal of a region is published only where no country was read."""
    reading = read_table(
        table(
            ["Study", "Continent", "Country", "Design"],
            [["Ahn 2001", "Asia", "Japan", "Survey"], ["Ode 2004", "Europe", "", "Survey"]],
        ),
        "d",
    )
    assert [reject.raw for reject in reading.rejects if reject.field == "countries"] == ["Europe"]


GROUPED = [
    ["Primary care", "Ahn, 2001", "Survey", "132"],
    ["", "Ek, 2003", "Cohort study", "188"],
    ["", "Ode, 2004", "Interviews", "67"],
    ["Hospitals", "Moss, 2005", "Survey", "90"],
    ["", "Reed, 2007", "Case study", "64"],
    ["", "Vale, 2009", "Survey", "31"],
]


@pytest.mark.parametrize(("heading", "field"), [("Setting", "setting"), ("Group", None)])
def test_a_name_before_the_studies_holds_for_the_rows_of_its_group(heading: str, field: str | None) -> None:
    """The name of a group is printed once, in a column before the studies: the category of all its rows, and what its
    heading says; the printed rows stay as they are.
    """
    reading = read_table(table([heading, "Study", "Design", "Sample size"], GROUPED), "d")
    groups = ["Primary care"] * 3 + ["Hospitals"] * 3
    assert [record.category for record in reading.records] == groups
    assert [row.category for row in reading.rows] == groups
    assert reading.rows[1].cells[0] == ""
    if field is not None:
        assert [record.text(field) for record in reading.records] == groups


def test_a_cell_over_several_rows_names_a_group_however_few_are_empty() -> None:
    """A cell that reaches over rows is seen to hold for them; a column of years names no category."""
    for names, expected in (
        (("Homes", "", "Schools", "Clinics"), ["Homes", "Homes", "Schools", "Clinics"]),
        (("2001", "", "2005", "2007"), [None] * 4),
    ):
        rows = [[name, *row[1:]] for name, row in zip(names, GROUPED, strict=False)]
        plain = table(["Setting", "Study", "Design", "Sample size"], rows)
        first, *rest = plain.rows
        spanning = replace(first, cells=(replace(first.cells[0], row_span=2), *first.cells[1:]))
        found = read_table(replace(plain, rows=(spanning, *rest)), "d").records
        assert [record.category for record in found] == expected


def test_one_empty_cell_among_full_ones_is_a_lost_one() -> None:
    """Near miss: most rows have their own setting, and no cell reaches over rows."""
    rows = [[["Schools", "Homes", "", "Clinics"][at], *row[1:]] for at, row in enumerate(GROUPED[:4])]
    found = records(["Setting", "Study", "Design", "Sample size"], rows)
    assert [record.text("setting") for record in found] == ["Schools", "Homes", None, "Clinics"]
    assert {record.category for record in found} == {None}


@pytest.mark.parametrize(
    ("headings", "kind", "expected"),
    [(("Reference", "Findings"), (), "article"), (("Reference", "Type of publication"), ("Report",), "report")],
)
def test_a_whole_reference_says_what_it_is(headings: tuple[str, ...], kind: tuple[str, ...], expected: str) -> None:
    """A journal with volume and pages is an article's; a column for the type goes before it."""
    works = (
        "Harlow G, Quist M. Lanterns in the park. Lamp Letters. 2012;3(2):14-19.",
        "Berg A. Lamps. Lamp Letters. 2013;4(1):2-9.",
    )
    (first, _) = records(headings, [[work, *(kind or ("Light helps",))] for work in works])
    assert first.text("publication_type") == expected
