"""How well each label suits each token of many references, and each type of work each of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np

from extract.fields.references.crf import Array, Exact, Numbers
from extract.fields.references.network import Network
from extract.fields.references.teller import KINDS, Teller
from extract.fields.references.tokens import Tokens

# Sums of vectors that are remembered, some 300 bytes each; all are forgotten when there are more: the words and gaps of
# the lists of a dozen reviews.
_REMEMBERED = 30_000
# Tokens that go through the network at once: what it works out of more leaves the cache of a core, which takes half
# as long again.
_AT_ONCE = 500


class Scorer(threading.local):
    """Scores tokens, and remembers what each word and gap adds; each thread remembers for itself."""

    def __init__(self, network: Network) -> None:
        """Remembers nothing yet."""
        self.network = network
        self._teller, self._sums, self._known = self._nothing()

    def scores(self, references: Sequence[Tokens]) -> tuple[Exact, Numbers, Exact]:
        """One row a token, reference after reference, and one column a label; the tokens of each reference; and one row
        a reference, one column a type.

        Each reference has one token at least.
        """
        if len(self._teller.met) > _REMEMBERED:
            self._teller, self._sums, self._known = self._nothing()
        told: list[list[int]] = [[] for _ in range(KINDS)]
        for tokens in references:
            for numbers, more in zip(told, self._teller.tell(tokens), strict=True):
                numbers += more
        self._learn()
        vectors: Array = np.add.reduce(self._sums.take(np.array(told, np.intp), 0), 0)
        lengths: Numbers = np.array([len(tokens.spans) for tokens in references], np.intp)
        parts, end = [], 0
        for share in _shares(lengths):
            start, end = end, end + int(share.sum())
            parts.append(self.network.score(vectors[start:end], share))
        of_tokens, of_types = zip(*parts, strict=True)
        return np.concatenate(of_tokens), lengths, np.concatenate(of_types)

    def _learn(self) -> None:
        """Adds the sums of what was met for the first time; a trait that training has not met adds nothing."""
        met, rows = self._teller.met, self.network.rows
        if len(met) == self._known:
            return
        if len(met) > len(self._sums):
            self._sums = np.concatenate([self._sums, np.empty((len(met), self._sums.shape[1]), np.float32)])
        found = [[row for row in map(rows.get, traits) if row is not None] for traits in met[self._known :]]
        told = [number for number, known in enumerate(found, self._known) if known]
        self._sums[self._known : len(met)] = 0
        if told:
            starts = np.cumsum([0, *[len(known) for known in found if known]])[:-1]
            vectors = self.network.vectors.take(list(chain.from_iterable(found)), 0)
            self._sums[told] = np.add.reduceat(vectors, starts, 0)
        self._known = len(met)

    def _nothing(self) -> tuple[Teller, Array, int]:
        """A new teller, room for the sums of what it will meet, and how many of these are there."""
        return Teller(), np.empty((_REMEMBERED, self.network.vectors.shape[1]), np.float32), 0


def _shares(lengths: Numbers) -> list[Numbers]:
    """The lengths cut into runs of some `_AT_ONCE` tokens."""
    of = lengths.cumsum() // _AT_ONCE
    edges = [0, *((of[1:] != of[:-1]).nonzero()[0] + 1).tolist(), len(lengths)]
    return [lengths[start:end] for start, end in pairwise(edges)]
