"""Lists of references are read with their numbers, or by authors and years where they have none."""

from __future__ import annotations

import re
import time

import pytest

from extract.author_year_list import find_by_names, find_entries
from extract.pages import Block, Box, Cell, Grid, GridRow, Page, Pages, Span
from extract.reference_list import AFTER, HEADING, INNER_BARE_NUMBER, INNER_NUMBER, PAGE_NUMBER, read_reference_list

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


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        (
            "Abbot, Ann, and Bo Zeal. “Roofs of the North.” Journal of Made Studies, vol. 1, 2010, pp. 2–3. Berg, Dora. On "
            "Slates. Made Press, 2011. Roof Council. Guidance on Gutters. Made Press, 2012. Stone, Ida. Thatch. 2013.",
            ["Abbot,", "Berg,", "Roof", "Stone,"],
        ),
        (
            "Bo Abbot and Cy Zeal. Roofs of the north. Journal of Made Studies, 1(2):3–4, 2010. Ann A. Berg. On slates. Made "
            "Press, 2011. Di van Crane. Thatch. Made Press, 2012.",
            ["Bo", "Ann", "Di"],
        ),
        (
            "Zeal AB, Abbot C. Roofs of the north. J Made Stud. 2010;1:2–3. Berg D, et al. On slates. Made Press; 2011. "
            "Crane E. Thatch. In: Ek F, ed. On Roofs. Made Press; 2012.",
            ["Zeal", "Berg", "Crane"],
        ),
        ("Roofs leak. Walls do not. In 2010 Ann Abbot found both. Berg did not, in 2012.", []),
    ],
    ids=["MLA", "plainnat", "Vancouver in order of citation", "running text"],
)
def test_entries_are_found_by_names_where_the_year_is_last(text: str, firsts: list[str]) -> None:
    """Names behind a year and in order begin entries; a title, an editor or a house inside an entry does not."""
    words = text.split()
    assert [words[at] for at in find_by_names(words)] == firsts


@pytest.mark.parametrize(
    ("pattern", "text", "is_match"),
    [
        (HEADING, "References to studies included in this review", True),
        (HEADING, "Additional references", True),
        (HEADING, "5. Literaturverzeichnis", True),
        (HEADING, "Références bibliographiques", True),
        (HEADING, "References were checked", False),
        (PAGE_NUMBER, "34", True),
        (PAGE_NUMBER, "497–498.", False),
        (PAGE_NUMBER, "(2014).", False),
        (AFTER, "Appendix A", True),
        (AFTER, "Notes on roofs", False),
    ],
)
def test_lines_are_known(pattern: re.Pattern[str], text: str, is_match: bool) -> None:
    """Headings, page numbers and what follows a list are told from entries."""
    assert (pattern.fullmatch(text) is not None) == is_match


@pytest.mark.parametrize(
    ("pattern", "text", "number"),
    [
        (INNER_NUMBER, "4–9. [12] Smith", "12"),
        (INNER_NUMBER, "4–9. [12]Smith", "12"),
        (INNER_NUMBER, "4–9. 12. Smith", "12"),
        (INNER_NUMBER, "4–9. 12.", "12"),
        (INNER_NUMBER, "4–9. 12 Smith", None),
        (INNER_NUMBER, "vol 12. Smith", None),
        (INNER_BARE_NUMBER, "4–9. 12 Smith", "12"),
        (INNER_BARE_NUMBER, "(2010). 12 de Ek", "12"),
        (INNER_BARE_NUMBER, "vol. 3 Suppl", None),
    ],
)
def test_numbers_inside_a_block_are_known(pattern: re.Pattern[str], text: str, number: str | None) -> None:
    """The next entry's number is told from a volume's."""
    found = pattern.search(text)
    assert (found["number"] if found else None) == number


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


def lines(*texts: str, first: int = 1) -> list[Block]:
    """Lines of a plain text, one below the other."""
    return [
        Block("paragraph", text, Span(number, 1, number, len(text) + 1))
        for number, text in enumerate(texts, first)
        if text
    ]


def test_wrapped_lines_of_a_text_go_to_their_entries() -> None:
    """In a text, lines between two numbers are the entry's, also one that is a year alone; what follows a gap is not."""
    text = lines(
        "References", "", "1. Abbot A. Roofs of the north:", "A study. J Made Stud 1, 2", "(2010).",
        "2. Berg D. On slates. J Made Stud 2, 3 (2011).", "3. Ек Ф. Солома. Журнал 3, 4 (2012).", "", "We thank the library.",
    )  # fmt: skip
    listed = read_reference_list(Pages((Page(None, tuple(text)),), None, "test"))
    assert [entry.number for entry in listed] == [1, 2, 3]
    assert listed[0].raw == "Abbot A. Roofs of the north: A study. J Made Stud 1, 2 (2010)."
    assert listed[2].raw == "Ек Ф. Солома. Журнал 3, 4 (2012)."


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


