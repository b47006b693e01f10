"""Which documents are the same review: conversions of one original, older and newer versions, siblings of one template.

The bag of words cannot say: two reviews of one series share their method section, their address and their page
furniture, while two conversions of one PDF differ in every broken line. So a pair is judged by what it shares:
the studies of its tables first, then its title, then its running text, then the numbers that stand in the same places.
The order of versions comes from dates, version labels, search dates and studies added.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extract.folding import fold

Verdict = Literal["near-duplicate", "newer-version", "older-version", "sibling", "different", "maybe"]
TitleRelation = Literal["same", "contained", "different", "unknown"]
Hashes = npt.NDArray[np.uint64]

JOINING: frozenset[Verdict] = frozenset({"near-duplicate", "newer-version", "older-version"})
VETOING: frozenset[Verdict] = frozenset({"sibling", "different"})


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Runs of four words: short enough to survive a lost hyphen or a cell read in another order every few words (two
# conversions of one original keep 0.70 to 0.99 of them), long enough that unrelated reviews share under 0.05.
RUN_WORDS = 4
# Two conversions of one original keep at least this share of the longer text's runs, unless tables were read quite
# differently; reviews of one series stay below it because their findings differ.
NEAR_IDENTICAL = 0.80
# The share of the shorter text's runs that binds two documents, by what their titles say. The more the titles say
# for one document, the less text is asked: a version may be rewritten almost whole under its old title.
SHARE_SAME_TITLE = 0.15
SHARE_CONTAINED_TITLE = 0.30
SHARE_NO_TITLE = 0.60
# Without a title the sharing must be mutual: a text that is merely contained in a longer one is an excerpt, an annex
# or a sibling with fewer chapters. A third of the longer text is what the smallest real update kept.
MUTUAL_NO_TITLE = 0.30
# Below this nothing but a house's phrases is shared (other reviews of the same topic and house: at most 0.05).
SHARE_NOTHING = 0.10
# Under another title a version must hold nearly all of the other: a sibling has findings of its own, and they are more
# than a seventh of any review. From half on a person is asked.
SHARE_RENAMED = 0.85
SHARE_HALF = 0.50
# Study tables speak before prose. An update keeps most of its studies; two reviews of one topic share a few.
MIN_STUDIES = 3
STUDIES_SAME = 0.50
STUDIES_OTHER = 0.20
STUDY_KEY_SIMILARITY = 90.0
MIN_KEY_LETTERS = 20
# A conversion loses or damages a row now and then: so many studies may differ before that counts as an update.
DAMAGED_STUDIES = 0.05
# A form filled in twice: the same labels and places, and other numbers. Forms of other subjects agree in up to 0.03 of
# their numbers by chance; results of the same subjects at two times agreed in 0.08 and more.
FORM_SLOTS = 30
FORM_ALIKE = 0.90
FORM_NUMBERS = 0.06
# A text this short says too little for a share to mean anything.
MIN_WORDS = 30
OPENING_WORDS = 12

# Candidates: MinHash over word pairs, 42 bands of 3. A pair is found with P = 1 - (1 - J**3)**42: 0.99 at J = 0.5, 0.68
# at 0.3, 0.005 at the 0.05 of unrelated texts. Titles and studies in common make candidates as well.
PERMUTATIONS = 126
BANDS, BAND_ROWS = 42, 3

# Words and numbers; decimals and thousands stay whole. "82.51, n=5" -> 82.51 n 5; "semi-structured" -> semi structured.
# One class per branch and no overlap between the parts of the number, so the match is linear.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# A year that a review can cite: 1800 to 2199, nothing else around it. "2017" matches, "20170" and "1.2017" do not.
_YEAR = re.compile(r"(?:18|19|20|21)\d\d")
_ORDINALS = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7})
_MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("january", "jan"),
                ("february", "feb"),
                ("march", "mar"),
                ("april", "apr"),
                ("may",),
                ("june", "jun"),
                ("july", "jul"),
                ("august", "aug"),
                ("september", "sep", "sept"),
                ("october", "oct"),
                ("november", "nov"),
                ("december", "dec"),
            ),
            start=1,
        )
        for name in names
    }
)
_STOP_WORDS = _word_set(
    "a an the of in on at for to and or with from by as is are its their this that what how why do does into"
)
# Words that name an edition of a document, not its subject.
_EDITION_WORDS = _word_set(
    "draft final revised revision update updated version edition ed preprint manuscript accepted corrected reissue "
    "interim consultation"
)
_NUMBER_ENDINGS = frozenset({"st", "nd", "rd", "th"})
# Words that name a kind of text. A title of these alone ("Introduction", "Literature review: appendix") names nothing.
_GENERIC_WORDS = _word_set(
    "introduction background abstract summary executive contents content overview report reports review reviews paper "
    "article research study studies literature systematic scoping narrative rapid evidence synthesis meta analysis "
    "table tables list appendix annex supplement supplementary material materials file data extraction references "
    "bibliography characteristics included results findings discussion conclusions conclusion methods method notes "
    "presentation document reference full text untitled microsoft word"
)


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
class VersionVerdict:
    """What a pair of documents is to each other. `newer-version`: the right one is the newer version of the left one.

    Attributes:
        left / right: document ids, left < right.
        score: share of the shorter text's runs of four words that the other has too, 0 to 1.
        why: one sentence: the rule and the figures that it was decided on.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    why: str


