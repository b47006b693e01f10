"""From the readings of all documents to the published tables: versions, studies, links, audit.

Nothing here looks at a file; the order of the documents does not matter, and the same readings give the same tables.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from extract.alignment import AlignedStudy, align
from extract.audit import AuditStudy, audit
from extract.completion import ListedWorks, cited_entries, complete
from extract.consensus import Choice, Study, Witness, count_words, merge, order_witnesses, rendered
from extract.corrections.applying import Outcome, correct_links, correct_studies
from extract.corrections.entries import Correction
from extract.fields.reference import title_key
from extract.frames import build
from extract.identity import StudyKey, review_id, study_ids, study_key
from extract.links import Link, Linkable, link_records
from extract.reading import DocumentReading
from extract.records import PublishedRowKind, Record, Value
from extract.rejects import Reject
from extract.table_joins import join_tables
from extract.versions import DocumentDigest, DocumentGroup, group_documents
from schemas.contracts import DERIVED_FROM, columns_of, contract_of

Cell = Value | bool | float | datetime.date | Sequence[str] | Sequence[int] | None
Row = Mapping[str, Cell]

# Columns of `studies` that a record reads; the others are worked out from the review and its documents.
NOT_READ = frozenset(
    {"study_id", "review_id", "row_number", "category", "record_kind", "source_count", "agreement_pct", "warnings"}
)

# Status of a correction that a person should look at -> reason code.
STALE = {
    "outdated": "correction-outdated",
    "unneeded": "correction-outdated",
    "unmatched": "correction-unmatched",
}


@dataclass(frozen=True)
class Review:
    """One review with its documents, its studies and what only older versions hold.

    Attributes:
        group: its documents, oldest to newest, and which is current; members: their readings.
        edition: the readings that say what the current version says, the wholest first.
        studies: (study_id, study) in printed order.
        withdrawn: records that the current edition no longer holds.
        refused: studies that a person's correction says are none, with the correction.
    """

    review_id: str
    group: DocumentGroup
    members: tuple[DocumentReading, ...]
    edition: tuple[DocumentReading, ...]
    studies: tuple[tuple[str, Study], ...]
    withdrawn: tuple[Record, ...]
    refused: tuple[tuple[Study, Correction], ...] = ()


def build_tables(
    readings: Sequence[DocumentReading], corrections: Sequence[Correction] = ()
) -> dict[str, pd.DataFrame]:
    """The tables that depend on no earlier release, by name, each as its contract says, `corrections` applied."""
    ordered = sorted(readings, key=lambda reading: (reading.file_name, reading.document_id))
    copies = Counter(reading.sha256 for reading in ordered)
    distinct = {reading.sha256: reading for reading in reversed(ordered)}
    unique = [reading for reading in ordered if distinct[reading.sha256] is reading]
    found = _reviews([reading for reading in unique if reading.records])
    reviews, outcomes = _corrected(found, corrections)
    by_document = {document: review for review in reviews for document in review.group.members}
    known = {study_id: study for review in reviews for study_id, study in review.studies}
    links, about_links = correct_links(_links(reviews), corrections, known)
    outcomes = sorted((*outcomes, *about_links), key=lambda outcome: outcome.correction.number)
    rejects = [*_rejects(unique, reviews, outcomes)]
    rows: dict[str, list[Row]] = {
        "documents": list(_document_rows(ordered, by_document)),
        "reviews": [_review_row(review, copies) for review in reviews],
        "studies": [row for review in reviews for row in _study_rows(review)],
        "samples": [row for review in reviews for row in _sample_rows(review)],
        "citations": [row for review in reviews for row in _citation_rows(review)],
        "tables": [row for reading in unique for row in _table_rows(reading)],
        "rows": [*_printed_rows(unique, reviews, rejects)],
        "evidence": [row for review in reviews for row in _evidence_rows(review)],
        "disagreements": [row for review in reviews for row in _disagreement_rows(review)],
        "links": [_link_row(link) for link in links],
        "audit": [row for review in reviews for row in _audit_rows(review)],
        "rejects": rejects,
        "corrections": [_correction_row(outcome) for outcome in outcomes],
    }
    return {name: build(contract_of(name), lines) for name, lines in rows.items()}


def _corrected(
    reviews: Sequence[Review], corrections: Sequence[Correction]
) -> tuple[tuple[Review, ...], list[Outcome]]:
    """The reviews with corrected studies, and what became of each correction of a study."""
    if not corrections:
        return tuple(reviews), []
    before = {study_id: study for review in reviews for study_id, study in review.studies}
    corrected = correct_studies(before, corrections)
    after = tuple(
        replace(
            review,
            studies=tuple((i, corrected.studies[i]) for i, _ in review.studies if i in corrected.studies),
            refused=tuple((s, corrected.withdrawn[i]) for i, s in review.studies if i in corrected.withdrawn),
        )
        for review in reviews
    )
    return after, list(corrected.outcomes)


def _correction_row(outcome: Outcome) -> Row:
    correction = outcome.correction
    return {
        "number": correction.number,
        "kind": correction.kind,
        "study_id": correction.studies[0],
        "other_study_id": correction.studies[1] if len(correction.studies) > 1 else None,
        "field": correction.field,
        "expected": None if correction.expected is None else rendered(correction.expected),
        "value": None if correction.value is None else rendered(correction.value),
        "reason": correction.reason,
        "source": correction.source,
        "status": outcome.status,
        "message": outcome.message,
    }


def _reviews(readings: Sequence[DocumentReading]) -> tuple[Review, ...]:
    by_id = {reading.document_id: reading for reading in readings}
    groups = group_documents([_digest(reading) for reading in readings])
    word_counts = count_words([reading.text for reading in readings])
    fields = [c.name for c in columns_of(contract_of("studies")) if c.name not in NOT_READ]
    reviews = [_review(group, by_id, word_counts, fields) for group in groups]
    return tuple(sorted(reviews, key=lambda review: review.review_id))


def _digest(reading: DocumentReading) -> DocumentDigest:
    titles = (record.text("title") or record.text("intervention") for record in reading.records)
    wholeness = sum(bool(cell) for table in reading.tables for row in table.rows for cell in row.cells)
    front = reading.front
    return DocumentDigest(
        reading.document_id,
        front.title,
        front.publisher,
        front.published,
        front.version_label,
        reading.text,
        frozenset(title_key(title) for title in titles if title),
        wholeness,
    )


def _review(
    group: DocumentGroup,
    by_id: Mapping[str, DocumentReading],
    word_counts: Mapping[str, int],
    fields: Sequence[str],
) -> Review:
    edition_ids = [group.current, *(d for d in group.members if group.near_duplicate_of.get(d) == group.current)]
    members = [by_id[document] for document in group.members]
    aligned = align([_records(reading) for reading in members])
    current = [study for study in aligned if any(r.document_id in edition_ids for r in study.records)]
    witnesses = order_witnesses([study.records for study in current], edition_ids)
    merged = [merge(study.records, witnesses, word_counts, fields) for study in current]
    identifier = review_id(group.review_key)
    ids = _ids(identifier, current, group.members)
    withdrawn = tuple(r for study in aligned if study not in current for r in study.records)
    return Review(
        identifier,
        group,
        tuple(members),
        tuple(by_id[document] for document in edition_ids),
        tuple(zip(ids, merged, strict=True)),
        withdrawn,
    )


def _records(reading: DocumentReading) -> tuple[Record, ...]:
    """The studies of a document, with what its reference list says of them."""
    works = ListedWorks.of(reading.references)
    return complete(join_tables(reading.tables, has_one_count=works.has_one_count), works)


def _ids(review: str, studies: Sequence[AlignedStudy], members: Sequence[str]) -> list[str]:
    """Ids in the order of `studies`; those of the oldest documents are given first, so that a newcomer yields."""
    age = {document: position for position, document in enumerate(members)}
    order = sorted(range(len(studies)), key=lambda i: (min(age[r.document_id] for r in studies[i].records), i))
    keys = [_key(studies[index]) for index in order]
    given = dict(zip(order, study_ids(review, keys), strict=True))
    return [given[index] for index in range(len(studies))]


def _key(study: AlignedStudy) -> StudyKey:
    """The key of the oldest record that names its study; of the oldest row where none does."""
    named = [r for r in study.records if r.text("title") or r.text("first_author") or r.text("intervention")]
    record = (named or list(study.records))[0]
    words = " ".join(str(reading.value) for reading in record.readings if isinstance(reading.value, str))
    return study_key(
        title=record.text("title"),
        first_author=record.text("first_author"),
        year=_own_year(record) if _is_own(record, "title") else record.year,
        intervention=record.text("intervention") if record.record_kind == "intervention" else None,
        row_text=words,
    )


def _is_own(record: Record, field: str) -> bool:
    """Whether the row says the value that counts, and not the reference list."""
    reading = record.reading(field)
    return reading is not None and reading.column is not None


def _own_year(record: Record) -> int | None:
    """The year that the row prints: what the list adds to a row with a title may be known in one version of a document,
    and of this program, and not in another."""
    own = (each.value for each in record.readings if each.field == "year" and each.column is not None)
    return next((year for year in own if isinstance(year, int)), None)


def _document_rows(readings: Sequence[DocumentReading], reviews: Mapping[str, Review]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for reading in readings:
        review = reviews.get(reading.document_id)
        group = review.group if review else None
        seen[reading.sha256] = seen.get(reading.sha256, 0) + 1
        copy = seen[reading.sha256]
        yield {
            "document_id": reading.document_id if copy == 1 else f"{reading.document_id}-{copy}",
            "sha256": reading.sha256,
            "file_name": reading.file_name,
            "format": reading.format,
            "read_by": reading.read_by,
            "pages": reading.pages,
            "size_bytes": reading.size_bytes,
            "title": reading.front.title,
            "review_id": review.review_id if review else None,
            "version_label": reading.front.version_label,
            "version_date": reading.front.published,
            "near_duplicate_of": reading.document_id
            if copy > 1
            else group.near_duplicate_of.get(reading.document_id)
            if group
            else None,
            "superseded_by": group.superseded_by.get(reading.document_id) if group else None,
            "status": reading.status,
            "reason": reading.reason,
            "printed_rows": reading.printed_rows if copy == 1 else 0,
            "words": None if reading.status == "unreadable" else len(reading.text.split()),
        }


def _review_row(review: Review, copies: Mapping[str, int]) -> Row:
    """`copies`: files with the same bytes, by sha256."""
    front = review.edition[0].front
    fronts = [reading.front for reading in review.edition]
    return {
        "review_id": review.review_id,
        "title": next((each.title for each in fronts if each.title), None),
        "authors": next((each.authors for each in fronts if each.authors), front.authors),
        "publisher": next((each.publisher for each in fronts if each.publisher), None),
        "published": next((each.published for each in fronts if each.published), None),
        "search_dates": next((each.search_dates for each in fronts if each.search_dates), None),
        "current_document_id": review.group.current,
        "document_count": sum(copies[reading.sha256] for reading in review.members),
        "study_count": len(review.studies),
    }


def _study_rows(review: Review) -> Iterator[Row]:
    columns = columns_of(contract_of("studies"))
    lists = {column.name for column in columns if column.name in ("authors", "designs", "countries", "warnings")}
    for number, (study_id, study) in enumerate(review.studies, start=1):
        row: dict[str, Cell] = {column.name: () if column.name in lists else None for column in columns}
        row.update({choice.field: choice.value for choice in study.choices if choice.value is not None})
        row.update(
            study_id=study_id,
            review_id=review.review_id,
            row_number=number,
            category=study.lead.category,
            record_kind=study.lead.record_kind,
            source_count=len({record.document_id for record in study.records}),
            agreement_pct=study.agreement_pct,
            warnings=study.warnings,
        )
        yield row


def _sample_rows(review: Review) -> Iterator[Row]:
    for study_id, study in review.studies:
        for ordinal, sample in enumerate(study.lead.samples, start=1):
            yield {
                "study_id": study_id,
                "ordinal": ordinal,
                "n": sample.n,
                "unit": sample.unit,
                "role": sample.role,
                "quote": sample.quote,
            }


def _citation_rows(review: Review) -> Iterator[Row]:
    listed = {
        reading.document_id: ListedWorks.of(reading.references) for reading in review.edition if reading.references
    }
    first = next(iter(listed.values()), ListedWorks())
    for study_id, study in review.studies:
        for number, entry in cited_entries(study.lead, listed.get(study.lead.document_id, first)):
            yield {
                "study_id": study_id,
                "citation_number": number,
                "reference": entry.raw if entry else None,
                "authors": entry.authors if entry else (),
                "year": entry.year if entry else None,
                "title": entry.title if entry else None,
                "doi": entry.doi if entry else None,
                "status": "resolved" if entry else "unresolved",
            }


def _table_rows(reading: DocumentReading) -> Iterator[Row]:
    for table in reading.tables:
        yield {
            "document_id": reading.document_id,
            "table_number": table.table_number,
            "title": table.title,
            "pages": table.pages,
            "headers": table.headings,
            "fields": table.fields,
            "kind": table.kind,
            "why": table.why,
            "row_count": table.row_count,
            "joined_by": "; ".join(dict.fromkeys(table.joined_by)) or None,
        }


def _printed_rows(
    readings: Sequence[DocumentReading], reviews: Sequence[Review], rejects: Sequence[Row]
) -> Iterator[Row]:
    """Every printed row, with what became of it."""
    merged: dict[str, tuple[str, bool]] = {}
    for review in reviews:
        for study_id, study in review.studies:
            for record in study.records:
                for row_id in (record.row_id, *record.further_rows):
                    merged[row_id] = (study_id, row_id == study.lead.row_id)
    reasons = {str(row["row_id"]): str(row["reason"]) for row in rejects if row["field"] is None and row["row_id"]}
    for reading in readings:
        for table in reading.tables:
            for row in table.rows:
                in_study = merged.get(row.row_id)
                went_into = None if in_study is None else in_study[0]
                reason = reasons.get(row.row_id) if row.kind in ("study", "reject") else None
                yield {
                    "row_id": row.row_id,
                    "document_id": reading.document_id,
                    "table_number": table.table_number,
                    "row_number": row.row_number,
                    "pages": row.pages,
                    "kind": row.kind,
                    "category": row.category,
                    "cells": row.cells,
                    "printed_rows": row.printed_rows,
                    "outcome": _row_outcome(row.kind, in_study),
                    "study_id": went_into,
                    "reason": reason if went_into is None else None,
                }


def _row_outcome(kind: PublishedRowKind, in_study: tuple[str, bool] | None) -> str:
    """`in_study`: the study that the row went into, and whether it is the study's own row; None for no study."""
    if kind in ("study", "reject"):
        return "rejected" if in_study is None else "published" if in_study[1] else "merged"
    return "no-study-table" if kind == "other" else kind


