"""Which references train the model, and which measure it: labelled ones, and those of our own making."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from altered import altered
from corpus import Labelled, is_held_out, lines, listed, marked, read, sampled, typed
from render import pools, render

from extract.fields.names import is_body_name

# Each of these counts so often, altered but for the first time where it is marked whole.
TIMES = {"own": 2, "grey": 2, "listed": 3}
LABELLED_AGAIN = 0.7  # share of the other labelled ones that are altered too
RENDERED = 26000  # printed by `render.py`
SEED = 7
CITED = 20000  # printed by `citation_styles.py`
UNMARKED = 2  # times each entry of a list that nobody has marked
# 1,200 references that `render.py` has printed from the development part. They are kept, since another reader of names
# prints other ones.
PRINTED = Path(__file__).parent / "printed.jsonl"


def held_out(shared: Path, cited: Path | None = None) -> list[Labelled]:
    """The development part: one source file in five, one in five of our own, references printed from the parts of the
    former, and those of the file `cited`, which a citation processor has printed from its parts in styles that no
    training reference has."""
    items = [item for item in read(shared / "refs") if is_held_out(item.group)]
    own = [item for item in (*marked(), *listed()) if is_held_out(item.group)]
    return [*items, *own, *lines(PRINTED, "rendered"), *_cited(cited)]


def print_anew(shared: Path) -> None:
    """Draws the printed references of the development part anew."""
    items = [item for item in read(shared / "refs") if is_held_out(item.group)]
    with PRINTED.open("w", encoding="utf-8") as file:
        for name, item in render(1200, pools(items, shared / "records"), 99, damage=0.15):
            stated = {"id": name, "text": item.text, "spans": item.spans, "type": item.type}
            file.write(json.dumps(stated, ensure_ascii=False) + "\n")


def held_out_types() -> list[Labelled]:
    """The works of the development part whose types are known."""
    return [item for item in (*marked(), *listed(), *typed()) if is_held_out(item.group)]


def usual_types() -> list[Labelled]:
    """Works whose types are known and as common as lists have them: our own marked ones, of which many were written
    because their types are mistaken, are right less often than what a list prints."""
    return [*(item for item in (*typed(), *listed()) if is_held_out(item.group)), *sampled()]


def training(shared: Path, cited: Path | None = None) -> list[Labelled]:
    """All that is not held out, and references printed from its parts."""
    return _with_printed([item for item in _labelled(shared) if not is_held_out(item.group)], shared, cited)


def all_labelled(shared: Path, cited: Path | None = None) -> list[Labelled]:
    """Every labelled reference, and references printed from their parts."""
    return _with_printed(list(_labelled(shared)), shared, cited)


def unmarked(path: Path | None) -> list[Labelled]:
    """Entries of lists of which nobody has said anything (`unmarked.py`)."""
    texts = [] if path is None else json.loads(path.read_text(encoding="utf-8"))
    return [Labelled("unmarked", text, text, (), is_whole=False) for text in texts] * UNMARKED


def _labelled(shared: Path) -> Iterator[Labelled]:
    yield from read(shared / "refs")
    yield from marked()
    yield from listed()
    yield from typed()


def _with_printed(labelled: Sequence[Labelled], shared: Path, cited: Path | None) -> list[Labelled]:
    items = [_with_body(item) for item in labelled]
    printed = [item for _, item in render(RENDERED, pools(items, shared / "records"), SEED)]
    return [*items, *_in_other_guise(items), *printed, *list(_cited(cited))[:CITED]]


def _in_other_guise(items: Sequence[Labelled]) -> Iterator[Labelled]:
    """Copies of labelled references, altered where all of their fields are marked."""
    draw = Random(SEED)
    for item in items:
        times = TIMES.get(item.source)
        for _ in range(times - 1 if times is not None else int(draw.random() < LABELLED_AGAIN)):
            yield altered(item, draw) if item.is_whole else item


def _with_body(item: Labelled) -> Labelled:
    """The reference with the body that stands first as its author, where the labels call it a publisher or a note and
    name no author: the style manuals put a body in the author's place (APA 7, section 9.11), and most labels do."""
    spans = sorted(span for span in item.spans if span[2] != "number")
    if not spans or spans[0][2] not in ("publisher", "note") or any(label == "authors" for *_, label in spans):
        return item
    start, end, label = spans[0]
    if not is_body_name(item.text[start:end]):
        return item
    return replace(
        item, spans=tuple((*span[:2], "authors") if span == (start, end, label) else span for span in item.spans)
    )


def _cited(path: Path | None) -> Iterator[Labelled]:
    return iter(()) if path is None else lines(path, "csl")
