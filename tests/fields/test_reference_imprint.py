"""House and place, where the model cuts them otherwise."""

from __future__ import annotations

import pytest

from extract.fields.references.imprint import with_body_behind_title, with_whole_house
from extract.fields.references.record import FLOOR, Mark


def _read(text: str, marks: tuple[Mark, ...]) -> dict[str, str]:
    return {mark.field: text[mark.start : mark.end] for mark in marks}


def _at(text: str, field: str, printed: str) -> Mark:
    start = text.index(printed)
    return Mark(field, start, start + len(printed), 0.9)


@pytest.mark.parametrize(
    ("text", "house", "read"),
    [
        ("Lamps. Lux Studio s.r.o., Horní Lhota.", "Lux Studio s.r.o., Horní Lhota.", ("Lux Studio s.r.o.", "Horní Lhota")),
        ("Lamps. Lux Co., Ltd, 2004.", "Lux Co., Ltd", ("Lux Co., Ltd", None)),
        ("Lampes. Thèse de doctorat, Université de Lux, 2022.", "Thèse de doctorat, Université de Lux", ("Université de Lux", None)),
        ("Lamps. Working Paper, Lamp Office, 2004.", "Working Paper, Lamp Office", ("Lamp Office", None)),
        ("Lamps. Thesis Press, 2004.", "Thesis Press", ("Thesis Press", None)),
    ],
)  # fmt: skip
def test_a_house_stands_alone(text: str, house: str, read: tuple[str, str | None]) -> None:
    """Without the kind of work before it, and the place behind the form of its company apart."""
    found = _read(text, with_whole_house(text, (_at(text, "title", text.split(".")[0]), _at(text, "publisher", house))))
    assert (found["publisher"], found.get("place")) == read


@pytest.mark.parametrize(("printed", "is_place"), [("S.l.", False), ("o. O.", False), ("ELI", False), ("Leeds", True)])
def test_without_place_is_no_place(printed: str, is_place: bool) -> None:
    """What catalogues print where no place is known, and labels of a line."""
    text = f"Lamps. {printed}: Lux, 2004."
    found = _read(text, with_whole_house(text, (_at(text, "place", printed), _at(text, "publisher", "Lux"))))
    assert ("place" in found) == is_place


def test_a_body_behind_the_title_is_what_made_it_doubtful() -> None:
    """Behind the body's name the title is believed."""
    text = "Lamp fever. World Health Organization. Available at: https://www.who.example/"
    title = Mark("title", 0, text.index(" Available"), FLOOR / 2)
    marks = with_body_behind_title(text, (title,))
    assert _read(text, marks) == {"title": "Lamp fever.", "publisher": "World Health Organization."}
    assert all(mark.confidence >= FLOOR for mark in marks)
