"""Finds the weights of the reference model: Adam over a convolutional network and the moves of its random field.

Needs torch, which the package itself does not: `pip install torch`. The random field's part of it is `likelihood.py`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from likelihood import Floats, loss_and_gradient
from numpy.typing import NDArray
from torch import nn

Numbers = NDArray[np.int64]
Stated = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Settings:
    """Sizes of the network and of the steps to its weights.

    Attributes:
        columns: networks side by side, each with vectors of its own; their mean scores tell more than one of them,
            however wide, and more than several over the same vectors.
        vector: numbers of a trait's vector in a column, before it is spread over the column's width.
        width: numbers of a token's vector in a column; steps: of each layer.
        epochs: passes over the references; at_once: references a step.
        rate: the largest step of Adam; it rises over the first tenth and falls to nought like a cosine.
        traits_left_out: share of traits that a step does not see, so that none is leant on alone; the same share of
            the numbers between layers is `left_out`.
        of_types: what a type of work counts, a reference's labels being one; evidence_left_out: share of the evidence
            for types that a step does not see; network_left_out: share of references whose type the evidence alone
            tells.
        of_teachers: how often a reference that others have read is learnt as they did, in place of its own labels.
    """

    columns: int = 2
    vector: int = 36
    width: int = 80
    steps: tuple[int, ...] = (1, 2, 4, 8)
    epochs: int = 10
    at_once: int = 64
    rate: float = 3e-3
    traits_left_out: float = 0.2
    left_out: float = 0.1
    of_types: float = 0.5
    evidence_left_out: float = 0.1
    network_left_out: float = 0.3
    of_teachers: float = 0.5
    seed: int = 1


# Of a training that goes on from other weights: smaller steps, so that what these know is kept.
CONTINUED = Settings(epochs=5, rate=1e-3)


@dataclass(frozen=True)
class Example:
    """A reference: the rows of the traits of its tokens, one token after another, and how many each token has; each
    token's label, None where nobody has marked them; the type of work, None where nobody has said it; the rows, from 1
    on, of the evidence for it; and sequences of labels as other networks read them (`taught.py`), one a row."""

    traits: Numbers
    counts: Numbers
    labels: Numbers | None
    type: int | None
    evidence: tuple[int, ...] = ()
    taught: NDArray[np.int8] | None = None


class Column(nn.Module):
    """One of the networks, over its part of the vectors of the tokens."""

    def __init__(self, labels: int, types: int, settings: Settings) -> None:
        super().__init__()
        width = settings.width
        self.projection = nn.Linear(settings.vector, width)
        self.near = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=step, dilation=step, bias=False) for step in settings.steps
        )
        self.whole = nn.ModuleList(nn.Linear(width, width) for _ in settings.steps)
        self.out = nn.Linear(width, labels)
        self.types = nn.Linear(2 * width, types)
        self.left_out = nn.Dropout(settings.left_out)

    def forward(self, vectors: torch.Tensor, is_there: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores, one row a reference, one column a token, one layer a label; and one column a type."""
        here = torch.relu(self.left_out(self.projection(vectors))).transpose(1, 2) * is_there
        for near, whole in zip(self.near, self.whole, strict=True):
            mean = here.sum(2) / is_there.sum(2)
            here = here + self.left_out(torch.relu(near(here) + whole(mean)[:, :, None]) * is_there)
        scores: torch.Tensor = self.out(self.left_out(here.transpose(1, 2)))
        # No number of a token is below nought, so that those that are not there have no largest one.
        seen = torch.cat([here.sum(2) / is_there.sum(2), here.amax(2)], 1)
        types: torch.Tensor = self.types(self.left_out(seen))
        return scores, types


