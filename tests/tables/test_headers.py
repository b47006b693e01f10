"""What headings mean: the example table `headers.yml`, and promises about the lexicon and the matching."""

from __future__ import annotations

import copy
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.tables.headers import LONGEST_HEADING, ColumnMatch, columns_by_field, map_headers
from extract.tables.lexicon import build_lexicon, fold, load_lexicon, singulars

ROOT = Path(__file__).parents[2]
CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("headers.yml").read_text(encoding="utf-8"))
LEXICON_FILE = ROOT / "schemas" / "headers.yml"
LANGUAGES: dict[str, Any] = yaml.safe_load((ROOT / "schemas" / "headers_languages.yml").read_text(encoding="utf-8"))
GOLD = ROOT.parent / "shared" / "gold" / "reviews"
# Share of the gold headings that must be mapped as labelled (163 different ones; measured .988).
GOLD_RIGHT = 0.95


@pytest.mark.parametrize(
    ("heading", "fields"), CASES["alone"], ids=[case[0][:40] or "empty" for case in CASES["alone"]]
)
def test_a_heading_by_itself_names_its_fields(heading: str, fields: list[str]) -> None:
    """Each heading of the example table names the labelled fields, no more and no fewer, in order."""
    (match,) = map_headers([heading])
    assert list(match.fields) == fields, match
    assert (match.how == "none") == (not fields)
    assert match.heading == heading


@pytest.mark.parametrize("case", CASES["tables"], ids=[case["name"] for case in CASES["tables"]])
def test_headings_together_name_their_fields(case: dict[str, Any]) -> None:
    """Title, neighbours, levels and cells decide what a heading alone leaves open."""
    matches = map_headers(case["headings"], case.get("title"), case.get("rows", ()))
    assert [list(match.fields) for match in matches] == case["fields"]


def test_gold_headings_are_mapped_as_labelled() -> None:
    """Of the different headings of twenty real reviews, at least `GOLD_RIGHT` are mapped as a person labelled them."""
    if not GOLD.is_dir():
        pytest.skip("the shared gold tables are not beside this checkout")
    wrong, seen = [], set()
    for path in sorted(GOLD.glob("*.json")):
        for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
            rows = [row["cells"] for row in table["rows"]]
            for match in map_headers(table["header"], table["title"], rows):
                named = f"{path.stem}: {match.heading}"
                label = CASES["gold"].get(named, CASES["gold"].get(match.heading))
                assert label is not None, f"label this heading in headers.yml: {named}"
                if named not in seen and list(match.fields) != label:
                    wrong.append((named, match.fields, label))
                seen.add(named)
    assert len(wrong) <= (1 - GOLD_RIGHT) * len(seen), wrong


def test_every_wording_is_found_under_its_own_field() -> None:
    """What the lexicon lists is matched exactly as listed."""
    lexicon = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    for field, entry in lexicon["fields"].items():
        for wording in entry["wordings"]:
            (match,) = map_headers([wording])
            expected = () if field == "reference" and match.how == "none" else (field,)
            assert match.fields == expected, (wording, match)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_of_a_language_is_found_in_its_tables(language: str) -> None:
    """What a language's block lists is matched exactly as listed, by what other headings show where it must be."""
    block = LANGUAGES[language]
    shown = [next(iter(block["fields"][field])) for field in ("aims", "findings", "limitations")]
    for group in (block["fields"], block["here"]):
        for field, wordings in group.items():
            for wording in wordings:
                match = map_headers([wording, *shown])[0]
                assert match.fields == (field,), (wording, match)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_under_here_mean_nothing_of_it_in_english(language: str) -> None:
    """A word that counts only in tables of its language keeps out of English tables."""
    for field, wordings in LANGUAGES[language]["here"].items():
        for wording in wordings:
            assert field not in map_headers([wording, "Study", "Country", "Findings"])[0].fields, wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_lists_no_field_title_or_row_of_its_own(language: str) -> None:
    """A block has the keys that the reader knows, and no field, kind of row or kind of title that English lacks."""
    data = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    block = LANGUAGES[language]
    assert set(block) == {
        "passed_over", "of_study", "fields", "here", "counting", "statistics", "arms", "not_fields", "weak",
        "row_kinds", "titles", "class_sizes",
    }  # fmt: skip
    assert set(block["fields"]) | set(block["here"]) <= set(data["fields"])
    assert set(block["row_kinds"]) <= set(data["row_kinds"])
    assert set(block["titles"]) == {
        "selected", "included", "excluded", "reasons", "search strategy", "criteria of the review",
        "abbreviations or terms", "contents",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "wording"),
    [("sample", "Gewicht"), ("aims", "Land  use"), ("design", "findings"), ("sample", "resultados")],
)
def test_a_wording_with_two_fields_is_refused_whatever_the_language(field: str, wording: str) -> None:
    """A language cannot give a wording of English, of another language or of its own a second meaning."""
    data = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    languages = copy.deepcopy(LANGUAGES)
    data["fields"]["country"]["wordings"].append("land use")
    languages["dutch"]["fields"]["quality"].append("gewicht")
    languages["german"]["fields"][field].append(wording)
    with pytest.raises(ValueError, match=r"headers_languages\.yml, \w+: .* stands under both"):
        build_lexicon(data, languages)


