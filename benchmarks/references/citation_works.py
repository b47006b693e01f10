"""Works as CSL-JSON, made from the labelled references and the records, for `citation_styles.py` to print.

Only values that are clean and sure are taken: a work whose names, title or numbers leave a doubt is dropped. What a
work of its type lacks (an editor, a publisher, a DOI, a day) is drawn from others of the same part, since a style shows
how it prints a field only where there is one. Works of the held-out part and of the rest are never mixed, nor are what
is drawn for them.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from clean import Person, persons, title_of, value_of, without_role
from corpus import MARKED, Labelled, is_held_out, listed, marked, marked_file, read, soft, title_key, typed
from render import BODIES, REPORT_TITLES, SUBJECTS, UNIVERSITIES

from extract.fields.names import UPPER
from extract.fields.references.tokens import TAG

RECORD_SETS = ("haematology", "stroke")
# Files of marked references.
IN_ENGLISH = (
    "biomedicine", "engineering", "english", "environment", "evidence_reviews", "grey_britain", "grey_world", "health",
    "humanities", "like_types", "policy", "rare_types", "rough_lists", "social_sciences",
)  # fmt: skip
WORKS = Path(__file__).parent / "works"
# Language and country of each file of works in one language.
LANGUAGES = {
    "german": "de-DE", "french": "fr-FR", "spanish": "es-ES", "portuguese": "pt-BR", "italian": "it-IT",
    "dutch": "nl-NL", "swedish": "sv-SE", "danish": "da-DK", "polish": "pl-PL",
}  # fmt: skip
# Columns of these files, in the names of CSL but for the first five.
_PLAIN = (
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "collection-title",
    "URL",
    "genre",
)

# How often each type is printed: articles make up half.
SHARES = {
    "article-journal": 50, "book": 12, "chapter": 14, "paper-conference": 9, "report": 7, "thesis": 4, "webpage": 4,
}  # fmt: skip

_VOLUME = re.compile(r"[A-Z]?[1-9]\d{0,3}[A-Z]?")
_ISSUE = re.compile(r"\d{1,3}|\d{1,2}[-–/]\d{1,2}|(?:Suppl?\.? ?)?\d{1,2}|Suppl\.?(?: \d)?", re.IGNORECASE)
# Match: "S3-S9", "387–95", "e1004"; near miss: "3, 5".
_PAGES = re.compile(r"[A-Za-z]?\d{1,6}(?:[-–]{1,2}[A-Za-z]?\d{1,6})?")
_LEADING_WORD = re.compile(r"^\W*(?:vol(?:ume)?|no|nr|issue|iss|pages?|pp|p|s)\b[.:]?\s*", re.IGNORECASE)
# A series with a number at its end. Match: "edition suhrkamp 1365", "Schriften, Bd. 3"; near miss: "Lamps 2000 plus".
_NUMBERED_SERIES = re.compile(r"(.{3,}?),? (?:Nr\.|Bd\.|Band|no\.|n°|vol\.)? ?(\d{1,4})")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_MEETING = re.compile(r"\b(?:proc|proceedings|conf|conference|symposium|workshop|congress|meeting)\b", re.IGNORECASE)
_THESIS = re.compile(r"thesis|dissertation|\bdiss\b|\bph\.? ?d\b|habilitation|\bM\.?Sc\b", re.IGNORECASE)
_REPORT = re.compile(r"report|working paper|technical|\bTR\b|white paper|bulletin|memo", re.IGNORECASE)
# A book that would hold no chapter, or one with numbers of its own. Match: "Physics, Vol. 1"; near miss: "Volition".
_NO_CONTAINER = re.compile(r"\d|\b(?:vols?|volumes?|version|thesis|abstract)\b", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\[\]()|]{6,120}[\w/]")
_DOI = re.compile(r"10\.\d{4,5}/[^\s<>\[\]|]{3,60}\w")

_EDITIONS = ("2", "2", "3", "4", "5", "rev. ed.")
_THESES = ("PhD thesis", "Doctoral dissertation", "Master’s thesis", "PhD dissertation", "Dissertation")
_REPORTS = ("Technical report", "Working paper", "Research report", "Discussion paper", "Report")
_SITES = ("World Health Organization", "GOV.UK", "BBC News", "The Guardian", "ClinicalTrials.gov", "NHS", "Wikipedia")
_PREFIXES = (1001, 1002, 1007, 1016, 1037, 1056, 1080, 1093, 1111, 1136, 1186, 1371, 3390)


@dataclass(frozen=True)
class Work:
    """One work. `name` says where it comes from; `fields` are those of CSL-JSON but for `id`."""

    name: str
    fields: Mapping[str, Any]

    @property
    def type(self) -> str:
        """The CSL type."""
        return str(self.fields["type"])


@dataclass
class Pool:
    """The works of one part by type, and what to draw where one lacks a field."""

    works: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    persons: list[Person] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    houses: list[tuple[str, str]] = field(default_factory=list)


@lru_cache(maxsize=1)
def _held_out_titles() -> frozenset[str]:
    """Titles of the marked works that measure, which no printed one that trains may have."""
    return frozenset(title_key(item) for item in (*marked(), *listed(), *typed()) if is_held_out(item.group))


def read_pools(shared: Path, *, is_test: bool) -> dict[str | None, Pool]:
    """The works of the held-out part (`is_test`) or of the rest: those in one language by its locale, all others under
    None."""
    result: dict[str | None, Pool] = {None: _pool(_read_works(shared), is_test=is_test)}
    for kind in ("report", "webpage", "thesis", "chapter"):
        result[None].works[kind] += _made(kind, result[None], 150 if is_test else 600, is_test=is_test)
    for name, locale in LANGUAGES.items():
        result[locale] = _pool(_listed(WORKS / f"{name}.tsv"), is_test=is_test)
    return result


def _pool(works: Iterable[tuple[bool, Work]], *, is_test: bool) -> Pool:
    """The records hold most works two to four times, so the split by record alone would show the training part a third
    of the works of the test; a work whose title is in the held-out part is left out of the rest."""
    seen: dict[bool, dict[str, Work]] = {True: {}, False: {}}
    for is_held, work in works:
        seen[is_held].setdefault(soft("title", str(work.fields["title"])), work)
    result = Pool()
    for key, work in seen[is_test].items():
        if is_test or (key not in seen[True] and key not in _held_out_titles()):
            result.works[work.type].append(work)
            _collect(work, result)
    return result


def draw_work(pool: Pool, draw: random.Random) -> Work:
    """A work of any type, with what it lacks drawn, and each time in another completeness."""
    shares = {kind: share for kind, share in SHARES.items() if pool.works[kind]}
    kind = draw.choices(list(shares), list(shares.values()))[0]
    work = draw.choice(pool.works[kind])
    fields = dict(work.fields)
    if draw.random() < 0.5:
        for role in ("author", "editor"):
            if role in fields:
                fields[role] = [_in_full(person, pool, draw) for person in fields[role]]
    if kind == "article-journal":
        _article(fields, draw)
    elif kind in ("chapter", "paper-conference"):
        _chapter(fields, pool, draw)
    elif kind == "book":
        _book(fields, pool, draw)
    else:
        _grey(fields, pool, draw)
    return Work(work.name, fields)


def _article(fields: dict[str, Any], draw: random.Random) -> None:
    _dated(fields, 0.25, draw)
    if draw.random() < 0.45:
        fields.setdefault("DOI", _doi(draw))
    if draw.random() < 0.12:
        fields.setdefault("URL", _address(draw))
    if draw.random() < 0.1:
        fields["PMID"] = str(draw.randint(1_000_000, 38_000_000))
    if "URL" in fields:
        fields["accessed"] = _day(draw, int(fields["issued"]["date-parts"][0][0]))


def _chapter(fields: dict[str, Any], pool: Pool, draw: random.Random) -> None:
    is_chapter = fields["type"] == "chapter"
    if "editor" not in fields and draw.random() < (0.75 if is_chapter else 0.2):
        fields["editor"] = draw.sample(pool.persons, draw.choice([1, 2, 2, 3]))
    if draw.random() < (0.9 if is_chapter else 0.5):
        _housed(fields, pool, draw)
    if "page" not in fields and draw.random() < 0.8:
        first = draw.randint(1, 700)
        fields["page"] = f"{first}-{first + draw.randint(3, 30)}"
    if draw.random() < 0.15:
        fields.setdefault("DOI", _doi(draw))


def _book(fields: dict[str, Any], pool: Pool, draw: random.Random) -> None:
    _housed(fields, pool, draw)
    if draw.random() < 0.15:
        fields["edition"] = draw.choice(_EDITIONS)
    if "author" in fields and draw.random() < 0.08:
        fields["editor"] = fields.pop("author")


def _grey(fields: dict[str, Any], pool: Pool, draw: random.Random) -> None:
    year = int(fields["issued"]["date-parts"][0][0])
    if fields["type"] == "webpage":
        fields.setdefault("URL", _address(draw))
        _dated(fields, 0.4, draw)
        if draw.random() < 0.4:
            fields.setdefault("container-title", draw.choice(_SITES))
    elif draw.random() < 0.35:
        fields.setdefault("URL", _address(draw))
    if fields["type"] == "report":
        fields.setdefault("publisher", draw.choice(BODIES))
        if draw.random() < 0.4:
            fields["genre"] = draw.choice(_REPORTS)
            if draw.random() < 0.6:
                fields["number"] = draw.choice([f"{draw.randint(1, 400)}", f"{year}-{draw.randint(1, 60):02d}"])
    if fields["type"] == "thesis":
        fields.setdefault("publisher", draw.choice(UNIVERSITIES))
        if draw.random() < 0.8:
            fields["genre"] = draw.choice(_THESES)
    if fields["type"] != "webpage" and draw.random() < 0.6:
        fields.setdefault("publisher-place", draw.choice(pool.houses)[1])
    if "URL" in fields and draw.random() < 0.85:
        fields["accessed"] = _day(draw, year)


def _housed(fields: dict[str, Any], pool: Pool, draw: random.Random) -> None:
    """Publisher and place: the pair of another work where both are missing."""
    house, place = draw.choice(pool.houses)
    if "publisher" not in fields and "publisher-place" not in fields:
        fields["publisher"], fields["publisher-place"] = house, place
    elif "publisher-place" in fields:
        fields.setdefault("publisher", house)


def _dated(fields: dict[str, Any], share: float, draw: random.Random) -> None:
    year = fields["issued"]["date-parts"][0]
    if len(year) == 1 and draw.random() < share:
        day = [draw.randint(1, 28)] if draw.random() < 0.5 else []
        fields["issued"] = {"date-parts": [[*year, draw.randint(1, 12), *day]]}


def _day(draw: random.Random, year: int) -> dict[str, Any]:
    return {"date-parts": [[max(2001, min(2024, year + draw.randint(0, 8))), draw.randint(1, 12), draw.randint(1, 28)]]}


def _doi(draw: random.Random) -> str:
    year, number = draw.randint(2001, 2023), draw.randint(1, 999)
    tail = draw.choice(
        [
            f"j.{draw.choice(['jad', 'amj', 'socscimed', 'ejor'])}.{year}.{number % 12 + 1:02d}.{number:03d}",
            f"s{draw.randint(10000, 49999)}-0{year - 1990}-{number:04d}-{draw.choice('0123456789x')}",
            f"{draw.randint(1000000, 9999999)}",
            f"00{draw.randint(10, 99)}-{draw.randint(1000, 9999)}.{year - 1980}.{number % 12 + 1}.{number}",
            f"journal.pone.{draw.randint(1000, 299999):07d}",
        ]
    )
    return f"10.{draw.choice(_PREFIXES)}/{tail}"


def _address(draw: random.Random) -> str:
    site = draw.choice(
        ["who.int", "gov.uk", "oecd.org", "nih.gov", "europa.eu", "bbc.co.uk", "unesco.org", "jstor.org"]
    )
    words = "-".join(draw.choice(SUBJECTS).split())
    return f"{draw.choice(['https://www.', 'http://www.', 'https://'])}{site}/{words}{draw.choice(['', '/', '.pdf'])}"


def _in_full(person: Person, pool: Pool, draw: random.Random) -> Person:
    """Initials spelt out with given names of other persons, so that styles that print these in full can do so."""
    given = person.get("given", "")
    if not re.fullmatch(rf"(?:[{UPPER}]\.)+", given) or not pool.given.get(given[0]):
        return person
    return person | {"given": " ".join([draw.choice(pool.given[given[0]]), *re.findall(r"\w\.", given)[1:]])}


def _made(kind: str, pool: Pool, count: int, *, is_test: bool) -> list[Work]:
    """Works of a type that the labelled sets hardly hold: titles and bodies of `render.py`, persons of the part."""
    draw = random.Random(f"made-{kind}-{is_test}")
    titles = {name: [str(work.fields["title"]) for work in pool.works[name]] for name in ("book", "article-journal")}
    books = [title for title in titles["book"] if not _NO_CONTAINER.search(title)]
    result: list[Work] = []
    while len(result) < count:
        year = draw.randint(1998 if kind == "webpage" else 1970, 2024)
        subject, second = draw.sample(SUBJECTS, 2)
        title = draw.choice(REPORT_TITLES).format(S=subject.capitalize(), s=subject, s2=second, y=year)
        if kind in ("thesis", "chapter"):
            title = draw.choice(titles["book" if kind == "thesis" else "article-journal"])
        elif is_held_out(f"made-{title}") != is_test:
            continue
        is_body = kind in ("report", "webpage") and draw.random() < 0.65
        people = draw.sample(pool.persons, 1 if kind == "thesis" else draw.choice([1, 1, 2, 2, 3, 4]))
        fields: dict[str, Any] = {
            "type": kind,
            "title": title,
            "author": [{"literal": draw.choice(BODIES)}] if is_body else people,
            "issued": {"date-parts": [[year]]},
        }
        if kind == "report" and is_body and draw.random() < 0.35:
            fields["publisher"] = fields["author"][0]["literal"]
        if kind == "chapter":
            fields["container-title"] = draw.choice(books)
        result.append(Work(f"made-{kind}-{len(result)}", fields))
    return result


def _collect(work: Work, pool: Pool) -> None:
    fields = work.fields
    for person in fields.get("author", []):
        if "family" in person:
            pool.persons.append(person)
            first = person["given"].split()[0].split("-")[0]
            if "." not in first and len(first) > 2:
                pool.given[first[0]].append(first)
    if "publisher" in fields and "publisher-place" in fields:
        pool.houses.append((fields["publisher"], fields["publisher-place"]))


def _read_works(shared: Path) -> Iterator[tuple[bool, Work]]:
    """Every usable work, and whether it is held out."""
    yield from _works_of(read(shared / "refs"))
    for name in IN_ENGLISH:
        yield from _works_of(marked_file(MARKED / f"{name}.txt"), name)
    for name in RECORD_SETS:
        with (shared / "records" / name / "records_pre_merged.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                record = f"{name}-{row['ID']}"
                work = _from_row(row, record)
                if work is not None:
                    yield is_held_out(record), work


def _works_of(items: Iterable[Labelled], name: str = "") -> Iterator[tuple[bool, Work]]:
    for number, item in enumerate(items):
        work = _from_labels(item, f"{name or item.source}-{number}")
        if work is not None:
            yield is_held_out(item.group), work


def _listed(path: Path) -> Iterator[tuple[bool, Work]]:
    """The works of a file of our own, one a line under a line of names (`works/README.md`)."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            fields: dict[str, Any] = {"type": row["type"], "title": row["title"]}
            fields |= {name: row[name] for name in _PLAIN if row[name]}
            series = _NUMBERED_SERIES.fullmatch(row["collection-title"])
            if series is not None:
                fields["collection-title"], fields["collection-number"] = series.groups()
            fields["issued"] = {"date-parts": [[int(row["year"])]]}
            for role in ("author", "editor"):
                if row[role]:
                    fields[role] = [_listed_name(name) for name in row[role].split("; ")]
            yield is_held_out(f"{path.stem}-{row['title']}"), Work(f"{path.stem}-{number}", fields)


