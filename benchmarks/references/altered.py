"""Labelled references in another guise: what other lists and worse print would have made of them.

The sets hold few lists, each with habits and print of its own. A network that has seen the same words with other
punctuation, letters and damage leans less on any of these.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus import Labelled
from render import damaged, joined
from styles import Segment

# Fields whose absence leaves the others what they are.
_LEFT_OUT = ("authors", "year", "volume", "issue", "pages", "publisher", "place", "editors", "note", "doi", "url")
# What parts two fields and is no word. Match: ". ", ", ", "; "; near miss: " (", ", in ".
_POINT = re.compile(r"([.,;:])( )")
_MARKS_OVER = str.maketrans("äöüÄÖÜéèáàóòíìúñçêâôãõ", "aouAOUeeaaooiiunceaoao")
# What closes the field before. Match: "”, " of "”, (", ")" of ") ["; near miss: ", ".
_CLOSING = re.compile('[)\\]”»"]+[.,]?')
# Letters and what scanners take them for, in German and English print.
_MISREAD = (
    ("ü", "ii"), ("ü", "u"), ("ä", "ii"), ("ö", "o"), ("ß", "B"), ("rn", "m"), ("m", "rn"), ("l", "1"), ("I", "l"),
    ("ll", "11"), ("h", "b"), ("c", "e"), ("0", "O"), ("1", "l"), ("i", "l"), ("fi", "fl"), ("tt", "It"), (",", "."),
)  # fmt: skip
_PAIRS = {"(": ")", "[": "]"}
_QUOTES = (("“", "”"), ("‘", "’"), ('"', '"'), ("„", "“"), ("«", "»"), ("'", "'"))


def altered(item: Labelled, draw: random.Random) -> Labelled:
    """The reference with one to three alterations; its type is forgotten where a field has gone."""
    segments = _segments(item)
    kind = item.type
    for alter in draw.choices(_ALTERATIONS, _WEIGHTS, k=draw.choice((1, 1, 2, 2, 3))):
        changed = alter(segments, draw)
        kind = kind if len(changed) >= len(segments) else None
        segments = changed
    text, spans = joined(segments)
    return replace(item, text=text, spans=spans, type=kind)


def _segments(item: Labelled) -> list[Segment]:
    """Fields and what stands between them."""
    segments: list[Segment] = []
    at = 0
    for start, end, label in sorted(item.spans):
        if start < at:
            continue
        segments += [(None, item.text[at:start]), (label, item.text[start:end])]
        at = end
    return [*segments, (None, item.text[at:])]


def _with_damage(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    return [(label, damaged(text, draw)) for label, text in segments]


def _without_blanks(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    """Blanks lost behind points and commas, also between fields, few or nearly all."""
    share = draw.choice((0.1, 0.3, 0.9))
    return [
        (label, re.sub(r"(?<=[.,;:)]) (?=\w|$)", lambda _: "" if draw.random() < share else " ", text))
        for label, text in segments
    ]


def _in_capitals(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    which = draw.choice(("authors", "authors", "title", "container"))
    return [(label, text.upper() if label == which else text) for label, text in segments]


def _in_title_case(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    def capital(match: re.Match[str]) -> str:
        return match[0][0].upper() + match[0][1:]

    if draw.random() < 0.5:
        return [
            (label, re.sub(r"\b[^\W\d_]{4,}", capital, text) if label == "title" else text) for label, text in segments
        ]
    return [(label, text[:1] + text[1:].lower() if label == "title" else text) for label, text in segments]


def _other_points(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    """The points between fields: all of them another one."""
    return _with_points(segments, draw, draw.choice((",", ",", ".", ".", ";", " -", ":")), 0.8)


def _with_points(segments: Sequence[Segment], draw: random.Random, point: str, share: float) -> list[Segment]:
    return [
        (label, _POINT.sub(rf"{point}\2", text, count=1) if label is None and draw.random() < share else text)
        for label, text in segments
    ]


def _with_field_left_out(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    there = [number for number, (label, _) in enumerate(segments) if label in _LEFT_OUT]
    if len(there) < 3:
        return list(segments)
    gone = draw.choice(there)
    before, behind = segments[gone - 1][1], segments[gone + 1][1]
    kept = "" if (found := _CLOSING.match(before)) is None else found[0]
    if before[-1:] in _PAIRS and behind[:1] == _PAIRS[before[-1]]:  # a year in brackets goes with them
        behind = behind[1:]
    if gone == 1 or segments[gone - 2][1][-1:] in ".,;:":
        behind = behind.lstrip(".,;:" if gone > 1 else " .,;:")
    return [*segments[: gone - 1], (None, kept + behind), *segments[gone + 2 :]]


def _with_other_quotes(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    """Quotation marks of another kind, or around a title that had none."""
    opening, closing = draw.choice(_QUOTES)
    is_quoted = any(re.search('[“”"„«‘]', text) for label, text in segments if label is None)
    result: list[Segment] = []
    for number, (label, text) in enumerate(segments):
        if is_quoted and label is None:
            text = re.sub('^([.,]?)[”»"“’]', rf"\1{closing}", text) if number else text
            result.append((label, re.sub('[“„«"‘]$', opening, text)))
        elif not is_quoted and label == "title":
            result += [(None, opening), (label, text.rstrip(".")), (None, closing)]
        else:
            result.append((label, text))
    return result


def _without_marks(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    """Letters without the marks above them, or with these printed apart."""
    if draw.random() < 0.6:
        return [(label, text.translate(_MARKS_OVER)) for label, text in segments]
    return [(label, text.replace("ü", "u¨").replace("ö", "o¨").replace("ä", "a¨")) for label, text in segments]


def _scanned(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    """Letters misread, as a scanner does: the same ones throughout a reference."""
    misread, share = draw.sample(_MISREAD, draw.randint(1, 4)), draw.choice((0.1, 0.4))

    def read(text: str) -> str:
        for true, seen in misread:
            text = re.sub(re.escape(true), lambda found, seen=seen: seen if draw.random() < share else found[0], text)
        return text

    return [(label, text if label in ("doi", "url") else read(text)) for label, text in segments]


def _without_points(segments: Sequence[Segment], draw: random.Random) -> list[Segment]:
    """Nothing but a blank between fields, few or all of them, as careless lists leave it."""
    return _with_points(segments, draw, "", draw.choice((0.3, 0.6, 1.0)))


_ALTERATIONS: tuple[Callable[[Sequence[Segment], random.Random], list[Segment]], ...] = (
    _with_damage, _without_blanks, _in_capitals, _in_title_case, _other_points, _with_field_left_out,
    _with_other_quotes, _without_marks, _scanned, _without_points,
)  # fmt: skip
_WEIGHTS = (6, 1, 3, 2, 4, 3, 2, 1, 2, 2)
