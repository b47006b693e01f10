"""A rule that runs under words from one end to the other underlines them; other rules bound cells."""

from __future__ import annotations

import pytest

from extract.formats.pdf.drawn.rulings import Rule, Rulings
from extract.formats.pdf.lines.underlines import without_underlines
from tests.formats.pdf.made_lines import line_at

# "Effect of slates" ends at 50 + 6 * 5 + 3 + 2 * 5 + 3 + 6 * 5 points.
LINE = line_at(100.0, {50.0: "Effect of slates", 200.0: "Roofs"})


@pytest.mark.parametrize(
    ("rule", "is_underline"),
    [
        (Rule(102.0, 50.0, 126.0), True),
        (Rule(102.5, 83.5, 126.0), True),  # some of the words
        (Rule(104.0, 50.0, 126.0), False),  # too deep: below a row
        (Rule(99.0, 50.0, 126.0), False),  # above
        (Rule(102.0, 44.0, 132.0), False),  # a cell with its padding
        (Rule(102.0, 50.0, 225.0), False),  # over two cells
        (Rule(102.0, 50.0, 110.0), False),  # ends within a word
        (Rule(102.0, 300.0, 400.0), False),  # under nothing
    ],
)
def test_underlines_bound_no_cells(rule: Rule, is_underline: bool) -> None:
    """What decides: depth, both ends, and no wide space between."""
    kept = without_underlines(Rulings((rule,), (), ()), [LINE])
    assert kept.level == (() if is_underline else (rule,))
