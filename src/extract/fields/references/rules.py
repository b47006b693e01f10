"""Marks of a reference by rules about printed styles: what stands first, what parts the fields, what forms numbers
take.

Author-date styles (Harvard, APA, Chicago) are read from the year; Vancouver, AMA, IEEE and notes styles from the
list of authors at the start. In both the place in a journal (`14(1), 23–34`, `2005;14(1):23-34`, `vol. 14, no. 1, pp.
23-34`) is looked for from the end, and what stands before it is the journal, back to the last end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.names import (
    BODY_LINKS,
    BODY_WORDS,
    PARTICLES,
    SECTIONS,
    UPPER,
    is_body_name,
    match_authors,
    match_names_before_title,
    parse_authors,
)
from extract.fields.references.houses import EDITION, PLACE, PRESENTED, edition, names_body, presentation, published
from extract.fields.references.identifiers import blanked
from extract.fields.references.kinds import PRESS
from extract.fields.references.locators import PAGES_ALONE, YEAR, find_locator, late_year
from extract.fields.references.record import Mark, in_order, past
from extract.fields.references.sentences import boundaries, capitals, last_sentence

# "[12]", "12.", "(3)" before the first letter. Match: "12. Smith"; near miss: "2012. Report".
_NUMBER = re.compile(r"\s*(?:\[\s?\d{1,4}\s?\]|\(\d{1,3}\)|\d{1,3}[.)]|\d{1,3}(?=\s+\D))\s*")
# A name alone, then a sentence of four words or more, then another: the author stands first (Citing Medicine 1).
# Match: "Berg." before " Lamps on wards at night. Lancet"; near miss: "Lamps. Lancet. ", "Lamps on wards. Lancet".
_LONE_NAME = re.compile(rf"[{UPPER}][a-zß-ÿ’'-]{{1,30}}\.(?=\s(?:[^\s.?!]{{1,40}}\s){{3,60}}[^\s.?!]{{1,40}}[.?!]\s)")
# A letter that a conversion lost, within a word. Match: "Rossi?ska", "Bu?lova"; near miss: "Who cares?", "cares?The".
_LOST_LETTER = re.compile(r"(?<=[^\W\d_])[?\ufffd](?=[a-zß-ÿ])")
# "(2015)", "(2015a, May)", "(n.d.)", "(in press)". Match: "(2015, 3 May)"; near miss: "(n = 2015)".
_YEAR_BRACKETED = re.compile(
    rf"[(\[]\s?(?:(?:c\.?\s?)?{YEAR}(?:[,;/–-][^()\[\]]{{0,30}})?|n\.\s?d\.?|no date|undated|in press|forthcoming"
    rf"|unpublished|submitted)\s?[)\]]",
    re.IGNORECASE,
)
# A bare year between separators. Match: "Smith J, 2019."; near miss: "in 2019 the".
_YEAR_BARE = re.compile(rf"(?<![\w(–-]){YEAR}(?=\s*(?:[.,:;\[({{“\"‘«]|$)|\s+[{UPPER}])|\bn\.d\.", re.IGNORECASE)
# A chapter's book begins at "In" after the end of the title. Match: ". In: Smith J, editor."; near miss: "in London".
_IN = re.compile(rf"(?<=[.?!,”\"’'»])\s*\bIn(?::\s*|\s+)(?=[{UPPER}“\"‘])")
# Editors before or after the book's title. Match: "Smith, J. (Eds.),"; near miss: "Ed. 2".
_EDITORS = re.compile(r"[,(\[]?\s?\b(?:eds?|editors?|hrsg)\b\.?\s?[)\]]?\s?[.,:]?\s?", re.IGNORECASE)
_EDITED_BY = re.compile(rf"[,.(]\s*\b(?:ed(?:ited)?\.?\s?by|eds?\.)\s(?=[{UPPER}])", re.IGNORECASE)
# How many pages a work has. Match: "215 p.", "62 pages"; near miss: "p. 215".
_EXTENT = re.compile(r"\d{1,4}\s?(?:pp?|pages|leaves)\b", re.IGNORECASE)
# "PhD thesis, University of York", and the degree alone before the count of pages (NLM, "Citing Medicine", chapter 5),
# "Ph.D., 215 p." Near miss: "hypothesis", "Lee, Ph.D., Berg".
_THESIS = re.compile(
    r"[(\[,.]?\s?\b(?:unpublished\s|published\s)?(?:(?:ph\.?\s?d\.?|doctoral|m\.?sc\.?|m\.?phil\.?|m\.?a\.?"
    r"|master[’']?s?(?: of \w{2,12})?|d\.?clin\.?psy\w{0,4}\.?|bachelor[’']?s?|undergraduate"
    r"|honours)\s?){1,2}(?:thesis|dissertation|diss\.?)\b[)\]]?"
    r"|[(\[](?:dissertation|thesis)[)\]]"
    r"|[.,;]\s?(?:ph\.?\s?d|m\.?\s?sc|m\.?\s?phil|m\.?\s?a|ed\.?\s?d)\.?[,:;]\s?"
    rf"(?={_EXTENT.pattern})",
    re.IGNORECASE,
)
# A meeting by name, which makes a container proceedings even with a volume; "Proceedings" alone may be a journal
# (PNAS). Match: "Lantern Conference"; near miss: "Proceedings of the Lantern Society".
_MEETING = re.compile(r"\b(?:conference|conf|symposium|symp|workshop|congress|colloquium|meeting)\b", re.IGNORECASE)
# What Embase sets between a journal and the meeting whose abstracts an issue of it holds.
# Match: "Stroke.Conference: 5th Congress"; near miss: "at a conference: a study", ". Conference report:".
_ABSTRACTS_OF = re.compile(r"[.;]\s?Conference:\s")
# What is left of a place in a journal that lacks a part: the volume, or the issue in its brackets, perhaps with a page.
# Match: ", 9.", "(26),", "(26), 9"; near miss: " 2011", "(2 vols)".
_PART_OF_PLACE = re.compile(
    r"(?:,\s?(?P<volume>\d{1,3})|\((?P<issue>\d{1,3})\)(?:,\s?(?P<pages>\d{1,5}))?)[\s.,]{0,3}$"
)
# A meeting by its count, which may be long. Match: "23rd Congress of Lanterns"; near miss: "23rd Street".
_COUNTED_MEETING = re.compile(r"\s?\d{1,3}(?:st|nd|rd|th)\s[^.?!]{0,80}?" + _MEETING.pattern, re.IGNORECASE)
# What journals are called. Match: "Lantern Review", "J Lanterns"; near miss: "Lantern Reviewed".
_JOURNAL_WORD = re.compile(
    r"\b(?:journal|j|annals|archives|review|reviews|quarterly|bulletin|transactions|letters|lancet|bmj|jama"
    r"|zeitschrift|revue|revista|acta|bmc|plos)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\s*(?:“(?P<a>[^”]{3,500})”|\"(?P<b>[^\"]{3,500})\"|«(?P<c>[^»]{3,500})»|„(?P<d>[^“”]{3,500})[“”]"
    r"|‘(?P<e>(?:[^’]|’(?=\w)){3,500})’(?=[\s,.])|'(?P<f>(?:[^']|'(?=\w)){3,500})'(?=[\s,.]))"
)


def marks_between(text: str, identifiers: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks of what is no identifier, in printed order. `text` holds no white space but spaces."""
    # Any letter will do for a lost one: only where words begin and end counts here.
    text = _LOST_LETTER.sub("x", blanked(text, identifiers))
    number = _NUMBER.match(text)
    start = number.end() if number is not None else len(text) - len(text.lstrip())
    kept = [
        mark
        for mark in (trimmed(text, cut_short(mark, identifiers)) for mark in _read(text, start))
        if mark is not None
    ]
    return in_order(kept)


