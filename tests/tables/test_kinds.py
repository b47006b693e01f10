"""Which tables hold a row per study: made tables of the kinds that reviews print (kinds.yml, kinds_fields.yml), and real
ones.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.tables.headers import map_headers
from extract.tables.kinds import TableVerdict, judge_table
from extract.tables.row_words import NOTE_ROW, SUMMARY_ROW
from extract.tables.shapes import cited_count, read_label, shape_of

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "reviews"


CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kinds.yml").read_text(encoding="utf-8"))
# A second set, of many fields and tools: 112 of its 117 tables were right when it was first run.
FIELDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kinds_fields.yml").read_text(encoding="utf-8"))


def judge(case: dict[str, Any]) -> TableVerdict:
    """The verdict on a made table."""
    headings = [heading.strip() for heading in case["headings"].split("|")]
    rows = [[cell.strip() for cell in line.split("|")] for line in case["rows"]]
    return judge_table(case.get("title"), map_headers(headings, case.get("title"), rows), rows)


def named(section: str) -> pytest.MarkDecorator:
    """The cases of one section, each a test of its own name."""
    cases = [*CASES[section], *FIELDS.get(section, ())]
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


@named("studies")
def test_a_row_per_study(case: dict[str, Any]) -> None:
    """The table is taken, with the columns that name its studies."""
    verdict = judge(case)
    assert (verdict.kind, verdict.record_kind) == ("study", "study"), verdict
    assert verdict.identity_columns and verdict.why.startswith("a row per study")
    assert verdict.identity_columns == tuple(case.get("identity", verdict.identity_columns))


@named("interventions")
def test_a_row_per_intervention(case: dict[str, Any]) -> None:
    """Rows that are interventions are taken as such, named by the intervention."""
    verdict = judge(case)
    assert (verdict.kind, verdict.record_kind, verdict.identity_columns) == (
        "study",
        "intervention",
        tuple(case["identity"]),
    ), verdict


@named("others")
def test_other_tables_are_left(case: dict[str, Any]) -> None:
    """A table of anything else is left, with a reason."""
    verdict = judge(case)
    assert (verdict.kind, verdict.record_kind, verdict.identity_columns) == ("other", None, ()), verdict
    assert verdict.why and case.get("why", "") in verdict.why


@pytest.mark.parametrize(
    ("text", "is_summary"),
    [
        ("Total", True),
        ("Gesamt (N = 12)", True),
        ("Moyenne", True),
        ("Media (DE)", True),
        ("Média", True),
        ("Totaal:", True),
        ("Todos los estudios", True),
        ("Media", False),
        ("Total hip study, 2010", False),
        ("Gesamtschule Nord", False),
        ("Moyenne montagne", False),
    ],
)
def test_summary_rows(text: str, is_summary: bool) -> None:
    """A row that sums up is told by its whole first cell, in each language."""
    assert (SUMMARY_ROW.fullmatch(text) is not None) == is_summary


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        ("Note. CI = interval", True),
        ("Anmerkung: Angaben der Autoren", True),
        ("Fuente: elaboración propia", True),
        ("Légende : n, effectif", True),
        ("Afkortingen: n, aantal", True),
        ("Notebook ownership", False),
        ("Quellen der Kraft", False),
        ("Fontes e Lima 2010", False),
    ],
)
def test_note_rows(text: str, is_note: bool) -> None:
    """A note begins with its word and a sign, in each language."""
    assert (NOTE_ROW.match(text) is not None) == is_note


def test_every_gold_table_is_a_study_table() -> None:
    """The study tables of twenty real reviews are all taken, with headings."""
    if not GOLD.is_dir():
        pytest.skip("the shared gold tables are not beside this checkout")
    missed = []
    for path in sorted(GOLD.glob("*.json")):
        for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
            rows = [row["cells"] for row in table["rows"]]
            verdict = judge_table(table["title"], map_headers(table["header"], table["title"], rows), rows)
            if verdict.kind != "study" or verdict.identity_columns[0] > 1:
                missed.append((path.stem, table["title"], verdict))
    assert missed == []


@pytest.mark.parametrize(
    ("text", "names", "year"),
    [
        ("Ahn 2001", ("Ahn",), "2001"),
        ("Ahn, 2001a", ("Ahn",), "2001a"),
        ("M Ahn et al. [27] (2014)", ("M", "Ahn"), "2014"),
        ("van den Berg & O'Neill (2010)", ("Berg", "O'Neill"), "2010"),
        ("Ahn,26 2020", ("Ahn",), "2020"),
        ("Ahn and colleagues12", ("Ahn",), None),
        ("Roos-Ek et al. [49,50], 2007, 2014", ("Roos-Ek",), "2007"),
        ("Ahn 200914", ("Ahn",), "2009"),
        ("Abramso n, 2023", ("Abramson",), "2023"),
        ("World Roof Organisation (2010)", ("World", "Roof", "Organisation"), "2010"),
    ],
)
def test_read_label(text: str, names: tuple[str, ...], year: str | None) -> None:
    """Names and year at the beginning of a cell are read, whatever marks stand between."""
    label = read_label(text)
    assert label is not None and (label.names, label.year) == (names, year)


@pytest.mark.parametrize(
    "text",
    [
        "January 2014",
        "In 2014",
        "adults aged 18",
        "12 (40%)",
        "",
        "Target: adults in 2014",
        "Q2 2006",
        "Wave 2 2009",
        "[27]",
    ],
)
def test_read_label_near_misses(text: str) -> None:
    """What begins with no name is no label."""
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", "empty"),
        ("S1", "code"),
        ("[SP12]", "code"),
        ("[26]", "bracketed-number"),
        ("45%", "number"),
        ("-0,3780", "number"),
        ("Ahn 2001", "author-year"),
        ("2001 Ahn et al.", "author-year"),
        ("2001 Annual Report", "text"),
        ("Ahn & Ode", "author-names"),
        ("Randomised controlled trial", "text"),
        ("Walking to work in hilly towns: a survey", "title"),
        ("Bo Ek (06.12.1986)", "text"),
    ],
)
def test_shape_of(text: str, shape: str) -> None:
    """Each cell has the shape that a reader would give it."""
    assert shape_of(text) == shape


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ahn 2001; Ode 2004", 2),
        ("Ahn 2001, Ode 2004, Ek 2010", 3),
        ("Ahn 2001; Ahn 2003", 1),
        ("[3], [7]", 2),
        ("[45-47]", 2),
        ("S1, S4, S9", 3),
        ("Ahn (2001)", 1),
        ("RCT", 0),
        ("12", 0),
        ("1.2 (0.4)", 0),
    ],
)
def test_cited_count(text: str, count: int) -> None:
    """Cells that cite several studies are told from those that cite one, two reports of one author among them."""
    assert cited_count(text) == count


@pytest.mark.parametrize("unit", ["[1,", "S1 ", "Ahn ", "Ahn 2001; ", "(", "1 (", "A.", "excluded ", "http"])
def test_hostile_cells_cost_no_more_than_their_length(unit: str) -> None:
    """A cell is judged in time that grows no faster than its length."""
    text = unit * (60_000 // len(unit))
    started = time.perf_counter()
    judge_table(text, map_headers(["Study", text, "Design"]), [[text, text, text]] * 3)
    assert time.perf_counter() - started < 2.0


def test_the_verdict_does_not_depend_on_the_order_of_rows() -> None:
    """Rows are weighed together."""
    case = CASES["studies"][0]
    rows = [line.split("|") for line in case["rows"]]
    matches = map_headers(case["headings"].split("|"))
    assert judge_table(None, matches, rows) == judge_table(None, matches, rows[::-1])
