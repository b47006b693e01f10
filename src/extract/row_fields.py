"""Which value does each field have in one row of a study table?

Each function answers for one field or one group of fields and gives readings and rejects, so that no cell is parsed
twice and no refusal is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.fields import (
    citations,
    countries,
    designs,
    intervention,
    publication_type,
    reference,
    samples,
    study_label,
)
from extract.fields.names import Author
from extract.fields.plain_text import clean
from extract.folding import fold
from extract.records import FieldReading, RecordKind, Value
from extract.rejects import Reject
from extract.tables.grid import CellPart, TableCell, TableRow
from extract.tables.headers import ColumnMatch
from extract.tables.shapes import READ_AHEAD, shape_of

# A year of publication that stands alone in its column: 1800 to 2099. Near miss: `2010-12`, `12010`.
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# The same with gaps between its digits, alone in its cell: a converter's word breaks. Match: `201 1`; near miss:
# `2011 12`.
SPACED_YEAR = re.compile(r"\s*(?:1\s?[89]|2\s?0)\s?\d\s?\d\s*")
# The end of a study's name in its cell: the year or "et al.", what closes it, and references in brackets. Match:
# `2021{#51} ` of `Ahn, 2021{#51} N = 69`, `et al. [12], ` of `Ahn et al. [12], Peru`; near miss: `12021`.
NAMED = re.compile(
    r"(?:(?<!\d)(?:18|19|20)\d\d[a-h]?(?!\d)|\bet al\b\.?)[)\]]?"
    r"(?:\s?(?:\[[^\[\]]{0,40}\]|\{[^{}]{0,40}\}|\([\d,; –-]{1,40}\))){0,4}[\s,.;:–—-]{0,8}"
)
# The size of a study printed under its name. Match: `N = 69`, `n=1,020`; near miss: `in 69`, `(n = 12 of 40)` is read
# on by `samples.parse`.
LABEL_SIZE = re.compile(r"\b[Nn]\s?=\s?\d")
# Nothing but numbers of references. Match: `12`, `(3, 5-7)`; near miss: `12 men`, `2010`.
BARE_NUMBERS = re.compile(r"\s*\(?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\)?\.?\s*")
# Headings of columns for them. Match: `Ref.`, `Reference number`, `Citation`; near miss: `Preferred`, `No.`.
OF_REFERENCES = re.compile(r"\b(?:refs?|references?|citations?|bibliograph\w{0,4})\b", re.IGNORECASE)
# Headings of a year that need not be that of publication. Match: `Year of study`, `Date`; near miss: `Publication
# date`.
OTHER_YEAR = re.compile(
    r"\s*(?:year of (?:the )?study|study year|date of (?:the )?study|study date|date)\s*", re.IGNORECASE
)
# The number of the reference behind a title. Match: ` [68]`, ` [3, 5-7].`; near miss: ` [version 2]`, `[68] Lamps`.
CITED = re.compile(r"\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\]\.?\s*$")
OWN_COLUMNS = ("authors", "year", "title", "container", "doi")
REFERENCE_FIELDS = ("title", "doi", *reference.SOURCE)
# Fields that take the words of their columns as printed: published field -> canonical fields of the columns.
NAMING = frozenset({"reference", "authors"})
AS_PRINTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("population", ("population",)),
    ("setting", ("setting",)),
    ("comparator", ("comparator",)),
    ("aims", ("aims",)),
    ("outcomes", ("outcomes", "outcome_measures")),
    ("findings", ("findings",)),
    ("quality", ("quality",)),
    ("funding", ("funding",)),
    ("notes", ("notes",)),
    ("category", ("category",)),
)

Outcome = FieldReading | Reject


@dataclass(frozen=True)
class Columns:
    """Where the canonical fields of a table stand."""

    matches: tuple[ColumnMatch, ...]

    def filled(self, row: TableRow, *fields: str) -> list[tuple[int, TableCell]]:
        """(column from 0, cell) of the filled cells of `row` that hold any of `fields`, in printed order."""
        wanted = set(fields)
        return [
            (column, row.cells[column])
            for column, match in enumerate(self.matches)
            if wanted & set(match.fields) and row.cells[column].text
        ]

    def telling(self, row: TableRow, *fields: str) -> list[tuple[int, TableCell]]:
        """The same cells without the name of the study, where a column holds that too (`Author, year, country`)."""
        found = []
        for column, cell in self.filled(row, *fields):
            text = _beside_name(cell.text) if set(self.matches[column].fields) & NAMING else cell.text
            if text:
                found.append((column, cell if text == cell.text else replace(cell, text=text, marks=())))
        return found

    def has(self, *fields: str) -> bool:
        """Whether a column of the table holds any of `fields`."""
        return any(set(match.fields) & set(fields) for match in self.matches)


@dataclass(frozen=True)
class RowFields:
    """All that one row says. `rejects` name no row yet."""

    readings: tuple[FieldReading, ...]
    rejects: tuple[Reject, ...]
    samples: tuple[samples.Sample, ...]
    citation_numbers: tuple[int, ...]
    codes: tuple[str, ...]


def read_row_fields(row: TableRow, columns: Columns, kind: RecordKind) -> RowFields:
    """The readings of a row, each field once; the rejects of its values; its samples and citation numbers."""
    bibliography = list(_bibliography(row, columns, kind))
    title = next((o.value for o in bibliography if isinstance(o, FieldReading) and o.field == "title"), None)
    design = list(_designs(row, columns, title if isinstance(title, str) else None))
    is_review = any(isinstance(o, FieldReading) and o.field == "design_family" and o.value == "review" for o in design)
    stated = list(_stated_samples(row, columns, is_review))
    outcomes: list[Outcome] = [
        *bibliography,
        *_publication_type(row, columns),
        *design,
        *_sample_fields(row, columns, stated),
        *_countries(row, columns, bibliography),
        *_intervention(row, columns),
        *(reading for field, sources in AS_PRINTED for reading in _as_printed(row, columns, field, sources)),
    ]
    return RowFields(
        tuple(outcome for outcome in outcomes if isinstance(outcome, FieldReading)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Reject)),
        tuple(sample for *_, parsed in stated for sample in parsed.samples),
        tuple(dict.fromkeys(_citation_numbers(row, columns))),
        tuple(clean(cell.text) for _, cell in columns.filled(row, "study_id")),
    )


def _beside_name(text: str) -> str:
    """What a cell says beside the name of the study that it begins with.

    `Ahn, 2021{#51} N = 69 UK` gives `N = 69 UK`, `Ahn (2021)` and a whole reference nothing, `120 nurses` all.
    """
    shape = shape_of(text)
    if shape in ("author-year", "author-names"):
        ends = [match.end() for match in NAMED.finditer(text[:READ_AHEAD])]
        years = [match.end() for match in NAMED.finditer(text[:READ_AHEAD]) if match.group()[0].isdigit()]
        return text[(years or ends)[0] :].strip() if ends else ""
    return "" if shape == "citation" else text


def _reading(field: str, value: Value, column: int, cell: TableCell) -> FieldReading:
    return FieldReading(field, value, cell.text, column + 1, cell.parts)


def _refusal(refused: Reject, field: str, cell: TableCell) -> Reject:
    return replace(refused, field=field, raw=clean(cell.text))


def _joined(field: str, cells: Sequence[tuple[int, TableCell]], value: Value | None = None) -> FieldReading:
    """A reading of several cells together; its value is their words, parted by `; `, unless another is given."""
    text = "; ".join(clean(cell.text) for _, cell in cells)
    parts = tuple(part for _, cell in cells for part in cell.parts)
    return FieldReading(field, text if value is None else value, text, cells[0][0] + 1, parts)


def _as_printed(row: TableRow, columns: Columns, field: str, sources: tuple[str, ...]) -> Iterator[FieldReading]:
    cells = columns.telling(row, *sources)
    if cells:
        yield _joined(field, cells)


def _bibliography(row: TableRow, columns: Columns, kind: RecordKind) -> Iterator[Outcome]:
    """The reference, and columns of their own for authors, year, title and the like, which go before what it says."""
    own = [
        (name, value, column, cell)
        for field in OWN_COLUMNS
        for column, cell in columns.filled(row, field)[:1]
        for name, value in _own_column(field, cell)
    ]
    references = columns.filled(row, "reference")
    if any(_labelled_year(cell) for _, cell in references[:1]):
        own = [item for item in own if item[0] != "year" or not _is_other_year(columns, item[2])]
    given = {name for name, *_ in own} | ({"publication_type"} if columns.filled(row, "publication_type") else set())
    for column, cell in references[:1]:
        yield _reading("reference", clean(cell.text), column, cell)
        for field, value in _reference_values(cell):
            if field not in given and not (field in ("authors", "first_author") and columns.has("authors")):
                yield _reading(field, value, column, cell)
    years = [item for item in own if item[0] == "year"][-1:]  # the one of a year column goes before the authors' own
    for name, value, column, cell in [item for item in own if item[0] != "year"] + years:
        yield _reading(name, value, column, cell)
    if not references and kind == "study":
        cells = columns.filled(row, *OWN_COLUMNS)
        if len(cells) > 1:
            yield _joined("reference", cells, ". ".join(clean(cell.text).rstrip(".") for _, cell in cells))
        elif not cells and columns.filled(row, "study_id", "citation_number"):
            yield _joined("reference", columns.filled(row, "study_id", "citation_number")[:1])


def _labelled_year(cell: TableCell) -> int | None:
    """The year of a label of author and year, which names the work."""
    is_label = shape_of(study_label.label_in(cell.text)) == "author-year"
    label = study_label.parse(cell.text, cell.marks) if is_label else None
    return None if label is None or isinstance(label, Reject) else label.year


def _is_other_year(columns: Columns, column: int) -> bool:
    """Whether the years of a column may be those of the research, and not of its publication."""
    return OTHER_YEAR.fullmatch(columns.matches[column].heading) is not None


def _reference_values(cell: TableCell) -> Iterator[tuple[str, Value]]:
    """Fields of a printed reference, or of a label such as `Pavel et al. 2020`, perhaps with more behind it.

    A label names its study; what the reader of references makes of its words is believed for a whole reference only,
    or where the two say the same; not where the size of the study stands right behind the label. What stands before a
    label is no part of it (`The HEART study (Kirk 2014)`).
    """
    label = study_label.parse(cell.text, cell.marks)
    if _names_no_author(label, cell):
        return
    parsed = reference.parse(study_label.label_in(_without_raised(cell)), is_stated=True)
    text = study_label.label_in(cell.text)
    is_sized = LABEL_SIZE.match(_beside_name(text)) is not None
    if not isinstance(label, Reject) and (
        isinstance(parsed, Reject) or parsed.title is None or is_sized or _is_label_alone(parsed, cell)
    ):
        yield from _label_values(label)
        return
    if isinstance(parsed, Reject):
        return
    if not isinstance(label, Reject) and label.year is not None and _is_named_by(label, parsed.authors, text):
        yield from _label_values(label)
    else:
        yield from _author_values(parsed.authors)
        if parsed.year is not None:
            yield "year", parsed.year
    for field in REFERENCE_FIELDS:
        value = getattr(parsed, field)
        if value and not (field == "title" and LABEL_SIZE.search(value)):  # the size of the study, no words of a title
            yield field, value


def _names_no_author(label: study_label.StudyLabel | Reject, cell: TableCell) -> bool:
    """Whether a cell is the code of a study, or a trial's acronym with a number: `S12`, `Study 3`, `HOPE-3 [4]`."""
    is_code = isinstance(label, Reject) and label.reason == "no-author" and shape_of(cell.text) == "code"
    return is_code or study_label.is_trial_alone(cell.text, cell.marks)


