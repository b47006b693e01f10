"""Sets the sample review of `raw/` as PDFs, from what this project reads in its text version: nothing is typed twice.

Usage: python -m tests.layouts.samples      (or `make samples`)

writes `raw/rough-sleeping-review-2024.pdf`. The other ways to set it are made by the tests when they run.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph

from extract.documents import SourceDocument
from extract.formats import text
from extract.pages import Block, Mark
from extract.tables.grid import Table as LogicalTable
from extract.tables.grid import TableRow
from extract.tables.stitch import stitch
from tests.layouts.setting import SANS, SERIF, Face, Ruling, TableLook, TableText, make_table

RAW = Path(__file__).parents[2] / "raw"
# The text of the second edition has no misread words, so that its PDF is one more conversion and no worse a one.
SOURCE = "rough-sleeping-review-2024.txt"
FIRST_HEADING, TABLE_HEADING = "About this series", "Table of included studies"
RUNNING_HEAD = "Fenwick Bridge Evidence Trust"
MARGIN = 54.0
GUTTER = 22.0
SHARES = (0.28, 0.12, 0.20, 0.15, 0.25)
# What headings by their level, and bold lines of the cover, are larger by than the table's type, in points.
SIZES = {1: 9.0, 2: 3.5}
COVER_GROW = 5.0


@dataclass(frozen=True)
class Edition:
    """A way to print the whole review. `columns`: of the running text; the table takes the full width in landscape."""

    file_name: str
    ruling: Ruling
    face: Face
    columns: int = 1
    is_landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the pages of running text, in points."""
        width, height = landscape(A4) if self.is_landscape else A4
        return float(width), float(height)


EDITIONS = (
    Edition("rough-sleeping-review-2024.pdf", "grid", SANS),
    Edition("rough-sleeping-review-2024-booktabs.pdf", "booktabs", SERIF),
    Edition("rough-sleeping-review-2024-columns.pdf", "row rules", SERIF, columns=2, is_landscape=True),
)
IN_RAW = EDITIONS[:1]


def set_edition(edition: Edition) -> bytes:
    """The review as a PDF."""
    content = (RAW / SOURCE).read_bytes()
    pages = text.read(SourceDocument(SOURCE, "0" * 64, content))
    table = max(stitch(pages), key=lambda found: len(found.rows))
    story = list(_story(edition, pages.pages[0].parts, table))
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=edition.size, invariant=1, title="", author="")
    decorate = partial(_decorate, face=edition.face)
    template.addPageTemplates(
        [
            PageTemplate("cover", _frames(edition.size, 1), onPage=decorate, pagesize=edition.size),
            PageTemplate("text", _frames(edition.size, edition.columns), onPage=decorate, pagesize=edition.size),
            PageTemplate("table", _frames(landscape(A4), 1), onPage=decorate, pagesize=landscape(A4)),
        ]
    )
    template.build(story)
    return out.getvalue()


def _frames(size: tuple[float, float], columns: int) -> list[Frame]:
    width = (size[0] - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    return [
        Frame(MARGIN + number * (width + GUTTER), MARGIN, width, size[1] - 2 * MARGIN, 0, 0, 0, 0)
        for number in range(columns)
    ]


def _decorate(canvas: Canvas, document: BaseDocTemplate, *, face: Face) -> None:
    """Running head and page number, on all pages but the first."""
    number = canvas.getPageNumber()
    if number == 1:
        return
    width, height = document.pageTemplate.pagesize
    canvas.setFont(face.italic, 7.5)
    canvas.drawString(MARGIN, height - 32, RUNNING_HEAD)
    canvas.drawCentredString(width / 2, 26, str(number))


def _story(edition: Edition, parts: Sequence[Any], table: LogicalTable) -> Iterator[Any]:
    """Cover, text, the table on pages of its own, and what follows it. The contents list is left out: its pages would be wrong."""
    is_table_done, is_cover = False, True
    yield NextPageTemplate("text")
    for part in parts:
        if isinstance(part, Block):
            if is_cover and part.text == FIRST_HEADING:
                is_cover = False
                yield PageBreak()
            if part.kind == "heading" and part.text == TABLE_HEADING:
                yield NextPageTemplate("table")
                yield PageBreak()
            yield _paragraph(edition, part, is_cover=is_cover)
        elif not is_table_done and len(part.rows[0].cells) == table.width:
            is_table_done = True
            yield make_table(_table_text(table), _look(edition))
            yield NextPageTemplate("text")
            yield PageBreak()


def _paragraph(edition: Edition, block: Block, *, is_cover: bool) -> Paragraph:
    """A block in its size; what the source prints bold throughout stays bold, and on the cover it is larger than the rest."""
    is_bold = block.kind == "heading" or any(
        mark.kind == "bold" and mark.end - mark.start == len(block.text) for mark in block.marks
    )
    grow = SIZES.get(block.level, 0.0) if block.kind == "heading" else COVER_GROW if is_cover and is_bold else 1.0
    style = edition.face.style(is_bold=is_bold, grow=grow)
    style.spaceAfter = 16 if is_cover else 6
    style.spaceBefore = 10 if block.kind == "heading" else 0
    if block.kind == "list-item":
        style.leftIndent, style.bulletIndent = 12, 2
        return Paragraph(escape(block.text.removeprefix("- ")), style, bulletText="•")
    return Paragraph(escape(block.text).replace("\n", "<br/>"), style)


def _look(edition: Edition) -> TableLook:
    width = landscape(A4)[0] - 2 * MARGIN
    return TableLook(edition.ruling, edition.face, [share * width for share in SHARES], is_split_in_rows=True)


def _table_text(table: LogicalTable) -> TableText:
    """The logical table, its rows whole, section rows as such."""
    rows: list[tuple[str, ...]] = []
    sections: list[tuple[int, str]] = []
    for row in table.rows:
        if row.kind == "section":
            sections.append((len(rows), escape(next(cell for cell in row.texts if cell))))
        elif row.kind == "body":
            rows.append(_marked_row(row))
    return TableText([escape(heading) for heading in table.headings], rows, sections)


def _marked_row(row: TableRow) -> tuple[str, ...]:
    return tuple(_marked(cell.text, cell.marks) for cell in row.cells)


def _marked(words: str, marks: Sequence[Mark]) -> str:
    """Text with its italics, in the mark-up of reportlab's paragraphs; bold is left to headings."""
    out, at = "", 0
    for mark in sorted((mark for mark in marks if mark.kind == "italic"), key=lambda mark: mark.start):
        if mark.start >= at:
            out += escape(words[at : mark.start]) + f"<i>{escape(words[mark.start : mark.end])}</i>"
            at = mark.end
    return (out + escape(words[at:])).replace("\n", "<br/>")


def main() -> None:
    """Write the editions that lie in `raw/`."""
    for edition in IN_RAW:
        (RAW / edition.file_name).write_bytes(set_edition(edition))
        print(f"wrote raw/{edition.file_name}")


if __name__ == "__main__":
    main()
