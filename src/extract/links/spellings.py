"""In which words two titles differ, and which words are one word in two spellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from extract.links.vocabulary import STOP_WORDS, word_set

# Titles that differ in more words are not one title misspelt.
MOST_VARIANTS = 20
# Terms that differ by one letter and not in spelling (Dorland's combining forms; anatomical look-alikes).
_CONTRARY_HEADS = (
    word_set("micro macro"), word_set("ab ad"), word_set("ileum ilium"), word_set("perone perine"),
    word_set("ureter urethr"), word_set("humer humor"), word_set("facial fascial"), word_set("sprain strain"),
)  # fmt: skip
_CONTRARY_ENDS = (word_set("ate ite ide"), word_set("agia asia"))
# Letters that stand for one sound, so that words are spelled with either: disc, disk; practice, practise; dyke, dike.
_ONE_SOUND = frozenset(map(frozenset, ("ck", "cs", "cz", "sz", "iy")))
# Small words that say which way; in their place another one says something else ("referrals to", "referrals from").
_DIRECTIONS = word_set("to from by between under with for")


@dataclass(frozen=True)
class WordDifference:
    """In what two titles differ.

    Attributes:
        only_one, only_two: words with a meaning that the other title has in no spelling, each as often as it does.
        variants: words of both that differ by a letter.
    """

    only_one: tuple[str, ...]
    only_two: tuple[str, ...]
    variants: tuple[tuple[str, str], ...] = ()


def differing_words(one: Sequence[str], two: Sequence[str]) -> WordDifference:
    """The difference of two titles. A word that the other prints in two pieces ("neuro rehabilitation") is there."""
    left, right = _words_beyond(one, two), _words_beyond(two, one)
    variants: list[tuple[str, str]] = []
    if left and right:
        left, right = _without_pieces(left, right, two)
        right, left = _without_pieces(right, left, one)
        left, right, variants = _without_variants(left, right)
    elif left:
        left, _ = _without_pieces(left, [], two)
    elif right:
        right, _ = _without_pieces(right, [], one)
    return WordDifference(tuple(left), tuple(right), tuple(variants))


def turns_round(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether each title has a small word of its own that says which way: "to hospital", "from hospital"."""
    mine, yours = _DIRECTIONS.intersection(one), _DIRECTIONS.intersection(two)
    return bool(mine - yours and yours - mine)


def is_spelling(word: str, other: str) -> bool:
    """Whether two words that differ by a letter do so as spellings of one word do.

    Match: counselling, counseling; judgement, judgment; theatre, theater; disc, disk; group, groups. Near misses:
    dairy, diary; causal, casual; divers, drivers: other words, though either may be a misprint of the other.
    """
    short, long = sorted((word, other), key=len)
    places = [place for place in range(len(short)) if short[place] != long[place]]
    if len(short) == len(long):
        letters = [(short[place], long[place]) for place in places]
        return (
            letters == [("r", "e"), ("e", "r")]
            or letters == [("e", "r"), ("r", "e")]
            or (len(letters) == 1 and frozenset(letters[0]) in _ONE_SOUND)
        )
    place = places[0] if places else len(short)
    extra = long[place]
    is_doubled = extra in (long[place - 1 : place], long[place + 1 : place + 2])
    is_plural = place == len(short) and extra == "s"
    return is_doubled or is_plural or (extra == "e" and 2 < place < len(short))


def _words_beyond(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Words with a meaning that `others` do not have as often."""
    spare: dict[str, int] = {}
    for other in others:
        spare[other] = spare.get(other, 0) + 1
    beyond = []
    for word in words:
        left = spare.get(word, 0)
        if left:
            spare[word] = left - 1
        elif word not in STOP_WORDS:
            beyond.append(word)
    return beyond


def _without_pieces(words: list[str], pieces: list[str], others: Sequence[str]) -> tuple[list[str], list[str]]:
    """`words` without those that `others` print in pieces, and `pieces` without these pieces."""
    if not any(len(word) > 5 for word in words):
        return words, pieces
    runs = {first + second: (first, second) for first, second in pairwise(others)}
    used = {piece for word in words if len(word) > 5 and word in runs for piece in runs[word]}
    whole = [word for word in words if len(word) <= 5 or word not in runs]
    return whole, [piece for piece in pieces if piece not in used]


def _without_variants(left: list[str], right: list[str]) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Both without the words that differ by a letter, and these, each taken once."""
    if max(len(left), len(right)) > MOST_VARIANTS:
        return left, right, []
    kept, rest, variants = [], list(right), []
    for word in left:
        variant = next((other for other in rest if word[0] == other[0] and _is_variant(word, other)), None)
        if variant is None:
            kept.append(word)
        else:
            rest.remove(variant)
            variants.append((word, variant))
    return kept, rest, variants


def _is_variant(word: str, other: str) -> bool:
    """A letter damaged, lost or in another place, or a plural, in a word of five letters and more; never a number.

    Match: eculizumab, eculizamab. Near misses: microvascular, macrovascular; nitrate, nitrite; parents, patients.
    """
    if min(len(word), len(other)) < 5 or abs(len(word) - len(other)) > 1 or not (word.isalpha() and other.isalpha()):
        return False
    if OSA.distance(word, other, score_cutoff=1) > 1:
        return False
    heads = any(_starts(word, family) != _starts(other, family) for family in _CONTRARY_HEADS)
    return not heads and not any(_ends(word, family) != _ends(other, family) for family in _CONTRARY_ENDS)


def _starts(word: str, family: frozenset[str]) -> str | None:
    return next((part for part in sorted(family) if word.startswith(part)), None)


def _ends(word: str, family: frozenset[str]) -> str | None:
    return next((part for part in sorted(family) if word.endswith(part)), None)
