"""Marks of a printed reference by their words, and back."""

from __future__ import annotations

from collections.abc import Iterable

from extract.fields.references.record import Mark


def at(text: str, field: str, words: str) -> Mark:
    """A mark where the words stand first."""
    return Mark(field, text.index(words), text.index(words) + len(words))


def at_last(text: str, field: str, words: str) -> Mark:
    """A mark where the words stand last."""
    return Mark(field, text.rindex(words), text.rindex(words) + len(words))


def printed(text: str, marks: Iterable[Mark]) -> dict[str, str]:
    """The words of each mark, without the signs around them."""
    return {mark.field: text[mark.start : mark.end].strip(" ,.") for mark in marks}
