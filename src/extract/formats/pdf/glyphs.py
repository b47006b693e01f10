"""What a character means, where it stands, and how it is set: one glyph per printed sign, in the reader's direction.

A page may hold text in several directions. Each direction is read in a frame of its own, in which lines run from left
to right: `u` grows along the line, `v` from line to line. A `Turn` carries boxes between the frame and the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extract.pages import Box

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
INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
MIN_SIZE_PT = 1.5  # smaller is not meant to be read
MAX_SIZE_PT = 200.0


class Glyph(NamedTuple):
    """One printed sign in its frame. `base`: the v of the line it stands on; `is_spaced`: a space stood before it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    is_bold: bool
    is_italic: bool
    is_spaced: bool
    shade: float


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


def read_glyphs(chars: Iterable[dict[str, Any]], turn: Turn) -> list[Glyph]:
    """The glyphs of one direction, in content order, in the frame of that direction.

    Accents that stand over their letter are composed with it; a ligature that pdfium has cut into letters at one place
    is spread over its width; text printed twice at nearly one place (a makeshift bold) is kept once.
    """
    glyphs: list[Glyph] = []
    styles: dict[str, tuple[bool, bool]] = {}
    tints: dict[object, float] = {}
    mended: dict[tuple[str, str], str] = {}
    spaced = False
    seen: dict[tuple[str, int, int], int] = {}
    quarter = turn.quarter
    last: Glyph | None = None
    for char in chars:
        fontname, sign, size = char["fontname"], char["text"], char["size"]
        text = mended.get((sign, fontname))
        if text is None:
            text = mended[(sign, fontname)] = mend(sign, fontname)
        if not text or not MIN_SIZE_PT <= size <= MAX_SIZE_PT:
            continue
        if text.isspace():
            spaced = True
            continue
        x0, top, x1, bottom, base = char["x0"], char["top"], char["x1"], char["bottom"], char["matrix"][5]
        if quarter:
            base = _turned_base(char["matrix"], turn)
            x0, top, x1, bottom = turn.into(x0, top, x1, bottom)
        else:
            base = turn.height - base
        style = styles.get(fontname)
        if style is None:
            style = styles[fontname] = (BOLD.search(fontname) is not None, ITALIC.search(fontname) is not None)
        color = char.get("non_stroking_color")
        key = tuple(color) if isinstance(color, list) else color
        tint = tints.get(key)
        if tint is None:
            tint = tints[key] = _tint(color)
        place = (text, round(x0), round(base))
        index = len(glyphs)
        twin = seen.get(place)
        if twin is not None and index - twin > 1 and abs(glyphs[twin].x0 - x0) < 0.15 * size:
            continue
        seen[place] = index
        if last is not None and not spaced:
            if last.base == base and last.x1 == x1 and (last.x0 == x0 or last.x0 > x0):
                # A ligature that pdfium has cut into letters at one place: each takes its part of the width.
                middle = last.x0 + (x1 - last.x0) / 2
                glyphs[-1] = last._replace(x1=middle)
                x0 = middle
            elif (text in ACCENTS or last.text in ACCENTS) and (composed := _compose(last, text, x0, x1, base)):
                last = last._replace(text=composed, x0=min(x0, last.x0), x1=max(x1, last.x1), size=max(size, last.size))
                glyphs[-1] = last
                continue
        last = Glyph(text, x0, x1, top, bottom, base, size, style[0], style[1], spaced, tint)
        glyphs.append(last)
        spaced = False
    return glyphs


def _turned_base(matrix: Sequence[float], turn: Turn) -> float:
    """The v of the origin in a turned frame; the matrix counts y from the foot of the page."""
    x, y = matrix[4], turn.height - matrix[5]
    if turn.quarter == 1:
        return float(x)
    if turn.quarter == 2:
        return float(turn.height - y)
    return float(turn.width - x)


def _tint(color: object) -> float:
    """0 for black, 1 for white: the mean of the fill colour; black where the colour is not of a known kind."""
    values = list(color) if isinstance(color, Sequence) and not isinstance(color, str) else [color]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    if not numbers:
        return 0.0
    if len(numbers) == 4:  # CMYK counts ink
        return max(0.0, 1.0 - numbers[3] - sum(numbers[:3]) / 3)
    return sum(numbers) / len(numbers) / (255.0 if max(numbers) > 1 else 1.0)


def _compose(last: Glyph, text: str, x0: float, x1: float, base: float) -> str | None:
    """One letter of an accent and a letter that overlap; None if they do not."""
    if abs(last.base - base) > 0.6 * last.size:
        return None
    overlap = min(last.x1, x1) - max(last.x0, x0)
    if last.text in ACCENTS and len(text) == 1 and text.isalpha() and overlap > 0.4 * (last.x1 - last.x0):
        letter = {"ı": "i", "ȷ": "j"}.get(text, text)
        return unicodedata.normalize("NFC", letter + ACCENTS[last.text])
    if text in ACCENTS and last.text[-1:].isalpha() and overlap > 0.4 * (x1 - x0) and text not in "^~`":
        letter = {"ı": "i", "ȷ": "j"}.get(last.text, last.text)
        return unicodedata.normalize("NFC", letter + ACCENTS[text])
    return None
