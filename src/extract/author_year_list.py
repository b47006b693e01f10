"""Where does each entry of a list of references without numbers begin?

Converters run the entries of such a list together or cut them at line ends, so that the text alone tells: an entry
begins, after the end of another, with the names of its authors, and the year follows them (APA 9.5, Chicago
author-date 15.9, Harvard, natbib), and the entries are in the order of the alphabet (APA 9.44, Chicago 15.11). Where
the year is last (MLA, Vancouver, plainnat), names behind a year and in that order tell.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.months import MONTH_STEMS, MONTHS

# Words from the first author to the year; a consortium that is printed in full has some hundred names of two words.
LONGEST_RUN = 240
# Words of a family name, before its comma: `van der Poel Smit,`.
LONGEST_FAMILY = 4
# Words of a person's name as it is spoken: `Juan C. de la Cruz Ek`.
LONGEST_SPOKEN = 6
# Words of the name of a body that is the author.
LONGEST_BODY = 12
# Share of the entries that must stand in the order of the alphabet for it to be believed and used against false ones.
ORDERED_SHARE = 0.7

PARTICLES = frozenset(
    "van von vom zu zur der den de del della di da das do dos du la le les lo el al ten ter te bin ibn y".split()
)
# What stands among names and is none: joiners, and what is said of editors and of those left out, in English, German,
# French, Spanish, Portuguese, Dutch and the Nordic languages.
AMONG = frozenset(
    "and & et al und with eds ed jr sr ii iii others … ... editor editors u a u.a hrsg hg hgg éd éds dir dirs e i en"
    " og och red coord coords org orgs comp comps".split()
)
# Small words in the names of bodies, in the same languages.
LINKS = frozenset(
    "of for the and & on in to at de del la las los el y para por e da do das dos em et des du d’ pour le les à au"
    " aux en sur und für der die das des im am van voor het den op met og och för av i til di della per il".split()
)
# Words that a name follows inside an entry.
BEFORE_A_NAME = (
    AMONG | LINKS | PARTICLES | frozenset("in by from at with de edited translated ed hrsg vol no pp".split())
)
# Words with a capital that follow a full stop inside an entry and begin no other.
INSIDE = frozenset(
    "in the a an journal retrieved available accessed proceedings paper working technical doctoral vol volume review"
    " economics press university report phd master chapter pp from cambridge oxford london y".split()
) | frozenset(MONTHS)

# A year of publication as a word of its own, with its letter and the mark that ends it. Match: `(2019).`, `2011a,`,
# `(2019,`, `2004:`; near miss: `2015-9.`, `20(4)`.
YEAR = re.compile(r"(?P<open>[(\[]?)(?P<year>(?:18|19|20)\d\d)(?P<letter>[a-z]?)[)\]]?[.,:;]{0,2}")
# A day in brackets that begins with its month, as words (Soziale Welt). Match: `(November 2015):`, `(4. Mai 2007a):`;
# near miss: `(2015)`.
DAY = re.compile(r"\((?:\d{1,2}\.?\s)?[^\W\d_]{3,9}\.?,?\s(?P<year>(?:18|19|20)\d\d)(?P<letter>[a-z]?)\)[.,:;]{0,2}")
# A year anywhere in a word. Match: `(2010):`, `2010-03-02`; near miss: `120194`.
HAS_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
# What stands in the place of the year of a work without one, or not yet published (APA 9.14 and 9.17, Chicago 14.145,
# DIN 1505, ISO 690), as one word or two. Match: `(n.d.).`, `n.d.`, `forthcoming.`, `(in press).`, `o. J.`; near miss:
# `in`, `In press conferences`.
YEARLESS = re.compile(
    r"(?P<open>[(\[]?)(?:n\.\s?d\.?|s\.\s?[adf]\.?|o\.\s?J\.?|[Ff]orthcoming|undated|[Ii]n press|im Druck|im Erscheinen"
    r"|ohne Jahr|kein Datum|[Ss]ous presse|à paraître|sans date|[Ee]n prensa|sin fecha|no prelo|sem data|[Ii]n druk"
    r"|zonder datum|z\.\s?d\.|u\.\s?[åd]\.)(?P<letter>-?[a-z]?)[)\]]?[.,:;]{0,2}"
)
# A dash in the place of the names of the entry above (Chicago 15.17, MLA 5.126). Match: `———.`, `---,`, `—`; near miss:
# `-`, `–`.
DASH = re.compile(r"(?:[—―]{1,4}|[-–_]{2,8})[.,:;]?")
# One or more initials. Match: `J.`, `S.M.,`, `M.-P.`, `AB`; near miss: `Ann`.
INITIALS = re.compile(r"\(?(?:[^\W\d_a-z]\.?[-‐]?){1,4}[.,;:]{0,2}\)?")
# Initials without full stops (ICMJE, Citing Medicine chapter 1). Match: `AB`, `J`, `J-P`; near miss: `CRUZ`, `Ann`.
BARE_INITIALS = re.compile(r"[^\W\d_a-z]{1,3}(?:[-‐][^\W\d_a-z]{1,2})?")
# A word of a name. Match: `O’Brien,`, `Saint-Paul.`, `G¨org`, `d’Arcy`, `Ann/Ek,`; near miss: `skills`, `2%.`, `MA:`.
NAME = re.compile(r"(?:[dDlL][’'])?[^\W\d_a-z][^\W\d_]{0,30}(?:[-‐–’'´`¨ˇ./][^\W\d_]{1,30}){0,3}[.,;]{0,2}")
# A small word in the name of a body, as languages other than English print most of them. Match: `pour`, `d’études`,
# `national.`; near miss: `2%`, `doi:10`.
SMALL = re.compile(r"(?:[ldLD][’'])?[^\W\d_]{1,30}(?:[-‐’'][^\W\d_]{1,30})?[.,:;]?|&")
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
        family: family name of the first author, or the body, as printed; where a dash stands for it, that of the entry
            above.
        year, letter: as printed behind the names; None where the work has no year yet.
        is_body: the author is a body.
        is_dash: a dash stands for the author.
    """

    first: int
    year_at: int
    family: str
    year: int | None
    letter: str
    is_body: bool
    is_dash: bool = False


