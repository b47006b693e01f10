"""A linear-chain conditional random field: the likeliest label of each token, and how likely each is.

Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Here are the forward and backward passes and
the likeliest sequence (Viterbi); the weights are found by `benchmarks/references/optimise.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extract.fields.references.features import OF_TEXTS, Features

Array = NDArray[np.float32]
Exact = NDArray[np.float64]

# Steps between two scalings of the passes. A step makes numbers larger by e**9 times the labels at most and smaller by
# e**9, so that those of sixteen, and the product of two such, stay inside a float.
_SCALED = 16


@dataclass(frozen=True)
class Field:
    """Weights.

    Attributes:
        labels: by number.
        rows: row of `states` by feature; states: one row a feature and one of noughts at the end, one column a label.
        moves: one row a label, one column the label that follows it.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: Array
    moves: Array

    @cached_property
    def texts(self) -> frozenset[str]:
        """Words that have a weight for where they stand beside others."""
        signs = tuple(tell("")[0] for tell in OF_TEXTS)
        return frozenset(name[len(sign) :] for name in self.rows for sign in signs if name.startswith(sign))

    @cached_property
    def _factors(self) -> tuple[Exact, Exact]:
        """Weights of the moves as factors: turned over for the backward pass, and so that one product does a step of
        the forward pass and one of the backward pass, which begins at the other end."""
        factors: Exact = np.exp(self.moves.astype(np.float64))
        none = np.zeros_like(factors)
        return factors.T.copy(), np.block([[factors, none], [none, factors.T]])

    def weigh(self, clues: Sequence[Features]) -> Exact:
        """One row a clue, one column a label: the sum of the weights of its features."""
        rows, nought = self.rows, len(self.rows)
        flat: list[int] = []
        starts: list[int] = []
        for features in clues:
            starts.append(len(flat))
            flat.append(nought)
            flat += [rows[feature] for feature in features if feature in rows]
        result: Exact = np.add.reduceat(self.states.take(flat, 0), starts, 0, np.float64)
        return result

    def likeliest(self, scores: Exact, marginals: Exact) -> list[int]:
        """The number of each token's label in the likeliest sequence.

        Where all tokens' likeliest labels together are likelier than not, no other sequence can be as likely.
        """
        labels: list[int] = marginals.argmax(1).tolist()
        if float(np.add.reduce(1.0 - np.maximum.reduce(marginals, 1))) < 0.5:
            return labels
        best, back = scores[0], []
        turned = self.moves.T.astype(np.float64)
        for score in scores[1:]:
            paths = turned + best
            back.append(paths.argmax(1))
            best = np.maximum.reduce(paths, 1) + score
        labels = [int(best.argmax())]
        for step in reversed(back):
            labels.append(int(step[labels[-1]]))
        return labels[::-1]

    def marginals(self, scores: Exact) -> Exact:
        """One row a token, one column a label: the probability of the label, given the whole reference."""
        local: Exact = np.exp(scores - np.maximum.reduce(scores, 1, keepdims=True))
        back, both = self._factors
        count = len(self.labels)
        passes = np.concatenate([local, local[::-1]], 1)
        at = passes[0]
        for index, here in enumerate(passes[1:], 1):
            here *= at.dot(both)
            if index % _SCALED == 0:
                here[:count] /= np.maximum.reduce(here[:count])
                here[count:] /= np.maximum.reduce(here[count:])
            at = here
        result = passes[:, :count]
        result[:-1] *= passes[-2::-1, count:].dot(back)
        result /= np.add.reduce(result, 1, keepdims=True)
        return result
