"""How far a table reaches where nothing drawn ends it.

Running text fills its measure; the cells of a table begin at the same places line after line and leave the same stripes
white (the text edges of Nurminen 2013, which Tabula and Camelot's stream reader look for too). So the lines of a table
are followed, from a place that is known to be in it, for as long as they keep its stripes white.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median

from extract.formats.pdf.areas.captions import GOES_ON, Caption, is_caption
from extract.formats.pdf.areas.regions import HEADING_SIZE, Region, signs_of
from extract.formats.pdf.drawn.rulings import Rule, Rulings
from extract.formats.pdf.lines.columns import ALIGNED_PT, are_full_cells, find_gutters, lies_over, segments
from extract.formats.pdf.lines.words import Line, Word

# White space of more than this (of the size) ends a table that no rule closes.
RUN_ON_GAP_EM = 3.2
# Words of a line this far apart (of the size) are two cells, while the table's own gutters are not yet known.
RUN_GAP_EM = 1.1
# A line as wide as this part of the measure is a line of running text, if it runs over the gutters.
WIDE_PART = 0.85
# So many lines that run over the gutters may follow each other inside a table: a section's heading of two lines.
MAX_ASTRAY = 2
# Cells of one column may have so many lines more than the others, before the gutters are known.
MAX_SINGLE = 8
# A table without rules shows three lines of several cells among so many at its head.
HEAD_LINES = 8
# A table keeps this far from the page's next column; columns of text lie 12 pt apart and more.
COLUMN_MARGIN_PT = 4.0
# The wrapped rest of a table's last line lies no further below it than this (of the size).
TAIL_GAP_EM = 0.6
# Page numbers and notes of the page stand in this part of its height, at the head and at the foot.
FURNITURE_PART = 0.06
# A header that no caption announces has so many cells, and so many lines of cells follow it.
MIN_HEADINGS = 4
MIN_HEADED_LINES = 6
# Lines of a table in which it shows its columns; a new look at its gutters is had when they have doubled.
MIN_CELL_LINES = 3


@dataclass
class _Growth:
    """The cell lines of a table met so far, and the stripes that they leave white."""

    x0: float
    x1: float
    given: tuple[tuple[float, float], ...] = ()  # gutters known beforehand
    cells: list[list[Word]] = field(default_factory=list)
    lefts: set[int] = field(default_factory=set)  # where cells begin that are not the first of their line
    found: list[tuple[float, float]] = field(default_factory=list)
    looked_at: int = 0

    def add(self, words: Sequence[Word]) -> None:
        """Add a line of cells."""
        self.cells.append(list(words))
        self.lefts |= _lefts(words)

    @property
    def gutters(self) -> Sequence[tuple[float, float]]:
        """The table's gutters; none until three lines show them."""
        if len(self.cells) >= max(MIN_CELL_LINES, 2 * self.looked_at):
            self.found = find_gutters(self.cells, (), self.x0, self.x1)
            self.looked_at = len(self.cells)
        return self.given or self.found

    def is_astray(self, runs: Sequence[Sequence[Word]]) -> bool:
        """Whether half of a line's runs or more lie over the gutters, and leave them white no more than by chance.

        A gutter may be narrower than what parts two cells before the gutters are known.
        """
        over = sum(lies_over(run, [g for g in self.gutters if not _leaves_white(run, g)]) for run in runs)
        return over * 2 >= len(runs) and over > 0 and not are_full_cells(runs, self.gutters)


def _lefts(words: Sequence[Word]) -> set[int]:
    """Where the cells of a line begin, without its first, in steps of the tolerance."""
    return {round(run[0].x0 / ALIGNED_PT) for run in segments(words, RUN_GAP_EM)[1:]}


def _goes_on_in_a_cell(words: Sequence[Word], lefts: set[int]) -> bool:
    """Whether a line begins flush with a cell of a line above that is not its first: running text begins at the left.

    Beside one cell of many lines the others of its row have one, so that few lines show several cells.
    """
    step = round(words[0].x0 / ALIGNED_PT)
    return not lefts.isdisjoint((step - 1, step, step + 1))


