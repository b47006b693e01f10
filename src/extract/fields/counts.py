"""Which numbers does a text print, in digits or in words, and which of them may count something?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.fields.phrases import Token, fold, folded_words

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {fold(word): value for value, word in enumerate(_ONES)} | {
    fold(word): 10 * value for value, word in enumerate(_TENS, start=2)
}
LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# Multipliers printed after digits: `1.2 million`, `20k`.
SCALES = {"thousand": 1000, "million": 1_000_000, "k": 1000}

# A number in words longer than this is not read: "one hundred and twenty-three thousand four hundred and five" has
# ten words.
MAX_WORDS = 12

# A word before a number that makes it a label, a bound, an age or a rate. Match: `Table 3`, `aged 65`, `at least 10`;
# near miss: `of 120`.
LABELS = folded_words(
    """
    table figure fig type stage grade phase level wave study experiment section chapter item version day days
    week weeks month months year years session sessions step time round model question domain appendix box line
    vol volume page pages pp dsm icd covid no age aged ages per every each than least most over under below
    above minimum maximum fewer top p part score scores chapter article reference ref rank quartile quintile
    tertile decile percentile january february march april may june july august september october november
    december jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
# Words right after a number that make it a time, an amount or a share. Match: `12 months`, `60 mg`; near miss: `12
# men`.
AMOUNTS = folded_words(
    """
    year years yr yrs month months week weeks wk wks day days hour hours hr hrs minute minutes min mins second
    seconds sec h mg g kg ml l mm cm m km µg mcg iu mmol percent per times fold point points item items session
    sessions dose doses visits euro euros dollar dollars pound pounds usd gbp eur degrees st nd rd th bc ad am
    pm
    """
)
# Before a year that is no count. Match: `in 2010 participants were`; near miss: `of 2010 participants`.
BEFORE_YEAR = folded_words(
    """
    in since from until till during by year between and after before early late mid summer winter spring autumn
    """
)
FIRST_YEAR, LAST_YEAR = 1900, 2099

# Signs before a number that make it a price, a bound, a deviation, a time or an identifier. Match: `£`, `<`; near
# miss: `=`, `(`.
_SIGN_BEFORE = re.compile(r"[£$€¥<>≤≥±×#@^°√]\s*$|\d:$")
# Signs after a number that make it a share, a price, or a part of a range, a ratio or a time. Match: `%`, `-30`,
# `:30`; near miss: `, `.
_SIGN_AFTER = re.compile(r"\s?[%‰°€£$±]|\s?[-‐‑‒–—−]\s?\d|:\d|\s?[×x]\s?\d|[-‐‑‒–][^\W\d_]")
_RANGE_BEFORE = re.compile(r"\d\s?[-‐‑‒–—−]\s?$")


@dataclass(frozen=True)
class Count:
    """A whole number of a text.

    Attributes:
        value: the number.
        first, last: its words, `last` exclusive.
        start, end: offsets.
        is_usable: nothing beside it makes it a label, bound, range, share, age, amount, time or year.
        is_range: it is one end of a range.
    """

    value: int
    first: int
    last: int
    start: int
    end: int
    is_usable: bool
    is_range: bool


def counts(raw: str, words: tuple[Token, ...]) -> Iterator[Count]:
    """All whole numbers from left to right.

    Decimal numbers only where a multiplier makes them whole (`1.2 million`).
    """
    index = 0
    while index < len(words):
        read = _digits(words, index) if words[index].is_number else _in_words(words, index)
        if read is None:
            index += 1
            continue
        value, last = read
        start, end = words[index].start, words[last - 1].end
        is_range = _is_range(raw, start, end)
        is_usable = not is_range and _is_usable(raw, words, index, last, value)
        yield Count(value, index, last, start, end, is_usable, is_range)
        index = last


