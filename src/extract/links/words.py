"""Titles, names, DOIs and numbers of records in the forms in which they are compared."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from extract.links.vocabulary import PART_WORDS

# Notes that databases put into titles, in square brackets: "[Chinese]", "[16 refs]", "[Erratum appears in ...]".
# Match: "Title. [German]"; near miss: "[Title in translation]", which is all there is and stays.
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
# How such a note begins, which a title of that length does not.
_NOTE = re.compile(
    r"\W*(?:published |letter|see |comment|err?at|correct|retract|republ|summary for|update (?:in|of)|\d|review|"
    r"article in|in process|abstract|reprint|duplicate|author'?s transl)"
)
# A note cut off by a field that ended: "Stroke care.[Erratum appears in J Pediatr. 2003 Jun".
_CUT_NOTE = re.compile(r"\[(?:published |see |comment|err?at|correct|retract|republ)[^\[\]]*$", re.IGNORECASE)
# The same in parentheses at the end. Match: "Stroke care (multiple letters)" (Embase), "Stroke care (Review)" (the
# Cochrane Library); near miss: "Stroke care (a review of trials)".
_NOTE_TAIL = re.compile(r"\(\s*(?:multiple letters|letters?|review|author'?s transl(?:ation)?\.?)\s*\)[\s.]*$")
# A reference to another paper at a title's end: "... N Engl J Med. 2009 Jan 29;360(5):544-6".
_ELLIPSIS_TAIL = re.compile(r"\.\.\..*", re.DOTALL)
# How citation databases print whose erratum a record is: "(vol 85, pg 553, 2010)", "(Blood (2009) 360 (542-544))".
# Near miss: "(aged 60 to 85)". Only the last 200 signs are searched, so the match is bounded.
_ERRATUM_TAIL = re.compile(
    r"\((?:vol\.? \d[^()]{0,60}|[^()]{3,150}\([^()]{4,25}\) ?\d[^()]{0,10}(?:\([^()]{1,20}\))?)\)\W*$"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,20}>")
# A letter that a conversion lost, within a word. Match: "rehabil?tation"; near miss: "Who cares? A survey".
_LOST_LETTER = re.compile(r"(?<=\w)[?\ufffd](?=\w)")
WORD = re.compile(r"[^\W_]+")
# The first number of a page or article number: "c37-c42" -> 37, "CD008391" -> 008391; near miss: "in press".
_PAGE = re.compile(r"\d+")
# A count of pages, where no page is known: "215 p", "62 pages"; near miss: "p 215".
_PAGE_COUNT = re.compile(r"^\W*\d+ ?(?:p|pp|pages?|leaves)\W*$", re.IGNORECASE)
_SPELLINGS = (
    ("ae", "e"), ("oe", "e"), ("isation", "ization"), ("ise", "ize"), ("our", "or"), ("yse", "yze"), ("gramme", "gram"),
    ("centre", "center"), ("fibre", "fiber"), ("ageing", "aging"), ("versus", "vs"),
)  # fmt: skip
# Numbers in words and Roman numerals count as figures; a lone "i" only after a word of PART_WORDS, being a pronoun too.
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip
# The number of a part before its own title. Match: "Stroke care: A. Diagnosis"; near miss: "Stroke care: a trial".
_ENUMERATOR = re.compile(r"[:.;]\s+([a-e]|[ivx]{1,4}|\d)[.)]\s")
# Letters that have no accent to lose, and Greek letters, which databases write out.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
})  # fmt: skip
# Numbers of registers of trials (WHO ICTRP's primary registers and ClinicalTrials.gov).
# Match: "NCT01234567", "ISRCTN 12345678", "2008-006952-23" (EudraCT); near miss: "2008-2009".
_REGISTRATION = re.compile(
    r"\b(?:nct ?\d{8}|isrctn ?\d{8}|actrn ?\d{14}|drks ?\d{8}|umin ?\d{9}|"
    r"chictr[-a-z]*\d{8,10}|ctri/\d{4}/\d{2,3}/\d{6}|(?:19|20)\d{2}-\d{6}-\d{2})\b"
)
_SIX_DIGITS = re.compile(r"\d{6}")
# Pages of a publisher's site under a DOI. Match: "/full"; near miss: "/fullerene".
_DOI_TAIL = re.compile(r"(?:/(?:full|abstract|pdf|epdf|meta|html|fulltext)|\.(?:pdf|full|abstract))$")
# Version ends of DOIs: Cochrane ".pub2", Research Square "/v1", figshare and arXiv "v2", F1000 ".2".
DOI_VERSION = re.compile(r"(?:\.pub\d{1,2}|[./]?v\d{1,2}|(?<=research\.\d{5})\.\d|(?<=openres\.\d{5})\.\d)$")


def plain(text: str) -> str:
    """Lower case without accents, markup and entities: "Caf&eacute; <i>A</i>" -> "cafe a"."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = "".join(sign for sign in spread if not unicodedata.combining(sign))
    if "?" in text or "\ufffd" in text:
        text = _LOST_LETTER.sub("", text)
    return text.casefold()


