"""What house is the publisher of a work: a press, a learned society, an official body, or another?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extract.fields.names import is_body_name, words
from extract.fields.references.kinds.phrases import words_of
from extract.folding import fold

House = Literal["press", "society house", "official house", "other house"]

# Houses that publish books and journals; a work from any other body is a report. Words first, then the largest houses
# by name (Publishers Weekly's yearly ranking of the world's largest publishers, and the houses of the evidence
# literature). Match: "Policy Press", "Sage"; near miss: "in press", "Ministry of Lanterns".
PRESS = re.compile(
    r"\b(?:(?<!in )press|publish(?:er|ers|ing)|publications|books|verlag|editions?|éditions|editorial|presses"
    r"|ediciones|edições|edizioni|quintessence"
    r"|springer|wiley|blackwell|elsevier|"
    r"routledge|sage|pearson|mcgraw|palgrave|macmillan|penguin|harper\w*|kluwer|taylor (?:&|and) francis"
    r"|academic press|saunders|mosby|"
    r"churchill|lippincott|karger|thieme|guilford|norton|prentice|jossey|erlbaum|psychology press|de gruyter|brill"
    r"|ashgate|emerald|"
    r"edward elgar|o['’]?reilly|packt|apress|manning|kingsley|heinemann|longman|hodder|random house|simon (?:&"
    r"|and) schuster|bloomsbury|gallimard|suhrkamp|"
    r"basic books|humana|crc|world scientific|birkhäuser|hogrefe|huber|beltz|vandenhoeck|mouton|benjamins"
    r"|van gorcum|allyn|addison)\b",
    re.IGNORECASE,
)
# Bodies that publish by their own imprint: with these "Publishing" makes no press. Match: "OECD Publishing".
_OFFICIAL = words(
    """oecd who un unesco unicef bank organisation organization nations ministry government office council agency
    department commission union parliament"""
)
# Learned societies that are publishers of books and test manuals too. Match: "American Psychiatric Association", "APA";
# near miss: "American Lantern Association".
_SOCIETY_HOUSE = re.compile(
    r"american (?:psychiatric|psychological|mathematical|chemical) (?:association|society)|\bAPA\b", re.IGNORECASE
)
# What makes an imprint of a body's own, and what makes a press even where the publisher was read as its parent body.
# Match: "OECD Publishing", "National Research Council. National Academies Press"; near miss: "in press".
_IMPRINT = re.compile(r"\bpubli(?:shing|cations)\b", re.IGNORECASE)
_PRESS_BEHIND = re.compile(r"\b(?:University|Academ(?:y|ies|ic)) Press\b")


def house_of(publisher: str, outside: str, bodies: Sequence[str]) -> House:
    """What the publisher is: `press` of books, `society house`, `official house` of reports, or `other house`.

    Args:
        publisher: as printed.
        outside: the reference without authors, title and address.
        bodies: the names of the authors, where all of them are bodies.
    """
    is_press = PRESS.search(publisher) is not None
    if (is_press and not _is_own_imprint(publisher)) or _PRESS_BEHIND.search(outside):
        return "press"
    if _SOCIETY_HOUSE.search(publisher):
        return "society house"
    if is_press or is_body_name(publisher) or fold(publisher) in map(fold, bodies):
        return "official house"
    # Some styles print the house before the place ("Routledge: London"), so that the whole tail is asked.
    return "press" if PRESS.search(outside) else "other house"


def _is_own_imprint(publisher: str) -> bool:
    """`OECD Publishing`: a body that publishes by itself, not a press but for the word."""
    return not PRESS.search(_IMPRINT.sub("", publisher)) and not _OFFICIAL.isdisjoint(words_of(publisher))
