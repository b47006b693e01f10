"""Which words at the opening of a reference are the title of a law or a case?

Laws are cited by short title and year, cases by their parties, and neither has an author before it (OSCOLA, 4th ed.,
2.1 and 2.4; Bluebook, rules 10 and 12).
"""

from __future__ import annotations

import re

from extract.fields.names import UPPER
from extract.fields.references.record import FLOOR, Mark
from extract.months import MONTHS

_NOUN = r"(?:Act|Ordinance|Order|Regulations|Rules|Measure)"
_YEAR = r"(?:18|19|20)\d\d"
_MONTHS = "|".join(map(str.capitalize, MONTHS))
# What stands before the title. Match: "[12] ", "33. ", "• "; near miss: "1989 ".
_LEAD = r"\W{0,2}(?:\[?\d{1,3}[.\]]\s{1,3})?"
# Words without which there is neither, cheaper to look for.
_CUES = (" Act ", " v ", " v. ", " c ", " c. ", " Regulations ", " Rules ", " Order ", " Ordinance ", " Measure ")
# The short title of a law with its year, up to the end of its part; rules made under an act name it first. Match:
# "Lamps (Wales) Act 2014", "Lamps Act 1999" before " (Cth)", "Lamps Act 116 of 1998", "Lamps Act 2010 (Wicks)
# Regulations 2017"; near miss: "Lamps Act 1999: a guide", "Council, Lamps Act 1999", "Lamps Act Commission 1999".
_LAW = re.compile(
    rf"{_LEAD}(?P<title>[{UPPER}](?:[^.;:,“\"\d()]|\([^()\d]{{2,60}}\)){{3,160}}"
    rf" {_NOUN} (?:\d{{1,3}} )?(?:of )?{_YEAR}(?:(?: \([^()\d]{{2,60}}\)){{1,3}} {_NOUN} {_YEAR})?)"
    r"(?=\s?(?:[.,;\[(]|$))"
)
# The parties. In the first a full stop may stand only behind abbreviations at its opening, among capitals and before
# the "v": one that ends authors ends what may be a party. Match: "U.S. Lamp Council (NSW)", "R."; near miss: "Berg A.
# Lamp", "Lamps: a trial".
_IN_PARTY = r"[^.;:“”\"\d\[()]|\([^()\d]{2,40}\)"
_SHORT = rf"[{UPPER}][a-z]{{0,5}}\.(?:[A-Z]\.)?\s"
_FIRST = rf"(?:{_SHORT}){{0,3}}[{UPPER}](?:{_IN_PARTY}|(?:[A-Z]\.){{2,4}}){{0,90}}\.?(?<!, [A-Z]\.)"
_SECOND = rf"[{UPPER}](?:{_IN_PARTY}|\.){{0,90}}?"
# What stands before the parties of a case: a number without a mark, a footnote's signal, what became of a judgment
# (Bluebook, rules 1.2 and 10.7), its number in the Union's courts. Match: "27 ", "See, e.g., ", "rev’d ", "Case T-85/09
# "; near miss: "See the ".
_BEFORE_CASE = (
    rf"{_LEAD}(?:\d{{1,3}}\s)?(?:(?:[Ss]ee|Cf\.?)(?:,? e\.g\.)?,?\s|(?:rev|aff)[’']d,?\s)?"
    r"(?:Case [A-Z]-\d{1,4}/\d\d,?\s)?"
)
# What counts volumes too, and is no report. Match: "48 Lamp L. Rev.", "12 Yale L.J.", "12 Lamp J."; near miss: "75
# N.J.", "37 L.J. Ex.", "12 Law Rep.".
_NO_REPORT = r"\d{1,4} [^\d]*(?:\b(?:Rev|Review|Journal|Law(?! (?:Rep|Week)))\b|[a-z]\.? L\. ?J\b|[a-z]\.? J\b)"
# The report or the day of a case. Match: "[2005] ECR", "401 U.S. 424", "AIR 1997", "2001 (1) SA 46", "EU:C:2014:317",
# "No. 4", "Judgment of 7 July 1989"; near miss: what `_NO_REPORT` finds, "No Case".
_REPORT = (
    rf"(?=[\[(]{_YEAR}|(?!{_NO_REPORT})\d{{1,4}} [A-Z][\w. ]{{0,20}} \d|{_YEAR} \(\d"
    rf"|(?:[Jj]udgment (?:of|delivered) )?\d{{1,2}} (?:{_MONTHS}) {_YEAR}"
    r"|[A-Z][A-Z.]{1,6} (?:No\b|\d)|(?:No\.?|Case) [\w-]*\d|Case No|(?:ECLI:)?EU:[A-Z]:)"
)
# A case, before the year or the report in which it stands. Match: "Lamp v Light [2005] ECR I-1383", "Lamp v. Light Co.,
# 401 U.S. 424", "R. v. Lamp (No 2) (1992)", "Lamp c. Light (1967)"; near miss: "A. V. Lamp", "Lamps v sun: trial".
_VERSUS = rf"(?:v\.?|c\.?(?= [{UPPER}][^.]* [\[(]{_YEAR}))"
_CASE = re.compile(rf"{_BEFORE_CASE}(?P<title>{_FIRST} {_VERSUS} {_SECOND}(?: \(No\.? \d{{1,2}}\))?)[.,]? {_REPORT}")
# Of 240 marked laws and cases so found (benchmarks/references) the title is right in so many.
_SHARE_RIGHT = 0.95


def find_statute(text: str) -> tuple[int, int] | None:
    """Where the title of the law or case stands that opens a text; None where it opens with neither."""
    found = (_LAW.match(text) or _CASE.match(text)) if any(cue in text for cue in _CUES) else None
    return None if found is None else found.span("title")


def with_statute(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with the title of a law or case where they see none or doubt it, and without authors in its words."""
    span = find_statute(text)
    if span is None:
        return marks
    start, end = span
    inside = [mark for mark in marks if start <= mark.start < end]
    if any(mark.field == "title" and mark.start == start and mark.confidence >= FLOOR for mark in inside):
        return marks
    title = Mark("title", start, end, _SHARE_RIGHT)
    return (title, *(mark for mark in marks if mark not in inside and mark.field not in ("title", "authors")))
