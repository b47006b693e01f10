"""The contracts of `audit`, `rejects`, `corrections`, `ledger`, `changes`: what was checked, refused and altered."""

from __future__ import annotations

from schemas.columns import ONE_LINE, Integer, Text, declare
from schemas.contract import Contract, Reference, about


class Audit(Contract):
    """One row per count that a review states about itself."""

    review_id: Text = declare("The review.")
    claim: Text = declare("What is counted, such as `studies` or `designs: randomised-controlled-trial`.")
    quote: Text = declare("The sentence that states it, as printed.")
    document_id: Text = declare("The document that prints it.")
    page: Integer = declare("Page of the document, from 1.", null="the file shows no page ends", ge=1)
    stated: Integer = declare("The number that the review states.", ge=0)
    found: Integer = declare("The number that was found in its tables.", null="it cannot be counted", ge=0)
    status: Text = declare("How the two compare.", vocabulary="audit-status")

    class Config:
        """Name, key and references."""

        name = "audit"
        description = "One row per count that a review states about itself, against what was found."
        metadata = about(
            key=("review_id", "claim", "document_id", "page", "quote"),
            references=(
                Reference(("review_id",), "reviews", ("review_id",)),
                Reference(("document_id",), "documents", ("document_id",)),
            ),
        )


class Rejects(Contract):
    """One row per value or printed row that was not believed."""

    row_id: Text = declare("The printed row.", null="the refusal is about no single printed row")
    field: Text = declare("The field that stays empty.", null="the whole row is refused")
    raw: Text = declare("The text refused, as printed.", is_empty_allowed=True)
    reason: Text = declare("Why.", vocabulary="reasons")
    message: Text = declare("The same in a sentence: what was found and what to do.")

    class Config:
        """Name and references; there is no key, for a cell may be refused twice for one reason."""

        name = "rejects"
        description = "One row per value or printed row that was not believed, and why."
        metadata = about(
            key=(),
            references=(Reference(("row_id",), "rows", ("row_id",)),),
        )


class Corrections(Contract):
    """One row per correction in the corrections file."""

    number: Integer = declare("Place of the correction in the corrections file, from 1.", ge=1)
    kind: Text = declare("What is corrected.", vocabulary="correction-kind")
    study_id: Text = declare("The study that is meant, as the file names it.")
    other_study_id: Text = declare("The other study of a pair.", null="one study is meant")
    field: Text = declare("The column of `studies` that is corrected.", null="no single value is meant")
    expected: Text = declare(
        "What the documents gave when the correction was written, as text; lists joined by `; `.",
        null="they gave nothing, or no value is meant",
    )
    value: Text = declare("The corrected value, likewise.", null="the field is to be empty, or no value is meant")
    reason: Text = declare("Why, in the words of whoever wrote it.")
    source: Text = declare("Where the right value stands, or who says so, in the same words.", null="not stated")
    status: Text = declare("What became of it.", vocabulary="correction-status")
    message: Text = declare("The same in a sentence, with the next step where there is one.")

    class Config:
        """Name and key. What a correction names may be gone, so nothing is referred to."""

        name = "corrections"
        description = "One row per correction that a person wrote, with what became of it."
        metadata = about(key=("number",))


class Ledger(Contract):
    """One row per file that was ever seen."""

    file_name: Text = declare("Where the file lay below the input folder, with `/` between folders.",
                              str_matches=ONE_LINE)  # fmt: skip
    sha256: Text = declare("Checksum of the file's bytes; of a file that was not opened, of its name.",
                           str_matches=r"^[0-9a-f]{64}$")  # fmt: skip
    document_id: Text = declare("Its row in `documents`.", null="the file is gone")
    outcome: Text = declare("What became of the file.", vocabulary="file-outcome")
    study_rows: Integer = declare("Printed rows of it that are published as studies or merged into them.", ge=0)
    other_rows: Integer = declare("Printed rows of it that ended in any other way; `rows` has each.", ge=0)
    other_document_id: Text = declare(
        "The document that it repeats, that supersedes it, or that lies in its place.", null="there is none"
    )
    reason: Text = declare("Why it was refused, holds no study table, or is doubtful.", null="nothing to say",
                           vocabulary="reasons")  # fmt: skip

    class Config:
        """Name, key and references."""

        name = "ledger"
        description = (
            "One row per file (path and checksum) that this or an earlier release saw, with what became of it."
        )
        metadata = about(
            key=("file_name", "sha256"),
            references=(
                Reference(("document_id",), "documents", ("document_id",)),
                Reference(("other_document_id",), "documents", ("document_id",)),
            ),
        )


class Changes(Contract):
    """One row per difference to the release before."""

    kind: Text = declare("What happened.", vocabulary="change-kind")
    table: Text = declare("The table: `documents`, `reviews` or `studies`.")
    key: Text = declare("Key of the row in that table.")
    field: Text = declare("The column that changed.", null="the whole row was added or removed")
    before: Text = declare("The value in the release before, as text; lists joined by `; `.", null="there was none")
    after: Text = declare("The value in this release, likewise.", null="there is none")
    cause: Text = declare("What brought it about.", vocabulary="change-cause")

    class Config:
        """Name and key. Rows that were removed are no longer there to refer to."""

        name = "changes"
        description = "One row per difference to the release before; in a first release every row is added."
        metadata = about(key=("table", "key", "field"))
