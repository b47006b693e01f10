"""Sets a table of texts in PDF with reportlab, in any of the ways that reviews print theirs.

Nothing here knows what the texts say: the layouts of the tests and the sample documents of `raw/` are both set with it. The same
texts give the same bytes (`invariant`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

Ruling = Literal["grid", "row rules", "booktabs", "shade", "vertical", "space", "striped", "tinted", "hairlines"]

THIN_PT, THICK_PT = 0.4, 1.0
HEAD_GROUND = colors.Color(0.78, 0.84, 0.9)
ROW_GROUND = colors.Color(0.93, 0.93, 0.93)


@dataclass(frozen=True)
class Face:
    """A typeface in its four cuts, and its size and leading in points."""

    regular: str
    bold: str
    italic: str
    size: float
    leading: float

    def style(self, *, is_bold: bool = False, grow: float = 0.0) -> ParagraphStyle:
        """The style of a paragraph, `grow` points larger."""
        name = self.bold if is_bold else self.regular
        return ParagraphStyle(name, fontName=name, fontSize=self.size + grow, leading=self.leading + 1.2 * grow)


SERIF = Face("Times-Roman", "Times-Bold", "Times-Italic", 9.0, 10.8)
SANS = Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", 8.0, 10.0)
SMALL = Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", 5.5, 6.6)
TINY = Face("Times-Roman", "Times-Bold", "Times-Italic", 6.4, 7.4)


@dataclass(frozen=True)
class Manner:
    """How the texts stand in their cells.

    Attributes:
        is_centred: the header, and all columns but the first and the last, are set centred.
        is_middle: cells are centred upon each other in their row, as Word's "align centre" does.
        padding: white space above and below each cell, in points.
        hang: how far the second and later lines of the first column stand in, in points.
    """

    is_centred: bool = False
    is_middle: bool = False
    padding: float = 3.0
    hang: float = 0.0


PLAIN = Manner()


@dataclass(frozen=True)
class TableText:
    """What a table says.

    Attributes:
        header: one wording a column.
        spans: of an upper header level, (wording, first column, last column) from 0; empty for one level.
        rows: one tuple of texts a row, in the mark-up of reportlab's paragraphs.
        sections: (row from 0, wording) of the headings inside the body, each above that row.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    sections: Sequence[tuple[int, str]] = ()
    spans: Sequence[tuple[str, int, int]] = ()

    @property
    def head_rows(self) -> int:
        """Printed rows of the header."""
        return 2 if self.spans else 1


@dataclass(frozen=True)
class TableLook:
    """How a table is set: what parts its rows, in which type, how wide (points), and what happens at a page's end.

    Attributes:
        widths: of the columns, in points.
        is_header_repeated: on each page.
        is_split_in_rows: a row that does not fit is cut, in each cell that is too long, as word processors do.
    """

    ruling: Ruling
    face: Face
    widths: Sequence[float]
    is_header_repeated: bool = True
    is_split_in_rows: bool = False
    is_head_bold: bool = True
    manner: Manner = PLAIN


def make_table(text: TableText, look: TableLook) -> Table:
    """The table as a flowable that can be split over pages."""
    plain, bold = look.face.style(), look.face.style(is_bold=look.is_head_bold)
    styles = _styles(look, len(text.header))
    bold.alignment = TA_CENTER if look.manner.is_centred else TA_LEFT
    data, style = _head(text, bold)
    sections = dict(text.sections)
    body_from = len(data)
    for index, row in enumerate(text.rows):
        if index in sections:
            here = len(data)
            style.append(("SPAN", (0, here), (-1, here)))
            wording = f'<font name="{look.face.italic}">{sections[index]}</font>'
            data.append([Paragraph(wording, plain), *[""] * (len(text.header) - 1)])
        data.append([Paragraph(cell, one) for cell, one in zip(row, styles, strict=True)])
    style += _rules(look.ruling, text.head_rows, body_from)
    style += [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.manner.is_middle else "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), look.manner.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.manner.padding),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    return Table(
        data,
        colWidths=list(look.widths),
        style=style,
        repeatRows=text.head_rows if look.is_header_repeated else 0,
        splitInRow=int(look.is_split_in_rows),
        splitByRow=int(not look.is_split_in_rows),
    )


def _styles(look: TableLook, columns: int) -> list[ParagraphStyle]:
    """The style of each column."""
    out = []
    for column in range(columns):
        style = look.face.style()
        if look.manner.is_centred and 0 < column < columns - 1:
            style.alignment = TA_CENTER
        if column == 0:
            style.leftIndent, style.firstLineIndent = look.manner.hang, -look.manner.hang
        out.append(style)
    return out


def _head(text: TableText, style: ParagraphStyle) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """The header's rows, and the commands that span them."""
    lower: list[Any] = [Paragraph(wording, style) for wording in text.header]
    if not text.spans:
        return [lower], []
    upper: list[Any] = [""] * len(lower)
    commands: list[tuple[Any, ...]] = []
    covered: set[int] = set()
    for wording, first, last in text.spans:
        upper[first] = Paragraph(wording, style)
        commands += [("SPAN", (first, 0), (last, 0)), ("LINEBELOW", (first, 0), (last, 0), THIN_PT, colors.black)]
        covered.update(range(first, last + 1))
    for column in range(len(lower)):
        if column not in covered:
            upper[column], lower[column] = lower[column], ""
            commands.append(("SPAN", (column, 0), (column, 1)))
    return [upper, lower], commands


def _rules(ruling: Ruling, head_rows: int, body_from: int) -> list[tuple[Any, ...]]:
    """The commands that draw what parts the rows and columns."""
    black, head_end = colors.black, head_rows - 1
    top = ("LINEABOVE", (0, 0), (-1, 0), THICK_PT, black)
    below_head = ("LINEBELOW", (0, head_end), (-1, head_end), THIN_PT, black)
    foot = ("LINEBELOW", (0, -1), (-1, -1), THICK_PT, black)
    head_ground = ("BACKGROUND", (0, 0), (-1, head_end), HEAD_GROUND)
    commands: dict[Ruling, list[tuple[Any, ...]]] = {
        # A row that is cut loses the line above its rest in reportlab; the header keeps its own, as word processors draw it.
        "grid": [("GRID", (0, 0), (-1, -1), 0.5, black), ("LINEBELOW", (0, head_end), (-1, head_end), 0.5, black)],
        "row rules": [top, below_head, ("LINEBELOW", (0, body_from), (-1, -1), THIN_PT, black)],
        "booktabs": [top, below_head, foot],
        "shade": [head_ground, ("ROWBACKGROUNDS", (0, body_from), (-1, -1), [colors.white, ROW_GROUND])],
        "striped": [top, below_head, foot, ("ROWBACKGROUNDS", (0, body_from), (-1, -1), [colors.white, ROW_GROUND])],
        "tinted": [head_ground, ("LINEBELOW", (0, body_from), (-1, -1), THIN_PT, colors.gray)],
        "hairlines": [top, below_head, foot, ("LINEBELOW", (0, body_from), (-1, -2), 0.2, colors.lightgrey)],
        "vertical": [("LINEAFTER", (0, 0), (-2, -1), THIN_PT, black)],
        "space": [],
    }
    return commands[ruling]