class Network(nn.Module):
    """What `extract.fields.references.network` computes, with the parts that only training needs."""

    def __init__(self, traits: int, labels: int, types: int, evidence: int, settings: Settings) -> None:
        """Row 0 of the vectors stands for no trait and stays nought, and so for evidence."""
        super().__init__()
        self.vectors = nn.EmbeddingBag(traits + 1, settings.columns * settings.vector, mode="sum", padding_idx=0)
        nn.init.normal_(self.vectors.weight, std=0.1)
        self.columns = nn.ModuleList(Column(labels, types, settings) for _ in range(settings.columns))
        self.moves = nn.Parameter(torch.zeros(labels, labels))
        self.evidence = nn.EmbeddingBag(evidence + 1, types, mode="sum", padding_idx=0)
        nn.init.zeros_(self.evidence.weight)

    def forward(
        self, traits: torch.Tensor, starts: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of each column, reference, token and label, and of each column, reference and type; `mask` says where
        there are tokens."""
        vectors, is_there = self.vectors(traits, starts).view(*mask.shape, -1), mask[:, None, :].float()
        parts = vectors.chunk(len(self.columns), 2)
        scores = [column(own, is_there) for column, own in zip(self.columns, parts, strict=True)]
        return torch.stack([of_tokens for of_tokens, _ in scores]), torch.stack([of_types for _, of_types in scores])


def fit(
    examples: Sequence[Example],
    traits: int,
    labels: int,
    types: int,
    evidence: int,
    settings: Settings,
    start: Stated | None = None,
) -> Stated:
    """The arrays of a weights file, but for its words and bands.

    Args:
        examples: each with one token at least; traits: how many rows they speak of, from 1 on;
            labels, types, evidence: how many.
        start: the weights to go on from, of the same traits, labels, types and evidence; new ones without them.
    """
    torch.set_num_threads(1)  # one thread adds up in one order, and two that share a core wait for each other
    torch.manual_seed(settings.seed)
    torch.use_deterministic_algorithms(True)
    draw = np.random.default_rng(settings.seed)
    network = Network(traits, labels, types, evidence, settings)
    if start is not None:
        _begin_with(network, start)
    optimiser = torch.optim.Adam(network.parameters(), lr=settings.rate, betas=(0.9, 0.99))
    steps = settings.epochs * -(-len(examples) // settings.at_once)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, settings.rate, steps, pct_start=0.1, div_factor=10, final_div_factor=100
    )
    started = time.process_time()
    for epoch in range(settings.epochs):
        total = 0.0
        for batch in _batches(examples, settings, draw):
            total += _step(network, batch, settings, draw)
            optimiser.step()
            schedule.step()
        print(f"  {epoch + 1}: loss {total:.0f}, {time.process_time() - started:.0f} s", flush=True)
    return _stored(network, settings)


def _batches(examples: Sequence[Example], settings: Settings, draw: np.random.Generator) -> Iterator[list[Example]]:
    """Examples of about the same length go together, the batches in any order."""
    lengths = np.array([len(example.counts) for example in examples])
    order = np.argsort(lengths + draw.random(len(examples)) * 8)
    cuts = np.arange(settings.at_once, len(order), settings.at_once)
    batches = np.split(order, cuts)
    for number in draw.permutation(len(batches)):
        yield [examples[index] for index in batches[number]]


def _step(network: Network, batch: Sequence[Example], settings: Settings, draw: np.random.Generator) -> float:
    """The loss of a batch; its gradient is left in the weights."""
    lengths = np.array([len(example.counts) for example in batch])
    mask = np.arange(lengths.max()) < lengths[:, None]
    counts = np.zeros(mask.shape, np.int64)
    counts[mask] = np.concatenate([example.counts for example in batch])
    traits = np.concatenate([example.traits for example in batch])
    traits = np.where(draw.random(len(traits), np.float32) < settings.traits_left_out, 0, traits)
    starts = np.cumsum(counts.ravel()) - counts.ravel()
    network.train()
    network.zero_grad()
    scores, types = network(torch.from_numpy(traits), torch.from_numpy(starts), torch.from_numpy(mask))
    labels = [_labels_of(example, settings, draw) for example in batch]
    loss, of_scores, of_moves = _of_labels(scores.detach().numpy(), network.moves.detach().numpy(), labels, lengths)
    of_types = settings.of_types * _of_types(network, types, batch, settings, draw) / len(batch)
    torch.autograd.backward([scores, of_types], [torch.from_numpy(of_scores / len(batch)), None])
    network.moves.grad = torch.from_numpy(of_moves / len(batch))
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    return loss


def _labels_of(example: Example, settings: Settings, draw: np.random.Generator) -> Numbers | None:
    """The labels that a step learns of a reference: its own, or one of the sequences that it is taught; always one of
    these where nobody has marked it. None where there are neither."""
    if example.taught is None or (example.labels is not None and draw.random() >= settings.of_teachers):
        return example.labels
    return example.taught[draw.integers(len(example.taught))].astype(np.int64)


def _of_types(
    network: Network, scores: torch.Tensor, batch: Sequence[Example], settings: Settings, draw: np.random.Generator
) -> torch.Tensor:
    """The loss by the types of a batch: of each column, with the evidence. Of some the network, which soon knows the
    works that it trains with, says nothing."""
    rows = [row for row, example in enumerate(batch) if example.type is not None]
    evidence = [np.array(batch[row].evidence, np.int64) for row in rows]
    kept = [np.where(draw.random(len(each)) < settings.evidence_left_out, 0, each) for each in evidence]
    starts = np.cumsum([0, *map(len, kept)])[:-1]
    weighed = network.evidence(
        torch.from_numpy(np.concatenate([*kept, np.zeros(0, np.int64)])), torch.from_numpy(starts)
    )
    is_said = torch.from_numpy((draw.random(len(rows)) >= settings.network_left_out).astype(np.float32))
    summed = scores[:, rows] * is_said[:, None] + weighed
    true = torch.tensor([batch[row].type for row in rows], dtype=torch.long).repeat(len(scores))
    return nn.functional.cross_entropy(summed.flatten(0, 1), true, reduction="sum") / len(scores)


def _of_labels(
    scores: Floats, moves: Floats, labels: Sequence[Numbers | None], lengths: Numbers
) -> tuple[float, Floats, Floats]:
    """The loss by the labels of a batch, where it has any, the mean of the columns, and its gradient by scores and
    moves."""
    known = [each for each in labels if each is not None]
    rows = [row for row, each in enumerate(labels) if each is not None]
    if not rows:
        return 0.0, np.zeros_like(scores), np.zeros_like(moves)
    lengths = lengths[rows]
    true = np.zeros((len(rows), scores.shape[2]), np.int64)
    true[np.arange(true.shape[1]) < lengths[:, None]] = np.concatenate(known)
    found = [loss_and_gradient(own[rows], moves, true, lengths) for own in scores]
    of_scores = np.zeros_like(scores)
    of_scores[:, rows] = np.stack([each for _, each, _ in found])
    return sum(loss for loss, *_ in found) / len(found), of_scores, sum(each for *_, each in found)


def _stored(network: Network, settings: Settings) -> Stated:
    """Vectors in steps of a 127th of their largest number, all else in half precision."""
    vectors = network.vectors.weight.detach().numpy()[1:]
    scale = (np.maximum(np.abs(vectors).max(1), 1e-3) / 127).astype(np.float16)

    def half(of_columns: Sequence[torch.Tensor]) -> NDArray[np.float16]:
        return torch.stack(list(of_columns)).detach().numpy().astype(np.float16)

    columns = network.columns
    near = [torch.stack([layer.weight.permute(2, 1, 0).flatten(0, 1) for layer in column.near]) for column in columns]
    whole = [torch.stack([layer.weight.T for layer in column.whole]) for column in columns]
    biases = [torch.stack([layer.bias for layer in column.whole]) for column in columns]
    return {
        "vectors": np.rint(vectors / scale.astype(np.float32)[:, None]).astype(np.int8),
        "scale": scale,
        "steps": np.array(settings.steps, np.int16),
        "projection": half([column.projection.weight.T for column in columns]),
        "bias": half([column.projection.bias for column in columns]),
        "near": half(near),
        "whole": half(whole),
        "biases": half(biases),
        "out": half([column.out.weight.T for column in columns]),
        "out_bias": half([column.out.bias for column in columns]),
        "types": half([column.types.weight.T for column in columns]),
        "types_bias": half([column.types.bias for column in columns]),
        "of_evidence": network.evidence.weight.detach().numpy()[1:].astype(np.float16),
        "moves": network.moves.detach().numpy().astype(np.float16),
    }


@torch.no_grad()
def _begin_with(network: Network, stated: Stated) -> None:
    """Sets the weights to what `_stored` has stored."""

    def read(name: str) -> torch.Tensor:
        return torch.from_numpy(stated[name].astype(np.float32))

    network.vectors.weight[1:] = read("vectors") * read("scale")[:, None]
    network.vectors.weight[0] = 0
    network.evidence.weight[1:] = read("of_evidence")
    network.evidence.weight[0] = 0
    network.moves.copy_(read("moves"))
    for number, column in enumerate(network.columns):
        for part, weight, bias in (
            (column.projection, "projection", "bias"),
            (column.out, "out", "out_bias"),
            (column.types, "types", "types_bias"),
        ):
            part.weight.copy_(read(weight)[number].T)
            part.bias.copy_(read(bias)[number])
        for layer, (near, whole) in enumerate(zip(column.near, column.whole, strict=True)):
            near.weight.copy_(read("near")[number, layer].unflatten(0, (3, -1)).permute(2, 1, 0))
            whole.weight.copy_(read("whole")[number, layer].T)
            whole.bias.copy_(read("biases")[number, layer])
