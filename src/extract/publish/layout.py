"""Where do releases lie in the output folder, and which is live? Read without loading any table."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Final

from extract.errors import ReleaseError
from extract.publish.manifest import MANIFEST_NAME, Inputs, Manifest, read_manifest

RELEASES: Final = "releases"
LATEST: Final = "latest"
NEXT: Final = ".latest-next"

# A release's folder: its number, at least four digits. Match: `0001`, `12345`. Near miss: `1`, `0001.bak`.
NUMBER: Final = re.compile(r"[0-9]{4,9}")
CONFIRMED: Final = ".confirmed"

# What a run that died may leave in the output folder. Match: `.staging-4711`, `.trash-0001`. Near miss: `.staging-x`.
LEFT_OVER: Final = re.compile(r"\.(?:staging|trash|confirmed)-[0-9]{1,20}")


def live_release(output: Path) -> str | None:
    """Name of the folder that `latest` leads to, as `0007`; None if there is none, or `latest` is no such link."""
    latest = output / LATEST
    if not latest.is_symlink():
        return None
    target = latest.readlink()
    return target.name if target.parent == Path(RELEASES) and NUMBER.fullmatch(target.name) else None


def live_manifest(output: Path) -> Manifest | None:
    """The manifest of the live release; None if there is none, or it is damaged."""
    name = live_release(output)
    if name is None:
        return None
    try:
        return read_manifest((output / RELEASES / name / MANIFEST_NAME).read_bytes(), name)
    except (OSError, ReleaseError):
        return None


def is_live_made_from(output: Path, inputs: Inputs) -> bool:
    """Whether these inputs are known to give just what is live: they made it, or made the same again since.

    Newer code often gives the same data, and then there is no new release. `.confirmed` remembers it, so that the
    next run need not do the work again to find out. It is only a memory: without it, or with a damaged one, the
    answer is False.
    """
    manifest = live_manifest(output)
    if manifest is None:
        return False
    try:
        said = (output / CONFIRMED).read_bytes()
    except OSError:
        said = b""
    return manifest.inputs == inputs or said == confirmation(manifest.content_id, inputs)


def confirmation(identity: str, inputs: Inputs) -> bytes:
    """What `.confirmed` says once `inputs` have given the content of that id again."""
    digest = hashlib.sha256(json.dumps(asdict(inputs), sort_keys=True).encode()).hexdigest()
    return f"{identity} {digest}\n".encode()


def release_numbers(output: Path) -> list[int]:
    """Numbers of the releases that are there, the oldest first."""
    return sorted(int(entry.name) for entry in (output / RELEASES).iterdir() if NUMBER.fullmatch(entry.name))
