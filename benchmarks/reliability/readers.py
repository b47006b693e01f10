"""Three writers publish, three readers open: does a reader ever get a torn release, or parts of two?

    python benchmarks/reliability/readers.py             10 seconds
    python benchmarks/reliability/readers.py --whole     120 seconds

For comparison, a reader that opens each file of `latest` by its path: how often it mixes two releases.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import pandas as pd

from extract import open_release
from extract.errors import ReleaseError
from extract.publish.lock import OutputBusyError
from extract.publish.release import publish
from extract.publish.verify import verify
from tests.publish import example

WRITERS, READERS = 3, 3


def main() -> int:
    """Write and read for a while; returns the number of reads that were torn or mixed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="two minutes")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    stop, results = context.Event(), context.Queue()
    ready = context.Barrier(WRITERS + READERS + 2)  # all of them, the reader by path, and this process
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        publish(_frames("0"), output, example.INPUTS)
        everyone = [
            *(context.Process(target=_write, args=(number, output, ready, stop, results)) for number in range(WRITERS)),
            *(context.Process(target=_read, args=(output, ready, stop, results)) for _ in range(READERS)),
            context.Process(target=_read_by_path, args=(output, ready, stop, results)),
        ]
        for process in everyone:
            process.start()
        ready.wait()
        time.sleep(120 if options.whole else 10)
        stop.set()
        told: dict[str, list[tuple[int, int]]] = {}
        for _ in everyone:
            kind, count, faults = results.get()
            told.setdefault(kind, []).append((count, faults))
        for process in everyone:
            process.join()
        findings = verify(output)
    totals = {kind: (sum(n for n, _ in said), sum(f for _, f in said)) for kind, said in told.items()}
    print(f"{totals['write'][0]} releases by {WRITERS} writers; verify finds {len(findings)} faults in the last")
    print(f"through the loader: {totals['read'][0]} reads, {totals['read'][1]} torn or mixed")
    print(f"each file by path:  {totals['path'][0]} reads, {totals['path'][1]} torn or mixed")
    return totals["read"][1] + len(findings)


def _frames(title: str) -> dict[str, pd.DataFrame]:
    """The example, with the same mark in three tables."""
    rows = example.tables()
    rows["studies"][0]["title"] = rows["reviews"][0]["title"] = rows["links"][0]["why"] = title
    return example.frames(rows)


def _is_mixed(studies: pd.DataFrame, reviews: pd.DataFrame, links: pd.DataFrame) -> bool:
    title = studies.set_index("study_id").at["gardens-1", "title"]
    return bool(title != reviews.set_index("review_id").at["gardens", "title"] or title != links.at[0, "why"])


def _write(number: int, output: Path, ready: Barrier, stop: Event, results: Queue[tuple[str, int, int]]) -> None:
    count = 0
    ready.wait()
    while not stop.is_set():
        try:
            publish(_frames(f"{number}-{count}"), output, example.INPUTS, keep=3)
            count += 1
        except OutputBusyError:
            time.sleep(0.01)
    results.put(("write", count, 0))


def _read(output: Path, ready: Barrier, stop: Event, results: Queue[tuple[str, int, int]]) -> None:
    count = faults = 0
    ready.wait()
    while not stop.is_set():
        count += 1
        try:
            tables = open_release(output).tables
        except ReleaseError as error:
            print(error, flush=True)
            faults += 1
        else:
            faults += _is_mixed(tables["studies"], tables["reviews"], tables["links"])
    results.put(("read", count, faults))


def _read_by_path(output: Path, ready: Barrier, stop: Event, results: Queue[tuple[str, int, int]]) -> None:
    count = faults = 0
    ready.wait()
    while not stop.is_set():
        count += 1
        try:
            names = ("studies", "reviews", "links")
            faults += _is_mixed(*(pd.read_parquet(output / "latest" / f"{name}.parquet") for name in names))
        except (OSError, KeyError):
            faults += 1
    results.put(("path", count, faults))


if __name__ == "__main__":
    sys.exit(main())
