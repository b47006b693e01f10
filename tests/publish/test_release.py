"""A release becomes visible whole or not at all, whatever fails and whoever dies; and only if something is new."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from extract import open_release
from extract.errors import ContractError, ReleaseError
from extract.publish.layout import confirmation, is_live_made_from, live_manifest, live_release
from extract.publish.lock import OutputBusyError, hold
from extract.publish.manifest import CorrectedField, Inputs
from extract.publish.quarantine import settle
from extract.publish.release import Published, publish, publish_settled
from extract.publish.verify import verify
from tests.publish import example
from tests.publish.faults import at_call, failing


def frames(title: str = "Digging") -> dict[str, pd.DataFrame]:
    """The example with another title of one study."""
    rows = example.tables()
    rows["studies"][0]["title"] = title
    return example.frames(rows)


ONE, TWO, THREE = frames("one"), frames("two"), frames("three")


def bytes_of(folder: Path) -> dict[str, str]:
    """Checksum of each file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def names(output: Path) -> set[str]:
    """What lies in the output folder."""
    return {path.name for path in output.iterdir()}


def title_of_live(output: Path) -> str:
    """The title by which `frames` tells releases apart."""
    return str(open_release(output).tables["studies"].at[0, "title"])


# --- what is published ------------------------------------------------------------------------------------------------


def test_a_first_release_is_whole_and_live(tmp_path: Path) -> None:
    """It can be opened, verified, and holds the very tables that were given."""
    published = publish(ONE, tmp_path / "output", example.INPUTS)
    assert (published.number, published.is_new, published.failures) == (1, True, ())
    assert published.path == tmp_path / "output/releases/0001"
    assert (tmp_path / "output/latest").readlink() == Path("releases/0001")
    assert verify(published.path) == verify(tmp_path / "output") == ()
    release = open_release(tmp_path / "output")
    for name, frame in ONE.items():
        pd.testing.assert_frame_equal(release.tables[name], frame)
    assert names(tmp_path / "output") == {"latest", "releases", ".lock"}


def test_the_same_data_makes_no_new_release(tmp_path: Path) -> None:
    """Not even with newer code, and not although `changes` would now be empty."""
    first = publish(ONE, tmp_path, example.INPUTS)
    before = bytes_of(first.path)
    again = publish(ONE, tmp_path, Inputs("newer code"))
    assert (again.number, again.is_new, again.changes_count) == (1, False, 0)
    assert again.path == first.path
    assert bytes_of(first.path) == before
    assert names(tmp_path / "releases") == {"0001"}


def test_what_gave_the_live_data_again_is_remembered(tmp_path: Path) -> None:
    """So that newer code does the work once and not on every run; a damaged memory only costs work."""
    newer = Inputs("f2", (CorrectedField("gardens-1", "year"),))
    publish(ONE, tmp_path, example.INPUTS)
    assert is_live_made_from(tmp_path, example.INPUTS)
    assert not is_live_made_from(tmp_path, newer)
    publish(ONE, tmp_path, newer)
    assert is_live_made_from(tmp_path, newer)
    assert is_live_made_from(tmp_path, example.INPUTS)
    (tmp_path / ".confirmed").write_bytes(b"\xff\0nonsense")
    assert not is_live_made_from(tmp_path, newer)
    (tmp_path / ".confirmed").write_bytes(confirmation("0" * 64, newer))
    assert not is_live_made_from(tmp_path, newer)


def test_new_data_makes_the_next_release_with_its_changes(tmp_path: Path) -> None:
    """Numbers go up; `changes` compares with the release before; both stay readable."""
    publish(ONE, tmp_path, example.INPUTS)
    second = publish(TWO, tmp_path, Inputs("f2"))
    assert (second.number, second.changes_count) == (2, 1)
    changes = open_release(tmp_path).tables["changes"]
    (change,) = changes[["key", "field", "before", "after", "cause"]].itertuples(index=False, name=None)
    assert change == ("gardens-1", "title", "one", "two", "extractor")
    assert open_release(tmp_path / "releases/0001").tables["studies"].at[0, "title"] == "one"
    assert open_release(tmp_path).manifest.compared_with == open_release(tmp_path / "releases/0001").manifest.content_id