def _digits(words: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Value and end of a number in digits; None for a decimal without multiplier and for digits within a word."""
    word = words[index]
    text = re.sub(r"[,\s\u00a0\u2009\u202f]", "", word.text).replace("·", ".")
    if word.join == "glued" or len(text) > 12:
        return None
    after = words[index + 1] if index + 1 < len(words) else None
    if (
        after is not None
        and after.join in {"glued", "space"}
        and after.folded in SCALES
        and (after.join == "glued" or after.folded != "k")
    ):
        scaled = float(text) * SCALES[after.folded]
        return (round(scaled), index + 2) if abs(scaled - round(scaled)) < 1e-6 else None
    if "." in text or (after is not None and after.join == "glued" and after.text not in {"M", "F", "m", "f"}):
        return None
    return int(text), index + 1


def _in_words(words: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Value and end of a number in words such as `one hundred and twenty-four`; None where none begins."""
    if words[index].folded not in SMALL:
        return None
    total = current = 0
    last = index
    for place in range(index, min(index + MAX_WORDS, len(words))):
        word = words[place]
        if place > index and word.join not in {"space", "hyphen"}:
            break
        if word.folded in SMALL and (place == index or _may_follow(words[place - 1].folded, word.folded)):
            current += SMALL[word.folded]
        elif word.folded == "hundred":
            current *= 100
        elif word.folded in LARGE:
            total, current = total + current * LARGE[word.folded], 0
        elif word.folded == "and" and words[place - 1].folded in LARGE and _begins_small(words, place + 1):
            continue
        else:
            break
        last = place + 1
    return total + current, last


def _may_follow(before: str, word: str) -> bool:
    """Whether a small number goes on with what stands before: `twenty four`, `hundred and four`, not `two three`."""
    return before in LARGE or before == "and" or (SMALL.get(before, 0) >= 20 and SMALL[word] < 10)


def _begins_small(words: tuple[Token, ...], index: int) -> bool:
    """Whether a small number stands there."""
    return index < len(words) and words[index].folded in SMALL


def _is_range(raw: str, start: int, end: int) -> bool:
    """Whether the number is one end of a range."""
    after = raw[end : end + 4]
    return (
        _RANGE_BEFORE.search(raw, max(0, start - 5), start) is not None
        or re.match(r"\s?[-‐‑‒–—−]\s?\d", after) is not None
    )


def _is_usable(raw: str, words: tuple[Token, ...], first: int, last: int, value: int) -> bool:
    """Whether nothing beside the number keeps it from counting something."""
    start, end = words[first].start, words[last - 1].end
    if _SIGN_BEFORE.search(raw, max(0, start - 3), start) or _SIGN_AFTER.match(raw, end):
        return False
    before = words[first - 1] if first else None
    join = words[first].join
    if before is not None and join == "hyphen":
        return False
    if before is not None and join == "space" and _is_label(words, first):
        return False
    after = words[last] if last < len(words) else None
    if (
        after is not None
        and after.join in {"space", "hyphen", "glued"}
        and after.folded in AMOUNTS
        and after.text != "M"
    ):
        # `four day centres` counts centres, `36 second-year students` students: a time in the singular may begin a noun
        is_noun = _is_ordinal(words, last) or (
            after.folded == "day"
            and last + 1 < len(words)
            and words[last + 1].folded in {"center", "hospital", "clinic", "service", "nursery"}
        )
        if not is_noun:
            return False
    is_year = FIRST_YEAR <= value <= LAST_YEAR and last == first + 1 and words[first].text.isdecimal()
    return not (is_year and before is not None and join in {"space", "comma"} and before.folded in BEFORE_YEAR)


def _is_ordinal(words: tuple[Token, ...], index: int) -> bool:
    """Whether "second" there is a rank, not a time: `second-year`, `second grade`; near miss: `30 seconds`."""
    if words[index].text.casefold() != "second" or index + 1 >= len(words):
        return False
    return words[index + 1].join == "hyphen" or words[index + 1].folded in {"year", "grade", "grader", "language"}


def _is_label(words: tuple[Token, ...], first: int) -> bool:
    """Whether words before make the number a label, a bound or a share ("one in four", "groups of six")."""
    before = words[first - 1]
    if before.folded in LABELS or before.text in {"Group", "Class", "Grade", "Arm", "Cohort", "Sample"}:
        return True
    if before.folded == "to" and first >= 2 and words[first - 2].folded in {"up", "one"}:
        return True
    if before.folded == "in" and first >= 2:
        return words[first - 2].is_number or words[first - 2].folded in SMALL
    is_of = before.folded in {"of", "about", "around", "approximately"} and first >= 2
    return is_of and any(
        word.text.casefold() in {"groups", "teams", "pairs", "classes", "sets", "blocks", "batches"}
        for word in words[max(0, first - 3) : first - 1]
    )
