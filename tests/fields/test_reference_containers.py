"""Where does the container begin and end?"""

from __future__ import annotations

import pytest

from extract.fields.references.containers import (
    up_to_bracket,
    with_acronym,
    with_qualified_journal,
)
from extract.fields.references.titles import up_to_journal
from extract.fields.references.values import cleaned, pages_of
from tests.fields.marks import at, printed


@pytest.mark.parametrize(
    ("text", "house", "left"),
    [
        ("Lamps [Thesis, Leeds]. Lamp Base", "Leeds]. Lamp Base", "Leeds"),
        ("Lamps. Leeds (Lit). Base", "Leeds (Lit). Base", "Leeds (Lit). Base"),
        ("Lamps (Leeds)", "Leeds", "Leeds"),
        ("Lamps [Thesis]. Lamp Base", "]. Lamp Base", "]. Lamp Base"),
        ("Lamps at sea (Lux, York, 1965)", "Lamps at sea (Lux", "Lamps at sea "),
        ("Lamps at sea (of the north ), Lit", "Lamps at sea (of the north", "Lamps at sea (of the north )"),
        ("Lamps at sea (of the north", "Lamps at sea (of the north", "Lamps at sea (of the north"),
        ("Lamps (Lux) [at] sea", "Lamps (Lux) [at] sea", "Lamps (Lux) [at] sea"),
        (f"Lamps ({'at sea ' * 12}). Lit", f"Lamps ({'at sea ' * 12}", f"Lamps ({'at sea ' * 12}"),
    ],
)
def test_a_source_ends_with_acronyms(text: str, house: str, left: str) -> None:
    """What opens in brackets closes with them; brackets of its own stay, one of another field does not."""
    found = up_to_bracket(text, at(text, "container", house))
    assert text[found.start : found.end] == left


def test_brackets_that_close_in_a_title_number_its_parts() -> None:
    """They opened nowhere, and cut no title."""
    title = at("Lamps: a) at sea", "title", "Lamps: a) at sea")
    assert up_to_bracket("Lamps: a) at sea", title) == title


@pytest.mark.parametrize(
    "text", ["A note on f(x (and g). Lamps", f"A note (on lamps, {'seas, ' * 20}and light). Lamps"]
)
def test_a_title_keeps_an_open_bracket_of_a_formula(text: str) -> None:
    """One that touches the word before it, or closes far away, tells no end."""
    title = at(text, "title", text[:24])
    assert up_to_bracket(text, title) == title


def test_a_meeting_keeps_its_letters() -> None:
    """Whether a house, part of one or nothing was seen in them; a year in them is left alone."""
    for house, left in (("(DSN-W)", None), ("(DSN-W), IEEE", "IEEE"), ("IEEE", "IEEE")):
        text = "Workshop on Lamps (DSN-W), IEEE, 2014"
        found = with_acronym(text, (at(text, "container", "Workshop on Lamps"), at(text, "publisher", house)))
        assert printed(text, found)["container"] == "Workshop on Lamps (DSN-W)"
        assert printed(text, found).get("publisher") == left
    text = "Property in the North (OUP 2013)"
    marks = (at(text, "container", "Property in the North"), at(text, "publisher", "OUP"), at(text, "year", "2013"))
    assert with_acronym(text, marks) == marks


@pytest.mark.parametrize(
    ("text", "journal"),
    [
        ("J Lamps (Vienna). 2021;12:3", "J Lamps (Vienna)"),
        ("J Lamps (Vienna) 2021;12:3", "J Lamps (Vienna)"),
        ("Lamps (Vienna). 2021", "Lamps"),
        ("J Lamps. Vienna. 2021;12:3", "J Lamps"),
    ],
)
def test_a_journal_keeps_the_town_that_tells_it_from_others(text: str, journal: str) -> None:
    """A book has a place there."""
    name = text[: text.index("Vienna")].rstrip(" (.")
    marks = [at(text, "container", name), at(text, "place", "Vienna"), at(text, "year", "2021")]
    marks += [at(text, "volume", "12")] if ";" in text else []
    found = printed(text, with_qualified_journal(text, tuple(marks)))
    assert (found["container"], "place" in found) == (journal, journal == name)


