"""How many pages a whole work has."""

from __future__ import annotations

import pytest

from extract.fields.reference import Reference, parse
from extract.fields.references.extents import extent_of
from extract.fields.references.record import Mark
from extract.fields.references.values import is_extent, pages_of


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("Leeds: Lit, 2012. 139 p.", "139 p."),
        ("Leeds: Lit, 2012, xii, 240 pp. (Lamps 3)", "xii, 240 pp."),
        ("Leeds: Lit 2012. - 212 S., 14 Taf.", "212 S."),
        ("Лит, 1998. 268 с.", "268 с."),
        ("Lit; 2012 Mar. [9 p].", "9 p"),
        ("Lit, v. 90, 34 p. 1963.", "34 p."),
        ("Lit 3 (2012) S. 34", None),
        ("Lit, Heft 3 S. 157-160", None),
        ("Lit, pp. 3-9 p.", None),
    ],
)
def test_a_count_of_pages_stands_behind_the_title(behind: str, expected: str | None) -> None:
    """With that of the front matter; a page and a range of pages are none."""
    text = f"Lamps. {behind}"
    found = next(extent_of(text, [Mark("title", 0, 6)]), None)
    assert (None if found is None else text[found.start : found.end]) == expected


def test_known_pages_are_no_count() -> None:
    """A chapter's pages stay, whatever the book counts."""
    text = "Lamps. Lit, 2012, pp. 3-9, 139 p."
    assert list(extent_of(text, [Mark("title", 0, 6), Mark("pages", 22, 25)])) == []
    assert list(extent_of("139 p.", [])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("139 p.", "139 p"),
        ("XII+240 pp", "xii, 240 p"),
        ("214 S.", "214 p"),
        ("p. 139", "139"),
        ("220S", "220S"),
        ("045002 (11pp)", "045002"),
        ("901-7; quiz 907", "901-907, quiz 907"),
    ],
)
def test_counts_say_that_they_are_counts(text: str, expected: str) -> None:
    """In one form, apart from pages; the count of an article behind its number is left off."""
    assert pages_of(text) == expected
    assert is_extent(expected) == expected.endswith("p")


def test_a_book_with_a_count_of_pages_stays_a_book() -> None:
    """A count tells of no work around it."""
    found = parse("Berg, Anna. 2012. Lamps of the northern coast. Leeds: Lantern Press. 139 p.")
    assert isinstance(found, Reference)
    assert (found.pages, found.type) == ("139 p", "book")
