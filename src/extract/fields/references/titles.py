"""Where does the title begin and end, where the model cuts it otherwise?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import UPPER
from extract.fields.references.record import CERTAIN, FLOOR, Mark, exchanged, first_of, in_order, past

# Quotation marks that open a title, and those that close it (English, German, French).
_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_SURE = 0.9
_LONGEST_REST = 120  # signs of a title behind what the model took for its end
# The language of a work, as biblatex prints it behind the title. Match: " eng.", " German."; near miss: " Lamps in
# York.".
_LANGUAGE = re.compile(r"[.,]?\s(?:[a-z]{2,4}|[A-Z][a-z]{3,11})\.?\s*")
# Match: "Discussion of Rose (2001) ", "Comment on "; near miss: "In: ", "Discussion. ".
_ABOUT = re.compile(
    r"\b(?:discussion|review|commentary|comments?|reply|response|rejoinder|correction|erratum) (?:of|on|to|for)\b"
    r"[^.]{0,60}$",
    re.IGNORECASE,
)
# A part of a meeting or a work that has a number, where a title names it first. Match: "Session 5: ", "Part II: "; near
# miss: "1975: ", "Vol. 2: ".
_NUMBERED = re.compile(r"(?<![^\W\d_])[A-Z][a-z]{3,12} (?:\d{1,2}|[IVX]{1,4}): ?$")
# Match: " // " of "Лампы // Свет"; near miss: "https://".
_SLASHES = re.compile(r"\s?//\s?(?=[^\W\d_])(?<!:// )(?<!://)")
# One sentence and a year, and nothing that could be a name before it. Match: "Safety of Lamps in Adults. 2005."; near
# miss: "Berg A. Lamps. 2005", "Lamps, 2005", "Care Act 2005".
_LONE_TITLE = re.compile(
    r"(?:\[?\d{1,4}[\].]\s)?(?P<title>[“\"‘]?[A-Z][^.?!]{19,400}[.?!])\s(?:[A-Z][a-z]{2,8}\s)?\(?(?:19|20)\d\d\)?(?:\.|$)"
)
# A year before a title that goes on with capitals, no mark between, where Vancouver style prints the year behind the
# journal. Match: "2019" of "et al. 2019 ACC Guideline"; near miss: "2019. Lamps", "(2019) Lamps".
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s(?=[A-Z][\w/-]+\s)")
_YEAR_AND_VOLUME = re.compile(r"(?<=\s)(?P<year>(?:19|20)\d\d)(?:\s[A-Z][a-z]{2,8})?;\s?\d")
# A title in quotation marks that opens a reference. Match: "“Lamps at sea,”" of "[3] “Lamps at sea,” Lux"; near miss:
# "“Nan” Berg", "Berg, “Lamps”".
_OPENING_QUOTATION = re.compile(
    r"\s*(?:\[?\d{1,4}[\].]\s)?(?P<title>“[^“”]{10,300}”|\"[^\"]{10,300}\"|„[^“”„]{10,300}[“”]|«[^«»]{10,300}»)(?=[\s.,(])"
)
# The end of the work around another in the style of GOST R 7.0.5. Match: " / " before the editors, ". - " before the
# place; near miss: " - ".
_END_OF_SOURCE = re.compile(r"\s/\s|\.\s?[-–—]\s|\.\s(?=(?:19|20)\d\d)|[.,]\s(?=[TТNP№СCV]\.?\s?\d)")
# The year and the full stop behind it, where APA and Chicago print them, with month and day. Match: "(2024). ",
# "(2024a, May 3). ", "(n.d.). ", "2024. " behind "Lamp Office. "; near miss: "(2024) ", "Lux, 2024. ".
_APA_YEAR = re.compile(
    r"\((?:(?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]{2,8}\.?(?: \d{1,2})?)?|n\.d\.(?:-[a-z])?)\)\.\s|(?<=[.?]\s)(?:19"
    r"|20)\d\d[a-z]?\.\s"
)
# A title up to its full stop or to what stands in square brackets. Match: "House Rules 429 and 504 to Ask. "; near
# miss: "Lamps, vol. ".
_SENTENCE = re.compile(
    r"[^.?!\[]{4,400}(?:(?<=[^\W\d_]{3})|(?<=[\d)’”%])|(?<=\d[A-Z]))[.?!](?=\s[“\"‘]?[^\W_]|\s*$)|[^.?!\[]{4,400}(?=\s\[)"
)
# What ends a title before its full stop: a bracket, a volume, an edition. Match: " (Report 12).", ", Vol."; near miss:
# "Lamps in brackets".
_BROKEN_BY = re.compile(r"\(|,?\s(?:[Vv]ol|[Bb]d|[Nn]o|[Pp]p)\.$|\b[Ee]d(?:ition|\.)|\b[Aa]ufl")
# How a title goes on behind a number, a sign or a comma where it was broken off. Match: " 429 and 504 to ask.", " — E10
# Lamps.", ", and light."; near miss: ", Lux Press.", " Lux."
_REST = re.compile(
    r"(?:\s\d[\w.,]{0,6}\s(?:and\s)?[a-z\d]|\s?[—–]\s|\s[$€£]\d|,\s(?:and|or|[a-z]{3,})\b|(?<=,)\s[a-z]{3,}\b)[^()\[\]]{0,300}"
)
_BARE_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
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


def up_to_full_stop(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a title behind the year in brackets and a full stop (APA 7, section 9.19) all up to the next full
    stop, whatever numbers, commas and dashes it holds, where the model breaks it off and sees nothing that it believes
    in behind."""
    title = first_of(marks, "title")
    if title is not None and title.confidence >= CERTAIN:
        return marks
    found = _APA_YEAR.search(text, 0, min(len(text), 300))
    if found is None:
        return marks
    sentence = _SENTENCE.match(text, found.end())
    if sentence is None or _BROKEN_BY.search(sentence[0]) is not None:
        return marks
    if title is None and (first_of(marks, "volume") is not None or sentence[0].count(" ") < 2):
        return marks
    if title is not None and not found.end() - 1 <= title.start <= found.end() + 5:
        return marks
    is_short = title is not None and title.end < sentence.end()
    if title is not None and is_short and _REST.fullmatch(text, title.end, sentence.end()) is None:
        return marks
    opens_with_year = title is not None and _BARE_YEAR_FIRST.fullmatch(text, found.end(), title.start) is not None
    if title is not None and not is_short and not opens_with_year:
        return marks
    start = found.end() if title is None or opens_with_year else title.start
    whole = Mark("title", start, sentence.end(), FLOOR if title is None else max(title.confidence, FLOOR))
    marks = tuple(
        mark._replace(end=found.end()) if mark.field == "year" and mark.start < found.end() < mark.end else mark
        for mark in marks
    )
    inside = [mark for mark in marks if mark is not title and not mark.is_free_of((whole,))]
    if any(mark.confidence >= _SURE or mark.start < whole.start or mark.end > whole.end for mark in inside):
        return marks
    return in_order([whole, *(mark for mark in marks if mark is not title and mark not in inside)])


