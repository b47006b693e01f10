"""How a document begins, and its key findings."""

from __future__ import annotations

import re

from extract.front_matter.wording import BULLET, COPYRIGHT
from extract.pages import Pages
from extract.sections import label_section, read_passages

# Words of the abstract that identify a document without a title: two abstracts that share thirty words are one.
OPENING_WORDS = 30
# A paragraph of running text; shorter ones in front are lines of an imprint.
FEWEST_RUNNING_WORDS = 20
MOST_KEY_FINDINGS = 50
KEY_FINDINGS = re.compile(
    r"\b(?:key|main|headline|principal|important)\s(?:findings|messages|points|results|takeaways|lessons)\b|^highlights$"
    r"|^summary of findings$|\bmessages from the evidence\b",
    re.IGNORECASE,
)
# The label of an abstract that begins its paragraph. Match: `Abstract—This review`, `ABSTRACT This`; near miss:
# `Abstract art`.
ABSTRACT_LABEL = re.compile(r"(?:Abstract|ABSTRACT)(?:\s?[:.—–|-]{1,2}\s?|\s(?=[A-Z]))")


def find_opening(pages: Pages) -> str | None:
    """The first words of the abstract, or of the first running paragraph."""
    first: str | None = None
    for passage in read_passages(pages):
        text = " ".join(passage.block.text.split())
        if passage.block.kind != "paragraph" or len(text.split()) < FEWEST_RUNNING_WORDS:
            continue
        text = ABSTRACT_LABEL.sub("", text, count=1)
        if passage.section == "abstract" or label_section(passage.block.text) == "abstract":
            return _first_words(text)
        is_imprint = "@" in text or COPYRIGHT.search(text[:200]) is not None
        is_running = not is_imprint and text.rstrip("\"'”’)").endswith((".", "!", "?", ":")) and not text[:1].islower()
        if first is None and passage.section != "end" and is_running:
            first = _first_words(text)
    return first


def _first_words(text: str) -> str:
    return " ".join(text.split()[:OPENING_WORDS])


def find_key_findings(pages: Pages) -> tuple[str, ...]:
    """What stands under the first heading of key findings: its list items, or its paragraphs where it has none."""
    under = [passage for passage in read_passages(pages) if passage.heading and KEY_FINDINGS.search(passage.heading)]
    under = [passage for passage in under if passage.heading == under[0].heading]
    items = [passage for passage in under if passage.block.kind == "list-item"]
    chosen = items or [passage for passage in under if passage.block.kind == "paragraph"]
    texts = [" ".join(BULLET.sub("", passage.block.text, count=1).split()) for passage in chosen]
    return tuple(texts[:MOST_KEY_FINDINGS])
