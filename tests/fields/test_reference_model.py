"""The model and the rules give one kind of answer, and the record says which of them it was."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from extract.fields.names import match_authors
from extract.fields.reference import Reference, parse
from extract.fields.references import model, scores
from extract.fields.references.features import Features
from extract.fields.references.read import CERTAIN, FLOOR
from extract.fields.references.scores import Scorer
from extract.fields.references.teller import Teller
from extract.fields.references.tokens import read_tokens

# A notes style that the rules leave to the model: no full stops between the fields.
NOTES_STYLE = "Tessa Harlow, Lanterns in the park, Zeitschrift für Sozialarbeit, 21, 1998, 138-145."
needs_model = pytest.mark.skipif(not model.is_available(), reason="the weights are missing")


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
    monkeypatch.setattr(model, "load", lambda: None)
    read = parse(
        "Harlow, T. (2003). The impact of a choir. British Journal of Occupational Therapy, 66(July), 286–296."
    )
    assert isinstance(read, Reference)
    assert read.parsed_by == "rules"
    assert read.title == "The impact of a choir"


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip" + bytes(64), gzip.compress(b"{}", mtime=0)[:-6], gzip.compress(b"[1, 2", mtime=0)],
    ids=["empty", "no gzip", "cut off", "no whole JSON"],
)
def test_damaged_weights_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    """A file that is cut, empty or no weights file counts as missing, and no error comes of it."""
    damaged = tmp_path / "weights.json.gz"
    damaged.write_bytes(content)
    monkeypatch.setattr(model, "WEIGHTS", damaged)
    model.load.cache_clear()
    try:
        assert not model.is_available()
    finally:
        monkeypatch.undo()
        model.load.cache_clear()


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
    """Tokens do not overlap and leave out nothing but white space, tags and punctuation."""
    text = "[12] Harlow,T. vol.3(2):<i>12-9</i>, see doi:10.1000/ab.c and Phys.Rev. D62 (2001)."
    tokens = read_tokens(text)
    covered = "".join(sign for start, end in tokens.spans for sign in tokens.text[start:end] if sign.isalnum())
    assert covered == "".join(sign for sign in tokens.text if sign.isalnum())
    assert all(left[1] <= right[0] for left, right in zip(tokens.spans, tokens.spans[1:], strict=False))


def test_punctuation_goes_to_one_field() -> None:
    """What touches two words is the first one's, and brackets and quotation marks open the field behind them."""
    tokens = read_tokens("a small trial.Lancet (2001) “Why not?” 3")
    words = [tokens.text[start:end] for start, end in tokens.spans]
    assert words == ["a", "small", "trial", "Lancet", "2001", "Why", "not", "3"]
    pieces = [tokens.stretch(first, last) for first, last in ((0, 2), (3, 3), (4, 4), (5, 6))]
    assert [tokens.text[start:end] for start, end in pieces] == ["a small trial.", "Lancet", "(2001)", "“Why not?”"]


def _features(teller: Teller, text: str, met: list[Features]) -> list[list[str]]:
    """The features of each token, in order; `met` are those of the teller's clues, which this adds to."""
    tokens, start = read_tokens(text), teller.count
    numbers, met[start:] = teller.tell(tokens.text, tokens.spans, tokens.named)
    return [sorted(feature for number in row for feature in met[number]) for row in numbers.T.tolist()]


def test_features_are_the_same_for_the_same_place() -> None:
    """Spaces lost or gained beside punctuation change no token and hardly any feature."""
    one, two = (
        [set(features) for features in _features(Teller(), text, [])]
        for text in ("Berg T. Choirs. Lancet 2001;3:45", "Berg T . Choirs . Lancet 2001 ;3 :45")
    )
    assert len(one) == len(two) == 7
    shared = [len(left & right) / len(left) for left, right in zip(one, two, strict=True)]
    assert min(shared) > 0.8


