"""Which rows stand in a run of lines that hold one cell each, as Word's text export prints a table?

The exporter writes each cell on a line of its own behind one tab, and an empty line after each row. It also leaves
empty lines
inside cells that end in empty paragraphs, and prints a row of merged cells as one cell. So the empty lines are
evidence, not
proof: the division into rows is the one that breaks the fewest of the exporter's habits, found by dynamic programming.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.formats.text.inline import read_inline
from extract.formats.text.lines import Line
from extract.pages import Cell, Grid, GridRow, Span

# Costs of breaking a habit. An empty line inside a row is common (a cell that ends in an empty paragraph); two rows
# without one between them, a row short of cells or a merged cell as long as a paragraph are rare.
COST_GAP_INSIDE = 1.0
COST_NO_GAP_BETWEEN = 3.0
COST_MERGED_ROW = 1.5
COST_SHORT_ROW = 6.0
COST_LONG_MERGED_CELL = 6.0
# Of two divisions that are alike otherwise, the one whose section names are shorter; a name has one line and no end
# stop.
COST_MERGED_CHARACTER = 0.01
COST_MERGED_LINE = 1.0
# A merged row is a section's name, and names are short: Cochrane's and Campbell's style guides set headings of
# categories on one line, some 120 characters.
LONGEST_SECTION_NAME = 120
# A cell's second paragraph may follow an empty line; running text that is further from the next cell ends the table.
LINES_TO_NEXT_CELL = 6


@dataclass(frozen=True)
class LooseCell:
    """A cell not yet put in a row; `gap_before`: whether empty lines part it from the cell above."""

    cell: Cell
    gap_before: bool


def take_cells(lines: Sequence[Line], at: int) -> tuple[Grid, int] | None:
    """The grid that begins at `lines[at]`, and the index of the first line after it; None where no table begins there.

    A table has at least two rows of at least two cells.
    """
    cells, end = _loose_cells(lines, at)
    width = _width(cells)
    if width < 2 or len(cells) < 2 * width:
        return None
    rows = tuple(_row(chunk, width) for chunk in _divided(cells, width))
    last = lines[end - 1]
    return Grid(rows, width, Span(lines[at].number, 1, last.number, len(last.text) + 1)), end


def _loose_cells(lines: Sequence[Line], at: int) -> tuple[list[LooseCell], int]:
    cells: list[LooseCell] = []
    end, gap = at, False
    while at < len(lines):
        line = lines[at]
        if line.kind == "word-cell":
            cells.append(LooseCell(_cell(line), gap and bool(cells)))
            gap, end = False, at + 1
        elif line.kind == "text" and cells and _belongs_to_cell(lines, at, gap):
            cells[-1] = LooseCell(_with_paragraph(cells[-1].cell, line), cells[-1].gap_before)
            end = at + 1
        elif line.kind in ("blank", "page-end", "page-number"):
            gap = True
        else:
            break
        at += 1
    return cells, end


def _belongs_to_cell(lines: Sequence[Line], at: int, gap: bool) -> bool:
    if not gap:
        return True
    following = lines[at + 1 : at + 1 + LINES_TO_NEXT_CELL]
    kinds = [line.kind for line in following]
    return "word-cell" in kinds and "text" not in kinds[: kinds.index("word-cell")] and len(lines[at].text) > 0


def _cell(line: Line) -> Cell:
    raw = line.text[1:]
    inline = read_inline(raw)
    place = Span(line.number, 2, line.number, 2 + len(raw)) if inline.text else None
    return Cell(inline.text, place, marks=inline.marks)


def _with_paragraph(cell: Cell, line: Line) -> Cell:
    inline = read_inline(line.text)
    end = Span(line.number, 1, line.number, len(line.text) + 1)
    if cell.place is None:
        return Cell(inline.text, end, marks=inline.marks)
    assert isinstance(cell.place, Span)
    place = Span(cell.place.line, cell.place.column, end.end_line, end.end_column)
    return Cell(f"{cell.text}\n{inline.text}", place, marks=cell.marks)


def _width(cells: Sequence[LooseCell]) -> int:
    """Columns of the table: the length of the runs between empty lines that most cells stand in; the first run,
    ties.
    """
    runs: list[int] = []
    for cell in cells:
        if cell.gap_before or not runs:
            runs.append(0)
        runs[-1] += 1
    if not runs:
        return 0
    covered = Counter({length: length * count for length, count in Counter(runs).items()})
    covered[runs[0]] += runs[0]
    return min(covered, key=lambda length: (-covered[length], length))


def _divided(cells: Sequence[LooseCell], width: int) -> list[Sequence[LooseCell]]:
    """The cells cut into rows at the least cost."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(cells) + 1):
        options = [
            (best[end - size][0] + _cost(cells[end - size : end], width, is_first=end == size), size)
            for size in range(1, min(width, end) + 1)
        ]
        best.append(min(options, key=lambda option: (option[0], -option[1])))
    rows: list[Sequence[LooseCell]] = []
    end = len(cells)
    while end:
        size = best[end][1]
        rows.append(cells[end - size : end])
        end -= size
    return rows[::-1]


def _cost(row: Sequence[LooseCell], width: int, *, is_first: bool) -> float:
    cost = sum(COST_GAP_INSIDE for cell in row[1:] if cell.gap_before)
    if not is_first and not row[0].gap_before:
        cost += COST_NO_GAP_BETWEEN
    if len(row) == width:
        return cost
    if len(row) == 1:
        return cost + COST_MERGED_ROW + _cost_of_name(row[0].cell.text)
    return cost + COST_SHORT_ROW


def _cost_of_name(text: str) -> float:
    """How little a merged cell reads like a section's name."""
    cost = COST_MERGED_CHARACTER * len(text) + COST_MERGED_LINE * text.count("\n")
    return cost + (COST_LONG_MERGED_CELL if len(text) > LONGEST_SECTION_NAME else 0.0)


def _row(chunk: Sequence[LooseCell], width: int) -> GridRow:
    cells = [loose.cell for loose in chunk]
    if len(cells) == 1:
        only = cells[0]
        return GridRow((Cell(only.text, only.place, col_span=width, marks=only.marks),))
    return GridRow((*cells, *(Cell("", None) for _ in range(width - len(cells)))))
