"""Which grids does a document print, each with its page and with what stands between it and the grid before?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pages import Block, Box, Cell, Grid, Page
from extract.tables.grid import CellPart, TableCell

# What a table is called, in English, German, French, Spanish, Portuguese, Italian and Dutch.
TABLE_WORD = r"(?:table|exhibit|tabelle|tableau|tabla|cuadro|tabela|quadro|tabella|tabel)"
# "Table 2", "TABLE IV", "Table S1", "Appendix Table A.3", "Tabelle 2": the label that captions begin with.
TABLE_LABEL = re.compile(
    rf"\s*(?:(?:appendix|supplementary|online|web|additional)\s+)?{TABLE_WORD}\s+(?P<number>[A-Z]{{0,4}}\.?\d{{0,3}}(?:\.\d{{1,2}})?[a-z]?)",
    re.IGNORECASE,
)
# How printers say that a table goes on: "(continued)", "Table 2. Continued", "(cont.)", "(cont'd)", "(Fortsetzung)",
# "(suite)". Near miss: "Table 2. A suite of tests".
CONTINUED = re.compile(
    r"\bcont(?:inued|inues|inuation|['’]d|d)?\b\.?\)?"
    r"|\((?:fortsetzung|forts\.|suite|continuaci[oó]n|continua[cç][aã]o|continua|segue|vervolg)\)|\bfortsetzung\b",
    re.IGNORECASE,
)
# A part of a table under its own name: "(a) Transition studies", "Panel B: Schools". Near miss: "(see a) and b".
PANEL = re.compile(r"\s*(?:\([a-z]\)|panel\s+[A-Z0-9]{1,2}\b[.:]?)\s*\S.{0,150}", re.IGNORECASE)
# What stands alone at the head or foot of a page: its number. Near miss: `15 studies`.
PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
# Running heads stand in the outer twelfth of the page: the usual margin of one inch is that share of the height of A4
# and Letter.
MARGIN_SHARE = 1 / 12
LONGEST_RUNNING_HEAD = 120


@dataclass(frozen=True)
class Piece:
    """A grid, the page it stands on and the blocks between it and the grid before.

    Attributes:
        above: the block right above the grid with its page, also where it stands in the page's margin; None for none.
    """

    grid: Grid
    page: int | None
    between: tuple[Block, ...]
    title: str | None
    above: tuple[Block, int | None] | None = None

    @property
    def panel(self) -> Block | None:
        """The name of the part that this piece is, set directly above it."""
        last = self.between[-1] if self.between else None
        return last if last is not None and PANEL.fullmatch(last.text) else None


def read_pieces(pages: Sequence[Page]) -> Iterator[Piece]:
    """The grids in the order of the document."""
    between: list[Block] = []
    above: tuple[Block, int | None] | None = None
    for page in pages:
        for part in page.parts:
            if not isinstance(part, Block):
                yield Piece(part, page.number, tuple(between), part.title or _title(between), above)
                between, above = [], None
            elif not PAGE_NUMBER.fullmatch(part.text):
                above = (part, page.number)
                between.extend([] if _is_marginal(part, page) else [part])


def _is_marginal(block: Block, page: Page) -> bool:
    """Whether a short line stands in a margin of the page, as running heads do that no other page repeats."""
    if page.height is None or not isinstance(block.place, Box) or len(block.text) > LONGEST_RUNNING_HEAD:
        return False
    if TABLE_LABEL.match(block.text) or CONTINUED.search(block.text) or PANEL.fullmatch(block.text):
        return False
    place, width = block.place, page.width or 0.0
    is_beside = place.x1 <= MARGIN_SHARE * width or place.x0 >= (1 - MARGIN_SHARE) * width  # a turned page's head
    return is_beside or place.bottom <= MARGIN_SHARE * page.height or place.top >= (1 - MARGIN_SHARE) * page.height


def _title(blocks: Sequence[Block]) -> str | None:
    """The caption nearest above, else the heading directly above (a short lead-in may follow it)."""
    for block in reversed(blocks[-3:]):
        if block.kind == "caption" or (
            block.kind == "paragraph" and TABLE_LABEL.match(block.text) and len(block.text) < 300
        ):
            return block.text
    for block in reversed(blocks[-2:]):
        if block.kind == "heading":
            return block.text
    return blocks[-1].text if blocks and PANEL.fullmatch(blocks[-1].text) else None


def table_cell(cell: Cell, page: int | None) -> TableCell:
    """A printed cell as a cell of a logical table."""
    if cell.place is None or not cell.text:
        return TableCell(cell.text, row_span=cell.row_span)
    return TableCell(cell.text, (CellPart(cell.text, page, cell.place, cell.marks),), cell.marks, cell.row_span)


def named_cell(block: Block, page: int | None) -> TableCell:
    """A block that stands between two grids as a cell of a logical table."""
    return TableCell(block.text, (CellPart(block.text, page, block.place, block.marks),), block.marks)


__all__ = ["CONTINUED", "PANEL", "TABLE_LABEL", "Piece", "named_cell", "read_pieces", "table_cell"]
