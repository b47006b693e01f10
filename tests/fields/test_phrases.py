"""Words are found where they stand, folded alike on both sides, in time that is linear in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.phrases import Lexicon, fold, tokens


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Randomized", "randomised"),
        ("studies", "study"),
        ("analyses", "analysis"),
        ("modelling", "modeling"),
        ("Programme", "program"),
        ("centre", "center"),
        ("behavioural", "behavioral"),
        ("haematology", "hematology"),
        ("users’", "user"),
        ("women's", "women"),
        ("Türkiye", "Turkiye"),
        ("U.K.", "UK"),
        ("&", "and"),
        ("wishes", "wish"),
    ],
)
def test_folds_alike(left: str, right: str) -> None:
    """Spelling, number, case and accents do not matter."""
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("four", "for"),
        ("sized", "sised"),
        ("focus", "focu"),
        ("trial", "trail"),
        ("men", "man"),
        ("its", "it"),
        ("analysis", "analysi"),
    ],
)
def test_near_misses_stay_apart(left: str, right: str) -> None:
    """Words that only look alike stay apart."""
    assert fold(left) != fold(right)


def test_tokens_have_their_places() -> None:
    """Every word stands at its offsets, and numbers keep their thousands."""
    text = "N = 1,024 (12 M) at St. Mary's; 1\u202f024 users’ views"
    assert [text[token.start : token.end] for token in tokens(text)] == [token.text for token in tokens(text)]
    assert [token.text for token in tokens(text) if token.is_number] == ["1,024", "12", "1\u202f024"]


def test_joins_tell_what_parts_words() -> None:
    """The gap between two words has a kind."""
    text = "a b-c/d, e (f) g; h – i\nj2"
    assert [token.join for token in tokens(text)] == [
        "start",
        "space",
        "hyphen",
        "slash",
        "comma",
        "open",
        "close",
        "stop",
        "stop",
        "stop",
        "glued",
    ]


def test_longest_wording_wins() -> None:
    """A longer wording is preferred, gaps are bounded, and abbreviations are read as printed."""
    lexicon = Lexicon([("review", "r"), ("systematic review", "s"), ("randomised ... trial", "t")], [("ITS", "i")])
    found = [
        match.value
        for match in lexicon.find(tokens("Systematic reviews; randomized double-blind trial; its ITS review"))
    ]
    assert found == ["s", "t", "i", "r"]
    assert not list(lexicon.find(tokens("randomised one two three four five six seven trial")))
    assert not list(lexicon.find(tokens("randomised. A trial")))


@given(st.text(max_size=200))
def test_tokens_do_not_overlap(text: str) -> None:
    """Words and gaps together are the text."""
    found = tokens(text)
    assert "".join(token.gap + token.text for token in found) == text[: found[-1].end if found else 0]


@given(st.text(max_size=30))
def test_folding_is_stable_in_case(word: str) -> None:
    """Capitals do not matter to letters that have a plain pair."""
    if word.isascii():
        assert fold(word.upper()) == fold(word.lower())
