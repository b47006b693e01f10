"""A run talks to nobody: no process of it makes a connection, or looks up a name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Read by every Python that is started, the fork server and its children too; it notes what would leave the process.
HOOK = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
        with open(os.environ["NETWORK_LOG"], "a") as log:
            log.write(f"{event} {arguments[1:]!r}\\n")

sys.addaudithook(note)
"""


def test_a_run_connects_to_nobody(tmp_path: Path) -> None:
    """Reading, publishing and verifying, with the children that read; only sockets between them, which have a path."""
    raw, hook, log = tmp_path / "raw", tmp_path / "hook", tmp_path / "log"
    raw.mkdir()
    hook.mkdir()
    shutil.copy(ROOT / "raw" / "work-and-health-interventions-2022.txt", raw)
    (hook / "sitecustomize.py").write_text(HOOK)
    log.touch()
    path = os.pathsep.join([str(hook), str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "extract.cli", "run", str(raw), str(tmp_path / "out"), "--engine", "local"],
        env={**os.environ, "PYTHONPATH": path, "NETWORK_LOG": str(log)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = log.read_text().splitlines()
    assert told, "the hook was not there: the fork server's own sockets should be noted"
    # A fork server is handed its pipes over a socket that is connected already: a message without an address.
    between = ("socket.connect ('/", "socket.sendmsg (None,)")
    assert [line for line in told if not line.startswith(between)] == []
