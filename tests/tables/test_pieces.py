"""What is a table called, and how does a page say that it goes on?"""

from __future__ import annotations

import pytest

from extract.tables.pieces import CONTINUED, TABLE_LABEL


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("Table 2. Lamps", "2"),
        ("Tabelle 2: Lampen", "2"),
        ("Tableau IV Lampes", "IV"),
        ("Cuadro 3. Lámparas", "3"),
        ("Quadro A1. Lâmpadas", "A1"),
        ("Tabel 5. Lampen", "5"),
        ("Tafel 2. Lampen", None),
        ("Die Tabelle 2 zeigt", None),
    ],
)
def test_a_caption_begins_with_the_word_for_a_table(caption: str, number: str | None) -> None:
    """In seven languages, at the beginning."""
    found = TABLE_LABEL.match(caption)
    assert (None if found is None else found["number"]) == number


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Table 2 (continued)", True),
        ("Tabelle 2 (Fortsetzung)", True),
        ("Tableau 2 (suite)", True),
        ("Tabla 2 (continuación)", True),
        ("Table 2. A suite of lamps", False),
        ("Tabella 2. Luce continua", False),
    ],
)
def test_a_table_says_that_it_goes_on(text: str, goes_on: bool) -> None:
    """In brackets where the word has other meanings."""
    assert (CONTINUED.search(text) is not None) is goes_on
