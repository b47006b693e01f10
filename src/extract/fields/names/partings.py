"""Which marks part the names of a list, where commas and semicolons do not?"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.fields.names.bodies import has_body_noun, is_author_body
from extract.fields.names.initials import is_initials, is_vancouver, opens_with_initials
from extract.fields.names.letters import UPPER
from extract.fields.names.separators import split_names

# Match: "HIV" of "Lamps and HIV"; near miss: "Berg, A.".
_LETTERS_AT_END = re.compile(r"\b[^\W\d_a-zß-ÿ]{2,8}$")
# A family name alone. Match: "Berg", "BERG-LEE"; near miss: "Berg A", "WHO/DIAL".
_ONE_FAMILY = re.compile(rf"[{UPPER}][a-zß-ÿ’'-]{{2,20}}|[{UPPER}]{{5,20}}")
_LETTERS = re.compile(rf"[{UPPER}]{{2,8}}")
# A family name and initials. Match: "Berg, A. C."; near miss: "Berg, Ann", "A. Berg".
_INVERTED = re.compile(rf"[{UPPER}][\w’'-]{{1,24}}, (?:[{UPPER}]\.[ -]?){{1,3}}:?")
_SLASH = re.compile(r"\s?/\s?")
# A dash between blanks. Match: " – "; near miss: "Berg-Lee".
_DASH = re.compile(r"\s[–—-]\s")
# A person with given names, in natural order. Match: "Ann Berg", "Ann M. BERG-LEE", "A. M. Berg"; near miss: "Berg",
# "Ann of Leeds".
_FULL_NAME = re.compile(
    rf"(?:[{UPPER}]\. ?){{1,3}}[{UPPER}][\w’'-]{{1,24}}"
    rf"|[{UPPER}][a-zß-ÿ][\w’'-]{{0,24}}(?: [{UPPER}](?:\.|[\w’'-]{{1,24}})){{0,2}} [{UPPER}][\w’'-]{{1,24}}"
)
# Match: "Ann", "Ann M."; near miss: "A. M.".
_GIVEN = re.compile(rf"[{UPPER}][a-zß-ÿ][\w’'-]{{0,24}}(?: [{UPPER}]\.?)?")
# The family name that opens a list. Match: "BERG, ", "Berg-Lee, "; near miss: "Berg, A., ".
_FIRST_FAMILY = re.compile(rf"[{UPPER}][\w’'-]{{1,24}},\s?")
# What is looked for before the pattern below.
_AND_WORDS = (" e ", " ve ", " ja ", " a ", " en ", " és ", " i ", " oraz ")
# "and" in Portuguese, Turkish, Finnish, Czech, Dutch, Hungarian, Croatian, Polish, and what stands around it up to the
# next sign. Match: " ve " of "Ann Berg ve Jo Lee"; near miss: " & ".
_OTHER_AND = re.compile(r"(?P<left>[^,;]{2,60})\s(?:e|ve|ja|a|en|és|i|oraz)\s(?P<right>[^,;]{4,60})")
# What goes on with a name behind "e" and "i" (Portuguese and Catalan families of two words), or stands for those who
# are not named. Match: "Silva" of "Costa e Silva Lima", "Colaboradores"; near miss: "Silvana".
_NO_SECOND = re.compile(
    r"(?:Silva|Sousa|Souza|Santos|Santo|Castro|Costa|Melo|Mello|Lima|Cunha|Almeida|Llobera|Cadafalch"
    r"|[Cc]olaboradores|[Cc]ollaboratori|[Kk]olektiv|[Zz]espół|[Tt]yöryhmä|[Aa]rkadaşları|[Mm]edewerkers|[Mm]unkatársai)\b"
)
# What no person is called. Match: "Street" of "Oxford Street"; near miss: "Streeter".
_NO_NAME = re.compile(r"\b(?:Street|Road|Press|Verlag|Edizioni|Éditions|Sezione|Section)\b")
# What stands between a body and the persons who wrote for it. Match: ": ", " – ", " / "; near miss: "Berg-Lee".
_BEHIND_BODY = re.compile(r":\s|\s[–—/-]\s")
_LONGEST_FIRST = 200  # characters in which the first person of a list is looked for
# The last bracket of a list. Match: " (A. Berg, J. Lee)"; near miss: "(a) Berg".
_BRACKET = re.compile(r"\s\((?P<inside>[^()]{3,300})\)?[ .]*$")
# Groups that sign as authors beside persons. Match: "Lamp Collaboration"; near miss: "Lamp Society".
_GROUP = re.compile(r"\b(?:collaborat(?:ion|ive|ors)|consortium|group|investigators|network|team)\b", re.IGNORECASE)
# Names with initials behind a comma, which full stops part: two initials before one show it. Match: ". " of "Berg, PR.
# Lee, DL."; near miss: "Berg, P. Lee".
_STOP = re.compile(rf"(?<=,\s[{UPPER}]{{2}})\.\s(?=[{UPPER}][^\W\d_]+,\s[{UPPER}]{{1,3}}(?:\.|$))")
# The full stop between family names in capitals with their given names. Match: ". " of "BERG, Clara. DE LEE, Jo";
# near miss: "BERG, Clara. Lamps", "Berg, Clara. Lee, Jo".
_CAPITAL_STOP = re.compile(
    rf"(?<=[a-zß-ÿ])\.\s(?=(?:[{UPPER}]{{2,20}}[ ’'-]){{0,2}}[{UPPER}]{{3,24}},\s[{UPPER}][^\W\d_A-Z])"
)
# Between persons and the body that signs with them. Match: ". " of "Berg M. Lamp Institute"; near miss: "M. Lamp".
_BEFORE_BODY = re.compile(rf"(?<=\s[{UPPER}])\.\s(?=\S+\s)|(?<=\s[{UPPER}]{{2}})\.\s(?=\S+\s)")
# A name with a capital inside. Match: "LampPop"; near miss: "McBerg", "Lamppop".
_CAMEL = re.compile(rf"(?!Mac|Fitz)[{UPPER}][a-z]{{2,}}[{UPPER}][A-Za-z]+")
# The full stop between two persons in Vancouver order. Match: ". " of "Berg BE. Lee RS"; near miss: "Berg B. Lee".
_VANCOUVER_STOP = re.compile(rf"(?<=[^\W\d_] [{UPPER}]{{2}})\. (?=[{UPPER}][a-zß-ÿ’'-]+ [{UPPER}]{{1,3}}(?:[,.]|$))")
_STOPS = re.compile(rf"(?<=[\s{UPPER}][{UPPER}])\.\s(?=[{UPPER}][^\W\d_]+,\s[{UPPER}]{{1,3}}(?:\.|$))")
# Families with initials, which blanks part. Match: "Berg M Lee AB Tal K"; near miss: "Ann M Lee".
_UNPARTED = re.compile(
    rf"(?:[{UPPER}][a-zß-ÿ’'-]+\s[{UPPER}]{{1,3}}\s){{1,40}}[{UPPER}][a-zß-ÿ’'-]+\s[{UPPER}]{{1,3}}\.?"
)
_BEHIND_INITIALS = re.compile(rf"(?<=\s)([{UPPER}]{{1,3}})\s(?=[{UPPER}][a-zß-ÿ’'])")


def with_semicolons(text: str) -> str:
    """The list, a semicolon for each mark that parts names as slashes, dashes, colons, brackets and full stops do."""
    text = _OTHER_AND.sub(_with_and, text) if any(map(text.__contains__, _AND_WORDS)) else text
    text = _at_slashes(text) if "/" in text else text
    is_dashed = _DASH.search(text) is not None
    text = _at_dashes(text) if is_dashed else text
    text = _behind_body(text) if is_dashed or ":" in text or " / " in text else text
    text = _before_bracket(text) if " (" in text else text
    text = _beside_body(text) if ". " in text else text
    text = _VANCOUVER_STOP.sub(", ", text) if ". " in text else text
    if "," not in text:
        return _BEHIND_INITIALS.sub(r"\1, ", text) if _UNPARTED.fullmatch(text) else text
    if ". " in text and ";" not in text:
        text = _CAPITAL_STOP.sub("; ", text)
    return _STOPS.sub("; ", text) if _STOP.search(text) else text


def _with_and(found: re.Match[str]) -> str:
    """`Ann Berg & Jo Lee` for `Ann Berg ve Jo Lee`: two persons with all names in full at the end of a list, in natural
    order or the first inverted (`BERG, Ann e Jo LEE`), or both in Vancouver order; `José Costa e Silva Lima` is one,
    and no body and no helper is a person."""
    left, right = found["left"].strip(), found["right"].strip(" .")
    is_last = found.end("right") == len(found.string)
    if not is_last or _NO_SECOND.match(right) or any(map(is_author_body, (left, right, found[0].strip()))):
        return found[0]
    if has_body_noun(left) or has_body_noun(right):
        return found[0]
    is_pair = _is_whole(left, found.string[: found.start("left")]) and _is_whole(right, "")
    return f"{found['left']} & {found['right']}" if is_pair else found[0]


def _is_whole(name: str, before: str) -> bool:
    """Whether a part is the whole name of a person, or the given name behind the first family name."""
    if is_vancouver(name) or _FULL_NAME.fullmatch(name):
        return True
    return _GIVEN.fullmatch(name) is not None and _FIRST_FAMILY.fullmatch(before) is not None


def _at_slashes(text: str) -> str:
    """Slashes between names that have each a comma inside (`Berg, A./Lee, Clara`, DIN 1505), or are each two words or
    more, all of them persons or all of them bodies."""
    parts = _SLASH.split(text)
    commas = {part.count(",") for part in parts}
    is_plain = commas == {0} and all(len(part.split()) > 1 for part in parts)
    if " / " in text and all(_LETTERS.fullmatch(part.strip(" .")) for part in parts):
        return "; ".join(parts)  # `ITU / LUX`
    if any(_LETTERS_AT_END.search(left) and right[:2].isupper() for left, right in pairwise(parts)):
        return text  # `Programme on HIV/AIDS`
    if commas <= {0, 1} and parts[0].count(",") == 1 and all(map(_is_person, parts[1:])):
        return "; ".join(parts)  # `Berg, Ann T./Jo Lee`
    if commas == {0} and all(map(_ONE_FAMILY.fullmatch, (part.strip(" .") for part in parts))):
        return "; ".join(parts)  # `Berg/Lee`
    are_names = commas == {1} or (is_plain and len({is_author_body(part) for part in parts}) == 1)
    return "; ".join(parts) if are_names else text


def _is_person(part: str) -> bool:
    """Whether a part is one person, inverted or in natural order (`Lee, Jo`, `Jo van Lee`, `J. Lee`)."""
    return 1 < len(part.split()) < 5 and not is_author_body(part)


def _at_dashes(text: str) -> str:
    """Dashes between persons with their initials or given names first (`A. Berg – J. Lee`, `Ann Berg – Jo Lee`), as
    lists of philologists and Italian ones print them; Hungarian names, so parted, stay in printed order."""
    parts = _DASH.split(text)
    if all(map(_INVERTED.fullmatch, (part.strip() for part in parts))):
        return "; ".join(parts)  # `Berg, A. – Lee, C. D.`
    are_persons = all(part.strip() and "," not in part and opens_with_initials(part) for part in parts)
    if are_persons or (_NO_NAME.search(text) is None and all(map(_is_full_name, parts))):
        return "; ".join(parts)
    return text


def _is_full_name(part: str) -> bool:
    return _FULL_NAME.fullmatch(part.strip()) is not None and not is_author_body(part)


def _behind_body(text: str) -> str:
    """The mark between a body and the persons who wrote for it (`Lamp Institute: Berg, A., Lee, J.`)."""
    for mark in _BEHIND_BODY.finditer(text):
        body, persons = text[: mark.start()], text[mark.end() : mark.end() + _LONGEST_FIRST]
        if _opens_with_person(persons) and "(" not in body:
            return f"{body}; {text[mark.end() :]}" if is_author_body(body) else text
    return text


def _beside_body(text: str) -> str:
    """The full stop between persons in Vancouver order and the body that stands behind them or before (`Berg M, Lee AB.
    Lamp Institute`, `LampPop. Berg M, Lee AB`)."""
    body, stop, rest = text.partition(". ")
    may_be_site = len(body) > 3 and "," not in body and not is_initials(body)
    are_persons = may_be_site and bool(stop) and all(map(is_vancouver, split_names(rest))) and not is_author_body(rest)
    if are_persons and (_CAMEL.fullmatch(body) is not None or is_author_body(body)):
        return "; ".join([body, *split_names(rest)])
    for mark in _BEFORE_BODY.finditer(text):
        body = text[mark.end() :]
        if ";" in body or "." in body.rstrip(".") or not has_body_noun(body) or not is_author_body(body):
            continue
        if all(is_vancouver(name) and not is_author_body(name) for name in split_names(text[: mark.start()])):
            return f"{text[: mark.start()]}; {body}"
    return text


def _before_bracket(text: str) -> str:
    """The bracket at the end, which holds the persons who wrote for a body (`Lamp Institute (A. Berg, J. Lee)`) or the
    group for which persons wrote (`A. Berg (Lamp Collaboration)`); where they only work there, the list without it."""
    bracket = _BRACKET.search(text)
    if bracket is None:
        return text
    outside, inside = text[: bracket.start()], bracket["inside"].strip()
    if _opens_with_person(inside) and is_author_body(outside):
        return f"{outside}; {inside}"
    if _opens_with_person(outside) and is_author_body(inside):
        return f"{outside}; {inside}" if _GROUP.search(inside) else outside
    return text


def _opens_with_person(text: str) -> bool:
    """Whether the first name of a list has initials, before or behind it."""
    first, *others = split_names(text)[:2] or [""]
    if not first.strip():
        return False
    if opens_with_initials(first):
        return not is_author_body(first)
    if is_vancouver(first):
        is_short = len(first.split()[-1].replace(".", "")) < 3
        return first[:1].isupper() and is_short and not is_author_body(first)
    return bool(others) and is_initials(others[0]) and "." in others[0] and first[:1].isupper()
