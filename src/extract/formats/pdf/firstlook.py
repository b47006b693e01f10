"""Can this page hold a study table? Asked of pdfium's text before any object is built.

pdfium gives a page's text in lines in two milliseconds. A page of running text has lines that fill their column, no
line that begins with "Table 2", no rules, and no lines with wide white space inside. Whatever lacks one of these is
read with all its objects; the rest is told in paragraphs from the lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from math import inf
from statistics import median
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.formats.pdf.areas.captions import is_caption
from extract.formats.pdf.drawn import calls
from extract.formats.pdf.drawn.chars import LINE_END_HYPHEN
from extract.formats.pdf.drawn.glyphs import mend
from extract.formats.pdf.drawn.legibility import looks_illegible
from extract.formats.pdf.drawn.paths import list_objects
from extract.formats.pdf.drawn.shown import Shown
from extract.formats.pdf.lines.words import Line, Word

# A line of running text reaches this part of the widest usual line; a page of text has so many of them.
FULL_LINE = 0.86
FULL_PART = 0.55
# White space inside a line shows as width without letters: running text takes 0.36 to 0.56 em a sign, tables more.
LOOSE_EM = 0.66
LOOSE_PART = 0.08
# A manuscript's line numbers have so many digits at most, and so many of them are the next of the one before.
LONGEST_LINE_NUMBER = 4
RISING_PART = 0.8
# Cells that are drawn one by one are lines side by side: on one base within this, in so many rows; fewer will do where
# few lines are full. Two columns of text are parted within this part of the width of the page's middle.
SAME_BASE_PT = 2.0
MIN_ABREAST = 8
MIN_ABREAST_RAGGED = 2
GUTTER_PART = 0.1
# A page with fewer lines than this shows no pattern.
MIN_LINES = 12
# Lines over this part of the page may run across a gutter; so many of them are looked at; a gutter is this wide.
WIDE_LINE = 0.55
MIN_WIDE_LINES = 6
WIDE_LINES_PART = 0.2
GUTTER_PT = 7
MAX_COVER = 0.1  # so many of the wide lines may have ink in it
# A rule shorter than this part of the page's width is no table's; rules in the outer margins may be the page's own.
RULE_PART = 0.22
MARGIN_PART = 0.09
# A table's text stands within the padding of cells from its rule (of the text's size), and so do a page's head and foot
# from theirs; what is nearer than a tight padding is the rule's, whatever stands on its other side. House: by these 2
# of 873 pages of text, in 77 documents, are read with their objects too.
PADDING_EM = 1.5
TIGHT_EM = 0.6
# Pieces of a rule with no more than this between them touch; the gap of a space between underlined words is wider.
TOUCH_PT = 1.0
# More objects than this are a drawing: walking them costs more than reading the page's text.
MAX_OBJECTS = 6000
# A line's height against its size, of the fonts met (ascent and descent of the loose box).
HEIGHT_EM = 1.16
BOLD_WEIGHT = 600


# One printed line with its end. Matches "resec\ufffe", "tion of\r\n"; linear: one class, then one sign.
PRINTED_LINE = re.compile(r"[^\n\ufffe]*[\n\ufffe]|[^\n\ufffe]+\Z")


class Glimpse(NamedTuple):
    """A line at first sight. `printed` is its text with its white space, `text` the words joined by one space."""

    printed: str
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    is_bold: bool

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The size of its type, told from its height."""
        return (self.bottom - self.top) / HEIGHT_EM

    def line(self) -> Line:
        """The line with its words, which are placed by their share of the letters."""
        step = (self.x1 - self.x0) / max(1, len(self.printed))
        words, at = [], 0
        for token in self.printed.split():
            at = self.printed.index(token, at)
            left, right = self.x0 + at * step, self.x0 + (at + len(token)) * step
            extent = (left, right, self.top, self.bottom, self.base, self.size)
            words.append(Word(token, *extent, self.is_bold, False, 0.0))
            at += len(token)
        return Line(tuple(words), self.base)


