"""The model and the rules give one kind of answer, and the record says which of them it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from extract.fields.names import match_authors
from extract.fields.reference import Reference, parse, parse_all
from extract.fields.references import model, scores
from extract.fields.references.crf import Stretch
from extract.fields.references.model import Seen, marks_of
from extract.fields.references.network import Layer, Network
from extract.fields.references.read import RULES_PART, by_model
from extract.fields.references.record import CERTAIN, FLOOR, Mark
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


def _cut_off(content: bytes) -> bytes:
    return content[:-600]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]


def _of_other_arrays(_: bytes) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, labels=np.zeros(3))
    return file.getvalue()


@needs_model
@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda _: b"no archive" + bytes(64), _cut_off, _flipped, _of_other_arrays],
    ids=["empty", "no archive", "cut off", "flipped", "other arrays"],
)
def test_damaged_weights_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """A file that is cut, empty, altered or no weights file counts as missing, and no error comes of it."""
    damaged = tmp_path / "weights.npz"
    damaged.write_bytes(damage(model.WEIGHTS.read_bytes()))
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


def _traits(teller: Teller, text: str) -> list[set[str]]:
    """The traits of each token, in order."""
    rows = teller.tell(read_tokens(text))
    return [{trait for number in numbers for trait in teller.met[number]} for numbers in zip(*rows, strict=True)]


def test_traits_are_the_same_for_the_same_place() -> None:
    """Spaces lost or gained beside punctuation change no token and hardly any trait."""
    one, two = (
        _traits(Teller(), text) for text in ("Berg T. Choirs. Lancet 2001;3:45", "Berg T . Choirs . Lancet 2001 ;3 :45")
    )
    assert len(one) == len(two) == 7
    shared = [len(left & right) / len(left) for left, right in zip(one, two, strict=True)]
    assert min(shared) > 0.8


def test_a_token_is_told_the_word_the_punctuation_and_the_place() -> None:
    """Each kind of trait is there: the word, its ends, shape and class; what stands before and behind; where it
    stands."""
    third = _traits(Teller(), "Berg T. “Choirs in towns.” Lancet 2001;3:45")[2]
    assert {
        "0wchoirs",
        "0ach",
        "0zirs",
        "sAa",
        "k-",
        "ks-Aa",
        '<. "',
        '<t."',
        "> ",
        ">t",
        "inQ",
        "p<",
        "stlq",
        "i2",
        "e6",
    } <= third


OTHERS = (
    "Berg T. Choirs. Lancet 2001;3:45",
    "Lind J: Gärten. In: Rau, U. (Hg.): “Städte”. Bern 2003, S. 3-9, doi:10.1000/ab.c",
    "Berg T, Lind J. Choirs in towns: a trial. J Walk 2003;3(2):45-51. https://www.example.org/x",
)


def test_what_is_remembered_changes_nothing() -> None:
    """A teller that has read other references tells the same of the next one as a new one."""
    old = Teller()
    for text in (*OTHERS, *OTHERS):
        _traits(old, text)
    assert _traits(old, NOTES_STYLE) == _traits(Teller(), NOTES_STYLE)


def _network(seed: int) -> Network:
    """A small network that knows some of the traits of `OTHERS`."""
    draw = np.random.default_rng(seed)
    teller = Teller()
    known = sorted({trait for text in OTHERS for traits in _traits(teller, text) for trait in traits})[::2]

    def weights(*shape: int) -> np.ndarray:
        return draw.normal(scale=0.5, size=shape).astype(np.float32)

    layers = tuple(Layer(step, weights(2, 4, 12), weights(2, 4, 4), weights(2, 4)) for step in (1, 3))
    rows = {trait: row for row, trait in enumerate(known)}
    out, types = (weights(2, 4, 3), weights(2, 3)), (weights(2, 8, 5), weights(2, 5))
    return Network(rows, weights(len(known), 6), weights(2, 3, 4), weights(2, 4), layers, *out, *types)


def _scored_by_definition(network: Network, traits: list[set[str]]) -> tuple[np.ndarray, np.ndarray]:
    """The scores of one reference, worked out column by column and token by token: of its tokens, and of the whole."""
    sums = [
        sum((network.vectors[network.rows[trait]] for trait in each if trait in network.rows), np.zeros(6))
        for each in traits
    ]
    found, found_types = [], []
    for column in range(2):
        spread = [own[3 * column : 3 * column + 3] @ network.projection[column] for own in sums]
        here = [np.maximum(own + network.bias[column], 0) for own in spread]
        for layer in network.layers:
            mean, nought = np.mean(here, 0), np.zeros(4)
            seen = []
            for at, own in enumerate(here):
                before = here[at - layer.step] if at >= layer.step else nought
                behind = here[at + layer.step] if at + layer.step < len(here) else nought
                near = sum(
                    vector @ weights
                    for vector, weights in zip((before, own, behind), np.split(layer.near[column], 3, 1), strict=True)
                )
                seen.append(own + np.maximum(near + mean @ layer.whole[column] + layer.bias[column], 0))
            here = seen
        found.append(np.array(here) @ network.out[column] + network.out_bias[column])
        seen = np.concatenate([np.mean(here, 0), np.max(here, 0)])
        found_types.append(seen @ network.types[column] + network.types_bias[column])
    return np.mean(found, 0), np.mean(found_types, 0)


@pytest.mark.parametrize("limit", [30_000, 40, 1])
def test_scores_are_those_of_the_definition_whatever_is_read_beside(
    monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """References that are read at once do not see each other; what is remembered, and what was forgotten, changes no
    score."""
    monkeypatch.setattr(scores, "_REMEMBERED", limit)
    network = _network(limit)
    scorer = Scorer(network)
    for texts in (OTHERS[:1], OTHERS, (NOTES_STYLE, *OTHERS[::-1])):
        found, lengths, types = scorer.scores([read_tokens(text) for text in texts])
        expected = [_scored_by_definition(network, _traits(Teller(), text)) for text in texts]
        assert lengths.tolist() == [len(of_tokens) for of_tokens, _ in expected]
        assert np.allclose(found, np.concatenate([of_tokens for of_tokens, _ in expected]), atol=1e-4)
        assert np.allclose(types, [of_whole for _, of_whole in expected], atol=1e-4)


@needs_model
def test_many_are_read_as_one_is() -> None:
    """A list gives what its references give one by one, texts that are none among them, in the same order."""
    texts = [*OTHERS, "", "Lee 2019; Berg 2020", "Smith et al. 2019", NOTES_STYLE, "…", *OTHERS * 20]
    assert parse_all(texts) == [parse(text) for text in texts]


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


@pytest.mark.parametrize(
    "note",
    [
        ".[Erratum appears in J Walk. 2009 Sep;9(9):2205 Note: Lee, P [added]]",
        ".[Erratum appears in J Walk. 2009 Sep",
        " (vol 14, pg 310, 2003)",
        " (Journal of Walking (2009) 36 (542-544))",
    ],
)
def test_the_place_of_another_report_is_no_part_of_the_reference(note: str) -> None:
    """The reference that a data base adds to a title gives no field; it stays in the remainder."""
    read = parse(f"Berg T, Lind J. Choirs for people after a stroke{note}. Lancet. 2001;3(2):45-51.")
    assert isinstance(read, Reference)
    assert (read.title, read.year, read.volume, read.pages) == ("Choirs for people after a stroke", 2001, "3", "45-51")
    assert note.strip(" .[()").split(",")[0] in read.remainder


@pytest.mark.parametrize("text", ["[Errands on foot]", "[German]", "(2009)", "(Leeds (1999) and York)", "(vol 3)"])
def test_other_brackets_stay(text: str) -> None:
    """What is no place of another report is read as it stands."""
    assert text in read_tokens(f"Berg T. Choirs {text}. Lancet 2001;3:45.").text


@pytest.mark.parametrize(
    ("statement", "edition"),
    [
        (", 5., rev. Aufl.", "5"),
        (". 2., überarb. und erw. Auflage.", "2"),
        (". Fourth Edition.", "4"),
        (". 2. ed. rev. e ampl.", "2"),
        (", 3e éd. revue.", "3"),
        (". 2.ª ed.", "2"),
        (" (3rd ed.).", "3"),
        (". 4. utg.", "4"),
    ],
)
def test_the_statement_of_an_edition_ends_a_title(statement: str, edition: str) -> None:
    """Where the model takes it into the title, it is cut off, in whatever language it stands."""
    raw = f"Berg T. Lanterns in parks{statement} Bern: Lantern House, 2003."
    end = raw.index(" Bern")
    seen = Seen((Mark("authors", 0, 7), Mark("title", 8, end)))
    read = by_model(raw, read_tokens(raw), seen)
    assert (read.title, read.edition) == ("Lanterns in parks", edition)


def test_letters_close_behind_a_number_are_part_of_it() -> None:
    """A page of a supplement keeps its letter, where the model ends before it; not where the letter is another
    field's."""
    raw = "Berg T. Lanterns. Blood 2001;98:58b-59b. Phys. Rev. 3B."
    start, number = raw.index("58b"), raw.index("3B")
    read = by_model(raw, read_tokens(raw), Seen((Mark("title", 8, 16), Mark("pages", start, start + 6))))
    assert read.pages == "58b-59b"
    for word in ("PMID: 1", "Issue 3", "Available from", "ab2"):
        lost = f"Berg T. Lanterns. Blood 2001;98:58-59{word}"
        seen = Seen((Mark("title", 8, 16), Mark("pages", lost.index("58-"), lost.index("58-") + 5)))
        assert by_model(lost, read_tokens(lost), seen).pages == "58-59"
    marks = (Mark("title", 8, 16), Mark("volume", number, number + 1), Mark("container", number + 1, number + 2))
    assert by_model(raw, read_tokens(raw), Seen(marks)).volume == "3"