def find_entries(words: Sequence[str], breaks: frozenset[int] = frozenset()) -> tuple[EntryStart, ...]:
    """The entries of a list, in printed order.

    Args:
        words: of the whole list, split at white space.
        breaks: words that begin a paragraph: an entry may begin there whatever stands before.
    """
    found: list[EntryStart] = []
    run = _Run(_name_ends(words), _sentence_ends(words))
    at = 0
    while at < len(words):
        entry = _entry(words, at, run) if _may_begin(words, at, breaks) else None
        if entry is not None:
            found.append(entry)
        at = entry.year_at + 1 if entry is not None and not entry.is_body else at + 1
    told = _in_order(_alike(found, words))
    told = max(told, _without_stops(words, run, told), _spoken(words, run, breaks), key=len)
    return _named(told)


@dataclass(frozen=True)
class _Run:
    """How far names go on.

    Attributes:
        ends: for each word the first from it on that cannot stand among names.
        stops: how many words before each end a sentence.
    """

    ends: Sequence[int]
    stops: Sequence[int]

    def holds_sentence(self, first: int, end: int) -> bool:
        """Whether one of the words from `first` to before `end` ends a sentence."""
        return end > first and self.stops[end] > self.stops[first]


def _spoken(words: Sequence[str], run: _Run, breaks: frozenset[int]) -> tuple[EntryStart, ...]:
    """The entries of a list that prints names as they are spoken, then the year (ACL): `Ann Berg and Bo Ek. 2010.`"""
    found: list[EntryStart] = []
    for at in range(len(words)):
        end = run.ends[at]
        if not at < end < at + LONGEST_RUN or not _may_begin(words, at, breaks):
            continue
        year, family = _year(words, end), _spoken_family(words, at)
        if year is not None and family and not run.holds_sentence(at, end - 1):
            found.append(EntryStart(at, end, family, *year, False))
        elif (entry := _body_entry(words, at)) is not None:
            found.append(entry)
    return _in_order(_alike(found, words))


