"""Does a sentence say that the review holds what it counts?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.claims.claim import Draft, Sentence
from extract.claims.counts import Count
from extract.claims.wording import (
    AMOUNTS,
    BE,
    CLOSE_DETERMINERS,
    CRITERIA_WORDS,
    EARLIER_STEPS,
    END_OF_CLAIM,
    INTRODUCERS,
    LEAVING,
    LIMITING,
    LONGEST_CLAUSE,
    MEETING,
    OPENERS,
    OTHERS,
    OWN_DETERMINERS,
    OWN_WORKS,
    POOLED,
    SELVES,
    STRONG_PARTICIPLES,
    STRONG_VERBS,
    WEAK_PARTICIPLES,
    WEAK_VERBS,
    WHOLE,
)

# A review includes at least two works; `one study was included` speaks of a part.
SMALLEST_TOTAL = 2
Step = Literal["included", "pooled", "screened", "excluded", "identified"]
TOTAL_CODES: dict[str, str] = {
    "study": "studies-total",
    "elliptic": "studies-total",
    "intervention": "interventions-total",
    "report": "reports-total",
    "people": "participants-total",
}


@dataclass(frozen=True)
class Inclusion:
    """How a sentence says that the review holds what is counted.

    Attributes:
        is_strong: it can mean nothing but the final inclusion.
        is_limited: words beside the count limit it: `studies of befriending were included`.
    """

    step: Step
    is_strong: bool
    is_limited: bool


def read_totals(sentence: Sentence) -> Iterator[Draft]:
    """Counts of which the sentence says that the review holds them, one enumeration at a time."""
    for group in _groups(sentence):
        inclusion = _inclusion(sentence, group)
        if inclusion is None:
            continue
        for count in group:
            code = _code(count, inclusion)
            if code is not None and _is_believed(sentence, count, inclusion, group):
                subject = sentence.subject(count.first + 1, count.last) or _words_before(sentence, count)
                yield Draft(code, count.value, count.first, subject, is_whole=inclusion.step == "included")


def amount_before(sentence: Sentence, first: int) -> tuple[int, bool]:
    """The token before a count and the words of quantity that lead to it, and whether they call it final or a total.

    `a final set of 30 articles`: the token before `a`, True.
    """
    at = first - 1
    is_final = False
    for _ in range(8):
        word = sentence.word(at)
        if word == "of" and sentence.word(at - 1) in AMOUNTS:
            is_final = is_final or sentence.word(at - 1) == "total" or sentence.word(at - 2) == "final"
            at -= 2
        elif word in {"a", "the", "final", "only", "just", "all", "overall", "finally", "ultimately", "total", ","}:
            at -= 1
        else:
            break
    return at, is_final


def _groups(sentence: Sentence) -> list[list[Count]]:
    """Counts that are enumerated: `ten RCTs, four surveys and two case studies` is one group of three."""
    groups: list[list[Count]] = []
    for count in sentence.counts:
        if count.is_bracketed or count.kind in {"country", "category"}:
            continue
        if count.kind == "elliptic":
            groups.extend([[count]] if _stands_for_studies(sentence, count) else [])
        elif groups and _are_joined(sentence, groups[-1][-1], count):
            groups[-1].append(count)
        else:
            groups.append([count])
    return groups


def _stands_for_studies(sentence: Sentence, count: Count) -> bool:
    """Whether a bare number means studies: `Of 6,268 records, 111 met the criteria`, `of which 24 were included`.

    Not `of the 24 included studies, ten met ...`: that is a part of the final number.
    """
    if count.is_share:
        return count.shares in {("which",), ("these",), ("those",), ("them",)}
    front = sentence.words(0, count.first)
    is_from_records = any(c.kind in {"record", "study", "report"} and c.first < count.first for c in sentence.counts)
    return front[:1] == ["of"] and "," in front and is_from_records and "included" not in front


def _words_before(sentence: Sentence, count: Count) -> str:
    """What a bare number counts, the words of the count before it: `records` in `Of 812 records, 37 met them`."""
    before = [other for other in sentence.counts if other.first < count.first and other.last > other.first]
    return sentence.subject(before[-1].first + 1, before[-1].last) if before else ""


def _are_joined(sentence: Sentence, left: Count, right: Count) -> bool:
    between = sentence.words(sentence.after_brackets(left.last + 1), right.first)
    return len(between) <= 3 and all(word in {",", "and", "or", ";", "plus", "&", "as", "well"} for word in between)


def _code(count: Count, inclusion: Inclusion) -> str | None:
    if inclusion.step == "pooled":
        return "meta-analysis-studies" if count.kind in {"study", "design"} else None
    if inclusion.step != "included":
        return f"records-{inclusion.step}" if count.kind == "record" else None
    return count.code if count.kind == "design" else TOTAL_CODES.get(count.kind)


def _is_believed(sentence: Sentence, count: Count, inclusion: Inclusion, group: Sequence[Count]) -> bool:
    """Whether the zone allows it: the first total of a lead sentence may be described, any other must be plain."""
    if count.is_relative or (count.value < SMALLEST_TOTAL and len(group) == 1):
        return False
    if inclusion.step != "included":
        return sentence.zone != "strict"
    if count.kind == "elliptic":
        return inclusion.is_strong and not inclusion.is_limited
    if count.kind == "people":
        return _are_all_people(sentence, count, inclusion)
    is_described = inclusion.is_limited or (count.kind != "design" and not count.is_plain)
    if sentence.zone == "lead":
        return not is_described or sentence.is_first_total
    if count.kind == "design" and sentence.zone == "strict":
        return False
    return inclusion.is_strong and not is_described


def _are_all_people(sentence: Sentence, count: Count, inclusion: Inclusion) -> bool:
    """Whether a count of people is that of the review: `A total of 3,421 participants were included`, of no one
    study.
    """
    is_total = amount_before(sentence, count.first)[1]
    is_whole = not inclusion.is_limited and not count.modifiers and "study" not in sentence.words(0, count.first)
    return sentence.zone == "lead" and is_total and is_whole


def _inclusion(sentence: Sentence, group: Sequence[Count]) -> Inclusion | None:
    """How the sentence says that the review holds the counts of `group`; None when it does not say so."""
    if _is_limited_in_front(sentence, group[0]):
        return None
    found = (
        _fragment(sentence, group)
        or _met_criteria(sentence, group)
        or _passive(sentence, group)
        or _active(sentence, group)
        or _attributive(sentence, group)
    )
    if found is not None and found.step == "included" and amount_before(sentence, group[0].first)[1]:
        return replace(found, is_strong=True)
    return found


def _is_limited_in_front(sentence: Sentence, count: Count) -> bool:
    """Whether an adjunct in front limits the sentence to a part: `For adults, four studies were included`."""
    front = sentence.words(0, count.first)
    if not front or front[0] not in LIMITING:
        return False
    is_overall = front[:2] in (["in", "total"], ["in", "all"], ["in", "sum"], ["in", "summary"])
    is_own = front[0] == "in" and front[1:2] and front[1] in {"this", "our", "the"} and any(w in WHOLE for w in front)
    return not is_overall and not is_own and "," in front


def _fragment(sentence: Sentence, group: Sequence[Count]) -> Inclusion | None:
    """A list item, or the head of one, that is nothing but the count: `24 studies in total`, `Eight reviews
    including`.
    """
    if group[0].first != 0 or not (sentence.is_item or sentence.zone == "lead"):
        return None
    at = sentence.after_brackets(group[-1].last + 1)
    if (sentence.word(at), sentence.word(at + 1)) == ("in", "total"):
        return Inclusion("included", True, False) if _ends(sentence, at + 2) else None
    is_head = sentence.word(at) in INTRODUCERS - {"(", "–"} or _ends(sentence, at)
    return Inclusion("included", False, False) if sentence.is_item and is_head else None


def _ends(sentence: Sentence, at: int) -> bool:
    return at >= len(sentence.tokens) or (sentence.word(at) in {".", ";", ","} and at + 1 >= len(sentence.tokens))


def _met_criteria(sentence: Sentence, group: Sequence[Count]) -> Inclusion | None:
    """`24 studies met the inclusion criteria`; not `met the criteria for low risk of bias`."""
    at = sentence.after_adverbs(sentence.after_brackets(group[-1].last + 1))
    if sentence.word(at) not in MEETING:
        return None
    for end in range(at + 1, min(len(sentence.tokens), at + 8)):
        if sentence.word(end) in {"criteria", "criterion"}:
            is_for_part = sentence.word(end + 1) in {"for", "of", "on"}
            is_ours = not is_for_part or sentence.word(end + 2) in {"inclusion", "this", "the", "our"}
            return Inclusion("included", True, False) if is_ours else None
        if sentence.word(end) not in CRITERIA_WORDS:
            return None
    return None


def _passive(sentence: Sentence, group: Sequence[Count]) -> Inclusion | None:
    """`24 studies (with ...) were (finally) included (in the review)`."""
    verb, is_limited = _main_verb(sentence, sentence.after_brackets(group[-1].last + 1))
    if verb is None:
        return None
    return _participle(sentence, sentence.after_adverbs(verb + 1), group, is_limited)


def _main_verb(sentence: Sentence, at: int) -> tuple[int | None, bool]:
    """The verb `be` of a clause whose subject ends before `at`, and whether words between limit the subject."""
    word = sentence.word(at)
    if word not in BE | OPENERS and not word.endswith(("ing", "ly")):
        return None, False
    for end in range(at, min(len(sentence.tokens), at + LONGEST_CLAUSE)):
        word = sentence.word(end)
        if word in BE:
            between = sentence.words(at, end)
            return end, any(w not in {"have", "in", "total"} and not w.endswith("ly") for w in between)
        if word in {";", ":", ".", ",", "that", "which", "who", "whose"}:
            break
    return None, False


def _participle(sentence: Sentence, at: int, group: Sequence[Count], is_limited: bool) -> Inclusion | None:
    """What was done with the studies: the participle at `at` and the rest of its clause."""
    word = sentence.word(at)
    if word in {"screened", "excluded", "removed"}:
        return Inclusion("screened" if word == "screened" else "excluded", True, is_limited)
    rest = sentence.clause(at + 1)
    is_confirmed = "included" in rest or "inclusion" in rest
    if word == "identified" and all(count.kind == "record" for count in group):
        return Inclusion("identified", True, is_limited)
    if word in STRONG_PARTICIPLES and not (EARLIER_STEPS & set(rest) and not is_confirmed):
        return _after_included(sentence, at + 1, is_limited)
    if word in WEAK_PARTICIPLES and sentence.word(at + 1) not in {"to", "as", "that", "by", "for"}:
        return Inclusion("included", is_confirmed, is_limited) if not EARLIER_STEPS & set(rest) else None
    return None


def _after_included(sentence: Sentence, at: int, is_limited: bool) -> Inclusion | None:
    """What follows `included` decides: the review, the meta-analysis, or a part of the studies."""
    if sentence.word(at) not in {"in", "for", "within", "into"}:
        is_open = sentence.word(at) in END_OF_CLAIM
        return Inclusion("included", False, is_limited or not is_open)
    goal = sentence.clause(at + 1)[:7]
    if any(word in POOLED for word in goal):
        is_also_narrative = "qualitative" in goal and "quantitative" in goal
        return Inclusion("included" if is_also_narrative else "pooled", True, is_limited)
    if any(word in WHOLE or word in {"inclusion", "total"} for word in goal):
        return Inclusion("included", True, is_limited)
    return None


def _active(sentence: Sentence, group: Sequence[Count]) -> Inclusion | None:
    """`We included 24 studies`, `this review synthesises 20 primary studies`, `leaving 24 studies`."""
    at, is_final = amount_before(sentence, group[0].first)
    verb = sentence.word(at)
    is_limited = not _is_closed(sentence, group[-1].last + 1)
    if verb in LEAVING:
        is_result = "," in sentence.words(at - 2, at + 1) or {"criteria", "process", "this"} & set(
            sentence.words(0, at)
        )
        is_early = bool(EARLIER_STEPS & set(sentence.clause(group[-1].last + 1)))
        return Inclusion("included", is_final, is_limited) if is_result and not is_early else None
    if verb in STRONG_VERBS and _is_own_subject(sentence, at):
        return Inclusion("included", True, is_limited)
    if verb in WEAK_VERBS and _is_own_subject(sentence, at):
        follows_criteria = _met_criteria(sentence, group) is not None
        return Inclusion("included", follows_criteria or is_final, is_limited and not follows_criteria)
    is_set = "final" in sentence.words(at + 1, group[0].first)
    if is_set and verb in {"in", "to", "with", "at"}:
        return Inclusion("included", True, is_limited)
    return _of_own_work(sentence, at, is_limited)


def _of_own_work(sentence: Sentence, at: int, is_limited: bool) -> Inclusion | None:
    """`our review of 24 studies`; `we take 900 estimates from 30 individual studies`, in a lead sentence."""
    preposition = sentence.word(at)
    if preposition == "of" and sentence.word(at - 1) in WHOLE | {"meta-analysis"}:
        return Inclusion("included", False, is_limited) if _is_own_subject(sentence, at) else None
    if preposition in {"from", "in"} and sentence.zone == "lead" and "we" in sentence.words(0, at):
        return Inclusion("included", False, False)
    return None


def _is_closed(sentence: Sentence, at: int) -> bool:
    """Whether nothing that limits the count follows it."""
    at = sentence.after_brackets(at)
    return sentence.word(at) in END_OF_CLAIM | INTRODUCERS | {"in", "from", "that", "which", "met", "meeting"}


def _attributive(sentence: Sentence, group: Sequence[Count]) -> Inclusion | None:
    """`the 24 included studies`, `all 111 included reviews`: the review's own total in passing."""
    count = group[0]
    follows = sentence.word(count.last + 1) == "included"
    is_included = bool({"included", "selected", "eligible"} & set(count.modifiers)) or follows
    if len(group) > 1 or not count.is_definite or not is_included or not count.is_plain:
        return None
    if count.kind not in {"study", "intervention", "design"}:
        return None
    is_all = sentence.word(count.first - 1) == "all"
    closing = sentence.word(sentence.after_brackets(count.last + 1 + follows))
    return Inclusion("included", is_all, closing not in END_OF_CLAIM | BE | {"in"})


def _is_own_subject(sentence: Sentence, verb: int) -> bool:
    """Whether the review or its authors do what the verb at `verb` says: the nearest clause in front names them.

    Outside a lead sentence `the review included` may be another's: only `we`, `our` and `this` are believed.
    """
    words: list[str] = []
    for at in range(verb - 1, max(-1, verb - LONGEST_CLAUSE), -1):
        if sentence.word(at) in {";", ":", ".", ",", "("} and words:
            break
        words.append(sentence.word(at))
    if any(word in SELVES for word in words):
        return True
    determiners = OWN_DETERMINERS if sentence.zone == "lead" else CLOSE_DETERMINERS
    names_own = any(word in OWN_WORKS for word in words) and any(word in determiners for word in words)
    return names_own and not any(word in OTHERS for word in words)
