"""Which of the phrases that tell something of a work stand in a text?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")

# First word of a phrase to each phrase that begins with it: its other words, and what it tells.
Index = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def words_of(text: str) -> list[str]:
    """The words in small letters, without punctuation: `Ph.D. thesis` gives "ph", "d", "thesis"."""
    return _WORD.findall(text.casefold())


def index(clues: Mapping[str, str]) -> Index:
    """The phrases of each clue, parted by `|`, by their first word."""
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for clue, phrases in clues.items():
        for phrase in phrases.split("|"):
            first, *rest = phrase.split()
            found[first] = (*found.get(first, ()), (tuple(rest), clue))
    return found


def phrases_in(words: Sequence[str], phrases: Index) -> frozenset[str]:
    """The clues of which a phrase stands among the words. One look-up a word, so that time is in proportion to them."""
    found: set[str] = set()
    for at, word in enumerate(words):
        for rest, clue in phrases.get(word, ()):
            if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                found.add(clue)
    return frozenset(found)