class Edges(NamedTuple):
    """The place of something drawn, in points from the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float


# The white space, and the size of the text behind it, where there is no text.
NOTHING = (inf, 0.0)


@dataclass(frozen=True)
class Glance:
    """A page at first sight: its lines in content order, and whether it must be read with all its objects."""

    lines: tuple[Glimpse, ...]
    text: str
    width: float
    height: float
    is_candidate: bool


def look(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, shown: Shown) -> Glance:
    """The lines of a page, and whether a table may stand on it."""
    text = text_page.get_text_range()
    lines, turned = _lines(text_page, text, shown)
    handle, count = calls.address_of(text_page.raw), max(raw.FPDFText_CountChars(text_page.raw), 0)
    is_candidate = (
        _joins_columns(text_page, lines, shown)
        or _may_hold_table(lines, turned, shown.width)
        or _has_rules(page, shown, lines)
        or looks_illegible(handle, count, text)
    )
    return Glance(tuple(lines), text, shown.width, shown.height, is_candidate)


def _lines(text_page: pdfium.PdfTextPage, text: str, shown: Shown) -> tuple[list[Glimpse], int]:
    """The lines that run from left to right, and the count of the others."""
    handle = calls.address_of(text_page.raw)
    printed, begins, ends = _printed_lines(text)
    first = calls.ask(calls.CHAR_AT, calls.same(handle), begins, count=len(begins))
    last = calls.ask(calls.CHAR_AT, calls.same(handle), ends, count=len(ends))
    found = np.flatnonzero((first >= 0) & (last >= 0)).tolist()
    firsts, lasts, count = first[found].tolist(), last[found].tolist(), len(found)
    starts, stops = (
        calls.fill(calls.LOOSE_BOX_OF, calls.same(handle), count, 4, "f4", indices, is_struct=True)[0].astype(
            np.float64
        )
        for indices in (firsts, lasts)
    )
    weights = calls.ask(calls.FONT_WEIGHT_OF, calls.same(handle), firsts, count=count)
    left, upper, _, lower = shown.boxes(starts)
    _, high, right, low = shown.boxes(stops)
    highest = np.maximum(lower - upper, low - high)  # a line may begin with a hyphen, whose box is next to flat
    is_turned = (right <= left) | (lower <= upper) | (np.abs(low - lower) > 2 * highest)
    # A line may begin with a raised number or a dash, or end with a large operator: of its two ends the one that is
    # nearer to the usual height tells its height and base.
    usual = np.median(lower - upper) if count else 0.0
    is_last = np.abs(low - high - usual) < np.abs(lower - upper - usual)
    stems = np.where(is_last, lasts, firsts).tolist()
    origins, has_origin = calls.fill(calls.ORIGIN_OF, calls.same(handle), count, 2, "f8", stems)
    _, bases = shown.points(origins[:, 0], origins[:, 1])
    upper, lower = np.where(is_last, high, upper), np.where(is_last, low, lower)
    columns = (left, right, upper, lower, bases, weights >= BOLD_WEIGHT, is_turned, has_origin)
    out: list[Glimpse] = []
    turned = 0
    for place, *extent, is_bold, leans, is_known in zip(found, *(column.tolist() for column in columns), strict=True):
        if not is_known:
            continue
        if leans:
            turned += 1
            continue
        mended = mend(printed[place].replace(LINE_END_HYPHEN, "-"), "")
        if joined := " ".join(mended.split()):
            x0, x1, top, bottom, base = extent
            out.append(Glimpse(mended, joined, x0, x1, top, bottom, base, is_bold))
    return out, turned


def _printed_lines(text: str) -> tuple[list[str], list[int], list[int]]:
    """The lines of a page's text, and for each the places of its first and last sign in UTF-16 units."""
    printed: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    place = 0
    for whole in PRINTED_LINE.findall(text):
        start, place = place, place + _units(whole)
        part = whole.rstrip("\n")
        stripped = part.strip("\r ")
        if stripped:
            begin = start + _units(part) - _units(part.lstrip("\r "))
            printed.append(stripped)
            begins.append(begin)
            ends.append(begin + _units(stripped) - 1)
    return printed, begins, ends


def _joins_columns(text_page: pdfium.PdfTextPage, lines: Sequence[Glimpse], shown: Shown) -> bool:
    """Whether pdfium's lines run over a gutter: pages drawn line by line across their columns are read with objects."""
    wide = sum(line.x1 - line.x0 > WIDE_LINE * shown.width for line in lines)
    if wide < MIN_WIDE_LINES or wide < WIDE_LINES_PART * len(lines):
        return False
    count = max(raw.FPDFText_CountRects(text_page.raw, 0, -1), 0)
    handle = calls.same(calls.address_of(text_page.raw))
    rects, _ = calls.fill(calls.RECT_OF, handle, count, 4, "f8", range(count))
    x0, _, x1, _ = shown.boxes(rects)
    size = int(shown.width) + 2
    steps = np.zeros(size + 1, np.int64)
    np.add.at(steps, np.clip(x0, 0, size).astype(np.int64), 1)
    np.add.at(steps, np.clip(x1 + 1, 0, size).astype(np.int64), -1)
    is_covered = np.cumsum(steps) > MAX_COVER * wide
    # The paper beside a narrow column is no gutter: text stands on both sides of one.
    edges = np.flatnonzero(is_covered)
    start, end = int(0.3 * shown.width), int(0.7 * shown.width)
    start, end = (max(start, int(edges[0])), min(end, int(edges[-1]))) if len(edges) else (0, 0)
    return any(not inside and len(list(run)) >= GUTTER_PT for inside, run in groupby(is_covered[start:end].tolist()))


