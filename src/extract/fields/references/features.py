"""What the model is told of each token of a reference: the token, its neighbours, and where it stands.

Everything is a string that is either there or not. Strings that depend on one word, one gap between two words or one
stretch of text are built once and kept, so that a token costs a few look-ups.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.fields.references.lexicon import CLASS_OF

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DASH = re.compile(r"[‐‑‒–—―−]")
_DOUBLE = re.compile(r"[“”„«»″]|``|''")
_SINGLE = re.compile(r"[‘’‚`]")
_REPEATED = re.compile(r"([^\w ])\1+")
# Classes of words that mark a stretch of text as a journal, a meeting, a house and so on.
_MARKING = frozenset(
    {"journal", "conf", "press", "place", "vol", "no", "pp", "ed", "edn", "thesis", "body", "rep", "in", "month"}
)
_WORDY = frozenset({"Aa", "AA", "AaA", "aa", "aA"})
_INITIALS = frozenset({"A1", "A2", "A3"})
_SMALL = frozenset({"link", "and", "part"})
_NO_END = frozenset({"vol", "no", "pp", "ed", "etal"})
_FROM_START = tuple(f"i={index}" for index in range(12))
_FROM_END = tuple(f"e={index}" for index in range(6))


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What a token says by itself, and the features that it gives to itself and to the tokens around it."""

    text: str
    shape: str
    kind: str
    own: tuple[str, ...]
    after: tuple[str, ...]  # for the token that follows
    before: tuple[str, ...]
    after2: tuple[str, ...]  # for the token two places on
    before2: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _word(token: str) -> Word:
    folded = unicodedata.normalize("NFKC", token).casefold()
    shape = _shape(token)
    if shape[0] in "dY":
        text, kind = (folded if len(token) < 3 else "0" * min(len(token), 6)), "#"
    elif shape[0] == "@":
        text, kind = token, token
    else:
        text, kind = folded[:18], CLASS_OF.get(folded, "-") if shape != "A1" else "-"
    own: tuple[str, ...] = (f"w={text}", f"s={shape}")
    if kind not in ("#", token):
        own = (*own, f"k={kind}", f"z={text[-3:]}", f"a={text[:4]}")
    return Word(
        text=text, shape=shape, kind=kind, own=own,
        after=(f"-w={text}", f"-s={shape}", f"-k={kind}"), before=(f"+w={text}", f"+s={shape}", f"+k={kind}"),
        after2=(f"--w={text}", f"--sk={shape}{kind}"), before2=(f"++w={text}", f"++sk={shape}{kind}"),
    )  # fmt: skip


def _shape(token: str) -> str:
    """`Y` a year, `d3` a number of three digits, `@doi` an identifier, `A1` one capital, `Aa`, `AA`, `aa`, mixed."""
    if token[0] == "@":
        return token
    if not token[0].isalpha():
        return "&" if token == "&" else "Y" if _YEAR.fullmatch(token) else f"d{min(len(token), 5)}"
    if token.isupper():
        return f"A{len(token)}" if len(token) < 4 else "AA"
    if token[0].isupper():
        return "Aa" if token[1:].islower() else "AaA"
    if token.islower():
        return "a1" if len(token) == 1 else "aa"
    return "aA"


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """What stands between two words, dashes and quotation marks made plain.

    Attributes:
        spaced: with its spaces, five signs at most; tight: without them, four at most.
        quoted: whether the text behind it is inside quotation marks, when the text before it is not, and when it is.
        bracket: the bracket that is open behind it, "" when one was closed, None when it holds none.
    """

    spaced: str
    tight: str
    quoted: tuple[bool, bool]
    bracket: str | None


@lru_cache(maxsize=20_000)
def _gap(raw: str) -> Gap:
    text = _DASH.sub("-", " ".join(raw.split()) if raw.strip() else " " if raw else "")
    if raw[:1].isspace() and text != " ":
        text = " " + text
    if raw[-1:].isspace() and text != " ":
        text += " "
    text = _SINGLE.sub("'", _DOUBLE.sub('"', text))
    text = _REPEATED.sub(r"\1", text)
    brackets = [sign for sign in raw if sign in "([)]"]
    bracket = None if not brackets else brackets[-1] if brackets[-1] in "([" else ""
    return Gap(text[:5], text.replace(" ", "")[:4], (_quoted(raw, False), _quoted(raw, True)), bracket)


def _quoted(raw: str, is_quoted: bool) -> bool:
    """Whether quotation marks are open behind `raw`; those that look alike at both ends open and close in turn."""
    for sign in raw:
        is_quoted = sign in "“„«" or (not is_quoted if sign == '"' else is_quoted and sign not in "”»")
    return is_quoted


