"""A run that dies is taken up where it stopped, and a second run at once is told who is at work."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extract.cache import WRITING, ReadingCache
from extract.cli import main
from extract.documents import Document
from extract.pipeline import run
from extract.publish.lock import hold
from extract.publish.verify import verify
from extract.reading import DocumentReading, read_document

ROOT = Path(__file__).parents[2]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with the sample texts."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for sample in sorted((ROOT / "raw").glob("*.txt")):
        shutil.copy(sample, folder)
    return folder


def checksums(folder: Path) -> dict[str, str]:
    """sha256 of each file of a release."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


class Reader:
    """Reads in this process, notes what it read, and dies after so many documents."""

    def __init__(self, dies_after: int | None = None) -> None:
        """`dies_after`: None to live on."""
        self.names: list[str] = []
        self._dies_after = dies_after

    def __call__(self, documents: Sequence[Document]) -> Iterator[DocumentReading]:
        """The readings, as `extract.pipeline.run` asks for them."""
        for document in documents:
            if len(self.names) == self._dies_after:
                raise KeyboardInterrupt
            self.names.append(document.file_name)
            yield read_document(document)


# A run of its own that is killed when it has read two documents.
DIES_AT_TWO = """
import os, signal, sys
from pathlib import Path
from extract.pipeline import run

def die_at_two(done, total, reading):
    if done == 2:
        os.kill(os.getpid(), signal.SIGKILL)

run(Path(sys.argv[1]), Path(sys.argv[2]), watch=die_at_two)
"""


def test_what_was_read_is_not_read_again_and_the_bytes_are_the_same(raw: Path, tmp_path: Path) -> None:
    """Stopped after two documents: the next run reads the others only, and ends as if nothing had been."""
    alone = run(raw, tmp_path / "alone", read_all=Reader()).release
    first, second = Reader(dies_after=2), Reader()
    with pytest.raises(KeyboardInterrupt):
        run(raw, tmp_path / "out", read_all=first)
    assert not (tmp_path / "out" / "latest").exists()
    again = run(raw, tmp_path / "out", read_all=second).release
    assert len(first.names) == 2 and not set(first.names) & set(second.names)
    assert checksums(again) == checksums(alone)


def test_a_run_killed_outright_leaves_nothing_in_the_way(raw: Path, tmp_path: Path) -> None:
    """SIGKILL while documents are read in child processes; the next run ends as an undisturbed one."""
    alone = run(raw, tmp_path / "alone", read_all=Reader()).release
    output = tmp_path / "out"
    killed = subprocess.run([sys.executable, "-c", DIES_AT_TWO, str(raw), str(output)], capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    rest = Reader()
    assert checksums(run(raw, output, read_all=rest).release) == checksums(alone)
    assert len(rest.names) <= 2
    assert {path.name for path in output.iterdir()} - {".confirmed"} == {".cache", ".lock", "latest", "releases"}
    assert verify(output) == ()


def test_a_second_run_is_told_who_is_at_work_since_when(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It leaves at once, with exit code 2, and disturbs nothing."""
    with hold(tmp_path / "out"):
        started = time.monotonic()
        assert main(["run", str(raw), str(tmp_path / "out"), "--engine", "local"]) == 2
        assert time.monotonic() - started < 30
    said = capsys.readouterr().err
    assert f"Process {os.getpid()} on" in said and "since '20" in said and "Wait until it has ended" in said


def test_a_damaged_reading_is_made_again(raw: Path, tmp_path: Path) -> None:
    """One digit of a kept reading is changed: it is still JSON, and is not believed."""
    alone = run(raw, tmp_path / "out", read_all=Reader()).release
    before = checksums(alone)
    kept = sorted((tmp_path / "out" / ".cache").rglob("*.json"))[0]
    kept.write_bytes(kept.read_bytes().replace(b'"pages":null', b'"pages":7777'))
    again = Reader()
    assert not run(raw, tmp_path / "out", read_all=again).is_new
    assert len(again.names) == 1 and checksums(alone) == before


def test_left_overs_of_the_cache_are_swept(tmp_path: Path) -> None:
    """Half-written readings and those that other code made go; what is not of this program stays."""
    current, other = "a" * 32, "b" * 32
    for name in (current, other, "notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{WRITING}x").touch()
    ReadingCache(tmp_path, current).sweep()
    assert {path.name for path in tmp_path.iterdir()} == {current, "notes"}
    assert list((tmp_path / current).iterdir()) == []
