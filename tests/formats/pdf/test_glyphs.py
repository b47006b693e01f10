"""What is printed of characters that are seen only in places."""

from __future__ import annotations

import numpy as np
import pytest

from extract.formats.pdf.drawn.chars import Chars, Style
from extract.formats.pdf.drawn.glyphs import SOFT_HYPHEN, Turn, read_glyphs

UPRIGHT = Style("Serif", 10.0, (1.0, 0.0, 0.0, 1.0), (0, 0, 0))
TURNED = Style("Serif", 10.0, (0.0, 1.0, -1.0, 0.0), (0, 0, 0))


def chars(lines: tuple[str, ...], style: Style) -> Chars:
    """Signs of 5 points on lines 12 points apart, which run upwards in the turned style."""
    places = [(5.0 * at, 12.0 * number, sign) for number, line in enumerate(lines, 1) for at, sign in enumerate(line)]
    signs = tuple(dict.fromkeys(sign for _, _, sign in places))
    across = [(u, v, u, v - 8, u + 5, v + 2) for u, v, _ in places]
    if style is TURNED:
        across = [(v, 800 - u, v - 8, 800 - u - 5, v + 2, 800 - u) for u, v, _ in places]
    count = len(places)
    return Chars(
        signs,
        (style,),
        np.array([signs.index(sign) for _, _, sign in places], np.int64),
        np.zeros(count, np.int64),
        np.array([place[2:] for place in across], np.float64),
        np.array([place[:2] for place in across], np.float64),
        np.zeros(count, bool),
    )


@pytest.mark.parametrize(("style", "quarter"), [(UPRIGHT, 0), (TURNED, 1)])
def test_a_soft_hyphen_is_seen_at_the_end_of_a_line_only(style: Style, quarter: int) -> None:
    """Where a word is broken it is a hyphen; where the word could have been broken there is nothing."""
    lines = (f"in{SOFT_HYPHEN}clud{SOFT_HYPHEN}", "ing", f"net{SOFT_HYPHEN}")
    glyphs = read_glyphs(chars(lines, style), Turn(quarter, 600.0, 800.0))
    assert "".join(glyphs.text) == "includ-ingnet-"
