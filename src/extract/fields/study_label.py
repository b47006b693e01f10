"""Which study does a short label such as `Smith et al. 2010a` name?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.fields import citations, countries
from extract.fields.accents import accented
from extract.fields.phrases import words_of
from extract.fields.refusals import refuse
from extract.label_years import UNDATED, year_behind
from extract.pages import Mark
from extract.rejects import Reject

FIELD = "study_label"

# A label stands at the head of its cell; this much of it is read. The longest author in the gold labels, a
# consortium, has 42 characters.
MAX_LABEL_CHARS = 300
MAX_AUTHOR_WORDS = 9
# Without a year or "et al." a longer name is more likely a phrase; `van de Glind` has three words.
MAX_BARE_WORDS = 3

# A year with the letter that tells studies of one year apart. Match: `2010a`; near miss: `N = 20011`, `1,998`.
YEAR = re.compile(r"(?<!\d)(?<!\d[.,])((?:1[89]|20)\d\d)([a-h]?)(?![\d\w])")
# What follows the year of a label. Match: `)`, `, `, the end; near miss: ` Sickle`.
YEAR_END = re.compile(r"\s{0,3}(?:$|[),;.:{\[\]/–-])")
# Words that say that more authors follow. Match: `et al.`, `and colleagues`, `y cols.`, `u. a.`; near miss: `Etal`.
ET_AL = re.compile(
    r"[,;]?\s{0,9}(?:\bet\.?\s?al(?:ii|ia)?\b\.?|\b(?:et|y|e)\s+col(?:l|s|legas)?\b\.?"
    r"|\b(?-i:u\.\s?a\.|m\.\s?fl\.|e\.\s?a\.)|(?:\band|&)\s+(?:colleagues|co-?workers|others|associates|team)\b)",
    re.IGNORECASE,
)
# A reference number that is glued to the words before, as raised numbers come out of a PDF. Match: `al,26` of `al,26
# 2020`, `Scharer11`; near miss: `al, 2010`, `COVID-19`.
GLUED = re.compile(r"(?<=[^\W\d_])[.,]?(\d{1,3}(?:[,–-]\d{1,3}){0,9})(?=$|[\s,;(\[])")
# A year with a reference number glued to it, behind a name. Match: `200914` of `Kettler 200914`; near miss: `20011998`,
# `N = 200914`.
YEAR_GLUED = re.compile(r"(?<=\s)\(?((?:18|19|20)\d\d)(\d{1,3}(?:[,–-]\d{1,3}){0,9})(?=$|[\s,;)])")
# Initials: up to four capitals with or without full stops and hyphens. Match: `J.`, `EF`, `M.-P.`; near miss: `Ng`,
# `WHO 2010`.
INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,3}\.?")
# An initial without the space behind it. Match: `J.` of `J.McCaskey`; near miss: `St.Clair`, `J.K.`.
GLUED_INITIAL = re.compile(r"\b[^\W\d_a-z]\.(?=[^\W\d_a-z][^\W\d_A-Z])")
# What ends the authors: a bracket, a digit, a mark that no name holds, or a full stop after a word. Match: `. ` of
# `Green. A`; near miss: `. ` of `F. Palomba`, `St. Clair`.
AUTHORS_END = re.compile(r"[(\[{\d:;]|(?<=[^\W\d_]{2})(?<!\bSt)(?<!\bSte)\.\s(?=[^\W\d_]{3})")
# One long name, the rest of which stands on a line of its own in a column too narrow for it: no author's name ends in a
# word without a capital. Match: `Abramso n,`, `Andrikopoul os`; near miss: `Smith et al`, `Maria de Berg`, `CALM test`.
BROKEN = re.compile(r"\s*([^\W\d_a-z][^\W\d_]{2,29}[^\W\d_A-Z]) ([^\W\d_A-Z]{1,10})\s?,?\s*")
NOT_RESTS = frozenset({"et", "al", "and", "colleagues", "others", "team", "trial", "study", "project", "training"})
# What parts two names. Match: ` & `, `, `, `/` of `Berg/Lee`; near miss: `Anderson`, `OECD/WHO`.
SEPARATOR = re.compile(
    r"\s{0,9}(?:,\s*(?:and|&)|,|&|\+)\s*|\s{1,9}(?:and|und|et|y|och|og|en)\s+|(?<=[^\W\d_A-Z])\s?/\s?(?=[^\W\d_a-z])"
)
# Two single names, which "e" joins in Italian and Portuguese; in more words it may be part of a name. Match: `Berg e
# Lee`; near miss: `de Souza e Silva`.
PAIR = re.compile(r"([^\W\d_a-z][\w'’-]+) e ([^\W\d_a-z][\w'’-]+)")
# What a review prints before a label: a number or a code of the study, an opening bracket. Match: `12. `, `S12: `,
# `#3 `, `(`; near miss: `GBD 2021`, `B. `.
LEAD = re.compile(
    r"\A\s*(?:#?\d{1,4}[.:)]?\s+|(?:Study |Trial )?[A-Z]{0,3}-?\d{1,4}\s?[.:)]\s+|\((?=[^()]{2,80}\)?\s*$))(?=[^\W\d_])"
)
# Signs that send the reader to a note, at the head of a label or behind a word of it. Match: `*` of `*Baker`, `†` of
# `Dunn† 2011`, `**` of `Dunn et al.** (2011)`; near miss: `STAR*D 2006`, `Slope* (Vale 2011)`.
NOTE_SIGN = re.compile(
    r"\A\s{0,9}[*†‡§¶]{1,4}\s?(?=[^\W\d_])|(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_]\.))\s?[*†‡§¶]{1,4}(?=[\s,(])(?!\s?\(\D)"
)
# The code of a study before a whole label, in brackets or without a mark behind it. Match: `[S2] ` of `[S2] Owens
# 2012`, `PS4 ` of `PS4 Stone & Vale 2015`; near miss: `GBD 2021 Group, 2023`, `[S2] Lamps`, `S2 lamps 2010`.
CODED = re.compile(
    r"\s{0,9}(?:[\[(][A-Z]{1,4}[-‐]?\d{1,4}[a-z]?[\])]|\(?[A-Z]{1,3}[-‐]?\d{1,4}[a-z]?)\s{1,9}"
    r"(?=(?P<names>(?:[^\W\d_a-z]\.\s?){0,3}(?:[^\W\d_]['’\w‐-]{1,30}(?:,?\s(?:and|&)\s|,?\s)){1,6})"
    r"(?:et\.?\s?al\b|\(?(?:18|19|20)\d\d))"
)
# Words of bodies, whose names may begin with letters and digits (`IL6 Network 2010`).
BODY_WORDS = words_of(
    """
    group network consortium collaboration collaborators committee investigators team vitamin trial study leaders report
    """
)
# A name of a person or body in a label: particles, one or two words, initials on either side. Match: `N. Owens`, `van
# der Berg`, `Owens NK`; near miss: `lamps`.
_PERSON = (
    r"(?:[^\W\d_a-z]\.\s?){0,3}(?:(?i:van|von|der|den|de|del|di|da|dos|du|la|le|el|al|ten|ter)\s){0,3}"
    r"[^\W\d_a-z]['’\w‐-]{1,30}(?:\s[^\W\d_a-z]['’\w‐-]{0,30})?"
)
# An author-year label, whole. Match: `Owens 2012`, `Price, Reed & Vale, 2014a`, `Ellis et al. (2012)`; near miss: `see
# Owens 2012`, `Owens`.
_DATED = (
    rf"{_PERSON}(?:(?:,?\s(?:and|&)\s|,\s){_PERSON}){{0,5}}(?:,?\s(?:et\.?\s?al\b\.?|and\scolleagues\b))?"
    r",?\s{0,9}(?:\((?:18|19|20)\d\d[a-h]?\)|(?:18|19|20)\d\d[a-h]?(?!\d))"
)
# A label at the end of its cell behind something else, which a bracket or a mark sets apart; further labels, and the
# numbers of references. Match: `ENGAGE (Owens 2012)`, `Kenya: James 2013 [3]`, `CALM trial, Price et al. 2014`; near
# miss: `Lamps (see Owens 2012)`, `Owens 2012 (ENGAGE)`, `ENGAGE 2012`.
SET_APART = re.compile(
    r"\s{0,9}(?P<lead>[^\W_][^()\[\]:;,\n]{0,60}?)(?:\s{0,9}(?P<mark>[(:,;])\s{0,9}|\s{1,9}(?P<dash>[–—-])\s{1,9})"
    rf"(?P<label>{_DATED}(?:[;,]\s(?:{_DATED}|(?:18|19|20)\d\d[a-h]?)){{0,5}})"
    r"\s{0,9}\)?\s{0,9}(?:\[[\d,; –-]{1,40}\]\s{0,9})?\)?[.;]?\s*"
)
# The acronym by which a trial is known, three capitals at the least. Match: `PROSPER`, `HOPE-3`, `ProFHER`, `SPRINT
# MIND`; near miss: `EF`, `McDonald`, `WHO 2014`.
ACRONYM = re.compile(r"[A-Za-z]{0,4}[A-Z]{3,15}[a-z]{0,3}(?:[-‐–/ *](?:[A-Z]{1,10}|\d{1,2}))?")
# A study called one, by a name or a number. Match: `The HEART study`, `CALM trial`, `Study 1`, `Trial name`; near miss:
# `Lamps in a study`, `Study of lamps`.
CALLED_STUDY = re.compile(
    r"(?:The\s)?(?:[^\W_a-z][\w'’‐–-]{0,30}\s){0,4}"
    r"(?i:trial|study|project|programme|program|cohort|survey|experiment|initiative)(?:\s(?:name|[A-Z]|[IVX]{1,4}|\d{1,3}))?"
)
# What stands in brackets behind a study's name with a year and is no author.
NOT_LABELLED = words_of(
    "release spring summer autumn winter fall phase wave round version protocol registered lancet nature"
)
# Ranks before a name, suffixes behind it. Match: `Dr. `, `Prof `; near miss: `Drake`.
RANK = re.compile(r"\A\s*(?:Dr|Prof|Professor|Sir|Dame)\b\.?\s+(?=[^\W\d_a-z])")
SUFFIXES = words_of("jr sr ii iii iv")
# Letters of lands, which end the names of bodies. Match: `UK` of `Age UK`; near miss: `EF`.
LANDS = frozenset({"UK", "USA", "EU"})
# A word of a name: capital first, or a particle. Match: `O'Brien`, `van`; near miss: `skills`.
NAME_WORD = re.compile(r"[A-Z]{2,8}(?:/[A-Z]{2,8})+|[^\W\d_a-z][\w'’´.‐-]*|(?:d|l|al|el|el)[-'’´]\w+|ʿ?\w*'\w+")
PARTICLES = words_of(
    """
    van von vom zu zur der den de del della di da das do dos du la le les lo el al ten ter te af av bin ibn ben
    y e 't ’t
    """
)
LINKS = words_of("of for the on and in to & against with")
# Words that head a row or number it, and are no author.
NO_AUTHORS = words_of(
    """
    study studies trial table total overall mean average pooled subtotal summary sum range median paper article
    case experiment group section category figure appendix source reference references author authors year note
    notes all none na nr id no item the a an in on at of for this these we our it results findings data model
    models people patients participants intervention interventions january february march april may june july
    august september october november december dr prof
    """
)


@dataclass(frozen=True)
class StudyLabel:
    """A study as a review labels it.

    Attributes:
        first_author: family name, or the name of a body, as printed and without initials.
        has_et_al: further authors are only hinted at.
        second_author: family name of the second author, where printed.
        year: year printed; None where there is none.
        year_suffix: letter after the year, lower case.
        citations: numbers of references in the label.
    """

    first_author: str
    has_et_al: bool
    second_author: str | None
    year: int | None
    year_suffix: str | None
    citations: tuple[int, ...]


def parse(raw: str, marks: Sequence[Mark] = ()) -> StudyLabel | Reject:
    """Authors, year and citation numbers of a label at the head of a cell.

    A label needs more than one name: a year, "et al.", a second author, initials or a citation; one word alone may be
    any word.

    Example:
        `Pavel et al,26 2020` gives Pavel, et al., 2020, citation 26.

    Args:
        raw: the cell as printed.
        marks: raised stretches of `raw`.

    Returns:
        A StudyLabel; a Reject `empty`, `no-author` (`S001`, `2010`, `Table 3`) or `no-year` (a word by itself).
    """
    text = raw[:MAX_LABEL_CHARS]
    if not any(char.isalnum() for char in text):
        return refuse(FIELD, raw, "empty")
    cited = [item.number for item in citations.parse(text, [mark for mark in marks if mark.end <= len(text)])]
    numbered, glued = _without_numbers(text, marks)
    plain = RANK.sub("", LEAD.sub("", year_behind(accented(label_in(numbered)))))
    year = _year_match(plain)
    undated = UNDATED.search(plain) if year is None else None
    if undated is not None:
        plain = plain[: undated.start()]
    authors_text = plain[: _authors_end(plain, year)]
    et_al = ET_AL.search(plain[:MAX_LABEL_CHARS])
    has_et_al = et_al is not None and et_al.start() <= len(authors_text) + 1
    if et_al is not None and has_et_al:
        authors_text = plain[: et_al.start()]
    names = _names(_without_breaks(authors_text) if year is not None else authors_text)
    if not names:
        return refuse(FIELD, raw, "no-author")
    has_initials = any(INITIALS.fullmatch(word) for word in re.split(r"[\s,]+", authors_text.strip()) if word)
    numbers = tuple(dict.fromkeys([*glued, *cited]))
    if year is None and not has_et_al and any(len(name.split()) > MAX_BARE_WORDS for name in names):
        return refuse(FIELD, raw, "no-author")  # a title with a citation: "Testing of Programs [60]"
    if year is None and not (has_et_al or numbers or undated or len(names) > 1 or has_initials):
        return refuse(FIELD, raw, "no-year")
    second = names[1] if len(names) > 1 else None
    if year is None:
        return StudyLabel(names[0], has_et_al, second, None, None, numbers)
    return StudyLabel(names[0], has_et_al, second, int(year.group(1)), year.group(2) or None, numbers)


def label_in(text: str) -> str:
    """The text from its label on, without signs of notes: what a review prints before the label is left out.

    A sign and a code stand before any label (`[S2] Owens 2012`). The name of a trial, of a land or of the like does
    before a label that ends the cell: authors and year say which report is meant, and the list of references knows no
    other name (ICMJE, Vancouver; APA 8.11). A text without such things is given back as it is.

    Example:
        `The HEART study (Kirk 2014)` gives `Kirk 2014`, `Dunn† 2011` gives `Dunn 2011`, `WHO (2014)` itself.
    """
    plain = _without_note_signs(text)
    coded = CODED.match(plain)
    if coded is not None and _are_persons(coded["names"].split()):
        return plain[coded.end() :]
    apart = SET_APART.fullmatch(plain) if len(plain) <= MAX_LABEL_CHARS else None
    return apart["label"] if apart is not None and _is_set_apart(apart) else plain


def is_trial_alone(text: str, marks: Sequence[Mark] = ()) -> bool:
    """Whether a cell holds the acronym of a trial and numbers of references alone: `HOPE-3 [4]`, `CALM trial [3]`.

    The acronym may be a body's as well (`WHO [3]`); without a year nothing tells, and the number names the work.
    """
    name = _numbered_alone(text, marks)
    is_called = CALLED_STUDY.fullmatch(name) is not None and any(ACRONYM.fullmatch(word) for word in name.split())
    return is_called or ACRONYM.fullmatch(name) is not None


def is_particled_name(text: str, marks: Sequence[Mark] = ()) -> bool:
    """Whether a cell holds names alone, the first with a particle, and numbers of references: `van der Berg [2]`."""
    name = _numbered_alone(text, marks)
    words = next(iter(_names(name)), "").split()
    has_particle = len(words) > 1 and words[0].casefold() in PARTICLES and words[-1].casefold() not in PARTICLES
    return has_particle and len(name.split()) <= MAX_AUTHOR_WORDS


def _numbered_alone(text: str, marks: Sequence[Mark]) -> str:
    """The words of a cell that cites references by number beside them; empty where it cites none, or is too long."""
    if len(text) > MAX_LABEL_CHARS:
        return ""
    plain, glued = _without_numbers(text, marks)
    return plain.strip(" ,.;()") if glued or citations.parse(text, list(marks)) else ""


def _without_note_signs(text: str) -> str:
    """The text without the signs of notes before its first year or "et al."; those further on belong to other words."""
    year = YEAR.search(text)
    et_al = ET_AL.search(text[:MAX_LABEL_CHARS])
    ends = [match.end() for match in (year, et_al) if match is not None]
    end = max(ends) if ends and max(ends) <= MAX_LABEL_CHARS else 0
    return NOTE_SIGN.sub("", text[:end]) + text[end:]


def _are_persons(words: Sequence[str]) -> bool:
    """Whether the words behind a code begin a name, and none says that the code begins the name of a body."""
    is_name = words[0].casefold() in PARTICLES or not words[0][0].islower()
    return is_name and not any(word.strip(",").casefold() in BODY_WORDS | NO_AUTHORS for word in words)


def _is_set_apart(apart: re.Match[str]) -> bool:
    """Whether what a mark or bracket sets apart is the label of the study, and no place, year or full name."""
    lead, label = apart["lead"].strip(), apart["label"]
    first = label.split()[0].strip(",")
    has_more = ET_AL.search(label) is not None
    if YEAR.search(lead) or ET_AL.search(lead) or first.casefold() in NO_AUTHORS | NOT_LABELLED:
        return False
    if not has_more and (_is_place(YEAR.split(label)[0]) or _is_short_for(first, lead)):
        return False
    return _is_no_author(lead, apart["mark"] or "-", first, label, has_more=has_more)


def _is_no_author(lead: str, mark: str, first: str, label: str, *, has_more: bool) -> bool:
    """Whether what stands before a label is the name of a study or a land, or two words and more with a colon.

    A comma and a semicolon part authors too: before them only what is called a study, or an acronym before "et al."
    Behind an acronym a name in capitals may be one more body, and behind a word with a colon a short title.
    """
    if CALLED_STUDY.fullmatch(lead):
        return True
    if ACRONYM.fullmatch(lead):
        return not first.isupper() and (mark not in ",;" or has_more)
    if mark in ",;":
        return False
    if _is_place(lead):
        return True
    words = [word for word in YEAR.split(label)[0].split() if word.strip("(,").casefold() not in PARTICLES | {""}]
    is_label = has_more or len([word for word in words if not INITIALS.fullmatch(word)]) == 1
    return mark == ":" and is_label and (has_more or len(lead.split()) > 1) and SEPARATOR.search(lead) is None


def _is_place(text: str) -> bool:
    """Whether a text is the name of a country or of a place in one, whole: `Kenya`, `South Africa`."""
    name = text.strip(" ,(")
    found = countries.parse(name, is_country_column=True)
    return not isinstance(found, Reject) and len(found) == 1 and found[0].end - found[0].start == len(name)


def _is_short_for(acronym: str, name: str) -> bool:
    """Whether an acronym holds the capitals of a name: `WHO` of `World Health Organization`."""
    return acronym.isupper() and "".join(word[0] for word in name.split() if word[0].isupper()).startswith(acronym)


def _without_breaks(authors: str) -> str:
    """One author whose name a narrow column broke without a hyphen, mended: `Abramso n, ` gives `Abramson`."""
    broken = BROKEN.fullmatch(authors)
    return authors if broken is None or broken[2] in NOT_RESTS else broken[1] + broken[2]


def _without_numbers(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[int, ...]]:
    """The text with its citations blanked out, character for character, and the numbers that were glued to words."""
    chars = list(text)
    for mark in marks:
        if mark.kind == "superscript":
            chars[mark.start : mark.end] = " " * len(chars[mark.start : mark.end])
    for pattern in (citations.SQUARE, citations.RAISED_UNICODE):
        for match in pattern.finditer(text):
            if citations.parse(match.group() if match.group()[0] == "[" else "al" + match.group()):
                chars[match.start() : match.end()] = " " * (match.end() - match.start())
    plain = "".join(chars)
    glued: list[int] = []
    raised = GLUED.search(plain)
    year = YEAR.search(plain)
    is_before_year = raised is not None and (year is None or raised.start(1) < year.start())
    if raised is not None and is_before_year and _is_name_like(plain[: raised.start()]):
        glued = [item.number for item in citations.parse(f"[{raised.group(1)}]")]
        if glued:
            plain = plain[: raised.start(1)] + " " * len(raised.group(1)) + plain[raised.end(1) :]
    behind = YEAR_GLUED.search(plain) if year is None else None
    if behind is not None and _is_name_like(plain[: behind.start()]):
        glued += [item.number for item in citations.parse(f"[{behind.group(2)}]")]
        plain = plain[: behind.start(2)] + " " * len(behind.group(2)) + plain[behind.end(2) :]
    return plain, tuple(glued)


def _is_name_like(text: str) -> bool:
    """Whether a number may be glued to this as a citation: a lower-case word end, not a code such as `S` or `GBD`."""
    last = re.split(r"[\s,]+", text.strip(" ,."))[-1] if text.strip(" ,.") else ""
    return len(last) > 1 and last[-1].islower()


def _year_match(plain: str) -> re.Match[str] | None:
    """The first year that a mark or the end follows, else the first.

    The name of a body may hold one (`GBD 2021 Group, 2023`).
    """
    found = list(YEAR.finditer(plain))
    ended = [match for match in found if YEAR_END.match(plain, match.end())]
    return next(iter(ended or found), None)


def _authors_end(plain: str, year: re.Match[str] | None) -> int:
    """Where the authors end: at the year, or before it at a bracket, a number or a full stop after a word."""
    limit = year.start() if year is not None else len(plain)
    mark = AUTHORS_END.search(plain, 0, limit)
    is_inner_year = mark is not None and year is not None and YEAR.match(plain, mark.start()) is not None
    return limit if mark is None or is_inner_year else mark.start()


def _names(text: str) -> tuple[str, ...]:
    """Family names in printed order; empty when the words are no names."""
    body = GLUED_INITIAL.sub(r"\g<0> ", text).strip(" ,.&-–")
    if not body or len(body.split()) > 40:
        return ()
    if _is_body(body):
        return (body,)
    names: list[str] = []
    pair = PAIR.fullmatch(body)
    for piece in pair.groups() if pair is not None else SEPARATOR.split(body):
        words = [word for word in piece.strip(" .").split() if word]
        family = _family(words)
        if family is None:
            if words and all(INITIALS.fullmatch(word) for word in words) and names:
                continue  # "Smith, J."
            break
        names.append(family)
    return tuple(names)


def _family(words: list[str]) -> str | None:
    """The words of a name without its initials; None when a word is no word of a name."""
    kept = [word for word in words if len(words) == 1 or word in LANDS or word == "Ó" or not INITIALS.fullmatch(word)]
    if len(kept) > 1 and kept[-1].casefold() in SUFFIXES:
        kept = kept[:-1]
    if not kept or len(kept) > MAX_AUTHOR_WORDS or (kept[-1].casefold() in PARTICLES and len(kept) > 1):
        return None
    if any(NAME_WORD.fullmatch(word) is None and word.casefold() not in PARTICLES for word in kept):
        return None
    if len("".join(kept)) < 2 or kept[0].casefold().strip(".") in NO_AUTHORS:
        return None
    return " ".join(kept).rstrip(".")


def _is_body(text: str) -> bool:
    """Whether the words are the name of a body.

    Capitals, with "of", "for" or the like between ("Centre for Mental Health").
    """
    words = text.split()
    has_link = any(word.casefold() in LINKS - {"and", "&", "the"} for word in words[1:-1])
    is_numbered = any(YEAR.fullmatch(word) for word in words[1:])
    is_known = all(
        NAME_WORD.fullmatch(word.strip(",")) or word.casefold() in LINKS or YEAR.fullmatch(word) for word in words
    )
    return is_known and (has_link or is_numbered) and 3 <= len(words) <= 14 and words[0].casefold() not in NO_AUTHORS
