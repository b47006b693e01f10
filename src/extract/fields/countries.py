"""In which countries, and parts of them, does a row say that a study was done?"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import pycountry

from extract.fields.phrases import Lexicon, Match, Token, tokens
from extract.fields.refusals import refuse
from extract.rejects import Reject
from schemas import vocabularies

FIELD = "countries"

# Countries whose subdivisions are named without the country in research tables (ISO 3166-2).
WITH_SUBDIVISIONS = {"US": "USA", "CA": "CAN", "AU": "AUS"}
# Names before the comma that two countries share.
SHARED_NAMES = ("Congo", "Korea", "Virgin Islands")

# Of those, the ones that are named like a city, so that "London, New York" is a list of two cities.
CITY_STATES = frozenset({"New York", "Washington", "Quebec", "Québec"})

# Languages in which country columns are read besides English (ISO 639-1), those of the headings of study tables.
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")

# Words before a country's name that are no part of it, at the beginning of a cell.
_BEFORE_NAMES = frozenset({"in", "en", "dans", "au", "em", "no", "na"})

_Kind = Literal["country", "translated", "part", "adjective", "code", "none"]


@dataclass(frozen=True)
class Place:
    """A place of a study.

    Attributes:
        country: ISO 3166-1 alpha-3.
        part: nation, state, province or city, as the vocabulary names it; None when only the country is named.
        quote: the words as printed.
        start, end: offsets of `quote`.
    """

    country: str
    part: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class _Name:
    """What a wording stands for; `is_division` for a state or province that is not the name of a city too."""

    kind: _Kind
    country: str
    part: str | None = None
    needs_context: bool = False
    is_division: bool = False


def parse(raw: str, is_country_column: bool = False) -> tuple[Place, ...] | Reject:
    """The places that a cell names, each once, in the order printed.

    In running text a name counts only in capitals as names are printed, an adjective only before a word for people,
    places or a study ("Dutch patients", not "the Dutch version"), and a name that people bear too only after "in",
    "from" or the like.

    Args:
        raw: the cell as printed.
        is_country_column: the column's heading says that it holds countries: bare adjectives, ISO alpha-3 codes and
            names with two meanings (`Georgia` is the country there) are believed.

    Returns:
        Places, perhaps none; for a country column a Reject `empty`, `not-stated`, `region-not-country` or
        `unknown-wording` instead of none, and for any text a Reject `ambiguous` when a name of two countries is all
        that there is.
    """
    words = tokens(raw)
    whole = _whole_names().get(" ".join(word.folded for word in words)) if is_country_column else None
    if whole is not None:
        start, end = words[0].start, words[-1].end
        return (Place(whole, None, raw[start:end], start, end),)
    found: list[Place] = []
    is_doubtful = False
    matches = tuple(_lexicon().find(words))
    named = {at for match in matches for at in range(match.first, match.last)}
    for match in matches:
        name = match.value
        if not _is_believed(match, words, is_country_column):
            continue
        if name.kind == "translated" and not (is_country_column and _stands_alone(match, words, named)):
            continue  # "Maurice", "Chine": words and names of persons in running text
        text = " ".join(word.folded for word in words[match.first : match.last])
        if text in _folded("two-countries") and not _is_decided(match, words, is_country_column):
            is_doubtful = True
            continue
        if name.kind == "part" and _is_namesake(match, words):
            continue
        start, end = words[match.first].start, words[match.last - 1].end
        found.append(Place(name.country, name.part, raw[start:end], start, end))
    places = _once(raw, found)
    if places:
        return places
    if is_doubtful:
        return refuse(FIELD, raw, "ambiguous")
    return _refused(raw, words) if is_country_column else ()


def _refused(raw: str, words: tuple[Token, ...]) -> Reject:
    """Why a cell of a country column names no country."""
    if not words:
        return refuse(FIELD, raw, "empty")
    not_stated = vocabularies.load("designs")["not-stated"].whole_cell
    if " ".join(word.folded for word in words) in {
        " ".join(token.folded for token in tokens(word)) for word in not_stated
    }:
        return refuse(FIELD, raw, "not-stated")
    is_region = any(True for _ in _regions().find(words))
    return refuse(FIELD, raw, "region-not-country" if is_region else "unknown-wording")


def _is_believed(match: Match[_Name], words: tuple[Token, ...], is_country_column: bool) -> bool:
    """Whether a wording that was found names a place of study there."""
    name = match.value
    printed = words[match.first : match.last]
    if name.kind == "none" or not _is_capitalised(printed):
        return False
    if _names_instrument(match.last, words) or _follows_descent(match, words):
        return False
    after = words[match.last] if match.last < len(words) else None
    is_beside = after is not None and after.join in {"space", "hyphen"}
    if name.kind == "adjective":
        if is_country_column:
            return not is_beside or after is None or after.folded not in _folded("after-traps")
        return is_beside and after is not None and after.join == "space" and _leads_to_people(match.last, words)
    if name.kind == "code":
        return is_country_column and (match.first == 0 or words[match.first].join != "glued")
    if is_beside and after is not None and after.join == "space" and after.folded in _folded("after-traps"):
        return False
    if any(word.join == "glued" for word in words[match.first : match.last + 1]):
        return False
    if is_country_column:
        return True
    if len(printed) == 1 and printed[0].text == "US":
        return not _is_capitals(words) and _is_united_states(match, words)
    return not name.needs_context or _has_context(match, words)


def _stands_alone(match: Match[_Name], words: tuple[Token, ...], named: set[int]) -> bool:
    """Whether no word beside a name makes it a part of a longer one (`Long Island`, `Island of Crete`, `Nouvelle
    Guinée`); a neighbour that is a country's name does not (`Alemania Francia`)."""
    beside = [match.first - 1] if match.first > 0 and words[match.first].join == "space" else []
    if match.last < len(words) and words[match.last].join == "space":
        beside.append(match.last)
        if words[match.last].folded == "of":
            return False
    others = [words[at] for at in beside if at not in named]
    return not any(word.text[0].isupper() and word.folded not in _BEFORE_NAMES for word in others)


