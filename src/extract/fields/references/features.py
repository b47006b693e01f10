"""What the model is told, in features: strings that are either there or not.

What a word tells depends on where it is seen from; what else a token is told is where it stands.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.fields.references.words import Word

Features = tuple[str, ...]
Tell = Callable[..., Features]


def of_letters(word: Word) -> Features:
    """What a word's own letters or digits tell."""
    return tuple(["0" + letters for letters in word.letters])


def _sort(shape: str, kind: str, _: str) -> Features:
    if shape[0] in "@^$":
        return ("b",)
    return ("b", f"0s{shape}") if kind == "#" else ("b", f"0s{shape}", f"0k{kind}", f"0k{kind}{shape}")


def _sort_beside(sign: str) -> Tell:
    return lambda shape, kind, _: (f"{sign}s{shape}", f"{sign}k{kind}")


def _sort_second(sign: str) -> Tell:
    return lambda _, __, sort: (f"{sign}k{sort}",)


def _single(sign: str) -> Tell:
    return lambda text: (f"{sign}{text}",)


def _pair(before: str, here: str) -> Features:
    return (f"kk{before}|{here}",)


def _gaps(before: str, gap: str, kind: str, shape: str, next_gap: str, after: str) -> Features:
    left, right = gap.replace(" ", ""), next_gap.replace(" ", "")
    return (
        f"<{gap}", f">{next_gap}", f"<>{left}{shape}{right}", f"<k{left}{kind}", f">k{kind}{right}",
        f"sgs{before}{left}{shape}", f"sgs+{shape}{right}{after}", f"sss{before}{left}{shape}{right}{after}",
    )  # fmt: skip


def _gap_before(far: str, gap: str, shape: str) -> Features:
    return (f"-g{far}|{gap}|{shape}",)


def _gap_after(shape: str, gap: str, far: str) -> Features:
    return (f"+g{shape}|{gap}|{far}",)


def _since(style: str, passed: str, shape: str, sentence: str, since: str, inside: str, left: str) -> Features:
    return (
        f"y{style}{passed}{shape}", f"Q{inside}{shape}{passed}", f"sen{sentence}{style}", f"since{since}{inside}{left}",
        f"sn{min(sentence, '4')}{passed}{shape}",
    )  # fmt: skip


def _ahead(shape: str, passed: str, distance: str, run: str) -> Features:
    return (f"nd{distance}", f"nd{distance}{shape}{passed}", f"cr{run}{shape}")


def _count(shape: str, before: str, after: str) -> Features:
    return (f"nn{before}{after}{shape}",)


def _place(index: str, behind: str) -> Features:
    return (f"i{index}", f"e{behind}")


def of_stretch(
    before: str, kind: str, after: str, length: str, number: str, left: str, style: str, first: str, last: str,
    whole: str,
) -> Features:  # fmt: skip
    return (
        f"g{kind}{length}", f"gg{before}|{kind}|{after}", f"gi{number}{style}{kind}", f"ge{left}{style}{kind}",
        f"gf{first}", f"gl{last}", f"gw{whole}",
    )  # fmt: skip


def of_sentence(before: str, kind: str, after: str, place: str, first: str) -> Features:
    return (f"h{kind}", f"hh{kind}|{after}", f"h-{before}|{kind}", f"hi{place}", f"hf{first}", f"hf{first}|{place}")


# What a word tells by its shape and kind of itself, and of the tokens behind and before it, one place and two away.
OF_SORTS: tuple[Tell, ...] = (_sort, _sort_beside("-"), _sort_beside("+"), _sort_second("--"), _sort_second("++"))
# What it tells of these by its last three letters, and by all.
OF_ENDINGS: tuple[Tell, ...] = (_single("-z"), _single("+z"))
OF_TEXTS: tuple[Tell, ...] = (_single("-w"), _single("+w"), _single("--w"), _single("++w"))
# For each of all these where that word stands, counted from two places before the token.
SEEN_FROM = (2, 1, 3, 0, 4), (1, 3), (1, 3, 0, 4)
# What a token is told of where it stands.
OF_PLACES: tuple[Tell, ...] = (_pair, _gaps, _gap_before, _gap_after, _since, _ahead, _count, _place)
