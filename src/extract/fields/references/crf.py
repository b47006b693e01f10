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

from extract.fields.references.features import Teller

Array = NDArray[np.float32]
Exact = NDArray[np.float64]

# Steps between two scalings of the passes: eight products of numbers between e**-9 and e**9 stay far inside a float.
_SCALED = 8


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
    def teller(self) -> Teller[list[int]]:
        """Tells of tokens in rows of `states`."""
        rows = self.rows
        return Teller(lambda features: [rows[feature] for feature in features if feature in rows])

    @cached_property
    def _factors(self) -> tuple[Exact, Exact]:
        """Weights of the moves as factors, and turned over for the backward pass."""
        factors: Exact = np.exp(self.moves.astype(np.float64))
        return factors, factors.T.copy()

    def scores(self, told: Sequence[Sequence[list[int]]]) -> Array:
        """One row a token, one column a label: the sum of the weights of its features."""
        flat: list[int] = []
        starts: list[int] = []
        for rows_of_token in told:
            starts.append(len(flat))
            flat.append(len(self.rows))
            for rows in rows_of_token:
                flat += rows
        result: Array = np.add.reduceat(self.states.take(flat, 0), starts, 0)
        return result

    def likeliest(self, scores: Array, marginals: Exact) -> list[int]:
        """The number of each token's label in the likeliest sequence.

        Where all tokens' likeliest labels together are likelier than not, no other sequence can be as likely.
        """
        labels: list[int] = marginals.argmax(1).tolist()
        if float((1.0 - marginals.max(1)).sum()) < 0.5:
            return labels
        best, back = scores[0], []
        for score in scores[1:]:
            paths = best[:, None] + self.moves
            back.append(paths.argmax(0))
            best = paths.max(0) + score
        labels = [int(best.argmax())]
        for step in reversed(back):
            labels.append(int(step[labels[-1]]))
        return labels[::-1]

    def marginals(self, scores: Array) -> Exact:
        """One row a token, one column a label: the probability of the label, given the whole reference."""
        local: Exact = np.exp((scores - scores.max(1, keepdims=True)).astype(np.float64))
        here = list(local)
        moves, back = self._factors
        forward = [here[0]]
        for index in range(1, len(here)):
            at = forward[-1].dot(moves)
            at *= here[index]
            if index % _SCALED == 0:
                at /= at.max()
            forward.append(at)
        backward = [np.ones(local.shape[1])]
        for index in range(len(here) - 1, 0, -1):
            at = (here[index] * backward[-1]).dot(back)
            if index % _SCALED == 0:
                at /= at.max()
            backward.append(at)
        result = np.array(forward)
        result *= np.array(backward[::-1])
        result /= result.sum(1, keepdims=True)
        return result
