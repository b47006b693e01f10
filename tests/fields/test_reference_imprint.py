"""House and place, where the model cuts them otherwise."""

from __future__ import annotations

import pytest

from extract.fields.references.imprint import with_whole_house
from extract.fields.references.record import Mark
from tests.fields.marks import at


def _read(text: str, marks: tuple[Mark, ...]) -> dict[str, str]:
    return {mark.field: text[mark.start : mark.end] for mark in marks}


@pytest.mark.parametrize(
    ("house", "read"),
    [
        ("Thèse de doctorat, Université de Lux", "Université de Lux"),
        ("Tese de Doutorado, Universidade de Lux", "Universidade de Lux"),
        ("Thesis Publishers, Universiteit Lux", "Thesis Publishers, Universiteit Lux"),
        ("Working Paper, Lamp Office", "Lamp Office"),
        ("Thesis Press", "Thesis Press"),
    ],
)
def test_a_house_stands_alone(house: str, read: str) -> None:
    """Without the kind of work before it."""
    text = f"Lamps. {house}, 2004."
    found = _read(text, with_whole_house(text, (at(text, "title", "Lamps"), at(text, "publisher", house))))
    assert found["publisher"] == read


@pytest.mark.parametrize(("printed", "is_place"), [("S.l.", False), ("o. O.", False), ("ELI", False), ("Leeds", True)])
def test_without_place_is_no_place(printed: str, is_place: bool) -> None:
    """What catalogues print where no place is known, and labels of a line."""
    text = f"Lamps. {printed}: Lux, 2004."
    found = _read(text, with_whole_house(text, (at(text, "place", printed), at(text, "publisher", "Lux"))))
    assert ("place" in found) == is_place
