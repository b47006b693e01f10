"""A table with rules or shades reaches as far as its rows do, also where the page's end parted them from its marks."""

from __future__ import annotations

from dataclasses import replace

from extract.formats.pdf.areas.captions import is_caption
from extract.formats.pdf.areas.finder import find_regions
from extract.formats.pdf.areas.page_ends import reach
from extract.formats.pdf.areas.regions import Cut, Region
from extract.formats.pdf.drawn.rulings import Rule, Rulings, Shade
from extract.formats.pdf.lines.words import Line, Word
from extract.formats.pdf.prose.furniture import Furniture

HEIGHT = 400.0
SIZE = 8.0
EDGES = (50.0, 150.0, 250.0)


def line(base: float, *cells: str, is_bold: bool = False) -> Line:
    """A line of cells, set flush left in columns of 100 points; an empty cell is not printed."""
    words = [
        Word(text, x0, x0 + 4.0 * len(text), base - 7, base + 1, base, SIZE, is_bold, False, 0.0)
        for x0, text in zip(EDGES, cells, strict=False)
        if text
    ]
    return Line(tuple(words), base)


def moved(one: Line, down: float) -> Line:
    """The line, further down."""
    words = tuple(w._replace(top=w.top + down, bottom=w.bottom + down, base=w.base + down) for w in one.words)
    return Line(words, one.base + down)


def prose(base: float) -> Line:
    """A line that runs over all columns."""
    words = [
        Word("words", 50.0 + 26.0 * n, 72.0 + 26.0 * n, base - 7, base + 1, base, SIZE, False, False, 0.0)
        for n in range(11)
    ]
    return Line(tuple(words), base)


BODY = [line(100.0 + 12 * n, f"Osei {2000 + n}", "Cohort", "Survey") for n in range(6)]
REGION = Region(50.0, 90.0, 340.0, 164.0, (Cut(90.0, True), Cut(128.0, True), Cut(164.0, True)))


def test_rows_below_the_last_rule_belong_to_the_table_at_a_pages_end() -> None:
    """What keeps the columns as far as the page's end is the beginning of a row that the page cut off."""
    rest = [line(174.0, "Quill 2010", "Trial of", "Interviews"), line(184.0, "", "four arms", "")]
    grown = reach(REGION, [*BODY, *rest], HEIGHT)
    assert grown.bottom > 185 and grown.is_open_below


def test_rows_of_full_cells_below_the_last_rule_belong_to_the_table() -> None:
    """A mere space parts their cells, which begin where the columns do; a paragraph's words begin there by chance."""
    full = [line(base, "Quill, Reyes with Sayers", "Trial of fourteen lights", "Talks") for base in (174.0, 194.0)]
    grown = reach(REGION, [*BODY, full[0], line(184.0, "", "four arms", ""), full[1]], HEIGHT)
    assert grown.bottom > 194 and grown.is_open_below


def test_running_text_below_the_last_rule_does_not() -> None:
    """Near miss: a paragraph runs over the columns."""
    grown = reach(REGION, [*BODY, prose(174.0), prose(184.0)], HEIGHT)
    assert grown.bottom == REGION.bottom and not grown.is_open_below


def test_rows_above_the_first_rule_belong_to_the_table_at_a_pages_head() -> None:
    """The rest of a cut row stands above the first rule of its page."""
    grown = reach(REGION, [line(84.0, "", "four arms", ""), *BODY], HEIGHT)
    assert grown.top < 80 and grown.is_open_above


def test_a_caption_above_the_first_rule_does_not() -> None:
    """Near miss: the caption of the table."""
    assert reach(REGION, [line(84.0, "Table 2. Trials"), *BODY], HEIGHT).top == REGION.top


def test_a_header_on_white_ground_belongs_to_shaded_rows() -> None:
    """Where alternate rows are shaded, the header may stand above the first shade, with nothing drawn around it."""
    shaded = replace(REGION, cuts=tuple(Cut(cut.at, False) for cut in REGION.cuts))
    head = line(84.0, "Study", "Design", "Methods", is_bold=True)
    grown = reach(shaded, [prose(40.0), head, *BODY], HEIGHT)
    assert grown.top < 80 and not grown.is_open_above


def test_a_grid_without_rules_at_its_sides_is_a_grid() -> None:
    """Level rules over the whole width and uprights between the columns make boxes; the sides need none."""
    level = tuple(Rule(at, 50.0, 340.0) for at in (90.0, 128.0, 164.0))
    upright = tuple(Rule(at, 90.0, 164.0) for at in (146.0, 246.0))
    (region,) = find_regions(BODY, Rulings(level, upright, ()), 390.0, HEIGHT)
    assert region.boxes is not None and region.boxes[0] == (50.0, 146.0, 246.0, 340.0)


def test_a_caption_may_begin_with_a_word_that_is_also_a_verb() -> None:
    """`List` begins a title, `lists` goes on with a sentence."""
    assert is_caption("Table 4. List of trials") and not is_caption("Table 4 lists the trials that were found")


def test_the_name_of_a_section_may_stand_between_header_and_shade() -> None:
    """The name stands on the header's white ground, and so does what it is told by: the header above it."""
    shaded = replace(REGION, cuts=tuple(Cut(cut.at, False) for cut in REGION.cuts))
    head, name = (
        line(70.0, "Study", "Design", "Methods", is_bold=True),
        line(84.0, "Lanterns lit by the keepers of towers"),
    )
    assert reach(shaded, [prose(40.0), head, name, *BODY], HEIGHT).top < 65
    assert reach(shaded, [prose(40.0), prose(70.0), name, *BODY], HEIGHT).top == shaded.top  # a caption's last line


def test_a_year_under_the_name_it_belongs_to_is_no_page_number() -> None:
    """At the head of a page a table may end with the second line of a name; a page number stands alone, or raised."""
    name, year = line(30.0, "Aske and Byrne", "Survey"), line(40.0, "(2011)")
    assert Furniture(frozenset()).without([name, year, prose(60.0)], HEIGHT, ()) == [name, year, prose(60.0)]
    assert Furniture(frozenset()).without([year, prose(60.0)], HEIGHT, ()) == [prose(60.0)]
    raised = line(27.0, "5")
    assert Furniture(frozenset()).without([name, raised, prose(60.0)], HEIGHT, ()) == [name, prose(60.0)]


def test_the_last_row_on_white_ground_may_be_the_highest() -> None:
    """Below the last shade a row is set solid, however many lines it has; a paragraph further down is none of it."""
    shades = tuple(Shade(50.0, top, 340.0, top + 12, 0.9) for top in (66.0, 78.0))
    head, only = line(75.0, "Study", "Design", "Methods", is_bold=True), line(87.0, "Osei 2001", "Cohort", "Survey")
    last = [line(99.0, "Quill 2010", "Trial of", "Talks"), *(line(99.0 + 10 * n, "", "", "Talks") for n in range(1, 6))]
    (region,) = find_regions([head, only, *last, prose(175.0)], Rulings((), (), shades), 340.0, HEIGHT)
    assert 150 < region.bottom < 160
    apart = [*last[:3], *(moved(one, 14.0) for one in last[3:])]
    (region,) = find_regions([head, only, *apart, prose(195.0)], Rulings((), (), shades), 340.0, HEIGHT)
    assert region.bottom < 125
