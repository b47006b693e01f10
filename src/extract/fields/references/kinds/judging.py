"""Which of the questions about a work answers what type it is?"""

from __future__ import annotations

from collections.abc import Set

from extract.fields.references.kinds.by_container import type_by_container
from extract.fields.references.kinds.by_source import is_plain_article, may_be_data, type_by_source
from extract.fields.references.kinds.clues import clues_of
from extract.fields.references.kinds.evidence import evidence_of
from extract.fields.references.kinds.leaning import Leaning
from extract.fields.references.kinds.printed import Printed
from extract.fields.references.kinds.standing_alone import type_by_clues

# Without one of these a reference names no work.
_NAMED = frozenset({"title", "container", "publisher"})


def type_of(work: Printed, leaning: Leaning | None = None) -> tuple[str | None, float | None]:
    """The type of work, a code of `schemas/vocab/publication_types.yml`, None when the parts do not say; and how often
    such an answer is right, None where only the rules were asked.

    The rules: what the source says; then what follows from a container; then, of a work that stands alone, what its
    clues add up to. Where the model leans to a type, their answer is one more piece of evidence. It stands where the
    source says the type (a degree, a meeting, a register; an article only with its whole place), of which 131 of 135
    held-out works are right, and where the reference names no work ("Ibid.").
    """
    sourced = type_by_source(work)
    ruled = sourced or type_by_container(work)
    is_said = is_plain_article(work) if sourced == "article" else sourced is not None
    if leaning is None or is_said or not work.has & _NAMED:
        return ruled or type_by_clues(clues_of(work)), None
    clues = clues_of(work)
    evidence, barred = evidence_of(work, clues, ruled or type_by_clues(clues)), _barred(work, clues)
    settled = leaning.settled(evidence, barred)
    if settled[0] == "dataset" and not may_be_data(work):  # asked last, since it reads the whole text
        return leaning.settled(evidence, (*barred, "dataset"))
    return settled


def _barred(work: Printed, clues: Set[str]) -> tuple[str, ...]:
    """Types that what is printed rules out (benchmarks/references/marked): a page on the web prints nothing that only a
    report has, such as a file; a thesis is so called."""
    is_called = "thesis" in work.said | work.title
    barred = (("web-page", "document" in clues), ("thesis", not is_called))
    return tuple(name for name, is_so in barred if is_so)
