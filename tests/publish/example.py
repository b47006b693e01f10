"""A small release that exercises every table: two reviews, three documents, one of them superseded, one refused."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pandas as pd

from extract.frames import build
from extract.publish.ledger import file_accounts
from extract.publish.manifest import Inputs
from schemas.contracts import Changes, Ledger, contract_of

OLD, NEW, OTHER, BAD = "a" * 16, "b" * 16, "c" * 16, "d" * 16
INPUTS = Inputs(fingerprint="f1")


def document(document_id: str, file_name: str, **values: Any) -> dict[str, Any]:
    """A row of `documents`, parsed unless `values` say otherwise."""
    return {
        "document_id": document_id,
        "sha256": document_id * 4,
        "file_name": file_name,
        "format": "text",
        "read_by": "tab-rows",
        "pages": None,
        "size_bytes": 1200,
        "title": "Gardens and sleep: a review",
        "review_id": "gardens",
        "version_label": "Version 2, May 2020",
        "version_date": datetime.date(2020, 5, 1),
        "near_duplicate_of": None,
        "superseded_by": None,
        "status": "parsed",
        "reason": None,
        "words": 900,
        "printed_rows": {OLD: 2, NEW: 4, OTHER: 1}.get(document_id, 0),
    } | values


def review(review_id: str, **values: Any) -> dict[str, Any]:
    """A row of `reviews`."""
    return {
        "review_id": review_id,
        "title": "Gardens and sleep: a review",
        "authors": ("Alder, J.", "Birch, K."),
        "publisher": "Institute of Green Places",
        "published": datetime.date(2020, 5, 1),
        "search_dates": "2001 to 2019",
        "current_document_id": NEW,
        "document_count": 2,
        "study_count": 2,
    } | values


def study(study_id: str, row_number: int, **values: Any) -> dict[str, Any]:
    """A row of `studies`, every optional field empty unless `values` fill it."""
    row: dict[str, Any] = {str(name): None for name in build(contract_of("studies"), []).columns}
    lists: dict[str, Any] = {"authors": (), "designs": (), "countries": (), "warnings": ()}
    known = {
        "study_id": study_id,
        "review_id": "gardens",
        "row_number": row_number,
        "record_kind": "study",
        "title": f"Study {study_id}",
        "source_count": 1,
    }
    return row | lists | known | values


def printed_row(row_id: str, document_id: str, row_number: int, kind: str = "study", **values: Any) -> dict[str, Any]:
    """A row of `rows`; one about a study is refused unless `values` say into which study it went."""
    is_refused = kind in ("study", "reject") and "study_id" not in values
    return {
        "row_id": row_id,
        "document_id": document_id,
        "table_number": 1,
        "row_number": row_number,
        "pages": (),
        "kind": kind,
        "category": None,
        "cells": ("Alder (2010)", "", "n = 12; 6 women"),
        "printed_rows": 1,
        "outcome": "rejected" if is_refused else "published" if kind == "study" else kind,
        "study_id": None,
        "reason": "row-without-identity" if is_refused else None,
    } | values


def evidence(study_id: str, field: str, document_id: str, row_id: str, **values: Any) -> dict[str, Any]:
    """A row of `evidence`."""
    return {
        "study_id": study_id,
        "field": field,
        "document_id": document_id,
        "page": None,
        "table_number": 1,
        "row_id": row_id,
        "column": "Study",
        "place": "L12:1-L12:80",
        "raw": "Alder (2010)",
        "value": "Alder (2010)",
        "is_chosen": True,
        "is_correction": False,
    } | values


def table(document_id: str, **values: Any) -> dict[str, Any]:
    """A row of `tables`."""
    return {
        "document_id": document_id,
        "table_number": 1,
        "title": "Table 1. Studies",
        "pages": (),
        "headers": ("Study", "", "Sample"),
        "fields": ("reference", "", "sample"),
        "kind": "study",
        "why": "has an author and year column",
        "row_count": {OLD: 2, NEW: 4}.get(document_id, 1),
        "joined_by": None,
    } | values


def tables() -> dict[str, list[dict[str, Any]]]:
    """Table name -> rows, for every table that `publish` takes."""
    return {
        "documents": [
            document(OLD, "gardens-v1.txt", superseded_by=NEW, version_label="Version 1"),
            document(NEW, "gardens-v2.txt"),
            document(OTHER, "noise/noise.txt", review_id="noise", title="Noise <at> work & home"),
            document(
                BAD, "locked.pdf", format=None, read_by=None, title=None, review_id=None, version_label=None,
                version_date=None, status="unreadable", reason="encrypted", words=None,
            ),
        ],
        "reviews": [
            review("gardens"),
            review("noise", title="Noise <at> work & home", current_document_id=OTHER, document_count=1, study_count=1),
        ],
        "studies": [
            study(
                "gardens-1", 1, authors=("Alder, J.",), first_author="Alder", year=2010, category="Allotments",
                reference="Alder, J. (2010). Digging. Spade, 3(1), 4-9.", designs=("cohort", "survey"),
                design_family="quantitative", sample_total=12, sample_unit="people", sample_basis="stated-total",
                sample_raw="n = 12; 6 women",
                countries=("GBR",), countries_raw="UK", source_count=2, agreement_pct=50.0,
                findings='=HYPERLINK("http://example.org")',
            ),
            study("gardens-2", 2, title="Slept well\nor badly", year=2012, findings="- 3 hours less"),
            study("noise-1", 1, review_id="noise", record_kind="intervention", intervention="Ear plugs"),
        ],
        "samples": [
            {"study_id": "gardens-1", "ordinal": 1, "n": 12, "unit": "people", "role": "total", "quote": "n = 12"},
            {"study_id": "gardens-1", "ordinal": 2, "n": 6, "unit": "people", "role": "subsample", "quote": "6 women"},
        ],
        "citations": [
            {
                "study_id": "noise-1", "citation_number": 4, "reference": None, "authors": (), "year": None,
                "title": None, "doi": None, "status": "unresolved",
            },
        ],
        "tables": [table(OLD), table(NEW), table(OTHER)],
        "rows": [
            printed_row(f"{OLD}-t1-r1", OLD, 1, outcome="merged", study_id="gardens-1"),
            printed_row(f"{OLD}-t1-r2", OLD, 2),
            printed_row(f"{NEW}-t1-r1", NEW, 1, "section", cells=("Allotments", "", "")),
            printed_row(f"{NEW}-t1-r2", NEW, 2, category="Allotments", study_id="gardens-1"),
            printed_row(
                f"{NEW}-t1-r3", NEW, 3, cells=("Slept well\nor badly", "-5", "=1+1"), study_id="gardens-2"
            ),
            printed_row(f"{NEW}-t1-r4", NEW, 4, cells=("", "", "?")),
            printed_row(f"{OTHER}-t1-r1", OTHER, 1, study_id="noise-1"),
        ],
        "evidence": [
            evidence("gardens-1", "title", OLD, f"{OLD}-t1-r1", value="Diging", is_chosen=False),
            evidence("gardens-1", "title", NEW, f"{NEW}-t1-r2", value="Digging"),
            evidence("gardens-2", "title", NEW, f"{NEW}-t1-r3"),
            evidence("noise-1", "intervention", OTHER, f"{OTHER}-t1-r1"),
        ],
        "disagreements": [
            {
                "study_id": "gardens-1", "field": "title", "chosen": "Digging", "alternatives": ("Diging",),
                "rule": "newest-version",
            },
        ],
        "links": [
            {"left": "gardens-1", "right": "noise-1", "verdict": "maybe", "score": 0.55, "why": "same first author"},
        ],
        "audit": [
            {
                "review_id": "gardens", "claim": "studies", "quote": "We found three studies.", "document_id": NEW,
                "page": None, "stated": 3, "found": 2, "status": "mismatch",
            },
        ],
        "rejects": [
            {
                "row_id": f"{NEW}-t1-r4", "field": None, "raw": "?", "reason": "row-without-identity",
                "message": "The row names no study; check it in the document.",
            },
            {
                "row_id": f"{OLD}-t1-r2", "field": None, "raw": "", "reason": "row-without-identity",
                "message": "The row names no study; check it in the document.",
            },
        ],
        "corrections": [],
    }  # fmt: skip


def frames(rows: Mapping[str, list[dict[str, Any]]] | None = None) -> dict[str, pd.DataFrame]:
    """The tables as DataFrames."""
    return {name: build(contract_of(name), listed) for name, listed in (rows or tables()).items()}


def whole(rows: Mapping[str, list[dict[str, Any]]] | None = None) -> dict[str, pd.DataFrame]:
    """The tables as DataFrames, with those that depend on earlier releases: there was none."""
    made = frames(rows)
    return {**made, "ledger": build(Ledger, file_accounts(made, None)), "changes": build(Changes, [])}
