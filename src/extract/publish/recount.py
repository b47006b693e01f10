"""Do the tables of a release add up? Each check counts them again as lists of plain rows.

Nothing here uses the code that made the tables (`corpus`, `ledger`, `build`, `validate`), so that no fault of it can
hide itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from extract.publish.finding import Finding, Row, Rows
from extract.publish.manifest import Manifest
from schemas.codes import codes_of
from schemas.contracts import DERIVED_FROM, TABLES, columns_of, key_of, name_of, references_of

# --- contracts ------------------------------------------------------------------------------------------------------


def _keys(rows: Rows) -> Iterator[Finding]:
    for contract in TABLES:
        key, name = key_of(contract), name_of(contract)
        if key:
            counts = Counter(tuple(row[column] for column in key) for row in rows[name])
            for value, count in counts.items():
                if count > 1:
                    yield Finding("key", name, f"{_shown(value)} names {count} rows; a key names one")


def _references(rows: Rows) -> Iterator[Finding]:
    for contract in TABLES:
        for reference in references_of(contract):
            targets = {tuple(row[column] for column in reference.target) for row in rows[reference.table]}
            for row in rows[name_of(contract)]:
                value = tuple(row[column] for column in reference.columns)
                if None not in value and value not in targets:
                    message = f"{', '.join(reference.columns)} is {_shown(value)}; {reference.table} has no such row"
                    yield Finding("reference", name_of(contract), message)


def _vocabularies(rows: Rows) -> Iterator[Finding]:
    """Codes are of their vocabularies; nothing is null that must not be."""
    for contract in TABLES:
        for column in columns_of(contract):
            for row in rows[name_of(contract)]:
                value = row[column.name]
                if value is None and not column.is_nullable:
                    yield Finding("vocabulary", name_of(contract), f"{column.name} is empty and must not be")
                codes = value if isinstance(value, list) else [] if value is None else [value]
                for code in codes if column.vocabulary else ():
                    if code not in codes_of(str(column.vocabulary)):
                        yield Finding(
                            "vocabulary", name_of(contract), f"{column.name} is {code!r}, which is no code of it"
                        )


# --- the ledger -----------------------------------------------------------------------------------------------------


def manifest_findings(rows: Rows, manifest: Manifest) -> Iterator[Finding]:
    """The manifest lists the very files that `documents` accounts for."""
    listed = Counter((entry.document_id, entry.sha256, entry.file_name) for entry in manifest.documents)
    told = Counter((row["document_id"], row["sha256"], row["file_name"]) for row in rows["documents"])
    for _, _, name in sorted((listed - told) + (told - listed)):
        yield Finding("document", "documents", f"{name} is not the same in the manifest and in documents")


def _ledger(rows: Rows) -> Iterator[Finding]:
    """Each file has one outcome, which is what its own rows and its row in `documents` say."""
    entries: dict[str, list[Row]] = {}
    for row in rows["ledger"]:
        if row["document_id"] is not None:
            entries.setdefault(row["document_id"], []).append(row)
    present = {(row["file_name"], row["sha256"]) for row in rows["documents"]}
    for row in rows["ledger"]:
        if (row["outcome"] == "gone") != (row["document_id"] is None):
            yield Finding("ledger", "ledger", f"{row['file_name']} is {row['outcome']!r}, of {row['document_id']}")
        if row["document_id"] is None and (row["file_name"], row["sha256"]) in present:
            yield Finding("ledger", "ledger", f"{row['file_name']} is 'gone' and is there")
        if row["document_id"] is None and (row["study_rows"] or row["other_rows"]):
            yield Finding("ledger", "ledger", f"{row['file_name']} is 'gone' and has rows")
    in_studies, others = Counter[str](), Counter[str]()
    for row in rows["rows"]:
        (in_studies if row["study_id"] is not None else others)[row["document_id"]] += 1
    for row in rows["documents"]:
        name, found = f"{row['document_id']} ({row['file_name']})", entries.get(row["document_id"], [])
        if len(found) != 1:
            yield Finding("ledger", "ledger", f"{name} has {len(found)} outcomes; a file has one")
            continue
        (entry,) = found
        counts = (in_studies[row["document_id"]], others[row["document_id"]])
        if (entry["study_rows"], entry["other_rows"]) != counts:
            said = f"{entry['study_rows']} and {entry['other_rows']}"
            yield Finding("ledger", "ledger", f"{name} says {said} rows; there are {counts[0]} and {counts[1]}")
        if (entry["file_name"], entry["sha256"]) != (row["file_name"], row["sha256"]):
            yield Finding("ledger", "ledger", f"{name} has the outcome of another file, {entry['file_name']}")
        if (entry["outcome"], entry["other_document_id"], entry["reason"]) != (*_expected_outcome(row), row["reason"]):
            yield Finding("ledger", "ledger", f"{name} is {entry['outcome']!r}, which documents does not bear out")


def _expected_outcome(document: Row) -> tuple[str, str | None]:
    if document["review_id"] is None:
        return ("refused" if document["status"] == "unreadable" else "no-study-table"), None
    for column, outcome in (("superseded_by", "superseded-by"), ("near_duplicate_of", "near-duplicate-of")):
        if document[column] is not None:
            return outcome, document[column]
    return "published", None


def _row_counts(rows: Rows) -> Iterator[Finding]:
    """No row is lost: as many as were read from each table and each document, numbered without a gap."""
    numbers: dict[tuple[str, int], list[int]] = {}
    printed: Counter[str] = Counter()
    for row in rows["rows"]:
        numbers.setdefault((row["document_id"], row["table_number"]), []).append(row["row_number"])
        printed[row["document_id"]] += row["printed_rows"]
    for table in rows["tables"]:
        found = sorted(numbers.get((table["document_id"], table["table_number"]), []))
        if found != list(range(1, table["row_count"] + 1)):
            name = f"{table['document_id']}, {table['table_number']}"
            yield Finding("row", "tables", f"{name} says {table['row_count']} rows; there are {len(found)}, or a gap")
    for document in rows["documents"]:
        found_rows = printed[document["document_id"]]
        if found_rows != document["printed_rows"]:
            name = f"{document['document_id']} ({document['file_name']})"
            yield Finding("row", "documents", f"{name} prints {document['printed_rows']} rows; told are {found_rows}")


def _row_outcomes(rows: Rows) -> Iterator[Finding]:
    """Each printed row has one outcome, which is what its kind, the evidence and the rejects say."""
    read_as: dict[str, set[str]] = {}
    for row in rows["evidence"]:
        if row["row_id"] is not None:
            read_as.setdefault(row["row_id"], set()).add(row["study_id"])
    refused: dict[str, set[str]] = {}
    for row in rows["rejects"]:
        if row["row_id"] is not None and row["field"] is None:
            refused.setdefault(row["row_id"], set()).add(row["reason"])
    published: Counter[str] = Counter()
    for row in rows["rows"]:
        name, outcome = row["row_id"], row["outcome"]
        is_in_a_study = outcome in ("published", "merged")
        published[row["study_id"] or ""] += outcome == "published"
        if is_in_a_study != (row["study_id"] is not None) or (outcome == "rejected") != (row["reason"] is not None):
            yield Finding("row", "rows", f"{name} is {outcome!r}, of study {row['study_id']}, for {row['reason']}")
        if is_in_a_study and read_as.get(name) != {row["study_id"]}:
            yield Finding("row", "rows", f"{name} is {outcome!r} as {row['study_id']}; evidence says otherwise")
        if outcome == "rejected" and row["reason"] not in refused.get(name, set()):
            yield Finding("row", "rows", f"{name} was refused for {row['reason']}; rejects does not say so")
        expected = {"study": {"published", "merged", "rejected"}, "reject": {"rejected"}, "other": {"no-study-table"}}
        if outcome not in expected.get(row["kind"], {row["kind"]}):
            yield Finding("row", "rows", f"{name} is of kind {row['kind']!r} and ended as {outcome!r}")
    for study in rows["studies"]:
        if published[study["study_id"]] != 1:
            count = published[study["study_id"]]
            yield Finding("study", "studies", f"{study['study_id']} is published from {count} rows; a study has one")


def _corrections(rows: Rows) -> Iterator[Finding]:
    """An applied correction is to be seen in what it corrects, and nothing else is marked as corrected."""
    marked = {(row["study_id"], row["field"]) for row in rows["evidence"] if row["is_correction"]}
    chosen = Counter((row["study_id"], row["field"]) for row in rows["evidence"] if row["is_chosen"])
    studies = {row["study_id"] for row in rows["studies"]}
    verdicts = {(row["left"], row["right"]): row["verdict"] for row in rows["links"]}
    applied: set[tuple[str, str]] = set()
    for row in rows["corrections"]:
        if row["status"] != "applied":
            continue
        if row["kind"] == "value":
            applied.add((row["study_id"], row["field"]))
            is_seen = (row["study_id"], row["field"]) in marked and chosen[row["study_id"], row["field"]] == 1
        elif row["kind"] == "no-study":
            is_seen = row["study_id"] not in studies
        else:
            is_seen = verdicts.get((row["study_id"], row["other_study_id"])) == row["kind"]
        # A record that broke its contract is withheld, and its correction with it.
        if not is_seen and row["study_id"] in studies:
            yield Finding("correction", "corrections", f"{row['number']} is 'applied' and is not to be seen")
    explained = applied | {
        (study_id, field)
        for field, sources in DERIVED_FROM.items()
        for study_id, source in applied
        if source in sources
    }
    for study_id, field in sorted(marked - explained):
        yield Finding("correction", "evidence", f"{field} of {study_id} is marked as corrected; no correction says so")


# --- accounts -------------------------------------------------------------------------------------------------------


def _documents(rows: Rows) -> Iterator[Finding]:
    """Each file ends in one way: read (with a review), without a study table, or refused with a reason."""
    studied = {row["document_id"] for row in rows["rows"] if row["kind"] == "study"}
    printed = {row["document_id"] for row in rows["tables"]}
    successors = {row["document_id"]: (row["superseded_by"], row["near_duplicate_of"]) for row in rows["documents"]}
    for row in rows["documents"]:
        name, status = f"{row['document_id']} ({row['file_name']})", row["status"]
        if status in ("unreadable", "partial", "no-table") and row["reason"] is None:
            yield Finding("document", "documents", f"{name} has status {status!r} and no reason")
        if status in ("unreadable", "no-table") and row["document_id"] in studied:
            yield Finding("document", "documents", f"{name} has status {status!r} and rows about studies")
        if status == "unreadable" and row["document_id"] in printed:
            yield Finding("document", "documents", f"{name} has status 'unreadable' and tables")
        has_rows = status == "parsed" or row["document_id"] in studied
        if has_rows and row["review_id"] is None:
            yield Finding("document", "documents", f"{name} has status {status!r} and no review")
        if not row["document_id"].startswith(row["sha256"][:16]):
            yield Finding("document", "documents", f"{name} is not named by its checksum {row['sha256']}")
        if _runs_in_a_circle(row["document_id"], successors):
            yield Finding("document", "documents", f"{name} supersedes or repeats itself, by way of others")


def _runs_in_a_circle(start: str, successors: Mapping[str, tuple[str | None, str | None]]) -> bool:
    """Whether following `superseded_by` and `near_duplicate_of` from a document leads back to it."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for follower in successors.get(waiting.pop(), ()):
            if follower == start:
                return True
            if follower is not None and follower not in seen:
                seen.add(follower)
                waiting.append(follower)
    return False


