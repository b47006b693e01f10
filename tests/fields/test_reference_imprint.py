"""House and place, where the model cuts them otherwise."""

from __future__ import annotations

import pytest

from extract.fields.references.imprint import is_no_house, with_house_for_place, with_whole_house
from extract.fields.references.record import Mark
from extract.fields.references.values import house_of
from tests.fields.marks import at, printed


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
    found = printed(text, with_whole_house(text, (at(text, "title", "Lamps"), at(text, "publisher", house))))
    assert found["publisher"] == read


@pytest.mark.parametrize(("name", "is_place"), [("S.l.", False), ("o. O.", False), ("ELI", False), ("Leeds", True)])
def test_without_place_is_no_place(name: str, is_place: bool) -> None:
    """What catalogues print where no place is known, and labels of a line."""
    text = f"Lamps. {name}: Lux, 2004."
    found = printed(text, with_whole_house(text, (at(text, "place", name), at(text, "publisher", "Lux"))))
    assert ("place" in found) == is_place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("W. W. Norton.", "W. W. Norton"),
        ("C.H. Beck.", "C.H. Beck"),
        ("Univ. of Lamps Press.", "Univ. of Lamps Press"),
        ("Lux & Co.", "Lux & Co."),
        ("P.U.F.", "P.U.F."),
    ],
)
def test_a_house_ends_before_the_full_stop_of_its_sentence(text: str, expected: str) -> None:
    """Initials before a name are no abbreviation at its end; companies and letters alone keep theirs."""
    assert house_of(text) == expected


@pytest.mark.parametrize(
    ("text", "house", "place", "read"),
    [
        ("Lamp House, Incorporated, 2013", "Lamp House", "Incorporated", {"publisher": "Lamp House, Incorporated"}),
        ("Papers 540, Boston College.", None, "Boston College", {"publisher": "Boston College"}),
        ("Lamp House, Lincoln", "Lamp House", "Lincoln", {"publisher": "Lamp House", "place": "Lincoln"}),
        ("Hamilton (ON)", None, "Hamilton (ON)", {"place": "Hamilton (ON)"}),
        ("College Station, TX", None, "College Station, TX", {"place": "College Station, TX"}),
    ],
)
def test_companies_and_bodies_are_no_places(text: str, house: str | None, place: str, read: dict[str, str]) -> None:
    """A city with its state is one."""
    marks = (*(() if house is None else (at(text, "publisher", house),)), at(text, "place", place))
    assert printed(text, with_house_for_place(text, marks)) == read


def test_series_and_containers_are_no_houses() -> None:
    """What the rules would take for one."""
    for text, is_none in (
        ("CFS Working Paper No", True),
        ("In: 2021 Workshop", True),
        ("arXiv preprint", True),
        ("Institute of Lamps", False),
    ):
        assert is_no_house(text, Mark("publisher", 0, len(text))) is is_none
