"""What is different from the last release, and is anything gone that should not be?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from extract.publish.manifest import CorrectedField, Inputs
from extract.publish.tables import plain_text

# Tables whose rows a reader of the data follows from release to release, with their key. The others hang on these.
COMPARED: Final = (("documents", "document_id"), ("reviews", "review_id"), ("studies", "study_id"))

Cause = Literal["document", "extractor", "correction"]
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class State:
    """A release, or what is about to be one: its tables and what they were made from."""

    tables: Tables
    inputs: Inputs


@dataclass(frozen=True)
class Change:
    """One row of the table `changes`. `field` is None, and so are `before` and `after`, for a row added or removed."""

    kind: Literal["added", "removed", "changed"]
    table: str
    key: str
    field: str | None
    before: str | None
    after: str | None
    cause: Cause


def compare(before: State | None, after: State) -> tuple[Change, ...]:
    """All differences of documents, reviews and studies; without a release before, every row is added.

    Columns that only one of the two has (another version of the contracts) are not compared.
    """
    causes = _Causes(before, after)
    found: list[Change] = []
    for table, key in COMPARED:
        old = _records(before.tables[table], key) if before is not None and table in before.tables else {}
        new = _records(after.tables[table], key)
        for name in sorted(old.keys() | new.keys()):
            found.extend(_differences(table, name, old.get(name), new.get(name), causes))
    return tuple(found)


def lost_studies(before: State, after: State) -> tuple[str, ...]:
    """Ids of studies published before that are gone without a document or a correction to explain it, sorted.

    Explained is a loss by a correction that says that it is none, or when each document that the study was read from
    is gone or superseded, and for at least one of them that is new.
    """
    gone = sorted(
        set(_records(before.tables["studies"], "study_id")) - set(_records(after.tables["studies"], "study_id"))
    )
    corrected = {field.key for field in after.inputs.corrections if field.field is None}
    sources = _sources(before.tables)
    stale_before, stale_after = _stale(before.tables), _stale(after.tables)
    present = set(after.tables["documents"]["document_id"])

    def is_explained(study_id: str) -> bool:
        read_from = sources.get(study_id, frozenset())
        retired = {document for document in read_from if document not in present or document in stale_after}
        return study_id in corrected or (bool(read_from) and retired == read_from and not retired <= stale_before)

    return tuple(study_id for study_id in gone if not is_explained(study_id))


def _sources(tables: Tables) -> Mapping[str, frozenset[str]]:
    """study_id -> documents that it was read from."""
    evidence = tables["evidence"]
    found: dict[str, set[str]] = {}
    for study_id, document_id in zip(evidence["study_id"], evidence["document_id"], strict=True):
        found.setdefault(study_id, set()).add(document_id)
    return {study_id: frozenset(documents) for study_id, documents in found.items()}


def _stale(tables: Tables) -> frozenset[str]:
    """Documents that are superseded, or another text of one that is."""
    documents = tables["documents"]
    links = zip(documents["document_id"], documents["superseded_by"], documents["near_duplicate_of"], strict=True)
    superseded: set[str] = set()
    twins: dict[str, str] = {}
    for document_id, superseded_by, near_duplicate_of in links:
        if not pd.isna(superseded_by):
            superseded.add(document_id)
        if not pd.isna(near_duplicate_of):
            twins[document_id] = near_duplicate_of
    for _ in twins:  # a chain of twins is at most as long as there are twins
        superseded |= {document for document, twin in twins.items() if twin in superseded}
    return frozenset(superseded)


class _Causes:
    """Why rows differ. Asked in turn: a correction of that very value, the review's documents, what else changed."""

    def __init__(self, before: State | None, after: State) -> None:
        self._old = _documents_by_review(before.tables) if before is not None else {}
        self._new = _documents_by_review(after.tables)
        old_inputs = before.inputs if before is not None else after.inputs
        self._corrected = {*old_inputs.corrections, *after.inputs.corrections}
        self._rest: Cause = _rest(old_inputs, after.inputs, self._old == self._new)

    def cause(self, table: str, key: str, field: str | None, review_ids: Iterable[str | None]) -> Cause:
        """The cause of one change; `review_ids`: the review or reviews that the row belonged to, before and after."""
        if table == "studies" and {CorrectedField(key, field), CorrectedField(key, None)} & self._corrected:
            return "correction"
        if table == "documents" and field is None:
            return "document"
        if any(self._old.get(review) != self._new.get(review) for review in review_ids if review is not None):
            return "document"
        return self._rest


def _rest(old: Inputs, new: Inputs, is_same_documents: bool) -> Cause:
    """The cause of what neither a correction nor the review's own documents explain."""
    if old.fingerprint != new.fingerprint:
        return "extractor"
    if set(old.corrections) != set(new.corrections):
        return "correction"
    return "extractor" if is_same_documents else "document"


def _documents_by_review(tables: Tables) -> Mapping[str | None, frozenset[str]]:
    documents = tables["documents"]
    found: dict[str | None, set[str]] = {}
    for document_id, review_id in zip(documents["document_id"], documents["review_id"], strict=True):
        found.setdefault(None if pd.isna(review_id) else review_id, set()).add(document_id)
    return {review_id: frozenset(ids) for review_id, ids in found.items()}


def _records(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    """Key -> the row as plain Python values."""
    columns = {str(name): frame[name].array.__arrow_array__().to_pylist() for name in frame.columns}
    return {name: {column: values[i] for column, values in columns.items()} for i, name in enumerate(columns[key])}


def _differences(
    table: str, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, causes: _Causes
) -> Iterator[Change]:
    reviews = [row["review_id"] for row in (old, new) if row is not None]
    if old is None:
        yield Change("added", table, key, None, None, None, causes.cause(table, key, None, reviews))
    elif new is None:
        yield Change("removed", table, key, None, None, None, causes.cause(table, key, None, reviews))
    else:
        for field in (field for field in new if field in old and old[field] != new[field]):
            cause = causes.cause(table, key, field, reviews)
            yield Change("changed", table, key, field, _text(old[field]), _text(new[field]), cause)


def _text(value: Any) -> str | None:
    """As text; None for a null and for an empty list, which says as much."""
    return None if value is None or value == [] or value == "" else plain_text(value)
