"""How punctuation parts a reference: stretches between any two marks, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.fields.references.words import Gap, Word

# Classes of words that mark a stretch of text as a journal, a meeting, a house and so on.
_MARKING = frozenset(
    {"journal", "conf", "press", "place", "vol", "no", "pp", "ed", "edn", "thesis", "body", "rep", "in", "month"}
)
_WORDY = frozenset({"Aa", "AA", "AaA", "aa", "aA"})
_INITIALS = frozenset({"A1", "A2", "A3"})
_SMALL = frozenset({"link", "and", "part"})
_NO_END = frozenset({"vol", "no", "pp", "ed", "etal"})
# What may stand between two words of a run of capitalised ones.
_WITHIN_RUN = frozenset({"", ".", "-", "&", "'"})
# Words of the longest stretch that is kept whole: names of journals, houses and places.
_WHOLE = 5
_DIGITS = tuple(str(number) for number in range(20))
_AHEAD = _DIGITS, tuple(f"{digit}." for digit in _DIGITS)

Clue = tuple[str, ...]
# Words of its own, capitalised ones of these, `i` for initials, and the class that marks a stretch.
_Tally = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The stretches or the sentences of a reference.

    Attributes:
        lengths: words of each; clues: one for each.
    """

    lengths: list[int]
    clues: list[Clue]


@dataclass(frozen=True, slots=True)
class Parting:
    """How punctuation parts a reference, and for each word where it stands between the punctuation.

    Attributes:
        stretches: (kind of the stretch before, its own, that of the one after, words, number from the start, from the
            end, style, first word, last word, all its words when they are few).
        sentences: the same of the sentences: kinds with lengths, place, first word.
        number: of its sentence, up to 6; since: words before it in its sentence, up to 4.
        ahead: words to the next number (0 to 6), with a full stop when a sentence ends before it.
        runs: length (up to 5) of the run of capitalised words around it, small words counted in; 0 for a word in small
            letters: a journal printed behind a title without punctuation begins such a run.
    """

    stretches: Pieces
    sentences: Pieces
    number: list[str]
    since: list[str]
    ahead: list[str]
    runs: list[str]


def part(words: Sequence[Word], gaps: Sequence[Gap], style: str) -> Parting:
    """How the words are parted; `gaps` has one more: those before, between and behind."""
    # The full stop of an initial ends nothing.
    ends = [gap.is_end and (gap.tight != "." or word.shape != "A1") for gap, word in zip(gaps[1:], words, strict=True)]
    ends[-1] = True
    stops = [
        is_end and gap.is_stop and word.shape != "A1" and word.kind not in _NO_END
        for is_end, gap, word in zip(ends, gaps[1:], words, strict=True)
    ]
    edges = [0, *[index for index, is_end in enumerate(ends, 1) if is_end]]
    tallies = [_tally(words[first:last]) for first, last in pairwise(edges)]
    stretches = _stretches(words, edges, tallies, style)
    sentences = _sentences(words, stops, edges, tallies, style)
    numbers = capped(range(len(sentences.lengths)), 6)
    return Parting(
        stretches,
        sentences,
        [digit for digit, length in zip(numbers, sentences.lengths, strict=True) for _ in range(length)],
        [digit for length in sentences.lengths for digit in capped(range(length), 4)],
        _ahead(words, stops),
        _runs(words, gaps),
    )


def capped(numbers: Iterable[int], most: int) -> list[str]:
    """The numbers in digits, `most` for those above."""
    return [_DIGITS[number if number < most else most] for number in numbers]


def _tally(words: Sequence[Word]) -> _Tally:
    full, capitals, initials, mark = 0, 0, "", ""
    for word in words:
        shape, kind = word.shape, word.kind
        if shape in _WORDY and kind not in _SMALL:
            full += 1
            capitals += shape[0] == "A"
        elif shape in _INITIALS:
            initials = "i"
        if not mark and kind in _MARKING:
            mark = kind
    return full, capitals, initials, mark


