"""Which tables are tables of studies?"""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.headers import ColumnMatch
from extract.tables.kinds.by_cells import judge_by_cells
from extract.tables.kinds.by_headings import judge_by_headings
from extract.tables.kinds.columns import Column, describe_columns
from extract.tables.kinds.other_tables import crossed_why, graded_why, kind_of_rows, turned_why
from extract.tables.kinds.titles import barred_why, title_of_others
from extract.tables.kinds.verdict import TableVerdict, other
from extract.tables.kinds.wording import IDENTITY, MANY_CITED_SHARE
from extract.tables.lexicon import Lexicon, load_lexicon


def judge_table(title: str | None, matches: Sequence[ColumnMatch], rows: Sequence[Sequence[str]]) -> TableVerdict:
    """The verdict on one logical table; headings may be empty or unknown (a piece without its header), then the cells
    decide.

    Args:
        title: caption, or None.
        matches: of `map_headers`, one per column; empty headings for a table without a header.
        rows: body rows as texts per column, section rows and rulers left out.
    """
    lexicon = load_lexicon()
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return other("no body rows")
    columns = describe_columns(matches, rows)
    if len(columns) < 2:
        return other("one column: a list, nothing is said about its items")
    barred = barred_why(title, matches, lexicon)
    if barred is not None:
        return other(barred)
    turned = graded_why(columns) or crossed_why(columns) or turned_why(columns, rows, lexicon)
    if turned is not None:
        return other(turned)
    return (
        judge_by_cells(title, columns, lexicon)
        or judge_by_headings(title, columns, lexicon)
        or other(explain_none(title, columns, lexicon))
    )


def explain_none(title: str | None, columns: Sequence[Column], lexicon: Lexicon) -> str:
    """The plainest reason why no row is a study."""
    titled = title_of_others(title, lexicon)
    if titled is not None:
        return f"{titled}: so its title says"
    if any(column.many_cited >= MANY_CITED_SHARE for column in columns):
        return "each row cites several studies: rows are themes or classes"
    kind = kind_of_rows(columns[0].heading, lexicon)
    if kind is not None:
        return f"each row is {kind}, by the heading {columns[0].heading!r}"
    if any(set(column.fields) & set(IDENTITY) for column in columns):
        return "the column that should name the studies holds neither labels, codes nor different names"
    return "no column names a study: no author-year labels, citations, codes or titles"