def test_going_back_to_older_data_is_a_new_release(tmp_path: Path) -> None:
    """Only the live release is compared: one, two, one are three releases."""
    assert [publish(data, tmp_path, example.INPUTS).number for data in (ONE, TWO, ONE)] == [1, 2, 3]


def test_the_same_history_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, from rows in another order: every file, the manifest and the report included."""
    shuffled = example.tables()
    for listed in shuffled.values():
        random.Random(1).shuffle(listed)
    for folder, first in (("a", example.frames()), ("b/deeper", example.frames(shuffled))):
        publish(first, tmp_path / folder, example.INPUTS)
        publish(TWO, tmp_path / folder, example.INPUTS)
    for number in ("0001", "0002"):
        assert bytes_of(tmp_path / "a/releases" / number) == bytes_of(tmp_path / "b/deeper/releases" / number)


def test_the_bytes_do_not_depend_on_hash_seed_time_zone_or_locale(tmp_path: Path) -> None:
    """Another process, another environment, the same checksums."""
    script = (
        "import sys; from pathlib import Path; from tests.publish import example; "
        "from extract.publish.release import publish; publish(example.frames(), Path(sys.argv[1]), example.INPUTS)"
    )
    found = []
    for i, environment in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    ):
        output = tmp_path / str(i)
        root = Path(__file__).parents[2]
        path = os.pathsep.join([str(root), str(root / "src")])
        environment = {**os.environ, **environment, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", script, str(output)], check=True, env=environment, cwd=tmp_path)
        found.append(bytes_of(output / "releases/0001"))
    assert found[0] == found[1]


def test_no_file_holds_a_path_of_this_machine_or_the_time(tmp_path: Path) -> None:
    """Nothing in a release says where or when it was made."""
    published = publish(ONE, tmp_path / "secret-place", example.INPUTS)
    for path in published.path.iterdir():
        assert b"secret-place" not in path.read_bytes(), path.name
        assert b"2026-" not in path.read_bytes(), path.name


def test_releases_are_read_only(tmp_path: Path) -> None:
    """A release is never edited."""
    published = publish(ONE, tmp_path, example.INPUTS)
    assert {path.stat().st_mode & 0o222 for path in published.path.iterdir()} == {0}


def test_withheld_records_are_reported_and_the_rest_is_published(tmp_path: Path) -> None:
    """One bad study does not stop the others, and the release adds up."""
    rows = example.tables()
    rows["studies"][1]["year"] = 12
    published = publish(example.frames(rows), tmp_path, example.INPUTS)
    assert len(published.failures) == 2  # the study, and its evidence with it
    assert verify(tmp_path) == ()
    assert list(open_release(tmp_path).tables["studies"]["study_id"]) == ["gardens-1", "noise-1"]


# --- what is not published --------------------------------------------------------------------------------------------


def without_study(study_id: str) -> dict[str, pd.DataFrame]:
    """The example without one study, its rows refused instead, so that the counts still add up."""
    rows = example.tables()
    orphans = {row["row_id"] for row in rows["evidence"] if row["study_id"] == study_id}
    for name in ("studies", "samples", "citations", "evidence", "disagreements"):
        rows[name] = [row for row in rows[name] if row["study_id"] != study_id]
    rows["links"] = []
    rows["reviews"][0]["study_count"] = 1
    for row in rows["rows"]:
        if row["study_id"] == study_id:
            row.update(outcome="rejected", study_id=None, reason=rows["rejects"][0]["reason"])
    rows["rejects"] += [{**rows["rejects"][0], "row_id": row_id} for row_id in sorted(orphans)]
    return example.frames(rows)


def test_a_release_that_would_lose_a_study_is_not_published(tmp_path: Path) -> None:
    """It names the study, and the last release stays; whoever insists may have it."""
    publish(example.frames(), tmp_path, example.INPUTS)
    with pytest.raises(ReleaseError, match="gardens-2"):
        publish(without_study("gardens-2"), tmp_path, Inputs("f2"))
    assert live_release(tmp_path) == "0001"
    assert names(tmp_path) == {"latest", "releases", ".lock"}
    published = publish(without_study("gardens-2"), tmp_path, Inputs("f2"), allow_loss=True)
    assert published.number == 2
    changes = open_release(tmp_path).tables["changes"]
    assert ("removed", "gardens-2") in set(zip(changes["kind"], changes["key"], strict=True))


def test_a_release_that_does_not_add_up_is_not_published(tmp_path: Path) -> None:
    """A printed row about a study that went nowhere, a count that is wrong: nothing becomes visible."""
    rows = example.tables()
    rows["rejects"] = rows["rejects"][1:]
    rows["reviews"][0]["study_count"] = 7
    with pytest.raises(ReleaseError, match=r"3 findings.*t1-r4.*study_count 7"):
        publish(example.frames(rows), tmp_path, example.INPUTS)
    assert names(tmp_path) == {"releases", ".lock"}
    assert names(tmp_path / "releases") == set()


def test_a_fault_in_the_accounts_is_found_before_anything_is_written(tmp_path: Path) -> None:
    """A broken contract leaves no trace in the output folder."""
    rows = example.tables()
    rows["documents"][0]["status"] = "lost"
    with pytest.raises(ContractError):
        publish(example.frames(rows), tmp_path / "output", example.INPUTS)
    assert not (tmp_path / "output").exists()


# --- old releases -----------------------------------------------------------------------------------------------------


def test_only_the_last_releases_are_kept(tmp_path: Path) -> None:
    """The newest N; numbers are never used again."""
    for i in range(6):
        publish(frames(f"t{i}"), tmp_path, example.INPUTS, keep=3)
    assert names(tmp_path / "releases") == {"0004", "0005", "0006"}
    assert names(tmp_path) == {"latest", "releases", ".lock"}


@pytest.mark.parametrize("keep", [1, 0, -3])
def test_the_live_release_is_always_kept(tmp_path: Path, keep: int) -> None:
    """However few are to be kept."""
    publish(ONE, tmp_path, example.INPUTS, keep=keep)
    publish(TWO, tmp_path, example.INPUTS, keep=keep)
    assert names(tmp_path / "releases") == {"0002"}
    assert title_of_live(tmp_path) == "two"


def test_a_person_may_go_back_to_an_older_release(tmp_path: Path) -> None:
    """`latest` set by hand is respected: it is what the next run compares with, and newer numbers are not touched."""
    for data in (ONE, TWO, THREE):
        publish(data, tmp_path, example.INPUTS)
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to("releases/0001")
    assert publish(ONE, tmp_path, example.INPUTS).is_new is False
    published = publish(TWO, tmp_path, example.INPUTS)
    assert published.number == 4
    assert names(tmp_path / "releases") == {"0001", "0002", "0003", "0004"}


def test_a_damaged_live_release_is_replaced(tmp_path: Path) -> None:
    """The same data is published again, compared with the last release that is whole."""
    publish(ONE, tmp_path, example.INPUTS)
    publish(TWO, tmp_path, example.INPUTS)
    damaged = tmp_path / "releases/0002/studies.parquet"
    damaged.chmod(0o644)
    damaged.write_bytes(b"x")
    published = publish(TWO, tmp_path, example.INPUTS)
    assert (published.number, published.is_new, published.changes_count) == (3, True, 1)
    assert title_of_live(tmp_path) == "two"


def test_without_any_whole_release_nothing_is_published(tmp_path: Path) -> None:
    """Nobody could say then whether a study gets lost."""
    publish(ONE, tmp_path, example.INPUTS)
    manifest = tmp_path / "releases/0001/manifest.json"
    manifest.chmod(0o644)
    manifest.write_bytes(b"{}")
    with pytest.raises(ReleaseError, match=r"No release in .* is whole"):
        publish(TWO, tmp_path, example.INPUTS)
    assert live_manifest(tmp_path) is None


def test_a_lost_latest_is_made_anew(tmp_path: Path) -> None:
    """The releases are still there and are compared with."""
    publish(ONE, tmp_path, example.INPUTS)
    (tmp_path / "latest").unlink()
    published = publish(TWO, tmp_path, example.INPUTS)
    assert (published.number, published.changes_count) == (2, 1)


def test_a_folder_named_latest_is_not_overwritten(tmp_path: Path) -> None:
    """It is somebody's; the message says what is in the way."""
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest/precious").touch()
    with pytest.raises(ReleaseError, match="latest"):
        publish(ONE, tmp_path, example.INPUTS)
    assert (tmp_path / "latest/precious").exists()


