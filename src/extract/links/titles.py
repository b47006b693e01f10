"""How far two titles agree, and in which words they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz

from extract.links.features import Features
from extract.links.plain_text import has_lost_letter, plain
from extract.links.record import Agreement
from extract.links.spellings import WordDifference, differing_words, is_spelling, turns_round
from extract.links.vocabulary import STOP_WORDS, word_set
from extract.links.words import WORD

# Folded titles whose letters agree to this degree are one title printed twice: spelling (haemolytic, hemolytic), a lost
# hyphen, a damaged letter. Titles of other papers reach it only by a word or two, and those are looked at apart.
TITLE_SAME = 94.0
# Titles that are worth a look when the place in the journal agrees: retranslated titles, subtitles in other words.
TITLE_ALIKE = 62.0
# One title goes on where the other ends, or nearly so.
TITLE_CUT = 90.0
# The signs of a title that was cut, and the letters from which on no two papers of a team begin alike: lists of results
# cut titles at a hundred signs or so.
_ELLIPSES = ("...", "\u2026")
_CUT_LETTERS = 60
# Signs after which a subtitle begins. Match: "Stroke care: a trial", "Stroke care - a trial"; near miss: "Stroke-care".
_SUBTITLE = re.compile(r"[:.;?!(]\s|\s[(\u2013\u2014-]")
_DENIALS = word_set("not no non without")
# Words by which a later or smaller report of a study tells itself from the first one.
_TELLING_WORDS = word_set(
    "first second third fourth follow followup up term extension pilot preliminary interim final subgroup post hoc "
    "secondary update updated year years month months week weeks reanalysis economic cost part protocol rationale "
    "addendum supplement replication"
)
# Words that say how a study was made or what kind of report it is, in the spelling of `spell`: databases drop ": a
# randomised controlled trial" as they drop any subtitle, and no second study is told by it.
_DESIGN_WORDS = word_set(
    "randomized controlled control clinical trial trials rct study studies review systematic scoping narrative meta "
    "literature analysis metaanalysis best evidence synthesis double single blind blinded placebo prospective cohort "
    "retrospective cross sectional crosssectional longitudinal observational experimental quasi qualitative mixed "
    "quantitative methods method multicenter center open label parallel pragmatic group survey population based case "
    "report series article original research"
)
# "a" as `spell_title` tells it from the article; "s" is a genitive, and others are initials.
_PART_LETTERS = word_set("-a b c d")


@dataclass(frozen=True)
class TitleAgreement:
    """How two titles agree.

    Attributes:
        verdict: `same`: one title; `close`: one goes on where the other ends, or words differ but most are shared.
        ratio: 0 to 100, shared letters; 90 at least where one title begins or ends as the whole other one.
        only_one, only_two: words with a meaning that the other title has in no spelling, each as often as it does.
        is_doubtful: one title but for a letter in no known spelling (dairy, diary) or a small word (to, from).
    """

    verdict: Agreement
    ratio: float
    only_one: tuple[str, ...] = ()
    only_two: tuple[str, ...] = ()
    is_doubtful: bool = False

    @property
    def is_contrary(self) -> bool:
        """Each title has a word of its own ("in adults", "in children"), or one of them denies what the other says."""
        return bool(self.only_one and self.only_two) or not _DENIALS.isdisjoint((*self.only_one, *self.only_two))

    @property
    def is_extended(self) -> bool:
        """One title is the other with words added."""
        return self.ratio >= TITLE_CUT and not self.is_contrary

    @property
    def tells_another(self) -> bool:
        """The words added say which part or which later report it is: "Part II", "5-year results", "without"."""
        return any(word in _TELLING_WORDS or _is_label(word) for word in (*self.only_one, *self.only_two))

    @property
    def is_only_design(self) -> bool:
        """The words added say how the study was made, not what else was studied: ": a cohort study"."""
        return _DESIGN_WORDS.issuperset((*self.only_one, *self.only_two))


def agree_titles(one: Features, two: Features) -> TitleAgreement:
    """The agreement of the titles, the best one where a title stands in two languages or has its journal behind it."""
    found = _agree(one, two)
    is_cut = found.verdict == "close" and not found.is_contrary
    if is_cut and (_runs_into_journal(one, two) or _runs_into_journal(two, one)):
        return TitleAgreement("same", 100.0)
    if found.verdict == "same" or not (one.in_other_words or two.in_other_words):
        return found
    others = [_agree(other, two) for other in one.in_other_words] + [_agree(one, other) for other in two.in_other_words]
    return next((other for other in others if other.verdict == "same"), found)


def has_subtitle_more(one: Features, two: Features) -> bool:
    """Whether what one title has more is a subtitle, or a heading before it.

    "Stroke care: a trial" is "Stroke care" in another database; "Stroke care in children" need not be, unless the
    shorter title says that it was cut ("Stroke care ...").
    """
    short, long = sorted((one, two), key=lambda features: len(features.letters))
    is_cut = len(short.letters) >= _CUT_LETTERS and (short.record.title or "").rstrip().endswith(_ELLIPSES)
    if is_cut and long.letters.startswith(short.letters):
        return True
    pieces = [len("".join(WORD.findall(piece))) for piece in _SUBTITLE.split(plain(long.catalogued.title))]
    length = len("".join(short.title))
    return any(length in (end, sum(pieces) - end) for end in accumulate(pieces))


def _runs_into_journal(long: Features, short: Features) -> bool:
    """Whether the one title goes on with the name of the other's journal: a reference read past the title's end."""
    length = len(short.title)
    if len(short.container) < 2 or long.title[:length] != short.title:
        return False
    tail = [word for word in long.title[length:] if word not in STOP_WORDS]
    return tail[: len(short.container)] == list(short.container)


def _agree(one: Features, two: Features) -> TitleAgreement:
    if not one.title or not two.title:
        return TitleAgreement("unknown", 0.0)
    if one.letters == two.letters:
        return TitleAgreement("same", 100.0)
    ratio = fuzz.ratio(one.letters, two.letters)
    common = len(one.meaning & two.meaning)
    if ratio < TITLE_ALIKE and common < 0.5 * min(len(one.meaning), len(two.meaning)):
        return TitleAgreement("differs", ratio)
    short, long = sorted((one.letters, two.letters), key=len)
    differing = differing_words(one.spelled, two.spelled)
    only_one, only_two = differing.only_one, differing.only_two
    if only_one and only_two and long.startswith(short):
        # Cut within a word: what is left of that word is no word of its own.
        only_one, only_two = ((), only_two) if short == one.letters else (only_one, ())
    if only_one and only_two and (_are_initials(only_one, only_two) or _are_initials(only_two, only_one)):
        only_one, only_two = (), ()
    alike = max(ratio, TITLE_CUT) if long.startswith(short) or long.endswith(short) else ratio
    if not only_one and not only_two:
        is_doubtful = _is_doubtful(one, two, differing)
        return TitleAgreement("same" if ratio >= TITLE_SAME else "close", alike, is_doubtful=is_doubtful)
    if only_one and only_two and ratio < TITLE_ALIKE:
        shared = fuzz.token_set_ratio(" ".join(one.spelled), " ".join(two.spelled))
        return TitleAgreement("close" if shared >= TITLE_ALIKE else "differs", ratio, only_one, only_two)
    return TitleAgreement("close" if alike >= TITLE_ALIKE else "differs", alike, only_one, only_two)


def _are_initials(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the one word of a title that the other lacks stands for all words that it has for it.

    Match: "NIMH programme" and "National Institute of Mental Health programme"; near misses: "in adults" and "in
    children", "TDT" and "two doses".
    """
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long)


def _is_doubtful(one: Features, two: Features, differing: WordDifference) -> bool:
    """Whether what little differs may be another word; not where a title shows that it lost letters ("vi?its")."""
    if any(has_lost_letter(each.record.title or "") for each in (one, two)):
        return False
    return any(not is_spelling(*pair) for pair in differing.variants) or turns_round(one.spelled, two.spelled)


def _is_label(word: str) -> bool:
    """A number or a letter that names a part."""
    return word in _PART_LETTERS or not word.isalpha()
