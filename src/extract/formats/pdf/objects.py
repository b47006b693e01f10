"""What stands on a page: a pdfplumber page whose characters and paths come from pdfium.

pdfplumber spends nine tenths of its time on building objects with pdfminer's interpreter. `PdfiumPage` is a
`pdfplumber.page.Page` with the same dictionaries, filled through pypdfium2's raw interface, so that every judgement of
pdfplumber (`find_tables`, `extract_words`) can be asked of it. Coordinates are points, origin top left of the page as
it is shown (crop box and `/Rotate` applied).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfplumber.page import Page as PlumberPage

# A path with more pieces than this is a drawing, not the rules of a table: the densest real grid seen has 900.
MAX_PATH_SEGMENTS = 4000
# Paths with up to so many pieces are a line or a rectangle; longer ones are a grid only from this size on.
FEW_SEGMENTS = 6
MIN_GRID_PT = 20.0
# Among more objects than this only pieces of some length are asked what they are: the rest are dots of a figure.
CROWDED_OBJECTS = 8000
MIN_PIECE_PT = 20.0
# A page with more objects than this is a vector figure: the fullest table page measured has under 6,000.
MAX_PATH_OBJECTS = 12_000
# Forms in forms: pypdfium2's own limit.
MAX_FORM_DEPTH = 15
# Text rendered with mode 3 is not painted: the hidden layer of a scan, or of a web page.
INVISIBLE_RENDER_MODE = 3
REPLACEMENT = "\ufffd"
UNIT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class Font(NamedTuple):
    """What a text object says of its letters: font name, size in points, ascent and descent for 1 pt, colour 0..255."""

    name: str
    size: float
    ascent: float
    descent: float
    color: tuple[int, int, int]
    alpha: int
    is_hidden: bool


@dataclass(frozen=True)
class Shown:
    """How user space is turned into the page as shown: the visible box and `/Rotate` (PDF 32000-1, 7.7.3.3)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Points, as shown."""
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        """Points, as shown."""
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """User space to shown space, origin top left."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def vector(self, x: float, y: float) -> tuple[float, float]:
        """A direction in user space as a direction in shown space, y still upwards (pdfminer's convention)."""
        if self.rotation == 90:
            return y, -x
        if self.rotation == 180:
            return -x, -y
        if self.rotation == 270:
            return -y, x
        return x, y


def shown_box(page: pdfium.PdfPage) -> Shown:
    """The visible box of a page and its turn."""
    left, bottom, right, top = page.get_bbox()
    return Shown(left, bottom, right, top, int(page.get_rotation()) % 360)


class PdfiumPage(PlumberPage):
    """A `pdfplumber.page.Page` whose `objects` were read by pdfium. Close it after use."""

    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        # The parent's constructor wants a pdfminer page: parsing the file a second time is what this class saves.
        shown = shown_box(page)
        self.pdf = None  # type: ignore[assignment]
        self.page_obj = None  # type: ignore[assignment]
        self.root_page = self
        self.page_number = number
        self.initial_doctop = 0
        self.rotation = shown.rotation
        self.mediabox = self.cropbox = self.bbox = (0, 0, shown.width, shown.height)
        self.shown = shown
        self.get_textmap = lru_cache()(self._get_textmap)
        # Raw handles die with their Python owner: keep the page referenced as long as its objects are read.
        self._pdfium_page = page

    def close(self) -> None:
        """Forget what was cached; the pdfium page is closed by whoever opened it."""
        self.flush_cache()

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        """The objects by kind, as pdfplumber names them: char, line, rect, curve."""
        if not hasattr(self, "_objects"):
            self._objects = read_objects(self._pdfium_page, self.shown, self.page_number)
        return self._objects


def read_objects(page: pdfium.PdfPage, shown: Shown, number: int) -> dict[str, list[dict[str, Any]]]:
    """Characters and paths of one page as pdfplumber's dictionaries."""
    objects: dict[str, list[dict[str, Any]]] = {"char": read_chars(page, shown, number)}
    for item in read_paths(page, shown, number):
        objects.setdefault(item["object_type"], []).append(item)
    return objects


def read_font(text_object: Any) -> Font:
    """What a text object says of its letters."""
    name, size, ascent, descent = "", ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(text_object, size)
    font = raw.FPDFTextObj_GetFont(text_object)
    if font:
        buffer = ctypes.create_string_buffer(128)
        raw.FPDFFont_GetBaseFontName(font, buffer, 128)
        name = buffer.value.decode("utf-8", "replace")
        raw.FPDFFont_GetAscent(font, 1.0, ascent)
        raw.FPDFFont_GetDescent(font, 1.0, descent)
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(255)
    raw.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
    is_hidden = raw.FPDFTextObj_GetTextRenderMode(text_object) == INVISIBLE_RENDER_MODE
    color = (red.value, green.value, blue.value)
    return Font(name, size.value, ascent.value, descent.value, color, alpha.value, is_hidden)


