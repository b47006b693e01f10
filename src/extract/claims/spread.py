"""Over how many countries and categories does a sentence say that the studies of a review spread?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.claim import Draft, Sentence
from extract.claims.counts import INTERVENTIONS, PEOPLE, REPORTS, STUDIES, Count
from extract.claims.inclusion import SMALLEST_TOTAL, amount_before
from extract.claims.wording import BE, GROUPED, LONGEST_CLAUSE

PLAIN_COUNTRIES = frozenset({"different", "various", "distinct"})
COUNTRY_LEADS = frozenset(
    ["from", "in", "across", "cover", "covering", "covered", "representing", "spanning", "of", "", "over"]
)
WORKS = STUDIES.keys() | INTERVENTIONS.keys() | REPORTS.keys()
LONGEST_NAME = 9


def read_countries(sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """`from 14 countries`, of the studies as a whole: not of one study, not `low-income countries`."""
    words = {token.word for token in sentence.tokens}
    if sentence.zone == "strict" or not words & (WORKS | {"research", "evidence"}):
        return
    totals = {draft.at for draft in drafts}
    for count in sentence.counts:
        if count.kind != "country" or count.is_bracketed or count.value < SMALLEST_TOTAL:
            continue
        # Behind a count that is no total (`three studies took place in two countries`), it tells of a part.
        is_part = any(
            _counts_works(other) and other.first not in totals for other in sentence.counts if other.first < count.first
        )
        is_part = is_part or bool({"study", "trial"} & set(sentence.words(0, count.first)))
        is_led = sentence.word(amount_before(sentence, count.first)[0]) in COUNTRY_LEADS
        if is_led and not is_part and set(count.modifiers) <= PLAIN_COUNTRIES:
            subject = sentence.subject(count.first + 1, count.last)
            yield Draft("countries-count", count.value, count.first, subject)


def read_categories(sentence: Sentence) -> Iterator[Draft]:
    """`The interventions were grouped into six categories`; not `participants were divided into two groups`.

    Names with their counts behind it are claims too: `into two categories: peer support (n = 4) and befriending (n =
    3)`.
    """
    for count in sentence.counts:
        if count.kind != "category" or count.is_bracketed or count.value < SMALLEST_TOTAL or count.is_relative:
            continue
        verb = _grouping_verb(sentence, count)
        if verb is None or not _groups_works(sentence, verb):
            continue
        yield Draft("category-count", count.value, count.first, sentence.subject(count.first + 1, count.last))
        for named in sentence.counts:
            if named.is_bracketed and named.first > count.last and named.kind in {"elliptic", "study", "intervention"}:
                yield from _named_category(sentence, named, count.last + 1)


def _counts_works(count: Count) -> bool:
    return count.kind in {"study", "design", "part", "intervention"} or count.is_share


def _grouping_verb(sentence: Sentence, count: Count) -> int | None:
    """The verb of `grouped into six categories`: at most seven tokens before the count, with a preposition between."""
    if sentence.word(count.first - 1) not in {"into", "in", "under", "across", "within", "as"}:
        return None
    return next(
        (at for at in range(count.first - 1, max(-1, count.first - 8), -1) if sentence.word(at) in GROUPED), None
    )


def _groups_works(sentence: Sentence, verb: int) -> bool:
    """Whether what is grouped are studies or interventions, and not people, results or criteria."""
    before = sentence.words(verb - LONGEST_CLAUSE, verb)
    is_pronoun = before[:1] in (["they"], ["these"]) and before[1:2] != [] and before[1] in BE
    return (bool(WORKS & set(before)) or is_pronoun) and not any(word in PEOPLE for word in before)


def _named_category(sentence: Sentence, count: Count, floor: int) -> Iterator[Draft]:
    bracket = sentence.bracket_before(count)
    start = bracket
    while (
        start > floor and sentence.word(start - 1) not in {",", ";", ":", ")", "("} and bracket - start <= LONGEST_NAME
    ):
        start -= 1
    start += sentence.word(start) in {"and", "or"}
    name = sentence.subject(start, bracket - 1)
    if name and bracket - start <= LONGEST_NAME:
        yield Draft(f"category:{name}", count.value, count.first, name)
