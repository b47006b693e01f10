"""Words for the article around a table: made up, from a seed, about no study in particular."""

from __future__ import annotations

import random

_SUBJECTS = (
    "The included work",
    "Most of the evidence",
    "This group of reports",
    "Our second search",
    "The remaining material",
    "Each of the two reviewers",
    "The wider literature",
    "A smaller body of work",
)
_VERBS = (
    "described",
    "compared",
    "relied upon",
    "did not report",
    "pointed towards",
    "rarely discussed",
    "was drawn from",
    "took account of",
)
_OBJECTS = (
    "the setting in which support was offered",
    "a range of measures taken at several times",
    "people who had been asked to take part by post",
    "the costs that fall on families and on local services",
    "short periods of observation in ordinary practice",
    "differences between the groups before the work began",
    "the way in which the questions had been put",
    "small numbers of sites with long waiting lists",
)
_TAILS = (
    "and this limits what can be said",
    "although the reasons were seldom given",
    "which agrees with what we had expected",
    "so the findings should be read with care",
    "as the protocol had foreseen",
    "while the later searches added little",
    "and no further contact was made",
)
_HEADS = ("Results of the search", "Study characteristics", "Risk of bias", "Synthesis of results", "Main findings")
_NAMES = ("Barrow", "Quill", "Osei", "Lindqvist", "Marchetti", "Tanaka", "Fenwick", "Duarte", "Hollis", "Venter")


def sentence(chance: random.Random) -> str:
    """One sentence."""
    parts = [chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_OBJECTS)]
    if chance.random() < 0.6:
        parts[-1] += ","
        parts.append(chance.choice(_TAILS))
    return " ".join(parts) + "."


def paragraph(chance: random.Random, sentences: int | None = None) -> str:
    """A paragraph of three to seven sentences."""
    return " ".join(sentence(chance) for _ in range(sentences or chance.randint(3, 7)))


def heading(chance: random.Random, number: int) -> str:
    """The heading of a section."""
    return f"3.{number} {chance.choice(_HEADS)}"


def references(chance: random.Random, count: int) -> list[str]:
    """Entries of a reference list."""
    return [
        f"{chance.choice(_NAMES)} {chance.choice('ABCDEFG')}, {chance.choice(_NAMES)} {chance.choice('HJKLM')}. "
        f"{sentence(chance)[:-1]}. Journal of Ordinary Practice {chance.randint(1995, 2024)};"
        f"{chance.randint(1, 60)}:{chance.randint(1, 300)}-{chance.randint(301, 400)}."
        for _ in range(count)
    ]


def running_head(chance: random.Random) -> str:
    """What stands at the head of each page."""
    return f"{chance.choice(_NAMES)} et al. A review of support in ordinary practice"
