"""Which small tables tell of one study each, a field a line, and what table do they make together?

Cochrane reviews print "Characteristics of included studies" so: under the name of each study a table of two columns,
`Methods`, `Participants`, `Interventions`, `Outcomes` and `Notes` on the left and what is said of them on the right,
and under these the risk of bias with a judgement and its support (Cochrane Handbook, part III; the printed form is
RevMan's). Evidence tables of guidelines name the study in their first line instead (`Bibliographic reference`;
Developing NICE guidelines: the manual, on evidence tables). Each such sheet is turned into a row, each label into a
column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.pages import Block, GridRow
from extract.tables.grid import Table, TableCell, TableRow
from extract.tables.headers import map_headers
from extract.tables.joining import join_cells
from extract.tables.kinds import FIELDS_OF_STUDIES, IDENTITY
from extract.tables.lexicon import single_key
from extract.tables.pieces import CONTINUED, TABLE_LABEL, Piece, named_cell, table_cell
from extract.tables.shapes import read_label

TURNED = "a sheet of one study, a field a line, is a row here"
# Over the column of names, which stand over the sheets without a label: as RevMan heads its lists of studies.
NAMES = "Study"
# A sheet has a column of labels, one of what is said, and under "Risk of bias" at most one more.
MOST_COLUMNS = 3
# Of more labels than this only the first are looked up: they come again with the next sheet.
MOST_LABELS = 40
# So many labels of a sheet, and this share of them, are fields of studies.
LEAST_FIELDS = 2
FIELDS_SHARE = 0.4
# So many sheets that begin with one label tell of studies whatever the label is.
LEAST_ALIKE = 3
# Share of a sheet's labels that the others of the run have too.
SHARED = 0.5
# So many of the sheets of a run say which study they tell of.
NAMED_SHARE = 0.8
# A trial by its acronym: "GOAL trial 2009", "ACT-2 2011b". Near miss: "Search 2009", which has one capital. Linear: one
# class a word, few words.
ACRONYM = re.compile(r"(?=\S{0,30}[A-Z]\S{0,30}[A-Z])\S{2,40}(?: \S{1,30}){0,3} (?:19|20)\d\d[a-z]?")
# Longer lines are no name of a study, and no label.
LONGEST_NAME = 80
LONGEST_LABEL = 160


@dataclass
class _Line:
    """A printed line of a sheet. `values`: the filled cells right of the label; `count`: printed rows in it."""

    label: TableCell
    values: list[TableCell]
    page: int | None
    is_first: bool
    count: int = 1

    @property
    def key(self) -> str:
        return single_key(self.label.text)

    @property
    def said(self) -> str:
        return " ".join(value.text for value in self.values)


@dataclass
class _Sheet:
    """A study's sheet: its name, where one stands over it, and its lines. `names`: printed rows that the name takes."""

    name: TableCell | None
    lines: list[_Line] = field(default_factory=list)
    names: int = 0


@dataclass
class _Run:
    """Sheets that follow each other, under one heading; `places`: of their pieces in the document."""

    title: str | None
    places: list[int] = field(default_factory=list)
    sheets: list[_Sheet] = field(default_factory=list)


@dataclass(frozen=True)
class Gathered:
    """The table that sheets make together, numbered 0, and the places of their pieces in the document."""

    table: Table
    places: tuple[int, ...]


def gather_sheets(pieces: Sequence[Piece], words: Set[str]) -> list[Gathered]:
    """The tables that the sheets of a document make, in printed order; empty where there are none.

    Args:
        pieces: of the document, in order.
        words: of the document, by which halves of cells are joined over a page's end.
    """
    openings = Counter(opening for piece in pieces for opening in _openings(piece))
    usual = {label for label, count in openings.items() if count >= LEAST_ALIKE}
    sheets = {place for place, piece in enumerate(pieces) if _is_sheet(piece) or not usual.isdisjoint(_openings(piece))}
    known = frozenset(single_key(label) for place in sheets for label in _labels(pieces[place]))
    runs: list[_Run] = []
    for place, piece in enumerate(pieces):
        headings = _headings(piece)
        is_under_heading = bool(headings) and not CONTINUED.search(headings[-1].text)
        if is_under_heading or not runs:
            runs.append(_Run(headings[-1].text if headings else None))
        if place in sheets or _goes_on(piece, known):
            _add(piece, place, runs[-1])
    found = (_gathered(run, words) for run in runs if _are_sheets(run))
    return [gathered for gathered in found if gathered is not None]


def names_study(text: str) -> bool:
    """Whether a line is the name of a study and nothing else: authors or an acronym, then the year.

    `Abbott 2004a`, `De Vries 2015 (pilot)`, `Abbott 2004 (Continued)`; not `In 2004 the trial began`.
    """
    plain = _uncontinued(text)
    label = read_label(plain)
    if len(plain) > LONGEST_NAME or label is None or label.year is None:
        return len(plain) <= LONGEST_NAME and ACRONYM.fullmatch(plain) is not None
    rest = plain.split()[label.words + 1 :]
    return not rest or (rest[0][:1] in "([" and rest[-1][-1:] in ")]")


