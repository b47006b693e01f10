"""Everything that one document says, read without looking at any other document.

This is the unit that is cached and that runs in parallel: the same bytes and the same code give the same reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.claims import Claim, read_claims
from extract.documents import Document, SourceDocument
from extract.errors import ExtractError, UnreadableDocument, sentence_of
from extract.fields.plain_text import clean
from extract.formats import find_format
from extract.front_matter import FrontMatter, read_front_matter
from extract.pace import begin_tables
from extract.pages import MOST_ILLEGIBLE, Block, Doubt, Grid, Pages
from extract.records import Record, TableReading
from extract.reference_lists import ListedReference, read_reference_list
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
# Doubts whether letters are right; no row is lost by them.
ABOUT_LETTERS = frozenset({"guessed-encoding", "nul-bytes"})
# A page with studies on which more than this part of the signs means nothing is doubted: one sign in a line of a
# hundred. Of the pages with studies of 20 reviews the worst has less than one in a thousand.
SOME_ILLEGIBLE = 0.01
NOTHING_IN_FRONT = FrontMatter(None, (), None, None, None, None, None, None, ())


def read_document(document: Document) -> DocumentReading:
    """What `document` says. A document that cannot be read comes back `unreadable` with its reason, never as an
    exception.
    """
    return looked_at_again(read_once(document))


@dataclass(frozen=True)
class FirstReading:
    """What a document says, and the pages that are to be looked at again before it is believed.

    Attributes:
        source: with its bytes; None where nothing is to be looked at again.
        doubtful_pages: numbers of the pages with studies for which the file itself does not vouch.
    """

    reading: DocumentReading
    source: SourceDocument | None = None
    doubtful_pages: tuple[int, ...] = ()


def looked_at_again(first: FirstReading) -> DocumentReading:
    """The reading, doubted if another engine reads its pages differently."""
    if first.source is None:
        return first.reading
    known = find_format(first.source.content)
    doubt = known.second_look(first.source, first.doubtful_pages) if known.second_look else None
    return first.reading if doubt is None else doubted(first.reading, doubt.code, doubt.sentence)


def read_once(document: Document) -> FirstReading:
    """What `document` says, as one engine reads it.

    This is the one place where a document's error is caught (bugs are not).
    """
    name = None
    try:
        source = document.load()
        known = find_format(source.content)
        name = known.name
        pages = known.read(source)
    except UnreadableDocument as error:
        return FirstReading(refused_reading(document, error, format_name=name))
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
    for doubt in (*_doubts(pages), *_illegible(pages, tables)):
        reading = doubted(reading, doubt.code, doubt.sentence)
    studied = () if pages.is_vouched_for else tuple(sorted(_pages_of_studies(tables)))
    return FirstReading(reading, source if studied else None, studied)


def _pages_of_studies(tables: Sequence[TableReading]) -> set[int]:
    return {number for table in tables if table.records for number in table.pages}


def doubted(reading: DocumentReading, code: str, message: str) -> DocumentReading:
    """`reading` with a doubt about the whole of it: it is at best `partial`, and each record carries the code.

    A document without study rows is `partial` too, for a table of studies may have been lost, unless only letters are
    in doubt. The first doubt stays the reason; the sentences of all stand in the message.
    """
    if reading.status == "unreadable":
        return reading
    tables = tuple(replace(table, records=tuple(_warned(table.records, code))) for table in reading.tables)
    is_first = reading.reason in (None, NO_STUDY_TABLE)
    return replace(
        reading,
        status="partial" if reading.records or code not in ABOUT_LETTERS else reading.status,
        reason=code if is_first else reading.reason,
        message=message if reading.message is None else f"{reading.message} {message}",
        tables=tables,
    )


def _warned(records: tuple[Record, ...], code: str) -> Iterator[Record]:
    for record in records:
        yield record if code in record.warnings else replace(record, warnings=(*record.warnings, code))


def refused_reading(document: Document, error: ExtractError, *, format_name: str | None) -> DocumentReading:
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


def _illegible(pages: Pages, tables: Sequence[TableReading]) -> Iterator[Doubt]:
    """A doubt where the file does not say which signs are printed: for some on a page of studies, for many on any."""
    studied = _pages_of_studies(tables)
    found = [
        f"{page.illegible_part:.0%} of the signs on page {page.number}"
        for page in pages.pages
        if page.illegible_part > (SOME_ILLEGIBLE if page.number in studied else MOST_ILLEGIBLE)
    ]
    if found:
        more = f" (and of {len(found) - 1} more pages)" if len(found) > 1 else ""
        yield Doubt(
            "unreadable-text",
            f"The file does not say which characters {found[0]} are{more}. Compare the rows with the page.",
        )


def _texts(pages: Pages) -> Iterator[str]:
    for page in pages.pages:
        for part in page.parts:
            if isinstance(part, Block):
                yield clean(part.text)
            else:
                yield from (clean(cell.text) for row in part.rows for cell in row.cells if cell.text)
