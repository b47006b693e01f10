"""Is a release whole, and does it add up? Recounted from its files alone, by other code than what wrote them.

Nothing here uses `build`, `validate` or the writers: files are read by pyarrow and the csv module, and counted as
lists of plain rows. So a fault of the writers cannot hide itself.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import ReleaseError
from extract.publish.layout import LATEST
from extract.publish.manifest import MANIFEST_NAME, Manifest, content_id, is_file_name, read_manifest
from schemas import TABLES, columns_of, key_of, name_of, references_of
from schemas.codes import codes_of

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

# A field of the CSV may be as long as a cell of a review is: some run over pages. The module's own limit is 128 KB.
LONGEST_FIELD: Final = 1 << 30


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        check: what was looked at: `file`, `columns`, `key`, `reference`, `vocabulary`, `document`, `row`, `study`,
        `review`,
            `audit` or `changes`.
        table: name of the table, or of the file; None for the release as a whole.
        message: what was found and what was expected.
    """

    check: str
    table: str | None
    message: str

    def __str__(self) -> str:
        """`documents: abc... has status 'partial' and no reason (document)`."""
        return f"{self.table or 'release'}: {self.message} ({self.check})"


def verify(release: Path | str) -> tuple[Finding, ...]:
    """Everything that is wrong with a release; empty if it is whole. With damaged files nothing is counted.

    Args:
        release: a release's folder, or an output folder, whose `latest` is meant.
    """
    path = Path(release)
    latest = path / LATEST
    folder = latest if latest.is_symlink() else path
    try:
        manifest = read_manifest((folder / MANIFEST_NAME).read_bytes(), folder.name)
    except OSError as error:
        return (Finding("file", MANIFEST_NAME, f"cannot be read: {error.strerror}; is {folder} a release?"),)
    except ReleaseError as error:
        return (Finding("file", MANIFEST_NAME, str(error)),)
    damaged = tuple(_file_findings(folder, manifest))
    if damaged:
        return damaged
    try:
        tables = {name_of(contract): _parquet(folder / f"{name_of(contract)}.parquet") for contract in TABLES}
        shape = tuple(_shape_findings(folder, manifest, tables))
    except (pa.ArrowException, OSError, csv.Error, UnicodeDecodeError) as error:
        return (Finding("columns", None, f"a table cannot be read: {error}"),)
    if shape:
        return shape
    rows: Rows = {name: table.to_pylist() for name, table in tables.items()}
    return tuple(finding for check in CHECKS for finding in check(rows))


# --- files ----------------------------------------------------------------------------------------------------------


def _file_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    for entry in manifest.files:
        if not is_file_name(entry.name):
            yield Finding("file", MANIFEST_NAME, f"names {entry.name!r}, which is no file of a release")
            continue
        try:
            content = (folder / entry.name).read_bytes()
        except OSError as error:
            yield Finding("file", entry.name, f"cannot be read: {error.strerror}")
            continue
        if hashlib.sha256(content).hexdigest() != entry.sha256 or len(content) != entry.bytes:
            yield Finding("file", entry.name, "is damaged: its bytes are not those that the manifest names")
    listed = {MANIFEST_NAME, *(entry.name for entry in manifest.files)}
    for name in sorted({entry.name for entry in folder.iterdir()} - listed):
        yield Finding("file", name, "is no part of the release")
    for name in (f"{name_of(contract)}.{kind}" for contract in TABLES for kind in ("csv", "parquet")):
        if name not in listed:
            yield Finding("file", name, "is not in the manifest")
    if manifest.content_id != content_id(manifest.files):
        yield Finding("file", MANIFEST_NAME, "names another content_id than its files have")


def _parquet(path: Path) -> pa.Table:
    return pq.read_table(path, page_checksum_verification=True)


