"""The characters of a page, as the engine gives them: one row a character, in the order in which they were drawn."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.formats.pdf.drawn import calls
from extract.formats.pdf.drawn.calls import Flags, Floats, Ints
from extract.formats.pdf.drawn.shown import Shown

# Text rendered with mode 3 is not painted: the hidden layer of a scan, or of a web page.
INVISIBLE_RENDER_MODE = 3
# Letters raised by less than this part of their size stand on the line.
LEAST_RISE = 0.02
REPLACEMENT = "\ufffd"
# The hyphen at which a line is broken: in pdfium's text, which goes on without a line end, and the character's code.
LINE_END_HYPHEN, HYPHEN_CODE = "\ufffe", 2
# What pdfminer writes for a glyph without Unicode, followed by its number.
NO_UNICODE = "(cid:"


class Style(NamedTuple):
    """What the characters of one text object share.

    Attributes:
        size: points, as shown.
        matrix: a to d of the text matrix as shown, y upwards (pdfminer's convention).
        color: of the filling, as the engine gives it: 0..255 three times, or what pdfminer finds in the file.
        alpha: 0..255.
    """

    fontname: str
    size: float
    matrix: tuple[float, float, float, float]
    color: object
    alpha: int = 255
    is_hidden: bool = False


@dataclass(frozen=True, eq=False)
class Chars:
    """Characters in content order, in points from the top left of the page as it is shown.

    Attributes:
        signs: the distinct texts.
        styles: the distinct styles.
        sign / style: (n) which of them each character has.
        box: (n, 4) x0, top, x1, bottom.
        origin: (n, 2) where each stands on its line.
        is_unmapped: (n) whether the file does not say which character it is; the sign is then its code.
    """

    signs: tuple[str, ...]
    styles: tuple[Style, ...]
    sign: Ints
    style: Ints
    box: Floats
    origin: Floats
    is_unmapped: Flags

    def __len__(self) -> int:
        return len(self.sign)

    def tally(self) -> list[tuple[str, Style, bool, int]]:
        """Each distinct sign in each style, whether it is unmapped there, and how often it stands on the page."""
        pairs, first, counts = np.unique(
            self.sign * len(self.styles) + self.style, return_index=True, return_counts=True
        )
        return [
            (self.signs[pair // len(self.styles)], self.styles[pair % len(self.styles)], is_unmapped, count)
            for pair, is_unmapped, count in zip(
                pairs.tolist(), self.is_unmapped[first].tolist(), counts.tolist(), strict=True
            )
        ]


def read_chars(text_page: pdfium.PdfTextPage, shown: Shown) -> Chars:
    """The characters that pdfium finds, without those that it made up (spaces and line ends)."""
    handle = calls.address_of(text_page.raw)
    places, codes = _drawn(handle, max(raw.FPDFText_CountChars(text_page.raw), 0))
    count = len(places)
    owners = calls.ask(calls.OBJECT_OF, calls.same(handle), places.tolist(), count=count)
    objects, first, owner = calls.distinct(owners)
    matrices, _ = calls.fill(
        calls.MATRIX_OF_CHAR, calls.same(handle), len(objects), 6, "f4", places[first].tolist(), is_struct=True
    )
    fonts = _read_fonts(objects.tolist(), matrices, shown)
    indices = places.tolist()
    origin, _ = calls.fill(calls.ORIGIN_OF, calls.same(handle), count, 2, "f8", indices)
    user, _ = calls.fill(calls.LOOSE_BOX_OF, calls.same(handle), count, 4, "f4", indices, is_struct=True)
    corners = user.astype(np.float64)  # left, top, right, bottom
    is_level = np.array([font.is_level for font in fonts], bool)[owner] if count else np.zeros(0, bool)
    turned = np.flatnonzero(~(is_level & (corners[:, 2] > corners[:, 0])))
    if len(turned):
        corners[turned] = _turned_boxes(
            handle, places[turned], codes[turned].tolist(), [fonts[k] for k in owner[turned]], origin[turned]
        )
    box = np.column_stack(shown.boxes(corners))
    styles: dict[Style, int] = {}
    number = [styles.setdefault(font.style, len(styles)) for font in fonts]
    distinct, _, sign = calls.distinct(codes)
    style = np.array(number, np.int64)[owner] if count else np.zeros(0, np.int64)
    return Chars(
        tuple(chr(code) if code else REPLACEMENT for code in distinct.tolist()),
        tuple(styles),
        sign,
        style,
        box,
        np.column_stack(shown.points(origin[:, 0], origin[:, 1])),
        _unmapped(handle, places, sign * len(styles) + style),
    )


def _unmapped(handle: int, places: Ints, pair: Ints) -> Flags:
    """Which characters have no Unicode; `pair`: (n) equal for one sign in one style, of which the first is asked."""
    if not len(pair):
        return np.zeros(0, bool)
    first = np.full(int(pair.max()) + 1, -1, np.int64)
    first[pair[::-1]] = places[::-1]
    known = np.flatnonzero(first >= 0)
    flags: Flags = np.zeros(len(first), bool)
    flags[known] = calls.ask(calls.HAS_NO_UNICODE, calls.same(handle), first[known].tolist(), count=len(known)) == 1
    return flags[pair]


def chars_of(dictionaries: Sequence[dict[str, Any]], moved: tuple[float, float], origin: tuple[float, float]) -> Chars:
    """The characters that pdfplumber found.

    Args:
        dictionaries: pdfplumber's, in content order.
        moved: what carries its x and top to the page as shown.
        origin: x and top, as shown, of the point that its matrices count from, which is the foot of its page.
    """
    signs: dict[str, int] = {}
    styles: dict[Style, int] = {}
    columns: tuple[list[int], list[int], list[tuple[float, ...]], list[tuple[float, float]]] = ([], [], [], [])
    across, down = moved
    feet = _feet(dictionaries)
    for char in dictionaries:
        a, b, c, d, e, f = (float(value) for value in char["matrix"])
        style = Style(
            str(char["fontname"]), float(char["size"]), (a, b, c, d), _hashable(char.get("non_stroking_color"))
        )
        columns[0].append(signs.setdefault(str(char["text"]), len(signs)))
        columns[1].append(styles.setdefault(style, len(styles)))
        columns[2].append((char["x0"] + across, char["top"] + down, char["x1"] + across, char["bottom"] + down))
        # pdfminer's matrix does not hold the text rise (PDF 32000-1, 9.3.7), but the box does.
        rise = char["y0"] - f - feet[style.fontname] * style.size if b == c == 0 else 0.0
        columns[3].append((origin[0] + e, origin[1] - f - (rise if abs(rise) > LEAST_RISE * style.size else 0.0)))
    return Chars(
        tuple(signs),
        tuple(styles),
        np.array(columns[0], np.int64),
        np.array(columns[1], np.int64),
        np.array(columns[2], np.float64).reshape(-1, 4),
        np.array(columns[3], np.float64).reshape(-1, 2),
        np.array([text.startswith(NO_UNICODE) for text in signs], bool)[columns[0]]
        if columns[0]
        else np.zeros(0, bool),
    )


def _feet(dictionaries: Sequence[dict[str, Any]]) -> dict[str, float]:
    """How far the boxes of each font's letters reach below their line, as a part of the size: what most of them do."""
    counts: dict[str, Counter[float]] = {}
    for char in dictionaries:
        depth = (char["y0"] - char["matrix"][5]) / char["size"] if char["size"] else 0.0
        counts.setdefault(str(char["fontname"]), Counter())[round(depth, 3)] += 1
    return {name: min(found.items(), key=lambda item: (-item[1], abs(item[0])))[0] for name, found in counts.items()}


def _hashable(color: object) -> object:
    return tuple(color) if isinstance(color, list) else color


def _drawn(handle: int, count: int) -> tuple[Ints, Ints]:
    """The indices of the characters that stand in the file, and their code points."""
    codes = _codes(handle, count)
    places = np.arange(count)
    blank = np.flatnonzero((codes == 32) | (codes == 13) | (codes == 10))
    made = calls.ask(calls.IS_GENERATED, calls.same(handle), blank.tolist(), count=len(blank)) != 0
    if made.any():
        keep = np.ones(count, bool)
        keep[blank[made]] = False
        places, codes = places[keep], codes[keep]
    halves = (codes >= 0xD800) & (codes < 0xE000)
    if halves.any():
        places, codes = _joined_halves(places, codes)
    return places, codes


def _codes(handle: int, count: int) -> Ints:
    """The code of each character, in UTF-16 units.

    The text comes in one call. It leaves out what is no text; then, and only then, it is not of the same length, and
    each character is asked. It gives a hyphen of a line's end as U+FFFE, the character itself as 2.
    """
    text = np.zeros(count + 1, np.uint16)
    buffer = text.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    if raw.FPDFText_GetText(ctypes.cast(handle, raw.FPDF_TEXTPAGE), 0, count, buffer) != count + 1:
        return calls.ask(calls.UNICODE_OF, calls.same(handle), range(count), count=count)
    codes = text[:count].astype(np.int64)
    codes[codes == ord(LINE_END_HYPHEN)] = HYPHEN_CODE
    return codes


def _joined_halves(places: Ints, codes: Ints) -> tuple[Ints, Ints]:
    """UTF-16 halves arrive one by one: a pair is one character, at the second one's place; a half alone is none."""
    kept, whole, high = [], [], 0
    for place, code in zip(places.tolist(), codes.tolist(), strict=True):
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        kept.append(place)
        whole.append(code)
    return np.array(kept, np.int64), np.array(whole, np.int64)


class _Font(NamedTuple):
    """What a text object says: its style; its face; ascent and descent for 1 pt; how long 1 em is along the line, in
    points; and how it stands in the file.
    """

    style: Style
    face: int
    ascent: float
    descent: float
    em: float
    direction: tuple[float, float]
    is_level: bool


def _read_fonts(objects: Sequence[int], matrices: Any, shown: Shown) -> list[_Font]:
    """The fonts of text objects; an address of 0 is a character without an object."""
    real = [address for address in objects if address]
    count = len(real)
    sizes, _ = calls.fill(calls.FONT_SIZE_OF, real, count, 1, "f4")
    colors, has_color = calls.fill(calls.FILL_OF, real, count, 4, "u4")
    handles = calls.ask(calls.FONT_OF, real, count=count)
    modes = calls.ask(calls.RENDER_MODE_OF, real, count=count)
    named = {handle: _read_face(handle) for handle in set(handles.tolist())}
    asked = zip(
        sizes[:, 0].tolist(), colors.tolist(), has_color.tolist(), handles.tolist(), modes.tolist(), strict=True
    )
    fonts: list[_Font] = []
    for address, matrix in zip(objects, matrices.tolist(), strict=True):
        size, color, is_colored, font, mode = next(asked) if address else (0.0, [0, 0, 0, 255], 1, 0, 0)
        name, ascent, descent = named[font] if font else ("", 0.0, 0.0)
        a, b, c, d = matrix[:4]
        style = Style(
            name,
            size * (c * c + d * d) ** 0.5,
            (*shown.vector(a, b), *shown.vector(c, d)),
            (color[0], color[1], color[2]),
            color[3] if is_colored else 255,
            mode == INVISIBLE_RENDER_MODE,
        )
        em = size * (a * a + b * b) ** 0.5
        fonts.append(_Font(style, font, ascent, descent, em, (a, b), abs(b) < 1e-4 * abs(a)))
    return fonts


def _read_face(handle: int) -> tuple[str, float, float]:
    """A font's name, and its ascent and descent for 1 pt."""
    if not handle:
        return "", 0.0, 0.0
    font = ctypes.cast(handle, raw.FPDF_FONT)
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    raw.FPDFFont_GetAscent(font, 1.0, ascent)
    raw.FPDFFont_GetDescent(font, 1.0, descent)
    return buffer.value.decode("utf-8", "replace"), ascent.value, descent.value


def _advances(codes: Sequence[int], fonts: Sequence[_Font]) -> Floats:
    """How far each character carries the line, in points; 0 where its font does not say."""
    ems: dict[tuple[int, int], float] = {}
    for font, code in zip(fonts, codes, strict=True):
        key = font.face, code
        if key not in ems:
            width = ctypes.c_float()
            if font.face:
                raw.FPDFFont_GetGlyphWidth(ctypes.cast(font.face, raw.FPDF_FONT), code, 1.0, width)
            ems[key] = max(width.value, 0.0)
    return np.array([ems[font.face, code] * font.em for font, code in zip(fonts, codes, strict=True)], np.float64)


def _turned_boxes(handle: int, places: Ints, codes: Sequence[int], fonts: Sequence[_Font], origin: Floats) -> Floats:
    """The boxes of turned characters: pdfium's loose box takes only the matrix's `a`, which is 0 at 90 degrees.

    Along the line they run from the origin to where the next one may begin, or to the end of the ink where that is
    further; across it from descent to ascent.

    Returns:
        left, top, right, bottom in user space.
    """
    ink, _ = calls.fill(calls.INK_BOX_OF, calls.same(handle), len(places), 4, "f8", places.tolist())
    left, right, bottom, top = ink.T
    x, y = origin.T
    a, b = np.array([font.direction for font in fonts], np.float64).T
    length = np.sqrt(a * a + b * b)
    length[length == 0] = 1.0
    ux, uy = a / length, b / length
    size = np.array([font.style.size for font in fonts], np.float64)
    reach = [(cx - x) * ux + (cy - y) * uy for cx in (left, right) for cy in (bottom, top)]
    # A ligature comes as its letters, each with the ink of the whole.
    advance = np.minimum(np.maximum(np.max(reach, axis=0), _advances(codes, fonts)), 3 * size)
    advance = np.where(advance == 0, 0.25 * size, advance)
    ascent = np.array([font.ascent or 0.75 for font in fonts], np.float64) * size
    descent = np.array([font.descent or -0.25 for font in fonts], np.float64) * size
    nowhere = np.zeros(len(places))
    ends = ((nowhere, descent), (nowhere, ascent), (advance, descent), (advance, ascent))
    xs = [x + along * ux - across * uy for along, across in ends]
    ys = [y + along * uy + across * ux for along, across in ends]
    return np.column_stack((np.min(xs, axis=0), np.max(ys, axis=0), np.max(xs, axis=0), np.min(ys, axis=0)))
