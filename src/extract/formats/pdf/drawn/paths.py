"""The lines, rectangles and curves that are drawn on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.formats.pdf.drawn import calls
from extract.formats.pdf.drawn.calls import Flags, Floats, Ints
from extract.formats.pdf.drawn.shown import Shown

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
# So many pieces of all paths together are a figure too: the fullest of 172 pages with study tables has 2,685.
MAX_PAGE_SEGMENTS = 200_000
# Forms in forms: pypdfium2's own limit.
MAX_FORM_DEPTH = 15
# Corners nearer than this are at right angles.
SQUARE_PT = 1e-2
UNIT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]
# One object as pdfplumber names its properties.
Drawn = dict[str, Any]


class _Placed(NamedTuple):
    """A path object and the matrix that carries its points into user space."""

    address: int
    matrix: Matrix


class _Paint(NamedTuple):
    """How a path is painted."""

    is_filled: bool
    is_stroked: bool
    color: tuple[int, int, int] | None
    stroke_color: tuple[int, int, int] | None
    alpha: int
    width: float


def read_paths(page: pdfium.PdfPage, shown: Shown, number: int) -> dict[str, list[Drawn]]:
    """Lines, rectangles and curves by kind, classed as pdfminer classes them (`PDFLayoutAnalyzer.paint_path`).

    A dot, a letter's outline or a curve of a chart is passed over by its size.
    """
    found = _walk(calls.ON_PAGE, calls.address_of(page.raw), raw.FPDFPage_CountObjects(page.raw), UNIT, 0)
    paths: list[_Placed] = []
    for path in found:
        paths.append(path)
        if len(paths) == MAX_PATH_OBJECTS:
            break
    by_kind: dict[str, list[Drawn]] = {}
    for item in _drawn(paths, shown, number) if paths else ():
        by_kind.setdefault(item["object_type"], []).append(item)
    return by_kind


def _walk(get: calls.Call, owner: int, count: int, outer: Matrix, depth: int) -> Iterator[_Placed]:
    """The path objects of a page or form in drawing order, forms opened where they stand."""
    items, kinds = list_objects(get, owner, count)
    is_path, is_form = kinds == raw.FPDF_PAGEOBJ_PATH, kinds == raw.FPDF_PAGEOBJ_FORM
    wanted = is_form if depth < MAX_FORM_DEPTH else np.zeros(len(items), bool)
    is_crowded = len(items) > CROWDED_OBJECTS
    places = np.flatnonzero(wanted | (_long(items, is_path, outer) if is_crowded else is_path))
    chosen = items[places].tolist()
    matrices, _ = calls.fill(calls.MATRIX_OF, chosen, len(chosen), 6, "f4", is_struct=True)
    for address, own, opens in zip(chosen, matrices.tolist(), is_form[places].tolist(), strict=True):
        matrix = times(own, outer)
        if opens:
            inside = raw.FPDFFormObj_CountObjects(calls.page_object(address))
            yield from _walk(calls.IN_FORM, address, inside, matrix, depth + 1)
        else:
            yield _Placed(address, matrix)


def list_objects(get: calls.Call, owner: int, count: int) -> tuple[Ints, Ints]:
    """The addresses of a page's or a form's objects up to the first that pdfium does not give, and their kinds."""
    count = max(count, 0)
    items = calls.ask(get, calls.same(owner), range(count), count=count)
    missing = np.flatnonzero(items == 0)
    if len(missing):
        items = items[: missing[0]]
    return items, calls.ask(calls.KIND_OF, items.tolist(), count=len(items))


def _long(items: Ints, is_path: Flags, outer: Matrix) -> Flags:
    """Which paths are long enough to be a piece of a rule."""
    places = np.flatnonzero(is_path)
    reach = _reach(items[places].tolist(), np.array([outer], np.float64).repeat(len(places), 0))
    wanted = np.zeros(len(items), bool)
    wanted[places[reach >= MIN_PIECE_PT]] = True
    return wanted


def _reach(items: Sequence[int], matrices: Floats) -> Floats:
    """The longer side of each object's bounds in points; infinite where pdfium gives none."""
    bounds, has_bounds = calls.fill(calls.BOUNDS_OF, items, len(items), 4, "f4")
    left, bottom, right, top = bounds.astype(np.float64).T
    scale = np.abs(matrices)
    longer = np.maximum((right - left) * (scale[:, 0] + scale[:, 2]), (top - bottom) * (scale[:, 1] + scale[:, 3]))
    return np.where(has_bounds != 0, longer, np.inf)