def test_a_dash_stands_for_the_authors_above() -> None:
    """An entry that begins with a dash has the authors of the entry above, and is printed as it stands."""
    listed = read_reference_list(
        pages(
            block("References", 10),
            block("Abbot, Ann. 2010. Roofs of the north. Sometown: Made Press.", 30),
            block("———. 2011a. On slates. Journal of Made Studies 2: 3–4.", 60),
            block("———, and Bo Crane. 2012. On tiles. Journal of Made Studies 3: 4–5.", 90),
            block("Dorn, Eve. 2013. Thatch. Sometown: Made Press.", 120),
        )
    )
    assert [entry.authors[0].split(",")[0] for entry in listed] == ["Abbot", "Abbot", "Abbot", "Dorn"]
    assert [(entry.year, entry.letter) for entry in listed[:3]] == [(2010, ""), (2011, "a"), (2012, "")]
    assert listed[1].raw.startswith("———. 2011a.") and len(listed[2].authors) == 2


def test_names_of_studies_over_their_references_are_no_part_of_them() -> None:
    """Cochrane reviews print the name of each study over its references, in two lists; each reference is an entry."""
    listed = read_reference_list(
        pages(
            block("References to studies included in this review", 10),
            block("Abbot 2010 {published data only}", 30),
            block("Abbot A, Crane B. Roofs of the north. J Made Stud 2010;1:2–3.", 42),
            block("Abbot A. Roofs again. J Made Stud 2011;2:3–4.", 60),
            block("Berg 2012 {published and unpublished data} Berg D. On slates. Sometown: Made Press 2012.", 80),
            block("Made Roof Council 2013 {unpublished data only}", 100),
            block("Made Roof Council. Guidance on gutters. Sometown: Made Press 2013.", 112),
        )
    )
    assert [entry.raw[:9] for entry in listed] == ["Abbot A, ", "Abbot A. ", "Berg D. O", "Made Roof"]
    assert [entry.raw[-5:] for entry in listed] == [":2–3.", ":3–4.", "2012.", "2013."]


def test_numbers_in_a_column_of_their_own_go_to_their_text() -> None:
    """A number beside its text, or a row of a grid of two such columns, is one entry."""
    texts = [
        "Abbot A. Roofs. J Made Stud 2010;1:2–3.",
        "Berg D. Slates. J Made Stud 2011;2:3–4.",
        "Ek F. Thatch. Press; 2012.",
    ]
    beside = [
        part
        for at, text in enumerate(texts)
        for part in (
            Block("paragraph", f"[{at + 1}]", Box(50, 30 + 20 * at, 62, 40 + 20 * at)),
            block(text, 30 + 20 * at, x0=74),
        )
    ]
    rows = tuple(
        GridRow((Cell(f"{at}.", Box(50, 20 * at, 62, 20 * at + 9)), Cell(text, Box(74, 20 * at, 500, 20 * at + 9))))
        for at, text in enumerate(texts, 1)
    )
    grid = Grid(rows, 2, Box(50, 20, 500, 80))
    for parts in (beside, [grid]):
        listed = read_reference_list(Pages((Page(1, (block("References", 10), *parts), 600, 800),), 1, "test"))
        assert [(entry.number, entry.raw) for entry in listed] == list(enumerate(texts, 1))


def test_pages_at_the_end_of_entries_are_no_running_heads() -> None:
    """`p. 4–9.` stands alone on many pages, with other numbers, and is no running head."""
    made = [
        Page(
            at,
            (
                *([block("Références", 10)] if at == 1 else []),
                block("Roof Letters 12", 20),
                block(f"{at}. Abbot A. {title}. Revue des toits, 2010, vol. {at},", 40),
                block(f"p. {at}–{at + 5}.", 52, x0=62),
            ),
            600,
            800,
        )
        for at, title in enumerate(("Toits", "Murs", "Portes", "Ardoises"), 1)
    ]
    listed = read_reference_list(Pages(tuple(made), 4, "test"))
    assert [entry.raw[-7:] for entry in listed] == ["p. 1–6.", "p. 2–7.", "p. 3–8.", "p. 4–9."]


def test_no_heading_no_list() -> None:
    """References that stand under no heading of references are not a list."""
    assert read_reference_list(pages(block("Results", 10), block(APA, 30, lines=6))) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "Ahn, ",
        "A. ",
        "Ahn, B. ",
        "(2010) ",
        "Ahn 2010. ",
        "and ",
        "Zed, A. 2010. ",
        "Ahn A ",
        "———. ",
        "Ahn. 2010. ",
        "n.d. ",
    ],
)
def test_hostile_lists_cost_no_more_than_their_length(unit: str) -> None:
    """A list of repeated names is read in time that grows with its length."""
    words = (unit * (60_000 // len(unit))).split()
    started = time.process_time()
    find_entries(words)
    find_by_names(words)
    assert time.process_time() - started < 5.0