def _units(text: str) -> int:
    """UTF-16 units, which pdfium counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _may_hold_table(lines: Sequence[Glimpse], turned: int, width: float) -> bool:
    """Whether the lines look like anything but running text."""
    if turned * 4 > len(lines):
        return True
    if any(is_caption(line.text) for line in lines):
        return True
    if len(lines) < MIN_LINES:
        return len(lines) > 3
    needed = MIN_ABREAST_RAGGED if _is_ragged(lines) else MIN_ABREAST
    unnumbered = _unnumbered(lines)
    return _count_loose(unnumbered) > LOOSE_PART * len(lines) or _rows_abreast(unnumbered, width) >= needed


def _count_loose(lines: Sequence[Glimpse]) -> int:
    """How many lines have wide white space inside; a lone word has none."""
    size = median(line.size for line in lines) if lines else 0.0
    return sum(
        line.x1 - line.x0 > LOOSE_EM * max(line.size, size) * len(line.text) for line in lines if " " in line.text
    )


def _unnumbered(lines: Sequence[Glimpse]) -> Sequence[Glimpse]:
    """The lines without a manuscript's line number behind them: it numbers running text and leaves tables out."""
    ends = [line.text.rpartition(" ")[2] for line in lines]
    values = [int(end) for end in ends if end.isdecimal() and len(end) <= LONGEST_LINE_NUMBER]
    if len(values) < max(MIN_LINES, len(lines) / 2):
        return lines
    rising = sum(after - before == 1 for before, after in pairwise(values))
    if rising < RISING_PART * (len(values) - 1):
        return lines
    return [line for line, end in zip(lines, ends, strict=True) if not end.isdecimal()]


def _is_ragged(lines: Sequence[Glimpse]) -> bool:
    """Whether few lines fill their column."""
    widths = sorted(line.x1 - line.x0 for line in lines)
    usual = widths[int(0.8 * len(widths))]
    return sum(width >= FULL_LINE * usual for width in widths) < FULL_PART * len(lines)


def _rows_abreast(lines: Sequence[Glimpse], width: float) -> int:
    """How often lines stand side by side as cells do: three of them, or two that are parted elsewhere than columns."""
    ordered = sorted(lines, key=lambda line: line.base)
    breaks = [0, *(i for i, (a, b) in enumerate(pairwise(ordered), 1) if b.base - a.base > SAME_BASE_PT), len(ordered)]
    rows = 0
    for begin, end in pairwise(breaks):
        level = sorted(ordered[begin:end], key=lambda line: line.x0)
        gaps = [(a.x1 + b.x0) / 2 for a, b in pairwise(level) if a.x1 < b.x0]
        rows += len(gaps) > 1 or any(abs(gap - width / 2) > GUTTER_PART * width for gap in gaps)
    return rows


def _has_rules(page: pdfium.PdfPage, shown: Shown, lines: Sequence[Glimpse]) -> bool:
    """Whether two rules or shades as long as a table's stand on a page, its own left out, or a form might hold them."""
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > MAX_OBJECTS:
        return False
    items, kinds = list_objects(calls.ON_PAGE, calls.address_of(page.raw), count)
    drawn = items[(kinds == raw.FPDF_PAGEOBJ_PATH) | (kinds == raw.FPDF_PAGEOBJ_FORM)].tolist()
    bounds, has_bounds = calls.fill(calls.BOUNDS_OF, drawn, len(drawn), 4, "f4")
    x0, top, x1, bottom = shown.boxes(bounds[has_bounds != 0][:, [0, 3, 2, 1]].astype(np.float64))
    if len(x0) == 0:
        return False
    level = np.rint((top + bottom) / 2)
    order = np.lexsort((x0, level))
    x0, x1, top, bottom, level = x0[order], x1[order], top[order], bottom[order], level[order]
    # Word and browsers draw a rule cell by cell: pieces that touch are one.
    begins = np.flatnonzero(np.r_[True, (np.diff(level) != 0) | (x0[1:] - x1[:-1] > TOUCH_PT)])
    ends = np.maximum.reduceat(x1, begins)
    is_long = ends - x0[begins] >= RULE_PART * shown.width
    edges = np.column_stack((x0[begins], top[begins], ends, bottom[begins]))[is_long]
    rules = (Edges(*place) for place in edges.tolist())
    found = (rule for rule in rules if _is_of_text(rule, lines, shown.height))
    return len(list(islice(found, 2))) > 1


def _is_of_text(rule: Edges, lines: Sequence[Glimpse], height: float) -> bool:
    """Whether a rule belongs to what the page says: it stands between the margins, or text adjoins its inner side.

    A running head stands on its rule and a running foot hangs from it, with white space towards the page's text. Where
    a table goes on from page to page, its header stands right under the rule at the page's head, and its last row right
    above the one at the foot.
    """
    middle = (rule.top + rule.bottom) / 2
    if MARGIN_PART * height < middle < (1 - MARGIN_PART) * height:
        return True
    near = [line for line in lines if line.x0 < rule.x1 and line.x1 > rule.x0]
    above = min(((rule.top - line.bottom, line.size) for line in near if line.middle < rule.top), default=NOTHING)
    below = min(((line.top - rule.bottom, line.size) for line in near if line.middle > rule.bottom), default=NOTHING)
    (white, size), (outer, _) = (below, above) if middle < height / 2 else (above, below)
    return white <= PADDING_EM * size and white <= max(TIGHT_EM * size, outer)
