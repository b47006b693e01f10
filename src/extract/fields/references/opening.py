"""Where do the authors end that open a reference, a body or persons?

The model learned from lists of persons, and so marks of a long name a part, or the name and the title behind it. In
Vancouver and AMA style the author's place ends at the first full stop (Citing Medicine, chapter 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields.names import (
    UPPER,
    is_author_body,
    is_body_name,
    is_list_of_bodies,
    is_list_of_letters,
    is_whole_body,
)
from extract.fields.references.record import FLOOR, Mark, in_order

# A reference's number before its authors. Match: "[12] ", "33. ", "[SP1] "; near miss: "1 Lantern".
_NUMBER = re.compile(r"\s*(?:\[[A-Z]{0,3}\d{1,4}\]|\d{1,4}\.)\s*")
# A full stop between two sentences; it comes first in the pattern, since one sign is looked for fastest.
# Match: "Council. Lamps"; near miss: "A. Lamps", "Council.org".
_SENTENCE_END = re.compile(rf"\.(?:(?:(?<=[^\W_][^\W_].)|(?<=[)].))\s+(?=[“\"‘]?[{UPPER}])|(?<= C.)\s+(?=[A-Z]))")
# The rest of a name, up to its full stop: words with capitals, words that link them, and what stands in brackets.
# Match: " Integrity and Light.", ", Lamp Task Force (LTF)."; near miss: " integrity of lamps.", ": Lamps."
_REST = re.compile(
    rf",? (?:(?:[{UPPER}][\w’'&-]{{0,30}},?|and|of|on|for|in|the|to|against|&|\([^()\d]{{1,40}}\)) ){{0,14}}"
    rf"(?:[{UPPER}][\w’'-]{{0,30}}|\([^()\d]{{1,40}}\))\.(?=\s+[“\"‘]?[{UPPER}])"
)
# A last "name" that is the first word of a title. Match: ", Lampfinder" before ":"; near miss: ", Berg".
_LAST_WORD = re.compile(rf",\s+[{UPPER}][\w-]{{2,30}}$")
# A sentence of one word that is the first one of a title. Match: ". Lampfinder" before ":"; near miss: ". Lamps at".
_LAST_SENTENCE = re.compile(rf"\.\s+[{UPPER}][\w-]{{2,30}}$")
# A name and the first words of a title, which a dash parts from the rest. Match: "Berg H, Wien" before " – Stadt", "K.
# Berg / M. Lee, Mindestlohn"; near miss: "Berg H, Lee AB", "Berg, Hans".
_INITIALS = rf"(?:[{UPPER}]\.[ -]?){{1,3}}"
_FAMILY = rf"[{UPPER}][\w’'-]{{1,24}}"
_ONE_NAME = (
    rf"(?:(?:{_FAMILY} ){{1,2}}[{UPPER}]{{1,3}}(?=,)|{_FAMILY}, {_INITIALS}(?<=\.)"
    rf"|{_INITIALS}{_FAMILY}(?: / {_INITIALS}{_FAMILY})?(?=,))"
)
_NAME_AND_WORDS = re.compile(rf"(?P<name>{_ONE_NAME}),?\s+(?:[^\W\d_]{{2,30}}\s){{0,2}}[^\W\d_]{{3,30}}(?<=[a-zß-ÿ])")
_DASH = re.compile(r"\s[–—-]\s")
# A list of names that "and" closes. Match: "Ann Lee, Jo Berg, and Kim Tal"; near miss: "Lamps, and how they work".
_CLOSED_LIST = re.compile(
    rf"(?:[{UPPER}][\w.’'-]{{0,30}} ){{1,3}}[{UPPER}][\w’'-]{{1,30}},[^:]{{1,400}} (?:and|&) "
    rf"(?:[{UPPER}][^\s,;:]{{0,30}} ){{1,3}}[{UPPER}][^\s,;:]{{1,40}}"
)
# What stands in the author's place of a register's entry. Match: "NL-OMON46908"; near miss: "COVID-19".
_REGISTER_NUMBER = re.compile(r"[A-Z]{2,6}(?:-[A-Z]{2,6})?-?\d{4,14}")
# Several bodies by their letters. Match: "DLGP, LWBF and LUX (Eds.)"; near miss: "Lamp, DLG (Eds.)", "DLG, LWB, Lamp".
_LETTERS = re.compile(rf"(?:[{UPPER}]{{2,8}}(?:, (?:and |& )?| and | und | & )){{2,9}}[{UPPER}]{{2,8}}(?=\.? \(|\. )")
# A name that opens with initials. Match: "J.-P. van Berg"; near miss: "Berg, J.".
_INITIALS_FIRST = re.compile(rf"(?:[{UPPER}]\.[ -]?){{1,4}}(?:\w+[ -]){{0,2}}\w")
# Persons as Vancouver style prints them, without full stops, so that the first one ends them all. Match: "Rover C, van
# Berg-Lee JK, Friede T. " before "Lamps-Lights"; near miss: "Rover C. ", "Rover, C., Friede, T. ".
_VANCOUVER_NAME = rf"(?:[a-z]{{1,4}} ){{0,2}}[{UPPER}][\w’'-]{{1,24}}(?: [{UPPER}][\w’'-]{{1,24}})? [{UPPER}]{{1,3}}"
# One such person before the house or the numbers of that style. Match: "Rover C. " before "Danubio. York: Lux; 1986";
# near miss: "John C. Berg. York: Lux, 1986".
_VANCOUVER_SOURCE = r"(?:: [^:;]{3,80}; ?(?:19|20)\d\d|(?:19|20)\d\d[^;]{0,12}; ?\d)"
_VANCOUVER_NAME_ALONE = re.compile(
    rf"{_VANCOUVER_NAME}\.(?= [“\"‘\[]?[{UPPER}\d].{{5,400}}{_VANCOUVER_SOURCE})", re.DOTALL
)
_SURE = 0.9
_VANCOUVER_NAMES = re.compile(rf"{_VANCOUVER_NAME}(?:, {_VANCOUVER_NAME}){{1,30}}\.(?= [“\"‘\[]?[{UPPER}\d])")
# Persons whose family names stand in capitals, as French lists print them. Match: "BERG, Anne. DE WIT, Jan." before
# " Lamps"; near miss: "BERG, Anne. Lamps", "WHO, Geneva. 2004".
_GIVEN_NAME = rf"[{UPPER}][^\W\d_]{{1,20}}(?:[ -][{UPPER}][^\W\d_]{{0,20}})?"
_CAPITAL_NAME = rf"(?:[{UPPER}]{{2,20}}[ ’'-]){{0,2}}[{UPPER}]{{2,24}}, {_GIVEN_NAME}\."
_CAPITAL_NAMES = re.compile(rf"{_CAPITAL_NAME}(?: {_CAPITAL_NAME}){{1,20}}(?= [“\"‘«]?[{UPPER}\d])")
# Bodies that stand behind the one that they belong to. Match: "Regional Office for Lamps"; near miss: "Lamp Watch".
_PART_OF_BODY = re.compile(
    r"\b(?:Office|Department|Dept|Division|Committee|Ministry|Bureau|Directorate|Cent(?:re|er)s?|Institut(?:o|es?)?|Group"
    r"|Secretariat|Commission|Council|Unit|Faculty|School|Board|Agency|Service"
    r"|Secretar[ií]a|Subsecretar[ií]a|Departamento|Minist[éeè]r(?:io|e|o)|Dire(?:ção|cción|ction)|Divis(?:ão|ión)"
    r"|Coordena(?:ção|ción)|D[ée]partement|Abteilung|Referat|Dipartimento|Direzione)\b"
)


def with_whole_authors(text: str, marks: tuple[Mark, ...], host: str = "") -> tuple[Mark, ...]:
    """The marks, with the authors ended where the name of the body, or the list of persons, ends.

    Where the form of the words bears out what the model doubts, it is worth the floor: it has a value, and a doubt.

    Args:
        text: the reference, blanks for its identifiers.
        marks: as the model made them.
        host: of the address, "" where none is printed.
    """
    if not marks:
        return marks
    authors = next((mark for mark in marks if mark.field == "authors"), None)
    if authors is None:
        return _with_unmarked_body(text, marks, host)
    persons = _VANCOUVER_NAMES.match(text, authors.start)
    ends_inside = persons is not None and authors.end > persons.end() + 1 and text[authors.end - 1] not in ".:"
    if persons is None and authors.confidence < _SURE and ";" in text:
        persons = _VANCOUVER_NAME_ALONE.match(text, authors.start)
        ends_inside = persons is not None and authors.end > persons.end() + 1
    if persons is None:
        persons = _CAPITAL_NAMES.match(text, authors.start)
        ends_inside = persons is not None and abs(persons.end() - authors.end) > 1
    if persons is not None and ends_inside:
        return _moved(text, marks, authors, Mark("authors", *persons.span(), max(authors.confidence, FLOOR)))
    printed = text[authors.start : authors.end]
    if _REGISTER_NUMBER.fullmatch(printed.strip(" .")):
        return tuple(mark for mark in marks if mark is not authors)
    letters = _LETTERS.match(text, authors.start)
    if letters is not None and is_list_of_letters(letters[0]):
        return _moved(text, marks, authors, Mark("authors", *letters.span(), max(authors.confidence, FLOOR)))
    is_doubted = authors.confidence < FLOOR
    stop = _SENTENCE_END.search(text, authors.start, authors.start + 240) if is_doubted else None
    if stop is not None and _is_repeated(text, authors.start, stop, host):
        return _moved(text, marks, authors, Mark("authors", authors.start, stop.start() + 1, FLOOR))
    end = _end_of(text, authors, printed, marks)
    believed = authors.confidence
    named = text[authors.start : end].strip(" .")
    if believed < FLOOR and (is_whole_body(named) or (end < authors.end and _CLOSED_LIST.fullmatch(named))):
        believed = FLOOR
    if end == authors.end and believed == authors.confidence:
        return marks
    return _moved(text, marks, authors, Mark("authors", authors.start, end, believed))


def _end_of(text: str, authors: Mark, printed: str, marks: Sequence[Mark]) -> int:
    """Where the names end: before, at, or behind the end of their mark."""
    for stop in _SENTENCE_END.finditer(printed):
        if _is_body(printed[: stop.start()]) and not _PART_OF_BODY.search(printed, stop.end()):
            return authors.start + stop.start() + 1
    end = authors.start + len(printed.rstrip(" ,:"))
    name = _NAME_AND_WORDS.fullmatch(text, authors.start, end) if _DASH.match(text, end) else None
    if name is not None:
        return name.end("name")
    if text[end : end + 1] == ":":
        last = _LAST_WORD.search(text, max(authors.start, end - 40), end)
        if last is not None and _are_all_short(text[authors.start : last.start()]):
            return last.start()
        sentence = _LAST_SENTENCE.search(text, max(authors.start, end - 40), end)
        if sentence is not None and _CLOSED_LIST.fullmatch(text, authors.start, sentence.start()):
            return sentence.start() + 1
        return authors.end
    rest = _REST.match(text, end)
    if rest is None or not _has_title_behind(rest.end(), marks):
        return authors.end
    if rest[0].startswith(","):
        is_name = not is_body_name(printed) and is_whole_body(rest[0].strip(" ,."))
    else:
        is_name = is_author_body(printed.strip(" ,.")) and not printed.rstrip().endswith(".")
    return rest.end() if is_name else authors.end


def _is_body(text: str) -> bool:
    return is_author_body(text) and ("," not in text or _PART_OF_BODY.search(text) is not None)


def _are_all_short(names: str) -> bool:
    """Whether all of several names open with initials (IEEE)."""
    parts = re.split(r",\s+(?:and\s)?|\sand\s", names)
    return len(parts) > 1 and all(_INITIALS_FIRST.match(part) for part in parts)


def _has_title_behind(at: int, marks: Sequence[Mark]) -> bool:
    """Whether some of the title is left behind a place, or a container that may be the title."""
    is_counted = any(mark.field == "volume" for mark in marks)
    return any(
        (mark.field == "title" and mark.end > at + 8)
        or (mark.field == "container" and mark.start >= at and not is_counted)
        for mark in marks
    )


def _with_unmarked_body(text: str, marks: tuple[Mark, ...], host: str) -> tuple[Mark, ...]:
    """The body at the opening that the model took for the title's first sentence: only where it is repeated behind, as
    that of a publisher or of the site, or several bodies stand there."""
    title = marks[0]
    number = _NUMBER.match(text)
    start = number.end() if number is not None else 0
    stop = _SENTENCE_END.search(text, start, min(len(text), start + 240))
    if title.field != "title" or title.start > start or stop is None or title.end < stop.end() + 8:
        return marks
    if not _is_repeated(text, start, stop, host) and not is_list_of_bodies(text[start : stop.start()]):
        return marks
    authors = Mark("authors", start, stop.start() + 1, FLOOR)
    return _moved(text, marks, authors, authors)


def _is_repeated(text: str, start: int, stop: re.Match[str], host: str) -> bool:
    """Whether the first sentence is the name of a body that stands in the host or, as a publisher does, behind."""
    name, behind = text[start : stop.start()], text[stop.end() :]
    if len(name) > 4 and name.replace(" ", "").casefold() in host:
        return True
    return f": {name}" in behind or (is_whole_body(name) and name in behind)


def _moved(text: str, marks: Sequence[Mark], old: Mark, new: Mark) -> tuple[Mark, ...]:
    """The marks with another end of the authors: what they took from the title it gets back, what stood in their place
    gives way."""
    kept = [new]
    for mark in marks:
        if mark is old or (mark.start >= new.start and mark.end <= new.end):
            continue
        start = max(mark.start, new.end) if mark.end > new.end else mark.start
        confidence = mark.confidence
        if mark.field == "title" and new.end < old.end and not text[old.end : mark.start].strip(" ,.:"):
            start, confidence = new.end, max(confidence, FLOOR)
        kept.append(Mark(mark.field, start, mark.end, confidence))
    if all(mark.field != "title" for mark in kept):
        kept = _with_title(text, kept, old, new)
    return in_order(kept)


def _with_title(text: str, marks: list[Mark], old: Mark, new: Mark) -> list[Mark]:
    """The marks with what the authors gave back as the title, or else the container right behind the authors."""
    if new.end < old.end:
        start = new.end + len(text[new.end : old.end]) - len(text[new.end : old.end].lstrip())
        return [*marks, Mark("title", start, old.end, max(old.confidence, FLOOR))]
    if any(mark.field == "volume" for mark in marks):
        return marks
    behind = [mark for mark in marks if mark.field == "container" and not text[new.end : mark.start].strip()]
    return [Mark("title", *mark[1:]) if mark in behind else mark for mark in marks]
