"""Which records are worth comparing: those that share a key, so that the work grows with the number of records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from extract.links.features import Features, first_names
from extract.links.words import DOI_VERSION, STOP_WORDS


def _block_keys(features: Features) -> Iterable[str]:
    """Keys of which two records of one publication share at least one, whatever else is damaged or missing."""
    if features.doi is not None:
        yield f"doi {re.sub(chr(92) + 'W', '', DOI_VERSION.sub('', features.doi))}"
    words = [word for word in features.spelled if word not in STOP_WORDS]
    if words:
        yield f"start {' '.join(word[:4] for word in words[:3])}"
        yield f"end {' '.join(word[:4] for word in words[-3:])}"
        longest = max(sorted(words), key=len)
        for name in first_names(features):
            yield f"team {name} {longest}"
    stands, year = features.place, features.record.year
    if stands.volume is not None and stands.page is not None:
        yield f"place {stands.volume} {stands.page}"
    for name in first_names(features):
        if stands.page is not None:
            yield f"page {name} {stands.page}"
        if year is not None and (features.record.review_id is not None or not words):
            yield f"label {name} {year}"


def find_pairs(features: Sequence[Features]) -> list[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(features):
        if one.record.record_kind == "study":
            for key in set(_block_keys(one)):
                blocks[key].append(place)
    return sorted({pair for places in blocks.values() if len(places) > 1 for pair in combinations(places, 2)})
