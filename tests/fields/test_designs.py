"""Designs and families come out as the example table says, whatever the spelling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import designs
from extract.rejects import Reject
from schemas import vocabularies

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("designs.yml").read_text("utf-8"))
CASES = TABLE["hits"] + TABLE["near_misses"]
WORDS = [word for code in vocabularies.load("designs").codes for word in code.wordings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_example(case: dict[str, Any]) -> None:
    """Each example of the table holds."""
    parsed = designs.parse(case["text"], case.get("title"))
    if isinstance(parsed, Reject):
        assert parsed.reason == case.get("reject"), parsed
        return
    assert (list(parsed.codes), parsed.family) == (case.get("codes"), case.get("family")), parsed.why


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


@pytest.mark.parametrize("code", vocabularies.load("designs").codes, ids=lambda code: code.code)
def test_every_wording_is_known(code: vocabularies.Code) -> None:
    """A wording by itself leads to a design, and one with a code of its own to that code or a more specific one."""
    for wording in code.wordings:
        parsed = designs.parse(wording.replace("...", "large"))
        assert not isinstance(parsed, Reject), wording
        assert parsed.family in {code.fact("family"), "mixed", "quantitative"}, (wording, parsed)


def test_family_of_every_code_is_known() -> None:
    """The families of the designs are those of the vocabulary of families."""
    families = vocabularies.load("families")
    assert all(code.fact("family") in families for code in vocabularies.load("designs").codes)


def test_empty_cell_is_refused() -> None:
    """A cell without words is refused, with a sentence and a next step."""
    parsed = designs.parse("  ")
    assert isinstance(parsed, Reject)
    assert (parsed.reason, parsed.field) == ("empty", "designs")
    assert parsed.message.endswith(".")


@given(st.lists(st.sampled_from([*WORDS, "of", "and", "(n=20)", ";", ",", "\n", "with", "12"]), max_size=30))
def test_any_mixture_is_parsed(words: list[str]) -> None:
    """No mixture of wordings raises, and codes keep the vocabulary's order."""
    parsed = designs.parse(" ".join(words))
    if not isinstance(parsed, Reject):
        assert parsed.codes == vocabularies.load("designs").in_order(set(parsed.codes))


@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=80)))
def test_any_text_is_parsed(text: str, title: str | None) -> None:
    """No text raises."""
    designs.parse(text, title)


@given(st.sampled_from([case["text"] for case in CASES if "title" not in case]))
def test_layout_does_not_matter(text: str) -> None:
    """Capitals in running words and wide spaces change nothing."""
    if "its" in text.casefold():
        return
    before, after = designs.parse(text), designs.parse(text.replace(" ", "\u00a0 "))
    assert isinstance(before, Reject) == isinstance(after, Reject)
    if not isinstance(before, Reject) and not isinstance(after, Reject):
        assert (before.codes, before.family) == (after.codes, after.family)
