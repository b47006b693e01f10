"""Is this a whole entry, and how many are there of a list?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.reference_lists.years import is_dated

# Letters of an entry that is whole: of the 14,208 labelled references 1 in 100 is shorter or longer.
LEAST_LETTERS, _USUAL_LETTERS = 30, 700
# Words of the longest that is.
LONGEST_WORDS = 200


def is_whole(words: Sequence[str], start: int, end: int) -> bool:
    """Whether an entry has the length of one, and a year or what stands for it."""
    if end - start > LONGEST_WORDS:
        return False
    own = words[start:end]
    return LEAST_LETTERS <= sum(len(word) + 1 for word in own) <= _USUAL_LETTERS and is_dated(own)


def count_whole(words: Sequence[str], starts: Sequence[int]) -> int:
    """How many entries are whole."""
    return sum(is_whole(words, start, end) for start, end in pairwise((*starts, len(words))))
