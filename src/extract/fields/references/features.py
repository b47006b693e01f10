"""What the model is told of each token of a reference: the token, its neighbours, and where it stands.

A token is told in clues: short tuples, each of which stands for a few features. Clues come back in other references, so
that what was made of their features is kept; a feature is a string that is either there or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from extract.fields.references.stretches import DIGITS, part
from extract.fields.references.words import Word, gap_of, word_of

Clue = tuple[str, ...]
Told = TypeVar("Told")

# Clues and words that are remembered, some 300 bytes each; all are forgotten when there are more.
_REMEMBERED = 60_000
# What a word tells of itself, and of the tokens one place and two places behind and before it.
_REACH = ("own", "-1", "+1", "-2", "+2")


class Teller(Generic[Told]):
    """Tells of the tokens of references, in whatever `look_up` makes of the features of a clue."""

    def __init__(self, look_up: Callable[[tuple[str, ...]], Told]) -> None:
        """Remembers nothing yet."""
        self._look_up = look_up
        self._clues: dict[Clue, Told] = {}
        self._words: dict[str, tuple[Told, ...]] = {}

    def tell(self, text: str, spans: Sequence[tuple[int, int]], named: dict[int, str]) -> list[list[Told]]:
        """For each token what the model sees.

        Args:
            text: the reference; spans: start and end of each token in it, one at least.
            named: what identifier starts at a place.
        """
        if len(self._clues) + len(self._words) > _REMEMBERED:
            self._clues.clear()
            self._words.clear()
        tokens = [f"@{named[start]}" if start in named else text[start:end] for start, end in spans]
        edges = [0, *(edge for span in spans for edge in span), len(text)]
        between = [text[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2)]
        result = self._words_of(tokens)
        known = self._clues
        for told, clues in zip(result, _standing([word_of(token) for token in tokens], between), strict=True):
            for clue in clues:
                found = known.get(clue)
                if found is None:
                    found = known[clue] = self._look_up(_FEATURES[clue[0]](*clue[1:]))
                told.append(found)
        return result

    def _words_of(self, tokens: Sequence[str]) -> list[list[Told]]:
        """For each token what it, two tokens before it and two behind it say by themselves."""
        known = self._words
        around = []
        for token in ("^", "^", *tokens, "$", "$"):
            found = known.get(token)
            if found is None:
                found = known[token] = tuple(self._look_up(_FEATURES[clue](token)) for clue in _REACH)
            around.append(found)
        neighbours = zip(around, around[1:], around[2:], around[3:], around[4:], strict=False)
        return [
            [here[0], before[1], behind[2], second_before[3], second_behind[4]]
            for second_before, before, here, behind, second_behind in neighbours
        ]


def _standing(words: Sequence[Word], between: Sequence[str]) -> Iterator[tuple[Clue, ...]]:
    """For each token where it stands: what is between it and its neighbours, what of the reference lies around it."""
    gaps = [gap_of(raw) for raw in between]
    shapes = ["^", *(word.shape for word in words), "$"]
    style, passed_at = _style(shapes[1:-1], any('"' in gap.tight for gap in gaps))
    parting = part(words, gaps, style)
    left = sum(word.is_number for word in words)
    tight = ["", *(gap.tight for gap in gaps), ""]
    is_quoted, bracket, inside, since, sentence, seen = False, "", "", 0, 0, 0
    sort_before, last = "^", len(words) - 1
    for index, word in enumerate(words):
        gap, next_gap, shape, passed = gaps[index], gaps[index + 1], word.shape, passed_at[index]
        if gap.bracket is not None or gap.quoted[is_quoted] is not is_quoted:
            is_quoted = gap.quoted[is_quoted]
            bracket = bracket if gap.bracket is None else gap.bracket
            inside = f"{'Q' if is_quoted else ''}{bracket}"
        left -= word.is_number
        yield (
            ("pair", sort_before, word.sort),
            ("gaps", shapes[index], gap.spaced, word.kind, shape, next_gap.spaced, shapes[index + 2]),
            ("-gap", tight[index], gap.tight, shape),
            ("+gap", shape, next_gap.tight, tight[index + 3]),
            ("inside", style, passed, shape, inside),
            ("since", style, passed, shape, DIGITS[min(sentence, 6)], DIGITS[min(since, 4)], inside, gap.tight),
            ("ahead", shape, passed, parting.ahead[index], parting.runs[index]),
            ("count", shape, DIGITS[min(seen, 4)], DIGITS[min(left, 4)]),
            ("place", DIGITS[min(index, 12)], DIGITS[min(last - index, 6)]),
            parting.stretches[index],
            parting.sentences[index],
        )
        sort_before = word.sort
        seen += word.is_number
        since += 1
        if parting.stops[index]:
            sentence += 1
            since = 0


def _style(shapes: Sequence[str], has_quotes: bool) -> tuple[str, list[str]]:
    """Whether the year stands early (`e`), late (`l`) or nowhere (`n`), with `q` for quotation marks; and for each
    token whether it stands before the first year (`<`), is it (`=`), stands behind it (`>`), `-` where there is
    none."""
    count = len(shapes)
    first = shapes.index("Y") if "Y" in shapes else -1
    style = "n" if first < 0 else "e" if first * 3 < count and first < 40 else "l"
    passed = ["-"] * count if first < 0 else ["<"] * first + ["="] + [">"] * (count - first - 1)
    return (style + "q" if has_quotes else style), passed


def _own(token: str) -> tuple[str, ...]:
    return ("b", *("0" + name for name in word_of(token).names))


def _beside(sign: str) -> Callable[[str], tuple[str, ...]]:
    def told(token: str) -> tuple[str, ...]:
        word = word_of(token)
        return (f"{sign}w{word.text}", f"{sign}s{word.shape}", f"{sign}k{word.kind}", f"{sign}z{word.text[-3:]}")

    return told


def _second(sign: str) -> Callable[[str], tuple[str, ...]]:
    def told(token: str) -> tuple[str, ...]:
        word = word_of(token)
        return (f"{sign}w{word.text}", f"{sign}k{word.sort}")

    return told


def _pair(before: str, here: str) -> tuple[str, ...]:
    return (f"kk{before}|{here}",)


def _gaps(before: str, gap: str, kind: str, shape: str, next_gap: str, after: str) -> tuple[str, ...]:
    left, right = gap.replace(" ", ""), next_gap.replace(" ", "")
    return (
        f"<{gap}", f">{next_gap}", f"<>{left}{shape}{right}", f"<k{left}{kind}", f">k{kind}{right}",
        f"sgs{before}{left}{shape}", f"sgs+{shape}{right}{after}", f"sss{before}{left}{shape}{right}{after}",
    )  # fmt: skip


def _gap_before(far: str, gap: str, shape: str) -> tuple[str, ...]:
    return (f"-g{far}|{gap}|{shape}",)


def _gap_after(shape: str, gap: str, far: str) -> tuple[str, ...]:
    return (f"+g{shape}|{gap}|{far}",)


def _inside(style: str, passed: str, shape: str, inside: str) -> tuple[str, ...]:
    return (f"y{style}{passed}{shape}", f"Q{inside}{shape}{passed}")


def _since(style: str, passed: str, shape: str, sentence: str, since: str, inside: str, left: str) -> tuple[str, ...]:
    return (f"sen{sentence}{style}", f"since{since}{inside}{left}", f"sn{min(sentence, '4')}{passed}{shape}")


def _ahead(shape: str, passed: str, distance: str, run: str) -> tuple[str, ...]:
    return (f"nd{distance}", f"nd{distance}{shape}{passed}", f"cr{run}{shape}")


def _count(shape: str, before: str, after: str) -> tuple[str, ...]:
    return (f"nn{before}{after}{shape}",)


def _place(index: str, behind: str) -> tuple[str, ...]:
    return (f"i{index}", f"e{behind}")


def _stretch(
    before: str, kind: str, after: str, length: str, number: str, left: str, style: str, first: str, last: str,
    whole: str,
) -> tuple[str, ...]:  # fmt: skip
    return (
        f"g{kind}{length}", f"gg{before}|{kind}|{after}", f"gi{number}{style}{kind}", f"ge{left}{style}{kind}",
        f"gf{first}", f"gl{last}", f"gw{whole}",
    )  # fmt: skip


def _sentence(before: str, kind: str, after: str, place: str, first: str) -> tuple[str, ...]:
    return (f"h{kind}", f"hh{kind}|{after}", f"h-{before}|{kind}", f"hi{place}", f"hf{first}", f"hf{first}|{place}")


_FEATURES: dict[str, Callable[..., tuple[str, ...]]] = {
    "own": _own, "-1": _beside("-"), "+1": _beside("+"), "-2": _second("--"), "+2": _second("++"), "pair": _pair,
    "gaps": _gaps, "-gap": _gap_before, "+gap": _gap_after, "inside": _inside, "since": _since, "ahead": _ahead,
    "count": _count, "place": _place, "stretch": _stretch, "sentence": _sentence,
}  # fmt: skip
