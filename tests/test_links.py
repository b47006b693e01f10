"""Records of one publication are linked, reports of one study are told apart from it, and nothing is merged blindly."""

from __future__ import annotations

import importlib.util
import random
import sys
import time
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.links import NAME_RECORDS, YES, Link, Linkable, fold_title, link_records, read_name, same_groups
from extract.links.marks import read_mark

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "links" / "pairs.yml").read_text())


def _record(record_id: str, about: dict[str, Any]) -> Linkable:
    return Linkable(
        record_id=record_id,
        table_id=about.get("table"),
        review_id=about.get("review"),
        authors=tuple(about.get("authors", ())),
        year=about.get("year"),
        title=about.get("title"),
        container=about.get("container"),
        volume=about.get("volume"),
        issue=about.get("issue"),
        pages=about.get("pages"),
        doi=about.get("doi"),
        intervention=about.get("intervention"),
        record_kind=about.get("kind", "study"),
        text=about.get("text", ""),
        publication_type=about.get("type"),
    )


def _library() -> list[Linkable]:
    """All records of the cases, in tables of their own case."""
    records = []
    for place, case in enumerate(CASES):
        for side in ("left", "right"):
            own = {key: f"{place}{case[side][key]}" for key in ("table", "review") if key in case[side]}
            records.append(_record(f"{place:02}{side}", {**case[side], **own}))
    return records


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_named_pairs_get_their_verdict(case: dict[str, Any]) -> None:
    """Each pair of the list is what the list says; `none` means that no link is published."""
    links = link_records([_record("a", case["left"]), _record("b", case["right"])])
    assert [link.verdict for link in links] == ([] if case["verdict"] == "none" else [case["verdict"]]), links
    assert all(link.why and 0 <= link.score <= 1 for link in links)


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_links_do_not_depend_on_order(source: random.Random) -> None:
    """Any order of input gives the same links and the same groups."""
    library = _library()
    shuffled = list(library)
    source.shuffle(shuffled)
    links = link_records(library)
    assert link_records(shuffled) == links
    assert same_groups(shuffled, links[::-1]) == same_groups(library, links)


def test_another_record_changes_no_link_of_the_others() -> None:
    """A record that comes or goes changes only its own links, as long as no name becomes a term of the field."""
    library = _library()
    links = link_records(library)
    for left_out in library[::7]:
        rest = link_records([record for record in library if record is not left_out])
        assert rest == tuple(link for link in links if left_out.record_id not in (link.left, link.right))


def test_no_chain_joins_two_rows_of_one_table() -> None:
    """A third record that is like both never makes two rows of one table one study."""
    about = {"authors": ["Webb, A."], "year": 2014, "title": "Befriending by volunteers after discharge from hospital"}
    records = [_record("a", {**about, "table": "t"}), _record("b", {**about, "table": "t"}), _record("c", about)]
    groups = same_groups(records, link_records(records))
    assert len(groups) == 1
    assert not {"a", "b"} <= groups[0]


def test_no_chain_joins_two_dois() -> None:
    """A record without a DOI does not join two that have different ones."""
    about = {"authors": ["Webb, A."], "year": 2014, "title": "Befriending by volunteers after discharge from hospital"}
    records = [_record("a", {**about, "doi": "10.1/a"}), _record("b", {**about, "doi": "10.1/b"}), _record("c", about)]
    assert all(not {"a", "b"} <= group for group in same_groups(records, link_records(records)))


def test_no_cut_title_joins_two_papers() -> None:
    """A record whose title ends before the two differ, and that has no place, joins them neither as one nor as study."""
    about = {"authors": ["Webb, A.", "Okoro, N."], "year": 2014, "container": "Age and Ageing"}
    title = "Befriending by volunteers after discharge"
    records = [
        # Only subtitles that say the design are dropped without a doubt; "costs in towns" would be `maybe`.
        _record("a", {**about, "title": f"{title}: a randomised trial", "volume": "3", "pages": "10-19"}),
        _record("b", {**about, "title": f"{title}: a systematic review", "volume": "3", "pages": "44-50"}),
        _record("c", {**about, "title": title}),
    ]
    links = link_records(records)
    assert {(link.left, link.right) for link in links if link.verdict in YES} == {("a", "c"), ("b", "c")}
    for verdicts in (YES, frozenset({"same-report"})):
        assert all(not {"a", "b"} <= group for group in same_groups(records, links, verdicts))


