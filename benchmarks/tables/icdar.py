"""How well table structure is found on other material: the European half of the ICDAR-2013 table competition.

    python benchmarks/tables/icdar.py [ENGINE ...]

Adjacency relations as Göbel et al. (2012) define them: for each cell the next cell to the right and below, compared by
text (letters and digits only). No region is given: all tables of a document are found and scored together, so that a
table that is not found, or one that is none, costs as much as a wrong cell.
"""

from __future__ import annotations

import sys
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[2].parent / "shared" / "icdar2013"
# A table as the scorer sees it: text by (first row, last row, first column, last column).
Placed = list[tuple[int, int, int, int, str]]
Relations = Counter[tuple[str, str, str]]


def fold(text: str) -> str:
    """Letters and digits only, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).lower() if c.isalnum() or c in "%+-")


def relations(cells: Placed) -> Relations:
    """The neighbours of each filled cell to the right and below, empty cells passed over."""
    filled = [cell for cell in cells if fold(cell[4])]
    at = {
        (row, col): cell
        for cell in filled
        for row in range(cell[0], cell[1] + 1)
        for col in range(cell[2], cell[3] + 1)
    }
    rows = max((cell[1] for cell in filled), default=-1)
    columns = max((cell[3] for cell in filled), default=-1)
    pairs: set[tuple[int, int, str]] = set()
    index = {id(cell): number for number, cell in enumerate(filled)}
    for cell in filled:
        for row in range(cell[0], cell[1] + 1):
            other = next((at[row, col] for col in range(cell[3] + 1, columns + 1) if (row, col) in at), None)
            if other is not None:
                pairs.add((index[id(cell)], index[id(other)], "right"))
        for col in range(cell[2], cell[3] + 1):
            other = next((at[row, col] for row in range(cell[1] + 1, rows + 1) if (row, col) in at), None)
            if other is not None:
                pairs.add((index[id(cell)], index[id(other)], "below"))
    return Counter((fold(filled[a][4]), fold(filled[b][4]), way) for a, b, way in pairs)


def gold(path: Path) -> Relations:
    """The relations of all tables of a document's structure file."""
    total: Relations = Counter()
    for table in ElementTree.parse(path).getroot().iter("table"):
        cells: Placed = []
        for region in table.iter("region"):
            down, right = int(region.get("row-increment", 0)), int(region.get("col-increment", 0))
            for cell in region.iter("cell"):
                row, col = int(cell.get("start-row", 0)) + down, int(cell.get("start-col", 0)) + right
                last = int(cell.get("end-row", cell.get("start-row", 0))) + down
                end = int(cell.get("end-col", cell.get("start-col", 0))) + right
                cells.append((row, last, col, end, cell.findtext("content") or ""))
        total += relations(cells)
    return total


def ours(path: Path) -> Iterator[Placed]:
    """This project's reader."""
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
            yield cells


def rows_as_cells(rows: list[list[str | None]]) -> Placed:
    """A table of plain rows: no spans."""
    return [(i, i, j, j, text or "") for i, row in enumerate(rows) for j, text in enumerate(row)]


def plumber(path: Path) -> Iterator[Placed]:
    """pdfplumber as it comes."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                yield rows_as_cells(table)
            page.close()


def camelot_with(flavor: str) -> Callable[[Path], Iterator[Placed]]:
    """Camelot in one of its flavours."""

    def read_camelot(path: Path) -> Iterator[Placed]:
        import camelot

        for table in camelot.read_pdf(str(path), pages="all", flavor=flavor):
            yield rows_as_cells(table.df.values.tolist())

    return read_camelot


def pymupdf(path: Path) -> Iterator[Placed]:
    """PyMuPDF's table finder (AGPL: bench only)."""
    import pymupdf as mupdf

    with mupdf.open(path) as document:
        for page in document:
            for table in page.find_tables().tables:
                yield rows_as_cells(table.extract())


def img2table(path: Path) -> Iterator[Placed]:
    """img2table on the text layer."""
    from img2table.document import PDF

    for tables in PDF(str(path), pdf_text_extraction=True).extract_tables(borderless_tables=True).values():
        for table in tables:
            yield rows_as_cells(table.df.values.tolist())


ENGINES: dict[str, Callable[[Path], Iterator[Placed]]] = {
    "review-extract": ours,
    "pdfplumber": plumber,
    "camelot-lattice": camelot_with("lattice"),
    "camelot-stream": camelot_with("stream"),
    "camelot-hybrid": camelot_with("hybrid"),
    "pymupdf": pymupdf,
    "img2table": img2table,
}


def main() -> int:
    """Print precision, recall and F1 for each engine that is installed here."""
    names = [name for name in sys.argv[1:] if not name.startswith("--")] or list(ENGINES)
    for name in names:
        hit = found = expected = failures = 0
        start = time.process_time()
        for path in sorted(DATA.glob("*.pdf")):
            wanted = gold(path.with_name(path.stem + "-str.xml"))
            total: Relations = Counter()
            try:
                for cells in ENGINES[name](path):
                    total += relations(cells)
            except ImportError as error:
                print(f"{name}: not installed here ({error})")
                break
            except Exception as error:  # a peer's failure is a result of the bench, not ours to catch finely
                failures += 1
                print(f"  {name} failed on {path.name}: {type(error).__name__}", file=sys.stderr)
            same = sum((wanted & total).values())
            hit, found, expected = hit + same, found + sum(total.values()), expected + sum(wanted.values())
            if "--each" in sys.argv:
                print(f"  {path.name} recall {same}/{sum(wanted.values())} found {sum(total.values())}")
        else:
            precision, recall = hit / max(1, found), hit / max(1, expected)
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            seconds = time.process_time() - start
            print(
                f"{name:18} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} failures {failures} {seconds:.1f} s",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
