"""Can this page hold a study table? Asked of pdfium's text before any object is built.

pdfium gives a page's text in lines in two milliseconds. A page of running text has lines that fill their column, no
line that begins with "Table 2", no rules, and no lines with wide white space inside. Whatever lacks one of these is
read with all its objects; the rest is told in paragraphs from the lines alone.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.formats.pdf.captions import is_caption
from extract.formats.pdf.glyphs import mend
from extract.formats.pdf.objects import Shown
from extract.formats.pdf.words import Line, Word

# A line of running text reaches this part of the widest usual line; a page of text has so many of them.
FULL_LINE = 0.86
FULL_PART = 0.55
# White space inside a line shows as width without letters: running text takes 0.36 to 0.56 em a sign, tables more.
LOOSE_EM = 0.66
LOOSE_PART = 0.08
# A page with fewer lines than this shows no pattern.
MIN_LINES = 12
# Lines over this part of the page may run across a gutter; so many of them are looked at; a gutter is this wide.
WIDE_LINE = 0.55
MIN_WIDE_LINES = 6
WIDE_LINES_PART = 0.2
GUTTER_PT = 7
# A rule shorter than this part of the page's width is no table's; rules in the outer margins are the page's own.
RULE_PART = 0.22
MARGIN_PART = 0.09
# More objects than this are a drawing: walking them costs more than reading the page's text.
MAX_OBJECTS = 6000
# A line's height against its size, of the fonts met (ascent and descent of the loose box).
HEIGHT_EM = 1.16
BOLD_WEIGHT = 600


# pdfium writes the hyphen at which a line is broken as U+FFFE and goes on with the next line without a line end.
LINE_END_HYPHEN = "\ufffe"
# One printed line with its end. Matches "resec\ufffe", "tion of\r\n"; linear: one class, then one sign.
PRINTED_LINE = re.compile(r"[^\n\ufffe]*[\n\ufffe]|[^\n\ufffe]+\Z")


@dataclass(frozen=True)
class Glance:
    """A page at first sight: its lines in content order, and whether it must be read with all its objects."""

    lines: tuple[Line, ...]
    text: str
    width: float
    height: float
    is_candidate: bool


def look(page: pdfium.PdfPage, shown: Shown) -> Glance:
    """The lines of a page, and whether a table may stand on it."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        lines, turned = _lines(text_page, text, shown)
        is_joined = _joins_columns(text_page, lines, shown)
    finally:
        text_page.close()
    is_candidate = is_joined or _may_hold_table(lines, turned) or _has_rules(page, shown)
    return Glance(tuple(lines), text, shown.width, shown.height, is_candidate)


def _lines(text_page: pdfium.PdfTextPage, text: str, shown: Shown) -> tuple[list[Line], int]:
    """The lines that run from left to right, and the count of the others."""
    handle = text_page.raw
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    out: list[Line] = []
    turned = place = 0
    for printed in PRINTED_LINE.findall(text):
        start, place = place, place + _units(printed)
        part = printed.rstrip("\n")
        stripped = part.strip("\r ")
        if not stripped:
            continue
        begin = start + _units(part) - _units(part.lstrip("\r "))
        first = raw.FPDFText_GetCharIndexFromTextIndex(handle, begin)
        last = raw.FPDFText_GetCharIndexFromTextIndex(handle, begin + _units(stripped) - 1)
        if first < 0 or last < 0 or not raw.FPDFText_GetCharOrigin(handle, first, x, y):
            continue
        raw.FPDFText_GetLooseCharBox(handle, first, box)
        base = shown.point(x.value, y.value)
        start_box = (shown.point(box.left, box.top), shown.point(box.right, box.bottom))
        raw.FPDFText_GetLooseCharBox(handle, last, box)
        end_box = (shown.point(box.left, box.top), shown.point(box.right, box.bottom))
        x0 = min(p[0] for p in start_box)
        x1 = max(p[0] for p in end_box)
        top, bottom = min(p[1] for p in start_box), max(p[1] for p in start_box)
        if x1 <= x0 or bottom <= top or abs(max(p[1] for p in end_box) - bottom) > 2 * (bottom - top):
            turned += 1
            continue
        is_bold = raw.FPDFText_GetFontWeight(handle, first) >= BOLD_WEIGHT
        out.append(_line(mend(stripped.replace(LINE_END_HYPHEN, "-"), ""), x0, x1, top, bottom, base[1], is_bold))
    return [line for line in out if line.words], turned


