"""How does a reader get one whole release, and never two halves? `open_release` is the one door."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import ReleaseError
from extract.frames import arrow_schema, to_frame
from extract.publish.manifest import MANIFEST_NAME, FileEntry, Manifest, is_file_name, read_manifest
from schemas.contracts import TABLES, name_of

SUFFIX: Final = ".parquet"

# A release that is removed while it is read (it fell out of the last N) is looked up again, this often.
ATTEMPTS: Final = 5


@dataclass(frozen=True)
class Release:
    """A release, read whole and checked against its manifest.

    Attributes:
        path: the release's own folder, never `latest`, which may lead elsewhere by now.
        tables: table name -> DataFrame with Arrow types; columns as its contract had them when it was published.
    """

    path: Path
    manifest: Manifest
    tables: Mapping[str, pd.DataFrame]


def open_release(path: Path | str) -> Release:
    """The release at `path`: an output folder (its `latest` is meant), a `latest`, or a release's own folder.

    `latest` is resolved once, so that all tables are of one release however often it is swapped meanwhile. Each file
    is read once, its sha256 compared with the manifest, and the same bytes are parsed, page checksums and all.

    Raises:
        ReleaseError: there is no release, or a file of it is missing, changed or extra; the message names the file.
    """
    for _ in range(ATTEMPTS):
        folder = _resolved(Path(path))
        try:
            return _read(folder)
        except ReleaseError:
            if _resolved(Path(path)) == folder:
                raise
    raise ReleaseError(f"{path}: releases are removed faster than they can be read; keep more of them.")


def read_checked(folder: Path) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest and every file of a release, each compared with its checksum.

    Raises:
        ReleaseError: naming the first file that is missing or changed, or one that does not belong.
    """
    manifest = read_manifest(_content(folder, MANIFEST_NAME), folder.name)
    contents = {entry.name: _checked(folder, entry) for entry in manifest.files}
    try:
        extra = sorted({entry.name for entry in folder.iterdir()} - {*contents, MANIFEST_NAME})
    except OSError as error:
        raise ReleaseError(f"{folder}: cannot be read: {error.strerror}.") from error
    if extra:
        raise ReleaseError(f"{folder.name}: {extra[0]!r} is no part of the release; remove it.")
    return manifest, contents


def _resolved(path: Path) -> Path:
    try:
        latest = path / "latest"
        return (latest if latest.is_symlink() else path).resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise ReleaseError(f"There is no release at {path}; `extract run` makes one.") from error


def _read(folder: Path) -> Release:
    manifest, contents = read_checked(folder)
    tables = {
        name.removesuffix(SUFFIX): _frame(name.removesuffix(SUFFIX), parse_parquet(content, f"{folder.name}: {name}"))
        for name, content in contents.items()
        if name.endswith(SUFFIX)
    }
    return Release(folder, manifest, MappingProxyType(tables))


def _frame(name: str, table: pa.Table) -> pd.DataFrame:
    """By the contract where it is today's; a table of an older version as its own file says."""
    contract = next((contract for contract in TABLES if name_of(contract) == name), None)
    if contract is not None and table.schema.equals(arrow_schema(contract)):
        return to_frame(contract, table)
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def parse_parquet(content: bytes, where: str) -> pa.Table:
    """The Arrow table of a Parquet file's bytes, page checksums verified; ReleaseError naming `where` if they fail."""
    try:
        return pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True).read()
    except (pa.ArrowException, OSError) as error:
        raise ReleaseError(f"{where} is damaged: {error}.") from error


def _checked(folder: Path, entry: FileEntry) -> bytes:
    content = _content(folder, entry.name)
    if len(content) != entry.bytes or hashlib.sha256(content).hexdigest() != entry.sha256:
        raise ReleaseError(f"{folder.name}: {entry.name} is damaged: its bytes are not those that were published.")
    return content


def _content(folder: Path, name: str) -> bytes:
    if not is_file_name(name):
        raise ReleaseError(f"{folder.name}: the manifest names {name!r}, which is no file of a release.")
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ReleaseError(f"{folder.name}: {name} cannot be read: {error.strerror}.") from error
