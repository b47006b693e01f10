"""Rows of two versions that are about one study are found, whatever a conversion lost."""

from __future__ import annotations

import pytest

from extract.alignment import align
from extract.records import FieldReading, Record


def record(document: str, row: int, **values: str | int) -> Record:
    """A record with the given fields."""
    readings = tuple(FieldReading(name, value, str(value), 1, ()) for name, value in values.items())
    return Record(f"{document}-{row}", document, 1, row, "study", None, readings, (), (), ())


GARDEN = "To learn whether people who garden together feel less alone after a year"
SWIM = "To describe how swimming clubs keep their oldest members"


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ({"title": "Digging for health", "year": 2019, "aims": GARDEN}, {"title": "Digging for health", "year": 2019, "aims": GARDEN}, True),
        ({"title": "Digging for health, and for joy", "year": 2019, "aims": GARDEN}, {"title": "Digging for health", "year": 2019, "aims": GARDEN}, True),
        ({"aims": GARDEN}, {"title": "Digging for health", "year": 2019, "aims": GARDEN}, True),
        ({"first_author": "Ash", "year": 2019}, {"first_author": "Ash", "year": 2019}, True),
        ({"first_author": "Ash", "year": 2019}, {"first_author": "Ash", "year": 2016}, False),
        ({"title": "Digging for health", "year": 2019, "aims": GARDEN}, {"title": "Swimming at ninety", "year": 2019, "aims": SWIM}, False),
        ({"title": "Digging for health", "year": 2019, "aims": GARDEN}, {"title": "Digging for health", "year": 2009, "aims": GARDEN}, False),
        ({"aims": GARDEN}, {"aims": SWIM}, False),
    ],
)  # fmt: skip
def test_same_or_not(left: dict[str, str | int], right: dict[str, str | int], is_same: bool) -> None:
    """Two rows are one study by title, by label, or by their words; never against their titles or years."""
    studies = align([[record("a", 1, **left)], [record("b", 1, **right)]])
    assert (len(studies) == 1) is is_same


def test_rows_of_one_document_are_never_joined() -> None:
    """Two rows that look alike in one table are two studies."""
    twins = [record("a", row, title="Digging for health", year=2019, aims=GARDEN) for row in (1, 2)]
    assert len(align([twins])) == 2
    others = [record("b", row, title="Digging for health", year=2019, aims=GARDEN) for row in (1, 2)]
    assert sorted(len(study.records) for study in align([twins, others])) == [2, 2]


def test_the_order_is_that_of_the_last_version() -> None:
    """A study that only an earlier version holds stands where it stood."""
    names = ["Ash", "Birch", "Cedar"]
    first = [record("a", n, first_author=name, year=2001) for n, name in enumerate(names)]
    second = [record("b", n, first_author=name, year=2001) for n, name in enumerate(["Ash", "Cedar", "Dogwood"])]
    found = [study.records[0].text("first_author") for study in align([first, second])]
    assert found == ["Ash", "Birch", "Cedar", "Dogwood"]
