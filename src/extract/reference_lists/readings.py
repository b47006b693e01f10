"""Which of the readings of a list without numbers is best?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.reference_lists.by_lines import find_by_lines
from extract.reference_lists.by_names import find_by_names
from extract.reference_lists.whole import LONGEST_WORDS, count_whole, is_whole
from extract.reference_lists.words import ListWords
from extract.reference_lists.years import is_dated


def best_starts(text: ListWords, by_years: tuple[int, ...]) -> tuple[int, ...]:
    """Where the entries begin: of several readings of a list the one that gives the most that are whole.

    Where lines tell the entries apart, authors and years add those that the lines hide.

    Args:
        text: the list.
        by_years: where authors with a year behind them begin.
    """
    words = text.words
    by_lines = max(find_by_lines(text), key=lambda starts: _worth(words, starts), default=())
    by_names = find_by_names(words, text.breaks)
    if 2 * len(by_years) > len(by_names):
        by_names = ()  # years follow the names, so that what follows a year may be a title
    readings = [by_years, by_names]
    if by_lines:
        readings.append(by_lines)
        for others in (by_years, by_names):
            readings += [_with(words, others, by_lines), _with(words, by_lines, others)]
    return max(readings, key=lambda starts: _worth(words, starts))


def _worth(words: Sequence[str], starts: Sequence[int]) -> int:
    """How good a reading is: entries that are whole, less those that are not."""
    return 2 * count_whole(words, starts) - len(starts)


def _with(words: Sequence[str], starts: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    """The starts with those of the others that leave a whole entry before them and begin one with a year."""
    joined = list(starts)
    for other in others:
        at = bisect_left(joined, other)
        if at < len(joined) and joined[at] == other:
            continue
        end = joined[at] if at < len(joined) else len(words)
        leaves_whole = at == 0 or is_whole(words, joined[at - 1], other)
        if leaves_whole and is_dated(words[other : min(end, other + LONGEST_WORDS)]):
            joined.insert(at, other)
    return tuple(joined)
