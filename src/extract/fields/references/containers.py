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
# The month of an issue behind a journal, before its pages. Match: " May," of "Lamp Risk May,"; near miss: "The Month of
# May".
_MONTH_BEHIND = re.compile(
    r"(?<!\bof)(?<!\bin)[,.]?\s(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)[,.]?$"
)
# Volume and issue at the end of a journal's name, as biblatex prints them. Match: " 43.3." of "Paleolamps 43.3."; near
# miss: "Web 2.0".
_NUMBERS_AT_END = re.compile(r"\s(?P<volume>\d{1,4})\.(?P<issue>[1-9]\d{0,3})\.?$")
# The end of a sentence and the name behind it. Match: "CPT. " of "CPT. J Lamps"; near miss: "J. Lamps", "Lamp Watch".
_REST_OF_TITLE = re.compile(rf"(?P<more>[^.]{{2,60}}\.)\s(?=[{UPPER}][^.]{{0,12}}\s)")
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


def with_whole_container(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the container's name whole and alone: without what leads to it or to its volume, not cut at an
    initial inside, with the year that belongs to the name of a meeting where the work has one of its own."""
    container = first_of(marks, "container")
    if container is None:
        return _with_gazette(text, marks)
    last = max(container.start, container.end - _LONGEST_END)  # what follows looks at the end of the name
    numbers = _NUMBERS_AT_END.search(text, last, container.end)
    if numbers is not None and first_of(marks, "volume") is None and first_of(marks, "pages") is not None:
        believed = max(container.confidence, FLOOR)
        printed = [Mark(field, *numbers.span(field), FLOOR) for field in ("volume", "issue")]
        name = container._replace(end=numbers.start(), confidence=believed)
        return in_order([*(mark for mark in marks if mark is not container and mark.field != "issue"), name, *printed])
    start, end = container.start, container.end
    lead = _LEADS.match(text, start, end)
    if lead is not None and (lead[0] == "in" or _VOLUME_BEFORE.search(text, max(0, start - 12), start)):
        start = lead.end()
    volume = _VOLUME_BEHIND.search(text, last, end)
    if volume is not None and volume.start() > start:
        end = volume.start()
    elif text[end - 1] == "." and _INITIAL_AT_END.search(text, last, end):
        rest = _REST_OF_NAME.match(text, end)
        end = end if rest is None else rest.end()
    year = _YEAR_BEHIND.match(text, end) if first_of(marks, "volume") is None else None
    if year is not None and _is_meeting(text, start, end) and _has_other_year(marks, *year.span()):
        end = year.end()
    month = _MONTH_BEHIND.search(text, last, end)
    end = end if month is None or month.start() <= start else month.start()
    if (start, end) == (container.start, container.end):
        return marks
    whole = container._replace(start=start, end=end)
    others = [mark for mark in marks if mark is not container]
    inside = [mark for mark in others if not mark.is_free_of((whole,))]
    if all(mark.field in ("year", "editors", "authors") for mark in inside):
        return in_order([whole, *_without(others, inside, whole)])
    return exchanged(marks, (container, whole)) if not inside else marks


def with_rest_of_title(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a container that begins within the title's last sentence (`… of Conners’ CPT. J Lamps`, broken off
    behind "Conners’") that rest in the title: a full stop parts the two."""
    title, container = first_of(marks, "title"), first_of(marks, "container")
    if title is None or container is None or text[title.end : container.start].strip():
        return marks
    if not (text[title.end - 1].isalnum() or text[title.end - 1] in "'’"):
        return marks
    rest = _REST_OF_TITLE.match(text, container.start, container.end)
    if rest is None:
        return marks
    longer = title._replace(end=rest.end("more"), confidence=max(title.confidence, FLOOR))
    return exchanged(marks, (title, longer), (container, container._replace(start=rest.end())))


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