def _added(one: _Tally, other: _Tally) -> _Tally:
    return one[0] + other[0], one[1] + other[1], one[2] or other[2], one[3] or other[3]


def _kind(words: Sequence[Word], first: int, last: int, tally: _Tally) -> str:
    """A number, a year, an identifier; else the case of the words (`C` all capitals, `M` most, `l` few), `i` for
    initials, the first word that marks a class, `#` for a number at the end."""
    head = words[first].shape
    if last - first == 1 and head[0] in "dY@":
        return head if head[0] == "@" else head[0]
    full, capitals, initials, mark = tally
    case = "-" if not full else "C" if capitals == full else "M" if capitals * 2 > full else "l"
    return f"{case}{initials}{mark}{'#' if words[last - 1].shape[0] == 'd' else ''}"


def _stretches(words: Sequence[Word], edges: list[int], tallies: Sequence[_Tally], style: str) -> Pieces:
    pieces = list(pairwise(edges))
    kinds = ["^", *[_kind(words, *piece, tally) for piece, tally in zip(pieces, tallies, strict=True)], "$"]
    lengths, count = [last - first for first, last in pieces], len(pieces)
    places = zip(capped(lengths, 6), capped(range(count), 6), capped(range(count - 1, -1, -1), 4), strict=True)
    clues: list[Clue] = []
    for number, ((first, last), place) in enumerate(zip(pieces, places, strict=True)):
        whole = " ".join([word.text for word in words[first:last]]) if last - first <= _WHOLE else ""
        clues.append((*kinds[number : number + 3], *place, style, words[first].text, words[last - 1].text, whole))
    return Pieces(lengths, clues)


def _sentences(
    words: Sequence[Word], stops: Sequence[bool], ends: Sequence[int], tallies: Sequence[_Tally], style: str
) -> Pieces:
    """The sentences, each of which is a few stretches."""
    edges, sums = [0], [(0, 0, "", "")]
    for end, tally in zip(ends[1:], tallies, strict=True):
        sums[-1] = _added(sums[-1], tally)
        if stops[end - 1] or end == len(words):
            edges.append(end)
            sums.append((0, 0, "", ""))
    pieces = list(pairwise(edges))
    kinds = ["^"]
    for (first, last), tally in zip(pieces, sums[:-1], strict=True):
        kinds.append(f"{_kind(words, first, last, tally)}{min((last - first + 1) // 2, 8)}")
    kinds.append("$")
    clues: list[Clue] = []
    for number, (first, _) in enumerate(pieces):
        place = f"{min(number, 4)}{min(len(pieces) - number, 4)}{style}{kinds[number + 1][0]}"
        clues.append((*kinds[number : number + 3], place, words[first].text))
    return Pieces([last - first for first, last in pieces], clues)


def _ahead(words: Sequence[Word], stops: Sequence[bool]) -> list[str]:
    result: list[str] = []
    distance, is_parted = 9, True
    for word, is_stop in zip(reversed(words), reversed(stops), strict=True):
        if is_stop:
            is_parted = distance > 1 or is_parted
        result.append(_AHEAD[is_parted][distance if distance < 6 else 6])
        if word.is_number:
            distance, is_parted = 0, False
        distance += 1
    return result[::-1]


def _runs(words: Sequence[Word], gaps: Sequence[Gap]) -> list[str]:
    result = ["0"] * len(words)
    first = 0
    for index, word in enumerate(words):
        is_large = word.shape[0] == "A"
        if (is_large or word.kind in _SMALL) and (index == first or gaps[index].tight in _WITHIN_RUN):
            continue
        if index > first:
            result[first:index] = [_DIGITS[min(index - first, 5)]] * (index - first)
        first = index if is_large else index + 1
    result[first:] = [_DIGITS[min(len(words) - first, 5)]] * (len(words) - first)
    return result
