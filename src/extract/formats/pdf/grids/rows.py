"""Which printed lines of a table make one row, where no rule parts the rows."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

import numpy as np

from extract.formats.pdf.lines.words import Word

# A bare number, percentage or range. Matches "2016", "-0.29***", "12.5%"; not "(0.04)". Linear: no nested repeats.
NUMBER = re.compile(r"[-−–<>≤≥]?[\d.,]{0,20}\d(?:[-–][\d.,]{1,20})?[%*†‡]{0,4}")
# A year in brackets, as it stands behind a study's name. Matches "(2016)", "[2016a]"; not "2016", "(16)". Linear.
BRACKETED_YEAR = re.compile(r"[(\[](?:19|20)\d\d[a-z]?[)\]][,;:.*†‡]?")
# A line that fills this part of the columns is a row's first.
FULL_LINE = 0.75
# A line of a row with so many cells that are bare numbers is the row's first.
MIN_NUMBERS = 3
# Weights of the signs, as natural logarithms of how much likelier a sign is at the start of a row than inside one.
# Set on the printed rules they come from, and learned from there for each table by `_learn`.
SET_SOLID = 1.1  # lines of cells beside each other lie no further apart than the leading, but for rounding
PIXEL_PT = 0.76  # browsers set lines on whole pixels of 1/96 inch (CSS 2.1, 4.3.2)
SAME_GAP = 1.06  # gaps within this of each other are one distance
SPACED_GAP = 1.18  # a gap this much larger than the leading is meant
ROUNDS = 8
# White space parts the rows of a table if it stands above so many, and above all others but this part.
MIN_SPACED = 5
SOLID_PART = 0.15
# How many of the rows are headings of sections, before anything is known.
SECTION_PART = 0.02
# Lines of centred cells lie this far apart, in leadings: half a step, give or take.
HALF_STEP = (0.3, 0.72)
# Dealing lines to centred rows: what an empty cell costs, what a row may cost on average, and lines a cell may have.
EMPTY_COST = 0.6
CENTRED_COST = 0.35
MAX_LINES = 24
MAX_CENTRED_LEVELS = 160
# Between two names of sections so few lines may be one row.
MAX_LONE_LEVELS = 6
# A cell's middle that lies further off its row than this (in leadings) is not tried.
MAX_OFF = 2.0
# Middles of the cells of a row lie within this (in leadings), in so many of the rows.
MIDDLE_OFF = 0.35
CENTRED_PART = 0.8


@dataclass
class Level:
    """The words of a table that stand on one base line, by column."""

    base: float
    top: float
    bottom: float
    size: float
    cells: dict[int, list[Word]] = field(default_factory=dict)
    is_cut: bool = False  # a rule or a shade's edge lies above
    spans: bool = False  # one run of words over several columns


def leading_of(levels: Sequence[Level]) -> float:
    """The usual distance of two lines inside a cell, in points: the least distance that recurs.

    Told from the lines that fill few columns, as the later lines of a row do: rows may stand closer than lines.
    """
    widest = max((len(level.cells) for level in levels), default=0)
    gaps: dict[bool, set[tuple[int, float]]] = {False: set(), True: set()}  # each line once, by whether it may be later
    last: dict[int, float] = {}
    for place, level in enumerate(levels):
        is_later = not level.is_cut and len(level.cells) < FULL_LINE * widest
        gaps[is_later] |= {(place, level.base - last[column]) for column in level.cells if column in last}
        last |= dict.fromkeys(level.cells, level.base)
    size = median(level.size for level in levels) if levels else 10.0
    near, others = (sorted(gap for _, gap in gaps[later] if 0.9 * size < gap < 1.9 * size) for later in (True, False))
    if len(near) < 2:
        near = sorted([*near, *others])
    if not near:
        return 1.2 * size
    # Hinting scatters a little; a distance that is seen once may be anything.
    low = next((gap for gap, after in pairwise(near) if after <= SAME_GAP * gap), near[0])
    return median(gap for gap in near if low <= gap <= max(SAME_GAP * low, low + PIXEL_PT))


def are_rows_ruled(levels: Sequence[Level], columns: int) -> bool:
    """Whether the cuts part single rows (and not groups of rows).

    They part groups if bands hold what only several rows can: two lines in which most columns are filled, the first
    among them. In bands that are rows such lines are rare: only a cell with wrapped text has a second line. Bands with
    the name of a section say nothing: a shade under it cuts on both sides.
    """
    bands = [band for band in _bands(levels) if len(band) > 1 or len(band[0].cells) > 1]
    if len(bands) < 3:
        return False
    crowded = 0
    leading = leading_of(levels)
    for band in bands:
        entries = sum(_is_entry(level, columns) for level in band)
        crowded += entries > 1 or sum(_is_full(part, columns) for part in _paragraphs(band, leading)) > 1
    return crowded <= 0.3 * len(bands)


def _is_full(part: Sequence[Level], columns: int) -> bool:
    """Whether lines that white space parts from others fill most columns, the first among them: a row of its own."""
    filled = {column for level in part for column in level.cells}
    return 0 in filled and len(filled) >= max(2, FULL_LINE * columns)


def _is_entry(level: Level, columns: int) -> bool:
    """Whether a line fills the first column, and most of the others or several with bare numbers: these do not wrap."""
    if 0 not in level.cells:
        return False
    return len(level.cells) >= max(2, FULL_LINE * columns) or _holds_numbers(level)


def _holds_numbers(level: Level) -> bool:
    """Whether several cells of a line are bare numbers."""
    numbers = sum(len(words) == 1 and NUMBER.fullmatch(words[0].text) is not None for words in level.cells.values())
    return numbers >= MIN_NUMBERS


def _bands(levels: Sequence[Level]) -> list[list[Level]]:
    bands: list[list[Level]] = []
    for level in levels:
        if level.is_cut or not bands:
            bands.append([])
        bands[-1].append(level)
    return bands


def _with_names_apart(bands: Sequence[list[Level]], leading: float) -> list[list[Level]]:
    """The bands, with the names of sections on the ground of a row above or below as rows of their own.

    Shades of alternate rows part no two rows on white ground. A name fills the first column only, at an end of its
    band, in a type that the first column's other lines are not set in, and stands apart from the row.
    """
    styles = {_style(level) for band in bands for level in band if 0 in level.cells and len(level.cells) > 1}
    out: list[list[Level]] = []
    for band in bands:
        rest = [at for at, level in enumerate(band) if list(level.cells) != [0] or _style(level) in styles]
        inner = (rest[0], rest[-1] + 1) if rest else ()
        cuts = [at for at in inner if 0 < at < len(band) and band[at].base - band[at - 1].base > SPACED_GAP * leading]
        out += [band[begin:end] for begin, end in pairwise((0, *cuts, len(band)))]
    return out


def cut_rows(levels: Sequence[Level], columns: tuple[tuple[float, float], ...]) -> list[list[Level]]:
    """The levels of a table's body in rows, top to bottom."""
    if not levels:
        return []
    if are_rows_ruled(levels, len(columns)):
        return _with_names_apart(_bands(levels), leading_of(levels))
    aligned = _cut_centred(levels, columns) or _cut_sunk(levels)
    if aligned is not None:
        return aligned
    return _cut_learned(levels, columns)


