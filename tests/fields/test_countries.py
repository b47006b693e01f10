"""Countries come out as the example table says; what merely looks like a place does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.fields import countries
from extract.rejects import Reject
from schemas import vocabularies

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("countries.yml").read_text("utf-8"))
CASES = TABLE["hits"] + TABLE["near_misses"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50] or "empty")
def test_example(case: dict[str, Any]) -> None:
    """Each example of the table holds, and every quote stands at its offsets."""
    parsed = countries.parse(case["text"], is_country_column=case.get("column", False))
    if isinstance(parsed, Reject):
        assert parsed.reason == case.get("reject"), parsed
        return
    assert [[place.country, place.part] for place in parsed] == case.get("places")
    assert all(case["text"][place.start : place.end] == place.quote for place in parsed)


def test_table_has_more_near_misses() -> None:
    """The table is large enough to judge by, and most of it tempts."""
    assert len(CASES) >= 60
    assert len(TABLE["near_misses"]) > len(TABLE["hits"])


@pytest.mark.parametrize("code", sorted(vocabularies.country_names()))
def test_every_country_is_known(code: str) -> None:
    """In a country column, the ISO short name and the code lead to the country."""
    name = vocabularies.country_names()[code]
    for text in (name, code):
        parsed = countries.parse(text, is_country_column=True)
        if isinstance(parsed, Reject):
            assert (text, parsed.reason) in {("Congo", "ambiguous")}
            continue
        assert [place.country for place in parsed] == [code], text


def test_codes_of_the_vocabulary_are_iso() -> None:
    """Every country that the vocabulary names is one of ISO 3166-1."""
    vocabulary = vocabularies.load("countries")
    named = {item.split(" = ")[1] for name in ("parts", "adjectives") for item in vocabulary.words(name)}
    assert named | set(vocabulary.names) <= set(vocabularies.country_names())


@given(st.lists(st.sampled_from(sorted(vocabularies.country_names())), min_size=1, max_size=6, unique=True))
def test_rendered_codes_are_read_back(codes: list[str]) -> None:
    """A list of alpha-3 codes, as the published table renders it, is read back."""
    parsed = countries.parse("; ".join(codes), is_country_column=True)
    assert not isinstance(parsed, Reject)
    assert [place.country for place in parsed] == codes


@given(st.text(max_size=200), st.booleans())
def test_any_text_is_parsed(text: str, is_country_column: bool) -> None:
    """No text raises."""
    countries.parse(text, is_country_column)


PIECES = [
    "London",
    "Georgia",
    ",",
    "USA",
    "the",
    "Dutch",
    "patients",
    "in",
    "US",
    "-",
    "and",
    "Ontario",
    "Congo",
    "(",
    ")",
    "/",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.booleans())
def test_any_mixture_is_parsed(pieces: list[str], is_country_column: bool) -> None:
    """No mixture of names and marks raises."""
    countries.parse(" ".join(pieces), is_country_column)
