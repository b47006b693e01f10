"""Which documents are one review, which of them speaks for it, and by what key is it known?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from extract.folding import fold
from extract.versions.candidates import find_candidates
from extract.versions.profile import DocumentDigest, Profile
from extract.versions.verdict import JOINING, VETOING, Verdict, VersionVerdict, compare_profiles

OPENING_WORDS = 12


@dataclass(frozen=True)
class DocumentGroup:
    """The documents of one review.

    Attributes:
        review_key: folded title of the oldest member (see `review_key`).
        members: document ids, oldest to newest.
        current: the member that speaks for the review: newest version, and of its conversions the wholest.
        near_duplicate_of: conversion -> the wholest conversion of the same version.
        superseded_by: document of an older version -> the wholest conversion of the next one.
        why: the verdicts on the pairs within the group; empty for a document that stands alone.
    """

    review_key: str
    members: tuple[str, ...]
    current: str
    near_duplicate_of: Mapping[str, str]
    superseded_by: Mapping[str, str]
    why: tuple[VersionVerdict, ...]


def judge_candidates(digests: Sequence[DocumentDigest]) -> tuple[VersionVerdict, ...]:
    """The verdicts on all pairs that look alike at all, sorted by id."""
    return _Corpus(digests).candidate_verdicts()


class _Corpus:
    """The documents of one call, sorted by id, and the verdicts that were already given on them."""

    def __init__(self, digests: Sequence[DocumentDigest]) -> None:
        self.profiles = {digest.document_id: Profile(digest) for digest in sorted(digests, key=_by_id)}
        if len(self.profiles) != len(digests):
            raise ValueError("two digests bear one document_id")
        self._verdicts: dict[tuple[str, str], VersionVerdict] = {}

    def verdict(self, one: str, two: str) -> VersionVerdict:
        key = (min(one, two), max(one, two))
        if key not in self._verdicts:
            self._verdicts[key] = compare_profiles(self.profiles[key[0]], self.profiles[key[1]])
        return self._verdicts[key]

    def candidate_verdicts(self) -> tuple[VersionVerdict, ...]:
        ids = list(self.profiles)
        pairs = find_candidates(list(self.profiles.values()))
        return tuple(self.verdict(ids[one], ids[two]) for one, two in pairs)

    def cluster(self, pairs: Iterable[VersionVerdict], vetoes: frozenset[Verdict]) -> list[list[str]]:
        """Joins pairs, the surest first, but never two documents that the direct comparison keeps apart."""
        home = {document_id: [document_id] for document_id in self.profiles}
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
            one, two = home[pair.left], home[pair.right]
            if one is two or any(self.verdict(a, b).verdict in vetoes for a in one for b in two):
                continue
            one.extend(two)
            home.update(dict.fromkeys(two, one))
        unique = {id(members): members for members in home.values()}
        return sorted(sorted(members) for members in unique.values())


def _by_id(digest: DocumentDigest) -> str:
    return digest.document_id


def group_documents(
    digests: Sequence[DocumentDigest], published_keys: Mapping[str, str] = MappingProxyType({})
) -> tuple[DocumentGroup, ...]:
    """The documents of each review together, sorted by review key; a document with no like is a group of its own.

    The same whatever the order of `digests`.

    Args:
        digests: one per document.
        published_keys: document_id -> review_key of an earlier release. Where a group has such a member, the key of the
            oldest of them stays, so that an older version which turns up later changes no key.
    """
    corpus = _Corpus(digests)
    candidates = corpus.candidate_verdicts()
    clusters = corpus.cluster((pair for pair in candidates if pair.verdict in JOINING), VETOING)
    groups = [_arrange(corpus, members) for members in clusters]
    return _name_groups(corpus, groups, published_keys)


def _arrange(corpus: _Corpus, members: Sequence[str]) -> DocumentGroup:
    """Editions from oldest to newest, and within one the conversions from the least whole to the wholest."""
    verdicts = tuple(corpus.verdict(one, two) for one, two in combinations(members, 2))
    alike = (verdict for verdict in verdicts if verdict.verdict == "near-duplicate")
    inside = [
        edition
        for edition in corpus.cluster(alike, VETOING | {"newer-version", "older-version"})
        if edition[0] in members
    ]
    editions = sorted(inside, key=lambda edition: _age(corpus, edition, members))
    whole = [sorted(edition, key=lambda one: _wholeness(corpus, one)) for edition in editions]
    best = [edition[-1] for edition in whole]
    duplicates = {one: best[place] for place, edition in enumerate(whole) for one in edition[:-1]}
    superseded = {one: best[place + 1] for place, edition in enumerate(whole[:-1]) for one in edition}
    return DocumentGroup(
        review_key="",
        members=tuple(one for edition in whole for one in edition),
        current=best[-1],
        near_duplicate_of=MappingProxyType(duplicates),
        superseded_by=MappingProxyType(superseded),
        why=verdicts,
    )


def _wholeness(corpus: _Corpus, document_id: str) -> tuple[int, int, str]:
    profile = corpus.profiles[document_id]
    return profile.digest.wholeness, len(profile.words), document_id


def _age(corpus: _Corpus, edition: Sequence[str], members: Sequence[str]) -> tuple[int, int, int, str]:
    """How many of the group's documents an edition is newer than, less those that are newer; ties by date and id."""
    wins = 0
    for one in edition:
        for other in members:
            if other not in edition:
                verdict = corpus.verdict(one, other)
                sign = {"newer-version": 1, "older-version": -1}.get(verdict.verdict, 0)
                wins += -sign if verdict.left == one else sign
    dates = [corpus.profiles[one].digest.published for one in edition]
    latest = max((date.toordinal() for date in dates if date is not None), default=0)
    longest = max(len(corpus.profiles[one].words) for one in edition)
    return wins, latest, longest, min(edition)


