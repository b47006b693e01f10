"""Which small words stand in the name of a person: particles and suffixes?"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that is printed as running text."""
    return frozenset(text.split())


PARTICLES = words(
    """van von vom zu zur der den de del della delle dalla dalle dello dei degli dela di da das do dos du la le les lo
    el al ten ter te 't vande vanden vander onder af av bin binti bint ibn ben ould abdul abu st san santa mac"""
)
_SUFFIXES = words("jr sr ii iii iv 2nd 3rd junior senior")


# Suffixes that are initials too, as lists of journals print these: capitals without full stops.
_OR_INITIALS = frozenset({"JR", "SR", "II"})


def is_suffix(part: str) -> bool:
    """`Jr.`, `III`."""
    return part.strip(" .").casefold() in _SUFFIXES


def may_be_initials(part: str) -> bool:
    """`JR`: behind a family name alone it stands for two given names (`Landis JR`), behind initials it is a suffix."""
    return part in _OR_INITIALS


def without_particles_behind(name: list[str]) -> tuple[list[str], list[str]]:
    """The words of a name, and the small particles at its end, which belong before the family name (`Berg van den`,
    `J. A. da`, `W. v.`); the first word is none."""
    main = len(name)
    while main > 1 and (name[main - 1].strip(".") in PARTICLES or name[main - 1] == "v."):
        main -= 1
    return name[:main], [word if word == "v." else word.strip(".") for word in name[main:]]
