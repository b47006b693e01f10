"""What does a document say about itself as a publication: title, authors, publisher, date, version, search dates?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.fields.names import BODY_WORDS, PARTICLES
from extract.pages import Block, Box, Pages
from extract.sections import RUN_IN_LABEL, Passage, label_section, name_section, read_passages
from extract.sentences import find_citations, split_sentences

# The front matter ends with the first section, and no later than this: title page, imprint and a letter to the reader.
MOST_FRONT_BLOCKS = 40
MOST_FRONT_PAGES = 3
# A title with fewer words is the name of a series or a kind of article (`Research Article`) where another is printed.
FEWEST_TITLE_WORDS = 4
LONGEST_TITLE = 400
# Match: `Review Article Gardens and people`; near misses: `Review of gardens`, `Research articles on gardens`.
ARTICLE_KIND = re.compile(r"(?:(?:Review|Research|Original|Topic)\sArticle|Topic\sReview|Open\sAccess):?\s+(?=[A-Z])")
# Lines of one title are set in one size; the next line's box may differ by accents and descenders.
SAME_SIZE = 0.15
# Words of the abstract that identify a document without a title: two abstracts that share thirty words are one.
OPENING_WORDS = 30
# A paragraph of running text; shorter ones in front are lines of an imprint.
FEWEST_RUNNING_WORDS = 20
MOST_KEY_FINDINGS = 50
MOST_SEARCH_SENTENCES = 6

_MONTH_NAMES = "january february march april may june july august september october november december"
MONTHS = tuple(_MONTH_NAMES.split())
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19|20)\d\d"
# A date as publications print it. Match: `12 March 2021`, `March 12, 2021`, `April 2017`, `2021-03-12`, `2017`; near
# miss: `1800`, `2017-2019`.
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH}),?\s(?P<year>{_YEAR})"
    rf"|(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>{_YEAR})"
    rf"|(?P<month3>{_MONTH}),?\s(?P<year3>{_YEAR})"
    rf"|(?P<year4>{_YEAR})-(?P<month4>\d\d)-(?P<day4>\d\d)"
    rf"|(?P<year5>{_YEAR}))(?![\d–-])",
    re.IGNORECASE,
)
# What announces the date of publication. Match: `Published: 3 May 2020`, `Available online 24 March 2023`; near misses:
# `Received 3 May 2020`, `studies published 2020`.
PUBLISHED = re.compile(
    r"(?:^|[.;|]\s|\s)(?:First\s+published|Published(?:\s+online)?|Available\s+online|Publication\s+date|Date\s+of\s+publication"
    r"|Issued|Date)\s?(?::\s?|\sin\s|\son\s|\s)(?=\w)",
    re.IGNORECASE,
)
# A line that is a date and little else: `April 2017`, `This version: August 13, 2015`.
DATE_LINE = re.compile(
    rf"(?:(?:this|current)?\s?version:?\s|dated?:?\s|report,?\s)?{DATE.pattern}[\s.]{{0,3}}(?:\[[^\[\]]{{1,30}}\])?",
    re.IGNORECASE,
)
# Match: `© 2017`, `Copyright © 2017`, `(c) 2017`; near miss: `copyright law`.
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s?(?:copyright\s?|©\s?|\(c\)\s?|by\s)?(?P<rest>.{0,160})", re.IGNORECASE)
# Who holds the rights is the publisher only when it is a body.
COPYRIGHT_HOLDER = re.compile(
    rf"(?:{_YEAR}\s?[,.]?\s?)?(?:by\s|the\s)?(?P<name>[A-ZÀ-Þ][^.©|]{{3,80}}?)(?=[.|]|,?\s?(?:www\.|https?:|all\srights"
    rf"|{_YEAR}|trading\sas|published|$))",
    re.IGNORECASE,
)
# Match: `Published by Elsevier Ltd.`; near miss: `published by 2010`.
PUBLISHED_BY = re.compile(
    r"\bpublished\s(?:on\sbehalf\sof\s[^.]{3,80}\s)?by\s(?P<name>[A-Z][^.;:()]{2,60})", re.IGNORECASE
)
# Parts of bodies, which employ authors and publish nothing.
DEPARTMENTS = frozenset({"department", "faculty", "division", "school", "unit"})
# A line of a postal address, a telephone or a web site. Match: `First Floor 30-32 Westgate Buildings`, `Bath BA1 1EF`,
# `Rockville, MD 20857`; near miss: `Street-level bureaucrats`.
ADDRESS = re.compile(
    r"\b(?:\d{1,4}(?:-\d{1,4})?\s(?:[A-Z]\w{1,30}\s){1,3}(?:Street|Road|Lane|Avenue|Buildings?|House|Square|Place|Court|Drive|Way|Park)"
    r"|(?:First|Second|Third|Ground|\d{1,2}(?:st|nd|rd|th))\s[Ff]loor|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]{2}\s\d{5}"
    r"|P\.?O\.?\sBox|(?:Tel|T|Phone|Telephone):\s?[+\d(])"
)
WEB_SITE = re.compile(r"(?:https?://|www\.)\S{3,80}", re.IGNORECASE)
# The journal line at the head or foot of a first page: name, then year, volume and pages in any of their orders. Match:
# `Healthcare 2022, 10, 2454`, `The Journal of Systems & Software 201 (2023) 111682`; near miss: `Table 2 (2023)`.
JOURNAL_LINE = re.compile(
    rf"(?P<name>(?!(?:Table|Figure|Section|Page|Article|Preprint|This|Version|Received|Accepted|Published|Volume|{_MONTH})\b)"
    r"[A-Z][A-Za-z&:,\s-]{4,90}?)[,.]?\s"
    r"(?:\(?(?:19|20)\d\d\)?[,;:]\s?(?:vol\.?\s?)?\d{1,4}"
    r"|(?:volume\s|vol\.?\s)?\d{1,4}\s?(?:\(\d{1,3}\))?[,\s]{1,2}\(?(?:19|20)\d\d\)?|volume\s\d{1,4}\b)",
)
# How a document names its own version. Match: `Updated edition`, `Version 2.1`, `2nd edition`, `Update 2024`, `Revised
# March 2020`; near misses: `an updated meta-analysis`, `conversion 2`, `update of the search`.
VERSION = re.compile(
    rf"\b(?:(?:first|second|third|fourth|fifth|\d{{1,2}}(?:st|nd|rd|th)|updated|revised|new)\s(?:edition|version)"
    rf"|(?:version|edition|revision)\s?:?\s?\d{{1,3}}(?:\.\d{{1,3}}){{0,2}}"
    rf"|(?:{_YEAR}\supdate|updated?:?\s(?:in\s)?(?:{_MONTH}\s)?{_YEAR}|revised:?\s(?:in\s)?(?:{_MONTH}\s)?{_YEAR})"
    rf"|(?:this|current)\sversion:?\s(?:{_MONTH}\s)?(?:\d{{1,2}},?\s)?{_YEAR}"
    rf"|(?:preliminary|working|consultation)\s(?:version|draft)|draft\s(?:report|version|\d{{1,2}}))\b",
    re.IGNORECASE,
)
# A sentence of a search and its time. Match: `Searches were run in May 2020`; near miss: `research published in May
# 2020`.
SEARCH_WORD = re.compile(r"\b(?:search(?:es|ed|ing)?)\b", re.IGNORECASE)
SEARCH_TIME = re.compile(
    rf"\b(?:{_MONTH},?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{_YEAR}|(?:in|until|to|on|and|through|of|up to)\s{_YEAR})\b"
)

# What stands around names on a title page and is no name.
PERSON_TITLES = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Assoc(?:iate)?|Rev|Dipl|Ing)\b\.?\s?", re.IGNORECASE
)
# Degrees and memberships behind a name, as the EQUATOR and NLM author lists print them. Match: `PhD`, `BSc`, `DDS`,
# `FRCPsych`; near misses: `Ma`, `Do` (family names, not in capitals).
DEGREE = re.compile(
    r"(?:\b|(?<=\s))(?:Ph\.?\s?D|D\.?Phil|M\.?D|DDS|DMD|BDS|MDS|MBBS|MBChB|MPH|MPhil|MSc|MSN|BSc|BSN|BA|MA|MBA|RN|RPh|PharmD|PsyD|EdD"
    r"|DrPH|ScD|DSc|DClinPsy|MS|BS|JD|LLM|FRCPsych|FRCP|FRCS|MRCPsych|MRCP|DipPH|CPsychol|Dr\.?\s?med|MEd|MSW|OTR|PT|DPT)\b\.?(?:\s?\([A-Z][a-z]{2,8}\))?"
)
# A degree or membership that stands alone between two commas: at least two capitals. Match: `BMT`, `DrPH`; near miss:
# `Ma`.
LETTERS_BEHIND = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z][A-Za-z]{0,3}")
# What parts two names. A lone letter before it is the mark of an affiliation. Match: `, and `, ` | `; near miss:
# `Anderson`.
NAME_SEPARATOR = re.compile(r"\s?[,;|·•]\s?(?:(?:and|&)\s)?|\s(?:and|&)\s")
# Signs and numbers that lead to affiliations and footnotes.
AFFILIATION_MARK = re.compile(r"[\d*∗†‡§¶#✩⋆]|(?<=\s)[a-z](?=[\s,*∗]|$)")
# A given or family name: a capital and letters, perhaps hyphens, an apostrophe or a stop. Match: `O'Neill`, `J.-P.`,
# `Ma`; near miss: `the`, `MEDLINE's`.
NAME_WORD = re.compile(r"(?:[^\W\d_a-zà-ÿ][\w'’.-]{0,30}|[A-Z]\.)")
MOST_NAME_WORDS = 6
MOST_AUTHOR_LINES = 14
# Words that a title or series has and a name has not.
_NOT_NAMES = """review reviews report research evidence analysis study studies update summary paper systematic scoping
rapid literature article series draft version edition introduction abstract background contents journal open access
original final working corresponding correspondence author authors online science sciences medical care social received
accepted contributed meta-analysis meta-analyses survey overview see profile view project citations reads publications
diseases january february march april june july august september october november december"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
KEY_FINDINGS = re.compile(
    r"\b(?:key|main|headline|principal|important)\s(?:findings|messages|points|results|takeaways|lessons)\b|^highlights$"
    r"|^summary of findings$|\bmessages from the evidence\b",
    re.IGNORECASE,
)
# The label of an abstract that begins its paragraph. Match: `Abstract—This review`, `ABSTRACT This`; near miss:
# `Abstract art`.
ABSTRACT_LABEL = re.compile(r"(?:Abstract|ABSTRACT)(?:\s?[:.—–|-]{1,2}\s?|\s(?=[A-Z]))")
BULLET = re.compile(r"\s{0,9}(?:[-*+•‣▪◦·–]|\d{1,3}[.)])\s+")
# A title that ends so goes on in the next line.
OPEN_END = re.compile(r"(?::|–|—|\b(?:and|or|of|the|for|to|in|on|a|an|with|from|by|between|among))$", re.IGNORECASE)


