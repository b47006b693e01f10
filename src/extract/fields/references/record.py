"""What a printed reference says, field by field, and where in the text each field stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.fields.names import Author

# The fields of a reference, in the order in which a reader of the data expects them. Each is the name of a mark.
FIELDS = (
    "authors", "year", "title", "container", "volume", "issue", "pages", "publisher", "place", "edition", "conference",
    "doi", "pmid", "pmcid", "url", "accessed", "registration",
)  # fmt: skip

# What says where a work stands or who published it, and what it is: names of attributes of `Reference`.
SOURCE = ("container", "volume", "issue", "pages", "publisher", "place", "conference", "publication_type")

# Where a work was published, and by whom.
HOUSE = frozenset({"place", "publisher"})

# A field that is wrong more often than right is left empty, with a doubt `below-floor`.
FLOOR = 0.5
# A field that is wrong once in fifty times or more keeps its value and carries a doubt `uncertain`: of the others fewer
# than one in two hundred is wrong (`benchmarks/references/RESULTS.md`).
CERTAIN = 0.98


class Mark(NamedTuple):
    """A stretch `text[start:end]` of a printed reference that is one field.

    Attributes:
        field: one of `FIELDS`, or `editors`, `number`, `note`, `arxiv`, which are read over and end in the remainder.
        confidence: 0 to 1, how often a mark like this one is right.
    """

    field: str
    start: int
    end: int
    confidence: float = 1.0

    def is_free_of(self, others: Iterable[Mark]) -> bool:
        """Whether it has no character in common with any of the others."""
        return all(self.end <= other.start or self.start >= other.end for other in others)


def first_of(marks: Sequence[Mark], field: str) -> Mark | None:
    """The first mark of a field."""
    for mark in marks:
        if mark.field == field:
            return mark
    return None


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as they are printed."""
    return tuple(sorted(marks, key=lambda mark: mark.start))


def past(text: str, start: int, end: int, signs: str | None = None) -> int:
    """Where the signs (white space, if none are named) with which `text[start:end]` begins are over."""
    return end - len(text[start:end].lstrip(signs))


def exchanged(marks: Sequence[Mark], *pairs: tuple[Mark, Mark]) -> tuple[Mark, ...]:
    """The marks, the second of each pair in the place of the first."""
    return tuple(next((new for old, new in pairs if old is mark), mark) for mark in marks)


def reason_to_doubt(share: float) -> str | None:
    """The code of the doubt that a field carries which is right so often; None where it is certain."""
    if share >= CERTAIN:
        return None
    return "below-floor" if share < FLOOR else "uncertain"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that was seen and not believed: `raw` as printed, of a type its code, `reason` a code of
    `schemas/vocab/reasons.yml`."""

    field: str
    raw: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A printed reference, read.

    Attributes:
        raw: as printed; every character of it is in a span, in `remainder`, or is white space or punctuation between.
        authors: in printed order; has_et_al: the list says that it was cut.
        year: None where none is printed ("n.d.", "in press"); year_suffix: the "a" of "2015a".
        pages: normal form "387-395" for "387–95"; article numbers as printed ("e12345").
        volume / issue: arabic for roman numerals; supplements as "suppl 1".
        doi: lower case, without the address of a resolver. accessed: ISO date, or as printed where it is no date.
        type: a code of `schemas/vocab/publication_types.yml`; None where the text does not say.
        confidence: (field, 0 to 1) for each field that has a value, and for a type that the model weighed; calibrated
            on held-out references.
        parsed_by: `crf`, or `rules` where the model cannot be loaded, and for short labels.
        remainder: what is no field, pieces joined by a space.
        spans: (field, start, end) in `raw`, in printed order; `editors` where these stand in the authors' place.
        doubts: fields left empty because their confidence lay below the floor.
    """

    raw: str
    authors: tuple[Author, ...]
    has_et_al: bool
    year: int | None
    year_suffix: str | None
    title: str | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    publisher: str | None
    place: str | None
    edition: str | None
    conference: str | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    url: str | None
    accessed: str | None
    registration: str | None
    type: str | None
    confidence: tuple[tuple[str, float], ...]
    parsed_by: str
    remainder: str
    spans: tuple[tuple[str, int, int], ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def publication_type(self) -> str | None:
        """The type, where nothing makes it doubtful."""
        return self.type if all(doubt.field != "type" for doubt in self.doubts) else None
