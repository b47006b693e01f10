"""How does text from a document get onto a page without harm? Escaped, with what cannot be seen made visible."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

# Unicode categories of what has no shape of its own: control, format (marks of direction, zero widths), surrogate,
# private use, unassigned. Shown by their code point, so that a reader sees what a terminal or browser would act on.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Harmless and common in printed text: line break and tab are blanks; a soft hyphen shows where a word may break.
_BLANKS: Final = frozenset("\n\t")
_SOFT_HYPHEN: Final = "\u00ad"

ELLIPSIS: Final = "…"


class Markup(str):
    """HTML that is ready; all other text is escaped on its way in."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Any value as HTML text: escaped, invisible characters as `U+202E` in a marked span; nothing for None."""
    if value is None:
        return Markup("")
    if isinstance(value, Markup):
        return value
    return Markup("".join(_shown(char) for char in str(value)))


def _shown(char: str) -> str:
    if char in _BLANKS:
        return char
    if char == _SOFT_HYPHEN:
        return ""
    if unicodedata.category(char) in _INVISIBLE:
        return f'<span class="code" title="invisible character">U+{ord(char):04X}</span>'
    return html.escape(char)


def shortened(value: str, length: int) -> str:
    """The text, cut at a blank to at most `length` characters, with an ellipsis where it was cut."""
    if len(value) <= length:
        return value
    head, following = value[:length], value[length]
    if not following.isspace() and " " in head.strip():
        head = head[: head.rindex(" ")]
    return head.rstrip() + ELLIPSIS


def element(name: str, *content: object, **attributes: str) -> Markup:
    """`<name attributes>content</name>`; an attribute's name may end in `_`, as in `class_`."""
    said = "".join(f' {_attribute(key)}="{html.escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{said}>{''.join(text(part) for part in content)}</{name}>")


def joined(parts: Iterable[object]) -> Markup:
    """The parts one after the other."""
    return Markup("".join(text(part) for part in parts))


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]], *, kind: str = "") -> Markup:
    """A table with a caption, a header row and a row header in the first column. Text keeps its own direction.

    `kind` is a class of the style sheet.
    """
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    body = joined(element("tr", *_cells(row)) for row in rows)
    parts = (element("caption", caption), element("thead", head), element("tbody", body))
    return element("div", element("table", *parts, class_=kind), class_="scroll")


def _cells(row: Sequence[object]) -> Iterator[Markup]:
    yield element("th", row[0], scope="row", dir="auto")
    yield from (element("td", cell, dir="auto") for cell in row[1:])


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
