"""Trains the reference model: once without the held-out part, to measure and calibrate, once on all, to ship.

    python benchmarks/references/train.py measure ../shared    # weights without the held-out part, bands, scores
    python benchmarks/references/train.py release ../shared    # weights of all references, to the package

Both are deterministic: fixed order, fixed seed, one thread. The release takes the bands that `measure` left.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import struct
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pycrfsuite  # type: ignore[import-untyped]
from corpus import FILES, SCORED, Labelled, evaluate, first_spans, is_held_out, read, soft, token_labels
from render import Pools, pools, render

from extract.fields.references.model import CALIBRATION, WEIGHTS, is_second_opinion_asked, opinion, raw_marks
from extract.fields.references.tokens import read_tokens

OUTPUT = Path(tempfile.gettempdir()) / "review-extract-references"
# On a third of the data, with the features before these, c1 = 0.05 gave the same F1 as 0.2 (.928) and a file half as
# large again. 50 iterations are what the time for training allows.
PARAMETERS = {"c1": 0.15, "c2": 0.01, "max_iterations": 50, "feature.minfreq": 2}
RENDERED = 8000
SEED = 7
SMALLEST_BAND = 40  # references in a calibration band: below, its share is moved by chance more than 0.02


def train(items: list[Labelled], target: Path) -> None:
    """Fits the model on the references and writes its weights."""
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs", params=PARAMETERS)
    started = time.perf_counter()
    for item in items:
        tokens = read_tokens(item.text)
        if tokens.spans:
            trainer.append(tokens.features, token_labels(item, tokens.spans))
    prepared = time.perf_counter()
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = target.with_suffix(".raw")
    trainer.train(str(raw))
    target.write_bytes(packed(raw.read_bytes()))
    raw.unlink()
    seconds = time.perf_counter() - prepared
    print(
        f"{len(items)} references: features {prepared - started:.0f} s, training {seconds:.0f} s, "
        f"{target.stat().st_size:,} bytes"
    )


def packed(model: bytes) -> bytes:
    """The model compressed, its weights rounded to three figures (half precision): the F1 stays the same to four
    digits.

    CRFsuite's format (crfsuite/lib/crf/src/crf1d_model.c): a header of four-byte fields, the ninth of which says where
    the features begin; there a mark, the size and the count, then records of type, source, target and weight (double).
    No date goes into the result, so that the same training gives the same bytes.
    """
    start = struct.unpack_from("<I", model, 28)[0]
    count = struct.unpack_from("<I", model, start + 8)[0]
    layout = np.dtype([("type", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
    records = np.frombuffer(model, layout, count, start + 12).copy()
    records["weight"] = records["weight"].astype(np.float16)
    end = start + 12 + records.nbytes
    return gzip.compress(model[: start + 12] + records.tobytes() + model[end:], 9, mtime=0)


def held_out(shared: Path) -> list[Labelled]:
    """The development part: one source file in five, and references printed from its parts."""
    items = [item for item in read(shared / "refs") if is_held_out(item.group)]
    parts = pools(items, shared / "records")
    return items + [item for _, item in render(1200, parts, 99, damage=0.15)]


def with_rendered(items: list[Labelled], shared: Path) -> list[Labelled]:
    """The labelled references and `RENDERED` of our own making."""
    parts: Pools = pools(items, shared / "records")
    return items + [item for _, item in render(RENDERED, parts, SEED)]


def measure(shared: Path) -> None:
    """Trains without the held-out part, prints its scores, leaves weights and bands in `OUTPUT`."""
    weights = OUTPUT / "development.crfsuite.gz"
    if not weights.exists():
        train(with_rendered([item for item in read(shared / "refs") if not is_held_out(item.group)], shared), weights)
    content = gzip.decompress(weights.read_bytes())
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(content)
    found = []
    seen: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for item in held_out(shared):
        tokens = read_tokens(item.text)
        marks = raw_marks(tagger, tokens) if tokens.spans else ()
        found.append((item, {mark.field: item.text[mark.start : mark.end] for mark in marks}))
        true = {label: soft(label, item.text[start:end]) for start, end, label in reversed(item.spans)} | {
            field: soft(field, text) for field, text in first_spans(item).items()
        }
        is_asked = is_second_opinion_asked(marks)
        for mark in marks:
            is_right = soft(mark.field, item.text[mark.start : mark.end]) == true.get(mark.field, "")
            seen[mark.field, opinion(mark, tokens) if is_asked else "unasked"].append((mark.confidence, is_right))
    for source in (*FILES, "rendered", None):
        pairs = [pair for pair in found if source is None or pair[0].source == source]
        scores, whole, _ = evaluate(pairs)
        fields = "  ".join(f"{field} {scores[field].f1:.3f}" for field in SCORED if field in scores)
        print(f"{source or 'all':15s} n {len(pairs):5d}  F1 {scores['all'].f1:.4f}  whole {whole:.3f}  {fields}")
    bands: dict[str, dict[str, dict[str, list[float]]]] = {field: {} for field in sorted({field for field, _ in seen})}
    for (field, said), marks_seen in sorted(seen.items()):
        bands[field][said] = band(marks_seen)
    (OUTPUT / "bands.json").write_text(json.dumps(bands, indent=1), encoding="utf-8")


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
    """Trains on every labelled reference and writes weights and calibration where the package reads them."""
    train(with_rendered(list(read(shared / "refs")), shared), WEIGHTS)
    stated = {
        "sha256": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(),
        "bands": json.loads((OUTPUT / "bands.json").read_text()),
    }
    CALIBRATION.write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("measure", "release"))
    parser.add_argument("shared", type=Path)
    arguments = parser.parse_args()
    {"measure": measure, "release": release}[arguments.step](arguments.shared)
