"""Where does each entry of a list with numbers begin, and which lines are its own?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pages import Box, Span
from extract.reference_lists.lines import INDENT, Line
from extract.reference_lists.record import LONGEST_ENTRY, PrintedEntry
from extract.reference_lists.sections import REST, stands_behind
from extract.reference_lists.years import is_dated
from extract.tables.joining import join_cut

# A name that begins small. Match: "de Vries", "van den Berg"; near miss: "and Berg, 2012".
_SMALL_NAME = r"(?:[a-z]{2,3}\s){1,2}[A-Z]"
# A family name that begins small, with initials, where the number before it is the next. Match: "berg CN."; near miss:
# "people A study".
_SMALL_FAMILY = r"[a-z]{2,20}\s[A-Z]{1,3}[,.]"
# A numbered entry, in any alphabet: `12. Smith`, `[12] Smith`, `12 Smith`, `(12) Иванов`, `1012. van den Berg`, and
# `12. berg CN.`. Near miss: `20125 Leeds`, `12 people`, `5 hepatitis C.`.
ENTRY = re.compile(
    r"\W{0,2}(?P<number>\d{1,4})(?:(?:[.)\]]\s*|\s+)"
    rf"(?P<text>(?:[^\W\d_a-zß-öø-ÿ]|[‘“\"'«„\[]|{_SMALL_NAME}).*)|[.)\]]\s(?P<small>{_SMALL_FAMILY}.*))",
    re.DOTALL,
)
# The number of an entry behind the end of another in one block, where it is the next. Match: ` [12] Smith` and
# ` 12. Smith` behind `4–9.`; near miss: ` 12 Smith`, `vol. 12. Smith`.
INNER_NUMBER = re.compile(
    r"(?<=[.)\]>/\d”])\s(?:\[(?=\d{1,4}\])|(?=\d{1,4}\.(?:\s|$)))(?P<number>\d{1,4})[.\]]"
    rf"(?:\s?(?=[^\W\d_a-z]|[“\"‘«]|{_SMALL_NAME}|{_SMALL_FAMILY})|$)"
)
# The same in a list with numbers without a mark (The Lancet). Match: ` 13 Smith` behind `4–9.` or `Boston.`; near
# miss: ` 3 Suppl` behind `vol.`.
INNER_BARE_NUMBER = re.compile(
    r"(?:(?<=[\d)\]>/”])|(?<=[\d)\]]\.)|(?<=[^\W\d_]{4}\.))\s(?P<number>\d{1,4})"
    rf"(?:\s(?=[^\W\d_a-zß-öø-ÿ]|{_SMALL_NAME})|$)"
)
# Numbers of a list rise by one; a few entries may be lost in a page's margin. A larger gap is a paragraph's number.
_LARGEST_GAP = 5
# A line of an entry follows the line above within this distance, in points (leading of one and a half lines of 12
# points), and within more where it is indented, as the lines of an entry after the first are (APA 9.43, Vancouver).
_NEXT_LINE = 8.0
_NEXT_INDENTED = 14.0
# Lines lower than this part of the one above are in smaller type.
_SMALLER = 0.85


@dataclass(frozen=True)
class _Piece:
    """A line of a list, or what stands in it from one number of an entry to the next.

    Attributes:
        printed: the lines that it is printed in.
        number: with which it begins; 0 where that is none of an entry.
        text: without that number.
    """

    line: Line
    printed: tuple[Line, ...]
    number: int
    text: str


def find_by_numbers(lines: Sequence[Line], last: int = 0) -> list[PrintedEntry]:
    """Entries with their numbers, each with the lines that a converter parted from it.

    Args:
        lines: under one heading.
        last: number of the entry before, where the list goes on with that of another heading.
    """
    pieces, starts = _cut_at_numbers(lines, last, are_heads=True)
    anywhere, more = _cut_at_numbers(lines, last, are_heads=False)
    if len(more) >= 2 * len(starts):
        pieces, starts = anywhere, more  # entries run on within a line
    return [_entry(pieces[start:end], is_between=end < len(pieces)) for start, end in pairwise((*starts, len(pieces)))]


def _entry(pieces: Sequence[_Piece], *, is_between: bool) -> PrintedEntry:
    """The entry that begins with the first piece, and those of the others that are its own, up to another entry."""
    first = pieces[0]
    text, own = first.text, [*first.printed]
    for piece in pieces[1:]:
        if stands_behind(piece.line, piece.text):
            break
        if _goes_on(text, own, piece, is_between=is_between):
            text = join_cut(text, piece.text)
            own += piece.printed
    return PrintedEntry(first.number, text, tuple(own))


def _cut_at_numbers(lines: Sequence[Line], last: int, *, are_heads: bool) -> tuple[list[_Piece], list[int]]:
    """The lines, cut at the numbers of entries, and which of the pieces begin with one."""
    pieces = list(_pieces(lines, last, are_heads=are_heads))
    return pieces, [at for at, piece in enumerate(pieces) if piece.number]


def _pieces(lines: Sequence[Line], last: int, *, are_heads: bool) -> Iterator[_Piece]:
    """The lines, cut where a format has put the next entry behind the end of another.

    Args:
        are_heads: whether a number must begin a printed line, where these are known.
    """
    expected = last + 1
    inner = INNER_NUMBER
    marked = set(_marked_numbers(lines)) if are_heads else set()
    for line in lines:
        text = line.text
        first = ENTRY.fullmatch(text)
        gap = _LARGEST_GAP if first and first["small"] is None else 0
        number = int(first["number"]) if first and expected <= int(first["number"]) <= expected + gap else 0
        if number and first:
            inner = INNER_BARE_NUMBER if text[first.end("number")].isspace() else INNER_NUMBER
            expected, text = number + 1, first["text"] or first["small"]
        before = len(line.text) - len(text)
        at = 0
        for found in _inner_numbers(text, inner) if expected > 1 else ():
            is_next = expected <= int(found["number"]) <= expected + 1
            is_head = are_heads and line.is_head(before + found.start() + 1)
            is_sure = is_head and bool(line.block.lines) and int(found["number"]) not in marked
            if is_next and (is_sure or (found.re is inner and is_head == are_heads)):
                yield _Piece(line, line.printed(before + at, before + found.start()), number, text[at : found.start()])
                number, at = int(found["number"]), found.end()
                expected = number + 1
        yield _Piece(line, line.printed(before + at, len(line.text)), number, text[at:])


def _marked_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers that are printed with a mark: those have not lost it elsewhere."""
    for line in lines:
        first = ENTRY.fullmatch(line.text)
        if first is not None and not line.text[first.end("number")].isspace():
            yield int(first["number"])
        yield from (int(found["number"]) for found in INNER_NUMBER.finditer(line.text))