@dataclass(frozen=True)
class FrontMatter:
    """What a document says about itself; None or empty where it does not say it.

    Attributes:
        authors: names as printed, without titles, degrees and marks of affiliations.
        publisher: the body or journal that brought it out.
        published: first day of what is printed: `April 2017` is 1 April 2017.
        published_raw: the date as printed.
        search_dates: the sentences that say when was searched, joined by a space.
        version_label: as printed, such as `Version 2` or `Updated edition`.
        opening: the first 30 words of the abstract, or of the first running paragraph: identity of a document without a
            title.
        key_findings: list items or paragraphs under a heading such as `Key findings`, without bullets.
    """

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: datetime.date | None
    published_raw: str | None
    search_dates: str | None
    version_label: str | None
    opening: str | None
    key_findings: tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    """A block of the front: `text` without raised signs, and the number of its page (1 for a text)."""

    block: Block
    text: str
    page: int


def read_front_matter(pages: Pages) -> FrontMatter:
    """What `pages` say about the document as a publication.

    Nothing is invented: a document that begins with its abstract has no title.
    """
    front = _front(pages)
    title, after = _title(front)
    published, published_raw = _published(front, pages)
    return FrontMatter(
        title=title,
        authors=_authors(front, after) if title is not None else (),
        publisher=_publisher(front, after, pages),
        published=published,
        published_raw=published_raw,
        search_dates=_search_dates(pages),
        version_label=_version_label(front, title),
        opening=_opening(pages),
        key_findings=_key_findings(pages),
    )


