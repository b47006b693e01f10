"""How does a list of names read without what typesetting and citing added to it?"""

from __future__ import annotations

import re
import unicodedata

from extract.fields.accents import accented, without_lost
from extract.fields.names.letters import LIGATURES, UPPER

# A hyphen at a line end before a capital. Match: "Coolen- Schrijner"; near miss: "semi- structured", "Lamps - OL".
_BROKEN = re.compile(rf"(?<=[\w.])([-‐])\s+(?=[{UPPER}])")
# What parts names in Chinese and Japanese print. Match: "、" of "黄文雄、许雅惠"; near miss: "，" of "A.，Lee, J.".
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3400-\u9fff])[，、]\s?(?=[\u3400-\u9fff])")
# The same signs between names in Latin letters.
_FULL_WIDTH = str.maketrans({"，": ", ", "；": "; ", "、": ", "})
# A word printed with blanks between its letters. Match: "B e r g m a n"; near miss: "J. A. Berg", "A B C".
_SPREAD = re.compile(r"(?<![\w.-])(?:[^\W\d_] ){3,40}[^\W\d_](?![\w.’'-])")
# A blank before a full stop, a comma, or the apostrophe of a particle. Match: "D.P .", "O ’Brien"; near miss: "D. P".
_LOOSE = re.compile(rf"\s(?:(?=[.,](?:\s|$))|(?<=\b[{UPPER}]\s)(?=\.)|(?<=\b[OD]\s)(?=[’']))")
# A given name cut to its first letter and a raised last one, as Spanish lists print it. Match: "M.ª"; near miss: "3.ª".
_ABBREVIATED_GIVEN = re.compile(rf"\b([{UPPER}])\.?ª\.?")
# What it is looked for by.
_LOOSE_SIGNS = (" .", " ,", " ’", " '")
# A reference number among the names of a label. Match: "Pessina et al. [30]", "Diss and colleagues19"; near miss:
# "Group 2".
_CITED = re.compile(r"\s?\[[\d,;–\s-]{1,30}\]|(?<=[a-z.])\d{1,3}(?:[,–-]\d{1,3})*(?!\w)")
# What such a number begins with. Match: "[", "1"; near miss: "(".
_CITED_SIGN = re.compile(r"[\[\d]")
# For whom the authors wrote, who are no authors. Match: ", on behalf of the Lantern Group"; near miss: "behalf".
_ON_BEHALF = re.compile(r"[,;]?\s(?:and\s)?\(?on behalf of\b[^;]{0,300}", re.IGNORECASE)
# Who helped. Match: " (with J. Berg)", " (unter Mitarbeit von J. Berg)", " unter Mitarb. v. J. Berg"; near miss:
# "with".
_WITH = re.compile(
    r"\s\((?:with|mit|avec|con|com) [^()]{1,200}\)"
    r"|,?\s\(?(?:unter Mitarb(?:eit|\.) v(?:on|\.)|in (?:Zusammenarb(?:eit|\.)|Verb(?:indung|\.)) mit"
    r"|with (?:the )?(?:assistance|collaboration|help|contributions?) (?:of|from|by)"
    r"|avec la (?:collaboration|participation) de|con la (?:colaboración|collaborazione) d[ei])\s[^()]{1,300}\)?"
)
_HELP_CUES = ("(with ", "(mit ", "(avec ", "(con ", "(com ", " Mitarb", " Zusammenarb", " Verb", "collabora",
              "assistance", "contribution", "colaboración", "participation")  # fmt: skip
