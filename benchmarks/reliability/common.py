"""What the procedures of this folder share: the sample documents, checksums, and who is still alive."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Set in the environment of a run under test, so that its processes can be told from all others.
MARK = "REVIEW_EXTRACT_BENCH"
# What an output folder holds when no run is under way. `.confirmed` is a memory, `.cache` holds readings.
TIDY = {".cache", ".confirmed", ".lock", "latest", "releases"}


def samples(folder: Path, *, pdf: bool = True) -> tuple[Path, ...]:
    """The sample reviews of the project, copied into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted(
        path for path in (ROOT / "raw").iterdir() if path.suffix == ".txt" or (pdf and path.suffix == ".pdf")
    )
    return tuple(Path(shutil.copy(path, folder / path.name)) for path in found)


def checksums(folder: Path) -> dict[str, str]:
    """sha256 of each file of a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def left_overs(output: Path) -> list[str]:
    """Names that a run should not have left in the output folder and in its cache."""
    found = [path.name for path in output.iterdir() if path.name not in TIDY]
    return found + [path.name for path in (output / ".cache").rglob(".writing-*")]


def living(mark: str, seconds: float = 60.0) -> list[int]:
    """Processes of the run with that mark that are still there after `seconds`.

    A fork server that is loading code sees that its parent is gone when it has loaded: some seconds on a busy machine.
    """
    deadline = time.monotonic() + seconds
    while True:
        found = [pid for pid in _processes() if pid != os.getpid() and _has_mark(pid, mark)]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _has_mark(pid: int, mark: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" and f"{MARK}={mark}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
