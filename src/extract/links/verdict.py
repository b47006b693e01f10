"""What two records are to each other, by the rules in the order in which they speak."""

from __future__ import annotations

from extract.links.agreement import YEARS_THREAD, Agreements, left_over_both
from extract.links.features import Features, first_names
from extract.links.record import Link, LinkVerdict, ReportKind

# Reports that say of themselves whose they are. A conference abstract does not: it may become any paper, or none.
BELONGING: frozenset[ReportKind | None] = frozenset({"erratum", "protocol", "reprint", "preprint"})

Judgement = tuple[LinkVerdict, str]
LABELLED = "two tables of one review name a study of this author and year"


def judge(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """The verdict on two studies, None where they are not even alike. The rules in the order in which they speak."""
    is_alike = fields.doi == "same" or fields.is_placed or (fields.title == "same" and fields.authors != "differs")
    table = one.record.table_id
    if table is not None and table == two.record.table_id:
        return ("different", "two rows of one table are two studies") if is_alike else None
    if fields.doi in ("same", "close"):
        return _judge_by_doi(fields)
    if one.kind != two.kind and {one.kind, two.kind} & BELONGING:
        judged = _judge_report(one, two, fields)
        if judged is not None:
            return judged
    if fields.doi == "differs":
        if fields.title == "same" and fields.authors == "same":
            return "maybe", "one title and one team under two DOIs: two reports"
        return ("different", "two DOIs") if is_alike else None
    if "reply" in (one.kind, two.kind) and one.kind != two.kind:
        return ("different", "a reply is another paper") if is_alike else None
    if fields.title == "same":
        return _judge_same_title(one, two, fields)
    if fields.is_placed and fields.year in ("same", "close", "unknown"):
        return _judge_same_place(one, two, fields)
    if fields.title == "close":
        return _judge_close_title(one, two, fields)
    return _judge_labels(one, two, fields) if fields.title == "unknown" else None


def _judge_by_doi(fields: Agreements) -> Judgement:
    if fields.doi == "close":
        return "same-study", "two versions of one DOI"
    if fields.title == "differs" and fields.authors in ("differs", "unknown"):
        return "maybe", "one DOI, but other titles: one of the two is wrong, or it is the DOI of the whole volume"
    return "same-report", "one DOI"


def _judge_report(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """A report that says of itself that it belongs to another: linked to it, not one with it."""
    kind = next(kind for kind in (one.kind, two.kind) if kind in BELONGING)
    is_cut = fields.title == "close" and fields.title_ratio >= 90.0 and not left_over_both(one, two)
    if not (fields.title == "same" or is_cut) or fields.authors != "same":
        return None
    if (one.is_short or two.is_short) and fields.container != "same":
        return None
    years = (one.record.year, two.record.year)
    if None not in years and abs((years[0] or 0) - (years[1] or 0)) > YEARS_THREAD:
        return None
    return "same-study", f"{kind} of one paper"


def _judge_same_title(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    is_dated = fields.year in ("same", "close")
    if fields.authors in ("differs", "close"):
        if fields.is_placed and fields.year == "same":
            return "same-report", "one title in one place; the authors are printed otherwise"
        return "maybe", "one title, other authors"
    if fields.is_placed and (is_dated or fields.authors == "same"):
        return "same-report", "one title in one place"
    if one.is_short or two.is_short:
        is_enough = fields.authors == "same" and is_dated and fields.container == "same" and not fields.is_misplaced
        is_enough = is_enough and ("same" in (fields.volume, fields.page) or fields.year == "same")
        return ("same-report", "one title, team, journal and year") if is_enough else None
    if fields.authors == "unknown":
        is_enough = fields.year == "same" and not fields.is_misplaced and fields.container in ("same", "close")
        return ("same-report", "one title, journal and year") if is_enough else ("maybe", "one title, authors unknown")
    if not is_dated:
        return "maybe", "one title and team, but other years: two reports of one study, or a new edition"
    if fields.year == "close" and fields.page != "same" and (one.is_proceedings or two.is_proceedings):
        return "maybe", "one title and team at meetings of two years"
    if fields.page == "same" and fields.volume == "same" and fields.year == "same":
        return "same-report", "one title, team, volume and page"
    if fields.container != "differs" and (fields.page == "same" or not fields.is_misplaced):
        return "same-report", "one title and team, and nothing against it"
    if fields.container == "same" and fields.year == "same" and fields.volume == "same":
        return "same-study", "one title, team, journal and volume on another page: an erratum, a reprint or a misprint"
    return "maybe", "one title and team, but another place"


def _judge_same_place(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    """Volume and first page agree, the title does not quite. Abstracts share pages, so there the title must decide."""
    is_page_shared = "abstract" in (one.kind, two.kind)
    if fields.title == "differs":
        return ("maybe", "one place and team, other titles") if fields.authors == "same" else None
    if fields.authors == "differs":
        return None
    if fields.title == "unknown":
        return "maybe", "one place; a title is missing or says nothing"
    # Several pages from the same first to the same last are one paper, whatever the translation of its title.
    is_range = one.page_range is not None and one.page_range == two.page_range
    is_extended = not left_over_both(one, two) or fields.title_ratio >= 90.0 or (is_range and fields.year == "same")
    if is_extended and fields.container != "unknown" and (fields.authors == "same" or not is_page_shared):
        return "same-report", "one place; the title is printed otherwise"
    return "maybe", "one place, titles alike"


def _judge_close_title(one: Features, two: Features, fields: Agreements) -> Judgement | None:
    if fields.authors != "same" or fields.year not in ("same", "close") or one.is_short or two.is_short:
        return None
    if fields.title_ratio >= 90.0 and not left_over_both(one, two):
        is_held = fields.page == "same" or (fields.volume == "same" and fields.container == "same")
        if is_held and not fields.is_misplaced:
            return "same-report", "one title is the other with words added; one journal"
        if not fields.is_misplaced and fields.year == "same" and fields.container == "same":
            return "same-report", "one title is the other with words added; nothing against it"
    return ("maybe", "titles alike, one team") if fields.title_ratio >= 80.0 else None


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