def test_no_chain_makes_two_publications_one() -> None:
    """Abstract and paper are two publications, though a record without a place could be either."""
    about = {"authors": ["Webb, A."], "year": 2014, "title": "Befriending by volunteers after discharge from hospital"}
    records = [
        _record("a", {**about, "container": "Age and Ageing", "volume": "3", "pages": "S10"}),
        _record("b", {**about, "container": "Gerontology", "volume": "50", "pages": "100-120"}),
        _record("c", about),
    ]
    links = link_records(records)
    assert all(not {"a", "b"} <= group for group in same_groups(records, links, frozenset({"same-report"})))
    assert same_groups(records, links) == (frozenset("abc"),)


def test_no_reply_joins_a_letter_and_the_paper_of_others() -> None:
    """A reply belongs to the letter before it and to its authors' paper, but these two are of other authors."""
    title = "Kidney failure after a streptococcal infection in a boy"
    records = [
        _record(
            "a",
            {
                "authors": ["Ying, L."],
                "year": 1999,
                "title": title,
                "container": "Kidney",
                "volume": "65",
                "pages": "15-20",
            },
        ),
        _record(
            "b",
            {
                "authors": ["Budd, M."],
                "year": 2000,
                "title": title,
                "container": "Kidney",
                "volume": "66",
                "pages": "21-22",
            },
        ),
        _record(
            "c",
            {
                "authors": ["Ying, L."],
                "year": 2000,
                "title": f"{title} - Reply",
                "container": "Kidney",
                "volume": "66",
                "pages": "23",
            },
        ),
    ]
    links = link_records(records)
    assert {(link.left, link.right) for link in links if link.verdict in YES} == {("a", "c"), ("b", "c")}
    assert all(not {"a", "b"} <= group for group in same_groups(records, links))


def test_maybe_joins_nothing() -> None:
    """Groups come from yes-links only; publications alone can be asked for."""
    records = [_record(name, {}) for name in "abcd"]
    links = [
        Link("a", "b", "maybe", 1.0, ""),
        Link("b", "c", "same-study", 0.9, ""),
        Link("c", "d", "same-report", 0.8, ""),
    ]
    assert same_groups(records, links) == (frozenset("bcd"),)
    assert same_groups(records, links, frozenset({"same-report"})) == (frozenset("cd"),)


def test_pairs_are_stated_once_and_sorted() -> None:
    """left < right, and no pair has two links."""
    links = link_records(_library())
    pairs = [(link.left, link.right) for link in links]
    assert all(left < right for left, right in pairs)
    assert len(set(pairs)) == len(pairs)
    assert pairs == sorted(pairs)


def test_two_studies_of_one_author_and_year_are_not_guessed() -> None:
    """Where a table has two studies of one label, the other table's label could mean either."""
    first = {"review": "r", "table": "t", "authors": ["Webb, A."], "year": 2015}
    records = [
        _record("a", {**first, "title": "Loneliness among tenants of supported housing"}),
        _record("b", {**first, "title": "Costs of befriending schemes for older men"}),
        _record("c", {"review": "r", "table": "u", "authors": ["Webb, A."], "year": 2015}),
    ]
    assert {(link.left, link.right): link.verdict for link in link_records(records)} == {
        ("a", "c"): "maybe",
        ("b", "c"): "maybe",
    }


