"""Which bodies does a text name, if it names any?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.fields.names.author import Author
from extract.fields.names.body_words import (
    BEFORE_LANDS,
    BODY_ACRONYMS,
    BODY_LINKS,
    COUNTRIES,
    COUNTRY_ACRONYMS,
    LANDS,
    LAST_WORDS,
    NAME_LINKS,
    WORLD_FIRST,
    WORLD_LAST,
    folded_words,
    is_acronym,
    is_body_noun,
    is_registered,
    opens_body,
)
from extract.fields.names.initials import is_initials, is_vancouver
from extract.fields.names.letters import UPPER, is_spoken
from extract.fields.names.separators import BRACKETED, split_names
from extract.fields.names.small_words import PARTICLES, words

# A name with its letters in brackets at the end, as bodies alone are printed. Match: "Open Lanterns (OL)"; near miss:
# "Berg (USA, 2010)".
_ENDS_IN_LETTERS = re.compile(rf"(?<=[^\W\d_]{{2}}) \([{UPPER}][^\W_]{{0,8}}[{UPPER}]\)\.?$")
# Between two bodies. Match: ", and ", " & "; near miss: ", ".
_AND = re.compile(r",? (?:and|&) ")
# Between the bodies of a list. Match: ", ", ", and "; near miss: " and ".
_COMMA = re.compile(r", (?:(?:and|&) )?")
# Bodies that stand before the one that they are a part of. Match: "Department of Lamps"; near miss: "Lamp Institute".
_PARTS_OF_BODY = re.compile(
    r"\b(?:Departments?|Dept|Divisions?|Faculty|School|Section|Branch|Directorate|Unit|Committee|Ministry|Cent(?:er|re)"
    r"|Office)\b"
)
# Nouns of bodies that are whole names with an adjective or "of …": with "and" between them there are two bodies.
_HEADS = words(
    """academy agency alliance association board bureau center centre college commission committee council department
    federation foundation institute institution ministry office organisation organization society university"""
)
_LONGEST_LIST = 2000  # signs of a list in which each "and" is looked at
# Words that end the name of a body in a list.
_ENDS_OF_NAMES = frozenset({"international", "uk", "eu", "europe"})


def is_body_name(text: str) -> bool:
    """Whether the whole text names a body: a word that names a kind of body, or a link word, and no list of persons.

    Example: `Centre for Mental Health` is one; `House, J.S.` is not, since a name followed by initials is a person.
    """
    words = text.replace(",", " ").split()
    last = words[-1].strip(".") if words else ""
    if len(words) == 1 and is_acronym(words[0].strip(".;:()")):
        return True
    if is_registered(text) and "," not in text:
        return True
    if len(words) == 2 and words[0] in BODY_ACRONYMS | COUNTRIES and last.isalpha() and last.isupper():
        return "," not in text and len(last) > 2  # `UN OCHA`
    if any(is_initials(part) and not _are_letters_behind(part, before) for before, part in pairwise(split_names(text))):
        return False
    if words and is_initials(words[-1]) and not words[-1].isupper():
        return False
    if len(words) > 1 and _is_person_named_like_body(words):
        return False
    folded = folded_words(text)
    if words and last in COUNTRY_ACRONYMS and "," not in text and len(words) > 1:
        return True
    if opens_body(text):
        return True
    if any(is_body_noun(word) for word in folded) and not (is_vancouver(text) and not _is_cut_body(folded)):
        return True
    if text.rstrip(".").endswith(")") and _ENDS_IN_LETTERS.search(text):
        return True
    return len(words) > 2 and any(word in NAME_LINKS for word in folded[1:-1])


def has_body_noun(text: str) -> bool:
    """Whether several words name a kind of body with one of them."""
    return len(text.split()) > 1 and any(is_body_noun(word) for word in folded_words(text))


def _are_letters_behind(part: str, before: str) -> bool:
    """Whether letters in a list are those of a body, since a body stands before them (`Lamp Bureau and ICF`)."""
    return len(part) > 2 and part.isalpha() and has_body_noun(before)


def _is_person_named_like_body(words: Sequence[str]) -> bool:
    """`R. C. Group`: a person whose one family name is the noun of a body; not `H.E.S.S. collaboration`."""
    *given, family = words
    letters = "".join(given)
    is_short = all("." in word and is_initials(word) for word in given)
    return is_short and family[:1].isupper() and letters.count(".") < 4 and letters.replace(".", "") not in COUNTRIES


def _is_cut_body(folded: list[str]) -> bool:
    """`National Guideline C`: reference managers take the last word of a body for given names and print one letter."""
    return len(folded) > 2 and len(folded[-1]) == 1 and is_body_noun(folded[0]) and folded[0] not in PARTICLES


def read_bodies(text: str) -> tuple[Author, ...]:
    """The bodies of a text that names no persons.

    A semicolon parts two of them, since commas and "and" stand inside their names, and an "and" between two names that
    are whole by themselves (`Lantern Society and Royal College of Gardens`).
    """
    names = [name.strip(" .,") for part in text.split(";") for name in _whole_names(part)]
    return tuple(Author(f"{name}." if is_registered(name) else name, None, True) for name in names if name)


def is_whole_body(text: str) -> bool:
    """Whether a text is surely the whole name of one body: with capitals throughout, and the noun of a body where whole
    names have it, or its letters in brackets at the end.

    Example: `Lantern Council` and `Office for Lamps (OL)`; not `Lamps and their council`, `Lantern Council review`.
    """
    words = BRACKETED.sub("", text).split()
    has_capitals = all(word[0].isupper() or word in NAME_LINKS or word in ("and", "&") for word in words)
    if not words or not has_capitals or not is_body_name(text):
        return False
    return _is_whole_name(text) or _ENDS_IN_LETTERS.search(text) is not None


def is_author_body(text: str) -> bool:
    """Whether a text in the author's place names a body, by its nouns or after a part of the world: no person is named
    `Global Lamp Watch` or `Lamp Watch Europe`, but publishers of books are (`Open Court`)."""
    if is_body_name(text):
        return True
    folded = folded_words(text)
    if "," in text or not 1 < len(folded) < 7 or len(folded[-1]) < 3:
        return False
    if "." in text.split()[0] and is_initials(text.split()[0]):
        return False  # `S. Nepal`
    is_land = folded[-1] in LANDS and (len(folded) > 2 or folded[0] in BEFORE_LANDS)
    return folded[0] in WORLD_FIRST or folded[-1] in WORLD_LAST | LAST_WORDS or is_land


def is_list_of_letters(text: str) -> bool:
    """Whether a text is a list of bodies by their letters (`DLGP, LWBF and LUX`): three or more, two of them known or
    not to be spoken; all others may be family names in small capitals."""
    names = [name.strip(" .") for name in split_names(text)] if text[:2].isupper() else []
    if len(names) < 3 or not all(name.isalpha() and name.isupper() and 1 < len(name) < 9 for name in names):
        return False
    return sum(name in BODY_ACRONYMS or (len(name) > 3 and not is_spoken(name)) for name in names) > 1


def is_list_of_bodies(text: str) -> bool:
    """Whether a list that commas part names bodies alone: three or more, two words or more to each, the last a whole
    name and another one as well, and none that is a part of the one behind it (`Department of Lamps, University of
    Harrow`); or a body and the letters of another (`Lantern Society, DLGP`)."""
    return bool(_listed(text))


def _listed(text: str) -> list[str]:
    """The bodies of such a list; none where it is no list of bodies."""
    parts = [] if _PARTS_OF_BODY.search(text) else _parts_of_list(text)
    if len(parts) == 2:
        return parts if has_body_noun(parts[0]) and _are_letters_of_other(parts[1], parts[0]) else []
    are_names = all(len(part.split()) > 1 and part[:1].isupper() and not is_vancouver(part) for part in parts)
    is_list = len(parts) > 2 and are_names and _is_name_in_list(parts[-1]) and sum(map(_is_name_in_list, parts)) > 1
    return parts if is_list else []


def _parts_of_list(text: str) -> list[str]:
    """The parts between commas, and on both sides of the last "and" (`Lamp Watch & Lantern Society`) but for one inside
    a name (`Institute for Lamps and Light`)."""
    parts = _COMMA.split(text)
    joined = [found for found in _AND.finditer(parts[-1]) if found.start() > 0]
    if len(joined) == 1:
        left, right = parts[-1][: joined[0].start()], parts[-1][joined[0].end() :]
        if BODY_LINKS.isdisjoint(folded_words(left)) and len(left.split()) > 1 and _is_name_in_list(right):
            parts[-1:] = [left, right]
    return parts


def _are_letters_of_other(letters: str, name: str) -> bool:
    """Whether a part of a list is the letters of a body, other than those of the name before it."""
    own = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters.isalpha() and letters.isupper() and 2 < len(letters) < 9 and letters != own


def _is_name_in_list(text: str) -> bool:
    last = folded_words(BRACKETED.sub("", text))[-1:]
    return _is_whole_name(text) or (bool(last) and (last[0] in _ENDS_OF_NAMES or is_body_noun(last[0])))


def _whole_names(text: str) -> list[str]:
    if "," in text or len(text) > _LONGEST_LIST:
        return _listed(text) or [text]
    sides = [(text[: found.start()], text[found.end() :]) for found in _AND.finditer(text)]
    for left, right in sides:
        # "Department for Lamps and Oil and Department of Light": the second "and", since the right side is whole there.
        is_clear = len(sides) == 1 or folded_words(right)[0] in _HEADS
        if is_clear and _is_whole_name(left) and _is_whole_name(right):
            return [left, right]
        if has_body_noun(left) and _are_letters_of_other(right, left):
            return [left, right]
    return [text]


def _is_whole_name(text: str) -> bool:
    """Two words or more, with the noun of a body at the end or before "of" or "for"."""
    folded = folded_words(BRACKETED.sub("", text))
    if len(folded) < 2 or "," in text:
        return False
    return folded[-1] in _HEADS or any(word in _HEADS and link in ("of", "for") for word, link in pairwise(folded))