def _shape_findings(folder: Path, manifest: Manifest, tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Columns by the contract; as many rows in the Parquet, the CSV and the manifest."""
    stated = {entry.name: entry.rows for entry in manifest.files}
    for contract in TABLES:
        name = name_of(contract)
        table = tables[name]
        expected = [(column.name, column.dtype.pyarrow_dtype) for column in columns_of(contract)]
        if list(zip(table.schema.names, table.schema.types, strict=True)) != expected:
            yield Finding("columns", name, f"has the columns {', '.join(table.schema.names)}, not its contract's")
        header, count = _csv_shape(folder / f"{name}.csv")
        if header != table.schema.names:
            yield Finding("columns", name, "has other columns as CSV than as Parquet")
        if not table.num_rows == count == stated[f"{name}.csv"] == stated[f"{name}.parquet"]:
            yield Finding(
                "columns", name, f"has {table.num_rows} rows as Parquet, {count} as CSV; the manifest differs"
            )


def _csv_shape(path: Path) -> tuple[list[str], int]:
    """Header and number of rows."""
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        lines = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True)
        header = next(lines, [])
        return header, sum(1 for _ in lines)
    finally:
        csv.field_size_limit(limit)


# --- contracts ------------------------------------------------------------------------------------------------------


def _keys(rows: Rows) -> Iterator[Finding]:
    for contract in TABLES:
        key, name = key_of(contract), name_of(contract)
        if key:
            counts = Counter(tuple(row[column] for column in key) for row in rows[name])
            for value, count in counts.items():
                if count > 1:
                    yield Finding("key", name, f"{_shown(value)} names {count} rows; a key names one")


def _references(rows: Rows) -> Iterator[Finding]:
    for contract in TABLES:
        for reference in references_of(contract):
            targets = {tuple(row[column] for column in reference.target) for row in rows[reference.table]}
            for row in rows[name_of(contract)]:
                value = tuple(row[column] for column in reference.columns)
                if None not in value and value not in targets:
                    message = f"{', '.join(reference.columns)} is {_shown(value)}; {reference.table} has no such row"
                    yield Finding("reference", name_of(contract), message)


def _vocabularies(rows: Rows) -> Iterator[Finding]:
    """Codes are of their vocabularies; nothing is null that must not be."""
    for contract in TABLES:
        for column in columns_of(contract):
            for row in rows[name_of(contract)]:
                value = row[column.name]
                if value is None and not column.is_nullable:
                    yield Finding("vocabulary", name_of(contract), f"{column.name} is empty and must not be")
                codes = value if isinstance(value, list) else [] if value is None else [value]
                for code in codes if column.vocabulary else ():
                    if code not in codes_of(str(column.vocabulary)):
                        yield Finding(
                            "vocabulary", name_of(contract), f"{column.name} is {code!r}, which is no code of it"
                        )


# --- accounts -------------------------------------------------------------------------------------------------------


def _documents(rows: Rows) -> Iterator[Finding]:
    """Each file ends in one way: read (with a review), without a study table, or refused with a reason."""
    studied = {row["document_id"] for row in rows["rows"] if row["kind"] == "study"}
    printed = {row["document_id"] for row in rows["tables"]}
    successors = {row["document_id"]: (row["superseded_by"], row["near_duplicate_of"]) for row in rows["documents"]}
    for row in rows["documents"]:
        name, status = f"{row['document_id']} ({row['file_name']})", row["status"]
        if status in ("unreadable", "partial", "no-table") and row["reason"] is None:
            yield Finding("document", "documents", f"{name} has status {status!r} and no reason")
        if status in ("unreadable", "no-table") and row["document_id"] in studied:
            yield Finding("document", "documents", f"{name} has status {status!r} and rows about studies")
        if status == "unreadable" and row["document_id"] in printed:
            yield Finding("document", "documents", f"{name} has status 'unreadable' and tables")
        if status in ("parsed", "partial") and row["review_id"] is None:
            yield Finding("document", "documents", f"{name} has status {status!r} and no review")
        if not row["document_id"].startswith(row["sha256"][:16]):
            yield Finding("document", "documents", f"{name} is not named by its checksum {row['sha256']}")
        if _runs_in_a_circle(row["document_id"], successors):
            yield Finding("document", "documents", f"{name} supersedes or repeats itself, by way of others")


def _runs_in_a_circle(start: str, successors: Mapping[str, tuple[str | None, str | None]]) -> bool:
    """Whether following `superseded_by` and `near_duplicate_of` from a document leads back to it."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for follower in successors.get(waiting.pop(), ()):
            if follower == start:
                return True
            if follower is not None and follower not in seen:
                seen.add(follower)
                waiting.append(follower)
    return False


def _printed_rows(rows: Rows) -> Iterator[Finding]:
    """Each printed row has one kind and one place, and each row about a study went into one study or was refused."""
    places = Counter((row["document_id"], row["table_number"], row["row_number"]) for row in rows["rows"])
    for place, count in places.items():
        if count > 1:
            yield Finding("row", "rows", f"{_shown(place)} stands {count} times")
    merged: dict[str, set[str]] = {}
    for row in rows["evidence"]:
        merged.setdefault(row["row_id"], set()).add(row["study_id"])
    refused = {row["row_id"] for row in rows["rejects"] if row["field"] is None}
    kinds = {(row["document_id"], row["table_number"]): row["kind"] for row in rows["tables"]}
    for row in rows["rows"]:
        name = row["row_id"]
        studies, is_refused = merged.get(name, set()), name in refused
        if row["kind"] == "study" and len(studies) + is_refused != 1:
            refusal = "was refused" if is_refused else "was not refused"
            message = f"{name} is about a study, went into {len(studies)} studies and {refusal}"
            yield Finding("row", "rows", message)
        if row["kind"] == "reject" and not is_refused:
            yield Finding("row", "rows", f"{name} was refused, and rejects does not say why")
        if row["kind"] == "study" and kinds.get((row["document_id"], row["table_number"])) == "other":
            yield Finding("row", "rows", f"{name} is about a study in a table that is not")


def _studies(rows: Rows) -> Iterator[Finding]:
    """Each study was read from somewhere, from as many documents as it says; derived tables start from 1."""
    documents: dict[str, set[str]] = {}
    for row in rows["evidence"]:
        documents.setdefault(row["study_id"], set()).add(row["document_id"])
    for row in rows["studies"]:
        found = len(documents.get(row["study_id"], ()))
        if found != row["source_count"]:
            yield Finding(
                "study", "studies", f"{row['study_id']} says {row['source_count']} sources; evidence has {found}"
            )
    ordinals: dict[str, list[int]] = {}
    for row in rows["samples"]:
        ordinals.setdefault(row["study_id"], []).append(row["ordinal"])
    for study_id, found_ordinals in ordinals.items():
        if sorted(found_ordinals) != list(range(1, len(found_ordinals) + 1)):
            yield Finding("study", "samples", f"{study_id} has the ordinals {found_ordinals}")
    for row in rows["links"]:
        if row["left"] >= row["right"]:
            yield Finding("study", "links", f"{row['left']} and {row['right']} are not in order")


def _reviews(rows: Rows) -> Iterator[Finding]:
    """A review's counts are those of its rows, and its current document is its own and not superseded."""
    studies = Counter(row["review_id"] for row in rows["studies"])
    documents = Counter(row["review_id"] for row in rows["documents"])
    by_id = {row["document_id"]: row for row in rows["documents"]}
    for row in rows["reviews"]:
        name = row["review_id"]
        for column, found in (("study_count", studies[name]), ("document_count", documents[name])):
            if row[column] != found:
                yield Finding("review", "reviews", f"{name} says {column} {row[column]}; there are {found}")
        current = by_id.get(row["current_document_id"])
        if current is not None and (current["review_id"] != name or current["superseded_by"] is not None):
            yield Finding("review", "reviews", f"{name} has a current document of another review, or a superseded one")


def _audit(rows: Rows) -> Iterator[Finding]:
    for row in rows["audit"]:
        expected = "not-checkable" if row["found"] is None else "match" if row["found"] == row["stated"] else "mismatch"
        if row["status"] not in (expected, "not-checkable"):
            message = (
                f"{row['claim']} of {row['review_id']}: stated {row['stated']}, found {row['found']}: {row['status']}"
            )
            yield Finding("audit", "audit", message)


def _changes(rows: Rows) -> Iterator[Finding]:
    for row in rows["changes"]:
        is_whole = row["field"] is None and row["before"] is None and row["after"] is None
        if is_whole == (row["kind"] == "changed"):
            yield Finding("changes", "changes", f"{row['table']} {row['key']}: {row['kind']} does not fit the field")


CHECKS: Final[tuple[Callable[[Rows], Iterator[Finding]], ...]] = (
    _keys,
    _references,
    _vocabularies,
    _documents,
    _printed_rows,
    _studies,
    _reviews,
    _audit,
    _changes,
)


def _shown(values: Sequence[Any]) -> str:
    return ", ".join("none" if value is None else str(value) for value in values)
