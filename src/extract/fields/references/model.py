"""Marks of a reference by a conditional random field, each with the share of such marks that are right.

The weights lie beside this module (`weights.json.gz`, described in MODEL_CARD.md): labels, moves from label to label,
weights of features, and for each field the calibration, which says what share of held-out fields was right at each
level of the model's own probability.
"""

from __future__ import annotations

import gzip
import json
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from extract.fields.references.crf import Field
from extract.fields.references.record import FIELDS, Mark
from extract.fields.references.scores import Scorer
from extract.fields.references.tokens import Tokens

WEIGHTS = Path(__file__).parent / "weights.json.gz"
_MARKED = frozenset({*FIELDS, "editors"})
# Fields that are set in italics as a whole; of numbers the labelled sets leave the tags out.
_WORDY = frozenset({"title", "container"})
# A later run of a field that is so many times longer than the first is the field, the first a shred of it.
_LONGER = 4


@dataclass(frozen=True)
class Model:
    """Scores by the field and, for each label, the lower edges of probability bands, ascending from 0, with the share
    right in each."""

    scorer: Scorer
    bands: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]]

    def share_right(self, label: str, probability: float) -> float:
        """How often a field like this one was right on held-out references; the probability itself where none was
        seen."""
        found = self.bands.get(label)
        if found is None:
            return probability
        edges, shares = found
        return shares[bisect_right(edges, probability) - 1]


@lru_cache(maxsize=1)
def load() -> Model | None:
    """The shipped model; None when its file is missing or damaged."""
    try:
        stated = json.loads(gzip.decompress(WEIGHTS.read_bytes()))
    except (OSError, EOFError, zlib.error, ValueError):
        return None
    return read_model(stated)


def read_model(stated: Mapping[str, Any]) -> Model:
    """The model that a weights file states: `labels`, `moves` (rows), `states` (feature: label numbers and weights in
    turn), `bands` (label: `from`, `right`)."""
    labels = tuple(stated["labels"])
    states = np.zeros((len(stated["states"]) + 1, len(labels)), np.float32)
    rows: dict[str, int] = {}
    for row, (name, weights) in enumerate(stated["states"].items()):
        rows[name] = row
        states[row, weights[::2]] = weights[1::2]
    moves = np.array(stated["moves"], np.float32)
    bands = {label: (tuple(band["from"]), tuple(band["right"])) for label, band in stated["bands"].items()}
    return Model(Scorer(Field(labels, rows, states, moves)), bands)


def is_available() -> bool:
    """Whether the model can be asked."""
    return load() is not None


def model_marks(tokens: Tokens) -> tuple[Mark, ...] | None:
    """Marks of the model, in printed order, the confidence calibrated; None where the weights cannot be used."""
    model = load()
    if model is None or not tokens.spans:
        return None
    return tuple(
        Mark(mark.field, mark.start, mark.end, model.share_right(mark.field, mark.confidence))
        for mark in raw_marks(model.scorer, tokens)
    )


def raw_marks(scorer: Scorer, tokens: Tokens) -> tuple[Mark, ...]:
    """Marks with the model's own probability: the lowest among that of each token inside to belong to the field, and
    that of the tokens just before and after not to."""
    field = scorer.field
    scores = scorer.scores(tokens.text, tokens.spans, tokens.named)
    marginals = field.marginals(scores)
    numbers = field.likeliest(scores, marginals)
    best: dict[int, tuple[int, int]] = {}
    for first, last in _runs(numbers):
        number = numbers[first]
        if field.labels[number] in _MARKED and (number not in best or _is_better((first, last), best[number])):
            best[number] = (first, last)
    marks: list[Mark] = []
    for number, (first, last) in best.items():
        column = marginals[:, number].tolist()
        outside = max(column[first - 1] if first else 0.0, column[last + 1] if last + 1 < len(column) else 0.0)
        lowest = min(*column[first : last + 1], 1.0 - outside)
        edges = tokens.stretch(first, last)
        if tokens.tags and field.labels[number] in _WORDY:
            edges = tokens.with_tags(*edges)
        marks.append(Mark(field.labels[number], *edges, lowest))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _is_better(run: tuple[int, int], other: tuple[int, int]) -> bool:
    """Of two runs of one field the first stays, unless it is a shred beside a whole one."""
    return (other[1] - other[0] + 1) * _LONGER < run[1] - run[0] + 1


def _runs(labels: Sequence[int]) -> list[tuple[int, int]]:
    """First and last index of each stretch of one label."""
    runs: list[tuple[int, int]] = []
    for at, label in enumerate(labels):
        if at and labels[at - 1] == label:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
