"""Which samples does a row state: how many, of what, in which part of the study, and how many in all?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extract.fields.counts import Count, counts
from extract.fields.phrases import Token, folded_words, tokens
from extract.fields.refusals import refuse
from extract.fields.sample_arms import with_arms
from extract.fields.sample_finding import find
from extract.fields.sample_groups import INDEX_ROLES, is_against, is_equals, role_before_colon
from extract.fields.sample_roles import with_roles, with_subsamples
from extract.fields.sample_totals import PartRole, Stated, bare, mark_parts, total_of
from extract.fields.sample_words import Noun, is_plural, nouns, roles
from extract.rejects import Reject
from schemas import vocabularies

FIELD = "samples"

# A cell with more numbers than this is a table or running text; the fullest of 5,971 cells of the gold and the seeds
# has 62.
MAX_NUMBERS = 200

# What a heading of a count column may say besides what it counts.
_HEADING_WORDS = folded_words("n no number total of sample size the in and per by each study included all group")
# Letters after the numbers of a count column that name the arms: `25 I / 24 C`.
_LETTERS: dict[str, PartRole] = {letter.upper(): role for letter, role in INDEX_ROLES.items()}
# Words that make the numbers of a count column something else. Match: `60 (median)`; near miss: `60 men`.
_STATISTICS = frozenset({"mean", "median", "average", "sd", "iqr", "se", "ci", "age", "aged", "year"})


@dataclass(frozen=True)
class Sample:
    """One stated number.

    Attributes:
        n: the number.
        unit: code of `units.yml`.
        role: code of `roles.yml`; None where the number is about the sample as such.
        quote: the number's phrase as printed.
        start, end: offsets of `quote`.
    """

    n: int
    unit: str
    role: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Samples:
    """All stated numbers of a cell, in printed order.

    Attributes:
        total: size of the whole sample; None where it is not stated and cannot be added up safely.
        basis: code of `sample_bases.yml`: how the total was had, or why there is none.
        unit: code of `units.yml` for what `total` counts; None without a total.
    """

    samples: tuple[Sample, ...]
    total: int | None
    basis: str | None
    unit: str | None = None


def parse(
    raw: str, is_review: bool = False, is_count_column: bool = False, unit: str | None = None
) -> Samples | Reject:
    """The samples that a cell states.

    A number counts when it follows `n =` or the like, or stands before a counted noun; ages, times, shares, amounts,
    years, ranges and bounds do not. What `n` counts is the noun before it that has no number of its own: `two day
    clinics (n=40)` are 40 people.

    Args:
        raw: the cell as printed.
        is_review: the row is a review: an `n` without a noun counts studies.
        is_count_column: the heading says that the cell holds the number: a bare number counts.
        unit: what the heading says that bare numbers count, a code of `units.yml`; None where it does not say.

    Returns:
        Samples, with no total and a basis that says why where none can be had. For a count column a Reject `empty`,
        `range-not-number` or `not-a-number` when nothing can be read.
    """
    words = tokens(raw)
    numbers = tuple(islice(counts(raw, words), MAX_NUMBERS))
    column_unit = unit if is_count_column else None
    bare_unit = (unit or "not-stated") if is_count_column else "people"
    found = find(raw, words, numbers, is_review, column_unit or "people", bare_unit)
    if is_count_column and not found:
        found = _bare(raw, words, numbers, unit)
        if not found:
            return _refused(raw, words, numbers)
    found = mark_parts(raw, with_arms(raw, words, with_subsamples(raw, words, with_roles(words, found))))
    total = total_of(found, is_review)
    samples = tuple(
        Sample(item.n, item.unit, item.role, raw[item.start : item.end], item.start, item.end) for item in found
    )
    return Samples(samples, total.n, total.basis, total.unit)


def unit_of(heading: str) -> str | None:
    """What the numbers of a column count by its heading, for `parse(..., unit=...)`; None where it does not say.

    `Total (n) Implants` gives devices, `Number of patients` people, `Sample size` None.
    """
    units = {match.value.unit for match in nouns(is_review=False).find(tokens(heading))}
    return units.pop() if len(units) == 1 else None


def is_count_heading(heading: str) -> bool:
    """Whether a heading asks for a bare number, for `parse(..., is_count_column=...)`.

    `N`, `Sample size`, `No. of participants`, `# patients`, `Total (n) Patients`, `Pts`; near miss: `Sample
    characteristics`, `Participants`, whose cells describe, and `Failures (n)`, which counts no sample.
    """
    words = tokens(heading)
    folded = [word.folded for word in words]
    if not words or ({"size", "pt", "pts"} >= set(folded)):
        return bool(words)
    has_n = any(word.text in {"n", "N"} and word.join in {"start", "open", "stop", "slash"} for word in words)
    is_number = folded[0] in {"no", "number", "total"} or "#" in heading or "№" in heading
    is_size = ("sample", "size") in set(pairwise(folded))
    counted = {
        place
        for lexicon in (nouns(is_review=False), roles())
        for match in lexicon.find(words)
        for place in range(match.first, match.last)
    }
    others = {word for place, word in enumerate(folded) if place not in counted} - _HEADING_WORDS
    is_about_sample = bool(counted) or "sample" in folded or folded == ["n"] or folded == ["total"]
    return is_size or ((has_n or is_number) and is_about_sample and not others)


def _refused(raw: str, words: tuple[Token, ...], numbers: Sequence[Count]) -> Samples | Reject:
    """Why a cell of a count column states no number."""
    if not words:
        return refuse(FIELD, raw, "empty")
    not_stated = vocabularies.load("designs")["not-stated"].whole_cell
    if " ".join(word.folded for word in words) in {
        " ".join(token.folded for token in tokens(word)) for word in not_stated
    }:
        return Samples((), None, "not-reported")
    if any(number.is_range for number in numbers):
        return refuse(FIELD, raw, "range-not-number")
    return refuse(FIELD, raw, "not-a-number")


def _bare(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], unit: str | None) -> tuple[Stated, ...]:
    """The bare numbers of a count column: `212`, `32 vs 35`, `23 + 23`, `Mandible: 44 Maxilla: 138`, `34/120`."""
    numbers = [number for number in numbers if not _is_per_group(words, number)]
    usable = [number for number in numbers if number.is_usable]
    plain = tuple(bare(item, unit or "not-stated") for item in usable)
    if not plain:
        return ()
    if any(word.folded in _STATISTICS for word in words) or len(usable) < len(numbers):
        return plain[:1] if _is_led(words, numbers, usable[0]) else ()
    if len(plain) == 1:
        return plain
    labels = [label[1] for number in usable if (label := role_before_colon(words, number)) is not None]
    if len(labels) == len(plain):
        return tuple(replace(item, role=role) for item, role in zip(plain, labels, strict=True))
    heads = [noun for number in usable if (noun := _noun_before_bracket(words, number)) is not None]
    if len(heads) == len(plain):
        pairs = zip(plain, heads, strict=True)
        return tuple(replace(item, unit=noun.unit, kind=noun.kind, word=noun.word) for item, noun in pairs)
    parts = _parts(raw, words, usable, plain)
    if parts:
        return parts
    after = [words[number.last].text if number.last < len(words) else "" for number in usable]
    if all(letter in _LETTERS for letter in after) and "C" in after and len(set(after)) == len(after):
        return tuple(replace(item, role=_LETTERS[letter]) for item, letter in zip(plain, after, strict=True))
    letters = [words[number.first - 1].folded if number.first else "" for number in usable]
    if all(letter in INDEX_ROLES for letter in letters) and "c" in letters and len(set(letters)) == len(letters):
        return tuple(replace(item, role=INDEX_ROLES[letter]) for item, letter in zip(plain, letters, strict=True))
    if all(is_against(raw, words, left, right) for left, right in pairwise(usable)):
        return tuple(replace(item, role="arm") for item in plain)
    if all(_is_listed(raw, words, left, right) for left, right in pairwise(usable)):
        return plain
    return plain[:1] if _is_led(words, numbers, usable[0]) else ()


def _is_per_group(words: tuple[Token, ...], number: Count) -> bool:
    """Whether a number is that of each group: the 15 of `30 (15 per group)`."""
    following = [word.folded for word in words[number.last : number.last + 2]]
    return following[:1] in (["per"], ["each"]) or following in (["in", "each"], ["in", "every"])


def _parts(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], plain: Sequence[Stated]) -> tuple[Stated, ...]:
    """A number that opens the cell, and those in the bracket right after that add up to it; else nothing.

    `84 (42 + 42)`, `105 (surgery 27, drugs 78)`; near miss: `20 (18)`.
    """
    whole, *inner = numbers
    opened, closed = raw.find("(", whole.end), raw.rfind(")")
    if whole.first or len(inner) < 2 or whole.last >= len(words) or words[whole.last].gap.strip() != "(":
        return ()
    if not all(opened < number.start < closed for number in inner) or raw.count("(") != 1:
        return ()
    if sum(number.value for number in inner) != whole.value:
        return ()
    return (plain[0], *(replace(item, role="subsample") for item in plain[1:]))


def _noun_before_bracket(words: tuple[Token, ...], number: Count) -> Noun | None:
    """The counted noun right before a bracket that holds the number: `Teachers (10), pupils (200)`."""
    if words[number.first].gap.strip() != "(":
        return None
    for first in range(max(0, number.first - 3), number.first):
        match = nouns(is_review=False).match_at(words, first)
        if match is not None and match.last == number.first and is_plural(match, words):
            return match.value
    return None


def _is_led(words: tuple[Token, ...], numbers: Sequence[Count], first: Count) -> bool:
    """Whether the first number opens the cell and a mark ends it: `120; mean age 34.5`."""
    following = words[first.last] if first.last < len(words) else None
    is_first = words[0].is_number and first is numbers[0]
    return is_first and following is not None and following.join in {"stop", "comma"}


def _is_listed(raw: str, words: tuple[Token, ...], left: Count, right: Count) -> bool:
    """Whether two bare numbers stand as whole and part, or each with its label.

    `20 (18)`, `34/120`, `Mandible: 44 Maxilla: 138`.
    """
    return raw[left.end : right.start].strip() in {"/", "("} or is_equals(words[right.first].gap)
