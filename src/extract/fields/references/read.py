"""A printed reference, read by the rules and by the model, and which of the two is believed."""

from __future__ import annotations

import re

from extract.fields.names import match_authors
from extract.fields.references.assemble import assemble
from extract.fields.references.model import model_marks
from extract.fields.references.record import Doubt, Mark, Reference
from extract.fields.references.rules import trimmed
from extract.fields.references.tokens import Tokens, read_tokens

# A field that is wrong more often than right is left empty, with a doubt `below-floor`.
FLOOR = 0.5
# A field that is wrong once in ten times or more keeps its value and carries a doubt `uncertain`.
CERTAIN = 0.9
# What the rules are worth where the model is not asked: share of right fields among the held-out references that the rules
# explain whole, and among the others (benchmarks/references/README.md).
RULES_WHOLE = 0.98
RULES_PART = 0.8
_MODEL_HAS_NO = ("edition", "conference", "place", "publisher")


def read_reference(raw: str) -> Reference:
    """The reference as one of the two reads it; `parsed_by` says which.

    The rules answer where they explain the text whole, where they see a short label, and where the model cannot be used.
    """
    tokens = read_tokens(raw)
    if is_whole(tokens) or is_label(tokens):
        return _by_rules(raw, tokens, RULES_WHOLE)
    marks = model_marks(tokens)
    if marks is None:
        return _by_rules(raw, tokens, RULES_PART)
    return _by_model(raw, tokens, marks)


def _by_rules(raw: str, tokens: Tokens, confidence: float) -> Reference:
    marks = [Mark(mark.field, mark.start, mark.end, confidence) for mark in tokens.ruled]
    return assemble(raw, [*tokens.identifiers, *marks], "rules")


def _by_model(raw: str, tokens: Tokens, marks: tuple[Mark, ...]) -> Reference:
    """The model's marks above the floor; identifiers by their syntax; what the model has no label for, by the rules."""
    kept: list[Mark] = [mark for mark in tokens.identifiers]
    doubts: list[Doubt] = []
    for mark in marks:
        shorn = trimmed(tokens.text, mark)
        if shorn is None or any(shorn.start < other.end and other.start < shorn.end for other in tokens.identifiers):
            continue
        if mark.confidence < CERTAIN:
            reason = "below-floor" if mark.confidence < FLOOR else "uncertain"
            doubts.append(Doubt(mark.field, raw[shorn.start : shorn.end], reason))
        if mark.confidence >= FLOOR:
            kept.append(shorn)
    fields = {mark.field for mark in marks}
    for mark in tokens.ruled:
        if mark.field in _MODEL_HAS_NO and mark.field not in fields and _is_free(mark, kept):
            kept.append(Mark(mark.field, mark.start, mark.end, RULES_PART))
    return assemble(raw, kept, "crf", tuple(doubts))


def _is_free(mark: Mark, kept: list[Mark]) -> bool:
    return all(mark.end <= other.start or mark.start >= other.end for other in kept)


def is_whole(tokens: Tokens) -> bool:
    """Whether the rules explain the whole text: names to the last letter, year, one title, a journal with volume and more.

    What would make the reading doubtful is asked for: a title with a full stop or a year inside, a journal with numbers or
    of ten words, a field seen twice.
    """
    marks = {mark.field: mark for mark in tokens.ruled}
    if len(marks) != len(tokens.ruled) or not {"authors", "year", "title", "container", "volume"} <= marks.keys():
        return False
    if not marks.keys() & {"pages", "issue"} or marks["year"].start > marks["title"].start:
        return False
    authors, title, container = (tokens.text[marks[f].start : marks[f].end] for f in ("authors", "title", "container"))
    if match_authors(tokens.text, marks["authors"].start) < marks["authors"].start + len(authors) - 3:
        return False
    if len(title.split()) < 4 or len(container.split()) > 9 or re.search(r"\d|[.?!:]\s|[.,;:]\w", container):
        return False
    return re.search(r"\.\s|\bIn\b:?\s[A-Z]|\b(?:1[5-9]|20)\d\d\b", title[:-1]) is None


def is_label(tokens: Tokens) -> bool:
    """Whether the text is a short label as tables print them, `Smith et al. 2019 [23]`: authors and year, no title."""
    fields = {mark.field for mark in tokens.ruled}
    return fields == {"authors", "year"} and not tokens.identifiers
