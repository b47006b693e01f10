"""Which persons and bodies does a printed list of authors name?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.names.author import Author, AuthorList
from extract.fields.names.bodies import is_author_body, is_list_of_letters, read_bodies
from extract.fields.names.body_words import may_name_body
from extract.fields.names.cleaning import without_citations, without_roles
from extract.fields.names.et_al import without_et_al
from extract.fields.names.letters import UPPER
from extract.fields.names.lone_bodies import is_own
from extract.fields.names.partings import with_semicolons
from extract.fields.names.person import may_be_spanish, person_of
from extract.fields.names.persons import read_persons
from extract.fields.names.pieces import pieces_of
from extract.fields.names.plain import read_plain
from extract.fields.names.separators import names_in

# What stands in the author's place where there is none (APA 7, section 9.12; Citing Medicine, chapter 1; "ohne
# Verfasser", "autori vari", "nomen nescio").
_NOBODY = frozenset(
    {"anon", "anonymous", "anonym", "anonyme", "anónimo", "anônimo", "anonimo", "no author", "no authors",
     "no authors listed", "author unknown", "unknown", "aa.vv", "aa. vv", "aavv", "vv.aa", "vv. aa", "o.v", "o. v",
     "n.n", "n. n"}
)  # fmt: skip
# Two family names without initials: no person's own two names are so joined. Match: "Berg & Lee", "Berg and Lee."; near
# miss: "Berg A and Lee B", "Berg, Lee".
_FAMILY = rf"[{UPPER}][^\W\d_]?[a-zß-ÿ][^\W\d_]{{0,20}}(?:[-’'][^\W\d_]{{1,20}})?"
_TWO_FAMILIES = re.compile(rf"({_FAMILY}) (?:&|and|und|et|y) ({_FAMILY})[.,]?")
# Two names and two more behind a comma, which a list of two persons would part with "and". Match: "Vargas Llosa, José
# Manuel."; near miss: "Vargas Llosa, José", "Ann Vargas and Jo Llosa".
_LONG_NAME = rf"[{UPPER}][a-zß-ÿ]{{4,20}}"
_TWO_AND_TWO = re.compile(rf"(?P<family>{_LONG_NAME} {_LONG_NAME}), (?P<given>{_FAMILY} {_LONG_NAME})\.?")


def parse_authors(text: str, *, is_full: bool = True, is_published: bool = True, own: str = "") -> AuthorList:
    """Authors of a printed list such as `Webber, M.P. and Larsen, J.A.`.

    Args:
        text: the list alone, without year or title.
        is_full: the list belongs to a whole reference, where a name may be inverted ("Miller, Susan"); False for a
            short label ("Smith, Jones 2019"), where a comma parts two family names.
        is_published: the reference names a publisher or an address; then a single word without initials is a body,
            since styles print the initials of persons ("Samh (2006). … Glasgow: Samh."). Else it is a family name.
        own: host of the address and publisher of the work; a name that stands in them is that of a body.

    Returns:
        The persons and bodies. Empty when the text holds no letter.
    """
    plain = read_plain(text)
    if plain is not None:
        return AuthorList(*plain)
    text, has_et_al = without_et_al(without_citations(text))
    whole = without_roles(text)
    text = whole if own and is_own(whole, own) else with_semicolons(whole)
    if not any(char.isalpha() for char in text) or (is_full and text.strip("[]. ").casefold() in _NOBODY):
        return AuthorList((), has_et_al)
    authors = _authors(text, own, is_full=is_full, is_published=is_published and not has_et_al)
    return AuthorList(tuple(authors), has_et_al)


def _authors(text: str, own: str, *, is_full: bool, is_published: bool) -> Iterator[Author]:
    if is_full and is_list_of_letters(text):
        yield from (Author(name, None, True) for name in names_in(text))
        return
    has_bodies = may_name_body(text)
    families = _TWO_FAMILIES.fullmatch(text)
    if families is not None and not (has_bodies and is_author_body(text)) and not is_own(text, own):
        yield from (Author(family, None, False) for family in families.groups())
        return
    double = _TWO_AND_TWO.fullmatch(text)
    if double is not None and not has_bodies and all(map(may_be_spanish, double["family"].split())):
        yield person_of(double["family"], double["given"])
        return
    pieces = pieces_of(text) if has_bodies else [(text, False)]
    if len(pieces) == 1 and not pieces[0][1] and (is_full or own) and is_own(text, own):
        yield Author(text.strip(" ."), None, True)
        return
    for piece, is_body in pieces:
        if is_body:
            yield from read_bodies(piece)
        else:
            yield from read_persons(
                names_in(piece),
                is_full=is_full,
                is_published=is_published,
                has_bodies=has_bodies,
                are_whole=";" in piece,
            )
