"""What does each row of a logical table become? A record, or a reject with a reason, or no study at all; nothing
falls between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.fields.plain_text import clean
from extract.pages import Box
from extract.records import PrintedRow, PublishedRowKind, Record, TableReading
from extract.rejects import Reject
from extract.row_fields import Columns, read_row_fields
from extract.tables.grid import Table, TableCell, TableRow
from extract.tables.headers import ColumnMatch, map_headers
from extract.tables.kinds import TableVerdict, judge_table
from extract.tables.pieces import TABLE_WORD
from extract.tables.row_groups import group_cells
from extract.tables.row_words import SUMMARY_ROW

# A row without identity is still a study's row when it fills this share of the other columns: a converter that loses
# one cell keeps the rest; what fills less is a stray line.
WHOLE_ROW = 0.75
# Fields that name the study of a row, alone or together; a table that leaves a name out leaves it out twice at least.
IDENTITY = frozenset({"reference", "authors", "title", "study_id", "year", "citation_number"})
LEFT_OUT_LEAST = 2
NAMING = frozenset({"title", "first_author", "intervention", "intervention_description", "reference"})


# The label that a caption begins with: `Table A1.`, `TABLE 2:`; what follows is the title proper.
LABEL = re.compile(
    rf"\s{{0,9}}(?:[a-z]{{1,30}}\s{{1,9}})?{TABLE_WORD}\s{{1,9}}[A-Z]{{0,4}}\.?\d{{0,3}}(?:\.\d{{1,2}})?[a-z]?\s{{0,9}}[.:|–—-]?\s*",
    re.IGNORECASE,
)


def read_tables(tables: Sequence[Table], document_id: str) -> tuple[TableReading, ...]:
    """The records of all tables of a document.

    Tables with the same headings that begin on the same page are the parts of one list, and the title of each names
    the group that its rows belong to.
    """
    alike = Counter(_part_key(table) for table in tables)
    return tuple(
        read_table(table, document_id, _group_name(table) if alike[_part_key(table)] > 1 else None) for table in tables
    )


def _part_key(table: Table) -> tuple[object, ...]:
    if not any(table.headings) or not table.pages:
        return (table.number,)
    return (table.pages[0], tuple(clean(heading).casefold() for heading in table.headings))


def _group_name(table: Table) -> str | None:
    return LABEL.sub("", clean(table.title), count=1).rstrip(".") or None if table.title else None


def read_table(table: Table, document_id: str, category: str | None = None) -> TableReading:
    """The records of one logical table; every row of `table` appears in `rows` with its kind.

    `category`: of the rows above the first section row.
    """
    body = [row.texts for row in table.rows if row.kind == "body"]
    matches = tuple(map_headers(table.headings, table.title, body))
    verdict = judge_table(table.title, matches, body)
    columns = Columns(_with_identity(matches, verdict))
    named = _named_above(table.rows, columns) if verdict.kind == "study" else {}
    groups = group_cells(table.rows, _leading(columns)) if verdict.kind == "study" else {}
    rows: list[PrintedRow] = []
    records: list[Record] = []
    rejects: list[Reject] = list(_unmapped(columns, table, document_id)) if verdict.kind == "study" else []
    for row in table.rows:
        row_id = f"{document_id}-t{table.number}-r{row.number}"
        kind: PublishedRowKind = row.kind if row.kind != "body" else "other"
        if row.kind == "section":
            category = clean(next(text for text in row.texts if text))
        group = groups.get(row.number, {})
        in_group = _category(group) or category
        if row.kind == "body" and verdict.kind == "study":
            place = (row_id, document_id, table.number)
            kind, record, refused = _read_row(named.get(row.number, row), group, place, in_group, columns, verdict)
            if record is not None:
                records.append(replace(record, is_named_above=row.number in named))
            rejects.extend(refused)
        cells = tuple(clean(text) for text in row.texts)
        rows.append(PrintedRow(row_id, row.number, kind, in_group, row.pages, cells, row.printed_rows))
    return TableReading(
        table.number,
        clean(table.title) if table.title else None,
        table.pages,
        tuple(clean(heading) for heading in table.headings),
        tuple(", ".join(match.fields) for match in columns.matches),
        verdict.kind,
        verdict.why,
        table.joined_by,
        tuple(rows),
        tuple(records),
        tuple(rejects),
        len(table.rows),
    )


def _named_above(rows: Sequence[TableRow], columns: Columns) -> dict[int, TableRow]:
    """Rows that leave out the name of their study because it stands in the row above, with that name; by number.

    A study with several samples, arms or outcomes is named once, at its first row (Chicago Manual of Style 3.64: do
    not repeat what the line above says). Such tables do so more than once; one row without a name is a cell that was
    lost, and a row at the head of a page may be the rest of the row before. Only for rows with places on a page: a text
    has lost its cells too often.
    """
    identity = [column for column, match in enumerate(columns.matches) if set(match.fields) & IDENTITY]
    above: TableRow | None = None
    found: dict[int, TableRow] = {}
    inside = 0
    for before, row in zip((None, *rows), rows, strict=False):
        if row.kind == "section":
            above = None
        if row.kind != "body":
            continue
        if any(row.cells[column].text for column in identity):
            above = row
        elif above is not None and _is_whole(row) and _has_boxes(row):
            cells = tuple(above.cells[at] if at in identity else cell for at, cell in enumerate(row.cells))
            found[row.number] = replace(row, cells=cells)
            inside += before is not None and before.pages == row.pages
    return found if inside >= LEFT_OUT_LEAST else {}


def _leading(columns: Columns) -> list[int]:
    """The columns before the first that names the study."""
    identity = (at for at, match in enumerate(columns.matches) if set(match.fields) & IDENTITY)
    return list(range(next(identity, 0)))


def _with_cells(row: TableRow, cells: dict[int, TableCell]) -> TableRow:
    """The row with the cells that are printed at the first row of its group."""
    return replace(row, cells=tuple(cells.get(at, cell) for at, cell in enumerate(row.cells))) if cells else row


def _category(group: dict[int, TableCell]) -> str | None:
    """The name of a row's group; None where it has none, or only a number (a year that several rows have)."""
    return next((clean(cell.text) for cell in group.values() if any(sign.isalpha() for sign in cell.text)), None)


