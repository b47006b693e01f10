"""The report is one page that a person can read and that no document can turn against its reader."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import re
from typing import Any

import pytest

from extract.publish.markup import element, shortened, text
from extract.publish.report import report
from tests.publish import example

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e\u2066\x00\x1b[31m\u200b"


class Outline(html.parser.HTMLParser):
    """Elements, their attributes and all text of a page; fails where elements are not closed in order."""

    VOID = frozenset({"meta"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remembers the element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Elements are closed in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collects the text."""
        self.text += data


def page(rows: dict[str, list[dict[str, Any]]] | None = None) -> str:
    """The report of the example."""
    return report(example.whole(rows), "0" * 64, "f1").decode()


def example_correction(number: int, status: str) -> dict[str, Any]:
    """A correction of the first study's year, as `corrections` has it."""
    study_id = example.tables()["studies"][0]["study_id"]
    return {"number": number, "kind": "value", "study_id": study_id, "other_study_id": None, "field": "year",
            "expected": "2010", "value": "2011", "reason": "A misprint.", "source": "Title page", "status": status,
            "message": "Now 2011 is published."}  # fmt: skip


def hostile_tables() -> dict[str, list[dict[str, Any]]]:
    """The example with hostile text wherever a document's text may stand."""
    rows = example.tables()
    free = {
        "documents": ("title", "version_label", "file_name", "read_by"),
        "reviews": ("title", "publisher", "search_dates"),
        "studies": ("title", "category", "reference", "first_author", "designs_raw", "sample_raw", "countries_raw"),
        "audit": ("claim", "quote"),
        "disagreements": ("chosen", "rule", "field"),
        "links": ("why",),
        "rejects": ("raw", "message", "field"),
        "corrections": ("expected", "value", "reason", "source", "message"),
    }
    rows["corrections"] = [example_correction(1, "applied"), example_correction(2, "outdated")]
    for name, fields in free.items():
        for i, row in enumerate(rows[name]):
            row.update(dict.fromkeys(fields, f"{i}{HOSTILE}"))
    for row in rows["studies"]:
        row.update(authors=(HOSTILE, HOSTILE), countries=(), designs=(), sample_total=None)
    for row in rows["reviews"]:
        row["authors"] = (HOSTILE,)
    rows["disagreements"][0]["alternatives"] = (HOSTILE,)
    return rows


def test_the_page_is_well_formed_and_says_its_language() -> None:
    """Every element is closed; a screen reader knows the language, the headings and the tables."""
    outline = Outline(page())
    assert outline.elements[0] == ("html", {"lang": "en"})
    assert [tag for tag, _ in outline.elements if tag == "h1"] == ["h1"]
    assert [tag for tag, _ in outline.elements].count("caption") == [tag for tag, _ in outline.elements].count("table")
    assert all("scope" in attributes for tag, attributes in outline.elements if tag == "th")