def _leaves_white(run: Sequence[Word], gutter: tuple[float, float]) -> bool:
    """Whether two neighbours in a run stand on the two sides of a gutter."""
    return any(a.x1 < gutter[0] + 0.5 and b.x0 > gutter[1] - 0.5 for a, b in pairwise(run))


def run_on(
    lines: Sequence[Line],
    bottom: float,
    x0: float,
    x1: float,
    limit: float,
    *,
    least: int = MIN_CELL_LINES,
    seed: Sequence[Sequence[Word]] = (),
    gutters: Sequence[tuple[float, float]] = (),
) -> tuple[float, bool] | None:
    """How far a table goes on below a place, and whether that is sure: five lines of cells or more.

    It ends at a caption, at "continued on next page", at type larger than that of the lines above the place, at running
    text, or at white space of three lines and more.

    Args:
        lines: of the frame, top to bottom.
        bottom: the place; lines below it are looked at.
        x0: left edge of the table, or of the measure that it stands in.
        x1: right edge.
        limit: lines that begin below it are the page's furniture.
        least: so many lines must fall into cells.
        seed: words of the table's lines above the place.
        gutters: of the table, if known.

    Returns:
        None when fewer lines fall into cells.
    """
    growth = _Growth(x0, x1, tuple(gutters))
    for words in seed:
        if len(segments(words, RUN_GAP_EM)) > 1:
            growth.add(words)
    largest = HEADING_SIZE * median(word.size for words in seed for word in words) if seed else inf
    last, count, astray, single, before = bottom, 0, 0, 0, bottom
    rest: list[list[Word]] = []  # lines since the last line of cells
    is_page_end = True
    for line in lines:
        words = [w for w in line.words if w.x0 >= x0 - 4 and w.x1 <= x1 + 6]
        if not words or line.midline < bottom:
            continue
        if line.top > limit:
            break
        is_page_end = False
        if line.top - before > RUN_ON_GAP_EM * line.size:
            break
        before = line.bottom
        text = " ".join(w.text for w in words)
        if line.size > largest or is_caption(text) or GOES_ON.match(text):
            break
        is_page_end = True
        rest.append(words)
        runs = segments(words, RUN_GAP_EM)
        if growth.is_astray(runs):
            astray += 1
            is_wide = len(runs) > 1 or words[-1].x1 - words[0].x0 > WIDE_PART * (x1 - x0)
            if astray > MAX_ASTRAY or (is_wide and astray > 1):
                is_page_end = False
                break
            continue
        if len(runs) == 1 and not are_full_cells(runs, growth.gutters):
            single += not _goes_on_in_a_cell(words, growth.lefts)
            if not growth.gutters and single > (MAX_SINGLE if growth.cells else MAX_ASTRAY):
                break
            continue
        astray = single = 0
        count += 1
        last = line.bottom
        growth.add(words)
        rest = []
    if count < least:
        return None
    last = _with_tail(lines, last, growth, limit)
    rest = [words for words in rest if words[0].top > last - 2]
    if is_page_end and _is_section(rest, growth):
        last = max(word.bottom for words in rest for word in words)
    return last + 0.5, count >= 5


def _is_section(rest: Sequence[Sequence[Word]], growth: _Growth) -> bool:
    """Whether the page ends with the heading of a section, whose rows stand on the next one.

    One or two lines that begin at the table's left edge, not as wide as running text.
    """
    if not 0 < len(rest) <= MAX_ASTRAY:
        return False
    left = min(words[0].x0 for words in growth.cells)
    width = WIDE_PART * (growth.x1 - growth.x0)
    return all(abs(words[0].x0 - left) < words[0].size and words[-1].x1 - words[0].x0 < width for words in rest)


