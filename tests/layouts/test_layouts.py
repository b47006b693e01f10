"""One review, set in many layouts, gives the same records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from extract.documents import SourceDocument
from extract.reading import DocumentReading, read_document
from extract.records import Record
from tests.layouts.layouts import LAYOUTS, Layout, printed_row, set_review
from tests.layouts.review import CAPTION, OTHER_CAPTION, SECTIONS, STUDIES, Study

# What does not come out yet, and why. A layout that begins to come out right fails until it is taken from this list.
NO_RECORDS: dict[str, str] = {}
NO_TITLE: dict[str, str] = {}


def cases(broken: dict[str, str]) -> list[object]:
    """All layouts, those in `broken` as expected failures with their reason."""
    assert set(broken) <= {layout.name for layout in LAYOUTS}
    return [
        pytest.param(
            layout,
            id=layout.name,
            marks=[pytest.mark.xfail(strict=True, reason=broken[layout.name])] if layout.name in broken else [],
        )
        for layout in LAYOUTS
    ]


@cache
def read(layout: Layout) -> DocumentReading:
    """The reading of the review in a layout."""
    return read_document(SourceDocument("review.pdf", "0" * 64, set_review(layout)))


def differences(record: Record, study: Study, layout: Layout) -> Iterator[str]:
    """A line for each field of a record that is not what a careful reader takes from the row."""
    wanted: dict[str, object] = {
        "reference": study.printed[0],
        "authors": study.authors,
        "year": study.year,
        "title": study.title,
        "container": study.container,
        "countries": study.countries,
        "designs_raw": study.printed[2],
        "designs": study.designs,
        "sample_raw": study.printed[3],
        "findings": " ".join(printed_row(study, layout)[4].split("<br/>")),
    }
    for field, value in wanted.items():
        reading = record.reading(field)
        if reading is None or reading.value != value:
            yield f"{study.authors[0]} {field}: {reading and reading.value!r}, expected {value!r}"
    samples = tuple((sample.n, sample.unit, sample.role) for sample in record.samples)
    if samples != study.samples:
        yield f"{study.authors[0]} samples: {samples}, expected {study.samples}"
    category = SECTIONS[study.category][1] if layout.has_sections else None
    if record.category != category:
        yield f"{study.authors[0]} category: {record.category!r}, expected {category!r}"


@pytest.mark.parametrize("layout", cases(NO_RECORDS))
def test_every_layout_gives_the_same_records(layout: Layout) -> None:
    """Authors, year, title, journal, country, design, samples, findings and category of each study, in printed order."""
    records = read(layout).records
    assert [record.text("first_author") for record in records] == [study.authors[0].split(",")[0] for study in STUDIES]
    found = [
        line for record, study in zip(records, STUDIES, strict=True) for line in differences(record, study, layout)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("layout", cases(NO_TITLE))
def test_the_caption_names_the_table(layout: Layout) -> None:
    """One table, whatever it was printed over, with the words of its caption, above or below it."""
    other = [f"Table 1. {OTHER_CAPTION}"] if layout.surroundings == "two tables" else []
    assert [table.title for table in read(layout).tables] == [*other, f"Table 2. {CAPTION}"]


def test_the_same_layout_gives_the_same_bytes() -> None:
    """A PDF is made without clock or chance."""
    assert set_review(LAYOUTS[0]) == set_review(LAYOUTS[0])
