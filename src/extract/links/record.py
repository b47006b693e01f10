"""A record that may be linked, and the link that two of them get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LinkVerdict = Literal["same-study", "same-report", "maybe", "different"]
RecordKind = Literal["study", "intervention"]
ReportKind = Literal["erratum", "abstract", "protocol", "reprint", "reply", "preprint", "supplement"]
Agreement = Literal["same", "close", "differs", "unknown"]

YES: frozenset[LinkVerdict] = frozenset({"same-study", "same-report"})


@dataclass(frozen=True)
class Linkable:
    """One record: a study or an intervention in a review's table, or a bibliographic record.

    Attributes:
        table_id: two records of one table are never the same study; None for a record of no table.
        review_id: None for a record of no review.
        authors: "Family, G."; a body in one piece; empty where unknown.
        intervention: name of an intervention, programme or trial, or None.
        text: aims and findings, read for mentions of named interventions; may be empty.
        publication_type: as coded or printed, or None.
    """

    record_id: str
    table_id: str | None
    review_id: str | None
    authors: tuple[str, ...]
    year: int | None
    title: str | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    intervention: str | None
    record_kind: RecordKind
    text: str
    publication_type: str | None


@dataclass(frozen=True)
class Link:
    """What two records are to each other, left < right.

    `same-report`: one publication. `same-study`: two publications of one study (erratum, abstract, protocol, reprint,
    preprint, reply, supplement, thesis, edition). `maybe`: a person should look. `different`: alike, but vetoed.

    Attributes:
        score: 0 to 1, the weighted agreement of the fields that both records have.
        why: the rule, then each field's agreement.
    """

    left: str
    right: str
    verdict: LinkVerdict
    score: float
    why: str
