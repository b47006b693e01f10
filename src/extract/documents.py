"""Which documents lie in `raw/`, and what are their bytes?"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ReleaseError, UnreadableDocument

# A review with scanned figures has some 100 MB; what is larger is an archive or a mistake.
LARGEST_FILE = 512 * 1024 * 1024
# Copying and fetching write without a pause longer than this; a file that was written less than `YOUNG_SECONDS` ago is
# looked at again after it.
SETTLING_SECONDS = 0.2
YOUNG_SECONDS = 2.0
# Names that browsers and copying programs give to what has not wholly arrived: Firefox, Chrome, Safari, WinSCP, curl
# and rsync.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart")
NO_FILE = "This is no file but a link, pipe, device or folder. Put the document itself there."
STILL_WRITTEN = "The file was still being written when it was read. The next run will take it up."


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
    pipe or a device is refused by name, and so is a file that changes while it is read or is still being written.

    Raises:
        ReleaseError: `raw` is not a folder.
    """
    if not raw.is_dir():
        raise ReleaseError(f"{raw} is not a folder. Name the folder that holds the documents.")
    documents: dict[Path, SourceDocument] = {}
    refused: dict[Path, RefusedFile] = {}
    young: list[tuple[Path, tuple[int, ...]]] = []
    for path, name in sorted(_files(raw), key=lambda item: item[1]):
        try:
            content, state = _read(path)
        except UnreadableDocument as error:
            refused[path] = RefusedFile(name, _size(path), error.code, str(error))
            continue
        documents[path] = SourceDocument(name, hashlib.sha256(content).hexdigest(), content)
        if abs(time.time_ns() - state[1]) < YOUNG_SECONDS * 1e9:
            young.append((path, state))
    for path in _unsettled(young):
        document = documents.pop(path)
        refused[path] = RefusedFile(document.file_name, _size(path), "still-changing", STILL_WRITTEN)
    return Discovery(tuple(documents.values()), tuple(sorted(refused.values(), key=lambda file: file.file_name)))


def _unsettled(young: Sequence[tuple[Path, tuple[int, ...]]]) -> Iterator[Path]:
    """Those of the `young` files that are no longer what they were when they were read."""
    if young:
        time.sleep(SETTLING_SECONDS)
    for path, state in young:
        try:
            now = path.lstat()
        except OSError:
            yield path
        else:
            if _state(now) != state:
                yield path


def _state(found: os.stat_result) -> tuple[int, ...]:
    """What changes when a file is written to or replaced."""
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def _files(raw: Path) -> Iterator[tuple[Path, str]]:
    for folder, folders, names in os.walk(raw, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *linked):
            if not name.startswith("."):
                path = Path(folder) / name
                yield path, _printable(path.relative_to(raw).as_posix())


def _printable(name: str) -> str:
    text = os.fsencode(name).decode("utf-8", errors="surrogateescape")
    # The escape sign itself is escaped too, or two names could come out alike.
    return "".join(
        char if char.isprintable() and char != "\\" else char.encode("unicode_escape").decode() for char in text
    )


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _read(path: Path) -> tuple[bytes, tuple[int, ...]]:
    """The bytes of a regular file that stays the same while it is read, and its state."""
    if path.name.lower().endswith(UNFINISHED):
        raise UnreadableDocument("still-changing", STILL_WRITTEN)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink() or not path.is_file():
            raise UnreadableDocument("no-regular-file", NO_FILE) from error
        raise UnreadableDocument(
            "no-access", "The file may not be read. Give read permission, and run again."
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableDocument("no-regular-file", NO_FILE)
        if before.st_size > LARGEST_FILE:
            raise UnreadableDocument(
                "too-large", f"The file has {before.st_size:,} bytes, more than {LARGEST_FILE:,}. Split it."
            )
        content = file.read(LARGEST_FILE + 1)
        after = os.fstat(descriptor)
    if _state(before) != _state(after) or len(content) != after.st_size:
        raise UnreadableDocument("still-changing", STILL_WRITTEN)
    return content, _state(after)