def test_a_last_page_behind_a_word_belongs_to_the_first() -> None:
    """`58 to 59` is a range, whatever the model sees of it."""
    text = "Harlow T. Lanterns in the park. Stroke 2001; pages 58 to 59."
    page = text.index("58")
    read = by_model(text, read_tokens(text), Seen((Mark("pages", page, page + 2, 0.9),)))
    assert read.pages == "58-59"


@pytest.mark.parametrize(
    ("numbers", "believed"),
    [("pp. 23-34", FLOOR), ("S. 23–34", FLOOR), ("p. 23-34", FLOOR), ("23-34", RULES_PART), ("app. 23-34", None)],
)
def test_doubted_pages_stand_where_a_word_names_them(numbers: str, believed: float | None) -> None:
    """Labelled sets differ in whether "pp." is part of the pages, so that the model doubts their edge; the rules tell
    by the place behind the volume. One doubt for a field."""
    text = f"Harlow, T. Lanterns. Stroke, vol. 14, {numbers}, 2015."
    start = text.index("23")
    read = by_model(text, read_tokens(text), Seen((Mark("pages", start, start + 5, 0.4),)))
    assert dict(read.confidence).get("pages") == believed
    assert read.pages == (None if believed is None else "23-34")
    reason = "below-floor" if believed is None else "uncertain"
    assert [doubt.reason for doubt in read.doubts if doubt.field == "pages"] == [reason]


