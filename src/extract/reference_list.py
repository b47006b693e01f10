"""Which works does the document's own list of references hold, with numbers or without?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.author_year_list import (
    DASH,
    ENDED,
    HAS_YEAR,
    INITIALS,
    PARTICLES,
    YEARLESS,
    EntryStart,
    find_by_names,
    find_entries,
    is_turned,
    ordered_share,
    sort_key,
    spoken_key,
)
from extract.fields import reference
from extract.fields.plain_text import clean
from extract.fields.references.record import Reference
from extract.folding import fold
from extract.pages import Block, Box, Page, Pages, Place, Span
from extract.rejects import Reject
from extract.tables.joining import join_cut

# Headings under which references are listed, in the words of the style manuals (APA 9.43, Vancouver, MLA, Chicago, DIN
# 1505, ISO 690), and of Cochrane reviews, which have a list for each kind of study (Cochrane Style Manual, References).
# Match: `7. References`, `Literaturverzeichnis`, `References to studies included in this review`; near miss:
# `References were checked`.
HEADING = re.compile(
    r"\W*(?:\d{1,2}\.?\s+)?(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?"
    r"|cited literature|list of references|included studies"
    r"|references (?:to|of) (?:\w+ ){0,2}studies(?: \w+){0,4}|(?:additional|other) references"
    r"|references to other published versions of this review"
    r"|literatur(?:verzeichnis)?|literatur- und quellenverzeichnis|quellen(?:verzeichnis)?"
    r"|r[ée]f[ée]rences(?: bibliographiques)?|bibliographie"
    r"|referencias(?: bibliogr[áa]ficas)?|bibliograf[íi]a|refer[êe]ncias(?: bibliogr[áa]ficas)?"
    r"|riferimenti bibliografici|bibliografia|literatuur(?:lijst)?|referenties|referenser|referencer|litteratur"
    r"|k[äa]llf[öo]rteckning|litteraturliste|literatura)\W*",
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
# A numbered entry, in any alphabet: `12. Smith`, `[12] Smith`, `12 Smith`, `(12) Иванов`. Near miss: `2012. A year`,
# `12 people`.
ENTRY = re.compile(
    r"\W{0,2}(?P<number>\d{1,3})(?:[.)\]]\s*|\s+)(?P<text>(?:[^\W\d_a-zß-öø-ÿ]|[‘“\"'«„\[]).*|[a-z]{2,3} [A-Z].*)",
    re.DOTALL,
)
# The number of an entry behind the end of another in one block, where it is the next. Match: ` [12] Smith` and
# ` 12. Smith` behind `4–9.`; near miss: ` 12 Smith`, `vol. 12. Smith`.
INNER_NUMBER = re.compile(
    r"(?<=[.)\]>/\d”])\s(?:\[(?=\d{1,3}\])|(?=\d{1,3}\.(?:\s|$)))(?P<number>\d{1,3})[.\]](?:\s?(?=[^\W\d_a-z]|[“\"‘«])|$)"
)
# The same in a list with numbers without a mark (The Lancet). Match: ` 13 Smith` behind `4–9.` or `Boston.`; near
# miss: ` 3 Suppl` behind `vol.`.
INNER_BARE_NUMBER = re.compile(
    r"(?:(?<=[\d)\]>/”])|(?<=[\d)\]]\.)|(?<=[^\W\d_]{4}\.))\s(?P<number>\d{1,3})"
    r"(?:\s(?=[^\W\d_a-zß-öø-ÿ]|[a-z]{2,3}\s[A-Z])|$)"
)
# Numbers of a list rise by one; a few entries may be lost in a page's margin. A larger gap is a paragraph's number.
LARGEST_GAP = 5
# Fewer entries are no list: a heading of the contents, or a text that happens to be headed so.
LEAST_ENTRIES = 3
# Letters of an entry that is whole: of the 14,208 labelled references 1 in 100 is shorter or longer.
LEAST_LETTERS, USUAL_LETTERS = 30, 700
LONGEST_WORDS = 200
# Lines tell entries apart where so many are whole and in order.
WHOLE_SHARE = 0.85
LINES_ORDERED_SHARE = 0.85
# In a list in another order, so many entries begin with a family name: the rest are of bodies.
LINES_TURNED_SHARE = 0.75
# Points; two columns on a page of A5 are wider.
NARROWEST_COLUMN = 150.0
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
# A page number, or what is left of one. Match: `34`, `1 3`, `–`; near miss: `497–498.` and `(2014).`, ends of entries.
PAGE_NUMBER = re.compile(r"(?!\(?(?:18|19|20)\d\d\)?\.)\W*(?:\d{1,4}(?:\s\d{1,4})?)?\W{0,2}")
# The number of an entry in a column of its own. Match: `[12]`, `12.`, `12`; near miss: `1 3`, `2012`.
OWN_NUMBER = re.compile(r"[\[(]?\d{1,3}[\])]?\.?")
# What Cochrane reviews print behind the name of a study, over the references to its reports (Cochrane Style Manual,
# References to studies), word by word. Match: `{published`, `data`, `only}`; near miss: `(published`.
LABEL_OPENS, LABEL_CLOSES = re.compile(r"\{(?:un)?published"), re.compile(r"[\w-]{1,30}\}")
# Words of the name of a study, and of what stands behind it in braces.
LONGEST_LABEL = 12
LONGEST_STATE = 12
# The letter behind the year of an entry. Match: `(2010a)`, `2010b.`; near miss: `2010s`, `2010 a`.
YEAR_LETTER = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?P<letter>[a-h])(?!\w)")
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

    A list is read with its numbers where it has them, else by authors and years, by its lines, or by the order of its
    names, whichever gives the most entries that are whole.
    """
    parts = [_without_running_heads(part) for part in _parts(pages)]
    numbered = _numbered([line for part in parts for line in part])
    if len(numbered) >= LEAST_ENTRIES:
        return numbered
    return tuple(entry for part in parts for entry in _unnumbered(part)) or numbered


