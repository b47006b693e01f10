"""Are two documents one review at all? The studies of the tables speak first, then titles, text, and forms."""

from __future__ import annotations

from typing import Literal

from extract.versions.profile import Profile
from extract.versions.sharing import Shared, compare_forms

# Two conversions of one original keep at least this share of the longer text's runs, unless tables were read quite
# differently; reviews of one series stay below it because their findings differ.
NEAR_IDENTICAL = 0.80
# The share of the shorter text's runs that binds two documents, by what their titles say. The more the titles say
# for one document, the less text is asked: a version may be rewritten almost whole under its old title.
SHARE_SAME_TITLE = 0.15
SHARE_CONTAINED_TITLE = 0.30
SHARE_NO_TITLE = 0.60
# Without a title the sharing must be mutual: a text that is merely contained in a longer one is an excerpt, an annex
# or a sibling with fewer chapters. A third of the longer text is what the smallest real update kept.
MUTUAL_NO_TITLE = 0.30
# Below this nothing but a house's phrases is shared (other reviews of the same topic and house: at most 0.05).
SHARE_NOTHING = 0.10
# Under another title a version must hold nearly all of the other: a sibling has findings of its own, and they are more
# than a seventh of any review. From half on a person is asked.
SHARE_RENAMED = 0.85
SHARE_HALF = 0.50
# Study tables speak before prose. An update keeps most of its studies; two reviews of one topic share a few.
STUDIES_SAME = 0.50
STUDIES_OTHER = 0.20
# Forms of other subjects agree in up to 0.03 of their numbers by chance; results of the same subjects at two times
# agreed in 0.08 and more.
FORM_NUMBERS = 0.06
# A text this short says too little for a share to mean anything.
MIN_WORDS = 30

Likeness = tuple[Literal["same", "sibling", "different", "maybe"], str]


def judge_likeness(left: Profile, right: Profile, shared: Shared) -> Likeness:
    """Whether two documents are one review at all, and why. The rules in order of what they are worth."""
    if min(len(left.words), len(right.words)) < MIN_WORDS:
        if left.words and left.words == right.words:
            return "same", "the whole text is the same"
        return ("maybe", "too little text to tell") if shared.title == "same" else ("different", "too little text")
    if shared.studies is not None:
        judged = _judge_by_studies(shared)
        if judged is not None:
            return judged
    if shared.title == "different" or _differ_in_year(left, right):
        return _judge_by_other_titles(left, right, shared)
    if shared.title == "same":
        if shared.of_shorter >= SHARE_SAME_TITLE:
            return "same", "one title and much of the text"
        return "maybe", "one title but little of the text"
    if shared.title == "contained":
        if shared.of_shorter >= SHARE_CONTAINED_TITLE:
            return "same", "one title is the other with words added, and much of the text is shared"
        return ("maybe", "titles alike but little text") if shared.of_shorter >= SHARE_NOTHING else _apart()
    return _judge_without_titles(left, right, shared)


def _judge_by_studies(shared: Shared) -> Likeness | None:
    """What the study tables decide; None where they leave it open. Prose counts for less: it may be boilerplate."""
    if shared.of_longer >= NEAR_IDENTICAL and shared.title != "different":
        return "same", "nearly all of the text"
    if shared.of_fewer_studies < STUDIES_OTHER:
        if shared.of_shorter >= SHARE_NOTHING or shared.title == "same":
            return "sibling", "what is shared is the text of a series: the studies are others"
        return _apart()
    if shared.of_fewer_studies >= STUDIES_SAME:
        if shared.title != "different" and shared.of_shorter >= SHARE_SAME_TITLE:
            return "same", "most studies and much of the text"
        if shared.of_shorter >= SHARE_HALF:
            return "same", "most studies and most of the text, under another title"
        if shared.of_shorter >= SHARE_NOTHING:
            return "maybe", "most studies are shared but little text"
        return "different", "most studies are shared but no text: two reviews of one topic"
    return None


def _differ_in_year(left: Profile, right: Profile) -> bool:
    """Annual reports bear one title and another year."""
    one, two = left.title_years, right.title_years
    return bool(one and two) and not one & two


def _judge_by_other_titles(left: Profile, right: Profile, shared: Shared) -> Likeness:
    """Each title names something of its own: a series, unless the one holds nearly all of the other."""
    if shared.of_shorter >= SHARE_RENAMED and shared.of_longer >= MUTUAL_NO_TITLE:
        agreed = compare_forms(left, right)
        if agreed is None or agreed >= SHARE_HALF:
            return "same", "nearly all of the text, under another title"
        return "sibling", f"one form under two titles: {agreed:.0%} of the numbers agree"
    if shared.of_shorter >= SHARE_HALF:
        return "maybe", "most of the text, but each title names something of its own"
    if shared.of_shorter >= SHARE_NOTHING:
        return "sibling", "each title names something of its own, and only part of the text is shared"
    agreed = compare_forms(left, right)
    if agreed is not None:
        return "sibling", f"one form under two titles: {agreed:.0%} of the numbers agree"
    return _apart()


def _judge_without_titles(left: Profile, right: Profile, shared: Shared) -> Likeness:
    """No title to go by, so the sharing must be mutual, or the numbers of a form must agree."""
    if shared.of_longer >= NEAR_IDENTICAL:
        return "same", "nearly all of the text"
    agreed = compare_forms(left, right)
    if agreed is not None:
        if agreed >= FORM_NUMBERS:
            return "same", f"one form, and {agreed:.0%} of the numbers stand in the same places"
        return "sibling", f"one form, but only {agreed:.0%} of the numbers agree, as chance would have it"
    if shared.of_shorter >= SHARE_NO_TITLE and shared.of_longer >= MUTUAL_NO_TITLE:
        return "same", "no titles to compare, but most of the text"
    if shared.of_shorter >= SHARE_NOTHING:
        return "maybe", "no titles to compare: an excerpt, an older version or a sibling"
    return _apart()


def _apart() -> Likeness:
    return "different", "neither the text nor the title nor the studies are shared"