def _is_label_alone(parsed: reference.Reference, cell: TableCell) -> bool:
    """Whether a cell taken for a title is a label, of whose names and year nothing was read (`Lüden scheidt, 2014`)."""
    if parsed.year is not None or parsed.authors:
        return False
    shape = shape_of(study_label.label_in(cell.text))
    return shape in ("author-year", "author-names") or study_label.is_particled_name(cell.text, cell.marks)


def _is_named_by(label: study_label.StudyLabel, authors: Sequence[Author], text: str) -> bool:
    """Whether the label is to be believed for the authors, not those that were read from the whole cell."""
    if not authors:
        return True
    return shape_of(text) == "author-year" and fold(authors[0].family) != fold(label.first_author)


def _label_values(label: study_label.StudyLabel) -> Iterator[tuple[str, Value]]:
    yield "first_author", label.first_author
    yield "authors", tuple(name for name in (label.first_author, label.second_author) if name)
    if label.year is not None:
        yield "year", label.year


def _author_values(authors: Sequence[Author]) -> Iterator[tuple[str, Value]]:
    if authors:
        yield "authors", tuple(str(author) for author in authors)
        yield "first_author", authors[0].family


def _without_raised(cell: TableCell) -> str:
    """The cell without its raised characters, which are citations and no part of a name or year."""
    raised = {i for mark in cell.marks if mark.kind == "superscript" for i in range(mark.start, mark.end)}
    return clean("".join(char for index, char in enumerate(cell.text) if index not in raised))


