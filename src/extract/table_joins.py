"""Which rows of several tables of one document are about the same study, and what does its reference list add?

A review prints its studies in a table of characteristics and again in tables of results or quality; rows are told
together by the code that the review gives a study, by the number of its reference, by author and year with the letter
behind it, or by the title. Two rows of one table are never joined, and a name that two studies share joins nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extract.fields.reference import SOURCE
from extract.folding import fold
from extract.records import FieldReading, Record, TableReading
from extract.reference_lists import ListedReference
from extract.tables.grid import CellPart

# How much of the study's cell is read for the parts of its label, in letters.
LABEL_LETTERS = 120
# A label that leaves authors out. Match: `Ahn et al. 2001`, `Ahn and colleagues`; near miss: `Etal`.
ET_AL = re.compile(r"\bet\.?\s?al\b|\band (?:colleagues|others|co-?workers)\b", re.IGNORECASE)
# Two spellings of one name, beside the same number and year, have this share of letters in common, in order (rapidfuzz
# ratio): "Bennhke" and "Behneke" 71, "Arık" and "Arik" 75. "Liu" and "Li" have 80: only the number makes them one.
SAME_NAME = 70
# Words of a title that names one work by itself; shorter ones ("Introduction", "On slates") name many.
TELLING_TITLE = 4
# What a reference list can add to a row, in the order of publication.
COMPLETED = ("authors", "first_author", "year", "title", "doi", *SOURCE)
# Of these what it says is taken for what the row says too, where the row gives no title.
_OF_LIST = frozenset({"authors", "title", "doi"})


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
        if letter := _letter(record):
            yield f"label {fold(author)} {record.year}{letter}"
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
    if left.record_kind != right.record_kind or _are_told_apart(left, right):
        return True
    if (
        left.citation_numbers
        and right.citation_numbers
        and not set(left.citation_numbers) & set(right.citation_numbers)
    ):
        return True
    titles = [fold(title) for title in (left.text("title"), right.text("title")) if title]
    return len(titles) == 2 and not (titles[0].startswith(titles[1]) or titles[1].startswith(titles[0]))


def _are_told_apart(left: Record, right: Record) -> bool:
    """Whether two labels of one first author and year have other letters behind the year, or other second authors."""
    if left.year != right.year:
        return False
    if len({_letter(left), _letter(right)} - {""}) == 2:
        return True
    seconds = [_family(authors[1]) for record in (left, right) if len(authors := _authors(record)) > 1]
    return len(seconds) == 2 and fuzz.ratio(*seconds) < SAME_NAME


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
    """The records, where one that names just one work of the reference list gets what the list says and the row does
    not.

    A work is named by its title, where the row gives one; else by its number, or by its first author and year, where
    these fit one entry only. The list must not contradict the row: the row's author, where it names one, is among the
    work's authors, and the years are the same.
    """
    by_number = {entry.number: entry for entry in listed if entry.number}
    by_label: dict[tuple[str, int], list[ListedReference]] = {}
    by_title: dict[str, list[ListedReference]] = {}
    for entry in listed:
        if entry.authors and entry.year is not None:
            by_label.setdefault((_family(entry.authors[0]), entry.year), []).append(entry)
        if entry.title is not None:
            by_title.setdefault(fold(entry.title), []).append(entry)
    by_one_title = {title: entries[0] for title, entries in by_title.items() if len(entries) == 1}
    return tuple(_completed(record, by_number, by_label, by_one_title) for record in records)


def _completed(
    record: Record,
    by_number: dict[int, ListedReference],
    by_label: dict[tuple[str, int], list[ListedReference]],
    by_title: dict[str, ListedReference],
) -> Record:
    if record.record_kind != "study":
        return record
    title = record.text("title")
    if title:
        entry = by_title.get(fold(title)) if len(title.split()) >= TELLING_TITLE else None
    elif record.citation_numbers and by_number:
        entry = by_number.get(record.citation_numbers[0]) if len(record.citation_numbers) == 1 else None
    else:
        entry = _by_label(record, by_label)
    if entry is None or entry.title is None or _contradicts(record, entry) or (title and not _is_known(record, entry)):
        return record
    part = CellPart(entry.raw, entry.page, entry.place)
    said = {"authors": entry.authors, "year": entry.year, "title": entry.title, "doi": entry.doi}
    said |= _source(record, entry)
    if entry.authors:
        said["first_author"] = entry.authors[0].split(",")[0]
    has_given_name = _has_given_name(record, entry)
    added = tuple(
        FieldReading(field, said[field], entry.raw, None, (part,))  # type: ignore[arg-type]
        for field in COMPLETED
        if said.get(field)
        and (
            record.reading(field) is None
            or (not title and (field in _OF_LIST or (field == "first_author" and has_given_name)))
        )
    )
    replaced = {reading.field for reading in added}
    kept = tuple(reading for reading in record.readings if reading.field not in replaced)
    later = tuple(reading for reading in record.readings if reading.field in replaced)
    return replace(record, readings=(*kept, *added, *later))


def _source(record: Record, entry: ListedReference) -> dict[str, str]:
    """Where the entry says that the work stands, and what it is; its type alone where the row gives another place, so
    that none is put together from two."""
    told = dict(entry.source)
    container = record.text("container")
    is_placed = any(record.reading(field) for field in SOURCE if field != "publication_type")
    if is_placed and (container is None or fold(container) != fold(told.get("container", ""))):
        return {field: value for field, value in told.items() if field == "publication_type"}
    return told


def _is_known(record: Record, entry: ListedReference) -> bool:
    """Whether author or year of a row with this title are the entry's too."""
    author = record.text("first_author")
    is_same_author = author is not None and bool(entry.authors) and _family(author) in _family(entry.authors[0])
    if record.year is None or entry.year is None:
        return is_same_author
    is_same_year = record.year == entry.year or str(entry.year) in (record.text("reference") or "")[:LABEL_LETTERS]
    return is_same_year and (author is None or is_same_author)


