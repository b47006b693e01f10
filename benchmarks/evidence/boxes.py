"""How many evidence boxes, read again by another reader of PDFs, give the text that was published for them?

Usage: python benchmarks/evidence/boxes.py RAW RELEASE [--worst N]

RAW is the folder of documents that RELEASE (an output folder or a release) was made from. Each box of the table
`evidence` is read again with pdfium's own text of the page, `get_text_bounded`, which knows nothing of this project's
words, lines and cells. Two texts are the same when their letters and digits are (compatibility forms and case folded,
accents left out): where a line's hyphen or a space went is no matter, a letter too many or too few is. An entry of a
reference list is published without the number that stands before it in its box; so entries are counted apart, and are
the same when nothing but a number comes on top.

Columns: `same` as above; `holds` when the box gives all that was published, and perhaps more; `strange` counts
published characters that the text of the page does not hold (accents taken apart on both sides, since TeX prints them
as signs of their own).
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from extract.crops import find_content, parse_box
from extract.formats.pdf.drawn.shown import shown_box
from extract.pages import Box
from extract.release_reader import open_release

# What a box is widened by. None is needed, and with more the descenders of the line above a tight cell come in: pdfium
# gives each letter that touches the box.
AIR_PT = 0.0


@dataclass(frozen=True)
class Place:
    """One printed cell: document, page (1-based), box, the text published for it; `is_entry` of a reference list."""

    document_id: str
    page: int
    place: str
    raw: str
    is_entry: bool


@dataclass(frozen=True)
class Finding:
    """A cell, what its box gave, and the characters that its page does not hold."""

    place: Place
    again: str
    is_same: bool
    is_partly: bool
    strangers: str


def folded(text: str) -> Counter[str]:
    """Letters and digits, without case or accents; how often each."""
    return Counter(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def signs(text: str) -> Counter[str]:
    """All that is printed and no white space or hyphen (a line's hyphen is printed and not part of the word)."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(
        char for char in plain if not char.isspace() and unicodedata.category(char) not in ("Pd", "Cf", "Cc")
    )


def user_space(box: Box, page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a shown box in the page's own space (PDF 32000-1, 7.7.3.3), with a little air."""
    shown = shown_box(page)
    x0, top, x1, bottom = box.x0 - AIR_PT, box.top - AIR_PT, box.x1 + AIR_PT, box.bottom + AIR_PT
    if shown.rotation == 90:
        return shown.left + top, shown.bottom + x0, shown.left + bottom, shown.bottom + x1
    if shown.rotation == 180:
        return shown.right - x1, shown.bottom + top, shown.right - x0, shown.bottom + bottom
    if shown.rotation == 270:
        return shown.right - bottom, shown.top - x1, shown.right - top, shown.top - x0
    return shown.left + x0, shown.top - bottom, shown.left + x1, shown.top - top


def places_of(release: Path) -> Iterator[Place]:
    """The distinct boxes of a release, by document and page."""
    evidence = open_release(release).tables["evidence"]
    columns = zip(
        evidence["document_id"],
        evidence["page"],
        evidence["place"],
        evidence["raw"],
        evidence["row_id"].isna(),
        strict=True,
    )
    found = {
        Place(str(document), int(page), str(box), str(raw), bool(is_entry))
        for document, page, box, raw, is_entry in columns
        if parse_box(str(box)) is not None
    }
    yield from sorted(found, key=lambda place: (place.document_id, place.page, place.place, place.raw, place.is_entry))


def read_again(places: list[Place], content: bytes) -> Iterator[Finding]:
    """A finding for each place of one document."""
    with pdfium.PdfDocument(content) as document:
        for number in sorted({place.page for place in places}):
            page = document[number - 1]
            text_page = page.get_textpage()
            of_page = signs(text_page.get_text_range())
            for place in (place for place in places if place.page == number):
                box = parse_box(place.place)
                if box is None:
                    continue
                again = text_page.get_text_bounded(*user_space(box, page))
                wanted, found = folded(place.raw), folded(again)
                strangers = "".join(sorted((signs(place.raw) - of_page).elements()))
                over = found - wanted
                is_same = not wanted - found and (not over or (place.is_entry and all(char.isdigit() for char in over)))
                yield Finding(place, again, is_same, not wanted - found, strangers)
            text_page.close()
            page.close()


def main() -> None:
    """Print a line a document, the totals, and the worst cells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("release", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="show so many cells a document that differ")
    options = parser.parse_args()
    documents = (
        open_release(options.release).tables["documents"].drop_duplicates("document_id").set_index("document_id")
    )
    by_document: dict[str, list[Place]] = {}
    for place in places_of(options.release):
        by_document.setdefault(place.document_id, []).append(place)
    total: list[Finding] = []
    print(f"{'document':44} {'cells':>6} {'same':>7} {'holds':>7} {'strange':>8}")
    for document_id, places in sorted(by_document.items(), key=lambda item: str(documents.loc[item[0], "file_name"])):
        source = documents.loc[document_id]
        content = find_content(options.raw, str(source["file_name"]), str(source["sha256"]))
        findings = list(read_again(places, content))
        total += findings
        print(_line(str(source["file_name"]), findings))
        for finding in [each for each in findings if not each.is_same or each.strangers][: options.worst]:
            print(f"    p{finding.place.page} {finding.place.place} [{finding.strangers}]")
            print(f"      published {finding.place.raw!r}")
            print(f"      page      {finding.again!r}")
    print(_line("all cells of tables", [each for each in total if not each.place.is_entry]))
    print(_line("all entries of reference lists", [each for each in total if each.place.is_entry]))


def _line(name: str, findings: list[Finding]) -> str:
    count = len(findings)
    same, holds = sum(each.is_same for each in findings), sum(each.is_partly for each in findings)
    strange = sum(len(each.strangers) for each in findings)
    return (
        f"{name[:44]:44} {count:6} {100 * same / max(count, 1):6.2f}% {100 * holds / max(count, 1):6.2f}% {strange:8}"
    )


if __name__ == "__main__":
    main()
