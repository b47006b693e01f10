"""How punctuation parts a reference: stretches between any two marks, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.fields.references.words import Gap, Word

# Classes of words that mark a stretch of text as a journal, a meeting, a house and so on.
_MARKING = frozenset(
    {"journal", "conf", "press", "place", "vol", "no", "pp", "ed", "edn", "thesis", "body", "rep", "in", "month"}
)
_WORDY = frozenset({"Aa", "AA", "AaA", "aa", "aA"})
_INITIALS = frozenset({"A1", "A2", "A3"})
_SMALL = frozenset({"link", "and", "part"})
_NO_END = frozenset({"vol", "no", "pp", "ed", "etal"})
# Words of the longest stretch that is kept whole: names of journals, houses and places.
_WHOLE = 5
DIGITS = tuple(str(number) for number in range(20))


@dataclass(frozen=True, slots=True)
class Parting:
    """For each token of a reference where it stands between the punctuation.

    Attributes:
        stops: whether a sentence ends behind the token.
        stretches: (kind of the stretch before, its own, that of the one after, words, number from the start, from the
            end, first word, last word, all its words when they are few).
        sentences: the same of its sentence: kinds with lengths, place, first word.
        ahead: words to the next number (0 to 6), with a full stop when a sentence ends before it.
        runs: length (up to 5) of the run of capitalised words around it, small words counted in; 0 for a word in small
            letters: a journal printed behind a title without punctuation begins such a run.
    """

    stops: list[bool]
    stretches: list[tuple[str, ...]]
    sentences: list[tuple[str, ...]]
    ahead: list[str]
    runs: list[str]


def part(words: Sequence[Word], gaps: Sequence[Gap], style: str) -> Parting:
    """How the words are parted; `gaps` has one more: those before, between and behind."""
    ends = [_ends_stretch(gap.tight, word.shape) for gap, word in zip(gaps[1:], words, strict=True)]
    ends[-1] = True
    stops = [
        is_end and _ends_sentence(gap.spaced, word) for is_end, gap, word in zip(ends, gaps[1:], words, strict=True)
    ]
    return Parting(
        stops=stops,
        stretches=_stretches(words, ends, style),
        sentences=_sentences(words, stops, style),
        ahead=_ahead(words, stops),
        runs=_runs(words, gaps),
    )


def _ends_stretch(gap: str, shape: str) -> bool:
    """Any punctuation ends a stretch but a hyphen, an apostrophe, and the full stop of an initial."""
    return bool(gap) and gap not in ("-", "'") and not (gap == "." and shape == "A1")


def _ends_sentence(gap: str, word: Word) -> bool:
    is_stop = ". " in gap or "?" in gap or '"' in gap or ".(" in gap
    return is_stop and word.shape != "A1" and word.kind not in _NO_END


def _pieces(ends: Sequence[bool]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = 0
    for index, is_end in enumerate(ends, 1):
        if is_end or index == len(ends):
            pieces.append((first, index))
            first = index
    return pieces


def _kind(words: Sequence[Word]) -> str:
    """A number, a year, an identifier; else the case of the words (`C` all capitals, `M` most, `l` few), `i` for
    initials, the first word that marks a class, `#` for a number at the end."""
    head = words[0].shape
    if len(words) == 1 and head[0] in "dY@":
        return head if head[0] == "@" else head[0]
    initials, mark, full, capitals = "", "", 0, 0
    for word in words:
        shape, kind = word.shape, word.kind
        if shape in _WORDY and kind not in _SMALL:
            full += 1
            capitals += shape[0] == "A"
        elif shape in _INITIALS:
            initials = "i"
        if not mark and kind in _MARKING:
            mark = kind
    case = "-" if not full else "C" if capitals == full else "M" if capitals * 2 > full else "l"
    return f"{case}{initials}{mark}{'#' if words[-1].shape[0] == 'd' else ''}"


def _stretches(words: Sequence[Word], ends: Sequence[bool], style: str) -> list[tuple[str, ...]]:
    pieces = _pieces(ends)
    kinds = ["^", *(_kind(words[first:last]) for first, last in pieces), "$"]
    result: list[tuple[str, ...]] = []
    for number, (first, last) in enumerate(pieces):
        count = last - first
        whole = " ".join([word.text for word in words[first:last]]) if count <= _WHOLE else ""
        place = (DIGITS[min(count, 6)], DIGITS[min(number, 6)], DIGITS[min(len(pieces) - 1 - number, 4)], style)
        stretch = ("stretch", *kinds[number : number + 3], *place, words[first].text, words[last - 1].text, whole)
        result += [stretch] * count
    return result


def _sentences(words: Sequence[Word], stops: Sequence[bool], style: str) -> list[tuple[str, ...]]:
    pieces = _pieces(stops)
    kinds = ["^", *(f"{_kind(words[first:last])}{min((last - first + 1) // 2, 8)}" for first, last in pieces), "$"]
    result: list[tuple[str, ...]] = []
    for number, (first, last) in enumerate(pieces):
        place = f"{min(number, 4)}{min(len(pieces) - number, 4)}{style}{kinds[number + 1][0]}"
        result += [("sentence", *kinds[number : number + 3], place, words[first].text)] * (last - first)
    return result


def _ahead(words: Sequence[Word], stops: Sequence[bool]) -> list[str]:
    result = [""] * len(words)
    distance, is_parted = 9, True
    for index in range(len(words) - 1, -1, -1):
        if stops[index]:
            is_parted = distance > 1 or is_parted
        result[index] = f"{min(distance, 6)}{'.' if is_parted else ''}"
        if words[index].is_number:
            distance, is_parted = 0, False
        distance += 1
    return result


def _runs(words: Sequence[Word], gaps: Sequence[Gap]) -> list[str]:
    result = ["0"] * len(words)
    first = 0
    for index in range(len(words) + 1):
        if index < len(words):
            word = words[index]
            is_capital = word.shape[0] == "A" or word.kind in _SMALL
            if is_capital and (index == first or gaps[index].tight in ("", ".", "-", "&", "'")):
                continue
        if index > first:
            result[first:index] = [DIGITS[min(index - first, 5)]] * (index - first)
        first = index + 1 if index < len(words) and words[index].shape[0] != "A" else index
    return result
