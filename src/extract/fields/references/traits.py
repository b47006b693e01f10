"""What the model is told of a token: the word, what stands before and behind it, and where it stands.

Each trait is a string that is there or not; the network knows a vector for each that training has met often enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.fields.references.words import Gap, Word

Traits = tuple[str, ...]

# Tokens from the start and to the end that are told apart: lists of authors begin within a dozen, places in a journal
# end within eight.
FROM_START, TO_END = 12, 8


def of_word(word: Word) -> Traits:
    """Its letters or digits, its shape, and its class in the lexicon."""
    shape, kind = word.shape, word.kind
    sort = kind if shape[0] == "@" else f"{kind}{shape}"
    return (*word.letters, f"s{shape}", f"k{kind}", f"ks{sort}")


def of_gap_before(gap: Gap) -> Traits:
    """The punctuation before a token, with its spaces and without."""
    return f"<{gap.spaced}", f"<t{gap.tight}"


def of_gap_behind(gap: Gap) -> Traits:
    """The punctuation behind a token, with its spaces and without."""
    return f">{gap.spaced}", f">t{gap.tight}"


def of_standing(inside: str, passed: str, style: str) -> Traits:
    """Brackets and quotation marks around a token, and on which side of the year it stands in which style."""
    return f"in{inside}", f"p{passed}", f"st{style}"


def of_place(before: int, behind: int) -> Traits:
    """Tokens before and behind it, up to `FROM_START` and `TO_END`."""
    return f"i{before}", f"e{behind}"


def insides(gaps: Sequence[Gap]) -> list[str]:
    """For each token the bracket that is open before it, `Q` before that for quotation marks.

    `gaps` has one more than there are tokens: those before, between and behind.
    """
    result: list[str] = []
    is_quoted, bracket, inside = False, "", ""
    for gap in gaps[:-1]:
        if gap.is_turn:
            is_quoted = gap.quoted[is_quoted]
            bracket = bracket if gap.bracket is None else gap.bracket
            inside = f"{'Q' if is_quoted else ''}{bracket}"
        result.append(inside)
    return result


def style_of(shapes: Sequence[str], has_quotes: bool) -> tuple[str, str]:
    """Whether the year stands early (`e`), late (`l`) or nowhere (`n`), with `q` for quotation marks; and for each
    token whether it stands before the first year (`<`), is it (`=`), stands behind it (`>`), `-` where there is
    none."""
    count = len(shapes)
    first = shapes.index("Y") if "Y" in shapes else -1
    style = "n" if first < 0 else "e" if first * 3 < count and first < 40 else "l"
    passed = "-" * count if first < 0 else "<" * first + "=" + ">" * (count - first - 1)
    return (style + "q" if has_quotes else style), passed
