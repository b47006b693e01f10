"""Text as it is compared: without accents and capitals, and without what typesetting and transport put into it."""

from __future__ import annotations

import html
import re
import unicodedata

# Each system that a record passes through may escape its entities once more; deeper than this was never seen.
_MOST_ESCAPES = 3
# Markup, in JATS and MathML with attributes. Match: "<i>", "</sub>", '<mml:mi mathvariant="bold">'; near miss: "<0.05".
_TAG = re.compile(r"</?[A-Za-z](?:[^<>]{0,20}|[^<>=]{0,60}=[^<>]{0,200})>")
# A letter that a conversion lost, within a word. Match: "rehabil?tation"; near miss: "Who cares? A survey".
_LOST_LETTER = re.compile(r"(?<=\w)[?\ufffd](?=\w)")
# UTF-8 that a program took for the Western code page of Windows (cp1252): the first byte of a Latin or Greek letter, or
# of a dash or quotation mark, then the sign of a byte that can follow. Match: "SjÃ¶berg", "expertsâ€™", "Î²"; near
# misses: "Ärzte", "São", "NÃO". The package ftfy mends many more encodings, none of which exports of references show.
_MISREAD = re.compile(
    "(?:[\u00c2-\u00c5\u00ce\u00cf]|\u00e2\u20ac)"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
# A sharp s that stands for beta, as keyboards without Greek print it: German has no word that begins with one.
# Match: "ß-blockade", "ß2 agonists"; near misses: "Straße", "ßeta".
_SHARP_BETA = re.compile(r"(?<!\w)ß(?![^\W\d_])")
# Letters that have no accent to lose, and Greek letters, which databases write out.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
})  # fmt: skip


def plain(text: str) -> str:
    """Lower case without accents, markup and entities: "Caf&eacute; <i>A</i>" -> "cafe a"."""
    if "&" in text:
        text = _unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _SHARP_BETA.sub("beta", _MISREAD.sub(_decode_again, text))
        spread = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = "".join(sign for sign in spread if not unicodedata.combining(sign))
    if "?" in text or "\ufffd" in text:
        text = _LOST_LETTER.sub("", text)
    return text.casefold()


def has_lost_letter(text: str) -> bool:
    """Whether a conversion left the sign of a lost letter within a word: "rehabil?tation"."""
    return ("?" in text or "\ufffd" in text) and _LOST_LETTER.search(text) is not None


def _unescape(text: str) -> str:
    """Without entities, however often they were escaped: "&amp;amp;" -> "&"."""
    for _ in range(_MOST_ESCAPES):
        whole = html.unescape(text)
        if whole == text:
            break
        text = whole
    return text


def _decode_again(found: re.Match[str]) -> str:
    """The letter that was meant; unchanged where the signs are none."""
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]
