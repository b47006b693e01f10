"""What one heading names by its wording: a wording of the lexicon, a list of them, its head noun, or its spelling
nearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from extract.tables.lexicon import Counting, Heads, Lexicon, compact, fold, single_key, singulars

How = Literal["exact", "words", "fuzzy", "context", "none"]

# A heading damaged in conversion keeps its field. At 90 (rapidfuzz ratio: share of letters in common, in order) one
# lost letter passes from 6 letters on and one wrong letter from 10 on. Measured on the lexicon's 1,785 wordings of 7
# letters and more, each with one letter lost and one made wrong: 92% come back to their field, 0.03% to another; at 85
# it is 99.8%, but then twice as many wordings (65 against 32) have one of another field within reach. Shorter words are
# too near to each other ("sex", "set").
FUZZY_CUTOFF = 90.0
FUZZY_LETTERS = 7

# How sure each way is; only the order matters, it decides between two columns of one field.
SCORES = {"exact": 1.0, "singular": 0.98, "words": 0.9, "open": 0.85, "context": 0.7, "part": 0.6}

PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "for",
        "with",
        "by",
        "per",
        "from",
        "at",
        "to",
        "on",
        "about",
        "used",
        "where",
        "that",
        "which",
        "under",
        "between",
        "among",
        "within",
        "after",
        "before",
    ]
)

# Words that, after a noun, begin what it is further described by: "findings relevant to the review".
AFTER_NOUN = frozenset(
    [
        "relevant",
        "related",
        "associated",
        "measured",
        "assessed",
        "evaluated",
        "identified",
        "examined",
        "observed",
        "obtained",
        "reported",
        "addressed",
        "considered",
    ]
)

# Words before an open head that turn it into something else: "non-intervention", "number of outcomes".
TURNING = frozenset({"non", "no", "number", "#", "count", "without"})

# Before the noun itself: "post-intervention" is a time, not an intervention.
TIMES = frozenset({"pre", "post", "during"})

# Beside these, "years" is the unit.
TIMED = frozenset({"age", "duration", "follow_up", "period"})

CITING = frozenset({"authors", "year", "title", "container", "reference", "publisher"})

# Parts of a list: comma, semicolon, slash, ampersand, plus, a line break, "and", "or" in the languages of the lexicon,
# a dash between spaces. "follow-up" is one. Dutch "of" (or) is not among them: in English it joins.
_LIST = re.compile(
    r"[,;/&+\n]| and/or | (?:and|und|sowie|et|y|e|ed) | (?:or|oder|ou) | [-–—] ",
    re.IGNORECASE,
)

# Signs that always part a list: "Study, country", "Population/setting". A hyphen and "and" do not.
_SIGNS = re.compile(r"[,;/&+\n]")

# Dutch "and". In French and Spanish it is "in", so that it parts only what is no wording as a whole, and only where all
# its parts are wordings: "Populatie en setting"; near misses: "Pérdidas en el seguimiento", "Edad en meses".
_EN = re.compile(r" en ", re.IGNORECASE)

# A second ending of a noun, of its plural or its other gender, behind a sign: what stands before it is the wording
# (guides on gender-fair writing: "Autor:in" in German, "auteur·e" in French, "Autor/a" in Spanish). Match: "Autor(en)",
# "Autor*innen", "Autor/a", "Autor/es"; near misses: "Patients(n)", "treatment/as usual", "Author(s)", which is folded.
_ENDING = re.compile(
    r"(?<=[^\W\d_]{3})(?:\((?:in|innen|en|e|a|as|es|os|i)\)"
    r"|(?:[*:_·]|/-?)(?:innen|in|a|as|os|es|e|i)(?=\s{0,3}(?:[,;(/&]|$|und |y |e |et )))",
    re.IGNORECASE,
)

# A body as the alternative of the author: bodies write reports as persons do (MARC 21, field 110). Match:
# "Author/Organisation", "Authors or agency"; near misses: "Author, institution", "Author affiliation", where they work.
_BODY = re.compile(
    r"\b(authors?(?:\(s\))?)\s{0,3}(?:/|\bor\b|\band/or\b)\s{0,3}(?:organi[sz]ation|agency|institution|body|group)(?:\(?s\)?)?",
    re.IGNORECASE,
)

# What stands in one pair of brackets, without brackets inside; at most 80 letters. "Age (years)" yes, "Age (years" no.
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,80})[)\]]")


@dataclass(frozen=True)
class Found:
    fields: tuple[str, ...] = ()
    score: float = 0.0
    how: How = "none"


NOTHING = Found()


def match_wording(text: str, lexicon: Lexicon) -> Found:
    """One level: whole, by its list and brackets, by its words, then by spelling."""
    if lexicon.is_not_field(text):
        return NOTHING
    text = _ENDING.sub("", _BODY.sub(r"\1", text))
    for step in (_match_known_list, match_exact, _match_list, _fuzzy):
        found = step(text, lexicon)
        if found is not NOTHING:
            return found
    return NOTHING


def _match_known_list(text: str, lexicon: Lexicon) -> Found:
    """A list whose signs say so and whose every part is a wording: `Study (country)` is no `study country`."""
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    pieces = [part for piece in (outside, *_BRACKETS.findall(text)) for part in _SIGNS.split(piece)]
    if any(_EN.search(piece) and not match_exact(piece, lexicon).fields for piece in pieces):
        pieces = [part for piece in pieces for part in _EN.split(piece)]
    parts = [part.strip() for part in pieces if fold(part)]
    found = [match_exact(part, lexicon) for part in parts]
    if (
        len(parts) < 2
        or not all(item.fields for item in found)
        or any(single_key(part) in lexicon.arms for part in parts[1:])
    ):
        return NOTHING
    fields = _settle(union([item.fields for item in found]))
    return Found(fields, SCORES["words"] if len(fields) > 1 else SCORES["exact"], "exact")


def match_exact(text: str, lexicon: Lexicon) -> Found:
    """A wording of the lexicon, letter for letter once folded; a note letter at its end ("Age b") is passed over."""
    words = fold(text)
    plain = words[:-1] if _ends_in_note(text, words) else words
    for candidate in (words, plain, tuple(word for word in plain if word != "the")):
        printed = compact(candidate)
        if printed in lexicon.printed:
            return Found((lexicon.printed[printed],), SCORES["exact"], "exact")
        folded = compact(singulars(candidate))
        if folded in lexicon.single:
            return Found((lexicon.single[folded],), SCORES["singular"], "exact")
    meant = {field for language in lexicon.languages if (field := language.field_of(plain)) is not None}
    return Found((meant.pop(),), SCORES["singular"], "exact") if len(meant) == 1 else NOTHING


def languages_of(headings: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The languages in which the most parts of the headings are wordings that English does not have; none where no part
    is one.
    """
    parts = [fold(part) for heading in headings for part in _parts(_ENDING.sub("", heading.replace("(", ",")))]
    shown = {language.name: sum(language.shows_itself(part) for part in parts) for language in lexicon.languages}
    most = max(shown.values(), default=0)
    return tuple(name for name, count in shown.items() if count == most > 0)


