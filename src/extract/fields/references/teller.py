"""What the model is told of each token of a reference, in numbers of what comes back in other references."""

from __future__ import annotations

from collections.abc import Sequence

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
from extract.fields.references.words import Gap, gap_of, told_of, word_of

# Rows of what a token is told: of the word, the gap before it, the gap behind it, where it stands, and its place.
Told = tuple[Sequence[int], ...]
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
        """One sequence for each of the `KINDS`, as long as there are tokens; there must be one at least."""
        words: Sequence[str] = tokens.pieces[1::2]
        if tokens.identifiers:
            named = tokens.named
            words = [
                told_of(named[start], word) if start in named else word
                for (start, _), word in zip(tokens.spans, words, strict=True)
            ]
        shapes, of_words = zip(*map(self._words.__getitem__, words), strict=True)
        gaps, before, behind = zip(*map(self._gaps.__getitem__, tokens.pieces[::2]), strict=True)
        style, passed = style_of(shapes, any('"' in gap.tight for gap in gaps))
        standings = self._standings
        of_standings = [standings[inside, side, style] for inside, side in zip(insides(gaps), passed, strict=True)]
        return of_words, before[:-1], behind[1:], of_standings, self._places[len(words)]

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


class _Words(dict[str, tuple[str, int]]):
    """The shape of each word, and its number."""

    def __init__(self, teller: Teller) -> None:
        super().__init__()
        self._teller = teller

    def __missing__(self, token: str) -> tuple[str, int]:
        word = word_of(token)
        found = self[token] = word.shape, self._teller.number(of_word(word))
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
