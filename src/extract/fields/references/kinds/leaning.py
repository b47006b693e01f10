"""To which types of work the model leans before the fields of a reference are known, and what evidence weighs then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Leaning:
    """Scores of the types for one reference.

    Attributes:
        types: codes of `schemas/vocab/publication_types.yml`; scores: one for each.
        rows: row of `weights` by the name of a piece of evidence; weights: one row a piece, one column a type.
        share_right: how often a type of such a probability is right.
    """

    types: tuple[str, ...]
    scores: NDArray[np.float64]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    share_right: Callable[[float], float]

    def settled(self, evidence: Sequence[str], barred: Collection[str] = ()) -> tuple[str, float]:
        """The likeliest type with the evidence, and how often such a one is right; evidence that training has not met
        counts nothing. `barred` types are out of the question."""
        rows = [row for name in evidence if (row := self.rows.get(name)) is not None]
        scores = self.scores + np.add.reduce(self.weights.take(rows, 0), 0)
        if barred:
            scores[[at for at, name in enumerate(self.types) if name in barred]] = -np.inf
        best = int(scores.argmax())
        return self.types[best], self.share_right(float(1 / np.exp(scores - scores[best]).sum()))
