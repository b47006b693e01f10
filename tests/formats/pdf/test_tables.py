"""The same review, set in many layouts, gives the same rows."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats import pdf
from extract.pages import Block, Box, Grid, GridRow, Pages

sys.path.insert(0, str(Path(__file__).parent))
import layouts

LAYOUTS = pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.name)


def read(content: bytes) -> Pages:
    return pdf.read(SourceDocument("review.pdf", "0" * 64, content))


def grids(pages: Pages) -> list[Grid]:
    return [part for page in pages.pages for part in page.parts if isinstance(part, Grid)]


def texts(row: GridRow) -> tuple[str, ...]:
    return tuple(cell.text.replace("\n", " ") for cell in row.cells)


def studies(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(texts(row) for row in grid.rows if not row.is_header and len(row.cells) == grid.width)


@LAYOUTS
def test_rows_are_the_printed_rows(layout: layouts.Layout) -> None:
    """Whatever parts the rows, a printed row is one row, its wrapped cells whole; the caption names the table."""
    (grid,) = grids(read(layouts.review(layout)))
    assert studies(grid) == layouts.ROWS
    assert grid.title == layouts.CAPTION


@LAYOUTS
def test_header_is_told_from_rows(layout: layouts.Layout) -> None:
    """The first row is a header, and it alone."""
    (grid,) = grids(read(layouts.review(layout)))
    assert [texts(row) for row in grid.rows if row.is_header] == [layouts.HEADER]


@LAYOUTS
def test_section_rows_have_one_cell(layout: layouts.Layout) -> None:
    """A heading inside the body is one cell over all columns, in its place."""
    (grid,) = grids(read(layouts.review(layout, with_sections=True)))
    assert studies(grid) == layouts.ROWS
    body = [row for row in grid.rows if not row.is_header]
    found = {i: row.cells[0].text for i, row in enumerate(body) if row.cells[0].col_span == grid.width}
    assert found == {0: layouts.SECTIONS[0], 4: layouts.SECTIONS[3]}


@LAYOUTS
@pytest.mark.parametrize("turn", [layouts.turned_by_page, layouts.turned_by_text, layouts.wide])
def test_turned_pages_are_read(layout: layouts.Layout, turn: object) -> None:
    """`/Rotate`, turned text on an upright page, and landscape pages give the same rows."""
    (grid,) = grids(read(turn(layout)))  # type: ignore[operator]
    assert studies(grid) == layouts.ROWS


@LAYOUTS
@pytest.mark.parametrize("make", [layouts.review, layouts.turned_by_page, layouts.turned_by_text])
def test_a_cells_box_holds_its_text(layout: layouts.Layout, make: object) -> None:
    """The text read again from a cell's box, on the page as shown, is the cell's text."""
    content = make(layout)  # type: ignore[operator]
    document = pdfium.PdfDocument(content)
    for page in read(content).pages:
        shown = document[page.number - 1 if page.number else 0]
        text_page = shown.get_textpage()
        for grid in (part for part in page.parts if isinstance(part, Grid)):
            for cell in (cell for row in grid.rows for cell in row.cells if cell.text):
                assert isinstance(cell.place, Box)
                again = text_page.get_text_bounded(*_user_space(cell.place, shown))
                assert _letters(again) == _letters(cell.text)


def _user_space(box: Box, page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in the page's own space, widened by half a point."""
    _, height = page.get_size()
    x0, top, x1, bottom = box.x0 - 0.5, box.top - 0.5, box.x1 + 0.5, box.bottom + 0.5
    if page.get_rotation() == 90:
        return top, x0, bottom, x1
    return x0, height - bottom, x1, height - top


def _letters(text: str) -> str:
    return "".join(sorted(c for c in text if c.isalnum()))


def test_prose_pages_hold_no_grid_and_no_furniture() -> None:
    """Running heads and page numbers are left out; prose stays prose, whole."""
    pages = read(layouts.review(layouts.LAYOUTS[0]))
    blocks = [part for page in pages.pages for part in page.parts if isinstance(part, Block)]
    joined = " ".join(block.text for block in blocks)
    assert "A review of shared meals" not in joined
    assert not any(block.text.strip().isdigit() for block in blocks)
    assert joined.count("Where two reports told of one study we joined them.") == 4 * 4


def test_superscripts_are_marked() -> None:
    """A raised citation stays in line and carries a mark."""
    rows = (("Pavel et al.,<super>26</super> 2020", "Survey", "12", "None."), *layouts.ROWS)
    parts = [layouts.Paragraph(layouts.CAPTION, layouts.BODY), layouts.table(layouts.LAYOUTS[2], rows)]
    (grid,) = grids(read(layouts.document(parts)))
    cell = next(row.cells[0] for row in grid.rows if row.cells[0].text.startswith("Pavel"))
    assert cell.text == "Pavel et al.,26 2020"
    assert [cell.text[m.start : m.end] for m in cell.marks if m.kind == "superscript"] == ["26"]


