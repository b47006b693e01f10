"""Is a name the name of a body, though no word of it says so?"""

from __future__ import annotations

import re

from extract.fields.names.initials import is_initials
from extract.fields.names.letters import UPPER, is_spoken
from extract.folding import fold

# A name of a product or company: a capital inside, not behind "Mac" or "Fitz". Match: "SonarSource", "MySociety";
# near miss: "McDonald", "FitzGerald".
_CAMEL = re.compile(rf"(?!Fitz)[{UPPER}][a-z]{{4,}}[{UPPER}][a-z]+")
# A name alone that is no person's: behind an article, or with small letters behind capitals. Match: "The Economist",
# "GRADEpro GDT"; near miss: "The, N. V.", "BERG Anna", "McDonald".
_NO_PERSON = re.compile(rf"The [{UPPER}][^,;]+|[{UPPER}]{{3,}}[a-z]{{2,}}(?: [{UPPER}]{{2,5}})?")
# The name of a site. Match: "ClinicalTrials.gov", "www.lamps.org"; near miss: "J.Berg", "Berg.".
_SITE = re.compile(r"(?:[A-Za-z][\w-]{1,30}\.){1,3}(?:com|org|net|gov|edu|int|info|eu|uk|de|fr|ca|au|io)")
_WORD = re.compile(r"\w+")
# The domain of an organization, not of a person. Match: "homeless.org" of "www.homeless.org.uk"; near miss: "berg.com".
_DOMAIN = re.compile(r"\b(?P<name>[a-z]{5,30})\.(?:org|gov|ac|edu|nhs|int)\b")


def is_own(text: str, own: str) -> bool:
    """Whether a name alone is that of a product, company or site (`SonarSource`, `The Economist`), or, of two words or
    more without initials, stands in the host or the publisher of its work, its words in any order
    (`scotland.shelter.org`), or its first word as the domain of an organization (`Homeless Link` at `homeless.org`)."""
    name = text.strip(" .")
    words = name.split()
    if _NO_PERSON.fullmatch(name) or _SITE.fullmatch(name):
        return True
    if len(words) < 3 and _CAMEL.fullmatch(words[0].strip(".")) and "," not in text:
        return True
    if own and _are_letters_of(words, own):
        return True
    if not own or not 1 < len(words) < 6 or "," in text or any(is_initials(word) for word in words):
        return False
    key = fold(text)
    if any(domain["name"] == words[0].casefold() for domain in _DOMAIN.finditer(own.casefold())):
        return True
    return len(key) > 5 and (key in fold(own) or {*map(fold, words)} <= {*map(fold, _WORD.findall(own))})


def _are_letters_of(words: list[str], own: str) -> bool:
    """Whether a word and letters (`Lantern ISE`) stand for the publisher, spelled out (`Lantern Institute for Solar
    Energy`)."""
    if len(words) != 2 or not (len(words[1]) > 2 and words[1].isalpha() and words[1].isupper()):
        return False
    first_letters = "".join(word[0] for word in own.split() if word[:1].isupper())
    return words[0] in own.split() and words[1] in first_letters


def is_lone_body(part: str) -> bool:
    """One word without initials in a whole reference (`Samh`), or a capital abbreviation among words (`Age UK`)."""
    words = part.strip(" .").split()
    return len(words) == 1 or (
        len(words) > 1
        and any(len(word) > 1 and word.isupper() and "." not in word for word in words)
        and not part.isupper()
    )


def is_lone_acronym(part: str) -> bool:
    """Letters alone in a whole reference, such as `MNH`, `EBRD` or `SNLG-ISS`, which cannot be spoken: no vowel behind
    the first; small capitals of a family name (`BLOCH`) have one."""
    pieces = part.strip(" .").split("-")
    are_letters = all(1 < len(piece) < 9 and piece.isalpha() and piece.isupper() for piece in pieces)
    return are_letters and not all(map(is_spoken, pieces))
