"""Rows and columns of tables that no rule parts, whose cells do not begin on one line."""

from __future__ import annotations

from extract.formats.pdf.grids.open_grids import mark_set_off_names
from extract.formats.pdf.grids.rows import Level, are_rows_ruled, cut_rows, leading_of
from extract.formats.pdf.lines.columns import edges_of, find_gutters, side_by_side
from extract.formats.pdf.lines.words import Word

SIZE = 8.0
LEADING = 10.0
LEFTS = (50.0, 150.0, 250.0)
COLUMNS = ((50.0, 145.0), (145.0, 245.0), (245.0, 350.0))


def _word(text: str, left: float, base: float, *, is_italic: bool = False) -> Word:
    return Word(
        text, left, left + 4.0 * len(text), base - 0.8 * SIZE, base + 0.2 * SIZE, base, SIZE, False, is_italic, 0.0
    )


def _levels(*cells: tuple[int, float, str], names: tuple[float, ...] = ()) -> list[Level]:
    """Levels from (column, steps of the leading down the page, text); those of `names` are set in italics."""
    levels: dict[float, Level] = {}
    for column, step, text in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        base = 100.0 + step * LEADING
        level = levels.setdefault(step, Level(base, base - 6.4, base + 1.6, SIZE))
        level.cells[column] = [_word(text, LEFTS[column], base, is_italic=step in names)]
    return list(levels.values())


def _first_cells(rows: list[list[Level]]) -> list[str]:
    return [" ".join(w.text for level in row for w in level.cells.get(0, ())) for row in rows]


def test_cells_that_end_on_one_line_are_one_row() -> None:
    """Cells set at the foot of their row: a row ends, and does not begin, where its first column stands."""
    levels = _levels(
        *((1, step, "Adults") for step in range(4)),
        *((2, step, "Improved") for step in (2, 3)),
        (0, 3, "Moreau"),
        *((1, step, "Children") for step in (4.5, 5.5, 6.5)),
        (2, 6.5, "Unchanged"),
        (0, 6.5, "Okafor"),
    )
    assert _first_cells(cut_rows(levels, COLUMNS)) == ["Moreau", "Okafor"]


def test_a_lone_row_is_told_by_three_heights() -> None:
    """One row on a page, its cells at its foot: nothing but their heights shows that it is one."""
    levels = _levels(
        *((1, step, "Adults") for step in range(6)),
        *((2, step, "Improved") for step in range(3, 6)),
        (0, 5, "Moreau"),
    )
    assert len(cut_rows(levels, COLUMNS)) == 1


def test_rows_that_begin_on_one_line_stay_apart() -> None:
    """Near miss: the last column alone wraps, and each row begins with its first cell."""
    levels = _levels(
        *((column, step, "Entry") for column in range(3) for step in (0, 1, 3, 4)),
        (2, 2, "wrapped"),
    )
    assert len(cut_rows(levels, COLUMNS)) == 4


def test_names_of_sections_part_centred_cells() -> None:
    """Cells centred upon each other, without white space between rows: a section's name is no line of a cell."""
    labels = [(0, step, text) for step, text in enumerate(["Clinics", "Moreau", "(2011)", "Okafor", "(2012)"])]
    later = [(0, step, text) for step, text in enumerate(["Schools", "Lund", "(2013)", "Reyes", "(2014)"], start=5)]
    values = [(column, at, "17") for column in (1, 2) for at in (1.5, 3.5, 6.5, 8.5)]
    rows = cut_rows(_levels(*labels, *later, *values, names=(0, 5)), COLUMNS)
    assert _first_cells(rows) == [
        "Clinics",
        "Moreau (2011)",
        "Okafor (2012)",
        "Schools",
        "Lund (2013)",
        "Reyes (2014)",
    ]


def test_lines_at_half_steps_show_the_gutter_between_them() -> None:
    """No line holds words of both columns where one column's cells are centred on the other's."""
    lines = [[_word("Moreau", 50.0, 100.0 + 10 * step)] for step in range(6)]
    values = [[_word("17", 110.0, 105.0 + 20 * step), _word("23", 180.0, 105.0 + 20 * step)] for step in range(3)]
    every = sorted([*lines, *values], key=lambda words: words[0].base)
    assert len(edges_of(find_gutters(side_by_side(every), (), 50.0, 190.0), 50.0, 190.0)) == 3
    assert side_by_side(lines) == lines


