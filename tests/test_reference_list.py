"""Lists of references are read with their numbers, or by authors and years where they have none."""

from __future__ import annotations

import time

import pytest

from extract.author_year_list import find_entries
from extract.pages import Block, Box, Page, Pages
from extract.reference_list import read_reference_list

APA = (
    "Abbot, A., & Crane, B. C. (2010). Roofs of the north. Journal of Made Studies, 12(3), 4–19. "
    "https://doi.org/10.9999/jms.2010.12 Berg, D. (2012a). On slates. Sometown: Made Press. Berg, D. (2012b). On tiles. "
    "Journal of Made Studies, 14, 1–9. de Vries, E., Ek, F., & Holt, G. (2009). Thatch. Roof Letters, 3(1), 22–31. "
    "World Roof Council (2015). Guidance on gutters. Geneva: World Roof Council."
)
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
    ],
)
def test_entries_are_found_in_run_on_text(text: str, families: list[str]) -> None:
    """Each entry begins where names and a year follow the end of another, in the styles of four manuals."""
    assert [entry.family for entry in find_entries(text.split())] == families


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
    assert [entry for entry in find_entries(text.split()) if not entry.is_body] == []


def test_a_name_out_of_order_is_no_entry() -> None:
    """In a list that is sorted, an editor's name and year inside an entry are passed over."""
    words = [f"{name}, A. (2010). Roofs." for name in ("Abbot", "Berg", "Crane", "Zeal", "Dorn", "Ek", "Fry")]
    assert "Zeal" not in [entry.family for entry in find_entries(" ".join(words).split())]


def block(text: str, top: float, *, x0: float = 50, lines: int = 1) -> Block:
    """A block of running text with its place, 10 points a line."""
    return Block("paragraph", text, Box(x0, top, 500, top + 10 * lines))


def pages(*blocks: Block) -> Pages:
    """One page of blocks."""
    return Pages((Page(1, blocks, 600, 800),), 1, "test")


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


def test_numbered_entries_get_their_next_lines() -> None:
    """A line that a converter parted from its entry goes to it; a page number and a heading behind the list do not."""
    listed = read_reference_list(
        pages(
            block("References", 10),
            block("[1] A. Abbot, Roofs of the north: a study of", 30),
            block("slates, J. Made Stud. 12 (2010) 4–19.", 48, x0=65),
            block("34", 60, x0=290),
            block("[2] D. Berg, On tiles, J. Made Stud. 14 (2012) 1–9.", 75),
            block("[3] F. Ek, Thatch, Roof Lett. 3 (2009) 22–31.", 95),
            block("Appendix A", 112),
        )
    )
    assert [entry.number for entry in listed] == [1, 2, 3]
    assert listed[0].raw == "A. Abbot, Roofs of the north: a study of slates, J. Made Stud. 12 (2010) 4–19."
    assert listed[2].raw.endswith("22–31.")
    assert [entry.place for entry in listed[:2]] == [Box(50, 30, 500, 58), Box(50, 75, 500, 85)]


def test_hanging_lines_tell_entries_with_the_year_last() -> None:
    """Where the year comes last, the first line of each entry stands further left."""
    lines = [block("References", 10)]
    for number, (author, title) in enumerate(
        [("Ann Abbot", "Roofs of the north"), ("Dora Berg", "On tiles"), ("Finn Ek", "Thatch"), ("Gus Holt", "Gutters")]
    ):
        top = 30 + 30 * number
        lines += [
            block(f"{author}. {title}. Journal of Made", top),
            block(f"Studies, {number + 3}(2):1–9, 201{number}.", top + 12, x0=62),
        ]
    listed = read_reference_list(pages(*lines))
    assert [entry.year for entry in listed] == [2010, 2011, 2012, 2013]
    assert listed[0].raw == "Ann Abbot. Roofs of the north. Journal of Made Studies, 3(2):1–9, 2010."
    assert listed[0].place == Box(50, 30, 500, 52)


def test_no_heading_no_list() -> None:
    """References that stand under no heading of references are not a list."""
    assert read_reference_list(pages(block("Results", 10), block(APA, 30, lines=6))) == ()


@pytest.mark.parametrize("unit", ["Ahn, ", "A. ", "Ahn, B. ", "(2010) ", "Ahn 2010. ", "and ", "Zed, A. 2010. "])
def test_hostile_lists_cost_no_more_than_their_length(unit: str) -> None:
    """A list of repeated names is read in time that grows with its length."""
    words = (unit * (60_000 // len(unit))).split()
    started = time.process_time()
    find_entries(words)
    assert time.process_time() - started < 5.0
