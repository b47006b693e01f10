"""Words and signs by which a printed row shows what it is: a work, a summary, or a note."""

from __future__ import annotations

import re

# A work's year, or its other authors: what study labels hold and neither sections' names nor parts of cells do.
# Matches `Ash 2019`, `Ash et al`; near miss: `Adults, 45-59`.
NAMES_WORK = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\bet al\b")
# Rows that sum up the rows above instead of naming a study (Cochrane Handbook 14.1.4: totals and pooled rows of
# summary tables), in the languages of the lexicon of headings. Matches `Total`, `Mean (SD)`, `Overall (n = 12)`,
# `Gesamt`, `Media (DE)`; near misses: `Total hip study, 2010`, `Media`, which are newspapers in English.
SUMMARY_ROW = re.compile(
    r"\s*(?:(?:grand |sub-?)?totals?|overall|mean|median|average|pooled(?: estimate)?|sum|all studies|range"
    r"|(?:ins)?gesamt|summe|mittelwert|durchschnitt|alle studi(?:en|es)|totaux|total général|moyenne|médiane"
    r"|toutes les études|total general|promedio|mediana|todos (?:los estudios|os estudos)|total geral|média|totale"
    r"|tutti gli studi|media(?=\s*\((?:DE|DS|DT|SD)\b)|totaal|gemiddelde|mediaan)\b"
    r"\s*+(?:\([^()]{0,40}\))?\s*+[:.]?\s*+",
    re.IGNORECASE,
)
# Rows that explain a table rather than belong to it: they begin with these words or with a footnote sign.
# Matches `Note. CI = ...`, `Abbreviations: ...`, `Anmerkung: ...`, `* p < 0.05`; near misses: `Notebook ownership`,
# `Keyes, C. (2002)`.
NOTE_ROW = re.compile(
    r"\s*(?:(?:notes?|abbreviations?|sources?|key|legend|footnotes?"
    r"|anmerkung(?:en)?|abkürzung(?:en)?|quellen?|legende|hinweise?|abréviations?|légende|remarques?|notas?"
    r"|abreviaturas|fuentes?|leyenda|abreviações|siglas?|fontes?|legenda|abbreviazioni|fonti|afkortingen|bron(?:nen)?"
    r"|toelichting)\s*[.:—–]|[*†‡§¶#]{1,3}\s*\S|[a-e]\s*[=.)]\s+\S)",
    re.IGNORECASE,
)
