"""How many gold rows the grids of `read` give, before the pipeline: pages joined naively, headers dropped.

    python benchmarks/tables/gridscore.py [DOCUMENT ...] [--misses] [--rows]

Reads `../shared/reviews` and scores with `../shared/score_rows.py`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from row_scorer import SHARED, load_scorer

from extract.documents import SourceDocument
from extract.formats.pdf import read
from extract.pages import Grid, Page


def rows_of(pages: list[Page]) -> Iterator[tuple[list[str], str, set[int]]]:
    """Cells, category and pages of each study row: a first row without an identity continues the last row."""
    last: tuple[list[str], str, set[int]] | None = None
    category = ""
    for page in pages:
        for grid in (part for part in page.parts if isinstance(part, Grid)):
            is_first = True
            for row in grid.rows:
                cells = [cell.text.replace("\n", " ") for cell in row.cells]
                if row.is_header:
                    continue
                if len([c for c in cells if c]) == 1 and (len(row.cells) == 1 or row.cells[0].col_span == grid.width):
                    category = cells[0]
                    continue
                if is_first and last is not None and _is_continuation(cells, last[0]):
                    joined = [f"{a} {b}".strip() for a, b in zip(last[0], cells, strict=True)]
                    last = (joined, last[1], last[2] | {page.number or 0})
                    is_first = False
                    continue
                is_first = False
                if last is not None:
                    yield last
                last = (cells, category, {page.number or 0})
    if last is not None:
        yield last


def _is_continuation(cells: list[str], above: list[str]) -> bool:
    return len(cells) == len(above) and (not cells[0] or sum(bool(c) for c in cells) <= 1)


def main() -> int:
    """Print the score of each document."""
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    scorer = load_scorer()
    total: dict[str, float] = {}
    macro = []
    for path in sorted((SHARED / "gold/reviews").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if names and not any(n in path.stem for n in names):
            continue
        content = (SHARED / "reviews" / Path(gold["doc"]).name).read_bytes()
        start = time.process_time()
        pages = read(SourceDocument(path.stem, "0" * 64, content))
        seconds = time.process_time() - start
        wanted = {p for table in gold["tables"] for p in table["pages"]}
        kept = [page for page in pages.pages if page.number in wanted]
        found = list(rows_of(kept))
        predicted = [(*scorer.prepare(c), scorer.digest(k), p) for c, k, p in found]
        score = scorer.score(gold, predicted)
        macro.append(score["exact"] / score["rows"])
        for key, value in score.items():
            if key != "missed":
                total[key] = total.get(key, 0) + value
        print(
            f"{path.stem:34} rows {score['rows']:4} found {score['found']:4} exact {score['exact']:4}"
            f" ({score['exact'] / score['rows']:.2f}) split {score['split_exact']}/{score['split']}"
            f" cat {score['category']:3} false {score['false_rows']:3} cellR {score['tp'] / score['n_gold']:.3f}"
            f"  {seconds:.1f}s {len(pages.pages)}p",
            flush=True,
        )
        if "--misses" in sys.argv:
            for label in score["missed"]:
                print("     not exact:", label)
        if "--rows" in sys.argv:
            for cells, category, numbers in found:
                print("    ", sorted(numbers), category[:20], cells)
    print(
        f"micro {total['exact'] / total['rows']:.3f} macro {sum(macro) / len(macro):.3f}"
        f" split {total['split_exact']}/{total['split']} cell recall {total['tp'] / total['n_gold']:.3f}"
        f" false {total['false_rows']}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
