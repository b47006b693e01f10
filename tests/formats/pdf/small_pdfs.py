"""PDFs of a few objects, written out by hand, sound to the last byte."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

TABLE = (
    (b"Study", b"Design", b"Sample", b"Main finding"),
    (b"Abel and Moss (2011)", b"Survey", b"120", b"Visitors felt less alone"),
    (b"Birch et al. (2014)", b"Randomised trial", b"64", b"No change in the score"),
    (b"Carver (2015)", b"Interviews", b"18", b"Carers spoke of pride"),
    (b"Dunne and Park (2017)", b"Cohort", b"903", b"Fewer days in hospital"),
)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A Flate stream."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s>>\nstream\n" % (len(packed), extra) + packed + b"\nendstream"


def with_table(objects: Mapping[int, bytes]) -> bytes:
    """A file of these objects with a cross-reference table; object 1 is its root."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    mark = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, mark))


def with_streams(plain: Mapping[int, bytes], packed: Mapping[int, bytes]) -> bytes:
    """A file with `packed` in an object stream and a cross-reference stream, as PDF 1.5 has them."""
    holder, table = max(*plain, *packed) + 1, max(*plain, *packed) + 2
    places: list[bytes] = []
    at = 0
    for number, body in packed.items():
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(places) + b"\n"
    content = head + b"\n".join(packed.values())
    extra = b"/Type /ObjStm /N %d /First %d " % (len(packed), len(head))
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    rows: dict[int, bytes] = {0: b"\x00\x00\x00\x00\xff"}
    for number, body in {**plain, holder: stream(content, extra)}.items():
        rows[number] = b"\x01" + len(out).to_bytes(3, "big") + b"\x00"
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    for index, number in enumerate(packed):
        rows[number] = b"\x02" + holder.to_bytes(3, "big") + bytes([index])
    rows[table] = b"\x01" + len(out).to_bytes(3, "big") + b"\x00"
    entries = b"".join(rows.get(number, b"\x00" * 5) for number in range(table + 1))
    extra = b"/Type /XRef /W [1 3 1] /Size %d /Root 1 0 R " % (table + 1)
    mark = len(out)
    return bytes(out + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, stream(entries, extra), mark))


def text_page(lines: Sequence[bytes]) -> bytes:
    """The content of a page with these lines."""
    shown = b"".join(b"(%s) Tj 0 -14 Td " % line for line in lines)
    return b"BT /F1 10 Tf 72 720 Td " + shown + b"ET"


def pages(contents: Sequence[bytes], extra: Mapping[int, bytes] | None = None) -> dict[int, bytes]:
    """The objects of a document with these pages: root 1, tree 2, font 3, then page and content in turn.

    `extra`: further objects; those above 1000 are forms that every page may draw by the name `/X1000` and so on.
    """
    more = dict(extra or {})
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(contents)))
    forms = b" ".join(b"/X%d %d 0 R" % (number, number) for number in more)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for place, content in enumerate(contents):
        objects[4 + 2 * place] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << %s >> >> >>" % (5 + 2 * place, forms)
        )
        objects[5 + 2 * place] = stream(content)
    return objects | more


def endless_forms(first: int, depth: int = 12) -> dict[int, bytes]:
    """Forms from number `first` on that each draw the next one ten times: ten to the power of `depth` drawings."""
    forms: dict[int, bytes] = {}
    for level in range(depth):
        number = first + level
        if level == depth - 1:
            draw, resources = b"BT /F1 1 Tf (x) Tj ET", b"/Font << /F1 3 0 R >>"
        else:
            draw, resources = b"/Y Do " * 10, b"/XObject << /Y %d 0 R >>" % (number + 1)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >> " % resources
        forms[number] = stream(draw, head)
    return forms


def table_page(rows: Sequence[Sequence[bytes]]) -> bytes:
    """The content of a page with a caption and a table of four columns, ruled row by row."""
    parts = [b"BT /F1 9 Tf 72 740 Td (Table 1. Characteristics of the included studies) Tj ET 72 730 m 540 730 l S"]
    for number, row in enumerate(rows):
        top = 718 - 16 * number
        parts += [
            b"BT /F1 9 Tf %d %d Td (%s) Tj ET" % (x, top, cell)
            for x, cell in zip((72, 190, 290, 340), row, strict=True)
        ]
        parts.append(b"72 %d m 540 %d l S" % (top - 5, top - 5))
    return b"\n".join(parts)
