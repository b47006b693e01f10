"""An intervention's name comes apart from its description as the example table says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import intervention
from extract.fields.plain_text import clean
from extract.rejects import Reject

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("intervention.yml").read_text("utf-8"))
CASES = TABLE["hits"] + TABLE["near_misses"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50] or "empty")
def test_example(case: dict[str, Any]) -> None:
    """Each example of the table holds."""
    parsed = intervention.parse(case["text"])
    if isinstance(parsed, Reject):
        assert parsed.reason == case.get("reject"), parsed
        return
    assert (parsed.name, parsed.description) == (case["name"], case["description"])


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


@given(st.text(max_size=300))
def test_no_word_vanishes(text: str) -> None:
    """No text raises; without citations, name and description together hold all words of the cell."""
    parsed = intervention.parse(text)
    if isinstance(parsed, Reject) or "[" in text:
        return
    together = f"{parsed.name or ''} {parsed.description or ''}"
    assert [char for char in together if char.isalnum()] == [char for char in clean(text) if char.isalnum()]


@pytest.mark.parametrize("case", [case for case in CASES if case.get("name") and case.get("description")])
def test_rendered_value_is_stable(case: dict[str, Any]) -> None:
    """Name and description, printed with a colon, are read back."""
    parsed = intervention.parse(f"{case['name']}: {case['description']}")
    assert parsed == intervention.Intervention(case["name"], case["description"])
