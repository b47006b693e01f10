"""What does a release say, for a person? One page: numbers, documents, reviews, and what to look at.

The page is self-contained, has no scripts, and forbids them (a content security policy that allows its own style
sheet by hash and nothing else). All text from documents is escaped by `markup.text`; long lists are cut, with the
file that has all.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pandas as pd

from extract.publish.markup import Markup, element, joined, shortened, table
from extract.publish.report_accounts import changes, corrections, ledger, rejects
from extract.publish.report_parts import (
    QUOTE_LENGTH,
    Row,
    Rows,
    first_rows,
    name_of,
    quoted,
    section,
    short_cell,
    short_title,
    study_names,
    tag,
)
from extract.publish.tables import plain_text
from schemas.codes import codes_of

REPORT_NAME: Final = "report.html"

_STATUS_CLASS: Final = {"parsed": "good", "partial": "doubt", "no-table": "", "unreadable": "bad"}
_AUDIT_CLASS: Final = {"match": "good", "mismatch": "bad", "not-checkable": ""}
# A heading is refused for the whole column; it has no field and is no row.
UNMAPPED = "unmapped-heading"


def report(tables: Mapping[str, pd.DataFrame], identity: str, fingerprint: str) -> bytes:
    """The page, in UTF-8.

    Args:
        tables: every table of the release, `changes` included.
        identity: content_id of the release.
        fingerprint: of the code that read the documents.
    """
    rows = {name: _mappings(frame) for name, frame in tables.items()}
    sections = (
        _documents(rows),
        ledger(rows),
        _reviews(rows),
        _disagreements(rows),
        _links(rows),
        rejects(rows),
        corrections(rows),
        changes(rows),
    )
    main = element("main", _to_look_at(rows), *sections, id="content")
    page = joined((_header(rows), main, _footer(identity, fingerprint)))
    return f"<!doctype html>\n{element('html', _head(), element('body', page), lang='en')}\n".encode()


def _mappings(frame: pd.DataFrame) -> list[Row]:
    names = [str(name) for name in frame.columns]
    columns = [frame[name].array.__arrow_array__().to_pylist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _head() -> Markup:
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    style_hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style_hash}'; base-uri 'none'; form-action 'none'"
    return Markup(
        '<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>Study records: release report</title><style>{style}</style></head>"
    )


# --- top of the page --------------------------------------------------------------------------------------------------


def _header(rows: Rows) -> Markup:
    kinds = Counter(row["kind"] for row in rows["rows"])
    numbers = (
        ("documents", len(rows["documents"])),
        ("reviews", len(rows["reviews"])),
        ("studies", len(rows["studies"])),
        ("study tables", sum(row["kind"] == "study" for row in rows["tables"])),
        ("printed rows about studies", kinds["study"]),
        ("values with evidence", len({(row["study_id"], row["field"]) for row in rows["evidence"]})),
    )
    tiles = (element("div", element("dt", name), element("dd", f"{number:,}")) for name, number in numbers)
    links = ("documents", "ledger", "reviews", "disagreements", "links", "rejects", "corrections", "changes")
    contents = (element("li", element("a", name.capitalize(), href=f"#{name}")) for name in links)
    return element(
        "header",
        element("a", "Skip to the content", href="#content", class_="skip"),
        element("h1", "Study records of evidence reviews"),
        element("p", "What this release holds, and what a person should look at before using it.", class_="soft"),
        element("dl", *tiles, class_="numbers"),
        element("nav", element("ul", *contents), aria_label="Sections"),
    )


def _to_look_at(rows: Rows) -> Markup:
    """What needs a person, each with the place to look."""
    statuses = Counter(row["status"] for row in rows["documents"])
    counts = (
        (statuses["unreadable"], "document could not be read", "documents could not be read", "documents"),
        (statuses["partial"], "document was read in part", "documents were read in part", "documents"),
        (
            sum(row["status"] == "mismatch" for row in rows["audit"]),
            "count that a review states differs from what was found",
            "counts that reviews state differ from what was found",
            "reviews",
        ),
        (
            len(rows["disagreements"]),
            "value on which documents disagree",
            "values on which documents disagree",
            "disagreements",
        ),
        (
            sum(row["verdict"] == "maybe" for row in rows["links"]),
            "pair of studies that may be one",
            "pairs of studies that may be one",
            "links",
        ),
        (
            sum(row["field"] is None and row["reason"] != UNMAPPED for row in rows["rejects"]),
            "printed row was refused whole",
            "printed rows were refused whole",
            "rejects",
        ),
        (
            sum(row["reason"] == UNMAPPED for row in rows["rejects"]),
            "column heading belongs to no known field",
            "column headings belong to no known field",
            "rejects",
        ),
        (
            sum(row["status"] != "applied" for row in rows["corrections"]),
            "correction is not applied, for it is out of date",
            "corrections are not applied, for they are out of date",
            "corrections",
        ),
    )
    items = [
        element("li", element("a", f"{count:,} {one if count == 1 else many}", href=f"#{target}"))
        for count, one, many, target in counts
        if count
    ]
    nothing = element("li", "Nothing: every document was read, and all counts agree.", class_="none")
    return element("section", element("h2", "To look at"), element("ul", *(items or [nothing]), class_="todo"))


def _footer(identity: str, fingerprint: str) -> Markup:
    evidence, dictionary = element("code", "evidence"), element("code", "data-dictionary.md")
    traceable = "Every value is traceable: for each, the table ", evidence, " gives document, page, place and text."
    explained = " Columns and codes are explained in ", dictionary, "."
    made = "Content ", element("span", identity, class_="id"), ", code ", element("span", fingerprint, class_="id"), "."
    return element("footer", element("p", *traceable, *explained), element("p", *made))


# --- sections ---------------------------------------------------------------------------------------------------------


def _documents(rows: Rows) -> Markup:
    titles = {row["review_id"]: row["title"] for row in rows["reviews"]}
    names = {row["document_id"]: row["file_name"] for row in rows["documents"]}
    found = table(
        f"Documents ({len(rows['documents']):,})",
        ("File", "Status", "Review", "Version", "Read by", "Pages"),
        (_document(row, titles, names) for row in sorted(rows["documents"], key=lambda row: row["file_name"])),
        kind="documents",
    )
    return section("documents", "Documents", "Every file that lay in the input folder, and what became of it.", found)


def _document(row: Row, titles: Mapping[str, Any], names: Mapping[str, Any]) -> Sequence[object]:
    status: list[object] = [tag(row["status"], _STATUS_CLASS[row["status"]])]
    if row["reason"] is not None:
        status += [" ", codes_of("reasons").get(row["reason"], row["reason"])]
    relation = []
    if row["near_duplicate_of"] is not None:
        relation.append(f"another text of {names.get(row['near_duplicate_of'], row['near_duplicate_of'])}")
    if row["superseded_by"] is not None:
        relation.append(f"superseded by {names.get(row['superseded_by'], row['superseded_by'])}")
    label = row["version_label"] or (plain_text(row["version_date"]) if row["version_date"] is not None else None)
    version = "; ".join(part for part in (label, *relation) if part)
    review = titles.get(row["review_id"]) or row["title"]
    return (row["file_name"], joined(status), short_title(review), version, row["read_by"], row["pages"])


def _reviews(rows: Rows) -> Markup:
    parts = [part for review in rows["reviews"] for part in _review(review, rows)]
    about = (
        "Each review with the counts that it states of itself, and its studies under the headings of its own tables."
    )
    return section("reviews", "Reviews", about, *(parts or [element("p", "No review was found.")]))


def _review(review: Row, rows: Rows) -> Iterator[Markup]:
    facts = (
        "; ".join(review["authors"]) or None,
        review["publisher"],
        plain_text(review["published"]) if review["published"] is not None else None,
        f"search: {review['search_dates']}" if review["search_dates"] is not None else None,
        f"{review['document_count']:,} document{'s' * (review['document_count'] != 1)}",
        f"{review['study_count']:,} stud{'y' if review['study_count'] == 1 else 'ies'}",
    )
    names = {row["document_id"]: row["file_name"] for row in rows["documents"]}
    title = short_title(review["title"]) or f"Untitled review in {names[review['current_document_id']]}"
    yield element("h3", title, dir="auto")
    yield element("p", " · ".join(fact for fact in facts if fact), class_="facts", dir="auto")
    claims = [row for row in rows["audit"] if row["review_id"] == review["review_id"]]
    if claims:
        yield table(
            "What the review says of itself",
            ("Claim", "Stated", "Found", "Verdict", "Quote"),
            map(_claim, claims),
            kind="claims",
        )
    studies = sorted(
        (row for row in rows["studies"] if row["review_id"] == review["review_id"]), key=lambda row: row["row_number"]
    )
    for category, listed in groupby(studies, key=lambda row: row["category"]):
        members = list(listed)
        caption = f"{short_title(category) or 'Studies'} ({len(members):,})"
        yield table(
            caption, ("No.", "Study", "Design", "Sample", "Country", "Doubts"), map(_study, members), kind="studies"
        )


def _claim(row: Row) -> Sequence[object]:
    found = f"{row['found']:,}" if row["found"] is not None else "–"
    status = tag(row["status"], _AUDIT_CLASS[row["status"]])
    return (row["claim"], f"{row['stated']:,}", found, status, shortened(row["quote"], QUOTE_LENGTH))


def _study(row: Row) -> Sequence[object]:
    head = " ".join(str(part) for part in (_authors(row), row["year"]) if part is not None)
    name = short_title(name_of(row))
    sample = f"{row['sample_total']:,}" if row["sample_total"] is not None else row["sample_raw"]
    return (
        row["row_number"],
        joined((head, element("span", name, class_="title"))) if head else name or row["study_id"],
        ", ".join(row["designs"]) or short_cell(row["designs_raw"]),
        short_cell(sample),
        ", ".join(row["countries"]) or short_cell(row["countries_raw"]),
        joined(joined((tag(code, "doubt"), " ")) for code in row["warnings"]),
    )


def _authors(row: Row) -> str | None:
    """`Alder`, `Alder & Birch` or `Alder et al.`; None where no author is known."""
    authors = row["authors"]
    if row["first_author"] is None:
        return None
    if len(authors) == 2:
        return f"{row['first_author']} & {authors[1].split(',')[0]}"
    return f"{row['first_author']}{' et al.' if len(authors) > 2 else ''}"


def _disagreements(rows: Rows) -> Markup:
    names = study_names(rows)
    listed = (
        (
            names[row["study_id"]],
            row["field"],
            quoted(row["chosen"]),
            joined(element("div", quoted(reading)) for reading in row["alternatives"]),
            row["rule"],
        )
        for row in rows["disagreements"]
    )
    about = "Where two documents of one review give different words, both are kept; the rule says why one was chosen."
    headings = ("Study", "Field", "Published", "Other readings", "Rule")
    return section(
        "disagreements",
        "Disagreements",
        about,
        first_rows("disagreements", headings, listed, len(rows["disagreements"])),
    )


def _links(rows: Rows) -> Markup:
    names = study_names(rows)
    order = {code: i for i, code in enumerate(("maybe", "same-study", "same-report", "different"))}
    found = sorted(rows["links"], key=lambda row: (order[row["verdict"]], -row["score"], row["left"], row["right"]))
    listed = (
        (names[row["left"]], names[row["right"]], tag(row["verdict"], "doubt" if row["verdict"] == "maybe" else ""),
         f"{row['score']:.2f}", row["why"])
        for row in found
    )  # fmt: skip
    about = "Records that may be about one study, within a review or across reviews. None of them is merged by this."
    headings = ("One", "Other", "Verdict", "Score", "Why")
    return section("links", "Links between studies", about, first_rows("links", headings, listed, len(found)))
