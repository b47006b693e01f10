"""Citation numbers come out as the example table says; years, intervals and counts do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import citations
from extract.pages import Mark

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("citations.yml").read_text("utf-8"))
CASES = TABLE["hits"] + TABLE["near_misses"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_example(case: dict[str, Any]) -> None:
    """Each example of the table holds."""
    marks = [Mark(start, end, "superscript") for start, end in case.get("raised", [])]
    assert [item.number for item in citations.parse(case["text"], marks)] == case["numbers"]


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


def test_offsets_are_those_of_the_number() -> None:
    """A number stands at its offsets; the numbers of a range share those of the range."""
    raw = "Trials [3, 7–9]"
    assert [raw[item.start : item.end] for item in citations.parse(raw)] == ["3", "7–9", "7–9", "7–9"]


def test_bold_marks_cite_nothing() -> None:
    """Only raised stretches are read."""
    assert citations.parse("Bloggs26", [Mark(6, 8, "bold")]) == ()


@given(st.lists(st.integers(1, 1500), min_size=1, max_size=40, unique=True))
def test_rendered_numbers_are_read_back(numbers: list[int]) -> None:
    """Numbers printed in brackets are read back in their order."""
    assert [item.number for item in citations.parse(f"Trial [{', '.join(map(str, numbers))}]")] == numbers


@given(st.text("[]()0123456789,-–;. n=a%²", max_size=60))
def test_any_text_is_parsed(text: str) -> None:
    """No text raises; each number is found once, at places in order."""
    found = citations.parse(text, [Mark(0, len(text), "superscript"), Mark(2, 4, "superscript")])
    assert len({item.number for item in found}) == len(found)
    assert [item.start for item in found] == sorted(item.start for item in found)
