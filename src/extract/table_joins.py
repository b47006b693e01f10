"""Which rows of several tables of one document are about the same study?

A review prints its studies in a table of characteristics and again in tables of results or quality; rows are told
together by the code that the review gives a study, by the number of its reference, by author and year with the letter
behind it, by the title, or by the label as it is printed. Two rows of one table that both have a name are never joined,
and where two studies share a name the next one tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extract.folding import fold
from extract.records import Record, TableReading
from extract.row_labels import SAME_NAME, RowLabel, family


def join_tables(tables: Sequence[TableReading], *, has_one_count: bool = True) -> tuple[Record, ...]:
    """The records of a document's study tables, one a study, in printed order.

    `has_one_count`: a number names one entry of the document's lists; else a bare one joins no rows.

    A row of a later table goes to the one earlier study that bears its name; when several rows of a table bear the
    name of one study, as in a table of results by outcome, all go to it. A row whose names no earlier table has, or two
    studies share, stays a record of its own. A row without a name goes to the study of the row above.
    """
    studies: list[Record] = []
    naming_two = {record.table_number for table in tables for record in table.records if RowLabel.of(record).is_of_two}
    for table in tables:
        owners = _owners(studies, has_one_count)
        fresh: list[Record] = []
        for record in _with_rows_below(table.records):
            owner = _owner(record, owners, studies, has_one_count=has_one_count, naming_two=naming_two)
            if owner is None:
                fresh.append(record)
            else:
                studies[owner] = _joined(studies[owner], record)
        studies.extend(fresh)
    return tuple(studies)


def _with_rows_below(records: Sequence[Record]) -> list[Record]:
    """The records of a table, each with those of the rows below that leave out its name: samples, arms or outcomes."""
    whole: list[Record] = []
    for record in records:
        if record.is_named_above and whole:
            samples = tuple(
                dict.fromkeys((*whole[-1].samples, *record.samples))
            )  # outcomes repeat the size of the study
            whole[-1] = replace(_joined(whole[-1], record), samples=samples)
        else:
            whole.append(record)
    return whole


def _names(record: Record, has_one_count: bool) -> Iterator[str]:
    """What a record can be known by, the surest first."""
    for code in record.codes:
        yield f"code {fold(code)}"
    title = record.text("title")
    if title:
        yield f"title {fold(title)}"
    author = record.text("first_author")
    if len(record.citation_numbers) == 1 and (author or has_one_count):
        yield f"number {record.citation_numbers[0]} {fold(author or '')}"
    if author and record.year is not None:
        if letter := RowLabel.of(record).letter:
            yield f"label {fold(author)} {record.year}{letter}"
        yield f"label {fold(author)} {record.year}"
    printed = record.text("reference")
    if printed and not title and (has_one_count or any(sign.isalpha() for sign in printed)):
        yield f"printed {fold(printed)}"
    intervention = record.text("intervention")
    if record.record_kind == "intervention" and intervention:
        yield f"intervention {fold(intervention)}"


def _owners(studies: Sequence[Record], has_one_count: bool) -> dict[str, set[int]]:
    owners: dict[str, set[int]] = {}
    for index, record in enumerate(studies):
        for name in _names(record, has_one_count):
            owners.setdefault(name, set()).add(index)
    return owners


def _owner(
    record: Record, owners: dict[str, set[int]], studies: Sequence[Record], *, has_one_count: bool, naming_two: set[int]
) -> int | None:
    """The one study that a row belongs to by its surest name that tells; None where no name does.

    Of several studies, one of two authors is not meant by "et al.", nor one of more by two names; where there is one
    alone, tables that name both authors elsewhere, `naming_two`, tell so too (APA 8.17; others print "et al." for two).
    """
    for name in _names(record, has_one_count):
        known = [owner for owner in sorted(owners.get(name, ())) if not _differ(studies[owner], record)]
        if len(known) > 1:
            known = [owner for owner in known if not _of_more(studies[owner], record)] or known
        if len(known) == 1:
            more = _of_more(studies[known[0]], record)
            return None if more is not None and more.table_number in naming_two else known[0]
        if name in owners and not known:
            return None
    return None


def _of_more(left: Record, right: Record) -> Record | None:
    """Which of two rows of one name has "et al." where the other names two authors, and no number says that it is the
    same work."""
    if left.year != right.year or set(left.citation_numbers) & set(right.citation_numbers):
        return None
    pairs = ((left, right), (right, left))
    return next((more for two, more in pairs if RowLabel.of(two).is_of_two and RowLabel.of(more).has_et_al), None)


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
    one, other = RowLabel.of(left), RowLabel.of(right)
    if len({one.letter, other.letter} - {""}) == 2:
        return True
    have_two = len(one.authors) > 1 and len(other.authors) > 1
    return have_two and fuzz.ratio(family(one.authors[1]), family(other.authors[1])) < SAME_NAME


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
