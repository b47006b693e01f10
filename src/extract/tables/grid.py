"""A logical table: what was printed in pieces, as one, with the place of every part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.pages import Mark, Place

RowKind = Literal["header", "section", "body", "ruler", "note"]


@dataclass(frozen=True)
class CellPart:
    """What one printed cell gives to a logical cell. `page` is 1-based, None for a text without pages."""

    text: str
    page: int | None
    place: Place
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class TableCell:
    """One logical cell: its text, joined over cuts, and the printed cells that it was joined from.

    `row_span`: printed rows of its page that it reaches over.
    """

    text: str
    parts: tuple[CellPart, ...] = ()
    marks: tuple[Mark, ...] = ()
    row_span: int = 1


@dataclass(frozen=True)
class TableRow:
    """One logical row; as many cells as the table has columns (a spanning cell stands in its first column).

    Attributes:
        number: from 1, in printed order, over the whole table.
        pages: 1-based pages that it stands on; empty for a text without pages.
        printed_rows: how many printed rows were joined in it; 0 for a heading that stands between two grids.
        joined_by: why a printed row was taken for the rest of this one; empty where nothing was joined.
    """

    number: int
    kind: RowKind
    cells: tuple[TableCell, ...]
    pages: tuple[int, ...]
    printed_rows: int = 1
    joined_by: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Text of each cell."""
        return tuple(cell.text for cell in self.cells)

    @property
    def filled(self) -> tuple[int, ...]:
        """Columns, from 0, whose cell is not empty."""
        return tuple(column for column, cell in enumerate(self.cells) if cell.text)


@dataclass(frozen=True)
class Table:
    """One logical table of a document.

    Attributes:
        number: from 1, in the order of the document.
        headings: one a column, as printed, levels joined by ` / `; empty texts where the table has no header.
        joined_by: the rule that joined each further piece, in order.
    """

    number: int
    title: str | None
    pages: tuple[int, ...]
    width: int
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    joined_by: tuple[str, ...] = ()
