"""Which regions hold no table: lists of references, axes of charts, the columns of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from extract.formats.pdf.areas.regions import SAME_TABLE_PT, Context, Region
from extract.formats.pdf.lines.columns import column_of
from extract.formats.pdf.lines.words import Word

# A list's number in the first column of a reference list. Matches "12.", "[12]"; not "S12". Linear.
LIST_NUMBER = re.compile(r"\[?\d{1,3}[.\])]{1,2}|[•●▪–-]")

# Points; columns of text are wider. The widths of the columns of one page differ by no more than this.
NARROWEST_TEXT = 120.0
ALIKE = 1.2


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
        and any(abs(context.columns[-1][1] - end) < 2 * SAME_TABLE_PT for end in (edges[-1][1], region.x1))
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
    """Whether two or three columns are the columns of a page: most of their lines fill the column.

    The numbers of a list may hang in columns of their own, one before each column of text; a table has one such column,
    which counts its rows.
    """
    if len(body) < 8:
        return False
    parts: dict[int, list[list[Word]]] = defaultdict(list)
    for words in body:
        for column, part in groupby(words, key=lambda word: column_of(edges, word.middle)):
            parts[column].append(list(part))
    texts = [each for each in parts.values() if not _are_numbers(each)]
    counts_rows = _are_numbers(parts[min(parts)]) and len(parts) < 2 * len(texts)
    if len(texts) > 3 or counts_rows or (len(edges) > 3 and len(texts) == len(parts)):
        return False
    widths = [[part[-1].x1 - part[0].x0 for part in text] for text in texts]
    reaches = [max(each, default=0.0) for each in widths]
    # Each line's part of the width of its column; a line that is set ragged leaves up to a fifth.
    filled = [
        width / reach if reach > NARROWEST_TEXT else 0.0
        for each, reach in zip(widths, reaches, strict=True)
        for width in each
    ]
    are_alike = max(reaches, default=0.0) <= ALIKE * min(reaches, default=0.0)
    return _share(filled, 0.9) > 0.55 or (are_alike and _share(filled, 0.8) > 0.7)


def _share(filled: Sequence[float], least: float) -> float:
    return sum(part > least for part in filled) / max(len(filled), 1)


def _are_numbers(parts: Sequence[Sequence[Word]]) -> bool:
    """Whether a column holds the numbers of a list."""
    return all(len(part) == 1 for part in parts) and all(LIST_NUMBER.fullmatch(part[0].text) for part in parts)


__all__ = ["is_no_table", "is_prose"]
