"""Where a table begins and ends: at headings, at wide white space, and where its uprights and its frame do."""

from __future__ import annotations

import pytest

from extract.formats.pdf.areas.finder import find_regions
from extract.formats.pdf.areas.regions import Cut, Region
from extract.formats.pdf.areas.survey import survey
from extract.formats.pdf.drawn.rulings import Rule, Rulings, Shade
from extract.formats.pdf.grids.open_headers import header_end_of
from extract.formats.pdf.lines.words import Line
from tests.formats.pdf.made_lines import line_at

WIDTH, HEIGHT, PITCH = 500.0, 800.0, 16.0
LEFT, RIGHT = 50.0, 450.0
PROSE = "We read all that was found and noted what was done and with whom in each of them"
COLUMNS = (52.0, 200.0, 320.0)
ROWS = (("Aske (2011)", "survey", "120"), ("Byrne (2012)", "trial", "64"), ("Crane (2013)", "cohort", "903"))


def line(number: float, cells: dict[float, str], size: float = 10.0) -> Line:
    """Words on the base line of a row."""
    return line_at(110 + number * PITCH, cells, size=size)


def rows(first: float, count: int = 3) -> list[Line]:
    """Lines of three cells."""
    return [line(first + n, dict(zip(COLUMNS, ROWS[n % 3], strict=True))) for n in range(count)]


def rules(*numbers: float) -> tuple[Rule, ...]:
    """Rules over the whole width, above the rows of these numbers."""
    return tuple(Rule(110 + number * PITCH - 11, LEFT, RIGHT) for number in numbers)


def bounds(regions: list[Region]) -> list[tuple[int, int]]:
    """Top and bottom of each region, in rows."""
    return [(round((r.top - 99) / PITCH), round((r.bottom - 99) / PITCH)) for r in regions]


@pytest.mark.parametrize(("size", "expected"), [(13.0, [(0, 3), (4, 7)]), (10.0, [(0, 7)])])
def test_a_heading_in_larger_type_parts_two_tables(size: float, expected: list[tuple[int, int]]) -> None:
    """Between two rules a line in the table's own type is the name of a section; in larger type it is a heading."""
    lines = [
        *rows(0),
        line(3, {LEFT: "Walks and talks"}, size),
        *rows(4),
        line(8, {LEFT: PROSE}),
        line(9, {LEFT: PROSE}),
    ]
    level = rules(0, 1, 2, 3, 4, 5, 6, 7)
    assert bounds(find_regions(lines, Rulings(level, (), ()), WIDTH, HEIGHT)) == expected


def test_white_space_of_three_lines_parts_two_tables() -> None:
    """The highest cell of a row begins at the row's top, so that no row begins with so much white."""
    lines = [*rows(0), *rows(6)]
    level = rules(0, 1, 2, 3, 7, 8, 9)
    assert bounds(find_regions(lines, Rulings(level, (), ()), WIDTH, HEIGHT))[0] == (0, 3)


def found(lines: list[Line], rulings: Rulings) -> list[tuple[int, int]]:
    """The tables of a frame."""
    regions = find_regions(lines, rulings, WIDTH, HEIGHT)
    return bounds([one.region for one in survey(lines, regions, rulings, (), WIDTH, HEIGHT)])


def test_a_table_reaches_as_far_as_its_uprights() -> None:
    """Lines of one cell alone show no columns; beside an upright they are the table's."""
    lines = [*rows(0, 4), *[line(number, {COLUMNS[0]: "more words of the first cell"}) for number in range(4, 12)]]
    upright = tuple(Rule(x - 6, 99.0, 99.0 + 12 * PITCH) for x in COLUMNS[1:])
    assert found(lines, Rulings(rules(0, 1), upright, ())) == [(0, 12)]


