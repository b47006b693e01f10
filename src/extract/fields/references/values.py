"""Normal forms of what stands in a reference: years, pages, volumes, identifiers, titles."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.fields.accents import accented
from extract.fields.names import LIGATURES
from extract.folding import fold
from extract.months import MONTH_STEMS
from extract.ordinals import ORDINALS

# Printed values that are remembered of a field that says the same in many references.
_REMEMBERED = 4096
_DASHES = re.compile(r"\s{0,9}[-‐‑‒–—―−]+\s*")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_ROMAN = re.compile(
    r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE | re.ASCII
)
# Letters by which journals name parts of a volume (`25(C)`); few count so far in roman numerals.
_PARTS = frozenset("CDLMcdlm")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# A printed year, 1500 to 2099, with the letter that tells two works of one year apart. Match: "2015a"; near miss:
# "12015".
YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d{2})(?!\d)\s?([a-z]?)(?![a-z])")
# The beginning of a month's name. Match: `Sept`, `March`; near miss: `remarks`.
_MONTH = re.compile(rf"\b({'|'.join(MONTH_STEMS)})[a-zß-ÿ]*\b", re.IGNORECASE)

# A full stop that belongs to the last word: an initial ("Washington, D.C."), the form of a company, or the last of
# several abbreviated words ("J. Appl. Phys."). Near miss: "London.", "Centre for Mental Health.", "St
# Lamp's.".
_ENDS_ABBREVIATED = re.compile(
    r"(?:(?<!['’])\b[^\W\d_]\.|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|al)\.|\b[^\W\d_]{1,9}\.\s?(?:[^\W\d_]{1,12}\s)?[^\W\d_]{1,12}\.)$"
)
# A full stop that belongs to a house: of the form of a company or of letters alone. Match: "Lux & Co.", "P.U.F.", "Lux
# Publ."; near miss: "W. W. Norton.", "J. Wiley.".
_ENDS_COMPANY = re.compile(r"(?:\b(?:Inc|Ltd|Ltda|Co|Corp|Cie|Pty|Bros|Publ|Univ|Pr|Jr)|\b[^\W\d_]\.\s?[^\W\d_])\.$")
_LONGEST_END = 40  # signs of the longest such end

# A hyphen at a line end before a capital. Match: "Coolen- Schrijner"; near miss: "semi- structured", "a - B".
_LINE_END = re.compile(r"(?<=\w)([-‐])\s(?=[^\W\d_a-zß-ÿ])")
# A blank before punctuation. Match: "Psychiatry : The"; near miss: "of - the".
_LOOSE = re.compile(r"\s(?=[,.;:?!)])")
# The form of a work in brackets behind its title (APA 7, section 9.22; NLM, "Citing Medicine", chapter 1).
# Match: "[Unpublished dataset]", "[Doctoral dissertation]"; near miss: "[CG178]", "[sic]".
_FORM = re.compile(
    r"\s?\[(?:[^\W\d]{1,15}[ .’'-]{1,2}){0,3}(?:data\s?set|database|report|thesis|dissertation|slides|internet|preprint"
    r"|computer program|software|video|film|web page|webpage|manuscript|poster|abstract|press release|pdf)\][ .,]*$",
    re.IGNORECASE,
)
# First signs of what opens a quotation.
_OPENING = "“„\"‘«'`"
# A day in numbers. Match: "03.05.2021", "24/2/2023", "10-04-2023", "05-2024"; near miss: "2021-05-03", "3.5.21".
_DATE_OF_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?:(?P<sign>[./-])\s?(?P<second>\d{1,2}))?[./-]\s?(?P<year>(?:19|20)\d\d)(?![\d-])"
)
_MONTHS, _DAYS = 12, 31
_AROUND_NUMBERS = ' .,;:()[]”“»"'
# The word that leads to a container. Match: "In: Handbook", "in Proc. Lamps", "In 2012 Lamps"; near miss: "In vitro",
# "In Practice".
_LEAD = re.compile(r"^(?:(?:in:?|In:)\s+(?=[^a-zß-ÿ])|In\s+(?=[^A-Za-zß-ÿ]))")
# The words before a number. Match: "pp. 3", "pp-3", "vol. XII", "no. 3", "Heft 2"; near miss: "S12", "V".
_PAGES_LEAD = re.compile(
    r"^\W*(?:pages?|pp-?|pgs?|p|S|Seiten?|art(?:icle)?\.?(?:\s?(?:no|id)\b\.?)?)\b[.:]?\s*(?=\w)", re.IGNORECASE
)
# How many pages a work has, with those of its front matter. Match: "139 p.", "xii, 240 pp", "214 S."; near miss: "p.
# 139", "S. 214", "220S", which is a page of a supplement.
EXTENT = re.compile(
    r"(?:(?P<front>[ivxlIVXL]{1,8})\s?(?:[,+-]\s?|\s))?(?P<pages>\d{1,4})"
    r"(?:\s?(?:pp?|pgs?|pages|Seiten|págs?|páginas|pag|blz|sid|стр)|\s[Sсs])\b\.?"
)
# An article's own count of pages behind its number. Match: " (11pp)" of "045002 (11pp)"; near miss: "(11)".
_OWN_COUNT = re.compile(r"(?<=\d)\s?\(\d{1,3}\s?pp?\.?\)?$")
_PAGES_TAIL = re.compile(r"\s{0,9}(?:pp?|pages)\.?$")
_VOLUME_LEAD = re.compile(r"^\W*(?:volumes?|vols?|bd|band|t|tome|v)\b\.?\s*(?=\w)", re.IGNORECASE)
_ISSUE_LEAD = re.compile(r"^\W*(?:issues?|iss|numbers?|nos?|nr|n[°º]|heft|h|núm|num)\b\.?\s*(?=\w)", re.IGNORECASE)
_PAGES_PARTS = re.compile(r"\s{0,9}[,;&]\s*")
# A word for the dash of a range. Match: " to " of "201 to 219"; near miss: "to 219".
_PAGES_TO = re.compile(r"(?<=\d)\s(?:to|bis)\s(?=\d)")
# First and last page, each with letters before and one after. Match: "S12-8", "e12-e19"; near miss: "iii-ix".
_PAGE_RANGE = re.compile(r"([A-Za-z]{0,3})(\d+)([a-zA-Z]?)-([A-Za-z]{0,3})(\d+)([a-zA-Z]?)")
# Further pages behind a range, which MEDLINE prints as short as its last page. Match: "quiz 78-82", "91-2"; near miss:
# "passim", "S3".
_MORE_PAGES = re.compile(r"(?P<word>(?:(?:quiz|discussion|author reply) )?)(?P<pages>\d{1,5}(?:-\d{1,5})?)")
_ROMAN_PAGES = re.compile(r"[ivxlcIVXLC]+(?:-[ivxlcIVXLC]+)?")
# A supplement that PubMed's export prints twice. Match: "Suppl 1(Suppl 1)"; near miss: "2(Suppl 1)".
_TWICE = re.compile(r"(.{3,20}?) ?\(\1\)", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"\bsuppl(?:ement)?\b\.?\s*", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Single spaces, accents on their letters, ligatures opened, soft hyphens dropped, quotation marks and stray
    punctuation at the ends removed.

    A hyphen at a line end before a capital is closed up ("Coolen- Schrijner"); before a small letter the print does not
    say whether the hyphen belongs to the word, so it stays.
    """
    text = accented(text)
    text = " ".join((text if text.isascii() else text.translate(LIGATURES)).split())
    if "- " in text or "‐ " in text:
        text = _LINE_END.sub(r"\1", text)
    text = _LOOSE.sub("", text)
    text = text.strip(" ,;:–—-‐")
    text = _unquoted(text)
    if text.endswith(".") and not _ENDS_ABBREVIATED.search(text, max(0, len(text) - _LONGEST_END)):
        text = text[:-1]
    return _unbracketed(_paired(text.strip(" ,;:")))


