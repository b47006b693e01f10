"""Which documents lie in `raw/`, and what their bytes are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceDocument:
    """One file, read once.

    Attributes:
        file_name: path below `raw/`, with `/`.
        sha256: of the bytes, lower-case hex.
        content: the bytes.
    """

    file_name: str
    sha256: str
    content: bytes

    @property
    def document_id(self) -> str:
        """The first 16 hex digits of the sha256: the same file has the same id everywhere."""
        return self.sha256[:16]

    @property
    def size_bytes(self) -> int:
        """Length of the content."""
        return len(self.content)
