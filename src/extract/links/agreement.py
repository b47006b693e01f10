"""How far two records agree, field by field; missing is not different."""

from __future__ import annotations

from dataclasses import dataclass

from extract.links.containers import agree_containers
from extract.links.dois import agree_dois
from extract.links.features import Features
from extract.links.houses import agree_houses, are_elsewhere
from extract.links.places import agree_places
from extract.links.record import Agreement
from extract.links.teams import agree_authors
from extract.links.titles import TitleAgreement, agree_titles

# An online date and a print date lie a year apart at most; a conference paper and its article, or a trial and its
# follow-up, a few years.
YEARS_SAME = 1
YEARS_THREAD = 6


@dataclass(frozen=True)
class Agreements:
    """How the fields of two records agree; `unknown` where one of them has none.

    Attributes:
        issue: compared where volume and page agree, for there it must, too.
        titles: the words in which the titles differ.
    """

    title: Agreement
    authors: Agreement
    year: Agreement
    container: Agreement
    volume: Agreement
    issue: Agreement
    page: Agreement
    doi: Agreement
    edition: Agreement
    number: Agreement
    titles: TitleAgreement

    @property
    def is_placed(self) -> bool:
        """The same volume and first page: nothing else can stand there but what shares the page."""
        return self.volume == "same" and self.page == "same" and self.container != "differs"

    @property
    def is_misplaced(self) -> bool:
        return "differs" in (self.volume, self.page)

    @property
    def is_held(self) -> bool:
        """One page, or one volume of one journal, and no other place: more than titles says that the two are one."""
        return not self.is_misplaced and (self.page == "same" or self.volume == self.container == "same")

    def score(self) -> float:
        weights = {"title": 4.0, "authors": 2.0, "year": 1.0, "container": 1.0, "volume": 1.0, "page": 2.0, "doi": 3.0}
        worth = {"same": 1.0, "close": 0.7, "differs": 0.0}
        known = {field: worth[value] for field in weights if (value := getattr(self, field)) in worth}
        total = sum(weights[field] for field in known)
        return round(sum(weights[field] * known[field] for field in known) / total, 4) if total else 0.0

    def said(self) -> str:
        fields = ("title", "authors", "year", "container", "volume", "page", "doi")
        return ", ".join(f"{field} {getattr(self, field)}" for field in fields)


def _agree_years(one: int | None, two: int | None) -> Agreement:
    if one is None or two is None:
        return "unknown"
    if one == two:
        return "same"
    return "close" if abs(one - two) <= YEARS_SAME else "differs"


def _agree_editions(one: str | None, two: str | None) -> Agreement:
    if one is None or two is None:
        return "unknown"
    return "same" if one == two else "differs"


def _agree_journals(one: Features, two: Features) -> Agreement:
    if one.is_cochrane_review and two.is_cochrane_review:
        return "same"
    return agree_containers(one.container, two.container)


def _agree_publishers(one: Features, two: Features) -> Agreement:
    """The journals of two records that stand in no volume, or their houses where one is a book or report.

    Houses in words that do not fit are compared as journals are; a place before a colon is no part of the name then.
    """
    journals = _agree_journals(one, two)
    if journals == "unknown" or not (one.is_published_alone or two.is_published_alone):
        return journals
    mine, yours = one.house, two.house
    found = agree_houses(mine, yours)
    if found != "differs" or (mine.is_press and yours.is_press) or are_elsewhere(mine, yours):
        return found
    # The last name is all that stands behind the place.
    return agree_containers(mine.names[-1], yours.names[-1]) if mine.places or yours.places else journals


def _agree_numbers(one: frozenset[str], two: frozenset[str]) -> Agreement:
    """Numbers of reports and within series, of which one in common is enough: a report may stand in two series."""
    if not one or not two:
        return "unknown"
    return "differs" if one.isdisjoint(two) else "same"


def agree(one: Features, two: Features) -> Agreements:
    titles = agree_titles(one, two)
    year = _agree_years(one.year, two.year)
    places = agree_places(one.place, two.place, is_one_year=year == "same")
    is_unbound = one.is_unbound and two.is_unbound
    return Agreements(
        title=titles.verdict,
        authors=agree_authors(one, two),
        year=year,
        container=_agree_publishers(one, two) if is_unbound else _agree_journals(one, two),
        volume=places.volume,
        issue=places.issue,
        page=places.page,
        doi=agree_dois(one.doi, two.doi),
        edition=_agree_editions(one.edition, two.edition) if is_unbound else "unknown",
        number=_agree_numbers(one.numbers, two.numbers) if is_unbound else "unknown",
        titles=titles,
    )
