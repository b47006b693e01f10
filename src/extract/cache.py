"""Readings that were made before, by the document's bytes and the code's fingerprint."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from extract.reading import DocumentReading

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
    """A folder of readings; a file that is damaged counts as absent."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Readings made under `fingerprint`, kept below `folder`, which is made when the first is kept."""
        self._folder = folder / fingerprint

    def get(self, sha256: str, file_name: str) -> DocumentReading | None:
        """The reading of the document with that checksum, under its present name; None where there is none."""
        try:
            reading = from_json((self._folder / f"{sha256}.json").read_bytes())
        except (OSError, ValidationError):
            return None
        return reading if reading.file_name == file_name else replace(reading, file_name=file_name)

    def put(self, reading: DocumentReading) -> None:
        """Keep a reading; whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=".writing-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(to_json(reading))
        Path(name).replace(self._folder / f"{reading.sha256}.json")