def _without_stops(words: Sequence[str], run: _Run, told: Sequence[EntryStart]) -> tuple[EntryStart, ...]:
    """The entries of a list whose entries end without a full stop, so that names follow a word: `London Ahn A (1999)`.

    Springer's author-date styles and Cambridge's end so. Where the name of a place could be the first of the family's,
    the order of the alphabet tells, and then the shorter name.
    """
    found = [
        entry
        for at in range(len(words))
        if (at == 0 or _may_stand_before_a_name(words[at - 1]))
        and _bare(words[at]) not in INSIDE
        and _has_initials(words, at)
        and (entry := _person_entry(words, at, run)) is not None
    ]
    both = {entry.first: entry for entry in (*found, *told)}
    last: dict[int, EntryStart] = {}
    for entry in _in_order([both[first] for first in sorted(both)]):
        longer = last.get(entry.year_at)
        if longer is None or longer.family.split()[0].casefold() not in PARTICLES:
            last[entry.year_at] = entry
    return tuple(last.values())


def _may_stand_before_a_name(word: str) -> bool:
    """Whether a word may end an entry without a full stop: no joiner or initial, as stand before a second author."""
    return word[-1] not in ",&:;" and _bare(word) not in BEFORE_A_NAME and len(word.rstrip(".")) > 1


def _has_initials(words: Sequence[str], at: int) -> bool:
    """Whether initials follow the family name that begins at `at`."""
    family = _family(words, at)
    return family is not None and INITIALS.fullmatch(words[at + len(family)]) is not None


def _entry(words: Sequence[str], at: int, run: _Run) -> EntryStart | None:
    return _dash_entry(words, at, run) or _person_entry(words, at, run) or _body_entry(words, at)


def _named(entries: Sequence[EntryStart]) -> tuple[EntryStart, ...]:
    """The entries, where one with a dash has the name of the one above; without it at the head of the list."""
    named: list[EntryStart] = []
    for entry in entries:
        if not entry.is_dash:
            named.append(entry)
        elif named:
            named.append(replace(entry, family=named[-1].family))
    return tuple(named)