@lru_cache(maxsize=50_000)
def _gap_features(before: str, gap: Gap, word: Word, next_gap: Gap, after: str) -> list[str]:
    """The shapes of three neighbours and the gaps between them."""
    left, right, shape, kind = gap.tight, next_gap.tight, word.shape, word.kind
    return [
        f"<={gap.spaced}", f">={next_gap.spaced}", f"<>={left}{shape}{right}", f"<k={left}{kind}", f">k={kind}{right}",
        f"<w={left}{word.text}", f">w={word.text}{right}", f"sgs={before}{left}{shape}", f"sgs+={shape}{right}{after}",
        f"sss={before}{left}{shape}{right}{after}",
    ]  # fmt: skip


@lru_cache(maxsize=50_000)
def _standing(style: str, passed: str, shape: str, around: str, sentence: int, since: int, left: str) -> list[str]:
    """Where the token stands: before or after the year, in quotation marks or brackets, in which sentence."""
    sentence, since = min(sentence, 6), min(since, 4)
    return [
        f"y={style}{passed}{shape}", f"Q={around}{shape}{passed}", f"sen={sentence}{style}",
        f"since={since}{around}{left}", f"sn={min(sentence, 4)}{passed}{shape}",
    ]  # fmt: skip


@lru_cache(maxsize=50_000)
def _counting(shape: str, passed: str, distance: str, before: int, after: int, run: int) -> list[str]:
    """How far the next number is, how many numbers stand before and after, how long the run of capitals is."""
    return [
        f"nd={distance}", f"nd={distance}{shape}{passed}", f"nn={min(before, 4)}{min(after, 4)}{shape}",
        f"cr={run}{shape}",
    ]  # fmt: skip


def features(text: str, spans: Sequence[tuple[int, int]], named: dict[int, str]) -> list[list[str]]:
    """For each token what the model sees.

    Args:
        text: the reference; spans: start and end of each token in it.
        named: what identifier starts at a place.
    """
    if not spans:
        return []
    words = [_word(f"@{named[start]}" if start in named else text[start:end]) for start, end in spans]
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = [_gap(text[edges[at] : edges[at + 1]]) for at in range(0, len(edges), 2)]
    count = len(words)
    shapes = [word.shape for word in words]
    style, passed_at = _style(shapes, gaps)
    ends = [_ends_stretch(gap.tight, shape) for gap, shape in zip(gaps[1:], shapes, strict=True)]
    ends[-1] = True
    stops = [
        is_end and _ends_sentence(gap.spaced, word) for is_end, gap, word in zip(ends, gaps[1:], words, strict=True)
    ]
    stretch = _stretches(words, ends, style)
    sentence_of = _sentences(words, stops, style)
    ahead = _ahead(shapes, stops)
    runs = _capital_runs(words, gaps)
    left = sum(shape[0] in "dY" for shape in shapes)
    opening = f"{shapes[0]}{gaps[1].tight[:1]}{shapes[1] if count > 1 else ''}{style}"
    result: list[list[str]] = []
    is_quoted, bracket, around, since, sentence, seen = False, "", "", 0, 0, 0
    last = count - 1
    for index, word in enumerate(words):
        gap, next_gap, shape, passed = gaps[index], gaps[index + 1], word.shape, passed_at[index]
        if gap.bracket is not None or gap.quoted[is_quoted] is not is_quoted:
            is_quoted = gap.quoted[is_quoted]
            bracket = bracket if gap.bracket is None else gap.bracket
            around = f"{'Q' if is_quoted else ''}{bracket}"
        is_number = shape[0] in "dY"
        left -= is_number
        here = ["b", *word.own]
        if index:
            before = words[index - 1]
            here += before.after
            here.append(f"ww={before.text}|{word.text}")
            before_shape, before_gap = before.shape, gaps[index - 1].tight
            if index > 1:
                here += words[index - 2].after2
        else:
            here.append("-w=^")
            before_shape = before_gap = "^"
        if index < last:
            after = words[index + 1]
            here += after.before
            after_shape, after_gap = after.shape, gaps[index + 2].tight
            if index + 1 < last:
                here += words[index + 2].before2
        else:
            here.append("+w=$")
            after_shape = after_gap = "$"
        here += _gap_features(before_shape, gap, word, next_gap, after_shape)
        here += _standing(style, passed, shape, around, sentence, since, gap.tight)
        here += _counting(shape, passed, ahead[index], seen, left, runs[index])
        here += stretch[index]
        here += sentence_of[index]
        here += (
            f"-g={before_gap}|{gap.tight}|{shape}", f"+g={shape}|{next_gap.tight}|{after_gap}",
            _FROM_START[index] if index < 12 else "i=12", _FROM_END[last - index] if last - index < 6 else "e=6",
        )  # fmt: skip
        if index < 6:
            here.append(f"st={index if index < 3 else 3}{opening}")
        result.append(here)
        seen += is_number
        since += 1
        if stops[index]:
            sentence += 1
            since = 0
    return result


