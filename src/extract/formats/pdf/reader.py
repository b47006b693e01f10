"""What a PDF says, page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats.pdf.areas.captions import GOES_ON
from extract.formats.pdf.areas.finder import find_regions
from extract.formats.pdf.areas.page_rules import without_page_rules
from extract.formats.pdf.areas.regions import Region, signs_of
from extract.formats.pdf.areas.survey import survey
from extract.formats.pdf.damage.soundness import examine
from extract.formats.pdf.drawn.glyphs import Turn, quarter_of, read_glyphs
from extract.formats.pdf.drawn.legibility import Legibility, with_parts
from extract.formats.pdf.drawn.rulings import read_rulings
from extract.formats.pdf.firstlook import Glance
from extract.formats.pdf.grids.tables import Context, build_grid
from extract.formats.pdf.lines.cells import Vocabulary, read_vocabulary
from extract.formats.pdf.lines.underlines import without_underlines
from extract.formats.pdf.lines.words import Line, read_lines
from extract.formats.pdf.prose.blocks import read_blocks
from extract.formats.pdf.prose.furniture import Furniture, learn_furniture
from extract.formats.pdf.prose.page_columns import NEAR_GUTTER_PART, PAGE_GUTTER_EM, page_gutter, text_columns
from extract.formats.pdf.sources import Engine, OpenPage, Source, open_source
from extract.pace import begin_page
from extract.pages import Block, Grid, Page, Pages

# A direction that holds less of a page's signs than this is a margin note or a stamp, not its text.
MIN_TURNED_CHARS = 60
HEADER_WINDOW = 1024


@dataclass
class Memory:
    """The columns of the last grid of a page, in its frame, for the page that goes on with it.

    Attributes:
        header: the letters and digits of that grid's header.
        is_open: nothing drawn ends that grid, and nothing stands under it: it may go on without header or rules.
    """

    columns: tuple[tuple[float, float], ...] = ()
    quarter: int = 0
    is_open: bool = False
    header: str = ""


def sniff(content: bytes) -> bool:
    """Whether the content is a PDF: `%PDF` in the first 1024 bytes, as readers allow (PDF 32000-1, annex H.3)."""
    return b"%PDF" in content[:HEADER_WINDOW]


def read(document: SourceDocument, engine: Engine | None = None) -> Pages:
    """Every page's blocks and grids, with places in points from the top left of the page as it is shown.

    Args:
        document: a PDF.
        engine: the only one to read it with; None takes pdfium, and pdfplumber where pdfium does not open the file.

    Raises:
        UnreadableDocument: `encrypted`, `damaged`, `scanned` when no page holds text, or `unreadable-text` when the
            meaning of none is known.
    """
    begin_page(0)
    soundness = examine(document.content)
    source = open_source(document.content, document.file_name, engine)
    try:
        damage = soundness.doubt(source.count)
        glances = [source.glance(index) for index in range(source.count) if begin_page(index + 1)]
        if glances and not any(glance is None or glance.text.strip() for glance in glances):
            if damage is not None:  # what looks like pictures may be all that is left
                raise UnreadableDocument(damage.code, damage.sentence, document=document.file_name)
            raise UnreadableDocument(
                "scanned",
                f"None of the {source.count} pages holds text. Run character recognition over the document first.",
                document=document.file_name,
            )
        seen = [glance for glance in glances if glance is not None]
        furniture = learn_furniture([(glance.lines, glance.height) for glance in seen])
        vocabulary = read_vocabulary([glance.text for glance in seen])
        pages: list[Page] = []
        memory, legibility = Memory(), Legibility()
        for index, glance in enumerate(glances):
            begin_page(index + 1)
            page, memory = _read_page(source, index, glance, furniture, vocabulary, memory, legibility)
            pages.append(page)
        warnings = ("partly-read",) if any(page.warnings for page in pages) else ()
        read_pages = with_parts(pages, legibility, document.file_name)
        # What is doubted, or was read by the second engine alone, gains nothing from being compared.
        is_vouched_for = soundness.is_vouched_for or damage is not None or source.read_by != "pdfium"
        doubts = () if damage is None else (damage,)
        return Pages(read_pages, source.count, source.read_by, warnings, doubts, is_vouched_for)
    finally:
        source.close()


def _read_page(
    source: Source,
    index: int,
    glance: Glance | None,
    furniture: Furniture,
    vocabulary: Vocabulary,
    memory: Memory,
    legibility: Legibility,
) -> tuple[Page, Memory]:
    """A page, and the columns that it hands on to the next one."""
    found = Memory()
    if glance is not None and not glance.is_candidate and not memory.is_open:
        return _text_page(index, glance, furniture, vocabulary), found
    page = source.page(index)
    if page is None:
        return Page(index + 1, (), None, None, ("partly-read",)), found
    parts: list[Block | Grid] = []
    for turn in _directions(page):
        lines = read_lines(read_glyphs(page.chars_read, turn))
        parts.extend(_read_frame(lines, page.paths_read, turn, furniture, vocabulary, memory, found))
    legibility.note(index + 1, page.chars_read)
    return Page(index + 1, tuple(parts), page.width, page.height), found


def _text_page(index: int, glance: Glance, furniture: Furniture, vocabulary: Vocabulary) -> Page:
    """A page of running text, told from pdfium's lines."""
    turn = Turn(0, glance.width, glance.height)
    lines = sorted((glimpse.line() for glimpse in glance.lines), key=lambda line: (round(line.base), line.words[0].x0))
    kept = furniture.without(lines, glance.height, ())
    return Page(index + 1, tuple(_in_order(kept, [], turn, vocabulary)), glance.width, glance.height)


