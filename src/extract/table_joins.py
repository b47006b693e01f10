"""Which rows of several tables of one document are about the same study, and what does its reference list add?

A review prints its studies in a table of characteristics and again in tables of results or quality; rows are told
together
by the code that the review gives a study, by the number of its reference, by author and year, or by the title. Two
rows of one table are never joined, and a name that two studies share joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.folding import fold
from extract.records import FieldReading, Record, TableReading
from extract.reference_list import ListedReference
from extract.tables.grid import CellPart

# What a reference list can add to a row, in the order of publication.
COMPLETED = ("authors", "first_author", "year", "title", "doi")


def join_tables(tables: Sequence[TableReading]) -> tuple[Record, ...]:
    """The records of a document's study tables, one a study, in printed order.

    A row of a later table goes to the one earlier study that bears its name; when several rows of a table bear the
    name of one
    study, as in a table of results by outcome, all go to it. A name that no earlier table has, or two studies have,
    stays a record of its own.
    """
    studies: list[Record] = []
    for table in tables:
        owners = _owners(studies)
        fresh: list[Record] = []
        for record in table.records:
            owner = _owner(record, owners, studies)
            if owner is None:
                fresh.append(record)
            else:
                studies[owner] = _joined(studies[owner], record)
        studies.extend(fresh)
    return tuple(studies)


def _names(record: Record) -> Iterator[str]:
    """What a record can be known by, the surest first."""
    for code in record.codes:
        yield f"code {fold(code)}"
    title = record.text("title")
    if title:
        yield f"title {fold(title)}"
    author = record.text("first_author")
    if len(record.citation_numbers) == 1:
        yield f"number {record.citation_numbers[0]} {fold(author or '')}"
    if author and record.year is not None:
        yield f"label {fold(author)} {record.year}"
    printed = record.text("reference")
    if printed and not title:
        yield f"printed {fold(printed)}"
    intervention = record.text("intervention")
    if record.record_kind == "intervention" and intervention:
        yield f"intervention {fold(intervention)}"


def _owners(studies: Sequence[Record]) -> dict[str, set[int]]:
    owners: dict[str, set[int]] = {}
    for index, record in enumerate(studies):
        for name in _names(record):
            owners.setdefault(name, set()).add(index)
    return owners


def _owner(record: Record, owners: dict[str, set[int]], studies: Sequence[Record]) -> int | None:
    """The one study that a row belongs to by its surest name that is known; None where no name tells."""
    for name in _names(record):
        known = owners.get(name)
        if known:
            return next(iter(known)) if len(known) == 1 and not _differ(studies[next(iter(known))], record) else None
    return None


def _differ(left: Record, right: Record) -> bool:
    """Whether two rows of one name cite different works, or give different titles."""
    if left.record_kind != right.record_kind:
        return True
    if (
        left.citation_numbers
        and right.citation_numbers
        and not set(left.citation_numbers) & set(right.citation_numbers)
    ):
        return True
    titles = [fold(title) for title in (left.text("title"), right.text("title")) if title]
    return len(titles) == 2 and not (titles[0].startswith(titles[1]) or titles[1].startswith(titles[0]))


def _joined(study: Record, row: Record) -> Record:
    return replace(
        study,
        category=study.category or row.category,
        readings=study.readings + row.readings,
        samples=study.samples or row.samples,
        citation_numbers=tuple(dict.fromkeys((*study.citation_numbers, *row.citation_numbers))),
        warnings=study.warnings,
        codes=tuple(dict.fromkeys((*study.codes, *row.codes))),
        further_rows=(*study.further_rows, row.row_id),
    )


def complete(records: Sequence[Record], listed: Sequence[ListedReference]) -> tuple[Record, ...]:
    """The records, where one that cites just one work of the reference list and gives no title gets what the list says.

    The list must not contradict the row: the row's author, where it names one, is among the work's authors, and the
    years are the same.
    """
    by_number = {entry.number: entry for entry in listed}
    return tuple(_completed(record, by_number) for record in records)


def _completed(record: Record, by_number: dict[int, ListedReference]) -> Record:
    if record.record_kind != "study" or record.text("title") or len(record.citation_numbers) != 1:
        return record
    entry = by_number.get(record.citation_numbers[0])
    if entry is None or entry.title is None or _contradicts(record, entry):
        return record
    part = CellPart(entry.raw, entry.page, entry.place)
    said = {"authors": entry.authors, "year": entry.year, "title": entry.title, "doi": entry.doi}
    if entry.authors:
        said["first_author"] = entry.authors[0].split(",")[0]
    added = tuple(
        FieldReading(field, said[field], entry.raw, None, (part,))  # type: ignore[arg-type]
        for field in COMPLETED
        if said.get(field) and (field in ("authors", "title", "doi") or record.reading(field) is None)
    )
    replaced = {reading.field for reading in added}
    kept = tuple(reading for reading in record.readings if reading.field not in replaced)
    later = tuple(reading for reading in record.readings if reading.field in replaced)
    return replace(record, readings=(*kept, *added, *later))


def _contradicts(record: Record, entry: ListedReference) -> bool:
    author = record.text("first_author")
    names = fold(" ".join(entry.authors) or entry.raw)
    if author and fold(author) not in names:
        return True
    return record.year is not None and entry.year is not None and abs(record.year - entry.year) > 1
