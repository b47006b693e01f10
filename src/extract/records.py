"""What does each row of a study table say? Rows become records, or rejects with a reason; nothing falls between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.fields import citations, countries, designs, intervention, publication_type, reference, samples, study_label
from extract.fields.plain_text import clean
from extract.rejects import Reject
from extract.tables.grid import CellPart, Table, TableCell, TableRow
from extract.tables.headers import ColumnMatch, map_headers
from extract.tables.kinds import TableVerdict, judge_table

PublishedRowKind = Literal["study", "section", "header", "ruler", "note", "reject", "other"]
Value = str | int | tuple[str, ...]

# Rows that sum up the rows above instead of naming a study (Cochrane Handbook 14.1.4: totals and pooled rows of
# summary tables). Matches `Total`, `Mean (SD)`, `Overall (n = 12)`; near miss: `Total hip study, 2010`.
SUMMARY_ROW = re.compile(
    r"\s*(?:(?:grand |sub-?)?totals?|overall|mean|median|average|pooled(?: estimate)?|sum|all studies|range)\b"
    r"\s*(?:\([^()]{0,40}\))?\s*[:.]?\s*",
    re.IGNORECASE,
)
# A row without identity is still a study's row when it fills this share of the other columns: a converter that loses
# one cell keeps the rest; what fills less is a stray line.
WHOLE_ROW = 0.75
# A heading that asks for a bare number: "n", "N", "Sample size", "No. of participants", "Sample (n)".
COUNT_HEADING = re.compile(
    r"\s*n\s*|.*\b(?:sample size|(?:number|no\.?|total) (?:of )?\w+|size)\b.{0,30}|.*\(\s*n\s*\)\s*|.*[#№]\s*\w+.*",
    re.IGNORECASE,
)
TEXT_FIELDS = ("population", "setting", "comparator", "aims", "findings", "quality", "funding", "notes")


@dataclass(frozen=True)
class FieldReading:
    """One value of one field, and the cell that it was read from.

    Attributes:
        value: typed; a tuple for lists.
        raw: text of the whole cell as printed.
        column: 1-based printed column, None for a value that stands outside the table.
        parts: the printed cells behind the value.
    """

    field: str
    value: Value
    raw: str
    column: int | None
    parts: tuple[CellPart, ...]


@dataclass(frozen=True)
class Record:
    """One study or intervention as one row of one document states it."""

    row_id: str
    document_id: str
    table_number: int
    row_number: int
    record_kind: Literal["study", "intervention"]
    category: str | None
    readings: tuple[FieldReading, ...]
    samples: tuple[samples.Sample, ...]
    citation_numbers: tuple[int, ...]
    warnings: tuple[str, ...]

    def reading(self, field: str) -> FieldReading | None:
        """The reading of `field`, or None where the row does not state it."""
        return next((reading for reading in self.readings if reading.field == field), None)

    def text(self, field: str) -> str | None:
        """The value of a text field, or None."""
        reading = self.reading(field)
        return reading.value if reading is not None and isinstance(reading.value, str) else None

    def items(self, field: str) -> tuple[str, ...]:
        """The value of a list field; empty where it is not stated."""
        reading = self.reading(field)
        return reading.value if reading is not None and isinstance(reading.value, tuple) else ()

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
    """One logical table with all that was read from it. `fields`: canonical fields of each printed column, by comma."""

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


@dataclass(frozen=True)
class _Columns:
    """Where the canonical fields of a table stand."""

    matches: tuple[ColumnMatch, ...]

    def of(self, *fields: str) -> tuple[int, ...]:
        """Columns, from 0, that hold any of `fields`, in printed order."""
        return tuple(i for i, match in enumerate(self.matches) if set(match.fields) & set(fields))


def read_table(table: Table, document_id: str) -> TableReading:
    """The records of one logical table; every row of `table` appears in `rows` with its kind."""
    body = [row.texts for row in table.rows if row.kind == "body"]
    matches = map_headers(table.headings, table.title, body)
    verdict = judge_table(table.title, matches, body)
    columns = _Columns(_with_identity(tuple(matches), verdict))
    rows: list[PrintedRow] = []
    records: list[Record] = []
    rejects: list[Reject] = list(_unmapped(columns, table, document_id)) if verdict.kind == "study" else []
    category: str | None = None
    for row in table.rows:
        row_id = f"{document_id}-t{table.number}-r{row.number}"
        if row.kind == "section":
            category = clean(next(text for text in row.texts if text))
        kind: PublishedRowKind = row.kind if row.kind != "body" else "other"
        if row.kind == "body" and verdict.kind == "study":
            outcome = _read_row(row, row_id, document_id, table.number, category, columns, verdict)
            if isinstance(outcome, Record):
                kind = "study"
                records.append(outcome)
                rejects.extend(_value_rejects(row, row_id, columns))
            elif outcome is None:
                kind = "note"
            else:
                kind = "reject"
                rejects.append(outcome)
        cells = tuple(clean(text) for text in row.texts)
        rows.append(PrintedRow(row_id, row.number, kind, category, row.pages, cells, row.printed_rows))
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
    )


def _with_identity(matches: tuple[ColumnMatch, ...], verdict: TableVerdict) -> tuple[ColumnMatch, ...]:
    """The matches, where a column without a known heading that the rows show to hold the identity gets that field."""
    known = {field for match in matches for field in match.fields}
    if known & {"reference", "authors", "title", "intervention"} or not verdict.identity_columns:
        return matches
    column = verdict.identity_columns[0]
    field = "intervention" if verdict.record_kind == "intervention" else "reference"
    if column >= len(matches) or matches[column].fields:
        return matches
    named = replace(matches[column], fields=(field,), how="context")
    return (*matches[:column], named, *matches[column + 1 :])


def _unmapped(columns: _Columns, table: Table, document_id: str) -> Iterator[Reject]:
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
    row_id: str,
    document_id: str,
    table_number: int,
    category: str | None,
    columns: _Columns,
    verdict: TableVerdict,
) -> Record | Reject | None:
    """The record of a row; None for a row that sums up others; a Reject for one without identity."""
    first = next((text for text in row.texts if text), "")
    if SUMMARY_ROW.fullmatch(first):
        return None
    kind = verdict.record_kind or "study"
    readings = tuple(_readings(row, columns, kind))
    found = {reading.field for reading in readings}
    warnings: list[str] = []
    if not found & {"title", "first_author", "intervention", "reference"}:
        if len(row.filled) < WHOLE_ROW * (len(row.cells) - 1) or len(row.filled) < 2:
            message = "The row names no study and fills too few columns to be one. See its place in the source."
            return Reject(None, " | ".join(filter(None, row.texts)), "row-without-identity", message, row_id)
        warnings.append("no-reference")
    own_category = next((r.value for r in readings if r.field == "category" and isinstance(r.value, str)), None)
    return Record(
        row_id,
        document_id,
        table_number,
        row.number,
        kind,
        own_category or category,
        tuple(reading for reading in readings if reading.field != "category"),
        _samples(row, columns, readings),
        tuple(dict.fromkeys(_citation_numbers(row, columns))),
        tuple(warnings),
    )


def _readings(row: TableRow, columns: _Columns, kind: str) -> Iterator[FieldReading]:
    """All readings of a row, each field once, in the order of the published columns."""
    bibliography = list(_bibliography(row, columns, kind))
    yield from bibliography
    stated_title = next((r.value for r in bibliography if r.field == "title" and isinstance(r.value, str)), None)
    yield from _coded(row, columns, "publication_type", _publication_type)
    yield from _designs(row, columns, stated_title)
    yield from _sample_total(row, columns, bibliography, stated_title)
    yield from _countries(row, columns, bibliography)
    yield from _intervention(row, columns)
    for field in (*TEXT_FIELDS, "category"):
        yield from _text(row, columns, field, (field,))
    yield from _text(row, columns, "outcomes", ("outcomes", "outcome_measures"))


def _bibliography(row: TableRow, columns: _Columns, kind: str) -> Iterator[FieldReading]:
    """Readings of the reference, and of columns of their own for authors, year, title and the like."""
    own = {field for field in ("authors", "year", "title", "container", "doi") if columns.of(field)}
    cells = [(column, row.cells[column]) for column in columns.of("reference") if row.cells[column].text]
    for column, cell in cells[:1]:
        raw = clean(cell.text)
        yield FieldReading("reference", raw, cell.text, column + 1, cell.parts)
        for field, value in _reference_values(cell):
            if field not in own:
                yield FieldReading(field, value, cell.text, column + 1, cell.parts)
    for field in sorted(own):
        column = columns.of(field)[0]
        cell = row.cells[column]
        for name, value in _own_column(field, cell):
            yield FieldReading(name, value, cell.text, column + 1, cell.parts)
    if not cells and kind == "study":
        yield from _composed_reference(row, columns)


def _composed_reference(row: TableRow, columns: _Columns) -> Iterator[FieldReading]:
    """A reference put together from columns of its own, for tables that print author, year and title apart."""
    parts = [(column, row.cells[column]) for column in columns.of("authors", "year", "title", "container", "doi")]
    filled = [(column, cell) for column, cell in parts if cell.text]
    if len(filled) > 1:
        text = ". ".join(clean(cell.text).rstrip(".") for _, cell in filled)
        yield FieldReading("reference", text, text, filled[0][0] + 1, tuple(p for _, cell in filled for p in cell.parts))


def _reference_values(cell: TableCell) -> Iterator[tuple[str, Value]]:
    """Fields of a printed reference, or of a label such as `Pavel et al. 2020`."""
    text = _without_raised(cell)
    label = study_label.parse(cell.text, cell.marks)
    parsed = reference.parse(text)
    if isinstance(parsed, Reject) or (parsed.title is None and not isinstance(label, Reject)):
        if not isinstance(label, Reject):
            names = (label.first_author, label.second_author) if label.second_author else (label.first_author,)
            yield "first_author", label.first_author
            yield "authors", tuple(name for name in names if name)
            if label.year is not None:
                yield "year", label.year
        return
    if parsed.authors:
        yield "authors", tuple(str(author) for author in parsed.authors)
        yield "first_author", parsed.authors[0].family
    if parsed.year is not None:
        yield "year", parsed.year
    for field in ("title", "container", "volume", "issue", "pages", "doi", "publisher", "place", "conference"):
        value = getattr(parsed, field)
        if value:
            yield field, value


def _without_raised(cell: TableCell) -> str:
    """The cell without its raised digits, which are citations and not part of a name or year."""
    kept = list(cell.text)
    for mark in cell.marks:
        if mark.kind == "superscript":
            for index in range(mark.start, min(mark.end, len(kept))):
                kept[index] = ""
    return clean("".join(kept))


def _own_column(field: str, cell: TableCell) -> Iterator[tuple[str, Value]]:
    text = _without_raised(cell)
    if not text:
        return
    if field == "year":
        found = re.findall(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", text)
        if len(found) == 1:
            yield "year", int(found[0])
    elif field == "authors":
        label = study_label.parse(cell.text, cell.marks)
        if not isinstance(label, Reject):
            yield "first_author", label.first_author
            names = (label.first_author, label.second_author) if label.second_author else (label.first_author,)
            yield "authors", tuple(name for name in names if name)
            if label.year is not None:
                yield "year", label.year
            return
        parsed = reference.parse_authors(text)
        if parsed:
            yield "authors", tuple(str(author) for author in parsed)
            yield "first_author", parsed[0].family
    elif field == "title":
        yield "title", text.rstrip(".") if text.count(".") == 1 else text
    else:
        yield field, text


def _coded(
    row: TableRow, columns: _Columns, field: str, parse: Callable[[str], str | Reject]
) -> Iterator[FieldReading]:
    for column in columns.of(field):
        cell = row.cells[column]
        if not cell.text:
            continue
        yield FieldReading(f"{field}_raw", clean(cell.text), cell.text, column + 1, cell.parts)
        code = parse(cell.text)
        if not isinstance(code, Reject):
            yield FieldReading(field, code, cell.text, column + 1, cell.parts)
        return


def _publication_type(text: str) -> str | Reject:
    return publication_type.parse(text)


def _designs(row: TableRow, columns: _Columns, title: str | None) -> Iterator[FieldReading]:
    cells = [(column, row.cells[column]) for column in columns.of("design") if row.cells[column].text]
    if not cells:
        return
    column, cell = cells[0]
    text = "; ".join(each.text for _, each in cells)
    parts = tuple(part for _, each in cells for part in each.parts)
    yield FieldReading("designs_raw", clean(text), text, column + 1, parts)
    parsed = designs.parse(text, title)
    if isinstance(parsed, Reject):
        return
    yield FieldReading("designs", parsed.codes, text, column + 1, parts)
    yield FieldReading("design_family", parsed.family, text, column + 1, parts)


def _sample_cells(row: TableRow, columns: _Columns) -> list[tuple[int, TableCell]]:
    """The cells that may state sample sizes: the sample columns, else those of population and design."""
    own = [(column, row.cells[column]) for column in columns.of("sample") if row.cells[column].text]
    if own:
        return own
    return [(column, row.cells[column]) for column in columns.of("population", "design") if row.cells[column].text]


def _parsed_samples(
    row: TableRow, columns: _Columns, is_review: bool
) -> Iterator[tuple[int, TableCell, samples.Samples]]:
    for column, cell in _sample_cells(row, columns):
        is_count = bool(COUNT_HEADING.fullmatch(columns.matches[column].heading))
        parsed = samples.parse(clean(cell.text), is_review=is_review, is_count_column=is_count)
        if not isinstance(parsed, Reject):
            yield column, cell, parsed


def _sample_total(
    row: TableRow, columns: _Columns, _bibliography: Sequence[FieldReading], title: str | None
) -> Iterator[FieldReading]:
    own = [(column, row.cells[column]) for column in columns.of("sample") if row.cells[column].text]
    if own:
        column, cell = own[0]
        text = "; ".join(clean(each.text) for _, each in own)
        yield FieldReading("sample_raw", text, text, column + 1, tuple(p for _, each in own for p in each.parts))
    for column, cell, parsed in _parsed_samples(row, columns, _is_review(row, columns, title)):
        if parsed.basis:
            yield FieldReading("sample_basis", parsed.basis, cell.text, column + 1, cell.parts)
        if parsed.total is not None:
            yield FieldReading("sample_total", parsed.total, cell.text, column + 1, cell.parts)
        if parsed.samples:
            return


def _is_review(row: TableRow, columns: _Columns, title: str | None) -> bool:
    text = "; ".join(row.cells[column].text for column in columns.of("design") if row.cells[column].text)
    parsed = designs.parse(text, title) if text else None
    return parsed is not None and not isinstance(parsed, Reject) and parsed.family == "review"


def _samples(row: TableRow, columns: _Columns, readings: Sequence[FieldReading]) -> tuple[samples.Sample, ...]:
    title = next((r.value for r in readings if r.field == "title" and isinstance(r.value, str)), None)
    return tuple(
        sample
        for _, _, parsed in _parsed_samples(row, columns, _is_review(row, columns, title))
        for sample in parsed.samples
    )


def _countries(row: TableRow, columns: _Columns, bibliography: Sequence[FieldReading]) -> Iterator[FieldReading]:
    """From a country column; without one, from what the row says of design, sample, setting and population, and its title."""
    own = [(column, row.cells[column]) for column in columns.of("country") if row.cells[column].text]
    if own:
        column, cell = own[0]
        yield FieldReading("countries_raw", clean(cell.text), cell.text, column + 1, cell.parts)
    cells = own or [(c, row.cells[c]) for c in columns.of("design", "sample", "setting", "population") if row.cells[c].text]
    found: dict[str, tuple[int | None, str, tuple[CellPart, ...]]] = {}
    for column, cell in cells:
        for code in _country_codes(clean(cell.text), is_country_column=bool(own)):
            found.setdefault(code, (column + 1, cell.text, cell.parts))
    if not found and not own:
        for reading in bibliography:
            if reading.field == "title" and isinstance(reading.value, str):
                for code in _country_codes(reading.value, is_country_column=False):
                    found.setdefault(code, (reading.column, reading.raw, reading.parts))
    if found:
        first_column, raw, parts = next(iter(found.values()))
        yield FieldReading("countries", tuple(found), raw, first_column, parts)


def _country_codes(text: str, *, is_country_column: bool) -> list[str]:
    places = countries.parse(text, is_country_column=is_country_column)
    return [] if isinstance(places, Reject) else [place.country for place in places]


def _intervention(row: TableRow, columns: _Columns) -> Iterator[FieldReading]:
    for column in columns.of("intervention"):
        cell = row.cells[column]
        parsed = intervention.parse(cell.text) if cell.text else None
        if parsed is None or isinstance(parsed, Reject):
            continue
        if parsed.name:
            yield FieldReading("intervention", parsed.name, cell.text, column + 1, cell.parts)
        if parsed.description and not columns.of("intervention_description"):
            yield FieldReading("intervention_description", parsed.description, cell.text, column + 1, cell.parts)
        break
    yield from _text(row, columns, "intervention_description", ("intervention_description",))


def _text(row: TableRow, columns: _Columns, field: str, sources: tuple[str, ...]) -> Iterator[FieldReading]:
    cells = [(column, row.cells[column]) for column in columns.of(*sources) if row.cells[column].text]
    if not cells:
        return
    raw = "; ".join(cell.text for _, cell in cells)
    parts = tuple(part for _, cell in cells for part in cell.parts)
    yield FieldReading(field, "; ".join(clean(cell.text) for _, cell in cells), raw, cells[0][0] + 1, parts)


def _citation_numbers(row: TableRow, columns: _Columns) -> Iterator[int]:
    """Numbers of cited references in the cells that name the study or its evaluations."""
    for column in columns.of("reference", "authors", "title", "design", "intervention", "citation_number"):
        cell = row.cells[column]
        for citation in citations.parse(cell.text, cell.marks):
            yield citation.number


def _value_rejects(row: TableRow, row_id: str, columns: _Columns) -> Iterator[Reject]:
    """Values that a vocabulary or parser did not take, with their raw text."""
    attempts: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("publication_type", publication_type.parse),
        ("designs", designs.parse),
        ("countries", lambda text: countries.parse(text, is_country_column=True)),
    )
    names = {"publication_type": "publication_type", "designs": "design", "countries": "country"}
    for field, parse in attempts:
        for column in columns.of(names[field]):
            text = row.cells[column].text
            refused = parse(text) if text else None
            if isinstance(refused, Reject):
                yield replace(refused, field=field, raw=clean(text), row_id=row_id)
