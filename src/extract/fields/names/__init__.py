"""Who wrote a work: a printed list of authors, read into persons and bodies.

From the list to its authors: `letters`, `small_words`, `body_words`, `initials` (what are names made of?), `separators`
(where is the list parted?), `bodies` and `lone_bodies` (is this a body?), `plain` (is it printed as most are?), `et_al`
and `cleaning` (what is no name?), `partings` (which other marks part it?), `pieces` (where do persons end and bodies
begin?), `person` and `persons` (what are their names?). `parsing` goes through them; `matching` finds the list in a
text.
"""

from __future__ import annotations

from extract.fields.names.author import Author, AuthorList
from extract.fields.names.bodies import (
    is_author_body,
    is_body_name,
    is_list_of_bodies,
    is_list_of_letters,
    is_whole_body,
)
from extract.fields.names.body_words import BODY_LINKS, BODY_WORDS
from extract.fields.names.letters import LIGATURES, UPPER
from extract.fields.names.matching import SECTIONS, match_authors, match_names_before_title
from extract.fields.names.parsing import parse_authors
from extract.fields.names.separators import SEPARATOR
from extract.fields.names.small_words import PARTICLES, words

__all__ = [
    "BODY_LINKS",
    "BODY_WORDS",
    "LIGATURES",
    "PARTICLES",
    "SECTIONS",
    "SEPARATOR",
    "UPPER",
    "Author",
    "AuthorList",
    "is_author_body",
    "is_body_name",
    "is_list_of_bodies",
    "is_list_of_letters",
    "is_whole_body",
    "match_authors",
    "match_names_before_title",
    "parse_authors",
    "words",
]
