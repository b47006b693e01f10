"""Does a list of names say that it was cut?"""

from __future__ import annotations

import re

from extract.fields.names.bodies import is_body_name
from extract.fields.names.letters import UPPER

# The words that say that a list was cut, alone or as the tail of a list; behind "al" no name goes on. Match: "et al.",
# "and 6 others", "e.a.", "& al.", "i in.", "a kol."; near miss: "Etal", "and Others Trust", "& Al-Berg", "et Al Lee".
ET_AL = re.compile(
    r"[,;&]?\s{0,9}(?:(?:\band|&)\s+)?"
    rf"(?:(?:\bet\s*|&\s?)al\b(?![-‐])(?!(?-i:\s[{UPPER}][a-zß-ÿ]))\.?|\bet\s+coll\b\.?|(?:\band|&)\s+(?:\d{{1,3}}\s+)?others\b"
    r"|(?:\band|&)\s+colleagues\b(?:\sat\b[^,;]{1,60})?|\band\s+\d{1,3}\s+more\b|\bet\s+autres\b|\by\s+(?:otros|cols?\b\.?)|\be\s+(?:outros|col\.)|\bи\s+др\."
    r"|\b(?-i:u\.\s?a\.|e\.\s?a\.|m\.\s?fl\.|m\.fl|i\s+in\.|i\s+inni\b|a\s+kol\b\.?|i\s+sur\.|ve\s+diğ\.|ve\s+ark\.|ym\.))",
    re.IGNORECASE,
)
# Small letters of these words, which are looked for first.
_CUES = (
    " al", "&al", "etal", "coll", "others", "more", "autres", "otros", "outros", "u.a", "u. a", "e.a", "e. a", "m.fl",
    "m. fl", " др", " i in", " kol", " sur.", " diğ", " ark.", "ym.", " col",
)  # fmt: skip


def without_et_al(text: str) -> tuple[str, bool]:
    """The list without these words, and whether it had them; a body behind them stays, behind a semicolon."""
    folded = text.casefold()
    match = ET_AL.search(text) if any(map(folded.__contains__, _CUES)) else None
    if match is None:
        return text, False
    tail = text[match.end() :].strip(" ,.:")
    tail = tail[1:].rstrip(")] ") if tail[:1] in ("(", "[") else tail
    # "Lee A, et al.; LANTERN Group": the body is one more author.
    is_body = bool(tail) and is_body_name(tail)
    return f"{text[: match.start()]}; {tail}" if is_body else f"{text[: match.start()]} {text[match.end() :]}", True
