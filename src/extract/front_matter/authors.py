"""The authors of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields.names import BODY_WORDS, PARTICLES
from extract.front_matter.front import Line
from extract.pages import Block

# What stands around names on a title page and is no name.
PERSON_TITLES = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Assoc(?:iate)?|Rev|Dipl|Ing)\b\.?\s?", re.IGNORECASE
)
# Degrees and memberships behind a name, as the EQUATOR and NLM author lists print them. Match: `PhD`, `BSc`, `DDS`,
# `FRCPsych`; near misses: `Ma`, `Do` (family names, not in capitals).
DEGREE = re.compile(
    r"(?:\b|(?<=\s))(?:Ph\.?\s?D|D\.?Phil|M\.?D|DDS|DMD|BDS|MDS|MBBS|MBChB|MPH|MPhil|MSc|MSN|BSc|BSN|BA|MA|MBA|RN|RPh|PharmD|PsyD|EdD"
    r"|DrPH|ScD|DSc|DClinPsy|MS|BS|JD|LLM|FRCPsych|FRCP|FRCS|MRCPsych|MRCP|DipPH|CPsychol|Dr\.?\s?med|MEd|MSW|OTR|PT|DPT)\b\.?(?:\s?\([A-Z][a-z]{2,8}\))?"
)
# A degree or membership that stands alone between two commas: at least two capitals. Match: `BMT`, `DrPH`; near miss:
# `Ma`.
LETTERS_BEHIND = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z][A-Za-z]{0,3}")
# What parts two names. A lone letter before it is the mark of an affiliation. Match: `, and `, ` | `; near miss:
# `Anderson`.
NAME_SEPARATOR = re.compile(r"\s?[,;|·•]\s?(?:(?:and|&)\s)?|\s(?:and|&)\s")
# Signs and numbers that lead to affiliations and footnotes.
AFFILIATION_MARK = re.compile(r"[\d*∗†‡§¶#✩⋆]|(?<=\s)[a-z](?=[\s,*∗]|$)")
# A given or family name: a capital and letters, perhaps hyphens, an apostrophe or a stop. Match: `O'Neill`, `J.-P.`,
# `Ma`; near miss: `the`, `MEDLINE's`.
NAME_WORD = re.compile(r"(?:[^\W\d_a-zà-ÿ][\w'’.-]{0,30}|[A-Z]\.)")
MOST_NAME_WORDS = 6
MOST_AUTHOR_LINES = 14
# Words that a title or series has and a name has not.
_NOT_NAMES = """review reviews report research evidence analysis study studies update summary paper systematic scoping
rapid literature article series draft version edition introduction abstract background contents journal open access
original final working corresponding correspondence author authors online science sciences medical care social received
accepted contributed meta-analysis meta-analyses survey overview see profile view project citations reads publications
diseases january february march april june july august september october november december"""
NOT_NAMES = frozenset(_NOT_NAMES.split())


def find_authors(front: Sequence[Line], after: int) -> tuple[str, ...]:
    """The names in the first lines below the title that are lists of names, or one name."""
    names: list[str] = []
    for line in front[after : after + MOST_AUTHOR_LINES]:
        found = split_names(_parted_by_raised(line.block)) or split_names(line.text)
        if not found and names and not _is_affiliation(line.text):
            break
        names.extend(found)
    return tuple(dict.fromkeys(names))


def _parted_by_raised(block: Block) -> str:
    """The text of a block with a semicolon for each raised sign: some title pages part names by nothing else."""
    text = list(block.text)
    for mark in block.marks:
        if mark.kind == "superscript":
            text[mark.start : mark.end] = [";"] + [" "] * (mark.end - mark.start - 1)
    return " ".join("".join(text).split())


def _is_affiliation(text: str) -> bool:
    """Whether a line between names tells where their bearers work: it names a body or a mail address."""
    return "@" in text or bool({word.casefold().strip(",.;()") for word in text.split()} & BODY_WORDS)


def split_names(text: str) -> list[str]:
    """The persons that `text` lists, or nothing when any part of it is no name."""
    if len(text) > 1000:
        return []
    cleaned = DEGREE.sub(" ", AFFILIATION_MARK.sub(" ", text))
    cleaned = PERSON_TITLES.sub("", re.sub(r"^\s*(?:by|authors?:?)\s", "", cleaned, flags=re.IGNORECASE))
    pieces = [" ".join(piece.split()).strip(" .") for piece in NAME_SEPARATOR.split(cleaned)]
    pieces = [piece for piece in pieces if piece]
    pieces = [piece for piece in pieces if not LETTERS_BEHIND.fullmatch(piece)]
    return pieces if pieces and all(_is_name(piece) for piece in pieces) else []


def _is_name(piece: str) -> bool:
    """Whether a piece is a person's name: two to six capitalised words or particles, no word of a body or a title."""
    words = piece.split()
    if not 2 <= len(words) <= MOST_NAME_WORDS:
        return False
    folded = {word.casefold().strip(".") for word in words}
    if folded & BODY_WORDS or folded & NOT_NAMES:
        return False
    are_names = all(NAME_WORD.fullmatch(word) or word.casefold() in PARTICLES for word in words)
    return are_names and not words[-1].endswith(".") and not all(len(word) > 4 and word.isupper() for word in words[:1])
