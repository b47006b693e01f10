"""An article in HTML and CSS around a table, for the makers that print web pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape

import resetting_prose as prose
from resetting_composed import ComposedTable, PrintedCell, PrintedRow, soften, without_label
from resetting_styles import PAPERS, Style

MARGIN = 54
GREY = "#d9d9d9"
# Rows of a part where a table is printed in parts, each with its own caption, by the paper's height.
ROWS_OF_A_PART = 7


def article(table: ComposedTable, style: Style, chance: random.Random) -> str:
    """The whole page."""
    width, height = PAPERS[style.paper]
    head = prose.running_head(chance)
    wide = style.layout in ("landscape", "turned", "sideways", "upended")
    box = (height if wide else width) - 2 * MARGIN
    before = "".join(f"<p>{escape(prose.paragraph(chance))}</p>" for _ in range(1 + style.start % 3))
    after = "".join(f"<p>{escape(prose.paragraph(chance))}</p>" for _ in range(3))
    front = (
        f"<h1>{escape(prose.sentence(chance)[:-1])}</h1><p class='by'>A. Fenwick, B. Osei</p>"
        f"<p><b>Abstract.</b> {escape(prose.paragraph(chance, 3))}</p><h2>3. Results</h2>"
    )
    more = f"<h3>{escape(prose.heading(chance, 1))}</h3>{before * (1 + style.start // 3)}"
    listed = "".join(f"<p class='ref'>{i}. {escape(r)}</p>" for i, r in enumerate(prose.references(chance, 8), 1))
    back = f"<h2>4. Discussion</h2>{after}<h2>References</h2>{listed}"
    tables = "".join(_tables(table, style, chance))
    inner = f"<div class='table'>{tables}</div>"
    body = f"<div class='text'>{front}{more}{inner}{after}{back}</div>"
    fixed = ""
    if style.line_numbers and style.layout == "upright":
        numbers = "<br>".join(str(n) for n in range(1, 46))
        fixed += f"<div class='numbers'>{numbers}</div>"
    if (
        style.side_note
        and style.maker == "chromium"
        and style.layout in ("upright", "two-columns", "one-of-two-columns")
    ):
        fixed += "<div class='side'>Downloaded from the library of ordinary practice by guest on 3 May 2024</div>"
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><style>{_css(style, width, height, box, head)}"
        f"</style></head><body>{fixed}{body}</body></html>"
    )


def _tables(table: ComposedTable, style: Style, chance: random.Random) -> Iterator[str]:
    """The table, or its parts, each with its caption."""
    number = chance.randint(1, 4)
    label = f"Table {number}"
    short = without_label(table.title)
    caption = f"<p class='cap'><b>{label}.</b> {escape(short)}</p>"
    note = "<p class='note'>Note. NR = not reported; SD = standard deviation.</p>" if style.note_below else ""
    if style.caption == "label-above":
        caption = f"<p class='cap'>{label}</p><p class='cap'><i>{escape(short)}</i></p>"
    if style.caption == "heading":
        caption = f"<h3>{label}: {escape(short)}</h3>"
    if style.frame == "sheets":
        yield caption + "".join(_sheet(table, row, style) for row in table.rows)
    elif style.caption == "in-head":
        yield _table(table, table.rows, style, f"{label}. {short}") + note
    elif style.caption == "below":
        yield _table(table, table.rows, style) + caption + note
    elif style.caption == "continued":
        parts = list(_parts(table.rows))
        for index, rows in enumerate(parts):
            more = f"<p class='cap brk'><b>{label}.</b> {'Cont.' if style.start % 2 else '(continued)'}</p>"
            yield (caption if index == 0 else more) + _table(table, rows, style, is_first=index == 0)
        yield note
    else:
        yield caption + _table(table, table.rows, style) + note


def _sheet(table: ComposedTable, row: PrintedRow, style: Style) -> str:
    """A study's own table: its name stands over it or in its first row, a heading and what it heads on each line."""
    name, *cells = row.cells
    title = "<br>".join(map(escape, name.parts))
    headings = [cell.parts[0] for cell in table.head[-1].cells[1:]]
    lines = "".join(
        f"<tr>{_cell(PrintedCell((heading,)), 'td', style)}{_cell(cell, 'td', style)}</tr>"
        for heading, cell in zip(headings, cells, strict=True)
    )
    if style.start > 3:
        return f"<table><tr class='sec'><td colspan=2>{title}</td></tr>{lines}</table>"
    return f"<p class='cap'><b>{title}</b></p><table>{lines}</table>"


