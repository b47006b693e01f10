"""What does the place of a value look like? Pictures of the page, with the boxes of its evidence drawn."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from extract.documents import discover
from extract.errors import ReleaseError
from extract.pages import Box

PDF = "pdf"
# 144 dots an inch: type of 6 points is well read on a screen.
SCALE = 2.0
# What is shown around the boxes, in points: some lines of the rows above and below.
MARGIN_PT = 40.0
# No picture is larger, whatever the page: a poster of 200 inches at full scale takes gigabytes.
MAX_SIDE_PX = 4000
INK, INK_WIDTH_PX = (208, 32, 32), 3
# Space between the text and the line drawn around it, in points.
AIR_PT = 1.5
# A place in a PDF as `str(Box)` prints it. Matches `72.0,90.5,240.0,131.2`; near miss: `L12:1-L12:80`. Linear: bounded.
BOX = re.compile(r"(-?\d{1,6}\.\d),(-?\d{1,6}\.\d),(-?\d{1,6}\.\d),(-?\d{1,6}\.\d)")


def save_crops(evidence: pd.DataFrame, documents: pd.DataFrame, raw: Path, folder: Path) -> list[Path]:
    """Save a picture for each field, document and page that `evidence` names a box on; returns their paths.

    The files are called `<field>-p<page>.png`; what a second document gives for the same field and page is called
    `<field>-p<page>-2.png`.

    Args:
        evidence: rows of the table `evidence`, of one study.
        documents: the table `documents`.
        raw: folder of the documents; they are found by their content, whatever they are called now.
        folder: made when it is not there; pictures of the same name are replaced.

    Raises:
        ReleaseError: no row names a box, or a document is not there or has changed since the release was made.
    """
    boxed = evidence[evidence["document_id"].isin(set(documents.loc[documents["format"] == PDF, "document_id"]))]
    if boxed.empty:
        raise ReleaseError(
            "None of these values was read from a PDF, so there is no page to show. Their places are printed above."
        )
    sources = documents.drop_duplicates("document_id").set_index("document_id")
    folder.mkdir(parents=True, exist_ok=True)
    saved: list[Path] = []
    for document_id, rows in boxed.groupby("document_id", sort=False):
        source = sources.loc[document_id]
        content = find_content(raw, str(source["file_name"]), str(source["sha256"]))
        with pdfium.PdfDocument(content) as document:
            for field, page, boxes in _places(rows):
                path = _free_path(folder, f"{field}-p{page}", saved)
                draw_boxes(document[page - 1], boxes).save(path)
                saved.append(path)
    return saved


def find_content(raw: Path, file_name: str, sha256: str) -> bytes:
    """The bytes of the document with this checksum, below `raw`.

    Raises:
        ReleaseError: no document there has it; the message says whether the named file is missing or changed.
    """
    named = raw / file_name
    if named.is_file() and not named.is_symlink():
        content = named.read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    found = discover(raw).documents
    for document in found:
        if document.sha256 == sha256:
            return document.load().content
    if any(document.file_name == file_name for document in found):
        raise ReleaseError(
            f"{file_name} in {raw} has changed since the release was made, so its boxes no longer fit. "
            "Run `extract run` again, or put the old file back."
        )
    raise ReleaseError(
        f"{file_name} (sha256 {sha256[:16]}…) is not in {raw}. Name the folder that holds the documents with --raw."
    )


def parse_box(place: str) -> Box | None:
    """The box that a `place` of the table `evidence` names; None for a place in a text."""
    found = BOX.fullmatch(place)
    return Box(*(float(number) for number in found.groups())) if found else None


def draw_boxes(page: pdfium.PdfPage, boxes: Sequence[Box]) -> Image.Image:
    """The part of a page around `boxes` (points, origin top left, page as shown), with each box outlined."""
    width, height = page.get_size()
    left, top = max(0.0, min(b.x0 for b in boxes) - MARGIN_PT), max(0.0, min(b.top for b in boxes) - MARGIN_PT)
    right = min(width, max(b.x1 for b in boxes) + MARGIN_PT)
    bottom = min(height, max(b.bottom for b in boxes) + MARGIN_PT)
    scale = min(SCALE, MAX_SIDE_PX / max(right - left, bottom - top, 1.0))
    image: Image.Image = (
        page.render(scale=scale, crop=(left, height - bottom, width - right, top)).to_pil().convert("RGB")
    )
    pen = ImageDraw.Draw(image)
    for box in boxes:
        corners = (box.x0 - AIR_PT - left, box.top - AIR_PT - top, box.x1 + AIR_PT - left, box.bottom + AIR_PT - top)
        pen.rectangle([corner * scale for corner in corners], outline=INK, width=INK_WIDTH_PX)
    return image


def _places(rows: pd.DataFrame) -> Iterator[tuple[str, int, list[Box]]]:
    """(field, page, boxes) of the rows of one document, in their order; a box that is named twice comes once."""
    places: dict[tuple[str, int], list[Box]] = {}
    for field, page, place in zip(rows["field"], rows["page"], rows["place"], strict=True):
        box = parse_box(str(place))
        if box is not None and page is not pd.NA:
            boxes = places.setdefault((str(field), int(page)), [])
            if box not in boxes:
                boxes.append(box)
    for (field, page), boxes in places.items():
        yield field, page, boxes


def _free_path(folder: Path, stem: str, taken: Sequence[Path]) -> Path:
    path, number = folder / f"{stem}.png", 1
    while path in taken:
        number += 1
        path = folder / f"{stem}-{number}.png"
    return path