def _evidence_rows(review: Review) -> Iterator[Row]:
    headings: dict[tuple[str, int | None], tuple[str, ...]] = {
        (reading.document_id, table.table_number): table.headings
        for reading in review.members
        for table in reading.tables
    }
    for study_id, study in review.studies:
        for choice in study.choices:
            for index, witness in enumerate(choice.witnesses):
                yield from _witness_rows(study_id, choice, witness, index in choice.chosen, headings)
            if choice.correction is not None:
                yield _correction_evidence(study_id, choice, study.lead)


def _correction_evidence(study_id: str, choice: Choice, lead: Record) -> Row:
    """The evidence of a value that a person gave: the row that it corrects, and no place in it."""
    return {
        "study_id": study_id,
        "field": choice.field,
        "document_id": lead.document_id,
        "page": None,
        "table_number": lead.table_number,
        "row_id": lead.row_id,
        "column": None,
        "place": None,
        "raw": "" if choice.value is None else rendered(choice.value),
        "value": None if choice.value is None else rendered(choice.value),
        "is_chosen": True,
        "is_correction": True,
    }


def _witness_rows(
    study_id: str,
    choice: Choice,
    witness: Witness,
    is_chosen: bool,
    headings: Mapping[tuple[str, int | None], tuple[str, ...]],
) -> Iterator[Row]:
    """One row for each printed cell that the reading was put together from."""
    record, reading = witness.record, witness.reading
    names = headings.get((record.document_id, reading.table_number), ())
    column = reading.column
    for part in reading.parts:
        yield {
            "study_id": study_id,
            "field": choice.field,
            "document_id": record.document_id,
            "page": part.page,
            "table_number": reading.table_number,
            "row_id": reading.row_id,
            "column": names[column - 1] if column is not None and column <= len(names) else None,
            "place": str(part.place),
            "raw": part.text,
            "value": rendered(reading.value),
            "is_chosen": is_chosen,
            "is_correction": False,
        }


