"""Which study designs does a row name, and what family of evidence do they make?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from extract.fields.phrases import GAP_WORDS, Lexicon, Token, fold, folded_words, tokens
from extract.fields.refusals import refuse
from extract.fields.sample_words import BREAKERS
from extract.rejects import Reject
from schemas import vocabularies

FIELD = "designs"

# A cell that names more designs than this is running text; the fullest of 5,971 gold and seed cells names 7.
MAX_MENTIONS = 60
# A clause in which a review and what it reviews stand further apart than this, in words, is not believed to be one.
MAX_CLAUSE = 80

# Designs that reporting guidelines ask authors to name in the title: PRISMA 2020 item 1, CONSORT 2010 item 1a, STROBE
# item 1a, SRQR S1, GRAMMS. Words such as "survey" or "case study" in a title often mean something else.
TITLE_CODES = frozenset(
    {"systematic-review", "meta-analysis", "randomised-controlled-trial", "cohort", "case-control", "cross-sectional",
     "qualitative", "mixed-methods"}
)  # fmt: skip
# Codes that say only the kind of evidence: the title may say more.
GENERIC_CODES = frozenset({"literature-review", "qualitative", "other"})

REVIEWS = frozenset({"systematic-review", "meta-analysis", "literature-review"})
TALKS = frozenset({"interviews", "focus-groups", "qualitative", "ethnography"})
TRIALS = frozenset({"randomised-controlled-trial", "non-randomised-controlled"})
# Studies that talks may be held in: "interviews with patients of a randomised trial" are interviews.
HOSTS = REVIEWS | TRIALS | {"quasi-experimental", "cohort", "case-control"}
# What a review gathers is printed in the plural: "systematic review (12 RCTs, 3 cohort studies)".
GATHERED = HOSTS | {"cross-sectional", "pre-post", "case-study", "other", "survey"}

_OBJECT_LINKS = folded_words(
    """
    of on in into within from alongside including include includes included covering comparing examining that
    which during nested
    """
)
_NEGATIONS = frozenset({"no", "not", "without", "never", "neither", "nor"})
# Another method is joined to the interviews: both are methods of their own.
# Designs that measure people: what they use to ask is a mode of data collection.
MEASURED = TRIALS | {"quasi-experimental", "pre-post", "cohort", "case-control", "cross-sectional", "survey"}
_MEANS = frozenset({"using", "via", "through", "by"})
_IN_DEPTH = folded_words("in-depth indepth depth narrative qualitative open-ended ended unstructured exploratory")
_CONTROLLED = folded_words("controlled control")
_JOINERS = frozenset({"and", "plus", "followed", "with", "combined"})


@dataclass(frozen=True)
class Designs:
    """The designs of a study.

    Attributes:
        codes: codes of `designs.yml` in its order; `not-stated` alone where none is named.
        family: code of `families.yml`.
        why: one sentence: which words led to it.
    """

    codes: tuple[str, ...]
    family: str
    why: str


@dataclass(frozen=True)
class _Kind:
    """What a wording stands for; `code` None for words of a design in another sense."""

    code: str | None
    family: str


@dataclass(frozen=True)
class _Mention:
    """A design that the text names with the words `first` to `last` (exclusive)."""

    code: str
    family: str
    first: int
    last: int
    is_plural: bool


def parse(raw: str, title: str | None = None) -> Designs | Reject:
    """The designs that a row names, with their family.

    What follows "of" a review is what it reviews: `Review and meta-analysis of randomised controlled trials` is a
    review. Interviews that administer an instrument are survey data collection. A generic wording is refined by the
    title, within the family only, since reporting guidelines ask for the design there.

    Args:
        raw: the cell as printed.
        title: title of the study, or None.

    Returns:
        Designs; a Reject `empty` for a cell without words, `unknown-wording` where no design is named in words that
        are known.
    """
    words = tokens(raw)
    if not words:
        return refuse(FIELD, raw, "empty")
    whole = _whole_cell(words)
    if whole is not None:
        return _refined(
            Designs((whole.code or "not-stated",), whole.family, f"the cell holds only '{raw.strip()}'"), title
        )
    mentions = list(_own(islice(_mentions(words), MAX_MENTIONS), words))
    if not mentions:
        return _without_mention(raw, words, title)
    mentions, why_interviews = _judge_interviews(mentions, words)
    codes = _codes(mentions)
    family, why_family = _family(mentions)
    named = ", ".join(
        f"{mention.code} from '{_quote(raw, words, mention)}'" for mention in _first_of_each(mentions, codes)
    )
    why = "; ".join(part for part in (named, why_interviews, why_family) if part)
    return _refined(Designs(codes, family, why), title)


def family_of(codes: Sequence[str]) -> str:
    """The family of a study whose designs are given by their codes of `designs.yml`, as a code of `families.yml`."""
    vocabulary = vocabularies.load("designs")
    return _family([_Mention(code, vocabulary[code].fact("family"), 0, 0, False) for code in codes])[0]


def _mentions(words: tuple[Token, ...]) -> Iterator[_Mention]:
    """All designs that the words name, except those that are denied ("no control group", "not a systematic review")."""
    for match in _lexicon().find(words):
        before = words[max(0, match.first - 2) : match.first]
        is_denied = (
            any(word.folded in _NEGATIONS for word in before) and match.value.code != "non-randomised-controlled"
        )
        if match.value.code is not None and not is_denied:
            last_word = words[match.last - 1]
            is_plural = last_word.text.casefold().endswith("s") and fold(last_word.text) != last_word.text.casefold()
            is_plural = is_plural or (
                last_word.text.isascii() and last_word.text.endswith("s") and last_word.text[:-1].isupper()
            )
            yield _Mention(match.value.code, match.value.family, match.first, match.last, is_plural)


def _own(mentions: Iterable[_Mention], words: tuple[Token, ...]) -> Iterator[_Mention]:
    """The mentions that are the study's own design, not what it reviews, analyses again or is held within."""
    found = _without_repeats(list(mentions), words)
    has_review = any(mention.family == "review" for mention in found)
    heads: list[_Mention] = []
    for mention in found:
        if has_review and _is_gathered(mention, words):
            continue
        if any(_is_object(head, mention, words) for head in heads[-8:]):
            continue
        heads.append(mention)
        yield mention