def _listed_name(text: str) -> Person:
    """`Family, Given` of a person, `=Name` of a body."""
    family, _, given = text.partition(", ")
    return {"literal": text[1:]} if text.startswith("=") else {"family": family, "given": given}


def _from_row(row: Mapping[str, str], name: str) -> Work | None:
    authors = persons("; ".join(part.strip() for part in row["author"].split(" and ")))
    title, journal = title_of(row["title"]), value_of(row["journal"])
    if authors is None or title is None or journal is None or not _YEAR.fullmatch(row["year"]):
        return None
    fields: dict[str, Any] = {
        "type": "article-journal", "author": authors, "title": title, "container-title": journal,
        "issued": {"date-parts": [[int(row["year"])]]},
    }  # fmt: skip
    return Work(name, fields) if _numbered(fields, row["volume"], row["number"], row["pages"]) else None


def _numbered(fields: dict[str, Any], volume: str, issue: str, pages: str) -> bool:
    """Sets what is printed behind a journal; False when one of the values is unclear."""
    given = (("volume", volume, _VOLUME), ("issue", issue, _ISSUE), ("page", pages, _PAGES))
    for field_name, printed, form in given:
        printed = _LEADING_WORD.sub("", printed).strip(" .,;:()").replace(" - ", "-").replace(" – ", "–")
        if printed and not form.fullmatch(printed):
            return False
        if printed:
            fields[field_name] = printed
    return "volume" in fields


