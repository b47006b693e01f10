"""How far two titles agree, and in which words they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from extract.links.features import Features
from extract.links.record import Agreement
from extract.links.vocabulary import STOP_WORDS, word_set
from extract.links.words import WORD, plain

# Folded titles whose letters agree to this degree are one title printed twice: spelling (haemolytic, hemolytic), a lost
# hyphen, a damaged letter. Titles of other papers reach it only by a word or two, and those are looked at apart.
TITLE_SAME = 94.0
# Titles that are worth a look when the place in the journal agrees: retranslated titles, subtitles in other words.
TITLE_ALIKE = 62.0
# One title goes on where the other ends, or nearly so.
TITLE_CUT = 90.0
# Titles that differ in more words are not one title misspelt.
MOST_VARIANTS = 20
# Signs after which a subtitle begins. Match: "Stroke care: a trial", "Stroke care - a trial"; near miss: "Stroke-care".
_SUBTITLE = re.compile(r"[:.;?!(]\s|\s[(\u2013\u2014-]")
# Terms that differ by one letter and not in spelling (Dorland's combining forms; anatomical look-alikes).
_CONTRARY_HEADS = (
    word_set("micro macro"), word_set("ab ad"), word_set("ileum ilium"), word_set("perone perine"),
    word_set("ureter urethr"), word_set("humer humor"), word_set("facial fascial"), word_set("sprain strain"),
)  # fmt: skip
_CONTRARY_ENDS = (word_set("ate ite ide"), word_set("agia asia"))
_DENIALS = word_set("not no non without")
# Words by which a later or smaller report of a study tells itself from the first one.
_TELLING_WORDS = word_set(
    "first second third fourth follow followup up term extension pilot preliminary interim final subgroup post hoc "
    "secondary update updated year years month months week weeks reanalysis economic cost part protocol rationale "
    "addendum supplement"
)
# "a" as `spell_title` tells it from the article; "s" is a genitive, and others are initials.
_PART_LETTERS = word_set("-a b c d")


@dataclass(frozen=True)
class TitleAgreement:
    """How two titles agree.

    Attributes:
        verdict: `same`: one title; `close`: one goes on where the other ends, or words differ but most are shared.
        ratio: 0 to 100, shared letters; 90 at least where one title begins or ends as the whole other one.
        only_one, only_two: words with a meaning that the other title has in no spelling, each as often as it does.
    """

    verdict: Agreement
    ratio: float
    only_one: tuple[str, ...] = ()
    only_two: tuple[str, ...] = ()

    @property
    def is_contrary(self) -> bool:
        """Each title has a word of its own ("in adults", "in children"), or one of them denies what the other says."""
        return bool(self.only_one and self.only_two) or not _DENIALS.isdisjoint((*self.only_one, *self.only_two))

    @property
    def is_extended(self) -> bool:
        """One title is the other with words added."""
        return self.ratio >= TITLE_CUT and not self.is_contrary

    @property
    def tells_another(self) -> bool:
        """The words added say which part or which later report it is: "Part II", "5-year results", "without"."""
        return any(word in _TELLING_WORDS or _is_label(word) for word in (*self.only_one, *self.only_two))


def agree_titles(one: Features, two: Features) -> TitleAgreement:
    """The agreement of the titles, the best one where a title stands in two languages or has its journal behind it."""
    found = _agree(one, two)
    is_cut = found.verdict == "close" and not found.is_contrary
    if is_cut and (_runs_into_journal(one, two) or _runs_into_journal(two, one)):
        return TitleAgreement("same", 100.0)
    if found.verdict == "same" or not (one.in_other_words or two.in_other_words):
        return found
    others = [_agree(other, two) for other in one.in_other_words] + [_agree(one, other) for other in two.in_other_words]
    return next((other for other in others if other.verdict == "same"), found)


def has_subtitle_more(one: Features, two: Features) -> bool:
    """Whether what one title has more is a subtitle, or a heading before it.

    "Stroke care: a trial" is "Stroke care" in another database; "Stroke care in children" need not be.
    """
    short, long = sorted((one, two), key=lambda features: len(features.letters))
    pieces = [len("".join(WORD.findall(piece))) for piece in _SUBTITLE.split(plain(long.record.title or ""))]
    length = len("".join(short.title))
    return any(length in (end, sum(pieces) - end) for end in accumulate(pieces))


def _runs_into_journal(long: Features, short: Features) -> bool:
    """Whether the one title goes on with the name of the other's journal: a reference read past the title's end."""
    length = len(short.title)
    if len(short.container) < 2 or long.title[:length] != short.title:
        return False
    tail = [word for word in long.title[length:] if word not in STOP_WORDS]
    return tail[: len(short.container)] == list(short.container)


def _agree(one: Features, two: Features) -> TitleAgreement:
    if not one.title or not two.title:
        return TitleAgreement("unknown", 0.0)
    if one.letters == two.letters:
        return TitleAgreement("same", 100.0)
    ratio = fuzz.ratio(one.letters, two.letters)
    common = len(one.meaning & two.meaning)
    if ratio < TITLE_ALIKE and common < 0.5 * min(len(one.meaning), len(two.meaning)):
        return TitleAgreement("differs", ratio)
    short, long = sorted((one.letters, two.letters), key=len)
    only_one, only_two = differing_words(one.spelled, two.spelled)
    if only_one and only_two and long.startswith(short):
        # Cut within a word: what is left of that word is no word of its own.
        only_one, only_two = ((), only_two) if short == one.letters else (only_one, ())
    alike = max(ratio, TITLE_CUT) if long.startswith(short) or long.endswith(short) else ratio
    if not only_one and not only_two:
        return TitleAgreement("same" if ratio >= TITLE_SAME else "close", alike)
    if only_one and only_two and ratio < TITLE_ALIKE:
        shared = fuzz.token_set_ratio(" ".join(one.spelled), " ".join(two.spelled))
        return TitleAgreement("close" if shared >= TITLE_ALIKE else "differs", ratio, only_one, only_two)
    return TitleAgreement("close" if alike >= TITLE_ALIKE else "differs", alike, only_one, only_two)


def differing_words(one: Sequence[str], two: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words with a meaning that the other title lacks, in any spelling, each as often as it lacks it.

    A word that the other prints in two pieces ("neuro rehabilitation") is there.
    """
    left, right = _words_beyond(one, two), _words_beyond(two, one)
    if left and right:
        left, right = _without_pieces(left, right, two)
        right, left = _without_pieces(right, left, one)
        left, right = _without_variants(left, right)
    elif left:
        left, _ = _without_pieces(left, [], two)
    elif right:
        right, _ = _without_pieces(right, [], one)
    return tuple(left), tuple(right)


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


def _without_variants(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Both without the words that are one word in two spellings, each taken once."""
    if max(len(left), len(right)) > MOST_VARIANTS:
        return left, right
    kept, rest = [], list(right)
    for word in left:
        variant = next((other for other in rest if word[0] == other[0] and _is_variant(word, other)), None)
        if variant is None:
            kept.append(word)
        else:
            rest.remove(variant)
    return kept, rest


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


def _is_label(word: str) -> bool:
    """A number or a letter that names a part."""
    return word in _PART_LETTERS or not word.isalpha()
