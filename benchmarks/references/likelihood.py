"""How likely a random field holds the true labels of references, and how its weights ought to move.

The gradient of a conditional random field is known: what is expected of each label minus what is true (Lafferty et al.
2001, section 3). The passes go over all references of a batch at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]


def loss_and_gradient(scores: Floats, moves: Floats, labels: Numbers, lengths: Numbers) -> tuple[float, Floats, Floats]:
    """Minus the logarithm of the probability of the true labels, and its gradient by scores and by moves.

    Args:
        scores: one row a reference, one column a token, one layer a label; labels: the true ones, of the same shape but
            for the layers; lengths: tokens of each reference: what stands behind does not count.
    """
    count, longest, _ = scores.shape
    order = np.argsort(-lengths, kind="stable")
    scores, labels, lengths = scores[order], labels[order], lengths[order]
    going = (lengths[:, None] > np.arange(longest)).sum(0)
    top = scores.max(2)
    local, factors = np.exp(scores - top[:, :, None]), np.exp(moves)
    forward, backward = np.zeros_like(local), np.ones_like(local)
    sums = np.ones((count, longest), np.float32)
    expected, seen = np.zeros_like(scores), np.zeros_like(scores)
    of_moves = np.zeros_like(moves)
    for at in range(longest):
        rows = slice(0, going[at])
        here = local[rows, at] if at == 0 else local[rows, at] * (forward[rows, at - 1] @ factors)
        sums[rows, at] = here.sum(1)
        forward[rows, at] = here / sums[rows, at, None]
    for at in range(longest - 1, 0, -1):
        rows = slice(0, going[at])
        behind = local[rows, at] * backward[rows, at] / sums[rows, at, None]
        of_moves += forward[rows, at - 1].T @ behind
        backward[rows, at - 1] = behind @ factors.T
    mask = np.arange(longest) < lengths[:, None]
    expected = forward * backward
    of_moves *= factors
    loss = float((np.log(sums, dtype=np.float64) + top)[mask].sum())
    references, places = np.nonzero(mask)
    true = labels[references, places]
    loss -= float(scores[references, places, true].sum(dtype=np.float64))
    seen[references, places, true] = 1
    inner = np.nonzero(mask[:, 1:])
    before, after = labels[:, :-1][inner], labels[:, 1:][inner]
    np.add.at(of_moves, (before, after), -1)
    loss -= float(moves[before, after].sum(dtype=np.float64))
    gradient = np.zeros_like(scores)
    gradient[order] = np.where(mask[:, :, None], expected - seen, 0)
    return loss, gradient, of_moves
