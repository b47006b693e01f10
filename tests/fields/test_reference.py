"""What a printed reference says is read as printed, and what is no reference is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.fields.reference import Reference, parse, title_key
from extract.rejects import Reject

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "reference.yml").read_text(encoding="utf-8"))
TEXT_FIELDS = (
    "title", "container", "volume", "issue", "pages", "publisher", "place", "edition", "conference",
    "doi", "pmid", "pmcid", "url", "accessed", "registration",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["raw"][:40] or "empty")
def test_reference_says_what_is_printed(case: dict[str, Any]) -> None:
    """Each field has the printed value in its normal form, and no field has a value that is not printed."""
    read = parse(case["raw"])
    if "reject" in case:
        assert isinstance(read, Reject)
        assert read.reason == case["reject"]
        return
    assert isinstance(read, Reference), read
    assert [str(author) for author in read.authors] == case.get("authors", [])
    assert sum(author.is_body for author in read.authors) == case.get("bodies", 0)
    assert (read.year, read.year_suffix) == (case.get("year"), case.get("suffix"))
    assert read.has_et_al is case.get("et_al", False)
    assert {field: getattr(read, field) for field in TEXT_FIELDS} == {field: case.get(field) for field in TEXT_FIELDS}
    for field in ("type", "remainder"):
        assert field not in case or getattr(read, field) == case[field]


@pytest.mark.parametrize("case", [case for case in CASES if "reject" not in case], ids=lambda case: case["raw"][:40])
def test_no_character_is_dropped(case: dict[str, Any]) -> None:
    """Letters and digits of the text are those of the spans and of the remainder, none twice and none lost."""
    read = parse(case["raw"])
    assert isinstance(read, Reference)
    spanned = "".join(case["raw"][start:end] for _, start, end in read.spans)
    assert sorted(title_key(spanned + read.remainder)) == sorted(title_key(case["raw"]))


def test_same_title_in_any_print_has_the_same_key() -> None:
    """Case, accents, ligatures, quotation marks and spaces do not part two prints of one title."""
    assert title_key("Peer support: is it “good value”?") == title_key("PEER SUPPORT – is it 'good value'")
    assert title_key("Eﬃcacy of cafés") == title_key("Efficacy of cafes")
    assert title_key("Peer support 1") != title_key("Peer support 2")
