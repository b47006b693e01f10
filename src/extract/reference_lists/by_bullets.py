"""Where do entries begin in a list that prints a bullet before each, as web pages and converters to Markdown do?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.reference_lists.lines import Line
from extract.reference_lists.record import LEAST_ENTRIES, LONGEST_ENTRY, PrintedEntry
from extract.reference_lists.sections import stands_behind
from extract.tables.joining import join_cut

# Match: "• ", "- " before "Berg"; near miss: "——— Berg", "- 12".
_BULLET = re.compile(r"[•●▪■◦‣∙·➢✓*–-] (?=[^\W\d_]|[“‘\"'\[])")
# So many of the blocks of a list begin with the bullet; the others go on with the one above.
_BULLETED = 0.3


def find_by_bullets(lines: Sequence[Line]) -> list[PrintedEntry]:
    """The entries of a list; empty where fewer blocks begin with one and the same bullet."""
    bullets = [found[0] for line in lines if (found := _BULLET.match(line.text)) is not None]
    usual = max(set(bullets), key=lambda bullet: (bullets.count(bullet), bullet), default="")
    if bullets.count(usual) < max(LEAST_ENTRIES, len(lines) * _BULLETED):
        return []
    entries: list[PrintedEntry] = []
    for line in lines:
        text = line.text.removeprefix(usual)
        if entries and stands_behind(line, text):
            break
        printed = line.printed(0, len(line.text))
        if len(text) < len(line.text):
            entries.append(PrintedEntry(0, text, printed))
        elif entries and len(entries[-1].text) + len(text) <= LONGEST_ENTRY and line.block.kind != "heading":
            last = entries[-1]
            entries[-1] = PrintedEntry(0, join_cut(last.text, text), (*last.lines, *printed))
    return entries
