"""Where the journal, book or meeting of a work and its house begin and end, where the model cuts them otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields.names import BODY_WORDS, UPPER
from extract.fields.references.counted import REPORT_SERIES
from extract.fields.references.houses import published, with_division
from extract.fields.references.record import CERTAIN, FLOOR, Mark, exchanged, first_of, in_order
from extract.fields.references.rules import trimmed

# An abstract's meeting behind its journal. Match: ".Conference: 3rd Lamp Congress York" before " Conference Start:";
# near miss: "Proceedings of the Conference: ".
_SUPPLEMENT = re.compile(r"\.\s?Conference: ?(?=[A-Z\d])[^:;]{8,300}?(?=\.? Conference (?:Start|Publication)\b|[;:]|$)")
_OF_MEETINGS = frozenset({"container", "conference", "publisher", "place"})
# What NLM's catalogue sets behind the titles of journals of one name. Match: " (Leeds, Md. : 1985)"; near miss: "
# (Leeds: Lux, 1985)", " (Paris : 1937). Lampes", of a title in French.
_QUALIFIER = re.compile(r"\s\([A-Z][^()]{2,40} : (?:19|20)\d\d\)(?=[.,;]?\s?(?:\(?\d|[Vv]ol\b)|\.?$)")
_YEAR_ALONE = re.compile(r"(?<![\d–-])(?:19|20)\d\d(?![\d–-])")
_LONGEST_BRACKET = 80  # signs of one that stands behind a title or a source, and not in it
HOUSE = frozenset({"place", "publisher"})
# What opens a container. Match: "In: ", "in "; near miss: "Institute".
_IN = re.compile(r"in(?::| (?=[\w“\"]))", re.IGNORECASE)
# Match: " 2014" before ", London"; near miss: " 2014-15", " 2014;3".
_MEETING_YEAR = re.compile(r" (?:19|20)\d\d(?=[,.]?(?: |$))")
# A meeting's letters. Match: " (SCAM)", " (ICSE ’20)", " (DSN-W)"; near miss: " (London)", " (2020)".
_ACRONYM = re.compile(r"\s?\([A-Z][A-Za-z/-]{0,9}[A-Z](?:[ -]?['’]?\d{2,4})?\)")
# The form of a company, which is no place. Match: "Incorporated", "Inc.", "GmbH"; near miss: "Lincoln".
_COMPANY = re.compile(
    r"\W*(?:Inc(?:orporated)?|Ltd|Limited|LLC|LLP|PLC|plc|Corp(?:oration)?|Co|GmbH|AG|KG|Pty|B\.?V|S\.?A|S\.?L|S\.?r\.?l)\b\W*"
)
# Match: "arXiv preprint", "bioRxiv"; near miss: "Archive Press".
_PREPRINTS = re.compile(r"\b(?:arxiv|\w{2,7}xiv|preprints?)\b", re.IGNORECASE)
# What says when a page was changed or read. Match: "Last modified January 2025", "Updated"; near miss: "Update Press".
_CHANGED = re.compile(
    r"\W*(?:last|page|date)?\s?(?:modified|updated|reviewed|revised|accessed|published|changed|posted|retrieved)\b",
    re.IGNORECASE,
)
# What says that a work is not out yet. Match: ", forthcoming.", " (in press)"; near miss: ", Press".
_TO_COME = re.compile(
    r"[,.]?\s?\(?(?:forthcoming|in press|to appear|im (?:Druck|Erscheinen)|à paraître|en prensa|no prelo)\)?\W*$",
    re.IGNORECASE,
)
# A bracket and the end of a sentence before a container. Match: "(‘LUX’). " of "(‘LUX’). Lancet"; near miss: "(eds)
# Lamps".
_OPENING_BRACKET = re.compile(r"(?P<bracket>\([^()]{1,80}\))[.,:;]\s+")
# Sentences between the title of an article and its journal, which go on with the title. Match: " North Sector Study. 7.
# "; near miss: " [Abstract]. ", " In: ", " (Part 2). ".
_MORE_OF_TITLE = re.compile(rf"[.:?!]?\s+(?!In\b)(?P<more>[{UPPER}][^\[\]()“”\"„:;]{{3,80}}?)[.,]\s+")
# The end of a title that counts the papers of a study, in the words before a journal. Match: "North Sector Study. 7. "
# before "Lancet"; near miss: "Lamps ’95. ", "Lamps 7 (2), ".
_NUMBER_IN_TITLE = re.compile(
    r"(?P<more>(?![Ii]n\b)[^\d()]{0,80}\b(?:Study|Trial|Survey|Project|Programme|Program|Cohort)\.? \d{1,2})\.\s+"
    rf"(?=[{UPPER}])"
)
_OF_WHOLE_WORKS = frozenset({"editors", "publisher", "place", "conference"})


def at_meeting(marks: tuple[Mark, ...], meeting: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, a container that is the meeting where the paper was presented as such: no container holds a talk."""
    named = first_of(meeting, "conference")
    if named is None:
        return marks
    return tuple(
        Mark("conference", max(mark.start, named.start), mark.end, mark.confidence)
        if mark.field == "container" and not mark.is_free_of((named,))
        else mark
        for mark in marks
    )


