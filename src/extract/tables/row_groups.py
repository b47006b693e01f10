"""Which group does each row of a table stand in, where a column names the group once for all its rows?

A table sorted by setting, theme or country prints the name at the first row of the group, in a cell that reaches over
the rows or above cells left empty (Chicago Manual of Style 3.64: do not repeat what the line above says). What the
cell says holds for each of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.pages import Box
from extract.tables.grid import TableCell, TableRow

# Where no cell is seen to reach over rows, a column that names groups is filled in no more of the rows.
GROUP_SHARE = 0.5
# So many groups: one name above empty cells is a column that was lost.
LEAST_GROUPS = 2


def group_cells(rows: Sequence[TableRow], leading: Sequence[int]) -> dict[int, dict[int, TableCell]]:
    """The cells that name the groups of body rows: row number -> column -> the cell printed at the group's first row.

    Args:
        rows: of one table, in printed order.
        leading: columns, from 0, that stand before the name of the study.
    """
    body = [row for row in rows if row.kind == "body"]
    columns = [column for column in leading if _names_groups([row.cells[column] for row in body])]
    found: dict[int, dict[int, TableCell]] = {}
    above: dict[int, TableCell] = {}
    for row in rows:
        if row.kind == "section":
            above = {}
        if row.kind != "body":
            continue
        for column in columns:
            if row.cells[column].text:
                above = {held: cell for held, cell in above.items() if held < column}  # a new group has new parts
                above[column] = row.cells[column]
        if above:
            found[row.number] = dict(above)
    return found


def _names_groups(cells: Sequence[TableCell]) -> bool:
    """Whether the cells of a column are names of groups of rows."""
    filled = [cell for cell in cells if cell.text]
    if len(filled) < LEAST_GROUPS or not cells[0].text or len(filled) == len(cells):
        return False
    if any(cell.row_span > 1 for cell in filled):
        return True
    is_printed = any(isinstance(part.place, Box) for cell in filled for part in cell.parts)
    return is_printed and len(filled) <= GROUP_SHARE * len(cells)


__all__ = ["group_cells"]
