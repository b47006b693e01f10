"""Does the source of a work say what it is: a journal, a degree, a meeting, an archive?"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.fields.names import is_body_name
from extract.fields.references.kinds.phrases import phrases_in, words_of
from extract.fields.references.kinds.printed import PLACES, Printed
from extract.fields.references.kinds.vocabulary import OF_CONTAINER


def type_by_source(work: Printed) -> str | None:
    """The type that the source of a work says; None where it says nothing."""
    for kind, is_one in _QUESTIONS:
        if is_one(work):
            return kind
    return _type_by_code(work)


def is_plain_article(work: Printed) -> bool:
    """What most references are, so that no other question need be asked of them."""
    return (
        "volume" in work.has
        and "pages" in work.has
        and work.is_periodical
        and "conference" not in work.has
        and not work.container & {"papers", "abstracts of theses"}
    )


# The parties of a case before the report in which it stands (Bluebook, rule 10; OSCOLA 4, section 2.1). Match: "Lamp v.
# Light Co., 401 U.S. 424", "Lamp v Light [1997] 3 SCR 1010"; near miss: "Lamps v. sun: a trial. Lux 2004;3".
_PARTIES = re.compile(r"[A-Z][^;“\"]{1,90} v\.? [A-Z]")


def _is_case(work: Printed) -> bool:
    """A court's decision: two parties for a title or in its place, no authors, nothing but a law report around it."""
    all_words = f"{work.text('title')} {work.outside}"
    if " v. " not in all_words and " v " not in all_words:
        return False
    is_named = _PARTIES.match(work.text("title") or work.outside.lstrip(" .[]0123456789")) is not None
    return is_named and not work.authors and (bool({"court", "gazette"} & work.said) or "container" not in work.has)


# A decision by its day or docket, and the official reports of German, Austrian and Swiss courts. Match: "Urteil vom 3",
# "Beschl. v. 3.5.1990", "1 BvR 209/83", "BVerfGE 65, 1"; near miss: "Urteile von Laien".
_DECISION = re.compile(
    r"\b(?:Urt(?:eil|\.)|Beschl(?:uss|\.)) ?(?:des \w{2,30} )?(?:v\.|vom) ?\d|\b[12] Bv[A-Z] \d+/\d\d"
    r"|\b(?:BVerfGE|BVerwGE|BGHZ|BGHSt|BAGE|BSGE|BFHE|BGE|RGZ|RGSt|VfSlg)\s\d"
)
# A court that stands in the author's place, none that audits. Match: "Supreme Court of Harrow", "Corte Constitucional";
# near miss: "Court of Auditors", "Tribunal de Contas".
_COURT = re.compile(
    r"\b(?:Court|Tribunal|Corte|Cour|Bundesgerichtshof|Bundesverfassungsgericht|\w{2,20}gericht|BGH|BVerfG|BVerwG|BFH|EuGH)\b"
    r"(?!.*\b(?:Auditors|Accounts|[Cc]omptes|Contas|[Cc]uentas|[Cc]onti)\b)"
)


def _is_decision(work: Printed) -> bool:
    """A court's decision by its day, docket or report, or by the court, which no person wrote about."""
    if not all(author.is_body for author in work.authors):
        return False
    if _DECISION.search(f"{work.text('title')} {work.outside} {work.text('container')}") is not None:
        return True
    is_alone = not work.has & {"pages", "publisher", "place", "issue"} and "journal" not in work.container
    return is_alone and any(_COURT.search(str(author)) for author in work.authors)


# Where statutes are published (`gazette` in `vocabulary`). Match: "Federal Register", "The Gazette of India,
# Extraordinary"; near miss: "Gazette", "Lamp Gazette".
_GAZETTE = re.compile(r"(?:The )?(?:Federal Register|Official (?:Journal|Gazette) of .{4,60}|Gazette of .{4,60})")


def _is_in_gazette(work: Printed) -> bool:
    return _GAZETTE.fullmatch(work.text("container")) is not None


# Addresses of entries in registers, and the DOIs of two of them (American Economic Association, BMC). Match:
# "clinicaltrials.gov/ct2/show/"; near miss: "clinicaltrials.gov".
_REGISTER_ADDRESS = re.compile(
    r"clinicaltrials\.gov/(?:ct2/)?(?:show|study)/|crd\.york\.ac\.uk/prospero/\w|aspredicted\.org/\w|socialscienceregistry\.org/\w"
    r"|isrctn\.com/ISRCTN|10\.1257/rct\.|10\.1186/ISRCTN",
    re.IGNORECASE,
)
# A register's number that identifiers do not know, of a primary registry of the WHO network. Match: "NL-OMON46908";
# near miss: "NL 46".
_REGISTER = re.compile(r"\b(?:NL-OMON|NTR|NL|EUCTR|PER|JPRN|LBCTR|ITMCTR|UMIN|jRCT)-?\s?\d{4,12}\b")
# OSF gives its registrations and projects the prefix 10.17605. Match: "osf.io/ab3"; near miss: "10.31219/".
_OSF = re.compile(r"10\.17605/|\bosf\.io/", re.IGNORECASE)