def _front(pages: Pages) -> list[_Line]:
    """The blocks before the first section: before a heading or label that names one."""
    lines: list[_Line] = []
    for index, page in enumerate(pages.pages[:MOST_FRONT_PAGES], start=1):
        for block in page.parts:
            if not isinstance(block, Block):
                continue
            is_section = name_section(block.text) if block.kind == "heading" else label_section(block.text)
            if is_section is not None and _begins_section(block):
                return lines
            lines.append(_Line(block, _without_raised(block), index))
            if len(lines) >= MOST_FRONT_BLOCKS:
                return lines
    return lines


def _begins_section(block: Block) -> bool:
    """Whether a heading with a section's word is one, and no title: `Introduction`, not `Introduction to research
    on:`.
    """
    if block.kind != "heading":
        return True
    words = re.sub(r"[^a-z ]", "", block.text.casefold()).split()
    return len(words) <= 3 and not OPEN_END.search(block.text.strip())


def _without_raised(block: Block) -> str:
    """The text of a block without superscripts, blanks folded."""
    text = list(block.text)
    for mark in block.marks:
        if mark.kind == "superscript":
            text[mark.start : mark.end] = " " * (mark.end - mark.start)
    return " ".join("".join(text).split())


# ---- title


def _title(front: Sequence[_Line]) -> tuple[str | None, int]:
    """The title and the index of the first line after it; (None, 0) where none is printed."""
    runs = _title_runs(front)
    if not runs:
        return _plain_title(front)
    # One word is the sign of a journal.
    runs = [run for run in runs if len(_joined(front, *run).split()) > 1]
    if not runs:
        return None, 0
    long_enough = [run for run in runs if len(_joined(front, *run).split()) >= FEWEST_TITLE_WORDS]
    start, end = max(long_enough or runs, key=lambda run: (_size(front, run), -run[0]))
    while start > 0 and front[start - 1].text.endswith(":") and _can_go_on(front[start - 1]):
        start -= 1
    text = _joined(front, start, end)
    while end < len(front) and OPEN_END.search(text) and _can_go_on(front[end]):
        text, end = f"{text} {front[end].text}", end + 1
    return _without_kind(text.rstrip("*∗†✩⋆ ")), end


