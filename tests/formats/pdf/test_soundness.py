"""A whole PDF is believed; a broken one is named as such, whatever an engine makes of it."""

from __future__ import annotations

import random
import zlib

import pytest

from extract.documents import SourceDocument
from extract.formats.pdf.damage.soundness import examine
from extract.formats.pdf.damage.structure import Broken, inflate
from extract.reading import read_document
from tests.formats.pdf.small_pdfs import pages, stream, text_page, with_streams, with_table

LINES = [b"What helps people who moved house, a review of what was found in nine towns"] * 30
OLD = with_table(pages([text_page(LINES), text_page(LINES)]))
_OBJECTS = pages([text_page(LINES), text_page(LINES)])
NEW = with_streams(
    {number: body for number, body in _OBJECTS.items() if b"endstream" in body},
    {number: body for number, body in _OBJECTS.items() if b"endstream" not in body},
)


@pytest.mark.parametrize("content", [OLD, NEW], ids=["table", "streams"])
def test_a_whole_file_has_no_faults(content: bytes) -> None:
    """Both ways of writing the cross-reference are read, and the pages counted."""
    soundness = examine(content)
    assert soundness.faults == () and soundness.page_count == 2
    assert soundness.doubt(2) is None


@pytest.mark.parametrize("content", [OLD, NEW], ids=["table", "streams"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-30],
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.decode("latin-1").encode(),
        lambda content: content[:300] + bytes(64) + content[364:],
        lambda content: content[:300] + content[301:],
        lambda content: content[:300] + b"spliced in" + content[300:],
    ],
    ids=["cut in the middle", "no end", "line ends", "characters", "zeros", "a byte lost", "bytes more"],
)
def test_damage_is_named(content: bytes, damage: object) -> None:
    """Each kind of damage leaves a fault."""
    assert callable(damage)
    assert examine(damage(content)).faults


def test_a_bit_in_a_stream_is_seen() -> None:
    """The checksum of a stream gives away any bit of it that was turned over."""
    start = OLD.index(b"stream\n") + 7
    end = OLD.index(b"endstream")
    for place in range(start, end - 1):
        broken = bytearray(OLD)
        broken[place] ^= 1 << (place % 8)
        assert examine(bytes(broken)).faults, place


def test_a_missing_page_is_told() -> None:
    """Fewer pages in the engine than in the file are a doubt."""
    doubt = examine(OLD).doubt(1)
    assert doubt is not None and doubt.code == "damaged" and "2 pages" in doubt.sentence


def test_a_page_may_be_empty() -> None:
    """A page without content is whole."""
    objects = pages([text_page(LINES)])
    objects[4] = objects[4].replace(b"/Contents 5 0 R", b"/Contents [] /Other 5 0 R")
    assert examine(with_table(objects)).faults == ()


def test_a_length_may_be_an_object() -> None:
    """A length by reference is followed, also into an object stream."""
    objects = pages([text_page(LINES)])
    body = objects[5]
    length = body.split(b"/Length ")[1].split(b" ")[0]
    objects[5] = body.replace(b"/Length " + length, b"/Length 6 0 R")
    objects[6] = length
    assert examine(with_table(objects)).faults == ()
    plain = {5: objects.pop(5)}
    assert examine(with_streams(plain, objects)).faults == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zlib.compress(b"rows " * 99)[:-3], "breaks off"),
        (zlib.compress(b"rows " * 99)[:-1] + b"\x00", "fails its checksum"),
        (b"no stream at all", "is garbled"),
        (b"", "breaks off"),
    ],
)
def test_what_is_wrong_with_a_stream(data: bytes, why: str) -> None:
    """A stream that is not whole says how."""
    with pytest.raises(Broken, match=why):
        inflate(data)


def test_a_bomb_is_a_fault_and_no_stop() -> None:
    """What unpacks to more than any honest stream is called that."""
    bomb = zlib.compress(bytes(300 * 1024 * 1024), 1)
    with pytest.raises(Broken, match="too large"):
        inflate(bomb)


def test_any_bytes_are_examined() -> None:
    """Nothing that is put into a file makes the examination fail."""
    chance = random.Random(5)
    for content in (OLD, NEW):
        for _ in range(300):
            broken = bytearray(content)
            for _ in range(chance.randint(1, 30)):
                broken[chance.randrange(len(broken))] = chance.choice(b"0123456789/<>[]() R\n\x00\xff")
            examine(bytes(broken))


def test_damage_makes_a_document_doubtful() -> None:
    """The reading of a broken file says so, also where the engine reads all of it."""
    broken = OLD.replace(b"startxref\n", b"startxref\n9")
    reading = read_document(SourceDocument.of("a.pdf", broken))
    assert reading.reason == "damaged" and "Fetch or export it again" in (reading.message or "")


def test_hostile_counts_are_no_work() -> None:
    """A table that claims millions of objects is refused at its first line."""
    content = OLD.replace(b"xref\n0 8", b"xref\n0 99999999", 1)
    assert examine(content).faults == ("its table of objects is garbled",)
    assert b"endstream" in stream(b"")
