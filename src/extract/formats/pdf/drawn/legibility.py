"""How many of a page's signs does the file not say the meaning of?

A PDF draws glyphs; which characters they are, a font's `/ToUnicode` or its encoding says (ISO 32000-1, 9.10.2). Where
neither does, an engine gives the glyph's bare code as a character (pdfium), or `(cid:12)` (pdfminer). What comes out
looks like text and is none, and nothing else in the file says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.errors import UnreadableDocument
from extract.formats.pdf.drawn import calls
from extract.formats.pdf.drawn.chars import REPLACEMENT, Chars
from extract.formats.pdf.drawn.glyphs import mend
from extract.pages import MOST_ILLEGIBLE, Page

# Of letters without a meaning so many must be small ones, and of these so many vowels, to be believed as the letters of
# a language. TeX's Type 3 fonts number their glyphs by ASCII and give no names: their codes are the text. Codes that
# count from a font's own beginning fall on capitals and marks ("the" becomes "WKH"). Vowels (a, e, i, o, u) make 37 to
# 49 of 100 letters in the languages of western Europe; tables, with their abbreviations, have fewer.
SMALL_PART = 0.6
VOWEL_PARTS = (0.25, 0.55)
LETTERS_PART = 0.3
# So many signs, spread over a page, tell whether most of it is so.
SAMPLE = 64


@dataclass
class _Counted:
    """Signs of one page: printed, those that mean nothing, and the bare codes that may be text."""

    printed: int
    lost: int
    bare: Counter[str]


class Legibility:
    """What is known of the signs of a document's pages."""

    def __init__(self) -> None:
        self._pages: dict[int, _Counted] = {}

    def note(self, number: int, chars: Chars) -> None:
        """Count the signs of page `number`.

        What means nothing are the replacement character, private-use codes of fonts that are not known, and codes
        without Unicode that are no character; blanks are not counted.
        """
        counted = self._pages[number] = _Counted(0, 0, Counter())
        for sign, style, has_no_unicode, count in chars.tally():
            if sign.isspace():
                continue
            counted.printed += count
            if _has_no_meaning(mend(sign, style.fontname), has_no_unicode):
                counted.lost += count
            elif has_no_unicode:
                counted.bare[sign] += count

    def parts(self) -> dict[int, float]:
        """The part (0 to 1) of each page's printed signs of which the file does not say what they mean.

        Bare codes are believed if those of all pages read as words: one program wrote them all, and a page of numbers
        shows nothing by itself.
        """
        bare: Counter[str] = sum((page.bare for page in self._pages.values()), Counter())
        is_believed = reads_as_words(bare)
        return {
            number: (page.lost + (0 if is_believed else page.bare.total())) / max(1, page.printed)
            for number, page in self._pages.items()
        }


def looks_illegible(handle: int, count: int, text: str) -> bool:
    """Whether most of a page's signs may mean nothing, told from a sample: such a page is read with all its objects.

    Args:
        handle: address of pdfium's text page.
        count: of its characters.
        text: of the page.
    """
    sample = text[:: 1 + len(text) // SAMPLE]
    if sum(_has_no_meaning(sign, False) for sign in sample) > MOST_ILLEGIBLE * len(sample):
        return True
    places = range(0, count, 1 + count // SAMPLE)
    bare = calls.ask(calls.HAS_NO_UNICODE, calls.same(handle), places, count=len(places)) == 1
    return bool(bare.sum() > MOST_ILLEGIBLE * len(places)) and not reads_as_words(Counter(text))


def with_parts(pages: Sequence[Page], legibility: Legibility, file_name: str) -> tuple[Page, ...]:
    """The pages, each with the part of its signs that means nothing.

    Raises:
        UnreadableDocument: `unreadable-text`, when that is most of every page that holds text.
    """
    parts = legibility.parts()
    marked = tuple(replace(page, illegible_part=parts.get(page.number or 0, 0.0)) for page in pages)
    held = [page for page in marked if page.parts]
    if held and all(page.illegible_part > MOST_ILLEGIBLE for page in held):
        raise UnreadableDocument(
            "unreadable-text",
            f"The file does not say which characters the signs on its {len(held)} pages with text are. "
            "Run character recognition over the document, and put the result in raw/.",
            document=file_name,
        )
    return marked


def reads_as_words(signs: Mapping[str, int]) -> bool:
    """Whether bare codes make words of a language that is written in Latin letters.

    Args:
        signs: how often each stands there.
    """
    letters = {sign: count for sign, count in signs.items() if sign.isascii() and sign.isalpha()}
    small = sum(count for sign, count in letters.items() if sign.islower())
    vowels = sum(letters.get(vowel, 0) for vowel in "aeiou")
    if sum(letters.values()) < LETTERS_PART * sum(signs.values()) or small < SMALL_PART * sum(letters.values()):
        return False
    return VOWEL_PARTS[0] * small <= vowels <= VOWEL_PARTS[1] * small


def _has_no_meaning(mended: str, is_bare: bool) -> bool:
    """`is_bare`: the sign is its glyph's code, so that what mending drops was a printed sign."""
    return (not mended and is_bare) or any(sign == REPLACEMENT or _is_private(ord(sign)) for sign in mended)


def _is_private(code: int) -> bool:
    """The private use areas of Unicode (chapter 23.5)."""
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000
