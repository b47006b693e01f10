"""The flow `update-reviews`: the main job under Prefect, with its names, retries, schedule and artifact. No logic
of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# The orchestrator reports home unless it is told not to before it is imported, and its server prints tracebacks when
# it is closed; a value that a person has set stays.
for _name, _value in {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "30",
    # A server that no longer answers is given up within half a minute: 3 times at most 8 s, and the pauses between.
    "PREFECT_API_REQUEST_TIMEOUT": "8",
    "PREFECT_CLIENT_MAX_RETRIES": "2",
}.items():
    os.environ.setdefault(_name, _value)

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.context import TaskRunContext
from prefect.futures import as_completed
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_LOGGING_TO_API_ENABLED,
    PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS,
    temporary_settings,
)
from prefect.task_runners import ThreadPoolTaskRunner

from extract import pipeline
from extract.cache import from_json, to_json
from extract.display import visible
from extract.documents import Discovery, DocumentFile, discover
from extract.fingerprint import fingerprint
from extract.isolation import prepare, read_all_isolated, read_isolated
from extract.pipeline import RunSummary, Watch
from extract.reading import DocumentReading
from extract.unchanged import MAY_GO_BETTER, live_if_unchanged
from flows.patience import Patience
from flows.server import OwnServer

# Only what the machine may be to blame for is tried again: a document is read the same way each time.
RETRIES = 1
RETRY_DELAY_SECONDS = 2
# Of what the orchestrator says when it fails, as much as a line of a terminal holds or two.
LONGEST_REASON = 200


@dataclass
class Job:
    """What the body of the flow has come to, whatever the orchestrator makes of it.

    Attributes:
        found: what the run's first look into `raw` found.
        summary: of the run, once a release is published or found unchanged.
        error: the job's own failure, never the orchestrator's.
    """

    found: Discovery
    summary: RunSummary | None = None
    error: BaseException | None = None


class MachineAtFault(Exception):
    """Reading was stopped for lack of time or memory, which may be there the next time."""


@task(
    name="read-document",
    task_run_name="read {file_name}",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def read_document(file_name: str, fingerprint: str, document: DocumentFile) -> str:
    """The reading of one document as JSON. `fingerprint` says, in the run's records, which code read it."""
    reading = read_isolated(document)
    context = TaskRunContext.get()
    tries = context.task_run.run_count if context else RETRIES + 1
    if reading.reason in MAY_GO_BETTER and tries <= RETRIES:
        raise MachineAtFault(visible(f"{file_name}: {reading.message} (read by {fingerprint})"))
    return to_json(reading).decode()


@flow(
    name="update-reviews",
    flow_run_name="update-reviews",
    task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1),  # type: ignore[arg-type]
    validate_parameters=False,
    persist_result=False,
)
def update_reviews(
    raw: str,
    output: str,
    allow_loss: bool = False,
    corrections: str | None = None,
    watch: Watch | None = None,
    job: Job | None = None,
) -> RunSummary | None:
    """Publish the next release of the documents in `raw`; a task for each document that is new. None: nothing is
    new.
    """
    own = Path(corrections) if corrections is not None else None
    if job is None:
        job = Job(discover(Path(raw)))
        if live_if_unchanged(job.found, Path(output), own) is not None:
            return None
    prepare()
    try:
        job.summary = pipeline.run(
            Path(raw),
            Path(output),
            read_all=_read_as_tasks,
            watch=watch,
            allow_loss=allow_loss,
            corrections=own,
            found=job.found,
        )
    except BaseException as error:
        job.error = error
        raise
    summary = job.summary
    create_table_artifact(
        key="release",
        table=[{"what": what, "count": count} for what, count in (*summary.documents, *summary.rejects)]
        + [{"what": "studies", "count": summary.studies}, {"what": "changes", "count": summary.changes}],
        description=f"Release {summary.number:04d}",
    )
    return summary


def _read_as_tasks(documents: Sequence[DocumentFile]) -> Iterator[DocumentReading]:
    """The readings as they are done. What the orchestrator cannot do is done without it."""
    code = fingerprint()
    by_future = {read_document.submit(document.file_name, code, document): document for document in documents}
    waiting = dict.fromkeys(document.sha256 for document in documents)
    try:
        for future in as_completed(list(by_future)):
            reading = from_json(future.result().encode())
            del waiting[reading.sha256]
            yield reading
    except Exception as error:  # whatever the orchestrator raises; a fault of the reading itself comes up again below
        if not waiting:
            raise
        _tell(f"Prefect failed ({_one_line(error)}). {len(waiting)} documents are read without it.")
    yield from read_all_isolated([d for d in documents if d.sha256 in waiting], workers=os.cpu_count() or 1)


def run(
    raw: Path,
    output: Path,
    *,
    watch: Watch | None = None,
    allow_loss: bool = False,
    corrections: Path | None = None,
    found: Discovery | None = None,
) -> RunSummary:
    """The main job as a flow run; the arguments of `extract.pipeline.run`.

    Prefect keeps the records, and the job does not depend on it: when it does not come up (its server dead, its
    database locked, its home read-only) or fails on the way, the job is done without it, and says so.
    """
    job = Job(found or discover(raw))
    with Patience("for Prefect to start") as patience:

        def noted(done: int, total: int, reading: DocumentReading) -> None:
            rest = f"for documents ({done} of {total} are read)" if done < total else "for the release to be written"
            patience.heard(rest)
            if watch is not None:
                watch(done, total, reading)

        try:
            with own_server():
                update_reviews(
                    str(raw),
                    str(output),
                    allow_loss=allow_loss,
                    corrections=None if corrections is None else str(corrections),
                    watch=noted,
                    job=job,
                )
        except Exception as error:  # whatever the orchestrator raises; the job's own errors go on
            if job.error is not None:
                raise job.error from None
            if job.summary is None:
                _tell(f"Prefect did not start ({_one_line(error)}). The documents are read without it.")
                patience.heard("for the first document")
            else:
                _tell(f"Prefect failed once the release was there ({_one_line(error)}). Its records may lack this run.")
        if job.summary is not None:
            return job.summary
        return pipeline.run(raw, output, watch=noted, allow_loss=allow_loss, corrections=corrections, found=job.found)


@contextmanager
def own_server() -> Iterator[None]:
    """The server that the person's settings name; else one of our own, for as long as the run lasts."""
    if PREFECT_API_URL.value():
        yield
        return
    seconds = float(PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS.value())
    # The log is on the terminal; sent to a server that ends with the run, its last lines would come too late.
    with (
        OwnServer(seconds) as server,
        temporary_settings({PREFECT_API_URL: server.url, PREFECT_LOGGING_TO_API_ENABLED: False}),
    ):
        yield


def _tell(line: str) -> None:
    print(visible(line), file=sys.stderr)


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_REASON]


def serve(raw: Path, output: Path, minutes: int) -> None:
    """Run the flow every so many minutes until stopped; a run that finds nothing new ends at once."""
    update_reviews.serve(
        name="scheduled", interval=minutes * 60, parameters={"raw": str(raw.resolve()), "output": str(output.resolve())}
    )