def _disagreement_rows(review: Review) -> Iterator[Row]:
    for study_id, study in review.studies:
        for choice in study.choices:
            if choice.alternatives and choice.field not in DERIVED_FROM:
                yield {
                    "study_id": study_id,
                    "field": choice.field,
                    "chosen": None if choice.value is None else rendered(choice.value),
                    "alternatives": choice.alternatives,
                    "rule": choice.rule,
                }


def _links(reviews: Sequence[Review]) -> tuple[Link, ...]:
    return link_records(
        [_linkable(review, study_id, study) for review in reviews for study_id, study in review.studies]
    )


def _linkable(review: Review, study_id: str, study: Study) -> Linkable:
    def text(field: str) -> str | None:
        value = study.value(field)
        return value if isinstance(value, str) else None

    authors, year = study.value("authors"), study.value("year")
    return Linkable(
        record_id=study_id,
        table_id=f"{study.lead.document_id}-t{study.lead.table_number}",
        review_id=review.review_id,
        authors=authors if isinstance(authors, tuple) else (),
        year=year if isinstance(year, int) else None,
        title=text("title"),
        container=text("container"),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("pages"),
        doi=text("doi"),
        intervention=text("intervention"),
        record_kind=study.lead.record_kind,
        text=" ".join(
            filter(None, (text("aims"), text("findings"), text("intervention_description"), text("outcomes")))
        ),
        publication_type=text("publication_type"),
    )


