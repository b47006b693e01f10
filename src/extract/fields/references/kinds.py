"""What type of work a reference cites, from the words and parts that it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.fields.names import Author, is_body_name

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
_THESIS = re.compile(
    r"\b(?:thes[ie]s|dissertation|doctorate|habilitation\w*|thèse|mémoire|tesis|tese|masterarbeit|diplomarbeit|"
    r"ph\.?\s?d\.?|m\.?sc\.?\s(?:thesis|diss)|d\.?clin\.?psy\w*)\b",
    re.IGNORECASE,
)
_PREPRINT = re.compile(
    r"\b(?:arxiv|medrxiv|biorxiv|psyarxiv|socarxiv|chemrxiv|edarxiv|osf preprints?|ssrn|research square"
    r"|preprints?(?:\.org)?|hep-(?:th|ph|ex)/\d+)\b",
    re.IGNORECASE,
)
_DATASET = re.compile(
    r"\b(?:data\s?sets?|data collection|dryad|pangaea|uk data (?:service|archive)|data archive|harvard dataverse"
    r"|dataverse|10\.5281/zenodo|figshare\. dataset)\b",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:presented (?:at|to)|paper given|proc(?:eedings|\.)?|conf(?:erence|\.)|symposi(?:um|a)|workshop|congress"
    r"|colloqui(?:um|a)|annual (?:scientific )?meeting|"
    r"conference abstract|poster|tagung|kongress|colloque|congreso)\b",
    re.IGNORECASE,
)
# A meeting by name, which makes a container proceedings even with a volume; "Proceedings" alone may be a journal
# (PNAS).
MEETING = re.compile(r"\b(?:conference|conf|symposium|symp|workshop|congress|colloquium|meeting)\b", re.IGNORECASE)
_SERIES = re.compile(r"\b(?:conference series|conf\.? ser|journal|lecture notes|abstracts)\b", re.IGNORECASE)
_IN_MEETING = re.compile(
    r"\bin:?\s[^“”\"]{0,100}?\b(?:proc|proceedings|conf|conference|symposium|workshop)\b", re.IGNORECASE
)
_IN_ANY = re.compile(r"[.?!,”\"]\s*In:?\s+[“\"‘A-Z]")
_WORKING_PAPER = re.compile(r"\b(?:working papers?|discussion papers?|technical report|seminar paper)\b", re.IGNORECASE)
# "In: Bonin, J. P. and Szekely, I. P. (eds.)": the book around a chapter. Near miss: "In 2010 the editors".
_IN_BOOK = re.compile(r"\bIn:?\s[^()]{3,160}[(,\[]\s?(?:eds?|editors?|hrsg)\b", re.IGNORECASE)
_GUIDELINE = re.compile(
    r"\b(?:guidelines?|guidance|recommendations? (?:for|on)|leitlinien?|consensus statement|quality standard)\b"
    r"|\b(?:CG|NG|QS|PH|TA)\s?\d{1,3}\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:reports?|working paper|discussion paper|briefing(?: paper)?|white paper|technical (?:note|paper"
    r"|memorandum)|policy (?:paper|brief)|"
    r"occasional paper|evaluation (?:of|report)|evidence (?:review|summary)|cm(?:nd|d)?\.? \d{4}"
    r"|health technology assessment report|rapport|bericht)\b",
    re.IGNORECASE,
)
JOURNAL_WORD = re.compile(
    r"\b(?:journal|j|annals|archives|review|reviews|quarterly|bulletin|transactions|letters|lancet|bmj|jama"
    r"|zeitschrift|revue|revista|acta|bmc|plos)\b",
    re.IGNORECASE,
)
_REGISTRY = re.compile(
    r"\b(?:clinicaltrials\.gov|isrctn|prospero|trial regist\w+|trials? registry|identifier)\b", re.IGNORECASE
)
_NUMBERED_REPORT = re.compile(
    r"\bWP[/ ]\d|\b(?:report|technical report|seminar paper|working papers?|discussion papers?|papers?|rep\.|series"
    r"|cm\w*)\s(?:series\s)?(?:no\.?|number|nr\.?)?\s?\w*\d",
    re.IGNORECASE,
)


def type_of(raw: str, values: Mapping[str, str | None], authors: tuple[Author, ...]) -> str | None:
    """The type of work; None when the parts do not say.

    Args:
        raw: the reference as printed.
        values: cleaned value of each field, None where it is not printed; `editors` too.
        authors: as parsed.

    The order of the questions matters: a thesis with a place and a publisher is a thesis, proceedings with a volume and
    pages are a journal's.
    """
    has = {field for field, value in values.items() if value is not None}
    title = values.get("title") or ""
    container = values.get("container") or ""
    outside = raw.replace(title, " ") if title else raw
    is_meeting = bool(MEETING.search(container)) and not _SERIES.search(container)
    is_periodical = (
        "container" in has and ("volume" in has or "issue" in has) and "editors" not in has and not is_meeting
    )
    if "registration" in has and not has & {"volume", "pages"} and ("container" not in has or _REGISTRY.search(raw)):
        return "registration"
    if "container" in has and _REPORT.search(container) and not JOURNAL_WORD.search(container) and "pages" not in has:
        return "report"
    if _THESIS.search(outside) and not is_periodical:
        return "thesis"
    if _PREPRINT.search(outside) and not is_periodical and not is_meeting and not _IN_MEETING.search(outside):
        return "preprint"
    if "conference" in has or is_meeting:
        return "conference"
    if _WORKING_PAPER.search(container):
        return "report"
    if is_periodical and ("pages" in has or JOURNAL_WORD.search(container) or not _CONFERENCE.search(container)):
        return "article"
    if re.search(r"\[\s*(?:data\s?set|database)", raw, re.IGNORECASE) or (
        _DATASET.search(outside) and "volume" not in has
    ):
        return "dataset"
    if _CONFERENCE.search(container) or _IN_MEETING.search(outside):
        return "conference"
    if _WORKING_PAPER.search(outside) or (_NUMBERED_REPORT.search(outside) and "pages" not in has):
        return "report"
    if _IN_BOOK.search(outside) or (_IN_ANY.search(outside) and "pages" in has):
        return "chapter"
    if "container" in has and ("editors" in has or "publisher" in has) and not JOURNAL_WORD.search(container):
        return "chapter"
    if "container" in has and ("pages" in has or JOURNAL_WORD.search(container)):
        return "article"
    return _monograph(raw, values, authors, has)


def _monograph(raw: str, values: Mapping[str, str | None], authors: tuple[Author, ...], has: set[str]) -> str | None:
    """A work that stands alone: guideline, report, book or web page."""
    publisher = values.get("publisher") or ""
    title = values.get("title") or ""
    is_corporate = bool(authors) and all(author.is_body for author in authors)
    # Some styles print the house before the place ("Routledge: London"), so that the whole tail is asked.
    tail = raw[raw.find(title) + len(title) :] if title and title in raw else publisher
    is_press = bool(PRESS.search(publisher) or ("publisher" in has and PRESS.search(tail)))
    if _GUIDELINE.search(raw) and not is_press and (is_corporate or (publisher and is_body_name(publisher))):
        return "guideline"
    if _NUMBERED_REPORT.search(raw):
        return "report"
    if "edition" in has or is_press:
        return "book"
    if "publisher" in has:
        return "report"
    if "container" in has:
        return "article"
    if "url" in has and ("accessed" in has or not _REPORT.search(title)):
        return "web-page"
    if _REPORT.search(raw) and title:
        return "report"
    return None
