"""Which numbers count because of other numbers beside them: groups, sexes, parts of a whole, both sides of "vs"?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.fields.counts import FIRST_YEAR, LAST_YEAR, Count
from extract.fields.phrases import Token, folded_words
from extract.fields.sample_totals import PLACES, PartRole, Stated, bare, part_role, widened
from extract.fields.sample_words import BREAKERS, roles

# What may stand between `n` or a label and its number. Match: ` = `, `): `; near miss: `≥`, `, `.
_EQUALS = re.compile(r"[\s()\[\]]*[=:≈~]+[\s(~≈]*")
VERSUS = frozenset({"vs", "versus", "v", "against"})
# Letters after an n, or by themselves in a count column, that name an arm: nI, nC, T, C.
INDEX_ROLES: dict[str, PartRole] = {"i": "intervention", "t": "intervention", "e": "intervention", "c": "control"}
_SEX = {
    "m": "men", "male": "men", "men": "men", "man": "men", "boy": "men",
    "f": "women", "female": "women", "women": "women", "woman": "women", "girl": "women",
}  # fmt: skip
_GROUPS = frozenset({"intervention", "control"})
# A smaller number after a group's name, with nothing between, is a label: `intervention 1`.
FIRST_SIZE = 4
# What people did of whom only some did it. Match: `612 replied`; near miss: `612 items`.
_TOOK_PART = folded_words("replied responded participated agreed answered joined took")
# A longer gap is no equals sign.
_MAX_GAP = 12
# Letters for the sexes need their partner near, in words: `23 M/22 F`.
_NEAR_PARTNER = 3


def is_equals(gap: str) -> bool:
    """Whether a gap stands for "is": an equals sign or a colon, with blanks and brackets."""
    return len(gap) <= _MAX_GAP and _EQUALS.fullmatch(gap) is not None


def grouped(
    raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated], bare_unit: str
) -> dict[int, Stated]:
    """The numbers found by their own nouns, with those that count because of others; by first word.

    `bare_unit`: what a number counts that has only the name of a group or a sex beside it.
    """
    every = dict(found)
    every |= _of_role(raw, words, numbers, found, bare_unit)
    for item in _sexes(raw, words, numbers):
        every.setdefault(item.first, item)
    against = {item.first: item for item in _versus(raw, words, numbers, every)}
    every |= against
    for item in (
        *_coordinated(words, numbers, every),
        *_elided(words, numbers, every),
        *_fractions(raw, numbers, every),
        *_wholes(raw, words, numbers, every),
        *_with_one_sex(words, numbers, every, bare_unit),
    ):
        every.setdefault(item.first, item)
    for item in _bare_parts(raw, words, numbers, every):
        every.setdefault(item.first, item)
    return every


def _sexes(raw: str, words: tuple[Token, ...], numbers: Sequence[Count]) -> Iterator[Stated]:
    """Men and women counted side by side.

    `23 M/22 F`, `23 male, 22 female`, `M/F: 23/22`. One letter alone proves nothing.
    """
    marked: list[tuple[Count, str]] = []
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
            marked.append((number, _SEX[after.folded]))
    for (left, left_sex), (right, right_sex) in pairwise(marked):
        if left_sex != right_sex and right.first - left.last <= _NEAR_PARTNER + 1:
            for number, sex in ((left, left_sex), (right, right_sex)):
                item = bare(number, "people", None, "demographic", sex)
                yield widened(item, words, number.first, number.last + 1)
    for left, right in pairwise(numbers):
        letters = [word.text for word in words[max(0, left.first - 2) : left.first]]
        if letters in (["M", "F"], ["F", "M"]) and raw[left.end : right.start].strip() == "/":
            for number, letter in zip((left, right), letters, strict=True):
                yield bare(number, "people", None, "demographic", _SEX[letter.casefold()])


def is_against(raw: str, words: tuple[Token, ...], left: Count, right: Count) -> bool:
    """Whether two numbers are set against each other, or added: `32 vs 35`, `23 + 23`."""
    between = words[left.last : right.first]
    if not between:
        return raw[left.end : right.start].strip() == "+"
    return len(between) == 1 and between[0].folded in VERSUS


def _versus(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """Two numbers set against each other of which one is known to count: `n=32 vs 35`, `32 vs 35 patients`."""
    for left, right in pairwise(numbers):
        known = found.get(left.first) or found.get(right.first)
        if known is None or not (left.is_usable and right.is_usable and is_against(raw, words, left, right)):
            continue
        for number in (left, right):
            item = found.get(number.first) or bare(number, known.unit, None, known.kind, known.word)
            yield replace(item, role=item.role or "arm")


def _of_role(
    raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: Mapping[int, Stated], bare_unit: str
) -> dict[int, Stated]:
    """Numbers with the name of a group and nothing more, where two are; by first word of the number.

    `60 intervention, 58 control`, `IG: 60; CG: 58`, `T: 30, C: 31`, `Control group: 31 students`. Before a place, the
    name is that of the people counted in the bracket after it: `Control: 6 practices (n=139)`.
    """
    named: dict[int, Stated] = {}
    for number in numbers:
        if not number.is_usable:
            continue
        item = found.get(number.first) or bare(number, _unit_of_whole(raw, found, number) or bare_unit)
        before = role_before_colon(words, number) or _label_before(words, number) or _letter_before(words, number)
        after = _role_right_after(words, number)
        if before is not None and before[1] in _GROUPS:
            inside = _people_after(raw, found, item) if item.unit in PLACES else None
            if inside is not None:
                named[inside.first] = replace(inside, role=before[1])
            else:
                named[number.first] = widened(replace(item, role=before[1]), words, before[0], item.last)
        elif after is not None:
            named[number.first] = widened(replace(item, role=after[1]), words, number.first, after[0])
    if len({item.role for item in named.values()}) < 2:
        return {}
    return {_number_first(numbers, item): item for item in named.values()}


def _number_first(numbers: Sequence[Count], item: Stated) -> int:
    """First word of the number within a phrase."""
    return next(number.first for number in numbers if item.first <= number.first < item.last)


def _unit_of_whole(raw: str, found: Mapping[int, Stated], number: Count) -> str | None:
    """The unit of the counted number before the bracket that a number stands in: `60 mice (30 treated, 30 control)`."""
    earlier = [item for item in found.values() if item.end <= number.start and item.unit not in PLACES]
    if not earlier:
        return None
    whole = max(earlier, key=lambda item: item.end)
    opened = raw.find("(", whole.end, number.start)
    return whole.unit if opened >= 0 and ")" not in raw[whole.end : number.start] else None


def _people_after(raw: str, found: Mapping[int, Stated], place: Stated) -> Stated | None:
    """What is counted, with its n, in the bracket right after a place."""
    for item in found.values():
        if (
            item.is_n
            and item.unit not in PLACES
            and item.start >= place.end
            and raw[place.end : item.start].strip() == "("
        ):
            return item
    return None


def _label_before(words: tuple[Token, ...], number: Count) -> tuple[int, PartRole] | None:
    """First word and role of a group's name or short form right before a number that ends its phrase.

    `Exp. 30, Ctrl. 28`, `control 28`. Near miss: `Group control 2: lectures`, a number that is a label.
    """
    if number.value < FIRST_SIZE or not _ends_phrase(words, number.last):
        return None
    if number.last < len(words) and ":" in words[number.last].gap:
        return None
    for first in range(max(0, number.first - 3), number.first):
        match = roles().match_at(words, first)
        if match is None or match.last != number.first:
            continue
        gap = words[number.first].gap.strip(" \u00a0")
        is_begin = words[first].join in {"start", "stop", "comma", "open", "slash"} or words[first - 1].folded == "and"
        if is_begin and gap in {"", "."}:
            return first, part_role(match.value)
    return None


def _letter_before(words: tuple[Token, ...], number: Count) -> tuple[int, PartRole] | None:
    """First word and role of a single capital before a colon or equals sign: `T: 30, C: 31`."""
    place = number.first - 1
    if place < 0 or not is_equals(words[number.first].gap):
        return None
    letter = words[place]
    if len(letter.text) != 1 or not letter.text.isupper() or letter.join in {"glued", "hyphen"}:
        return None
    role = INDEX_ROLES.get(letter.folded)
    return (place, role) if role is not None else None


def _with_one_sex(
    words: tuple[Token, ...], numbers: Sequence[Count], found: Mapping[int, Stated], bare_unit: str
) -> Iterator[Stated]:
    """A bare number that opens the cell or a list, with the count of one sex in the bracket after it.

    `120 (60 female)`; near miss: `Lee 2015 (60 women)`.
    """
    for whole, part in pairwise(numbers):
        after = words[part.last] if part.last < len(words) else None
        if after is None or part.first != whole.last or whole.first in found or words[part.first].gap.strip() != "(":
            continue
        is_sex = after.folded in _SEX and after.join in {"glued", "space"} and after.text not in {"m", "f"}
        is_opening = words[whole.first].join == "start" or (
            words[whole.first].join == "stop" and not FIRST_YEAR <= whole.value <= LAST_YEAR
        )
        is_number = whole.is_usable and (part.is_usable or after.join == "glued")
        if is_sex and is_opening and is_number and part.value <= whole.value and _ends_phrase(words, part.last + 1):
            yield bare(whole, bare_unit)
            inner = found.get(part.first) or bare(part, bare_unit, None, "demographic", _SEX[after.folded])
            yield widened(replace(inner, role="subsample"), words, part.first, part.last + 1)


def role_before_colon(words: tuple[Token, ...], number: Count) -> tuple[int, PartRole] | None:
    """First word and role of what is named before a colon or equals sign: `Control group: 58`, `EG2 = 21`."""
    if not is_equals(words[number.first].gap):
        return None
    end = number.first
    if end > 1 and words[end - 1].is_number and words[end - 1].join == "glued":
        end -= 1  # the number of an arm among several of its kind
    for first in range(max(0, end - 4), end):
        match = roles().match_at(words, first)
        if match is not None and match.last == end:
            return first, part_role(match.value)
    return None


def _role_right_after(words: tuple[Token, ...], number: Count) -> tuple[int, PartRole] | None:
    """End and role of a group named right after the number, with nothing more in the phrase: `58 control`."""
    if number.last >= len(words) or words[number.last].join != "space":
        return None
    match = roles().match_at(words, number.last)
    if match is None or match.value not in _GROUPS or not _ends_phrase(words, match.last):
        return None
    return match.last, part_role(match.value)


def _ends_phrase(words: tuple[Token, ...], index: int) -> bool:
    """Whether a phrase ends there: at the end, at a mark, or before "and" and the like."""
    if index >= len(words) or words[index].is_number or words[index].join not in {"space", "hyphen", "glued"}:
        return True
    return words[index].folded in {"and", "vs", "versus", "in", "at"}


def _elided(words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """A number whose noun was said before.

    `90 clients at baseline and 61 at six-month follow-up`, `... 110 completed`.
    """
    earlier: Stated | None = None
    for number in numbers:
        item = found.get(number.first)
        if item is not None:
            earlier = earlier if item.unit in PLACES else item
            continue
        if earlier is None or not number.is_usable or number.last >= len(words) or words[number.last].join != "space":
            continue
        if _is_of_whom(words, number):
            yield bare(number, earlier.unit, "subsample", earlier.kind, earlier.word)
            continue
        if words[number.last].folded in _TOOK_PART:
            yield bare(number, earlier.unit, None, earlier.kind, earlier.word)
            continue
        role = _verb_after(words, number.last) or _time_after(words, number.last) or _group_after(words, number.last)
        if role is not None:
            item = bare(number, earlier.unit, role[1], earlier.kind, earlier.word)
            yield widened(item, words, number.first, role[0])


def _coordinated(words: tuple[Token, ...], numbers: Sequence[Count], found: Mapping[int, Stated]) -> Iterator[Stated]:
    """A number whose noun is said with the next one: the 22 of `22 novice and 18 expert programmers`.

    Near miss: `8 clubs and 9 agencies`, where the first has a noun, known or not.
    """
    for left, right in pairwise(numbers):
        known = found.get(right.first)
        between = words[left.last : right.first]
        if known is None or known.is_n or left.first in found or not left.is_usable or not 2 <= len(between) <= 4:
            continue
        is_plain = all(word.join in {"space", "hyphen"} and word.folded not in BREAKERS for word in between)
        is_without_noun = len(between) > 1 and not between[-2].text.casefold().endswith(
            ("s", "people", "men", "children")
        )
        if is_plain and is_without_noun and between[-1].folded == "and" and words[right.first].join == "space":
            yield bare(left, known.unit, None, known.kind, known.word)


def _is_of_whom(words: tuple[Token, ...], number: Count) -> bool:
    """Whether "of whom" or the like stands right before a number: `62 tenants, of whom 41 were women`."""
    if number.first < 2:
        return False
    before = (words[number.first - 2].folded, words[number.first - 1].folded)
    return before[0] in {"of", "among"} and before[1] in {"whom", "which", "them", "these", "those"}


def _verb_after(words: tuple[Token, ...], index: int) -> tuple[int, PartRole] | None:
    """End and role of a verb that says what became of people: `completed`, `were lost to follow-up`."""
    place = index + 1 if words[index].folded in {"were", "was", "had"} else index
    match = roles().match_at(words, place) if place < len(words) else None
    if match is None or match.value not in {"analysed", "enrolled", "approached", "lost"}:
        return None
    return match.last, part_role(match.value)


def _time_after(words: tuple[Token, ...], index: int) -> tuple[int, PartRole] | None:
    """End and role of a time of measurement: `at baseline`, `at nine-month follow-up`."""
    if words[index].folded != "at":
        return None
    for place in range(index, min(index + 6, len(words))):
        if place > index and words[place].join not in {"space", "hyphen"}:
            return None
        match = roles().match_at(words, place)
        if match is not None and match.value in {"baseline", "follow-up"}:
            return match.last, part_role(match.value)
    return None


def _group_after(words: tuple[Token, ...], index: int) -> tuple[int, PartRole] | None:
    """End and role of the group that people are said to be in: `in the control group`, `to usual care`."""
    if words[index].folded not in {"in", "to"}:
        return None
    for place in range(index + 1, min(index + 4, len(words))):
        if words[place].join != "space":
            return None
        match = roles().match_at(words, place)
        if match is not None and match.value in _GROUPS and _ends_phrase(words, match.last):
            return match.last, part_role(match.value)
    return None


def _fractions(raw: str, numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """The number after the slash of a counted one: `n = 34/120`. Which of the two is the sample is not said."""
    for left, right in pairwise(numbers):
        known = found.get(left.first)
        if known is not None and right.first not in found and raw[left.end : right.start].strip() == "/":
            yield bare(right, known.unit, None, known.kind, known.word)


def _wholes(raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]) -> Iterator[Stated]:
    """A bare number right before a bracket whose counts add up to it: the 45 of `45 (23 M/22 F)`."""
    for number in numbers:
        if number.first in found or not number.is_usable or number.last >= len(words):
            continue
        if words[number.last].gap.strip() != "(":
            continue
        close = raw.find(")", number.end)
        inside = [item for item in found.values() if number.end <= item.start and item.end <= close]
        if len(inside) >= 2 and sum(item.n for item in inside) == number.value:
            yield bare(number, inside[0].unit)


def _bare_parts(
    raw: str, words: tuple[Token, ...], numbers: Sequence[Count], found: dict[int, Stated]
) -> Iterator[Stated]:
    """Bare numbers in the bracket after a whole that add up to it: `108 patients (60 with ADHD, 48 without)`."""
    for whole in list(found.values()):
        if whole.last >= len(words) or raw[whole.end : words[whole.last].start].strip() != "(":
            continue
        close = raw.find(")", whole.end)
        inside = [item for item in numbers if whole.end <= item.start and item.end <= close and item.is_usable]
        if len(inside) >= 2 and _are_led(words, inside) and sum(item.value for item in inside) == whole.n:
            for number in inside:
                yield bare(number, whole.unit, "subsample")


def _are_led(words: tuple[Token, ...], numbers: Sequence[Count]) -> bool:
    """Whether each number begins its part of a list."""
    marks = {"open", "comma", "stop", "slash"}
    return all(words[item.first].join in marks or words[item.first - 1].folded == "and" for item in numbers)
