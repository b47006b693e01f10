"""Which records are one publication, which are reports of one study, and which a person should look at.

Three answers, each with its reason field by field: yes (`same-report`, `same-study`), `maybe`, and `different` for
pairs that look alike and were vetoed. Missing is not different; a title alone, or a title that any paper could bear,
never decides; two rows of one table are two studies.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

LinkVerdict = Literal["same-study", "same-report", "maybe", "different"]
RecordKind = Literal["study", "intervention"]
ReportKind = Literal["erratum", "abstract", "protocol", "reprint", "reply", "preprint"]
Agreement = Literal["same", "close", "differs", "unknown"]

YES: frozenset[LinkVerdict] = frozenset({"same-study", "same-report"})


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Folded titles whose letters agree to this degree are one title printed twice: spelling (haemolytic, hemolytic), a lost
# hyphen, a damaged letter. Titles of other papers reach it only by a word or two, and those are looked at apart.
TITLE_SAME = 94.0
# Titles that are worth a look when the place in the journal agrees: retranslated titles, subtitles in other words.
TITLE_ALIKE = 62.0
# Fewer words than this that carry meaning can be the title of many papers ("Atypical hemolytic uremic syndrome").
TITLE_WORDS = 4
# Spelling variants of one word ("haemolytic", "hemolytic") against another word ("resistant", "sensitive").
WORD_SAME = 80.0
AUTHORS_SAME = 0.5
# An online date and a print date lie a year apart at most; a conference paper and its article, or a trial and its
# follow-up, a few years.
YEARS_SAME = 1
YEARS_THREAD = 6
# A name in capitals that more records bear than this is a term of the field, whoever prints it.
NAME_RECORDS = 12


@dataclass(frozen=True)
class Linkable:
    """One record: a study or an intervention in a review's table, or a bibliographic record.

    Attributes:
        table_id: two records of one table are never the same study; None for a record of no table.
        review_id: None for a record of no review.
        authors: "Family, G."; a body in one piece; empty where unknown.
        intervention: name of an intervention, programme or trial, or None.
        text: aims and findings, read for mentions of named interventions; may be empty.
        publication_type: as coded or printed, or None.
    """

    record_id: str
    table_id: str | None
    review_id: str | None
    authors: tuple[str, ...]
    year: int | None
    title: str | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    intervention: str | None
    record_kind: RecordKind
    text: str
    publication_type: str | None


@dataclass(frozen=True)
class Link:
    """What two records are to each other, left < right.

    `same-report`: one publication. `same-study`: two publications of one study (erratum, abstract, protocol, reprint,
    preprint, version). `maybe`: a person should look. `different`: alike, but vetoed.

    Attributes:
        score: 0 to 1, the weighted agreement of the fields that both records have.
        why: the rule, then each field's agreement.
    """

    left: str
    right: str
    verdict: LinkVerdict
    score: float
    why: str


# --- normal forms ---------------------------------------------------------------------------------------------------

# Notes that databases put into titles, in square brackets: "[Chinese]", "[16 refs]", "[Erratum appears in ...]".
# Match: "Title. [German]"; near miss: "[Title in translation]", which is all there is and stays.
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
# A reference to another paper at a title's end: "... N Engl J Med. 2009 Jan 29;360(5):544-6".
_ELLIPSIS_TAIL = re.compile(r"\.\.\..*", re.DOTALL)
# How citation databases print whose erratum a record is: "(vol 85, pg 553, 2010)", "(Blood (2009) 360 (542-544))".
# Near miss: "(aged 60 to 85)". Only the last 200 signs are searched, so the match is bounded.
_ERRATUM_TAIL = re.compile(
    r"\((?:vol\.? \d[^()]{0,60}|[^()]{3,150}\([^()]{4,25}\) ?\d[^()]{0,10}(?:\([^()]{1,20}\))?)\)\W*$"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,20}>")
_WORD = re.compile(r"[^\W_]+")
# The first number of a page or article number: "c37-c42" -> 37, "CD008391" -> 008391; near miss: "in press".
_PAGE = re.compile(r"\d+")
_SPELLINGS = (("ae", "e"), ("oe", "e"), ("isation", "ization"), ("ise", "ize"), ("our", "or"), ("ys", "yz"))
_STOP_WORDS = _word_set(
    "a an the of in on at for to and or with from by as is are its their after among between during versus vs"
)
# Titles that name a kind of contribution, not a paper.
_GENERIC_TITLES = _word_set(
    "editorial introduction preface foreword reply response comment comments commentary letter letters correspondence "
    "erratum corrigendum correction retraction abstract abstracts poster posters contents index news obituary review "
    "reviews book books editor editors author authors reader note notes conclusion conclusions discussion summary "
    "background overview report untitled case study paper conference proceedings multiple issue special"
)
_REPORT_WORDS: Mapping[ReportKind, frozenset[str]] = MappingProxyType(
    {
        "erratum": frozenset({"erratum", "errata", "corrigendum", "corrigenda", "correction", "retraction"}),
        "reply": frozenset({"reply", "replies", "response", "rejoinder", "comment", "comments", "commentary"}),
        "protocol": frozenset({"protocol"}),
        "abstract": frozenset({"abstract", "poster"}),
        "reprint": frozenset({"reprint", "reprinted", "republished", "republication"}),
        "preprint": frozenset({"preprint"}),
    }
)
# Reports that say of themselves whose they are. A conference abstract does not: it may become any paper, or none.
_BELONGING: frozenset[ReportKind | None] = frozenset({"erratum", "protocol", "reprint", "preprint"})
# Prefixes of preprint servers (Crossref and DataCite): a preprint's DOI differs from that of the article it became.
_PREPRINT_DOIS = (
    "10.1101/", "10.48550/", "10.21203/", "10.31234/", "10.31219/", "10.31235/", "10.2139/ssrn", "10.26434/",
    "10.20944/", "10.22541/", "10.36227/", "10.35542/", "10.7287/", "10.2196/preprints",
)  # fmt: skip
# Version ends of DOIs: Cochrane ".pub2", Research Square "/v1", figshare and arXiv "v2", F1000 ".2".
_DOI_VERSION = re.compile(r"(?:\.pub\d{1,2}|[./]?v\d{1,2}|(?<=research\.\d{5})\.\d|(?<=openres\.\d{5})\.\d)$")


def _plain(text: str) -> str:
    """Lower case without accents and markup."""
    if text.isascii():
        return _TAG.sub("", text).casefold()
    spread = unicodedata.normalize("NFKD", _TAG.sub("", text)).casefold()
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def fold_title(title: str) -> tuple[str, ...]:
    """Words of a title without database notes: "[Stroke care]. [German]" -> stroke care."""
    bare = _drop_erratum_tail(_drop_brackets(title))
    if len(_WORD.findall(bare)) < 2:
        bare = max((*_BRACKETED.findall(title), title if "[" not in title else ""), key=len, default="") or title
    shorn = _ELLIPSIS_TAIL.sub("", bare)
    kept = shorn if len(_WORD.findall(shorn)) >= 2 else bare
    return tuple(_WORD.findall(_plain(kept)))


def _drop_brackets(title: str) -> str:
    """Without what stands in square brackets, also within others; three deep is the deepest seen."""
    for _ in range(3):
        title = _BRACKETED.sub(" ", title)
    return title.strip()


def _drop_erratum_tail(title: str) -> str:
    head, tail = title[:-200], title[-200:]
    return head + _ERRATUM_TAIL.sub("", tail)


def _spell(word: str) -> str:
    """One spelling for British and American words; only for comparing."""
    for british, other in _SPELLINGS:
        word = word.replace(british, other)
    return word


def _fold_doi(doi: str | None) -> str | None:
    """`https://doi.org/10.1002/ABC.` -> `10.1002/abc`; None where there is no DOI in it."""
    if doi is None:
        return None
    place = doi.find("10.")
    return doi[place:].strip().rstrip(".,;)").casefold() or None if place >= 0 else None


def _family(author: str) -> frozenset[str]:
    """Words of three letters and more of a family name; of the whole name where databases turned it round.

    "van der Berg, A." -> van der berg -> {van, der, berg}; "Si Hyun Kang, null" -> {hyun, kang}.
    """
    family, _, _ = author.partition(",")
    found = [word for word in _WORD.findall(_plain(family)) if len(word) > 1]
    long = [word for word in found if len(word) > 2]
    return frozenset(long or found)


@dataclass(frozen=True)
class _Place:
    """Where in a journal: letters and number of the first page, the number of the volume."""

    volume: str | None
    issue: str | None
    page: str | None


def _number(raw: str | None) -> str | None:
    if raw is None:
        return None
    found = re.search(r"\d+", raw)
    return found[0].lstrip("0") or "0" if found else None


def _page(raw: str | None) -> str | None:
    found = _PAGE.search(raw) if raw is not None else None
    return found[0].lstrip("0") or "0" if found else None


@dataclass(frozen=True)
class _Features:
    """A record in normal form."""

    record: Linkable

    @cached_property
    def title(self) -> tuple[str, ...]:
        words = fold_title(self.record.title) if self.record.title is not None else ()
        is_marked = False
        kinds = {word for names in _REPORT_WORDS.values() for word in names}
        while words and (words[0] in kinds or (is_marked and words[0] in _STOP_WORDS)):
            is_marked = True
            words = words[1:]
        while words and words[-1] in kinds:
            words = words[:-1]
        return () if all(word in _GENERIC_TITLES or word in _STOP_WORDS for word in words) else words

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        return tuple(_spell(word) for word in self.title)

    @cached_property
    def letters(self) -> str:
        return "".join(self.spelled)

    @cached_property
    def meaning(self) -> frozenset[str]:
        return frozenset(word for word in self.spelled if word not in _STOP_WORDS)

    @cached_property
    def is_short(self) -> bool:
        return len(self.meaning) < TITLE_WORDS

    @cached_property
    def families(self) -> tuple[frozenset[str], ...]:
        return tuple(found for found in map(_family, self.record.authors) if found)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(word for family in self.families for word in family)

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Given and family names: databases swap them."""
        words = (word for author in self.record.authors for word in _WORD.findall(_plain(author)))
        return frozenset(word for word in words if len(word) > 2)

    @cached_property
    def doi(self) -> str | None:
        return _fold_doi(self.record.doi)

    @cached_property
    def place(self) -> _Place:
        return _Place(_number(self.record.volume), _number(self.record.issue), _page(self.record.pages))

    @cached_property
    def page_range(self) -> tuple[str, str] | None:
        """First and last page where they differ; "1009-17" -> 1009, 1017. None for a single page or none."""
        found = re.findall(r"\d+", self.record.pages or "")
        if len(found) != 2:
            return None
        first, last = found
        last = first[: max(0, len(first) - len(last))] + last
        return (first, last) if int(last[:12]) > int(first[:12]) else None

    @cached_property
    def container(self) -> tuple[str, ...]:
        raw = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", _plain(self.record.container or ""))
        return tuple(word for word in _WORD.findall(raw) if word not in _STOP_WORDS and not word.isdigit())

    @cached_property
    def kind(self) -> ReportKind | None:
        """What report the record says it is, at the ends of its title or in its type; None for a plain paper."""
        title = _drop_brackets(self.record.title or "")
        if _ERRATUM_TAIL.search(title[-200:]) is not None:
            return "erratum"
        words = _WORD.findall(_plain(title))
        ends = {*words[:1], *words[-2:], *_WORD.findall(_plain(self.record.publication_type or ""))}
        for kind, names in _REPORT_WORDS.items():
            if ends & names:
                return kind
        if self.doi is not None and self.doi.startswith(_PREPRINT_DOIS):
            return "preprint"
        where = _plain(f"{self.record.issue or ''} {self.record.volume or ''} {self.record.container or ''}")
        return "abstract" if "suppl" in where or "conference" in where or "abstracts" in where else None