def without_note(text: str) -> str:
    """The key in the singular, without a note letter at the end."""
    words = fold(text)
    return compact(singulars(words[:-1] if _ends_in_note(text, words) else words))


def _ends_in_note(text: str, words: Sequence[str]) -> bool:
    """The last word is one lower-case letter a to h, printed as such: a raised note mark that lost its height. "Vitamin
    D" is none.
    """
    return len(words) > 1 and words[-1] in set("abcdefgh") and text.rstrip().endswith(f" {words[-1]}")


def _match_list(text: str, lexicon: Lexicon) -> Found:
    """A list ("Author, year, country"); brackets are further parts where they name a field ("Sample (country)")."""
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    insides = [part for inside in _BRACKETS.findall(text) for part in _parts(inside)]
    parts = _parts(outside)
    found = [(part, _match_part(part, lexicon)) for part in parts if not _shares_head(part, parts, outside, lexicon)]
    known = [item for _, item in found if item.fields]
    unknown = [part for part, item in found if not item.fields and not _says_nothing(part, lexicon)]
    if not known or (unknown and not _may_be_partial(found, lexicon)):
        known = []
        whole = _match_part(outside, lexicon) if len(parts) > 1 or insides else NOTHING
        if not whole.fields:
            return _count_in_brackets(outside, insides, lexicon)
        known, unknown = [whole], []
    named = _named_in_brackets(insides, union([item.fields for item in known]), lexicon)
    fields = _settle(union([item.fields for item in (*known, *named)]))
    if fields == ("population",) and any(is_counter(inside, lexicon) for inside in insides):
        fields = ("sample",)
    score = min(item.score for item in known) * (1.0 if not unknown else SCORES["part"])
    how: How = "exact" if all(item.how == "exact" for item in known) and not unknown else "words"
    return Found(fields, min(score, SCORES["words"]) if len(known) + len(named) > 1 else score, how)


def _shares_head(part: str, parts: Sequence[str], outside: str, lexicon: Lexicon) -> bool:
    """Whether a lone word before "or" only qualifies the head that follows: `Work or health outcomes` is no `Work`.

    Alternatives are of one kind (Quirk et al. 13.28), and what names a study is never the alternative of what it found.
    """
    if (
        part == parts[-1]
        or len(fold(part)) > 1
        or not re.search(rf"\b{re.escape(part)}\s+or\s", outside, re.IGNORECASE)
    ):
        return False
    own, last = _match_part(part, lexicon).fields, _match_part(parts[-1], lexicon).fields
    return len(fold(parts[-1])) > 1 and bool(set(own) & lexicon.identity) and not set(last) & lexicon.identity


