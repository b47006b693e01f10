"""What a found table says: its columns, header, rows and cells, as a `Grid`."""

from __future__ import annotations

from collections.abc import Sequence

from extract.formats.pdf.areas.finder import clip_words
from extract.formats.pdf.areas.group_columns import with_column_before
from extract.formats.pdf.areas.regions import Context, Region
from extract.formats.pdf.drawn.glyphs import Turn
from extract.formats.pdf.grids.boxed_grids import boxed_grid
from extract.formats.pdf.grids.open_grids import open_grid
from extract.formats.pdf.lines.cells import Vocabulary
from extract.formats.pdf.lines.words import Line
from extract.pages import Grid


def build_grid(
    region: Region, lines: Sequence[Line], turn: Turn, vocabulary: Vocabulary, context: Context
) -> Grid | None:
    """The grid of a region, places in page coordinates; None when it holds no table."""
    region = with_column_before(region, context.columns)
    inside = [
        (line, words)
        for line in lines
        if region.top - 1 <= line.midline <= region.bottom + 1 and (words := clip_words(line, region))
    ]
    if not inside:
        return None
    if region.boxes is not None:
        return boxed_grid(region, inside, turn, vocabulary)
    return open_grid(region, inside, turn, vocabulary, context)


__all__ = ["Context", "build_grid"]
