"""The lexicon of column headings, `schemas/headers.yml`, ready for look-up, and how a heading is folded for it."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.vocabularies import HEADERS_FILE
from schemas.yaml_files import read_yaml

# What is read of a heading or a title, in letters: the longest title among the gold tables has 221.
READ_AHEAD = 1000
NOTE_MARKS = "*†‡§¶‖∗"
RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ"
_BLANK = str.maketrans(
    {**dict.fromkeys(NOTE_MARKS + RAISED, " "), "'": None, "’": None, "\u00ad": None, "\u200b": None}
)
_SPELLED = {"%": " percent ", "#": " # ", "№": " no ", "&": " and ", "+": " and "}

AMERICAN = {
    "program": "programme",
    "programs": "programmes",
    "center": "centre",
    "centers": "centres",
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "behavioral": "behavioural",
    "pediatric": "paediatric",
    "tumor": "tumour",
    "tumors": "tumours",
    "enrollment": "enrolment",
    "labor": "labour",
    "color": "colour",
    "analyzed": "analysed",
    "rigor": "rigour",
}
IRREGULAR = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "teeth": "tooth",
    "mice": "mouse",
}
UNCHANGED = frozenset(
    [
        "analysis",
        "basis",
        "bias",
        "thesis",
        "hypothesis",
        "series",
        "status",
        "focus",
        "corpus",
        "synthesis",
        "diagnosis",
        "yes",
        "census",
        "consensus",
        "nos",
        "casp",
        "s",
        "species",
        "diabetes",
        "apparatus",
        "always",
        "less",
        "mathematics",
        "economics",
        "statistics",
    ]
)
ABBREVIATED = {
    "nr": "no",
    "num": "number",
    "yr": "year",
    "yrs": "years",
    "pub": "publication",
    "publ": "publication",
    "avg": "average",
    "followup": "follow up",
}


@functools.lru_cache(maxsize=8192)
def fold(text: str) -> tuple[str, ...]:
    """The words of a heading, lower case and British, without notes, units' signs spelled out, plural kept.

    `Author(s)*` gives `("authors",)`; `# of studies` gives `("#", "of", "studies")`; `Randomized, %` gives
    `("randomised", "percent")`.
    """
    text = text[:READ_AHEAD].translate(_BLANK).replace("(s)", "s")
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    for sign, word in _SPELLED.items():
        text = text.replace(sign, word)
    cleaned = "".join(
        letter if letter.isalnum() or letter == "#" else " " for letter in text if not unicodedata.combining(letter)
    )
    words = [part for word in cleaned.split() for part in ABBREVIATED.get(word, word).split()]
    return tuple(_british(word) for word in words)


def _british(word: str) -> str:
    """British spelling of one word: `randomized` to `randomised`, `program` to `programme`; words such as `size`
    stay.
    """
    if word in AMERICAN:
        return AMERICAN[word]
    for ending in ("ization", "izations", "ized", "izing", "ize", "izes"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)] + "is" + ending[2:]
    return word


def singular(word: str) -> str:
    """One word without its plural: `studies` to `study`, `analyses` to `analysis`, `biases` to `bias`; not `focus`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in UNCHANGED or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("yses", "heses", "gnoses")):
        return word[:-2] + "is"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "biases")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def singulars(words: Iterable[str]) -> tuple[str, ...]:
    """Each word without its plural."""
    return tuple(singular(word) for word in words)


@dataclass(frozen=True)
class Heads:
    """The nouns that name one field, and what may stand beside them."""

    field: str
    heads: tuple[tuple[str, ...], ...]
    beside: frozenset[str]
    is_open: bool


@dataclass(frozen=True)
class Context:
    """Headings that mean `field` only where one of the words `near` stands in the title or another heading."""

    field: str
    wordings: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True)
