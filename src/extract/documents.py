"""Which documents lie in `raw/`, and what are their bytes?

A folder is looked through without keeping any file's bytes: they are read again when the document's turn comes, and are
used only if they are still those whose checksum was taken.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ReleaseError, UnreadableDocument

# A review with scanned figures has some 100 MB; what is larger is an archive or a mistake.
LARGEST_FILE = 512 * 1024 * 1024
# So many bytes are read at a time while a checksum is taken.
PIECE = 1024 * 1024
# Copying and fetching write without a pause longer than this; a file that was written less than `YOUNG_SECONDS` ago is
# looked at again after it.
SETTLING_SECONDS = 0.2
YOUNG_SECONDS = 2.0
# Names that browsers and copying programs give to what has not wholly arrived: Firefox, Chrome, Safari, WinSCP, curl
# and rsync.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart")
NO_FILE = "This is no file but a link, pipe, device or folder. Put the document itself there."
CHANGED = "The file was changed, or could no longer be read, when its turn came. The next run will take it up."
STILL_WRITTEN = "The file was still being written when it was read. The next run will take it up."


@dataclass(frozen=True)
class _Named:
    """What any file is known by.

    Attributes:
        file_name: path below `raw/`, with `/`; bytes that are no UTF-8 and control characters are written as escapes.
        sha256: of the bytes, lower-case hex.
    """

    file_name: str
    sha256: str

    @property
    def document_id(self) -> str:
        """The first 16 hex digits of the sha256: the same file has the same id everywhere."""
        return self.sha256[:16]


@dataclass(frozen=True)
class SourceDocument(_Named):
    """One file with its bytes, `content`."""

    content: bytes

    @classmethod
    def of(cls, file_name: str, content: bytes) -> SourceDocument:
        """The document of these bytes, with their checksum."""
        return cls(file_name, hashlib.sha256(content).hexdigest(), content)

    @property
    def size_bytes(self) -> int:
        """Length of the content."""
        return len(self.content)

    def load(self) -> SourceDocument:
        """Itself: its bytes are here."""
        return self


@dataclass(frozen=True)
class DocumentFile(_Named):
    """One file that was found, without its bytes.

    Attributes:
        path: where it lies.
        state: what the file system said when its checksum was taken (see `_state`).
    """

    size_bytes: int
    path: Path
    state: tuple[int, ...]

    def load(self) -> SourceDocument:
        """The document with its bytes.

        Raises:
            UnreadableDocument: `still-changing`, when they are no longer those that were found.
        """
        try:
            content = b"".join(_pieces(self.path))
        except (UnreadableDocument, OSError) as error:
            raise UnreadableDocument("still-changing", CHANGED) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise UnreadableDocument("still-changing", CHANGED)
        return SourceDocument(self.file_name, self.sha256, content)


Document = SourceDocument | DocumentFile


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

    documents: tuple[DocumentFile, ...]
    refused: tuple[RefusedFile, ...]


def discover(raw: Path, before: Discovery | None = None) -> Discovery:
    """Every file below `raw`, in any depth, found without following a link.

    Names that begin with a full stop are passed over: file managers and version control leave such files. A link, a
    pipe or a device is refused by name, and so is a file that changes while it is read or is still being written.

    Args:
        raw: the folder.
        before: what a look of the same run found; the checksum of a file that is as it was is not taken again.

    Raises:
        ReleaseError: `raw` is not a folder.
    """
    if not raw.is_dir():
        raise ReleaseError(f"{raw} is not a folder. Name the folder that holds the documents.")
    known = {(file.path, file.state): file for file in before.documents} if before is not None else {}
    documents: dict[Path, DocumentFile] = {}
    refused: dict[Path, RefusedFile] = {}
    for path, name in sorted(_files(raw), key=lambda item: item[1]):
        try:
            documents[path] = known.get((path, _state(path.lstat()))) or _found(path, name)
        except UnreadableDocument as error:
            refused[path] = RefusedFile(name, _size(path), error.code, str(error))
        except FileNotFoundError:  # it was taken away since the folder was listed
            refused[path] = RefusedFile(name, 0, "still-changing", STILL_WRITTEN)
        except OSError as error:  # the disc or the network gives an error
            message = f"The file cannot be read to its end ({error.strerror}). Look after the disc, and run again."
            refused[path] = RefusedFile(name, _size(path), "no-access", message)
    for path in _unsettled(documents.values()):
        document = documents.pop(path)
        refused[path] = RefusedFile(document.file_name, _size(path), "still-changing", STILL_WRITTEN)
    return Discovery(tuple(documents.values()), tuple(sorted(refused.values(), key=lambda file: file.file_name)))


def _unsettled(documents: Iterable[DocumentFile]) -> Iterator[Path]:
    """Those files that were written to a moment ago, and are no longer what they were when they were read."""
    young = [document for document in documents if abs(time.time_ns() - document.state[1]) < YOUNG_SECONDS * 1e9]
    if young:
        time.sleep(SETTLING_SECONDS)
    for document in young:
        try:
            is_changed = _state(document.path.lstat()) != document.state
        except OSError:
            is_changed = True
        if is_changed:
            yield document.path


def _state(found: os.stat_result) -> tuple[int, ...]:
    """What changes when a file is written to or replaced: size, time of writing, time of any change, and number."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


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


def _found(path: Path, name: str) -> DocumentFile:
    """The file at `path`, with the checksum of bytes that stayed the same while they were read."""
    if path.name.lower().endswith(UNFINISHED):
        raise UnreadableDocument("still-changing", STILL_WRITTEN)
    before = _state(path.lstat())
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(path):
        digest.update(piece)
        size += len(piece)
    after = _state(path.lstat())
    if before != after or size != after[0]:
        raise UnreadableDocument("still-changing", STILL_WRITTEN)
    return DocumentFile(name, digest.hexdigest(), size, path, after)


def _pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a regular file, opened without following a link.

    Raises:
        UnreadableDocument: it is no such file, may not be read, or is too large.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink() or not path.is_file():
            raise UnreadableDocument("no-regular-file", NO_FILE) from error
        raise UnreadableDocument(
            "no-access", "The file may not be read. Give read permission, and run again."
        ) from error
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableDocument("no-regular-file", NO_FILE)
        if found.st_size > LARGEST_FILE:
            raise UnreadableDocument(
                "too-large", f"The file has {found.st_size:,} bytes, more than {LARGEST_FILE:,}. Split it."
            )
        left = LARGEST_FILE + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
