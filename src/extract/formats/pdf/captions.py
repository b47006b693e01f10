"""Which lines are the caption of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.formats.pdf.words import Line

# "Table 1", "TABLE A2.", "Appendix Table A1:", "Supplementary Table S3", "Tabelle 2", "Tab. 4", "Table IV", in English,
# German, French, Spanish, Italian, Portuguese, Dutch. Near misses: "Table 2 shows ..." is told off by `_is_sentence`,
# "Tables 11 and 12" has no number after the word. Linear: bounded repeats only.
CAPTION = re.compile(
    r"^(?:(?:online |electronic )?(?:appendix|supplementary|supplemental|supplement|additional|extended data|web|annex)"
    r"[ -]?(?:[A-Z0-9]{1,3}[.:]? )?)?"
    r"(?:table|tab\.|tabelle|tableau|tabla|tabella|tabela|tabel|quadro|exhibit)\s?"
    r"(?:[A-Z]{0,2}[.-]?\d{1,3}(?:[.-]\d{1,2})?[a-z]?|[IVXL]{1,6}|[A-Z])\b",
    re.IGNORECASE,
)
# "Table 2 shows", "Table 3 and", "Table 1 lists": a sentence that names a table.
SENTENCE = re.compile(
    r"^\S+ \S+ (?:shows?|lists?|presents?|gives?|provides?|summari[sz]es?|reports?|contains?|describes?|displays?"
    r"|illustrates?|depicts?|details?|and|or|also|is|are|was|were|for|in|we|below|above|outlines?|compares?|includes?"
    r"|demonstrates?|offers?|indicates?|reveals?|that|which|which|as|has|have)\b",
    re.IGNORECASE,
)
# "(continued)", "Cont.", "continued from previous page".
CONTINUED = re.compile(r"\bcont(?:inued|inuation|['’]?d)?\b\.?", re.IGNORECASE)
# "Continued on next page", "(continued on next page)", "to be continued".
GOES_ON = re.compile(r"^\W{0,2}(?:table )?(?:to be )?continu(?:ed|es|ing)(?: on| overleaf|\W*$)", re.IGNORECASE)


@dataclass(frozen=True)
class Caption:
    """A caption: its lines (places in the list of lines), and the text."""

    first: int
    last: int
    text: str
    is_continued: bool


def is_caption(text: str) -> bool:
    """Whether a line begins a table's caption."""
    return CAPTION.match(text) is not None and SENTENCE.match(text) is None


def caption_text(lines: Sequence[Line]) -> str:
    """The caption's lines as one text."""
    return " ".join(line.text for line in lines)