def test_a_table_over_pages_keeps_its_columns() -> None:
    """Each page's part has the same columns; all printed rows are there."""
    rows = tuple((f"Author{n} ({1990 + n})", "Survey", str(n * 7), layouts.ROWS[n % 6][3]) for n in range(60))
    for layout in layouts.LAYOUTS[:4]:
        parts = [layouts.Paragraph(layouts.CAPTION, layouts.BODY), layouts.table(layout, rows)]
        found = grids(read(layouts.document(parts)))
        assert len(found) > 1
        assert {grid.width for grid in found} == {4}
        assert {row[0] for grid in found for row in studies(grid)} == {row[0] for row in rows}


def test_spanning_headers_have_levels() -> None:
    """A heading over two columns with a rule of its own is a level above theirs."""
    data = [
        ["Study", "Groups", "", "Outcome"],
        ["", "Test", "Control", ""],
        *[[f"Author{n} (20{n})", str(n), str(n + 1), "Better"] for n in range(10, 18)],
    ]
    black = layouts.colors.black
    style = [
        ("SPAN", (1, 0), (2, 0)),
        ("LINEABOVE", (0, 0), (-1, 0), 1, black),
        ("LINEBELOW", (1, 0), (2, 0), 0.4, black),
        ("LINEBELOW", (0, 1), (-1, 1), 0.4, black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, black),
    ]
    table = layouts.Table(data, colWidths=(120, 60, 60, 100), style=style)
    (grid,) = grids(read(layouts.document([layouts.Paragraph(layouts.CAPTION, layouts.BODY), table])))
    first, second = (row for row in grid.rows if row.is_header)
    assert [(c.text, c.col_span, c.row_span) for c in first.cells] == [
        ("Study", 1, 2),
        ("Groups", 2, 1),
        ("Outcome", 1, 2),
    ]
    assert [c.text for c in second.cells] == ["", "Test", "Control", ""]
    assert len(studies(grid)) == 8


def test_a_named_table_between_rules_may_have_equal_full_columns() -> None:
    """They look like the columns of a page; a caption, a header and three rules say that they are none."""
    full = " ".join(["The studies were few and of many kinds, and each was read twice by two of us."] * 3)
    heads = ("<b>What was done</b>", "<b>What was found</b>", "<b>What it means</b>")
    data = [
        layouts.cells(row, layouts.BODY) for row in (heads, *((f"Study {n}. {full}", full, full) for n in range(1, 7)))
    ]
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, layouts.colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, layouts.colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, layouts.colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    table = layouts.Table(data, colWidths=(150, 150, 150), style=style)
    (grid,) = grids(read(layouts.document([layouts.Paragraph(layouts.CAPTION, layouts.BODY), table])))
    assert [row.cells[0].text[:8] for row in grid.rows[1:]] == [f"Study {n}." for n in range(1, 7)]


def test_two_columns_are_read_one_after_the_other() -> None:
    """In an article of two columns the left one is read to its end first."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Roman", 10)
    for n in range(30):
        canvas.drawString(60, 760 - 12 * n, f"left {n:02d} runs on with some more words to the edge")
        canvas.drawString(310, 760 - 12 * n, f"right {n:02d} runs on with some more words to the edge")
    canvas.showPage()
    canvas.save()
    text = " ".join(part.text for part in read(out.getvalue()).pages[0].parts if isinstance(part, Block))
    assert text.index("left 29") < text.index("right 00")


def test_text_beside_a_table_of_one_column_is_kept() -> None:
    """The lines of the other column stand at the height of the table's rows, and are none of its; the table is read
    with its own column."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Roman", 9)
    prose = {n for n in range(50) if n < 8 or n > 24}
    for n in range(50):
        canvas.drawString(310, 760 - 12 * n, f"right {n:02d} runs on with some more words to the edge")
        if n in prose:
            canvas.drawString(60, 760 - 12 * n, f"left {n:02d} runs on with some more words to the edge")
    canvas.drawString(60, 760 - 12 * 9, layouts.CAPTION)
    rows = [("Study", "Country", "Size"), *((f"Berg {2000 + n}", "Norway", str(10 * n)) for n in range(1, 11))]
    for n, row in enumerate(rows, 11):
        for x, text in zip((62, 140, 220), row, strict=True):
            canvas.drawString(x, 760 - 12 * n, text)
    for n in (10.3, 11.3, 21.4):
        canvas.line(60, 760 - 12 * n, 290, 760 - 12 * n)
    canvas.showPage()
    canvas.save()
    pages = read(out.getvalue())
    text = " ".join(part.text for part in pages.pages[0].parts if isinstance(part, Block))
    assert [n for n in range(50) if f"right {n:02d} runs" not in text] == []
    assert [n for n in sorted(prose) if f"left {n:02d} runs" not in text] == []
    (grid,) = grids(pages)
    assert [texts(row) for row in grid.rows] == rows
    places = [part.text if isinstance(part, Block) else "table" for part in pages.pages[0].parts]
    above, below, right = (
        next(at for at, text in enumerate(places) if what in text) for what in ("left 07", "left 25", "right 00")
    )
    assert above < places.index("table") < below < right


