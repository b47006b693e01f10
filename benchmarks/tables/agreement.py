"""How far does a page filled by pdfium agree with plain pdfplumber?

Usage: python benchmarks/tables/agreement.py [reviews|icdar2013] [--every N] [--name PART] [--show N]

Every Nth page of the PDFs below ../shared/reviews or ../shared/icdar2013 is opened twice: by pdfplumber, and as this
project's `PdfiumPage`, which is a pdfplumber page too. Both are asked the same questions, with default settings:

`chars`   a character of pdfplumber's is found when one with its text stands within 0.5 pt (or 1 pt) of all four edges
          of its box. Ligatures are compared by their first letter, white space is left out. Upper and lower edges come
          from other parts of the font file in the two engines: `along` wants left edges within 0.5 pt and the upper
          and lower ones within 5 pt.
`lines`   rules and boxes drawn: a line or rectangle of pdfplumber's is found when one stands within 0.5 pt. Those that
          are smaller than the drawings that `PdfiumPage` passes over are left out.
`tables`  `find_tables()`: a table is found when its box lies within 2 pt.
`cells`   of tables found by both, `extract()`: equal texts, white space and ligatures apart.

A page that pdfplumber needs longer than `LONGEST` seconds of processor time for is a drawing, and is passed over; so is
one that it fails on, and both are counted.
"""

from __future__ import annotations

import argparse
import signal
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.page import Page as PlumberPage

from extract.formats.pdf.drawn.objects import PdfiumPage, read_page
from extract.formats.pdf.drawn.shown import shown_box

SHARED = Path(__file__).parents[2].parent / "shared"
LONGEST = 20.0
# Smaller drawings than this are passed over by `PdfiumPage` where they have many pieces or stand among many others.
LEAST_DRAWING_PT = 20.0
TABLE_PT = 2.0
STEP_PT = 2.0
Box = tuple[float, float, float, float]


