"""Plain text has no layout and the same words."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.plain_text import clean

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("plain_text.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", TABLE["hits"], ids=lambda case: ascii(case["text"])[:40])
def test_layout_goes(case: dict[str, Any]) -> None:
    """White space, soft hyphens and invisible characters go."""
    assert clean(case["text"]) == case["cleaned"]


@pytest.mark.parametrize("case", TABLE["near_misses"], ids=lambda case: ascii(case["text"])[:40])
def test_words_stay(case: dict[str, Any]) -> None:
    """What belongs to a word stays."""
    assert clean(case["text"]) == case["text"]


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])
    assert len(TABLE["near_misses"]) + len(TABLE["hits"]) >= 60


@given(st.text(max_size=200))
def test_cleaning_is_stable(text: str) -> None:
    """Clean text stays as it is; letters and digits stay, in their composed form."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert "\n" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.text("abc XYZ012éß-–'\n\t\u00a0", max_size=100))
def test_no_word_changes(text: str) -> None:
    """The words are those of the text."""
    assert clean(text).split() == text.split()
