"""Makes the file system fail, or the process die, at a chosen call of everything that a publication asks of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# Every call that changes the file system, or makes a change last. Calls that only read are not counted.
CHANGING = (
    "open", "write", "fsync", "close", "mkdir", "rename", "replace", "symlink", "unlink", "rmdir", "ftruncate",
    "pwrite",
)  # fmt: skip


@contextmanager
def at_call(number: int, fault: Callable[[], None]) -> Iterator[list[str]]:
    """Calls `fault` at the `number`th changing call, from 0; the list that is yielded names the calls so far."""
    originals = {name: getattr(os, name) for name in CHANGING}
    calls: list[str] = []

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            calls.append(name)
            is_due = len(calls) - 1 == number
            if is_due and name != "close":
                fault()
            result = originals[name](*arguments, **options)
            if is_due:
                fault()  # Linux closes a file even when `close` fails
            return result

        return call

    for name in CHANGING:
        setattr(os, name, wrapped(name))
    try:
        yield calls
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


def failing(code: int) -> Callable[[], None]:
    """A fault that raises the OSError of that errno."""

    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail
