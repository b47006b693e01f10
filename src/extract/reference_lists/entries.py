"""What are the entries of a list without numbers, and what is printed of each behind its authors?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.reference_lists.beginnings import Beginning
from extract.reference_lists.by_labels import without_labels
from extract.reference_lists.by_years import find_by_years
from extract.reference_lists.lines import Line
from extract.reference_lists.readings import best_starts
from extract.reference_lists.record import LEAST_ENTRIES, LONGEST_ENTRY, PrintedEntry
from extract.reference_lists.words import ListWords, words_of


@dataclass(frozen=True)
class DatedEntry:
    """An entry, and the authors and year that it begins with; None where it prints the year elsewhere."""

    printed: PrintedEntry
    beginning: Beginning | None


def find_entries(lines: Sequence[Line]) -> list[DatedEntry]:
    """Entries of one list, told by their authors and years, by their lines, or by the order of their names."""
    text, labelled = without_labels(words_of(lines))
    if not text.words:
        return []
    if len(labelled) >= LEAST_ENTRIES:
        return _cut(text, labelled, {})
    dated = {entry.first: entry for entry in find_by_years(text.words, text.breaks)}
    starts = best_starts(text, tuple(dated))
    if 2 * len(dated.keys() & set(starts)) < len(starts):
        dated = {}  # a list that prints the year elsewhere: what looks like names and a year is none
    return _cut(text, starts, dated) if len(starts) >= LEAST_ENTRIES else []


def _cut(text: ListWords, starts: Sequence[int], dated: Mapping[int, Beginning]) -> list[DatedEntry]:
    """The words from each start to the next, with the lines that they stand in."""
    line_starts = list(text.lines_at)
    entries: list[DatedEntry] = []
    for start, end in pairwise((*starts, len(text.words))):
        own = line_starts[bisect_right(line_starts, start) - 1 : bisect_left(line_starts, end)]
        lines = tuple(text.lines_at[at] for at in own)
        raw = " ".join(text.words[start:end])[:LONGEST_ENTRY]
        entries.append(DatedEntry(PrintedEntry(0, raw, lines), dated.get(start)))
    return entries
