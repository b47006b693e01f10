"""Which letter does an accent belong to that the text of a PDF gives by itself?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# Spacing accents and the combining marks that Unicode gives as their compatibility decomposition (Unicode Character
# Database, `Decomposition_Mapping`: U+00A8 is <compat> 0020 0308); the grave accent of ASCII has none.
_MARKS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c",
    "˚": "\u030a", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "˛": "\u0328", "¯": "\u0304",
}  # fmt: skip
_SPACING = "".join(_MARKS)
_SIGN = re.compile(f"[{_SPACING}]")
# An accent with the letter before and the letter behind, a blank on either side as PDF text gains them.
# Match: "s´e", "u¨ c", "B ¨u"; near miss: "´s" behind a blank alone, "(¨)".
_ACCENT = re.compile(rf"([^\W\d_]?)( ?)([{_SPACING}])( ?)([^\W\d_]?)")
# An accent whose letter cannot be told, between two blanks. Match: " ¨" of "Konig ¨ et al."; near miss: "B ¨u".
_LOST = re.compile(rf" [{_SPACING}](?=[ ,;]|$)")
# An acute or grave accent typed for an apostrophe. Match: "people´s", "O´Brien", "l´usage"; near miss: "Jos´e".
_APOSTROPHE = re.compile(r"(?<=\w)[´`](?=(?:[stdm]|ll|re|ve)\b)|(?<=\b[ODLdl])[´`](?=[A-ZÀ-Þ])|(?<=\b[dl])[´`](?=\w)")
# Marks below their letter: TeX sets a capital's so wide that a blank seems to follow (`C¸ elik`).
_BELOW = "¸˛"
_VOWELS = "aeiouyıAEIOUY"
# The letters of Latin alphabets that each accent stands on (Unicode, Latin-1 and Latin Extended-A), those first that it
# stands on most often: ñ before ã and õ, á before ć, č before ě.
_HOME: Mapping[str, tuple[str, ...]] = {
    "¨": (_VOWELS,), "´": (_VOWELS, "cnszlrCNSZLR"), "`": (_VOWELS,), "ˆ": (_VOWELS, "wW"),
    "˜": ("nN", "aA", "oO", "iuIU"), "¸": ("csCS", "tT"), "ˇ": ("csznrtdCSZNRTD", "eE"), "˚": ("aA", "uU"),
    "˘": ("aAgG", "uU"), "˙": ("zZ", "egcIEGC"), "˝": ("oOuU",), "˛": ("aeAE", "iouIOU"), "¯": (_VOWELS,),
}  # fmt: skip


def accented(text: str) -> str:
    """The text with each spacing accent put on the letter that it was printed on.

    TeX draws the accent before its letter, other typesetters behind it: of the two letters beside it that one is taken
    on which it stands in some alphabet; of two such, one without a blank between; then the one on which it stands more
    often (`_HOME`); then the one behind. Under an accent "i" is printed without its dot, so that "ı" comes first and
    "i" last.

    Example: `B¨uchler`, `Bu¨chler` and `B ¨uchler` all give "Büchler"; "people´s" stays.
    """
    if (text.isascii() and "`" not in text) or _SIGN.search(text) is None:
        return text
    kept: list[str] = []
    at = 0
    apostrophes = {match.start() for match in _APOSTROPHE.finditer(text)}
    while (match := _ACCENT.search(text, at)) is not None:
        piece = match[0] if match.start(3) in apostrophes else _joined(*match.groups())
        # The letter behind may be the letter before the next accent.
        end = match.end(4) if match[5] and piece.endswith(match[5]) else match.end()
        kept += [text[at : match.start()], piece[: len(piece) - (match.end() - end)]]
        at = end
    return "".join([*kept, text[at:]])


def without_lost(text: str) -> str:
    """The text without accents that stand by themselves between blanks, whose letters cannot be told."""
    return text if text.isascii() else _LOST.sub("", text)


def _joined(before: str, gap_before: str, accent: str, gap_behind: str, behind: str) -> str:
    """The letters beside an accent with the accent on one of them; all as printed where it fits neither."""
    on_before, on_behind = _composed(before, accent), _composed(behind, accent)
    # The grave accent of ASCII opens quotations too: "the `a priori".
    is_quote = accent == "`" and (not before or bool(gap_before))
    is_apart = bool(before and gap_before and gap_behind)
    if is_quote or is_apart or (on_before is None and on_behind is None):
        return f"{before}{gap_before}{accent}{gap_behind}{behind}"
    is_before_nearer = on_before is not None and _rank(before, gap_before, accent) > _rank(behind, gap_behind, accent)
    # "M ¨uller" and "S¸ ahin" are one word, "die ¨Ubung" and "A´ und" two.
    is_name = before.isupper() and behind.islower()
    if on_behind is None or is_before_nearer:
        return f"{on_before}{'' if is_name and accent in _BELOW else gap_behind}{behind}"
    is_one_word = not gap_behind and is_name
    return f"{before}{'' if is_one_word else gap_before}{on_behind}"


def _composed(letter: str, accent: str) -> str | None:
    """The one letter of letter and accent, None where the accent does not stand on it."""
    if not letter or not any(letter in letters for letters in _HOME[accent]):
        return None
    composed = unicodedata.normalize("NFC", ("i" if letter == "ı" else letter) + _MARKS[accent])
    return composed if len(composed) == 1 else None


def _rank(letter: str, gap: str, accent: str) -> tuple[bool, bool, bool, int]:
    """How much speaks for a letter: that no other accent, or none so often, stands on it; no blank between; its place
    in `_HOME`."""
    homes = _HOME[accent]
    at_home = next((len(homes) - at for at, letters in enumerate(homes) if letter and letter in letters), 0)
    is_sure = letter == "ı" or (accent == "˜" and letter in ("n", "N"))
    return is_sure, not gap and bool(at_home), letter != "i", at_home
