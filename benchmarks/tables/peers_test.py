"""The comparison counts a table of a few cells as it should, whoever read it."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the modules of this folder are scripts, not a package

from icdar import relations
from peers import Task, outcome, rows_of
from peers_engines import _spartan_cells, boxes_as_cells, rows_as_cells
from peers_markdown import DELIMITER, PIPE, TAG, tables_of

SPANNED = [(0, 0, 0, 1, "Head"), (1, 1, 0, 0, "a"), (1, 1, 1, 1, "b")]


def test_boxes_become_rows_columns_and_spans() -> None:
    boxes = [((0.0, 0.0, 20.0, 5.0), "Head"), ((0.0, 5.0, 10.0, 9.0), "a"), ((10.0, 5.0, 20.0, 9.0), "b")]
    assert boxes_as_cells(boxes) == SPANNED


def test_a_spanning_heading_is_a_neighbour_of_each_cell_below() -> None:
    assert relations(SPANNED) == Counter({("a", "b", "right"): 1, ("head", "a", "below"): 1, ("head", "b", "below"): 1})


def test_empty_cells_are_passed_over() -> None:
    assert relations(rows_as_cells([["x", None, "y"]])) == Counter({("x", "y", "right"): 1})


def test_rows_hold_a_spanning_cell_once() -> None:
    assert rows_of([(0, 1, 0, 0, "tall"), (0, 0, 1, 1, "p"), (1, 1, 1, 1, "q")]) == [["tall", "p"], ["q"]]


def test_repeated_headings_of_spartan_are_one_cell() -> None:
    table = {
        "header": [["Head", "Head", "Year"]],
        "rows": [["1", "2", "3"], ["m", "m", "4"]],
        "merged_cells": [{"row": 1, "col": 0, "row_span": 1, "col_span": 2, "text": "m"}],
    }
    assert _spartan_cells(table)[:2] == [(0, 0, 0, 1, "Head"), (0, 0, 2, 2, "Year")]
    assert _spartan_cells(table)[-2:] == [(2, 2, 0, 1, "m"), (2, 2, 2, 2, "4")]


def test_pipe_tables_are_read_and_other_pipes_are_not() -> None:
    text = "A line.\n\n| A | b\\|c |\n|---|:-:|\n| **1** | 2<br>3 |\n||4|\n\nthis | is none\n- a | -\n"
    assert list(tables_of(text)) == [[["A", "b|c"], ["1", "2 3"], ["", "4"]]]


def test_patterns_match_what_they_say_and_are_linear() -> None:
    assert DELIMITER.fullmatch("|---|:-:|") and not DELIMITER.fullmatch("| - a |")
    assert len(PIPE.split("a | b")) == 2 and len(PIPE.split(r"a \| b")) == 1
    assert TAG.sub("", "1<br/>2</sup>") == "12" and TAG.sub("", "a < b") == "a < b"
    start = time.process_time()
    for hostile in ("|" + "-" * 50_000 + "x", "|--" * 20_000 + "x", " " * 50_000 + "x", "<a" * 20_000):
        DELIMITER.fullmatch(hostile)
        PIPE.split(hostile)
        TAG.sub("", hostile)
    assert time.process_time() - start < 2


def test_what_a_stopped_child_had_written_counts(tmp_path: Path) -> None:
    result = tmp_path / "one.jsonl"
    result.write_text('{"pages": [3], "cells": [[0, 0, 0, 0, "a"]]}\n{"pages": [4], "ce', encoding="utf-8")
    end = {"code": -24, "is_over_time": True, "seconds": 120.0, "peak_mb": 50.0}
    result.with_suffix(".end.json").write_text(json.dumps(end), encoding="utf-8")
    run = outcome(result, Task("one", tmp_path / "one.pdf", tmp_path / "one.json", (3, 4), 9), is_told=True)
    assert (run.ended, run.pages, len(run.tables)) == ("time-out", 2, 1)
