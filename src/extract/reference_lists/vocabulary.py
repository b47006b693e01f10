"""Which words stand among the names of authors, in the names of bodies, and inside an entry?"""

from __future__ import annotations

from extract.fields.names import words
from extract.months import MONTHS

# Particles of family names. Fewer than those of `extract.fields.names`, which reads names that are known to be such:
# `San`, `St` or `Ben` begin places and given names too.
PARTICLES = words("van von vom zu zur der den de del della di da das do dos du la le les lo el al ten ter te bin ibn y")
# What joins two names.
AND = words("and & et und")
# What stands among names and is none: joiners, and what is said of editors and of those left out, in English, German,
# French, Spanish, Portuguese, Dutch and the Nordic languages.
AMONG = AND | words(
    "al with eds ed jr sr ii iii others … ... editor editors u a u.a hrsg hg hgg éd éds dir dirs e i en og och red"
    " coord coords org orgs comp comps"
)
# Small words in the names of bodies, in the same languages.
LINKS = words(
    "of for the and & on in to at de del la las los el y para por e da do das dos em et des du d’ pour le les à au aux"
    " en sur und für der die das des im am van voor het den op met og och för av i til di della per il"
)
# Words that a name follows inside an entry.
BEFORE_A_NAME = AMONG | LINKS | PARTICLES | words("from by edited translated vol no pp")
# Words with a capital that follow a full stop inside an entry and begin no other.
INSIDE = words(
    "in the a an journal retrieved available accessed proceedings paper working technical doctoral vol volume review"
    " economics press university report phd master chapter pp from cambridge oxford london y"
) | frozenset(MONTHS)


def bare(word: str) -> str:
    """A word without the marks around it, in small letters; a mark alone stays."""
    return word.strip("().,;:[]&").casefold() or word