def test_a_table_goes_on_in_the_next_column_of_the_page() -> None:
    """There it repeats its header, over the first rule, and is read with that column."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Bold", 16)
    canvas.drawString(60, 790, "Lamps and lanterns of the coast, a review of what was tried")
    header = ("Study", "Country", "Size")
    rows = [(f"Berg {2000 + n}", "Norway", str(10 * n)) for n in range(1, 14)]
    for left, first, part in ((60, 20, rows[:8]), (310, 0, rows[8:])):
        for n, row in enumerate([header, *part], first):
            canvas.setFont("Times-Bold" if n == first else "Times-Roman", 9)
            for x, text in zip((2, 80, 160), row, strict=True):
                canvas.drawString(left + x, 760 - 12 * n, text)
            canvas.line(left, 756 - 12 * n, left + 230, 756 - 12 * n)
        canvas.setFont("Times-Roman", 9)
        for n in range(50):
            if not first - 3 < n < first + len(part) + 3:
                canvas.drawString(left, 760 - 12 * n, f"side {left} {n:02d} runs on with some more words to the edge")
    canvas.showPage()
    canvas.save()
    left_grid, right_grid = grids(read(out.getvalue()))
    assert [texts(row) for row in left_grid.rows] == [header, *rows[:8]]
    assert [texts(row) for row in right_grid.rows] == [header, *rows[8:]]


LANTERNS = "The lanterns were lit at dusk and put out at dawn, and keepers wrote"
PLACES = (56, 140, 200, 240)


def keeper(number: int) -> str:
    """A name of its own for each row: lines of the same letters at one height of many pages are running heads."""
    return f"{chr(ord('A') + number % 26)}ton ({2000 + number})"


def long_rows(count: int, lines: int, *, is_ruled: bool) -> bytes:
    """A table on pages that it fills but for narrow margins: rows of so many lines in the last column, one elsewhere.

    Each page has the header; `is_ruled`: with a rule above and below, and one under the last row of the page.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Bold", 9)
    canvas.drawString(54, 786, layouts.CAPTION)
    top, row = 766, 0
    while row < count:
        canvas.setFont("Times-Bold", 9)
        for x, heading in zip(PLACES, layouts.HEADER, strict=True):
            canvas.drawString(x, top, heading)
        base = top - 16
        canvas.setFont("Times-Roman", 9)
        while row < count and base - 11 * lines > 44:
            row += 1
            for x, text in zip(PLACES, (keeper(row), "Survey", str(row)), strict=False):
                canvas.drawString(x, base, text)
            for number in range(lines):
                canvas.drawString(PLACES[-1], base - 11 * number, f"{LANTERNS} {number:02d}")
            base -= 11 * lines + 4
        for height in (top + 10, top - 5, base + 9) if is_ruled else ():
            canvas.line(54, height, 540, height)
        canvas.showPage()
        top = 780
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("is_ruled", [True, False])
@pytest.mark.parametrize(("count", "lines"), [(16, 8), (12, 16), (25, 4)])
def test_a_table_of_long_rows_goes_on_over_pages(*, is_ruled: bool, count: int, lines: int) -> None:
    """Its last column fills most lines of its pages, as running text does; three rules at the most tell it."""
    pages = read(long_rows(count, lines, is_ruled=is_ruled))
    assert len(pages.pages) > 1
    printed = [cell for grid in grids(pages) for row in grid.rows if (cell := row.cells[0].text)]
    assert [cell for cell in printed if cell != "Study"] == [keeper(n) for n in range(1, count + 1)]


def test_hyphens_of_line_ends_are_mended() -> None:
    """A word cut by a line's end is whole; a hyphen that the document writes elsewhere stays."""
    rows = (
        ("Abel (2011)", "Survey", "4", "For a whole year the vol-\nunteers stayed on at work."),
        ("Birch (2012)", "Survey", "5", "All volunteers came."),
    )
    data = [list(layouts.HEADER), *[list(row) for row in rows]]
    table = layouts.Table(data, style=[("GRID", (0, 0), (-1, -1), 0.5, layouts.colors.black)])
    (grid,) = grids(read(layouts.document([table])))
    cell = next(row for row in grid.rows if row.cells[0].text == "Abel (2011)").cells
    assert cell[3].text.startswith("For a whole year the volunteers stayed")


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"])
def test_damaged_files_are_refused_with_a_code(content: bytes) -> None:
    """A file that no engine opens raises with the code `damaged`."""
    with pytest.raises(UnreadableDocument) as caught:
        read(content)
    assert caught.value.code == "damaged"


def test_pages_without_text_are_scans() -> None:
    """A PDF that holds no text raises with the code `scanned`."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.rect(50, 50, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableDocument) as caught:
        read(out.getvalue())
    assert caught.value.code == "scanned"


def test_sniff_asks_the_content() -> None:
    """`%PDF` within the first 1024 bytes, not later."""
    assert pdf.sniff(b"\n%PDF-1.4")
    assert not pdf.sniff(b" " * 2000 + b"%PDF-1.4")
    assert not pdf.sniff(b"# Title\n")