def test_a_name_that_everybody_bears_is_no_name() -> None:
    """Capitals that more records print than NAME_RECORDS are a term of the field."""
    row = _record("zz", {"review": "r", "kind": "intervention", "intervention": "Walking with QLX"})
    for count, expected in ((NAME_RECORDS - 1, NAME_RECORDS - 1), (NAME_RECORDS + 1, 0)):
        others = [_record(f"{n:02}", {"review": "s", "title": f"Paper number {n} says QLX"}) for n in range(count)]
        assert len([link for link in link_records([row, *others]) if link.right == "zz"]) == expected


@pytest.mark.parametrize(
    ("printed", "is_name"),
    [
        ("EMILIA project", True),
        ("Connecting People Intervention", True),
        ("Independence through Access and Navigation (I-CAN)", True),
        ("The Brain Integration Programme (BIP)", True),
        ("Peer support", False),
        ("Peer Support", False),
        ("Social skills training", False),
        ("Befriending", False),
        ("Supported socialisation", False),
        ("Cognitive behavioural therapy (CBT)", False),
        ("Group home in collaboration with mental health services", False),
        ("", False),
    ],
)
def test_proper_names_are_told_from_descriptions(printed: str, is_name: bool) -> None:
    """A name has capitals inside it, and says more than what kind of intervention it is."""
    name = read_name(printed)
    assert bool(name.capitals or name.phrase) == is_name


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("[Stroke care at home]. [German]", "stroke care at home"),
        ("Stroke care [Erratum appears in Stroke. 2010;3:1 Note: Li, A [added]]", "stroke care"),
        ("Stroke care (vol 85, pg 553, 2010)", "stroke care"),
        ("Stroke care (aged 60 to 85)", "stroke care aged 60 to 85"),
        ("Stroke care... BMJ. 2009 Jan 29;360(5):544-6", "stroke care"),
        ("Sociétés", "societes"),
        ("", ""),
    ],
)
def test_titles_are_folded_without_notes(title: str, folded: str) -> None:
    """What a database adds to a title is not part of it."""
    assert " ".join(fold_title(title)) == folded


@pytest.mark.parametrize(
    ("title", "kind", "rest"),
    [
        ("Corrigendum to “Stroke care”", "erratum", "stroke care"),
        ("Stroke care: Correction", "erratum", "stroke care"),
        ("Stroke care [Erratum]", "erratum", "stroke care"),
        ("Erratum: Stroke care (Journal of Lanterns (Janu", "erratum", "stroke care"),
        ("Erratum: Stroke care (J Lant", "erratum", "stroke care"),
        ("Erratum: Stroke care (aged 60)", "erratum", "stroke care aged 60"),
        ("Stroke care (in the homes of older peop", None, "stroke care in the homes of older peop"),
        ("Correction notice: Stroke care", "erratum", "stroke care"),
        ("Berichtigung zu: Stroke care", "erratum", "stroke care"),
        ("Erratum zu: Stroke care", "erratum", "stroke care"),
        ("Correction of anaemia after stroke", None, "correction of anaemia after stroke"),
        ("Stroke care after surgical correction", None, "stroke care after surgical correction"),
        ("Re: Stroke care", "reply", "stroke care"),
        ("Stroke care - Reply", "reply", "stroke care"),
        ("Stroke care AUTHORS REPLY", "reply", "stroke care"),
        ("Response to lithium after stroke", None, "response to lithium after stroke"),
        ("Dose-response", None, "dose response"),
        ("The immune response", None, "the immune response"),
        ("Stroke care: a study protocol", "protocol", "stroke care"),
        ("Stroke care: study protocol for a randomised controlled trial", "protocol", "stroke care"),
        ("Protocol adherence after stroke", None, "protocol adherence after stroke"),
        ("Stroke care by the Rosen protocol", None, "stroke care by the rosen protocol"),
        ("Reprint of: Stroke care", "reprint", "stroke care"),
        ("Abstract WP123: Stroke care", "abstract", "stroke care"),
        ("Abstract reasoning after stroke", None, "abstract reasoning after stroke"),
        ("Supporting information for: Stroke care", "supplement", "stroke care"),
        ("Stroke care: supplementary material", "supplement", "stroke care"),
        ("Supporting information: what carers need", None, "supporting information what carers need"),
        ("Supporting information for carers: a trial", None, "supporting information for carers a trial"),
        ("RETRACTED ARTICLE: Stroke care", None, "stroke care"),
        ("Letter: Stroke care", None, "stroke care"),
    ],
)
def test_reports_are_known_by_marks_set_off_from_the_title(title: str, kind: str | None, rest: str) -> None:
    """A mark is set off at an end of the title; the same word within a phrase is none."""
    found, bare = read_mark(title)
    assert (found, " ".join(fold_title(bare))) == (kind, rest)


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=30), st.text(max_size=12)), min_size=2, max_size=5))
@settings(max_examples=60)
def test_any_text_can_be_linked(fields: list[tuple[str, str, str]]) -> None:
    """No title, name, page or DOI stops the run, and groups never share a record."""
    records = [
        _record(str(n), {"title": t, "authors": [a], "pages": p, "volume": p, "doi": p, "container": a})
        for n, (t, a, p) in enumerate(fields)
    ]
    groups = same_groups(records, link_records(records))
    assert all(not one & two for one, two in combinations(groups, 2))


