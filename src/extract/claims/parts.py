"""Of which counts does a sentence say the design or the country?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.claim import Draft, Sentence
from extract.claims.counts import STUDIES, Count, read_country, read_design
from extract.claims.wording import (
    BE,
    CONDUCTED,
    DESIGN_VERBS,
    END_OF_CLAIM,
    EVALUATED,
    INTRODUCERS,
    QUANTIFIERS,
    word_set,
)

# Words before a design that make it a member of a list of designs and not part of a longer name.
LIST_OPENERS = frozenset([",", "and", "were", "included", "including", "comprised", ":", "are", ";", ""])
COUNTRY_OPENERS = frozenset([",", "in", "and", "from", "the", ":", "", ")"])
SEPARATORS = word_set(", ; : ) including (")
LONGEST_LABEL = 9


def read_parts(sentence: Sentence, totals: Sequence[Draft]) -> Iterator[Draft]:
    """Designs named behind a total: `including three systematic reviews`, `(10 RCTs, 4 surveys)`, `interviews
    (one)`.
    """
    for total in totals:
        parent = next(count for count in sentence.counts if count.first == total.at)
        opened = _introducer(sentence, parent.last + 1)
        if opened is None:
            continue
        end = next(
            (at for at in range(opened + 1, len(sentence.tokens)) if sentence.word(at) in {";", "."}),
            len(sentence.tokens),
        )
        for count in sentence.counts:
            if opened < count.first < end:
                yield from _part(sentence, count, total, opened)


def read_predicates(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Counts of which a design or a country is said: `six of which were RCTs`, `most (n = 8) were conducted in
    Chile`.
    """
    found: list[Draft] = []
    taken = {draft.at for draft in drafts}
    for count in sentence.counts:
        if (count.first in taken and count.kind != "study") or not _can_be_subject(sentence, count):
            continue
        at = sentence.after_brackets(count.last + 1 + count.is_bracketed)
        said = _said_design(sentence, at) or _said_country(sentence, at, found)
        if said is not None:
            subject = sentence.subject(count.first + 1, count.last) or said[1]
            parent = _parent_of(sentence, count, drafts)
            found.append(Draft(said[0], count.value, count.first, subject, parent))
        elif count.kind == "design" and count.code and _follows_design(sentence, count, found):
            found.append(Draft(count.code, count.value, count.first, sentence.subject(count.first + 1, count.last)))
    return found


