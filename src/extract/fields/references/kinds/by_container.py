"""What is a work in a container that does not say what it is: a chapter, a paper of a meeting, an article?"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.fields.references.kinds.printed import PLACES, Printed

# The book around a chapter. Match: "In: Bonin, J. P. and Szekely, I. P. (eds.)"; near miss: "In 2010 the editors".
_IN_BOOK = re.compile(r"\bIn:?\s[^()]{3,160}[(,\[]\s?(?:eds?|editors?|hrsg)\b", re.IGNORECASE)
# A name with its letters in brackets at the end. Match: "Large Systems (LISA)"; near miss: "Large Systems (2004)".
_ENDS_IN_LETTERS = re.compile(r"[a-z] \([A-Z]{2,8}\)$")
# What books have and journals have not.
_BOOKISH = frozenset({"editors", "publisher", "edition"})


def type_by_container(work: Printed) -> str | None:
    """The type that follows from a container; None for a work that stands alone, in a series, or on a site."""
    if work.is_series or work.is_page:
        return None
    for kind, is_one in _QUESTIONS:
        if is_one(work):
            return kind
    return "article" if "container" in work.has else None


def _is_chapter(work: Printed) -> bool:
    has = work.has
    if ("in" in work.said and _IN_BOOK.search(work.outside)) or ("pages" in has and work.is_in_other):
        return True
    return "container" in has and (bool(has & _BOOKISH) or work.is_edition) and "journal" not in work.container


def _is_in_acronym(work: Printed) -> bool:
    """`Large Installation System Administration (LISA)`: meetings are named so, journals hardly ever."""
    if "container" not in work.has or "journal" in work.container or work.has & PLACES:
        return False
    return _ENDS_IN_LETTERS.search(work.text("container")) is not None


_QUESTIONS: tuple[tuple[str, Callable[[Printed], bool]], ...] = (
    ("chapter", _is_chapter),
    ("conference", _is_in_acronym),
)
