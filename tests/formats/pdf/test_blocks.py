"""Running text is parted where a reader sees a new paragraph or item begin."""

from __future__ import annotations

import pytest

from extract.formats.pdf.drawn.glyphs import Turn
from extract.formats.pdf.lines.cells import Vocabulary
from extract.formats.pdf.prose.blocks import read_blocks
from extract.pages import Box
from tests.formats.pdf.made_lines import line_at


@pytest.mark.parametrize("mark", ["{}.", "[{}]", "({})"])
def test_an_item_begins_with_a_mark_that_stands_far_from_its_text(mark: str) -> None:
    """Hanging numbers in a wide column are lines of their own beside the first line of each item."""
    lines = []
    for at in range(4):
        lines.append(line_at(100 + 36 * at, {50.0: mark.format(at + 1)}))
        lines += [line_at(100 + 36 * at + 12 * row, {80.0: f"Line {row} of the item"}) for row in range(3)]
    blocks = read_blocks(lines, Turn(0, 600.0, 800.0), Vocabulary(frozenset()), 10.0)
    assert [block.text[: len(mark)] for block in blocks] == [mark.format(at + 1) + " " for at in range(4)]
    assert {block.kind for block in blocks} == {"list-item"}


def test_a_number_above_a_line_is_no_mark() -> None:
    """A page's number, or a year that a line's end has cut off, stands on no line with the text that follows."""
    lines = [line_at(100 + 12 * row, {50.0: text}) for row, text in enumerate(["counted in", "12.", "of the towns"])]
    assert len(read_blocks(lines, Turn(0, 600.0, 800.0), Vocabulary(frozenset()), 10.0)) == 1


def test_a_block_knows_its_printed_lines() -> None:
    """Where each line begins in the text, with the hyphen of a cut word mended, and its place; none of a single line."""
    rows = ["The cost of rehabil-", "itation rose, and", "fell again in the towns"]
    lines = [line_at(100 + 12 * row, {50.0: text}) for row, text in enumerate(rows)]
    whole, alone = (
        read_blocks(each, Turn(0, 600.0, 800.0), Vocabulary(frozenset({"rehabilitation"})), 10.0)[0]
        for each in (lines, lines[:1])
    )
    assert whole.text == "The cost of rehabilitation rose, and fell again in the towns"
    assert [whole.text[line.start :][:7] for line in whole.lines] == ["The cos", "itation", "fell ag"]
    places = [line.place for line in whole.lines]
    assert [(place.x0, place.top, place.bottom) for place in places if isinstance(place, Box)] == [
        (50, 92 + 12 * row, 102 + 12 * row) for row in range(3)
    ]
    assert alone.lines == ()
