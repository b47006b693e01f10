"""Whatever a document does to the process that reads it, the run goes on, and the process reaches nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from extract.documents import SourceDocument
from extract.isolation import Limits, read_isolated
from extract.isolation.children import THREAD_VARIABLES
from extract.isolation.confinement import missing_protection
from extract.reading import DocumentReading, doubted
from extract.unchanged import MAY_GO_BETTER
from tests.formats.pdf.small_pdfs import endless_forms, pages, stream, text_page, with_table

LINES = [b"What helps people who moved house, a review of what was found in nine towns"] * 20
ENDLESS = 1000
QUICK = Limits(seconds=60, page_seconds=2, tables_seconds=30)
IS_LINUX = sys.platform == "linux"


def document(content: bytes, name: str = "a.pdf") -> SourceDocument:
    """A file of these bytes."""
    return SourceDocument.of(name, content)


def with_endless_page(number: int, count: int) -> bytes:
    """A PDF of `count` pages, of which page `number` takes for ever."""
    contents = [text_page(LINES) for _ in range(count)]
    contents[number - 1] = b"/X%d Do" % ENDLESS
    return with_table(pages(contents, endless_forms(ENDLESS)))


def read(content: bytes, limits: Limits = QUICK) -> DocumentReading:
    """The reading of some bytes in a child process."""
    return read_isolated(document(content), limits)


def test_a_page_that_takes_too_long_ends_the_document_and_what_was_read_is_kept() -> None:
    """The pages before it are read, and the document says where it ends."""
    began = time.monotonic()
    reading = read(with_endless_page(3, 4))
    assert reading.reason == "time-out" and "page 3" in (reading.message or "")
    assert "first 2 pages" in (reading.message or "")
    assert reading.text.count("nine towns") == 2 * len(LINES)
    assert time.monotonic() - began < QUICK.seconds


def test_a_first_page_that_takes_too_long_refuses_the_document() -> None:
    """With no page left there is nothing to keep."""
    reading = read(with_endless_page(1, 2))
    assert (reading.status, reading.reason) == ("unreadable", "time-out")


def test_the_clock_is_a_limit_too() -> None:
    """A child that does not end is killed; the machine may be to blame, so the next run tries again."""
    reading = read(with_endless_page(1, 1), Limits(seconds=1.5))
    assert reading.reason == "interrupted" and reading.reason in MAY_GO_BETTER


def test_a_bomb_ends_its_child_only() -> None:
    """A page that unpacks to gigabytes is refused or crashes its child, with a sentence."""
    twice = zlib.compress(zlib.compress(bytes(512 * 1024**2), 1), 1)
    bomb = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice) + twice + b"\nendstream"
    content = with_table({**pages([text_page(LINES)]), 5: bomb})
    reading = read(content, Limits(seconds=60, page_seconds=20, memory_bytes=512 * 1024**2))
    assert reading.status in ("unreadable", "no-table")
    assert reading.reason in ("crashed", "too-large", "damaged", "scanned")
    assert (reading.message or "").endswith(".")


def test_a_reading_has_a_largest_size() -> None:
    """What would fill the parent's memory is refused."""
    reading = read(with_table(pages([text_page(LINES)])), Limits(output_bytes=500))
    assert (reading.status, reading.reason) == ("unreadable", "too-large")


def test_a_whole_document_is_untouched_by_limits() -> None:
    """Nothing is doubted about a document that stays within them."""
    reading = read(with_table(pages([text_page(LINES)])))
    assert (reading.status, reading.reason) == ("no-table", "no-study-table")
    assert stream(b"")


@pytest.mark.parametrize("module", ["extract.isolation.preloaded", "extract.unchanged", "extract.cli"])
def test_what_starts_often_starts_light(module: str) -> None:
    """Neither a process that reads documents nor a run that finds nothing to do loads pandas, which takes a second."""
    script = f"import sys, {module}; print('pandas' in sys.modules, 'pandera' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_document_without_study_rows_that_is_damaged_is_partial() -> None:
    """A table of studies may have been lost; where only letters are in doubt, none was."""
    whole = read(with_table(pages([text_page(LINES)])))
    assert doubted(whole, "damaged", "It is.").status == "partial"
    assert doubted(whole, "guessed-encoding", "It was.").status == "no-table"
    assert doubted(doubted(whole, "damaged", "It is."), "nul-bytes", "So.").status == "partial"