# --- agreement of the fields ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Agreements:
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


def _agree_titles(one: _Features, two: _Features) -> tuple[Agreement, float]:
    """`same`: one title; `close`: one goes on where the other ends, or words differ but most are shared."""
    if not one.title or not two.title:
        return "unknown", 0.0
    if one.letters == two.letters:
        return "same", 100.0
    ratio = fuzz.ratio(one.letters, two.letters)
    common = len(one.meaning & two.meaning)
    if ratio < TITLE_ALIKE and common < 0.5 * min(len(one.meaning), len(two.meaning)):
        return "differs", ratio
    only_one = _left_over(one.spelled, two.spelled)
    only_two = _left_over(two.spelled, one.spelled)
    if not only_one and not only_two:
        return ("same" if ratio >= TITLE_SAME else "close"), ratio
    if only_one and only_two:
        alike = max(ratio, fuzz.token_set_ratio(*_joined(one, two)))
        return ("close" if alike >= TITLE_ALIKE else "differs"), ratio
    short, long = sorted((one.letters, two.letters), key=len)
    extra = only_one or only_two
    if ratio >= TITLE_SAME and all(word in _STOP_WORDS for word in extra):
        return "same", ratio
    is_longer = long.startswith(short) or long.endswith(short)
    return ("close" if is_longer or ratio >= TITLE_ALIKE else "differs"), (max(ratio, 90.0) if is_longer else ratio)