def _without_repeats(mentions: list[_Mention], words: tuple[Token, ...]) -> list[_Mention]:
    """Mentions without the "controlled trial" that only goes on with a randomised one.

    `Cluster randomised controlled trial` and `randomised, waiting-list-controlled trial` are one design each,
    `randomised trial; matched controlled comparison` are two.
    """
    kept: list[_Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        is_controlled = mention.code == "non-randomised-controlled" and words[mention.first].folded in _CONTROLLED
        if is_controlled and before is not None and before.code == "randomised-controlled-trial":
            between = words[before.last : mention.first + 1]
            is_one_phrase = all(word.join in {"space", "hyphen", "comma", "slash"} for word in between)
            if is_one_phrase and len(between) <= GAP_WORDS and not any(word.folded in BREAKERS for word in between):
                continue
        kept.append(mention)
    return kept


def _is_gathered(mention: _Mention, words: tuple[Token, ...]) -> bool:
    """Whether a mention beside a review is in the plural, as what it gathers is: `12 RCTs`, `of systematic reviews`."""
    if not mention.is_plural or mention.code not in GATHERED or _is_talk_word(mention, words):
        return False
    return mention.code not in REVIEWS or _follows_of(mention, words)


def _is_talk_word(mention: _Mention, words: tuple[Token, ...]) -> bool:
    """Whether the mention names a way to collect data, which a review may be combined with."""
    return (
        mention.code == "survey"
        and words[mention.last - 1].folded in {"questionnaire", "survey"}
        and not any(word.folded in _OBJECT_LINKS for word in words[max(0, mention.first - 4) : mention.first])
    )


def _follows_of(mention: _Mention, words: tuple[Token, ...]) -> bool:
    """Whether "of" stands right before the mention, at most two words ("of 12 published") between."""
    return any(word.folded == "of" for word in words[max(0, mention.first - 3) : mention.first])


def _is_object(head: _Mention, mention: _Mention, words: tuple[Token, ...]) -> bool:
    """Whether `mention` is what `head` is about: linked to it in one clause, as in "review of trials"."""
    if mention.first - head.last > MAX_CLAUSE:
        return False
    between = words[head.last : mention.first]
    reach = words[head.last : mention.first + 1]
    if any(word.join == "stop" for word in reach):
        return False
    is_linked = any(word.folded in _OBJECT_LINKS for word in between)
    if head.family == "review":
        if mention.family == "review":
            return _follows_of(mention, words) and is_linked
        return is_linked or any(word.join == "open" for word in reach)
    if head.code in TALKS:
        return is_linked and mention.code in HOSTS
    last_word = words[head.last - 1].folded
    if head.code == "other" and (last_word in {"analysis", "evaluation"}):
        return is_linked and mention.code in TRIALS
    return False


def _judge_interviews(mentions: list[_Mention], words: tuple[Token, ...]) -> tuple[list[_Mention], str]:
    """Plain interviews become a survey where an instrument is administered, or the mode of a quantitative design."""
    has_qualitative = any(
        mention.code in {"mixed-methods", "qualitative", "focus-groups", "ethnography"} for mention in mentions
    )
    quantitative = [mention for mention in mentions if mention.family == "quantitative"]
    is_measured = _has_any("measures", words) or _has_any("comparisons", words)
    judged: list[_Mention] = []
    why = ""
    for mention in mentions:
        if mention.code != "interviews":
            judged.append(mention)
            continue
        if _is_open(mention, words):
            if _is_means(mention, mentions, words):
                why = "semi-structured interviews are named as the means of the quantitative design"
            else:
                judged.append(mention)
            continue
        is_set = _is_set(mention, words)
        if not is_set and (has_qualitative or _is_joined(mention, quantitative, words)):
            judged.append(mention)
        elif is_set or (is_measured and not quantitative):
            judged.append(_Mention("survey", "quantitative", mention.first, mention.last, mention.is_plural))
            why = "interviews that administer a set form or measure with an instrument are survey data collection"
        elif quantitative:
            why = "the interviews are how the data of the quantitative design were collected"
        else:
            judged.append(mention)
    return judged, why


def _is_open(mention: _Mention, words: tuple[Token, ...]) -> bool:
    """Whether the interview is called semi-structured, in-depth or the like, up to five words before or three after."""
    return _has_any("open-interviews", words[_phrase_start(mention, words, 5) : mention.last + 3])


def _is_means(mention: _Mention, mentions: list[_Mention], words: tuple[Token, ...]) -> bool:
    """Whether semi-structured interviews only collect the data of a quantitative design that stands before them.

    `Cohort study of tenants, using semi-structured interviews before and after the move`: interviews of a sample at
    set times are a mode of survey (Groves et al. 2009, Survey methodology, on modes of data collection). A qualitative
    or mixed design beside it, a case study, or interviews in depth are methods of their own, and so is what is joined
    by "and".
    """
    first = _phrase_start(mention, words, 5)
    phrase = words[first : mention.last]
    is_open_otherwise = any(word.folded in _IN_DEPTH for word in phrase)
    before = [other for other in mentions if other.last <= mention.first]
    is_other = any(
        other.family in {"qualitative", "mixed", "review"} for other in mentions if other is not mention
    ) or _has_any("qualitative-analyses", words)
    heads = [other for other in before if other.code in MEASURED and other.family == "quantitative"]
    if is_open_otherwise or is_other or not heads:
        return False
    between = words[heads[-1].last : mention.first + 1]
    if any("." in word.gap or ";" in word.gap for word in between):
        return False
    reach = [word.folded for word in words[max(0, first - 3) : mention.first]]
    return any(word in _MEANS for word in reach) or ("by", "means") in list(pairwise(reach))


def _is_set(mention: _Mention, words: tuple[Token, ...]) -> bool:
    """Whether the interview is called structured, standardised or the like, up to three words before."""
    return _has_any("set-interviews", words[_phrase_start(mention, words, 3) : mention.last])


def _phrase_start(mention: _Mention, words: tuple[Token, ...], reach: int) -> int:
    """First word of the noun phrase that a mention ends, at most `reach` words before it."""
    first = mention.first
    while first > 0 and mention.first - first < reach and words[first].join in {"space", "hyphen", "comma", "slash"}:
        first -= 1
    return first


def _is_joined(mention: _Mention, others: list[_Mention], words: tuple[Token, ...]) -> bool:
    """Whether "and" stands between the interviews and a quantitative method: "survey (n=200) and interviews (n=20)"."""
    for other in others:
        left, right = (other, mention) if other.first < mention.first else (mention, other)
        between = words[left.last : right.first]
        if not between and "+" in words[right.first].gap:
            return True
        if len(between) <= 8 and any(word.folded in _JOINERS for word in between[-4:]):
            return other.code == "survey" or between[-1].folded == "and"
    return False


def _codes(mentions: list[_Mention]) -> tuple[str, ...]:
    """Codes in the order of the vocabulary; a code that only says the kind goes where a more specific one stands."""
    codes = {mention.code for mention in mentions}
    families = {mention.code: mention.family for mention in mentions}
    specific = {families[code] for code in codes - GENERIC_CODES}
    if "qualitative" in codes and ({"qualitative", "mixed"} & specific):
        codes.discard("qualitative")
    if "systematic-review" in codes:
        codes.discard("literature-review")
    others = {mention.family for mention in mentions if mention.code == "other"}
    if (
        "other" in codes
        and len(codes) > 1
        and ("mixed" in specific or others <= specific or (others == {"not-stated"} and specific))
    ):
        codes.discard("other")
    return vocabularies.load("designs").in_order(codes)


def _family(mentions: list[_Mention]) -> tuple[str, str]:
    """The family that the designs make, and a sentence where it does not follow at once."""
    families = {mention.family for mention in mentions} - {"not-stated"}
    without_cases = {mention.family for mention in mentions if mention.code != "case-study"} - {"not-stated"}
    if without_cases:
        families = without_cases  # a case may be studied in numbers or in words: the other designs decide
    if "mixed" in families:
        return "mixed", ""
    if "review" in families and len(families) > 1:
        return "not-stated", "both a review and a study of its own are named"
    if families == {"quantitative", "qualitative"}:
        return "mixed", "both quantitative and qualitative designs are named"
    return (families.pop(), "") if families else ("not-stated", "the kind of evidence cannot be told from the name")


def _first_of_each(mentions: list[_Mention], codes: tuple[str, ...]) -> Iterator[_Mention]:
    """The first mention of each code, in the order of the codes."""
    for code in codes:
        yield next(mention for mention in mentions if mention.code == code)


def _quote(raw: str, words: tuple[Token, ...], mention: _Mention) -> str:
    """The words of a mention as printed, on one line."""
    return " ".join(raw[words[mention.first].start : words[mention.last - 1].end].split())


def _refined(designs: Designs, title: str | None) -> Designs:
    """Generic codes made specific by the title, within the family; other designs stay as the row names them."""
    if title is None or not GENERIC_CODES & set(designs.codes):
        return designs
    more = {
        code
        for code, family in _title_codes(title)
        if family == designs.family and code not in designs.codes and code not in GENERIC_CODES
    }
    if not more:
        return designs
    kept = {code for code in designs.codes if code not in GENERIC_CODES}
    codes = vocabularies.load("designs").in_order(kept | more)
    return Designs(codes, designs.family, f"{designs.why}; refined by the title: {', '.join(sorted(more))}")


def _title_codes(title: str) -> Iterator[tuple[str, str]]:
    """Designs that a title names and that reporting guidelines want there."""
    words = tokens(title)
    for mention in _own(islice(_mentions(words), MAX_MENTIONS), words):
        if mention.code in TITLE_CODES:
            yield mention.code, mention.family


def _without_mention(raw: str, words: tuple[Token, ...], title: str | None) -> Designs | Reject:
    """What can be said where the row names no design: groups that are compared, or the title's own words."""
    named = dict(_title_codes(title)) if title is not None else {}
    if named:
        families = set(named.values())
        codes = vocabularies.load("designs").in_order(set(named))
        return Designs(codes, families.pop() if len(families) == 1 else "not-stated", "only the title names a design")
    if _has_any("comparisons", words):
        return Designs(("not-stated",), "quantitative", "no design is named, but groups are compared")
    return refuse(FIELD, raw, "unknown-wording")


def _whole_cell(words: tuple[Token, ...]) -> _Kind | None:
    """What a cell stands for that holds one wording and nothing else, such as `Pro`, `Cohort` or `NR`."""
    return _whole_cells().get(" ".join(word.folded for word in words)) if len(words) <= 3 else None


def _has_any(name: str, words: tuple[Token, ...]) -> bool:
    """Whether a wording of a further list stands among the words."""
    return any(match.value for match in _cues(name).find(words))


@cache
def _lexicon() -> Lexicon[_Kind]:
    """All wordings of designs, and the words of designs in another sense."""
    vocabulary = vocabularies.load("designs")
    wordings = [(word, _Kind(code.code, code.fact("family"))) for code in vocabulary.codes for word in code.wordings]
    wordings += [(word, _Kind("other", "quantitative")) for word in vocabulary.words("other-quantitative")]
    wordings += [(word, _Kind("other", "not-stated")) for word in vocabulary.words("other-unstated")]
    wordings += [(word, _Kind(None, "not-stated")) for word in vocabulary.words("not-designs")]
    exact = [(word, _Kind(code.code, code.fact("family"))) for code in vocabulary.codes for word in code.abbreviations]
    return Lexicon(wordings, exact)


@cache
def _whole_cells() -> dict[str, _Kind]:
    """Folded words of a whole cell -> what it stands for."""
    vocabulary = vocabularies.load("designs")
    cells = {
        " ".join(token.folded for token in tokens(word)): _Kind(code.code, code.fact("family"))
        for code in vocabulary.codes
        for word in code.whole_cell
    }
    for word in (
        "pro",
        "retro",
    ):  # usual short forms of prospective and retrospective in tables of dental and surgical reviews
        cells[word] = _Kind("other", "quantitative")
    return cells


@cache
def _cues(name: str) -> Lexicon[bool]:
    """A further list of `designs.yml`; the same words in another sense hold False."""
    vocabulary = vocabularies.load("designs")
    wordings = [(word, True) for word in vocabulary.words(name)]
    if name == "measures":
        wordings += [(word, False) for word in vocabulary.words("not-measures")]
    return Lexicon(wordings)
