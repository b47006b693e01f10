"""What a PDF says, page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats.pdf.blocks import read_blocks, text_columns
from extract.formats.pdf.captions import GOES_ON, deal_captions, find_captions
from extract.formats.pdf.cells import Vocabulary
from extract.formats.pdf.finder import find_regions, find_spaced
from extract.formats.pdf.firstlook import Glance
from extract.formats.pdf.furniture import Furniture, learn_furniture
from extract.formats.pdf.glyphs import Turn, quarter_of, read_glyphs
from extract.formats.pdf.rulings import read_rulings
from extract.formats.pdf.sources import Source, open_source
from extract.formats.pdf.tables import Context, build_grid
from extract.formats.pdf.words import Line, read_lines
from extract.pages import Block, Grid, Page, Pages

# A direction that holds less of a page's signs than this is a margin note or a stamp, not its text.
MIN_TURNED_CHARS = 60
HEADER_WINDOW = 1024
# A word of a document's vocabulary. Matches "meta-analysis", "don't"; near miss: "x2". Linear: one class.
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


# A word cut by the end of a line, both parts. Matches "resec-\ntion"; near miss: "a - b". Linear: one bounded cut.
CUT_WORD = re.compile(r"[^\W\d_]{1,40}(?:[-\u2010\x02][ \t]{0,3}\r?\n|\ufffe)[^\W\d_]{1,40}")


@dataclass
class Memory:
    """The columns of the last grid of a page, in its frame, for the page that goes on with it."""

    columns: tuple[tuple[float, float], ...] = ()
    quarter: int = 0


def sniff(content: bytes) -> bool:
    """Whether the content is a PDF: `%PDF` in the first 1024 bytes, as readers allow (PDF 32000-1, annex H.3)."""
    return b"%PDF" in content[:HEADER_WINDOW]


def read(document: SourceDocument) -> Pages:
    """Every page's blocks and grids, with places in points from the top left of the page as it is shown.

    Raises:
        UnreadableDocument: `encrypted`, `damaged`, or `scanned` when no page holds text.
    """
    source = open_source(document.content, document.file_name)
    try:
        glances = [source.glance(index) for index in range(source.count)]
        if glances and not any(glance is None or glance.text.strip() for glance in glances):
            raise UnreadableDocument(
                "scanned",
                f"None of the {source.count} pages holds text. Run character recognition over the document first.",
                document=document.file_name,
            )
        seen = [glance for glance in glances if glance is not None]
        furniture = learn_furniture([(glance.lines, glance.height) for glance in seen])
        words = (word for glance in seen for word in WORD.findall(CUT_WORD.sub(" ", glance.text)))
        vocabulary = Vocabulary(frozenset(word.lower() for word in words))
        pages: list[Page] = []
        memory = Memory()
        for index, glance in enumerate(glances):
            page, memory = _read_page(source, index, glance, furniture, vocabulary, memory)
            pages.append(page)
        warnings = ("partly-read",) if any(page.warnings for page in pages) else ()
        return Pages(tuple(pages), source.count, source.read_by, warnings)
    finally:
        source.close()


def _read_page(
    source: Source, index: int, glance: Glance | None, furniture: Furniture, vocabulary: Vocabulary, memory: Memory
) -> tuple[Page, Memory]:
    """A page, and the columns that it hands on to the next one."""
    found = Memory()
    if glance is not None and not glance.is_candidate:
        return _text_page(index, glance, furniture, vocabulary), found
    with source.page(index) as page:
        if page is None:
            return Page(index + 1, (), None, None, ("partly-read",)), found
        objects = page.objects
        parts: list[Block | Grid] = []
        for turn, chars in _directions(objects.get("char", []), page.width, page.height):
            lines = read_lines(read_glyphs(chars, turn))
            parts.extend(_read_frame(lines, objects, turn, furniture, vocabulary, memory, found))
        return Page(index + 1, tuple(parts), page.width, page.height), found


def _text_page(index: int, glance: Glance, furniture: Furniture, vocabulary: Vocabulary) -> Page:
    """A page of running text, told from pdfium's lines."""
    turn = Turn(0, glance.width, glance.height)
    lines = sorted(glance.lines, key=lambda line: (round(line.base), line.words[0].x0))
    kept = furniture.without(lines, glance.height, ())
    return Page(index + 1, tuple(_in_order(kept, set(), [], turn, vocabulary)), glance.width, glance.height)


