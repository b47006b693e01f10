"""A record in normal form: each field worked out once, when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.links.record import Linkable, ReportKind
from extract.links.words import (
    ERRATUM_TAIL,
    GENERIC_TITLES,
    MEETING_WORDS,
    PREPRINT_DOIS,
    REPORT_WORDS,
    STOP_WORDS,
    WORD,
    drop_brackets,
    family_words,
    first_number,
    first_page,
    fold_doi,
    fold_title,
    plain,
    spell,
)

# Fewer words than this that carry meaning can be the title of many papers ("Atypical hemolytic uremic syndrome").
TITLE_WORDS = 4


@dataclass(frozen=True)
class Place:
    """Where in a journal: letters and number of the first page, the number of the volume."""

    volume: str | None
    issue: str | None
    page: str | None


@dataclass(frozen=True)
class Features:
    """A record in normal form."""

    record: Linkable

    @cached_property
    def title(self) -> tuple[str, ...]:
        words = fold_title(self.record.title) if self.record.title is not None else ()
        is_marked = False
        kinds = {word for names in REPORT_WORDS.values() for word in names}
        while words and (words[0] in kinds or (is_marked and words[0] in STOP_WORDS)):
            is_marked = True
            words = words[1:]
        while words and words[-1] in kinds:
            words = words[:-1]
        return () if all(word in GENERIC_TITLES or word in STOP_WORDS for word in words) else words

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        return tuple(spell(word) for word in self.title)

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
    def families(self) -> tuple[frozenset[str], ...]:
        return tuple(found for found in map(family_words, self.record.authors) if found)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(word for family in self.families for word in family)

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Given and family names: databases swap them."""
        words = (word for author in self.record.authors for word in WORD.findall(plain(author)))
        return frozenset(word for word in words if len(word) > 2)

    @cached_property
    def doi(self) -> str | None:
        return fold_doi(self.record.doi)

    @cached_property
    def place(self) -> Place:
        return Place(first_number(self.record.volume), first_number(self.record.issue), first_page(self.record.pages))

    @cached_property
    def page_range(self) -> tuple[str, str] | None:
        """First and last page where they differ; "1009-17" -> 1009, 1017. None for a single page or none."""
        found = re.findall(r"\d+", self.record.pages or "")
        if len(found) != 2:
            return None
        first, last = found
        last = first[: max(0, len(first) - len(last))] + last
        return (first, last) if int(last[:12]) > int(first[:12]) else None

    @cached_property
    def container(self) -> tuple[str, ...]:
        raw = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", plain(self.record.container or ""))
        return tuple(word for word in WORD.findall(raw) if word not in STOP_WORDS and not word.isdigit())

    @cached_property
    def is_proceedings(self) -> bool:
        """Whether the container is that of a meeting, which bears the meeting's year: no online date precedes it."""
        return not MEETING_WORDS.isdisjoint(self.container)

    @cached_property
    def kind(self) -> ReportKind | None:
        """What report the record says it is, at the ends of its title or in its type; None for a plain paper."""
        title = drop_brackets(self.record.title or "")
        if ERRATUM_TAIL.search(title[-200:]) is not None:
            return "erratum"
        words = WORD.findall(plain(title))
        ends = {*words[:1], *words[-2:], *WORD.findall(plain(self.record.publication_type or ""))}
        for kind, names in REPORT_WORDS.items():
            if ends & names:
                return kind
        if self.doi is not None and self.doi.startswith(PREPRINT_DOIS):
            return "preprint"
        where = plain(f"{self.record.issue or ''} {self.record.volume or ''} {self.record.container or ''}")
        return "abstract" if "suppl" in where or "conference" in where or "abstracts" in where else None


def first_names(features: Features) -> frozenset[str]:
    return features.families[0] if features.families else frozenset()


def prepare(records: Sequence[Linkable]) -> list[Features]:
    features = [Features(record) for record in sorted(records, key=lambda record: record.record_id)]
    if len({one.record.record_id for one in features}) != len(features):
        raise ValueError("two records bear one record_id")
    return features
