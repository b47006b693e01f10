"""Which id does a review, or a study in it, carry from release to release?

An id comes from the document's own words, folded to letters and digits: of a study, the beginning of its title with
the year; so it
survives another conversion, a better normaliser, a hyphen lost, and a title cut or misread towards its end. The
beginning is
long enough that two studies of one review seldom share it; those that do get longer keys, the later ones first, so
that an id already published stays with its study.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from extract.folding import fold

# Letters and digits of a title that make the key, about six words: long enough to tell the studies of one review and
# year apart, short enough that what converters cut or misread further on does not count.
KEY_LENGTH = 40
ID_LENGTH = 12


@dataclass(frozen=True)
class StudyKey:
    """What a study's id is made from.

    Attributes:
        kind: `title`, `label` (author and year), `intervention` or `row` (a row whose reference was lost).
        text: the whole of it, folded.
        year: as printed, None where none is.
    """

    kind: str
    text: str
    year: int | None

    def digest(self, review_id: str, *, is_long: bool) -> str:
        """`s` and 12 hex digits."""
        text = self.text if is_long else self.text[:KEY_LENGTH]
        year = "" if self.year is None else str(self.year)
        return "s" + _hash(f"{review_id}|{self.kind}|{text}|{year}")


def study_key(
    *, title: str | None, first_author: str | None, year: int | None, intervention: str | None, row_text: str
) -> StudyKey:
    """The key of a record: its title, else its author and year, else its intervention, else the row's words."""
    if title:
        return StudyKey("title", fold(title), year)
    if first_author:
        return StudyKey("label", fold(first_author), year)
    if intervention:
        return StudyKey("intervention", fold(intervention), None)
    return StudyKey("row", fold(row_text), None)


def review_id(key: str) -> str:
    """`r` and 12 hex digits, from the review's key (folded title, or opening words)."""
    return "r" + _hash(key)


def study_ids(review: str, keys: Sequence[StudyKey]) -> tuple[str, ...]:
    """One id for each key, in order, no two alike.

    Args:
        review: the review's id.
        keys: of the review's studies, those that stood in an earlier version first.
    """
    ids: list[str] = []
    for key in keys:
        candidate = key.digest(review, is_long=False)
        if candidate in ids:
            candidate = key.digest(review, is_long=True)
        ordinal = 2
        while candidate in ids:
            candidate = "s" + _hash(f"{key.digest(review, is_long=True)}|{ordinal}")
            ordinal += 1
        ids.append(candidate)
    return tuple(ids)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
