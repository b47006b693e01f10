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
# Bytes 0x80-0x9F are letters and quotes in Windows-1252 and controls in ISO 8859-1; the WHATWG Encoding Standard
# therefore reads every "latin-1" as Windows-1252.
UNDEFINED_IN_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
# Ellipsis, quotes, bullet, dashes, no-break space, pound, section, copyright, degree, plus-minus: what English has
# above ASCII.
SIGNS_OF_CP1252 = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xae\xb0\xb1\xb7")
# English with names from other languages has fewer letters above ASCII than this.
HIGH_SHARE_OF_ENGLISH = 0.05


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
    warnings = (("nul-bytes",) if zeros else ()) + (("guessed-encoding",) if encoding not in CERTAIN else ())
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
        return _decode_8_bit(content)


def _zero_share(content: bytes) -> float:
    return content.count(0) / max(1, len(content))


def _decode_8_bit(content: bytes) -> tuple[str, str]:
    """Windows-1252 where the high bytes are few, as in English; else the best guess of charset-normalizer."""
    high = sum(byte > 0x7F for byte in content)
    is_windows_text = not UNDEFINED_IN_CP1252 & set(content)
    signs_only = all(byte in SIGNS_OF_CP1252 for byte in content if byte > 0x7F)
    if is_windows_text and (signs_only or high < HIGH_SHARE_OF_ENGLISH * len(content)):
        return content.decode("cp1252"), "cp1252"
    best = from_bytes(content).best()
    if best is not None:
        return str(best), best.encoding
    return content.decode("cp1252", errors="replace"), "unknown-8-bit"
