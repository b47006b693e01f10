"""Prefect may fail as it likes: the job is done without it, and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

import flows.server
from extract.publish.verify import verify
from flows.patience import Patience
from flows.server import OwnServer, ServerDidNotStart
from flows.update_reviews import run

ROOT = Path(__file__).parents[2]


def test_without_prefects_server_the_job_is_done_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server that the settings name is dead: the documents are read without it, and a line says so."""
    (tmp_path / "raw").mkdir()
    shutil.copy(ROOT / "raw" / "work-and-health-interventions-2022.txt", tmp_path / "raw")
    dead = {PREFECT_API_URL: "http://127.0.0.1:9/api", PREFECT_CLIENT_MAX_RETRIES: 0}
    with temporary_settings(dead):
        summary = run(tmp_path / "raw", tmp_path / "out")
    assert summary.studies == 16
    assert "Prefect did not start" in capsys.readouterr().err
    assert verify(tmp_path / "out") == ()


def test_a_server_that_does_not_start_in_time_is_given_up() -> None:
    """The wait ends at its limit, and no process is left."""
    server = OwnServer(seconds=0.05)
    started = time.monotonic()
    with pytest.raises(ServerDidNotStart, match="did not answer within"), server:
        pass
    assert time.monotonic() - started < 15
    assert server.pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)


def test_a_server_ends_with_the_run_that_holds_its_pipe() -> None:
    """However the run ends: the kernel closes the pipe."""
    server = subprocess.Popen(
        [sys.executable, "-P", flows.server.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None and server.stdout is not None
    assert int(server.stdout.readline()) > 0
    server.stdin.close()
    assert server.wait(30) == 0
    server.stdout.close()


def test_nobody_waits_long_without_being_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A line every so long, also while things go on, for what goes on is not printed; it says what is waited for now."""
    with Patience("for Prefect to start", seconds=0.2):
        time.sleep(0.7)
    said = capsys.readouterr().err.splitlines()
    assert len(said) in (2, 3) and said[0].startswith("Still waiting for Prefect to start (")
    with Patience("for Prefect to start", seconds=0.5) as patience:
        for number in range(8):
            time.sleep(0.1)
            patience.heard(f"for document {number}")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Still waiting for document ") and "(0 seconds so far)" in line
