"""Every file that was ever seen has one outcome; what is gone is carried on from release to release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extract import open_release
from extract.publish.ledger import checksum_of_name, file_accounts
from extract.publish.release import publish
from extract.publish.verify import verify
from tests.publish import example
from tests.publish.example import BAD, NEW, OLD, OTHER


def outcomes(rows: dict[str, list[dict[str, Any]]] | None = None) -> dict[str, tuple[Any, ...]]:
    """File -> what the ledger says, for a first release."""
    accounts = file_accounts(example.frames(rows), None)
    return {a.file_name: (a.outcome, a.study_rows, a.other_rows, a.other_document_id, a.reason) for a in accounts}


def test_each_file_has_one_outcome() -> None:
    """Superseded, published, refused; each with its rows counted."""
    assert outcomes() == {
        "gardens-v1.txt": ("superseded-by", 1, 1, NEW, None),
        "gardens-v2.txt": ("published", 2, 2, None, None),
        "locked.pdf": ("refused", 0, 0, None, "encrypted"),
        "noise/noise.txt": ("published", 1, 0, None, None),
    }


def test_a_copy_and_a_document_without_studies() -> None:
    """A copy of a document that could not be read was refused like it."""
    rows = example.tables()
    rows["documents"][0].update(superseded_by=None, near_duplicate_of=NEW)
    copy = rows["documents"][3] | {"document_id": f"{BAD}-2", "file_name": "copy.pdf", "near_duplicate_of": BAD}
    letter = example.document("e" * 16, "letter.txt", review_id=None, status="no-table", reason="no-study-table")
    rows["documents"] += [copy, letter]
    said = outcomes(rows)
    assert said["gardens-v1.txt"][::3] == ("near-duplicate-of", NEW)
    assert said["copy.pdf"] == ("refused", 0, 0, None, "encrypted")
    assert said["letter.txt"] == ("no-study-table", 0, 0, None, "no-study-table")


def without(rows: dict[str, list[dict[str, Any]]], document_id: str) -> dict[str, list[dict[str, Any]]]:
    """The tables without a document that nothing else depends on."""
    return rows | {"documents": [row for row in rows["documents"] if row["document_id"] != document_id]}


def test_a_file_that_goes_is_carried_on_and_may_come_back(tmp_path: Path) -> None:
    """Gone in the next release and in all later ones, with all counts right; published anew it is no longer gone."""
    publish(example.frames(), tmp_path, example.INPUTS)
    gone = without(example.tables(), BAD)
    for year in (2011, 2013):
        gone["studies"][1]["year"] = year
        publish(example.frames(gone), tmp_path, example.INPUTS)
        ledger = open_release(tmp_path).tables["ledger"].set_index("file_name")
        assert ledger.loc["locked.pdf", "outcome"] == "gone" and len(ledger) == 4
        assert verify(tmp_path) == ()
    publish(example.frames(), tmp_path, example.INPUTS)
    ledger = open_release(tmp_path).tables["ledger"].set_index("file_name")
    assert ledger.loc["locked.pdf", "outcome"] == "refused" and len(ledger) == 4


def test_what_lies_in_the_place_of_a_file_is_named() -> None:
    """Moved: the same bytes under another name; replaced: other bytes under the same name."""
    before = example.whole()
    rows = without(example.tables(), OTHER)
    rows["documents"].append(example.document("f" * 16, "noise/noise.txt"))
    rows["documents"][0]["file_name"] = "elsewhere.txt"
    gone = {a.file_name: a for a in file_accounts(example.frames(rows), before) if a.outcome == "gone"}
    assert gone["gardens-v1.txt"].other_document_id == OLD
    assert gone["noise/noise.txt"].other_document_id == "f" * 16


def test_a_file_that_was_not_opened_is_not_gone_once_it_is_read() -> None:
    """Its path is all that was known of it."""
    before = example.tables()
    before["documents"][1].update(sha256=checksum_of_name("gardens-v2.txt"))
    accounts = file_accounts(example.frames(), example.whole(before))
    assert [a.outcome for a in accounts if a.file_name == "gardens-v2.txt"] == ["published"]
