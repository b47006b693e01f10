"""The words by which reviews say what they include.

Gathered from PRISMA 2020 (items 16 and 17 with their examples), the Cochrane Handbook (III.3) and the results sections
of reviews in health, software engineering and economics.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text parted by blanks."""
    return frozenset(words.split())


# How far a clause is followed: subjects and predicates in reviews stand within this many words.
LONGEST_CLAUSE = 25

BE = frozenset({"was", "were", "are", "is", "been"})
# Participles that say by themselves that a study is in the review, and those that may tell of an earlier step.
STRONG_PARTICIPLES = word_set("included eligible selected retained accepted shortlisted synthesised synthesized")
WEAK_PARTICIPLES = word_set(
    """identified found reviewed analysed analyzed considered located summarised summarized appraised examined
    chosen picked"""
)
STRONG_VERBS = word_set(
    """included include includes synthesised synthesized synthesises synthesizes selected comprised comprises
    covers covered summarises summarizes summarised summarized retained comprising"""
)
WEAK_VERBS = word_set(
    """identified found reviewed reviews analysed analyzed analysing analyzing examined examines located"""
)
LEAVING = frozenset({"leaving", "leave", "leaves", "left"})
MEETING = word_set("met meet meeting fulfilled fulfil satisfied fulfilling satisfying")
CRITERIA_WORDS = word_set(
    """the all our these inclusion eligibility selection review and study exclusion / pre-specified predefined"""
)
# Who includes studies: the authors, the review, or a step of it.
SELVES = frozenset({"we", "our", "ours"})
CLOSE_DETERMINERS = frozenset({"this", "our", "present", "current", "final"})
OWN_DETERMINERS = CLOSE_DETERMINERS | {"the", "that"}
OWN_WORKS = word_set(
    """review study paper report search searches screening process selection sample set corpus synthesis analysis
    overview survey article evidence criteria strategy meta-analysis mapping dataset literature authors which"""
)
# Who does not: `one review included`, `another study found`.
OTHERS = word_set(
    """a an one another each other most some several many previous earlier prior two three their his her"""
)
# Where studies are included when the whole review is meant.
WHOLE = word_set(
    """review study analysis synthesis survey overview report paper article mapping corpus sample dataset work map
    evidence set"""
)
POOLED = word_set("meta-analysis meta-analyses metaanalysis pooled quantitative network meta-regression")
EARLIER_STEPS = word_set(
    """full full-text fulltext title titles abstract abstracts screening screened eligibility initial first"""
)
# Nouns that hold a review's final number: `a final set of 30 articles`.
AMOUNTS = word_set("total set sample pool list corpus number selection")
# An adjunct in front that limits what follows to a part of the review: `For adults, four studies were included`.
LIMITING = word_set("for in among regarding within under on concerning with at as although while")
# What may open the words between a count of studies and its verb: `with evidence of`, `published since`.
OPENERS = word_set("with of on from in by for using across about published conducted have")
INTRODUCERS = frozenset({"including", "comprising", "consisting", "namely", ":", "(", "–"})

QUANTIFIERS = word_set("""most majority half some others rest many few several minority third quarter remainder""")
CONDUCTED = word_set(
    """conducted undertaken performed based set located carried completed originated came took implemented done"""
)
EVALUATED = word_set(
    """evaluated assessed tested studied investigated examined conducted designed classified categorised
    categorized"""
)
DESIGN_VERBS = BE | word_set("used employed adopted utilised utilized had followed applied involved")
GROUPED = word_set(
    """grouped categorised categorized classified organised organized clustered divided sorted arranged discussed
    described presented summarised summarized mapped coded"""
)
# Where a statement about a count ends. What follows any other word may limit it: `were RCTs of befriending`.
END_OF_CLAIM = frozenset([",", ".", ";", ":", "(", ")", "and", "or", "while", "whereas", "but", "–", "—", ""])
ADVERBS = frozenset({"then", "thus", "therefore", "deemed", "been", "all", "both"})
ADDING = frozenset({"additional", "further", "another", "remaining", "other", "extra"})