def _own_column(field: str, cell: TableCell) -> Iterator[tuple[str, Value]]:
    """What a column of its own says of `field`."""
    text = _without_raised(cell)
    if field == "year":
        found = YEAR.findall(text)
        if not found and SPACED_YEAR.fullmatch(text):
            found = ["".join(text.split())]
        if len(found) == 1:
            yield "year", int(found[0])
    elif field == "authors":
        yield from _own_authors(cell, text)
    elif field == "title" and text:
        yield field, CITED.sub("", text).removesuffix(".") or text
    elif text:
        yield field, text


def _own_authors(cell: TableCell, text: str) -> Iterator[tuple[str, Value]]:
    label = study_label.parse(cell.text, cell.marks)
    if not isinstance(label, Reject):
        yield from _label_values(label)
        return
    yield from _author_values(reference.parse_authors(text))


def _publication_type(row: TableRow, columns: Columns) -> Iterator[Outcome]:
    for column, cell in columns.filled(row, "publication_type")[:1]:
        yield _reading("publication_type_raw", clean(cell.text), column, cell)
        code = publication_type.parse(cell.text)
        yield (
            _refusal(code, "publication_type", cell)
            if isinstance(code, Reject)
            else _reading("publication_type", code, column, cell)
        )


def _designs(row: TableRow, columns: Columns, title: str | None) -> Iterator[Outcome]:
    cells = columns.filled(row, "design")
    if not cells:
        return
    yield _joined("designs_raw", cells)
    text = "; ".join(cell.text for _, cell in cells)
    parsed = designs.parse(text, title)
    if isinstance(parsed, Reject):
        yield _refusal(parsed, "designs", cells[0][1])
        return
    yield _joined("designs", cells, parsed.codes)
    yield _joined("design_family", cells, parsed.family)