def _printed_rows(rows: Rows) -> Iterator[Finding]:
    """Each printed row has one kind and one place, and each row about a study went into one study or was refused."""
    places = Counter((row["document_id"], row["table_number"], row["row_number"]) for row in rows["rows"])
    for place, count in places.items():
        if count > 1:
            yield Finding("row", "rows", f"{_shown(place)} stands {count} times")
    merged: dict[str, set[str]] = {}
    for row in rows["evidence"]:
        merged.setdefault(row["row_id"], set()).add(row["study_id"])
    refused = {row["row_id"] for row in rows["rejects"] if row["field"] is None}
    kinds = {(row["document_id"], row["table_number"]): row["kind"] for row in rows["tables"]}
    for row in rows["rows"]:
        name = row["row_id"]
        studies, is_refused = merged.get(name, set()), name in refused
        if row["kind"] == "study" and len(studies) + is_refused != 1:
            refusal = "was refused" if is_refused else "was not refused"
            message = f"{name} is about a study, went into {len(studies)} studies and {refusal}"
            yield Finding("row", "rows", message)
        if row["kind"] == "reject" and not is_refused:
            yield Finding("row", "rows", f"{name} was refused, and rejects does not say why")
        if row["kind"] == "study" and kinds.get((row["document_id"], row["table_number"])) == "other":
            yield Finding("row", "rows", f"{name} is about a study in a table that is not")


