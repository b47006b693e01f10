"""A value or a row that was not believed, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reject:
    """One refusal, published in the table `rejects`.

    Attributes:
        field: canonical field, or None when the whole row is refused.
        raw: text as printed.
        reason: a code of `schemas/vocab/reasons.yml`.
        message: one plain sentence: what was found and what to do.
        row_id: printed row, or None before the row is known (a field parser does not know it).
    """

    field: str | None
    raw: str
    reason: str
    message: str
    row_id: str | None = None
