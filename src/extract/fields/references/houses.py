"""Who published a work and where, in which edition, and at which meeting it was presented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.names import BODY_LINKS, BODY_WORDS, UPPER
from extract.fields.references.kinds import PRESS
from extract.fields.references.locators import YEAR
from extract.fields.references.record import FLOOR, Mark, in_order
from extract.fields.references.sentences import boundaries
from extract.ordinals import ORDINALS

# The count of an edition and what was done to it, as the national rules of description have it (ISBD, area 2). "2nd
# edn.", "(3rd ed.)", "Rev. ed.", "Fourth enlarged edition"; "5., neubearb. Aufl.", "2. Auflage", "2e éd. revue", "3.ª
# ed. rev. e ampl.", "3a edizione", "2e druk", "3. uppl.", "4. utgave", "2. udg.", "wyd. 3"; without the full stop or
# the blank, "(3 uppl.)", "5ed.", "2E."; "Updated ed.", "NED-New edition", "1992 edition". Near miss: "the ed.", "2 ed
# by", "10. Ausgaben", "Chapter 2. Ed Berg", "pp. 1-12. ed. Berg".
EDITION = re.compile(
    rf"[(\[,;]?\s?(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}"
    r"|rev(?:ised|\.)?|updated|expanded|enlarged|international|(?:NED-)?new|(?:19|20)\d\d)\s(?:(?:rev(?:ised|\.)?|enlarged|expanded|updated|international|and)\s){0,4}ed(?:ition|n)?\b"
    r"|\b\d{1,2}\.?,?\s?(?:[a-zäöü-]{2,20}[.,]?\s(?:u(?:nd|\.)\s)?){0,4}(?:aufl(?:age)?|neuausg(?:abe)?)\b"
    r"|(?<![\d–-])\b\d{1,2}(?:\.?ª|\.?º|[ao]|\.)\s?(?:(?-i:ed|edic)|edición|edição|edizione)\b"
    r"(?:\.?,?\s(?:(?:e|y|rev|ampl|aum|atual|corr)\b\.?\s?){1,4})?"
    r"|\b\d{1,2}(?:e|è?me|ère|re)\s(?:éd(?:ition)?|druk)\b(?:\.?\s(?:revue|augmentée|corrigée)\b)?"
    r"|\b\d{1,2}\.?\s?(?:uppl(?:agan?)?|utg(?:ave|åva)?|udg(?:ave)?|opplag|vyd|wyd)\b|\bwyd\.\s\d{1,2}\b"
    r"|(?<=[.,(]\s)\d{1,2}\.?\s?(?:ed(?:ition|n)?|(?-i:E))(?=\.?[,.)\]])|(?<=\w\s)\d{1,2}ed(?=\.)"
    r"|(?<=\()(?:herziene|uitgebreide|nueva|nouvelle|nuova|neue)\s(?:uitgave|druk|edición|édition|edizione|ausgabe)(?=\)))\.?[)\]]?",
    re.IGNORECASE,
)
# The words of these, which are looked for first. Match: "2nd edn.", "5. Aufl."; near miss: "edited".
_EDITION_WORD = re.compile(
    r"\b(?:ed|edn|edic|edition|edición|edição|edizione|éd|édition|aufl|auflage|neuausg|neuausgabe|druk|uppl|upplagan?"
    r"|utg|utgave|utgåva|uitgave|udg|udgave|opplag|vyd|wyd|\d{1,2}ed|\d{1,2}E)\b",
    re.IGNORECASE,
)
# Their small letters with the blank or full stop before them, cheaper to look for: no text whose blanks are plain holds
# one of the words without them but where a number touches it (`3ªed.`).
_EDITION_CUES = (
    " ed", ".ed", "0ed", "1ed", "2ed", "3ed", "4ed", "5ed", "6ed", "7ed", "8ed", "9ed", "2e.", "3e.", "4e.", "5e.",
    "uitg", " éd", "aufl", "neuausg", "druk", "uppl", "utg", "udg", "opplag", "vyd", "wyd",
)  # fmt: skip
# A title that goes on behind such a word. Match: " Report" of "First Edition Report"; near miss: " London", ", Report".
_GOES_ON = re.compile(r"(?<=\w) (?:Reports?|Papers?|Guides?|Series|Bericht)\b")
# Signs of the longest statement of an edition before such a word, and behind it.
_BEFORE_WORD, _BEHIND_WORD = 160, 80
# "Presented at the … Conference 2014, London". Near miss: "presented to patients".
PRESENTED = re.compile(
    r"[(\[]?\b(?:(?:oral |conference |invited )?(?:paper|poster|abstract|presentation|talk"
    r"|lecture)s?,?\s)?(?:was\s)?(?:presented (?:at|to)|presentation (?:at|to)"
    r"|given at)\s(?:the\s)?(?P<name>[^()\[\]]{4,200})",
    re.IGNORECASE,
)
# A place of publication: one to four capitalised words, perhaps with a state or country, then a colon. The full stop of
# "U.S.", "St." and of initials ("W. W. Norton") ends no house. Match: "New York, NY: Norton", "Washington, DC: U.S.
# Department of Lanterns"; near miss: "Networks: a review", "R. Berg. York: Lux" of "by R.R. Berg.". Blanked identifiers
# leave long runs of spaces, so no two `\s*` may touch here.
PLACE = re.compile(
    rf"(?:^|(?<=[.?!,;)”\"’»]))\s*(?P<place>(?![{UPPER}](?:[^\W\d_]{{3,}})?\.\s)(?:[{UPPER}][\w.’'-]{{1,20}})"
    r"(?:[ /&-]{1,3}(?:(?:upon|am|on|de"
    rf"|la)\s)?[{UPPER}][\w.’'-]{{1,20}}){{0,3}}(?:,\s?[{UPPER}][\w. ]{{1,18}})?"
    rf")\s?:\s?(?P<publisher>[^:;]{{2,120}}?)(?=\s{{0,9}}(?:$|[.;,]\s*$|;|,\s"
    r"|(?<!\bU\.[SK])(?<!\bSt)(?<![ .:][A-Z])\.\s))"
)
# State and country behind a city. Match: ", NJ, USA"; near miss: ", 2019", ", in press".
_LAND = re.compile(r"(?:, (?:[A-Z]{2,3}|[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?)){1,2}(?=[,.;]|$)")
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
# The number of an edition raised before the year, the raising lost or not. Match: "32007", "²1999", "(101995)"; near
# miss: "2007", "1 2007", "12.2007".
_RAISED_EDITION = re.compile(
    r"(?<![\w.,/–-])(?P<edition>[2-9]|[12]\d|[²³⁴⁵⁶⁷⁸⁹]|[¹²][⁰¹²³⁴⁵⁶⁷⁸⁹])(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
)
# What announces a number or an address, and is no place. Match: "ISBN" before ": 978", "Lux Forlag. ISBN"; near miss:
# "Lisbon".
_LABEL_AT_END = re.compile(
    r"(?:^|[\s.])(?:ISBN|ISSN|EAN|PMID|UR[LI]|DOI|Online|Acceso|Acesso|Accessed|Available|Abgerufen|Zugriff|Verfügbar"
    r"|Dispon[ií](?:ble|bile|vel)|Dostęp|Dostupné|Heft|ELI|Handle)$"
)


def presentation(text: str, presented: re.Match[str]) -> Iterator[Mark]:
    """The meeting that `presented` names, and the place behind it; a body's name behind a comma is no place."""
    name_start, name_end = presented.span("name")
    sentence = next((b for b in boundaries(text[name_start:name_end], name_start)), name_end)
    name_end = min(sentence, name_end)
    name = text[name_start:name_end].rstrip(" .")
    place = re.search(rf",\s(?P<place>[{UPPER}][\w.’' -]{{1,30}}(?:,\s[{UPPER}][\w.’' -]{{1,30}})?)$", name)
    if place is not None and not names_body(place["place"]):
        yield Mark("conference", name_start, name_start + place.start())
        yield Mark("place", name_start + place.start("place"), name_start + place.end("place"))
    else:
        yield Mark("conference", name_start, name_start + len(name))


