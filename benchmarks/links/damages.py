"""Records made from a record: other prints of it, other reports of its study, and other studies that look like it."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from extract.links import Linkable

Pair = tuple[Linkable, Linkable]
Make = Callable[[Linkable, random.Random], Pair | None]

# Words of one field that differ by a letter or a prefix and mean different things.
CONTRASTS = (
    ("hypertension", "hypotension"), ("hyperglycaemia", "hypoglycaemia"), ("hyperthermia", "hypothermia"),
    ("microvascular", "macrovascular"), ("microalbuminuria", "macroalbuminuria"), ("parents", "patients"),
    ("prenatal", "perinatal"), ("prenatal", "postnatal"), ("prednisone", "prednisolone"), ("nitrate", "nitrite"),
    ("intracranial", "extracranial"), ("abduction", "adduction"), ("inpatients", "outpatients"), ("ileum", "ilium"),
    ("adults", "adolescents"), ("men", "women"), ("males", "females"), ("sensitive", "resistant"),
    ("interhospital", "intrahospital"), ("preoperative", "perioperative"), ("preoperative", "postoperative"),
    ("absorption", "adsorption"), ("peroneal", "perineal"), ("alpha", "beta"), ("with", "without"),
    ("primary", "secondary"), ("efficacy", "safety"), ("increased", "decreased"), ("oral", "nasal"),
    ("cefotaxime", "cefoxitin"), ("mothers", "fathers"), ("dysphagia", "dysphasia"), ("malnutrition", "nutrition"),
)  # fmt: skip
ERRATA = (
    "Erratum: {}", "Correction to: {}", "{}: Correction", "Corrigendum to “{}”", "{} (vol 12, pg 34, 2009)",
    "Errata for {}", "{} [Erratum]", "Retraction: {}", "{} (Retraction)", "Correction to “{}”",
)  # fmt: skip
PROTOCOLS = (
    "{}: protocol", "{}: study protocol", "{}: a study protocol", "Protocol for {}", "{}: trial protocol",
    "{}: study protocol for a randomised controlled trial", "{} (protocol)",
)  # fmt: skip
GENERIC = (
    "Editorial", "Reply", "Letter to the editor", "Erratum", "Book review", "Poster abstracts", "Author's reply",
    "In reply", "Response to letter", "Introduction to the special issue", "Abstracts", "Authors' response",
    "Research highlights", "News in brief", "Correspondence", "To the editor", "Conclusions", "Untitled",
    "Table of contents", "Case report", "Letters", "Comment", "Guest editorial", "Message from the president",
    "In this issue",
)  # fmt: skip
ABSTRACTS = "Dissertation Abstracts International: Section B"
WORD_NUMBERS = (("I", "II"), ("1", "2"), ("A", "B"), ("one", "two"), ("first", "second"))


def _ab(record: Linkable, **changed: object) -> Pair:
    return replace(record, record_id="a"), replace(record, record_id="b", **changed)  # type: ignore[arg-type]


def _later(record: Linkable, years: int) -> int | None:
    return None if record.year is None else record.year + years


def unplaced(record: Linkable) -> Linkable:
    return replace(record, volume=None, issue=None, pages=None)


def _title(record: Linkable) -> str:
    return (record.title or "").strip().rstrip(".")


# --- one publication in two prints ---


def all_capitals(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, title=_title(record).upper(), authors=tuple(name.upper() for name in record.authors))


def entities(record: Linkable, _: random.Random) -> Pair | None:
    marked = html.escape(_title(record)).replace("'", "&#39;").replace("-", "&#x2010;").replace(" and ", " &amp; ")
    return _ab(record, title=marked) if marked != _title(record) else None


def markup(record: Linkable, _: random.Random) -> Pair:
    words = _title(record).split()
    words[2] = f"<i>{words[2]}</i>"
    return _ab(record, title=" ".join(words) + "<sup>*</sup>")


def no_accents(record: Linkable, draw: random.Random) -> Pair:
    """Accents set by one database and written out (ö, oe) or dropped by another."""
    table = str.maketrans({"o": "ö", "u": "ü"})
    name = record.authors[0].translate(table)
    flat = record.authors[0].replace("o", "oe").replace("u", "ue") if draw.random() < 0.5 else record.authors[0]
    return (
        replace(record, record_id="a", authors=(name, *record.authors[1:])),
        replace(record, record_id="b", authors=(flat, *record.authors[1:])),
    )


def decomposed(record: Linkable, _: random.Random) -> Pair:
    accented = _title(record).replace("e", "é", 3)
    return (
        replace(record, record_id="a", title=accented),
        replace(record, record_id="b", title=unicodedata.normalize("NFD", accented)),
    )


def lost_letters(record: Linkable, _: random.Random) -> Pair:
    """Letters with accents that came out as question marks."""
    return (
        replace(record, record_id="a", title=_title(record).replace("i", "ï", 2)),
        replace(record, record_id="b", title=_title(record).replace("i", "?", 2)),
    )


def bracketed(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, title=f"[{_title(record)}]. [Russian]")


def bracketed_original(record: Linkable, _: random.Random) -> Pair:
    """The title in its own language, then its translation in brackets; the other database has the translation only."""
    words = " ".join(word[::-1] for word in _title(record).split())
    return _ab(record, title=f"{words} [{_title(record)}]")


def database_note(record: Linkable, draw: random.Random) -> Pair:
    note = draw.choice(
        ["[see comment]", "[Erratum appears in BMJ. 2010 Jan 3;340:c12]", "[Review] [45 refs]", "(Review)", "[Letter]"]
    )
    return _ab(record, title=f"{_title(record)} {note}")


def typing_error(record: Linkable, draw: random.Random) -> Pair:
    title = _title(record)
    spot = draw.choice([found.start() + 3 for found in re.finditer(r"[a-z]{7,}", title)] or [5])
    return _ab(record, title=title[:spot] + title[spot + 1 :])


def swapped_letters(record: Linkable, draw: random.Random) -> Pair:
    title = _title(record)
    spot = draw.choice([found.start() + 3 for found in re.finditer(r"[a-z]{8,}", title)] or [5])
    return _ab(record, title=title[:spot] + title[spot + 1] + title[spot] + title[spot + 2 :])


def cut_title(record: Linkable, _: random.Random) -> Pair | None:
    title = _title(record)
    return _ab(record, title=title[:90].rsplit(" ", 1)[0]) if len(title) > 130 else None


def no_subtitle(record: Linkable, _: random.Random) -> Pair | None:
    head, sign, _ = _title(record).partition(": ")
    return _ab(record, title=head) if sign and len(head.split()) >= 6 else None


def no_subtitle_no_place(record: Linkable, draw: random.Random) -> Pair | None:
    pair = no_subtitle(record, draw)
    return (pair[0], unplaced(pair[1])) if pair else None


def no_year(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, year=None)


def no_place(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, volume=None, issue=None, pages=None)


def title_and_names_only(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, volume=None, issue=None, pages=None, container=None)


def online_first(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, year=_later(record, -1), volume=None, issue=None, pages=None)


def online_first_placed(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, year=_later(record, -1))


def article_number(record: Linkable, draw: random.Random) -> Pair:
    return (
        replace(record, record_id="a", pages=f"e{draw.randint(1000, 9999)}"),
        replace(record, record_id="b", pages="1-12"),
    )


def first_page_only(record: Linkable, _: random.Random) -> Pair:
    return (
        replace(record, record_id="a", pages="1009-17"),
        replace(record, record_id="b", pages="1009"),
    )


def author_reply_pages(record: Linkable, _: random.Random) -> Pair:
    return (
        replace(record, record_id="a", pages="943-4; author reply 945"),
        replace(record, record_id="b", pages="943-944"),
    )


def first_author_only(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=record.authors[:1])


def names_turned(record: Linkable, _: random.Random) -> Pair:
    """Given name and family name in each other's place."""
    given = [", ".join(reversed(name.split(", ", 1))) for name in record.authors]
    return _ab(record, authors=tuple(given))


