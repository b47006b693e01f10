"""Finds the weights of the reference model: L-BFGS with an L1 penalty over all references at once.

Orthant-wise limited-memory quasi-Newton (Andrew and Gao, "Scalable training of L1-regularised log-linear models", ICML
2007). The references lie side by side, longest first, so that each step of the forward and backward passes is one
matrix product; a clue's features are summed once for all tokens that share it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

Vector = NDArray[np.float64]
_MEMORY = 6  # pairs of steps and gradients: more gave no lower loss in as many iterations
_TRIES = 20  # halvings of a step


@dataclass(frozen=True)
class Penalty:
    """Factors of the sum of the weights' sizes (`l1`) and of their squares (`l2`)."""

    l1: float
    l2: float


class References:
    """Training references: tokens in columns of time, with what the model is told of each.

    Attributes:
        names: features that at least `rarest` tokens have, in the order in which they were met.
        pairs: rows and columns of the weights that are looked for: features with the labels that they were seen with.
    """

    def __init__(
        self,
        told: Sequence[Sequence[Sequence[int]] | NDArray[np.int32]],
        labels: Sequence[Sequence[int]],
        clues: Sequence[tuple[str, ...]],
        label_count: int,
        rarest: int,
    ) -> None:
        """Packs `told` (numbers of the clues of each token of each reference) and `labels` (the number of each token's
        label); `clues` are the features of each clue."""
        order = sorted(range(len(told)), key=lambda index: -len(told[index]))
        lengths = np.array([len(told[index]) for index in order])
        self.sizes = [int((lengths > step).sum()) for step in range(lengths[0])]
        self.starts = [0, *np.cumsum(self.sizes).tolist()]
        self.label_count = label_count
        count, width = self.starts[-1], len(told[order[0]][0])
        numbers = np.empty((count, width), np.int32)
        truth = np.empty(count, np.int32)
        for rank, index in enumerate(order):
            for step, told_here in enumerate(told[index]):
                at = self.starts[step] + rank
                truth[at] = labels[index][step]
                numbers[at] = told_here
        self.names, self.sums = _sums(clues, np.bincount(numbers.ravel(), minlength=len(clues)), rarest)
        edges = np.arange(0, count * width + 1, width)
        shape = (count, len(clues))
        self.told = sparse.csr_matrix((np.ones(count * width, np.float32), numbers.ravel(), edges), shape)
        self.told_back, self.sums_back = self.told.T.tocsr(), self.sums.T.tocsr()
        true = np.zeros((count, label_count), np.float32)
        true[np.arange(count), truth] = 1
        seen = self.sums_back @ (self.told_back @ true)
        self.pairs = np.nonzero(seen)
        moves = np.zeros((label_count, label_count))
        for start, before, size in zip(self.starts[1:], self.starts, self.sizes[1:], strict=False):
            np.add.at(moves, (truth[before : before + size], truth[start : start + size]), 1)
        self.seen = np.concatenate([seen[self.pairs].astype(np.float64), moves.ravel()])

    def split(self, weights: Vector) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The weights of features (one row each, a column a label) and of moves."""
        states = np.zeros((len(self.names), self.label_count), np.float32)
        states[self.pairs] = weights[: len(self.pairs[0])]
        return states, weights[len(self.pairs[0]) :].reshape(self.label_count, -1).astype(np.float32)

    def loss(self, weights: Vector) -> tuple[float, Vector]:
        """Minus the logarithm of the probability of the true labels, and its gradient."""
        states, moves = self.split(weights)
        local = self.told @ (self.sums @ states)
        top = local.max(1)
        local -= top[:, None]
        np.exp(local, out=local)
        moves = np.exp(moves)
        forward, scale = self._forward(local, moves)
        total = top.sum(dtype=np.float64) + np.log(scale).sum(dtype=np.float64)
        local /= scale[:, None]
        backward = np.ones_like(local)
        moved = np.zeros_like(moves)
        for step in range(len(self.sizes) - 1, 0, -1):
            size, start, before = self.sizes[step], self.starts[step], self.starts[step - 1]
            behind = local[start : start + size] * backward[start : start + size]
            moved += forward[before : before + size].T @ behind
            backward[before : before + size] = behind @ moves.T
        forward *= backward
        expected = (self.sums_back @ (self.told_back @ forward))[self.pairs]
        gradient = np.concatenate([expected, (moved * moves).ravel()]).astype(np.float64) - self.seen
        return float(total - weights @ self.seen), gradient

    def _forward(
        self, local: NDArray[np.float32], moves: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        forward, scale = np.empty_like(local), np.empty(len(local), np.float32)
        for step, (size, start) in enumerate(zip(self.sizes, self.starts, strict=False)):
            here = local[start : start + size]
            if step:
                before = self.starts[step - 1]
                here = (forward[before : before + size] @ moves) * here
            total = here.sum(1)
            scale[start : start + size] = total
            forward[start : start + size] = here / total[:, None]
        return forward, scale


def _sums(
    clues: Sequence[tuple[str, ...]], counts: NDArray[np.int64], rarest: int
) -> tuple[list[str], sparse.csr_matrix]:
    """Features that are common enough, and which clue stands for which."""
    names: dict[str, int] = {}
    pairs = [(row, names.setdefault(name, len(names))) for row, features in enumerate(clues) for name in features]
    which, what = np.array(pairs, np.int64).T
    common = np.bincount(what, weights=counts[which], minlength=len(names)) >= rarest
    column = np.cumsum(common) - 1
    kept = common[what]
    shape = (len(clues), int(common.sum()))
    ones = np.ones(int(kept.sum()), np.float32)
    matrix = sparse.csr_matrix((ones, (which[kept], column[what[kept]])), shape)
    return [name for name, is_common in zip(names, common, strict=True) if is_common], matrix


def optimise(references: References, penalty: Penalty, iterations: int) -> Vector:
    """The weights after so many iterations."""
    weights = np.zeros(len(references.seen))
    smooth, gradient = _smooth(references, weights, penalty)
    value, slope = _value(smooth, weights, penalty), _slope(weights, gradient, penalty)
    history: list[tuple[Vector, Vector]] = []
    started = time.process_time()
    for iteration in range(1, iterations + 1):
        if not slope.any():
            break
        direction = _direction(slope, history)
        direction[direction * slope >= 0] = 0
        signs = np.where(weights != 0, np.sign(weights), -np.sign(slope))
        step = 1.0 if history else 1.0 / float(np.sqrt(slope @ slope))
        for _ in range(_TRIES):
            tried = weights + step * direction
            tried[tried * signs < 0] = 0
            smooth, new_gradient = _smooth(references, tried, penalty)
            new_value = _value(smooth, tried, penalty)
            if new_value <= value + 1e-4 * float(slope @ (tried - weights)):
                break
            step /= 2
        moved, turned = tried - weights, new_gradient - gradient
        if moved @ turned > 0:
            history = [*history, (moved, turned)][-_MEMORY:]
        weights, gradient, value = tried, new_gradient, new_value
        slope = _slope(weights, gradient, penalty)
        if iteration % 10 == 0:
            seconds = time.process_time() - started
            print(f"  {iteration}: loss {value:.0f}, {np.count_nonzero(weights)} weights, {seconds:.0f} s", flush=True)
    return weights


def _smooth(references: References, weights: Vector, penalty: Penalty) -> tuple[float, Vector]:
    loss, gradient = references.loss(weights)
    return loss + penalty.l2 * float(weights @ weights), gradient + 2 * penalty.l2 * weights


def _value(smooth: float, weights: Vector, penalty: Penalty) -> float:
    return smooth + penalty.l1 * float(np.abs(weights).sum())


def _slope(weights: Vector, gradient: Vector, penalty: Penalty) -> Vector:
    """The steepest way up, where a weight of nought may go either way or stay."""
    at_nought = np.sign(gradient) * np.maximum(np.abs(gradient) - penalty.l1, 0)
    return np.where(weights != 0, gradient + penalty.l1 * np.sign(weights), at_nought)


def _direction(slope: Vector, history: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The two-loop recursion of L-BFGS (Nocedal and Wright, "Numerical Optimization", algorithm 7.4)."""
    direction = -slope
    shares: list[float] = []
    for moved, turned in reversed(history):
        shares.append(float(moved @ direction) / float(moved @ turned))
        direction -= shares[-1] * turned
    if history:
        moved, turned = history[-1]
        direction *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(history, reversed(shares), strict=True):
        direction += moved * (share - float(turned @ direction) / float(moved @ turned))
    return direction
