"""The loader gives one whole release or names the file that is wrong; it never gives two halves."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract import open_release
from extract.errors import ReleaseError
from extract.publish.manifest import (
    CorrectedField,
    DocumentEntry,
    FileEntry,
    Inputs,
    Manifest,
    content_id,
    file_entry,
    read_manifest,
)
from extract.publish.release import publish
from extract.publish.verify import verify
from tests.publish import example


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases; not to be changed by a test."""
    output = tmp_path_factory.mktemp("output")
    publish(example.frames(), output, example.INPUTS)
    rows = example.tables()
    rows["studies"][0]["title"] = "Other"
    publish(example.frames(rows), output, example.INPUTS)
    return output


@pytest.fixture
def spoiled(output: Path, tmp_path: Path) -> Path:
    """A copy of the second release, to be spoiled."""
    folder = tmp_path / "0002"
    shutil.copytree(output / "releases/0002", folder)
    for path in folder.iterdir():
        path.chmod(0o644)
    return folder


def test_all_ways_to_name_a_release_lead_to_it(output: Path) -> None:
    """Output folder, `latest`, the release's own folder; as text or path. The release knows its own folder."""
    for path in (output, output / "latest", output / "releases/0002", str(output)):
        assert open_release(path).path == (output / "releases/0002").resolve()


def test_tables_have_the_types_of_their_contracts(output: Path) -> None:
    """What is read can be compared with what was built, to the dtype."""
    release = open_release(output / "releases/0001")
    for name, frame in example.frames().items():
        pd.testing.assert_frame_equal(release.tables[name], frame)


def test_a_release_cannot_be_changed_by_its_reader(output: Path) -> None:
    """The mapping of tables is read-only."""
    with pytest.raises(TypeError):
        open_release(output).tables["studies"] = pd.DataFrame()  # type: ignore[index]


@pytest.mark.parametrize("name", ["nowhere", "empty", "loop"])
def test_what_is_no_release_is_said_to_be_none(tmp_path: Path, name: str) -> None:
    """A folder that is not there, one without a manifest, a link that leads to itself."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop/latest").symlink_to("latest")
    with pytest.raises(ReleaseError):
        open_release(tmp_path / name)


def test_every_flipped_bit_is_found_and_its_file_named(spoiled: Path) -> None:
    """Any bit of any file, the manifest included: here 200 at random, by the loader and by `verify`."""
    files = sorted(spoiled.iterdir())
    chance = random.Random(7)
    for _ in range(200):
        path = chance.choice(files)
        content = bytearray(path.read_bytes())
        if not content:
            continue
        whole = bytes(content)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        with pytest.raises(ReleaseError, match=path.name.replace(".", r"\.")):
            open_release(spoiled)
        assert [finding.table for finding in verify(spoiled)] == [path.name]
        path.write_bytes(whole)
    assert verify(spoiled) == ()


def test_files_that_changed_places_are_found(spoiled: Path, output: Path) -> None:
    """Two files of one release, and a file of another release."""
    for name in ("studies.parquet", "studies.csv", "report.html", "changes.parquet"):
        whole = (spoiled / name).read_bytes()
        (spoiled / name).write_bytes((output / "releases/0001" / name).read_bytes())
        with pytest.raises(ReleaseError, match=name):
            open_release(spoiled)
        (spoiled / name).write_bytes(whole)
    one, other = spoiled / "rows.parquet", spoiled / "tables.parquet"
    one_bytes, other_bytes = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_bytes)
    other.write_bytes(one_bytes)
    with pytest.raises(ReleaseError, match=r"rows\.parquet"):
        open_release(spoiled)


def test_the_manifest_of_another_release_does_not_fit(spoiled: Path, output: Path) -> None:
    """Its checksum is right, its files are others."""
    (spoiled / "manifest.json").write_bytes((output / "releases/0001/manifest.json").read_bytes())
    with pytest.raises(ReleaseError, match="damaged"):
        open_release(spoiled)


def test_a_missing_file_and_one_too_many_are_named(spoiled: Path) -> None:
    """A release is its files, no fewer and no more."""
    (spoiled / "extra.txt").touch()
    with pytest.raises(ReleaseError, match=r"extra\.txt"):
        open_release(spoiled)
    (spoiled / "extra.txt").unlink()
    (spoiled / "audit.csv").unlink()
    with pytest.raises(ReleaseError, match=r"audit\.csv"):
        open_release(spoiled)


def test_a_truncated_file_is_named(spoiled: Path) -> None:
    """Also when it is cut to nothing."""
    for length in (0, 100):
        content = (spoiled / "rows.parquet").read_bytes()
        (spoiled / "rows.parquet").write_bytes(content[:length])
        with pytest.raises(ReleaseError, match=r"rows\.parquet"):
            open_release(spoiled)
        (spoiled / "rows.parquet").write_bytes(content)


def test_a_release_removed_while_it_is_read_is_looked_up_again(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`latest` leads elsewhere by then: the reader gets the new release, not an error and not half of the old one."""
    folder = tmp_path / "output"
    shutil.copytree(output, folder, symlinks=True)
    (folder / "latest").unlink()
    (folder / "latest").symlink_to("releases/0001")
    read_bytes = Path.read_bytes
    reads = 0

    def disturbed(path: Path) -> bytes:
        nonlocal reads
        reads += 1
        if reads == 8:
            (folder / "next").symlink_to("releases/0002")
            (folder / "next").replace(folder / "latest")
            shutil.rmtree(folder / "releases/0001")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", disturbed)
    assert open_release(folder).path.name == "0002"