def test_a_heading_beyond_all_lines_names_a_last_column() -> None:
    """A column that hardly a line fills is still a column: the header names it beside the others."""
    body = [[_word("Moreau", 50.0, 110.0 + 10 * step), _word("17", 150.0, 110.0 + 10 * step)] for step in range(5)]
    header = [[_word("Study", 50.0, 100.0), _word("Age", 150.0, 100.0), _word("Notes", 250.0, 100.0)]]
    assert len(find_gutters(body, header, 50.0, 300.0)) == 2
    assert len(find_gutters(body, [header[0][:2]], 50.0, 300.0)) == 1


def test_the_leading_is_that_of_later_lines() -> None:
    """Rows may stand closer to each other than the lines of their cells do; later lines fill few columns."""
    every = [(column, step, "Entry") for column in range(3) for step in (0, 1.9, 3.8, 5.7)]
    levels = _levels(*every, *((1, step + 1, "wrapped") for step in (0, 1.9, 3.8, 5.7)))
    assert round(leading_of(levels), 1) == LEADING


def test_names_between_shades_part_groups_and_not_rows() -> None:
    """A shade under the name of a section cuts on both sides; the rows between two names stay apart."""
    rows = [(column, step, "17") for column in range(3) for step in (1, 2, 3, 5, 6, 7, 9, 10, 11)]
    levels = _levels(*rows, *((0, step, "Schools") for step in (0, 4, 8)))
    for level in levels:
        level.is_cut = round(level.base) % 40 in (20, 30)
    assert not are_rows_ruled(levels, 3)
    assert len(cut_rows(levels, COLUMNS)) == 12


def test_one_line_beside_a_long_cell_tells_the_columns() -> None:
    """All lines but the first of a row stand in one column; the headings say where the others are."""
    header = [[_word("Study", 50.0, 100.0), _word("Title", 120.0, 100.0), _word("Year", 250.0, 100.0)]]
    body = [[_word("Moreau", 50.0, 110.0), _word("Walks", 120.0, 110.0), _word("2011", 250.0, 110.0)]]
    body += [[_word("longer words", 120.0, 110.0 + 10 * step)] for step in range(1, 9)]
    body += [[_word("A section's long name", 50.0, 200.0)]]
    assert len(find_gutters(body, header, 50.0, 300.0)) == 2


def test_a_narrow_gap_between_two_headings_parts_columns() -> None:
    """Years fill their column, so that each gap beside it is the same, and wider than the spaces of words."""
    left = [_word("2011", 50.0, 110.0 + 10 * step) for step in range(20)]
    right = [_word("Adults", 70.2, 110.0 + 10 * step) for step in range(20)]
    more = [_word("only", 96.2, 110.0 + 10 * step) for step in range(20)]
    last = [_word("of age", 114.2, 110.0 + 10 * step) for step in range(20)]
    body = [list(cells) for cells in zip(left, right, more, last, strict=True)]
    assert find_gutters(body, [[_word("Year", 50.0, 100.0), _word("People", 70.2, 100.0)]], 50.0, 140.0) == [
        (66.0, 70.2)
    ]
    assert find_gutters(body, [], 50.0, 140.0) == []


def test_rows_that_white_space_parts_are_not_one_band() -> None:
    """Cells centred upon each other, three rows under a shaded name: no line fills most columns, but each row does."""
    rows = [
        (column, start + step, "Entry")
        for start in (1.5, 4, 6.5, 10.5, 13, 15.5, 19.5, 22, 24.5)
        for column, step in ((0, 0), (0, 1), (1, 0.5), (2, 0.5))
    ]
    names = (0, 9, 18)
    levels = _levels(*rows, *((0, step, "Schools") for step in names))
    shaded = [level.cells[0][0].text == "Schools" if 0 in level.cells else False for level in levels]
    for level, is_name, is_after in zip(levels, shaded, [False, *shaded], strict=False):
        level.is_cut = is_name or is_after
    assert len(cut_rows(levels, COLUMNS)) == 12


