"""A document is read in a process of its own: what it does to that process it does to nothing else.

A PDF engine may hang, run out of memory or crash outright; an orchestrator's time-out stops none of these, killing the
process does. The processes are forked from a server that has the code loaded and no threads, so that one more costs
milliseconds; they reach neither files nor network (`confinement`).
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import io
import logging
import math
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import context, forkserver, popen_forkserver, reduction, spawn, util
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from extract.cache import from_json, to_json
from extract.documents import Document, SourceDocument
from extract.errors import UnreadableDocument
from extract.isolation.confinement import confine, missing_protection
from extract.pace import Pace, kept
from extract.reading import DocumentReading, doubted, looked_at_again, read_once, refused_reading

# Deaths that end reading at a page, and are followed by another try with the pages before it; a document that kills at
# ever earlier pages is not worth more tries than this.
MOST_TRIES = 3
# A refusal, which is sent instead of a reading that is too large, takes less.
REFUSAL_BYTES = 64 * 1024
# A killed process is dead; the server may take a while to say so on a machine that is busy.
REAPING_SECONDS = 0.5
# How long the server of a busy machine may take to say how a child ended.
TELLING_SECONDS = 10.0
PRELOADED = ["extract.isolation.children", "extract.isolation.preloaded"]
# What a child sends: `p7` as it begins page 7, `t` as it begins with the tables, `d` and the reading if it is going to
# be looked at again, `r` and the reading at the end.
AT_PAGE, AT_TABLES, DRAFT, RESULT = b"p", b"t", b"d", b"r"
# Variables that say how many threads the libraries for numpy's products start: OpenBLAS, MKL, Accelerate.
THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
NOT_COMPARED = "A second engine was to read the pages with studies, for the file does not prove that it is whole. It"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What one document may use.

    Attributes:
        seconds: of the clock, for all of it.
        page_seconds: of the processor, for a page, and for what comes before the first. The densest page of the test
            documents, a grid of a million cells, takes 9 s.
        tables_seconds: of the processor, for what comes after the last page.
        memory_bytes: of address space, of which a review of 300 pages takes 0.6 GB.
        output_bytes: of a reading as JSON; that of a review of 300 pages takes 3 MB.
        open_files: at a time.
    """

    seconds: float = 600.0
    page_seconds: float = 20.0
    tables_seconds: float = 120.0
    memory_bytes: int = 2 * 1024**3
    output_bytes: int = 256 * 1024**2
    open_files: int = 64


class _Start(popen_forkserver.Popen):
    """Starts a child that does not load the main module of this process, which may be an orchestrator's and slow.

    The body is that of the standard library's class, but for `init_main_...`.
    """

    def _launch(self, process_obj: BaseProcess) -> None:
        facts = spawn.get_preparation_data(process_obj.name)
        facts = {name: fact for name, fact in facts.items() if not name.startswith("init_main")}
        buffer = io.BytesIO()
        context.set_spawning_popen(self)
        try:
            reduction.dump(facts, buffer)
            reduction.dump(process_obj, buffer)
        finally:
            context.set_spawning_popen(None)
        self.sentinel, writer = forkserver.connect_to_new_process(self._fds)  # type: ignore[attr-defined]
        ends = (os.dup(writer), self.sentinel)
        self.finalizer = util.Finalize(self, util.close_fds, ends)  # type: ignore[attr-defined]
        with os.fdopen(writer, "wb") as file:
            file.write(buffer.getbuffer())
        self.pid = forkserver.read_signed(self.sentinel)


