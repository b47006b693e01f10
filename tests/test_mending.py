"""Two readings of one printed text give the text that the paper most likely held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import fold
from extract.mending import mend

SAME_LETTERS = [
    ("a dogassisted therapy", "a dog-assisted therapy", "a dog-assisted therapy"),
    ("using semiand unstructured talks", "using semi- and un-structured talks", "using semi- and un-structured talks"),
    ("an in- depth look", "an in-depth look", "an in-depth look"),
    ("Coolen- Schrijner, P.", "Coolen-Schrijner, P.", "Coolen-Schrijner, P."),
    ("day carepredictors of contact", "day care--predictors of contact", "day care--predictors of contact"),
    ("clubs studies of them", "clubs – studies of them", "clubs – studies of them"),
    ("The Journal : A Part", "The Journal: A Part", "The Journal: A Part"),
    ("Psychiatry , 12(4)", "Psychiatry, 12(4)", "Psychiatry, 12(4)"),
    ("PRISM study", "PRiSM study", "PRiSM study"),
    ("a  b", "a b", "a b"),
    ("Loubiere, S.", "Loubière, S.", "Loubière, S."),
    ("naïve", "nai\u0308ve", "naïve"),
]


@pytest.mark.parametrize(("left", "right", "expected"), SAME_LETTERS)
def test_same_letters_are_mended_whichever_comes_first(left: str, right: str, expected: str) -> None:
    """Lost hyphens, dashes and blanks come back, and that is no disagreement."""
    for mended in (mend(left, right, {}), mend(right, left, {})):
        assert mended.text == expected
        assert mended.misreadings == ()


def test_a_misread_word_is_a_disagreement_settled_by_other_places() -> None:
    """The reading whose word stands elsewhere wins; both are kept."""
    mended = mend("fewer confidents and friends", "fewer confidants and friends", {"confidants": 3, "confidents": 1})
    assert mended.text == "fewer confidants and friends"
    assert [(m.chosen, m.other) for m in mended.misreadings] == [("confidants", "confidents")]


def test_without_other_evidence_the_preferred_reading_wins() -> None:
    """Where no count tells, the wholest document is believed, and the other reading is published."""
    mended = mend("Szmukler, G.", "Szumkier, G.", {})
    assert mended.text == "Szmukler, G."
    assert len(mended.misreadings) == 1


def test_whole_beats_cut() -> None:
    """A sentence that one conversion lost is taken from the other, without a disagreement."""
    mended = mend("Contacts rose.", "Contacts rose. They stayed high for two years.", {})
    assert mended.text == "Contacts rose. They stayed high for two years."
    assert mended.misreadings == () and mended.is_whole_from_one


def test_mending_and_misreading_in_one_text() -> None:
    """A lost hyphen elsewhere in a text is mended although a word of it is in dispute."""
    mended = mend("semistructured talks with perpetuators", "semi-structured talks with perpetrators", {})
    assert mended.text == "semi-structured talks with perpetuators"


@given(st.text(max_size=80), st.text(max_size=80))
def test_never_raises_and_is_stable(left: str, right: str) -> None:
    """Any two texts mend to a text whose letters are from them; mending a text with itself keeps its letters."""
    mended = mend(left, right, {}).text
    assert set(fold(mended)) <= set(fold(left)) | set(fold(right))
    assert fold(mend(left, left, {}).text) == fold(left)
