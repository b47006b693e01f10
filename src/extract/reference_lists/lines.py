"""What is a line of a list, and where does it stand on its page?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.pages import Block, Box, Page, Place

# Points by which the lines of an entry after the first are indented (APA 9.43, Vancouver), from the least to the most.
INDENT = 3.0
DEEPEST_INDENT = 40.0
# Points; two columns on a page of A5 are wider.
_NARROWEST_COLUMN = 150.0


@dataclass(frozen=True)
class Line:
    """A block of the list and its page."""

    page: Page
    block: Block

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def place(self) -> Place:
        return self.block.place


def indent_of(line: Line, edges: dict[tuple[int | None, int], float]) -> float | None:
    """How far a line stands from the left edge of its column; None where its place is not one on a page."""
    box = line.place
    return box.x0 - edges[_column(line, box)] if isinstance(box, Box) else None


def left_edges(lines: Iterable[Line]) -> dict[tuple[int | None, int], float]:
    """The left edge of the lines of each column of a page."""
    edges: dict[tuple[int | None, int], float] = {}
    for line in lines:
        if isinstance(box := line.place, Box):
            column = _column(line, box)
            edges[column] = min(edges.get(column, box.x0), box.x0)
    return edges


def _column(line: Line, box: Box) -> tuple[int | None, int]:
    """The page, and which of its columns, as wide as the least that a list is set in, a line begins in."""
    return line.page.number, int(box.x0 // _NARROWEST_COLUMN)


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