def _inner_numbers(text: str, usual: re.Pattern[str]) -> list[re.Match[str]]:
    """What may be numbers of entries inside a block, in order: with the mark of the list, and with another or none, as
    one that was forgotten leaves it."""
    other = INNER_NUMBER if usual is INNER_BARE_NUMBER else INNER_BARE_NUMBER
    return sorted([*usual.finditer(text), *other.finditer(text)], key=re.Match.start)


def _goes_on(text: str, own: Sequence[Line], piece: _Piece, *, is_between: bool) -> bool:
    """Whether a piece is the next of an entry: beneath the line above, or in the next column the rest of a sentence or
    of an entry without a year.

    Args:
        text: of the entry so far.
        own: its lines.
        piece: the one in question.
        is_between: another entry begins behind it, so that it belongs to the list.
    """
    if not text:
        return True  # a number alone
    above, line = own[-1], piece.printed[0]
    start, upper, lower = own[0].place, above.place, line.place
    if len(text) + len(piece.text) > LONGEST_ENTRY:
        return False
    if isinstance(upper, Span) and isinstance(lower, Span):
        return lower.line == upper.end_line + 1
    if not (isinstance(start, Box) and isinstance(upper, Box) and isinstance(lower, Box)):
        return False
    if above.page != line.page or lower.bottom <= upper.top:
        is_rest = REST.match(piece.text) is not None or (is_between and line.block.kind != "heading")
        is_open = text[-1:] not in ".)]" or (is_dated(piece.text.split()) and not is_dated(text.split()))
        # Comments in the margin are set smaller.
        is_as_large = lower.bottom - lower.top >= _SMALLER * (upper.bottom - upper.top)
        return is_open and is_rest and is_as_large
    limit = _NEXT_INDENTED if lower.x0 > start.x0 + INDENT else _NEXT_LINE
    return -_NEXT_LINE < lower.top - upper.bottom <= limit and upper.x0 - INDENT < lower.x0 + INDENT < upper.x1
