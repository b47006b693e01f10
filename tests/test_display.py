"""What a document holds never reaches a terminal, a log or a page raw."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.cli import main
from extract.console import RunDisplay
from extract.display import visible
from extract.documents import Document
from extract.pipeline import run
from extract.reading import DocumentReading, read_document

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "raw" / "work-and-health-interventions-2022.txt"
# Colour, a title for the window, a line that overwrites, a mark that turns the text round, a zero width, a C1 control.
ATTACK = "\x1b[31m\x1b]0;owned\x07\x08\u202e\u200b\x9b2J"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, – “quoted” é 数", "plain text, – “quoted” é 数"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\rb", "a\\rb"),
        ("\x9b2J", "\\x9b2J"),
        ("abc\u202edcb", "abc\\u202edcb"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("\ud800", "\\ud800"),
        ("soft\u00adhyphen", "softhyphen"),
        ("line\u2028break", "line\\u2028break"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    """Controls, marks of direction, zero widths, halves of pairs, tags; words of any script stay."""
    assert visible(text) == shown


def read_here(documents: Sequence[Document]) -> list[DocumentReading]:
    """Read in this process."""
    return [read_document(document) for document in documents]


def test_nothing_raw_reaches_the_terminal_or_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document full of it, and a file name: the summary, `explain`, `verify`, errors and the report are clean."""
    raw = tmp_path / "raw"
    raw.mkdir()
    words = SAMPLE.read_text(encoding="utf-8").split(" ")
    (raw / f"review{ATTACK}.txt").write_text(
        f" {ATTACK}".join(words[:40]) + " " + " ".join(words[40:]), encoding="utf-8"
    )
    hostile = SAMPLE.read_text(encoding="utf-8").replace("\t", f"\t{ATTACK}")
    (raw / "cells.txt").write_text(hostile, encoding="utf-8")
    (raw / f"bad{ATTACK}.pdf").write_bytes(b"%PDF-1.7\n")
    summary = run(raw, tmp_path / "out", read_all=read_here)
    RunDisplay().show(summary)
    main(["explain", "s", "--release", str(tmp_path / "out")])
    for line in capsys.readouterr().out.splitlines()[1:4]:
        main(["explain", line.split()[0], "--release", str(tmp_path / "out")])
    main(["explain", ATTACK, "--release", str(tmp_path / "out")])
    main(["verify", str(tmp_path / "out"), "--raw", str(raw)])
    said = capsys.readouterr()
    page = (tmp_path / "out" / "latest" / "report.html").read_text(encoding="utf-8")
    for text in (said.out, said.err, page):
        assert {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs")} <= set("\n\t")
