"""What stands on a page: a pdfplumber page whose characters and paths come from pdfium.

pdfplumber spends nine tenths of its time on building objects with pdfminer's interpreter. `PdfiumPage` holds what
pdfium drew in arrays, which is what the reader works on; it is also a `pdfplumber.page.Page`, so that every judgement
of pdfplumber (`find_tables`, `extract_words`) can be asked of it: its dictionaries are made when they are asked for.
Coordinates are points, origin top left of the page as it is shown (crop box and `/Rotate` applied).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypdfium2 as pdfium
from pdfplumber.page import Page as PlumberPage

from extract.formats.pdf.drawn.chars import Chars, read_chars
from extract.formats.pdf.drawn.paths import Drawn, placed, read_paths
from extract.formats.pdf.drawn.shown import Shown

# A letter leans or climbs from this part of its size on (pdfplumber's `upright`).
LEVEL_PART = 1e-4


class PdfiumPage(PlumberPage):
    """A `pdfplumber.page.Page` whose content was read by pdfium.

    Attributes:
        chars_read: the characters in content order.
        paths_read: the lines, rectangles and curves by kind, as pdfplumber's dictionaries.
    """

    def __init__(self, number: int, shown: Shown, chars: Chars, paths: dict[str, list[Drawn]]) -> None:
        # The parent's constructor wants a pdfminer page: parsing the file a second time is what this class saves.
        self.pdf = None  # type: ignore[assignment]
        self.page_obj = None  # type: ignore[assignment]
        self.root_page = self
        self.page_number = number
        self.initial_doctop = 0
        self.rotation = shown.rotation
        self.mediabox = self.cropbox = self.bbox = (0, 0, shown.width, shown.height)
        self.get_textmap = lru_cache()(self._get_textmap)
        self.chars_read = chars
        self.paths_read = paths

    def close(self) -> None:
        """Forget what was cached."""
        self.flush_cache()

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        """The objects by kind, as pdfplumber names them: char, line, rect, curve."""
        if not hasattr(self, "_objects"):
            chars = list(_dictionaries(self.chars_read, float(self.height), self.page_number))
            self._objects = {"char": chars, **self.paths_read}
        return self._objects


def read_page(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, shown: Shown, number: int) -> PdfiumPage:
    """All that is drawn on a page; page and text page may be closed afterwards. `number`: 1-based."""
    return PdfiumPage(number, shown, read_chars(text_page, shown), read_paths(page, shown, number))


def _dictionaries(chars: Chars, height: float, number: int) -> Iterator[dict[str, Any]]:
    """The characters as pdfplumber's dictionaries."""
    columns = (chars.sign.tolist(), chars.style.tolist(), chars.box.tolist(), chars.origin.tolist())
    for sign, place, (x0, top, x1, bottom), (x, y) in zip(*columns, strict=True):
        style = chars.styles[place]
        matrix = style.matrix
        yield placed("char", number, (x0, top, x1, bottom), height) | {
            "text": chars.signs[sign],
            "fontname": style.fontname,
            "size": style.size,
            "upright": abs(matrix[1]) < LEVEL_PART * abs(matrix[0]),
            "matrix": (*matrix, x, height - y),
            "adv": x1 - x0,
            "non_stroking_color": style.color,
            "alpha": style.alpha,
            "is_hidden": style.is_hidden,
        }


__all__ = ["PdfiumPage", "read_page"]
