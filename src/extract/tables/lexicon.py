"""The lexicon of column headings, `schemas/headers.yml` and `schemas/headers_languages.yml`, ready for look-up, and how
a heading is folded for it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from schemas.vocabularies import HEADERS_FILE
from schemas.yaml_files import read_yaml

LANGUAGES_FILE = HEADERS_FILE.with_name("headers_languages.yml")
# What is read of a heading or a title, in letters: the longest title among the gold tables has 221.
READ_AHEAD = 1000
NOTE_MARKS = "*†‡§¶‖∗"
RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ"
_BLANK = str.maketrans(
    {**dict.fromkeys(NOTE_MARKS + RAISED, " "), "'": None, "’": None, "\u00ad": None, "\u200b": None}
)
_SPELLED = {"%": " percent ", "#": " # ", "№": " no ", "&": " and ", "+": " and "}
# "Number" as French, Spanish and Portuguese write it: it numbers, where "n" alone counts. Match: "N°", "N.º", "nº";
# near miss: "N (°C)".
_NUMERO = re.compile(r"\bn\.?\s?[°º]", re.IGNORECASE)
# French and Italian articles and prepositions before a vowel are words of their own (Grevisse, Le bon usage, on
# elision). Match: "l'étude", "dell’intervento"; near misses: "Cohen's d", "don't".
_ELIDED = re.compile(r"\b(l|d|qu|dell|all|nell|sull|un)['’](?=[^\W\d_])", re.IGNORECASE)

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
    text = _NUMERO.sub(" no ", _ELIDED.sub(r"\1 ", text[:READ_AHEAD])).translate(_BLANK).replace("(s)", "s")
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
class Counting:
    """How one language says how many: a counter ("number"), what is counted ("patients"), and words beside them."""

    counters: frozenset[str]
    countables: frozenset[str]
    count_words: frozenset[str]


@dataclass(frozen=True)
class Titles:
    """Folded phrases by which one language's titles tell their tables; see `schemas/headers_languages.yml`.

    Attributes:
        others: (what the table is instead, phrases).
    """

    selected: frozenset[str]
    included: frozenset[str]
    excluded: frozenset[str]
    reasons: frozenset[str]
    others: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class Language:
    """One block of `schemas/headers_languages.yml`, folded.

    Attributes:
        wordings: key -> field, of wordings that mean the same in every table.
        own: those that English does not have, and headings of no field: they show that a table is in this language, or
            in one that shares them.
        here: key -> field, of wordings that count only in a table in this language.
        passed_over: words that change nothing.
        of_study: endings that change nothing, the longest first.
        class_sizes: keys of headings that say how many studies a class has.
    """

    name: str
    wordings: Mapping[str, str]
    own: frozenset[str]
    here: Mapping[str, str]
    passed_over: frozenset[str]
    of_study: tuple[tuple[str, ...], ...]
    titles: Titles
    class_sizes: frozenset[str]

    def shortened(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words without those that change nothing: `ziel der studie` gives `("ziel",)`."""
        tail = next((tail for tail in self.of_study if words[-len(tail) :] == tail and len(words) > len(tail)), ())
        return tuple(word for word in words[: len(words) - len(tail)] if word not in self.passed_over)

    def field_of(self, words: tuple[str, ...]) -> str | None:
        """The field of a folded heading in this language, a plural in -s passed over; None for none."""
        for candidate in (words, self.shortened(words)):
            for key_ in (compact(candidate), compact(singulars(candidate))):
                if key_ in self.wordings:
                    return self.wordings[key_]
        return None

    def shows_itself(self, words: tuple[str, ...]) -> bool:
        """Whether a folded heading is a wording of this language that English does not have."""
        candidates = (words, self.shortened(words))
        return any(compact(each) in self.own or compact(singulars(each)) in self.own for each in candidates)