@dataclass(frozen=True)
class DocumentGroup:
    """The documents of one review.

    Attributes:
        review_key: folded title of the oldest member (see `review_key`).
        members: document ids, oldest to newest.
        current: the member that speaks for the review: newest version, and of its conversions the wholest.
        near_duplicate_of: conversion -> the wholest conversion of the same version.
        superseded_by: document of an older version -> the wholest conversion of the next one.
        why: the verdicts on the pairs within the group; empty for a document that stands alone.
    """

    review_key: str
    members: tuple[str, ...]
    current: str
    near_duplicate_of: Mapping[str, str]
    superseded_by: Mapping[str, str]
    why: tuple[VersionVerdict, ...]


def words(text: str) -> list[str]:
    """Lower-case words and numbers of a text, in order: `"Semi-structured, n=5.5"` -> `semi structured n 5.5`."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True)
class _Profile:
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
            if word not in _STOP_WORDS
            and word not in _EDITION_WORDS
            and _YEAR.fullmatch(word) is None
            and not _counts_editions(before, word, after)
        ]
        is_generic = all(word in _GENERIC_WORDS or word.isdigit() for word in kept)
        return () if is_generic else tuple(kept)

    @cached_property
    def title_years(self) -> frozenset[str]:
        return frozenset(word for word in words(self.digest.title or "") if _YEAR.fullmatch(word) is not None)

    @cached_property
    def searched(self) -> tuple[int, int] | None:
        """Latest year and month named within 25 words after a word for searching; None where there is none."""
        found: list[tuple[int, int]] = []
        for place, word in enumerate(self.words):
            if word.startswith("search"):
                near = self.words[place + 1 : place + 26]
                for turn, year in enumerate(near):
                    if _YEAR.fullmatch(year) is not None:
                        found.append((int(year), _MONTHS.get(near[turn - 1], 0) if turn else 0))
        return max(found, default=None)

    @cached_property
    def latest_year(self) -> int | None:
        """The latest year in the text up to its date of publication, or of any year where that is unknown."""
        ceiling = self.digest.published.year if self.digest.published is not None else 2199
        years = [int(word) for word in set(self.words) if _YEAR.fullmatch(word) is not None]
        return max((year for year in years if year <= ceiling), default=None)

    @cached_property
    def edition(self) -> int | None:
        return _edition_number(self.digest.version_label)


def _counts_editions(before: str, word: str, after: str) -> bool:
    """The number and its ending in "version 2.1", "2nd edition"; not that of "type 2" or "second generation"."""
    if word[0].isdigit():
        return before in ("version", "edition", "v") or after in _NUMBER_ENDINGS
    if word in _ORDINALS:
        return after in ("edition", "ed", "version", "update")
    return word in _NUMBER_ENDINGS and before[:1].isdigit()


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


def _edition_number(label: str | None) -> int | None:
    """Rank of a version label: "Draft" 0, "update" 1, "second edition" 2000, "Version 2.1" 2001; None where none."""
    if label is None:
        return None
    named = words(label)
    for word in named:
        if word[0].isdigit() and _YEAR.fullmatch(word) is None:
            whole, _, part = word.replace(",", ".").partition(".")
            return int(whole[:6]) * 1000 + (int(part[:3]) if part[:3].isdigit() else 0)
        if word in _ORDINALS:
            return _ORDINALS[word] * 1000
    if "draft" in named or "consultation" in named:
        return 0
    return 1 if any(word.startswith(("updat", "revis", "final")) for word in named) else None


def _is_same_word(left: str, right: str) -> bool:
    """One sign may differ in a long word: a conversion's misreading, not another subject ("header", "segmentation")."""
    if left == right:
        return True
    return min(len(left), len(right)) >= 8 and Levenshtein.distance(left, right, score_cutoff=1) <= 1


