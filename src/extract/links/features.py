"""A record in normal form: each field worked out once, when it is first asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.links.authors import Author, read_author
from extract.links.catalogues import Catalogued, read_additions, read_edition, read_numbers
from extract.links.dois import fold_doi
from extract.links.houses import House, read_house
from extract.links.marks import REPORT_WORDS, read_mark
from extract.links.places import Place, read_place
from extract.links.plain_text import plain
from extract.links.record import Linkable, ReportKind
from extract.links.registers import register_entries, registrations
from extract.links.vocabulary import (
    AHEAD_OF_PRINT,
    COCHRANE_REVIEWS,
    CONTAINER_STOPS,
    GENERIC_TITLES,
    MEETING_WORDS,
    NO_AUTHORS,
    PREPRINT_DOIS,
    PREPRINT_SERVERS,
    REPORT_TYPES,
    SEPARATE_WORKS,
    STOP_WORDS,
    THESES,
    THESIS_ABSTRACTS,
)
from extract.links.words import (
    WORD,
    drop_brackets,
    drop_erratum_tail,
    fold_title,
    other_titles,
    spell_title,
    without_brackets,
)

# Fewer words than this that carry meaning can be the title of many papers ("Atypical hemolytic uremic syndrome").
TITLE_WORDS = 4
# Years of print; the first journals are of 1665. A parser's page or volume is no year.
_FIRST_YEAR, _LAST_YEAR = 1665, 2100
# What follows the name of a journal: its body (ISBD), its other name, the meeting whose abstracts it holds (Embase).
# Match: "Journal of Care : the official journal of ...", "Stroke.Conference: 5th Congress"; near miss: "Care: Journal".
_AFTER_CONTAINER = re.compile(r"\s[/:=]\s|[\s.,;-]{0,3}\bconference:")


@dataclass(frozen=True)
class Features:
    """A record in normal form."""

    record: Linkable

    @cached_property
    def is_unbound(self) -> bool:
        """Whether it stands in no volume and on no pages but its own: a book, a report, or a paper without place."""
        record, place = self.record, self.place
        return record.volume is None and record.issue is None and (place.page_range is None or place.is_count)

    @cached_property
    def catalogued(self) -> Catalogued:
        """The title without what catalogues add to it; papers in journals have nothing added."""
        title = self.record.title or ""
        return read_additions(title) if self.is_unbound else Catalogued(title)

    @cached_property
    def edition(self) -> str | None:
        """The number of the edition, with the title or with the publisher; None where none is printed."""
        return self.catalogued.edition or (read_edition(self.record.container or "") if self.is_unbound else None)

    @cached_property
    def house(self) -> House:
        """Who published it, where it is a book or report."""
        return read_house(self.record.container or "")

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Of the report or within its series, with the title or with the publisher."""
        return self.catalogued.numbers | (read_numbers(self.record.container or "") if self.is_unbound else set())

    @cached_property
    def is_thesis(self) -> bool:
        """Whether it says that it is a thesis, in its type, in a note with its title, or with its university."""
        said = self.types | frozenset(WORD.findall(self._container_text))
        return self.catalogued.is_thesis or not THESES.isdisjoint(said)

    @cached_property
    def types(self) -> frozenset[str]:
        """Words of the record's type."""
        return frozenset(WORD.findall(plain(self.record.publication_type or "")))

    @cached_property
    def is_published_alone(self) -> bool:
        """Whether the record can only be that of a book, report or thesis."""
        return self.is_unbound and (self.house.is_marked or not SEPARATE_WORKS.isdisjoint(self.types))

    @cached_property
    def is_book(self) -> bool:
        """Whether it can only be a book: of that type, or of a press and of no other type."""
        is_other = not REPORT_TYPES.isdisjoint(self.types) or not MEETING_WORDS.isdisjoint(self.types)
        return (
            self.is_unbound
            and not is_other
            and ("book" in self.types or self.house.is_press or bool(self.house.places))
        )

    @cached_property
    def is_by_persons(self) -> bool:
        return any(author.initials for author in self.authors)

    @cached_property
    def is_ahead_of_print(self) -> bool:
        """Whether its type says that it is not yet printed: "Article in Press", "Early Access"."""
        return plain(self.record.publication_type or "").endswith(AHEAD_OF_PRINT)

    @cached_property
    def _marked(self) -> tuple[ReportKind | None, str]:
        return (None, "") if self.record.title is None else read_mark(self.catalogued.title)

    @cached_property
    def title(self) -> tuple[str, ...]:
        """Words without the mark of a report; none where the title says nothing of the paper."""
        words = fold_title(self._marked[1])
        return () if all(word in GENERIC_TITLES or word in STOP_WORDS or word.isdigit() for word in words) else words

    @cached_property
    def in_other_words(self) -> tuple[Features, ...]:
        """The record under the titles in other languages that stand beside its own."""
        found = other_titles(self.record.title) if self.record.title is not None else ()
        return tuple(Features(replace(self.record, title=title)) for title in found if title != self.record.title)

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        return spell_title(self.title)

    @cached_property
    def letters(self) -> str:
        return "".join(self.spelled)

    @cached_property
    def meaning(self) -> frozenset[str]:
        return frozenset(word for word in self.spelled if word not in STOP_WORDS)

    @cached_property
    def is_short(self) -> bool:
        return len(self.meaning) < TITLE_WORDS

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """The authors, without what stands for none ("Anonymous", "No authors listed")."""
        return tuple(author for author in map(read_author, self.record.authors) if author.family)

    @cached_property
    def families(self) -> tuple[frozenset[str], ...]:
        """Words of each author's family name."""
        return tuple(author.family for author in self.authors)

    @cached_property
    def bearers(self) -> Mapping[str, Sequence[Author]]:
        """The authors by the words of their family names."""
        found: dict[str, list[Author]] = defaultdict(list)
        for author in self.authors:
            for word in author.family:
                found[word].append(author)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(word for family in self.families for word in family)

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Given and family names: databases swap them."""
        words = (word for name in self.record.authors for word in read_author(name).words)
        return frozenset(word for word in words if len(word) > 2 and word not in NO_AUTHORS)

    @cached_property
    def is_body(self) -> bool:
        """Whether one body, or one name without a given name, is all that is told of the authors."""
        return len(self.authors) == 1 and not self.authors[0].initials

    @cached_property
    def registrations(self) -> frozenset[str]:
        """Numbers under which registers of trials list what the record is about, in its title or place."""
        record = self.record
        parts = (record.title, record.container, record.volume, record.issue, record.pages)
        return registrations(" ".join(part for part in parts if part is not None))

    @cached_property
    def register_entries(self) -> frozenset[str]:
        """The number under which a register lists the record: CENTRAL prints the entry's address for a journal."""
        return register_entries(self.record.container or "")

    @cached_property
    def doi(self) -> str | None:
        return fold_doi(self.record.doi)

    @cached_property
    def year(self) -> int | None:
        """The year, if need be out of the volume: journals number volumes by years, parsers take one for the other."""
        volume = self.record.volume or ""
        read = self.record.year, int(volume) if volume.isdecimal() and len(volume) == 4 else None
        return next((year for year in read if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR), None)

    @cached_property
    def place(self) -> Place:
        return read_place(self.record.volume, self.record.issue, self.record.pages, self.year)

    @cached_property
    def _container_text(self) -> str:
        return plain(self.record.container or "")

    @cached_property
    def container(self) -> tuple[str, ...]:
        """Words of the journal's name, without what stands in brackets, and without body, subtitle and meeting."""
        parts = _AFTER_CONTAINER.split(without_brackets(self._container_text))
        name = next((part for part in parts if WORD.search(part)), "")
        return tuple(word for word in WORD.findall(name) if word not in CONTAINER_STOPS and not word.isdigit())

    @cached_property
    def is_proceedings(self) -> bool:
        """Whether the container is that of a meeting, which bears the meeting's year: no online date precedes it."""
        return not MEETING_WORDS.isdisjoint(WORD.findall(self._container_text))

    @cached_property
    def is_cochrane_review(self) -> bool:
        return self._container_text.startswith(COCHRANE_REVIEWS)

    @cached_property
    def is_thesis_abstract(self) -> bool:
        return self._container_text.startswith(THESIS_ABSTRACTS)

    @cached_property
    def kind(self) -> ReportKind | None:
        """What report the record says it is, in its title, type or container; None for a plain paper."""
        title = drop_brackets(self.record.title or "")
        if drop_erratum_tail(title) != title:
            return "erratum"
        if self._marked[0] is not None:
            return self._marked[0]
        if self.record.publication_type is not None:
            for kind, names in REPORT_WORDS.items():
                if not names.isdisjoint(self.types):
                    return kind
        if self.doi is not None and self.doi.startswith(PREPRINT_DOIS):
            return "preprint"
        if self._container_text.startswith(PREPRINT_SERVERS):
            return "preprint"
        where = plain(f"{self.record.issue or ''} {self.record.volume or ''}") + self._container_text
        return "abstract" if "suppl" in where or "conference" in where or "abstracts" in where else None

    @cached_property
    def is_meeting_abstract(self) -> bool:
        """Whether it is an abstract that shares its page with others; a thesis's is the only one of its author."""
        return self.kind == "abstract" and not self.is_thesis_abstract


def first_names(features: Features) -> frozenset[str]:
    return features.families[0] if features.families else frozenset()


def prepare(records: Sequence[Linkable]) -> list[Features]:
    features = [Features(record) for record in sorted(records, key=lambda record: record.record_id)]
    if len({one.record.record_id for one in features}) != len(features):
        raise ValueError("two records bear one record_id")
    return features
