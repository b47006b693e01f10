"""Is there anything to do? Answered from the live release's manifest, without loading what the work itself needs."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from extract.corrections.place import checksum, corrections_path
from extract.documents import Discovery
from extract.fingerprint import fingerprint
from extract.publish.layout import LATEST, is_live_made_from, live_manifest
from extract.publish.manifest import Inputs

# Why a document was not read that may go better the next time: the machine was at fault, or busy.
MAY_GO_BETTER = frozenset({"interrupted", "still-changing"})


@dataclass(frozen=True)
class LiveRelease:
    """The live release, made from just what lies there now. `has_failures`: a document of it could not be read."""

    path: Path
    has_failures: bool


def live_if_unchanged(found: Discovery, output: Path, corrections: Path | None = None) -> LiveRelease | None:
    """The live release when what was `found`, the code and the corrections are what it was made from; None when there
    is something to do.
    """
    manifest = live_manifest(output)
    if manifest is None:
        return None
    now = Inputs(fingerprint(), manifest.inputs.corrections, checksum(corrections or corrections_path(output)))
    if not is_live_made_from(output, now):
        return None
    present = {(document.file_name, document.sha256) for document in found.documents}
    then = {(document.file_name, document.sha256) for document in manifest.documents}
    if not present <= then or {refused.file_name for refused in found.refused} != {name for name, _ in then - present}:
        return None
    folder = (output / LATEST).resolve()
    try:
        with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, csv.Error):
        return None
    if any(row["reason"] in MAY_GO_BETTER for row in rows):
        return None
    return LiveRelease(folder, any(row["status"] == "unreadable" for row in rows))
