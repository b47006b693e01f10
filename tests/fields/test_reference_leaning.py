"""The type of a work: what the model leans to, what evidence weighs against it, and when it is left open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extract.fields.references.assemble import assemble
from extract.fields.references.kinds import Leaning, Printed
from extract.fields.references.kinds.clues import clues_of
from extract.fields.references.kinds.evidence import evidence_of
from extract.fields.references.record import FLOOR, Mark
from extract.fields.references.words import told_of, word_of

TYPES = ("book", "report", "thesis")


WEIGHTS = np.array([[0.0, 3.0, 0.0], [0.0, 0.0, 1.5]], np.float32)
TO_BOOK = Leaning(TYPES, np.array([1.0, 0.0, 0.0]), {"clue: report": 0, "said: thesis": 1}, WEIGHTS, float)
RAW = "Berg, T. (2003) Lanterns in parks. Leeds: Lantern House."
MARKS = [
    Mark("authors", 0, 8),
    Mark("year", 9, 15),
    Mark("title", 16, 33),
    Mark("place", 35, 40),
    Mark("publisher", 42, 55),
]


def test_evidence_is_added_to_what_the_model_leans_to() -> None:
    """Without evidence the scores decide; a piece that speaks for a report turns them; an unknown one counts nothing."""
    assert TO_BOOK.settled([])[0] == "book"
    assert TO_BOOK.settled(["clue: report"])[0] == "report"
    assert TO_BOOK.settled(["clue: lantern"]) == TO_BOOK.settled([])


def test_the_share_is_the_probability_of_the_type_as_held_out_works_bear_it_out() -> None:
    """Three scores of one kind each have a third; the calibration is asked with that."""
    even = replace(TO_BOOK, scores=np.zeros(3), share_right=lambda share: share / 2)
    assert even.settled([])[1] == pytest.approx(1 / 6)
    assert TO_BOOK.settled(["said: thesis"])[1] == pytest.approx(np.exp(1.5) / (np.e + 1 + np.exp(1.5)))


def test_a_type_that_is_more_often_wrong_than_right_is_left_open() -> None:
    """Below the floor the reference has no type, and a doubt that names it; above it the share stands beside the type."""
    sure = assemble(RAW, MARKS, "crf", leaning=replace(TO_BOOK, share_right=lambda *_: 0.99))
    assert (sure.type, dict(sure.confidence)["type"], sure.doubts) == ("book", 0.99, ())
    less = assemble(RAW, MARKS, "crf", leaning=replace(TO_BOOK, share_right=lambda *_: FLOOR))
    assert (less.type, [(doubt.field, doubt.reason) for doubt in less.doubts]) == ("book", [("type", "uncertain")])
    open_ = assemble(RAW, MARKS, "crf", leaning=replace(TO_BOOK, share_right=lambda *_: FLOOR - 0.01))
    assert open_.type is None
    assert [(doubt.field, doubt.raw, doubt.reason) for doubt in open_.doubts] == [("type", "book", "below-floor")]


def test_rules_stand_where_the_model_knows_no_such_type_or_need_not_be_asked() -> None:
    """A model that knows no conference papers leaves them to the rules; a plain article is one whatever it leans to."""
    raw = "Berg T. Lanterns. Proceedings of the Lantern Conference. 2003."
    marks = [Mark("authors", 0, 6), Mark("title", 8, 16), Mark("container", 18, 55), Mark("year", 57, 61)]
    assert assemble(raw, marks, "crf", leaning=TO_BOOK).type == assemble(raw, marks, "rules").type == "conference"
    raw = "Berg T. Lanterns. Lancet 2003;3:45-51."
    marks = [Mark("container", 18, 24), Mark("volume", 30, 31), Mark("pages", 32, 37), Mark("title", 8, 16)]
    article = assemble(raw, marks, "crf", leaning=TO_BOOK)
    assert article.type == "article"
    assert "type" not in dict(article.confidence)


def test_a_page_on_the_web_is_no_file() -> None:
    """An address that shows a document bars the page, however the model leans; another address does not."""
    to_page = Leaning(("report", "web-page"), np.array([0.0, 9.0]), {}, np.zeros((0, 2), np.float32), float)
    for address, kind in (
        ("https://www.example.org/lamps.pdf", "report"),
        ("https://www.example.org/lamps", "web-page"),
    ):
        raw = f"Lamp Trust. Lanterns. {address}"
        marks = [Mark("authors", 0, 11), Mark("title", 12, 21), Mark("url", 22, len(raw))]
        assert assemble(raw, marks, "crf", leaning=to_page).type == kind


@pytest.mark.parametrize(("raw", "field"), [("Ibid., p. 5", "pages"), ("NCT01234567", "registration")])
def test_a_reference_that_names_no_work_is_of_the_type_that_its_rules_say(raw: str, field: str) -> None:
    """Nothing is asserted of "Ibid."; a register's number is a registration."""
    marks = [Mark(field, 0 if field == "registration" else 10, len(raw))]
    found = assemble(raw, marks, "crf", leaning=TO_BOOK)
    assert found.type == assemble(raw, marks, "rules").type == {"pages": None, "registration": "registration"}[field]


def test_evidence_names_what_the_reference_prints_and_lacks() -> None:
    """Fields, clues, and the kind of authors, each under its own name."""
    work = Printed.of({"title": "Report on lamps", "publisher": "Lamp Trust", "url": None}, (), "Lamp Trust.")
    found = evidence_of(work, clues_of(work), "report")
    assert {"rules: report", "authors: none", "has publisher", "has title", "no url", "clue: report"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("name", "printed", "parts"),
    [
        ("url", "https://www.example.org/reports/x1/lamps.pdf", {"hexample", "horg", "preports", "plamps", "ppdf"}),
        (
            "url",
            "example.org/" + "a1/lamp/" * 9 + "lanternsofthewards/end.pdf",
            {"hexample", "horg", "plamp", "pend", "ppdf"},
        ),
        ("url", "example.org/lanternsofthewardsatnight", {"hexample", "horg", "planternsofthewar"}),
        ("doi", "https://doi.org/10.5281/zenodo.12", {"h10.5281"}),
        ("registration", "NCT01234567", set()),
        ("accessed", "12.05.2020", set()),
    ],
)
def test_an_identifier_tells_its_name_and_the_parts_of_its_address(name: str, printed: str, parts: set[str]) -> None:
    """Host, the first words of the path and the last two, cut at sixteen letters; the registrant of a DOI; of others the
    name alone."""
    assert set(word_of(told_of(name, printed)).letters) == {f"0{part}" for part in {f"w@{name}", *parts}}


def test_addresses_of_one_registrant_are_one_word() -> None:
    """So that what is remembered does not grow with every DOI."""
    assert told_of("doi", "10.5281/zenodo.12") == told_of("doi", "doi: 10.5281/zenodo.77")
