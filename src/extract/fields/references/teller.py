"""What the model is told of each token of a reference, in numbers of what comes back in other references."""

from __future__ import annotations

from itertools import chain

from extract.fields.references.tokens import Tokens
from extract.fields.references.traits import (
    FROM_START,
    TO_END,
    Traits,
    insides,
    of_gap_before,
    of_gap_behind,
    of_place,
    of_standing,
    of_word,
    style_of,
)
from extract.fields.references.words import Gap, Word, gap_of, told_of, word_of

# Rows of what a token is told: of the word, the gap before it, the gap behind it, where it stands, and its place.
Told = tuple[list[int], ...]
KINDS = 5


class Teller:
    """Tells of tokens in numbers, which are counted from 0 as their traits are met.

    Attributes:
        met: the traits that each number stands for.
    """

    def __init__(self) -> None:
        """Has met nothing yet."""
        self.met: list[Traits] = []
        self._words, self._gaps = _Words(self), _Gaps(self)
        self._standings, self._places = _Standings(self), _Places(self)

    def tell(self, tokens: Tokens) -> Told:
        """One list for each of the `KINDS`, as long as there are tokens; there must be one at least."""
        text, spans, named = tokens.text, tokens.spans, tokens.named
        words = [text[start:end] for start, end in spans]
        if named:
            words = [
                told_of(named[start], word) if start in named else word
                for (start, _), word in zip(spans, words, strict=True)
            ]
        edges = [0, *chain.from_iterable(spans), len(text)]
        between = [text[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True)]
        known, of_words = zip(*map(self._words.__getitem__, words), strict=True)
        gaps, before, behind = zip(*map(self._gaps.__getitem__, between), strict=True)
        style, passed = style_of([word.shape for word in known], any('"' in gap.tight for gap in gaps))
        standings = self._standings
        of_standings = [standings[inside, side, style] for inside, side in zip(insides(gaps), passed, strict=True)]
        return list(of_words), list(before[:-1]), list(behind[1:]), of_standings, self._places[len(words)]

    def number(self, traits: Traits) -> int:
        """A new number for traits that go together."""
        self.met.append(traits)
        return len(self.met) - 1


class _Standings(dict[tuple[str, str, str], int]):
    """The number of each way to stand: what is around, on which side of the year, in which style."""

    def __init__(self, teller: Teller) -> None:
        super().__init__()
        self._teller = teller

    def __missing__(self, standing: tuple[str, str, str]) -> int:
        found = self[standing] = self._teller.number(of_standing(*standing))
        return found


class _Places(dict[int, list[int]]):
    """The numbers of the places in a reference of so many tokens."""

    def __init__(self, teller: Teller) -> None:
        super().__init__()
        self._teller = teller
        self._of: dict[tuple[int, int], int] = {}

    def __missing__(self, count: int) -> list[int]:
        places = [(min(at, FROM_START), min(count - 1 - at, TO_END)) for at in range(count)]
        for place in places:
            if place not in self._of:
                self._of[place] = self._teller.number(of_place(*place))
        found = self[count] = [self._of[place] for place in places]
        return found


class _Words(dict[str, tuple[Word, int]]):
    """Each word with its number."""

    def __init__(self, teller: Teller) -> None:
        super().__init__()
        self._teller = teller

    def __missing__(self, token: str) -> tuple[Word, int]:
        word = word_of(token)
        found = self[token] = word, self._teller.number(of_word(word))
        return found


class _Gaps(dict[str, tuple[Gap, int, int]]):
    """Each gap with its numbers: as seen from the token behind it, and from the one before."""

    def __init__(self, teller: Teller) -> None:
        super().__init__()
        self._teller = teller

    def __missing__(self, raw: str) -> tuple[Gap, int, int]:
        gap = gap_of(raw)
        found = self[raw] = gap, self._teller.number(of_gap_before(gap)), self._teller.number(of_gap_behind(gap))
        return found
