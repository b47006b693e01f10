"""Which parts of a reference are identifiers, addresses and dates of access: these have a syntax of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.references.record import Mark, in_order
from extract.months import MONTH_STEMS

_MONTH = rf"(?:{'|'.join(MONTH_STEMS)})[a-zß-ÿ]{{0,7}}\.?"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?{_MONTH},?\s(?:de\s)?\d{{4}}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{4}},?\s{_MONTH}\s\d{{1,2}}"
    rf"|\d{{1,2}}-{_MONTH}-\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\[?\d{{1,2}}-(?:\d{{1,2}}-)?(?:19|20)\d\d|\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?(?:19|20)?\d{{2}}"
    rf"|\d{{1,2}}\s\d{{1,2}}\s(?:20)?\d\d|{_MONTH},?\s\d{{4}}|\d{{4}},?\s{_MONTH})"
)
# Words of access; French ones also without the accents that a conversion lost.
_ACCESS = (
    "accessed", "retrieved", "cited", "viewed", "visited", "consulted", "abgerufen", "abruf", "zugriff", "geprüft",
    "geladen", "consultée", "consulté", "consultee", "consulte", "consultado", "consultato", "recuperado", "acesso",
    "acessado", "accesso",
    "cit.", "citováno", "viitattu", "luettu", "erişim", "dostęp:",
    "geraadpleegd", "hämtad", "hämtat", "besökt", "lest", "hentet", "citerad", "besøgt", "dostęp",
)  # fmt: skip
# The resolver before a DOI, with the blanks that line ends leave in it. Match: "https://doi.org/", "doi. org/".
_RESOLVER = r"(?:https?\s?:\s?//\s?)?(?:dx\.\s?)?doi\.\s?org\s?/\s?"
# DOI handbook, section 2.2: prefix `10.` and a registrant, a slash, any printable characters. A resolver or "doi:" may
# stand before it, behind which a line end may part the prefix. Match: "https://doi.org/10.1000/182", "doi:
# 10.1000/182", "doi.org/10. 1000/182", "10.1130/0016(1977)88<1231:SOFSUA>2.0.CO;2" (SICI, ANSI/NISO Z39.56); near miss:
# "10.1 / 182", "10. 1000/182".
DOI = re.compile(
    rf"(?:(?:{_RESOLVER}|\bdoi\b[:.]?\s{{0,2}}(?:{_RESOLVER})?)10\.\s?|\b10\.)\d{{4,9}}(?:\.\d{{1,9}})?/\s?"
    rf"[^\s\"<>“”]{{1,300}}(?:<\d[\w:.-]{{1,30}}>\d\.\d?\.?[A-Z]{{2}}(?:;\w(?:-\w)?)?)?",
    re.IGNORECASE,
)
# NLM: a number of up to eight digits, always printed with its name. Match: "PMID: 12345678"; near miss: "PubMed 2010".
PMID = re.compile(r"\b(?:PMID|PubMed\s(?:ID|PMID)|PubMed:)[:\s]{0,3}\d{4,9}\b", re.IGNORECASE)
# NLM: `PMC` and digits. Match: "PMCID: PMC3012345"; near miss: "PMC journals".
PMCID = re.compile(r"\b(?:PMCID[:\s]{0,3})?PMC\s?\d{4,9}\b", re.IGNORECASE)
# Scheme or `www.`, up to a space; one space after a slash, as PDF line ends leave it, when more of an address follows.
# Match: "www.ndti.org.uk/x"; near miss: "and/or".
URL = re.compile(
    r"(?:https?\s?:\s?//(?:\s?www\.)?\s?|ftp://|\bwww\.(?:\s(?=[^\s]{1,80}\.[^\s]))?)[^\s<>\"“”]{3,500}(?:(?<=[/_=])\s[\w.~%-]{1,120}[/.?=&][^\s<>\"“”]{0,300})?",
    re.IGNORECASE,
)
# "Accessed 3 May 2012", "[cited 2012 May 3]", "Retrieved May 3, 2012", "abgerufen am 3. Mai 2012", "consulté le 3 mai
# 2012", "Acesso em: 3 maio 2012", "accessed 2012." of a year alone; in brackets, the day alone behind the year (GB/T
# 7714: "2012[2012-05-03]") or beginning with its year ("[2012, May 3]"). Near miss: "accessed through the library in
# 2012".
ACCESSED = re.compile(
    rf"[\[(]?\b(?:(?:last|date|letzter|zuletzt|ultimo)\s)?(?:{'|'.join(map(re.escape, _ACCESS))})"
    rf"(?:\s(?:on|am|at|le|el|em|il|op|den|in|vom))?[:,]?\s{{0,2}}(?:{_DATE}|(?:19|20)\d\d(?=[.;)\]]|$))[\])]{{0,2}}"
    rf"|(?:(?<=\d)|(?<=[/\w]\s))\[(?:19|20)\d\d-\d\d?-\d\d?\]|\[(?:19|20)\d\d,\s{_MONTH}\s\d{{1,2}}\]",
    re.IGNORECASE,
)
# The forms of the primary registries of the WHO network, of ClinicalTrials.gov and of PROSPERO.
# Match: "NCT01234567", "CRD42018095758"; near miss: "NCT 1234".
REGISTRATION = re.compile(
    r"\b(?:NCT\s?\d{8}|ISRCTN\s?\d{8}|ACTRN\s?\d{14}|ChiCTR(?:-[A-Z]{2,4})?-?\d{8,10}|(?:EUCTR|EudraCT\s?(?:No\.?"
    r"|number)?:?\s?)\d{4}-\d{6}-\d{2}(?:-[A-Z]{2})?"
    r"|DRKS\d{8}|UMIN\d{9}|CTRI/\d{4}/\d{2,3}/\d{6}|IRCT\d{11,16}N?\d{0,2}|jRCTs?\d{9,10}|KCT\d{7}|NTR\d{3,5}"
    r"|PACTR\d{15,16}|RBR-\w{6,8}"
    r"|TCTR\d{11}|SLCTR/\d{4}/\d{3}|RPCEC\d{8}|CRD\s?\d{11})\b",
    re.IGNORECASE,
)
# arXiv, "Understanding the arXiv identifier": YYMM.NNNN, since 2015 YYMM.NNNNN, perhaps a version, behind its name;
# before April 2007 archive/YYMMNNN. A class in brackets may follow. Spaces as PDF text gains them.
# Match: "arXiv:1312.3699 [hep-th]", "abs/2009.09977", "hep-ph/0309328"; near miss: "arXiv 2014", "math/stats".
_ARCHIVES = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|q-bio|quant-ph|cs|alg-geom"
    r"|chao-dyn|cmp-lg|dg-ga|funct-an|q-alg|solv-int|patt-sol)(?:\.[A-Z]{2})?"
)
ARXIV = re.compile(
    rf"\b(?:(?:arxiv(?:\.org)?\s?[:,]?\s?(?:abs/\s?)?|abs/)(?:\d{{4}}\s?\.\s?\d{{4,5}}(?:v\d{{1,2}})?"
    rf"|{_ARCHIVES}/\s?\d{{7}})|{_ARCHIVES}/\s?\d{{7}})\b(?:\s?\[\s?[a-z]{{2,8}}(?:-[a-z]{{2,5}})?(?:\.[A-Z]{{2}})?\])?",
    re.IGNORECASE,
)
# What a line end parted from an identifier that breaks off at a hyphen or slash: one blank, then a stretch without
# blanks that begins with a letter or digit. Match: " 210981." after "jech-2018-"; near miss: "  210981", " (Leeds".
_TAIL = re.compile(r"\s[A-Za-z\d][^\s\"<>“”]{0,200}")
# What a line end parted from a DOI inside a number or an abbreviation: the last stretch of all, numbers behind a word
# and a full stop, or five digits, or three with more behind a sign. Match: " NEU.0000310769." after "10.1227/01.",
# " 00242-0" after "(99)"; near miss: " 2019.", " Leeds", " e12345", " 12-15. Leeds".
_LAST_OF_DOI = re.compile(r"\s(?:[A-Za-z]{1,20}\.\d|\d{3,12}[.-]\w|\d{5})\S{0,60}\s{0,9}$")
# Years and ranges of pages, which do not belong to a DOI before them. Match: "2019.", "2004b", "2020-05-03", "123-130";
# near miss: "2005.5553", "66223404-054-06622-4".
_NO_PART_OF_DOI = r"(?!(?:19|20)\d\d[a-z]?(?:[-/.]\d\d?[-/.]\d\d?)?\W*$|\d{1,5}[-–]\d{1,5}\W*$)"
# The one piece that is left behind a DOI at the end of a reference: a number behind a full stop or a letter, with which
# few DOIs end; behind a digit a piece in which letters and digits mix as in no number of an article. Match: "
# e318166279" after "0b013", " 5553." after "jama.2005.", " 3306233" after "ijerph"; near miss: " (accessed", and
# " e12345" or " 12345678" after "jama.5553".
_REST_OF_DOI = re.compile(
    rf"(?:(?<=[^\W\d_.])\s{_NO_PART_OF_DOI}\d[\w./-]{{3,40}}|(?<=\.)\s{_NO_PART_OF_DOI}\d[\d.]{{3,40}}"
    rf"|(?<=\d)\s{_NO_PART_OF_DOI}(?![A-Za-z]\d{{1,7}}\W*$)(?=\w{{0,2}}\d)(?=\S{{0,40}}[A-Za-z])[\w./-]{{4,40}})[.\s]{{0,9}}$"
)
# Publishers whose DOIs all have one form, so that a piece which a line end parted can be told from what follows:
# Springer Nature (journal, year, article, check letter), the item numbers of ANSI/NISO Z39.56 and Elsevier, Elsevier's
# accepted papers, Cochrane's versions, Taylor & Francis, Wolters Kluwer, PLOS, Frontiers and SAGE. Match:
# "10.1245/s10434-016-5635-z", "10.1016/S0304-3959(99)00242-0", "10.1002/14651858.CD007407.pub4"; near miss:
# "10.1245/s1043", "10.1002/14651858.CD007407".
_WHOLE_DOI = re.compile(
    r"10\.\d{4,5}/(?:s\d{5}-\d{3}-\d{4,5}-[\dxyz]|S?\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-[\dX])"
    r"|10\.1016/j\.[a-z]{2,20}\.(?:19|20)\d\d\.\d\d\.\d{3}|10\.1002/14651858\.[A-Z]{2}\d{6}\.pub\d"
    r"|10\.1080/\d{8}\.(?:19|20)\d\d\.\d{5,7}|10\.1097/(?:[A-Za-z]{1,20}\.){1,2}(?:\d{16}|0b013e[\da-f]{10})"
    r"|10\.1371/journal\.p[a-z]{3}\.\d{7}"
    r"|10\.3389/f[a-z]{3,8}\.(?:19|20)\d\d\.\d{5,7}|10\.1177/\d{16,17}",
    re.IGNORECASE,
)
_MOST_PIECES = 3  # of such a DOI behind the first one
_NEXT_PIECE = re.compile(r"\s([^\s\"<>“”]{1,60})")
# What a line end parted from an address: its path, which more than a word tells, or the end of its host. Match:
# " /x/y", " /a-b" behind "www.example.org", " org/x" behind "https://example."; near miss: " /Stand", " and/or".
_PATH = re.compile(r"\s/(?=[^\s<>\"“”:]{0,300}[/._=?\d-])[\w~%][^\s<>\"“”:]{1,300}")
_HOST_END = re.compile(
    r"\s(?:com|org|gov|edu|int|net(?=/[^\s/]*[/._=?\d-])|eu|uk|de|fr|nl|au|ca|nz|ch|se|dk|fi|es|pt|br|ie|jp|cn|za)(?:\.[a-z]{2})?"
    r"/[^\s<>\"“”]{0,300}"
)
_HOST_CUT = re.compile(r"https?\s?:\s?//(?:[\w-]+\.)*?(?P<last>[\w-]+)\.$", re.IGNORECASE)
# Ends of hosts, behind which another stands only in countries that have them as second level (`gov.uk`).
_TOP_LEVEL = frozenset({"com", "org", "net", "edu", "gov", "int", "eu"})
_SECOND_LEVEL = (" uk", " au", " nz", " za", " br", " jp", " cn")
_HYPHENS = "-\u2010\u2011"
# A year alone after a slash may be the reference's own, printed behind an address. Match: "2019."; near miss: "2019-7".
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d[a-z]?")
# Words that only announce what follows or say what medium it is. Match: "Available from:", "[Internet]"; near miss:
# "from London".
CUE = re.compile(
    r"\b(?:(?:available|retrieved|accessed|downloaded)(?:\s(?:online|at|from|via|on|in)){1,2}|verfügbar unter"
    r"|disponible (?:en|sur))\s{0,2}:?|\bavailable\s?:|\bepub\b(?:\sahead of print)?"
    r"|[\[(](?:online|internet|electronic version|e-book|ebook|pdf|www)[\])]",
    re.IGNORECASE,
)
# Each pattern with a letter sequence that any match holds, in small letters, so that most references are passed over
# at once.
_PATTERNS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("doi", DOI, ("10.",)),
    ("pmid", PMID, ("pmid", "pubmed")),
    ("pmcid", PMCID, ("pmc",)),
    ("accessed", ACCESSED, (*_ACCESS, "[19", "[20")),
    ("url", URL, ("http", "ftp", "www.")),
    (
        "registration",
        REGISTRATION,
        ("nct", "isrctn", "ctr", "eudract", "drks", "umin", "ctri", "irct", "kct", "ntr", "rbr", "rpcec", "crd"),
    ),
    (
        "arxiv",
        ARXIV,
        (
            "arxiv",
            "abs/",
            "-ph/",
            "-ex/",
            "-th/",
            "-lat/",
            "-mat/",
            "-qc/",
            "math",
            "nlin/",
            "physics/",
            "q-",
            "cs/",
            "-geom/",
            "-dyn/",
            "-lg/",
            "-ga/",
            "-an/",
            "-int/",
            "-sol/",
        ),
    ),
    (
        "note",
        CUE,
        (
            "available",
            "retrieved",
            "accessed",
            "downloaded",
            "verfügbar",
            "disponible",
            "online",
            "internet",
            "electronic",
            "epub",
            "ebook",
            "e-book",
            "pdf",
            "www",
        ),
    ),
)


def find_identifiers(text: str) -> tuple[Mark, ...]:
    """Marks of all identifiers, in printed order; where two overlap, the one earlier in `_PATTERNS` stays.

    Example: `… doi: 10.1000/182. Available from: www.example.org` gives a doi, a note and a url.
    """
    taken: list[Mark] = []
    folded = text.casefold()
    for field, pattern, cues in _PATTERNS:
        if not any(map(folded.__contains__, cues)):
            continue
        for start, end in _spans(field, pattern, text, taken):
            mark = Mark(field, start, end)
            if mark.is_free_of(taken):
                taken.append(mark)
    return in_order(taken)


def _spans(field: str, pattern: re.Pattern[str], text: str, taken: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Start and end of each match, with what a line end parted from it, without the punctuation of the sentence."""
    at = 0
    while (match := pattern.search(text, at)) is not None:
        at = end = _rejoined(field, text, match.start(), match.end(), taken)
        while end > match.start() and (text[end - 1] in ".,;:'’»" or _is_unpaired(text, match.start(), end)):
            end -= 1
        yield match.start(), end


