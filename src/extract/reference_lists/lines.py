"""What is a line of a list, and where does it stand on its page?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.pages import Block, Box, Page, Place, Span

# Points by which the lines of an entry after the first are indented (APA 9.43, Vancouver), from the least to the most.
INDENT = 3.0
DEEPEST_INDENT = 40.0
# Points; two columns on a page of A5 are wider.
_NARROWEST_COLUMN = 150.0
# Letters of the longest line of a text that was wrapped; a longer one is a paragraph, or several.
_LONGEST_WRAPPED = 100
# A line of so few words, one of which is half of it, may be longer than the others: no line's end parts an address.
_FEW_WORDS = 3
# Points that a letter of a text counts.
_LETTER = 5.0
# How much wider than those of the line above the letters of a word may be.
_WIDEST_LETTER = 1.3


@dataclass(frozen=True)
class Line:
    """A block of the list and its page; or one printed line of it."""

    page: Page
    block: Block

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def place(self) -> Place:
        return self.block.place

    def printed(self, start: int, end: int) -> tuple[Line, ...]:
        """The printed lines from one letter of the text to another, one at least; the block itself where they are not
        known."""
        lines = self.block.lines
        if not lines:
            return (self,)
        first = max(at for at, line in enumerate(lines) if line.start <= start)
        ends = [*(line.start for line in lines[1:]), len(self.text)]
        own = [at for at in range(first, len(lines)) if at == first or lines[at].start < end]
        blocks = (Block(self.block.kind, self.text[lines[at].start : ends[at]], lines[at].place) for at in own)
        return tuple(Line(self.page, block) for block in blocks)

    def is_head(self, at: int) -> bool:
        """Whether a printed line begins with a letter of the text, as far as is known."""
        if self.block.lines:
            return any(line.start == at for line in self.block.lines)
        return at == 0 or (isinstance(self.place, Span) and len(self.text) > _LONGEST_WRAPPED)

    def behind(self, number: Line) -> Line:
        """The line with a number before it that stands beside it."""
        width = len(number.text) + 1
        lines = tuple(replace(line, start=line.start + width if line.start else 0) for line in self.block.lines)
        return replace(self, block=replace(self.block, text=f"{number.text} {self.text}", lines=lines))


Column = tuple[int | None, int]


def indent_of(line: Line, edges: Mapping[Column, float]) -> float | None:
    """How far a line stands from the left edge of its column; None of a paragraph."""
    reach = _reach(line)
    return None if reach is None else reach.x0 - edges[reach.column]


def left_edges(lines: Iterable[Line]) -> dict[Column, float]:
    """The left edge of the lines of each column of a page."""
    edges: dict[Column, float] = {}
    for reach in filter(None, map(_reach, lines)):
        edges[reach.column] = min(edges.get(reach.column, reach.x0), reach.x0)
    return edges


def right_edges(lines: Iterable[Line]) -> dict[Column, float]:
    """The right edge of the lines of each column of a page; a long address may run over it."""
    edges: dict[Column, float] = {}
    for line in lines:
        if (reach := _reach(line)) is not None:
            words = line.text.split()
            overhangs = 2 * max(map(len, words), default=0) >= len(line.text.strip()) and len(words) <= _FEW_WORDS
            edges[reach.column] = max(edges.get(reach.column, 0.0), 0.0 if overhangs else reach.x1)
    return edges


def has_room(line: Line, word: str, edges: Mapping[Column, float]) -> bool:
    """Whether a word would have fitted behind the end of a line, which was then ended on purpose."""
    reach, letters = _reach(line), len(line.text.strip())
    if reach is None or not letters:
        return False
    widest = _WIDEST_LETTER if isinstance(line.place, Box) else 1.0
    return edges[reach.column] - reach.x1 > widest * (reach.x1 - reach.x0) / letters * (len(word) + 1)


class _Reach(NamedTuple):
    """From where to where a line goes, in points, and in which column of its page: as wide as the least that a list is
    set in."""

    column: Column
    x0: float
    x1: float


def _reach(line: Line) -> _Reach | None:
    """None of a paragraph of a text, which may hold more than one line."""
    place, page = line.place, line.page.number
    if isinstance(place, Box):
        return _Reach((page, int(place.x0 // _NARROWEST_COLUMN)), place.x0, place.x1)
    if place.line != place.end_line or len(line.text) > _LONGEST_WRAPPED:
        return None
    return _Reach((page, 0), _LETTER * (place.column - 1), _LETTER * (place.end_column - 1))


def place_of(lines: Sequence[Line]) -> Place:
    """Where an entry stands, as far as it goes on the page and in the column of its first line."""
    place = lines[0].place
    for line in lines[1:]:
        box = line.place
        if not isinstance(place, Box) or not isinstance(box, Box) or line.page is not lines[0].page:
            break
        if box.top < place.top or box.x0 >= place.x1 or box.x1 <= place.x0:
            break
        place = Box(min(place.x0, box.x0), place.top, max(place.x1, box.x1), max(place.bottom, box.bottom))
    return place