def relate_titles(left: _Profile, right: _Profile) -> TitleRelation:
    """Whether two titles name one subject.

    `contained`: all that the shorter names, the longer names too (a subtitle lost, or words added). `different`: each
    names something that the other does not ("... header model", "... segmentation model"), or the same with another
    year, as annual reports do. `unknown`: one is missing or names only a kind of text.
    """
    one, two = left.title_words, right.title_words
    if not one or not two:
        return "unknown"
    if "".join(one) == "".join(two):
        return "same"
    only_one = [word for word in one if not any(_is_same_word(word, other) for other in two)]
    only_two = [word for word in two if not any(_is_same_word(word, other) for other in one)]
    if only_one and only_two:
        return "different"
    return "contained" if only_one or only_two else "same"


def _match_studies(left: frozenset[str], right: frozenset[str]) -> int:
    """How many studies of the smaller set the larger has: equal keys first, then spellings that hardly differ."""
    small, large = sorted((left, right), key=len)
    same = small & large
    rest_small, rest_large = sorted(small - same), sorted(large - same)
    found = len(same)
    for key in rest_small:
        scored = [(fuzz.ratio(key, other, score_cutoff=STUDY_KEY_SIMILARITY), other) for other in rest_large]
        best = max(scored, default=(0.0, ""))
        if best[0] > 0:
            rest_large.remove(best[1])
            found += 1
    return found


def _name_studies(one: _Profile, other: _Profile) -> int:
    """How many studies of the one's tables the text of the other names; short keys stand there by chance."""
    return sum(1 for key in map(fold, one.digest.study_keys) if len(key) >= MIN_KEY_LETTERS and key in other.letters)


@dataclass(frozen=True)
class _Shared:
    """What two documents share. Shares lie between 0 and 1."""

    of_shorter: float
    of_longer: float
    title: TitleRelation
    studies: int | None  # None where one of the two has too few to say anything
    studies_left: int
    studies_right: int

    studies_named: int  # studies of the one's tables that the other at least names in its text

    @property
    def of_fewer_studies(self) -> float:
        """Share of the shorter list; a table that one conversion read badly is made up for by its text."""
        fewer = min(self.studies_left, self.studies_right)
        return min(1.0, max(self.studies or 0, self.studies_named) / fewer) if fewer else 0.0

    def said(self) -> str:
        """The figures, for the published reason."""
        text = f"{self.of_shorter:.0%} of the shorter text and {self.of_longer:.0%} of the longer are shared"
        if self.studies is None:
            return text
        return f"{text}, {self.studies} of {self.studies_left} and {self.studies_right} studies"


def _share(left: _Profile, right: _Profile) -> _Shared:
    common = len(np.intersect1d(left.runs, right.runs, assume_unique=True))
    shorter, longer = sorted((len(left.runs), len(right.runs)))
    keys_left, keys_right = left.digest.study_keys, right.digest.study_keys
    has_studies = min(len(keys_left), len(keys_right)) >= MIN_STUDIES
    return _Shared(
        of_shorter=common / shorter if shorter else 0.0,
        of_longer=common / longer if longer else 0.0,
        title=relate_titles(left, right),
        studies=_match_studies(keys_left, keys_right) if has_studies else None,
        studies_left=len(keys_left),
        studies_right=len(keys_right),
        studies_named=min(_name_studies(left, right), _name_studies(right, left)) if has_studies else 0,
    )


