"""What differs from the last release is said with its cause, and nothing gets lost without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extract.frames import build
from extract.publish.changes import State, compare, lost_studies
from extract.publish.manifest import CorrectedField, Inputs
from schemas.contracts import Changes
from tests.publish import example
from tests.publish.example import NEW, OLD, OTHER

Tables = dict[str, list[dict[str, Any]]]
Edit = Callable[[Tables], None]


def state(*edits: Edit, inputs: Inputs = example.INPUTS) -> State:
    """The example after some edits."""
    rows = example.tables()
    for edit in edits:
        edit(rows)
    return State(example.frames(rows), inputs)


def row(rows: Tables, table: str, key: str) -> dict[str, Any]:
    """One row, to be edited."""
    return next(found for found in rows[table] if next(iter(found.values())) == key)


def drop_study(study_id: str) -> Edit:
    """The study and all that hangs on it."""

    def edit(rows: Tables) -> None:
        for name in ("studies", "samples", "citations", "evidence", "disagreements"):
            rows[name] = [found for found in rows[name] if found["study_id"] != study_id]
        rows["links"] = [found for found in rows["links"] if study_id not in (found["left"], found["right"])]

    return edit


def drop_document(document_id: str) -> Edit:
    """The document's own row; its rows elsewhere do not matter here."""

    def edit(rows: Tables) -> None:
        rows["documents"] = [found for found in rows["documents"] if found["document_id"] != document_id]

    return edit


def retitle(study_id: str, title: str) -> Edit:
    """Another title for a study."""

    def edit(rows: Tables) -> None:
        row(rows, "studies", study_id)["title"] = title

    return edit


def add_document(document_id: str, review_id: str) -> Edit:
    """A further document of a review."""

    def edit(rows: Tables) -> None:
        rows["documents"].append(example.document(document_id, f"{document_id}.txt", review_id=review_id))

    return edit


def supersede(document_id: str, by: str) -> Edit:
    """A later version is there."""

    def edit(rows: Tables) -> None:
        row(rows, "documents", document_id)["superseded_by"] = by

    return edit


NEWER = "e" * 16


def test_in_a_first_release_everything_is_added() -> None:
    """By a document: there was nothing before."""
    changes = compare(None, state())
    assert {(change.kind, change.cause) for change in changes} == {("added", "document")}
    assert [change.table for change in changes] == ["documents"] * 4 + ["reviews"] * 2 + ["studies"] * 3


def test_nothing_changed_is_no_change() -> None:
    """The same release twice has no differences, whatever else the inputs say."""
    assert compare(state(), state()) == ()
    assert compare(state(), state(inputs=Inputs("f2"))) == ()


def test_a_changed_field_is_told_before_and_after() -> None:
    """One change per field, with both values as text."""
    (change,) = compare(state(), state(retitle("gardens-1", "Digging"), inputs=Inputs("f2")))
    assert (change.kind, change.table, change.key, change.field) == ("changed", "studies", "gardens-1", "title")
    assert (change.before, change.after, change.cause) == ("Study gardens-1", "Digging", "extractor")


def test_lists_and_dates_are_told_as_text() -> None:
    """Lists joined by `; `, dates as ISO, an empty list as nothing."""

    def edit(rows: Tables) -> None:
        row(rows, "studies", "gardens-1")["designs"] = ()
        row(rows, "documents", NEW)["version_date"] = None

    changes = compare(state(), state(edit, inputs=Inputs("f2")))
    assert [(change.field, change.before, change.after) for change in changes] == [
        ("version_date", "2020-05-01", None),
        ("designs", "cohort; survey", None),
    ]


def test_changes_keep_their_contract() -> None:
    """They can be published as they are."""
    changes = compare(
        state(), state(drop_study("gardens-2"), retitle("gardens-1", "x"), add_document(NEWER, "gardens"))
    )
    assert len(build(Changes, changes)) == 3


