"""Is this printed row the rest of the row above, which a page end cut off?

A cut leaves traces in the words: the cell above ends open (with a hyphen, a comma, a preposition, in the middle of a
bracket), or the cell below begins inside a sentence. Each filled cell of the lower row votes; empty cells in columns
that are
otherwise filled only strengthen what the words say. The rule is about how sentences are cut, so it holds for any field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.tables.row_words import NAMES_WORK, SUMMARY_ROW

# Words that no cell ends with unless it was cut: articles, prepositions, conjunctions, auxiliaries (closed classes of
# English; Quirk et al., A Comprehensive Grammar of the English Language, 2.34).
OPEN_WORDS = frozenset(
    "a an the of in on at by for with from to into onto upon over under between among through during within without "
    "about against towards toward via per and or but nor than as that which who whose where when while whether if "
    "because is are was were be been being has have had not no their its his her our your these those this".split()
)
TERMINALS = tuple(".!?;:)]”\"'’*†‡")
# A reference's tail as styles print it: `12(3), 4-15.`, `2010;12:4-15`, `15(1).` Near miss: `24 studies`.
NUMBERS_TAIL = re.compile(r"\s*(?:\d{1,4}\s*\(\d{1,4}\)|\d{4};\d{1,4}|\d{1,4}\s*[:,]\s*\d{1,5}\s*[-–]\s*\d{1,5})")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

VOTE_OPEN = 2.0
VOTE_INSIDE = 2.0
VOTE_NO_STOP = 1.5
VOTE_FRESH_START = -1.0
# A cell that lists items line by line may be cut between two of them: that the lower part begins afresh says little.
VOTE_FRESH_LINE = -0.25
# Studies are named by work: a name without a year, below a cell with one, is the rest of that cell; two such cells are
# two studies.
VOTE_NAMES_NO_WORK = 1.0
VOTE_NAMES_ANOTHER_WORK = -3.0
VOTE_REPEATED_VALUE = -2.0
VOTE_NEW_WHERE_EMPTY = -1.0
VOTE_EMPTY_IN_FULL_COLUMN = 0.5
VOTE_NOT_RULED_OFF = 1.0
# A row at the head of a page without a name: every row of a table of studies is named in its first column, and what a
# page end cut has its name on the page before. (In a converter's text a name may simply be lost.)
VOTE_NAMELESS_ON_NEW_PAGE = 3.0
EVERY_ROW_NAMED = "a new page begins without a name in the first column, and every other row has one"
# Where the first column is filled in so many rows, and in all, what stands nameless at the head of a page is no row of
# its own, whatever its cells say: the end of the page has cut the cell of a name that reaches over several lines.
ROWS_ALL_NAMED = 5
# Share of a column's cells that must be filled, name a work, or end with a stop, before an exception means something.
HABIT = 0.7
# From how many rows a habit can be told at all.
ROWS_FOR_HABIT = 3


@dataclass(frozen=True)
class ColumnHabits:
    """How the cells of a column usually look, over the rows of one table. Shares are 0 to 1."""

    filled: float
    ends_with_stop: float
    begins_upper: float
    names_work: float
    repeated: frozenset[str]
    rows: int


def read_habits(rows: Sequence[Sequence[str]], width: int) -> tuple[ColumnHabits, ...]:
    """The habits of each column; `rows`: cell texts, one sequence a row."""
    return tuple(_habits([row[column] for row in rows if column < len(row)]) for column in range(width))


def _habits(cells: Sequence[str]) -> ColumnHabits:
    filled = [cell for cell in cells if cell]
    folded = [_fold(cell) for cell in filled]
    repeated = frozenset(text for text, count in Counter(folded).items() if count > 1)
    total = max(1, len(filled))
    return ColumnHabits(
        filled=len(filled) / max(1, len(cells)),
        ends_with_stop=sum(cell.endswith(TERMINALS) for cell in filled) / total,
        begins_upper=sum(_begins_fresh(cell) for cell in filled) / total,
        names_work=sum(bool(NAMES_WORK.search(cell)) for cell in filled) / total,
        repeated=repeated,
        rows=len(cells),
    )


def continues(
    above: Sequence[str],
    below: Sequence[str],
    habits: Sequence[ColumnHabits],
    *,
    is_ruled_off: bool | None = None,
    is_new_page: bool = False,
) -> str | None:
    """Why `below` is the rest of `above`, or None when it is a row of its own.

    Args:
        above: cell texts of the row so far.
        below: cell texts of the first row after a cut.
        habits: of the table's columns.
        is_ruled_off: whether a rule parts the two where the rows of this table are ruled; None when not known.
        is_new_page: the cut is the end of a printed page.
    """
    if SUMMARY_ROW.fullmatch(below[0]):
        return None
    if is_new_page and not below[0] and above[0] and _names_every_row(habits[0]):
        return EVERY_ROW_NAMED
    score = _label_vote(above[0], below, habits[0])
    supported = score > 0
    reasons = ["the first column names no work"] if supported else []
    for column, text in enumerate(below):
        if not text:
            is_full = habits[column].filled >= HABIT and habits[column].rows >= ROWS_FOR_HABIT
            score += VOTE_EMPTY_IN_FULL_COLUMN if is_full else 0.0
            continue
        vote, reason = _vote(above[column], text, habits[column])
        if column == 0 and supported:
            vote = max(vote, 0.0)  # how the rest of a label begins has been judged
        score += vote
        supported = supported or vote > 0
        if reason:
            reasons.append(f"column {column + 1} {reason}")
    if _names_nothing(below, habits):
        supported = True
        reasons.append("the first column is empty, and most others")
    if is_new_page and not below[0] and above[0] and habits[0].filled >= HABIT:
        score += VOTE_NAMELESS_ON_NEW_PAGE
        supported = True
        reasons.append("a new page begins without a name in the first column")
    if is_ruled_off is False:
        score += VOTE_NOT_RULED_OFF
    return "; ".join(reasons) if supported and score > 0 else None


def _names_every_row(habits: ColumnHabits) -> bool:
    """Whether the first column is filled in all rows of a table, of which there are enough to say so."""
    return habits.filled == 1.0 and habits.rows >= ROWS_ALL_NAMED


def _label_vote(above: str, below: Sequence[str], habits: ColumnHabits) -> float:
    """What the labels say, in a table whose first column names works: `above` its cell in the row so far."""
    names_works = habits.names_work >= HABIT and habits.rows >= ROWS_FOR_HABIT
    if not names_works or not below[0] or not NAMES_WORK.search(above):
        return 0.0
    if NAMES_WORK.search(below[0]):
        return VOTE_NAMES_ANOTHER_WORK
    is_section = sum(map(bool, below)) == 1
    return 0.0 if is_section else VOTE_NAMES_NO_WORK


def _names_nothing(row: Sequence[str], habits: Sequence[ColumnHabits]) -> bool:
    """Whether a row has neither a name in its first column nor half of the cells that rows of this table have.

    A cut may fall between two sentences; such a row is the rest of one above, for it could be no row of its own.
    """
    if row[0] or habits[0].filled < HABIT or habits[0].rows < ROWS_FOR_HABIT:
        return False
    usual = sum(habit.filled for habit in habits)
    return sum(bool(text) for text in row) < usual / 2


def ends_open(text: str, habits: ColumnHabits | None = None) -> str | None:
    """What shows that `text` was cut off, or None. With `habits`, a missing full stop counts where the column
    sets them.
    """
    if not text:
        return None
    if text[-1] in "-‐–—,&/(":
        return f"ends with “{text[-1]}”"
    words = WORD.findall(text[-40:])
    if words and text.endswith(words[-1]) and words[-1] in OPEN_WORDS:
        return f"ends with “{words[-1]}”"
    if text.count("(") > text.count(")"):
        return "leaves a bracket open"
    if habits and habits.rows >= ROWS_FOR_HABIT and habits.ends_with_stop >= HABIT and not text.endswith(TERMINALS):
        return "ends without a stop"
    return None


def _vote(above: str, below: str, habits: ColumnHabits) -> tuple[float, str | None]:
    if _fold(below) in habits.repeated or (above and _fold(above) == _fold(below)):
        return VOTE_REPEATED_VALUE, None
    if not above:
        return VOTE_NEW_WHERE_EMPTY, None
    opened = ends_open(above, habits)
    begins_inside = _begins_inside(below)
    if begins_inside and (opened or habits.begins_upper >= HABIT or habits.rows < ROWS_FOR_HABIT):
        return VOTE_INSIDE + (VOTE_OPEN if opened else 0.0), opened or f"goes on with “{below.split()[0]}”"
    if opened == "ends without a stop":
        return VOTE_NO_STOP, opened
    if opened:
        return VOTE_OPEN, opened
    return VOTE_FRESH_LINE if "\n" in above else VOTE_FRESH_START, None


def _begins_inside(text: str) -> bool:
    """Whether a cell begins in the middle of a sentence: lower case, punctuation, or a reference's numbers."""
    return text[0].islower() or text[0] in ",;.:()]%&" or bool(NUMBERS_TAIL.match(text))


def _begins_fresh(text: str) -> bool:
    return not _begins_inside(text)


def _fold(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
