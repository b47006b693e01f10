"""What are the words of a list without numbers, and at which of them does a line begin?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.reference_lists.lines import Line
from extract.reference_lists.sections import stands_behind
from extract.tables.joining import join_cut


@dataclass(frozen=True)
class ListWords:
    """The words of one list.

    Attributes:
        words: split at white space; a word that was cut at the end of a line is one.
        lines_at: the line that begins at a word, in order.
    """

    words: Sequence[str]
    lines_at: Mapping[int, Line]

    @property
    def breaks(self) -> frozenset[int]:
        """Words that begin a line."""
        return frozenset(self.lines_at)


def words_of(lines: Sequence[Line]) -> ListWords:
    """The words of a list to its end."""
    words: list[str] = []
    lines_at: dict[int, Line] = {}
    for line in lines:
        if words and stands_behind(line, line.text):
            break
        pieces = line.text.split()
        if words and words[-1][-1:] in "-‐" and pieces:
            words[-1:] = join_cut(words[-1], pieces.pop(0)).split()
        lines_at[len(words)] = line
        words += pieces
    lines_at.pop(len(words), None)
    return ListWords(words, lines_at)
