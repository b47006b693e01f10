"""Tables of studies told by their cells: a column names a study in each row."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.kinds.columns import Column, is_numbering, names_studies
from extract.tables.kinds.other_tables import class_rows_why
from extract.tables.kinds.titles import names_selected
from extract.tables.kinds.verdict import TableVerdict, other
from extract.tables.kinds.wording import FILLED_SHARE, IDENTITY
from extract.tables.lexicon import Lexicon

IDENTITY_ASIDE = ("year", "citation_number")


def judge_by_cells(title: str | None, columns: Sequence[Column], lexicon: Lexicon) -> TableVerdict | None:
    """A column of author-year labels or citations, one study a row."""
    candidates = [column for column in columns if names_studies(column)]
    if not candidates:
        return None
    best = max(candidates, key=lambda column: ("reference" in column.fields, column.cited > 0, -column.index))
    why_not = class_rows_why(best, columns, lexicon)
    if why_not is not None:
        return other(why_not)
    identity = identity_columns(best, columns)
    if not is_described(identity, best, columns, title, lexicon):
        return other("a list of references: no column says anything about them")
    share = f"{best.labelled:.0%} of the cells of column {best.index + 1} are author-year labels or citations"
    return TableVerdict("study", "study", identity, f"a row per study: {share}")


def identity_columns(best: Column, columns: Sequence[Column]) -> tuple[int, ...]:
    """The best column, then the other columns whose headings name the study."""
    others = [
        column.index
        for column in columns
        if column.index != best.index and set(column.fields) & {*IDENTITY, *IDENTITY_ASIDE} and column.filled > 0
    ]
    return (best.index, *others)


def is_described(
    identity: tuple[int, ...], best: Column, columns: Sequence[Column], title: str | None, lexicon: Lexicon
) -> bool:
    """Some column says something of the studies: any filled one that is no identity, or a title beside the authors."""
    if any(
        column.index not in identity and column.filled >= FILLED_SHARE and not is_numbering(column)
        for column in columns
    ):
        return True
    fields = {field for index in identity for field in columns[index].fields}
    if {"title"} & fields and fields & {"authors", "reference"} and best.fields:
        return True
    return names_selected(title, lexicon) and len(identity) > 1
