"""A person's corrections are read strictly, applied while they fit, and complain once they are out of date."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
import yaml

from extract import open_release
from extract.cli import main
from extract.corrections.entries import read_corrections
from extract.corrections.place import LARGEST_FILE, CorrectionsError
from extract.documents import Document, discover
from extract.pipeline import RunSummary, run
from extract.publish.verify import verify
from extract.reading import DocumentReading, read_document
from extract.unchanged import live_if_unchanged

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "raw" / "work-and-health-interventions-2022.txt"

VALUE = "- kind: value\n  study: s1\n  field: year\n  expected: 2001\n  value: 2010\n  reason: misprint\n"


def read_here(documents: Sequence[Document]) -> list[DocumentReading]:
    """Read in this process."""
    return [read_document(document) for document in documents]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one review."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(SAMPLE, folder)
    return folder


def write(folder: Path, text: str) -> Path:
    """The corrections file beside the output folder."""
    path = folder / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    return path


def release_of(tmp_path: Path) -> RunSummary:
    """Run the main job without child processes."""
    return run(tmp_path / "raw", tmp_path / "out", read_all=read_here)


# --- reading ----------------------------------------------------------------------------------------------------------


def test_without_a_file_there_are_no_corrections(tmp_path: Path) -> None:
    """And an empty one holds none either."""
    assert read_corrections(tmp_path / "corrections.yml").entries == ()
    assert read_corrections(write(tmp_path, "# none yet\n")).entries == ()


def test_an_entry_is_read_with_its_types(tmp_path: Path) -> None:
    """Whole numbers, lists, codes, null; the line is kept for messages."""
    text = VALUE + (
        "- kind: value\n  study: s1\n  field: designs\n  expected: null\n  value: [cohort, survey]\n  reason: r\n"
        "- {kind: same-study, studies: [s9, s2], reason: r, source: me}\n"
        "- {kind: value, study: s1, field: doi, expected: 10.1/x, value: null, reason: r}\n"
    )
    first, second, third, fourth = read_corrections(write(tmp_path, text)).entries
    assert (first.studies, first.field, first.expected, first.value, first.line) == (("s1",), "year", 2001, 2010, 1)
    assert (second.expected, second.value, second.line) == (None, ("cohort", "survey"), 7)
    assert (third.studies, third.source) == (("s2", "s9"), "me")
    assert fourth.value is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: value\n", "line 1: is no list"),
        ("- just text\n", "line 1: is no correction"),
        ("- kind: guess\n", "line 1: has kind 'guess'"),
        (VALUE.replace("field: year", "field: colour"), "line 3: names 'colour'"),
        (VALUE.replace("field: year", "field: study_id"), "line 3: names 'study_id'"),
        (VALUE.replace("  reason: misprint\n", ""), "line 1: has no 'reason'"),
        (VALUE.replace("misprint", "''"), "line 6: has no text as 'reason'"),
        (VALUE + "  colour: red\n", "line 7: has 'colour'"),
        (VALUE + "  value: 2011\n", "line 7: has the key 'value' twice"),
        (VALUE.replace("2010", "about 2010"), "line 5: has 'about 2010' as 'value'"),
        (VALUE.replace("2010", "12"), "line 5: has 12, which year cannot hold"),
        (VALUE.replace("2010", "[2010]"), "line 5: needs one value"),
        (VALUE.replace("2010", "2001"), "line 5: is what is expected already"),
        (VALUE.replace("s1", "../s1"), "line 2: names no study"),
        (VALUE + VALUE, "line 7: is about the same thing as line 1"),
        (VALUE + "- {kind: no-study, study: s1, reason: r}\n", "line 1: is about a study that another entry says is none"),
        ("- {kind: value, study: s1, field: designs, expected: null, value: [guess], reason: r}\n", "has 'guess', no code of"),
        ("- {kind: value, study: s1, field: designs, expected: null, value: cohort, reason: r}\n", "needs a list as 'value'"),
        ("- {kind: same-study, studies: [s1, s1], reason: r}\n", "names the same study twice"),
        ("- {kind: same-study, studies: [s1], reason: r}\n", "needs two ids"),
        ("- kind: [\n", "is no YAML"),
        ("- &a {kind: no-study, study: s1, reason: r}\n- *a\n", "line 1: holds an anchor"),
        ("- !!python/object/apply:os.system [id]\n", "line 1: is no correction"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """File, line, what was found, and the next step."""
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(write(tmp_path, text))
    message = str(caught.value)
    assert said in message and "corrections.yml" in message and "docs/corrections.md" in message


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"- " * LARGEST_FILE, b"[" * 100_000, b"a: " * 20_000])
def test_hostile_files_are_refused(tmp_path: Path, content: bytes) -> None:
    """Bytes that are no text, too many of them, and nesting without end."""
    path = tmp_path / "corrections.yml"
    path.write_bytes(content)
    with pytest.raises(CorrectionsError):
        read_corrections(path)


# --- applying ---------------------------------------------------------------------------------------------------------


def test_a_corrected_value_is_published_with_its_evidence(raw: Path, tmp_path: Path) -> None:
    """The value, the evidence, the account and the cause of the change; a later run keeps it all."""
    release_of(tmp_path)
    study = open_release(tmp_path / "out").tables["studies"].iloc[0]
    text = (
        f"- {{kind: value, study: {study['study_id']}, field: intervention, expected: {study['intervention']!r}, "
        "value: Another name, reason: misprint}\n"
        f"- {{kind: value, study: {study['study_id']}, field: funding, expected: null, value: A fund, reason: r}}\n"
    )
    write(tmp_path, text)
    summary = release_of(tmp_path)
    assert summary.corrections == (("applied", 2),) and summary.stale == ()
    release = open_release(tmp_path / "out")
    row = release.tables["studies"].set_index("study_id").loc[study["study_id"]]
    assert (row["intervention"], row["funding"]) == ("Another name", "A fund")
    evidence = release.tables["evidence"]
    own = evidence[(evidence["study_id"] == study["study_id"]) & (evidence["field"] == "intervention")]
    assert list(own[own["is_correction"]]["value"]) == ["Another name"]
    assert study["intervention"] in set(own[~own["is_correction"]]["value"]) and own["is_chosen"].sum() == 1
    changes = release.tables["changes"]
    assert set(changes[changes["table"] == "studies"]["cause"]) == {"correction"}
    assert verify(tmp_path / "out") == ()
    assert not release_of(tmp_path).is_new


def test_a_correction_that_no_longer_fits_is_reported_and_not_applied(raw: Path, tmp_path: Path) -> None:
    """Outdated, unneeded and unmatched; each is in `corrections`, in `rejects` and in the summary."""
    release_of(tmp_path)
    studies = open_release(tmp_path / "out").tables["studies"]
    study_id, name = str(studies.at[0, "study_id"]), str(studies.at[0, "intervention"])
    second, other = str(studies.at[1, "study_id"]), str(studies.at[1, "intervention"])
    write(
        tmp_path,
        f"- {{kind: value, study: {study_id}, field: intervention, expected: Old name, value: Newer, reason: r}}\n"
        f"- {{kind: value, study: {second}, field: intervention, expected: Old name, value: {other!r}, reason: r}}\n"
        "- {kind: no-study, study: s000000000000, reason: r}\n",
    )
    summary = release_of(tmp_path)
    assert summary.corrections == (("outdated", 1), ("unmatched", 1), ("unneeded", 1))
    assert len(summary.stale) == 3
    release = open_release(tmp_path / "out")
    assert str(release.tables["studies"].at[0, "intervention"]) == name
    assert list(release.tables["corrections"]["status"]) == ["outdated", "unneeded", "unmatched"]
    reasons = set(release.tables["rejects"]["reason"])
    assert {"correction-outdated", "correction-unmatched"} <= reasons
    assert verify(tmp_path / "out") == ()


def corrected_study(tmp_path: Path, fields: str) -> tuple[dict[str, object], list[str]]:
    """The first study after corrections of `fields` (`field: value` lines), and what became of each correction."""
    release_of(tmp_path)
    study = open_release(tmp_path / "out").tables["studies"].iloc[0]
    entries = []
    for line in fields.splitlines():
        field, value = line.split(": ", 1)
        before = study[field]
        expected = list(before) if field in ("authors", "designs", "countries") else None if before is pd.NA else before
        entry = {"kind": "value", "study": study["study_id"], "field": field, "expected": expected, "reason": "r"}
        entries.append({**entry, "value": yaml.safe_load(value)})
    write(tmp_path, yaml.safe_dump(entries))
    release_of(tmp_path)
    release = open_release(tmp_path / "out")
    assert verify(tmp_path / "out") == ()
    after = release.tables["studies"].set_index("study_id").loc[study["study_id"]]
    return after.to_dict(), list(release.tables["corrections"]["status"])


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ("designs: [interviews]", "design_family", "qualitative"),
        ("designs: [interviews, survey]", "design_family", "mixed"),
        ("designs: [meta-analysis]", "design_family", "review"),
        ("designs_raw: Semi-structured interviews", "designs", ["interviews"]),
        ("designs_raw: Semi-structured interviews", "design_family", "qualitative"),
        ("sample_raw: 20 nurses of one ward", "sample_total", 20),
        ("countries_raw: Peru and Chile", "countries", ["PER", "CHL"]),
        ('authors: ["Roe, J.", "Poe, A."]', "first_author", "Roe"),
    ],
)
def test_what_follows_from_a_corrected_value_follows(
    raw: Path, tmp_path: Path, fields: str, field: str, expected: object
) -> None:
    """Corrections come before what is worked out from the corrected fields; the recount knows of it."""
    after, statuses = corrected_study(tmp_path, fields)
    found = after[field]
    assert (list(found) if isinstance(expected, list) else found) == expected and statuses == ["applied"]
    evidence = open_release(tmp_path / "out").tables["evidence"]
    assert field in set(evidence[evidence["is_correction"]]["field"])
    changes = open_release(tmp_path / "out").tables["changes"]
    assert set(changes[(changes["table"] == "studies") & (changes["field"] == field)]["cause"]) == {"correction"}


def test_a_corrected_field_is_not_worked_out_again(raw: Path, tmp_path: Path) -> None:
    """Whatever the order in the file, and whatever else is corrected; one that says what follows anyway is not needed."""
    after, statuses = corrected_study(tmp_path, "design_family: mixed\ndesigns: [interviews]\ndesigns_raw: A survey")
    assert (after["design_family"], list(after["designs"]), after["designs_raw"]) == (
        "mixed",
        ["interviews"],
        "A survey",
    )
    assert statuses == ["applied", "applied", "applied"]


def test_a_correction_that_another_makes_needless_is_named(raw: Path, tmp_path: Path) -> None:
    """It was written when the family had to be corrected by itself."""
    after, statuses = corrected_study(tmp_path, "designs: [interviews]\ndesign_family: qualitative")
    assert after["design_family"] == "qualitative" and statuses == ["applied", "unneeded"]
    assert any("Another correction leads to" in line for line in release_of(tmp_path).stale)


def test_a_row_that_is_no_study_is_withdrawn_and_comes_back(raw: Path, tmp_path: Path) -> None:
    """The loss guard knows why; without the correction the study is there again, under its id."""
    release_of(tmp_path)
    studies = open_release(tmp_path / "out").tables["studies"]
    study_id = str(studies.at[2, "study_id"])
    path = write(tmp_path, f"- {{kind: no-study, study: {study_id}, reason: a heading}}\n")
    assert live_if_unchanged(discover(raw), tmp_path / "out") is None
    assert release_of(tmp_path).studies == len(studies) - 1
    assert live_if_unchanged(discover(raw), tmp_path / "out") is not None
    tables = open_release(tmp_path / "out").tables
    (row,) = tables["rows"][tables["rows"]["reason"] == "corrected"].itertuples()
    assert row.outcome == "rejected" and any(
        message.endswith(": a heading") for message in tables["rejects"]["message"]
    )
    assert verify(tmp_path / "out") == ()
    path.unlink()
    release_of(tmp_path)
    assert study_id in set(open_release(tmp_path / "out").tables["studies"]["study_id"])


def test_a_person_decides_what_is_the_same(raw: Path, tmp_path: Path) -> None:
    """A pair that the rules did not propose is linked."""
    release_of(tmp_path)
    first, second = sorted(open_release(tmp_path / "out").tables["studies"]["study_id"][:2])
    write(tmp_path, f"- {{kind: same-study, studies: [{second}, {first}], reason: one trial}}\n")
    release_of(tmp_path)
    links = open_release(tmp_path / "out").tables["links"]
    (link,) = links[(links["left"] == first) & (links["right"] == second)].itertuples()
    assert link.verdict == "same-study" and "one trial" in link.why
    assert verify(tmp_path / "out") == ()


def test_a_broken_file_stops_the_run_before_anything_is_read(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, the line named, nothing published."""
    write(tmp_path, "- kind: guess\n")
    assert main(["run", str(raw), str(tmp_path / "out"), "--engine", "local"]) == 2
    assert "line 1" in capsys.readouterr().err
    assert not (tmp_path / "out" / "latest").exists()
