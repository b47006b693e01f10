"""What two records are to each other, by the rules in the order in which they speak.

Reports of one study are linked, never collapsed: Cochrane Handbook 5.1, 7.2.1 ("studies, not reports, are the unit of
interest") and 7.2.2; the kinds are those that the National Library of Medicine links (fact sheet "Errata, Retractions,
..., Comments (including Author Replies), Updates, ... and Republished (Reprinted) Articles").
"""

from __future__ import annotations

from extract.links.agreement import YEARS_THREAD, Agreements
from extract.links.dois import may_name_one_paper
from extract.links.features import Features, first_names
from extract.links.houses import are_elsewhere
from extract.links.places import share_pages
from extract.links.record import YES, Link, LinkVerdict, ReportKind
from extract.links.titles import has_subtitle_more
from extract.links.vocabulary import COMPANION_WORDS, REPORT_TYPES

# Reports that say of themselves whose they are. A conference abstract does not: only one of the same title is linked.
BELONGING: frozenset[ReportKind | None] = frozenset({"erratum", "protocol", "reprint", "preprint", "supplement"})
# Authors in common, all of the shorter list, from which on a team is no coincidence.
TEAM_AUTHORS = 3
# A lone author may give two papers a title of fewer words with a meaning ("Treatment of stroke in old age").
TELLING_WORDS = 6
# Pages, from first to last, on which one team has no two papers: shorter notes of one team may share theirs.
TRANSLATED_PAGES = 3
# Figures of a number that one body gives one report; shorter ones count within a series.
REPORT_FIGURES = 6
# Titles that share four letters of five are worth a look where the team is one.
TITLES_LIKE = 80.0

Judgement = tuple[LinkVerdict, str]
LABELLED = "two tables of one review name a study of this author and year"


