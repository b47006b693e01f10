"""Where is a list of names parted?"""

from __future__ import annotations

import re

from extract.fields.names.letters import UPPER

# What parts two names. A comma may stand before "and"; small words of other languages part them only behind initials.
# Match: ", and ", " e " of "M. e Berg"; near miss: "Anderson", "Guía en Lámparas".
SEPARATOR = re.compile(
    r"\s{0,9}[;,]\s*(?:(?:and|und|et|y|e|(?-i:og|och|en|ja|ve|oraz)|&)\s+)?|\s{1,9}(?:and|und|et|y|och|og|и|і|&)\s+|\s{0,9}&\s*"
    r"|(?<=[^\W\d_])\s(?-i:(?:e|i)\s(?=[^\W\d_a-zß-ÿ]\.))|(?<=\.)\s(?-i:(?:e|i|a|en|ve|és|ja|u\.)\s+(?=[^\W\d_a-zß-ÿ]))",
    re.IGNORECASE,
)
# A semicolon between two names, with an "and" behind it. Match: "; and "; near miss: ", ".
_SEMICOLON = re.compile(r"\s{0,9};\s*(?:(?:and|und|et|y|e|og|och|en)\s+|&\s*)?")
# A given name and a family name, both in full; what stands behind the "and" of a firm is none. Match: "Ann Berg"; near
# miss: "Lamps", "Berg, Ann", "Partner Leeds".
_NATURAL_AND = re.compile(r"\s(?:and|und|et|&)\s")
_NATURAL = re.compile(
    rf"\s?(?!Partner|Söhne|Sohn|Sons|Erben|Associates)[{UPPER}][a-zß-ÿ’'-]+(?: [{UPPER}]\.)? [{UPPER}][a-zß-ÿ’'-]+\s?"
)
_AND = re.compile(r"\s(?:and|und|et|y|&)\s")
# What stands in brackets among names. Match: " (Hospital Trust)"; near miss: "(a".
BRACKETED = re.compile(r"\s?\([^()]{0,80}\)")


def names_in(text: str) -> list[str]:
    """The names of a list, cut at its separators, without what stands in brackets; in a list that semicolons part a
    name keeps its comma (`Family, Given;`)."""
    text = BRACKETED.sub(" ", text).removesuffix(" .")
    if ";" in text:
        return [name for part in split_at_semicolons(text) for name in _two_names(part)]
    return [part.strip() for part in split_names(text)]


def _two_names(part: str) -> list[str]:
    """Two names with a comma each, where "and" stands between the last two (`…; Berg, Ann & Lee, Jo`), or two in
    natural order (`Berg, Ann; Jo Lee & Ben Tal`)."""
    names = _AND.split(part)
    if len(names) == 2 and all(name.count(",") == 1 for name in names):
        return names
    names = _NATURAL_AND.split(part)
    return names if len(names) == 2 and all(map(_NATURAL.fullmatch, names)) else [part]


def split_at_semicolons(text: str) -> list[str]:
    """The parts between semicolons that hold more than blanks and full stops, without blanks at their ends."""
    return [part.strip() for part in _SEMICOLON.split(text) if part.strip(" .")]


def split_names(text: str) -> list[str]:
    """The parts between separators, as printed."""
    return [part for part in SEPARATOR.split(text) if part.strip(" .")]


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where the parts between separators stand."""
    edges = [0, *(edge for match in SEPARATOR.finditer(text) for edge in match.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip(" .")]
