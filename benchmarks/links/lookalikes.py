"""How well records that look alike are told apart, on labelled records aimed at the linker's weak spots.

    PYTHONPATH=src python benchmarks/links/lookalikes.py [--part NAME] [--show]

`lookalikes.jsonl` holds a record a line: its fields, the cluster of records that may be taken for one another, the work
it is a print of (`z` where nobody could tell) and the study that the work reports. Of one work `same-report` is right;
of two works of one study `same-study`, and never `same-report`; of two studies neither. The counts are no rates of
error: each cluster was written because it is hard. The parts `topics` and `searches`, what databases and catalogues
export on twelve and on eight topics, are measured each by itself (`--part topics`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from extract.links import YES, Link, Linkable, LinkVerdict, link_records, same_groups

RECORDS = Path(__file__).parent / "lookalikes.jsonl"
PARTS = ("duplicates", "lookalikes", "held")
# Pools of their own: some of their papers stand in the other parts, too, under other labels.
POOLS = ("topics", "searches")
# What two records are in truth, and how the counts name it.
TRUTHS = {
    "work": "two prints of one work",
    "study": "two reports of one study",
    "apart": "two studies",
    "unknown": "nobody could tell",
}
REPORTS: frozenset[LinkVerdict] = frozenset({"same-report"})
Pair = tuple[str, str]


@dataclass(frozen=True)
class Labelled:
    """A record and what it is."""

    record: Linkable
    part: str
    cluster: str
    work: str
    study: str


def read_labelled(path: Path = RECORDS, parts: Iterable[str] = PARTS) -> dict[str, Labelled]:
    """The labelled records of the given parts by their ids."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: _labelled(row) for row in rows if row["part"] in parts}


def _labelled(row: Mapping[str, object]) -> Labelled:
    authors, year = row["authors"], row.get("year")
    assert isinstance(authors, list) and (year is None or isinstance(year, int))
    fields = {name: row.get(name) for name in ("title", "container", "volume", "issue", "pages", "doi", "type")}
    known = {name: value if isinstance(value, str) else None for name, value in fields.items()}
    record = Linkable(
        record_id=str(row["id"]), table_id=None, review_id=None, authors=tuple(authors), year=year,
        title=known["title"], container=known["container"], volume=known["volume"], issue=known["issue"],
        pages=known["pages"], doi=known["doi"], intervention=None, record_kind="study", text="",
        publication_type=known["type"],
    )  # fmt: skip
    return Labelled(record, str(row["part"]), str(row["cluster"]), str(row["work"]), str(row["study"]))


def truth(one: Labelled, two: Labelled) -> str:
    """One of `TRUTHS`."""
    if (one.part, one.cluster) != (two.part, two.cluster):
        return "apart"
    if "z" in (one.work, two.work):
        return "unknown"
    if one.work == two.work:
        return "work"
    return "study" if one.study == two.study else "apart"


def judge_pool(labelled: Mapping[str, Labelled]) -> tuple[tuple[Link, ...], dict[str, Counter[str]]]:
    """The links of all records in one pool, and by truth how often each verdict falls, within the clusters."""
    links = link_records([each.record for each in labelled.values()])
    said = {(link.left, link.right): link.verdict for link in links}
    clusters: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record_id, each in sorted(labelled.items()):
        clusters[each.part, each.cluster].append(record_id)
    counts: dict[str, Counter[str]] = {name: Counter() for name in TRUTHS}
    for members in clusters.values():
        for left, right in combinations(members, 2):
            counts[truth(labelled[left], labelled[right])][said.get((left, right), "none")] += 1
    return links, counts


def false_links(labelled: Mapping[str, Labelled], links: Sequence[Link]) -> list[Link]:
    """Links that make two works one, or two studies one."""
    wrong: dict[LinkVerdict, tuple[str, ...]] = {"same-report": ("study", "apart"), "same-study": ("apart",)}
    return [link for link in links if truth(labelled[link.left], labelled[link.right]) in wrong.get(link.verdict, ())]


def _print_groups(labelled: Mapping[str, Labelled], links: Sequence[Link], verdicts: frozenset[LinkVerdict]) -> None:
    groups = same_groups([each.record for each in labelled.values()], links, verdicts)
    pairs: list[Pair] = [pair for group in groups for pair in combinations(sorted(group), 2)]
    found = Counter(truth(labelled[left], labelled[right]) for left, right in pairs)
    wrong = found["apart"] + (found["study"] if verdicts == REPORTS else 0)
    print(f"groups by {' and '.join(sorted(verdicts))}: of one work {found['work']}, false {wrong}")


def _show(labelled: Mapping[str, Labelled], links: Sequence[Link]) -> None:
    for link in links:
        one, two = labelled[link.left], labelled[link.right]
        print(f"{link.verdict} | {one.cluster} | {link.why}")
        for each in (one, two):
            r = each.record
            print("   ", r.authors[:3], r.year, "|", r.title, "|", r.container, r.volume, r.issue, r.pages, r.doi)


def main() -> None:
    """Prints verdicts by truth, false links, and groups; with `--show` each false link and each pair that is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=(*PARTS, *POOLS), action="append", help="only these records")
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    labelled = read_labelled(parts=options.part or PARTS)
    links, counts = judge_pool(labelled)
    print(f"{len(labelled)} records, {len({(each.part, each.cluster) for each in labelled.values()})} clusters")
    for name, words in TRUTHS.items():
        verdicts = ", ".join(f"{verdict} {count}" for verdict, count in counts[name].most_common())
        print(f"  {words:26}{counts[name].total():5}: {verdicts}")
    false = false_links(labelled, links)
    by_verdict = Counter(link.verdict for link in false)
    missed = counts["work"].total() - sum(counts["work"][verdict] for verdict in YES)
    print(
        f"false same-report {by_verdict['same-report']}, false same-study {by_verdict['same-study']}, missed {missed}"
    )
    for chosen in (REPORTS, YES):
        _print_groups(labelled, links, chosen)
    if options.show:
        _show(labelled, false)
        held_back = [link for link in links if link.verdict not in YES]
        _show(labelled, [link for link in held_back if truth(labelled[link.left], labelled[link.right]) == "work"])


if __name__ == "__main__":
    main()