@pytest.mark.parametrize(
    ("journal", "title", "container"),
    [
        ("North Sector Study. 7. Lancet", "Lamps. North Sector Study. 7", "Lancet"),
        ("J. Lamps 7 Lancet", "Lamps", "J. Lamps 7 Lancet"),
        ("Lamp Processing Systems 25. Lancet", "Lamps", "Lamp Processing Systems 25. Lancet"),
    ],
)
def test_a_journal_begins_behind_the_number_of_a_paper(journal: str, title: str, container: str) -> None:
    """Which a study gives its papers; no journal's name has a sentence that a number ends."""
    text = f"Lamps. {journal} 12, 3-4"
    marks = (
        at(text, "title", "Lamps"),
        at(text, "container", journal),
        at(text, "volume", "12"),
        at(text, "pages", "3-4"),
    )
    found = printed(text, up_to_journal(text, marks))
    assert (found["title"], found["container"]) == (title, container)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Paris", "Paris"),
        ("Paris)", "Paris"),
        ("Lit (", "Lit"),
        ("(Lit) (", "(Lit)"),
        ("(a) b", "(a) b"),
        ("(Lit)", "Lit"),
    ],
)
def test_half_a_pair_of_brackets_is_left_off(text: str, expected: str) -> None:
    """The field's edge fell between the two."""
    assert cleaned(text) == expected


def test_a_word_before_pages_may_end_with_a_hyphen() -> None:
    """`pp-1-27` names pages, `S12-8` is a range of a supplement."""
    assert (pages_of("pp-1-27"), pages_of("S12–8")) == ("1-27", "S12-S18")


NLM = "Lampology (Leeds, Md. : 1985)"
PUBMED = "Lampology (Leeds Md 1985)"


@pytest.mark.parametrize(
    ("text", "marks", "journal"),
    [
        (f"“Lamps,” {NLM}, vol. 3, 2010.", {"container": "Lampology", "year": "1985"}, NLM),
        (f"“Lamps,” {NLM}, vol. 3, 2010.", {"title": "“Lamps,”", "place": "Leeds, Md."}, NLM),
        (f"“Lamps,” {NLM}. 2010;3:1.", {"container": "Lampology", "year": "2010"}, NLM),
        # The model ends the name before the brackets or inside.
        (f"Lamps. {PUBMED}. 2010;3:1.", {"title": "Lamps.", "container": "Lampology", "year": "1985", "volume": "3"}, PUBMED),
        (f"Lamps. {PUBMED}. 2010;3:1.", {"title": "Lamps.", "container": PUBMED[:19], "year": "1985", "volume": "3"}, PUBMED),
    ],
)  # fmt: skip
def test_a_catalogue_tells_journals_of_one_name_apart(text: str, marks: dict[str, str], journal: str) -> None:
    """By the place and the year of the first issue, which is not that of the work."""
    found = printed(text, with_qualified_journal(text, tuple(at(text, *mark) for mark in marks.items())))
    assert (found["container"], found["year"]) == (journal, "2010")
    assert "place" not in found


def test_brackets_in_a_title_are_no_catalogue() -> None:
    """French sets a blank before a colon; behind a journal stand its numbers."""
    text = "Berg. Les lampes (Paris : 1937). Revue des lampes, 12(3)."
    marks = (at(text, "authors", "Berg."), at(text, "title", "Les lampes (Paris : 1937)."))
    assert with_qualified_journal(text, marks) == marks


def test_a_house_in_brackets_is_no_catalogue() -> None:
    """Its colon touches the place."""
    text = "“Lamps,” Lampology (Leeds: Lux, 1985), 3."
    marks = (at(text, "container", "Lampology"), at(text, "year", "1985"))
    assert with_qualified_journal(text, marks) == marks