def read_chars(page: pdfium.PdfPage, shown: Shown, number: int) -> list[dict[str, Any]]:
    """The characters in content order, without those that pdfium made up (spaces and line ends)."""
    text_page = page.get_textpage()
    try:
        return list(_chars(text_page, shown, number))
    finally:
        text_page.close()


class _Run(NamedTuple):
    """What all characters of one text object share: font, matrix as shown, size, and how they stand in the file."""

    font: Font
    matrix: Matrix
    size: float
    is_upright: bool
    is_level: bool
    raw_matrix: Matrix


def _chars(text_page: pdfium.PdfTextPage, shown: Shown, number: int) -> Iterator[dict[str, Any]]:
    """Four calls a character: everything that a text object's characters share is asked once."""
    handle = text_page.raw
    runs: dict[int, _Run] = {}
    loose = raw.FS_RECTF()
    ox, oy = ctypes.c_double(), ctypes.c_double()
    loose_ref, ox_ref, oy_ref = ctypes.byref(loose), ctypes.byref(ox), ctypes.byref(oy)
    unicode_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject
    loose_of, origin_of, addressof = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin, ctypes.addressof
    page_height, point = shown.height, shown.point
    high = 0
    for index in range(raw.FPDFText_CountChars(handle)):
        code = unicode_of(handle, index)
        if code in (32, 13, 10) and raw.FPDFText_IsGenerated(handle, index):
            continue
        if 0xD800 <= code < 0xDC00:  # UTF-16 halves arrive one by one
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        text_object = object_of(handle, index)
        address = addressof(text_object.contents) if text_object else 0
        run = runs.get(address)
        if run is None:
            run = runs[address] = _read_run(handle, index, text_object, shown)
        origin_of(handle, index, ox_ref, oy_ref)
        box: tuple[float, float, float, float] | None = None
        if run.is_level:
            loose_of(handle, index, loose_ref)
            if loose.right > loose.left:
                box = (loose.left, loose.bottom, loose.right, loose.top)
        if box is None:
            box = _turned_box(handle, index, run, ox.value, oy.value)
        x0, y0 = point(box[0], box[3])
        x1, y1 = point(box[2], box[1])
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        base_x, base_y = point(ox.value, oy.value)
        font, matrix = run.font, run.matrix
        yield {
            "object_type": "char",
            "page_number": number,
            "text": chr(code) if code else REPLACEMENT,
            "x0": x0,
            "x1": x1,
            "top": y0,
            "bottom": y1,
            "doctop": y0,
            "y0": page_height - y1,
            "y1": page_height - y0,
            "width": x1 - x0,
            "height": y1 - y0,
            "fontname": font.name,
            "size": run.size,
            "upright": run.is_upright,
            "matrix": (matrix[0], matrix[1], matrix[2], matrix[3], base_x, page_height - base_y),
            "adv": x1 - x0,
            "non_stroking_color": font.color,
            "alpha": font.alpha,
            "is_hidden": font.is_hidden,
        }


