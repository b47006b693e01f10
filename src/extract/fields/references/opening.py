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
from extract.fields.references.record import FLOOR, Mark, first_of, in_order, past

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
_LONGEST_NO_YEAR = 20  # signs
_LONGEST_NAME = 60
_VANCOUVER_NAMES = re.compile(rf"{_VANCOUVER_NAME}(?:, {_VANCOUVER_NAME}){{1,30}}\.(?= [“\"‘\[]?[{UPPER}\d])")
# Persons whose family names stand in capitals, as French lists print them. Match: "BERG, Anne. DE WIT, Jan." before
# " Lamps"; near miss: "BERG, Anne. Lamps", "WHO, Geneva. 2004".
_GIVEN_NAME = rf"[{UPPER}][^\W\d_]{{1,20}}(?:[ -][{UPPER}][^\W\d_]{{0,20}})?"
_CAPITAL_NAME = rf"(?:[{UPPER}]{{2,20}}[ ’'-]){{0,2}}[{UPPER}]{{2,24}}, {_GIVEN_NAME}\."
_CAPITAL_NAMES = re.compile(rf"{_CAPITAL_NAME}(?: {_CAPITAL_NAME}){{1,20}}(?= [“\"‘«]?[{UPPER}\d])")
# What stands in the year's place of a work that is not out, or that has no year. Match: " (i.E.)", " (im Druck)", "
# (forthcoming)"; near miss: " (Eds.)", " (2004)".
_NO_YEAR = re.compile(
    r",?\s\((?:i\.\s?(?:E|Dr|V|Vorb|Ersch)\.?|im (?:Ersch(?:\.|einen)|Druck)|in Vorb(?:\.|ereitung)|erscheint|in press"
    r"|in prep(?:\.|aration)?|forthcoming|submitted|to appear|under review|à paraître|en prensa|no prelo|in druk"
    r"|in corso di stampa|[oO]\.\s?[JD]\.|s\.\s?[af]\.|[nN]\.\s?[dD]\.?|s\.d\.|z\.j\.|u\.å\.|no date|undated)\)[.,:]?"
)
# A host in the authors' place, which is the name of a site. Match: "ClinicalTrials.gov" before ". Lamps"; near miss:
# "Berg.", "J.Berg. Lamps".
_HOST = re.compile(
    r"[A-Za-z][\w-]{2,30}\.(?:com|org|net|gov|edu|int|info|eu|co\.uk|org\.uk|gov\.uk|de|fr|ca|io)(?=[.,:]?\s)"
)
# The last name of a person behind the given ones, before the title that a colon opens. Match: " Berg" behind "Hans
# Karl" before ": Lampen"; near miss: " Lampen und Licht: eine".
_FAMILY_BEFORE_COLON = re.compile(rf"\s(?:(?:von|van|de|der|zu)\s){{0,2}}[{UPPER}][\w’'-]{{1,30}}(?=:\s)")
# A list of names in natural order that breaks off behind initials, and the family name that a comma parts from the
# title. Match: "Ann H." or "C. Berg and H. S." before " Lee, Lamps"; near miss: "Berg, H.", "H. Lee".
_BREAKS_OFF = re.compile(
    rf"(?:{_INITIALS}[{UPPER}][\w’'-]+, ){{0,20}}"
    rf"(?:(?:[{UPPER}][\w’'-]+ )?{_INITIALS}[{UPPER}][\w’'-]+,? (?:and|&) )?(?:[{UPPER}][\w’'-]+ )?{_INITIALS}(?<=\.)"
)
# Names in natural order, a title, and house and year in brackets. Match: "Ann Berg, Lamps (London: Lux, 1967)", "A.
# Berg and C. Lee, Lamps of York (Lux, 1967)"; near miss: "Berg, Lamps (London", "Ann Berg, “Lamps” (1967)".
_WORD = rf"[{UPPER}][\w.’'-]{{0,24}}"
_NATURAL = rf"{_WORD}(?: (?:van|von|de|der|du|la|le|di|{_WORD})){{1,4}}"
_NOTE = re.compile(
    r"\s?(?:(?:\[\d{1,4}\]|\d{1,4}\.)\s)?"
    rf"(?P<authors>(?:(?:{_NATURAL}, ){{0,9}}{_NATURAL},? (?:and|&|und) )?{_NATURAL}), "
    rf"(?P<title>(?!{_NATURAL}(?:,| and | & | und )|[{UPPER}]\w+, )[“‘\"']?[{UPPER}][^()“”\"]{{2,200}}?),? "
    r"\((?:[^():]{2,60}: )?[^():\d]{2,80}, (?:1[5-9]|20)\d\d\)"
)
# What says that names are those of editors. Match: " eds. " behind "Berg, A.,"; near miss: "edited by".
_EDITORS_BEHIND = re.compile(r"[\s,(\[]{0,3}(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]gg?|coords?|dirs?|orgs?|comps?)\b")
# The first words of a title behind the initials that end inverted names, before a colon: of one word only in a list
# that semicolons part, since it may be a family name. Match: " Nudge" of "TAL, A.; LEE, C. R. Nudge", " Mark Berg" of
# "Lee, James E. Mark Berg"; near miss: " Katherine" of "Lee, N. Katherine", " Tal" of "Lee, A., J. R. Tal".
_WORD_OF_TITLE = rf"[{UPPER}][a-zß-ÿ’'-]{{2,20}}"
_INVERTED = rf"[{UPPER}][\w’'-]{{1,24}}, (?:[{UPPER}][a-zß-ÿ]{{1,20}} )?(?:[{UPPER}]\. ?){{0,2}}[{UPPER}]\."
_INITIALS_AND_TITLE = re.compile(
    rf"(?:[^;]{{4,120}}; )+{_INVERTED}(?P<one> {_WORD_OF_TITLE}(?: {_WORD_OF_TITLE}){{0,2}})$"
    rf"|{_INVERTED}(?P<more> {_WORD_OF_TITLE}(?: {_WORD_OF_TITLE}){{1,2}})$"
)
# The first signs of a name that begins with a digit or letters and digits. Match: "3" before "M Lamps", "W3" before "C
# Group"; near miss: "3 " before "Lamps".
_GLUED_NUMBER = re.compile(rf"\d{{1,4}}[{UPPER}][\w’'-]{{2}}")
_WORD_BEFORE = re.compile(r"(?<![\w.\[(])(?=\w{0,3}\d)\w{1,4}$")
# Abbreviations that say that there are more authors, in nine languages, behind the mark of the authors. Match: " a
# kol." behind "BERG, Z."; near miss: " a kolem", " und andere".
_OTHERS_BEHIND = re.compile(r"\s?(?:et al|i in|a kol|y cols?|e col|и др|u\.\s?a|e\.\s?a|m\.\s?fl)\.(?=[\s:(])")
# Several inverted persons with strokes between them, as German lists print them, at the opening. What is repeated keeps
# what it takes, so that no text is tried twice. Match: "Berg, Anna/Lee, C. J./von Rad, Jan" before ": "; near miss:
# "Berg, Anna/Lux Verlag: ", "Berg, Anna/Lee, Eva Lampen und".
_GIVEN = (
    rf"(?:[{UPPER}]\.(?:[ -]?[{UPPER}]\.){{0,3}}"
    rf"|[{UPPER}][\w’'-]{{1,20}}+(?: [{UPPER}](?:\.|[\w’'-]{{1,20}}+))?)"
)
_PERSON = rf"(?:(?:von|van|de|zu) )?[{UPPER}][\w’'-]{{1,30}}+(?: [{UPPER}][\w’'-]{{1,30}}+)?, {_GIVEN}"
_STROKES = re.compile(rf"(?P<names>{_PERSON}(?: ?/ ?{_PERSON}){{1,12}})(?:\s?(?=[(:,])|(?=\.\s)|(?<=\.)(?=\s))")
# One inverted person before a colon, where the title begins. Match: "Berg-Lee, Anna:" of "Berg-Lee, Anna: Johann Lamp";
# near miss: "Berg, Anna", "Lamp Office: Wicks".
_INVERTED_AND_COLON = re.compile(
    rf"[{UPPER}][\w’'-]{{1,30}}, [{UPPER}][a-zß-ÿ’'-]{{1,20}}(?: [{UPPER}][a-zß-ÿ.’'-]{{0,20}}){{0,2}}(?=:\s[{UPPER}])"
)
_ONLY_INITIALS = re.compile(_INITIALS)
_FAMILY_BEFORE_COMMA = re.compile(rf"\s(?:(?:von|van|de|der)\s){{0,2}}[{UPPER}][\w’'-]{{1,30}}(?=,\s)")
_GIVEN_NAMES = re.compile(rf"(?:[{UPPER}][\w’'-]{{0,20}}\.?[\s-]?){{1,4}}")
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
    marks = _with_strokes(text, marks)
    authors = first_of(marks, "authors")
    noted = _with_named_title(text, marks, authors)
    if noted is not None:
        return noted
    if authors is None:
        return _with_unmarked_body(text, _with_opening_editors(text, marks), host)
    is_inside = authors.start > 0 and text[authors.start - 1].isalnum()
    first = _WORD_BEFORE.search(text, max(0, authors.start - 12), authors.start) if is_inside else None
    if first is not None and first.start() < authors.start and not _GLUED_NUMBER.match(text, first.start()):
        marks = tuple(mark._replace(start=first.start()) if mark is authors else mark for mark in marks)
        authors = next(mark for mark in marks if mark.field == "authors")
    behind = min(len(text), authors.end + _LONGEST_NO_YEAR)
    no_year = _NO_YEAR.search(text, authors.start, behind) if "(" in text[authors.start : behind] else None
    is_seen = no_year is not None and not Mark("", *no_year.span()).is_free_of(m for m in marks if m.field == "year")
    if no_year is not None and not is_seen and authors.start < no_year.start() < authors.end + 2:
        return _before_no_year(marks, authors, no_year)
    end = _end_by_form(text, authors)
    if end is not None:
        return _moved(text, marks, authors, authors._replace(end=end, confidence=max(authors.confidence, FLOOR)))
    printed = text[authors.start : authors.end]
    if _REGISTER_NUMBER.fullmatch(printed.strip(" .")):
        return tuple(mark for mark in marks if mark is not authors)
    is_doubted = authors.confidence < FLOOR
    stop = _SENTENCE_END.search(text, authors.start, authors.start + 240) if is_doubted else None
    if stop is not None and _is_repeated(text, authors.start, stop, host):
        return _moved(text, marks, authors, Mark("authors", authors.start, stop.start() + 1, FLOOR))
    end = _end_of(text, authors, printed, marks)
    believed = FLOOR if is_doubted and is_whole_body(text[authors.start : end].strip(" .")) else authors.confidence
    if end == authors.end and believed == authors.confidence:
        return marks
    return _moved(text, marks, authors, Mark("authors", authors.start, end, believed))