def test_nothing_stands_between_an_article_and_its_journal() -> None:
    """Sentences there are the title's; forms in brackets are not, and books have series."""
    for more, title in (("North Side. 7. ", "Lanterns. North Side. 7"), ("[Abstract]. ", "Lanterns")):
        text = f"Harlow T. Lanterns. {more}Stroke 2001;4:1-9."
        start, four = text.index("Stroke"), text.index("4:1")
        marks = (
            Mark("title", 10, 19, 0.9),
            Mark("container", start, start + 6, 0.9),
            Mark("volume", four, four + 1, 0.9),
            Mark("pages", four + 2, four + 5, 0.9),
        )
        assert by_model(text, read_tokens(text), Seen(marks)).title == title
        house = Mark("publisher", text.index("2001"), text.index("2001") + 4, 0.9)
        assert by_model(text, read_tokens(text), Seen((*marks[:2], house, *marks[2:]))).title == "Lanterns"


@pytest.mark.parametrize("signal", ["Vgl. dazu ", "vgl. ", "Cf. ", "See also ", "Siehe hierzu "])
def test_what_a_footnote_says_is_no_name(signal: str) -> None:
    """A signal before a reference (Chicago 17, section 14.37) stands with no author."""
    text = f"{signal}Gerda Harlow, Lanterns in the park, Leeds 1989."
    read = by_model(text, read_tokens(text), Seen((Mark("authors", 0, len(signal) + 12, 0.9),)))
    assert [str(author) for author in read.authors] == ["Harlow, Gerda"]


@pytest.mark.parametrize(
    ("before", "opens"),
    [
        ("Discussion of Harlow (1989) ", "Discussion of"),
        ("Reply to ", "Reply to"),
        ("In: ", "‘Lanterns"),
        ("", "‘Lanterns"),
    ],
)
def test_a_discussion_is_not_the_work_that_it_discusses(before: str, opens: str) -> None:
    """The words before a title in quotation marks that say what is done to that work are in the title."""
    text = f"Berg, P. (2001). {before}‘Lanterns in the park’. Lamp Policy, 33, 45–46."
    start = text.index("‘")
    read = by_model(text, read_tokens(text), Seen((Mark("title", start, text.index("’.") + 2, 0.9),)))
    assert next(text[first:] for field, first, _ in read.spans if field == "title").startswith(opens)


