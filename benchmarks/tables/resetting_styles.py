"""How a table is set: what is drawn, where it stands on the page, and how its rows fall."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Layout = Literal["upright", "landscape", "turned", "sideways", "upended", "two-columns", "one-of-two-columns"]
Caption = Literal["above", "below", "label-above", "in-head", "continued", "heading"]
Sections = Literal["none", "span", "first-cell", "column"]

# What is drawn: frames of the styles that Word, LaTeX classes, Typst and publishers offer.
FRAMES = (
    "grid",
    "grid-grey",
    "grid-open",
    "rules",
    "rules-grey",
    "dotted",
    "booktabs",
    "double",
    "zebra",
    "zebra-bare",
    "tinted-head",
    "dark-head",
    "cell-gap",
    "uprights",
    "uprights-box",
    "frame",
    "column-tint",
    "bare",
    "elsevier",
    "springer",
    "wiley",
    "mdpi",
    "word",
    "sheets",
    "across",
)
# Studies side by side, a study a column, are drawn in one of these, and have no groups and no rows within rows.
ACROSS_FRAMES = ("grid", "rules", "booktabs", "zebra", "tinted-head", "frame")
ACROSS: Mapping[str, Any] = {"name": "across", "sections": "none", "superscripts": False, "sub_rows": False}
# What publishers' and Word's tables, and the sheets of Cochrane reviews, have of their own; the rest is drawn as for
# other frames. As printed: Elsevier's head and foot rules with small type and raised letters, Springer's rule a row,
# Wiley's grey band, MDPI's centred cells, Word's full grid whose rows are cut by the page's end.
HOUSES: Mapping[str, Mapping[str, Any]] = {
    "elsevier": {
        "padding": (1.5, 3.0),
        "align": "left",
        "vertical": "top",
        "is_head_bold": False,
        "superscripts": True,
    },
    "springer": {"align": "left", "vertical": "top", "is_head_bold": True, "note_below": True},
    "wiley": {"align": "left", "vertical": "top", "is_head_bold": True, "note_below": True},
    "mdpi": {"align": "center", "numbers": "same", "vertical": "middle", "is_head_bold": True, "caption": "above"},
    "word": {"font": "Liberation Serif", "padding": (0.5, 5.0), "is_row_cut": True, "is_head_repeated": True},
    "sheets": {"layout": "upright", "sections": "none", "superscripts": False, "sub_rows": False, "caption": "heading"},
}
# Frames whose rows nothing drawn parts: the table's geometry is told from white space.
OPEN_FRAMES = frozenset(
    {
        "booktabs",
        "double",
        "tinted-head",
        "uprights",
        "uprights-box",
        "frame",
        "column-tint",
        "bare",
        "elsevier",
        "wiley",
        "mdpi",
    }
)
FONTS = ("Liberation Serif", "Liberation Sans", "DejaVu Serif", "DejaVu Sans", "Liberation Sans Narrow")
MAKERS = ("chromium", "weasyprint", "typst")
# The page's size in points by name; the last is a small journal's.
PAPERS = {"a4": (595.0, 842.0), "letter": (612.0, 792.0), "small": (439.0, 666.0)}
# More columns than this want a wide page; as many fit the column of a two-column page.
MANY_COLUMNS = 8
COLUMNS_OF_ONE = 4


@dataclass(frozen=True)
class Style:
    """One way to set a table. Sizes in points.

    Attributes:
        is_head_repeated: the header is printed on each page.
        is_row_cut: rows may break over pages.
        cut_edge: where a row breaks, its rule is drawn at the page's foot and head (as Word does).
        sub_rows: some studies take two printed rows beside one name.
        widths: `auto`, or `equal`, or `set` (shares by what the columns hold).
    """

    name: str
    seed: int
    maker: str
    frame: str
    layout: Layout
    paper: str
    caption: Caption
    sections: Sections
    font: str
    size: float
    leading: float
    padding: tuple[float, float]
    align: str
    numbers: str
    vertical: str
    widths: str
    is_head_bold: bool
    is_head_repeated: bool
    is_row_cut: bool
    cut_edge: bool
    sub_rows: bool
    superscripts: bool
    hyphenated: bool
    paragraphs: bool
    line_numbers: bool
    side_note: bool
    note_below: bool
    start: int


def draw_style(frame: str, seed: int, columns: int, makers: tuple[str, ...] = MAKERS) -> Style:
    """The style of a frame for a seed; the same for the same arguments."""
    chance = random.Random(f"{frame}/{seed}")
    if frame == "across":
        return replace(draw_style(chance.choice(ACROSS_FRAMES), seed, columns, makers), **ACROSS)
    layouts: list[Layout] = (
        ["upright"] * 6 + ["landscape"] * 3 + ["turned", "sideways", "upended"] + ["two-columns"] * 2
    )
    layouts += ["one-of-two-columns"] * 2
    layout = chance.choice(layouts)
    if columns > MANY_COLUMNS and layout in ("upright", "two-columns", "one-of-two-columns"):
        layout = "landscape"
    if columns > COLUMNS_OF_ONE and layout == "one-of-two-columns":
        layout = "two-columns"
    # Our Typst does not know the houses' own rules.
    maker = chance.choice([name for name in makers if frame not in HOUSES or name != "typst"])
    if layout == "two-columns" or (maker == "weasyprint" and layout == "one-of-two-columns"):
        maker = "chromium"  # WeasyPrint 70 fails on tables that leave a page in two columns; our Typst sets one width
    size = chance.choice((6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 10.0, 11.0))
    if columns > MANY_COLUMNS:
        size = min(size, 7.5)
    captions: list[Caption] = ["above"] * 4 + ["label-above"] * 2 + ["below", "in-head", "continued", "heading"]
    sections: list[Sections] = ["none"] * 3 + ["span"] * 2 + ["first-cell", "column"]
    section = chance.choice(sections)
    bottom = "bottom" if frame.startswith(("grid", "rules")) and section != "column" else "top"
    style = Style(
        name=frame,
        seed=seed,
        maker=maker,
        frame=frame,
        layout=layout,
        paper=chance.choice(("a4", "a4", "a4", "letter", "letter", "small" if columns <= 5 else "a4")),
        caption=chance.choice(captions),
        sections=section,
        font=chance.choice(FONTS),
        size=size,
        leading=chance.choice((1.1, 1.15, 1.2, 1.3)),
        padding=chance.choice(((0.5, 3.0), (1.5, 4.0), (2.5, 5.0), (4.0, 6.0))),
        align=chance.choice(("left", "left", "left", "center", "justify")),
        numbers=chance.choice(("same", "same", "center", "right")),
        vertical=chance.choice(("top", "top", "top", "middle", bottom)),
        widths=chance.choice(("auto", "auto", "set", "equal")),
        is_head_bold=chance.random() < 0.7,
        is_head_repeated=chance.random() < 0.6,
        is_row_cut=chance.random() < 0.5,
        cut_edge=chance.random() < 0.5,
        sub_rows=frame in ("grid", "grid-grey", "rules", "grid-open") and chance.random() < 0.2,
        superscripts=chance.random() < 0.2,
        hyphenated=chance.random() < 0.35,
        paragraphs=chance.random() < 0.2,
        line_numbers=chance.random() < 0.08,
        side_note=chance.random() < 0.12,
        note_below=chance.random() < 0.4,
        start=chance.randint(0, 5),
    )
    return replace(style, **HOUSES.get(frame, {}))
