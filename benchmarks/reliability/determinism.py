"""The same documents, whatever else differs: has every published file one sha256?

    python benchmarks/reliability/determinism.py             6 runs
    python benchmarks/reliability/determinism.py --whole     20 runs

Each run has its own order of files on the disk and of reading, hash seed, time zone, locale, number of workers,
folder and file times; every fifth goes through Prefect. Two releases are made in each: the second after a document
arrives, so that `changes` and `ledger` have a history.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import ROOT, checksums, samples

ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati")
LOCALES = ("C", "C.UTF-8", "POSIX", "tr_TR.UTF-8")
SCRIPT = """
import random, sys
from pathlib import Path
from extract.isolation import read_all_isolated
from extract.pipeline import run
raw, output, seed, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
def read_all(documents):
    return read_all_isolated(random.Random(seed).sample(list(documents), len(documents)), workers)
if __name__ == "__main__":
    run(raw, output, read_all=read_all)
"""


def main() -> int:
    """Run and compare; returns the number of files with more than one checksum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="20 runs")
    options = parser.parse_args()
    runs = 20 if options.whole else 6
    seen: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        for number in range(runs):
            base = Path(name) / f"{number}-{'x' * number}"
            for release, found in _releases(base, number).items():
                for file, sha256 in found.items():
                    seen.setdefault(f"{release}/{file}", set()).add(sha256)
            shutil.rmtree(base)
            print(f"{number + 1} runs: {sum(len(values) > 1 for values in seen.values())} files differ", flush=True)
    for file, values in sorted(seen.items()):
        if len(values) > 1:
            print(f"{file}: {len(values)} checksums")
    differing = sum(len(values) > 1 for values in seen.values())
    print(f"{runs} runs, {len(seen)} files in two releases each: {differing} with more than one checksum")
    return differing


def _releases(base: Path, number: int) -> dict[str, dict[str, str]]:
    """Checksums of the files of both releases of one run."""
    chance = random.Random(number)
    originals = samples(base / "originals")
    raw, output = base / "raw", base / "out"
    raw.mkdir()
    late = originals[-1]
    for path in chance.sample(originals, len(originals)):
        if path != late:
            shutil.copy(path, raw)
            os.utime(raw / path.name, (chance.randrange(1, 2_000_000_000),) * 2)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(chance.randrange(1, 4_000_000_000)),
        "TZ": ZONES[number % len(ZONES)],
        "LC_ALL": LOCALES[number % len(LOCALES)],
    }
    for document in (None, late):
        if document is not None:
            shutil.copy(document, raw)
        _run(raw, output, number, 1 + number % 4, environment)
    return {release: checksums(output / "releases" / release) for release in ("0001", "0002")}


def _run(raw: Path, output: Path, number: int, workers: int, environment: dict[str, str]) -> None:
    own = [sys.executable, "-c", SCRIPT, str(raw), str(output), str(number), str(workers)]
    prefect = [sys.executable, "-m", "extract.cli", "run", str(raw), str(output)]
    command = prefect if number % 5 == 4 else own
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
