"""Where the wordings of a vocabulary stand in a text: words with their places, folded alike on both sides.

Everything here walks over words with a bounded look-ahead, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, TypeVar

Value = TypeVar("Value")

# How two neighbouring words are parted, from the closest to the widest. `stop` ends a clause.
Join = Literal["start", "glued", "space", "hyphen", "slash", "other", "comma", "open", "close", "stop"]

# A wording may leave out words (`randomised ... trial`): real titles put up to six between ("randomised, double-blind,
# placebo-controlled, parallel-group trial" has six).
GAP_WORDS = 6

# A number with thousands parted by comma or (narrow, non-breaking) space, else digits with an optional decimal part;
# or a run of letters with inner apostrophes or the dots of an abbreviation such as U.S.; or an ampersand. Match: `1
# 024`, `users'` without the last mark, `U.K.`; near miss: `HbA1c` gives three words that are glued together.
TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.·]\d+)?"
    r"|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|&"
)

_HYPHENS = frozenset("-‐‑‒–−\u00ad")
_STOPS = frozenset(".;:!?•·|\n\r\u2028\u2029—―◦▪●…")
_INNER: frozenset[Join] = frozenset({"space", "hyphen", "slash", "other"})
_GAP_INNER: frozenset[Join] = _INNER | {"comma"}
# Words that a wording may not leave out, since they join another thing; "and" only does so after a kind of study.
# Match: `randomised, double-blind and sham-controlled trial`; near miss: `randomised trial and qualitative study`.
_GAP_ENDS = frozenset({"with", "followed", "alongside", "plus", "nested", "embedded"})
_STUDY_NOUNS = frozenset({"trial", "study", "experiment", "evaluation", "survey", "review", "analysis", "design"})


@dataclass(frozen=True)
class Token:
    """One word, number or `&`.

    Attributes:
        text: as printed.
        folded: as it is compared: see `fold`.
        start, end: offsets in the text that was read.
        gap: what is printed between the word before and this one.
        join: kind of that gap.
    """

    text: str
    folded: str
    start: int
    end: int
    gap: str
    join: Join

    @property
    def is_number(self) -> bool:
        """Printed in digits."""
        return self.text[0].isdecimal()


@dataclass(frozen=True)
class Match(Generic[Value]):
    """A wording found: words `first` to `last` (exclusive), and what the lexicon holds for it."""

    first: int
    last: int
    value: Value


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word as it is compared: no case, no accents, one spelling for British and American, singular.

    `Randomized` and `randomised` fold alike, as do `studies` and `study`, `modelling` and `modeling`. The folded form
    is for comparing only: `series` folds to `sery`, on both sides.
    """
    plain = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.removesuffix("'s").removesuffix("'").replace(".", "")
    if plain == "&":
        return "and"
    return _spelling(_singular(plain))


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def folded_words(text: str) -> frozenset[str]:
    """The words of a list that is written as a text, folded."""
    return frozenset(fold(word) for word in text.split())


def _singular(word: str) -> str:
    """Plural endings of English taken off. Match: `analyses`; near miss: `analysis`, `focus`, `bias`."""
    if len(word) <= 3:
        return word
    for plural, singular in (
        ("yses", "ysis"),
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
    ):
        if word.endswith(plural):
            return word.removesuffix(plural) + singular
    if word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


# British and American endings: -ise/-ize, -lled/-led, -our/-or, -mme/-m, -tre/-ter, ae/e. Match: `randomized`,
# `centre`, `behavioural`, `haematology`; near miss: `sized`, `four` (at least two letters stand before).
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w\w)iz(?=e|i|a)"), "is"),
    (re.compile(r"yz(?=e|i)"), "ys"),
    (re.compile(r"ll(?=ing$|ed$)"), "l"),
    (re.compile(r"(?<=\w\w)our(?=$|al|ed)"), "or"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"ae"), "e"),
)


