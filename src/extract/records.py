"""What one row of one document says of one study, and the table that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.fields.samples import Sample
from extract.rejects import Reject
from extract.tables.grid import CellPart

RecordKind = Literal["study", "intervention"]
PublishedRowKind = Literal["study", "section", "header", "ruler", "note", "reject", "other"]
Value = str | int | tuple[str, ...]


@dataclass(frozen=True)
class FieldReading:
    """One value of one field, and the cell that it was read from.

    Attributes:
        value: typed; a tuple for lists.
        raw: text of the whole cell as printed.
        column: 1-based printed column, None for a value that stands outside the table.
        parts: the printed cells, or the entry of the reference list, behind the value.
        row_id: the printed row, None for a value that stands outside the table.
        table_number: the table, None likewise.
    """

    field: str
    value: Value
    raw: str
    column: int | None
    parts: tuple[CellPart, ...]
    row_id: str | None = None
    table_number: int | None = None


@dataclass(frozen=True)
class Record:
    """One study or intervention as one document states it: in one row, or in rows of several tables of it.

    Attributes:
        row_id: the row that names it first; further_rows: other rows about the same study.
        readings: of the first row first; a field that several rows give has several readings, of which the first
        counts. codes: what the review itself calls the study, such as `S12`, from a column of identifiers.
        is_named_above: the row leaves out its name because the row above has it: the same study.
    """

    row_id: str
    document_id: str
    table_number: int
    row_number: int
    record_kind: RecordKind
    category: str | None
    readings: tuple[FieldReading, ...]
    samples: tuple[Sample, ...]
    citation_numbers: tuple[int, ...]
    warnings: tuple[str, ...]
    codes: tuple[str, ...] = ()
    further_rows: tuple[str, ...] = ()
    is_named_above: bool = False

    def reading(self, field: str) -> FieldReading | None:
        """The reading of `field`, or None where the row does not state it."""
        return next((reading for reading in self.readings if reading.field == field), None)

    def text(self, field: str) -> str | None:
        """The value of a text field, or None."""
        reading = self.reading(field)
        return reading.value if reading is not None and isinstance(reading.value, str) else None

    @property
    def year(self) -> int | None:
        """Year of publication, or None."""
        reading = self.reading("year")
        return reading.value if reading is not None and isinstance(reading.value, int) else None


@dataclass(frozen=True)
class PrintedRow:
    """One row as published in the table `rows`."""

    row_id: str
    row_number: int
    kind: PublishedRowKind
    category: str | None
    pages: tuple[int, ...]
    cells: tuple[str, ...]
    printed_rows: int


@dataclass(frozen=True)
class TableReading:
    """One logical table with all that was read from it.

    Attributes:
        fields: canonical fields of each printed column, by comma.
        row_count: rows that the table had before they were read; each is in `rows`.
    """

    table_number: int
    title: str | None
    pages: tuple[int, ...]
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    kind: Literal["study", "other"]
    why: str
    joined_by: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    records: tuple[Record, ...]
    rejects: tuple[Reject, ...]
    row_count: int = 0
