"""A linear-chain conditional random field: the likeliest label of each token, and how likely each is.

Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Here are the forward and backward passes over
many references at once, and the likeliest sequence (Viterbi) of one. What each label scores at each token is told by
`network.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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


class Stretch(NamedTuple):
    """A run of one label in a reference.

    Attributes:
        label: its number; first, last: tokens of the reference.
        share: the lowest among the probability of each token inside to have the label, and that of the tokens just
            before and after not to.
    """

    label: int
    first: int
    last: int
    share: float


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

    @cached_property
    def _turned(self) -> Exact:
        """Weights of the moves: one row a label, one column the label before it."""
        return self.moves.T.astype(np.float64)

    def likeliest(self, scores: Exact, marginals: Exact, lengths: Numbers, single: Collection[int] = ()) -> Numbers:
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
        own = [slice(start, start + length) for start, length in zip(starts.tolist(), lengths.tolist(), strict=True)]
        unsure = [own[at] for at in np.flatnonzero(doubts >= 0.5).tolist()]
        if unsure:
            for stretch, (_, best) in zip(unsure, self._best([scores[each] for each in unsure]), strict=True):
                labels[stretch] = best
        for at in self._with_several_runs(labels, lengths, single):
            labels[own[at]] = self._with_single_runs(scores[own[at]], labels[own[at]].tolist(), single)
        return labels

    def _with_several_runs(self, labels: Numbers, lengths: Numbers, single: Collection[int]) -> list[int]:
        """The references in which a label of `single` has several runs."""
        of, begins = _beginnings(labels, lengths)
        places = of * len(self.labels) + labels[begins]
        runs = np.bincount(places, minlength=len(lengths) * len(self.labels)).reshape(len(lengths), -1)
        several: list[int] = np.flatnonzero((runs[:, sorted(single)] > 1).any(1)).tolist()
        return several

    def _with_single_runs(self, scores: Exact, labels: list[int], single: Collection[int]) -> list[int]:
        while (several := next((found for found in _by_label(labels) if found[0] in single), None)) is not None:
            label, runs = several
            tried = [_without(scores, label, [run for run in runs if run is not kept]) for kept in runs]
            found = self._best(tried)
            best = max(range(len(runs)), key=lambda at: found[at][0])
            scores, labels = tried[best], found[best][1]
        return labels

    def _best(self, references: Sequence[Exact]) -> list[tuple[float, list[int]]]:
        """What the likeliest sequence of each reference weighs, and its labels (Viterbi), worked out side by side.

        Args:
            references: the scores of each, one row a token.
        """
        lasts = [len(own) - 1 for own in references]
        # Behind the end of a reference all labels score nought.
        steps = np.zeros((max(lasts) + 1, len(references), len(self.labels)))
        for at, own in enumerate(references):
            steps[: len(own), at] = own
        back = np.empty(steps.shape, np.intp)
        for step in range(1, len(steps)):
            paths = self._turned + steps[step - 1][:, None]
            paths.argmax(2, out=back[step])
            steps[step] += np.maximum.reduce(paths, 2)
        found = []
        for at, last in enumerate(lasts):
            best = steps[last, at]
            labels = [int(best.argmax())]
            for label_before in back[last:0:-1, at].tolist():
                labels.append(label_before[labels[-1]])
            found.append((float(best.max()), labels[::-1]))
        return found

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
                halves = here.reshape(-1, 2, count)
                halves /= np.maximum.reduce(halves, 2, keepdims=True)


def runs_with_shares(labels: Numbers, marginals: Exact, lengths: Numbers) -> list[list[Stretch]]:
    """The runs of each reference, in printed order.

    Args:
        labels: the number of each token's label; marginals, lengths: as in `Field.marginals`.
    """
    of, begins = _beginnings(labels, lengths)
    ends = np.concatenate([begins[1:], [len(labels)]]) - 1
    starts = (lengths.cumsum() - lengths)[of]
    number, first, last = labels[begins], begins - starts, ends - starts
    lowest = np.minimum.reduceat(marginals[np.arange(len(labels)), labels], begins)
    before = marginals[begins - 1, number] * (first > 0)
    is_inner = last < lengths[of] - 1
    behind = marginals[ends + is_inner, number] * is_inner
    share = np.minimum(lowest, 1.0 - np.maximum(before, behind))
    found: list[list[Stretch]] = [[] for _ in range(len(lengths))]
    for at, *stretch in zip(*(each.tolist() for each in (of, number, first, last, share)), strict=True):
        found[at].append(Stretch(*stretch))
    return found


def _beginnings(labels: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """For each run of one label in one reference the number of the reference, and where among all tokens it begins."""
    of = np.arange(len(lengths)).repeat(lengths)
    is_first = np.ones(len(labels), np.bool_)
    is_first[1:] = (labels[1:] != labels[:-1]) | (of[1:] != of[:-1])
    begins = is_first.nonzero()[0]
    return of[begins], begins


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