def _stated_samples(
    row: TableRow, columns: Columns, is_review: bool
) -> Iterator[tuple[int, TableCell, samples.Samples]]:
    """What the sample columns state; without one, what the first of population and design states."""
    own = columns.telling(row, "sample")
    for column, cell in own or [*_label_sizes(row, columns), *columns.telling(row, "population", "design")]:
        heading = columns.matches[column].heading
        parsed = samples.parse(
            clean(cell.text),
            is_review=is_review,
            is_count_column=samples.is_count_heading(heading),
            unit=samples.unit_of(heading),
        )
        if not isinstance(parsed, Reject):
            yield column, cell, parsed
            if parsed.samples and not own:
                return


def _label_sizes(row: TableRow, columns: Columns) -> Iterator[tuple[int, TableCell]]:
    """The size that stands with the name of the study, in a table without a sample column: `Ahn, 2021 N = 69`."""
    for column, cell in columns.filled(row, "reference", "authors")[:1]:
        size = LABEL_SIZE.search(_beside_name(cell.text))
        if size is not None and not columns.has("sample"):
            yield column, replace(cell, text=_beside_name(cell.text)[size.start() :], marks=())


def _sample_fields(
    row: TableRow, columns: Columns, stated: Sequence[tuple[int, TableCell, samples.Samples]]
) -> Iterator[FieldReading]:
    own = columns.telling(row, "sample")
    if own:
        yield _joined("sample_raw", own)
    telling = [item for item in stated if item[2].samples] or list(stated)
    for column, cell, parsed in telling[:1]:
        if parsed.basis:
            yield _reading("sample_basis", parsed.basis, column, cell)
        if parsed.total is not None:
            yield _reading("sample_total", parsed.total, column, cell)
            if parsed.unit:
                yield _reading("sample_unit", parsed.unit, column, cell)


