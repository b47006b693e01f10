"""The evidence for the type of a labelled reference, as the parser finds it, but from the true marks; of a reference
whose marks are not whole, the rules mark the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from corpus import Labelled

from extract.fields.references.assemble import assemble
from extract.fields.references.kinds import Leaning
from extract.fields.references.record import Mark
from extract.fields.references.tokens import read_tokens


@dataclass(frozen=True)
class Listener(Leaning):
    """Leans to no type, and keeps the evidence that it is told."""

    heard: list[str] = field(default_factory=list)

    def settled(self, evidence: Sequence[str], barred: Collection[str] = ()) -> tuple[str, float]:
        """The first type that is not barred."""
        self.heard.extend(evidence)
        return next(name for name in self.types if name not in barred), 1.0


def evidence_for(item: Labelled, types: Sequence[str]) -> list[str]:
    """The names of its pieces; none where the parser asks for none."""
    listener = Listener(tuple(types), np.zeros(len(types)), {}, np.zeros((0, len(types)), np.float32), float)
    tokens = read_tokens(item.text)
    marks = [*tokens.identifiers]
    spans = [Mark(label, start, end) for start, end, label in item.spans]
    marks += [mark for mark in spans if mark.is_free_of(tokens.identifiers)]
    if not item.is_whole:
        known = {mark.field for mark in marks}
        marks += [mark for mark in tokens.ruled if mark.field not in known and mark.is_free_of(tuple(marks))]
    assemble(item.text, marks, "crf", leaning=listener)
    return listener.heard
