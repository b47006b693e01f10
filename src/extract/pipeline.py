"""The main job: the documents in a folder become the next release.

One body for every way to run it. How the documents are read (in child processes here, as tasks of an orchestrator
there) is passed in, so that the command line and the scheduled flow cannot drift apart.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from extract.cache import ReadingCache
from extract.corpus import build_tables
from extract.corrections.entries import Corrections, read_corrections
from extract.corrections.place import corrections_path
from extract.documents import Discovery, DocumentFile, RefusedFile, SourceDocument, discover
from extract.errors import ContractError, UnreadableDocument
from extract.fingerprint import fingerprint
from extract.isolation import read_all_isolated
from extract.publish.lock import hold
from extract.publish.manifest import CorrectedField, Inputs
from extract.publish.release import publish
from extract.reading import DocumentReading, refused_reading
from extract.unchanged import MAY_GO_BETTER

CACHE_FOLDER = ".cache"

ReadAll = Callable[[Sequence[DocumentFile]], Iterable[DocumentReading]]
Watch = Callable[[int, int, DocumentReading], None]


@dataclass(frozen=True)
class RunSummary:
    """What a run did, for people and for exit codes.

    Attributes:
        release: folder of the live release.
        is_new: False when nothing had changed.
        documents: number of documents by status.
        failed: file name and message of each document that could not be read.
        mismatches: claim, stated and found of each audit mismatch.
        rejects: number of rejects by reason.
        changes: differences to the last release.
        corrections: number of corrections by what became of them.
        stale: what to do about each correction that was not applied, as sentences.
        withheld: rows that broke their contract and were not published, as sentences.
    """

    release: Path
    number: int
    is_new: bool
    documents: tuple[tuple[str, int], ...]
    failed: tuple[tuple[str, str], ...]
    reviews: int
    studies: int
    mismatches: tuple[tuple[str, int, int], ...]
    disagreements: int
    links: int
    rejects: tuple[tuple[str, int], ...]
    changes: int
    corrections: tuple[tuple[str, int], ...]
    stale: tuple[str, ...]
    withheld: tuple[str, ...]


def run(
    raw: Path,
    output: Path,
    *,
    read_all: ReadAll | None = None,
    watch: Watch | None = None,
    allow_loss: bool = False,
    corrections: Path | None = None,
    found: Discovery | None = None,
) -> RunSummary:
    """Read what is new in `raw`, publish the next release in `output`, and say what happened.

    Args:
        raw: folder of documents, in any depth.
        output: folder of releases and of the cache of readings.
        read_all: reads documents in their order; child processes on all cores when None.
        watch: told after each document: how many are done, of how many, and the reading.
        allow_loss: publish even if a study published before is gone without an explanation.
        corrections: file of a person's corrections; `corrections.yml` beside `output` when None.
        found: what an earlier look into `raw` found; what is as it was is not read again for its checksum.

    Raises:
        CorrectionsError: the corrections file cannot be used; nothing was read.
        ReleaseError: `raw` is no folder, or no release could be made; the last one stays.
    """
    corrected = read_corrections(corrections or corrections_path(output))
    with hold(output):
        readings = read_folder(raw, output, read_all=read_all, watch=watch, found=found)
        frames = build_tables(readings, corrected.entries)
        _check_arrivals(readings, frames["documents"])
        published = publish(frames, output, _inputs(corrected, frames), allow_loss=allow_loss, is_held=True)
    audit, rejects = frames["audit"], frames["rejects"]
    wrong = audit[audit["status"] == "mismatch"]
    return RunSummary(
        release=published.path,
        number=published.number,
        is_new=published.is_new,
        documents=tuple(sorted(Counter(reading.status for reading in readings).items())),
        failed=tuple((r.file_name, r.message or "") for r in readings if r.status == "unreadable"),
        reviews=len(frames["reviews"]),
        studies=len(frames["studies"]),
        mismatches=tuple(
            (str(claim), int(stated), int(found))
            for claim, stated, found in zip(wrong["claim"], wrong["stated"], wrong["found"], strict=True)
        ),
        disagreements=len(frames["disagreements"]),
        links=len(frames["links"]),
        rejects=tuple(sorted(Counter(map(str, rejects["reason"])).items())),
        changes=published.changes_count,
        corrections=tuple(sorted(Counter(map(str, frames["corrections"]["status"])).items())),
        stale=tuple(
            f"number {number}: {message}"
            for number, status, message in zip(
                *(frames["corrections"][name] for name in ("number", "status", "message")), strict=True
            )
            if status != "applied"
        ),
        withheld=tuple(map(str, published.failures)),
    )


def _inputs(corrections: Corrections, frames: Mapping[str, pd.DataFrame]) -> Inputs:
    """What the release is made from; of the corrections what they changed: values of studies, and whole studies."""
    table, evidence = frames["corrections"], frames["evidence"]
    values = evidence[evidence["is_correction"]]
    withdrawn = table[(table["status"] == "applied") & (table["kind"] == "no-study")]
    fields = (
        *(CorrectedField(*pair) for pair in zip(values["study_id"], values["field"], strict=True)),
        *(CorrectedField(study_id, None) for study_id in withdrawn["study_id"]),
    )
    return Inputs(fingerprint(), fields, corrections.sha256)


def _check_arrivals(readings: Sequence[DocumentReading], documents: pd.DataFrame) -> None:
    """Every file that was found is in `documents` once.

    Raises:
        ContractError: one is lost or was counted twice: a bug, and nothing is published.
    """
    arrived = Counter((reading.file_name, reading.sha256) for reading in readings)
    told = Counter(zip(documents["file_name"], documents["sha256"], strict=True))
    if arrived != told:
        names = sorted(name for name, _ in ((arrived - told) + (told - arrived)))
        raise ContractError(f"{len(names)} files have not one outcome each, the first: {names[0]}. Please report it.")


def read_folder(
    raw: Path,
    output: Path,
    *,
    read_all: ReadAll | None = None,
    watch: Watch | None = None,
    found: Discovery | None = None,
) -> list[DocumentReading]:
    """The readings of all documents in `raw`, from the cache where the bytes and the code are the same."""
    found = discover(raw, found)
    cache = ReadingCache(output / CACHE_FOLDER, fingerprint())
    cache.sweep()
    by_hash: dict[str, DocumentReading] = {}
    first_names = {document.sha256: document for document in reversed(found.documents)}
    total, done = len(first_names), 0
    unread: list[DocumentFile] = []
    for sha256, document in sorted(first_names.items(), key=lambda item: item[1].file_name):
        known = cache.get(sha256, document.file_name)
        if known is None:
            unread.append(document)
            continue
        by_hash[sha256], done = known, done + 1
        if watch:
            watch(done, total, known)
    reader = read_all or (lambda documents: read_all_isolated(documents, workers=os.cpu_count() or 1))
    for reading in reader(unread) if unread else ():
        if reading.reason not in MAY_GO_BETTER:
            cache.put(reading)
        by_hash[reading.sha256], done = reading, done + 1
        if watch:
            watch(done, total, reading)
    readings = [replace(by_hash[document.sha256], file_name=document.file_name) for document in found.documents]
    return readings + [refused_file(refused) for refused in found.refused]


def refused_file(refused: RefusedFile) -> DocumentReading:
    """The reading of a file that was not opened; its checksum is that of its name, for its bytes were not read."""
    digest = hashlib.sha256(f"name:{refused.file_name}".encode()).hexdigest()
    document = SourceDocument(refused.file_name, digest, b"")
    return refused_reading(document, UnreadableDocument(refused.code, refused.message), format_name=None)
