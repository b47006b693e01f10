"""Which tables stand on a page, and which caption names each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.formats.pdf.areas.captions import Caption, deal_captions, find_captions, is_caption
from extract.formats.pdf.areas.finder import overlap
from extract.formats.pdf.areas.regions import HEADING_SIZE, Region
from extract.formats.pdf.areas.unruled import find_carried, find_headed, find_spaced
from extract.formats.pdf.drawn.rulings import Rule, Rulings
from extract.formats.pdf.lines.columns import find_gutters, lies_over, segments
from extract.formats.pdf.lines.words import Line, Word

# A rule under some headings is no longer than this part of the table's width.
PART_WIDTH = 0.8
# A region with more rules and shades than this is a table of its own.
MAX_PART_CUTS = 2
# A caption of no more words is a number: "Table 3", "Supplementary Table 3".
LABEL_WORDS = 3
# A title stands within this of its number (of the size), bottom to bottom: double-spaced.
TITLE_LEADING_EM = 3.0
# Lines that a header takes at most where no rule stands above it.
MAX_HEAD_LINES = 6
# So many bold cells above a rule are headings; they stand this near to it and to each other (of the size).
MIN_HEADINGS = 3
HEADING_GAP_EM = 1.0
# Uprights nearer to a table's edge than this are its frame.
SIDE_PT = 4.0
# A line of a table is no lower than this.
MIN_LINE_PT = 6.0


@dataclass(frozen=True)
class Found:
    """A table's place.

    Attributes:
        caption: None when none names it.
        is_headed: it was found by its header.
    """

    region: Region
    caption: Caption | None
    is_headed: bool = False


def survey(
    lines: Sequence[Line],
    regions: Sequence[Region],
    rulings: Rulings,
    columns: Sequence[tuple[float, float]],
    width: float,
    height: float,
    header: str = "",
) -> list[Found]:
    """The tables of a frame: those with rules or shades, and those that white space alone parts.

    Args:
        lines: of the frame, top to bottom, without running heads.
        regions: found by rules and shades.
        rulings: of the frame.
        columns: of a table that the page before leaves open; empty when there is none.
        width: of the frame.
        height: of the frame.
        header: letters and digits of that table's header; empty for none.
    """
    regions = [_along_uprights(region, rulings) for region in regions]
    regions = [_under_headings(_under_caption(region, lines), lines) for region in regions]
    named = [_with_title(caption, lines) for caption in find_captions(lines, [region.top for region in regions])]
    captions = deal_captions(named, regions)
    found = [Found(region, captions.get(place)) for place, region in enumerate(regions)]
    for caption in named:
        if any(one.caption is caption and not _may_be_part(one.region) for one in found):
            continue
        found = _with(found, find_spaced(lines, caption, rulings, width, height), caption)
    if columns:
        whole = columns[-1][1] - columns[0][0]
        others = [one.region for one in found if one.caption is not None or not _is_narrow(one.region, whole)]
        carried = find_carried(lines, columns, others, rulings, height, header)
        found = _with(found, None if carried is None else _along_uprights(carried, rulings), None)
    for headed in find_headed(lines, rulings, width, height):
        found = _with(found, headed, None, is_headed=True)
    return found


def _along_uprights(region: Region, rulings: Rulings) -> Region:
    """The region from where the uprights between its columns begin to where they end, or those at both its sides.

    Uprights part the cells of every row that they pass, so that what stands beside them is the table's: a header above
    the only rule, and rows whose lines show no columns because their cells are centred upon each other. So is what a
    frame encloses.
    """
    if region.boxes is not None or any(not cut.is_rule for cut in region.cuts[:1]):
        return region
    uprights = tuple(r for r in rulings.upright if region.x0 + SIDE_PT < r.at < region.x1 - SIDE_PT)
    first = region.cuts[0].at if region.cuts else region.top
    head = [r for r in uprights if _passes(r, first) or _ends_at(r, first)] if region.top >= first - 1 else []
    foot = [r for r in uprights if _passes(r, region.bottom)]
    sides = [r for r in rulings.upright if _passes(r, region.bottom) and r not in uprights]
    ends = [[r for r in sides if abs(r.at - side) <= SIDE_PT] for side in (region.x0, region.x1)]
    foot += [*ends[0], *ends[1]] if all(ends) else []
    if not head and not foot:
        return region
    top, bottom = min([region.top, *(r.start for r in head)]), max([region.bottom, *(r.end for r in foot)])
    inside = tuple(r for r in uprights if top - 1 <= r.start < bottom)
    return replace(region, top=top, bottom=bottom, upright=inside, is_open_below=region.is_open_below or bool(foot))


def _ends_at(upright: Rule, height: float) -> bool:
    """Whether an upright stands on a rule: a section's name below interrupts those between the columns."""
    return upright.start < height - MIN_LINE_PT and abs(upright.end - height) < MIN_LINE_PT / 2


def _passes(upright: Rule, height: float) -> bool:
    """Whether an upright parts lines above and below a height."""
    return upright.start < height - MIN_LINE_PT and upright.end > height + MIN_LINE_PT