def _is_united_states(match: Match[_Name], words: tuple[Token, ...]) -> bool:
    """Whether `US` is the country rather than ultrasound.

    After "the", "in" or a number, before people or places, or by itself.
    """
    if _has_context(match, words) or _leads_to_people(match.last, words):
        return True
    before = words[match.first - 1] if match.first else None
    is_after = (
        before is not None and words[match.first].join == "space" and (before.folded == "the" or before.is_number)
    )
    is_ended = match.last == len(words) or words[match.last].join in {"stop", "close", "comma"}
    return is_after or (words[match.first].join in {"open", "comma"} and is_ended) or _is_hyphened(match.last, words)


def _is_hyphened(index: int, words: tuple[Token, ...]) -> bool:
    """Whether "-based", "-born" or the like follows."""
    return index < len(words) and words[index].join == "hyphen" and words[index].folded in {"based", "wide", "only"}


def _names_instrument(index: int, words: tuple[Token, ...]) -> bool:
    """Whether a noun for an instrument or criteria ends the phrase that the name begins.

    `Utah criteria`, `Oslo Support Scale`.
    """
    for place in range(index, min(index + 4, len(words))):
        if words[place].join not in {"space", "hyphen"} or words[place].folded in _folded("place-prepositions"):
            return False
        if words[place].folded in _folded("instruments"):
            return True
    return False


def _follows_descent(match: Match[_Name], words: tuple[Token, ...]) -> bool:
    """Whether the word before an adjective makes it a word for descent: `91% White British`."""
    is_near = match.first > 0 and words[match.first].join in {"space", "hyphen", "slash"}
    return match.value.kind == "adjective" and is_near and words[match.first - 1].folded in _folded("before-traps")


def _is_capitalised(printed: tuple[Token, ...]) -> bool:
    """Whether a name is printed as names are.

    Short words such as "the" aside, each has a capital near its head (`d'Ivoire`).
    """
    long_words = [word for word in printed if len(word.text) > 3] or list(printed)
    return all(any(char.isupper() for char in word.text[:3]) for word in long_words)


def _is_capitals(words: tuple[Token, ...]) -> bool:
    """Whether the text is set in capitals altogether, where `US` may be the pronoun.

    One of two words proves nothing.
    """
    return len(words) > 3 and not any(char.islower() for word in words[:50] for char in word.text)