def test_lines_on_whole_pixels_are_set_solid() -> None:
    """A browser rounds each line's place to a pixel: distances of 6.75 and 7.5 points are one leading."""
    steps = (0, 0.675, 1.425, 2.1, 2.85)
    levels = _levels(*((0, start + step, "Entry") for start in (0, 4.05) for step in steps))
    assert 6.7 < leading_of(levels) < 7.6


def test_a_year_in_brackets_goes_on_with_the_name_above() -> None:
    """One long name among rows of one line: its year stands alone on the next line."""
    names = [*(f"Moreau ({year})" for year in range(2000, 2020)), "Papadaki and Okonkwo", "(2013)"]
    rest = [(column, step, "12.5") for column in (1, 2) for step in range(21)]
    levels = _levels(*((0, step, name) for step, name in enumerate(names)), *rest)
    assert _first_cells(cut_rows(levels, COLUMNS))[20:] == ["Papadaki and Okonkwo (2013)"]


def _spaced(last: str) -> list[Level]:
    """Rows of two lines with white space between; in the fourth all cells have a second line."""
    cells = [(column, 2.6 * row, "Entry") for row in range(8) for column in range(3)]
    return _levels(*cells, *((2, 2.6 * row + 1, last) for row in range(8)), *((c, 8.8, last) for c in (0, 1)))


def test_lines_set_solid_are_of_one_row_where_space_parts_rows() -> None:
    """White space stands above every row; where all cells wrap at once, none stands above the second line."""
    assert len(cut_rows(_spaced("Further"), COLUMNS)) == 8


def test_lines_of_numbers_are_rows_however_tight() -> None:
    """Near miss: numbers are not wrapped."""
    levels = _levels(
        *((column, 2.6 * row, "Entry") for row in range(8) for column in range(3)),
        *((2, 2.6 * row + 1, "more") for row in range(7)),
        *((column, 2.6 * 7 + 1, "0.25") for column in range(3)),
    )
    assert len(cut_rows(levels, COLUMNS)) == 9


def test_the_name_of_a_section_on_the_ground_of_a_row_is_a_row() -> None:
    """Shades part no two rows on white ground; a name is set in a type of its own."""
    levels = _levels(
        *((column, step, "Entry") for column in range(3) for step in (0, 3, 6, 11, 14)),
        (0, 8, "Towers"),
        names=(8,),
    )
    for level in levels:
        level.is_cut = level.base in (100.0, 130.0, 160.0, 210.0, 240.0)
    assert _first_cells(cut_rows(levels, COLUMNS)) == ["Entry", "Entry", "Entry", "Towers", "Entry", "Entry"]


def test_a_second_line_in_the_type_of_the_first_is_no_name() -> None:
    """Near miss: a cell may have a line lower down in the type of all others."""
    levels = _levels(
        *((column, step, "Entry") for column in range(3) for step in (0, 3, 6, 11, 14)),
        (0, 8, "Towers"),
    )
    for level in levels:
        level.is_cut = level.base in (100.0, 130.0, 160.0, 210.0, 240.0)
    assert len(cut_rows(levels, COLUMNS)) == 5


def test_a_name_whose_space_lies_over_a_gutter_spans_the_table() -> None:
    """No word of it crosses the gutter; its type is that of no row's first cell."""
    levels = _levels(
        (0, 0, "Moreau"), (1, 0, "Trial"), (0, 1, "Lanterns of our own towers"), (0, 2, "Lund"), (1, 2, "Trial")
    )
    name = levels[1]
    words = [_word("Lanterns", 50.0, name.base, is_italic=True), _word("(14)", 84.0, name.base, is_italic=True)]
    name.cells = {0: words[:1], 1: words[1:]}
    mark_set_off_names(levels)
    assert [level.spans for level in levels] == [False, True, False]
    assert name.cells == {0: words}
    plain = [_word("Lanterns", 50.0, name.base), _word("(14)", 84.0, name.base)]
    name.cells, name.spans = {0: plain[:1], 1: plain[1:]}, False
    mark_set_off_names(levels)
    assert not name.spans  # near miss: two cells of one type with all others
