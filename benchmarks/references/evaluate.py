"""Scores the parser as it is shipped: fields by soft match, calibration, wrong and unflagged fields, types and
authors, speed.

    PYTHONPATH=src:benchmarks/references python benchmarks/references/evaluate.py ../shared --printed DIR \\
        --weights FILE

The shipped weights were trained on everything. For honest figures measure those that `train.py measure` leaves, which
have not seen the held-out part, with `--weights`.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

from corpus import (
    FILES,
    SCORED,
    TYPED,
    UNSEEN,
    Labelled,
    drawn,
    first_spans,
    is_held_out,
    sampled,
    soft,
    summary,
    typed,
    unseen,
)
from corpus import read as labelled
from sets import held_out

from extract.fields.reference import Reference, parse, parse_all
from extract.fields.references import model

# References that are read before the clock starts, none of them a timed one: what words say is remembered from then on.
WARMING = 1500
# A body's letters. Match: " (IIPS)"; near miss: " (London)".
_LETTERS_BEHIND = re.compile(r" \([A-Z][A-Za-z]{0,6}[A-Z]\)$")
# A given name, whole or its first letter. Match: "Jean", "L"; near miss: "de".
_GIVEN = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_A-Z]*")


def fields_of(read: Reference) -> dict[str, str]:
    """The printed text of each field that `parse` gave; a meeting where a paper was presented is what the labels call
    its container."""
    found = {field: read.raw[start:end] for field, start, end in read.spans}
    if "conference" in found:
        found.setdefault("container", found["conference"])
    return found


def report(found: list[tuple[Labelled, Reference | None]]) -> None:
    """Scores by source, then calibration error and the share of fields that are wrong and carry no doubt."""
    kept_aside = sorted({item.source for item, _ in found if item.source.startswith(("drawn", "sampled", "unseen"))})
    for source in (*FILES, "own", "listed", *kept_aside, "rendered", "csl", None):
        pairs = [
            (item, fields_of(read) if read is not None else {}) for item, read in found if source in (None, item.source)
        ]
        if not pairs:
            continue
        print(f"{summary(source or 'all', pairs)}  {houses(pairs)}")
        if source in ("own", "listed", *kept_aside):
            kinds = [read.type == item.type for item, read in found if source == item.source and read is not None]
            print(f"{'':15s} types right {sum(kinds) / len(pairs):.3f}")
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    wrong = unflagged = total = 0
    for item, read in found:
        if read is None:
            continue
        true = {field: soft(field, text) for field, text in first_spans(item).items()}
        flagged = {doubt.field for doubt in read.doubts}
        got = fields_of(read)
        for field, share in read.confidence:
            if field in SCORED and field in got:
                is_right = soft(field, got[field]) == true.get(field, "")
                bins[min(9, int(share * 10))].append((share, is_right))
                total += 1
                wrong += not is_right
                unflagged += not is_right and field not in flagged
    error = sum(abs(sum(s for s, _ in rows) - sum(r for _, r in rows)) for rows in bins.values()) / max(1, total)
    print(
        f"fields {total}  wrong {wrong / total:.4f}  wrong and unflagged {unflagged / total:.4f}  "
        f"calibration error {error:.4f}"
    )
    print("parsed by", dict(Counter(read.parsed_by if read is not None else "rejected" for _, read in found)))


def houses(pairs: list[tuple[Labelled, dict[str, str]]]) -> str:
    """F1 of places and publishers, which are scored apart: GROBID's measure leaves them out."""
    told = []
    for field in ("place", "publisher"):
        true = [soft(field, _first(item, field)) for item, _ in pairs]
        got = [soft(field, found.get(field, "")) for _, found in pairs]
        hits = sum(one == other != "" for one, other in zip(true, got, strict=True))
        count = sum(map(bool, true)) + sum(map(bool, got))
        told.append(f"{field} {2 * hits / count:.3f}" if count else "")
    return "  ".join(told)


def _first(item: Labelled, field: str) -> str:
    """The text of the first span of a field; empty where it is not labelled."""
    return next((item.text[start:end] for start, end, label in item.spans if label == field), "")


def with_initials(author: str) -> str:
    """A person with the initials of the given names, which some labels spell out as printed and some do not; a body
    without its letters in brackets.

    Example: `Vogt-Schilb, Jean-Luc` gives "Vogt-Schilb, J.L.", `Skills Council (SC)` gives "Skills Council".
    """
    family, comma, given = _LETTERS_BEHIND.sub("", author).partition(", ")
    return f"{family}{comma}{''.join(f'{name[0]}.' for name in _GIVEN.findall(given))}" if comma else family


def grey(*paths: Path) -> None:
    """Types and authors of works that are no journal articles: those that are held out, and those that nothing was made
    with. (The rules were written with an eye on the part `dev`.)"""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    measuring = {item.text for item in typed() if is_held_out(item.group)}
    lines = [line for line in lines if line["part"] == "unseen" or line["text"] in measuring]
    reads = parse_all([line["text"] for line in lines], is_listed=True)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    misses: list[str] = []
    for line, read in zip(lines, reads, strict=True):
        found_type = read.type if isinstance(read, Reference) else "rejected"
        found_authors = [str(author) for author in read.authors] if isinstance(read, Reference) else []
        has_authors = [*map(with_initials, found_authors)] == [*map(with_initials, line["authors"])]
        counts = right[line["part"]]
        counts["n"] += 1
        counts["type"] += found_type == line["type"]
        counts["authors"] += has_authors
        if line["part"] == "dev" and not (has_authors and found_type == line["type"]):
            misses.append(f"  {line['type']} / {found_type}  {line['authors']} / {found_authors}  {line['text'][:90]}")
    for part, counts in sorted(right.items()):
        shares = "  ".join(f"{name} {counts[name] / counts['n']:.3f}" for name in ("type", "authors"))
        print(f"grey literature, {part}: n {counts['n']}  {shares}")
    print("\n".join(misses))


def main() -> None:
    """Runs all measurements."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--printed", type=Path, help="the folder with test.jsonl of citation_styles.py")
    arguments.add_argument("--rules", action="store_true", help="the rules alone")
    arguments.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    options = arguments.parse_args()
    if options.rules:
        model.load = lambda: None  # type: ignore[assignment]
    if options.weights is not None:
        model.WEIGHTS = options.weights
    for item in [item for item in labelled(options.shared / "refs") if not is_held_out(item.group)][:WARMING]:
        parse(item.text)
    items = held_out(options.shared, None if options.printed is None else options.printed / "test.jsonl")
    items += [*drawn(), *sampled(), *unseen()]
    texts = [item.text for item in items]
    started = time.process_time()
    reads = parse_all(texts, is_listed=True)
    between = time.process_time()
    for text in texts:
        parse(text, is_listed=True)
    seconds = between - started, time.process_time() - between
    report([(item, read if isinstance(read, Reference) else None) for item, read in zip(items, reads, strict=True)])
    for name, spent in zip(("as a list", "one by one"), seconds, strict=True):
        a_second, each = len(items) / spent, 1000 * spent / len(items)
        print(f"{name}: {a_second:.0f} references a second of processor time ({each:.2f} ms)")
    grey(TYPED, UNSEEN / TYPED.name)


if __name__ == "__main__":
    main()
