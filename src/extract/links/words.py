"""Titles and their words in the forms in which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.links.numerals import NUMBERS, join_tens
from extract.links.plain_text import plain
from extract.links.vocabulary import PART_WORDS

# Notes that databases put into titles, in square brackets: "[Chinese]", "[16 refs]", "[Erratum appears in ...]".
# Match: "Title. [German]"; near miss: "[Title in translation]", which is all there is and stays.
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
# How such a note begins, which a title of that length does not.
_NOTE = re.compile(
    r"\W*(?:published |letter|see |comment|err?at|correct|retract|republ|summary for|update (?:in|of)|\d|review|"
    r"article in|in process|abstract|reprint|duplicate|author'?s transl)"
)
# A note cut off by a field that ended: "Stroke care.[Erratum appears in J Pediatr. 2003 Jun".
_CUT_NOTE = re.compile(r"\[(?:published |see |comment|err?at|correct|retract|republ)[^\[\]]*$", re.IGNORECASE)
# The same in parentheses at the end. Match: "Stroke care (multiple letters)" (Embase), "Stroke care (Review)" (the
# Cochrane Library); near miss: "Stroke care (a review of trials)".
_NOTE_TAIL = re.compile(r"\(\s*(?:multiple letters|letters?|review|author'?s transl(?:ation)?\.?)\s*\)[\s.]*$")
# A reference to another paper at a title's end: "... N Engl J Med. 2009 Jan 29;360(5):544-6".
_ELLIPSIS_TAIL = re.compile(r"\.\.\..*", re.DOTALL)
# How citation databases print whose erratum a record is: "(vol 85, pg 553, 2010)", "(Blood (2009) 360 (542-544))".
# Near miss: "(aged 60 to 85)". Only the last 200 signs are searched, so the match is bounded.
_ERRATUM_TAIL = re.compile(
    r"\((?:vol\.? \d[^()]{0,60}|[^()]{3,150}\([^()]{4,25}\) ?\d[^()]{0,10}(?:\([^()]{1,20}\))?)\)\W*$"
)
WORD = re.compile(r"[^\W_]+")
# What stands in brackets, of either kind. Match: "(UK)", "[Elektronisk]"; near miss: "(UK".
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# A hyphen within a word, whose parts give one letter to its initials. Match: "Co-operation".
_WITHIN = re.compile(r"(?<=\w)-(?=\w)")
_SPELLINGS = (
    ("ae", "e"), ("oe", "e"), ("isation", "ization"), ("ise", "ize"), ("our", "or"), ("yse", "yze"), ("gramme", "gram"),
    ("centre", "center"), ("fibre", "fiber"), ("ageing", "aging"), ("versus", "vs"),
    ("sulph", "sulf"),
)  # fmt: skip
# The unit that databases without Greek letters write out; "µg" itself is "mug" in `plain`.
_MICROGRAMS = frozenset({"microg", "mcg"})
# An ampersand between words, which is a word. Match: "Bread &amp; roses"; near miss: "R&D".
_AMPERSAND = " & "
# The number of a part before its own title. Match: "Stroke care: A. Diagnosis"; near miss: "Stroke care: a trial".
_ENUMERATOR = re.compile(r"[:.;]\s+([a-e]|[ivx]{1,4}|\d)[.)]\s")


def fold_title(title: str) -> tuple[str, ...]:
    """Words of a title without database notes: "[Stroke care]. [German]" -> stroke care."""
    kept = plain(_without_notes(title) if "[" in title or "..." in title else drop_erratum_tail(title))
    kept = kept.replace(_AMPERSAND, " and ")
    kept = _NOTE_TAIL.sub("", kept) if ")" in kept[-3:] else kept
    return tuple(WORD.findall(_ENUMERATOR.sub(r" part \1 ", kept)))


def _without_notes(title: str) -> str:
    """Without notes, as long as two words are left; the longest bracket where the title is all brackets."""
    bare = drop_erratum_tail(drop_brackets(title))
    if len(WORD.findall(bare)) < 2:
        bare = max((*_BRACKETED.findall(title), title if "[" not in title else ""), key=len, default="") or title
    shorn = _ELLIPSIS_TAIL.sub("", bare)
    return shorn if len(WORD.findall(shorn)) >= 2 else bare


def other_titles(title: str) -> tuple[str, ...]:
    """Titles in other languages that stand in a title.

    In square brackets, as the National Library of Medicine prints translations ("Titel im Original [Stroke care at
    home]"), or beside a sign of equality, as ISBD does. Near miss: "[Erratum appears in Stroke. 2010]".
    """
    found = [piece.strip() for piece in title.split(" = ")] if " = " in title else []
    if "[" in title:
        found.extend(piece[1:-1] for piece in _BRACKETED.findall(title) if _NOTE.match(piece.casefold()) is None)
    return tuple(piece for piece in found if len(WORD.findall(piece)) >= 4)


def drop_brackets(title: str) -> str:
    """Without what stands in square brackets, three deep at most as the deepest seen, and without a note cut off."""
    if "[" not in title:
        return title.strip()
    for _ in range(3):
        title = _BRACKETED.sub(" ", title)
    return _CUT_NOTE.sub("", title).strip()


def drop_erratum_tail(title: str) -> str:
    """Without the note whose erratum it is, at the end; unchanged where there is none."""
    if ")" not in title[-5:]:
        return title
    head, tail = title[:-200], title[-200:]
    return head + _ERRATUM_TAIL.sub("", tail)


def without_brackets(text: str) -> str:
    """The text with a blank for each bracket and what stands in it."""
    return _IN_BRACKETS.sub(" ", text)


def initials_of(name: str, small: frozenset[str]) -> frozenset[str]:
    """Initials of a body of three words and more, with its small words and without; "Co-operation" is one word.

    Example: "Organisation for Economic Co-operation and Development" -> {ofecad, oecd}.
    """
    words = WORD.findall(_WITHIN.sub("", plain(name)))
    bare = [word for word in words if word not in small]
    return frozenset("".join(word[0] for word in each) for each in (words, bare) if len(each) > 2)


def spell_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """One spelling for British and American words, numbers as figures, and letters that name a part told from articles.

    Example: part, ii, of, two, programmes -> part, 2, of, 2, programs; hepatitis, a -> hepatitis, -a; forty, six -> 46.
    """
    words = join_tens(words)
    spelled = list(map(spell, words))
    for place, word in enumerate(words):
        if word in ("a", "i") and (place == len(words) - 1 or words[place - 1] in PART_WORDS):
            spelled[place] = "1" if word == "i" else "-a"
    return tuple(spelled)


@lru_cache(maxsize=65536)
def spell(word: str) -> str:
    """One spelling for British and American words; only for comparing."""
    if word in NUMBERS:
        return NUMBERS[word]
    if word in _MICROGRAMS:
        return "mug"
    if word == "vol":
        return "volume"
    for british, other in _SPELLINGS:
        word = word.replace(british, other)
    return word
