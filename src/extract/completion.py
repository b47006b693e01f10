"""Which entry of its reference list does a row name, and what does the entry add to it?

A row names a work by its title, by a number or code of the list, or by author and year. Author-date labels are made to
tell works apart (APA 8.17 to 8.19, Chicago 15.20 and 15.21): works of one author and year have letters, one or two
authors are all named, more are named by the first and "et al."; short labels, as in Cochrane reviews, name the first
author alone. What a row prints beside a number goes before it: `Wang 2015 (10)` may count ten people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from extract.fields.reference import SOURCE
from extract.folding import fold
from extract.links.vocabulary import STOP_WORDS
from extract.links.words import initials_of
from extract.records import FieldReading, Record
from extract.reference_lists import ListedReference
from extract.row_labels import ET_AL, LABEL_LETTERS, RowLabel, family, given_initials, is_same_family, spellings
from extract.tables.grid import CellPart

# Words of a title that names one work by itself; shorter ones ("Introduction", "On slates") name many.
TELLING_TITLE = 4
# Titles of one work in a table and in the list share this much, in order (rapidfuzz ratio), where a number says so too.
SAME_TITLE = 85
# What a reference list can add to a row, in the order of publication.
COMPLETED = ("authors", "first_author", "year", "title", "doi", *SOURCE)
# Of these what it says is taken for what the row says too, where the row gives no title.
_OF_LIST = frozenset({"authors", "title", "doi"})
# Entries with a code that make it the way in which the list counts.
_LEAST_CODED = 3
# A study's code in the place of its label. Match: `S12`, `[PS3]`; near miss: `S12 trial`, `WHO`.
_CODE = re.compile(r"[\[(]?[A-Z]{1,3}-?\d{1,4}[\])]?")
# Letters of a label with two names; a whole reference names all.
_LONGEST_LABEL = 60
# A body's letters. Match: `(WHO)`, `[DfE]`; near miss: `(Eds.)`, `(2010)`.
_IN_BRACKETS = re.compile(r"[\[(]((?=[A-Za-z]*[A-Z][a-z]?[A-Z])[A-Za-z]{2,10})[\])]")
# Match: `2011`, `2014a`; near miss: `12011`.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SEVERAL = 2  # lists
# Rows that tell which of several lists a table cites.
_LEAST_TOLD = 2


@dataclass(frozen=True)
class ListedWorks:
    """The entries of a document's lists, by all that rows may name them by."""

    by_number: dict[int, list[ListedReference]] = field(default_factory=dict)
    by_code: dict[str, list[ListedReference]] = field(default_factory=dict)
    by_label: dict[tuple[str, int], list[ListedReference]] = field(default_factory=dict)
    by_title: dict[str, list[ListedReference]] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Sequence[ListedReference]) -> ListedWorks:
        """All entries; codes only where several have one."""
        works = cls()
        for entry in listed:
            if entry.number:
                works.by_number.setdefault(entry.number, []).append(entry)
            if entry.code:
                works.by_code.setdefault(_code_key(entry.code), []).append(entry)
            if entry.authors and entry.year is not None:
                for name in spellings(entry.authors[0]) | _letters(entry):
                    works.by_label.setdefault((name, entry.year), []).append(entry)
            if entry.title is not None:
                works.by_title.setdefault(fold(entry.title), []).append(entry)
        if len(works.by_code) < _LEAST_CODED:
            works.by_code.clear()
        return works

    @property
    def numbers(self) -> dict[int, set[int]]:
        """The numbers of each list that has them."""
        found: dict[int, set[int]] = {}
        for number, entries in self.by_number.items():
            for entry in entries:
                found.setdefault(entry.listing, set()).add(number)
        return found

    @property
    def has_one_count(self) -> bool:
        """Whether a number names one entry: the lists of a document do not each begin at one."""
        return len(self.numbers) < _SEVERAL