def _link_row(link: Link) -> Row:
    return {"left": link.left, "right": link.right, "verdict": link.verdict, "score": link.score, "why": link.why}


def _audit_rows(review: Review) -> Iterator[Row]:
    """Claims of the current edition, each once, against the studies."""
    studies = [_audit_study(review, study) for _, study in review.studies]
    seen: set[tuple[str, int]] = set()
    for reading in review.edition:
        for finding in audit(reading.claims, studies):
            if (finding.claim, finding.stated) in seen:
                continue
            seen.add((finding.claim, finding.stated))
            yield {
                "review_id": review.review_id,
                "claim": finding.claim,
                "quote": finding.quote,
                "document_id": reading.document_id,
                "page": finding.page,
                "stated": finding.stated,
                "found": finding.found,
                "status": finding.status,
            }


def _audit_study(review: Review, study: Study) -> AuditStudy:
    designs, countries, family = study.value("designs"), study.value("countries"), study.value("design_family")
    tables = {table.table_number: table for table in review.edition[0].tables}
    fields = tables[study.lead.table_number].fields if study.lead.table_number in tables else ()
    return AuditStudy(
        record_kind=study.lead.record_kind,
        category=study.lead.category,
        design_family=family if isinstance(family, str) else None,
        designs=designs if isinstance(designs, tuple) else (),
        countries=countries if isinstance(countries, tuple) else (),
        has_country_column=any("country" in field.split(", ") for field in fields),
    )


