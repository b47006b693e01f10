"""How the lines of a cell or a paragraph become one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extract.formats.pdf.lines.words import Word, shifted_marks
from extract.pages import Mark
from schemas import vocabularies

# White space between two lines of a cell that is this much more than the leading parts two paragraphs.
PARAGRAPH_GAP = 1.22
# Signs that publishers set where a word is broken at the line's end: hyphen-minus, hyphen (U+2010) and, though its name
# says otherwise, the non-breaking hyphen (U+2011).
HYPHENS = ("-", "\u2010", "\u2011")


# A word of a document's vocabulary. Matches "meta-analysis", "don't"; near miss: "x2". Linear: one class.
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# A word cut by the end of a line, both parts. On turned pages pdfium gives a space for the line's end. Matches
# "resec-\ntion", "resec‑ tion"; near miss: "pre- and post". Linear: a word begins once, and the cut is bounded.
CUT_WORD = re.compile(
    r"\b[^\W\d_]{1,40}+(?:-[ \t]{0,3}\r?\n|[\u2010\u2011\x02](?:[ \t]{1,3}|[ \t]{0,3}\r?\n)|\ufffe)[^\W\d_]{1,40}"
)
# Shorter words of the subject may be pieces of others.
MIN_SUBJECT_LETTERS = 5


@dataclass(frozen=True)
class Vocabulary:
    """Words that a document prints unbroken (lower case): they tell a hyphen of the line's end from the word's own.

    Attributes:
        inner: words that stand on a line between two others, where no piece of a word that a line's end broke stands.
    """

    words: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()

    def join(self, left: str, right: str) -> str | None:
        """`left` (ending in a hyphen) and `right` as the document writes them; None if no form is known.

        Two words that the document also prints alone keep the hyphen between them ("semi" is no such word as "resec" is
        not, unless it stands in the text).
        """
        stem = left[:-1]
        head = stem.rsplit("-", 1)[-1].lower().lstrip("([{\"'“‘")
        whole = right.lower().rstrip(".,;:)]}\"'”’")
        tail = whole.split("-", 1)[0]
        if f"{head}-{whole}" in self.words:
            return left + right  # "point-" and "of-care" of a "point-of-care"
        if head + tail in self.words:
            return stem + right
        if f"{head}-{tail}" in self.words or (head in self.words and tail in self.words and len(head) > 2):
            return left + right
        return None


def read_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """The vocabulary of a document from the text of its pages, in lines."""
    words = {word.lower() for text in texts for word in WORD.findall(CUT_WORD.sub(" ", text))}
    return Vocabulary(frozenset(words), frozenset(_inner_words(texts)))


def _inner_words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for line in text.splitlines():
            for printed in line.split()[1:-1]:
                yield from (word.lower() for word in WORD.findall(printed))


@cache
def subject_words() -> frozenset[str]:
    """Words of countries' names and of study designs (lower case): a narrow column may break the only one printed."""
    designs = vocabularies.load("designs").codes
    texts = [*vocabularies.country_names().values(), *(text for code in designs for text in code.wordings)]
    texts += [text for code in vocabularies.load("countries").codes for text in (code.definition, *code.wordings)]
    words = {word.lower() for text in texts for word in WORD.findall(text)}
    return frozenset(word for word in words if len(word) >= MIN_SUBJECT_LETTERS)


class Joined(NamedTuple):
    """The text of lines, its marks, and where in it each line begins."""

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]


def join_lines(
    lines: Sequence[Sequence[Word]], vocabulary: Vocabulary, leading: float | None = None, right: float | None = None
) -> Joined:
    """Lines, top to bottom, as one text: one space between words, a line break between paragraphs.

    Args:
        lines: the words of each line, left to right; no line is empty.
        vocabulary: of the document.
        leading: usual distance of two lines; None takes the least one here.
        right: the right edge that the text may reach; None takes the longest line's.
    """
    text = ""
    placed: list[tuple[int, Word]] = []
    starts: list[int] = []
    if not lines:
        return Joined(text, (), ())
    gaps = [b[0].base - a[0].base for a, b in pairwise(lines)]
    usual = leading if leading is not None else min((gap for gap in gaps if gap > 0), default=0.0)
    edge = right if right is not None else max(line[-1].x1 for line in lines)
    for index, line in enumerate(lines):
        if index:
            above = lines[index - 1]
            text = _joint(text, above, line, vocabulary, gaps[index - 1], usual, edge)
        starts.append(len(text))
        for number, word in enumerate(line):
            if number:
                text += " "
            placed.append((len(text), word))
            text += word.text
    marks = shifted_marks([(start, word) for start, word in placed if start + len(word.text) <= len(text)])
    return Joined(text, marks, tuple(starts))


def _joint(
    text: str,
    above: Sequence[Word],
    line: Sequence[Word],
    vocabulary: Vocabulary,
    gap: float,
    usual: float,
    edge: float,
) -> str:
    """The text so far, ended as the next line wants it: hyphen taken off or kept, space, or line break."""
    first = line[0]
    room = edge - above[-1].x1 - 0.3 * first.size
    if room > (first.x1 - first.x0) + 0.6 * first.size and above[-1].text.endswith((*HYPHENS, "–", "/")):
        # The next word would have fitted: the line was ended on purpose, a hyphen is a sign, a slash ends an address.
        return text + (" " if text.endswith("/") else "\n")
    if text.endswith(HYPHENS) and len(text) > 1 and text[-2].isalpha() and first.text[:1].isalpha():
        joined = vocabulary.join(above[-1].text, first.text)
        if joined is not None:
            return text if joined.startswith(above[-1].text) else text[:-1]
        return text[:-1] if first.text[:1].islower() else text
    if text.endswith((*HYPHENS, "–", "/")) and len(text) > 1 and not text[-2].isspace():
        return text
    if usual > 0 and gap > PARAGRAPH_GAP * usual:
        return text + "\n"
    if len(above) == 1 and _is_broken(above[0], first, vocabulary, edge):
        return text
    if room > (first.x1 - first.x0) + 2.0 * first.size and above[-1].text[-1:] in ".;:" and len(line) > 1:
        return text + "\n"
    return text + " "


def _is_broken(word: Word, first: Word, vocabulary: Vocabulary, edge: float) -> bool:
    """Whether a narrow column broke one word without a hyphen: it fills the line, and the whole is known, but not it.

    A column that is too narrow for a word breaks it where the line is full (CSS Text 3, 5.5; Word does the same). The
    whole must stand in the document, or be a word of the subject; the first piece must stand nowhere inside a line.
    """
    if edge - word.x1 > 0.7 * word.size:
        return False
    if word.text.isdigit() and first.text.isdigit():
        return len(word.text) + len(first.text) <= 4 and word.x1 - word.x0 > 1.2 * word.size  # a year, cut
    if not (word.text[-1:].isalpha() and first.text[:1].islower()):
        return False
    piece = word.text.lower().lstrip("([")
    whole = piece + first.text.lower().rstrip(".,;:)")
    known = vocabulary.inner or vocabulary.words
    is_whole_known = whole in vocabulary.words or whole in subject_words()
    return is_whole_known and piece not in known and piece not in subject_words()
