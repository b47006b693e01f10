"""How well each label suits each token of a reference, by what the model is told of the token."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from extract.fields.references.crf import Exact, Field
from extract.fields.references.teller import Teller

# Clues that are remembered, some 400 bytes each; all are forgotten when there are more.
_REMEMBERED = 60_000


class Scorer(threading.local):
    """Scores tokens, and remembers what each clue weighs; each thread remembers for itself."""

    def __init__(self, field: Field) -> None:
        """Remembers nothing yet."""
        self.field = field
        self._teller, self._weights = self._forgotten()

    def scores(self, text: str, spans: Sequence[tuple[int, int]], named: dict[int, str]) -> Exact:
        """One row a token, one column a label: the sum of the weights of its features.

        Args:
            text: the reference; spans: start and end of each token in it, one at least.
            named: what identifier starts at a place.
        """
        if self._teller.count > _REMEMBERED:
            self._teller, self._weights = self._forgotten()
        start = self._teller.count
        numbers, fresh = self._teller.tell(text, spans, named)
        end = start + len(fresh)
        if end > len(self._weights):
            self._weights = np.concatenate([self._weights, np.empty((end, len(self.field.labels)))])
        self._weights[start:end] = self.field.weigh(fresh)
        scores: Exact = np.add.reduce(self._weights.take(numbers, 0))
        return scores

    def _forgotten(self) -> tuple[Teller, Exact]:
        return Teller(self.field.texts), np.empty((_REMEMBERED, len(self.field.labels)))