def _parts(pages: Pages) -> Iterator[list[_Line]]:
    """The blocks under each heading of references, up to the next; numbers in a column of their own are put to their
    text, those of pages left out."""
    part: list[_Line] | None = None
    number: _Line | None = None
    for line in (_Line(page, block) for page in pages.pages for block in _blocks(page)):
        text = line.block.text
        if HEADING.fullmatch(text):
            if part:
                yield part
            part, number = [], None
        elif part is None:
            continue
        elif number is not None and _stands_beside(number, line):
            part.append(replace(line, block=replace(line.block, text=f"{number.block.text} {text}")))
            number = None
        elif PAGE_NUMBER.fullmatch(text):
            number = line
        else:
            part.append(line)
    if part:
        yield part


def _blocks(page: Page) -> Iterator[Block]:
    """The blocks of a page, and the rows of a list whose numbers stand in a column of their own, which looks like a
    table."""
    for part in page.parts:
        if isinstance(part, Block):
            yield part
        elif part.rows and all(len(row.cells) == 2 and OWN_NUMBER.fullmatch(row.cells[0].text) for row in part.rows):
            for row in part.rows:
                number, text = row.cells
                yield Block("list-item", f"{number.text} {text.text}", text.place or part.place)


def _stands_beside(number: _Line, line: _Line) -> bool:
    """Whether a line is the text of a number that stands in a column of its own."""
    left, right = number.block.place, line.block.place
    if not isinstance(left, Box) or not isinstance(right, Box) or number.page is not line.page:
        return False
    return OWN_NUMBER.fullmatch(number.block.text) is not None and (
        abs(left.top - right.top) <= INDENT and left.x1 <= right.x0 <= left.x1 + DEEPEST_INDENT
    )


def _without_running_heads(part: Sequence[_Line]) -> list[_Line]:
    """Without short lines that stand on several pages with nothing but another page number.

    Pages at the end of an entry look the same: `p. 91–120.`; a running head begins with no small letter.
    """
    seen = {(re.sub(r"\d+", "#", line.block.text), line.page.number) for line in part if len(line.block.text) <= 100}
    heads = Counter(text for text, _ in seen)
    return [
        line
        for line in part
        if heads[re.sub(r"\d+", "#", line.block.text)] < RUNNING_HEAD or REST.match(line.block.text)
    ]


def _numbered(lines: Sequence[_Line]) -> tuple[ListedReference, ...]:
    """Entries with their numbers, each with the lines that a converter parted from it."""
    pieces = list(_cut_at_numbers(lines))
    starts = [(at, piece.number, piece.text) for at, piece in enumerate(pieces) if piece.number]
    entries: list[_Entry] = []
    for (at, number, text), (end, _, _) in pairwise((*starts, (len(pieces), 0, ""))):
        own = [pieces[at].line]
        for piece in pieces[at + 1 : end]:
            if AFTER.fullmatch(piece.text):
                break
            if _goes_on(text, own, piece.line, is_between=end < len(pieces)):
                text = join_cut(text, piece.text)
                own.append(piece.line)
        entries.append((number, text, own))
    return _listed(entries)


