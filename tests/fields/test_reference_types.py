"""From the true marks of a reference follow its type and its authors, whatever the model makes of the text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.fields.references.assemble import assemble
from extract.fields.references.kinds.phrases import index, phrases_in, words_of
from extract.fields.references.record import Mark
from schemas.vocabularies import load

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "reference_types.yml").read_text(encoding="utf-8")
)
_MARKED = re.compile(r"\{(\w+):([^{}]*)\}")


def marked(text: str) -> tuple[str, list[Mark]]:
    """The text without its braces, and the marks that they show."""
    raw, marks, at = "", [], 0
    for match in _MARKED.finditer(text):
        raw += text[at : match.start()]
        marks.append(Mark(match[1], len(raw), len(raw) + len(match[2])))
        raw += match[2]
        at = match.end()
    return raw + text[at:], marks


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["raw"][:60])
def test_the_type_follows_from_the_parts(case: dict[str, Any]) -> None:
    """The same parts give the same type; near misses give another."""
    read = assemble(*marked(case["raw"]), "crf")
    assert read.type == case["type"]
    if "authors" in case:
        assert [str(author) for author in read.authors] == case["authors"]
    assert "title" not in case or read.title == case["title"]


def test_every_type_is_a_code_of_the_vocabulary() -> None:
    """No case names a type that the vocabulary lacks, and every code but one has a case here or among the parsed
    ones."""
    codes = {code.code for code in load("publication_types").codes}
    assert {case["type"] for case in CASES} - {None} <= codes


def test_a_phrase_is_found_as_whole_words() -> None:
    """Words count whole and in order; punctuation and case do not."""
    phrases = index({"thesis": "ph d|thesis", "report": "working paper"})
    assert phrases_in(words_of("A Ph.D. (unpublished)"), phrases) == {"thesis"}
    assert phrases_in(words_of("Working-Paper 3"), phrases) == {"report"}
    assert phrases_in(words_of("Hypothesis; paper working"), phrases) == set()


@pytest.mark.parametrize(
    "text", ["Act " * 3000, "In Proc " * 2000, "/report-" * 2000, "ISO/IEC" * 2000, "(eds " * 3000, "The (a) " * 3000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Long repetitions cost time in proportion to their length."""
    assemble(text, [Mark("title", 0, len(text) // 2)], "crf")
    assemble(text, [Mark("url", 0, len(text) // 2), Mark("publisher", len(text) // 2, len(text))], "crf")
