"""The contracts of `tables` and `rows`: what the documents print, before it is read as studies."""

from __future__ import annotations

from schemas.columns import Integer, Integers, Text, Texts, declare
from schemas.contract import Contract, Reference, about


class Tables(Contract):
    """One row per logical table, joined over page breaks."""

    document_id: Text = declare("The document that prints the table.")
    table_number: Integer = declare("Number of the table within the document, from 1, in reading order.", ge=1)
    title: Text = declare("Caption or heading of the table, as printed.", null="it has none")
    pages: Integers = declare("Pages that the table stands on, from 1; empty where the file shows no page ends.")
    headers: Texts = declare(
        "Column headings as printed, left to right, levels joined by ` / `; empty text for a column without one.",
        is_empty_allowed=True,
    )
    fields: Texts = declare(
        "The field that each column was read as, or several joined by `, `; empty text for a column left unread.",
        is_empty_allowed=True,
    )
    kind: Text = declare("Whether the table has a row per study.", vocabulary="table-kind")
    why: Text = declare("What that verdict rests on.")
    row_count: Integer = declare("Rows of the table, each listed in `rows`.", ge=0)
    joined_by: Text = declare("The rule that joined its pieces over pages.", null="it stands in one piece")

    class Config:
        """Name, key and references."""

        name = "tables"
        description = "One row per logical table of a document, joined over page breaks."
        metadata = about(
            key=("document_id", "table_number"),
            references=(Reference(("document_id",), "documents", ("document_id",)),),
        )


class Rows(Contract):
    """One row per printed row of a table."""

    row_id: Text = declare("Names the printed row.")
    document_id: Text = declare("The document that prints it.")
    table_number: Integer = declare("The table, within the document.", ge=1)
    row_number: Integer = declare("Number of the row within the table, from 1, top to bottom.", ge=1)
    pages: Integers = declare("Pages that the row stands on, from 1; empty where the file shows no page ends.")
    kind: Text = declare("What the row is.", vocabulary="row-kind")
    category: Text = declare("The section heading or table title above it, as printed.", null="there is none")
    cells: Texts = declare(
        "Text of each cell in printed column order, parts of a cut row joined; empty text for an empty cell.",
        is_empty_allowed=True,
    )
    printed_rows: Integer = declare(
        "Pieces that the row was printed in: 1 for a row that was not cut; 0 for a heading between two tables and for "
        "a study that is a column in print, whose rows are counted with the header.",
        ge=0,
    )
    outcome: Text = declare("What became of the row.", vocabulary="row-outcome")
    study_id: Text = declare("The study that it was published as, or merged into.", null="it became no study")
    reason: Text = declare("Why it was refused.", null="it was not refused", vocabulary="reasons")

    class Config:
        """Name, key and references."""

        name = "rows"
        description = "One row per printed row of a table, with what it was taken for."
        metadata = about(
            key=("row_id",),
            order=("document_id", "table_number", "row_number"),
            references=(
                Reference(("document_id", "table_number"), "tables", ("document_id", "table_number")),
                Reference(("study_id",), "studies", ("study_id",)),
            ),
        )
