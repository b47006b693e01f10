"""How does text from a document get onto a terminal or into a log without harm?"""

from __future__ import annotations

import unicodedata

# Unicode categories of what has no shape of its own: control characters (ESC starts commands to a terminal), marks of
# direction and zero widths, halves of surrogate pairs, private use, unassigned; and the line and paragraph separators.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
SHOWN_AS_THEY_ARE = frozenset("\n\t")


def visible(text: str) -> str:
    r"""The text with every character that a terminal would act on, or not show, written as an escape.

    Line breaks and tabs stay; a soft hyphen is left out, for it shows only where a word may break.

    >>> visible("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in SHOWN_AS_THEY_ARE:
        return char
    if char == "\N{SOFT HYPHEN}":
        return ""
    if unicodedata.category(char) in INVISIBLE:
        return char.encode("unicode_escape", errors="surrogatepass").decode("ascii")
    return char
