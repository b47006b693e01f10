"""Which marks part the names of a list, where commas and semicolons do not?"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.fields.names.bodies import is_author_body
from extract.fields.names.initials import is_initials, is_vancouver, opens_with_initials
from extract.fields.names.letters import UPPER
from extract.fields.names.separators import split_names

# Match: "HIV" of "Lamps and HIV"; near miss: "Berg, A.".
_LETTERS_AT_END = re.compile(r"\b[^\W\d_a-zß-ÿ]{2,8}$")
_SLASH = re.compile(r"\s?/\s?")
# A dash between blanks. Match: " – "; near miss: "Berg-Lee".
_DASH = re.compile(r"\s[–—-]\s")
# What stands between a body and the persons who wrote for it. Match: ": ", " – ", " / "; near miss: "Berg-Lee".
_BEHIND_BODY = re.compile(r":\s|\s[–—/-]\s")
# The last bracket of a list. Match: " (A. Berg, J. Lee)"; near miss: "(a) Berg".
_BRACKET = re.compile(r"\s\((?P<inside>[^()]{3,300})\)?[ .]*$")
# Groups that sign as authors beside persons. Match: "Lamp Collaboration"; near miss: "Lamp Society".
_GROUP = re.compile(r"\b(?:collaborat(?:ion|ive|ors)|consortium|group|investigators|network|team)\b", re.IGNORECASE)
# Names with initials behind a comma, which full stops part: two initials before one show it. Match: ". " of "Berg, PR.
# Lee, DL."; near miss: "Berg, P. Lee".
_STOP = re.compile(rf"(?<=,\s[{UPPER}]{{2}})\.\s(?=[{UPPER}][^\W\d_]+,\s[{UPPER}]{{1,3}}(?:\.|$))")
_STOPS = re.compile(rf"(?<=[\s{UPPER}][{UPPER}])\.\s(?=[{UPPER}][^\W\d_]+,\s[{UPPER}]{{1,3}}(?:\.|$))")
# Families with initials, which blanks part. Match: "Berg M Lee AB Tal K"; near miss: "Ann M Lee".
_UNPARTED = re.compile(
    rf"(?:[{UPPER}][a-zß-ÿ’'-]+\s[{UPPER}]{{1,3}}\s){{1,40}}[{UPPER}][a-zß-ÿ’'-]+\s[{UPPER}]{{1,3}}\.?"
)
_BEHIND_INITIALS = re.compile(rf"(?<=\s)([{UPPER}]{{1,3}})\s(?=[{UPPER}][a-zß-ÿ’'])")


def with_semicolons(text: str) -> str:
    """The list, a semicolon for each mark that parts names as slashes, dashes, colons, brackets and full stops do."""
    text = _at_slashes(text) if "/" in text else text
    is_dashed = _DASH.search(text) is not None
    text = _at_dashes(text) if is_dashed else text
    text = _behind_body(text) if is_dashed or ":" in text or " / " in text else text
    text = _before_bracket(text) if " (" in text else text
    if "," not in text:
        return _BEHIND_INITIALS.sub(r"\1, ", text) if _UNPARTED.fullmatch(text) else text
    return _STOPS.sub("; ", text) if _STOP.search(text) else text


def _at_slashes(text: str) -> str:
    """Slashes between names that have each a comma inside (`Berg, A./Lee, Clara`, DIN 1505), or are each two words or
    more, all of them persons or all of them bodies."""
    parts = _SLASH.split(text)
    commas = {part.count(",") for part in parts}
    is_plain = commas == {0} and all(len(part.split()) > 1 for part in parts)
    if any(_LETTERS_AT_END.search(left) and right[:2].isupper() for left, right in pairwise(parts)):
        return text  # `Programme on HIV/AIDS`
    are_names = commas == {1} or (is_plain and len({is_author_body(part) for part in parts}) == 1)
    return "; ".join(parts) if are_names else text


def _at_dashes(text: str) -> str:
    """Dashes between persons with their initials first (`A. Berg – J. Lee`), as lists of philologists print them."""
    parts = _DASH.split(text)
    are_persons = all(part.strip() and "," not in part and opens_with_initials(part) for part in parts)
    return "; ".join(parts) if are_persons else text


def _behind_body(text: str) -> str:
    """The mark between a body and the persons who wrote for it (`Lamp Institute: Berg, A., Lee, J.`)."""
    for mark in _BEHIND_BODY.finditer(text):
        body, persons = text[: mark.start()], text[mark.end() :]
        if _opens_with_person(persons) and "(" not in body:
            return f"{body}; {persons}" if is_author_body(body) else text
    return text


def _before_bracket(text: str) -> str:
    """The bracket at the end, which holds the persons who wrote for a body (`Lamp Institute (A. Berg, J. Lee)`) or the
    group for which persons wrote (`A. Berg (Lamp Collaboration)`); where they only work there, the list without it."""
    bracket = _BRACKET.search(text)
    if bracket is None:
        return text
    outside, inside = text[: bracket.start()], bracket["inside"].strip()
    if _opens_with_person(inside) and is_author_body(outside):
        return f"{outside}; {inside}"
    if _opens_with_person(outside) and is_author_body(inside):
        return f"{outside}; {inside}" if _GROUP.search(inside) else outside
    return text


def _opens_with_person(text: str) -> bool:
    """Whether the first name of a list has initials, before or behind it."""
    first, *others = split_names(text)[:2] or [""]
    if not first.strip():
        return False
    if opens_with_initials(first):
        return not is_author_body(first)
    if is_vancouver(first):
        is_short = len(first.split()[-1].replace(".", "")) < 3
        return first[:1].isupper() and is_short and not is_author_body(first)
    return bool(others) and is_initials(others[0]) and "." in others[0] and first[:1].isupper()