def _rejects(
    readings: Sequence[DocumentReading], reviews: Sequence[Review], outcomes: Sequence[Outcome]
) -> Iterator[Row]:
    for reading in readings:
        for table in reading.tables:
            yield from (_reject_row(reject) for reject in table.rejects)
    for review in reviews:
        for record in review.withdrawn:
            message = "The study stands in this version of the review and no longer in the current one."
            raw = record.text("reference") or record.text("intervention") or ""
            for row_id in (record.row_id, *record.further_rows):
                yield _reject_row(Reject(None, raw, "withdrawn", message, row_id))
        for study, correction in review.refused:
            message = f"A person's correction says that the row is about no study: {correction.reason}"
            for record in study.records:
                raw = record.text("reference") or record.text("intervention") or ""
                for row_id in (record.row_id, *record.further_rows):
                    yield _reject_row(Reject(None, raw, "corrected", message, row_id))
    for outcome in outcomes:
        if outcome.status in STALE:
            field, value = outcome.correction.field, outcome.correction.value
            raw = "; ".join(outcome.correction.studies) if value is None else rendered(value)
            message = f"Correction {outcome.correction.number}: {outcome.message}"
            yield _reject_row(Reject(field, raw, STALE[outcome.status], message))


def _reject_row(reject: Reject) -> Row:
    return {
        "row_id": reject.row_id,
        "field": reject.field,
        "raw": reject.raw,
        "reason": reject.reason,
        "message": reject.message,
    }
