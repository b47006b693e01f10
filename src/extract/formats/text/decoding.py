"""Which characters do these bytes stand for?"""

from __future__ import annotations

import codecs
import functools
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from extract.errors import UnreadableDocument

# The Unicode standard, section 23.8: byte order marks. UTF-32 first, since its mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Latin text in UTF-16 has a zero in nearly every second byte, and hardly any in the others; stray zeros fall on both.
ZERO_SHARE_OF_UTF16 = 0.4
# Controls that a text may hold: tab, LF, VT, FF, CR. A file with more than 1 in 100 others is no text.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_SHARE_OF_TEXT = 0.01
# Ellipsis, quotes, bullet, dashes, no-break space, pound, section, copyright, degree, plus-minus: what English has
# above ASCII.
SIGNS_OF_CP1252 = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xae\xb0\xb1\xb7")
# English with names from other languages has fewer letters above ASCII than this; where there are more, and as many as
# `ENOUGH_LETTERS`, the language can be told from them (Croatian in Windows-1250 has 3%, a reference list 0.5%).
HIGH_SHARE_OF_ENGLISH = 0.01
# charset-normalizer takes seconds for a megabyte; this much shows the language.
LOOKED_AT = 65536
ENOUGH_LETTERS = 20
# Two bytes make one sign in the encodings of East Asia, and each word of Greek or Cyrillic is a run of high bytes; in
# Latin text, high bytes stand alone between ASCII.
ALONE_IN_LATIN = 0.5
ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
# Candidates for Latin text that says nothing of itself, the commonest first.
LATIN = ("cp1252", "mac_roman", "cp1250", "iso8859_2")
# What no writer puts there: a sign inside a word (apostrophes, hyphens and operators aside), a capital inside a word.
# Matches "M\u0178ller", "m\u201alt"; near miss: "l\u2019art". Linear: three signs.
MISPLACED = re.compile(
    r"(?<=[^\W\d_])(?:[^\w\x00-\x7f\u2018\u2019\u2010-\u2015\xad\xb0\xb1\xb7\xd7\xf7]|\xb5)(?=[^\W\d_])"
    r"|[\xb9\xbe](?=[^\W\d_])|(?<=[\xdf-\xff])[A-Z]|(?<=[^\W\d_])[\xc0-\xde\u0106\u010c\u0141\u0160\u0178\u017d](?=[a-z])"
)
# Pasted formulas misplace a sign here and there.
MISPLACED_IN_LATIN = 0.2
MOST_CAPITALS = 0.5
C1 = re.compile(rb"[\x80-\x9f]")
UNTOLD = "The file does not say how its letters are encoded, and too few show it. Save it as UTF-8."
# The name that a page of XML or HTML gives to its encoding, in its first bytes (WHATWG, "prescan a byte stream"; XML
# 1.0, 4.3.3). Matches `<?xml version="1.0" encoding="euc-jp"`, `<meta charset=utf-8`. Linear: bounded.
DECLARED = re.compile(
    rb"<(?:\?xml|meta)[\x00-\x3b\x3d-\x7f]{0,200}?(?:encoding|charset)[ \t\r\n]{0,3}=[ \t\r\n]{0,3}"
    rb"[\"']?([A-Za-z0-9_:.-]{2,30})",
    re.I,
)
DECLARED_WITHIN = 2048
# A byte that is no UTF-8, as Python keeps it; text is UTF-8 if no more than this share of what is not ASCII is such.
STRAY = re.compile("[\udc80-\udcff]")
STRAY_IN_UTF8 = 0.3
# Encodings by the larger one that programs mean by it (WHATWG Encoding Standard, 4.2), as Python names them: what calls
# itself ISO 8859-1 has the quotes of Windows-1252.
LARGER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
}  # fmt: skip