# How a register's title names a trial (WHO, Trial Registration Data Set, items 9 and 10; ICH E9): its design, and what
# it is. Match: "A Phase III, Randomized ... Study", "Double-Blind Comparison"; near miss: "Phase 2: final report",
# "Randomised trials in care".
_TRIAL = re.compile(
    r"(?=.*\b(?:phase (?:[1-4]|I{1,3}V?|IV)[ab]?|randomi[sz]ed|(?:double|single)[- ]blind|placebo[- ]controlled"
    r"|open[- ]label|clinical trial)\b).*\b(?:study|trial|comparison)\b",
    re.IGNORECASE,
)
# What is written about trials. Match: "a systematic review", "final report"; near miss: "Reporter".
_ABOUT_TRIALS = re.compile(
    r"\b(?:reviews?|reports?|guidelines?|guides?|statements?|histor(?:y|ies)|findings|results|how to|conduct"
    r"|protocols?|video|handbook|evaluation of)\b|\[",
    re.IGNORECASE,
)
_NO_REGISTER = PLACES | {"authors", "container", "publisher", "place", "conference", "doi", "url"}


def _is_unsigned_trial(work: Printed) -> bool:
    """A trial by its title and year alone, as reviews list what they found in registers: no journal, no house and
    nobody who signs it."""
    title = work.text("title")
    return not work.has & _NO_REGISTER and _TRIAL.match(title) is not None and _ABOUT_TRIALS.search(title) is None


def _is_registration(work: Printed) -> bool:
    has, said = work.has, work.said
    is_protocol = "protocol" in work.title and _OSF.search(work.address) is not None
    if is_protocol and "archive" in work.container:
        return True
    if "volume" in has or "pages" in has:
        return False
    if "register" in work.container:
        return True
    if "registration" in has and ("container" not in has or "registry" in said):
        return True
    if "container" in has and "protocol" not in said:
        return False
    if is_protocol or _REGISTER_ADDRESS.search(work.address):
        return True
    return "protocol" in said or _REGISTER.search(work.outside) is not None


# DOI prefixes of bodies that publish reports (Crossref, list of members): OECD, World Bank, International Monetary
# Fund, NBER, Publications Office of the European Union, Inter-American Development Bank. Match: "10.1787/9789";
# near miss: "10.17878/".
_BODY_DOI = re.compile(r"\b10\.(?:1787|1596|5089|3386|2760|18235)/")


def _is_in_series_of_reports(work: Printed) -> bool:
    if _BODY_DOI.search(work.text("doi")) is not None and not work.has & {"pages", "issue"}:
        return "journal" not in work.container
    return "report" in work.container and "journal" not in work.container and "pages" not in work.has


# The form before a title. Match: "Thesis: Lanterns"; near miss: "Thesis writing: a guide".
_THESIS_FIRST = ("Thesis:", "Dissertation:", "PhD thesis:", "Doctoral thesis:")


# A dissertation by a short word, which is a town's name too, or by the degree. Match: " Diss. Leeds 1979",
# "Habil.-Schr.", "EdD"; near miss: "Diss: Lux", "in Diss", "(edd.)".
_DISS = re.compile(r"(?<![\w.])(?:(?:(?:Phil|Med|Jur|Inaug)\.?[ -])?(?:Diss|Habil)\.(?:-?Schr)?|Ed\.?D\b)(?!\w)")


# Match: "Univ. Leeds", "TU Harrow"; near miss: "Acta Universitatis", "University Press".
_OF_UNIVERSITY = re.compile(
    r"\b(?:Univ\.|Universität|University(?! Press)|Universit[eéà]t?|Universiteit|Hochschule|TU|ETH|FH|College)(?!\w)"
)


def _is_short_for_thesis(work: Printed) -> bool:
    """Whether a dissertation is so called that no house has published: a book may be one too ("Zugl.: …")."""
    if not any(map(work.outside.__contains__, ("Diss.", "Habil.", "EdD", "Ed.D"))):
        return False
    found = _DISS.search(work.outside)
    is_degree = found is not None and found[0].startswith("Ed")
    is_of_university = _OF_UNIVERSITY.search(work.text("publisher")) is not None
    is_book = "publisher" in work.has and not is_of_university and (work.house == "press" or not is_degree)
    return found is not None and not is_book and "zugl" not in work.outside.casefold()


