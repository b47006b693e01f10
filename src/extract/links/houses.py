"""The houses that publish books and reports, as catalogues print them, and how far two agree.

A catalogue prints "Place : Publisher" (ISBD area 4, AACR2 1.4), a reference list "Publisher, Place", "Place: Publisher"
or the publisher alone (APA 7, 9.29; Chicago Manual, 17th ed., 14.127), and either may add a series and its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.links.catalogues import drop_edition
from extract.links.containers import NAME_SAME, agree_containers
from extract.links.plain_text import plain
from extract.links.record import Agreement
from extract.links.vocabulary import CONTAINER_STOPS, PLACES, word_set
from extract.links.words import WORD, initials_of, without_brackets

# What publishers' names may lose: "Guilford Press" is "Guilford", "Addison-Wesley Pub. Co." is "Addison-Wesley" (AACR2
# 1.4D2: the shortest form in which a publisher can be identified).
_HOUSE_STOPS = CONTAINER_STOPS | word_set(
    "press presse presses publishers publisher publishing publications pub co company ltd limited inc llc plc gmbh "
    "verlag verl editions books at secretariat ed edn edition no nr number"
)
# Words of a series, which stands beside a house and is none.
_SERIES = word_set(
    "series working discussion paper papers report reports study studies bulletin technical cat university"
)
# Words of names that bodies of many countries bear, which catalogues tell apart by the place (AACR2 24.3E, 24.4C).
_COMMON = word_set(
    "ministry department office bureau national central government printing statistics statistical service services "
    "council commission board agency health education labour labor welfare social public research institute planning"
)
# Names that only a publisher of books or reports bears. Match: "Boydell Press", "University of Oxford"; near misses:
# "The Lancet", "Stroke".
_HOUSE_MARK = re.compile(
    r"\b(?:press|publish(?:ers?|ing)|verlag|universi\w{1,6}|univ|inst(?:itut\w{0,3})|ministry|department|office|bureau|"
    r"agency|commission|organi[sz]ation|secretariat|working papers?|discussion papers?|technical reports?|"
    r"cent(?:er|re) for)\b|"
    r"\w\s?:\s"
)
_PRESS_MARK = re.compile(r"\b(?:press|publish(?:ers?|ing)|verlag|books)\b")
# Where the parts of an imprint end. Match: "Cambridge ; New York", "Bonn: Secretariat"; near misses: "McGraw-Hill",
# "Papers:23532".
_PART = re.compile(r" ?[;,:/=] | [;:/=]|\. (?=[A-Z])")
# The colon behind the place: the last one before words. Match: "Series no. 53. Canberra: AIHW"; near miss: "NBER
# Working Papers: 23532".
_PLACE_COLON = re.compile(r" ?: (?=[^\W\d])")
# A sentence before the place. Match: "Cm 12. London"; near miss: "N.J."
_SENTENCE = re.compile(r"(?<=\w\w)\. (?=[A-Z])")
# Initials of a body. Match: "AIHW"; near misses: "Aihw", "UK", "USA".
_INITIALS = re.compile(r"\b(?!USA\b)[A-Z]{3,8}\b")
Words = tuple[str, ...]


@dataclass(frozen=True)
class House:
    """Who published a book or report, and where.

    Attributes:
        names: words of each name that may be the publisher's, the series among them, without those it may lose.
        initials: words that stand for a name by its initials.
        heads: initials of each name in full, with small words and without.
        places: words of each place.
        is_marked: whether the text can only be that of a publisher.
        is_press: whether it is that of a publisher of books, by its name.
    """

    names: tuple[Words, ...]
    initials: frozenset[str]
    heads: frozenset[str]
    places: frozenset[Words]
    is_marked: bool
    is_press: bool


def read_house(printed: str) -> House:
    """The house of a printed imprint: "Woodbridge : Boydell Press" -> boydell; woodbridge."""
    text = " ".join(drop_edition(without_brackets(printed)).split())
    *before, behind = _PLACE_COLON.split(text)
    # Before the colon stands the place; a series may stand before it as a sentence.
    sentences = [sentence for part in before for sentence in _SENTENCE.split(part)]
    places = sentences[-1:] if before else []
    parts = [*sentences[: len(sentences) - len(places)], behind]
    pieces = [piece for part in parts for piece in _PART.split(part) if piece]
    at = [name for place in places for piece in _PART.split(place) if (name := _words(piece))]
    names = [name for piece in [*pieces, *parts] if (name := _words(piece))]
    return House(
        names=tuple(dict.fromkeys(name for name in names if name not in PLACES)),
        initials=frozenset(found.casefold() for part in parts for found in _INITIALS.findall(part)),
        heads=frozenset(head for piece in pieces for head in initials_of(piece, CONTAINER_STOPS)),
        places=frozenset([*at, *(name for name in names if name in PLACES)]),
        is_marked=_HOUSE_MARK.search(plain(printed)) is not None,
        is_press=_PRESS_MARK.search(plain(printed)) is not None,
    )


def agree_houses(one: House, two: House) -> Agreement:
    """`same`: one name in both, whole, with words more, or by its initials; `unknown`: one prints only a place.

    Match: "New York : Guilford Press" and "Guilford"; "Canberra: AIHW" and "Australian Institute of Health and
    Welfare"; "Madison" and "Madison : University of Wisconsin Press". Near miss: "Cambridge : Cambridge University
    Press" and "Harvard University Press, Cambridge"; "Accra: Ministry of Health" and "Nairobi: Ministry of Health".
    """
    mine = [name for name in one.names if name not in two.places]
    yours = [name for name in two.names if name not in one.places]
    if not mine or not yours:
        return "unknown"
    if not one.initials.isdisjoint(two.heads) or not two.initials.isdisjoint(one.heads):
        return "same"
    if are_elsewhere(one, two):
        mine = [name for name in mine if not _COMMON.issuperset(name)]
    return "same" if any(_is_name_of(a, b) for a in mine for b in yours) else "differs"


def are_elsewhere(one: House, two: House) -> bool:
    """Whether both print places, and none in common."""
    return bool(one.places and two.places) and one.places.isdisjoint(two.places)


def _is_name_of(one: Words, two: Words) -> bool:
    """Whether one name is the other, or its beginning in two words and more that say who.

    A name misprinted or abbreviated is the same. Match: "Guildford", "Guilford"; "Camb. Univ.", "Cambridge University";
    near misses: "Free", "Freeman", which are two houses; "working paper", which is none.
    """
    if one == two:
        return not _SERIES.issuperset(one)
    if len(one) == len(two) and agree_containers(one, two) == "same":
        return len(one) > 1 or fuzz.ratio(one[0], two[0]) >= NAME_SAME
    short, long = sorted((one, two), key=len)
    return len(short) > 1 and not _SERIES.issuperset(short) and long[: len(short)] == short


def _words(piece: str) -> Words:
    words = ("university" if word == "univ" else word for word in WORD.findall(plain(piece)))
    return tuple(
        word for word in words if word not in _HOUSE_STOPS and len(word) > 2 and not any(map(str.isdigit, word))
    )