def _joined(one: _Features, two: _Features) -> tuple[str, str]:
    return " ".join(one.spelled), " ".join(two.spelled)


def _left_over(words: Sequence[str], others: Sequence[str]) -> list[str]:
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


def _agree_authors(one: _Features, two: _Features) -> Agreement:
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


def _agree_dois(one: str | None, two: str | None) -> Agreement:
    """`close`: two versions of one DOI, as Cochrane, Research Square, arXiv and figshare number them."""
    if one is None or two is None:
        return "unknown"
    if one == two or re.sub(r"\W", "", one) == re.sub(r"\W", "", two):
        return "same"
    return "close" if _DOI_VERSION.sub("", one) == _DOI_VERSION.sub("", two) else "differs"


def _agree(one: _Features, two: _Features) -> _Agreements:
    title, ratio = _agree_titles(one, two)
    return _Agreements(
        title=title,
        authors=_agree_authors(one, two),
        year=_agree_years(one.record.year, two.record.year),
        container=_agree_containers(one.container, two.container),
        volume=_agree_plainly(one.place.volume, two.place.volume),
        page=_agree_pages(one.place.page, two.place.page),
        doi=_agree_dois(one.doi, two.doi),
        title_ratio=ratio,
    )


# --- the verdict ----------------------------------------------------------------------------------------------------

