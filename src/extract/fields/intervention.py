"""What is an intervention called, and what does it consist of?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.fields import citations
from extract.fields.phrases import fold, folded_words
from extract.fields.plain_text import clean
from extract.fields.refusals import refuse
from extract.rejects import Reject

FIELD = "intervention"

# A name is short: the longest of the reference reviews has 9 words and 69 characters with its abbreviation.
MAX_NAME_WORDS = 15
MAX_NAME_CHARS = 140
# A dash parts name and description only where the name is plainly a heading.
MAX_WORDS_BEFORE_DASH = 8

# Words before a colon that say what comes, and name nothing: items of the TIDieR checklist (Hoffmann et al. 2014) and
# arms.
_LABELS = folded_words(
    """
    intervention experimental treatment control comparison comparator placebo arm group aim goal purpose
    objective what why who how where when duration frequency dose dosage intensity length timing schedule
    setting location provider delivery delivered format mode modality content component material procedure
    tailoring session number follow-up outcome method sample participant population design note type description
    name title programme program model theory rationale example therapist facilitator training cost week month
    day year phase stage step module part active passive study test index
    """
)
# What may stand beside such a word without making it a name.
_BESIDE = folded_words(
    """
    the a an of and or no main total group arm condition description key core each per in number study for 1 2 3
    4 5 a b c i ii iii iv
    """
)
# A finite verb makes a sentence; it is printed small. Match: `was`, `received`; near miss: `Caring`, the `CAN` of
# `I-CAN`.
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|received|receives?|gets?|got|met|attended|attends?|consist(?:s|ed)|compris(?:es|ed)|includ(?:es|ed)|involv(?:es|ed)|"
    r"took|takes?|gave|given|used|uses|provid(?:es|ed)|participat(?:es|ed)|underwent|complet(?:es|ed)|aim(?:s|ed)|offer(?:s|ed)|deliver(?:s|ed)|will|can|could|may)\b",
)
# A colon that parts name and description: not within a time, a ratio or a web address. Match: `BIP: A team`; near
# miss: `1:1`, `10:30`, `http://`, `Er:YAG`.
_COLON = re.compile(r":(?=\s)(?!//)")
# A dash between spaces. Match: `Name – text`; near miss: `pre-post`.
_DASH = re.compile(r"\s[-–—]\s")
_NUMBERS_ONLY = re.compile(r"[\d\W_]*")


@dataclass(frozen=True)
class Intervention:
    """An intervention.

    Attributes:
        name: as printed, with its abbreviation; None where the cell only describes.
        description: the rest of the cell; None where it only names.
    """

    name: str | None
    description: str | None


def parse(raw: str) -> Intervention | Reject:
    """Name and description of an intervention, on one line each, citations taken out of the name.

    Example:
        `Brain Integration Programme (BIP): A team works with ...` gives the name with its abbreviation and the
        description; `Participants received ten sessions.` has no name.

    Returns:
        An Intervention; a Reject `empty` for a cell without words.
    """
    if not any(char.isalnum() for char in raw):
        return refuse(FIELD, raw, "empty")
    lines = [line for line in (clean(line) for line in re.split(r"[\n\r]+", raw)) if line]
    if (
        len(lines) > 1
        and _is_name(lines[0].rstrip(":"), MAX_WORDS_BEFORE_DASH)
        and not _is_name(lines[1], MAX_WORDS_BEFORE_DASH)
    ):
        return Intervention(_name(lines[0].rstrip(":")), " ".join(lines[1:]))
    text = " ".join(lines)
    for pattern, max_words in ((_COLON, MAX_NAME_WORDS), (_DASH, MAX_WORDS_BEFORE_DASH)):
        place = _first_outside_brackets(text, pattern)
        if place is None:
            continue
        before, after = text[: place[0]].strip(), text[place[1] :].strip()
        if pattern is _COLON and after and _is_label(before):
            return _after_label(text, before, after)
        if after and _is_name(before, max_words):
            return Intervention(_name(before), after)
        break
    return Intervention(_name(text), None) if _is_name(text, MAX_NAME_WORDS) else Intervention(None, text)


def _after_label(text: str, label: str, after: str) -> Intervention:
    """What stands after `Intervention:`; any other label, or a second one, makes the whole cell a description."""
    is_single = _COLON.search(after) is None and ";" not in after
    if (
        fold(label.split()[0]) in {"intervention", "treatment", "name", "programme", "program"}
        and is_single
        and _is_name(after, MAX_NAME_WORDS)
    ):
        return Intervention(_name(after), None)
    return Intervention(None, text)


def _first_outside_brackets(text: str, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the pattern first stands outside round and square brackets."""
    depth = 0
    end = 0
    for match in pattern.finditer(text):
        before = text[end : match.start()]
        depth += before.count("(") + before.count("[") - before.count(")") - before.count("]")
        end = match.start()
        if depth <= 0:
            return match.start(), match.end()
    return None


def _is_label(text: str) -> bool:
    """Whether the words only say what comes: `Duration`, `Group 1`, `Control group`, `T`."""
    words = [fold(word) for word in re.findall(r"\w+", text)]
    if not words:
        return True
    is_letter = len(words) == 1 and len(words[0]) == 1
    return is_letter or (len(words) <= 4 and all(word in _LABELS | _BESIDE for word in words))


def _is_name(text: str, max_words: int) -> bool:
    """Whether the text may be a name: short, no sentence, no bare numbers."""
    words = text.split()
    if not 1 <= len(words) <= max_words or len(text) > MAX_NAME_CHARS or _NUMBERS_ONLY.fullmatch(text):
        return False
    if _is_label(text) or text.rstrip().endswith((".", "?", "!", ";", ",")) or ". " in text or "; " in text:
        return False
    return _VERB.search(text) is None and not text[0].isdigit()


def _name(text: str) -> str:
    """A name without the citations in it."""
    found = citations.parse(text)
    kept = citations.SQUARE.sub("", text) if found else text
    return " ".join(kept.split()).strip(" :;,")
