"""Which numbers of a reference are its volume, issue and pages, beyond what the model sees or believes?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names import UPPER
from extract.fields.references.record import CERTAIN, FLOOR, Mark, exchanged, first_of, in_order
from extract.months import MONTH_STEMS

# A series of reports, whose numbers are no issues. Match: "techn. Rep. Ser.", "Working Papers"; near miss: "Lamp
# Review".
_REPORT_IN_SERIES = re.compile(r"\b(?:Rep|Reports?|Papers?|Ser|Series|Bulletins?|Publications?)\b", re.IGNORECASE)
# Match: "b" of "58b-59b" behind "58", "A."; near miss: "PMID", "ab3".
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?!\w)")
# The letter or two that an issue begins with, a supplement's, a report's or an ordinal's. Match: "S" before "3", "RR",
# "제"; near miss: "N", "H" (number, "Heft"), "o" of "No3", "P" of "JHEP03".
_LETTER_OF_ISSUE = re.compile(r"(?<![^\W_])(?:(?![NH]$)[A-Z]{1,2}|[제第])$")
# Match: " to 59" behind "58", "; discussion 66-7" (MEDLINE); near miss: " to 59%".
_LAST_PAGE = re.compile(
    r"(?:\s(?:to|bis)\s|; ?(?:quiz|discussion|author reply) )\w{0,2}\d{1,5}(?:[-–]\d{1,5})?(?![\w%])"
)
# Match: "-18" behind "16"; near miss: "-1999".
_LAST_VOLUME = re.compile(r"[-–]\d{1,3}(?![\w–-])")
# What journals without volumes do not print.
_OF_BOOKS = frozenset({"volume", "issue", "publisher", "place", "url"})
# A small number in brackets where a part of the reference ends. Match: "(7),", " (2)."; near miss: "(2012)",
# "(2 vols)".
_BRACKETED = re.compile(r" ?\((?P<issue>\d{1,3})\)(?=[.,:;]|$)")
# What stands in brackets that touch the volume, a year apart. Match: "(Suppl 2)" of "43(Suppl 2)", "(1-B(E))"; near
# miss: "(2012)", " (Leeds)".
_TOUCHING_ISSUE = re.compile(r"\((?P<issue>(?![^()]{0,40}(?:19|20)\d\d)[^()]{1,40}(?:\([^()]{1,10}\))?)\)")
# The same with four digits, where the year stands before. Match: "(1984)," of "371(1984), 201"; near miss: " (1984)".
_ISSUE_LIKE_YEAR = re.compile(r"\((?P<issue>\d{4})\)(?=[,:] ?\w)")
# Two numbers that share a word, where a part of the reference ends. Match: "77-78" before ", 5", " (1996)"; near miss:
# "(3-4)", "77-78 May", "1977-1978".
_TWO_NUMBERS = re.compile(
    r"(?<![\w(/.–‑-])(?P<first>\d{1,3})[-–‑](?P<second>\d{1,3})(?![\w–‑-])(?=\s?(?:[,:;.]|\((?:19|20)\d\d))"
)
# Behind these two numbers are issues or days. Match: "no. ", "Heft ", "May "; near miss: "vol. ", "Enjeux, ".
_OF_NO_VOLUME = re.compile(
    r"(?<!\w)(?:n(?:os?|rs?)?[.°º]?|n[uú]m(?:[eé]ros?|mern?|\.)?|issues?|hefte?|h\.|fasc(?:\.|icol[io])?|cahiers?|parts?"
    rf"|art\.?|(?:{'|'.join(MONTH_STEMS)})[a-zß-ÿ]{{0,7}}\.?) ?$",
    re.IGNORECASE,
)
_LONGEST_WORD = 12  # signs of such a word
# A number that is no year. Match: "12"; near miss: "1996".
_COUNT = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
# Volume and issue between a year and the pages, where Vancouver style prints them (Citing Medicine, chapter 1). Match:
# "1962; 44B:" before "424", "2003 May(46):", "2014 Jun;165b(4):", "2012;2012:"; near miss: "2024 Feb 29:", "(2012): ".
_VANCOUVER = re.compile(
    r"(?<![\w(])(?:19|20)\d\d(?: [A-Z][a-z]{2,8}\.?(?:-[A-Z][a-z]{2,8}\.?)?(?: \d{1,2})?)?"
    r"(?:; ?(?P<volume>[A-Z]?\d{1,4}[A-Za-z]{0,2}))?(?: ?\((?P<issue>[^()]{1,40})\))?: ?(?=\w)"
)
# Words in a bracket before what the model sees as the issue. Match: "2010(var." before "pagings"; near miss: "12(",
# "12(1), no. ".
_IN_BRACKET = re.compile(r"[^()]{0,11}\([^()]{1,11}$")
# An issue in brackets right behind the volume. Match: " (C):", "(sup1),", " (May):"; near miss: " (2012),", " (12).",
# " (eds.)".
_BESIDE_VOLUME = re.compile(
    r" ?\((?P<issue>[A-Z]{1,3}|S\d{1,2}|[Ss]up[a-z]{0,7}\.? ?[\dA-Z]{0,3}|\d{1,3}(?=\) ?[,:;])"
    rf"|(?i:{'|'.join(MONTH_STEMS)})[a-zß-ÿ]{{0,7}})\)(?= ?[,.:;])"
)
# Two bare numbers between the journal and its pages, a year apart. Match: " 83: 330 (1994), " before "417-428", " 489.
# 7414. pp. ", ", 44/2-3, 2003, p. "; near miss: " 83, 2003, p. ", ", 14.6.2016, p. ".
_BARE_NUMBERS = re.compile(
    r"[\s,.;]{0,3}(?:[Vv]ol\.?\s?)?(?P<volume>(?!(?:1[5-9]|20)\d\d\b)\d{1,4})\s?[/:.,]\s?(?P<issue>(?!(?:19|20)\d\d\b)\d{1,5}(?:[-–]\d{1,3})?)"
    r"(?![\w–-]|\s?[./]\s?(?:19|20)\d\d)[\s.,:;]{0,60}(?:\(?(?:[A-Z][a-z]{2,9}[./-]?\s?){0,2}(?:19|20)\d\d[a-z]?\)?)?"
    r"[\s.,:]{1,60}(?:(?:pp?|S|pages?)\b[.:]?\s?)?"
)
_LONGEST_SLASHED = 24  # signs up to the slash
_DAYS, _MONTHS = 31, 12
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words of journals that are cited so. Match: "Lamp L. Rev."; near miss: "Lamptech".
_OF_LAW = re.compile(r"\b(?:L|J|Law|Rev|Review|Journal)\b")
_LAW_CUES = (" L.", " J.", "Law", "Rev", "ournal")  # what it is looked for by
# Volume, journal, page and year at the end of a reference to a law review. Match: ", 26 Lamp J. L. & Pub. Pol’y 111,
# 112 (2003)", ", 6 LAMP L.J. 1 (2009)"; near miss: ", 12 Lamps in York (2003)", ", 26 J. Lamps 111-12, 2003".
_LAW_REVIEW = re.compile(
    rf"[,”\"’]\s(?P<volume>\d{{1,4}})\s(?P<container>[{UPPER}][\w.’'&\s-]{{2,60}}?)\s(?P<pages>\d{{1,5}})"
    r"(?:,\s\d{1,5}(?:[-–]\d{1,5})?(?:\s?n\.\d{1,3})?)?\s\((?:[A-Z][a-z]{2,8}\.?\s)?(?P<year>(?:1[6-9]|20)\d\d)\)"
)
# What names a number that is doubted: labelled sets differ in whether the word is part of the field, so that the model
# doubts its edge. Match: "pp. " before "23-34", "Art. no. " before "55577", "no. " before "3"; near miss: "app. ",
# "casino ".
_NAMED = {
    "pages": re.compile(
        r"(?<!\w)(?:(?:pp?\.?|pages?|S\.|Seiten?)\s?(?=\d{1,5}\s?[-–]\s?\d)"
        r"|[Aa]rt(?:icle|\.)?\s(?:no\.?\s|number\s|ID\s)?(?=\d{3,10}\b))"
    ),
    "volume": re.compile(r"(?<!\w)(?:vol\.?|volume|Bd\.?|Band)\s?(?=\d{1,4}\b)", re.IGNORECASE),
    "issue": re.compile(r"(?<!\w)(?:no?\.?|nr\.?|issue|Heft|H\.|Ausgabe)\s?(?=\d{1,3}\b)", re.IGNORECASE),
}
_LONGEST_NAME = 15  # signs of such a word
# What names the number of an issue, before it. Match: "H. " before "1", "Heft " before "2/26"; near miss: "Ruth. ".
_OF_ISSUE = re.compile(r"(?<!\w)(?:H\.|Hefte?|Ausgabe|[Nn][or]s?\.|[Nn]um\.|N[°º]|n[°º]|[Ii]ssues?)\s?$")
# The year of an issue behind it. Match: "/26" of "Heft 2/26", "/2006"; near miss: "/3-4".
_YEAR_OF_ISSUE = re.compile(r"/\s?(?:(?:19|20)\d\d|\d\d)(?![\w/–-])")
# Volume and issue right behind the journal, a slash between them, or the year of the issue behind a slash. Match: "
# 1/1." behind "Lamp Watch", " 28, 3/06."; near miss: " 2/26", which may be an issue of a year, " 3/2018", " 1/1/2004".
_SLASHED = re.compile(
    r"[\s,.;]{1,3}(?:(?:[Vv]ol|Bd|Jg|Jahrg)\.?\s)?(?P<volume>(?!(?:1[5-9]|20)\d\d)\d{1,4})"
    r"(?:/(?P<issue>1[0-2]|[1-9])|,\s(?:H\.\s?|Heft\s|[Nn]r\.\s)?(?P<of_year>\d{1,2}/\d\d))(?=\s?(?:[.,:;(]|$))"
)
COUNTED = frozenset({"volume", "issue", "pages"})


def with_double_volume(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of two numbers that follow each other and share a word a double volume (`77-78, 5-22`), no issue and
    no pages, which stand behind it if any do."""
    container, pages = first_of(marks, "container"), first_of(marks, "pages")
    if container is None:
        return marks
    end = len(text) if pages is None else pages.end - 1
    for found in _TWO_NUMBERS.finditer(text, container.end):
        before = text[max(0, found.start() - _LONGEST_WORD) : found.start()]
        follow_each_other = int(found["second"]) == int(found["first"]) + 1
        is_last = pages is None or pages.start <= found.start() or _COUNT.search(text, found.end(), pages.start) is None
        if follow_each_other and is_last and found.end() < end and _OF_NO_VOLUME.search(before) is None:
            return _with_volume(marks, Mark("volume", *found.span(), FLOOR))
    return marks