def _cut_learned(levels: Sequence[Level], columns: tuple[tuple[float, float], ...]) -> list[list[Level]]:
    """Rows by a two-class mixture over the levels (start of a row, or continuation), fitted on this table alone.

    Signs: which columns are filled, the white space above, whether the word would have fitted on the line before it
    (print fills lines greedily, so that it then is no continuation), a small first letter, a hyphen before, an indent.
    """
    signs = _signs(levels, columns)
    starts = [1.0] + [0.5] * (len(levels) - 1)
    fill_start = [0.9] * len(columns)
    fill_more = [_prior_fill(levels, column) for column in range(len(columns))]
    gap_odds = [-0.7, 0.0, 2.5, 4.0]
    for _ in range(ROUNDS):
        prior = sum(starts) / len(starts)
        starts = [
            _start_chance(level, sign, prior, fill_start, fill_more, gap_odds)
            for level, sign in zip(levels, signs, strict=True)
        ]
        starts[0] = 1.0
        fill_start, fill_more = _learn(levels, starts, len(columns))
        gap_odds = _learn_gaps(signs, starts)
    are_starts = _as_spaced(levels, signs, [chance >= 0.5 for chance in starts])
    rows: list[list[Level]] = []
    for level, is_start in zip(levels, are_starts, strict=True):
        if is_start or not rows:
            rows.append([level])
        else:
            rows[-1].append(level)
    return rows


