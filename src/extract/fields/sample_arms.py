"""Which of the numbers stated are the arms of a comparison that the row names without calling them groups?

`Mentoring (n=45) and usual services (n=44)`: phrases that are joined, each with its n, one of them a comparator.
CONSORT 2010 asks for the number in each group (items 13a and 16), so such numbers share nobody and add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.fields.counts import SMALL
from extract.fields.phrases import Token
from extract.fields.sample_groups import VERSUS
from extract.fields.sample_totals import ARMS, UNNAMED, PartRole, Stated
from extract.fields.sample_words import BREAKERS, listed, roles

# Words of an arm's name, with what joins it to the one before: "and supported employment with cognitive training in a
# day centre" has ten.
MAX_NAME = 14
# How far before the first arm its number may stand, in words: "two groups of first-year students: lectures" has six.
MAX_BEFORE = 12

_ARTICLES = frozenset({"a", "an", "the", "other", "only", "either"})
_COMPARED = frozenset({"compared", "comparing"})
_JOINERS = VERSUS | _COMPARED | {"and", "or", "plus", "with", "to"}
_GROUPS = frozenset({"group", "arm", "condition"})
_DESIGN_NOUNS = frozenset({"study", "trial", "rct", "design", "experiment", "evaluation", "sample", "comparison"})


def with_arms(raw: str, words: tuple[Token, ...], items: Sequence[Stated]) -> tuple[Stated, ...]:
    """The same with the roles of arms, where joined phrases with an n each are groups that are compared."""
    marked = list(items)
    is_comparison = _is_listed("roles", "comparison-designs", words)
    for run in _runs(raw, words, items):
        names = [_name(words, items, place, is_first=place == run[0]) for place in run]
        if _is_whole([items[place] for place in run], names[0]):
            run, names = run[1:], names[1:]
        given = _roles_of(words, [items[place] for place in run], names, is_comparison)
        for place, role in zip(run, given or (), strict=False):
            marked[place] = replace(marked[place], role=role)
    return tuple(marked)


def _is_whole(found: Sequence[Stated], name: tuple[Token, ...]) -> bool:
    """Whether the first number of a run is that of the study.

    `Trial (n=120), coaching (n=60) and usual care (n=60)`.
    """
    is_sum = len(found) > 2 and found[0].n == sum(item.n for item in found[1:])
    return is_sum or (bool(name) and name[-1].folded in _DESIGN_NOUNS)


def _runs(raw: str, words: tuple[Token, ...], items: Sequence[Stated]) -> Iterator[list[int]]:
    """Places of two or more numbers with an n of the same unit, one joined to the next."""
    run: list[int] = []
    for place, item in enumerate(items):
        if run and item.is_n and item.unit == items[run[-1]].unit and _is_joined(raw, words, items[run[-1]], item):
            run.append(place)
            continue
        if len(run) > 1:
            yield run
        run = [place] if item.is_n else []
    if len(run) > 1:
        yield run


def _is_joined(raw: str, words: tuple[Token, ...], left: Stated, right: Stated) -> bool:
    """Whether only a comma, semicolon, "and", "versus" or the like and a name stand between two numbers."""
    between = words[left.last : right.first]
    if not 1 <= len(between) <= MAX_NAME:
        return False
    mark = raw[left.end : between[0].start].strip(" \u00a0()[]")
    is_mark = mark in {",", ";"}
    if not is_mark and (mark not in {"", "."} or between[0].folded not in _JOINERS):
        return False
    return not any(
        word.join == "open" or (word.join == "stop" and before.folded not in VERSUS)  # the full stop of `vs.`
        for before, word in pairwise(between)
    )


def _name(words: tuple[Token, ...], items: Sequence[Stated], place: int, is_first: bool) -> tuple[Token, ...]:
    """The words that name the group of a number, without what joins it to the one before.

    Before the first number a name begins after the last preposition, mark or participle.
    """
    item = items[place]
    earliest = max(0, item.first - MAX_NAME, items[place - 1].last if place else 0)
    first = earliest
    if is_first:
        for index in range(item.first - 1, earliest - 1, -1):
            is_open = words[index].join in {"stop", "open", "start"}
            if words[index].folded in BREAKERS | _COMPARED and not _is_in_role(words, index, item.first):
                first = index + 1
                break
            if is_open:
                first = index
                break
    while first < item.first and words[first].folded in _JOINERS | _ARTICLES:
        first += 1
    return words[first : item.first]


def _is_in_role(words: tuple[Token, ...], index: int, limit: int) -> bool:
    """Whether a word is a part of a group's name: the "as" of `treatment as usual`."""
    matches = (roles().match_at(words, first) for first in range(max(0, index - 2), index + 1))
    return any(match is not None and index < match.last <= limit for match in matches)


