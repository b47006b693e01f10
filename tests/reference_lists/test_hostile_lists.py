"""A list of references costs no more than its length."""

from __future__ import annotations

import time

import pytest

from extract.reference_lists.by_names import find_by_names
from extract.reference_lists.by_years import find_by_years


@pytest.mark.parametrize(
    "unit",
    [
        "Ahn, ",
        "A. ",
        "Ahn, B. ",
        "(2010) ",
        "Ahn 2010. ",
        "and ",
        "Zed, A. 2010. ",
        "Ahn A ",
        "———. ",
        "Ahn. 2010. ",
        "n.d. ",
    ],
)
def test_hostile_lists_cost_no_more_than_their_length(unit: str) -> None:
    """A list of repeated names is read in time that grows with its length."""
    words = (unit * (60_000 // len(unit))).split()
    started = time.process_time()
    find_by_years(words)
    find_by_names(words)
    assert time.process_time() - started < 5.0
