"""Where do entries begin in a list that prints the year last (MLA, Vancouver without numbers, plainnat)?

Names behind a year, in the order of the alphabet, tell, and names as Vancouver prints them in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extract.reference_lists.alphabet import ORDERED_SHARE, first_word_key, longest_rise, spoken_key, turned_key
from extract.reference_lists.bodies import is_body
from extract.reference_lists.boundaries import may_begin
from extract.reference_lists.names import DASH, is_bare_names
from extract.reference_lists.years import years_before

# Behind every word in the order of the alphabet.
_LAST = chr(0x10FFFF)


def find_by_names(
    words: Sequence[str], breaks: frozenset[int] = frozenset(), heads: frozenset[int] | None = None
) -> tuple[int, ...]:
    """Words that begin an entry.

    Names follow the end of another entry and a year, and the list is in the order of the alphabet, by the first word of
    names turned round, or by the family name of names as they are spoken; without that order nothing is told.

    Args:
        words: of the whole list, split at white space.
        breaks: words that begin a paragraph.
        heads: words that an entry may begin with; None: all.
    """
    candidates = [at for at in range(len(words)) if (heads is None or at in heads) and may_begin(words, at, breaks)]
    years = years_before(words)
    readings = [_risen(words, candidates, years, key) for key in (turned_key, spoken_key)]
    bare = [at for at in candidates if is_bare_names(words, at)]
    return max([*readings, _dated(bare, years)], key=len)


def _dated(starts: Sequence[int], years: Sequence[int]) -> tuple[int, ...]:
    """The starts that have a year between them and the one before."""
    kept: list[int] = []
    for at in starts:
        if not kept or years[at] > years[kept[-1]]:
            kept.append(at)
    return tuple(kept)


def _risen(
    words: Sequence[str], candidates: Sequence[int], years: Sequence[int], key_at: Callable[[Sequence[str], int], str]
) -> tuple[int, ...]:
    """The candidates that are in order, each with a year between it and the one before; empty where too few are."""
    named: list[int] = []
    keys: list[str] = []
    for at in candidates:
        key = key_at(words, at) or (keys[-1] if keys and DASH.fullmatch(words[at]) else "")
        if key and (not named or years[at] > years[named[-1]]):
            named.append(at)
            keys.append(key)
    kept = longest_rise(keys)
    if len(kept) < ORDERED_SHARE * len(named):
        return ()
    told = {named[index]: keys[index] for index in kept}
    return _with_bodies(words, candidates, told, years)


def _with_bodies(
    words: Sequence[str], candidates: Sequence[int], told: Mapping[int, str], years: Sequence[int]
) -> tuple[int, ...]:
    """The starts of persons and those of bodies that stand in the order of the alphabet between them.

    Only where a year lies between each of them, so that no title is taken for a body.
    """
    persons = [*told, len(words)]
    starts: list[int] = []
    place = 0
    key = ""
    for at in candidates:
        while persons[place] < at:
            starts.append(persons[place])
            key = told[persons[place]]
            place += 1
        above = persons[place]
        if above == at or (starts and years[at] == years[starts[-1]]):
            continue
        own = first_word_key(words, at) if above == len(words) or years[above] > years[at] else ""
        if own and key <= own <= told.get(above, _LAST) and is_body(words, at):
            starts.append(at)
            key = own
    return (*starts, *persons[place:-1])
