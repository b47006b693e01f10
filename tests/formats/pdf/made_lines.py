"""Lines of words, made without a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from extract.formats.pdf.lines.words import Line, Word


def line_at(base: float, cells: Mapping[float, str], *, size: float = 10.0, is_bold: bool = False) -> Line:
    """Words of 5 points a letter, 10 points high, on one base line; `cells`: text by its left edge."""
    words = []
    for x, text in cells.items():
        at = x
        for word in text.split():
            words.append(Word(word, at, at + 5 * len(word), base - 8, base + 2, base, size, is_bold, False, 0.0))
            at += 5 * len(word) + 3
    return Line(tuple(words), base)
