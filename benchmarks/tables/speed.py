"""How much processor time does reading a PDF take against plain pdfplumber, and how much memory?

Usage: python benchmarks/tables/speed.py documents|pages|worst|workers [NAME ...]

`documents`  whole documents of ../shared/reviews, decoys too. Ours: `extract.formats.pdf.read`, from the bytes to
             blocks and grids, with the look at the file's soundness, the first look at every page, and all that is
             learnt of the document.
`pages`      the pages on which rows of ../shared/gold/reviews stand. Ours: the same run, of which the time of these
             pages is taken: the first look at the page and its reading.
`worst`      one child process a document: its dearest page, its total, and its largest resident memory.
`workers`    wall time of `extract.isolation.read_all_isolated` with one and with two workers, in turns. This alone is
             measured by the clock: run it on a machine that does nothing else.

The baseline is what its users write: `pdfplumber.open`, and for each page `extract_words()`, then `find_tables()` and
`extract()` of each table, all with default settings, then `close()`. Its opening is counted in `documents` and not in
`pages`, as is ours. Times are processor time of one process (`time.process_time`). For each document ours is run before
and after the baseline and the mean is taken, so that a machine with other work slows both alike. Pages that take
pdfplumber longer than `LONG_PAGE` seconds are drawings; the second total leaves them out on both sides.

NAME: part of a file name; without any, all documents are taken.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

import pdfplumber

from extract.documents import SourceDocument, discover
from extract.formats import pdf
from extract.isolation import read_all_isolated
from extract.pace import Pace, kept

SHARED = Path(__file__).parents[2].parent / "shared"
LONG_PAGE = 20.0


@dataclass(frozen=True)
class Spent:
    """Processor seconds: of each page, first to last, and of the document apart from its pages."""

    pages: tuple[float, ...]
    around: float

    @property
    def total(self) -> float:
        """All seconds."""
        return self.around + sum(self.pages)

    def of(self, pages: frozenset[int]) -> float:
        """The seconds of some pages (1-based)."""
        return sum(self.pages[page - 1] for page in pages)


def ours(document: SourceDocument) -> Spent:
    """Reading one document with this project, whose pace is listened to: it looks at all pages, then reads them all."""
    begun: list[tuple[int, float]] = [(0, time.process_time())]
    with kept(Pace(lambda page: begun.append((page or 0, time.process_time())))):
        pdf.read(document)
    ends = [moment for _, moment in begun[1:]] + [time.process_time()]
    parts = [(page, end - start) for (page, start), end in zip(begun, ends, strict=True)]
    count = max(page for page, _ in parts)
    looks, reads = (dict(reversed(parts)), dict(parts)) if count else ({}, {})
    around = sum(spent for page, spent in parts if not page)
    if count:  # furniture and words of the whole document are learnt after the last look, and are no page's own
        learnt = max(0.0, looks[count] - median(looks[page] for page in range(1, count + 1)))
        looks[count] -= learnt
        around += learnt
    return Spent(tuple(looks[page] + reads[page] for page in range(1, count + 1)), around)


def plain(path: Path, pages: frozenset[int] | None = None) -> Spent:
    """Reading a document, or some of its pages, with pdfplumber."""
    start = time.process_time()
    spent: list[float] = []
    with pdfplumber.open(path) as document:
        count = len(document.pages)
        around = time.process_time() - start
        for number in range(1, count + 1):
            start = time.process_time()
            if pages is None or number in pages:
                page = document.pages[number - 1]
                page.extract_words()
                for table in page.find_tables():
                    table.extract()
                page.close()
            spent.append(time.process_time() - start)
    return Spent(tuple(spent), around)


def gold_pages(name: str) -> frozenset[int]:
    """The pages on which gold rows of a document stand."""
    path = SHARED / "gold" / "reviews" / f"{Path(name).stem}.json"
    if not path.exists():
        return frozenset()
    tables = json.loads(path.read_text())["tables"]
    return frozenset(page for table in tables for row in table["rows"] for page in row["pages"])


def read_sources(names: Sequence[str]) -> list[SourceDocument]:
    """The documents of ../shared/reviews whose names hold one of `names`."""
    found = discover(SHARED / "reviews").documents
    return [document.load() for document in found if not names or any(name in document.file_name for name in names)]


def mean(first: Spent, second: Spent) -> Spent:
    """Of two runs."""
    pages = tuple((a + b) / 2 for a, b in zip(first.pages, second.pages, strict=True))
    return Spent(pages, (first.around + second.around) / 2)


def compare(documents: Sequence[SourceDocument], *, is_gold_only: bool) -> None:
    """Print a line a document and the totals."""
    totals = [[0.0, 0.0], [0.0, 0.0]]
    print(f"{'document':44} {'pages':>5} {'ours':>8} {'plumber':>8} {'ratio':>6}")
    for document in documents:
        wanted = gold_pages(document.file_name)
        if is_gold_only and not wanted:
            continue
        path = SHARED / "reviews" / document.file_name
        before, baseline, after = ours(document), plain(path, wanted if is_gold_only else None), ours(document)
        own = mean(before, after)
        pages = wanted if is_gold_only else frozenset(range(1, len(own.pages) + 1))
        long = frozenset(page for page in pages if baseline.pages[page - 1] > LONG_PAGE)
        around = (0.0, 0.0) if is_gold_only else (own.around, baseline.around)
        for total, counted in zip(totals, (pages, pages - long), strict=True):
            total[0] += own.of(counted) + around[0]
            total[1] += baseline.of(counted) + around[1]
        shown = own.of(pages) + around[0], baseline.of(pages) + around[1]
        print(
            f"{document.file_name:44} {len(pages):5} {shown[0]:8.2f} {shown[1]:8.2f} {shown[0] / shown[1]:6.3f}",
            flush=True,
        )
    for name, total in zip(("all pages", f"without pages over {LONG_PAGE:.0f} s"), totals, strict=True):
        print(f"{name:44} {'':5} {total[0]:8.2f} {total[1]:8.2f} {total[0] / max(total[1], 1e-9):6.3f}")


def _worst_of(document: SourceDocument, connection: Connection) -> None:
    spent = ours(document)
    worst = max(range(len(spent.pages)), key=lambda index: spent.pages[index])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    connection.send((worst + 1, spent.pages[worst], spent.total, memory))


def worst(documents: Sequence[SourceDocument]) -> None:
    """Print each document's dearest page and largest resident memory, each read in a process of its own."""
    context = multiprocessing.get_context("spawn")
    print(f"{'document':44} {'page':>5} {'seconds':>8} {'in all':>8} {'MB':>6}")
    for document in documents:
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_worst_of, args=(document, sender))
        child.start()
        page, spent, total, memory = receiver.recv()
        child.join()
        print(f"{document.file_name:44} {page:5} {spent:8.2f} {total:8.2f} {memory:6.0f}", flush=True)


def workers(documents: Sequence[SourceDocument], rounds: int = 3) -> None:
    """Print the wall time with one and with two workers, in turns, and how many times as fast two are."""
    for _ in read_all_isolated(documents[:1], workers=1):  # the server of processes loads the code with the first
        pass
    spent: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for count, times in spent.items():
            start = time.monotonic()
            for _ in read_all_isolated(documents, workers=count):
                pass
            times.append(time.monotonic() - start)
            print(f"{count} workers: {times[-1]:.2f} s", flush=True)
    print(f"two against one, the best of {rounds} runs each: {min(spent[1]) / min(spent[2]):.2f}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("documents", "pages", "worst", "workers"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    documents = read_sources(options.names)
    if options.what == "worst":
        worst(documents)
    elif options.what == "workers":
        workers(documents)
    else:
        compare(documents, is_gold_only=options.what == "pages")


if __name__ == "__main__":
    main()