def _is_thesis(work: Printed) -> bool:
    if "abstracts of theses" in work.container or work.text("title").startswith(_THESIS_FIRST):
        return True
    return not work.is_periodical and (
        "thesis" in work.said or ("thesis" in work.title and "container" not in work.has) or _is_short_for_thesis(work)
    )


# DOI prefixes and hosts of preprints (Crossref, list of members): bioRxiv and medRxiv (the journals of their house
# print letters after the slash), PsyArXiv, OSF Preprints, SocArXiv, arXiv, SSRN, Research Square, Preprints.org.
# Match: "10.1101/2020.01", "10.48550/arXiv.2"; near miss: "10.1101/gr.2".
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:\d{6}|20\d\d\.)|31234/|31219/|31235/|48550/arxiv|2139/ssrn|21203/rs|20944/preprints)"
    r"|\b(?:arxiv|biorxiv|medrxiv|psyarxiv)\.(?:org|com)/|\bssrn\.com/",
    re.IGNORECASE,
)


def _is_preprint(work: Printed) -> bool:
    if work.is_periodical or work.is_meeting:
        return False
    if "preprint" in work.said:
        return not work.is_in_meeting
    if "archive" in work.container and "OSF" not in work.text("container"):
        return True
    if "container" in work.has or ("publisher" in work.has and "manuscript" not in work.said):
        return False
    return "manuscript" in work.said or _PREPRINT_DOI.search(work.address) is not None


# Addresses of patents. Match: "google.com/patents/US74"; near miss: "patents/law".
_PATENT = re.compile(r"/patents?/(?:US|EP|WO|GB|DE|CN|JP)\d")


def _is_patent(work: Printed) -> bool:
    is_said = "patent" in work.said or _PATENT.search(f"{work.address} {work.outside}") is not None
    return is_said and "container" not in work.has


# Hosts of newspapers, magazines and broadcasters, as the names in `OF_CONTAINER`. Match: "www.nytimes.com/2020";
# near miss: "nytimes-archive.org".
_NEWS_HOST = re.compile(
    r"(?:^|//|\.)(?:nytimes|theguardian|guardian|washingtonpost|telegraph|independent|thetimes|wsj|ft|usatoday|latimes"
    r"|reuters|bloomberg|economist|cnn|nbcnews|cbsnews|politico|lemonde|spiegel|elpais|smh|bbc)\.(?:co\.uk|com|org|fr|de"
    r"|es|eu|com\.au)(?:/|$)",
    re.IGNORECASE,
)


def _is_news(work: Printed) -> bool:
    """A newspaper or its site; magazines with volume and pages are articles."""
    if work.has & PLACES or ("journal" in work.container and "newspaper" not in work.container):
        return False
    if "newspaper" in work.container or "press release" in work.said:
        return True
    publisher = work.values.get("publisher")
    if publisher is None:
        return _NEWS_HOST.search(work.address) is not None
    is_site = "url" in work.has and not work.has & {"container", "place"}
    return is_site and "newspaper" in phrases_in(words_of(publisher), OF_CONTAINER) and not is_body_name(publisher)


def _is_article(work: Printed) -> bool:
    return work.is_periodical and (
        "pages" in work.has or "journal" in work.container or "conference" not in work.container
    )


# The form of a work in square brackets (APA 7, section 9.22; ICPSR). Match: "[Data set]", "[Computer file]", "[Public
# Use Microdata File]"; near miss: "data set", "[Data from the survey]".
_DATA_FORM = re.compile(
    r"\[\s?(?:[\w-]{1,20}\s){0,4}?(?:data\s?(?:set|base|file)s?|microdata(?:\sfiles?)?|raw data|computer files?|corpus"
    r"|unpublished (?:\w{1,20} ){1,2}data)\b[^\[\]]{0,160}\]",
    re.IGNORECASE,
)
# DOI prefixes and addresses of data (DataCite, list of members): Zenodo, Dataverse, Dryad, figshare, UK Data Service,
# ICPSR, Mendeley Data, Kaggle, UCI. Match: "10.5281/zenodo.1", "zenodo.org/record/1"; near miss: "zenodo.org/about".
_DATA_DOI = re.compile(
    r"10\.(?:5281/zenodo|7910/dvn|5061/dryad|6084/m9|5255/ukda|3886/icpsr|17632/)|/datasets?/|/indicators?/"
    r"|kaggle\.com/(?:datasets|c)/|figshare\.com/articles/dataset|zenodo\.org/records?/|datadryad\.org/|\.uci\.edu/dataset",
    re.IGNORECASE,
)


def _has_data_form(work: Printed) -> bool:
    return "[" in work.outside and _DATA_FORM.search(work.outside) is not None


