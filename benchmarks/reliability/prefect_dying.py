"""Let Prefect die in each way that was seen: is the release whole, is anybody left, did anyone wait in silence?

    python benchmarks/reliability/prefect_dying.py             each way once
    python benchmarks/reliability/prefect_dying.py server-killed home-read-only

Ways: server-killed (as soon as the first document is read), server-stopped (it hangs instead: SIGSTOP),
database-locked, home-read-only (its folder cannot be made), server-dead (the settings name one that does not answer),
run-killed (SIGKILL).
The ways that need a server give it 600 s to come up, for a busy machine; a run gives it 30.

Told of each: exit code, seconds, the first line and the longest silence after it, processes left, what verify finds.
"""

from __future__ import annotations

import argparse
import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from common import MARK, ROOT, living, samples

from extract.publish.verify import verify

WAYS = ("server-killed", "server-stopped", "database-locked", "home-read-only", "server-dead", "run-killed")
LONGEST_SILENCE = 30.0


def main() -> int:
    """Each way; returns the number of bad ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ways", nargs="*", choices=(*WAYS, []), default=[])
    options = parser.parse_args()
    return sum(_one(way) for way in options.ways or WAYS)


def _one(way: str) -> bool:
    """Whether it ended badly."""
    mark = f"prefect-{os.getpid()}-{way}"
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        samples(base / "raw")
        environment = {**os.environ, MARK: mark, **_prepared(way, base)}
        lock = _locked(base) if way == "database-locked" else None
        started = time.monotonic()
        run = subprocess.Popen(
            [sys.executable, "-m", "extract.cli", "run", str(base / "raw"), str(base / "out")],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        heard: list[tuple[float, str]] = [(started, "")]
        listener = threading.Thread(target=_listen, args=(run, heard))
        listener.start()
        if way in ("server-killed", "server-stopped", "run-killed"):
            _strike(way, base, run, mark)
        run.wait()
        for pid in living(mark, 0) if way == "server-stopped" else ():
            os.kill(pid, signal.SIGCONT)
        listener.join()
        seconds = time.monotonic() - started
        times = [at for at, _ in heard[1:]] + [time.monotonic()]
        first = times[0] - started  # the interpreter starts and loads what it needs: no waiting for Prefect yet
        silence = max((later - earlier for earlier, later in itertools.pairwise(times)), default=0.0)
        left = living(mark)
        if lock is not None:
            lock.close()
        has_release = (base / "out" / "latest").is_symlink()
        findings = verify(base / "out") if has_release else ()
    state = "no release" if not has_release else "release whole" if not findings else f"faults: {findings}"
    print(f"{way}: exit code {run.returncode}, {seconds:.0f} s, ", end="")
    print(f"first line after {first:.0f} s, longest silence after it {silence:.0f} s, ", end="")
    print(f"{len(left)} processes left, {state}")
    for _, line in heard:
        if "Prefect" in line or "waiting" in line:
            print(f"    {line}")
    is_done = run.returncode == -signal.SIGKILL if way == "run-killed" else run.returncode == 0 and has_release
    return not is_done or bool(left) or bool(findings) or silence > LONGEST_SILENCE


def _prepared(way: str, base: Path) -> Mapping[str, str]:
    if way == "home-read-only":  # nobody, not even root, can make a folder there
        return {"PREFECT_HOME": "/proc/self/no-home"}
    if way == "server-dead":
        return {"PREFECT_HOME": str(base / "home"), "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    patience = {} if way == "database-locked" else {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "600"}
    return {"PREFECT_HOME": str(base / "home"), **patience}


def _locked(base: Path) -> sqlite3.Connection:
    """A connection that holds Prefect's database for itself."""
    (base / "home").mkdir()
    connection = sqlite3.connect(base / "home" / "prefect.db", isolation_level=None)
    connection.execute("CREATE TABLE held (x)")
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def _listen(run: subprocess.Popen[bytes], heard: list[tuple[float, str]]) -> None:
    if run.stdout is not None:
        for line in run.stdout:
            heard.append((time.monotonic(), line.decode(errors="replace").rstrip()))


def _strike(way: str, base: Path, run: subprocess.Popen[bytes], mark: str) -> None:
    """Wait until the first document is read, then kill or stop the server, or kill the run."""
    while run.poll() is None and not list((base / "out" / ".cache").rglob("*.json")):
        time.sleep(0.02)
    if way == "run-killed":
        run.kill()
        return
    for pid in living(mark, 0):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"server.py" in command:
            os.kill(pid, signal.SIGKILL if way == "server-killed" else signal.SIGSTOP)


if __name__ == "__main__":
    sys.exit(main())
