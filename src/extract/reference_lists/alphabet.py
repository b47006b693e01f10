"""Are the entries in the order of the alphabet, and which of them are not?"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from extract.reference_lists.names import family_at, spoken_family
from extract.reference_lists.vocabulary import PARTICLES

# Share of the entries that must stand in the order of the alphabet for it to be believed and used against false ones.
ORDERED_SHARE = 0.7


def key_of(name: str) -> str:
    """The first word of a name as libraries sort it: letters only, without accents."""
    plain = unicodedata.normalize("NFKD", name.split()[0]).casefold()
    return "".join(char for char in plain if char.isalpha())


def has_one_place(first_word: str) -> bool:
    """Whether a name is sorted in one place only.

    One that begins with a particle may be sorted with or without it, one with an accent as its letter or behind all
    others.
    """
    return first_word.casefold() not in PARTICLES and first_word.isascii()


def first_word_key(words: Sequence[str], at: int) -> str:
    """The first word of an entry as a list is sorted by it; empty for a dash and for what has no one place."""
    return key_of(words[at]) if words[at][:1].isalnum() and has_one_place(words[at]) else ""


def turned_key(words: Sequence[str], at: int) -> str:
    """What an entry is sorted by whose first name is turned round; empty where there is none."""
    family = family_at(words, at)
    return key_of(family[0]) if family is not None else ""


def spoken_key(words: Sequence[str], at: int) -> str:
    """What an entry is sorted by whose first name is spoken: `ek` of `A.B. van Ek.`; empty where there is none."""
    family = spoken_family(words, at)
    return key_of(family) if family else ""


def ordered_share(keys: Sequence[str]) -> float:
    """The part of the keys that is in the order of the alphabet; those that are empty have no place in it."""
    told = [key for key in keys if key]
    return len(longest_rise(told)) / len(told) if told else 0.0


def longest_rise(keys: Sequence[str]) -> list[int]:
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
