"""What type of work a reference cites, from the words and parts that it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from extract.fields.names import Author, is_body_name
from extract.fields.references.clues import index, phrases_in, words_of
from extract.folding import fold

# Houses that publish books and journals; a work from any other body is a report. Words first, then the largest houses
# by name
# (Publishers Weekly's yearly ranking of the world's largest publishers, and the houses of the evidence literature).
PRESS = re.compile(
    r"\b(?:(?<!in )press|publish(?:er|ers|ing)|publications|books|verlag|editions?|éditions|editorial|presses"
    r"|springer|wiley|blackwell|elsevier|"
    r"routledge|sage|pearson|mcgraw|palgrave|macmillan|penguin|harper\w*|kluwer|taylor (?:&|and) francis"
    r"|academic press|saunders|mosby|"
    r"churchill|lippincott|karger|thieme|guilford|norton|prentice|jossey|erlbaum|psychology press|de gruyter|brill"
    r"|ashgate|emerald|"
    r"edward elgar|o['’]?reilly|packt|apress|manning|kingsley|heinemann|longman|hodder|random house|simon (?:&"
    r"|and) schuster|bloomsbury|gallimard|suhrkamp|"
    r"basic books|humana|crc|world scientific|birkhäuser|hogrefe|huber|beltz|vandenhoeck|mouton|benjamins"
    r"|van gorcum|allyn|addison)\b",
    re.IGNORECASE,
)
# A meeting by name, which makes a container proceedings even with a volume; "Proceedings" alone may be a journal
# (PNAS).
MEETING = re.compile(r"\b(?:conference|conf|symposium|symp|workshop|congress|colloquium|meeting)\b", re.IGNORECASE)
JOURNAL_WORD = re.compile(
    r"\b(?:journal|j|annals|archives|review|reviews|quarterly|bulletin|transactions|letters|lancet|bmj|jama"
    r"|zeitschrift|revue|revista|acta|bmc|plos)\b",
    re.IGNORECASE,
)

# What the words of a container, and those of the reference outside its title, authors and address, say of the work.
# Phrases in small letters without punctuation, as `words_of` reads them: "ph d" is "Ph.D.".
_OF_CONTAINER = index({
    "meeting": "conference|conf|symposium|symp|workshop|congress|colloquium|meeting|general session|annual session",
    "conference": "presented at|presented to|paper given|proceedings|proc|conference|conf|symposium|symposia|workshop"
    "|congress|colloquium|colloquia|annual meeting|annual scientific meeting|poster|tagung|kongress|colloque|congreso",
    "series": "conference series|conf ser|journal|lecture notes|abstracts",
    "journal": "journal|j|annals|annales|annalen|anales|annali|archives|archiv|rivista|review|reviews|quarterly"
    "|bulletin|transactions|letters|lancet|bmj|jama|zeitschrift|revue|revista|acta|bmc|plos",
    "report": "report|reports|working paper|discussion paper|briefing|white paper|technical note|technical paper"
    "|technical memorandum|policy paper|policy brief|occasional paper|evaluation of|evaluation report|evidence review"
    "|evidence summary|rapport|bericht",
    "papers": "working paper|working papers|discussion paper|discussion papers|technical report|seminar paper|wp",
    "numbered": "papers|paper|series",
    "abstracts of theses": "dissertation abstracts|masters abstracts",
    # Words of the titles of newspapers and magazines, and the largest of those that hold none (Reuters Institute,
    # "Digital News Report", brands in the United Kingdom and the United States).
    "newspaper": "times|guardian|post|herald|tribune|chronicle|gazette|telegraph|daily|newspaper|zeitung|newsweek"
    "|wall street journal|usa today|economist|le monde|el país|bbc|cnn|reuters|bloomberg|forbes|wired|spiegel|news"
    "|magazine|new scientist|scientific american|new yorker|the atlantic|the independent|the observer|die zeit"
    "|le figaro|press release|news release",
})  # fmt: skip
_OUTSIDE = index({
    # ProQuest Information & Learning, once University Microfilms, publishes theses.
    "thesis": "thesis|theses|dissertation|doctorate|habilitation|habilitationsschrift|thèse|mémoire|tesis|tese"
    "|masterarbeit|diplomarbeit|magisterarbeit|doktorarbeit|dissertação|avhandling|tesi di laurea|tesi di dottorato"
    "|proefschrift|phd|ph d|dphil|d phil|msc diss|m sc diss|dclinpsy"
    "|dclinpsych|d clin psy|d clin psych|proquest information learning|proquest information and learning"
    "|proquest dissertations|dissertation abstracts|umi dissertation",
    "preprint": "arxiv|medrxiv|biorxiv|psyarxiv|socarxiv|chemrxiv|edarxiv|techrxiv|engrxiv|eartharxiv|osf preprint"
    "|osf preprints|ssrn"
    "|research square|preprint|preprints|hep th|hep ph|hep ex",
    # Vocabulary of publication types, `preprint`: manuscripts without a publisher.
    "manuscript": "unpublished manuscript|unpublished paper|submitted manuscript|manuscript in preparation"
    "|manuscript submitted|manuscript under review",
    "press release": "press release|news release",
    "registry": "clinicaltrials gov|isrctn|prospero|trial registry|trials registry|trial register|trial registration"
    "|identifier",
    "protocol": "registered protocol|pre registered|preregistered|pre registration|preregistration"
    "|registered report protocol|aspredicted|osf registries|rct registry",
    "data": "data set|data sets|dataset|datasets|data collection|dryad|pangaea|uk data service|uk data archive"
    "|data archive|dataverse|figshare dataset",
    "papers": "working paper|working papers|discussion paper|discussion papers|technical report|seminar paper",
    "report": "report|reports|briefing|white paper|technical note|technical paper|technical memorandum|policy paper"
    "|policy brief|occasional paper|evaluation report|rapport|bericht|command paper",
    "numbered": "wp|report|reports|paper|papers|rep|series|cm|cmd|cmnd",
    "review of evidence": "evidence review|evidence reviews|evidence summary|rapid review|rapid response report"
    "|rapid response reports|health technology assessment",
    "guidance": "guideline|guidelines|guidance|leitlinie|leitlinien|s3 leitlinie|consensus statement|quality standard"
    "|practice standard|code of practice|practice parameter|fact sheet|factsheet",
    "guide number": "guide|cg|ng|qs|ph|ta",
    "standard": "iso|iec|ieee|din|ansi|astm|bs en|rfc",
    "in": "in",
    "meeting": "proc|proceedings|conf|conference|symposium|workshop",
    "patent": "us patent|u s patent|european patent|patent no|patent number|patent application|patent wo|patent ep",
    "slides": "powerpoint slides|slide deck|slideshare",
    "site": "github|gitlab|wikipedia|youtube|twitter|facebook|linkedin|blog|blog post|web log|stack overflow|video file"
    "|home page|homepage",
    "month": "january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|may"
    "|jun|jul|aug|sep|sept|oct|nov|dec",
    "edition": "edition|edn|ed",
})  # fmt: skip
_OF_TITLE = index({
    "report": "report|reports|findings|working paper|discussion paper|briefing|white paper|technical note"
    "|technical paper|technical memorandum|policy paper|policy brief|occasional paper|evaluation of|evaluation report"
    "|an evaluation|rapport|bericht|abschlussbericht|informe|relatório|rapporto|minutes of|séance de travail"
    "|comité de liaison|statement of completion",
    "review of evidence": "evidence review|evidence reviews|evidence summary|rapid review|rapid response report"
    "|rapid response reports|health technology assessment",
    "guidance": "guideline|guidelines|guidance|recommendation for|recommendation on|recommendations for"
    "|recommendations on|leitlinie|leitlinien|consensus statement|quality standard|good practice|code of practice"
    "|practice standard|practice standards|practice parameter|practice parameters|intervention guide|clinical guide"
    "|practice guide|rulebook|rule book|rules of procedure|fact sheet|factsheet|treaty on|treaty of|treaty between"
    "|convention on the"
    "|covenant on|universal declaration of|national standards|code of conduct|code of ethics|w3c recommendation",
    "thesis": "phd thesis|ph d thesis|phd dissertation|ph d dissertation|doctoral thesis|doctoral dissertation"
    "|master thesis|master s thesis|masters thesis|thèse de doctorat|mémoire de thèse|habilitation à diriger",
    "guide number": "guide|cg|ng|qs|ph|ta",
    "standard": "iso|iec|ieee|din|ansi|astm|bs en|rfc",
    "law": "act|directive|regulation|public law|pub l",
    # Not yet a word of a report, but hardly one of a book.
    "study": "evaluation|evaluating|needs assessment|scoping study|feasibility study|pilot study|action plan"
    "|strategy for|a strategy|inquiry|strategic review",
    "manual": "handbook|manual|textbook|introduction to|primer|encyclopedia|encyclopaedia|lehrbuch|handbuch",
    "data": "replication package|replication data|replication files|replication material|replication materials"
    "|supplementary data|supplementary dataset",
    "protocol": "protocol|protocols|study protocol",
})  # fmt: skip

_IN_MEETING = re.compile(
    r"\bin:?\s[^“”\"]{0,100}?\b(?:proc|proceedings|conf|conference|symposium|workshop)\b", re.IGNORECASE
)
_IN_ANY = re.compile(r"[.?!,”\"]\s*In:?\s+[“\"‘A-Z]")
# "In: Bonin, J. P. and Szekely, I. P. (eds.)": the book around a chapter. Near miss: "In 2010 the editors".
_IN_BOOK = re.compile(r"\bIn:?\s[^()]{3,160}[(,\[]\s?(?:eds?|editors?|hrsg)\b", re.IGNORECASE)
_NUMBERED_REPORT = re.compile(
    r"\bWP[/ ]\d|\b(?:report|technical report|seminar paper|working papers?|discussion papers?|papers?|rep\.|series"
    r"|cm\w*)\s(?:series\s)?(?:no\.?|number|nr\.?)?\s?\w*\d",
    re.IGNORECASE,
)
# The form of a work in square brackets (APA 7, section 9.22). Match: "[Data set]"; near miss: "data set".
_DATA_FORM = re.compile(r"\[\s?(?:unpublished )?(?:data\s?set|database|raw data)", re.IGNORECASE)
# Numbers of guidelines. Match: "CG178", "SCIE Guide 51"; near miss: "Guide to 51 towns", "Ph.D.".
_GUIDE_NUMBER = re.compile(r"\b(?:CG|NG|QS|PH|TA)\s?\d{1,3}\b|\bGuide (?:no\.? )?\d{1,3}\b")
# Technical standards (ISO House Style, "References to standards"): the body's letters and a number.
# Match: "ISO 9241-210:2019", "ISO/IEC/IEEE 42010"; near miss: "ISO 2019".
_STANDARD = re.compile(
    r"\b(?:ISO|IEC|IEEE|DIN|ANSI|ASTM|BS EN|RFC)(?:/[A-Z]{2,5}){0,3}(?: [A-Z]{2})?\s?"
    r"(?!(?:19|20)\d\d\b(?!:))[A-Z]?\d{2,5}\b"
)
# Statutes (OSCOLA 4, section 2.4: short title and year). Match: "Care Act 2014"; near miss: "Monitoring the Act in
# 2014".
_STATUTE = re.compile(
    r"(?:[A-Z][\w’'&-]{0,30},? |(?:and|of|the|for|in|\([^()]{1,40}\)) ){1,12}Act (?:of )?(?:1[89]|20)\d\d"
)
# Acts of the European Union (OSCOLA 4, section 2.6) and of Congress (APA 7, section 11.5). Match: "Directive
# 2001/20/EC", "Regulation (EU) 2016/679", "Public Law 111-148"; near miss: "Regulation of lamps in the EU".
_ACT_BY_NUMBER = re.compile(
    r"\b(?:Directive|Regulation|Decision) (?:\((?:EU|EC|EEC)\) )?(?:No\.? )?\d{1,4}/\d{1,4}"
    r"|\bPub(?:lic|\.) L(?:aw|\.) (?:No\.? )?\d{1,3}[-–]\d{1,4}"
)
# Addresses of entries in registers. Match: "clinicaltrials.gov/ct2/show/"; near miss: "clinicaltrials.gov".
_REGISTER_ADDRESS = re.compile(
    r"clinicaltrials\.gov/(?:ct2/)?(?:show|study)/|crd\.york\.ac\.uk/prospero/\w|aspredicted\.org/\w|socialscienceregistry\.org/\w"
    r"|isrctn\.com/ISRCTN",
    re.IGNORECASE,
)
# A register's number that identifiers do not know, of a primary registry of the WHO network. Match: "NL-OMON46908".
_REGISTER = re.compile(r"\b(?:NL-OMON|NTR|NL|EUCTR|PER|JPRN|LBCTR|ITMCTR|UMIN|jRCT)-?\s?\d{4,12}\b")
# A meeting by its letters and year, as computer science prints it. Match: "HotSoS ’15"; near miss: "The ’60s".
_LETTERS_AND_YEAR = re.compile(r"[A-Za-z]{1,8}[A-Z][\w@-]{0,10}\s?['’](?:\d\d|19\d\d|20\d\d)")
# A name with its letters in brackets at the end. Match: "Large Systems (LISA)"; near miss: "Large Systems (2004)".
_ENDS_IN_LETTERS = re.compile(r"[a-z] \([A-Z]{2,8}\)$")
# An address that shows a document. Match: ".pdf", "/reports/2", "/handle/10665/2"; near miss: "/support/".
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?)\b|/(?:[\w-]{1,60}[_-])?(?:reports?|publications|documents?|docman|papers?|bitstream|handle|iris)(?:[/?#.]|$)"
    r"|policy-paper|working-paper",
    re.IGNORECASE,
)
# Sites whose pages readers write. Match: "https://github.com/a/b"; near miss: "github.company.org".
_SITE = re.compile(
    r"(?:^|//|\.)(?:github|gitlab|linkedin|medium|youtube|wikipedia|facebook|twitter|slideshare|stackoverflow)\.(?:com|org|net)"
    r"(?:/|$)|\bblogs?[./]|\bwiki[./]",
    re.IGNORECASE,
)
# Match: "5th ed.", "revised edition"; near miss: "ed. by".
_EDITION = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)|second|third|rev(?:ised|\.)?) (?:rev(?:ised|\.)? )?ed", re.IGNORECASE
)
# Hosts of newspapers, magazines and broadcasters, as the names in `_OF_CONTAINER`. Match: "www.nytimes.com/2020";
# near miss: "nytimes-archive.org".
_NEWS_HOST = re.compile(
    r"(?:^|//|\.)(?:nytimes|theguardian|guardian|washingtonpost|telegraph|independent|thetimes|wsj|ft|usatoday|latimes"
    r"|reuters|bloomberg|economist|cnn|nbcnews|cbsnews|politico|lemonde|spiegel|elpais|smh|bbc)\.(?:co\.uk|com|org|fr|de"
    r"|es|eu|com\.au)(?:/|$)",
    re.IGNORECASE,
)
# DOI prefixes of hosts that hold one kind of work (Crossref and DataCite, lists of members): of preprints bioRxiv and
# medRxiv (its journals print letters after the slash), PsyArXiv, OSF Preprints, SocArXiv, arXiv, SSRN, Research
# Square, Preprints.org; of data Zenodo, Dataverse, Dryad, figshare, UK Data Service, ICPSR, Mendeley Data.
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:\d{6}|20\d\d\.)|31234/|31219/|31235/|48550/arxiv|2139/ssrn|21203/rs|20944/preprints)"
    r"|\b(?:arxiv|biorxiv|medrxiv|psyarxiv)\.(?:org|com)/|\bssrn\.com/",
    re.IGNORECASE,
)
_DATA_DOI = re.compile(
    r"10\.(?:5281/zenodo|7910/dvn|5061/dryad|6084/m9|5255/ukda|3886/icpsr|17632/)"
    r"|kaggle\.com/(?:datasets|c)/|figshare\.com/articles/dataset|zenodo\.org/records?/|datadryad\.org/|\.uci\.edu/dataset",
    re.IGNORECASE,
)
# OSF gives its registrations and projects the prefix 10.17605.
_OSF = re.compile(r"10\.17605/|\bosf\.io/", re.IGNORECASE)
# Bodies that issue guidelines (Guidelines International Network, list of members), by name or letters.
_GUIDELINE_BODY = re.compile(
    r"\b(?:[Gg]uidelines?|AWMF|SIGN|NICE)\b|National Institute for (?:Health and (?:Care|Clinical)|Clinical) Excell"
)
# The form before a title. Match: "Thesis: Lanterns"; near miss: "Thesis writing: a guide".
_THESIS_FIRST = ("Thesis:", "Dissertation:", "PhD thesis:", "Doctoral thesis:")
# Bodies that publish by their own imprint: with these "Publishing" makes no press. Match: "OECD Publishing".
_OFFICIAL = frozenset(
    """oecd who un unesco unicef bank organisation organization nations ministry government office council agency
    department commission union parliament""".split()
)
# Learned societies that are publishers of books and test manuals too.
_SOCIETY_HOUSE = re.compile(
    r"american (?:psychiatric|psychological|mathematical|chemical) (?:association|society)|\bAPA\b", re.IGNORECASE
)


_PLACES = frozenset({"volume", "issue", "pages"})
# What tells where in a container a work stands.
_LOCATED = _PLACES | {"doi", "editors", "publisher"}
_BOOKISH = frozenset({"editors", "publisher", "edition"})


@dataclass(frozen=True)
class _Printed:
    """What a reference prints, as the questions below ask for it.

    Attributes:
        has: the fields that have a value; values: these.
        outside: the reference without authors, title and address.
    """

    has: frozenset[str]
    values: Mapping[str, str | None]
    authors: tuple[Author, ...]
    outside: str

    @cached_property
    def container(self) -> frozenset[str]:
        """Clues of the container."""
        return phrases_in(words_of(self.values.get("container") or ""), _OF_CONTAINER)

    @cached_property
    def said(self) -> frozenset[str]:
        """Clues of the text outside."""
        return phrases_in(words_of(self.outside), _OUTSIDE)

    @cached_property
    def title(self) -> frozenset[str]:
        """Clues of the title."""
        return phrases_in(words_of(self.values.get("title") or ""), _OF_TITLE)

    @cached_property
    def is_meeting(self) -> bool:
        """Whether the container is a meeting by name."""
        name = self.values.get("container") or ""
        if not name or "series" in self.container:
            return False
        return "meeting" in self.container or _LETTERS_AND_YEAR.fullmatch(name) is not None

    @cached_property
    def is_periodical(self) -> bool:
        """Whether the container has volumes or issues, and no editors."""
        has = self.has
        is_counted = "container" in has and ("volume" in has or "issue" in has) and not self.is_series
        return is_counted and "editors" not in has and not self.is_meeting and not self.is_volume_of_book

    @cached_property
    def is_volume_of_book(self) -> bool:
        """Whether "In" leads to a container with a publisher and no issue: a volume of a book, not of a journal."""
        if "publisher" not in self.has or "issue" in self.has or "journal" in self.container:
            return False
        return "in" in self.said and _IN_ANY.search(self.outside) is not None

    @cached_property
    def is_corporate(self) -> bool:
        """Whether bodies alone are its authors."""
        return bool(self.authors) and all(author.is_body for author in self.authors)

    @cached_property
    def address(self) -> str:
        """Where it stands on line, DOI and all."""
        return f"{self.values.get('doi') or ''} {self.values.get('url') or ''}"

    @cached_property
    def has_report_number(self) -> bool:
        """Whether it counts among numbered reports."""
        return "numbered" in self.said and _NUMBERED_REPORT.search(self.outside) is not None

    @cached_property
    def is_series(self) -> bool:
        """Whether what looks like a container is a series of books or reports: named so, or that of a body which is the
        author; from a publisher, and without pages."""
        has = self.has
        if "container" in has and not has & _LOCATED and self.is_corporate and self.is_site_of_author:
            return True
        if not {"container", "publisher"} <= has or has & {"pages", "editors", "edition", "issue"}:
            return False
        is_named = "numbered" in self.container and "journal" not in self.container
        return is_named or (self.is_corporate and "volume" not in has)

    @cached_property
    def is_site_of_author(self) -> bool:
        """Whether the container is the name of an author, a body, as that of a site or publisher."""
        name = fold(self.values.get("container") or "")
        return any(fold(author.family) == name for author in self.authors)

    @cached_property
    def is_page(self) -> bool:
        """Whether the container is a site: read there on a day, and in no place of a journal."""
        return (
            {"container", "url", "accessed"} <= self.has and not self.has & _LOCATED and "journal" not in self.container
        )

    @cached_property
    def is_edition(self) -> bool:
        """Whether an edition is printed, which journals have none of."""
        return "edition" in self.has or ("edition" in self.said and _EDITION.search(self.outside) is not None)

    @cached_property
    def is_in_meeting(self) -> bool:
        """Whether "In" leads to a meeting."""
        return {"in", "meeting"} <= self.said and _IN_MEETING.search(self.outside) is not None


def _is_plain_article(work: _Printed) -> bool:
    """What most references are, so that no other question need be asked of them."""
    return (
        "volume" in work.has
        and "pages" in work.has
        and work.is_periodical
        and "conference" not in work.has
        and not work.container & {"papers", "abstracts of theses"}
    )


def _is_registration(work: _Printed) -> bool:
    has, said = work.has, work.said
    if "volume" in has or "pages" in has:
        return False
    if "registration" in has and ("container" not in has or "registry" in said):
        return True
    if "container" in has:
        return False
    is_protocol = "protocol" in work.title and _OSF.search(work.address) is not None
    if is_protocol or _REGISTER_ADDRESS.search(work.address):
        return True
    return "protocol" in said or _REGISTER.search(work.outside) is not None


def _is_in_series_of_reports(work: _Printed) -> bool:
    return "report" in work.container and "journal" not in work.container and "pages" not in work.has


def _is_thesis(work: _Printed) -> bool:
    if "abstracts of theses" in work.container or (work.values.get("title") or "").startswith(_THESIS_FIRST):
        return True
    return not work.is_periodical and (
        "thesis" in work.said or ("thesis" in work.title and "container" not in work.has)
    )


def _is_preprint(work: _Printed) -> bool:
    if work.is_periodical or work.is_meeting:
        return False
    if "preprint" in work.said:
        return not work.is_in_meeting
    if "container" in work.has or ("publisher" in work.has and "manuscript" not in work.said):
        return False
    return "manuscript" in work.said or _PREPRINT_DOI.search(work.address) is not None


def _is_patent(work: _Printed) -> bool:
    return "patent" in work.said and "container" not in work.has


def _is_news(work: _Printed) -> bool:
    """A newspaper or its site; magazines with volume and pages are articles."""
    if work.has & _PLACES or ("journal" in work.container and "newspaper" not in work.container):
        return False
    if "newspaper" in work.container or "press release" in work.said:
        return True
    publisher = work.values.get("publisher")
    if publisher is None:
        return _NEWS_HOST.search(work.address) is not None
    is_site = "url" in work.has and not work.has & {"container", "place"}
    return is_site and "newspaper" in phrases_in(words_of(publisher), _OF_CONTAINER) and not is_body_name(publisher)


def _is_article(work: _Printed) -> bool:
    return work.is_periodical and (
        "pages" in work.has or "journal" in work.container or "conference" not in work.container
    )


def _is_dataset(work: _Printed) -> bool:
    if "[" in work.outside and _DATA_FORM.search(work.outside):
        return True
    is_said = "data" in work.said or _DATA_DOI.search(work.address) is not None
    return (is_said or "data" in work.title) and "volume" not in work.has


def _is_conference(work: _Printed) -> bool:
    return ("conference" in work.container and not work.is_series) or work.is_in_meeting


def _is_paper_of_body(work: _Printed) -> bool:
    return "papers" in work.said or (work.has_report_number and "pages" not in work.has)


def _is_chapter(work: _Printed) -> bool:
    has = work.has
    if "in" in work.said and (
        _IN_BOOK.search(work.outside) or ("pages" in has and _IN_ANY.search(work.outside) is not None)
    ):
        return True
    return "container" in has and (bool(has & _BOOKISH) or work.is_edition) and "journal" not in work.container


def _is_in_acronym(work: _Printed) -> bool:
    """`Large Installation System Administration (LISA)`: meetings are named so, journals hardly ever."""
    if "container" not in work.has or "journal" in work.container or work.has & _PLACES:
        return False
    return _ENDS_IN_LETTERS.search(work.values.get("container") or "") is not None


# The order matters: a thesis with a place and a publisher is a thesis, proceedings with volume and pages are a
# journal's.
_QUESTIONS: tuple[tuple[str, Callable[[_Printed], bool]], ...] = (
    ("article", _is_plain_article),
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
    ("conference", _is_conference),
    ("report", _is_paper_of_body),
)
_IN_CONTAINER: tuple[tuple[str, Callable[[_Printed], bool]], ...] = (
    ("chapter", _is_chapter),
    ("conference", _is_in_acronym),
    ("article", lambda work: "container" in work.has and ("pages" in work.has or "journal" in work.container)),
)


def type_of(values: Mapping[str, str | None], authors: tuple[Author, ...], outside: str) -> str | None:
    """The type of work, a code of `schemas/vocab/publication_types.yml`; None when the parts do not say.

    Args:
        values: cleaned value of each field, None where it is not printed; `editors` too.
        authors: as parsed.
        outside: the reference as printed, without authors, title and address.

    First what the source says (a journal, a degree, a meeting, an archive); then, of a work that stands alone, whether
    it is a page on the web or a document, and what kind of document, by the evidence that adds up for each.
    """
    work = _Printed(frozenset(field for field in values if values[field] is not None), values, authors, outside)
    for kind, is_one in _QUESTIONS:
        if is_one(work):
            return kind
    if not work.is_series and not work.is_page:
        for kind, is_one in _IN_CONTAINER:
            if is_one(work):
                return kind
    return _standing_alone(work)


# Evidence that a work which stands alone is a page on the web: above nought it is. Weights by hand, on 142 works of
# grey literature whose types were labelled; a report feature outweighs an address (label guidelines: place and
# publisher, a number, "report" in the title, or an address that shows a document).
_ON_LINE: Mapping[str, int] = {
    "address": 3, "accessed": 4, "site": 3, "dated to the day": 2, "document": -6, "report": -3, "report number": -4,
    "guidance": -6, "rule": -8, "publisher": -3, "place": -1, "edition": -3, "manual": -2,
}  # fmt: skip
# Evidence for each kind of document; the first with the highest sum, from `_ENOUGH` on.
_DOCUMENTS: Mapping[str, Mapping[str, int]] = {
    "report": {
        "report number": 5, "review of evidence": 5, "report said": 3, "report": 2, "document": 2, "official house": 3,
        "corporate": 2, "place": 1, "study": 2,
    },
    "guideline": {"guidance": 9, "rule": 10, "guideline body": 6, "corporate": 1},
    "book": {"press": 6, "society house": 2, "other house": 2, "edition": 4, "manual": 3},
}  # fmt: skip
_ENOUGH = 2


def _standing_alone(work: _Printed) -> str | None:
    """A page on the web, or report, guideline or book; what else names a container is an article."""
    clues = set(_clues(work))
    if "container" in work.has and not (work.is_series or work.is_page):
        return "article"
    if sum(weight for clue, weight in _ON_LINE.items() if clue in clues) > 0:
        return "web-page"
    sums = {
        kind: sum(weight for clue, weight in weights.items() if clue in clues) for kind, weights in _DOCUMENTS.items()
    }
    best = max(sums, key=lambda kind: sums[kind])
    return best if sums[best] >= _ENOUGH else None


def _clues(work: _Printed) -> list[str]:
    """The clues of `_ON_LINE` and `_DOCUMENTS` that a work prints."""
    has, said, title = work.has, work.said, work.title
    house = _house(work) if "publisher" in has else None
    is_issued = work.is_corporate or house == "official house"
    url = work.values.get("url") or ""
    is_on_line = bool(url) or "http" in work.outside
    name = work.values.get("title") or ""
    is_numbered = bool((said | title) & {"guide number"}) and _GUIDE_NUMBER.search(f"{work.outside} {name}") is not None
    is_rule = "standard" in said | title and _STANDARD.search(f"{work.outside} {name}") is not None
    is_rule = is_rule or ("law" in title and _ACT_BY_NUMBER.search(name) is not None)
    is_rule = is_rule or (not _has_persons(work) and " Act " in name and _STATUTE.fullmatch(name) is not None)
    is_guidance = is_issued and house != "press" and (is_numbered or "guidance" in said or "guidance" in title)
    is_report = "report" in title or "bericht" in name
    found = {
        "address": is_on_line,
        "accessed": "accessed" in has and not is_on_line and "doi" not in has,
        "site": "site" in said or _SITE.search(url) is not None,
        "dated to the day": is_on_line and "month" in said and _DAY.search(work.outside) is not None,
        "document": bool(url) and _DOCUMENT.search(url) is not None,
        "report": is_report,
        "report said": "report" in said,
        "report number": work.has_report_number,
        "review of evidence": "review of evidence" in said or "review of evidence" in title,
        "guidance": is_guidance,
        "rule": is_rule,
        "guideline body": work.is_corporate
        and house != "press"
        and any(_GUIDELINE_BODY.search(each.family) for each in work.authors),
        "corporate": work.is_corporate,
        "publisher": "publisher" in has,
        "place": "place" in has,
        "edition": work.is_edition,
        "manual": "manual" in title,
        "study": "study" in title,
    }
    clues = [clue for clue, is_there in found.items() if is_there]
    return clues if house is None else [*clues, house]


# A date to the day. Match: "October 21, 2020", "3 May 2012"; near miss: "May 2012".
_DAY = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, ?\d{4}|\b\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}")


def _has_persons(work: _Printed) -> bool:
    return any(not author.is_body for author in work.authors)


# What makes an imprint of a body's own, and what makes a press even where the publisher was read as its parent body.
# Match: "OECD Publishing", "National Research Council. National Academies Press"; near miss: "in press".
_IMPRINT = re.compile(r"\bpubli(?:shing|cations)\b", re.IGNORECASE)
_PRESS_BEHIND = re.compile(r"\b(?:University|Academ(?:y|ies|ic)) Press\b")


def _house(work: _Printed) -> str:
    """What the publisher is: `press` of books, `society house`, `official house` of reports, or `other house`."""
    publisher = work.values.get("publisher") or ""
    is_press = PRESS.search(publisher) is not None
    is_official = (
        is_press and not PRESS.search(_IMPRINT.sub("", publisher)) and _OFFICIAL.intersection(words_of(publisher))
    )
    if (is_press and not is_official) or _PRESS_BEHIND.search(work.outside):
        return "press"
    if _SOCIETY_HOUSE.search(publisher):
        return "society house"
    is_author = work.is_corporate and any(fold(publisher) == fold(author.family) for author in work.authors)
    if is_press or is_author or is_body_name(publisher):
        return "official house"
    # Some styles print the house before the place ("Routledge: London"), so that the whole tail is asked.
    return "press" if PRESS.search(work.outside) else "other house"
