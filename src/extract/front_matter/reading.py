"""All that a document says about itself as a publication."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from extract.front_matter.authors import find_authors
from extract.front_matter.dates import find_published, find_search_dates, find_version_label
from extract.front_matter.findings import find_key_findings, find_opening
from extract.front_matter.front import read_front
from extract.front_matter.publisher import find_publisher
from extract.front_matter.title import find_title
from extract.pages import Pages


@dataclass(frozen=True)
class FrontMatter:
    """What a document says about itself; None or empty where it does not say it.

    Attributes:
        authors: names as printed, without titles, degrees and marks of affiliations.
        publisher: the body or journal that brought it out.
        published: first day of what is printed: `April 2017` is 1 April 2017.
        published_raw: the date as printed.
        search_dates: the sentences that say when was searched, joined by a space.
        version_label: as printed, such as `Version 2` or `Updated edition`.
        opening: the first 30 words of the abstract, or of the first running paragraph: identity of a document without a
            title.
        key_findings: list items or paragraphs under a heading such as `Key findings`, without bullets.
    """

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: datetime.date | None
    published_raw: str | None
    search_dates: str | None
    version_label: str | None
    opening: str | None
    key_findings: tuple[str, ...]


def read_front_matter(pages: Pages) -> FrontMatter:
    """What `pages` say about the document as a publication.

    Nothing is invented: a document that begins with its abstract has no title.
    """
    front = read_front(pages)
    title, after = find_title(front)
    published, published_raw = find_published(front, pages)
    return FrontMatter(
        title=title,
        authors=find_authors(front, after) if title is not None else (),
        publisher=find_publisher(front, after, pages),
        published=published,
        published_raw=published_raw,
        search_dates=find_search_dates(pages),
        version_label=find_version_label(front, title),
        opening=find_opening(pages),
        key_findings=find_key_findings(pages),
    )
