"""Which rules of a page underline words, as links are, and bound no cell?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.formats.pdf.drawn.rulings import Rule, Rulings
from extract.formats.pdf.lines.words import Line

# An underline stands no further below the base line than this, in ems; the rule below a row of a table does, since the
# line's depth lies between (0.3 em in TeX and Word).
DEEPEST_EM = 0.28
# It begins with a word and ends with one, within this much, in points.
NEAR_PT = 1.5
# White space that it may run over, in ems: that between two words, and not that between two cells.
WIDEST_SPACE_EM = 0.6


def without_underlines(rulings: Rulings, lines: Sequence[Line]) -> Rulings:
    """The rulings without the rules that underline a run of words."""
    ordered = sorted(lines, key=lambda line: line.base)
    bases = [line.base for line in ordered]
    deepest = DEEPEST_EM * max((line.size for line in lines), default=0.0)
    kept = tuple(
        rule
        for rule in rulings.level
        if not any(
            _underlines(rule, line)
            for line in ordered[bisect_left(bases, rule.at - deepest) : bisect_right(bases, rule.at)]
        )
    )
    return replace(rulings, level=kept)


def _underlines(rule: Rule, line: Line) -> bool:
    """Whether a rule below the base of a line goes from the first to the last of some of its words that are no further
    apart than words are."""
    own = [word for word in line.words if word.x0 < rule.end and word.x1 > rule.start]
    return (
        bool(own)
        and rule.at - line.base <= DEEPEST_EM * line.size
        and abs(own[0].x0 - rule.start) <= NEAR_PT
        and abs(own[-1].x1 - rule.end) <= NEAR_PT
        and all(right.x0 - left.x1 <= WIDEST_SPACE_EM * line.size for left, right in pairwise(own))
    )