@dataclass(frozen=True)
class _Piece:
    """A line of a list, or what stands in it from one number of an entry to the next.

    Attributes:
        number: with which it begins; 0 where that is none of an entry.
        text: without that number.
    """

    line: _Line
    number: int
    text: str


def _cut_at_numbers(lines: Sequence[_Line]) -> Iterator[_Piece]:
    """The lines, cut where a converter has put the next entry behind the end of another."""
    expected = 1
    inner = INNER_NUMBER
    for line in lines:
        text = line.block.text
        first = ENTRY.fullmatch(text)
        number = int(first["number"]) if first and expected <= int(first["number"]) <= expected + LARGEST_GAP else 0
        if number and first:
            inner = INNER_BARE_NUMBER if text[first.end("number")].isspace() else INNER_NUMBER
            expected, text = number + 1, first["text"]
        at = 0
        for found in inner.finditer(text) if expected > 1 else ():
            if expected <= int(found["number"]) <= expected + 1:
                yield _Piece(line, number, text[at : found.start()])
                number, at = int(found["number"]), found.end()
                expected = number + 1
        yield _Piece(line, number, text[at:])


def _goes_on(text: str, own: Sequence[_Line], line: _Line, *, is_between: bool) -> bool:
    """Whether a line is the next of an entry: beneath the line above, or the rest of a sentence in the next column.

    Args:
        text: of the entry so far.
        own: its lines.
        line: the line in question.
        is_between: another entry begins behind it, so that it belongs to the list.
    """
    if not text:
        return True  # a number alone
    above = own[-1]
    start, upper, lower = own[0].block.place, above.block.place, line.block.place
    if len(text) + len(line.block.text) > LONGEST_ENTRY:
        return False
    if isinstance(upper, Span) and isinstance(lower, Span):
        return lower.line == upper.end_line + 1
    if not (isinstance(start, Box) and isinstance(upper, Box) and isinstance(lower, Box)):
        return False
    if above.page != line.page or lower.bottom <= upper.top:
        is_rest = REST.match(line.block.text) is not None or (is_between and line.block.kind != "heading")
        return text[-1:] not in ".)]" and is_rest
    limit = NEXT_INDENTED if lower.x0 > start.x0 + INDENT else NEXT_LINE
    return -NEXT_LINE < lower.top - upper.bottom <= limit and upper.x0 - INDENT < lower.x0 + INDENT < upper.x1


def _unnumbered(lines: Sequence[_Line]) -> Iterator[ListedReference]:
    """Entries of one list, told by their authors and years, by their lines, or by the order of their names."""
    words, lines_at = _words_of(lines)
    words, lines_at, labelled = _without_labels(words, lines_at)
    if not words:
        return
    told = find_entries(words, frozenset(lines_at)) if len(labelled) < LEAST_ENTRIES else ()
    starts = labelled if len(labelled) >= LEAST_ENTRIES else _best_starts(words, lines_at, told)
    if len(starts) < LEAST_ENTRIES:
        return
    at = sorted(lines_at)
    entries: list[_Entry] = []
    for start, end in pairwise((*starts, len(words))):
        own = [lines_at[index] for index in at[bisect_right(at, start) - 1 : bisect_left(at, end)]]
        entries.append((0, " ".join(words[start:end])[:LONGEST_ENTRY], own))
    by_start = {entry.first: entry for entry in told}
    if 2 * len(by_start.keys() & set(starts)) < len(starts):
        by_start = {}  # a list that prints the year elsewhere: what looks like names and a year is none
    for listed, start in zip(_listed(entries), starts, strict=True):
        yield _with_label(listed, by_start[start]) if start in by_start else listed


def _words_of(lines: Sequence[_Line]) -> tuple[list[str], dict[int, _Line]]:
    """The words of a list to its end, and the line that begins at each of some of them."""
    words: list[str] = []
    lines_at: dict[int, _Line] = {}
    for line in lines:
        if words and AFTER.fullmatch(line.block.text):
            break
        pieces = line.block.text.split()
        if words and words[-1][-1:] in "-‐" and pieces:
            words[-1:] = join_cut(words[-1], pieces.pop(0)).split()
        lines_at[len(words)] = line
        words += pieces
    lines_at.pop(len(words), None)
    return words, lines_at