def find_by_names(words: Sequence[str], breaks: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """Words that begin an entry of a list that prints the year last (MLA, Vancouver without numbers, plainnat).

    Names follow the end of another entry and a year, and the list is in the order of the alphabet, by the first word of
    names turned round, or by the family name of names as they are spoken; without that order nothing is told.

    Args:
        words: of the whole list, split at white space.
        breaks: words that begin a paragraph.
    """
    candidates = [at for at in range(len(words)) if _may_begin(words, at, breaks)]
    readings = [_risen(words, candidates, key) for key in (_turned_key, _spoken_key)]
    bare = [at for at in candidates if is_bare_names(words, at)]
    return max([*readings, _dated(words, bare)], key=len)


def _dated(words: Sequence[str], starts: Sequence[int]) -> tuple[int, ...]:
    """The starts that have a year between them and the one before."""
    years = _years_before(words)
    kept: list[int] = []
    for at in starts:
        if not kept or years[at] > years[kept[-1]]:
            kept.append(at)
    return tuple(kept)


def _years_before(words: Sequence[str]) -> list[int]:
    counts = [0]
    for at in range(len(words)):
        counts.append(counts[-1] + (HAS_YEAR.search(words[at]) is not None or _two_words_for_a_year(words, at)))
    return counts


def is_bare_names(words: Sequence[str], first: int) -> bool:
    """Whether names as Vancouver prints them, and nothing else, go to a full stop: `Ahn AB, van Ek C, et al.`

    They are told by themselves, in a list of any order: an editor's stand behind `In:` or end with `ed`.
    """
    family = 0
    for word in words[first : first + LONGEST_RUN]:
        core = word.rstrip(".,:")
        if (family and BARE_INITIALS.fullmatch(core)) or core in (
            "et",
            "al",
            "and",
            "&",
            "eds",
            "ed",
            "editors",
            "editor",
        ):
            if word[-1] in ".:":
                return True
            family = 0
        elif family < LONGEST_FAMILY and word[-1] not in ".,:" and (NAME.fullmatch(word) or _bare(word) in PARTICLES):
            family += 1
        else:
            return False
    return False


def _risen(
    words: Sequence[str], candidates: Sequence[int], key_of: Callable[[Sequence[str], int], str]
) -> tuple[int, ...]:
    """The candidates that are in order, each with a year between it and the one before; empty where too few are."""
    years = _years_before(words)
    named: list[int] = []
    keys: list[str] = []
    for at in candidates:
        key = key_of(words, at) or (keys[-1] if keys and DASH.fullmatch(words[at]) else "")
        if key and (not named or years[at] > years[named[-1]]):
            named.append(at)
            keys.append(key)
    kept = _longest_rise(keys)
    if len(kept) < ORDERED_SHARE * len(named):
        return ()
    told = {named[index]: keys[index] for index in kept}
    return _with_bodies(words, candidates, told, years)


def _with_bodies(
    words: Sequence[str], candidates: Sequence[int], told: dict[int, str], years: Sequence[int]
) -> tuple[int, ...]:
    """The starts of persons and those of bodies that stand in the order of the alphabet between them.

    Only where a year lies between each of them, so that no title is taken for a body.
    """
    persons = [*told, len(words)]
    last = chr(0x10FFFF)
    starts: list[int] = []
    place = 0
    key = ""
    for at in candidates:
        while persons[place] < at:
            starts.append(persons[place])
            key = told[persons[place]]
            place += 1
        if persons[place] == at or (starts and years[at] == years[starts[-1]]):
            continue
        above = persons[place]
        own = sort_key(words, at) if above == len(words) or years[above] > years[at] else ""
        if own and key <= own <= told.get(above, last) and is_body(words, at):
            starts.append(at)
            key = own
    return (*starts, *persons[place:-1])


def is_body(words: Sequence[str], first: int) -> bool:
    """Whether the name of a body, and nothing else, goes to a full stop or colon: `World Bank.`, `Office of Law:`"""
    for at in range(first, min(first + LONGEST_BODY, len(words))):
        word = words[at]
        if not (_is_name(word.strip("().,:")) or (at > first and _bare(word) in LINKS)):
            return False
        if word[-1] in ".:":
            return not INITIALS.fullmatch(word)
    return False


def is_turned(words: Sequence[str], at: int) -> bool:
    """Whether a name with the family name first begins at `at`: `Berg, Ann`, `van Ek A,`."""
    return _family(words, at) is not None


def _turned_key(words: Sequence[str], at: int) -> str:
    family = _family(words, at)
    return _key(family[0]) if family is not None else ""


def spoken_key(words: Sequence[str], at: int) -> str:
    """What an entry is sorted by whose first name is spoken: `ek` of `A.B. van Ek.`; else its first word."""
    family = _spoken_family(words, at)
    return _key(family) if family else sort_key(words, at)


def _spoken_key(words: Sequence[str], at: int) -> str:
    family = _spoken_family(words, at)
    return _key(family) if family else ""


def _spoken_family(words: Sequence[str], at: int) -> str:
    """The family name of a name as it is spoken, `Ann B. Berg and`, `A.B. van Ek.`; empty where there is none."""
    for end in range(at, min(at + LONGEST_SPOKEN, len(words))):
        word = words[end]
        if not (_is_name(word) or _bare(word) in PARTICLES):
            return ""
        is_last = word[-1] in ".," or (end + 1 < len(words) and _bare(words[end + 1]) in ("and", "&", "et", "und"))
        if is_last and not INITIALS.fullmatch(word):
            return word.rstrip(".,") if end > at and not any(other[-1] == "," for other in words[at:end]) else ""
    return ""


def sort_key(words: Sequence[str], at: int) -> str:
    """The first word of an entry as a list is sorted by it; empty for a dash and for what has no one place."""
    return _key(words[at]) if words[at][:1].isalnum() and _has_one_place(words[at]) else ""


def ordered_share(keys: Sequence[str]) -> float:
    """The part of the keys that is in the order of the alphabet; those that are empty have no place in it."""
    told = [key for key in keys if key]
    return len(_longest_rise(told)) / len(told) if told else 0.0


def _may_begin(words: Sequence[str], at: int, breaks: frozenset[int]) -> bool:
    if _bare(words[at]) in INSIDE and words[at] != "A.":  # the initial of a spoken name
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
        word = words[at]
        is_among = _is_name(word) or _bare(word) in AMONG | PARTICLES or LEFT_OVER.fullmatch(word) is not None
        is_last = word.endswith(":") and _year(words, at + 1) is not None
        ends[at] = ends[at + 1] if (is_among or is_last) and not YEARLESS.fullmatch(word) else at
        ends[at] = at if _two_words_for_a_year(words, at) else ends[at]
    return ends


def _two_words_for_a_year(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and YEARLESS.fullmatch(f"{words[at]} {words[at + 1]}") is not None


def _year(words: Sequence[str], at: int) -> tuple[int | None, str] | None:
    """The year and its letter at `at`, or None and a letter where the print says that there is none yet; else None."""
    if at >= len(words):
        return None
    found = YEAR.fullmatch(words[at])
    if found is not None:
        return int(found["year"]), found["letter"]
    for count in (2, 3) if words[at].startswith("(") else ():
        found = DAY.fullmatch(" ".join(words[at : at + count]))
        if found is not None:
            return int(found["year"]), found["letter"]
    if YEARLESS.fullmatch(words[at]) or _two_words_for_a_year(words, at):
        return None, ""
    return None


def _sentence_ends(words: Sequence[str]) -> list[int]:
    """How many words before each end a sentence."""
    counts = [0]
    for word in words:
        counts.append(counts[-1] + _ends_sentence(word))
    return counts


def _dash_entry(words: Sequence[str], first: int, run: _Run) -> EntryStart | None:
    """A dash for the names above, perhaps more names, and the year."""
    if not DASH.fullmatch(words[first]):
        return None
    at = run.ends[first + 1]
    year = _year(words, at) if at < first + LONGEST_RUN else None
    if year is None or run.holds_sentence(first + 1, at - 1):
        return None
    return EntryStart(first, at, "", *year, False, True)


def _person_entry(words: Sequence[str], first: int, run: _Run) -> EntryStart | None:
    """`Family, ` with initials or given names, more of the same, and the year."""
    family = _family(words, first)
    if family is None:
        return None
    at = run.ends[first + len(family)]
    year = _year(words, at) if at < first + LONGEST_RUN else None
    if year is None or run.holds_sentence(first, at - 1):
        return None
    return EntryStart(first, at, " ".join(family).rstrip(","), *year, False)


def _family(words: Sequence[str], first: int) -> Sequence[str] | None:
    """The words of a family name that begins at `first`: to its comma, or to initials without one (`Berg AB,`)."""
    for at in range(first, min(first + LONGEST_FAMILY, len(words) - 1)):
        word = words[at]
        if at > first and BARE_INITIALS.fullmatch(word.rstrip(".,:;").replace(".", "")):
            return words[first:at]
        if word.endswith(",") and (NAME.fullmatch(word) or _bare(word) in PARTICLES):
            return words[first : at + 1] if _is_name(words[at + 1]) else None
        if word[-1] in ".;" or not (NAME.fullmatch(word) or _bare(word) in PARTICLES):
            return None
    return None


def _ends_sentence(word: str) -> bool:
    return SENTENCE_END.fullmatch(word) is not None and _bare(word) not in AMONG


def _body_entry(words: Sequence[str], first: int) -> EntryStart | None:
    """The name of a body, in capitals, and the year: `World Bank (2015)`, `NBS (National Bank) (2011)`."""
    for at in range(first, min(first + LONGEST_BODY, len(words))):
        year = _year(words, at)
        if year is not None and at > first:
            if at == first + 1 and words[first][:3].casefold() in MONTH_STEMS:
                return None  # of a day: `13. Dezember 2010`
            family = " ".join(words[first:at]).strip(".,:")
            return EntryStart(first, at, family, *year, True)
        is_last = _year(words, at + 1) is not None
        if words[at].endswith((".", ",", ":", ";")) and not is_last:
            return None
        if not (_is_name(words[at].strip("().,:")) or (at > first and SMALL.fullmatch(words[at]))):
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
    if year[0] in "([":
        return year[0]  # what stands behind the bracket may be a month: `(2010, April 15)`
    marks = (before[-1] if before[-1] in ",:" else "", year[0], year[-1])
    return " ".join(mark for mark in marks if not mark.isalnum())


def _in_order(entries: list[EntryStart]) -> tuple[EntryStart, ...]:
    """The entries that keep the order of the alphabet; all persons, where the list is in no such order.

    A name that begins with a particle may be sorted with or without it, one with an accent as its letter or behind all
    others, and is kept.
    """
    sorted_ones = [entry for entry in entries if not entry.is_dash and _has_one_place(entry.family.split()[0])]
    kept = _longest_rise([_key(entry.family) for entry in sorted_ones])
    if len(kept) < ORDERED_SHARE * len(sorted_ones):
        return tuple(entry for entry in entries if not entry.is_body)
    placed = {entry.first for entry in sorted_ones}
    rising = {sorted_ones[index].first for index in kept}
    return tuple(entry for entry in entries if entry.first in rising or entry.first not in placed)


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