def names_body(text: str) -> bool:
    return any(word.strip(".,;:()'’&").casefold() in BODY_WORDS | BODY_LINKS for word in text.split())


def may_print_edition(text: str) -> bool:
    """Whether one of the words stands in it with which editions are printed."""
    folded = text.casefold()
    return any(map(folded.__contains__, _EDITION_CUES)) and _EDITION_WORD.search(text) is not None


def edition(text: str, start: int = 0, end: int | None = None) -> Iterator[Mark]:
    """The first edition that is printed between `start` and `end` (the end of the text)."""
    stop = len(text) if end is None else end
    for word in _EDITION_WORD.finditer(text, start, stop):
        near = max(start, word.start() - _BEFORE_WORD), min(stop, word.end() + _BEHIND_WORD)
        found = EDITION.search(text, *near)
        if found is not None and found.start() <= word.start() < found.end() and not _GOES_ON.match(text, found.end()):
            yield Mark("edition", *found.span())
            return


def with_edition_before_year(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of `(³2007)` or `(32007)`, where the conversion lost that the digit is raised, the edition and the
    year (DIN 1505 and German house styles: a raised number before the year counts the editions)."""
    for mark in marks:
        found = _RAISED_EDITION.search(text, mark.start, mark.end) if mark.field == "year" else None
        if found is not None:
            year = mark._replace(start=found.start("year"), confidence=max(mark.confidence, FLOOR))
            printed = Mark("edition", *found.span("edition"), FLOOR)
            rest = [year if other is mark else other for other in marks if other.field != "edition"]
            return in_order([*rest, printed]) if printed.is_free_of(rest) else marks
    return marks


def title_end(text: str, start: int, end: int) -> int:
    """Where the title `text[start:end]` of a book ends before the statement of its edition, which punctuation sets off
    (`Lanterns, 5., rev. Aufl.`); `end` where there is none, or the title speaks of one (`Beyond the 3rd edition`)."""
    for found in EDITION.finditer(text, start + 1, end):
        is_last = not any(sign.isalnum() for sign in text[found.end() : end])
        if is_last and (found[0][0] in "([,;" or text[: found.start()].rstrip()[-1] in ".,:;?!"):
            return found.start()
    return end


def published(text: str, start: int, end: int) -> Iterator[Mark]:
    """`London: Mind`, `Wiley: Hoboken, NJ, USA`, `School for Social Care Research: University of York`, the last such
    pair of the reference."""
    if ":" not in text[start:end]:  # cheaper to look for than the pattern
        return
    found = None
    for match in PLACE.finditer(text, start, end):
        if _LABEL_AT_END.search(match["place"]) is None:
            found = match
    if found is None:
        return
    if names_body(found["place"]) and not re.search(
        r",\s[A-Z]{2}$", found["place"]
    ):  # "College Station, TX" is a place
        yield Mark("publisher", found.start("place"), _with_parents(text, *found.span("publisher"), end))
        return
    if PRESS.search(found["place"]) is not None and PRESS.search(found["publisher"]) is None:  # MDPI's style guide
        land = _LAND.match(text, found.end("publisher"), end)
        yield Mark("publisher", *found.span("place"))
        yield Mark("place", found.start("publisher"), found.end("publisher") if land is None else land.end())
        return
    yield Mark("place", *found.span("place"))
    year = re.search(rf"[\s,;(]{{1,9}}{YEAR}", found["publisher"])
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
    if PRESS.search(name) or not (names_body(name) or re.fullmatch(rf"[{UPPER}]{{2,10}}", name)):
        return end
    while (parent := _PARENT.match(text, end, stop)) is not None and not _NO_PARENT.search(parent["name"]):
        end = parent.end()
    return end
