"""Which work a printed reference cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields import names
from extract.fields.names import UPPER, Author
from extract.fields.references.assemble import assemble
from extract.fields.references.identified import is_identified
from extract.fields.references.read import read_references
from extract.fields.references.record import SOURCE, Doubt, Mark, Reference
from extract.fields.references.values import title_key
from extract.rejects import Reject

__all__ = ["SOURCE", "Author", "Doubt", "Reference", "parse", "parse_all", "parse_authors", "title_key"]


# The longest of the 14,208 labelled references has 909 characters; author lists of consortia are longer.
LONGEST = 5000

# A short label: one to four names, perhaps "et al.", a year. Match: "Smith & Jones, 2012b"; near miss: "in 2012".
_NAMES = (
    rf"(?:(?:van|von|de|der|la)\s){{0,2}}[{UPPER}][\w’'-]{{1,30}}(?:\s[{UPPER}][\w’'-]{{0,30}})?"
    rf"(?:(?:,|,?\s(?:and|&))\s[{UPPER}][\w’'-]{{1,30}}){{0,3}},?(?:\set\sal\.?,?)?"
)
_DATE = r"\s\(?(?:1[5-9]|20)\d\d[a-z]?\)?"
_LABEL = _NAMES + _DATE
LABELS = re.compile(_LABEL)
# The same with a title to the end. Match: "Berg, 2017, Lamps: A New Path"; near miss: "Cities, 2030, and the young".
_TITLED_LABEL = re.compile(
    rf"(?P<authors>{_NAMES})(?P<year>{_DATE})[,.:;]?(?:\s[–-])?\s(?P<title>[\"“‘¿]?[{UPPER}\d].*)", re.DOTALL
)
LABELS_ONLY = re.compile(rf"(?:{_LABEL}(?:\s?[;,]\s?|\s(?:and|&)\s|\s)?){{2,20}}\.?")


def parse(raw: str, *, is_stated: bool = False, is_listed: bool = False) -> Reference | Reject:
    """The work that a printed reference cites, or why the text is none.

    Args:
        raw: as printed.
        is_stated: the column is headed as one of references, authors or titles; then names alone ("Lee & Berg") and
            a title alone are taken at their word.
        is_listed: the text is an entry of a list of references, so that one field of it is enough.

    Example:
        `Bragg, R., Wood, C. and Barton, J. (2013). Ecominds effects on mental wellbeing. London: Mind.` gives three
        persons, 2013, the title, London, Mind.

    Returns:
        A Reference; a Reject `no-reference` when the text is empty or names neither an author with a year, a place in a
        journal, nor an identifier; `several-references` for a cell of short labels.
    """
    return parse_all((raw,), is_stated=is_stated, is_listed=is_listed)[0]


def parse_all(raws: Sequence[str], *, is_stated: bool = False, is_listed: bool = False) -> list[Reference | Reject]:
    """What `parse` answers to each of many references, which are read together in less than half the time."""
    answers: list[Reference | Reject | None] = [_not_asked(raw) for raw in raws]
    asked = [at for at, answer in enumerate(answers) if answer is None]
    for at, reference in zip(asked, read_references([raws[at] for at in asked]), strict=True):
        answers[at] = _believed(raws[at], reference, is_stated=is_stated, is_listed=is_listed)
    return [answer for answer in answers if answer is not None]


def _not_asked(raw: str) -> Reference | Reject | None:
    """The answer to a text that is no single reference, or that says itself that it is a list of names; None for all
    others."""
    if not any(char.isalpha() for char in raw):
        return Reject("reference", raw, "no-reference", "The cell holds no letter; a reference was expected.")
    if len(raw) > LONGEST:
        message = f"The text has {len(raw)} characters; a reference has at most {LONGEST}."
        return Reject("reference", raw, "no-reference", message)
    has_years = len(raw) <= 500 and len(_YEAR.findall(raw)) > 1
    if has_years and len(LABELS.findall(raw)) > 1 and LABELS_ONLY.fullmatch(raw.strip()):
        message = "Several short references stand in one cell; split them first."
        return Reject("reference", raw, "several-references", message)
    cut = _CUT_LIST.match(raw)
    if cut is not None and _BEHIND_CUT_LIST.fullmatch(raw, cut.end()) and not _YEAR.search(raw):
        return assemble(raw, [Mark("authors", *cut.span("names"))], "rules")
    return None


def _believed(raw: str, reference: Reference, *, is_stated: bool, is_listed: bool) -> Reference | Reject:
    if is_identified(reference) or (is_listed and reference.spans):
        return reference
    reference = _label(raw, is_stated) or reference
    if is_identified(reference) or (is_stated and (reference.authors or reference.title)):
        return reference
    message = "No author with a year, year with a journal, or identifier was found; this may be a part of a reference."
    return Reject("reference", raw, "no-reference", message)


def parse_authors(text: str) -> tuple[Author, ...]:
    """Persons and bodies of a list that stands alone, as in a column headed "Authors"; empty when it holds no
    letter."""
    return names.parse_authors(text, is_full=False, is_published=False).authors


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
# Names that say themselves that they are names: "Monti et al.", "Diss and colleagues19", "[S12] Lee et al. (ISOT)".
_CUT_LIST = re.compile(
    rf"\W*(?P<names>(?:[{UPPER}]\.?\s?){{0,3}}(?:(?:[Vv]an|[Vv]on|[Dd]e[rln]?|[Dd]ella"
    rf"|[Ll]a)\s){{0,2}}[{UPPER}][\w’'-]{{1,30}}(?:\s[{UPPER}][\w’'-]{{0,30}})?"
    rf"(?:(?:,|,?\s(?:and|&))\s[{UPPER}][\w’'-]{{1,30}}){{0,3}},?\s(?:et\sal\b\.?|and\scolleagues|and\sco-workers"
    rf"|and\sothers))"
)
# What may stand behind such names: numbers of references, something in brackets. Match: " [12]"; near miss: " went".
_BEHIND_CUT_LIST = re.compile(r"[\d,–-]{0,12}\s*(?:[(\[][^()\[\]]{0,80}[)\]])?\W*")
# Two to four capitalised words joined by "and" or "&", nothing else. Match: "Shabani & Sokhn"; near miss: "CNN &
# LSTM, 2 layers".
_PLAIN_LIST = re.compile(
    rf"\W*(?P<names>[{UPPER}][\w’'-]{{1,30}}(?:(?:,|,?\s(?:and"
    rf"|&))\s[{UPPER}][\w’'-]{{1,30}}){{0,3}})\W*[\d,\[\]–\s-]{{0,12}}"
)


def _label(raw: str, is_stated: bool) -> Reference | None:
    """A label without a year: a list that says it was cut, anywhere; only where the column says so, plain names, a
    label with a title, or a title."""
    match = _CUT_LIST.match(raw)
    if match is None and is_stated:
        match = _PLAIN_LIST.fullmatch(raw)
    if match is not None:
        return assemble(raw, [Mark("authors", *match.span("names"))], "rules")
    titled = _TITLED_LABEL.fullmatch(raw) if is_stated else None
    if titled is not None:
        return assemble(raw, [Mark(field, *titled.span(field)) for field in ("authors", "year", "title")], "rules")
    if is_stated and len(raw.split()) >= 3:
        cited = re.search(r"\s?\[[\d,\s–-]{1,20}\]\s*$", raw)
        return assemble(raw, [Mark("title", 0, cited.start() if cited is not None else len(raw))], "rules")
    return None
