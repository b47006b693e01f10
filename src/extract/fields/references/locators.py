"""Where in its journal a reference says that a work stands: volume, issue, pages, and the year beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.references.record import Mark

YEAR = r"(?:1[5-9]|20)\d{2}\s?[a-z]?(?![\w])"
_PAGES = (
    r"(?:[A-Za-z]{0,3}\d{1,7}(?:\.\d{1,7})?[A-Za-z]?"
    r"|(?<!\w)[ivxlc]{1,7})(?:\s?[-‐‑–—−]{1,2}\s?(?:[A-Za-z]{0,3}\d{1,7}[A-Za-z]?|[ivxlc]{1,7}))?"
    r"(?:\s?[,;&]\s?(?:[A-Za-z]?\d{1,6}\s?[-–]\s?[A-Za-z]?\d{1,6}|[ivxlc]{1,7}\s?[-–]\s?[ivxlc]{1,7})){0,4}(?![\w/])"
)
_PAGES_NAMED = r"(?:pp?\.?|pages?|pgs?\.?|S\.|art(?:icle|\.)(?:\s(?:no\.?|number|id))?)\s?"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}(?:\s?[-–/]\s?\d{1,4})?[A-Z]?|(?=[IVXLC])[IVXLC]{1,8})"
_ISSUE = r"(?P<issue>[^()]{1,40})"
# An issue that is named: "3", "3-4", "3-B", "Pt 3", "3 Suppl 4", "3, Sp. Iss. SI" (Web of Science). Near miss: "3 men".
_NAMED_ISSUE = (
    r"(?:(?:pt|part|suppl(?:ement)?)\.?\s?\w{1,4}"
    r"|\w{1,12}(?:[-–/](?:\d{1,4}|[A-Z]\b))?(?:,\s?Sp(?:ec)?\.?\sIss\.?(?:\sSI\b)?)?(?:\s(?:pt|part|suppl(?:ement)?)\b\.?(?:\s?\d{1,3})?)?)"
)
# A supplement, with a capital or without. Match: " Suppl 1", ", suppl."; near miss: "supply".
_SUPPLEMENT = r"(?:\s?,?\s?(?P<supplement>(?i:suppl(?:ement)?)(?![a-z])\.?(?:\s?\d{1,3})?))?"
# The place of an article in its journal, in six families of form. Each needs a word's end before it and takes one
# pass.
_LOCATORS = (
    # "2005;14(1):23-34", "2005 May 3;14:e12". Near miss: "(2005); 14 men", "pp. 1517-1523, 2010".
    re.compile(
        rf"(?<![\w–—-])(?P<year>{YEAR})(?:\s[A-Z][a-z]{{2,8}}\.?(?:[-–/][A-Z][a-z]{{2,8}})?(?:\s\d{{1,2}})?)?\s?[;:,]\s?(?:vol\.?\s?)?{_VOLUME}{_SUPPLEMENT}"
        rf"(?:\s?\({_ISSUE}\))?(?:\s?[:,;.]\s?(?:{_PAGES_NAMED})?(?P<pages>{_PAGES}))?(?=[\s.,;]|$)", re.IGNORECASE),
    # "vol. 14, no. 1, pp. 23-34", "Volume 14, Issue 1". Near miss: "volume of 14 ml".
    re.compile(
        rf"\b(?:vol(?:ume|\.)?|bd\.|t\.|v\.)\s?{_VOLUME}{_SUPPLEMENT}(?:\s?\({_ISSUE}\)|\s?[,.:;]\s?(?:no|nr|num"
        rf"|number|issue|iss|n[°º])\b\.?\s?(?P<issue2>{_NAMED_ISSUE}))?"
        rf"(?:\s?[,.:;(]\s?(?:{_PAGES_NAMED}(?P<pages>{_PAGES})"
        rf"|(?P<pages2>\d{{1,6}}\s?[-–]\s?\d{{1,6}})))?(?=[\s.,;)]|$)", re.IGNORECASE),
    # "14(1), 23–34", "14 (1): 23-34", "15(1)". Near miss: "Windows 8 (2012)".
    re.compile(
        rf"(?<![\w(–-])(?<!pp\. )(?<!pp )(?<!\bp\. )(?<!ages ){_VOLUME}{_SUPPLEMENT}\s?\((?!(?:1[5-9]"
        rf"|20)\d\d\))(?:no\.?\s?)?{_ISSUE}\)(?:\s?[:,;.]?\s?(?:{_PAGES_NAMED})?(?P<pages>{_PAGES}))?(?=[\s.,;)]|$)"),
    # "14, 23–34", "14:23-34", "14, no. 1 (May 2005): 23–34", "3 (2005), 23-34". Near miss: "2010, 2011".
    re.compile(
        rf"(?<![\w(–./-])(?<!pp\. )(?<!pp )(?<!\bp\. )(?<!ages ){_VOLUME}{_SUPPLEMENT}(?:\s?[,.:;/]\s?(?:no|nr|num"
        rf"|number|issue|n[°º])\b\.?\s?(?P<issue>(?i:{_NAMED_ISSUE})))?"
        rf"(?:\s?,?\s?\((?:[A-Z][a-z]{{2,8}}\.?\s)?(?P<year>{YEAR}"
        rf")\))?\s?[,:;]\s?(?:{_PAGES_NAMED})?(?!(?:19|20)\d\d\W*$)(?P<pages>{_PAGES})(?=[\s.,;()]|$)"),
    # "14, no. 1 (May 2005)", without pages (Chicago 17, section 14.171: an abstract or an article on line has none).
    # Near miss: "Paper no. 1 (2005)", "14, no. 1".
    re.compile(
        rf"(?<![\w(–./-]){_VOLUME}{_SUPPLEMENT}\s?[,.:;/]\s?(?:no|nr|num|number|issue|n[°º])\b\.?\s?"
        rf"(?P<issue>(?i:{_NAMED_ISSUE}))\s?,?\s?\((?:[A-Z][a-z]{{2,8}}\.?\s)?(?P<year>{YEAR})\)(?=[\s.,;]|$)"),
    # "14 (2005) 23-34". Near miss: "Section 14 (2005)" without pages.
    re.compile(rf"(?<![\w(–-])(?<!pp\. )(?<!pp )(?<!\bp\. )(?<!ages ){_VOLUME}\s?\((?P<year>{YEAR}"
    rf")\)\s?[,:;]?\s?(?:{_PAGES_NAMED})?(?P<pages>{_PAGES})(?=[\s.,;]|$)"),
)  # fmt: skip
# A number after a month is a day. Match: "April " before "2, 2021"; near miss: "Mayo ".
_ENDS_IN_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s$")
# "pp. 12-34" anywhere. Match: "(pp. 12–34)"; near miss: "pp of".
PAGES_ALONE = re.compile(rf"[(\[]?\b(?:pp?\.|pp|pages?)\s?(?P<pages>{_PAGES})[)\]]?")


def find_locator(text: str, start: int, end: int) -> re.Match[str] | None:
    """The place in a journal: the form that ends last; of two that end together the one that begins first."""
    found = [match for pattern in _LOCATORS for match in pattern.finditer(text, start, end) if match.start() > start]
    found = [match for match in found if not _ENDS_IN_MONTH.search(text, max(0, match.start() - 12), match.start())]
    found = [match for match in found if len(re.findall(r"[^\W\d_]{3,}", text[match.end() : end])) <= 8]
    return max(found, key=lambda match: (match.end() // 4, -match.start()), default=None)


def late_year(text: str, start: int, end: int, locator: re.Match[str] | None = None) -> Iterator[Mark]:
    """The last year outside volume and pages, where the style prints it late."""
    for match in reversed(list(re.finditer(rf"(?<![\w/–-]){YEAR}(?![–/-]\d)", text[start:end]))):
        at = (start + match.start(), start + match.end())
        groups = locator.groupdict() if locator is not None else {}
        if locator is None or all(
            not groups.get(name) or at[1] <= locator.start(name) or at[0] >= locator.end(name)
            for name in ("volume", "issue", "pages", "pages2")
        ):
            yield Mark("year", *at)
            return
