"""Does what a review says of itself agree with what was found in it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.claims import Claim

Status = Literal["match", "mismatch", "not-checkable"]

# Names that stand for several designs of the vocabulary: a controlled trial may be randomised or not (Cochrane EPOC,
# "What study designs can be considered for inclusion").
UNIONS: dict[str, frozenset[str]] = {
    "controlled-trial": frozenset({"randomised-controlled-trial", "non-randomised-controlled"}),
}
# The code, in both vocabularies of designs, for what the review does not print.
NOT_STATED = "not-stated"
# Claims about things that the records do not hold.
UNRECORDED: dict[str, str] = {
    "reports-total": "The records hold studies, not the reports of each.",
    "participants-total": "The samples of the studies are not added up: they may overlap or count other things.",
    "meta-analysis-studies": "The records do not say which studies were pooled.",
    "records-identified": "The records hold what was included, not what the search found.",
    "records-screened": "The records hold what was included, not what was screened.",
    "records-excluded": "The records hold what was included, not what was excluded.",
    "records-assessed": "The records hold what was included, not what was assessed.",
    "records-sought": "The records hold what was included, not what was sought.",
}
INTERVENTION_WORDS = re.compile(r"\b(?:interventions?|programmes?|programs?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class AuditStudy:
    """What the audit needs of one study or intervention of the review.

    Attributes:
        record_kind: `study` or `intervention`.
        category: section of the table, or None.
        design_family: code of the vocabulary of families; None or `not-stated` where it is not known.
        designs: codes of the vocabulary of designs; empty or `not-stated` alone where none is known.
        countries: ISO 3166-1 alpha-3; empty where none is known.
        has_country_column: the table prints countries, so that an empty list is a gap and not the table's silence.
    """

    record_kind: str
    category: str | None
    design_family: str | None
    designs: tuple[str, ...]
    countries: tuple[str, ...]
    has_country_column: bool


@dataclass(frozen=True)
class Finding:
    """One claim against what was found.

    Attributes:
        found: the number counted; None where nothing could be counted.
        why: one sentence, where the status is `not-checkable`; else None.
    """

    claim: str
    quote: str
    page: int | None
    stated: int
    found: int | None
    status: Status
    why: str | None = None


@dataclass(frozen=True)
class _Tally:
    """A count with its doubt: `found` studies fit, and `unknown` more could, because their field is empty."""

    found: int | None
    unknown: int = 0
    why: str | None = None


def audit(claims: Sequence[Claim], studies: Sequence[AuditStudy]) -> tuple[Finding, ...]:
    """One finding per claim, in the order of `claims`.

    A claim is a mismatch only when no reading of the empty fields could make it right: ten surveys stated, eight found
    and five studies without a design is not checkable; eight found and none without a design is a mismatch.
    """
    return tuple(_finding(claim, claims, studies) for claim in claims)


def _finding(claim: Claim, claims: Sequence[Claim], studies: Sequence[AuditStudy]) -> Finding:
    tally = _tally(claim, claims, studies)
    status, why = _status(claim.stated, tally)
    return Finding(claim.claim, claim.quote, claim.page, claim.stated, tally.found, status, why)


def _status(stated: int, tally: _Tally) -> tuple[Status, str | None]:
    if tally.found is None:
        return "not-checkable", tally.why
    if tally.found == stated:
        return "match", None
    if tally.found < stated <= tally.found + tally.unknown:
        return (
            "not-checkable",
            f"{tally.found} found, and {tally.unknown} more studies do not say: {stated} may be right.",
        )
    return "mismatch", None


def _tally(claim: Claim, claims: Sequence[Claim], studies: Sequence[AuditStudy]) -> _Tally:
    """What the studies say to one claim."""
    if claim.claim in UNRECORDED:
        return _Tally(None, why=UNRECORDED[claim.claim])
    kind, _, name = claim.claim.partition(":")
    unit = _unit(claim)
    has_one_kind = len({study.record_kind for study in studies}) == 1
    counts_names = kind in {"category-count", "category", "countries-count", "country"}
    counted = [study for study in studies if study.record_kind == unit or (has_one_kind and counts_names)]
    if not counted:
        return _Tally(None, why=f"No table of the review lists one {unit} per row.")
    if kind in {"studies-total", "interventions-total"}:
        return _Tally(len(counted))
    if kind == "category-count":
        return _categories(counted)
    if kind == "category":
        return _in_category(name, counted)
    if kind in {"countries-count", "country"}:
        return _countries(name, counted)
    inside = _within(claim, counted)
    if kind == "family":
        return _count(inside, lambda study: study.design_family == name, _has_no_family)
    if kind == "design":
        return _designs(claim, claims, inside)
    return _Tally(None, why=f"The records hold nothing that answers the claim {claim.claim}.")


def _unit(claim: Claim) -> str:
    """What is counted: `six of which` are interventions when they are part of a count of interventions."""
    is_intervention = "interventions-total" in {claim.claim, claim.within}
    return "intervention" if is_intervention or INTERVENTION_WORDS.search(claim.subject) else "study"


def _within(claim: Claim, studies: Sequence[AuditStudy]) -> Sequence[AuditStudy]:
    """The studies of the family or design that the claim is a part of; all of them where it is part of none."""
    kind, _, name = (claim.within or "").partition(":")
    if kind == "family":
        return [study for study in studies if study.design_family == name or _has_no_family(study)]
    if kind == "design":
        return [study for study in studies if _has_designs(study, [name]) or _is_unknown(study)]
    return studies


def _designs(claim: Claim, claims: Sequence[Claim], studies: Sequence[AuditStudy]) -> _Tally:
    """Studies with all the designs of the claim.

    The parts of one enumeration exclude one another: beside `interviews and observations (one)`, `interviews (one)`
    means interviews alone, and is counted without the studies of the longer part.
    """
    names = claim.claim.removeprefix("design:").split("+")
    siblings = [
        other.claim.removeprefix("design:").split("+")
        for other in claims
        if claim.within is not None and other.within == claim.within and other.quote == claim.quote
    ]
    wider = [other for other in siblings if set(names) < set(other)]

    def fits(study: AuditStudy) -> bool:
        return _has_designs(study, names) and not any(_has_designs(study, other) for other in wider)

    return _count(studies, fits, _is_unknown)


def _has_designs(study: AuditStudy, names: Sequence[str]) -> bool:
    return all(UNIONS.get(name, frozenset({name})) & set(study.designs) for name in names)


def _has_no_family(study: AuditStudy) -> bool:
    return study.design_family in {None, NOT_STATED}


def _is_unknown(study: AuditStudy) -> bool:
    return not study.designs or study.designs == (NOT_STATED,)


def _count(
    studies: Sequence[AuditStudy], fits: Callable[[AuditStudy], bool], is_unknown: Callable[[AuditStudy], bool]
) -> _Tally:
    unknown = sum(1 for study in studies if is_unknown(study))
    if studies and unknown == len(studies):
        return _Tally(None, why="The table states the design of no study.")
    return _Tally(sum(1 for study in studies if fits(study)), unknown)


def _categories(studies: Sequence[AuditStudy]) -> _Tally:
    names = {study.category for study in studies if study.category is not None}
    if not names:
        return _Tally(None, why="The table has no sections that name categories.")
    return _Tally(len(names), sum(1 for study in studies if study.category is None))


def _in_category(name: str, studies: Sequence[AuditStudy]) -> _Tally:
    folded = _fold(name)
    if folded not in {_fold(study.category) for study in studies if study.category is not None}:
        return _Tally(None, why=f"No section of the table is called “{name}”.")
    return _Tally(sum(1 for study in studies if study.category is not None and _fold(study.category) == folded))


def _countries(code: str, studies: Sequence[AuditStudy]) -> _Tally:
    if not any(study.has_country_column for study in studies):
        return _Tally(None, why="The table has no column of countries.")
    unknown = sum(1 for study in studies if not study.countries)
    if unknown == len(studies):
        return _Tally(None, why="No country could be read from the table.")
    if code:
        return _Tally(sum(1 for study in studies if code in study.countries), unknown)
    return _Tally(len({country for study in studies for country in study.countries}), unknown)


def _fold(name: str) -> str:
    """Letters and digits only, small, so that `Peer-support interventions` is `peer support interventions`."""
    return re.sub(r"[\W_]+", "", name.casefold())