def _compare_forms(left: _Profile, right: _Profile) -> float | None:
    """Share of numbers in common of two texts that are one form filled in twice; None where they are not."""
    one, two = left.numbers, right.numbers
    both, either = one.keys() & two.keys(), one.keys() | two.keys()
    if min(len(one), len(two)) < FORM_SLOTS or len(both) < FORM_ALIKE * len(either):
        return None
    same = sum(len(one[place] & two[place]) for place in both)
    return same / sum(len(one[place] | two[place]) for place in both)


Likeness = tuple[Literal["same", "sibling", "different", "maybe"], str]


def _judge_likeness(left: _Profile, right: _Profile, shared: _Shared) -> Likeness:
    """Whether two documents are one review at all, and why. The rules in order of what they are worth."""
    if min(len(left.words), len(right.words)) < MIN_WORDS:
        if left.words and left.words == right.words:
            return "same", "the whole text is the same"
        return ("maybe", "too little text to tell") if shared.title == "same" else ("different", "too little text")
    if shared.studies is not None:
        judged = _judge_by_studies(shared)
        if judged is not None:
            return judged
    if shared.title == "different" or _differ_in_year(left, right):
        return _judge_by_other_titles(left, right, shared)
    if shared.title == "same":
        if shared.of_shorter >= SHARE_SAME_TITLE:
            return "same", "one title and much of the text"
        return "maybe", "one title but little of the text"
    if shared.title == "contained":
        if shared.of_shorter >= SHARE_CONTAINED_TITLE:
            return "same", "one title is the other with words added, and much of the text is shared"
        return ("maybe", "titles alike but little text") if shared.of_shorter >= SHARE_NOTHING else _apart()
    return _judge_without_titles(left, right, shared)


def _judge_by_studies(shared: _Shared) -> Likeness | None:
    """What the study tables decide; None where they leave it open. Prose counts for less: it may be boilerplate."""
    if shared.of_longer >= NEAR_IDENTICAL and shared.title != "different":
        return "same", "nearly all of the text"
    if shared.of_fewer_studies < STUDIES_OTHER:
        if shared.of_shorter >= SHARE_NOTHING or shared.title == "same":
            return "sibling", "what is shared is the text of a series: the studies are others"
        return _apart()
    if shared.of_fewer_studies >= STUDIES_SAME:
        if shared.title != "different" and shared.of_shorter >= SHARE_SAME_TITLE:
            return "same", "most studies and much of the text"
        if shared.of_shorter >= SHARE_HALF:
            return "same", "most studies and most of the text, under another title"
        if shared.of_shorter >= SHARE_NOTHING:
            return "maybe", "most studies are shared but little text"
        return "different", "most studies are shared but no text: two reviews of one topic"
    return None


def _differ_in_year(left: _Profile, right: _Profile) -> bool:
    """Annual reports bear one title and another year."""
    one, two = left.title_years, right.title_years
    return bool(one and two) and not one & two


def _judge_by_other_titles(left: _Profile, right: _Profile, shared: _Shared) -> Likeness:
    """Each title names something of its own: a series, unless the one holds nearly all of the other."""
    if shared.of_shorter >= SHARE_RENAMED and shared.of_longer >= MUTUAL_NO_TITLE:
        agreed = _compare_forms(left, right)
        if agreed is None or agreed >= SHARE_HALF:
            return "same", "nearly all of the text, under another title"
        return "sibling", f"one form under two titles: {agreed:.0%} of the numbers agree"
    if shared.of_shorter >= SHARE_HALF:
        return "maybe", "most of the text, but each title names something of its own"
    if shared.of_shorter >= SHARE_NOTHING:
        return "sibling", "each title names something of its own, and only part of the text is shared"
    agreed = _compare_forms(left, right)
    if agreed is not None:
        return "sibling", f"one form under two titles: {agreed:.0%} of the numbers agree"
    return _apart()


def _judge_without_titles(left: _Profile, right: _Profile, shared: _Shared) -> Likeness:
    """No title to go by, so the sharing must be mutual, or the numbers of a form must agree."""
    if shared.of_longer >= NEAR_IDENTICAL:
        return "same", "nearly all of the text"
    agreed = _compare_forms(left, right)
    if agreed is not None:
        if agreed >= FORM_NUMBERS:
            return "same", f"one form, and {agreed:.0%} of the numbers stand in the same places"
        return "sibling", f"one form, but only {agreed:.0%} of the numbers agree, as chance would have it"
    if shared.of_shorter >= SHARE_NO_TITLE and shared.of_longer >= MUTUAL_NO_TITLE:
        return "same", "no titles to compare, but most of the text"
    if shared.of_shorter >= SHARE_NOTHING:
        return "maybe", "no titles to compare: an excerpt, an older version or a sibling"
    return _apart()


