"""Which part of a document is being read, and is it still wanted? Formats say where they are; whoever sets limits
listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


def _nobody(_page: int | None) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Pace:
    """Who is told of each part before it is read, and where reading ends.

    Attributes:
        begin: called with a page's number (1-based), or None when all pages are read and their tables come next.
        last_page: pages after this one are left out; None for all pages.
    """

    begin: Callable[[int | None], None] = _nobody
    last_page: int | None = None


_PACE: ContextVar[Pace] = ContextVar("pace")
_UNHURRIED = Pace()


@contextmanager
def kept(pace: Pace) -> Iterator[None]:
    """Whatever is read inside keeps `pace`."""
    token = _PACE.set(pace)
    try:
        yield
    finally:
        _PACE.reset(token)


def begin_page(number: int) -> bool:
    """Whether page `number` is to be read; a format asks before each page."""
    pace = _PACE.get(_UNHURRIED)
    if pace.last_page is not None and number > pace.last_page:
        return False
    pace.begin(number)
    return True


def begin_tables() -> None:
    """All pages are read; what follows is one piece."""
    _PACE.get(_UNHURRIED).begin(None)
