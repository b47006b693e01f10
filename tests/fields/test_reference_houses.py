"""Statements of editions, in the forms of many lands."""

from __future__ import annotations

import pytest

from extract.fields.references.houses import EDITION, edition, may_print_edition, published, title_end

STATEMENTS = (
    "2nd edn.", "(3rd ed.)", "Rev. ed.", "Fourth enlarged edition", "2nd revised and enlarged edition", "5., neubearb. Aufl.",
    "2. Auflage", "6., neubearbei- tete und erweiterte Auflage", "2e éd. revue", "3.ª ed. rev. e ampl.", "3ª Edição",
    "2ª edición", "3a edizione", "2e druk", "3. uppl.", "4. utgave", "3. utgåva", "2. udg.", "wyd. 3",
)  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_is_found_by_its_word_and_whole(statement: str) -> None:
    """The word that is looked for first stands in each of them, and the title before it ends where it begins."""
    text = f"Lanterns. {statement}"
    assert may_print_edition(text)
    found = EDITION.search(text)
    assert found is not None
    assert [(mark.start, mark.end) for mark in edition(text)] == [found.span()]
    assert found[0].strip() == statement
    assert title_end(text, 0, len(text)) == found.start()


@pytest.mark.parametrize(
    "text", ["the ed. of", "2 ed by Lee", "10. Ausgaben", "Chapter 2. Ed Berg", "pp. 1-12. ed. Berg"]
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    """Editors, issues and a man called Ed."""
    assert EDITION.search(text) is None


def test_the_last_of_two_statements_ends_the_title() -> None:
    """A title may speak of one edition and be printed in another."""
    text = "The 2nd edition of lamps, 3rd ed."
    assert text[: title_end(text, 0, len(text))] == "The 2nd edition of lamps"


@pytest.mark.parametrize(
    ("text", "place", "publisher"),
    [
        ("Lamps; John Wiley & Sons: Hoboken, NJ, USA, 2003.", "Hoboken, NJ, USA", "John Wiley & Sons"),
        ("Lamps. Routledge: London and New York, 2011.", "London and New York", "Routledge"),
        ("Lamps. New York: W. W. Norton; 2011.", "New York", "W. W. Norton"),
        ("Lamps. Leeds: Lamp Press. 2011.", "Leeds", "Lamp Press"),
    ],
)
def test_place_and_house_in_either_order(text: str, place: str, publisher: str) -> None:
    """A press before the colon stands before its place; the full stop of an initial ends no house."""
    found = {mark.field: text[mark.start : mark.end].strip(" .") for mark in published(text, len("Lamps."), len(text))}
    assert found == {"place": place, "publisher": publisher}


@pytest.mark.parametrize(
    ("text", "expected"), [("First Edition Report. 2022", None), ("Lamps. First edition. Report", "First edition")]
)
def test_a_title_may_speak_of_its_edition(text: str, expected: str | None) -> None:
    """A word behind it goes on with the title."""
    found = [text[mark.start : mark.end].strip(" .") for mark in edition(text)]
    assert found == ([] if expected is None else [expected])
