"""The sample documents come out as a careful reader typed them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corpus.expectation import GOLD, differences, plain, tables_of

REVIEWS = {"ab": (0, 0), "a": (0, 0), "b": (0, 0), "u": (0, 1), "w": (1, 0)}
# What a conversion alone cannot know, for the original's words stand only in the other; with both, it must be right.
LOST_ALONE = {
    "a": ("ferguson.", "woodhall-melnik.first_author", "woodhall-melnik.authors", "tinland.authors", "busch-geertsema.title"),
    "b": ("johnson-48.authors", "hewett.authors", "crane.title"),
    # Neither conversion's letters are better known: the one that mends less is believed, and here it is the one that misread.
    "ab": ("woodhall-melnik.first_author", "woodhall-melnik.authors"),
}  # fmt: skip


def gold_of(keys: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The expected review and edition of sample files."""
    review, edition = REVIEWS[keys]
    return GOLD["reviews"][review], GOLD["reviews"][review]["editions"][edition]


@pytest.mark.parametrize("keys", REVIEWS)
def test_every_field_of_every_study(keys: str) -> None:
    """Every field of every study is what the printed row says."""
    review, edition = gold_of(keys)
    tables = tables_of(keys)
    studies = tables["studies"].sort_values("row_number")
    found = [
        line
        for line in differences(studies, tables["samples"], review, edition["studies"])
        if not line.startswith(LOST_ALONE.get(keys, ()) or "\0")
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("keys", REVIEWS)
def test_front_matter(keys: str) -> None:
    """Title, authors, publisher and month of the review are read."""
    review, edition = gold_of(keys)
    row = tables_of(keys)["reviews"].iloc[0]
    assert plain(row["title"]) == plain(review["title"])
    assert [name.removeprefix("Dr ").removeprefix("Professor ") for name in review["authors"]] == list(row["authors"])
    assert str(row["published"])[:7] == edition["published"]


@pytest.mark.parametrize("keys", ["a", "b", "u", "w"])
def test_no_printed_row_vanishes(keys: str) -> None:
    """Rows of the study table, by kind, are those that a person counts."""
    _, edition = gold_of(keys)
    tables = tables_of(keys)
    rows = tables["rows"].merge(
        tables["tables"][["document_id", "table_number", "kind"]].rename(columns={"kind": "table"})
    )
    rows = rows[rows["table"] == "study"]
    found = rows.groupby("kind")["row_id"].count().to_dict()
    found["continuation"] = int((rows["printed_rows"] - 1).sum())
    expected = edition["rows"][keys]
    assert {kind: found.get(kind, 0) for kind in expected} == expected


@pytest.mark.parametrize("keys", ["ab", "u", "w"])
def test_stated_counts(keys: str) -> None:
    """What the review states of itself is compared with what its table holds, and the wrong count is found."""
    _, edition = gold_of(keys)
    audit = tables_of(keys)["audit"]
    stated = {(int(s), str(status)) for s, status in zip(audit["stated"], audit["status"], strict=True)}
    for claim in edition["claims"]:
        if claim["status"] == "mismatch":
            assert (claim["stated"], "mismatch") in stated, claim["quote"]
    wrong = [claim for claim in edition["claims"] if claim["status"] == "mismatch"]
    assert (audit["status"] == "mismatch").sum() == len(wrong)


def test_ids_are_the_same_from_each_conversion() -> None:
    """A study keeps its id whichever conversion it is read from; only a reference that was lost altogether cannot."""
    both, first, second = (set(tables_of(keys)["studies"]["study_id"]) for keys in ("ab", "a", "b"))
    assert both == second
    assert len(both - first) <= 2  # a lost reference, and a misread first author or title


def test_an_update_keeps_the_ids_and_names_what_went() -> None:
    """With the next edition, studies keep their ids, and the withdrawn one is named among the rejects."""
    before = set(tables_of("ab")["studies"]["study_id"])
    tables = tables_of("abu")
    after = set(tables["studies"]["study_id"])
    assert len(before - after) == 1
    assert len(after - before) == 3
    withdrawn = tables["rejects"][tables["rejects"]["reason"] == "withdrawn"]
    assert len(withdrawn) == 2
    assert withdrawn["raw"].str.contains("Stop the scandal").all()
    documents = tables["documents"].set_index("file_name")
    assert documents["superseded_by"].notna().sum() >= 1
    assert documents["near_duplicate_of"].notna().sum() == 1


def test_numbered_references_are_resolved() -> None:
    """Each citation of a row leads to its entry in the reference list; a number that is not listed is said to be unresolved."""
    review, _ = gold_of("w")
    citations = tables_of("w")["citations"]
    for row in citations.to_dict("records"):
        entry = review["references"].get(row["citation_number"])
        if entry is None:
            assert row["status"] == "unresolved"
            continue
        assert row["status"] == "resolved"
        assert row["authors"][0].startswith(entry["first_author"])
        assert row["year"] == entry["year"]


@pytest.mark.parametrize("order", ["abuw", "wuba", "buwa"])
def test_the_order_of_documents_does_not_matter(order: str) -> None:
    """The same documents in another order give the same tables."""
    expected, found = tables_of("abuw"), tables_of(order)
    for name, table in expected.items():
        assert table.equals(found[name]), name


def test_every_value_has_evidence() -> None:
    """Each value of a study that a row gives can be traced to a place in a document."""
    tables = tables_of("abuw")
    traced = set(zip(tables["evidence"]["study_id"], tables["evidence"]["field"], strict=True))
    fields = ("reference", "title", "year", "authors", "designs", "aims", "findings", "population", "intervention")
    for row in tables["studies"].to_dict("records"):
        for field in fields:
            if plain(row[field]) not in (None, ()):
                assert (row["study_id"], field) in traced
