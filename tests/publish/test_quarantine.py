"""A record that breaks its contract is withheld with all that hangs on it, and `rejects` says so."""

from __future__ import annotations

from typing import Any

import pytest

from extract.errors import ContractError
from extract.publish.quarantine import settle
from tests.publish import example
from tests.publish.example import NEW, OLD


def edited(table: str, number: int, **values: Any) -> dict[str, Any]:
    """The frames of the example with one row changed."""
    rows = example.tables()
    rows[table][number] = rows[table][number] | values
    return example.frames(rows)


def test_good_tables_pass_as_they_are() -> None:
    """Nothing is withheld and nothing is rebuilt."""
    frames = example.frames()
    settled = settle(frames)
    assert settled.failures == ()
    assert all(settled.tables[name].equals(frame) for name, frame in frames.items())


def test_a_bad_study_is_withheld_with_all_that_hangs_on_it() -> None:
    """Samples, evidence, disagreements and links go with it; the others stay."""
    settled = settle(edited("studies", 0, year=12))
    tables = settled.tables
    assert list(tables["studies"]["study_id"]) == ["gardens-2", "noise-1"]
    assert len(tables["samples"]) == len(tables["disagreements"]) == len(tables["links"]) == 0
    assert set(tables["evidence"]["study_id"]) == {"gardens-2", "noise-1"}
    assert len(tables["citations"]) == 1


def test_each_printed_row_of_a_withheld_study_is_rejected_with_a_sentence() -> None:
    """The rows still end somewhere, so that the counts add up."""
    rejects = settle(edited("studies", 0, year=12)).tables["rejects"]
    ours = rejects[rejects["reason"] == "contract-broken"]
    assert set(ours["row_id"]) == {f"{OLD}-t1-r1", f"{NEW}-t1-r2"}
    assert all(ours["field"].isna())
    assert set(ours["raw"]) == {"12"}
    assert all("gardens-1" in message and "year" in message for message in ours["message"])


def test_the_count_of_studies_follows() -> None:
    """`study_count` is of what is published."""
    reviews = settle(edited("studies", 0, year=12)).tables["reviews"]
    assert dict(zip(reviews["review_id"], reviews["study_count"], strict=True)) == {"gardens": 1, "noise": 1}


def test_a_bad_value_of_a_smaller_table_takes_only_its_row() -> None:
    """A sample with an unknown unit leaves its study alone."""
    settled = settle(edited("samples", 0, unit="furlongs"))
    assert len(settled.tables["samples"]) == 1
    assert len(settled.tables["studies"]) == 3
    assert [failure.table for failure in settled.failures] == ["samples"]
    assert "furlongs" in set(settled.tables["rejects"]["raw"])


def test_a_reference_to_nothing_is_withheld() -> None:
    """A link to a study that is not there leads nowhere."""
    settled = settle(edited("links", 0, right="nobody"))
    assert len(settled.tables["links"]) == 0
    assert "a row of studies" in settled.failures[0].check


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("documents", {"status": "lost"}),
        ("reviews", {"study_count": -1}),
        ("tables", {"kind": "odd"}),
        ("rows", {"kind": "odd"}),
        ("rows", {"table_number": 9}),
        ("rejects", {"reason": "because"}),
        ("rejects", {"row_id": "nowhere"}),
        ("documents", {"review_id": "nothing"}),
    ],
)
def test_a_fault_in_the_accounts_stops_the_release(table: str, values: dict[str, Any]) -> None:
    """What accounts for files and rows may lose none of them."""
    with pytest.raises(ContractError, match=table):
        settle(edited(table, 0, **values))


def test_all_tables_have_to_be_there() -> None:
    """A table forgotten is a bug, and so is one too many."""
    frames = example.frames()
    del frames["links"]
    with pytest.raises(ContractError, match="links"):
        settle(frames)
    with pytest.raises(ContractError, match="extra"):
        settle({**example.frames(), "extra": frames["audit"]})
