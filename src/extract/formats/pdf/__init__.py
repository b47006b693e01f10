"""The format PDF: pages of blocks and grids, read by pdfium, or by pdfplumber where pdfium cannot."""

from __future__ import annotations

from extract.formats.pdf.reader import read, sniff
from extract.formats.pdf.second_look import second_look

__all__ = ["read", "second_look", "sniff"]
