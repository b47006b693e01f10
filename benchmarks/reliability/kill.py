"""Kill a whole run at a random instant (SIGKILL), run again: are the bytes those of a run that was left alone?

    python benchmarks/reliability/kill.py              20 kills
    python benchmarks/reliability/kill.py --whole      300 kills
    ... --engine prefect                               each run a process of its own under Prefect (slower)

The output folder holds a release of four documents; a fifth arrives, one is replaced, and the run that takes them up is
killed. Looked at after each kill: the live release is whole, no process is left, readings that were kept are not made
again; after the next run: the bytes of every file, and nothing left over.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from common import MARK, ROOT, checksums, left_overs, living, samples

from extract.errors import ExtractError
from extract.pipeline import run
from extract.publish.verify import verify

# The time that a run takes is taken anew after so many kills: other programs make it longer or shorter.
TIMED_EVERY = 10


def main() -> int:
    """Kill, look, run again, compare; returns the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="300 kills")
    parser.add_argument("--kills", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("local", "prefect"), default="local")
    options = parser.parse_args()
    kills = options.kills or (300 if options.whole else 20)
    chance = random.Random(options.seed)
    undisturbed = Undisturbed()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        before, after = base / "before", base / "raw"
        _documents(before, after)
        _must(undisturbed.run(before, base / "start"))
        shutil.copytree(base / "start", base / "reference", symlinks=True)
        _must(undisturbed.run(after, base / "reference"))
        expected = checksums(base / "reference" / "latest")
        counts: Counter[str] = Counter()
        length = 0.0
        for number in range(kills):
            if number % TIMED_EVERY == 0:
                length = _length(after, base, options.engine)
            output = base / f"out-{number}"
            shutil.copytree(base / "start", output, symlinks=True)
            killed = _Killed(output, chance.random() * length * 1.05, options.engine, number)
            faults = _one(after, killed, expected, undisturbed, counts)
            for fault in faults:
                print(f"kill {number}: {fault}", flush=True)
            counts["faults"] += bool(faults)
            shutil.rmtree(output)
            if (number + 1) % 10 == 0:
                print(f"{number + 1} kills: {dict(counts)}", flush=True)
    undisturbed.end()
    print(f"{kills} kills within {length * 1.05:.1f} s, {options.engine}: {dict(counts)}")
    return counts["faults"]


def _length(raw: Path, base: Path, engine: str) -> float:
    """Seconds that a run takes which nobody kills."""
    output = base / "timed"
    shutil.copytree(base / "start", output, symlinks=True)
    started = time.monotonic()
    os.waitpid(_begin(raw, output, engine, "timed"), 0)
    length = time.monotonic() - started
    shutil.rmtree(output)
    return length


def _documents(before: Path, after: Path) -> None:
    """Two states of the input folder: a document fewer, and another text of one."""
    samples(before)
    samples(after)
    first, *_, last = sorted(before.iterdir())
    last.unlink()
    first.write_bytes(first.read_bytes().replace(b"the", b"teh", 3))


@dataclass(frozen=True)
class _Killed:
    """A run to be killed `delay` seconds after it began, and the folder that it writes to."""

    output: Path
    delay: float
    engine: str
    number: int


def _one(
    raw: Path, killed: _Killed, expected: dict[str, str], undisturbed: Undisturbed, counts: Counter[str]
) -> list[str]:
    """One kill and what was wrong after it."""
    mark, output = f"kill-{os.getpid()}-{killed.number}", killed.output
    pid = _begin(raw, output, killed.engine, mark)
    time.sleep(killed.delay)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    counts["killed" if os.waitstatus_to_exitcode(status) == -signal.SIGKILL else "had ended"] += 1
    faults = [f"process {orphan} is left" for orphan in living(mark)]
    faults += [f"after the kill: {finding}" for finding in verify(output)]
    counts["new release was live"] += (output / "latest").readlink().name != "0001"
    kept = {path: path.stat().st_mtime_ns for path in (output / ".cache").rglob("*.json")}
    failed = undisturbed.run(raw, output)
    if failed is not None:
        return [*faults, f"the next run failed: {failed}"]
    counts["readings kept"] += len(kept)
    faults += [f"{path.name} was read again" for path, time_ns in kept.items() if path.stat().st_mtime_ns != time_ns]
    faults += [f"{left} is left" for left in left_overs(output)]
    if checksums(output / "latest") != expected:
        faults.append("other bytes than those of a run that was left alone")
    return faults


def _begin(raw: Path, output: Path, engine: str, mark: str) -> int:
    """A run in a process of its own; with the local engine it is forked, which saves the seconds of importing."""
    if engine == "prefect":
        command = [sys.executable, "-m", "extract.cli", "run", str(raw), str(output)]
        with Path(os.devnull).open("w") as nothing:
            return subprocess.Popen(
                command, env={**os.environ, MARK: mark}, cwd=ROOT, stdout=nothing, stderr=nothing
            ).pid
    pid = os.fork()
    if pid == 0:
        os.environ[MARK] = mark
        try:
            run(raw, output)
        finally:
            os._exit(0)
    return pid


class Undisturbed:
    """A process that is never killed and makes every run that is left alone.

    Its fork server is started once: loading the code takes longer than all else in a run of five documents. It is
    begun before anything else, so that the process that forks the killed runs stays free of threads and servers.
    """

    def __init__(self) -> None:
        self._connection, far = multiprocessing.Pipe()
        self._pid = os.fork()
        if self._pid == 0:
            self._connection.close()
            self._serve(far)
        far.close()

    @staticmethod
    def _serve(connection: Connection) -> None:
        """Run what is asked for until nobody asks any more."""
        while True:
            try:
                raw, output = connection.recv()
            except EOFError:
                os._exit(0)
            try:
                run(raw, output)
                connection.send(None)
            except Exception as error:  # the other side is told, and goes on
                connection.send(f"{type(error).__name__}: {error}")

    def run(self, raw: Path, output: Path) -> str | None:
        """What went wrong with a run that was left alone; None for nothing."""
        self._connection.send((raw, output))
        found: str | None = self._connection.recv()
        return found

    def end(self) -> None:
        """Let it go."""
        self._connection.close()
        os.waitpid(self._pid, 0)


def _must(fault: str | None) -> None:
    if fault is not None:
        raise ExtractError(f"a run that was left alone failed: {fault}")


if __name__ == "__main__":
    sys.exit(main())
