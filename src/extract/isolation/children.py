"""A document is read in a process of its own: what it does to that process it does to nothing else.

A PDF engine may hang, run out of memory or crash outright; an orchestrator's time-out stops none of these, killing the
process
does. The processes are forked from a server that has the code loaded and no threads, so that one more costs
milliseconds.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection

from extract.cache import from_json, to_json
from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.reading import DocumentReading, read_document, refused_reading


@dataclass(frozen=True)
class Limits:
    """What one document may use. `seconds`: of the clock; `memory_bytes`: of address space; `open_files`: at a time."""

    seconds: float = 600.0
    memory_bytes: int = 4 * 1024**3
    open_files: int = 64


def read_isolated(document: SourceDocument, limits: Limits = Limits()) -> DocumentReading:
    """What `document` says, read in a child process; a child that dies or is stopped gives an `unreadable` document."""
    context = multiprocessing.get_context("forkserver")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, document, limits), daemon=True)
    child.start()
    sender.close()
    try:
        return _received(document, receiver, child.sentinel, limits)
    finally:
        receiver.close()
        child.kill()
        child.join()


def read_all_isolated(
    documents: Sequence[SourceDocument], workers: int, limits: Limits = Limits()
) -> Iterator[DocumentReading]:
    """The readings of `documents`, in their order, `workers` at a time."""
    prepare()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        yield from pool.map(lambda document: read_isolated(document, limits), documents)


def prepare() -> None:
    """Have the fork server load the code that reads, before the first document; later calls do nothing."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(["extract.reading", "extract.cache"])


def _received(document: SourceDocument, receiver: Connection, sentinel: int, limits: Limits) -> DocumentReading:
    ready = multiprocessing.connection.wait([receiver, sentinel], timeout=limits.seconds)
    if not ready:
        message = (
            f"Reading took longer than {limits.seconds:.0f} seconds and was stopped. Split the file, or send it to us."
        )
        return _refused(document, "timed-out", message)
    try:
        content = receiver.recv_bytes()
    except (EOFError, OSError):
        message = (
            "The process that read the file died, most likely for lack of memory. Split the file, or save it anew."
        )
        return _refused(document, "crashed", message)
    return from_json(content)


def _refused(document: SourceDocument, code: str, message: str) -> DocumentReading:
    return refused_reading(document, UnreadableDocument(code, message), format_name=None)


def _child(sender: Connection, document: SourceDocument, limits: Limits) -> None:
    _die_with_parent()
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        content = to_json(read_document(document))
    except MemoryError:
        message = (
            f"The file needs more than {limits.memory_bytes // 1024**2:,} MB to be read. Split it, or save it anew."
        )
        content = to_json(_refused(document, "too-large", message))
    sender.send_bytes(content)
    sender.close()


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):  # a stricter limit of the machine stays
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _die_with_parent() -> None:
    """On Linux: be killed when the fork server is (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)
