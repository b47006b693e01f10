"""What a place on a page is called that holds a table, and what parts its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.formats.pdf.drawn.rulings import Rule, Shade

# A table that goes on has its edges where they were, within this.
SAME_TABLE_PT = 4.0
# A line in type so much larger than the table's is a heading of the document, which no table goes on over.
HEADING_SIZE = 1.12


@dataclass(frozen=True)
class Cut:
    """A place where something drawn parts the rows over the table's whole width: a rule, or the edge of a shade."""

    at: float
    is_rule: bool


@dataclass(frozen=True)
class Region:
    """A table's place in a frame.

    Attributes:
        cuts: from top to bottom; the first and last are the head and the foot, if drawn.
        partial: level rules that part only some of the columns.
        upright: upright rules inside.
        boxes: lines of a full grid, as (xs, ys); None when the columns must be found from white space.
        is_open_above / is_open_below: no rule closes the table there.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    cuts: tuple[Cut, ...]
    partial: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()
    shades: tuple[Shade, ...] = ()
    boxes: tuple[tuple[float, ...], tuple[float, ...]] | None = None
    is_open_above: bool = False
    is_open_below: bool = False


@dataclass(frozen=True)
class Context:
    """What stands around a region: whether a caption or a header announces it, and the table of the page before.

    Attributes:
        columns: of the last table of the page before; empty for none.
        header: the letters and digits of that table's header, as `signs_of` gives them; empty for none.
    """

    is_announced: bool = False
    columns: tuple[tuple[float, float], ...] = ()
    header: str = ""


def signs_of(texts: Iterable[str]) -> str:
    """The letters and digits of texts, which line breaks do not change: "Main find-", "ings" gives "Mainfindings"."""
    return "".join(sign for text in texts for sign in text if sign.isalnum())


def distinct_places(values: Sequence[float], near: float) -> list[float]:
    """Distinct places: values within `near` of each other count once, at their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= near and value - groups[-1][0] <= 2 * near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