def _parts(rows: tuple[PrintedRow, ...]) -> Iterator[tuple[PrintedRow, ...]]:
    """The rows in parts that end between studies and never after a section's name or inside a span."""
    part: list[PrintedRow] = []
    covered = 0
    for row in rows:
        if len(part) >= ROWS_OF_A_PART and covered <= 0 and not part[-1].is_section:
            yield tuple(part)
            part = []
        covered = max(covered - 1, max((cell.row_span for cell in row.cells), default=1) - 1)
        part.append(row)
    if part:
        yield tuple(part)


def _table(
    table: ComposedTable, rows: tuple[PrintedRow, ...], style: Style, inner: str = "", *, is_first: bool = True
) -> str:
    total = sum(table.weights)
    columns = ""
    if style.widths == "set":
        columns = "".join(f"<col style='width:{100 * weight / total:.1f}%'>" for weight in table.weights)
    elif style.widths == "equal":
        columns = "".join(f"<col style='width:{100 / table.columns:.2f}%'>" for _ in table.weights)
    title = f"<tr class='cap'><th colspan={table.columns}>{escape(inner)}</th></tr>" if inner else ""
    head = title + "".join(_row(row, "th", style) for row in table.head)
    if not is_first and not style.is_head_repeated:
        head = ""
    body = "".join(_row(row, "td", style, index) for index, row in enumerate(rows))
    return f"<table>{columns}<thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(row: PrintedRow, tag: str, style: Style, index: int = 0) -> str:
    kind = "sec" if row.is_section else f"{'even' if index % 2 else 'odd'}{' sub' if row.is_sub_row else ''}"
    return f"<tr class='{kind}'>" + "".join(_cell(cell, tag, style) for cell in row.cells) + "</tr>"


def _cell(cell: PrintedCell, tag: str, style: Style) -> str:
    parts = [soften(part) if style.hyphenated else part for part in cell.parts]
    text = "<br>".join(escape(part) for part in parts)
    raised = f"<sup>{cell.raised}</sup>" if cell.raised else ""
    is_number = tag == "td" and bool(parts[0]) and not any(c.isalpha() for c in parts[0])
    spans = f" colspan={cell.col_span}" if cell.col_span > 1 else ""
    spans += f" rowspan={cell.row_span}" if cell.row_span > 1 else ""
    return f"<{tag}{spans}{' class=num' if is_number else ''}>{text}{raised}</{tag}>"


