"""The contracts of `documents` and `reviews`: what arrived, and which reviews it is a text of."""

from __future__ import annotations

from schemas.columns import DOCUMENT_ID, ONE_LINE, Date, Integer, Text, Texts, declare
from schemas.contract import Contract, Reference, about


class Documents(Contract):
    """One row per source file, whatever became of it."""

    document_id: Text = declare(
        "The first 16 hexadecimal digits of the file's sha256. Further files of the same bytes add `-2`, `-3`, ...",
        str_matches=DOCUMENT_ID,
    )
    sha256: Text = declare("Checksum of the file's bytes, hexadecimal.", str_matches=r"^[0-9a-f]{64}$")
    file_name: Text = declare(
        "Where the file lay below the input folder, with `/` between folders.", str_matches=ONE_LINE, unique=True
    )
    format: Text = declare("What kind of file the bytes are, by content and not by name.", null="no format knows it")
    read_by: Text = declare(
        "The engine that read it, such as `pdfplumber`; for texts the converter's dialect.", null="it was not read"
    )
    pages: Integer = declare(
        "Pages of the document, also those without a table.", null="the file shows no page ends, or was not read", ge=0
    )
    size_bytes: Integer = declare("Length of the file.", unit="bytes", ge=0)
    title: Text = declare("Title of the document as printed, on one line.", null="no title was found")
    review_id: Text = declare("The review that this is a text of.", null="it holds no study table, or was not read")
    version_label: Text = declare("How the document names its version or date, as printed.", null="it names none")
    version_date: Date = declare(
        "Date of this version; the first day of the month or year where no day is printed.", null="no date was found"
    )
    near_duplicate_of: Text = declare(
        "The document of which this is another text: a second conversion or copy of the same version.",
        null="it is the first or only text of its version",
    )
    superseded_by: Text = declare("The document that holds the next version of the review.", null="no later version")
    status: Text = declare("What became of the file.", vocabulary="document-status")
    reason: Text = declare(
        "Why it was not, or not wholly, read, or what makes it doubtful.", null="nothing to say", vocabulary="reasons"
    )
    printed_rows: Integer = declare("Rows printed in its tables; `rows` accounts for each.", ge=0)
    words: Integer = declare("Words of running text and tables that were read.", null="it was not read", ge=0)

    class Config:
        """Name, key and references."""

        name = "documents"
        description = "One row per source file, whatever became of it."
        metadata = about(
            key=("document_id",),
            references=(
                Reference(("review_id",), "reviews", ("review_id",)),
                Reference(("near_duplicate_of",), "documents", ("document_id",)),
                Reference(("superseded_by",), "documents", ("document_id",)),
            ),
        )


class Reviews(Contract):
    """One row per review, however many documents hold it."""

    review_id: Text = declare("Names the review in every release, whichever of its documents are there.")
    title: Text = declare("Title of the review, from its current document.", null="no title was found")
    authors: Texts = declare("Authors of the review as printed, in printed order; empty if none were found.")
    publisher: Text = declare("Organisation or journal that published it.", null="none was found")
    published: Date = declare(
        "Date of the current version; the first day of the month or year where no day is printed.",
        null="no date was found",
    )
    search_dates: Text = declare(
        "When, or over which years, the literature was searched, as printed.", null="not stated"
    )
    current_document_id: Text = declare("The document that holds the newest version, the best text of it.")
    document_count: Integer = declare("Documents that are texts of this review, of any version.", ge=1)
    study_count: Integer = declare("Rows of `studies` that belong to this review.", ge=0)

    class Config:
        """Name, key and references."""

        name = "reviews"
        description = "One row per review, however many documents hold it."
        metadata = about(
            key=("review_id",),
            references=(Reference(("current_document_id",), "documents", ("document_id",)),),
        )
