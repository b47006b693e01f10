"""Scores what the parser reads of real records, printed in each of nine common styles.

    PYTHONPATH=src:benchmarks/references:benchmarks/links python benchmarks/references/each_style.py ../shared \\
        [--weights FILE] [--misses N]

The records are those of the linkage sets that are held out from training (one in five), with all faults of their data
bases; the styles those of `benchmarks/links/printed.py`. A field that a style does not print is not asked for.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from citation_works import RECORD_SETS
from corpus import is_held_out, soft
from printed import STYLES, print_record
from run import read_records

from extract.fields.reference import Reference, parse_all
from extract.fields.references import model
from extract.links import Linkable

FIELDS = ("year", "title", "container", "volume", "issue", "pages")


def held_out_records(shared: Path) -> list[Linkable]:
    """Those with all that a style asks for first."""
    found = []
    for name in RECORD_SETS:
        for record in read_records(shared / "records" / name / "records_pre_merged.csv"):
            is_whole = record.authors and record.year and record.title and record.container
            if is_whole and is_held_out(f"{name}-{record.record_id}"):
                found.append(record)
    return found


def printed_values(record: Linkable, template: str) -> dict[str, str]:
    """What the style prints of the record, for the soft match."""
    asked = [field for field in re.findall(r"\{(\w+)\}", template) if field in FIELDS]
    values = {field: soft(field, str(getattr(record, field) or "")) for field in asked}
    return {field: value for field, value in values.items() if value}


def main() -> None:
    """One line a style: F1 of the fields, the share of references that are right as a whole."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    arguments.add_argument("--misses", type=int, default=0, help="references to show of each style")
    options = arguments.parse_args()
    if options.weights is not None:
        model.WEIGHTS = options.weights
    records = held_out_records(options.shared)
    for style in STYLES:
        draw = random.Random(style[0])
        texts = [print_record(record, draw, (style,)) for record in records]
        counts: Counter[str] = Counter()
        misses = []
        for record, text, read in zip(records, texts, parse_all(texts, is_listed=True), strict=True):
            true = printed_values(record, style[3])
            spans = read.spans if isinstance(read, Reference) else ()
            got = {field: soft(field, text[start:end]) for field, start, end in spans if field in FIELDS}
            counts.update(true=len(true), found=len(got), hit=len(true.items() & got.items()), whole=true == got)
            if true != got:
                misses.append((text, dict(true.items() - got.items()), dict(got.items() - true.items())))
        f1 = 2 * counts["hit"] / (counts["true"] + counts["found"])
        print(f"{style[0]:10s} n {len(records)}  F1 {f1:.4f}  whole {counts['whole'] / len(records):.3f}")
        for miss in draw.sample(misses, min(options.misses, len(misses))):
            print("   ", *miss)


if __name__ == "__main__":
    main()
