"""A row cut off by a page end is told from a row of its own, by its words."""

from __future__ import annotations

import pytest

from extract.tables.continuation import continues, ends_open, read_habits
from extract.tables.joining import join_cut

ROWS = [
    ["Ash, A. (2019). Digging. Journal of Care, 4(2), 1-9.", "Report", "Trial (n=40)", "Mood improved."],
    ["Birch, B. (2020). Planting. Journal of Care, 5(2), 1-9.", "Report", "Survey (n=10)", "Sleep improved."],
    ["Cedar, C. (2020). Weeding. London: Leaf.", "Thesis", "Interviews", "Trust grew."],
    ["Dogwood, D. (2021). Mowing. London: Leaf.", "Report", "Interviews of staff", "Nothing changed."],
]
HABITS = read_habits(ROWS, 4)

CONTINUATIONS = [
    ("tail in the last column", ["A. (2010). Title.", "Report", "Trial", "People gained access to new"], ["", "", "", "resources and friends."]),
    ("a journal's name cut, like a section row", ["A. (2010). Title. The British Journal of", "Report", "Trial", "Good."], ["Gardening, 17(5), 404-408.", "", "", ""]),
    ("several columns cut", ["A. (2010). Title of the Needs", "Report", "People at centres run for", "Fine."], ["of their Users. Journal, 5(1), 2-3.", "", "social services (n=10)", "But few."]),
    ("a word cut", ["A. (2010). Title.", "Report", "Trial", "They had found accommo-"], ["", "", "", "dation quickly."]),
    ("cut between two sentences", ["A. (2010). Title.", "Report", "Trial", "All was good."], ["", "", "", "Then it rained."]),
    ("lines of a list cut between two", ["Ash 2019\nn = 40", "Report", "Aged 20-30\nTown", "Mood rose\nSleep same"], ["Kenya", "", "Health centre\nPaid", "(also at month six) and\nTrust rose"]),
    ("a name without a work", ["Ash, A. (2019)", "Report", "Trial", "Good"], ["n = 40\nKenya", "", "", "(at month six)"]),
    ("an open bracket", ["A. (2010). Title.", "Report", "Trial of two groups (n=10", "Good."], ["", "", "and n=12)", ""]),
]  # fmt: skip
NEW_ROWS = [
    ("a section's name", ROWS[0], ["Growing together", "", "", ""]),
    ("a study like any other", ROWS[0], ["Elm, E. (2001). Sowing. London: Leaf.", "Report", "Trial", "Good."]),
    ("a study whose reference was lost", ROWS[0], ["", "Report", "Interviews (n=9)", "People were glad."]),
    ("a study without findings", ROWS[0], ["Elm, E. (2001). Sowing. London: Leaf.", "Report", "Trial", ""]),
    ("a sum", ROWS[0], ["Total", "", "90", ""]),
    (
        "a sum below lists",
        ["Ash 2019\nn = 40", "Report", "Aged 20-30\nTown", "Mood rose\nSleep same"],
        ["Total", "", "90", ""],
    ),
    (
        "another work, although a cell above seems cut",
        ["Ash, A. (2019)", "Report", "Trial", "Good from"],
        ["Birch, B. (2020)", "", "Interviews", "Fine."],
    ),
    ("a lower-case name", ROWS[0], ["van Elm, E. (2001). Sowing. London: Leaf.", "Report", "Trial", "Good."]),
]


@pytest.mark.parametrize(("note", "above", "below"), CONTINUATIONS, ids=[case[0] for case in CONTINUATIONS])
def test_rest_of_a_row(note: str, above: list[str], below: list[str]) -> None:
    """The rest of a row is recognised, and the reason is given."""
    assert continues(above, below, HABITS)


@pytest.mark.parametrize(("note", "above", "below"), NEW_ROWS, ids=[case[0] for case in NEW_ROWS])
def test_row_of_its_own(note: str, above: list[str], below: list[str]) -> None:
    """A row that begins anew is never swallowed."""
    assert continues(above, below, HABITS) is None


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("ends with the", True), ("well-", True), ("one,", True), ("(n=10", True), ("A whole sentence.", False), ("", False), ("Report", False)],
)  # fmt: skip
def test_ends_open(text: str, is_open: bool) -> None:
    """A text that was cut shows it at its end."""
    assert bool(ends_open(text)) is is_open


@pytest.mark.parametrize(
    ("upper", "lower", "words", "expected"),
    [
        ("using semi-", "structured talks", (), "using semi-structured talks"),
        ("found accommo-", "dation", (), "found accommodation"),
        ("a cost-", "effective way", ("cost-effective",), "a cost-effective way"),
        ("with semi-", "and unstructured talks", (), "with semi- and unstructured talks"),
        ("with short-", "and long-term aims", (), "with short- and long-term aims"),
        ("The Journal of", "Care, 4(2)", (), "The Journal of Care, 4(2)"),
        ("Loubière-", "Tinland, A.", (), "Loubière-Tinland, A."),
        ("one –", "two", (), "one – two"),
        ("", "two", (), "two"),
    ],
)
def test_join_cut(upper: str, lower: str, words: tuple[str, ...], expected: str) -> None:
    """Halves of a word are joined, compounds keep their hyphen, words that merely touch stay two."""
    assert join_cut(upper, lower, frozenset(words)) == expected


NAMED = read_habits([[f"Ash ({year})", "Kenya", "Trial", "Mood rose"] for year in range(2001, 2007)], 4)
NAMELESS = ["", "Kenya", "Trial", "Mood rose"]


def test_a_row_without_a_name_on_a_new_page_goes_on_where_every_row_has_one() -> None:
    """A name that reaches over several lines stands on the page before, whatever the values say."""
    above = ["Birch (2010)", "Kenya", "Trial", "Mood rose"]
    assert continues(above, NAMELESS, NAMED, is_new_page=True)
    assert continues(above, NAMELESS, NAMED) is None  # in a text a name may simply be lost
    some = read_habits([["Ash (2001)", "Kenya", "Trial", "Mood rose"], NAMELESS] * 3, 4)
    assert continues(above, NAMELESS, some, is_new_page=True) is None  # rows of this table need no name
    assert continues(["", *above[1:]], NAMELESS, NAMED, is_new_page=True) is None
