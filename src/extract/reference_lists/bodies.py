"""Do these words of a list look like the name of a body that is the author?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.months import MONTH_STEMS
from extract.reference_lists.names import INITIALS, is_name
from extract.reference_lists.vocabulary import LINKS, bare
from extract.reference_lists.years import PrintedYear, year_at

# Words of the name of a body.
_LONGEST_BODY = 12
# The first letters of a word that may be a month.
_STEM = 3
# A small word in the name of a body, as languages other than English print most of them. Match: `pour`, `d’études`,
# `national.`; near miss: `2%`, `doi:10`.
SMALL = re.compile(r"(?:[ldLD][’'])?[^\W\d_]{1,30}(?:[-‐’'][^\W\d_]{1,30})?[.,:;]?|&")


def is_body(words: Sequence[str], first: int) -> bool:
    """Whether the name of a body, and nothing else, goes to a full stop or colon: `World Bank.`, `Office of Law:`"""
    for at in range(first, min(first + _LONGEST_BODY, len(words))):
        word = words[at]
        if not (is_name(word.strip("().,:")) or (at > first and bare(word) in LINKS)):
            return False
        if word[-1] in ".:":
            return not INITIALS.fullmatch(word)
    return False


def year_of_body(words: Sequence[str], first: int) -> PrintedYear | None:
    """The year behind the name of a body, in capitals: `World Bank (2015)`, `NBS (National Bank) (2011)`."""
    for at in range(first, min(first + _LONGEST_BODY, len(words))):
        year = year_at(words, at)
        if year is not None and at > first:
            is_day = at == first + 1 and words[first][:_STEM].casefold() in MONTH_STEMS  # `13. Dezember 2010`
            return None if is_day else year
        if words[at].endswith((".", ",", ":", ";")) and year_at(words, at + 1) is None:
            return None
        if not (is_name(words[at].strip("().,:")) or (at > first and SMALL.fullmatch(words[at]))):
            return None
    return None
