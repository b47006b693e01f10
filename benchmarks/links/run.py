"""How well records of one publication are found, against labelled sets of bibliographic records.

Usage: python benchmarks/links/run.py DATA [--misses]

DATA holds folders with `records_pre_merged.csv` and `merged_record_ids.csv`, as bib-dedupe publishes its data sets.
A pair counts as found when a link says `same-report` or `same-study`: the sets merge some errata with their papers and
keep others apart. Only `same-report` makes two records one; a `same-study` that a set does not have is counted apart.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from extract.links import YES, Linkable, link_records, same_groups


def read_records(path: Path) -> list[Linkable]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_record(row) for row in csv.DictReader(lines)]


def _record(row: dict[str, str]) -> Linkable:
    authors = tuple(name.strip() for name in row["author"].split(" and ") if name.strip())
    year = re.search(r"\d{4}", row["year"])
    return Linkable(
        record_id=row["ID"],
        table_id=None,
        review_id=None,
        authors=authors,
        year=int(year[0]) if year else None,
        title=row["title"] or None,
        container=row.get("journal") or row.get("booktitle") or None,
        volume=row["volume"] or None,
        issue=row.get("number") or row.get("issue") or None,
        pages=row["pages"] or None,
        doi=row.get("doi") or None,
        intervention=None,
        record_kind="study",
        text=row.get("abstract") or "",
        publication_type=None,
    )


def read_truth(path: Path) -> set[frozenset[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        groups = [row["merged_ids"].split(";") for row in csv.DictReader(lines)]
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def run(folder: Path, *, shows_misses: bool) -> tuple[int, ...]:
    """Pairs of the set; found; of them as one publication; false publications; reports of one study beside the set."""
    records = read_records(folder / "records_pre_merged.csv")
    truth = read_truth(folder / "merged_record_ids.csv")
    start = time.perf_counter()
    links = link_records(records)
    groups = same_groups(records, links)
    publications = same_groups(records, links, frozenset({"same-report"}))
    seconds = time.perf_counter() - start
    said = {frozenset((link.left, link.right)) for link in links if link.verdict in YES}
    grouped = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    collapsed = {frozenset(pair) for group in publications for pair in combinations(group, 2)}
    maybe = {frozenset((link.left, link.right)) for link in links if link.verdict == "maybe"}
    strict = {frozenset((link.left, link.right)) for link in links if link.verdict == "same-report"}
    print(f"{folder.name}: {len(records)} records, {len(truth)} pairs, {seconds:.2f} s")
    kinds = (("links", said), ("same-report only", strict), ("groups", grouped), ("collapsed groups", collapsed))
    for name, found in kinds:
        print(
            f"  {name:17} false {len(found - truth):3}  recall {len(found & truth) / len(truth):.4f}"
            f"  ({len(found & truth)} of {len(truth)})"
        )
    print(f"  maybe: {len(maybe)}, of which in truth {len(maybe & truth)}")
    if shows_misses:
        _show(records, said - truth, "FALSE", links)
        _show(records, truth - grouped, "MISSED", links)
    false = (strict | collapsed) - truth
    return len(truth), len(grouped & truth), len(collapsed & truth), len(false), len((said | grouped) - truth - false)


def _show(records: Sequence[Linkable], pairs: set[frozenset[str]], name: str, links: Sequence[object]) -> None:
    by_id = {record.record_id: record for record in records}
    why = {frozenset((link.left, link.right)): f"{link.verdict}: {link.why}" for link in links}  # type: ignore[attr-defined]
    for pair in sorted(map(sorted, pairs)):
        print("  ", name, why.get(frozenset(pair)))
        for one in pair:
            r = by_id[one]
            print(
                "     ", one, r.authors[:3], r.year, "|", r.title, "|", r.container, r.volume, r.issue, r.pages, r.doi
            )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    totals = [
        run(path.parent, shows_misses=options.misses) for path in sorted(options.data.glob("*/merged_record_ids.csv"))
    ]
    pairs, right, collapsed, false, beside = (sum(column) for column in zip(*totals, strict=True))
    print(
        f"all: {pairs} pairs; false publications {false}; recall {right / pairs:.4f} ({right}), as one publication"
        f" {collapsed / pairs:.4f} ({collapsed}); reports of one study beside the sets {beside}"
    )


if __name__ == "__main__":
    main()
