"""Flip one bit of a release, or put one of its files in the place of another: does the loader name the file?

    python benchmarks/reliability/flips.py             100 changes
    python benchmarks/reliability/flips.py --whole     1,000 changes

For comparison, the same flips read by `pandas.read_parquet` without checksums: how many give no error.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import pandas as pd

from extract import open_release
from extract.errors import ReleaseError
from extract.publish.release import publish
from extract.publish.verify import verify
from tests.publish import example


def main() -> int:
    """Change, open, put back; returns the number of changes that were not named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="1,000 changes")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    changes = 1000 if options.whole else 100
    chance = random.Random(options.seed)
    named = recounted = plain = unseen = 0
    with tempfile.TemporaryDirectory() as name:
        folder = publish(example.frames(), Path(name), example.INPUTS).path
        files = sorted(folder.iterdir())
        contents = {path: path.read_bytes() for path in files}
        for path in files:
            path.chmod(0o644)
        for number in range(changes):
            path = chance.choice(files)
            path.write_bytes(_flipped(contents[path], chance) if number % 2 else _other(path, contents, chance))
            named += _is_named(folder, path)
            recounted += any(path.name in str(finding) for finding in verify(folder))
            if number % 2 and path.suffix == ".parquet":
                plain += 1
                unseen += _is_unseen(path)
            path.write_bytes(contents[path])
    print(f"{changes} flips and swaps: {named} named by the loader, {recounted} by verify")
    print(f"of {plain} flips in Parquet files, {unseen} give no error when read without checksums")
    return changes - min(named, recounted)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _other(path: Path, contents: dict[Path, bytes], chance: random.Random) -> bytes:
    return chance.choice([content for content in contents.values() if content != contents[path]])


def _is_named(folder: Path, path: Path) -> bool:
    try:
        open_release(folder)
    except ReleaseError as error:
        return path.name in str(error)
    return False


def _is_unseen(path: Path) -> bool:
    try:
        pd.read_parquet(path)
    except Exception:  # pyarrow raises many kinds; here only whether it does counts
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
