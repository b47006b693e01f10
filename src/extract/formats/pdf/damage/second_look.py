"""Do two engines read the same letters on a page?

A PDF whose text carries checksums proves that it is as it was written. One that does not (an encrypted file, or one
written without compression) may have been altered in a way that one engine passes over and another stumbles at. So its
pages with studies are read by pdfminer too, which shares no code with pdfium. It takes some 0.2 s a page, ten times as
long as all else, which is why it is not asked about every page of every file.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats.pdf.drawn.chars import Chars
from extract.formats.pdf.drawn.glyphs import mend
from extract.formats.pdf.sources import open_source
from extract.pages import Doubt

# On 79 pages with studies of 20 reviews the engines gave the very same letters and digits; one sign in 200 is two or
# three words of a dense page.
MOST_DIFFERING = 0.005
# A document of more pages is compared in these, spread over all.
MOST_PAGES = 20


def second_look(document: SourceDocument, pages: Sequence[int]) -> Doubt | None:
    """Why `pages` (from 1) are not to be believed as pdfium reads them; None where pdfminer reads the same."""
    step = -(-len(pages) // MOST_PAGES) if pages else 1
    try:
        first = open_source(document.content, document.file_name, "pdfium")
        second = open_source(document.content, document.file_name, "pdfplumber")
    except UnreadableDocument:
        return _doubt("A second engine cannot open the file")
    try:
        for number in pages[::step]:
            one, other = first.page(number - 1), second.page(number - 1)
            if one is None or other is None:
                return _doubt(f"A second engine cannot read page {number}")
            differing, all_signs = _compare(letters(one.chars_read), letters(other.chars_read))
            if differing > MOST_DIFFERING * all_signs:
                return _doubt(f"Two engines read page {number} differently, in {differing} of {all_signs} letters")
    finally:
        first.close()
        second.close()
    return None


def letters(chars: Chars) -> Counter[str]:
    """How often each letter and digit stands on a page, without accents. Signs of no known meaning are left out: the
    engines write them in ways of their own.
    """
    found: Counter[str] = Counter()
    for sign, style, is_unmapped, count in chars.tally():
        for letter in "" if is_unmapped else unicodedata.normalize("NFKD", mend(sign, style.fontname)):
            if letter.isalnum():
                found[letter] += count
    return found


def _compare(one: Counter[str], other: Counter[str]) -> tuple[int, int]:
    """How many letters only one of the two has, and how many the fuller has."""
    differing = (one - other).total() + (other - one).total()
    return differing, max(one.total(), other.total())


def _doubt(found: str) -> Doubt:
    return Doubt("damaged", f"{found}: the file may be damaged. Fetch or export it again, and compare its rows.")
