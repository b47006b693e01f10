"""Numbers in words and Roman numerals as figures, for titles print either."""

from __future__ import annotations

from collections.abc import Sequence

# A lone "i" is a numeral only after a word that a number follows, being a pronoun too (see `spell_title`).
NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
    "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip
_TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
_ONES = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"})


def join_tens(words: Sequence[str]) -> tuple[str, ...]:
    """The words with numbers of two words as figures: thirty, five, year -> 35, year.

    Near miss: "twenty, ten", which are two numbers.
    """
    if _TENS.isdisjoint(words):
        return tuple(words)
    joined: list[str] = []
    before = ""
    for word in words:
        if word in _ONES and before in _TENS:
            joined[-1] = str(int(NUMBERS[before]) + int(NUMBERS[word]))
        else:
            joined.append(word)
        before = word
    return tuple(joined)
