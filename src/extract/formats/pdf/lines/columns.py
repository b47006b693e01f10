"""Where white space parts a table's columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.formats.pdf.lines.words import Word

# Words further apart than this (of the size) belong to two cells, whatever stands in the other lines.
CELL_GAP_EM = 0.9
# A gutter must be this wide (of the size). Spaces of many lines seldom lie one above the other, so that the more lines
# there are, the narrower a gutter may be. House: LaTeX's narrowest columns leave 0.4 em in tables of forty lines.
GUTTER_EM_BY_LINES = ((4, 0.8), (8, 0.55), (16, 0.42))
GUTTER_EM = 0.34
# Stripes wider than this are no space of a phrase; gaps narrower than this may be one, also in justified text.
WIDE_STRIPE_EM = 1.0
SPACE_EM = 0.55
# A gap wider than so many word spaces of the table is no word space, however narrow the type.
WORD_SPACES = 1.8
# A column without a heading among headed ones needs text in so many of the lines.
ISLAND_PART = 0.4
# The ends of justified lines stand so near to the edge; the next line of a paragraph is so near below (of the size).
FLUSH_PT = 1.0
WORD_SPACE_EM = 0.35  # at most, between the words of a line that is not stretched
EVEN_PT = 1.5  # the spaces of a justified line are equal, but for the sides of the letters beside them
FOLLOWING_EM = 0.5
# Lines of one cell overlap by no more than this of their height, be they set ever so tight.
OVERLAP_PART = 0.25
# A table of centred cells has so many such pairs of lines, and one in twelve lines (as `rows` asks for).
MIN_BESIDE = 2
# Lines of a table that are names of sections, at most.
NAMES_PART = 0.15
# Cells of one column that are set flush left begin within this; a row whose cells fill their columns shows so many.
ALIGNED_PT = 1.0
MIN_ALIGNED = 2
# So many of the lines may run across a gutter (section rows, overlong cells).
CROSSING_PART = 0.06


def segments(words: Sequence[Word], gap_em: float = CELL_GAP_EM) -> list[list[Word]]:
    """Words of one line in runs that no wide gap parts."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.x0 - runs[-1][-1].x1 <= gap_em * max(word.size, runs[-1][-1].size):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def gutter_width_em(lines: int) -> float:
    """The least width of a gutter that so many lines keep free, in em."""
    for most, width in GUTTER_EM_BY_LINES:
        if lines <= most:
            return width
    return GUTTER_EM


def find_gutters(
    body: Sequence[Sequence[Word]], header: Sequence[Sequence[Word]], x0: float, x1: float
) -> list[tuple[float, float]]:
    """The white stripes between the columns of a table, left to right.

    Args:
        body: the words of each line below the header, left to right.
        header: the words of each line of the header.
        x0: left edge of the table.
        x1: right edge of the table.

    Lines of one run (section rows, wrapped lines of one cell) have no say while enough other lines speak. A header may
    add a gutter in a column that is empty, and forbids a narrow one that its words run across.
    """
    speaking = [line for line in body if len(segments(line)) > 1]
    allowed: int | None = None
    if len(speaking) < 3 or len(speaking) * 4 < len(body):
        named = _under_headings(body, speaking, header)
        allowed = 0 if named else None
        speaking = (
            named or [line for line in body if line and line[-1].x1 - line[0].x0 < 0.95 * (x1 - x0)] or list(body)
        )
    if not speaking:
        speaking = list(header)
    if not speaking:
        return []
    size = median(word.size for line in speaking for word in line)
    allowed = int(CROSSING_PART * len(speaking)) if allowed is None else allowed
    least = gutter_width_em(len(speaking)) * size
    stripes = _stripes(speaking, x0, x1, allowed)
    found = [
        s
        for s in stripes
        if (s[1] - s[0] >= least or _is_aligned(s, speaking, size)) and not _is_crossed(s, header, size)
    ]
    found = _without_phrases(found, speaking, header, size)
    found = _without_stretched(found, body, header)
    found = _beside_header(found, header)
    found = _with_last(_with_header(found, header, size), header, speaking, allowed, size)
    return [_free_part(stripe, speaking) for stripe in _without_islands(found, speaking, header)]


def _under_headings(
    body: Sequence[Sequence[Word]], speaking: Sequence[Sequence[Word]], header: Sequence[Sequence[Word]]
) -> list[Sequence[Word]]:
    """The lines by which the headings and the few lines of several cells tell the columns; empty where they do not.

    Beside one cell of many lines the other cells of its row have one, which nearly all lines seem to leave white. The
    lines of the long cell stay in its column; a section's name may run over the stripes.
    """
    headings = [line for line in header if len(segments(line)) > 2]
    if not headings or not speaking:
        return []
    sure = [*headings, *speaking]
    size = median(word.size for line in sure for word in line)
    x0, x1 = min(line[0].x0 for line in sure), max(line[-1].x1 for line in sure)
    stripes = [s for s in _stripes(sure, x0, x1, 0) if s[1] - s[0] > gutter_width_em(len(sure)) * size]
    single = [line for line in body if line and len(segments(line)) == 1]
    within = [line for line in single if not lies_over(line, stripes)]
    return [*sure, *within] if stripes and len(single) - len(within) <= NAMES_PART * len(body) else []


