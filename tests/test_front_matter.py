"""Front matter: what a document says about itself, and nothing that it does not say."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest

from extract.documents import SourceDocument
from extract.formats import text as text_format
from extract.front_matter import read_front_matter
from extract.pages import Block, BlockKind, Box, Mark, Page, Pages, Span

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
RUNNING = (
    "Gardens are places in which people meet, and this paper asks what is known about gardens that are kept by people "
    "who live alone, and what the keeping of them changes."
)


def _text(*blocks: tuple[BlockKind, int, str]) -> Pages:
    parts = tuple(
        Block(kind, text, Span(n, 1, n, len(text) + 1), level) for n, (kind, level, text) in enumerate(blocks, 1)
    )
    return Pages((Page(None, parts),), None, "test")


def _printed(*blocks: tuple[BlockKind, int, float, str]) -> Pages:
    """One page of a PDF: kind, level, height of the box, text."""
    parts = tuple(
        Block(kind, text, Box(50, 100 * n, 500, 100 * n + height), level)
        for n, (kind, level, height, text) in enumerate(blocks, 1)
    )
    return Pages((Page(1, parts, 595, 842),), 1, "test")


def test_a_title_that_ends_in_a_colon_goes_on_in_the_next_block() -> None:
    """A heading and the paragraph below are one title, joined by a space, with authors and date after them."""
    found = read_front_matter(
        _text(
            ("heading", 1, "What is known about:"),
            ("paragraph", 0, "gardens kept by people who live alone"),
            ("paragraph", 0, "Dr Thea Harlow, Prof. Max Quist and Io Dune-Arrow, MSc"),
            ("paragraph", 0, "March 2019"),
            ("heading", 3, "Institute for Allotment Research"),
            ("paragraph", 0, "Second Floor, 4-6 Mill Buildings"),
            ("heading", 2, "Background"),
            ("paragraph", 0, RUNNING),
        )
    )
    assert found.title == "What is known about: gardens kept by people who live alone"
    assert found.authors == ("Thea Harlow", "Max Quist", "Io Dune-Arrow")
    assert found.publisher == "Institute for Allotment Research"
    assert (found.published, found.published_raw) == (datetime.date(2019, 3, 1), "March 2019")
    assert found.opening == " ".join(RUNNING.split()[:30])


def test_a_document_that_begins_with_its_abstract_has_no_title() -> None:
    """Nothing is invented: no title, no authors, and the opening identifies the document."""
    found = read_front_matter(_text(("heading", 1, "Abstract"), ("paragraph", 0, RUNNING)))
    assert (found.title, found.authors, found.published) == (None, (), None)
    assert found.opening == " ".join(RUNNING.split()[:30])


def test_the_title_of_a_printed_page_is_its_biggest_block() -> None:
    """Lines of one size are one title; the series above it and the names below it are not parts of it."""
    found = read_front_matter(
        _printed(
            ("heading", 3, 8, "TOPIC REVIEW"),
            ("heading", 1, 20, "Gardens kept by people who live alone:"),
            ("heading", 1, 21, "a scoping review"),
            ("heading", 2, 12, "Thea Harlow1,2 · Max Quist2"),
            ("paragraph", 0, 9, "1 Department of Botany, University of Mill"),
            ("heading", 3, 10, "Abstract"),
            ("paragraph", 0, 60, RUNNING),
            ("paragraph", 0, 9, "Published online: 7 May 2021"),
            ("paragraph", 0, 9, "Allotment Studies 2021, 10, 773. https://doi.org/10.9999/abc"),
        )
    )
    assert found.title == "Gardens kept by people who live alone: a scoping review"
    assert found.authors == ("Thea Harlow", "Max Quist")
    assert found.published == datetime.date(2021, 5, 7)
    assert found.publisher == "Allotment Studies"


def test_the_sign_of_a_journal_is_no_title() -> None:
    """One word, however big, names no review."""
    found = read_front_matter(_printed(("heading", 1, 30, "gardens"), ("paragraph", 0, 60, RUNNING)))
    assert found.title is None


def test_names_may_be_parted_by_raised_signs_only() -> None:
    """`Thea Harlow¹ Max Quist²` are two authors."""
    line = "Thea Harlow1 Max Quist2"
    marks = (Mark(11, 12, "superscript"), Mark(22, 23, "superscript"))
    parts = (
        Block("heading", "Gardens kept by people who live alone", Box(50, 100, 500, 120), 1),
        Block("paragraph", line, Box(50, 150, 500, 160), 0, marks),
    )
    assert read_front_matter(Pages((Page(1, parts),), 1, "test")).authors == ("Thea Harlow", "Max Quist")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (
            "Thea Harlow, BSc, DDS;* Max Quist, PhD;† Ana de la Cruz, BMT",
            ("Thea Harlow", "Max Quist", "Ana de la Cruz"),
        ),
        ("T. P. Harlow & M. O'Neill", ("T. P. Harlow", "M. O'Neill")),
        ("By Thea Harlow", ("Thea Harlow",)),
        ("Institute for Allotment Research", ()),
        ("A systematic review", ()),
        ("Final Report", ()),
        ("We thank Thea Harlow and others.", ()),
        ("April 2017", ()),
        ("SEE PROFILE", ()),
    ],
)
def test_a_line_of_names_lists_persons_and_nothing_else(line: str, authors: tuple[str, ...]) -> None:
    """Titles, degrees and marks are kept off; bodies, subtitles and sentences are no authors."""
    found = read_front_matter(_text(("heading", 1, "Gardens kept by people who live alone"), ("paragraph", 0, line)))
    assert found.authors == authors


@pytest.mark.parametrize(
    ("line", "day", "raw"),
    [
        ("April 2017", datetime.date(2017, 4, 1), "April 2017"),
        ("12 March 2021", datetime.date(2021, 3, 12), "12 March 2021"),
        ("Published: 3 May 2020", datetime.date(2020, 5, 3), "3 May 2020"),
        ("This version: August 13, 2015 [preliminary]", datetime.date(2015, 8, 13), "August 13, 2015"),
        ("© 2017 Institute for Allotment Research", datetime.date(2017, 1, 1), "2017"),
        ("2021", datetime.date(2021, 1, 1), "2021"),
        ("Received: 3 May 2020", None, None),
        ("31 February 2020", None, "31 February 2020"),
        ("Searches ran from 2010 to 2017", None, None),
    ],
)
def test_the_date_is_the_first_day_of_what_is_printed(line: str, day: datetime.date | None, raw: str | None) -> None:
    """A month is its first day; a date of receipt or of a search is none of publication."""
    found = read_front_matter(_text(("heading", 1, "Gardens kept by people who live alone"), ("paragraph", 0, line)))
    assert (found.published, found.published_raw) == (day, raw)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2017 Institute for Allotment Research www.example.org", "Institute for Allotment Research"),
        ("© 2023 The Authors. Published by Mill Press Ltd. This is an open access article", "Mill Press Ltd"),
        ("© 2021 by the authors.", None),
        ("The copyright law of gardens", None),
    ],
)
def test_the_holder_of_the_rights_is_the_publisher_when_it_is_a_body(line: str, publisher: str | None) -> None:
    """Authors who hold their rights are no publisher."""
    found = read_front_matter(_text(("heading", 1, "Gardens kept by people who live alone"), ("paragraph", 0, line)))
    assert found.publisher == publisher


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Updated edition", "Updated edition"),
        ("Version 2.1, May 2020", "Version 2.1"),
        ("2nd edition", "2nd edition"),
        ("2024 update", "2024 update"),
        ("Updated June 2024", "Updated June 2024"),
        ("An updated meta-analysis of gardens", None),
        ("A conversion 2 of this text", None),
        ("Update of the search in 2019", None),
    ],
)
def test_the_version_is_labelled_as_printed(line: str, label: str | None) -> None:
    """A label of a version is one; a word of the title that sounds like it is not."""
    found = read_front_matter(_text(("heading", 1, "Gardens kept by people who live alone"), ("paragraph", 0, line)))
    assert found.version_label == label


def test_sentences_of_the_search_are_kept_as_printed() -> None:
    """Sentences with a search and its time are joined; studies published at a time are not searched then."""
    found = read_front_matter(
        _text(
            ("heading", 1, "Introduction"),
            ("paragraph", 0, "A search in May 2009 found little [3]. We searched in May 2001."),
            ("heading", 1, "Methods"),
            ("paragraph", 0, "Searches were run in June 2014. Research published in May 2012 was read."),
            ("list-item", 0, "- The search was repeated on 3 May 2019."),
        )
    )
    assert found.search_dates == "Searches were run in June 2014. The search was repeated on 3 May 2019."


def test_key_findings_are_the_items_under_their_heading() -> None:
    """Items without bullets, up to the next heading; the same words in a list of contents begin nothing."""
    found = read_front_matter(
        _text(
            ("list-item", 0, "- Some key findings"),
            ("heading", 2, "Some key findings"),
            ("list-item", 0, "- Gardens help."),
            ("list-item", 0, "• So do cats."),
            ("heading", 2, "What next"),
            ("list-item", 0, "- Ask more."),
        )
    )
    assert found.key_findings == ("Gardens help.", "So do cats.")


def test_hostile_text_is_read_in_linear_time() -> None:
    """Long nonsense in front costs seconds at most."""
    start = time.perf_counter()
    for text in ("A" * 100_000, "A. " * 40_000, " " * 100_000, "© " * 40_000, "May " * 40_000, "Published: " * 20_000):
        read_front_matter(_text(("heading", 1, text), ("paragraph", 0, text), ("paragraph", 0, "search " + text)))
    assert time.perf_counter() - start < 20


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not here")
def test_both_conversions_of_a_review_have_the_same_front() -> None:
    """Title, authors, publisher, date and search dates agree; the review exported from Word has no title."""
    first, second, word = (
        read_front_matter(text_format.read(SourceDocument(path.name, "0" * 64, path.read_bytes())))
        for path in sorted(SEEDS.glob("*.txt"))
    )
    assert first.title is not None
    assert " on: what " in first.title  # a heading and the block below it
    assert len(first.title.split()) == 21
    assert len(first.authors) == 3
    assert first.published == datetime.date(2017, 4, 1)
    assert len(first.key_findings) == 4
    fields = ("title", "authors", "publisher", "published", "search_dates", "version_label", "opening")
    assert all(getattr(first, field) == getattr(second, field) for field in fields)
    assert (word.title, word.authors) == (None, ())
    assert word.search_dates is not None
    assert word.search_dates.endswith("November 2016.")
