"""Where the sentences of a reference end, and how many of its words begin with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.fields.names import UPPER, words

# Words whose full stop ends no sentence. Left: general; right: commonest in abbreviated journal names (NLM catalogue).
_ABBREVIATIONS = words(
    """al dr prof mr mrs ms st vs no nos vol vols ed eds edn pp ch fig cf ca approx inc ltd co corp dept univ rev suppl
    pt ser u.s u.k e.g i.e ph.d j am br eur int appl proc natl acad sci med ann arch clin exp res soc phys chem biol
    surg pediatr paediatr psychol psychiatr neurol nurs epidemiol pharmacol immunol microbiol physiol pathol oncol
    cardiol gastroenterol dermatol ophthalmol obstet gynecol gynaecol anat anesth anaesth biochem biophys biomed
    cell mol genet genom bull can aust scand jpn chin ind indian ital fr dtsch environ occup behav cogn dev educ
    econ polit stat math eng technol trans lett mag quart q assoc inst comput syst rehabil ther disord dis diagn
    dent radiol urol transplant cult disabil gerontol geriatr soc health transcult q"""
)
# Initials, one or two set close. Match: "J", "S.S" of "S.S. Korsakov"; near miss: "e.g", "U.S.A", "Ph.D".
_INITIALS = re.compile(rf"[{UPPER}](?:\.[{UPPER}])?")
# A capitalised word of a sentence, no name. Match: ". The impact"; near miss: ". Lanterns 2010".
_OPENS_SENTENCE = re.compile(r"\.\s+[A-Z][a-z]+\s[a-z]")
# Abbreviated words, each with its full stop (ISO 4). Match: " J. Thromb. Haemost. "; near miss: " Stroke care. ".
_DOTTED_WORDS = re.compile(rf"(?:\s{{0,3}}[{UPPER}][^\W\d_]{{0,14}}\.){{2,9}}\s{{0,3}}")
_SENTENCE_END = re.compile(rf"[.?!][”\"’'»)\]]{{0,2}}(?=\s+[{UPPER}\d“\"‘«(\[\u00bf]|\s*$)|[”\"»](?=\s+[{UPPER}])")


def boundaries(text: str, offset: int = 0) -> Iterator[int]:
    """Ends of sentences, as positions after the closing mark; a full stop after an abbreviation or initial is none."""
    for match in _SENTENCE_END.finditer(text):
        before = re.search(r"([\w.’'-]{1,30})$", text[max(0, match.start() - 30) : match.start()])
        word = before[1].casefold() if before is not None else ""
        if text[match.start()] == "." and match.end() < len(text.rstrip()):
            if (
                word in _ABBREVIATIONS
                and not word.isdigit()
                and text[match.start() - len(word)].isupper() | (word in ("al", "vs", "no", "pp", "ed", "eds"))
            ):
                continue
            if (
                before is not None
                and _INITIALS.fullmatch(before[1])
                and not _OPENS_SENTENCE.match(text, match.start())
                and not re.search(r"[a-zß-ÿ]{3}\s\w$", text[max(0, match.start() - 5) : match.start()])
            ):
                continue
        yield offset + match.end()


def last_sentence(text: str, start: int, end: int) -> int | None:
    """Where the last sentence of `text[start:end]` begins; None where there is but one.

    Abbreviated words with a full stop behind each are one: of `Lamps on wards. J. Thromb. Haemost.` it begins at "J.".
    """
    cuts = [cut for cut in boundaries(text[start:end], start) if any(char.isalpha() for char in text[cut:end])]
    while len(cuts) > 1 and _DOTTED_WORDS.fullmatch(text, cuts[-2], end):
        cuts.pop()
    return cuts[-1] if cuts else None


def capitals(text: str) -> float:
    """Share of the words of four letters or more that begin with a capital; small words are no evidence."""
    long: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return sum(word[0].isupper() for word in long) / len(long) if long else float(text[:1].isupper())
