"""What does a reference print, as the questions about its type ask for it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extract.fields.names import Author
from extract.fields.references.kinds.phrases import phrases_in, words_of
from extract.fields.references.kinds.publishers import House, house_of
from extract.fields.references.kinds.vocabulary import OF_CONTAINER, OF_TITLE, OUTSIDE
from extract.fields.references.values import is_extent
from extract.folding import fold

# "In" before the name of a meeting. Match: "In: Proc. of the 3rd", "in Lantern Workshop"; near miss: "in Leeds".
_IN_MEETING = re.compile(
    r"\bin:?\s[^“”\"]{0,100}?\b(?:proc|proceedings|conf|conference|symposium|workshop)\b", re.IGNORECASE
)
# "In" that opens a sentence. Match: ". In: Lanterns", "?” In “Lanterns"; near miss: ". In a", "lanterns in Leeds".
_IN_FIRST = re.compile(r"[.?!,”\"]\s*(?:In:?|in:)\s+[“\"‘A-Z]|[.?!]\s*in\s+[A-Z]")
# A number among reports. Match: "Report No. 12", "WP/12", "Working Paper 3"; near miss: "Report of 2012", "papers".
_NUMBERED_REPORT = re.compile(
    r"\bWP[/ ]\d|\b(?:report|technical report|seminar paper|working papers?|discussion papers?|papers?|rep\.|series"
    r"|cm\w*)\s(?:series\s)?(?:no\.?|number|nr\.?)?\s?\w*\d",
    re.IGNORECASE,
)
# A meeting by its letters and year, or beside another, as computer science prints it. Match: "HotSoS ’15",
# "LampSE@ LIGHT"; near miss: "The ’60s".
_LETTERS_AND_YEAR = re.compile(
    r"[A-Za-z]{1,8}[A-Z][\w@-]{0,10}\s?['’](?:\d\d|19\d\d|20\d\d)|[A-Z]{3,8}(?:-[A-Z]{1,4})?\s(?:19|20)\d\d"
    r"|[A-Za-z]{2,12}@ ?[A-Z][A-Za-z]{1,11}"
)
# Match: "5th ed.", "revised edition"; near miss: "ed. by".
_EDITION = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)|second|third|rev(?:ised|\.)?) (?:rev(?:ised|\.)? )?ed", re.IGNORECASE
)
# What tells where in a journal a work stands, and where in any container.
PLACES = frozenset({"volume", "issue", "pages"})
_LOCATED = PLACES | {"doi", "editors", "publisher"}


@dataclass(frozen=True)
class Printed:
    """What a reference prints.

    Attributes:
        has: the fields that have a value; values: these.
        outside: the reference without authors, title and address.
    """

    has: frozenset[str]
    values: Mapping[str, str | None]
    authors: tuple[Author, ...]
    outside: str

    @classmethod
    def of(cls, values: Mapping[str, str | None], authors: tuple[Author, ...], outside: str) -> Printed:
        """What the questions are asked of.

        Args:
            values: cleaned value of each field, None where it is not printed; `editors` too.
            authors: as parsed.
            outside: the reference as printed, without authors, title and address.
        """
        has = {field for field, value in values.items() if value is not None}
        is_in_journal = {"container", "volume"} <= has and not has & {"publisher", "place"}
        if is_extent(values.get("pages") or "") and not is_in_journal:
            has.discard("pages")  # those of the whole work say nothing of one around it
        return cls(frozenset(has), values, authors, outside)

    def text(self, field: str) -> str:
        """The value of a field, "" where it has none."""
        return self.values.get(field) or ""

    @cached_property
    def address(self) -> str:
        """Where it stands on line, DOI and all."""
        return f"{self.text('doi')} {self.text('url')}"

    @cached_property
    def container(self) -> frozenset[str]:
        """Clues of the container."""
        return phrases_in(words_of(self.text("container")), OF_CONTAINER)

    @cached_property
    def said(self) -> frozenset[str]:
        """Clues of the text outside."""
        return phrases_in(words_of(self.outside), OUTSIDE)

    @cached_property
    def title(self) -> frozenset[str]:
        """Clues of the title."""
        return phrases_in(words_of(self.text("title")), OF_TITLE)

    @cached_property
    def is_corporate(self) -> bool:
        """Whether bodies alone are its authors."""
        return bool(self.authors) and all(author.is_body for author in self.authors)

    @cached_property
    def house(self) -> House | None:
        """What the publisher is; None where none is printed."""
        if "publisher" not in self.has:
            return None
        bodies = [author.family for author in self.authors] if self.is_corporate else []
        return house_of(self.text("publisher"), self.outside, bodies)

    @cached_property
    def is_edition(self) -> bool:
        """Whether an edition is printed, which journals have none of."""
        return "edition" in self.has or ("edition" in self.said and _EDITION.search(self.outside) is not None)

    @cached_property
    def has_report_number(self) -> bool:
        """Whether it counts among numbered reports, and not in a series of books (`Lamp Studies Series 64`), which a
        press publishes."""
        found = _NUMBERED_REPORT.search(self.outside) if "numbered" in self.said else None
        return found is not None and not (found[0].casefold().startswith("series") and self.house == "press")

    @property
    def is_in_other(self) -> bool:
        """Whether a sentence that "In" opens leads to the work around this one."""
        return "in" in self.said and _IN_FIRST.search(self.outside) is not None

    @cached_property
    def is_in_meeting(self) -> bool:
        """Whether "In" leads to a meeting."""
        return {"in", "meeting"} <= self.said and _IN_MEETING.search(self.outside) is not None

    @cached_property
    def is_meeting(self) -> bool:
        """Whether the container is a meeting by name."""
        name = self.text("container")
        if not name or "series" in self.container:
            return False
        return "meeting" in self.container or _LETTERS_AND_YEAR.fullmatch(name) is not None

    @cached_property
    def is_periodical(self) -> bool:
        """Whether the container has volumes or issues, and no editors."""
        has = self.has
        if "archive" in self.container:
            return False
        is_counted = "container" in has and ("volume" in has or "issue" in has) and not self.is_series
        return is_counted and "editors" not in has and not self.is_meeting and not self.is_volume_of_book

    @property
    def is_volume_of_book(self) -> bool:
        """Whether "In" leads to a container with a publisher and no issue: a volume of a book, not of a journal."""
        if "publisher" not in self.has or "issue" in self.has or "journal" in self.container:
            return False
        return self.is_in_other

    @cached_property
    def is_series(self) -> bool:
        """Whether what looks like a container is a series of books or reports: named so, or that of a body which is the
        author; from a publisher, and without pages."""
        has = self.has
        if "container" in has and not has & _LOCATED and self.is_corporate and self.is_site_of_author:
            return True
        if not {"container", "publisher"} <= has or has & {"pages", "editors", "edition", "issue"}:
            return False
        is_named = "numbered" in self.container and "journal" not in self.container
        return is_named or (self.is_corporate and "volume" not in has)

    @property
    def is_site_of_author(self) -> bool:
        """Whether the container is the name of an author, a body, as that of a site or publisher."""
        name = fold(self.text("container"))
        return any(fold(author.family) == name for author in self.authors)

    @cached_property
    def is_page(self) -> bool:
        """Whether the container is a site: read there on a day, and in no place of a journal."""
        is_read_there = {"container", "url", "accessed"} <= self.has
        return is_read_there and not self.has & _LOCATED and "journal" not in self.container
