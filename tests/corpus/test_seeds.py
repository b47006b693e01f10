"""The first three documents that a user sent come out right. They lie beside the project, not in it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from extract.corpus import build_tables
from tests.corpus.expectation import ROOT, plain, read

SEEDS = ROOT.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents in ../shared/seeds are not here")
FIRST, SECOND, THIRD = "000_c743d4ecc7b9d864.txt", "001_f62e31133b822a9c.txt", "003_d6edeca03c5c11dd.txt"

# first author, year, beginning and end of the title, container, volume, issue, pages
REFERENCES: tuple[tuple[Any, ...], ...] = (
    ("Anderson", 2015, "Can mental", "A systematic review", "BMC Psychiatry", "15", "1", None),
    ("Newlin", 2015, "Social participation", "narrative synthesis", "Social Work Research", "39", "3", "167-180"),
    ("Pinfold", 2015, "Improving community", "case study investigation", "Health Service Delivery Research", "3", "5", None),
    ("Webber", 2015, "Enhancing social", "mental health services", "Health and Social Care in the Community", "23", "2", "180-189"),
    ("Webber", 2015, "Evaluation of the", "A Pilot Study", None, None, None, None),
    ("Webber", 2014, "The Connecting People", "learning disability", None, None, None, None),
    ("Forrester-Jones", 2012, "Good friends", "deinstitutionalisation", "Journal of Mental Health", "21", "1", "4-14"),
    ("Samh", 2006, "A World To", "Mental Health Problems", None, None, None, None),
    ("Bertram", 2005, "Mental health nurses", "of exclusion?", "Journal of Psychiatric and Mental Health Nursing", "12", "4", "387-395"),
    ("Catty", 2005, "Social Services", "Care Needs of their Users", "International Journal of Social Psychiatry", "51", "1", "23-34"),
    ("Catty", 2005, "Social networks among", "confiding relationships", "Social Psychiatry and Psychiatric Epidemiology", "40", "6", "467-474"),
    ("Goddard", 2004, "The impact of day", "naturalistic experiment", "Community Mental Health Journal", "40", "3", "223-234"),
    ("Becker", 1998, "Impact of community", "PRiSM Psychosis Study. 7", "The British Journal of Psychiatry", "173", "5", "404-408"),
    ("Perese", 2005, "Combating loneliness", "and applicability", "Issues in Mental Health Nursing", "26", "6", "591-609"),
    ("Simpson", 2014, "Results of a pilot", "hospital in the UK", "BMC Psychiatry", "14", "1", "1-14"),
    ("Trachtenberg", 2013, "Peer support", "value for money?", None, None, None, None),
    ("Mead", 2010, "Effects of befriending", "and meta-analysis", "The British Journal of Psychiatry: The Journal of Mental Science", "196", "2", "96-101"),
    ("Bragg", 2013, "Ecominds effects", "evaluation for Mind", None, None, None, None),
    ("Darongkamas", 2011, "Kick-starting", "Users' Well-Being", "International Journal of Mental Health Promotion", "13", "3", "14-21"),
    ("Ramon", 2011, "Towards social", "project service users", "The International Journal of Social Psychiatry", "57", "3", "211-223"),
    ("Farrell", 2009, "Voluntary work", "review of the literature", "British Journal of Occupational Therapy", "72", "April", "163-173"),
    ("Fieldhouse", 2003, "The Impact of an", "Social Networking", "British Journal of Occupational Therapy", "66", "July", "286-296"),
)  # fmt: skip
AUTHOR_COUNTS = (3, 4, 11, 5, 5, 6, 9, 1, 2, 3, 4, 3, 6, 2, 8, 4, 5, 3, 3, 5, 2, 1)
SAMPLES = {
    "Anderson": [(5, "studies")],
    "Mead": [(24, "studies")],
    "Trachtenberg": [(6, "studies")],
    "Simpson": [(23, "people"), (23, "people")],
    "Bertram": [(10, "people")],
    "Becker": [(129, "people")],
    "Fieldhouse": [(9, "people")],
    "Samh": [(200, "people"), (1000, "people"), (20, "people")],
}


@cache
def tables(*names: str) -> dict[str, pd.DataFrame]:
    """The published tables of some seeds."""
    return build_tables([read(SEEDS / name) for name in names])


def ndti(*names: str) -> pd.DataFrame:
    """The studies of the first review, in printed order."""
    studies = tables(*names)["studies"]
    return studies[studies["record_kind"] == "study"].sort_values("row_number")


@pytest.mark.parametrize("names", [(FIRST, SECOND, THIRD), (FIRST, SECOND), (SECOND,)])
def test_references(names: tuple[str, ...]) -> None:
    """Every author list, year, title, journal, volume, issue and page of the 22 studies."""
    found = ndti(*names).to_dict("records")
    assert len(found) == len(REFERENCES)
    for row, (author, year, begin, end, *source), count in zip(found, REFERENCES, AUTHOR_COUNTS, strict=True):
        assert (row["first_author"], row["year"]) == (author, year)
        assert plain(row["title"]).startswith(begin) and plain(row["title"]).casefold().endswith(end.casefold())
        assert [plain(row[field]) for field in ("container", "volume", "issue", "pages")] == source
        assert len(row["authors"]) == count


@pytest.mark.parametrize("names", [(FIRST, SECOND, THIRD), (FIRST,), (SECOND,)])
def test_categories_and_families(names: tuple[str, ...]) -> None:
    """22 studies in 4 categories; 6 reviews, 10 quantitative, 3 qualitative, 3 mixed, from both conversions and from each."""
    studies = ndti(*names)
    assert len(studies) == 22
    assert [len(group) for _, group in studies.groupby("category", sort=False)] == [13, 1, 3, 5]
    assert studies["design_family"].value_counts().to_dict() == {
        "quantitative": 10,
        "review": 6,
        "qualitative": 3,
        "mixed": 3,
    }


def test_ids() -> None:
    """The same ids from both conversions and from each alone, but for the study whose reference one of them lost."""
    both, first, second = (list(ndti(*names)["study_id"]) for names in ((FIRST, SECOND), (FIRST,), (SECOND,)))
    assert both == second
    assert both[:-1] == first[:-1]
    assert len(set(both)) == 22
    lost = ndti(FIRST).iloc[-1]
    assert list(lost["warnings"]) == ["no-reference"] and plain(lost["title"]) is None


def test_samples() -> None:
    """Sizes by unit; the reach of a programme is no sample."""
    found = tables(FIRST, SECOND)["samples"]
    for row in ndti(FIRST, SECOND).to_dict("records"):
        own = found[found["study_id"] == row["study_id"]].sort_values("ordinal")
        if row["first_author"] in SAMPLES:
            assert [(n, unit) for n, unit in zip(own["n"], own["unit"], strict=True) if unit != "sites"] == SAMPLES[
                row["first_author"]
            ]
    assert 12071 not in set(found["n"])
    arms = found[found["n"] == 23]
    assert set(arms["role"]) == {"intervention", "control"}


def test_disagreements_and_mending() -> None:
    """Misread words are published with both readings; lost hyphens are mended and are no disagreement."""
    both = tables(FIRST, SECOND)
    readings = " ".join(
        f"{chosen} {' '.join(others)}"
        for chosen, others in zip(both["disagreements"]["chosen"], both["disagreements"]["alternatives"], strict=True)
    )
    for word in ("Szmukler", "Szumkier", "Gragn", "Gagn", "perpetuators", "perpetrators"):
        assert word in readings
    text = " ".join(map(str, both["studies"][["title", "aims", "findings", "designs_raw"]].to_numpy().ravel()))
    for word in ("dog-assisted", "semi- and un-structured", "cost-effectiveness", "Kick-starting"):
        assert word in text
    assert "dogassisted" not in text and "costeffectiveness" not in text


def test_interventions() -> None:
    """19 interventions in 6 categories, each with population, designs, citations and outcome; six randomised trials."""
    found = tables(FIRST, SECOND, THIRD)
    rows = found["studies"][found["studies"]["record_kind"] == "intervention"]
    assert len(rows) == 19 and rows["category"].nunique() == 6
    for field in ("intervention", "population", "designs_raw", "outcomes"):
        assert rows[field].notna().all(), field
    assert sum("randomised-controlled-trial" in designs for designs in rows["designs"]) == 6
    cited = found["citations"].groupby("study_id")["citation_number"].apply(list)
    assert set(rows["study_id"]) == set(cited.index)
    by_name = dict(zip(rows["intervention"], rows["study_id"], strict=True))
    assert cited[by_name["Social cognition and interaction training (SCIT)"]] == [45, 46, 47]
    assert cited[by_name["EMILIA project"]] == [65, 66]


def test_audit() -> None:
    """Stated counts against found ones."""
    audit = tables(FIRST, SECOND, THIRD)["audit"]
    found = {row["claim"]: (row["stated"], plain(row["found"]), row["status"]) for row in audit.to_dict("records")}
    assert found["studies-total"] == (24, 22, "mismatch")
    assert found["family:review"] == (8, 6, "mismatch")
    assert found["family:quantitative"] == (10, 10, "match")
    assert found["family:qualitative"] == (3, 3, "match")
    assert found["family:mixed"] == (3, 3, "match")
    assert found["interventions-total"] == (19, 19, "match")
    assert found["design:randomised-controlled-trial"] == (6, 6, "match")
    assert found["countries-count"] == (14, None, "not-checkable")


def test_links() -> None:
    """What occurs in both reviews is proposed, and nothing is merged."""
    links = tables(FIRST, SECOND, THIRD)["links"]
    assert set(links["verdict"]) == {"maybe"}
    assert links["why"].str.contains("connecting people", case=False).any()
    assert links["why"].str.contains("EMILIA", case=False).any()


def test_versions() -> None:
    """The two conversions are one review, the third document another."""
    documents = tables(FIRST, SECOND, THIRD)["documents"].set_index("file_name")
    assert documents.loc[FIRST, "review_id"] == documents.loc[SECOND, "review_id"] != documents.loc[THIRD, "review_id"]
    assert documents["near_duplicate_of"].notna().sum() == 1


def test_studies_of_one_table_are_never_merged() -> None:
    """Same authors, same year, one table: two studies."""
    studies = ndti(FIRST, SECOND)
    for left, right in pairwise(studies[studies["first_author"] == "Webber"]["study_id"]):
        assert left != right
