"""How far two records agree, field by field; missing is not different."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extract.links.features import Features, Place
from extract.links.record import Agreement
from extract.links.titles import TITLE_SAME, TitleAgreement, agree_titles
from extract.links.words import DOI_VERSION

AUTHORS_SAME = 0.5
# An online date and a print date lie a year apart at most; a conference paper and its article, or a trial and its
# follow-up, a few years.
YEARS_SAME = 1
YEARS_THREAD = 6


@dataclass(frozen=True)
class Agreements:
    """How the fields of two records agree; `unknown` where one of them has none.

    Attributes:
        issue: compared where volume and page agree, for there it must, too.
        titles: the words in which the titles differ.
    """

    title: Agreement
    authors: Agreement
    year: Agreement
    container: Agreement
    volume: Agreement
    issue: Agreement
    page: Agreement
    doi: Agreement
    titles: TitleAgreement

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


def agree_authors(one: Features, two: Features) -> Agreement:
    """`same`: most of the shorter list stands in the longer one, as words, since databases turn names round.

    A lone name in common needs the same initial, where both print it: "Smith, A." and "Smith, B." are `close`.
    """
    if not one.names or not two.names:
        return "unknown"
    fewer = min(len(one.families), len(two.families))
    short, long = sorted((one, two), key=lambda features: len(features.families))
    shared = sum(1 for family in short.families if family & long.names)
    if fewer and shared / fewer >= AUTHORS_SAME:
        return "close" if fewer == 1 and _is_namesake(short, long) else "same"
    # Given and family names may be swapped: compare all words of the names then.
    shared = len(one.all_names & two.all_names)
    if shared and shared / min(len(one.all_names), len(two.all_names)) >= AUTHORS_SAME:
        return "same"
    return "close" if shared else "differs"


def _is_namesake(short: Features, long: Features) -> bool:
    """Whether a lone author bears the family name of the other's first author, but another given name."""
    if len(long.families) != 1 and not first_shared(short, long):
        return False
    mine, yours = short.first_initial, long.first_initial
    if mine is None or yours is None or mine == yours:
        return False
    # Family and given name in each other's place: the initial is that of the other's family name.
    return not any(word[0] == mine for word in long.names) and not any(word[0] == yours for word in short.names)


def first_shared(one: Features, two: Features) -> bool:
    return bool(one.families and two.families and one.families[0] & two.families[0])


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


def _agree_pages(one: Place, two: Place) -> Agreement:
    """`close`: a page further, or one figure of three or more misprinted (2141 and 2142, 2297 and 2097).

    An article's number and the count of its pages ("e1234", "1-12") say nothing of each other.
    """
    if one.page is None or two.page is None:
        return "unknown"
    if one.page == two.page:
        return "same"
    if (one.is_lone and two.is_count) or (two.is_lone and one.is_count):
        return "unknown"
    is_misprint = len(one.page) == len(two.page) >= 3 and Levenshtein.distance(one.page, two.page) == 1
    return "close" if is_misprint or abs(int(one.page[:12]) - int(two.page[:12])) == 1 else "differs"


def _agree_containers(one: tuple[str, ...], two: tuple[str, ...]) -> Agreement:
    """Journal names: equal, abbreviated word by word ("N Engl J Med"), by initials ("AMCIS"), or one with additions.

    ISO 4 abbreviates words, but leaves none out, nor shortens a name of one word: "Stroke" is not "Stroke Research".
    """
    if not one or not two:
        return "unknown"
    short, long = sorted((one, two), key=lambda words: (len(words), words))
    if short == long or fuzz.ratio("".join(one), "".join(two)) >= TITLE_SAME:
        return "same"
    if _abbreviates(short, long) or _abbreviates(long, short):
        return "same" if len(short) == len(long) else "close"
    if any(len(word) > 2 and _is_acronym(word, other) for word, other in ((short[0], long), (long[0], short))):
        return "close"
    return "close" if fuzz.token_set_ratio(" ".join(one), " ".join(two)) >= 80.0 else "differs"


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Each word of the short name stands for a word of the long one, in order, from the first one on."""
    if not _stands_for(short[0], long[0]):
        return False
    rest = iter(long)
    return all(any(_stands_for(part, word) for word in rest) for part in short)


def _stands_for(part: str, word: str) -> bool:
    """The beginning of a word, or first and last letter with some between (ISO 4: "engl" English, "natl" national)."""
    if word.startswith(part):
        return True
    if len(part) < 4 or part[0] != word[0] or part[-1] != word[-1]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in part)


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
    """Whether the numbers of the second stand one column on in the first, or one back.

    Volume and issue as issue and page; a lone issue as volume, where the volume repeats the year; a lone volume as page
    ("2013;13." and "2013;13:64"); the issue as page ("26(9)" and "26: 9").
    """
    if one.volume is None and one.issue is not None:
        return one.issue == two.volume and ((one.page is not None and one.page == two.issue) or two.issue is None)
    if one.issue is not None or one.page is None:
        return False
    return one.page == two.volume if one.volume is None else one.volume == two.volume and one.page == two.issue


def agree(one: Features, two: Features) -> Agreements:
    titles = agree_titles(one, two)
    is_slipped = _is_slipped(one.place, two.place) or _is_slipped(two.place, one.place)
    page = _agree_pages(one.place, two.place)
    return Agreements(
        title=titles.verdict,
        authors=agree_authors(one, two),
        year=_agree_years(one.year, two.year),
        container=_agree_containers(one.container, two.container),
        volume="same" if is_slipped else _agree_plainly(one.place.volume, two.place.volume),
        issue="unknown" if is_slipped else _agree_plainly(one.place.issue, two.place.issue),
        page="unknown" if is_slipped and page == "differs" else page,
        doi=agree_dois(one.doi, two.doi),
        titles=titles,
    )
