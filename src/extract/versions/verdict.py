"""What two documents are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.folding import fold
from extract.versions.likeness import judge_likeness
from extract.versions.order import find_order
from extract.versions.profile import DocumentDigest, Profile
from extract.versions.sharing import share

Verdict = Literal["near-duplicate", "newer-version", "older-version", "sibling", "different", "maybe"]

JOINING: frozenset[Verdict] = frozenset({"near-duplicate", "newer-version", "older-version"})
VETOING: frozenset[Verdict] = frozenset({"sibling", "different"})


@dataclass(frozen=True)
class VersionVerdict:
    """What a pair of documents is to each other. `newer-version`: the right one is the newer version of the left one.

    Attributes:
        left / right: document ids, left < right.
        score: share of the shorter text's runs of four words that the other has too, 0 to 1.
        why: one sentence: the rule and the figures that it was decided on.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    why: str


def compare(left: DocumentDigest, right: DocumentDigest) -> VersionVerdict:
    """What two documents are to each other. The same whichever is named first: the verdict is stated on sorted ids."""
    return compare_profiles(Profile(left), Profile(right))


def compare_profiles(first: Profile, second: Profile) -> VersionVerdict:
    left, right = sorted((first, second), key=lambda profile: profile.digest.document_id)
    shared = share(left, right)
    likeness, why = judge_likeness(left, right, shared)
    ids = (left.digest.document_id, right.digest.document_id)
    score = round(shared.of_shorter, 4)
    if likeness != "same":
        house = "; one organisation" if likeness != "different" and _same_house(left, right) else ""
        return VersionVerdict(*ids, likeness, score, f"{why}{house}; {shared.said()}")
    order = find_order(left, right, shared)
    verdict: Verdict = "near-duplicate"
    if order.sign:
        verdict = "newer-version" if order.sign > 0 else "older-version"
    return VersionVerdict(*ids, verdict, score, f"{why}; {shared.said()}; {order.why}")


def _same_house(left: Profile, right: Profile) -> bool:
    one, two = left.digest.organisation, right.digest.organisation
    return one is not None and two is not None and fold(one) == fold(two)
