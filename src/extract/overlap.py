"""How far do reviews rest on the same primary studies: the corrected covered area of a citation matrix.

Pieper, D., Antoine, S.-L., Mathes, T., Neugebauer, E. and Eikermann, M. (2014), Systematic review finds overlapping
reviews were not mentioned in every other overview, Journal of Clinical Epidemiology 67(4), 368-375. The conventions
for structural missingness and for pairs are those of the R package `ccaR` (Bougioukas and others, 2022), whose
figures `benchmarks/overlap` reproduces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

Inclusion = Literal["yes", "no", "impossible"]
Degree = Literal["slight", "moderate", "high", "very high"]

# Upper edges of the degrees of overlap in whole per cent (Pieper and others 2014, section 2.4): 0-5, 6-10, 11-15, over.
_DEGREES: tuple[tuple[Degree, int], ...] = (("slight", 5), ("moderate", 10), ("high", 15))


@dataclass(frozen=True)
class CitationMatrix:
    """Which review includes which primary study.

    Attributes:
        reviews: columns, in any order; studies: rows.
        cells: one row per study, one cell per review. `impossible` is a structural zero: the review could not have
            included the study, since it was published after the search or lies outside the review's question.
    """

    reviews: tuple[str, ...]
    studies: tuple[str, ...]
    cells: tuple[tuple[Inclusion, ...], ...]

    def __post_init__(self) -> None:
        if len(set(self.reviews)) != len(self.reviews):
            raise ValueError("two columns of a citation matrix bear the name of one review")
        if len(self.cells) != len(self.studies) or any(len(row) != len(self.reviews) for row in self.cells):
            raise ValueError("a citation matrix needs a row for each study and a cell for each review")


@dataclass(frozen=True)
class Overlap:
    """The overlap of some reviews.

    Attributes:
        reviews: compared; two for a pair.
        inclusions: N, marked cells; studies: r, distinct primary studies; impossible: X, structural zeros that count.
        shared: studies that every one of `reviews` includes.
        area: the corrected covered area, 0 to 1, exact; None where it is not defined (one review, no study, or no
            study that a second review could have included).
    """

    reviews: tuple[str, ...]
    inclusions: int
    studies: int
    impossible: int
    shared: int
    area: Fraction | None

    @property
    def percentage(self) -> float | None:
        """The area in per cent with one decimal, as overviews report it; halves go to the even digit, as in R."""
        return None if self.area is None else float(round(self.area * 100, 1))

    @property
    def degree(self) -> Degree | None:
        """The word for the area that Pieper and others propose; None where there is no area."""
        if self.area is None:
            return None
        whole = round(self.area * 100)
        return next((name for name, edge in _DEGREES if whole <= edge), "very high")


def measure_overlap(matrix: CitationMatrix) -> Overlap:
    """The overlap of all reviews: (N - r) / (r c - r - X), every row of the matrix counted as a study.

    Example: three studies, two reviews, one study in both: (4 - 3) / (6 - 3) is 1/3.
    """
    return _overlap(matrix.reviews, matrix.cells, matrix.cells)


def measure_pairs(matrix: CitationMatrix) -> tuple[Overlap, ...]:
    """The overlap of each two reviews, by name.

    Of a pair only the studies count that one of the two includes, and a structural zero only beside an inclusion.
    """
    return tuple(_measure_pair(matrix, *pair) for pair in combinations(sorted(matrix.reviews), 2))


def _measure_pair(matrix: CitationMatrix, left: str, right: str) -> Overlap:
    columns = matrix.reviews.index(left), matrix.reviews.index(right)
    rows = [tuple(row[column] for column in columns) for row in matrix.cells]
    included = [row for row in rows if "yes" in row]
    return _overlap((left, right), included, [row for row in included if row.count("yes") == 1])


def _overlap(
    reviews: tuple[str, ...], rows: Sequence[Sequence[Inclusion]], barred: Sequence[Sequence[Inclusion]]
) -> Overlap:
    """The measure over `rows`; structural zeros are counted in `barred`."""
    inclusions = sum(row.count("yes") for row in rows)
    impossible = sum(row.count("impossible") for row in barred)
    open_cells = len(rows) * len(reviews) - len(rows) - impossible
    area = Fraction(inclusions - len(rows), open_cells) if open_cells > 0 else None
    return Overlap(
        reviews=reviews, inclusions=inclusions, studies=len(rows), impossible=impossible,
        shared=sum(row.count("yes") == len(reviews) for row in rows), area=area,
    )  # fmt: skip


def build_matrix(reviews: Mapping[str, Iterable[str]], groups: Iterable[frozenset[str]] = ()) -> CitationMatrix:
    """The citation matrix of reviews whose studies have been linked.

    Args:
        reviews: the record ids of each review's studies.
        groups: record ids that are one study (`links.same_groups`); a group bears its first id.

    Every cell is `yes` or `no`: that a study could not have been included is for a person to say.
    """
    name = {record: min(group) for group in groups for record in group}
    included = {review: {name.get(record, record) for record in records} for review, records in reviews.items()}
    studies = tuple(sorted(set().union(*included.values()))) if included else ()
    columns = tuple(sorted(included))
    cells: list[tuple[Inclusion, ...]] = [
        tuple("yes" if study in included[review] else "no" for review in columns) for study in studies
    ]
    return CitationMatrix(columns, studies, tuple(cells))
