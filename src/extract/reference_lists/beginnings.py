"""Do the authors of an entry begin at this word, with a year behind them?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.reference_lists.bodies import year_of_body
from extract.reference_lists.boundaries import ends_sentence
from extract.reference_lists.names import DASH, LONGEST_RUN, family_at, is_name, is_particle, spoken_family
from extract.reference_lists.vocabulary import AMONG, bare
from extract.reference_lists.years import PrintedYear, stands_for_year, year_at

# What an accent that lost its letter, or a name that was left out, leaves among names. Match: `¨`, `,`; near miss: `&`.
LEFT_OVER = re.compile(r"[^\w\s()\[\]&.]{1,2}")


@dataclass(frozen=True)
class Beginning:
    """The beginning of an entry: its authors are the words from `first` to the year.

    Attributes:
        family: family name of the first author, or the body, as printed; where a dash stands for it, that of the entry
            above.
        is_body: the author is a body.
        is_dash: a dash stands for the author.
    """

    first: int
    year: PrintedYear
    family: str
    is_body: bool = False
    is_dash: bool = False


@dataclass(frozen=True)
class Run:
    """How far names go on in a list.

    Attributes:
        words: of the list.
        ends: for each word the first from it on that cannot stand among names.
        stops: how many words before each end a sentence.
    """

    words: Sequence[str]
    ends: Sequence[int]
    stops: Sequence[int]

    def begins_at(self, first: int) -> bool:
        """Whether names, as many as a list of authors may hold, begin here."""
        return first < self.ends[first] < first + LONGEST_RUN

    def year_behind(self, first: int, rest: int) -> PrintedYear | None:
        """The year behind the names from `first` on, of which those before `rest` are known for such; None where
        another word or the end of a sentence comes first."""
        end = self.ends[rest]
        year = year_at(self.words, end) if end < first + LONGEST_RUN else None
        return None if year is None or self._holds_sentence(first, end - 1) else year

    def _holds_sentence(self, first: int, end: int) -> bool:
        """Whether one of the words from `first` to before `end` ends a sentence."""
        return end > first and self.stops[end] > self.stops[first]


def run_of(words: Sequence[str]) -> Run:
    """How far names go on from each word."""
    ends = [len(words)] * (len(words) + 1)
    for at in range(len(words) - 1, -1, -1):
        ends[at] = ends[at + 1] if _is_among_names(words, at) else at
    stops = [0]
    for word in words:
        stops.append(stops[-1] + ends_sentence(word))
    return Run(words, ends, stops)


def _is_among_names(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if stands_for_year(words, at):
        return False
    if is_name(word) or bare(word) in AMONG or is_particle(word) or LEFT_OVER.fullmatch(word):
        return True
    return word.endswith(":") and year_at(words, at + 1) is not None


def beginning_at(run: Run, first: int) -> Beginning | None:
    """A dash, a person with the family name first, or a body, and a year."""
    return _with_dash(run, first) or of_person(run, first) or of_body(run, first)


def _with_dash(run: Run, first: int) -> Beginning | None:
    """A dash for the names above, perhaps more names, and the year."""
    year = run.year_behind(first, first + 1) if DASH.fullmatch(run.words[first]) else None
    return Beginning(first, year, "", is_dash=True) if year is not None else None


def of_person(run: Run, first: int) -> Beginning | None:
    """`Family, ` with initials or given names, more of the same, and the year."""
    family = family_at(run.words, first)
    if family is None:
        return None
    year = run.year_behind(first, first + len(family))
    return Beginning(first, year, " ".join(family).rstrip(",")) if year is not None else None


def of_spoken(run: Run, first: int) -> Beginning | None:
    """`Ann Berg`, more of the same, and the year."""
    year = run.year_behind(first, first)
    family = spoken_family(run.words, first) if year is not None else ""
    return Beginning(first, year, family) if year is not None and family else None


def of_body(run: Run, first: int) -> Beginning | None:
    """The name of a body, in capitals, and the year."""
    year = year_of_body(run.words, first)
    if year is None:
        return None
    return Beginning(first, year, " ".join(run.words[first : year.at]).strip(".,:"), is_body=True)
