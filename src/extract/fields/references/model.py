"""Marks of a reference by a conditional random field over a network, each with the share of such marks that are right;
and what type of work it says.

The weights lie beside this module (`weights.npz`, described in MODEL_CARD.md): labels, moves from label to label, the
network's vectors and layers, and for each field the calibration, which says what share of held-out fields was right at
each level of the model's own probability; for types of work, what the network scores them.
"""

from __future__ import annotations

import json
import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.fields.references.crf import Array, Field, Stretch, runs_with_shares
from extract.fields.references.kinds import Leaning
from extract.fields.references.network import Layer, Network
from extract.fields.references.record import FIELDS, Mark
from extract.fields.references.scores import Scorer
from extract.fields.references.tokens import Tokens

WEIGHTS = Path(__file__).parent / "weights.npz"
_MARKED = frozenset({*FIELDS, "editors"})
# Fields that are set in italics as a whole; of numbers the labelled sets leave the tags out.
_WORDY = frozenset({"title", "container"})
# Fields that a reference prints once; a year may stand again as that of a meeting or an access. Of 6,486 held-out
# references one in 200 has two runs of one of these.
_SINGLE = frozenset({"authors", "title", "container", "volume", "issue", "pages", "publisher", "place"})
_DIGITS = re.compile(r"\d+")
_OF_YEAR = 4  # digits
# References whose passes go side by side: of 2,284 at once each took half as long again.
_AT_ONCE = 64

_ARRAYS = (
    "vectors", "scale", "projection", "bias", "near", "whole", "biases", "out", "out_bias", "types", "types_bias",
    "of_evidence", "moves",
)  # fmt: skip
_TEXTS = ("labels", "traits", "kinds", "evidence", "bands")

Bands = Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]]


class Seen(NamedTuple):
    """What the model sees in a reference.

    Attributes:
        marks: in printed order.
        leaning: to which types of work it leans; None of a text without tokens.
    """

    marks: tuple[Mark, ...] = ()
    leaning: Leaning | None = None


@dataclass(frozen=True)
class Model:
    """A field over the scores of a network, and the types of work that it scores, with the weights of the evidence for
    them (`Leaning`); for each label the lower edges of probability bands, ascending from 0, with the share right in
    each."""

    scorer: Scorer
    field: Field
    types: tuple[str, ...]
    evidence: Mapping[str, int]
    of_evidence: Array
    bands: Bands

    @cached_property
    def single(self) -> frozenset[int]:
        """The numbers of the labels that stand in one run."""
        return frozenset(number for number, label in enumerate(self.field.labels) if label in _SINGLE)

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
        with np.load(WEIGHTS, allow_pickle=False) as stated:
            return read_model(stated)
    except (OSError, EOFError, zipfile.BadZipFile, ValueError, KeyError):
        return None


def read_model(stated: Mapping[str, NDArray[np.generic]]) -> Model:
    """The model that a weights file states.

    Args:
        stated: `labels`, `traits`, `kinds` of work, `evidence` for these and `bands` as UTF-8 text (one a line; JSON of
            label: `from`, `right`); `moves`; `of_evidence`, one row a piece, one column a kind;
            `vectors` in whole numbers with a `scale` each, the parts of all columns one after another; for each column
            the `projection` of its part to its width, `bias`, `out`, `out_bias`, `types`, `types_bias`, and for each of
            its layers `near`, `whole`, `biases`; and the `steps` of the layers.

    Raises:
        KeyError, ValueError: a part is missing or of another shape.
    """
    labels, traits, kinds, evidence, bands = (_text(stated[name]) for name in _TEXTS)
    arrays = {name: stated[name].astype(np.float32) for name in _ARRAYS}
    layers = tuple(
        Layer(
            step,
            np.concatenate(np.split(arrays["near"][:, number], 3, 1), 2),
            arrays["whole"][:, number],
            arrays["biases"][:, number],
        )
        for number, step in enumerate(stated["steps"].tolist())
    )
    network = Network(
        rows={trait: row for row, trait in enumerate(traits.split("\n"))},
        vectors=arrays["vectors"] * arrays["scale"][:, None],
        projection=arrays["projection"],
        bias=arrays["bias"],
        layers=layers,
        out=arrays["out"],
        out_bias=arrays["out_bias"],
        types=arrays["types"],
        types_bias=arrays["types_bias"],
    )
    read_bands = {label: (tuple(band["from"]), tuple(band["right"])) for label, band in json.loads(bands).items()}
    field = Field(tuple(labels.split("\n")), arrays["moves"])
    rows = {name: row for row, name in enumerate(evidence.split("\n"))}
    return Model(Scorer(network), field, tuple(kinds.split("\n")), rows, arrays["of_evidence"], read_bands)


