"""The layouts that the made-up review is set in, and the PDF of each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from tests.layouts import review
from tests.layouts.setting import (
    PLAIN,
    SANS,
    SERIF,
    SMALL,
    TINY,
    Face,
    Manner,
    Ruling,
    TableLook,
    TableText,
    make_table,
)

PageKind = Literal["upright", "landscape", "rotate", "turned"]
CaptionPlace = Literal["above", "below", "continued"]
Surroundings = Literal["text", "column", "two tables"]

SHORT_SIDE, LONG_SIDE = A4
MARGIN = 50.0
# Shares of the width that the columns of the review take.
SHARES = (0.30, 0.11, 0.17, 0.15, 0.27)


@dataclass(frozen=True)
class Layout:
    """One way to print the review.

    Attributes:
        page: of the table; the text before and after stands upright.
        cut: (row of the table from 0, lines of it that still fit on the first page) puts the page's end inside that row;
            None ends pages between rows.
        room: height that the table may take of its first page, points; None for all that is free.
        shares: of the width that the columns take.
        surroundings: running text above and below; or the table stands in one of two columns of text; or another table
            stands above it.
        has_notes: notes with raised marks stand under the table.
        has_bullets: each sentence of the findings is an item of a list.
    """

    name: str
    ruling: Ruling = "grid"
    face: Face = SERIF
    page: PageKind = "upright"
    caption: CaptionPlace = "above"
    is_header_repeated: bool = True
    is_head_bold: bool = True
    has_sections: bool = True
    has_spans: bool = False
    cut: tuple[int, int] | None = None
    room: float | None = None
    manner: Manner = PLAIN
    shares: tuple[float, ...] = SHARES
    surroundings: Surroundings = "text"
    has_notes: bool = False
    has_bullets: bool = False

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height that the text of the table's pages may take, in points and in its own direction."""
        sides = (SHORT_SIDE, LONG_SIDE) if self.page == "upright" else (LONG_SIDE, SHORT_SIDE)
        return sides[0] - 2 * MARGIN, sides[1] - 2 * MARGIN


def _layouts() -> Iterator[Layout]:
    """What parts the rows, crossed with what happens at a page's end; type and captions with three of them, turns with two."""
    ruling: Ruling
    rulings: tuple[Ruling, ...] = ("grid", "row rules", "booktabs", "shade", "vertical", "space")
    for ruling in rulings:
        yield Layout(ruling, ruling)
        yield Layout(f"{ruling}, two header levels", ruling, has_spans=True)
        yield Layout(f"{ruling}, header on the first page only", ruling, is_header_repeated=False, room=300)
        yield Layout(f"{ruling}, cut in two columns", ruling, cut=(4, 2))
        yield Layout(f"{ruling}, cut in one column", ruling, face=SANS, page="landscape", cut=(9, 3))
    for ruling in ("grid", "booktabs", "space"):
        yield Layout(f"{ruling}, sans", ruling, face=SANS)
        yield Layout(f"{ruling}, small", ruling, face=SMALL)
        yield Layout(f"{ruling}, no sections, plain header", ruling, has_sections=False, is_head_bold=False)
        yield Layout(f"{ruling}, caption below", ruling, caption="below")
        yield Layout(f"{ruling}, continued", ruling, caption="continued", room=300)
        yield Layout(f"{ruling}, cut in all columns", ruling, cut=(8, 1))
    yield Layout("grid, cut, header on the first page only", "grid", is_header_repeated=False, cut=(4, 2))
    pages: tuple[PageKind, ...] = ("landscape", "rotate", "turned")
    for page in pages:
        yield Layout(f"grid, {page}, two header levels", "grid", page=page, has_spans=True, cut=(4, 2))
        yield Layout(f"booktabs, {page}", "booktabs", page=page)
    yield Layout("space, turned", "space", page="turned")
    yield Layout("row rules, rotate, cut", "row rules", page="rotate", cut=(8, 1))
    yield from _published()