def _without_kind(title: str) -> str:
    """A title without the kind of article that some journals set in one block with it."""
    kind = ARTICLE_KIND.match(title)
    is_title = kind is not None and len(title[kind.end() :].split()) >= FEWEST_TITLE_WORDS
    return title[kind.end() :] if kind is not None and is_title else title


def _title_runs(front: Sequence[_Line]) -> list[tuple[int, int]]:
    """Headings of the highest level in front, lines of one size joined; (first, after last) of each."""
    levels = [line.block.level for line in front if _could_be_title(line)]
    runs: list[tuple[int, int]] = []
    for at, line in enumerate(front):
        if not _could_be_title(line) or line.block.level != min(levels):
            continue
        if runs and runs[-1][1] == at and _is_same_title(front[at - 1], line):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _could_be_title(line: _Line) -> bool:
    is_placeholder = line.text.startswith("<") or DATE_LINE.fullmatch(line.text) is not None
    return line.block.kind == "heading" and 3 <= len(line.text) <= LONGEST_TITLE and not is_placeholder


def _is_same_title(above: _Line, line: _Line) -> bool:
    """Whether two headings are lines of one title: one page, one size, and the second is no list of names."""
    if above.page != line.page or _names(line.text):
        return False
    first, second = above.block.place, line.block.place
    if not isinstance(first, Box) or not isinstance(second, Box):
        return bool(OPEN_END.search(above.text))
    heights = (first.bottom - first.top, second.bottom - second.top)
    return max(heights) <= (1 + SAME_SIZE) * min(heights) or line.text[:1].islower()


def _size(front: Sequence[_Line], run: tuple[int, int]) -> float:
    """Length of a run of title lines in words, texts all alike: the first heading of a text is its title."""
    is_text = not isinstance(front[run[0]].block.place, Box)
    return 0.0 if is_text else float(len(_joined(front, *run).split()))


def _joined(front: Sequence[_Line], start: int, end: int) -> str:
    return " ".join(line.text for line in front[start:end])


def _can_go_on(line: _Line) -> bool:
    """Whether a line may be the second half of a title: short, and no sentence, date, address or list of names."""
    is_other = DATE_LINE.fullmatch(line.text) or ADDRESS.search(line.text) or line.text.endswith(".")
    return not is_other and len(line.text) <= LONGEST_TITLE // 2 and not _names(line.text)


