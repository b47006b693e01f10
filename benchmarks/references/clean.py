"""Values of labelled references that are clean enough to be printed again: what is damaged or in doubt is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields.names import UPPER, Author, parse_authors

Person = dict[str, str]

# A family name with its particles. Match: "van der Berg", "O’Neill"; near miss: "berg", "Lee 3", "Rodriguez de".
_FAMILY = re.compile(
    rf"(?:[a-zß-ÿ'’]{{1,6}}\s){{0,3}}(?:[dDlLO]['’])?[{UPPER}][^\W\d_]+(?:(?:[-'’]| (?=[{UPPER}]))[^\W\d_]+){{0,2}}"
)
# Initials as `parse_authors` writes them, or up to three given names. Match: "J.-P.", "Ann B."; near miss: "and Ann".
_GIVEN = re.compile(rf"(?:-?[{UPPER}]\.){{1,4}}|[{UPPER}][^\W\d_]+(?:[- ][{UPPER}](?:[^\W\d_]+|\.)){{0,2}}")
# What parts the names of a printed list and says that it was cut; the other letters must all be found in the names.
_BETWEEN_NAMES = re.compile(r"\b(?:and|und|et|al|y|e)\b|[^\w]|_", re.IGNORECASE)
# Words that a person's name does not hold. Match: "PhD", "Inc"; near miss: "Inca".
_NO_PERSON = re.compile(r"\b(?:eds?|editors?|Hrsg|Hg|in|by|trans|translated|PhD|MD|Inc|Ltd|The)\b", re.IGNORECASE)
# A word broken at a line end, two words in one, a space before a comma, a sign of a font of its own: what damage or a
# bad cut leaves. Match: "semi- structured", "EntanglementEntropy", "The University of"; near miss: "semi-structured".
_DAMAGED = re.compile(
    r"[\ue000-\uf8ff\ufffd]|\w[-‐\xad] \w|\s[,;:.]|\s{2}|[<>{}|\\^~=#*_]|\. ?\.|--|``|\'\'|\w\.\w{3}"
    r"|[a-z]{3}[A-Z][a-z]{2}|\b(?:of|the|and|in|for|By)$"
)


def without_role(text: str) -> str:
    """A list of editors without "In", "edited by", "(Eds.)"."""
    text = re.sub(r"^\W*(?:in\b:?\s*)?(?:(?:eds?|edited|hrsg|hg)\b\.?\s*(?:by|von|v\.)?\s*)?", "", text, flags=re.I)
    return re.sub(r"[\s,]*[(\[]?\b(?:eds?|editors?|hrsg|hg)\b\.?[)\]]?[\s.,:]*$", "", text, flags=re.I)


def persons(text: str, *, is_published: bool = False) -> list[Person] | None:
    """Family and given names of a printed list, None when one of them is in doubt."""
    if _NO_PERSON.search(text.split(" et al")[0]) and not re.search(r"\b(?:for|of)\b", text):
        return None
    authors = parse_authors(text, is_published=is_published).authors
    if not authors or len(authors) > 40 or not _is_complete(text, authors):
        return None
    if len(authors) == 1 and authors[0].is_body:
        body = authors[0].family
        return [{"literal": body}] if 2 < len(body) < 90 and not re.search(r"[\d\[\]:;,\"“”]", body) else None
    if any(author.is_body or author.given is None for author in authors):
        return None
    found = [{"family": author.family, "given": author.given or ""} for author in authors]
    return found if all(is_person(person["family"], person["given"]) for person in found) else None


def is_person(family: str, given: str) -> bool:
    """Whether both parts of a name look like it: "van der Berg", "J.-P."."""
    return bool(_FAMILY.fullmatch(family)) and 1 < len(family) < 26 and bool(_GIVEN.fullmatch(given))


def _is_complete(text: str, authors: Sequence[Author]) -> bool:
    """Whether the names hold every letter of the list."""
    found = "".join(f"{author.family}{author.given or ''}" for author in authors)
    return sorted(_BETWEEN_NAMES.sub("", text).casefold()) == sorted(_BETWEEN_NAMES.sub("", found).casefold()) or (
        authors[0].is_body and len(authors) == 1
    )


def title_of(text: str) -> str | None:
    """A title as a record holds it: without the quotation marks and the full stop around it; None when damaged."""
    value = value_of(text)
    if value is None or not 12 < len(value) < 240 or value.isupper() or len(value.split()) < 2:
        return None
    return value


def value_of(text: str) -> str | None:
    """A printed value without the punctuation around it and the word before it, None when it is damaged."""
    text = text.strip()
    text = re.sub(r"^\W*in\b:?\s+(?=\S)", "", text, flags=re.IGNORECASE)
    text = text.strip(" .,;:“”\"'‘’«»„")
    if text.startswith("(") and text.count("(") != text.count(")"):
        text = text[1:].lstrip()
    if text.endswith(")") and text.count("(") != text.count(")"):
        text = text[:-1].rstrip(" .,;:")
    is_closed = all(text.count(a) == text.count(b) for a, b in ("()", "[]", "“”")) and text.count('"') % 2 == 0
    if (
        not is_closed
        or not text
        or _DAMAGED.search(text)
        or not (text[0].isupper() or text[0].isdigit() or text[0] in "[(")
    ):
        return None
    return text