def _published() -> Iterator[Layout]:
    """Ways in which journals and word processors set such tables, each with what is its own."""
    ruling: Ruling
    wide: tuple[Ruling, ...] = ("grid", "row rules", "booktabs", "striped", "space")
    three: tuple[Ruling, ...] = ("grid", "booktabs", "space")
    two: tuple[Ruling, ...] = ("booktabs", "space")
    centred, middle = Manner(is_centred=True), Manner(is_middle=True)
    tight, close, loose = Manner(padding=0), Manner(padding=1), Manner(padding=7)
    yield Layout("striped, tiny type", "striped", face=TINY)
    yield Layout("striped, tiny type, tight", "striped", face=TINY, manner=tight)
    yield Layout("hairlines, centred", "hairlines", face=SANS, manner=centred)
    yield Layout("tinted head, row rules", "tinted", face=SANS)
    yield Layout("tinted head, row rules, cut", "tinted", face=SANS, cut=(4, 2))
    yield Layout("tinted head, row rules, header on the first page only", "tinted", is_header_repeated=False, room=300)
    for ruling in wide:
        yield Layout(f"{ruling}, cells in the middle", ruling, manner=middle)
    for ruling in three:
        yield Layout(f"{ruling}, centred columns", ruling, manner=centred)
        yield Layout(f"{ruling}, bullets", ruling, has_bullets=True)
        yield Layout(f"{ruling}, notes", ruling, has_notes=True)
        yield Layout(f"{ruling}, in a column of an article", ruling, face=TINY, page="landscape", surroundings="column")
        yield Layout(f"{ruling}, two tables on a page", ruling, surroundings="two tables")
        yield Layout(f"{ruling}, narrow columns", ruling, shares=(0.36, 0.08, 0.105, 0.11, 0.345))
    for ruling in two:
        yield Layout(f"{ruling}, tight", ruling, manner=tight)
        yield Layout(f"{ruling}, close", ruling, manner=close)
        yield Layout(f"{ruling}, loose", ruling, manner=loose)
        yield Layout(f"{ruling}, hanging", ruling, manner=Manner(hang=8))
        yield Layout(f"{ruling}, hanging, tight", ruling, manner=Manner(hang=8, padding=0))
        yield Layout(f"{ruling}, long rows", ruling, manner=close, shares=(0.2, 0.14, 0.22, 0.2, 0.24))
        yield Layout(f"{ruling}, long rows, tight", ruling, manner=tight, shares=(0.2, 0.14, 0.22, 0.2, 0.24))


LAYOUTS = tuple(_layouts())


def text_of(layout: Layout) -> TableText:
    """What the table says in this layout."""
    return TableText(
        review.HEADER,
        [printed_row(study, layout) for study in review.STUDIES],
        review.SECTIONS if layout.has_sections else (),
        review.SPANS if layout.has_spans else (),
    )


def printed_row(study: review.Study, layout: Layout) -> tuple[str, ...]:
    """The cells of a study's row as they are printed in a layout, in the mark-up of reportlab's paragraphs."""
    cells = study.printed
    if not layout.has_bullets:
        return cells
    items = cells[-1].replace(". ", ".<br/>• ")
    return (*cells[:-1], f"• {items}")


def set_review(layout: Layout) -> bytes:
    """The review as a PDF in a layout."""
    out = io.BytesIO()
    press = _Press(Canvas(out, pagesize=A4, invariant=1), layout)
    press.front()
    press.table()
    press.back()
    press.canvas.save()
    return out.getvalue()


