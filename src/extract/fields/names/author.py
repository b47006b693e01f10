"""Who is an author of a work: a person or a body?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a body.

    Attributes:
        family: family name with its particles ("van der Berg"), or the whole name of a body.
        given: initials ("M.P.") or given names as printed; None for a body, and where only the family name is printed.
        is_body: an organisation, a group or a study.
    """

    family: str
    given: str | None
    is_body: bool

    def __str__(self) -> str:
        """`Webber, M.P.`, or the name of a body alone."""
        return self.family if self.given is None else f"{self.family}, {self.given}"


@dataclass(frozen=True, slots=True)
class AuthorList:
    """Authors in printed order; `has_et_al` when the list says that it was cut."""

    authors: tuple[Author, ...]
    has_et_al: bool