def _apart() -> Likeness:
    return "different", "neither the text nor the title nor the studies are shared"


def _same_house(left: _Profile, right: _Profile) -> bool:
    one, two = left.digest.organisation, right.digest.organisation
    return one is not None and two is not None and fold(one) == fold(two)


@dataclass(frozen=True)
class _Order:
    """Which of two documents of one review is the newer: 1 the right one, -1 the left one, 0 neither."""

    sign: int
    why: str


def _sign(left: float, right: float) -> int:
    return (right > left) - (right < left)


def _order_searches(left: tuple[int, int] | None, right: tuple[int, int] | None) -> int:
    """1 where the right search is the later; 0 where one is unknown, or only one of two in a year names its month."""
    if left is None or right is None or (left[0] == right[0] and 0 in (left[1], right[1])):
        return 0
    return (right > left) - (right < left)


def _order(left: _Profile, right: _Profile, shared: _Shared) -> _Order:
    """Order by what is stated, then by what the tables hold, then by what the text knows of."""
    one, two = left.digest, right.digest
    if one.published is not None and two.published is not None and one.published != two.published:
        return _Order(_sign(one.published.toordinal(), two.published.toordinal()), "by date of publication")
    if left.edition != right.edition:
        # An unlabelled document stands after a draft and before an update.
        ranks = [0.5 if profile.edition is None else float(profile.edition) for profile in (left, right)]
        return _Order(_sign(*ranks), "by version label")
    searched = _order_searches(left.searched, right.searched)
    if searched:
        return _Order(searched, "by the latest search date")
    if shared.studies is not None:
        added, gone = shared.studies_right - shared.studies, shared.studies_left - shared.studies
        allowed = max(1, round(DAMAGED_STUDIES * max(shared.studies_left, shared.studies_right)))
        if max(added, gone) > allowed and added != gone:
            return _Order(1 if added > gone else -1, f"{max(added, gone)} studies added, no date to go by")
    return _order_by_text(left, right, shared)


def _order_by_text(left: _Profile, right: _Profile, shared: _Shared) -> _Order:
    """The weakest evidence. Said in the reason, because a person may know better."""
    if shared.of_longer >= NEAR_IDENTICAL:
        return _Order(0, "no date, label, search date or study tells them apart")
    if left.latest_year is not None and right.latest_year is not None and left.latest_year != right.latest_year:
        return _Order(_sign(left.latest_year, right.latest_year), "presumed: it names a later year")
    if shared.of_longer >= SHARE_HALF:
        return _Order(0, "no date, label, search date, study or year tells them apart")
    return _Order(_sign(len(left.words), len(right.words)), "presumed: it is the fuller, and nothing else tells")


def compare(left: DocumentDigest, right: DocumentDigest) -> VersionVerdict:
    """What two documents are to each other. The same whichever is named first: the verdict is stated on sorted ids."""
    return _compare(_Profile(left), _Profile(right))


def _compare(first: _Profile, second: _Profile) -> VersionVerdict:
    left, right = sorted((first, second), key=lambda profile: profile.digest.document_id)
    shared = _share(left, right)
    likeness, why = _judge_likeness(left, right, shared)
    ids = (left.digest.document_id, right.digest.document_id)
    score = round(shared.of_shorter, 4)
    if likeness != "same":
        house = "; one organisation" if likeness != "different" and _same_house(left, right) else ""
        return VersionVerdict(*ids, likeness, score, f"{why}{house}; {shared.said()}")
    order = _order(left, right, shared)
    verdict: Verdict = "near-duplicate"
    if order.sign:
        verdict = "newer-version" if order.sign > 0 else "older-version"
    return VersionVerdict(*ids, verdict, score, f"{why}; {shared.said()}; {order.why}")


def _sketch(hashes: Hashes) -> MinHash:
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")
    sketch.update_batch([int(value) for value in hashes & np.uint64(0xFFFFFFFF)])
    return sketch


