"""The scheduled flow does the main job, with a task for each document, and reports nothing to anybody."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from prefect.settings import PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS, temporary_settings

from extract import open_release
from flows.update_reviews import own_server, run, update_reviews

ROOT = Path(__file__).parents[2]


def test_the_flow_publishes_what_the_command_line_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The flow publishes a release, finds nothing to do the second time, and goes without the orchestrator's telemetry."""
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    shutil.copy(ROOT / "raw" / "work-and-health-interventions-2022.txt", raw)
    seen: list[tuple[int, int]] = []
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    # A busy machine may take minutes to start a server; a run waits half a minute and goes on without.
    with temporary_settings({PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS: 600}), own_server():
        summary = run(raw, output, watch=lambda done, total, _: seen.append((done, total)))
        assert update_reviews(str(raw), str(output)) is None
    said = capsys.readouterr().err
    assert "Prefect did" not in said and "Prefect failed" not in said
    assert summary.is_new and summary.studies == 16
    assert seen == [(1, 1)]
    assert len(open_release(output).tables["studies"]) == 16
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false" and os.environ["DO_NOT_TRACK"] == "1"
