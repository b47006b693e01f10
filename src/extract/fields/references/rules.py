"""Marks of a reference by rules about printed styles: what stands first, what parts the fields, what forms numbers
take.

Author-date styles (Harvard, APA, Chicago) are read from the year; Vancouver, AMA, IEEE and notes styles from the
list of authors at the start. In both the place in a journal (`14(1), 23–34`, `2005;14(1):23-34`, `vol. 14, no. 1, pp.
23-34`) is looked for from the end, and what stands before it is the journal, back to the last end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.names import BODY_LINKS, BODY_WORDS, UPPER, is_body_name, match_authors, parse_authors, words
from extract.fields.references.identifiers import blanked
from extract.fields.references.kinds import JOURNAL_WORD, MEETING, PRESS
from extract.fields.references.record import Mark

# "[12]", "12.", "(3)" before the first letter. Match: "12. Smith"; near miss: "2012. Report".
_NUMBER = re.compile(r"\s*(?:\[\s?\d{1,4}\s?\]|\(\d{1,3}\)|\d{1,3}[.)]|\d{1,3}(?=\s+\D))\s*")
_YEAR = r"(?:1[5-9]|20)\d{2}\s?[a-z]?(?![\w])"
# "(2015)", "(2015a, May)", "(n.d.)", "(in press)". Match: "(2015, 3 May)"; near miss: "(n = 2015)".
_YEAR_BRACKETED = re.compile(
    rf"[(\[]\s?(?:(?:c\.?\s?)?{_YEAR}(?:[,;/–-][^()\[\]]{{0,30}})?|n\.\s?d\.?|no date|undated|in press|forthcoming"
    rf"|unpublished|submitted)\s?[)\]]",
    re.IGNORECASE,
)
# A bare year between separators. Match: "Smith J, 2019."; near miss: "in 2019 the".
_YEAR_BARE = re.compile(rf"(?<![\w(–-]){_YEAR}(?=\s*(?:[.,:;\[({{“\"‘«]|$)|\s+[{UPPER}])|\bn\.d\.", re.IGNORECASE)
_PAGES = (
    r"(?:[A-Za-z]{0,3}\d{1,7}(?:\.\d{1,7})?[A-Za-z]?"
    r"|(?<!\w)[ivxlc]{1,7})(?:\s?[-‐‑–—−]{1,2}\s?(?:[A-Za-z]{0,3}\d{1,7}[A-Za-z]?|[ivxlc]{1,7}))?"
    r"(?:\s?[,;&]\s?(?:[A-Za-z]?\d{1,6}\s?[-–]\s?[A-Za-z]?\d{1,6}|[ivxlc]{1,7}\s?[-–]\s?[ivxlc]{1,7})){0,4}(?![\w/])"
)
_PAGES_NAMED = r"(?:pp?\.?|pages?|pgs?\.?|S\.|art(?:icle|\.)(?:\s(?:no\.?|number|id))?)\s?"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}(?:\s?[-–/]\s?\d{1,4})?[A-Z]?|(?=[IVXLC])[IVXLC]{1,8})"
_ISSUE = r"(?P<issue>[^()]{1,40})"
# An issue that is named: "3", "3-4", "Pt 3", "3 Suppl 4". Near miss: "3 men".
_NAMED_ISSUE = (
    r"(?:(?:pt|part|suppl(?:ement)?)\.?\s?\w{1,4}"
    r"|\w{1,12}(?:[-–/]\d{1,4})?(?:\s(?:pt|part|suppl(?:ement)?)\b\.?(?:\s?\d{1,3})?)?)"
)
_SUPPLEMENT = r"(?:\s?,?\s?(?P<supplement>suppl(?:ement)?\.?(?:\s?\d{1,3})?))?"
# The place of an article in its journal, in four families of form. Each needs a word's end before it and takes one
# pass.
_LOCATORS = (
    # "2005;14(1):23-34", "2005 May 3;14:e12". Near miss: "(2005); 14 men", "pp. 1517-1523, 2010".
    re.compile(
        rf"(?<![\w–—-])(?P<year>{_YEAR})(?:\s[A-Z][a-z]{{2,8}}\.?(?:[-–/][A-Z][a-z]{{2,8}})?(?:\s\d{{1,2}})?)?\s?[;:,]\s?(?:vol\.?\s?)?{_VOLUME}{_SUPPLEMENT}"
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
        rf"(?:\s?,?\s?\((?:[A-Z][a-z]{{2,8}}\.?\s)?(?P<year>{_YEAR}"
        rf")\))?\s?[,:;]\s?(?:{_PAGES_NAMED})?(?!(?:19|20)\d\d\W*$)(?P<pages>{_PAGES})(?=[\s.,;()]|$)"),
    # "14, no. 1 (May 2005)", "14 (2005) 23-34". Near miss: "Section 14 (2005)" without pages.
    re.compile(rf"(?<![\w(–-])(?<!pp\. )(?<!pp )(?<!\bp\. )(?<!ages ){_VOLUME}\s?\((?P<year>{_YEAR}"
    rf")\)\s?[,:;]?\s?(?:{_PAGES_NAMED})?(?P<pages>{_PAGES})(?=[\s.,;]|$)"),
)  # fmt: skip
# A number after a month is a day. Match: "April " before "2, 2021"; near miss: "Mayo ".
_ENDS_IN_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s$")
# "pp. 12-34" anywhere. Match: "(pp. 12–34)"; near miss: "pp of".
_PAGES_ALONE = re.compile(rf"[(\[]?\b(?:pp?\.|pp|pages?)\s?(?P<pages>{_PAGES})[)\]]?")
# A chapter's book begins at "In" after the end of the title. Match: ". In: Smith J, editor."; near miss: "in London".
_IN = re.compile(rf"(?<=[.?!,”\"’'»])\s*\bIn(?::\s*|\s+)(?=[{UPPER}“\"‘])")
# Editors before or after the book's title. Match: "Smith, J. (Eds.),"; near miss: "Ed. 2".
_EDITORS = re.compile(r"[,(\[]?\s?\b(?:eds?\.?|editors?|hrsg\.?)\s?[)\]]?\s?[.,:]?\s?", re.IGNORECASE)
_EDITED_BY = re.compile(rf"[,.(]\s*\b(?:ed(?:ited)?\.?\s?by|eds?\.)\s(?=[{UPPER}])", re.IGNORECASE)
# "2nd edn.", "(3rd ed.)", "Rev. ed.". Near miss: "the ed.".
_EDITION = re.compile(
    r"[(\[,]?\s?\b(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|rev(?:ised|\.)?)\s(?:rev(?:ised"
    r"|\.)?\s)?ed(?:ition|n)?\b\.?[)\]]?",
    re.IGNORECASE,
)
# "Presented at the … Conference 2014, London". Near miss: "presented to patients".
_PRESENTED = re.compile(
    r"[(\[]?\b(?:(?:oral |conference |invited )?(?:paper|poster|abstract|presentation|talk"
    r"|lecture)s?,?\s)?(?:was\s)?(?:presented (?:at|to)|presentation (?:at|to)"
    r"|given at)\s(?:the\s)?(?P<name>[^()\[\]]{4,200})",
    re.IGNORECASE,
)
# "PhD thesis, University of York". Near miss: "hypothesis".
_THESIS = re.compile(
    r"[(\[,.]?\s?\b(?:unpublished\s|published\s)?(?:(?:ph\.?\s?d\.?|doctoral|m\.?sc\.?|m\.?phil\.?|m\.?a\.?"
    r"|master[’']?s?(?: of \w{2,12})?|d\.?clin\.?psy\w{0,4}\.?|bachelor[’']?s?|undergraduate"
    r"|honours)\s?){1,2}(?:thesis|dissertation|diss\.?)\b[)\]]?"
    r"|[(\[](?:dissertation|thesis)[)\]]",
    re.IGNORECASE,
)
# A place of publication: one to four capitalised words, perhaps with a state or country, then a colon.
# Match: "New York, NY: Norton"; near miss: "Networks: a review". Blanked identifiers leave long runs of spaces, so no
# two `\s*` may touch here.
_PLACE = re.compile(
    rf"(?:^|(?<=[.?!,;)”\"’»]))\s*(?P<place>(?:[{UPPER}][\w.’'-]{{1,20}})(?:[ /&-]{{1,3}}(?:(?:upon|am|on|de"
    rf"|la)\s)?[{UPPER}][\w.’'-]{{1,20}}){{0,3}}(?:,\s?[{UPPER}][\w. ]{{1,18}})?"
    rf")\s?:\s?(?P<publisher>[^:;]{{2,120}}?)(?=\s{{0,9}}(?:$|[.;,]\s*$|;|[.,]\s))"
)
# What a publisher's name goes on with: `, ` and a body's name up to the next punctuation, where the noun that says what
# kind of body it is ends the name or is followed by "of" or one more capitalised word. NLM, "Citing Medicine", chapter
# 2: a division and its parent body are one publisher, parted by a comma.
# Match: ", University of York", ", King's College London"; near miss: ", University Working Paper 3", ", Leeds".
_PARENT = re.compile(
    rf",\s(?:the\s)?(?P<name>(?:[{UPPER}][\w’'&-]{{0,30}}\s(?:(?:of|for|and)\s)?){{0,5}}"
    r"(?:University|Universität|Université|Universidad|Universiteit|College|School|Faculty|Department|Institute|Institut"
    r"|Hospital|Academy|Polytechnic|Trust|Foundation|Council|Ministry|Government|Centre|Center|Division|Laboratory)"
    rf"(?:\s(?:of|for|in|at|de|der|di)\s[^.,;:()\d]{{2,80}}|\s[{UPPER}][\w’'-]{{1,30}})?)(?=\s?[.,;:()]|\s*$)"
)
# Words after which a name is that of a work or a house, not of a parent body. Match: "University Report".
_NO_PARENT = re.compile(r"\b(?:Reports?|Papers?|Series|Bulletin|Review|Press|Books|Thesis|Dissertation)$")
_QUOTED = re.compile(
    r"\s*(?:“(?P<a>[^”]{3,500})”|\"(?P<b>[^\"]{3,500})\"|«(?P<c>[^»]{3,500})»|„(?P<d>[^“”]{3,500})[“”]"
    r"|‘(?P<e>(?:[^’]|’(?=\w)){3,500})’(?=[\s,.])|'(?P<f>(?:[^']|'(?=\w)){3,500})'(?=[\s,.]))"
)

# Words whose full stop ends no sentence. Left: general; right: commonest in abbreviated journal names (NLM catalogue).
_ABBREVIATIONS = words(
    """al dr prof mr mrs ms st vs no nos vol vols ed eds edn pp ch fig cf ca approx inc ltd co corp dept univ rev suppl
    pt ser u.s u.k e.g i.e ph.d j am br eur int appl proc natl acad sci med ann arch clin exp res soc phys chem biol
    surg pediatr paediatr psychol psychiatr neurol nurs epidemiol pharmacol immunol microbiol physiol pathol oncol
    cardiol gastroenterol dermatol ophthalmol obstet gynecol gynaecol anat anesth anaesth biochem biophys biomed
    cell mol genet genom bull can aust scand jpn chin ind indian ital fr dtsch environ occup behav cogn dev educ
    econ polit stat math eng technol trans lett mag quart q assoc inst comput syst rehabil ther disord dis diagn
    dent radiol urol transplant cult disabil gerontol geriatr soc health transcult q"""
)
_SENTENCE_END = re.compile(rf"[.?!][”\"’'»)\]]{{0,2}}(?=\s+[{UPPER}\d“\"‘«(\[\u00bf]|\s*$)|[”\"»](?=\s+[{UPPER}])")


def marks_between(text: str, identifiers: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks of what is no identifier, in printed order. `text` holds no white space but spaces."""
    text = blanked(text, identifiers)
    number = _NUMBER.match(text)
    start = number.end() if number is not None else len(text) - len(text.lstrip())
    kept = [
        mark
        for mark in (trimmed(text, cut_short(mark, identifiers)) for mark in _read(text, start))
        if mark is not None
    ]
    return tuple(sorted(kept, key=lambda mark: mark.start))