def _without_labels(
    words: Sequence[str], lines_at: dict[int, _Line]
) -> tuple[list[str], dict[int, _Line], tuple[int, ...]]:
    """A list without the names of studies over their references, and where references begin behind these.

    The references to one study each begin a line, with a name.
    """
    kept: list[str] = []
    moved: dict[int, _Line] = {}
    labelled: set[int] = set()
    if not words:
        return kept, moved, ()
    line = lines_at[0]
    at = 0
    while at < len(words):
        if at in lines_at:
            line = moved[len(kept)] = lines_at[at]
        end = _label_end(words, at) if LABEL_OPENS.match(words[at]) else None
        if end is None:
            if at in lines_at and labelled and _begins(words, at) and is_turned(words, at):
                labelled.add(len(kept))
            kept.append(words[at])
            at += 1
            continue
        for taken in range(LONGEST_LABEL):
            if not kept or len(kept) in labelled or (taken and ENDED.fullmatch(kept[-1])):
                break
            labelled.discard(len(kept) - 1)
            kept.pop()
            if len(kept) in moved:
                break
        moved[len(kept)] = line
        labelled.add(len(kept))
        at = end
    return kept, moved, tuple(sorted(start for start in labelled if start < len(kept)))


def _label_end(words: Sequence[str], at: int) -> int | None:
    """The word behind what stands in braces; None where these are not closed."""
    ends = (end + 1 for end in range(at, min(at + LONGEST_STATE, len(words))) if LABEL_CLOSES.search(words[end]))
    return next(ends, None)


def _best_starts(words: Sequence[str], lines_at: dict[int, _Line], told: Sequence[EntryStart]) -> tuple[int, ...]:
    """Where the entries begin: of several readings of a list the one that gives the most that are whole.

    Where lines tell the entries apart, authors and years add those that the lines hide.
    """
    breaks = frozenset(lines_at)
    by_years = tuple(entry.first for entry in told)
    by_lines = max(
        (starts for starts in _line_starts(words, lines_at) if _is_list(words, starts)),
        key=lambda starts: _worth(words, starts),
        default=(),
    )
    by_names = find_by_names(words, breaks)
    if 2 * len(by_years) > len(by_names):
        by_names = ()  # years follow the names, so that what follows a year may be a title
    readings = [by_years, by_names]
    if by_lines:
        readings.append(by_lines)
        for others in (by_years, by_names):
            readings += [_with(words, others, by_lines), _with(words, by_lines, others)]
    return max(readings, key=lambda starts: _worth(words, starts))


def _worth(words: Sequence[str], starts: Sequence[int]) -> int:
    """How good a reading is: entries that are whole, less those that are not."""
    return 2 * _whole(words, starts) - len(starts)


def _with(words: Sequence[str], starts: Sequence[int], others: Iterable[int]) -> tuple[int, ...]:
    """The starts with those of the others that leave a whole entry before them and begin one with a year."""
    joined = list(starts)
    for other in others:
        at = bisect_left(joined, other)
        if at < len(joined) and joined[at] == other:
            continue
        end = joined[at] if at < len(joined) else len(words)
        is_whole = at == 0 or _is_whole(words, joined[at - 1], other)
        if is_whole and _is_dated(words[other : min(end, other + LONGEST_WORDS)]):
            joined.insert(at, other)
    return tuple(joined)


def _line_starts(words: Sequence[str], lines_at: dict[int, _Line]) -> Iterator[tuple[int, ...]]:
    """Readings of a list by its lines: each begins an entry, those furthest left do, those that are indented do.

    A line does not when it goes on with a sentence or stands behind one that is not ended.
    """
    free = [at for at in sorted(lines_at) if _begins(words, at)]
    yield tuple(free)
    edges = _edges(lines_at.values())
    indents = {
        at: box.x0 - edges[lines_at[at].page.number, _column(box)] for at in free if (box := _box(lines_at[at])).x1
    }
    yield tuple(at for at in free if indents.get(at, INDENT) < INDENT)
    yield tuple(at for at in free if INDENT < indents.get(at, 0) < DEEPEST_INDENT)
    spans = {at: line.block.place for at, line in lines_at.items()}
    ends = {span.end_line for span in spans.values() if isinstance(span, Span)}
    yield tuple(at for at in free if isinstance(span := spans[at], Span) and span.line - 1 not in ends)


