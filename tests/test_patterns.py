"""Every regular expression of the code takes time in proportion to its text, however hostile the text is."""

from __future__ import annotations

import re

import pytest

from tests.linear_time import Found, patterns, slowest

KNOWN, UNKNOWN = patterns()

# Patterns that are put together while the program runs, and from what. Each is as the parts are, which are looked at
# where they stand.
MADE_ON_THE_WAY = {
    "pattern",  # kinds.py: the loop over the wordings below it
    "re.escape",  # a literal
    "wordings",  # sections.py: the literal wordings of a kind of section
    'rb"/" + key',  # the names of PDF keys, with a bound on what follows
}


@pytest.mark.parametrize("found", KNOWN, ids=lambda found: found.place)
def test_a_pattern_takes_linear_time(found: Found) -> None:
    """Attacked with its own parts, over and over, and an end that it cannot match (see `linear_time`)."""
    slow = slowest(found)
    assert slow is None, f"{found.place}: {found.pattern[:200]}: {slow[0]:.2f} s for {slow[1]}"


def test_all_patterns_are_known() -> None:
    """A pattern that the test cannot see would go unproved."""
    assert len(KNOWN) > 300
    assert [place for place in UNKNOWN if not any(part in place for part in MADE_ON_THE_WAY)] == []


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"(?:a|a)*b", r"\s*;", r"\d+\d+x", r"(\w+\s?)+:", r"a*a*$", r"[^\]]*\]x", r"\[[^\]]*\]", r"(?:x,\s*\s*)+y"],
)  # fmt: skip
def test_the_proof_finds_what_is_slow(pattern: str) -> None:
    """Exponential and quadratic patterns, and those that are slow only because a match may begin anywhere."""
    assert slowest(Found(pattern, re.compile(pattern).flags, "here", is_searched=True)) is not None


@pytest.mark.parametrize(
    "pattern", [r"\s{0,9};", r"(?<!\s)\s*;", r"[a-z]{1,40}\d", r"(?<!a)a++b", r"^\s*;", r"(?:a|b)*c?"]
)
def test_the_proof_lets_pass_what_is_linear(pattern: str) -> None:
    """Bounded, anchored, or begun only where a run begins."""
    assert slowest(Found(pattern, re.compile(pattern).flags, "here", is_searched=True)) is None
