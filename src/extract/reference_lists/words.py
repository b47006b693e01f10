"""What are the words of a list without numbers, and at which of them does a line begin?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.reference_lists.lines import Line
from extract.reference_lists.sections import stands_behind
from extract.tables.joining import join_cut

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class ListWords:
    """The words of one list.

    Attributes:
        words: split at white space; a word that was cut at the end of a line is one.
        lines_at: the block that begins at a word, in order.
        printed: for each word the printed line in which it begins.
        heads: words that an entry may begin with, as far as lines tell: those that begin one, and all of a block whose
            lines are not known.
    """

    words: Sequence[str]
    lines_at: Mapping[int, Line]
    printed: Sequence[Line]
    heads: frozenset[int]

    @property
    def breaks(self) -> frozenset[int]:
        """Words that begin a block."""
        return frozenset(self.lines_at)

    @property
    def printed_at(self) -> dict[int, Line]:
        """The printed line that begins at a word, in order; a block whose lines are not known is one."""
        pairs = zip((None, *self.printed), self.printed, strict=False)
        return {at: line for at, (above, line) in enumerate(pairs) if line is not above and at in self.heads}


def words_of(lines: Sequence[Line]) -> ListWords:
    """The words of a list to its end."""
    words: list[str] = []
    lines_at: dict[int, Line] = {}
    printed: list[Line] = []
    heads: set[int] = set()
    for line in lines:
        if words and stands_behind(line, line.text):
            break
        pieces = _pieces(line)
        if words and words[-1][-1:] in "-‐" and pieces:
            joined = join_cut(words[-1], pieces.pop(0)[0]).split()
            words[-1:] = joined
            printed += [line] * (len(joined) - 1)
        lines_at[len(words)] = line
        for word, own, is_head in pieces:
            if is_head:
                heads.add(len(words))
            words.append(word)
            printed.append(own)
    lines_at.pop(len(words), None)
    return ListWords(words, lines_at, printed, frozenset(heads))


def _pieces(line: Line) -> list[tuple[str, Line, bool]]:
    """The words of a block, each with the printed line in which it begins, and whether an entry may begin with it."""
    if not line.block.lines:
        is_free = line.is_head(1)
        return [(word, line, is_free or at == 0) for at, word in enumerate(line.text.split())]
    found = [(match[0], match.start()) for match in _WORD.finditer(line.text)]
    printed = line.printed(0, len(line.text))
    starts = [each.start for each in line.block.lines]
    return [(word, printed[bisect_right(starts, at) - 1], at in starts) for word, at in found]
