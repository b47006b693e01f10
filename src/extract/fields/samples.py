"""Which samples does a row state: how many, of what, in which part of the study, and how many in all?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.fields.counts import Count, counts
from extract.fields.phrases import Match, Token, tokens
from extract.fields.refusals import refuse
from extract.fields.sample_totals import PLACES, PartRole, Stated, mark_parts, total_of
from extract.fields.sample_words import Noun, has_data_words, head_after, is_plural, nouns, roles, served_by
from extract.rejects import Reject
from schemas import vocabularies

FIELD = "samples"

# How far back from `n =` its noun may stand, in words: the longest of the reference reviews is 12 ("practitioners including GPs ...").
MAX_BACK = 40
# A role that is no name of a group counts only this near its number.
NEAR_WORDS = 3

# What may stand between `n` and its number. Match: ` = `, `): `, ` (`; near miss: `≥`, `, `.
_EQUALS = re.compile(r"[\s()\[\]]*[=:≈~]+[\s(~≈]*")
# Signs after a number that make it a share or a mean with its deviation. Match: `%`, ` ± 2`; near miss: ` / 120`.
_SHARE = re.compile(r"\s?[%‰±°]")
_OPENED = re.compile(r"\s+|\s*\(\s*")
# Words that make the numbers of a count column something else. Match: `60 (median)`; near miss: `60 men`.
_STATISTICS = frozenset({"mean", "median", "average", "sd", "iqr", "se", "ci", "age", "aged", "year"})
_SEX = {
    "m": "men",
    "male": "men",
    "men": "men",
    "man": "men",
    "boy": "men",
    "f": "women",
    "female": "women",
    "women": "women",
    "woman": "women",
    "girl": "women",
}
_SAMPLE_WORDS = frozenset({"sample", "size", "participant", "patient", "subject", "respondent", "number", "total", "n"})
_LINKING = frozenset({"of", "was", "is", "were", "wa"})
_VERSUS = frozenset({"vs", "versus", "v", "against"})
_INDEX_ROLES: dict[str, PartRole] = {"i": "intervention", "t": "intervention", "e": "intervention", "c": "control"}


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

    A number counts when it follows `n =` or the like, or stands before a counted noun; ages, times, shares, amounts, years, ranges
    and bounds do not. What `n` counts is the noun before it that has no number of its own: `two day hospitals (n=98)` are 98 people.

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
    numbers = tuple(counts(raw, words))
    found = _found(raw, words, numbers, is_review)
    if is_count_column and not found:
        found = _bare(raw, words, numbers, unit)
        if not found:
            return _refused(raw, words, numbers)
    found = mark_parts(raw, _with_roles(words, found))
    total = total_of(found, is_review)
    samples = tuple(
        Sample(item.n, item.unit, item.role, raw[item.start : item.end], item.start, item.end) for item in found
    )
    return Samples(samples, total.n, total.basis, total.unit)


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


def _found(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], is_review: bool) -> tuple[Stated, ...]:
    """All numbers that count something by what stands beside them, in printed order."""
    nouned = {
        number.first: match
        for number in numbers
        if number.is_usable and (match := _noun_after(words, number, is_review)) is not None
    }
    heads = {match.first for match in nouned.values()}
    found: dict[int, Stated] = {}
    for number in numbers:
        stated = (
            _after_n(raw, words, number, heads, nouned, is_review)
            or _before_noun(words, number, nouned)
            or _of_sample(words, number, is_review)
        )
        if stated is not None:
            found[number.first] = stated
    for item in (*_sexes(raw, words, numbers), *_versus(words, numbers, found), *_of_role(words, numbers)):
        found.setdefault(item.first, item)
    for item in (
        *_elided(words, numbers, found),
        *_fractions(raw, numbers, found),
        *_wholes(raw, words, numbers, found),
    ):
        found.setdefault(item.first, item)
    for item in _bare_parts(raw, words, numbers, found):
        found.setdefault(item.first, item)
    return _without_twins(words, [found[first] for first in sorted(found)])


def _noun_after(words: tuple[Token, ...], number: Count, is_review: bool) -> Match[Noun] | None:
    """The counted noun after a number."""
    match = head_after(words, number.last, number.value == 1, is_review)
    if match is None or (is_review and match.value.unit not in {"studies", "people"}):
        return None
    following = words[match.last : match.last + 3]
    if following and following[0].join == "space" and following[0].folded in {"each", "per"}:
        return None  # "20 students each": a part whose whole is not said
    is_per_arm = len(following) >= 3 and [word.folded for word in following[:2]] in (["in", "each"], ["in", "every"])
    return None if is_per_arm else match


def _before_noun(words: tuple[Token, ...], number: Count, nouned: dict[int, Match[Noun]]) -> Stated | None:
    """A number before its noun: `120 patients`."""
    match = nouned.get(number.first)
    if match is None:
        return None
    noun = _qualified(match, words)
    return Stated(
        number.value, noun.unit, _role_of_noun(noun), noun.kind, noun.word, number.first, match.last,
        number.start, words[match.last - 1].end,
    )  # fmt: skip


def _role_of_noun(noun: Noun) -> PartRole | None:
    """The role that a noun itself names: `30 controls`."""
    by_word: dict[str, PartRole] = {"control": "control", "case": "case", "completer": "analysed"}
    return by_word.get(noun.word) if noun.unit == "people" else None


def _after_n(
    raw: str, words: tuple[Token, ...], number: Count, heads: set[int], nouned: dict[int, Match[Noun]], is_review: bool
) -> Stated | None:
    """A number after `n =`: `(n=98)`, `N = 1,024`, `n1 = 30`, `Participants: 45`."""
    if number.is_range or _is_fraction_tail(raw, number):
        return None
    place = number.first - 1
    if place < 0:
        return None
    gap = words[number.first].gap
    role: PartRole | None = None
    first = place
    if words[place].join == "glued" and place and words[place - 1].text in {"n", "N"} and _EQUALS.fullmatch(gap):
        role = _INDEX_ROLES.get(words[place].folded, "arm") if len(words[place].text) == 1 else None
        first = place - 1
    elif words[place].text in {"n", "N", "Ns", "ns"} and words[place].join != "glued":
        is_plain = _EQUALS.fullmatch(gap) is not None or (
            _OPENED.fullmatch(gap) is not None and words[place].gap.endswith("(")
        )
        if not is_plain:
            return None
    elif not _is_named_count(words, place, gap, is_review):
        return None
    if _SHARE.match(raw, number.end) is not None:
        return None
    if words[place].folded == "size" and place and words[place - 1].folded == "sample":
        first = place - 1
    noun = _noun_of_n(words, first, number, heads, nouned, is_review)
    end = number.end
    last = number.last
    if number.first in nouned and noun == nouned[number.first].value and not _is_title(words[number.last]):
        last = nouned[number.first].last
        end = words[last - 1].end
    return Stated(number.value, noun.unit, role, noun.kind, noun.word, first, last, words[first].start, end)


def _is_fraction_tail(raw: str, number: Count) -> bool:
    """Whether the number stands after a slash: the second of `34/120`."""
    return raw[max(0, number.start - 2) : number.start].strip().endswith("/")


def _is_named_count(words: tuple[Token, ...], place: int, gap: str, is_review: bool) -> bool:
    """Whether a colon or equals sign after a word for the sample names the number: `Sample size: 200`, `Participants: 45`."""
    if _EQUALS.fullmatch(gap) is None:
        return False
    is_first = words[place].join in {"start", "stop", "open"}
    if words[place].folded in {"size", "total"} or (words[place].folded == "sample" and is_first):
        return True
    match = nouns(is_review).match_at(words, place)
    if match is None or match.last != place + 1 or not is_plural(match, words):
        return False
    return match.value.kind != "demographic" and "%" not in words[place].gap  # `% males: 69` is a share


def _noun_of_n(
    words: tuple[Token, ...],
    first: int,
    number: Count,
    heads: set[int],
    nouned: dict[int, Match[Noun]],
    is_review: bool,
) -> Noun:
    """What an `n` counts: the noun after it, else nouns before it that have no number of their own, else people (or studies)."""
    if number.first in nouned and not _is_title(words[number.last]):
        return nouned[number.first].value
    lexicon = nouns(is_review)
    candidates: list[Noun] = []
    place_word = ""
    is_at_place = False
    place = first
    while place >= 0 and first - place < MAX_BACK:
        match = lexicon.match_at(words, place)
        if match is not None and match.last <= first + 1 and is_plural(match, words):
            if _is_numbered(match, nouned):
                is_at_place = is_at_place or not any(noun.unit == "people" for noun in candidates)
                place_word = place_word or " ".join(word.folded for word in words[match.first : match.last])
            else:
                candidates.append(_qualified(match, words))
        if words[place].join == "stop" or (words[place].text in {"n", "N"} and place != first):
            break
        place -= 1
    if place_word:
        candidates = [noun for noun in candidates if noun.unit not in PLACES]  # the places have their number already
    noun = _chosen(candidates, is_review, has_data_words(words))
    if noun.unit == "people" and is_at_place:
        return Noun("people", f"at {place_word}", noun.word)
    return noun


def _is_title(word: Token) -> bool:
    """Whether a word begins a new phrase: `Multiple` in `N = 48 Multiple countries`; near miss: `ADHD` in `n=45 ADHD patients`."""
    return word.text[0].isupper() and word.text[1:].islower()


def _qualified(match: Match[Noun], words: tuple[Token, ...]) -> Noun:
    """A noun for anybody that goes on with "with", "who use" or the like names those whom a service is for."""
    noun = match.value
    if noun.kind != "generic" or match.last >= len(words) or served_by().match_at(words, match.last) is None:
        return noun
    return Noun(noun.unit, "served", noun.word)


def _is_numbered(match: Match[Noun], nouned: dict[int, Match[Noun]]) -> bool:
    """Whether the noun is, or is within, the noun phrase of a number."""
    return any(
        number < match.first and match.last <= head.last for number, head in nouned.items() if head.last - number < 12
    )


def _chosen(candidates: Sequence[Noun], is_review: bool, has_data: bool) -> Noun:
    """The noun that `n` counts, from those before it, nearest first. People before all others; unsure is `not-stated`."""
    if is_review:
        studies = [noun for noun in candidates if noun.unit == "studies"]
        people = [noun for noun in candidates if noun.unit == "people"]
        return studies[0] if studies or not people else people[0] if people else Noun("studies", "", "study")
    people = [noun for noun in candidates if noun.unit == "people"]
    if people:
        return people[0]
    things = {noun.unit for noun in candidates}
    if len(things) == 1:
        return candidates[0]
    if things or has_data:
        return Noun("not-stated", "", "")
    return Noun(
        "people", "unnamed", ""
    )  # an n without a noun counts participants: APA 7 section 6.43, SAMPL guidelines


def _of_sample(words: tuple[Token, ...], number: Count, is_review: bool) -> Stated | None:
    """A number after `sample size` or `sample of`: `sample size was 200`, `sample of 200`, `total of 45`."""
    if not number.is_usable or number.first < 2 or words[number.first].join != "space":
        return None
    before, earlier = words[number.first - 1].folded, words[number.first - 2].folded
    is_size = before == "size" and earlier == "sample"
    is_linked = before in _LINKING and (earlier in {"sample", "size"} or (earlier == "total" and before == "of"))
    if not is_size and not is_linked:
        return None
    following = words[number.last] if number.last < len(words) else None
    if following is not None and following.join == "space" and following.is_number:
        return None
    noun = _chosen((), is_review, has_data_words(words))
    return Stated(
        number.value, noun.unit, None, noun.kind, noun.word, number.first, number.last, number.start, number.end
    )


def _sexes(raw: str, words: tuple[Token, ...], numbers: Sequence[Count]) -> Iterator[Stated]:
    """Men and women counted side by side: `23 M/22 F`, `23 male, 22 female`, `M/F: 23/22`. One letter alone proves nothing."""
    marked: list[tuple[Count, str, int]] = []
    for number in numbers:
        after = words[number.last] if number.last < len(words) else None
        if (
            after is None
            or after.join not in {"glued", "space"}
            or after.folded not in _SEX
            or after.text in {"m", "f"}
        ):
            continue
        if number.is_usable or after.join == "glued":
            marked.append((number, _SEX[after.folded], number.last + 1))
    for (left, left_sex, left_last), (right, right_sex, right_last) in zip(marked, marked[1:], strict=False):
        if left_sex != right_sex and right.first - left_last <= 3:
            for number, sex, last in ((left, left_sex, left_last), (right, right_sex, right_last)):
                yield Stated(
                    number.value,
                    "people",
                    None,
                    "demographic",
                    sex,
                    number.first,
                    last,
                    number.start,
                    words[last - 1].end,
                )
    for left, right in zip(numbers, numbers[1:], strict=False):
        head = words[max(0, left.first - 2) : left.first]
        letters = [word.text for word in head]
        if letters in (["M", "F"], ["F", "M"]) and raw[left.end : right.start].strip() == "/":
            for number, letter in zip((left, right), letters, strict=True):
                yield Stated(
                    number.value,
                    "people",
                    None,
                    "demographic",
                    _SEX[letter.casefold()],
                    number.first,
                    number.last,
                    number.start,
                    number.end,
                )


def _versus(words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """The other of two numbers set against each other of which one is known to count: `n=32 vs 35`, `32 vs 35 patients`."""
    for left, right in zip(numbers, numbers[1:], strict=False):
        between = words[left.last : right.first]
        is_joined = len(between) == 1 and between[0].folded in _VERSUS
        is_joined = is_joined or (not between and words[right.first].gap.strip() == "+")
        known = found.get(left.first) or found.get(right.first)
        if not is_joined or known is None or not (left.is_usable and right.is_usable):
            continue
        for number in (left, right):
            if number.first in found:
                found[number.first] = replace(found[number.first], role=found[number.first].role or "arm")
            else:
                yield Stated(
                    number.value,
                    known.unit,
                    "arm",
                    known.kind,
                    known.word,
                    number.first,
                    number.last,
                    number.start,
                    number.end,
                )


def _of_role(words: tuple[Token, ...], numbers: Sequence[Count]) -> Iterator[Stated]:
    """Numbers with the name of a group and nothing more, where there are at least two: `60 intervention, 58 control`, `IG: 60; CG: 58`."""
    found: list[Stated] = []
    for number in numbers:
        if not number.is_usable:
            continue
        before = _role_before_colon(words, number)
        match = (
            roles().match_at(words, number.last)
            if number.last < len(words) and words[number.last].join == "space"
            else None
        )
        if before is not None:
            found.append(
                Stated(
                    number.value,
                    "people",
                    before[1],
                    "unnamed",
                    "",
                    before[0],
                    number.last,
                    words[before[0]].start,
                    number.end,
                )
            )
        elif match is not None and match.value in {"intervention", "control"} and _ends_phrase(words, match.last):
            found.append(
                Stated(
                    number.value,
                    "people",
                    _part(match.value),
                    "unnamed",
                    "",
                    number.first,
                    match.last,
                    number.start,
                    words[match.last - 1].end,
                )
            )
    if len({item.role for item in found}) > 1:
        yield from found


def _role_before_colon(words: tuple[Token, ...], number: Count) -> tuple[int, PartRole] | None:
    """First word and role of a group named before a colon or equals sign: `Control group: 58`."""
    if _EQUALS.fullmatch(words[number.first].gap) is None:
        return None
    for first in range(max(0, number.first - 4), number.first):
        match = roles().match_at(words, first)
        if match is not None and match.last == number.first and match.value in {"intervention", "control"}:
            return first, _part(match.value)
    return None


def _ends_phrase(words: tuple[Token, ...], index: int) -> bool:
    """Whether a phrase ends there: at the end, at a mark, or before "and" and the like."""
    return (
        index >= len(words)
        or words[index].join not in {"space", "hyphen", "glued"}
        or words[index].folded in {"and", "vs", "versus", "in", "at"}
        or words[index].is_number
    )


def _elided(words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """A number whose noun was said before: `155 referrals at baseline and 116 at nine-month follow-up`."""
    for number in numbers:
        earlier = [
            item
            for first, item in sorted(found.items())
            if first < number.first and item.unit not in {"sites", "areas"}
        ]
        if number.first in found or not number.is_usable or not earlier:
            continue
        reach = words[number.last : number.last + 6]
        if not reach or reach[0].join != "space":
            continue
        verb = (
            roles().match_at(words, number.last + (1 if reach[0].folded in {"were", "was", "had"} else 0))
            if len(reach) > 1
            else roles().match_at(words, number.last)
        )
        if verb is not None and verb.value in {"analysed", "enrolled", "approached", "lost"}:
            yield Stated(
                number.value,
                earlier[-1].unit,
                _part(verb.value),
                earlier[-1].kind,
                earlier[-1].word,
                number.first,
                verb.last,
                number.start,
                words[verb.last - 1].end,
            )
            continue
        if reach[0].folded != "at":
            continue
        for place in range(number.last, min(number.last + 6, len(words))):
            if place > number.last and words[place].join not in {"space", "hyphen"}:
                break
            match = roles().match_at(words, place)
            if match is not None and match.value in {"baseline", "follow-up"}:
                yield Stated(
                    number.value,
                    earlier[-1].unit,
                    _part(match.value),
                    earlier[-1].kind,
                    earlier[-1].word,
                    number.first,
                    match.last,
                    number.start,
                    words[match.last - 1].end,
                )
                break


def _fractions(raw: str, numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """The number after the slash of a counted one: `n = 34/120`. Which of the two is the sample is not said."""
    for left, right in zip(numbers, numbers[1:], strict=False):
        known = found.get(left.first)
        if known is not None and right.first not in found and raw[left.end : right.start].strip() == "/":
            yield replace(
                known, n=right.value, role=None, first=right.first, last=right.last, start=right.start, end=right.end
            )


def _bare_parts(
    raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]
) -> Iterator[Stated]:
    """Bare numbers in the bracket after a whole that add up to it: `108 patients (60 with ADHD, 48 without)`."""
    for whole in list(found.values()):
        if whole.last >= len(words) or raw[whole.end : words[whole.last].start].strip() != "(":
            continue
        close = raw.find(")", whole.end)
        inside = [
            number for number in numbers if whole.end <= number.start and number.end <= close and number.is_usable
        ]
        is_led = all(
            words[number.first].join in {"open", "comma", "stop", "slash"} or words[number.first - 1].folded == "and"
            for number in inside
        )
        if len(inside) >= 2 and is_led and sum(number.value for number in inside) == whole.n:
            for number in inside:
                yield Stated(
                    number.value,
                    whole.unit,
                    "subsample",
                    "unnamed",
                    "",
                    number.first,
                    number.last,
                    number.start,
                    number.end,
                )


def _wholes(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """A bare number right before a bracket whose counts add up to it: the 45 of `45 (23 M/22 F)`."""
    for number in numbers:
        if (
            number.first in found
            or not number.is_usable
            or number.last >= len(words)
            or words[number.last].gap.strip() not in {"(", "["}
        ):
            continue
        close = raw.find(")" if "(" in words[number.last].gap else "]", number.end)
        inside = [item for item in found.values() if number.end <= item.start and item.end <= close]
        if len(inside) >= 2 and sum(item.n for item in inside) == number.value:
            yield Stated(
                number.value, inside[0].unit, None, "unnamed", "", number.first, number.last, number.start, number.end
            )


def _without_twins(words: tuple[Token, ...], found: Sequence[Stated]) -> tuple[Stated, ...]:
    """The same count given twice in a row is one: `120 participants (n = 120)`."""
    kept: list[Stated] = []
    for item in found:
        twin = kept[-1] if kept else None
        if (
            twin is not None
            and twin.n == item.n
            and twin.unit == item.unit
            and item.first - twin.last <= 1
            and words[item.first].join == "open"
        ):
            continue
        kept.append(item)
    return tuple(kept)


def _with_roles(words: tuple[Token, ...], found: Sequence[Stated]) -> tuple[Stated, ...]:
    """Each number with the role that the words beside it name."""
    placed: list[Stated] = []
    for index, item in enumerate(found):
        if item.role is not None or item.unit in PLACES:
            placed.append(item)
            continue
        same = [other for other in placed if other.unit == item.unit]
        following = found[index + 1].first if index + 1 < len(found) else len(words)
        role = _role_after(words, item, following) or _role_before(
            words, item, same[-1].last if same else 0, is_first=not same
        )
        if item.unit == "studies" and role not in {"total", "subsample"}:
            role = None  # "interventions (n=24)" of a review are no arm
        placed.append(replace(item, role=role))
    return _checked_pairs(placed)


def _role_after(words: tuple[Token, ...], item: Stated, limit: int) -> PartRole | None:
    """A role named after the number in the same breath: `155 referrals were interviewed at baseline`, `n=27 at baseline`."""
    for place in range(item.last, min(item.last + 8, limit)):
        if words[place].join not in {"space", "hyphen", "other"}:
            return None
        match = roles().match_at(words, place)
        if match is None:
            continue
        is_group = match.last - match.first > 1 or match.value in {
            "baseline",
            "follow-up",
            "total",
            "analysed",
            "approached",
            "lost",
            "enrolled",
        }
        is_verb_of_design = (
            match.value == "enrolled"
            and match.last < len(words)
            and words[match.last].folded in {"controlled", "control", "trial", "clinical"}
        )
        is_aside = match.value in {"follow-up", "baseline"} and _is_aside(words, match)
        if (is_group or place == item.last) and not is_verb_of_design and not is_aside:
            return _part(match.value)
    return None


def _is_aside(words: tuple[Token, ...], match: Match[str]) -> bool:
    """Whether the words name a measurement or a period, not who was measured: `with 12-month follow-up`, `baseline data`."""
    before = words[max(0, match.first - 4) : match.first]
    after = words[match.last] if match.last < len(words) else None
    is_with = any(word.folded in {"with", "had", "mean", "median", "for"} for word in before)
    return is_with or (
        after is not None and after.join == "space" and after.folded in {"data", "study", "period", "survey", "of"}
    )


def _role_before(words: tuple[Token, ...], item: Stated, since: int, is_first: bool) -> PartRole | None:
    """A role named before the number since the last one: `control group (n=61)`, `a sub-sample of nine projects (n=287)`."""
    best: PartRole | None = None
    place = item.first - 1
    while place >= since and item.first - place <= MAX_BACK:
        match = roles().match_at(words, place)
        if match is not None and match.last <= item.first and _counts_before(words, match, item, is_first):
            best = _part(match.value)
            longer = roles().match_at(words, place - 1) if place > since else None
            if longer is None or longer.last < match.last:
                break
        if words[place].join == "stop" or (words[place].join == "open" and place != item.first):
            break  # what stands before a bracket is not about a number within its text
        place -= 1
    return best


def _counts_before(words: tuple[Token, ...], match: Match[str], item: Stated, is_first: bool) -> bool:
    """Whether a role named before a number is the number's."""
    distance = item.first - match.last
    if match.value in {"intervention", "control", "case"}:
        if match.last - match.first == 1 and words[match.first].text.casefold() in {
            "interventions",
            "treatments",
            "comparisons",
        }:
            return False
        is_group = match.last - match.first > 1 and words[match.last - 1].folded in {
            "group",
            "arm",
            "condition",
            "control",
        }
        compared = match.first and words[match.first - 1].folded in _VERSUS | {"or", "with", "to"} and is_first
        return (is_group or distance <= NEAR_WORDS - 2) and not (compared and not is_group)
    if match.value in {"follow-up", "baseline"}:
        return not is_first or (distance == 0 and words[match.first - 1].folded == "at" if match.first else False)
    if match.value == "subsample":
        is_name = words[match.first].folded.startswith("sub")
        return not is_first and (is_name or distance <= 2)
    if match.value == "total":
        return distance <= 2
    return distance <= 1 and match.value not in {"enrolled", "arm"}