class TooLong(BaseException):
    """pdfplumber was stopped. No `Exception`: pdfplumber catches those."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what runs inside after so much processor time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fold(text: str) -> str:
    """A text without white space, hyphens of line ends told alike, ligatures spelt out."""
    plain = unicodedata.normalize("NFKC", text).replace("\x02", "-").replace("\xad", "-").replace("\u2010", "-")
    return "".join(plain.split())


def box_of(item: dict[str, Any]) -> Box:
    """x0, top, x1, bottom."""
    return (float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))


class Places:
    """Things by name and place."""

    def __init__(self, things: Iterable[tuple[str, Box]]) -> None:
        self._cells: dict[tuple[str, int, int], list[Box]] = {}
        for name, box in things:
            self._cells.setdefault((name, int(box[0] // STEP_PT), int(box[1] // STEP_PT)), []).append(box)

    def has(self, name: str, box: Box, near: tuple[float, float, float, float]) -> bool:
        """Whether a thing of that name has its edges within `near` of `box`'s."""
        reach_x, reach_y = (int(near[0] // STEP_PT) + 1, int(min(near[1], 12.0) // STEP_PT) + 1)
        column, row = int(box[0] // STEP_PT), int(box[1] // STEP_PT)
        return any(
            all(abs(a - b) <= gap for a, b, gap in zip(box, other, near, strict=True))
            for x in range(column - reach_x, column + reach_x + 1)
            for y in range(row - reach_y, row + reach_y + 1)
            for other in self._cells.get((name, x, y), ())
        )


def signs(page: PlumberPage) -> list[tuple[str, Box]]:
    """The printed characters and their boxes; ligatures as their first letter."""
    named = ((fold(char["text"]), box_of(char)) for char in page.objects.get("char", ()))
    return [(name[0], box) for name, box in named if name]


def drawings(page: PlumberPage) -> list[tuple[str, Box]]:
    """Lines and rectangles that might be rules or shades."""
    items = [item for kind in ("line", "rect") for item in page.objects.get(kind, ())]
    return [("drawn", box) for box in map(box_of, items) if max(box[2] - box[0], box[3] - box[1]) >= LEAST_DRAWING_PT]


def compare(plain: PlumberPage, filled: PdfiumPage, counts: Counter[str], shown: list[str]) -> None:
    """Add one page's figures, and describe what differs."""
    theirs, own = signs(plain), Places(signs(filled))
    counts["chars"] += len(theirs)
    counts["chars of ours"] += len(signs(filled))
    for name, box in theirs:
        counts["within 0.5"] += own.has(name, box, (0.5, 0.5, 0.5, 0.5))
        counts["within 1"] += own.has(name, box, (1.0, 1.0, 1.0, 1.0))
        is_along = own.has(name, box, (0.5, 5.0, 1e9, 5.0))
        counts["along"] += is_along
        if not is_along:
            shown.append(f"char {name!r} {tuple(round(edge, 1) for edge in box)}")
    for mine, others, kind in ((plain, filled, "drawn"), (filled, plain, "drawn by ours")):
        there = Places(drawings(others))
        for name, box in drawings(mine):
            counts[kind] += 1
            is_there = there.has(name, box, (0.5, 0.5, 0.5, 0.5))
            counts[f"{kind} found"] += is_there
            if not is_there:
                shown.append(f"{kind} {tuple(round(edge, 1) for edge in box)}")
    _compare_tables(plain.find_tables(), filled.find_tables(), counts, shown)


def _compare_tables(theirs: Sequence[Any], ours: Sequence[Any], counts: Counter[str], shown: list[str]) -> None:
    counts["tables"] += len(theirs)
    counts["tables of ours"] += len(ours)
    for table in theirs:
        twin = next(
            (o for o in ours if all(abs(a - b) <= TABLE_PT for a, b in zip(table.bbox, o.bbox, strict=True))), None
        )
        if twin is None:
            shown.append(f"table {tuple(round(edge, 1) for edge in table.bbox)}")
            continue
        counts["tables found"] += 1
        rows, own = table.extract(), twin.extract()
        cells = [fold(cell or "") for row in rows for cell in row]
        again = [fold(cell or "") for row in own for cell in row]
        counts["cells"] += len(cells)
        counts["cells equal"] += sum(a == b for a, b in zip(cells, again, strict=False))
        shown += [f"cell {a[:70]!r} | {b[:70]!r}" for a, b in zip(cells, again, strict=False) if a != b]
        if len(cells) != len(again):
            shown.append(f"cells {len(cells)} | {len(again)}")


def measure(path: Path, every: int, show: int) -> Counter[str]:
    """The figures of one document's sampled pages."""
    counts: Counter[str] = Counter()
    with pdfplumber.open(path) as plain, pdfium.PdfDocument(path) as document:
        for index in range(0, len(document), every):
            shown: list[str] = []
            page = document[index]
            text_page = page.get_textpage()
            filled = read_page(page, text_page, shown_box(page), index + 1)
            text_page.close()
            page.close()
            counts["pages"] += 1
            try:
                with at_most(LONGEST):
                    compare(plain.pages[index], filled, counts, shown)
            except TooLong:
                counts["pages too long"] += 1
            plain.pages[index].close()
            for line in shown[:show]:
                print(f"    {path.name} p{index + 1} {line}")
    return counts


def _line(name: str, counts: Counter[str]) -> str:
    def part(found: str, of: str) -> str:
        return f"{100 * counts[found] / counts[of]:7.2f}%" if counts[of] else f"{'-':>8}"

    figures = (
        ("within 0.5", "chars"), ("within 1", "chars"), ("along", "chars"), ("drawn found", "drawn"),
        ("drawn by ours found", "drawn by ours"), ("tables found", "tables"), ("cells equal", "cells"),
    )  # fmt: skip
    sizes = (
        f"{counts['pages']:5} {counts['chars']:8} {counts['chars of ours']:8} {counts['drawn']:6} {counts['tables']:5}"
    )
    return f"{name[:34]:34} {sizes} {counts['tables of ours']:5} {counts['cells']:6}" + "".join(
        part(*figure) for figure in figures
    )


def main() -> None:
    """Print a line a document, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", choices=("reviews", "icdar2013"), default="icdar2013")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--name", default="")
    parser.add_argument("--show", type=int, default=0, help="so many differences a page")
    options = parser.parse_args()
    print(
        f"{'document':34} {'pages':>5} {'chars':>8} {'ours':>8} {'drawn':>6} {'table':>5} {'ours':>5} {'cells':>6}"
        f"{'0.5 pt':>8}{'1 pt':>8}{'along':>8}{'drawn':>8}{'(ours)':>8}{'tables':>8}{'cells':>8}"
    )
    total: Counter[str] = Counter()
    for path in sorted((SHARED / options.folder).rglob("*.pdf")):
        if options.name in path.name:
            counts = measure(path, options.every, options.show)
            total += counts
            print(_line(path.name, counts), flush=True)
    print(_line("all", total))
    print(f"pages passed over, as pdfplumber took longer than {LONGEST:.0f} s: {total['pages too long']}")


if __name__ == "__main__":
    main()
