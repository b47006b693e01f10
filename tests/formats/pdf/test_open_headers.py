"""Where the header of a table without boxes ends."""

from __future__ import annotations

import pytest

from extract.formats.pdf.areas.finder import clip_words
from extract.formats.pdf.areas.regions import Context, Cut, Region, signs_of
from extract.formats.pdf.grids.no_tables import is_no_table
from extract.formats.pdf.grids.open_headers import header_again, header_end_of
from extract.formats.pdf.lines.words import Line
from tests.formats.pdf.made_lines import line_at

COLUMNS = (50.0, 200.0, 320.0)
ROWS = (("Aske (2011)", "survey", "120"), ("Byrne (2012)", "trial", "64"), ("Crane (2013)", "cohort", "903"))
OPEN = Region(50.0, 90.0, 450.0, 300.0, ())


def line(number: int, *cells: str, is_bold: bool = False) -> Line:
    """A line of cells; an empty one is not printed."""
    filled = {x: text for x, text in zip(COLUMNS, cells, strict=False) if text}
    return line_at(100.0 + 16 * number, filled, is_bold=is_bold)


def body(first: int) -> list[Line]:
    """Three rows."""
    return [line(first + number, *cells) for number, cells in enumerate(ROWS)]


def inside(*lines: Line) -> list[tuple[Line, list]]:  # type: ignore[type-arg]
    """The lines with all their words."""
    return [(one, list(one.words)) for one in lines]


HEADER = [line(0, "Author and", "Design", "People"), line(1, "year")]
AGAIN = Context(True, (), signs_of(("Author and year", "Design", "People")))


def test_a_header_that_is_printed_again_is_known_by_its_words() -> None:
    """Nothing parts it from the first row, which is set in the same type."""
    end = header_again(OPEN, inside(*HEADER, *body(2)), AGAIN)
    assert end is not None and HEADER[1].midline < end < body(2)[0].midline


def test_it_ends_at_a_rule_if_there_is_one() -> None:
    """The rule between header and rows is where the body begins."""
    ruled = Region(50.0, 90.0, 450.0, 300.0, (Cut(90.0, True), Cut(121.0, True)))
    assert header_again(ruled, inside(*HEADER, *body(2)), AGAIN) == 121.0


@pytest.mark.parametrize(
    "lines", [body(0), [HEADER[0], *body(2)], [line(0, "Author and", "Design", "Peoples"), HEADER[1], *body(2)]]
)
def test_other_words_are_no_header_again(lines: list[Line]) -> None:
    """Near misses: rows alone, half of the header, other headings."""
    assert header_again(OPEN, inside(*lines), AGAIN) is None


BOLD = line(0, "Study", "Design", "People", is_bold=True)


def test_the_name_of_the_first_section_is_no_heading() -> None:
    """Header and name are both bold, and nothing parts them: the name runs on under the second heading."""
    name = line(1, "Lanterns lit by keepers who live in their towers", is_bold=True)
    end = header_end_of(OPEN, inside(BOLD, name, *body(2)))
    assert BOLD.midline < end < name.midline


def test_a_heading_of_two_lines_stays_whole() -> None:
    """Near miss: what keeps to its column is the heading's second line."""
    more = line(1, "(first author)", is_bold=True)
    assert header_end_of(OPEN, inside(BOLD, more, *body(2))) > more.midline


def test_a_line_that_runs_on_over_an_undrawn_side_keeps_its_words() -> None:
    """The side of a column is told from other lines; a space parts the words, wide white space another text."""
    long = line_at(100.0, {50.0: "Aske (2011)", 320.0: "lit at dusk and out at dawn", 480.0: "4"})
    narrow = Region(50.0, 90.0, 425.0, 300.0, ())
    assert [word.text for word in clip_words(long, narrow)][-2:] == ["at", "dawn"]


def test_a_table_goes_on_though_its_words_reach_further_than_before() -> None:
    """The region keeps the sides of the page before, which the words of the last column need not."""
    context = Context(False, ((50.0, 195.0), (195.0, 300.0), (300.0, 430.0)))
    edges = ((50.0, 195.0), (195.0, 300.0), (300.0, 445.0))
    rows = [list(one.words) for one in body(0)]
    assert not is_no_table(Region(50.0, 90.0, 430.0, 300.0, ()), [], rows, edges, context)
    assert is_no_table(Region(50.0, 90.0, 445.0, 300.0, ()), [], rows, edges, context)
