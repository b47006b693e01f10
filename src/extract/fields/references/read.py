"""A printed reference, read by the rules and by the model, and which of the two is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extract.fields.names import PARTICLES, SEPARATOR, UPPER
from extract.fields.references.assemble import assemble
from extract.fields.references.houses import (
    PRESENTED,
    edition,
    may_print_edition,
    presentation,
    published,
    title_end,
    with_division,
)
from extract.fields.references.identifiers import blanked
from extract.fields.references.model import Seen, seen_by_model
from extract.fields.references.opening import with_opening_body
from extract.fields.references.record import CERTAIN, FLOOR, Doubt, Mark, Reference, reason_to_doubt
from extract.fields.references.rules import cut_short, trimmed
from extract.fields.references.statutes import find_statute, with_statute
from extract.fields.references.tokens import LETTER_OR_DIGIT, Tokens, read_tokens
from extract.fields.references.values import host_of
from extract.months import MONTHS

# What the rules are worth where the model is not asked: for short labels, which they explain whole, and for other
# references (share of right fields in the held-out part).
RULES_WHOLE = 0.98
RULES_PART = 0.8
_SMALL_IN_NAMES = PARTICLES | {"and", "et", "al", "colleagues", "others", "for", "of", "the", "on"}
_ET_AL = re.compile(r"\bet\s+al\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
# What may stand behind the year of a label. Match: "[23]", "2014"; near miss: "Peer", "2005;14".
_AFTER_LABEL = re.compile(r"[\[({#*†‡]|(?:19|20)\d\d[a-z]?\b(?!\s*[;:(])")
# What no list of names holds. Match: "Berg: Lanterns", "Berg, “Lanterns”"; near miss: "Berg; Lee", "O'Hara".
_IN_NO_LABEL = re.compile(r"[:\"“„«‘]")
# What stands in no label before its year: the same, or a number by itself, as of a volume. Match: "A 71" of "Phys. Rev.
# A 71"; near miss: "[12] Berg", "12. Berg", "Berg12".
_BEFORE_NO_LABEL = re.compile(rf"{_IN_NO_LABEL.pattern}|[\w.,]\s\d")
# Match: ", “Leeds"; near miss: "O’Hara", "Ann “Nan” Berg".
_OPENS_TITLE = re.compile(r"[,.:]\s?[“„«\"]")
# What a footnote says before a reference. Match: "Vgl. dazu ", "Cf. ", "See also "; near miss: "See, K.".
_SIGNAL = re.compile(
    r"(?:vgl\.|siehe|cf\.|see (?:also|generally)|see,? e\.g\.,?)(?: (?:dazu|hierzu|auch|etwa|also|z\. ?b\.))* ",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[.?!:,]\s|\d")
# A word with what a hyphen joins to it, as at a line end. Match: "Drum-mond", "O’Hara"; near miss: "Berg, Lee".
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
# Small letters without which nothing is `PRESENTED`, cheaper to look for.
_TALK_CUES = ("presented ", "presentation ", "given at")
# Match: " 2014" before ", London"; near miss: " 2014-15", " 2014;3".
_MEETING_YEAR = re.compile(r" (?:19|20)\d\d(?=[,.]?(?: |$))")
# Match: "Working Paper ", "technical report No. "; near miss: "Vol. ", "paper in ".
_REPORT = re.compile(
    r"\b(?:working|discussion|technical|research|occasional|briefing) (?:papers?|reports?|notes?)(?: series)?"
    r"(?: n(?:o|r|umber)\b\.?)? ?$",
    re.IGNORECASE,
)
# Tokens of the longest short label with a title that a table prints ("Lee et al., 2017, Peer Support on Wards").
LABEL_TOKENS = 24
_LABEL_NAMES = 14  # words before the year of the longest label
# A meeting's letters. Match: " (SCAM)", " (ICSE ’20)"; near miss: " (London)", " (2020)".
_ACRONYM = re.compile(r"\s?\([A-Z][A-Za-z]{0,8}[A-Z](?:[ -]?['’]?\d{2,4})?\)")
# A bracket and the end of a sentence before a container. Match: "(‘LUX’). " of "(‘LUX’). Lancet"; near miss: "(eds)
# Lamps".
_OPENING_BRACKET = re.compile(r"(?P<bracket>\([^()]{1,80}\))[.,:;]\s+")
# Match: "b" of "58b-59b" behind "58", "A."; near miss: "PMID", "ab3".
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?!\w)")
# Match: " to 59" behind "58"; near miss: " to 59%".
_LAST_PAGE = re.compile(r"\s(?:to|bis)\s\d{1,5}(?![\w%])")
# What journals without volumes do not print.
_OF_BOOKS = frozenset({"volume", "issue", "publisher", "place", "url"})
# A small number in brackets where a part of the reference ends. Match: "(7),", " (2)."; near miss: "(2012)",
# "(2 vols)".
_BRACKETED = re.compile(r" ?\((?P<issue>\d{1,3})\)(?=[.,:;]|$)")
# What stands in brackets that touch the volume, a year apart. Match: "(Suppl 2)" of "43(Suppl 2)", "(1-B(E))"; near
# miss: "(2012)", " (Leeds)".
_TOUCHING_ISSUE = re.compile(r"\((?P<issue>(?![^()]{0,40}(?:19|20)\d\d)[^()]{1,40}(?:\([^()]{1,10}\))?)\)")
# The second number of a double volume. Match: "-78" behind "77"; near miss: "(78)", "/78".
_SECOND_VOLUME = re.compile(r"[-–](?P<number>\d{2,3})(?![\w–-])")
# Sentences between the title of an article and its journal, which go on with the title. Match: " North Sector Study. 7.
# "; near miss: " [Abstract]. ", " In: ", " (Part 2). ".
_MORE_OF_TITLE = re.compile(rf"[.:?!]?\s+(?!In\b)(?P<more>[{UPPER}][^\[\]()“”\"„:;]{{3,80}}?)[.,]\s+")
# What names a number that is doubted: labelled sets differ in whether the word is part of the field, so that the model
# doubts its edge. Match: "pp. " before "23-34", "no. " before "3"; near miss: "app. ", "casino ".
_NAMED = {
    "pages": re.compile(r"(?<!\w)(?:pp?\.?|pages?|S\.|Seiten?)\s?(?=\d{1,5}\s?[-–]\s?\d)"),
    "volume": re.compile(r"(?<!\w)(?:vol\.?|volume|Bd\.?|Band)\s?(?=\d{1,4}\b)", re.IGNORECASE),
    "issue": re.compile(r"(?<!\w)(?:no\.?|nr\.?|issue|Heft|H\.)\s?(?=\d{1,3}\b)", re.IGNORECASE),
}
_LONGEST_NAME = 8  # signs of such a word
# A day, which is no house and no place. Match: "24 June", "May 6th"; near miss: "June", "24 Juniper".
_MONTH, _OF_MONTH = f"(?:{'|'.join(MONTHS)})", r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = re.compile(rf"\W*(?:{_OF_MONTH} {_MONTH}|{_MONTH} {_OF_MONTH})\W*", re.IGNORECASE)
_OF_WHOLE_WORKS = frozenset({"editors", "publisher", "place", "conference"})
_ADDRESSES = frozenset({"doi", "url"})
_COUNTED = frozenset({"volume", "issue", "pages"})
_HOUSE = frozenset({"place", "publisher"})
_SOURCES = _HOUSE | {"container", "conference"}


def read_references(raws: Sequence[str]) -> list[Reference]:
    """Each reference as one of the two reads it; `parsed_by` says which.

    The rules answer where they see a short label, and where the model cannot be used.
    """
    told = [read_tokens(raw) for raw in raws]
    are_labels = [is_label(tokens) for tokens in told]
    seen = seen_by_model([tokens for tokens, is_short in zip(told, are_labels, strict=True) if not is_short])
    answers = iter(seen) if seen is not None else None
    read: list[Reference] = []
    for raw, tokens, is_short in zip(raws, told, are_labels, strict=True):
        if is_short:
            read.append(_by_rules(raw, tokens, RULES_WHOLE))
        elif answers is None:
            read.append(_by_rules(raw, tokens, RULES_PART))
        else:
            read.append(by_model(raw, tokens, next(answers)))
    return read


def _by_rules(raw: str, tokens: Tokens, confidence: float) -> Reference:
    marks = [Mark(mark.field, mark.start, mark.end, confidence) for mark in tokens.ruled]
    return assemble(raw, [*tokens.identifiers, *marks], "rules")


def by_model(raw: str, tokens: Tokens, seen: Seen) -> Reference:
    """The reference that the model sees: its marks above the floor; identifiers by their syntax; by rules the edition,
    the meeting and the pair of place and house, which few training references mark."""
    kept: list[Mark] = list(tokens.identifiers)
    text = blanked(tokens.text, tokens.found)
    address = next((raw[mark.start : mark.end] for mark in tokens.identifiers if mark.field == "url"), "")
    presented = PRESENTED.search(text) if any(map(text.casefold().__contains__, _TALK_CUES)) else None
    meeting = () if presented is None else tuple(presentation(text, presented))
    marks = _at_meeting(_with_bracket(text, _with_acronym(text, _as_double(text, seen.marks))), meeting)
    marks = with_opening_body(text, with_statute(text, _up_to_journal(text, marks)), host_of(address))
    if any(mark.field in _HOUSE for mark in marks):
        pair = _place_and_house(text, marks)
        if pair:
            marks = tuple(_before(mark, pair[0].start) for mark in marks if mark.field not in _HOUSE)
            kept.extend(pair)
    doubts: list[Doubt] = []
    may_be_edition = may_print_edition(text)
    is_in_container = any(mark.field == "container" and mark.confidence >= FLOOR for mark in marks)
    found = {mark.field for mark in tokens.identifiers}
    for mark in marks:
        # What has a syntax of its own is read by it; the model's own mark beside it is a piece of another one.
        if mark.field in _ADDRESSES and found & _ADDRESSES:
            continue
        if mark.field == "volume" and _is_report_number(text, mark, marks):
            continue
        if mark.field in _HOUSE and _DAY.fullmatch(text, mark.start, mark.end):
            continue
        mark = _only_names(text, mark) if mark.field == "authors" else _believed_if_named(text, mark, marks)
        if mark.field == "title" and may_be_edition and not is_in_container:
            mark = Mark("title", mark.start, title_end(text, mark.start, mark.end), mark.confidence)
        mark = _with_year(text, mark, marks) if mark.field == "conference" else mark
        mark = _up_to_end(text, mark, marks) if mark.field in _COUNTED else mark
        shorn = trimmed(raw, cut_short(mark, tokens.identifiers))
        if shorn is None or not shorn.is_free_of(tokens.identifiers) or not _says_something(text, shorn):
            continue
        reason = reason_to_doubt(mark.confidence)
        if reason is not None:
            doubts.append(Doubt(mark.field, raw[shorn.start : shorn.end], reason))
        if mark.confidence >= FLOOR:
            kept.append(shorn)
    believed = {mark.field for mark in kept}
    editions = edition(text) if may_be_edition else ()
    for mark in chain(_issue_of(text, kept), editions, meeting, _ruled(tokens, marks, believed)):
        if mark.is_free_of(kept) and all(mark.field != other.field for other in kept):
            kept.append(Mark(mark.field, mark.start, mark.end, RULES_PART))
            doubts.append(Doubt(mark.field, raw[mark.start : mark.end], "uncertain"))
    return assemble(raw, kept, "crf", tuple(doubts), seen.leaning)


def _first(marks: Sequence[Mark], field: str) -> Mark | None:
    """The first mark of a field."""
    return next((mark for mark in marks if mark.field == field), None)


def _at_meeting(marks: tuple[Mark, ...], meeting: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, a container that is the meeting where the paper was presented as such: no container holds a talk."""
    named = _first(meeting, "conference")
    if named is None:
        return marks
    return tuple(
        Mark("conference", max(mark.start, named.start), mark.end, mark.confidence)
        if mark.field == "container" and not mark.is_free_of((named,))
        else mark
        for mark in marks
    )


