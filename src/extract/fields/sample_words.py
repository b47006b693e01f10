"""The nouns that a sample is counted in, and the words that say which part of a study a number is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.fields.phrases import Lexicon, Match, Token, fold, folded_words, tokens
from schemas import vocabularies

# From a number to its noun: "14 small and family-run care agencies" has five words between, "12 newly diagnosed,
# treatment-naive adult male patients" has six.
MAX_ADJECTIVES = 7

# Words that end a noun phrase: prepositions, verbs, relatives.
BREAKERS = folded_words(
    """
    of in with without at from for on by to into onto upon who whom whose which that where when were was are is
    be been had has have aged using during per vs versus than as or but about after before between among within
    across through under over until via not did completed received participated took recruited randomised
    assigned allocated interviewed
    """
)


@dataclass(frozen=True)
class Noun:
    """A counted noun.

    Attributes:
        unit: code of `units.yml`.
        kind: group of people that the noun names (`staff`, `served`, ...), `generic`, `demographic`, or `other`;
            empty for things.
        word: folded head, to tell nouns of one kind apart.
    """

    unit: str
    kind: str
    word: str


@cache
def nouns(is_review: bool) -> Lexicon[Noun]:
    """All counted nouns; in a review, what it reviews counts as studies."""
    vocabulary = vocabularies.load("units")
    in_review = set(vocabulary.words("studies-in-a-review")) if is_review else set()
    wordings = [
        (word, Noun(code.code, _kind(word) if code.code == "people" else "", _folded(word)))
        for code in vocabulary.codes
        for word in code.wordings
        if word not in in_review
    ]
    return Lexicon([*wordings, *((word, Noun("studies", "", _folded(word))) for word in sorted(in_review))])


def _folded(word: str) -> str:
    """A wording as it is compared."""
    return " ".join(token.folded for token in tokens(word))


@cache
def _kinds() -> dict[str, str]:
    """Folded noun -> kind of people."""
    vocabulary = vocabularies.load("units")
    found: dict[str, str] = {}
    for name in ("generic-people", "demographic", "all-staff", "staff", "served", "relatives", "learners", "public"):
        for word in vocabulary.words(name):
            found.setdefault(_folded(word), "generic" if name == "generic-people" else name)
    return found


def _kind(word: str) -> str:
    """Kind of people that a noun names; `other` for nouns in no group."""
    return _kinds().get(_folded(word), "other")


@cache
def _plural_as_printed() -> frozenset[str]:
    """Nouns that are plural without an ending."""
    return frozenset(vocabularies.load("units").words("plural-as-printed"))


def is_plural(match: Match[Noun], words: tuple[Token, ...]) -> bool:
    """Whether the noun is printed as a plural.

    `nurses`, `children`; near miss: `family` in `family therapy sessions`.
    """
    last = words[match.last - 1]
    text = last.text.casefold()
    phrase = " ".join(word.text.casefold() for word in words[match.first : match.last])
    if text in _plural_as_printed() or phrase in _plural_as_printed() or text.endswith("people"):
        return True
    return text.endswith("s") and (last.folded != fold(text[:-1] + "x")) and last.folded != text


def head_after(words: tuple[Token, ...], index: int, is_one: bool, is_review: bool) -> Match[Noun] | None:
    """The counted noun of a number that ends before `index`: the last noun of its noun phrase.

    Example:
        After `14` in `14 small and family-run care agencies in England` it is `agencies`, sites.
    """
    lexicon = nouns(is_review)
    place = index
    adjectives = 0
    while place < len(words) and adjectives < MAX_ADJECTIVES:
        join = words[place].join
        allowed = (
            {"space", "hyphen", "slash", "other"} if place == index else {"space", "hyphen", "slash", "other", "comma"}
        )
        if join not in allowed or words[place].is_number:
            return None
        match = lexicon.match_at(words, place)
        if match is not None and (is_one or is_plural(match, words)) and not _is_modifier(match, words):
            following = _compound(match, words, lexicon, is_one)
            return following if following is not None else match
        if words[place].folded in BREAKERS and words[place].join != "hyphen":  # a `drop-in centre` is a noun phrase
            return None
        place += 1
        adjectives += 1
    return None


def _is_modifier(match: Match[Noun], words: tuple[Token, ...]) -> bool:
    """Whether a hyphen joins the noun to what follows: `patient-reported outcomes`."""
    return match.last < len(words) and words[match.last].join in {"hyphen", "glued"}


def _compound(match: Match[Noun], words: tuple[Token, ...], lexicon: Lexicon[Noun], is_one: bool) -> Match[Noun] | None:
    """The noun right after, of which the first is only a part.

    `120 patients records`; None where the first stands by itself.
    """
    if match.last >= len(words) or words[match.last].join != "space":
        return None
    following = lexicon.match_at(words, match.last)
    if following is None or not (is_one or is_plural(following, words)) or _is_modifier(following, words):
        return None
    return following


@cache
def served_by() -> Lexicon[bool]:
    """Words after a noun for anybody that make it one for those whom a service is for."""
    return Lexicon([(word, True) for word in vocabularies.load("units").words("served-by")])


@cache
def roles() -> Lexicon[str]:
    """All wordings of roles."""
    vocabulary = vocabularies.load("roles")
    wordings = [(word, code.code) for code in vocabulary.codes for word in code.wordings]
    return Lexicon(wordings, [(word, code.code) for code in vocabulary.codes for word in code.abbreviations])


@cache
def listed(vocabulary: str, name: str) -> Lexicon[bool]:
    """The wordings of a further list of a vocabulary."""
    return Lexicon([(word, True) for word in vocabularies.load(vocabulary).words(name)])


@cache
def _data_words() -> Lexicon[bool]:
    """Words of fields that count rows of data."""
    return Lexicon([(word, True) for word in vocabularies.load("units").words("data-words")])


def has_data_words(words: tuple[Token, ...]) -> bool:
    """Whether the text is about rows of data: there an `N` without a noun need not count people."""
    return any(True for _ in _data_words().find(words))
