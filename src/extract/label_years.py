"""Where does the label of a study print its year, and which words stand for one?"""

from __future__ import annotations

import re

# Of a work that has no year yet, or none at all; words that say more than that only behind a mark. Match: `in press`,
# `n.d.`, `, submitted`; near miss: `in pressing`, `outcomes submitted`.
UNDATED = re.compile(
    r"\b(?:in press|n\.\s?d\b|o\.\s?J\b)|[,(]\s?(?:in preparation|forthcoming|submitted|unpublished|undated|im Druck)\b"
)
# A year before names of which more than one are meant. Match: `2013 Bragg et al.`, `(2010) Smith & Jones`; near miss:
# `2013 Annual Report`, `2013 Bragg: a trial`.
_BEFORE_NAMES = re.compile(
    r"(\s*)(\(?(?:18|19|20)\d\d[a-h]?\)?[,:.]?)\s+"
    r"((?:[^\W\d_a-z][\w'’‐-]{1,30},?\s){1,3}(?:et\.?\s?al\b|and colleagues\b)\.?"
    r"|[^\W\d_a-z][\w'’‐-]{1,30} (?:&|and) [^\W\d_a-z][\w'’‐-]{1,30}(?=\s*$))"
)


def year_behind(label: str) -> str:
    """The label with its year behind the names, as most print it; the same letters in all. `2013 Bragg et al.` gives
    `Bragg et al. 2013`."""
    found = _BEFORE_NAMES.match(label)
    return label if found is None else f"{found[1]}{found[3]} {found[2]}{label[found.end() :]}"
