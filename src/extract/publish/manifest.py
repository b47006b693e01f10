"""What does a release consist of? The manifest names each file with its checksum, and guards itself with one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from extract.errors import ReleaseError

MANIFEST_NAME: Final = "manifest.json"
FORMAT_VERSION: Final = 1
_CHECKSUM: Final = "manifest_sha256"

# Tables that depend on what was published before, and not on the documents alone.
HISTORY: Final[frozenset[str]] = frozenset({"ledger", "changes"})


@dataclass(frozen=True)
class FileEntry:
    """One file of a release. `rows`: of a table; None for a file that is no table."""

    name: str
    sha256: str
    bytes: int
    rows: int | None


@dataclass(frozen=True)
class DocumentEntry:
    """One source document that the release accounts for."""

    document_id: str
    sha256: str
    file_name: str


@dataclass(frozen=True)
class CorrectedField:
    """One correction by a person that took part. `key`: a study_id; `field`: None for the whole record."""

    key: str
    field: str | None


@dataclass(frozen=True)
class Inputs:
    """What a release was made from, besides the documents.

    Attributes:
        fingerprint: of the code and vocabularies that read the documents.
        corrections: that took part.
        corrections_sha256: of the corrections file's bytes, None where there is none.
    """

    fingerprint: str
    corrections: tuple[CorrectedField, ...] = ()
    corrections_sha256: str | None = None


@dataclass(frozen=True)
class Manifest:
    """The list of contents of a release.

    Attributes:
        content_id: sha256 over names and checksums of the table files other than those of `HISTORY`; two
            releases with the same one hold the same data.
        compared_with: content_id of the release that `changes` compares with; None for a first release.
        files: every file of the release but the manifest, by name.
    """

    format_version: int
    content_id: str
    compared_with: str | None
    inputs: Inputs
    documents: tuple[DocumentEntry, ...]
    files: tuple[FileEntry, ...]

    def to_bytes(self) -> bytes:
        """The file: JSON, one member a line, the last member a checksum of all that stands before it."""
        said = asdict(self)
        said[_CHECKSUM] = _digest(said)
        return _json(said)


def is_file_name(name: str) -> bool:
    """Whether a manifest may name a file so: in the release's own folder, not above it or elsewhere."""
    return name not in ("", ".", "..") and not set("/\\\0") & set(name)


def file_entry(name: str, content: bytes, rows: int | None) -> FileEntry:
    """The entry of a file with this content."""
    return FileEntry(name, hashlib.sha256(content).hexdigest(), len(content), rows)


def content_id(entries: tuple[FileEntry, ...]) -> str:
    """sha256 over `name sha256` lines of the table files but those of `HISTORY`, which depend on earlier releases."""
    lines = [f"{entry.name} {entry.sha256}\n" for entry in sorted(entries, key=lambda entry: entry.name)
             if entry.rows is not None and entry.name.split(".")[0] not in HISTORY]  # fmt: skip
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_manifest(content: bytes, where: str) -> Manifest:
    """The manifest of these bytes.

    Raises:
        ReleaseError: they are not, to the last byte, what `Manifest.to_bytes` wrote, or are of a later format.
    """
    try:
        said: dict[str, Any] = json.loads(content)
        checksum = said.pop(_CHECKSUM)
        is_whole = checksum == _digest(said) and content == _json({**said, _CHECKSUM: checksum})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReleaseError(f"{where}: {MANIFEST_NAME} is damaged: it is not what was written ({error}).") from error
    if not is_whole:
        raise ReleaseError(f"{where}: {MANIFEST_NAME} is damaged: its checksum does not fit its content.")
    if said["format_version"] != FORMAT_VERSION:
        raise ReleaseError(
            f"{where}: the release has format {said['format_version']}; this version reads {FORMAT_VERSION}."
        )
    return Manifest(
        format_version=said["format_version"],
        content_id=said["content_id"],
        compared_with=said["compared_with"],
        inputs=_inputs(said["inputs"]),
        documents=tuple(DocumentEntry(**entry) for entry in said["documents"]),
        files=tuple(FileEntry(**entry) for entry in said["files"]),
    )


def _inputs(said: Mapping[str, Any]) -> Inputs:
    corrections = tuple(CorrectedField(**entry) for entry in said["corrections"])
    return Inputs(said["fingerprint"], corrections, said["corrections_sha256"])


def _json(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _digest(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(_json(said)).hexdigest()