def _with_tail(lines: Sequence[Line], last: float, growth: _Growth, limit: float) -> float:
    """Where the wrapped lines end that stand right under the last line of several cells."""
    for line in lines:
        words = [w for w in line.words if growth.x0 - 2 <= w.middle <= growth.x1 + 2]
        if line.top < last - 2 or not words:
            continue
        is_far = line.top - last > TAIL_GAP_EM * line.size or line.top > limit
        is_wide = words[-1].x1 - words[0].x0 > 0.8 * (growth.x1 - growth.x0)
        runs = segments(words, RUN_GAP_EM)
        if is_far or is_wide or len(runs) > 1 or growth.is_astray(runs):
            break
        text = " ".join(w.text for w in words)
        if is_caption(text) or GOES_ON.match(text):
            break
        last = line.bottom
    return last


def find_spaced(
    lines: Sequence[Line], caption: Caption, rulings: Rulings, width: float, height: float
) -> Region | None:
    """A table that white space alone parts, below a caption or above it; None when few lines fall into cells.

    Args:
        lines: of the frame, top to bottom.
        caption: names the table.
        rulings: of the frame: those inside stand under headings of several columns, or between columns.
        width: of the frame.
        height: of the frame.
    """
    x0, x1 = _measure(lines, caption, width)
    below = _below(lines, x0, x1, caption.x0, caption.bottom, (1 - FURNITURE_PART) * height)
    if below is not None:
        return _with_rulings(below, rulings)
    turned = [_turned_over(line) for line in reversed(lines)]
    above = _below(turned, x0, x1, caption.x0, -caption.top, -FURNITURE_PART * height)
    return None if above is None else _with_rulings(replace(above, top=-above.bottom, bottom=-above.top), rulings)


def _with_rulings(region: Region, rulings: Rulings) -> Region:
    """The region with the rules that are drawn inside it."""
    partial = tuple(r for r in rulings.level if region.top < r.at < region.bottom and _is_within(r, region))
    upright = tuple(
        r for r in rulings.upright if region.x0 < r.at < region.x1 and r.start < region.bottom and r.end > region.top
    )
    return replace(region, partial=partial, upright=upright)


def _is_within(rule: Rule, region: Region) -> bool:
    return rule.start > region.x0 - 4 and rule.end < region.x1 + 4


def find_headed(lines: Sequence[Line], rulings: Rulings, width: float, height: float) -> list[Region]:
    """Tables without caption and rules: under a line of bold headings others keep the columns that it names.

    A line of four bold cells and more, with wide white space between, is no line of running text; that the lines under
    it are not bold and keep its stripes white makes it a header.
    """
    found: list[Region] = []
    bottom = 0.0
    limit = (1 - FURNITURE_PART) * height
    for line in lines:
        is_header = all(word.is_bold for word in line.words)
        if line.top < bottom or not is_header or len(segments(line.words, RUN_GAP_EM)) < MIN_HEADINGS:
            continue
        region = _below(lines, 0.0, width, line.x0, line.top, limit)
        if region is None:
            continue
        inside = [other for other in lines if line.bottom < other.bottom <= region.bottom + 1]
        cells = [other for other in inside if len(segments(other.words, RUN_GAP_EM)) > 1]
        if len(cells) >= MIN_HEADED_LINES and not all(word.is_bold for other in cells for word in other.words):
            found.append(_with_rulings(region, rulings))
            bottom = region.bottom
    return found


def _below(lines: Sequence[Line], x0: float, x1: float, left: float, top: float, limit: float) -> Region | None:
    """A table under a place, inside a measure."""
    inside = [
        Line(words, line.base)
        for line in lines
        if line.top >= top - 2 and (words := tuple(w for w in line.words if x0 - 3 <= w.middle <= x1 + 3))
    ]
    if not _has_cells(inside[:HEAD_LINES]) or inside[0].top - top > RUN_ON_GAP_EM * inside[0].size:
        return None
    end = run_on(inside, top, x0, x1, limit)
    if end is None:
        return None
    kept = [line for line in inside if line.bottom <= end[0] + 1]
    left = min(left, min(line.x0 for line in kept))
    right = max(line.x1 for line in kept)
    return Region(left, inside[0].top - 1, right, end[0], (), is_open_below=True)


