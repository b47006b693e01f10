"""Where do entries begin, if lines begin them?"""

from __future__ import annotations

from extract.pages import Box
from extract.reference_lists import read_reference_list
from tests.reference_lists.printed import block, pages


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


def test_paragraphs_are_entries_where_they_are_whole_and_in_order() -> None:
    """Blocks with a year each, by the alphabet, are entries though their year is last and a body or a title is first."""
    listed = read_reference_list(
        pages(
            block("Bibliography", 10),
            block("Abbot, Ann. Roofs of the North. Made Press, 2010.", 30),
            block("Council of Roofs and Walls. Guidance on Gutters. Made Press, 2011.", 60),
            block("Dorn, Eve. “Thatch and Its Makers: A Study of", 90),
            block("the North.” Made Studies 3 (2012): 4–9.", 120),
            block("“Slates.” In Encyclopedia of Roofs. Made Press, 2013.", 150),
        )
    )
    assert [entry.raw[:12] for entry in listed] == ["Abbot, Ann. ", "Council of R", "Dorn, Eve. “", "“Slates.” In"]
    assert listed[2].raw.endswith("A Study of the North.” Made Studies 3 (2012): 4–9.")
