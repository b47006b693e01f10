"""Is a text the initials of a person, or a name that is printed with them?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.fields.names.body_words import COUNTRIES, COUNTRY_ACRONYMS
from extract.fields.names.letters import UPPER, is_spoken
from extract.fields.names.small_words import PARTICLES, is_suffix, may_be_initials

_OF_COMPANIES = frozenset({"AG", "EU", "NZ", "UK", "UN"})
_LONGEST_NAME = 5  # words of a family name, particles aside, and its initials
# One to four capitals, each with or without a full stop, hyphen or space: "M.P.", "JA", "J.-P.", "E. F.", "C.A".
# Match: "M.P."; near miss: "Ng", "Mp.".
_INITIALS = re.compile(
    rf"(?:[{UPPER}][a-z]?\.[-‐ ]?|[{UPPER}][-‐]?){{1,5}}(?<=[{UPPER}.])|(?:[{UPPER}] ){{1,3}}[{UPPER}]\.?"
)

# Match: "HUNT" of "E. HUNT"; near miss: "J.A.", "JP", "W.W. III".
_WORD_IN_CAPITALS = re.compile(rf"(?!III\b)[{UPPER}]{{3}}")


@lru_cache(maxsize=4096)
def is_initials(part: str) -> bool:
    """Whether a part is one to five initials, with or without full stops."""
    part = part.strip()
    if "." in part[:-1] and _WORD_IN_CAPITALS.search(part):  # `E. HUNT`
        return False
    return bool(_INITIALS.fullmatch(part)) and sum(sign not in "-‐. " for sign in part) <= 5


def without_suffix(words: list[str]) -> list[str]:
    """The words of a name in Vancouver order without the suffix at its end; `JR` behind a family name is none."""
    is_named = (
        len(words) > 2
        and is_suffix(words[-1])
        and (is_initials(words[-2]) or not may_be_initials(words[-1].rstrip(".")))
    )
    return words[:-1] if is_named else words


def is_vancouver(part: str) -> bool:
    """`Larsen JA`, `van der Berg M`, `Smith J Jr`: a family name, then initials without a comma."""
    words = without_suffix(part.split())
    if len(words) < 2 or not is_initials(words[-1]) or words[-1].strip(".") in COUNTRY_ACRONYMS:
        return False
    if words[-1] == "II" and len(words) > 2:
        return False
    if words[-1].isalpha() and is_spoken(words[-1]) and part.isupper():  # a name in capitals
        return False
    if sum(word.casefold() not in PARTICLES for word in words) > _LONGEST_NAME:
        return False
    is_family = not is_initials(words[0]) or words[0].casefold() in PARTICLES
    return (is_family or (part.isupper() and is_spoken(words[0]))) and len(words[-1].replace(".", "")) <= 4


def is_person_beside(part: str, others: Iterable[str]) -> bool:
    """`Presotto AG` beside `Berg CM`: in a list of persons, letters that end the names of companies and lands elsewhere
    are initials."""
    words = part.split()
    return len(words) == 2 and words[1] in _OF_COMPANIES and any(is_vancouver(other) for other in others)


def opens_with_initials(part: str) -> bool:
    """`J. A. Berg`, not the letters of a country (`U.S. Food and Drug Administration`)."""
    first = part.split()[0]
    return "." in first and is_initials(first) and first.replace(".", "") not in COUNTRIES