def _find_candidates(profiles: Sequence[_Profile]) -> list[tuple[int, int]]:
    """Positions of the pairs worth comparing, each once, in order.

    A pair is a candidate by its own two documents alone (word pairs that fall into one band, two words of the title
    that stand together, three studies), so that another document never makes or breaks it.
    """
    found: set[tuple[int, int]] = set()
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, BAND_ROWS))
    by_title: dict[str, list[int]] = defaultdict(list)
    by_study: dict[str, list[int]] = defaultdict(list)
    shared_studies: dict[tuple[int, int], int] = defaultdict(int)
    for place, profile in enumerate(profiles):
        if len(profile.pairs):
            sketch = _sketch(profile.pairs)
            found.update((int(other), place) for other in lsh.query(sketch))
            lsh.insert(str(place), sketch)
        for key in _title_keys(profile):
            found.update((other, place) for other in by_title[key])
            by_title[key].append(place)
        for study in profile.digest.study_keys:
            for other in by_study[study]:
                shared_studies[other, place] += 1
            by_study[study].append(place)
    found.update(pair for pair, count in shared_studies.items() if count >= MIN_STUDIES)
    return sorted(found)


def _title_keys(profile: _Profile) -> frozenset[str]:
    """Neighbouring words of a title that name something, and the title as a whole."""
    named = [word for word in profile.title_words if word not in _GENERIC_WORDS]
    return frozenset({"".join(profile.title_words), *map(" ".join, pairwise(named))} - {""})


def judge_candidates(digests: Sequence[DocumentDigest]) -> tuple[VersionVerdict, ...]:
    """The verdicts on all pairs that look alike at all, sorted by id."""
    return _Corpus(digests).candidate_verdicts()


class _Corpus:
    """The documents of one call, sorted by id, and the verdicts that were already given on them."""

    def __init__(self, digests: Sequence[DocumentDigest]) -> None:
        self.profiles = {digest.document_id: _Profile(digest) for digest in sorted(digests, key=_by_id)}
        if len(self.profiles) != len(digests):
            raise ValueError("two digests bear one document_id")
        self._verdicts: dict[tuple[str, str], VersionVerdict] = {}

    def verdict(self, one: str, two: str) -> VersionVerdict:
        key = (min(one, two), max(one, two))
        if key not in self._verdicts:
            self._verdicts[key] = _compare(self.profiles[key[0]], self.profiles[key[1]])
        return self._verdicts[key]

    def candidate_verdicts(self) -> tuple[VersionVerdict, ...]:
        ids = list(self.profiles)
        pairs = _find_candidates(list(self.profiles.values()))
        return tuple(self.verdict(ids[one], ids[two]) for one, two in pairs)

    def cluster(self, pairs: Iterable[VersionVerdict], vetoes: frozenset[Verdict]) -> list[list[str]]:
        """Joins pairs, the surest first, but never two documents that the direct comparison keeps apart."""
        home = {document_id: [document_id] for document_id in self.profiles}
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
            one, two = home[pair.left], home[pair.right]
            if one is two or any(self.verdict(a, b).verdict in vetoes for a in one for b in two):
                continue
            one.extend(two)
            home.update(dict.fromkeys(two, one))
        unique = {id(members): members for members in home.values()}
        return sorted(sorted(members) for members in unique.values())


def _by_id(digest: DocumentDigest) -> str:
    return digest.document_id


def group_documents(
    digests: Sequence[DocumentDigest], published_keys: Mapping[str, str] = MappingProxyType({})
) -> tuple[DocumentGroup, ...]:
    """The documents of each review together, sorted by review key; a document with no like is a group of its own.

    The same whatever the order of `digests`.

    Args:
        digests: one per document.
        published_keys: document_id -> review_key of an earlier release. Where a group has such a member, the key of the
            oldest of them stays, so that an older version which turns up later changes no key.
    """
    corpus = _Corpus(digests)
    candidates = corpus.candidate_verdicts()
    clusters = corpus.cluster((pair for pair in candidates if pair.verdict in JOINING), VETOING)
    groups = [_arrange(corpus, members) for members in clusters]
    return _name_groups(corpus, groups, published_keys)


