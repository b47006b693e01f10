"""Which lines of a document stand under its headings of references?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from extract.pages import Block, Box, Page, Pages
from extract.reference_lists.boundaries import may_end
from extract.reference_lists.lines import DEEPEST_INDENT, INDENT, Line

# What a review lists apart from its other references (PRISMA 2020, item 17; Cochrane Style Manual, References; primary
# studies of software engineering), and what it says of them. Match: `primary studies`, `96 journal articles included in
# the review`; near miss: `studies`, `articles and reviews`.
_WORK = r"(?:stud(?:ies|y)|papers|articles|publications|documents|works|trials|reports|records|reviews)"
_STATUS = r"(?:included|excluded|selected|eligible|primary|reviewed|analy[sz]ed)"
_WHERE = r"(?: (?:in|from|for|by) (?:[\w–-]+ ){0,5}[\w–-]+)?(?: \([^()]{1,30}\))?"
_OF_REVIEW = rf"{_WORK}(?: (?:that were |which were )?{_STATUS}| awaiting classification)?{_WHERE}"
_NUMBERED = r"\W*(?:\d{1,2}\.?\s+)?"
# Headings under which references are listed, in the words of the style manuals (APA 9.43, Vancouver, MLA, Chicago, DIN
# 1505, ISO 690), and of reviews, which have a list for each kind of study. Match: `7. References`,
# `Literaturverzeichnis`, `References to studies included in this review`, `List of included studies`; near miss:
# `References were checked`, `Characteristics of included studies`.
HEADING = re.compile(
    rf"{_NUMBERED}(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?"
    r"|cited literature|list of references|included studies"
    r"|references (?:to|of) (?:\w+ ){0,2}studies(?: \w+){0,4}|(?:additional|other) references"
    rf"|references (?:not )?{_STATUS}{_WHERE}"
    rf"|(?:references?|reference list|bibliography|list) (?:to|of|for) (?:[\w-]+ ){{0,5}}{_OF_REVIEW}"
    r"|references to other published versions of this review"
    r"|literatur(?:verzeichnis)?|literatur- und quellenverzeichnis|quellen(?:verzeichnis)?"
    r"|r[ée]f[ée]rences(?: bibliographiques)?|bibliographie"
    r"|referencias(?: bibliogr[áa]ficas)?|bibliograf[íi]a|refer[êe]ncias(?: bibliogr[áa]ficas)?"
    r"|riferimenti bibliografici|bibliografia|literatuur(?:lijst)?|referenties|referenser|referencer|litteratur"
    r"|k[äa]llf[öo]rteckning|litteraturliste|literatura)\W*",
    re.IGNORECASE,
)
# The same behind a list, where no results can stand any more. Match: `Primary studies`, `Excluded studies`; near miss:
# `Studies`.
FURTHER_HEADING = re.compile(
    rf"{_NUMBERED}(?:{_STATUS} {_OF_REVIEW}|studies (?:{_STATUS}|awaiting classification){_WHERE})\W*", re.IGNORECASE
)
# What follows a list: a heading of the matter at the end of an article, alone in its block, or what publishers and
# databases print there. Match: `Appendix A`, `Table A1: Priors`, `Publisher’s Note Springer ...`; near miss: `Notes on
# roofs, Journal of ...` (longer than a heading).
AFTER = re.compile(
    r"\W{0,3}(?:[A-Z]\W{1,2})?(?:appendi(?:x|ces)|annex|supplement(?:ary|al)?|tables?|figures?|fig\.|acknowledge?ments?"
    r"|funding|author contributions?|about the authors?|conflicts? of interest)\b.{0,80}"
    r"|(?:publisher[’']s note\b|copyright of\b.{1,150}\bis the property of\b).{0,300}",
    re.IGNORECASE | re.DOTALL,
)
# The first appendix by its letter, as a heading behind entries. Match: `A Details of the search`; near miss: `A. Berg,
# 2012`, `B. Secondary sources`.
_LETTERED = re.compile(r"A\.?\s[A-Z][a-z]+(?:\s[\w’'-]+){0,9}")
# What journals of engineering print of the authors behind the list: posts and degrees. Match: `Ann B. Berg is an
# assistant professor`, `Ann Berg received her degree`; near miss: `Social Work is an ethical profession`.
_POST = r"(?:[Pp]rofessor|[Rr]esearcher|[Ll]ecturer|[Ss]tudent|[Ee]ngineer|[Ff]ellow|[Ss]cientist|[Cc]andidate)"
_DEGREE = r"(?:degrees?|Ph\.?\s?D|[BM]\.?\s?(?:S|A|Sc|Eng|Tech)\b|[Bb]achelor|[Mm]aster|[Dd]octorate|[Dd]iploma)"
_BIOGRAPHY = re.compile(
    rf"(?:[A-Z][\w.’'-]*\s){{2,5}}(?:is (?:[\w-]+ ){{0,7}}{_POST}|works as an? (?:[\w-]+ ){{0,4}}{_POST}"
    rf"|(?:received|obtained|earned|holds) (?:his|her|their|the|an?) (?:\S+ ){{0,3}}{_DEGREE})",
)
# How the rest of an entry begins on the next page or in the next column. Match: `of roofs`, `12(3), 4–9`, `pp. 4`.
REST = re.compile(r"[a-zß-öø-ÿ]|\d+\s?[(:–-]|\d+(?:\(\d+\))?\s?[,:]")
# A page number, or what is left of one. Match: `34`, `1 3`, `–`; near miss: `497–498.` and `(2014).`, ends of entries.
PAGE_NUMBER = re.compile(r"(?!\(?(?:18|19|20)\d\d\)?\.)\W*(?:\d{1,4}(?:\s\d{1,4})?)?\W{0,2}")
# The number of an entry in a column of its own. Match: `[12]`, `12.`, `12`; near miss: `1 3`, `2012`.
OWN_NUMBER = re.compile(r"[\[(]?\d{1,3}[\])]?\.?")
# A line that stands on so many pages is a running head, and has no more letters.
_RUNNING_HEAD = 3
_LONGEST_HEAD = 100


def stands_behind(line: Line, text: str) -> bool:
    """Whether a line, or the text that is left of it, stands behind a list: the heading of what follows, a notice of
    the publisher, or what is said of an author."""
    is_appendix = line.block.kind == "heading" and _LETTERED.fullmatch(text) is not None
    return is_appendix or AFTER.fullmatch(text) is not None or _BIOGRAPHY.match(text) is not None


def find_sections(pages: Pages) -> list[list[Line]]:
    """The lines under each heading of references, up to the next, without running heads and the numbers of pages.

    Numbers in a column of their own are put to their text.
    """
    heads = _page_heads(pages)
    return [_without_running_heads(section, heads) for section in _sections(pages)]


def _sections(pages: Pages) -> Iterator[list[Line]]:
    section: list[Line] | None = None
    number: Line | None = None
    for line in (Line(page, block) for page in pages.pages for block in _blocks(page)):
        if _is_heading(line, section):
            if section:
                yield section
            section, number = [], None
        elif section is None:
            continue
        elif number is not None and _stands_beside(number, line):
            section.append(line.behind(number))
            number = None
        elif PAGE_NUMBER.fullmatch(line.text):
            number = line
        else:
            section.append(line)
    if section:
        yield section


def _is_heading(line: Line, section: Sequence[Line] | None) -> bool:
    """Whether a line is the heading of a list; in a list no part of a title that was wrapped: it begins with a capital,
    behind an entry that is ended."""
    if section is None:
        return HEADING.fullmatch(line.text) is not None
    if HEADING.fullmatch(line.text) is None and FURTHER_HEADING.fullmatch(line.text) is None:
        return False
    first = next((char for char in line.text if char.isalpha()), "")
    last = section[-1].text.split() if section else []
    return not section or (first.isupper() and (line.block.kind == "heading" or not last or may_end(last[-1])))


def _blocks(page: Page) -> Iterator[Block]:
    """The blocks of a page, and the rows of a list whose numbers stand in a column of their own, which looks like a
    table."""
    for part in page.parts:
        if isinstance(part, Block):
            yield part
        elif part.rows and all(len(row.cells) == 2 and OWN_NUMBER.fullmatch(row.cells[0].text) for row in part.rows):
            for row in part.rows:
                number, text = row.cells
                yield Block("list-item", f"{number.text} {text.text}", text.place or part.place)


def _stands_beside(number: Line, line: Line) -> bool:
    """Whether a line is the text of a number that stands in a column of its own."""
    left, right = number.place, line.printed(0, 1)[0].place
    if not isinstance(left, Box) or not isinstance(right, Box) or number.page is not line.page:
        return False
    return OWN_NUMBER.fullmatch(number.text) is not None and (
        abs(left.top - right.top) <= INDENT and left.x1 <= right.x0 <= left.x1 + DEEPEST_INDENT
    )


def _page_heads(pages: Pages) -> frozenset[tuple[str, int]]:
    """What stands first on two pages, at the same height, but for its numbers: text and height. A list of two pages has
    too few to tell by the text alone."""
    firsts = [Line(page, page.parts[0]) for page in pages.pages if page.parts and isinstance(page.parts[0], Block)]
    counts = Counter(_head(line) for line in firsts if len(line.text) <= _LONGEST_HEAD)
    return frozenset(head for head, count in counts.items() if head is not None and count > 1)


def _head(line: Line) -> tuple[str, int] | None:
    """The text of a line without numbers, and its height in points; None of what begins or ends as an entry's rest."""
    if not isinstance(line.place, Box) or REST.match(line.text) is not None or line.text.endswith("."):
        return None
    return _without_digits(line), round(line.place.top)


def _without_running_heads(section: Sequence[Line], heads: Container[tuple[str, int]]) -> list[Line]:
    """Without the heads of pages, and short lines that stand on several pages with nothing but another page number.

    Pages at the end of an entry look the same: `p. 91–120.`; a running head begins with no small letter.
    """
    section = [line for line in section if _head(line) not in heads]
    seen = {(_without_digits(line), line.page.number) for line in section if len(line.text) <= _LONGEST_HEAD}
    pages = Counter(text for text, _ in seen)
    return [line for line in section if pages[_without_digits(line)] < _RUNNING_HEAD or REST.match(line.text)]


def _without_digits(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
