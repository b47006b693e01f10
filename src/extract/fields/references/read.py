"""A printed reference, read by the rules and by the model, and which of the two is believed."""

from __future__ import annotations

import re

from extract.fields.names import PARTICLES
from extract.fields.references.assemble import assemble
from extract.fields.references.model import model_marks
from extract.fields.references.record import Doubt, Mark, Reference
from extract.fields.references.rules import cut_short, trimmed
from extract.fields.references.tokens import Tokens, read_tokens

# A field that is wrong more often than right is left empty, with a doubt `below-floor`.
FLOOR = 0.5
# A field that is wrong once in ten times or more keeps its value and carries a doubt `uncertain`.
CERTAIN = 0.9
# What the rules are worth where the model is not asked: for short labels, which they explain whole, and for other
# references (share of right fields in the held-out part).
RULES_WHOLE = 0.98
RULES_PART = 0.8
_SMALL_IN_NAMES = PARTICLES | {"and", "et", "al", "colleagues", "others", "for", "of", "the", "on"}
_ET_AL = re.compile(r"\bet\s+al\b")
_AFTER_LABEL = re.compile(r"[\[({#*†‡]|(?:19|20)\d\d[a-z]?\b(?!\s*[;:(])")
# Words beside which the rules look for an edition or a meeting. Match: "2nd edn.", "presented at"; near miss: "edited".
_CUES = re.compile(r"\b(?:ed|edn|edition|presented|presentation|given at)\b", re.IGNORECASE)
# Tokens of the longest short label with a title that a table prints ("Lee et al., 2017, Peer Support on Wards").
LABEL_TOKENS = 24
_HOUSE = ("place", "publisher")
_MODEL_HAS_NO = ("edition", "conference", "place", "publisher")


def read_reference(raw: str) -> Reference:
    """The reference as one of the two reads it; `parsed_by` says which.

    The rules answer where they see a short label, and where the model cannot be used.
    """
    tokens = read_tokens(raw)
    if len(tokens.spans) <= LABEL_TOKENS and is_label(tokens):
        return _by_rules(raw, tokens, RULES_WHOLE)
    marks = model_marks(tokens)
    if marks is None:
        return _by_rules(raw, tokens, RULES_PART)
    return _by_model(raw, tokens, marks)


def read_by_rules(raw: str) -> Reference:
    """The reading of the rules alone, whatever the model would say."""
    return _by_rules(raw, read_tokens(raw), RULES_PART)


def _by_rules(raw: str, tokens: Tokens, confidence: float) -> Reference:
    marks = [Mark(mark.field, mark.start, mark.end, confidence) for mark in tokens.ruled]
    return assemble(raw, [*tokens.identifiers, *marks], "rules")


def _by_model(raw: str, tokens: Tokens, marks: tuple[Mark, ...]) -> Reference:
    """The model's marks above the floor; identifiers by their syntax; by the rules what the model has no label for
    or doubts."""
    kept: list[Mark] = list(tokens.identifiers)
    printed = _place_and_house(tokens, marks) if any(mark.field in _HOUSE for mark in marks) else ()
    if printed:
        marks = tuple(_before(mark, printed[0].start) for mark in marks if mark.field not in _HOUSE)
    kept.extend(printed)
    doubts: list[Doubt] = []
    for mark in marks:
        shorn = trimmed(tokens.text, cut_short(mark, tokens.identifiers))
        if shorn is None or any(shorn.start < other.end and other.start < shorn.end for other in tokens.identifiers):
            continue
        if mark.confidence < CERTAIN:
            reason = "below-floor" if mark.confidence < FLOOR else "uncertain"
            doubts.append(Doubt(mark.field, raw[shorn.start : shorn.end], reason))
        if mark.confidence >= FLOOR:
            kept.append(shorn)
    believed = {mark.field for mark in marks if mark.confidence >= FLOOR}
    unsure = {mark.field for mark in marks} - believed
    for mark in tokens.ruled if unsure or _is_cued(tokens.text, believed) else ():
        is_wanted = mark.field in unsure or (mark.field in _MODEL_HAS_NO and mark.field not in believed)
        if is_wanted and _is_free(mark, kept):
            kept.append(Mark(mark.field, mark.start, mark.end, RULES_PART))
            doubts.append(Doubt(mark.field, raw[mark.start : mark.end], "uncertain"))
    return assemble(raw, kept, "crf", tuple(doubts))


def _is_cued(text: str, believed: set[str]) -> bool:
    """Whether the text may hold an edition, a meeting or a house that the model has passed over."""
    return _CUES.search(text) is not None or not believed & {"container", "publisher", "place", "conference"}


def _place_and_house(tokens: Tokens, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """`College Station, TX: Stata Press`: the rules' pair, where the model sees place and house there too, but cuts
    otherwise."""
    pair = tuple(mark for mark in tokens.ruled if mark.field in _HOUSE)
    others = [mark for mark in marks if mark.field not in ("place", "publisher", "title")]
    if len(pair) != 2 or not all(_is_free(mark, others) for mark in pair):
        return ()
    return tuple(Mark(mark.field, mark.start, mark.end, CERTAIN) for mark in pair)


def _before(mark: Mark, end: int) -> Mark:
    """A title that runs into the place of publication, cut there."""
    is_over = mark.field == "title" and mark.start < end < mark.end
    return Mark(mark.field, mark.start, end, mark.confidence) if is_over else mark


def _is_free(mark: Mark, kept: list[Mark]) -> bool:
    return all(mark.end <= other.start or mark.start >= other.end for other in kept)


def is_label(tokens: Tokens) -> bool:
    """Whether the text is a short label as tables print them, `Smith et al. 2019 [23]`: a few names and a year."""
    fields = {mark.field for mark in tokens.ruled}
    if (
        tokens.identifiers
        or len(tokens.text) > 200
        or not {"authors", "year"} <= fields <= {"authors", "year", "title"}
    ):
        return False
    authors = next(mark for mark in tokens.ruled if mark.field == "authors")
    printed = tokens.text[authors.start : authors.end]
    if re.search(r"\d", re.sub(r"\[[^\]]{0,200}\]|(?<=[a-z.])\d{1,3}\b", "", printed)):
        return False
    words = re.findall(r"[^\W\d_]+", printed)
    small = sum(word.islower() and word not in _SMALL_IN_NAMES for word in words)
    if len(words) > 8 or small:
        return False
    year = next(mark for mark in tokens.ruled if mark.field == "year")
    tail = tokens.text[year.end :].strip(" .,;:)")
    if "title" in fields:
        # "Lee et al., 2017, Peer Support on Wards": families without initials, and one title to the end.
        names = _ET_AL.sub("", tokens.text[authors.start : authors.end]).strip(" .,")
        return re.search(r"\b[A-Z]{1,3}\b|[.,]", names) is None and re.search(r"[.?!:,]\s|\d", tail) is None
    # After a label: nothing, something in brackets, another year, or a word or two. "Lee J 2005, ApJ, 635, 894" is
    # none.
    return not tail or bool(_AFTER_LABEL.match(tail)) or (len(tail.split()) <= 3 and not re.search(r"\d", tail))
