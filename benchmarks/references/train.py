"""Trains the reference model: once without the held-out part, to measure and calibrate, once on all, to ship.

    python benchmarks/references/train.py measure ../shared    # weights without the held-out part, bands, scores
    python benchmarks/references/train.py release ../shared    # weights of all references, to the package

Both are deterministic: fixed order, fixed seed, one thread. The release takes the bands that `measure` left.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from corpus import FILES, SCORED, Labelled, evaluate, first_spans, is_held_out, read, soft, token_labels
from numpy.typing import NDArray
from optimise import Penalty, References, optimise
from render import pools, render

from extract.fields.references.features import Features
from extract.fields.references.model import WEIGHTS, Model, raw_marks, read_model
from extract.fields.references.teller import Teller
from extract.fields.references.tokens import Tokens, read_tokens

OUTPUT = Path(tempfile.gettempdir()) / "review-extract-references"
# On the held-out part (F1 without references of our own making): L2 alone gives .922 to .927, L1 of 0.4 .931, 1.0 .931
# with a twentieth of the weights.
PENALTY = Penalty(l1=0.7, l2=0.02)
ITERATIONS = 50
RAREST = 3  # tokens that must have a feature; with 2 there are half as many features again to look through
SMALLEST = 0.02  # weights below are left out: the F1 changes in the fourth digit
RENDERED = 12000
SEED = 7
SMALLEST_BAND = 40  # references in a calibration band: below, its share is moved by chance more than 0.02


def train(items: Sequence[Labelled]) -> dict[str, Any]:
    """What a weights file states of the model that fits the references, but for its bands."""
    started = time.process_time()
    read_items = [(item, tokens) for item in items if (tokens := read_tokens(item.text)).spans]
    named = [token_labels(item, tokens.spans) for item, tokens in read_items]
    labels = sorted({label for line in named for label in line})
    number = {label: index for index, label in enumerate(labels)}
    clues, told = _told([tokens for _, tokens in read_items])
    numbers = [[number[label] for label in line] for line in named]
    references = References(told, numbers, clues, len(labels), RAREST)
    prepared = time.process_time()
    states, moves = references.split(optimise(references, PENALTY, ITERATIONS))
    seconds = time.process_time() - prepared
    print(f"{len(items)} references: features {prepared - started:.0f} s, training {seconds:.0f} s", flush=True)
    kept: dict[str, list[float]] = {}
    for name, row in sorted(zip(references.names, range(len(states)), strict=True)):
        heavy = [(label, weight) for label, weight in enumerate(states[row].tolist()) if abs(weight) >= SMALLEST]
        if heavy:
            kept[name] = [value for label, weight in heavy for value in (label, round(weight, 3))]
    return {"labels": labels, "moves": [[round(move, 3) for move in row] for row in moves.tolist()], "states": kept}


def _told(references: Sequence[Tokens]) -> tuple[list[Features], list[NDArray[np.int32]]]:
    """The features of each clue, and for each reference the numbers of its clues, one row a token."""
    teller, clues, told = Teller(), dict[Features, int](), []
    met: list[int] = []  # the place in `clues` of each clue that the teller numbers
    for tokens in references:
        start = teller.count
        numbers, fresh = teller.tell(tokens.text, tokens.spans, tokens.named)
        met[start:] = [clues.setdefault(features, len(clues)) for features in fresh]
        told.append(np.array([[met[number] for number in row] for row in numbers.T.tolist()], np.int32))
    return list(clues), told


def write(stated: dict[str, Any], bands: dict[str, Any], target: Path) -> None:
    """The weights file; no date goes into it, so that the same training gives the same bytes."""
    content = json.dumps({**stated, "bands": bands}, ensure_ascii=False, separators=(",", ":"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content.encode(), 9, mtime=0))
    print(f"{target.name}: {len(stated['states'])} features, {target.stat().st_size:,} bytes")


def held_out(shared: Path) -> list[Labelled]:
    """The development part: one source file in five, and references printed from its parts."""
    items = [item for item in read(shared / "refs") if is_held_out(item.group)]
    parts = pools(items, shared / "records")
    return items + [item for _, item in render(1200, parts, 99, damage=0.15)]


def with_rendered(items: list[Labelled], shared: Path) -> list[Labelled]:
    """The labelled references and `RENDERED` of our own making."""
    return items + [item for _, item in render(RENDERED, pools(items, shared / "records"), SEED)]


def measure(shared: Path) -> None:
    """Trains without the held-out part, prints its scores, leaves weights and bands in `OUTPUT`."""
    stated = train(with_rendered([item for item in read(shared / "refs") if not is_held_out(item.group)], shared))
    found, bands = score(read_model({**stated, "bands": {}}), held_out(shared))
    for source in (*FILES, "rendered", None):
        pairs = [pair for pair in found if source is None or pair[0].source == source]
        scores, whole, _ = evaluate(pairs)
        fields = "  ".join(f"{field} {scores[field].f1:.3f}" for field in SCORED if field in scores)
        print(f"{source or 'all':15s} n {len(pairs):5d}  F1 {scores['all'].f1:.4f}  whole {whole:.3f}  {fields}")
    write(stated, bands, OUTPUT / WEIGHTS.name)


def score(model: Model, items: Sequence[Labelled]) -> tuple[list[tuple[Labelled, dict[str, str]]], dict[str, Any]]:
    """What the model finds in each reference, and its calibration."""
    found = []
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for item in items:
        tokens = read_tokens(item.text)
        marks = raw_marks(model.scorer, tokens) if tokens.spans else ()
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


def release(shared: Path) -> None:
    """Trains on every labelled reference and writes the weights where the package reads them."""
    bands = json.loads(gzip.decompress((OUTPUT / WEIGHTS.name).read_bytes()))["bands"]
    write(train(with_rendered(list(read(shared / "refs")), shared)), bands, WEIGHTS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("measure", "release"))
    parser.add_argument("shared", type=Path)
    arguments = parser.parse_args()
    {"measure": measure, "release": release}[arguments.step](arguments.shared)
