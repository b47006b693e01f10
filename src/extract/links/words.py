"""Titles, names, DOIs and numbers of records in the forms in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from extract.links.record import ReportKind


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Notes that databases put into titles, in square brackets: "[Chinese]", "[16 refs]", "[Erratum appears in ...]".
# Match: "Title. [German]"; near miss: "[Title in translation]", which is all there is and stays.
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
# A reference to another paper at a title's end: "... N Engl J Med. 2009 Jan 29;360(5):544-6".
_ELLIPSIS_TAIL = re.compile(r"\.\.\..*", re.DOTALL)
# How citation databases print whose erratum a record is: "(vol 85, pg 553, 2010)", "(Blood (2009) 360 (542-544))".
# Near miss: "(aged 60 to 85)". Only the last 200 signs are searched, so the match is bounded.
ERRATUM_TAIL = re.compile(
    r"\((?:vol\.? \d[^()]{0,60}|[^()]{3,150}\([^()]{4,25}\) ?\d[^()]{0,10}(?:\([^()]{1,20}\))?)\)\W*$"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,20}>")
WORD = re.compile(r"[^\W_]+")
# The first number of a page or article number: "c37-c42" -> 37, "CD008391" -> 008391; near miss: "in press".
_PAGE = re.compile(r"\d+")
_SPELLINGS = (("ae", "e"), ("oe", "e"), ("isation", "ization"), ("ise", "ize"), ("our", "or"), ("ys", "yz"))
STOP_WORDS = word_set(
    "a an the of in on at for to and or with from by as is are its their after among between during versus vs"
)
# Titles that name a kind of contribution, not a paper.
GENERIC_TITLES = word_set(
    "editorial introduction preface foreword reply response comment comments commentary letter letters correspondence "
    "erratum corrigendum correction retraction abstract abstracts poster posters contents index news obituary review "
    "reviews book books editor editors author authors reader note notes conclusion conclusions discussion summary "
    "background overview report untitled case study paper conference proceedings multiple issue special"
)
# Words for a meeting in the name of what its papers stand in; "proceedings" alone may be a journal (PNAS).
MEETING_WORDS = word_set("conference congress symposium workshop colloquium")
REPORT_WORDS: Mapping[ReportKind, frozenset[str]] = MappingProxyType(
    {
        "erratum": frozenset({"erratum", "errata", "corrigendum", "corrigenda", "correction", "retraction"}),
        "reply": frozenset({"reply", "replies", "response", "rejoinder", "comment", "comments", "commentary"}),
        "protocol": frozenset({"protocol"}),
        "abstract": frozenset({"abstract", "poster"}),
        "reprint": frozenset({"reprint", "reprinted", "republished", "republication"}),
        "preprint": frozenset({"preprint"}),
    }
)
# Prefixes of preprint servers (Crossref and DataCite): a preprint's DOI differs from that of the article it became.
PREPRINT_DOIS = (
    "10.1101/", "10.48550/", "10.21203/", "10.31234/", "10.31219/", "10.31235/", "10.2139/ssrn", "10.26434/",
    "10.20944/", "10.22541/", "10.36227/", "10.35542/", "10.7287/", "10.2196/preprints",
)  # fmt: skip
# Version ends of DOIs: Cochrane ".pub2", Research Square "/v1", figshare and arXiv "v2", F1000 ".2".
DOI_VERSION = re.compile(r"(?:\.pub\d{1,2}|[./]?v\d{1,2}|(?<=research\.\d{5})\.\d|(?<=openres\.\d{5})\.\d)$")


def plain(text: str) -> str:
    """Lower case without accents and markup."""
    if text.isascii():
        return _TAG.sub("", text).casefold()
    spread = unicodedata.normalize("NFKD", _TAG.sub("", text)).casefold()
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def fold_title(title: str) -> tuple[str, ...]:
    """Words of a title without database notes: "[Stroke care]. [German]" -> stroke care."""
    bare = _drop_erratum_tail(drop_brackets(title))
    if len(WORD.findall(bare)) < 2:
        bare = max((*_BRACKETED.findall(title), title if "[" not in title else ""), key=len, default="") or title
    shorn = _ELLIPSIS_TAIL.sub("", bare)
    kept = shorn if len(WORD.findall(shorn)) >= 2 else bare
    return tuple(WORD.findall(plain(kept)))


def drop_brackets(title: str) -> str:
    """Without what stands in square brackets, also within others; three deep is the deepest seen."""
    for _ in range(3):
        title = _BRACKETED.sub(" ", title)
    return title.strip()


def _drop_erratum_tail(title: str) -> str:
    head, tail = title[:-200], title[-200:]
    return head + ERRATUM_TAIL.sub("", tail)


def spell(word: str) -> str:
    """One spelling for British and American words; only for comparing."""
    for british, other in _SPELLINGS:
        word = word.replace(british, other)
    return word


def fold_doi(doi: str | None) -> str | None:
    """`https://doi.org/10.1002/ABC.` -> `10.1002/abc`; None where there is no DOI in it."""
    if doi is None:
        return None
    place = doi.find("10.")
    return doi[place:].strip().rstrip(".,;)").casefold() or None if place >= 0 else None


def family_words(author: str) -> frozenset[str]:
    """Words of three letters and more of a family name; of the whole name where databases turned it round.

    "van der Berg, A." -> van der berg -> {van, der, berg}; "Si Hyun Kang, null" -> {hyun, kang}.
    """
    family, _, _ = author.partition(",")
    found = [word for word in WORD.findall(plain(family)) if len(word) > 1]
    long = [word for word in found if len(word) > 2]
    return frozenset(long or found)


def first_number(raw: str | None) -> str | None:
    if raw is None:
        return None
    found = re.search(r"\d+", raw)
    return found[0].lstrip("0") or "0" if found else None


def first_page(raw: str | None) -> str | None:
    found = _PAGE.search(raw) if raw is not None else None
    return found[0].lstrip("0") or "0" if found else None