def _studies(rows: Rows) -> Iterator[Finding]:
    """Each study was read from somewhere, from as many documents as it says; derived tables start from 1."""
    documents: dict[str, set[str]] = {}
    for row in rows["evidence"]:
        documents.setdefault(row["study_id"], set()).add(row["document_id"])
    for row in rows["studies"]:
        found = len(documents.get(row["study_id"], ()))
        if found != row["source_count"]:
            yield Finding(
                "study", "studies", f"{row['study_id']} says {row['source_count']} sources; evidence has {found}"
            )
    ordinals: dict[str, list[int]] = {}
    for row in rows["samples"]:
        ordinals.setdefault(row["study_id"], []).append(row["ordinal"])
    for study_id, found_ordinals in ordinals.items():
        if sorted(found_ordinals) != list(range(1, len(found_ordinals) + 1)):
            yield Finding("study", "samples", f"{study_id} has the ordinals {found_ordinals}")
    for row in rows["links"]:
        if row["left"] >= row["right"]:
            yield Finding("study", "links", f"{row['left']} and {row['right']} are not in order")


def _reviews(rows: Rows) -> Iterator[Finding]:
    """A review's counts are those of its rows, and its current document is its own and not superseded."""
    studies = Counter(row["review_id"] for row in rows["studies"])
    documents = Counter(row["review_id"] for row in rows["documents"])
    by_id = {row["document_id"]: row for row in rows["documents"]}
    for row in rows["reviews"]:
        name = row["review_id"]
        for column, found in (("study_count", studies[name]), ("document_count", documents[name])):
            if row[column] != found:
                yield Finding("review", "reviews", f"{name} says {column} {row[column]}; there are {found}")
        current = by_id.get(row["current_document_id"])
        if current is not None and (current["review_id"] != name or current["superseded_by"] is not None):
            yield Finding("review", "reviews", f"{name} has a current document of another review, or a superseded one")


def _audit(rows: Rows) -> Iterator[Finding]:
    for row in rows["audit"]:
        expected = "not-checkable" if row["found"] is None else "match" if row["found"] == row["stated"] else "mismatch"
        if row["status"] not in (expected, "not-checkable"):
            message = (
                f"{row['claim']} of {row['review_id']}: stated {row['stated']}, found {row['found']}: {row['status']}"
            )
            yield Finding("audit", "audit", message)


def _changes(rows: Rows) -> Iterator[Finding]:
    for row in rows["changes"]:
        is_whole = row["field"] is None and row["before"] is None and row["after"] is None
        if is_whole == (row["kind"] == "changed"):
            yield Finding("changes", "changes", f"{row['table']} {row['key']}: {row['kind']} does not fit the field")


CHECKS: Final[tuple[Callable[[Rows], Iterator[Finding]], ...]] = (
    _keys,
    _references,
    _vocabularies,
    _documents,
    _ledger,
    _row_counts,
    _row_outcomes,
    _printed_rows,
    _corrections,
    _studies,
    _reviews,
    _audit,
    _changes,
)


def _shown(values: Sequence[Any]) -> str:
    return ", ".join("none" if value is None else str(value) for value in values)