def _rejoined(field: str, text: str, start: int, end: int, taken: Sequence[Mark]) -> int:
    """Where a DOI or address really ends that the conversion broke with a blank after a hyphen or slash.

    Registrants end no DOI so, and publishers no address in a hyphen (breaks after a slash of an address are part of
    `URL`). What follows the blank belongs to it when the reference, the sentence or a bracket closes right behind.

    Example: `10.1136/jech-2018- 210981.` goes on to the full stop; `10.1136/jech-2018- PMID: 30487116` does not.
    """
    if field == "doi" and (whole := _end_of_whole_doi(text, start, end)) > end:
        return whole
    if field == "url":
        end = _end_of_address(text, start, end, taken)
    breaks = {"doi": f"{_HYPHENS}/", "url": _HYPHENS}.get(field, "")
    if field == "doi" and text[end - 1] in "._)" and (last := _LAST_OF_DOI.match(text, end)) is not None:
        piece = last[0].strip(" .,;:)]")
        end = last.end() if _is_doi_tail(piece, is_after_slash=False) else end
    if field == "doi" and (rest := _REST_OF_DOI.match(text, end)) is not None:
        return rest.end()
    while text[end - 1] in breaks and (tail := _TAIL.match(text, end)) is not None:
        piece = tail[0].strip(" .,;:)]")
        belongs = _is_doi_tail(piece, text[end - 1] == "/") if field == "doi" else _is_url_tail(piece)
        if not belongs or not (tail[0][-1] in breaks or _is_closed(text, tail.end(), taken)):
            break
        end = tail.end()
    return end


