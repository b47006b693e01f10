"""White stripes part columns; the spaces of justified text do not."""

from __future__ import annotations

import pytest

from extract.formats.pdf.lines.columns import are_full_cells, find_gutters
from extract.formats.pdf.lines.words import Word

# A left column of justified lines from 50 to 150, a right one from 170: places of words, line by line.
JUSTIFIED: tuple[tuple[tuple[str, float, float], ...], ...] = (
    (("Wintermere", 50, 110), ("&", 143, 150), ("walks", 170, 200), ("daily", 205, 230)),
    (("Ashgrove", 50, 95), ("2001", 98, 120)),
    (("Wintermere", 50, 110), ("or", 140, 150), ("talks", 170, 200), ("often", 204, 232)),
    (("Elmcroft", 50, 95), ("2004", 98, 120)),
    (("Osei", 50, 75), ("2010", 78, 100), ("rests", 170, 200), ("seldom", 205, 240)),
)
HEADER = (("Author", 50, 85), ("Finding", 170, 205))


def words(line: tuple[tuple[str, float, float], ...], base: float) -> list[Word]:
    """The words of a line, 10 points high."""
    return [Word(text, x0, x1, base - 8, base + 2, base, 10, False, False, 0.0) for text, x0, x1 in line]


def gutters(
    lines: tuple[tuple[tuple[str, float, float], ...], ...],
    header: tuple[tuple[str, float, float], ...] = HEADER,
) -> list[tuple[float, float]]:
    """The gutters of lines one leading apart, under a header."""
    body = [words(line, 112 + 12 * number) for number, line in enumerate(lines)]
    return find_gutters(body, [words(header, 100)], 50, 240)


def test_the_space_of_justified_lines_is_no_gutter() -> None:
    """Lines that fill their column from edge to edge, each with another below it, leave white inside one cell."""
    assert [round(left) for left, _ in gutters(JUSTIFIED)] == [150]


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        pytest.param(JUSTIFIED, (("Author", 50, 85), ("n", 143, 150), ("Finding", 170, 205)), id="a heading over it"),
        pytest.param(
            (*JUSTIFIED[:1], (("Ash", 50, 70), ("7", 143, 150)), *JUSTIFIED[2:]), HEADER, id="words on the right alone"
        ),
    ],
)
def test_a_column_of_its_own_stays(
    lines: tuple[tuple[tuple[str, float, float], ...], ...], header: tuple[tuple[str, float, float], ...]
) -> None:
    """Near misses: what has a heading, or stands beside lines with other spaces, is a column."""
    assert len(gutters(lines, header)) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            (("Wintermere", 50, 147), ("lamps", 150, 188), ("lit", 190, 200)), True, id="flush in two columns"
        ),
        pytest.param((("Wintermere", 50, 147), ("lamps", 150, 180), ("lit", 183, 200)), False, id="flush in one"),
        pytest.param((("Wintermere", 50, 144), ("lamps", 147, 180), ("lit", 183, 200)), False, id="running text"),
    ],
)
def test_full_cells_begin_where_their_columns_do(line: tuple[tuple[str, float, float], ...], *, expected: bool) -> None:
    """A space parts the cells of a row that is longer than the rows before; so it does words, which begin anywhere."""
    assert are_full_cells([words(line, 100)], [(120, 150), (170, 190)]) is expected
