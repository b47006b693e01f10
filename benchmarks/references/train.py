"""Trains the reference model: once without the held-out part, to measure and calibrate, once on all, to ship.

    python benchmarks/references/train.py measure ../shared PRINTED  # without what is held out: weights, scores
    python benchmarks/references/train.py release ../shared PRINTED  # weights of all references, to the package
    python benchmarks/references/train.py print ../shared            # printed references to measure, drawn anew

With `--start` a training goes on from other weights; with `--teachers` and `--unmarked` it learns what others read too
(`taught.py`), also in references that nobody has marked (`unmarked.py`). What `measure` is given must not have seen the
held-out part either. All are deterministic: fixed order, fixed seed, one thread. The release takes the bands that
`measure` left.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from corpus import FILES, Labelled, first_spans, soft, summary, token_labels, typed
from evidence import evidence_for
from fit import CONTINUED, Example, Settings, Stated, fit
from numpy.typing import NDArray
from sets import all_labelled, held_out, held_out_types, print_anew, training, unmarked, usual_types
from taught import taught

from extract.fields.references.model import WEIGHTS, Model, Seen, read_model, seen_by
from extract.fields.references.read import by_model
from extract.fields.references.teller import Teller
from extract.fields.references.tokens import read_tokens

OUTPUT = Path(tempfile.gettempdir()) / "review-extract-references"
RAREST = 20  # tokens that must have a trait: with a third of that there are twice as many vectors, and no gain
RAREST_EVIDENCE = 10  # works that must have a piece of evidence
STEPS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
Numbers = NDArray[np.int64]
SMALLEST_BAND = 40  # references in a calibration band: below, its share is moved by chance more than 0.02


class Words(NamedTuple):
    """What a weights file names, each in the order of its numbers: labels of tokens, traits, kinds of work, pieces of
    evidence for these."""

    labels: list[str]
    traits: list[str]
    kinds: list[str]
    evidence: list[str]


def train(
    items: Sequence[Labelled],
    teachers: Sequence[Path] = (),
    start: Path | None = None,
    settings: Settings | None = None,
) -> Stated:
    """What a weights file states, but for its bands, of the model that fits the references.

    Args:
        teachers: weights files of networks from which it learns too how they read the references.
        start: the weights file that it goes on from, with its words; new weights without one.
    """
    started = time.process_time()
    read_items = [(item, tokens) for item in items if (tokens := read_tokens(item.text)).spans]
    references = [tokens for _, tokens in read_items]
    named = [token_labels(item, tokens.spans) if item.is_whole else None for item, tokens in read_items]
    teller = Teller()
    told = [np.array(teller.tell(tokens)).T for tokens in references]
    begun = None if start is None else dict(np.load(start))
    known = None if begun is None else _words_of(read_model(begun))
    kinds = sorted({item.type for item, _ in read_items if item.type is not None}) if known is None else known.kinds
    evidence = [evidence_for(item, kinds) if item.type is not None else [] for item, _ in read_items]
    words = _counted(named, kinds, evidence, teller, told) if known is None else known
    number = {label: index for index, label in enumerate(words.labels)}
    row_of = {name: row for row, name in enumerate(words.evidence, 1)}
    rows, sequences = _rows(words.traits, teller, told), taught(references, words.labels, teachers)
    examples = [
        Example(
            *each,
            None if line is None else np.array([number[label] for label in line]),
            None if item.type is None or not pieces else words.kinds.index(item.type),
            tuple(row for name in pieces if (row := row_of.get(name)) is not None),
            drawn,
        )
        for each, line, (item, _), pieces, drawn in zip(rows, named, read_items, evidence, sequences, strict=True)
    ]
    prepared = time.process_time()
    guideline, odds = words.kinds.index("guideline"), np.float16(_usual_odds() - _odds(items))
    if begun is not None:
        begun["types_bias"][:, guideline] -= odds
    sizes = (len(words.traits), len(words.labels), len(words.kinds), len(words.evidence))
    stated = fit(examples, *sizes, settings or (Settings() if begun is None else CONTINUED), begun)
    seconds = time.process_time() - prepared
    print(f"{len(items)} references: traits {prepared - started:.0f} s, training {seconds:.0f} s", flush=True)
    stated["types_bias"][:, guideline] += odds
    return {**stated, **{name: stored("\n".join(each)) for name, each in words._asdict().items()}}


def _counted(
    named: Sequence[list[str] | None],
    kinds: list[str],
    evidence: Sequence[Sequence[str]],
    teller: Teller,
    told: Sequence[Numbers],
) -> Words:
    """The words of references: all labels and kinds, the traits and the evidence that are common enough."""
    labels = sorted({label for line in named if line is not None for label in line})
    uses = Counter(name for pieces in evidence for name in pieces)
    pieces = sorted(name for name in uses if uses[name] >= RAREST_EVIDENCE)
    tokens = np.bincount(np.concatenate([numbers.ravel() for numbers in told]), minlength=len(teller.met))
    common = Counter[str]()
    for traits, count in zip(teller.met, tokens.tolist(), strict=True):
        for trait in traits:
            common[trait] += count
    return Words(labels, [trait for trait, count in sorted(common.items()) if count >= RAREST], kinds, pieces)


def _words_of(model: Model) -> Words:
    return Words(list(model.field.labels), list(model.scorer.network.rows), list(model.types), list(model.evidence))


def _usual_odds() -> float:
    """The odds, as a logarithm, of guidelines and laws against reports among the works that documents cite: our own
    references hold more of the former, for the sake of their many forms (label shift, Saerens et al. 2002)."""
    return _odds(list(typed()))


def _odds(items: Sequence[Labelled]) -> float:
    count = Counter(item.type for item in items)
    return float(np.log(count["guideline"] / count["report"]))


def _rows(traits: Sequence[str], teller: Teller, told: Sequence[Numbers]) -> list[tuple[Numbers, Numbers]]:
    """For each reference the rows of its traits from 1 on, token by token, and how many each token has."""
    row = {trait: number for number, trait in enumerate(traits, 1)}
    rows = [[row[trait] for trait in met if trait in row] for met in teller.met]
    result = []
    for numbers in told:
        lines = [[found for number in token for found in rows[number]] for token in numbers.tolist()]
        found = np.array([found for line in lines for found in line], np.int64)
        result.append((found, np.array([len(line) for line in lines])))
    return result


def stored(text: str) -> NDArray[np.uint8]:
    """A text as an array."""
    return np.frombuffer(text.encode(), np.uint8)


def write(stated: Stated, bands: dict[str, Any], target: Path) -> None:
    """The weights file; numpy dates nothing in it, so that the same training gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        np.savez_compressed(file, **stated, bands=stored(json.dumps(bands)))
    print(f"{target.name}: {len(stated['scale'])} traits, {target.stat().st_size:,} bytes")


