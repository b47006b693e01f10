"""Where does a list of persons end that begins at a given place of a text?"""

from __future__ import annotations

import re

from extract.fields.names.bodies import is_body_name
from extract.fields.names.et_al import ET_AL
from extract.fields.names.initials import is_initials
from extract.fields.names.letters import UPPER
from extract.fields.names.small_words import PARTICLES, words

# One name at the place where it starts, in the three orders that styles print. Families are one to four capitalised
# words with particles; each alternative begins with a different kind of character, so that a match takes one pass.

# Words that open a title or a sentence, never a family name.
_NO_NAME = (
    r"(?!(?:The|An?|In|On|For|Of|And|How|What|Why|When|Is|Are|Do|Does|Can|From|To|With|By|At|This|These|No"
    r"|Not|Is|We)\b)"
)
_FAMILY = (
    rf"{_NO_NAME}(?:(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e[lr]?|[Dd]ella|[Dd]i|[Dd]as?|[Dd]os?|[Dd]u|[Ll][ae]|[Ee]l|[Aa]l"
    rf"|[Tt]e[nr]|[Zz]u[rm]?|[Ss]t\.?|['’]t)\s){{0,3}}"
    rf"(?:[dDlLO]['’])?[{UPPER}][^\W\d_]{{0,40}}(?:['’][^\W\d_]{{1,40}})?(?:[-‐–]\s?[^\W\d_]{{1,40}}){{0,2}}"
    rf"(?:\s(?:(?:van|von|der|den|de|del|di|la|y|e)\s){{0,2}}[{UPPER}][^\W\d_]{{1,40}}(?:[-‐–][^\W\d_]{{1,40}})?){{0,2}}"
)
# Particles behind the family name, as lists print them that sort by its main part (IFLA, "Names of Persons").
# Match: " van den" of "Berg van den, J."; near miss: " Van" of "Berg Van".
_BEHIND = r"(?:\s(?:van|von|der|den|de[lr]?|di|da|dos?|du|l[ae]|te[nr]?)){0,3}"
_DOTTED = rf"(?:[{UPPER}][a-z]?\.\s?[-‐]?\s?|[{UPPER}][-‐ ]?){{1,5}}(?<=[{UPPER}. ])(?![a-z])"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?"
# "Webber, M.P.", also with a semicolon after. Match: "Griffiths, C.A"; near miss: "London, UK: Mind".
_NAME_COMMA = re.compile(
    rf"{_FAMILY}{_BEHIND},\s*(?!(?:DC|D\.C\.|NY|MA|CA|MD|IL|NJ|PA|TX|UK|USA?)\s?:){_DOTTED}{_SUFFIX}"
)
# "Webber MP". Match: "Coolen-Schrijner P"; near miss: "Mental health".
_NAME_PLAIN = re.compile(
    rf"{_FAMILY}{_BEHIND}\s[{UPPER}](?:[-‐.]?[{UPPER}]){{0,3}}\.?(?![\w]){_SUFFIX}(?=\s*(?:[.,;:(\[&“\"]|and\b|et\b|und\b"
    rf"|y\b|(?:19|20)\d\d|$))"
)
# "M. P. Webber". Match: "J.-P. Serre"; near miss: "The Lancet".
_NAME_NATURAL = re.compile(rf"(?:[{UPPER}][a-z]?\.\s?[-‐]?\s?){{1,4}}{_FAMILY}(?:{_BEHIND}(?=,))?{_SUFFIX}")
# Given names in full. Match: "Susan", "John Q."; near miss: "J. Q.".
_GIVEN = rf"[{UPPER}][a-zß-ÿ]+(?:[ -][{UPPER}][a-zß-ÿ]+)?(?:\s[{UPPER}]\.){{0,2}}"
# "Miller, Susan, and John Q. Brown.": Chicago and MLA, given names in full, closed by a full stop.
# Match: "Miller, Susan."; near miss: "London, Paris and Rome: a history."
_NAMES_IN_FULL = re.compile(
    rf"{_FAMILY},\s{_GIVEN}(?:(?:,\s(?:and\s)?|\sand\s){_GIVEN}\s{_FAMILY}){{0,12}}(?:,?\set al)?(?=[.,]?\s*[.“\"‘(])"
)
# A person with given names in full, in natural order. Match: "Jo B. Berg", "Ann de la Tal"; near miss: "The Lantern".
_NATURAL_FULL = (
    rf"{_NO_NAME}[{UPPER}][a-zß-ÿ’'-]+(?:\s[{UPPER}]\.)?(?:[ -](?:(?:van|von|der|den|de"
    rf"|la)\s){{0,2}}[{UPPER}][^\W\d_’'-]*[a-zß-ÿ]){{1,2}}"
)
# Lists of such persons, closed by a full stop; at least two, joined by "and".
# Match: "Ann Lee, Jo B. Berg, and Kim Tal."; near miss: "Health and Social Care."
_NAMES_NATURAL_FULL = re.compile(
    rf"(?:{_NATURAL_FULL}(?:,\s(?:and\s|&\s)?|\sand\s|\s&\s)){{1,15}}{_NATURAL_FULL}(?=\.\s|\s?[(“\"]|,?\s(?:19"
    rf"|20)\d\d)"
)
# Where a title in quotation marks begins. Match: ", “", ". \""; near miss: "Ann “Nan” Berg", "O’Hara".
_QUOTED_TITLE = re.compile(r"[.,]\s?[“„«\"]")
_LONGEST_LIST = 2000
# What stands between the separators of a list. Match: "Rwhm", "J.", "et"; near miss: ",".
_NAME_WORD = re.compile(r"[^\s,;]+")
# What journals print over a part of an issue, and a reference before its title. Match: "Editorial"; near miss: "Berg".
SECTIONS = words(
    """editorial introduction preface foreword comment commentary review letter letters abstract erratum correction
    corrigendum obituary news report reply response viewpoint perspective debate interview appendix summary anonymous"""
)
# Words of a list of names that have no capital.
_SMALL_WORDS = PARTICLES | words("and und et y & al")
# Between two names of a list. Match: ", and ", "; ", " & "; near miss: ", And" of ", Anderson", ", Y" of ", Yang".
_BETWEEN = re.compile(
    r"\s*(?:[,;]\s*(?:(?:(?:and|und|et|(?-i:y))(?=\s)|&)\s*)?|(?:\band\b|\bund\b|\bet\b|&)\s*)(?!al\b)", re.IGNORECASE
)