@dataclass(frozen=True)
class Lexicon:
    """`schemas/headers.yml` and `headers_languages.yml`, folded. Keys of `printed` and `single` are words run together,
    so that a lost or added space is nothing.

    Attributes:
        printed: wording as printed -> field.
        single: wording in the singular -> field; asked after `printed` ("subjects" are people, a "subject" is a topic).
        identity: fields that say which study a row is about; each has one column.
        weak: wordings of `reference` that give way when another column names the study.
        spelled: keys that a damaged heading may stand for: English ones, and those of the table's language.
        counting: of English, then of each other language.
        languages: all; of `lexicon_of`, those of the table.
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
    counting: tuple[Counting, ...]
    arms: frozenset[str]
    arm_levels: frozenset[str]
    contextual: tuple[Context, ...]
    by_cells: tuple[CellChoice, ...]
    row_kinds: tuple[tuple[str, frozenset[str]], ...]
    spelled: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = ()

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
    """The lexicon of `schemas/headers.yml` and `headers_languages.yml`, read once."""
    return build_lexicon(read_yaml(HEADERS_FILE), read_yaml(LANGUAGES_FILE))


@functools.cache
def lexicon_of(names: tuple[str, ...]) -> Lexicon:
    """The lexicon for a table in these languages: what they have under `here` counts, where they agree. `()` is a table
    that shows none.
    """
    lexicon = load_lexicon()
    return _for_table(lexicon, tuple(each for each in lexicon.languages if each.name in names)) if names else lexicon


def build_lexicon(data: Mapping[str, Any], languages: Mapping[str, Any] | None = None) -> Lexicon:
    """A lexicon from the parsed files: that of English, and that of the other languages, by their names.

    Raises:
        ValueError: when one wording stands under two fields, in whatever language, or under a field that is none.
    """
    blocks = languages or {}
    printed: dict[str, str] = {}
    _enter("headers.yml", {name: entry["wordings"] for name, entry in data["fields"].items()}, printed)
    english = dict(printed)
    single: dict[str, str] = {}
    for name, wording in ((name, each) for name, entry in data["fields"].items() for each in entry["wordings"]):
        if single_key(wording) not in printed:
            single.setdefault(single_key(wording), name)
    for language, block in blocks.items():
        unknown = sorted({*block["fields"], *block["here"]} - set(data["fields"]))
        if unknown:
            raise ValueError(f"headers_languages.yml, {language}: {', '.join(unknown)} is no field of headers.yml")
        _enter(f"headers_languages.yml, {language}", block["fields"], printed)
    every = (data, *blocks.values())
    return Lexicon(
        fields=tuple(data["fields"]),
        identity=frozenset(field for field, entry in data["fields"].items() if entry.get("identity", False)),
        printed=printed,
        single={**single, **printed},
        heads=tuple(_heads(field, entry) for field, entry in data["fields"].items()),
        not_fields=frozenset(key(wording) for block in every for wording in block["not_fields"]),
        not_fields_single=_single_keys(data["not_fields"]),
        weak=_joined(every, "weak"),
        generic=_words(data["generic"]),
        transparent=_words(data["transparent"]),
        statistics=_joined(every, "statistics"),
        counting=(_counting(data), *(_counting(data, block["counting"]) for block in blocks.values())),
        arms=_joined(every, "arms"),
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
        row_kinds=tuple(
            (kind, _joined((data["row_kinds"], *(block["row_kinds"] for block in blocks.values())), kind))
            for kind in data["row_kinds"]
        ),
        spelled=frozenset({*english, *single}),
        languages=tuple(_language(name, block, english) for name, block in blocks.items()),
    )


def _enter(source: str, fields: Mapping[str, Iterable[str]], printed: dict[str, str]) -> None:
    """Each wording's key into `printed` with its field; a second field is refused."""
    for name, wordings in fields.items():
        for wording in wordings:
            if printed.setdefault(key(wording), name) != name:
                raise ValueError(f"{source}: {wording!r} stands under both {printed[key(wording)]} and {name}")


def _language(name: str, block: Mapping[str, Any], english: Mapping[str, str]) -> Language:
    wordings: dict[str, str] = {}
    _enter(f"headers_languages.yml, {name}", block["fields"], wordings)
    here: dict[str, str] = {}
    for group in (block["fields"], block["here"]):
        _enter(f"headers_languages.yml, {name}", group, here)
    return Language(
        name=name,
        wordings=wordings,
        own=frozenset({*wordings, *map(key, block["not_fields"])}) - frozenset(english),
        here={each: meant for each, meant in here.items() if each not in wordings},
        passed_over=frozenset(word for each in block["passed_over"] for word in fold(each)),
        of_study=tuple(sorted((fold(each) for each in block["of_study"]), key=len, reverse=True)),
        titles=_titles(block["titles"]),
        class_sizes=frozenset(key(each) for each in block["class_sizes"]),
    )


def _titles(block: Mapping[str, Any]) -> Titles:
    phrases = {name: frozenset(" ".join(fold(each)) for each in listed) for name, listed in block.items()}
    selected, included, excluded, reasons = (
        phrases.pop(name) for name in ("selected", "included", "excluded", "reasons")
    )
    return Titles(selected, included, excluded, reasons, tuple(phrases.items()))


def _for_table(lexicon: Lexicon, languages: tuple[Language, ...]) -> Lexicon:
    """The lexicon with what only tables in these languages mean; what they do not agree on is left out."""
    meant: dict[str, set[str]] = {}
    for language in languages:
        for wording, name in language.here.items():
            meant.setdefault(wording, set()).add(name)
    here = {wording: names.copy().pop() for wording, names in meant.items() if len(names) == 1}
    return replace(
        lexicon,
        printed={**lexicon.printed, **here},
        single={**lexicon.single, **here},
        spelled=lexicon.spelled.union(here, *(language.wordings for language in languages)),
        languages=tuple(replace(language, wordings={**language.wordings, **here}) for language in languages),
    )


def _counting(english: Mapping[str, Any], block: Mapping[str, Any] | None = None) -> Counting:
    """The words for counts of one language; the counters of English ("n", "no.") hold in each."""
    own = english if block is None else block
    counters = _words([*english["counters"], *own["counters"]])
    return Counting(counters, _words(own["countables"]), _words(own["count_words"]))


def _joined(blocks: Iterable[Mapping[str, Any]], name: str) -> frozenset[str]:
    """The keys in the singular of one list of all blocks that have it."""
    return _single_keys(wording for block in blocks for wording in block.get(name, ()))


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