def _countries(row: TableRow, columns: Columns, bibliography: Sequence[Outcome]) -> Iterator[Outcome]:
    """From a country column; else from what the row says of design, sample, setting, population or beside its name."""
    own = columns.telling(row, "country")
    if own:
        yield _joined("countries_raw", own)
    found: dict[str, tuple[str, int | None, tuple[CellPart, ...]]] = {}
    refused: list[Reject] = []
    told = columns.telling(row, "design", "sample", "setting", "population", "reference", "authors")
    for column, cell in own or told:
        places = countries.parse(clean(cell.text), is_country_column=bool(own))
        if isinstance(places, Reject):
            refused += [_refusal(places, "countries", cell)] if own else []
            continue
        for place in places:
            found.setdefault(place.country, (cell.text, column + 1, cell.parts))
    if not found:
        yield from refused  # beside a country, `Europe` of a second column is no loss
    if not found and not own:
        for reading in bibliography:
            if isinstance(reading, FieldReading) and reading.field == "title":
                places = countries.parse(str(reading.value))
                for place in () if isinstance(places, Reject) else places:
                    found.setdefault(place.country, (reading.raw, reading.column, reading.parts))
    if found:
        raw, number, parts = next(iter(found.values()))
        yield FieldReading("countries", tuple(found), raw, number, parts)


def _intervention(row: TableRow, columns: Columns) -> Iterator[Outcome]:
    described = columns.filled(row, "intervention_description")
    for column, cell in columns.filled(row, "intervention")[:1]:
        parsed = intervention.parse(cell.text)
        if isinstance(parsed, Reject):
            yield _refusal(parsed, "intervention", cell)
            continue
        if parsed.name:
            yield _reading("intervention", parsed.name, column, cell)
        if parsed.description and not described:
            yield _reading("intervention_description", parsed.description, column, cell)
    if described:
        yield _joined("intervention_description", described)


def _citation_numbers(row: TableRow, columns: Columns) -> Iterator[int]:
    """Numbers of cited references in the cells that name the study or its evaluations: in brackets or raised, glued to
    the name where a raised number lost its place (`Price et al.3`), and bare in a column for them."""
    for _, cell in columns.filled(row, "reference", "authors", "title", "design", "intervention", "citation_number"):
        for citation in citations.parse(cell.text, cell.marks):
            yield citation.number
    for _, cell in columns.filled(row, "reference", "authors"):
        label = study_label.parse(cell.text, cell.marks)
        yield from () if isinstance(label, Reject) else label.citations
    for column, cell in columns.filled(row, "reference", "citation_number"):
        if BARE_NUMBERS.fullmatch(cell.text) and OF_REFERENCES.search(columns.matches[column].heading):
            for citation in citations.parse(f"[{cell.text.strip('() .')}]"):
                yield citation.number
