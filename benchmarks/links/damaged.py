"""How well the linker holds on odd and damaged records whose answer is known, since each is made from one record.

    PYTHONPATH=src:benchmarks/links python benchmarks/links/damaged.py DATA [--seed N] [--show N]

Records of the labelled sets with a long title, authors and a place give a pair for each kind of damage (one
publication in two prints), of report (two publications of one study) and of sibling (another study that looks like it).
Of one publication `same-report` is right; of two reports `same-study`; of two studies neither is. Then all prints and
siblings of all records stand in one pool, each sibling in a place of its own or in none, and are grouped.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from damages import APART, IN_PLACE, REPORTS, SAME, contrast_elsewhere, follow_up, numbered, other_word, unplaced
from run import read_records, read_truth

from extract.links import YES, Linkable, LinkVerdict, link_records, same_groups

VERDICTS = ("same-report", "same-study", "maybe", "different", "none")


def is_whole(record: Linkable) -> bool:
    """Whether a record has all that is to be damaged, and a title of six words and more without notes."""
    has_place = bool(record.volume and record.pages and record.container and record.year and record.authors)
    title = record.title or ""
    is_long = len(re.findall(r"[A-Za-z]{4,}", title)) >= 6
    return has_place and is_long and not re.search(r"[\[(?]|\.\.\.", title) and record.doi is None


def run_pairs(records: list[Linkable], seed: int, show: int) -> None:
    """A line for each kind: pairs by verdict, and in the end the right and the false ones by group."""
    for group, makes, right in (
        ("SAME", SAME, "same-report"),
        ("REPORTS", REPORTS, "same-study"),
        ("APART", APART, ""),
    ):
        total: Counter[str] = Counter()
        for make in makes:
            said: Counter[str] = Counter()
            shown = 0
            for place, record in enumerate(records):
                pair = make(record, random.Random(f"{seed} {make.__name__} {place}"))
                links = link_records(pair) if pair else ()
                verdict = links[0].verdict if links else "none"
                if pair is not None:
                    said[verdict] += 1
                if pair is not None and shown < show and (verdict != right if right else verdict in YES):
                    shown += 1
                    print("   ", verdict, *pair, links[0].why if links else "", sep="\n        ")
            total += said
            print(f"{group:8}{make.__name__:30}", *(f"{name} {said[name]:4}" for name in VERDICTS))
        print(f"{group} all:", *(f"{name} {total[name]}" for name in VERDICTS), "\n")


def run_pool(records: list[Linkable], seed: int) -> None:
    """All in one pool: pairs of one publication found in groups, and pairs of two that share a group."""
    draw = random.Random(seed)
    pool: list[Linkable] = []
    home: dict[str, tuple[int, str]] = {}

    def put(record: Linkable, place: int, family: str) -> None:
        pool.append(replace(record, record_id=f"{len(pool):05}"))
        home[pool[-1].record_id] = place, family

    for place, record in enumerate(records):
        put(record, place, "own")
        for make in draw.sample(IN_PLACE, 4):
            pair = make(record, draw)
            if pair is not None:
                put(pair[1], place, "own")
        for number, make in enumerate(draw.sample((numbered, follow_up, other_word, contrast_elsewhere), 2)):
            pair = make(record, draw)
            for side, sibling in zip("ab", pair or (), strict=False):
                if sibling.title != record.title:
                    volume, page = str(draw.randint(200, 900)), str(draw.randint(5000, 9000))
                    is_placed = draw.random() < 0.8
                    put(
                        replace(sibling, volume=volume, pages=page) if is_placed else unplaced(sibling),
                        place,
                        f"{number}{side}",
                    )
    links = link_records(pool)
    whole = sum(count * (count - 1) // 2 for count in Counter(home.values()).values())
    verdicts: tuple[frozenset[LinkVerdict], ...] = (frozenset({"same-report"}), YES)
    for chosen in verdicts:
        groups = same_groups(pool, links, chosen)
        pairs = [(home[one], home[two]) for group in groups for one, two in combinations(sorted(group), 2)]
        found = sum(one == two for one, two in pairs)
        print(f"pool of {len(pool)}, {' and '.join(sorted(chosen))}:", end=" ")
        print(f"of {whole} pairs of one publication found {found}, pairs of two {len(pairs) - found}")


def main() -> None:
    """Prints the pairs, then the pool."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0, help="so many wrong pairs of each kind")
    options = arguments.parse_args()
    records = []
    for truth in sorted(options.data.glob("*/merged_record_ids.csv")):
        doubles = {record_id for pair in read_truth(truth) for record_id in pair}
        found = read_records(truth.parent / "records_pre_merged.csv")
        records += [record for record in found if is_whole(record) and record.record_id not in doubles]
    records = random.Random(options.seed).sample(records, min(300, len(records)))
    run_pairs(records, options.seed, options.show)
    run_pool(records, options.seed)


if __name__ == "__main__":
    main()