def _is_whole(row: TableRow) -> bool:
    return len(row.filled) >= max(2, WHOLE_ROW * (len(row.cells) - 1))


def _has_boxes(row: TableRow) -> bool:
    return any(isinstance(part.place, Box) for cell in row.cells for part in cell.parts)


def _with_identity(matches: tuple[ColumnMatch, ...], verdict: TableVerdict) -> tuple[ColumnMatch, ...]:
    """The matches, where a column without a known heading that the rows show to hold the identity gets that field."""
    known = {field for match in matches for field in match.fields}
    if known & {"reference", "authors", "title", "intervention"} or not verdict.identity_columns:
        return matches
    column = verdict.identity_columns[0]
    if column >= len(matches) or matches[column].fields:
        return matches
    field = "intervention" if verdict.record_kind == "intervention" else "reference"
    named = replace(matches[column], fields=(field,), how="context")
    return (*matches[:column], named, *matches[column + 1 :])


def _unmapped(columns: Columns, table: Table, document_id: str) -> Iterator[Reject]:
    for number, match in enumerate(columns.matches, start=1):
        if not match.fields and match.heading:
            row_id = f"{document_id}-t{table.number}-r{table.rows[0].number}"
            message = (
                f"The heading of column {number} is not in the lexicon; its cells stay in the table rows. "
                "If it names a field, add the wording to schemas/headers.yml."
            )
            yield Reject(None, clean(match.heading), "unmapped-heading", message, row_id)


def _read_row(
    row: TableRow,
    group: dict[int, TableCell],
    place: tuple[str, str, int],
    category: str | None,
    columns: Columns,
    verdict: TableVerdict,
) -> tuple[PublishedRowKind, Record | None, tuple[Reject, ...]]:
    """What a body row is, its record, and what of it was refused.

    Args:
        row: as printed, with its name.
        group: column -> cell that is printed at the first row of its group.
        place: row, document and table.
        category: of the row.
        columns: of the table.
        verdict: on the table.
    """
    row_id, document_id, table_number = place
    if SUMMARY_ROW.fullmatch(next((text for text in row.texts if text), "")):
        return "note", None, ()
    kind = verdict.record_kind or "study"
    fields = read_row_fields(_with_cells(row, group), columns, kind)
    is_named = any(reading.field in NAMING for reading in fields.readings)
    if not is_named and not (_is_whole(row) and fields.readings):
        message = "The row names no study and fills too few columns to be one. See its place in the source."
        raw = " | ".join(clean(text) for text in row.texts if text)
        return "reject", None, (Reject(None, raw, "row-without-identity", message, row_id),)
    own_category = next((r.value for r in fields.readings if r.field == "category"), None)
    record = Record(
        row_id,
        document_id,
        table_number,
        row.number,
        kind,
        own_category if isinstance(own_category, str) else category,
        tuple(
            replace(reading, row_id=row_id, table_number=table_number)
            for reading in fields.readings
            if reading.field != "category"
        ),
        fields.samples,
        fields.citation_numbers,
        () if is_named else ("no-reference",),
        fields.codes,
    )
    return "study", record, tuple(replace(reject, row_id=row_id) for reject in fields.rejects)
