"""A manuscript's line numbers are no text, wherever they stand; numbers that end sentences are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.formats.pdf.lines.words import Line, Word
from extract.formats.pdf.prose.furniture import SURE_LINE_NUMBERS, without_line_numbers

TEXT = "Lanterns light the way to parks"


def _line(at: int, text: str, number: str | None, x: float) -> Line:
    """A line of words of five points a letter, and a number at `x`, close behind it for 0."""
    words, left = [], 50.0
    for text_ in text.split():
        words.append((text_, left, left + 5 * len(text_)))
        left += 5 * len(text_) + 3
    if number is not None:
        words.append((number, x or left, (x or left) + 5 * len(number)))
    base = 20.0 * at
    made = tuple(Word(text_, x0, x1, base - 8, base + 2, base, 10.0, False, False, 0.0) for text_, x0, x1 in words)
    return Line(made, base)


def _page(count: int, number: Callable[[int], str | None], x: float) -> list[Line]:
    return [_line(at, " ".join(TEXT.split()[: 2 + at % 5]), number(at), x) for at in range(count)]


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in without_line_numbers(lines)]


@pytest.mark.parametrize("x", [500.0, 0.0], ids=["in the margin", "drawn to the text"])
def test_numbers_that_count_the_lines_are_left_out(x: float) -> None:
    """In a margin of their own, and where a conversion has set each right behind its line."""
    lines = _page(SURE_LINE_NUMBERS, lambda at: str(1013 + at), x)
    assert _texts(lines) == [line.text for line in _page(SURE_LINE_NUMBERS, lambda _: None, 0.0)]


@pytest.mark.parametrize(
    "number",
    [
        lambda at: str(1990 + 7 * at % 20),  # years
        lambda at: str(at) if at % 2 else None,  # every other line counts
        lambda at: str(at // 3),
    ],
)
def test_numbers_that_do_not_count_the_lines_stay(number: Callable[[int], str | None]) -> None:
    """Lines that end in years, or of which some end in a number, are text."""
    lines = _page(SURE_LINE_NUMBERS + 10, number, 0.0)
    assert _texts(lines) == [line.text for line in lines]


def test_few_numbers_behind_the_text_stay() -> None:
    """A short list may count its lines at their ends: "Lanterns 1", "Lanterns 2"."""
    lines = _page(SURE_LINE_NUMBERS - 1, lambda at: str(1 + at), 0.0)
    assert _texts(lines) == [line.text for line in lines]


@pytest.mark.parametrize(("step", "unnumbered"), [(1, range(0)), (5, range(0)), (1, range(8, 14))])
def test_line_numbers_count_every_line(step: int, unnumbered: range) -> None:
    """Each line or each fifth has its number, but for a table between them, whose lines have none."""
    at_left = [(at, at if at < min(unnumbered, default=99) else at - len(unnumbered)) for at in range(30)]
    numbers = [None if at in unnumbered or number % step else str(number) for at, number in at_left]
    lines = [_line(at, TEXT, number, 500.0) for at, number in enumerate(numbers)]
    assert _texts(lines) == [TEXT] * 30


@pytest.mark.parametrize("is_alone", [False, True])
def test_numbers_of_entries_in_the_margin_stay(is_alone: bool) -> None:
    """Numbers of a list of references count entries, most of which have more lines than one."""
    lines: list[Line] = []
    for number, count in enumerate((2, 3, 1, 2, 2, 4, 1, 2), 20):
        first = [_line(len(lines), TEXT, None, 0.0), _line(len(lines), "", str(number), 20.0)]
        joined = Line((*first[1].words, *first[0].words), first[0].base)
        lines += [
            *(first if is_alone else [joined]),
            *(_line(len(lines) + at, TEXT, None, 0.0) for at in range(1, count)),
        ]
    assert without_line_numbers(lines) == lines


def test_a_line_of_text_may_begin_with_a_number() -> None:
    """Beside numbers in the left margin, and in the running head, which has none."""
    lines = [_line(0, "3 Lanterns and parks", None, 0.0)]
    for at in range(1, 30):
        line = _line(at, "12 parks were lit" if at % 9 == 0 else TEXT, None, 0.0)
        number = Word(str(40 + at), 20.0, 30.0, line.base - 8, line.base + 2, line.base, 8.0, False, False, 0.0)
        lines.append(Line((number, *line.words), line.base))
    kept = _texts(lines)
    assert kept[0] == "3 Lanterns and parks" and kept[9] == "12 parks were lit"
    assert kept[1:9] == [TEXT] * 8
