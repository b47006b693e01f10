"""What does the label of a study say, such as `Smith J, Lee K et al. 2010a`, and whose name does it bear?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.folding import fold
from extract.records import Record

# How much of the study's cell is read for the parts of its label, in letters.
LABEL_LETTERS = 120
# A label that leaves authors out. Match: `Ahn et al. 2001`, `Ahn and colleagues`; near miss: `Etal`.
ET_AL = re.compile(r"\bet\.?\s?al\b|\band (?:colleagues|others|co-?workers)\b", re.IGNORECASE)
# Two spellings of one name, beside the same number and year, have this share of letters in common, in order (rapidfuzz
# ratio): "Bennhke" and "Behneke" 71, "Arık" and "Arik" 75. "Liu" and "Li" have 80: only the number makes them one.
SAME_NAME = 70
# A year with its letter. Match: `2010a`; near miss: `2010 a`, `2010ab`.
_LETTERED = re.compile(r"((?:1[89]|20)\d\d)([a-h])(?![a-z])")
# What ends the names of a label. Match: `2` of `2010`, `(`, `d.` of `Ford. Lamps`; near miss: `E.`.
_NAMES_END = re.compile(r"[\d:()\[\]]|\w{2}\.")
# Initials behind or before a family name. Match: ` J.`, `, J.-P.`, ` AB` before `, 2010`; near miss: ` UK Trust`, `, H`
# before ` Irwin`.
_INITIALS_BEHIND = re.compile(
    r"[,\s]\s?(?P<initials>(?:[^\W\d_a-z]\.?[ -]?){1,3})(?=[\s,;(&.]|$)(?!\s?[^\W\d_a-z][^\W\d_A-Z])"
)
_INITIALS_BEFORE = re.compile(r"(?:^|[\s(])(?P<initials>(?:[^\W\d_a-z]\.?[ -]?){1,3})\s?$")
# Words before a family name by which it is filed in some lists and not in others (APA 9.45, Chicago 8.5). Match: `van
# der ` of `van der Berg`; near miss: `Vander Berg`.
_PARTICLES = re.compile(
    r"^(?:(?:van|von|vom|zu|zur|der|den|de|del|della|di|da|das|do|dos|du|la|le|el|al|ten|ter|te|af|av|d’|d'|l’|l')\s?)+(?=\w)",
    re.IGNORECASE,
)
# The second letter of an umlaut that is written as two. Match: `e` of `mueller`; near miss: `e` of `berg`.
_UMLAUT = re.compile(r"(?<=[aou])e")
_DOUBLE = 2  # words of a double name; more are a body
# One more author, behind the second. Match: ` & Gray` of `Ellis, Ford & Gray 2012`, `, de Vale`; near miss: `, J.`,
# `, AB`.
_FURTHER = re.compile(r"(?:[,&;]|\band\b)\s?(?:[^\W\d_A-Z]{1,3}\s){0,2}[^\W\d_a-z]['’]?(?:[^\W\d_A-Z]|[^\W\d_]{2})")


@dataclass(frozen=True)
class RowLabel:
    """What the label of a row says.

    Attributes:
        author: the first author; authors: those that were read, first author first; of a short label two at most.
        count: how many authors are named.
        initials: of the first author, small letters without marks; empty where none are printed.
        year, letter: with the letter behind it that tells works of one author and year apart, empty where none is.
        has_et_al: authors are left out.
        printed: the head of the cell.
    """

    author: str | None
    authors: tuple[str, ...]
    initials: str
    year: int | None
    letter: str
    has_et_al: bool
    printed: str
    count: int

    @property
    def is_of_two(self) -> bool:
        """Whether two authors are named, and none is left out."""
        return self.count == 2 and not self.has_et_al

    @classmethod
    def of(cls, record: Record) -> RowLabel:
        """The label of a record."""
        printed = (record.text("reference") or "")[:LABEL_LETTERS]
        reading = record.reading("authors")
        authors = reading.value if reading is not None and isinstance(reading.value, tuple) else ()
        author, year = record.text("first_author"), record.year
        letters = [letter for digits, letter in _LETTERED.findall(printed) if digits == str(year)]
        return cls(
            author,
            authors,
            _initials(author, authors[0] if authors else "", printed),
            year,
            letters[0] if letters else "",
            ET_AL.search(printed) is not None,
            printed,
            len(authors) + (_further(authors[1], printed) if len(authors) == 2 else 0),
        )


def _further(second: str, printed: str) -> int:
    """How many authors a label names behind its second author."""
    _, _, behind = printed.partition(second.split(",")[0])
    return len(_FURTHER.findall(_NAMES_END.split(behind)[0]))


def _initials(author: str | None, first: str, printed: str) -> str:
    """Of the first author, from the list of authors or beside the family name in the cell."""
    family, comma, given = first.partition(",")
    if comma and fold(family) == fold(author or ""):
        return given_initials(given)
    at = printed.find(author) if author else -1
    if author is None or at < 0:
        return ""
    found = _INITIALS_BEFORE.search(printed, 0, at) or _INITIALS_BEHIND.match(printed, at + len(author))
    return given_initials(found["initials"]) if found is not None else ""


def given_initials(given: str) -> str:
    """`J.-P.`, `JP`, `Jean-Paul` give `jp`: the capitals."""
    return fold("".join(letter for letter in given if letter.isupper()))


def family(author: str) -> str:
    """`Berg, A.B.` gives `berg`; particles stay, since labels print them."""
    return fold(author.split(",")[0])


def spellings(name: str) -> set[str]:
    """The ways in which lists and labels write a family name: with its particles and without, a double name by its
    last part (`Arcelli Fontana`), umlauts as one letter or two (`Müller`, `Mueller`)."""
    bare = name.split(",")[0]
    ways = {fold(bare), fold(_PARTICLES.sub("", bare, count=1))}
    if "," in name and len(bare.split()) == _DOUBLE:
        ways.add(fold(bare.split()[-1]))
    return {_UMLAUT.sub("", each) for each in ways} | ways


def is_same_family(one: str, other: str, *, is_close: bool = False) -> bool:
    """Whether two names are of one person; `is_close`: also where one is misspelt, or a given name stands before."""
    if spellings(one) & spellings(other):
        return True
    if not is_close:
        return False
    return any(fuzz.ratio(fold(name), family(other)) >= SAME_NAME for name in (one.split(",")[0], one.split()[-1]))