def _named_in_brackets(insides: Sequence[str], fields: Sequence[str], lexicon: Lexicon) -> list[Found]:
    """Fields that brackets add: not statistics and units, a year only after the study's name, arms only after an
    intervention.
    """
    named = []
    for inside in insides:
        item = match_exact(inside, lexicon)
        is_year = item.fields == ("year",) and bool(set(fields) & lexicon.identity)
        is_arm = single_key(inside) in lexicon.arms and "intervention" not in fields
        if item.fields and not is_arm and (is_year or not _is_statistic(inside, lexicon)):
            named.append(item)
    return named


def _count_in_brackets(outside: str, insides: Sequence[str], lexicon: Lexicon) -> Found:
    """`Eyes (n)` counts what stands before the bracket."""
    if any(is_counter(inside, lexicon) for inside in insides) and is_counted(outside, lexicon):
        return Found(("sample",), SCORES["words"], "words")
    return NOTHING


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _LIST.split(text) if fold(part)]


def _is_statistic(part: str, lexicon: Lexicon) -> bool:
    """Only words such as mean, SD, range, months."""
    words = singulars(fold(part))
    return all(word in lexicon.statistics or word.isdigit() for word in words) or compact(words) in lexicon.statistics


def _says_nothing(part: str, lexicon: Lexicon) -> bool:
    """A statistic, a unit, or a noun such as "characteristics" that only passes a meaning on."""
    return _is_statistic(part, lexicon) or all(word in lexicon.transparent for word in singulars(fold(part)))


def _may_be_partial(found: Sequence[tuple[str, Found]], lexicon: Lexicon) -> bool:
    """A list of which some parts are unknown still names a field in two cases.

    It ends in a noun that takes any topic before it ("Social network or participation outcomes"); or its first part
    says which study the row is about, or most parts are known ("Author, year, grant"). "Gender and power relations"
    is neither.
    """
    last_part, last = found[-1]
    if last.fields and any(entry.is_open and entry.field in last.fields for entry in lexicon.heads):
        return all(not item.fields for _, item in found[:-1]) and len(fold(last_part)) > 1
    known = sum(bool(item.fields) for _, item in found)
    return bool(set(found[0][1].fields) & lexicon.identity) or 2 * known > len(found)


