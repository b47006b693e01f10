"""What are the family name and the given names of a person?"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.fields.names.author import Author
from extract.fields.names.initials import is_initials, without_suffix
from extract.fields.names.letters import UPPER, is_spoken
from extract.fields.names.small_words import PARTICLES, is_suffix, may_be_initials, without_particles_behind

# One initial with the hyphen before it. Match: "-P" of "J.-P."; near miss: "p".
_INITIAL = re.compile(rf"([-‐]?)\s{{0,9}}([{UPPER}][a-z]?)")
# A full stop behind a whole word. Match: "Susan."; near miss: "J.A."
_ENDS_IN_WORD = re.compile(r"\w{3}\.$")
# The end of a Spanish or Portuguese family name, or an accent of theirs. Match: "Vargas", "Llosa", "Ruíz"; near miss:
# "Friedrich", "Hegel".
_MAY_BE_SPANISH = re.compile(r"[aosznãõ]$|[áéíóúñãçêô]", re.IGNORECASE)
# A word of letters. Match: "WEBBER" of "WEBBER-LEE"; near miss: "3".
_LETTERS = re.compile(r"[^\W\d_]+")


def person_of(family: str, given: str) -> Author:
    """The person of a family name and initials or given names, each as printed; `given` may be ""."""
    family = _with_particles_first(family.strip(" .,;"))
    words, behind = without_particles_behind(given.strip(" ,;").split())  # ABNT: `Berg, J. A. da`
    given = " ".join(words)
    if len(family) > 3 and family.isupper() and given.isupper() and any(map(is_spoken, given.split())):
        given = _LETTERS.sub(lambda word: word[0] if len(word[0]) < 3 else word[0].capitalize(), given)
    return Author(" ".join([*behind, _cased(family)]), _initials(given) or None, False)


def from_vancouver(part: str) -> Author:
    """A family name with initials behind it, without a comma: `Larsen JA`, `van der Berg M`, `Smith J Jr`."""
    words = without_suffix(part.split())
    first = len(words) - 1
    while first > 1 and is_initials(words[first - 1]) and len(words[first - 1].strip(".")) == 1:
        first -= 1
    return person_of(" ".join(words[:first]), " ".join(words[first:]))


def from_natural(part: str, are_short: bool) -> Author:
    """A name in natural order: `J. A. Larsen`, `Martin van der Berg`; a single word is a family name.

    `are_short`: the list gives initials of every name, so that all that is no initial is family name (IEEE: `M. A. da
    Silva Berg`, `S. Peyton Jones`).
    """
    words = part.strip(" ,").split()
    if len(words) > 2 and is_suffix(words[-1]):
        words = words[:-1]
    if len(words) < 2:
        return person_of(part, "")
    first = _behind_initials(words) if are_short else _family_start(words, part)
    return person_of(" ".join(words[first:]), " ".join(words[:first]))


def _behind_initials(words: list[str]) -> int:
    """Place of the first word that is no initial; the last word is none."""
    are_initials = [is_initials(word) and ("." in word or len(word) == 1) for word in words[:-1]]
    return are_initials.index(False) if False in are_initials else len(words) - 1


def _family_start(words: list[str], part: str) -> int:
    """Place of the first word of the family name, with its particles."""
    # Two given names and two family names, as in Spanish (IFLA, "Names of Persons"); fewer have one family name.
    is_double = len(words) == 4 and all(_is_full_name(word) for word in part.strip(" ,.").split())
    is_double = is_double and PARTICLES.isdisjoint(word.casefold() for word in words)
    is_double = is_double and all(map(may_be_spanish, words[-2:]))
    first = len(words) - (2 if is_double else 1)
    while first > 1 and words[first - 1].casefold().strip(".") in PARTICLES:
        first -= 1
    if words[0].casefold() in PARTICLES and not any(is_initials(word) for word in words):
        return 0
    return first


def may_be_spanish(word: str) -> bool:
    """Whether a family name ends as Spanish and Portuguese ones do, or has an accent of theirs."""
    return _MAY_BE_SPANISH.search(word.strip(" ,.")) is not None


def _with_particles_first(family: str) -> str:
    """`Berg van den`, as lists print it that sort by the main part of a name, is `van den Berg`."""
    main, particles = without_particles_behind(family.split())
    if not particles or main[0].casefold() in PARTICLES:
        return family
    return " ".join([*particles, *main])


def _is_full_name(word: str) -> bool:
    return word.istitle() and word.isalpha() and len(word) > 2


def _cased(family: str) -> str:
    """Small capitals come out of a PDF as capitals; `WEBBER` is printed `Webber`, `NG` and `McIntosh` stay."""
    if len(family) > 3 and family.isupper():
        return _LETTERS.sub(lambda match: match[0].capitalize(), family)
    return family


@lru_cache(maxsize=4096)
def _initials(given: str) -> str:
    """`JA`, `J. A.` and `J.A` are all `J.A.`; `J-P` is `J.-P.`; whole names stay as printed."""
    words = given.replace(",", " ").split()
    words = [
        word for at, word in enumerate(words) if not is_suffix(word) or (not at and may_be_initials(word.rstrip(".")))
    ]
    given = " ".join(words)
    if not given or not is_initials(given):
        return given[:-1] if _ENDS_IN_WORD.search(given) else given
    letters = _INITIAL.findall(given)
    return "".join(f"{'-' if hyphen else ''}{letter}." for hyphen, letter in letters)
