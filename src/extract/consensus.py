"""What do the versions of a review say together of each study, and where do they differ?

The conversions of the current edition are equal witnesses: whole beats cut, mended beats damaged, what most say beats
what
one says. Where only letters differ and nothing else tells, the conversion that copied more and mended less is
believed. An older edition is asked only for what the current
one left empty in the study's reference; it never outvotes the current one, which may have been corrected on purpose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import permutations

from extract.corrections.entries import Correction
from extract.folding import fold
from extract.mending import mend, most_agreed, unmended_hyphens
from extract.records import FieldReading, Record, Value
from schemas.contracts import DERIVED_FROM

# Fields that an older edition may fill: they name the study's report, which an update of the review does not change.
BIBLIOGRAPHIC = (
    "reference", "authors", "first_author", "year", "title", "container", "volume", "issue", "pages", "doi",
    "publisher", "place", "conference", "publication_type", "publication_type_raw",
)  # fmt: skip
RULE_ONLY = "only one document gives it"
RULE_AGREED = "all documents agree"
RULE_MENDED = "same letters: hyphens, dashes and blanks mended"
RULE_WHOLE = "the longer text: the other was cut"
RULE_WORD = "misread word: the reading that stands elsewhere too, else that of the conversion that mends least"
RULE_MOST = "the reading of most documents, else that of the conversion that mends least"
RULE_OLDER = "filled from an older edition"


@dataclass(frozen=True)
class Witness:
    """One record's reading of a field."""

    record: Record
    reading: FieldReading


@dataclass(frozen=True)
class Choice:
    """The published value of one field.

    Attributes:
        witnesses: every reading, also of documents that were not asked.
        chosen: indexes of `witnesses` whose reading is the value (letters and digits compared).
        alternatives: other readings, as text, each once; empty when all agree.
        correction: the correction that gives the value, None where the documents do.
    """

    field: str
    value: Value | None
    rule: str
    witnesses: tuple[Witness, ...]
    chosen: frozenset[int]
    alternatives: tuple[str, ...]
    correction: Correction | None = None


@dataclass(frozen=True)
class Study:
    """One study of a review, as all its documents give it. `records`: oldest document first."""

    records: tuple[Record, ...]
    lead: Record
    choices: tuple[Choice, ...]
    agreement_pct: float | None
    warnings: tuple[str, ...]

    def choice(self, field: str) -> Choice | None:
        """The choice for `field`, or None where no document gives it."""
        return next((choice for choice in self.choices if choice.field == field), None)

    def value(self, field: str) -> Value | None:
        """The published value of `field`, or None."""
        choice = self.choice(field)
        return None if choice is None else choice.value


def merge(
    records: Sequence[Record], edition: Sequence[str], word_counts: Mapping[str, int], fields: Sequence[str]
) -> Study:
    """The study that `records` describe together.

    Args:
        records: of one study, oldest document first.
        edition: ids of the documents of the current edition, as `order_witnesses` gives them; at least one record is
        from them. word_counts: of folded words over all documents.
        fields: in the order of publication.
    """
    rank = {document: position for position, document in enumerate(edition)}
    current = sorted((r for r in records if r.document_id in rank), key=lambda r: rank[r.document_id])
    older = [record for record in reversed(records) if record.document_id not in rank]
    lead = max(current, key=lambda record: (len(record.readings), -rank[record.document_id]))
    choices = []
    for field in fields:
        choice = _choose(field, current, older, word_counts)
        if choice is not None:
            choices.append(choice)
    # What is worked out from a cell whose own text is compared already differs with it: shown once, there.
    compared = [c for c in choices if c.field not in DERIVED_FROM and _documents(c, set(rank)) > 1]
    agreed = sum(not choice.alternatives for choice in compared)
    warnings = (
        set(lead.warnings)
        if not any(c.field == "reference" for c in choices)
        else set(lead.warnings) - {"no-reference"}
    )
    return Study(
        tuple(records),
        lead,
        tuple(choices),
        round(100.0 * agreed / len(compared), 1) if compared else None,
        tuple(sorted(warnings)),
    )


def order_witnesses(studies: Sequence[Sequence[Record]], edition: Sequence[str]) -> tuple[str, ...]:
    """The documents of an edition, those first that left most line-end hyphens unmended (see `unmended_hyphens`).

    Args:
        studies: the records of each study.
        edition: document ids, the wholest first: the order among those that are alike.
    """
    unmended = dict.fromkeys(edition, 0)
    for records in studies:
        current = [record for record in records if record.document_id in unmended]
        for record, other in permutations(current, 2):
            for reading in record.readings:
                theirs = other.text(reading.field)
                if theirs is not None and isinstance(reading.value, str):
                    unmended[record.document_id] += unmended_hyphens(reading.value, theirs)
    return tuple(sorted(edition, key=lambda document: -unmended[document]))


