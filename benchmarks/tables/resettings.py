"""Do the rules hold on layouts that they were not written from? Known tables, set anew in many styles, and read.

    python benchmarks/tables/resettings.py [--seeds 1-4] [--styles grid,zebra] [--limit 120] [--keep FOLDER] [--misses]

Each setting is an article with one table of studies: a frame (what is drawn), drawn from a seed with a layout, a maker,
a size of type and the rest. It is scored as `../shared/score_rows.py` scores releases; what the same cells give when
they need no finding (`text`) shows what geometry has nothing to do with. Documents live as long as the run, unless
kept.

Seeds 1 to 99 are for tuning; seeds from 1001 on are held out: they are run for the figure, and not looked into.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import resetting_html
import resetting_typst
from resetting_composed import ComposedTable, compose
from resetting_makers import (
    Chromium,
    TooWide,
    installed_makers,
    print_with_typst,
    print_with_weasyprint,
    turn_pages,
)
from resetting_styles import FRAMES, OPEN_FRAMES, Style, draw_style
from resetting_tables import SourceRow, SourceTable, read_sources, sample, turn
from row_scorer import load_scorer

from extract.tables.grid import Table, TableCell, TableRow
from extract.tables.sheets import names_study

# A setting counts when the page really holds the words of its cells; what a maker cut off or lost is the maker's error.
WORDS_PRINTED = 0.985
# Tables that are tried for a style before it is given up: too wide for the page, or without names for sheets.
TRIES = 12
# So many studies stand side by side.
SIDE_BY_SIDE = (3, 4, 5, 6)


@dataclass(frozen=True)
class Setting:
    """One document and what must be read from it."""

    style: Style
    source: str
    truth: tuple[SourceRow, ...]
    content: bytes

    @property
    def name(self) -> str:
        """Frame, seed and source."""
        return f"{self.style.name}-{self.style.seed}-{self.source}"


@dataclass(frozen=True)
class Result:
    """What one setting gave, counted as `score_rows.score` counts.

    Attributes:
        text_exact: rows that are exact when the same cells need no finding.
        is_printed: the maker printed all words on the page.
        joined: rows that stand on more than one page.
    """

    name: str
    style: Style
    source: str
    rows: int
    exact: int
    category: int
    false_rows: int
    tp: int
    n_gold: int
    n_pred: int
    text_exact: int
    is_printed: bool
    joined: int
    missed: tuple[str, ...]


def make_settings(
    frames: Sequence[str], seeds: Sequence[int], makers: tuple[str, ...], limit: int | None
) -> Iterator[Setting]:
    """The settings of all frames for each seed, as they are made."""
    sources = read_sources()
    count = 0
    with Chromium() as browser:
        for seed in seeds:
            for frame in frames:
                if limit is not None and count >= limit:
                    return
                setting = _make(sources, frame, seed, makers, browser)
                if setting is not None:
                    count += 1
                    yield setting


def _make(
    sources: Sequence[SourceTable], frame: str, seed: int, makers: tuple[str, ...], browser: Chromium
) -> Setting | None:
    chance = random.Random(f"{seed}/{frame}")
    for _ in range(TRIES):
        document = chance.choice(sorted({source.name.partition("#")[0] for source in sources}))
        table = sample(chance.choice([s for s in sources if s.name.partition("#")[0] == document]), chance)
        if frame in ("sheets", "across") and not _is_named(table):
            continue
        truth: tuple[SourceRow, ...] | None = None
        if frame == "across":
            table = replace(table, rows=table.rows[: chance.choice(SIDE_BY_SIDE)])
            truth = tuple(replace(row, category=None) for row in table.rows)
            table = turn(table)
        style = draw_style(frame, seed, len(table.headings), makers)
        composed = compose(table, style, chance)
        try:
            content = _print(composed, style, chance, browser)
        except TooWide:
            continue
        return Setting(style, table.name, truth or composed.truth, turn_pages(content, style.layout))
    return None


def _is_named(table: SourceTable) -> bool:
    """Whether each study has a name that can stand over a sheet, and the header one level."""
    return all(names_study(row.cells[0]) for row in table.rows) and not any(" / " in name for name in table.headings)


def _print(table: ComposedTable, style: Style, chance: random.Random, browser: Chromium) -> bytes:
    if style.maker == "typst":
        return print_with_typst(resetting_typst.article(table, style, chance))
    html = resetting_html.article(table, style, chance)
    return browser.print(html) if style.maker == "chromium" else print_with_weasyprint(html)


def judge(setting: Setting) -> Result:
    """Read the document and score it."""
    from extract.documents import SourceDocument
    from extract.reading import read_document

    scorer = load_scorer()
    reading = read_document(SourceDocument.of("x.pdf", setting.content))
    pages = set(range(1, (reading.pages or 0) + 1))
    gold = {"tables": [{"rows": [{**asdict(row), "pages": sorted(pages)} for row in setting.truth]}]}
    names = {scorer.digest(row.category) for row in setting.truth if row.category}
    rows = [row for table in reading.tables for row in table.rows if row.kind == "study"]
    found = [_predicted(scorer, row.cells, row.category, set(row.pages), names, setting.style) for row in rows]
    score = scorer.score(gold, found)
    return Result(
        setting.name,
        setting.style,
        setting.source,
        score["rows"],
        score["exact"],
        score["category"],
        score["false_rows"],
        score["tp"],
        score["n_gold"],
        score["n_pred"],
        _text_exact(setting, scorer),
        _is_printed(setting, scorer),
        sum(len(row.pages) > 1 for row in rows),
        tuple(score["missed"]),
    )


def _predicted(
    scorer: Any, cells: Sequence[str], category: str | None, pages: set[int], names: set[str], style: Style
) -> tuple[list[str], set[str], str, set[int]]:
    """A read row as the scorer wants it; a group's name in a column of its own counts as the category alone."""
    digests, bag = scorer.prepare(cells)
    if style.sections == "column" and digests and digests[0] in names:
        category = category or cells[0]
        digests = digests[1:]
    return digests, bag, scorer.digest(category or ""), pages


