"""What kind of publication does a row say that the study is?"""

from __future__ import annotations

from functools import cache

from extract.fields.phrases import Lexicon, tokens
from extract.fields.refusals import refuse
from extract.rejects import Reject
from schemas import vocabularies

FIELD = "publication_type"

# A longer cell is running text. The longest of the gold reviews has 3 words, "Conference paper, later a journal
# article" has 6.
MAX_WORDS = 20


def parse(raw: str) -> str | Reject:
    """The code of `publication_types.yml` for what the cell prints.

    A cell that names two kinds ("conference paper, later a journal article") is ambiguous, unless one is the whole
    cell.

    Example:
        `Peer-reviewed journal` gives `article`; `Conference Paper (P)` gives `conference`.

    Returns:
        A code; a Reject `empty`, `not-stated`, `unknown-wording` or `ambiguous`.
    """
    words = tokens(raw)
    if not words:
        return refuse(FIELD, raw, "empty")
    if len(words) > MAX_WORDS:
        return refuse(FIELD, raw, "unknown-wording")
    folded = " ".join(word.folded for word in words)
    if folded in _not_stated():
        return refuse(FIELD, raw, "not-stated")
    matches = list(_lexicon().find(words))
    if len(matches) == 1 and (matches[0].first, matches[0].last) == (0, len(words)):
        return matches[0].value
    outside = [match for match in matches if not _is_bracketed(raw, words[match.first].start)]
    codes = {match.value for match in outside or matches}
    if not codes:
        return refuse(FIELD, raw, "unknown-wording")
    if len(codes) > 1:
        return refuse(FIELD, raw, "ambiguous")
    return codes.pop()


def _is_bracketed(raw: str, start: int) -> bool:
    """Whether the place is within round brackets, which explain or abbreviate what stands before."""
    return raw.count("(", 0, start) > raw.count(")", 0, start)


@cache
def _lexicon() -> Lexicon[str]:
    """All wordings of publication types."""
    vocabulary = vocabularies.load("publication_types")
    wordings = [(word, code.code) for code in vocabulary.codes for word in code.wordings]
    return Lexicon(wordings, [(word, code.code) for code in vocabulary.codes for word in code.abbreviations])


@cache
def _not_stated() -> frozenset[str]:
    """Folded ways to say that nothing is known; they are the same in every column."""
    wordings = vocabularies.load("designs")["not-stated"].whole_cell
    return frozenset(" ".join(token.folded for token in tokens(word)) for word in wordings)
