"""The contracts of `audit`, `rejects` and `changes`: what was checked, refused, and altered."""

from __future__ import annotations

from schemas.columns import Integer, Text, declare
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
