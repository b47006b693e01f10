"""Where does one sentence of a text end and the next begin, and which other works does it cite?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pages import Mark

# The end of a sentence: a stop, perhaps closing quotes and brackets, a blank, and then what can begin a sentence.
# Matches `found. Six`, `found.” The`; near miss: `3.5`, `e.g. social` (small letter).
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}(?:\[[\d,;–\s-]{1,60}\])?(\s+)(?=[\"'“‘(\[]?[A-Z0-9À-Þ])")
# What stands before a stop that ends no sentence: abbreviations of scholarly English (Oxford Manual of Style, 10.3) and
# single letters (initials).
ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:et al|e\.g|i\.e|vs?|cf|c|ca|approx|resp|incl|viz|figs?|tabs?|eqs?|refs?|sects?|chs?|nos?|vols?"
    r"|pp?|eds?|dr|prof|mrs?|ms|st|inc|ltd|co|jr|sr|dept|univ|[a-z])$",
    re.IGNORECASE,
)
SHORTEST_INITIAL_CONTEXT = 12

# Square brackets that hold what could be a citation: at most 200 characters and no other bracket.
SQUARE = re.compile(r"\[([^\[\]]{1,200})\]")
# Round brackets likewise.
ROUND = re.compile(r"\(([^()]{3,400})\)")
# Numbers of references and their ranges: `8`, `45-47`, `e.g. 72,77`. Near miss: `95% CI 2`, `n = 24`, `SP5`.
REFERENCE_NUMBERS = re.compile(r"(?:(?:see|e\.g\.|cf\.?|eg)[,\s]{1,3})?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,80}")
# Keys such as reference managers leave behind: `{#325}`, `{Smith, 2010 #12}`.
MANAGER_KEY = re.compile(r"\{[^{}]{0,60}#\d{1,6}[^{}]{0,20}\}")
# An author and a year inside brackets: `Smith 2010`, `van Os & Kapur, 2009a`, `see Smith et al., 2010`. Near misses:
# `November 2016`, `since 2010`, `n = 2010`.
AUTHOR_YEAR = re.compile(
    r"\s*(?:(?:see|e\.g\.|cf\.?|eg|also)[,\s]{1,3}){0,2}(?!(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Winter|Table|Figure"
    r"|Version|In|From|Since|Between|Until|After|Before|To|Year|Years|Updated?)\b)"
    r"(?:(?:van|von|de|der|den|di|la|le|el)\s){0,2}[A-ZÀ-Þ][\w'’.-]{1,40}[^\d;]{0,120}\b(?:19|20)\d\d[a-z]?\b"
)
# An author named in the sentence: `Smith (2010)`, `Smith and Jones (2010)`. Near miss: `November (2016)` is not met in
# print.
NARRATIVE = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,40}(?:\s+et\s+al\.?,?)?\s*[(\[](?:19|20)\d\d[a-z]?[)\],;]")
ET_AL = re.compile(r"\bet\s+al\b", re.IGNORECASE)
# A reference number whose raised setting was lost: it touches the word or stop before it. Matches `studies5,15`,
# `analysis.11–29`; near misses: `COVID19` (capitals), `B12`, `3.5`.
FLATTENED = re.compile(r"(?<=[a-z)]{3})[.,;]?(\d{1,3}(?:[,–-]\s?\d{1,3}){0,80})(?![\w%])")
RAISED_DIGITS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻–˒][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,40}")
TO_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")


@dataclass(frozen=True)
class Citation:
    """A place `text[start:end]` that cites other works.

    Attributes:
        works: how many works it cites; None where the form does not say (`Smith et al.`).
    """

    start: int
    end: int
    works: int | None


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the blanks between them; `text[start:end]` is the sentence as printed."""
    start = len(text) - len(text.lstrip())
    for found in SENTENCE_END.finditer(text):
        # A look back over the longest abbreviation is enough, and keeps the work linear.
        before = text[max(start, found.start() - SHORTEST_INITIAL_CONTEXT) : found.start()]
        if text[found.start()] == "." and ABBREVIATION.search(before):
            continue
        if found.start(1) > start:
            yield start, found.start(1)
        start = found.end(1)
    end = len(text.rstrip())
    if end > start:
        yield start, end


def find_citations(text: str, marks: Sequence[Mark] = ()) -> tuple[Citation, ...]:
    """The citations in `text` in order, in the forms of the Vancouver, Harvard and APA styles.

    `five trials [8]` cites one work, `[45-47]` three, `(Smith 2010; Jones 2011)` two.

    Args:
        marks: stretches of `text` that are raised; raised digits are reference numbers.
    """
    found = [
        *_in_brackets(text),
        *(Citation(key.start(), key.end(), 1) for key in MANAGER_KEY.finditer(text)),
        *(Citation(match.start(), match.end(), None) for match in ET_AL.finditer(text)),
        *(Citation(match.start(), match.end(), 1) for match in NARRATIVE.finditer(text)),
        *(Citation(match.start(), match.end(), count_references(match[0])) for match in RAISED_DIGITS.finditer(text)),
        *(Citation(match.start(1), match.end(1), count_references(match[1])) for match in FLATTENED.finditer(text)),
        *_raised(text, marks),
    ]
    apart: list[Citation] = []
    for citation in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or citation.start >= apart[-1].end:
            apart.append(citation)
    return tuple(apart)


def count_references(text: str) -> int:
    """How many references `3,5,8–10` names: five. A range that runs backwards counts as its two ends."""
    total = 0
    for piece in re.split(r"[,;]", text.translate(TO_PLAIN)):
        ends = [int(digits) for digits in re.findall(r"\d{1,4}", piece)]
        total += ends[1] - ends[0] + 1 if len(ends) == 2 and ends[0] < ends[1] else len(ends)
    return total


def _in_brackets(text: str) -> Iterator[Citation]:
    for found in SQUARE.finditer(text):
        if REFERENCE_NUMBERS.fullmatch(found[1].strip()):
            yield Citation(found.start(), found.end(), count_references(found[1]))
        else:
            yield from _authors_in(found)
    for found in ROUND.finditer(text):
        yield from _authors_in(found)


def _authors_in(bracket: re.Match[str]) -> Iterator[Citation]:
    works = sum(
        len(re.findall(r"\b(?:19|20)\d\d[a-z]?\b", piece))
        for piece in bracket[1].split(";")
        if AUTHOR_YEAR.match(piece)
    )
    if works:
        yield Citation(bracket.start(), bracket.end(), works)


def _raised(text: str, marks: Sequence[Mark]) -> Iterator[Citation]:
    for mark in marks:
        raised = text[mark.start : mark.end].strip(" .,;")
        if mark.kind == "superscript" and REFERENCE_NUMBERS.fullmatch(raised):
            yield Citation(mark.start, mark.end, count_references(raised))