def _free_part(stripe: tuple[float, float], lines: Sequence[Sequence[Word]]) -> tuple[float, float]:
    """The widest part of a stripe that no word at all stands in, so that an overlong line's end is not cut off."""
    start, end = stripe
    free: list[tuple[float, float]] = []
    for x0, x1 in sorted((w.x0, w.x1) for line in lines for w in line if w.x0 < end and w.x1 > start):
        free.append((start, x0))
        start = max(start, x1)
    widest = max([*free, (start, end)], key=lambda part: part[1] - part[0])
    return widest if widest[1] - widest[0] > 1.0 else stripe


def side_by_side(lines: Sequence[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines of a table; where cells are centred upon each other, with what stands half a line lower beside them.

    Lines that overlap in height by a quarter cannot stand in one cell, so that together they show the gutters which
    neither shows alone: the middle line of a high cell is the first of no other.
    """
    beside = [_is_beside(line, below) for line, below in pairwise(lines)]
    if sum(beside) < MIN_BESIDE or sum(beside) * 12 < len(lines):
        return list(lines)
    return [
        sorted([*line, *below], key=lambda w: w.x0) if is_beside else line
        for line, below, is_beside in zip(lines, [*lines[1:], []], [*beside, False], strict=True)
    ]


def _is_beside(line: Sequence[Word], below: Sequence[Word]) -> bool:
    """Whether a line stands lower than another by less than a line, and over none of its words."""
    top, bottom = max(w.top for w in below), max(w.bottom for w in line)
    is_level = bottom - top > OVERLAP_PART * (bottom - min(w.top for w in line))
    return is_level and not any(a.x0 < b.x1 and b.x0 < a.x1 for a in line for b in below)


def _beside_header(
    stripes: Sequence[tuple[float, float]], header: Sequence[Sequence[Word]]
) -> list[tuple[float, float]]:
    """The stripes without what the heading of a neighbour reaches into: headings may be wider than their column."""
    out: list[tuple[float, float]] = []
    for left, right in stripes:
        start, end = left, right
        for line in header:
            for run in segments(line, 0.5):
                x0, x1 = run[0].x0, max(w.x1 for w in run)
                if x0 < left < x1 < right:
                    start = max(start, x1)
                elif left < x0 < right < x1:
                    end = min(end, x0)
        out.append((start, end) if end - start > 0.5 else (left, right))
    return out


def _without_islands(
    stripes: list[tuple[float, float]], lines: Sequence[Sequence[Word]], header: Sequence[Sequence[Word]]
) -> list[tuple[float, float]]:
    """The stripes without those that cut off a sparse column that has no heading where the others have.

    Such an island is a hanging bullet, or the end of some long lines; it goes to the nearer neighbour.
    """
    kept = list(stripes)
    headings = [(w.x0, w.x1) for line in header for w in line]
    if not headings:
        return kept
    index = 0
    while index + 1 < len(kept):
        left, right = kept[index], kept[index + 1]
        is_headed = any(x0 < right[0] + 1 and x1 > left[1] - 1 for x0, x1 in headings)
        filled = sum(any(left[1] - 1 <= w.middle <= right[0] + 1 for w in line) for line in lines)
        if not is_headed and filled < ISLAND_PART * len(lines):
            kept.remove(left if left[1] - left[0] < right[1] - right[0] else right)
            continue
        index += 1
    return kept


def _is_aligned(stripe: tuple[float, float], lines: Sequence[Sequence[Word]], size: float) -> bool:
    """Whether a stripe too narrow to be believed by its width has cells set flush left on its right side.

    In a column words begin at one place; words behind the spaces of running text do not.
    """
    flush = wide = other = 0
    for line in lines:
        after = [word for word in line if word.x0 >= stripe[1] - 0.6]
        if not after:
            continue
        before = [word.x1 for word in line if word.x1 <= stripe[0] + 0.6]
        if after[0].x0 - stripe[1] < 0.8:
            flush += 1
            wide += not before or after[0].x0 - max(before) > CELL_GAP_EM * size
        else:
            other += 1
    return flush >= 5 and flush >= 1.5 * other and wide >= 0.3 * flush and stripe[1] - stripe[0] > 0.05 * size


def _without_phrases(
    stripes: list[tuple[float, float]],
    lines: Sequence[Sequence[Word]],
    header: Sequence[Sequence[Word]],
    size: float,
) -> list[tuple[float, float]]:
    """The stripes without those that are only the space inside a phrase that many cells share ("2 mg", "Paper (P)").

    Cells end at different places, so that across a true gutter some of the gaps are wide; across the space of a phrase
    every gap is one space. Between two headings a gap need only be wider than the spaces of words are here.
    """
    kept = list(stripes)
    spaces = [b.x0 - a.x1 for line in lines for a, b in pairwise(line) if b.x0 - a.x1 < SPACE_EM * size]
    narrow = min(SPACE_EM * size, WORD_SPACES * median(spaces)) if spaces else SPACE_EM * size
    headed = [(a.x1, b.x0) for line in header for a, b in pairwise(line) if b.x0 - a.x1 > narrow]
    for stripe in sorted(stripes, key=lambda s: (s[1] - s[0], s[0])):
        if stripe[1] - stripe[0] > WIDE_STRIPE_EM * size:
            break
        place = kept.index(stripe)
        left_end = kept[place - 1][1] if place else float("-inf")
        right_end = kept[place + 1][0] if place + 1 < len(kept) else float("inf")
        is_headed = any(left < stripe[1] and right > stripe[0] for left, right in headed)
        space = narrow if is_headed else SPACE_EM * size
        gaps = []
        for line in lines:
            before = [w.x1 for w in line if left_end - 1 <= w.middle <= stripe[0] + 1]
            after = [w.x0 for w in line if stripe[1] - 1 <= w.middle <= right_end + 1]
            if before and after:
                gaps.append(min(after) - max(before))
        if gaps and sum(gap > space for gap in gaps) < 0.2 * len(gaps):
            kept.remove(stripe)
    return kept


def _without_stretched(
    stripes: list[tuple[float, float]], body: Sequence[Sequence[Word]], header: Sequence[Sequence[Word]]
) -> list[tuple[float, float]]:
    """The stripes without those that are the spaces of justified lines in one narrow column.

    Justified text fills its lines from edge to edge, but for the last of each paragraph. So every line with words on
    both sides of such a stripe reaches from edge to edge with equal spaces, and another line follows it; none has words
    on the right side alone, none in the header has words on both, and different words do not begin at one place there.
    The first word of the next line would not have fitted.
    """
    kept = list(stripes)
    for stripe in sorted(stripes, key=lambda s: (s[1] - s[0], s[0])):
        place = kept.index(stripe)
        left = kept[place - 1][1] if place else float("-inf")
        right = kept[place + 1][0] if place + 1 < len(kept) else float("inf")
        inside = [[w for w in line if w.x1 > left + 1 and w.x0 < right - 1] for line in (*header, *body)]
        if _is_stretched(stripe, [words for words in inside if words], sum(map(bool, inside[: len(header)]))):
            kept.remove(stripe)
    return kept


def _is_stretched(stripe: tuple[float, float], lines: Sequence[Sequence[Word]], heads: int) -> bool:
    """Whether a stripe is the spaces of justified lines; `heads`: so many of the lines are of the header."""
    x0, x1 = min(words[0].x0 for words in lines), max(words[-1].x1 for words in lines)
    behind: dict[str, float] = {}
    is_even = False
    for index, words in enumerate(lines):
        if words[0].middle > stripe[1]:
            return False
        is_over = any(w.x0 < stripe[1] - 0.5 and w.x1 > stripe[0] + 0.5 for w in words)
        if is_over or words[-1].middle < stripe[0]:
            continue
        if index < heads or words[0].x0 > x0 + FLUSH_PT or words[-1].x1 < x1 - FLUSH_PT:
            return False
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is None or below[0].top - words[0].bottom > FOLLOWING_EM * words[0].size:
            return False
        spaces = [b.x0 - a.x1 for a, b in pairwise(words)]
        fits = sum(spaces) > (below[0].x1 - below[0].x0) + (len(spaces) + 1) * WORD_SPACE_EM * words[0].size
        if fits or max(spaces) - min(spaces) > EVEN_PT:
            return False
        is_even = is_even or len(spaces) > 1
        first = next(word for word in words if word.middle > stripe[1])
        behind[first.text] = first.x0
    if len(behind) < 2:
        return (heads > 0 or is_even) and any(sign.isalpha() for text in behind for sign in text)
    return max(behind.values()) - min(behind.values()) > FLUSH_PT


def _stripes(lines: Sequence[Sequence[Word]], x0: float, x1: float, allowed: int) -> list[tuple[float, float]]:
    """Stripes of x that at most `allowed` lines cover, with text on both sides."""
    events: list[tuple[float, int]] = []
    for line in lines:
        for run in segments(line, 0.12):  # a word, or words set without a space
            events.append((run[0].x0, 1))
            events.append((max(word.x1 for word in run), -1))
    events.sort()
    stripes: list[tuple[float, float]] = []
    cover, start = 0, None
    for at, step in events:
        before = cover
        cover += step
        if before > allowed >= cover:
            start = at
        elif before <= allowed < cover:
            if start is not None:
                stripes.append((start, at))
            start = None
    return [s for s in stripes if s[0] > x0 - 1 and s[1] < x1 + 1]


def _is_crossed(stripe: tuple[float, float], header: Sequence[Sequence[Word]], size: float) -> bool:
    """Whether header words run across a narrow stripe: then it is the space of a phrase that all rows share."""
    if stripe[1] - stripe[0] > 0.75 * size or not header:
        return False
    for line in header[-2:]:
        for run in segments(line, 0.5):
            if run[0].x0 < stripe[0] - 0.3 * size and run[-1].x1 > stripe[1] + 0.3 * size:
                return True
    return False


def _with_header(
    gutters: list[tuple[float, float]], header: Sequence[Sequence[Word]], size: float
) -> list[tuple[float, float]]:
    """The gutters, and those in the wide white of a column that the body leaves empty but the header names."""
    if not header:
        return gutters
    out: list[tuple[float, float]] = []
    cells = [(run[0].x0, max(w.x1 for w in run)) for line in header for run in segments(line)]
    for left, right in gutters:
        inner = sorted(c for c in cells if c[0] > left + 0.2 * size and c[1] < right - 0.2 * size)
        merged: list[tuple[float, float]] = []
        for cell in inner:
            if merged and cell[0] < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(cell[1], merged[-1][1]))
            else:
                merged.append(cell)
        start = left
        for cell in merged:
            if cell[0] - start > 0.4 * size:
                out.append((start, cell[0]))
            start = cell[1]
        out.append((start, right))
    return out


def _with_last(
    gutters: list[tuple[float, float]],
    header: Sequence[Sequence[Word]],
    lines: Sequence[Sequence[Word]],
    allowed: int,
    size: float,
) -> list[tuple[float, float]]:
    """The gutters, and one before a last column that the header names and next to no line fills.

    One line of the header must name all columns: two words of the last heading may stand wide apart.
    """
    reaches = sorted((max(word.x1 for word in line) for line in lines), reverse=True)
    end = reaches[min(allowed, len(reaches) - 1)]
    naming = [runs for line in header if len(runs := segments(line)) == len(gutters) + 2]
    last = [run[0].x0 for runs in naming for run in runs[-1:] if run[0].x0 > end + CELL_GAP_EM * size]
    words = [word for line in lines for word in line if word.x1 > end + 0.5]
    start = min([*last, *(word.x0 for word in words)], default=end)
    if not last or start < end + SPACE_EM * size:
        return gutters
    return [*(gutter for gutter in gutters if gutter[1] <= end), (end, start)]


def edges_of(gutters: Sequence[tuple[float, float]], x0: float, x1: float) -> tuple[tuple[float, float], ...]:
    """Left and right edge of each column: gutters are cut in the middle."""
    cuts = [(a + b) / 2 for a, b in gutters]
    return tuple(zip([x0, *cuts], [*cuts, x1], strict=True))


def column_of(edges: Sequence[tuple[float, float]], middle: float) -> int:
    """The column in which a place lies; the outer columns reach to the page's edge."""
    for index, (_, right) in enumerate(edges):
        if middle < right:
            return index
    return len(edges) - 1


def lies_over(run: Sequence[Word], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether a run of words begins before a gutter and ends behind it, however wide the gutter is."""
    return any(run[0].x0 < left + 0.5 and run[-1].x1 > right - 0.5 for left, right in gutters)


def are_full_cells(runs: Sequence[Sequence[Word]], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether the runs of a line are cells that fill their columns, so that a mere space parts some of them.

    A gutter is known from the rows before, whose cells may all be shorter. Behind each one that a run lies over a word
    begins where the column does, and so it is in two columns of the line at the least: words of running text begin at
    such a place once by chance, and seldom twice.
    """
    over = [any(lies_over(run, (gutter,)) for run in runs) for gutter in gutters]
    flush = [any(abs(word.x0 - right) < ALIGNED_PT for run in runs for word in run) for _, right in gutters]
    return sum(flush) >= MIN_ALIGNED and all(begins for begins, reaches in zip(flush, over, strict=True) if reaches)


def crosses(run: Sequence[Word], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether a run of words ignores a gutter: one word covers it, or two beside it have a mere space between them."""
    for left, right in gutters:
        if any(w.x0 < left + 0.5 and w.x1 > right - 0.5 for w in run):
            return True
        for a, b in pairwise(run):
            gap = b.x0 - a.x1
            if a.x0 < left and b.x1 > right and gap < 0.85 * (right - left) and gap < SPACE_EM * a.size:
                return True
    return False