def test_a_number_in_brackets_behind_a_journal_without_volumes_is_its_issue() -> None:
    """As citation managers print it, with the doubt of a rule; not behind a book or a site, nor beside a volume."""
    raw = "Berg T. (2012). Lanterns. Lantern Reviews(2), 88-92."
    title = Mark("title", 16, 24)
    container = Mark("container", raw.index("Lantern R"), raw.index("(2),"))
    pages = Mark("pages", raw.index("88"), raw.index("92") + 2)
    read = by_model(raw, read_tokens(raw), Seen((title, container, pages)))
    assert (read.issue, read.pages) == ("2", "88-92")
    assert ("issue", "uncertain") in {(doubt.field, doubt.reason) for doubt in read.doubts}
    for field in ("volume", "publisher"):
        other = Mark(field, pages.start, pages.end)
        assert by_model(raw, read_tokens(raw), Seen((title, container, other))).issue is None


def test_letters_in_brackets_behind_a_meeting_are_its_own() -> None:
    """They are no house, even where the model takes them for one; a house in brackets elsewhere stays."""
    raw = "Berg T. Lanterns. Proc. Conf. Lamp Analysis (SCAM), 2020, pp. 3-9. (LUX)"
    start, letters, last = raw.index("Proc"), raw.index("SCAM"), raw.index("LUX")
    container = Mark("container", start, letters - 2)
    read = by_model(raw, read_tokens(raw), Seen((container, Mark("publisher", letters, letters + 4))))
    assert (read.container, read.publisher) == ("Proc. Conf. Lamp Analysis (SCAM)", None)
    kept = by_model(raw, read_tokens(raw), Seen((container, Mark("publisher", last, last + 3))))
    assert kept.publisher == "LUX"


def test_an_edition_is_no_end_of_the_title_of_an_article() -> None:
    """Papers on a test and its editions keep their titles; so does a book that speaks of an edition."""
    raw = "Berg T. Validity of the Lamp Test, third edition. J Lamps 2003;4(2):5-9."
    end = raw.index(" J Lamps")
    marks = (Mark("title", 8, end), Mark("container", end + 1, end + 8))
    assert by_model(raw, read_tokens(raw), Seen(marks)).title == "Validity of the Lamp Test, third edition"


@pytest.mark.parametrize(
    "title",
    [
        "Chapter 2. Ed Berg and his lamps",
        "The 3rd ed. of a lamp",
        "Lamps of the 2nd edition war",
        "Beyond the fourth edition",
        "Die 10 häufigsten Fehler der ersten Auflage",
        "Lamps in first and second edition",
    ],
)
def test_a_title_that_speaks_of_an_edition_stays_whole(title: str) -> None:
    """Only a statement at the end of a title is none of its words."""
    raw = f"Berg T. {title}. Bern: Lantern House, 2003."
    read = by_model(raw, read_tokens(raw), Seen((Mark("title", 8, 8 + len(title)),)))
    assert read.title == title


def test_a_meeting_where_a_paper_was_presented_is_no_container() -> None:
    """What the model calls a container behind "presented at" is the conference; a journal behind it stays one."""
    raw = "Lee A. Lamps. Paper presented at the Meeting of Lanterns, Leeds. J Lamps 2003;12:1-3."
    start, journal = raw.index("Meeting"), raw.index("J Lamps")
    marks = (
        Mark("title", 8, 14),
        Mark("container", start, start + len("Meeting of Lanterns"), 0.9),
        Mark("container", journal, journal + 7),
    )
    read = by_model(raw, read_tokens(raw), Seen(marks))
    assert (read.conference, read.container) == ("Meeting of Lanterns", "J Lamps")
    assert dict(read.confidence)["conference"] == 0.9
    printed = raw.replace("Paper presented at the", "In")
    start = printed.index("Meeting")
    seen = Seen((Mark("title", 8, 14), Mark("container", start, start + len("Meeting of Lanterns"))))
    read = by_model(printed, read_tokens(printed), seen)
    assert (read.conference, read.container) == (None, "Meeting of Lanterns")


