"""How well table structure is found on other material: the European half of the ICDAR-2013 table competition.

    python benchmarks/tables/icdar.py [ENGINE ...] [--each]

Adjacency relations as Göbel et al. (2012) define them: for each cell the next cell to the right and below, compared by
text (letters and digits only). No region is given: all tables of a document are found and scored together, so that a
table that is not found, or one that is none, costs as much as a wrong cell.

This runs in one process, for a quick look at one's own change; without names it is this project alone. `peers.py --data
icdar` compares, each engine and document in a process of its own.
"""

from __future__ import annotations

import sys
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from peers_engines import OWN, Placed, engine

DATA = Path(__file__).parents[2].parent / "shared" / "icdar2013"
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


def main() -> int:
    """Print precision, recall and F1 for each engine asked for."""
    import pypdfium2

    for name in [name for name in sys.argv[1:] if not name.startswith("--")] or [OWN]:
        read = engine(name, "icdar").read
        hit = found = expected = 0
        start = time.process_time()
        for path in sorted(DATA.glob("*.pdf")):
            wanted = gold(path.with_name(path.stem + "-str.xml"))
            total: Relations = Counter()
            for table in read(path, list(range(1, len(pypdfium2.PdfDocument(path)) + 1))):
                total += relations(table.cells)
            same = sum((wanted & total).values())
            hit, found, expected = hit + same, found + sum(total.values()), expected + sum(wanted.values())
            if "--each" in sys.argv:
                print(f"  {path.name} recall {same}/{sum(wanted.values())} found {sum(total.values())}")
        precision, recall, f1 = hit / max(1, found), hit / expected, 2 * hit / (found + expected)
        seconds = time.process_time() - start
        print(f"{name:18} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} {seconds:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
