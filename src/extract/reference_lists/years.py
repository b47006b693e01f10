"""Is this word the year of an entry, or what stands for it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A year of publication as a word of its own, with its letter and the mark that ends it. Match: `(2019).`, `2011a,`,
# `(2019,`, `2004:`; near miss: `2015-9.`, `20(4)`.
YEAR = re.compile(r"[(\[]?(?P<year>(?:18|19|20)\d\d)(?P<letter>[a-z]?)[)\]]?[.,:;]{0,2}")
# A day in brackets that begins with its month, as words (Soziale Welt). Match: `(November 2015):`, `(4. Mai 2007a):`;
# near miss: `(2015)`.
DAY = re.compile(r"\((?:\d{1,2}\.?\s)?[^\W\d_]{3,9}\.?,?\s(?P<year>(?:18|19|20)\d\d)(?P<letter>[a-z]?)\)[.,:;]{0,2}")
# A year anywhere in a word. Match: `(2010):`, `2010-03-02`; near miss: `120194`.
HAS_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
# What stands in the place of the year of a work without one, or not yet published (APA 9.14 and 9.17, Chicago 14.145,
# DIN 1505, ISO 690), as one word or two. Match: `(n.d.).`, `n.d.`, `forthcoming.`, `(in press).`, `o. J.`; near miss:
# `in`, `In press conferences`.
YEARLESS = re.compile(
    r"[(\[]?(?:n\.\s?d\.?|s\.\s?[adf]\.?|o\.\s?J\.?|[Ff]orthcoming|undated|[Ii]n press|im Druck|im Erscheinen"
    r"|ohne Jahr|kein Datum|[Ss]ous presse|à paraître|sans date|[Ee]n prensa|sin fecha|no prelo|sem data|[Ii]n druk"
    r"|zonder datum|z\.\s?d\.|u\.\s?[åd]\.)-?[a-z]?[)\]]?[.,:;]{0,2}"
)
# The letter behind the year of an entry. Match: `(2010a)`, `2010b.`; near miss: `2010s`, `2010 a`.
YEAR_LETTER = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?P<letter>[a-h])(?!\w)")
# Words of a day: its month and year, or all three.
_DAY_WORDS = (2, 3)


@dataclass(frozen=True)
class PrintedYear:
    """The year of an entry, which begins at word `at`; None where the print says that there is none yet."""

    at: int
    value: int | None
    letter: str


def year_at(words: Sequence[str], at: int) -> PrintedYear | None:
    """The year that begins at `at`; None where another word stands there."""
    if at >= len(words):
        return None
    found = YEAR.fullmatch(words[at])
    for count in _DAY_WORDS if words[at].startswith("(") else ():
        found = found or DAY.fullmatch(" ".join(words[at : at + count]))
    if found is not None:
        return PrintedYear(at, int(found["year"]), found["letter"])
    return PrintedYear(at, None, "") if stands_for_year(words, at) else None


def stands_for_year(words: Sequence[str], at: int) -> bool:
    """`n.d.`, or the first word of `in press`."""
    return YEARLESS.fullmatch(words[at]) is not None or _is_first_of_two(words, at)


def _is_first_of_two(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and YEARLESS.fullmatch(f"{words[at]} {words[at + 1]}") is not None


def years_before(words: Sequence[str]) -> list[int]:
    """How many words before each hold a year, or are the first of two that stand for one; one more than the words."""
    counts = [0]
    for at in range(len(words)):
        counts.append(counts[-1] + (HAS_YEAR.search(words[at]) is not None or _is_first_of_two(words, at)))
    return counts


def is_dated(words: Sequence[str]) -> bool:
    """Whether a year, or what stands for one, is among the words of an entry."""
    return any(map(HAS_YEAR.search, words)) or any(stands_for_year(words, at) for at in range(len(words)))


def letter_in(raw: str) -> str:
    """The letter behind the first year that has one; empty where there is none."""
    found = YEAR_LETTER.search(raw)
    return found["letter"] if found else ""