def with_quoted_opening(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a reference that opens with a title in quotation marks that title, and nothing inside of it."""
    found = _OPENING_QUOTATION.match(text) if text[:1] not in _LETTERS else None
    if found is None:
        return marks
    title = first_of(marks, "title")
    start, end = found.span("title")
    inside = [mark for mark in marks if not mark.is_free_of((Mark("title", start, end),))]
    if inside == [title] and title is not None and abs(title.end - end) < 2 and title.confidence >= FLOOR:
        return marks
    rest = [mark._replace(start=end) for mark in inside if mark.field != "title" and mark.end > end + 3]
    rest += [mark for mark in marks if mark not in inside and mark.field != "title"]
    believed = max((mark.confidence for mark in inside if mark.field == "title"), default=FLOOR)
    return in_order([*rest, Mark("title", start, end, max(believed, FLOOR))])


def with_year_in_title(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a year that opens the title of an article (`Berg A et al. 2019 ACC Guideline. Lux 2019;4:5`) that
    year in the title, and as year of the work the one before its volume."""
    title, year = first_of(marks, "title"), first_of(marks, "year")
    if title is None or year is None or year.end > title.start or _YEAR_FIRST.match(text, year.start) is None:
        return marks
    behind = _YEAR_AND_VOLUME.search(text, title.end)
    if behind is None or title.start - year.start > len("2019 "):
        return marks
    later = year._replace(start=behind.start("year"), end=behind.end("year"))
    rest = [mark for mark in marks if mark is not year and mark is not title]
    if not later.is_free_of(rest):
        return marks
    return in_order([*rest, later, title._replace(start=year.start)])


def with_whole_quotation(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, a title that opens with a quotation mark up to the one that closes it (`“They say "no".” Lamps`); what
    begins inside of it gives way. Without the language that is named behind it (`"Lamps at sea". eng.`)."""
    title = first_of(marks, "title")
    closing = None if title is None else _CLOSING.get(text[title.start])
    if title is None or closing is None:
        return marks
    end = next((at + 1 for at in range(title.start + 1, len(text)) if text[at] in closing), 0)
    if title.start < end < title.end and _LANGUAGE.fullmatch(text, end, title.end):
        return exchanged(marks, (title, title._replace(end=end)))
    if closing != '"' and text.count('"', title.start, title.end) % 2:
        return marks  # `“Lamps at sea."`
    is_double = text[title.start] == '"' or text[title.start] in text[title.start + 1 : end - 1]
    if end <= title.end or end - title.end > _LONGEST_REST or is_double:
        return marks
    later = (mark._replace(start=max(mark.start, end)) if mark.start >= title.end else mark for mark in marks)
    return tuple(
        title._replace(end=end) if mark is title else mark for mark in later if mark is title or mark.start < mark.end
    )


def up_to_slashes(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of a title with the sign that Russian lists set before the work around it (`Лампы // Свет. 2004`, GOST
    R 7.0.5) what stands behind it as container."""
    title, authors = first_of(marks, "title"), first_of(marks, "authors")
    if "//" in text and authors is not None and (title is None or title.confidence < FLOOR):
        return _around_slashes(text, marks, authors)
    found = None if title is None or "//" not in text else _SLASHES.search(text, title.start, title.end + 3)
    if title is None or found is None or found.start() <= title.start:
        return marks
    shorter = title._replace(end=min(title.end, found.start()))
    if first_of(marks, "container") is not None or title.end <= found.end():
        return exchanged(marks, (title, shorter))
    return in_order([*exchanged(marks, (title, shorter)), Mark("container", found.end(), title.end, title.confidence)])


def _around_slashes(text: str, marks: tuple[Mark, ...], authors: Mark) -> tuple[Mark, ...]:
    """The marks, with what stands between the authors and this sign as title, and what stands behind as container."""
    found = _SLASHES.search(text, authors.end)
    start = past(text, authors.end, len(text), " .,:")
    if found is None or found.start() < start + 4:
        return marks
    stop = _END_OF_SOURCE.search(text, found.end())
    printed = [Mark("title", start, found.start(), FLOOR)]
    if stop is not None:
        printed.append(Mark("container", found.end(), stop.start(), FLOOR))
    rest = [mark for mark in marks if mark.field != "title" and mark.is_free_of(printed)]
    rest = [mark for mark in rest if mark.field != "container"] if len(printed) > 1 else rest
    return in_order([*rest, *printed])


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


def with_words_before(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A title with the numbered word before it (`Session 5: Lamps`); one in quotation marks with the words that say
    what is done to the work of that title (`Discussion of Rose (2001) ‘Lamps and trade’`)."""
    before = max((other.end for other in marks if other.end <= mark.start), default=0)
    words = _ABOUT if text[mark.start] in '“„«‘"' else _NUMBERED
    found = words.search(text, before, mark.start)
    return mark if found is None else mark._replace(start=found.start())


def lone_title(text: str) -> Iterator[Mark]:
    """The title of a reference that is nothing but a title and a year, whose commas make the model doubt it."""
    found = _LONE_TITLE.match(text)
    if found is not None:
        yield Mark("title", *found.span("title"))
