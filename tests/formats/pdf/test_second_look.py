"""Pages with studies for which a file does not vouch are read by a second engine, and doubted where the two differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from extract.documents import SourceDocument
from extract.formats.pdf.damage.second_look import letters, second_look
from extract.formats.pdf.damage.soundness import examine
from extract.formats.pdf.sources import open_source
from extract.isolation.children import _not_compared, _settled
from extract.reading import read_document, read_once
from tests.formats.pdf.small_pdfs import TABLE, pages, stream, table_page, with_table

# What stands for text to a reader aloud (14.9.4): pdfium takes it for the text, pdfminer what is drawn.
TWO_TEXTS = b"/Span << /ActualText (Birch and Oak) >> BDC BT /F1 9 Tf 72 400 Td (Cedar, Pine and Yew) Tj ET EMC"


def document(content: bytes, *, is_packed: bool) -> SourceDocument:
    """A file with one page, its content in a stream with a checksum or without."""
    objects = pages([b""])
    objects[5] = stream(content) if is_packed else b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    whole = with_table(objects)
    assert examine(whole).faults == ()
    return SourceDocument.of("review.pdf", whole)


def test_a_file_with_checksums_is_not_looked_at_again() -> None:
    """It proves that it is as it was written."""
    source = document(table_page(TABLE), is_packed=True)
    assert examine(source.content).is_vouched_for
    first = read_once(source)
    assert first.source is None and first.reading.status == "parsed"


def test_a_file_without_is_and_believed_where_both_engines_agree() -> None:
    """Only the pages with studies are compared."""
    source = document(table_page(TABLE), is_packed=False)
    assert not examine(source.content).is_vouched_for
    assert read_once(source).doubtful_pages == (1,)
    assert read_document(source).status == "parsed"


def test_a_page_that_two_engines_read_differently_is_a_doubt() -> None:
    """The document is partial, its rows carry the doubt, and the message names the page."""
    reading = read_document(document(table_page(TABLE) + b"\n" + TWO_TEXTS, is_packed=False))
    assert (reading.status, reading.reason) == ("partial", "damaged") and len(reading.records) == 4
    assert "Two engines read page 1 differently" in (reading.message or "")
    assert all("damaged" in record.warnings for record in reading.records)


def test_what_a_second_engine_cannot_read_is_a_doubt() -> None:
    """A file that only one engine opens is not believed without a word."""
    broken = SourceDocument("review.pdf", "0" * 64, b"%PDF-1.4\nnothing")
    doubt = second_look(broken, (1,))
    assert doubt is not None and "cannot open the file" in doubt.sentence


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_letters_are_counted_alike(engine: str) -> None:
    """Blanks and marks do not count."""
    source = document(b"BT /F1 9 Tf 72 700 Td (Cafe - 12 %) Tj ET", is_packed=False)
    opened = open_source(source.content, "a.pdf", engine)  # type: ignore[arg-type]  # one of the two
    page = opened.page(0)
    assert page is not None and letters(page.chars_read) == Counter("Cafe12")
    opened.close()


@pytest.mark.parametrize("content", [b"(Peru) Tj", b"[(Pe) -20 (ru)]TJ", b"2 beginbfchar", b"3 begincidrange"])
def test_streams_that_text_hangs_on_need_a_checksum(content: bytes) -> None:
    """Shown strings and maps of codes."""
    assert not examine(document(content, is_packed=False).content).is_vouched_for


@pytest.mark.parametrize("content", [b"0 0 10 10 re f", b"/TJx gs", b""])
def test_other_streams_need_none(content: bytes) -> None:
    """Near misses: drawings, a name that looks like an operator."""
    assert examine(document(content, is_packed=False).content).is_vouched_for


def test_a_second_look_that_ends_badly_takes_no_row_away() -> None:
    """The reading before it is kept, with a doubt that says what happened."""
    draft = read_once(document(table_page(TABLE), is_packed=False)).reading
    kept = _not_compared(draft, "time-out", "took more of the processor's time than the limit and was stopped")
    assert (kept.status, kept.reason, len(kept.records)) == ("partial", "time-out", 4)
    assert "Compare the rows with the pages." in (kept.message or "")
    refused = replace(draft, status="unreadable", reason="too-large", tables=())
    assert _settled(refused, draft).reason == "too-large" and len(_settled(refused, draft).records) == 4
    assert _settled(draft, None) is draft
