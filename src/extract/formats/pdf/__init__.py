"""The format PDF: pages of blocks and grids, read by pdfium, or by pdfplumber where pdfium cannot.

From the file to the page: `damage` (is the file whole?), `firstlook` (may a table stand on this page?), `drawn`
(characters and rules), `lines` (words, lines, columns), `areas` (where tables stand), `grids` (their rows and cells),
`prose` (what stands around them). `reader` goes through them page by page; `sources` opens the file with one engine or
the other.
"""

from __future__ import annotations

from extract.formats.pdf.damage.second_look import second_look
from extract.formats.pdf.reader import read, sniff

__all__ = ["read", "second_look", "sniff"]