@dataclass(frozen=True)
class DecodedText:
    """The characters of a document.

    Attributes:
        text: without byte order mark and NUL.
        encoding: as Python names it.
        warnings: reason codes, for what had to be left out or guessed.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


@functools.lru_cache(maxsize=4)
def decode_text(content: bytes) -> DecodedText:
    """The text of `content`: by its byte order mark, else UTF-8, UTF-16 without mark, a detected or the Windows
    encoding.

    Raises:
        UnreadableDocument: `not-text` when too many bytes are controls, `empty-file` when nothing is there.
    """
    if not content.strip(b"\x00 \t\r\n\x0c"):
        raise UnreadableDocument("empty-file", "The file holds no text. Replace it with the whole document.")
    text, encoding = _decode(content)
    zeros = text.count("\x00")
    cleaned = text.replace("\x00", "").removeprefix("\ufeff")
    if len(CONTROL.findall(cleaned)) > CONTROL_SHARE_OF_TEXT * max(1, len(cleaned)):
        raise UnreadableDocument("not-text", "The file is neither a PDF nor a text. Save it as PDF or as plain text.")
    is_told = encoding in CERTAIN or DECLARED.search(content[:DECLARED_WITHIN]) is not None
    warnings = (("nul-bytes",) if zeros else ()) + (() if is_told else ("guessed-encoding",))
    return DecodedText(cleaned, encoding, warnings)


# Encodings that are told by a rule; any other was the likeliest of several.
CERTAIN = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"})


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    for encoding, zero_at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if _zero_share(content[zero_at::2]) > ZERO_SHARE_OF_UTF16 > 4 * _zero_share(content[1 - zero_at :: 2]):
            return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_declared(content) or _decode_8_bit(content)


def _zero_share(content: bytes) -> float:
    return content.count(0) / max(1, len(content))


def _decode_declared(content: bytes) -> tuple[str, str] | None:
    """The text of a page of XML or HTML in the encoding that it names; None where it names none or is not in it."""
    named = DECLARED.search(content[:DECLARED_WITHIN])
    if named is None:
        return None
    try:
        name = codecs.lookup(named[1].decode("ascii")).name
    except LookupError:
        return None
    return _decoded(content, name)


def _decoded(content: bytes, name: str) -> tuple[str, str] | None:
    """The text in the larger encoding of that name, or else in that encoding itself; None where it is in neither."""
    for encoding in (LARGER.get(name.replace("_", "-"), LARGER.get(name, name)), name):
        try:
            return content.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _decode_8_bit(content: bytes) -> tuple[str, str]:
    """Latin text in the encoding in which its words look best, Windows-1252 first; else charset-normalizer's guess.

    Raises:
        UnreadableDocument: `not-text`, for an encoding that is not known would give wrong words.
    """
    mixed = _decode_mixed(content)
    if mixed is not None:
        return mixed
    high = sum(byte > 0x7F for byte in content)
    letters = sum(byte > 0x7F and byte not in SIGNS_OF_CP1252 for byte in content)
    is_latin = len(ALONE.findall(content)) >= ALONE_IN_LATIN * high
    is_english = letters < ENOUGH_LETTERS or letters < HIGH_SHARE_OF_ENGLISH * len(content)
    if letters == 0 or (is_latin and is_english):
        text, encoding, misplaced = _best_looking(content, LATIN)
        if misplaced <= MISPLACED_IN_LATIN * high:
            return text, encoding
    if letters < ENOUGH_LETTERS:
        raise UnreadableDocument("not-text", UNTOLD)
    best = from_bytes(content[:LOOKED_AT]).best()
    named = None if best is None else codecs.lookup(best.encoding).name
    # Slavic text in Windows-1250 has its letters š and ž among the bytes that ISO 8859-2 keeps for controls.
    if named in ("cp1250", "cp1252", "iso8859-2") and not C1.search(content):
        return _best_looking(content, ("iso8859_2",) if named != "cp1252" else ("cp1252", "iso8859_2"))[:2]
    found = None if named is None else _decoded(content, named)
    if found is None or _capitals_share(found[0]) > MOST_CAPITALS:
        raise UnreadableDocument("not-text", UNTOLD)
    return found


def _capitals_share(text: str) -> float:
    """The share of capitals among the letters above ASCII: Greek read as Cyrillic comes out in capitals."""
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    return sum(char.isupper() for char in letters) / max(1, len(letters))


def _decode_mixed(content: bytes) -> tuple[str, str] | None:
    """UTF-8 into which some bytes of Windows-1252 were pasted, or of which the end is cut off; None for other text."""
    text = content.decode("utf-8", errors="surrogateescape")
    stray = len(STRAY.findall(text))
    if stray > STRAY_IN_UTF8 * sum(char > "\x7f" for char in text):
        return None
    return STRAY.sub(
        lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", errors="replace"), text
    ), "mixed-utf-8"


def _best_looking(content: bytes, encodings: tuple[str, ...]) -> tuple[str, str, int]:
    """The text in the encoding that misplaces the fewest signs, and how many; of several, the first."""
    texts = [(content.decode(encoding, errors="replace"), encoding) for encoding in encodings]
    looks = [(text, encoding, len(MISPLACED.findall(text)) + 2 * text.count("\ufffd")) for text, encoding in texts]
    return min(looks, key=lambda look: look[2])