def _style(shapes: Sequence[str], gaps: Sequence[Gap]) -> tuple[str, list[str]]:
    """Whether the year stands early (`e`), late (`l`) or nowhere (`n`), with `q` for quotation marks; and for each
    token whether it stands before the first year (`<`), is it (`=`), stands behind it (`>`), `-` where there is
    none."""
    count = len(shapes)
    first = shapes.index("Y") if "Y" in shapes else -1
    style = "n" if first < 0 else "e" if first * 3 < count and first < 40 else "l"
    passed = ["-"] * count if first < 0 else ["<"] * first + ["="] + [">"] * (count - first - 1)
    return (style + "q" if any('"' in gap.tight for gap in gaps) else style), passed


def _ends_stretch(gap: str, shape: str) -> bool:
    """Any punctuation ends a stretch but a hyphen, an apostrophe, and the full stop of an initial."""
    return bool(gap) and gap not in ("-", "'") and not (gap == "." and shape == "A1")


def _ends_sentence(gap: str, word: Word) -> bool:
    is_stop = ". " in gap or "?" in gap or '"' in gap or ".(" in gap
    return is_stop and word.shape != "A1" and word.kind not in _NO_END


def _pieces(ends: Sequence[bool]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = 0
    for index, is_end in enumerate(ends):
        if is_end or index + 1 == len(ends):
            pieces.append((first, index + 1))
            first = index + 1
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
    """For each token the stretch between two punctuation marks that it is in, with those beside it."""
    pieces = _pieces(ends)
    kinds = ["^", *(_kind(words[first:last]) for first, last in pieces), "$"]
    result: list[tuple[str, ...]] = []
    for number, (first, last) in enumerate(pieces):
        result += [_stretch(*kinds[number : number + 3], min(last - first, 6), min(number, 6),
                            min(len(pieces) - 1 - number, 4), style)] * (last - first)  # fmt: skip
    return result


@lru_cache(maxsize=50_000)
def _stretch(before: str, kind: str, after: str, length: int, number: int, left: int, style: str) -> tuple[str, ...]:
    return (
        f"g={kind}{length}", f"gg={before}|{kind}|{after}",
        f"gi={number}{style}{kind}", f"ge={left}{style}{kind}",
    )  # fmt: skip


def _sentences(words: Sequence[Word], stops: Sequence[bool], style: str) -> list[tuple[str, ...]]:
    """For each token the sentence that it is in, with those beside it."""
    pieces = _pieces(stops)
    kinds = ["^", *(f"{_kind(words[first:last])}{min((last - first + 1) // 2, 8)}" for first, last in pieces), "$"]
    result: list[tuple[str, ...]] = []
    for number, (first, last) in enumerate(pieces):
        before, kind, after = kinds[number : number + 3]
        place = f"{min(number, 4)}{min(len(pieces) - number, 4)}{style}{kind[0]}"
        result += [(f"h={kind}", f"hh={kind}|{after}", f"h-={before}|{kind}", f"hi={place}")] * (last - first)
    return result


def _ahead(shapes: Sequence[str], stops: Sequence[bool]) -> list[str]:
    """For each token: words to the next number (0 to 5, then more) and whether a sentence ends before it."""
    result = [""] * len(shapes)
    distance, is_parted = 9, True
    for index in range(len(shapes) - 1, -1, -1):
        if stops[index]:
            is_parted = distance > 1 or is_parted
        result[index] = f"{min(distance, 6)}{'.' if is_parted else ''}"
        if shapes[index][0] in "dY":
            distance, is_parted = 0, False
        distance += 1
    return result


def _capital_runs(words: Sequence[Word], gaps: Sequence[Gap]) -> list[int]:
    """For each token the length (up to 5) of the run of capitalised words around it, small words counted in; 0 for a
    word in small letters: a journal printed behind a title without punctuation begins such a run."""
    result = [0] * len(words)
    first = 0
    for index in range(len(words) + 1):
        is_going_on = (
            index < len(words)
            and (words[index].shape[0] == "A" or words[index].kind in _SMALL)
            and (index == first or gaps[index].tight in ("", ".", "-", "&", "'"))
        )
        if is_going_on:
            continue
        if index > first:
            result[first:index] = [min(index - first, 5)] * (index - first)
        first = index + 1 if index < len(words) and words[index].shape[0] != "A" else index
    return result
