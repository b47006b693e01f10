"""What stands alone between two fields is told by its place."""

from __future__ import annotations

import pytest

from extract.fields.reference import Reference, parse
from extract.fields.references.gaps import alone, extent_of
from extract.fields.references.record import Mark
from extract.fields.references.values import is_extent, pages_of
from tests.fields.marks import at


@pytest.mark.parametrize(
    ("text", "kept", "expected"),
    [
        ("Lamp Trust. First light: a report. 2022.", {"authors": "Lamp Trust.", "year": "2022"}, "First light: a report"),
        ("Berg, A. (2012). Lamps of the north. Leeds", {"authors": "Berg, A.", "year": "2012", "place": "Leeds"}, "Lamps of the north"),
        ("Lamp Trust: Lamps on roads. www.x", {"authors": "Lamp Trust", "url": "www.x"}, "Lamps on roads"),
        ("Berg A. Lamps. Roads and trade. 2012.", {"authors": "Berg A.", "year": "2012"}, None),  # two sentences
        ("Berg A. Lamps. 2012.", {"authors": "Berg A.", "year": "2012"}, None),  # one word
        ("Berg A. Lamps at sea. In LUX, 1995.", {"authors": "Berg A.", "container": "LUX", "year": "1995"}, "Lamps at sea"),
        ("Berg, „Lampen und Licht“, Lampenzeit 58", {"authors": "Berg", "volume": "58"}, "„Lampen und Licht“"),
        ("Lamp Court. Decision of 2 May 2012.", {"authors": "Lamp Court", "year": "2 May 2012"}, None),
        ("Berg A, lamps on roads. 2012.", {"authors": "Berg A", "year": "2012"}, None),
    ],
)  # fmt: skip
def test_a_title_stands_behind_the_authors(text: str, kept: dict[str, str], expected: str | None) -> None:
    """One sentence of two words and more up to the next field, behind a year or not."""
    found = {
        mark.field: text[mark.start : mark.end] for mark in alone(text, [at(text, *each) for each in kept.items()])
    }
    assert found.get("title") == expected


ARTICLE = {"title": "Lamps.", "volume": "36"}


@pytest.mark.parametrize(
    ("text", "kept", "expected"),
    [
        ("Lamps. Lampology 2000 2004; 36", {**ARTICLE, "year": "2004"}, "Lampology 2000"),
        ("Lamps. New Lamp; 36", ARTICLE, "New Lamp"),
        ("Lamps. In: Roads and trade. Leeds", {"title": "Lamps.", "place": "Leeds"}, "Roads and trade"),
        ("Lamps. In Roads and trade, ed. A. Berg. Leeds", {"title": "Lamps.", "place": "Leeds"}, "Roads and trade"),
        ("Lamps. In: Berg C, Lamp Trust, eds.; 2012", {"title": "Lamps.", "year": "2012"}, None),
        ("Lamps. In: Berg, editor; 2012", {"title": "Lamps.", "year": "2012"}, None),
        ("Lamps. Lamp Report, Vol. 36", ARTICLE, None),
        ("Lamps, in the Lux Reader (LX), pages 36", {"title": "Lamps,", "pages": "36"}, "Lux Reader (LX)"),
        ("Lamps. In Proceedings of Lux (LX), York, UK, 3–4 May 2012; Lit", {"title": "Lamps.", "publisher": "Lit"},
         "Proceedings of Lux (LX), York, UK, 3–4 May 2012"),
        ("Lamps. Proc. LUX 04. York", {"title": "Lamps.", "place": "York"}, None),
        ("Lamps. Proceedings of LUX 04. York", {"title": "Lamps.", "place": "York"}, "Proceedings of LUX 04"),
        ("Lamps. In A. Berg (Eds.), Trade, 2nd Edition (p. 36", {**ARTICLE, "editors": "A. Berg"}, "Trade"),
        ("Lamps. In A. Berg (Hg.): Trade. Ways of the north. York", {"title": "Lamps.", "editors": "A. Berg", "place": "York"},
         "Trade. Ways of the north"),
        ("Lamps. In A. Berg, Lee, Trade (p. 36", {**ARTICLE, "editors": "A. Berg"}, None),  # another editor
        ("Lamps, with A. Berg (ed.), Trade 36", {"title": "Lamps,", "volume": "36", "editors": "A. Berg"}, None),
        ("Lamps. In: Trade, York: Lux. 36", ARTICLE, None),
        ("Lamps. In: Trade, Oil and Gas: Essays for Lee. 36", ARTICLE, "Trade, Oil and Gas: Essays for Lee"),
        ("Lamps, in Berg et al. 36", {"title": "Lamps,", "volume": "36"}, None),
        ("Lamps, in Berg v. Lee 36", {"title": "Lamps,", "volume": "36"}, None),
        ("Lamps. Updated: 2012", {"title": "Lamps.", "year": "2012"}, None),  # nothing is counted
        ("Lamps. New Lamp; 36, Lit", {**ARTICLE, "publisher": "Lit"}, None),
        ("Lamps. New Lamp; 36", {**ARTICLE, "conference": "36"}, None),
    ],
)  # fmt: skip
def test_a_journal_or_book_stands_behind_the_title(text: str, kept: dict[str, str], expected: str | None) -> None:
    """A journal before its numbers, a book behind "In"; no editors and no dates."""
    found = {
        mark.field: text[mark.start : mark.end] for mark in alone(text, [at(text, *each) for each in kept.items()])
    }
    assert found.get("container") == expected


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
        ("267-77; quiz 78-82", "267-277, quiz 278-282"),
        ("287–99; discussion 99–300", "287-299, discussion 299-300"),
        ("291-8, 2-5", "291-298, 2-5"),
        ("2077-86, 91-2", "2077-2086, 2091-2092"),
        ("13-15, 7", "13-15, 7"),
        ("698, 700, 702–4", "698, 700, 702-704"),
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
