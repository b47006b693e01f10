"""The rules, which read a reference where the model cannot be loaded, mark each field of a printed style."""

from __future__ import annotations

import pytest

from extract.fields.references.tokens import read_tokens


def ruled(raw: str) -> dict[str, str]:
    """The text that the rules mark as each field."""
    return {mark.field: raw[mark.start : mark.end] for mark in read_tokens(raw).ruled}


# Behind the container: what says where in it the work stands.
PLACED = [
    ("35 Suppl 1, 23-29", {"volume": "35", "issue": "Suppl 1", "pages": "23-29"}),
    ("35(Suppl 1), 23-29", {"volume": "35", "issue": "Suppl 1", "pages": "23-29"}),
    ("21, no. 201 (2011)", {"volume": "21", "issue": "201"}),
    ("21, no. 2 (May 2011)", {"volume": "21", "issue": "2"}),
    ("21, no. 2 (2011): 23-29", {"volume": "21", "issue": "2", "pages": "23-29"}),
]


@pytest.mark.parametrize(("place", "expected"), PLACED)
def test_a_place_in_a_journal(place: str, expected: dict[str, str]) -> None:
    """The journal ends where its volume begins, whether pages are printed behind it or not."""
    marks = ruled(f"Berg, A., and C. Lee. “Lamps on wards at night.” Journal of Lanterns {place}.")
    assert marks["container"] == "Journal of Lanterns"
    assert {field: text for field, text in marks.items() if field in ("volume", "issue", "pages")} == expected


@pytest.mark.parametrize("tail", ["Working Paper no. 2 (2011)", "Lamps in 14 supply (3)"])
def test_no_place_in_a_journal(tail: str) -> None:
    """A number of a series, or of things, is no volume."""
    assert "volume" not in ruled(f"Berg, A., and C. Lee. “Lamps on wards at night.” {tail}.")
