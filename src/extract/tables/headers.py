"""Which canonical field each heading of a table names, given its wording, its neighbours, the title and the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.tables.lexicon import Lexicon, fold, lexicon_of, load_lexicon, single_key, singular, singulars
from extract.tables.shapes import CellShape, shape_shares
from extract.tables.wording import (
    NOTHING,
    SCORES,
    Found,
    How,
    is_counted,
    is_counter,
    languages_of,
    match_exact,
    match_wording,
    union,
    without_note,
)

# A heading longer than this is a sentence or a title row, not a heading (longest heading in the gold tables: 68
# letters).
LONGEST_HEADING = 200
# Words of the longest heading that names a study, in the lexicon: "name of author and year".
LONGEST_NAMING = 5
# Share of a column's filled cells that must look alike before cells overrule a heading.
CELLS_AGREE = 0.6

# Fields that stand alone even under another level; two of them in one heading are both meant ("Setting / Country").
LEAVES = frozenset(["year", "country", "setting", "design", "duration", "aims", "title", "age", "sex", "funding"])
# Upper levels that say what columns under unknown names hold: "Risk of bias / Selection", "Outcomes / Pain".
SPREADING = frozenset(
    [
        "quality",
        "outcomes",
        "outcome_measures",
        "findings",
        "effect",
        "harms",
        "intervention_description",
        "limitations",
    ]
)

# One level's end: " / ", or a colon before a space. "Groups: Control" yes, "Author/year" no, "12:30" no.
_LEVEL = re.compile(r" / |: ")


@dataclass(frozen=True)
class ColumnMatch:
    """What one heading means.

    Attributes:
        heading: as printed, levels joined by ` / `.
        fields: canonical fields of `schemas/headers.yml`, several when the heading names several, none when it is
            unknown.
        score: 0 to 1, how near the heading is to a wording of the lexicon; 0 for unknown.
        how: `exact` a wording of the lexicon, `words` its head noun, `fuzzy` a wording but for damaged letters,
            `context` the title, another heading, an upper level or the cells decided, `none` unknown: to be kept and
            reported.
    """

    heading: str
    fields: tuple[str, ...]
    score: float
    how: How


def map_headers(
    headings: Sequence[str], title: str | None = None, rows: Sequence[Sequence[str]] = ()
) -> tuple[ColumnMatch, ...]:
    """One match per heading, in order. An unknown heading has no fields; nothing is guessed.

    The headings together tell the language; then words count that other languages have for something else ("Land").

    Two columns of one identity field keep it both, so that both are reported; `columns_by_field` says which comes
    first.

    Args:
        headings: as printed; levels of a header joined by ` / `, the upper level first.
        title: caption of the table.
        rows: body rows, one text per column. Where given, cells settle headings that only they can settle: `Study` over
            `S1, S2` is an id, `Ref.` over `[26]` a citation number, `Type` over `Journal` a publication type.
    """
    lexicon = lexicon_of(languages_of([heading[:LONGEST_HEADING] for heading in headings], load_lexicon()))
    found = [_match_heading(heading, headings, lexicon) for heading in headings]
    found = [_by_context(index, found, headings, title, lexicon) for index in range(len(found))]
    if rows:
        found = [_by_cells(index, found, headings, rows, lexicon) for index in range(len(found))]
    found = _weak_give_way(found, headings, lexicon)
    return tuple(
        ColumnMatch(heading, item.fields, round(item.score, 3), item.how)
        for heading, item in zip(headings, found, strict=True)
    )


def columns_by_field(matches: Sequence[ColumnMatch]) -> dict[str, tuple[int, ...]]:
    """Columns of each field, the one to believe first: the higher score, then the heading that names nothing else,
    then the first.

    Every column with a field is in it: a second column of an identity field (reference, authors, year, title, study_id,
    citation_number) is not lost, the caller reports it.
    """
    columns: dict[str, list[int]] = {}
    for index, match in enumerate(matches):
        for field in match.fields:
            columns.setdefault(field, []).append(index)
    return {
        field: tuple(sorted(found, key=lambda index: (-matches[index].score, len(matches[index].fields), index)))
        for field, found in columns.items()
    }


def _match_heading(heading: str, headings: Sequence[str], lexicon: Lexicon) -> Found:
    """A heading of one level or more: the last level decides, the levels above disambiguate."""
    if len(heading) > LONGEST_HEADING or not fold(heading):
        return NOTHING
    levels = [level.strip() for level in _LEVEL.split(heading) if fold(level)]
    if len(levels) < 2:
        return match_wording(heading, lexicon)
    whole = match_exact(heading, lexicon)
    if not _is_spanning(levels[0], headings) and whole is not NOTHING:
        return whole
    return _match_levels(levels[:-1], levels[-1], headings, lexicon)


def _match_levels(uppers: Sequence[str], last: str, headings: Sequence[str], lexicon: Lexicon) -> Found:
    """The last level under the nearest upper level that means something."""
    upper = next((found for level in reversed(uppers) if (found := match_wording(level, lexicon)).fields), NOTHING)
    counts = (uppers[-1], last) if is_counter(uppers[-1], lexicon) else (last, uppers[-1])
    if is_counter(counts[0], lexicon) and is_counted(counts[1], lexicon):
        return Found(("sample",), SCORES["words"], "words")
    if without_note(last) in lexicon.arms:
        over = match_wording(uppers[-1], lexicon)
        if single_key(uppers[-1]) in lexicon.arm_levels:
            over = next((found for level in uppers[:-1] if (found := match_wording(level, lexicon)).fields), NOTHING)
            if not over.fields:
                return _arm(last)
        return Found(over.fields, SCORES["context"], "context") if over.fields else NOTHING
    own = match_wording(last, lexicon)
    if single_key(uppers[-1]) in lexicon.arm_levels and single_key(last) in {"study", "test"}:
        return _arm(last)
    if not own.fields:
        spread = bool(upper.fields) and set(upper.fields) <= SPREADING and not lexicon.is_not_field(last)
        return Found(upper.fields, SCORES["context"], "context") if spread else NOTHING
    if _is_lone_pair(uppers, upper, own, headings):
        return Found(union((upper.fields, own.fields)), min(upper.score, own.score), own.how)
    return own


def _arm(last: str) -> Found:
    """`Groups / Control` is the comparator, `Groups / Study` the intervention, `Groups / Total` neither."""
    words = set(singulars(fold(last)))
    if words & {"control", "comparator", "comparison", "placebo", "usual", "unexposed"}:
        return Found(("comparator",), SCORES["words"], "context")
    if words & {"intervention", "treatment", "experimental", "study", "active", "test"}:
        return Found(("intervention",), SCORES["words"], "context")
    return NOTHING


def _is_lone_pair(uppers: Sequence[str], upper: Found, own: Found, headings: Sequence[str]) -> bool:
    """`Setting / Country` over one column is a list written with a slash, not a level over several columns."""
    if not (set(upper.fields) <= LEAVES and set(own.fields) <= LEAVES and upper.fields and upper.fields != own.fields):
        return False
    return not _is_spanning(uppers[0], headings)


def _is_spanning(upper: str, headings: Sequence[str]) -> bool:
    """The upper level stands over more than one column."""
    return sum(heading.startswith(upper) and len(heading) > len(upper) for heading in headings) > 1


def _by_context(
    index: int, found: Sequence[Found], headings: Sequence[str], title: str | None, lexicon: Lexicon
) -> Found:
    """A heading such as `Model` by the words around it: those of the title and of the other headings."""
    if found[index].fields:
        return found[index]
    folded = single_key(headings[index])
    around = {
        word
        for text in (title or "", *(heading for at, heading in enumerate(headings) if at != index))
        for word in singulars(fold(text))
    }
    for entry in lexicon.contextual:
        if folded in entry.wordings and around & entry.near:
            return Found((entry.field,), SCORES["context"], "context")
    return found[index]


def _by_cells(
    index: int, found: Sequence[Found], headings: Sequence[str], rows: Sequence[Sequence[str]], lexicon: Lexicon
) -> Found:
    """What the cells say where the heading leaves a choice."""
    cells = [row[index] for row in rows if index < len(row) and row[index].strip()]
    own = found[index]
    if not cells:
        return own
    if not set(own.fields) & lexicon.identity and _begins_with_identity(headings[index], lexicon):
        shares = shape_shares(cells)
        if shares["author-year"] + shares["citation"] >= CELLS_AGREE:
            return Found(("reference",), SCORES["context"], "context")
    if not own.fields:
        return _choose_by_words(single_key(headings[index]), cells, lexicon)
    if _is_refuted(own.fields, cells):
        return NOTHING
    if len(own.fields) > 1 or own.fields[0] not in {"reference", "authors", "study_id", "citation_number"}:
        return own
    named_elsewhere = any(set(item.fields) & {"authors", "reference"} for at, item in enumerate(found) if at != index)
    settled = _identity_of(own.fields[0], shape_shares(cells), named_elsewhere)
    if settled == "reference" == own.fields[0] and named_elsewhere and shape_shares(cells)["text"] >= CELLS_AGREE:
        other = _choose_by_words(single_key(headings[index]), cells, lexicon)
        return other if other.fields else own
    return own if settled == own.fields[0] else replace(own, fields=(settled,), score=SCORES["words"], how="context")


def _is_refuted(fields: tuple[str, ...], cells: Sequence[str]) -> bool:
    """The cells show that the heading means something else: `Published` over yes and no, `Countries` over numbers."""
    if fields == ("year",):
        return not any(char.isdigit() for cell in cells for char in cell)
    return fields == ("country",) and shape_shares(cells)["number"] >= CELLS_AGREE


def _begins_with_identity(heading: str, lexicon: Lexicon) -> bool:
    """A heading set on two lines whose first names the study: `Study ID Participants`, `Author Year Setting`."""
    words = heading[:LONGEST_HEADING].split()[: LONGEST_NAMING + 1]
    return any(
        set(match_exact(" ".join(words[:count]), lexicon).fields) & {"reference", "authors", "study_id"}
        for count in range(1, len(words))
    )


def _identity_of(field: str, shares: dict[CellShape, float], is_named_elsewhere: bool) -> str:
    """The identity field that a column's cells show; the heading's own where they show nothing."""
    cited = shares["author-year"] + shares["citation"]
    if shares["number"] >= CELLS_AGREE and field == "reference":
        return "citation_number"
    if shares["title"] >= CELLS_AGREE and field == "reference" and is_named_elsewhere:
        return "title"
    if shares["bracketed-number"] >= CELLS_AGREE:
        return "citation_number"
    if shares["code"] >= CELLS_AGREE:
        return "study_id"
    if field in {"authors", "study_id"} and cited >= CELLS_AGREE:
        return "reference"
    return field


def _choose_by_words(folded: str, cells: Sequence[str], lexicon: Lexicon) -> Found:
    """`Type` over publication types or designs; nothing when the cells name neither, or both alike."""
    for entry in lexicon.by_cells:
        if folded not in entry.wordings:
            continue
        shares = [(_share_naming(cells, names), field) for field, names in entry.choices]
        best, second = sorted(shares, reverse=True)[:2]
        if best[0] >= CELLS_AGREE and best[0] > second[0]:
            return Found((best[1],), SCORES["context"], "context")
    return NOTHING


def _share_naming(cells: Sequence[str], names: frozenset[str]) -> float:
    """Share of cells that hold one of the words."""
    return sum(bool({singular(word) for word in fold(cell)} & names) for cell in cells) / len(cells)


def _weak_give_way(found: Sequence[Found], headings: Sequence[str], lexicon: Lexicon) -> list[Found]:
    """`Source` names the study only where no other column does (then it is a source of something else)."""
    strong = any(
        set(item.fields) & {"reference", "authors"} and single_key(heading) not in lexicon.weak
        for item, heading in zip(found, headings, strict=True)
    )
    return [
        NOTHING if strong and item.fields == ("reference",) and single_key(heading) in lexicon.weak else item
        for item, heading in zip(found, headings, strict=True)
    ]


__all__ = ["ColumnMatch", "columns_by_field", "map_headers"]