def match_authors(text: str, start: int = 0) -> int:
    """End of the list of persons with initials that begins at `start`; `start` itself when there is none.

    The first name sets the order (family first with or without comma, or natural); the longest list wins.
    """
    end = max(_match_list(text, start, name) for name in (_NAME_COMMA, _NAME_PLAIN, _NAME_NATURAL))
    if end > start:
        return end
    for names in (_NAMES_IN_FULL, _NAMES_NATURAL_FULL):
        full = names.match(text, start)
        if full is not None and not is_body_name(full[0]):
            return full.end()
    return start


def match_names_before_title(text: str, start: int = 0) -> int:
    """End of the names before a title in quotation marks, which says where they end, however they are printed;
    `start` itself where more than names stands there, or several words without initials.

    Example: of `Berg, CM, S Lee, Rwhm Tal et al. “Lamps on wards”` and `Berg. “Lamps on wards”` all before the
    quotation mark; of `Lantern Trust. “Lamps on wards”` and `Signs of “Lamps” on wards` nothing.
    """
    quote = _QUOTED_TITLE.search(text, start, start + _LONGEST_LIST)
    if quote is None or ":" in text[start : quote.start()]:
        return start
    found = [word.strip(".-‐") for word in _NAME_WORD.findall(text, start, quote.start())]
    are_names = all(word[:1].isupper() or word.casefold() in _SMALL_WORDS for word in found)
    is_name = len(found) == 1 and found[0].casefold() not in SECTIONS
    is_list = is_name or any(is_initials(word) for word in found)
    return quote.start() + 1 if are_names and is_list else start


def _match_list(text: str, start: int, name: re.Pattern[str]) -> int:
    """End of the list whose first name is printed as `name`, with its "et al."; `start` where none begins there."""
    end = at = start
    while (match := name.match(text, at)) is not None:
        end = match.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        at = between.end()
        if name is _NAME_COMMA and _NAME_COMMA.match(text, at) is None:
            name = _NAME_NATURAL  # "Webber, M. P., J. A. Larsen, and T. Berg": only the first is inverted
    if end == start:
        return start
    cut = ET_AL.match(text, end)
    return end if cut is None else cut.end()