def _roles_of(
    words: tuple[Token, ...], found: Sequence[Stated], names: Sequence[tuple[Token, ...]], is_comparison: bool
) -> list[PartRole] | None:
    """The role of each number of a run; None where the run is no comparison."""
    is_other = any(
        item.role not in {None, "follow-up"} | ARMS or (item.role == "follow-up" and not _is_control(name))
        for item, name in zip(found, names, strict=True)
    )
    if len(found) < 2 or is_other:
        return None
    controls = [item.role == "control" or _is_control(name) for item, name in zip(found, names, strict=True)]
    if any(_is_listed("units", "data-collection", name) for name in names):
        return None
    is_trial = is_comparison or any(
        is_control and _is_listed("roles", "trial-controls", name)
        for is_control, name in zip(controls, names, strict=True)
    )
    if all(controls) or not any(controls):
        is_counted = _is_counted(words, found)
        return [item.role or "arm" for item in found] if is_counted and not any(controls) else None
    other: PartRole = "intervention" if is_trial else "arm"
    given = [
        "control" if is_control else item.role or _opening_role(name)
        for is_control, item, name in zip(controls, found, names, strict=True)
    ]
    is_named = any(role is None and item.kind != UNNAMED for role, item in zip(given, found, strict=True))
    if is_named and not is_trial:
        return None  # patients and healthy controls: their nouns tell them apart
    return [role or other for role in given]


def _opening_role(name: tuple[Token, ...]) -> PartRole | None:
    """`intervention` where a name begins so: `treated municipalities`."""
    match = roles().match_at(name, 0) if name else None
    return "intervention" if match is not None and match.value == "intervention" else None


def _is_control(name: tuple[Token, ...]) -> bool:
    """Whether a group's name is that of a comparator: by its first word, or by its last ones.

    `usual physiotherapy`, `no reminder`, `treatment as usual`; near miss: `control of noise`.
    """
    if not name:
        return False
    opening = listed("roles", "control-openings").match_at(name, 0)
    if opening is not None and (opening.last >= len(name) or name[opening.last].folded != "of"):
        return True
    last = max((match.last for match in roles().find(name) if match.value == "control"), default=0)
    return last > 0 and last >= len(name) - 1


def _is_listed(vocabulary: str, name: str, words: tuple[Token, ...]) -> bool:
    """Whether a wording of a list stands among the words."""
    return any(True for _ in listed(vocabulary, name).find(words))


def _is_counted(words: tuple[Token, ...], found: Sequence[Stated]) -> bool:
    """Whether the row says that there are as many groups (`two groups: ...`), or sets each against the next."""
    versus = [
        any(word.folded in VERSUS | _COMPARED for word in words[left.last : right.first])
        for left, right in pairwise(found)
    ]
    if all(versus):
        return True
    before = words[max(0, found[0].first - MAX_BEFORE) : found[0].first]
    return any(
        (word.text == str(len(found)) or SMALL.get(word.folded) == len(found)) and after.folded in _GROUPS
        for word, after in pairwise(before)
    )