class CellChoice:
    """Headings whose field the cells tell: `choices` is field and the words that name it."""

    wordings: frozenset[str]
    choices: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class Lexicon:
    """`schemas/headers.yml`, folded. Keys of `printed` and `single` are words run together, so that a lost or added
    space is nothing.

    Attributes:
        printed: wording as printed -> field.
        single: wording in the singular -> field; asked after `printed` ("subjects" are people, a "subject" is a topic).
        identity: fields that say which study a row is about; each has one column.
        weak: wordings of `reference` that give way when another column names the study.
    """

    fields: tuple[str, ...]
    identity: frozenset[str]
    printed: Mapping[str, str]
    single: Mapping[str, str]
    heads: tuple[Heads, ...]
    not_fields: frozenset[str]
    not_fields_single: frozenset[str]
    weak: frozenset[str]
    generic: frozenset[str]
    transparent: frozenset[str]
    statistics: frozenset[str]
    countables: frozenset[str]
    counters: frozenset[str]
    count_words: frozenset[str]
    arms: frozenset[str]
    arm_levels: frozenset[str]
    contextual: tuple[Context, ...]
    by_cells: tuple[CellChoice, ...]
    row_kinds: tuple[tuple[str, frozenset[str]], ...]

    def is_not_field(self, text: str) -> bool:
        """The heading is listed as naming no field ("Citations" are counted, a "Citation" is a reference)."""
        printed = key(text)
        return printed in self.not_fields or (
            printed not in self.printed and single_key(text) in self.not_fields_single
        )

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """Heads of several words, longest first, such as `("risk", "of", "bias")`."""
        found = {head for entry in self.heads for head in entry.heads if len(head) > 1}
        return tuple(sorted(found, key=lambda head: (-len(head), head)))


def compact(words: Iterable[str]) -> str:
    """Words run together: `study design` and `studydesign` are one key (PDFs lose and add spaces in narrow columns)."""
    return "".join(words)


def key(text: str) -> str:
    """A heading's key as printed."""
    return compact(fold(text))


def single_key(text: str) -> str:
    """A heading's key in the singular."""
    return compact(singulars(fold(text)))


@functools.cache
def load_lexicon() -> Lexicon:
    """The lexicon of `schemas/headers.yml`, read once."""
    return build_lexicon(read_yaml(HEADERS_FILE))


def build_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from the parsed file.

    Raises:
        ValueError: when one wording stands under two fields.
    """
    printed: dict[str, str] = {}
    single: dict[str, str] = {}
    for field, entry in data["fields"].items():
        for wording in entry["wordings"]:
            if printed.setdefault(key(wording), field) != field:
                raise ValueError(f"headers.yml: {wording!r} stands under both {printed[key(wording)]} and {field}")
    for wording, field in (
        (wording, field) for field, entry in data["fields"].items() for wording in entry["wordings"]
    ):
        if single_key(wording) not in printed:
            single.setdefault(single_key(wording), field)
    return Lexicon(
        fields=tuple(data["fields"]),
        identity=frozenset(field for field, entry in data["fields"].items() if entry.get("identity", False)),
        printed=printed,
        single={**single, **printed},
        heads=tuple(_heads(field, entry) for field, entry in data["fields"].items()),
        not_fields=frozenset(key(wording) for wording in data["not_fields"]),
        not_fields_single=_single_keys(data["not_fields"]),
        weak=_single_keys(data["weak"]),
        generic=_words(data["generic"]),
        transparent=_words(data["transparent"]),
        statistics=_single_keys(data["statistics"]),
        countables=_words(data["countables"]),
        counters=_words(data["counters"]),
        count_words=_words(data["count_words"]),
        arms=_single_keys(data["arms"]),
        arm_levels=_single_keys(data["arm_levels"]),
        contextual=tuple(
            Context(entry["field"], _single_keys(entry["wordings"]), _words(entry["near"]))
            for entry in data["contextual"]
        ),
        by_cells=tuple(
            CellChoice(
                _single_keys(entry["wordings"]),
                tuple((field, _words(names)) for field, names in entry["choices"].items()),
            )
            for entry in data["by_cells"]
        ),
        row_kinds=tuple((kind, _single_keys(wordings)) for kind, wordings in data["row_kinds"].items()),
    )


def _heads(field: str, entry: Mapping[str, Any]) -> Heads:
    return Heads(
        field=field,
        heads=tuple(singulars(fold(head)) for head in entry["heads"]),
        beside=_words(entry.get("beside", ())),
        is_open=bool(entry.get("open", False)),
    )


def _words(wordings: Iterable[str]) -> frozenset[str]:
    """The single words of all wordings, in the singular."""
    return frozenset(word for wording in wordings for word in singulars(fold(str(wording))))


def _single_keys(wordings: Iterable[str]) -> frozenset[str]:
    return frozenset(single_key(str(wording)) for wording in wordings)
