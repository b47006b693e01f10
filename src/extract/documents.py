"""Which documents lie in `raw/`, and what are their bytes?"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ReleaseError, UnreadableDocument

# A review with scanned figures has some 100 MB; what is larger is an archive or a mistake.
LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True)
class SourceDocument:
    """One file, read once.

    Attributes:
        file_name: path below `raw/`, with `/`; bytes that are no UTF-8 and control characters are written as escapes.
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


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not opened or not read to its end, and why. `size_bytes`: as the file system says."""

    file_name: str
    size_bytes: int
    code: str
    message: str


@dataclass(frozen=True)
class Discovery:
    """All that lies in a folder: documents and refused files, each in the order of their names."""

    documents: tuple[SourceDocument, ...]
    refused: tuple[RefusedFile, ...]


def discover(raw: Path) -> Discovery:
    """Every file below `raw`, in any depth, read without following a link.

    Names that begin with a full stop are passed over: file managers and version control leave such files. A link, a
    pipe or a device is refused by name, and so is a file that changes while it is read.

    Raises:
        ReleaseError: `raw` is not a folder.
    """
    if not raw.is_dir():
        raise ReleaseError(f"{raw} is not a folder. Name the folder that holds the documents.")
    documents: list[SourceDocument] = []
    refused: list[RefusedFile] = []
    for path, name in sorted(_files(raw), key=lambda item: item[1]):
        try:
            content = _read(path)
        except UnreadableDocument as error:
            refused.append(RefusedFile(name, _size(path), error.code, str(error)))
        else:
            documents.append(SourceDocument(name, hashlib.sha256(content).hexdigest(), content))
    return Discovery(tuple(documents), tuple(refused))


def _files(raw: Path) -> Iterator[tuple[Path, str]]:
    for folder, folders, names in os.walk(raw, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *linked):
            if not name.startswith("."):
                path = Path(folder) / name
                yield path, _printable(path.relative_to(raw).as_posix())


def _printable(name: str) -> str:
    text = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _read(path: Path) -> bytes:
    """The bytes of a regular file that stays the same while it is read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        code = "no-regular-file" if path.is_symlink() or not path.is_file() else "no-access"
        message = f"The file cannot be opened ({error.strerror}). Put the file itself there, readable, and no link."
        raise UnreadableDocument(code, message) from error
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableDocument("no-regular-file", "This is no file but a pipe, device or folder. Remove it.")
        if before.st_size > LARGEST_FILE:
            raise UnreadableDocument(
                "too-large", f"The file has {before.st_size:,} bytes, more than {LARGEST_FILE:,}. Split it."
            )
        content = file.read(LARGEST_FILE + 1)
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        raise UnreadableDocument("still-changing", "The file changed while it was read. The next run will take it up.")
    return content