def _as_spaced(levels: Sequence[Level], signs: Sequence[_Sign], starts: Sequence[bool]) -> list[bool]:
    """Which levels begin rows, where white space stands above nearly every row: none that is set solid does.

    The cells of a row may all have a second line, which then looks like a row of its own but for the space. Numbers are
    not wrapped.
    """
    spaced, solid = (
        sum(is_start and lowest <= sign.gap <= widest for sign, is_start in zip(signs[1:], starts[1:], strict=True))
        for lowest, widest in ((2, 3), (0, 1))
    )
    if spaced < MIN_SPACED or solid > SOLID_PART * (spaced + solid):
        return list(starts)
    return [
        is_start and (sign.gap > 0 or level.is_cut or index == 0 or _holds_numbers(level))
        for index, (level, sign, is_start) in enumerate(zip(levels, signs, starts, strict=True))
    ]


@dataclass(frozen=True)
class _Sign:
    """What is seen at one level: class of the gap above (0 close to 3 wide), the summed log odds of the text signs."""

    gap: int
    text_odds: float


def _prior_fill(levels: Sequence[Level], column: int) -> float:
    """How often a continuation line fills a column, before anything is learned: wide columns wrap."""
    widths = [len(" ".join(w.text for w in lv.cells[column])) for lv in levels if column in lv.cells]
    return min(0.8, 0.1 + (median(widths) / 60 if widths else 0.0))