def _arrange(corpus: _Corpus, members: Sequence[str]) -> DocumentGroup:
    """Editions from oldest to newest, and within one the conversions from the least whole to the wholest."""
    verdicts = tuple(corpus.verdict(one, two) for one, two in combinations(members, 2))
    alike = (verdict for verdict in verdicts if verdict.verdict == "near-duplicate")
    inside = [
        edition
        for edition in corpus.cluster(alike, VETOING | {"newer-version", "older-version"})
        if edition[0] in members
    ]
    editions = sorted(inside, key=lambda edition: _age(corpus, edition, members))
    whole = [sorted(edition, key=lambda one: _wholeness(corpus, one)) for edition in editions]
    best = [edition[-1] for edition in whole]
    duplicates = {one: best[place] for place, edition in enumerate(whole) for one in edition[:-1]}
    superseded = {one: best[place + 1] for place, edition in enumerate(whole[:-1]) for one in edition}
    return DocumentGroup(
        review_key="",
        members=tuple(one for edition in whole for one in edition),
        current=best[-1],
        near_duplicate_of=MappingProxyType(duplicates),
        superseded_by=MappingProxyType(superseded),
        why=verdicts,
    )


def _wholeness(corpus: _Corpus, document_id: str) -> tuple[int, int, str]:
    profile = corpus.profiles[document_id]
    return profile.digest.wholeness, len(profile.words), document_id


def _age(corpus: _Corpus, edition: Sequence[str], members: Sequence[str]) -> tuple[int, int, int, str]:
    """How many of the group's documents an edition is newer than, less those that are newer; ties by date and id."""
    wins = 0
    for one in edition:
        for other in members:
            if other not in edition:
                verdict = corpus.verdict(one, other)
                sign = {"newer-version": 1, "older-version": -1}.get(verdict.verdict, 0)
                wins += -sign if verdict.left == one else sign
    dates = [corpus.profiles[one].digest.published for one in edition]
    latest = max((date.toordinal() for date in dates if date is not None), default=0)
    longest = max(len(corpus.profiles[one].words) for one in edition)
    return wins, latest, longest, min(edition)


def review_key(digest: DocumentDigest) -> str:
    """The key that a document gives to its review when it is the oldest of it.

    The folded title without words for editions and years, so that another conversion or a newer version alone gives
    the same key. Without a title that names something: the first words of the text that are no numbers, folded, after
    `untitled-`; without any text the document's own id.
    """
    profile = _Profile(digest)
    if profile.title_words:
        return "".join(fold(word) for word in profile.title_words) + "".join(sorted(profile.title_years))
    opening = [word for word in profile.words[: OPENING_WORDS * 4] if not word[0].isdigit()][:OPENING_WORDS]
    return f"untitled-{''.join(fold(word) for word in opening) or digest.document_id}"


def _name_groups(
    corpus: _Corpus, groups: Sequence[DocumentGroup], published_keys: Mapping[str, str]
) -> tuple[DocumentGroup, ...]:
    """Gives each group its key, each key once: published keys first; of others that collide, the elder keeps it."""
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for place, group in enumerate(groups):
        known = [published_keys[one] for one in group.members if one in published_keys]
        if known and known[0] not in taken:
            keys[place] = known[0]
            taken.add(known[0])
    rest = [place for place in range(len(groups)) if place not in keys]
    oldest = {place: corpus.profiles[groups[place].members[0]].digest for place in rest}
    for place in sorted(rest, key=lambda place: _seniority(oldest[place])):
        key = review_key(oldest[place])
        if key in taken:
            key = f"{key}-{_tell_apart(oldest[place])}"
        keys[place] = key
        taken.add(key)
    named = [
        DocumentGroup(
            keys[place], group.members, group.current, group.near_duplicate_of, group.superseded_by, group.why
        )
        for place, group in enumerate(groups)
    ]
    return tuple(sorted(named, key=lambda group: group.review_key))


def _seniority(digest: DocumentDigest) -> tuple[int, str]:
    return digest.published.toordinal() if digest.published is not None else 10**7, digest.document_id


def _tell_apart(digest: DocumentDigest) -> str:
    """Eight hex digits from what tells a review from another of the same title: its studies, or else its text."""
    content = sorted(digest.study_keys) or [fold(digest.text)]
    return hashlib.sha256("\n".join(content).encode()).hexdigest()[:8]