def test_a_token_is_told_itself_its_neighbours_and_its_place() -> None:
    """Each kind of clue gives its features: the word, the words beside it, the punctuation, the stretch, the
    sentence."""
    third = _features(Teller(), "Berg T. Choirs in towns. Lancet 2001;3:45", [])[2]
    own = {"b", "0wchoirs", "0sAa", "0zirs", "0ach"}
    around = {"-wt", "--wberg", "+win", "++wtowns", "-zt", "+kin", "kk-A1|-Aa", "<. ", "> ", "-g|.|Aa"}
    place = {"i2", "e6", "nn03Aa", "nd4.", "since2.", "gltowns", "gwberg t choirs in towns", "hfberg", "hi02ll"}
    assert own | around | place <= set(third)


OTHERS = (
    "Berg T. Choirs. Lancet 2001;3:45",
    "Lind J: Gärten. In: Rau, U. (Hg.): “Städte”. Bern 2003, S. 3-9, doi:10.1000/ab.c",
    "Berg T, Lind J. Choirs in towns: a trial. J Walk 2003;3(2):45-51. https://www.example.org/x",
)


def test_what_is_remembered_changes_nothing() -> None:
    """A teller that has read other references tells the same of the next one as a new one."""
    old, met = Teller(), list[Features]()
    for text in (*OTHERS, *OTHERS):
        _features(old, text, met)
    assert _features(old, NOTES_STYLE, met) == _features(Teller(), NOTES_STYLE, [])


@needs_model
def test_scores_are_those_of_all_features_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out because no weight knows it, what is remembered and what was forgotten change no score."""
    loaded = model.load()
    assert loaded is not None
    field = loaded.scorer.field
    for limit in (60_000, 200, 3):
        monkeypatch.setattr(scores, "_REMEMBERED", limit)
        scorer = Scorer(field)
        for text in (*OTHERS, NOTES_STYLE, *OTHERS):
            tokens = read_tokens(text)
            told = [tuple(features) for features in _features(Teller(), text, [])]
            assert np.allclose(scorer.scores(tokens.text, tokens.spans, tokens.named), field.weigh(told), atol=1e-9)


@needs_model
def test_threads_read_side_by_side() -> None:
    """Each thread remembers for itself: two that read at once answer as one does."""
    alone = [parse(text) for text in OTHERS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(parse, OTHERS * 20)) == alone * 20


def test_tags_belong_to_the_journal_that_they_set_in_italics() -> None:
    """Where a text keeps its mark-up, a title's or journal's span holds the tags around it, its value holds none."""
    raw = "Berg T. 2001. Sleep of <i>Apis</i> in towns. <italic>Journal of Wards, 3</italic>: 45-51."
    tokens = read_tokens(raw)
    assert [
        raw[slice(*tokens.with_tags(*tokens.stretch(3, 7)))],
        raw[slice(*tokens.with_tags(*tokens.stretch(8, 10)))],
    ] == [
        "Sleep of <i>Apis</i> in towns.",
        "<italic>Journal of Wards,",
    ]
    read = parse(raw)
    assert isinstance(read, Reference)
    assert (read.title, read.container) == ("Sleep of Apis in towns", "Journal of Wards")


def test_names_that_begin_like_a_conjunction() -> None:
    """The "And" of Anderson and the "Y" of Yang are no words between two names."""
    assert match_authors("Wu CY, Yang CL, Anderson K, Etzel P. Effects") == len("Wu CY, Yang CL, Anderson K, Etzel P")
    assert match_authors("Y. Sun, Y. H. Cheng and X. G. Yu, Observation") == len("Y. Sun, Y. H. Cheng and X. G. Yu")


def test_a_note_of_an_erratum_is_no_part_of_the_reference() -> None:
    """The reference that MEDLINE adds to a title in brackets gives no field; it stays in the remainder."""
    note = "[Erratum appears in J Walk. 2009 Sep;9(9):2205 Note: Lee, P [added]]"
    read = parse(f"Berg T, Lind J. Choirs for people after a stroke.{note}. Lancet. 2001;3(2):45-51.")
    assert isinstance(read, Reference)
    assert (read.title, read.year, read.volume, read.pages) == ("Choirs for people after a stroke", 2001, "3", "45-51")
    assert "Erratum appears" in read.remainder
    near = read_tokens("Berg T. [Errands on foot]. Lancet 2001;3:45.")
    assert "Errands" in near.text
