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
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from common import MARK, ROOT, checksums, left_overs, living, samples

from extract.errors import ExtractError
from extract.pipeline import run
from extract.publish.verify import verify


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
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        before, after = base / "before", base / "raw"
        _documents(before, after)
        _run_alone(before, base / "start")
        shutil.copytree(base / "start", base / "reference", symlinks=True)
        started = time.monotonic()
        _run_alone(after, base / "reference", options.engine)
        length = time.monotonic() - started
        expected = checksums(base / "reference" / "latest")
        counts: Counter[str] = Counter()
        for number in range(kills):
            output = base / f"out-{number}"
            shutil.copytree(base / "start", output, symlinks=True)
            faults = _one(after, output, expected, chance.random() * length * 1.1, options.engine, counts, number)
            for fault in faults:
                print(f"kill {number}: {fault}", flush=True)
            counts["faults"] += bool(faults)
            shutil.rmtree(output)
            if (number + 1) % 10 == 0:
                print(f"{number + 1} kills: {dict(counts)}", flush=True)
    print(f"{kills} kills within {length * 1.1:.1f} s, {options.engine}: {dict(counts)}")
    return counts["faults"]


def _documents(before: Path, after: Path) -> None:
    """Two states of the input folder: a document fewer, and another text of one."""
    samples(before)
    samples(after)
    first, *_, last = sorted(before.iterdir())
    last.unlink()
    first.write_bytes(first.read_bytes().replace(b"the", b"teh", 3))


def _one(
    raw: Path, output: Path, expected: dict[str, str], delay: float, engine: str, counts: Counter[str], number: int
) -> list[str]:
    """One kill and what was wrong after it."""
    mark = f"kill-{os.getpid()}-{number}"
    pid = _begin(raw, output, engine, mark)
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    counts["killed" if os.waitstatus_to_exitcode(status) == -signal.SIGKILL else "had ended"] += 1
    faults = [f"process {orphan} is left" for orphan in living(mark)]
    faults += [f"after the kill: {finding}" for finding in verify(output)]
    counts["new release was live"] += (output / "latest").readlink().name != "0001"
    kept = {path: path.stat().st_mtime_ns for path in (output / ".cache").rglob("*.json")}
    try:
        _run_alone(raw, output)
    except ExtractError as error:
        return [*faults, f"the next run failed: {error}"]
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


def _run_alone(raw: Path, output: Path, engine: str = "local") -> None:
    """A run that is left alone, in another process, so that this one stays free of threads and fork servers."""
    if engine == "prefect":
        subprocess.run(
            [sys.executable, "-m", "extract.cli", "run", str(raw), str(output)],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        return
    pid = os.fork()
    if pid == 0:
        try:
            run(raw, output)
        except BaseException as error:  # the parent is told by the exit code, and the reader here
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(pid, 0)[1]:
        raise ExtractError("a run that was left alone failed")


if __name__ == "__main__":
    sys.exit(main())
