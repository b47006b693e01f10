"""Which engine opens a PDF, and how its pages come out of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pdfplumber
import pypdfium2 as pdfium
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.errors import UnreadableDocument
from extract.formats.pdf.firstlook import Glance, look
from extract.formats.pdf.glyphs import Turn, quarter_of, read_glyphs
from extract.formats.pdf.objects import PdfiumPage, shown_box
from extract.formats.pdf.words import read_lines

# What pdfminer and pdfplumber raise on broken files, from their own modules and from the parts they trust too far.
MINER_ERRORS = (
    PDFException, PSException, MalformedPDFException, PdfminerException, PDFPasswordIncorrect,
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, OverflowError,
)  # fmt: skip


class OpenPage(Protocol):
    """A page while it is open: its size as shown and its objects, as pdfplumber names them."""

    width: float
    height: float
    objects: dict[str, list[dict[str, Any]]]


class Source(Protocol):
    """An open document."""

    read_by: str
    count: int

    def glance(self, index: int) -> Glance | None:
        """The page at first sight; None when the engine cannot read it."""

    def page(self, index: int) -> Any:
        """A context manager that gives an `OpenPage`, or None when the engine cannot read it."""

    def close(self) -> None:
        """Let go of the file."""


class PdfiumSource:
    """Pages read by pdfium. A page stays open between the first look and the full reading only if it is small."""

    read_by = "pdfium"

    def __init__(self, content: bytes) -> None:
        self._pdf = pdfium.PdfDocument(content)
        self.count = len(self._pdf)

    def glance(self, index: int) -> Glance | None:
        try:
            page = self._pdf[index]
        except pdfium.PdfiumError:
            return None
        try:
            return look(page, shown_box(page))
        except pdfium.PdfiumError:
            return None
        finally:
            page.close()

    @contextmanager
    def page(self, index: int) -> Iterator[PdfiumPage | None]:
        try:
            raw_page = self._pdf[index]
        except pdfium.PdfiumError:
            yield None
            return
        page = PdfiumPage(raw_page, index + 1)
        try:
            yield page
        finally:
            page.close()
            raw_page.close()

    def close(self) -> None:
        self._pdf.close()


class PlumberSource:
    """Pages read by pdfplumber alone, for files that pdfium does not open."""

    read_by = "pdfplumber"

    def __init__(self, content: bytes) -> None:
        self._pdf = pdfplumber.open(io.BytesIO(content))
        self.count = len(self._pdf.pages)

    def glance(self, index: int) -> Glance | None:
        with self.page(index) as page:
            if page is None:
                return None
            chars = [char for char in page.objects.get("char", []) if quarter_of(char["matrix"]) == 0]
            lines = read_lines(read_glyphs(chars, Turn(0, page.width, page.height)))
            return Glance(tuple(lines), "\n".join(line.text for line in lines), page.width, page.height, True)

    @contextmanager
    def page(self, index: int) -> Iterator[Any]:
        page = self._pdf.pages[index]
        try:
            _ = page.objects
        except MINER_ERRORS:
            page.close()
            yield None
            return
        try:
            yield page
        finally:
            page.close()

    def close(self) -> None:
        self._pdf.close()


def open_source(content: bytes, file_name: str) -> PdfiumSource | PlumberSource:
    """The document, opened by pdfium, or else by pdfplumber.

    Raises:
        UnreadableDocument: `encrypted` or `damaged`.
    """
    try:
        return PdfiumSource(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableDocument(
                "encrypted",
                f"The PDF is encrypted ({error}). Save a copy without a password and put that in raw/.",
                document=file_name,
            ) from error
        first = error
    try:
        source = PlumberSource(content)
        if source.count:
            return source
        source.close()
    except MINER_ERRORS:
        pass
    raise UnreadableDocument(
        "damaged",
        f"Neither pdfium ({first}) nor pdfplumber opens this PDF. Fetch or export it again.",
        document=file_name,
    ) from first
