"""A word that a narrow column broke without a hyphen is whole again, where the whole is known and the piece is not."""

from __future__ import annotations

import pytest

from extract.formats.pdf.lines.cells import join_lines, read_vocabulary
from extract.formats.pdf.lines.words import Word

PROSE = "We read what was said of rehabilitation and of wellbeing by many people\nwho live well and being heard matters"


def lines(*texts: str) -> list[list[Word]]:
    """Lines of one word, of 5 points a letter."""
    return [
        [Word(text, 50.0, 50.0 + 5 * len(text), 92.0 + 12 * n, 102.0 + 12 * n, 100.0 + 12 * n, 10, False, False, 0.0)]
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("rehabil", "itation", "rehabilitation"),
        ("Netherl", "ands", "Netherlands"),
        ("Quasi-exper", "imental", "Quasi-experimental"),
        ("well", "being", "well being"),
        ("physiothe", "rapy", "physiothe rapy"),
    ],
)
def test_broken_words(upper: str, lower: str, expected: str) -> None:
    """Known by the document or by the subject; two words that stand inside lines stay two, and nothing is guessed."""
    vocabulary = read_vocabulary([PROSE, f"{upper}\n{lower}\n"])
    assert join_lines(lines(upper, lower), vocabulary, right=50.0 + 5 * len(upper))[0] == expected


def test_a_line_with_room_was_ended_on_purpose() -> None:
    """Near miss: the column is wider than the piece."""
    vocabulary = read_vocabulary([PROSE])
    assert join_lines(lines("rehabil", "itation"), vocabulary, right=200.0)[0] == "rehabil itation"


def test_an_address_ends_at_its_slash_where_more_would_have_fitted() -> None:
    """The next line begins another entry; where the line is full, the address goes on."""
    vocabulary = read_vocabulary([PROSE])
    for right, expected in ((300.0, "example.org/lamps/ Berg,"), (140.0, "example.org/lamps/Berg,")):
        assert join_lines(lines("example.org/lamps/", "Berg,"), vocabulary, right=right)[0] == expected
