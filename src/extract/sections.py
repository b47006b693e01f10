"""In which part of a review does a piece of text stand: abstract, methods, results, discussion, ...?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extract.pages import Block, Pages

Section = Literal[
    "front", "abstract", "background", "methods", "flow", "results", "summary", "discussion", "end", "other"
]

# The parts of a report as PRISMA 2020 (items 2 to 27), the Cochrane Handbook (III.S1), the EQUATOR abstract headings
# and the house styles of public bodies name them. Each tuple: words that, all together in a heading of at most nine
# words, tell the section. Order matters: the first that fits decides, so that `results of the search` is no `results`.
HEADINGS: tuple[tuple[Section, tuple[str, ...]], ...] = (
    (
        "end",
        (
            r"references|bibliography|works cited|literature cited|acknowledge?ments?|funding|(?:table of )?contents"
            r"|(?:conflicts?|declarations?) of (?:competing )?interests?|competing interests?|abbreviations|glossary"
            r"|appendix|appendices|supplement(?:ary|al) (?:materials?|data|information)|author contributions?"
            r"|data availability(?: statement)?|(?:list of )?excluded (?:studies|publications)|orcid|keywords?",
        ),
    ),
    (
        "discussion",
        (
            r"discussion|conclusions?|concluding|limitations?|implications?|future|recommendations?|threats",
            r"strengths and weaknesses",
        ),
    ),
    (
        "flow",
        (
            r"(?:results|outcomes?) of (?:the )?(?:literature |database )?search(?:es)?",
            r"(?:literature )?search (?:results|outcomes?)",
            r"(?:study|article|paper|literature|source) (?:selection|flow)",
            r"selection of (?:the )?(?:studies|articles|papers|literature|sources)|flow (?:diagram|chart|of)",
            r"study designs?|geographical|(?:study|general) characteristics|characteristics of",
            r"description of (?:the )?(?:included )?studies",
            r"(?:included|selected|eligible|identified) (?:studies|articles|papers|sources|trials|interventions)",
        ),
    ),
    (
        "summary",
        (
            r"(?:plain language|executive|simple|lay|evidence|structured) summary|at a glance|synopsis|highlights",
            r"(?:key|main|headline|principal) (?:findings|messages|points|results)|summary|overview",
        ),
    ),
    ("abstract", (r"abstract",)),
    (
        "methods",
        (
            r"methods?|methodology|methodological approach|search strategy|search terms|searching",
            r"notes on the search|(?:eligibility|inclusion|exclusion|selection) criteria",
            r"data (?:extraction|sources|synthesis)",
            r"information sources|literature search|quality (?:assessment|appraisal)",
            r"risk of bias assessment|review protocol",
            r"research (?:design|questions?)|protocol and registration|analytical approach",
        ),
    ),
    (
        "background",
        (
            r"background|introduction|rationale|context|objectives?|aims?|purpose",
            r"related (?:works?|studies|research|reviews)",
            r"literature review|previous (?:work|research|reviews)|theoretical|preliminaries|motivation",
        ),
    ),
    ("results", (r"results?|findings|evidence",)),
)
LONGEST_HEADING_WORDS = 9
LONGEST_HEADING = 150
LONGEST_BARE_NAME = 40
# Below any heading that a format gives: run-in labels.
LOWEST_LEVEL = 7
# Sections whose deeper headings are parts of them, whatever they are called.
CLOSED: frozenset[Section] = frozenset({"background", "methods", "discussion", "end"})
# A section's bare name, which begins a section wherever it stands.
BARE_NAME = re.compile(
    r"abstract|executive summary|introduction|background|related works?|(?:materials? and )?methods?|methodology"
    r"|research (?:methodology|methods?|design)|results?|findings"
    r"|results and discussions?|discussions?|conclusions?|(?:discussion and|concluding) (?:conclusions?|remarks)"
    r"|references|bibliography|acknowledge?ments?"
)
# What ends a review opens its heading (`References`); `Discussion of funding` is no end.
_COMPILED = tuple(
    (section, re.compile(rf"{'^' if section == 'end' else ''}\b(?:{'|'.join(wordings)})\b"))
    for section, wordings in HEADINGS
)
# The number of a heading: `3.`, `2.1`, `IV.`, `A)`, `4.1 |`. Near miss: `24 studies` (no stop and no bracket after it).
HEADING_NUMBER = re.compile(
    r"\s{0,9}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXivx]{1,5}[.)]|[A-H][.)])(?:\s{0,9}\|)?\s{1,9}(?=\D)"
)
# The labels of a structured abstract (EQUATOR, IMRaD; MEDLINE's NLM categories), at the start of a sentence and
# followed by a stop, a colon or a dash. Matches `Results: 19 trials`, `METHODS. We`; near miss: `Results of the search
# were`.
RUN_IN_LABEL = re.compile(
    r"(?P<label>Abstract|Summary|Background|Introduction|Context|Rationale|Purpose|Aims?|Objectives?|Importance"
    r"|Aims? and objectives?|Methods?|Design|Methodology|Methods and (?:materials|analysis)|Materials? and methods?"
    r"|Data sources?|Search (?:strategy|methods?)|Study selection|Selection criteria|Eligibility criteria|Setting"
    r"|Data (?:extraction|collection)(?: and (?:synthesis|analysis))?|Review methods?|Participants|Interventions?"
    r"|Results?|Main results?|Findings|Key findings|Evidence synthesis|Data synthesis"
    r"|Conclusions?|Authors['’] conclusions?|Discussion|Interpretation|Limitations?|Implications|Significance"
    r"|Key ?words|Registration|Funding)\s*(?:[:.—–|]|\s-)\s*",
    re.IGNORECASE,
)
LABEL_SECTIONS: tuple[tuple[str, Section], ...] = (
    ("result", "results"),
    ("finding", "results"),
    ("synthesis", "results"),
    ("conclusion", "discussion"),
    ("discussion", "discussion"),
    ("interpretation", "discussion"),
    ("limitation", "discussion"),
    ("implication", "discussion"),
    ("significance", "discussion"),
    ("abstract", "abstract"),
    ("summary", "summary"),
    ("key words", "end"),
    ("keywords", "end"),
    ("registration", "end"),
    ("funding", "end"),
    ("method", "methods"),
    ("design", "methods"),
    ("data", "methods"),
    ("search", "methods"),
    ("selection", "methods"),
    ("criteria", "methods"),
    ("setting", "methods"),
    ("participants", "methods"),
    ("intervention", "methods"),
)


@dataclass(frozen=True)
class Passage:
    """A block of running text and where in the review it stands.

    Attributes:
        section: of the nearest heading above that names one; `front` before the first heading or label.
        heading: text of the nearest heading above, or None.
        position: how many paragraphs and list items stand between the section's own heading and this one.
        is_under_subheading: a heading that names no section stands between.
        page: 1-based; None for a text that shows no page ends.
    """

    section: Section
    heading: str | None
    position: int
    is_under_subheading: bool
    page: int | None
    block: Block


def read_passages(pages: Pages) -> Iterator[Passage]:
    """Every block of the document but its headings, in reading order. Cells of tables are no passages.

    A heading that names no section (`Peer support`) belongs to the section above it, unless that is the abstract, which
    has no parts with headings of their own, or the heading is of a higher level: then the section is `other`. Below the
    background, the methods, the discussion and the end of a review, a deeper heading changes nothing: `Findings in
    relation to the aims` is discussion, `Study selection` tells a method.
    """
    at = _Standing("front", 0, 0, None, False)
    for page in pages.pages:
        for block in page.parts:
            if not isinstance(block, Block):
                continue
            is_named_line = block.kind == "paragraph" and _is_bare_name(block.text)
            if block.kind == "heading" or is_named_line:
                at = _under_heading(at, block)
                continue
            named = label_section(block.text)
            if at.section in {"front", "other"} and named in {"abstract", "summary"}:
                at = _Standing(named, LOWEST_LEVEL, 0, None, False)
            yield Passage(at.section, at.heading, at.position, at.is_sub, page.number, block)
            if block.kind in {"paragraph", "list-item"}:
                at = replace(at, position=at.position + 1)


@dataclass(frozen=True)
class _Standing:
    """Where the reading stands: the section, the level of its heading, and what follows that heading."""

    section: Section
    level: int
    position: int
    heading: str | None
    is_sub: bool


def _under_heading(at: _Standing, block: Block) -> _Standing:
    """Where the reading stands after the heading `block`."""
    text = block.text
    named = name_section(text)
    level = block.level or at.level
    is_deeper = level > at.level > 0 or _number_depth(text) > max(1, _number_depth(at.heading or ""))
    is_kept = is_deeper and at.section in CLOSED and not _is_bare_name(text)
    if named is not None and not is_kept:
        return _Standing(named, level, 0, text, False)
    if named is None and (at.section in {"abstract", "summary"} or 0 < level < at.level):
        return _Standing("other", level, 0, text, False)
    return replace(at, heading=text, is_sub=True)


def _is_bare_name(text: str) -> bool:
    """Whether a line is the name of a section and nothing else: `ABSTRACT`, `4. Results`; not `Results of the
    trials`.
    """
    if len(text) > LONGEST_BARE_NAME or not HEADING_NUMBER.sub("", text, count=1)[:1].isupper():
        return False
    return BARE_NAME.fullmatch(_folded(text)) is not None


def _number_depth(text: str) -> int:
    """How deep a heading's number says that it stands: 2 for `4.1`, 0 for none."""
    found = HEADING_NUMBER.match(text)
    return len(re.findall(r"\d{1,2}", found.group())) if found else 0


