"""What the model is told of each token of a reference, in clues: short tuples that stand for a few features each.

Clues come back in other references, so that each has a number, by which what was made of its features is found again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from extract.fields.references.features import (
    OF_ENDINGS,
    OF_PLACES,
    OF_SORTS,
    OF_TEXTS,
    SEEN_FROM,
    Features,
    Tell,
    of_letters,
    of_sentence,
    of_stretch,
)
from extract.fields.references.stretches import Clue, Parting, capped, part
from extract.fields.references.words import Gap, Word, gap_of, word_of

Numbers = NDArray[np.intp]

# For each row that words give which of the word's numbers it is, where the word stands, and what the number goes on by.
_VIEWS = [(0, 2, 0)] + [
    (which, start, added) for which, starts in enumerate(SEEN_FROM, 1) for added, start in enumerate(starts)
]
_WHICH, _START, _ADDED = np.array(_VIEWS).T[:, :, None]


class Teller:
    """Tells of the tokens of references in the numbers of clues, which are counted from 0 as they are met.

    Those of stretches and sentences are not remembered, since of a reference that follows on 1,500 others four
    stretches in five and nine sentences in ten were never met: their numbers lie above the others and are given again.
    """

    def __init__(self, texts: Container[str] | None = None) -> None:
        """Has met no clue yet.

        Args:
            texts: words of which it pays to tell beside which others they stand; None for all.
        """
        self._met = _Met()
        self._words = _Words(self._met, texts)
        self._places = tuple(_Known(self._met, (tell,)) for tell in OF_PLACES)

    @property
    def count(self) -> int:
        """Clues that are remembered, and whose features were told."""
        return self._met.count - len(self._met.fresh)

    def tell(
        self, text: str, spans: Sequence[tuple[int, int]], named: dict[int, str]
    ) -> tuple[Numbers, list[Features]]:
        """One row for each kind of clue, one column a token: the number of the clue; and the features of the clues
        from the number on that `count` was before, of which those below what `count` is now are remembered.

        Args:
            text: the reference; spans: start and end of each token in it, one at least.
            named: what identifier starts at a place.
        """
        tokens = [text[start:end] for start, end in spans]
        if named:
            tokens = [
                f"@{named[start]}" if start in named else token for (start, _), token in zip(spans, tokens, strict=True)
            ]
        edges = [0, *chain.from_iterable(spans), len(text)]
        between = [text[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True)]
        words, *seen = zip(*map(self._words.__getitem__, ("^", "^", *tokens, "$", "$")), strict=True)
        columns, parting = _standing(words[2:-2], between)
        numbers: Numbers = np.empty((len(_WHICH) + len(OF_PLACES) + 2, len(tokens)), np.intp)
        numbers[: len(_WHICH)] = np.array(seen)[_WHICH, _START + np.arange(len(tokens))] + _ADDED
        for row, (known, column) in enumerate(zip(self._places, columns, strict=True), len(_WHICH)):
            numbers[row] = list(map(known.__getitem__, column))
        fresh, number = self._met.take(), self._met.count
        for row, tell, pieces in ((-2, of_stretch, parting.stretches), (-1, of_sentence, parting.sentences)):
            numbers[row] = [number + at for at, length in enumerate(pieces.lengths) for _ in range(length)]
            number += len(pieces.clues)
            fresh += [tell(*clue) for clue in pieces.clues]
        return numbers, fresh


class _Met:
    """The clues that are remembered: how many, and the features of those that have not been taken yet."""

    def __init__(self) -> None:
        # The first few tell nothing: the clues of a text beside which nothing is worth telling.
        self.count = len(OF_TEXTS)
        self.fresh: list[Features] = [()] * self.count

    def take(self) -> list[Features]:
        fresh, self.fresh = self.fresh, []
        return fresh


class _Known(dict[Clue, int]):
    """The number of each clue of one kind, the first of as many as it has places to be seen from."""

    def __init__(self, met: _Met, tells: Sequence[Tell]) -> None:
        super().__init__()
        self._met, self._tells = met, tells

    def __missing__(self, clue: Clue) -> int:
        number = self[clue] = self._met.count
        self._met.count += len(self._tells)
        self._met.fresh += [tell(*clue) for tell in self._tells]
        return number


class _Words(dict[str, tuple[Word, int, int, int, int]]):
    """Each word with the numbers of what its letters, its sort, its last letters and its text tell."""

    def __init__(self, met: _Met, texts: Container[str] | None) -> None:
        super().__init__()
        self._met, self._texts = met, texts
        self._of_sorts, self._of_endings, self._of_texts = (
            _Known(met, tells) for tells in (OF_SORTS, OF_ENDINGS, OF_TEXTS)
        )

    def __missing__(self, token: str) -> tuple[Word, int, int, int, int]:
        word = word_of(token)
        is_told = self._texts is None or word.text in self._texts
        sort = self._of_sorts[word.shape, word.kind, word.sort]
        ending, text = self._of_endings[word.text[-3:],], self._of_texts[word.text,] if is_told else 0
        found = self[token] = word, self._met.count, sort, ending, text
        self._met.count += 1
        self._met.fresh.append(of_letters(word))
        return found


def _standing(words: Sequence[Word], between: Sequence[str]) -> tuple[tuple[Iterable[Clue], ...], Parting]:
    """For each token where it stands: what is between it and its neighbours, what of the reference lies around it; one
    column for each of `OF_PLACES`."""
    gaps = [gap_of(raw) for raw in between]
    shapes, sorts, kinds = zip(*[(word.shape, word.sort, word.kind) for word in words], strict=True)
    spaced, tight = [gap.spaced for gap in gaps], [gap.tight for gap in gaps]
    style, passed = _style(shapes, any('"' in gap for gap in tight))
    inside = _inside(gaps)
    parting = part(words, gaps, style)
    seen = list(accumulate([word.is_number for word in words], initial=0))
    before, after = capped(seen[:-1], 4), capped([seen[-1] - number for number in seen[1:]], 4)
    near, far, styles = tight[:-1], ["", *tight[:-2]], [style] * len(words)
    columns = (
        zip(["^", *sorts[:-1]], sorts, strict=True),
        zip(["^", *shapes[:-1]], spaced[:-1], kinds, shapes, spaced[1:], [*shapes[1:], "$"], strict=True),
        zip(far, near, shapes, strict=True),
        zip(shapes, tight[1:], [*tight[2:], ""], strict=True),
        zip(styles, passed, shapes, parting.number, parting.since, inside, near, strict=True),
        zip(shapes, passed, parting.ahead, parting.runs, strict=True),
        zip(shapes, before, after, strict=True),
        zip(capped(range(len(words)), 12), capped(range(len(words) - 1, -1, -1), 6), strict=True),
    )
    return columns, parting


def _inside(gaps: Sequence[Gap]) -> list[str]:
    """For each token the bracket that is open before it, `Q` before that for quotation marks."""
    result: list[str] = []
    is_quoted, bracket, inside = False, "", ""
    for gap in gaps[:-1]:
        if gap.is_turn:
            is_quoted = gap.quoted[is_quoted]
            bracket = bracket if gap.bracket is None else gap.bracket
            inside = f"{'Q' if is_quoted else ''}{bracket}"
        result.append(inside)
    return result


def _style(shapes: Sequence[str], has_quotes: bool) -> tuple[str, list[str]]:
    """Whether the year stands early (`e`), late (`l`) or nowhere (`n`), with `q` for quotation marks; and for each
    token whether it stands before the first year (`<`), is it (`=`), stands behind it (`>`), `-` where there is
    none."""
    count = len(shapes)
    first = shapes.index("Y") if "Y" in shapes else -1
    style = "n" if first < 0 else "e" if first * 3 < count and first < 40 else "l"
    passed = ["-"] * count if first < 0 else ["<"] * first + ["="] + [">"] * (count - first - 1)
    return (style + "q" if has_quotes else style), passed
