"""Marks of a reference by a conditional random field, each with the share of such marks that are right.

The weights lie beside this module (`weights.crfsuite`, described in MODEL_CARD.md). `weights.json` holds their
sha256 and, for
each field, the calibration: what share of held-out fields was right at each level of the model's own probability,
apart for fields on which the rules agree and for those on which they do not.
"""

from __future__ import annotations

import hashlib
import json
import threading
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.fields.references.record import FIELDS, Mark
from extract.fields.references.tokens import Tokens

WEIGHTS = Path(__file__).parent / "weights.crfsuite"
CALIBRATION = Path(__file__).parent / "weights.json"


@dataclass(frozen=True)
class Calibration:
    """For each (field, rules agree): the lower edges of probability bands, ascending from 0, and the share right in
    each."""

    bands: Mapping[tuple[str, bool], tuple[tuple[float, ...], tuple[float, ...]]]

    def share_right(self, field: str, probability: float, is_agreed: bool) -> float:
        """How often a field like this one was right on held-out references; the probability itself where none was
        seen."""
        found = self.bands.get((field, is_agreed))
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
    return content if hashlib.sha256(content).hexdigest() == stated else None


@lru_cache(maxsize=1)
def _calibration() -> Calibration:
    stated = json.loads(CALIBRATION.read_text(encoding="utf-8"))["bands"]
    return Calibration(
        {
            (field, name == "agreed"): (tuple(band["from"]), tuple(band["right"]))
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
    """Marks of the model, in printed order, the confidence calibrated; None where the weights cannot be used."""
    tagger = _tagger()
    if tagger is None or not tokens.features:
        return None
    return tuple(
        Mark(
            mark.field,
            mark.start,
            mark.end,
            _calibration().share_right(mark.field, mark.confidence, is_agreed(mark, tokens)),
        )
        for mark in raw_marks(tagger, tokens)
    )


def raw_marks(tagger: Any, tokens: Tokens) -> tuple[Mark, ...]:
    """Marks with the model's own probability: the lowest among that of each token inside to belong to the field,
    and that
    of the tokens just before and after not to."""
    labels: Sequence[str] = tagger.tag(tokens.features)
    sure = [tagger.marginal(label, at) for at, label in enumerate(labels)]
    best: dict[str, Mark] = {}
    for first, last in _runs(labels):
        field = labels[first]
        if field in FIELDS or field == "editors":
            beside = [at for at in (first - 1, last + 1) if 0 <= at < len(labels)]
            lowest = min(*sure[first : last + 1], 1.0, *(1.0 - tagger.marginal(field, at) for at in beside))
            mark = Mark(field, tokens.spans[first][0], tokens.spans[last][1], lowest)
            if field not in best or _is_better(mark, best[field]):
                best[field] = mark
    return tuple(sorted(best.values(), key=lambda mark: mark.start))


def _is_better(mark: Mark, other: Mark) -> bool:
    """Of two runs of one field the first stays, unless it is a shred of a few characters beside a whole one."""
    return (other.end - other.start) * 4 < mark.end - mark.start


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


def is_agreed(mark: Mark, tokens: Tokens) -> bool:
    """Whether the rules mark the same words with the same field: both ends within three characters."""
    return any(
        rule.field == mark.field and abs(rule.start - mark.start) <= 3 and abs(rule.end - mark.end) <= 3
        for rule in tokens.ruled
    )
