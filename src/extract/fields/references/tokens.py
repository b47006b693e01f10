"""A reference cut into tokens, and what the model is told of each token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from extract.fields.references.identifiers import find_identifiers
from extract.fields.references.record import Mark
from extract.fields.references.rules import marks_between

# A token is a word, perhaps with apostrophes inside, or a number; punctuation lies between tokens. So no field can
# begin or end inside a token, whatever spaces the print has lost or gained. Match: "O'Neill", "2005" and "a" in
# "2005a", "trial" and "Lancet" in "trial.Lancet", a word with a combining accent; near miss: "12-9" is two tokens, "_"
# is none.
_TOKEN = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+|[\u0300-\u036f]+[^\W\d_]*)*|\d+|&)")
# What belongs to the word before it when a field ends there: "(2015)", "What works?", "J. Appl. Phys.", "et al.".
_CLOSING = ".,;:?!)]}”’»\"'*%°+"
# What belongs to the word behind it when a field begins there: "(2015)", "“Peer support", "¿Qué", "<i>".
_OPENING = "([{“„«‘\"'¿¡"

# What sets a word in italics or small capitals where a text was taken from a mark-up. Match: "<i>", "</italic>"; near
# miss: "<http://", "< 5".
TAG = re.compile(r"</?[A-Za-z]{1,10}>")
# A letter or digit. Match: "é", "3"; near miss: "_".
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# White space that is no plain blank. Match: "\t", "\xa0"; near miss: " ".
_ODD_SPACE = re.compile(r"[^\S ]")
# The place of another report that data bases add to a title, a second reference within the reference. MEDLINE: where
# its erratum stands; brackets within brackets are one deep, and where the bracket was never closed, up to the date. Web
# of Science and Embase: what paper a correction corrects. Every repeat is bounded.
# Match: "[Erratum appears in J Walk. 2009 Sep;9(9):2205 Note: Lee, P [added]]", "[Erratum appears in J Walk. 2009 Jun"
# before ". " or ",”", "(vol 14, pg 310, 2003)", "(J Walk (2009) 36 (542-544))"; near miss: "[Errands on foot]",
# "[German]", "(2009)", "(Leeds (1999) and York)".
_OTHER_REPORT = re.compile(
    r"\[(?:published )?(?:erratum|errata|corrigendum|correction|retraction)\b[^\[\]]{0,300}"
    r"(?:\[[^\[\]]{0,60}\][^\[\]]{0,60}){0,3}\]"
    r"|\[(?:published )?(?:erratum|corrigendum) appears in [^\[\]”\"]{3,80}?"
    r"\b(?:19|20)\d\d(?: [a-z]{3})?(?: \d{1,2})?(?=[.,]?[”\"]|\.)"
    r"|\(vol\.? \d{1,4}[a-z]?, (?:pg|pp?|pages?)\.? [\w-]{1,12}, (?:19|20)\d\d\)"
    r"|\([^()]{3,120} \((?:19|20)\d\d\) \d{1,4}(?::\d{1,4})? \([\w-]{1,24}\)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tokens:
    """A printed reference as the model sees it.

    Attributes:
        text: as printed, white space, tags and soft hyphens made plain; each character in its place.
        found: what has a syntax of its own, with the words that announce it (`note`); identifiers: without these.
        pieces: what stands before the first token, that token, what stands between it and the second one, and so on.
        spans: start and end of each token.
        tags: start and end of each tag, which `text` has blanks for, and whether it closes.
    """

    text: str
    found: tuple[Mark, ...]
    identifiers: tuple[Mark, ...]
    pieces: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    tags: tuple[tuple[int, int, bool], ...]

    @property
    def named(self) -> dict[int, str]:
        """What identifier starts at a place."""
        return {mark.start: mark.field for mark in self.identifiers}

    @cached_property
    def ruled(self) -> tuple[Mark, ...]:
        """What the rules mark, worked out when it is first asked for."""
        return marks_between(self.text, self.found)

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the text of the tokens `first` to `last`, with the punctuation that touches them.

        What touches two tokens belongs to the first of them: in `trial.Lancet` the full stop ends the title.
        """
        before = self.pieces[2 * first]
        opening = _parted(before)[1] if first else len(before) - len(before.rstrip(_OPENING))
        closing, _ = _parted(self.pieces[2 * last + 2])
        return self.spans[first][0] - opening, self.spans[last][1] + closing

    def with_tags(self, start: int, end: int) -> tuple[int, int]:
        """The edges of a stretch moved over the tags that open right before it and close right behind it."""
        for first, last, is_closing in self.tags:
            if is_closing and end <= first and not self.text[end:first].strip():
                end = last
        for first, last, is_closing in reversed(self.tags):
            if not is_closing and first < start and not self.text[last:start].strip():
                start = first
        return start, end


@lru_cache(maxsize=10_000)
def _parted(between: str) -> tuple[int, int]:
    """How many signs of what stands between two tokens belong to the one before, and how many to the one behind."""
    rest = between.lstrip(_CLOSING)
    return len(between) - len(rest), len(rest) - len(rest.rstrip(_OPENING))


def _plain(raw: str) -> str:
    """The text with white space, tags, soft hyphens and other reports' places made plain, each character in its
    place."""
    text = TAG.sub(lambda match: " " * len(match[0]), raw) if "<" in raw else raw
    if "[" in text or "(" in text:
        text = _OTHER_REPORT.sub(lambda match: " " * len(match[0]), text)
    return _ODD_SPACE.sub(" ", text).replace("\u00ad", "-")


def _pieces(text: str, identifiers: Sequence[Mark]) -> tuple[str, ...]:
    """The text cut before and behind each token; an identifier or address is one token, whatever characters it
    holds."""
    pieces: list[str] = []
    at = 0
    for mark in identifiers:
        pieces += _TOKEN.split(text[at : mark.start])
        pieces.append(text[mark.start : mark.end])
        at = mark.end
    pieces += _TOKEN.split(text[at:])
    return tuple(pieces)


def read_tokens(raw: str) -> Tokens:
    """The tokens of a printed reference; token places are positions in `raw`."""
    text = _plain(raw)
    found = find_identifiers(text)
    identifiers = tuple(mark for mark in found if mark.field != "note")
    tags = tuple((*match.span(), match[0][1] == "/") for match in TAG.finditer(raw)) if "<" in raw else ()
    pieces = _pieces(text, identifiers)
    edges = list(accumulate(map(len, pieces)))
    return Tokens(text, found, identifiers, pieces, tuple(zip(edges[:-1:2], edges[1::2], strict=True)), tags)
