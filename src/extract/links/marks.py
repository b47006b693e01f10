"""What report a title says it is: an erratum, a reply, a protocol, a reprint, an abstract, a supplement, or
a plain paper.

A mark is a word at an end of the title, set off from it. "Correction: Stroke care" is an erratum, "Correction of
anaemia after stroke" is not; "Stroke care - Reply" is a reply, "The stress response" is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from extract.links.plain_text import plain
from extract.links.record import ReportKind
from extract.links.vocabulary import word_set

# Words of a record's type that name a report of another paper.
REPORT_WORDS: Mapping[ReportKind, frozenset[str]] = MappingProxyType(
    {
        "erratum": word_set("erratum errata corrigendum corrigenda correction retraction"),
        "reply": word_set("reply replies response rejoinder comment comments commentary"),
        "protocol": word_set("protocol"),
        "abstract": word_set("abstract poster"),
        "reprint": word_set("reprint reprinted republished republication"),
        "preprint": word_set("preprint"),
    }
)
# A title without any of these needs no further look.
_STEM = re.compile(
    r"errat|corrigen|berichtig|supporting|supplementa|"
    r"correction|retract|concern|repl|\bre ?:|respon|rejoin|comment|protocol|rationale|reprint|republ|"
    r"abstract|poster|withdrawn|letter|editorial|proceedings"
)
# What a database or publisher sets before the title of the paper itself: PubMed up to 1976 its type, publishers the
# paper's fate. Match: "RETRACTED ARTICLE: Stroke care"; near miss: "Retraction: Stroke care", a report of its own.
_STATUS = re.compile(r"\W{0,5}(?:retracted(?: article)?|withdrawn|letter|editorial|proceedings)\s*:\s*")
_QUOTE = r"[:\".([\u201c\u2018]"
_BY_AUTHORS = r"(?:authors?['\u2019]?s?['\u2019]? )?"
_NOTICE = r"(?:corrections?(?: notice)?|berichtigung|retraction(?: not(?:e|ice))?|expression of concern)"
_ERRATUM = r"(?:errat(?:um|a)|corrigend(?:um|a))"
# What a publisher prints beside a paper and some databases list as one.
_SUPPLEMENT = r"(?:supporting|supplementa(?:ry|l)) (?:information|materials?|data)"
_ANSWER = r"(?:response|rejoinder|comments?|commentary)"
# Marks before a title, set off by a sign unless the words can mean nothing else. Match: "Corrigendum to “Stroke care”",
# "Re: Stroke care", "Berichtigung zu: Stroke care", "Supporting information for: Stroke care"; near misses: "Correction
# of anaemia", "Response to lithium", "Protocol adherence after stroke", "Supporting information: what carers need".
_FRONT: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    ("erratum", re.compile(
        rf"\W{{0,5}}(?:(?:author|publisher)(?:'s)? )?(?:{_ERRATUM}\b(?: (?:to|for|in|on|re|zu)\b)?|correction to\b|"
        rf"{_NOTICE}(?: (?:to|for|of|in|zu))?(?=\s*{_QUOTE}))"
    )),
    ("supplement", re.compile(rf"\W{{0,5}}{_SUPPLEMENT} (?:to|for|of)(?=\s*{_QUOTE})")),
    ("reply", re.compile(
        rf"\W{{0,5}}(?:(?:in )?{_BY_AUTHORS}reply(?: (?:to|from|by)\b|(?=\s*(?:{_QUOTE}|$)))|re\s?:|comments? on\b|"
        rf"commentary on\b|{_BY_AUTHORS}{_ANSWER}(?: (?:to|by))?(?=\s*{_QUOTE}))"
    )),
    ("protocol", re.compile(
        r"\W{0,5}(?:(?:study|trial|research) protocol(?=\s*:)|(?:study |trial )?protocol (?:for|of)\b)"
    )),
    ("reprint", re.compile(r"\W{0,5}(?:reprint(?:ed)? (?:of|from)\b|reprint(?:ed)?(?=\s*:)|republished\s*:)")),
    ("abstract", re.compile(
        r"\W{0,5}(?:poster |conference )?abstract(?: (?:no\. ?)?[a-z]{0,4}-?\d{1,5})?(?=\s*[:.])"
    )),
)  # fmt: skip
_APART = r"(?:[:.;(\"\u201d?!]|\s[\u2013\u2014-])\s*(?:the |a |an )?"
_OF_TRIALS = (
    r"(?:(?:study|trial|research|review|systematic|scoping|clinical|randomi[sz]ed|controlled|pilot|cohort|feasibility|"
    r"evaluation|meta-analysis|design|and) ){0,6}"
)
_RATIONALE = r"(?:study )?(?:rationale,? (?:and )?(?:study )?design|design and rationale)[^:;]{0,80}"
# The paper that a notice corrects, cut off by the end of its field. Match: "(Journal of Care (Janu", "(J Care"; near
# miss: "(aged 60 to 85)". Only the last 200 signs are searched, so the match is bounded.
_CUT_NOTE = re.compile(r"\([^()]{3,150}(?:\([^()]{0,40})?$")
# Marks after a title, set off by a sign. Match: "Stroke care: study protocol for a trial", "Stroke care (reply)",
# "Stroke care - Reply"; near misses: "Dose-response", "Immune response", "Stroke care by the Rosen protocol".
_BACK: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    ("erratum", re.compile(rf"{_APART}(?:author |publisher )?(?:{_ERRATUM}|{_NOTICE})\W*$")),
    ("supplement", re.compile(rf"{_APART}{_SUPPLEMENT}\W*$")),
    ("reply", re.compile(
        rf"(?:{_APART}{_BY_AUTHORS}(?:(?:reply|response|rejoinder)(?: (?:to|by|from|of) [^:;.]{{0,60}})?|"
        rf"comments?|commentary)|\sauthors?['\u2019]?s?['\u2019]? (?:reply|response))\W*$"
    )),
    ("protocol", re.compile(
        rf"{_APART}(?:{_OF_TRIALS}protocol(?: (?:for|of) [^:;]{{0,150}})?|{_RATIONALE})\W*$"
    )),
    ("reprint", re.compile(rf"{_APART}(?:reprint(?:ed)?|republished)[^:;]{{0,60}}$")),
    ("abstract", re.compile(rf"{_APART}(?:(?:conference |meeting |poster )?abstract|poster)\W*$")),
)  # fmt: skip
# A mark alone in square brackets. Match: "[Erratum]"; near miss: "[Erratum appears in Stroke 2010;3:1]".
_BRACKETED = re.compile(r"\[\s*(erratum|corrigendum|correction|retraction|reprint|abstract)\s*\]")


def read_mark(title: str) -> tuple[ReportKind | None, str]:
    """The report that a title says it is, and the title without the mark, in lower case where a mark was found.

    Example: "Stroke care at home: study protocol" -> ("protocol", "stroke care at home").
    """
    if _STEM.search(title.casefold()) is None:
        return None, title
    text = plain(title)
    status = _STATUS.match(text)
    if status is not None and len(text) - status.end() > 3:
        text = title = text[status.end() :]
    alone = _BRACKETED.search(text)
    if alone is not None:
        word = alone[1]
        return next(kind for kind, words in REPORT_WORDS.items() if word in words), title
    for kind, pattern in _FRONT:
        found = pattern.match(text)
        if found is not None:
            rest = text[found.end() :]
            return kind, rest[:-200] + _CUT_NOTE.sub("", rest[-200:]) if kind == "erratum" else rest
    # Only the end is searched, so that the match is bounded.
    head, tail = text[:-250], text[-250:]
    for kind, pattern in _BACK:
        found = pattern.search(tail)
        if found is not None:
            return kind, head + tail[: found.start()]
    return None, title
