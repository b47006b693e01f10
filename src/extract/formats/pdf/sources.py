"""Which engine opens a PDF, and how its pages come out of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import pdfplumber
import pypdfium2 as pdfium
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.errors import UnreadableDocument
from extract.formats.pdf.drawn.chars import Chars, chars_of
from extract.formats.pdf.drawn.glyphs import Turn, read_glyphs
from extract.formats.pdf.drawn.objects import read_page
from extract.formats.pdf.drawn.paths import Drawn
from extract.formats.pdf.drawn.shown import Shown, shown_box
from extract.formats.pdf.firstlook import Glance, Glimpse, look
from extract.formats.pdf.lines.words import read_lines

# What pdfminer and pdfplumber raise on broken files, from their own modules and from the parts they trust too far.
MINER_ERRORS = (
    PDFException, PSException, MalformedPDFException, PdfminerException, PDFPasswordIncorrect,
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, OverflowError,
)  # fmt: skip


Engine = Literal["pdfium", "pdfplumber"]

# Between the first look and the reading so many characters and pieces of paths are kept, some 60 bytes and 600 bytes
# each: three hundred full pages. What is beyond is read from the file again.
MOST_KEPT = 1_000_000
PIECE_WEIGHT = 10


class OpenPage(Protocol):
    """What is drawn on a page: its size as shown, its characters, and its paths by kind (line, rect, curve)."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def chars_read(self) -> Chars: ...
    @property
    def paths_read(self) -> dict[str, list[Drawn]]: ...


class Source(Protocol):
    """An open document."""

    read_by: str
    count: int

    def glance(self, index: int) -> Glance | None:
        """The page at first sight; None when the engine cannot read it."""

    def page(self, index: int) -> OpenPage | None:
        """All that is drawn on the page; None when the engine cannot read it. Asked once a page, after `glance`."""

    def close(self) -> None:
        """Let go of the file."""


class _Kept:
    """Pages that were read with the first look, until they are asked for."""

    def __init__(self) -> None:
        self._pages: dict[int, Any] = {}
        self._weight = 0

    @property
    def has_room(self) -> bool:
        return self._weight < MOST_KEPT

    def keep(self, index: int, page: OpenPage) -> None:
        self._weight += len(page.chars_read) + PIECE_WEIGHT * sum(map(len, page.paths_read.values()))
        self._pages[index] = page

    def take(self, index: int) -> Any:
        return self._pages.pop(index, None)


class PdfiumSource:
    """Pages read by pdfium."""

    read_by = "pdfium"

    def __init__(self, content: bytes) -> None:
        self._pdf = pdfium.PdfDocument(content)
        self.count = len(self._pdf)
        self._kept = _Kept()

    def glance(self, index: int) -> Glance | None:
        """A page that is going to be read is read at once, as long as there is room to keep it."""
        with self._open(index) as opened:
            if opened is None:
                return None
            page, text_page = opened
            shown = shown_box(page)
            glance = look(page, text_page, shown)
            if glance.is_candidate and self._kept.has_room:
                self._kept.keep(index, read_page(page, text_page, shown, index + 1))
            return glance

    def page(self, index: int) -> OpenPage | None:
        kept: OpenPage | None = self._kept.take(index)
        if kept is not None:
            return kept
        with self._open(index) as opened:
            return read_page(*opened, shown_box(opened[0]), index + 1) if opened is not None else None

    @contextmanager
    def _open(self, index: int) -> Iterator[tuple[pdfium.PdfPage, pdfium.PdfTextPage] | None]:
        """A page and its text; None where pdfium gives none."""
        try:
            page = self._pdf[index]
        except pdfium.PdfiumError:
            yield None
            return
        try:
            try:
                text_page = page.get_textpage()
            except pdfium.PdfiumError:
                yield None
                return
            try:
                yield page, text_page
            finally:
                text_page.close()
        finally:
            page.close()

    def close(self) -> None:
        self._pdf.close()


@dataclass(frozen=True)
class PlumberPage:
    """An `OpenPage` of pdfplumber's."""

    width: float
    height: float
    chars_read: Chars
    paths_read: dict[str, list[Drawn]]


class PlumberSource:
    """Pages read by pdfplumber alone, for files that pdfium does not open."""

    read_by = "pdfplumber"

    def __init__(self, content: bytes) -> None:
        self._pdf = pdfplumber.open(io.BytesIO(content))
        self.count = len(self._pdf.pages)
        self._kept = _Kept()

    def glance(self, index: int) -> Glance | None:
        page = self._read(index)
        if page is None:
            return None
        lines = read_lines(read_glyphs(page.chars_read, Turn(0, page.width, page.height)))
        if self._kept.has_room:
            self._kept.keep(index, page)
        glimpses = tuple(
            Glimpse(line.text, line.text, line.x0, line.x1, line.top, line.bottom, line.base, line.words[0].is_bold)
            for line in lines
        )
        return Glance(glimpses, "\n".join(line.text for line in lines), page.width, page.height, True)

    def page(self, index: int) -> OpenPage | None:
        kept: OpenPage | None = self._kept.take(index)
        return kept if kept is not None else self._read(index)

    def _read(self, index: int) -> PlumberPage | None:
        page = self._pdf.pages[index]
        try:
            return _as_shown(page)
        except MINER_ERRORS:
            return None
        finally:
            page.close()

    def close(self) -> None:
        self._pdf.close()


def _as_shown(page: Any) -> PlumberPage:
    """What pdfplumber found, moved: it counts from the media box, a page is shown from its crop box on."""
    left, bottom, right, top = (float(edge) for edge in page.page_obj.mediabox)
    x0, y0, x1, y1 = (float(edge) for edge in page.page_obj.cropbox)
    whole = Shown(left, bottom, right, top, page.rotation)
    shown = Shown(max(x0, left), max(y0, bottom), min(x1, right), min(y1, top), page.rotation)
    across, down = (new - old for new, old in zip(shown.point(0.0, 0.0), whole.point(0.0, 0.0), strict=True))
    moved = (across - page.mediabox[0], down - page.mediabox[1])
    objects = page.objects
    chars = chars_of(objects.get("char", ()), moved, (across, whole.height + down))
    paths = {kind: [_moved(item, *moved) for item in objects.get(kind, ())] for kind in ("line", "rect", "curve")}
    return PlumberPage(shown.width, shown.height, chars, paths)


def _moved(item: Drawn, across: float, down: float) -> Drawn:
    places = {"x0": item["x0"] + across, "x1": item["x1"] + across}
    return {**item, **places, "top": item["top"] + down, "bottom": item["bottom"] + down}


def open_source(content: bytes, file_name: str, engine: Engine | None = None) -> PdfiumSource | PlumberSource:
    """The document, opened by one engine.

    Args:
        content: of the file.
        file_name: for messages.
        engine: the only one to try; None tries pdfium, and pdfplumber where pdfium does not open the file.

    Raises:
        UnreadableDocument: `encrypted` or `damaged`.
    """
    if engine != "pdfplumber":
        try:
            return PdfiumSource(content)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise UnreadableDocument(
                    "encrypted",
                    "The PDF is encrypted. Save a copy without a password and put that in raw/.",
                    document=file_name,
                ) from error
    if engine != "pdfium":
        try:
            source = PlumberSource(content)
            if source.count:
                return source
            source.close()
        except MINER_ERRORS:
            pass
    raise UnreadableDocument(
        "damaged",
        "The file says that it is a PDF and cannot be opened as one. Fetch or export it again.",
        document=file_name,
    )