Judgement = tuple[LinkVerdict, str]
LABELLED = "two tables of one review name a study of this author and year"


def _judge(one: _Features, two: _Features, fields: _Agreements) -> Judgement | None:
    """The verdict on two studies, None where they are not even alike. The rules in the order in which they speak."""
    is_alike = fields.doi == "same" or fields.is_placed or (fields.title == "same" and fields.authors != "differs")
    table = one.record.table_id
    if table is not None and table == two.record.table_id:
        return ("different", "two rows of one table are two studies") if is_alike else None
    if fields.doi in ("same", "close"):
        return _judge_by_doi(fields)
    if one.kind != two.kind and {one.kind, two.kind} & _BELONGING:
        judged = _judge_report(one, two, fields)
        if judged is not None:
            return judged
    if fields.doi == "differs":
        if fields.title == "same" and fields.authors == "same":
            return "maybe", "one title and one team under two DOIs: two reports"
        return ("different", "two DOIs") if is_alike else None
    if "reply" in (one.kind, two.kind) and one.kind != two.kind:
        return ("different", "a reply is another paper") if is_alike else None
    if fields.title == "same":
        return _judge_same_title(one, two, fields)
    if fields.is_placed and fields.year in ("same", "close", "unknown"):
        return _judge_same_place(one, two, fields)
    if fields.title == "close":
        return _judge_close_title(one, two, fields)
    return _judge_labels(one, two, fields) if fields.title == "unknown" else None


def _judge_by_doi(fields: _Agreements) -> Judgement:
    if fields.doi == "close":
        return "same-study", "two versions of one DOI"
    if fields.title == "differs" and fields.authors in ("differs", "unknown"):
        return "maybe", "one DOI, but other titles: one of the two is wrong, or it is the DOI of the whole volume"
    return "same-report", "one DOI"