def house_of(text: str) -> str:
    """A publisher without the full stop that ends its sentence, behind initials too (`W. W. Norton.`)."""
    text = cleaned(text)
    return text if _ENDS_COMPANY.search(text, max(0, len(text) - _LONGEST_END)) else text.removesuffix(".")


def form_of(title: str) -> str:
    """The form of a work in brackets behind its title, ` [Unpublished dataset]`; empty where none is printed."""
    form = _FORM.search(title) if title.rstrip(" .,").endswith("]") else None
    return "" if form is None else form[0]


def host_of(address: str) -> str:
    """The host of an address in small letters: `https://Www.Example.org/a` gives "www.example.org"; "" without one."""
    return address.casefold().partition("//")[2].partition("/")[0]


def title_of(text: str) -> str | None:
    """A title without its closing full stop and the form of the work in brackets; a question mark belongs to it."""
    text = cleaned(text.removesuffix(form_of(text)) if text.rstrip(" .,").endswith("]") else text)
    return _unquoted(text[:-1] if text.endswith(".") and not text.endswith("..") else text) or None


@lru_cache(maxsize=_REMEMBERED)
def container_of(text: str) -> str | None:
    """A journal, book or proceedings without the word "In" that leads to it."""
    text = cleaned(text)
    return cleaned(_LEAD.sub("", text)) or None


