"""The conditional random field is what its definition says, on fields small enough to count every sequence."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from extract.fields.references.crf import Field

LABELS = ("a", "b", "c")
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "references"


def _field(seed: int) -> Field:
    return Field(LABELS, np.random.default_rng(seed).normal(size=(3, 3)).astype(np.float32))


def _weigh(field: Field, scores: np.ndarray, labels: tuple[int, ...]) -> float:
    moves = sum(float(field.moves[left, right]) for left, right in itertools.pairwise(labels))
    return moves + sum(float(scores[at, label]) for at, label in enumerate(labels))


def _weights(field: Field, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    """How much each sequence of labels weighs."""
    sequences = itertools.product(range(3), repeat=len(scores))
    return {labels: float(np.exp(_weigh(field, scores, labels))) for labels in sequences}


def _shares(weights: dict[tuple[int, ...], float], count: int) -> np.ndarray:
    shares = np.zeros((count, 3))
    for labels, weight in weights.items():
        shares[np.arange(count), labels] += weight
    return shares / sum(weights.values())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("lengths", [(1,), (2,), (6,), (3, 1, 5), (2, 6, 6, 1)])
def test_marginals_and_likeliest_sequence_are_those_of_all_sequences(seed: int, lengths: tuple[int, ...]) -> None:
    """Counted over every sequence of labels: the share of each label at each token, and the best sequence, of
    references that are read alone and of several that are read at once."""
    field = _field(seed)
    scores = np.random.default_rng(seed).normal(scale=3, size=(sum(lengths), 3))
    marginals = field.marginals(scores, np.array(lengths))
    likeliest = field.likeliest(scores, marginals, np.array(lengths))
    for start, count in zip(np.cumsum(lengths) - lengths, lengths, strict=True):
        own, found = scores[start : start + count], marginals[start : start + count]
        weights = _weights(field, own)
        assert np.allclose(found, _shares(weights, count), atol=1e-5)
        assert tuple(likeliest[start : start + count]) == max(weights, key=lambda labels: weights[labels])


@pytest.mark.parametrize("seed", range(12))
def test_what_is_printed_once_has_one_run(seed: int) -> None:
    """Of the sequences in which a label stands in one run at most the likeliest is found, where it is told by one of
    the runs that the likeliest of all has."""
    field = _field(seed)
    scores = np.random.default_rng(seed).normal(scale=2, size=(6, 3))
    marginals, length = field.marginals(scores, np.array([6])), np.array([6])
    weights = _weights(field, scores)
    allowed = {labels: weight for labels, weight in weights.items() if _runs(labels, 0) <= 1}
    found = tuple(field.likeliest(scores, marginals, length, {0}))
    assert _runs(found, 0) <= 1
    if _runs(tuple(field.likeliest(scores, marginals, length)), 0) <= 1:
        assert found == max(weights, key=lambda labels: weights[labels])
    else:
        assert weights[found] > 0.5 * max(allowed.values())


def _runs(labels: tuple[int, ...], label: int) -> int:
    return sum(label == own for own, _ in itertools.groupby(labels))


def test_long_references_neither_run_over_nor_under() -> None:
    """Five thousand tokens with weights at the edge of what training gives have marginals that add up to one, beside
    a short one as well."""
    field = Field(LABELS, np.full((3, 3), -9, np.float32))
    scores = np.tile(np.array([30.0, -30, 0]), (5003, 1))
    marginals = field.marginals(scores, np.array([5000, 3]))
    assert np.isfinite(marginals).all()
    assert np.allclose(marginals.sum(1), 1)


@pytest.fixture(scope="module")
def likelihood() -> ModuleType:
    """The module of the benchmark."""
    spec = importlib.util.spec_from_file_location("likelihood", BENCHMARK / "likelihood.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(3))
def test_training_follows_the_slope_of_the_true_labels_probability(likelihood: ModuleType, seed: int) -> None:
    """The loss is that of all sequences; its gradient is the difference that a small change of a score or move
    makes. What stands behind the end of a reference does not count."""
    draw = np.random.default_rng(seed)
    lengths, moves = np.array([2, 5, 1]), draw.normal(size=(3, 3))
    scores, labels = draw.normal(scale=2, size=(3, 5, 3)), draw.integers(0, 3, (3, 5))

    def expected(scores: np.ndarray, moves: np.ndarray) -> float:
        field, total = Field(LABELS, moves), 0.0
        for own, true, count in zip(scores, labels, lengths, strict=True):
            weights = _weights(field, own[:count])
            total -= np.log(weights[tuple(true[:count].tolist())] / sum(weights.values()))
        return float(total)

    loss, of_scores, of_moves = likelihood.loss_and_gradient(scores, moves, labels, lengths)
    assert loss == pytest.approx(expected(scores, moves), rel=1e-5)
    for gradient, which in ((of_scores, scores), (of_moves, moves)):
        for place in np.ndindex(which.shape):
            step = np.zeros_like(which)
            step[place] = 1e-4
            more, less = (
                expected(*((scores + sign * step, moves) if which is scores else (scores, moves + sign * step)))
                for sign in (1, -1)
            )
            assert gradient[place] == pytest.approx((more - less) / 2e-4, abs=1e-3)
