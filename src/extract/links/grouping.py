"""Which records belong together, by the links between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.links.agreement import agree
from extract.links.dois import agree_dois
from extract.links.features import Features, prepare
from extract.links.record import YES, Link, Linkable, LinkVerdict


def same_groups(
    records: Sequence[Linkable], links: Sequence[Link], verdicts: frozenset[LinkVerdict] = YES
) -> tuple[frozenset[str], ...]:
    """Record ids that belong together by links of the given verdicts, sorted; only groups of two and more.

    The surest links join first. No chain joins two records of one table, or a pair that a link calls `different`, or
    calls two publications where single ones are sought. Nor does it join, unless a link of these verdicts says so of
    that very pair, records with other DOIs or authors, titles with words of their own, or publications in two places.

    Args:
        verdicts: `{"same-report"}` to collapse publications, all yes-verdicts to gather the reports of studies.
    """
    features = {one.record.record_id: one for one in prepare(records)}
    known = {(link.left, link.right): link.verdict for link in links}
    home = {record_id: [record_id] for record_id in features}
    joining = [link for link in links if link.verdict in verdicts]
    for link in sorted(joining, key=lambda link: (-link.score, link.left, link.right)):
        one, two = home[link.left], home[link.right]
        if one is two or any(_is_vetoed(features[a], features[b], known, verdicts) for a in one for b in two):
            continue
        one.extend(two)
        home.update(dict.fromkeys(two, one))
    groups = {id(members): frozenset(members) for members in home.values() if len(members) > 1}
    return tuple(sorted(groups.values(), key=min))


def _is_vetoed(
    one: Features, two: Features, known: Mapping[tuple[str, str], LinkVerdict], verdicts: frozenset[LinkVerdict]
) -> bool:
    table = one.record.table_id
    if table is not None and table == two.record.table_id:
        return True
    left, right = sorted((one.record.record_id, two.record.record_id))
    verdict = known.get((left, right))
    if verdict in verdicts:
        return False
    # Two publications of one study are no single one, whatever stands between them.
    is_apart = verdict == "different" or verdict in YES
    are_publications = "same-study" not in verdicts
    return is_apart or agree_dois(one.doi, two.doi) == "differs" or _are_two_papers(one, two, are_publications)


def _are_two_papers(one: Features, two: Features, are_publications: bool) -> bool:
    """Words of their own in both titles, or other authors, and no place in common; or publications in two places.

    A third record, its title cut or its place missing, or a reply to both, may look like either; it must not join them.
    """
    fields = agree(one, two)
    if fields.is_placed or fields.page == "same":
        return False
    is_contrary = fields.title == "close" and fields.titles.is_contrary
    return is_contrary or fields.authors == "differs" or (are_publications and fields.is_misplaced)
