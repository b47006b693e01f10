"""Where do entries begin in a list that prints the year behind the authors?"""

from __future__ import annotations

import pytest

from extract.pages import Box
from extract.reference_lists import read_reference_list
from extract.reference_lists.by_years import find_by_years
from tests.reference_lists.printed import APA, block, pages

CHICAGO = (
    "Abbot, Ann, and Bo Crane. 2010. Roofs of the north. Journal of Made Studies 12 (3): 4–19. Berg, Dora. 2012a. On "
    "slates. Sometown: Made Press. Ek, Finn, Gus Holt, and Ida Jones. 2009. Thatch and its makers. In Handbook of Roofs,"
    " ed. Kim Lowe, 22–31. Sometown: Made Press."
)


@pytest.mark.parametrize(
    ("text", "families"),
    [
        (APA, ["Abbot", "Berg", "Berg", "de Vries", "World Roof Council"]),
        (CHICAGO, ["Abbot", "Berg", "Ek"]),
        (
            "Abbot, A.: 2010, Roofs, Journal 1, 2–3. Berg, D. and Ek, F.: 2011, Walls, Journal 2, 4–5.",
            ["Abbot", "Berg"],
        ),
        (
            "Abbot, Ann, Crane, Bo, 2010. Roofs. Journal 1, 2–3. Berg, Dora, 2011. Walls. Journal 2, 4.",
            ["Abbot", "Berg"],
        ),
        (
            "Abbot, A. (2010). Roofs. Sometown, ST: Made Press. Berg, D., & Ek, F. (2011). Walls. New Sometown, ST: "
            "Made Roof Fund. Crane, G. (2012). Doors. Sometown.",
            ["Abbot", "Berg", "Crane"],
        ),
        (
            "Abbot, A. & Zeal, B. Jr. (2010). Roofs. Fund. Berg, D., F. Konig ¨ , , & G. Holt (2011). Walls. Made Press.",
            ["Abbot", "Berg"],
        ),
        (
            "Abbot, A. (2010). Roofs. Press. MRC (Made Roof Council of Sometown) (2011). Walls. Sometown: Press.",
            ["Abbot", "MRC (Made Roof Council of Sometown)"],
        ),
        (
            "Abbot, A. (2010). Roofs. Press. Micco, D. (2011). Walls. Press. Mélin, G. (2012). Doors. Press. "
            "Nurse, H. (2013). Gates. Press.",
            ["Abbot", "Micco", "Mélin", "Nurse"],
        ),
        (
            "Abbot, Ann. 2010. Roofs. Press. ———. 2011. Slates. Press. ———, and Bo Crane. 2012. Tiles. Press.",
            ["Abbot", "Abbot", "Abbot"],
        ),
        (
            "Abbot, A. (n.d.). Roofs. Press. Berg, D. (in press). Walls. Press. Crane, E. (forthcoming). Doors. Press.",
            ["Abbot", "Berg", "Crane"],
        ),
        (
            "Abbot AB, Zeal C (2010) Roofs. J Roofs 1:2–3 Berg D (2011) Walls. Press of Sometown Crane E, Ek F (2012) "
            "Doors. Press of Sometown Dorn G (2013) Gates. Press of Sometown",
            ["Abbot", "Berg", "Crane", "Dorn"],
        ),
        (
            "Bo Abbot and Cy Zeal. 2010. Roofs. Press. Ann Berg, Ed Fox, and Gus Holt. 2011. Walls. Press. Di Crane. 2012. "
            "Doors. Press.",
            ["Abbot", "Berg", "Crane"],
        ),
        (
            "Abbot, Ann/Zeal, Bo (2010): Dächer. Bonn: Verlag. Berg, Cy (November 2011): Wände. Bonn: Verlag. "
            "Crane, Di (o. J.): Türen. Bonn: Verlag.",
            ["Abbot", "Berg", "Crane"],
        ),
        (
            "Abbot, A. (2010). Toits. Presse. Institut national des toits et murs. (2011). Ardoises. Presse. "
            "Zeal, C. (2012, April 2). Tuiles. Presse.",
            ["Abbot", "Institut national des toits et murs", "Zeal"],
        ),
    ],
    ids=[
        "APA",
        "Chicago",
        "colon before the year",
        "full names",
        "a place with its state",
        "lost accents and names",
        "a body with its long name",
        "an accent behind all letters",
        "dashes",
        "no year",
        "no full stops",
        "spoken names",
        "German",
        "a body with small words",
    ],
)
def test_entries_are_found_in_run_on_text(text: str, families: list[str]) -> None:
    """Each entry begins where names and a year follow the end of another, in the styles of four manuals."""
    assert [entry.family for entry in find_by_years(text.split())] == families


@pytest.mark.parametrize(
    "text",
    [
        "Abbot and Crane (2010) found that roofs leak. Berg (2012) did not. Many others agree, as in 2014.",
        "Journal of Made Studies, 2010. Table 2 shows the years 2011 and 2012. In Peru, A. Ode was first in 2013.",
        "",
    ],
)
def test_running_text_holds_no_entries(text: str) -> None:
    """Citations in sentences, journals and years begin no entry of a person."""
    assert [entry for entry in find_by_years(text.split()) if not entry.is_body] == []


def test_a_name_out_of_order_is_no_entry() -> None:
    """In a list that is sorted, an editor's name and year inside an entry are passed over."""
    words = [f"{name}, A. (2010). Roofs." for name in ("Abbot", "Berg", "Crane", "Zeal", "Dorn", "Ek", "Fry")]
    assert "Zeal" not in [entry.family for entry in find_by_years(" ".join(words).split())]


def test_unnumbered_entries_are_read_whole() -> None:
    """Entries that lie over block ends, or several in a block, come out one by one, with the letter of their year."""
    half = APA.index("slates")
    listed = read_reference_list(
        pages(block("References", 10), block(APA[:half], 30, lines=3), block(APA[half:], 70, lines=3), block("7", 790))
    )
    assert [(entry.authors[0].split(",")[0], entry.year, entry.letter) for entry in listed] == [
        ("Abbot", 2010, ""),
        ("Berg", 2012, "a"),
        ("Berg", 2012, "b"),
        ("de Vries", 2009, ""),
        ("World Roof Council", 2015, ""),
    ]
    assert [entry.title for entry in listed][:3] == ["Roofs of the north", "On slates", "On tiles"]
    assert listed[0].doi == "10.9999/jms.2010.12" and {entry.number for entry in listed} == {0}
    assert [entry.place for entry in listed[:2]] == [Box(50, 30, 500, 60), Box(50, 30, 500, 100)]  # its own blocks
