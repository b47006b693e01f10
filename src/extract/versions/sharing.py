"""What do two documents share: text, titles, studies, and the numbers of a form?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extract.folding import fold
from extract.versions.profile import Profile

TitleRelation = Literal["same", "contained", "different", "unknown"]

# Fewer studies say nothing. Two keys are one study when their spellings hardly differ; shorter keys stand in a text by
# chance.
MIN_STUDIES = 3
STUDY_KEY_SIMILARITY = 90.0
MIN_KEY_LETTERS = 20
# A form filled in twice: the same labels and places, and other numbers.
FORM_SLOTS = 30
FORM_ALIKE = 0.90


def _is_same_word(left: str, right: str) -> bool:
    """One sign may differ in a long word: a conversion's misreading, not another subject ("header", "segmentation")."""
    if left == right:
        return True
    return min(len(left), len(right)) >= 8 and Levenshtein.distance(left, right, score_cutoff=1) <= 1


def relate_titles(left: Profile, right: Profile) -> TitleRelation:
    """Whether two titles name one subject.

    `contained`: all that the shorter names, the longer names too (a subtitle lost, or words added). `different`: each
    names something that the other does not ("... header model", "... segmentation model"), or the same with another
    year, as annual reports do. `unknown`: one is missing or names only a kind of text.
    """
    one, two = left.title_words, right.title_words
    if not one or not two:
        return "unknown"
    if "".join(one) == "".join(two):
        return "same"
    only_one = [word for word in one if not any(_is_same_word(word, other) for other in two)]
    only_two = [word for word in two if not any(_is_same_word(word, other) for other in one)]
    if only_one and only_two:
        return "different"
    return "contained" if only_one or only_two else "same"


def _match_studies(left: frozenset[str], right: frozenset[str]) -> int:
    """How many studies of the smaller set the larger has: equal keys first, then spellings that hardly differ or of
    which one is cut."""
    small, large = sorted((left, right), key=len)
    same = small & large
    rest_small, rest_large = sorted(small - same), sorted(large - same)
    found = len(same)
    for key in rest_small:
        best = max(((_likeness(key, other), other) for other in rest_large), default=(0.0, ""))
        if best[0] > 0:
            rest_large.remove(best[1])
            found += 1
    return found


def _likeness(key: str, other: str) -> float:
    """How alike two keys are, in percent, that may be of one study; 0 for those of two."""
    alike = fuzz.ratio(key, other, score_cutoff=STUDY_KEY_SIMILARITY)
    short, long = sorted((key, other), key=len)
    is_cut = len(short) >= MIN_KEY_LETTERS and long.startswith(short)
    return alike or (STUDY_KEY_SIMILARITY if is_cut else 0.0)


def _name_studies(one: Profile, other: Profile) -> int:
    """How many studies of the one's tables the text of the other names; short keys stand there by chance."""
    return sum(1 for key in map(fold, one.digest.study_keys) if len(key) >= MIN_KEY_LETTERS and key in other.letters)


@dataclass(frozen=True)
class Shared:
    """What two documents share. Shares lie between 0 and 1."""

    of_shorter: float
    of_longer: float
    title: TitleRelation
    studies: int | None  # None where one of the two has too few to say anything
    studies_left: int
    studies_right: int

    studies_named: int  # studies of the one's tables that the other at least names in its text

    @property
    def of_fewer_studies(self) -> float:
        """Share of the shorter list; a table that one conversion read badly is made up for by its text."""
        fewer = min(self.studies_left, self.studies_right)
        return min(1.0, max(self.studies or 0, self.studies_named) / fewer) if fewer else 0.0

    def said(self) -> str:
        """The figures, for the published reason."""
        text = f"{self.of_shorter:.0%} of the shorter text and {self.of_longer:.0%} of the longer are shared"
        if self.studies is None:
            return text
        return f"{text}, {self.studies} of {self.studies_left} and {self.studies_right} studies"


def share(left: Profile, right: Profile) -> Shared:
    common = len(np.intersect1d(left.runs, right.runs, assume_unique=True))
    shorter, longer = sorted((len(left.runs), len(right.runs)))
    keys_left, keys_right = left.digest.study_keys, right.digest.study_keys
    has_studies = min(len(keys_left), len(keys_right)) >= MIN_STUDIES
    return Shared(
        of_shorter=common / shorter if shorter else 0.0,
        of_longer=common / longer if longer else 0.0,
        title=relate_titles(left, right),
        studies=_match_studies(keys_left, keys_right) if has_studies else None,
        studies_left=len(keys_left),
        studies_right=len(keys_right),
        studies_named=min(_name_studies(left, right), _name_studies(right, left)) if has_studies else 0,
    )


def compare_forms(left: Profile, right: Profile) -> float | None:
    """Share of numbers in common of two texts that are one form filled in twice; None where they are not."""
    one, two = left.numbers, right.numbers
    both, either = one.keys() & two.keys(), one.keys() | two.keys()
    if min(len(one), len(two)) < FORM_SLOTS or len(both) < FORM_ALIKE * len(either):
        return None
    same = sum(len(one[place] & two[place]) for place in both)
    return same / sum(len(one[place] | two[place]) for place in both)