def test_other_things_in_the_output_folder_are_left_alone(tmp_path: Path) -> None:
    """Only names that this program gives are ever removed."""
    for name in (".cache", ".staging-x", "notes"):
        (tmp_path / name).mkdir()
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases/0001.bak").mkdir()
    publish(ONE, tmp_path, example.INPUTS)
    assert names(tmp_path) == {".cache", ".staging-x", "notes", "latest", "releases", ".lock"}
    assert names(tmp_path / "releases") == {"0001", "0001.bak"}


def test_a_link_that_poses_as_a_left_over_is_not_followed(tmp_path: Path) -> None:
    """The link goes, what it leads to stays."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/precious").touch()
    output = tmp_path / "output"
    output.mkdir()
    (output / ".staging-1").symlink_to(tmp_path / "elsewhere")
    publish(ONE, output, example.INPUTS)
    assert (tmp_path / "elsewhere/precious").exists()
    assert not (output / ".staging-1").is_symlink()


# --- two at once ------------------------------------------------------------------------------------------------------


def test_the_second_of_two_runs_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    """Process, host and since when; the first is not disturbed."""
    with hold(tmp_path):
        with pytest.raises(OutputBusyError, match=rf"Process {os.getpid()} on .* since '20\d\d-"):
            publish(ONE, tmp_path, example.INPUTS)
        assert publish(ONE, tmp_path, example.INPUTS, is_held=True).is_new


def test_writers_at_once_make_one_release_each_or_are_told_to_wait(tmp_path: Path) -> None:
    """No number is given twice, no release is torn; readers meanwhile see one whole release each time."""
    publish(ONE, tmp_path, example.INPUTS)
    seen: list[tuple[str, str]] = []
    errors: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                release = open_release(tmp_path)
            except ReleaseError as error:
                errors.append(error)
            else:
                seen.append((release.path.name, str(release.tables["studies"].at[0, "title"])))

    def write(number: int) -> None:
        for i in range(4):
            try:
                publish(frames(f"{number}-{i}"), tmp_path, example.INPUTS, keep=2)
            except OutputBusyError:
                continue

    readers = [threading.Thread(target=read) for _ in range(2)]
    writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert errors == []
    assert len(dict(seen)) == len(set(seen))  # one title for each number: nothing mixed
    assert verify(tmp_path) == ()
    assert names(tmp_path) == {"latest", "releases", ".lock"}


def test_a_left_over_lock_file_holds_nothing(tmp_path: Path) -> None:
    """The kernel lets go of the lock when its holder dies; the file may say what it will."""
    (tmp_path / ".lock").write_bytes(b"\xff{broken")
    assert publish(ONE, tmp_path, example.INPUTS).is_new


# --- faults -----------------------------------------------------------------------------------------------------------


SETTLED = {"one": settle(ONE), "two": settle(TWO)}


def settled_publish(title: str, output: Path, keep: int = 10) -> Published:
    """`publish` without validating the same tables a hundred times."""
    with hold(output):
        return publish_settled(SETTLED[title], output, example.INPUTS, keep=keep)


SLOW = ("open", "write", "close", "fsync")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the first release, to be copied."""
    output = tmp_path_factory.mktemp("start")
    settled_publish("one", output)
    return output