def cut_short(mark: Mark, identifiers: tuple[Mark, ...]) -> Mark:
    """The mark up to the first identifier in it: no title goes on behind an address."""
    if not identifiers:
        return mark
    end = min([other.start for other in identifiers if mark.start < other.start < mark.end], default=mark.end)
    return mark if end == mark.end else Mark(mark.field, mark.start, end, mark.confidence)


def trimmed(text: str, mark: Mark) -> Mark | None:
    """The mark without white space and separators at its ends; None when nothing is left."""
    start, end = mark.start, mark.end
    while start < end and text[start] in " ,;:.)]":
        start += 1
    while end > start and text[end - 1] in " ,;:([":
        end -= 1
    if start == end:
        return None
    is_same = start == mark.start and end == mark.end
    return mark if is_same else Mark(mark.field, start, end, mark.confidence)


def _read(text: str, start: int) -> Iterator[Mark]:
    head = _author_date(text, start)
    if head is not None:
        authors_end, year = head
        yield Mark("authors", start, authors_end)
        yield Mark("year", year.start(), year.end())
        yield from _tail(text, year.end(), has_year=True, is_label_possible=True)
        return
    end = max(match_authors(text, start), match_names_before_title(text, start))
    if end == start:
        end = _body_end(text, start)
    if end == start:
        end = _lone_name_end(text, start)
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
        for boundary in boundaries(text[start : start + len(head)], start)
        if boundary < start + len(head) - 1
    ):
        return False
    words = head.split()
    if (
        len(words) > 60
        or head.endswith((" in", " of", " the", " by", " since"))
        or not (head[0].isupper() or words[0] in PARTICLES)
    ):
        return False
    parsed = parse_authors(head, is_full=False).authors
    if len(parsed) > 1 and not is_body_name(head):
        return all(author.is_body or author.given is not None or len(author.family.split()) <= 3 for author in parsed)
    return len(words) <= 16 and capitals(head) >= 0.5