def review_key(digest: DocumentDigest) -> str:
    """The key that a document gives to its review when it is the oldest of it.

    The folded title without words for editions and years, so that another conversion or a newer version alone gives
    the same key. Without a title that names something: the first words of the text that are no numbers, folded, after
    `untitled-`; without any text the document's own id.
    """
    profile = Profile(digest)
    if profile.title_words:
        return "".join(fold(word) for word in profile.title_words) + "".join(sorted(profile.title_years))
    opening = [word for word in profile.words[: OPENING_WORDS * 4] if not word[0].isdigit()][:OPENING_WORDS]
    return f"untitled-{''.join(fold(word) for word in opening) or digest.document_id}"


def _name_groups(
    corpus: _Corpus, groups: Sequence[DocumentGroup], published_keys: Mapping[str, str]
) -> tuple[DocumentGroup, ...]:
    """Gives each group its key, each key once: published keys first; of others that collide, the elder keeps it."""
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for place, group in enumerate(groups):
        known = [published_keys[one] for one in group.members if one in published_keys]
        if known and known[0] not in taken:
            keys[place] = known[0]
            taken.add(known[0])
    rest = [place for place in range(len(groups)) if place not in keys]
    oldest = {place: corpus.profiles[groups[place].members[0]].digest for place in rest}
    for place in sorted(rest, key=lambda place: _seniority(oldest[place])):
        key = review_key(oldest[place])
        if key in taken:
            key = f"{key}-{_tell_apart(oldest[place])}"
        keys[place] = key
        taken.add(key)
    named = [
        DocumentGroup(
            keys[place], group.members, group.current, group.near_duplicate_of, group.superseded_by, group.why
        )
        for place, group in enumerate(groups)
    ]
    return tuple(sorted(named, key=lambda group: group.review_key))


def _seniority(digest: DocumentDigest) -> tuple[int, str]:
    return digest.published.toordinal() if digest.published is not None else 10**7, digest.document_id


def _tell_apart(digest: DocumentDigest) -> str:
    """Eight hex digits from what tells a review from another of the same title: its studies, or else its text."""
    content = sorted(digest.study_keys) or [fold(digest.text)]
    return hashlib.sha256("\n".join(content).encode()).hexdigest()[:8]
