"""The weights that training finds are those of the lowest loss, whichever machine looks for them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "references"
# Three references whose tokens have two clues each, and the labels of their tokens; the last clue has no features.
TOLD = [[[0, 3], [1, 3], [1, 3], [2, 3]], [[0, 3], [2, 3]], [[3, 0]]]
LABELS = [[0, 1, 1, 2], [0, 2], [0]]
CLUES = [("year", "number"), ("word",), ("place", "word"), ()]


@pytest.fixture(name="optimise", scope="module")
def _optimise() -> ModuleType:
    pytest.importorskip("scipy", reason="training needs scipy")
    spec = importlib.util.spec_from_file_location("optimise", BENCHMARK / "optimise.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_gradient_is_that_of_the_loss(optimise: ModuleType) -> None:
    """Moving one weight a little changes the loss as its gradient says."""
    references = optimise.References(TOLD, LABELS, CLUES, 3, 1)
    weights = np.random.default_rng(3).normal(size=len(references.seen))
    loss, gradient = references.loss(weights)
    assert loss > 0
    for at in range(len(weights)):
        step = np.zeros(len(weights))
        step[at] = 1e-2
        slope = (references.loss(weights + step)[0] - references.loss(weights - step)[0]) / 2e-2
        assert slope == pytest.approx(gradient[at], abs=2e-3)


def test_rare_features_are_left_out(optimise: ModuleType) -> None:
    """A feature of fewer tokens than asked for has no weight."""
    assert optimise.References(TOLD, LABELS, CLUES, 3, 1).names == ["year", "number", "word", "place"]
    assert optimise.References(TOLD, LABELS, CLUES, 3, 3).names == ["year", "number", "word"]


def test_loss_falls_and_heavy_penalties_leave_nothing(optimise: ModuleType) -> None:
    """The penalty on sizes sets weights to nought that the references do not need."""
    references = optimise.References(TOLD, LABELS, CLUES, 3, 1)
    light = optimise.optimise(references, optimise.Penalty(0.01, 0.01), 30)
    heavy = optimise.optimise(references, optimise.Penalty(50.0, 0.0), 30)
    assert references.loss(light)[0] < references.loss(np.zeros(len(light)))[0] / 5
    assert not heavy.any()
    assert np.array_equal(light, optimise.optimise(references, optimise.Penalty(0.01, 0.01), 30))
