"""Everything that one document says, read without looking at any other document.

This is the unit that is cached and that runs in parallel: the same bytes and the same code give the same reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.claims import Claim, read_claims
from extract.documents import SourceDocument
from extract.errors import ExtractError, UnreadableDocument
from extract.fields.plain_text import clean
from extract.formats import find_format
from extract.front_matter import FrontMatter, read_front_matter
from extract.pages import Block, Pages
from extract.records import Record, TableReading
from extract.reference_list import ListedReference, read_reference_list
from extract.study_rows import read_tables
from extract.tables.stitch import stitch

Status = Literal["parsed", "partial", "no-table", "unreadable"]


@dataclass(frozen=True)
class DocumentReading:
    """One document, read.

    Attributes:
        format: name of the format, None where no format knows the bytes.
        read_by: engine or dialect, None where nothing was read.
        pages: number of pages, None for a text without page ends.
        reason: a code of `schemas/vocab/reasons.yml`; None when there is nothing to say.
        message: the reason as a sentence with the next step.
        text: all that was read, white space normalised: what versions are compared by.
    """

    document_id: str
    sha256: str
    file_name: str
    size_bytes: int
    format: str | None
    read_by: str | None
    pages: int | None
    status: Status
    reason: str | None
    message: str | None
    front: FrontMatter
    claims: tuple[Claim, ...]
    references: tuple[ListedReference, ...]
    tables: tuple[TableReading, ...]
    text: str

    @property
    def records(self) -> tuple[Record, ...]:
        """Records of all study tables, in printed order."""
        return tuple(record for table in self.tables for record in table.records)


NOTHING_IN_FRONT = FrontMatter(None, (), None, None, None, None, None, None, ())


def read_document(document: SourceDocument) -> DocumentReading:
    """What `document` says. A document that cannot be read comes back `unreadable` with its reason, never as an
    exception.

    This is the one place where a document's error is caught (bugs are not).
    """
    name = None
    try:
        known = find_format(document.content)
        name = known.name
        pages = known.read(document)
    except UnreadableDocument as error:
        return refused_reading(document, error, format_name=name)
    tables = read_tables(stitch(pages), document.document_id)
    status, reason, message = _status(pages, tables)
    return DocumentReading(
        document.document_id,
        document.sha256,
        document.file_name,
        document.size_bytes,
        name,
        pages.read_by,
        pages.count,
        status,
        reason,
        message,
        read_front_matter(pages),
        read_claims(pages),
        read_reference_list(pages),
        tables,
        " ".join(_texts(pages)),
    )


def refused_reading(document: SourceDocument, error: ExtractError, *, format_name: str | None) -> DocumentReading:
    """The reading of a document that could not be read: its status, its reason, and nothing else."""
    return DocumentReading(
        document.document_id,
        document.sha256,
        document.file_name,
        document.size_bytes,
        format_name,
        None,
        None,
        "unreadable",
        error.code,
        str(error),
        NOTHING_IN_FRONT,
        (),
        (),
        (),
        "",
    )


def _status(pages: Pages, tables: tuple[TableReading, ...]) -> tuple[Status, str | None, str | None]:
    doubts = list(dict.fromkeys((*pages.warnings, *(code for page in pages.pages for code in page.warnings))))
    has_studies = any(table.records for table in tables)
    if doubts and has_studies:
        return "partial", doubts[0], f"Read, but with doubts: {', '.join(doubts)}."
    if not has_studies:
        reason = doubts[0] if doubts else "no-study-table"
        return "no-table", reason, "No table of this document has a row per study or intervention."
    return "parsed", None, None


def _texts(pages: Pages) -> Iterator[str]:
    for page in pages.pages:
        for part in page.parts:
            if isinstance(part, Block):
                yield clean(part.text)
            else:
                yield from (clean(cell.text) for row in part.rows for cell in row.cells if cell.text)
