"""Which part of the study is a number about, by the words beside it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.fields.phrases import Match, Token
from extract.fields.sample_groups import VERSUS
from extract.fields.sample_totals import PLACES, PartRole, Stated, part_role
from extract.fields.sample_words import roles

# Words of a role after its number: "90 new clients were interviewed at baseline" has four.
MAX_AFTER = 8
# How far back from a number its role may stand, in words.
MAX_BACK = 40
# What follows these is about another group. Match: `26 pupils and a control group`; near miss: `26 pupils at baseline`.
_COORDINATING = VERSUS | {"and", "or", "but"}
_DESIGN_NOUNS = frozenset({"study", "trial", "design", "comparison", "evaluation", "experiment", "analysis"})
_PRE_POST: dict[str, PartRole] = {"pre": "baseline", "post": "follow-up"}
_WHOM = frozenset({"whom", "which", "them", "these"})
_PERIODS = frozenset({"week", "month", "year"})
_TIMES = frozenset({"baseline", "follow-up"})
_MEASUREMENTS = frozenset({"data", "study", "period", "survey", "of"})
_DESIGN_WORDS = frozenset({"controlled", "control", "trial", "clinical"})
_GROUP_WORDS = frozenset({"group", "arm", "condition", "control"})
# Roles that a single word after the number may name.
_SINGLE = frozenset({"baseline", "follow-up", "total", "analysed", "approached", "lost", "enrolled"})


def with_roles(words: tuple[Token, ...], found: Sequence[Stated]) -> tuple[Stated, ...]:
    """Each number with the role that the words beside it name. Places have none; in a review, studies have no arms."""
    placed: list[Stated] = []
    since: dict[str, int] = {}
    for index, item in enumerate(found):
        if item.role is not None or item.unit in PLACES:
            placed.append(item)
            since[item.unit] = item.last
            continue
        following = found[index + 1].first if index + 1 < len(found) else len(words)
        role, end = _role_in_bracket(words, item) or _role_after(words, item, following)
        if role is None:
            role = _time_label(words, item)
        if role is None and placed and placed[-1].role == "baseline" and _is_later(words, item.last):
            role = "follow-up"
        if role is None:
            role = _role_before(words, item, since=since.get(item.unit, 0), is_first=item.unit not in since)
        since[item.unit] = end
        if item.unit == "studies" and role not in {"total", "subsample"}:
            role = None
        placed.append(replace(item, role=role))
    return _without_lone_cases(placed)


def _role_in_bracket(words: tuple[Token, ...], item: Stated) -> tuple[PartRole, int] | None:
    """A role that fills the bracket right after a number, and where its words end: `n=412 (wave 1)`."""
    if item.last >= len(words) or words[item.last].gap.strip() != "(":
        return None
    match = roles().match_at(words, item.last)
    if match is None or (match.last < len(words) and not words[match.last].gap.lstrip().startswith(")")):
        return None
    return part_role(match.value), match.last


def _role_after(words: tuple[Token, ...], item: Stated, limit: int) -> tuple[PartRole | None, int]:
    """A role named after the number in the same breath, and where its words end.

    `90 clients were interviewed at baseline`.
    """
    for place in range(item.last, min(item.last + MAX_AFTER, limit)):
        if words[place].join not in {"space", "hyphen", "other"} or words[place].folded in _COORDINATING:
            break
        match = roles().match_at(words, place)
        if match is None or _is_aside(words, match) or _is_design(words, match):
            continue
        if match.last - match.first > 1 or match.value in _SINGLE or place == item.last:
            return part_role(match.value), match.last
    return None, item.last


def _time_label(words: tuple[Token, ...], item: Stated) -> PartRole | None:
    """The time of measurement that opens a number's phrase as its label: `Pre: n=120; post: n=97`, `Time 1 n = 340`."""
    before = words[item.first - 1] if item.first else None
    if before is None or ")" in words[item.first].gap:
        return None
    openings = {"start", "stop", "comma", "open"}
    if before.folded in _PRE_POST and before.join in openings and ":" in words[item.first].gap:
        return _PRE_POST[before.folded]
    for first in range(max(0, item.first - 2), item.first):
        match = roles().match_at(words, first)
        is_label = match is not None and match.last == item.first and words[first].join in openings
        if match is not None and is_label and match.value == "baseline":
            return "baseline"
    return None


def _is_later(words: tuple[Token, ...], index: int) -> bool:
    """Whether a time after the start follows a number, beside one at the start: `n=28 after a year`, `at 12 months`."""
    if index >= len(words) or words[index].folded not in {"after", "at"} or words[index].join != "space":
        return False
    return any(word.folded in _PERIODS and word.join in {"space", "hyphen"} for word in words[index + 1 : index + 4])


