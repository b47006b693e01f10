"""No field parser runs away: long hostile texts are read in a time that a quadratic step would pass by far."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extract.fields import citations, countries, designs, intervention, publication_type, samples, study_label
from extract.fields.plain_text import clean

# The slowest linear parser needs some 40 microseconds a character on a shared machine: 1 s and 4 s for these sizes.
EACH_SIZE, MIXED_SIZE = 20_000, 100_000
MAX_EACH_SECONDS, MAX_MIXED_SECONDS = 8.0, 30.0

PARSERS: dict[str, Callable[[str], object]] = {
    "designs": lambda text: designs.parse(text, text),
    "samples": samples.parse,
    "samples of a count column": lambda text: samples.parse(text, is_count_column=True),
    "samples of a review": lambda text: samples.parse(text, is_review=True),
    "countries": countries.parse,
    "countries of a column": lambda text: countries.parse(text, True),
    "citations": citations.parse,
    "publication type": publication_type.parse,
    "intervention": intervention.parse,
    "study label": study_label.parse,
    "plain text": clean,
}
PATTERNS = [
    "(",
    "[",
    "[1,",
    "[1-2,3-4 ",
    "n=",
    "n = 1 ",
    "12 ",
    "1,",
    "1 024 ",
    "1/",
    "~",
    "=~",
    " ",
    "\n",
    "a",
    "A ",
    "\u00ad ",
    "\u200d",
    "²",
    "²,",
    "review of ",
    "review ",
    "interviews ",
    "randomised ",
    "randomised a b c d e f ",
    "survey and interviews ",
    "RCTs ",
    "12 patients (",
    "patients (n=",
    "12 x ",
    "one hundred and ",
    "1 vs ",
    "London, ",
    "Georgia, ",
    "US ",
    "New ",
    "Dutch ",
    "et al. ",
    "J. ",
    "Smith, ",
    "2010 ",
    ": ",
    "a: ",
    "T: ",
    " - ",
    ".",
    "•",
    "journal book ",
]


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize("pattern", PATTERNS, ids=ascii)
def test_linear(name: str, pattern: str) -> None:
    """A short pattern repeated over 20,000 characters is read in time."""
    text = (pattern * (EACH_SIZE // len(pattern) + 1))[:EACH_SIZE]
    start = time.perf_counter()
    PARSERS[name](text)
    assert time.perf_counter() - start < MAX_EACH_SECONDS


@pytest.mark.parametrize("name", PARSERS)
def test_linear_on_a_mixture(name: str) -> None:
    """All patterns in turn over 100,000 characters are read in time."""
    block = "".join(PATTERNS)
    text = (block * (MIXED_SIZE // len(block) + 1))[:MIXED_SIZE]
    start = time.perf_counter()
    PARSERS[name](text)
    assert time.perf_counter() - start < MAX_MIXED_SECONDS