def times(inner: Sequence[float], outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806  # the letters of PDF 32000-1, 8.3.4
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


def _drawn(paths: Sequence[_Placed], shown: Shown, number: int) -> Iterator[Drawn]:
    """The pieces of path objects as pdfplumber's dictionaries, in drawing order."""
    items = [path.address for path in paths]
    matrices = np.array([path.matrix for path in paths], np.float64)
    segments = calls.ask(calls.SEGMENTS_OF, items, count=len(items))
    modes, _ = calls.fill(calls.DRAW_MODE_OF, items, len(items), 2, "i4")
    wanted = (modes != 0).any(1) & (segments >= 2) & (segments <= MAX_PATH_SEGMENTS)
    many = np.flatnonzero(wanted & (segments > FEW_SEGMENTS))
    wanted[many] = _reach([items[k] for k in many.tolist()], matrices[many]) > MIN_GRID_PT
    places = np.flatnonzero(wanted)
    places = places[np.cumsum(segments[places]) <= MAX_PAGE_SEGMENTS]
    chosen = [items[k] for k in places.tolist()]
    paints = _read_paints(chosen, modes[places].tolist(), matrices[places].tolist())
    for owner, points, has_curve in _subpaths(chosen, segments[places], matrices[places], shown):
        yield _dictionary(paints[owner], points, has_curve, shown.height, number)


def _read_paints(items: Sequence[int], modes: Sequence[Sequence[int]], matrices: Sequence[Matrix]) -> list[_Paint]:
    fills, has_fill = calls.fill(calls.FILL_OF, items, len(items), 4, "u4")
    strokes, has_stroke = calls.fill(calls.STROKE_OF, items, len(items), 4, "u4")
    widths, _ = calls.fill(calls.STROKE_WIDTH_OF, items, len(items), 1, "f4")
    asked = zip(
        modes, matrices, fills.tolist(), has_fill.tolist(), strokes.tolist(), has_stroke.tolist(),
        widths[:, 0].tolist(), strict=True,
    )  # fmt: skip
    paints: list[_Paint] = []
    for (fill, stroke), matrix, filling, is_filled, stroking, is_stroked, width in asked:
        color = (filling[0], filling[1], filling[2]) if fill else None
        alpha = filling[3] if fill and is_filled else 255
        stroke_color = (stroking[0], stroking[1], stroking[2]) if stroke else color
        if stroke and is_stroked:
            alpha = stroking[3]
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        paints.append(_Paint(bool(fill), bool(stroke), color, stroke_color, alpha, width * scale if stroke else 0.0))
    return paints


def _subpaths(
    items: Sequence[int], segments: Ints, matrices: Floats, shown: Shown
) -> Iterator[tuple[int, list[tuple[float, float]], bool]]:
    """For each piece that starts with a move: which item it belongs to, its points as shown, whether it has a curve."""
    total = int(segments.sum())
    if not total:
        return
    owner = np.repeat(np.arange(len(items)), segments)
    starts = np.cumsum(segments) - segments
    steps = (np.arange(total) - starts[owner]).tolist()
    owners: Iterable[int] = (address for item, often in zip(items, segments.tolist(), strict=True)
                             for address in repeat(item, often))  # fmt: skip
    pieces = calls.ask(calls.SEGMENT_OF, owners, steps, count=total).tolist()
    kinds = calls.ask(calls.SEGMENT_KIND_OF, pieces, count=total)
    at, _ = calls.fill(calls.POINT_OF, pieces, total, 2, "f4")
    x, y = at.astype(np.float64).T
    a, b, c, d, e, f = matrices[owner].T
    across, down = shown.points(a * x + c * y + e, b * x + d * y + f)
    points = list(zip(across.tolist(), down.tolist(), strict=True))
    is_start = kinds == raw.FPDF_SEGMENT_MOVETO
    is_start[starts[segments > 0]] = True
    firsts = np.flatnonzero(is_start)
    curves = np.add.reduceat(kinds == raw.FPDF_SEGMENT_BEZIERTO, firsts, dtype=np.int64) > 0
    ends = np.append(firsts[1:], total)
    for begin, end, number, has_curve in zip(
        firsts.tolist(), ends.tolist(), owner[firsts].tolist(), curves.tolist(), strict=True
    ):
        if end - begin > 1:
            yield number, points[begin:end], has_curve


def _dictionary(paint: _Paint, points: list[tuple[float, float]], has_curve: bool, height: float, number: int) -> Drawn:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return placed(class_of(points, has_curve), number, (x0, top, x1, bottom), height) | {
        "pts": points,
        "path": [],
        "fill": paint.is_filled,
        "stroke": paint.is_stroked,
        "non_stroking_color": paint.color,
        "stroking_color": paint.stroke_color,
        "linewidth": paint.width,
        "alpha": paint.alpha,
    }


def placed(kind: str, number: int, box: tuple[float, float, float, float], height: float) -> Drawn:
    """Which object stands where, in pdfplumber's properties.

    Args:
        kind: such as `line` or `char`.
        number: of the page, 1-based.
        box: x0, top, x1 and bottom, from the top left of the page.
        height: of the page.
    """
    x0, top, x1, bottom = box
    return {
        "object_type": kind,
        "page_number": number,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "y0": height - bottom,
        "y1": height - top,
        "width": x1 - x0,
        "height": bottom - top,
    }


def class_of(points: list[tuple[float, float]], has_curve: bool) -> str:
    """`line`, `rect` or `curve`: pdfminer's rule: two points in one direction, or four corners at right angles."""
    if has_curve:
        return "curve"
    if len(points) == 2:
        return "line"
    corners = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(corners) > 2 and corners[0] == corners[-1]:
        corners = corners[:-1]
    if len(corners) <= 2:
        return "line"
    if len(corners) != 4:
        return "curve"
    for p, q in zip(corners, (*corners[1:], corners[0]), strict=True):
        if abs(p[0] - q[0]) >= SQUARE_PT and abs(p[1] - q[1]) >= SQUARE_PT:
            return "curve"
    return "rect"