def test_every_link_leads_to_a_place_on_the_page() -> None:
    """No address of the network, and no dead end."""
    outline = Outline(page())
    ids = {attributes.get("id") for _, attributes in outline.elements}
    targets = [str(attributes["href"]) for tag, attributes in outline.elements if tag == "a"]
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_the_page_loads_and_runs_nothing() -> None:
    """Its policy allows its own style sheet, by hash, and nothing else."""
    whole = page()
    style = re.search(r"<style>(.*?)</style>", whole, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = next(a["content"] for t, a in Outline(whole).elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)


def test_hostile_text_stays_text() -> None:
    """Wherever a document's text stands, markup in it is shown and not obeyed."""
    whole = page(hostile_tables())
    outline = Outline(whole)
    used = {tag for tag, _ in outline.elements}
    assert not used & {"script", "img", "iframe", "object", "embed", "link", "svg", "form", "base"}
    assert not any(name.startswith("on") for _, attributes in outline.elements for name in attributes)
    assert not any(name == "style" for _, attributes in outline.elements for name in attributes)
    assert whole.count("&lt;script&gt;") > 10


def test_what_cannot_be_seen_is_shown() -> None:
    """Control characters and marks of direction stand as their code points, never as themselves."""
    whole = page(hostile_tables())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", whole)
    for code in ("U+202E", "U+2066", "U+0000", "U+001B", "U+200B"):
        assert code in whole


def test_text_from_documents_keeps_its_own_direction() -> None:
    """Arabic or Hebrew text cannot turn the cells next to it."""
    cells = [attributes for tag, attributes in Outline(page()).elements if tag == "td"]
    assert cells
    assert all(attributes.get("dir") == "auto" for attributes in cells)


def test_the_page_says_what_to_look_at() -> None:
    """Counts of what needs a person, each a link to the place."""
    outline = Outline(page())
    for said in (
        "1 document could not be read",
        "1 count that a review states differs",
        "1 value on which documents disagree",
        "1 pair of studies that may be one",
        "2 printed rows were refused whole",
    ):
        assert said in outline.text


def test_the_page_shows_documents_reviews_and_studies() -> None:
    """File names, statuses with their reasons, titles, categories, and the claims with both numbers."""
    said = Outline(page()).text
    for expected in ("locked.pdf", "unreadable", "superseded by gardens-v2.txt", "Allotments (1)",
                     "We found three studies.", "Noise <at> work & home", "Alder 2010", "Ear plugs"):  # fmt: skip
        assert expected in said, expected


def test_the_page_accounts_for_files_and_rows() -> None:
    """Each file with its outcome and rows, and how many rows ended in which way."""
    made = example.whole(None)
    said = Outline(report(made, "0" * 64, "f1").decode()).text
    assert f"Ledger ({len(made['ledger'])})" in said
    assert f"Files by outcome ({len(made['ledger'])})" in said
    assert f"Printed rows by outcome ({len(made['rows'])})" in said
    assert "near duplicate of" in said or "superseded by" in said


def test_the_page_shows_corrections() -> None:
    """What was corrected and why; one that is out of date is something to look at."""
    rows = example.tables()
    rows["corrections"] = [example_correction(1, "applied"), example_correction(2, "outdated")]
    said = Outline(page(rows)).text
    assert "1 correction is not applied, for it is out of date" in said
    for expected in ("Corrections (2)", "A misprint. (Title page)", "2011", "outdated", "Alder 2010"):
        assert expected in said, expected
    assert "There are none." in Outline(page()).text


def test_an_empty_release_has_a_page_too() -> None:
    """Nothing to look at is said in words."""
    said = Outline(page({name: [] for name in example.tables()})).text
    assert "Nothing: every document was read" in said
    assert "No review was found." in said


def test_long_lists_are_cut_and_the_rest_is_said() -> None:
    """The page stays readable; the table has all."""
    rows = example.tables()
    rows["links"] = [rows["links"][0] | {"score": i / 1000} for i in range(500)]
    said = Outline(page(rows)).text
    assert "300 more are in links.csv" in said
    assert "Links (500)" in said


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("a < b & \"c\" 'd'", "a &lt; b &amp; &quot;c&quot; &#x27;d&#x27;"),
        ("two\nlines\tand", "two\nlines\tand"),
        ("soft\u00adhyphen", "softhyphen"),
        ("naïve – “quoted” 統計 سلام 👩", "naïve – “quoted” 統計 سلام 👩"),
        ("\ue000", '<span class="code" title="invisible character">U+E000</span>'),
        (12, "12"),
    ],
)
def test_text_is_escaped_and_other_alphabets_are_left_alone(value: object, shown: str) -> None:
    """Only what is markup or invisible is written otherwise."""
    assert text(value) == shown


def test_attributes_are_escaped() -> None:
    """A quotation mark cannot end an attribute."""
    assert element("a", "x", href='#"><b>') == '<a href="#&quot;&gt;&lt;b&gt;">x</a>'


@pytest.mark.parametrize(
    ("whole", "length", "short"),
    [("abc", 3, "abc"), ("abc def", 5, "abc…"), ("abcdef", 3, "abc…"), ("a b c", 4, "a b…"), ("", 3, "")],
)
def test_long_text_is_cut_at_a_blank(whole: str, length: int, short: str) -> None:
    """Words stay whole where there are any."""
    assert shortened(whole, length) == short
