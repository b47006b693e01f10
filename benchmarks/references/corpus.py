"""Labelled references: read, split by source, turned into labelled tokens, scored by GROBID's soft match."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FILES = ("anystyle_core", "anystyle_gold", "anystyle_good", "grobid")
LABEL = {
    "author": "authors",
    "date": "year",
    "location": "place",
    "editor": "editors",
    "num": "number",
    "other": "note",
}
SCORED = ("authors", "year", "title", "container", "volume", "issue", "pages")


@dataclass(frozen=True)
class Labelled:
    """A printed reference with its true marks. `source` names the set; `group` is what a split must not part."""

    source: str
    group: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def read(folder: Path) -> Iterator[Labelled]:
    """All references of the four sets."""
    for name in FILES:
        yield from lines(folder / f"{name}.jsonl", name)


def lines(path: Path, name: str) -> Iterator[Labelled]:
    """The references of one file, labels named as the fields are."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        group = str(item["id"]).split("#")[0] if name == "grobid" else f"{name}-{item['id']}"
        spans = tuple((start, end, LABEL.get(label, label)) for start, end, label in item["spans"])
        yield Labelled(name, group, item["text"], spans)


def is_held_out(group: str) -> bool:
    """One group in five, by the hash of its name: the same on every machine."""
    return int(hashlib.sha256(f"dev-{group}".encode()).hexdigest(), 16) % 5 == 0


def token_labels(item: Labelled, tokens: Sequence[tuple[int, int]]) -> list[str]:
    """The label of each token: that of the span in which most of its letters and digits stand, `o` outside."""
    result = []
    for start, end in tokens:
        best, most = "o", 0
        for first, last, label in item.spans:
            shared = (
                sum(char.isalnum() for char in item.text[max(start, first) : min(end, last)])
                if first < end and last > start
                else 0
            )
            if shared > most:
                best, most = label, shared
        if most == 0:
            inside = [label for first, last, label in item.spans if first <= start and end <= last]
            best = inside[0] if inside else "o"
        result.append(best)
    return result


def soft(field: str, text: str) -> str:
    """GROBID's soft match: case, punctuation and space ignored; of a date the year, of numbers not the word before
    them."""
    if field == "year":
        found = re.findall(r"(?:1[5-9]|20)\d\d", text)
        return found[-1] if found else soft("", text)
    if field in ("volume", "issue", "pages"):
        text = re.sub(
            r"^\W*(?:vol(?:ume)?s?|bd|band|tome|no|nr|n[°º]|number|issue|iss|pages?|pp|p|s)\b[.:]?\s*(?=\w)",
            "",
            text,
            flags=re.IGNORECASE,
        )
    if field == "container":
        text = re.sub(r"^\W*in\b:?\s*(?=\w)", "", text, flags=re.IGNORECASE)
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass
class Score:
    """Counts of one field or of all: true and found, found, true."""

    hit: int = 0
    found: int = 0
    true: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / (self.found + self.true) if self.found + self.true else 0.0


def first_spans(item: Labelled) -> dict[str, str]:
    """The text of the first span of each scored field."""
    result: dict[str, str] = {}
    for start, end, label in item.spans:
        if label in SCORED:
            result.setdefault(label, item.text[start:end])
    return result


def evaluate(
    pairs: Iterable[tuple[Labelled, dict[str, str]]],
) -> tuple[dict[str, Score], float, list[tuple[Labelled, str, str, str]]]:
    """Scores by field and `all`, the share of references that are right in every scored field, and the misses."""
    scores: dict[str, Score] = defaultdict(Score)
    whole: Counter[bool] = Counter()
    misses = []
    for item, found in pairs:
        true = {field: soft(field, text) for field, text in first_spans(item).items()}
        got = {field: soft(field, text) for field, text in found.items() if field in SCORED}
        true = {field: text for field, text in true.items() if text}
        got = {field: text for field, text in got.items() if text}
        for field in SCORED:
            for name in (field, "all"):
                scores[name].true += field in true
                scores[name].found += field in got
                scores[name].hit += field in true and true.get(field) == got.get(field)
            if true.get(field) != got.get(field):
                misses.append((item, field, true.get(field, ""), got.get(field, "")))
        whole[true == got] += 1
    return dict(scores), whole[True] / max(1, sum(whole.values())), misses
