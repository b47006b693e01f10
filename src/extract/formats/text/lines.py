"""Which kind of line is each line of a text?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LineKind = Literal["blank", "page-end", "page-number", "tab-row", "word-cell", "text"]

LINE_END = re.compile(r"\r\n|\r|\n")
# A line that holds nothing but a page number, as footers leave it: up to four digits, or `- 4 -`, or `Page 4 of 17`.
# Matches `4`, `Page 4`; near miss: `24 studies in total`, `2017.`
PAGE_NUMBER = re.compile(r"\s*(?:-\s*\d{1,4}\s*-|(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line: `number` from 1, `text` without its end, and what kind of line it is."""

    number: int
    text: str
    kind: LineKind


def read_lines(text: str) -> tuple[Line, ...]:
    """All lines of `text`, each classed by its own look.

    A `tab-row` holds the cells of a row between tabs; a `word-cell` is one cell, as Word's text export prints it: one
    tab, then the cell. A form feed ends a page and stands as a line of its own.
    """
    lines: list[Line] = []
    for number, raw in enumerate(LINE_END.split(text), start=1):
        if "\f" in raw:
            lines.append(Line(number, raw, "page-end"))
            if raw.replace("\f", "").strip():
                lines.append(_classed(number, raw.replace("\f", " ")))
        else:
            lines.append(_classed(number, raw))
    return tuple(lines)


def _classed(number: int, text: str) -> Line:
    if text.startswith("\t") and text.count("\t") == 1:
        return Line(number, text, "word-cell")
    if "\t" in text.strip(" "):
        return Line(number, text, "tab-row")
    if not text.strip():
        return Line(number, text, "blank")
    if PAGE_NUMBER.fullmatch(text):
        return Line(number, text, "page-number")
    return Line(number, text, "text")
