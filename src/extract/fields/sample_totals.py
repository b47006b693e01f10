"""How many were studied in all, and which of the numbers stated are parts of others?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from extract.fields.counts import Count
from extract.fields.phrases import Token

PartRole = Literal[
    "intervention",
    "control",
    "arm",
    "case",
    "baseline",
    "follow-up",
    "subsample",
    "total",
    "analysed",
    "enrolled",
    "approached",
    "lost",
]

ARMS: frozenset[PartRole | None] = frozenset({"intervention", "control", "arm", "case"})
# Numbers that are parts of another one, or of those who never took part.
PARTS: frozenset[PartRole | None] = frozenset({"follow-up", "subsample", "approached", "lost"})
# The phrase of a number begins with its n. Match: `n=73`, `N 12`; near miss: `nine women`.
_N_FIRST = re.compile(r"[nN]s?[\W\d]")

# A share right after a number. Match: ` (17.5%)`; near miss: ` (60% female)`, ` (100%)`.
_SHARE_AFTER = re.compile(r"\s?\(\s?\d\d?(?:[.,]\d{1,3})?\s?%\s?\)")
# Words of a response rate. Match: `response rate`, `returned`; near miss: `responsible`.
_RESPONSE = re.compile(r"\b(?:response|returned|replied|responded|participation rate)\b", re.IGNORECASE)
_RETURNED = frozenset({"respondent", "responder", "response", "questionnaire", "returned questionnaire"})

UNNAMED = "unnamed"
PLACES = frozenset({"sites", "areas"})
# Kinds of people that the noun itself sets apart from controls.
NAMED = frozenset({"served", "learners", "relatives", "staff", "other"})
# Nouns of sex and age that leave nobody in both.
SEX_OR_AGE = (
    {"men", "women"}, {"man", "woman"}, {"male", "female"}, {"boy", "girl"},
    {"child", "adult"}, {"children", "adult"}, {"adolescent", "adult"},
)  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """A stated number before it is published.

    Attributes:
        n, unit, role: as published.
        kind: group of people that its noun names, see `sample_words.Noun`; `unnamed` where no noun was found; empty
            for things.
        word: folded noun.
        first, last: words of its phrase, `last` exclusive.
        start, end: offsets of its phrase.
        is_part: it stands in a bracket after the whole that it is a part of, or is called a part of it.
        is_n: it is printed with its n, which marks a sample.
        is_called_part: the words before it, or before its bracket, call it a part of an earlier number.
    """

    n: int
    unit: str
    role: PartRole | None
    kind: str
    word: str
    first: int
    last: int
    start: int
    end: int
    is_part: bool = False
    is_n: bool = False
    is_called_part: bool = False


def bare(number: Count, unit: str, role: PartRole | None = None, kind: str = UNNAMED, word: str = "") -> Stated:
    """A number whose phrase is the number alone."""
    return Stated(number.value, unit, role, kind, word, number.first, number.last, number.start, number.end)


def widened(item: Stated, words: Sequence[Token], first: int, last: int) -> Stated:
    """The same with a phrase from word `first` to `last` (exclusive), around the number."""
    return replace(item, first=first, last=last, start=words[first].start, end=words[last - 1].end)


@dataclass(frozen=True)
class Total:
    """Size of the whole sample with its basis; `n` None where there is none."""

    n: int | None
    basis: str
    unit: str | None = None


def mark_parts(raw: str, items: Sequence[Stated]) -> tuple[Stated, ...]:
    """The same with parts marked: in a bracket after their whole, by sex after it, or with their share of it."""
    return _shares(raw, _by_sex(_in_brackets(raw, items)))


def _by_sex(items: Sequence[Stated]) -> tuple[Stated, ...]:
    """Men and women listed after a number for anybody that they add up to are its parts: `N=45; 22 M, 23 F`."""
    marked = list(items)
    for index in range(len(items) - 2):
        whole, left, right = items[index : index + 3]
        is_whole = whole.kind in {UNNAMED, "generic"} and whole.role not in PARTS
        if is_whole and {left.word, right.word} in SEX_OR_AGE and left.n + right.n == whole.n:
            for place in (index + 1, index + 2):
                marked[place] = replace(marked[place], role=marked[place].role or "subsample", is_part=True)
    return tuple(marked)


def _shares(raw: str, items: Sequence[Stated]) -> tuple[Stated, ...]:
    """A number with its share in a bracket is a part of something larger: `20 patients (17.5%)`.

    Several of them may be the whole between them (`12 men (40%), 18 women (60%)`), unless a larger one stands beside.
    What came back is no part: there the share is the response rate.
    """
    shares = [
        place
        for place, item in enumerate(items)
        if item.role is None and not item.is_part and item.word not in _RETURNED and _SHARE_AFTER.match(raw, item.end)
    ]
    if _RESPONSE.search(raw) is not None:
        return tuple(items)
    largest = max((items[place].n for place in shares), default=0)
    has_whole = any(item.n > largest for item in items if item.unit not in PLACES)
    if len(shares) != 1 and not has_whole:
        return tuple(items)
    return tuple(
        replace(item, role="subsample", is_part=True) if place in shares else item for place, item in enumerate(items)
    )


def _in_brackets(raw: str, items: Sequence[Stated]) -> tuple[Stated, ...]:
    """Numbers in a bracket after a whole that they add up to, or stay below, are its parts: `45 (23 M/22 F)`."""
    marked = list(items)
    for index, whole in enumerate(items):
        if _depth(raw, whole.start):
            continue
        span = _bracket_after(raw, whole.end, items[index + 1].start if index + 1 < len(items) else len(raw))
        if span is None:
            continue
        inside = [
            place
            for place, item in enumerate(items)
            if span[0] < item.start and item.end <= span[1] and item.unit == whole.unit
        ]
        if inside and sum(items[place].n for place in inside) <= whole.n and _are_parts(raw, span[0], items, inside):
            for place in inside:
                marked[place] = replace(marked[place], role=marked[place].role or "subsample", is_part=True)
    return tuple(marked)


def _are_parts(raw: str, opened: int, items: Sequence[Stated], inside: Sequence[int]) -> bool:
    """Whether numbers in a bracket are parts of the whole before it: two or more, or one with a name of its own.

    `120 patients (60 controls)` is a part; `practitioners (n=73)` gives the number of the noun before the bracket.
    """
    if len(inside) > 1:
        return True
    first = items[inside[0]]
    has_noun = first.word != "" and _N_FIRST.match(raw, first.start) is None
    return has_noun or raw[opened + 1 : first.start].strip() != ""


def _depth(raw: str, place: int) -> int:
    """How many round brackets are open at a place; the last 2,000 characters decide."""
    before = raw[max(0, place - 2000) : place]
    return max(0, before.count("(") - before.count(")"))


def _bracket_after(raw: str, start: int, limit: int) -> tuple[int, int] | None:
    """The round bracket that opens after a number's phrase, with no comma or full stop and no other number between."""
    opened = raw.find("(", start, min(len(raw), start + 120, limit + 1))
    if opened < 0 or any(mark in raw[start:opened] for mark in ",;.:)"):
        return None
    closed = raw.find(")", opened)
    return (opened, closed) if closed >= 0 else None


def total_of(items: Sequence[Stated], is_review: bool) -> Total:
    """The size of the whole sample, from numbers that cannot count anybody twice.

    People are counted before anything else; in a review, studies. Places (sites, areas) say where, not how many were
    studied.
    """
    if not items:
        return Total(None, "none-stated")
    units = list(dict.fromkeys(item.unit for item in items))
    first_choice = "studies" if is_review else "people"
    if first_choice in units:
        return _total_of_unit([item for item in items if item.unit == first_choice], first_choice)
    counted = [unit for unit in units if unit not in PLACES]
    if not counted:
        return _total_of_places(items)
    if len(counted) > 1:
        return Total(None, "mixed-units")
    return _total_of_unit([item for item in items if item.unit == counted[0]], counted[0])


def _total_of_places(items: Sequence[Stated]) -> Total:
    """The total where nobody and nothing but places is counted.

    A place that is printed with its n is what was sampled (CONSORT extension to cluster trials: n of clusters):
    `survey of hospices (n=48)`. One that is only counted may be where others were studied: `interviews in two cities`.
    """
    marked = [item for item in items if item.is_n]
    units = {item.unit for item in marked}
    return _total_of_unit(marked, units.pop()) if len(units) == 1 else Total(None, "only-places")


def _total_of_unit(items: Sequence[Stated], unit: str) -> Total:
    """The total of numbers of one unit."""
    named = [item for item in items if item.role == "total"]
    if len({item.n for item in named}) == 1:
        return Total(named[0].n, "stated-total", unit)
    if named:
        return Total(None, "may-overlap")
    whole = [item for item in items if item.role not in PARTS and not item.is_part]
    enrolled = [item for item in whole if item.role == "enrolled"]
    analysed = [item for item in whole if item.role == "analysed"]
    baseline = [item for item in whole if item.role == "baseline"]
    arms = [item for item in whole if item.role in ARMS]
    plain = [item for item in whole if item.role is None]
    if len(enrolled) == 1 and arms and not plain and sum(item.n for item in arms) <= enrolled[0].n:
        return Total(enrolled[0].n, "enrolled", unit)
    if plain or arms or baseline:
        return _total_of_plain(
            plain, arms, baseline, unit, has_parts=len(whole) < len(items) or bool(analysed) or bool(enrolled)
        )
    if len(enrolled) == 1:
        return Total(enrolled[0].n, "enrolled", unit)
    if len(analysed) == 1 and not enrolled:
        return Total(analysed[0].n, "analysed-only", unit)
    return Total(None, "may-overlap" if whole else "only-parts")