def _plain_title(front: Sequence[_Line]) -> tuple[str | None, int]:
    """The first line of a text that marks no heading in front, when it is set like a title."""
    if not front or front[0].block.kind != "paragraph":
        return None, 0
    text = front[0].text
    words = text.split()
    is_title = len(words) >= FEWEST_TITLE_WORDS and len(text) <= LONGEST_TITLE // 2 and text[:1].isupper()
    is_other = (
        text.endswith((".", ",", ";")) or DATE_LINE.fullmatch(text) or WEB_SITE.search(text) or ADDRESS.search(text)
    )
    if not is_title or is_other or JOURNAL_LINE.search(text) or COPYRIGHT.match(text) or _names(text):
        return None, 0
    end = 1
    while end < len(front) and OPEN_END.search(text) and _can_go_on(front[end]):
        text, end = f"{text} {front[end].text}", end + 1
    return text, end


# ---- authors


def _authors(front: Sequence[_Line], after: int) -> tuple[str, ...]:
    """The names in the first lines below the title that are lists of names, or one name."""
    names: list[str] = []
    for line in front[after : after + MOST_AUTHOR_LINES]:
        found = _names(_parted_by_raised(line.block)) or _names(line.text)
        if not found and names and not _is_affiliation(line.text):
            break
        names.extend(found)
    return tuple(dict.fromkeys(names))


def _parted_by_raised(block: Block) -> str:
    """The text of a block with a semicolon for each raised sign: some title pages part names by nothing else."""
    text = list(block.text)
    for mark in block.marks:
        if mark.kind == "superscript":
            text[mark.start : mark.end] = [";"] + [" "] * (mark.end - mark.start - 1)
    return " ".join("".join(text).split())


def _is_affiliation(text: str) -> bool:
    """Whether a line between names tells where their bearers work: it names a body or a mail address."""
    return "@" in text or bool({word.casefold().strip(",.;()") for word in text.split()} & BODY_WORDS)


def _names(text: str) -> list[str]:
    """The persons that `text` lists, or nothing when any part of it is no name."""
    if len(text) > 1000:
        return []
    cleaned = DEGREE.sub(" ", AFFILIATION_MARK.sub(" ", text))
    cleaned = PERSON_TITLES.sub("", re.sub(r"^\s*(?:by|authors?:?)\s", "", cleaned, flags=re.IGNORECASE))
    pieces = [" ".join(piece.split()).strip(" .") for piece in NAME_SEPARATOR.split(cleaned)]
    pieces = [piece for piece in pieces if piece]
    pieces = [piece for piece in pieces if not LETTERS_BEHIND.fullmatch(piece)]
    return pieces if pieces and all(_is_name(piece) for piece in pieces) else []


def _is_name(piece: str) -> bool:
    """Whether a piece is a person's name: two to six capitalised words or particles, no word of a body or a title."""
    words = piece.split()
    if not 2 <= len(words) <= MOST_NAME_WORDS:
        return False
    folded = {word.casefold().strip(".") for word in words}
    if folded & BODY_WORDS or folded & NOT_NAMES:
        return False
    are_names = all(NAME_WORD.fullmatch(word) or word.casefold() in PARTICLES for word in words)
    return are_names and not words[-1].endswith(".") and not all(len(word) > 4 and word.isupper() for word in words[:1])


# ---- publisher and date


def _publisher(front: Sequence[_Line], after: int, pages: Pages) -> str | None:
    """The heading of the imprint, the holder of the rights, or the journal, in this order."""
    return _imprint(front, after) or _rights_holder(pages) or _journal(pages)


def _imprint(front: Sequence[_Line], after: int) -> str | None:
    """The body named right above an address: the heading of the imprint."""
    for at in range(max(after, 1), len(front)):
        if ADDRESS.search(front[at].text) and len(front[at].text) <= 120:
            name = front[at - 1].text.strip(" ,:")
            words = {word.casefold().strip(",.()") for word in name.split()}
            is_heading = front[at - 1].block.kind == "heading"
            # On a printed page the line above an address is as a rule an author's department.
            is_printed = isinstance(front[at].block.place, Box)
            is_body = is_heading or (bool(words & BODY_WORDS) and not is_printed and not words & DEPARTMENTS)
            if at - 1 >= after and is_body and len(words) <= 12 and not ADDRESS.search(name) and not _names(name):
                return name
    return None


def _edges(pages: Pages) -> Iterator[str]:
    """The texts of the first two pages, and the ends of the document for a text that shows no pages."""
    for page in pages.pages[:2]:
        blocks = [part for part in page.parts if isinstance(part, Block)]
        chosen = blocks if page.number is not None else [*blocks[:MOST_FRONT_BLOCKS], *blocks[-5:]]
        for block in chosen:
            if len(block.text) <= 1200:
                yield " ".join(block.text.split())


