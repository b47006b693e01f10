"""Where on a page tables stand, and what parts their rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.formats.pdf.areas.captions import is_caption
from extract.formats.pdf.areas.group_columns import beside_shades, with_group_column
from extract.formats.pdf.areas.page_ends import reach
from extract.formats.pdf.areas.regions import HEADING_SIZE, Cut, Region, distinct_places
from extract.formats.pdf.areas.unruled import FURNITURE_PART, RUN_ON_GAP_EM, run_on
from extract.formats.pdf.drawn.rulings import Rule, Rulings, Shade
from extract.formats.pdf.lines.columns import SPACE_EM, find_gutters, segments
from extract.formats.pdf.lines.words import Line, Word

# Rules of one table begin and end at the same places, within this.
SAME_EXTENT_PT = 5.0
# Two rules nearer than this with no text between are one double rule.
DOUBLE_RULE_PT = 4.5
# A rule shorter than this (of the page) with nothing like it near is no table's: footnote rules are short.
MIN_TABLE_PART = 0.2
# A grid without rules at its sides has at least its head, its foot and one rule between.
MIN_OPEN_RULES = 3
# Lines of one row follow each other within this (of their size): the widest leading met inside cells.
SOLID_EM = 1.45
# Lines that a section's name takes at most.
MAX_SECTION_LINES = 2
# So many uprights of one extent and of this height are the columns of a row that goes on over both ends of a page.
MIN_UPRIGHTS = 4
MIN_UPRIGHT_PT = 150.0


def find_regions(lines: Sequence[Line], rulings: Rulings, width: float, height: float) -> list[Region]:
    """The tables of a frame, top to bottom. What holds no two columns is sorted out later."""
    boxed = _boxed(rulings, lines)
    rest = [r for r in rulings.level if not any(_holds(b, r) for b in boxed)]
    soft = [s for s in rulings.shades if not any(_in_box(b, s) for b in boxed)]
    ruled = _ruled(lines, rest, soft, rulings, width, height, boxed)
    return sorted([*boxed, *ruled], key=lambda region: (region.top, region.x0))


def _holds(region: Region, rule: Rule) -> bool:
    return region.top - 2 <= rule.at <= region.bottom + 2 and rule.start >= region.x0 - 3 and rule.end <= region.x1 + 3


def _in_box(region: Region, shade: Shade) -> bool:
    return (
        shade.top >= region.top - 3
        and shade.bottom <= region.bottom + 3
        and shade.x0 >= region.x0 - 3
        and shade.x1 <= region.x1 + 3
    )


# --- full grids -------------------------------------------------------------------------------------------------


def _boxed(rulings: Rulings, lines: Sequence[Line]) -> list[Region]:
    """Tables drawn as boxes: rules of both directions that meet, with at least one upright rule inside."""
    level = [r for r in rulings.level if r.length > 10]
    upright = [r for r in rulings.upright if r.length > 5]
    if not level or len(upright) < 2 or len(level) * len(upright) > 2_000_000:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    near = 3.0
    for i, h in enumerate(level):
        for j, v in enumerate(upright):
            if (
                h.start - near <= v.at <= h.end + near
                and v.start - near <= h.at <= v.end + near
                and (a := root(i)) != (b := root(len(level) + j))
            ):
                parent[a] = b
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(upright):
        groups.setdefault(root(len(level) + j), ([], []))[1].append(v)
    drawn = [(hs, vs) for hs, vs in groups.values() if vs and (len(hs) >= 2 or (hs and _are_columns(vs)))]
    regions = [_box_region(hs, vs, rulings, lines) for hs, vs in _over_sections(drawn, lines)]
    return [region for region in regions if region is not None]


def _are_columns(upright: Sequence[Rule]) -> bool:
    """Whether uprights run side by side over most of a page: one row fills it, and its ends are cut off."""
    first = upright[0]
    return len(upright) >= MIN_UPRIGHTS and all(
        abs(rule.start - first.start) < SAME_EXTENT_PT
        and abs(rule.end - first.end) < SAME_EXTENT_PT
        and rule.length >= MIN_UPRIGHT_PT
        for rule in upright
    )


def _over_sections(
    groups: Sequence[tuple[list[Rule], list[Rule]]], lines: Sequence[Line]
) -> list[tuple[list[Rule], list[Rule]]]:
    """The groups, those joined that a section's name parts: a grid without rules at its sides has none beside it."""
    out: list[tuple[list[Rule], list[Rule]]] = []
    for level, upright in sorted(groups, key=lambda group: min(rule.at for rule in group[0])):
        above = next((group for group in reversed(out) if _parts_of_one(group, (level, upright), lines)), None)
        if above is None:
            out.append((list(level), list(upright)))
        else:
            above[0].extend(level)
            above[1].extend(upright)
    return out


