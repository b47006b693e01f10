"""Is a release whole, and does it add up? Recounted from its files alone, by other code than what wrote them.

Nothing here uses `build`, `validate` or the writers: files are read by pyarrow and the csv module, and counted as
lists of plain rows. So a fault of the writers cannot hide itself.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import ReleaseError
from extract.publish.finding import Finding, Rows
from extract.publish.layout import LATEST
from extract.publish.manifest import MANIFEST_NAME, Manifest, content_id, is_file_name, read_manifest
from extract.publish.recount import CHECKS, manifest_findings
from schemas.contracts import TABLES, columns_of, name_of

# A field of the CSV may be as long as a cell of a review is: some run over pages. The module's own limit is 128 KB.
LONGEST_FIELD: Final = 1 << 30


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
    return (
        *(finding for check in CHECKS for finding in check(rows)),
        *manifest_findings(rows, manifest),
    )


# --- files ----------------------------------------------------------------------------------------------------------


def verify_folder(release: Path | str, raw: Path) -> tuple[Finding, ...]:
    """What lies in the input folder now and is not accounted for in the release, and the other way round.

    Files are found and hashed here anew; names that begin with a full stop are passed over, as a run does.
    """
    table = Path(release) / LATEST if (Path(release) / LATEST).is_symlink() else Path(release)
    try:
        ledger = pq.read_table(table / "ledger.parquet", page_checksum_verification=True).to_pylist()
    except (pa.ArrowException, OSError) as error:
        return (Finding("raw", "ledger", f"cannot be read: {error}"),)
    told = {row["file_name"]: row for row in ledger if row["outcome"] != "gone"}
    findings: list[Finding] = []
    for name, path in sorted(_visible_files(raw)):
        entry = told.pop(name, None)
        if entry is None:
            findings.append(Finding("raw", "ledger", f"{name} lies in {raw} and has no outcome; run again"))
        elif entry["outcome"] != "refused" and _sha256(path) != entry["sha256"]:
            findings.append(Finding("raw", "ledger", f"{name} has other bytes than those that were read; run again"))
    findings.extend(Finding("raw", "ledger", f"{name} is no longer in {raw}; run again") for name in sorted(told))
    return tuple(findings)


def _visible_files(raw: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(raw, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *links):
            if not name.startswith("."):
                path = Path(folder) / name
                shown = os.fsencode(path.relative_to(raw).as_posix()).decode("utf-8", errors="backslashreplace")
                yield "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown), path


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


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
