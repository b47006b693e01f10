"""The corrected covered area is exact, counts structural zeros as the published package does, and needs two reviews."""

from __future__ import annotations

import importlib.util
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from extract.overlap import CitationMatrix, Inclusion, build_matrix, measure_overlap, measure_pairs

SHARED = Path(__file__).parents[1].parent / "shared" / "cca"
_LETTERS: dict[str, Inclusion] = {"1": "yes", "0": "no", "X": "impossible"}


def _matrix(*rows: str) -> CitationMatrix:
    reviews = tuple("abcdef"[: len(rows[0])])
    cells = tuple(tuple(_LETTERS[letter] for letter in row) for row in rows)
    return CitationMatrix(reviews, tuple(str(number) for number in range(len(rows))), cells)


@pytest.mark.parametrize(
    ("rows", "area", "degree"),
    [
        (("11", "10", "01"), Fraction(1, 3), "very high"),
        (("10", "01"), Fraction(0), "slight"),
        (("11", "11"), Fraction(1), "very high"),
        (("110", "101", "0X1"), Fraction(2, 5), "very high"),
    ],
)
def test_overall_area(rows: tuple[str, ...], area: Fraction, degree: str) -> None:
    """(N - r) / (r c - r - X), worked out by hand."""
    found = measure_overlap(_matrix(*rows))
    assert (found.area, found.degree) == (area, degree)


def test_a_pair_counts_only_its_own_studies() -> None:
    """Studies of neither review fall out, and a structural zero counts only beside an inclusion."""
    pairs = {pair.reviews: pair for pair in measure_pairs(_matrix("110", "0X1", "X01", "100"))}
    assert [*pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert (pairs["a", "b"].studies, pairs["a", "b"].impossible, pairs["a", "b"].area) == (2, 0, Fraction(1, 2))
    assert (pairs["a", "c"].studies, pairs["a", "c"].impossible, pairs["a", "c"].area) == (4, 1, Fraction(0))
    assert pairs["b", "c"].impossible == 1


def test_no_area_without_two_reviews() -> None:
    """One review overlaps with nothing, and a study that nobody else could include leaves nothing to cover."""
    assert measure_overlap(_matrix("1", "1")).area is None
    assert measure_overlap(_matrix("1X")).percentage is None


def test_a_matrix_has_a_cell_for_each_review() -> None:
    """A row that is too short is an error, never a row of zeros."""
    with pytest.raises(ValueError, match="a cell for each review"):
        CitationMatrix(("a", "b"), ("1",), (("yes",),))


def test_linked_records_are_one_study() -> None:
    """Two records that a group joins stand in one row, whatever the order of the reviews."""
    matrix = build_matrix({"b": ["b1", "b2"], "a": ["a1"]}, [frozenset({"a1", "b2"})])
    assert (matrix.reviews, matrix.studies) == (("a", "b"), ("a1", "b1"))
    assert measure_overlap(matrix).area == Fraction(1, 2)


def _benchmark() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "overlap" / "covered_area.py"
    found = importlib.util.spec_from_file_location("covered_area", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["covered_area"] = module
    found.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SHARED.is_dir(), reason="the citation matrices are not here")
def test_published_matrices_come_out_exactly() -> None:
    """N, r, c, X and the area of every published matrix, overall."""
    benchmark = _benchmark()
    for name, (inclusions, studies, reviews, impossible, percentage) in benchmark.EXPECTED.items():
        matrix = benchmark.read_matrix(SHARED / name)
        found = measure_overlap(matrix)
        assert (found.inclusions, found.studies, len(matrix.reviews), found.impossible) == (
            inclusions, studies, reviews, impossible,
        ), name  # fmt: skip
        assert found.area == Fraction(inclusions - studies, studies * reviews - studies - impossible)
        assert f"{found.percentage:.1f}" == percentage
