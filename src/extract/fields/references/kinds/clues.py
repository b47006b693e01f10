"""Which clues does a work that stands alone print to what it is?

Each clue is named as the weights of `standing_alone` name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.fields.references.kinds.printed import Printed

# Sites whose pages readers write. Match: "https://github.com/a/b"; near miss: "github.company.org".
_SITE = re.compile(
    r"(?:^|//|\.)(?:github|gitlab|linkedin|medium|youtube|wikipedia|facebook|twitter|slideshare|stackoverflow)\.(?:com|org|net)"
    r"(?:/|$)|\bblogs?[./]|\bwiki[./]",
    re.IGNORECASE,
)
# An address that shows a document. Match: ".pdf", "/reports/2", "/handle/10665/2"; near miss: "/support/".
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?)\b|/(?:[\w-]{1,60}[_-])?(?:reports?|publications|documents?|docman|papers?|bitstream|handle|iris)(?:[/?#.]|$)"
    r"|policy-paper|working-paper",
    re.IGNORECASE,
)
# A date to the day. Match: "October 21, 2020", "3 May 2012"; near miss: "May 2012".
_DAY = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, ?\d{4}|\b\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}")
# Numbers of guidelines. Match: "CG178", "SCIE Guide 51"; near miss: "Guide to 51 towns", "Ph.D.".
_GUIDE_NUMBER = re.compile(r"\b(?:CG|NG|QS|PH|TA)\s?\d{1,3}\b|\bGuide (?:no\.? )?\d{1,3}\b")
# Technical standards (ISO House Style, "References to standards"): the body's letters and a number.
# Match: "ISO 9241-210:2019", "ISO/IEC/IEEE 42010"; near miss: "ISO 2019".
_STANDARD = re.compile(
    r"\b(?:ISO|IEC|IEEE|DIN|ANSI|ASTM|BS EN|RFC|ETSI|FIPS|NIST SP|NBR|NF EN|UNE|UNI EN|ÖNORM|GOST|ГОСТ"
    r"|AS|JIS)(?:/[A-Z]{2,5}){0,3}(?: [A-Z]{2})?\s?"
    r"(?!(?:19|20)\d\d\b(?!:))[A-Z]?\d{2,5}\b|\b(?:OIML [A-Z]|JCGM) \d{1,3}\b"
    r"|\b(?:UNE|SIA|VDI|GB(?:/T)?|NF [A-Z]|PN(?:-EN|-ISO){0,2}|SAE (?:Standard )?[A-Z]{1,3}|DOE-STD|RTCA/DO)[ -]?"
    r"(?!(?:19|20)\d\d\b(?!:))\d{2,5}\b"
)
# Letters of bodies that are words of some language too.
_LETTERS = ("UNE", "SIA ", "GB ", "GB/T", "NF ")
# Statutes (OSCOLA 4, section 2.4: short title and year). Match: "Care Act 2014"; near miss: "Monitoring the Act in
# 2014".
_STATUTE = re.compile(
    r"(?:[A-Z][\w’'&-]{0,30},? |(?:and|of|the|for|in|\([^()]{1,40}\)) ){1,12}Act (?:of )?(?:1[89]|20)\d\d"
    r"(?: ?\(c(?:h|hapter)?\.? ?\d{1,3}\)?)?(?:[:,] (?:Chapter|c\.) ?\d{1,3})?"
)
# Acts of the European Union (OSCOLA 4, section 2.6) and of Congress (APA 7, section 11.5). Match: "Directive
# 2001/20/EC", "Regulation (EU) 2016/679", "Public Law 111-148"; near miss: "Regulation of lamps in the EU".
_ACT_BY_NUMBER = re.compile(
    r"\b(?:Directive|Regulation|Decision) (?:\((?:EU|EC|EEC)\) )?(?:No\.? )?\d{1,4}/\d{1,4}"
    r"|\bPub(?:lic|\.) L(?:aw|\.) (?:No\.? )?\d{1,3}[-–]\d{1,4}"
)
# Bodies that issue guidelines (Guidelines International Network, list of members), by name or letters.
# Match: "NICE", "Lantern Guideline Group"; near miss: "Nice Lanterns".
_GUIDELINE_BODY = re.compile(
    r"\b(?:[Gg]uidelines?|AWMF|SIGN|NICE)\b|National Institute for (?:Health and (?:Care|Clinical)|Clinical) Excell"
)


def clues_of(work: Printed) -> frozenset[str]:
    """The clues that a work prints; what house its publisher is, is one of them."""
    clues = [clue for clue, is_printed in _CLUES if is_printed(work)]
    return frozenset(clues if work.house is None else [*clues, work.house])


def _is_on_line(work: Printed) -> bool:
    return bool(work.text("url")) or "http" in work.outside


def _is_read_on_a_day(work: Printed) -> bool:
    """A day on which it was read, where no address is left."""
    return "accessed" in work.has and "doi" not in work.has and not _is_on_line(work)


def _is_dated_to_the_day(work: Printed) -> bool:
    return "month" in work.said and _is_on_line(work) and _DAY.search(work.outside) is not None


def _is_site(work: Printed) -> bool:
    return "site" in work.said or ("url" in work.has and _SITE.search(work.text("url")) is not None)


def _is_report(work: Printed) -> bool:
    return "report" in work.title or "bericht" in work.text("title")


def _is_review_of_evidence(work: Printed) -> bool:
    return "review of evidence" in work.said or "review of evidence" in work.title


def _is_rule(work: Printed) -> bool:
    """A technical standard, an act by its number, or a statute, which no person signs."""
    name = work.text("title")
    text = f"{work.outside} {name}"
    may_be_standard = "standard" in work.said | work.title or any(map(text.__contains__, _LETTERS))
    if may_be_standard and _STANDARD.search(text):
        return True
    if "law" in work.title and _ACT_BY_NUMBER.search(name):
        return True
    if not all(author.is_body for author in work.authors):
        return False
    if not name:  # the model doubts titles with a year inside
        return " Act " in work.outside and _STATUTE.match(work.outside.lstrip(" .")) is not None
    return " Act " in name and _STATUTE.fullmatch(name) is not None


def _is_guidance(work: Printed) -> bool:
    """Guidance by its words or its number, issued by a body, not by a press."""
    is_issued = work.is_corporate or work.house == "official house"
    return is_issued and work.house != "press" and ("guidance" in work.said | work.title or _has_guide_number(work))


def _has_guide_number(work: Printed) -> bool:
    is_named = "guide number" in work.said | work.title
    return is_named and _GUIDE_NUMBER.search(f"{work.outside} {work.text('title')}") is not None


def _is_of_guideline_body(work: Printed) -> bool:
    is_issued = work.is_corporate and work.house != "press"
    return is_issued and any(_GUIDELINE_BODY.search(author.family) for author in work.authors)


_CLUES: tuple[tuple[str, Callable[[Printed], bool]], ...] = (
    ("address", _is_on_line),
    ("accessed", _is_read_on_a_day),
    ("dated to the day", _is_dated_to_the_day),
    ("site", _is_site),
    ("document", lambda work: "url" in work.has and _DOCUMENT.search(work.text("url")) is not None),
    ("report", _is_report),
    ("report said", lambda work: "report" in work.said),
    ("report number", lambda work: work.has_report_number),
    ("review of evidence", _is_review_of_evidence),
    ("guidance", _is_guidance),
    ("guideline body", _is_of_guideline_body),
    ("rule", _is_rule),
    ("corporate", lambda work: work.is_corporate),
    ("publisher", lambda work: "publisher" in work.has),
    ("place", lambda work: "place" in work.has),
    ("edition", lambda work: work.is_edition),
    ("manual", lambda work: "manual" in work.title),
    ("study", lambda work: "study" in work.title),
)