def with_supplement(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of an abstract in the journal that prints a meeting's (`Lampology.Conference: 3rd Lamp Congress York
    2010;40`) journal, meeting and its place as one container, as Embase states the source of such an abstract."""
    found = _SUPPLEMENT.search(text) if "Conference:" in text else None
    title, year = first_of(marks, "title"), first_of(marks, "year")
    if found is None or title is None or title.end > found.start():
        return marks
    journal = next((mark.start for mark in marks if title.end <= mark.start < found.start()), title.end)
    end = year.start if year is not None and year.start > found.start() else len(text)
    source = Mark("container", journal, min(end, found.end()), FLOOR)
    inside = [mark for mark in marks if not mark.is_free_of((source,))]
    if not all(mark.field in _OF_MEETINGS for mark in inside):
        return marks
    believed = max((mark.confidence for mark in inside if mark.field == "container"), default=FLOOR)
    return in_order([*(mark for mark in marks if mark not in inside), source._replace(confidence=max(believed, FLOOR))])


def with_qualified_journal(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a journal with the place and year by which NLM's catalogue tells it apart (`Lampology (Leeds, Md. :
    1985)`) all of it as container, and as year of the work the last one behind it or the first before."""
    found = _QUALIFIER.search(text) if " : " in text else None
    if found is None:
        return marks
    before = [mark for mark in marks if mark.end <= found.start()]
    container = first_of(marks, "container")
    start = container.start if container is not None and container.start <= found.start() else 0
    start = start or max((mark.end for mark in before), default=0)
    journal = Mark("container", start, found.end(), max(FLOOR, 0.0 if container is None else container.confidence))
    rest = [mark for mark in marks if mark.is_free_of((journal,))]
    if first_of(rest, "year") is None:
        years = [Mark("year", *year.span(), FLOOR) for year in _YEAR_ALONE.finditer(text)]
        free = [year for year in years if year.is_free_of((*rest, journal))]
        rest += free[-1:]
    return in_order([*rest, journal])


def with_acronym(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a meeting's letters in brackets behind its name with the name (`Source Code Analysis (SCAM), 2020`):
    they are no house, and none begins with them (`(SCAM), IEEE`)."""
    container = first_of(marks, "container")
    letters = None if container is None else _ACRONYM.match(text, container.end)
    if container is None or letters is None:
        return marks
    inside = [mark for mark in marks if letters.start() <= mark.start < letters.end()]
    if not all(mark.field == "publisher" for mark in inside):
        return marks
    changed: list[Mark] = []
    for mark in marks:
        if mark is container:
            changed.append(mark._replace(end=letters.end()))
        elif mark not in inside:
            changed.append(mark)
        elif mark.end > letters.end():
            changed.append(mark._replace(start=letters.end()))
    return tuple(changed)


def with_house_for_place(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a place that is the form of a company with the house before it (`Springer, Incorporated`), and one
    that is the name of a body as the house, where there is no other (`Boston College`)."""
    place, house = first_of(marks, "place"), first_of(marks, "publisher")
    if place is None:
        return marks
    if _COMPANY.fullmatch(text, place.start, place.end) is not None:
        longer = None if house is None or text[house.end : place.start].strip(" ,") else house._replace(end=place.end)
        return tuple(mark if longer is None or mark is not house else longer for mark in marks if mark is not place)
    if house is None and _is_named_body(text[place.start : place.end].strip(" .,;:")):
        return exchanged(marks, (place, place._replace(field="publisher")))
    return marks


def _is_named_body(text: str) -> bool:
    """Whether a noun says that the text is a body, and neither a country nor a state stands behind."""
    return "," not in text and "(" not in text and any(word.casefold() in BODY_WORDS for word in text.split())


def is_no_house(text: str, mark: Mark) -> bool:
    """Whether a house that the rules see is a container (`In: …`), a series of reports (`CFS Working Paper No`), a
    server of preprints, or says when a page was changed (`Last updated May 2012`)."""
    return any(
        found is not None
        for found in (
            _IN.match(text, mark.start),
            REPORT_SERIES.search(text, mark.start, mark.end),
            _PREPRINTS.search(text, mark.start, mark.end),
            _CHANGED.match(text, mark.start, mark.end),
        )
    )


def without_prospect(text: str, mark: Mark) -> Mark:
    """A container without what says that the work is not out yet (`Review of Lamps, forthcoming`)."""
    found = _TO_COME.search(text, mark.start, mark.end)
    return mark if found is None or found.start() == mark.start else mark._replace(end=found.start())


def up_to_bracket(text: str, mark: Mark) -> Mark:
    """A source that begins within brackets, up to where these close (`University of Leeds]. Lamp Database`); a source
    or title in which a bracket opens that closes behind it, with that sign or up to it (`Lamps (Lux` of `Lamps (Lux,
    2004)`)."""
    if not any(bracket in text[mark.start : mark.end] for bracket in "()[]"):
        return mark
    opened: list[int] = []
    for at in range(mark.start, mark.end):
        if text[at] in "([":
            opened.append(at)
        elif text[at] in ")]" and opened:
            opened.pop()
        elif text[at] in ")]" and mark.field != "title":
            return mark._replace(end=at) if at > mark.start else mark
    if not opened or opened[0] <= mark.start or mark.end - opened[0] > _LONGEST_BRACKET:
        return mark
    close = text.find(")" if text[opened[0]] == "(" else "]", mark.end)
    if close < 0:
        return mark
    is_next = not text[mark.end : close].strip() and len(opened) == 1
    is_formula = text[opened[0] - 1].isalnum() or close - opened[0] > _LONGEST_BRACKET  # "f(x (and g)"
    if mark.field == "title" and is_formula and not is_next:
        return mark
    return mark._replace(end=close + 1 if is_next else opened[0])


def with_bracket(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a bracket that touches the title's end with the title (`A trial of lamps (“LUX”). Lancet`): no
    container opens with one."""
    container = first_of(marks, "container")
    bracket = None if container is None else _OPENING_BRACKET.match(text, container.start, container.end)
    if container is None or bracket is None:
        return marks
    title = next((mark for mark in marks if mark.field == "title" and mark.end <= container.start), None)
    if title is None or text[title.end : container.start].strip():
        return marks
    longer = Mark("title", title.start, bracket.end("bracket"), title.confidence)
    later = Mark("container", bracket.end(), container.end, container.confidence)
    return exchanged(marks, (title, longer), (container, later))


def up_to_journal(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the sentences that stand between an article's title and its journal in the title, also where they
    were taken for the journal's: lists print nothing else there (APA 9.4, Citing Medicine, chapter 1)."""
    fields = {mark.field for mark in marks}
    title, container = first_of(marks, "title"), first_of(marks, "container")
    if title is None or container is None or not {"volume", "pages"} <= fields or fields & _OF_WHOLE_WORKS:
        return marks
    counted = _NUMBER_IN_TITLE.match(text, container.start, container.end)
    if counted is not None and not text[title.end : container.start].strip(" .:?!"):
        longer, later = title._replace(end=counted.end("more")), container._replace(start=counted.end())
        return exchanged(marks, (title, longer), (container, later))
    found = _MORE_OF_TITLE.fullmatch(text, title.end - (text[title.end - 1] in ".:?!"), container.start)
    if found is None or any(title.end <= mark.start < container.start for mark in marks):
        return marks
    return exchanged(marks, (title, title._replace(end=found.end("more"))))


def with_year(text: str, mark: Mark, marks: tuple[Mark, ...]) -> Mark:
    """A meeting with the year that is printed right behind it and belongs to its name (`Housing Symposium 2021,
    Leeds`); not where it is the only year of the reference."""
    year = _MEETING_YEAR.match(text, mark.end)
    end = mark.end if year is None else year.end()
    others = [other for other in marks if other.field == "year" and not mark.start <= other.start < end]
    return mark if year is None or not others else Mark(mark.field, mark.start, year.end(), mark.confidence)


def place_and_house(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """`College Station, TX: Stata Press`: the rules' pair, where the model sees place or house there too, but does not
    believe in both; or a house with its division."""
    seen = [mark for mark in marks if mark.field in HOUSE]
    if {mark.field for mark in seen} == HOUSE and all(mark.confidence >= FLOOR for mark in seen):
        return ()
    first = min(mark.start for mark in seen)
    before = [mark.start if mark.field == "title" else mark.end for mark in marks if mark.start < first]
    pair = tuple(mark for found in published(text, max(before, default=0), len(text)) if (mark := trimmed(text, found)))
    others = [mark for mark in marks if mark.field not in (*HOUSE, "title") and mark.confidence >= FLOOR]
    if not pair:
        pair = tuple(
            Mark("publisher", start, mark.end)
            for mark in marks
            if mark.field == "publisher" and (start := with_division(text, mark.start)) < mark.start
        )
    is_seen = any(mark.start <= first < mark.end for mark in pair)
    begins_before = any(mark.field == "title" and pair[0].start <= mark.start < pair[-1].end for mark in marks if pair)
    if not is_seen or begins_before or not all(mark.is_free_of(others) for mark in pair):
        return ()
    return tuple(Mark(mark.field, mark.start, mark.end, CERTAIN) for mark in pair)