def _text(stored: NDArray[np.generic]) -> str:
    return stored.astype(np.uint8).tobytes().decode()


def is_available() -> bool:
    """Whether the model can be asked."""
    return load() is not None


def seen_by_model(references: Sequence[Tokens]) -> list[Seen] | None:
    """What the model sees in each reference, the confidence of marks calibrated; None where the weights cannot be
    used."""
    model = load()
    return None if model is None else seen_by(model, references)


def seen_by(model: Model, references: Sequence[Tokens]) -> list[Seen]:
    """What a model sees in each reference. Its own probability of a mark, which its bands turn into the share of such
    marks that are right, is that of its run (`Stretch`)."""
    lengths = [len(tokens.spans) for tokens in references]
    # Side by side go those that are about as long: the passes take as many steps as the longest has tokens.
    order = sorted((at for at, length in enumerate(lengths) if length), key=lengths.__getitem__)
    seen = [Seen()] * len(references)
    for start in range(0, len(order), _AT_ONCE):
        places = order[start : start + _AT_ONCE]
        for at, own in zip(places, _seen(model, [references[at] for at in places]), strict=True):
            seen[at] = own
    return seen


def _seen(model: Model, references: Sequence[Tokens]) -> Iterator[Seen]:
    scores, lengths, types = model.scorer.scores(references)
    marginals = model.field.marginals(scores, lengths)
    numbers = model.field.likeliest(scores, marginals, lengths, model.single)
    of_type = partial(model.share_right, "type")
    runs = runs_with_shares(numbers, marginals, lengths)
    for tokens, stretches, own in zip(references, runs, types, strict=True):
        leaning = Leaning(model.types, own, model.evidence, model.of_evidence, of_type)
        yield Seen(marks_of(tokens, stretches, model.field.labels, model.share_right), leaning)


def marks_of(
    tokens: Tokens, stretches: Sequence[Stretch], labels: Sequence[str], share_right: Callable[[str, float], float]
) -> tuple[Mark, ...]:
    """The first stretch of each label that is a field, as a mark; of several years the first that is no day.

    Args:
        stretches: the runs of labels, in printed order.
        labels: by number.
        share_right: how often a field of this label is right at this probability.
    """
    marks: dict[str, Mark] = {}
    for number, first, last, share in stretches:
        label = labels[number]
        if label not in _MARKED or (label in marks and label != "year"):
            continue
        edges = tokens.stretch(first, last)
        if label in marks:
            if _is_day(tokens, edges) or not _is_day(tokens, marks[label][1:3]):
                continue
            del marks[label]  # the other one stands behind the marks so far
        if tokens.tags and label in _WORDY:
            edges = tokens.with_tags(*edges)
        marks[label] = Mark(label, *edges, share_right(label, share))
    return tuple(marks.values())


def _is_day(tokens: Tokens, edges: tuple[int, int]) -> bool:
    """Whether the text between the edges holds digits, but no year (`August 26`)."""
    digits = _DIGITS.findall(tokens.text, *edges)
    return bool(digits) and not any(len(each) == _OF_YEAR for each in digits)
