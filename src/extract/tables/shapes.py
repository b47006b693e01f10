"""What a cell looks like: an author-year label, a citation, a code, a number, a title, or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.label_years import UNDATED, year_behind

CellShape = Literal[
    "author-year", "author-names", "citation", "code", "bracketed-number", "number", "title", "empty", "text"
]
SHAPES: tuple[CellShape, ...] = (
    "author-year",
    "author-names",
    "citation",
    "code",
    "bracketed-number",
    "number",
    "title",
    "empty",
    "text",
)

# A label's names stand at the very beginning; what is read of a cell, in letters.
READ_AHEAD = 400
# An author-year label prints at most this many words before the year (Vancouver lists six authors, 3 words each);
# beyond, it is a citation.
LABEL_WORDS = 12
CITATION_LETTERS = 50
# A title has at least four words and 20 letters (shortest title among the gold tables: 4 words).
TITLE_WORDS = 4
TITLE_LETTERS = 20

# A long name in a narrow column leaves its last letters on the next line: "Abramso n, 2023".
LONGEST_REST = 10

PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "t",
        "bin",
        "ibn",
        "ten",
        "ter",
        "zu",
        "zur",
        "af",
        "st",
    ]
)
JOINERS = frozenset(
    "and et al y und e och og en colleagues coworkers others co workers alii etal coll col cols u u.a m.fl e.a".split()
)
# Between the words of an organisation: "Department of Health (2001)".
LINKS = frozenset({"of", "for", "on", "in", "the"})
NOT_NAMES = frozenset(
    [
        "in",
        "the",
        "from",
        "since",
        "table",
        "figure",
        "until",
        "before",
        "after",
        "between",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "year",
        "years",
        "published",
        "during",
        "to",
        "a",
        "an",
        "total",
        "n",
        "phase",
        "version",
        "spring",
        "summer",
        "autumn",
        "winter",
        "quarter",
        "up",
        "not",
        "no",
        "yes",
        "search",
        "medline",
        "pubmed",
        "embase",
        "scopus",
        "cinahl",
        "psycinfo",
        "prisma",
        "wave",
        "round",
        "fiscal",
        "fy",
        "study",
        "studies",
        "articles",
        "papers",
    ]
)

# A year of publication, 1800 to 2099, with a suffix: "2014", "2015a". Near misses: "12014", "06.12.1986", "01-01-2023".
_YEAR = re.compile(r"(?<!\d)(?<!\d[./-])(?:18|19|20)\d\d(?!\d)[a-z]?")
# A year with the number of a reference glued to it, as raised numbers come out of a PDF, alone in its word. "200914",
# "201533,34". Near misses: "20011998", "2009-14". Asked only after a name.
_YEAR_GLUED = re.compile(r"\(?((?:18|19|20)\d\d)\d{1,3}(?:[,–-]\d{1,3}){0,9}[),;.]{0,2}")
# A code: one to six letters, then digits, perhaps in square brackets. "S1", "[SP12]", "PS-03", "D1". Near miss: "S1,
# S2".
_CODE = re.compile(r"\[?[A-Za-z]{1,6}[-_.# ]?\d{1,5}[a-z]?\]?")
# A number in square brackets, alone: "[26]". Near miss: "[26, 27]".
_BRACKETED = re.compile(r"\[\d{1,4}\]")
# A number alone, with sign, separators and per cent: "1 234", "-0,37", "45%". Near miss: "12 (40%)".
_NUMBER = re.compile(r"[-+−]?\d[\d ., ]{0,20}%?")
# Several citations: bracketed numbers or codes. "[3]", "[SP2]", "[45-47]".
_BRACKET_REFERENCE = re.compile(r"\[[A-Za-z]{0,4}\d{1,4}[a-z]?(?:\s{0,2}[-–,;]\s{0,2}[A-Za-z]{0,4}\d{1,4}){0,60}\]")
# What sets a reference apart from a sentence: volume and pages, DOI, a proceedings, a publisher's word.
_BIBLIOGRAPHIC = re.compile(
    r"\bdoi\b|https?:|\bpp?\.|\d\s?\(\d|\bvol\b|journal|proceedings|conference|\bpress\b|university|\d[:;]\s?\d|arxiv|ieee|acm"
    r"|springer",
    re.IGNORECASE,
)
_STRIP = ".,;:()[]{}&*'’\"“”‘-–—†‡§#"


@dataclass(frozen=True)
class Label:
    """The beginning of a cell read as names and a year.

    Attributes:
        names: surnames and initials, as printed without punctuation.
        year: with suffix, "n.d." where words stand for it, or None when only names are printed.
        words: words read before the year.
        is_joined: "et al.", "and" or "&" stands among the names.
    """

    names: tuple[str, ...]
    year: str | None
    words: int
    is_joined: bool


def read_label(text: str) -> Label | None:
    """The author-year label at the beginning of a cell; None when it begins with no name.

    `M Grabowski et al. [27] (2014)` gives Grabowski, 2014, `Berg (in press)` Berg, "n.d.". `January 2014`, `In 2014`
    and `Adults aged 18` give None or no year.
    """
    text = year_behind(text)
    undated = UNDATED.search(text, 0, READ_AHEAD)
    if undated is None:
        return _dated_label(text)
    label = _dated_label(text[: undated.start()])
    is_whole = label is not None and label.year is None and label.words >= len(text[: undated.start()].split())
    return replace(label, year="n.d.") if label is not None and is_whole else label


def _dated_label(text: str) -> Label | None:
    names: list[str] = []
    joined = False
    for count, raw in enumerate(text[:READ_AHEAD].split()):
        year = _YEAR.search(raw)
        numbered = _YEAR_GLUED.fullmatch(raw) if names and year is None else None
        if numbered is not None:
            return _label(names, numbered.group(1), count, joined)
        if year is not None:
            glued = raw[: year.start()].strip(_STRIP)
            if _is_name(glued):
                names.append(glued)
            return _label(names, year.group(), count, joined)
        if count == 0 and raw.endswith((":", ".")) and _CODE.fullmatch(raw[:-1]):
            continue  # the number of the study in the review: "S12: Berg 2019"
        word = raw.strip(_STRIP)
        bare = word.rstrip("0123456789").rstrip(_STRIP)  # a raised reference number glued to the name
        if not bare or raw.startswith(("[", "{")):
            joined = joined or "&" in raw
            if not names and word and not raw.startswith(("[", "(")) and not word.isdigit():
                return None
            continue
        lower = bare.casefold()
        if raw.endswith(":"):  # "Target: adults in 2014" begins a statement, a later colon a subtitle
            return _label(names, None, count, joined)
        if lower in JOINERS and names:
            joined = True
        elif lower in PARTICLES or (lower in LINKS and names):
            continue
        elif count == len(names) == 1 and word == lower and len(word) <= LONGEST_REST and raw.endswith(","):
            names[-1] += word
        elif lower in NOT_NAMES or not _is_name(bare):
            return _label(names, None, count, joined)
        else:
            names.append(bare)
    return _label(names, None, len(text[:READ_AHEAD].split()), joined)


def _label(names: list[str], year: str | None, words: int, is_joined: bool) -> Label | None:
    """A label, if one of the names is more than an initial: `Q2 2006` is a quarter."""
    if not any(len(name.strip(_STRIP)) > 1 for name in names):
        return None
    return Label(tuple(names), year, words, is_joined)


def _is_name(word: str) -> bool:
    """Begins with a capital (or d', O') and is of letters, hyphens, stops and apostrophes."""
    if not word or not any(letter.isupper() for letter in word[:3]):
        return False
    return all(letter.isalpha() or letter in "-‐‑–.'’´`ˇ/" or not letter.isascii() for letter in word)


def shape_of(cell: str) -> CellShape:
    """The shape of one cell's text."""
    text = " ".join(cell.split())
    if not text:
        return "empty"
    if len(text) <= 24:
        if _BRACKETED.fullmatch(text):
            return "bracketed-number"
        if _NUMBER.fullmatch(text):
            return "number"
        if _CODE.fullmatch(text) and not _YEAR.search(text):
            return "code"
    label = read_label(text)
    if label is not None and is_citation(text, label):
        return "citation"
    if label is not None and is_author_year(text, label):
        return "author-year" if label.year is not None else "author-names"
    if len(text) >= TITLE_LETTERS and len(text.split()) >= TITLE_WORDS and not text[0].islower():
        return "title"
    return "text"


