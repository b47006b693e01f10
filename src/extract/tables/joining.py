"""How are the two halves of a text that a page end cut put together again?"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from extract.tables.grid import TableCell

# The last word before a hyphen at the end, and the first word of what follows.
CUT_WORD = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]+)[-‐]$")
NEXT_WORD = re.compile(r"(?P<tail>[^\W\d_]+)")
WORD_OR_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
# Prefixes that British style (New Hart's Rules 3.3) joins with a hyphen.
HYPHEN_PREFIXES = frozenset(
    "semi self non anti co cross ex half high long low mid multi post pre quasi short sub two three well inter".split()
)

# After a suspended compound ("semi- and unstructured") the hyphen stands before a blank.
SUSPENDING = frozenset({"and", "or", "to"})


def join_cut(upper: str, lower: str, words: Set[str] = frozenset()) -> str:
    """`upper` and `lower` as one text. Words that merely touch stay two; a hyphen at the cut is kept or mended.

    Args:
        upper: text before the cut.
        lower: text after it.
        words: words and hyphenated compounds of the rest of the document, lower case: they decide whether the hyphen
            belongs to the word. Where they do not tell, a prefix that is written with a hyphen keeps it, and another
            hyphen before a small letter is taken for the typesetter's.

    >>> join_cut("using semi-", "structured interviews")
    'using semi-structured interviews'
    >>> join_cut("The British Journal of", "Psychiatry, 173(5)")
    'The British Journal of Psychiatry, 173(5)'
    """
    if not upper or not lower:
        return upper or lower
    if upper.endswith("\u00ad"):
        return upper[:-1] + lower
    head, tail = CUT_WORD.search(upper), NEXT_WORD.match(lower)
    if not head or not tail:
        return upper + ("" if upper.endswith(("-", "‐", "/")) and not upper.endswith((" -", " ‐")) else " ") + lower
    first, second = head["head"].lower(), tail["tail"].lower()
    if second in SUSPENDING:
        return f"{upper} {lower}"
    if f"{first}-{second}" in words or first in HYPHEN_PREFIXES or not lower[0].islower():
        return upper + lower
    return upper[:-1] + lower


def join_cells(upper: TableCell, lower: TableCell, words: Set[str] = frozenset()) -> TableCell:
    """The two halves of a cell as one, with the parts and marks of both."""
    if not upper.text or not lower.text:
        return upper if upper.text else lower
    text = join_cut(upper.text, lower.text, words)
    shift = len(text) - len(lower.text)
    moved = tuple(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in lower.marks)
    return TableCell(text, upper.parts + lower.parts, upper.marks + moved, upper.row_span)


def read_words(text: str) -> frozenset[str]:
    """Words and hyphenated compounds of a text, lower case, as `join_cut` wants them."""
    return frozenset(word.lower().replace("‐", "-") for word in WORD_OR_COMPOUND.findall(text))
