"""What other networks read in references: sequences of labels, drawn as often as they hold them likely.

A network that learns from several others, beside the labels, comes near what their mean knows (Hinton, Vinyals, Dean,
"Distilling the knowledge in a neural network", 2015), and can learn from references that nobody has marked. Sequences
teach the moves from label to label too, which the shares of each token's labels would not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from likelihood import Numbers
from numpy.typing import NDArray

from extract.fields.references.crf import Exact
from extract.fields.references.model import read_model
from extract.fields.references.tokens import Tokens

Sequences = NDArray[np.int8]
_AT_ONCE = 64
DRAWN = 4  # sequences of each reference
SEED = 5


def taught(references: Sequence[Tokens], labels: Sequence[str], teachers: Sequence[Path]) -> list[Sequences | None]:
    """For each reference `DRAWN` sequences of labels, one a row, from the field over the teachers' mean scores; None
    each where there are no teachers.

    Args:
        references: each with one token at least.
        labels: by number, among them those of the teachers; teachers: weights files with the same labels.
    """
    if not teachers:
        return [None] * len(references)
    models = [read_model(dict(np.load(path))) for path in teachers]
    own = models[0].field.labels
    if any(model.field.labels != own for model in models):
        raise ValueError(f"The teachers {', '.join(map(str, teachers))} do not have the same labels.")
    numbers = np.array([labels.index(label) for label in own], np.int8)
    factors: Exact = np.exp(np.mean([model.field.moves for model in models], 0, dtype=np.float64))
    draw = np.random.default_rng(SEED)
    order = sorted(range(len(references)), key=lambda at: len(references[at].spans))
    found: list[Sequences | None] = [None] * len(references)
    for start in range(0, len(order), _AT_ONCE):
        places = order[start : start + _AT_ONCE]
        batch = [references[at] for at in places]
        scores: Exact = np.mean([model.scorer.scores(batch)[0] for model in models], 0)
        lengths = np.array([len(each.spans) for each in batch])
        for at, drawn in zip(places, _drawn(scores, lengths, factors, draw), strict=True):
            found[at] = numbers[drawn]
    return found


def _drawn(scores: Exact, lengths: Numbers, factors: Exact, draw: np.random.Generator) -> Iterator[Numbers]:
    """Sequences of each reference: what may follow each token, summed up from the end, then one label after another
    drawn from the start.

    Args:
        scores: one row a token, reference after reference, one column a label.
        factors: weights of the moves, one row a label, one column the label behind it.
    """
    longest, many, count = int(lengths.max()), len(lengths), len(factors)
    local = np.ones((longest, many, count))
    step, of = np.nonzero(np.arange(longest)[:, None] < lengths)
    starts = np.cumsum(lengths) - lengths
    local[step, of] = np.exp(scores - scores.max(1, keepdims=True))[starts[of] + step]
    behind = np.ones((longest, many, count))
    for at in range(longest - 2, -1, -1):
        told = (local[at + 1] * behind[at + 1]) @ factors.T
        is_inner = (at + 1 < lengths)[:, None]
        behind[at] = np.where(is_inner, told / told.max(1, keepdims=True), 1.0)
    labels = np.zeros((many, DRAWN, longest), np.int64)
    for at in range(longest):
        chances = np.repeat((local[at] * behind[at])[:, None], DRAWN, 1)
        if at:
            chances *= factors[labels[:, :, at - 1]]
        edges = chances.cumsum(2)
        chosen = (edges < draw.random((many, DRAWN, 1)) * edges[:, :, -1:]).sum(2)
        labels[:, :, at] = np.minimum(chosen, count - 1)
    for row, length in enumerate(lengths.tolist()):
        yield labels[row, :, :length]