CONFINED = """
import errno, os, socket, sys
import schemas, extract
from extract.isolation.confinement import confine
confine()
def refused(work):
    try:
        work()
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM)
    return False
import colorsys  # a module that nothing has loaded yet
print(refused(lambda: open("/etc/passwd")), refused(lambda: open("/tmp/made-by-a-child", "w")),
      refused(lambda: os.listdir("/")), refused(socket.socket), refused(lambda: os.execv("/bin/true", ["true"])),
      refused(lambda: os.unlink(sys.argv[1])), os.path.basename(colorsys.__file__))
"""


@pytest.mark.skipif(missing_protection() is not None, reason=missing_protection() or "")
def test_a_child_reaches_neither_files_nor_network(tmp_path: Path) -> None:
    """No file is opened, made, listed or removed, no socket opened, no program started; installed code is read."""
    mine = tmp_path / "mine.txt"
    mine.write_text("kept")
    done = subprocess.run([sys.executable, "-c", CONFINED, str(mine)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 6 + ["colorsys.py"]
    assert mine.read_text() == "kept"


THREADED = """
import multiprocessing
import numpy
from extract.isolation.children import PRELOADED, prepare
def count():
    numpy.ones((2000, 2000), numpy.float32) @ numpy.ones((2000, 2000), numpy.float32)
    print([line for line in open("/proc/self/status") if line.startswith("Threads")][0].split()[1], flush=True)
if __name__ == "__main__":
    prepare()
    child = multiprocessing.get_context("forkserver").Process(target=count)
    child.start()
    child.join()
"""


@pytest.mark.skipif(not IS_LINUX or os.cpu_count() == 1, reason="looks into /proc; one core has one thread")
def test_a_child_works_in_one_thread(tmp_path: Path) -> None:
    """Each core has a child; one that started a thread for each core again would only wait for the others."""
    script = tmp_path / "run.py"
    script.write_text(THREADED)
    free = {name: value for name, value in os.environ.items() if name not in (*THREAD_VARIABLES, "OMP_NUM_THREADS")}
    done = subprocess.run([sys.executable, str(script)], env=free, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1"]


ORPHANED = """
import sys
from pathlib import Path
from extract.documents import SourceDocument
from extract.isolation import Limits, read_isolated
if __name__ == "__main__":
    content = Path(sys.argv[1]).read_bytes()
    print("began", flush=True)
    read_isolated(SourceDocument("a.pdf", "0" * 64, content), Limits(seconds=300, page_seconds=300))
"""


def marked(mark: str) -> list[int]:
    """Processes with `mark` in their environment."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if mark.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


@pytest.mark.skipif(not IS_LINUX, reason="looks into /proc")
def test_orphans_die(tmp_path: Path) -> None:
    """When the run is killed outright, its server and children end within seconds."""
    script, bomb = tmp_path / "run.py", tmp_path / "bomb.pdf"
    script.write_text(ORPHANED)
    bomb.write_bytes(with_endless_page(1, 1))
    mark = f"orphans-of-{os.getpid()}-{tmp_path.name}"
    run = subprocess.Popen(
        [sys.executable, str(script), str(bomb)], env={**os.environ, "MARK": mark}, stdout=subprocess.PIPE
    )
    try:
        until = time.monotonic() + 240
        while len(marked(mark)) < 4 and time.monotonic() < until:  # the run, the tracker, the server, the child
            time.sleep(0.2)
        assert len(marked(mark)) >= 4
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    until = time.monotonic() + 60
    while marked(mark) and time.monotonic() < until:
        time.sleep(0.2)
    left = marked(mark)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []
