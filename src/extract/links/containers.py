"""How far the names of two journals, or of two books of proceedings, agree."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from extract.links.record import Agreement

# Names whose letters agree to this degree are one name printed twice.
NAME_SAME = 94.0
_NAME_ALIKE = 80.0
_VOWELS = frozenset("aeiouy")


def agree_containers(one: tuple[str, ...], two: tuple[str, ...]) -> Agreement:
    """Journal names: equal, abbreviated word by word ("N Engl J Med"), by initials ("AMCIS"), or one with additions.

    ISO 4 abbreviates words, but leaves none out, nor shortens a name of one word: "Stroke" is not "Stroke Research".
    """
    if not one or not two:
        return "unknown"
    if one == two:
        return "same"
    short, long = sorted((one, two), key=lambda words: (len(words), words))
    if fuzz.ratio("".join(one), "".join(two)) >= NAME_SAME:
        return "same"
    if _abbreviates(short, long) or _abbreviates(long, short):
        return "same" if len(short) == len(long) else "close"
    if any(len(word) > 2 and _is_acronym(word, other) for word, other in ((short[0], long), (long[0], short))):
        return "close"
    if _stands_by_initials(short, long) or _stands_by_initials(long, short):
        return "close"
    return "close" if fuzz.token_set_ratio(" ".join(one), " ".join(two)) >= _NAME_ALIKE else "differs"


def _stands_by_initials(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name gives words of the other, and the rest of them by their initials.

    Match: "IEEE TSE" and "IEEE Transactions on Software Engineering"; with four letters and more, which no word has by
    chance, also "Proc ICSE, IEEE Press" and "International Conference on Software Engineering". Near miss: "IEEE Care".
    """
    letters = "".join([word[0] for word in long])
    for word in short:
        start = letters.find(word) if len(word) > 2 else -1
        if start >= 0 and word not in long:
            rest = {*long[:start], *long[start + len(word) :]}
            return len(word) > 3 or rest == set(short) - {word}
    return False


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Each word of the short name stands for a word of the long one, in order, from the first one on."""
    if not _stands_for(short[0], long[0]):
        return False
    rest = iter(long)
    return all(any(_stands_for(part, word) for word in rest) for part in short)


def _stands_for(part: str, word: str) -> bool:
    """Whether `part` shortens `word`, as ISO 4 does: its beginning, or letters of it in order.

    The last letter is kept, or only consonants follow the beginning. Match: "natl" and national, "dtsch" and deutsche,
    "geneeskd" and geneeskunde; near miss: "nurse", which is no neurosurgery.
    """
    if word.startswith(part):
        return True
    if len(part) < 4 or part[0] != word[0] or (part[-1] != word[-1] and not _ends_in_consonants(part, word)):
        return False
    rest = iter(word)
    return all(letter in rest for letter in part)


def _ends_in_consonants(part: str, word: str) -> bool:
    """Whether a part of five letters and more has only consonants where it leaves the word's beginning."""
    shared = next((place for place, pair in enumerate(zip(part, word, strict=False)) if pair[0] != pair[1]), len(part))
    return len(part) >= 5 and _VOWELS.isdisjoint(part[shared:])


def _is_acronym(letters: str, words: Sequence[str]) -> bool:
    """`amcis` of americas conference information systems: each word gives its first letters, none is passed over."""
    places = {0}
    for word in words:
        ahead: set[int] = set()
        for place in places:
            length = 0
            while length < 3 and letters[place + length : place + length + 1] == word[length : length + 1] != "":
                length += 1
                ahead.add(place + length)
        places = ahead
    return len(letters) in places
