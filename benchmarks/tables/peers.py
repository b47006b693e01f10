"""How this project and public table readers do on the same pages, by the same scorer: accuracy, time, memory, failures.

    python benchmarks/tables/peers.py [--data reviews|icdar] [--engine NAME ...] [--python PEERS_PYTHON] [--out FOLDER]

Each engine reads each document in a child process of its own (`peers_child.py`), one at a time, documents in the outer
loop, so that the load of the machine falls on all engines alike. What a child wrote is kept in `--out` and not measured
again as long as it is there. The Markdown table goes to the standard output, the figures to `FOLDER/<data>.json`.

reviews  Rows of the study tables of 20 reviews, scored by `../shared/score_rows.py`. Peers are told the pages of the
         gold tables, and each row of each table that they find there is a prediction. This project is told nothing.
icdar    Adjacency relations of the European half of the ICDAR-2013 competition (`icdar.py`): all pages, no region.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from peers_engines import ENGINES, OWN, Found, Placed

SHARED = Path(__file__).parents[2].parent / "shared"
CHILD = Path(__file__).with_name("peers_child.py")
# Processor seconds that an engine may spend on a document. A child that hangs without computing is stopped after
# `WALL_FACTOR` times as many seconds by the clock: ten, since a shared machine may give it a small part of a core.
SECONDS = 120
WALL_FACTOR = 10
BASELINE = "pdfplumber"


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: `told` are the pages that a peer gets, `pages` how many it has, `gold` its answers."""

    name: str
    document: Path
    gold: Path
    told: tuple[int, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine did with one document: how it ended, processor seconds, peak resident memory, tables found."""

    ended: str  # finished, failed, time-out, missing
    why: str
    version: str
    seconds: float
    peak_mb: float
    pages: int
    tables: tuple[Found, ...]


def page_count(document: Path) -> int:
    """Number of pages of a PDF."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(document)
    count = len(pdf)
    pdf.close()
    return count


def tasks(data: str, names: list[str]) -> list[Task]:
    """The documents of a data set whose name holds one of `names` (all if none), those with the fewest pages first."""
    found = []
    if data == "reviews":
        for gold in (SHARED / "gold/reviews").glob("*.json"):
            answers = json.loads(gold.read_text(encoding="utf-8"))
            document = SHARED / "reviews" / Path(answers["doc"]).name
            told = sorted({page for table in answers["tables"] for page in table["pages"]})
            found.append(Task(gold.stem, document, gold, tuple(told), page_count(document)))
    else:
        for document in (SHARED / "icdar2013").glob("*.pdf"):
            count = page_count(document)
            gold = document.with_name(document.stem + "-str.xml")
            found.append(Task(document.stem, document, gold, tuple(range(1, count + 1)), count))
    chosen = [task for task in found if not names or any(name in task.name for name in names)]
    return sorted(chosen, key=lambda task: (len(task.told), task.name))


def measure(name: str, data: str, task: Task, python: str, seconds: int, result: Path) -> None:
    """Run the child; write its lines to `result` and how it ended beside it, as `.end.json`."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    result.parent.mkdir(parents=True, exist_ok=True)
    told = ",".join(map(str, task.told))
    command = [python, str(CHILD), name, data, str(task.document), told, str(result)]
    with result.with_suffix(".log").open("wb") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=limit,  # safe with the one thread there is here; the limit must hold from the first instruction
            start_new_session=True,
        )
        deadline = time.monotonic() + seconds * WALL_FACTOR
        status, usage = 0, None
        while usage is None:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                usage = used
                child.returncode = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > deadline:
                os.killpg(child.pid, signal.SIGKILL)
                _, status, usage = os.wait4(child.pid, 0)
                child.returncode = -int(signal.SIGXCPU)
            else:
                time.sleep(0.02)
    spent = usage.ru_utime + usage.ru_stime
    over = child.returncode == -int(signal.SIGXCPU) or (child.returncode < 0 and spent >= seconds)
    end = {"code": child.returncode, "is_over_time": over, "seconds": spent, "peak_mb": usage.ru_maxrss / 1024}
    result.with_suffix(".end.json").write_text(json.dumps(end), encoding="utf-8")


def outcome(result: Path, task: Task, is_told: bool) -> Run:
    """Read back what the child left, complete or not."""
    end = json.loads(result.with_suffix(".end.json").read_text(encoding="utf-8"))
    tables, last = [], {}
    for line in result.read_text(encoding="utf-8").splitlines() if result.exists() else ():
        try:
            said = json.loads(line)
        except json.JSONDecodeError:  # the child was stopped within a line
            break
        if "cells" in said:
            tables.append(Found(tuple(said["pages"]), [tuple(cell) for cell in said["cells"]]))
        else:
            last = said
    if "missing" in last:
        ended, why = "missing", last["missing"]
    elif end["is_over_time"]:
        ended, why = "time-out", f"over {end['seconds']:.0f} s"
    elif "error" in last or not last:
        ended, why = "failed", last.get("error", f"exit code {end['code']}")
    else:
        ended, why = "finished", ""
    seconds = last.get("seconds", end["seconds"])
    pages = len(task.told) if is_told else task.pages
    return Run(ended, why, last.get("version", ""), seconds, end["peak_mb"], pages, tuple(tables))


def rows_of(cells: Placed) -> list[list[str]]:
    """The texts of a table row by row; a cell that spans rows or columns stands once, where it begins."""
    rows: dict[int, list[str]] = {}
    for row, _, _, _, text in sorted(cells, key=lambda cell: (cell[0], cell[2])):
        rows.setdefault(row, []).append(text)
    return list(rows.values())


def score_reviews(runs: dict[str, Run], golds: dict[str, Path]) -> dict[str, float]:
    """Rows exact over all documents and by document, split rows, cells, rows that are no study."""
    from gridscore import load_scorer

    scorer = load_scorer()
    total: Counter[str] = Counter()
    shares = []
    for name, run in runs.items():
        predicted = [
            (*scorer.prepare(row), "", set(table.pages)) for table in run.tables for row in rows_of(table.cells)
        ]
        score = scorer.score(json.loads(golds[name].read_text(encoding="utf-8")), predicted)
        shares.append(score["exact"] / score["rows"])
        total.update({key: value for key, value in score.items() if key != "missed"})
    whole = total["rows"] - total["split"]
    return {
        "rows": total["rows"],
        "exact": total["exact"],
        "micro": total["exact"] / total["rows"],
        "macro": statistics.mean(shares),
        "unsplit": (total["exact"] - total["split_exact"]) / max(1, whole),
        "split_exact": total["split_exact"],
        "split": total["split"],
        "cell_recall": total["tp"] / total["n_gold"],
        "cell_f1": 2 * total["tp"] / (total["n_gold"] + total["n_pred"]),
        "other_rows": total["false_rows"],
    }


def score_icdar(runs: dict[str, Run], golds: dict[str, Path]) -> dict[str, float]:
    """Adjacency relations over all documents, and the mean of the documents as the competition has it."""
    from icdar import Relations, gold, relations

    hit = found = expected = 0
    precisions, recalls = [], []
    for name, run in runs.items():
        wanted, got = gold(golds[name]), Relations()
        for table in run.tables:
            got += relations(table.cells)
        same, n_got, n_wanted = sum((wanted & got).values()), sum(got.values()), sum(wanted.values())
        hit, found, expected = hit + same, found + n_got, expected + n_wanted
        precisions.append(same / n_got if n_got else 0.0)
        recalls.append(same / n_wanted)
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return {
        "precision": hit / max(1, found),
        "recall": hit / expected,
        "f1": 2 * hit / (found + expected),
        "macro_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    }


def costs(runs: dict[str, Run], baseline: dict[str, Run]) -> dict[str, Any]:
    """Time, memory and failures; `ratio` is to the baseline on the documents that both have."""
    shared = [name for name in runs if name in baseline]
    base = sum(baseline[name].seconds for name in shared)
    seconds = sum(run.seconds for run in runs.values())
    return {
        "version": next((run.version for run in runs.values() if run.version), ""),
        "seconds": seconds,
        "seconds_a_page": seconds / sum(run.pages for run in runs.values()),
        "ratio": sum(runs[name].seconds for name in shared) / base if base else None,
        "peak_mb": max(run.peak_mb for run in runs.values()),
        "median_mb": statistics.median(run.peak_mb for run in runs.values()),
        "time_outs": sum(run.ended == "time-out" for run in runs.values()),
        "failures": sum(run.ended == "failed" for run in runs.values()),
        "why": sorted({f"{name}: {run.why}" for name, run in runs.items() if run.why}),
    }


HEADS = {
    "reviews": "rows exact micro | macro | unsplit rows | split rows | cell recall | cell F1 | other rows",
    "icdar": "precision | recall | F1 | F1 of means",
}


def line_of(name: str, data: str, figures: dict[str, Any]) -> str:
    """One row of the Markdown table."""
    if "missing" in figures:
        return f"| {name} | not installed: {figures['missing']} |"
    if data == "reviews":
        shown = [f"{figures[key]:.3f}" for key in ("micro", "macro", "unsplit")]
        shown.append(f"{figures['split_exact']:.0f}/{figures['split']:.0f}")
        shown += [f"{figures['cell_recall']:.3f}", f"{figures['cell_f1']:.3f}", f"{figures['other_rows']:.0f}"]
    else:
        shown = [f"{figures[key]:.3f}" for key in ("precision", "recall", "f1", "macro_f1")]
    at_least = "≥ " if figures["time_outs"] else ""
    shown.append(f"{at_least}{figures['seconds']:.0f}")
    shown.append(f"{at_least}{figures['seconds_a_page']:.2f}")
    shown.append("" if figures["ratio"] is None else f"{at_least}{figures['ratio']:.1f}")
    shown.append(f"{figures['median_mb']:.0f}, {figures['peak_mb']:.0f}")
    shown.append(f"{figures['time_outs']}, {figures['failures']}")
    return f"| {name} {figures['version']} | " + " | ".join(shown) + " |"


def report(data: str, names: list[str], found: dict[str, dict[str, Run]], golds: dict[str, Path], out: Path) -> None:
    """Score what was read, print the table, write the figures."""
    figures: dict[str, dict[str, Any]] = {}
    for name in names:
        runs = found[name]
        missing = next((run.why for run in runs.values() if run.ended == "missing"), None)
        if missing is not None:
            figures[name] = {"missing": missing}
            continue
        score = score_reviews(runs, golds) if data == "reviews" else score_icdar(runs, golds)
        documents = {key: {**asdict(run), "tables": len(run.tables)} for key, run in runs.items()}
        figures[name] = {**score, **costs(runs, found.get(BASELINE, {})), "documents": documents}
    (out / f"{data}.json").write_text(json.dumps(figures, indent=1, sort_keys=True), encoding="utf-8")
    head = f"| engine | {HEADS[data]} | s | s a page | × {BASELINE} | MB median, peak | time-outs, failures |"
    print(head, "|---" * (head.count("|") - 1) + "|", sep="\n")
    for name in names:
        print(line_of(name, data, figures[name]))
    for name in names:
        for why in figures[name].get("why", ()):
            print(f"  {name}: {why}", file=sys.stderr)


def main() -> int:
    """Measure what is not measured yet, then score and print."""
    known = [OWN, *(entry.name for entry in ENGINES)]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", choices=tuple(HEADS), default="reviews")
    parser.add_argument("--engine", nargs="+", choices=known, default=known, metavar="NAME", help=", ".join(known))
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the peers installed")
    parser.add_argument("--out", type=Path, help="folder of the results (a new one in the temporary folder)")
    parser.add_argument("--document", nargs="+", default=[], help="parts of document names (all)")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="processor seconds a document and engine")
    asked = parser.parse_args()
    out = asked.out or Path(tempfile.mkdtemp(prefix="peers-"))
    todo = tasks(asked.data, asked.document)
    found: dict[str, dict[str, Run]] = {name: {} for name in asked.engine}
    for task in todo:
        for name in asked.engine:
            result = out / asked.data / name / f"{task.name}.jsonl"
            python = sys.executable if name == OWN else asked.python
            if not result.with_suffix(".end.json").exists():
                measure(name, asked.data, task, python, asked.seconds, result)
            is_told = name != OWN or asked.data == "icdar"
            found[name][task.name] = run = outcome(result, task, is_told)
            print(
                f"{task.name} {name} {run.ended} {run.seconds:.1f} s {run.peak_mb:.0f} MB", file=sys.stderr, flush=True
            )
    report(asked.data, asked.engine, found, {task.name: task.gold for task in todo}, out)
    print(f"figures: {out / asked.data}.json", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
