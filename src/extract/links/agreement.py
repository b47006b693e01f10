"""How far two records agree, field by field; missing is not different."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extract.links.features import Features, Place
from extract.links.record import Agreement
from extract.links.words import DOI_VERSION, STOP_WORDS

# Folded titles whose letters agree to this degree are one title printed twice: spelling (haemolytic, hemolytic), a lost
# hyphen, a damaged letter. Titles of other papers reach it only by a word or two, and those are looked at apart.
TITLE_SAME = 94.0
# Titles that are worth a look when the place in the journal agrees: retranslated titles, subtitles in other words.
TITLE_ALIKE = 62.0
# Spelling variants of one word ("haemolytic", "hemolytic") against another word ("resistant", "sensitive").
WORD_SAME = 80.0
AUTHORS_SAME = 0.5
# An online date and a print date lie a year apart at most; a conference paper and its article, or a trial and its
# follow-up, a few years.
YEARS_SAME = 1
YEARS_THREAD = 6


@dataclass(frozen=True)
class Agreements:
    """How the fields of two records agree; `unknown` where one of them has none."""

    title: Agreement
    authors: Agreement
    year: Agreement
    container: Agreement
    volume: Agreement
    page: Agreement
    doi: Agreement
    title_ratio: float

    @property
    def is_placed(self) -> bool:
        """The same volume and first page: nothing else can stand there but what shares the page."""
        return self.volume == "same" and self.page == "same" and self.container != "differs"

    @property
    def is_misplaced(self) -> bool:
        return "differs" in (self.volume, self.page)

    def score(self) -> float:
        weights = {"title": 4.0, "authors": 2.0, "year": 1.0, "container": 1.0, "volume": 1.0, "page": 2.0, "doi": 3.0}
        worth = {"same": 1.0, "close": 0.7, "differs": 0.0}
        known = {field: worth[value] for field in weights if (value := getattr(self, field)) in worth}
        total = sum(weights[field] for field in known)
        return round(sum(weights[field] * known[field] for field in known) / total, 4) if total else 0.0

    def said(self) -> str:
        fields = ("title", "authors", "year", "container", "volume", "page", "doi")
        return ", ".join(f"{field} {getattr(self, field)}" for field in fields)


def _agree_titles(one: Features, two: Features) -> tuple[Agreement, float]:
    """`same`: one title; `close`: one goes on where the other ends, or words differ but most are shared."""
    if not one.title or not two.title:
        return "unknown", 0.0
    if one.letters == two.letters:
        return "same", 100.0
    ratio = fuzz.ratio(one.letters, two.letters)
    common = len(one.meaning & two.meaning)
    if ratio < TITLE_ALIKE and common < 0.5 * min(len(one.meaning), len(two.meaning)):
        return "differs", ratio
    only_one = left_over(one.spelled, two.spelled)
    only_two = left_over(two.spelled, one.spelled)
    if not only_one and not only_two:
        return ("same" if ratio >= TITLE_SAME else "close"), ratio
    if only_one and only_two:
        alike = max(ratio, fuzz.token_set_ratio(*_joined(one, two)))
        return ("close" if alike >= TITLE_ALIKE else "differs"), ratio
    short, long = sorted((one.letters, two.letters), key=len)
    extra = only_one or only_two
    if ratio >= TITLE_SAME and all(word in STOP_WORDS for word in extra):
        return "same", ratio
    is_longer = long.startswith(short) or long.endswith(short)
    return ("close" if is_longer or ratio >= TITLE_ALIKE else "differs"), (max(ratio, 90.0) if is_longer else ratio)


def _joined(one: Features, two: Features) -> tuple[str, str]:
    return " ".join(one.spelled), " ".join(two.spelled)


def left_over(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Words that the other title has in no spelling; a word that the other prints in two pieces is there."""
    missing = [word for word in words if word not in others]
    if not missing:
        return []
    whole = "".join(others)
    by_letter: dict[str, set[str]] = defaultdict(set)
    for other in others:
        by_letter[other[0]].add(other)
    return [
        word
        for word in missing
        if not (len(word) > 5 and word in whole)
        and not (len(word) > 4 and any(_is_variant(word, other) for other in by_letter[word[0]]))
    ]


def _is_variant(word: str, other: str) -> bool:
    """A damaged letter or two, or a plural, in two words of one first letter; never another number."""
    if abs(len(word) - len(other)) > 2 or word.isdigit() or other.isdigit():
        return False
    return Levenshtein.distance(word, other, score_cutoff=2) <= 2 and fuzz.ratio(word, other) >= WORD_SAME