def fold_title(title: str) -> tuple[str, ...]:
    """Words of a title without database notes: "[Stroke care]. [German]" -> stroke care."""
    kept = plain(_without_notes(title) if "[" in title or "..." in title else drop_erratum_tail(title))
    kept = _NOTE_TAIL.sub("", kept) if ")" in kept[-3:] else kept
    return tuple(WORD.findall(_ENUMERATOR.sub(r" part \1 ", kept)))


def _without_notes(title: str) -> str:
    """Without notes, as long as two words are left; the longest bracket where the title is all brackets."""
    bare = drop_erratum_tail(drop_brackets(title))
    if len(WORD.findall(bare)) < 2:
        bare = max((*_BRACKETED.findall(title), title if "[" not in title else ""), key=len, default="") or title
    shorn = _ELLIPSIS_TAIL.sub("", bare)
    return shorn if len(WORD.findall(shorn)) >= 2 else bare


def other_titles(title: str) -> tuple[str, ...]:
    """Titles in other languages that stand in a title.

    In square brackets, as the National Library of Medicine prints translations ("Titel im Original [Stroke care at
    home]"), or beside a sign of equality, as ISBD does. Near miss: "[Erratum appears in Stroke. 2010]".
    """
    found = [piece.strip() for piece in title.split(" = ")] if " = " in title else []
    if "[" in title:
        found.extend(piece[1:-1] for piece in _BRACKETED.findall(title) if _NOTE.match(piece.casefold()) is None)
    return tuple(piece for piece in found if len(WORD.findall(piece)) >= 4)


def drop_brackets(title: str) -> str:
    """Without what stands in square brackets, three deep at most as the deepest seen, and without a note cut off."""
    if "[" not in title:
        return title.strip()
    for _ in range(3):
        title = _BRACKETED.sub(" ", title)
    return _CUT_NOTE.sub("", title).strip()


def drop_erratum_tail(title: str) -> str:
    """Without the note whose erratum it is, at the end; unchanged where there is none."""
    if ")" not in title[-5:]:
        return title
    head, tail = title[:-200], title[-200:]
    return head + _ERRATUM_TAIL.sub("", tail)


def spell_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """One spelling for British and American words, numbers as figures, and letters that name a part told from articles.

    Example: part, ii, of, two, programmes -> part, 2, of, 2, programs; hepatitis, a -> hepatitis, -a.
    """
    spelled = list(map(spell, words))
    for place, word in enumerate(words):
        if word in ("a", "i") and (place == len(words) - 1 or words[place - 1] in PART_WORDS):
            spelled[place] = "1" if word == "i" else "-a"
    return tuple(spelled)


@lru_cache(maxsize=65536)
def spell(word: str) -> str:
    """One spelling for British and American words; only for comparing."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    for british, other in _SPELLINGS:
        word = word.replace(british, other)
    return word


def fold_doi(doi: str | None) -> str | None:
    """`https://doi.org/10.1002/ABC.` -> `10.1002/abc`; None where there is no DOI in it.

    What exports and publishers' addresses set behind it goes: "10.1002/abc [doi]", "10.3389/abc/full".
    """
    if doi is None:
        return None
    place = doi.find("10.")
    if place < 0:
        return None
    bare = unquote(html.unescape(doi[place:])).split(maxsplit=1)[0].casefold()
    return _DOI_TAIL.sub("", bare.rstrip(".,;)")) or None


@lru_cache(maxsize=65536)
def family_words(author: str) -> frozenset[str]:
    """Words of three letters and more of a family name; of the whole name where databases turned it round.

    "van der Berg, A." -> van der berg -> {van, der, berg}; "Si Hyun Kang, null" -> {hyun, kang}. Umlauts count in any
    spelling: Müller, Mueller and Muller are one.
    """
    family, _, _ = author.partition(",")
    found = [_spell_name(word) for word in WORD.findall(plain(family)) if len(word) > 1]
    long = [word for word in found if len(word) > 2]
    return frozenset(long or found)


def name_words(author: str) -> list[str]:
    """All words of a name, umlauts in one spelling."""
    return [_spell_name(word) for word in WORD.findall(plain(author))]


def _spell_name(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u") if len(word) > 3 else word


def registrations(text: str) -> frozenset[str]:
    """Numbers under which registers list a trial: "NCT 01234567" -> {nct01234567}."""
    if _SIX_DIGITS.search(text) is None:
        return frozenset()
    return frozenset(found.replace(" ", "") for found in _REGISTRATION.findall(plain(text)))


def first_number(raw: str | None) -> str | None:
    if raw is None:
        return None
    found = re.search(r"\d+", raw)
    return found[0].lstrip("0") or "0" if found else None


def first_page(raw: str | None) -> str | None:
    found = _PAGE.search(raw) if raw is not None and _PAGE_COUNT.match(raw) is None else None
    return found[0].lstrip("0") or "0" if found else None