def _text_exact(setting: Setting, scorer: Any) -> int:
    """Rows that are taken for studies when the cells stand in one plain table: what the words alone allow."""
    from extract.study_rows import read_table

    source = next(source for source in read_sources_once() if source.name == setting.source)
    rows = tuple(
        TableRow(number, "body", tuple(map(TableCell, row.cells)), ())
        for number, row in enumerate(setting.truth, start=1)
    )
    table = Table(1, source.title, (), len(source.headings), source.headings, rows)
    if setting.style.name == "across":
        table = _turned_text(source.headings, rows)
    found = [(*scorer.prepare(row.cells), "", set()) for row in read_table(table, "x").rows if row.kind == "study"]
    gold = {"tables": [{"rows": [{**asdict(row), "pages": []} for row in setting.truth]}]}
    exact: int = scorer.score(gold, found)["exact"]
    return exact


def _turned_text(headings: Sequence[str], rows: Sequence[TableRow]) -> Table:
    """The table as a plain one with a study a column, as it is read from its words."""
    from extract.tables.turned import turn_studies

    columns = zip(("Characteristic", *headings[1:]), *(row.texts for row in rows), strict=True)
    lines = tuple(
        TableRow(number, "body" if number > 1 else "header", tuple(map(TableCell, texts)), ())
        for number, texts in enumerate(columns, start=1)
    )
    return turn_studies(Table(1, None, (), 1 + len(rows), lines[0].texts, lines), frozenset())


_sources: list[tuple[SourceTable, ...]] = []


def read_sources_once() -> tuple[SourceTable, ...]:
    """The sources, read once in each process."""
    if not _sources:
        _sources.append(read_sources())
    return _sources[0]


