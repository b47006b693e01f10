"""Whatever does not add up in a release is found, by counting its files anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.frames import build
from extract.publish.contents import documents_of, table_files
from extract.publish.finding import Finding
from extract.publish.ledger import file_accounts
from extract.publish.manifest import Manifest, content_id, file_entry
from extract.publish.verify import verify, verify_folder
from schemas.contracts import Changes, Ledger
from tests.publish import example
from tests.publish.example import BAD, NEW, OLD, OTHER

Tables = dict[str, list[dict[str, Any]]]


def written(folder: Path, rows: Tables, changes: list[dict[str, Any]] | None = None) -> Path:
    """A release of these rows, written without any of the checks of `publish`."""
    frames = example.whole({name: listed for name, listed in rows.items() if name != "ledger"})
    frames["changes"] = build(Changes, changes or [])
    if "ledger" in rows:
        frames["ledger"] = build(Ledger, rows["ledger"])
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
    rows["rejects"][1]["reason"] = rows["rows"][1]["reason"] = "withdrawn"
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


def accounts(rows: Tables) -> list[dict[str, Any]]:
    """The ledger that fits these rows."""
    return [vars(account) for account in file_accounts(example.frames(rows), None)]


def edit_ledger(edit: Callable[[list[dict[str, Any]]], object]) -> Callable[[Tables], None]:
    """A ledger that was altered."""

    def edited(rows: Tables) -> None:
        rows["ledger"] = accounts(rows)
        edit(rows["ledger"])

    return edited


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (edit_ledger(lambda ledger: ledger.pop(0)), "has 0 outcomes; a file has one"),
        (edit_ledger(lambda ledger: ledger.append(ledger[0] | {"file_name": "again.txt"})), "has 2 outcomes"),
        (edit_ledger(lambda ledger: ledger.append(ledger[0] | {"outcome": "refused"})), "names 2 rows; a key names one"),
        (edit_ledger(lambda ledger: ledger[1].update(study_rows=3)), "says 3 and 2 rows; there are 2 and 2"),
        (edit_ledger(lambda ledger: ledger[1].update(other_rows=0)), "says 2 and 0 rows; there are 2 and 2"),
        (edit_ledger(lambda ledger: ledger[1].update(outcome="refused")), "is 'refused', which documents does not bear out"),
        (edit_ledger(lambda ledger: ledger[0].update(other_document_id=None)), "is 'superseded-by', which documents does"),
        (edit_ledger(lambda ledger: ledger[3].update(reason=None)), "is 'refused', which documents does not bear out"),
        (edit_ledger(lambda ledger: ledger[1].update(file_name="x.txt")), "has the outcome of another file, x.txt"),
        (edit_ledger(lambda ledger: ledger[1].update(outcome="gone")), "is 'gone', of"),
        (edit_ledger(lambda ledger: ledger[1].update(outcome="gone", document_id=None)), "is 'gone' and is there"),
        (edit_ledger(lambda ledger: ledger[1].update(outcome="gone", document_id=None)), "is 'gone' and has rows"),
    ],
)  # fmt: skip
def test_a_file_without_one_true_outcome_is_found(tmp_path: Path, edit: Callable[[Tables], None], said: str) -> None:
    """No outcome, two outcomes, counts that do not add up, an outcome that the tables do not bear out."""
    rows = example.tables()
    edit(rows)
    findings = verify(written(tmp_path, rows))
    assert any(said in finding.message for finding in findings), findings


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (drop("rows", 5), "says 4 rows; there are 3, or a gap"),
        (add("rows", 0, row_id="twice"), f"{OLD}, 1, 1 stands 2 times"),
        (change("rows", 0, row_number=3), "says 2 rows; there are 2, or a gap"),
        (change("rows", 0, printed_rows=2), "prints 2 rows; told are 3"),
        (change("documents", 1, printed_rows=9), "prints 9 rows; told are 4"),
        (change("rows", 3, outcome="merged"), "gardens-1 is published from 0 rows; a study has one"),
        (change("rows", 0, outcome="published"), "gardens-1 is published from 2 rows; a study has one"),
        (change("rows", 3, study_id="gardens-2"), "is 'published' as gardens-2; evidence says otherwise"),
        (change("rows", 3, study_id=None), "is 'published', of study None"),
        (change("rows", 1, reason=None), "is 'rejected', of study None, for None"),
        (change("rows", 1, reason="withdrawn"), "was refused for withdrawn; rejects does not say so"),
        (change("rows", 2, outcome="note"), "is of kind 'section' and ended as 'note'"),
        (change("evidence", 1, is_correction=True), "is marked as corrected; no correction says so"),
    ],
)  # fmt: skip
def test_a_row_lost_or_told_of_twice_is_found(tmp_path: Path, edit: Callable[[Tables], None], said: str) -> None:
    """Every printed row has one outcome, and there are as many as were read."""
    rows = example.tables()
    edit(rows)
    findings = verify(written(tmp_path, rows))
    assert any(said in finding.message for finding in findings), findings


CORRECTION = {
    "number": 1, "kind": "value", "study_id": "gardens-1", "other_study_id": None, "field": "title", "expected": "x",
    "value": "Digging", "reason": "r", "source": None, "status": "applied", "message": "m",
}  # fmt: skip


@pytest.mark.parametrize(
    "correction",
    [CORRECTION, CORRECTION | {"kind": "no-study", "field": None}, CORRECTION | {"kind": "different", "other_study_id": "noise-1"}],
)  # fmt: skip
def test_an_applied_correction_that_is_not_to_be_seen_is_found(tmp_path: Path, correction: dict[str, Any]) -> None:
    """A value without its evidence, a study that is still there, a link with another verdict."""
    findings = verify(written(tmp_path, example.tables() | {"corrections": [correction]}))
    assert [finding.check for finding in findings] == ["correction"]


def test_files_of_the_input_folder_are_compared(tmp_path: Path) -> None:
    """A file without an outcome, other bytes, a file that is gone; what begins with a full stop is no document."""
    rows = example.tables()
    raw = tmp_path / "raw"
    (raw / "noise").mkdir(parents=True)
    for name, number in (("gardens-v1.txt", 0), ("gardens-v2.txt", 1), ("noise/noise.txt", 2)):
        (raw / name).write_text(name)
        rows["documents"][number]["sha256"] = hashlib.sha256(name.encode()).hexdigest()
    (raw / "locked.pdf").touch()
    (raw / ".hidden").touch()
    folder = written(tmp_path / "release", rows)
    assert verify_folder(folder, raw) == ()
    (raw / "new.txt").touch()
    (raw / "gardens-v1.txt").write_text("other")
    (raw / "gardens-v2.txt").unlink()
    said = [finding.message.split(" ")[0] for finding in verify_folder(folder, raw)]
    assert said == ["gardens-v1.txt", "new.txt", "gardens-v2.txt"]
