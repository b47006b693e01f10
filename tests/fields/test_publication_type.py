"""Publication types come out as the example table says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import publication_type
from extract.rejects import Reject
from schemas import vocabularies

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("publication_type.yml").read_text("utf-8")
)
CASES = TABLE["hits"] + TABLE["near_misses"]
WORDINGS = [(word, code.code) for code in vocabularies.load("publication_types").codes for word in code.wordings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50] or "empty")
def test_example(case: dict[str, Any]) -> None:
    """Each example of the table holds."""
    parsed = publication_type.parse(case["text"])
    if isinstance(parsed, Reject):
        assert parsed.reason == case.get("reject"), parsed
        return
    assert parsed == case.get("code")


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


@pytest.mark.parametrize(("wording", "code"), WORDINGS)
def test_every_wording_is_known(wording: str, code: str) -> None:
    """Every wording of the vocabulary leads to its code, in capitals too."""
    wording = wording.replace("...", "an edited")
    assert publication_type.parse(wording) == code
    assert publication_type.parse(wording.upper()) == code


@given(st.sampled_from(vocabularies.load("publication_types").names))
def test_rendered_code_is_stable(code: str) -> None:
    """A code, printed, is read back as itself."""
    assert publication_type.parse(code) == code


@given(st.text(max_size=200))
def test_any_text_is_parsed(text: str) -> None:
    """No text raises; what is given back is a code."""
    parsed = publication_type.parse(text)
    assert isinstance(parsed, Reject) or parsed in vocabularies.load("publication_types")
