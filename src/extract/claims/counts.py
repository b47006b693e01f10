"""Which counts of studies, designs, countries, categories or people does a sentence print, and what are they counts
of?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import pycountry

from extract.claims.wording import ADDING, word_set
from extract.numerals import find_numbers
from schemas import vocabularies

Kind = Literal[
    "study", "intervention", "record", "report", "country", "category", "people", "design", "part", "elliptic"
]

# A word with its inner hyphens and apostrophes, a run of digits, or one other character.
TOKEN = re.compile(r"[^\W\d_]+(?:['’‐-][^\W\d_]+)*|\d+|[^\s]")

# Head nouns by what they count; each plural has its singular, because English numerals agree: `12 study sites` counts
# sites, `one study` counts studies. PRISMA 2020 (box 1) defines study, report and record.
STUDIES = {
    "studies": "study",
    "trials": "trial",
    "papers": "paper",
    "articles": "article",
    "publications": "publication",
}
STUDIES |= {"evaluations": "evaluation", "sources": "source", "documents": "document", "works": "work"}
STUDIES |= {"experiments": "experiment", "investigations": "investigation", "manuscripts": "manuscript"}
INTERVENTIONS = {"interventions": "intervention", "programmes": "programme", "programs": "program"}
RECORDS = {"records": "record", "citations": "citation", "hits": "hit", "references": "reference", "titles": "title"}
RECORDS |= {"abstracts": "abstract", "duplicates": "duplicate"}
REPORTS = {"reports": "report"}
COUNTRIES = {"countries": "country", "nations": "nation"}
CATEGORIES = {"categories": "category", "groups": "group", "themes": "theme", "types": "type", "clusters": "cluster"}
CATEGORIES |= {"domains": "domain", "classes": "class", "groupings": "grouping", "headings": "heading"}
PEOPLE = {"participants": "participant", "patients": "patient", "people": "person", "individuals": "individual"}
PEOPLE |= {"subjects": "subject", "respondents": "respondent", "adults": "adult", "children": "child"}
# Nouns that are a design by themselves.
DESIGNS = {"reviews": "review", "meta-analyses": "meta-analysis", "metaanalyses": "metaanalysis", "rcts": "rct"}
DESIGNS |= {"surveys": "survey", "cohorts": "cohort", "interviews": "interview", "observations": "observation"}
DESIGNS |= {"quasi-experiments": "quasi-experiment", "ethnographies": "ethnography", "overviews": "overview"}
NOUNS: tuple[tuple[Kind, dict[str, str]], ...] = (
    ("study", STUDIES),
    ("intervention", INTERVENTIONS),
    ("record", RECORDS),
    ("report", REPORTS),
    ("country", COUNTRIES),
    ("category", CATEGORIES),
    ("people", PEOPLE),
    ("design", DESIGNS),
)
KIND_OF_PLURAL: dict[str, Kind] = {plural: kind for kind, nouns in NOUNS for plural in nouns}
KIND_OF_SINGULAR: dict[str, Kind] = {nouns[plural]: kind for kind, nouns in NOUNS for plural in nouns}

# Words that cannot stand between a number and the noun that it counts.
STOPS = word_set(
    """of in on for with without from by to at and or nor but that which who whose whom were was are is be been
    being am had has have having did do does not no met used using than as into under across among between per
    via the a an this these those all both each every they we it he she its their our his her when where while
    if because after before during including reported found showed described examined
    investigated assessed compared focused evaluated addressed measured provided conducted came took took-place
    focussed explored looked"""
)
# Adjectives that leave a count of studies what it is.
NEUTRAL = word_set(
    """included eligible selected identified unique individual separate distinct different primary original
    published empirical peer-reviewed relevant reviewed research scientific academic journal independent single
    full-text analysed analyzed retrieved qualifying final scholarly existing retained suitable completed
    english-language"""
)
# Adjectives that make a count a part of another count, or a count of something not included.
RELATIVE = word_set(
    """additional further other more new remaining such similar small smaller large larger high-quality low-quality
    ongoing excluded duplicate duplicates previous earlier prior older newer potential potentially candidate
    irrelevant unpublished extra latter former same last first next several few only half"""
)
# A number after one of these is a name, not a count: `Table 2`, `phase 3`.
LABELS = word_set(
    """table figure fig section stage phase step chapter appendix box level type rq version volume vol issue grade
    question page pp p no number tier panel cohort arm week month day year visit module session item criterion
    aim objective study trial experiment key group category class cluster part supplement protocol dsm icd h
    covid equation eq annex"""
)
# Words before a number that make it a bound or a guess: no exact count.
VAGUE = word_set(
    """least most over than about approximately around nearly almost roughly circa some approx above below under
    between to"""
)

# Names of whole designs and families, singular, hyphens as blanks, British: the labels of the codes of `designs.yml`
# and `families.yml` and their plain synonyms. Wordings that name a part of a design (`prospective cohort`, `scoping
# review`) are left out on purpose: four prospective cohort studies say nothing of how many cohort studies there are. A
# controlled trial may be randomised or not; the audit knows.
DESIGN_WORDINGS: dict[str, str] = {
    wording: code
    for code, wordings in {
        "family:review": "review|evidence review|review article|review paper|review study",
        "family:quantitative": "quantitative study|quantitative|quantitative paper|quantitative article",
        "family:qualitative": "qualitative study|qualitative|qualitative paper|qualitative article",
        "family:mixed": "mixed methods study|mixed method study|mixed methods|mixed method|mixed methods paper",
        "design:systematic-review": "systematic review|systematic literature review",
        "design:meta-analysis": "meta analysis|metaanalysis|meta analytic study",
        "design:literature-review": "literature review|review of the literature",
        "design:randomised-controlled-trial": "randomised controlled trial|rct|randomised trial"
        "|randomised clinical trial|randomised control trial|randomised controlled clinical trial"
        "|randomised controlled study|randomised study"
        "|randomised controlled|randomised",
        "design:controlled-trial": "controlled trial|controlled clinical trial|controlled study",
        "design:non-randomised-controlled": "non randomised controlled trial|non randomised trial|nonrandomised trial"
        "|nonrandomised controlled trial|non randomised controlled study|non randomised clinical trial",
        "design:quasi-experimental": "quasi experimental study|quasi experiment|quasi experimental",
        "design:pre-post": "pre post study|pre and post study|before and after study|pre test post test study|pre post"
        "|before after study|uncontrolled before and after study|single group pre post study|pretest posttest study",
        "design:cohort": "cohort study|cohort",
        "design:case-control": "case control study|case control",
        "design:cross-sectional": "cross sectional study|cross sectional|cross sectional survey",
        "design:survey": "survey|survey study|questionnaire survey|questionnaire study",
        "design:interviews": "interview|interview study|qualitative interview|semi structured interview",
        "design:focus-groups": "focus group|focus group study",
        "design:ethnography": "ethnography|ethnographic study|observation|participant observation",
        "design:case-study": "case study",
    }.items()
    for wording in wordings.split("|")
}
# Words of designs: a phrase that has one but is no wording above (`small cluster-randomised trials`) is a part of a
# count.
DESIGN_WORDS = word_set(
    """randomised randomized controlled uncontrolled qualitative quantitative cohort cross-sectional prospective
    retrospective longitudinal observational experimental quasi-experimental mixed-methods mixed mixed-method
    case-control clinical crossover cross-over cluster-randomised cluster double-blind pilot systematic scoping
    umbrella narrative non-randomised rct in vivo vitro modelling modeling simulation non-experimental
    meta-analytic descriptive correlational"""
) - {"in"}
# The last word of a design as a complement: `used a qualitative design`. Dropped before the look-up.
DESIGN_TAILS = frozenset(
    {"design", "designs", "methods", "method", "methodology", "methodologies", "approach", "approaches"}
)
LONGEST_DESIGN = 7
LONGEST_COUNTRY = 7


@dataclass(frozen=True)
class Token:
    """A word, number or sign `sentence[start:end]`, in small letters; `value` is None for what is no number."""

    word: str
    start: int
    end: int
    value: int | None = None


@dataclass(frozen=True)
class Count:
    """A number and the words that say what it counts.

    Attributes:
        first / last: tokens from the number to the end of the words counted.
        code: family or design (`family:review`, `design:survey`); None for other kinds.
        modifiers: the words between the number and the noun.
        is_definite: `the`, `all`, `these` or `our` stands before it.
        is_share: it is a part of another count (`of which`, `of the included studies`).
        shares: words of that other count, or empty.
        is_added: `additional`, `further` or the like stands before it.
        is_bracketed: it stands in brackets behind what it counts: `(n = 8)`, `interviews (one)`.
    """

    value: int
    kind: Kind
    first: int
    last: int
    code: str | None = None
    modifiers: tuple[str, ...] = ()
    is_definite: bool = False
    is_share: bool = False
    shares: tuple[str, ...] = ()
    is_bracketed: bool = False
    is_added: bool = False

    @property
    def is_plain(self) -> bool:
        """Nothing but neutral adjectives stands between the number and the noun."""
        return all(word in NEUTRAL for word in self.modifiers)

    @property
    def is_relative(self) -> bool:
        """A word says that the count adds to another, or is a part of one: `two additional studies`, `a further
        six`.
        """
        return self.is_added or any(word in RELATIVE for word in self.modifiers)


def tokenise(sentence: str) -> tuple[Token, ...]:
    """The words, numbers and signs of `sentence`; `twenty-two` and `1,204` are one token each with their value."""
    numbers = list(find_numbers(sentence))
    tokens: list[Token] = []
    at = 0
    for found in TOKEN.finditer(sentence):
        while at < len(numbers) and numbers[at].end <= found.start():
            at += 1
        number = numbers[at] if at < len(numbers) and numbers[at].start < found.end() else None
        if number is None:
            tokens.append(Token(found.group().lower(), found.start(), found.end()))
        elif not tokens or tokens[-1].end != number.end:
            word = sentence[number.start : number.end].lower()
            tokens.append(Token(word, number.start, number.end, number.value))
    return tuple(tokens)


def find_counts(tokens: Sequence[Token]) -> tuple[Count, ...]:
    """The counts in a sentence, in order. Numbers that are names (`Table 2`), bounds (`at least 20`) or years are
    none.
    """
    counts: list[Count] = []
    for at, token in enumerate(tokens):
        if token.value is None or (counts and counts[-1].last >= at and not counts[-1].is_share):
            continue
        if _is_name_or_bound(tokens, at):
            continue
        count = _read_bracketed(tokens, at) or _read_share(tokens, at) or _read_phrase(tokens, at)
        if count is None:
            count = Count(token.value, "elliptic", at, at)
        is_added = at > 0 and tokens[at - 1].word in ADDING
        counts.append(replace(count, is_added=is_added))
    return tuple(counts)


def design_of(words: Sequence[str]) -> str | None:
    """The code of the design that `words` name and nothing else, or None: `mixed-methods studies` is `family:mixed`."""
    kept = [word for word in words if word not in NEUTRAL]
    while (
        kept
        and kept[-1] in DESIGN_TAILS
        and len(kept) > 1
        and " ".join(kept[-2:]) not in {"mixed methods", "mixed method"}
    ):
        kept = kept[:-1]
    if not kept:
        return None
    last = {**STUDIES, **DESIGNS, "analyses": "analysis", "groups": "group"}.get(kept[-1], kept[-1])
    wording = " ".join([*kept[:-1], last]).replace("-", " ").replace("‐", " ").replace("randomized", "randomised")
    return DESIGN_WORDINGS.get(wording)


def read_design(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The longest design that begins at `tokens[at]` and the token after it, or None."""
    for end in range(min(len(tokens), at + LONGEST_DESIGN), at, -1):
        code = design_of([token.word for token in tokens[at:end]])
        if code is not None and tokens[at].word not in NEUTRAL:
            return code, end
    return None


