"""Which heading, paragraph, list item or caption is a run of text lines?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from extract.formats.text.inline import read_inline
from extract.formats.text.lines import Line
from extract.pages import Block, BlockKind, PrintedLine, Span

# CommonMark 4.2, ATX headings. Matches `## Background`; near miss: `#12`, `# ` alone.
# Words are taken one by one, each for good, up to a closing run of `#`, so that it is linear.
ATX_HEADING = re.compile(r" {0,3}(?P<hashes>#{1,6})\s++(?P<text>\S++(?:\s++(?!#+\s*\Z)\S++)*+)(?:\s++#++)?\s*+")
# A list item: a bullet or a number with a full stop or bracket, then text. Matches `- 24 studies`, `3. Green A`; near
# miss: `24 studies`, `-5 degrees` (no space), `1998. A year`.
LIST_ITEM = re.compile(r"\s{0,8}(?:[-*+•‣▪◦·–]|\d{1,3}[.)]|\[\d{1,3}\])\s+\S.*")
# A caption: Table, Figure, Box or Appendix with a number, then its words; in German, French, Spanish, Portuguese,
# Italian and Dutch a number must follow. Matches `Tabelle 1: Studien`, `Cuadro 2. Estudios`; near misses: `Table 1
# about here`, `Tableau de bord`.
CAPTION = re.compile(
    r"\s*(?:(?:table|figure|fig\.|box|appendix|exhibit|supplementary table)\s{1,9}[A-Z]?\d{0,3}"
    r"|(?:tabelle|tab\.|tableau|tabla|tabela|tabella|tabel|cuadro|quadro|abbildung|abb\.|figura|figuur|anhang|annexe"
    r"|anexo|allegato|bijlage)\s{1,9}[A-Z]?\d{1,3})[A-Za-z]?(?:\.\d{1,2})?"
    r"(?:\s{0,9}[.:|–—-]\s{0,9}|\s{1,9})\S.{0,600}",
    re.IGNORECASE,
)
# Where typesetters are told to put a table: a placeholder, not a caption.
PLACEHOLDER = re.compile(r"\W*(?:insert\s+)?(?:table|figure)\s+\w{1,5}\s+(?:about\s+)?here\W*", re.IGNORECASE)
# A heading without markup: short, without end punctuation, not indented like a sentence that goes on.
LONGEST_PLAIN_HEADING = 90
# A line as long as this whose sentence goes on below was broken by hard wrapping, not ended: plain-text files are
# wrapped at 65 to 80 characters.
SHORTEST_WRAPPED_LINE = 55


def take_block(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    """The block that begins at the text line `lines[at]`, and the index of the first line after it."""
    line = lines[at]
    atx = ATX_HEADING.fullmatch(line.text)
    if atx:
        inline = read_inline(atx["text"])
        return Block("heading", inline.text, _place(line, line), len(atx["hashes"]), inline.marks), at + 1
    end = at + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    inline = read_inline(" ".join(each.text for each in lines[at:end]))
    kind = _kind(lines, at, end, inline.text)
    level = _plain_level(lines[at].text) if kind == "heading" else 0
    place = _place(line, lines[end - 1])
    return Block(kind, inline.text, place, level, inline.marks, _printed(lines[at:end], inline.text)), end


def _printed(lines: Sequence[Line], text: str) -> tuple[PrintedLine, ...]:
    """The lines of a block of several, where no markup stood between them and its text."""
    words = [" ".join(line.text.split()) for line in lines]
    if len(lines) == 1 or " ".join(words) != text:
        return ()
    starts = accumulate((len(each) + 1 for each in words), initial=0)
    return tuple(PrintedLine(start, _place(line, line)) for start, line in zip(starts, lines, strict=False))


def _kind(lines: Sequence[Line], at: int, end: int, text: str) -> BlockKind:
    if LIST_ITEM.fullmatch(lines[at].text):
        return "list-item"
    if PLACEHOLDER.fullmatch(text):
        return "paragraph"
    if CAPTION.fullmatch(text) and not text.endswith(".") and len(text) < 300:
        return "caption"
    if end - at == 1 and _looks_like_heading(lines, at):
        return "heading"
    return "paragraph"


def _looks_like_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether a bare line heads the paragraph below: short, capital, no end punctuation, and a paragraph follows."""
    text = lines[at].text.strip().strip("*")
    if not text or len(text) > LONGEST_PLAIN_HEADING or text[-1] in ".,;:?!&" or not text[0].isupper():
        return False
    is_bold = lines[at].text.strip().startswith("**")
    above_is_free = at == 0 or lines[at - 1].kind != "text" or len(lines[at - 1].text) > 2 * LONGEST_PLAIN_HEADING
    below = next((line for line in lines[at + 1 :] if line.kind != "blank"), None)
    below_is_paragraph = below is not None and below.kind == "text" and len(below.text) > LONGEST_PLAIN_HEADING
    return not is_bold and above_is_free and below_is_paragraph


def _plain_level(text: str) -> int:
    """1 for a heading on a line that the exporter indents by one blank (Word's page break before it), else 2."""
    return 1 if text.startswith(" ") else 2


def _goes_on(line: Line, following: Line) -> bool:
    """Whether `following` continues the paragraph of `line`: indented below a list item, or hard-wrapped."""
    if following.kind != "text" or ATX_HEADING.fullmatch(following.text) or LIST_ITEM.fullmatch(following.text):
        return False
    if LIST_ITEM.fullmatch(line.text) or line.text.startswith("  "):
        return following.text.startswith("  ")
    ends_open = line.text.rstrip()[-1:] not in ".!?:;" and not line.text.endswith("  ")
    starts_inside = following.text.lstrip()[:1].islower()
    return ends_open and starts_inside and SHORTEST_WRAPPED_LINE <= len(line.text) <= 2 * LONGEST_PLAIN_HEADING


def _place(first: Line, last: Line) -> Span:
    column = len(first.text) - len(first.text.lstrip()) + 1
    return Span(first.number, column, last.number, len(last.text) + 1)
