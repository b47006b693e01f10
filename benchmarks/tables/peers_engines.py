"""Which public table readers are compared, and how each is asked for the tables of some pages of a PDF.

Each reader is a generator of tables, page by page where the library allows it, so that what was read before a time-out
still counts. Settings are the library's own defaults; where a default cannot work here (OCR without an OCR engine) or
where the library offers several methods, the entry says so. Imports happen in the child process that uses them: none of
these libraries is a dependency of this project.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers_markdown import tables_of

# A cell as the scorers see it: first row, last row, first column, last column, text.
Placed = list[tuple[int, int, int, int, str]]

# Libraries that take a list of pages get so many at a time: a time-out then loses at most one such batch.
PAGES_AT_ONCE = 20
# A Java process that lives for one document spends most of its time compiling its own code: with these two it took 6
# instead of 11 s for two pages.
JAVA_OPTIONS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


@dataclass(frozen=True, slots=True)
class Found:
    """A table that a reader found; `pages` are 1-based, several if the reader itself joined a table over pages."""

    pages: tuple[int, ...]
    cells: Placed


Reader = Callable[[Path, list[int]], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Engine:
    """A reader and what it needs: `modules` are imported before the clock starts; `package` names its version."""

    name: str
    package: str
    modules: tuple[str, ...]
    read: Reader
    licence: str


def rows_as_cells(rows: Iterable[Iterable[str | None]]) -> Placed:
    """A table of plain rows: no spans."""
    return [(i, i, j, j, text or "") for i, row in enumerate(rows) for j, text in enumerate(row)]


def boxes_as_cells(boxes: Iterable[tuple[tuple[float, float, float, float], str]]) -> Placed:
    """Rows, columns and spans from the cells' own boxes (left, top, right, bottom), each box once."""
    cells = dict(boxes)
    tops = sorted({box[1] for box in cells})
    lefts = sorted({box[0] for box in cells})
    placed = []
    for (left, top, right, bottom), text in cells.items():
        rows = [i for i, edge in enumerate(tops) if top <= edge < bottom] or [tops.index(top)]
        columns = [i for i, edge in enumerate(lefts) if left <= edge < right] or [lefts.index(left)]
        placed.append((rows[0], rows[-1], columns[0], columns[-1], text))
    return sorted(placed)


def batches(pages: list[int]) -> Iterator[list[int]]:
    """The pages in groups of `PAGES_AT_ONCE`."""
    for start in range(0, len(pages), PAGES_AT_ONCE):
        yield pages[start : start + PAGES_AT_ONCE]


def own_grids(path: Path, pages: list[int]) -> Iterator[Found]:
    """This project's reader, before tables are stitched: the grids of the pages asked for."""
    from extract.documents import SourceDocument
    from extract.formats.pdf import read
    from extract.pages import Grid

    for page in read(SourceDocument(path.name, "0" * 64, path.read_bytes())).pages:
        for grid in (part for part in page.parts if isinstance(part, Grid)):
            cells: Placed = []
            for number, row in enumerate(grid.rows):
                column = 0
                for cell in row.cells:
                    end = column + cell.col_span
                    cells.append((number, number + cell.row_span - 1, column, end - 1, cell.text))
                    column = end
            if page.number in pages:
                yield Found((page.number,), cells)


def own_study_rows(path: Path, pages: list[int]) -> Iterator[Found]:  # noqa: ARG001 - it is not told the pages
    """This project's whole reading of the document, which is not told the pages: each study row a table of one row."""

    from extract.documents import SourceDocument
    from extract.reading import read_document

    content = path.read_bytes()
    reading = read_document(SourceDocument.of(path.name, content))
    for table in reading.tables:
        for row in table.rows:
            if row.kind == "study":
                yield Found(tuple(row.pages), rows_as_cells([row.cells]))


def plumber_with(settings: dict[str, str]) -> Reader:
    """pdfplumber with table settings; none are its defaults (lines)."""

    def read(path: Path, pages: list[int]) -> Iterator[Found]:
        pdfplumber = importlib.import_module("pdfplumber")
        with pdfplumber.open(path, pages=pages) as pdf:
            for page in pdf.pages:
                for table in page.find_tables(settings):
                    texts = table.extract()
                    yield Found((page.page_number,), _boxed(table.rows, texts))
                page.close()

    return read


def _boxed(rows: Iterable[Any], texts: list[list[str | None]]) -> Placed:
    """pdfplumber's and PyMuPDF's rows of cell boxes (None: covered by a neighbour) with the texts beside them."""
    return boxes_as_cells(
        (tuple(box), text or "")
        for row, line in zip(rows, texts, strict=True)
        for box, text in zip(row.cells, line, strict=True)
        if box is not None
    )


def camelot_with(flavor: str) -> Reader:
    """Camelot in one of its flavours."""

    def read(path: Path, pages: list[int]) -> Iterator[Found]:
        camelot = importlib.import_module("camelot")
        for batch in batches(pages):
            for table in camelot.read_pdf(str(path), pages=",".join(map(str, batch)), flavor=flavor):
                yield Found((int(table.page),), rows_as_cells(table.df.values.tolist()))

    return read