def _css(style: Style, width: float, height: float, box: float, head: str) -> str:
    wide = style.layout in ("landscape", "turned", "sideways", "upended")
    columns = style.layout in ("two-columns", "one-of-two-columns")
    numbers = "" if style.numbers == "same" else f".num{{text-align:{style.numbers}}}"
    down, across = style.padding
    clone = "box-decoration-break: clone; -webkit-box-decoration-break: clone;" if style.cut_edge else ""
    head_align = "text-align: left;" if style.align == "justify" else ""
    return f"""
@page {{ size: {width}pt {height}pt; margin: {MARGIN}pt;
  @top-center {{ content: "{head}"; font: italic 8pt "{style.font}"; }}
  @bottom-center {{ content: counter(page); font: 8pt "{style.font}"; }} }}
@page wide {{ size: {height}pt {width}pt; }}
body {{ margin: 0; font: 10pt/1.25 "{style.font}", serif; }}
h1 {{ font-size: 16pt; }} h2 {{ font-size: 12pt; }} h3 {{ font-size: 10.5pt; }}
p {{ margin: 0 0 5pt; text-align: justify; }} .ref {{ font-size: 8.5pt; padding-left: 14pt; text-indent: -14pt; }}
.text {{ {"columns: 2; column-gap: 16pt;" if columns else ""} }}
.table {{ margin: 10pt 0; {"page: wide;" if wide else ""} {"column-span: all;" if style.layout == "two-columns" else ""}
  {"" if style.layout == "one-of-two-columns" else f"width: {box:.0f}pt;"} }}
.cap {{ font-size: 9pt; text-align: left; break-after: avoid; margin: 4pt 0; }} .brk {{ break-before: page; }}
.note {{ font-size: 7.5pt; margin-top: 3pt; break-before: avoid; }}
.numbers {{ position: fixed; right: -30pt; top: 0; font: 7pt/14.7pt "{style.font}"; color: #444; text-align: right; }}
.side {{ position: fixed; left: -36pt; top: 120pt; writing-mode: vertical-rl; font: 6.5pt "{style.font}"; }}
table {{ width: 100%; border-collapse: collapse; font-size: {style.size}pt; line-height: {style.leading}; }}
td, th {{ padding: {down}pt {across}pt; text-align: {style.align}; vertical-align: {style.vertical};
  overflow-wrap: break-word; {clone} }}
th {{ font-weight: {"bold" if style.is_head_bold else "normal"}; {head_align} }}
{numbers}
thead {{ display: {"table-header-group" if style.is_head_repeated else "table-row-group"}; }}
tr {{ break-inside: {"auto" if style.is_row_cut else "avoid"}; }}
.sec td {{ text-align: {"center" if style.start == 1 else "left"};
  {("font-weight: bold", "font-style: italic", "font-weight: bold; background: " + GREY)[style.start % 3]}; }}
sup {{ font-size: 65%; line-height: 0; }}
{_frame(style)}
tr.cap th {{ border: 0 !important; background: none !important; color: black !important; text-align: left; }}
"""


def _frame(style: Style) -> str:
    """The rules and shades of a frame."""
    ends = "table{border-top:1pt solid #000;border-bottom:1pt solid #000} thead{border-bottom:.6pt solid #000}"
    rows = "tbody tr:not(.sub) td{{border-top:{0}}} "
    tint = f"thead th{{background:{GREY}}}"
    inner = "td+td,th+th{border-left:.5pt solid #000}"
    return {
        "grid": "td,th{border:.5pt solid #000}" + (tint if style.start % 2 else ""),
        "grid-grey": "td,th{border:.75pt solid #bbb}" + (tint if style.start % 2 else ""),
        "grid-open": "td,th{border:.5pt solid #000} tr>:first-child{border-left:0} tr>:last-child{border-right:0}",
        "rules": ends + rows.format(".5pt solid #000"),
        "rules-grey": ends + rows.format(".4pt solid #c8c8c8"),
        "dotted": ends + rows.format(".5pt dotted #555"),
        "booktabs": ends,
        "double": "table{border-top:3pt double #000;border-bottom:1pt solid #000} thead{border-bottom:3pt double #000}",
        "zebra": ends + " tbody tr.even td{background:#ececec}",
        "zebra-bare": " tbody tr.even td{background:#e4ecf5}",
        "tinted-head": tint + " table{border-bottom:.8pt solid #000}",
        "dark-head": "thead th{background:#1f4e79;color:#fff} tbody tr.odd td{background:#deeaf6} "
        "td,th{border:.5pt solid #fff}",
        "cell-gap": f"table{{border-collapse:separate;border-spacing:1.5pt}} td{{background:#f0f0f0}} {tint}",
        "uprights": inner + " thead{border-bottom:.6pt solid #000}",
        "uprights-box": inner + " table{border:.6pt solid #000} thead{border-bottom:.6pt solid #000}",
        "frame": "table{border:.8pt solid #000} thead{border-bottom:.8pt solid #000}",
        "column-tint": ends + f" tr>:first-child{{background:{GREY}}}",
        "bare": "",
        "elsevier": ends,
        "springer": "table{border-top:.8pt solid #000;border-bottom:.8pt solid #000} "
        + rows.format(".25pt solid #888"),
        "wiley": ends + " thead th{background:#d9d9d9}",
        "mdpi": ends,
        "word": "td,th{border:.5pt solid #000}",
        "sheets": "table{border-top:.5pt solid #888;border-bottom:.5pt solid #888;margin-bottom:12pt} "
        "td{border-top:.4pt solid #bbb} td:first-child{width:22%}"
        + (" td{border:.5pt solid #000} table{margin-bottom:14pt}" if style.start % 2 else ""),
    }[style.frame]
