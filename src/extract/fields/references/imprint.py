"""Who published a work, where the model cuts the imprint otherwise or sees none?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import BODY_WORDS, UPPER
from extract.fields.references.record import FLOOR, HOUSE, Mark, exchanged, first_of, in_order
from extract.fields.references.sentences import capitals

# Match: "Working Paper ", "technical report No. "; near miss: "Vol. ", "paper in ".
_REPORT_SERIES = re.compile(
    r"\b(?:working|discussion|technical|research|occasional|briefing) (?:papers?|reports?|notes?)(?: series)?"
    r"(?: n(?:o|r|umber)\b\.?)? ?$",
    re.IGNORECASE,
)
# What stands before the house and is none. Match: "Unpublished manuscript, ", "Working Paper, "; near miss: "Paper
# Mill, ".
_KIND_BEFORE = re.compile(
    r"(?:Unpublished|Mimeo|Manuscript|Working [Pp]aper|Discussion [Pp]aper|Technical [Rr]eport|Research [Rr]eport"
    r"|Unpublished (?:manuscript|paper|report|working paper|doctoral dissertation))(?:, |\. )(?=[A-Z])"
)
_KIND_CUES = ("aper", "eport", "rief", "Note", "emorandum", "ulletin", "anuscript", "Mimeo", "Unpublished")  # of both
# A series of reports and its number behind the body that issues it. Match: " Working Paper No. 4871" of "NBER Working
# Paper No. 4871", " Policy Brief 12"; near miss: " Paper Mill", " Press".
_SERIES_BEHIND = re.compile(
    r",?\s(?:(?:Working|Discussion|Policy|Research|Technical|Statistical|Staff|Occasional|Staff|Economics|Statistics|Open-File"
    r"|Policy Research|Economic Policy)\s)?"
    r"(?:(?:Working|Discussion|Policy|Research|Technical|Staff|Occasional|Open-File)\s)"
    r"(?:Papers?|Reports?|Briefs?|Briefing|Notes?|Memorandum|Bulletin)(?:\sSeries)?\b[^A-Za-z]{0,4}"
    r"(?:(?:[Nn]o|[Nn]r|[Nn]umber|#)\.?\s?)?[\w./:-]{0,16}.*$"
)
# The number that ends the name of a French university. Match: " 13" behind "Université Paris", " – Nancy 1"; near miss:
# " 2006".
_UNIVERSITY_NUMBER = re.compile(r"(?:\s(?:[–-]\s)?[A-Z][a-zé-]{2,20}){0,3}\s\d{1,2}(?=[,.;)\]]|\s?$)")
# What a name does not end with, so that the town behind it belongs to it. Match: "University of York at"; near miss:
# "Lux".
_GOES_ON = re.compile(r"\s(?:at|of|in|de|zu)\s?$")
# The second half of a name that begins with a town. Match: "Academy of Lamps" behind "New York"; near miss: "Lux".
_HALF_A_NAME = re.compile(
    r"(?:Academy|University|Institute|Stock|Botanical|Museum|Public|State|City|College|Historical|School|Zoological)\b"
)
# Labels of a line and "without place", which are no places (ISBD, 4.1.14). Match: "ELI:", "URL:", "[S.l."; near miss:
# "NSW: ".
_NO_PLACE = re.compile(
    r"\W*(?:ELI|URL|DOI|ISBN|ISSN|URN|PMID|CELEX|Handle|Publisher|File|Version|License|Source|Ref|s\. ?l|o\. ?O)\W*",
    re.IGNORECASE,
)
# A place and house before another pair. Match: "York: Lux; " before "Leeds: Mox"; near miss: "Lamps: a guide; ".
_PAIR_BEFORE = re.compile(
    rf"(?P<place>(?:St\. )?[{UPPER}][\w’' -]{{2,30}}(?:,?\s\(?[A-Z]{{2,3}}\)?)?):\s"
    rf"(?P<publisher>[{UPPER}][^:;]{{1,80}});\s?$"
)
# What says that a work is a thesis (the words of `kinds.vocabulary`).
_THESIS = re.compile(
    r"\b(?:thesis|dissertation|doctorate?|habilitation|thèse|mémoire|tesis|tese|dissertação|tesi|proefschrift|scriptie|avhandling"
    r"|diplomarbeit|masterarbeit|magisterarbeit|bachelorarbeit|disertační práce|diplomová práce|bakalářská práce|tezi"
    r"|rozprawa"
    r"|gradu|väitöskirja|trabalho de conclusão|trabajo de fin|diss\.|Ph\.?D|EdD)\b",
    re.IGNORECASE,
)
_SMALL = r"(?:of|de|der|des|du|da|do|di|la|für|for|and|und|y|e|et|the|at|in|zu|w|v)"
_THESIS_FIRST = re.compile(rf"^.*{_THESIS.pattern}[^\w]*", re.IGNORECASE)
# The words for a thesis up to their comma, no house's. Match: "Tese de Doutorado, "; near miss: "Thesis Publishers, ".
_THESIS_AND_COMMA = re.compile(
    rf"(?=[^,]{{0,30}}{_THESIS.pattern})(?![^,]*(?:publi|press|abstracts))[^,]{{3,60}},\s", re.IGNORECASE
)
_SMALL_FIRST = re.compile(rf"^(?:{_SMALL}\s)+")
_UNIVERSITY = re.compile(
    rf"(?:(?:[{UPPER}][\w.’'&-]{{0,24}},?|{_SMALL})\s){{0,8}}?(?:(?<=\s)|(?<=^)|(?<=[\[(]))"
    r"(?:Universi(?:ty|tät|teit|tet|dade|dad|té|tà|tas|tatea)|Uniwersytet\w*|[Uu]niverzita|Univerzitet\w*|Üniversitesi|[Yy]liopisto"
    r"|Hochschule|Polit[eé]cnic[oa]|Polytechnic(?:\sInstitute)?|Politechnika|Institute of Technology|Fundação|École"
    r"|Univ\.)"
    rf"(?:\s(?:{_SMALL}\s){{0,3}}[{UPPER}][\w.’'-]{{1,24}}){{0,6}}"
)
# The name of a site or body between the title and the address, a sentence of its own. Match: ". Lamp Review. ", ".
# [online] Lamp Review. " before an address; near miss: ". Python package. ", ". Version 2. ", ". URL ".
_SITE = re.compile(
    r"(?P<lead>[\s.,;:?!\])”\"]{1,12}(?:\[(?:[Oo]nline|[Ii]nternet)\][\s.,]{1,3})?)(?P<run>(?:the\s)?[^\W\d_a-zß-ÿ][^.?!:;\[\]|\d]{1,110}?(?P<host>\.(?:com|org|net|gov|va|co\.uk))?"
    r"(?:\se\.\s?V)?)[.,]?[\s:]*"
)
_LONGEST_SITE = 12  # words
_NO_SITE = re.compile(
    r"\b(?:[Mm]odified|[Uu]pdated|[Rr]eviewed|[Rr]evised|[Pp]osted|[Vv]ersion|[Rr]elease|[Aa]ccess(?:ed)?|[Pp]ackage|pp|[Vv]ol"
    r"|UR[LI]|Online|Abgerufen|Zugriff|Consulté|Recuperado|Hämtad|Hentet|Retrieved|Available|Downloaded|Cited|Preprint|Disponível|Disponible|Disponibile|Dostęp\w*|Dostupné|Till?gänglig|Tilg[jæ]\w+|Beschikbaar|Saatavi\w*|Elérhető|Erişim|Repéré|Verfügbar|OJ|[Ff]rom|[Ii]n)\b"
    r"|\b(?:at|à|em|en|unter|da|von|de|från|fra|z)$"
)
# Match: "LampVision"; near miss: "Harrow".
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w*")
_NO_FIELDS = frozenset({"accessed", "note"})
_PUBLISHED = frozenset({"publisher", "container", "conference", "place", "volume", "pages"})
# What opens a container. Match: "In: ", "in "; near miss: "Institute".
_IN = re.compile(r"in(?::| (?=[\w“\"]))", re.IGNORECASE)
# The form of a company and nothing else, which is no place. Match: "Incorporated", "Inc.", "GmbH"; near miss:
# "Lincoln".
_COMPANY_ONLY = re.compile(
    r"\W*(?:Inc\.?|Incorporated|Ltd\.?|Limited|LLC|LLP|PLC|plc|Corp(?:oration)?|Co|Pty|G?mbH|AG|KG|BV|B\. ?V\.?|SA"
    r"|S\. ?A\.?|S\.?L|S\. ?[rR]\. ?[lL]\.?|Srl)\b\W*"
)
# Match: "arXiv preprint", "bioRxiv"; near miss: "Archive Press".
_PREPRINTS = re.compile(r"\b(?:arxiv|\w{2,7}xiv|preprints?)\b", re.IGNORECASE)
# What says when a page was changed or read. Match: "Last modified January 2025", "Updated"; near miss: "Update Press".
_CHANGED = re.compile(
    r"\W*(?:last|page|date)?\s?(?:modified|updated|reviewed|revised|accessed|published|changed|posted|retrieved)\b",
    re.IGNORECASE,
)


def with_house_for_place(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a place that is the form of a company with the house before it (`Springer, Incorporated`), and, where
    there is no other house, one that is the name of a body as the house (`Boston College`)."""
    place, house = first_of(marks, "place"), first_of(marks, "publisher")
    if place is None:
        return marks
    if _COMPANY_ONLY.fullmatch(text, place.start, place.end) is not None:
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
            _REPORT_SERIES.search(text, mark.start, mark.end),
            _PREPRINTS.search(text, mark.start, mark.end),
            _CHANGED.match(text, mark.start, mark.end),
        )
    )