def tabula_with(**method: bool) -> Reader:
    """Tabula through tabula-py, the Java virtual machine in the same process; areas are guessed, as is its default."""

    def read(path: Path, pages: list[int]) -> Iterator[Found]:
        tabula = importlib.import_module("tabula")
        for page in pages:  # its JSON does not say which page a table is on
            asked = {"output_format": "json", "silent": True, "java_options": list(JAVA_OPTIONS), **method}
            tables = tabula.read_pdf(str(path), pages=page, **asked)
            for table in tables:
                yield Found((page,), rows_as_cells([[cell["text"] for cell in row] for row in table["data"]]))

    return read


def pymupdf_with(**settings: bool) -> Reader:
    """PyMuPDF's table finder; from version 2 on its default is to ask the layout model first, if that is installed."""

    def read(path: Path, pages: list[int]) -> Iterator[Found]:
        with importlib.import_module("pymupdf").open(path) as document:
            for number in pages:
                for table in document[number - 1].find_tables(**settings).tables:
                    yield Found((number,), _boxed(table.rows, table.extract()))

    return read


def pymupdf4llm(path: Path, pages: list[int]) -> Iterator[Found]:
    """PyMuPDF4LLM with its layout model (pymupdf-layout); OCR off, since no OCR engine is installed."""
    library = importlib.import_module("pymupdf4llm")
    for batch in batches(pages):
        found = json.loads(library.to_json(str(path), pages=[number - 1 for number in batch], use_ocr=False))
        for page in found["pages"]:
            for table in (box["table"] for box in page["boxes"] if box["table"]):
                boxes = (
                    (tuple(box), text or "")
                    for row, line in zip(table["cells"], table["extract"], strict=True)
                    for box, text in zip(row, line, strict=True)
                    if box is not None
                )
                yield Found((page["page_number"],), boxes_as_cells(boxes))


def img2table(path: Path, pages: list[int]) -> Iterator[Found]:
    """img2table on the text layer, tables without rules as well; its images of all pages are held, so few at a time."""
    library = importlib.import_module("img2table.document")
    for number in pages:
        document = library.PDF(str(path), pages=[number - 1], pdf_text_extraction=True)
        for tables in document.extract_tables(borderless_tables=True).values():
            for table in tables:
                boxes = (
                    ((cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2), cell.value or "")
                    for row in table.content.values()
                    for cell in row
                )
                yield Found((number,), boxes_as_cells(boxes))


def spartan(path: Path, pages: list[int]) -> Iterator[Found]:
    """SPARTAN on the text layer. It reads whole files, so it gets one of just the pages; it may join tables."""
    library = importlib.import_module("spartan")
    pdfium = importlib.import_module("pypdfium2")
    settings = library.PipelineConfig(ocr_engine="none")
    with tempfile.TemporaryDirectory() as folder:
        for batch in batches(pages):
            part = Path(folder) / "pages.pdf"
            with (
                contextlib.closing(pdfium.PdfDocument(path)) as whole,
                contextlib.closing(pdfium.PdfDocument.new()) as some,
            ):
                some.import_pages(whole, [number - 1 for number in batch])
                some.save(part)
            for table in library.process_pdf(part, settings)["tables"]:
                yield Found(tuple(batch[number - 1] for number in table["pages"]), _spartan_cells(table))


def _spartan_cells(table: dict[str, Any]) -> Placed:
    """Its header rows repeat the text of a spanning heading in each column; `merged_cells` holds the body's spans."""
    cells: Placed = []
    for number, row in enumerate(table["header"]):
        start = 0
        for column in range(1, len(row) + 1):
            if column == len(row) or row[column] != row[start]:
                cells.append((number, number, start, column - 1, row[start]))
                start = column
    top = len(table["header"])
    merged = table["merged_cells"]
    covered = {
        (cell["row"] + down, cell["col"] + right)
        for cell in merged
        for down in range(cell["row_span"])
        for right in range(cell["col_span"])
    }
    for cell in merged:
        first, left = top + cell["row"], cell["col"]
        cells.append((first, first + cell["row_span"] - 1, left, left + cell["col_span"] - 1, cell["text"]))
    for number, row in enumerate(table["rows"]):
        cells += [(top + number, top + number, i, i, text) for i, text in enumerate(row) if (number, i) not in covered]
    return sorted(cells)


def liteparse(path: Path, pages: list[int]) -> Iterator[Found]:
    """LiteParse: the tables of its Markdown, page by page; OCR off."""
    library = importlib.import_module("liteparse")
    for batch in batches(pages):
        targets = ",".join(map(str, batch))
        parser = library.LiteParse(output_format="markdown", ocr_enabled=False, quiet=True, target_pages=targets)
        for page in parser.parse(str(path)).pages:
            for rows in tables_of(page.markdown or ""):
                yield Found((page.page_num,), rows_as_cells(rows))