def _is_aside(words: tuple[Token, ...], match: Match[str]) -> bool:
    """Whether the words name a measurement or a period, not who was measured: `with 12-month follow-up`."""
    if match.value not in _TIMES:
        return False
    before = words[max(0, match.first - 4) : match.first]
    after = words[match.last] if match.last < len(words) else None
    is_of_data = after is not None and after.join == "space" and after.folded in _MEASUREMENTS
    return is_of_data or any(word.folded in {"with", "had", "mean", "median", "for"} for word in before)


def _is_design(words: tuple[Token, ...], match: Match[str]) -> bool:
    """Whether "randomised" and the like belong to a design: `120 patients in a randomised controlled trial`."""
    after = words[match.last] if match.last < len(words) else None
    return match.value == "enrolled" and after is not None and after.folded in _DESIGN_WORDS


def _role_before(words: tuple[Token, ...], item: Stated, since: int, is_first: bool) -> PartRole | None:
    """A role named before the number, since the last one: `control group (n=61)`, `a sub-sample of ... (n=287)`."""
    for place in range(item.first - 1, max(since, item.first - MAX_BACK) - 1, -1):
        match = roles().match_at(words, place)
        if match is not None and match.last <= item.first and _counts_before(words, match, item, is_first):
            longer = roles().match_at(words, place - 1) if place > since else None
            is_longer = longer is not None and longer.last >= match.last
            return part_role(longer.value if longer is not None and is_longer else match.value)
        if words[place].join == "stop" or (words[place].join == "open" and place != item.first):
            return None  # what stands before a bracket is not about a number within its text
    return None


def _counts_before(words: tuple[Token, ...], match: Match[str], item: Stated, is_first: bool) -> bool:
    """Whether a role named before a number is the number's."""
    distance = item.first - match.last
    if match.value in {"intervention", "control", "case"}:
        return _is_arm_before(words, match, distance, is_first)
    if match.value in _TIMES:
        is_at = distance == 0 and match.first > 0 and words[match.first - 1].folded == "at"
        return not is_first or is_at
    if match.value == "subsample":
        return not is_first and (words[match.first].folded.startswith("sub") or distance <= 2)
    if match.value == "total":
        return distance <= 2
    return distance <= 1 and match.value not in {"enrolled", "arm"}


def _is_arm_before(words: tuple[Token, ...], match: Match[str], distance: int, is_first: bool) -> bool:
    """Whether the name of an arm is the number's: a group's name anywhere before it, a bare word only next to it.

    `intervention vs usual care (n=120)` is the number of both.
    """
    is_single = match.last - match.first == 1
    following = words[match.last : match.last + distance]
    if following and following[0].folded in _DESIGN_NOUNS and following[0].join in {"space", "hyphen"}:
        return False
    if any(word.join == "comma" for word in following):
        return False  # another clause: "with a control group, drawing on files of all members (n=831)"
    if not is_single and words[match.last - 1].folded in _GROUP_WORDS:
        return True
    is_plural = is_single and words[match.first].text.casefold() in {"interventions", "treatments", "comparisons"}
    before = words[match.first - 1].folded if match.first else ""
    is_second = is_first and before in VERSUS | {"or", "with", "to"}
    return distance <= 1 and not is_plural and not is_second


def _without_lone_cases(items: Sequence[Stated]) -> tuple[Stated, ...]:
    """`case` only where there are controls too: elsewhere it is another word for patients."""
    has_controls = any(item.role == "control" for item in items)
    return tuple(replace(item, role=None) if item.role == "case" and not has_controls else item for item in items)


def with_subsamples(raw: str, words: tuple[Token, ...], items: Sequence[Stated]) -> tuple[Stated, ...]:
    """All numbers of a bracket after `a sub-sample`, `some of the respondents` or the like are parts of an earlier one.

    `Trial (n=640) and interviews with some of them (n=32 at baseline, n=28 after a year)`: the 640 are the whole.
    """
    marked = list(items)
    for index, item in enumerate(items):
        whole = max(
            (earlier.n for earlier in marked[:index] if earlier.unit == item.unit and not earlier.is_part), default=0
        )
        before = items[index - 1] if index else None
        if before is None or item.n > whole or item.unit in PLACES:
            continue
        is_same_bracket = marked[index - 1].is_called_part and _is_listed_on(raw, before.end, item.start)
        if is_same_bracket or _is_called_part(words, before.last, item.first):
            marked[index] = replace(item, role=item.role or "subsample", is_part=True, is_called_part=True)
    return tuple(marked)


def _is_listed_on(raw: str, start: int, end: int) -> bool:
    """Whether no bracket closes and no other opens between two numbers."""
    return not set("()") & set(raw[start:end])


def _is_called_part(words: tuple[Token, ...], since: int, first: int) -> bool:
    """Whether the clause before a number speaks of a part of those who were counted before."""
    for place in range(first - 1, max(since, first - MAX_BACK) - 1, -1):
        match = roles().match_at(words, place)
        if match is not None and match.value == "subsample" and match.last <= first:
            return words[place].folded not in {"including"} and words[match.last - 1].folded not in _WHOM
        if words[place].join == "stop":
            return False
    return False