def _begins(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if not (word[:1].isupper() or word.casefold() in PARTICLES or DASH.match(word) or word[:1] in "“‘«„'\"*["):
        return False
    if at == 0:
        return True
    before = words[at - 1]
    return before.endswith("/") or (ENDED.fullmatch(before) is not None and INITIALS.fullmatch(before) is None)


def _column(box: Box) -> int:
    """Which of the columns of a page, as wide as the least that a list is set in, a line begins in."""
    return int(box.x0 // NARROWEST_COLUMN)


def _edges(lines: Iterable[_Line]) -> dict[tuple[int | None, int], float]:
    """The left edge of the lines of each column of a page."""
    edges: dict[tuple[int | None, int], float] = {}
    for line in lines:
        box = _box(line)
        key = (line.page.number, _column(box))
        edges[key] = min(edges.get(key, box.x0), box.x0)
    return edges


def _is_list(words: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether nearly all entries are whole, and in the order of the alphabet or with a family name at their head."""
    if len(starts) < LEAST_ENTRIES or _whole(words, starts) < WHOLE_SHARE * len(starts):
        return False
    ordered = max(ordered_share([key_of(words, at) for at in starts]) for key_of in (sort_key, spoken_key))
    turned = sum(is_turned(words, at) for at in starts) / len(starts)
    return ordered >= LINES_ORDERED_SHARE or turned >= LINES_TURNED_SHARE


def _whole(words: Sequence[str], starts: Sequence[int]) -> int:
    """How many entries are whole."""
    return sum(_is_whole(words, start, end) for start, end in pairwise((*starts, len(words))))


def _is_whole(words: Sequence[str], start: int, end: int) -> bool:
    """Whether an entry has the length of one, and a year or what stands for it."""
    if end - start > LONGEST_WORDS:
        return False
    own = words[start:end]
    return LEAST_LETTERS <= sum(len(word) + 1 for word in own) <= USUAL_LETTERS and _is_dated(own)


def _is_dated(words: Sequence[str]) -> bool:
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    return any(map(HAS_YEAR.search, words)) or any(map(YEARLESS.fullmatch, (*words, *pairs)))


def _box(line: _Line) -> Box:
    place = line.block.place
    return place if isinstance(place, Box) else Box(0, 0, 0, 0)


def _with_label(listed: ListedReference, entry: EntryStart) -> ListedReference:
    """The entry with the letter of its year; without a title where the parser read another year or author from it."""
    first = listed.authors[0] if listed.authors else ""
    names = {fold(entry.family), fold(entry.family.split()[-1])}
    is_sure = listed.year == entry.year and any(name in fold(first) for name in names)
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
    parsed = reference.parse_all(raws, is_listed=True)
    names = _names_for_dashes(raws, parsed)
    again = reference.parse_all([text for _, text in names], is_listed=True)
    for (at, _), known in zip(names, again, strict=True):
        parsed[at] = known
    found: list[ListedReference] = []
    for (number, _, own), raw, known in zip(entries, raws, parsed, strict=True):
        page, place = own[0].page.number, _place(own)
        if isinstance(known, Reject):
            found.append(ListedReference(number, raw, (), None, None, None, page, place))
            continue
        authors = tuple(str(author) for author in known.authors)
        letter = YEAR_LETTER.search(raw) if known.year is not None else None
        found.append(
            ListedReference(
                number,
                raw,
                authors,
                known.year,
                known.title,
                known.doi,
                page,
                place,
                letter["letter"] if letter else "",
            )
        )
    return tuple(found)


def _names_for_dashes(raws: Sequence[str], parsed: Sequence[Reference | Reject]) -> list[tuple[int, str]]:
    """The entries that begin with a dash, by their index, with the names that it stands for (Chicago 15.17)."""
    named: list[tuple[int, str]] = []
    above = ""
    for at, (raw, known) in enumerate(zip(raws, parsed, strict=True)):
        first, _, rest = raw.partition(" ")
        if not DASH.fullmatch(first):
            above = _printed_names(known)
        elif above:
            named.append((at, f"{above.rstrip('.')}{first[-1] if first[-1] in '.,:' else ''} {rest}"))
    return named


def _printed_names(known: Reference | Reject) -> str:
    """The authors of an entry; empty where these are not told."""
    if isinstance(known, Reject) or not known.authors or known.title is None:
        return ""
    return "; ".join(map(str, known.authors))