# The sign of what a work is, and of what it is on, in lists that follow GB/T 7714 (table B.1). Match: "[D]", "[M/OL]";
# near miss: "[Data]", "[S.l.]".
_CODE = re.compile(r"(?<=\S)\s?\[(?P<kind>[JMDCNRSP]|DB)(?:/(?:OL|CD|DK|MT))?\](?=[.,:;/\s]|$)")
_BY_CODE = {
    "J": "article", "M": "book", "D": "thesis", "C": "conference", "N": "news", "R": "report", "S": "guideline",
    "P": "patent", "DB": "dataset",
}  # fmt: skip


def _type_by_code(work: Printed) -> str | None:
    """The type that such a sign says; of what stands in another work (`[A]//`) it says that of the other."""
    found = _CODE.search(work.outside) if "[" in work.outside and "//" not in work.outside else None
    return None if found is None else _BY_CODE[found["kind"]]


# Words without which nothing is data by itself. Match: "database", "Zenodo", "R package", "panel survey"; near miss:
# "Lamps".
_OF_DATA = re.compile(
    r"data|daten|dato|dados|donn[ée]e|gegevens|tilasto|statisti|survey|census|zensus|panel|erhebung|befragung|umfrage|barometer"
    r"|zenodo|figshare|dryad|pangaea|icpsr|gesis|github|osf\.io|openneuro|kaggle|r package|code|software|version|atlas"
    r"|corpus"
    r"|korpus|inventory|registry|archiv|genbank|accession|repositor|grid|index|indicator|study\b|studie|cohort|table|replication"
    r"|network|nomis|xlsx?\b|csv\b|measure",
    re.IGNORECASE,
)


def may_be_data(work: Printed) -> bool:
    """Whether any word says that the work may be data."""
    return _OF_DATA.search(f"{work.text('title')} {work.outside} {work.address}") is not None


def _is_dataset(work: Printed) -> bool:
    is_said = "data" in work.said or _DATA_DOI.search(work.address) is not None
    return (is_said or "data" in work.title) and "volume" not in work.has


# The letters of a meeting, behind "in". Match: "ICLR", "NeurIPS"; near miss: "Lamps".
_LETTERS = re.compile(r"[A-Z][A-Za-z]{0,6}[A-Z][A-Za-z]{0,4}")


def _is_by_letters(work: Printed) -> bool:
    """Whether "in" leads to letters alone, with no volume (`In ICLR, 2019`)."""
    name = work.text("container")
    if _LETTERS.fullmatch(name) is None or work.has & {"volume", "issue", "editors", "publisher"}:
        return False
    return any(f"{word} {name}" in work.outside for word in ("In", " in"))


# The papers of a meeting as one work. Match: "Lamps: proceedings of the Third Lamp Symposium"; near miss: "Proceedings
# of the Workshop-in Brief", "court proceedings".
_PROCEEDINGS = re.compile(r"\bproceedings of (?!.*in brief)|\bconference proceedings\b", re.IGNORECASE)


def _is_proceedings(work: Printed) -> bool:
    return "container" not in work.has and _PROCEEDINGS.search(work.text("title")) is not None


def _is_conference(work: Printed) -> bool:
    return (
        _is_by_letters(work)
        or _is_proceedings(work)
        or ("conference" in work.container and not work.is_series)
        or work.is_in_meeting
    )


def _is_book_by_number(work: Printed) -> bool:
    """A work of persons from a house that prints its ISBN, which counts no reports."""
    if "ISBN" not in work.outside:
        return False
    is_of_persons = bool(work.authors) and not any(author.is_body for author in work.authors)
    is_counted = not work.has_report_number and "report" not in work.said | work.title
    has_house = "publisher" in work.has and work.house != "official house"
    return is_of_persons and is_counted and has_house and not work.has & {"container", "conference"}


def _is_paper_of_body(work: Printed) -> bool:
    return "papers" in work.said or (work.has_report_number and "pages" not in work.has)


# The order matters: a thesis with a place and a publisher is a thesis, proceedings with volume and pages are a
# journal's.
_QUESTIONS: tuple[tuple[str, Callable[[Printed], bool]], ...] = (
    ("guideline", _is_case),
    ("guideline", _is_decision),
    ("guideline", _is_in_gazette),
    ("article", is_plain_article),
    ("dataset", _has_data_form),
    ("registration", _is_registration),
    ("report", _is_in_series_of_reports),
    ("thesis", _is_thesis),
    ("preprint", _is_preprint),
    ("conference", lambda work: "conference" in work.has or work.is_meeting),
    ("report", lambda work: "papers" in work.container),
    ("news", _is_news),
    ("article", _is_article),
    ("patent", _is_patent),
    ("slides", lambda work: "slides" in work.said),
    ("dataset", _is_dataset),
    ("registration", _is_unsigned_trial),
    ("conference", _is_conference),
    ("report", _is_paper_of_body),
    ("book", _is_book_by_number),
)