def _end_of_whole_doi(text: str, start: int, end: int) -> int:
    """Where a DOI of a publisher's form ends, pieces behind it that complete the form with it; `end` where none do."""
    printed = "".join(text[text.index("10.", start) : end].split())
    if _WHOLE_DOI.fullmatch(printed.rstrip(".,;")) is not None:
        return end
    longest, at = end, end
    for _ in range(_MOST_PIECES):
        piece = _NEXT_PIECE.match(text, at)
        if piece is None:
            break
        printed, at = printed + piece[1], piece.end()
        if _WHOLE_DOI.fullmatch(printed.rstrip(".,;)]")) is not None:
            longest = at
    return longest


def _end_of_address(text: str, start: int, end: int, taken: Sequence[Mark]) -> int:
    """Where an address ends, with its path or the end of its host behind a blank, up to what is another identifier."""
    joined = end
    cut = _HOST_CUT.match(text[start:end])
    host = None if cut is None else _HOST_END.match(text, end)
    if cut is not None and host is not None:
        is_whole = cut["last"].casefold() in _TOP_LEVEL and not host[0].startswith(_SECOND_LEVEL)
        joined = end if is_whole else host.end()
    path = _PATH.match(text, joined) if text[joined - 1] not in ".,;:)]" else None
    joined = joined if path is None else path.end()
    return joined if Mark("url", end, joined).is_free_of(taken) else end


