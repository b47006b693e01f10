"""Which of two documents of one review is the newer?"""

from __future__ import annotations

from dataclasses import dataclass

from extract.versions.likeness import NEAR_IDENTICAL, SHARE_HALF
from extract.versions.profile import Profile
from extract.versions.sharing import Shared

# A conversion loses or damages a row now and then: so many studies may differ before that counts as an update.
DAMAGED_STUDIES = 0.05


@dataclass(frozen=True)
class Order:
    """Which of two documents of one review is the newer: 1 the right one, -1 the left one, 0 neither."""

    sign: int
    why: str


def _sign(left: float, right: float) -> int:
    return (right > left) - (right < left)


def _order_searches(left: tuple[int, int] | None, right: tuple[int, int] | None) -> int:
    """1 where the right search is the later; 0 where one is unknown, or only one of two in a year names its month."""
    if left is None or right is None or (left[0] == right[0] and 0 in (left[1], right[1])):
        return 0
    return (right > left) - (right < left)


def find_order(left: Profile, right: Profile, shared: Shared) -> Order:
    """Order by what is stated, then by what the tables hold, then by what the text knows of."""
    one, two = left.digest, right.digest
    if one.published is not None and two.published is not None and one.published != two.published:
        return Order(_sign(one.published.toordinal(), two.published.toordinal()), "by date of publication")
    if left.edition != right.edition:
        # An unlabelled document stands after a draft and before an update.
        ranks = [0.5 if profile.edition is None else float(profile.edition) for profile in (left, right)]
        return Order(_sign(*ranks), "by version label")
    searched = _order_searches(left.searched, right.searched)
    if searched:
        return Order(searched, "by the latest search date")
    if shared.studies is not None:
        added, gone = shared.studies_right - shared.studies, shared.studies_left - shared.studies
        allowed = max(1, round(DAMAGED_STUDIES * max(shared.studies_left, shared.studies_right)))
        if max(added, gone) > allowed and added != gone:
            return Order(1 if added > gone else -1, f"{max(added, gone)} studies added, no date to go by")
    return _order_by_text(left, right, shared)


def _order_by_text(left: Profile, right: Profile, shared: Shared) -> Order:
    """The weakest evidence. Said in the reason, because a person may know better."""
    if shared.of_longer >= NEAR_IDENTICAL:
        return Order(0, "no date, label, search date or study tells them apart")
    if left.latest_year is not None and right.latest_year is not None and left.latest_year != right.latest_year:
        return Order(_sign(left.latest_year, right.latest_year), "presumed: it names a later year")
    if shared.of_longer >= SHARE_HALF:
        return Order(0, "no date, label, search date, study or year tells them apart")
    return Order(_sign(len(left.words), len(right.words)), "presumed: it is the fuller, and nothing else tells")
