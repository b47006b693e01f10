"""What are the entries of a list without numbers, and what is printed of each behind its authors?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.reference_lists.beginnings import Beginning
from extract.reference_lists.by_labels import without_labels
from extract.reference_lists.by_lines import edge_lines, edges_of_lines, entry_lines
from extract.reference_lists.by_years import find_by_years
from extract.reference_lists.lines import Line
from extract.reference_lists.readings import best_starts, with_sure, worth
from extract.reference_lists.record import LEAST_ENTRIES, LONGEST_ENTRY, PrintedEntry
from extract.reference_lists.words import ListWords, words_of
from extract.reference_lists.years import is_dated

# Where so many entries begin at one edge all do. A reading in which they begin within lines is taken where it is twice
# as good as one in which they begin lines.
_AT_EDGE, _ANYWHERE = 0.9, 2.0


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
    # Entries begin printed lines; where they seldom do, they run on within a line.
    starts, dated = _read(text, text.heads)
    for edge in edges_of_lines(text):
        if starts and len(edge.intersection(starts)) >= _AT_EDGE * len(starts):
            starts, dated = _read(text, edge)
            for lines_of in (entry_lines, edge_lines):
                starts = with_sure(text.words, starts, lines_of(text, edge))
            break
    # No reading is worth more than it has words that stand for a year.
    dates = sum(is_dated((word,)) for word in text.words)
    if len(text.heads) < len(text.words) and dates >= max(_ANYWHERE * worth(text.words, starts), 1):
        anywhere = _read(text, frozenset(range(len(text.words))))
        if worth(text.words, anywhere[0]) >= max(_ANYWHERE * worth(text.words, starts), 1):
            starts, dated = anywhere
    return _cut(text, starts, dated) if len(starts) >= LEAST_ENTRIES else []


def _read(text: ListWords, heads: frozenset[int]) -> tuple[tuple[int, ...], dict[int, Beginning]]:
    """Where entries begin, all of them at `heads`; and authors and year at their beginning, where the list prints them
    there."""
    dated = {entry.first: entry for entry in find_by_years(text.words, text.breaks, heads)}
    starts = best_starts(text, tuple(dated), heads)
    if 2 * len(dated.keys() & set(starts)) < len(starts):
        dated = {}  # a list that prints the year elsewhere: what looks like names and a year is none
    return starts, dated


def _cut(text: ListWords, starts: Sequence[int], dated: Mapping[int, Beginning]) -> list[DatedEntry]:
    """The words from each start to the next, with the lines that they stand in."""
    entries: list[DatedEntry] = []
    for start, end in pairwise((*starts, len(text.words))):
        lines = tuple({id(line): line for line in text.printed[start:end]}.values())
        raw = " ".join(text.words[start:end])[:LONGEST_ENTRY]
        entries.append(DatedEntry(PrintedEntry(0, raw, lines), dated.get(start)))
    return entries
