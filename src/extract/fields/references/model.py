"""Marks of a reference by a conditional random field, each with the share of such marks that are right.

The weights lie beside this module (`weights.crfsuite.gz`, described in MODEL_CARD.md). `weights.json` holds their
sha256 and, for each field, the calibration: what share of held-out fields was right at each level of the model's own
probability, apart for fields on which the rules agree, on which they do not, and for which they were not asked.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from extract.fields.references.record import FIELDS, Mark
from extract.fields.references.tokens import Tokens

WEIGHTS = Path(__file__).parent / "weights.crfsuite.gz"
CALIBRATION = Path(__file__).parent / "weights.json"
# Below this probability of any mark the rules read the reference too: their agreement tells right from wrong there, at
# a cost of more time than the model itself takes (benchmarks/references/README.md).
ASKED = 0.8
_MARKED = frozenset({*FIELDS, "editors"})

Opinion = Literal["agreed", "alone", "unasked"]


@dataclass(frozen=True)
class Calibration:
    """For each field and opinion of the rules: the lower edges of probability bands, ascending from 0, and the share
    right in each."""

    bands: Mapping[tuple[str, str], tuple[tuple[float, ...], tuple[float, ...]]]

    def share_right(self, field: str, probability: float, opinion: Opinion) -> float:
        """How often a field like this one was right on held-out references; the probability itself where none was
        seen."""
        found = self.bands.get((field, opinion))
        if found is None:
            return probability
        edges, shares = found
        return shares[bisect_right(edges, probability) - 1]


@lru_cache(maxsize=1)
def _weights() -> bytes | None:
    """The weights; None when the library or a file is missing, or the bytes are not those that were calibrated."""
    try:
        import pycrfsuite  # noqa: F401
    except ImportError:
        return None
    if not (WEIGHTS.is_file() and CALIBRATION.is_file()):
        return None
    content = WEIGHTS.read_bytes()
    stated = json.loads(CALIBRATION.read_text(encoding="utf-8"))["sha256"]
    return gzip.decompress(content) if hashlib.sha256(content).hexdigest() == stated else None


@lru_cache(maxsize=1)
def _calibration() -> Calibration:
    stated = json.loads(CALIBRATION.read_text(encoding="utf-8"))["bands"]
    return Calibration(
        {
            (field, name): (tuple(band["from"]), tuple(band["right"]))
            for field, names in stated.items()
            for name, band in names.items()
        }
    )


_local = threading.local()  # a tagger keeps the sequence it has read, so that two threads cannot share one


def _tagger() -> Any:
    """The tagger of this thread; None where the weights cannot be used."""
    if not hasattr(_local, "tagger"):
        content = _weights()
        _local.tagger = None
        _local.content = content  # the library reads these bytes in place: they must live as long as the tagger
        if content is not None:
            import pycrfsuite

            _local.tagger = pycrfsuite.Tagger()
            _local.tagger.open_inmemory(content)
    return _local.tagger


def is_available() -> bool:
    """Whether the model can be asked: the library is installed and the weights are whole."""
    return _weights() is not None


def model_marks(tokens: Tokens) -> tuple[Mark, ...] | None:
    """Marks of the model, in printed order, the confidence calibrated; None where the weights cannot be used.

    The rules are asked for a second opinion only where the model's own probability of some mark is below `ASKED`.
    """
    tagger = _tagger()
    if tagger is None or not tokens.spans:
        return None
    marks = raw_marks(tagger, tokens)
    bands = _calibration()
    is_asked = is_second_opinion_asked(marks)
    return tuple(
        Mark(
            mark.field,
            mark.start,
            mark.end,
            bands.share_right(mark.field, mark.confidence, opinion(mark, tokens) if is_asked else "unasked"),
        )
        for mark in marks
    )


def is_second_opinion_asked(marks: Sequence[Mark]) -> bool:
    """Whether the model is unsure of a mark, so that the rules are worth their time."""
    return any(mark.confidence < ASKED for mark in marks)


def opinion(mark: Mark, tokens: Tokens) -> Opinion:
    """Whether the rules mark the same words with the same field: both ends within three characters."""
    is_agreed = any(
        rule.field == mark.field and abs(rule.start - mark.start) <= 3 and abs(rule.end - mark.end) <= 3
        for rule in tokens.ruled
    )
    return "agreed" if is_agreed else "alone"


def raw_marks(tagger: Any, tokens: Tokens) -> tuple[Mark, ...]:
    """Marks with the model's own probability: the lowest among that of each token inside to belong to the field, and
    that of the tokens just before and after not to."""
    labels: Sequence[str] = tagger.tag(tokens.features)
    last_index = len(labels) - 1
    best: dict[str, tuple[int, int]] = {}
    for first, last in _runs(labels):
        field = labels[first]
        if field in _MARKED and (field not in best or _is_better((first, last), best[field])):
            best[field] = (first, last)
    marks: list[Mark] = []
    for field, (first, last) in best.items():
        lowest = min(tagger.marginal(field, at) for at in range(first, last + 1))
        if first:
            lowest = min(lowest, 1.0 - tagger.marginal(field, first - 1))
        if last < last_index:
            lowest = min(lowest, 1.0 - tagger.marginal(field, last + 1))
        marks.append(Mark(field, *tokens.stretch(first, last), lowest))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _is_better(run: tuple[int, int], other: tuple[int, int]) -> bool:
    """Of two runs of one field the first stays, unless it is a shred beside a whole one."""
    return (other[1] - other[0] + 1) * 4 < run[1] - run[0] + 1


def _runs(labels: Sequence[str]) -> list[tuple[int, int]]:
    """First and last index of each stretch of one label; stretches outside any field are left out."""
    runs: list[tuple[int, int]] = []
    for at, label in enumerate(labels):
        if label == "o":
            continue
        if at and labels[at - 1] == label:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
