"""Tables that nothing drawn ends are followed as far as their lines keep the same stripes white."""

from __future__ import annotations

import pytest

from extract.formats.pdf.areas.captions import Caption, find_captions
from extract.formats.pdf.areas.unruled import find_carried, find_headed, find_spaced, run_on
from extract.formats.pdf.drawn.rulings import Rulings
from extract.formats.pdf.lines.words import Line
from tests.formats.pdf.made_lines import line_at

WIDTH, HEIGHT, LEADING = 500.0, 800.0, 12.0
NO_RULINGS = Rulings((), (), ())
COLUMNS = (50.0, 200.0, 300.0)
ROWS = (("Aske and Byrne", "survey", "120 people"), ("Crane", "trial", "64 people"), ("Dove and Ems", "cohort", "903"))
PROSE = "We looked for papers in three indexes and read the lists of references of all that we found there too"


def line(number: int, cells: dict[float, str], *, is_bold: bool = False) -> Line:
    """Words on the base line of a number."""
    return line_at(100 + number * LEADING, cells, is_bold=is_bold)


def table(first: int, rows: tuple[tuple[str, ...], ...] = ROWS * 3) -> list[Line]:
    """Lines of cells."""
    return [line(first + n, dict(zip(COLUMNS, row, strict=True))) for n, row in enumerate(rows)]


def bottom(number: int) -> float:
    """Lower edge of a line."""
    return 100 + number * LEADING + 2.5


def test_a_table_ends_at_running_text() -> None:
    """Prose right under the last row is no part of it, though no white space parts the two."""
    lines = [*table(0), *[line(number, {50: PROSE}) for number in range(9, 14)]]
    assert run_on(lines, 90, 50, 450, 0.94 * HEIGHT) == (bottom(8), True)


@pytest.mark.parametrize("text", ["Table 3. Something else", "Continued on next page"])
def test_a_table_ends_at_what_says_so(text: str) -> None:
    """A caption ends it, and so does a line that sends the reader to the next page."""
    lines = [*table(0), line(9, {50: text}), *table(10)]
    assert run_on(lines, 90, 50, 450, 0.94 * HEIGHT) == (bottom(8), True)


def test_a_cell_may_be_longer_than_its_neighbours() -> None:
    """Ten lines of one column alone lie inside the table."""
    lines = [*table(0), *[line(number, {300: "more of it"}) for number in range(9, 19)], *table(19, ROWS)]
    assert run_on(lines, 90, 50, 450, 0.94 * HEIGHT) == (bottom(21), True)


def test_a_line_that_leaves_narrow_gutters_white_goes_on_with_the_table() -> None:
    """Cells may stand nearer to each other than two cells are told by: what counts is that the gutter stays white."""
    near = {50.0: "Aske", 108.0: "a study of long walks", 220.0: "2001"}
    lines = [line(number, {**near, 108.0: "a study of walks"} if number < 4 else near) for number in range(9)]
    assert run_on(lines, 90, 50, 450, 0.94 * HEIGHT, gutters=((70.5, 107.5), (213.5, 219.5))) == (bottom(8), True)


def test_a_caption_names_the_table_above_or_below() -> None:
    """Either way the region holds all lines of the table, and not the text around it."""
    prose = [line(number, {50: PROSE}) for number in range(4)]
    below = [*prose, line(5, {50: "Table 1. What was read"}), *table(7)]
    above = [
        *prose,
        *table(6),
        line(16, {50: "Table 1. What was read"}),
        *[line(n, {50: PROSE}) for n in range(18, 22)],
    ]
    for lines, first in ((below, 7), (above, 6)):
        region = find_spaced(lines, caption_of(lines), NO_RULINGS, WIDTH, HEIGHT)
        assert region is not None
        assert (region.top, region.bottom) == pytest.approx((bottom(first) - 11.5, bottom(first + 8)), abs=0.6)


def caption_of(lines: list[Line]) -> Caption:
    """The only caption among the lines."""
    (caption,) = find_captions(lines, ())
    return caption


def test_a_caption_ends_where_the_next_column_of_the_page_begins() -> None:
    """What stands beside it on the page is running text of another column."""
    lines = [line(0, {50: "Table 1. Papers read twice", 260: PROSE}), line(1, {260: PROSE})]
    assert caption_of(lines).text == "Table 1. Papers read twice"


def test_four_bold_headings_announce_a_table() -> None:
    """No caption and no rule is needed; a bold line over running text announces none."""
    head = line(0, {50: "Study", 130: "Country", 200: "Design", 300: "People"}, is_bold=True)
    assert len(find_headed([head, *table(1)], NO_RULINGS, WIDTH, HEIGHT)) == 1
    assert find_headed([head, *[line(n, {50: PROSE}) for n in range(1, 9)]], NO_RULINGS, WIDTH, HEIGHT) == []


def test_a_page_goes_on_with_the_table_before() -> None:
    """Its first lines keep the columns of the page before; running text does not."""
    columns = ((50.0, 190.0), (190.0, 290.0), (290.0, 450.0))
    region = find_carried(table(0), columns, (), NO_RULINGS, HEIGHT)
    assert region is not None
    assert region.is_open_above
    assert find_carried([line(n, {50: PROSE}) for n in range(9)], columns, (), NO_RULINGS, HEIGHT) is None