def _body_end(text: str, start: int) -> int:
    """End of a body's name that opens the reference: the first sentence, when its words name a body."""
    end = next(iter(boundaries(text[start:], start)), None)
    if end is None:
        return start
    quote = re.search(r"[“\"«„]", text[start:end])
    if quote is not None and quote.start() > 2:
        end = start + quote.start()
    name = text[start : end - 1].strip(" ,")
    folded = [word.strip(".,;:()'’&").casefold() for word in name.split()]
    is_named = (
        bool(folded) and len(folded) <= 14 and any(word in BODY_WORDS for word in folded) and capitals(name) >= 0.8
    )
    is_acronym = len(folded) == 1 and name.isupper() and 2 <= len(name) <= 8
    return end if is_named or is_acronym else start


def _lone_name_end(text: str, start: int) -> int:
    """End of one name without initials, be it of a person or a body, that opens a paper in a journal; else `start`."""
    found = _LONE_NAME.match(text, start)
    if found is None or found[0].rstrip(".").casefold() in SECTIONS:
        return start
    return start if find_locator(text, found.end(), len(text)) is None else found.end()


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
    presented = PRESENTED.search(text, start, end)
    chapter = _IN.search(text, start, end)
    locator = None if thesis or presented else find_locator(text, start, end)
    if presented is not None:
        if title_open is not None:
            yield Mark("title", title_open, presented.start())
        yield from presentation(text, presented)
        if not has_year:
            yield from late_year(text, presented.start("name"), len(text))
    elif chapter is not None and chapter.start() > start:
        yield from _chapter(text, title_open, chapter, end, has_year)
    elif locator is not None:
        yield from _journal(text, start, title_open, locator, has_year)
    elif _ABSTRACTS_OF.search(text, start, end) is not None:
        yield from _abstracts(text, start, title_open, end, has_year)
    else:
        yield from _monograph(text, start, title_open, end, thesis, has_year)


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
            yield from late_year(text, start, len(text), locator)
    pages = None if groups.get("pages") or groups.get("pages2") else PAGES_ALONE.search(text, locator.end())
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


def _abstracts(text: str, start: int, title_open: int | None, end: int, has_year: bool) -> Iterator[Mark]:
    """A journal and the meeting whose abstracts it prints, without volume and issue: `Stroke.Conference: 5th Congress`;
    the two are one container."""
    late = () if has_year else tuple(late_year(text, start, end))
    yield from late
    pages = PAGES_ALONE.search(text, start, end)
    if pages is not None:
        yield Mark("pages", *pages.span("pages"))
        end = pages.start()
    end = _before_year(text, end, late)
    place = _PART_OF_PLACE.search(text, start, end)
    if place is not None:
        yield from (Mark(field, *place.span(field)) for field, printed in place.groupdict().items() if printed)
        end = place.start()
    cut = start if title_open is None else _title_end(text, title_open, end)
    if title_open is not None:
        yield Mark("title", title_open, cut or end)
    if cut is not None:
        yield Mark("container", cut, end)


def _title_end(text: str, start: int, end: int) -> int | None:
    """Where the title ends and the journal begins: the last end of a sentence, else the last comma before capitals;
    before a meeting whose abstracts the journal prints."""
    meeting = _ABSTRACTS_OF.search(text, start, end)
    end = end if meeting is None else meeting.start() + 1
    last = last_sentence(text, start, end)
    if last is not None:
        return last
    for match in reversed(list(re.finditer(rf"[,;]\s+(?=(?:the\s)?[{UPPER}])", text[start:end], re.IGNORECASE))):
        if capitals(text[start + match.end() : end]) >= 0.75:
            return start + match.end()
    return None