def _behind_number(text: str) -> int:
    """Where a reference opens, behind its number in the list."""
    number = _NUMBER.match(text)
    return number.end() if number is not None else 0


def _with_strokes(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, persons at the opening whom strokes part at the floor where the model believes in nothing there."""
    start = _behind_number(text)
    found = _STROKES.match(text, start) if "/" in text[start : start + _LONGEST_NAME] else None
    if found is None or any(map(_is_no_person, re.split(r" ?/ ?", found["names"]))):
        return marks
    field = "authors" if _EDITORS_BEHIND.match(text, found.end("names")) is None else "editors"
    names = Mark(field, *found.span("names"), FLOOR)
    if any(mark.confidence >= FLOOR for mark in marks if not mark.is_free_of((names,))):
        return marks
    rest = [
        mark._replace(start=past(text, names.end, mark.end)) if mark.start < names.end < mark.end - 3 else mark
        for mark in marks
        if mark.field != field or mark.confidence >= FLOOR
    ]
    return in_order([names, *(mark for mark in rest if mark.is_free_of((names,)))])


def _is_no_person(name: str) -> bool:
    """A body and its town (`DIW, Berlin`, `Lux Stiftung, York`)."""
    family, _, given = name.partition(", ")
    return is_body_name(family) or (family.isupper() and not given.isupper())


def _end_by_form(text: str, authors: Mark) -> int | None:
    """Where the names end, if their form shows it: a site, "et al." behind the mark, one inverted name before a colon,
    persons in one of three styles, bodies by their letters; None where none does, or the mark ends there."""
    site = _HOST.match(text, authors.start)
    if site is not None and site.end() < authors.end - 1:
        return site.end()
    others = _OTHERS_BEHIND.match(text, authors.end)
    if others is not None:
        return others.end()
    inverted = _INVERTED_AND_COLON.match(text, authors.start)
    if inverted is not None and inverted.end() < authors.end - 1:
        return inverted.end()
    end = _end_of_persons(text, authors)
    if end is not None:
        return end
    letters = _LETTERS.match(text, authors.start)
    return letters.end() if letters is not None and is_list_of_letters(letters[0]) else None


def _end_of_persons(text: str, authors: Mark) -> int | None:
    """Where persons end in the first style that they are printed in; None where that is where the mark ends."""
    _, start, end, confidence = authors
    persons = _VANCOUVER_NAMES.match(text, start)
    if persons is not None:
        return persons.end() if end > persons.end() + 1 and text[end - 1] not in ".:" else None
    persons = _VANCOUVER_NAME_ALONE.match(text, start) if confidence < _SURE and ";" in text else None
    if persons is not None:
        return persons.end() if end > persons.end() + 1 else None
    persons = _CAPITAL_NAMES.match(text, start)
    if persons is None:
        return None
    return persons.end() if abs(persons.end() - end) > 1 or confidence < FLOOR else None


def _with_opening_editors(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, doubted editors who open the reference at the floor where a word says that they are (`Berg, A., and C.
    Lee, eds. Lamps`)."""
    first = marks[0]
    if first.field != "editors" or first.confidence >= FLOOR or _EDITORS_BEHIND.match(text, first.end) is None:
        return marks
    return (first._replace(confidence=FLOOR), *marks[1:])


def _with_named_title(text: str, marks: Sequence[Mark], authors: Mark | None) -> tuple[Mark, ...] | None:
    """The marks, of names in natural order, a comma, a title, and in brackets house and year (`Ann Berg, Lamps (London:
    Lux, 1967)`, Chicago's and MHRA's notes) authors and title, where the model doubts one of them; None elsewhere."""
    title = first_of(marks, "title")
    is_sure = authors is not None and authors.confidence >= _SURE and title is not None and title.confidence >= FLOOR
    found = None if is_sure or "(" not in text else _NOTE.match(text)
    if found is None or is_author_body(found["authors"]):
        return None
    if title is not None and title.start == found.start("title") and title.confidence >= FLOOR:
        return None
    printed = [Mark("authors", *found.span("authors"), FLOOR), Mark("title", *found.span("title"), FLOOR)]
    head = Mark("", 0, found.end("title"))
    rest = [mark for mark in marks if mark.field not in ("authors", "title") and mark.is_free_of((head,))]
    return in_order([*printed, *rest])


def _before_no_year(marks: Sequence[Mark], authors: Mark, no_year: re.Match[str]) -> tuple[Mark, ...]:
    """The marks, with the authors up to what stands in the year's place, and the title that begins in it behind it."""
    end = min(authors.end, no_year.start())
    changed = [authors._replace(end=end, confidence=max(authors.confidence, FLOOR))]
    if end < authors.end and all(mark.field != "year" for mark in marks):
        changed.append(Mark("year", *no_year.span(), FLOOR))
    for mark in marks:
        if mark.field == "title" and mark.start <= no_year.end() < mark.end:
            mark = mark._replace(start=no_year.end(), confidence=max(mark.confidence, FLOOR))
        if mark is not authors and mark.start >= no_year.start() and mark.end > no_year.end():
            changed.append(mark)
    return in_order(changed)


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
        short = _INITIALS_AND_TITLE.match(text, authors.start, end)
        if short is not None:
            return short.start("one" if short["one"] else "more")
        last = _LAST_WORD.search(text, max(authors.start, end - 40), end)
        if last is not None and _are_all_short(text[authors.start : last.start()]):
            return last.start()
        return authors.end
    family = _FAMILY_BEFORE_COLON.match(text, end) if authors.confidence < _SURE else None
    if family is not None and _GIVEN_NAMES.fullmatch(text, authors.start, end) and text[end - 1].isalpha():
        return family.end()
    family = _FAMILY_BEFORE_COMMA.match(text, end)
    # Lists that set "//" before the work around another print family names first (GOST R 7.0.5).
    is_open = authors.confidence < _SURE and "//" not in text
    is_open = is_open or _ONLY_INITIALS.fullmatch(text, authors.start, end) is not None
    if family is not None and is_open and _BREAKS_OFF.fullmatch(text, authors.start, end):
        return family.end()
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
    start = _behind_number(text)
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
        if mark.field == "title" and old.end < new.end and mark.start < new.end < mark.end:
            confidence = max(confidence, FLOOR)  # what made it doubtful was the name
        if mark.field == "title" and new.end < old.end and not text[old.end : mark.start].strip(" ,.:"):
            start, confidence = new.end, max(confidence, FLOOR)
        kept.append(Mark(mark.field, start, mark.end, confidence))
    if all(mark.field != "title" for mark in kept):
        kept = _with_title(text, kept, old, new)
    return in_order(kept)


def _with_title(text: str, marks: list[Mark], old: Mark, new: Mark) -> list[Mark]:
    """The marks with what the authors gave back as the title, or else the container right behind the authors."""
    if new.end < old.end:
        start = past(text, new.end, old.end)
        return [*marks, Mark("title", start, old.end, max(old.confidence, FLOOR))]
    if any(mark.field == "volume" for mark in marks):
        return marks
    behind = [mark for mark in marks if mark.field == "container" and not text[new.end : mark.start].strip()]
    return [Mark("title", *mark[1:]) if mark in behind else mark for mark in marks]