@pytest.mark.parametrize(
    ("edits", "before", "after", "cause"),
    [
        ([], Inputs("f1"), Inputs("f2"), "extractor"),
        ([add_document(NEWER, "gardens")], Inputs("f1"), Inputs("f1"), "document"),
        ([add_document(NEWER, "gardens")], Inputs("f1"), Inputs("f2"), "document"),
        ([drop_document(OLD)], Inputs("f1"), Inputs("f2"), "document"),
        ([add_document(NEWER, "noise")], Inputs("f1"), Inputs("f2"), "extractor"),
        ([add_document(NEWER, "noise")], Inputs("f1"), Inputs("f1"), "document"),
        ([], Inputs("f1"), Inputs("f1", (CorrectedField("gardens-1", "title"),)), "correction"),
        ([], Inputs("f1", (CorrectedField("gardens-1", "title"),)), Inputs("f2"), "correction"),
        ([], Inputs("f1"), Inputs("f2", (CorrectedField("gardens-1", "year"),)), "extractor"),
        ([], Inputs("f1"), Inputs("f1", (CorrectedField("gardens-1", "authors"),)), "correction"),
    ],
)
def test_a_change_has_a_cause(edits: list[Edit], before: Inputs, after: Inputs, cause: str) -> None:
    """The field's own correction first, then the review's documents, then what else is different."""
    changes = compare(state(inputs=before), state(retitle("gardens-1", "Digging"), *edits, inputs=after))
    assert [change.cause for change in changes if change.field == "title"] == [cause]


def test_a_study_that_vanishes_without_a_reason_is_lost() -> None:
    """New code alone explains no loss."""
    assert lost_studies(state(), state(drop_study("gardens-2"), inputs=Inputs("f2"))) == ("gardens-2",)


@pytest.mark.parametrize(
    "edits",
    [
        [drop_document(NEW)],
        [add_document(NEWER, "gardens"), supersede(NEW, NEWER)],
    ],
    ids=["document removed", "new version"],
)
def test_a_study_may_go_with_its_document(edits: list[Edit]) -> None:
    """The document that it was read from is gone, or a later version no longer has it."""
    assert lost_studies(state(), state(drop_study("gardens-2"), *edits)) == ()


@pytest.mark.parametrize(
    "edits",
    [
        [drop_document(OTHER)],
        [add_document(NEWER, "gardens")],
        [add_document(NEWER, "noise"), supersede(OTHER, NEWER)],
        [drop_document(OLD)],
    ],
    ids=[
        "another review's document",
        "a further text of the same version",
        "another review's version",
        "an old version",
    ],
)
def test_what_happens_elsewhere_explains_no_loss(edits: list[Edit]) -> None:
    """`gardens-2` was read from the newest version, which is still there and current."""
    assert lost_studies(state(), state(drop_study("gardens-2"), *edits)) == ("gardens-2",)


def test_a_study_read_from_two_documents_is_lost_while_one_of_them_is_current() -> None:
    """`gardens-1` stands in both versions."""
    assert lost_studies(state(), state(drop_study("gardens-1"), drop_document(OLD))) == ("gardens-1",)
    assert lost_studies(state(), state(drop_study("gardens-1"), drop_document(NEW))) == ()


def test_a_second_text_of_a_superseded_version_is_superseded_too() -> None:
    """`superseded_by` stands at one of the texts of a version; the others point to it by `near_duplicate_of`."""

    def twin(rows: Tables) -> None:
        rows["documents"].append(example.document(NEWER, "twin.txt", near_duplicate_of=NEW))
        rows["evidence"].append(example.evidence("gardens-2", "title", NEWER, "x"))

    newest = "f" * 16
    after = state(twin, drop_study("gardens-2"), add_document(newest, "gardens"), supersede(NEW, newest))
    assert lost_studies(state(twin), after) == ()


def test_a_correction_may_withdraw_a_study() -> None:
    """A person said so."""
    corrected = Inputs("f1", (CorrectedField("gardens-2", None),))
    assert lost_studies(state(), state(drop_study("gardens-2"), inputs=corrected)) == ()
    changes = compare(state(), state(drop_study("gardens-2"), inputs=corrected))
    assert [(change.kind, change.cause) for change in changes] == [("removed", "correction")]


def test_an_older_release_with_other_columns_can_be_compared() -> None:
    """A column that only one of the two has is not compared; a table that was not there has only additions."""
    before = state()
    older = {
        name: frame.drop(columns=["notes"]) if name == "studies" else frame for name, frame in before.tables.items()
    }
    del older["reviews"]
    changes = compare(State(older, before.inputs), state())
    assert {(change.kind, change.table) for change in changes} == {("added", "reviews")}