def _rights_holder(pages: Pages) -> str | None:
    for text in _edges(pages):
        found = COPYRIGHT.search(text)
        if found is None:
            continue
        by = PUBLISHED_BY.search(text)
        if by is not None:
            return by["name"].strip(" ,")
        holder = COPYRIGHT_HOLDER.match(found["rest"].strip())
        if holder is None:
            continue
        name = WEB_SITE.sub("", holder["name"]).strip(" ,")
        words = {word.casefold().strip(",.()") for word in name.split()}
        if words & BODY_WORDS and not re.search(r"\bauthors?\b", name, re.IGNORECASE):
            return name
    return None


def _journal(pages: Pages) -> str | None:
    """The name in the journal line of a printed first page; texts carry no such line apart from their references."""
    for page in pages.pages[:2]:
        for part in page.parts if page.number is not None else ():
            text = " ".join(part.text.split()) if isinstance(part, Block) else ""
            found = JOURNAL_LINE.match(text) if len(text) <= 200 else None
            if found is not None:
                return found["name"].strip(" ,.")
    return None


def _published(front: Sequence[_Line], pages: Pages) -> tuple[datetime.date | None, str | None]:
    """The date of publication and how it is printed: announced, else alone on a line, else beside the copyright
    sign.
    """
    for text in _edges(pages):
        announced = PUBLISHED.search(text) if len(text) <= 600 else None
        found = DATE.match(text, announced.end()) if announced else None
        if found is not None:
            return _day(found), found.group()
    for line in front:
        found = DATE.search(line.text) if DATE_LINE.fullmatch(line.text) else None
        if found is not None:
            return _day(found), found.group()
    for text in _edges(pages):
        sign = COPYRIGHT.search(text)
        found = DATE.search(sign["rest"][:60]) if sign else None
        if found is not None:
            return _day(found), found["year5"] or found.group()
    return _journal_year(pages)


def _journal_year(pages: Pages) -> tuple[datetime.date | None, str | None]:
    for text in _edges(pages) if pages.count is not None else ():
        found = JOURNAL_LINE.match(text) if len(text) <= 200 else None
        year = re.search(rf"\b{_YEAR}\b", text[len(found["name"]) :]) if found else None
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
    return next(at for at, name in enumerate(MONTHS, start=1) if name.startswith(month.casefold().strip(".")[:3]))


# ---- what the text says


def _search_dates(pages: Pages) -> str | None:
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


def _version_label(front: Sequence[_Line], title: str | None) -> str | None:
    """The label of the version in the short lines of the front."""
    for text in [title or "", *(line.text for line in front)]:
        found = VERSION.search(text) if len(text) <= LONGEST_TITLE else None
        if found is not None:
            return found.group()
    return None


def _opening(pages: Pages) -> str | None:
    """The first words of the abstract, or of the first running paragraph."""
    first: str | None = None
    for passage in read_passages(pages):
        text = " ".join(passage.block.text.split())
        if passage.block.kind != "paragraph" or len(text.split()) < FEWEST_RUNNING_WORDS:
            continue
        text = ABSTRACT_LABEL.sub("", text, count=1)
        if passage.section == "abstract" or label_section(passage.block.text) == "abstract":
            return _first_words(text)
        is_imprint = "@" in text or COPYRIGHT.search(text[:200]) is not None
        is_running = not is_imprint and text.rstrip("\"'”’)").endswith((".", "!", "?", ":")) and not text[:1].islower()
        if first is None and passage.section != "end" and is_running:
            first = _first_words(text)
    return first


def _first_words(text: str) -> str:
    return " ".join(text.split()[:OPENING_WORDS])


def _key_findings(pages: Pages) -> tuple[str, ...]:
    """What stands under the first heading of key findings: its list items, or its paragraphs where it has none."""
    under = [passage for passage in read_passages(pages) if passage.heading and KEY_FINDINGS.search(passage.heading)]
    under = [passage for passage in under if passage.heading == under[0].heading]
    items = [passage for passage in under if passage.block.kind == "list-item"]
    chosen = items or [passage for passage in under if passage.block.kind == "paragraph"]
    texts = [" ".join(BULLET.sub("", passage.block.text, count=1).split()) for passage in chosen]
    return tuple(texts[:MOST_KEY_FINDINGS])
