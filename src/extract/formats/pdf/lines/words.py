"""Which glyphs make a word, and which words make a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from statistics import median
from typing import NamedTuple

import numpy as np

from extract.formats.pdf.drawn.calls import Flags, Ints
from extract.formats.pdf.drawn.glyphs import Glyphs, Turn
from extract.pages import Box, Mark

# A gap wider than this part of the size parts two words. TeX's narrowest word space is 0.22 em, kerning stays under
# 0.1 em; fonts with real space characters are parted by those.
WORD_GAP_EM = 0.17
# Letters on one line may be set this far off the base line (of the size): rounding and hinting, not superscripts.
BASE_DRIFT_EM = 0.12
# A raised or lowered piece is at most this large against its host, and no further off the line than this.
SCRIPT_SIZE = 0.87
SCRIPT_SHIFT_EM = 0.75
MAX_SCRIPT_SIGNS = 24
# Pieces are looked up by base line in steps of this.
BUCKET_PT = 6.0


class Word(NamedTuple):
    """A word in its frame. `raised` lists the stretches of `text` that are set as superscripts."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    is_bold: bool
    is_italic: bool
    shade: float
    raised: tuple[tuple[int, int], ...] = ()

    @property
    def middle(self) -> float:
        """Half way along the word."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class _Piece:
    """Glyphs that follow each other on one base line without a gap: their text and extent, and what they add up to."""

    text: str
    signs: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    is_spaced: bool
    bold: int
    italic: int
    shade: float
    shift: int = 0  # +1 raised, -1 lowered against the line that it was joined to


@dataclass(frozen=True)
class Line:
    """Words on one base line, left to right, and the edges of all of them."""

    words: tuple[Word, ...]
    base: float
    x0: float = field(init=False, repr=False, compare=False)
    x1: float = field(init=False, repr=False, compare=False)
    top: float = field(init=False, repr=False, compare=False)
    bottom: float = field(init=False, repr=False, compare=False)
    midline: float = field(init=False, repr=False, compare=False)  # half way between upper and lower edge

    def __post_init__(self) -> None:
        # Asked for so often that `cached_property`, which takes a lock before Python 3.12, costs 4% of the reading.
        words = self.words
        top, bottom = min([word.top for word in words]), max([word.bottom for word in words])
        x1 = max([word.x1 for word in words])
        self.__dict__.update(x0=words[0].x0, x1=x1, top=top, bottom=bottom, midline=(top + bottom) / 2)

    @cached_property
    def size(self) -> float:
        """The size most of the line is set in."""
        return median(word.size for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words joined by one space."""
        return " ".join(word.text for word in self.words)


def read_lines(glyphs: Glyphs) -> list[Line]:
    """The lines of a frame from top to bottom. A line runs over the whole frame: columns are parted later."""
    pieces = _join_scripts(_pieces(glyphs))
    return [Line(tuple(_words(level)), _base(level)) for level in _levels(pieces)]


def _pieces(glyphs: Glyphs) -> list[_Piece]:
    count = len(glyphs.text)
    if not count:
        return []
    is_first = np.ones(count, bool)
    is_first[1:] = glyphs.is_spaced[1:] | ~_follow(glyphs)
    firsts = np.flatnonzero(is_first)
    ends = np.append(firsts[1:], count)
    columns = (
        [glyphs.text[begin:end] for begin, end in zip(firsts.tolist(), ends.tolist(), strict=True)],
        (ends - firsts).tolist(),
        glyphs.x0[firsts].tolist(),
        np.maximum.reduceat(glyphs.x1, firsts).tolist(),
        np.minimum.reduceat(glyphs.top, firsts).tolist(),
        np.maximum.reduceat(glyphs.bottom, firsts).tolist(),
        glyphs.base[firsts].tolist(),
        glyphs.size[firsts].tolist(),
        _parted(glyphs, firsts).tolist(),
        np.add.reduceat(glyphs.is_bold, firsts, dtype=np.int64).tolist(),
        np.add.reduceat(glyphs.is_italic, firsts, dtype=np.int64).tolist(),
        np.add.reduceat(glyphs.shade, firsts).tolist(),
    )
    return [_Piece("".join(signs), *rest) for signs, *rest in zip(*columns, strict=True)]


def _follow(glyphs: Glyphs) -> Flags:
    """For each glyph but the first, whether it goes on where the one before ends."""
    size = glyphs.size[:-1]
    gap = glyphs.x0[1:] - glyphs.x1[:-1]
    is_level = np.abs(glyphs.base[1:] - glyphs.base[:-1]) <= BASE_DRIFT_EM * size
    is_alike = np.abs(glyphs.size[1:] - size) <= 0.1 * size
    follows: Flags = is_level & is_alike & (-0.6 * size <= gap) & (gap <= WORD_GAP_EM * size)
    return follows


def _parted(glyphs: Glyphs, firsts: Ints) -> Flags:
    """Which pieces a space parts from the one before on their line."""
    before = np.maximum(firsts - 1, 0)
    is_near = np.abs(glyphs.base[before] - glyphs.base[firsts]) < glyphs.size[firsts]
    parted: Flags = glyphs.is_spaced[firsts] & (firsts > 0) & is_near
    return parted


