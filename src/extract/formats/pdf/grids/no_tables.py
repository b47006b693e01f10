"""Which regions hold no table: lists of references, axes of charts, the columns of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.formats.pdf.areas.regions import SAME_TABLE_PT, Context, Region
from extract.formats.pdf.lines.columns import column_of
from extract.formats.pdf.lines.words import Word

# A list's number in the first column of a reference list. Matches "12.", "[12]"; not "S12". Linear.
LIST_NUMBER = re.compile(r"\[?\d{1,3}[.\])]{1,2}|[•●▪–-]")


def is_no_table(
    region: Region,
    head: Sequence[Sequence[Word]],
    body: Sequence[Sequence[Word]],
    edges: Sequence[tuple[float, float]],
    context: Context,
) -> bool:
    """Whether a region that no caption names is a reference list, a chart's labels, or text under a running head."""
    first = [line[0].text for line in body if column_of(edges, line[0].middle) == 0]
    numbered = sum(LIST_NUMBER.fullmatch(text) is not None for text in first)
    if len(first) >= 2 and numbered >= 0.8 * len(first) and len(edges) <= 4:
        return True
    rules = [cut for cut in region.cuts if cut.is_rule]
    is_continued = (
        len(context.columns) == len(edges)
        and abs(context.columns[0][0] - edges[0][0]) < 2 * SAME_TABLE_PT
        and abs(context.columns[-1][1] - edges[-1][1]) < 2 * SAME_TABLE_PT
    )
    if is_continued:
        return False
    if not head:
        return len(rules) < 3 or len(edges) < 3 or len(body) < 3
    if len(rules) < 2 and not region.shades:
        return True
    cells = [word.text for line in head for word in line]
    return all(not any(c.isalpha() for c in text) for text in cells)  # an axis


def is_prose(body: Sequence[Sequence[Word]], edges: Sequence[tuple[float, float]]) -> bool:
    """Whether two or three columns are the columns of a page: most of their lines fill the column."""
    if len(edges) > 3 or len(body) < 8:
        return False
    full = total = 0
    reach = [0.0] * len(edges)
    runs: list[tuple[int, float]] = []
    for words in body:
        parts: dict[int, list[Word]] = {}
        for word in words:
            parts.setdefault(column_of(edges, word.middle), []).append(word)
        for column, part in parts.items():
            width = part[-1].x1 - part[0].x0
            reach[column] = max(reach[column], width)
            runs.append((column, width))
    for column, width in runs:
        total += 1
        full += width > 0.9 * reach[column] and reach[column] > 120
    return full > 0.55 * total


__all__ = ["is_no_table", "is_prose"]
