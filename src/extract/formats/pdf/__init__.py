"""The format PDF: pages of blocks and grids, read by pdfium, or by pdfplumber where pdfium cannot."""

from __future__ import annotations

from extract.formats.pdf.reader import read, sniff

__all__ = ["read", "sniff"]
