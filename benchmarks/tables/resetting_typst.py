"""An article in Typst around a table."""

from __future__ import annotations

import random

import resetting_prose as prose
from resetting_composed import ComposedTable, PrintedCell, PrintedRow, without_label
from resetting_html import MARGIN
from resetting_makers import TooWide
from resetting_styles import PAPERS, Style

# Width of a letter, of the size: that of a wide sans.
LETTER = 0.62
DOTTED = '(thickness: .5pt, dash: "dotted")'
TINT = 'rgb("#d9d9d9")'


def article(table: ComposedTable, style: Style, chance: random.Random) -> str:
    """The whole source."""
    width, height = PAPERS[style.paper]
    wide = style.layout in ("landscape", "turned", "sideways", "upended")
    columns = 2 if style.layout == "one-of-two-columns" else 1
    text = "\n\n".join(quoted(prose.paragraph(chance)) for _ in range(1 + style.start % 3))
    after = "\n\n".join(quoted(prose.paragraph(chance)) for _ in range(3))
    listed = "\n\n".join(f"{i}. " + quoted(r) for i, r in enumerate(prose.references(chance, 8), 1))
    start, end = ("#page(flipped: true)[", "]") if wide else ("", "")
    head = quoted(prose.running_head(chance))
    return f"""
#set page(width: {width}pt, height: {height}pt, margin: {MARGIN}pt, columns: {columns}, numbering: "1",
  header: align(center, text(8pt, style: "italic")[{head}]))
#set text(font: "{style.font}", size: 10pt, lang: "en", hyphenate: {str(style.hyphenated).lower()})
#set par(justify: true)
= {quoted(prose.sentence(chance)[:-1])}
{quoted("A. Fenwick, B. Osei")}

*Abstract.* {quoted(prose.paragraph(chance, 3))}
== 3. Results
=== {quoted(prose.heading(chance, 1))}
{text}
{start}
{_placed(table, style, chance)}
{end}
{after}
== 4. Discussion
{after}
== References
{listed}
"""


def quoted(text: str) -> str:
    """A text in markup, with nothing in it that Typst would read as its own."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'


def _placed(table: ComposedTable, style: Style, chance: random.Random) -> str:
    number = chance.randint(1, 4)
    short = without_label(table.title)
    caption = f"#block(sticky: true)[*Table {number}.* {quoted(short)}]"
    note = "#block[#text(7.5pt)[Note. NR = not reported; SD = standard deviation.]]" if style.note_below else ""
    made = "#block[" + _table(table, style) + "]"
    if style.caption == "below":
        return f"{made}\n{caption.replace('sticky: true', 'above: 5pt')}\n{note}"
    if style.caption == "label-above":
        caption = f"#block(sticky: true)[Table {number}]\n#block(sticky: true)[_{quoted(short)}_]"
    return f"{caption}\n{made}\n{note}"


def _table(table: ComposedTable, style: Style) -> str:
    down, across = style.padding
    width, height = PAPERS[style.paper]
    wide = style.layout in ("landscape", "turned", "sideways", "upended")
    room = ((height if wide else width) - 2 * MARGIN) / (2 if style.layout == "one-of-two-columns" else 1)
    total = sum(table.weights)
    kind = style.widths
    shares = [weight / total if kind == "set" else 1 / table.columns for weight in table.weights]
    wanted = [LETTER * style.size * longest + 2 * across for longest in table.longest]
    if sum(wanted) > room:
        raise TooWide
    if any(share * room < need for share, need in zip(shares, wanted, strict=True)):
        kind = "auto"  # Typst lets a word run over the edge of a column that is too narrow for it
    widths = {
        "auto": ["auto"] * table.columns,
        "equal": ["1fr"] * table.columns,
        "set": [f"{weight / total:.3f}fr" for weight in table.weights],
    }[kind]
    align = {"left": "left", "center": "center", "justify": "left"}[style.align]
    vertical = {"top": "top", "middle": "horizon", "bottom": "bottom"}[style.vertical]
    leading = f"{0.65 * (style.leading - 0.55):.2f}em"
    head = "\n".join(_cells(row, style, is_head=True) for row in table.head)
    body = "\n".join(_cells(row, style, is_head=False) for row in table.rows)
    heads = len(table.head)
    return f"""#set text(size: {style.size}pt)