def judge(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """The verdict on two studies, None where they are not even alike. The rules in the order in which they speak."""
    is_alike = fields.doi == "same" or fields.is_placed or (fields.title == "same" and fields.authors != "differs")
    table = one.record.table_id
    if table is not None and table == two.record.table_id:
        return ("different", "two rows of one table are two studies") if is_alike else None
    if one.registrations and two.registrations and fields.doi != "same":
        if not one.registrations & two.registrations:
            return ("different", "two registered trials") if is_alike else None
        if fields.title != "same":
            return "same-study", "one registration number"
        if one.register_entries and two.register_entries:
            return _judge_entries(one, two)
    if fields.doi in ("same", "close"):
        return _judge_by_doi(one, two, fields)
    if one.kind != two.kind and fields.title != "unknown":
        kinds = {one.kind, two.kind}
        # One database says what another leaves out; but an erratum has a place of its own.
        is_one_place = fields.is_placed and fields.authors == "same" and "erratum" not in kinds
        if kinds & BELONGING and not is_one_place:
            return _judge_report(one, two, fields)
        if "reply" in kinds and not is_one_place:
            return _judge_reply(one, two, fields) or (("different", "a reply is another paper") if is_alike else None)
    if fields.doi == "differs":
        if fields.title == "same" and fields.authors == "same":
            return _judge_two_dois(one, two, fields)
        return ("different", "two DOIs") if is_alike else None
    if fields.title == "same":
        return _judge_same_title(one, two, fields)
    if fields.is_placed and fields.year in ("same", "close", "unknown"):
        return _judge_same_place(one, two, fields)
    if fields.title == "close":
        return _judge_close_title(one, two, fields)
    return _judge_labels(one, two, fields) if fields.title == "unknown" else None


def _judge_entries(one: Features, two: Features) -> Judgement:
    """Entries of registers under one number and title; the European Union's register has an entry for each country."""
    if one.register_entries == two.register_entries:
        return "same-report", "one entry of a register of trials"
    return "same-study", "entries of one trial for two countries, or in two registers"


def _judge_two_dois(one: Features, two: Features, fields: Agreements) -> Judgement:
    """Two DOIs are two papers, but for those that JSTOR registers anew and those that are cut off, in one place."""
    is_one_place = fields.is_placed and fields.container == fields.year == "same" and fields.issue != "differs"
    is_paper = "erratum" not in (one.kind, two.kind) and not one.is_short
    # Abstracts share a page, but not several; one record may leave out that a paper stands in a supplement.
    is_alone = share_pages(one.place, two.place) or "abstract" not in (one.kind, two.kind)
    if is_one_place and is_paper and is_alone and may_name_one_paper(one.doi or "", two.doi or ""):
        return "same-report", "one title, team and place; JSTOR's DOI beside the publisher's, or a DOI cut off"
    return "maybe", "one title and one team under two DOIs: two reports"


def _judge_by_doi(one: Features, two: Features, fields: Agreements) -> Judgement:
    if fields.doi == "close":
        return "same-study", "two versions of one DOI"
    is_shared = "abstract" in (one.kind, two.kind)
    if fields.title == "differs" and (is_shared or fields.authors != "same" or fields.page not in ("same", "close")):
        return "maybe", "one DOI, but other titles: one of the two is wrong, or it is the DOI of the whole volume"
    if fields.title == "close" and fields.titles.is_contrary and (is_shared or fields.page == "differs"):
        return "maybe", "one DOI, but other words in the titles: it may be that of a whole supplement"
    if one.kind != two.kind and "erratum" in (one.kind, two.kind) and fields.page == "differs":
        return "same-study", "erratum of one paper, under its DOI"
    return "same-report", "one DOI"


def _judge_report(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """A report that says of itself that it belongs to another: linked to it, not one with it."""
    kind = next(kind for kind in (one.kind, two.kind) if kind in BELONGING)
    if fields.title != "same" and not (fields.title == "close" and fields.titles.is_extended):
        is_like = fields.title == "close" and fields.titles.ratio >= TITLES_LIKE and fields.authors == "same"
        return ("maybe", f"{kind} under a title alike, one team") if is_like else None
    # A journal corrects its own papers (ICMJE Recommendations, III.A): elsewhere only the whole title says whose.
    if kind == "erratum" and fields.title != "same" and fields.container == "differs":
        return "maybe", "erratum under a title alike, in another journal"
    # Errata are often listed without authors; then the journal must be that of the paper.
    is_known = fields.authors == "same" or (
        fields.authors == "unknown" and kind == "erratum" and fields.container == "same"
    )
    if not is_known:
        return ("maybe", f"{kind} under one title, other authors") if fields.title == "same" else None
    years = one.year, two.year
    if years[0] is not None and years[1] is not None and abs(years[0] - years[1]) > YEARS_THREAD:
        return "maybe", f"{kind} under one title, many years apart"
    if (one.is_short or two.is_short) and fields.container != "same":
        return "maybe", f"{kind} under one title, which many papers bear"
    return "same-study", f"{kind} of one paper"


def _judge_reply(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """A reply that bears the title of what it replies to, in one journal.

    MEDLINE cites a letter and the reply on the next page as one ("943-4; author reply 945"), Embase as "(multiple
    letters)"; and what authors reply under their paper's title is a report of their study. A comment of others is not.
    """
    if fields.title != "same" or fields.container not in ("same", "close") or fields.year == "differs":
        return None
    if fields.volume == "same" and "reply" in (one.kind, two.kind) and (_follows(one, two) or _follows(two, one)):
        return "same-study", "a letter and the reply printed with it"
    if fields.authors == "same":
        return "same-study", "the authors' reply under the title of their paper"
    return "maybe", "a reply of others under the title of the paper"


def _follows(one: Features, two: Features) -> bool:
    """Whether the second begins on the pages of the first or on the next one."""
    if one.place.page is None or two.place.page is None:
        return False
    first, last = one.place.page_range or (one.place.page, one.place.page)
    return int(first[:12]) <= int(two.place.page[:12]) <= int(last[:12]) + 1


def _judge_same_title(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    judged = _judge_one_title(one, two, fields)
    # A misprint or another word: "dairy" and "diary", "referrals to" and "referrals from" (see `is_spelling`).
    if judged is not None and judged[0] in YES and fields.titles.is_doubtful and not fields.is_held:
        return "maybe", "one title but for a letter or a small word, the place unknown"
    return judged


def _judge_one_title(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    is_dated = fields.year in ("same", "close")
    # Each edition has an issue and a year of its own: nothing in the Cochrane Library is dated ahead of its issue.
    is_edition = fields.issue == "differs" or fields.year in ("close", "differs")
    if one.is_cochrane_review and two.is_cochrane_review and is_edition and fields.authors != "differs":
        return "same-study", "two editions of a Cochrane review"
    if one.is_unbound and two.is_unbound:
        judged = _judge_unbound(one, two, fields)
        if judged is not None:
            return judged
    elif _may_be_chapter(one, two) or _may_be_chapter(two, one):
        return "maybe", "a book, and pages of a book under its title: its chapter?"
    if fields.authors in ("differs", "close"):
        # Letters on one subject share a heading and a page, so that of other authors only a range of pages says enough.
        is_whole = share_pages(one.place, two.place) or one.is_body or two.is_body
        if fields.is_placed and fields.year == "same" and is_whole:
            return "same-report", "one title in one place; the authors are printed otherwise"
        return "maybe", "one title, other authors"
    if fields.is_placed and (is_dated or fields.authors == "same"):
        if fields.issue == "differs" and one.place.page_range != two.place.page_range:
            return "same-study", "one title on one page of two issues: an erratum or a misprint"
        return "same-report", "one title in one place"
    if one.is_thesis_abstract != two.is_thesis_abstract and fields.authors == "same" and fields.year != "differs":
        return "same-study", "a thesis and its abstract"
    if one.is_short or two.is_short:
        is_enough = fields.authors == "same" and is_dated and fields.container == "same" and not fields.is_misplaced
        is_enough = is_enough and ("same" in (fields.volume, fields.page) or fields.year == "same")
        return ("same-report", "one title, team, journal and year") if is_enough else None
    if fields.authors == "unknown":
        is_signed = bool(one.names and two.names)
        is_enough = fields.year == "same" and not fields.is_misplaced and fields.container in ("same", "close")
        is_enough = is_enough and not is_signed
        return ("same-report", "one title, journal and year") if is_enough else ("maybe", "one title, authors unknown")
    if fields.year == "unknown" and fields.container == fields.volume == "same" and not fields.is_misplaced:
        return "same-report", "one title, team, journal and volume"
    if not is_dated:
        return "maybe", "one title and team, but other years: two reports of one study, or a new edition"
    if fields.year == "close" and fields.page != "same":
        if one.is_proceedings or two.is_proceedings or (one.is_meeting_abstract and two.is_meeting_abstract):
            return "maybe", "one title and team at meetings of two years"
        if _may_be_yearly(one, two):
            return "maybe", "one title in two years, of one body or without a journal: a yearly report, or printed late"
    if fields.page == "same" and fields.volume == "same" and fields.year == "same":
        return "same-report", "one title, team, volume and page"
    if fields.container != "differs" and (fields.page == "same" or not fields.is_misplaced):
        if fields.year == "close" and "same" not in (fields.container, fields.volume, fields.page):
            return "same-study", "one title and team a year apart, the place unknown: one report or two of one study"
        return "same-report", "one title and team, and nothing against it"
    return _judge_two_places(one, two, fields)


def _judge_unbound(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """One title that stands in no volume: what edition, number and house say of books, reports and theses.

    An edition is a publication of its own (AACR2 1.2), and its number says so where the years do not.
    """
    is_alone = one.is_published_alone or two.is_published_alone
    if fields.edition == "differs":
        is_sure = fields.authors == "same" and is_alone
        return ("same-study", "two editions") if is_sure else ("maybe", "two editions, or papers on two editions")
    if fields.number == "differs" and fields.container != "differs":
        return "maybe", "one title under two numbers of reports"
    if fields.authors != "same" or not is_alone or fields.year == "differs":
        return None
    if fields.container == "differs" and one.is_body and two.is_body and are_elsewhere(one.house, two.house):
        return "maybe", "one title and name of a body, in two places: the body of another country?"
    if _is_thesis_in_print(one, two) or _is_thesis_in_print(two, one):
        return "same-study", "a thesis and its book"
    if fields.container == "same" and fields.edition == "same" and fields.year != "unknown":
        return "same-report", "one edition of one house"
    if fields.container == "same" and fields.year == "unknown" and _is_telling_team(one, two):
        return "same-report", "one title, team and house, a year missing"
    if (one.is_short or two.is_short) and fields.container == "unknown" and fields.year == "same":
        return "maybe", "one short title, author and year; a house is missing"
    return None


def _may_be_yearly(one: Features, two: Features) -> bool:
    """Whether one title in two years may be a report that comes out each year: of a body, or outside of journals.

    Match: a health survey's "main report", "Standards of medical care" of a society. Near miss: a paper in a journal,
    known in one record by volume and page, whose online date is a year before.
    """
    is_grey = all(each.place.volume is None and each.place.page is None for each in (one, two))
    return is_grey or (one.is_body and two.is_body)


def _judge_two_places(one: Features, two: Features, fields: Agreements) -> Judgement:
    """One title and team within a year in two places: an abstract and its paper, an abstract of two meetings, a paper
    printed twice. A column of one journal may bear its title again and again.
    """
    if fields.container == "same" and fields.year == "same" and fields.volume == "same":
        return "same-study", "one title, team, journal and volume on another page: an erratum, a reprint or a misprint"
    if _may_be_reviewed(one, two) or _may_be_reviewed(two, one):
        return "maybe", "a book, and a page of a journal under its title: its review?"
    is_telling = len(one.families) > 1 < len(two.families) or min(len(one.meaning), len(two.meaning)) >= TELLING_WORDS
    is_elsewhere = fields.container in ("differs", "close") or (one.kind == "abstract") != (two.kind == "abstract")
    if is_elsewhere and is_telling:
        return "same-study", "one title and team in two places: two reports of one study"
    return "maybe", "one title and team, but another place"


def _may_be_reviewed(book: Features, other: Features) -> bool:
    """Whether one is a book, and the other a single page in a volume: journals list reviews under the book's title.

    Near misses: a report and its article, which fills pages; a thesis and its abstract.
    """
    is_note = other.place.volume is not None and other.place.page is not None and other.place.page_range is None
    return is_note and book.is_book and not other.is_thesis_abstract and not other.place.is_article_number


def _is_thesis_in_print(thesis: Features, book: Features) -> bool:
    """Whether one says that it is a thesis, and the other is a book or printed by a press."""
    return thesis.is_thesis and not book.is_thesis and book.is_book and ("book" in book.types or book.house.is_press)


def _may_be_chapter(book: Features, other: Features) -> bool:
    """Whether one is a whole book, and the other stands on pages of one: chapters may bear the title of their book.

    Near misses: "1-349", which counts the pages of all; a paper of a meeting whose first page alone is known.
    """
    place = other.place
    is_within = place.volume is None and place.issue is None and place.page_range is not None and not place.is_count
    return is_within and book.is_book and book.place.page is None


def _is_telling_team(one: Features, two: Features) -> bool:
    """Whether the title says enough, and the team is large enough, that the two are no coincidence."""
    is_team = min(len(one.families), len(two.families)) >= TEAM_AUTHORS
    return is_team and min(len(one.meaning), len(two.meaning)) >= TELLING_WORDS


def _judge_same_place(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """Volume and first page agree, the title does not quite. Abstracts share pages, so there the title must decide."""
    is_page_shared = one.is_meeting_abstract or two.is_meeting_abstract
    # Several pages from the same first to the same last are one paper, whatever the translation of its title.
    is_range = share_pages(one.place, two.place) and fields.year == "same"
    if fields.title == "differs":
        if fields.authors != "same":
            return None
        if is_range and not is_page_shared and _may_be_translated(one, fields):
            return "same-report", "one team on the same pages from first to last: one title in two languages"
        return "maybe", "one place and team, other titles"
    if fields.authors == "differs":
        return None
    if fields.title == "unknown":
        return "maybe", "one place; a title is missing or says nothing"
    # On a page of abstracts a subtitle tells two of one team apart, unless it only says what kind of study it was.
    is_extended = not fields.titles.is_contrary and (fields.titles.is_only_design or not is_page_shared)
    if (is_extended or is_range) and fields.container != "unknown" and (fields.authors == "same" or not is_page_shared):
        return "same-report", "one place; the title is printed otherwise"
    return "maybe", "one place, titles alike"


def _may_be_translated(one: Features, fields: Agreements) -> bool:
    """Whether the pages that two records share are enough, in one journal. Near miss: two notes on two pages."""
    is_long = (one.place.page_count or 0) >= TRANSLATED_PAGES
    return is_long and fields.container in ("same", "close") and fields.issue != "differs"


def _judge_close_title(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    if fields.authors != "same" or fields.year not in ("same", "close"):
        return None
    is_subtitle = has_subtitle_more(one, two)
    if fields.edition == "differs":
        return ("maybe", "two editions, titles alike") if fields.titles.ratio >= TITLES_LIKE else None
    if is_subtitle and _is_one_book(one, two, fields):
        return "same-report", "a book with its subtitle and without, of one author, house and year"
    numbers = one.catalogued.numbers & two.catalogued.numbers
    if fields.titles.is_extended and any(len(number) >= REPORT_FIGURES for number in numbers):
        return "same-report", "one number of a report; a title printed otherwise"
    if one.is_short or two.is_short:
        is_like = is_subtitle and fields.year == "same" and fields.container == "unknown"
        is_book = (one.is_published_alone or two.is_published_alone) and fields.titles.is_extended
        return (
            ("maybe", "a short title with a subtitle and without, the house unknown") if is_like and is_book else None
        )
    if fields.titles.is_extended and not fields.titles.tells_another and (is_subtitle or fields.page == "same"):
        if fields.is_held:
            return "same-report", "one title is the other with words added; one journal"
        # Two papers of a team may differ by their subtitles alone ("costs in towns", "harms in villages").
        is_dated = fields.year == "same" or one.is_ahead_of_print or two.is_ahead_of_print
        if is_dated and fields.container == "same" and not fields.is_misplaced:
            if fields.titles.is_only_design:
                return "same-report", "one title is the other with its design added; nothing against it"
            if is_subtitle and fields.year == "same" and _has_lost_subtitle(one, two, fields):
                return "same-report", "one title is the other without its subtitle; one team, journal and year"
    if fields.titles.ratio >= TITLES_LIKE:
        return "maybe", "titles alike, one team"
    is_team = min(len(one.families), len(two.families)) >= TEAM_AUTHORS and all(
        a & b for a, b in zip(one.families, two.families, strict=False)
    )
    if is_team and fields.year == fields.container == "same" and not fields.is_misplaced:
        return "maybe", "titles partly alike, one whole team, journal and year: printed under a new title?"
    return None


def _has_lost_subtitle(one: Features, two: Features, fields: Agreements) -> bool:
    """Whether a paper is mentioned by a title that says enough without its subtitle, by a large team, with no page.

    Match, in one journal: "Who should review the code of a project?" and the same ": A recommendation by file
    location", by the same three. Near misses: "Care in towns" (may head two papers), ": a summary for teachers",
    "Answer to: ", and a paper on its page, beside which another of the team may have the subtitle.
    """
    more = {*fields.titles.only_one, *fields.titles.only_two}
    short, long = sorted((one, two), key=lambda features: len(features.letters))
    is_mention = short.place.page is None and long.letters.startswith(short.letters)
    return is_mention and _is_telling_team(one, two) and COMPANION_WORDS.isdisjoint(more)


def _is_one_book(one: Features, two: Features, fields: Agreements) -> bool:
    """Whether two books whose titles differ by a subtitle are one: reference lists leave subtitles out.

    Match: "The Long Field" and "The Long Field : essays on walking" of one author, house and year. Near misses: "The
    Long Field: volume 2" and ": workbook"; reports, which may come with a summary; papers whose place is not known.
    """
    are_books = one.is_unbound and two.is_unbound and (one.is_book or two.is_book)
    is_same = fields.container == fields.year == "same" and one.is_by_persons and two.is_by_persons
    more = {*fields.titles.only_one, *fields.titles.only_two}
    is_subtitle = fields.titles.is_extended and not fields.titles.tells_another and COMPANION_WORDS.isdisjoint(more)
    is_report = not REPORT_TYPES.isdisjoint(one.types | two.types)
    return are_books and is_same and is_subtitle and not is_report


def _judge_labels(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """Without a title there is only "Webber et al. 2015". Within one review that names a study; elsewhere it may."""
    if one.record.title is not None and two.record.title is not None:
        return None
    if fields.authors != "same" or fields.year != "same" or not first_names(one) & first_names(two):
        return None
    review = one.record.review_id
    is_in_tables = None not in (one.record.table_id, two.record.table_id)
    if review is not None and review == two.record.review_id and is_in_tables:
        return "same-study", LABELLED
    if min(len(one.families), len(two.families)) >= 2:
        return "maybe", "one team and year, a title is missing"
    return None


def make_link(one: Features, two: Features, verdict: LinkVerdict, score: float, why: str) -> Link:
    left, right = sorted((one.record.record_id, two.record.record_id))
    return Link(left, right, verdict, score, why)
