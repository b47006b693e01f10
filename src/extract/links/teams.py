"""How far the authors of two records agree."""

from __future__ import annotations

from extract.links.features import Features
from extract.links.plain_text import plain
from extract.links.record import Agreement
from extract.links.vocabulary import BRANCH_WORDS, GROUP_WORDS, STOP_WORDS
from extract.links.words import WORD, initials_of

AUTHORS_SAME = 0.5


def agree_authors(one: Features, two: Features) -> Agreement:
    """`same`: most of the shorter list stands in the longer one, as words, since databases turn names round.

    Names in common need the same initials, where both print them: "Smith, A." and "Smith, B." are `close`, and so are
    "Wang Y, Li X" and "Wang L, Li Q".
    """
    if not one.names or not two.names:
        return "unknown"
    if one.is_body and two.is_body and (_is_short_for(one, two) or _is_unit_of(one, two) or _is_unit_of(two, one)):
        return "same"
    if not one.names.isdisjoint(two.names):
        short, long = (one, two) if len(one.families) <= len(two.families) else (two, one)
        shared = sum(1 for family in short.families if family & long.names)
        if shared / len(short.families) >= AUTHORS_SAME:
            return "close" if _are_namesakes(one, two) and _are_namesakes(two, one) else "same"
    # Given and family names may be swapped: compare all words of the names then.
    shared = len(one.all_names & two.all_names)
    if shared and shared / min(len(one.all_names), len(two.all_names)) >= AUTHORS_SAME:
        return "same"
    if shared:
        return "close"
    if one.is_by_persons == two.is_by_persons:
        return "differs"
    return "unknown" if _is_group(two if one.is_by_persons else one) else "differs"


def _are_namesakes(one: Features, two: Features) -> bool:
    """Whether of the family names in common at least as many stand beside other initials as beside the same.

    Three in ten people in China are called Wang, Li, Zhang, Liu or Chen: a team of such names is known by its initials.
    """
    same = other = 0
    for author in one.authors:
        found = [bearer for word in author.family for bearer in two.bearers.get(word, ())]
        if any(author.may_be(bearer) for bearer in found):
            same += 1
        elif found:
            other += 1
    return 0 < other >= same


def _is_group(features: Features) -> bool:
    """Whether a record is signed by a group, whose members may sign another.

    Databases list the group, its writing committee, or both (ICMJE Recommendations, II.A; MEDLINE: corporate author).
    Match: "Harbour Trial Investigators"; near miss: "Webb", a person.
    """
    return not GROUP_WORDS.isdisjoint(WORD.findall(plain(" ".join(author.name for author in features.authors))))


def _is_unit_of(unit: Features, body: Features) -> bool:
    """Whether one body is the other by its initials, with a unit of it named: AACR2 24.13 enters a unit under its body.

    Match: "WHO Malaria Programme" and "World Health Organization"; near misses, both to the latter: "WTO Trade
    Programme", "WHO Regional Office for Europe", which publishes by itself.
    """
    words = _body_words(unit)
    is_branch = not BRANCH_WORDS.isdisjoint(words)
    return (
        not is_branch
        and len(words) > 1
        and len(words[0]) > 2
        and words[0] in initials_of(body.authors[0].name, STOP_WORDS)
    )


def _is_short_for(one: Features, two: Features) -> bool:
    """Whether one body stands as the initials of the other.

    Match: "WHO" and "World Health Organization", "OECD" and "Organisation for Economic
    Co-operation and Development"; near miss: "NIH" and "National Institute of Mental Health".
    """
    return any(
        len(words) == 1 and words[0] in initials_of(other.authors[0].name, STOP_WORDS)
        for words, other in ((_body_words(one), two), (_body_words(two), one))
    )


def _body_words(features: Features) -> list[str]:
    return [word for word in WORD.findall(plain(features.authors[0].name)) if word not in STOP_WORDS]
