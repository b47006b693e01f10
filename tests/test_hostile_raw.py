"""`raw/` is hostile ground: each file that lies there has an outcome, and none leads out of the folder."""

from __future__ import annotations

import io
import os
import threading
import time
import zipfile
from pathlib import Path

import pytest

from extract import documents as documents_module
from extract.documents import SourceDocument, discover
from extract.errors import ReleaseError
from extract.reading import read_document


def refusals(raw: Path) -> dict[str, str]:
    """Code of each refused file by its name."""
    return {refused.file_name: refused.code for refused in discover(raw).refused}


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    """Links to files, folders, nowhere and themselves, pipes and devices are not opened."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not ours")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "file.txt").symlink_to(outside / "secret.txt")
    (raw / "folder").symlink_to(outside)
    (raw / "nowhere.pdf").symlink_to(tmp_path / "nothing")
    (raw / "itself.pdf").symlink_to(raw / "itself.pdf")
    (raw / "device.pdf").symlink_to("/dev/zero")
    os.mkfifo(raw / "pipe.pdf")
    found = discover(raw)
    assert found.documents == ()
    assert {refused.code for refused in found.refused} == {"no-regular-file"}
    assert len(found.refused) == 6


def test_names_are_written_so_that_they_can_be_told_apart(tmp_path: Path) -> None:
    """Line ends, controls, marks of direction and bytes that are no UTF-8 are escaped, and so is the escape sign."""
    names = [
        b"a\nb.txt",
        b"a\\nb.txt",
        b"\xff\xfe.txt",
        "\u202egpj.txt".encode(),
        b"\x1b[2Jx.txt",
        "Übersicht.txt".encode(),
    ]
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123  # names are bytes
            file.write(name)
    found = discover(tmp_path)
    shown = {document.file_name for document in found.documents}
    assert len(shown) == len(names)
    assert all((name.isprintable() and name.isascii()) or name == "Übersicht.txt" for name in shown)
    assert {"a\\nb.txt", "a\\\\nb.txt"} <= shown


def test_a_file_that_is_still_being_copied_waits_for_the_next_run(tmp_path: Path) -> None:
    """A file that grows while the folder is read is not half read."""
    growing, whole = tmp_path / "growing.txt", tmp_path / "whole.txt"
    whole.write_text("whole")
    growing.write_text("begun")
    is_done = threading.Event()

    def copy() -> None:
        while not is_done.is_set():
            with growing.open("a") as file:
                file.write("more\n")
            time.sleep(0.005)

    writer = threading.Thread(target=copy)
    writer.start()
    try:
        found = discover(tmp_path)
    finally:
        is_done.set()
        writer.join()
    assert [document.file_name for document in found.documents] == ["whole.txt"]
    assert [(refused.file_name, refused.code) for refused in found.refused] == [("growing.txt", "still-changing")]
    assert len(discover(tmp_path).documents) == 2


def test_a_file_that_vanishes_or_is_replaced_is_seen(tmp_path: Path) -> None:
    """What is taken away or swapped between two looks waits for the next run."""
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text("begun")

    def meddle() -> None:
        time.sleep(0.08)
        paths[0].unlink()
        (tmp_path / ".new").write_text("other")
        (tmp_path / ".new").replace(paths[1])

    meddler = threading.Thread(target=meddle)
    meddler.start()
    found = discover(tmp_path)
    meddler.join()
    assert [refused.code for refused in found.refused] in ([], ["still-changing"] * 2)
    assert len(found.documents) + len(found.refused) in (2, 3)


def test_what_is_read_is_what_was_found(tmp_path: Path) -> None:
    """No bytes are held between the look into the folder and a document's turn; others than those found are refused."""
    for name in ("kept", "altered", "gone", "swapped"):
        (tmp_path / f"{name}.txt").write_text(f"The text of {name}.")
    documents = {document.file_name: document for document in discover(tmp_path).documents}
    (tmp_path / "altered.txt").write_text("The text of ALTERED.")
    (tmp_path / "gone.txt").unlink()
    (tmp_path / "swapped.txt").unlink()
    (tmp_path / "swapped.txt").symlink_to(tmp_path / "kept.txt")
    readings = {name: read_document(document) for name, document in documents.items()}
    assert readings["kept.txt"].reason == "no-study-table" and "text of kept" in readings["kept.txt"].text
    for name in ("altered.txt", "gone.txt", "swapped.txt"):
        assert (readings[name].status, readings[name].reason) == ("unreadable", "still-changing")
        assert readings[name].sha256 == documents[name].sha256 and readings[name].size_bytes > 0


def test_a_second_look_takes_no_checksum_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file that is as it was; one that was written since is read again."""
    for name in ("same.txt", "other.txt"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (1, 1))
    first = discover(tmp_path)
    (tmp_path / "other.txt").write_text("Other.txt")
    read: list[str] = []
    real = documents_module._pieces
    monkeypatch.setattr(documents_module, "_pieces", lambda path: (read.append(path.name), real(path))[1])
    second = discover(tmp_path, first)
    assert read == ["other.txt"]
    before, after = ({d.file_name: d.sha256 for d in found.documents} for found in (first, second))
    assert before["same.txt"] == after["same.txt"] and before["other.txt"] != after["other.txt"]


@pytest.mark.parametrize("name", ["review.pdf.part", "review.pdf.crdownload", "Review.PDF.filepart"])
def test_unfinished_downloads_are_not_read(tmp_path: Path, name: str) -> None:
    """What browsers and copying programs name unfinished is left to the next run."""
    (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    assert refusals(tmp_path) == {name: "still-changing"}


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A folder that is not there ends the run with a sentence."""
    with pytest.raises(ReleaseError, match="is not a folder"):
        discover(tmp_path / "nowhere")


def zipped(name: str, size: int) -> bytes:
    """An archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (zipped("../../escaped.txt", 10), {"unsupported-format", "damaged"}),
        (zipped("word/document.xml", 30_000_000), {"unsupported-format", "too-large", "damaged", "no-study-table"}),
        (b"PK\x03\x04 and nothing more", {"unsupported-format", "damaged"}),
        (b"\x1f\x8b\x08\x00" + bytes(40), {"unsupported-format"}),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            {"unsupported-format", "no-study-table"},
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "' + b"&b;" * 50 + b'">]><a>&c;</a>',
            {"unsupported-format", "no-study-table"},
        ),
        (b"%PDF-1.7\n", {"damaged"}),
        (b"\x7fELF" + bytes(range(256)) * 4, {"unsupported-format", "not-text"}),
    ],
    ids=["zip-slip", "zip-bomb", "half a zip", "gzip", "entity of a file", "entities", "half a PDF", "program"],
)
def test_other_kinds_of_file_say_what_to_do(content: bytes, codes: set[str]) -> None:
    """Archives, bombs, pages with entities and programs named like a document have a reason and a next step."""
    reading = read_document(SourceDocument.of("review.pdf", content))
    assert reading.reason in codes
    assert reading.message is not None and reading.message.endswith(".")
    assert "root:" not in reading.text and len(reading.text) < 100_000
