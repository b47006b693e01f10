"""The columns of a page are no table; the columns of a table are no page."""

from __future__ import annotations

import pytest

from extract.formats.pdf.grids.no_tables import is_prose
from extract.formats.pdf.lines.words import Word

EDGES = ((50.0, 210.0), (210.0, 230.0), (230.0, 390.0), (390.0, 410.0), (410.0, 560.0))
FULL, RAGGED, SHORT = (150.0,), (150.0, 130.0, 145.0, 125.0, 40.0), (150.0, 60.0, 90.0)


def _body(widths: tuple[float, ...], *, with_numbers: bool) -> list[list[Word]]:
    """Thirty lines of three columns, each as wide as the next of `widths`, with numbers of a list before two of them."""
    body = []
    for at in range(30):
        words = []
        for x0 in (50.0, 230.0, 410.0):
            if with_numbers and x0 > 50 and at % 3 == 0:
                words.append(_word(f"{at}.", x0 - 15, x0 - 5, at))
            words.append(_word("words", x0, x0 + widths[at % len(widths)], at))
        body.append(words)
    return body


def _word(text: str, x0: float, x1: float, at: int) -> Word:
    base = 100.0 + 12 * at
    return Word(text, x0, x1, base - 8, base + 2, base, 10.0, False, False, 0.0)


@pytest.mark.parametrize("with_numbers", [False, True])
@pytest.mark.parametrize(("widths", "expected"), [(FULL, True), (RAGGED, True), (SHORT, False)])
def test_columns_that_their_lines_fill_are_those_of_a_page(
    widths: tuple[float, ...], with_numbers: bool, expected: bool
) -> None:
    """Justified or ragged, with the numbers of a list beside them; cells leave more of their column empty."""
    edges = EDGES if with_numbers else (EDGES[0], EDGES[2], EDGES[4])
    assert is_prose(_body(widths, with_numbers=with_numbers), edges) is expected


def test_columns_of_other_widths_are_those_of_a_table() -> None:
    """A ragged column of text beside a narrow one is a table's."""
    body = [
        [_word("words", 50.0, 50.0 + 150 * (0.75 + at % 3 / 10), at), _word("n", 230.0, 330.0, at)] for at in range(30)
    ]
    assert not is_prose(body, (EDGES[0], EDGES[2]))


def test_a_first_column_of_numbers_counts_the_rows_of_a_table() -> None:
    """On a page each column of text has its own."""
    body = _body(FULL, with_numbers=False)
    numbered = [[_word(f"{at}.", 20.0, 30.0, at), *words] if at % 3 == 0 else words for at, words in enumerate(body)]
    assert not is_prose(numbered, ((15.0, 40.0), EDGES[0], EDGES[2], EDGES[4]))