def measure(options: argparse.Namespace) -> None:
    """Trains without the held-out part, prints its scores, leaves weights and bands in `OUTPUT`."""
    learnt = [*training(options.shared, options.printed / "train.jsonl"), *unmarked(options.unmarked)]
    stated = train(learnt, options.teachers, options.start)
    items = held_out(options.shared, options.printed / "test.jsonl")
    model = read_model({**stated, "bands": stored("{}")})
    found, bands = score(model, items)
    for source in (*FILES, "own", "listed", "rendered", "csl", None):
        print(summary(source or "all", [pair for pair in found if source is None or pair[0].source == source]))
    told = types_told(model, held_out_types())
    print(f"types of work: n {len(told)}  right {sum(is_right for _, is_right in told) / len(told):.3f}")
    write(stated, {**bands, "type": smooth_band(types_told(model, usual_types()))}, OUTPUT / WEIGHTS.name)


def types_told(model: Model, items: Sequence[Labelled]) -> list[tuple[float, bool]]:
    """How likely the type of each work is, and whether it is right, where the model was asked."""
    told: list[tuple[float, bool]] = []
    tokens = [read_tokens(item.text) for item in items]
    for item, its, seen in zip(items, tokens, seen_by(model, tokens), strict=True):
        shares: list[float] = []

        def believe(share: float, shares: list[float] = shares) -> float:
            shares.append(share)
            return 1.0

        leaning = None if seen.leaning is None else replace(seen.leaning, share_right=believe)
        found = by_model(item.text, its, Seen(seen.marks, leaning))
        told += [(share, found.type == item.type) for share in shares]
    return told


