"""What a character means, where it stands, and how it is set: one glyph per printed sign, in the reader's direction.

A page may hold text in several directions. Each direction is read in a frame of its own, in which lines run from left
to right: `u` grows along the line, `v` from line to line. A `Turn` carries boxes between the frame and the page.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np

from extract.formats.pdf.drawn.calls import Flags, Floats, Ints, distinct
from extract.formats.pdf.drawn.chars import Chars
from extract.pages import Box

Place = TypeVar("Place", float, Floats)

# Ligatures at the places that TeX's font encodings give them, seen where a Type 3 font has no Unicode table.
# Cork (T1): 1B to 1F; OT1: 0B to 0F. Both from the `encguide` of LaTeX.
TEX_LIGATURES = {
    0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl",
    0x15: "–", 0x16: "—", 0x19: "ı",
}  # fmt: skip
# pdfium reports a hyphen at a line's end as U+0002 (`CPDF_TextPage`).
PDFIUM_HYPHEN = 0x02
# Symbol fonts are written with private-use codes F000 + the font's own code (Microsoft's rule for symbol encodings).
WINGDINGS = {
    0x20: " ", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "⬧", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
SYMBOL = {
    0x20: " ", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x63: "χ",
    0x64: "δ", 0x67: "γ", 0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0xA3: "≤",
    0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅", 0xE5: "∑",
}  # fmt: skip
# Pi fonts whose codes stand for other signs than their letters: the font's name, and its table. Mathematical Pi One's
# glyph names H11001 to H11006 run from "1" on; Blackwell Science's Special has the plus-minus sign at "1"; in the Adv
# fonts of several publishers' typesetters the five signs stand at the codes of letters with marks.
PI_FONTS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile("Mathematical-?Pi-?One", re.IGNORECASE), dict(zip("123456", "+−×÷=±", strict=True))),
    (re.compile(r"(?:^|\+)SpecialBS"), {"1": "±"}),
    (re.compile(r"(?:^|\+)Adv(?:P|Math|Sym)"), dict(zip("¼þÀÂÆ", "=+−×±", strict=True))),
)
# Spacing accents that TeX prints as signs of their own, over or under a letter.
ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a", "˙": "\u0307", "˝": "\u030b", "¯": "\u0304",
    "˛": "\u0328",
}  # fmt: skip
# Font names say their weight and slant: PostScript names (`-Bold`, `-It`), and Computer Modern's (`CMBX10`, `CMTI10`).
# Matches "LMRoman8-Bold", "CMBX10", "AdvOT-B"; not "Bodoni". Linear: alternatives of fixed words.
BOLD = re.compile(r"bold|black|heavy|demi|semib|cmbx|sfbx|\bbx\d|-b(?:i|oldmt)?$|\.b$|,b", re.IGNORECASE)
# Matches "TimesNewRomanPS-ItalicMT", "CMTI10"; not "Capitals".
ITALIC = re.compile(r"italic|oblique|slanted|cmti|cmmi|sfti|-it?$|-bi$|\.i$|ital", re.IGNORECASE)
# A soft hyphen is seen where a line ends with it (Unicode 16, chapter 23.2): Typst, among others, writes that one into
# the file; pdfium makes a plain hyphen of it, but not on turned pages.
SOFT_HYPHEN = "\u00ad"
INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", SOFT_HYPHEN}
NEXT_LINE_EM = 0.5  # raised and lowered signs stand nearer to the line of the sign before
MIN_SIZE_PT = 1.5  # smaller is not meant to be read
MAX_SIZE_PT = 200.0


@dataclass(frozen=True, eq=False)
class Glyphs:
    """The printed signs of one frame in content order, each a row.

    Attributes:
        text: n signs.
        x0 / x1 / top / bottom: (n) in points.
        base: (n) the v of the line that each stands on.
        size: (n) in points.
        is_bold / is_italic: (n) by the font's name.
        is_spaced: (n) whether a space stood before it.
        shade: (n) 0 for black, 1 for white.
    """

    text: list[str]
    x0: Floats
    x1: Floats
    top: Floats
    bottom: Floats
    base: Floats
    size: Floats
    is_bold: Flags
    is_italic: Flags
    is_spaced: Flags
    shade: Floats


@dataclass(frozen=True)
class Turn:
    """A direction of reading: `quarter` counts turns of the line against the clock (1: upwards, 3: downwards)."""

    quarter: int
    width: float
    height: float

    @property
    def frame_width(self) -> float:
        """Extent of the frame along a line, in points."""
        return self.width if self.quarter % 2 == 0 else self.height

    @property
    def frame_height(self) -> float:
        """Extent of the frame from line to line, in points."""
        return self.height if self.quarter % 2 == 0 else self.width

    def into(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the page as a box of the frame."""
        return self._framed(x0, top, x1, bottom)

    def into_all(self, boxes: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Boxes of the page (n, 4) as boxes of the frame: x0, top, x1, bottom."""
        return self._framed(boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3])

    def _framed(self, x0: Place, top: Place, x1: Place, bottom: Place) -> tuple[Place, Place, Place, Place]:
        if self.quarter == 1:
            return self.height - bottom, x0, self.height - top, x1
        if self.quarter == 2:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        if self.quarter == 3:
            return top, self.width - x1, bottom, self.width - x0
        return x0, top, x1, bottom

    def back(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """A box of the frame as a box of the page."""
        if self.quarter == 1:
            return Box(top, self.height - x1, bottom, self.height - x0)
        if self.quarter == 2:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.quarter == 3:
            return Box(self.width - bottom, x0, self.width - top, x1)
        return Box(x0, top, x1, bottom)


def quarter_of(matrix: Sequence[float]) -> int | None:
    """Which way a character's line runs; None for one that leans (a watermark), which is no text of the page."""
    a, b = matrix[0], matrix[1]
    if abs(b) <= 0.05 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.05 * abs(b):
        return 1 if b > 0 else 3
    return None


def mend(text: str, fontname: str) -> str:
    """The sign that a reader sees: ligatures and TeX codes spelt out, private-use ticks by the font's own table."""
    for font, table in PI_FONTS:
        if text in table and font.search(fontname) is not None:
            return table[text]
    if text.isascii() and text.isprintable():
        return text
    out = []
    for sign in text:
        code = ord(sign)
        if code == PDFIUM_HYPHEN:
            out.append("-")
        elif code in TEX_LIGATURES:
            out.append(TEX_LIGATURES[code])
        elif 0xF000 <= code <= 0xF0FF:
            signs = SYMBOL if "symbol" in fontname.lower() else WINGDINGS
            out.append(signs.get(code - 0xF000, sign))
        elif 0xFB00 <= code <= 0xFB06:
            out.append(unicodedata.normalize("NFKC", sign))
        elif sign in "\u00a0\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u3000":
            out.append(" ")
        elif sign in INVISIBLE or code < 0x20 or 0x7F <= code < 0xA0:
            continue
        else:
            out.append(sign)
    return "".join(out)


def read_glyphs(chars: Chars, turn: Turn) -> Glyphs:
    """The glyphs of one direction, in content order, in the frame of that direction.

    Accents that stand over their letter are composed with it; a ligature that pdfium has cut into letters at one place
    is spread over its width; text printed twice at nearly one place (a makeshift bold) is kept once.
    """
    quarters = [quarter_of(style.matrix) == turn.quarter for style in chars.styles]
    sizes = np.array([style.size for style in chars.styles], np.float64)
    is_wanted = np.array(quarters, bool) & (sizes >= MIN_SIZE_PT) & (sizes <= MAX_SIZE_PT)
    rows = np.flatnonzero(is_wanted[chars.style])
    texts, which = _mended(chars, rows)
    is_blank = np.array([text.isspace() for text in texts], bool)[which]
    is_sign = np.array([bool(text) for text in texts], bool)[which] & ~is_blank
    is_sign &= ~_are_unseen(chars, rows, is_sign, turn)
    blanks = np.cumsum(is_blank)[is_sign]
    rows, which = rows[is_sign], which[is_sign]
    style = chars.style[rows]
    x0, top, x1, bottom = turn.into_all(chars.box[rows])
    glyphs = Glyphs(
        [texts[k] for k in which.tolist()],
        x0,
        x1,
        top,
        bottom,
        _bases(chars.origin[rows], turn),
        sizes[style],
        np.array([BOLD.search(each.fontname) is not None for each in chars.styles], bool)[style],
        np.array([ITALIC.search(each.fontname) is not None for each in chars.styles], bool)[style],
        np.diff(blanks, prepend=0) > 0,
        np.array([_tint(each.color) for each in chars.styles], np.float64)[style],
    )
    return _settled(glyphs, which, np.array([text in ACCENTS for text in texts], bool)[which])


def _mended(chars: Chars, rows: Ints) -> tuple[list[str], Ints]:
    """The distinct signs as a reader sees them, and which of them each of the rows shows."""
    fonts: dict[str, int] = {}
    font = np.array([fonts.setdefault(style.fontname, len(fonts)) for style in chars.styles], np.int64)
    names = list(fonts)
    pairs, _, which = distinct(chars.sign[rows] * len(names) + font[chars.style[rows]])
    texts: dict[str, int] = {}
    numbers = []
    for pair in pairs.tolist():
        sign = chars.signs[pair // len(names)]
        text = "-" if sign == SOFT_HYPHEN else mend(sign, names[pair % len(names)])
        numbers.append(texts.setdefault(text, len(texts)))
    return list(texts), np.array(numbers, np.int64)[which]


def _are_unseen(chars: Chars, rows: Ints, is_sign: Flags, turn: Turn) -> Flags:
    """Which of `rows` are soft hyphens that another sign of their line follows."""
    is_soft = np.array([sign == SOFT_HYPHEN for sign in chars.signs], bool)[chars.sign[rows]]
    if not is_soft.any():
        return is_soft
    signs = np.flatnonzero(is_sign)
    base = _bases(chars.origin[rows[signs]], turn)
    size = np.array([style.size for style in chars.styles], np.float64)[chars.style[rows[signs]]]
    is_followed = np.zeros(len(rows), bool)
    is_followed[signs[:-1]] = np.abs(np.diff(base)) < NEXT_LINE_EM * size[:-1]
    return is_soft & is_followed


def _bases(origin: Floats, turn: Turn) -> Floats:
    """The v of each origin."""
    if turn.quarter == 1:
        return origin[:, 0]
    if turn.quarter == 2:
        return turn.height - origin[:, 1]
    if turn.quarter == 3:
        return turn.width - origin[:, 0]
    return origin[:, 1]


def _settled(glyphs: Glyphs, which: Ints, is_accent: Flags) -> Glyphs:
    """The glyphs with ligatures spread, accents composed and second prints left out.

    Few glyphs are touched by any of these: they are found for the whole page at once, and taken up one by one, with the
    next one after each that changed.

    Args:
        glyphs: in content order.
        which: (n) equal for equal texts.
        is_accent: (n) whether the text is a spacing accent.
    """
    count = len(glyphs.text)
    if count < 2:
        return glyphs
    earlier = _earlier_prints(which, glyphs.x0, glyphs.base)
    joins = (
        (glyphs.base[1:] == glyphs.base[:-1]) & (glyphs.x1[1:] == glyphs.x1[:-1]) & (glyphs.x0[:-1] >= glyphs.x0[1:])
    )
    is_doubtful = earlier >= 0
    is_doubtful[1:] |= (joins | is_accent[1:] | is_accent[:-1]) & ~glyphs.is_spaced[1:]
    doubtful = np.flatnonzero(is_doubtful).tolist()
    return _Settling(glyphs, earlier.tolist()).run(doubtful) if doubtful else glyphs


def _earlier_prints(which: Ints, x0: Floats, base: Floats) -> Ints:
    """For each glyph the last one before it with its text at its place, to the point; -1 for none."""
    key = (which << 40) + (_whole(x0) << 20) + _whole(base)
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1])
    earlier = np.full(len(key), -1, np.int64)
    earlier[order[again + 1]] = order[again]
    return earlier


