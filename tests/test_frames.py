"""A DataFrame is made in one way only, and a row that breaks its contract is found, named and kept out."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from extract.errors import ContractError
from extract.frames import arrow_schema, build, to_arrow, to_frame, validate
from extract.publish.manifest import HISTORY
from schemas.contracts import (
    TABLES,
    Contract,
    Documents,
    Evidence,
    Links,
    Rejects,
    Rows,
    Samples,
    Studies,
    columns_of,
    name_of,
)
from tests.publish import example


@dataclass(frozen=True)
class SampleRow:
    """A row of `samples` as the code that reads samples would hand it on."""

    study_id: str
    ordinal: int
    n: int
    unit: str
    role: str
    quote: str


SAMPLE = SampleRow("s1", 1, 12, "people", "total", "n = 12")


def documents(**values: Any) -> list[dict[str, Any]]:
    """One good document, changed by `values`, and another good one."""
    return [example.document("a" * 16, "a.txt") | values, example.document("b" * 16, "b.txt")]


def test_rows_may_be_dataclasses_or_mappings() -> None:
    """Both give the same frame."""
    from dataclasses import asdict

    pd.testing.assert_frame_equal(build(Samples, [SAMPLE]), build(Samples, [asdict(SAMPLE)]))


@pytest.mark.parametrize("contract", TABLES, ids=name_of)
def test_an_empty_table_has_its_columns_and_types(contract: type[Contract]) -> None:
    """A table without rows can still be read, joined and checked."""
    frame = build(contract, [])
    assert {str(name): dtype for name, dtype in frame.dtypes.items()} == {c.name: c.dtype for c in columns_of(contract)}
    good, failures = validate(contract, frame)
    pd.testing.assert_frame_equal(good, frame)
    assert failures == ()
    assert to_arrow(contract, frame).schema.equals(arrow_schema(contract), check_metadata=True)


@pytest.mark.parametrize("contract", TABLES, ids=name_of)
def test_a_column_of_nulls_keeps_its_type(contract: type[Contract]) -> None:
    """All-null columns are where inferred types go wrong."""
    frame = build(contract, [{column.name: None for column in columns_of(contract)}])
    assert list(frame.dtypes) == [column.dtype for column in columns_of(contract)]


def test_nulls_and_lists_come_back_as_they_went_in() -> None:
    """A null stays a null, an empty list an empty list, an empty text an empty text."""
    row = example.printed_row("r", "d", 1, pages=(3, 4), cells=("a", "", "b"), category=None)
    frame = build(Rows, [row])
    assert frame.at[0, "pages"] == [3, 4]
    assert frame.at[0, "cells"] == ["a", "", "b"]
    assert frame.at[0, "category"] is pd.NA


def test_rows_are_sorted_whatever_their_order() -> None:
    """The same rows give the same frame."""
    rows = example.tables()["rows"]
    expected = build(Rows, rows)
    for seed in range(5):
        shuffled = rows[:]
        random.Random(seed).shuffle(shuffled)
        pd.testing.assert_frame_equal(build(Rows, shuffled), expected)


def test_studies_stand_in_the_order_of_their_review() -> None:
    """Reading order for people, by the number and not its digits; the key decides among equals."""
    rows = [example.study(f"s{i}", number) for i, number in enumerate((10, 2, 1, 2))]
    assert list(build(Studies, rows)["study_id"]) == ["s2", "s1", "s3", "s0"]


def test_rows_without_a_key_are_sorted_by_all_their_columns() -> None:
    """`rejects` has no key and still the same bytes; nulls come last."""
    rows = [
        {"row_id": row_id, "field": field, "raw": raw, "reason": "damaged", "message": "m"}
        for row_id, field, raw in ((None, "b", "x"), ("r", None, "x"), ("r", "a", "y"), ("r", "a", "x"))
    ]
    frame = build(Rejects, rows)
    assert list(frame["raw"]) == ["x", "y", "x", "x"]
    assert list(frame["row_id"].fillna("none")) == ["r", "r", "r", "none"]


def test_a_missing_column_is_refused() -> None:
    """Nothing mandatory is filled in by default."""
    row = example.document("a" * 16, "a.txt")
    del row["title"]
    with pytest.raises(ContractError, match=r"documents.*missing title"):
        build(Documents, [row])


def test_an_unknown_column_is_refused() -> None:
    """What is computed and not published is a mistake that someone should hear of."""
    with pytest.raises(ContractError, match=r"documents.*unknown colour"):
        build(Documents, documents(colour="blue"))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", 3),
        ("title", b"bytes"),
        ("size_bytes", "3"),
        ("size_bytes", 3.0),
        ("size_bytes", True),
        ("size_bytes", 2**63),
        ("version_date", "2020-01-01"),
        ("version_date", datetime.datetime(2020, 1, 1, 12)),
        ("title", float("nan")),
        ("title", pd.NA),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(column: str, value: object) -> None:
    """Nothing is converted on the way: a forgotten normaliser shows."""
    with pytest.raises(ContractError, match=f"documents.{column}"):
        build(Documents, documents(**{column: value}))


@pytest.mark.parametrize("value", ["ab", ("a", 1), ("a", None), {"a"}, 3])
def test_a_list_holds_texts_only(value: object) -> None:
    """A text is no list of letters, a set has no order, and a list has no gaps."""
    with pytest.raises(ContractError, match=r"studies\.authors"):
        build(Studies, [example.study("s", 1, authors=value)])


@pytest.mark.parametrize("value", [float("inf"), float("nan"), "0.5", True])
def test_a_number_is_finite(value: object) -> None:
    """NaN would pass for a null in one reader and for a number in another."""
    with pytest.raises(ContractError, match=r"links\.score"):
        build(Links, [{"left": "a", "right": "b", "verdict": "maybe", "score": value, "why": "w"}])


def test_what_is_neither_mapping_nor_dataclass_is_refused() -> None:
    """A tuple of values could be in any order."""
    with pytest.raises(ContractError, match="tuple"):
        build(Documents, [("a", "b")])


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    """Some PDF engines hand out halves; no file could hold them, and one must not stop a release."""
    frame = build(Documents, documents(title="a\ud800b\udfffc 😀"))
    assert frame.at[0, "title"] == "a\ufffdb\ufffdc 😀"
    assert build(Rows, [example.printed_row("r", "d", 1, cells=("\udc80",))]).at[0, "cells"] == ["\ufffd"]


def test_subclasses_of_text_are_texts() -> None:
    """Codes may be members of an enumeration."""
    from enum import StrEnum

    class Status(StrEnum):
        PARSED = "parsed"

    frame = build(Documents, documents(status=Status.PARSED))
    assert type(frame.at[0, "status"]) is str


def test_good_rows_pass_untouched() -> None:
    """Validation changes nothing."""
    for contract in TABLES:
        if name_of(contract) not in HISTORY:
            frame = example.frames()[name_of(contract)]
            good, failures = validate(contract, frame)
            assert failures == ()
            pd.testing.assert_frame_equal(good, frame)


@pytest.mark.parametrize(
    ("column", "value", "check"),
    [
        ("status", "lost", "in_vocabulary"),
        ("reason", "because", "in_vocabulary"),
        ("document_id", "xyz", "str_matches"),
        ("sha256", "0", "str_matches"),
        ("file_name", "a\nb.txt", "str_matches"),
        ("file_name", "a.txt\n", "str_matches"),
        ("document_id", "a" * 16 + "\n", "str_matches"),
        ("file_name", "b.txt", "unique"),
        ("size_bytes", -1, "greater_than"),
        ("title", "", "empty_text"),
        ("sha256", None, "not_nullable"),
    ],
)
def test_a_bad_value_is_named_and_its_row_kept_out(column: str, value: object, check: str) -> None:
    """The failure says table, key, column, value and check; the other row stays."""
    frame = build(Documents, documents(**{column: value}))
    good, failures = validate(Documents, frame)
    named = [failure for failure in failures if failure.column == column and check in failure.check]
    assert named, failures
    assert named[0].table == "documents"
    assert dict(named[0].key).keys() == {"document_id"}
    assert named[0].value == ("" if value is None else str(value))
    assert "b" * 16 in list(good["document_id"]) or check == "unique"


@pytest.mark.parametrize(
    ("column", "value"),
    [("designs", ("cohort", "guess")), ("countries", ("GBR", "UK")), ("authors", ("Alder, J.", ""))],
)
def test_each_item_of_a_list_is_checked(column: str, value: tuple[str, ...]) -> None:
    """One bad item spoils the list; an empty item is no author."""
    _, failures = validate(Studies, build(Studies, [example.study("s", 1, **{column: value})]))
    assert [failure.column for failure in failures] == [column]


def test_printed_cells_may_be_empty() -> None:
    """An empty cell is a fact, not a gap."""
    assert validate(Rows, build(Rows, [example.printed_row("r", "d", 1, cells=("", ""))]))[1] == ()


def test_of_two_rows_with_one_key_the_first_is_kept() -> None:
    """Losing both would lose a good one; the other is reported."""
    rows = [example.study("s", number, title=f"t{number}") for number in (2, 1)]
    good, failures = validate(Studies, build(Studies, rows))
    assert list(good["title"]) == ["t1"]
    assert [(failure.column, failure.check) for failure in failures] == [(None, "unique(study_id)")]


def test_nulls_in_a_key_are_equal() -> None:
    """Two evidence rows that differ in nothing but an absent place are one too many."""
    row = example.evidence("s", "title", "d", "r", place=None)
    good, failures = validate(Evidence, build(Evidence, [row, row]))
    assert (len(good), len(failures)) == (1, 1)


def test_all_failures_are_reported_not_the_first() -> None:
    """Lazy: one run shows everything that is wrong."""
    _, failures = validate(Documents, build(Documents, documents(status="lost", sha256="0", size_bytes=-1)))
    assert {failure.column for failure in failures} == {"status", "sha256", "size_bytes"}


def test_the_index_of_the_frame_does_not_matter() -> None:
    """Rows are found by position: a filtered frame has gaps in its index, or the same label twice."""
    frame = build(Documents, documents(status="lost"))
    frame.index = pd.Index([7, 7])
    good, failures = validate(Documents, frame)
    assert [failure.row for failure in failures] == [0]
    assert list(good["document_id"]) == ["b" * 16]


def test_a_frame_of_another_shape_is_a_bug_not_a_bad_row() -> None:
    """No single row is at fault, so none is thrown away."""
    frame = build(Documents, documents())
    for broken in (
        frame.drop(columns=["title"]),
        frame.assign(colour="blue"),
        frame[[*frame.columns[1:], frame.columns[0]]],
        frame.assign(size_bytes=frame["size_bytes"].astype("float64")),
        frame.assign(title=frame["title"].astype(object)),
    ):
        with pytest.raises(ContractError, match="documents"):
            validate(Documents, broken)


def test_to_frame_and_to_arrow_are_inverse() -> None:
    """What is written is what is read."""
    for contract in TABLES:
        if name_of(contract) not in HISTORY:
            frame = example.frames()[name_of(contract)]
            table = to_arrow(contract, frame)
            assert all(isinstance(column, pa.ChunkedArray) and column.num_chunks <= 1 for column in table.columns)
            pd.testing.assert_frame_equal(to_frame(contract, table), frame)
