"""The rules of a page's running head and foot are no part of a table whose shades are as wide."""

from __future__ import annotations

import pytest

from extract.formats.pdf.areas.page_rules import without_page_rules
from extract.formats.pdf.drawn.rulings import Rule, Rulings, Shade
from tests.formats.pdf.made_lines import line_at

HEIGHT = 800.0
HEAD, FOOT = Rule(50.0, 50.0, 450.0), Rule(760.0, 50.0, 450.0)
SHADES = (Shade(50.0, 90.0, 450.0, 110.0, 0.9), Shade(50.0, 130.0, 450.0, 150.0, 0.9))
LINES = [
    line_at(45.0, {50.0: "Annals of Lanterns"}),
    *(line_at(104.0 + 20 * number, {52.0: "Aske (2011)", 200.0: "survey"}) for number in range(4)),
    line_at(772.0, {240.0: "17"}),
]


def test_rules_of_head_and_foot_go() -> None:
    """The head stands on its rule and the foot hangs from it, with white space towards the shaded rows."""
    between = Rule(120.0, 50.0, 450.0)
    assert without_page_rules(Rulings((HEAD, between, FOOT), (), SHADES), LINES, HEIGHT).level == (between,)


@pytest.mark.parametrize(
    "rulings",
    [
        Rulings((HEAD, FOOT), (), ()),  # rules alone are told apart by the white space between
        Rulings((Rule(84.0, 50.0, 450.0),), (), SHADES),  # not in the margin
        Rulings((HEAD,), (Rule(50.0, 50.0, 160.0),), SHADES),  # the upper side of boxes
    ],
)
def test_other_rules_stay(rulings: Rulings) -> None:
    """Near misses."""
    assert without_page_rules(rulings, LINES, HEIGHT) == rulings


def test_the_rule_above_a_header_at_the_pages_head_stays() -> None:
    """Near miss: the table begins right under its own rule, high on the page."""
    header = line_at(62.0, {52.0: "Study", 200.0: "Design"})
    rulings = Rulings((HEAD,), (), SHADES)
    assert without_page_rules(rulings, [*LINES[:1], header, *LINES[1:]], HEIGHT) == rulings
