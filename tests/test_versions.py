"""Versions, conversions and siblings are told apart, whatever the order in which the documents come."""

from __future__ import annotations

import datetime
import hashlib
import importlib.util
import json
import random
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.folding import fold
from extract.versions import (
    JOINING,
    DocumentDigest,
    VersionVerdict,
    compare,
    group_documents,
    judge_candidates,
    review_key,
)

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "versions" / "pairs.yml").read_text())
STUDIES = {
    "alpha": "walking groups for frail adults",
    "beta": "balance training in sheltered housing",
    "gamma": "home hazard checks by occupational therapists",
    "delta": "vitamin d and falls in women",
    "lamps": "lamps and the social networks of wards: lamp study 7",
    "lamps, cut": "lamps and the social networks of wards",
}


def _running(name: str, count: int) -> list[str]:
    """Words that are always the same for one name and shared by no other."""
    source = random.Random(hashlib.sha256(name.encode()).hexdigest())
    pool = ["".join(source.choice("bcdfglmnprst") + source.choice("aeiou") for _ in range(3)) for _ in range(400)]
    return [source.choice(pool) for _ in range(count)]


def _part(part: str) -> list[str]:
    if part.startswith("'"):
        return part.strip("'").split()
    name, _, count = part.partition("*")
    if name.startswith("form:"):
        labels, source = _running("form", int(count) * 2), random.Random(name)
        return [
            word
            for place in range(int(count))
            for word in (*labels[2 * place : 2 * place + 2], str(source.randint(1000, 9999)))
        ]
    return _running(name, int(count))


def _damage(words: list[str]) -> str:
    pieces = [word[:3] + "-" + word[3:] if place % 25 == 0 else word for place, word in enumerate(words)]
    for place in range(60, len(pieces), 60):
        pieces[place] += f" {place // 60}"
    return " ".join(pieces)


def _digest(document_id: str, about: dict[str, Any]) -> DocumentDigest:
    words = [word for part in about["parts"] for word in _part(part)]
    return DocumentDigest(
        document_id=document_id,
        title=about["title"],
        organisation=about.get("organisation"),
        published=about.get("published"),
        version_label=about.get("label"),
        text=_damage(words) if about.get("damaged") else " ".join(words),
        study_keys=frozenset(fold(STUDIES.get(name, name * 4)) for name in about["studies"]),
        wholeness=len(words),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_named_pairs_get_their_verdict(case: dict[str, Any]) -> None:
    """Each pair of the list is what the list says, and says why."""
    verdict = compare(_digest("a", case["left"]), _digest("b", case["right"]))
    assert verdict.verdict == case["verdict"], verdict.why
    assert verdict.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_comparison_does_not_depend_on_sides(case: dict[str, Any]) -> None:
    """Naming the documents the other way round gives the same verdict."""
    one, two = _digest("a", case["left"]), _digest("b", case["right"])
    assert compare(one, two) == compare(two, one)


def _library() -> list[DocumentDigest]:
    """All documents of the cases, each with an id of its own."""
    return [_digest(f"{place:02}{side}", case[side]) for place, case in enumerate(CASES) for side in ("left", "right")]


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(source: random.Random) -> None:
    """Any order of input gives the same groups, keys and current documents."""
    library = _library()
    shuffled = list(library)
    source.shuffle(shuffled)
    assert group_documents(shuffled) == group_documents(library)


def test_every_document_is_in_one_group() -> None:
    """No document is lost and none stands in two groups; each group has one current member and a key of its own."""
    library = _library()
    groups = group_documents(library)
    members = [member for group in groups for member in group.members]
    assert sorted(members) == sorted(digest.document_id for digest in library)
    assert all(group.current in group.members for group in groups)
    assert len({group.review_key for group in groups}) == len(groups)


def test_no_chain_joins_what_the_comparison_keeps_apart() -> None:
    """Two members of one group are never siblings or different documents."""
    by_id = {digest.document_id: digest for digest in _library()}
    for group in group_documents(list(by_id.values())):
        for one, two in combinations(group.members, 2):
            assert compare(by_id[one], by_id[two]).verdict not in ("sibling", "different")


def test_adding_a_document_changes_no_published_key() -> None:
    """With the keys of the last release every group keeps its key, whichever document joins."""
    library = _library()
    for left_out in library[::5]:
        before = group_documents([digest for digest in library if digest is not left_out])
        keys = {member: group.review_key for group in before for member in group.members}
        after = {m: group.review_key for group in group_documents(library, keys) for m in group.members}
        changed = {m for m in keys if after[m] != keys[m]}
        # Only where the newcomer makes two groups one can a key go: the group keeps that of its oldest member.
        assert all(after[member] in keys.values() for member in changed)


def test_newer_document_changes_no_key_even_without_the_last_release() -> None:
    """The key comes from the oldest member, so an update leaves it alone."""
    about = {"title": "Falls at home", "published": datetime.date(2015, 1, 1), "parts": ["a*400"], "studies": []}
    later = {"title": "Falls at home: update 2018", "published": datetime.date(2018, 1, 1), "parts": ["a*400", "b*90"]}
    old, new = _digest("x1", about), _digest("w2", {**later, "studies": []})
    (alone,), (both,) = group_documents([old]), group_documents([old, new])
    assert alone.review_key == both.review_key == review_key(old)
    assert both.members == ("x1", "w2")
    assert both.superseded_by == {"x1": "w2"}
    assert both.current == "w2"


def test_key_is_the_same_from_every_conversion() -> None:
    """Case, punctuation, accents, hyphens and an edition's wording do not change the key."""
    titles = [
        "Peer-support for Café staff",
        "PEER SUPPORT FOR CAFE STAFF.",
        "Peer support for café staff (2nd edition)",
        "Peer support for café staff: version 2.1",
    ]
    folded = {review_key(_digest("a", {"title": title, "parts": ["a*40"], "studies": []})) for title in titles}
    assert len(folded) == 1


def test_wholest_conversion_speaks_for_the_version() -> None:
    """Of two conversions the one with more cells is current and the other points to it."""
    about = {"title": "Falls at home", "parts": ["a*400"], "studies": []}
    poor, rich = _digest("a", {**about, "damaged": True}), _digest("b", about)
    rich = DocumentDigest(**{**rich.__dict__, "wholeness": 500})
    (group,) = group_documents([poor, rich])
    assert (group.current, dict(group.near_duplicate_of)) == ("b", {"a": "b"})
    assert isinstance(group.why[0], VersionVerdict)


def test_two_documents_of_one_id_are_a_bug() -> None:
    """An id stands for one document."""
    one = _digest("a", {"title": "Falls at home", "parts": ["a*400"], "studies": []})
    with pytest.raises(ValueError, match="document_id"):
        group_documents([one, one])


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60)
def test_any_text_can_be_compared(left: str, right: str) -> None:
    """No text stops a comparison."""
    one = DocumentDigest("a", left, None, None, left[:20], left, frozenset(), 0)
    two = DocumentDigest("b", right, None, None, right[:20], right, frozenset(), 0)
    assert group_documents([one, two])