def _has_cells(head: Sequence[Line]) -> bool:
    """Whether three lines show several cells, or a header and a row do that has a cell of more lines than the rest."""
    spaced = further = 0
    lefts: set[int] = set()
    for line in head:
        if len(segments(line.words, RUN_GAP_EM)) > 1:
            spaced += 1
            lefts |= _lefts(line.words)
        else:
            further += _goes_on_in_a_cell(line.words, lefts)
    return spaced >= MIN_CELL_LINES or (spaced == MIN_CELL_LINES - 1 and further >= MIN_CELL_LINES)


def _measure(lines: Sequence[Line], caption: Caption, width: float) -> tuple[float, float]:
    """The edges of the column of the page that a caption stands in: where text stands beside it, there is another.

    A caption over a table of the page's full width has nothing beside it.
    """
    band = [line for line in lines if line.top < caption.bottom and line.bottom > caption.top]
    after = [w.x0 for line in band for w in line.words if w.x0 > caption.x1 + RUN_GAP_EM * caption.size]
    before = [w.x1 for line in band for w in line.words if w.x1 < caption.x0 - RUN_GAP_EM * caption.size]
    return max(before, default=0.0) + COLUMN_MARGIN_PT, min(after, default=width) - COLUMN_MARGIN_PT


def _turned_over(line: Line) -> Line:
    """The line with up and down exchanged, so that what goes on above a place can be followed as what goes on below."""
    words = tuple(w._replace(top=-w.bottom, bottom=-w.top, base=-w.base) for w in line.words)
    return Line(words, -line.base)


def find_carried(
    lines: Sequence[Line],
    columns: Sequence[tuple[float, float]],
    regions: Sequence[Region],
    rulings: Rulings,
    height: float,
    header: str = "",
) -> Region | None:
    """The table of the page before, where it goes on at the head of this page without caption or rules.

    Args:
        lines: of the frame, top to bottom, without running heads.
        columns: of the table on the page before.
        regions: found on this page; the table ends above them.
        rulings: of the frame.
        height: of the frame.
        header: letters and digits of the header of the page before: if it is printed again, the rows under it keep the
            columns, which headings over several columns do not.

    Returns:
        None when the first lines do not keep the columns.
    """
    limit = (1 - FURNITURE_PART) * height
    first = next((line for line in lines if line.top > FURNITURE_PART * height), None)
    if first is None or any(region.top < first.bottom for region in regions):
        return None
    for shift in dict.fromkeys((0.0, round(first.x0 - columns[0][0], 1))):
        moved = [(left + shift, right + shift) for left, right in columns]
        gutters = [(right - 0.5, right + 0.5) for _, right in moved[:-1]]
        x0, x1 = moved[0][0], moved[-1][1]
        stop = min((r.top for r in regions if r.x0 < x1 and r.x1 > x0), default=limit)
        end = run_on(lines, _top_of_rows(lines, first, header), x0, x1, min(stop, limit), least=1, gutters=gutters)
        if end is not None:
            region = Region(x0, first.top - 1, x1, end[0], (), is_open_above=True, is_open_below=True)
            return _with_rulings(region, rulings)
    return None


def _top_of_rows(lines: Sequence[Line], first: Line, header: str) -> float:
    """Where the rows begin at the head of a page: under the header, if it is printed again, or with the first line."""
    own = [line for line in lines if line.top >= first.top]
    for count in range(1, len(own)):
        signs = signs_of(line.text for line in own[:count])
        if len(signs) >= len(header):
            return own[count].top if header and Counter(signs) == Counter(header) else first.top
    return first.top


__all__ = ["find_carried", "find_headed", "find_spaced", "run_on"]
