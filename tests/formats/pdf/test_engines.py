"""Both engines read the same page, and a page filled by pdfium answers as pdfplumber's own does."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats.pdf.drawn.glyphs import Turn, read_glyphs
from extract.formats.pdf.drawn.objects import PdfiumPage, read_page
from extract.formats.pdf.drawn.shown import Shown, shown_box
from extract.formats.pdf.lines.words import read_lines
from extract.formats.pdf.reader import read
from extract.formats.pdf.sources import Engine, open_source
from extract.pages import Grid

sys.path.insert(0, str(Path(__file__).parent))
import layouts

LAYOUTS = pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.name)


def rows(content: bytes, engine: Engine) -> list[tuple[str, ...]]:
    """The texts of all rows of all grids."""
    pages = read(SourceDocument("review.pdf", "0" * 64, content), engine).pages
    grids = [part for page in pages for part in page.parts if isinstance(part, Grid)]
    return [tuple(" ".join(cell.text.split()) for cell in row.cells) for grid in grids for row in grid.rows]


def filled(content: bytes) -> PdfiumPage:
    """The first page, read by pdfium."""
    with pdfium.PdfDocument(content) as document:
        page = document[0]
        text_page = page.get_textpage()
        return read_page(page, text_page, shown_box(page), 1)


@LAYOUTS
def test_both_engines_give_the_same_rows(layout: layouts.Layout) -> None:
    """A file that pdfium would not open is read by pdfplumber with the same rows."""
    content = layouts.review(layout)
    assert rows(content, "pdfplumber") == rows(content, "pdfium")


def test_the_engine_is_named() -> None:
    """Whoever reads the record can tell which engine read the document."""
    document = SourceDocument("review.pdf", "0" * 64, layouts.review(layouts.LAYOUTS[0]))
    assert read(document).read_by == "pdfium"
    assert read(document, "pdfplumber").read_by == "pdfplumber"


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber", None])
def test_no_pdf_is_damaged(engine: Engine | None) -> None:
    """What no engine opens is refused with a reason."""
    with pytest.raises(UnreadableDocument) as caught:
        open_source(b"%PDF-1.7 and nothing else", "broken.pdf", engine)
    assert caught.value.code == "damaged"


@LAYOUTS
def test_a_filled_page_answers_as_pdfplumber_does(layout: layouts.Layout) -> None:
    """Characters, rules, words and tables are pdfplumber's."""
    content = layouts.review(layout)
    own = filled(content)
    with pdfplumber.open(io.BytesIO(content)) as document:
        plain = document.pages[0]
        assert [char["text"] for char in own.chars] == [char["text"] for char in plain.chars]
        for kind in ("line", "rect"):
            places = [[(item["x0"], item["top"]) for item in page.objects.get(kind, ())] for page in (own, plain)]
            assert places[0] == [pytest.approx(place, abs=0.01) for place in places[1]]
        assert [word["text"] for word in own.extract_words()] == [word["text"] for word in plain.extract_words()]
        assert [table.extract() for table in own.find_tables()] == [table.extract() for table in plain.find_tables()]


@pytest.mark.parametrize("angle", [0, 90, 270])
def test_figures_stay_together_on_turned_lines(angle: int) -> None:
    """A narrow figure in its wide place leaves a gap of ink, not of words."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.translate(300, 400)
    canvas.rotate(angle)
    canvas.drawString(0, 0, "In 2011 and 1911: 1,111")
    canvas.save()
    page = filled(buffer.getvalue())
    (line,) = read_lines(read_glyphs(page.chars_read, Turn(angle // 90, page.width, page.height)))
    assert [word.text for word in line.words] == ["In", "2011", "and", "1911:", "1,111"]


@pytest.mark.parametrize(("rotation", "shown"), [(0, (10, 140)), (90, (50, 10)), (180, (80, 50)), (270, (140, 80))])
def test_points_are_turned_with_the_page(rotation: int, shown: tuple[float, float]) -> None:
    """A point of user space is carried to where a reader sees it, crop box and turn applied."""
    assert Shown(10, 10, 100, 200, rotation).point(20, 60) == shown