def test_a_header_stands_beside_uprights_that_a_section_interrupts() -> None:
    """Uprights that end on the only rule part the headings above it."""
    lines = [*rows(0, 1), line(1, {COLUMNS[0]: "Schools"}), *rows(2, 5)]
    upright = tuple(Rule(x - 6, 99.0 + n * PITCH, 99.0 + m * PITCH) for x in COLUMNS[1:] for n, m in ((0, 1), (2, 7)))
    assert found(lines, Rulings(rules(1), upright, ())) == [(0, 7)]


def test_a_frame_encloses_its_table() -> None:
    """Uprights at both sides, without a rule at the page's end."""
    lines = [*rows(0, 3), *[line(number, {COLUMNS[0]: "more words of the first cell"}) for number in range(3, 10)]]
    sides = tuple(Rule(x, 99.0, 99.0 + 10 * PITCH) for x in (LEFT, RIGHT))
    assert found(lines, Rulings(rules(0, 1), sides, ())) == [(0, 10)]


def test_a_tint_under_the_first_column_is_no_table() -> None:
    """The rules reach over all columns, and shades over the first alone."""
    shades = tuple(Shade(LEFT, 99 + n * PITCH, 190.0, 114 + n * PITCH, 0.9) for n in range(1, 6))
    regions = find_regions(rows(0, 6), Rulings(rules(0, 1, 6), (), shades), WIDTH, HEIGHT)
    assert [(region.x0, region.x1) for region in regions] == [(LEFT, RIGHT)]


def test_a_header_on_white_ends_above_the_first_row() -> None:
    """Header and first row stand on white above the first shade: the padding of two cells parts them."""
    header = [
        line(0, dict(zip(COLUMNS, ("Study", "Number of", "Age"), strict=True))),
        line(0.7, {COLUMNS[1]: "people"}),
    ]
    lines = [*header, *rows(2)]
    shade = 99 + 3 * PITCH
    region = Region(LEFT, 99.0, RIGHT, 99 + 5 * PITCH, (Cut(99.0, False), Cut(shade, False), Cut(shade + PITCH, False)))
    end = header_end_of(region, [(one, list(one.words)) for one in lines])
    assert header[1].bottom < end < lines[2].top


@pytest.mark.parametrize(("again", "expected"), [("Talks at home", 0), ("Talks at home; weekly", 2)])
def test_a_table_may_begin_with_the_name_of_its_first_part(again: str, expected: int) -> None:
    """A lone line under the head rule names a part where another does so lower down; else it is a title over a header.

    Near miss: the other line has two cells.
    """
    name, *rest = again.split("; ")
    second = {LEFT + 2: name, **({COLUMNS[1]: rest[0]} if rest else {})}
    headings = line(1, dict(zip(COLUMNS, ("Study", "Design", "People"), strict=True)))
    lines = [line(0, {LEFT + 2: "Walks at home"}), headings, *rows(2, 2), line(4, second), *rows(5, 2)]
    cuts = tuple(Cut(rule.at, True) for rule in rules(0, 1, 2, 3, 4, 5, 6, 7))
    region = Region(LEFT, cuts[0].at, RIGHT, cuts[-1].at, cuts)
    assert header_end_of(region, [(each, list(each.words)) for each in lines]) == cuts[expected].at


@pytest.mark.parametrize(
    ("is_bold", "headings", "expected"),
    [
        pytest.param(True, ("Study", "Design", "People"), (0, 4), id="three bold headings"),
        pytest.param(False, ("Study", "Design", "People"), (1, 4), id="not bold"),
        pytest.param(True, ("4.2", "Lamps"), (1, 4), id="a numbered heading"),
    ],
)
def test_headings_stand_above_the_first_rule(
    is_bold: bool, headings: tuple[str, ...], expected: tuple[int, int]
) -> None:
    """Rows with a rule below each have a header with one below it, at the head of a page's second column too."""
    header = line_at(110, dict(zip(COLUMNS, headings, strict=False)), is_bold=is_bold)
    lines = [line(-3, {LEFT: PROSE}, 14.0), header, *rows(1, 3), line(6, {LEFT: PROSE})]
    assert found(lines, Rulings(rules(1, 2, 3, 4), (), ())) == [expected]
