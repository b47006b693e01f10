"""Where does the name of a journal, a book or a meeting begin and end, where the model cuts it otherwise?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import UPPER
from extract.fields.references.record import FLOOR, Mark, exchanged, first_of, in_order

_LONGEST_END = 24  # signs of what stands at the end of a name and is no part of it, or has the rest behind it
# What leads to a name and is no part of it. Match: "of " behind "In Vol. 2 ", "in" of "inControl of Lamps"; near miss:
# "Of Mice", "inverse".
_LEADS = re.compile(rf"of (?=[{UPPER}])|in(?=[{UPPER}][a-z])")
_VOLUME_BEFORE = re.compile(r"\b[Vv]ol(?:\.|ume)?\s\w{1,6}\s$")
# What says that a volume follows. Match: ", vol." of "Lamps at Sea, vol."; near miss: "Lamps, volumes".
_VOLUME_BEHIND = re.compile(
    r"[,.]?\s(?:(?:[Vv]ol|[Bb]d)\.?|(?<=,\s)(?:[Aa]no|[Aa]ño|[Aa]nno|[Aa]nnée|Jg\.?|v\.?))[.,]?$"
)
# An initial or a cut word at the end of a name, and the rest of it up to the next comma or bracket. Match: " S. Lewis"
# behind "The Companion to C.", " Publ. Lux" behind "Lamp Spec."; near miss: " Lewis, C.".
_INITIAL_AT_END = re.compile(rf"\s(?:to|of|and|by|on|for|de|von)\s(?:[{UPPER}]\.\s?){{0,2}}[{UPPER}]\.$")
_REST_OF_NAME = re.compile(rf"\s?(?:[{UPPER}]\.\s?){{0,3}}[{UPPER}][\w’'-]{{1,20}}(?=[,.;(])")
# The year of a meeting behind its name, before what stands in a part of the reference of its own. Match: " 2014" of
# "Interlamp 2014, pp.", ", 2016"; near miss: " 2014;3", " 2014-15", " 2014(3)".
_YEAR_BEHIND = re.compile(r"\s(?:19|20)\d\d(?=\)?[.,:]?(?:\s|$))")
# The words of what has a year in its name. Match: "Proceedings of the Lamp
# Conference"; near miss: "Journal of Lamps".
_MEETING = re.compile(
    r"\b(?:Proc(?:eedings|\.)?|Conf(?:erence|\.)?|Workshops?|Symposi(?:um|a)|Congress|Meeting|Colloquium|Tagung|Kongress|Summit)\b"
)
# Letters or a word alone, which are a meeting behind "in". Match: "NeurLamp", "Interlamp"; near miss: "Lamp Review".
_ONE_WORD = re.compile(r"[A-Z][A-Za-z@-]{1,16}")
_IN = re.compile(r"\b[Ii]n:?\s$")
# Gazettes in which laws stand (OSCOLA 4, section 2.6; national rules of citing). Match: "Official Journal of the
# European Union" before ", L 119"; near miss: "Official Gazette Review".
_GAZETTE = re.compile(
    r"(?:Official Journal of the European (?:Union|Communities)|Amtsblatt der Europäischen (?:Union|Gemeinschaften)"
    r"|Journal [Oo]fficiel de (?:la République française|l[’']Union européenne)|Diario Oficial de la (?:Unión Europea"
    r"|Federación)"
    r"|Gazzetta [Uu]fficiale(?: della Repubblica [Ii]taliana| dell[’']Unione europea)?|Boletín Oficial del Estado"
    r"|Diário (?:Oficial da União|da República)|Bundesgesetzblatt|Federal Register|Dziennik Ustaw|Staatsblad"
    r"|Moniteur belge)"
    r"(?=[,.;:(\s]|$)"
)
# What NLM's catalogue sets behind the titles of journals of one name. Match: " (Leeds, Md. : 1985)"; near miss: "
# (Leeds: Lux, 1985)", " (Paris : 1937). Lampes", of a title in French.
_QUALIFIER = re.compile(r"\s\([A-Z][^()]{2,40} : (?:19|20)\d\d\)(?=[.,;]?\s?(?:\(?\d|[Vv]ol\b)|\.?$)")
# The same as PubMed cuts it short, before the year of the work. Match: " (Phila Pa 1976)" of "Spine (Phila Pa 1976).
# 2017;", " (1985)" and " (Vienna)" before " 2017;"; near miss: " (Lux 1976), 3", " (Vienna: Lux)".
_SHORT_QUALIFIER = re.compile(
    r"\s\((?:(?:[A-Z][A-Za-z ]{2,30} )?(?:19|20)\d\d|(?P<town>[A-Z][a-z]{2,12}))\)(?=\.?\s(?:19|20)\d\d\b)"
)
_YEAR_ALONE = re.compile(r"(?<![\d–-])(?:19|20)\d\d(?![\d–-])")
_LONGEST_QUALIFIER = 40  # signs of it
_LONGEST_BRACKET = 80  # signs of one that stands behind a title or a source, and not in it
# A meeting's letters. Match: " (SCAM)", " (ICSE ’20)", " (DSN-W)"; near miss: " (London)", " (2020)".
_ACRONYM = re.compile(r"\s?\([A-Z][A-Za-z/-]{0,9}[A-Z](?:[ -]?['’]?\d{2,4})?\)")


def with_whole_container(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the container's name whole and alone: without what leads to it or to its volume, not cut at an
    initial inside, with the year that belongs to the name of a meeting where the work has one of its own."""
    container = first_of(marks, "container")
    if container is None:
        return _with_gazette(text, marks)
    start, end = container.start, container.end
    lead = _LEADS.match(text, start, end)
    if lead is not None and (lead[0] == "in" or _VOLUME_BEFORE.search(text, max(0, start - 12), start)):
        start = lead.end()
    last = max(start, end - _LONGEST_END)  # the end of the name
    volume = _VOLUME_BEHIND.search(text, last, end)
    if volume is not None and volume.start() > start:
        end = volume.start()
    elif text[end - 1] == "." and _INITIAL_AT_END.search(text, last, end):
        rest = _REST_OF_NAME.match(text, end)
        end = end if rest is None else rest.end()
    year = _YEAR_BEHIND.match(text, end) if first_of(marks, "volume") is None else None
    if year is not None and _is_meeting(text, start, end) and _has_other_year(marks, *year.span()):
        end = year.end()
    if (start, end) == (container.start, container.end):
        return marks
    whole = container._replace(start=start, end=end)
    others = [mark for mark in marks if mark is not container]
    inside = [mark for mark in others if not mark.is_free_of((whole,))]
    if all(mark.field in ("year", "editors", "authors") for mark in inside):
        return in_order([whole, *_without(others, inside, whole)])
    return exchanged(marks, (container, whole)) if not inside else marks


