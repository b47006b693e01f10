"""What a format hands on: pages of blocks and grids, each piece with the place that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list-item", "caption", "footnote"]
MarkKind = Literal["bold", "italic", "superscript"]


@dataclass(frozen=True)
class Box:
    """A place on a page: points, origin top left of the page as it is shown, x to the right, y down."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __str__(self) -> str:
        """`72.0,90.5,240.0,131.2`, as the column `place` of `evidence` prints it."""
        return f"{self.x0:.1f},{self.top:.1f},{self.x1:.1f},{self.bottom:.1f}"


@dataclass(frozen=True)
class Span:
    """A place in a decoded text: lines and columns from 1, the end column exclusive; lines end at LF, CR LF or CR."""

    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """`L12:1-L12:80`, as the column `place` of `evidence` prints it."""
        return f"L{self.line}:{self.column}-L{self.end_line}:{self.end_column}"


Place = Box | Span


@dataclass(frozen=True)
class Mark:
    """A stretch `text[start:end]` of a cell or block that is set bold, italic or raised."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True)
class PrintedLine:
    """A line of a block: where it begins in its text, and its place."""

    start: int
    place: Place


@dataclass(frozen=True)
class Block:
    """A piece of running text.

    Attributes:
        level: 1 for the highest heading, 0 for what is no heading.
        lines: as printed, where there are several and the format tells.
    """

    kind: BlockKind
    text: str
    place: Place
    level: int = 0
    marks: tuple[Mark, ...] = ()
    lines: tuple[PrintedLine, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One cell. Text as printed: words of a paragraph joined by one space, paragraphs by a line break, no markup.

    Attributes:
        col_span: printed columns covered; the columns covered after the first are not listed in the row.
        row_span: printed rows covered; the rows below list an empty cell in that place.
        place: None for an empty cell that is nowhere printed.
    """

    text: str
    place: Place | None
    col_span: int = 1
    row_span: int = 1
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """One printed row of a grid. The col_spans of `cells` add up to the grid's `width`.

    Attributes:
        is_header: the page itself says that this row is a header (a tag, a rule beneath it, bold type, a shade);
            False says nothing.
        is_ruled_off: a rule or a shade parts this row from the one above; None where the format draws no rules.
    """

    cells: tuple[Cell, ...]
    is_header: bool = False
    is_ruled_off: bool | None = None


@dataclass(frozen=True)
class Grid:
    """The part of a table that stands on one page, or in one unbroken piece of a text.

    Attributes:
        columns: left and right edge of each column in points, for formats that have them; else empty.
        ruling: what parts the rows: `grid`, `rules`, `shade`, `space`, or None for text.
        is_opened_above / is_open_below: the page itself shows that the table goes on (no foot rule, "continued").
    """

    rows: tuple[GridRow, ...]
    width: int
    place: Place
    title: str | None = None
    columns: tuple[tuple[float, float], ...] = ()
    ruling: str | None = None
    is_opened_above: bool = False
    is_open_below: bool = False


# A page of whose signs more than this part mean nothing cannot be read. Of 70 good PDFs the worst page, one of
# formulas, has 3 in 100.
MOST_ILLEGIBLE = 0.5


@dataclass(frozen=True)
class Page:
    """Blocks and grids of one page, in reading order.

    Attributes:
        number: 1-based; None for a text that shows no page ends.
        width / height: points, as shown; None for a text.
        warnings: codes of `schemas/vocab/reasons.yml`, for what makes this page doubtful.
        illegible_part: of its printed signs, 0 to 1: those of which the file does not say which characters they are.
    """

    number: int | None
    parts: tuple[Block | Grid, ...]
    width: float | None = None
    height: float | None = None
    warnings: tuple[str, ...] = ()
    illegible_part: float = 0.0


@dataclass(frozen=True)
class Doubt:
    """Why a document is not quite believed: a code of `schemas/vocab/reasons.yml` and a sentence of what was found."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Pages:
    """A whole document as its format read it.

    Attributes:
        count: pages of the document, also those passed over; None for a text that shows no page ends.
        read_by: the engine that read it, such as `pdfium` or `pdfplumber`; for texts the dialect.
        warnings: codes, where the code says all; doubts: codes with what was found.
        is_vouched_for: whether the file itself proves that it is as it was written; True for formats that cannot.
    """

    pages: tuple[Page, ...]
    count: int | None
    read_by: str
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_vouched_for: bool = True
