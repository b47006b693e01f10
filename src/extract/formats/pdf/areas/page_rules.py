"""Which rules are the page's own: those of its running head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from extract.formats.pdf.drawn.rulings import Rule, Rulings
from extract.formats.pdf.lines.words import Line

# Heads and feet stand in this part of the page's height.
MARGIN_PART = 0.09
# More white space than the padding of a cell comes to (of the text's size) parts the page's rule from the page's text.
PADDING_EM = 1.5
# A rule and a shade begin and end at the same places within this.
SAME_EXTENT_PT = 5.0
# An upright that a rule meets ends at it within this: the two are sides of boxes.
MEETS_PT = 3.0


def without_page_rules(rulings: Rulings, lines: Sequence[Line], height: float) -> Rulings:
    """The rulings without the rules under a page's running head and over its running foot.

    They are as long as the text is wide. The shades of a table over the whole width are too, so that the two seem to be
    marks of one table; rules alone are told apart by the white space between. The head stands on its rule and the foot
    hangs from it, with white space towards the text.

    Args:
        rulings: of the frame.
        lines: of the frame, with running heads and feet.
        height: of the frame.
    """
    level = tuple(rule for rule in rulings.level if not _is_of_page(rule, rulings, lines, height))
    return rulings if len(level) == len(rulings.level) else replace(rulings, level=level)


def _is_of_page(rule: Rule, rulings: Rulings, lines: Sequence[Line], height: float) -> bool:
    """Whether a rule as wide as a shade stands in the margin, with more white space inside than a cell's padding."""
    is_head = rule.at < MARGIN_PART * height
    if not is_head and rule.at < (1 - MARGIN_PART) * height:
        return False
    is_as_wide = any(
        abs(shade.x0 - rule.start) <= SAME_EXTENT_PT and abs(shade.x1 - rule.end) <= SAME_EXTENT_PT
        for shade in rulings.shades
    )
    if not is_as_wide or any(_meet(rule, upright) for upright in rulings.upright):
        return False
    near = [line for line in lines if any(w.x1 > rule.start and w.x0 < rule.end for w in line.words)]
    inner = [line for line in near if (line.midline > rule.at) == is_head]
    outer = [line for line in near if (line.midline > rule.at) != is_head]
    white, size = min(((_apart(line, rule), line.size) for line in inner), default=(inf, 0.0))
    return bool(outer) and white > PADDING_EM * size


def _apart(line: Line, rule: Rule) -> float:
    return line.top - rule.at if line.midline > rule.at else rule.at - line.bottom


def _meet(rule: Rule, upright: Rule) -> bool:
    is_beside = rule.start - MEETS_PT <= upright.at <= rule.end + MEETS_PT
    return is_beside and upright.start - MEETS_PT <= rule.at <= upright.end + MEETS_PT


__all__ = ["without_page_rules"]
