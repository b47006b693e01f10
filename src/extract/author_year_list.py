"""Where does each entry of a list of references without numbers begin?

Converters run the entries of such a list together or cut them at line ends, so that the text alone tells: an entry
begins, after the end of another, with the names of its authors, and the year follows them (APA 9.5, Chicago
author-date 15.9, Harvard, natbib), and the entries are in the order of the alphabet (APA 9.44, Chicago 15.11).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Words from the first author to the year; a consortium that is printed in full has some hundred names of two words.
LONGEST_RUN = 240
# Words of a family name, before its comma: `van der Poel Smit,`.
LONGEST_FAMILY = 4
# Words of the name of a body that is the author.
LONGEST_BODY = 12
# Share of the entries that must stand in the order of the alphabet for it to be believed and used against false ones.
ORDERED_SHARE = 0.7

PARTICLES = frozenset(
    "van von vom zu zur der den de del della di da das do dos du la le les lo el al ten ter te bin ibn y".split()
)
# What stands among names and is none: joiners, and what is said of editors and of those left out.
AMONG = frozenset("and & et al und with eds ed jr sr ii iii others … ...".split())
LINKS = frozenset("of for the and & on in to".split())
# Words with a capital that follow a full stop inside an entry and begin no other.
INSIDE = frozenset(
    "in the a an journal retrieved available accessed proceedings paper working technical doctoral vol volume review"
    " international economics press university report phd master chapter pp from cambridge oxford london".split()
)

# A year of publication as a word of its own, with its letter and the mark that ends it. Match: `(2019).`, `2011a,`,
# `(2019,`, `2004:`; near miss: `2015-9.`, `20(4)`.
YEAR = re.compile(r"(?P<open>[(\[]?)(?P<year>(?:18|19|20)\d\d)(?P<letter>[a-z]?)[)\]]?[.,:;]{0,2}")
# One or more initials. Match: `J.`, `S.M.,`, `M.-P.`, `AB`; near miss: `Ann`.
INITIALS = re.compile(r"\(?(?:[^\W\d_a-z]\.?[-‐]?){1,4}[.,;:]{0,2}\)?")
# A word of a name. Match: `O’Brien,`, `Saint-Paul.`, `G¨org`, `d’Arcy`; near miss: `skills`, `2%.`, `MA:`.
NAME = re.compile(r"(?:[dDlL][’'])?[^\W\d_a-z][^\W\d_]{0,30}(?:[-‐–’'´`¨ˇ.][^\W\d_]{1,30}){0,3}[.,;]{0,2}")
# A word that ends a sentence, which no list of names goes on behind. Match: `Fund.`, `CESifo.`; near miss: `Jr.`, `A.`,
# `S.-J.`.
SENTENCE_END = re.compile(r"[^\W\d_]{3,}\.")
# What an accent that lost its letter, or a name that was left out, leaves among names. Match: `¨`, `,`; near miss: `&`.
LEFT_OVER = re.compile(r"[^\w\s()\[\]&.]{1,2}")
# The end of an entry before. Match: `238–243.`, `Finance.”`, `[CrossRef]`, `doi.org/10.1/x`; near miss: `Press`.
ENDED = re.compile(r".*(?:[.?!)\]”\"’»]|\d|/\S+)")


@dataclass(frozen=True)
class EntryStart:
    """The beginning of an entry: words `first` to `year_at` are its authors, the year is at `year_at`.

    Attributes:
        family: family name of the first author, or the body, as printed.
        year, letter: as printed behind the names.
        is_body: the author is a body.
    """

    first: int
    year_at: int
    family: str
    year: int
    letter: str
    is_body: bool


def find_entries(words: Sequence[str], breaks: frozenset[int] = frozenset()) -> tuple[EntryStart, ...]:
    """The entries of a list, in printed order.

    Args:
        words: of the whole list, split at white space.
        breaks: words that begin a paragraph: an entry may begin there whatever stands before.
    """
    found: list[EntryStart] = []
    ends = _name_ends(words)
    at = 0
    while at < len(words):
        entry = _person_entry(words, at, ends) or _body_entry(words, at) if _may_begin(words, at, breaks) else None
        if entry is not None:
            found.append(entry)
        at = entry.year_at + 1 if entry is not None and not entry.is_body else at + 1
    return _in_order(_alike(found, words))


def _may_begin(words: Sequence[str], at: int, breaks: frozenset[int]) -> bool:
    if _bare(words[at]) in INSIDE:
        return False
    return at == 0 or at in breaks or ENDED.fullmatch(words[at - 1]) is not None


def _bare(word: str) -> str:
    return word.strip("().,;:[]&").casefold() or word


def _is_name(word: str) -> bool:
    return NAME.fullmatch(word) is not None or INITIALS.fullmatch(word) is not None


def _name_ends(words: Sequence[str]) -> list[int]:
    """For each word the first from it on that cannot stand among names: a year, or another word."""
    ends = [len(words)] * (len(words) + 1)
    for at in range(len(words) - 1, -1, -1):
        is_among = (
            _is_name(words[at]) or _bare(words[at]) in AMONG | PARTICLES or LEFT_OVER.fullmatch(words[at]) is not None
        )
        is_last = words[at].endswith(":") and at + 1 < len(words) and YEAR.fullmatch(words[at + 1]) is not None
        ends[at] = ends[at + 1] if is_among or is_last else at
    return ends


def _person_entry(words: Sequence[str], first: int, ends: Sequence[int]) -> EntryStart | None:
    """`Family, ` with initials or given names, more of the same, and the year."""
    comma = next((at for at in range(first, min(first + LONGEST_FAMILY, len(words))) if words[at].endswith(",")), None)
    if comma is None or comma + 1 >= len(words) or not _is_name(words[comma + 1]):
        return None
    family = words[first : comma + 1]
    if not all(NAME.fullmatch(word) or _bare(word) in PARTICLES for word in family) or any(
        word.endswith(".") for word in family
    ):
        return None
    at = ends[comma + 1]
    year = YEAR.fullmatch(words[at]) if at < min(first + LONGEST_RUN, len(words)) else None
    if year is None or any(_ends_sentence(word) for word in words[first : at - 1]):
        return None
    return EntryStart(first, at, " ".join(family).rstrip(","), int(year["year"]), year["letter"], False)


def _ends_sentence(word: str) -> bool:
    return SENTENCE_END.fullmatch(word) is not None and _bare(word) not in AMONG


def _body_entry(words: Sequence[str], first: int) -> EntryStart | None:
    """The name of a body, in capitals, and the year: `World Bank (2015)`, `NBS (National Bank) (2011)`."""
    for at in range(first, min(first + LONGEST_BODY, len(words))):
        year = YEAR.fullmatch(words[at])
        if year is not None and at > first:
            family = " ".join(words[first:at]).strip(".,:")
            return EntryStart(first, at, family, int(year["year"]), year["letter"], True)
        is_last = at + 1 < len(words) and YEAR.fullmatch(words[at + 1]) is not None
        if words[at].endswith((".", ",", ":", ";")) and not is_last:
            return None
        if not (_is_name(words[at].strip("().,:")) or (at > first and _bare(words[at]) in LINKS)):
            return None
    return None


def _alike(entries: Sequence[EntryStart], words: Sequence[str]) -> list[EntryStart]:
    """Entries of persons, and those of bodies whose year is printed as in most of the others.

    `Journal of Made Things, 2010` inside an entry looks like a body with its year; a list prints years in one way.
    """
    ways = Counter(_way(entry, words) for entry in entries if not entry.is_body)
    usual = max(ways, key=lambda way: (ways[way], way)) if ways else None
    return [entry for entry in entries if not entry.is_body or _way(entry, words) == usual]


def _way(entry: EntryStart, words: Sequence[str]) -> str:
    """How the year is set off from the names: the marks before and around it."""
    before, year = words[entry.year_at - 1], words[entry.year_at]
    marks = (before[-1] if before[-1] in ",:" else "", year[0], year[-1])
    return " ".join(mark for mark in marks if not mark.isalnum())


def _in_order(entries: list[EntryStart]) -> tuple[EntryStart, ...]:
    """The entries that keep the order of the alphabet; all persons, where the list is in no such order.

    A name that begins with a particle may be sorted with or without it, one with an accent as its letter or behind all
    others, and is kept.
    """
    sorted_ones = [entry for entry in entries if _has_one_place(entry.family.split()[0])]
    kept = _longest_rise([_key(entry.family) for entry in sorted_ones])
    if len(kept) < ORDERED_SHARE * len(sorted_ones):
        return tuple(entry for entry in entries if not entry.is_body)
    rising = {sorted_ones[index].first for index in kept}
    return tuple(entry for entry in entries if entry.first in rising or entry not in sorted_ones)


def _has_one_place(first_word: str) -> bool:
    return first_word.casefold() not in PARTICLES and first_word.isascii()


def _key(family: str) -> str:
    """The first word of a name as libraries sort it: letters only, without accents."""
    plain = unicodedata.normalize("NFKD", family.split()[0]).casefold()
    return "".join(char for char in plain if char.isalpha())


def _longest_rise(keys: Sequence[str]) -> list[int]:
    """Indexes of a longest part of `keys` that never falls (patience sorting)."""
    tops: list[str] = []
    top_at: list[int] = []
    before: list[int | None] = []
    for index, key in enumerate(keys):
        pile = bisect_right(tops, key)
        before.append(top_at[pile - 1] if pile else None)
        tops[pile : pile + 1] = [key]
        top_at[pile : pile + 1] = [index]
    kept: list[int] = []
    at = top_at[-1] if top_at else None
    while at is not None:
        kept.append(at)
        at = before[at]
    return kept[::-1]
