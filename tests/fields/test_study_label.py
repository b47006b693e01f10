"""Labels of studies come out as the example table says; codes, totals and titles are no labels."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import study_label
from extract.pages import Mark
from extract.rejects import Reject

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("study_label.yml").read_text("utf-8"))
CASES = TABLE["hits"] + TABLE["near_misses"]
NAMES = ["Smith", "van de Glind", "O'Brien", "Roos-Janson", "Şen", "D’Amico", "Li"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50] or "empty")
def test_example(case: dict[str, Any]) -> None:
    """Each example of the table holds."""
    marks = [Mark(start, end, "superscript") for start, end in case.get("raised", [])]
    parsed = study_label.parse(case["text"], marks)
    if isinstance(parsed, Reject):
        assert parsed.reason == case.get("reject"), parsed
        return
    *fields, citations = astuple(parsed)
    assert [*fields, list(citations)] == case.get("label")


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


@given(
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.sampled_from(NAMES)),
    st.integers(1900, 2026),
    st.sampled_from(["", "a", "b"]),
)
def test_rendered_label_is_read_back(first: str, second: str | None, year: int, suffix: str) -> None:
    """A label printed in any of the usual ways is read back."""
    authors = first if second is None else f"{first} & {second}"
    for text in (f"{authors} {year}{suffix}", f"{authors} ({year}{suffix})", f"{authors}, {year}{suffix}"):
        assert study_label.parse(text) == study_label.StudyLabel(first, False, second, year, suffix or None, ()), text


@given(st.text(max_size=200))
def test_any_text_is_parsed(text: str) -> None:
    """No text raises; a label has an author."""
    parsed = study_label.parse(text, [Mark(0, 3, "superscript"), Mark(5, 500, "superscript")])
    assert isinstance(parsed, Reject) or parsed.first_author


@given(
    st.lists(
        st.sampled_from(["Smith", "et al.", ",", "&", "2010", "[12]", "(", ")", "of", "J.", "and", "12", ".", "van"]),
        max_size=20,
    )
)
def test_any_mixture_is_parsed(pieces: list[str]) -> None:
    """No mixture of names, years and marks raises."""
    study_label.parse(" ".join(pieces))
    study_label.parse("".join(pieces))
