"""The fields of the user's own three documents, from their table lines split on tabs and nothing more."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from extract.fields import citations, countries, designs, intervention, publication_type, samples, study_label
from extract.rejects import Reject

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not there")


def ndti_rows() -> list[list[str]]:
    """The 22 rows of the HTML-in-tabs conversion, tags taken off, rows cut over a page joined cell by cell."""
    text = next(SEEDS.glob("001*.txt")).read_text("utf-8")
    rows: list[list[str]] = []
    for line in text[text.index("## Table of the research") :].splitlines():
        cells = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in line.split("\t")]
        if len(cells) < 5 or cells[0] == "Reference" or set("".join(cells)) <= {"-"} or not any(cells[1:]):
            continue
        if cells[1]:
            rows.append(cells)
        else:
            rows[-1] = [f"{left} {right}".strip() for left, right in zip(rows[-1], cells, strict=True)]
    return rows


def intervention_rows() -> list[list[str]]:
    """The 19 rows of the Word export: one cell per tab-indented line, lines without a tab continue the cell above."""
    text = next(SEEDS.glob("003*.txt")).read_text("utf-8")
    cells: list[str] = []
    for line in text[text.index("Social network or participation outcomes\n") :].split("\n")[1:]:
        if line.startswith("\t"):
            cells.append(line.strip())
        elif line.strip() and cells:
            cells[-1] += "\n" + line.strip()
    # a section's name stands alone, or before three empty cells
    filled = [cell for cell in cells if cell]
    sections = (
        "Individual social skills",
        "Group skills",
        "Supported community",
        "Group-based",
        "Employment",
        "Peer support int",
    )
    filled = [cell for cell in filled if not (cell.startswith(sections) and len(cell) < 45)]
    return [filled[index : index + 4] for index in range(0, len(filled), 4)]


def designs_of(row: list[str]) -> designs.Designs:
    """Designs of a row of the first review."""
    parsed = designs.parse(row[2], row[0])
    assert isinstance(parsed, designs.Designs), row[2]
    return parsed


def test_families() -> None:
    """22 rows: 6 reviews, 10 quantitative, 3 qualitative, 3 mixed."""
    rows = ndti_rows()
    assert len(rows) == 22
    assert Counter(designs_of(row).family for row in rows) == {
        "review": 6,
        "quantitative": 10,
        "qualitative": 3,
        "mixed": 3,
    }


@pytest.mark.parametrize(
    ("author", "family", "codes"),
    [
        ("Anderson", "review", ("systematic-review",)),
        ("Newlin", "review", ("systematic-review",)),
        ("Pinfold", "mixed", ("interviews", "mixed-methods")),
        ("Forrester", "quantitative", ("survey",)),
        ("Samh", "quantitative", ("survey",)),
        ("Bertram", "qualitative", ("focus-groups",)),
        ("Goddard", "quantitative", ("survey",)),
        ("Becker", "quantitative", ("non-randomised-controlled",)),
        ("Perese", "review", ("literature-review",)),
        ("Simpson", "quantitative", ("randomised-controlled-trial",)),
        ("Mead", "review", ("systematic-review", "meta-analysis")),
        ("Bragg", "quantitative", ("pre-post", "survey")),
        ("Darongkamas", "mixed", ("survey", "interviews", "mixed-methods")),
        ("Ramon", "mixed", ("pre-post", "interviews", "case-study")),
        ("Fieldhouse", "qualitative", ("interviews",)),
    ],
)
def test_designs(author: str, family: str, codes: tuple[str, ...]) -> None:
    """The designs of the rows that tempt."""
    parsed = [designs_of(row) for row in ndti_rows() if row[0].startswith(author)]
    assert [(item.family, item.codes) for item in parsed] == [(family, codes)]


@pytest.mark.parametrize(
    ("author", "expected", "total"),
    [
        ("Anderson", [(5, "studies", None)], 5),
        ("Mead", [(24, "studies", None)], 24),
        ("Trachtenberg", [(6, "studies", None)], 6),
        ("Newlin", [], None),
        ("Simpson", [(23, "people", "intervention"), (23, "people", "control")], 46),
        ("Goddard", [(31, "people", "intervention"), (61, "people", "control")], 92),
        ("Forrester", [(85, "people", None)], 85),
        ("Bertram", [(10, "people", "total")], 10),
        ("Samh", [(200, "people", None), (1000, "people", None), (20, "people", None)], 1220),
        ("Fieldhouse", [(9, "people", None)], 9),
        ("Bragg", [(515, "people", None), (9, "sites", None), (287, "people", "subsample")], 515),
        ("Darongkamas", [(10, "people", None), (10, "people", None)], None),
        (
            "Ramon",
            [
                (27, "people", "baseline"),
                (21, "people", "follow-up"),
                (138, "people", "baseline"),
                (99, "people", "follow-up"),
            ],
            None,
        ),
        (
            "Webber, M., Morris",
            [
                (16, "sites", None),
                (155, "people", "baseline"),
                (121, "people", "subsample"),
                (9, "people", "subsample"),
                (25, "people", "subsample"),
                (116, "people", "follow-up"),
            ],
            155,
        ),
        (
            "Pinfold",
            [
                (150, "people", None),
                (41, "people", "follow-up"),
                (30, "people", None),
                (12, "people", None),
                (44, "people", None),
            ],
            None,
        ),
    ],
)
def test_samples(author: str, expected: list[tuple[int, str, str | None]], total: int | None) -> None:
    """Each number with its unit and role; a total only where nobody can be counted twice."""
    rows = [row for row in ndti_rows() if row[0].startswith(author)]
    assert len(rows) == 1
    parsed = samples.parse(rows[0][2], is_review=designs_of(rows[0]).family == "review")
    assert isinstance(parsed, samples.Samples)
    assert [(item.n, item.unit, item.role) for item in parsed.samples] == expected
    assert parsed.total == total


def test_samples_at_places() -> None:
    """Hospitals and centres have their own number; n counts their users, also where a page cuts the row."""
    rows = [row for row in ndti_rows() if row[0].startswith("Catty")]
    found = [samples.parse(row[2]) for row in rows]
    counted = [
        [(item.n, item.unit) for item in parsed.samples] for parsed in found if isinstance(parsed, samples.Samples)
    ]
    assert counted == [
        [(2, "sites"), (98, "people"), (4, "sites"), (102, "people")],
        [(2, "sites"), (98, "people"), (4, "sites"), (71, "people")],
    ]


def test_reach_of_a_programme_is_no_sample() -> None:
    """The methods cell, not the aims, states the sample; each number that it states is quoted from it."""
    for row in ndti_rows():
        parsed = samples.parse(row[2])
        assert isinstance(parsed, samples.Samples)
        assert all(row[2][item.start : item.end] == item.quote for item in parsed.samples)
        assert 12071 not in [item.n for item in parsed.samples]


def test_places() -> None:
    """Only the United Kingdom is named, as England, London and Scotland; instruments and services name no place."""
    found = [countries.parse(row[2]) for row in ndti_rows()]
    places = [place for parsed in found if not isinstance(parsed, Reject) for place in parsed]
    assert Counter((place.country, place.part) for place in places) == {
        ("GBR", "London"): 5,
        ("GBR", "England"): 2,
        ("GBR", "Scotland"): 1,
    }


def test_publication_types() -> None:
    """Every row has a type."""
    found = Counter(str(publication_type.parse(row[1])) for row in ndti_rows())
    assert found == {"article": 16, "report": 5, "conference": 1}


def test_labels() -> None:
    """The first author and year of every reference."""
    for row in ndti_rows():
        parsed = study_label.parse(row[0])
        assert isinstance(parsed, study_label.StudyLabel), row[0]
        assert row[0].startswith(parsed.first_author)
        assert f"({parsed.year})" in row[0]


def test_interventions() -> None:
    """19 interventions, each with name, description, designs and citations; six randomised trials."""
    rows = intervention_rows()
    assert len(rows) == 19
    names = []
    trials = 0
    for cell, _, methods, _ in rows:
        parsed = intervention.parse(cell)
        assert isinstance(parsed, intervention.Intervention)
        assert parsed.name is not None
        assert parsed.description is not None
        assert cell.replace("\n", " ").startswith(parsed.name)
        names.append(parsed.name)
        found = designs.parse(methods)
        assert isinstance(found, designs.Designs), methods
        trials += "randomised-controlled-trial" in found.codes
        assert citations.parse(methods), methods
    assert trials == 6
    assert names[2] == "Peer Education and Advocacy through Recreation and Leadership (PEARL)"
    assert "Social skills training" in names
    assert "EMILIA project" in names


def test_two_designs_of_one_intervention() -> None:
    """A cell with two designs, each with its citation, keeps both."""
    methods = next(row[2] for row in intervention_rows() if row[0].startswith("Participatory arts"))
    parsed = designs.parse(methods)
    assert isinstance(parsed, designs.Designs)
    assert parsed.codes == ("pre-post", "case-study")
    assert [item.number for item in citations.parse(methods)] == [62, 61]


def test_citation_ranges() -> None:
    """A range is written out."""
    methods = next(row[2] for row in intervention_rows() if row[0].startswith("Social cognition"))
    assert [item.number for item in citations.parse(methods)] == [45, 46, 47]
