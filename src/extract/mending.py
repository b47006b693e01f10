"""Of two conversions of one printed text, which words did the paper hold?

Converters lose hyphens at line ends, dashes, blanks and accents, and misread letters; they rarely invent a hyphen or a
dash. So
where two readings have the same letters and digits, each gap between two letters is settled by itself, for what a
converter
would rather lose than add; where the letters differ, it is a real disagreement, which is settled by other evidence and
published.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.folding import fold

TOKEN = re.compile(r"\S+")
HYPHENS = ("-", "‐")
# A stretch of letters and digits that one reading has and the other lacks is a cut, not a misreading, when it is at
# least this long: a reference's tail, a sentence. A misread or lost letter is shorter.
SHORTEST_CUT = 12


@dataclass(frozen=True)
class Misreading:
    """Words in which two readings differ by letters, as each has them."""

    chosen: str
    other: str


@dataclass(frozen=True)
class Mended:
    """The text of two readings together.

    Attributes:
        misreadings: where their letters differ; empty when they agree but for hyphens, blanks, quotes and case.
        is_whole_from_one: one reading held a stretch that the other had lost.
    """

    text: str
    misreadings: tuple[Misreading, ...]
    is_whole_from_one: bool = False


def mend(preferred: str, other: str, word_counts: Mapping[str, int]) -> Mended:
    """The best text of two readings of one cell.

    Args:
        preferred: the reading of the document that is whole otherwise; it wins where nothing else decides.
        other: the reading of another conversion.
        word_counts: how often each folded word stands in all documents; a misread word rarely stands twice.

    >>> mend("a dogassisted therapy", "a dog-assisted therapy", {}).text
    'a dog-assisted therapy'
    """
    preferred, other = unicodedata.normalize("NFC", preferred), unicodedata.normalize("NFC", other)
    if fold(preferred) == fold(other):
        return Mended(_same_letters(preferred, other), ())
    left, right = _tokens(preferred), _tokens(other)
    matcher = difflib.SequenceMatcher(None, [fold(t) for t in left], [fold(t) for t in right], autojunk=False)
    out: list[str] = []
    misreadings: list[Misreading] = []
    is_whole_from_one = False
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        first, second = " ".join(left[a0:a1]), " ".join(right[b0:b1])
        if tag == "equal" or fold(first) == fold(second):
            out.append(_same_letters(first, second))
            continue
        longer, shorter = (first, second) if len(fold(first)) >= len(fold(second)) else (second, first)
        if not fold(shorter) and len(fold(longer)) >= SHORTEST_CUT:
            out.append(longer)
            is_whole_from_one = True
            continue
        chosen, rejected = _likelier(first, second, word_counts)
        out.append(chosen)
        misreadings.append(Misreading(chosen, rejected))
    return Mended(" ".join(filter(None, out)), tuple(misreadings), is_whole_from_one)


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _likelier(preferred: str, other: str, word_counts: Mapping[str, int]) -> tuple[str, str]:
    """The reading whose words stand elsewhere too; the preferred one when that decides nothing."""
    if _support(other, preferred, word_counts) > _support(preferred, other, word_counts):
        return other, preferred
    return preferred, other


def _support(text: str, rival: str, word_counts: Mapping[str, int]) -> int:
    """Occurrences, beside this one, of the words that only `text` has; the scarcest word counts."""
    own = {fold(token) for token in _tokens(text)} - {fold(token) for token in _tokens(rival)} - {""}
    return min((word_counts.get(word, 1) - 1 for word in own), default=0)


def _same_letters(preferred: str, other: str) -> str:
    """Two readings with the same letters: letter by letter, gap by gap, what is likelier printed."""
    first, second = _gapped(preferred), _gapped(other)
    out: list[str] = []
    for (gap_a, char_a), (gap_b, char_b) in zip(first, second, strict=True):
        out.append(gap_a if gap_a == gap_b else _gap(gap_a, gap_b))
        out.append(char_a if char_a == char_b else min(char_a, char_b, key=_likeliness_lost))
    return " ".join("".join(out).split())


def _likeliness_lost(char: str) -> tuple[bool, bool]:
    """Sorts the letter that a converter would rather lose first: one with an accent, then a small one in a
    capitalised word.
    """
    return (char.isascii(), char.isupper())


def _gapped(text: str) -> list[tuple[str, str]]:
    """Each letter or digit with what stands before it; the end of the text stands before an empty letter."""
    pairs: list[tuple[str, str]] = []
    gap = ""
    for char in text:
        if char.isalnum() and len(fold(char)) == 1:
            pairs.append((gap, char))
            gap = ""
        elif fold(char):
            pairs.extend([(gap, char), *[("", "")] * (len(fold(char)) - 1)])
            gap = ""
        else:
            gap += char
    pairs.append((gap, ""))
    return pairs


def _gap(preferred: str, other: str) -> str:
    """The likelier of two gaps: the one with more signs; with as many signs, the one whose blanks printers would
    set.
    """
    signs_a, signs_b = ("".join(gap.split()) for gap in (preferred, other))
    if len(signs_a) != len(signs_b):
        return preferred if len(signs_a) > len(signs_b) else other
    if not signs_a:
        return preferred if len(preferred) >= len(other) else other
    return min((preferred, other), key=_oddness)


def _oddness(gap: str) -> int:
    """How many blanks stand where printers set none: after an opening hyphen ("in- depth"), before a closing sign."""
    odd = 0
    stripped = gap.strip()
    if stripped in ("-", "‐", "/") and gap != stripped:
        odd += 1
    if stripped[:1] in set(",.;:)]?!”’") and gap[:1].isspace():
        odd += 1
    if stripped[-1:] in set("([“‘") and gap[-1:].isspace():
        odd += 1
    return odd


def unmended_hyphens(text: str, other: str) -> int:
    """Hyphens of `other` that `text` lost, or set a blank after, as happens at line ends; 0 where letters differ.

    A conversion that leaves these traces copies the letters that it finds. One that mends them reads for sense, and is
    apt to read a likelier word than the one that is printed.

    >>> unmended_hyphens("a dogassisted, in- depth look", "a dog-assisted, in-depth look")
    2
    """
    if fold(text) != fold(other):
        return 0
    pairs = zip(_gapped(text), _gapped(other), strict=True)
    return sum(theirs in HYPHENS and own.strip() in ("", *HYPHENS) and own != theirs for (own, _), (theirs, _) in pairs)


def most_agreed(texts: Sequence[str]) -> str:
    """The text that most agree with, letters and digits only; the first of the most agreed."""
    folded = [fold(text) for text in texts]
    return texts[max(range(len(texts)), key=lambda index: (folded.count(folded[index]), -index))]
