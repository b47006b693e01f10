"""How well each label suits each token of a reference, by the traits of the token and of those around it.

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
        near: for each column the weights of the vector before, of the token's own and of the one behind, one row a
            number of these.
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
        bias: for each column what is added to the sum of a token's vectors.
        layers: in order.
        out: for each column the weights of the labels, one column a label; out_bias: what is added.
    """

    rows: dict[str, int]
    vectors: Array
    bias: Array
    layers: tuple[Layer, ...]
    out: Array
    out_bias: Array

    def score(self, vectors: Array, lengths: Numbers) -> Exact:
        """One row a token, one column a label.

        Args:
            vectors: the sum of the vectors of each token's traits, reference after reference.
            lengths: tokens of each reference, one at least.
        """
        columns, width = self.bias.shape
        widest, count = max(layer.step for layer in self.layers), len(vectors)
        starts = np.cumsum(lengths) - lengths
        of = np.repeat(np.arange(len(lengths)), lengths)
        # Noughts stand before, between and behind the references, so that none sees another.
        places = np.arange(count) + (of + 1) * widest
        spaced = np.zeros((columns, count + (len(lengths) + 1) * widest, width), np.float32)
        here = vectors.reshape(count, columns, width).transpose(1, 0, 2) + self.bias[:, None]
        np.maximum(here, 0, out=here)
        near = np.empty((columns, count, 3 * width), np.float32)
        for layer in self.layers:
            spaced[:, places] = here
            near[:, :, :width] = spaced[:, places - layer.step]
            near[:, :, width : 2 * width] = here
            near[:, :, 2 * width :] = spaced[:, places + layer.step]
            mean = np.add.reduceat(here, starts, 1) / lengths[:, None].astype(np.float32)
            added = near @ layer.near
            added += (mean @ layer.whole + layer.bias[:, None])[:, of]
            np.maximum(added, 0, out=added)
            here += added
        scores = np.add.reduce(here @ self.out + self.out_bias[:, None], 0) / columns
        result: Exact = scores.astype(np.float64)
        return result
