"""The conditional random field is what its definition says, on fields small enough to count every sequence."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from extract.fields.references.crf import Field

LABELS = ("a", "b", "c")


def _field(seed: int) -> Field:
    draw = np.random.default_rng(seed)
    states = np.concatenate([draw.normal(size=(5, 3)), np.zeros((1, 3))]).astype(np.float32)
    return Field(LABELS, {f"f{row}": row for row in range(5)}, states, draw.normal(size=(3, 3)).astype(np.float32))


def _weigh(field: Field, scores: np.ndarray, labels: tuple[int, ...]) -> float:
    moves = sum(float(field.moves[left, right]) for left, right in itertools.pairwise(labels))
    return moves + sum(float(scores[at, label]) for at, label in enumerate(labels))


def test_a_clue_weighs_the_sum_of_its_features() -> None:
    """A clue without any known feature weighs nought for each label."""
    field = _field(1)
    weights = field.weigh([("f0", "f2", "new", "f3"), (), ("new",), ("f4",)])
    nought = np.zeros(3)
    expected = [field.states[0] + field.states[2] + field.states[3], nought, nought, field.states[4]]
    assert np.allclose(weights, expected)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [1, 2, 6])
def test_marginals_and_likeliest_sequence_are_those_of_all_sequences(seed: int, count: int) -> None:
    """Counted over every sequence of labels: the share of each label at each token, and the best sequence."""
    field = _field(seed)
    scores = np.random.default_rng(seed).normal(scale=3, size=(count, 3))
    weights = {labels: np.exp(_weigh(field, scores, labels)) for labels in itertools.product(range(3), repeat=count)}
    shares = np.zeros((count, 3))
    for labels, weight in weights.items():
        shares[np.arange(count), labels] += weight
    marginals = field.marginals(scores)
    assert np.allclose(marginals, shares / sum(weights.values()), atol=1e-5)
    assert tuple(field.likeliest(scores, marginals)) == max(weights, key=lambda labels: weights[labels])


def test_long_references_neither_run_over_nor_under() -> None:
    """Five thousand tokens with weights at the edge of what training gives have marginals that add up to one."""
    field = Field(LABELS, {}, np.zeros((1, 3), np.float32), np.full((3, 3), -9, np.float32))
    scores = np.tile(np.array([9.0, -9, 0]), (5000, 1))
    marginals = field.marginals(scores)
    assert np.isfinite(marginals).all()
    assert np.allclose(marginals.sum(1), 1)