def _whole(values: Floats) -> Ints:
    """Points as whole numbers of 20 bits; a page is at most 14,400 points long (PDF 32000-1, annex C.2)."""
    points: Ints = np.rint(np.clip(np.nan_to_num(values), -200_000, 200_000)).astype(np.int64) + 262_144
    return points


class _Settling:
    """The glyphs of a frame while single ones are changed."""

    def __init__(self, glyphs: Glyphs, earlier: list[int]) -> None:
        self.glyphs, self.earlier = glyphs, earlier
        self.text = list(glyphs.text)
        self.x0, self.x1 = glyphs.x0.tolist(), glyphs.x1.tolist()
        self.base, self.size = glyphs.base.tolist(), glyphs.size.tolist()
        self.spaced = glyphs.is_spaced.tolist()
        self.is_kept = [True] * len(self.text)
        self.is_second = [False] * len(self.text)

    def run(self, doubtful: list[int]) -> Glyphs:
        """The glyphs that are left."""
        heapq.heapify(doubtful)
        done = -1
        while doubtful:
            index = heapq.heappop(doubtful)
            if index > done and self._settle(index) and index + 1 < len(self.text):
                heapq.heappush(doubtful, index + 1)
            done = index
        kept = np.array(self.is_kept, bool)
        old = self.glyphs
        return Glyphs(
            [text for text, is_kept in zip(self.text, self.is_kept, strict=True) if is_kept],
            np.array(self.x0)[kept],
            np.array(self.x1)[kept],
            old.top[kept],
            old.bottom[kept],
            old.base[kept],
            np.array(self.size)[kept],
            old.is_bold[kept],
            old.is_italic[kept],
            np.array(self.spaced, bool)[kept],
            old.shade[kept],
        )

    def _settle(self, index: int) -> bool:
        """Change what has to be changed for one glyph, and say whether anything was."""
        last = self._before(index)
        if self._is_second_print(index, last):
            self.is_kept[index], self.is_second[index] = False, True
            if self.spaced[index] and index + 1 < len(self.text):
                self.spaced[index + 1] = True
            return True
        if last < 0 or self.spaced[index]:
            return False
        x0, x1, base = self.x0[index], self.x1[index], self.base[index]
        if self.base[last] == base and self.x1[last] == x1 and self.x0[last] >= x0:
            # A ligature that pdfium has cut into letters at one place: each takes its part of the width.
            middle = self.x0[last] + (x1 - self.x0[last]) / 2
            self.x1[last] = self.x0[index] = middle
            return True
        text, under = self.text[index], self.text[last]
        if text not in ACCENTS and under not in ACCENTS:
            return False
        composed = _compose(
            _Part(under, self.x0[last], self.x1[last], self.base[last]), _Part(text, x0, x1, base), self.size[last]
        )
        if composed is None:
            return False
        self.text[last] = composed
        self.x0[last], self.x1[last] = min(x0, self.x0[last]), max(x1, self.x1[last])
        self.size[last] = max(self.size[index], self.size[last])
        self.is_kept[index] = False
        return True

    def _before(self, index: int) -> int:
        """The last glyph before one that is kept; -1 for none."""
        index -= 1
        while index >= 0 and not self.is_kept[index]:
            index -= 1
        return index

    def _is_second_print(self, index: int, last: int) -> bool:
        """Whether the glyph stands where an equal one stands, with others drawn between."""
        first = self.earlier[index]
        while first >= 0 and self.is_second[first]:
            first = self.earlier[first]
        return 0 <= first < last and abs(self.x0[first] - self.glyphs.x0[index]) < 0.15 * self.size[index]