def read_country(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The country (ISO 3166-1 alpha-3) that begins at `tokens[at]` and the token after it, or None."""
    names = _country_names()
    start = at + 1 if at < len(tokens) and tokens[at].word == "the" else at
    for end in range(min(len(tokens), start + LONGEST_COUNTRY), start, -1):
        code = names.get(_country_key(token.word for token in tokens[start:end]))
        if code is not None and tokens[end - 1].word != "." and tokens[start].word not in {".", "the"}:
            # In small letters `us` is a pronoun unless the article stands before it.
            return None if tokens[start].word == "us" and start == at and end == start + 1 else (code, end)
    return None


def _is_name_or_bound(tokens: Sequence[Token], at: int) -> bool:
    if _is_upper_end(tokens, at):
        return True
    before = tokens[at - 1].word if at else ""
    token = tokens[at]
    is_digits = token.word[:1].isdigit()
    if is_digits and len(token.word) == 4 and 1900 <= (token.value or 0) <= 2099 and before not in {"=", "of"}:
        return True
    if before in VAGUE and not (before == "to" and at > 1 and tokens[at - 2].word in {"led", "reduced"}):
        return True
    if token.word == "one" and before in {"the", "no", "any", "every", "this", "that", "each", "another", "or"}:
        return True
    return is_digits and before in LABELS


def _is_upper_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number ends a range: `between three and seven`, `two or three`, `ten to twelve`."""
    if at < 2 or tokens[at - 2].value is None:
        return False
    is_between = at >= 3 and tokens[at - 3].word == "between" and tokens[at - 1].word == "and"
    return is_between or tokens[at - 1].word in {"or", "to"}


def _read_bracketed(tokens: Sequence[Token], at: int) -> Count | None:
    """`(n = 8)`, `(n = 8 studies)`, `(8 studies)`, `(one)`: the count stands behind its words."""
    start = at
    if at >= 2 and tokens[at - 1].word == "=" and tokens[at - 2].word in {"n", "k"}:
        start = at - 2
        if start == 0 or tokens[start - 1].word != "(":
            return None
    elif at == 0 or tokens[at - 1].word != "(":
        return None
    phrase = _read_phrase(tokens, at)
    end = phrase.last + 1 if phrase is not None else at + 1
    if end >= len(tokens) or tokens[end].word not in {")", ";", ","}:
        return None
    kind = phrase.kind if phrase is not None else "elliptic"
    code = phrase.code if phrase is not None else None
    return Count(tokens[at].value or 0, kind, at, end - 1, code, is_bracketed=True)


def _read_share(tokens: Sequence[Token], at: int) -> Count | None:
    """`six of which`, `twelve (50%) of the included studies`, `10 of these`, `three of the 24 trials`."""
    place = _after_brackets(tokens, at + 1)
    if place >= len(tokens) or tokens[place].word != "of":
        return None
    following = tokens[place + 1].word if place + 1 < len(tokens) else ""
    if following in {"which", "whom", "them"}:
        return Count(tokens[at].value or 0, "elliptic", at, place + 1, is_share=True, shares=(following,))
    if following not in {"the", "these", "those", "all", "our"}:
        return None
    for end in range(place + 2, min(len(tokens), place + 9)):
        word = tokens[end].word
        if word in KIND_OF_PLURAL and KIND_OF_PLURAL[word] in {"study", "intervention", "report", "design"}:
            shares = tuple(token.word for token in tokens[place + 1 : end + 1])
            return Count(tokens[at].value or 0, "elliptic", at, end, is_share=True, shares=shares)
        if word in STOPS or not (word[0].isalpha() or tokens[end].value is not None):
            break
    if following in {"these", "those"}:
        return Count(tokens[at].value or 0, "elliptic", at, place + 1, is_share=True, shares=(following,))
    return None


def _read_phrase(tokens: Sequence[Token], at: int) -> Count | None:
    """`24 studies`, `three systematic reviews`: a number, up to seven words, and a noun that agrees in number."""
    value = tokens[at].value or 0
    nouns = KIND_OF_SINGULAR if value == 1 else KIND_OF_PLURAL
    for end in range(at + 1, min(len(tokens), at + 9)):
        word = tokens[end].word
        if word in nouns and not _is_compound(tokens, end, nouns):
            return _phrase(tokens, at, end, nouns[word])
        if word in STOPS or not word[0].isalpha() or tokens[end].value is not None:
            return None
    return None


def _phrase(tokens: Sequence[Token], at: int, end: int, kind: Kind) -> Count:
    words = [token.word for token in tokens[at + 1 : end + 1]]
    code = design_of(words) if kind in {"study", "design"} else None
    # `Trial` alone is no design but the common word for a study of an intervention.
    if code is not None:
        kind = "design"
    elif kind == "design" or any(word in DESIGN_WORDS for word in words[:-1]):
        kind = "part" if kind in {"study", "design"} else kind
    is_definite = at > 0 and tokens[at - 1].word in {"the", "all", "these", "our", "those"}
    return Count(tokens[at].value or 0, kind, at, end, code, tuple(words[:-1]), is_definite)


def _is_compound(tokens: Sequence[Token], end: int, nouns: dict[str, Kind]) -> bool:
    """Whether the noun at `end` only qualifies the next: `24 study articles`, `two groups of`, not `24 studies`."""
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    return following is not None and (
        following.word in nouns or following.word in {"sites", "authors", "arms", "groups"}
    )


def _after_brackets(tokens: Sequence[Token], at: int) -> int:
    """The token after the brackets that begin at `at`, if any begin there and end within ten tokens."""
    if at < len(tokens) and tokens[at].word == "(":
        for end in range(at + 1, min(len(tokens), at + 11)):
            if tokens[end].word == ")":
                return end + 1
    return at


@cache
def _country_names() -> dict[str, str]:
    """Countries by their names in small letters: those of the vocabulary and of ISO 3166-1.

    Parts of countries are none: a count of studies in England is not one of studies in the United Kingdom.
    """
    vocabulary = vocabularies.load("countries")
    printed = [(name, code.code) for code in vocabulary.codes for name in (*code.wordings, *code.abbreviations)]
    for country in sorted(pycountry.countries, key=lambda entry: str(entry.alpha_3)):
        names = (getattr(country, field, None) for field in ("name", "common_name", "official_name"))
        printed += [(str(name).split(",")[0], str(country.alpha_3)) for name in names if name]
    found: dict[str, str] = {}
    for name, code in printed:
        found.setdefault(_country_key(token.word for token in tokenise(name)), code)
    for name in vocabulary.words("two-countries"):
        found.pop(_country_key(token.word for token in tokenise(name)), None)
    return found


def _country_key(words: Iterable[str]) -> str:
    """Words of a country's name without stops and the article: `the U.S.A.` is `u s a`."""
    return " ".join(word for word in words if word not in {".", "the"})
