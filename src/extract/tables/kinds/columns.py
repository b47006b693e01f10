"""What the cells of a column look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.tables.headers import ColumnMatch, map_headers
from extract.tables.kinds.wording import IDENTITY_SHARE, MANY_CITED_SHARE
from extract.tables.lexicon import key, load_lexicon
from extract.tables.shapes import CellShape, cited_count, is_et_al, shape_shares

# Under a heading that names the study, fewer are enough: names of trials and institutions are studies too.
IDENTITY_SHARE_HEADED = 0.3
# Different values among the filled cells of an identity column. A study may print several rows (arms, tests), a class
# repeats more.
DISTINCT_SHARE = 0.25
# Headings of a class's size. "Number of included studies", "# papers", "Count", "n (%)", "Papers (n)"; near misses:
# "Number of patients", "Study no.".
_CLASS_SIZE = re.compile(
    r"(?:number|no\.?|num\.?|n|#|nº|total|count|frequency) ?(?:of |\()? ?"
    r"(?:included |primary |selected |relevant |the ){0,2}"
    r"(?:studies|papers|articles|publications|references|reviews|sources|rcts|trials|documents|records|hits|results)\)?"
    r"|(?:studies|papers|articles) ?\((?:n|n, ?%|%)\)|(?:n|no\.?|frequency|percentage|percent) ?\(%\)"
    r"|counts?|frequency|percentage|percent|#|%|hits|results found",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """What the cells of one column show. `fields` are those of its heading."""

    index: int
    heading: str
    fields: tuple[str, ...]
    shares: dict[CellShape, float]
    filled: float
    distinct: float
    many_cited: float
    prefix: str
    et_al: float

    @property
    def cited(self) -> float:
        return self.shares["author-year"] + self.shares["citation"]

    @property
    def labelled(self) -> float:
        return self.cited + self.shares["author-names"]


def describe_columns(matches: Sequence[ColumnMatch], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns; headings are read again with the cells, so that `Study` over `S1` is an id."""
    settled = map_headers([match.heading for match in matches], None, rows)
    matches = [
        again if again.how == "context" and again.fields else match
        for match, again in zip(matches, settled, strict=True)
    ]
    width = max(len(matches), max(len(row) for row in rows))
    columns = []
    for index in range(width):
        cells = [" ".join(row[index].split()) if index < len(row) else "" for row in rows]
        filled = [cell for cell in cells if cell]
        match = matches[index] if index < len(matches) else None
        columns.append(
            Column(
                index=index,
                heading=match.heading if match else "",
                fields=match.fields if match else (),
                shares=shape_shares(filled),
                filled=len(filled) / len(cells),
                distinct=len(set(filled)) / len(filled) if filled else 0.0,
                many_cited=sum(cited_count(cell) > 1 for cell in filled) / len(filled) if filled else 0.0,
                prefix=_common_prefix(filled),
                et_al=sum(is_et_al(cell) for cell in filled) / len(filled) if filled else 0.0,
            )
        )
    return columns


def _common_prefix(cells: Sequence[str]) -> str:
    """The letters before the digits of codes, when all have the same: `RQ1, RQ2` gives `rq`; else empty."""
    prefixes = {cell.strip("[]").rstrip("0123456789.-").casefold() for cell in cells}
    return prefixes.pop() if len(prefixes) == 1 else ""


def names_studies(column: Column) -> bool:
    """Enough author-year labels or citations, one a cell; fewer are enough under a heading that names the study."""
    is_headed = bool({"reference", "authors"} & set(column.fields))
    if column.fields and not is_headed and not {"study_id", "title"} & set(column.fields):
        return False
    share = column.labelled if is_headed else column.cited + column.et_al
    needed = IDENTITY_SHARE_HEADED if is_headed else IDENTITY_SHARE
    return share >= needed and column.many_cited < MANY_CITED_SHARE and column.distinct >= DISTINCT_SHARE


def is_class_size(column: Column) -> bool:
    """The column says how many studies a class has; `#` may also head running numbers."""
    is_size = _CLASS_SIZE.fullmatch(" ".join(column.heading.split())) is not None or any(
        key(column.heading) in language.class_sizes for language in load_lexicon().languages
    )
    return is_size and not is_numbering(column)


def is_numbering(column: Column) -> bool:
    """A running number: nearly all different whole numbers, and no heading that means anything else."""
    return (
        not column.fields
        and column.shares["number"] + column.shares["bracketed-number"] >= 0.9
        and column.distinct >= 0.9
        and column.index == 0
    )