def complete(records: Sequence[Record], works: ListedWorks) -> tuple[Record, ...]:
    """The records, where one that names just one work of the reference list gets what the list says and the row does
    not.

    The list must not contradict the row: the row's author, where it names one, is the work's first, and the years are
    the same.
    """
    cited = _listing_of_tables(records, works)
    styles = _styles(records)
    done = []
    for record in records:
        is_study = record.record_kind == "study"
        entry = _entry(record, works, cited.get(record.table_number), styles[record.table_number])
        done.append(record if entry is None or entry.title is None or not is_study else _with_entry(record, entry))
    return tuple(done)


@dataclass(frozen=True)
class _Style:
    """How the labels of a table name authors.

    Attributes:
        tells_of_more: by "and" or "et al.", so that one name alone is the only author.
        names_two: both authors of a work of two, so that "et al." stands for more.
    """

    tells_of_more: bool = False
    names_two: bool = False


def _styles(records: Sequence[Record]) -> dict[int, _Style]:
    """By table number."""
    styles: dict[int, _Style] = {}
    for record in records:
        label, style = RowLabel.of(record), styles.get(record.table_number, _Style())
        is_short = len(label.printed) < _LONGEST_LABEL
        tells_of_more = style.tells_of_more or label.has_et_al or (label.count > 1 and is_short)
        styles[record.table_number] = _Style(tells_of_more, style.names_two or (label.is_of_two and is_short))
    return styles


def cited_entries(record: Record, works: ListedWorks) -> Iterator[tuple[int, ListedReference | None]]:
    """Each number that a row cites, with the entry of the list; None where several lists count, and none is told, and
    where author and year of the row are both others, or name an entry themselves: then the number is no citation."""
    label = RowLabel.of(record)
    named = _by_label(record, label, works, _Style(tells_of_more=True, names_two=True))
    for number in record.citation_numbers:
        entries = works.by_number.get(number, [])
        fitting = [entry for entry in entries if not _contradicts(record, label, entry)]
        found = fitting or [entry for entry in entries if named is None and not _is_of_others(label, entry)]
        yield number, found[0] if len(found) == 1 else None


def _is_of_others(label: RowLabel, entry: ListedReference) -> bool:
    """Whether an entry has another first author and another year than a label that names both."""
    if label.author is None or label.year is None or entry.year is None or not entry.authors:
        return False
    return label.year != entry.year and not _is_first(label, entry)


def _listing_of_tables(records: Sequence[Record], works: ListedWorks) -> dict[int, int]:
    """Which list each table cites by number, where several count from one: that of the rows with an author whose
    numbers fit one list only; else the one list whose numbers are those of the table, all of them or at least these."""
    told: dict[int, Counter[int]] = {}
    cited: dict[int, set[int]] = {}
    for record in records:
        label = RowLabel.of(record)
        cited.setdefault(record.table_number, set()).update(record.citation_numbers)
        if label.author is None or len(record.citation_numbers) != 1:
            continue
        entries = works.by_number.get(record.citation_numbers[0], [])
        fitting = {entry.listing for entry in entries if not _contradicts(record, label, entry)}
        if len(entries) > 1 and len(fitting) == 1:
            told.setdefault(record.table_number, Counter()).update(fitting)
    numbers = works.numbers
    found: dict[int, int] = {}
    for table, own in cited.items():
        votes = told.get(table, Counter())
        ways = (
            list(votes) if votes.total() >= _LEAST_TOLD else [],
            [listing for listing, all_of_it in numbers.items() if own == all_of_it],
            [listing for listing, all_of_it in numbers.items() if own <= all_of_it],
        )
        best: list[int] = next((way for way in ways if way), [])
        if len(best) == 1:
            found[table] = best[0]
    return found


def _entry(record: Record, works: ListedWorks, listing: int | None, style: _Style) -> ListedReference | None:
    """The one entry that a row names.

    Args:
        record: the row.
        works: of the document's lists.
        listing: the list that the table cites, where that is known.
        style: of the labels of its table.
    """
    label, title = RowLabel.of(record), record.text("title")
    named = _by_number(record, label, works, listing) or _by_code(record, label, works)
    if title:
        if named is not None and _is_same_title(title, named):
            return named
        entries = works.by_title.get(fold(title), []) if len(title.split()) >= TELLING_TITLE else []
        found = entries[0] if len(entries) == 1 else None
        is_right = found is not None and not _contradicts(record, label, found) and _is_known(record, label, found)
        return found if is_right else None
    if named is not None and (label.year is None or label.year == named.year):
        return named
    if len(record.citation_numbers) > 1 and len(set(_YEAR.findall(label.printed))) != 1:
        return None  # a row of several reports
    found = _by_label(record, label, works, style) or named  # ahead of print, a year apart
    return found or _by_number_of_another(record, label, works, listing)


