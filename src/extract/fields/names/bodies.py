"""Which bodies does a text name, if it names any?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.fields.names.author import Author
from extract.fields.names.body_words import (
    COUNTRIES,
    COUNTRY_ACRONYMS,
    NAME_LINKS,
    folded_words,
    is_acronym,
    is_body_noun,
)
from extract.fields.names.initials import is_initials, is_vancouver
from extract.fields.names.letters import UPPER
from extract.fields.names.separators import BRACKETED, split_names
from extract.fields.names.small_words import PARTICLES, words

# A name with its letters in brackets at the end, as bodies alone are printed. Match: "Open Lanterns (OL)"; near miss:
# "Berg (USA, 2010)".
_ENDS_IN_LETTERS = re.compile(rf"(?<=[^\W\d_]{{2}}) \([{UPPER}][^\W_]{{0,8}}[{UPPER}]\)\.?$")
# Between two bodies. Match: ", and ", " & "; near miss: ", ".
_AND = re.compile(r",? (?:and|&) ")
# Nouns of bodies that are whole names with an adjective or "of …": with "and" between them there are two bodies.
_HEADS = words(
    """academy agency association board college commission committee council department foundation institute
    institution ministry office organisation organization society university"""
)


def is_body_name(text: str) -> bool:
    """Whether the whole text names a body: a word that names a kind of body, or a link word, and no list of persons.

    Example: `Centre for Mental Health` is one; `House, J.S.` is not, since a name followed by initials is a person.
    """
    words = text.replace(",", " ").split()
    if len(words) == 1 and is_acronym(words[0].strip(".;:()")):
        return True
    if any(is_initials(part) for part in split_names(text)[1:]):
        return False
    if words and is_initials(words[-1]) and not words[-1].isupper():
        return False
    if len(words) > 1 and _is_person_named_like_body(words):
        return False
    folded = folded_words(text)
    if words and words[-1].strip(".") in COUNTRY_ACRONYMS and "," not in text and len(words) > 1:
        return True
    if any(is_body_noun(word) for word in folded) and not (is_vancouver(text) and not _is_cut_body(folded)):
        return True
    if text.rstrip(".").endswith(")") and _ENDS_IN_LETTERS.search(text):
        return True
    return len(words) > 2 and any(word in NAME_LINKS for word in folded[1:-1])


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
    return tuple(Author(name, None, True) for name in names if name)


def _whole_names(text: str) -> list[str]:
    sides = _AND.split(text)
    if len(sides) == 2 and all(_is_whole_name(side) for side in sides):
        return sides
    return [text]


def _is_whole_name(text: str) -> bool:
    """Two words or more, with the noun of a body at the end or before "of" or "for"."""
    folded = folded_words(BRACKETED.sub("", text))
    if len(folded) < 2 or "," in text:
        return False
    return folded[-1] in _HEADS or any(word in _HEADS and link in ("of", "for") for word, link in pairwise(folded))
