"""Whether a table is one of studies, by what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TableKind = Literal["study", "other"]
RecordKind = Literal["study", "intervention"]


@dataclass(frozen=True)
class TableVerdict:
    """What the rows of a table are.

    Attributes:
        kind: `study` when each row (or group of rows) is about one study or one intervention.
        record_kind: what a row is; None for kind `other`.
        identity_columns: 0-based columns that together name the row's study or intervention, the most telling first;
            empty for kind `other`.
        why: one plain sentence, published in the table `tables`.
    """

    kind: TableKind
    record_kind: RecordKind | None
    identity_columns: tuple[int, ...]
    why: str


def other(why: str) -> TableVerdict:
    return TableVerdict("other", None, (), why)
