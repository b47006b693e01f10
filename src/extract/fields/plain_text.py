"""What a cell says, as one line of plain text: no layout, no invisible characters, the same words."""

from __future__ import annotations

import re
import unicodedata

# A soft hyphen with the line break that it made: the word goes on without it. Match: `inter\u00ad\nvention`; near
# miss: a hard hyphen, which may belong to the word.
_SOFT_HYPHEN = re.compile(r"\u00ad(?:[ \t]*\n[ \t]*)?")

# Characters that are never seen: zero-width space and no-break space, word joiner, marks and overrides of direction,
# interlinear annotation. Match: `\u200b`; near miss: `\u00a0`, which is a space.
_INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u180e]")

# Joiners are part of a word in Arabic and Indian scripts and in pictograms, and dirt in others. Match: a joiner
# beside a letter of Latin, Greek or Cyrillic, a space or an end; near miss: one between two Devanagari letters.
_JOINERS = frozenset("\u200c\u200d")
_LAST_EUROPEAN = "\u058f"


def clean(raw: str) -> str:
    """The text on one line: white space as single spaces, Unicode form NFC, invisible characters out.

    Words are never changed, so quotation marks, dashes and the like stay as printed (Unicode Standard Annex 15: NFC
    changes the coding of a character, not the character).

    Example:
        `"Social\\u00a0 in\\u00adclusion\\n(n = 12)"` gives `"Social inclusion (n = 12)"`.
    """
    text = _INVISIBLE.sub("", _SOFT_HYPHEN.sub("", raw))
    text = "".join(" " if char.isspace() else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char) != "Cc")
    if not _JOINERS.isdisjoint(text):
        text = _without_stray_joiners(text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_stray_joiners(text: str) -> str:
    """Joiners kept only between two characters of scripts that need them."""
    kept: list[str] = []
    following = [*text[1:], " "]
    for char, after in zip(text, following, strict=True):
        before = kept[-1] if kept else " "
        if char in _JOINERS and (before <= _LAST_EUROPEAN or after <= _LAST_EUROPEAN or after in _JOINERS):
            continue
        kept.append(char)
    return "".join(kept)