def _signs(levels: Sequence[Level], columns: tuple[tuple[float, float], ...]) -> list[_Sign]:
    leading = leading_of(levels)
    right = [_text_right(levels, column) for column in range(len(columns))]
    left = [_text_left(levels, column) for column in range(len(columns))]
    is_hanging = _is_hanging(levels, left[0])
    styles = sorted(_style(level) for level in levels if 0 in level.cells)
    usual = styles[len(styles) // 2] if styles else (False, False)
    out: list[_Sign] = []
    for index, level in enumerate(levels):
        if index == 0:
            out.append(_Sign(3, 5.0))
            continue
        before = levels[index - 1]
        ratio = (level.base - before.base) / leading
        gap = 0 if ratio < 1.06 else 1 if ratio < SPACED_GAP else 2 if ratio < 1.45 else 3
        odds = 6.0 if level.is_cut else 0.0
        if level.spans and before.spans and _wraps(before, level, columns):
            odds -= 6.0
        elif level.spans or before.spans:
            odds += 3.0
        for column, words in level.cells.items():
            odds += _word_odds(words, before.cells.get(column), right[column])
        if 0 in level.cells:
            is_in = level.cells[0][0].x0 - left[0] > 0.5 * level.size
            odds += (-3.0 if is_in else 2.5) if is_hanging else (-0.7 if is_in else 0.3)
            if list(level.cells) == [0] and _style(level) not in (_style(before), usual):
                odds += 3.0  # a section's heading is set in a type of its own
            if list(level.cells) == [0] and BRACKETED_YEAR.fullmatch(level.cells[0][0].text):
                odds -= 8.0  # the year of the name above, which does not fit on its line
        if len(level.cells) == len(columns) == len(before.cells):
            odds += 1.5  # cells seldom wrap all at once
        out.append(_Sign(gap, odds))
    return out


def _style(level: Level) -> tuple[bool, bool]:
    """Whether the first column's line is bold and italic throughout."""
    words = level.cells.get(0, [])
    return (bool(words) and all(w.is_bold for w in words), bool(words) and all(w.is_italic for w in words))


def _wraps(before: Level, level: Level, columns: tuple[tuple[float, float], ...]) -> bool:
    """Whether a line across the columns goes on from one above: a small first letter, or the line above is full."""
    above = [word for words in before.cells.values() for word in words]
    first = next(iter(level.cells.values()))[0]
    return first.text[:1].islower() or above[-1].x1 + (first.x1 - first.x0) > columns[-1][1]


def _is_hanging(levels: Sequence[Level], left: float) -> bool:
    """Whether the first column's later lines stand in from its edge, as hanging indents do."""
    first = [lv for lv in levels if 0 in lv.cells and not lv.spans]
    indented = sum(lv.cells[0][0].x0 - left > 0.5 * lv.size for lv in first)
    return 2 <= indented <= 0.75 * len(first) and indented >= 0.05 * len(first)


def _word_odds(words: Sequence[Word], above: Sequence[Word] | None, right: float) -> float:
    """Log odds of one cell's line to begin a row, from its first word and the line above it."""
    first = words[0]
    letter = first.text[:1]
    odds = -1.6 if letter.islower() else 0.5 if letter.isupper() else -0.8 if letter in "([" else 0.0
    if above is None:
        return odds / 2
    room = right - above[-1].x1 - 0.3 * first.size
    width = first.x1 - first.x0
    if NUMBER.fullmatch(first.text) and len(words) == 1:
        # A number is not wrapped; under another one it begins the next cell.
        return odds + (1.0 if NUMBER.fullmatch(above[-1].text) and len(above) == 1 else 0.0)
    if room > width + 0.5 * first.size:
        odds += 1.2
    elif len(above) > 2:
        odds -= 0.5
    if above[-1].text.endswith("-") and len(above[-1].text) > 1 and letter.islower():
        odds -= 3.0
    if above[-1].text.endswith((",", "&")):
        odds -= 1.0
    return odds


def _text_right(levels: Sequence[Level], column: int) -> float:
    """The right edge that the text of a column reaches."""
    return max((lv.cells[column][-1].x1 for lv in levels if column in lv.cells and not lv.spans), default=0.0)


def _text_left(levels: Sequence[Level], column: int) -> float:
    return min((lv.cells[column][0].x0 for lv in levels if column in lv.cells and not lv.spans), default=0.0)


def _start_chance(
    level: Level,
    sign: _Sign,
    prior: float,
    fill_start: Sequence[float],
    fill_more: Sequence[float],
    gap_odds: Sequence[float],
) -> float:
    odds = math.log(prior / (1 - prior)) if 0 < prior < 1 else 0.0
    odds += sign.text_odds + gap_odds[sign.gap]
    at_start = at_more = 0.0
    for column, (start, more) in enumerate(zip(fill_start, fill_more, strict=True)):
        is_filled = column in level.cells
        at_start += math.log(start if is_filled else 1 - start)
        at_more += math.log(more if is_filled else 1 - more)
    if list(level.cells) == [0]:  # a section's heading fills the first column only
        at_start = max(at_start, math.log(SECTION_PART))
    odds += at_start - at_more
    odds = max(-30.0, min(30.0, odds))
    return 1 / (1 + math.exp(-odds))


def _learn(levels: Sequence[Level], starts: Sequence[float], columns: int) -> tuple[list[float], list[float]]:
    """How often starts and continuations fill each column, with two made-up lines of each kind as ballast."""
    total = sum(starts)
    rest = len(levels) - total
    fill_start, fill_more = [], []
    for column in range(columns):
        filled = [(chance, column in level.cells) for chance, level in zip(starts, levels, strict=True)]
        at_start = sum(chance for chance, is_filled in filled if is_filled)
        at_rest = sum(1 - chance for chance, is_filled in filled if is_filled)
        fill_start.append((at_start + 1.7) / (total + 2))
        fill_more.append((at_rest + 2 * _prior_fill(levels, column)) / (rest + 2))
    return (
        [min(0.98, max(0.02, value)) for value in fill_start],
        [min(0.75, max(0.02, value)) for value in fill_more],
    )


def _learn_gaps(signs: Sequence[_Sign], starts: Sequence[float]) -> list[float]:
    """Log odds of each class of gap; wider gaps never speak less for a start than narrower ones."""
    ballast = ((1.0, 2.0), (1.0, 1.0), (2.0, 0.4), (3.0, 0.1))
    begin = [b for b, _ in ballast]
    more = [m for _, m in ballast]
    for sign, chance in zip(signs[1:], starts[1:], strict=True):
        begin[sign.gap] += chance
        more[sign.gap] += 1 - chance
    odds = [math.log((b / sum(begin)) / (m / sum(more))) for b, m in zip(begin, more, strict=True)]
    for index in range(1, len(odds)):
        odds[index] = max(odds[index], odds[index - 1])
    return [max(-4.0, min(4.0, value)) for value in odds]


def _cut_centred(levels: Sequence[Level], columns: tuple[tuple[float, float], ...]) -> list[list[Level]] | None:
    """Rows of a table whose cells are centred upon each other; None if its cells share base lines instead.

    Lines then stand at half steps of the leading. The names of sections, set in a type of their own, part the table.
    """
    leading = leading_of(levels)
    if len(levels) > MAX_CENTRED_LEVELS:
        return None
    halves = sum(1 for a, b in pairwise(levels) if HALF_STEP[0] * leading < b.base - a.base < HALF_STEP[1] * leading)
    if halves < 2 or halves * 12 < len(levels):
        return None
    apart = _cut_apart(levels, leading, _is_centred)
    if apart is not None:
        return apart
    rows: list[list[Level]] = []
    for stretch in _stretches(levels):
        if _is_name(stretch[0], levels):
            rows.extend(_paragraphs(stretch, leading))
            continue
        dealt = _cut_dealt(stretch, len(columns), leading)
        if dealt is None:
            return None
        rows.extend(dealt)
    return rows


def _stretches(levels: Sequence[Level]) -> list[list[Level]]:
    """The levels, cut where the names of sections begin and end."""
    return [list(stretch) for _, stretch in groupby(levels, key=lambda level: _is_name(level, levels))]


def _is_name(level: Level, levels: Sequence[Level]) -> bool:
    """Whether a lone first cell is set in another type than the first column's usual one, as names of sections are."""
    styles = sorted(_style(other) for other in levels if 0 in other.cells)
    return list(level.cells) == [0] and _style(level) != styles[len(styles) // 2]


def _paragraphs(levels: Sequence[Level], leading: float, gap: float = SPACED_GAP) -> list[list[Level]]:
    """Levels in runs that no more than the leading parts, and a little: `gap`, in leadings."""
    rows: list[list[Level]] = []
    for level in levels:
        if not rows or level.is_cut or level.base - rows[-1][-1].base > gap * leading:
            rows.append([])
        rows[-1].append(level)
    return rows


def _cut_dealt(levels: Sequence[Level], columns: int, leading: float) -> list[list[Level]] | None:
    """Rows of centred cells that no white space parts; None when no column tells them.

    One column holds one line in each row (a year, a type): its lines are the rows, and each other column's lines are
    dealt out so that their middles come to lie on them.
    """
    bases = [[lv.base for lv in levels if column in lv.cells] for column in range(columns)]
    best: tuple[float, int, list[list[list[int]]]] | None = None
    for column, anchors in enumerate(bases):
        if len(anchors) < 2 and (not anchors or len(levels) > MAX_LONE_LEVELS):
            continue
        deals: list[list[list[int]]] = []
        cost = 0.0
        for other in bases:  # costs only grow: what is too dear for one column is too dear for all
            price, groups = _deal(anchors, other, leading)
            cost += price
            deals.append(groups)
            if cost / len(anchors) > CENTRED_COST:
                break
        else:
            if best is None or cost / len(anchors) < best[0]:
                best = (cost / len(anchors), column, deals)
    if best is None:
        return None
    by_column = [[lv for lv in levels if column in lv.cells] for column in range(columns)]
    rows: list[list[Level]] = []
    for row in range(len(bases[best[1]])):
        members: dict[float, Level] = {}
        for column, groups in enumerate(best[2]):
            for place in groups[row]:
                level = by_column[column][place]
                part = members.setdefault(
                    level.base, Level(level.base, level.top, level.bottom, level.size, {}, level.is_cut, level.spans)
                )
                part.cells[column] = level.cells[column]
        rows.append([members[base] for base in sorted(members)])
    return rows


def _cut_apart(
    levels: Sequence[Level], leading: float, is_aligned: Callable[[Sequence[Level], float], bool]
) -> list[list[Level]] | None:
    """Rows that white space parts; None unless the cells of nearly all stand middle upon middle, or end on one line.

    The tallest cell of each row is set solid and fills its height, so that a gap wider than the leading over the whole
    width is the space between two rows, wherever the lines of the other cells lie. A lone row must show that it is one:
    three columns of different heights, each set solid.
    """
    rows = _paragraphs(levels, leading, max(SET_SOLID, 1 + PIXEL_PT / leading))
    full = [row for row in rows if len(_heights(row)) > 1]
    if len(full) == 1 and (len(set(_heights(full[0]))) < 3 or not _is_solid(full[0], leading)):
        return None
    aligned = sum(is_aligned(row, leading) for row in full)
    return rows if full and aligned >= CENTRED_PART * len(full) else None


def _heights(row: Sequence[Level]) -> list[int]:
    """How many lines each filled column of a row has."""
    counts = Counter(column for level in row for column in level.cells)
    return list(counts.values())


def _is_centred(row: Sequence[Level], leading: float) -> bool:
    """Whether the cells of a row have their middles on one height, give or take a third of the leading."""
    middles = [(places[0] + places[-1]) / 2 for places in _bases(row).values()]
    return max(middles) - min(middles) <= MIDDLE_OFF * leading


def _cut_sunk(levels: Sequence[Level]) -> list[list[Level]] | None:
    """Rows of a table whose cells end on one base line (CSS 2.1, 17.5.4: `vertical-align: bottom`); None for others.

    A third of its rows of several lines begin without their first cell, which elsewhere is what begins a row.
    """
    leading = leading_of(levels)
    rows = _cut_apart(levels, leading, _is_sunk)
    if rows is None:
        return None
    tall = [row for row in rows if len(row) > 1 and len(_heights(row)) > 1]
    late = sum(0 not in row[0].cells and 0 in row[-1].cells for row in tall)
    return rows if tall and late * 3 >= len(tall) else None


def _is_sunk(row: Sequence[Level], leading: float) -> bool:
    """Whether each filled column of a row is set solid down to the row's last base line."""
    ends = [places[-1] for places in _bases(row).values()]
    return row[-1].base - min(ends) < HALF_STEP[0] * leading and _is_solid(row, leading)


def _is_solid(row: Sequence[Level], leading: float) -> bool:
    """Whether the lines of each filled column follow each other at the leading."""
    return all(
        below - above < SPACED_GAP * leading for places in _bases(row).values() for above, below in pairwise(places)
    )


def _bases(row: Sequence[Level]) -> dict[int, list[float]]:
    """The base lines of each filled column of a row."""
    bases: dict[int, list[float]] = {}
    for level in row:
        for column in level.cells:
            bases.setdefault(column, []).append(level.base)
    return bases


def _deal(anchors: Sequence[float], lines: Sequence[float], leading: float) -> tuple[float, list[list[int]]]:
    """Lines dealt to anchors in order, each group's middle on its anchor: the cost in leadings, and the groups.

    Dynamic programming over (anchors used, lines used); a row may stay empty at a price.
    """
    count, total = len(anchors), len(lines)
    places, ends = np.array(lines, np.float64), np.arange(total + 1)
    steps = np.arange(min(MAX_LINES, total), -1, -1)[:, None]  # the longest run first: of equal costs it is taken
    starts = ends - steps
    is_run = starts >= 0
    starts[~is_run] = total + 1
    middles = np.full(starts.shape, math.inf)
    is_filled = is_run & (steps > 0)
    middles[is_filled] = (places[starts[is_filled]] + places[np.broadcast_to(ends - 1, starts.shape)[is_filled]]) / 2
    before = np.full(total + 2, math.inf)  # the last is of no run
    before[0] = 0.0
    taken = np.zeros((count, total + 1), np.int64)
    for i, anchor in enumerate(anchors):
        prices = np.abs(middles - anchor) / leading
        prices[prices > MAX_OFF] = math.inf
        prices[-1] = EMPTY_COST
        costs = before[starts] + prices
        choice = costs.argmin(axis=0)
        before[: total + 1] = costs[choice, ends]
        taken[i] = steps[choice, 0]
    if math.isinf(before[total]):
        return math.inf, []
    groups: list[list[int]] = []
    j = total
    for i in range(count - 1, -1, -1):
        k = j - int(taken[i][j])
        groups.append(list(range(k, j)))
        j = k
    return float(before[total]), groups[::-1]