class _Press:
    """Sets page after page; `v` is how far down the frame of the page is filled."""

    def __init__(self, canvas: Canvas, layout: Layout) -> None:
        self.canvas, self.layout = canvas, layout
        self.number = 0
        self.is_turned = False
        self.v = 0.0
        self.open_page("upright")

    def open_page(self, kind: PageKind) -> None:
        """A page with its running head and its number, which stand upright on turned tables' pages too."""
        canvas = self.canvas
        self.number += 1
        canvas.setPageRotation(90 if kind == "rotate" else 0)
        width, height = (LONG_SIDE, SHORT_SIDE) if kind == "landscape" else (SHORT_SIDE, LONG_SIDE)
        canvas.setPageSize((width, height))
        if kind == "rotate":
            canvas.translate(width, 0)
            canvas.rotate(90)
            width, height = height, width
        canvas.setFont(self.layout.face.italic, 7.5)
        canvas.drawString(MARGIN, height - 28, "Farthing and others" if self.number % 2 else "Growing food in towns")
        canvas.drawCentredString(width / 2, 24, str(self.number))
        if kind == "turned":
            canvas.translate(width, 0)
            canvas.rotate(90)
            width, height = height, width
        self.left, self.width, self.height = MARGIN, width - 2 * MARGIN, height - 2 * MARGIN
        self.v = 0.0

    def close_page(self) -> None:
        self.canvas.showPage()

    def draw(self, flowable: Paragraph | Table, gap: float) -> None:
        _, height = flowable.wrapOn(self.canvas, self.width, self.height)
        flowable.drawOn(self.canvas, self.left, MARGIN + self.height - self.v - height)
        self.v += height + gap

    def paragraph(self, text: str, *, is_bold: bool = False, grow: float = 0.0, gap: float = 8.0) -> None:
        self.draw(Paragraph(text, self.layout.face.style(is_bold=is_bold, grow=grow)), gap)

    def front(self) -> None:
        """Title, authors, date, and the text before the table."""
        self.paragraph(review.TITLE, is_bold=True, grow=7)
        self.paragraph(review.AUTHORS, grow=1)
        self.paragraph(review.DATE, grow=1)
        self.paragraph("Introduction", is_bold=True, grow=3)
        for text in review.ABOUT:
            self.paragraph(text)

    def table(self) -> None:
        """The table over as many pages as it needs, with its caption."""
        if self.layout.page != "upright":
            self.close_page()
            self.open_page(self.layout.page)
        if self.layout.surroundings == "column":
            self.narrow()
        if self.layout.surroundings == "two tables":
            self.other_table()
        look = TableLook(
            self.layout.ruling,
            self.layout.face,
            [share * self.width for share in self.layout.shares],
            self.layout.is_header_repeated,
            self.layout.cut is not None,
            self.layout.is_head_bold,
            self.layout.manner,
        )
        rest: Table | None = make_table(text_of(self.layout), look)
        room = self._first_room(rest)
        is_first = True
        while rest is not None:
            if self.layout.caption != "below" and (is_first or self.layout.caption == "continued"):
                self.paragraph(f"Table 2. {review.CAPTION}" if is_first else "Table 2 (continued)", gap=5)
            rest = self._part(rest, room if is_first else None)
            if self.layout.caption == "below" and rest is None:
                self.paragraph(f"Table 2. {review.CAPTION}", gap=14)
            if rest is not None:
                self.close_page()
                self.open_page(self.layout.page)
            is_first = False
        if self.layout.has_notes:
            for note in review.NOTES:
                self.paragraph(note, gap=2, grow=-1.5)

    def narrow(self) -> None:
        """Take the left half of the page for the table, and fill the right one with running text."""
        gutter, whole, left = 20.0, self.width, self.left
        self.width = (whole - gutter) / 2
        self.left += self.width + gutter
        for text in (*review.AFTER, *review.ABOUT) * 2:
            self.paragraph(text)
        self.left, self.v = left, 0.0

    def other_table(self) -> None:
        """A small table of something else above."""
        self.paragraph(f"Table 1. {review.OTHER_CAPTION}", gap=5)
        look = TableLook(self.layout.ruling, self.layout.face, [0.4 * self.width, 0.2 * self.width])
        self.draw(make_table(TableText(review.OTHER_HEADER, review.OTHER_ROWS), look), 18)

    def _first_room(self, table: Table) -> float | None:
        """Height of the part on the first page."""
        if self.layout.cut is None:
            return self.layout.room
        row, lines = self.layout.cut
        table.wrapOn(self.canvas, self.width, 1e6)
        heights = table._rowHeights
        printed = row + text_of(self.layout).head_rows + sum(first <= row for first, _ in text_of(self.layout).sections)
        return float(sum(heights[:printed])) + 6.0 + (lines + 0.5) * self.layout.face.leading

    def _part(self, table: Table, room: float | None) -> Table | None:
        """Draw what fits; what is left."""
        below = 20.0 if self.layout.caption == "below" else 0.0
        free = self.height - self.v - below
        space = free if room is None else min(room, free)
        _, height = table.wrapOn(self.canvas, self.width, space)
        if height <= space:
            self.draw(table, 14)
            return None
        first, rest = table.splitOn(self.canvas, self.width, space)
        self.draw(first, 14)
        return rest

    def back(self) -> None:
        """The text after the table, on a page of its own when the table's is turned."""
        if self.layout.page != "upright" or self.v > self.height - 150:
            self.close_page()
            self.open_page("upright")
        self.paragraph("Discussion", is_bold=True, grow=3)
        for text in review.AFTER:
            self.paragraph(text)
        self.close_page()
