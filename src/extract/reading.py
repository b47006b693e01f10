"""Everything that one document says, read without looking at any other document.

This is the unit that is cached and that runs in parallel: the same bytes and the same code give the same reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extract.claims import Claim, read_claims
from extract.documents import SourceDocument
from extract.errors import ExtractError, UnreadableDocument, sentence_of
from extract.fields.plain_text import clean
from extract.formats import find_format
from extract.front_matter import FrontMatter, read_front_matter
from extract.pace import begin_tables
from extract.pages import Block, Doubt, Grid, Pages
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
        printed_rows: rows of all grids, as the format read them; the rows of `tables` account for each.
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
    printed_rows: int = 0

    @property
    def records(self) -> tuple[Record, ...]:
        """Records of all study tables, in printed order."""
        return tuple(record for table in self.tables for record in table.records)


NO_STUDY_TABLE = "no-study-table"
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
    begin_tables()
    tables = read_tables(stitch(pages), document.document_id)
    reading = DocumentReading(
        document.document_id,
        document.sha256,
        document.file_name,
        document.size_bytes,
        name,
        pages.read_by,
        pages.count,
        *_status(tables),
        read_front_matter(pages),
        read_claims(pages),
        read_reference_list(pages),
        tables,
        " ".join(_texts(pages)),
        sum(len(part.rows) for page in pages.pages for part in page.parts if isinstance(part, Grid)),
    )
    for doubt in _doubts(pages):
        reading = doubted(reading, doubt.code, doubt.sentence)
    return reading


def doubted(reading: DocumentReading, code: str, message: str) -> DocumentReading:
    """`reading` with a doubt about the whole of it: it is at best `partial`, and each record carries the code.

    The first doubt stays the reason; the sentences of all stand in the message.
    """
    if reading.status == "unreadable":
        return reading
    tables = tuple(replace(table, records=tuple(_warned(table.records, code))) for table in reading.tables)
    is_first = reading.reason in (None, NO_STUDY_TABLE)
    return replace(
        reading,
        status="partial" if reading.records else "no-table",
        reason=code if is_first else reading.reason,
        message=message if reading.message is None else f"{reading.message} {message}",
        tables=tables,
    )


def _warned(records: tuple[Record, ...], code: str) -> Iterator[Record]:
    for record in records:
        yield record if code in record.warnings else replace(record, warnings=(*record.warnings, code))


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


def _status(tables: tuple[TableReading, ...]) -> tuple[Status, str | None, str | None]:
    if any(table.records for table in tables):
        return "parsed", None, None
    return "no-table", NO_STUDY_TABLE, "No table of this document has a row per study or intervention."


def _doubts(pages: Pages) -> Iterator[Doubt]:
    """The doubts of a document, each code once; a doubt that came without a sentence has that of the vocabulary."""
    told = {doubt.code: doubt for doubt in reversed(pages.doubts)}
    codes = (*told, *pages.warnings, *(code for page in pages.pages for code in page.warnings))
    for code in dict.fromkeys(codes):
        yield told.get(code) or Doubt(code, sentence_of(code))


def _texts(pages: Pages) -> Iterator[str]:
    for page in pages.pages:
        for part in page.parts:
            if isinstance(part, Block):
                yield clean(part.text)
            else:
                yield from (clean(cell.text) for row in part.rows for cell in row.cells if cell.text)
