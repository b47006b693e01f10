"""May one entry end with this word, and the next begin with that?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.reference_lists.names import DASH, INITIALS
from extract.reference_lists.vocabulary import AMONG, BEFORE_A_NAME, INSIDE, PARTICLES, bare

# The end of an entry. Match: `238–243.`, `Finance.”`, `[CrossRef]`, `doi.org/10.1/x`; near miss: `Press`.
ENDED = re.compile(r".*(?:[.?!)\]”\"’»]|\d|/\S+)")
# A word that ends a sentence, which no list of names goes on behind. Match: `Fund.`, `CESifo.`; near miss: `Jr.`, `A.`,
# `S.-J.`.
SENTENCE_END = re.compile(r"[^\W\d_]{3,}\.")
# What a title that is no one's may begin with.
_OPENING = "“‘«„'\"*["
# The article in `INSIDE` that may also be the initial of a spoken name.
_INITIAL_A = "A."


def may_begin(words: Sequence[str], at: int, breaks: frozenset[int]) -> bool:
    """Whether an entry may begin at `at`: at a break, or behind the end of another."""
    if bare(words[at]) in INSIDE and words[at] != _INITIAL_A:
        return False
    return at == 0 or at in breaks or may_end(words[at - 1])


def looks_like_beginning(word: str) -> bool:
    """Whether an entry may begin with a word: of a name, a dash or a title."""
    return word[:1].isupper() or word.casefold() in PARTICLES or bool(DASH.match(word)) or word[:1] in _OPENING


def may_begin_line(words: Sequence[str], at: int) -> bool:
    """Whether an entry may begin with the line that begins at `at`: with a name, a dash or a title, behind an end."""
    word = words[at]
    if not looks_like_beginning(word):
        return False
    before = words[at - 1] if at else None
    return before is None or before.endswith("/") or (may_end(before) and INITIALS.fullmatch(before) is None)


def may_end(word: str) -> bool:
    """Whether an entry may end with a word, as most do."""
    return ENDED.fullmatch(word) is not None


def may_end_without_stop(word: str) -> bool:
    """Whether a word may end an entry without a full stop: no joiner or initial, as stand before a second author."""
    return word[-1] not in ",&:;" and bare(word) not in BEFORE_A_NAME and len(word.rstrip(".")) > 1


def ends_sentence(word: str) -> bool:
    return SENTENCE_END.fullmatch(word) is not None and bare(word) not in AMONG
