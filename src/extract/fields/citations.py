"""Which references of the review's list does a cell cite by number?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pages import Mark

# References are numbered from 1; the longest lists of systematic reviews run to some thousands, but four digits in
# brackets are nearly always a year.
MAX_NUMBER = 1999
FIRST_YEAR_LIKE = 1800
# A range of citations spans few references; one that spans more is an interval or a span of pages.
MAX_RANGE = 60

_DASH = "-‐‑‒–−"
_LIST = rf"\d{{1,4}}(?:\s?[{_DASH}]\s?\d{{1,4}})?(?:\s?[,;]\s?\d{{1,4}}(?:\s?[{_DASH}]\s?\d{{1,4}})?){{0,60}}"

# Square brackets that hold numbers and ranges only, perhaps after "e.g.", "see", "cf." or "ref.". Match: `[45-47]`,
# `[e.g. 72,77]`; near miss: `[n=3]`, `[95% CI 1-2]`, `[S12]`, `[1.2-3.4]`.
SQUARE = re.compile(rf"\[\s?(?:e\.g\.,?|see|cf\.?|refs?\.?|nos?\.?)?\s?({_LIST})\s?\]", re.IGNORECASE)
# The same in round brackets. Match: `et al. (12)`; near miss: `(2019)`, `39(3)`, `(n=12)`.
ROUND = re.compile(rf"\(({_LIST})\)")
# A whole raised text of numbers and ranges, perhaps with the comma before it. Match: `26,27`; near miss: `a,b`, `2nd`.
RAISED = re.compile(rf"\s?[,;.]?\[?\s?({_LIST})\s?\]?[,;.]?\s?")
# Raised digits of Unicode, with commas and dashes between. Match: `²⁶`, `¹⁻³`; near miss: `m²` (a unit, see `_UNITS`).
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED_UNICODE = re.compile(rf"[{_RAISED_DIGITS}]{{1,4}}(?:[,⁻‐–˒ʼ\u02d2-]{{1,2}}[{_RAISED_DIGITS}]{{1,4}}){{0,60}}")
_PART = re.compile(rf"(\d{{1,4}})(?:\s?[{_DASH}]\s?(\d{{1,4}}))?")

# What stands before a raised number that is a power or a unit, not a citation. Match: `cm` of `cm2`, `R` of `R2`;
# near miss: `al` of `et al2`.
_UNITS = re.compile(
    r"(?:^|[^A-Za-z])(?:[cdkmnµμ]?m|kg/?m|[RrχIηωTxX]|ft|in|km|[a-z]*/[cdkm]?m|CO|H|O|CD|SpO|PaO|NO|Ca|Mg|Na|Zn)$"
)
# Words before a bracket that announce an interval. Match: `95% CI `, `range `; near miss: `Ci et al.`.
_INTERVAL = re.compile(
    r"(?:\bCI|\bCrI|\bIQR|\brange[ds]?|\binterval|\bmedian|\bmean|\bSD|\bSE|%|[=<>≤≥±])[\s:,=]{0,20}$"
)
# A number by itself before a bracket: the bracket holds its spread. Match: `45 `, `12.3 `; near miss: `2014 ` (a
# year), `COVID-19 `.
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(,;:=<>~≈±])[\d.,·]{0,20}\d\s?$")
_YEAR_BEFORE = re.compile(r"(?:^|[^\d])(?:1[89]|20)\d\d[a-z]?\)?[,;.]?\s?$")
# What may follow a citation in round brackets: an end, or a mark of punctuation; words after it make it an item of a
# list.
_ROUND_AFTER = re.compile(r"\s*(?:$|[.,;:)\]\n]|and\b|&)")
_ET_AL_BEFORE = re.compile(r"\bal\.?,?\s?$")


@dataclass(frozen=True)
class Citation:
    """A cited reference.

    Attributes:
        number: its number in the review's list, from 1.
        start, end: offsets of the printed number, or of the range that it stands in.
    """

    number: int
    start: int
    end: int


def parse(raw: str, marks: Sequence[Mark] = ()) -> tuple[Citation, ...]:
    """The references cited by number, each once, in the order printed.

    Numbers in square brackets and raised numbers are citations (Vancouver style, ICMJE Recommendations); numbers in
    round brackets only where the text uses no other kind and they do not number the items of a list. `[45-47]` gives
    45, 46, 47.

    Args:
        raw: the cell as printed.
        marks: stretches of `raw` that are set raised; others are ignored.
    """
    found = [*_bracketed(raw), *_raised(raw, marks)]
    if not found:
        found = list(_rounded(raw))
    once: dict[int, Citation] = {}
    for citation in sorted(found, key=lambda item: (item.start, item.number)):
        once.setdefault(citation.number, citation)
    return tuple(once.values())


def _bracketed(raw: str) -> Iterator[Citation]:
    """Numbers in square brackets that are no year, no interval and no spread of a number before them."""
    for match in SQUARE.finditer(raw):
        before = raw[max(0, match.start() - 20) : match.start()]
        is_spread = _NUMBER_BEFORE.search(before) is not None and _YEAR_BEFORE.search(before) is None
        if not is_spread and _INTERVAL.search(before) is None:
            yield from _expanded(raw, match.start(1), match.end(1))


def _rounded(raw: str) -> Iterator[Citation]:
    """Numbers in round brackets at the end of a phrase or after "et al.".

    Not years, issues, spreads, or items of a list.
    """
    for match in ROUND.finditer(raw):
        before = raw[max(0, match.start() - 20) : match.start()]
        if (
            not before.strip()
            or before[-1].isdigit()
            or (_NUMBER_BEFORE.search(before) and _YEAR_BEFORE.search(before) is None)
        ):
            continue
        if _INTERVAL.search(before) is None and (_ET_AL_BEFORE.search(before) or _ROUND_AFTER.match(raw, match.end())):
            yield from _expanded(raw, match.start(1), match.end(1))


def _raised(raw: str, marks: Sequence[Mark]) -> Iterator[Citation]:
    """Raised numbers that are no power of a number and no part of a unit or formula."""
    for mark in marks:
        if mark.kind != "superscript":
            continue
        match = RAISED.fullmatch(raw, mark.start, mark.end)
        if match is not None and _may_cite(raw, mark.start):
            yield from _expanded(raw, match.start(1), match.end(1))
    for match in RAISED_UNICODE.finditer(raw):
        if _may_cite(raw, match.start()):
            yield from _expanded(raw, match.start(), match.end())


def _may_cite(raw: str, start: int) -> bool:
    """Whether a raised number at `start` may be a citation: not at the beginning, after a digit, or after a unit."""
    before = raw[max(0, start - 12) : start]
    return bool(before.strip()) and not before[-1].isdigit() and _UNITS.search(before) is None


def _expanded(raw: str, start: int, end: int) -> Iterator[Citation]:
    """The numbers of a list with its ranges written out; nothing at all when one of them cannot be a citation."""
    text = _plain_digits(raw[start:end])
    found: list[Citation] = []
    for match in _PART.finditer(text):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        is_year = first >= FIRST_YEAR_LIKE or last >= FIRST_YEAR_LIKE
        if is_year or first < 1 or last > MAX_NUMBER or not first <= last <= first + MAX_RANGE:
            return
        found += [Citation(number, start + match.start(), start + match.end()) for number in range(first, last + 1)]
    yield from found


def _plain_digits(text: str) -> str:
    """Raised digits and dashes of Unicode as plain ones; every character keeps its place."""
    return text.translate(str.maketrans(_RAISED_DIGITS + "⁻˒ʼ", "0123456789-,,"))
