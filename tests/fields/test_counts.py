"""Whole numbers are read in digits and words, and told from labels, shares, ages, amounts and ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.counts import counts
from extract.fields.phrases import tokens


def values(text: str) -> list[int]:
    """Usable numbers of a text."""
    return [count.value for count in counts(text, tokens(text)) if count.is_usable]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,024 and 1 024 and 1024", [1024, 1024, 1024]),
        ("twenty-four of one hundred and five", [24, 105]),
        ("two thousand three hundred", [2300]),
        ("1.2 million, 20k, 3 thousand", [1200000, 20000, 3000]),
        ("four day centres", [4]),
        ("one, two, three", [1, 2, 3]),
        ("23 M/22 F", [23, 22]),
    ],
)
def test_numbers_are_read(text: str, expected: list[int]) -> None:
    """Digits with separators, words and multipliers."""
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "45%",
        "£200",
        "<65",
        "≥ 30",
        "18-65",
        "18 – 65",
        "aged 65",
        "Table 3",
        "12 months",
        "60 mg",
        "5-year-old",
        "12.5",
        "3rd",
        "S12",
        "COVID-19",
        "10:30",
        "± 2",
        "in 2010",
        "one in four",
        "at least 10",
        "two-arm",
        "4 × 4",
        "phase 2",
        "up to 50",
    ],
)
def test_near_misses_count_nothing(text: str) -> None:
    """Shares, prices, bounds, ranges, ages, labels, times, amounts and parts of words count nothing."""
    assert values(text) in ([], [1])  # "one in four": the one is a number, the four is none


@given(st.integers(0, 10**9))
def test_rendered_number_is_read_back(number: int) -> None:
    """A number printed plain or with thousands separators is read back."""
    for text in (str(number), f"{number:,}"):
        assert [count.value for count in counts(text, tokens(text))] == [number]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and numbers come in order."""
    found = list(counts(text, tokens(text)))
    assert [count.start for count in found] == sorted(count.start for count in found)
