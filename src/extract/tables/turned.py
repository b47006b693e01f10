"""Which table has its studies as columns and their fields as rows, and how does it read the other way round?

Reports that tell of few studies, such as narrative reviews and assessments of technologies, set them side by side: the
header holds the names of the studies, the first column `Design`, `Country`, `Sample`. The same arrangement holds
judgements of quality, counts and matrices of citations, which tell of no study what a field tells.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from extract.tables.grid import RowKind, Table, TableCell, TableRow
from extract.tables.headers import map_headers
from extract.tables.joining import join_cells
from extract.tables.kinds import FIELDS_OF_STUDIES, IDENTITY
from extract.tables.shapes import is_et_al, shape_of
from extract.tables.sheets import FIELDS_SHARE, LEAST_FIELDS, LONGEST_LABEL, LONGEST_NAME, NAMES, names_study

TURNED = "a table with a study a column is turned: a row a study"
# So many columns are named by studies, and this share of all but the first: a column for a total may be among them.
LEAST_STUDIES = 2
STUDIES_SHARE = 0.7
# The names stand in the header, or in one of so many rows below a header that numbers the columns.
FIRST_ROWS = 2
# What fields say is in words, and differs from study to study: this share of the cells has a word, and this share is
# different from all before. A matrix of judgements has two or three values, a table of results has numbers.
WORDS_SHARE = 0.4
DIFFERENT_SHARE = 0.4
LEAST_LETTERS = 2


@dataclass
class _Field:
    """A line of the turned table: its name, and a cell for each study."""

    name: TableCell
    cells: list[TableCell]
    part: str

    @property
    def heading(self) -> str:
        name = " ".join(self.name.text.split())
        return f"{self.part} / {name}" if self.part else name


def turn_studies(table: Table, words: Set[str]) -> Table:
    """The table with a row a study, where its columns are the studies; any other table as it is.

    Args:
        table: as printed.
        words: of the document, by which halves of cells are joined.
    """
    names = _names_row(table)
    if names is None:
        return table
    fields = _fields([row for row in table.rows if row is not names], words)
    if not _tell_of_studies(fields):
        return table
    return _turned(table, names, fields)


def is_study_name(text: str) -> bool:
    """Whether a heading names one study: `Alder 2004`, `Birch et al.`, `Osei and Venter (2011) [12]`."""
    return len(text) <= LONGEST_NAME and (names_study(text) or is_et_al(text) or shape_of(text) == "author-year")


def names_studies(texts: Sequence[str]) -> bool:
    """Whether the cells of a row, all but the first, are the names of studies."""
    named = sum(is_study_name(text) for text in texts[1:])
    return named >= max(LEAST_STUDIES, STUDIES_SHARE * (len(texts) - 1)) and not is_study_name(texts[0])


def _names_row(table: Table) -> TableRow | None:
    """The row that names the studies; None where none does."""
    headers = [row for row in table.rows if row.kind == "header"]
    body = [row for row in table.rows if row.kind == "body"]
    return next((row for row in (*headers, *body[:FIRST_ROWS]) if names_studies(row.texts)), None)


def _fields(rows: Sequence[TableRow], words: Set[str]) -> list[_Field]:
    """The lines below the names; what has no name of its own goes on with the line above."""
    fields: list[_Field] = []
    part = ""
    for row in rows:
        if row.kind == "section":
            part = " ".join(next(text for text in row.texts if text).split())
        elif row.kind == "body" and row.cells[0].text:
            fields.append(_Field(row.cells[0], list(row.cells[1:]), part))
        elif row.kind == "body" and fields:
            cells = fields[-1].cells
            fields[-1].cells = [join_cells(a, b, words) for a, b in zip(cells, row.cells[1:], strict=True)]
    return fields


def _tell_of_studies(fields: Sequence[_Field]) -> bool:
    """Whether the lines are fields of studies, told in words."""
    short = [field for field in fields if len(field.name.text) <= LONGEST_LABEL]
    rows = list(zip(*([cell.text for cell in field.cells] for field in short), strict=True))
    matches = map_headers([field.name.text for field in short], None, rows)
    found = [(field, FIELDS_OF_STUDIES & set(match.fields)) for field, match in zip(short, matches, strict=True)]
    telling = [field for field, named in found if named]
    different = {name for _, named in found for name in named}
    if len(different) < LEAST_FIELDS or len(telling) < FIELDS_SHARE * len(fields):
        return False
    texts = [cell.text for field in telling for cell in field.cells if cell.text]
    worded = sum(sum(map(str.isalpha, text)) >= LEAST_LETTERS for text in texts)
    return worded >= WORDS_SHARE * len(texts) and len(set(map(str.casefold, texts))) >= DIFFERENT_SHARE * len(texts)


def _turned(table: Table, names: TableRow, fields: Sequence[_Field]) -> Table:
    """The table, whose header is its first column, with the printed rows counted there, and its notes at the end."""
    width = 1 + len(fields)
    notes = [row for row in table.rows if row.kind in ("note", "ruler")]
    count = sum(row.printed_rows for row in table.rows) - sum(row.printed_rows for row in notes)
    corner = names.cells[0]
    header = TableRow(1, "header", (corner, *(field.name for field in fields)), table.pages, count, (TURNED,))
    rows = [header]
    kind: RowKind
    for at, name in enumerate(names.cells[1:]):
        cells = (name, *(field.cells[at] for field in fields))
        pages = tuple(sorted({part.page for cell in cells for part in cell.parts if part.page is not None}))
        kind = "body" if is_study_name(name.text) else "note"
        if any(cell.text for cell in cells):
            rows.append(TableRow(len(rows) + 1, kind, cells, pages, 0, (TURNED,)))
    for note in notes:
        filled = (*(cell for cell in note.cells if cell.text), *[TableCell("")] * width)[:width]
        rows.append(replace(note, number=len(rows) + 1, cells=filled))
    is_identity = bool(set(map_headers([corner.text])[0].fields) & set(IDENTITY))
    headings = (corner.text if is_identity else NAMES, *(field.heading for field in fields))
    return replace(table, width=width, headings=headings, rows=tuple(rows), joined_by=(*table.joined_by, TURNED))


__all__ = ["is_study_name", "names_studies", "turn_studies"]
