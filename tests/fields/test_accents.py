"""An accent that the text of a PDF gives by itself goes back onto its letter."""

from __future__ import annotations

import pytest

from extract.fields.accents import accented, without_lost

ON_THEIR_LETTER = [
    ("B¨uchler", "Büchler"), ("Bu¨chler", "Büchler"), ("B ¨uchler", "Büchler"), ("Bu ¨chler", "Büchler"),
    ("Jos´e", "José"), ("Jose´", "José"), ("Jose´ Garc´ıa", "José García"), ("Garcı´a", "García"),
    ("L´opez", "López"), ("Lo´pez", "López"), ("GARC´IA", "GARCÍA"), ("de´ja` vu", "déjà vu"),
    ("Fran¸cois", "François"), ("Franc¸ois", "François"), ("Pen˜a", "Peña"), ("Pe˜na", "Peña"),
    ("Jo˜ao", "João"), ("Joa˜o", "João"), ("Nin ˜o", "Niño"), ("Kovaˇcevi´c", "Kovačević"),
    ("Kovacˇevic´", "Kovačević"), ("ˇSimic", "Šimic"), ("Erd˝os", "Erdős"), ("˚Ake", "Åke"), ("na¨ıve", "naïve"),
    ("H´el`ene", "Hélène"), ("C¸ elebi and S¸ ahin", "Çelebi and Şahin"),
]  # fmt: skip
AS_PRINTED = [
    "people´s", "O´Brien", "L´Hôpital", "l´usage", "the `a priori", "``deep''", "caffeine¸ water", "( ˆ sl (2))",
    "x ¨ y", "Müller", "plain",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ON_THEIR_LETTER)
def test_an_accent_goes_onto_its_letter(text: str, expected: str) -> None:
    """Before or behind, with a blank or without: the letter on which some alphabet has the accent gets it."""
    assert accented(text) == expected
    assert accented(expected) == expected


@pytest.mark.parametrize("text", AS_PRINTED)
def test_what_is_no_accent_stays(text: str) -> None:
    """Apostrophes, quotation marks and signs beside which no letter takes the accent are left as printed."""
    assert accented(text) == text


def test_an_accent_without_a_letter_is_left_out() -> None:
    """Between two blanks nothing tells on which letter of the word an accent stood."""
    assert without_lost("J. Konig ¨, O. Berg ¨") == "J. Konig, O. Berg"
    assert without_lost("J. K¨onig, B ¨u") == "J. K¨onig, B ¨u"


@pytest.mark.parametrize("text", ["´" * 5000, "a ´ " * 3000, "¨u" * 4000, "`" * 5000])
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Long repetitions cost time in proportion to their length."""
    accented(text)
