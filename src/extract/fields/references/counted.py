"""Which numbers of a reference are its volume, issue and pages, beyond what the model sees or believes?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.references.record import FLOOR, Mark, first_of

# Match: "Working Paper ", "technical report No. "; near miss: "Vol. ", "paper in ".
_REPORT = re.compile(
    r"\b(?:working|discussion|technical|research|occasional|briefing) (?:papers?|reports?|notes?)(?: series)?"
    r"(?: n(?:o|r|umber)\b\.?)? ?$",
    re.IGNORECASE,
)
# Match: "b" of "58b-59b" behind "58", "A."; near miss: "PMID", "ab3".
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?!\w)")
# Match: " to 59" behind "58"; near miss: " to 59%".
_LAST_PAGE = re.compile(r"\s(?:to|bis)\s\d{1,5}(?![\w%])")
# What journals without volumes do not print.
_OF_BOOKS = frozenset({"volume", "issue", "publisher", "place", "url"})
# A small number in brackets where a part of the reference ends. Match: "(7),", " (2)."; near miss: "(2012)",
# "(2 vols)".
_BRACKETED = re.compile(r" ?\((?P<issue>\d{1,3})\)(?=[.,:;]|$)")
# What stands in brackets that touch the volume, a year apart. Match: "(Suppl 2)" of "43(Suppl 2)", "(1-B(E))"; near
# miss: "(2012)", " (Leeds)".
_TOUCHING_ISSUE = re.compile(r"\((?P<issue>(?![^()]{0,40}(?:19|20)\d\d)[^()]{1,40}(?:\([^()]{1,10}\))?)\)")
# The second number of a double volume. Match: "-78" behind "77"; near miss: "(78)", "/78".
_SECOND_VOLUME = re.compile(r"[-–](?P<number>\d{2,3})(?![\w–-])")
# What names a number that is doubted: labelled sets differ in whether the word is part of the field, so that the model
# doubts its edge. Match: "pp. " before "23-34", "no. " before "3"; near miss: "app. ", "casino ".
_NAMED = {
    "pages": re.compile(r"(?<!\w)(?:pp?\.?|pages?|S\.|Seiten?)\s?(?=\d{1,5}\s?[-–]\s?\d)"),
    "volume": re.compile(r"(?<!\w)(?:vol\.?|volume|Bd\.?|Band)\s?(?=\d{1,4}\b)", re.IGNORECASE),
    "issue": re.compile(r"(?<!\w)(?:no\.?|nr\.?|issue|Heft|H\.)\s?(?=\d{1,3}\b)", re.IGNORECASE),
}
_LONGEST_NAME = 8  # signs of such a word


def with_double_volume(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of two numbers that follow each other and share a word a double volume (`77-78, 5-22`), no issue."""
    volume = first_of(marks, "volume")
    second = None if volume is None else _SECOND_VOLUME.match(text, volume.end)
    first = "" if volume is None else text[volume.start : volume.end]
    if volume is None or second is None or not first.isdecimal() or int(second["number"]) != int(first) + 1:
        return marks
    double = Mark("volume", volume.start, second.end(), volume.confidence)
    rest = tuple(mark for mark in marks if mark is not volume and (mark.start, mark.end) != second.span("number"))
    return (*rest, double) if double.is_free_of(rest) else marks


def issue_of(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The issue in brackets that touch the volume (`12(Abstract Issue)`), or right behind the name of a journal without
    volumes (`Reviews(2), 88-92`)."""
    volume = first_of(marks, "volume")
    container = first_of(marks, "container")
    found = None if volume is None else _TOUCHING_ISSUE.match(text, volume.end)
    if container is not None and not _OF_BOOKS & {mark.field for mark in marks}:
        found = _BRACKETED.match(text, container.end)
    if found is not None:
        yield Mark("issue", *found.span("issue"))


def is_report_number(text: str, mark: Mark, marks: tuple[Mark, ...]) -> bool:
    """Whether a number counts the reports of a body (`Working Paper 3`), not the volumes of a container, of which the
    reference names none."""
    is_named = any(other.field == "container" and other.confidence >= FLOOR for other in marks)
    return not is_named and _REPORT.search(text, max(0, mark.start - 40), mark.start) is not None


def believed_number(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A doubted number at the floor where a word says what it counts (`pp. 23-34`); an issue only beside a volume."""
    named = _NAMED.get(mark.field)
    if named is None or mark.confidence >= FLOOR or (mark.field == "issue" and first_of(marks, "volume") is None):
        return mark
    found = named.search(text, max(0, mark.start - _LONGEST_NAME), mark.end)
    digit = next((at for at in range(mark.start, mark.end) if text[at].isdigit()), None)
    return mark._replace(confidence=FLOOR) if found is not None and found.end() == digit else mark


def up_to_end(text: str, mark: Mark, marks: tuple[Mark, ...]) -> Mark:
    """A number with the letter or two that are printed close behind it (`58b-59b`, `550A`): a word is in one field. Not
    with a word whose blank was lost (`58-59PMID`). A first page with the last one (`58 to 59`)."""
    found = _LETTERS.match(text, mark.end) if text[mark.end - 1].isalnum() else None
    if mark.field == "pages":
        found = _LAST_PAGE.match(text, mark.end) or found
    if found is None or not Mark(mark.field, *found.span()).is_free_of(marks):
        return mark
    return Mark(mark.field, mark.start, found.end(), mark.confidence)