class _Child(context.ForkServerProcess):
    """A process that is forked from the server."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> _Start:  # noqa: N802  # the standard library's name
        return _Start(process_obj)


@dataclass(frozen=True)
class _Death:
    """How a child ended without a reading. `page`: the one that it was at, 0 before the first, None after the last."""

    code: str
    what: str
    page: int | None


def read_isolated(document: Document, limits: Limits = Limits()) -> DocumentReading:
    """What `document` says, read in a child process, which is given its bytes and opens no file.

    A child that dies or is stopped at a page is followed by one that reads the pages before it, and the document is
    doubted with the reason; where no page is left, it is `unreadable`.
    """
    prepare()
    try:
        source = document.load()
    except UnreadableDocument as error:
        return refused_reading(document, error, format_name=None)
    deadline = time.monotonic() + limits.seconds
    first: _Death | None = None
    last_page: int | None = None
    for _ in range(MOST_TRIES):
        end = _read_in_child(source, limits, deadline, last_page)
        if isinstance(end, DocumentReading):
            return end if first is None else doubted(end, first.code, _cut_message(first, last_page or 0))
        first = first or end
        if end.page is None or end.page < 2:
            break
        last_page = end.page - 1
    return _refused(document, first.code, _message(first)) if first else _refused(document, "interrupted", "")


def read_all_isolated(
    documents: Sequence[Document], workers: int, limits: Limits = Limits()
) -> Iterator[DocumentReading]:
    """The readings of `documents` as they are done, `workers` at a time: a slow one holds up no other.

    Of a file only its path is held until its turn comes.
    """
    with ThreadPoolExecutor(max_workers=workers) as pool:
        waiting = [pool.submit(read_isolated, document, limits) for document in documents]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@functools.cache
def prepare() -> None:
    """Have the fork server load the code that reads; calls after the first do nothing.

    There is a process for each core already: the threads that numpy's products would start for each core again only
    wait for one another. A value that a person has set stays.
    """
    if "OMP_NUM_THREADS" not in os.environ:
        for name in THREAD_VARIABLES:
            os.environ.setdefault(name, "1")
    multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOADED)
    missing = missing_protection()
    if missing is not None:
        _LOG.warning(missing)


def _read_in_child(
    document: SourceDocument, limits: Limits, deadline: float, last_page: int | None
) -> DocumentReading | _Death:
    receiver, sender = multiprocessing.get_context("forkserver").Pipe(duplex=False)
    child = _Child(target=_child, args=(sender, document, limits, last_page), daemon=True)
    child.start()
    sender.close()
    page: int | None = 0
    draft: DocumentReading | None = None
    try:
        while multiprocessing.connection.wait([receiver], timeout=max(0.0, deadline - time.monotonic())):
            content = receiver.recv_bytes(limits.output_bytes + REFUSAL_BYTES)
            if content[:1] == RESULT:
                return _settled(from_json(content[1:]), draft)
            if content[:1] == DRAFT:
                draft = from_json(content[1:])
                continue
            page = int(content[1:]) if content[:1] == AT_PAGE else None
        death = _Death("interrupted", f"took longer than {limits.seconds:.0f} seconds and was stopped", page)
    except (EOFError, OSError, ValueError):  # it ended, it sent more than it may, or what no child of ours would
        child.join(timeout=TELLING_SECONDS)
        death = _death(child.exitcode, page)
    finally:
        receiver.close()
        child.kill()
        child.join(timeout=REAPING_SECONDS)
    return death if draft is None else _not_compared(draft, death.code, death.what)


def _settled(result: DocumentReading, draft: DocumentReading | None) -> DocumentReading:
    """The result; the draft where looking again took too much memory."""
    if draft is None or result.status != "unreadable":
        return result
    return _not_compared(draft, result.reason or "too-large", "needed more memory than the limit")


def _not_compared(draft: DocumentReading, code: str, what: str) -> DocumentReading:
    return doubted(draft, code, f"{NOT_COMPARED} {what}. Compare the rows with the pages.")


def _death(exit_code: int | None, page: int | None) -> _Death:
    if exit_code == -signal.SIGXCPU:
        return _Death("time-out", "took more of the processor's time than the limit and was stopped", page)
    if exit_code == -signal.SIGKILL:
        return _Death("interrupted", "was stopped by the machine, which may lack memory", page)
    if exit_code is not None and exit_code > 0:
        return _Death("program-fault", "met a fault of this program", page)
    return _Death("crashed", "made the engine that reads it crash, often for lack of memory", page)


def _message(death: _Death) -> str:
    where = f" at page {death.page}" if death.page else "" if death.page == 0 else " after the last page"
    steps = {
        "time-out": "Split the file, or save it anew with another program.",
        "interrupted": "The next run tries again.",
        "program-fault": "Report it with the file.",
        "crashed": "Save the file anew with another program, or split it.",
    }
    return f"Reading {death.what}{where}. {steps[death.code]}"


def _cut_message(death: _Death, last_page: int) -> str:
    return f"{_message(death)} Only the first {last_page} pages were read."


def _refused(document: Document, code: str, message: str) -> DocumentReading:
    return refused_reading(document, UnreadableDocument(code, message), format_name=None)


def _child(sender: Connection, document: SourceDocument, limits: Limits, last_page: int | None) -> None:
    _die_with_parent()
    _close_all_but(sender.fileno())
    _silence()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit_processor(limits.page_seconds)
    confine()

    def begin(page: int | None) -> None:
        _limit_processor(limits.tables_seconds if page is None else limits.page_seconds)
        sender.send_bytes(AT_TABLES if page is None else AT_PAGE + str(page).encode())

    try:
        with kept(Pace(begin, last_page)):
            first = read_once(document)
        if first.source is not None:
            sender.send_bytes(DRAFT + to_json(first.reading))
            _limit_processor(limits.page_seconds)
        content = to_json(looked_at_again(first))
    except MemoryError:
        content = to_json(_refused(document, "too-large", _memory_message(limits)))
    if len(content) > limits.output_bytes:
        content = to_json(_refused(document, "too-large", _output_message(limits)))
    sender.send_bytes(RESULT + content)
    sender.close()


def _memory_message(limits: Limits) -> str:
    return f"The file needs more than {limits.memory_bytes // 1024**2:,} MB to be read. Split it, or save it anew."


def _output_message(limits: Limits) -> str:
    return f"What stands in the file takes more than {limits.output_bytes // 1024**2:,} MB. Split it."


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):  # a stricter limit of the machine stays
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _limit_processor(seconds: float) -> None:
    """Let the kernel kill this process once it has used so much more of the processor; it counts in whole seconds."""
    _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))


def _silence() -> None:
    """What engines print, and what is raised in a child, is no message for a person."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _close_all_but(kept: int) -> None:
    """Let go of every open file but one.

    Among them is a pipe by which the fork server knows that the process that began it lives: while a child holds it
    too, a server whose parent was killed waits for that child for ever.
    """
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(3, kept)
    os.closerange(kept + 1, highest if highest != resource.RLIM_INFINITY else 65536)


def _die_with_parent() -> None:
    """On Linux: be killed when the fork server is, which ends with the process that began it (PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():  # it died before the line above
        os._exit(1)
