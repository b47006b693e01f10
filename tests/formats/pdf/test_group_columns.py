"""A column of groups left of the rows' rules and shades is part of the table."""

from __future__ import annotations

from extract.formats.pdf.areas.finder import find_regions
from extract.formats.pdf.areas.group_columns import with_column_before
from extract.formats.pdf.areas.regions import Cut, Region
from extract.formats.pdf.drawn.rulings import Rule, Rulings, Shade
from extract.formats.pdf.lines.words import Line
from tests.formats.pdf.made_lines import line_at

WIDTH, HEIGHT, PITCH, SIZE = 500.0, 800.0, 20.0, 10.0
COLUMNS = (50.0, 150.0, 270.0, 350.0)
RIGHT = 450.0
STUDIES = (("Aske (2011)", "survey", "120"), ("Byrne (2012)", "trial", "64"), ("Crane (2013)", "cohort", "903"))


def line(number: float, cells: dict[float, str]) -> Line:
    """Words on the base line of a row."""
    return line_at(110 + number * PITCH, cells, size=SIZE)


def table(groups: dict[int, str]) -> list[Line]:
    """A header and six rows; the name of a group stands in its first row."""
    rows = [line(0, dict(zip(COLUMNS, ("Setting", "Study", "Design", "People"), strict=True)))]
    for number, cells in enumerate(STUDIES * 2, start=1):
        name = {COLUMNS[0]: groups[number]} if number in groups else {}
        rows.append(line(number, name | dict(zip(COLUMNS[1:], cells, strict=True))))
    return rows


def shades() -> tuple[Shade, ...]:
    """Of each second row, right of the groups."""
    return tuple(Shade(148.0, 97 + n * PITCH, RIGHT, 117 + n * PITCH, 0.9) for n in (1, 3, 5))


def edges(regions: list[Region]) -> tuple[int, ...]:
    """Columns and rows of the only region."""
    (region,) = regions
    assert region.boxes is not None
    return len(region.boxes[0]) - 1, len(region.boxes[1]) - 1


def test_rules_over_the_whole_width_take_in_the_column_left_of_the_shades() -> None:
    """Head, header and foot have rules from the first column on; the shades of the rows begin right of it."""
    level = tuple(Rule(at, 48.0, RIGHT) for at in (97.0, 117.0, 237.0))
    regions = find_regions(table({1: "Schools", 4: "Clinics"}), Rulings(level, (), shades()), WIDTH, HEIGHT)
    assert edges(regions) == (4, 7)
    groups = [rule.at for rule in regions[0].partial if rule.end < 160]
    assert groups == [117.0, 177.0]


def test_shades_alone_take_in_the_column_that_the_header_names() -> None:
    """Nothing is drawn but the shades: a heading on the header's line stands over the groups."""
    regions = find_regions(table({1: "Schools", 4: "Clinics"}), Rulings((), (), shades()), WIDTH, HEIGHT)
    assert edges(regions) == (4, 7)


def test_a_note_beside_shades_is_no_column() -> None:
    """Near miss: what stands left of the rows has no heading."""
    rows = [one for one in table({}) if one.words[0].text != "Setting"]
    head = line(0, dict(zip(COLUMNS[1:], ("Study", "Design", "People"), strict=True)))
    regions = find_regions([head, *rows, line(2.5, {COLUMNS[0]: "Proof"})], Rulings((), (), shades()), WIDTH, HEIGHT)
    assert [region.x0 for region in regions] == [148.0]


def test_the_column_is_known_from_the_page_before() -> None:
    """On the next page only the rows' own rules show; the table's edges are those that it had."""
    region = Region(148.0, 60.0, RIGHT, 300.0, (Cut(80.0, True), Cut(100.0, True)))
    columns = ((48.0, 148.0), (148.0, 260.0), (260.0, 340.0), (340.0, RIGHT))
    assert with_column_before(region, columns).x0 == 48.0
    assert with_column_before(region, columns[1:]) == region


NAMED = ("Schools", "Kenya", "Aske (2011)", "survey", "120")
PLACES = (50.0, 100.0, 150.0, 270.0, 350.0)


def named_twice(headings: tuple[str, ...]) -> tuple[list[Line], Rulings]:
    """Six rows in three groups, each of which is named in two columns; the rules of the rows begin right of these."""
    lines = [line(0, dict(zip(PLACES, headings, strict=True)))]
    for number in range(1, 7):
        cells = dict(zip(PLACES, NAMED, strict=True))
        kept = cells if number % 2 else {x: cells[x] for x in PLACES[2:]}
        lines.append(line(number, kept))
    whole = [Rule(97 + PITCH * number, 48.0, RIGHT) for number in (0, 1, 3, 5, 7)]
    rows = [Rule(97 + PITCH * number, 148.0, RIGHT) for number in (2, 4, 6)]
    return lines, Rulings(tuple(sorted([*whole, *rows], key=lambda rule: rule.at)), (), ())


def test_groups_may_be_named_in_two_columns() -> None:
    """The header names both."""
    lines, rulings = named_twice(("Place", "Land", "Study", "Design", "People"))
    assert edges(find_regions(lines, rulings, WIDTH, HEIGHT)) == (5, 7)


def test_one_heading_names_one_column_of_groups() -> None:
    """Near miss: words of one heading, with white space between them in the rows by chance."""
    lines, rulings = named_twice(("Place of", "it", "Study", "Design", "People"))
    one = line(0, {50.0: "Setting and land", **dict(zip(PLACES[2:], ("Study", "Design", "People"), strict=True))})
    assert edges(find_regions([one, *lines[1:]], rulings, WIDTH, HEIGHT)) == (4, 7)


def test_rules_under_spanning_headings_part_no_rows() -> None:
    """Near miss: rules that begin right of the first column and stand in the header only."""
    level = (
        Rule(97.0, 48.0, RIGHT),
        *(Rule(at, 148.0, RIGHT) for at in (108.0, 113.0)),
        *(Rule(at, 48.0, RIGHT) for at in (117.0, 237.0)),
    )
    lines = [line(-0.5, {270.0: "Lanterns"}), *table({n: f"Place {n}" for n in range(1, 7)})]
    assert all(region.boxes is None for region in find_regions(lines, Rulings(level, (), ()), WIDTH, HEIGHT))