def _join_scripts(pieces: list[_Piece]) -> list[_Piece]:
    """Give raised and lowered pieces the base line of the word that they hang on."""
    if not pieces:
        return pieces
    largest = max(p.size for p in pieces)
    small = [p for p in pieces if p.size <= SCRIPT_SIZE * largest and p.signs <= MAX_SCRIPT_SIGNS]
    if not small:
        return pieces
    near: dict[int, list[_Piece]] = {}
    for piece in pieces:
        near.setdefault(int(piece.base // BUCKET_PT), []).append(piece)
    # Where no piece is large enough to be a host, which is nearly everywhere, none is looked for.
    sizes = {row: max(piece.size for piece in members) for row, members in near.items()}
    reach = min(int(SCRIPT_SHIFT_EM * largest // BUCKET_PT) + 1, 4)
    for piece in small:
        row = int(piece.base // BUCKET_PT)
        rows = [
            step for step in range(row - reach, row + reach + 1) if piece.size <= SCRIPT_SIZE * sizes.get(step, 0.0)
        ]
        host = _host(piece, [p for step in rows for p in near[step]]) if rows else None
        if host is not None:
            piece.shift = 1 if piece.base < host.base else -1
            piece.base = host.base
    return pieces


def _host(piece: _Piece, pieces: Sequence[_Piece]) -> _Piece | None:
    """The larger piece that ends where this one begins (or begins where it ends), near its height; None if none."""
    best: tuple[float, _Piece] | None = None
    for other in pieces:
        if piece.size > SCRIPT_SIZE * other.size or other.shift or other is piece:
            continue
        gap = min(abs(piece.x0 - other.x1), abs(other.x0 - piece.x1))
        if gap >= 0.35 * other.size:
            continue
        shift = abs(other.base - piece.base)
        if 0.05 * other.size < shift < SCRIPT_SHIFT_EM * other.size and (best is None or gap + shift < best[0]):
            best = (gap + shift, other)
    return best[1] if best is not None else None


def _levels(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Pieces grouped by base line, top to bottom."""
    levels: list[list[_Piece]] = []
    start = 0.0
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if levels and piece.base - start <= 0.2 * min(piece.size, levels[-1][0].size):
            levels[-1].append(piece)
        else:
            levels.append([piece])
            start = piece.base
    return levels


def _base(level: Sequence[_Piece]) -> float:
    return median(piece.base for piece in level)


def _words(level: list[_Piece]) -> list[Word]:
    """The words of one level: neighbours without a gap are one word."""
    words: list[list[_Piece]] = []
    for piece in sorted(level, key=lambda p: p.x0):
        if words and not piece.is_spaced and _touches(words[-1][-1], piece):
            words[-1].append(piece)
        else:
            words.append([piece])
    return [_lone_word(pieces[0]) if len(pieces) == 1 else _word(pieces) for pieces in words]


def _touches(left: _Piece, right: _Piece) -> bool:
    gap = right.x0 - left.x1
    return -0.6 * max(left.size, right.size) <= gap <= WORD_GAP_EM * max(left.size, right.size)


def _lone_word(piece: _Piece) -> Word:
    """The word that one piece makes: nine of ten."""
    is_bold, is_italic = piece.bold * 2 > piece.signs, piece.italic * 2 > piece.signs
    raised = ((0, len(piece.text)),) if piece.shift > 0 else ()
    extent = (piece.x0, piece.x1, piece.top, piece.bottom, piece.base, piece.size)
    return Word(piece.text, *extent, is_bold, is_italic, piece.shade / piece.signs, raised)


def _word(pieces: Sequence[_Piece]) -> Word:
    main = [piece for piece in pieces if not piece.shift] or pieces
    text, raised = "", []
    for piece in pieces:
        start = len(text)
        text += piece.text
        if piece.shift > 0:
            raised.append((start, len(text)))
    signs = sum(piece.signs for piece in main)
    return Word(
        text,
        min(piece.x0 for piece in pieces),
        max(piece.x1 for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
        main[0].base,
        max(piece.size for piece in pieces),
        sum(piece.bold for piece in main) * 2 > signs,
        sum(piece.italic for piece in main) * 2 > signs,
        sum(piece.shade for piece in main) / signs,
        tuple(raised),
    )


def box_of(words: Sequence[Word], turn: Turn) -> Box:
    """The place of words, one at least, on their page."""
    return turn.back(
        min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)
    )


def shifted_marks(words: Sequence[tuple[int, Word]]) -> tuple[Mark, ...]:
    """Marks for words that begin at the given places of a text; neighbours of one kind are joined.

    Args:
        words: the place in the text at which each word begins, and the word.
    """
    marks: list[Mark] = []
    for start, word in words:
        marks.extend(Mark(start + a, start + b, "superscript") for a, b in word.raised)
        if word.is_bold:
            marks.append(Mark(start, start + len(word.text), "bold"))
        if word.is_italic:
            marks.append(Mark(start, start + len(word.text), "italic"))
    joined: dict[str, list[Mark]] = {}
    for mark in marks:
        run = joined.setdefault(mark.kind, [])
        if run and mark.kind != "superscript" and mark.start - run[-1].end <= 1:
            run[-1] = replace(run[-1], end=mark.end)
        else:
            run.append(mark)
    return tuple(sorted((m for run in joined.values() for m in run), key=lambda m: (m.start, m.end, m.kind)))
