"""Labelled references: read, split by source, turned into labelled tokens, scored by GROBID's soft match."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FILES = ("anystyle_core", "anystyle_gold", "anystyle_good", "grobid")
LABEL = {
    "author": "authors",
    "date": "year",
    "location": "place",
    "editor": "editors",
    "num": "number",
    "other": "note",
}
MARKED = Path(__file__).parent / "marked"
LISTED = Path(__file__).parent / "listed"
DRAWN = Path(__file__).parent / "drawn"
UNSEEN = Path(__file__).parent / "unseen"
SAMPLED = Path(__file__).parent / "sampled"
TYPED = Path(__file__).parent / "grey.jsonl"
# A tag of a marked reference. Match: "<title>", "</doi>"; near miss: "<b>".
_MARK = re.compile(
    r"<(/?)(num|author|editor|date|title|container|series|volume|issue|pages|publisher|location|note|doi|url)>"
)
# A year with the bracket before it. Match: " (2012", ", 2012"; near miss: "12012".
_YEAR = re.compile(r"\W*\b(?:19|20)\d\d\b")
SCORED = ("authors", "year", "title", "container", "volume", "issue", "pages")


Span = tuple[int, int, str]


@dataclass(frozen=True)
class Labelled:
    """A printed reference with its true marks.

    Attributes:
        source: names the set; group: what a split must not part.
        is_whole: whether all fields are marked; type: of work, None where nobody has said it.
    """

    source: str
    group: str
    text: str
    spans: tuple[Span, ...]
    type: str | None = None
    is_whole: bool = True


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
        yield Labelled(name, group, item["text"], spans, item.get("type") or _type_by_labels(spans))


def _type_by_labels(spans: Sequence[Span]) -> str | None:
    """An article, where there is nothing but what articles have; of what else there may be the labels do not tell."""
    labels = {label for *_, label in spans}
    is_article = {"container", "volume", "pages"} <= labels and not labels & {"publisher", "place", "editors", "note"}
    return "article" if is_article else None


def typed(path: Path = TYPED) -> Iterator[Labelled]:
    """The works that are no articles, of which we know types and values; marks are where a value is found."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        found = Labelled("grey", "", item["text"], tuple(_found(item)), item["type"], is_whole=False)
        yield replace(found, group=f"own-{title_key(found) or found.text}")


def _found(item: Mapping[str, Any]) -> Iterator[Span]:
    """Where the values stand, each as it is printed and none inside another; the authors from the first to a year or
    the title behind."""
    text, taken = str(item["text"]), [False] * len(item["text"])
    spans: list[Span] = []

    def take(start: int, end: int, label: str) -> None:
        if 0 <= start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            spans.append((start, end, label))

    for label in ("title", "container"):
        if item[label]:
            take(start := text.find(item[label]), start + len(item[label]), label)
    behind = next((start for start, _, label in spans if label == "title"), len(text))
    if item["authors"]:
        first = item["authors"][0].split(",")[0]
        start = text.find(first, 0, behind)
        year = _YEAR.search(text, start + len(first), behind) if start >= 0 else None
        take(start, year.start() if year is not None else behind, "authors")
    if item["publisher"]:
        at = next((at for at in _places(text, item["publisher"]) if not taken[at]), -1)
        take(at, at + len(item["publisher"]), "publisher")
    for found in re.finditer(rf"\b{item['year']}\b", text) if item["year"] else ():
        if not any(taken[found.start() : found.end()]):
            take(*found.span(), "year")
            break
    yield from sorted(spans)


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def marked(folder: Path = MARKED) -> Iterator[Labelled]:
    """The references of our own writing, whose marks are tags in the text (`marked/README.md`)."""
    for path in sorted(folder.glob("*.txt")):
        yield from marked_file(path)


def listed() -> Iterator[Labelled]:
    """References of public lists, as these print them, marked by hand; they train."""
    for item in marked(LISTED):
        yield replace(item, source="listed")


def drawn() -> Iterator[Labelled]:
    """References of other public lists, marked by hand, which train nothing."""
    yield from _named("drawn", DRAWN)


def unseen() -> Iterator[Labelled]:
    """Marked references that nothing was made with: neither rules nor weights."""
    yield from _named("unseen", UNSEEN)


def sampled() -> Iterator[Labelled]:
    """Marked references of lists as they come, easy and hard, which train nothing."""
    yield from _named("sampled", SAMPLED)


def _named(name: str, folder: Path) -> Iterator[Labelled]:
    for path in sorted(folder.glob("*.txt")):
        for item in marked_file(path):
            yield replace(item, source=f"{name} {path.stem}")


def marked_file(path: Path) -> Iterator[Labelled]:
    """The references of one file."""
    for kind, text, spans in marked_lines(path):
        item = Labelled("own", "", text, spans, kind)
        yield replace(item, group=f"own-{title_key(item) or text}")


def marked_lines(path: Path) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """Type of work, text without tags, and spans of each line of a file of marked references.

    Raises:
        ValueError: a tag is not closed, or stands inside another.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, _, printed = line.partition("\t")
        text, spans = "", []
        opened: tuple[int, str] | None = None
        at = 0
        for mark in _MARK.finditer(printed):
            text += printed[at : mark.start()]
            at = mark.end()
            if bool(mark[1]) != (opened is not None) or (opened is not None and opened[1] != mark[2]):
                raise ValueError(f"{path}:{number}: {mark[0]} stands where it cannot")
            if opened is None:
                opened = len(text), mark[2]
            else:
                spans.append((opened[0], len(text), LABEL.get(mark[2], mark[2])))
                opened = None
        text += printed[at:]
        if opened is not None:
            raise ValueError(f"{path}:{number}: <{opened[1]}> is not closed")
        yield kind, text, tuple(spans)


def title_key(item: Labelled) -> str:
    """The title in letters and digits alone, "" where none is marked."""
    return next((soft("title", item.text[start:end]) for start, end, label in item.spans if label == "title"), "")


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


def summary(name: str, pairs: Sequence[tuple[Labelled, dict[str, str]]]) -> str:
    """One line: how many references, F1 of all fields, the share that is right as a whole, F1 of each field."""
    scores, whole, _ = evaluate(pairs)
    fields = "  ".join(f"{field} {scores[field].f1:.3f}" for field in SCORED if field in scores)
    return f"{name:15s} n {len(pairs):5d}  F1 {scores['all'].f1:.4f}  whole {whole:.3f}  {fields}"
