"""How a field parser refuses: one Reject whose sentence comes from `schemas/vocab/reasons.yml`."""

from __future__ import annotations

from extract.rejects import Reject
from schemas import vocabularies

# A message quotes at most this much of the cell; the whole text stands in the column `raw`.
QUOTED_CHARS = 80


def refuse(field: str, raw: str, reason: str, **facts: str) -> Reject:
    """A Reject with the reason's sentence and its next step.

    Args:
        field: canonical field.
        raw: text as printed.
        reason: a code of `reasons.yml`; an unknown one is a bug and raises KeyError.
        facts: what the reason's template names besides `field` and `raw`.
    """
    entry = vocabularies.load("reasons")[reason]
    quoted = raw if len(raw) <= QUOTED_CHARS else raw[: QUOTED_CHARS - 1] + "…"
    found = entry.fact("template").format(field=field, raw=" ".join(quoted.split()), **facts)
    return Reject(field=field, raw=raw, reason=reason, message=f"{found} {entry.fact('next_step')}")