def _directions(page: OpenPage) -> list[Turn]:
    """The directions of reading on a page, the fullest first; stamps and leaning signs are left out."""
    counts: dict[int, int] = {}
    signs = np.bincount(page.chars_read.style, minlength=len(page.chars_read.styles)).tolist()
    for style, count in zip(page.chars_read.styles, signs, strict=True):
        quarter = quarter_of(style.matrix)
        if quarter is not None:
            counts[quarter] = counts.get(quarter, 0) + count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        Turn(quarter, page.width, page.height)
        for place, (quarter, count) in enumerate(ordered)
        if place == 0 or count >= MIN_TURNED_CHARS
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
    rulings = without_underlines(read_rulings(objects, turn), lines)
    rulings = without_page_rules(rulings, lines, turn.frame_height)
    regions = find_regions(lines, rulings, turn.frame_width, turn.frame_height)
    kept = furniture.without(lines, turn.frame_height, regions)
    if len(kept) < len(lines):
        lines = kept
        regions = find_regions(lines, rulings, turn.frame_width, turn.frame_height)
    before = memory.columns if memory.quarter == turn.quarter else ()
    header = memory.header if before else ""
    carried = before if memory.is_open else ()
    tables = survey(lines, regions, rulings, carried, turn.frame_width, turn.frame_height, header)
    rest = list(lines)
    grids: list[tuple[Region, Grid]] = []
    for table in tables:
        region, caption = table.region, table.caption
        context = Context(caption is not None or table.is_headed, before, header)
        grid = build_grid(region, lines, turn, vocabulary, context)
        if grid is None:
            continue
        grid = replace(
            grid,
            title=caption.text if caption is not None else None,
            is_opened_above=grid.is_opened_above or (caption is not None and caption.is_continued),
            is_open_below=grid.is_open_below or _goes_on(lines, region.bottom),
        )
        rest = _beside(region, rest)
        grids.append((region, grid))
        found.columns, found.quarter = grid.columns, turn.quarter
        found.header = signs_of(cell.text for row in grid.rows if row.is_header for cell in row.cells)
        is_last = not any(line.top > region.bottom for line in lines)
        # A full grid is closed by its own rules on each page that it runs over.
        found.is_open = is_last and (grid.is_open_below or grid.ruling == "grid")
    return _in_order(rest, grids, turn, vocabulary)


