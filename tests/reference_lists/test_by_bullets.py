"""Where do entries begin in a list with bullets?"""

from __future__ import annotations

import pytest

from extract.reference_lists import read_reference_list
from extract.reference_lists.by_bullets import find_by_bullets
from extract.reference_lists.sections import find_sections
from tests.reference_lists.printed import block, joined, lines, pages

# Without the order of the alphabet, and with the year last, nothing but the bullet tells.
ENTRIES = [
    "H. Berg. On slates of the north. Made Studies, 2012.",
    "B. Abbot. On the gutters of the north and their downpipes. Made Studies, 2010.",
    "F. Ek. On thatch. Made Studies, 2014.",
    "Roof Council. The undated roof and its tiles. Leeds: Made Press.",
]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "▪ "])
def test_a_bullet_begins_an_entry(bullet: str) -> None:
    """In a text and on a page; lines without it go on with the one above."""
    rows = [part for entry in ENTRIES for part in (bullet + " ".join(entry.split()[:4]), " ".join(entry.split()[4:]))]
    for parts in (
        lines("References", "", *rows),
        [block("References", 10), *(joined(*rows[at : at + 2], top=30 + at * 12) for at in range(0, 8, 2))],
    ):
        assert [entry.raw for entry in read_reference_list(pages(*parts))] == ENTRIES


def test_a_list_ends_before_its_appendix() -> None:
    """What stands behind it has bullets too."""
    rows = [f"- {entry}" for entry in ENTRIES] + ["Appendix A", "- A table of roofs, 2012."]
    assert len(read_reference_list(pages(*lines("References", "", *rows)))) == 4


def test_dashes_for_names_are_no_bullets() -> None:
    """Nor are the points of a text without years."""
    rows = [
        "Abbot, B. Roofs. Made Press, 2010.",
        *[f"——— {title}. Made Press, 2011." for title in ("Slates", "Tiles", "Walls")],
    ]
    page = pages(*lines("References", "", *rows))
    assert find_by_bullets(find_sections(page)[0]) == []
    points = [f"- {what} were asked about their roofs" for what in ("Owners", "Tenants", "Guests", "Lodgers")]
    assert read_reference_list(pages(*lines("References", "", *points))) == ()
