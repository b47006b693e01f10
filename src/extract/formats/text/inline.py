"""What does a stretch of marked-up text say once its markup is taken off?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.pages import Mark, MarkKind

# An HTML tag that converters leave in cells: a name from a closed list, at most 200 characters of attributes.
# Matches `<p>`, `</b>`, `<br/>`; near miss: `<65 n=121`, `p<b and c>d`.
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>p|div|br|b|strong|i|em|u|sup|sub|span|li|ul|ol|a|font|small|tt|code)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
# A Markdown link or image, CommonMark 6.3: `[text](target)`. Near miss: a citation `[12] (see below)`.
LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,500})\]\((?P<target>[^()\s]{1,500})\)")
# Markdown strong emphasis, CommonMark 6.2: `**text**`. Near miss: `2 ** 3`.
STRONG = re.compile(r"\*\*(?=\S)(?P<text>[^*\n]{1,1000})(?<=\S)\*\*")
# A Word bookmark that text exporters print: `[bookmark: _GoBack]`.
BOOKMARK = re.compile(r"\[bookmark: ?[^\[\]\n]{0,80}\]")
# A backslash before Markdown punctuation is an escape, CommonMark 2.4.
ESCAPE = re.compile(r"\\([\\`*_{}\[\]<>()#+\-.!|~&])")

PARAGRAPH_TAGS = frozenset({"p", "div", "br", "li", "ul", "ol"})
MARK_TAGS: dict[str, MarkKind] = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "sup": "superscript"}
ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class InlineText:
    """Text without markup: one space between words, a line break between paragraphs."""

    text: str
    marks: tuple[Mark, ...] = ()


def read_inline(raw: str) -> InlineText:
    """The words of `raw`, with its bold, italic and raised stretches as marks.

    >>> read_inline("<p><b>Samh (2006). <i>A World</i>.</b></p>").text
    'Samh (2006). A World.'
    """
    plain = LINK.sub(lambda m: m["text"], BOOKMARK.sub("", raw))
    plain = STRONG.sub(lambda m: f"<b>{m['text']}</b>", plain)
    pieces: list[tuple[str, frozenset[MarkKind]]] = []
    open_kinds: list[MarkKind] = []
    for text, tag in _split_tags(plain):
        unescaped = ZERO_WIDTH.sub("", html.unescape(ESCAPE.sub(r"\1", text)))
        pieces.append((unescaped, frozenset(open_kinds)))
        if tag is None:
            continue
        name = tag["name"].lower()
        if name in PARAGRAPH_TAGS:
            pieces.append(("\n", frozenset()))
        elif name in MARK_TAGS and not tag["close"]:
            open_kinds.append(MARK_TAGS[name])
        elif name in MARK_TAGS and MARK_TAGS[name] in open_kinds:
            open_kinds.remove(MARK_TAGS[name])
    return _squeeze(pieces)


def _split_tags(raw: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    at = 0
    for tag in TAG.finditer(raw):
        yield raw[at : tag.start()], tag
        at = tag.end()
    yield raw[at:], None


def _squeeze(pieces: list[tuple[str, frozenset[MarkKind]]]) -> InlineText:
    """White space made single; a break wherever a paragraph ended; marks moved to the new offsets."""
    out: list[str] = []
    kinds: list[frozenset[MarkKind]] = []
    for text, piece_kinds in pieces:
        for char in text:
            blank = char.isspace()
            if blank and (not out or out[-1] == "\n" or (out[-1] == " " and char != "\n")):
                continue
            if blank and char == "\n" and out[-1] == " ":
                out[-1] = "\n"
                continue
            out.append(("\n" if char == "\n" else " ") if blank else char)
            kinds.append(piece_kinds)
    while out and out[-1].isspace():
        out.pop()
        kinds.pop()
    return InlineText("".join(out), tuple(_runs(kinds)))


def _runs(kinds: list[frozenset[MarkKind]]) -> Iterator[Mark]:
    for kind in ("bold", "italic", "superscript"):
        start: int | None = None
        for index, present in enumerate([*kinds, frozenset()]):
            if kind in present and start is None:
                start = index
            elif kind not in present and start is not None:
                yield Mark(start, index, kind)
                start = None