def pdf_inspector(path: Path, pages: list[int]) -> Iterator[Found]:
    """pdf-inspector: the tables of its Markdown, page by page."""
    library = importlib.import_module("pdf_inspector")
    result = library.extract_pages_markdown(str(path), pages=[number - 1 for number in pages])
    for number, page in zip(pages, result.pages, strict=True):
        for rows in tables_of(page.markdown or ""):
            yield Found((number,), rows_as_cells(rows))


def pdf_oxide(path: Path, pages: list[int]) -> Iterator[Found]:
    """pdf_oxide's table finder."""
    document = importlib.import_module("pdf_oxide").PdfDocument(str(path))
    for number in pages:
        for table in document.extract_tables(number - 1):
            yield Found((number,), rows_as_cells([[c["text"] for c in row["cells"]] for row in table["rows"]]))


def opendataloader(path: Path, pages: list[int]) -> Iterator[Found]:
    """OpenDataLoader without its hybrid server; tables by rules and by clusters of text. A Java process a document."""
    library = importlib.import_module("opendataloader_pdf")
    with tempfile.TemporaryDirectory() as folder:
        library.convert(
            str(path),
            output_dir=folder,
            format="json",
            quiet=True,
            image_output="off",
            table_method="cluster",
            pages=",".join(map(str, pages)),
        )
        found = json.loads((Path(folder) / f"{path.stem}.json").read_text(encoding="utf-8"))
    for table in _nodes(found, "table"):
        cells: Placed = []
        for cell in (cell for row in table["rows"] for cell in row["cells"]):
            row, column = cell["row number"] - 1, cell["column number"] - 1
            text = " ".join(_contents(cell["kids"]))
            cells.append((row, row + cell["row span"] - 1, column, column + cell["column span"] - 1, text))
        yield Found((table["page number"],), sorted(cells))


def _nodes(node: Any, kind: str) -> Iterator[dict[str, Any]]:
    """All parts of a JSON tree whose `type` is the one asked for."""
    if isinstance(node, dict):
        if node.get("type") == kind:
            yield node
        for value in node.values():
            yield from _nodes(value, kind)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value, kind)


def _contents(node: Any) -> Iterator[str]:
    """All texts of a JSON tree, in order."""
    if isinstance(node, dict):
        if "content" in node:
            yield str(node["content"])
        for value in node.values():
            yield from _contents(value)
    elif isinstance(node, list):
        for value in node:
            yield from _contents(value)


TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
# The project itself is in two entries: it reads rows for the reviews, and grids where the gold is of grids.
OWN = "review-extract"
ENGINES: tuple[Engine, ...] = (
    Engine("pdfplumber", "pdfplumber", ("pdfplumber",), plumber_with({}), "MIT"),
    Engine("pdfplumber-text", "pdfplumber", ("pdfplumber",), plumber_with(TEXT), "MIT"),
    Engine("camelot-lattice", "camelot-py", ("camelot",), camelot_with("lattice"), "MIT"),
    Engine("camelot-stream", "camelot-py", ("camelot",), camelot_with("stream"), "MIT"),
    Engine("camelot-hybrid", "camelot-py", ("camelot",), camelot_with("hybrid"), "MIT"),
    Engine("camelot-network", "camelot-py", ("camelot",), camelot_with("network"), "MIT"),
    Engine("tabula-lattice", "tabula-py", ("tabula", "jpype"), tabula_with(lattice=True), "MIT"),
    Engine("tabula-stream", "tabula-py", ("tabula", "jpype"), tabula_with(stream=True), "MIT"),
    Engine("pymupdf-lines", "pymupdf", ("pymupdf",), pymupdf_with(use_layout=False), "AGPL"),
    Engine("pymupdf-layout", "pymupdf", ("pymupdf.layout", "pymupdf"), pymupdf_with(), "AGPL"),
    Engine("pymupdf4llm", "pymupdf4llm", ("pymupdf.layout", "pymupdf4llm"), pymupdf4llm, "AGPL"),
    Engine("img2table", "img2table", ("cv2.ximgproc", "img2table.document"), img2table, "MIT"),
    Engine("spartan", "spartan-tables", ("spartan", "pypdfium2"), spartan, "MIT"),
    Engine("liteparse", "liteparse", ("liteparse",), liteparse, "Apache-2.0"),
    Engine("pdf-inspector", "pdf-inspector", ("pdf_inspector",), pdf_inspector, "MIT"),
    Engine("pdf-oxide", "pdf_oxide", ("pdf_oxide",), pdf_oxide, "MIT or Apache-2.0"),
    Engine("opendataloader", "opendataloader-pdf", ("opendataloader_pdf",), opendataloader, "Apache-2.0"),
)
OWN_ENGINES: dict[str, Engine] = {
    "reviews": Engine(OWN, OWN, ("extract.reading",), own_study_rows, "MIT"),
    "icdar": Engine(OWN, OWN, ("extract.formats.pdf",), own_grids, "MIT"),
}


def engine(name: str, data: str) -> Engine:
    """The engine of that name for the data set `reviews` or `icdar`; `KeyError` if there is none."""
    return OWN_ENGINES[data] if name == OWN else {entry.name: entry for entry in ENGINES}[name]
