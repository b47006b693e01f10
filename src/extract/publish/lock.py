"""Who may write to the output folder now? One process at a time; the others are told who, and since when."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from extract.errors import ReleaseError

LOCK_NAME: Final = ".lock"


class OutputBusyError(ReleaseError):
    """Another run holds the output folder."""

    code = "output-busy"


@contextmanager
def hold(output: Path) -> Iterator[None]:
    """Holds the output folder, made if need be, until the block ends or the process dies, however it dies.

    The lock is the kernel's (`flock` on `.lock`): it goes with the process, so there is no stale lock to clear. The
    text in the file only tells others who holds it. Python opens the file close-on-exec, so child processes that are
    spawned or come from a fork server do not keep it; a plain `fork` would, for as long as the child lives.

    Raises:
        OutputBusyError: another process, or another part of this one, holds it.
        ReleaseError: the folder cannot be made or locked.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(output / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise ReleaseError(f"The output folder {output} cannot be written: {error.strerror}.") from error
    try:
        _take(descriptor, output)
        yield
    finally:
        with suppress(OSError):  # the lock is gone all the same, and nothing was written that could be lost
            os.close(descriptor)


def _take(descriptor: int, output: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputBusyError(f"{_holder(descriptor)} {output}. Wait until it has ended, or end it.") from error
    except OSError as error:
        raise ReleaseError(f"The output folder {output} cannot be locked: {error.strerror}.") from error
    since = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    holder = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since})
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, holder.encode(), 0)
    except OSError as error:
        raise ReleaseError(f"The output folder {output} cannot be written: {error.strerror}.") from error


def _holder(descriptor: int) -> str:
    """`Process 4711 on host-a has, since 2026-01-31T12:00:00+00:00, held`, as far as the file says."""
    try:
        said = json.loads(os.pread(descriptor, 1000, 0))
        return f"Process {int(said['pid'])} on {str(said['host'])!r:.80} has, since {str(said['since'])!r:.40}, held"
    except (OSError, ValueError, KeyError, TypeError):
        return "Another process holds"
