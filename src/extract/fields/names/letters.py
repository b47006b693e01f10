"""Which letters are capitals, and which does typesetting join or hide?"""

from __future__ import annotations

import re

# Python's `re` has no class for capital letters, so it is spelt out: Basic Latin, Latin-1, Latin Extended-A, and the
# capitals of Cyrillic.
UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x180) if chr(code).isupper()) + "Ѐ-ЯҐ"
# What typesetting joins and line ends hide. NFKC would do too much: it parts "¨" into a space and a mark.
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
)
# A vowel in capitals, with an accent or without. Match: "U" of "LUX", "Ä" of "BÄHR", "Ô" of "CÔTÉ"; near miss: "DLG".
_VOWEL = re.compile(r"[AEIOUYÀ-ÆÈ-ÏÒ-ÖØ-Ý]")


def is_spoken(word: str) -> bool:
    """Whether capitals of more than three letters can be spoken as a word, and so may be a family name in small
    capitals: `BLOCH` has a vowel behind its first letter, `EBRD` has none."""
    return len(word) > 3 and _VOWEL.search(word, 1) is not None