def copied(start: Path, output: Path) -> Path:
    """A copy to spoil."""
    shutil.copytree(start, output, symlinks=True)
    return output


def count_calls(output: Path, title: str) -> list[str]:
    """Calls that change the file system while a release is published, an old one being removed if there is one."""
    with at_call(-1, lambda: None) as calls:
        settled_publish(title, output, keep=1)
    return calls


def chosen(calls: list[str]) -> list[int]:
    """Calls to spoil: all with EXTRACT_TEST_ALL_FAULTS=1 (some minutes), else every kind, and those around the swap."""
    if os.environ.get("EXTRACT_TEST_ALL_FAULTS"):
        return list(range(len(calls)))
    rare = [i for i, name in enumerate(calls) if name not in (*SLOW, "unlink")]
    swap = max(i for i, name in enumerate(calls) if name == "symlink")
    writes = [i for i, name in enumerate(calls[:swap]) if name in SLOW]
    return sorted({*rare, *writes[:4], *writes[4::37], *range(swap, min(swap + 12, len(calls)))})


def assert_old_or_new(output: Path) -> None:
    """What is live is one whole release or the other."""
    assert title_of_live(output) in ("one", "two")
    assert verify(output) == ()


def assert_run_again_ends_well(output: Path, expected: dict[str, str]) -> None:
    """The next run publishes the new data, if it is not live yet, with the very bytes of an undisturbed run."""
    settled_publish("two", output, keep=1)
    assert bytes_of(output / "latest") == expected
    assert names(output) - {".confirmed"} == {"latest", "releases", ".lock"}
    assert live_release(output) == "0002"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whatever_call_fails_the_old_or_the_new_release_is_live(tmp_path: Path, start: Path, code: int) -> None:
    """A call fails once: an error is raised, or the new release is live; the next run ends as if nothing had been."""
    calls = count_calls(copied(start, tmp_path / "count"), "two")
    expected = bytes_of(tmp_path / "count/latest")
    step = 1 if code == errno.ENOSPC or os.environ.get("EXTRACT_TEST_ALL_FAULTS") else 4
    for number in chosen(calls)[::step]:
        output = copied(start, tmp_path / f"{code}-{number}")
        outcome: Published | None = None
        with at_call(number, failing(code)), suppress(ReleaseError):
            outcome = settled_publish("two", output, keep=1)
        assert_old_or_new(output)
        assert outcome is None or title_of_live(output) == "two", calls[number]
        assert_run_again_ends_well(output, expected)


