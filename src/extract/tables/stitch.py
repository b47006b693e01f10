"""Which grids are pieces of one table, and which printed rows are pieces of one row?

Limits, stated: pieces are joined in document order only; a table that is interrupted by another table of the same
width is not taken up again unless its caption says so; a row cut over two page ends is joined twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, pairwise, takewhile

from rapidfuzz import fuzz

from extract.pages import Block, Grid, GridRow, Pages
from extract.tables.continuation import EVERY_ROW_NAMED, continues, ends_open, read_habits
from extract.tables.grid import RowKind, Table, TableCell, TableRow
from extract.tables.headers import map_headers
from extract.tables.joining import join_cells, read_words
from extract.tables.pieces import CONTINUED, TABLE_LABEL, Piece, named_cell, read_pieces, table_cell
from extract.tables.row_words import NAMES_WORK, NOTE_ROW
from extract.tables.sheets import gather_sheets
from extract.tables.turned import names_studies, turn_studies

LONGEST_SECTION_NAME = 160
# Two headers are one when their words agree to this degree (rapidfuzz token_set_ratio): hyphenation and line breaks of
# a repeated header differ from page to page, its words do not.
SAME_HEADER = 90.0
# Share of the headings of a first row that the lexicon must know, for the row to be a header by its words.
HEADER_SHARE = 0.5
# Column edges of one table agree from page to page within this many points once the page's own shift is taken off.
COLUMN_TOLERANCE = 12.0
# Part of a column that lies over its fellow on the next page, where the edges are told from white space.
COLUMN_SHARE = 0.6


@dataclass
class _OpenTable:
    """A table being put together."""

    pieces: list[Piece]
    header: tuple[GridRow, ...]
    joined_by: list[str] = field(default_factory=list)
    section_lines: dict[int, Block] = field(default_factory=dict)


def stitch(pages: Pages) -> tuple[Table, ...]:
    """The logical tables of a document, in document order; every printed row stands in exactly one of them."""
    words = read_words(" ".join(_all_texts(pages)))
    pieces = _with_headers_again(tuple(read_pieces(pages.pages)))
    gathered = {sheets.places[0]: sheets for sheets in gather_sheets(pieces, words)}
    taken = {place for sheets in gathered.values() for place in sheets.places}
    tables: list[_OpenTable | Table] = []
    for place, printed in enumerate(pieces):
        if place in taken:
            tables.extend([gathered[place].table] if place in gathered else [])
            continue
        last = tables[-1] if tables else None
        if not isinstance(last, _OpenTable):
            tables.append(_OpenTable([printed], _header_rows(printed.grid, printed.title)))
            continue
        piece = _unheaded(last, printed)
        why = _joins(last, piece)
        if why is None:
            tables.append(_OpenTable([piece], _header_rows(piece.grid, piece.title)))
            continue
        if why == JOINED_SECTION_LINE:
            last.section_lines[len(last.pieces)] = piece.between[0]
        last.pieces.append(piece)
        last.joined_by.append(why)
    return tuple(
        turn_studies(_closed(table, number, words), words)
        if isinstance(table, _OpenTable)
        else replace(table, number=number)
        for number, table in enumerate(tables, start=1)
    )


def _with_headers_again(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with the rows as headers that one page after another prints at the head of its grid.

    Only a header is printed again word for word; neither its type nor its words need show that it is one.
    """
    out = list(pieces)
    for place, (above, below) in enumerate(pairwise(pieces)):
        count = _rows_in_common(above.grid, below.grid)
        if above.page != below.page and 0 < count < min(len(above.grid.rows), len(below.grid.rows)):
            out[place], out[place + 1] = _headed(out[place], count), _headed(out[place + 1], count)
    return tuple(out)


def _rows_in_common(first: Grid, second: Grid) -> int:
    """How many rows at the head of two grids have the same words in the same cells, several in the first and the last.

    A lone cell under the headings may name the section that each page goes on with.
    """
    if first.width != second.width:
        return 0
    pairs = takewhile(lambda rows: _words(rows[0]) == _words(rows[1]), zip(first.rows, second.rows, strict=False))
    filled = [sum(any(sign.isalpha() for sign in text) for text in _words(row)) for row, _ in pairs]
    while filled and filled[-1] < 2:
        filled.pop()
    return len(filled) if filled and filled[0] > 1 else 0


