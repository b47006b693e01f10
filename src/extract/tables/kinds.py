"""Whether a logical table has one row per study (or per intervention), and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.tables.headers import LONGEST_HEADING, ColumnMatch, map_headers
from extract.tables.lexicon import Lexicon, load_lexicon, single_key
from extract.tables.shapes import CellShape, cited_count, is_et_al, read_label, shape_shares

TableKind = Literal["study", "other"]
RecordKind = Literal["study", "intervention"]

# Fields that say which study a row is about. `year` and `citation_number` do so beside another only.
IDENTITY = ("reference", "authors", "title", "study_id")
IDENTITY_ASIDE = ("year", "citation_number")
# Fields that describe a study and are rare in tables about anything else (PICO and its kin; Cochrane Handbook, table
# 5.3.a).
DESCRIBING = frozenset(
    [
        "aims",
        "focus",
        "design",
        "sample",
        "population",
        "age",
        "sex",
        "country",
        "setting",
        "period",
        "intervention",
        "intervention_description",
        "comparator",
        "exposure",
        "index_test",
        "reference_standard",
        "duration",
        "follow_up",
        "data_collection",
        "data_source",
        "outcome_measures",
        "outcomes",
        "findings",
        "effect",
        "harms",
        "attrition",
        "quality",
        "limitations",
        "recommendations",
        "analysis",
        "theory",
        "funding",
        "publication_type",
        "container",
        "eligibility",
        "cost",
    ]
)
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

# Share of a column's filled cells that must be author-year labels or citations. In the gold tables the lowest share
# of a column that names the studies so is .79 (names without a year, initials first, are the rest); the highest of any
# other column is .01.
IDENTITY_SHARE = 0.5
# Under a heading that names the study, fewer are enough: names of trials and institutions are studies too.
IDENTITY_SHARE_HEADED = 0.3
# Rows that cite more than one study: a table of themes. Study rows cite a second study at times (companion reports);
# in the gold tables no identity column has one such cell.
MANY_CITED_SHARE = 0.3
# Different values among the filled cells of an identity column. A study may print several rows (arms, tests), a class
# repeats more.
DISTINCT_SHARE = 0.25
# Where only headings speak, cells must be nearly all different: ids, titles and names do not repeat.
DISTINCT_NAMES_SHARE = 0.8
# Filled cells that some describing column must have, of all rows: a column that is nearly empty describes nothing.
FILLED_SHARE = 0.2
# Cells of the first column that are themselves field names ("Population", "Setting"): the table is turned or a list
# of criteria.
FIELD_NAMES_SHARE = 0.4
FIELD_NAMES_LEAST = 2
# Columns with an author-year label for a heading: one may be a comparison with an earlier review, two are a matrix.
CROSSED_LEAST = 2
# A column filled in no more of the rows is a group's cell over the rows of its members: it names no row.
GROUP_SHARE = 0.5
# Share of the columns right of the first that are bare numbers: counts, not a description of an intervention.
COUNTED_SHARE = 0.5

_REPORTS = r"(?:stud(?:y|ies)|articles?|papers?|trials?|reports?|records?|publications?|reviews?|references?)"
# Excluded, ongoing and awaiting studies have tables of their own in Cochrane reviews (RevMan), none about included
# studies. "Excluded studies", "articles that were excluded", "reasons for exclusion"; near miss: "studies of social
# exclusion".
_EXCLUDED = re.compile(
    rf"\bexcluded (?:[\w-]{{1,30}} ){{0,2}}{_REPORTS}\b|\b{_REPORTS} (?:[\w-]{{1,30}} ){{0,3}}excluded\b"
    r"|\breasons? for (?:the )?exclusion|\bawaiting (?:classification|assessment)|\bongoing (?:stud|trial)",
    re.IGNORECASE,
)
# A title that also names studies taken in. "Included and excluded studies"; near miss: "studies of social exclusion".
_INCLUDED = re.compile(
    r"\b(?:included|inclusion|selected|eligible|reviewed|retrieved)\b|\bprimary studies\b", re.IGNORECASE
)
# A title that names the studies of the review. "Summary of the included studies", "Papers selected"; near miss: "Study
# selection process".
_SELECTED_STUDIES = re.compile(
    r"\b(?:included|selected|reviewed|primary|eligible|identified|final|used in|analy[sz]ed|characteristics|summary"
    rf"|list|overview)\b[\w ,-]{{0,40}}\b{_REPORTS}\b"
    rf"|\b{_REPORTS} (?:[\w-]{{1,30}} ){{0,3}}(?:included|selected|reviewed|identified|used|analy[sz]ed)\b",
    re.IGNORECASE,
)


def _titled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Titles of tables that reviews print beside their study tables (PRISMA 2020, items 5 to 7, 12 and 22). Each is asked
# only of a table whose cells do not show studies: "Inclusion criteria of the included studies" may hold a row per
# study.
_OTHER_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "search strategy",
        _titled(
            r"\bsearch (?:strateg|string|term|quer|process|result|combination)|\bdatabases? searched|\bkeywords? used"
        ),
    ),
    (
        "criteria of the review",
        _titled(
            r"\b(?:inclusion|exclusion|eligibility|selection)\b[\w /&,-]{0,40}\bcriteria|\bPICOS?\b|\bSPIDER\b"
            r"|\bquality (?:assessment )?(?:criteria|questions|checklist)"
        ),
    ),
    ("checklist", _titled(r"\bchecklist\b|\bPRISMA\b")),
    ("abbreviations or terms", _titled(r"\b(?:abbreviations?|glossary|acronyms|nomenclature|definitions? of)\b")),
    ("contents", _titled(r"\btable of contents\b|^contents$|\blist of (?:tables|figures)\b")),
    (
        "summary of findings, a row per outcome",
        _titled(r"\bGRADE\b|\bsummary of findings (?:table|for)\b|\bcertainty of (?:the )?evidence\b"),
    ),
)
# A heading of studies that are left out one at a time (Cochrane Handbook 10.14, sensitivity analyses): a row is the
# pooled result without that study. "Excluded study", "Study omitted", "Omitting"; near miss: "Studies included".
_LEFT_OUT = re.compile(r"\b(?:excluded|omitted|omitting|removed|excluding|left out|deleted)\b", re.IGNORECASE)
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
class TableVerdict:
    """What the rows of a table are.

    Attributes:
        kind: `study` when each row (or group of rows) is about one study or one intervention.
        record_kind: what a row is; None for kind `other`.
        identity_columns: 0-based columns that together name the row's study or intervention, the most telling first;
            empty for kind `other`.
        why: one plain sentence, published in the table `tables`.
    """

    kind: TableKind
    record_kind: RecordKind | None
    identity_columns: tuple[int, ...]
    why: str


@dataclass(frozen=True)
class _Column:
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
        return _other("no body rows")
    columns = _columns(matches, rows)
    if len(columns) < 2:
        return _other("one column: a list, nothing is said about its items")
    excluded = _excluded_why(title, matches)
    if excluded is not None:
        return _other(excluded)
    turned = _graded_why(columns) or _crossed_why(columns) or _turned_why(columns, rows, lexicon)
    if turned is not None:
        return _other(turned)
    return (
        _by_cells(title, columns, lexicon)
        or _by_headings(title, columns, lexicon)
        or _other(_why_not(title, columns, lexicon))
    )


def _other(why: str) -> TableVerdict:
    return TableVerdict("other", None, (), why)


def _columns(matches: Sequence[ColumnMatch], rows: Sequence[Sequence[str]]) -> list[_Column]:
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
            _Column(
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


def _excluded_why(title: str | None, matches: Sequence[ColumnMatch]) -> str | None:
    """Excluded, ongoing and awaiting studies, told by the title or by a column of reasons."""
    if any(re.search(r"reasons? for exclusion|exclusion reason", match.heading, re.IGNORECASE) for match in matches):
        return "excluded studies: a column gives reasons for exclusion"
    if title is not None and _EXCLUDED.search(title) and not _INCLUDED.search(title):
        return "excluded studies: so its title says"
    return None


def _graded_why(columns: Sequence[_Column]) -> str | None:
    """A GRADE profile or summary of findings (Cochrane Handbook, chapter 14): a row per outcome or comparison, with its
    certainty.
    """
    if not any(_GRADED.search(column.heading) for column in columns) or any(
        column.labelled >= IDENTITY_SHARE for column in columns[:2]
    ):
        return None
    return "summary of findings: a column grades the certainty of the evidence for each outcome or comparison"


def _crossed_why(columns: Sequence[_Column]) -> str | None:
    """Studies on both sides: a citation matrix of an overview of reviews (Pieper et al. 2014)."""
    named = [column for column in columns[1:] if (label := read_label(column.heading)) is not None and label.year]
    if len(named) < CROSSED_LEAST or 2 * len(named) < len(columns) - 1:
        return None
    return f"a matrix: {len(named)} of its columns are studies too"


def _turned_why(columns: Sequence[_Column], rows: Sequence[Sequence[str]], lexicon: Lexicon) -> str | None:
    """Rows that are fields (a turned table, criteria by PICO): the first column's cells are themselves headings of
    study tables.
    """
    first = [row[0] for row in rows if row and row[0].strip()]
    if any(column.labelled >= IDENTITY_SHARE for column in columns):
        return None
    named = sum(lexicon.single.get(single_key(cell[:LONGEST_HEADING])) in DESCRIBING | set(IDENTITY) for cell in first)
    if named < FIELD_NAMES_LEAST or named / len(first) < FIELD_NAMES_SHARE:
        return None
    kind = _row_kind(columns[0].heading, lexicon)
    if kind is not None:
        return f"each row is {kind}, by the heading {columns[0].heading!r}"
    counted = f"{named} of {len(first)} cells of the first column are names of fields"
    return f"each row is a field or a criterion ({counted}), not a study"


def _by_cells(title: str | None, columns: Sequence[_Column], lexicon: Lexicon) -> TableVerdict | None:
    """A column of author-year labels or citations, one study a row."""
    candidates = [column for column in columns if _names_studies(column)]
    if not candidates:
        return None
    best = max(candidates, key=lambda column: ("reference" in column.fields, column.cited > 0, -column.index))
    why_not = _class_rows_why(best, columns, lexicon)
    if why_not is not None:
        return _other(why_not)
    identity = _identity_columns(best, columns)
    if not _is_described(identity, best, columns, title):
        return _other("a list of references: no column says anything about them")
    share = f"{best.labelled:.0%} of the cells of column {best.index + 1} are author-year labels or citations"
    return TableVerdict("study", "study", identity, f"a row per study: {share}")


def _names_studies(column: _Column) -> bool:
    """Enough author-year labels or citations, one a cell; fewer are enough under a heading that names the study."""
    is_headed = bool({"reference", "authors"} & set(column.fields))
    if column.fields and not is_headed and not {"study_id", "title"} & set(column.fields):
        return False
    share = column.labelled if is_headed else column.cited + column.et_al
    needed = IDENTITY_SHARE_HEADED if is_headed else IDENTITY_SHARE
    return share >= needed and column.many_cited < MANY_CITED_SHARE and column.distinct >= DISTINCT_SHARE


def _is_class_size(column: _Column) -> bool:
    """The column says how many studies a class has."""
    return _CLASS_SIZE.fullmatch(" ".join(column.heading.split())) is not None


def _class_rows_why(best: _Column, columns: Sequence[_Column], lexicon: Lexicon) -> str | None:
    """Why the rows are classes with their sources at the end, or None.

    The name of a study stands first, or after a number, a year, a country or another field of the study; a class
    stands first, then how many studies it has, then which.
    """
    before = [column for column in columns[: best.index] if column.filled > GROUP_SHARE]
    if _LEFT_OUT.search(best.heading):
        return f"each row is a result without one study, by the heading {best.heading!r}"
    others = [column for column in columns if column is not best and column.filled > 0 and not _is_numbering(column)]
    if others and all(_DEFINITION.fullmatch(column.heading) for column in others):
        return "each row is a definition; the references are its sources"
    if any(_is_class_size(column) for column in before):
        return "each row is a class of studies: their number stands before their references"
    if not any(column.heading for column in columns):
        return (
            "no headings, and the column of references does not lead the row: not sure enough"
            if best.index > 1
            else None
        )
    if not before or _is_numbering(before[0]):
        return None
    first = before[0]
    describing = {field for column in columns if column is not first for field in column.fields} & DESCRIBING
    is_headed = bool({"reference", "authors"} & set(best.fields))
    is_last = best.index == max(column.index for column in columns if column.filled > 0)
    kind = _row_kind(first.heading, lexicon)
    if first.fields and (len(describing) >= 2 or (is_headed and not is_last)):
        return None
    if kind is None and is_headed and (len(describing) >= 2 or not is_last):
        return None
    return f"each row is {kind or 'about what its first column names'}; the references are its sources"


def _identity_columns(best: _Column, columns: Sequence[_Column]) -> tuple[int, ...]:
    """The best column, then the other columns whose headings name the study."""
    others = [
        column.index
        for column in columns
        if column.index != best.index and set(column.fields) & {*IDENTITY, *IDENTITY_ASIDE} and column.filled > 0
    ]
    return (best.index, *others)


def _is_described(identity: tuple[int, ...], best: _Column, columns: Sequence[_Column], title: str | None) -> bool:
    """Some column says something of the studies: any filled one that is no identity, or a title beside the authors."""
    if any(
        column.index not in identity and column.filled >= FILLED_SHARE and not _is_numbering(column)
        for column in columns
    ):
        return True
    fields = {field for index in identity for field in columns[index].fields}
    if {"title"} & fields and fields & {"authors", "reference"} and best.fields:
        return True
    return bool(title and _SELECTED_STUDIES.search(title)) and len(identity) > 1


def _is_numbering(column: _Column) -> bool:
    """A running number: nearly all different whole numbers, and no heading that means anything else."""
    return (
        not column.fields
        and column.shares["number"] + column.shares["bracketed-number"] >= 0.9
        and column.distinct >= 0.9
        and column.index == 0
    )


def _by_headings(title: str | None, columns: Sequence[_Column], lexicon: Lexicon) -> TableVerdict | None:
    """Headings that name the study over ids, titles or names that do not repeat; or an intervention over its name."""
    if _other_title(title) is not None and not (title and _SELECTED_STUDIES.search(title)):
        return None
    return _by_study_heading(title, columns, lexicon) or _by_intervention_heading(columns)


def _by_study_heading(title: str | None, columns: Sequence[_Column], lexicon: Lexicon) -> TableVerdict | None:
    describing = [column for column in columns if set(column.fields) & DESCRIBING and column.filled >= FILLED_SHARE]
    for column in columns:
        field = next((field for field in column.fields if field in (*IDENTITY, "citation_number")), None)
        if field is None or column.many_cited >= MANY_CITED_SHARE or column.distinct < DISTINCT_NAMES_SHARE:
            continue
        if _class_rows_why(column, columns, lexicon) is not None and field not in {"title", "authors"}:
            continue
        identity = _identity_columns(column, columns)
        shape = _shape_that_names(column, field, columns, title, lexicon)
        if shape is not None and (describing or _is_described(identity, column, columns, title)):
            return TableVerdict(
                "study",
                "study",
                identity,
                f"a row per study: column {column.index + 1}, {column.heading!r}, holds {shape}",
            )
    return None


def _shape_that_names(
    column: _Column, field: str, columns: Sequence[_Column], title: str | None, lexicon: Lexicon
) -> str | None:
    """What the cells under an identity heading are, when they can name studies; None when they cannot."""
    told = {name for item in columns if item.filled >= FILLED_SHARE for name in item.fields}
    of_studies = bool(title and _SELECTED_STUDIES.search(title))
    folded = single_key(column.heading)
    if field == "title" and column.shares["title"] + column.labelled >= IDENTITY_SHARE:
        return "titles"
    if field == "authors":
        is_beside = bool(told & {"title", "year"}) and column.labelled + column.shares["text"] >= IDENTITY_SHARE
        return "names of authors" if is_beside else None
    if field == "citation_number":
        is_first = column.index < 2 and column.shares["bracketed-number"] + column.shares["number"] >= IDENTITY_SHARE
        return "numbers of references" if is_first and (of_studies or len(told & DESCRIBING) >= 2) else None
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


def _ids_are_of_studies(column: _Column, told: set[str], of_studies: bool) -> bool:
    """`ID` over codes: of studies when the title, another column or what is told says so; not of criteria, questions or
    interviewees.
    """
    if column.prefix in NOT_STUDY_CODES:
        return False
    return of_studies or bool(told & {"reference", "title", "authors"}) or len(told & ABOUT_STUDIES) >= 2


def _by_intervention_heading(columns: Sequence[_Column]) -> TableVerdict | None:
    """A first column of interventions, all different, with at least two columns about who got them and what came of
    it.
    """
    column = next((item for item in columns if item.filled > 0 and not _is_numbering(item)), columns[0])
    if column.fields not in {("intervention",), ("intervention_description",)}:
        return None
    told = {
        field for item in columns[column.index + 1 :] if item.filled >= FILLED_SHARE for field in item.fields
    } & ABOUT_INTERVENTIONS
    is_class = any(_is_class_size(item) for item in columns)
    if len(told) < 2 or is_class or column.distinct < DISTINCT_NAMES_SHARE or _counted_share(columns) >= COUNTED_SHARE:
        return None
    return TableVerdict(
        "study", "intervention", (column.index,),
        f"a row per intervention: column {column.index + 1}, {column.heading!r}, with {', '.join(sorted(told))}",
    )  # fmt: skip


def _counted_share(columns: Sequence[_Column]) -> float:
    """Share of number-like columns right of the first."""
    rest = [column for column in columns[1:] if column.filled > 0]
    return sum(column.shares["number"] >= IDENTITY_SHARE for column in rest) / len(rest) if rest else 0.0


def _other_title(title: str | None) -> str | None:
    """What the title says the table is instead; None when it says nothing of the kind."""
    return next((what for what, pattern in _OTHER_TITLES if title and pattern.search(title)), None)


def _row_kind(heading: str, lexicon: Lexicon) -> str | None:
    """What a first column's heading says its rows are, other than studies."""
    folded = single_key(heading)
    return next((kind for kind, wordings in lexicon.row_kinds if folded in wordings), None)


def _why_not(title: str | None, columns: Sequence[_Column], lexicon: Lexicon) -> str:
    """The plainest reason why no row is a study."""
    titled = _other_title(title)
    if titled is not None:
        return f"{titled}: so its title says"
    if any(column.many_cited >= MANY_CITED_SHARE for column in columns):
        return "each row cites several studies: rows are themes or classes"
    kind = _row_kind(columns[0].heading, lexicon)
    if kind is not None:
        return f"each row is {kind}, by the heading {columns[0].heading!r}"
    if any(set(column.fields) & set(IDENTITY) for column in columns):
        return "the column that should name the studies holds neither labels, codes nor different names"
    return "no column names a study: no author-year labels, citations, codes or titles"


__all__ = ["TableVerdict", "judge_table"]
