"""Where do entries begin in a list that prints the name of a study over the references to it?

Cochrane reviews do (Cochrane Style Manual, References to studies): `Abbot 2010 {published data only}`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.reference_lists.boundaries import may_begin_line, may_end
from extract.reference_lists.lines import Line
from extract.reference_lists.names import is_turned
from extract.reference_lists.words import ListWords

# What is printed behind the name of a study, word by word. Match: `{published`, `data`, `only}`; near miss:
# `(published`.
LABEL_OPENS, LABEL_CLOSES = re.compile(r"\{(?:un)?published"), re.compile(r"[\w-]{1,30}\}")
# Words of the name of a study, and of what stands behind it in braces.
_LONGEST_NAME = 12
_LONGEST_STATE = 12


def without_labels(text: ListWords) -> tuple[ListWords, tuple[int, ...]]:
    """A list without the names of studies over their references, and where references begin behind these.

    The references to one study each begin a line, with a name.
    """
    if not text.words:
        return text, ()
    kept: list[str] = []
    lines_at: dict[int, Line] = {}
    printed: list[Line] = []
    heads: set[int] = set()
    starts: set[int] = set()
    line = text.lines_at[0]
    at = 0
    while at < len(text.words):
        if at in text.lines_at:
            line = lines_at[len(kept)] = text.lines_at[at]
        end = _label_end(text.words, at)
        if end is None:
            if starts and _begins_reference(text, at):
                starts.add(len(kept))
            if at in text.heads:
                heads.add(len(kept))
            kept.append(text.words[at])
            printed.append(text.printed[at])
            at += 1
            continue
        _drop_name(kept, lines_at, starts)
        del printed[len(kept) :]
        heads = {*(head for head in heads if head < len(kept)), len(kept)}
        lines_at[len(kept)] = line
        starts.add(len(kept))
        at = end
    lines_at.pop(len(kept), None)
    return ListWords(kept, lines_at, printed, frozenset(heads)), tuple(sorted(starts - {len(kept)}))


def _label_end(words: Sequence[str], at: int) -> int | None:
    """The word behind what stands in braces; None where none open at `at`, or they are not closed."""
    if not LABEL_OPENS.match(words[at]):
        return None
    ends = (end + 1 for end in range(at, min(at + _LONGEST_STATE, len(words))) if LABEL_CLOSES.search(words[end]))
    return next(ends, None)


def _begins_reference(text: ListWords, at: int) -> bool:
    return at in text.lines_at and may_begin_line(text.words, at) and is_turned(text.words, at)


def _drop_name(kept: list[str], lines_at: dict[int, Line], starts: set[int]) -> None:
    """Drops the last words, back to the beginning of a line or reference, or to the end of one."""
    for dropped in range(_LONGEST_NAME):
        if not kept or len(kept) in starts or (dropped and may_end(kept[-1])):
            break
        lines_at.pop(len(kept), None)
        kept.pop()
        starts.discard(len(kept))
        if len(kept) in lines_at:
            break
