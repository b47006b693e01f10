"""The words of a document, and what editions and titles are named by."""

from __future__ import annotations

import re
import unicodedata

from extract.ordinals import ORDINALS


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words and numbers; decimals and thousands stay whole. "82.51, n=5" -> 82.51 n 5; "semi-structured" -> semi structured.
# One class per branch and no overlap between the parts of the number, so the match is linear.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# A year that a review can cite: 1800 to 2199, nothing else around it. "2017" matches, "20170" and "1.2017" do not.
YEAR = re.compile(r"(?:18|19|20|21)\d\d")
STOP_WORDS = _word_set(
    "a an the of in on at for to and or with from by as is are its their this that what how why do does into"
)
# Words that name an edition of a document, not its subject.
EDITION_WORDS = _word_set(
    "draft final revised revision update updated version edition ed preprint manuscript accepted corrected reissue "
    "interim consultation"
)
_NUMBER_ENDINGS = frozenset({"st", "nd", "rd", "th"})
# Words that name a kind of text. A title of these alone ("Introduction", "Literature review: appendix") names nothing.
GENERIC_WORDS = _word_set(
    "introduction background abstract summary executive contents content overview report reports review reviews paper "
    "article research study studies literature systematic scoping narrative rapid evidence synthesis meta analysis "
    "table tables list appendix annex supplement supplementary material materials file data extraction references "
    "bibliography characteristics included results findings discussion conclusions conclusion methods method notes "
    "presentation document reference full text untitled microsoft word"
)


def words(text: str) -> list[str]:
    """Lower-case words and numbers of a text, in order: `"Semi-structured, n=5.5"` -> `semi structured n 5.5`."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def counts_editions(before: str, word: str, after: str) -> bool:
    """The number and its ending in "version 2.1", "2nd edition"; not that of "type 2" or "second generation"."""
    if word[0].isdigit():
        return before in ("version", "edition", "v") or after in _NUMBER_ENDINGS
    if word in ORDINALS:
        return after in ("edition", "ed", "version", "update")
    return word in _NUMBER_ENDINGS and before[:1].isdigit()


def edition_number(label: str | None) -> int | None:
    """Rank of a version label: "Draft" 0, "update" 1, "second edition" 2000, "Version 2.1" 2001; None where none."""
    if label is None:
        return None
    named = words(label)
    for word in named:
        if word[0].isdigit() and YEAR.fullmatch(word) is None:
            whole, _, part = word.replace(",", ".").partition(".")
            return int(whole[:6]) * 1000 + (int(part[:3]) if part[:3].isdigit() else 0)
        if word in ORDINALS:
            return ORDINALS[word] * 1000
    if "draft" in named or "consultation" in named:
        return 0
    return 1 if any(word.startswith(("updat", "revis", "final")) for word in named) else None