def test_a_release_of_another_version_can_be_read(spoiled: Path) -> None:
    """Columns as they were published: a table that today's contract describes otherwise keeps its own."""
    table = pq.read_table(spoiled / "studies.parquet").drop_columns(["notes"])
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    content = sink.getvalue().to_pybytes()
    (spoiled / "studies.parquet").write_bytes(content)
    manifest = read_manifest((spoiled / "manifest.json").read_bytes(), "x")
    entries = tuple(
        file_entry(entry.name, content, entry.rows) if entry.name == "studies.parquet" else entry
        for entry in manifest.files
    )
    (spoiled / "manifest.json").write_bytes(
        Manifest(1, content_id(entries), None, manifest.inputs, manifest.documents, entries).to_bytes()
    )
    assert "notes" not in open_release(spoiled).tables["studies"].columns
    assert verify(spoiled)[0].check == "columns"


# --- the manifest -----------------------------------------------------------------------------------------------------

MANIFEST = Manifest(
    format_version=1,
    content_id="0" * 64,
    compared_with=None,
    inputs=Inputs("f", (CorrectedField("s1", "year"), CorrectedField("s2", None))),
    documents=(DocumentEntry("d", "0" * 64, "Übersicht “2”.pdf"),),
    files=(FileEntry("studies.csv", "1" * 64, 10, 3), FileEntry("report.html", "2" * 64, 20, None)),
)


def test_a_manifest_comes_back_as_it_was_written() -> None:
    """Every field, also None and other alphabets."""
    assert read_manifest(MANIFEST.to_bytes(), "x") == MANIFEST


def test_a_manifest_is_what_was_written_to_the_last_byte() -> None:
    """Another blank, another order, another number: all are damage, though it may still be JSON."""
    content = MANIFEST.to_bytes()
    altered = (content.replace(b'"rows": 3', b'"rows":  3'), content.replace(b'"bytes": 10', b'"bytes": 11'))
    for broken in (*altered, content + b"\n", content[:-2], b"", b"[]", b"null", b"{}", b"[" * 100_000):
        with pytest.raises(ReleaseError, match="damaged"):
            read_manifest(broken, "x")


def test_a_manifest_of_a_later_format_is_refused() -> None:
    """Half understood is worse than not read."""
    later = Manifest(2, "0" * 64, None, Inputs("f"), (), ())
    with pytest.raises(ReleaseError, match="format 2"):
        read_manifest(later.to_bytes(), "x")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "..", ""])
def test_a_manifest_cannot_name_a_file_outside_its_release(spoiled: Path, name: str) -> None:
    """A release from elsewhere reads nothing but itself."""
    manifest = Manifest(1, "0" * 64, None, Inputs("f"), (), (FileEntry(name, "0" * 64, 0, None),))
    (spoiled / "manifest.json").write_bytes(manifest.to_bytes())
    with pytest.raises(ReleaseError, match="no file of a release"):
        open_release(spoiled)
    assert any("no file of a release" in finding.message for finding in verify(spoiled))