def name_section(heading: str) -> Section | None:
    """The section that a heading names, or None: `3.1 Results of the search` is `flow`, `Peer support` is None."""
    if len(heading) > LONGEST_HEADING or len(heading.split()) > LONGEST_HEADING_WORDS + 2:
        return None
    words = _folded(heading)
    if (
        len(words.split()) > LONGEST_HEADING_WORDS
        or not HEADING_NUMBER.sub("", heading, count=1).strip("* ")[:1].isupper()
    ):
        return "abstract" if words == "abstract" else None
    return next((section for section, pattern in _COMPILED if pattern.search(words)), None)


def _folded(heading: str) -> str:
    """A heading in small letters without its number and end punctuation; letters set apart are joined."""
    words = " ".join(HEADING_NUMBER.sub("", heading, count=1).casefold().strip(" .:*|").split())
    if _is_spaced_out(words):
        words = words.replace(" ", "")
        return "abstract" if words.endswith("abstract") else words
    return words


def label_section(text: str) -> Section | None:
    """The section that a run-in label at the start of `text` names, or None: `Results: 19 trials` is `results`."""
    found = RUN_IN_LABEL.match(text)
    if found is None or not text[:1].isupper():
        return None
    label = found["label"].casefold()
    return next((section for word, section in LABEL_SECTIONS if word in label), "background")


def _is_spaced_out(words: str) -> bool:
    """Whether a heading is set with a blank between its letters, as some publishers do: `a b s t r a c t`."""
    pieces = words.split()
    return len(pieces) >= 4 and all(len(piece) == 1 for piece in pieces)
