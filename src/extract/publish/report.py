"""What does a release say, for a person? One page: numbers, documents, reviews, and what to look at.

The page is self-contained, has no scripts, and forbids them (a content security policy that allows its own style
sheet by hash and nothing else). All text from documents is escaped by `markup.text`; long lists are cut, with the
file that has all.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pandas as pd

from extract.publish.markup import Markup, element, joined, shortened, table, text
from extract.publish.tables import plain_text
from schemas.codes import codes_of

REPORT_NAME: Final = "report.html"

# What a person reads in one go; the rest is in the tables.
_MOST_EXAMPLES: Final = 5
_MOST_ROWS: Final = 200
_QUOTE_LENGTH: Final = 240
_TITLE_LENGTH: Final = 160
_CELL_LENGTH: Final = 80

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

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
    sections = (_documents(rows), _reviews(rows), _disagreements(rows), _links(rows), _rejects(rows), _changes(rows))
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
    links = ("documents", "reviews", "disagreements", "links", "rejects", "changes")
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


def _section(name: str, title: str, about: str, *content: object) -> Markup:
    return element("section", element("h2", title, id=name), element("p", about, class_="soft"), *content)


def _documents(rows: Rows) -> Markup:
    titles = {row["review_id"]: row["title"] for row in rows["reviews"]}
    names = {row["document_id"]: row["file_name"] for row in rows["documents"]}
    found = table(
        f"Documents ({len(rows['documents']):,})",
        ("File", "Status", "Review", "Version", "Read by", "Pages"),
        (_document(row, titles, names) for row in sorted(rows["documents"], key=lambda row: row["file_name"])),
        kind="documents",
    )
    return _section("documents", "Documents", "Every file that lay in the input folder, and what became of it.", found)


def _document(row: Row, titles: Mapping[str, Any], names: Mapping[str, Any]) -> Sequence[object]:
    status: list[object] = [_tag(row["status"], _STATUS_CLASS[row["status"]])]
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
    return (row["file_name"], joined(status), _title(review), version, row["read_by"], row["pages"])


def _reviews(rows: Rows) -> Markup:
    parts = [part for review in rows["reviews"] for part in _review(review, rows)]
    about = (
        "Each review with the counts that it states of itself, and its studies under the headings of its own tables."
    )
    return _section("reviews", "Reviews", about, *(parts or [element("p", "No review was found.")]))


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
    title = _title(review["title"]) or f"Untitled review in {names[review['current_document_id']]}"
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
        caption = f"{_title(category) or 'Studies'} ({len(members):,})"
        yield table(
            caption, ("No.", "Study", "Design", "Sample", "Country", "Doubts"), map(_study, members), kind="studies"
        )


def _claim(row: Row) -> Sequence[object]:
    found = f"{row['found']:,}" if row["found"] is not None else "–"
    status = _tag(row["status"], _AUDIT_CLASS[row["status"]])
    return (row["claim"], f"{row['stated']:,}", found, status, shortened(row["quote"], _QUOTE_LENGTH))


def _study(row: Row) -> Sequence[object]:
    head = " ".join(str(part) for part in (_authors(row), row["year"]) if part is not None)
    name = _title(_name(row))
    sample = f"{row['sample_total']:,}" if row["sample_total"] is not None else row["sample_raw"]
    return (
        row["row_number"],
        joined((head, element("span", name, class_="title"))) if head else name or row["study_id"],
        ", ".join(row["designs"]) or _cell(row["designs_raw"]),
        _cell(sample),
        ", ".join(row["countries"]) or _cell(row["countries_raw"]),
        joined(joined((_tag(code, "doubt"), " ")) for code in row["warnings"]),
    )


def _authors(row: Row) -> str | None:
    """`Alder`, `Alder & Birch` or `Alder et al.`; None where no author is known."""
    authors = row["authors"]
    if row["first_author"] is None:
        return None
    if len(authors) == 2:
        return f"{row['first_author']} & {authors[1].split(',')[0]}"
    return f"{row['first_author']}{' et al.' if len(authors) > 2 else ''}"


def _name(row: Row) -> str | None:
    """What the row is about: an intervention by its name, a study by its title."""
    names = (row["title"], row["intervention"], row["reference"])
    order = names if row["record_kind"] == "study" else (names[1], names[0], names[2])
    return next((name for name in order if name is not None), None)


def _disagreements(rows: Rows) -> Markup:
    names = _study_names(rows)
    listed = (
        (
            names[row["study_id"]],
            row["field"],
            _quoted(row["chosen"]),
            joined(element("div", _quoted(reading)) for reading in row["alternatives"]),
            row["rule"],
        )
        for row in rows["disagreements"]
    )
    about = "Where two documents of one review give different words, both are kept; the rule says why one was chosen."
    headings = ("Study", "Field", "Published", "Other readings", "Rule")
    return _section(
        "disagreements", "Disagreements", about, _listed("disagreements", headings, listed, len(rows["disagreements"]))
    )


def _links(rows: Rows) -> Markup:
    names = _study_names(rows)
    order = {code: i for i, code in enumerate(("maybe", "same-study", "same-report", "different"))}
    found = sorted(rows["links"], key=lambda row: (order[row["verdict"]], -row["score"], row["left"], row["right"]))
    listed = (
        (names[row["left"]], names[row["right"]], _tag(row["verdict"], "doubt" if row["verdict"] == "maybe" else ""),
         f"{row['score']:.2f}", row["why"])
        for row in found
    )  # fmt: skip
    about = "Records that may be about one study, within a review or across reviews. None of them is merged by this."
    headings = ("One", "Other", "Verdict", "Score", "Why")
    return _section("links", "Links between studies", about, _listed("links", headings, listed, len(found)))


def _rejects(rows: Rows) -> Markup:
    reasons = Counter(row["reason"] for row in rows["rejects"])
    codes = codes_of("reasons")
    summary = table(
        f"Refused values and rows by reason ({len(rows['rejects']):,})",
        ("Reason", "Number", "What it means", "Examples"),
        (
            (
                reason,
                f"{count:,}",
                codes.get(reason),
                _examples(row for row in rows["rejects"] if row["reason"] == reason),
            )
            for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        ),
    )
    about = "What was printed and not believed. The text is kept in the raw columns; nothing was guessed. All are in "
    content = summary if reasons else element("p", "Nothing was refused.")
    return element(
        "section",
        element("h2", "Rejects", id="rejects"),
        element("p", about, element("code", "rejects.csv"), ".", class_="soft"),
        content,
    )


def _examples(rows: Iterable[Row]) -> Markup:
    """The first few, each once."""
    shown = dict.fromkeys(
        (row["field"] or "whole row", shortened(" ".join(row["raw"].split()), _QUOTE_LENGTH)) for row in rows
    )
    return joined(
        element("div", element("span", field, class_="soft"), " ", _quoted(raw))
        for field, raw in list(shown)[:_MOST_EXAMPLES]
    )


def _changes(rows: Rows) -> Markup:
    counts = Counter((row["table"], row["kind"], row["cause"]) for row in rows["changes"])
    summary = table(
        f"Changes by table, kind and cause ({len(rows['changes']):,})",
        ("Table", "Kind", "Cause", "Number"),
        ((*what, f"{count:,}") for what, count in sorted(counts.items())),
    )
    changed = [row for row in rows["changes"] if row["kind"] != "added"]
    listed = (
        (
            row["key"],
            row["table"],
            joined((_tag(row["kind"], ""), " ", row["field"])),
            _quoted(row["before"]),
            _quoted(row["after"]),
            row["cause"],
        )
        for row in changed
    )
    about = "What is different from the release before. In a first release every row is added."
    headings = ("Key", "Table", "What", "Before", "After", "Cause")
    nothing = element("p", "Nothing changed.")
    details = _listed("changes", headings, listed, len(changed)) if changed else Markup("")
    return _section("changes", "Changes", about, summary if counts else nothing, details)


# --- pieces -----------------------------------------------------------------------------------------------------------


def _listed(name: str, headings: Sequence[str], listed: Iterable[Sequence[object]], count: int) -> Markup:
    """A table of the first `_MOST_ROWS`, and where the others are."""
    if count == 0:
        return element("p", "There are none.")
    shown = [row for _, row in zip(range(_MOST_ROWS), listed, strict=False)]
    more = element("p", f"{count - _MOST_ROWS:,} more are in ", element("code", f"{name}.csv"), ".")
    return joined((table(f"{name.capitalize()} ({count:,})", headings, shown), more if count > _MOST_ROWS else ""))


def _study_names(rows: Rows) -> Mapping[str, str]:
    """study_id -> `Alder 2010, Digging`, as short as tells a reader which study is meant."""
    return {row["study_id"]: _study_name(row) for row in rows["studies"]}


def _study_name(row: Row) -> str:
    head = " ".join(str(part) for part in (row["first_author"], row["year"]) if part is not None)
    return shortened(", ".join(part for part in (head, _name(row)) if part) or row["study_id"], _TITLE_LENGTH)


def _title(value: str | None) -> str | None:
    return None if value is None else shortened(" ".join(value.split()), _TITLE_LENGTH)


def _cell(value: str | None) -> str | None:
    return None if value is None else shortened(" ".join(value.split()), _CELL_LENGTH)


def _quoted(value: str | None) -> Markup:
    return element("q", shortened(value, _QUOTE_LENGTH)) if value else text("–" if value is None else "(empty)")


def _tag(code: str, kind: str) -> Markup:
    return element("span", code.replace("-", " "), class_=f"tag {kind}".strip())
