"""The same question to pdfium about many things at once: the answers arrive in arrays.

A page has thousands of characters and paths. Called one by one through pypdfium2's typed interface each answer costs a
pointer object and a few microseconds; here handles are plain addresses, and pdfium writes into one buffer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Call = Callable[..., int]


def _direct(function: Any, *arguments: type[Any], result: type[Any] = ctypes.c_int) -> Call:
    """A function of pdfium that takes and gives addresses as numbers, called without letting go of the interpreter."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I, _L, _A = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong, ctypes.c_size_t

# Characters of a text page, by index.
UNICODE_OF = _direct(raw.FPDFText_GetUnicode, _P, _I, result=ctypes.c_uint)
HAS_NO_UNICODE = _direct(raw.FPDFText_HasUnicodeMapError, _P, _I)
IS_GENERATED = _direct(raw.FPDFText_IsGenerated, _P, _I)
OBJECT_OF = _direct(raw.FPDFText_GetTextObject, _P, _I, result=_A)
LOOSE_BOX_OF = _direct(raw.FPDFText_GetLooseCharBox, _P, _I, _P)
INK_BOX_OF = _direct(raw.FPDFText_GetCharBox, _P, _I, _P, _P, _P, _P)
ORIGIN_OF = _direct(raw.FPDFText_GetCharOrigin, _P, _I, _P, _P)
MATRIX_OF_CHAR = _direct(raw.FPDFText_GetMatrix, _P, _I, _P)
CHAR_AT = _direct(raw.FPDFText_GetCharIndexFromTextIndex, _P, _I)
FONT_WEIGHT_OF = _direct(raw.FPDFText_GetFontWeight, _P, _I)
RECT_OF = _direct(raw.FPDFText_GetRect, _P, _I, _P, _P, _P, _P)
# Objects of a page or form.
ON_PAGE = _direct(raw.FPDFPage_GetObject, _P, _I, result=_A)
IN_FORM = _direct(raw.FPDFFormObj_GetObject, _P, _L, result=_A)
KIND_OF = _direct(raw.FPDFPageObj_GetType, _P)
BOUNDS_OF = _direct(raw.FPDFPageObj_GetBounds, _P, _P, _P, _P, _P)
MATRIX_OF = _direct(raw.FPDFPageObj_GetMatrix, _P, _P)
FILL_OF = _direct(raw.FPDFPageObj_GetFillColor, _P, _P, _P, _P, _P)
STROKE_OF = _direct(raw.FPDFPageObj_GetStrokeColor, _P, _P, _P, _P, _P)
STROKE_WIDTH_OF = _direct(raw.FPDFPageObj_GetStrokeWidth, _P, _P)
# Text objects.
FONT_SIZE_OF = _direct(raw.FPDFTextObj_GetFontSize, _P, _P)
FONT_OF = _direct(raw.FPDFTextObj_GetFont, _P, result=_A)
RENDER_MODE_OF = _direct(raw.FPDFTextObj_GetTextRenderMode, _P)
# Paths and their segments.
SEGMENTS_OF = _direct(raw.FPDFPath_CountSegments, _P)
DRAW_MODE_OF = _direct(raw.FPDFPath_GetDrawMode, _P, _P, _P)
SEGMENT_OF = _direct(raw.FPDFPath_GetPathSegment, _P, _I, result=_A)
SEGMENT_KIND_OF = _direct(raw.FPDFPathSegment_GetType, _P)
POINT_OF = _direct(raw.FPDFPathSegment_GetPoint, _P, _P, _P)


def address_of(handle: Any) -> int:
    """The address behind one of pypdfium2's typed handles."""
    return ctypes.addressof(handle.contents)


def page_object(address: int) -> Any:
    """An object's address as one of pypdfium2's typed handles."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def ask(call: Call, first: Iterable[int], *more: Iterable[int], count: int) -> Ints:
    """What `call` returns for each of `count` sets of arguments."""
    return np.fromiter(map(call, first, *more), np.int64, count)


def fill(
    call: Call, first: Iterable[int], count: int, width: int, kind: Any, *more: Iterable[int], is_struct: bool = False
) -> tuple[npt.NDArray[Any], Ints]:
    """What `call` writes for each of `count` things, and what it returns.

    Args:
        call: takes a thing (or a handle and an index: `more`), then pointers to write to.
        first: addresses of the things, or a handle for each.
        count: of things.
        width: of values that are written for one thing.
        kind: numpy's name of their type.
        more: further arguments before the pointers.
        is_struct: whether one pointer to all values is wanted, and not one to each.

    Returns:
        The values (count, width), 0 where nothing was written, and the answers (count).
    """
    values = np.zeros((count, width), kind)
    base, step = values.ctypes.data, values.itemsize
    row = width * step
    pointers = [range(base + k * step, base + k * step + count * row, row) for k in range(1 if is_struct else width)]
    return values, np.fromiter(map(call, first, *more, *pointers), np.int64, count)


def same(value: int) -> Iterable[int]:
    """One argument for every call."""
    return repeat(value)


def distinct(values: Ints) -> tuple[Ints, Ints, Ints]:
    """The distinct values, the place of the first of each, and for each value which of the distinct ones it is."""
    found, first, which = np.unique(values, return_index=True, return_inverse=True)
    return found, first, which
