"""Words and signs by which a printed row shows what it is: a work, a summary, or a note."""

from __future__ import annotations

import re

# A work's year, or its other authors: what study labels hold and neither sections' names nor parts of cells do.
# Matches `Ash 2019`, `Ash et al`; near miss: `Adults, 45-59`.
NAMES_WORK = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\bet al\b")
# Rows that sum up the rows above instead of naming a study (Cochrane Handbook 14.1.4: totals and pooled rows of
# summary tables). Matches `Total`, `Mean (SD)`, `Overall (n = 12)`; near miss: `Total hip study, 2010`.
SUMMARY_ROW = re.compile(
    r"\s*(?:(?:grand |sub-?)?totals?|overall|mean|median|average|pooled(?: estimate)?|sum|all studies|range)\b"
    r"\s*+(?:\([^()]{0,40}\))?\s*+[:.]?\s*+",
    re.IGNORECASE,
)
# Rows that explain a table rather than belong to it: they begin with these words or with a footnote sign.
# Matches `Note. CI = ...`, `Abbreviations: ...`, `* p < 0.05`; near miss: `Notebook ownership`, `Keyes, C. (2002)`.
NOTE_ROW = re.compile(
    r"\s*(?:(?:notes?|abbreviations?|sources?|key|legend|footnotes?)\s*[.:—–]|[*†‡§¶#]{1,3}\s*\S|[a-e]\s*[=.)]\s+\S)",
    re.IGNORECASE,
)
