"""Which tables of studies are set anew, and what must be read from them.

The cells come from the gold of `../shared/gold/reviews` and `../shared/gold/office`, from the pipe tables and CSV files
of `../shared/text`, and from `../shared/seeds` as the text formats read them. Nothing of them is kept: the documents
that they are set in live as long as a run.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from extract.documents import SourceDocument
from extract.reading import read_document

SHARED = Path(__file__).parents[2].parent / "shared"
FALLBACK_TITLE = "Characteristics of the included studies"
# What a setting may hold: enough for two to five pages, few enough that a hundred settings are read in minutes.
MAX_CHARACTERS = 9_000
MAX_ROWS = 36
MIN_ROWS = 3
# A row longer than this fills pages alone.
MAX_ROW_CHARACTERS = 3_000


@dataclass(frozen=True)
class SourceRow:
    """One study: its cells in printed order, and the group that it is printed in."""

    cells: tuple[str, ...]
    category: str | None = None


@dataclass(frozen=True)
class SourceTable:
    """A table of studies. `headings`: one a column, levels joined by ` / `."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[SourceRow, ...]


def read_sources() -> tuple[SourceTable, ...]:
    """All tables that can be set, by name."""
    return tuple(sorted((*_gold_tables(), *_text_tables()), key=lambda table: table.name))


def _gold_tables() -> Iterator[SourceTable]:
    folders = (SHARED / "gold" / "reviews", SHARED / "gold" / "office")
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for number, table in enumerate(gold["tables"], start=1):
            rows = [SourceRow(tuple(row["cells"]), row["category"] or None) for row in table["rows"]]
            yield from _usable(f"{path.stem}#{number}", table["title"], table["header"], rows)


def _text_tables() -> Iterator[SourceTable]:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        content = path.read_bytes()
        reading = read_document(SourceDocument.of(path.name, content))
        for table in reading.tables:
            rows = [SourceRow(row.cells, row.category) for row in table.rows if row.kind == "study"]
            yield from _usable(f"{path.stem}#{table.table_number}", table.title, table.headings, rows)
    for path in sorted((SHARED / "text").glob("*.csv")):
        head, *rest = csv.reader(path.read_text(encoding="utf-8").splitlines())
        headings = [heading.replace("_", " ").capitalize() for heading in head]
        yield from _usable(path.stem, None, headings, [SourceRow(tuple(row)) for row in rest])
    for path in sorted((SHARED / "text").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, (is_piped, group) in enumerate(groupby(lines, key=lambda line: line.startswith("|"))):
            if is_piped:
                cells = [[_plain(cell) for cell in line.strip().strip("|").split("|")] for line in group]
                yield from _usable(f"{path.stem}#{number}", None, cells[0], [SourceRow(tuple(c)) for c in cells[2:]])


def _plain(cell: str) -> str:
    """A Markdown cell without its marks."""
    return cell.replace("<br>", " ").replace("**", "").replace("`", "").strip()


def _usable(name: str, title: str | None, headings: Sequence[str], rows: Sequence[SourceRow]) -> Iterator[SourceTable]:
    """The table without columns that hold nothing; nothing where it has no header or too few rows."""
    rows = [row for row in rows if len(row.cells) == len(headings)]
    kept = [i for i, heading in enumerate(headings) if heading.strip() and any(row.cells[i].strip() for row in rows)]
    if len(rows) < MIN_ROWS or len(kept) < 2 or len(kept) < len(headings) - 1:
        return
    is_grouped = len({row.category for row in rows}) > 1
    cut = tuple(
        replace(
            row,
            cells=tuple(" ".join(row.cells[i].split()) for i in kept),
            category=" ".join(row.category.split()) if is_grouped and row.category else None,
        )
        for row in rows
    )
    plain = " ".join((title or FALLBACK_TITLE).split())
    yield SourceTable(name, plain, tuple(" ".join(headings[i].split()) for i in kept), cut)


def turn(table: SourceTable) -> SourceTable:
    """The table with its studies side by side: a study a column, a field a row."""
    rows = table.rows
    fields = tuple(
        SourceRow((heading, *(row.cells[at] for row in rows))) for at, heading in enumerate(table.headings) if at
    )
    return replace(table, headings=("Characteristic", *(row.cells[0] for row in rows)), rows=fields)


def sample(table: SourceTable, chance: random.Random) -> SourceTable:
    """A stretch of the table's rows that a few pages hold."""
    rows = [row for row in table.rows if sum(map(len, row.cells)) <= MAX_ROW_CHARACTERS] or list(table.rows[:MIN_ROWS])
    most = chance.choice((8, 14, 22, MAX_ROWS))
    start = chance.randrange(max(1, len(rows) - most // 2))
    taken: list[SourceRow] = []
    for row in rows[start:]:
        size = sum(len(cell) for other in (*taken, row) for cell in other.cells)
        if len(taken) >= most or (len(taken) >= MIN_ROWS and size > MAX_CHARACTERS):
            break
        taken.append(row)
    if len(taken) < MIN_ROWS:
        taken = rows[:MIN_ROWS]
    return replace(table, rows=tuple(taken))
