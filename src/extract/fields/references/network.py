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

    @property
    def width(self) -> int:
        """The numbers of a token that `spread` gives, those of all columns."""
        return self.bias.size

    def spread(self, sums: Array) -> Array:
        """Sums of vectors, one row each, spread over the width of the columns; of several sums it is their sum."""
        parts = np.split(sums, len(self.projection), 1)
        return np.concatenate([own @ spread for own, spread in zip(parts, self.projection, strict=True)], 1)

    def score(self, vectors: Array, lengths: Numbers) -> tuple[Exact, Exact]:
        """One row a token, one column a label; and one row a reference, one column a type.

        Args:
            vectors: the sum of the vectors of each token's traits, spread, reference after reference.
            lengths: tokens of each reference, one at least.
        """
        columns, width = self.bias.shape
        count = len(vectors)
        of = np.repeat(np.arange(len(lengths)), lengths)
        ends = np.cumsum(lengths)
        before, behind = np.arange(count) - (ends - lengths)[of], ends[of] - np.arange(count) - 1
        shares = np.zeros((len(lengths), count), np.float32)
        shares[of, np.arange(count)] = 1 / lengths[of]
        here = vectors.reshape(count, columns, width).transpose(1, 0, 2) + self.bias[:, None]
        np.maximum(here, 0, out=here)
        said = np.empty((columns, count, 3 * width), np.float32)
        for layer in self.layers:
            np.matmul(here, layer.near, out=said)
            # No token says anything of those in another reference.
            said[:, behind < layer.step, :width] = 0
            said[:, before < layer.step, 2 * width :] = 0
            added = (shares @ here @ layer.whole + layer.bias[:, None])[:, of]
            added += said[:, :, width : 2 * width]
            added[:, layer.step :] += said[:, : -layer.step, :width]
            added[:, : -layer.step] += said[:, layer.step :, 2 * width :]
            np.maximum(added, 0, out=added)
            here += added
        scores = np.add.reduce(here @ self.out + self.out_bias[:, None], 0) / columns
        largest = [np.maximum.reduce(own, 1) for own in np.split(here, ends[:-1], 1)]
        seen = np.concatenate([shares @ here, np.stack(largest, 1)], 2)
        types = np.add.reduce(seen @ self.types + self.types_bias[:, None], 0) / columns
        return scores.astype(np.float64), types.astype(np.float64)