class _Part(NamedTuple):
    """A sign that may be a letter's accent, or a letter that may have one."""

    text: str
    x0: float
    x1: float
    base: float


def _tint(color: object) -> float:
    """0 for black, 1 for white: the mean of the fill colour; black where the colour is not of a known kind."""
    values = list(color) if isinstance(color, Sequence) and not isinstance(color, str) else [color]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    if not numbers:
        return 0.0
    if len(numbers) == 4:  # CMYK counts ink
        return max(0.0, 1.0 - numbers[3] - sum(numbers[:3]) / 3)
    return sum(numbers) / len(numbers) / (255.0 if max(numbers) > 1 else 1.0)


def _compose(last: _Part, part: _Part, size: float) -> str | None:
    """One letter of an accent and a letter that overlap; None if they do not. `size`: of the first of the two."""
    text, x0, x1, base = part
    if abs(last.base - base) > 0.6 * size:
        return None
    overlap = min(last.x1, x1) - max(last.x0, x0)
    if last.text in ACCENTS and len(text) == 1 and text.isalpha() and overlap > 0.4 * (last.x1 - last.x0):
        letter = {"ı": "i", "ȷ": "j"}.get(text, text)
        return unicodedata.normalize("NFC", letter + ACCENTS[last.text])
    if text in ACCENTS and last.text[-1:].isalpha() and overlap > 0.4 * (x1 - x0) and text not in "^~`":
        letter = {"ı": "i", "ȷ": "j"}.get(last.text, last.text)
        return unicodedata.normalize("NFC", letter + ACCENTS[text])
    return None
