"""Tables that look like tables of studies and are none: their rows are classes, grades, fields or cross tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.headers import LONGEST_HEADING
from extract.tables.kinds.columns import Column, is_class_size, is_numbering
from extract.tables.kinds.titles import LEFT_OUT
from extract.tables.kinds.wording import DESCRIBING, FIELDS_OF_STUDIES, IDENTITY_SHARE
from extract.tables.lexicon import Lexicon, single_key
from extract.tables.shapes import read_label

# Cells of the first column that are themselves field names ("Population", "Setting"): the table is turned or a list
# of criteria.
FIELD_NAMES_SHARE = 0.4
FIELD_NAMES_LEAST = 2
# Columns with an author-year label for a heading: one may be a comparison with an earlier review, two are a matrix.
CROSSED_LEAST = 2
# A column filled in no more of the rows is a group's cell over the rows of its members: it names no row.
GROUP_SHARE = 0.5
# A heading over what a source says a term is: a row per definition. "Definition of resilience", "Definitions"; near
# miss: "Case definition", which tells of a study's sample.
_DEFINITION = re.compile(r"\s*definitions?\b[\w ,’'()-]{0,80}", re.IGNORECASE)
# Headings of GRADE tables. "Certainty of the evidence (GRADE)", "No. of participants (studies)"; near miss: "Level of
# evidence".
_GRADED = re.compile(
    r"\bcertainty\b|\bquality of (?:the )?evidence\b|\banticipated absolute|\bassumed risk"
    r"|\bparticipants ?\((?:no\.? of |n of |number of |№ of )?(?:studies|rcts|trials)\)",
    re.IGNORECASE,
)


def graded_why(columns: Sequence[Column]) -> str | None:
    """A GRADE profile or summary of findings (Cochrane Handbook, chapter 14): a row per outcome or comparison, with its
    certainty.
    """
    if not any(_GRADED.search(column.heading) for column in columns) or any(
        column.labelled >= IDENTITY_SHARE for column in columns[:2]
    ):
        return None
    return "summary of findings: a column grades the certainty of the evidence for each outcome or comparison"


def crossed_why(columns: Sequence[Column]) -> str | None:
    """Studies on both sides: a citation matrix of an overview of reviews (Pieper et al. 2014)."""
    named = [column for column in columns[1:] if (label := read_label(column.heading)) is not None and label.year]
    if len(named) < CROSSED_LEAST or 2 * len(named) < len(columns) - 1:
        return None
    return f"a matrix: {len(named)} of its columns are studies too"


def turned_why(columns: Sequence[Column], rows: Sequence[Sequence[str]], lexicon: Lexicon) -> str | None:
    """Rows that are fields (a turned table, criteria by PICO): the first column's cells are themselves headings of
    study tables.
    """
    first = [row[0] for row in rows if row and row[0].strip()]
    if any(column.labelled >= IDENTITY_SHARE for column in columns):
        return None
    named = sum(lexicon.single.get(single_key(cell[:LONGEST_HEADING])) in FIELDS_OF_STUDIES for cell in first)
    if named < FIELD_NAMES_LEAST or named / len(first) < FIELD_NAMES_SHARE:
        return None
    kind = kind_of_rows(columns[0].heading, lexicon)
    if kind is not None:
        return f"each row is {kind}, by the heading {columns[0].heading!r}"
    counted = f"{named} of {len(first)} cells of the first column are names of fields"
    return f"each row is a field or a criterion ({counted}), not a study"


def class_rows_why(best: Column, columns: Sequence[Column], lexicon: Lexicon) -> str | None:
    """Why the rows are classes with their sources at the end, or None.

    The name of a study stands first, or after a number, a year, a country or another field of the study; a class
    stands first, then how many studies it has, then which.
    """
    before = [column for column in columns[: best.index] if column.filled > GROUP_SHARE]
    if LEFT_OUT.search(best.heading):
        return f"each row is a result without one study, by the heading {best.heading!r}"
    others = [column for column in columns if column is not best and column.filled > 0 and not is_numbering(column)]
    if others and all(_DEFINITION.fullmatch(column.heading) for column in others):
        return "each row is a definition; the references are its sources"
    if any(is_class_size(column) for column in before):
        return "each row is a class of studies: their number stands before their references"
    if not any(column.heading for column in columns):
        return (
            "no headings, and the column of references does not lead the row: not sure enough"
            if best.index > 1
            else None
        )
    if not before or is_numbering(before[0]):
        return None
    first = before[0]
    if _are_codes_of_references(first, best):
        return None
    describing = {field for column in columns if column is not first for field in column.fields} & DESCRIBING
    is_headed = bool({"reference", "authors"} & set(best.fields))
    is_last = best.index == max(column.index for column in columns if column.filled > 0)
    kind = kind_of_rows(first.heading, lexicon)
    if first.fields and (len(describing) >= 2 or (is_headed and not is_last)):
        return None
    if kind is None and is_headed and (len(describing) >= 2 or not is_last):
        return None
    return f"each row is {kind or 'about what its first column names'}; the references are its sources"


def _are_codes_of_references(first: Column, best: Column) -> bool:
    """Whether the table lists the studies by their codes, a whole reference beside each, as mapping studies append it
    (Petersen et al. 2015)."""
    has_codes = first.fields == ("study_id",) and first.shares["code"] >= IDENTITY_SHARE and first.distinct == 1
    return has_codes and best.shares["citation"] >= IDENTITY_SHARE and best.distinct == 1


def counted_share(columns: Sequence[Column]) -> float:
    """Share of number-like columns right of the first."""
    rest = [column for column in columns[1:] if column.filled > 0]
    return sum(column.shares["number"] >= IDENTITY_SHARE for column in rest) / len(rest) if rest else 0.0


def kind_of_rows(heading: str, lexicon: Lexicon) -> str | None:
    """What a first column's heading says its rows are, other than studies."""
    folded = single_key(heading)
    return next((kind for kind, wordings in lexicon.row_kinds if folded in wordings), None)
