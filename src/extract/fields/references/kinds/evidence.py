"""What speaks for the type of a work, in names that the model has weights for."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

from extract.fields.references.kinds.printed import Printed
from extract.fields.references.kinds.publishers import House

_LACKING = ("title", "container", "publisher", "place", "volume", "pages", "url")
_SOURCE = ("container", "volume", "pages", "publisher")
# Clues that the fields, the authors and the house tell too.
_TOLD_BY_FIELDS = frozenset({"corporate", "publisher", "place", *get_args(House)})


def evidence_of(work: Printed, clues: frozenset[str], ruled: str | None) -> list[str]:
    """What the rules take the work for; its clues; the fields it has, and which of the usual ones it lacks; who its
    authors are, alone and with what else says where it was published."""
    return [
        f"rules: {ruled}",
        *_of_fields(work.has, _authors(work), work.house),
        *_of_clues("said", work.said),
        *_of_clues("title", work.title),
        *_of_clues("container", work.container),
        *_of_clues("clue", clues - _TOLD_BY_FIELDS),
        *[name for name, is_so in _looks(work) if is_so],
    ]


def _authors(work: Printed) -> str:
    if not work.authors:
        return "none"
    if work.is_corporate:
        return "bodies"
    return "both" if any(author.is_body for author in work.authors) else "persons"


@lru_cache(maxsize=10_000)
def _of_fields(has: frozenset[str], authors: str, house: House | None) -> tuple[str, ...]:
    source = " ".join(field for field in _SOURCE if field in has)
    return (
        f"authors: {authors}",
        f"house: {house}",
        *[f"has {field}" for field in sorted(has)],
        *[f"no {field}" for field in _LACKING if field not in has],
        f"{authors}, {house}, {'on' if 'url' in has else 'off'} line",
        f"{authors}, {source}",
    )


@lru_cache(maxsize=10_000)
def _of_clues(place: str, clues: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"{place}: {clue}" for clue in sorted(clues))


def _looks(work: Printed) -> tuple[tuple[str, bool], ...]:
    return (
        ("periodical", work.is_periodical),
        ("meeting", work.is_meeting or work.is_in_meeting),
        ("series", work.is_series),
        ("page", work.is_page),
        ("in another", work.is_in_other),
    )