def _with_title(caption: Caption, lines: Sequence[Line]) -> Caption:
    """A bare number with the title that stands under it: a line of its own, spaced as widely as the style likes.

    The Publication Manual of the American Psychological Association (7th edition, 7.10 and 7.11) sets the number on one
    line and the title one double-spaced line below.
    """
    below = next((line for line in lines if line.top > caption.bottom - 1 and line.x1 > caption.x0), None)
    if len(caption.text.split()) > LABEL_WORDS or below is None:
        return caption
    is_flush = abs(below.x0 - caption.x0) < caption.size / 2 and len(segments(below.words)) == 1
    is_near = below.bottom - caption.bottom < TITLE_LEADING_EM * caption.size
    if not (is_flush and is_near) or below.words[0].is_bold != below.words[-1].is_bold:
        return caption
    return replace(caption, text=f"{caption.text} {below.text}", x1=max(caption.x1, below.x1), bottom=below.bottom)


def _under_caption(region: Region, lines: Sequence[Line]) -> Region:
    """The region with the header that stands between the caption and the table's first rule.

    A caption that is a row of the table (the head rule stands above it) has the header under it without a rule between.
    The header's lines fall into runs that keep the gutters of the lines under the rule.
    """
    if not _begins_with_a_rule(region):
        return region
    rule = region.cuts[0].at
    inside = _inside(region, lines)
    above = [line for line in inside if line.base < rule][-MAX_HEAD_LINES - 1 :]
    start = next((place for place in range(len(above) - 1, -1, -1) if is_caption(above[place].text)), None)
    if start is None or start + 1 == len(above):
        return region
    body = [line.words for line in inside if rule < line.base < region.bottom + 1]
    gutters = find_gutters(body, (), region.x0, region.x1)
    title = max((at for at in range(start, len(above)) if _lies_across(above[at], gutters)), default=start)
    head = above[max(start, title) + 1 :]
    if not gutters or max((len(segments(line.words)) for line in head), default=0) < 2:
        return region
    return replace(region, top=min(line.top for line in head) - 1)


def _under_headings(region: Region, lines: Sequence[Line]) -> Region:
    """The region with the bold headings that stand right above its first rule, wherever on the page that is.

    Where a row has a rule below it only, so has the header, which a table that goes on in the next column of a page
    repeats. Three cells and more, all bold over rows that are not, are no line of text (as in `find_headed`).
    """
    if not _begins_with_a_rule(region):
        return region
    rule = region.cuts[0].at
    inside = _inside(region, lines)
    body = [line.words for line in inside if rule < line.base < region.bottom + 1]
    head: list[Line] = []
    for line in reversed([line for line in inside if line.base < rule]):
        edge = head[-1].top if head else rule
        if edge - line.bottom > HEADING_GAP_EM * line.size or not all(word.is_bold for word in line.words):
            break
        head.append(line)
    is_bold_below = bool(body) and all(word.is_bold for word in body[0])
    if is_bold_below or not 0 < len(head) <= MAX_HEAD_LINES or max(line.size for line in head) > _largest(body):
        return region
    gutters = find_gutters(body, (), region.x0, region.x1)
    if max(len(segments(line.words)) for line in head) < MIN_HEADINGS or any(_lies_across(h, gutters) for h in head):
        return region
    return replace(region, top=min(line.top for line in head) - 1)


def _largest(body: Sequence[Sequence[Word]]) -> float:
    """Up to this size type may be a table's that has these lines."""
    return HEADING_SIZE * median(word.size for words in body for word in words) if body else 0.0


def _begins_with_a_rule(region: Region) -> bool:
    """Whether a region without boxes has a rule for its upper edge."""
    return region.boxes is None and bool(region.cuts) and region.cuts[0].is_rule and region.top > region.cuts[0].at - 1


def _inside(region: Region, lines: Sequence[Line]) -> list[Line]:
    """The lines with those of their words that stand between a region's edges."""
    return [
        Line(words, line.base)
        for line in lines
        if (words := tuple(w for w in line.words if region.x0 - SIDE_PT < w.x0 and w.x1 < region.x1 + SIDE_PT))
    ]


def _lies_across(line: Line, gutters: Sequence[tuple[float, float]]) -> bool:
    return any(lies_over(run, gutters) for run in segments(line.words))


def _with(
    found: list[Found], region: Region | None, caption: Caption | None, *, is_headed: bool = False
) -> list[Found]:
    """The tables and one more, unless it lies over another; a rule under some of its headings is no table beside it."""
    if region is None:
        return found
    kept = [one for one in found if one.caption not in (None, caption) or not _is_part(one.region, region)]
    if any(overlap(region, one.region) for one in kept):
        return found
    return [*kept, Found(region, caption, is_headed)]


def _may_be_part(region: Region) -> bool:
    return region.boxes is None and len(region.cuts) <= MAX_PART_CUTS


def _is_narrow(region: Region, whole: float) -> bool:
    """Whether a region was found by a rule too short for a table of a width."""
    return _may_be_part(region) and region.x1 - region.x0 < PART_WIDTH * whole


def _is_part(region: Region, whole: Region) -> bool:
    """Whether a region was found by a rule that stands under some headings of a table without other rules."""
    is_inside = region.top > whole.top - 4 and region.bottom < whole.bottom + 4
    return is_inside and _is_narrow(region, whole.x1 - whole.x0)


__all__ = ["Found", "survey"]
