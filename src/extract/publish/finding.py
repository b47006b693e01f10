"""What is wrong with a release: one thing that is not as it should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        check: what was looked at: `file`, `columns`, `key`, `reference`, `vocabulary`, `document`, `ledger`, `row`,
            `study`, `review`, `correction`, `audit`, `changes` or `raw`.
        table: name of the table, or of the file; None for the release as a whole.
        message: what was found and what was expected.
    """

    check: str
    table: str | None
    message: str

    def __str__(self) -> str:
        """`documents: abc... has status 'partial' and no reason (document)`."""
        return f"{self.table or 'release'}: {self.message} ({self.check})"