#set par(leading: {leading}, justify: {str(style.align == "justify").lower()})
#show table.cell: set block(breakable: {str(style.is_row_cut).lower()})
#show table.cell.where(y: 0): set text(weight: "{"bold" if style.is_head_bold else "regular"}")
#table(columns: ({", ".join(widths)},), inset: (x: {across}pt, y: {down + 1}pt), align: {align} + {vertical},
{_frame(style, heads, len(table.rows) + heads)}
table.header(repeat: {str(style.is_head_repeated).lower()},
{head}
),
{body}
)"""


def _cells(row: PrintedRow, style: Style, *, is_head: bool) -> str:
    return " ".join(_cell(cell, row, style, is_head=is_head) for cell in row.cells)


def _cell(cell: PrintedCell, row: PrintedRow, style: Style, *, is_head: bool) -> str:
    parts = " #linebreak() ".join(quoted(part) for part in cell.parts)
    content = parts + (f"#super[{cell.raised}]" if cell.raised else "")
    if row.is_section and cell.parts[0]:
        content = f"*{content}*" if style.start % 3 != 1 else f"_{content}_"
    if is_head and style.is_head_bold:
        content = f"#strong[{content}]"
    spans = f"colspan: {cell.col_span}, rowspan: {cell.row_span}"
    fill = f", fill: {TINT}" if row.is_section and style.start % 3 == 2 else ""
    align = ", align: left" if row.is_section else ""
    breakable = f", breakable: {str(style.is_row_cut).lower()}"
    return f"table.cell({spans}{fill}{align}{breakable})[{content}],"


def _frame(style: Style, heads: int, rows: int) -> str:
    """The rules and shades of a frame, as arguments of `table`."""
    ends = f"table.hline(y: 0, stroke: 1pt), table.hline(y: {heads}, stroke: .6pt), table.hline(y: {rows}, stroke: 1pt)"
    tinted = f"fill: (x, y) => if y < {heads} {{ {TINT} }}"
    inner = "stroke: (x, y) => (left: if x > 0 { .5pt } else { none })"
    return {
        "grid": "stroke: .5pt" + (f", {tinted}" if style.start % 2 else ""),
        "grid-grey": "stroke: .75pt + luma(187)" + (f", {tinted}" if style.start % 2 else ""),
        "grid-open": "stroke: (x, y) => (top: .5pt, bottom: .5pt, left: if x > 0 { .5pt } else { none })",
        "rules": "stroke: (x, y) => (top: .5pt, bottom: .5pt)",
        "rules-grey": "stroke: (x, y) => (top: .4pt + luma(200), bottom: .4pt + luma(200))",
        "dotted": f"stroke: (x, y) => (top: {DOTTED}, bottom: {DOTTED})",
        "booktabs": f"stroke: none, {ends}",
        "double": f"stroke: none, {ends}",
        "zebra": f"stroke: none, fill: (x, y) => if calc.odd(y) {{ luma(236) }}, {ends}",
        "zebra-bare": 'stroke: none, fill: (x, y) => if calc.odd(y) { rgb("#e4ecf5") }',
        "tinted-head": f"stroke: none, {tinted}, table.hline(y: {rows}, stroke: .8pt)",
        "dark-head": f'stroke: .5pt + white, fill: (x, y) => if y < {heads} {{ rgb("#9ab8d8") }} '
        'else if calc.odd(y) { rgb("#deeaf6") }',
        "cell-gap": f"gutter: 1.5pt, stroke: none, fill: (x, y) => if y < {heads} {{ {TINT} }} else {{ luma(240) }}",
        "uprights": f"{inner}, table.hline(y: {heads}, stroke: .6pt)",
        "uprights-box": f"{inner}, table.hline(y: 0), table.hline(y: {heads}), table.hline(y: {rows}), "
        "table.vline(x: 0), ",
        "frame": f"stroke: none, {ends}, table.vline(x: 0)",
        "column-tint": f"stroke: none, fill: (x, y) => if x == 0 {{ {TINT} }}, {ends}",
        "bare": "stroke: none",
    }[style.frame].rstrip(", ") + ","