def _chapter(text: str, title_open: int | None, chapter: re.Match[str], end: int, has_year: bool) -> Iterator[Mark]:
    if title_open is not None:
        yield Mark("title", title_open, chapter.start())
    start = chapter.end()
    if not has_year:
        yield from late_year(text, start, end)
    pages = PAGES_ALONE.search(text, start, end)
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
        year = re.match(rf"\s*\(?{YEAR}\)?[.,]?\s*", text[start:end])
        start += year.end() if year is not None else 0
    book_end = end
    for pattern in (PAGES_ALONE, _EDITED_BY, EDITION, PLACE):
        found = pattern.search(text, start, book_end)
        if found is not None:
            book_end = found.start()
    sentence = next((b for b in boundaries(text[start:book_end], start)), book_end)
    yield Mark("container", start, min(sentence, book_end))
    yield from edition(text, start, end)
    pair = tuple(published(text, min(sentence, book_end), end))
    yield from pair
    if not pair:
        after = max([sentence, *([pages.end()] if pages is not None else [])])
        last = text[after:end].strip(" .,;()")
        if last and _last_sentence_field(last, True) == "publisher":
            at = text.index(last, after)
            yield Mark("publisher", at, at + len(last))


def _before_year(text: str, end: int, late: tuple[Mark, ...]) -> int:
    """`end`, or the end of what stands before a late year behind which no word or number is left."""
    is_last = bool(late) and late[0].start < end and not any(char.isalnum() for char in text[late[0].end : end])
    return len(text[: late[0].start].rstrip(" ,;([")) if is_last else end


def _monograph(
    text: str, start: int, title_open: int | None, end: int, thesis: re.Match[str] | None, has_year: bool
) -> Iterator[Mark]:
    """A work that stands alone: the first sentences are its title, then edition, place and publisher."""
    late = () if has_year else tuple(late_year(text, start, end))
    yield from late
    end = _before_year(text, end, late)
    # Behind a degree and a count of pages nothing is left to say; the degree is no place: "Ph.D.:215 p.".
    is_counted = thesis is not None and _EXTENT.match(text, thesis.end()) is not None
    pair = () if is_counted else tuple(published(text, start, end))
    yield from pair
    stop = min((mark.start for mark in pair), default=end)
    printed = next(edition(text, start, stop), None)
    if printed is not None:
        yield printed
        stop = min(stop, printed.start)
    if thesis is not None:
        stop = _before_year(text, min(stop, thesis.start()), late)
        if not pair and not is_counted:
            after = past(text, thesis.end(), end, " .,;:)]")
            institution = next((b for b in boundaries(text[after:end], after)), end)
            yield Mark("publisher", after, institution)
    if title_open is None:
        if not pair and stop > start:
            yield Mark("container" if _is_serial(text[start:stop]) else "publisher", start, stop)
        return
    ends = [b for b in boundaries(text[title_open:stop], title_open) if any(char.isalpha() for char in text[b:stop])]
    if ends and not pair:
        last = re.sub(rf"[\s,;(]{{1,9}}{YEAR}.*$", "", text[ends[-1] : stop]).rstrip(" .,")
        field = _last_sentence_field(last.strip(), has_year)
        if field is not None:
            yield Mark(field, ends[-1], ends[-1] + len(last))
            stop = ends[-1]
    yield Mark("title", title_open, stop)


def _last_sentence_field(text: str, has_year: bool) -> str | None:
    """What a last sentence without place and numbers is: a journal, a publisher, or None for a part of the title."""
    words = text.split()
    is_counted = _COUNTED_MEETING.match(text) is not None
    if not 0 < len(words) <= (30 if is_counted else 14) or capitals(text) < 0.75:
        return None
    if _is_serial(text):
        return "container"
    if (names_body(text) or PRESS.search(text)) and words[-1] not in BODY_LINKS:
        return "publisher"
    return "container" if len(words) <= 8 or not has_year else None


def _is_serial(text: str) -> bool:
    """Whether a name without numbers is that of a journal or of a meeting's proceedings."""
    is_journal = _JOURNAL_WORD.search(text) is not None and PRESS.search(text) is None
    return is_journal or _MEETING.search(text) is not None
