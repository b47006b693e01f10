"""The sample review as a PDF gives the records of its text version."""

from __future__ import annotations

from functools import cache

import pytest

from extract.documents import SourceDocument
from extract.reading import DocumentReading, read_document
from tests.layouts.samples import EDITIONS, IN_RAW, RAW, SOURCE, Edition, set_edition

# What does not come out yet, and why, by the file's name.
BROKEN: dict[str, str] = {}


@cache
def read(edition: Edition) -> DocumentReading:
    """The reading of the review in an edition."""
    return read_document(SourceDocument(edition.file_name, "0" * 64, set_edition(edition)))


@cache
def text_version() -> DocumentReading:
    """The reading of the text that the PDFs were set from."""
    return read_document(SourceDocument(SOURCE, "1" * 64, (RAW / SOURCE).read_bytes()))


def editions() -> list[object]:
    """All editions, those that do not come out yet as expected failures."""
    return [
        pytest.param(
            edition,
            id=edition.file_name,
            marks=[pytest.mark.xfail(strict=True, reason=BROKEN[edition.file_name])]
            if edition.file_name in BROKEN
            else [],
        )
        for edition in EDITIONS
    ]


def letters(value: object) -> object:
    """A text without white space: where a narrow column broke a web address, a space may be left."""
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("edition", editions())
def test_the_pdf_gives_the_records_of_the_text(edition: Edition) -> None:
    """Each field, sample and category of each of the 25 studies is the same, in the same order."""
    expected, found = text_version().records, read(edition).records
    assert [record.text("title") for record in found] == [record.text("title") for record in expected]
    for one, other in zip(expected, found, strict=True):
        assert {each.field: letters(each.value) for each in other.readings} == {
            each.field: letters(each.value) for each in one.readings
        }
        assert [(s.n, s.unit, s.role) for s in other.samples] == [(s.n, s.unit, s.role) for s in one.samples]
        assert other.category == one.category


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.file_name)
def test_the_front_matter_is_the_same(edition: Edition) -> None:
    """Title, authors and month of the review, from its cover."""
    expected, found = text_version().front, read(edition).front
    assert (found.title, found.authors, found.published) == (expected.title, expected.authors, expected.published)


@pytest.mark.parametrize("edition", IN_RAW, ids=lambda edition: edition.file_name)
def test_the_file_in_raw_is_what_the_script_makes(edition: Edition) -> None:
    """`make samples` was run after the last change of the text or of the setting."""
    assert (RAW / edition.file_name).read_bytes() == set_edition(edition)
