"""A printed list of authors is read into persons and bodies, in whatever order and punctuation it is printed."""

from __future__ import annotations

import pytest

from extract.fields.names import match_authors, parse_authors

PERSONS = [
    ("Webber, M.P. and Larsen, J.A.", ["Webber, M.P.", "Larsen, J.A."]),
    ("Griffiths, C.A, Nieminen, I.", ["Griffiths, C.A.", "Nieminen, I."]),
    ("Dune Arrow, D., Chandler, R.", ["Dune Arrow, D.", "Chandler, R."]),
    ("Perese, E. F. & Wolf, M.", ["Perese, E.F.", "Wolf, M."]),
    ("Coolen- Schrijner, P., Tate, A.", ["Coolen-Schrijner, P.", "Tate, A."]),
    ("Webber M, van der Berg JA, O'Brien K Jr", ["Webber, M.", "van der Berg, J.A.", "O'Brien, K."]),
    ("J.-P. Serre and M. van Dijk", ["Serre, J.-P.", "van Dijk, M."]),
    ("Miller, Susan, and John Q. Brown", ["Miller, Susan", "Brown, John Q."]),
    ("Dey, Nivedita, Ghosh, Mrityunjay J", ["Dey, Nivedita", "Ghosh, Mrityunjay J"]),
    ("Ann Lee, Jo Berg, and Kim Tal", ["Lee, Ann", "Berg, Jo", "Tal, Kim"]),
    ("Webber, M.; Larsen, J. A.", ["Webber, M.", "Larsen, J.A."]),
    ("WEBBER, M. and NG, K.", ["Webber, M.", "NG, K."]),
    ("F Pessina et al. [30]", ["Pessina, F."]),
]
BODIES = [
    "Centre for Mental Health",
    "National Institute for Health and Care Excellence",
    "Age UK",
    "WHO",
    "Department of Health and Social Care",
    "Diabetes Prevention Program Research Group",
    "Bundesministerium für Gesundheit",
]
NOT_BODIES = ["House, J.S.", "Trust M", "Bank, A. and Union, B."]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons(text: str, expected: list[str]) -> None:
    """Each person has a family name with its particles, and initials in one form."""
    read = parse_authors(text)
    assert [str(author) for author in read.authors] == expected
    assert not any(author.is_body for author in read.authors)


@pytest.mark.parametrize("text", BODIES)
def test_a_body_stays_whole(text: str) -> None:
    """The name of a body is one author, with its commas and its "and"."""
    read = parse_authors(text)
    assert [(author.family, author.given, author.is_body) for author in read.authors] == [(text, None, True)]


@pytest.mark.parametrize("text", NOT_BODIES)
def test_a_person_with_the_name_of_a_thing_is_a_person(text: str) -> None:
    """Initials make a person, whatever the family name means."""
    assert not any(author.is_body for author in parse_authors(text).authors)


def test_a_cut_list_says_so() -> None:
    """The words for "and others" are kept as a fact, not as a name."""
    read = parse_authors("Smith J, Jones A, et al.")
    assert read.has_et_al
    assert len(read.authors) == 2


@pytest.mark.parametrize(
    "text", ["The UK housing market and policy", "Health and Social Care.", "Washington, DC: Fund"]
)
def test_no_list_is_seen_where_none_is(text: str) -> None:
    """Titles and places do not begin with a list of authors."""
    assert match_authors(text) == 0


@pytest.mark.parametrize(
    "text", ["A. " * 3000, "Aa, " * 3000, "Van Der " * 2000, "A-" * 4000, "(2010" * 2000, "Smith, J., " * 1500]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Long repetitions cost time in proportion to their length."""
    parse_authors(text)
    match_authors(text)
