"""The same sets with bib-dedupe, for comparison. Needs an environment of its own with `bib-dedupe` in it.

Usage: python benchmarks/links/peer.py DATA
"""

from __future__ import annotations

import sys
import time
from itertools import combinations
from pathlib import Path

import pandas as pd
from bib_dedupe.bib_dedupe import block, match, prep
from bib_dedupe.cluster import get_connected_components


def run(folder: Path) -> None:
    records = pd.read_csv(folder / "records_pre_merged.csv")
    start = time.perf_counter()
    matched = match(block(prep(records, cpu=1), cpu=1), cpu=1)
    groups = get_connected_components(matched)
    seconds = time.perf_counter() - start
    merged = pd.read_csv(folder / "merged_record_ids.csv")["merged_ids"]
    truth = {frozenset(pair) for ids in merged for pair in combinations(ids.split(";"), 2)}
    found = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    print(
        f"{folder.name}: {len(records)} records, {len(truth)} pairs, {seconds:.1f} s, false {len(found - truth)},"
        f" recall {len(found & truth) / len(truth):.4f} ({len(found & truth)})"
    )


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*/merged_record_ids.csv")):
        run(path.parent)
