"""Letters that are more than one thing: initials or a suffix, a numeral or a part, initials or a company."""

from __future__ import annotations

import pytest

from extract.fields.names import parse_authors
from extract.fields.references.values import issue_of, volume_of


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Landis JR, Koch GG", ["Landis, J.R.", "Koch, G.G."]),
        ("Landis, JR, Koch, GG", ["Landis, J.R.", "Koch, G.G."]),
        ("van der Berg SR, Lee K", ["van der Berg, S.R.", "Lee, K."]),
        ("Berg J JR, Lee K", ["Berg, J.", "Lee, K."]),
        ("Berg J Jr, Lee K", ["Berg, J.", "Lee, K."]),
        ("Presotto AG, Berg CM", ["Presotto, A.G.", "Berg, C.M."]),
    ],
)
def test_capitals_behind_a_family_name_are_initials(printed: str, names: list[str]) -> None:
    """`JR` is a suffix only behind initials; `AG` ends a company's name only where no person stands beside."""
    assert [str(author) for author in parse_authors(printed).authors] == names


def test_a_company_alone_stays_a_body() -> None:
    """Without a person beside it nothing says that the letters are initials."""
    (author,) = parse_authors("Lantern AG").authors
    assert author.is_body


@pytest.mark.parametrize(
    ("printed", "value"), [("C", "C"), ("D", "D"), ("XII", "12"), ("iv", "4"), ("X", "10"), ("İ", "İ")]
)
def test_a_single_letter_of_a_hundred_and_more_is_a_part(printed: str, value: str) -> None:
    """`25(C)` is part C; letters that only look like a numeral's in another alphabet are none."""
    assert issue_of(printed) == value
    assert volume_of(printed) == value


@pytest.mark.parametrize(("printed", "value"), [("Suppl 1(Suppl 1)", "suppl 1"), ("2(Suppl 1)", "2(suppl 1)")])
def test_a_supplement_is_named_once(printed: str, value: str) -> None:
    """PubMed's export prints it before the brackets and in them."""
    assert issue_of(printed) == value