def _from_labels(item: Labelled, name: str) -> Work | None:
    """The work of a labelled reference, None when a value is damaged, unclear, or tells of no type."""
    printed = {label: TAG.sub("", item.text[start:end]) for start, end, label in reversed(item.spans)}
    title = title_of(printed.get("title", ""))
    years = _YEAR.findall(printed.get("year", ""))
    if title is None or len(years) != 1:
        return None
    fields: dict[str, Any] = {"title": title, "issued": {"date-parts": [[int(years[0])]]}}
    for role, label in (("author", "authors"), ("editor", "editors")):
        if label in printed:
            found = persons(without_role(printed[label]), is_published="publisher" in printed or "url" in printed)
            if found is None:
                return None
            fields[role] = found
    if "author" not in fields and "editor" not in fields:
        return None
    for target, label in (("container-title", "container"), ("publisher", "publisher"), ("publisher-place", "place"),
                          ("collection-title", "series")):  # fmt: skip
        if label in printed:
            value = value_of(printed[label])
            if value is None:
                return None
            is_shortened = label == "container" and "volume" in printed and re.search(r"\w\. \w", value)
            fields[target] = f"{value}." if is_shortened and printed[label].rstrip(" ,;:")[-1:] == "." else value
    for target, label, form in (("DOI", "doi", _DOI), ("URL", "url", _URL)):
        found = form.search(printed.get(label, ""))
        if found is not None:
            fields[target] = found[0]
    has_volume = _numbered(fields, printed.get("volume", ""), printed.get("issue", ""), printed.get("pages", ""))
    kind = _type(fields, printed.get("note", ""), has_volume=has_volume)
    if kind is None or (not has_volume and {"volume", "issue", "pages"} & printed.keys() - fields.keys() - {"pages"}):
        return None
    if printed.get("pages") and "page" not in fields:
        return None
    if kind != "article-journal" and re.fullmatch(r"\d{5,}", fields.get("page", "")):  # a range that lost its dash
        return None
    if kind == "article-journal" and fields.get("publisher-place") == "USA":  # of "Proc Natl Acad Sci USA"
        fields["container-title"] += f" {fields.pop('publisher-place')}"
    return Work(name, {"type": kind} | fields)


def _type(fields: Mapping[str, Any], note: str, *, has_volume: bool) -> str | None:
    """The CSL type by what is there, None when that fits several."""
    container, is_body = fields.get("container-title"), "literal" in fields.get("author", [{}])[0]
    if container is not None and "author" in fields:
        if _MEETING.search(container) and not has_volume:
            return "paper-conference"
        if has_volume and "publisher" not in fields and "editor" not in fields:
            return "article-journal"
        if "editor" in fields or ("publisher" in fields and "page" in fields):
            return None if has_volume else "chapter"
        return "webpage" if "URL" in fields and not has_volume else None
    if container is not None or has_volume:
        return None
    if _THESIS.search(note):
        return "thesis" if "publisher" in fields and not is_body else None
    if "publisher" in fields:
        return "report" if is_body or _REPORT.search(note) else "book"
    return "webpage" if "URL" in fields and "author" in fields else None
