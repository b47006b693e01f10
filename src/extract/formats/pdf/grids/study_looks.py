"""Where a table's geometry needs to know what a study looks like.

Everything else that cuts pages into cells asks for rules, shades, space and type only, and knows nothing of reviews:
what a row *means* is decided above, by `extract.tables` and `extract.study_rows`. One question cannot wait that long.
A first cell that stands beside several ruled sub-rows is either a study with several lines of results, which is one
record, or a group ("Adults") beside its members, which are records of their own; drawn, the two are the same. The
answer changes which lines make up a row, and with it the text of every cell beside, so it is given here, and nowhere
else in this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.formats.pdf.grids.places import Place

# A year, a citation in brackets, "et al.": what names a study. Matches "Li (2016)", "[12]"; not "RCT". Linear.
STUDY_NAME = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\[\d{1,3}\]|\bet al\b")


def join_studies(places: Sequence[Place], rows: int) -> tuple[list[Place], int]:
    """Sub-rows of one study made one row: the first cell, which names the study, stands beside all of them.

    A first cell that names no study is a group beside its members: it stays one cell over their rows. Where half of the
    columns and more are one cell over the same rows, these are sub-rows of one thing, whatever it is called.
    """
    joins = sorted({(p.row, p.row + p.row_span) for p in places if _holds_sub_rows(p, places)})
    if not joins:
        return list(places), rows
    target = list(range(rows))
    for start, end in joins:
        for row in range(start, end):
            target[row] = start
    fresh = {row: index for index, row in enumerate(sorted(set(target)))}
    merged: dict[tuple[int, int], Place] = {}
    for place in sorted(places, key=lambda p: (p.row, p.column)):
        row = fresh[target[place.row]]
        last = fresh[target[place.row + place.row_span - 1]]
        key = (row, place.column)
        if key in merged:
            merged[key] = replace(merged[key], lines=merged[key].lines + place.lines)
        else:
            merged[key] = replace(place, row=row, row_span=last - row + 1)
    return list(merged.values()), len(fresh)


def _holds_sub_rows(place: Place, places: Sequence[Place]) -> bool:
    """Whether a cell of the first column (or of the second, beside a group) names a study that has several sub-rows."""
    end = place.row + place.row_span
    if place.row_span < 2 or place.col_span > 1 or place.column > 1:
        return False
    beside = [p for p in places if p.row >= place.row and p.row + p.row_span <= end]
    same = [p for p in beside if p.row == place.row and p.row_span == place.row_span]
    taller = [p for p in places if p.row_span > place.row_span and p.row <= place.row and end <= p.row + p.row_span]
    groups = {p.column for p in taller}
    columns = {p.column for p in places} - groups
    # The levels of a header span columns; the sub-rows of a study do not.
    if place.row > 0 and 2 * len(same) >= len(columns) and all(p.col_span == 1 for p in beside):
        return True
    if place.column > 0:
        return False
    others = [p for p in places if p.column == 1 and place.row <= p.row < end]
    named = sum(STUDY_NAME.search(_text(p)) is not None for p in others)
    return STUDY_NAME.search(_text(place)) is not None and named * 2 <= len(others)


def _text(place: Place) -> str:
    return " ".join(word.text for line in place.lines for word in line)


__all__ = ["STUDY_NAME", "join_studies"]