def _judge_report(one: _Features, two: _Features, fields: _Agreements) -> Judgement | None:
    """A report that says of itself that it belongs to another: linked to it, not one with it."""
    kind = next(kind for kind in (one.kind, two.kind) if kind in _BELONGING)
    is_cut = fields.title == "close" and fields.title_ratio >= 90.0 and not _left_over_both(one, two)
    if not (fields.title == "same" or is_cut) or fields.authors != "same":
        return None
    if (one.is_short or two.is_short) and fields.container != "same":
        return None
    years = (one.record.year, two.record.year)
    if None not in years and abs((years[0] or 0) - (years[1] or 0)) > YEARS_THREAD:
        return None
    return "same-study", f"{kind} of one paper"


def _judge_same_title(one: _Features, two: _Features, fields: _Agreements) -> Judgement | None:
    is_dated = fields.year in ("same", "close")
    if fields.authors in ("differs", "close"):
        if fields.is_placed and fields.year == "same":
            return "same-report", "one title in one place; the authors are printed otherwise"
        return "maybe", "one title, other authors"
    if fields.is_placed and (is_dated or fields.authors == "same"):
        return "same-report", "one title in one place"
    if one.is_short or two.is_short:
        is_enough = fields.authors == "same" and is_dated and fields.container == "same" and not fields.is_misplaced
        is_enough = is_enough and ("same" in (fields.volume, fields.page) or fields.year == "same")
        return ("same-report", "one title, team, journal and year") if is_enough else None
    if fields.authors == "unknown":
        is_enough = fields.year == "same" and not fields.is_misplaced and fields.container in ("same", "close")
        return ("same-report", "one title, journal and year") if is_enough else ("maybe", "one title, authors unknown")
    if not is_dated:
        return "maybe", "one title and team, but other years: two reports of one study, or a new edition"
    if fields.page == "same" and fields.volume == "same" and fields.year == "same":
        return "same-report", "one title, team, volume and page"
    if fields.container != "differs" and (fields.page == "same" or not fields.is_misplaced):
        return "same-report", "one title and team, and nothing against it"
    if fields.container == "same" and fields.year == "same" and fields.volume == "same":
        return "same-study", "one title, team, journal and volume on another page: an erratum, a reprint or a misprint"
    return "maybe", "one title and team, but another place"


def _judge_same_place(one: _Features, two: _Features, fields: _Agreements) -> Judgement | None:
    """Volume and first page agree, the title does not quite. Abstracts share pages, so there the title must decide."""
    is_page_shared = "abstract" in (one.kind, two.kind)
    if fields.title == "differs":
        return ("maybe", "one place and team, other titles") if fields.authors == "same" else None
    if fields.authors == "differs":
        return None
    if fields.title == "unknown":
        return "maybe", "one place; a title is missing or says nothing"
    # Several pages from the same first to the same last are one paper, whatever the translation of its title.
    is_range = one.page_range is not None and one.page_range == two.page_range
    is_extended = not _left_over_both(one, two) or fields.title_ratio >= 90.0 or (is_range and fields.year == "same")
    if is_extended and fields.container != "unknown" and (fields.authors == "same" or not is_page_shared):
        return "same-report", "one place; the title is printed otherwise"
    return "maybe", "one place, titles alike"


def _judge_close_title(one: _Features, two: _Features, fields: _Agreements) -> Judgement | None:
    if fields.authors != "same" or fields.year not in ("same", "close") or one.is_short or two.is_short:
        return None
    if fields.title_ratio >= 90.0 and not _left_over_both(one, two):
        is_held = fields.page == "same" or (fields.volume == "same" and fields.container == "same")
        if is_held and not fields.is_misplaced:
            return "same-report", "one title is the other with words added; one journal"
        if not fields.is_misplaced and fields.year == "same" and fields.container in ("same", "unknown"):
            return "same-report", "one title is the other with words added; nothing against it"
    return ("maybe", "titles alike, one team") if fields.title_ratio >= 80.0 else None


def _judge_labels(one: _Features, two: _Features, fields: _Agreements) -> Judgement | None:
    """Without a title there is only "Webber et al. 2015". Within one review that names a study; elsewhere it may."""
    if one.record.title is not None and two.record.title is not None:
        return None
    if fields.authors != "same" or fields.year != "same" or not _first_names(one) & _first_names(two):
        return None
    review = one.record.review_id
    is_in_tables = None not in (one.record.table_id, two.record.table_id)
    if review is not None and review == two.record.review_id and is_in_tables:
        return "same-study", LABELLED
    if min(len(one.families), len(two.families)) >= 2:
        return "maybe", "one team and year, a title is missing"
    return None


