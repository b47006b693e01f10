"""Signs of which a PDF does not say what they mean are counted, and never pass for text in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from extract.documents import SourceDocument
from extract.formats.pdf.drawn.legibility import reads_as_words
from extract.reading import DocumentReading, read_document
from tests.formats.pdf.small_pdfs import TABLE, pages, table_page, text_page, with_table

LINES = [b"What helps people who moved house, a review of what was found in nine towns"] * 30
# The same text in the codes of a font that counts its glyphs from the third on: "the" is "WKH".
SHIFTED = [bytes(code - 29 if code > 64 else code for code in line).replace(b"\\", b"\\\\") for line in LINES]


def reading_of(contents: Sequence[bytes], nameless: Sequence[int]) -> DocumentReading:
    """A document with these pages; its font gives the `nameless` codes to glyphs that nobody has heard of."""
    objects = pages(contents)
    names = b" ".join(b"%d /unheard%d" % (code, code) for code in nameless)
    encoding = b"/Encoding << /Type /Encoding /Differences [ %s ] >>" % names
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>" % encoding
    content = with_table(objects)
    return read_document(SourceDocument.of("review.pdf", content))


def test_codes_that_are_the_text_are_believed() -> None:
    """A font without names whose codes are ASCII, as TeX writes them, reads as words."""
    reading = reading_of([text_page(LINES)], range(97, 123))
    assert "What helps people" in reading.text and reading.reason == "no-study-table"


def test_a_document_of_bare_codes_is_refused() -> None:
    """What looks like text and is none is not published as text."""
    reading = reading_of([text_page(SHIFTED), text_page(SHIFTED)], range(33, 123))
    assert (reading.status, reading.reason, reading.text) == ("unreadable", "unreadable-text", "")
    assert "2 pages" in (reading.message or "") and "character recognition" in (reading.message or "")


def test_a_page_of_bare_codes_among_others_is_a_doubt() -> None:
    """It may have held a table of studies: the document is partial, with the page."""
    reading = reading_of([text_page(SHIFTED), text_page(LINES)], [*range(33, 65), *range(66, 95)])
    assert (reading.status, reading.reason) == ("partial", "unreadable-text")
    assert "on page 1 are" in (reading.message or "")


@pytest.mark.parametrize(("marks", "reason"), [(0, None), (1, None), (6, "unreadable-text")])
def test_a_few_signs_on_a_page_of_studies_are_a_doubt(marks: int, reason: str | None) -> None:
    """More than one in a hundred; the rows carry it."""
    rows = [*TABLE[:-1], (*TABLE[-1][:-1], TABLE[-1][-1] + b"~" * marks)]
    reading = reading_of([table_page(rows)], [126])
    assert len(reading.records) == 4 and reading.reason == reason
    assert all(("unreadable-text" in record.warnings) == (reason is not None) for record in reading.records)


def test_signs_elsewhere_are_no_doubt() -> None:
    """Formulas on a page without studies harm no row."""
    formulas = [*LINES, b"~" * 200]
    assert reading_of([table_page(TABLE), text_page(formulas)], [126]).reason is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two of the nine towns had no shelter", True),
        ("Zwei der neun Orte hatten kein Obdach", True),
        ("Table 4: mean 3.2 (sd 0.4), range 1-7", True),
        ("WZR RI WKH QLQH WRZQV KDG QR VKHOWHU", False),
        ("!\"#$%&'()*+,-./0123456789", False),
        ("bcdfg hjklm npqrs tvwxz", False),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14", False),
    ],
)
def test_words_are_told_from_codes(text: str, expected: bool) -> None:
    """By small letters and vowels."""
    assert reads_as_words(Counter(sign for sign in text if sign != " ")) is expected