def score(model: Model, items: Sequence[Labelled]) -> tuple[list[tuple[Labelled, dict[str, str]]], dict[str, Any]]:
    """What the model finds in each reference, and its calibration."""
    found = []
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for item, (marks, _) in zip(items, seen_by(model, [read_tokens(item.text) for item in items]), strict=True):
        found.append((item, {mark.field: item.text[mark.start : mark.end] for mark in marks}))
        true = {label: soft(label, item.text[start:end]) for start, end, label in reversed(item.spans)} | {
            field: soft(field, text) for field, text in first_spans(item).items()
        }
        for mark in marks:
            is_right = soft(mark.field, item.text[mark.start : mark.end]) == true.get(mark.field, "")
            seen[mark.field].append((mark.confidence, is_right))
    return found, {field: band(pairs) for field, pairs in sorted(seen.items())}


def band(pairs: list[tuple[float, bool]]) -> dict[str, list[float]]:
    """Isotonic calibration: neighbouring bands are joined until each is large enough and none is less right than
    one below."""
    pairs = sorted(pairs)
    blocks: list[list[float]] = []  # lower edge, right, count
    for probability, is_right in pairs:
        blocks.append([probability, float(is_right), 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0], blocks[-1][1] + last[1], blocks[-1][2] + last[2]]
    joined: list[list[float]] = []
    for block in blocks:
        if joined and joined[-1][2] < SMALLEST_BAND:
            joined[-1] = [joined[-1][0], joined[-1][1] + block[1], joined[-1][2] + block[2]]
        else:
            joined.append(list(block))
    if len(joined) > 1 and joined[-1][2] < SMALLEST_BAND:
        last = joined.pop()
        joined[-1] = [joined[-1][0], joined[-1][1] + last[1], joined[-1][2] + last[2]]
    # One right and one wrong are added to each band, so that none claims to be certain.
    return {
        "from": [0.0] + [round(block[0], 4) for block in joined[1:]],
        "right": [round((block[1] + 1) / (block[2] + 2), 4) for block in joined],
    }


def smooth_band(pairs: list[tuple[float, bool]]) -> dict[str, list[float]]:
    """Calibration by a curve (Platt 1999) in steps of `STEPS`, where there are too few pairs for bands of their own."""
    odds = np.array([_log_odds(share) for share, _ in pairs])
    right = np.array([float(is_right) for _, is_right in pairs])
    rows, line = np.array([odds, np.ones_like(odds)]), np.zeros(2)  # slope and shift
    for _ in range(100):
        told = 1 / (1 + np.exp(-(line @ rows)))
        line += 0.5 * np.linalg.solve((rows * told * (1 - told)) @ rows.T + 1e-3 * np.eye(2), rows @ (right - told))
    slope, shift = line
    middles = [(low + high) / 2 for low, high in pairwise((*STEPS, 1.0))]
    shares = [1 / (1 + np.exp(-(slope * _log_odds(middle) + shift))) for middle in middles]
    return {"from": list(STEPS), "right": [round(float(share), 4) for share in shares]}


def _log_odds(share: float) -> float:
    share = min(max(share, 0.02), 0.9995)
    return float(np.log(share / (1 - share)))


def release(options: argparse.Namespace) -> None:
    """Trains on every labelled reference and writes the weights where the package reads them."""
    items = [*all_labelled(options.shared, options.printed / "train.jsonl"), *unmarked(options.unmarked)]
    stated = train(items, options.teachers, options.start)
    with np.load(OUTPUT / WEIGHTS.name) as measured:
        bands = json.loads(measured["bands"].tobytes())
    write(stated, bands, WEIGHTS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("measure", "release", "print"))
    parser.add_argument("shared", type=Path)
    parser.add_argument(
        "printed", type=Path, nargs="?", help="the folder with train.jsonl and test.jsonl of citation_styles.py"
    )
    parser.add_argument("--start", type=Path, help="the weights file that the training goes on from")
    parser.add_argument("--teachers", type=Path, nargs="+", default=[], help="weights files of other trainings")
    parser.add_argument("--unmarked", type=Path, help="the file of unmarked.py")
    arguments = parser.parse_args()
    if arguments.step == "print":
        print_anew(arguments.shared)
    elif arguments.printed is None:
        parser.error("name the folder PRINTED too: it is made by citation_styles.py (README.md)")
    else:
        {"measure": measure, "release": release}[arguments.step](arguments)
