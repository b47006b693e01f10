"""Rows and columns of tables that no rule parts, whose cells do not begin on one line."""

from __future__ import annotations

from extract.formats.pdf.columns import edges_of, find_gutters, side_by_side
from extract.formats.pdf.rows import Level, cut_rows
from extract.formats.pdf.words import Word

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
