"""The report's accounts: what became of every file and every printed row, of corrections, rejects, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from extract.publish.markup import Markup, element, joined, shortened, table
from extract.publish.report_parts import (
    MOST_EXAMPLES,
    QUOTE_LENGTH,
    Row,
    Rows,
    first_rows,
    quoted,
    section,
    study_names,
    tag,
    with_code,
)
from schemas.codes import codes_of

_OUTCOME_CLASS: Final = {"published": "good", "refused": "bad"}
_CORRECTION_CLASS: Final = {"applied": "good"}


def ledger(rows: Rows) -> Markup:
    """Every file that was ever seen, and the ends of all printed rows."""
    names = {row["document_id"]: row["file_name"] for row in rows["documents"]}
    about = (
        "Every file that this or an earlier release saw has one outcome, and so has every printed row of a table; "
        "`extract verify` counts both again."
    )
    files = sorted(rows["ledger"], key=lambda row: (row["outcome"] == "gone", row["file_name"]))
    headings = ("File", "Outcome", "Rows in studies", "Other rows", "Other document", "Reason")
    counted = joined(
        (
            _counts("Files by outcome", "file-outcome", Counter(row["outcome"] for row in files)),
            _counts("Printed rows by outcome", "row-outcome", Counter(row["outcome"] for row in rows["rows"])),
        )
    )
    listed = first_rows("ledger", headings, (_file(row, names) for row in files), len(files))
    return section("ledger", "Ledger", about, counted, listed)


def _counts(caption: str, vocabulary: str, counts: Counter[str]) -> Markup:
    """The outcomes in the order of their vocabulary, each with what it means."""
    listed = (
        (tag(code, ""), f"{counts[code]:,}", with_code(means))
        for code, means in codes_of(vocabulary).items()
        if counts[code]
    )
    return table(f"{caption} ({counts.total():,})", ("Outcome", "Number", "What it means"), listed, kind="counts")


def _file(row: Row, names: Mapping[str, Any]) -> Sequence[object]:
    return (
        row["file_name"],
        tag(row["outcome"], _OUTCOME_CLASS.get(row["outcome"], "")),
        f"{row['study_rows']:,}",
        f"{row['other_rows']:,}",
        names.get(row["other_document_id"]),
        None if row["reason"] is None else codes_of("reasons").get(row["reason"], row["reason"]),
    )


def corrections(rows: Rows) -> Markup:
    """What a person corrected, and what became of it."""
    names = study_names(rows)
    about = "What a person wrote down in the corrections file. One that is out of date is not applied, and says why."
    headings = ("No.", "Study", "What", "Expected", "Corrected to", "Status", "What became of it", "Reason")
    listed = (_correction(row, names) for row in rows["corrections"])
    return section(
        "corrections", "Corrections", about, first_rows("corrections", headings, listed, len(rows["corrections"]))
    )


def _correction(row: Row, names: Mapping[str, str]) -> Sequence[object]:
    studies = [study_id for study_id in (row["study_id"], row["other_study_id"]) if study_id is not None]
    is_value = row["kind"] == "value"
    return (
        row["number"],
        joined(element("div", names.get(study_id, study_id)) for study_id in studies),
        row["field"] or tag(row["kind"], ""),
        quoted(row["expected"]) if is_value else None,
        quoted(row["value"]) if is_value else None,
        tag(row["status"], _CORRECTION_CLASS.get(row["status"], "doubt")),
        row["message"],
        joined((row["reason"], element("span", f" ({row['source']})" if row["source"] else "", class_="soft"))),
    )


def rejects(rows: Rows) -> Markup:
    """What was printed and not believed, by reason."""
    reasons = Counter(row["reason"] for row in rows["rejects"])
    codes = codes_of("reasons")
    summary = table(
        f"Refused values and rows by reason ({len(rows['rejects']):,})",
        ("Reason", "Number", "What it means", "Examples"),
        (
            (
                reason,
                f"{count:,}",
                with_code(codes.get(reason, "")),
                _examples(row for row in rows["rejects"] if row["reason"] == reason),
            )
            for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        ),
    )
    about = (
        "What was printed and not believed. The text is kept in the raw columns; nothing was guessed. "
        "All are in `rejects.csv`."
    )
    return section("rejects", "Rejects", about, summary if reasons else element("p", "Nothing was refused."))


def _examples(rows: Iterable[Row]) -> Markup:
    """The first few, each once."""
    shown = dict.fromkeys(
        (row["field"] or "whole row", shortened(" ".join(row["raw"].split()), QUOTE_LENGTH)) for row in rows
    )
    return joined(
        element("div", element("span", field, class_="soft"), " ", quoted(raw))
        for field, raw in list(shown)[:MOST_EXAMPLES]
    )


def changes(rows: Rows) -> Markup:
    """What is different from the release before."""
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
            joined((tag(row["kind"], ""), " ", row["field"])),
            quoted(row["before"]),
            quoted(row["after"]),
            row["cause"],
        )
        for row in changed
    )
    about = "What is different from the release before. In a first release every row is added."
    headings = ("Key", "Table", "What", "Before", "After", "Cause")
    nothing = element("p", "Nothing changed.")
    details = first_rows("changes", headings, listed, len(changed)) if changed else Markup("")
    return section("changes", "Changes", about, summary if counts else nothing, details)