def is_author_year(text: str, label: Label) -> bool:
    """Names with a year near them, or names with "et al." or two joined names and nothing else before a bracket."""
    if label.year is not None:
        return label.words <= LABEL_WORDS
    return label.is_joined and ("et al" in text[:80] or label.words >= len(text.split()))


def is_et_al(text: str) -> bool:
    """Names that only a citation prints, without a year: `Jiang et al. (stacking)`, `Rosen and colleagues12`; not
    `Procter & Gamble`.
    """
    label = read_label(text)
    if label is None or label.year is not None or not label.is_joined:
        return False
    start = text[:80].casefold()
    return "et al" in start or "colleagues" in start or "coworkers" in start


def is_citation(text: str, label: Label) -> bool:
    """A full reference: it begins with names, is long, and prints what only references print."""
    if len(text) < CITATION_LETTERS or len(label.names) < 2:
        return False
    has_initial = (
        any(len(name.strip(".")) <= 2 for name in label.names) or label.is_joined or text[:120].count(",") >= 2
    )
    return has_initial and len(text) > 80 and bool(_BIBLIOGRAPHIC.search(text[:1500]) or _YEAR.search(text[:1500]))


def shape_shares(cells: Sequence[str]) -> dict[CellShape, float]:
    """Share of each shape among the cells that are not empty; all 0 when there are none."""
    shapes: list[CellShape] = [shape for cell in cells if (shape := shape_of(cell)) != "empty"]
    return {shape: (shapes.count(shape) / len(shapes) if shapes else 0.0) for shape in SHAPES}


def cited_count(cell: str) -> int:
    """How many studies a cell cites: author-year labels parted by semicolons or commas after a year, or bracketed
    references.

    `Smith 2010; Jones 2011` gives 2, `[3], [7]` gives 2, `Smith 2010; Smith 2012` (two reports of one author) gives 1.
    """
    text = cell[:3000]
    labels = [label for part in _PARTS.split(text) if (label := read_label(part.strip())) is not None and label.year]
    surnames = {label.names[0] for label in labels}
    numbers = sum(len(_DIGITS.findall(group)) for group in _BRACKET_REFERENCE.findall(text))
    bare = len(_DIGITS.findall(text)) if _BARE_LIST_WHOLE.fullmatch(text.strip()) and not _YEAR.search(text) else 0
    return max(len(surnames), numbers if not labels else 0, bare)


# Between two labels: a semicolon or a line break, or a comma after a year. "Smith 2010; Jones 2011", "Smith 2010,
# Jones 2011".
_PARTS = re.compile(r"[;\n]|(?<=\d)[),a-z]{0,2}, ")
_DIGITS = re.compile(r"\d{1,4}")
# A cell that is only a list of numbers or codes: "3, 7, 12", "S1, S4", "45-47". Near misses: "3", "-0,378", "1.2
# (0.4)".
_BARE_LIST_WHOLE = re.compile(r"(?:\[?[A-Z]{0,4}\d{1,4}\]?(?:[,;]\s{1,3}|[–-]|\s{1,3}|$)){2,200}")
