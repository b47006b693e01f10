"""A linear-chain conditional random field: the likeliest label of each token, and how likely each is.

Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Here are the forward and backward passes over
many references at once, and the likeliest sequence (Viterbi) of one. What each label scores at each token is told by
`network.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Exact = NDArray[np.float64]
Numbers = NDArray[np.intp]
Run = tuple[int, int]

# Steps between two scalings of the passes. A step makes numbers larger by e**9 times the labels at most and smaller by
# e**9 for a move and e**30 for a token that suits no label, so that those of eight, and the product of two such, stay
# inside a float.
_SCALED = 8


@dataclass(frozen=True)
class Field:
    """Labels by number, and the weights of moves: one row a label, one column the label that follows it."""

    labels: tuple[str, ...]
    moves: Array

    @cached_property
    def _factors(self) -> tuple[Exact, Exact]:
        """Weights of the moves as factors: turned over for the backward pass, and so that one product does a step of
        the forward pass and one of the backward pass, which begins at the other end."""
        factors: Exact = np.exp(self.moves.astype(np.float64))
        none = np.zeros_like(factors)
        return factors.T.copy(), np.block([[factors, none], [none, factors.T]])

    def likeliest(self, scores: Exact, marginals: Exact, lengths: Numbers, single: Collection[int] = ()) -> list[int]:
        """The number of each token's label in the likeliest sequence of each reference in which each label of `single`
        stands in one run at most.

        Where all tokens' likeliest labels together are likelier than not, no other sequence can be as likely. Where a
        label has several runs, each is tried as the one that stays.

        Args:
            scores, marginals, lengths: as in `marginals`.
        """
        labels: Numbers = marginals.argmax(1)
        starts = np.cumsum(lengths) - lengths
        doubts = np.add.reduceat(1.0 - np.maximum.reduce(marginals, 1), starts)
        for at in np.flatnonzero(doubts >= 0.5).tolist():
            own = slice(starts[at], starts[at] + lengths[at])
            labels[own] = self._best(scores[own])[1]
        for at in self._with_several_runs(labels, lengths, single):
            own = slice(starts[at], starts[at] + lengths[at])
            labels[own] = self._with_single_runs(scores[own], labels[own].tolist(), single)
        found: list[int] = labels.tolist()
        return found

    def _with_several_runs(self, labels: Numbers, lengths: Numbers, single: Collection[int]) -> list[int]:
        """The references in which a label of `single` has several runs."""
        of = np.repeat(np.arange(len(lengths)), lengths)
        places = of * len(self.labels) + labels
        begins = np.flatnonzero(np.diff(places, prepend=-1))
        runs = np.bincount(places[begins], minlength=len(lengths) * len(self.labels)).reshape(len(lengths), -1)
        several: list[int] = np.flatnonzero((runs[:, sorted(single)] > 1).any(1)).tolist()
        return several

    def _with_single_runs(self, scores: Exact, labels: list[int], single: Collection[int]) -> list[int]:
        while (several := next((found for found in _by_label(labels) if found[0] in single), None)) is not None:
            label, runs = several
            tried = [_without(scores, label, [run for run in runs if run is not kept]) for kept in runs]
            found = [self._best(own) for own in tried]
            best = max(range(len(runs)), key=lambda at: found[at][0])
            scores, labels = tried[best], found[best][1]
        return labels

    def _best(self, scores: Exact) -> tuple[float, list[int]]:
        """What the likeliest sequence weighs, and its labels (Viterbi)."""
        best, back = scores[0], []
        turned = self.moves.T.astype(np.float64)
        for score in scores[1:]:
            paths = turned + best
            back.append(paths.argmax(1))
            best = np.maximum.reduce(paths, 1) + score
        labels = [int(best.argmax())]
        for step in reversed(back):
            labels.append(int(step[labels[-1]]))
        return float(best.max()), labels[::-1]

    def marginals(self, scores: Exact, lengths: Numbers) -> Exact:
        """The probability of each label at each token, given the whole reference.

        Args:
            scores: one row a token, reference after reference, one column a label.
            lengths: tokens of each reference, one at least.

        Returns:
            The same shape as `scores`; each row adds up to one.
        """
        local: Exact = np.exp(scores - np.maximum.reduce(scores, 1, keepdims=True))
        count, longest = len(self.labels), int(lengths.max())
        order = np.argsort(-lengths, kind="stable")  # longest first: those that still go on are the first so many
        starts = (np.cumsum(lengths) - lengths)[order]
        step = np.arange(longest)[:, None]
        last = lengths[order] - 1
        forth, back = starts + np.minimum(step, last), starts + np.maximum(last - step, 0)
        passes = np.concatenate([local[forth], local[back]], 2)
        self._pass(passes, np.count_nonzero(last >= step, axis=1).tolist())
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        of, at = np.repeat(rank, lengths), np.arange(len(scores)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        result: Exact = passes[at, of, :count]
        behind = last[of] - at - 1  # steps of the backward pass up to the token behind
        inner = np.nonzero(behind >= 0)[0]
        result[inner] *= passes[behind[inner], of[inner], count:].dot(self._factors[0])
        result /= np.add.reduce(result, 1, keepdims=True)
        return result

    def _pass(self, passes: Exact, going: list[int]) -> None:
        """Both passes in place: one slice a step, one row a reference, longest first; `going` references have such a
        step."""
        count, (_, both) = len(self.labels), self._factors
        for index in range(1, len(passes)):
            here = passes[index, : going[index]]
            here *= passes[index - 1, : going[index]].dot(both)
            if index % _SCALED == 0:
                here[:, :count] /= np.maximum.reduce(here[:, :count], 1, keepdims=True)
                here[:, count:] /= np.maximum.reduce(here[:, count:], 1, keepdims=True)


def runs_of(labels: Sequence[int]) -> list[Run]:
    """First and last index of each stretch of one label."""
    edges = [at for at in range(1, len(labels)) if labels[at] != labels[at - 1]]
    return list(zip([0, *edges], [*[at - 1 for at in edges], len(labels) - 1], strict=True))


def _by_label(labels: Sequence[int]) -> Iterator[tuple[int, list[Run]]]:
    """Each label with several runs."""
    runs: dict[int, list[Run]] = {}
    for run in runs_of(labels):
        runs.setdefault(labels[run[0]], []).append(run)
    return ((label, found) for label, found in runs.items() if len(found) > 1)


def _without(scores: Exact, label: int, runs: Sequence[Run]) -> Exact:
    """The scores with no chance for the label in the runs."""
    scores = scores.copy()
    for first, last in runs:
        scores[first : last + 1, label] = -np.inf
    return scores
