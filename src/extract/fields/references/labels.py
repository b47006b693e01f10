"""Which texts are short labels as tables print them, a few names and a year, which the rules explain whole?"""

from __future__ import annotations

import re

from extract.fields.names import PARTICLES, SEPARATOR
from extract.fields.references.statutes import find_statute
from extract.fields.references.tokens import Tokens

# Tokens of the longest short label with a title that a table prints ("Lee et al., 2017, Peer Support on Wards").
LABEL_TOKENS = 24
_LABEL_NAMES = 14  # words before the year of the longest label
_SMALL_IN_NAMES = PARTICLES | {"and", "et", "al", "colleagues", "others", "for", "of", "the", "on"}
_ET_AL = re.compile(r"\bet\s+al\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
# What may stand behind the year of a label. Match: "[23]", "2014"; near miss: "Peer", "2005;14".
_AFTER_LABEL = re.compile(r"[\[({#*†‡]|(?:19|20)\d\d[a-z]?\b(?!\s*[;:(])")
# What no list of names holds. Match: "Berg: Lanterns", "Berg, “Lanterns”"; near miss: "Berg; Lee", "O'Hara".
_IN_NO_LABEL = re.compile(r"[:\"“„«‘]")
# What stands in no label before its year: the same, or a number by itself, as of a volume. Match: "A 71" of "Phys. Rev.
# A 71"; near miss: "[12] Berg", "12. Berg", "Berg12".
_BEFORE_NO_LABEL = re.compile(rf"{_IN_NO_LABEL.pattern}|[\w.,]\s\d")
_PARTED = re.compile(r"[.?!:,]\s|\d")
# A word with what a hyphen joins to it, as at a line end. Match: "Drum-mond", "O’Hara"; near miss: "Berg, Lee".
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")


def is_label(tokens: Tokens) -> bool:
    """Whether the text is a short label as tables print them, `Smith et al. 2019 [23]`: a few names and a year."""
    if (
        len(tokens.spans) > LABEL_TOKENS
        or len(tokens.text) > 200
        or tokens.identifiers
        or not _may_be_label(tokens.text)
        or find_statute(tokens.text) is not None
    ):
        return False
    fields = {mark.field for mark in tokens.ruled}
    if not {"authors", "year"} <= fields <= {"authors", "year", "title"}:
        return False
    authors = next(mark for mark in tokens.ruled if mark.field == "authors")
    printed = tokens.text[authors.start : authors.end]
    if re.search(r"\d", re.sub(r"\[[^\]]{0,200}\]|(?<=[a-z.])\d{1,3}\b", "", printed)):
        return False
    if (
        _IN_NO_LABEL.search(printed)
        or sum(" " in name.strip() for name in SEPARATOR.split(_ET_AL.sub("", printed))) > 1
    ):
        return False
    words = _WORD.findall(printed)
    small = sum(word.islower() and word not in _SMALL_IN_NAMES for word in words)
    if len(words) > 8 or small:
        return False
    year = next(mark for mark in tokens.ruled if mark.field == "year")
    tail = tokens.text[year.end :].strip(" .,;:)")
    if "title" in fields:
        # "Lee et al., 2017, Peer Support on Wards": families without initials, and one title to the end.
        names = _ET_AL.sub("", printed).strip(" .,")
        return re.search(r"\b[A-Z]{1,3}\b|[.,]", names) is None and _PARTED.search(tail) is None
    # After a label: nothing, something in brackets, another year, or a word or two. "Lee J 2005, ApJ, 635, 894" is
    # none.
    return not tail or bool(_AFTER_LABEL.match(tail)) or (len(tail.split()) <= 3 and not re.search(r"\d", tail))


def _may_be_label(text: str) -> bool:
    """Whether the rules, which cost more time than the model, are worth asking: a year behind a few words of names, and
    behind it no more than a label or a title has."""
    year = _YEAR.search(text)
    before = "" if year is None else text[: year.start()]
    if year is None or len(before.split()) > _LABEL_NAMES or _BEFORE_NO_LABEL.search(before):
        return False
    if any(word.islower() and word not in _SMALL_IN_NAMES for word in _WORD.findall(before)):
        return False
    tail = text[year.end() :].strip(" .,;:)")
    return bool(_AFTER_LABEL.match(tail)) or _PARTED.search(tail) is None or len(tail.split()) <= 3