def _joins_columns(text_page: pdfium.PdfTextPage, lines: Sequence[Line], shown: Shown) -> bool:
    """Whether pdfium's lines run over a gutter: pages drawn line by line across their columns are read with objects."""
    wide = [line for line in lines if line.x1 - line.x0 > WIDE_LINE * shown.width]
    if len(wide) < MIN_WIDE_LINES or len(wide) < WIDE_LINES_PART * len(lines):
        return False
    handle = text_page.raw
    cover = [0] * (int(shown.width) + 2)
    left, top, right, bottom = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    count = raw.FPDFText_CountRects(handle, 0, -1)
    for index in range(count):
        raw.FPDFText_GetRect(handle, index, left, top, right, bottom)
        a, b = shown.point(left.value, top.value)[0], shown.point(right.value, bottom.value)[0]
        for x in range(max(0, int(min(a, b))), min(len(cover), int(max(a, b)) + 1)):
            cover[x] += 1
    run = 0
    for x in range(int(0.3 * shown.width), int(0.7 * shown.width)):
        run = run + 1 if cover[x] <= 0.1 * len(wide) else 0
        if run >= GUTTER_PT:
            return True
    return False


def _units(text: str) -> int:
    """UTF-16 units, which pdfium counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _line(text: str, x0: float, x1: float, top: float, bottom: float, base: float, is_bold: bool) -> Line:
    """A line whose words are placed by their share of the letters."""
    size = (bottom - top) / HEIGHT_EM
    step = (x1 - x0) / max(1, len(text))
    words, at = [], 0
    for token in text.split():
        at = text.index(token, at)
        left, right = x0 + at * step, x0 + (at + len(token)) * step
        words.append(Word(token, left, right, top, bottom, base, size, is_bold, False, 0.0))
        at += len(token)
    return Line(tuple(words), base)


def _may_hold_table(lines: Sequence[Line], turned: int) -> bool:
    """Whether the lines look like anything but running text."""
    if turned * 4 > len(lines):
        return True
    if any(is_caption(line.text) for line in lines):
        return True
    if len(lines) < MIN_LINES:
        return len(lines) > 3
    widths = sorted(line.x1 - line.x0 for line in lines)
    usual = widths[int(0.8 * len(widths))]
    full = sum(width >= FULL_LINE * usual for width in widths)
    loose = sum((line.x1 - line.x0) > LOOSE_EM * line.size * max(1, len(line.text)) for line in lines)
    return full < FULL_PART * len(lines) or loose > LOOSE_PART * len(lines)


def _has_rules(page: pdfium.PdfPage, shown: Shown) -> bool:
    """Whether two rules or shades as long as a table's stand inside the page's margins, or a form might hold them."""
    handle = page.raw
    count = raw.FPDFPage_CountObjects(handle)
    if count > MAX_OBJECTS:
        return False
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    least, found = RULE_PART * shown.width, 0
    for index in range(count):
        item = raw.FPDFPage_GetObject(handle, index)
        if raw.FPDFPageObj_GetType(item) not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        corner, other = shown.point(left.value, top.value), shown.point(right.value, bottom.value)
        middle = (corner[1] + other[1]) / 2
        if abs(corner[0] - other[0]) < least or not MARGIN_PART < middle / shown.height < 1 - MARGIN_PART:
            continue
        found += 1
        if found > 1:
            return True
    return False
