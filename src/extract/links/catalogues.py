"""What catalogues and reference lists print with the title of a book or report that is no part of it.

Editions (ISBD area 2), series and their numbers (ISBD area 6), numbers of reports, notes on access, licence and thesis
(ISBD area 7; APA, Publication Manual, 7th ed., 9.19, sets editions, numbers and versions in brackets behind titles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.links.plain_text import plain
from extract.ordinals import ORDINALS

_ORDINAL = rf"(\d{{1,2}})(?:st|nd|rd|th|e|\.|\u00aa)?|({'|'.join(ORDINALS)})"
_EDITION = (
    rf"(?:{_ORDINAL})\s(?:(?:rev(?:ised)?|int(?:ernational)?|enl(?:arged)?|u\.?s)\.?\s)?"
    r"(?:edition|edn|ed|aufl(?:age)?)\b"
)
# A numbered edition, set off at the end of a title. Match: "Care (3rd ed.)", "Care, third edition", "Care. 2nd ed.";
# near misses: "Care: development of the second edition", "The third edition of the scales: norms".
_TITLE_EDITION = re.compile(rf"[,.;:(\[/]\s*(?:{_EDITION})[.)\]\s]*$", re.IGNORECASE)
# The same in the place of the publisher. Match: "New York : Wiley, 3rd ed."; near miss: "Third Edition Press".
_HOUSE_EDITION = re.compile(rf"(?<!\w)(?:{_EDITION})(?!\s+\w)", re.IGNORECASE)
# The version of a guideline or program, counted as an edition. Match: "Care (version 2.3)"; near miss: "Care (version
# for nurses)".
_VERSION = re.compile(r"[,.;:(\[]\s*(?:version|ver\.|v\.)\s?(\d+(?:\.\d+){0,2})[.)\]\s]*$", re.IGNORECASE)
# Notes on licence and access, and what thesis it is. Match: "Care. Licence: CC BY 4.0", "Care. Available from
# http://x.org", "Care (Doctoral thesis)"; near misses: "Licence to kill", "Care available from pharmacies", "Writing a
# doctoral thesis".
_NOTE = re.compile(
    r"[.;,(\[]\s*(?:licen[cs]e:\s*cc.{0,60}|(?:available|retrieved|accessed)(?:\s(?:from|at|online|on))?:?\s*"
    r"(?:https?://|www\.).{0,300}|(?:(?:unpublished|published)\s)?(?:doctoral|ph\.?\s?d\.?|master'?s?'?|m\.?sc\.?|"
    r"dphil)\s(?:thesis|dissertation)(?:,[^()]{0,60})?\)?)\s*$",
    re.IGNORECASE,
)
_THESIS = re.compile(r"thesis|dissertation", re.IGNORECASE)
_SERIES_WORD = r"(?:series|reports?|stud(?:y|ies)|papers?|publications?|bulletins?|monographs?|assessments?)"
_NUMBER = r"(?:[a-z]{1,4}[- ]?)?\d[\w/.-]{0,12}"
# A series and its number in brackets, or a number alone of three figures and more. Match: "(African Studies Series,
# 36)", "(Home Office Research Study No. 252)", "(No. w4509)", "(NCES 2010-458)"; near misses: "(study 2)", "(part 3)",
# "(aged 60-85)", "(NHS 2014-2016)".
_SERIES_BRACKET = re.compile(
    rf"\((?:(?:\w[\w'/&-]*,?\s){{1,8}}{_SERIES_WORD},?\s(?:(?:no|nr|number)\.?\s?)?({_NUMBER})|"
    rf"(?:no|nr)\.?\s?([a-z]{{0,4}}\d{{3,}})|(?-i:[A-Z]{{2,6}})\s(\d{{2,4}}-[a-z]?\d{{3}}))\)[\s.]*$",
    re.IGNORECASE,
)
# The same as a sentence behind the title. Match: "Care. Evidence Report/Technology Assessment No. 151", "Care. NCES
# 2010-458"; near misses: "Care. Part no. 3", "Care. Results 2014-2016".
_SERIES_SENTENCE = re.compile(
    rf"[.;]\s+(?:(?-i:[A-Z])[\w'/&-]*(?:,?\s[\w'/&-]+){{0,7}}?\s?{_SERIES_WORD},?\s(?:no|nr|number)\.?\s({_NUMBER})|"
    rf"(?-i:[A-Z]{{2,6}})\s(\d{{2,4}}-[a-z]?\d{{3}}))[\s.]*$",
    re.IGNORECASE,
)
# The number of a report in the place of the publisher. Match: "NBER Working Papers: 23532", "Home Office Research Study
# 252", "Cm 8302", "Cat. no. CWS 41"; near misses: "35th Conference", "Paper Mill Press".
_HOUSE_NUMBER = re.compile(
    rf"\b(?:no|nr|number|cmn?d?|bulletin|series|{_SERIES_WORD})[.,:#]*\s*#?({_NUMBER})", re.IGNORECASE
)
# Most titles end with none of these: in a bracket, a figure, an edition, a thesis, or an address behind a note.
_MAY_END = re.compile(
    r"[)\]\d]\W*$|\b(?:edition|edn|ed|auflage|aufl)\b\W*$|thesis\W*$|dissertation\W*$|licen[cs]e:|https?://|www\.",
    re.IGNORECASE,
)
# A title bears few additions; each is taken off in turn.
_MOST_ADDITIONS = 4
_TAIL = 400


@dataclass(frozen=True)
class Catalogued:
    """A title without what a catalogue adds to it.

    Attributes:
        title: what is left.
        edition: its number; None where none is printed.
        numbers: of the report or within the series, without letters.
        is_thesis: whether a note says that it is one.
    """

    title: str
    edition: str | None = None
    numbers: frozenset[str] = frozenset()
    is_thesis: bool = False


def read_additions(title: str) -> Catalogued:
    """The title parted from edition, numbers and notes: "Care at home (2nd ed.)" -> "Care at home", 2.

    At least two words are left.
    """
    if _MAY_END.search(title[-_TAIL:]) is None:
        return Catalogued(title)
    edition: str | None = None
    numbers: set[str] = set()
    is_thesis = False
    for _ in range(_MOST_ADDITIONS):
        head, tail = title[:-_TAIL], title[-_TAIL:]
        found = next((found for each in _PATTERNS if (found := each.search(tail)) is not None), None)
        if found is None or len((head + tail[: found.start()]).split()) < 2:
            break
        title = head + tail[: found.start()]
        if found.re in (_TITLE_EDITION, _VERSION):
            edition = edition or _number_of(found)
        elif found.re is _NOTE:
            is_thesis = is_thesis or _THESIS.search(found[0]) is not None
        else:
            numbers.update(map(_digits, filter(None, found.groups())))
    return Catalogued(title, edition, frozenset(numbers), is_thesis)


_PATTERNS = (_TITLE_EDITION, _VERSION, _NOTE, _SERIES_BRACKET, _SERIES_SENTENCE)


def read_edition(house: str) -> str | None:
    """The number of an edition printed with the publisher: "New York : Wiley, 3rd ed." -> 3."""
    found = _HOUSE_EDITION.search(house) if "ed" in house or "Ed" in house or "ufl" in house else None
    return None if found is None else _number_of(found)


def drop_edition(house: str) -> str:
    """The publisher without the edition."""
    return _HOUSE_EDITION.sub(" ", house) if read_edition(house) is not None else house


def read_numbers(house: str) -> frozenset[str]:
    """Numbers of reports printed with the publisher: "NBER Working Papers: 23532" -> {23532}."""
    return frozenset(_digits(number) for number in _HOUSE_NUMBER.findall(plain(house)))


def _number_of(found: re.Match[str]) -> str:
    number, *words = found.groups()
    if number is not None:
        return number.lstrip("0") or "0"
    return str(ORDINALS[words[0].casefold()])


def _digits(number: str) -> str:
    """What is left of a number without letters, signs and zeros: "w4509" -> 4509."""
    return re.sub(r"\D", "", number).lstrip("0")