# What says what the persons of a list did: in brackets in any letters, alone in small ones, since capitals may be
# initials. Match: "(Eds.)", "(Org.)", ", editors", "Hrsg."; near miss: "edition", "Berg ED", "Berg, Ed".
_ROLE = re.compile(
    r"\s?[(\[]\s?(?:[eé]ds?|editors?|attrib|hrsg|hgg?|orgs?|organizadora?s?|coords?|coordinadora?s?|dirs?|comps?|red"
    r"|trans|eds?\.? by)\b\.?\s?[)\]]:?"
    r"|(?<=[.,])\s(?:comps?|coords?|orgs?)\b\.?(?=\s?[,;)]|\s?$)"
    r"|,?\s{0,9}\b(?-i:eds?|[Ee]ditors?|Eds(?=\.)|EDS|[Hh]rsg|Hg(?=\.)|ed\. by|edited by)\b\.?:?(?=\s|[,;)]|$)",
    re.IGNORECASE,
)
# What these are looked for by, which few lists hold, and ranks and degrees.
_ROLES = ("(", "[", "ed", "Ed", "ED", "rsg", "Hg", "omp", "oord", "rg")
_TITLES = (
    "Dr", "Prof", "Sir ", "Dame ", "Rev", "Rabbi ", "President ", "Senator ", "Governor ", "Mr", "Ms", "Ph", "Sc",
    "Psy", "EdD",
)  # fmt: skip
# Forms of address and ranks before a name (Citing Medicine, chapter 1: "omit"). Match: "Dr. " of "Dr. Ann Berg", "Prof.
# Sir "; near miss: "Sir A", "Berg Dr".
_RANK = re.compile(
    rf"(?:^|(?<=[,;&/]\s)|(?<=\band\s))(?:(?:Dr|Drs|Prof|Professor|Sir|Dame|Rev|Reverend|Rabbi|Mr|Mrs|Ms|President|Senator|Governor)\b\.?\s+){{1,3}}"
    rf"(?=[{UPPER}][\w.’'-]{{0,30}}\s)"
)
# Degrees behind a name, those that may be initials only beside others. Match: ", PhD", ", MD, PhD", ", Dr. med."; near
# miss: ", MD", " MS, PhD".
_DEGREE = re.compile(
    r"(?:,\s(?:MD|MPH|MBA|MS|MA|RN)\b\.?){0,3},?\s(?:PhD|Ph\.\s?D\b|MSc|M\.Sc\b|BSc|DPhil|MPhil|EdD|DrPH|PsyD|PharmD"
    r"|(?<=,\s)Dr\.(?:\s[a-z]{2,5}\.){0,2})(?!\w)\.?"
    r"(?:,?\s(?:MD|MPH|MBA|RN|FRCP\w{0,8})\b\.?){0,3}"
)
# The full stop of an initial that touches the family name. Match: the second one of "J.R.Berg"; near miss: "H.E.S.S.",
# "R.McL.".
_TOUCHING = re.compile(rf"\.(?<=\b[{UPPER}]\.)(?=[{UPPER}][a-zß-ÿ]|(?:de|da|van|von)\s)(?![^\W\d_]{{1,4}}\.)")
# Initials in brackets behind the family name, as French lists print them. Match: " (J.-C.)" of "Berg (J.-C.)"; near
# miss: " (U.S.)", " (Leeds)".
_GIVEN_IN_BRACKETS = re.compile(
    rf"(?:(?<=[a-zß-ÿ])|(?<=[{UPPER}]{{3}}))\s\((?!U\.\s?[SK])((?:[{UPPER}][a-z]?\.[-‐ ]?){{1,4}})\)"
)


def without_citations(text: str) -> str:
    """The list with its letters mended, a blank for each number of a reference among the names."""
    text = _mended(text)
    return _CITED.sub(" ", text) if _CITED_SIGN.search(text) is not None else text


def without_roles(text: str) -> str:
    """The names alone, without ranks, degrees, the words for editors and those for whom the authors wrote; a full stop
    at the end stays."""
    if "behalf" in text:
        text = _ON_BEHALF.sub("", text)
    if any(map(text.__contains__, _HELP_CUES)):
        helped = _WITH.search(text)
        if helped is not None and ("," in text[: helped.start()] or "(with " not in helped[0]):
            text = _WITH.sub("", text)
    full_stop = "." if text.rstrip(" ,;&:)").endswith(".") else ""
    if any(map(text.__contains__, _ROLES)):
        text = _ROLE.sub(" ", text)
    text = text.strip(" ,;.&:")
    text = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text
    if "(" in text:
        text = _GIVEN_IN_BRACKETS.sub(r", \1", text)
    if any(map(text.__contains__, _TITLES)):
        text = _DEGREE.sub("", _RANK.sub("", text))
    return text.rstrip(".") + full_stop


def _mended(text: str) -> str:
    """White space made single, full-width commas and semicolons as others, a hyphen at a line end closed up ("Coolen-
    Schrijner"), a blank behind initials that touch a name, ligatures opened, accents put on their letters, spread words
    closed up."""
    text = without_lost(accented(text))
    text = text if text.isascii() else _BETWEEN_IDEOGRAPHS.sub("; ", text).translate(_FULL_WIDTH)
    text = text if text.isascii() else unicodedata.normalize("NFC", text.translate(LIGATURES))
    text = _SPREAD.sub(lambda word: word[0].replace(" ", ""), " ".join(text.split()))
    if "ª" in text:
        text = _ABBREVIATED_GIVEN.sub(r"\1.", text)
    if "- " in text or "‐ " in text:
        text = _BROKEN.sub(r"\1", text)
    if any(map(text.__contains__, _LOOSE_SIGNS)):
        text = _LOOSE.sub("", text)
    return _TOUCHING.sub(". ", text)