def _with_acronym(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a meeting's letters in brackets behind its name with the name (`Source Code Analysis (SCAM), 2020`):
    they are no house."""
    for container in marks:
        letters = _ACRONYM.match(text, container.end) if container.field == "container" else None
        if letters is None:
            continue
        inside = [mark for mark in marks if letters.start() <= mark.start and mark.end <= letters.end()]
        if inside and inside[0].field == "publisher":
            whole = Mark("container", container.start, letters.end(), container.confidence)
            return tuple(whole if mark is container else mark for mark in marks if mark is not inside[0])
    return marks


def _with_bracket(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a bracket that touches the title's end with the title (`A trial of lamps (“LUX”). Lancet`): no
    container opens with one."""
    container = _first(marks, "container")
    bracket = None if container is None else _OPENING_BRACKET.match(text, container.start, container.end)
    if container is None or bracket is None:
        return marks
    title = next((mark for mark in marks if mark.field == "title" and mark.end <= container.start), None)
    if title is None or text[title.end : container.start].strip():
        return marks
    longer = Mark("title", title.start, bracket.end("bracket"), title.confidence)
    later = Mark("container", bracket.end(), container.end, container.confidence)
    return tuple(longer if mark is title else later if mark is container else mark for mark in marks)


def _up_to_journal(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the sentences that stand between an article's title and its journal in the title: lists print
    nothing else there (APA 9.4, Citing Medicine, chapter 1)."""
    fields = {mark.field for mark in marks}
    title, container = _first(marks, "title"), _first(marks, "container")
    if title is None or container is None or not {"volume", "pages"} <= fields or fields & _OF_WHOLE_WORKS:
        return marks
    found = _MORE_OF_TITLE.fullmatch(text, title.end - (text[title.end - 1] in ".:?!"), container.start)
    if found is None or any(title.end <= mark.start < container.start for mark in marks):
        return marks
    return tuple(mark._replace(end=found.end("more")) if mark is title else mark for mark in marks)


def _believed_if_named(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A doubted number at the floor where a word says what it counts (`pp. 23-34`); an issue only beside a volume."""
    named = _NAMED.get(mark.field)
    if named is None or mark.confidence >= FLOOR or (mark.field == "issue" and _first(marks, "volume") is None):
        return mark
    found = named.search(text, max(0, mark.start - _LONGEST_NAME), mark.end)
    digit = next((at for at in range(mark.start, mark.end) if text[at].isdigit()), None)
    return mark._replace(confidence=FLOOR) if found is not None and found.end() == digit else mark


def _only_names(text: str, mark: Mark) -> Mark:
    """Authors without what a footnote says before them (`Vgl. dazu J. E. Berg`), up to a quotation mark, which opens a
    title (`J. E. Berg, “LeedsMap,” 2021`)."""
    signal = _SIGNAL.match(text, mark.start, mark.end)
    quote = _OPENS_TITLE.search(text, mark.start, mark.end)
    start, end = mark.start if signal is None else signal.end(), mark.end if quote is None else quote.start()
    return mark if (start, end) == (mark.start, mark.end) or start >= end else mark._replace(start=start, end=end)


def _with_year(text: str, mark: Mark, marks: tuple[Mark, ...]) -> Mark:
    """A meeting with the year that is printed right behind it and belongs to its name (`Housing Symposium 2021,
    Leeds`); not where it is the only year of the reference."""
    year = _MEETING_YEAR.match(text, mark.end)
    end = mark.end if year is None else year.end()
    others = [other for other in marks if other.field == "year" and not mark.start <= other.start < end]
    return mark if year is None or not others else Mark(mark.field, mark.start, year.end(), mark.confidence)


def _up_to_end(text: str, mark: Mark, marks: tuple[Mark, ...]) -> Mark:
    """A number with the letter or two that are printed close behind it (`58b-59b`, `550A`): a word is in one field. Not
    with a word whose blank was lost (`58-59PMID`). A first page with the last one (`58 to 59`)."""
    found = _LETTERS.match(text, mark.end) if text[mark.end - 1].isalnum() else None
    if mark.field == "pages":
        found = _LAST_PAGE.match(text, mark.end) or found
    if found is None or not Mark(mark.field, *found.span()).is_free_of(marks):
        return mark
    return Mark(mark.field, mark.start, found.end(), mark.confidence)


def _as_double(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of two numbers that follow each other and share a word a double volume (`77-78, 5-22`), no issue."""
    volume = _first(marks, "volume")
    second = None if volume is None else _SECOND_VOLUME.match(text, volume.end)
    first = "" if volume is None else text[volume.start : volume.end]
    if volume is None or second is None or not first.isdecimal() or int(second["number"]) != int(first) + 1:
        return marks
    double = Mark("volume", volume.start, second.end(), volume.confidence)
    rest = tuple(mark for mark in marks if mark is not volume and (mark.start, mark.end) != second.span("number"))
    return (*rest, double) if double.is_free_of(rest) else marks


def _issue_of(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The issue in brackets that touch the volume (`12(Abstract Issue)`), or right behind the name of a journal without
    volumes (`Reviews(2), 88-92`)."""
    volume = _first(marks, "volume")
    container = _first(marks, "container")
    found = None if volume is None else _TOUCHING_ISSUE.match(text, volume.end)
    if container is not None and not _OF_BOOKS & {mark.field for mark in marks}:
        found = _BRACKETED.match(text, container.end)
    if found is not None:
        yield Mark("issue", *found.span("issue"))


def _is_report_number(text: str, mark: Mark, marks: tuple[Mark, ...]) -> bool:
    """Whether a number counts the reports of a body (`Working Paper 3`), not the volumes of a container, of which the
    reference names none."""
    is_named = any(other.field == "container" and other.confidence >= FLOOR for other in marks)
    return not is_named and _REPORT.search(text, max(0, mark.start - 40), mark.start) is not None


def _ruled(tokens: Tokens, marks: tuple[Mark, ...], believed: set[str]) -> Iterator[Mark]:
    """What the rules see and the model may have passed over: a title that the model doubts, unless it runs over the
    authors that it sees; and where no source is believed in, the house and all that the model doubts."""
    doubted = {mark.field for mark in marks} - believed
    wanted = _HOUSE | doubted if not believed & _SOURCES else doubted & {"title"}
    authors = [mark for mark in marks if mark.field == "authors"]
    if wanted:
        yield from (
            mark
            for mark in tokens.ruled
            if mark.field in wanted and (mark.field != "title" or mark.is_free_of(authors))
        )


def _place_and_house(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """`College Station, TX: Stata Press`: the rules' pair, where the model sees place or house there too, but cuts
    otherwise; or a house with its division."""
    first = min(mark.start for mark in marks if mark.field in _HOUSE)
    before = [mark.start if mark.field == "title" else mark.end for mark in marks if mark.start < first]
    pair = tuple(mark for found in published(text, max(before, default=0), len(text)) if (mark := trimmed(text, found)))
    others = [mark for mark in marks if mark.field not in (*_HOUSE, "title") and mark.confidence >= FLOOR]
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


def _before(mark: Mark, end: int) -> Mark:
    """A title that runs into the place of publication, cut there."""
    is_over = mark.field == "title" and mark.start < end < mark.end
    return Mark(mark.field, mark.start, end, mark.confidence) if is_over else mark


def _says_something(text: str, mark: Mark) -> bool:
    """Whether a mark holds more than words that announce something else ("Epub", "[Internet]"), which `text` has blanks
    for."""
    return LETTER_OR_DIGIT.search(text, mark.start, mark.end) is not None


def is_label(tokens: Tokens) -> bool:
    """Whether the text is a short label as tables print them, `Smith et al. 2019 [23]`: a few names and a year."""
    if (
        len(tokens.spans) > LABEL_TOKENS
        or len(tokens.text) > 200
        or tokens.identifiers
        or not _may_be_label(tokens.text)
        or find_statute(tokens.text) is not None
    ):
        return False
    fields = {mark.field for mark in tokens.ruled}
    if not {"authors", "year"} <= fields <= {"authors", "year", "title"}:
        return False
    authors = next(mark for mark in tokens.ruled if mark.field == "authors")
    printed = tokens.text[authors.start : authors.end]
    if re.search(r"\d", re.sub(r"\[[^\]]{0,200}\]|(?<=[a-z.])\d{1,3}\b", "", printed)):
        return False
    if (
        _IN_NO_LABEL.search(printed)
        or sum(" " in name.strip() for name in SEPARATOR.split(_ET_AL.sub("", printed))) > 1
    ):
        return False
    words = _WORD.findall(printed)
    small = sum(word.islower() and word not in _SMALL_IN_NAMES for word in words)
    if len(words) > 8 or small:
        return False
    year = next(mark for mark in tokens.ruled if mark.field == "year")
    tail = tokens.text[year.end :].strip(" .,;:)")
    if "title" in fields:
        # "Lee et al., 2017, Peer Support on Wards": families without initials, and one title to the end.
        names = _ET_AL.sub("", printed).strip(" .,")
        return re.search(r"\b[A-Z]{1,3}\b|[.,]", names) is None and _PARTED.search(tail) is None
    # After a label: nothing, something in brackets, another year, or a word or two. "Lee J 2005, ApJ, 635, 894" is
    # none.
    return not tail or bool(_AFTER_LABEL.match(tail)) or (len(tail.split()) <= 3 and not re.search(r"\d", tail))


def _may_be_label(text: str) -> bool:
    """Whether the rules, which cost more time than the model, are worth asking: a year behind a few words of names, and
    behind it no more than a label or a title has."""
    year = _YEAR.search(text)
    before = "" if year is None else text[: year.start()]
    if year is None or len(before.split()) > _LABEL_NAMES or _BEFORE_NO_LABEL.search(before):
        return False
    if any(word.islower() and word not in _SMALL_IN_NAMES for word in _WORD.findall(before)):
        return False
    tail = text[year.end() :].strip(" .,;:)")
    return bool(_AFTER_LABEL.match(tail)) or _PARTED.search(tail) is None or len(tail.split()) <= 3
