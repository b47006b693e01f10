"""Where do entries begin, if lines begin them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.pages import Span
from extract.reference_lists.alphabet import first_word_key, ordered_share, spoken_key
from extract.reference_lists.boundaries import may_begin_line
from extract.reference_lists.lines import DEEPEST_INDENT, INDENT, indent_of, left_edges
from extract.reference_lists.names import is_turned
from extract.reference_lists.record import LEAST_ENTRIES
from extract.reference_lists.whole import count_whole
from extract.reference_lists.words import ListWords

# Lines tell entries apart where so many are whole and in order.
_WHOLE_SHARE = 0.85
_ORDERED_SHARE = 0.85
# In a list in another order, so many entries begin with a family name: the rest are of bodies.
_TURNED_SHARE = 0.75


def find_by_lines(text: ListWords) -> list[tuple[int, ...]]:
    """The readings of a list by its lines that give a list."""
    return [starts for starts in _readings(text) if _is_list(text.words, starts)]


def _readings(text: ListWords) -> Iterator[tuple[int, ...]]:
    """Each line begins an entry, those furthest left do, those that are indented do, those behind an empty line do.

    A line does not when it goes on with a sentence or stands behind one that is not ended.
    """
    free = [at for at in text.lines_at if may_begin_line(text.words, at)]
    yield tuple(free)
    edges = left_edges(text.lines_at.values())
    indents = {at: indent for at in free if (indent := indent_of(text.lines_at[at], edges)) is not None}
    yield tuple(at for at, indent in indents.items() if indent < INDENT)
    yield tuple(at for at, indent in indents.items() if INDENT < indent < DEEPEST_INDENT)
    spans = {at: line.place for at, line in text.lines_at.items() if isinstance(line.place, Span)}
    ends = {span.end_line for span in spans.values()}
    yield tuple(at for at in free if at in spans and spans[at].line - 1 not in ends)


def _is_list(words: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether nearly all entries are whole, and in the order of the alphabet or with a family name at their head."""
    if len(starts) < LEAST_ENTRIES or count_whole(words, starts) < _WHOLE_SHARE * len(starts):
        return False
    first_words = [first_word_key(words, at) for at in starts]
    spoken = [spoken_key(words, at) or first_word for at, first_word in zip(starts, first_words, strict=True)]
    turned = sum(is_turned(words, at) for at in starts) / len(starts)
    return max(map(ordered_share, (first_words, spoken))) >= _ORDERED_SHARE or turned >= _TURNED_SHARE
