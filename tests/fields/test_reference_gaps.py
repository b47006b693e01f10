"""What stands alone between two fields is told by its place."""

from __future__ import annotations

import pytest

from extract.fields.references.gaps import alone
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