def _leads_to_people(index: int, words: tuple[Token, ...]) -> bool:
    """Whether one of the next three words is for people, places or a study, with no mark and no trap before it."""
    for place in range(index, min(index + 3, len(words))):
        word = words[place]
        if word.join not in {"space", "hyphen"} or word.folded in _folded("after-traps"):
            return False
        if word.folded in _folded("after-adjectives"):
            after = words[place + 1] if place + 1 < len(words) else None
            return after is None or after.join != "space" or after.folded not in _folded("after-traps")
    return False


def _has_context(match: Match[_Name], words: tuple[Token, ...]) -> bool:
    """Whether words beside a name show that it is a place.

    A preposition, another place, or nothing else in the cell.
    """
    before = words[match.first - 1] if match.first else None
    if before is not None and before.folded in _folded("place-prepositions") and words[match.first].join == "space":
        return True
    if match.first == 0 and match.last == len(words):
        return True
    return _neighbour(match, words) is not None


def _neighbour(match: Match[_Name], words: tuple[Token, ...]) -> _Name | None:
    """Another place right after a name, or right before it, parted by a comma, a bracket, a slash or "and"."""
    index = match.last
    if index < len(words) and words[index].folded == "and":
        index += 1
    if index < len(words) and words[index].join in {"comma", "open", "slash", "space"}:
        following = _lexicon().match_at(words, index)
        if (
            following is not None
            and following.value.kind in {"country", "part"}
            and words[following.first].text[0].isupper()
        ):
            return following.value
    if match.first and (words[match.first].join in {"comma", "slash"} or words[match.first - 1].folded == "and"):
        last = match.first - (2 if words[match.first - 1].folded == "and" else 1)
        for first in range(max(0, last - 3), last + 1):
            earlier = _lexicon().match_at(words, first)
            if earlier is not None and earlier.last == last + 1 and earlier.value.kind in {"country", "part"}:
                return earlier.value
    return None


def _is_namesake(match: Match[_Name], words: tuple[Token, ...]) -> bool:
    """Whether a state of another country after a comma shows that a smaller place of the name is meant.

    `London, Ontario`.
    """
    if match.last >= len(words) or words[match.last].join != "comma":
        return False
    following = _lexicon().match_at(words, match.last)
    if following is None or following.value.kind != "part" or following.value.country == match.value.country:
        return False
    return following.value.is_division and not match.value.is_division


def _is_decided(match: Match[_Name], words: tuple[Token, ...], is_country_column: bool) -> bool:
    """Whether it is plain which of two countries a name means."""
    neighbour = _neighbour(match, words)
    text = words[match.first].text
    if text == "Georgia":
        if neighbour is not None and neighbour.country == "USA":
            return False  # a state of the United States, perhaps: reported as doubtful, never as the country
        is_after_city = neighbour is None and words[match.first].join == "comma"  # `Atlanta, Georgia`
        return (is_country_column and not is_after_city) or neighbour is not None
    return is_country_column and text == "Guinea"


def _once(raw: str, found: list[Place]) -> tuple[Place, ...]:
    """Each place once; a country right after its part (`London, UK`) is one place with it."""
    kept: list[Place] = []
    for place in found:
        previous = kept[-1] if kept else None
        if (
            previous is not None
            and place.part is None
            and previous.part is not None
            and previous.country == place.country
        ):
            between = raw[previous.end : place.start]
            if len(between) <= 8 and not between.strip(" ,(/-–").removeprefix("in").removeprefix("the").strip():
                kept[-1] = Place(
                    place.country, previous.part, raw[previous.start : place.end], previous.start, place.end
                )
                continue
        if all((place.country, place.part) != (other.country, other.part) for other in kept):
            kept.append(place)
    return tuple(kept)


@cache
def _whole_names() -> dict[str, str]:
    """Folded short name of ISO 3166-1 -> code, for names with a comma or bracket: `Virgin Islands, British`."""
    names = vocabularies.country_names().items()
    return {" ".join(token.folded for token in tokens(name)): code for code, name in names if not name.isalpha()}