def natural_names(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=tuple(" ".join(reversed(name.split(", ", 1))) for name in record.authors))


def names_in_one(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=("; ".join(record.authors),))


def other_order(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=record.authors[::-1])


def group_author(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=("Northern Study Group",))


def no_authors(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=())


def short_container(record: Linkable, _: random.Random) -> Pair:
    words = [word for word in re.findall(r"\w+", record.container or "") if word.lower() not in ("of", "the", "and")]
    return _ab(record, container=" ".join(word[: max(3, len(word) // 2)] + "." for word in words))


def container_with_place(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, container=f"{record.container} (London, England : 1990)")


def volume_is_year(record: Linkable, _: random.Random) -> Pair:
    """Journals that count volumes by years: one database repeats the year, one gives the issue."""
    return (
        replace(record, record_id="a", volume=str(record.year), issue="7", pages=None),
        replace(record, record_id="b", volume="7", issue=None, pages=None),
    )


def slipped(record: Linkable, _: random.Random) -> Pair:
    """The issue printed where the page belongs."""
    return (
        replace(record, record_id="a", issue="9", pages="1746-52"),
        replace(record, record_id="b", issue=None, pages="9"),
    )


def retranslated(record: Linkable, draw: random.Random) -> Pair | None:
    """Another word in the title, the same first and last page."""
    first, last = [*re.findall(r"\d+", record.pages or ""), "0", "0"][:2]
    return _contrast(record, draw) if first != last != "0" else None


def doi_forms(record: Linkable, _: random.Random) -> Pair:
    return (
        replace(record, record_id="a", doi="10.1016/S0140-6736(09)61234-5"),
        replace(record, record_id="b", doi="https://dx.doi.org/10.1016/s0140-6736(09)61234-5."),
    )


def damaged_twice(record: Linkable, draw: random.Random) -> Pair | None:
    first, second = draw.sample([typing_error, no_place, first_author_only, short_container, online_first, no_year], 2)
    one = first(record, draw)
    two = second(one[1], draw) if one else None
    return (replace(record, record_id="a"), two[1]) if two else None


# --- two reports of one study ---


def erratum(record: Linkable, draw: random.Random) -> Pair:
    return _ab(record, title=draw.choice(ERRATA).format(_title(record)), pages="99999", issue="77")


def protocol(record: Linkable, draw: random.Random) -> Pair:
    title, year = draw.choice(PROTOCOLS).format(_title(record)), _later(record, -draw.randint(0, 4))
    return _ab(record, title=title, container="Trials", volume="3", issue=None, pages="88888", year=year)


def preprint(record: Linkable, _: random.Random) -> Pair:
    one, two = _ab(unplaced(record), doi="10.1101/2021.01.01.21249000", container="medRxiv", year=_later(record, -1))
    return replace(record, record_id=one.record_id, doi="10.1136/bmj.123"), two


def preprint_without_doi(record: Linkable, draw: random.Random) -> Pair:
    server = draw.choice(
        ["medRxiv", "arXiv preprint", "bioRxiv", "PsyArXiv", "Research Square", "SSRN Electronic Journal"]
    )
    return _ab(record, container=server, volume=None, issue=None, pages=None, year=_later(record, -1))


def abstract_and_paper(record: Linkable, _: random.Random) -> Pair:
    return _ab(
        record, container="Annals of Meetings", volume="9", issue="Suppl 1", pages="S77", year=_later(record, -1)
    )


def abstract_in_one_journal(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, volume="9999", issue="Suppl 1", pages="S77777", year=_later(record, -1))


def cochrane_update(record: Linkable, draw: random.Random) -> Pair:
    later = _later(record, draw.randint(2, 6))
    one = {"container": "Cochrane Database of Systematic Reviews", "volume": None, "pages": "CD001234"}
    return (
        replace(record, record_id="a", doi="10.1002/14651858.CD001234.pub2", issue="2", **one),
        replace(record, record_id="b", doi="10.1002/14651858.CD001234.pub3", issue="4", year=later, **one),
    )


def cochrane_update_without_doi(record: Linkable, draw: random.Random) -> Pair:
    later = _later(record, draw.randint(1, 6))
    one = {"container": "Cochrane Database of Systematic Reviews", "volume": None, "pages": "CD001234"}
    return replace(record, record_id="a", issue="2", **one), replace(
        record, record_id="b", issue="4", year=later, **one
    )


def thesis(record: Linkable, _: random.Random) -> Pair:
    one = replace(record, authors=record.authors[:1], issue=None, volume=None)
    return (
        replace(one, record_id="a", container="University of Northtown", pages="215 p"),
        replace(one, record_id="b", container=ABSTRACTS, volume="73", pages="1524", year=_later(record, 1)),
    )


def reprint(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, title=f"Reprint of: {_title(record)}", volume="9999", pages="77777", year=_later(record, 1))


# --- different studies ---


def _contrast(record: Linkable, draw: random.Random) -> Pair:
    """One word more in both titles, with another meaning in one."""
    first, second = draw.choice(CONTRASTS)
    titles = [f"{_title(record)} {'' if first == 'with' else 'in '}{word} stroke" for word in (first, second)]
    return replace(record, record_id="a", title=titles[0]), replace(record, record_id="b", title=titles[1])


def contrast_without_place(record: Linkable, draw: random.Random) -> Pair:
    one, two = _contrast(record, draw)
    return unplaced(one), unplaced(two)


def contrast_elsewhere(record: Linkable, draw: random.Random) -> Pair:
    one, two = _contrast(record, draw)
    return one, replace(two, volume="9999", pages="77777")


def contrast_on_one_page(record: Linkable, draw: random.Random) -> Pair:
    """Two abstracts of one team on one page of a congress book."""
    one, two = _contrast(record, draw)
    return replace(one, issue="Suppl 1", pages="S77"), replace(two, issue="Suppl 1", pages="S77")


def contrast_on_one_printed_page(record: Linkable, draw: random.Random) -> Pair:
    one, two = _contrast(record, draw)
    return replace(one, pages="77"), replace(two, pages="77")


def numbered(record: Linkable, draw: random.Random) -> Pair:
    first, second = draw.choice(WORD_NUMBERS)
    title = _title(record)
    return (
        replace(record, record_id="a", title=f"{title}. Part {first}", volume=None, issue=None, pages=None),
        replace(record, record_id="b", title=f"{title}. Part {second}", volume=None, issue=None, pages=None),
    )


def numbered_in_front(record: Linkable, draw: random.Random) -> Pair:
    first, second = draw.choice(WORD_NUMBERS)
    title = _title(record)
    return (
        replace(record, record_id="a", title=f"{title}: {first}. Causes and diagnosis in the elderly"),
        replace(record, record_id="b", title=f"{title}: {second}. Treatment and outlook", pages="77777", issue="78"),
    )


def series_with_one_part(record: Linkable, draw: random.Random) -> Pair:
    """A part against the same title without its number."""
    _, second = draw.choice(WORD_NUMBERS)
    return _ab(record, title=f"{_title(record)}. Part {second}", pages="77777", issue="78")


def yearly_report(record: Linkable, _: random.Random) -> Pair:
    """The same report, year after year, with the year in its title."""
    year = record.year or 0
    return (
        replace(record, record_id="a", title=f"{_title(record)} {year}", volume=None, issue=None, pages=None),
        replace(
            record,
            record_id="b",
            title=f"{_title(record)} {year + 1}",
            year=year + 1,
            volume=None,
            issue=None,
            pages=None,
        ),
    )


def yearly_report_without_year(record: Linkable, _: random.Random) -> Pair:
    """The same title in successive volumes of a yearbook."""
    return _ab(
        record, year=_later(record, 1), volume=str(int(re.sub(r"\D", "", record.volume or "") or 1) + 1), pages="77777"
    )


def follow_up(record: Linkable, draw: random.Random) -> Pair:
    first, second = draw.choice(
        [("one-year", "five-year"), ("6-month", "12-month"), ("2-year", "5-year"), ("week 12", "week 52")]
    )
    title = _title(record)
    return (
        replace(record, record_id="a", title=f"{title}: {first} results"),
        replace(record, record_id="b", title=f"{title}: {second} results", volume="9999", pages="77777"),
    )


def follow_up_without_place(record: Linkable, draw: random.Random) -> Pair:
    one, two = follow_up(record, draw)
    return unplaced(one), unplaced(two)


def other_word(record: Linkable, draw: random.Random) -> Pair | None:
    """Another word in the title, drawn from other titles."""
    words = _title(record).split()
    spots = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not spots:
        return None
    words[draw.choice(spots)] = draw.choice(
        ["exercise", "heparin", "diabetes", "cirrhosis", "reading", "rituximab", "gait"]
    )
    return _ab(record, title=" ".join(words), volume="9999", pages="77777")


def other_word_without_place(record: Linkable, draw: random.Random) -> Pair | None:
    pair = other_word(record, draw)
    return (pair[0], unplaced(pair[1])) if pair else None


def other_team(record: Linkable, _: random.Random) -> Pair:
    return _ab(record, authors=("Quist, Z.", "Xandor, V."), container="Folia Ignota", volume="9999", pages="77777")


def two_dois(record: Linkable, _: random.Random) -> Pair:
    one, two = _ab(record)
    return replace(one, doi="10.1136/bmj.123"), replace(two, doi="10.1136/bmj.124")


def generic_title(record: Linkable, draw: random.Random) -> Pair:
    title = draw.choice(GENERIC)
    one, two = _ab(record)
    return replace(one, title=title), replace(two, title=title, volume=None, issue=None, pages=None)


def generic_title_later(record: Linkable, draw: random.Random) -> Pair:
    one, two = generic_title(record, draw)
    return one, replace(two, volume=one.volume, issue="78", pages="77777")


def no_titles(record: Linkable, _: random.Random) -> Pair:
    one, two = _ab(record)
    return replace(one, title=None), replace(two, title=None)


def reply(record: Linkable, draw: random.Random) -> Pair:
    """A reply by others: no report of the same authors."""
    said = draw.choice(["{} - Reply", "Reply to: {}", "Re: {}", "{}: comment", "{} (reply)", "Comment on “{}”"])
    return _ab(record, title=said.format(_title(record)), authors=("Quist, Z.",), pages="77777", issue="78")


SAME: tuple[Make, ...] = (
    all_capitals, entities, markup, no_accents, decomposed, lost_letters, bracketed, bracketed_original,
    database_note, typing_error, swapped_letters, cut_title, no_subtitle, no_subtitle_no_place, no_year, no_place,
    title_and_names_only, online_first, online_first_placed, article_number, first_page_only, author_reply_pages,
    first_author_only, names_turned, natural_names, names_in_one, other_order, group_author, no_authors,
    short_container, container_with_place, volume_is_year, slipped, retranslated, doi_forms, damaged_twice,
)  # fmt: skip
REPORTS: tuple[Make, ...] = (
    erratum, protocol, preprint, preprint_without_doi, abstract_and_paper, abstract_in_one_journal, cochrane_update,
    cochrane_update_without_doi, thesis, reprint,
)  # fmt: skip
APART: tuple[Make, ...] = (
    contrast_without_place, contrast_elsewhere, contrast_on_one_page, contrast_on_one_printed_page, numbered,
    numbered_in_front, series_with_one_part, yearly_report, yearly_report_without_year, follow_up,
    follow_up_without_place, other_word, other_word_without_place, other_team, two_dois, generic_title,
    generic_title_later, no_titles, reply,
)  # fmt: skip


# Prints that stand in the record's own place, for the pool.
IN_PLACE: tuple[Make, ...] = (
    all_capitals, entities, markup, bracketed, bracketed_original, database_note, typing_error, swapped_letters,
    cut_title, no_subtitle, no_year, no_place, online_first, first_author_only, names_turned, natural_names,
    other_order, short_container,
)  # fmt: skip