def _read_run(handle: Any, index: int, text_object: Any, shown: Shown) -> _Run:
    """What the text object of one character says for all of its characters."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    font = read_font(text_object) if text_object else Font("", 0.0, 0.0, 0.0, (0, 0, 0), 255, False)
    a, b = shown.vector(matrix.a, matrix.b)
    c, d = shown.vector(matrix.c, matrix.d)
    size = font.size * (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
    is_level = abs(matrix.b) < 1e-4 * abs(matrix.a)
    return _Run(font, (a, b, c, d, 0.0, 0.0), size, abs(b) < 1e-4 * abs(a), is_level, _matrix(matrix))


def _turned_box(handle: Any, index: int, run: _Run, x: float, y: float) -> tuple[float, float, float, float]:
    """The box of a turned character: pdfium's loose box takes only the matrix's `a`, which is 0 for text at 90 degrees.

    Along the line it runs from the origin to the end of the ink, across it from descent to ascent.
    """
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
    a, b = run.raw_matrix[0], run.raw_matrix[1]
    length = (a * a + b * b) ** 0.5 or 1.0
    ux, uy, size = a / length, b / length, run.size
    corners = [(cx, cy) for cx in (left.value, right.value) for cy in (bottom.value, top.value)]
    advance = max((cx - x) * ux + (cy - y) * uy for cx, cy in corners)
    advance = min(max(advance, 0.0), 3 * size) or 0.25 * size
    ascent, descent = (run.font.ascent or 0.75) * size, (run.font.descent or -0.25) * size
    xs, ys = [], []
    for along, across in ((0.0, descent), (0.0, ascent), (advance, descent), (advance, ascent)):
        xs.append(x + along * ux - across * uy)
        ys.append(y + along * uy + across * ux)
    return min(xs), min(ys), max(xs), max(ys)


def read_paths(page: pdfium.PdfPage, shown: Shown, number: int) -> Iterator[dict[str, Any]]:
    """Lines, rectangles and curves, classed as pdfminer classes them (`PDFLayoutAnalyzer.paint_path`)."""
    budget = [MAX_PATH_OBJECTS]
    yield from _walk_paths(page.raw, None, UNIT, shown, number, 0, budget)


def _walk_paths(
    page: Any, form: Any, outer: Matrix, shown: Shown, number: int, depth: int, budget: list[int]
) -> Iterator[dict[str, Any]]:
    count = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(page)
    values = raw.FS_MATRIX()
    is_crowded = count > CROWDED_OBJECTS
    for index in range(max(count, 0)):
        item = raw.FPDFFormObj_GetObject(form, index) if form else raw.FPDFPage_GetObject(page, index)
        if not item or budget[0] <= 0:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            if is_crowded and not _is_long(item, outer):
                continue
            budget[0] -= 1
            raw.FPDFPageObj_GetMatrix(item, values)
            yield from _path(item, _times(_matrix(values), outer), shown, number)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            raw.FPDFPageObj_GetMatrix(item, values)
            yield from _walk_paths(page, item, _times(_matrix(values), outer), shown, number, depth + 1, budget)


def _matrix(values: Any) -> Matrix:
    return (values.a, values.b, values.c, values.d, values.e, values.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806  # the letters of PDF 32000-1, 8.3.4
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


def _path(item: Any, matrix: Matrix, shown: Shown, number: int) -> Iterator[dict[str, Any]]:
    """The pieces of one path object; a dot, a letter's outline or a curve of a chart is passed over by its size."""
    segments = raw.FPDFPath_CountSegments(item)
    if segments > FEW_SEGMENTS and not _may_be_ruling(item, matrix):
        return
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill_mode, stroke)
    if not (fill_mode.value or stroke.value) or not 2 <= segments <= MAX_PATH_SEGMENTS:
        return
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(255)
    color: tuple[int, int, int] | None = None
    if fill_mode.value:
        raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
        color = (red.value, green.value, blue.value)
    stroke_color, width = color, ctypes.c_float()
    if stroke.value:
        raw.FPDFPageObj_GetStrokeColor(item, red, green, blue, alpha)
        stroke_color = (red.value, green.value, blue.value)
        raw.FPDFPageObj_GetStrokeWidth(item, width)
    for points, has_curve in _subpaths(item, segments, matrix, shown):
        kind = _class_of(points, has_curve)
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        yield {
            "object_type": kind,
            "page_number": number,
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "doctop": top,
            "y0": shown.height - bottom,
            "y1": shown.height - top,
            "width": x1 - x0,
            "height": bottom - top,
            "pts": points,
            "path": [],
            "fill": bool(fill_mode.value),
            "stroke": bool(stroke.value),
            "non_stroking_color": color,
            "stroking_color": stroke_color,
            "linewidth": width.value * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5,
            "alpha": alpha.value,
        }


def _is_long(item: Any, matrix: Matrix) -> bool:
    """Whether an object is long enough to be a piece of a rule."""
    return _reach(item, matrix) >= MIN_PIECE_PT


def _may_be_ruling(item: Any, matrix: Matrix) -> bool:
    """Whether a path of many pieces is large enough to hold a grid."""
    return _reach(item, matrix) > MIN_GRID_PT


def _reach(item: Any, matrix: Matrix) -> float:
    """The longer side of an object's bounds in points; infinite where pdfium gives none."""
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return float("inf")
    scale_x, scale_y = abs(matrix[0]) + abs(matrix[2]), abs(matrix[1]) + abs(matrix[3])
    return float(max((right.value - left.value) * scale_x, (top.value - bottom.value) * scale_y))


def _subpaths(
    item: Any, segments: int, matrix: Matrix, shown: Shown
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each piece that starts with a move, in shown space, and whether it has a curve."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    has_curve = False
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, has_curve
            points, has_curve = [], False
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            has_curve = True
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(shown.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if len(points) > 1:
        yield points, has_curve


def _class_of(points: list[tuple[float, float]], has_curve: bool) -> str:
    """`line`, `rect` or `curve`: pdfminer's rule: two points in one direction, or four corners at right angles."""
    if has_curve:
        return "curve"
    corners = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(corners) > 2 and corners[0] == corners[-1]:
        corners = corners[:-1]
    if len(corners) <= 2:
        return "line"
    if len(corners) != 4:
        return "curve"
    near = 1e-2
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    flat = [abs(p[0] - q[0]) < near or abs(p[1] - q[1]) < near for p, q in sides]
    return "rect" if all(flat) else "curve"
