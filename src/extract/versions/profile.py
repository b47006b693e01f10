"""What is compared of a document."""

from __future__ import annotations

import datetime
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from extract.folding import fold
from extract.months import MONTHS
from extract.versions.words import (
    EDITION_WORDS,
    GENERIC_WORDS,
    STOP_WORDS,
    YEAR,
    counts_editions,
    edition_number,
    words,
)

Hashes = npt.NDArray[np.uint64]

# Runs of four words: short enough to survive a lost hyphen or a cell read in another order every few words (two
# conversions of one original keep 0.70 to 0.99 of them), long enough that unrelated reviews share under 0.05.
RUN_WORDS = 4


@dataclass(frozen=True)
class DocumentDigest:
    """What is compared of a document.

    Attributes:
        title: the document's own title, or None where it has none (a file name is no title).
        organisation: publisher or institution, or None.
        published: day 1 where only the month is known, or None.
        version_label: as printed ("Version 2", "Draft", "2nd edition"), or None.
        text: the whole running text and the cells, white space normalised.
        study_keys: folded reference titles, or intervention names, of its study tables; may be empty.
        wholeness: number of non-empty cells that were read, to choose among conversions.
    """

    document_id: str
    title: str | None
    organisation: str | None
    published: datetime.date | None
    version_label: str | None
    text: str
    study_keys: frozenset[str]
    wholeness: int


@dataclass(frozen=True)
class Profile:
    """A digest with what the comparisons need of it, each worked out once."""

    digest: DocumentDigest

    @cached_property
    def words(self) -> list[str]:
        return words(self.digest.text)

    @cached_property
    def runs(self) -> Hashes:
        """Hashes of the runs of four words, each once, sorted."""
        return _hash_runs(self.words, RUN_WORDS)

    @cached_property
    def pairs(self) -> Hashes:
        return _hash_runs(self.words, 2)

    @cached_property
    def numbers(self) -> dict[str, set[str]]:
        """The numbers that stand in each place; a place is the two words before it and its turn after them."""
        places: dict[str, set[str]] = defaultdict(set)
        before, last, turn = "", "", 0
        for word in self.words:
            if word[0].isdigit():
                places[f"{before} {last} {turn}"].add(word)
                turn += 1
            else:
                before, last, turn = last, word, 0
        return dict(places)

    @cached_property
    def letters(self) -> str:
        """The whole text as `fold` leaves it."""
        return fold(self.digest.text)

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """What the title is about: without stop words, words for editions, and years; empty where it names nothing."""
        if self.digest.title is None:
            return ()
        named = words(self.digest.title)
        kept = [
            word
            for before, word, after in zip(["", *named], named, [*named[1:], ""], strict=False)
            if word not in STOP_WORDS
            and word not in EDITION_WORDS
            and YEAR.fullmatch(word) is None
            and not counts_editions(before, word, after)
        ]
        is_generic = all(word in GENERIC_WORDS or word.isdigit() for word in kept)
        return () if is_generic else tuple(kept)

    @cached_property
    def title_years(self) -> frozenset[str]:
        return frozenset(word for word in words(self.digest.title or "") if YEAR.fullmatch(word) is not None)

    @cached_property
    def searched(self) -> tuple[int, int] | None:
        """Latest year and month named within 25 words after a word for searching; None where there is none."""
        found: list[tuple[int, int]] = []
        for place, word in enumerate(self.words):
            if word.startswith("search"):
                near = self.words[place + 1 : place + 26]
                for turn, year in enumerate(near):
                    if YEAR.fullmatch(year) is not None:
                        found.append((int(year), MONTHS.get(near[turn - 1], 0) if turn else 0))
        return max(found, default=None)

    @cached_property
    def latest_year(self) -> int | None:
        """The latest year in the text up to its date of publication, or of any year where that is unknown."""
        ceiling = self.digest.published.year if self.digest.published is not None else 2199
        years = [int(word) for word in set(self.words) if YEAR.fullmatch(word) is not None]
        return max((year for year in years if year <= ceiling), default=None)

    @cached_property
    def edition(self) -> int | None:
        return edition_number(self.digest.version_label)


def _hash_runs(tokens: Sequence[str], length: int) -> Hashes:
    """64-bit hashes of every run of `length` words, each once, sorted; the same on every machine and run."""
    if not tokens:
        return np.empty(0, dtype=np.uint64)
    known = {word: _code(word) for word in set(tokens)}
    codes = np.array([known[word] for word in tokens], dtype=np.uint64)
    length = min(length, len(codes))
    hashed = np.zeros(len(codes) - length + 1, dtype=np.uint64)
    for offset in range(length):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + len(hashed)]
    return np.unique(hashed ^ (hashed >> np.uint64(31)))


def _code(word: str) -> int:
    raw = word.encode()
    return zlib.crc32(raw) << 32 | zlib.crc32(raw[::-1], 0x5BD1E995)
