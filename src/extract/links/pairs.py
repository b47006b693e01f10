"""Which records are worth comparing: those that share a key, so that the work grows with the number of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from extract.links.dois import doi_key
from extract.links.features import Features, first_names
from extract.links.teams import agree_authors
from extract.links.titles import TITLE_SAME
from extract.links.vocabulary import STOP_WORDS


def _block_keys(features: Features) -> Iterable[str]:
    """Keys of which two records of one publication share at least one, whatever else is damaged or missing."""
    for other in features.in_other_words:
        yield from _title_keys(other)
    yield from _title_keys(features)
    if features.doi is not None:
        yield f"doi {doi_key(features.doi)}"
    for number in features.registrations:
        yield f"trial {number}"
    stands, year = features.place, features.year
    if stands.volume is not None and stands.page is not None:
        yield f"place {stands.volume} {stands.page}"
    elif stands.issue is not None and stands.page is not None:
        yield f"place {year} {stands.issue} {stands.page}"
    for name in first_names(features):
        if stands.page is not None:
            yield f"page {name} {stands.page}"
        if year is not None and (features.record.review_id is not None or not features.title):
            yield f"label {name} {year}"


def _title_keys(features: Features) -> Iterable[str]:
    words = [word for word in features.spelled if word not in STOP_WORDS]
    if words:
        yield f"start {' '.join(word[:4] for word in words[:3])}"
        yield f"end {' '.join(word[:4] for word in words[-3:])}"
        longest = max(sorted(words), key=len)
        for name in first_names(features):
            yield f"team {name} {longest}"


def find_pairs(features: Sequence[Features]) -> list[tuple[int, int]]:
    """Places of records that share a key and may get a verdict, each pair once, sorted."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(features):
        if one.record.record_kind == "study":
            for key in set(_block_keys(one)):
                blocks[key].append(place)
    shared = {pair for places in blocks.values() if len(places) > 1 for pair in combinations(places, 2)}
    return sorted(pair for pair in shared if _may_agree(features[pair[0]], features[pair[1]]))


def _may_agree(one: Features, two: Features) -> bool:
    """Whether any rule can speak of the two: without one team, only for one title, one place or one DOI.

    Most pairs that share a key are papers of other authors on one subject, so that this saves most of the work.
    """
    if not one.title or not two.title or one.letters == two.letters or one.in_other_words or two.in_other_words:
        return True
    if (one.doi is not None and two.doi is not None) or (one.registrations and two.registrations):
        return True
    stands, other = one.place, two.place
    if (
        stands.page is not None
        and stands.page == other.page
        and (stands.volume == other.volume or None in (stands.volume, other.volume))
    ):
        return True
    if "erratum" in (one.kind, two.kind) or fuzz.ratio(one.letters, two.letters, score_cutoff=TITLE_SAME) > 0:
        return True
    return agree_authors(one, two) == "same"
