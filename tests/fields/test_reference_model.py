"""The model and the rules give one kind of answer, and the record says which of them it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.fields.reference import Reference, parse
from extract.fields.references import model
from extract.fields.references.read import CERTAIN, FLOOR
from extract.fields.references.tokens import read_tokens

# A notes style that the rules leave to the model: no full stops between the fields.
NOTES_STYLE = "Tessa Harlow, Lanterns in the park, Zeitschrift für Sozialarbeit, 21, 1998, 138-145."
needs_model = pytest.mark.skipif(not model.is_available(), reason="python-crfsuite or the weights are missing")


@needs_model
def test_model_reads_what_the_rules_leave_to_it() -> None:
    """A reference without full stops between its fields is read by the model, with a confidence for each field."""
    read = parse(NOTES_STYLE)
    assert isinstance(read, Reference)
    assert read.parsed_by == "crf"
    assert (read.container, read.volume, read.year, read.pages) == (
        "Zeitschrift für Sozialarbeit",
        "21",
        1998,
        "138-145",
    )
    assert all(FLOOR <= share <= 1 for _, share in read.confidence)


def test_rules_answer_where_the_weights_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without usable weights the same call still answers, and says that the rules did."""
    monkeypatch.setattr(model, "_tagger", lambda: None)
    read = parse(
        "Harlow, T. (2003). The impact of a choir. British Journal of Occupational Therapy, 66(July), 286–296."
    )
    assert isinstance(read, Reference)
    assert read.parsed_by == "rules"
    assert read.title == "The impact of a choir"


def test_weights_that_are_not_the_calibrated_ones_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A damaged weights file is refused before the library opens it."""
    damaged = tmp_path / "weights.crfsuite"
    damaged.write_bytes(b"lCRF" + bytes(64))
    monkeypatch.setattr(model, "WEIGHTS", damaged)
    model._weights.cache_clear()
    try:
        assert not model.is_available()
    finally:
        monkeypatch.undo()
        model._weights.cache_clear()


@needs_model
def test_doubtful_fields_are_named() -> None:
    """Below the floor a field is empty with a doubt; between floor and certainty it has a value and a doubt."""
    read = parse("Beitrag, Haus, siehe Anm. 4, in: ders., Werke 3, München o. J., Harlow T.")
    if isinstance(read, Reference):
        named = {doubt.field for doubt in read.doubts}
        assert {field for field, share in read.confidence if share < CERTAIN} <= named


@needs_model
def test_same_text_gives_the_same_answer() -> None:
    """Order of calls, threads and caches do not matter."""
    first = parse(NOTES_STYLE)
    parse("Smith et al. 2019")
    assert parse(NOTES_STYLE) == first


def test_every_letter_stands_in_one_token() -> None:
    """Tokens do not overlap and leave out nothing but white space and tags."""
    text = "[12] Harlow,T. vol.3(2):<i>12-9</i>, see doi:10.1000/ab.c and Phys.Rev. D62 (2001)."
    tokens = read_tokens(text)
    covered = "".join(tokens.text[start:end] for start, end in tokens.spans)
    assert covered == "".join(tokens.text.split())
    assert all(left[1] <= right[0] for left, right in zip(tokens.spans, tokens.spans[1:], strict=False))
