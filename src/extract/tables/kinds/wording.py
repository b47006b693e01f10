"""The fields and shares by which study tables are told."""

from __future__ import annotations

# Fields that say which study a row is about. `year` and `citation_number` do so beside another only.
IDENTITY = ("reference", "authors", "title", "study_id")
# Fields that describe a study and are rare in tables about anything else (PICO and its kin; Cochrane Handbook, table
# 5.3.a).
DESCRIBING = frozenset(
    [
        "aims",
        "focus",
        "design",
        "sample",
        "population",
        "age",
        "sex",
        "country",
        "setting",
        "period",
        "intervention",
        "intervention_description",
        "comparator",
        "exposure",
        "index_test",
        "reference_standard",
        "duration",
        "follow_up",
        "data_collection",
        "data_source",
        "outcome_measures",
        "outcomes",
        "findings",
        "effect",
        "harms",
        "attrition",
        "quality",
        "limitations",
        "recommendations",
        "analysis",
        "theory",
        "funding",
        "publication_type",
        "container",
        "eligibility",
        "cost",
    ]
)
# What a label must mean for its line or column to tell of a study.
FIELDS_OF_STUDIES = DESCRIBING.union(IDENTITY)
# Share of a column's filled cells that must be author-year labels or citations. In the gold tables the lowest share
# of a column that names the studies so is .79 (names without a year, initials first, are the rest); the highest of any
# other column is .01.
IDENTITY_SHARE = 0.5
# Rows that cite more than one study: a table of themes. Study rows cite a second study at times (companion reports);
# in the gold tables no identity column has one such cell.
MANY_CITED_SHARE = 0.3
# Filled cells that some describing column must have, of all rows: a column that is nearly empty describes nothing.
FILLED_SHARE = 0.2