def _uncontinued(text: str) -> str:
    """A name without what says that its sheet goes on from the page before."""
    return CONTINUED.sub("", text).rstrip(" (,:;–-")


def _headings(piece: Piece) -> list[Block]:
    """The headings and captions between a grid and the one before, but for names of studies."""
    return [
        block
        for block in piece.between
        if (block.kind in ("heading", "caption") or TABLE_LABEL.match(block.text)) and not names_study(block.text)
    ]


def _is_sheet(piece: Piece) -> bool:
    """Whether the labels of a piece are fields of studies."""
    labels = _labels(piece)[:MOST_LABELS]
    fields = _count_fields(labels)
    return fields >= LEAST_FIELDS and fields >= FIELDS_SHARE * len(labels)


def _openings(piece: Piece) -> list[str]:
    """The labels right under names of studies: where they are the same under each, sheets begin with them."""
    if piece.grid.width > MOST_COLUMNS:
        return []
    is_named = piece.above is not None and names_study(piece.above[0].text)
    found: list[str] = []
    for row in piece.grid.rows:
        label, is_said = _text(row, 0), bool(_text(row, 1))
        found.extend([single_key(label)] if is_named and label and is_said else [])
        is_named = not is_said and names_study(label)
    return found


def _goes_on(piece: Piece, known: Set[str]) -> bool:
    """Whether nearly all labels of a piece are those of sheets: the rest of one that a page end cut."""
    labels = _labels(piece)
    return bool(labels) and sum(single_key(label) in known for label in labels) >= SHARED * len(labels)


def _labels(piece: Piece) -> list[str]:
    """The labels of the lines of a piece that say something; none where it has more columns than a sheet."""
    if piece.grid.width > MOST_COLUMNS:
        return []
    return [label for row in piece.grid.rows if (label := _text(row, 0)) and _text(row, 1)]


def _count_fields(labels: Sequence[str]) -> int:
    """How many labels are fields of studies."""
    short = [label for label in labels if len(label) <= LONGEST_LABEL]
    return sum(not FIELDS_OF_STUDIES.isdisjoint(match.fields) for match in map_headers(short))


def _text(row: GridRow, column: int) -> str:
    """The text of a cell of a row; empty where another cell spans its column."""
    at = 0
    for cell in row.cells:
        if at == column:
            return cell.text
        at += cell.col_span
    return ""


def _add(piece: Piece, place: int, run: _Run) -> None:
    """Add the lines of a piece to the sheets of a run."""
    run.places.append(place)
    above = piece.above
    if above is not None and names_study(above[0].text):
        _begin(run, named_cell(*above), 0)
    elif not run.sheets:
        run.sheets.append(_Sheet(None))
    for index, row in enumerate(piece.grid.rows):
        label, *rest = [table_cell(cell, piece.page) for cell in row.cells]
        values = [cell for cell in rest if cell.text]
        if not values and names_study(label.text):
            _begin(run, label, 1)
            continue
        sheet = run.sheets[-1]
        line = _Line(label, values, piece.page, index == 0)
        if _opens_anew(line, run):
            run.sheets.append(_Sheet(None, [line]))
        elif index and row.is_ruled_off is False and piece.grid.ruling in ("grid", "rules") and sheet.lines:
            _join(sheet.lines[-1], line)
        else:
            sheet.lines.append(line)


def _begin(run: _Run, name: TableCell, count: int) -> None:
    """Begin the sheet of a study, unless it goes on from the page before under its name."""
    plain = _uncontinued(name.text)
    last = run.sheets[-1].name if run.sheets else None
    if last is not None and single_key(last.text) == single_key(plain):
        run.sheets[-1].names += count
        return
    run.sheets.append(_Sheet(replace(name, text=plain), [], count))


def _opens_anew(line: _Line, run: _Run) -> bool:
    """Whether a line without a name above it begins the next sheet: its label is the one that the last began with."""
    last = run.sheets[-1]
    return bool(last.name is None and last.lines and line.values and line.key == last.lines[0].key)


def _join(line: _Line, more: _Line, words: Set[str] = frozenset()) -> None:
    """Add what is printed below to a line of a sheet."""
    line.label = join_cells(line.label, more.label, words)
    line.values = [*line.values[:-1], *_joined(line.values[-1:], more.values, words)]
    line.count += more.count


def _joined(upper: list[TableCell], lower: list[TableCell], words: Set[str]) -> list[TableCell]:
    return [join_cells(upper[0], lower[0], words), *lower[1:]] if upper and lower else [*upper, *lower]


