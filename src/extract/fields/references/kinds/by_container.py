"""What is a work in a container that does not say what it is: a chapter, a paper of a meeting, an article?"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.fields.references.kinds.printed import PLACES, Printed

# The book around a chapter. Match: "In: Bonin, J. P. and Szekely, I. P. (eds.)"; near miss: "In 2010 the editors".
_IN_BOOK = re.compile(r"\bIn:?\s[^()]{3,160}(?:\([^()]{1,60}\)\s?)?[(,\[]\s?(?:eds?|editors?|hrsg)\b", re.IGNORECASE)
# The number of a part of a book before its title. Match: "Chapter 6: Lamps", "Section 12.1: Lamps"; near miss:
# "Chapter and verse", "Sections".
_PART_OF_BOOK = re.compile(r"(?:Chapter|Section|Kapitel|Chapitre) \d{1,3}(?:\.\d{1,3}){0,4}\s?[:.]")
# A name with its letters in brackets at the end. Match: "Large Systems (LISA)"; near miss: "Large Systems (2004)".
_ENDS_IN_LETTERS = re.compile(r"[a-z] \([A-Z]{2,8}\)$")
# What books have and journals have not.
_BOOKISH = frozenset({"editors", "publisher", "edition"})

# What a chapter has and a report has not.
_IN_BOOK_ONLY = PLACES | {"editors", "edition"}


def type_by_container(work: Printed) -> str | None:
    """The type that follows from a container; None for a work that stands alone, in a series, or on a site."""
    if work.is_series or work.is_page or ("container" in work.has and _is_second_half(work)):
        return None
    for kind, is_one in _QUESTIONS:
        if is_one(work):
            return kind
    return "article" if "container" in work.has else None


def _is_chapter(work: Printed) -> bool:
    has = work.has
    if "volume" not in has and _PART_OF_BOOK.match(work.text("title")):
        return True
    if ("in" in work.said and _IN_BOOK.search(work.outside)) or ("pages" in has and work.is_in_other):
        return True
    if _is_second_half(work):
        return False
    return "container" in has and (bool(has & _BOOKISH) or work.is_edition) and "journal" not in work.container


def _is_second_half(work: Printed) -> bool:
    """Whether what looks like a container is the second half of a title (`Who lights lamps? Light in parks`): a body
    publishes the work, and nothing leads to a place in a book."""
    return work.house == "official house" and not work.has & _IN_BOOK_ONLY and not work.is_in_other


def _is_in_acronym(work: Printed) -> bool:
    """`Large Installation System Administration (LISA)`: meetings are named so, journals hardly ever."""
    if "container" not in work.has or "journal" in work.container or work.has & PLACES:
        return False
    return _ENDS_IN_LETTERS.search(work.text("container")) is not None


_QUESTIONS: tuple[tuple[str, Callable[[Printed], bool]], ...] = (
    ("chapter", _is_chapter),
    ("conference", _is_in_acronym),
)