def agree_authors(one: Features, two: Features) -> Agreement:
    """`same`: most of the shorter list stands in the longer one, as words, since databases turn names round."""
    if not one.names or not two.names:
        return "unknown"
    fewer = min(len(one.families), len(two.families))
    short, long = sorted((one, two), key=lambda features: len(features.families))
    shared = sum(1 for family in short.families if family & long.names)
    if fewer and shared / fewer >= AUTHORS_SAME:
        return "same"
    # Given and family names may be swapped: compare all words of the names then.
    shared = len(one.all_names & two.all_names)
    if shared and shared / min(len(one.all_names), len(two.all_names)) >= AUTHORS_SAME:
        return "same"
    return "close" if shared else "differs"


def _agree_years(one: int | None, two: int | None) -> Agreement:
    if one is None or two is None:
        return "unknown"
    if one == two:
        return "same"
    return "close" if abs(one - two) <= YEARS_SAME else "differs"


def _agree_plainly(one: str | None, two: str | None) -> Agreement:
    if one is None or two is None:
        return "unknown"
    return "same" if one == two else "differs"


def _agree_pages(one: str | None, two: str | None) -> Agreement:
    """`close`: a page further, or one figure of three or more misprinted (2141 and 2142, 2297 and 2097)."""
    if one is None or two is None or one == two:
        return "unknown" if one is None or two is None else "same"
    is_misprint = len(one) == len(two) >= 3 and Levenshtein.distance(one, two) == 1
    return "close" if is_misprint or abs(int(one[:12]) - int(two[:12])) == 1 else "differs"


def _agree_containers(one: tuple[str, ...], two: tuple[str, ...]) -> Agreement:
    """Journal names: equal, abbreviated word by word ("N Engl J Med"), by initials ("AMCIS"), or one with additions."""
    if not one or not two:
        return "unknown"
    short, long = sorted((one, two), key=lambda words: (len(words), words))
    if short == long or fuzz.ratio("".join(one), "".join(two)) >= TITLE_SAME:
        return "same"
    if _abbreviates(short, long) or _abbreviates(long, short):
        return "same"
    if any(len(word) > 2 and _is_acronym(word, other) for word, other in ((short[0], long), (long[0], short))):
        return "close"
    return "close" if fuzz.token_set_ratio(" ".join(one), " ".join(two)) >= 80.0 else "differs"


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Each word of the short name begins a word of the long one, in order, from the first one on."""
    if not long[0].startswith(short[0]):
        return False
    rest = iter(long)
    return all(any(word.startswith(part) for word in rest) for part in short)


def _is_acronym(letters: str, words: Sequence[str]) -> bool:
    """`amcis` of americas conference information systems: each word gives its first letters, none is passed over."""
    places = {0}
    for word in words:
        ahead: set[int] = set()
        for place in places:
            length = 0
            while length < 3 and letters[place + length : place + length + 1] == word[length : length + 1] != "":
                length += 1
                ahead.add(place + length)
        places = ahead
    return len(letters) in places


def agree_dois(one: str | None, two: str | None) -> Agreement:
    """`close`: two versions of one DOI, as Cochrane, Research Square, arXiv and figshare number them."""
    if one is None or two is None:
        return "unknown"
    if one == two or re.sub(r"\W", "", one) == re.sub(r"\W", "", two):
        return "same"
    return "close" if DOI_VERSION.sub("", one) == DOI_VERSION.sub("", two) else "differs"


def _is_slipped(one: Place, two: Place) -> bool:
    """Whether volume and issue of the second stand one column on in the first, as issue and page."""
    return one.volume is None and None not in (one.issue, one.page) and (one.issue, one.page) == (two.volume, two.issue)


def agree(one: Features, two: Features) -> Agreements:
    title, ratio = _agree_titles(one, two)
    is_slipped = _is_slipped(one.place, two.place) or _is_slipped(two.place, one.place)
    return Agreements(
        title=title,
        authors=agree_authors(one, two),
        year=_agree_years(one.record.year, two.record.year),
        container=_agree_containers(one.container, two.container),
        volume="same" if is_slipped else _agree_plainly(one.place.volume, two.place.volume),
        page="unknown" if is_slipped else _agree_pages(one.place.page, two.place.page),
        doi=agree_dois(one.doi, two.doi),
        title_ratio=ratio,
    )


def left_over_both(one: Features, two: Features) -> bool:
    return bool(left_over(one.spelled, two.spelled)) and bool(left_over(two.spelled, one.spelled))