def _spelling(word: str) -> str:
    """One spelling for both sides of the Atlantic."""
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their places and the gaps between them."""
    found: list[Token] = []
    end = 0
    for match in TOKEN.finditer(text):
        gap = text[end : match.start()]
        found.append(
            Token(match.group(), fold(match.group()), match.start(), match.end(), gap, _join(gap, is_first=not found))
        )
        end = match.end()
    return tuple(found)


def _join(gap: str, is_first: bool) -> Join:
    """The widest mark of a gap decides; a dash between spaces parts clauses, a hyphen joins words."""
    if is_first:
        return "start"
    if not gap:
        return "glued"
    marks = {char for char in gap if not char.isspace() or char in _STOPS}
    if marks & _STOPS:
        return "stop"
    if marks & _HYPHENS:
        return "stop" if gap[0].isspace() and gap[-1].isspace() else "hyphen"
    kinds: tuple[tuple[str, Join], ...] = (("([{", "open"), (")]}", "close"), (",", "comma"), ("/", "slash"))
    for chars, kind in kinds:
        if marks & set(chars):
            return kind
    return "other" if marks else "space"


class Lexicon(Generic[Value]):
    """Wordings and what they stand for, found longest first."""

    def __init__(self, wordings: Iterable[tuple[str, Value]], exact: Iterable[tuple[str, Value]] = ()) -> None:
        """`wordings` are compared folded; `exact` are single words compared as printed, also with a plural `s`."""
        self._by_first: dict[str, list[tuple[tuple[tuple[str, ...], ...], Value]]] = {}
        for wording, value in wordings:
            parts = tuple(
                tuple(token.folded for token in tokens(part)) for part in wording.split("...") if part.strip()
            )
            self._by_first.setdefault(parts[0][0], []).append((parts, value))
        for patterns in self._by_first.values():
            patterns.sort(key=lambda pattern: (-sum(map(len, pattern[0])), pattern[0]))
        self._exact = {form: value for word, value in exact for form in (word, word + "s")}

    def match_at(self, words: tuple[Token, ...], index: int) -> Match[Value] | None:
        """The longest wording that begins at a word, or None. Words parted by a clause mark are no phrase."""
        best: Match[Value] | None = None
        for parts, value in self._by_first.get(words[index].folded, ()):
            last = _end_of(parts, words, index)
            if last is not None and (best is None or last > best.last):
                best = Match(index, last, value)
        if best is None and words[index].text in self._exact:
            return Match(index, index + 1, self._exact[words[index].text])
        return best

    def find(self, words: tuple[Token, ...]) -> Iterator[Match[Value]]:
        """All wordings from left to right, longest first, without overlap."""
        index = 0
        while index < len(words):
            match = self.match_at(words, index)
            if match is None:
                index += 1
            else:
                yield match
                index = match.last


def _end_of(parts: tuple[tuple[str, ...], ...], words: tuple[Token, ...], index: int) -> int | None:
    """Where a wording that begins at `index` ends (exclusive), or None when it does not stand there."""
    if not _stands_at(parts[0], words, index):
        return None
    index += len(parts[0])
    for part in parts[1:]:
        for skipped in range(GAP_WORDS + 1):
            place = index + skipped
            if place >= len(words) or words[place].join not in _GAP_INNER:
                return None
            if _stands_at(part, words, place):
                index = place + len(part)
                break
            if _ends_gap(words, place):
                return None
        else:
            return None
    return index


def _ends_gap(words: tuple[Token, ...], place: int) -> bool:
    """Whether the word there begins another thing, so that no wording reaches over it."""
    word = words[place].folded
    return word in _GAP_ENDS or (word == "and" and words[place - 1].folded in _STUDY_NOUNS)


def _stands_at(part: tuple[str, ...], words: tuple[Token, ...], index: int) -> bool:
    """Whether the folded words stand there one after the other, with nothing but space, hyphen or slash between."""
    if index + len(part) > len(words):
        return False
    for offset, folded in enumerate(part):
        if words[index + offset].folded != folded or (offset and words[index + offset].join not in _INNER):
            return False
    return True
