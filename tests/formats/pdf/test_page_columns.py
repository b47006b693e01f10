"""Two columns of text are read one after the other, however long each is; what stands beside short lines is none."""

from __future__ import annotations

import pytest

from extract.formats.pdf.lines.words import Line, Word
from extract.formats.pdf.prose.page_columns import _before_numbers, text_columns

WIDTH = 600.0
LEFT, RIGHT = (50.0, 290.0), (310.0, 550.0)


def _line(at: float, name: str, *places: tuple[float, float]) -> Line:
    """A line of two words in each of its places."""
    words = []
    for x0, x1 in places:
        middle = (x0 + x1) / 2
        words += [(name, x0, middle - 1), (name, middle + 1, x1)]
    base = 12.0 * at
    return Line(
        tuple(Word(text, x0, x1, base - 8, base + 2, base, 10.0, False, False, 0.0) for text, x0, x1 in words), base
    )


def _read(lines: list[Line]) -> list[str]:
    """The first word of each line in reading order, run on."""
    ordered = sorted(lines, key=lambda line: line.base)
    return [" ".join(line.words[0].text for line in column) for column in text_columns(ordered, WIDTH)]


@pytest.mark.parametrize("offset", [0.0, 0.4], ids=["on the same lines", "between them"])
@pytest.mark.parametrize(("left", "right"), [(40, 40), (40, 6), (6, 40)])
def test_columns_of_any_length_are_read_one_after_the_other(left: int, right: int, offset: float) -> None:
    """The last page of an article may end in one column long before the other."""
    rows: dict[float, list[tuple[float, float]]] = {}
    for at in range(left):
        rows.setdefault(at, []).append(LEFT if at % 4 else (60.0, 250.0))
    for at in range(right):
        rows.setdefault(at + offset, []).append(RIGHT if at % 4 else (320.0, 500.0))
    columns = _read([_line(at, "a" if places[0][0] < 300 else "b", *places) for at, places in rows.items()])
    assert [len(column.split()) for column in columns] == [left, right]


def test_few_lines_over_both_columns_stand_alone() -> None:
    """A running head over a short last page does not make it one column."""
    lines = [_line(0, "head", (200.0, 400.0)), *(_line(at, "a", LEFT) for at in range(2, 40))]
    lines += [_line(at + 0.4, "b", RIGHT) for at in range(2, 8)]
    assert [column.split()[0] for column in _read(lines)] == ["head", "a", "b"]


@pytest.mark.parametrize(
    "beside",
    [
        [(310.0, 550.0)] * 2,  # too few
        [(310.0 + 40 * at, 550.0) for at in range(6)],  # at no edge
        [(400.0, 550.0)] * 6,  # far from the gutter
    ],
)
def test_what_stands_beside_a_column_is_not_always_one(beside: list[tuple[float, float]]) -> None:
    """Labels and notes are read with the lines that they stand beside."""
    lines = [_line(at, "a", LEFT) for at in range(40)]
    lines += [_line(at + 0.4, "b", place) for at, place in enumerate(beside)]
    assert len(_read(lines)) == 1


def test_short_lines_are_no_column() -> None:
    """What stands beside lines that end anywhere is read with them."""
    lines = [_line(at, "a", (50.0, 120.0 + 10 * (at % 12))) for at in range(40)]
    lines += [_line(at + 0.4, "b", RIGHT) for at in range(6)]
    assert len(_read(lines)) == 1


FIRST, SECOND, THIRD = (50.0, 200.0), (225.0, 375.0), (400.0, 550.0)


@pytest.mark.parametrize("rows", [(40, 40, 40), (40, 40, 12), (8, 40, 40)])
def test_three_columns_are_read_one_after_the_other(rows: tuple[int, int, int]) -> None:
    """Magazines and clinical journals set three; the last page may end in any of them."""
    places = [
        [place for place, count in zip((FIRST, SECOND, THIRD), rows, strict=True) if at < count] for at in range(40)
    ]
    assert [len(column.split()) for column in _read([_line(at, "a", *each) for at, each in enumerate(places)])] == [
        *rows
    ]


@pytest.mark.parametrize("columns", [(LEFT, RIGHT), (FIRST, SECOND, THIRD)])
def test_numbers_that_hang_before_a_column_stand_in_it(columns: tuple[tuple[float, float], ...]) -> None:
    """The numbers of a list stand in the white stripe before a column, and go with its lines."""
    lines = []
    for at in range(40):
        line = _line(at, "a", *columns)
        base = line.base
        numbers = [
            Word(f"{at}.", x0 - 14, x0 - 5, base - 8, base + 2, base, 10.0, False, False, 0.0)
            for x0, _ in columns
            if at % 4 == 0
        ]
        lines.append(Line(tuple(sorted((*line.words, *numbers), key=lambda word: word.x0)), base))
    read = text_columns(lines, WIDTH)
    assert [len(column) for column in read] == [40] * len(columns)
    assert [[line.words[0].text for line in column][::4] for column in read] == [
        [f"{at}." for at in range(0, 40, 4)]
    ] * len(columns)


@pytest.mark.parametrize("third", [0, 8])
def test_the_paper_beside_the_text_is_no_gutter(third: int) -> None:
    """The last of three columns is empty, or next to it: the white there has lines on one side only."""
    narrow = (50.0, 195.0), (220.0, 365.0)
    places = [[*narrow, *([THIRD] if at < third else [])] for at in range(40)]
    read = _read([_line(at, "a", *each) for at, each in enumerate(places)])
    assert [len(column.split()) for column in read] == [40, 40, *([third] if third else [])]


def test_a_page_at_the_end_of_a_line_is_no_number_of_a_list() -> None:
    """`230.` stands left of the gutter as the numbers do, but at no edge of theirs."""
    lines = []
    for at in range(40):
        line = _line(at, "a", RIGHT) if at % 5 == 0 else _line(at, "a", LEFT, RIGHT)
        places = [(f"{at}.", 296.0, 305.0)] if at % 4 == 1 else []
        places += [("230.", 50.0, 70.0)] if at % 5 == 0 else [("of", 289.0, 309.0)] if at % 4 == 2 else []
        extra = [
            Word(text, x0, x1, line.base - 8, line.base + 2, line.base, 10.0, False, False, 0.0)
            for text, x0, x1 in places
        ]
        lines.append(Line(tuple(sorted((*line.words, *extra), key=lambda word: word.x0)), line.base))
    assert _before_numbers(lines, 300.0) == 295.0
