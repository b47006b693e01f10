"""Which rows of two versions of one review are the same study?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.folding import fold
from extract.records import Record

# Two rows of two versions are one study from this likeness on (0 to 100, rapidfuzz token_set_ratio over the words of
# the
# cells). Conversions of one row agree in nearly all words, a row with its reference lost in all the others; rows of two
# studies share the vocabulary of their field, some 50 to 65.
SAME_ROW = 80.0
# With the same identity, less will do: an update may reword the findings.
SAME_ROW_WITH_TITLE = 30.0
# Folded titles agree from this likeness on: one word in ten may be misread.
SAME_TITLE = 90.0


@dataclass(frozen=True)
class AlignedStudy:
    """The records of one study, one a document at most, in the order of the documents."""

    records: tuple[Record, ...]


def align(documents: Sequence[Sequence[Record]]) -> tuple[AlignedStudy, ...]:
    """The studies of one review, from the records of its versions.

    Two records of one document are never joined. Pairs are taken from the likest down, each record once; the order of
    the result is that of the last document, with the studies that only earlier ones hold where they stood.

    Args:
        documents: records of each version in printed order, oldest version first.
    """
    studies: list[list[Record]] = []
    for records in documents:
        pairs = sorted(
            ((_likeness(study, record), -s, -r) for s, study in enumerate(studies) for r, record in enumerate(records)),
            reverse=True,
        )
        taken: dict[int, int] = {}
        for likeness, minus_study, minus_record in pairs:
            study, record = -minus_study, -minus_record
            if likeness > 0 and study not in taken.values() and record not in taken:
                taken[record] = study
        studies = _interleaved(studies, records, taken)
    return tuple(AlignedStudy(tuple(study)) for study in studies)


def _interleaved(studies: list[list[Record]], records: Sequence[Record], taken: dict[int, int]) -> list[list[Record]]:
    """Studies in the order of `records`; one that `records` lacks follows the study that it followed before."""
    after: dict[int, list[list[Record]]] = {}
    anchor = -1
    matched = set(taken.values())
    for index, study in enumerate(studies):
        if index in matched:
            anchor = index
        else:
            after.setdefault(anchor, []).append(study)
    ordered: list[list[Record]] = [*after.get(-1, [])]
    for index, record in enumerate(records):
        if index in taken:
            ordered.append([*studies[taken[index]], record])
            ordered.extend(after.get(taken[index], []))
        else:
            ordered.append([record])
    return ordered


def _likeness(study: Sequence[Record], record: Record) -> float:
    """0 where the two cannot be one study, else how like they are; at best over the records of the study."""
    return max(_pair_likeness(known, record) for known in study)


def _pair_likeness(left: Record, right: Record) -> float:
    if left.record_kind != right.record_kind:
        return 0.0
    texts = _words(left), _words(right)
    # Rows of numbers have no words to compare; their identity has to do.
    words = float(fuzz.token_set_ratio(*texts)) if all(texts) else SAME_ROW_WITH_TITLE
    titles = _identity(left), _identity(right)
    if titles[0] and titles[1]:
        same = fuzz.ratio(*titles) >= SAME_TITLE or titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])
        same_year = left.year is None or right.year is None or abs(left.year - right.year) <= 1
        return 100.0 + words if same and same_year and words >= SAME_ROW_WITH_TITLE else 0.0
    return words if words >= SAME_ROW else 0.0


def _identity(record: Record) -> str:
    title = record.text("title") or record.text("intervention")
    if title:
        return fold(title)
    author = record.text("first_author")
    return fold(f"{author}{record.year or ''}") if author else ""


def _words(record: Record) -> str:
    """The words of the cells outside the reference, which a converter may have lost."""
    skipped = {"reference", "authors", "first_author", "title", "container", "volume", "issue", "pages", "doi", "year"}
    skipped |= {"publisher", "place", "conference", "designs", "design_family", "countries", "sample_basis"}
    return " ".join(
        str(reading.value).lower()
        for reading in record.readings
        if reading.field not in skipped and isinstance(reading.value, str)
    )
