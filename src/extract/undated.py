"""Which words stand for the year of a work in its label?"""

from __future__ import annotations

import re

# Of a work that has no year yet, or none at all; words that say more than that only behind a mark. Match: `in press`,
# `n.d.`, `, submitted`; near miss: `in pressing`, `outcomes submitted`.
UNDATED = re.compile(
    r"\b(?:in press|n\.\s?d\b|o\.\s?J\b)|[,(]\s?(?:in preparation|forthcoming|submitted|unpublished|undated|im Druck)\b"
)