def count_words(texts: Sequence[str]) -> Mapping[str, int]:
    """How often each folded word stands in `texts`; two conversions of one original count their common words twice."""
    return Counter(word for text in texts for word in (fold(token) for token in text.split()) if word)


def _documents(choice: Choice, among: Set[str]) -> int:
    return len({witness.record.document_id for witness in choice.witnesses} & among)


def _choose(
    field: str, current: Sequence[Record], older: Sequence[Record], word_counts: Mapping[str, int]
) -> Choice | None:
    asked = _witnesses(field, current)
    spare = [*_further_witnesses(field, current), *_witnesses(field, older), *_further_witnesses(field, older)]
    if not asked:
        if field not in BIBLIOGRAPHIC or not spare:
            return None
        return Choice(field, spare[0].reading.value, RULE_OLDER, tuple(spare), frozenset({0}), ())
    value, rule, has_misread = _settled(asked, word_counts)
    witnesses = (*asked, *spare)
    keys = [_key(witness.reading.value) for witness in asked]
    chosen = frozenset(index for index, key in enumerate(keys) if key == _key(value)) or frozenset({0})
    alternatives: tuple[str, ...] = ()
    if has_misread:
        chosen_text = rendered(value)
        alternatives = tuple(
            dict.fromkeys(
                rendered(w.reading.value) for w in asked if fold(rendered(w.reading.value)) != fold(chosen_text)
            )
        )
    return Choice(field, value, rule, witnesses, chosen, alternatives)


def _witnesses(field: str, records: Sequence[Record]) -> list[Witness]:
    found = ((record, record.reading(field)) for record in records)
    return [Witness(record, reading) for record, reading in found if reading is not None]


def _further_witnesses(field: str, records: Sequence[Record]) -> list[Witness]:
    """Readings by further tables of a document; they are shown, and asked only through the first."""
    return [
        Witness(record, reading)
        for record in records
        for reading in [each for each in record.readings if each.field == field][1:]
    ]


def _settled(witnesses: Sequence[Witness], word_counts: Mapping[str, int]) -> tuple[Value, str, bool]:
    """The value, the rule that gave it, and whether documents really differ."""
    values = [witness.reading.value for witness in witnesses]
    if len(values) == 1:
        return values[0], RULE_ONLY, False
    if len({_exact(value) for value in values}) == 1:
        return values[0], RULE_AGREED, False
    if all(isinstance(value, str) for value in values):
        return _settled_text([str(value) for value in values], word_counts)
    if all(isinstance(value, tuple) for value in values):
        return _settled_list([value for value in values if isinstance(value, tuple)], word_counts)
    winner = most_agreed([rendered(value) for value in values])
    return next(value for value in values if rendered(value) == winner), RULE_MOST, True


def _settled_text(texts: Sequence[str], word_counts: Mapping[str, int]) -> tuple[str, str, bool]:
    start = texts[0] if len(texts) == 2 else most_agreed(texts)
    value, has_misread, is_whole_from_one = start, False, False
    for other in texts:
        mended = mend(value, other, word_counts)
        value = mended.text
        has_misread = has_misread or bool(mended.misreadings)
        is_whole_from_one = is_whole_from_one or mended.is_whole_from_one
    rule = RULE_WORD if has_misread else RULE_WHOLE if is_whole_from_one else RULE_MENDED
    return value, rule, has_misread


def _settled_list(
    lists: Sequence[tuple[str, ...]], word_counts: Mapping[str, int]
) -> tuple[tuple[str, ...], str, bool]:
    """Lists of one length are settled item by item; of several lengths, the most agreed, else the longest."""
    if len({len(items) for items in lists}) == 1:
        settled = [_settled_text(items, word_counts) for items in zip(*lists, strict=True)]
        has_misread = any(item[2] for item in settled)
        return tuple(item[0] for item in settled), RULE_WORD if has_misread else RULE_MENDED, has_misread
    counts = Counter(_key(items) for items in lists)
    winner = max(lists, key=lambda items: (counts[_key(items)], len(items)))
    return winner, RULE_MOST, True


def _key(value: Value) -> str:
    return "|".join(fold(item) for item in value) if isinstance(value, tuple) else fold(str(value))


def _exact(value: Value) -> str:
    return "\x1f".join(value) if isinstance(value, tuple) else str(value)


def rendered(value: Value) -> str:
    """A value as text; lists joined by `; `."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)
