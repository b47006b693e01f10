"""How does a list of names read without what typesetting and citing added to it?"""

from __future__ import annotations

import re
import unicodedata

from extract.fields.accents import accented
from extract.fields.names.letters import LIGATURES, UPPER

# A hyphen at a line end before a capital. Match: "Coolen- Schrijner"; near miss: "semi- structured".
_BROKEN = re.compile(rf"([-‐])\s+(?=[{UPPER}])")
# A blank before a full stop or comma. Match: "D.P ."; near miss: "D. P".
_LOOSE = re.compile(r"\s(?=[.,](?:\s|$))")
# A reference number among the names of a label. Match: "Pessina et al. [30]", "Diss and colleagues19"; near miss:
# "Group 2".
_CITED = re.compile(r"\s?\[[\d,;–\s-]{1,30}\]|(?<=[a-z.])\d{1,3}(?:[,–-]\d{1,3})*(?!\w)")
# For whom the authors wrote, who are no authors. Match: ", on behalf of the Lantern Group"; near miss: "behalf".
_ON_BEHALF = re.compile(r"[,;]?\s(?:and\s)?\(?on behalf of\b[^;]{0,300}", re.IGNORECASE)
# What marks a list of editors. Match: "(Eds.)", "editors"; near miss: "edition".
_EDITOR_MARK = re.compile(
    r"[,(\[]?\s{0,9}\b(?:eds?|editors?|hrsg|hg|ed\. by|edited by)\b\.?\s*[)\]]?[,:]?", re.IGNORECASE
)


def without_citations(text: str) -> str:
    """The list with its letters mended, a blank for each number of a reference among the names."""
    return _CITED.sub(" ", _mended(text))


def without_roles(text: str) -> str:
    """The names alone, without the words for editors and those for whom the authors wrote; a full stop at the end
    stays."""
    if "behalf" in text:
        text = _ON_BEHALF.sub("", text)
    full_stop = "." if text.rstrip(" ,;&:)").endswith(".") else ""
    return _EDITOR_MARK.sub(" ", text).strip(" ,;.&:") + full_stop


def _mended(text: str) -> str:
    """White space made single, a hyphen at a line end closed up ("Coolen- Schrijner"), ligatures opened, accents put
    on their letters."""
    text = accented(text)
    text = text if text.isascii() else unicodedata.normalize("NFC", text.translate(LIGATURES))
    return _LOOSE.sub("", _BROKEN.sub(r"\1", " ".join(text.split())))
