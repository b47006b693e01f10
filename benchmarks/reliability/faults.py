"""Let each file-system call of a publication fail once, or end the process: is the old or the new release live, whole?

    python benchmarks/reliability/faults.py             every seventh call
    python benchmarks/reliability/faults.py --whole     every call (some ten minutes)

Each call that changes the file system fails with EIO, ENOSPC, EACCES, and ends the process without a chance to tidy
up. Looked at each time: what is live, that no success is reported for a release that is not live, and that the next
run ends with the bytes of an undisturbed one and nothing left over.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from common import checksums, left_overs

from extract import open_release
from extract.errors import ReleaseError
from extract.publish.lock import hold
from extract.publish.quarantine import settle
from extract.publish.release import Published, publish_settled
from extract.publish.verify import verify
from tests.publish import example
from tests.publish.faults import at_call, failing

FAULTS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "kill": None}


def main() -> int:
    """Every fault at every call; returns the number of bad ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="every call")
    options = parser.parse_args()
    rows = example.tables()
    rows["studies"][0]["title"] = "two"
    settled = {"one": settle(example.frames()), "two": settle(example.frames(rows))}

    def write(title: str, output: Path) -> Published:
        with hold(output):
            return publish_settled(settled[title], output, example.INPUTS, keep=1)

    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        write("one", base / "start")
        shutil.copytree(base / "start", base / "reference", symlinks=True)
        with at_call(-1, lambda: None) as calls:
            write("two", base / "reference")
        expected = checksums(base / "reference" / "latest")
        bad = tried = 0
        for number in range(0, len(calls), 1 if options.whole else 7):
            for fault, code in FAULTS.items():
                output = Path(shutil.copytree(base / "start", base / "out", symlinks=True))
                problem = _one(write, output, expected, number, code)
                tried, bad = tried + 1, bad + (problem is not None)
                if problem is not None:
                    print(f"call {number} ({calls[number]}), {fault}: {problem}", flush=True)
                shutil.rmtree(output)
    print(f"{tried} faults at {len(calls)} calls: {bad} bad ends")
    return bad


def _one(
    write: Callable[[str, Path], Published], output: Path, expected: dict[str, str], number: int, code: int | None
) -> str | None:
    """What went wrong, None if nothing."""
    succeeded = _published(write, output, number, code)
    is_new = (output / "latest").readlink().name == "0002"
    if succeeded and not is_new:
        return "success was reported, and the release is not live"
    if verify(output):
        return "the live release is not whole"
    open_release(output)
    write("two", output)
    if checksums(output / "latest") != expected:
        return "the next run gave other bytes"
    return f"{left_overs(output)} are left" if left_overs(output) else None


def _published(write: Callable[[str, Path], Published], output: Path, number: int, code: int | None) -> bool:
    """Whether success was reported."""
    if code is not None:
        try:
            with at_call(number, failing(code)):
                write("two", output)
        except ReleaseError:
            return False
        return True
    child = os.fork()
    if child == 0:
        with at_call(number, lambda: os._exit(9)):
            write("two", output)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


if __name__ == "__main__":
    sys.exit(main())