def _unquoted(text: str) -> str:
    if text[:1] not in _OPENING:
        return text
    for opening, closing in (
        ("“", "”"),
        ("„", "“"),
        ('"', '"'),
        ("‘", "’"),
        ("«", "»"),
        ("'", "'"),
        ("``", "''"),
        ("“", "“"),
        ("“", '"'),
    ):
        if text.startswith(opening):
            inner = text[len(opening) :].rstrip(" .,;:")
            if inner.endswith(closing) and closing not in inner[: -len(closing)].replace("’s", "").replace("s’ ", ""):
                return inner[: -len(closing)].strip(" ,;")
    return text


def _paired(text: str) -> str:
    """Without a quotation mark at one end whose partner is missing: the field's edge fell between the two."""
    if text[:1] in '“„«"‘' and not any(mark in text[1:] for mark in '”“»"’'):
        text = text[1:].lstrip()
    if text[-1:] in '”»"' and not any(mark in text[:-1] for mark in '“„«"'):
        text = text[:-1].rstrip(" ,;")
    return text


def _unbracketed(text: str) -> str:
    for opening, closing in ("()", "[]"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            return text[1:-1].strip()
    if text.count("(") < text.count(")"):
        return text.rstrip(")").strip()
    if text.startswith("(") and ")" not in text:
        return text[1:].lstrip()
    return text.rstrip("([").strip() if text.count("(") > text.count(")") and text.endswith("(") else text


# The year of a work and the one of its first edition in brackets behind. Match: "2011 [1934]"; near miss: "[1934]
# 2011".
_AND_ORIGINAL = re.compile(
    r"(?P<year>(?:1[5-9]|20)\d\d)(?P<suffix>[a-z]?)\s?[\[(](?:[Oo]rig[a-z]*\.?\s"
    r"|[Ff]irst [a-z]+\s)?(?P<original>(?:1[4-9]|20)\d\d)[\])]"
)


@lru_cache(maxsize=_REMEMBERED)
def year_of(text: str) -> tuple[int | None, str | None]:
    """`(2015a)` gives 2015 and "a"; "n.d." gives None and None. Of several years the last: "1927/1986" was read in
    1986; but in "2011 [1934]" the bracket holds the year of the first edition."""
    both = _AND_ORIGINAL.search(text) if "[" in text or "(" in text else None
    if both is not None and both["original"] < both["year"]:
        return int(both["year"]), both["suffix"] or None
    found = YEAR.findall(text)
    if not found:
        return None, None
    year, suffix = found[-1]
    return int(year), suffix or None


def pages_of(text: str) -> str | None:
    """`pp. 387–95`, `387 to 395` give "387-395", `387-95; quiz 96-7` gives "387-395, quiz 396-397", `e12345` stays,
    `iii–ix` gives "iii-ix", `S12–8` gives "S12-S18"; a whole work's count of pages, `xii, 139 S.`, gives
    "xii, 139 p"."""
    extent = EXTENT.fullmatch(text.strip(" ,;:()[]"))
    if extent is not None:
        return f"{extent['front'].lower()}, {extent['pages']} p" if extent["front"] else f"{extent['pages']} p"
    text = _OWN_COUNT.sub("", _PAGES_LEAD.sub("", text.strip()))
    text = _PAGES_TAIL.sub("", _PAGES_TO.sub("-", _DASHES.sub("-", text)).strip(_AROUND_NUMBERS))
    pieces: list[str] = []
    for piece in filter(None, (printed.strip(" .") for printed in _PAGES_PARTS.split(text))):
        pieces.append(_further(piece, pieces[-1]) if pieces else _expanded(piece))
    return ", ".join(pieces) or None


def is_extent(pages: str) -> bool:
    """Whether pages in normal form count those of a whole work."""
    return pages.endswith(" p")


def _further(piece: str, before: str) -> str:
    """Pages behind others, which are printed short where they share digits with the last page before (`quiz 78-82`
    behind 267-277 is "quiz 278-282"); as they are where they have as many digits, or would stand before it."""
    more = _MORE_PAGES.fullmatch(piece)
    if more is None or not (more["word"] or "-" in more["pages"]):
        return _expanded(piece)
    pages, last = more["pages"], before.rpartition("-")[2]
    first = pages.partition("-")[0]
    shared = last[: -len(first)] if last.isdigit() else ""
    is_short = bool(shared) and int(shared + first) >= int(last)
    return more["word"] + _expanded(shared + pages if is_short else pages)


def _expanded(piece: str) -> str:
    match = _PAGE_RANGE.fullmatch(piece)
    if match is None:
        return piece.lower() if _ROMAN_PAGES.fullmatch(piece) else " ".join(piece.split())
    letter, first, tail, letter2, last, tail2 = match.groups()
    if letter == "e" and len(first) > 4 and not letter2 and len(last) == 2:  # `e01033-18`: an article's number and year
        return piece
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{letter}{first}{tail}-{letter2 or (letter if letter.upper() in ('S', 'E') else '')}{last}{tail2}"


@lru_cache(maxsize=_REMEMBERED)
def volume_of(text: str) -> str | None:
    """`Vol. XII` gives "12", `vol 14` gives "14", `Suppl. 1` gives "suppl 1"."""
    text = _VOLUME_LEAD.sub("", text.strip()).strip(_AROUND_NUMBERS)
    return _numbered(text)


@lru_cache(maxsize=_REMEMBERED)
def issue_of(text: str) -> str | None:
    """`no. 3` gives "3", `(April)` gives "April", `Suppl. 1` gives "suppl 1", `3–4` gives "3-4",
    `(1-B(E))` gives "1-B(E)"."""
    text = _ISSUE_LEAD.sub("", text.strip()).strip(_AROUND_NUMBERS)
    return _numbered(text + ")" if text.count("(") > text.count(")") else text)


def _numbered(text: str) -> str | None:
    text = _TWICE.sub(r"\1", " ".join(_DASHES.sub("-", text).split()))
    text = _SUPPLEMENT.sub("suppl ", text).strip()
    if text and text not in _PARTS and _ROMAN.fullmatch(text):
        return str(_arabic(text))
    return text or None


def _arabic(roman: str) -> int:
    values = [_ROMAN_VALUES[char] for char in roman.lower()]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def edition_of(text: str) -> str | None:
    """`2nd edn.` and `Second edition` give "2", `Rev. ed.` stays in words."""
    match = re.search(r"\d+", text)
    if match is not None:
        return match[0]
    number = next((ORDINALS[word] for word in text.casefold().split() if word in ORDINALS), None)
    return (cleaned(text) or None) if number is None else str(number)


def doi_of(text: str) -> str | None:
    """`https://doi.org/10.1000/ABC.` gives "10.1000/abc": DOI names are case-insensitive (handbook, section 2.4).

    None for one that breaks off at a hyphen: what is left would name another work, or none.
    """
    start = text.find("10.")
    name = "".join(text[start:].split()).translate(_HYPHENS).rstrip(".,;/").lower() if start >= 0 else ""
    return None if not name or name.endswith("-") else name


def digits_of(text: str) -> str | None:
    """The digits of a PMID."""
    return "".join(char for char in text if char.isdigit()) or None


def pmcid_of(text: str) -> str | None:
    """`PMCID: PMC 3012345` gives "PMC3012345"."""
    digits = digits_of(text)
    return None if digits is None else f"PMC{digits}"


def url_of(text: str) -> str | None:
    """The address without the space that a line end left in it."""
    return "".join(text.split()).strip("<>[]().,;") or None


def registration_of(text: str) -> str | None:
    """`NCT 01234567` gives "NCT01234567"."""
    return "".join(text.split()).upper().replace("EUDRACTNUMBER:", "").replace("EUDRACT", "").strip(":") or None


def accessed_of(text: str) -> str | None:
    """`[Accessed 3 May 2012]` gives "2012-05-03", `May 2012` gives "2012-05"; a date of numbers alone stays as printed
    where it may be read in two ways (`3/5/2012`; full stops part days from months, CLDR)."""
    text = text.strip(" []().,;")
    numbers = _DATE_OF_NUMBERS.search(text)
    if numbers is not None:
        return _date_of_numbers(numbers)
    iso = re.search(r"\d{4}-\d{2}-\d{2}", text)
    if iso is not None:
        return iso[0]
    year = re.search(r"\d{4}", text)
    months = [match for match in _MONTH.finditer(text) if match.end() > text.find(" ")]
    month = months[-1] if months else None
    if year is None or month is None:
        match = re.search(r"\d[\d./ -]+", text)
        return match[0].strip() if match is not None else text
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    stem = f"{year[0]}-{MONTH_STEMS[month[1].lower()]:02d}"
    return stem if day is None else f"{stem}-{int(day[0]):02d}"


def _date_of_numbers(date: re.Match[str]) -> str:
    """The one day or month that the numbers may be; as printed where they may be two, or none (`45.03.2021`)."""
    first, second, year = int(date["first"]), int(date["second"] or 0), date["year"]
    if date["second"] is None:
        return f"{year}-{first:02d}" if 0 < first <= _MONTHS else date[0]
    if not (0 < first <= _DAYS and 0 < second <= _DAYS):
        return date[0]
    if first > _MONTHS >= second or (date["sign"] == "." and second <= _MONTHS):
        return f"{year}-{second:02d}-{first:02d}"
    return f"{year}-{first:02d}-{second:02d}" if second > _MONTHS >= first else date[0]


def title_key(title: str) -> str:
    """Letters and digits only, accents and ligatures folded, lower case: the same title in any print gives the same
    key.

    Example: `Peer support: is it “good value”?` gives "peersupportisitgoodvalue".
    """
    return fold(title)
