"""The corrected covered area of published citation matrices, overall and for each pair of reviews.

    PYTHONPATH=src python benchmarks/overlap/covered_area.py ../shared/cca [--pairs]

A matrix is a CSV file parted by semicolons or the first filled sheet of a workbook: studies in rows, reviews in
columns, 1 for included, 0 for not, `X`, `NA` or an empty cell for structurally missing.
"""

from __future__ import annotations

import argparse
import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from extract.overlap import CitationMatrix, Inclusion, Overlap, measure_overlap, measure_pairs

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELLS: dict[str, Inclusion] = {"1": "yes", "0": "no", "X": "impossible", "NA": "impossible", "": "impossible"}
# What ccaR's `cca` prints of these files, worked out by hand from N, r, c and X of each: (N - r) / (r c - r - X).
EXPECTED = {
    "cca.xlsx": (563, 339, 23, 0, "3.0"),
    "data_gerd.xlsx": (134, 66, 10, 0, "11.4"),
    "data_gerd_X.xlsx": (134, 66, 10, 151, "15.3"),
    "miyazaki2017CCA.csv": (43, 14, 6, 0, "41.4"),
    "test.csv": (43, 14, 6, 0, "41.4"),
    "test2.csv": (43, 14, 6, 0, "41.4"),
    "test2.xlsx": (43, 14, 6, 0, "41.4"),
    "test4.xlsx": (20, 12, 4, 8, "28.6"),
}


def read_matrix(path: Path) -> CitationMatrix:
    """The matrix of a file; a study without a single cell is left out, as spreadsheets keep empty last rows."""
    rows = list(_csv_rows(path) if path.suffix == ".csv" else _workbook_rows(path))
    reviews = tuple(rows[0][1:])
    filled = [row + [""] * (len(rows[0]) - len(row)) for row in rows[1:] if any(row)]
    cells = tuple(tuple(_CELLS[cell.strip()] for cell in row[1:]) for row in filled)
    return CitationMatrix(reviews, tuple(row[0] for row in filled), cells)


def _csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.reader(lines, delimiter=";")


def _workbook_rows(path: Path) -> Iterator[list[str]]:
    """Rows of the first sheet that has any, each cell at the place that its address names."""
    with zipfile.ZipFile(path) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(part.text or "" for part in item.iter(f"{_SHEET}t")) for item in shared]
        for name in sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet")):
            rows = list(ElementTree.fromstring(book.read(name)).iter(f"{_SHEET}row"))
            if rows:
                yield from ([*_cells(row, texts)] for row in rows)
                return


def _cells(row: ElementTree.Element, texts: list[str]) -> Iterator[str]:
    at = 0
    for cell in row.iter(f"{_SHEET}c"):
        column = 0
        for letter in re.sub(r"\d", "", cell.attrib["r"]):
            column = column * 26 + ord(letter) - ord("A") + 1
        yield from [""] * (column - at - 1)
        at = column
        value = cell.find(f"{_SHEET}v")
        text = "" if value is None or value.text is None else value.text
        yield texts[int(text)] if cell.get("t") == "s" else text


def main() -> None:
    """Prints a line for each file, and with `--pairs` one for each pair of reviews."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--pairs", action="store_true")
    options = arguments.parse_args()
    for path in sorted([*options.data.glob("*.csv"), *options.data.glob("*.xlsx")]):
        matrix = read_matrix(path)
        found = measure_overlap(matrix)
        said = (found.inclusions, found.studies, len(matrix.reviews), found.impossible, f"{found.percentage:.1f}")
        state = {True: "as expected", False: f"EXPECTED {EXPECTED.get(path.name)}"}[said == EXPECTED.get(path.name)]
        print(f"{path.name:22} {_said(found)}  {state}")
        for pair in measure_pairs(matrix) if options.pairs else ():
            print(f"    {' vs. '.join(pair.reviews):40} {_said(pair)}")


def _said(found: Overlap) -> str:
    return (
        f"N {found.inclusions:4} r {found.studies:4} c {len(found.reviews):3} X {found.impossible:4} "
        f"shared {found.shared:3}  CCA {found.percentage} % ({found.area}, {found.degree})"
    )


if __name__ == "__main__":
    main()
