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
