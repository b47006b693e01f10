"""When a document was published, which version it is, and when was searched for it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from extract.front_matter.front import Line
from extract.front_matter.publisher import edges
from extract.front_matter.wording import BULLET, COPYRIGHT, DATE, DATE_LINE, JOURNAL_LINE, LONGEST_TITLE, MONTH, YEAR
from extract.months import MONTHS
from extract.pages import Pages
from extract.sections import RUN_IN_LABEL, Passage, read_passages
from extract.sentences import find_citations, split_sentences

MOST_SEARCH_SENTENCES = 6
# What announces the date of publication. Match: `Published: 3 May 2020`, `Available online 24 March 2023`; near misses:
# `Received 3 May 2020`, `studies published 2020`.
PUBLISHED = re.compile(
    r"(?:^|[.;|]\s|\s)(?:First\s+published|Published(?:\s+online)?|Available\s+online|Publication\s+date|Date\s+of\s+publication"
    r"|Issued|Date)\s?(?::\s?|\sin\s|\son\s|\s)(?=\w)",
    re.IGNORECASE,
)
# How a document names its own version. Match: `Updated edition`, `Version 2.1`, `2nd edition`, `Update 2024`, `Revised
# March 2020`; near misses: `an updated meta-analysis`, `conversion 2`, `update of the search`.
VERSION = re.compile(
    rf"\b(?:(?:first|second|third|fourth|fifth|\d{{1,2}}(?:st|nd|rd|th)|updated|revised|new)\s(?:edition|version)"
    rf"|(?:version|edition|revision)\s?:?\s?\d{{1,3}}(?:\.\d{{1,3}}){{0,2}}"
    rf"|(?:{YEAR}\supdate|updated?:?\s(?:in\s)?(?:{MONTH}\s)?{YEAR}|revised:?\s(?:in\s)?(?:{MONTH}\s)?{YEAR})"
    rf"|(?:this|current)\sversion:?\s(?:{MONTH}\s)?(?:\d{{1,2}},?\s)?{YEAR}"
    rf"|(?:preliminary|working|consultation)\s(?:version|draft)|draft\s(?:report|version|\d{{1,2}}))\b",
    re.IGNORECASE,
)
# A sentence of a search and its time. Match: `Searches were run in May 2020`; near miss: `research published in May
# 2020`.
SEARCH_WORD = re.compile(r"\b(?:search(?:es|ed|ing)?)\b", re.IGNORECASE)
SEARCH_TIME = re.compile(
    rf"\b(?:{MONTH},?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{YEAR}|(?:in|until|to|on|and|through|of|up to)\s{YEAR})\b"
)


def find_published(front: Sequence[Line], pages: Pages) -> tuple[datetime.date | None, str | None]:
    """The date of publication and how it is printed: announced, else alone on a line, else beside the copyright
    sign.
    """
    for text in edges(pages):
        announced = PUBLISHED.search(text) if len(text) <= 600 else None
        found = DATE.match(text, announced.end()) if announced else None
        if found is not None:
            return _day(found), found.group()
    for line in front:
        found = DATE.search(line.text) if DATE_LINE.fullmatch(line.text) else None
        if found is not None:
            return _day(found), found.group()
    for text in edges(pages):
        sign = COPYRIGHT.search(text)
        found = DATE.search(sign["rest"][:60]) if sign else None
        if found is not None:
            return _day(found), found["year5"] or found.group()
    return _journal_year(pages)


def _journal_year(pages: Pages) -> tuple[datetime.date | None, str | None]:
    for text in edges(pages) if pages.count is not None else ():
        found = JOURNAL_LINE.match(text) if len(text) <= 200 else None
        year = re.search(rf"\b{YEAR}\b", text[len(found["name"]) :]) if found else None
        if year is not None:
            return datetime.date(int(year.group()), 1, 1), year.group()
    return None, None


def _day(found: re.Match[str]) -> datetime.date | None:
    """First day of a matched date; None where the day does not exist."""
    groups = found.groupdict()
    year = next(int(value) for name, value in groups.items() if name.startswith("year") and value)
    month = next((value for name, value in groups.items() if name.startswith("month") and value), None)
    day = next((int(value) for name, value in groups.items() if name.startswith("day") and value), 1)
    try:
        return datetime.date(year, _month_number(month), day)
    except ValueError:
        return None


def _month_number(month: str | None) -> int:
    if month is None:
        return 1
    if month.isdigit():
        return int(month)
    return MONTHS[month.casefold().strip(".")]


def find_search_dates(pages: Pages) -> str | None:
    """The sentences that say when was searched: from the methods and notes, else from the abstract."""
    inside: list[str] = []
    abstract: list[str] = []
    for passage in read_passages(pages):
        if passage.section in {"background", "discussion", "end"} or passage.block.kind not in {
            "paragraph",
            "list-item",
        }:
            continue
        chosen = abstract if passage.section in {"abstract", "summary", "front"} else inside
        chosen.extend(sentence for sentence in _search_sentences(passage) if sentence not in chosen)
    sentences = (inside or abstract)[:MOST_SEARCH_SENTENCES]
    return " ".join(sentences) or None


def _search_sentences(passage: Passage) -> Iterator[str]:
    text = passage.block.text
    if not SEARCH_WORD.search(text):
        return
    offset = bullet.end() if (bullet := BULLET.match(text)) else 0
    for start, end in split_sentences(text[offset:]):
        sentence = " ".join(text[offset + start : offset + end].split())
        label = RUN_IN_LABEL.match(sentence)
        sentence = sentence[label.end() :] if label else sentence
        is_short = len(sentence) <= 600
        if is_short and SEARCH_WORD.search(sentence) and SEARCH_TIME.search(sentence) and not find_citations(sentence):
            yield sentence


def find_version_label(front: Sequence[Line], title: str | None) -> str | None:
    """The label of the version in the short lines of the front."""
    for text in [title or "", *(line.text for line in front)]:
        found = VERSION.search(text) if len(text) <= LONGEST_TITLE else None
        if found is not None:
            return found.group()
    return None