def _parts_of_one(
    above: tuple[list[Rule], list[Rule]], below: tuple[list[Rule], list[Rule]], lines: Sequence[Line]
) -> bool:
    """Whether two groups of rules have the same sides and uprights, and one short row without uprights between."""
    top, bottom = max(rule.at for rule in above[0]), min(rule.at for rule in below[0])
    sides = [(min(r.start for r in level), max(r.end for r in level)) for level, _ in (above, below)]
    xs = [distinct_places([rule.at for rule in upright], 2.5) for _, upright in (above, below)]
    if any(abs(a - b) > SAME_EXTENT_PT for a, b in zip(*sides, strict=True)) or len(xs[0]) != len(xs[1]):
        return False
    if any(abs(a - b) > SAME_EXTENT_PT for a, b in zip(*xs, strict=True)) or xs[0][0] < sides[0][0] + SAME_EXTENT_PT:
        return False
    between = [line for line in lines if top < line.midline < bottom and _meets(line, *sides[0])]
    return 0 < len(between) <= MAX_SECTION_LINES and not any(
        is_caption(line.text) or len(segments(line.words)) > 1 for line in between
    )


def _box_region(level: list[Rule], upright: list[Rule], rulings: Rulings, lines: Sequence[Line]) -> Region | None:
    ys = distinct_places([r.at for r in level], 2.0)
    xs = distinct_places([r.at for r in upright], 2.5)
    x0, x1 = min(r.start for r in level), max(r.end for r in level)
    if xs and (xs[0] > x0 + 6 or xs[-1] < x1 - 6):
        xs = _with_open_sides(xs, x0, x1, ys, level, lines)
    if len(xs) < 3:
        return None
    top, bottom = min(ys[0], min(r.start for r in upright)), max(ys[-1], max(r.end for r in upright))
    # The uprights must run through most of the height: a chart's frame has ticks, a table has columns.
    reach = sum(r.length for r in upright)
    if reach < 0.5 * (bottom - top) * len(xs) or bottom - top < 8:
        return None
    # Uprights may run on past the last level rule where the page ends the table.
    if bottom - ys[-1] > 6:
        ys.append(bottom)
    if ys[0] - top > 6:
        ys.insert(0, top)
    if len(ys) < 2:
        return None
    shades = tuple(s for s in rulings.shades if s.top >= top - 3 and s.bottom <= bottom + 3)
    return Region(xs[0], ys[0], xs[-1], ys[-1], (), tuple(level), tuple(upright), shades, (tuple(xs), tuple(ys)))


def _with_open_sides(
    xs: list[float], x0: float, x1: float, ys: Sequence[float], level: Sequence[Rule], lines: Sequence[Line]
) -> list[float]:
    """The edges of the columns of a grid without rules at its sides; none where its uprights part only some columns.

    Level rules over the whole width must part its rows, and what stands between two uprights be one column.
    """
    whole = [y for y in ys if sum(r.length for r in level if abs(r.at - y) <= 2.0) >= 0.9 * (x1 - x0)]
    if len(whole) < MIN_OPEN_RULES:
        return []
    edges = [*([x0] if xs[0] > x0 + 6 else []), *xs, *([x1] if xs[-1] < x1 - 6 else [])]
    for left, right in pairwise(edges):
        column = [[w for w in line.words if left < w.middle < right] for line in lines if ys[0] < line.midline < ys[-1]]
        if find_gutters([words for words in column if words], (), left, right):
            return []
    return edges


# --- tables with level rules or shades only ----------------------------------------------------------------------


def _ruled(
    lines: Sequence[Line],
    level: Sequence[Rule],
    shades: Sequence[Shade],
    rulings: Rulings,
    width: float,
    height: float,
    boxed: Sequence[Region],
) -> list[Region]:
    """Stacks of rules and shades of one extent, cut where a caption or prose stands between."""
    marks: list[tuple[float, float, float, bool]] = [(r.start, r.end, r.at, True) for r in _composites(level)]
    marks += [(s.x0, s.x1, s.top, False) for s in shades] + [(s.x0, s.x1, s.bottom, False) for s in shades]
    stacks: list[list[tuple[float, float, float, bool]]] = []
    for mark in sorted(marks, key=lambda m: (m[2], m[0])):
        if mark[1] - mark[0] < MIN_TABLE_PART * width:
            continue
        home = next((s for s in stacks if _same_extent(s[-1], mark) or _same_extent(s[0], mark)), None)
        if home is None:
            stacks.append([mark])
        else:
            home.append(mark)
    found: list[Region] = []
    for stack in stacks:
        for part in _parts(stack, lines):
            region = _open_region(part, lines, level, rulings, height)
            if region is not None and not _is_tinted_column(region, lines):
                found.append(reach(region, lines, height))
    # Of two that overlap the one with more rules and shades is the table: a shaded corner of its header, and a page's
    # own rules around it, have fewer.
    grouped = [made for outer in found for inner in found if (made := with_group_column(outer, inner, lines))]
    grouped += [made for inner in found if (made := beside_shades(inner, lines))] if not grouped else []
    found = [*grouped, *(r for r in found if not any(overlap(r, other) for other in grouped))]
    regions: list[Region] = []
    for region in sorted(found, key=lambda r: (-len(r.cuts), r.x0 - r.x1, r.top)):
        if not any(overlap(region, other) for other in [*boxed, *regions]):
            regions.append(region)
    return regions