def _is_closed(text: str, end: int, taken: Sequence[Mark]) -> bool:
    """Whether nothing of the sentence goes on at `end`: punctuation before, or the end, a bracket or a mark behind."""
    if text[end - 1] in ".,;)]":
        return True
    while end < len(text) and text[end].isspace():
        end += 1
    return end == len(text) or text[end] in "([" or any(mark.start == end for mark in taken)


def _is_url_tail(piece: str) -> bool:
    """Whether a stretch can go on with an address: no capital first, and more than a plain word."""
    return (piece[0].islower() or piece[0].isdigit()) and any(char.isdigit() or char in "/._=-" for char in piece)


def _is_doi_tail(piece: str, is_after_slash: bool) -> bool:
    """Whether a stretch can end a DOI: it holds a digit or is a check letter ("… 92003- X"), and is nothing else.

    Words of letters alone are left out: "online", "Epub", "pp" follow identifiers too.
    """
    if any(pattern.match(piece) for pattern in (PMID, PMCID, REGISTRATION, URL)) or ":" in piece:
        return False
    if is_after_slash and _YEAR_ALONE.fullmatch(piece):
        return False
    return any(char.isdigit() for char in piece) or piece in ("x", "X")


def _is_unpaired(text: str, start: int, end: int) -> bool:
    """A closing bracket that the match did not open belongs to the sentence around it."""
    last = text[end - 1]
    pairs = {")": "(", "]": "[", "}": "{", ">": "<"}
    return last in pairs and text.count(pairs[last], start, end) < text.count(last, start, end)


def blanked(text: str, marks: tuple[Mark, ...]) -> str:
    """The text with every mark overwritten by spaces: same length, so that positions stay true."""
    for mark in marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text
