"""Readings that were made before, by the document's bytes and the code's fingerprint."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from extract.reading import DocumentReading

# How the name of a file begins while it is written.
WRITING = ".writing-"
# A folder of readings, named by `fingerprint.fingerprint`: 32 hexadecimal digits. Near miss: `notes`, 31 digits.
FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_ADAPTER = TypeAdapter(DocumentReading)


def to_json(reading: DocumentReading) -> bytes:
    """A reading as JSON, the same bytes for the same reading."""
    return _ADAPTER.dump_json(reading)


def from_json(content: bytes) -> DocumentReading:
    """The reading that `to_json` wrote.

    Raises:
        ValueError: the content is not a whole reading.
    """
    return _ADAPTER.validate_json(content)


class ReadingCache:
    """A folder of readings, each beneath a line with its checksum; a file that is damaged counts as absent."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Readings made under `fingerprint`, kept below `folder`, which is made when the first is kept."""
        self._all = folder
        self._folder = folder / fingerprint

    def get(self, sha256: str, file_name: str) -> DocumentReading | None:
        """The reading of the document with that checksum, under its present name; None where there is none."""
        try:
            line, _, content = (self._folder / f"{sha256}.json").read_bytes().partition(b"\n")
            if line != _checksum(content):
                return None
            reading = from_json(content)
        except (OSError, ValidationError):
            return None
        if reading.sha256 != sha256:
            return None
        return reading if reading.file_name == file_name else replace(reading, file_name=file_name)

    def put(self, reading: DocumentReading) -> None:
        """Keep a reading; whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=WRITING)
        content = to_json(reading)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_checksum(content) + b"\n" + content)
        Path(name).replace(self._folder / f"{reading.sha256}.json")

    def sweep(self) -> None:
        """Remove what runs that died left half written, and what other code read. Only for who holds the output
        folder: nobody else is writing then.
        """
        if not self._all.is_dir():
            return
        for entry in sorted(self._all.iterdir()):
            if FINGERPRINT.fullmatch(entry.name) and entry != self._folder and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
        for entry in sorted(self._folder.glob(f"{WRITING}*")):
            entry.unlink(missing_ok=True)


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