def _are_sheets(run: _Run) -> bool:
    """Whether the sheets of a run tell of studies: nearly all are named, and they have labels in common."""
    sheets = [sheet for sheet in run.sheets if sheet.lines]
    if not sheets:
        return False
    named = sum(sheet.name is not None or _identity(sheet) is not None for sheet in sheets)
    counts = Counter(key for sheet in sheets for key in {line.key for line in sheet.lines if line.values})
    if named < NAMED_SHARE * len(sheets):
        return False
    if len(sheets) == 1:
        return _count_fields([line.label.text for line in sheets[0].lines]) > LEAST_FIELDS
    alike = [_share_in_common(sheet, counts) for sheet in sheets]
    return sum(share >= SHARED for share in alike) >= NAMED_SHARE * len(sheets)


def _share_in_common(sheet: _Sheet, counts: Counter[str]) -> float:
    keys = {line.key for line in sheet.lines if line.values}
    return sum(counts[key] > 1 for key in keys) / max(1, len(keys))


def _identity(sheet: _Sheet) -> _Line | None:
    """The line of a sheet that names its study."""
    said = [line for line in sheet.lines if line.values]
    matches = map_headers([line.label.text for line in said])
    return next((line for line, match in zip(said, matches, strict=True) if set(match.fields) & set(IDENTITY)), None)


def _gathered(run: _Run, words: Set[str]) -> Gathered | None:
    """The table of a run: a row for each sheet, and a column for each label, under the heading that it stands under."""
    sheets = [sheet for sheet in run.sheets if sheet.lines]
    lines = [line for sheet in sheets for line in sheet.lines]
    keys = {line.key for line in lines if line.values}
    parts = {line.key for line in lines if not line.values and line.key} - keys
    headers = _headers(sheets, parts)
    has_names = any(sheet.name is not None for sheet in sheets)
    headings: dict[str, str] = {"": NAMES} if has_names else {}
    rows: list[dict[str, TableCell]] = []
    for sheet in sheets:
        row: dict[str, TableCell] = {"": sheet.name or TableCell("")} if has_names else {}
        for heading, line in _fields(_whole_lines(sheet, keys, words), parts, headers):
            key = single_key(heading)
            headings.setdefault(key, heading)
            row[key] = join_cells(row[key], _value(line.values), words) if key in row else _value(line.values)
        rows.append(row)
    if len(headings) < 1 + LEAST_FIELDS:
        return None
    made = tuple(
        _row(number, sheet, row, headings) for number, (sheet, row) in enumerate(zip(sheets, rows, strict=True), 1)
    )
    pages = sorted({page for row in made for page in row.pages})
    title = run.title if run.title is not None and len(run.title) <= 2 * LONGEST_LABEL else None
    table = Table(0, title, tuple(pages), len(headings), tuple(headings.values()), made, (TURNED,))
    return Gathered(table, tuple(run.places))


def _headers(sheets: Sequence[_Sheet], parts: Set[str]) -> dict[str, str]:
    """What the headers of parts say, with the name of the part: the line under it says the same in every sheet."""
    under = Counter(
        (line.said, part.label.text)
        for sheet in sheets
        for part, line in pairwise(sheet.lines)
        if part.key in parts and line.values
    )
    return {said: name for (said, name), count in under.items() if count > 1}


def _whole_lines(sheet: _Sheet, keys: Set[str], words: Set[str]) -> list[_Line]:
    """The lines of a sheet, those joined that a page's end cut: the lower has no label, or the rest of a known one."""
    whole: list[_Line] = []
    for line in sheet.lines:
        label = join_cells(whole[-1].label, line.label, words) if whole else line.label
        if whole and (not line.key or (line.is_first and single_key(label.text) in keys)):
            last = whole.pop()
            line = replace(last, label=label, values=_joined(last.values, line.values, words))
        whole.append(line)
    return whole


def _fields(lines: Sequence[_Line], parts: Set[str], headers: dict[str, str]) -> Iterator[tuple[str, _Line]]:
    """The fields of a sheet: the heading that each has as a column, and its line."""
    name = ""
    for line in lines:
        if line.said in headers:
            name = headers[line.said]
        elif line.key in parts:
            name = line.label.text
        elif line.key:
            label = " ".join(line.label.text.split())
            yield f"{name} / {label}" if name else label, line


def _value(values: Sequence[TableCell]) -> TableCell:
    """The cells of a line as one: a judgement and its support are paragraphs of it."""
    text = "\n".join(value.text for value in values)
    return TableCell(text, tuple(part for value in values for part in value.parts), values[0].marks if values else ())


def _row(number: int, sheet: _Sheet, fields: dict[str, TableCell], headings: dict[str, str]) -> TableRow:
    pages = {part.page for cell in fields.values() for part in cell.parts if part.page is not None}
    count = sheet.names + sum(line.count for line in sheet.lines)
    cells = tuple(fields.get(key, TableCell("")) for key in headings)
    return TableRow(number, "body", cells, tuple(sorted(pages)), count, (TURNED,))


__all__ = ["Gathered", "gather_sheets", "names_study"]