def _words(row: GridRow) -> list[str]:
    return [cell.text for cell in row.cells]


def _headed(piece: Piece, count: int) -> Piece:
    """The piece with its first rows as headers."""
    rows = [replace(row, is_header=row.is_header or at < count) for at, row in enumerate(piece.grid.rows)]
    return replace(piece, grid=replace(piece.grid, rows=tuple(rows)))


JOINED_HEADER = "the same header is printed again"
JOINED_CAPTION = "its caption says that the table goes on"
JOINED_NOTHING_BETWEEN = "the same columns, and nothing between"
JOINED_SECTION_LINE = "the same columns, and a section's name between"


def _joins(table: _OpenTable, piece: Piece) -> str | None:
    """The rule by which `piece` carries on `table`, or None."""
    last = table.pieces[-1]
    if _is_other_label(table.pieces[0].title, piece.grid.title or _caption(piece.between)):
        return None
    header = _header_rows(piece.grid, None)
    if any(names_studies([cell.text for cell in row.cells]) for row in header) and not _same_header(
        header, table.header
    ):
        return None  # the fields of other studies, a study a column
    has_own_header = bool(header)
    if has_own_header and table.header and last.grid.width == piece.grid.width and _same_header(header, table.header):
        return JOINED_HEADER
    title = piece.grid.title or _caption(piece.between)
    if title and CONTINUED.search(title):
        return JOINED_CAPTION
    if has_own_header or not _same_columns(last.grid, piece.grid):
        return None
    running = [block for block in piece.between if block.kind != "footnote"]
    if not running:
        return JOINED_NOTHING_BETWEEN
    if len(running) == 1 and _is_section_line(running[0]) and piece.page == last.page:
        return JOINED_SECTION_LINE
    return None


def _unheaded(table: _OpenTable, piece: Piece) -> Piece:
    """The piece with its first rows as body where a page takes them for a header and the table on the page before shows
    that they are none.

    What stands under the first rule or on the first shade of a page looks like a header. Where the table of the page
    before has a header and goes on in the same columns without a caption, other words in that place are a row: unless
    they are words of headings.
    """
    last = table.pieces[-1]
    header = _header_rows(piece.grid, None)
    is_next = last.page is not None and piece.page == last.page + 1
    if not header or not header[0].is_header or not table.header or not is_next:
        return piece
    if piece.grid.title or _caption(piece.between) or not _same_columns(last.grid, piece.grid):
        return piece
    if _same_header(header, table.header) or _are_headings(header):
        return piece
    rows = tuple(replace(row, is_header=False) for row in piece.grid.rows)
    return replace(piece, grid=replace(piece.grid, rows=rows))


def _are_headings(rows: Sequence[GridRow]) -> bool:
    """Whether the lexicon knows so many of the texts that the rows head columns."""
    filled = [cell.text for row in rows for cell in row.cells if cell.text]
    known = sum(bool(match.fields) for match in map_headers(filled, None))
    return known >= HEADER_SHARE * len(filled)


def _caption(blocks: Sequence[Block]) -> str | None:
    return next(
        (block.text for block in reversed(blocks) if TABLE_LABEL.match(block.text) and len(block.text) < 300), None
    )


def _is_other_label(first: str | None, second: str | None) -> bool:
    """Whether two captions carry different table numbers."""
    left, right = TABLE_LABEL.match(first or ""), TABLE_LABEL.match(second or "")
    return bool(left and right and left["number"].lower() != right["number"].lower())


def _is_section_line(block: Block) -> bool:
    return (
        block.kind in ("heading", "paragraph")
        and len(block.text) <= LONGEST_SECTION_NAME
        and not block.text.endswith((".", ":", ";", ","))
        and not TABLE_LABEL.match(block.text)
        and block.level not in (1,)
    )


def _same_columns(first: Grid, second: Grid) -> bool:
    """Whether two grids have as many columns, in the same places.

    Where nothing is drawn between the columns, a page tells their edges from the words that it happens to hold: each
    column need only lie over most of its fellow, as long as the tables are as wide.
    """
    if not first.columns or not second.columns:
        return first.width == second.width
    if first.width != second.width:
        return False
    shift = second.columns[0][0] - first.columns[0][0]
    pairs = list(zip(first.columns, ((left - shift, right - shift) for left, right in second.columns), strict=True))
    if all(abs(b[0] - a[0]) <= COLUMN_TOLERANCE for a, b in pairs):
        return True
    is_as_wide = abs(pairs[-1][0][1] - pairs[-1][1][1]) <= COLUMN_TOLERANCE
    return is_as_wide and all(_share_in_common(a, b) >= COLUMN_SHARE for a, b in pairs)