def with_whole_house(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the house's name whole and alone: without the kind of work before it and the series of reports
    behind it, with the number or the town that belongs to it; what is no place dropped; of two pairs of place and house
    the first."""
    if all(mark.field not in HOUSE for mark in marks):
        return marks
    marks = tuple(
        mark for mark in marks if mark.field != "place" or _NO_PLACE.fullmatch(text, mark.start, mark.end) is None
    )
    house, place = first_of(marks, "publisher"), first_of(marks, "place")
    if house is None:
        return marks
    if place is not None and place.end <= house.start:
        pair = _first_pair(text, marks, place, house)
        if pair is not None:
            return pair
        is_apart = text[place.end : house.start] != " " or not text[place.end - 1].isalpha()
        if not is_apart and _HALF_A_NAME.match(text, house.start):
            whole = house._replace(start=place.start)
            return tuple(whole if mark is house else mark for mark in marks if mark is not place)
    start, end = without_series(text, house)[1:3]
    number = _UNIVERSITY_NUMBER.match(text, end) if "Université" in text[start:end] else None
    end = end if number is None else number.end()
    whole = house._replace(start=start, end=end)
    if place is not None and house.end <= place.start and _GOES_ON.search(text, start, place.start):
        whole = whole._replace(end=place.end)
        return tuple(whole if mark is house else mark for mark in marks if mark is not place)
    if whole == house:
        return marks
    rest = [
        mark._replace(start=whole.end) if mark.start < whole.end < mark.end else mark
        for mark in marks
        if mark is not house and not (number is not None and whole.start <= mark.start and mark.end <= whole.end)
    ]
    return in_order([*rest, whole]) if whole.is_free_of(rest) else marks


def _behind_thesis(text: str, start: int, end: int) -> int:
    """Where the university begins behind the comma that ends the words for a thesis (`Thèse de doctorat, Université de
    Lux`)."""
    kind = _THESIS_AND_COMMA.match(text, start, end)
    return start if kind is None or _UNIVERSITY.match(text, kind.end(), end) is None else kind.end()


def without_series(text: str, house: Mark) -> Mark:
    """A house without the kind of work before it and the series of reports behind it."""
    start = _behind_thesis(text, house.start, house.end)
    if not any(map(text[start : house.end].__contains__, _KIND_CUES)):
        return house._replace(start=start)
    kind = _KIND_BEFORE.match(text, start, house.end)
    start = start if kind is None else kind.end()
    series = _SERIES_BEHIND.search(text, start, house.end)
    return house._replace(start=start, end=house.end if series is None or series.start() == start else series.start())


def _first_pair(text: str, marks: tuple[Mark, ...], place: Mark, house: Mark) -> tuple[Mark, ...] | None:
    """The marks with the first of several pairs (`York: Lux; Leeds: Mox`); None where there is one."""
    title = first_of(marks, "title")
    start, first = 0 if title is None else title.end, None
    at = place.start
    while (found := _PAIR_BEFORE.search(text, start, at)) is not None and not _REPORT_SERIES.search(found["publisher"]):
        first, at = found, found.start("place")
    if first is None:
        return None
    pair = [
        mark._replace(start=first.start(field), end=first.end(field))
        for mark, field in ((place, "place"), (house, "publisher"))
    ]
    rest = [
        mark
        for mark in marks
        if mark is not place and mark is not house and (mark.confidence >= FLOOR or mark.is_free_of(pair))
    ]
    return in_order([*rest, *pair]) if all(mark.is_free_of(rest) for mark in pair) else None


def university_of_thesis(text: str, kept: Sequence[Mark]) -> Iterator[Mark]:
    """The university of a thesis, behind its title; none where a house is known or nothing says that it is one."""
    title = first_of(kept, "title")
    thesis = None if title is None or first_of(kept, "publisher") is not None else _THESIS.search(text, title.end)
    if title is None or thesis is None:
        return
    for start, end in ((thesis.end(), len(text)), (title.end, thesis.start())):
        for found in _UNIVERSITY.finditer(text, start, end):
            name = _THESIS_FIRST.sub("", found[0]).lstrip(" (-[,")
            first = found.end() - len(_SMALL_FIRST.sub("", name))
            house = Mark("publisher", first, found.end())
            if house.is_free_of(kept):
                yield house
                return


def site_of_page(text: str, kept: Sequence[Mark]) -> Iterator[Mark]:
    """The site or body whose name stands alone between the title and the address of a page; none where anything else
    says who published it."""
    fields = {mark.field for mark in kept}
    title, address = first_of(kept, "title"), first_of(kept, "url")
    if title is None or address is None or fields & _PUBLISHED or address.start < title.end:
        return
    before = max(mark.end for mark in kept if mark.start < address.start and mark.field not in _NO_FIELDS)
    found = _SITE.fullmatch(text, before - (text[before - 1] in '.])?!”"'), address.start)
    if found is None or len(found["run"].split()) > _LONGEST_SITE or _NO_SITE.search(found["run"]):
        return
    is_named = " " in found["run"] or found["host"] or _CAMEL.fullmatch(found["run"]) or "]" in found["lead"]
    if is_named and capitals(found["run"].removeprefix("the ")) > 0.7:
        yield Mark("publisher", *found.span("run"), FLOOR)
