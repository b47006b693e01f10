"""Where the header of a table without boxes ends, and which of its cells stand over which columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.formats.pdf.areas.captions import is_caption
from extract.formats.pdf.areas.regions import Context, Region, signs_of
from extract.formats.pdf.drawn.rulings import Rule
from extract.formats.pdf.grids.places import Place
from extract.formats.pdf.lines.columns import column_of, crosses, segments
from extract.formats.pdf.lines.words import Line, Word

# A header that no rule ends is told by its bold lines, if they are no more than this.
MAX_BOLD_LINES = 4
# White space between a header and the first row on the same ground, at least (of the size): the padding of two cells.
HEAD_GAP_EM = 0.35
# A cell that is a number, a year or a range: data, not a heading. Matches "2016", "12.5%"; not "12 m mean". Linear.
NUMBER = re.compile(r"[-−–]?[\d.,]+(?:\s?[-–]\s?[\d.,]+)?\s?%?")


def header_end_of(region: Region, inside: Sequence[tuple[Line, list[Word]]]) -> float:
    """The v below which the body begins; the name of a first section stands below it."""
    return _above_name(region, inside, _end_of_headings(region, inside))


def _above_name(region: Region, inside: Sequence[tuple[Line, list[Word]]], end: float) -> float:
    """Where a header ends that seems to go on over the name of the table's first section.

    Nothing may part the two where both are set bold. The name is one run that begins at the table's left edge and runs
    on under the second heading, which no heading of the first column does. (Near miss: "Author" over "(year)".)
    """
    head = [(line, words) for line, words in inside if line.midline < end]
    if len(head) < 2 or len(segments(head[-1][1])) > 1:
        return end
    (above, _), (line, name) = head[-2:]
    above_it = [segments(words) for _, words in head[:-1]]
    starts = [run[0].x0 for runs in above_it if len(runs) > 2 for run in runs[1:]]
    left = min(words[0].x0 for _, words in inside)
    is_name = bool(starts) and name[0].x0 < left + name[0].size / 2 and name[-1].x1 > min(starts) + name[0].size
    if not is_name or any(above.midline < rule.at < line.midline for rule in region.partial):
        return end
    return (max(word.bottom for word in head[-2][1]) + line.top) / 2


def _end_of_headings(region: Region, inside: Sequence[tuple[Line, list[Word]]]) -> float:
    """The first rule (or shade's edge) under text that does not look like data."""
    if region.is_open_above and region.cuts:
        return _under_bold(inside) or region.top  # rows of the page before go on above the first rule
    first = region.cuts[0].at if region.cuts else region.top
    if region.cuts and any(line.midline < first for line, _ in inside):
        return first  # uprights reach higher than the rule under the header
    for index, cut in enumerate(region.cuts[1:], start=1):
        band = [words for line, words in inside if first - 1 <= line.midline < cut.at]
        if not band:
            continue
        rest = [words for line, words in inside if line.midline >= cut.at]
        heads = _bold_lines(band)
        if not cut.is_rule and 0 < heads < len(band):
            # The first row stands on the white ground of the header; the first shade is the second row's.
            ends = [line.bottom for line, words in inside if words in band[:heads]]
            return max(ends) + 0.5
        parted = (
            None if cut.is_rule or heads else _parted_head(region, [line for line, words in inside if words in band])
        )
        if parted is not None:
            return parted
        if not rest or _looks_like_data(band):
            return first
        is_title = len(band) == 1 and len(segments(band[0])) == 1 and band[0][-1].x1 - band[0][0].x0 > 0
        if is_title and _is_name_again(band[0], region, inside, index):
            return first
        if is_title and index + 1 < len(region.cuts) and _is_header_like(band, rest):
            continue
        return _above_section(region, inside, index)
    return _under_bold(inside) or first


def header_again(region: Region, inside: Sequence[tuple[Line, list[Word]]], context: Context) -> float | None:
    """The v below which the body begins, where the page prints the header of the page before again; None elsewhere.

    It is known by its words: a style may rule a header off by the rule of the first row, which other pages do not have.
    """
    wanted, met = Counter(context.header), Counter[str]()
    for (line, words), (below, _) in pairwise(inside):
        met.update(signs_of(word.text for word in words))
        if not met <= wanted:
            return None
        if met == wanted and wanted:
            rule = next((cut.at for cut in region.cuts if line.midline < cut.at < below.midline), None)
            return (line.midline + below.midline) / 2 if rule is None else rule
    return None


def _under_bold(inside: Sequence[tuple[Line, list[Word]]]) -> float | None:
    """Where the bold lines end that a table begins with; None where it begins with others, or has no others."""
    bold = _bold_lines([words for _, words in inside[:MAX_BOLD_LINES]])
    if 0 < bold < len(inside) and not all(word.is_bold for word in inside[bold][1]):
        return (inside[bold - 1][0].bottom + inside[bold][0].top) / 2
    return None


def _parted_head(region: Region, band: Sequence[Line]) -> float | None:
    """Where a header ends that shares the white ground above the first shade with the first row; None if it does not.

    White space over the whole width parts the two, more than the lines of their cells, and both begin at the left edge:
    a lower level of the header does not, for the first column's heading stands over all levels.
    """
    lines = sorted(band, key=lambda line: line.top)
    gaps: list[tuple[float, float]] = []
    bottom = lines[0].bottom
    for line in lines[1:]:
        gaps.append((line.top - bottom, (line.top + bottom) / 2))
        bottom = max(bottom, line.bottom)
    widest, at = max(gaps, default=(0.0, 0.0))
    others = [gap for gap, _ in gaps if gap < widest]
    parts = [[line for line in lines if line.bottom <= at], [line for line in lines if line.top >= at]]
    is_parted = widest > HEAD_GAP_EM * lines[0].size and widest > 2 * max(others, default=0.0)
    starts = [min((line.x0 for line in part), default=region.x1) for part in parts]
    is_flush = (
        all(abs(start - starts[0]) < lines[0].size for start in starts) and starts[0] < region.x0 + 2 * lines[0].size
    )
    return at if is_parted and is_flush else None


def _above_section(region: Region, inside: Sequence[tuple[Line, list[Word]]], index: int) -> float:
    """Where a header ends whose shade goes on over the name of the table's first section.

    A shade lower down that holds one run at the table's left edge is a section's; where the header's shade ends with
    such a run, as high as that section's, the header ends above it.

    Args:
        region: the table.
        inside: its lines, top to bottom.
        index: of the cut under the header's shade.
    """
    end = region.cuts[index].at
    if region.cuts[index].is_rule:
        return end
    for above, below in pairwise(region.cuts[index + 1 :]):
        if not any(abs(s.top - above.at) < 1 and abs(s.bottom - below.at) < 1 for s in region.shades):
            continue
        height = below.at - above.at
        names = [_runs_between(inside, at, at + height) for at in (above.at, end - height)]
        if all(len(runs) == 1 for runs in names) and _is_one_style(names[0][0], names[1][0]):
            heads = _runs_between(inside, region.cuts[0].at, end - height)
            return end - height if len(heads) > 1 else end
    return end


def _runs_between(inside: Sequence[tuple[Line, list[Word]]], top: float, bottom: float) -> list[list[Word]]:
    """The runs of words of the lines between two heights."""
    return [run for line, words in inside if top < line.midline < bottom for run in segments(words)]


def _is_one_style(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two runs begin at one place and are set in one type."""
    first, second = one[0], other[0]
    is_flush = abs(first.x0 - second.x0) < 0.5 * first.size
    return is_flush and (first.is_bold, first.is_italic) == (second.is_bold, second.is_italic)


def _bold_lines(band: Sequence[Sequence[Word]]) -> int:
    """How many lines at the head of a band are set bold."""
    return next((i for i, words in enumerate(band) if not all(word.is_bold for word in words)), len(band))


def _is_name_again(name: Sequence[Word], region: Region, inside: Sequence[tuple[Line, list[Word]]], index: int) -> bool:
    """Whether a lone line under the head rule is no title: it names a part, as one lower down does in its style.

    A ruled table may begin with the name of its first part, where it goes on from the page before, or is the sheet of
    a study; what follows is a header if it is set bold.

    Args:
        name: the line.
        region: the table.
        inside: its lines, top to bottom.
        index: of the cut under the name.
    """
    bands = [_runs_between(inside, a.at, b.at) for a, b in pairwise(region.cuts[index:])]
    if not region.cuts[index].is_rule or not bands or len(bands[0]) < 2 or all(run[0].is_bold for run in bands[0]):
        return False
    is_label = is_caption(" ".join(word.text for word in name))
    return not is_label and any(len(runs) == 1 and _is_one_style(runs[0], name) for runs in bands[1:])


def _is_header_like(band: Sequence[Sequence[Word]], rest: Sequence[Sequence[Word]]) -> bool:
    """Whether a lone line under the head rule is a title: set bold, or across the columns."""
    return all(word.is_bold for word in band[0]) or len(segments(rest[0])) > 1


def _looks_like_data(band: Sequence[Sequence[Word]]) -> bool:
    """Whether a band under the head rule holds values: a bare number or year in a cell, and no bold type."""
    cells = [" ".join(w.text for w in run) for words in band for run in segments(words)]
    is_bold = all(word.is_bold for words in band for word in words)
    if is_bold:
        return False
    numbers = sum(1 for cell in cells if NUMBER.fullmatch(cell) is not None)
    return numbers >= 2 or (numbers == 1 and len(cells) <= 12 and len(band) > 1)


def lowest_headings(head: Sequence[Sequence[Word]], region: Region) -> list[list[Word]]:
    """The header's lines without the headings that stand over several columns: a partial rule, or runs, lie below."""
    out: list[list[Word]] = []
    for index, words in enumerate(head):
        kept: list[Word] = []
        for run in segments(words, 0.6):
            x0, x1, bottom = run[0].x0, max(w.x1 for w in run), max(w.bottom for w in run)
            is_ruled = any(r.start - 2 < (x0 + x1) / 2 < r.end + 2 and -2 < r.at - bottom < 8 for r in region.partial)
            below = [r for line in head[index + 1 :] for r in segments(line, 0.6) if r[0].x0 < x1 and r[-1].x1 > x0]
            on_one_line = any(
                sum(r[0].x0 < x1 and r[-1].x1 > x0 for r in segments(line, 0.6)) > 1 for line in head[index + 1 :]
            )
            if not is_ruled and not (below and on_one_line):
                kept.extend(run)
        if kept:
            out.append(kept)
    return out


def header_places(
    head: Sequence[Sequence[Word]],
    region: Region,
    edges: tuple[tuple[float, float], ...],
    gutters: Sequence[tuple[float, float]],
    header_end: float,
) -> list[Place]:
    """The cells of the header: partial rules, or runs that lie across gutters, make levels with spans."""
    if not head:
        return []
    columns = len(edges)
    splits = sorted({round(r.at, 0) for r in region.partial if r.at < header_end - 2})
    splits += [c.at for c in region.cuts[1:] if c.at < header_end - 2]
    splits = sorted(splits)
    merged: list[float] = []
    for split in splits:
        if not merged or split - merged[-1] > 3:
            merged.append(split)
    bands: list[list[Sequence[Word]]] = [[] for _ in range(len(merged) + 1)]
    for words in head:
        middle = (min(w.top for w in words) + max(w.bottom for w in words)) / 2
        bands[sum(1 for split in merged if middle > split)].append(words)
    if not merged:
        bands = _spanning_bands(head, gutters)
    bands = [band for band in bands if band]
    return _header_cells(bands, region, edges, columns)


def _spanning_bands(
    head: Sequence[Sequence[Word]], gutters: Sequence[tuple[float, float]]
) -> list[list[Sequence[Word]]]:
    """Header lines in two bands where upper lines hold runs across gutters."""
    crossing = [any(crosses(run, gutters) for run in segments(words, 0.6)) for words in head]
    last = max((i for i, is_crossing in enumerate(crossing) if is_crossing), default=-1)
    if last < 0 or last == len(head) - 1:
        return [list(head)]
    return [list(head[: last + 1]), list(head[last + 1 :])]


def _header_cells(
    bands: Sequence[Sequence[Sequence[Word]]], region: Region, edges: tuple[tuple[float, float], ...], columns: int
) -> list[Place]:
    """Spans over columns by the rule below a run, or by the columns that it covers; over rows where nothing else is."""
    taken: list[list[Place | None]] = [[None] * columns for _ in bands]
    places: list[Place] = []
    for row, band in enumerate(bands):
        is_last = row == len(bands) - 1
        groups: dict[tuple[int, int], list[tuple[Word, ...]]] = {}
        bottom = max(max(w.bottom for w in words) for words in band)
        rules = [r for r in region.partial if bottom - 4 < r.at < bottom + 8]
        for words in band:
            for span, part in _spans(words, rules if not is_last else [], edges, is_last):
                groups.setdefault(span, []).append(tuple(part))
        for (first, last), lines in sorted(groups.items()):
            places.append(Place(row, first, 1, last - first + 1, tuple(lines)))
            for column in range(first, last + 1):
                taken[row][column] = places[-1]
    return _joined_down(places, len(bands), columns)


def _spans(
    words: Sequence[Word], rules: Sequence[Rule], edges: tuple[tuple[float, float], ...], is_last: bool
) -> list[tuple[tuple[int, int], list[Word]]]:
    out: list[tuple[tuple[int, int], list[Word]]] = []
    if is_last:
        parts: dict[int, list[Word]] = {}
        for word in words:
            parts.setdefault(column_of(edges, word.middle), []).append(word)
        return [((column, column), part) for column, part in sorted(parts.items())]
    for run in segments(words, 0.6):
        x0, x1 = run[0].x0, run[-1].x1
        middle = (x0 + x1) / 2
        rule = next((r for r in rules if r.start - 2 <= middle <= r.end + 2), None)
        if rule is not None:
            x0, x1 = min(x0, rule.start), max(x1, rule.end)
        covered = [i for i, (left, right) in enumerate(edges) if min(x1, right) - max(x0, left) > 0.3 * (right - left)]
        first = min(covered, default=column_of(edges, middle))
        last = max(covered, default=first)
        out.append(((first, last), list(run)))
    return out


def _joined_down(places: list[Place], rows: int, columns: int) -> list[Place]:
    """Single columns whose heading stands in several bands, or in one band only, are one cell over all bands."""
    out: list[Place] = []
    spanned = {c for p in places if p.col_span > 1 for c in range(p.column, p.column + p.col_span)}
    for column in range(columns):
        if column in spanned:
            continue
        own = sorted((p for p in places if p.column == column), key=lambda p: p.row)
        if own:
            out.append(Place(0, column, rows, 1, tuple(line for p in own for line in p.lines)))
    out.extend(p for p in places if any(c in spanned for c in range(p.column, p.column + p.col_span)))
    return sorted(out, key=lambda p: (p.row, p.column))


__all__ = ["header_again", "header_end_of", "header_places", "lowest_headings"]