def _with_volume(marks: tuple[Mark, ...], volume: Mark) -> tuple[Mark, ...]:
    """The marks with a volume for the one that lies in it, or for the beginning of pages that run over it; as they are
    where the model sees neither, or another volume elsewhere."""
    inside = [mark for mark in marks if mark.field in ("volume", "issue") and not mark.is_free_of((volume,))]
    pages = first_of(marks, "pages")
    runs_over = pages is not None and pages.start == volume.start
    if first_of(inside, "volume") is None and not runs_over:
        return marks
    rest = [
        mark._replace(start=volume.end) if runs_over and mark is pages else mark for mark in marks if mark not in inside
    ]
    if not volume.is_free_of(rest) or first_of(rest, "volume") is not None:
        return marks
    believed = max((mark.confidence for mark in inside if mark.field == "volume"), default=FLOOR)
    return in_order([*rest, volume._replace(confidence=max(believed, FLOOR))])


def with_law_review(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of `26 Lamp J. L. & Pub. Pol’y 111, 112 (2003)` volume, journal, first page and year (Bluebook, rule
    16.4; the second number is the page that is cited)."""
    title = first_of(marks, "title") if any(map(text.__contains__, _LAW_CUES)) else None
    found = None if title is None else _LAW_REVIEW.search(text, title.start)
    if found is None or _OF_LAW.search(found["container"]) is None or " v. " in text:
        return marks
    believed = {mark.field: max(mark.confidence, FLOOR) for mark in marks}
    fields = ("volume", "container", "pages", "year")
    printed = [Mark(field, *found.span(field), believed.get(field, FLOOR)) for field in fields]
    rest = [mark for mark in marks if mark.field not in (*fields, "issue", "place", "publisher")]
    rest = [mark._replace(end=found.start()) if mark.end > found.start() > mark.start else mark for mark in rest]
    return in_order([*rest, *printed]) if all(mark.is_free_of(rest) for mark in printed) else marks


def with_vancouver_numbers(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the volume and issue that stand between year and pages, where the model doubts one of them or
    sees a part of what stands in the brackets."""
    pages = first_of(marks, "pages")
    if pages is None:
        return marks
    issue = first_of(marks, "issue")
    is_cut = (
        issue is not None and _IN_BRACKET.match(text[max(0, issue.start - _LONGEST_WORD) : issue.start]) is not None
    )
    if not is_cut and all(mark.confidence >= FLOOR or mark.field not in COUNTED for mark in marks):
        return marks
    found = next((each for each in _VANCOUVER.finditer(text, 0, pages.start + 1) if each.end() == pages.start), None)
    if found is None:
        return marks
    believed = {mark.field: max(mark.confidence, FLOOR) for mark in marks}
    printed = [
        Mark(field, *found.span(field), believed.get(field, FLOOR))
        for field in ("volume", "issue")
        if found[field] is not None
    ] + [pages._replace(confidence=believed["pages"])]
    inside = Mark("", found.start(), pages.end)
    rest = [mark for mark in marks if mark.field not in COUNTED or mark.is_free_of((inside,))]
    if not all(mark.is_free_of(rest) for mark in printed):
        return marks
    return in_order([*rest, *printed])


def issue_of(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The issue in brackets that touch the volume (`12(Abstract Issue)`), or right behind the name of a journal without
    volumes (`Reviews(2), 88-92`)."""
    volume = first_of(marks, "volume")
    container = first_of(marks, "container")
    found = None if volume is None else _TOUCHING_ISSUE.match(text, volume.end)
    year = first_of(marks, "year")
    if found is None and volume is not None and year is not None and year.end <= volume.start:
        found = _ISSUE_LIKE_YEAR.match(text, volume.end)
    if container is not None and not _OF_BOOKS & {mark.field for mark in marks}:
        found = _BRACKETED.match(text, container.end)
    if found is not None:
        yield Mark("issue", *found.span("issue"))


def believed_number(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A doubted number at the floor where a word says what it counts (`pp. 23-34`), an issue only beside a volume; or
    where it is an issue in brackets right behind the volume (`127 (C): 1`)."""
    named = _NAMED.get(mark.field)
    if named is None or mark.confidence >= FLOOR:
        return mark
    if mark.field == "issue":
        volume = first_of(marks, "volume")
        beside = None if volume is None else _BESIDE_VOLUME.match(text, volume.end)
        if beside is not None:
            is_it = mark.start <= beside.start("issue") and beside.end("issue") <= mark.end
            return Mark("issue", *beside.span("issue"), FLOOR) if is_it else mark
        container = first_of(marks, "container")
        is_series = container is not None and _REPORT_IN_SERIES.search(text, container.start, container.end) is not None
        if volume is None and (is_series or not _is_in_journal(marks)):
            return mark
    found = named.search(text, max(0, mark.start - _LONGEST_NAME), mark.end)
    digit = next((at for at in range(mark.start, mark.end) if text[at].isdigit()), None)
    return mark._replace(confidence=FLOOR) if found is not None and found.end() == digit else mark


def _is_in_journal(marks: Sequence[Mark]) -> bool:
    """Whether a container is believed in, of what no house has published."""
    has_house = any(mark.field in ("publisher", "place") for mark in marks)
    return not has_house and any(mark.field == "container" and mark.confidence >= FLOOR for mark in marks)


def with_bare_numbers(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, of two bare numbers between the journal and its pages the first as volume, the second as issue, where
    the model doubts them or sees one (biblatex's `489.7414 (2012), pp. 57-74`)."""
    container, pages = first_of(marks, "container"), first_of(marks, "pages")
    if container is None or pages is None or not container.end <= pages.start:
        return marks
    inside = [mark for mark in marks if container.end <= mark.start < pages.start and mark.field in ("volume", "issue")]
    if len(inside) == 2 and all(mark.confidence >= FLOOR for mark in inside):
        return marks
    found = _BARE_NUMBERS.fullmatch(text, container.end, pages.start)
    elsewhere = [mark for mark in marks if mark.field in ("volume", "issue") and mark not in inside]
    if found is None or elsewhere or _is_day(text, found) or "." in text[pages.start : pages.end].strip("pP. "):
        return marks
    numbers = [Mark(field, *found.span(field), FLOOR) for field in ("volume", "issue")]
    return in_order([*(mark for mark in marks if mark not in inside), *numbers])


def with_named_issue(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the number that a word says is an issue's (`5 (2011), H. 1`) as one, no page; with the year
    behind a slash (`Heft 2/26`) as a part of it; and with volume and issue that a slash parts (`1/1`), which the model
    doubts."""
    container, pages, issue = (first_of(marks, field) for field in ("container", "pages", "issue"))
    if container is None:
        return marks
    if pages is not None and pages.confidence < CERTAIN and container.end <= pages.start:
        before = text[max(0, pages.start - _LONGEST_NAME) : pages.start]
        is_series = _REPORT_IN_SERIES.search(text, container.start, container.end) is not None
        is_of_journal = _is_in_journal(marks) and not is_series
        if (
            issue is None
            and is_of_journal
            and _OF_ISSUE.search(before)
            and _COUNT.fullmatch(text[pages.start : pages.end].strip(" .,;:()"))
        ):
            return exchanged(marks, (pages, pages._replace(field="issue", confidence=max(pages.confidence, FLOOR))))
        year = None if issue is None else _YEAR_OF_ISSUE.match(text, issue.end)
        if issue is not None and year is not None and pages.start <= year.end() <= pages.end + 1:
            before = text[max(0, issue.start - _LONGEST_NAME) : issue.start]
            if _OF_ISSUE.search(before) is not None:
                whole = issue._replace(end=year.end())
                return tuple(whole if mark is issue else mark for mark in marks if mark is not pages)
    return _with_slashed_numbers(text, marks, container)


def _with_slashed_numbers(text: str, marks: tuple[Mark, ...], container: Mark) -> tuple[Mark, ...]:
    counted = [mark for mark in marks if mark.field in ("volume", "issue")]
    if text.find("/", container.end, container.end + _LONGEST_SLASHED) < 0:
        return marks
    found = _SLASHED.match(text, container.end - (text[container.end - 1] in ",."))
    if found is None or (len(counted) == 2 and all(mark.confidence >= FLOOR for mark in counted)):
        return marks
    issue = "issue" if found["issue"] else "of_year"
    believed = {mark.field: max(mark.confidence, FLOOR) for mark in counted}
    numbers = [
        Mark(field, *found.span(group), believed.get(field, FLOOR))
        for field, group in (("volume", "volume"), ("issue", issue))
    ]
    rest = [mark for mark in marks if mark not in counted]
    return in_order([*rest, *numbers]) if all(mark.is_free_of(rest) for mark in numbers) else marks


def _is_day(text: str, found: re.Match[str]) -> bool:
    """Whether two bare numbers are the day and month of a newspaper (`12.05., S. 3`): no blank parts them, and no year
    stands behind them."""
    between = text[found.end("volume") : found.start("issue")]
    is_possible = int(found["volume"]) <= _DAYS and found["issue"].isdigit() and int(found["issue"]) <= _MONTHS
    return between in (".", "/") and is_possible and _YEAR.search(text, found.end("issue"), found.end()) is None


def up_to_end(text: str, mark: Mark, marks: tuple[Mark, ...]) -> Mark:
    """A number with the letter or two that are printed close to it (`58b-59b`, `550A`, `S3`): a word is in one field.
    Not with a word whose blank was lost (`58-59PMID`). A first page or volume with the last one (`58 to 59`)."""
    if mark.field == "issue" and text[mark.start].isdigit():
        before = _LETTER_OF_ISSUE.search(text, max(0, mark.start - 3), mark.start)
        mark = mark if before is None else mark._replace(start=before.start())
    found = _LETTERS.match(text, mark.end) if text[mark.end - 1].isalnum() else None
    if mark.field == "pages":
        found = _LAST_PAGE.match(text, mark.end - (text[mark.end - 1] in ";,.")) or found
    if mark.field == "volume":
        found = _LAST_VOLUME.match(text, mark.end) or found
    others = [other for other in marks if other.field != mark.field]
    if found is None or not Mark(mark.field, *found.span()).is_free_of(others):
        return mark
    return Mark(mark.field, mark.start, found.end(), mark.confidence)
