"""The main job: what lies in a folder becomes a release, whatever lies there."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extract import open_release
from extract.cli import main
from extract.documents import Document, SourceDocument, discover
from extract.isolation import Limits, read_isolated
from extract.pipeline import RunSummary, run
from extract.publish.verify import verify
from extract.reading import DocumentReading, read_document

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "raw").glob("*.txt"))


def read_here(documents: Sequence[Document]) -> Iterator[DocumentReading]:
    """Read in this process, which is quicker for a handful of small texts."""
    return (read_document(document) for document in documents)


def read_backwards(documents: Sequence[Document]) -> Iterator[DocumentReading]:
    """Read in another order than asked."""
    return (read_document(document) for document in reversed(documents))


def release_of(raw: Path, output: Path, **options: object) -> RunSummary:
    """Run the main job without child processes."""
    return run(raw, output, read_all=read_here, **options)  # type: ignore[arg-type]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with the sample texts."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for sample in SAMPLES:
        shutil.copy(sample, folder)
    return folder


def checksums(folder: Path) -> dict[str, str]:
    """sha256 of each file of a release."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_a_release_is_published_and_adds_up(raw: Path, tmp_path: Path) -> None:
    """All documents are read, the release is whole, and an independent recount finds no fault."""
    summary = release_of(raw, tmp_path / "out")
    assert summary.is_new and summary.failed == () and summary.withheld == ()
    assert (summary.reviews, summary.studies) == (2, 41)
    assert verify(tmp_path / "out") == ()
    assert len(open_release(tmp_path / "out").tables["studies"]) == 41


def test_the_same_input_gives_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    """Another folder, another order of reading, other file times: the same bytes."""
    first = release_of(raw, tmp_path / "one").release
    other = tmp_path / "other"
    other.mkdir()
    for sample in reversed(SAMPLES):
        shutil.copy(sample, other)
        os.utime(other / sample.name, (1, 1))
    second = run(other, tmp_path / "two", read_all=read_backwards).release
    assert checksums(first) == checksums(second)


def test_unchanged_input_makes_no_new_release(raw: Path, tmp_path: Path) -> None:
    """A second run publishes nothing, and reads nothing again."""
    first = release_of(raw, tmp_path / "out")
    second = run(raw, tmp_path / "out", read_all=must_not_read)
    assert not second.is_new and second.release == first.release


def must_not_read(documents: Sequence[Document]) -> Iterator[DocumentReading]:
    """No document may be read again."""
    raise AssertionError([document.file_name for document in documents])


def test_only_what_is_new_is_read(raw: Path, tmp_path: Path) -> None:
    """A document that arrives later is read; the others are not."""
    newcomer = raw / SAMPLES[-1].name
    kept = newcomer.read_bytes()
    newcomer.unlink()
    release_of(raw, tmp_path / "out")
    newcomer.write_bytes(kept)
    names: list[str] = []

    def noting(documents: Sequence[Document]) -> Iterator[DocumentReading]:
        names.extend(document.file_name for document in documents)
        return read_here(documents)

    assert run(raw, tmp_path / "out", read_all=noting).is_new
    assert names == [newcomer.name]


def test_bad_files_do_not_stop_the_others(raw: Path, tmp_path: Path) -> None:
    """Each bad file has a row, a reason and a message with the next step; the good ones are published."""
    (raw / "empty.pdf").write_bytes(b"")
    (raw / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (raw / "letter.txt").write_text("Dear all,\nnothing in here is a table.\n")
    (raw / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (raw / "link.txt").symlink_to(SAMPLES[0])
    os.mkfifo(raw / "pipe.txt")
    summary = release_of(raw, tmp_path / "out")
    failed = dict(summary.failed)
    assert {"empty.pdf", "picture.pdf", "cut.pdf", "link.txt", "pipe.txt"} <= set(failed)
    assert all(message.rstrip().endswith(".") for message in failed.values())
    assert summary.studies == 41
    documents = open_release(tmp_path / "out").tables["documents"].set_index("file_name")
    assert documents.loc["letter.txt", "status"] == "no-table"
    assert set(documents.loc[list(failed), "status"]) == {"unreadable"}
    assert verify(tmp_path / "out") == ()


def test_copies_are_accounted_for(raw: Path, tmp_path: Path) -> None:
    """The same bytes under two names are two documents and change no study."""
    shutil.copy(SAMPLES[0], raw / "a copy.txt")
    summary = release_of(raw, tmp_path / "out")
    assert summary.studies == 41
    documents = open_release(tmp_path / "out").tables["documents"]
    assert len(documents) == len(SAMPLES) + 1
    assert verify(tmp_path / "out") == ()


def test_a_child_that_takes_too_long_is_stopped() -> None:
    """Reading is stopped at its limit, and says so."""
    content = SAMPLES[0].read_bytes()
    document = SourceDocument.of("slow.txt", content)
    reading = read_isolated(document, Limits(seconds=0.0001))
    assert (reading.status, reading.reason) == ("unreadable", "interrupted")


def test_a_child_reads_what_this_process_reads() -> None:
    """Isolation changes nothing in a reading."""
    (document,) = [d for d in discover(ROOT / "raw").documents if d.file_name == SAMPLES[-1].name]
    assert read_isolated(document) == read_document(document)


def test_exit_codes(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 published or unchanged, 1 published with failed documents, 2 nothing published."""
    output = tmp_path / "out"
    command = ["run", str(raw), str(output), "--engine", "local"]
    assert main(command) == 0
    assert main(command) == 0
    assert "Nothing changed" in capsys.readouterr().out
    (raw / "empty.pdf").write_bytes(b"")
    assert main(command) == 1
    assert main(command) == 1
    assert main(["run", str(tmp_path / "nowhere"), str(output), "--engine", "local"]) == 2
    assert main(["verify", str(output)]) == 0


def test_explain_leads_back_to_the_source(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each field of a study is shown with the document, the place and the raw text."""
    release_of(raw, tmp_path / "out")
    assert main(["explain", "Tinland", "--release", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "rough-sleeping-review-2024.txt" in shown and "Epidemiology and Psychiatric Sciences" in shown
    assert main(["explain", "nobody", "--release", str(tmp_path / "out")]) == 2