@pytest.mark.parametrize(
    ("raw", "issue"),
    [
        ("Berg A. On lamps. Lamp Letters 12(Abstract Issue):4", "Abstract Issue"),
        ("Berg A. On lamps. Lamp Letters 12(1-B(E)):4", "1-B(E)"),
        ("Berg A. On lamps. Lamp Letters 12(May 2014):4", None),
        ("Berg A. On lamps. Lamp Letters 12 (Leeds):4", None),
    ],
)
def test_what_touches_the_volume_in_brackets_is_the_issue(raw: str, issue: str | None) -> None:
    """An issue in words that the model passed over; no date and no place is one."""
    marks = [
        Mark(field, raw.index(text), raw.index(text) + len(text))
        for field, text in (("container", "Lamp Letters"), ("volume", "12"))
    ]
    read = by_model(raw, read_tokens(raw), Seen(tuple(marks)))
    assert (read.volume, read.issue) == ("12", issue)


@pytest.mark.parametrize(
    ("numbers", "volume", "issue"), [("77-78", "77-78", None), ("77/78", "77", "78"), ("77-80", "77", "80")]
)
def test_two_volumes_in_one_are_one(numbers: str, volume: str, issue: str | None) -> None:
    """Numbers that follow each other behind a hyphen are a double volume, which has no issue."""
    raw = f"Lamp Letters {numbers}, 4."
    seen = Seen((Mark("container", 0, 12), Mark("volume", 13, 15), Mark("issue", 16, 18)))
    read = by_model(raw, read_tokens(raw), seen)
    assert (read.volume, read.issue) == (volume, issue)


def test_no_title_of_the_rules_runs_over_the_authors_of_the_model() -> None:
    """Where the model doubts both, what the rules take for one title is none: the field is left empty with a doubt."""
    raw = "Ann Quist, Bo F.Lee, Cy Tal. On lamps of the north. Lamp Letters, 2021."
    authors, title = (
        Mark("authors", 0, raw.index(" On"), 0.4),
        Mark("title", raw.index("On"), raw.index(" Lamp L"), 0.4),
    )
    container = Mark("container", raw.index("Lamp L"), raw.index(" 2021"), 0.9)
    read = by_model(raw, read_tokens(raw), Seen((authors, title, container)))
    assert read.title is None or "Quist" not in read.title
    assert {"title", "authors"} <= {doubt.field for doubt in read.doubts}


def test_a_combining_accent_parts_no_word() -> None:
    """PDF text holds letters whose accent is a sign of its own, for which Unicode has no single letter."""
    tokens = read_tokens("Mert Bes\u0328e 2021")
    assert [tokens.text[start:end] for start, end in tokens.spans] == ["Mert", "Bes\u0328e", "2021"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Lamps, May 29, Leeds, 1989", "1989"),
        ("Lamps, 2001, Leeds, 1989", "2001"),
        ("Lamps, n.d., Leeds, 1989", "n.d"),
        ("Lamps, May 29, Leeds, 12", "May 29"),
    ],
)
def test_a_day_is_no_year_where_one_stands_behind(text: str, year: str) -> None:
    """Of several stretches that the model calls a year, which it may give days too."""
    tokens = read_tokens(text)
    words = [text[start:end] for start, end in tokens.spans]
    first, last = 1, words.index("Leeds") - 1
    stretches = [Stretch(1, 0, 0, 0.9), Stretch(0, first, last, 0.9), Stretch(2, last + 1, last + 1, 0.9)]
    stretches.append(Stretch(0, len(words) - 1, len(words) - 1, 0.9))
    marks = marks_of(tokens, stretches, ("year", "title", "place"), lambda _, share: share)
    assert [text[mark.start : mark.end].strip(" ,.") for mark in marks if mark.field == "year"] == [year]
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


@pytest.mark.parametrize(
    ("text", "seen", "year", "printed"),
    [
        ("Berg A. Lamps on roads. Lampology 2000 2004; 36: 35-44.", "2000 2004", 2004, {"container": "Lampology 2000"}),
        ("Berg A. Lamps on roads2021 6 November 2022. Available from: https://example.org/lamps", "2021 6 November 2022", 2021, {}),
        ("Berg A. Lamps on roads. May 2021 to June 2022.", "May 2021 to June 2022", 2022, {}),
    ],
)  # fmt: skip
def test_of_two_years_the_one_of_the_work_counts(text: str, seen: str, year: int, printed: dict[str, str]) -> None:
    """Not the number that a journal's name ends with, nor that of the day when a page was read."""
    at = text.index(seen)
    title = text.index("Lamps")
    marks = [Mark("authors", 0, 7, 0.9), Mark("title", title, title + 14, 0.9), Mark("year", at, at + len(seen), 0.9)]
    if ";" in text:
        marks.append(Mark("volume", text.index("36"), text.index("36") + 2, 0.9))
    read = by_model(text, read_tokens(text), Seen(tuple(marks)))
    assert read.year == year
    assert {field: getattr(read, field) for field in printed} == printed
