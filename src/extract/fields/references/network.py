"""How well each label suits each token of a reference, by the traits of the token and of those around it; and how well
each type of work suits the reference.

A convolutional network: the traits of a token add up to a vector; each layer adds what the vectors at a token, some
steps before it and as many behind it say together with the mean of the whole reference (van den Oord et al.,
"WaveNet", 2016, for steps that double; Strubell et al., "Fast and accurate entity recognition with iterated dilated
convolutions", EMNLP 2017, for labels). It was trained together with the moves of `crf.py`
(`benchmarks/references/train.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.fields.references.crf import Array, Exact, Numbers


@dataclass(frozen=True)
class Layer:
    """One convolution, of all columns.

    Attributes:
        step: tokens to the neighbours that it looks at.
        near: for each column what each number of a token's vector says of the token a step behind it, then of itself,
            then of the one a step before it: three times the width of columns.
        whole: for each column the weights of the mean vector of the reference; bias: what is added.
    """

    step: int
    near: Array
    whole: Array
    bias: Array


@dataclass(frozen=True)
class Network:
    """Weights of several networks side by side, the columns, whose mean counts.

    Attributes:
        rows: row of `vectors` by trait; vectors: one row a trait, the numbers of all columns one after another.
        projection: for each column what the sum of a token's vectors says of each number of its width; bias: what is
            added.
        layers: in order.
        out: for each column the weights of the labels, one column a label; out_bias: what is added.
        types: for each column the weights of the types of work, one column a type, for the mean of a reference's
            tokens and then for the largest of each number; types_bias: what is added.
    """

    rows: dict[str, int]
    vectors: Array
    projection: Array
    bias: Array
    layers: tuple[Layer, ...]
    out: Array
    out_bias: Array
    types: Array
    types_bias: Array

    def score(self, vectors: Array, lengths: Numbers) -> tuple[Exact, Exact]:
        """One row a token, one column a label; and one row a reference, one column a type.

        Args:
            vectors: the sum of the vectors of each token's traits, reference after reference.
            lengths: tokens of each reference, one at least.
        """
        columns, width = self.bias.shape
        count = len(vectors)
        of = np.repeat(np.arange(len(lengths)), lengths)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        before, behind = np.arange(count) - starts[of], ends[of] - np.arange(count) - 1
        shares = np.zeros((len(lengths), count), np.float32)
        shares[of, np.arange(count)] = 1 / lengths[of]
        # One row a token throughout, so that all but the products runs over numbers that lie side by side.
        here, said = (np.empty((count, columns * width), np.float32) for _ in range(2))
        own, own_said = self._by_column(here), self._by_column(said)
        np.matmul(vectors.reshape(count, columns, -1).swapaxes(0, 1), self.projection, out=own)
        here += self.bias.ravel()
        np.maximum(here, 0, out=here)
        for layer in self.layers:
            whole = self._by_column(shares @ here) @ layer.whole + layer.bias[:, None]
            added = _side_by_side(whole).take(of, 0)
            np.matmul(own, layer.near[:, :, width : 2 * width], out=own_said)
            added += said
            # No token says anything of those in another reference.
            np.matmul(own, layer.near[:, :, :width], out=own_said)
            said[behind < layer.step] = 0
            added[layer.step :] += said[: -layer.step]
            np.matmul(own, layer.near[:, :, 2 * width :], out=own_said)
            said[before < layer.step] = 0
            added[: -layer.step] += said[layer.step :]
            np.maximum(added, 0, out=added)
            here += added
        scores = (here @ self.out.reshape(columns * width, -1) + np.add.reduce(self.out_bias, 0)) / columns
        seen = [self._by_column(each) for each in (shares @ here, np.maximum.reduceat(here, starts, 0))]
        types = np.add.reduce(np.concatenate(seen, 2) @ self.types + self.types_bias[:, None], 0) / columns
        return scores.astype(np.float64), types.astype(np.float64)

    def _by_column(self, rows: Array) -> Array:
        """The numbers of each column of such rows, seen apart."""
        return rows.reshape(len(rows), *self.bias.shape).swapaxes(0, 1)


def _side_by_side(of_columns: Array) -> Array:
    """One row for each row of the columns, with the numbers of all."""
    return of_columns.swapaxes(0, 1).reshape(of_columns.shape[1], -1)