def _directions(
    chars: Sequence[dict[str, Any]], width: float, height: float
) -> list[tuple[Turn, list[dict[str, Any]]]]:
    """The page's signs by direction of reading, the fullest first; stamps and leaning signs are left out."""
    groups: dict[int, list[dict[str, Any]]] = {}
    for char in chars:
        quarter = quarter_of(char["matrix"])
        if quarter is not None:
            groups.setdefault(quarter, []).append(char)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        (Turn(quarter, width, height), members)
        for place, (quarter, members) in enumerate(ordered)
        if place == 0 or len(members) >= MIN_TURNED_CHARS
    ]


def _read_frame(
    lines: list[Line],
    objects: dict[str, list[dict[str, Any]]],
    turn: Turn,
    furniture: Furniture,
    vocabulary: Vocabulary,
    memory: Memory,
    found: Memory,
) -> list[Block | Grid]:
    """The blocks and grids of one direction, in reading order."""
    rulings = read_rulings(objects, turn)
    regions = find_regions(lines, rulings, turn.frame_width, turn.frame_height)
    kept = furniture.without(lines, turn.frame_height, regions)
    if len(kept) < len(lines):
        lines = kept
        regions = find_regions(lines, rulings, turn.frame_width, turn.frame_height)
    named = find_captions(lines, [region.top for region in regions])
    captions = deal_captions(named, regions)
    for unused in named:
        if unused in captions.values():
            continue
        spaced = find_spaced(lines, unused.x0, unused.bottom, turn.frame_height)
        if spaced is not None and not any(r.top < spaced.bottom and spaced.top < r.bottom for r in regions):
            captions[len(regions)] = unused
            regions.append(spaced)
    taken: set[int] = set()
    grids: list[tuple[float, Grid]] = []
    for place, region in enumerate(regions):
        caption = captions.get(place)
        context = Context(caption is not None, memory.columns if memory.quarter == turn.quarter else ())
        grid = build_grid(region, lines, turn, vocabulary, context)
        if grid is None:
            continue
        grid = replace(
            grid,
            title=caption.text if caption is not None else None,
            is_opened_above=grid.is_opened_above or (caption is not None and caption.is_continued),
            is_open_below=grid.is_open_below or _goes_on(lines, region.bottom),
        )
        taken |= {
            i
            for i, line in enumerate(lines)
            if region.top - 1 <= (line.top + line.bottom) / 2 <= region.bottom + 1
            and any(region.x0 - 3 <= w.middle <= region.x1 + 3 for w in line.words)
        }
        grids.append((region.top, grid))
        found.columns, found.quarter = grid.columns, turn.quarter
    return _in_order(lines, taken, grids, turn, vocabulary)


def _in_order(
    lines: Sequence[Line], taken: set[int], grids: list[tuple[float, Grid]], turn: Turn, vocabulary: Vocabulary
) -> list[Block | Grid]:
    free = [line for i, line in enumerate(lines) if i not in taken]
    size = median(line.size for line in free) if free else 10.0
    parts: list[Block | Grid] = []
    start = float("-inf")
    for top, grid in [*sorted(grids, key=lambda item: item[0]), (float("inf"), None)]:
        stretch = [line for line in free if start <= line.base < top]
        for column in text_columns(stretch, turn.frame_width):
            parts.extend(read_blocks(column, turn, vocabulary, size))
        if grid is not None:
            parts.append(grid)
        start = top
    return parts


def _goes_on(lines: Sequence[Line], bottom: float) -> bool:
    """Whether "continued on next page" stands under a table."""
    below = [line for line in lines if line.top >= bottom - 3][:2]
    return any(GOES_ON.match(line.text) is not None for line in below)


__all__ = ["read", "sniff"]
