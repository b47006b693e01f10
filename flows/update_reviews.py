"""The flow `update-reviews`: the main job under Prefect, with its names, retries, schedule and artifact. No logic
of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# The orchestrator reports home unless it is told not to before it is imported, and its temporary server prints
# tracebacks when it is closed; a value that a person has set stays.
for _name, _value in {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "30",
}.items():
    os.environ.setdefault(_name, _value)

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.context import TaskRunContext
from prefect.task_runners import ThreadPoolTaskRunner

from extract import pipeline
from extract.cache import from_json, to_json
from extract.documents import SourceDocument
from extract.fingerprint import fingerprint
from extract.isolation import prepare, read_isolated
from extract.pipeline import RunSummary, Watch
from extract.reading import DocumentReading
from extract.unchanged import MAY_GO_BETTER, live_if_unchanged

# Only what the machine may be to blame for is tried again: a document is read the same way each time.
RETRIES = 1
RETRY_DELAY_SECONDS = 2


@dataclass
class Attempt:
    """Whether the flow's body has begun: a failure before that is the orchestrator's, not the job's."""

    has_begun: bool = False


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
def read_document(file_name: str, fingerprint: str, document: SourceDocument) -> str:
    """The reading of one document as JSON. `fingerprint` says, in the run's records, which code read it."""
    reading = read_isolated(document)
    context = TaskRunContext.get()
    tries = context.task_run.run_count if context else RETRIES + 1
    if reading.reason in MAY_GO_BETTER and tries <= RETRIES:
        raise MachineAtFault(f"{file_name}: {reading.message} (read by {fingerprint})")
    return to_json(reading).decode()


@flow(
    name="update-reviews",
    flow_run_name="update-reviews",
    task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1),  # type: ignore[arg-type]
    validate_parameters=False,
    persist_result=False,
)
def update_reviews(
    raw: str, output: str, allow_loss: bool = False, watch: Watch | None = None, attempt: Attempt | None = None
) -> RunSummary | None:
    """Publish the next release of the documents in `raw`; a task for each document that is new. None: nothing is
    new.
    """
    if attempt is not None:
        attempt.has_begun = True
    elif live_if_unchanged(Path(raw), Path(output)) is not None:
        return None
    prepare()
    summary = pipeline.run(Path(raw), Path(output), read_all=_read_as_tasks, watch=watch, allow_loss=allow_loss)
    create_table_artifact(
        key="release",
        table=[{"what": what, "count": count} for what, count in (*summary.documents, *summary.rejects)]
        + [{"what": "studies", "count": summary.studies}, {"what": "changes", "count": summary.changes}],
        description=f"Release {summary.number:04d}",
    )
    return summary


def _read_as_tasks(documents: Sequence[SourceDocument]) -> Iterator[DocumentReading]:
    code = fingerprint()
    futures = [read_document.submit(document.file_name, code, document) for document in documents]
    for future in futures:
        yield from_json(future.result().encode())


def run(raw: Path, output: Path, *, watch: Watch | None = None, allow_loss: bool = False) -> RunSummary:
    """The main job as a flow run; the arguments of `extract.pipeline.run`.

    When the orchestrator does not come up (its server dead, its database locked, its home read-only), the job is done
    without it, and says so.
    """
    attempt = Attempt()
    try:
        summary = update_reviews(str(raw), str(output), allow_loss=allow_loss, watch=watch, attempt=attempt)
    except Exception as error:  # whatever the orchestrator raises before the job begins; the job's own errors go on
        if attempt.has_begun:
            raise
        print(f"Prefect did not start ({error}). The documents are read without it.", file=sys.stderr)
        summary = None
    return summary or pipeline.run(raw, output, watch=watch, allow_loss=allow_loss)


def serve(raw: Path, output: Path, minutes: int) -> None:
    """Run the flow every so many minutes until stopped; a run that finds nothing new ends at once."""
    update_reviews.serve(
        name="scheduled", interval=minutes * 60, parameters={"raw": str(raw.resolve()), "output": str(output.resolve())}
    )
