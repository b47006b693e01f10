"""Sets one made-up review in many layouts with reportlab, so that one table can be read from each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

HEADER = ("Study", "Design", "Sample", "Main finding")
ROWS = (
    ("Abel and Moss (2011)", "Survey", "120", "Visitors felt less alone after six weeks of shared meals and walks."),
    ("Birch et al. (2014)", "Randomised trial", "64", "No change in the score."),
    (
        "Carver (2015)",
        "Interviews",
        "18",
        "Carers spoke of pride, and of the cost of travel to the sessions in winter.",
    ),
    ("Dunne and Park (2017)", "Cohort", "903", "Fewer days in hospital among those who stayed on for a whole year."),
    ("Elm et al. (2018)", "Survey", "77", "Two thirds would come again."),
    ("Frost (2020)", "Case study", "1", "The garden was kept by former guests after the funding had ended."),
)
SECTIONS = {0: "Befriending by volunteers", 3: "Groups led by professionals"}
CAPTION = "Table 1. Characteristics of the included studies"
PROSE = (
    "The studies were few and of many kinds, and most of them were small. We read each of them twice and noted what "
    "was done, with whom, and what came of it. Where two reports told of one study we joined them. "
) * 4

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=9, leading=10.8)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Times-Bold")
WIDTHS = (110, 85, 50, 205)


@dataclass(frozen=True)
class Layout:
    """A way to set the table: reportlab's style commands, and whether the header is bold."""

    name: str
    style: tuple[tuple[object, ...], ...]
    is_bold: bool = True
    padding: float = 3.0


THIN, THICK = 0.4, 1.0
LAYOUTS = (
    Layout("full grid", (("GRID", (0, 0), (-1, -1), 0.5, colors.black),)),
    Layout(
        "rule per row",
        (("LINEABOVE", (0, 0), (-1, -1), THIN, colors.black), ("LINEBELOW", (0, -1), (-1, -1), THIN, colors.black)),
        is_bold=False,
    ),
    Layout(
        "head and foot rules",
        (
            ("LINEABOVE", (0, 0), (-1, 0), THICK, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), THIN, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), THICK, colors.black),
        ),
        is_bold=False,
    ),
    Layout(
        "shaded",
        (
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.75, 0.8, 0.85)),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.Color(0.92, 0.92, 0.92)]),
        ),
    ),
    Layout("white space", (), padding=4.0),
    Layout(
        "tight rows",
        (
            ("LINEABOVE", (0, 0), (-1, 0), THICK, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), THIN, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), THICK, colors.black),
        ),
        is_bold=False,
        padding=0.0,
    ),
)


def cells(row: Sequence[str], style: ParagraphStyle) -> list[Paragraph]:
    """A row of paragraphs, so that long cells wrap."""
    return [Paragraph(text, style) for text in row]


def table(layout: Layout, rows: Sequence[Sequence[str]] = ROWS, *, with_sections: bool = False) -> Table:
    """The table in a layout; sections are rows with one cell over all columns."""
    data: list[list[object]] = [list(cells(HEADER, BOLD if layout.is_bold else BODY))]
    style = list(layout.style)
    for index, row in enumerate(rows):
        if with_sections and index in SECTIONS:
            style.append(("SPAN", (0, len(data)), (-1, len(data))))
            data.append([Paragraph(f"<i>{SECTIONS[index]}</i>", BODY), "", "", ""])
        data.append(list(cells(row, BODY)))
    style += [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), layout.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), layout.padding),
    ]
    return Table(data, colWidths=WIDTHS, style=style, repeatRows=1)


def _decorate(canvas: Canvas, _document: object, size: tuple[float, float]) -> None:
    """A running head and a page number."""
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(60, size[1] - 30, "A review of shared meals")
    canvas.drawCentredString(size[0] / 2, 24, str(canvas.getPageNumber()))


def document(parts: Sequence[object], size: tuple[float, float] = A4) -> bytes:
    """A PDF of the parts with running heads."""
    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=size, leftMargin=60, rightMargin=60, invariant=True)
    decorate = partial(_decorate, size=size)
    template.build(list(parts), onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()


def review(layout: Layout, *, with_sections: bool = False, size: tuple[float, float] = A4) -> bytes:
    """Prose, the table under its caption, and prose again, on further pages too."""
    parts: list[object] = [Paragraph(PROSE, BODY), Spacer(1, 14), Paragraph(CAPTION, BODY), Spacer(1, 4)]
    parts += [table(layout, with_sections=with_sections), Spacer(1, 20), Paragraph(PROSE, BODY)]
    for number in (1, 2):  # other words at the top of each page: what recurs there is taken for a running head
        parts += [PageBreak(), Paragraph("Then as now. " * number + PROSE, BODY)]
    return document(parts, size)


def turned_by_page(layout: Layout) -> bytes:
    """The table on a page that `/Rotate` turns: the content lies, the viewer sets it upright."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setPageRotation(90)
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    _draw(canvas, layout, A4[0])
    return _saved(canvas, out)


def turned_by_text(layout: Layout) -> bytes:
    """The table turned on an upright page, as publishers do."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(60, A4[1] - 30, "A review of shared meals")
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    _draw(canvas, layout, A4[0])
    return _saved(canvas, out)


def _draw(canvas: Canvas, layout: Layout, height: float) -> None:
    made = table(layout)
    made.wrapOn(canvas, 600, 500)
    top = height - 100
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(100, top + 10, CAPTION)
    made.drawOn(canvas, 100, top - made._height)


def _saved(canvas: Canvas, out: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def wide(layout: Layout) -> bytes:
    """The review on pages in landscape."""
    return review(layout, size=landscape(A4))
