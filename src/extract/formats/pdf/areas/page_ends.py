"""How far a table with rules or shades reaches past its first and last mark.

A page's end cuts rows where no rule stands: the last row of the page has its rule on the next one, and what is left of
a cut row stands above the first rule of the page. And a table whose rows are told by alternate shades has rows, and
often its header, on white ground before the first shade. Such lines keep the table's columns, and nothing but them
stands between the table and the page's end; a paragraph runs over the columns, a caption says what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.formats.pdf.areas.captions import GOES_ON, is_caption
from extract.formats.pdf.areas.regions import HEADING_SIZE, Cut, Region
from extract.formats.pdf.areas.unruled import FURNITURE_PART, RUN_GAP_EM
from extract.formats.pdf.lines.columns import are_full_cells, find_gutters, lies_over, segments, side_by_side
from extract.formats.pdf.lines.words import Line, Word

# With fewer gutters than this, a line of a paragraph may keep to the columns by chance.
MIN_GUTTERS = 2
# How far the first line beyond a table's edge may stand from it (of the size): what the padding of cells comes to; and
# the next lines from each other, over the padding of two rows.
ADJOINING_EM = 1.5
NEXT_LINE_EM = 2.2
# A lone run that begins right of this part of the first column stands in a column of its own.
WHOLE_COLUMN = 0.9
# White space between a header on white ground and the first shade, at most (of the size).
HEADER_GAP_EM = 1.6
# A heading over several columns has no more words than this.
MAX_SPANNING_WORDS = 3
# Lines that a header on white ground may have, with the first row, where it stands on white too.
MAX_HEADER_LINES = 24


def reach(region: Region, lines: Sequence[Line], height: float) -> Region:
    """The region with the rows that the page's end parted from its marks, and with a header above its first shade.

    Args:
        region: found by its rules and shades.
        lines: of the frame, top to bottom.
        height: of the frame.
    """
    if region.boxes is not None or len(region.cuts) < 2:
        return region
    rows = [line for line in lines if region.top < line.midline < region.bottom]
    inside = [words for line in rows if (words := _within(line, region))]
    gutters = find_gutters(side_by_side(inside), (), region.x0, region.x1) if inside else []
    if len(gutters) < MIN_GUTTERS:
        return region
    limit = (1 - FURNITURE_PART) * height
    largest = HEADING_SIZE * median(line.size for line in rows)
    if not region.is_open_below:
        below = [line for line in lines if line.midline > region.bottom and line.top <= limit]
        bottom = _reach(region, [(line.top, line.bottom, line) for line in below], gutters, region.bottom, largest)
        if bottom is not None:
            region = replace(region, bottom=bottom + 0.5, is_open_below=True)
    if region.cuts[0].is_rule and _has_bold_head(region, lines):
        return region
    above = [line for line in reversed(lines) if line.midline < region.top and line.bottom >= FURNITURE_PART * height]
    top = _reach(region, [(-line.bottom, -line.top, line) for line in above], gutters, -region.top, largest)
    if top is not None:
        return replace(region, top=-top - 0.5, is_open_above=True)
    return _with_header(region, lines, gutters)


def _reach(
    region: Region,
    away: Sequence[tuple[float, float, Line]],
    gutters: Sequence[tuple[float, float]],
    start: float,
    largest: float,
) -> float | None:
    """Where the lines end that go on from a table's edge as far as the page's end; None if anything else stands there.

    Args:
        region: whose edge it is.
        away: the lines beyond the edge, nearest first, with their near and far edge, both growing away from the table.
        gutters: of the table.
        start: the table's edge.
        largest: size of type up to which a line may be the table's.
    """
    last, astray, beside = start, 0, 0
    nearest = ADJOINING_EM
    for near, far, line in away:
        words = _within(line, region)
        if not words or GOES_ON.match(line.text):
            continue
        if line.size > largest or near - last > nearest * line.size or is_caption(" ".join(w.text for w in words)):
            return None
        runs = segments(words, RUN_GAP_EM)
        if any(lies_over(run, gutters) for run in runs) and not are_full_cells(runs, gutters):
            astray += 1
            if astray > 1 or len(runs) > 1:
                return None
        else:
            beside += len(runs) > 1 or words[0].x0 > region.x0 + WHOLE_COLUMN * (gutters[0][0] - region.x0)
        last, nearest = max(last, far), NEXT_LINE_EM
    return last if beside else None


def _has_bold_head(region: Region, lines: Sequence[Line]) -> bool:
    """Whether the band under the first rule is set bold: a header, with nothing of the table above it."""
    band = [w for line in lines if region.cuts[0].at < line.midline < region.cuts[1].at for w in _within(line, region)]
    return bool(band) and all(word.is_bold for word in band)


def _with_header(region: Region, lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> Region:
    """The region with the lines of headings that stand on white ground right above its first shade."""
    if region.cuts[0].is_rule:
        return region
    found: list[tuple[Line, list[Word]]] = []
    top = region.top
    for line in sorted(lines, key=lambda line: -line.base):
        words = _within(line, region)
        if line.midline >= region.top or not words:
            continue
        runs = segments(words, RUN_GAP_EM)
        is_astray = any(w.x0 < left + 0.5 and w.x1 > right - 0.5 for left, right in gutters for w in words)
        if not found and len(runs) == 1 and _is_near(region.top - line.bottom, line) and _is_flush(words, region):
            found.append((line, words))  # the name of the first section, if headings stand above it
            top = line.top
            continue
        if not _is_near(top - line.bottom, line) or is_astray or len(found) == MAX_HEADER_LINES:
            break
        if len(runs) == 1 and len(words) > 2 and words[0].x0 < gutters[0][0]:
            break
        if any(lies_over(run, gutters) and len(run) > MAX_SPANNING_WORDS for run in runs):
            break  # a caption, whose label wide white space parts from its words
        found.append((line, words))
        top = line.top
    while found and len(segments(found[-1][1], RUN_GAP_EM)) == 1:
        found.pop()  # a caption's label, or its short last line
    if not found:
        return region
    top = found[-1][0].top - 1
    return replace(region, top=top, cuts=(Cut(top, False), *region.cuts))


def _is_near(gap: float, line: Line) -> bool:
    return gap <= HEADER_GAP_EM * line.size


def _is_flush(words: Sequence[Word], region: Region) -> bool:
    return words[0].x0 < region.x0 + HEADER_GAP_EM * words[0].size


def _within(line: Line, region: Region) -> list[Word]:
    return [word for word in line.words if region.x0 - 2 <= word.middle <= region.x1 + 2]


__all__ = ["reach"]
