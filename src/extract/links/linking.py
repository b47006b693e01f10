"""The links of all records: pairs compared, threads and named things added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.links.agreement import agree
from extract.links.features import Features, first_names, prepare
from extract.links.names import link_mentions, link_threads
from extract.links.pairs import find_pairs
from extract.links.record import Link, Linkable
from extract.links.verdict import LABELLED, judge, make_link


def _label(features: Features) -> tuple[str | None, int | None, tuple[str, ...]]:
    """What tells the rows of one table apart where they are named by author and year."""
    return features.record.table_id, features.year, tuple(sorted(first_names(features)))


def link_records(records: Sequence[Linkable]) -> tuple[Link, ...]:
    """The links worth publishing, sorted by left and right; the same whatever the order of `records`.

    `same-report`, `same-study` and `maybe` for all pairs that earn them; `different` only for pairs that look alike
    and were vetoed.
    """
    features = prepare(records)
    labels = Counter(_label(one) for one in features)
    found: list[Link] = []
    done: set[tuple[int, int]] = set()
    for first, second in find_pairs(features):
        one, two = features[first], features[second]
        fields = agree(one, two)
        judged = judge(one, two, fields)
        if judged is not None and judged[1] == LABELLED and max(labels[_label(one)], labels[_label(two)]) > 1:
            judged = "maybe", "two tables of one review, but one has several studies of this author and year"
        if judged is not None:
            done.add((first, second))
            found.append(make_link(one, two, judged[0], fields.score(), f"{judged[1]}; {fields.said()}"))
    found.extend(link_threads(features, done))
    known = {(link.left, link.right) for link in found}
    found.extend(link for link in link_mentions(features) if (link.left, link.right) not in known)
    return tuple(sorted(found, key=lambda link: (link.left, link.right, link.why)))
