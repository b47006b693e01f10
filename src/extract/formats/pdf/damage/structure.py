"""Where are the objects of a PDF, by its own account? Its cross-reference tables and streams, read strictly.

Engines mend what they find broken and say nothing; this module mends nothing. It follows ISO 32000-1, 7.5, with the
leniences that whole files of well-known programs need, each named where it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

# `startxref`, a place and the end mark: 7.5.5. Programs write blanks, a second end mark or a line after it. Matches
# "startxref\n116\n%%EOF\n"; near miss: "startxref %%EOF". Linear: bounded blanks.
END = re.compile(rb"startxref[\x00\t\n\x0c\r ]{0,20}(\d{1,12})[\x00\t\n\x0c\r ]{1,20}%%EOF")
# Annex H.3 of the specification: the end mark lies in the last 1024 bytes.
TAIL = 1024
# A subsection's head: "0 45". Linear: bounded.
SUBSECTION = re.compile(rb"[\x00\t\n\x0c\r ]{0,8}(\d{1,8})[ \t]{1,4}(\d{1,8})[ \t]{0,4}\r{0,2}\n?")
# An entry: "0000000017 00000 n\r\n"; some programs write 19 bytes. Linear: bounded.
ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}")
OBJECT = re.compile(rb"[\x00\t\n\x0c\r ]{0,8}(\d{1,10})[\x00\t\n\x0c\r ]{1,4}(\d{1,5})[\x00\t\n\x0c\r ]{1,4}obj")
# The head of a stream: its keyword and line end (7.3.8.1; some programs end the line by CR alone).
STREAM = re.compile(rb"(?<=[>\s\x00])stream(?:\r\n|\n|\r)")
# A stream's length, itself or by reference. Matches "/Length 12", "/Length 9 0 R"; near miss: "/Length1 12".
LENGTH = re.compile(
    rb"/Length[\x00\t\n\x0c\r ]{1,8}(\d{1,12})"
    rb"(?:[\x00\t\n\x0c\r ]{1,8}(\d{1,5})[\x00\t\n\x0c\r ]{1,8}R)?"
)
NUMBER = re.compile(rb"[\x00\t\n\x0c\r ]{0,8}(\d{1,12})")
# More bytes than this come out of no honest stream of a review: a page of a drawing has some 20 MB.
LARGEST_STREAM = 256 * 1024 * 1024
PIECE = 1024 * 1024
# Annex C of the specification: no file has more objects.
MOST_OBJECTS = 8_388_607
# Sections that a file was saved in; loops and endless chains end here.
MOST_SECTIONS = 4096


class Broken(Exception):
    """The structure is not what the specification asks for; the text says what was found, after `because`."""


@dataclass(frozen=True)
class Entry:
    """Where an object is. `stream`: number of the object stream that holds it; then `place` is its position there."""

    place: int
    stream: int | None = None


@dataclass(frozen=True)
class Structure:
    """The cross-reference of a file.

    Attributes:
        entries: by number of the object, as the newest section has them; free ones are left out.
        trailers: bytes of the trailer dictionaries, newest first.
        marks: places where sections begin, in order.
        base: where the header stands: places are counted from it.
    """

    entries: dict[int, Entry]
    trailers: tuple[bytes, ...]
    marks: tuple[int, ...]
    base: int

    @property
    def is_encrypted(self) -> bool:
        """Whether strings and streams are ciphered."""
        return any(b"/Encrypt" in trailer for trailer in self.trailers)


@dataclass(frozen=True)
class Stream:
    """A stream as it lies in the file. `start` and `end`: of its data; `end` is None where its length is wrong."""

    head: bytes
    start: int
    end: int | None


def read_structure(content: bytes) -> Structure:
    """The cross-reference of `content`.

    Raises:
        Broken: it is not whole.
    """
    base = max(0, content[:TAIL].find(b"%PDF-"))
    ends = list(END.finditer(content, max(0, len(content) - TAIL)))
    if not ends:
        raise Broken("its end is missing")
    entries: dict[int, Entry | None] = {}
    trailers: list[bytes] = []
    marks: list[int] = []
    todo = [int(ends[-1][1])]
    while todo and len(marks) < MOST_SECTIONS:
        mark = todo.pop(0) + base
        if mark in marks:
            continue
        marks.append(mark)
        trailer, found = _read_section(content, mark)
        for number, entry in found:
            entries.setdefault(number, entry)
        trailers.append(trailer)
        # A hybrid's stream comes before the sections that are older than it (7.5.8.4).
        todo[:0] = [int(place) for key in (b"XRefStm", b"Prev") for place in _numbers(trailer, key)]
    known = {number: entry for number, entry in entries.items() if entry is not None}
    return Structure(known, tuple(trailers), tuple(sorted(marks)), base)


def _numbers(dictionary: bytes, key: bytes) -> list[bytes]:
    return re.findall(rb"/" + key + rb"[\x00\t\n\x0c\r ]{0,8}(\d{1,12})", dictionary)[:1]


def _read_section(content: bytes, mark: int) -> tuple[bytes, list[tuple[int, Entry | None]]]:
    # Blanks before a section are skipped, as engines do.
    start = mark + len(content[mark : mark + 16]) - len(content[mark : mark + 16].lstrip())
    if content.startswith(b"xref", start):
        return _read_table(content, start + 4)
    if OBJECT.match(content, mark):
        return _read_stream(content, mark)
    raise Broken("its table of objects is not where the file says")


def _read_table(content: bytes, at: int) -> tuple[bytes, list[tuple[int, Entry | None]]]:
    found: list[tuple[int, Entry | None]] = []
    while head := SUBSECTION.match(content, at):
        first, count, at = int(head[1]), int(head[2]), head.end()
        if first + count > MOST_OBJECTS:
            raise Broken("its table of objects is garbled")
        for number in range(first, first + count):
            entry = ENTRY.match(content, at)
            if entry is None:
                raise Broken("its table of objects is garbled")
            at = entry.end()
            # A place of 0 means free; old programs write it with an `n`.
            is_used = entry[3] == b"n" and int(entry[1]) > 0
            found.append((number, Entry(int(entry[1])) if is_used else None))
    start = content.find(b"trailer", at, at + 64)
    end = content.find(b"startxref", start)
    if start < 0 or end < 0:
        raise Broken("its trailer is missing")
    return content[start:end], found


def _read_stream(content: bytes, mark: int) -> tuple[bytes, list[tuple[int, Entry | None]]]:
    stream = find_stream(content, mark, min(len(content), mark + 4096), {})
    if stream is None or stream.end is None:
        raise Broken("its table of objects is garbled")
    try:
        data = unpredicted(inflate(content[stream.start : stream.end]), stream.head)
    except Broken as error:
        raise Broken(f"its table of objects {error}") from error
    widths = [int(width) for width in _array(stream.head, b"W")]
    size = _numbers(stream.head, b"Size")
    if len(widths) != 3 or not size or not 0 < sum(widths) <= 32:
        raise Broken("its table of objects is garbled")
    index = [int(number) for number in _array(stream.head, b"Index")] or [0, int(size[0])]
    if sum(index[1::2]) > MOST_OBJECTS:
        raise Broken("its table of objects is garbled")
    step, at = sum(widths), 0
    found: list[tuple[int, Entry | None]] = []
    for first, count in zip(index[::2], index[1::2], strict=False):
        for number in range(first, first + count):
            row = data[at : at + step]
            if len(row) < step:
                raise Broken("its table of objects is cut short")
            at += step
            found.append((number, _entry(row, widths)))
    return stream.head, found


def _array(dictionary: bytes, key: bytes) -> list[bytes]:
    found = re.search(rb"/" + key + rb"[\x00\t\n\x0c\r ]{0,8}\[([\d\s]{0,100000})\]", dictionary)
    return found[1].split() if found else []


def _entry(row: bytes, widths: list[int]) -> Entry | None:
    """Table 18 of the specification: kind 0 free, 1 at a place, 2 in an object stream; kind 1 where none is given."""
    one, two = widths[0], widths[0] + widths[1]
    kind = int.from_bytes(row[:one], "big") if one else 1
    second, third = int.from_bytes(row[one:two], "big"), int.from_bytes(row[two:], "big")
    if kind == 2:
        return Entry(third, second)
    return Entry(second) if kind == 1 and second > 0 else None


def find_stream(content: bytes, start: int, stop: int, lengths: dict[int, int]) -> Stream | None:
    """The stream of the object at `start`, which ends before `stop`; None where it has none.

    `lengths`: values of objects that hold nothing but a number.
    """
    keyword = STREAM.search(content, start, stop)
    if keyword is None:
        return None
    head = content[start : keyword.start()]
    stated = LENGTH.search(head)
    if stated is None:
        return Stream(head, keyword.end(), None)
    length = int(stated[1]) if stated[2] is None else lengths.get(int(stated[1]))
    if length is None:
        return Stream(head, keyword.end(), None)
    end = keyword.end() + length
    is_right = content[end : end + 16].lstrip().startswith(b"endstream")
    return Stream(head, keyword.end(), end if is_right else None)


def inflate(data: bytes) -> bytes:
    """The content of a Flate stream (RFC 1950), whole and with the right checksum.

    Raises:
        Broken: it breaks off, is garbled, or fails its checksum.
    """
    return b"".join(inflated(data))


def inflated(data: bytes) -> Iterator[bytes]:
    """The content of a Flate stream in pieces of at most `PIECE` bytes; raises as `inflate` does."""
    decoder = zlib.decompressobj()
    size = 0
    while not decoder.eof:
        try:
            piece = decoder.decompress(data, PIECE)
        except zlib.error as error:
            raise Broken("fails its checksum" if "data check" in str(error) else "is garbled") from error
        data = decoder.unconsumed_tail
        size += len(piece)
        if size > LARGEST_STREAM:
            raise Broken("is too large to be true")
        if not piece and not data and not decoder.eof:
            raise Broken("breaks off")
        yield piece


def unpredicted(data: bytes, head: bytes) -> bytes:
    """`data` without its PNG predictor (7.4.4.4), of which cross-reference streams use `None`, `Sub` and `Up`."""
    predictor = _numbers(head, b"Predictor")
    if not predictor or int(predictor[0]) < 10:
        return data
    columns = int((_numbers(head, b"Columns") or [b"1"])[0])
    out: list[bytes] = []
    above = bytes(columns)
    for at in range(0, len(data), columns + 1):
        kind, row = data[at], bytearray(data[at + 1 : at + columns + 1])
        if kind == 1:
            for i in range(1, len(row)):
                row[i] = (row[i] + row[i - 1]) & 0xFF
        elif kind == 2:
            row = bytearray((a + b) & 0xFF for a, b in zip(row, above, strict=False))
        elif kind != 0:
            raise Broken("is garbled")
        above = bytes(row)
        out.append(above)
    return b"".join(out)


def packed_objects(data: bytes, head: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each object of an object stream (7.5.7).

    Raises:
        Broken: its list of objects is not what its head says.
    """
    count, first = _numbers(head, b"N"), _numbers(head, b"First")
    if not count or not first:
        raise Broken("has no list of objects")
    pairs = data[: int(first[0])].split()
    if len(pairs) < 2 * int(count[0]) or not all(pair.isdigit() for pair in pairs[: 2 * int(count[0])]):
        raise Broken("has a garbled list of objects")
    numbers = [int(pair) for pair in pairs[: 2 * int(count[0])]]
    places = [int(first[0]) + place for place in numbers[1::2]] + [len(data)]
    for number, start, end in zip(numbers[::2], places, places[1:], strict=False):
        yield number, data[start:end]
