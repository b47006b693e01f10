"""Which whole numbers stand in a text, in digits or in English words?"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1000}

# A count in digits: up to seven digits, or groups of three parted by a comma, a thin space or a no-break space; not a
# part of a decimal, range, ratio, percentage, amount, label or compound. Matches `24`, `n=12,071`; near misses: `3.5`,
# `3–7`, `81%`, `4/19`, `€20`, `COVID-19`, `12-week`, `1st`, `<65`, `12 per cent`.
DIGITS = re.compile(
    r"(?<![\w.,/–−$£€#+<>≤≥±~^-])"
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,2}|\d{1,7})"
    r"(?![\w%/–−+°-]|[.,]\d|\s?%|\s?per\s?cent\b|\s[–−]\s?\d)"
)
# A word of letters, with where it stands; the pieces of `twenty-two` are two words.
WORD = re.compile(r"[^\W\d_]+")
# What may stand between two words of one number: a blank, a hyphen, or a blank on each side of `and`.
JOINTS = frozenset({" ", "-", "\u2010", "\u2011", "\u00a0"})
# A hyphen that ties the number to a word that is none: `six-month`, `two-thirds`, `five-year`.
HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True)
class Number:
    """A whole number and where it stands: `text[start:end]`.

    Attributes:
        is_words: written in words.
    """

    start: int
    end: int
    value: int
    is_words: bool


def find_numbers(text: str) -> tuple[Number, ...]:
    """The whole numbers of `text` in order; those that are tied to something else (`six-month`, `81%`) are passed over.

    `Twenty-two of the 1,204 records` gives 22 (words) and 1204.
    """
    numbers = [
        Number(found.start(), found.end(), int(re.sub(r"\D", "", found.group())), False)
        for found in DIGITS.finditer(text)
    ]
    return tuple(sorted([*numbers, *_numbers_in_words(text)], key=lambda number: number.start))


def read_number(text: str) -> int | None:
    """The number that `text` is, or None when it is more, less or something else than one number."""
    stripped = text.strip()
    numbers = find_numbers(stripped)
    if len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(stripped)):
        return numbers[0].value
    return None


def _numbers_in_words(text: str) -> list[Number]:
    words = list(WORD.finditer(text))
    numbers: list[Number] = []
    at = 0
    while at < len(words):
        end = _end_of_number(text, words, at)
        if end > at and not _is_tied(text, words[at].start(), words[end - 1].end()):
            value = _value([word.group().lower() for word in words[at:end]])
            numbers.append(Number(words[at].start(), words[end - 1].end(), value, True))
        at = max(end, at + 1)
    return numbers


def _end_of_number(text: str, words: list[re.Match[str]], at: int) -> int:
    """Index after the last word of the number that begins at `words[at]`; `at` itself when none begins there."""
    end = at
    previous = ""
    while end < len(words):
        word = words[end].group().lower()
        if end > at and text[words[end - 1].end() : words[end].start()] not in JOINTS:
            break
        if word == "and" and previous in SCALES:
            if not _follows_and(text, words, end):
                break
            end, previous = end + 1, word
            continue
        if not _may_follow(previous, word):
            break
        end, previous = end + 1, word
    return end


def _follows_and(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether `and` at `words[at]` goes on with tens or units: `one hundred and six`, not `one hundred and more`."""
    if at + 1 >= len(words) or text[words[at].end() : words[at + 1].start()] not in JOINTS:
        return False
    return words[at + 1].group().lower() in {**UNITS, **TENS}


def _may_follow(previous: str, word: str) -> bool:
    """The grammar of English cardinals: tens before units, scales after either."""
    if word in SCALES:
        return previous in UNITS or previous in TENS or (word == "thousand" and previous == "hundred")
    if word in TENS:
        return previous in SCALES or previous in {"", "and"}
    if word in UNITS:
        return previous in SCALES or previous in {"", "and"} or (previous in TENS and 1 <= UNITS[word] <= 9)
    return False


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether a hyphen, a slash or a letter ties the words to something else: `six-month`, `one-to-one`, `no-one`."""
    ties = (*HYPHENS, "/", "_")
    return (start > 0 and text[start - 1] in ties) or text[end : end + 1] in ties


def _value(words: list[str]) -> int:
    total = group = 0
    for word in words:
        if word in UNITS:
            group += UNITS[word]
        elif word in TENS:
            group += TENS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word == "thousand":
            total, group = total + max(group, 1) * 1000, 0
    return total + group
