"""Whatever does not add up in a release is found, by counting its files anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.frames import build
from extract.publish.contents import documents_of, table_files
from extract.publish.manifest import Manifest, content_id, file_entry
from extract.publish.verify import Finding, verify
from schemas import Changes
from tests.publish import example
from tests.publish.example import BAD, NEW, OLD, OTHER

Tables = dict[str, list[dict[str, Any]]]


def written(folder: Path, rows: Tables, changes: list[dict[str, Any]] | None = None) -> Path:
    """A release of these rows, written without any of the checks of `publish`."""
    frames = {**example.frames(rows), "changes": build(Changes, changes or [])}
    files = table_files(frames)
    entries = tuple(file_entry(name, content, len(frames[name.split(".")[0]])) for name, content in files.items())
    manifest = Manifest(1, content_id(entries), None, example.INPUTS, documents_of(frames), entries)
    folder.mkdir(exist_ok=True)
    for name, content in {**files, "manifest.json": manifest.to_bytes()}.items():
        (folder / name).write_bytes(content)
    return folder


def change(table: str, number: int, **values: Any) -> Callable[[Tables], None]:
    """Other values in one row."""
    return lambda rows: rows[table][number].update(values)


def add(table: str, number: int, **values: Any) -> Callable[[Tables], None]:
    """A row like another one."""
    return lambda rows: rows[table].append(rows[table][number] | values)


def drop(table: str, number: int) -> Callable[[Tables], None]:
    """One row less."""
    return lambda rows: rows[table].pop(number)  # type: ignore[return-value]  # what it returns is not used


def test_a_good_release_has_no_findings(tmp_path: Path) -> None:
    """The example adds up."""
    assert verify(written(tmp_path, example.tables())) == ()


@pytest.mark.parametrize(
    ("edit", "check", "said"),
    [
        (add("studies", 0), "key", "gardens-1 names 2 rows"),
        (add("samples", 0), "key", "gardens-1, 1 names 2 rows"),
        (change("links", 0, right="nobody"), "reference", "right is nobody; studies has no such row"),
        (change("rows", 0, table_number=9), "reference", f"{OLD}, 9; tables has no such row"),
        (change("rejects", 0, row_id="nowhere"), "reference", "nowhere; rows has no such row"),
        (change("documents", 0, status="lost"), "vocabulary", "status is 'lost'"),
        (change("studies", 0, designs=("cohort", "guess")), "vocabulary", "designs is 'guess'"),
        (change("documents", 3, reason=None), "document", f"{BAD} (locked.pdf) has status 'unreadable' and no reason"),
        (change("documents", 1, status="partial"), "document", "has status 'partial' and no reason"),
        (change("documents", 1, status="no-table", reason="no-study-table"), "document", "and rows about studies"),
        (change("documents", 2, status="unreadable", reason="damaged"), "document", "'unreadable' and tables"),
        (change("documents", 2, review_id=None), "document", "has status 'parsed' and no review"),
        (change("documents", 1, superseded_by=OLD), "document", "supersedes or repeats itself"),
        (change("documents", 1, near_duplicate_of=NEW), "document", "supersedes or repeats itself"),
        (change("documents", 1, sha256="0" * 64), "document", "is not named by its checksum"),
        (add("rows", 0, row_id="again", kind="note"), "row", f"{OLD}, 1, 1 stands 2 times"),
        (drop("rejects", 0), "row", f"{NEW}-t1-r4 is about a study, went into 0 studies and was not refused"),
        (
            change("rejects", 0, row_id=f"{NEW}-t1-r3"),
            "row",
            f"{NEW}-t1-r3 is about a study, went into 1 studies and was refused",
        ),
        (change("evidence", 2, row_id=f"{NEW}-t1-r2"), "row", f"{NEW}-t1-r2 is about a study, went into 2 studies"),
        (add("rows", 0, row_id="x", row_number=9, kind="reject"), "row", "x was refused, and rejects does not say why"),
        (change("tables", 2, kind="other"), "row", f"{OTHER}-t1-r1 is about a study in a table that is not"),
        (change("studies", 0, source_count=1), "study", "gardens-1 says 1 sources; evidence has 2"),
        (drop("evidence", 3), "study", "noise-1 says 1 sources; evidence has 0"),
        (change("samples", 1, ordinal=3), "study", "gardens-1 has the ordinals [1, 3]"),
        (change("links", 0, left="noise-1", right="gardens-1"), "study", "noise-1 and gardens-1 are not in order"),
        (change("reviews", 0, study_count=3), "review", "gardens says study_count 3; there are 2"),
        (change("reviews", 0, document_count=1), "review", "gardens says document_count 1; there are 2"),
        (change("reviews", 0, current_document_id=OLD), "review", "or a superseded one"),
        (change("reviews", 0, current_document_id=OTHER), "review", "of another review"),
        (change("audit", 0, status="match"), "audit", "stated 3, found 2: match"),
        (change("audit", 0, found=3), "audit", "stated 3, found 3: mismatch"),
        (change("audit", 0, found=None), "audit", "found None: mismatch"),
    ],
)
def test_what_does_not_add_up_is_found(tmp_path: Path, edit: Callable[[Tables], None], check: str, said: str) -> None:
    """Each rule, broken once, is named with the row that breaks it."""
    rows = example.tables()
    edit(rows)
    findings = verify(written(tmp_path, rows))
    assert any(finding.check == check and said in finding.message for finding in findings), findings


def test_a_row_of_a_withdrawn_study_may_be_refused(tmp_path: Path) -> None:
    """The old version's row ends as a reject, which is one end and no more."""
    rows = example.tables()
    rows["rejects"][1]["reason"] = "withdrawn"
    assert verify(written(tmp_path, rows)) == ()


