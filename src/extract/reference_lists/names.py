"""Do these words of a list look like the names of persons?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields.names import words as words_in
from extract.reference_lists.vocabulary import AND, PARTICLES, bare

# Words from the first author to the year; a consortium that is printed in full has some hundred names of two words.
LONGEST_RUN = 240
# Words of a family name, before its comma: `van der Poel Smit,`.
_LONGEST_FAMILY = 4
# Words of a person's name as it is spoken: `Juan C. de la Cruz Ek`.
_LONGEST_SPOKEN = 6

# A dash in the place of the names of the entry above (Chicago 15.17, MLA 5.126). Match: `———.`, `---,`, `—`; near miss:
# `-`, `–`.
DASH = re.compile(r"(?:[—―]{1,4}|[-–_]{2,8})[.,:;]?")
# One or more initials, or that of a particle. Match: `J.`, `S.M.,`, `M.-P.`, `AB`, `d.,`; near miss: `Ann`, `p.`.
INITIALS = re.compile(r"\(?(?:(?:[^\W\d_a-z]\.?[-‐]?){1,4}|[dv]\.)[.,;:]{0,2}\)?")
# Initials without full stops (ICMJE, Citing Medicine chapter 1). Match: `AB`, `J`, `J-P`; near miss: `CRUZ`, `Ann`.
BARE_INITIALS = re.compile(r"[^\W\d_a-z]{1,3}(?:[-‐][^\W\d_a-z]{1,2})?")
# A word of a name. Match: `O’Brien,`, `Saint-Paul.`, `G¨org`, `d’Arcy`, `Ann/Ek,`; near miss: `skills`, `2%.`, `MA:`.
NAME = re.compile(r"(?:[dDlL][’'])?[^\W\d_a-z][^\W\d_]{0,30}(?:[-‐–’'´`¨ˇ./][^\W\d_]{1,30}){0,3}[.,;]{0,2}")
# What stands among names as Vancouver prints them.
_AMONG_BARE_NAMES = words_in("et al and & eds ed editors editor")


def is_name(word: str) -> bool:
    """A word of a name, or initials."""
    return NAME.fullmatch(word) is not None or INITIALS.fullmatch(word) is not None


def is_particle(word: str) -> bool:
    return bare(word) in PARTICLES


def _is_of_family(word: str) -> bool:
    return NAME.fullmatch(word) is not None or is_particle(word)


def family_at(words: Sequence[str], first: int) -> Sequence[str] | None:
    """The words of a family name that begins at `first`: to its comma, or to initials without one (`Berg AB,`)."""
    for at in range(first, min(first + _LONGEST_FAMILY, len(words) - 1)):
        word = words[at]
        if at > first and BARE_INITIALS.fullmatch(word.rstrip(".,:;").replace(".", "")):
            return words[first:at]
        if word.endswith(",") and _is_of_family(word):
            return words[first : at + 1] if is_name(words[at + 1]) else None
        if word[-1] in ".;" or not _is_of_family(word):
            return None
    return None


def is_turned(words: Sequence[str], at: int) -> bool:
    """Whether a name with the family name first begins at `at`: `Berg, Ann`, `van Ek A,`."""
    return family_at(words, at) is not None


def has_initials(words: Sequence[str], at: int) -> bool:
    """Whether initials follow the family name that begins at `at`."""
    family = family_at(words, at)
    return family is not None and INITIALS.fullmatch(words[at + len(family)]) is not None


def spoken_family(words: Sequence[str], at: int) -> str:
    """The family name of a name as it is spoken, `Ann B. Berg and`, `A.B. van Ek.`; empty where there is none."""
    for end in range(at, min(at + _LONGEST_SPOKEN, len(words))):
        word = words[end]
        if not (is_name(word) or is_particle(word)):
            return ""
        is_last = word[-1] in ".," or (end + 1 < len(words) and bare(words[end + 1]) in AND)
        if is_last and not INITIALS.fullmatch(word):
            return word.rstrip(".,") if end > at and not any(other[-1] == "," for other in words[at:end]) else ""
    return ""


def is_bare_names(words: Sequence[str], first: int) -> bool:
    """Whether names as Vancouver prints them, and nothing else, go to a full stop: `Ahn AB, van Ek C, et al.`

    They are told by themselves, in a list of any order: an editor's stand behind `In:` or end with `ed`.
    """
    family = 0
    for word in words[first : first + LONGEST_RUN]:
        core = word.rstrip(".,:")
        if (family and BARE_INITIALS.fullmatch(core)) or core in _AMONG_BARE_NAMES:
            if word[-1] in ".:":
                return True
            family = 0
        elif family < _LONGEST_FAMILY and word[-1] not in ".,:" and _is_of_family(word):
            family += 1
        else:
            return False
    return False
