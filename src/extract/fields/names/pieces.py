"""Where do persons end and bodies begin in a list that holds both?"""

from __future__ import annotations

import re

from extract.fields.names.bodies import has_body_noun, is_author_body
from extract.fields.names.initials import is_initials, is_person_beside, is_vancouver, opens_with_initials
from extract.fields.names.letters import UPPER
from extract.fields.names.separators import spans_of, split_at_semicolons, split_names

# What leads to a group behind persons. Match: "for the Lantern Group", "and the Lantern Group"; near miss: "The Trust".
_LEADS_TO_GROUP = re.compile(r"^(?:and |& )?(?:for )?(?:the )?")
# Persons in full and the body that closes their list. Match: "Ann Berg, Jo Lee, and The Lamp Room"; near miss:
# "Institute for Lamps, Oil, and The Wick", "Ann Berg and The".
_PERSON = rf"[{UPPER}][\w.’'-]{{1,20}}(?: [{UPPER}][\w.’'-]{{0,24}}){{1,3}}"
_CLOSING_BODY = re.compile(
    rf"(?P<persons>{_PERSON}(?:, {_PERSON}){{1,30}}),? (?:and|&) (?P<body>The(?: [{UPPER}][\w’'&-]{{1,30}}| of"
    rf"| for){{1,6}})\.?"
)


def pieces_of(text: str) -> list[tuple[str, bool]]:
    """The text whole, or, where persons and bodies stand in one list, cut between them; of each piece whether it is a
    body.

    Example: `Lee AB, Berg C; LANTERN Group` gives "Lee AB, Berg C" and "LANTERN Group".
    """
    closing = _CLOSING_BODY.fullmatch(text) if ";" not in text else None
    if closing is not None and not any(map(has_body_noun, split_names(closing["persons"]))):
        return [(closing["persons"], False), (closing["body"], True)]
    pieces = _between_semicolons(text) if ";" in text else _between_persons_and_bodies(text)
    return [(text, is_author_body(text))] if pieces is None else pieces


def _between_semicolons(text: str) -> list[tuple[str, bool]] | None:
    """The pieces of each part; None where all parts are bodies, or none is."""
    parts = split_at_semicolons(text)
    if {is_author_body(part) for part in parts} != {True, False}:
        return None
    return [piece for part in parts for piece in pieces_of(_LEADS_TO_GROUP.sub("", part))]


def _between_persons_and_bodies(text: str) -> list[tuple[str, bool]] | None:
    """The runs of persons and of bodies in a list that commas part; None where no part is a person, or what stands
    between the persons is no body."""
    spans = spans_of(text)
    if len(spans) < 2:
        return None
    are_persons = _are_persons([text[start:end] for start, end in spans])
    if not any(are_persons):
        return None
    if all(are_persons):
        return [(text, False)]
    runs = _runs(are_persons, spans)
    if not all(is_person or is_author_body(text[start:end]) for is_person, start, end in runs):
        return None
    return [
        (text[start:end] if is_person else _LEADS_TO_GROUP.sub("", text[start:end]), not is_person)
        for is_person, start, end in runs
    ]


def _runs(are_persons: list[bool], spans: list[tuple[int, int]]) -> list[tuple[bool, int, int]]:
    """Neighbours of one kind as one stretch: whether they are persons, start and end."""
    runs: list[tuple[bool, int, int]] = []
    for is_person, (start, end) in zip(are_persons, spans, strict=True):
        if runs and runs[-1][0] is is_person:
            start = runs.pop()[1]
        runs.append((is_person, start, end))
    return runs


def _are_persons(parts: list[str]) -> list[bool]:
    """Of each part whether initials show that it is a person, or belong to the part before."""
    result = [False] * len(parts)
    for at, part in enumerate(parts):
        if at and is_initials(part) and not result[at - 1] and not has_body_noun(parts[at - 1]):
            result[at - 1] = result[at] = True
        elif is_vancouver(part) or opens_with_initials(part):
            result[at] = not is_author_body(part)
        else:
            result[at] = is_person_beside(part, parts)
    return result