@cache
def _lexicon() -> Lexicon[_Name]:
    """Countries, their parts and adjectives, and phrases that hold such a name and mean something else.

    Where a wording stands for two things, the first counts: traps, the vocabulary, ISO 3166-1, cities, ISO 3166-2,
    adjectives, names in other languages.
    """
    vocabulary = vocabularies.load("countries")
    names: dict[str, _Name] = {}
    for wording, name in (*_traps(), *_countries(), *_parts(), *_adjectives(), *_translated()):
        folded = " ".join(token.folded for token in tokens(wording))
        if folded:
            names.setdefault(folded, replace(name, needs_context=folded in _folded("needs-context")))
    exact = [(short, _Name("country", code.code)) for code in vocabulary.codes for short in code.abbreviations]
    known = {short for short, _ in exact}
    exact += [(code, _Name("code", code)) for code in vocabularies.country_names() if code not in known]
    return Lexicon(names.items(), exact)


def _traps() -> Iterator[tuple[str, _Name]]:
    """Phrases that hold the name of a place and mean something else."""
    for phrase in vocabularies.load("countries").words("not-places"):
        yield phrase, _Name("none", "")


def _countries() -> Iterator[tuple[str, _Name]]:
    """Names of countries.

    Everyday ones, then those of ISO 3166-1, of which `Bolivia, Plurinational State of` also without its tail.
    """
    for code in vocabularies.load("countries").codes:
        for wording in code.wordings:
            yield wording, _Name("country", code.code)
    for country in sorted(pycountry.countries, key=lambda entry: str(entry.alpha_3)):
        name = _Name("country", str(country.alpha_3))
        for attribute in ("name", "common_name", "official_name"):
            printed = getattr(country, attribute, None)
            if isinstance(printed, str):
                yield printed, name
        head = re.split(r"[,(]", str(country.name), maxsplit=1)[0].strip()
        if head != country.name and not head.startswith(SHARED_NAMES):
            yield head, name


def _translated() -> Iterator[tuple[str, _Name]]:
    """Names of countries in other languages: everyday ones of the vocabulary, then those of ISO 3166-1 as the project
    iso-codes has them translated, but for a name that two countries have."""
    for item in vocabularies.load("countries").words("translated"):
        wording, code = item.split(" = ")
        yield wording, _Name("translated", code)
    countries = sorted(pycountry.countries, key=lambda entry: str(entry.alpha_3))
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        for country in countries:
            for attribute in ("name", "common_name"):
                printed = getattr(country, attribute, None)
                if isinstance(printed, str):
                    found.setdefault(translated(printed), set()).add(str(country.alpha_3))
    for wording, codes in sorted(found.items()):
        folded = " ".join(token.folded for token in tokens(wording))
        if len(codes) == 1 and folded not in _folded("namesakes"):
            yield wording, _Name("translated", next(iter(codes)))


def _parts() -> Iterator[tuple[str, _Name]]:
    """Cities and regions of the vocabulary, then states and provinces of ISO 3166-2."""
    for item in vocabularies.load("countries").words("parts"):
        part, country = item.split(" = ")
        yield part, _Name("part", country, part)
    for division in sorted(pycountry.subdivisions, key=lambda entry: str(entry.code)):
        alpha_3 = WITH_SUBDIVISIONS.get(str(division.country_code))
        if alpha_3 is not None:
            name = str(division.name)
            yield name, _Name("part", alpha_3, name, is_division=name not in CITY_STATES)


def _adjectives() -> Iterator[tuple[str, _Name]]:
    """Adjectives of nationality."""
    for item in vocabularies.load("countries").words("adjectives"):
        adjective, country = item.split(" = ")
        yield adjective, _Name("adjective", country, "Scotland" if adjective == "Scottish" else None)


@cache
def _regions() -> Lexicon[bool]:
    """Names of regions and other answers that are no country."""
    vocabulary = vocabularies.load("countries")
    return Lexicon(
        [(word, True) for word in vocabulary.words("regions")],
        [(word, True) for word in vocabulary.words("region-abbreviations")],
    )


@cache
def _folded(name: str) -> frozenset[str]:
    """A further list of `countries.yml`, folded."""
    return frozenset(
        " ".join(token.folded for token in tokens(word)) for word in vocabularies.load("countries").words(name)
    )