def _left_over_both(one: _Features, two: _Features) -> bool:
    return bool(_left_over(one.spelled, two.spelled)) and bool(_left_over(two.spelled, one.spelled))


# --- named things ---------------------------------------------------------------------------------------------------

# Words that describe what an intervention is. A name of these alone ("Peer support", "Social skills training") is a
# description, and half the field bears it.
_NAMING_WORDS = _word_set(
    "intervention interventions programme programmes program programs project projects scheme service services therapy "
    "therapies treatment treatments training trainings support supported supporting group groups group-based course "
    "model models approach approaches care management education educational psychoeducation counselling counseling "
    "session sessions workshop workshops trial study pilot usual waiting list control peer social skills skill "
    "community home based family individual cognitive behavioural behavioral health mental physical exercise activity "
    "activities work employment network networks engagement participation recovery rehabilitation friendship volunteer "
    "befriending mentoring self help online digital brief intensive enhanced multidisciplinary randomised randomized "
    "controlled new integrated structured clinical psychiatric nursing medical drug people person patients adults "
    "children women men older young carers carer staff living life well being wellbeing"
)
# Terms in capitals that every review prints: designs, places, diseases. The corpus shows the others (see below).
_COMMON_CAPITALS = _word_set(
    "RCT RCTS USA UK EU NHS WHO HIV AIDS COVID SARS DNA RNA MRI CBT QOL PTSD ADHD COPD GP ICU BMI NICE CI SD OR RR HR "
    "II III IV VI VII VIII IX DSM ICD ASD OCD TAU NA"
)
# A name in capitals, with digits or hyphens in it: EMILIA, PROMISE-2, I-CAN. Near misses: "Emilia", "IV" (common).
_CAPITALS = re.compile(r"\b[A-Z](?:-?[A-Z0-9]){2,14}\b")


def _capitals(text: str) -> frozenset[str]:
    """Names in capitals of a text that is not all in capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) > 15 and sum(sign.isupper() for sign in letters) > 0.5 * len(letters):
        return frozenset()
    return frozenset(name for name in _CAPITALS.findall(text) if name not in _COMMON_CAPITALS)


@dataclass(frozen=True)
class _Name:
    """What can be looked for in other records: names in capitals, or the phrase of a name that is a proper one."""

    capitals: frozenset[str]
    phrase: tuple[str, ...]


def read_name(intervention: str | None) -> _Name:
    """What is a name in the name of an intervention, as printed.

    A proper name has capitals inside it: an acronym ("EMILIA project", "... Interaction Training (SCIT)"), or two
    words in a row with a capital of which one is no naming word ("Connecting People Intervention"). The first word
    of a cell has its capital from its place, so it counts only together with the second. "Peer support", "Social skills
    training", "Supported socialisation" have nothing to look for.
    """
    if intervention is None:
        return _Name(frozenset(), ())
    capitals = _capitals(intervention)
    words = _WORD.findall(re.sub(r"\([^()]*\)", " ", intervention))
    while words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    kept: list[str] = []
    for word in words:
        if word[:1].isupper() or (kept and word in _STOP_WORDS):
            kept.append(word)
        else:
            break
    while kept and kept[-1] in _STOP_WORDS:
        kept.pop()
    proper = [word for word in kept if word[:1].isupper()]
    is_proper = len(proper) >= 2 and any(word.casefold() not in _NAMING_WORDS for word in proper)
    return _Name(capitals, tuple(word.casefold() for word in kept) if is_proper else ())


@dataclass(frozen=True)
class _Mention:
    """The words of a record's title and text, for looking up names."""

    words: frozenset[str]
    running: str  # lower case, one space round each word
    printed: str  # the same as printed
    capitals: frozenset[str]


def _mention(record: Linkable) -> _Mention:
    text = " ".join(part for part in (record.title, record.intervention, record.text) if part)
    printed = f" {' '.join(_WORD.findall(text))} "
    running = printed.casefold()
    return _Mention(frozenset(running.split()), running, printed, _capitals(text))