def _settle(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Fields of one heading that together are one: authors with year or title are a reference; a subject beside aims is
    the aim.
    """
    citing = [field for field in fields if field in CITING]
    if len(citing) > 1 and (set(citing) & {"authors", "reference"}):
        at = fields.index(citing[0])
        kept = [field for field in fields if field not in CITING]
        fields = (*kept[:at], "reference", *kept[at:])
    if "year" in fields and set(fields) & TIMED:
        fields = tuple(field for field in fields if field != "year")
    if "aims" in fields:
        fields = tuple(field for field in fields if field != "focus")
    return fields


def union(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All fields once, in order."""
    return tuple(dict.fromkeys(field for group in groups for field in group))


def _match_part(text: str, lexicon: Lexicon) -> Found:
    """One part of a list: a wording, else its words."""
    found = match_exact(text, lexicon)
    if found is not NOTHING or lexicon.is_not_field(text):
        return found
    return _by_words(singulars(fold(text)), lexicon)


def _by_words(words: tuple[str, ...], lexicon: Lexicon) -> Found:
    """A heading by its noun: counts first, then the last noun before a preposition, with what may stand beside it."""
    if _is_count_of(words, lexicon):
        return Found(("sample",), SCORES["words"], "words")
    merged = _merge_phrases(words, lexicon)
    if "as" in merged[:-1]:  # "Imaging as index test": what it serves as
        merged = merged[merged.index("as") + 1 :]
    cut = next(
        (at for at, word in enumerate(merged) if word in PREPOSITIONS or (at and word in AFTER_NOUN)), len(merged)
    )
    before, after = merged[:cut], merged[cut:]
    if after and before and before[-1] in lexicon.transparent and after[0] == "of" and _all_generic(before, lexicon):
        return _by_words(tuple(" ".join(after[1:]).split()), lexicon) if len(after) > 1 else NOTHING
    while len(before) > 1 and before[-1] in lexicon.transparent | {"level", "status"} and not _head_of(before, lexicon):
        before = before[:-1]
    at, entry = _last_head(before, lexicon)
    if entry is None:
        return NOTHING
    beside, rest = before[:at], after
    if all(_stands_beside(word, entry, lexicon) for word in (*beside, *rest)):
        return Found((entry.field,), SCORES["words"], "words")
    if entry.is_open and _is_topic(beside) and not (set(rest) & TURNING):
        return Found((entry.field,), SCORES["open"], "words")
    return NOTHING


def _is_topic(beside: Sequence[str]) -> bool:
    """Words before an open head leave its meaning alone."""
    return not (set(beside) & TURNING) and not (bool(beside) and beside[-1] in TIMES)


def _stands_beside(word: str, entry: Heads, lexicon: Lexicon) -> bool:
    pieces = word.split()
    plain = entry.beside | lexicon.generic | lexicon.transparent | PREPOSITIONS | AFTER_NOUN
    return tuple(pieces) in entry.heads or all(piece in plain or piece.isdigit() for piece in pieces)


def _all_generic(words: Sequence[str], lexicon: Lexicon) -> bool:
    return all(word in lexicon.generic or word in lexicon.transparent for word in words)


def _head_of(words: Sequence[str], lexicon: Lexicon) -> Heads | None:
    """The field whose head the last word (or merged phrase) is; None where it is no head."""
    if not words:
        return None
    last = tuple(words[-1].split())
    return next((entry for entry in lexicon.heads if last in entry.heads), None)


def _last_head(words: Sequence[str], lexicon: Lexicon) -> tuple[int, Heads | None]:
    """Place and field of the head: the last word, or one that only words of its field follow ("risk of bias
    assessment").
    """
    for at in range(len(words) - 1, -1, -1):
        entry = _head_of(words[: at + 1], lexicon)
        if entry is not None:
            return (at, entry) if all(word in entry.beside for word in words[at + 1 :]) else (0, None)
    return 0, None


def _merge_phrases(words: tuple[str, ...], lexicon: Lexicon) -> list[str]:
    """Heads of several words as one item: `overall risk of bias` gives `["overall", "risk of bias"]`."""
    merged: list[str] = []
    at = 0
    while at < len(words):
        phrase = next((head for head in lexicon.phrases if words[at : at + len(head)] == head), None)
        merged.append(" ".join(phrase) if phrase else words[at])
        at += len(phrase) if phrase else 1
    return merged


def _is_count_of(words: Sequence[str], lexicon: Lexicon) -> bool:
    """A count of people or units: `number of patients`, `n randomised`, `Anzahl der Patienten`; not `number of
    countries`.
    """
    return any(_counts(words, counting, lexicon) for counting in lexicon.counting)


def _counts(words: Sequence[str], counting: Counting, lexicon: Lexicon) -> bool:
    """A count in the words of one language."""
    if not set(words) & counting.counters:
        return False
    rest = [word for word in words if word not in counting.counters and word not in lexicon.statistics]
    return _are_counted(rest, counting)


def _are_counted(words: Sequence[str], counting: Counting) -> bool:
    """A noun that a sample counts, and nothing beside it that changes what is counted."""
    is_counted_ = any(word in counting.countables for word in words)
    return is_counted_ and all(word in counting.countables or word in counting.count_words for word in words)


def is_counter(text: str, lexicon: Lexicon) -> bool:
    """`n`, `Total (n)`, `No.`: says that what follows is counted."""
    words = singulars(fold(text))
    return bool(words) and any(
        all(word in counting.counters or word == "of" for word in words) for counting in lexicon.counting
    )


def is_counted(text: str, lexicon: Lexicon) -> bool:
    """`Patients`, `Eyes`, `Probanden`: something that a sample counts."""
    words = singulars(fold(text))
    return any(_are_counted(words, counting) for counting in lexicon.counting)


def _fuzzy(text: str, lexicon: Lexicon) -> Found:
    """A wording but for a damaged letter, with the same first letter, and no wording of another field as near."""
    if any(match_exact(_BRACKETS.sub(" ", part), lexicon).fields for part in _parts(text)[:1] if len(_parts(text)) > 1):
        return NOTHING  # a list that begins with a field is no damaged wording
    folded = single_key(_BRACKETS.sub(" ", text))
    if len(folded) < FUZZY_LETTERS:
        return NOTHING
    choices = [wording for wording in lexicon.spelled if wording[:1] == folded[:1] and len(wording) >= FUZZY_LETTERS]
    hits = process.extract(folded, choices, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=5)
    if not hits:
        return NOTHING
    hits.sort(key=lambda hit: (-hit[1], hit[0]))
    best, score, _ = hits[0]
    if any(hit[1] == score and lexicon.single[hit[0]] != lexicon.single[best] for hit in hits):
        return NOTHING
    return Found((lexicon.single[best],), score / 100, "fuzzy")
