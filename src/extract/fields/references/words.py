"""What a word of a reference, and what stands between two words, says by itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extract.fields.references.lexicon import CLASS_OF

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DASH = re.compile(r"[‐‑‒–—―−]")
_DOUBLE = re.compile(r"[“”„«»″]|``|''")
_SINGLE = re.compile(r"[‘’‚`]")
_REPEATED = re.compile(r"([^\w ])\1+")
# DOI handbook, section 2.2. Match: "10.5281" in "10.5281/zenodo.1"; near miss: "10.1".
_REGISTRANT = re.compile(r"\b10\.\d{4,9}(?=/|$)")
# Host, and path with all behind it. Match: "https://www.who.int/iris", "www.who.int"; near miss: "NCT01234567".
_ADDRESS = re.compile(r"(?:[a-z]{3,5}://)?(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63})+)(.*)", re.IGNORECASE | re.DOTALL)
_PATH_WORD = re.compile(r"[a-z]{2,}")
_PARTS, _LONGEST = 10, 16  # words of a path that are told, the last two among them; letters of each
_AFFIX = 4  # letters of the longest; longer ones are the word itself, hardly ever another's


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What a token says by itself.

    Attributes:
        shape: `Y` a year, `d3` a number of three digits, `@doi` an identifier, `A1` one capital, `Aa`, `AA`, `aa`, or
            mixed.
        kind: its class in the lexicon, `#` a number, `-` none.
        letters: what the model is told of its letters or digits, `0w` all, `0a` the first, `0z` the last; folded, 18
            characters at most; of a number of three digits or more `0w` as many noughts, `0n` the first two and how
            many; of an identifier its name and the parts of an address.
    """

    shape: str
    kind: str
    letters: tuple[str, ...]


def word_of(token: str) -> Word:
    """The word that a token is, an identifier as `told_of` tells of it."""
    if token[0] == "@":
        name, _, address = token.partition(" ")
        return Word(name, name, (f"0w{name}", *_parts_of(address)))
    shape = _shape(token)
    folded = token.lower() if token.isascii() else unicodedata.normalize("NFKC", token).casefold()
    if shape[0] in "dY":
        text = folded if len(token) < 3 else "0" * min(len(token), 6)
        return Word(shape, "#", (f"0w{text}", f"0n{folded[:2]}{len(folded)}"))
    kind = CLASS_OF.get(folded, "-") if shape != "A1" else "-"
    text = folded[:18]
    sizes = range(1, min(len(text), _AFFIX + 1))
    ends = [f"0z{text[-size:]}" for size in sizes]
    return Word(shape, kind, (f"0w{text}", *[f"0a{text[:size]}" for size in sizes[1:]], *ends))


def told_of(name: str, printed: str) -> str:
    """An identifier as `word_of` is told of it: an address as printed, a DOI by its registrant, else its name alone."""
    if name == "url":
        return f"@url {printed}"
    registrant = _REGISTRANT.search(printed) if name == "doi" else None
    return f"@{name}" if registrant is None else f"@doi {registrant[0]}"


def _parts_of(address: str) -> tuple[str, ...]:
    """The parts of an address that tell what kind of work stands there, `0h` of the host or of a DOI's registrant, `0p`
    of the path: of `https://www.example.org/reports/a.pdf` "0hexample", "0horg", "0preports", "0ppdf"."""
    if _REGISTRANT.fullmatch(address):
        return (f"0h{address}",)
    found = _ADDRESS.match(address)
    if found is None:
        return ()
    host, path = found.groups()
    return (*[f"0h{label}" for label in host.lower().split(".")], *[f"0p{part}" for part in _part_words(path)])


def _part_words(path: str) -> list[str]:
    words = _PATH_WORD.findall(path.lower())
    return [word[:_LONGEST] for word in (*words[: _PARTS - 2], *words[_PARTS - 2 :][-2:])]


def _shape(token: str) -> str:
    if not token[0].isalpha():
        return "&" if token == "&" else "Y" if _YEAR.fullmatch(token) else f"d{min(len(token), 5)}"
    if token.isupper():
        return f"A{len(token)}" if len(token) < 4 else "AA"
    if token[0].isupper():
        return "Aa" if token[1:].islower() else "AaA"
    if token.islower():
        return "a1" if len(token) == 1 else "aa"
    return "aA" if token[0].islower() else "xx"  # xx: a script without capitals


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """What stands between two words, dashes and quotation marks made plain.

    Attributes:
        spaced: with its spaces, five signs at most; tight: without them, four at most.
        quoted: whether the text behind it is inside quotation marks, when the text before it is not, and when it is.
        bracket: the bracket that is open behind it, "" when one was closed, None when it holds none.
        is_turn: whether it opens or closes a bracket or a quotation mark.
    """

    spaced: str
    tight: str
    quoted: tuple[bool, bool]
    bracket: str | None
    is_turn: bool


@lru_cache(maxsize=20_000)
def gap_of(raw: str) -> Gap:
    """The gap that stands as `raw` in the text."""
    text = _DASH.sub("-", " ".join(raw.split()) if raw.strip() else " " if raw else "")
    if raw[:1].isspace() and text != " ":
        text = " " + text
    if raw[-1:].isspace() and text != " ":
        text += " "
    text = _SINGLE.sub("'", _DOUBLE.sub('"', text))
    text = _REPEATED.sub(r"\1", text)
    brackets = [sign for sign in raw if sign in "([)]"]
    bracket = None if not brackets else brackets[-1] if brackets[-1] in "([" else ""
    quoted = _quoted(raw, False), _quoted(raw, True)
    spaced, tight = text[:5], text.replace(" ", "")[:4]
    return Gap(
        spaced, tight, quoted, bracket,
        is_turn=bracket is not None or quoted != (False, True),
    )  # fmt: skip


def _quoted(raw: str, is_quoted: bool) -> bool:
    """Whether quotation marks are open behind `raw`; those that look alike at both ends open and close in turn."""
    for sign in raw:
        is_quoted = sign in "“„«" or (not is_quoted if sign == '"' else is_quoted and sign not in "”»")
    return is_quoted
