"""Titles that name what is no table of studies; the words of other languages than English are in
`schemas/headers_languages.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.tables.headers import ColumnMatch
from extract.tables.lexicon import Lexicon, fold

_REPORTS = r"(?:stud(?:y|ies)|articles?|papers?|trials?|reports?|records?|publications?|reviews?|references?)"
# Excluded, ongoing and awaiting studies have tables of their own in Cochrane reviews (RevMan), none about included
# studies. "Excluded studies", "articles that were excluded", "reasons for exclusion"; near miss: "studies of social
# exclusion".
_EXCLUDED = re.compile(
    rf"\bexcluded (?:[\w-]{{1,30}} ){{0,2}}{_REPORTS}\b|\b{_REPORTS} (?:[\w-]{{1,30}} ){{0,3}}excluded\b"
    r"|\breasons? for (?:the )?exclusion|\bawaiting (?:classification|assessment)|\bongoing (?:stud|trial)",
    re.IGNORECASE,
)
# Matrices that are computed of the studies (multi-criteria decision analysis, meta-analysis of correlations, network
# and overlap analyses): their rows are named by studies, and say nothing that a study says. "Weighted normalised
# matrix", "citation matrix"; near misses: "matrix of included studies", "literature matrix".
_COMPUTED = re.compile(
    r"\b(?:normali[sz]ed|weighted|correlation|covariance|distance|similarity|confusion|adjacency|citation"
    r"|pairwise comparison) matri(?:x|ces)\b",
    re.IGNORECASE,
)
# A title that also names studies taken in. "Included and excluded studies"; near miss: "studies of social exclusion".
_INCLUDED = re.compile(
    r"\b(?:included|inclusion|selected|eligible|reviewed|retrieved)\b|\bprimary studies\b", re.IGNORECASE
)
# A title that names the studies of the review. "Summary of the included studies", "Papers selected"; near miss: "Study
# selection process".
_SELECTED = re.compile(
    r"\b(?:included|selected|reviewed|primary|eligible|identified|final|used in|analy[sz]ed|characteristics|summary"
    rf"|list|overview)\b[\w ,-]{{0,40}}\b{_REPORTS}\b"
    rf"|\b{_REPORTS} (?:[\w-]{{1,30}} ){{0,3}}(?:included|selected|reviewed|identified|used|analy[sz]ed)\b",
    re.IGNORECASE,
)


def _titled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Titles of tables that reviews print beside their study tables (PRISMA 2020, items 5 to 7, 12 and 22). Each is asked
# only of a table whose cells do not show studies: "Inclusion criteria of the included studies" may hold a row per
# study.
_OTHER_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "search strategy",
        _titled(
            r"\bsearch (?:strateg|string|term|quer|process|result|combination)|\bdatabases? searched|\bkeywords? used"
        ),
    ),
    (
        "criteria of the review",
        _titled(
            r"\b(?:inclusion|exclusion|eligibility|selection)\b[\w /&,-]{0,40}\bcriteria|\bPICOS?\b|\bSPIDER\b"
            r"|\bquality (?:assessment )?(?:criteria|questions|checklist)"
        ),
    ),
    ("checklist", _titled(r"\bchecklist\b|\bPRISMA\b")),
    ("abbreviations or terms", _titled(r"\b(?:abbreviations?|glossary|acronyms|nomenclature|definitions? of)\b")),
    ("contents", _titled(r"\btable of contents\b|^contents$|\blist of (?:tables|figures)\b")),
    (
        "summary of findings, a row per outcome",
        _titled(r"\bGRADE\b|\bsummary of findings (?:table|for)\b|\bcertainty of (?:the )?evidence\b"),
    ),
)
# A heading of studies that are left out one at a time (Cochrane Handbook 10.14, sensitivity analyses): a row is the
# pooled result without that study. "Excluded study", "Study omitted", "Omitting"; near miss: "Studies included".
LEFT_OUT = re.compile(r"\b(?:excluded|omitted|omitting|removed|excluding|left out|deleted)\b", re.IGNORECASE)


def barred_why(title: str | None, matches: Sequence[ColumnMatch], lexicon: Lexicon) -> str | None:
    """Excluded, ongoing and awaiting studies, told by the title or by a column of reasons; and what is computed of
    studies, told by the title.
    """
    if any(_gives_reasons(match.heading, lexicon) for match in matches):
        return "excluded studies: a column gives reasons for exclusion"
    if title is not None and _is_of_excluded(title, lexicon):
        return "excluded studies: so its title says"
    if title is not None and _COMPUTED.search(title):
        return "a matrix computed of the studies: so its title says"
    return None


def _gives_reasons(heading: str, lexicon: Lexicon) -> bool:
    """Whether a column is headed by reasons for exclusion."""
    if re.search(r"reasons? for exclusion|exclusion reason", heading, re.IGNORECASE):
        return True
    return any(_holds(heading, language.titles.reasons) for language in lexicon.languages)


def _is_of_excluded(title: str, lexicon: Lexicon) -> bool:
    """Whether a title names studies left out, and none taken in, in one language."""
    if _EXCLUDED.search(title) and not _INCLUDED.search(title):
        return True
    return any(
        (_holds(title, words.excluded) or _holds(title, words.reasons)) and not _holds(title, words.included)
        for words in (language.titles for language in lexicon.languages)
    )


def names_selected(title: str | None, lexicon: Lexicon) -> bool:
    """Whether a title names the studies of the review."""
    if not title:
        return False
    return bool(_SELECTED.search(title)) or any(
        _holds(title, language.titles.selected) for language in lexicon.languages
    )


def title_of_others(title: str | None, lexicon: Lexicon) -> str | None:
    """What the title says the table is instead; None when it says nothing of the kind."""
    if not title:
        return None
    named = (what for what, pattern in _OTHER_TITLES if pattern.search(title))
    others = (each for language in lexicon.languages for each in language.titles.others)
    return next(named, None) or next((what for what, phrases in others if _holds(title, phrases)), None)


def _holds(text: str, phrases: Iterable[str]) -> bool:
    """Whether folded words of a text are one of the phrases: whole words, in order."""
    folded = f" {' '.join(fold(text))} "
    return any(f" {phrase} " in folded for phrase in phrases)