def _total_of_plain(
    plain: Sequence[Stated], arms: Sequence[Stated], baseline: Sequence[Stated], unit: str, has_parts: bool
) -> Total:
    """The total of numbers for the sample as such, its arms, and those at the start."""
    if baseline:
        if len(baseline) == 1 and not arms and all(item.n <= baseline[0].n for item in plain):
            return Total(baseline[0].n, "baseline", unit)
        return Total(None, "may-overlap")
    if arms:
        return _total_of_arms(plain, arms, unit)
    if len(plain) == 1:
        return Total(plain[0].n, "whole-of-parts" if has_parts else "single-count", unit)
    if unit == "people" and _are_different(plain):
        return Total(sum(item.n for item in plain), "sum-of-kinds", unit)
    return Total(None, "may-overlap")


def _total_of_arms(plain: Sequence[Stated], arms: Sequence[Stated], unit: str) -> Total:
    """The total of arms, with or without a number for the whole.

    Beside one number of named people, such as patients, controls are the other arm: `54 patients and 54 healthy
    controls`.
    """
    added = sum(item.n for item in arms)
    roles = {item.role for item in arms}
    if not plain:
        is_whole = len(arms) > 1 and roles != {"control"}
        return Total(added, "sum-of-arms", unit) if is_whole else Total(None, "only-parts")
    if len(plain) > 1:
        return Total(None, "may-overlap")
    if roles == {"control"} and plain[0].kind in NAMED:
        return Total(added + plain[0].n, "sum-of-arms", unit)
    if len(arms) > 1 and plain[0].n >= added:
        return Total(plain[0].n, "whole-of-parts", unit)
    return Total(None, "may-overlap")


def _are_different(items: Sequence[Stated]) -> bool:
    """Whether no two of the groups can share anybody."""
    return (
        all(_are_apart(left, right) for index, left in enumerate(items) for right in items[index + 1 : index + 40])
        and len(items) <= 40
    )


def _are_apart(left: Stated, right: Stated) -> bool:
    """Whether two nouns name plainly different people: patients and staff, nurses and doctors, men and women."""
    if UNNAMED in (left.kind, right.kind):
        return False
    if left.kind.startswith("at ") or right.kind.startswith("at "):
        return left.kind != right.kind and left.kind.startswith("at ") and right.kind.startswith("at ")
    if "demographic" in (left.kind, right.kind):
        pair = {left.word, right.word}
        return pair in SEX_OR_AGE
    if "other" in (left.kind, right.kind):
        return False
    if left.kind == right.kind:
        return (left.kind == "staff" and left.word != right.word) or {left.word, right.word} == {"mother", "father"}
    kinds = {left.kind, right.kind}
    if kinds == {"all-staff", "staff"}:
        return False
    return "generic" not in kinds


def part_role(code: str) -> PartRole:
    """A role of the vocabulary as the type of a part; a code that is none is a bug."""
    known: dict[str, PartRole] = {role: role for role in get_args(PartRole)}
    return known[code]