def _checked_pairs(items: Sequence[Stated]) -> tuple[Stated, ...]:
    """`case` only where there are controls too; a single arm is no arm."""
    held = {item.role for item in items}
    return tuple(replace(item, role=None) if item.role == "case" and "control" not in held else item for item in items)


def _part(code: str) -> PartRole:
    """A role of the vocabulary as the type of a part."""
    known: dict[str, PartRole] = {role: role for role in ROLES}
    return known[code]


ROLES: tuple[PartRole, ...] = (
    "intervention", "control", "arm", "case", "baseline", "follow-up", "subsample", "total", "analysed", "enrolled", "approached", "lost",
)  # fmt: skip


def _bare(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], unit: str | None) -> tuple[Stated, ...]:
    """The bare numbers of a count column: `212`, `32 vs 35`, `23 + 23`, `Mandible: 44 Maxilla: 138`, `34/120`."""
    usable = [number for number in numbers if number.is_usable]
    code = unit or "not-stated"
    plain = [
        Stated(item.value, code, None, "unnamed", "", item.first, item.last, item.start, item.end) for item in usable
    ]
    if not plain:
        return ()
    following = words[usable[0].last] if usable[0].last < len(words) else None
    is_led = (
        words[0].is_number and usable[0] is numbers[0] and following is not None and following.join in {"stop", "comma"}
    )
    if any(word.folded in _STATISTICS for word in words) or len(usable) < len(numbers):
        return tuple(plain[:1]) if is_led else ()
    if len(plain) == 1:
        return tuple(plain)
    letters = [words[number.first - 1].folded if number.first else "" for number in usable]
    if all(letter in _INDEX_ROLES for letter in letters) and "c" in letters and len(set(letters)) == len(letters):
        return tuple(replace(item, role=_INDEX_ROLES[letter]) for item, letter in zip(plain, letters, strict=True))
    gaps = [
        (words[left.last : right.first], raw[left.end : right.start].strip())
        for left, right in zip(usable, usable[1:], strict=False)
    ]
    if all((len(between) == 1 and between[0].folded in _VERSUS) or gap == "+" for between, gap in gaps):
        return tuple(replace(item, role="arm") for item in plain)
    if all(
        gap in {"/", "("} or _EQUALS.search(words[right.first].gap)
        for (_, gap), right in zip(gaps, usable[1:], strict=True)
    ):
        return tuple(plain)
    return tuple(plain[:1]) if is_led else ()
