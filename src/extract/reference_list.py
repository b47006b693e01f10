"""Which works does the document's own list of references hold, with numbers or without?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.author_year_list import EntryStart, find_entries
from extract.fields import reference
from extract.fields.plain_text import clean
from extract.folding import fold
from extract.pages import Block, Box, Page, Pages, Place
from extract.rejects import Reject
from extract.tables.joining import join_cut

# Headings under which references are listed, in the words of the style manuals (APA 9.43, Vancouver, MLA, Chicago).
HEADING = re.compile(
    r"\W*(?:\d{1,2}\.?\s+)?(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?"
    r"|cited literature|list of references|included studies|references to (?:included )?studies)\W*",
    re.IGNORECASE,
)
# What follows a list: a heading of the matter at the end of an article, alone in its block, or what publishers and
# databases print there. Match: `Appendix A`, `Table A1: Priors`, `Publisher’s Note Springer ...`; near miss: `Notes on
# roofs, Journal of ...` (longer than a heading).
AFTER = re.compile(
    r"\W{0,3}(?:[A-Z]\W{1,2})?(?:appendi(?:x|ces)|annex|supplement(?:ary|al)?|tables?|figures?|fig\.|acknowledge?ments?"
    r"|funding|author contributions?|about the authors?|conflicts? of interest)\b.{0,80}"
    r"|(?:publisher[’']s note\b|copyright of\b.{1,150}\bis the property of\b).{0,300}",
    re.IGNORECASE | re.DOTALL,
)
# A numbered entry: `12. Smith`, `[12] Smith`, `12 Smith`, `(12) Smith`. Near miss: `2012. A year`, `12 people`.
ENTRY = re.compile(
    r"\W{0,2}(?P<number>\d{1,3})(?:[.)\]]\s*|\s+)(?P<text>[A-Z‘“\"'À-ÖØ-Þ\[].*|[a-z]{2,3} [A-Z].*)", re.DOTALL
)
# Numbers of a list rise by one; a few entries may be lost in a page's margin. A larger gap is a paragraph's number.
LARGEST_GAP = 5
# Fewer entries are no list: a heading of the contents, or a text that happens to be headed so.
LEAST_ENTRIES = 3
# The longest of the 14,208 labelled references has 909 letters; the rest of a list runs on.
LONGEST_ENTRY = 1200
# A line of an entry follows the line above within this distance, in points (leading of one and a half lines of 12
# points), and within more where it is indented, as the lines of an entry after the first are (APA 9.43, Vancouver).
NEXT_LINE = 8.0
NEXT_INDENTED = 14.0
INDENT = 3.0
DEEPEST_INDENT = 40.0
# How the rest of an entry begins on the next page or in the next column. Match: `of roofs`, `12(3), 4–9`, `pp. 4`.
REST = re.compile(r"[a-zß-öø-ÿ]|\d+\s?[(:–-]|\d+(?:\(\d+\))?\s?[,:]")
# A page number, or what is left of one. Match: `34`, `1 3`, `–`; near miss: `497–498.`, the end of an entry.
PAGE_NUMBER = re.compile(r"\W*(?:\d{1,4}(?:\s\d{1,4})?)?\W{0,2}")
# A line that stands on so many pages is a running head.
RUNNING_HEAD = 3


@dataclass(frozen=True)
class ListedReference:
    """One entry of the list.

    Attributes:
        number: as printed; 0 in a list without numbers.
        letter: the letter after the year, which tells works of one author and year apart; empty where there is none.
    """

    number: int
    raw: str
    authors: tuple[str, ...]
    year: int | None
    title: str | None
    doi: str | None
    page: int | None
    place: Place
    letter: str = ""


@dataclass(frozen=True)
class _Line:
    """A block of the list and its page."""

    page: Page
    block: Block


# Its number as printed (0 where there is none), its text, and its lines.
_Entry = tuple[int, str, list[_Line]]


def read_reference_list(pages: Pages) -> tuple[ListedReference, ...]:
    """The entries under a heading such as `References`; empty where there is no such list.

    A list is read with its numbers where it has them, else by authors and years.
    """
    parts = [_without_running_heads(part) for part in _parts(pages)]
    numbered = _numbered([line for part in parts for line in part])
    if len(numbered) >= LEAST_ENTRIES:
        return numbered
    return tuple(entry for part in parts for entry in _unnumbered(part)) or numbered


def _parts(pages: Pages) -> Iterator[list[_Line]]:
    """The blocks under each heading of references, up to the next."""
    part: list[_Line] | None = None
    for page in pages.pages:
        for block in page.parts:
            if not isinstance(block, Block):
                continue
            if HEADING.fullmatch(block.text):
                if part:
                    yield part
                part = []
            elif part is not None and not PAGE_NUMBER.fullmatch(block.text):
                part.append(_Line(page, block))
    if part:
        yield part


def _without_running_heads(part: Sequence[_Line]) -> list[_Line]:
    """Without short lines that stand on several pages with nothing but another page number."""
    seen = {(re.sub(r"\d+", "#", line.block.text), line.page.number) for line in part if len(line.block.text) <= 100}
    heads = Counter(text for text, _ in seen)
    return [line for line in part if heads[re.sub(r"\d+", "#", line.block.text)] < RUNNING_HEAD]


def _numbered(lines: Sequence[_Line]) -> tuple[ListedReference, ...]:
    """Entries with their numbers, each with the lines that a converter parted from it."""
    entries: list[_Entry] = []
    is_open = False
    for line in lines:
        entry = ENTRY.fullmatch(line.block.text)
        expected = entries[-1][0] + 1 if entries else 1
        if entry and expected <= int(entry["number"]) <= expected + LARGEST_GAP:
            entries.append((int(entry["number"]), entry["text"], [line]))
            is_open = True
        elif is_open and AFTER.fullmatch(line.block.text):
            is_open = False
        elif is_open and _goes_on(entries[-1][1], entries[-1][2], line):
            number, text, own = entries[-1]
            entries[-1] = (number, join_cut(text, line.block.text), [*own, line])
    return _listed(entries)


def _goes_on(text: str, own: Sequence[_Line], line: _Line) -> bool:
    """Whether a line is the next of an entry: beneath the line above, or the rest of a sentence in the next column.

    Args:
        text: of the entry so far.
        own: its lines.
        line: the line in question.
    """
    above = own[-1]
    start, upper, lower = own[0].block.place, above.block.place, line.block.place
    if len(text) + len(line.block.text) > LONGEST_ENTRY or not (
        isinstance(start, Box) and isinstance(upper, Box) and isinstance(lower, Box)
    ):
        return False
    if above.page != line.page or lower.bottom <= upper.top:
        return text[-1:] not in ".)]" and REST.match(line.block.text) is not None
    limit = NEXT_INDENTED if lower.x0 > start.x0 + INDENT else NEXT_LINE
    return -NEXT_LINE < lower.top - upper.bottom <= limit and upper.x0 - INDENT < lower.x0 + INDENT < upper.x1


def _unnumbered(lines: Sequence[_Line]) -> Iterator[ListedReference]:
    """Entries of one list, told by their authors and years."""
    words: list[str] = []
    starts: dict[int, _Line] = {}
    for line in lines:
        if words and AFTER.fullmatch(line.block.text):
            break
        pieces = line.block.text.split()
        if words and words[-1][-1:] in "-‐" and pieces:
            words[-1:] = join_cut(words[-1], pieces.pop(0)).split()
        starts[len(words)] = line
        words += pieces
    found = find_entries(words, frozenset(starts))
    if len(found) < LEAST_ENTRIES:
        yield from _hanging(lines)
        return
    at = sorted(starts)
    entries: list[_Entry] = []
    for entry, end in zip(found, (*(entry.first for entry in found[1:]), len(words)), strict=True):
        own = [starts[start] for start in at[bisect_right(at, entry.first) - 1 : bisect_left(at, end)]]
        entries.append((0, " ".join(words[entry.first : end])[:LONGEST_ENTRY], own))
    for listed, entry in zip(_listed(entries), found, strict=True):
        yield _with_label(listed, entry)


def _hanging(lines: Sequence[_Line]) -> Iterator[ListedReference]:
    """Entries told by their first lines, which stand further left than the rest (natbib's plainnat, MLA 5.4).

    Such a list may print the year last, so that authors and years do not tell where an entry begins. Only for blocks
    with places, where both kinds of line are seen.
    """
    entries: list[tuple[str, list[_Line]]] = []
    rest = 0
    for line in lines:
        box = line.block.place
        if not isinstance(box, Box) or (entries and AFTER.fullmatch(line.block.text)):
            break
        edge = min(place.x0 for other in lines if other.page == line.page and (place := _box(other)).x1 > box.x0)
        if box.x0 <= edge + INDENT or not entries:
            entries.append((line.block.text, [line]))
        elif box.x0 <= edge + DEEPEST_INDENT:
            entries[-1] = (join_cut(entries[-1][0], line.block.text), [*entries[-1][1], line])
            rest += 1
    if rest >= LEAST_ENTRIES and len(entries) >= LEAST_ENTRIES:
        yield from _listed([(0, text, own) for text, own in entries if len(text) <= LONGEST_ENTRY])


def _box(line: _Line) -> Box:
    place = line.block.place
    return place if isinstance(place, Box) else Box(0, 0, 0, 0)


def _with_label(listed: ListedReference, entry: EntryStart) -> ListedReference:
    """The entry with the letter of its year; without a title where the parser read another year or author from it."""
    first = listed.authors[0] if listed.authors else ""
    is_sure = listed.year == entry.year and fold(entry.family) in fold(first)
    return ListedReference(
        0,
        listed.raw,
        listed.authors if is_sure else (),
        entry.year,
        listed.title if is_sure else None,
        listed.doi,
        listed.page,
        listed.place,
        entry.letter,
    )


def _place(own: Sequence[_Line]) -> Place:
    """Where an entry stands, as far as it goes on the page and in the column of its first line."""
    place = own[0].block.place
    for line in own[1:]:
        box = line.block.place
        if not isinstance(place, Box) or not isinstance(box, Box) or line.page is not own[0].page:
            break
        if box.top < place.top or box.x0 >= place.x1 or box.x1 <= place.x0:
            break
        place = Box(min(place.x0, box.x0), place.top, max(place.x1, box.x1), max(place.bottom, box.bottom))
    return place


def _listed(entries: Sequence[_Entry]) -> tuple[ListedReference, ...]:
    """Each entry read; all of one list together, which takes half the time."""
    raws = [clean(text) for _, text, _ in entries]
    found: list[ListedReference] = []
    for (number, _, own), raw, parsed in zip(entries, raws, reference.parse_all(raws, is_listed=True), strict=True):
        page, place = own[0].page.number, _place(own)
        if isinstance(parsed, Reject):
            found.append(ListedReference(number, raw, (), None, None, None, page, place))
            continue
        authors = tuple(str(author) for author in parsed.authors)
        found.append(ListedReference(number, raw, authors, parsed.year, parsed.title, parsed.doi, page, place))
    return tuple(found)
