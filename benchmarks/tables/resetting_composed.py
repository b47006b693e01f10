"""What is printed where in a table that is set anew, before anyone says how: header, rows, spans, and the truth."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from resetting_styles import Style
from resetting_tables import FALLBACK_TITLE, SourceRow, SourceTable

from extract.study_rows import LABEL

# Groups for tables that have none of their own, by design or by field: what reviews use most.
GROUP_NAMES = (
    ("Randomised controlled trials", "Cohort studies", "Qualitative studies", "Mixed-methods studies"),
    ("Primary care", "Hospitals", "Schools and colleges", "Community settings"),
)
SUB_ROW_SHARE = 0.3
LEAST_SPLIT = 30
# Where a cell may be set in paragraphs: after a sentence or an item of a list.
PARAGRAPH_END = re.compile(r"(?<=[.;]) (?=[A-Z(])")
# Where a long word may be broken: after a vowel, before a consonant that another vowel follows ("re-view"). Linear.
SOFT_BREAK = re.compile(r"(?<=[a-z][aeiou])(?=[bcdfghjklmnpqrstvwxz][aeiou][a-z])")


@dataclass(frozen=True)
class PrintedCell:
    """A cell as it is set. `raised`: set above the line after the text; `parts`: its paragraphs."""

    parts: tuple[str, ...]
    raised: str = ""
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True)
class PrintedRow:
    """A row as it is set; cells that a span covers are not listed. `parted`: a rule may stand above it."""

    cells: tuple[PrintedCell, ...]
    is_section: bool = False
    is_sub_row: bool = False


@dataclass(frozen=True)
class ComposedTable:
    """A table ready to be set, and the rows that must be read from it.

    Attributes:
        weights: of the columns, for their widths.
        longest: letters of the longest word of each column.
    """

    title: str
    columns: int
    head: tuple[PrintedRow, ...]
    rows: tuple[PrintedRow, ...]
    truth: tuple[SourceRow, ...]
    weights: tuple[float, ...]
    longest: tuple[int, ...]


def compose(table: SourceTable, style: Style, chance: random.Random) -> ComposedTable:
    """The table as the style wants it."""
    rows = _grouped(table.rows, style, chance)
    with_column = style.sections == "column" and any(row.category for row in rows)
    printed: list[PrintedRow] = []
    truth: list[SourceRow] = []
    cite = chance.randint(3, 40)
    for category, group in groupby(rows, key=lambda row: row.category):
        members: list[PrintedRow] = []
        for row in group:
            cite += 1
            raised = str(cite) if style.superscripts else ""
            members.extend(_set_row(row, style, raised, chance))
            truth.append(replace(row, cells=(row.cells[0] + raised, *row.cells[1:])))
        if with_column:
            name = PrintedCell((category or "",), "", len(members))
            members[0] = replace(members[0], cells=(name, *members[0].cells))
        elif category and style.sections == "span":
            printed.append(PrintedRow((PrintedCell((category,), "", 1, len(table.headings)),), True))
        elif category and style.sections == "first-cell":
            blanks = tuple(PrintedCell(("",)) for _ in table.headings[1:])
            printed.append(PrintedRow((PrintedCell((category,)), *blanks), True))
        printed.extend(members)
    headings = ((_name_of_groups(truth),) if with_column else ()) + table.headings
    weights = [_weight([row.cells[i] for row in rows], table.headings[i]) for i in range(len(table.headings))]
    longest = [_longest([row.cells[i] for row in truth], table.headings[i]) for i in range(len(table.headings))]
    if with_column:
        weights.insert(0, 10.0)
        longest.insert(0, 10)
    return ComposedTable(
        table.title,
        len(headings),
        tuple(_head(headings)),
        tuple(printed),
        tuple(truth),
        tuple(weights),
        tuple(longest),
    )


def without_label(title: str) -> str:
    """A caption without its label, which the setting numbers anew."""
    return LABEL.sub("", title, count=1) or FALLBACK_TITLE


def _name_of_groups(rows: Sequence[SourceRow]) -> str:
    named = {row.category for row in rows}
    return "Study design" if named & set(GROUP_NAMES[0]) else "Setting" if named & set(GROUP_NAMES[1]) else "Group"


def _grouped(rows: Sequence[SourceRow], style: Style, chance: random.Random) -> list[SourceRow]:
    if style.sections == "none":
        return [replace(row, category=None) for row in rows]
    if any(row.category for row in rows):
        return list(rows)
    names = chance.choice(GROUP_NAMES)[: max(2, min(4, len(rows) // 3))]
    return [replace(row, category=names[i * len(names) // len(rows)]) for i, row in enumerate(rows)]


def _set_row(row: SourceRow, style: Style, raised: str, chance: random.Random) -> list[PrintedRow]:
    """One printed row, or two where some cells are split beside the others that span both."""
    long = [i for i, cell in enumerate(row.cells) if i and len(cell) >= LEAST_SPLIT]
    is_split = style.sub_rows and bool(long) and len(row.cells) > 2 and chance.random() < SUB_ROW_SHARE
    split = set(chance.sample(long, min(len(long), 2))) if is_split else set()
    upper: list[PrintedCell] = []
    lower: list[PrintedCell] = []
    for i, cell in enumerate(row.cells):
        mark = raised if i == 0 else ""
        if i in split:
            words = cell.split()
            half = max(1, len(words) // 2)
            upper.append(PrintedCell((" ".join(words[:half]),), mark))
            lower.append(PrintedCell((" ".join(words[half:]),)))
        else:
            upper.append(PrintedCell(_paragraphs(cell, style), mark, 2 if split else 1))
    if not split:
        return [PrintedRow(tuple(upper))]
    return [PrintedRow(tuple(upper)), PrintedRow(tuple(lower), is_sub_row=True)]


def _paragraphs(text: str, style: Style) -> tuple[str, ...]:
    return tuple(PARAGRAPH_END.split(text)) if style.paragraphs else (text,)


def soften(text: str) -> str:
    """The text with soft hyphens in its long words."""
    return " ".join(
        SOFT_BREAK.sub("\u00ad", word) if len(word) >= 7 and word.isalpha() else word for word in text.split()
    )


def _weight(cells: Sequence[str], heading: str) -> float:
    usual = sum(map(len, cells)) / max(1, len(cells))
    return max(4.0, _longest(cells, heading) * 1.0, usual**0.62)


def _longest(cells: Sequence[str], heading: str) -> int:
    return max((len(word) for text in (*cells, *heading.split(" / ")) for word in text.split()), default=1)


def _head(headings: Sequence[str]) -> list[PrintedRow]:
    """The header's levels: equal neighbours are one cell, a column without lower levels reaches down."""
    levels = [heading.split(" / ") for heading in headings]
    depth = max(map(len, levels))
    rows: list[PrintedRow] = []
    for level in range(depth):
        cells: list[PrintedCell] = []
        column = 0
        while column < len(levels):
            own = levels[column]
            if level >= len(own):
                column += 1
                continue
            if level == len(own) - 1:
                cells.append(PrintedCell((own[level],), "", depth - level, 1))
                column += 1
                continue
            end = column + 1
            while end < len(levels) and len(levels[end]) > level + 1 and levels[end][: level + 1] == own[: level + 1]:
                end += 1
            cells.append(PrintedCell((own[level],), "", 1, end - column))
            column = end
        rows.append(PrintedRow(tuple(cells)))
    return rows
