"""The contracts of `evidence`, `disagreements` and `links`: where values come from, which records belong together."""

from __future__ import annotations

from schemas.columns import Flag, Integer, Number, Text, Texts, declare
from schemas.contract import Contract, Reference, about

_OUTSIDE = "the value was read outside a table, such as in the reference list"


class Evidence(Contract):
    """One row per study, field and place in a document."""

    study_id: Text = declare("The study.")
    field: Text = declare("The field of the study: a column of `studies`, or `samples` or `citations`.")
    document_id: Text = declare("The document that the value was read from.")
    page: Integer = declare("Page of the document, from 1.", null="the file shows no page ends", ge=1)
    table_number: Integer = declare("The table, within the document.", null=_OUTSIDE, ge=1)
    row_id: Text = declare("The printed row.", null=_OUTSIDE)
    column: Text = declare("Heading of the printed column.", null=_OUTSIDE, is_empty_allowed=True)
    place: Text = declare(
        "PDF: `x0,top,x1,bottom` in points, origin top left of the page as shown. "
        "Text: `L12:1-L12:80`, lines and columns from 1, the end column exclusive. Several are joined by a blank.",
        null="the format does not tell, or a correction gives the value",
    )
    raw: Text = declare("The text that the value was read from, as printed.", is_empty_allowed=True)
    value: Text = declare(
        "What was read from it, as text; lists joined by `; `.", null="nothing that could be believed; see `rejects`"
    )
    is_chosen: Flag = declare("Whether the published value is this one.")
    is_correction: Flag = declare("Whether a person's correction gives the value, and not the document.")

    class Config:
        """Name, key and references."""

        name = "evidence"
        description = "One row per study, field and place in a document that the field was read from."
        metadata = about(
            key=("study_id", "field", "document_id", "row_id", "column", "place"),
            references=(
                Reference(("study_id",), "studies", ("study_id",)),
                Reference(("document_id",), "documents", ("document_id",)),
                Reference(("row_id",), "rows", ("row_id",)),
            ),
        )


class Disagreements(Contract):
    """One row per study and field on which the documents differ."""

    study_id: Text = declare("The study.")
    field: Text = declare("The field of the study.")
    chosen: Text = declare("The reading that is published.", null="none of them")
    alternatives: Texts = declare("The other readings, each once.")
    rule: Text = declare("The rule that chose.")

    class Config:
        """Name, key and references."""

        name = "disagreements"
        description = "One row per study and field on which the documents differ, with every reading."
        metadata = about(
            key=("study_id", "field"),
            references=(Reference(("study_id",), "studies", ("study_id",)),),
        )


class Links(Contract):
    """One row per pair of records that may be about one study."""

    left: Text = declare("One study, the one whose id sorts first.")
    right: Text = declare("The other study.")
    verdict: Text = declare("Whether they are one.", vocabulary="link-verdict")
    score: Number = declare("How much speaks for it, from 0 to 1.", ge=0, le=1)
    why: Text = declare("What the verdict rests on.")

    class Config:
        """Name, key and references."""

        name = "links"
        description = "One row per pair of study records, of one review or of two, that may be about one study."
        metadata = about(
            key=("left", "right"),
            references=(
                Reference(("left",), "studies", ("study_id",)),
                Reference(("right",), "studies", ("study_id",)),
            ),
        )