def read_labels(sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Designs and countries with their counts behind them: `RCTs (n = 8), surveys (n = 3)`, `Chile (n = 4)`."""
    if sentence.zone == "strict":
        return
    words = {token.word for token in sentence.tokens}
    speaks_of_studies = bool(words & (STUDIES.keys() | {"design", "designs"}))
    speaks_of_places = speaks_of_studies and bool(words & (CONDUCTED | {"countries", "country", "from"}))
    taken = {draft.at for draft in drafts}
    for count in sentence.counts:
        if not count.is_bracketed or count.kind not in {"elliptic", "study"} or count.first in taken:
            continue
        bracket = sentence.bracket_before(count)
        country = _country_before(sentence, bracket) if speaks_of_places else None
        design = _plural_design_before(sentence, bracket) if speaks_of_studies or sentence.is_item else None
        label = country or design
        if label is not None:
            yield Draft(label[0], count.value, count.first, sentence.subject(label[1], bracket - 1))


# ---- parts of a total


def _introducer(sentence: Sentence, at: int) -> int | None:
    """The token that opens the parts of a total which ends before `at`: `including`, a colon, a bracket."""
    while sentence.word(at) in {",", "in", "total"}:
        at += 1
    if sentence.word(at) in BE:
        clause = range(at, min(at + 12, len(sentence.tokens)))
        at = next((end for end in clause if sentence.word(end) in {"including", "comprising", ":"}), at)
    return at if sentence.word(at) in INTRODUCERS else None


def _part(sentence: Sentence, count: Count, total: Draft, opened: int) -> Iterator[Draft]:
    is_paper = count.kind == "report" or (count.kind == "study" and total.code == "studies-total")
    subject = sentence.subject(count.first + 1, count.last)
    if sentence.word(opened) == "(" and count.first <= opened + 3 and is_paper:
        yield Draft("reports-total", count.value, count.first, subject)
    elif count.kind == "design" and count.code is not None and not count.is_relative:
        yield Draft(count.code, count.value, count.first, subject, total.code)
    elif count.is_bracketed and count.kind == "elliptic":
        label = _designs_before(sentence, count, opened + 1)
        if label is not None:
            yield Draft(label[0], count.value, count.first, sentence.subject(label[1], label[2]), total.code)


def _designs_before(sentence: Sentence, count: Count, floor: int) -> tuple[str, int, int] | None:
    """The designs right before a bracketed count and their tokens: `interviews and observations (one)`; None when there
    are other words."""
    bracket = sentence.bracket_before(count)
    start = bracket
    while start > floor and sentence.word(start - 1) not in SEPARATORS and bracket - start < LONGEST_LABEL:
        start -= 1
    start += sentence.word(start) in {"and", "or"}
    codes: list[str] = []
    at = start
    while at < bracket:
        found = read_design(sentence.tokens[:bracket], at)
        if found is None or (found[1] < bracket and sentence.word(found[1]) not in {"and", "with", "plus", "&"}):
            return None
        codes.append(found[0].split(":")[1])
        prefix, at = found[0].split(":")[0], found[1] + 1
    if not codes:
        return None
    return (f"{prefix}:{codes[0]}" if len(codes) == 1 else "design:" + "+".join(sorted(codes))), start, bracket - 1


# ---- what is said of a count


def _can_be_subject(sentence: Sentence, count: Count) -> bool:
    """Whether a count may be the studies of which something is said, in this zone."""
    if count.is_relative or count.kind not in {"elliptic", "study", "design", "intervention"}:
        return False
    if count.kind in {"study", "intervention"} and not count.is_plain:
        return False
    if count.is_bracketed:
        bracket = sentence.bracket_before(count)
        if not QUANTIFIERS & set(sentence.words(bracket - 6, bracket)):
            return False
    return sentence.zone != "strict" or "included" in count.shares


def _said_design(sentence: Sentence, at: int) -> tuple[str, str] | None:
    """`were RCTs`, `used a qualitative design`, `were evaluated using a randomised controlled trial`.

    Not `were RCTs of befriending` or `were randomised to`: what follows the design must end the statement.
    """
    if sentence.word(at) not in DESIGN_VERBS:
        return None
    at = sentence.after_adverbs(at + 1)
    if sentence.word(at) in EVALUATED:
        if sentence.word(at + 1) not in {"using", "with", "by", "in", "through", "as", "via"}:
            return None
        at += 2
    at += sentence.word(at) == "of" and sentence.word(at - 1) in BE
    at += sentence.word(at) in {"a", "an", "the"}
    found = read_design(sentence.tokens, at)
    if found is None:
        return None
    code, end = found
    is_closed = sentence.word(end) in END_OF_CLAIM or sentence.words(end, end + 2) == ["in", "nature"]
    # `used interviews and questionnaires` joins methods: the count is of both.
    is_joined = sentence.word(end) in {"and", "or"} and not _counts_again(sentence, end + 1)
    return (code, sentence.subject(at, end - 1)) if is_closed and not is_joined else None


def _said_country(sentence: Sentence, at: int, found: Sequence[Draft]) -> tuple[str, str] | None:
    """`were conducted in the UK`, `came from Chile`, and `five in the USA` behind such a count."""
    start = at
    while sentence.word(at) in BE | CONDUCTED | {"out", "place"} and at - start < 5:
        at = sentence.after_adverbs(at + 1)
    is_said = at > start or any(draft.code.startswith("country:") for draft in found)
    country = read_country(sentence.tokens, at + 1) if sentence.word(at) in {"in", "from"} else None
    if country is None or not is_said:
        return None
    code, end = country
    is_joined = sentence.word(end) in {"and", "or", ","} and read_country(sentence.tokens, end + 1) is not None
    if sentence.word(end) not in END_OF_CLAIM or is_joined:
        return None
    return "country:" + code, sentence.subject(at + 1, end - 1)


def _follows_design(sentence: Sentence, count: Count, found: Sequence[Draft]) -> bool:
    """Whether a design count goes on with what was said of the one before: `ten were RCTs, four cohort studies`."""
    is_design = bool(found) and found[-1].code.startswith(("design:", "family:"))
    is_listed = sentence.word(count.first - 1) in {",", "and"} and sentence.word(count.last + 1) in END_OF_CLAIM
    return is_design and is_listed


def _counts_again(sentence: Sentence, at: int) -> bool:
    return any(count.first in {at, at + 1} for count in sentence.counts)


def _parent_of(sentence: Sentence, count: Count, drafts: Sequence[Draft]) -> str | None:
    """The total that `of which`, `of them` or `of these` points to: the last one before it."""
    if not count.is_share or not {"which", "them", "these", "those"} & set(count.shares):
        return None
    before = [draft.code for draft in drafts if draft.at < count.first and draft.code.endswith("-total")]
    return before[-1] if before else sentence.parent


# ---- labels in front of a bracketed count


def _country_before(sentence: Sentence, bracket: int) -> tuple[str, int] | None:
    """The country that ends right before a bracket, and its first token."""
    for start in range(max(0, bracket - 5), bracket):
        found = read_country(sentence.tokens[:bracket], start)
        if found is not None and found[1] == bracket and sentence.word(start - 1) in COUNTRY_OPENERS:
            return "country:" + found[0], start
    return None


def _plural_design_before(sentence: Sentence, bracket: int) -> tuple[str, int] | None:
    """A design in the plural right before a bracket: `RCTs (n = 8)`; not `the RCT (n = 240)`, a sample, nor `two RCTs
    (n = 240)`, which has its count."""
    if not sentence.word(bracket - 1).endswith("s"):
        return None
    for start in range(max(0, bracket - 6), bracket):
        found = read_design(sentence.tokens[:bracket], start)
        if found is not None and found[1] == bracket:
            return (found[0], start) if sentence.word(start - 1) in LIST_OPENERS else None
    return None
