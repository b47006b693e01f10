"""How well records of one publication are found when each is known only as a printed reference, in a style of its own.

    PYTHONPATH=src:benchmarks/links python benchmarks/links/printed.py DATA [--rules] [--misses] [--seed N]

Every record of the labelled sets is printed in one of nine styles, drawn by the seed; what it lacks is left out. The
references are read by `extract.fields.reference.parse` and linked; `--rules` reads with the rules alone. A pair counts
as found when a link says `same-report` or `same-study`, and as false when the sets do not have it and it says
`same-report`: the sets keep an erratum apart from its paper in one place and merge the two in another.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path

from run import read_records, read_truth

from extract.fields.reference import Reference, parse
from extract.fields.references import model
from extract.links import YES, Linkable, link_records

# (name, order of names, cut after so many authors, template); `<...>` goes where a field in it is missing.
Style = tuple[str, str, int, str]
STYLES: tuple[Style, ...] = (
    ("APA", "comma&", 20, "{authors} <({year}). ><{title}. ><{container}><, {volume}><({issue})><, {pages}>."),
    (
        "Harvard",
        "comma and",
        99,
        "{authors} <({year}) ><'{title}', ><{container}><, {volume}><({issue})><, pp. {pages}>.",
    ),
    ("Vancouver", "plain", 6, "{authors}. <{title}. ><{container}. ><{year}><;{volume}><({issue})><:{pages}>."),
    ("AMA", "plain", 3, "{authors}. <{title}. ><{container}. ><{year}><;{volume}><({issue})><:{pages}>."),
    (
        "IEEE",
        "natural",
        6,
        "{authors}, <“{title},” ><{container}><, vol. {volume}><, no. {issue}><, pp. {pages}><, {year}>.",
    ),
    ("Chicago", "full", 10, "{authors}. <“{title}.” ><{container}>< {volume}><, no. {issue}>< ({year})><: {pages}>."),
    ("BMJ", "plain", 3, "{authors}. <{title}. ><{container} ><{year}><;{volume}><:{pages}>."),
    ("Cochrane", "plain", 99, "{authors}. <{title}. ><{container} ><{year}><;{volume}><({issue})><:{pages}>."),
    ("report", "comma and", 3, "{authors} <({year}) ><{title}. ><{container}><, {volume}><({issue})><: {pages}>."),
)


def print_record(record: Linkable, draw: random.Random, styles: Sequence[Style] = STYLES) -> str:
    """The record as a printed reference in one of the styles; without authors it begins with the title."""
    _, order, limit, template = draw.choice(styles)
    values = {
        "authors": _names(record.authors, order, limit), "year": str(record.year or ""), "volume": record.volume or "",
        "title": (record.title or "").strip().rstrip("."), "container": (record.container or "").strip().rstrip("."),
        "issue": record.issue or "", "pages": record.pages or "",
    }  # fmt: skip

    def filled(match: re.Match[str]) -> str:
        names = re.findall(r"\{(\w+)\}", match[1])
        return match[1].format(**values) if all(values[name] for name in names) else ""

    head, _, tail = template.partition("<")
    text = (head.format(**values) if values["authors"] else "") + re.sub(r"<([^<>]*)>", filled, "<" + tail)
    return re.sub(r"([.?!])\.", r"\1", text).strip()


def _names(authors: Sequence[str], order: str, limit: int) -> str:
    """The names in the style's order; a name without a comma is a body or stands as it is."""
    parts = [[piece.strip() for piece in author.partition(",")[::2]] for author in authors]
    printed = []
    for place, (family, given) in enumerate(parts[:limit]):
        # Given names give their first letters, initials ("JA") stand as they are.
        word = r"[^\W\d_]+" if re.search("[a-zß-ÿ]{2}", given) else r"[^\W\d_]"
        letters = [found[0].upper() for found in re.findall(word, given)]
        if not given:
            printed.append(family)
        elif order == "plain":
            printed.append(f"{family} {''.join(letters)}")
        elif order == "natural":
            printed.append(f"{' '.join(f'{letter}.' for letter in letters)} {family}")
        elif order == "full" and place == 0:
            printed.append(f"{family}, {given}")
        elif order == "full":
            printed.append(f"{given} {family}")
        else:
            printed.append(f"{family}, {' '.join(f'{letter}.' for letter in letters)}")
    if len(parts) > limit:
        return ", ".join(printed) + " et al"
    joint = {"comma&": ", & ", "comma and": " and ", "plain": ", ", "natural": " and ", "full": ", and "}[order]
    return printed[0] if len(printed) == 1 else ", ".join(printed[:-1]) + joint + printed[-1] if printed else ""


def read_printed(record_id: str, text: str) -> Linkable:
    """What the parser makes of a printed reference; a text that it refuses is a record without fields."""
    read = parse(text, is_stated=True)
    known = read if isinstance(read, Reference) else None
    return Linkable(
        record_id=record_id, table_id=None, review_id=None,
        authors=tuple(str(author) for author in known.authors) if known else (), year=known.year if known else None,
        title=known.title if known else None, container=known.container if known else None,
        volume=known.volume if known else None, issue=known.issue if known else None,
        pages=known.pages if known else None, doi=known.doi if known else None, intervention=None, record_kind="study",
        text="", publication_type=None,
    )  # fmt: skip


def run(folder: Path, seed: int, *, shows_misses: bool) -> tuple[int, int, int]:
    """Pairs of the set, false ones and found ones."""
    records = read_records(folder / "records_pre_merged.csv")
    truth = read_truth(folder / "merged_record_ids.csv")
    draw = random.Random(f"{seed} {folder.name}")
    texts = {record.record_id: print_record(record, draw) for record in records}
    links = link_records([read_printed(record_id, text) for record_id, text in texts.items()])
    said = {frozenset((link.left, link.right)): link for link in links if link.verdict in YES}
    found = said.keys() & truth
    false = {pair for pair in said.keys() - truth if said[pair].verdict == "same-report"}
    print(f"{folder.name}: {len(records)} references, {len(truth)} pairs, found {len(found)}, false {len(false)}, "
          f"same-study beside the set {len(said) - len(found) - len(false)}")  # fmt: skip
    for name, pairs in (("FALSE", false), ("MISSED", truth - found)) if shows_misses else ():
        for pair in sorted(map(sorted, pairs)):
            print("  ", name, *(f"\n      {texts[one]}" for one in pair))
    return len(truth), len(false), len(found)


def main() -> None:
    """Prints a line for each set and one for all, with F1."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--rules", action="store_true", help="read with the rules alone")
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    if options.rules:
        model.load = lambda: None
    folders = sorted(path.parent for path in options.data.glob("*/merged_record_ids.csv"))
    totals = [run(folder, options.seed, shows_misses=options.misses) for folder in folders]
    pairs, false, right = (sum(column) for column in zip(*totals, strict=True))
    score = 2 * right / (right + false + pairs)
    print(f"all: false {false}, recall {right / pairs:.4f} ({right} of {pairs}), F1 {score:.4f}")


if __name__ == "__main__":
    main()