def cut_short(mark: Mark, identifiers: tuple[Mark, ...]) -> Mark:
    """The mark up to the first identifier in it: no title goes on behind an address."""
    end = min((other.start for other in identifiers if mark.start < other.start < mark.end), default=mark.end)
    return Mark(mark.field, mark.start, end, mark.confidence)


def trimmed(text: str, mark: Mark) -> Mark | None:
    """The mark without white space and separators at its ends; None when nothing is left."""
    start, end = mark.start, mark.end
    while start < end and text[start] in " ,;:.)]":
        start += 1
    while end > start and text[end - 1] in " ,;:([":
        end -= 1
    return Mark(mark.field, start, end, mark.confidence) if end > start else None


def _read(text: str, start: int) -> Iterator[Mark]:
    head = _author_date(text, start)
    if head is not None:
        authors_end, year = head
        yield Mark("authors", start, authors_end)
        yield Mark("year", year.start(), year.end())
        yield from _tail(text, year.end(), has_year=True, is_label_possible=True)
        return
    end = match_authors(text, start)
    if end == start:
        end = _body_end(text, start)
    if end > start:
        yield Mark("authors", start, end)
    tail = tuple(_tail(text, end, has_year=False, is_label_possible=False))
    fields = {mark.field for mark in tail}
    if end > start or fields & {"volume", "pages", "conference"} or {"place", "publisher"} <= fields:
        yield from tail