def _by_number(record: Record, label: RowLabel, works: ListedWorks, listing: int | None) -> ListedReference | None:
    if len(record.citation_numbers) != 1:
        return None
    entries = works.by_number.get(record.citation_numbers[0], [])
    fitting = [entry for entry in entries if not _contradicts(record, label, entry)]
    if len(fitting) > 1 and listing is not None:
        fitting = [entry for entry in fitting if entry.listing == listing]
    return fitting[0] if len(fitting) == 1 else None


def _by_number_of_another(
    record: Record, label: RowLabel, works: ListedWorks, listing: int | None
) -> ListedReference | None:
    """The entry of a row's number and very year, where the label bears the name of one of its further authors: reviews
    confuse the order of authors, and seldom number and year as well."""
    found = _by_number(record, replace(label, author=None), works, listing)
    if found is None or label.author is None or label.year is None or label.year != found.year:
        return None
    return found if any(is_same_family(label.author, author) for author in found.authors[1:]) else None


def _by_code(record: Record, label: RowLabel, works: ListedWorks) -> ListedReference | None:
    codes = record.codes[:1] or ((label.printed,) if _CODE.fullmatch(label.printed) else ())
    entries = [entry for code in codes for entry in works.by_code.get(_code_key(code), [])]
    found = _one(entries)
    return None if found is None or _contradicts(record, label, found) else found


def _code_key(code: str) -> str:
    """`[PS-03]` and `ps3` are one code."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", fold(code))


def _by_label(record: Record, label: RowLabel, works: ListedWorks, style: _Style) -> ListedReference | None:
    """The one entry of the record's first author and year that nothing else in its label speaks against."""
    if label.author is None or label.year is None:
        return None
    near = {
        id(entry): entry for name in spellings(label.author) for entry in works.by_label.get((name, label.year), [])
    }
    exact = [entry for entry in near.values() if family(entry.authors[0]) == fold(label.author)]
    found = [
        entry
        for entry in exact or near.values()
        if _may_be(label, entry, style) and not _contradicts(record, label, entry)
    ]
    if label.letter:
        lettered = [entry for entry in found if entry.letter == label.letter]
        is_of_note = len(found) == 1 and not found[0].letter  # the letter of a note of the table
        found = found if is_of_note else lettered
    if _one(found) is None:
        found = [entry for entry in found if _has_as_many_authors(label, entry, style)]
    return _one(found)


def _one(entries: Iterable[ListedReference]) -> ListedReference | None:
    """The one work that entries speak of; a work that the lists hold twice is one work."""
    found = list(entries)
    return found[0] if len({fold(entry.title or "") for entry in found}) == 1 else None


def _count(entry: ListedReference) -> int:
    """How many authors a work has at least; "et al." stands for two and more (MLA 5.7, Chicago 17.30)."""
    return len(entry.authors) + (2 if ET_AL.search(entry.raw) else 0)


def _may_be(label: RowLabel, entry: ListedReference, style: _Style) -> bool:
    """Whether initials, the second author and "et al." of a label allow an entry of its first author and year."""
    own = given_initials(entry.authors[0].partition(",")[2])
    if label.initials and own and not (own.startswith(label.initials) or label.initials.startswith(own)):
        return False
    if len(label.authors) > 1:
        return len(entry.authors) > 1 and is_same_family(label.authors[1], entry.authors[1], is_close=True)
    return not label.has_et_al or _count(entry) > (2 if style.names_two else 1)


def _has_as_many_authors(label: RowLabel, entry: ListedReference, style: _Style) -> bool:
    """Whether a label with these authors is how this entry is cited beside others of the name and year; a first author
    alone says nothing of others where no label of the table does."""
    if label.has_et_al:
        return _count(entry) > max(2, label.count)
    return style.tells_of_more and _count(entry) == label.count


