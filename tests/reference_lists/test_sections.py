"""Which lines of a document stand under its headings of references?"""

from __future__ import annotations

import re

import pytest

from extract.pages import Block, BlockKind, Box, Cell, Grid, GridRow, Page, Pages, PrintedLine
from extract.reference_lists import read_reference_list
from extract.reference_lists.lines import Line
from extract.reference_lists.sections import AFTER, FURTHER_HEADING, HEADING, PAGE_NUMBER, stands_behind
from tests.reference_lists.printed import APA, block, lines, pages


@pytest.mark.parametrize(
    ("pattern", "text", "is_match"),
    [
        (HEADING, "References to studies included in this review", True),
        (HEADING, "Additional references", True),
        (HEADING, "5. Literaturverzeichnis", True),
        (HEADING, "Références bibliographiques", True),
        (HEADING, "List of included studies", True),
        (HEADING, "References Not Included in the 2011–2020 Analysis", True),
        (HEADING, "References not read in the end", False),
        (HEADING, "Primary studies", False),
        (FURTHER_HEADING, "Primary studies", True),
        (FURTHER_HEADING, "Studies excluded from the synthesis (n = 12)", True),
        (FURTHER_HEADING, "Studies", False),
        (HEADING, "Bibliography of 96 Lamp Journal Articles Included in the Systematic Review", True),
        (HEADING, "List of studies included in the synthesis (n = 12)", True),
        (HEADING, "References were checked", False),
        (HEADING, "Characteristics of included studies", False),
        (HEADING, "Included articles were published", False),
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
    ("kind", "text", "is_behind"),
    [
        ("heading", "A Details of Literature Search", True),
        ("paragraph", "A Details of Literature Search", False),
        ("heading", "A. Berg, Roofs, 2012", False),
        ("heading", "B Secondary sources", False),
        ("paragraph", "Ann B. Berg is an assistant professor of roofs.", True),
        ("paragraph", "Ann Berg works as a lecturer in Leeds.", True),
        ("paragraph", "Social Work is an ethical profession. J Made Stud, 3, 1-9.", False),
        ("paragraph", "Ann Berg received her degree in 2012.", True),
        ("paragraph", "Ann Berg. 2012. What is the roof? Leeds: Harbour.", False),
    ],
)
def test_what_stands_behind_a_list_is_no_entry(kind: BlockKind, text: str, is_behind: bool) -> None:
    """An appendix by its letter, and what is said of the authors."""
    own = Block(kind, text, Box(50, 30, 500, 40))
    assert stands_behind(Line(Page(1, (own,)), own), text) is is_behind


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


def test_a_raised_number_stands_beside_the_first_line_of_its_text() -> None:
    """The next line begins further left, under the number."""
    parts = []
    for at in range(1, 5):
        top = 30.0 + 30 * at
        text = f"Abbot A. Roofs of the north and of the south. J Made Stud 201{at};1:2–3."
        printed = (PrintedLine(0, Box(56, top, 500, top + 8)), PrintedLine(30, Box(50, top + 10, 300, top + 18)))
        parts += [
            Block("paragraph", str(at), Box(50, top - 2, 54, top + 3)),
            Block("paragraph", text, Box(50, top, 500, top + 18), lines=printed),
        ]
    listed = read_reference_list(Pages((Page(1, (block("References", 10), *parts), 600, 800),), 1, "test"))
    assert [entry.number for entry in listed] == [1, 2, 3, 4]


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


@pytest.mark.parametrize(
    ("height", "rest"), [(10.0, "towns. Leeds: Press; 2012."), (14.0, "Berg et al. A review of roofs")]
)
def test_the_head_of_two_pages_is_no_part_of_an_entry(height: float, rest: str) -> None:
    """A line first on both pages at one height is a head; at two heights it may be printed twice."""
    first = (
        block("Berg et al. A review of roofs", 10.0),
        block("References", 30),
        block("1. Abbot A. Roofs. Leeds: Press; 2010.", 60),
        block("2. Berg D. Walls of the", 80),
    )
    second = (
        block("Berg et al. A review of roofs", height),
        block("towns. Leeds: Press; 2012.", 40, x0=62),
        block("3. Ek F. Thatch. Leeds: Press; 2013.", 60),
    )
    listed = read_reference_list(Pages((Page(1, first, 600, 800), Page(2, second, 600, 800)), 2, "test"))
    assert [entry.raw for entry in listed][1] == f"Berg D. Walls of the {rest}"


def test_no_heading_no_list() -> None:
    """References that stand under no heading of references are not a list."""
    assert read_reference_list(pages(block("Results", 10), block(APA, 30, lines=6))) == ()


def test_a_wrapped_title_is_no_heading() -> None:
    """In a list, a heading begins with a capital behind an entry that is ended; before it, results may be headed so."""
    texts = [
        "Selected studies", "Abbot (2010) found that roofs leak. Berg (2012) and Ek (2009) disagreed.",
        "References", "1. Abbot A. Roofs: a synopsis of", "selected trials in patients with leaks", "J Made Stud 2010; 1: 1.",
        "2. Berg B. Slates. J Made Stud 2011; 2: 1.", "3. Ek C. Tiles. J Made Stud 2012; 3: 1.",
    ]  # fmt: skip
    listed = read_reference_list(Pages((Page(None, tuple(lines(*texts))),), None, "test"))
    assert [(entry.number, entry.year) for entry in listed] == [(1, 2010), (2, 2011), (3, 2012)]


def test_a_short_list_goes_on_with_the_one_before() -> None:
    """Two entries under a heading of their own are no list by themselves."""
    first = ["Abbot, A. (2010). Roofs. Roof Letters, 1, 4-9.", "Berg, D. (2012). Slates. Roof Letters, 2, 1-9.",
             "Ek, F. (2013). Tiles. Roof Letters, 3, 2-9."]  # fmt: skip
    further = ["Fell, A. (2014). Reed. Roof Letters, 4, 4-9.", "Gall, D. (2015). Turf. Roof Letters, 5, 1-9."]
    listed = read_reference_list(
        Pages((Page(None, tuple(lines("References", *first, "Excluded studies", *further))),), None, "test")
    )
    assert [entry.year for entry in listed] == [2010, 2012, 2013, 2014, 2015]