def test_a_field_that_is_none_is_refused() -> None:
    """A block cannot invent a field by a slip of the pen."""
    languages = copy.deepcopy(LANGUAGES)
    languages["french"]["here"]["pays"] = ["contrée"]
    with pytest.raises(ValueError, match="french: pays is no field"):
        build_lexicon(yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")), languages)


def test_the_lexicon_is_whole() -> None:
    """Each field has a definition and a known source; contexts and choices name known fields."""
    data = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    for field, entry in data["fields"].items():
        assert entry["definition"].endswith("."), field
        assert entry["source"] and set(entry["source"]) <= set(data["sources"]), field
        assert set(entry) <= {"definition", "source", "identity", "wordings", "heads", "beside", "open"}, field
    named = {entry["field"] for entry in data["contextual"]} | {
        field for entry in data["by_cells"] for field in entry["choices"]
    }
    assert named <= set(data["fields"])


def test_a_wording_under_two_fields_is_refused() -> None:
    """The file cannot give one wording two meanings."""
    data = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    data["fields"]["aims"]["wordings"].append("Sample  size")
    with pytest.raises(ValueError, match="stands under both"):
        build_lexicon(data)


def test_two_columns_of_one_identity_field_are_both_reported() -> None:
    """The nearer heading comes first, then the first column; none is dropped."""
    matches = map_headers(["Ref.", "Study", "Design"])
    assert [match.fields for match in matches] == [("reference",), ("reference",), ("design",)]
    assert columns_by_field(matches) == {"reference": (0, 1), "design": (2,)}
    nearer = (ColumnMatch("a", ("reference",), 0.9, "words"), ColumnMatch("b", ("reference",), 1.0, "exact"))
    assert columns_by_field(nearer)["reference"] == (1, 0)


def test_one_match_per_heading_in_order() -> None:
    """No heading vanishes, whatever it is."""
    headings = ["", " / ", "***", "Study", "x" * 500, "(((((", "Study"]
    assert [match.heading for match in map_headers(headings)] == headings


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Author(s)*", ("authors",)),
        ("Randomized, %", ("randomised", "percent")),
        ("# of studies", ("#", "of", "studies")),
        ("Sample size²", ("sample", "size")),
        ("Organization's prize", ("organisations", "prize")),
        ("size", ("size",)),
        ("Follow-up", ("follow", "up")),
        ("followup", ("follow", "up")),
        ("Pédiatrie", ("pediatrie",)),
        ("Objectif de l’étude", ("objectif", "de", "l", "etude")),
        ("Cohen's d", ("cohens", "d")),
        ("Größe", ("grosse",)),
    ],
)
def test_fold(heading: str, words: tuple[str, ...]) -> None:
    """Case, marks, accents and spelling are folded; the words stay."""
    assert fold(heading) == words


def test_singulars() -> None:
    """Plurals are folded, words that end like one are not."""
    plural = (
        "studies",
        "analyses",
        "hypotheses",
        "biases",
        "children",
        "focus",
        "analysis",
        "criteria",
        "series",
        "classes",
        "boxes",
    )
    assert singulars(plural) == (
        "study",
        "analysis",
        "hypothesis",
        "bias",
        "child",
        "focus",
        "analysis",
        "criterion",
        "series",
        "class",
        "box",
    )


@pytest.mark.parametrize("unit", ["(", "a / ", "n of ", "[1", ": ", " and ", "Outcome, ", "\u00b2"])
def test_hostile_headings_cost_no_more_than_their_length(unit: str) -> None:
    """A heading is read in time that grows with its length; one longer than any heading is not read at all."""
    started = time.perf_counter()
    map_headers([(unit * 400)[:LONGEST_HEADING], unit * 20_000])
    assert time.perf_counter() - started < 2.0


def test_the_lexicon_is_read_once() -> None:
    """The file is parsed at the first use only."""
    assert load_lexicon() is load_lexicon()