def _is_first(label: RowLabel, entry: ListedReference) -> bool:
    """Whether the label bears the name of the work's first author, perhaps misspelt where the year is the same."""
    if label.author is None:
        return True
    is_close = label.year is not None and label.year == entry.year
    if entry.authors:
        is_same = is_same_family(label.author, entry.authors[0], is_close=is_close) or _has_given_name(label, entry)
        return is_same or fold(label.author) in _letters(entry)
    return fold(label.author) in fold(entry.raw[:LABEL_LETTERS])


def _letters(entry: ListedReference) -> frozenset[str]:
    """The letters by which a body is known that is the first author: its initials, or what stands in brackets behind
    its name (`World Health Organization (WHO)`, APA 8.21)."""
    if not entry.authors or "," in entry.authors[0]:
        return frozenset()
    printed = _IN_BRACKETS.search(entry.raw[:LABEL_LETTERS])
    return initials_of(entry.authors[0], STOP_WORDS) | ({fold(printed[1])} if printed is not None else set())


def _contradicts(record: Record, label: RowLabel, entry: ListedReference) -> bool:
    """Whether author, year or DOI of a row cannot be those of the entry."""
    if label.year is not None and entry.year is not None and abs(label.year - entry.year) > 1:
        return True
    doi = record.text("doi")
    if doi is not None and entry.doi is not None:
        return doi != entry.doi
    return not _is_first(label, entry)


def _is_same_title(title: str, entry: ListedReference) -> bool:
    one, other = fold(title), fold(entry.title or "")
    return bool(other) and (one.startswith(other) or other.startswith(one) or fuzz.ratio(one, other) >= SAME_TITLE)


def _is_known(record: Record, label: RowLabel, entry: ListedReference) -> bool:
    """Whether author or year of a row with this title are the entry's too."""
    is_same_author = label.author is not None and bool(entry.authors) and _is_first(label, entry)
    if label.year is None or entry.year is None:
        return is_same_author
    is_same_year = label.year == entry.year or str(entry.year) in (record.text("reference") or "")[:LABEL_LETTERS]
    return is_same_year and (label.author is None or is_same_author)


def _has_given_name(label: RowLabel, entry: ListedReference) -> bool:
    """Whether the row prints the given name of the entry's first author before the family name: `Ann Berg 2001`."""
    author = label.author or ""
    if len(author.split()) < 2 or not entry.authors or fold(author) == family(entry.authors[0]):
        return False
    return fold(author.split()[-1]) == family(entry.authors[0])


def _with_entry(record: Record, entry: ListedReference) -> Record:
    """The record with what the entry says."""
    title = record.text("title")
    part = CellPart(entry.raw, entry.page, entry.place)
    said = {"authors": entry.authors, "year": entry.year, "title": entry.title, "doi": entry.doi}
    said |= _source(record, entry)
    if entry.authors:
        said["first_author"] = entry.authors[0].split(",")[0]
    has_given_name = _has_given_name(RowLabel.of(record), entry)
    added = tuple(
        FieldReading(field, said[field], entry.raw, None, (part,))  # type: ignore[arg-type]
        for field in COMPLETED
        if said.get(field)
        and (
            record.reading(field) is None
            or (not title and (field in _OF_LIST or (field == "first_author" and has_given_name)))
        )
    )
    replaced = {reading.field for reading in added}
    kept = tuple(reading for reading in record.readings if reading.field not in replaced)
    later = tuple(reading for reading in record.readings if reading.field in replaced)
    return replace(record, readings=(*kept, *added, *later))


def _source(record: Record, entry: ListedReference) -> dict[str, str]:
    """Where the entry says that the work stands, and what it is; its type alone where the row gives another place, so
    that none is put together from two."""
    told = dict(entry.source)
    container = record.text("container")
    is_placed = any(record.reading(field) for field in SOURCE if field != "publication_type")
    if is_placed and (container is None or fold(container) != fold(told.get("container", ""))):
        return {field: value for field, value in told.items() if field == "publication_type"}
    return told