def _is_tinted_column(region: Region, lines: Sequence[Line]) -> bool:
    """Whether shades alone make a region, and what stands on them is one column of lines that go on beside them."""
    if region.boxes is not None or not region.cuts or any(cut.is_rule for cut in region.cuts):
        return False
    inside = [line for line in lines if region.top < line.midline < region.bottom]
    own = [_inside(line, region.x0, region.x1) for line in inside]
    beside = sum(0 < len(words) < len(line.words) for words, line in zip(own, inside, strict=True))
    body = [words for words in own if words]
    return beside * 2 > len(body) and not find_gutters(body, (), region.x0, region.x1)


def overlap(a: Region, b: Region) -> bool:
    """Whether two regions share more of the page than a rule's breadth."""
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 3 and min(a.x1, b.x1) - max(a.x0, b.x0) > 3


def _same_extent(a: tuple[float, float, float, bool], b: tuple[float, float, float, bool]) -> bool:
    return abs(a[0] - b[0]) <= SAME_EXTENT_PT and abs(a[1] - b[1]) <= SAME_EXTENT_PT


def _composites(level: Sequence[Rule]) -> list[Rule]:
    """The rules, and for pieces on one height (one under each column) the rule that they make together."""
    out = list(level)
    by_height: dict[int, list[Rule]] = {}
    for rule in level:
        by_height.setdefault(round(rule.at), []).append(rule)
    for rules in by_height.values():
        if len(rules) < 2:
            continue
        rules = sorted(rules, key=lambda r: r.start)
        start, end = rules[0].start, rules[-1].end
        whole = [r for r in level if abs(r.start - start) <= SAME_EXTENT_PT and abs(r.end - end) <= SAME_EXTENT_PT]
        if len(whole) >= 2:  # the table has rules of its own: the pieces stand under headings of several columns
            continue
        if sum(r.length for r in rules) >= 0.7 * (end - start):
            out.append(Rule(rules[0].at, start, end, rules[0].weight))
    return out


def _parts(
    stack: list[tuple[float, float, float, bool]], lines: Sequence[Line]
) -> list[list[tuple[float, float, float, bool]]]:
    """A stack cut into tables: a caption or heading between two marks ends one, so does prose that runs across."""
    inside = [line.size for line in lines if stack[0][2] < line.midline < stack[-1][2]]
    largest = HEADING_SIZE * median(inside) if inside else 0.0
    parts: list[list[tuple[float, float, float, bool]]] = [[stack[0]]]
    for above, mark in pairwise(stack):
        between = [
            line
            for line in lines
            if above[2] - 1 < line.midline < mark[2] + 1
            and any(mark[0] - 2 <= w.middle <= mark[1] + 2 for w in line.words)
        ]
        if _is_break(between, mark[0], mark[1], largest) or (above[3] and mark[3] and _is_far(above[2], between)):
            parts.append([])
        parts[-1].append(mark)
    return [part for part in parts if part]


def _is_far(rule: float, below: Sequence[Line]) -> bool:
    """Whether white space of three lines parts a rule from the text below: a row's highest cell begins at its top."""
    first = min(below, key=lambda line: line.top, default=None)
    return first is not None and first.top - rule > RUN_ON_GAP_EM * first.size


def _is_break(between: Sequence[Line], x0: float, x1: float, largest: float) -> bool:
    """Whether the lines between two rules are no part of a table. `largest`: size of type up to which a line may be."""
    inside = [[w for w in line.words if x0 - 2 <= w.middle <= x1 + 2] for line in between]
    inside = [words for words in inside if words]
    if any(is_caption(" ".join(w.text for w in words)) for words in inside):
        return True
    if len(inside) == 1 and len(segments(inside[0])) == 1 and all(w.size > largest for w in inside[0]):
        return True
    # Prose: nearly all lines are one run as wide as the table.
    wide = [w for w in inside if len(segments(w)) == 1 and w[-1].x1 - w[0].x0 > 0.85 * (x1 - x0) and len(w) > 5]
    return len(wide) >= 3 and len(wide) > 0.6 * len(inside)


