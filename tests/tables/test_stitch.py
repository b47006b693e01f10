"""Pieces of one table become one, whatever the page's end did to them."""

from __future__ import annotations

from extract.pages import Block, Box, Cell, Grid, GridRow, Page, Pages
from extract.tables.grid import Table
from extract.tables.stitch import stitch

PLACE = Box(50.0, 100.0, 500.0, 700.0)
COLUMNS = ((50.0, 200.0), (200.0, 350.0), (350.0, 500.0))
HEADER = ("Study", "Design", "Sample")


def grid(rows: list[tuple[str, ...]], *, headed: bool, title: str | None = None) -> Grid:
    """A ruled grid; `headed`: the page sets its first row apart."""
    cells = [tuple(Cell(text, PLACE if text else None) for text in row) for row in rows]
    made = tuple(GridRow(row, headed and number == 0, True) for number, row in enumerate(cells))
    return Grid(made, len(COLUMNS), PLACE, title, COLUMNS, "rules")


def tables(*parts: tuple[Block | Grid, ...]) -> tuple[Table, ...]:
    """The tables of pages with these parts."""
    pages = tuple(Page(number, part, 595.0, 842.0) for number, part in enumerate(parts, start=1))
    return stitch(Pages(pages, len(pages), "test"))


FIRST = grid(
    [HEADER, ("Barrow (2001)", "Trial", "12"), ("Quill (2002)", "Cohort", "30")], headed=True, title="Table 1. X"
)


def test_a_row_under_a_pages_first_rule_is_no_header() -> None:
    """What stands under the first rule of the next page is a row, where the table has a header already."""
    more = grid([("Osei (2003)", "Survey", "85"), ("Venter (2004)", "Trial", "9")], headed=True)
    (table,) = tables((FIRST,), (more,))
    assert [row.kind for row in table.rows] == ["header", "body", "body", "body", "body"]
    assert table.rows[3].texts == ("Osei (2003)", "Survey", "85")


def test_the_rest_of_a_cut_row_is_no_header() -> None:
    """The rest of a row, set apart by the page's first rule, goes on with the row before."""
    more = grid([("", "of four arms", ""), ("Venter (2004)", "Trial", "9")], headed=True)
    (table,) = tables((FIRST,), (more,))
    assert table.rows[2].texts == ("Quill (2002)", "Cohort of four arms", "30")
    assert table.rows[2].pages == (1, 2)


def test_other_headings_on_the_next_page_begin_another_table() -> None:
    """Near miss: words of headings are a header, though the columns are the same."""
    other = grid([("Country", "Setting", "Outcomes"), ("Kenya", "Schools", "Wellbeing")], headed=True)
    assert len(tables((FIRST,), (other,))) == 2


def test_a_caption_of_its_own_begins_another_table() -> None:
    """Near miss: the next page's table has its own caption."""
    other = grid([("Osei (2003)", "Survey", "85"), ("Venter (2004)", "Trial", "9")], headed=True, title="Table 2. Y")
    assert len(tables((FIRST,), (other,))) == 2


WORDS = ("Lamp", "Oil", "Wick")
LIT = [(f"Barrow ({year})", "y", "n") for year in range(2001, 2013)]


def test_rows_that_each_page_begins_with_are_the_header() -> None:
    """Neither type nor words show that they are one; nothing but a header is printed again word for word."""
    (table,) = tables((grid([WORDS, *LIT[:6]], headed=False),), (grid([WORDS, *LIT[6:]], headed=False),))
    assert [row.kind for row in table.rows] == ["header", *["body"] * 6, "header", *["body"] * 6]
    assert table.headings == WORDS


def test_the_name_of_a_section_is_no_header_on_two_pages() -> None:
    """Near miss: a section that goes on is named again under the header."""
    name = ("Towers", "", "")
    (table,) = tables((grid([WORDS, name, *LIT[:6]], headed=False),), (grid([WORDS, name, *LIT[6:]], headed=False),))
    assert [row.kind for row in table.rows[:2]] == ["header", "section"]


def test_rows_that_differ_in_a_word_are_no_header() -> None:
    """Near miss: another row in the same place."""
    (table,) = tables((grid([WORDS, *LIT[:6]], headed=False),), (grid([("Lamp", "Oil", "Gas")], headed=False),))
    assert "header" not in [row.kind for row in table.rows]


def test_all_rows_of_a_name_that_a_pages_end_cut_go_on_with_it() -> None:
    """The name reaches over three rows, two of which stand on the next page."""
    first = grid([HEADER, *LIT[:6], ("Quill (2020)", "lamps", "12")], headed=True, title="Table 1. X")
    more = grid([("", "wicks", "9"), ("", "both", "3"), ("Venter (2004)", "oil", "9")], headed=False)
    (table,) = tables((first,), (more,))
    assert table.rows[7].texts[0] == "Quill (2020)"
    assert [word in table.rows[7].texts[1] for word in ("lamps", "wicks", "both")] == [True] * 3
    assert table.rows[8].texts == ("Venter (2004)", "oil", "9")