def test_hostile_text_is_compared_in_time() -> None:
    """A megabyte of digits and dots, or of one letter, costs no more than a megabyte of prose."""
    for text in ("1." * 500_000, "a" * 1_000_000, "search 2017 " * 80_000):
        assert judge_candidates([DocumentDigest(i, None, None, None, None, text, frozenset(), 0) for i in "ab"])


def test_many_documents_are_not_all_compared() -> None:
    """Unrelated documents hardly ever become candidates."""
    digests = [_digest(f"d{n:03}", {"title": None, "parts": [f"{n}*500"], "studies": []}) for n in range(150)]
    assert len(judge_candidates(digests)) < 20


def _shared(path: str) -> Path:
    if not (SHARED / path).exists():
        pytest.skip(f"needs ../shared/{path}")
    return SHARED / path


def test_seeds_are_two_conversions_and_another_review() -> None:
    """The two conversions are near-duplicates, the third document is another review."""
    paths = sorted(_shared("seeds").glob("*.txt"))
    texts = [" ".join(path.read_text(errors="replace").split()) for path in paths]
    digests = [
        DocumentDigest(path.name[:3], None, None, None, None, text, frozenset(), len(text))
        for path, text in zip(paths, texts, strict=True)
    ]
    verdicts = {(v.left, v.right): v.verdict for v in (compare(a, b) for a, b in combinations(digests, 2))}
    assert verdicts == {("000", "001"): "near-duplicate", ("000", "003"): "different", ("001", "003"): "different"}
    assert [group.members for group in group_documents(digests)] != []


def _bench() -> Any:
    """The benchmark's own reading of the texts, so that test and benchmark say the same."""
    spec = importlib.util.spec_from_file_location("versions_bench", ROOT / "benchmarks" / "versions" / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shared_versions_have_no_false_pair() -> None:
    """On 123 versions of 22 documents: no pair of two documents joined, and at least 95% of the pairs found."""
    folder = _shared("versions")
    bench = _bench()
    document_of: dict[str, str] = dict(json.loads((folder / "manifest.json").read_text()))
    groups = group_documents([bench.digest(folder / file, file) for file in document_of])
    said = {frozenset(pair) for group in groups for pair in combinations(group.members, 2)}
    truth = {frozenset(p) for p in combinations(document_of, 2) if document_of[p[0]] == document_of[p[1]]}
    assert not said - truth
    assert len(said & truth) >= 0.95 * len(truth)


def test_reasons_state_figures() -> None:
    """A published reason gives the rule and the shares that it was decided on."""
    verdicts = judge_candidates(_library())
    assert all(re.search(r"\d+%", verdict.why) for verdict in verdicts)
    assert {verdict.verdict for verdict in verdicts} & JOINING