def _open_region(
    marks: list[tuple[float, float, float, bool]],
    lines: Sequence[Line],
    level: Sequence[Rule],
    rulings: Rulings,
    height: float,
) -> Region | None:
    x0, x1 = min(m[0] for m in marks), max(m[1] for m in marks)
    cuts = _cuts(marks, lines, x0, x1)
    top, bottom = cuts[0].at, cuts[-1].at
    inner = [line for line in lines if top < line.midline < bottom and _meets(line, x0, x1)]
    is_open_below = False
    seed = [words for line in inner if (words := _inside(line, x0, x1))]
    below = run_on(lines, bottom, x0, x1, (1 - FURNITURE_PART) * height, least=3 if cuts[-1].is_rule else 1, seed=seed)
    # Below the last shade may stand one more row on white ground, of at most the height that rows have here or set
    # solid; below a shade that is the header's alone the whole table.
    tallest = max((b.at - a.at for a, b in pairwise(cuts)), default=0.0)
    goes_on = below is not None and (
        (len(cuts) < 3 or below[1])
        if cuts[-1].is_rule
        else (len(cuts) < 3 or below[0] - bottom <= 1.5 * tallest or _is_solid(lines, bottom, below[0], x0, x1))
    )
    if below is not None and goes_on:
        bottom, is_open_below = below[0], True
    elif not inner:
        return None
    shades = tuple(
        s for s in rulings.shades if s.top >= top - 2 and s.bottom <= bottom + 2 and s.x0 >= x0 - 6 and s.x1 <= x1 + 6
    )
    partial = tuple(
        r
        for r in level
        if top + 2 < r.at < bottom - 2
        and r.start >= x0 - 4
        and r.end <= x1 + 4
        and not (abs(r.start - x0) < SAME_EXTENT_PT and abs(r.end - x1) < SAME_EXTENT_PT)
        and not any(cut.is_rule and abs(cut.at - r.at) < 1 for cut in cuts)
    )
    upright = tuple(
        r
        for r in rulings.upright
        if x0 - 3 <= r.at <= x1 + 3 and r.start >= top - 6 and r.end <= bottom + 6 and r.length > 6
    )
    return Region(x0, top, x1, bottom, cuts, partial, upright, shades, None, False, is_open_below)


def _is_solid(lines: Sequence[Line], top: float, bottom: float, x0: float, x1: float) -> bool:
    """Whether the lines between two heights are one row: no white space parts them, and most columns begin at once."""
    own = [line for line in lines if top < line.midline < bottom and _meets(line, x0, x1)]
    counts = [len(segments(_inside(line, x0, x1))) for line in own]
    gaps = [below.base - above.base for above, below in pairwise(own)]
    is_first_fullest = counts[0] > 2 and counts[0] == max(counts) if counts else False
    return is_first_fullest and all(gap < SOLID_EM * own[0].size for gap in gaps)


def _inside(line: Line, x0: float, x1: float) -> list[Word]:
    return [word for word in line.words if x0 - 2 <= word.middle <= x1 + 2]


def _meets(line: Line, x0: float, x1: float) -> bool:
    return any(x0 - 2 <= word.middle <= x1 + 2 for word in line.words)


def _cuts(
    marks: Sequence[tuple[float, float, float, bool]], lines: Sequence[Line], x0: float, x1: float
) -> tuple[Cut, ...]:
    """The marks as cuts; marks with no text between them (double rules, a shade's edge at a rule) are one."""
    out: list[Cut] = []
    for _, _, at, is_rule in sorted(marks, key=lambda m: m[2]):
        if out and at - out[-1].at < 14:
            has_text = any(out[-1].at - 0.5 < line.midline < at + 0.5 and _meets(line, x0, x1) for line in lines)
            if not has_text and (at - out[-1].at < DOUBLE_RULE_PT or not (is_rule and out[-1].is_rule)):
                out[-1] = Cut(out[-1].at if out[-1].is_rule and not is_rule else at, is_rule or out[-1].is_rule)
                if len(out) == 1 and is_rule:
                    out[-1] = Cut(at, True)
                continue
        out.append(Cut(at, is_rule))
    return tuple(out)


def clip_words(line: Line, region: Region) -> list[Word]:
    """The words of a line that stand in a region.

    Where no rule is drawn at a table's sides, they are told from the words of other lines, so that those of a longer
    line run on over them; they are of its last cell as long as no more than a space parts them.
    """
    inside = [i for i, w in enumerate(line.words) if region.x0 - 3 <= w.middle <= region.x1 + 3]
    if not inside or region.boxes is not None or region.cuts:
        return [line.words[i] for i in inside]
    after = list(line.words[inside[-1] :])
    return [*(line.words[i] for i in inside[:-1]), *segments(after, SPACE_EM)[0]]
