"""Samples come out as the example table says; nothing else is taken for one, and nobody is counted twice."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import samples
from extract.fields.sample_totals import Stated, total_of
from extract.rejects import Reject
from schemas import vocabularies

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("samples.yml").read_text("utf-8"))
CASES = TABLE["hits"] + TABLE["near_misses"]


def check(case: dict[str, Any], parsed: samples.Samples | Reject) -> None:
    """The parsed cell is what the example says."""
    if isinstance(parsed, Reject):
        assert parsed.reason == case.get("reject"), parsed
        return
    assert [[item.n, item.unit, item.role] for item in parsed.samples] == case.get("samples")
    assert (parsed.total, parsed.basis) == (case["total"], case["basis"])
    assert (parsed.unit is None) == (parsed.total is None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_example(case: dict[str, Any]) -> None:
    """Each example of running text holds."""
    check(case, samples.parse(case["text"], is_review=case.get("is_review", False)))


@pytest.mark.parametrize("case", TABLE["columns"], ids=lambda case: case["text"][:50] or "empty")
def test_count_column(case: dict[str, Any]) -> None:
    """Each example of a count column holds."""
    check(case, samples.parse(case["text"], is_count_column=True))


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


def test_heading_gives_the_unit() -> None:
    """A bare number counts what the heading says."""
    parsed = samples.parse("59", is_count_column=True, unit="devices")
    assert isinstance(parsed, samples.Samples)
    assert [(item.n, item.unit) for item in parsed.samples] == [(59, "devices")]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Number of patients", "people"),
        ("Total (n) Implants", "devices"),
        ("No. of eyes", "body-parts"),
        ("N firms", "companies"),
        ("Sample size", None),
        ("N", None),
        ("Patients (hospitals)", None),
    ],
)
def test_unit_of_a_heading(heading: str, unit: str | None) -> None:
    """A heading names the unit where it names one, and only one."""
    assert samples.unit_of(heading) == unit


@pytest.mark.parametrize(
    ("heading", "is_count"),
    [
        ("N", True),
        ("n=", True),
        ("Sample size", True),
        ("Sample (n)", True),
        ("Total (n) Patients", True),
        ("No. of participants", True),
        ("Number of patients", True),
        ("# of studies", True),
        ("Pt", True),
        ("Participants", False),
        ("Sample characteristics", False),
        ("Population", False),
        ("Notes", False),
        ("Total (n) Failures", False),
        ("Deaths, n (%)", False),
        ("Control group (n)", True),
        ("Number of sessions", False),
        ("In Nepal", False),
        ("", False),
    ],
)
def test_heading_of_a_count_column(heading: str, is_count: bool) -> None:
    """A heading says whether bare numbers under it count."""
    assert samples.is_count_heading(heading) == is_count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_quote_is_where_it_says(case: dict[str, Any]) -> None:
    """Every quote stands at its offsets, and codes are known."""
    parsed = samples.parse(case["text"], is_review=case.get("is_review", False))
    assert isinstance(parsed, samples.Samples)
    for item in parsed.samples:
        assert case["text"][item.start : item.end] == item.quote
        assert item.unit in vocabularies.load("units")
        assert item.role is None or item.role in vocabularies.load("roles")
    assert parsed.basis in vocabularies.load("sample_bases")


@given(st.integers(0, 10**7), st.sampled_from(["patients", "children", "firms", "tweets", "eyes"]))
def test_rendered_count_is_read_back(number: int, noun: str) -> None:
    """A number printed with its noun is read back, with and without thousands separators."""
    if number == 1:
        return
    for text in (f"{number} {noun}", f"{number:,} {noun}", f"(n = {number:,}) {noun}"):
        parsed = samples.parse(text)
        assert isinstance(parsed, samples.Samples)
        assert [item.n for item in parsed.samples] == [number], text


@given(
    st.lists(st.tuples(st.integers(1, 500), st.sampled_from([None, "intervention", "control", "baseline"])), max_size=6)
)
def test_total_is_never_more_than_everything(parts: list[tuple[int, Any]]) -> None:
    """A total is at least the largest arm or baseline, and at most the sum of all numbers, whatever their order."""
    items = [Stated(n, "people", role, "unnamed", "", i, i + 1, i, i + 1) for i, (n, role) in enumerate(parts)]
    total = total_of(items, is_review=False)
    assert total == total_of(items[::-1], is_review=False)
    if total.n is not None:
        assert max(item.n for item in items if item.role != "control") <= total.n <= sum(item.n for item in items)


ALPHABET = [
    *"nN=()[],;:/<>%£±–- ",
    "12",
    "1,024",
    "patients",
    "schools",
    "vs",
    "control",
    "group",
    "follow-up",
    "at",
    "M",
    "F",
    "of",
    "\n",
]


@given(st.lists(st.sampled_from(ALPHABET), max_size=60), st.booleans(), st.booleans())
def test_any_mixture_is_parsed(parts: list[str], is_review: bool, is_count_column: bool) -> None:
    """No mixture of the words that matter raises."""
    samples.parse(" ".join(parts), is_review=is_review, is_count_column=is_count_column)
    samples.parse("".join(parts), is_review=is_review, is_count_column=is_count_column)


@given(st.text(max_size=200), st.booleans(), st.booleans())
def test_any_text_is_parsed(text: str, is_review: bool, is_count_column: bool) -> None:
    """No text raises."""
    samples.parse(text, is_review=is_review, is_count_column=is_count_column)


@given(st.text(string.ascii_letters + " .,", max_size=200))
def test_no_number_no_sample(text: str) -> None:
    """A text without digits or number words states no sample."""
    words = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
    if words & set(text.casefold().replace(",", " ").replace(".", " ").split()):
        return
    parsed = samples.parse(text)
    assert isinstance(parsed, samples.Samples)
    assert parsed.samples == ()
