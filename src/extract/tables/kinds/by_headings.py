"""Tables of studies told by their headings."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.kinds.by_cells import identity_columns, is_described
from extract.tables.kinds.columns import Column, is_class_size, is_numbering
from extract.tables.kinds.other_tables import class_rows_why, counted_share
from extract.tables.kinds.titles import names_selected, title_of_others
from extract.tables.kinds.verdict import TableVerdict
from extract.tables.kinds.wording import DESCRIBING, FILLED_SHARE, IDENTITY, IDENTITY_SHARE, MANY_CITED_SHARE
from extract.tables.lexicon import Lexicon, single_key

# What a row per intervention is described by; a list of terms or themes has a description only.
ABOUT_INTERVENTIONS = frozenset(
    ["population", "design", "outcomes", "findings", "country", "setting", "outcome_measures"]
)
# What is told of a study but not of a person, a criterion or a question.
ABOUT_STUDIES = frozenset(
    ["design", "findings", "outcomes", "aims", "intervention", "publication_type", "container", "quality", "year"]
)
# Headings that say "code" and not of what, and codes that are never of studies (research questions, quality and
# selection criteria).
GENERIC_IDS = frozenset({"id", "identifier", "idno", "idnumber", "code"})
NOT_STUDY_CODES = frozenset({"rq", "q", "qa", "qac", "qc", "qq", "ic", "ec", "h"})
# Where only headings speak, cells must be nearly all different: ids, titles and names do not repeat.
DISTINCT_NAMES_SHARE = 0.8
# Share of the columns right of the first that are bare numbers: counts, not a description of an intervention.
COUNTED_SHARE = 0.5


def judge_by_headings(title: str | None, columns: Sequence[Column], lexicon: Lexicon) -> TableVerdict | None:
    """Headings that name the study over ids, titles or names that do not repeat; or an intervention over its name."""
    if title_of_others(title, lexicon) is not None and not names_selected(title, lexicon):
        return None
    return _by_study_heading(title, columns, lexicon) or _by_intervention_heading(columns)


def _by_study_heading(title: str | None, columns: Sequence[Column], lexicon: Lexicon) -> TableVerdict | None:
    describing = [column for column in columns if set(column.fields) & DESCRIBING and column.filled >= FILLED_SHARE]
    for column in columns:
        field = next((field for field in column.fields if field in (*IDENTITY, "citation_number")), None)
        if field is None or column.many_cited >= MANY_CITED_SHARE or column.distinct < DISTINCT_NAMES_SHARE:
            continue
        if class_rows_why(column, columns, lexicon) is not None and field not in {"title", "authors"}:
            continue
        identity = identity_columns(column, columns)
        shape = _shape_that_names(column, field, columns, title, lexicon)
        if shape is not None and (describing or is_described(identity, column, columns, title, lexicon)):
            return TableVerdict(
                "study",
                "study",
                identity,
                f"a row per study: column {column.index + 1}, {column.heading!r}, holds {shape}",
            )
    return None


def _shape_that_names(
    column: Column, field: str, columns: Sequence[Column], title: str | None, lexicon: Lexicon
) -> str | None:
    """What the cells under an identity heading are, when they can name studies; None when they cannot."""
    told = {name for item in columns if item.filled >= FILLED_SHARE for name in item.fields}
    of_studies = names_selected(title, lexicon)
    folded = single_key(column.heading)
    if field == "title" and column.shares["title"] + column.labelled >= IDENTITY_SHARE:
        return "titles"
    if field == "authors":
        is_beside = bool(told & {"title", "year"}) and column.labelled + column.shares["text"] >= IDENTITY_SHARE
        return "names of authors" if is_beside else None
    if field == "citation_number":
        is_first = column.index < 2 and column.shares["bracketed-number"] + column.shares["number"] >= IDENTITY_SHARE
        # A table of studies may close its rows with them.
        is_last = of_studies and column.shares["bracketed-number"] >= IDENTITY_SHARE and len(told & DESCRIBING) >= 2
        is_told = is_last or (is_first and (of_studies or len(told & DESCRIBING) >= 2))
        return "numbers of references" if is_told else None
    if field == "title" or (folded in lexicon.weak and not of_studies):
        return None
    if column.shares["code"] >= IDENTITY_SHARE:
        return (
            "codes of studies" if folded not in GENERIC_IDS or _ids_are_of_studies(column, told, of_studies) else None
        )
    if field == "study_id" and folded in GENERIC_IDS and not (told & {"reference", "title", "authors"}):
        return None
    if (
        field == "reference"
        and column.shares["title"] >= IDENTITY_SHARE
        and column.index < 2
        and (told & DESCRIBING or of_studies)
    ):
        return "titles"
    is_text = column.shares["text"] + column.shares["title"] + column.labelled >= IDENTITY_SHARE
    if is_text and column.index < 2 and len(told & DESCRIBING) >= 2:
        return "names of studies"
    if field == "study_id" and column.shares["number"] >= IDENTITY_SHARE and len(told & DESCRIBING) >= 2:
        return "numbers of studies"
    return None


def _ids_are_of_studies(column: Column, told: set[str], of_studies: bool) -> bool:
    """`ID` over codes: of studies when the title, another column or what is told says so; not of criteria, questions or
    interviewees.
    """
    if column.prefix in NOT_STUDY_CODES:
        return False
    return of_studies or bool(told & {"reference", "title", "authors"}) or len(told & ABOUT_STUDIES) >= 2


def _by_intervention_heading(columns: Sequence[Column]) -> TableVerdict | None:
    """A first column of interventions, all different, with at least two columns about who got them and what came of
    it.
    """
    column = next((item for item in columns if item.filled > 0 and not is_numbering(item)), columns[0])
    if column.fields not in {("intervention",), ("intervention_description",)}:
        return None
    told = {
        field for item in columns[column.index + 1 :] if item.filled >= FILLED_SHARE for field in item.fields
    } & ABOUT_INTERVENTIONS
    is_class = any(is_class_size(item) for item in columns)
    if len(told) < 2 or is_class or column.distinct < DISTINCT_NAMES_SHARE or counted_share(columns) >= COUNTED_SHARE:
        return None
    return TableVerdict(
        "study", "intervention", (column.index,),
        f"a row per intervention: column {column.index + 1}, {column.heading!r}, with {', '.join(sorted(told))}",
    )  # fmt: skip