def _is_printed(setting: Setting, scorer: Any) -> bool:
    """Whether the document holds the letters of its cells, inside the edges of its pages."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(setting.content)
    letters = scorer.fold("".join(document[i].get_textpage().get_text_bounded() for i in range(len(document))))
    words = [w for row in setting.truth for cell in row.cells for w in map(scorer.fold, cell.split()) if len(w) > 2]
    short = [word[:4] for word in words]
    return sum(word in letters for word in short) >= WORDS_PRINTED * len(short)


def report(results: Sequence[Result], title: str, keys: Sequence[str]) -> None:
    """One line a group."""
    print(f"\n{title:34} {'sets':>5} {'rows':>6} {'exact':>6} {'text':>6} {'cellF1':>7} {'categ':>6} {'false':>6}")
    groups: dict[str, list[Result]] = {}
    for key, result in zip(keys, results, strict=True):
        groups.setdefault(key, []).append(result)
    for key in sorted(groups):
        print(_line(key, groups[key]))


def _line(key: str, results: Sequence[Result]) -> str:
    rows = max(1, sum(r.rows for r in results))
    precision = sum(r.tp for r in results) / max(1, sum(r.n_pred for r in results))
    recall = sum(r.tp for r in results) / max(1, sum(r.n_gold for r in results))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    exact, text, category = (sum(getattr(r, n) for r in results) / rows for n in ("exact", "text_exact", "category"))
    false = sum(r.false_rows for r in results)
    return f"{key:34} {len(results):5} {rows:6} {exact:6.3f} {text:6.3f} {f1:7.3f} {category:6.3f} {false:6}"


def _numbers(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def main() -> int:
    """Make, read and score; print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=_numbers, default=list(range(1, 8)))
    parser.add_argument("--styles", type=lambda text: tuple(text.split(",")), default=FRAMES)
    parser.add_argument("--makers", type=lambda text: tuple(text.split(",")), default=None)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--keep", type=Path, help="where the documents of settings with misses are left")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    start = time.monotonic()
    results: list[Result] = []
    with ProcessPoolExecutor(args.workers) as pool:
        waiting: list[tuple[Setting, Future[Result]]] = []
        for setting in make_settings(args.styles, args.seeds, args.makers or installed_makers(), args.limit):
            waiting.append((setting, pool.submit(judge, setting)))
        for setting, future in waiting:
            result = future.result()
            results.append(result)
            if args.keep and (result.exact < result.text_exact or result.false_rows):
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{setting.name}.pdf").write_bytes(setting.content)
            if args.misses:
                _print_misses(result)
    lost = [r.name for r in results if not r.is_printed]
    unnamed = [r.name for r in results if 2 * r.text_exact < r.rows]
    results = [r for r in results if r.is_printed and 2 * r.text_exact >= r.rows]
    report(results, "frame", [r.style.name for r in results])
    for name in (
        "layout",
        "maker",
        "sections",
        "caption",
        "is_head_repeated",
        "is_row_cut",
        "vertical",
        "align",
        "sub_rows",
    ):
        report(results, name, [f"{name}: {getattr(r.style, name)}" for r in results])
    report(results, "source", [r.source for r in results])
    report(results, "side", ["open frames" if r.style.frame in OPEN_FRAMES else "drawn rows" for r in results])
    print(_line("\nall", results))
    macro = sum(r.exact / max(1, r.rows) for r in results) / max(1, len(results))
    print(f"settings {len(results)}, macro exact {macro:.3f}, {time.monotonic() - start:.0f} s")
    if unnamed:
        print(f"left out, no study table by their words: {', '.join(unnamed)}")
    if lost:
        print(f"left out, words lost in printing: {', '.join(lost)}")
    return 0


def _print_misses(result: Result) -> None:
    style = result.style
    mark = "" if result.is_printed else " (words lost in printing)"
    if (result.exact >= result.text_exact and not result.false_rows) or 2 * result.text_exact < result.rows:
        return
    flags = [
        n
        for n in ("is_head_repeated", "is_row_cut", "sub_rows", "hyphenated", "line_numbers", "side_note")
        if getattr(style, n)
    ]
    print(
        f"{result.name}{mark}: exact {result.exact}/{result.rows} text {result.text_exact} category {result.category} "
        f"false {result.false_rows} | {style.maker} {style.layout} {style.caption} sections={style.sections} "
        f"{style.align}/{style.vertical} {style.size}pt {' '.join(flags)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
