"""Is there anything to do? Answered from the live release's manifest, without loading what the work itself needs."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from extract.documents import discover
from extract.errors import ReleaseError
from extract.fingerprint import fingerprint
from extract.publish.manifest import MANIFEST_NAME, read_manifest


@dataclass(frozen=True)
class LiveRelease:
    """The live release, made from just what lies there now. `has_failures`: a document of it could not be read."""

    path: Path
    has_failures: bool


def live_if_unchanged(raw: Path, output: Path) -> LiveRelease | None:
    """The live release when `raw` and the code are what it was made from; None when there is something to do."""
    latest = output / "latest"
    try:
        folder = latest.resolve(strict=True)
        manifest = read_manifest((folder / MANIFEST_NAME).read_bytes(), folder.name)
        with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ReleaseError, csv.Error):
        return None
    found = discover(raw)
    now = {(document.file_name, document.sha256) for document in found.documents}
    then = {(document.file_name, document.sha256) for document in manifest.documents}
    refused_now = {refused.file_name for refused in found.refused}
    refused_then = {name for name, _ in then - now}
    if manifest.inputs.fingerprint != fingerprint() or not now <= then or refused_now != refused_then:
        return None
    return LiveRelease(folder, any(row["status"] == "unreadable" for row in rows))
