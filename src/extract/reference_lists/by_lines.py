"""Where do entries begin, if lines begin them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low

from extract.pages import Span
from extract.reference_lists.alphabet import first_word_key, ordered_share, spoken_key
from extract.reference_lists.boundaries import looks_like_beginning, may_begin_line
from extract.reference_lists.lines import DEEPEST_INDENT, INDENT, Line, has_room, indent_of, left_edges, right_edges
from extract.reference_lists.names import is_turned
from extract.reference_lists.record import LEAST_ENTRIES
from extract.reference_lists.whole import count_whole
from extract.reference_lists.words import ListWords

# Lines tell entries apart where so many are whole and in order.
_WHOLE_SHARE = 0.85
_ORDERED_SHARE = 0.85
# In a list in another order, so many entries begin with a family name: the rest are of bodies.
_TURNED_SHARE = 0.75
# Share of the printed lines that stand at each of two edges, where entries hang or are indented.
_LEAST_OTHERS = 0.1


def find_by_lines(text: ListWords, heads: frozenset[int]) -> list[tuple[int, ...]]:
    """The readings of a list by its lines that give a list, of the lines that an entry may begin with."""
    readings = (tuple(at for at in starts if at in heads) for starts in _readings(text))
    return [starts for starts in readings if _is_list(text.words, starts)]


def starts_behind_room(text: ListWords, heads: frozenset[int]) -> tuple[int, ...]:
    """The printed lines that may begin an entry and stand behind one that had room for more: it ended a paragraph.

    They stand as far from the left edge as most of them do, since lines that are not filled end inside entries too.
    """
    rights = right_edges(text.printed)
    found = {
        at: line
        for at, line in text.printed_at.items()
        if at in heads
        and line.block.kind != "heading"
        and at > 0
        and has_room(text.printed[at - 1], _unbroken(text.words, at), rights)
        and may_begin_line(text.words, at)
    }
    indents = _indents(found, text.printed)
    usual = median_low(indents.values()) if indents else 0.0
    return tuple(at for at in found if at not in indents or abs(indents[at] - usual) <= INDENT)


def _unbroken(words: Sequence[str], at: int) -> str:
    """A word, and the one that a sign before it holds in its line (`« Genres`)."""
    return words[at] if any(char.isalnum() for char in words[at]) else " ".join(words[at : at + 2])


def edges_of_lines(text: ListWords) -> list[frozenset[int]]:
    """The printed lines that stand furthest left, and those that are indented, where there are both: a list in which
    entries hang, or their first lines are indented."""
    printed_at = text.printed_at
    indents = _indents(printed_at, text.printed)
    edges = [
        frozenset(at for at, indent in indents.items() if indent < INDENT),
        frozenset(at for at, indent in indents.items() if INDENT < indent < DEEPEST_INDENT),
    ]
    return edges if min(map(len, edges)) > _LEAST_OTHERS * len(printed_at) else []


def entry_lines(text: ListWords, edge: frozenset[int]) -> list[int]:
    """The printed lines of an edge that may begin an entry."""
    return [at for at in edge_lines(text, edge) if may_begin_line(text.words, at)]


def edge_lines(text: ListWords, edge: frozenset[int]) -> list[int]:
    """The printed lines of an edge that begin as entries do, whatever stands before: where nearly all of them are
    entries, the edge tells of those behind one that ends without a full stop."""
    return [
        at for at in sorted(edge) if text.printed[at].block.kind != "heading" and looks_like_beginning(text.words[at])
    ]


def _readings(text: ListWords) -> Iterator[tuple[int, ...]]:
    """Each block begins an entry, those furthest left do, those that are indented do, those behind an empty line do; so
    do the printed lines of one edge.

    None does when it goes on with a sentence or stands behind one that is not ended.
    """
    free = [at for at in text.lines_at if may_begin_line(text.words, at)]
    yield tuple(free)
    indents = _indents(text.lines_at, text.lines_at.values())
    yield tuple(at for at in free if at in indents and indents[at] < INDENT)
    yield tuple(at for at in free if at in indents and INDENT < indents[at] < DEEPEST_INDENT)
    spans = {at: line.place for at, line in text.lines_at.items() if isinstance(line.place, Span)}
    ends = {span.end_line for span in spans.values()}
    yield tuple(at for at in free if at in spans and spans[at].line - 1 not in ends)
    for edge in edges_of_lines(text):
        yield tuple(entry_lines(text, edge))


def _indents(lines_at: Mapping[int, Line], lines: Iterable[Line]) -> dict[int, float]:
    """How far lines stand from the left edge of their column, that of all `lines`."""
    edges = left_edges(lines)
    return {at: indent for at, line in lines_at.items() if (indent := indent_of(line, edges)) is not None}


def _is_list(words: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether nearly all entries are whole, and in the order of the alphabet or with a family name at their head."""
    if len(starts) < LEAST_ENTRIES or count_whole(words, starts) < _WHOLE_SHARE * len(starts):
        return False
    first_words = [first_word_key(words, at) for at in starts]
    spoken = [spoken_key(words, at) or first_word for at, first_word in zip(starts, first_words, strict=True)]
    turned = sum(is_turned(words, at) for at in starts) / len(starts)
    return max(map(ordered_share, (first_words, spoken))) >= _ORDERED_SHARE or turned >= _TURNED_SHARE
