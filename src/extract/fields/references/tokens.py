"""A reference cut into tokens, and what the model is told of each token."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract.fields.names import BODY_LINKS, BODY_WORDS, PARTICLES, words
from extract.fields.references.identifiers import find_identifiers
from extract.fields.references.record import Mark
from extract.fields.references.rules import marks_between

# Where a stretch without spaces is still two tokens: "2005;186(2):123-9", "Smith,J.", "vol.3", "trial.Lancet".
# Specification: after `; : , )` or a bracket before a letter or digit; before an opening bracket; between a
# word's full stop and a digit; between a full stop and a capitalised word. Near miss: "J.A.", "123-9", "3.5".
_CUT = re.compile(
    r"(?<=[;:,)\]])(?=[\w“\"‘(])|(?<=[\w.,:;])(?=[(\[])|(?<=[A-Za-z]\.)(?=\d)|(?<=[a-z\d][a-z)]\.)(?=[A-Z][a-z])"
    r"|(?<=[a-z][.?!]”)(?=\w)|(?<=\d\.)(?=[A-Z][a-z])|(?<=[a-z]{3})(?=\d)|(?<=\b[A-Z])(?=\d)|(?<=\d\.)(?=\d)"
)
_EDGES = re.compile(r"^(?P<lead>[^\w]*)(?P<core>.*?)(?P<trail>[^\w]*)$", re.DOTALL)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_RANGE = re.compile(r"[a-zA-Z]{0,3}\d+\s?[-‐‑–—−]+\s?[a-zA-Z]{0,3}\d*")
_INITIALS = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.?[-‐]?){1,4}")

_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("month", words(
    """jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
    october november december spring summer autumn fall winter januar februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre"""
)),
    ("vol", words("vol volume vols bd band tome tomo t v")),
    ("no", words("no nr number issue iss heft n° num núm nos n")),
    ("pp", words("pp p pages page pg s pgs seiten")),
    ("ed", words("ed eds editor editors edited hrsg hg editado dir")),
    ("edn", words("edition edn aufl auflage édition edición")),
    ("in", words("in")),
    ("and", words("and & et und y e")),
    ("thesis", words("thesis dissertation phd diss doctoral thèse msc master's masters ph.d")),
    ("conf", words(
    """proceedings proc conference conf symposium workshop congress meeting colloquium presented tagung"""
)),
    ("press", words(
    """press publishers publishing publications verlag springer wiley elsevier routledge sage blackwell books sons ltd
    inc éditions kluwer mcgraw-hill palgrave macmillan pearson academic"""
)),
    ("journal", words(
    """journal j annals archives review reviews quarterly bulletin transactions letters lancet bmj jama zeitschrift
    revue acta bmc plos trans rev lett phys chem"""
)),
    ("place", words(
    """london york cambridge oxford berlin paris new chicago boston washington amsterdam münchen wien zürich basel
    heidelberg geneva stuttgart leipzig hamburg frankfurt tübingen dordrecht philadelphia princeton edinburgh madrid
    rome milano ny ma ca uk usa dc nj il pa england germany netherlands thousand oaks los angeles san francisco
    toronto sydney melbourne stockholm"""
)),
    ("body", BODY_WORDS),
    ("link", BODY_LINKS | words(
    """a an the der die das le la les et und zu zur from by with using among between is are"""
)),
    ("part", PARTICLES),
    ("etal", words("al others")),
    ("rep", words("report rep working paper discussion technical tech briefing series memo draft")),
    ("jr", words("jr sr iii")),
)  # fmt: skip
_CLASS_OF: dict[str, str] = {}
for _name, _members in reversed(_CLASSES):
    for _member in _members:
        _CLASS_OF[_member] = _name


def tokenise(text: str, identifiers: tuple[Mark, ...]) -> list[tuple[int, int]]:
    """Start and end of each token; an identifier or address is one token, whatever characters it holds."""
    spans: list[tuple[int, int]] = []
    at = 0
    for mark in (*identifiers, None):
        stop = len(text) if mark is None else mark.start
        for chunk in re.finditer(r"\S+", text[at:stop]):
            start = at + chunk.start()
            for cut in _CUT.finditer(chunk[0]):
                if at + chunk.start() + cut.start() > start:
                    spans.append((start, at + chunk.start() + cut.start()))
                    start = at + chunk.start() + cut.start()
            spans.append((start, at + chunk.end()))
        if mark is not None:
            spans.append((mark.start, mark.end))
            at = mark.end
    return spans


@lru_cache(maxsize=100_000)
def _own(token: str) -> tuple[str, str, str, str, str]:
    """Shape, core in lower case, class, punctuation before and after: what a token says without its neighbours."""
    match = _EDGES.match(token)
    lead, core, trail = (match["lead"], match["core"], match["trail"]) if match is not None else ("", token, "")
    folded = unicodedata.normalize("NFKC", core).casefold()
    return _shape(core, trail), _word(folded), _CLASS_OF.get(folded, "-"), lead[-2:], trail[:2]


def _shape(core: str, trail: str) -> str:
    if not core:
        return "punct"
    if core.isdigit():
        return "year" if _YEAR.fullmatch(core) else f"d{min(len(core), 5)}"
    if _YEAR.fullmatch(core):
        return "yeara"
    if core[0].isdigit() or core[-1].isdigit():
        if _RANGE.fullmatch(core):
            return "range" if not _YEAR.fullmatch(core[:4]) else "yrange"
        return "ed" if core[-1].isdigit() else "de"
    if _INITIALS.fullmatch(core) and sum(map(str.isalpha, core)) <= 4:
        return f"I{sum(map(str.isalpha, core))}" + ("." if trail.startswith(".") or "." in core else "")
    if core.isupper():
        return "AA"
    if core[0].isupper():
        return "Aa" if core[1:].islower() else ("A-A" if "-" in core else "AaA")
    return "aa" if core.islower() else "aA"


def _word(folded: str) -> str:
    return re.sub(r"\d", "0", folded)[:18]


@lru_cache(maxsize=100_000)
def _near(token: str) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    """Features of a token for itself, and for the tokens one and two places after and before it."""
    shape, word, kind, lead, trail = _own(token)
    mine = [
        f"w={word}", f"s={shape}", f"l={lead}", f"t={trail}", f"slt={shape}{lead}{trail}", f"k={kind}",
        f"z={word[-3:]}", f"a={word[:3]}",
        f"kt={kind}{trail}",
    ]  # fmt: skip
    return (
        mine,
        [f"-w={word}", f"-st={shape}{trail}", f"-k={kind}{trail}", f"-l={lead}"],
        [f"+w={word}", f"+sl={lead}{shape}", f"+t={shape}{trail}", f"+k={kind}"],
        [f"--st={shape}{trail}", f"--w={word}", f"--k={kind}"],
        [f"++sl={lead}{shape}{trail}", f"++w={word}", f"++k={kind}"],
    )


def features(
    text: str, spans: list[tuple[int, int]], identifiers: tuple[Mark, ...], ruled: tuple[Mark, ...]
) -> list[list[str]]:
    """For each token what the model sees: itself, two neighbours on each side, and where in the reference it stands.

    What the rules take the token for is one feature among the others: the model learns where they can be believed.

    Standing: whether the year has been passed, quotation marks and brackets around, the sentence it is in, how far
    the next number is and whether a sentence ends before it, and whether the style prints the year early or late.
    """
    tokens = [text[start:end] for start, end in spans]
    named = {mark.start: mark.field for mark in identifiers}
    for index, (start, _) in enumerate(spans):
        if start in named:
            tokens[index] = f"@{named[start]}"
    own = [_own(token) for token in tokens]
    near = [_near(token) for token in tokens]
    count = len(tokens)
    ends = [_ends_sentence(own, index) for index in range(count)]
    ahead = _ahead(own, ends)
    years = [index for index, item in enumerate(own) if item[0] in ("year", "yeara")]
    first_year = years[0] if years else -1
    style = "none" if first_year < 0 else "early" if first_year * 3 < count and first_year < 25 else "late"
    quoted = any("“" in token or '"' in token or "«" in token or "„" in token for token in tokens)
    guess = _guesses(spans, ruled)
    segment = _segments(own, style)
    result: list[list[str]] = []
    sentence = 0
    since = 0
    is_quote = is_bracket = False
    for index in range(count):
        shape, word, _, lead, trail = own[index]
        if "“" in lead or "«" in lead or "„" in lead or ('"' in lead and not is_quote):
            is_quote = True
        if "(" in lead or "[" in lead:
            is_bracket = True
        passed = "Y0" if first_year < 0 or index < first_year else "Y=" if index == first_year else "Y1"
        here = list(near[index][0])
        here += near[index - 1][1] if index else ["-BOS"]
        here += near[index + 1][2] if index + 1 < count else ["+EOS"]
        here += near[index - 2][3] if index > 1 else ["--BOS"]
        here += near[index + 2][4] if index + 2 < count else ["++EOS"]
        q = f"{'q' if is_quote else '-'}{'b' if is_bracket else '-'}"
        here += (
            f"pos={min(index, 4) if index < 4 else 5 + index * 6 // count}",
            f"end={min(count - index, 4)}",
            f"y={style}{passed}",
            f"ys={style}{passed}{shape}",
            f"sen={min(sentence, 6)}{style}",
            f"since={min(since, 6)}{'Q' if quoted else ''}",
            f"r={guess[index]}",
            f"rs={guess[index]}{shape}",
            f"rr={guess[index - 1] if index else '^'}{guess[index]}{guess[index + 1] if index + 1 < count else '$'}",
            f"rw={guess[index]}{word}",
            f"qb={q}",
            f"qbs={q}{shape}",
            *segment[index],
            ahead[index],
            f"{ahead[index]}{passed}{shape}",
            f"-s|s={own[index - 1][0]}{own[index - 1][4]}|{shape}" if index else "-s|s=BOS",
            f"s|+s={shape}{trail}|{own[index + 1][0]}" if index + 1 < count else f"s|+s={shape}{trail}|EOS",
            f"-w|w={own[index - 1][1]}|{word}" if index else f"-w|w=|{word}",
        )
        result.append(here)
        since += 1
        if ends[index]:
            sentence += 1
            since = 0
        if "”" in trail or "»" in trail or ('"' in trail and is_quote):
            is_quote = False
        if ")" in trail or "]" in trail:
            is_bracket = False
    return result


def _segments(own: list[tuple[str, str, str, str, str]], style: str) -> list[tuple[str, ...]]:
    """For each token what the stretch between two punctuation marks says of it: a journal or house stands in
    capitals before
    a number or the end, a title in small letters. Length, capitals, the stretch after it, its place in the
    reference."""
    pieces: list[tuple[int, int]] = []
    first = 0
    for index, item in enumerate(own):
        if item[4] or index + 1 == len(own):
            pieces.append((first, index + 1))
            first = index + 1
    kinds = [_segment_kind(own[first:last]) for first, last in pieces] + ["END"]
    result: list[tuple[str, ...]] = []
    for number, (first, last) in enumerate(pieces):
        length = last - first
        before = kinds[number - 1] if number else "BEG"
        here = (
            f"g={kinds[number]}{min(length, 7)}|{kinds[number + 1]}",
            f"gg={before}|{kinds[number]}|{kinds[number + 1]}",
            f"gi={min(number, 7)}{style}{kinds[number]}",
        )
        result.extend([here] * length)
    return result


def _segment_kind(items: list[tuple[str, str, str, str, str]]) -> str:
    """`d` a number, `y` a year, `I` initials, `C` words all in capitals, `M` mixed, `l` small letters; with its
    class of word."""
    head = items[0][0]
    if len(items) == 1 and (head[0] == "d" or head in ("year", "yeara", "range", "ed", "de")):
        return "y" if head.startswith("year") else "r" if head == "range" else "d"
    if head.startswith("I") and len(items) == 1:
        return "I"
    words = [
        item
        for item in items
        if item[0][:2] in ("Aa", "AA", "aa", "A-", "aA") and item[2] not in ("link", "and", "part")
    ]
    capitals = sum(item[0][0] == "A" for item in words)
    case = "-" if not words else "C" if capitals == len(words) else "M" if capitals * 2 > len(words) else "l"
    marked = next(
        (
            item[2]
            for item in items
            if item[2] in ("journal", "conf", "press", "place", "vol", "no", "pp", "ed", "thesis", "body")
        ),
        "",
    )
    number = "#" if items[-1][0][0] == "d" or items[-1][0] == "range" else ""
    return f"{case}{marked}{number}"


def _guesses(spans: list[tuple[int, int]], marks: tuple[Mark, ...]) -> list[str]:
    """For each token the field of the mark that covers its middle, `-` for none. Marks may be nested: the shorter
    counts."""
    result = ["-"] * len(spans)
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        for index, (start, end) in enumerate(spans):
            if start >= mark.end:
                break
            if mark.start <= (start + end - 1) // 2 < mark.end:
                result[index] = mark.field
    return result


def _ends_sentence(own: list[tuple[str, str, str, str, str]], index: int) -> bool:
    """A full stop, question mark or closing quotation mark that is not after initials or a short capitalised word."""
    shape, _, kind, _, trail = own[index]
    if not trail or trail[0] not in '.?!”"»':
        return False
    return not (trail[0] == "." and (shape.startswith("I") or kind in ("vol", "no", "pp", "ed", "etal")))


def _ahead(own: list[tuple[str, str, str, str, str]], ends: list[bool]) -> list[str]:
    """For each token: words to the next number (0 to 5, then more) and whether a sentence ends before it."""
    result = ["" for _ in own]
    distance = 9
    is_parted = True
    for index in range(len(own) - 1, -1, -1):
        shape = own[index][0]
        if ends[index] and distance > 0:
            is_parted = distance > 1 or is_parted
        result[index] = f"nd={min(distance, 6)}{'.' if is_parted else ''}"
        if shape[0] == "d" or shape in ("year", "yeara", "range", "ed"):
            distance = 0
            is_parted = False
        distance += 1
    return result


@dataclass(frozen=True)
class Tokens:
    """A printed reference as the model sees it.

    Attributes:
        text: as printed, white space, tags and soft hyphens made plain; each character in its place.
        identifiers: what has a syntax of its own; ruled: what the rules mark; spans: start and end of each token.
    """

    text: str
    identifiers: tuple[Mark, ...]
    ruled: tuple[Mark, ...]
    spans: list[tuple[int, int]]

    @cached_property
    def features(self) -> list[list[str]]:
        """What the model is told of each token."""
        return features(self.text, self.spans, self.identifiers, self.ruled)


def _plain(raw: str) -> str:
    """The text with white space, tags and soft hyphens made plain, each character in its place."""
    text = re.sub(r"</?[A-Za-z]{1,10}>", lambda match: " " * len(match[0]), raw) if "<" in raw else raw
    return re.sub(r"\s", " ", text).replace("\u00ad", "-")


def read_tokens(raw: str) -> Tokens:
    """The tokens of a printed reference; token places are positions in `raw`."""
    text = _plain(raw)
    found = find_identifiers(text)
    ruled = marks_between(text, found)
    identifiers = tuple(mark for mark in found if mark.field != "note")
    return Tokens(text, identifiers, ruled, tokenise(text, identifiers))