def _has_given_name(record: Record, entry: ListedReference) -> bool:
    """Whether the row prints the given name of the entry's first author before the family name: `Ann Berg 2001`."""
    author = record.text("first_author") or ""
    if len(author.split()) < 2 or not entry.authors or fold(author) == _family(entry.authors[0]):
        return False
    return fold(author.split()[-1]) == _family(entry.authors[0])


def _family(author: str) -> str:
    """`Berg, A.B.` gives `berg`; particles stay, since labels print them."""
    return fold(author.split(",")[0])


def _by_label(record: Record, by_label: dict[tuple[str, int], list[ListedReference]]) -> ListedReference | None:
    """The one entry with the record's first author and year, and its letter and number of authors where it prints them.

    Author-date labels are made to be told apart so (APA 8.17 to 8.19, Chicago 15.20 and 15.21): works of one author and
    year have letters, one or two authors are all named, more are named by the first and "et al.".
    """
    author, printed = record.text("first_author"), record.text("reference") or ""
    if author is None or record.year is None:
        return None
    found = by_label.get((fold(author), record.year), [])
    if letter := _letter(record):
        found = [entry for entry in found if entry.letter == letter]
    if len(found) > 1:
        found = [entry for entry in found if _has_as_many_authors(record, printed, entry)]
    titles = {fold(entry.title or "") for entry in found}
    return found[0] if len(titles) == 1 else None  # a work that the list holds twice is one work


def _authors(record: Record) -> tuple[str, ...]:
    reading = record.reading("authors")
    return reading.value if reading is not None and isinstance(reading.value, tuple) else ()


def _letter(record: Record) -> str:
    """The letter behind the year in the record's label; empty where there is none."""
    printed = (record.text("reference") or "")[:LABEL_LETTERS]
    letters = re.findall(rf"{record.year}([a-h])(?![a-z])", printed) if record.year is not None else []
    return letters[0] if letters else ""


def _has_as_many_authors(record: Record, printed: str, entry: ListedReference) -> bool:
    """Whether a label with these authors is how this entry is cited."""
    named = [fold(name) for name in _authors(record)]
    has_more = ET_AL.search(printed[:LABEL_LETTERS]) is not None
    is_fitting = len(entry.authors) > len(named) if has_more else len(entry.authors) == len(named)
    return is_fitting and [_family(name) for name in entry.authors[: len(named)]] == named


def _contradicts(record: Record, entry: ListedReference) -> bool:
    """Whether author, year or DOI of a row cannot be those of the entry that it cites.

    The name may be misspelt in one place where the year is the same, and given names may stand before it.
    """
    author, doi = record.text("first_author"), record.text("doi")
    if record.year is not None and entry.year is not None and abs(record.year - entry.year) > 1:
        return True
    if doi is not None and entry.doi is not None and doi != entry.doi:
        return True
    names = fold(" ".join(entry.authors) or entry.raw)
    if author is None or fold(author) in names:
        return False
    is_same_year = record.year is not None and record.year == entry.year
    families = [_family(name) for name in entry.authors[:1]]
    return not is_same_year or not any(
        fuzz.ratio(fold(name), family) >= SAME_NAME for family in families for name in (author, author.split()[-1])
    )