def _beside(region: Region, lines: Sequence[Line]) -> list[Line]:
    """The lines without those of a table; of a line that has words in the page's next column too, these."""
    kept: list[Line] = []
    for line in lines:
        is_level = region.top - 1 <= line.midline <= region.bottom + 1
        if not is_level or not any(region.x0 - 3 <= word.middle <= region.x1 + 3 for word in line.words):
            kept.append(line)
            continue
        apart = PAGE_GUTTER_EM * line.size
        words = tuple(word for word in line.words if word.x1 < region.x0 - apart or word.x0 > region.x1 + apart)
        if words:
            kept.append(Line(words, line.base))
    return kept


def _in_order(
    free: Sequence[Line], grids: Sequence[tuple[Region, Grid]], turn: Turn, vocabulary: Vocabulary
) -> list[Block | Grid]:
    """Text and tables in reading order: a table over all columns of the page ends these, one in a column is read with
    it."""
    size = median(line.size for line in free) if free else 10.0
    gutter = page_gutter(free, turn.frame_width) if grids else None
    ordered = sorted(grids, key=lambda item: item[0].top)
    over_all = [item for item in ordered if gutter is None or _crosses(item[0], gutter, turn.frame_width)]
    parts: list[Block | Grid] = []
    start = float("-inf")
    for region, grid in [*over_all, (None, None)]:
        top = float("inf") if region is None else region.top
        columns = text_columns([line for line in free if start <= line.base < top], turn.frame_width)
        inside = [item for item in ordered if item not in over_all and start <= item[0].top < top]
        placed = _by_column(inside, columns)
        for number, column in enumerate(columns):
            begin = 0
            for own, narrow in placed.get(number, ()):
                end = next((at for at, line in enumerate(column) if line.base >= own.top), len(column))
                parts += [*read_blocks(column[begin:end], turn, vocabulary, size), narrow]
                begin = end
            parts += read_blocks(column[begin:], turn, vocabulary, size)
        parts += [narrow for _, narrow in placed.get(None, ())]
        if grid is not None:
            parts.append(grid)
        start = top
    return parts


def _crosses(region: Region, gutter: float, width: float) -> bool:
    """Whether a table stands on both sides of a gutter; its rules may reach into the white."""
    return region.x0 < gutter - NEAR_GUTTER_PART * width and region.x1 > gutter + NEAR_GUTTER_PART * width


def _by_column(
    grids: Sequence[tuple[Region, Grid]], columns: Sequence[Sequence[Line]]
) -> dict[int | None, list[tuple[Region, Grid]]]:
    """Tables by the number of the column of text that they stand in; None where there is no text on their side."""
    placed: dict[int | None, list[tuple[Region, Grid]]] = defaultdict(list)
    for region, grid in grids:
        placed[_column_beside(region, columns)].append((region, grid))
    return placed


def _column_beside(region: Region, columns: Sequence[Sequence[Line]]) -> int | None:
    """The last column of text on a table's side that begins above it, else the first below; None if there is none.

    A table at the head of a column has only text over all columns above it: the first below is its own, if a column
    that comes between the two in reading order begins under that text and stands beside the table.
    """
    middle = (region.x0 + region.x1) / 2
    beside = [
        number
        for number, column in enumerate(columns)
        if column and min(line.x0 for line in column) < middle < max(line.x1 for line in column)
    ]
    above = [number for number in beside if columns[number][0].base <= region.top]
    below = [number for number in beside if columns[number][0].base > region.top]
    if not above or not below:
        return above[-1] if above else below[0] if below else None
    foot, between = columns[above[-1]][-1].base, columns[above[-1] + 1 : below[0]]
    is_at_head = any(column and foot < column[0].base < region.bottom for column in between)
    return below[0] if is_at_head else above[-1]


def _goes_on(lines: Sequence[Line], bottom: float) -> bool:
    """Whether "continued on next page" stands under a table."""
    below = [line for line in lines if line.top >= bottom - 3][:2]
    return any(GOES_ON.match(line.text) is not None for line in below)


__all__ = ["read", "sniff"]
