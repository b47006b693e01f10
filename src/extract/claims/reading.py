"""Which sentences of a review state counts about itself, and which claims do they make?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.claims.claim import Claim, Draft, Sentence, Zone
from extract.claims.counts import find_counts, tokenise
from extract.claims.inclusion import read_totals
from extract.claims.parts import read_labels, read_parts, read_predicates
from extract.claims.spread import read_categories, read_countries
from extract.pages import Mark, Pages
from extract.sections import RUN_IN_LABEL, Passage, Section, label_section, read_passages
from extract.sentences import find_citations, split_sentences

# A sentence in the first blocks of a results section speaks of the whole review; one far below may speak of a part.
LEAD_BLOCKS = 4
# The longest sentence with a claim in twenty reviews has 420 characters; what is longer than this is a list or a table
# that lost its lines. It also bounds the work on hostile text.
LONGEST_SENTENCE = 1500
LONGEST_BOX = 200
# What a review is made of.
TOTALS = frozenset({"studies-total", "interventions-total"})

# A sentence about another review. Match: `a systematic review found`; near misses: `this review`, `three reviews`.
OTHER_REVIEW = re.compile(
    r"\b(?:an?|another|other|previous|earlier|prior|recent|existing|their|his|her|cochrane|those|these|companion"
    r"|original)\s+(?:[\w-]{1,30}\s+){0,3}(?:reviews?|meta-?analys[ei]s|overviews?|surveys?)\b",
    re.IGNORECASE,
)
# The review itself, which takes the sentence back. Match: `this systematic review`, `we`; near miss: `the study`.
OWN_VOICE = re.compile(
    r"\b(?:we|our|(?:this|the\s+present|the\s+current)\s+(?:[\w-]{1,30}\s+){0,3}"
    r"(?:review|report|paper|study|synthesis|overview))\b"
    r"|\breview\s+(?:of\s+the\s+literature\s+)?was\s+(?:conducted|performed|undertaken|carried\s+out)\b",
    re.IGNORECASE,
)
# Box labels of the PRISMA flow diagrams of 2009 and 2020, blanks folded. Match: `Studies included in review (n = 24)`;
# near miss: `Studies included in the trial arm`.
FLOW_BOX = re.compile(
    r"(?:new |total )?(?P<what>studies|articles|papers|trials|publications|reports|records|full[- ]text articles)"
    r"(?: of included studies)? (?P<step>included in (?:the )?(?:systematic |scoping )?review|included"
    r"|included in (?:the )?(?:qualitative|narrative) synthesis"
    r"|included in (?:the )?(?:quantitative synthesis|meta-analysis)(?: \(meta-analysis\))?"
    r"|identified[^()=]{0,60}|screened|excluded[^()=]{0,40}|assessed for eligibility|sought for retrieval)"
    r" ?[(:]? ?n ?= ?(?P<n>\d[\d,]{0,8}) ?\)?",
    re.IGNORECASE,
)
# The number of a box, at the start of a block of its own. Match: `(n = 17)`; near miss: `n = 17 studies`.
BOX_NUMBER = re.compile(r"\(n ?= ?\d[\d,]{0,8}\)", re.IGNORECASE)
BULLET = re.compile(r"\s{0,9}(?:[-*+•‣▪◦·–]|\d{1,3}[.)]|\[\d{1,3}\])\s+")


def read_claims(pages: Pages) -> tuple[Claim, ...]:
    """The counts that the review states about itself, in reading order.

    Read from the abstract, summaries, the flow of studies and the results; from the methods only how the studies were
    grouped and what was finally included. Cells of tables, background, discussion and references are passed over. A
    statement repeated is one claim, with its first quote; another number for the same thing is another claim.

    `Nine reviews including four systematic reviews` gives `family:review` 9, and `design:systematic-review` 4 within
    it.
    """
    claims: list[Claim] = []
    wholes: list[Claim] = []
    seen: dict[tuple[str, int], set[str | None]] = {}
    has_total = False
    above = ""
    for passage in read_passages(pages):
        if passage.block.kind not in {"paragraph", "list-item"}:
            continue
        box = _box(passage, above)
        above = passage.block.text if len(passage.block.text) <= LONGEST_BOX else ""
        found = [(box, False)] if box is not None else _read_passage(passage, has_total)
        for claim, is_whole in found:
            has_total = has_total or claim.claim in TOTALS
            # The abstract may say as a part of a total what the results say on its own.
            parents = seen.setdefault((claim.claim, claim.stated), set())
            if parents and (claim.within is None or None in parents or claim.within in parents):
                continue
            parents.add(claim.within)
            claims.append(claim)
            wholes.extend([claim] if is_whole else [])
    return _with_total(claims, wholes)


def _with_total(claims: list[Claim], wholes: list[Claim]) -> tuple[Claim, ...]:
    """The claims, with a total of studies where the only inclusion stated is of one design.

    `Twelve RCTs were included` in a review that states no other total says how many studies it has; `Eight reviews` in
    a review of reviews likewise.
    """
    designs = [claim for claim in wholes if claim.claim.startswith(("design:", "family:")) and claim.within is None]
    if any(claim.claim in TOTALS for claim in claims) or len(designs) != 1:
        return tuple(claims)
    return (replace(designs[0], claim="studies-total"), *claims)


def _read_passage(passage: Passage, has_total: bool) -> Iterator[tuple[Claim, bool]]:
    """The claims of a block, and whether each says what the review includes."""
    text = passage.block.text
    is_item = passage.block.kind == "list-item"
    bullet = BULLET.match(text) if is_item else None
    offset = bullet.end() if bullet else 0
    parent: str | None = None
    for start, end, section in _sentences(passage, offset):
        zone = _zone(section, passage)
        if zone is None or end - start > LONGEST_SENTENCE:
            continue
        marks = _shift(passage.block.marks, start, end)
        sentence = _sentence(text[start:end], marks, zone, is_item=is_item, is_first=not has_total, parent=parent)
        for draft in _read_sentence(sentence):
            has_total = has_total or draft.code in TOTALS
            parent = draft.code if draft.code in TOTALS else parent
            quote = " ".join(sentence.text.split())
            place = str(passage.block.place)
            claim = Claim(draft.code, draft.value, quote, passage.page, place, draft.subject, draft.within)
            yield claim, draft.is_whole


def _box(passage: Passage, above: str) -> Claim | None:
    """The claim of a box of a flow diagram: `Records screened (n = 1,204)`, in one block or in two."""
    text = " ".join(passage.block.text.split()) if len(passage.block.text) <= LONGEST_BOX else ""
    number = BOX_NUMBER.match(text)
    if number is not None:
        text = f"{' '.join(above.split())} {number.group()}"
    box = FLOW_BOX.fullmatch(text)
    if box is None or passage.section in {"background", "discussion", "end"}:
        return None
    step = " ".join(box["step"].lower().split())
    code = f"records-{step.split()[0]}"
    if step.startswith("included"):
        is_pooled = "quantitative" in step or "meta-analysis" in step
        total = "reports-total" if box["what"].lower() == "reports" else "studies-total"
        code = "meta-analysis-studies" if is_pooled else total
    stated = int(box["n"].replace(",", ""))
    return Claim(code, stated, text, passage.page, str(passage.block.place), box["what"], None)


def _sentences(passage: Passage, offset: int) -> Iterator[tuple[int, int, Section]]:
    """The sentences of a block, each with its section: the labels of a structured abstract change it on the way."""
    section = passage.section
    text = passage.block.text
    set_apart = {mark.start: mark.end for mark in passage.block.marks if mark.kind in {"bold", "italic"}}
    for start, end in split_sentences(text[offset:]):
        start, end = start + offset, end + offset
        if passage.section in {"abstract", "summary", "front", "other"}:
            label = RUN_IN_LABEL.match(text, start, end)
            named = label_section(text[start:end]) if label is not None else None
            if label is not None and named is not None:
                start = label.end()
            elif start in set_apart:
                # A label set in bold needs no colon: `Results Nineteen trials`.
                named = label_section(text[start : set_apart[start]].strip() + ":")
                start = set_apart[start] if named is not None else start
            section = section if named is None else "abstract" if named == "results" else named
        if start < end:
            yield start, end, section


def _zone(section: Section, passage: Passage) -> Zone | None:
    """How much a sentence there must say before it is believed; None where a review does not speak of itself."""
    if section in {"background", "discussion", "end"}:
        return None
    if section in {"abstract", "summary"}:
        return "lead"
    if section in {"results", "flow"} and not passage.is_under_subheading:
        return "lead" if passage.position < LEAD_BLOCKS else "body"
    return "strict"


def _shift(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks of `text[start:end]`, counted from `start`."""
    inside = [mark for mark in marks if mark.start >= start and mark.end <= end]
    return tuple(Mark(mark.start - start, mark.end - start, mark.kind) for mark in inside)


