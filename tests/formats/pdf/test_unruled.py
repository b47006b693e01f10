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


def line(number: float, cells: dict[float, str], *, is_bold: bool = False) -> Line:
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


def test_a_page_goes_on_under_a_header_that_is_printed_again() -> None:
    """Headings over several columns do not keep the columns, but their letters are those of the page before."""
    columns = ((50.0, 190.0), (190.0, 290.0), (290.0, 450.0))
    across = ["Lamps and lanterns lit by them", "all who kept them in towers", "and in huts on the shore"]
    head = [
        *(line(n, {160: text, 330: text}) for n, text in enumerate(across)),
        line(3, {50: "Who", 200: "A", 300: "B"}),
    ]
    rest = table(4, ROWS)
    signs = "".join(sign for one in head for sign in one.text if sign.isalnum())
    region = find_carried([*head, *rest], columns, (), NO_RULINGS, HEIGHT, signs)
    assert region is not None and region.top < head[0].base and region.bottom > rest[-1].base
    region = find_carried([*head, *rest], columns, (), NO_RULINGS, HEIGHT, signs[1:])
    assert region is None or region.bottom < rest[-1].base


LONG = "of lamps and lanterns that were lit and left"  # a line of a long cell


def long_rows(first: int, count: int, lines_each: int) -> list[Line]:
    """Rows whose last cell alone has many lines."""
    out = []
    for row in range(count):
        begin = first + row * lines_each
        out.append(line(begin, {50.0: ROWS[row % 3][0], 200.0: ROWS[row % 3][1], 260.0: LONG}))
        out += [line(begin + n, {260.0: LONG}) for n in range(1, lines_each)]
    return out


def test_rows_of_full_cells_may_stand_among_long_cells() -> None:
    """Cells that are longer than all before stand a mere space apart; their words begin where the columns do.

    Near miss: running text in the place of those rows ends the table.
    """
    full = {50.0: "Aske and Byrne and Crane with", 200.0: "lanterns in", 260.0: LONG}
    near = [line(24 + 4 * n, full) for n in range(3)]
    wrapped = [line(24 + 4 * n + m, {260.0: LONG}) for n in range(3) for m in (1, 2, 3)]
    prose = [line(24 + n, {50: PROSE}) for n in range(12)]
    lines = sorted([*long_rows(0, 6, 4), *near, *wrapped], key=lambda one: one.base)
    assert run_on(lines, 90, 50, 500, 0.94 * HEIGHT) == (bottom(35), True)
    assert run_on([*long_rows(0, 6, 4), *prose], 90, 50, 500, 0.94 * HEIGHT) == (bottom(23), True)


def test_a_cell_may_have_ever_so_many_lines() -> None:
    """A header and rows of ten lines each show few lines of several cells; the rest begin where a cell does."""
    head = line(2, {50.0: "Study", 200.0: "Design", 260.0: "Finding"})
    lines = [line(0, {50: "Table 1. Lamps"}), head, *long_rows(3, 4, 10)]
    region = find_spaced(lines, caption_of(lines), NO_RULINGS, WIDTH, HEIGHT)
    assert region is not None
    assert region.bottom == pytest.approx(bottom(42), abs=0.6)


def test_lines_at_the_left_edge_go_on_with_no_cell() -> None:
    """Near miss: under two lines with white space stands running text."""
    head = line(2, {50.0: "Study", 200.0: "Design", 260.0: "Finding"})
    lines = [line(0, {50: "Table 1. Lamps"}), head, *long_rows(3, 1, 1), *[line(n, {50: PROSE}) for n in range(4, 12)]]
    assert find_spaced(lines, caption_of(lines), NO_RULINGS, WIDTH, HEIGHT) is None


@pytest.mark.parametrize(("size", "expected"), [(10.0, (bottom(12), True)), (12.0, None)])
def test_a_table_ends_at_a_heading(size: float, expected: tuple[float, bool] | None) -> None:
    """In larger type than the rows above, a lone line is a heading; the numbered list under it is no table's."""
    seed = [list(one.words) for one in table(0, ROWS[:1])]
    lines = [line_at(100, {50: "Lamps and lanterns"}, size=size), *[
        line(n, {50.0: f"{n}.", 80.0: "Dove, E. A lamp for", 200.0: "each and all"}) for n in range(1, 13)
    ]]  # fmt: skip
    assert run_on(lines, 90, 50, 450, 0.94 * HEIGHT, seed=seed) == expected