def _author_date(text: str, start: int) -> tuple[int, re.Match[str]] | None:
    """End of the authors and the year, when the text begins `authors year`; None for other styles."""
    for pattern in (_YEAR_BRACKETED, _YEAR_BARE):
        match = pattern.search(text, start)
        if match is None or match.start() - start > 2000:
            continue
        head = text[start : match.start()]
        is_closed = (
            pattern is _YEAR_BRACKETED
            or bool(re.search(r"[.,;:)]\s*$|\bal\s*$", head))
            or match_authors(text, start) >= match.start() - 1
            or _is_label(text, start, match)
        )
        if is_closed and _is_author_head(text, start, match.start()):
            return match.start(), match
    return None


def _is_label(text: str, start: int, year: re.Match[str]) -> bool:
    """`Smith 2019`, `Smith and Jones 2019a`: nothing but capitalised words before the year, hardly anything after."""
    words = re.sub(r"\b(?:and|et|al|&|van|der|von|de|la)\b\.?|[,&.]", " ", text[start : year.start()]).split()
    return 0 < len(words) <= 6 and all(word[0].isupper() for word in words) and len(text[year.end() :].strip()) <= 30


def _is_author_head(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` can be a list of authors: persons to the end, or the name of a body in one sentence."""
    head = text[start:end].strip(" ,;.:(")
    if not head or not any(char.isalpha() for char in head):
        return False
    matched = match_authors(text, start)
    if matched > start and not re.search(
        r"\w{2}",
        re.sub(
            r"\bet al\b|\beds?\b|\beditors?\b|\bJr\b|\band others\b|\band colleagues\b",
            "",
            text[matched:end],
            flags=re.IGNORECASE,
        ),
    ):
        return True
    if any(
        boundary < start + len(head)
        for boundary in _boundaries(text[start : start + len(head)], start)
        if boundary < start + len(head) - 1
    ):
        return False
    words = head.split()
    if (
        len(words) > 60
        or head.endswith((" in", " of", " the", " by", " since"))
        or not (head[0].isupper() or words[0] in ("van", "von", "de", "van der", "del", "al"))
    ):
        return False
    parsed = parse_authors(head, is_full=False).authors
    if len(parsed) > 1 and not is_body_name(head):
        return all(author.is_body or author.given is not None or len(author.family.split()) <= 3 for author in parsed)
    return len(words) <= 16 and _capitals(head) >= 0.5


def _capitals(text: str) -> float:
    """Share of the words of four letters or more that begin with a capital; small words are no evidence."""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return sum(word[0].isupper() for word in words) / len(words) if words else float(text[:1].isupper())


def _body_end(text: str, start: int) -> int:
    """End of a body's name that opens the reference: the first sentence, when its words name a body."""
    end = next(iter(_boundaries(text[start:], start)), None)
    if end is None:
        return start
    quote = re.search(r"[“\"«„]", text[start:end])
    if quote is not None and quote.start() > 2:
        end = start + quote.start()
    name = text[start : end - 1].strip(" ,")
    folded = [word.strip(".,;:()'’&").casefold() for word in name.split()]
    is_named = (
        bool(folded) and len(folded) <= 14 and any(word in BODY_WORDS for word in folded) and _capitals(name) >= 0.8
    )
    is_acronym = len(folded) == 1 and name.isupper() and 2 <= len(name) <= 8
    return end if is_named or is_acronym else start


def _boundaries(text: str, offset: int = 0) -> Iterator[int]:
    """Ends of sentences, as positions after the closing mark; a full stop after an abbreviation or initial is none."""
    for match in _SENTENCE_END.finditer(text):
        before = re.search(r"([\w.’'-]{1,30})$", text[max(0, match.start() - 30) : match.start()])
        word = before[1].casefold() if before is not None else ""
        if text[match.start()] == "." and match.end() < len(text.rstrip()):
            if (
                word in _ABBREVIATIONS
                and not word.isdigit()
                and text[match.start() - len(word)].isupper() | (word in ("al", "vs", "no", "pp", "ed", "eds"))
            ):
                continue
            if (
                len(word) == 1
                and word.isalpha()
                and text[match.start() - 1].isupper()
                and not re.match(r"\.\s+[A-Z][a-z]+\s[a-z]", text[match.start() :])
                and not re.search(r"[a-zß-ÿ]{3}\s\w$", text[max(0, match.start() - 5) : match.start()])
            ):
                continue
        yield offset + match.end()


def _tail(text: str, start: int, *, has_year: bool, is_label_possible: bool) -> Iterator[Mark]:
    """What follows the authors: title, then a journal with its place, a book with its chapter, a conference, a
    publisher."""
    while start < len(text) and text[start] in " .,:;)]":
        start += 1
    end = len(text.rstrip())
    if start >= end or (is_label_possible and _is_label_tail(text[start:end])):
        return
    quoted = _QUOTED.match(text, start)
    if quoted is not None:
        yield Mark("title", quoted.start(), quoted.end())
        yield from _source(text, quoted.end(), end, has_year, title_open=None)
        return
    yield from _source(text, start, end, has_year, title_open=start)


def _is_label_tail(tail: str) -> bool:
    """What follows a short label is no title: one or two words ("UK"), brackets, a stated number ("N = 120,
    Canada")."""
    if re.match(r"[\[({][^\])}]{1,40}[\])}]", tail) and not re.search(r"[.?!]\s", tail):
        return True
    if "=" in tail[:12] or tail[:1] in "#*†‡":
        return True
    words = tail.split()
    return (len(words) <= 2 and not re.search(r"[.?!:]", tail)) or not re.search(r"[^\W\d_]{4}", tail)


def _source(text: str, start: int, end: int, has_year: bool, title_open: int | None) -> Iterator[Mark]:
    thesis = _THESIS.search(text, start, end)
    presented = _PRESENTED.search(text, start, end)
    chapter = _IN.search(text, start, end)
    locator = None if thesis or presented else _locator(text, start, end)
    if presented is not None:
        yield from _presentation(text, title_open, presented, has_year)
    elif chapter is not None and chapter.start() > start:
        yield from _chapter(text, title_open, chapter, end, has_year)
    elif locator is not None:
        yield from _journal(text, start, title_open, locator, has_year)
    else:
        yield from _monograph(text, start, title_open, end, thesis, has_year)


def _locator(text: str, start: int, end: int) -> re.Match[str] | None:
    """The place in a journal: the form that ends last; of two that end together the one that begins first."""
    found = [match for pattern in _LOCATORS for match in pattern.finditer(text, start, end) if match.start() > start]
    found = [match for match in found if not _ENDS_IN_MONTH.search(text, max(0, match.start() - 12), match.start())]
    found = [match for match in found if len(re.findall(r"[^\W\d_]{3,}", text[match.end() : end])) <= 8]
    return max(found, key=lambda match: (match.end() // 4, -match.start()), default=None)


def _presentation(text: str, title_open: int | None, presented: re.Match[str], has_year: bool) -> Iterator[Mark]:
    if title_open is not None:
        yield Mark("title", title_open, presented.start())
    name_start, name_end = presented.span("name")
    sentence = next((b for b in _boundaries(text[name_start:name_end], name_start)), name_end)
    name_end = min(sentence, name_end)
    name = text[name_start:name_end].rstrip(" .")
    place = re.search(rf",\s(?P<place>[{UPPER}][\w.’' -]{{1,30}}(?:,\s[{UPPER}][\w.’' -]{{1,30}})?)$", name)
    if place is not None and not _names_body(place["place"]):
        yield Mark("conference", name_start, name_start + place.start())
        yield Mark("place", name_start + place.start("place"), name_start + place.end("place"))
    else:
        yield Mark("conference", name_start, name_start + len(name))
    if not has_year:
        yield from _late_year(text, name_start, len(text))


def _names_body(text: str) -> bool:
    return any(word.strip(".,;:()'’&").casefold() in BODY_WORDS | BODY_LINKS for word in text.split())


def _journal(text: str, start: int, title_open: int | None, locator: re.Match[str], has_year: bool) -> Iterator[Mark]:
    groups = locator.groupdict()
    for field, names in (
        ("volume", ("volume",)),
        ("issue", ("issue", "issue2", "supplement")),
        ("pages", ("pages", "pages2")),
    ):
        for name in names:
            if groups.get(name):
                yield Mark(field, *locator.span(name))
                break
    if not has_year:
        if groups.get("year"):
            yield Mark("year", *locator.span("year"))
        else:
            yield from _late_year(text, start, len(text), locator)
    pages = None if groups.get("pages") or groups.get("pages2") else _PAGES_ALONE.search(text, locator.end())
    if pages is not None:
        yield Mark("pages", *pages.span("pages"))
    container_end = locator.start()
    if title_open is None:
        yield Mark("container", start, container_end)
        return
    cut = _title_end(text, title_open, container_end)
    if cut is None:
        yield Mark(
            "container" if locator.start() - title_open < 60 and not has_year else "title", title_open, container_end
        )
    else:
        yield Mark("title", title_open, cut)
        yield Mark("container", cut, container_end)


def _title_end(text: str, start: int, end: int) -> int | None:
    """Where the title ends and the journal begins: the last end of a sentence, else the last comma before capitals."""
    last = None
    for boundary in _boundaries(text[start:end], start):
        if any(char.isalpha() for char in text[boundary:end]):
            last = boundary
    if last is not None:
        return last
    for match in reversed(list(re.finditer(rf"[,;]\s+(?=(?:the\s)?[{UPPER}])", text[start:end], re.IGNORECASE))):
        if _capitals(text[start + match.end() : end]) >= 0.75:
            return start + match.end()
    return None


def _late_year(text: str, start: int, end: int, locator: re.Match[str] | None = None) -> Iterator[Mark]:
    """The last year outside volume and pages, where the style prints it late."""
    for match in reversed(list(re.finditer(rf"(?<![\w/–-]){_YEAR}(?![–/-]\d)", text[start:end]))):
        at = (start + match.start(), start + match.end())
        groups = locator.groupdict() if locator is not None else {}
        if locator is None or all(
            not groups.get(name) or at[1] <= locator.start(name) or at[0] >= locator.end(name)
            for name in ("volume", "issue", "pages", "pages2")
        ):
            yield Mark("year", *at)
            return


def _chapter(text: str, title_open: int | None, chapter: re.Match[str], end: int, has_year: bool) -> Iterator[Mark]:
    if title_open is not None:
        yield Mark("title", title_open, chapter.start())
    start = chapter.end()
    if not has_year:
        yield from _late_year(text, start, end)
    pages = _PAGES_ALONE.search(text, start, end)
    if pages is not None:
        yield Mark("pages", *pages.span("pages"))
    editors = _EDITORS.search(text, start, min(end, start + 300))
    authors_end = match_authors(text, start)
    if (
        editors is not None
        and (authors_end > start or editors.start() - start < 120)
        and not _EDITED_BY.match(text, editors.start())
    ):
        yield Mark("editors", start, editors.end())
        start = editors.end()
        year = re.match(rf"\s*\(?{_YEAR}\)?[.,]?\s*", text[start:end])
        start += year.end() if year is not None else 0
    book_end = end
    for pattern in (_PAGES_ALONE, _EDITED_BY, _EDITION, _PLACE):
        found = pattern.search(text, start, book_end)
        if found is not None:
            book_end = found.start()
    sentence = next((b for b in _boundaries(text[start:book_end], start)), book_end)
    yield Mark("container", start, min(sentence, book_end))
    yield from _edition(text, start, end)
    published = tuple(_published(text, min(sentence, book_end), end))
    yield from published
    if not published:
        after = max([sentence, *([pages.end()] if pages is not None else [])])
        last = text[after:end].strip(" .,;()")
        if last and _last_sentence_field(last, True) == "publisher":
            at = text.index(last, after)
            yield Mark("publisher", at, at + len(last))


def _edition(text: str, start: int, end: int) -> Iterator[Mark]:
    edition = _EDITION.search(text, start, end)
    if edition is not None:
        yield Mark("edition", *edition.span())


def _monograph(
    text: str, start: int, title_open: int | None, end: int, thesis: re.Match[str] | None, has_year: bool
) -> Iterator[Mark]:
    """A work that stands alone: the first sentences are its title, then edition, place and publisher."""
    if not has_year:
        late = tuple(_late_year(text, start, end))
        yield from late
        if late and not any(char.isalnum() for char in text[late[0].end : end]):
            end = len(text[: late[0].start].rstrip(" ,;(["))
    published = tuple(_published(text, start, end))
    yield from published
    stop = min((mark.start for mark in published), default=end)
    edition = _EDITION.search(text, start, stop)
    if edition is not None:
        yield Mark("edition", *edition.span())
        stop = min(stop, edition.start())
    if thesis is not None:
        stop = min(stop, thesis.start())
        if not published:
            after = thesis.end() + len(text[thesis.end() : end]) - len(text[thesis.end() : end].lstrip(" .,;:)]"))
            institution = next((b for b in _boundaries(text[after:end], after)), end)
            yield Mark("publisher", after, institution)
    if title_open is None:
        if not published and stop > start:
            yield Mark("container" if _is_serial(text[start:stop]) else "publisher", start, stop)
        return
    ends = [b for b in _boundaries(text[title_open:stop], title_open) if any(char.isalpha() for char in text[b:stop])]
    if ends and not published:
        last = re.sub(rf"[\s,;(]{{1,9}}{_YEAR}.*$", "", text[ends[-1] : stop]).rstrip(" .,")
        field = _last_sentence_field(last.strip(), has_year)
        if field is not None:
            yield Mark(field, ends[-1], ends[-1] + len(last))
            stop = ends[-1]
    yield Mark("title", title_open, stop)


def _last_sentence_field(text: str, has_year: bool) -> str | None:
    """What a last sentence without place and numbers is: a journal, a publisher, or None for a part of the title."""
    words = text.split()
    if not 0 < len(words) <= 14 or _capitals(text) < 0.75:
        return None
    if _is_serial(text):
        return "container"
    if (_names_body(text) or PRESS.search(text)) and words[-1] not in BODY_LINKS:
        return "publisher"
    return "container" if len(words) <= 8 or not has_year else None


def _is_serial(text: str) -> bool:
    """Whether a name without numbers is that of a journal or of a meeting's proceedings."""
    return (JOURNAL_WORD.search(text) is not None and PRESS.search(text) is None) or MEETING.search(text) is not None


def _published(text: str, start: int, end: int) -> Iterator[Mark]:
    """`London: Mind`, `School for Social Care Research: University of York`, the last such pair of the reference."""
    found = None
    for match in _PLACE.finditer(text, start, end):
        found = match
    if found is None:
        return
    if _names_body(found["place"]) and not re.search(
        r",\s[A-Z]{2}$", found["place"]
    ):  # "College Station, TX" is a place
        yield Mark("publisher", found.start("place"), _with_parents(text, *found.span("publisher"), end))
        return
    yield Mark("place", *found.span("place"))
    year = re.search(rf"[\s,;(]{{1,9}}{_YEAR}", found["publisher"])
    if year is not None:
        publisher_end = found.start("publisher") + year.start()
    else:
        publisher_end = _with_parents(text, *found.span("publisher"), end)
    yield Mark("publisher", found.start("publisher"), publisher_end)


def _with_parents(text: str, start: int, end: int, stop: int) -> int:
    """End of a publisher at `text[start:end]` with the bodies that it is a part of, or that are its parts.

    Example: `Centre for Housing Policy` goes on over `, University of York`; a house such as `Sage` never does.
    """
    name = text[start:end]
    if PRESS.search(name) or not (_names_body(name) or re.fullmatch(rf"[{UPPER}]{{2,10}}", name)):
        return end
    while (parent := _PARENT.match(text, end, stop)) is not None and not _NO_PARENT.search(parent["name"]):
        end = parent.end()
    return end