def _share_in_common(first: tuple[float, float], second: tuple[float, float]) -> float:
    """How much of the wider of two columns lies over both."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    return common / max(first[1] - first[0], second[1] - second[0], 1.0)


def _header_rows(grid: Grid, title: str | None) -> tuple[GridRow, ...]:
    """The leading rows that head the columns: those the page marks, else a first row whose words are headings."""
    marked = 0
    while marked < len(grid.rows) and grid.rows[marked].is_header:
        marked += 1
    if marked and not (marked == len(grid.rows) and len(grid.rows) > 2):
        return grid.rows[:marked]
    lead = 1 if grid.rows and _is_title_row(grid.rows[0]) and len(grid.rows) > 1 else 0
    row = grid.rows[lead] if len(grid.rows) > lead else None
    if row is None:
        return ()
    texts = [cell.text for cell in row.cells]
    filled = [text for text in texts if text]
    if len(filled) < 2 or len(filled) < len(texts) / 2:
        return ()
    known = sum(bool(match.fields) for match in map_headers(filled, title))
    return grid.rows[: lead + 1] if known >= HEADER_SHARE * len(filled) else ()


def _is_title_row(row: GridRow) -> bool:
    """Whether a row is a title set inside the grid: one cell over all columns that reads like a caption."""
    filled = [cell for cell in row.cells if cell.text]
    return len(filled) == 1 and bool(TABLE_LABEL.match(filled[0].text))


def _same_header(left: Sequence[GridRow], right: Sequence[GridRow]) -> bool:
    first, second = (" ".join(cell.text for row in rows for cell in row.cells if cell.text) for rows in (left, right))
    return fuzz.token_set_ratio(first.lower(), second.lower()) >= SAME_HEADER and len(first) > 0


def _closed(table: _OpenTable, number: int, words: frozenset[str]) -> Table:
    width = max(piece.grid.width for piece in table.pieces)
    title = _name(table.pieces)
    in_grid = next((c.text for row in table.header if _is_title_row(row) for c in row.cells if c.text), None)
    rows = _rows(table, width, words)
    pages = sorted({page for row in rows for page in row.pages})
    return Table(
        number, in_grid or title, tuple(pages), width, _headings(table.header, width), rows, tuple(table.joined_by)
    )


def _name(pieces: Sequence[Piece]) -> str | None:
    """The caption over the first part of a table, or else under a later one, or else the heading over the first."""
    first = pieces[0].title
    if first is not None and TABLE_LABEL.match(first):
        return first
    later = (piece.grid.title for piece in pieces[1:])
    return next((title for title in later if title and TABLE_LABEL.match(title)), first)


def _headings(header: Sequence[GridRow], width: int) -> tuple[str, ...]:
    """One heading a column; an upper level is set before a lower one, a spanning cell before each that it covers."""
    levels: list[list[str]] = []
    for row in header:
        if _is_title_row(row):
            continue
        texts: list[str] = []
        for cell in row.cells:
            texts.extend([" ".join(cell.text.split())] * cell.col_span)
        levels.append((texts + [""] * width)[:width])
    return tuple(
        " / ".join(dict.fromkeys(level[column] for level in levels if level[column])) for column in range(width)
    )


def _rows(table: _OpenTable, width: int, words: frozenset[str]) -> tuple[TableRow, ...]:
    plain = [texts for index, piece in enumerate(table.pieces) for texts in _whole_rows(piece, width, is_cut=index > 0)]
    habits = read_habits([texts for texts in plain if sum(map(bool, texts)) > 1 and not _is_ruler(texts)], width)
    out: list[TableRow] = []
    for index, piece in enumerate(table.pieces):
        name = table.section_lines.get(index, piece.panel)
        if name is not None:
            out.append(_section_from_block(name, width, piece.page, len(out) + 1))
        header = _header_rows(piece.grid, None) if index else table.header
        is_repeated = index == 0 or (header and _same_header(header, table.header))
        at_cut, is_in_name = index > 0, False
        for position, row in enumerate(piece.grid.rows):
            is_header = position < len(header) and bool(is_repeated)
            logical = _logical(row, width, piece.page, len(out) + 1)
            kind = _kind(logical, row, is_header=is_header)
            above = _last_body(out)
            if at_cut and kind in ("body", "section", "note") and above is not None:
                ruled_off = row.is_ruled_off if piece.grid.ruling in ("grid", "rules") else None
                is_new_page = is_in_name or bool(logical.pages and logical.pages != out[above].pages[-1:])
                why = continues(
                    out[above].texts, logical.texts, habits, is_ruled_off=ruled_off, is_new_page=is_new_page
                )
                if why:
                    out[above] = _merged(out[above], logical, why, words)
                    # The cell of a name that a page's end cut may reach over more rows than the first.
                    at_cut = is_in_name = why == EVERY_ROW_NAMED
                    continue
            if kind in ("body", "section", "note"):
                at_cut = False
            out.append(replace(logical, kind=kind))
    return tuple(out)


def _whole_rows(piece: Piece, width: int, *, is_cut: bool) -> list[list[str]]:
    """The texts of the rows that say what rows look like.

    The first row after a cut may be half a row, and so may those be that follow it without a name.
    """
    rows = [_texts(row, width) for row in piece.grid.rows if not row.is_header]
    return list(dropwhile(lambda texts: not texts[0], rows[1:])) if is_cut else rows


def _last_body(rows: Sequence[TableRow]) -> int | None:
    """Index of the last body row, where nothing but headers and rulers stands after it."""
    for index in range(len(rows) - 1, -1, -1):
        if rows[index].kind == "body":
            return index
        if rows[index].kind not in ("header", "ruler"):
            return None
    return None


def _kind(row: TableRow, printed: GridRow, *, is_header: bool) -> RowKind:
    if is_header:
        return "header"
    if _is_ruler(row.texts):
        return "ruler"
    if len(row.filled) != 1:
        return "body"
    column = row.filled[0]
    text = row.cells[column].text
    spans = any(cell.col_span >= max(2, len(row.cells) // 2) for cell in printed.cells if cell.text)
    if NOTE_ROW.match(text):
        return "note"
    if len(text) > LONGEST_SECTION_NAME and spans:
        return "note"
    if (
        (column == 0 or spans)
        and len(text) <= LONGEST_SECTION_NAME
        and not NAMES_WORK.search(text)
        and not ends_open(text)
    ):
        return "section"
    return "body"


def _is_ruler(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(set(text) <= set("-:=_ ") and len(text) >= 2 for text in filled)


def _texts(row: GridRow, width: int) -> list[str]:
    texts: list[str] = []
    for cell in row.cells:
        texts.extend([cell.text, *[""] * (cell.col_span - 1)])
    return (texts + [""] * width)[:width]


def _logical(row: GridRow, width: int, page: int | None, number: int) -> TableRow:
    cells: list[TableCell] = []
    for cell in row.cells:
        cells.append(table_cell(cell, page))
        cells.extend(TableCell("") for _ in range(cell.col_span - 1))
    cells.extend(TableCell("") for _ in range(width - len(cells)))
    return TableRow(number, "body", tuple(cells[:width]), () if page is None else (page,))


def _merged(above: TableRow, below: TableRow, why: str, words: frozenset[str]) -> TableRow:
    cells = tuple(join_cells(upper, lower, words) for upper, lower in zip(above.cells, below.cells, strict=True))
    pages = tuple(dict.fromkeys((*above.pages, *below.pages)))
    return replace(
        above,
        cells=cells,
        pages=pages,
        printed_rows=above.printed_rows + below.printed_rows,
        joined_by=(*above.joined_by, why),
    )


def _section_from_block(block: Block, width: int, page: int | None, number: int) -> TableRow:
    cells = (named_cell(block, page), *(TableCell("") for _ in range(width - 1)))
    return TableRow(number, "section", cells, () if page is None else (page,), printed_rows=0)


def _all_texts(pages: Pages) -> Iterator[str]:
    for page in pages.pages:
        for part in page.parts:
            if isinstance(part, Block):
                yield part.text
            else:
                yield from (cell.text for row in part.rows for cell in row.cells)
