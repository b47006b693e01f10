"""What is a work that stands alone: a page on the web, a report, a guideline or a book?"""

from __future__ import annotations

from collections.abc import Mapping, Set

# What each clue counts for a page on the web: above nought the work is one. Weights by hand, on 142 works of grey
# literature whose types were labelled; what only a report has outweighs an address (label guidelines: place and
# publisher, a number, "report" in the title, or an address that shows a document).
_ON_LINE: Mapping[str, int] = {
    "address": 3, "accessed": 4, "site": 3, "dated to the day": 2, "document": -6, "report": -3, "report number": -4,
    "guidance": -6, "rule": -8, "publisher": -3, "place": -1, "edition": -3, "manual": -2,
}  # fmt: skip
# What each clue counts for a kind of document: it is the first with the highest sum, from `_ENOUGH` on.
_DOCUMENTS: Mapping[str, Mapping[str, int]] = {
    "report": {
        "report number": 5, "review of evidence": 5, "report said": 3, "report": 2, "document": 2, "official house": 3,
        "corporate": 2, "place": 1, "study": 2,
    },
    "guideline": {"guidance": 9, "rule": 10, "guideline body": 6, "corporate": 1},
    "book": {"press": 6, "society house": 2, "other house": 2, "edition": 4, "manual": 4},
}  # fmt: skip
_ENOUGH = 2


def type_by_clues(clues: Set[str]) -> str | None:
    """A page on the web, or else the kind of document that most speaks for; None where too little speaks for any."""
    if _weight(clues, _ON_LINE) > 0:
        return "web-page"
    sums = {kind: _weight(clues, weights) for kind, weights in _DOCUMENTS.items()}
    best = max(sums, key=lambda kind: sums[kind])
    return best if sums[best] >= _ENOUGH else None


def _weight(clues: Set[str], weights: Mapping[str, int]) -> int:
    return sum(weights[clue] for clue in clues if clue in weights)