def _link_mentions(features: Sequence[_Features]) -> Iterable[Link]:
    """An intervention of one review that another review's study or intervention names: always `maybe`."""
    mentions = [_mention(one.record) for one in features]
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        for word in mention.words | mention.capitals:
            by_word[word].append(place)
    for place, one in enumerate(features):
        name = read_name(one.record.intervention)
        if one.record.record_kind != "intervention":
            continue
        for found, said in _find_named(name, mentions, by_word):
            other = features[found]
            is_elsewhere = one.record.review_id is None or one.record.review_id != other.record.review_id
            is_told_once = other.record.record_kind != "intervention" or place < found
            if found != place and is_elsewhere and is_told_once:
                yield _make_link(one, other, "maybe", 0.5, f"the named intervention {said} occurs in both")


def _find_named(
    name: _Name, mentions: Sequence[_Mention], by_word: Mapping[str, Sequence[int]]
) -> Iterable[tuple[int, str]]:
    """Records that bear the name, with what was found; none where so many do that it is a term of the field."""
    found: dict[int, str] = {}
    for capital in sorted(name.capitals):
        places = [place for place in by_word.get(capital, ()) if capital in mentions[place].capitals]
        if len(places) <= NAME_RECORDS:
            found.update(dict.fromkeys(places, f'"{capital}"'))
    if name.phrase:
        rarest = min(name.phrase, key=lambda word: (len(by_word.get(word, ())), word))
        sought = f" {' '.join(name.phrase)} "
        places = [place for place in by_word.get(rarest, ()) if _bears(mentions[place], sought)]
        if len(places) <= NAME_RECORDS:
            found.update(dict.fromkeys(places, f'"{sought.strip()}"'))
    return sorted(found.items())


def _bears(mention: _Mention, sought: str) -> bool:
    """Whether a text has the phrase; two words only as a proper name ("the Urban Project", not "an urban project")."""
    place = mention.running.find(sought)
    if place < 0 or len(mention.running) != len(mention.printed):
        return place >= 0
    if len(sought.split()) > 2:
        return True
    words = mention.printed[place : place + len(sought)].split()
    return all(word[0].isupper() for word in words)


