"""Which of the readings of a list without numbers is best?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extract.reference_lists.by_lines import find_by_lines, starts_behind_room
from extract.reference_lists.by_names import find_by_names
from extract.reference_lists.whole import LEAST_LETTERS, LONGEST_WORDS, count_whole, is_whole
from extract.reference_lists.words import ListWords
from extract.reference_lists.years import is_dated

# Lines of a kind, such as those behind one with room for more, begin entries where so many of them do by all else that
# tells.
_SURE_SHARE = 0.9


def best_starts(text: ListWords, by_years: tuple[int, ...], heads: frozenset[int]) -> tuple[int, ...]:
    """Where the entries begin: of several readings of a list the one that gives the most that are whole.

    Where lines tell the entries apart, authors and years add those that the lines hide.

    Args:
        text: the list.
        by_years: where authors with a year behind them begin.
        heads: words that an entry may begin with.
    """
    words = text.words
    by_lines = max(find_by_lines(text, heads), key=lambda starts: worth(words, starts), default=())
    by_names = find_by_names(words, text.breaks, heads)
    if 2 * len(by_years) > len(by_names):
        by_names = ()  # years follow the names, so that what follows a year may be a title
    readings = [by_years, by_names]
    if by_lines:
        readings.append(by_lines)
        for others in (by_years, by_names):
            readings += [_with(words, others, by_lines), _with(words, by_lines, others)]
    best = max(readings, key=lambda starts: worth(words, starts))
    return with_sure(words, best, starts_behind_room(text, heads))


def worth(words: Sequence[str], starts: Sequence[int]) -> int:
    """How good a reading is: entries that are whole, less those that are not."""
    return 2 * count_whole(words, starts) - len(starts)


def with_sure(words: Sequence[str], starts: tuple[int, ...], lines: Sequence[int]) -> tuple[int, ...]:
    """The starts with all lines of a kind of which nearly each one is a start."""
    shared = len({*starts} & {*lines})
    if not shared or shared < max(_SURE_SHARE * len(lines), len(starts) / 2):
        return starts
    joined = sorted({*starts, *lines})
    ends = [*joined[1:], len(words)]
    letters = {start: sum(map(len, words[start:end])) for start, end in zip(joined, ends, strict=True)}
    added = {at for above, at in pairwise(joined) if min(letters[above], letters[at]) >= LEAST_LETTERS}
    return tuple(at for at in joined if at in starts or at in added)


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
