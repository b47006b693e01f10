"""How does a file reach the disk for good? Written, synced, and moved in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with these files, each of them and the folder on the disk when this returns.

    The files are read-only: a release is never edited. OSError if anything fails; what was written then stays.
    """
    folder.mkdir()
    for name, content in files.items():
        _write(folder / name, content)
    sync_folder(folder)


def replace_file(path: Path, content: bytes) -> None:
    """The file with this content, whole at every moment: written beside it first, then renamed over it."""
    beside = path.with_name(f"{path.name}-{os.getpid()}")
    remove(beside)
    _write(beside, content)
    beside.replace(path)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o444)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Names made, moved or removed in the folder are on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Removes a file, a symbolic link (not what it leads to) or a whole folder; nothing if there is none."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
