"""Audit: what a review says of itself against its records; what cannot be checked is said to be so."""

from __future__ import annotations

import pytest

from extract.audit import AuditStudy, Finding, audit
from extract.claims import Claim


def _claim(code: str, stated: int, within: str | None = None, subject: str = "studies", quote: str = "") -> Claim:
    return Claim(code, stated, quote or f"{stated} {subject}", 3, "L1:1-L1:9", subject, within)


def _study(
    family: str | None = "quantitative",
    *designs: str,
    kind: str = "study",
    category: str | None = None,
    countries: tuple[str, ...] = (),
    has_country_column: bool = False,
) -> AuditStudy:
    return AuditStudy(kind, category, family, designs, countries, has_country_column)


def _one(claim: Claim, *studies: AuditStudy) -> Finding:
    (finding,) = audit([claim], studies)
    return finding


def test_a_total_is_counted() -> None:
    """Three stated and three found match; four stated do not, and the finding keeps quote and page."""
    studies = [_study(), _study(), _study()]
    assert _one(_claim("studies-total", 3), *studies).status == "match"
    finding = _one(_claim("studies-total", 4), *studies)
    assert (finding.status, finding.found, finding.quote, finding.page) == ("mismatch", 3, "4 studies", 3)


def test_interventions_are_not_studies() -> None:
    """A table of interventions cannot say how many studies there are."""
    rows = [_study(kind="intervention"), _study(kind="intervention")]
    assert _one(_claim("interventions-total", 2), *rows).status == "match"
    finding = _one(_claim("studies-total", 2), *rows)
    assert (finding.status, finding.found) == ("not-checkable", None)
    assert finding.why is not None


def test_a_part_of_the_interventions_is_counted_among_them() -> None:
    """`six of which were RCTs` counts interventions, because it is a part of a count of interventions."""
    rows = [_study("quantitative", "randomised-controlled-trial", kind="intervention"), _study(kind="intervention")]
    claim = _claim("design:randomised-controlled-trial", 1, "interventions-total", "of which")
    assert _one(claim, *rows).status == "match"


@pytest.mark.parametrize(
    ("stated", "unknown", "status"),
    [
        (2, 0, "match"),
        (2, 3, "match"),
        (4, 3, "not-checkable"),
        (6, 3, "mismatch"),
        (1, 3, "mismatch"),
        (3, 0, "mismatch"),
    ],
)
def test_empty_fields_make_a_mismatch_doubtful(stated: int, unknown: int, status: str) -> None:
    """A difference that studies without a design could explain is not checkable; any other is a mismatch."""
    studies = [_study("quantitative", "survey"), _study("quantitative", "survey")]
    studies += [_study("not-stated", "not-stated")] * unknown
    assert _one(_claim("design:survey", stated), *studies).status == status


def test_families_are_counted() -> None:
    """Eight reviews stated and six found is a mismatch when every study has a family."""
    studies = [_study("review", "systematic-review")] * 6 + [_study("qualitative", "interviews")] * 3
    assert _one(_claim("family:review", 8), *studies).status == "mismatch"
    assert _one(_claim("family:qualitative", 3), *studies).status == "match"


def test_a_controlled_trial_may_be_randomised_or_not() -> None:
    """The unspecific name covers both codes."""
    studies = [
        _study("quantitative", "randomised-controlled-trial"),
        _study("quantitative", "non-randomised-controlled"),
    ]
    assert _one(_claim("design:controlled-trial", 2), *studies).status == "match"


def test_parts_of_one_enumeration_exclude_one_another() -> None:
    """Beside `interviews and observations (one)`, `interviews (one)` means interviews alone."""
    quote = "Two qualitative studies including interviews (one) and interviews and observations (one)"
    claims = [
        _claim("design:interviews", 1, "family:qualitative", "interviews", quote),
        _claim("design:ethnography+interviews", 1, "family:qualitative", "interviews and observations", quote),
    ]
    studies = [_study("qualitative", "interviews"), _study("qualitative", "interviews", "ethnography")]
    studies += [_study("quantitative", "interviews")]
    assert [finding.status for finding in audit(claims, studies)] == ["match", "match"]
    assert (
        _one(_claim("design:interviews", 2, "family:qualitative", quote="two interviews"), *studies).status == "match"
    )


def test_countries_need_a_column() -> None:
    """Without a column of countries nothing is counted; with one, gaps make a difference doubtful."""
    assert _one(_claim("countries-count", 14), _study(), _study()).status == "not-checkable"
    told = [
        _study(countries=("GBR",), has_country_column=True),
        _study(countries=("CHL", "GBR"), has_country_column=True),
    ]
    assert _one(_claim("countries-count", 2), *told).status == "match"
    assert _one(_claim("country:GBR", 2), *told).status == "match"
    assert _one(_claim("country:CHL", 2), *told).status == "mismatch"
    gap = _study(has_country_column=True)
    assert _one(_claim("countries-count", 3), *told, gap).status == "not-checkable"
    assert _one(_claim("countries-count", 1), *told, gap).status == "mismatch"


def test_categories_are_sections_of_the_table() -> None:
    """Sections are counted, and found by name whatever the hyphens and capitals."""
    studies = [_study(category="Peer support"), _study(category="Peer support"), _study(category="Arts")]
    assert _one(_claim("category-count", 2), *studies).status == "match"
    assert _one(_claim("category:peer-support", 2), *studies).status == "match"
    assert _one(_claim("category:gardening", 2), *studies).status == "not-checkable"
    assert _one(_claim("category-count", 2), _study()).status == "not-checkable"


@pytest.mark.parametrize("code", ["records-screened", "participants-total", "reports-total", "meta-analysis-studies"])
def test_what_the_records_do_not_hold_is_not_checked(code: str) -> None:
    """Claims about steps of the search or people say why they cannot be checked."""
    finding = _one(_claim(code, 1), _study())
    assert (finding.status, finding.found) == ("not-checkable", None)
    assert finding.why


def test_without_records_nothing_is_checked() -> None:
    """A document without a table contradicts no claim."""
    assert _one(_claim("studies-total", 24)).status == "not-checkable"


def test_findings_come_in_the_order_of_the_claims() -> None:
    """One finding per claim, in order."""
    claims = [_claim("family:review", 1), _claim("studies-total", 1)]
    assert [finding.claim for finding in audit(claims, [_study()])] == ["family:review", "studies-total"]
