"""Claims: the counts that a review states about itself, and none of those that it does not."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.claims import Claim, read_claims
from extract.claims.counts import DESIGN_WORDINGS
from extract.documents import SourceDocument
from extract.formats import text as text_format
from extract.numerals import find_numbers, read_number
from extract.pages import Block, BlockKind, Cell, Grid, GridRow, Mark, Page, Pages, Span
from schemas import vocabularies

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "claims.yml").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"


def _block(text: str, kind: BlockKind = "paragraph", line: int = 1, level: int = 0) -> Block:
    return Block(kind, text, Span(line, 1, line, len(text) + 1), level)


def _pages(*parts: Block | Grid) -> Pages:
    return Pages((Page(None, parts),), None, "test")


def _shown(claim: Claim) -> str:
    shown = f"{claim.claim} = {claim.stated}"
    return shown if claim.within is None else f"{shown} < {claim.within}"


@pytest.mark.parametrize("case", CASES, ids=[str(case["text"])[:70] for case in CASES])
def test_a_sentence_makes_the_claims_listed_and_no_other(case: dict[str, Any]) -> None:
    """Each sentence of the table gives exactly its claims."""
    blocks = [_block(case.get("under", "Results"), "heading", 1, 2)]
    if "before" in case:
        blocks.append(_block(case["before"], case.get("kind", "paragraph"), 2))
    blocks.append(_block(case["text"], case.get("kind", "paragraph"), 3))
    claims = [claim for claim in read_claims(_pages(*blocks)) if claim.place.startswith("L3:")]
    assert sorted(_shown(claim) for claim in claims) == sorted(case["claims"]), case.get("note", "")


def test_the_table_holds_more_near_misses_than_hits() -> None:
    """The table is worth its name: at least forty cases, most of them traps."""
    misses = sum(1 for case in CASES if not case["claims"])
    assert len(CASES) >= 40
    assert misses > len(CASES) - misses


def test_a_repeated_statement_is_one_claim_and_another_number_is_another() -> None:
    """The abstract's quote is kept; a different total is published beside it."""
    pages = _pages(
        _block("Abstract", "heading", 1, 1),
        _block("We included 24 studies.", line=2),
        _block("Results", "heading", 3, 1),
        _block("Twenty-four studies were included in the review.", line=4),
        _block("All 22 included studies are listed in the table.", line=5),
    )
    assert [(claim.claim, claim.stated, claim.place[:2]) for claim in read_claims(pages)] == [
        ("studies-total", 24, "L2"),
        ("studies-total", 22, "L5"),
    ]


def test_cells_of_tables_make_no_claims() -> None:
    """A finding in a cell is about one study."""
    row = GridRow((Cell("We included 24 studies.", Span(2, 1, 2, 20)),))
    grid = Grid((row,), 1, Span(2, 1, 2, 20))
    assert read_claims(_pages(_block("Results", "heading", 1, 1), grid)) == ()


def test_raised_numbers_are_references_and_no_counts() -> None:
    """`studies¹² were included` counts nothing; twelve raised references beside `twelve` allow it."""
    text = "The studies12 were included in the review."
    raised = Block("paragraph", text, Span(2, 1, 2, 40), 0, (Mark(11, 13, "superscript"),))
    assert read_claims(_pages(_block("Results", "heading", 1, 1), raised)) == ()


def test_the_labels_of_a_structured_abstract_part_results_from_background() -> None:
    """Only the results of a structured abstract speak of what was found."""
    text = (
        "Background: We included 90 studies in 2010. Methods: Nine databases were searched. "
        "Results: We included 24 studies. Conclusions: More than 24 studies are needed."
    )
    pages = _pages(_block("Abstract", "heading", 1, 1), _block(text, line=2))
    assert [(claim.claim, claim.stated) for claim in read_claims(pages)] == [("studies-total", 24)]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "1 " * 50_000,
        "24 studies (" * 10_000,
        "[1," * 40_000,
        "A " * 60_000,
        "one hundred and " * 15_000,
        " " * 200_000,
        "a.B" * 50_000,
        "24 studies were included. " * 6_000,
        "{#" * 60_000,
        "et al (2010) " * 9_000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    """A hundred thousand characters of nonsense cost seconds at most, not minutes."""
    start = time.perf_counter()
    read_claims(_pages(_block("Results", "heading", 1, 1), _block(text, line=2)))
    read_claims(_pages(_block(text, "heading", 1, 1), _block("x" + text, "list-item", line=2)))
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Twenty-two of the 1,204 records", [22, 1204]),
        ("one hundred and six studies, two thousand three hundred more", [106, 2300]),
        ("n=12,071 people in 3 towns.", [12071, 3]),
        ("twenty two", [22]),
        ("six-month, two-thirds, one-to-one", []),
        ("3.5 81% 4/19 3–7 <65 12-week 1st €20 COVID-19 12 per cent", []),
        ("10 and four", [10, 4]),
        ("hundred", []),
    ],
)
def test_numbers_are_found_in_digits_and_words(text: str, values: list[int]) -> None:
    """Whole numbers are found, and numbers that are tied to something else are not."""
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(("text", "value"), [("twenty-two", 22), (" 1,204 ", 1204), ("two or three", None), ("", None)])
def test_a_text_is_a_number_or_it_is_not(text: str, value: int | None) -> None:
    """`read_number` reads a text that is one number and nothing else."""
    assert read_number(text) == value


def test_every_design_that_a_claim_can_name_is_known_to_the_audit() -> None:
    """Codes of claims are codes of the vocabularies, or unions that the audit resolves."""
    designs = vocabularies.load("designs")
    families = vocabularies.load("families")
    for code in set(DESIGN_WORDINGS.values()):
        kind, _, name = code.partition(":")
        assert name in families if kind == "family" else name in designs or name == "controlled-trial"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("000_c743d4ecc7b9d864.txt", {"studies-total": 24, "family:review": 8, "family:mixed": 3}),
        ("001_f62e31133b822a9c.txt", {"studies-total": 24, "family:review": 8, "family:mixed": 3}),
        ("003_d6edeca03c5c11dd.txt", {"interventions-total": 19, "countries-count": 14, "category-count": 6}),
    ],
)
def test_the_claims_of_the_three_documents(file_name: str, expected: dict[str, int]) -> None:
    """Both conversions of one review state the same counts, and the other review its own."""
    content = (SEEDS / file_name).read_bytes()
    claims = read_claims(text_format.read(SourceDocument(file_name, "0" * 64, content)))
    stated = {claim.claim: claim.stated for claim in claims}
    assert len(stated) == len(claims) == (4 if file_name.startswith("003") else 12)
    assert expected.items() <= stated.items()
