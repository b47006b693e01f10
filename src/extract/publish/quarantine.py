"""What happens to a row that does not keep its contract? It is withheld with all that hangs on it; `rejects` says so.

Only what was concluded may be withheld: studies and what belongs to them, links, audit. The tables that account for
what arrived (`documents`, `reviews`, `tables`, `rows`, `rejects`,
`corrections`) may lose nothing, so a fault in them stops the
release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from extract.errors import ContractError
from extract.frames import Failure, build, validate, without_rows
from extract.publish.manifest import HISTORY
from extract.rejects import Reject
from schemas.contracts import TABLES, Rejects, Reviews, Rows, contract_of, key_of, name_of, references_of

ACCOUNTS: Final = frozenset({"documents", "reviews", "tables", "rows", "rejects", "corrections"})
REASON: Final = "contract-broken"


@dataclass(frozen=True)
class Settled:
    """Tables that keep their contracts, alone and together.

    Attributes:
        tables: all but those of `HISTORY`; withheld rows are listed in `rejects`, and `study_count` of `reviews` is
            counted anew.
        failures: why rows were withheld.
    """

    tables: Mapping[str, pd.DataFrame]
    failures: tuple[Failure, ...]


def settle(frames: Mapping[str, pd.DataFrame]) -> Settled:
    """Validates every table and every reference between them, and withholds what fails.

    Raises:
        ContractError: a table is missing, unknown or of the wrong shape, or a fault is in a table of `ACCOUNTS`.
    """
    _check_names(frames)
    tables: dict[str, pd.DataFrame] = {}
    failures: list[Failure] = []
    for name, frame in frames.items():
        tables[name], found = validate(contract_of(name), frame)
        failures.extend(found)
    _stop_at_accounts(failures)
    failures.extend(_withhold_dangling(tables))
    if failures:
        tables["rejects"] = _with_rejects(tables["rejects"], _rejects(failures, frames["evidence"]))
        tables["reviews"] = _recounted(tables["reviews"], tables["studies"])
    return Settled({name_of(contract): tables[name_of(contract)] for contract in TABLES if name_of(contract) in tables},
                   tuple(failures))  # fmt: skip


def _check_names(frames: Mapping[str, pd.DataFrame]) -> None:
    expected = {name_of(contract) for contract in TABLES} - HISTORY
    if frames.keys() != expected:
        missing, unknown = sorted(expected - frames.keys()), sorted(frames.keys() - expected)
        raise ContractError(
            f"A release needs all its tables. Missing: {missing or 'none'}; unknown: {unknown or 'none'}."
        )


def _stop_at_accounts(failures: Iterable[Failure]) -> None:
    faults = [str(failure) for failure in failures if failure.table in ACCOUNTS]
    if faults:
        raise ContractError(f"{len(faults)} faults in tables that may lose no row, the first: {'; '.join(faults[:3])}")


def _withhold_dangling(tables: dict[str, pd.DataFrame]) -> list[Failure]:
    """Takes out of `tables` every row that refers to a row that is not there, until none does."""
    failures: list[Failure] = []
    while True:
        tables["rows"] = _without_lost_studies(tables["rows"], tables["studies"])
        found = [failure for name in tables for failure in dangling(name, tables)]
        if not found:
            return failures
        _stop_at_accounts(found)
        failures.extend(found)
        for name in {failure.table for failure in found}:
            bad = {failure.row for failure in found if failure.table == name}
            tables[name] = without_rows(tables[name], bad)


def _without_lost_studies(rows: pd.DataFrame, studies: pd.DataFrame) -> pd.DataFrame:
    """The printed rows, those of a withheld study as refused."""
    kept = set(studies["study_id"])
    lost = {"outcome": "rejected", "study_id": None, "reason": REASON}
    plain = _mappings(rows)
    if all(row["study_id"] is None or row["study_id"] in kept for row in plain):
        return rows
    return build(Rows, [row if row["study_id"] is None or row["study_id"] in kept else row | lost for row in plain])


def dangling(name: str, tables: Mapping[str, pd.DataFrame]) -> tuple[Failure, ...]:
    """Rows of one table that refer to a row that is not there. A reference with a null in it refers to nothing."""
    contract = contract_of(name)
    frame = tables[name]
    failures: list[Failure] = []
    for reference in references_of(contract):
        targets = set(_tuples(tables[reference.table], reference.target))
        for row, value in enumerate(_tuples(frame, reference.columns)):
            if None not in value and value not in targets:
                key = tuple((column, str(frame.at[row, column])) for column in key_of(contract))
                shown = ", ".join(map(str, value))
                failures.append(
                    Failure(name, key, ", ".join(reference.columns), shown, f"a row of {reference.table}", row)
                )
    return tuple(failures)


def _tuples(frame: pd.DataFrame, columns: Iterable[str]) -> Iterable[tuple[Any, ...]]:
    return zip(*(frame[column].array.__arrow_array__().to_pylist() for column in columns), strict=True)


def _rejects(failures: Iterable[Failure], evidence: pd.DataFrame) -> list[Reject]:
    """One refusal per printed row of a failed record; what merely hung on a failed study is refused with it."""
    rows_of: dict[str, list[str]] = {}
    for study_id, row_id in _tuples(evidence, ("study_id", "row_id")):
        if row_id is not None and row_id not in rows_of.setdefault(study_id, []):
            rows_of[study_id].append(row_id)
    return [
        Reject(field=None, raw=failure.value, reason=REASON, message=_sentence(failure), row_id=row_id)
        for failure in failures
        if failure.check != "a row of studies"
        for row_id in _row_ids(failure, rows_of)
    ]


def _row_ids(failure: Failure, rows_of: Mapping[str, list[str]]) -> list[str | None]:
    """Printed rows that a whole study rests on; None once for anything smaller: the row is published."""
    if failure.table != "studies":
        return [None]
    found: list[str | None] = [*rows_of.get(dict(failure.key)["study_id"], [])]
    return found or [None]


def _sentence(failure: Failure) -> str:
    return f"Withheld, for it does not keep the contract: {failure}. Please report it; the fault is in the program."


def _with_rejects(frame: pd.DataFrame, rejects: Iterable[Reject]) -> pd.DataFrame:
    return build(Rejects, [*_mappings(frame), *rejects])


def _recounted(reviews: pd.DataFrame, studies: pd.DataFrame) -> pd.DataFrame:
    counts: dict[str, int] = {}
    for review_id in studies["review_id"]:
        counts[review_id] = counts.get(review_id, 0) + 1
    return build(Reviews, [{**row, "study_count": counts.get(row["review_id"], 0)} for row in _mappings(reviews)])


def _mappings(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in _tuples(frame, names)]