def _is_meeting(text: str, start: int, end: int) -> bool:
    """Whether a container is named as a meeting, or is one word behind "in", and no sentence ends it."""
    if text[end - 1] in ".,;":
        return False
    is_word = _ONE_WORD.fullmatch(text, start, end) is not None and _IN.search(text, max(0, start - 5), start)
    return bool(is_word) or _MEETING.search(text, start, end) is not None


def _has_other_year(marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether the work has another year than the one at this place."""
    years = [mark for mark in marks if mark.field == "year"]
    return any(mark.end <= start or mark.start >= end for mark in years)


def _without(others: Sequence[Mark], inside: Sequence[Mark], whole: Mark) -> Iterator[Mark]:
    for mark in others:
        if mark not in inside:
            yield mark
        elif mark.end > whole.end + 3:
            yield mark._replace(start=whole.end)


def _with_gazette(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the gazette in which a law stands as container, where they see none."""
    title = first_of(marks, "title")
    found = None if title is None else _GAZETTE.search(text, title.end - 1)
    if found is None:
        return marks
    gazette = Mark("container", *found.span(), FLOOR)
    rest = [mark for mark in marks if mark.is_free_of((gazette,))]
    return in_order([*rest, gazette])


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


def with_qualified_journal(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a journal with the place and year by which NLM's catalogue tells it apart (`Lampology (Leeds, Md. :
    1985)`), or with what PubMed leaves of these (`Lampology (Leeds Md 1985)`, `Lampology (Vienna)`), all of it as
    container, and as year of the work the last one behind it or the first before."""
    container = first_of(marks, "container")
    found = _QUALIFIER.search(text) if " : " in text else None
    if found is None and container is not None:
        found = _short_qualifier(text, marks, container)
    if found is None:
        return marks
    before = [mark for mark in marks if mark.end <= found.start()]
    start = max((mark.end for mark in before), default=0)
    if container is not None and container.start <= found.start():
        start = container.start
    journal = Mark("container", start, found.end(), max(FLOOR, 0.0 if container is None else container.confidence))
    rest = [mark for mark in marks if mark.is_free_of((journal,))]
    if first_of(rest, "year") is None:
        years = [Mark("year", *year.span(), FLOOR) for year in _YEAR_ALONE.finditer(text)]
        free = [year for year in years if year.is_free_of((*rest, journal))]
        rest += free[-1:]
    return in_order([*rest, journal])


def _short_qualifier(text: str, marks: Sequence[Mark], container: Mark) -> re.Match[str] | None:
    """What PubMed prints in brackets where the container ends; a town alone only of a journal, which has volumes, and
    where the model takes it for the place of publication, as it is of a book."""
    found = _SHORT_QUALIFIER.search(text, container.start, min(len(text), container.end + _LONGEST_QUALIFIER))
    if found is None or text[container.end : found.start()].strip():
        return None
    inside = [mark for mark in marks if found.start() <= mark.start < found.end()]
    is_town = first_of(marks, "volume") is not None and {mark.field for mark in inside} == {"place"}
    return found if found["town"] is None or is_town else None


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
