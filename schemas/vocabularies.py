"""Which words a closed vocabulary knows: `load(name)` reads `schemas/vocab/<name>.yml` once, and checks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pycountry

from schemas.yaml_files import parse_yaml, read_yaml

VOCAB_DIR = Path(__file__).parent / "vocab"
HEADERS_FILE = Path(__file__).parent / "headers.yml"

# A vocabulary's name is a file name of lower-case letters, digits and underscores: `designs`; near miss: `../designs`.
NAME = re.compile(r"[a-z][a-z0-9_]*")

# A code is lower-case words joined by hyphens: `case-control`; near miss: `Case-Control`. Countries use ISO alpha-3.
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[A-Z]{3}")


class VocabularyError(ValueError):
    """A vocabulary file does not keep its form: a fault of the file, never of a document."""


@dataclass(frozen=True)
class Code:
    """One entry of a vocabulary.

    Attributes:
        code: stable; published data holds it.
        definition: what the code stands for, one or two sentences.
        source: where the definition comes from.
        wordings: ways to print it; `...` in a wording stands for up to six other words.
        abbreviations: short forms that count only as they are printed here, capitals and all (`ITS` is not `its`).
        whole_cell: wordings that count only when the cell holds nothing else.
        facts: further single values, as (name, value), sorted by name.
    """

    code: str
    definition: str
    source: str
    wordings: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    whole_cell: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """The value of a fact that the vocabulary promises; KeyError when it is missing."""
        return dict(self.facts)[name]


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of codes, in the order of its file, and the further word lists that its reader needs.

    Attributes:
        lists: (name, wordings) in file order, for words that are no code, such as traps.
    """

    name: str
    title: str
    description: str
    codes: tuple[Code, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __contains__(self, code: object) -> bool:
        return any(entry.code == code for entry in self.codes)

    def __getitem__(self, code: str) -> Code:
        for entry in self.codes:
            if entry.code == code:
                return entry
        raise KeyError(f"{self.name}.yml has no code {code!r}; it has {', '.join(self.names)}")

    @property
    def names(self) -> tuple[str, ...]:
        """All codes, in the order of the file."""
        return tuple(entry.code for entry in self.codes)

    def in_order(self, codes: frozenset[str] | set[str]) -> tuple[str, ...]:
        """The given codes in the order of the vocabulary; a code that it does not have is an error."""
        unknown = sorted(codes - set(self.names))
        if unknown:
            raise KeyError(f"{self.name}.yml has no code {', '.join(unknown)}")
        return tuple(name for name in self.names if name in codes)

    def words(self, name: str) -> tuple[str, ...]:
        """The further word list of that name."""
        return dict(self.lists)[name]


@cache
def load(name: str) -> Vocabulary:
    """The vocabulary of `schemas/vocab/<name>.yml`, read once; a hyphen in the name stands for an underscore.

    Raises:
        VocabularyError: the file is missing or does not keep its form; the text says which entry and what to do.
    """
    name = name.replace("-", "_")
    if NAME.fullmatch(name) is None:
        raise VocabularyError(f"{name!r} is no vocabulary name: use lower-case letters, digits and underscores")
    path = VOCAB_DIR / f"{name}.yml"
    if not path.is_file():
        raise VocabularyError(f"there is no vocabulary {path.name}: add it to schemas/vocab/")
    return from_content(name, read_yaml(path))


@cache
def country_names() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 code -> English short name, in alphabetical order of the codes."""
    return MappingProxyType(
        {str(entry.alpha_3): str(entry.name) for entry in sorted(pycountry.countries, key=_alpha_3)}
    )


def _alpha_3(entry: object) -> str:
    """The alpha-3 code of an entry of pycountry."""
    return str(getattr(entry, "alpha_3", ""))


def parse(name: str, text: str) -> Vocabulary:
    """A vocabulary from the text of its YAML file."""
    return from_content(name, parse_yaml(text, f"{name}.yml"))


def from_content(name: str, content: object) -> Vocabulary:
    """A vocabulary from what its YAML file holds: keys `title`, `description`, `codes`, and optional `lists`."""
    if not isinstance(content, dict):
        raise VocabularyError(f"{name}.yml must be a mapping with title, description and codes")
    unknown = sorted(set(content) - {"title", "description", "codes", "lists"})
    if unknown:
        raise VocabularyError(f"{name}.yml has unknown keys: {', '.join(map(str, unknown))}")
    codes = content.get("codes")
    if not isinstance(codes, list) or not codes:
        raise VocabularyError(f"{name}.yml has no list of codes")
    entries = tuple(_entry(name, number, item) for number, item in enumerate(codes, start=1))
    _check_unique(name, entries)
    lists = content.get("lists", {})
    if not isinstance(lists, dict):
        raise VocabularyError(f"{name}.yml: lists must map a name to wordings")
    return Vocabulary(
        name=name,
        title=_text(name, "title", content.get("title")),
        description=_text(name, "description", content.get("description")),
        codes=entries,
        lists=tuple((_text(name, "list name", key), _texts(name, str(key), value)) for key, value in lists.items()),
    )


def _entry(name: str, number: int, item: object) -> Code:
    """One entry of `codes`; every key that is not known to Code becomes a fact."""
    if not isinstance(item, dict):
        raise VocabularyError(f"{name}.yml: entry {number} must be a mapping with code, definition and source")
    code = _text(name, f"code of entry {number}", item.get("code"))
    if CODE.fullmatch(code) is None:
        raise VocabularyError(f"{name}.yml: {code!r} is no code: use lower-case words joined by hyphens")
    lists = ("wordings", "abbreviations", "whole_cell")
    plain = {"code", "definition", "source", *lists}
    return Code(
        code=code,
        definition=_text(name, f"definition of {code}", item.get("definition")),
        source=_text(name, f"source of {code}", item.get("source")),
        wordings=_texts(name, f"wordings of {code}", item.get("wordings", [])),
        abbreviations=_texts(name, f"abbreviations of {code}", item.get("abbreviations", [])),
        whole_cell=_texts(name, f"whole_cell of {code}", item.get("whole_cell", [])),
        facts=tuple(sorted((str(key), _text(name, f"{key} of {code}", item[key])) for key in item if key not in plain)),
    )


def _text(name: str, what: str, value: object) -> str:
    """A non-empty string. YAML reads a bare `no` as False and `1` as a number: they must be quoted."""
    if not isinstance(value, str) or not value.strip():
        raise VocabularyError(
            f"{name}.yml: {what} is {value!r}; a text was expected, in quotes if YAML takes it otherwise"
        )
    return " ".join(value.split())


def _texts(name: str, what: str, value: object) -> tuple[str, ...]:
    """A list of non-empty strings, in file order."""
    if not isinstance(value, list):
        raise VocabularyError(f"{name}.yml: {what} must be a list")
    return tuple(_text(name, what, item) for item in value)


def _check_unique(name: str, entries: tuple[Code, ...]) -> None:
    """No code twice, and no wording under two codes: it could not be decided which is meant."""
    seen: dict[str, str] = {}
    codes: set[str] = set()
    for entry in entries:
        if entry.code in codes:
            raise VocabularyError(f"{name}.yml: the code {entry.code} stands twice")
        codes.add(entry.code)
        for wording in (*(word.casefold() for word in (*entry.wordings, *entry.whole_cell)), *entry.abbreviations):
            if seen.get(wording, entry.code) != entry.code:
                raise VocabularyError(f"{name}.yml: {wording!r} stands under {seen[wording]} and {entry.code}")
            seen[wording] = entry.code