def test_a_change_of_a_whole_row_names_no_field(tmp_path: Path) -> None:
    """And a changed value names one."""
    whole = {
        "kind": "removed",
        "table": "studies",
        "key": "x",
        "field": None,
        "before": None,
        "after": None,
        "cause": "document",
    }
    assert verify(written(tmp_path, example.tables(), [whole])) == ()
    (finding,) = verify(written(tmp_path, example.tables(), [whole | {"field": "title"}]))
    assert finding.check == "changes"
    (finding,) = verify(written(tmp_path, example.tables(), [whole | {"kind": "changed"}]))
    assert finding.check == "changes"


def test_a_csv_that_differs_from_its_parquet_is_found(tmp_path: Path) -> None:
    """Even when the manifest was made to fit."""
    folder = written(tmp_path, example.tables())
    content = (folder / "links.csv").read_bytes() + b"a,b,maybe,0.1,why\n"
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}
    files["links.csv"] = content
    entries = tuple(file_entry(name, found, 1) for name, found in files.items())
    (folder / "links.csv").write_bytes(content)
    (folder / "manifest.json").write_bytes(
        Manifest(1, content_id(entries), None, example.INPUTS, (), entries).to_bytes()
    )
    assert any("1 rows as Parquet, 2 as CSV" in finding.message for finding in verify(folder))


@pytest.mark.parametrize(
    ("name", "content"),
    [("links.parquet", b"PAR1PAR1"), ("links.csv", b'"open'), ("links.csv", b"\xff\n"), ("links.csv", b"")],
)
def test_a_table_that_cannot_be_read_is_a_finding(tmp_path: Path, name: str, content: bytes) -> None:
    """Even when the manifest was made to fit: no exception ends the recount."""
    folder = written(tmp_path, example.tables())
    (folder / name).write_bytes(content)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}
    entries = tuple(file_entry(found, whole, 1) for found, whole in files.items())
    (folder / "manifest.json").write_bytes(
        Manifest(1, content_id(entries), None, example.INPUTS, (), entries).to_bytes()
    )
    assert verify(folder)[0].check == "columns"


def test_what_is_no_release_is_a_finding(tmp_path: Path) -> None:
    """No exception: `extract verify` shows it like any other."""
    (finding,) = verify(tmp_path / "nowhere")
    assert (finding.check, finding.table) == ("file", "manifest.json")


def test_a_finding_can_be_printed() -> None:
    """Table, message and check on one line."""
    assert str(Finding("key", "links", "a names 2 rows")) == "links: a names 2 rows (key)"
