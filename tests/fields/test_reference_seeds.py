"""The printed references of the seed review come out right, however the conversion damaged them."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from extract.fields.reference import Reference, parse

SEED = Path(__file__).parents[2].parent / "shared" / "seeds" / "001_f62e31133b822a9c.txt"
# First author, number of authors, year, journal or publisher, volume, issue, pages, type: the facts of each.
EXPECTED = [
    ("Anderson, K.", 3, 2015, "BMC Psychiatry", "15", "1", None, "article"),
    ("Newlin, M.", 4, 2015, "Social Work Research", "39", "3", "167-180", "article"),
    ("Pinfold, V.", 11, 2015, "Health Service Delivery Research", "3", "5", None, "article"),
    ("Webber, M.", 5, 2015, "Health and Social Care in the Community", "23", "2", "180-189", "article"),
    ("Webber, M.", 5, 2015, "School for Social Care Research: University of York", None, None, None, "report"),
    ("Webber, M.", 6, 2014, "School for Social Care Research Conference 2014", None, None, None, "conference"),
    ("Forrester-Jones, R.", 9, 2012, "Journal of Mental Health", "21", "1", "4-14", "article"),
    ("Samh", 1, 2006, "Samh", None, None, None, "report"),
    ("Bertram, G.", 2, 2005, "Journal of Psychiatric and Mental Health Nursing", "12", "4", "387-395", "article"),
    ("Catty, J.", 3, 2005, "International Journal of Social Psychiatry", "51", "1", "23-34", "article"),
    ("Catty, J.", 4, 2005, "Social Psychiatry and Psychiatric Epidemiology", "40", "6", "467-474", "article"),
    ("Goddard, K.", 3, 2004, "Community Mental Health Journal", "40", "3", "223-234", "article"),
    ("Becker, T.", 6, 1998, "The British Journal of Psychiatry", "173", "5", "404-408", "article"),
    ("Perese, E.F.", 2, 2005, "Issues in Mental Health Nursing", "26", "6", "591-609", "article"),
    ("Simpson, A.", 8, 2014, "BMC Psychiatry", "14", "1", "1-14", "article"),
    ("Trachtenberg, M.", 4, 2013, "Centre for Mental Health", None, None, None, "report"),
    ("Mead, N.", 5, 2010, "The British Journal of Psychiatry: The Journal of Mental Science", "196", "2", "96-101",
     "article"),
    ("Bragg, R.", 3, 2013, "Mind", None, None, None, "report"),
    ("Darongkamas, J.", 3, 2011, "International Journal of Mental Health Promotion", "13", "3", "14-21", "article"),
    ("Ramon, S.", 5, 2011, "The International Journal of Social Psychiatry", "57", "3", "211-223", "article"),
    ("Farrell, C.", 2, 2009, "British Journal of Occupational Therapy", "72", "April", "163-173", "article"),
    ("Fieldhouse, J.", 1, 2003, "British Journal of Occupational Therapy", "66", "July", "286-296", "article"),
]  # fmt: skip
# What stands before the title and after it in every one of them.
_HEAD = re.compile(r"^.*?\((?:19|20)\d\d\)[.,]?\s*")


def _printed() -> list[str]:
    """First cells of the table, tags taken off, a reference that runs over a page break put together."""
    cells: list[str] = []
    is_table = False
    for line in SEED.read_text(encoding="utf-8").splitlines():
        is_table = (is_table or line.startswith("Reference\t")) and not line.startswith("## Notes")
        if not is_table or line.startswith("Reference\t") or "\t" not in line:
            continue
        cell = html.unescape(re.sub(r"<[^>]+>", "", line.split("\t")[0])).strip()
        if re.search(r"\((?:19|20)\d\d\)", cell):
            cells.append(cell)
        elif re.search(r"\d\(\w+\)", cell):
            cells[-1] = f"{cells[-1]} {cell}"
    return cells


@pytest.mark.skipif(not SEED.exists(), reason="the shared documents are not here")
def test_every_printed_reference_is_read_right() -> None:
    """22 references, each with its authors, year, source, place in it, type, and nothing but its title in the title."""
    printed = _printed()
    assert len(printed) == len(EXPECTED)
    for raw, expected in zip(printed, EXPECTED, strict=True):
        read = parse(raw)
        assert isinstance(read, Reference), raw
        source = read.container or read.conference or read.publisher
        found = (
            str(read.authors[0]),
            len(read.authors),
            read.year,
            source,
            read.volume,
            read.issue,
            read.pages,
            read.type,
        )
        assert found == expected
        assert read.title is not None
        rest = _HEAD.sub("", raw)
        tail = rest[len(read.title) :]
        assert rest.startswith(read.title)
        assert (
            tail.lstrip(".? ").startswith((source or "").split(":")[0])
            or "London: " in tail
            or "Glasgow: " in tail
            or "Presented at" in tail
        )
