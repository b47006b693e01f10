"""Which format are these bytes, and who reads it?

A format is a module with `sniff(content) -> bool` and `read(document) -> Pages`. The first of `FORMATS` that knows the
bytes reads them; a file's name is never asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats import pdf, text
from extract.pages import Doubt, Pages


@dataclass(frozen=True)
class Format:
    """One input format.

    Attributes:
        name: published in `documents.format`.
        second_look: why the pages of these numbers are not to be believed, asked of pages with studies where
            `Pages.is_vouched_for` is False; None for a format that always proves itself.
    """

    name: str
    sniff: Callable[[bytes], bool]
    read: Callable[[SourceDocument], Pages]
    second_look: Callable[[SourceDocument, Sequence[int]], Doubt | None] | None = None


FORMATS = (
    Format("pdf", pdf.sniff, pdf.read, pdf.second_look),
    Format("text", text.sniff, text.read),
)

# First bytes of what people send instead of a text or PDF, and what to do about it. Sources: the formats' own
# specifications (PKWARE APPNOTE 4.3, MS-CFB 2.2, RTF 1.9.1, PNG 5.2, JFIF, TIFF 6.0, GIF89a, RFC 1952).
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a Word, Excel or zip file. Save it as PDF or as plain text, or unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file. Save it as PDF or as plain text"),
    (b"{\\rtf", "a rich-text file. Save it as PDF or as plain text"),
    (b"\x89PNG", "a picture. Send the PDF or the text that it was taken from"),
    (b"\xff\xd8\xff", "a picture. Send the PDF or the text that it was taken from"),
    (b"GIF8", "a picture. Send the PDF or the text that it was taken from"),
    (b"II*\x00", "a picture. Send the PDF or the text that it was taken from"),
    (b"MM\x00*", "a picture. Send the PDF or the text that it was taken from"),
    (b"\x1f\x8b", "a compressed file. Unpack it first"),
    (b"7z\xbc\xaf", "an archive. Unpack it first"),
    (b"Rar!", "an archive. Unpack it first"),
    (b"%!PS", "a PostScript file. Convert it to PDF"),
)


def find_format(content: bytes) -> Format:
    """The format of `content`.

    Raises:
        UnreadableDocument: `empty-file`, or `unsupported-format` with what the file is and what to do.
    """
    if not content.strip():
        raise UnreadableDocument("empty-file", "The file is empty. Replace it with the whole document.")
    for start, what in REFUSED:
        if content.startswith(start):
            raise UnreadableDocument("unsupported-format", f"The file is {what}.")
    for known in FORMATS:
        if known.sniff(content):
            return known
    raise UnreadableDocument(
        "unsupported-format", "The file is neither a PDF nor a text. Save it as PDF or as plain text."
    )
