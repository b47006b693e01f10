"""Where in a journal a record stands, and how far two places agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from extract.links.record import Agreement

# The first number of a page or article number: "c37-c42" -> 37, "CD008391" -> 008391; near miss: "in press".
_NUMBER = re.compile(r"\d+")
# A count of pages, where no page is known, with that of the preliminary pages as catalogues print it (AACR2 2.5B).
# Match: "215 p", "62 pages", "xix, 338 p.", "xxvi, 307"; near misses: "p 215", "iv 215", "ab, 42".
_PAGE_COUNT = re.compile(r"^\W*(?:(?:[ivxlc]+, ?)?\d+ ?(?:p|pp|pages?|leaves)|[ivxlc]+, ?\d+)\W*$", re.IGNORECASE)
# First and last page. Match: "1009-17", "S42-S45", "943-4; author reply 945"; near miss: "1009".
_PAGE_RANGE = re.compile(r"^\D*(\d+)\s*[-\u2010-\u2015]+\s*[A-Za-z]{0,3}(\d+)")
# The number of an article, not of a page: the letter of the BMJ or PLoS with three figures and more, or six figures.
# Match: "b2535", "e0151234", "Art. no. 1255957"; near misses: "S142" (a supplement's page), "1435", "e46-e215".
_ARTICLE_NUMBER = re.compile(r"^\W*(?:art(?:icle)?\W{0,3}(?:no|id)?\W{0,3})?(?:[a-q]\d{3,}|\d{6,})\W*$", re.IGNORECASE)
# A supplement and its number. Match: "Suppl 1", "3 Suppl. 1", "S2"; near misses: "3", "Sept".
_SUPPLEMENT = re.compile(r"sup[a-z]{0,8}\W{0,3}(\d*)|\bs(\d+)", re.IGNORECASE)
# Pages from which on a paper ahead of print is known in print by their count; shorter papers share it by chance.
_COUNTED_PAGES = 5


@dataclass(frozen=True)
class Place:
    """Where in a journal: the numbers of the volume, the issue and the first page, without letters and zeros.

    Attributes:
        supplement: its number, empty where it has none; None where the issue is no supplement.
        page_range: first and last page where they differ; None for a single page or none.
        is_article_number: whether `page` numbers an article, not a page.
    """

    volume: str | None
    issue: str | None
    supplement: str | None
    page: str | None
    page_range: tuple[str, str] | None
    is_article_number: bool

    @property
    def is_count(self) -> bool:
        """Pages from 1 on, which may count the pages of an article."""
        return self.page_range is not None and self.page_range[0] == "1"

    @property
    def page_count(self) -> int | None:
        """How many pages the range holds; None where no range is known."""
        return None if self.page_range is None else int(self.page_range[1][:12]) - int(self.page_range[0][:12]) + 1


def read_place(volume: str | None, issue: str | None, pages: str | None, year: int | None) -> Place:
    """The place; a volume that only repeats the year is none, for other databases leave it out."""
    number = first_number(volume)
    supplement = _SUPPLEMENT.search(issue) if issue is not None else None
    return Place(
        volume=None if number is not None and number == str(year) else number,
        issue=first_number(issue),
        supplement=None if supplement is None else supplement[1] or supplement[2] or "",
        page=_first_page(pages),
        page_range=_page_range(pages),
        is_article_number=pages is not None and _ARTICLE_NUMBER.match(pages) is not None,
    )


def first_number(raw: str | None) -> str | None:
    """The first number, without zeros: "Suppl. 04" -> 4."""
    found = _NUMBER.search(raw) if raw is not None else None
    return found[0].lstrip("0") or "0" if found else None


def _first_page(raw: str | None) -> str | None:
    return first_number(raw) if raw is not None and _PAGE_COUNT.match(raw) is None else None


def _page_range(raw: str | None) -> tuple[str, str] | None:
    """First and last page where they differ; "1009-17" -> 1009, 1017."""
    found = _PAGE_RANGE.match(raw or "")
    if found is None:
        return None
    first, last = found[1], found[2]
    last = first[: max(0, len(first) - len(last))] + last
    return (first, last) if int(last[:12]) > int(first[:12]) else None


@dataclass(frozen=True)
class PlaceAgreement:
    """How volume, issue and page agree; the issue is compared where volume and page agree, for there it must, too."""

    volume: Agreement
    issue: Agreement
    page: Agreement


def agree_places(one: Place, two: Place, *, is_one_year: bool) -> PlaceAgreement:
    """The agreement of two places, columns that slipped told from places that differ."""
    page = _agree_pages(one, two)
    if _is_slipped(one, two) or _is_slipped(two, one):
        return PlaceAgreement("same", "unknown", "unknown" if page == "differs" else page)
    is_by_issue = is_one_year and one.volume is two.volume is None and one.issue == two.issue is not None
    return PlaceAgreement(
        # Some journals count issues by the year and no volumes.
        volume="same" if is_by_issue else _agree_plainly(one.volume, two.volume),
        issue=_agree_issues(one, two),
        page=page,
    )


def share_pages(one: Place, two: Place) -> bool:
    """Several pages, from the same first to the same last: one paper, where a single page may hold several letters."""
    return one.page_range is not None and one.page_range == two.page_range


def _agree_plainly(one: str | None, two: str | None) -> Agreement:
    if one is None or two is None:
        return "unknown"
    return "same" if one == two else "differs"


def _agree_issues(one: Place, two: Place) -> Agreement:
    """Numbers of issues; of a supplement the issue, its own number, or both may be printed.

    "Suppl 1" and "3 Suppl 1" agree as far as is known, and so do "3" and "Suppl 1"; "Suppl 1" and "Suppl 2" differ.
    """
    if one.supplement is None and two.supplement is None:
        return _agree_plainly(one.issue, two.issue)
    is_other = one.supplement and two.supplement and one.supplement != two.supplement
    return "differs" if is_other else "unknown"


def _agree_pages(one: Place, two: Place) -> Agreement:
    """`close`: a page further, or one figure of three or more misprinted (2141 and 2142, 2297 and 2097).

    An article's number says nothing of the pages, whether these are the journal's or count the article's own ("b2535"
    and "1074-1077", "e1234" and "1-12"); nor do pages ahead of print of as many in print ("1-31" and "633-663").
    """
    if one.page is None or two.page is None:
        return "unknown"
    if one.page == two.page:
        return "same"
    if one.is_article_number != two.is_article_number:
        return "unknown"
    if (one.page_range is None and two.is_count) or (two.page_range is None and one.is_count):
        return "unknown"
    if one.is_count != two.is_count and one.page_count == two.page_count and (one.page_count or 0) >= _COUNTED_PAGES:
        return "unknown"
    is_misprint = len(one.page) == len(two.page) >= 3 and Levenshtein.distance(one.page, two.page) == 1
    return "close" if is_misprint or abs(int(one.page[:12]) - int(two.page[:12])) == 1 else "differs"


def _is_slipped(one: Place, two: Place) -> bool:
    """Whether the numbers of the second stand one column on in the first, or one back.

    Volume and issue as issue and page; a lone issue as volume, where the volume repeats the year; a lone volume as page
    ("2013;13." and "2013;13:64"); the issue as page ("26(9)" and "26: 9").
    """
    if one.volume is None and one.issue is not None:
        return one.issue == two.volume and ((one.page is not None and one.page == two.issue) or two.issue is None)
    if one.issue is not None or one.page is None:
        return False
    return one.page == two.volume if one.volume is None else one.volume == two.volume and one.page == two.issue