def _link_threads(features: Sequence[_Features], done: set[tuple[int, int]]) -> Iterable[Link]:
    """Reports of one study: one team within a few years on one thing with a name in capitals. Always `maybe`."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(features):
        if one.record.record_kind == "study":
            for name in _capitals(" ".join(filter(None, (one.record.title, one.record.intervention)))):
                bearers[name].append(place)
    for name, places in sorted(bearers.items()):
        if len(places) > NAME_RECORDS:
            continue
        for first, second in combinations(places, 2):
            one, two = features[first], features[second]
            if (first, second) not in done and _is_thread(one, two):
                done.add((first, second))
                fields = _agree(one, two)
                why = f'one team on "{name}": reports of one study?; {fields.said()}'
                yield _make_link(one, two, "maybe", fields.score(), why)


def _is_thread(one: _Features, two: _Features) -> bool:
    if one.record.table_id is not None and one.record.table_id == two.record.table_id:
        return False
    years = one.record.year, two.record.year
    if years[0] is None or years[1] is None or abs(years[0] - years[1]) > YEARS_THREAD:
        return False
    return _agree_authors(one, two) == "same"


# --- all records ----------------------------------------------------------------------------------------------------


def _label(features: _Features) -> tuple[str | None, int | None, tuple[str, ...]]:
    """What tells the rows of one table apart where they are named by author and year."""
    return features.record.table_id, features.record.year, tuple(sorted(_first_names(features)))


def _make_link(one: _Features, two: _Features, verdict: LinkVerdict, score: float, why: str) -> Link:
    left, right = sorted((one.record.record_id, two.record.record_id))
    return Link(left, right, verdict, score, why)


def _block_keys(features: _Features) -> Iterable[str]:
    """Keys of which two records of one publication share at least one, whatever else is damaged or missing."""
    if features.doi is not None:
        yield f"doi {re.sub(chr(92) + 'W', '', _DOI_VERSION.sub('', features.doi))}"
    words = [word for word in features.spelled if word not in _STOP_WORDS]
    if words:
        yield f"start {' '.join(word[:4] for word in words[:3])}"
        yield f"end {' '.join(word[:4] for word in words[-3:])}"
        longest = max(sorted(words), key=len)
        for name in _first_names(features):
            yield f"team {name} {longest}"
    stands, year = features.place, features.record.year
    if stands.volume is not None and stands.page is not None:
        yield f"place {stands.volume} {stands.page}"
    for name in _first_names(features):
        if stands.page is not None:
            yield f"page {name} {stands.page}"
        if year is not None and (features.record.review_id is not None or not words):
            yield f"label {name} {year}"


def _first_names(features: _Features) -> frozenset[str]:
    return features.families[0] if features.families else frozenset()


def _find_pairs(features: Sequence[_Features]) -> list[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(features):
        if one.record.record_kind == "study":
            for key in set(_block_keys(one)):
                blocks[key].append(place)
    return sorted({pair for places in blocks.values() if len(places) > 1 for pair in combinations(places, 2)})


def _prepare(records: Sequence[Linkable]) -> list[_Features]:
    features = [_Features(record) for record in sorted(records, key=lambda record: record.record_id)]
    if len({one.record.record_id for one in features}) != len(features):
        raise ValueError("two records bear one record_id")
    return features


def link_records(records: Sequence[Linkable]) -> tuple[Link, ...]:
    """The links worth publishing, sorted by left and right; the same whatever the order of `records`.

    `same-report`, `same-study` and `maybe` for all pairs that earn them; `different` only for pairs that look alike
    and were vetoed.
    """
    features = _prepare(records)
    labels = Counter(_label(one) for one in features)
    found: list[Link] = []
    done: set[tuple[int, int]] = set()
    for first, second in _find_pairs(features):
        one, two = features[first], features[second]
        fields = _agree(one, two)
        judged = _judge(one, two, fields)
        if judged is not None and judged[1] == LABELLED and max(labels[_label(one)], labels[_label(two)]) > 1:
            judged = "maybe", "two tables of one review, but one has several studies of this author and year"
        if judged is not None:
            done.add((first, second))
            found.append(_make_link(one, two, judged[0], fields.score(), f"{judged[1]}; {fields.said()}"))
    found.extend(_link_threads(features, done))
    known = {(link.left, link.right) for link in found}
    found.extend(link for link in _link_mentions(features) if (link.left, link.right) not in known)
    return tuple(sorted(found, key=lambda link: (link.left, link.right, link.why)))


def same_groups(
    records: Sequence[Linkable], links: Sequence[Link], verdicts: frozenset[LinkVerdict] = YES
) -> tuple[frozenset[str], ...]:
    """Record ids that belong together by links of the given verdicts, sorted; only groups of two and more.

    The surest links join first. No chain joins two records of one table, a pair that a link calls `different`, or two
    records with DOIs of different works unless a yes-link says so of that very pair.

    Args:
        verdicts: `{"same-report"}` to collapse publications, all yes-verdicts to gather the reports of studies.
    """
    features = {one.record.record_id: one for one in _prepare(records)}
    known = {(link.left, link.right): link.verdict for link in links}
    home = {record_id: [record_id] for record_id in features}
    joining = [link for link in links if link.verdict in verdicts]
    for link in sorted(joining, key=lambda link: (-link.score, link.left, link.right)):
        one, two = home[link.left], home[link.right]
        if one is two or any(_is_vetoed(features[a], features[b], known) for a in one for b in two):
            continue
        one.extend(two)
        home.update(dict.fromkeys(two, one))
    groups = {id(members): frozenset(members) for members in home.values() if len(members) > 1}
    return tuple(sorted(groups.values(), key=min))


def _is_vetoed(one: _Features, two: _Features, known: Mapping[tuple[str, str], LinkVerdict]) -> bool:
    table = one.record.table_id
    if table is not None and table == two.record.table_id:
        return True
    left, right = sorted((one.record.record_id, two.record.record_id))
    verdict = known.get((left, right))
    if verdict is None or verdict == "maybe":
        return _agree_dois(one.doi, two.doi) == "differs"
    return verdict == "different"