def _sentence(
    text: str, marks: Sequence[Mark], zone: Zone, *, is_item: bool, is_first: bool, parent: str | None
) -> Sentence:
    citations = find_citations(text, marks)
    # `et al.` stays: it holds no number that could be a count.
    masked = list(text)
    for citation in citations:
        if citation.works is not None:
            masked[citation.start : citation.end] = " " * (citation.end - citation.start)
    tokens = tokenise("".join(masked))
    return Sentence(text, tokens, find_counts(tokens), citations, zone, is_item, is_first, parent)


def _read_sentence(sentence: Sentence) -> list[Draft]:
    """The claims of one sentence; none when it tells of other works."""
    if not sentence.counts or _tells_of_others(sentence):
        return []
    drafts = list(read_totals(sentence))
    drafts += list(read_parts(sentence, drafts))
    drafts += read_predicates(sentence, drafts)
    drafts += list(read_labels(sentence, drafts))
    drafts += list(read_countries(sentence, drafts))
    drafts += list(read_categories(sentence))
    return [draft for draft in drafts if _is_own_count(sentence, draft)]


def _tells_of_others(sentence: Sentence) -> bool:
    if any(citation.works is None for citation in sentence.citations):
        return True
    return OTHER_REVIEW.search(sentence.text) is not None and OWN_VOICE.search(sentence.text) is None


def _is_own_count(sentence: Sentence, draft: Draft) -> bool:
    """Whether the citations allow the claim: there are none, or as many works are cited as are counted.

    Reviews list the studies that they count: `Five studies tested it [3,7,9-11]`. `Found five trials [8]` is another's.
    """
    if not sentence.citations:
        return True
    start = sentence.tokens[draft.at].start
    following = [sentence.tokens[count.first].start for count in sentence.counts if count.first > draft.at]
    end = min(following, default=len(sentence.text))
    near = sum(citation.works or 0 for citation in sentence.citations if start <= citation.start < end)
    total = sum(citation.works or 0 for citation in sentence.citations)
    return draft.value in {near, total, *(citation.works for citation in sentence.citations)}
