"""Which lines are the caption of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.formats.pdf.areas.regions import Region
from extract.formats.pdf.lines.words import Line, Word

# "Table 1", "TABLE A2.", "Appendix Table A1:", "Supplementary Table S3", "Tabelle 2", "Tab. 4", "Table IV", in English,
# German, French, Spanish, Italian, Portuguese, Dutch. Near misses: "Table 2 shows ..." is told off by `_is_sentence`,
# "Tables 11 and 12" has no number after the word. Linear: bounded repeats only.
CAPTION = re.compile(
    r"^(?:(?:online |electronic )?(?:appendix|supplementary|supplemental|supplement|additional|extended data|web|annex)"
    r"[ -]?(?:[A-Z0-9]{1,3}[.:]? )?)?"
    r"(?:table|tab\.|tabelle|tableau|tabla|tabella|tabela|tabel|quadro|exhibit)\s?"
    r"(?:[A-Z]{0,2}[.-]?\d{1,3}(?:[.-]\d{1,2})?[a-z]?|[IVXL]{1,6}|[A-Z])\b",
    re.IGNORECASE,
)
# "Table 2 shows", "Table 3 and", "Table 1 lists": a sentence that names a table. Near miss: "Table 1. List of studies",
# "Table 2 Details of trials": a title begins with a capital.
SENTENCE = re.compile(
    r"^\S+ \S+ (?:shows?|lists?|presents?|gives?|provides?|summari[sz]es?|reports?|contains?|describes?|displays?"
    r"|illustrates?|depicts?|details?|and|or|also|is|are|was|were|for|in|we|below|above|outlines?|compares?|includes?"
    r"|demonstrates?|offers?|indicates?|reveals?|that|which|which|as|has|have)\b",
)
# "(continued)", "Cont.", "continued from previous page".
CONTINUED = re.compile(r"\bcont(?:inued|inuation|['’]?d)?\b\.?", re.IGNORECASE)
# "Continued on next page", "(continued on next page)", "to be continued".
GOES_ON = re.compile(r"^\W{0,2}(?:table )?(?:to be )?continu(?:ed|es|ing)(?: on| overleaf|\W*$)", re.IGNORECASE)


# Lines of one caption follow each other within this part of their size; a table stands within so many of it.
CAPTION_LEADING_EM = 1.75
CAPTION_REACH_EM = 4.5
# A caption between two tables belongs to the lower one unless the upper one is much nearer.
BELOW_PENALTY_EM = 0.9
# White space of this (of the size) behind so many words parts a caption from the page's next column. House: two columns
# of a page lie 12 pt apart and more; the space of a justified caption stays under 1 em.
COLUMN_GAP_EM = 1.3
MIN_CAPTION_WORDS = 4


@dataclass(frozen=True)
class Caption:
    """A table's caption: its text and its place in the frame."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def is_continued(self) -> bool:
        """Whether it says that the table goes on from an earlier page."""
        return CONTINUED.search(self.text[:60]) is not None


def is_caption(text: str) -> bool:
    """Whether a line begins a table's caption."""
    return CAPTION.match(text) is not None and SENTENCE.match(text) is None


def find_captions(lines: Sequence[Line], stops: Sequence[float]) -> list[Caption]:
    """The captions of a frame with the lines that follow each closely, up to a table's edge.

    Args:
        lines: of the frame, top to bottom.
        stops: heights at which tables begin; a caption does not run over one.
    """
    out: list[Caption] = []
    for index, line in enumerate(lines):
        starts = [i for i, word in enumerate(line.words) if _begins(line, i)]
        for start in starts:
            part = Line(_own(line.words[start:]), line.base)
            if not is_caption(part.text):
                continue
            out.append(_with_following(part, lines[index + 1 :], stops))
            break
    return out


def _begins(line: Line, index: int) -> bool:
    """Whether a word begins a line, or a column's line: wide white space stands before it."""
    if index == 0:
        return True
    before, word = line.words[index - 1], line.words[index]
    return word.x0 - before.x1 > 1.2 * word.size and word.text[:1].isupper()


def _own(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a caption's first line: behind wide white space stands another column of the page.

    Wide space also stands between a caption's label and its words.
    """
    for index, (before, word) in enumerate(pairwise(words), start=1):
        if index >= MIN_CAPTION_WORDS and word.x0 - before.x1 > COLUMN_GAP_EM * word.size:
            return tuple(words[:index])
    return tuple(words)


def _with_following(first: Line, rest: Sequence[Line], stops: Sequence[float]) -> Caption:
    text, last, x0, x1 = first.text, first, first.x0, first.x1
    for line in rest:
        words = _own([word for word in line.words if word.x1 > x0 - 3 and word.x0 > x0 - 40])
        if words and words[0].x0 > x1 + COLUMN_GAP_EM * first.size and line.base > last.base:
            continue  # a line of the page's next column
        if not words or line.base - last.base > CAPTION_LEADING_EM * first.size or line.base <= last.base:
            break
        if (
            any(last.bottom - 1 < stop < line.bottom for stop in stops)
            or abs(line.size - first.size) > 0.15 * first.size
        ):
            break
        part = Line(words, line.base)
        if is_caption(part.text):
            break
        text, last, x1 = f"{text} {part.text}", part, max(x1, part.x1)
    return Caption(text, x0, first.top, x1, last.bottom, first.size)


def deal_captions(captions: Sequence[Caption], regions: Sequence[Region]) -> dict[int, Caption]:
    """Which caption names which region: the nearest above it, or else the nearest below it that names no other.

    Returns:
        Captions by place in `regions`.
    """
    pairs: list[tuple[float, int, int]] = []
    for number, caption in enumerate(captions):
        for place, region in enumerate(regions):
            if caption.x1 < region.x0 or caption.x0 > region.x1:
                continue
            above = region.top - caption.bottom
            below = caption.top - region.bottom
            reach = CAPTION_REACH_EM * caption.size
            if -caption.size < above < reach:
                pairs.append((max(above, 0.0), number, place))
            elif -caption.size < below < reach:
                pairs.append((max(below, 0.0) + BELOW_PENALTY_EM * caption.size, number, place))
    dealt: dict[int, Caption] = {}
    used: set[int] = set()
    for _, number, place in sorted(pairs):
        if place not in dealt and number not in used:
            dealt[place] = captions[number]
            used.add(number)
    return dealt
