"""What became of every file that was ever seen? One outcome each; files that are gone are carried on.

What lies there now is told by `documents` and `rows`; what lay there before, by the ledger of the release before.
`verify` counts both again, by other code.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

Tables = Mapping[str, pd.DataFrame]

# Outcomes of rows that stand in a study.
IN_A_STUDY: Final = frozenset({"published", "merged"})


@dataclass(frozen=True)
class FileAccount:
    """One row of the table `ledger`."""

    file_name: str
    sha256: str
    document_id: str | None
    outcome: str
    study_rows: int
    other_rows: int
    other_document_id: str | None
    reason: str | None


def file_accounts(tables: Tables, last: Tables | None) -> tuple[FileAccount, ...]:
    """The outcome of each file of this release, and of each that the `last` one knew of and that is gone.

    A file that was never opened has no checksum of its own; once something else is known of its path, that is all
    there is to say of it.
    """
    present = tuple(_present(tables))
    known = {(account.file_name, account.sha256) for account in present}
    by_name = {account.file_name: account.document_id for account in present}
    by_bytes = {account.sha256: account.document_id for account in reversed(present)}
    gone = tuple(
        FileAccount(name, sha256, None, "gone", 0, 0, by_bytes.get(sha256, by_name.get(name)), None)
        for name, sha256 in sorted(_seen(last))
        if (name, sha256) not in known and not (sha256 == checksum_of_name(name) and name in by_name)
    )
    return present + gone


def checksum_of_name(file_name: str) -> str:
    """What stands for the checksum of a file that was not opened."""
    return hashlib.sha256(f"name:{file_name}".encode()).hexdigest()


def _seen(last: Tables | None) -> set[tuple[str, str]]:
    """Path and checksum of all files that the last release knew of."""
    if last is None:
        return set()
    known = last["ledger"] if "ledger" in last else last["documents"]
    return set(zip(known["file_name"], known["sha256"], strict=True))


def _present(tables: Tables) -> Iterator[FileAccount]:
    printed = _plain(tables["rows"])
    all_rows = Counter(row["document_id"] for row in printed)
    study_rows = Counter(row["document_id"] for row in printed if row["outcome"] in IN_A_STUDY)
    for row in _plain(tables["documents"]):
        name = row["document_id"]
        outcome, other = _outcome(row)
        yield FileAccount(
            row["file_name"],
            row["sha256"],
            name,
            outcome,
            study_rows[name],
            all_rows[name] - study_rows[name],
            other,
            row["reason"],
        )


def _outcome(document: Mapping[str, Any]) -> tuple[str, str | None]:
    """The outcome, and the document that it names. A file that was not read, or holds no study, is nothing else."""
    if document["status"] == "unreadable":
        return "refused", None
    if document["review_id"] is None:
        return "no-study-table", None
    if document["superseded_by"] is not None:
        return "superseded-by", document["superseded_by"]
    if document["near_duplicate_of"] is not None:
        return "near-duplicate-of", document["near_duplicate_of"]
    return "published", None


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    columns = [frame[name].array.__arrow_array__().to_pylist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