@pytest.mark.parametrize(
    "title",
    ["(" * 5000, "[" * 5000, "&amp;" * 3000, "Ã" * 5000, "<a b" * 2000, "<a =" * 2000, "ß" * 5000, "A-" * 5000, "A1" * 5000, "<" * 5000, "...(vol 1" * 900, ": a protocol of " * 900,
     "?a" * 5000, " conference" * 900, ": a. " * 2000, " ".join(f"word{n}" for n in range(5000))],
)  # fmt: skip
def test_hostile_titles_are_linked_in_time(title: str) -> None:
    """No title makes a regular expression run away."""
    start = time.perf_counter()
    about = {
        "title": title,
        "pages": title,
        "container": title,
        "issue": title,
        "authors": [title],
        "doi": f"10.{title}",
    }
    link_records(
        [_record("a", about), _record("b", {"title": title}), _record("c", {**about, "title": f"{title} x y"})]
    )
    assert time.perf_counter() - start < 5


def _benchmark(name: str) -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "links" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"links_{name}", path)
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = bench  # dataclasses look their module up
    spec.loader.exec_module(bench)
    return bench


@pytest.mark.parametrize(
    ("parts", "false_reports", "false_studies", "missed"),
    [(("duplicates", "lookalikes", "held"), 2, 5, 35), (("topics",), 0, 0, 16)],
    ids=["aimed", "topics"],
)
def test_lookalikes_are_told_apart(parts: tuple[str, ...], false_reports: int, false_studies: int, missed: int) -> None:
    """Of records that are hard to tell apart, no more are joined falsely or missed than are known to be."""
    bench = _benchmark("lookalikes")
    labelled = bench.read_labelled(parts=parts)
    links, counts = bench.judge_pool(labelled)
    false = [link.verdict for link in bench.false_links(labelled, links)]
    assert false.count("same-report") <= false_reports
    assert false.count("same-study") <= false_studies
    assert counts["work"]["maybe"] + counts["work"]["none"] <= missed


def test_shared_records_have_no_false_publication() -> None:
    """On the labelled sets no two publications are called one, and 98.5% of the pairs are found as reports or studies."""
    folder = Path(__file__).parents[1].parent / "shared" / "records"
    if not folder.exists():
        pytest.skip("needs ../shared/records")
    bench = _benchmark("run")
    found = total = 0
    for truth_path in sorted(folder.glob("*/merged_record_ids.csv")):
        links = link_records(bench.read_records(truth_path.parent / "records_pre_merged.csv"))
        truth = bench.read_truth(truth_path)
        assert {frozenset((k.left, k.right)) for k in links if k.verdict == "same-report"} <= truth
        found += len({frozenset((k.left, k.right)) for k in links if k.verdict in YES} & truth)
        total += len(truth)
    assert found >= 0.985 * total
