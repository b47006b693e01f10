"""An author's name in the form in which names are compared: words of the family name, and initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.links.plain_text import plain
from extract.links.vocabulary import NO_AUTHORS, STOP_WORDS
from extract.links.words import WORD

# Letters of initials that databases print in one: "Smith JAB"; a given name in capitals is longer.
_MOST_INITIALS = 3
# Words of a family name that others print in one ("Mac Kenzie", "Van der Berg"); a body's name has more.
_JOINED_WORDS = 3
# What catalogues and styles set in brackets behind a name: roles, fuller forms (RDA 9.5), and places and initials of
# bodies (RDA 11.13). Match: "Reddy, T. (Eds.)", "Commission (Great Britain)"; near miss: "(Anonymous)", all there is.
_QUALIFIER = re.compile(r"(?<=[\w.,])\s*\([^()]*\)\s*(?=$|,)")


@dataclass(frozen=True)
class Author:
    """What of a name can be compared.

    Attributes:
        name: as printed.
        family: words of three letters and more of the family name, and its words in one; words of the whole name where
            databases turned it round; empty where the name stands for no author ("Anonymous", "No authors listed").
        words: of the family and the given names, umlauts in one spelling.
        initials: of the given names, in lower case; empty where they are not told from the family name.
    """

    name: str
    family: frozenset[str]
    words: tuple[str, ...]
    initials: str

    def may_be(self, other: Author) -> bool:
        """Whether the initials, where both are known, allow one person.

        Match: "Li X" and "Li XJ"; "Kang, S." and "Si, K.", turned round. Near misses: "Li J" and "Li XJ".
        """
        mine, yours = self.initials, other.initials
        if mine.startswith(yours) or yours.startswith(mine):
            return True
        return any(word[0] == mine[0] for word in other.family) and any(word[0] == yours[0] for word in self.family)


@lru_cache(maxsize=65536)
def read_author(name: str) -> Author:
    """The author of a printed name.

    "van der Berg, A. B." -> {van, der, berg, vanderberg}, ab; "Li XJ" -> {li}, xj; "Si Hyun Kang, null" -> {hyun, kang,
    sihyunkang} without initials. Umlauts count in any spelling: Müller, Mueller and Muller are one.
    """
    head, comma, rest = (_QUALIFIER.sub("", name) if "(" in name else name).partition(",")
    family, initials = _part_initials(head)
    # Behind initials a comma parts two authors ("Li XJ, Wu Y"), elsewhere family and given name.
    if comma and not initials:
        initials = _initials(rest.partition(",")[0])
    every = _name_words(family)
    words = every + _name_words(rest)
    found = [word for word in every if len(word) > 1]
    if not found or (not comma and NO_AUTHORS.issuperset(every)):
        return Author(name, frozenset(), words, "")
    joined = ["".join(every)] if 1 < len(every) <= _JOINED_WORDS else []
    return Author(name, frozenset([*([word for word in found if len(word) > 2] or found), *joined]), words, initials)


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(_spell_name(word) for word in WORD.findall(plain(name)))


def _initials(given: str) -> str:
    """First letters of given names: "Xiao-Jun" -> xj, "XJ" -> xj; none of what stands for no name ("null")."""
    words = WORD.findall(given)
    if len(words) == 1 and words[0].casefold() in NO_AUTHORS:
        return ""
    return plain("".join(word if _are_initials(word) else word[0] for word in words))


def _part_initials(name: str) -> tuple[str, str]:
    """Family name and initials of a name without a comma: "Li X.J." -> Li, xj; "Li X J" likewise.

    Near misses: "Department of Health UK", a body; "KIM LEE", which may be either way round.
    """
    family, _, last = name.strip().rpartition(" ")
    letters = last.replace(".", "").replace("-", "")
    is_body = not STOP_WORDS.isdisjoint(family.casefold().split())
    if not family or not _are_initials(letters) or is_body or (family.isupper() and len(letters) > 2):
        return name, ""
    before, _, first = family.rpartition(" ")
    is_spaced = len(letters) == 1 and before and len(first) == 1 and first.isupper()
    return (before, plain(first + letters)) if is_spaced else (family, plain(letters))


def _are_initials(letters: str) -> bool:
    return letters.isalpha() and letters.isupper() and len(letters) <= _MOST_INITIALS


def _spell_name(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u") if len(word) > 3 else word