def test_wherever_the_process_dies_the_old_or_the_new_release_is_live(tmp_path: Path, start: Path) -> None:
    """The process ends at a call, without a chance to tidy up: the next run ends as if nothing had been."""
    calls = count_calls(copied(start, tmp_path / "count"), "two")
    expected = bytes_of(tmp_path / "count/latest")
    for number in chosen(calls):
        output = copied(start, tmp_path / str(number))
        child = os.fork()
        if child == 0:
            with at_call(number, lambda: os._exit(9)):
                settled_publish("two", output, keep=1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 9, calls[number]
        assert_old_or_new(output)
        assert_run_again_ends_well(output, expected)


def test_a_first_release_that_dies_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    """Without a release before there is nothing live until the swap; the next run makes release 1."""
    calls = count_calls(tmp_path / "count", "one")
    for number in chosen(calls)[::4]:
        output = tmp_path / str(number)
        child = os.fork()
        if child == 0:
            with at_call(number, lambda: os._exit(9)):
                settled_publish("one", output)
            os._exit(0)
        os.waitpid(child, 0)
        assert settled_publish("one", output).number == 1
        assert names(output) - {".confirmed"} == {"latest", "releases", ".lock"}


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk may take a part of a write only; the rest follows."""
    write = os.write

    def halting(descriptor: int, content: Any) -> int:
        return write(descriptor, bytes(content)[: max(1, len(content) // 2)])

    monkeypatch.setattr(os, "write", halting)
    published = publish(ONE, tmp_path, example.INPUTS)
    monkeypatch.undo()
    assert verify(published.path) == ()
    assert bytes_of(published.path) == bytes_of(publish(ONE, tmp_path / "other", example.INPUTS).path)


def test_an_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where the folder should be; the message says which and why."""
    (tmp_path / "output").touch()
    with pytest.raises(ReleaseError, match="output"):
        publish(ONE, tmp_path / "output", example.INPUTS)


def test_files_lost_on_the_way_are_found_before_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is read back: a disk that keeps other bytes than it was given makes no release."""
    publish(ONE, tmp_path, example.INPUTS)
    write = os.write

    def forgetful(descriptor: int, content: Any) -> int:
        changed = bytearray(content)
        changed[len(changed) // 2] ^= 1
        return write(descriptor, changed)

    monkeypatch.setattr(os, "write", forgetful)
    with pytest.raises(ReleaseError, match="damaged"):
        publish(TWO, tmp_path, example.INPUTS)
    assert title_of_live(tmp_path) == "one"
