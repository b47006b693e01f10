"""Lists as most are printed: families of one word with initials, nothing else. They are read at once."""

from __future__ import annotations

import re

from extract.fields.names.author import Author
from extract.fields.names.body_words import COUNTRIES, may_name_body
from extract.fields.names.letters import UPPER
from extract.fields.names.person import person_of
from extract.fields.names.small_words import is_suffix

# Match: "Berg", "Berg-Lee", "O’Berg"; near miss: "van Berg", "BERG".
_FAMILY = rf"(?:O[’'])?[{UPPER}][a-zß-ÿ]{{1,24}}(?:-[{UPPER}][a-zß-ÿ]{{1,24}})?"
_CUT = r"(?P<cut>,? et al)?\.?"
# Vancouver order (Citing Medicine, chapter 1). Match: "Berg J, Lee AB, et al."; near miss: "Berg J", "Berg J, Lantern".
_BARE = rf"{_FAMILY} [A-Z]{{1,3}}"
_VANCOUVER = re.compile(rf"(?P<names>{_BARE}(?:, {_BARE}){{1,200}}){_CUT}")
# Initials with full stops behind a comma (APA 7, section 9.8). Match: "Berg, J., Lee, A. B., & Tal, K."; near miss:
# "Berg, Jo".
_INITIALS = r"[A-Z]\.(?:[ -]?[A-Z]\.){0,3}"
_STOPPED = rf"{_FAMILY}, {_INITIALS}"
_PAIRS = re.compile(rf"(?P<names>{_STOPPED}(?:(?:, (?:& |and )?| & | and ){_STOPPED}){{0,200}}){_CUT}")
_PAIR = re.compile(rf"(?P<family>{_FAMILY}), (?P<given>{_INITIALS})")
# What an editor is called. Match: "Hrsg", "Editor"; near miss: "Edith".
_ROLE = re.compile(r"\b(?:Hrsg|Hgg?|Eds?|Editors?)\b")


def read_plain(text: str) -> tuple[tuple[Author, ...], bool] | None:
    """The persons of such a list and whether it says that it was cut; None of every other list.

    Example: `Berg J, Lee AB, et al.` gives "Berg, J." and "Lee, A.B.", cut.
    """
    found = _VANCOUVER.fullmatch(text)
    if found is not None and not may_name_body(text):
        names = [name.rsplit(" ", 1) for name in found["names"].split(", ")]
        if not any(letters in COUNTRIES or is_suffix(letters) for _, letters in names):
            return tuple(person_of(family, letters) for family, letters in names), found["cut"] is not None
        return None
    found = _PAIRS.fullmatch(text)
    if found is None or may_name_body(text) or _ROLE.search(text):
        return None
    persons = (person_of(pair["family"], pair["given"]) for pair in _PAIR.finditer(found["names"]))
    return tuple(persons), found["cut"] is not None
