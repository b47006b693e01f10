"""What do a person's corrections change? Values of studies, which rows are studies, and links; each with its account.

A correction of a value says what it expects the documents to give. While they give it, the correction is applied at
every run; once they give something else it is not, and the account says so: whoever wrote it has seen another value.
Letters and digits are compared, so that a mended hyphen or blank does not put a correction out of date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.consensus import Choice, Study, rendered
from extract.corrections.derivation import depth_of, derived
from extract.corrections.entries import PAIRS, Correction
from extract.folding import fold
from extract.links import Link
from extract.records import Value

RULE: Final = "a person's correction"


@dataclass(frozen=True)
class Outcome:
    """What became of one correction. `status`: a code of the vocabulary `correction-status`."""

    correction: Correction
    status: str
    message: str


@dataclass(frozen=True)
class Corrected:
    """Studies by id after correction.

    Attributes:
        studies: without those that are none.
        withdrawn: study_id -> the correction that says that it is none.
    """

    studies: Mapping[str, Study]
    withdrawn: Mapping[str, Correction]
    outcomes: tuple[Outcome, ...]


def correct_studies(studies: Mapping[str, Study], corrections: Sequence[Correction]) -> Corrected:
    """`studies` (by id) with the corrections of values and of rows that are no study; pairs are left to
    `correct_links`.
    """
    corrected = dict(studies)
    withdrawn: dict[str, Correction] = {}
    outcomes: list[Outcome] = []
    of_studies = [correction for correction in corrections if correction.kind not in PAIRS]
    for correction in sorted(of_studies, key=lambda correction: depth_of(correction.field or "")):
        study_id = correction.studies[0]
        if study_id not in studies:
            outcomes.append(_unmatched(correction, study_id))
        elif correction.kind == "no-study":
            del corrected[study_id]
            withdrawn[study_id] = correction
            outcomes.append(Outcome(correction, "applied", "The row is refused and no study is published for it."))
        else:
            corrected[study_id], outcome = _with_value(corrected[study_id], studies[study_id], correction)
            outcomes.append(outcome)
    return Corrected(corrected, withdrawn, tuple(outcomes))


def correct_links(
    links: Sequence[Link], corrections: Sequence[Correction], known: Mapping[str, Study]
) -> tuple[tuple[Link, ...], tuple[Outcome, ...]]:
    """`links` with the verdicts that a person gave; a pair that was not proposed is added.

    `known`: studies by id, after correction.
    """
    by_pair = {(link.left, link.right): link for link in links}
    outcomes: list[Outcome] = []
    for correction in corrections:
        if correction.kind not in PAIRS:
            continue
        left, right = correction.studies
        missing = next((study_id for study_id in (left, right) if study_id not in known), None)
        if missing is not None:
            outcomes.append(_unmatched(correction, missing))
            continue
        before = by_pair.get((left, right))
        if before is not None and before.verdict == correction.kind:
            outcomes.append(Outcome(correction, "unneeded", "The rules say the same by now. Remove the correction."))
            continue
        score = 0.0 if correction.kind == "different" else 1.0
        by_pair[left, right] = Link(left, right, correction.kind, score, f"{RULE}: {correction.reason}")  # type: ignore[arg-type]
        was = f"instead of {before.verdict!r}" if before is not None else "which the rules did not propose"
        outcomes.append(Outcome(correction, "applied", f"The pair is linked as {correction.kind!r}, {was}."))
    return tuple(by_pair[pair] for pair in sorted(by_pair)), tuple(outcomes)


def _unmatched(correction: Correction, study_id: str) -> Outcome:
    message = f"No study is called {study_id}. Look up its id in studies.csv, or remove the correction."
    return Outcome(correction, "unmatched", message)


def _with_value(study: Study, read: Study, correction: Correction) -> tuple[Study, Outcome]:
    """The study with the corrected field and what follows from it, unless the documents give something else than what
    is expected.

    Args:
        study: with the corrections that were applied before.
        read: as the documents give it. A correction may have been written before or after another that it follows from.
    """
    field = correction.field or ""
    found = study.value(field)
    if _key(found) == _key(correction.value) and _key(found) != _key(correction.expected):
        giver = "The documents give" if _key(read.value(field)) == _key(found) else "Another correction leads to"
        return study, Outcome(correction, "unneeded", f"{giver} the corrected value by now. Remove the correction.")
    if _key(correction.expected) not in (_key(found), _key(read.value(field))):
        message = (
            f"The documents give {_shown(found)} where the correction expects {_shown(correction.expected)}. "
            "Remove the correction, or write down the value that it expects now."
        )
        return study, Outcome(correction, "outdated", message)
    message = f"{_shown(correction.value)} is published instead of {_shown(read.value(field))}."
    after = _with_choice(study, field, correction.value, correction)
    for name, value in derived(field, correction.value, study).items():
        if _key(after.value(name)) != _key(value):
            message += f" With it {name} becomes {_shown(value)}."
            after = _with_choice(after, name, value, correction)
    return after, Outcome(correction, "applied", message)


def _with_choice(study: Study, field: str, value: Value | None, correction: Correction) -> Study:
    before = study.choice(field)
    witnesses = before.witnesses if before is not None else ()
    # Readings that differed before still do; a single reading that was wrong is no disagreement between documents.
    readings = (before.value, *before.alternatives) if before is not None and before.alternatives else ()
    alternatives = tuple(
        dict.fromkeys(
            text
            for text in (item if isinstance(item, str) else rendered(item) for item in readings if item is not None)
            if _key(text) != _key(value)
        )
    )
    choice = Choice(field, value, RULE, witnesses, frozenset(), alternatives, correction)
    others = [each for each in study.choices if each.field != field]
    return replace(study, choices=(*others, choice))


def _key(value: Value | None) -> str:
    if value is None or value == ():
        return ""
    folded = "|".join(map(fold, value)) if isinstance(value, tuple) else fold(str(value))
    return folded or rendered(value)


def _shown(value: Value | None) -> str:
    return "nothing" if value is None or value == () else repr(rendered(value))
