"""Who wrote a work: a printed list of authors, read into persons and bodies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extract.fields.accents import accented
from extract.folding import fold


def words(text: str) -> frozenset[str]:
    """The words of a list that is printed as running text."""
    return frozenset(text.split())


# Python's `re` has no class for capital letters, so it is spelt out: Basic Latin, Latin-1 and Latin Extended-A.
UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x180) if chr(code).isupper())

PARTICLES = words(
    """van von vom zu zur der den de del della dalla dello di da das do dos du la le les lo el al ten ter te 't af av
    bin ibn ben st san santa mac"""
)
SUFFIXES = words("jr sr ii iii iv 2nd 3rd junior senior")

# Words that name a kind of body: taken from the style guides' own examples of group authors (APA 7, section 9.11;
# Vancouver's
# "organisation as author"; the NLM guide "Citing Medicine", chapter 1) and their commonest synonyms. German, French and
# Spanish forms of the same words follow.
BODY_WORDS = words(
    """academy administration agency alliance assembly association associates authority bank board bureau cabinet
    centre center centers centres charity church coalition collaboration collaborative collaborators college
    commission committee company confederation conference congress consortium consultancy consultants coordination
    corporation council countries county department departments directorate division economics executive education
    facility federation forum foundation fund government group groups health healthcare hospital hospitals house
    housing inc inspectorate initiative institute institutes institution international investigators laboratory
    league library limited ltd medicine ministry mission nations national network nhs observatory office
    organisation organization panel parliament partners partnership platform policy practitioners programme program
    project projects public research researchers royal safety school secretariat service services societies society
    statistics support survey task taskforce team trialists trust trustees union unit universities university
    welfare working world world's bundesamt bundesministerium gesellschaft institut kommission ministerium
    statistisches universität verband verein ministère organisation santé société université instituto ministerio
    organización sociedad universidad"""
)
# More of these words, which the model is not told of: of other languages, and of companies.
_MORE_BODY_WORDS = words(
    """authorities campaign commonwealth embassy enterprises government's holdings industries investigators investments
    laboratories llc gmbh museum ombudsman parliamentary pharmaceuticals police republic rights secretariats senate
    solutions technologies treasury trialist treaty guideline
    agence agencia agência agenzia amt associação asociación associazione bundesregierung bundesverband bundeszentrale
    câmara cámara centro centrum zentrum comisión comissão comité comitato confederación conseil consejo conselho
    consiglio dirección direction departamento département federación federação fédération federazione fondation
    fondazione fundação fundación gobierno governo gouvernement istituto kommune ministério ministero ministerie
    ministerstwo ministerstvo regierung secretaria secretaría secrétariat sociedade società statistik stichting
    stiftung universidade università universitet universiteit universitas uniwersytet"""
)
_BODY_NOUNS = BODY_WORDS | _MORE_BODY_WORDS
# Ends of compounds that name a kind of body, in German and the Nordic languages. Match: "Umweltministerium",
# "Skolverket"; near miss: "Amt".
_BODY_ENDS = (
    "ministerium", "verband", "gesellschaft", "universität", "institut", "institutet", "stiftung", "kommission",
    "behörde", "ministeriet", "departementet", "direktoratet", "myndigheten", "styrelsen", "verket", "universitetet",
    "ministeerium",
)  # fmt: skip
# Nouns of bodies that are whole names with an adjective or "of …": with "and" between them there are two bodies.
_HEADS = words(
    """academy agency association board college commission committee council department foundation institute
    institution ministry office organisation organization society university"""
)
# Function words stand in the name of a body ("Centre for Mental Health"), hardly ever in that of a person.
BODY_LINKS = words("for of on in the to against with und für of")

# "und" stands between two persons as well.
_LINKS = BODY_LINKS - {"und"}

# Bodies that references print by their abbreviation; any other word in capitals may be a family name in small capitals.
BODY_ACRONYMS = words(
    """WHO NICE SIGN NHS CDC OECD UNICEF UNESCO UNAIDS UNFPA UNHCR ONS SCIE DH DHSC DOH DFID AHRQ CADTH IQWIG EMA FDA
    NIH NIMH NIHR HMSO AIHW NHMRC SAMHSA SAMH MIND ILO IPCC FAO EU UN IOM ECDC EMCDDA PHE UKHSA NCCMH RCPSYCH BMA
    APA ADHB IARC"""
)

# The end of the name of a national body ("Age UK") or a company ("Figshare LLC"), which looks like initials.
COUNTRY_ACRONYMS = words("UK USA EU NZ UN LLC GmbH PLC plc AG Srl SRL")

# What stands in the author's place where there is none (APA 7, section 9.12; Citing Medicine, chapter 1).
_NOBODY = frozenset({"anon", "anonymous", "no author", "no authors", "no authors listed"})
# For whom the authors wrote, who are no authors. Match: ", on behalf of the Lantern Group"; near miss: "behalf".
_ON_BEHALF = re.compile(r"[,;]?\s(?:and\s)?\(?on behalf of\b[^;]{0,300}", re.IGNORECASE)
# What leads to a group behind persons. Match: "for the Lantern Group", "and the Lantern Group"; near miss: "The Trust".
_LEADS_TO_GROUP = re.compile(r"^(?:and |& )?(?:for )?(?:the )?")
# A name with its letters in brackets at the end, as bodies alone are printed. Match: "Open Lanterns (OL)"; near miss:
# "Berg (USA, 2010)".
_ENDS_IN_LETTERS = re.compile(rf"(?<=[^\W\d_]{{2}}) \([{UPPER}][^\W_]{{0,8}}[{UPPER}]\)\.?$")
# A name of a product or company: a capital inside, not behind "Mac" or "Fitz". Match: "SonarSource", "MySociety";
# near miss: "McDonald", "FitzGerald".
_CAMEL = re.compile(rf"(?!Fitz)[{UPPER}][a-z]{{4,}}[{UPPER}][a-z]+")

_COUNTRIES = COUNTRY_ACRONYMS | {"US"}
_WORD = re.compile(r"[^\W\d_]+")
# Small letters of all words without which no text is the name of a body.
_SIGNS = _BODY_NOUNS | _LINKS | frozenset(word.casefold() for word in BODY_ACRONYMS | COUNTRY_ACRONYMS)

# One to four capitals, each with or without a full stop, hyphen or space: "M.P.", "JA", "J.-P.", "E. F.", "C.A".
# Match: "M.P."; near miss: "Ng", "Mp.".
INITIALS = re.compile(rf"(?:[{UPPER}][a-z]?\.[-‐ ]?|[{UPPER}][-‐]?){{1,5}}(?<=[{UPPER}.])")
# The words that say that a list was cut, alone or as the tail of a list. Match: "et al.", "and others"; near miss:
# "Etal".
ET_AL = re.compile(
    r"[,;&]?\s{0,9}(?:\b(?:and|&)\s+)?\b(?:et\s*al\b\.?|et\s+coll\b\.?|and\s+others\b|and\s+colleagues\b|(?-i:u\.\s?a\.))",
    re.IGNORECASE,
)
# What marks a list of editors. Match: "(Eds.)", "editors"; near miss: "edition".
EDITOR_MARK = re.compile(
    r"[,(\[]?\s{0,9}\b(?:eds?|editors?|hrsg|hg|ed\. by|edited by)\b\.?\s*[)\]]?[,:]?", re.IGNORECASE
)
# A reference number among the names of a label. Match: "Pessina et al. [30]", "Diss and colleagues19"; near miss:
# "Group 2".
_CITED = re.compile(r"\s?\[[\d,;–\s-]{1,30}\]|(?<=[a-z.])\d{1,3}(?:[,–-]\d{1,3})*(?!\w)")
# What parts two names. A comma may stand before "and". Match: ", and "; near miss: "Anderson".
SEPARATOR = re.compile(
    r"\s{0,9}[;,]\s*(?:(?:and|und|et|y|e|&)\s+)?|\s{1,9}(?:and|und|et|y|&)\s+|\s{0,9}&\s*", re.IGNORECASE
)


# A semicolon between two names, with an "and" behind it. Match: "; and "; near miss: ", ".
_SEMICOLON = re.compile(r"\s{0,9};\s*(?:and\s+|&\s*)?")
# What stands in brackets among names. Match: " (Hospital Trust)"; near miss: "(a".
_BRACKETED = re.compile(r"\s?\([^()]{0,80}\)")
# A hyphen at a line end before a capital. Match: "Coolen- Schrijner"; near miss: "semi- structured".
_BROKEN = re.compile(rf"([-‐])\s+(?=[{UPPER}])")
# A blank before a full stop or comma. Match: "D.P ."; near miss: "D. P".
_LOOSE = re.compile(r"\s(?=[.,](?:\s|$))")
# One initial with the hyphen before it. Match: "-P" of "J.-P."; near miss: "p".
_INITIAL = re.compile(rf"([-‐]?)\s{{0,9}}([{UPPER}][a-z]?)")
# A full stop behind a whole word. Match: "Susan."; near miss: "J.A."
_ENDS_IN_WORD = re.compile(r"\w{3}\.$")

# What typesetting joins and line ends hide. NFKC would do too much: it parts "¨" into a space and a mark.
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
)


@dataclass(frozen=True)
class Author:
    """A person or a body.

    Attributes:
        family: family name with its particles ("van der Berg"), or the whole name of a body.
        given: initials ("M.P.") or given names as printed; None for a body, and where only the family name is printed.
        is_body: an organisation, a group or a study.
    """

    family: str
    given: str | None
    is_body: bool

    def __str__(self) -> str:
        """`Webber, M.P.`, or the name of a body alone."""
        return self.family if self.given is None else f"{self.family}, {self.given}"


@dataclass(frozen=True)
class AuthorList:
    """Authors in printed order; `has_et_al` when the list says that it was cut."""

    authors: tuple[Author, ...]
    has_et_al: bool


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
    text, has_et_al = _without_et_al(_CITED.sub(" ", _mended(text)))
    if "behalf" in text:
        text = _ON_BEHALF.sub("", text)
    text = EDITOR_MARK.sub(" ", text).strip(" ,;.&:") + ("." if text.rstrip(" ,;&:)").endswith(".") else "")
    if not any(char.isalpha() for char in text) or (is_full and text.strip("[]. ").casefold() in _NOBODY):
        return AuthorList((), has_et_al)
    is_published = is_published and not has_et_al
    if not may_name_body(text):
        if is_full and _is_own(text, own):
            return AuthorList((Author(text.strip(" ."), None, True),), has_et_al)
        return AuthorList(tuple(_persons(_unbracketed(text), is_full, is_published, has_bodies=False)), has_et_al)
    pieces = _pieces(text)
    if len(pieces) == 1 and is_full and _is_own(text, own):
        return AuthorList((Author(text.strip(" ."), None, True),), has_et_al)
    authors: list[Author] = []
    for piece, is_body in pieces:
        authors += _bodies(piece) if is_body else _persons(_unbracketed(piece), is_full, is_published, has_bodies=True)
    return AuthorList(tuple(authors), has_et_al)


def may_name_body(text: str) -> bool:
    """Whether any word could make the text, or a part of it, the name of a body: asked first, since most lists hold
    persons alone."""
    found = _WORD.findall(text.casefold())
    return (
        not _SIGNS.isdisjoint(found)
        or text.rstrip(". ").endswith(")")
        or any(len(word) > 9 and word.endswith(_BODY_ENDS) for word in found)
    )


def _unbracketed(text: str) -> list[str]:
    return _parts(_BRACKETED.sub(" ", text))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text whole, or, where persons and bodies stand in one list, cut between them; of each piece whether it is a
    body.

    Example: `Lee AB, Berg C; LANTERN Group` gives "Lee AB, Berg C" and "LANTERN Group".
    """
    whole = [(text, is_body_name(text))]
    if ";" in text:
        parts = [part.strip() for part in _SEMICOLON.split(text) if part.strip(" .")]
        are_bodies = {is_body_name(part) for part in parts}
        if are_bodies != {True, False}:
            return whole
        return [piece for part in parts for piece in _pieces(_LEADS_TO_GROUP.sub("", part))]
    spans = _spans(text)
    if len(spans) < 2:
        return whole
    are_persons = _are_persons([text[start:end] for start, end in spans])
    if all(are_persons):
        return [(text, False)]
    if not any(are_persons):
        return whole
    runs: list[tuple[bool, int, int]] = []
    for is_person, (start, end) in zip(are_persons, spans, strict=True):
        if runs and runs[-1][0] is is_person:
            start = runs.pop()[1]
        runs.append((is_person, start, end))
    if not all(is_person or is_body_name(text[start:end]) for is_person, start, end in runs):
        return whole
    return [
        (text[start:end] if is_person else _LEADS_TO_GROUP.sub("", text[start:end]), not is_person)
        for is_person, start, end in runs
    ]


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the parts between separators stand."""
    edges = [0, *(edge for match in SEPARATOR.finditer(text) for edge in match.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip(" .")]


def _are_persons(parts: list[str]) -> list[bool]:
    """Of each part whether initials show that it is a person, or belong to the part before."""
    result = [False] * len(parts)
    for at, part in enumerate(parts):
        if at and _is_initials(part) and not result[at - 1] and not _has_body_noun(parts[at - 1]):
            result[at - 1] = result[at] = True
        elif (_is_vancouver(part) and not is_body_name(part)) or (
            _opens_with_initials(part) and not is_body_name(part)
        ):
            result[at] = True
    return result


def _opens_with_initials(part: str) -> bool:
    """`J. A. Berg`, not the letters of a country (`U.S. Food and Drug Administration`)."""
    first = part.split()[0]
    return "." in first and _is_initials(first) and first.replace(".", "") not in _COUNTRIES


def _has_body_noun(text: str) -> bool:
    return len(text.split()) > 1 and any(_names_body(word) for word in _folded(text))


def _is_own(text: str, own: str) -> bool:
    """Whether a name alone is that of a product (`SonarSource`), or, of two words or more without initials, stands in
    the host or the publisher of its work."""
    words = text.strip(" .").split()
    if len(words) < 3 and _CAMEL.fullmatch(words[0].strip(".")) and "," not in text:
        return True
    if not own or not 1 < len(words) < 6 or "," in text or any(_is_initials(word) for word in words):
        return False
    key = fold(text)
    return len(key) > 5 and key in fold(own)


def is_body_name(text: str) -> bool:
    """Whether the whole text names a body: a word that names a kind of body, or a link word, and no list of persons.

    Example: `Centre for Mental Health` is one; `House, J.S.` is not, since a name followed by initials is a person.
    """
    words = text.replace(",", " ").split()
    if len(words) == 1 and _is_acronym(words[0].strip(".;:()")):
        return True
    if any(_is_initials(part) for part in _split(text)[1:]):
        return False
    if words and _is_initials(words[-1]) and not words[-1].isupper():
        return False
    if len(words) > 1 and _is_named_like_body(words):
        return False
    folded = _folded(text)
    if words and words[-1].strip(".") in COUNTRY_ACRONYMS and "," not in text and len(words) > 1:
        return True
    if any(_names_body(word) for word in folded) and not (_is_vancouver(text) and not _is_cut_body(folded)):
        return True
    if text.rstrip(".").endswith(")") and _ENDS_IN_LETTERS.search(text):
        return True
    return len(words) > 2 and any(word in _LINKS for word in folded[1:-1])


def _is_named_like_body(words: Sequence[str]) -> bool:
    """`R. C. Group`: a person whose one family name is the noun of a body; not `H.E.S.S. collaboration`."""
    *given, family = words
    letters = "".join(given)
    is_short = all("." in word and _is_initials(word) for word in given)
    return is_short and family[:1].isupper() and letters.count(".") < 4 and letters.replace(".", "") not in _COUNTRIES


def _folded(text: str) -> list[str]:
    return [word.strip(".,;:()'’&").casefold() for word in text.replace(",", " ").split()]


def _names_body(folded: str) -> bool:
    return folded in _BODY_NOUNS or (len(folded) > 9 and folded.endswith(_BODY_ENDS))


def _is_acronym(word: str) -> bool:
    """`WHO`, or letters with those of a country behind a hyphen (`LOBBY-EU`)."""
    stem, hyphen, country = word.rpartition("-")
    return word in BODY_ACRONYMS or (bool(hyphen) and stem.isupper() and country in COUNTRY_ACRONYMS)


def _is_cut_body(folded: list[str]) -> bool:
    """`National Guideline C`: reference managers take the last word of a body for given names and print one letter."""
    return len(folded) > 2 and len(folded[-1]) == 1 and _names_body(folded[0]) and folded[0] not in PARTICLES


def _mended(text: str) -> str:
    """White space made single, a hyphen at a line end closed up ("Coolen- Schrijner"), ligatures opened, accents put
    on their letters."""
    text = accented(text)
    text = text if text.isascii() else unicodedata.normalize("NFC", text.translate(LIGATURES))
    return _LOOSE.sub("", _BROKEN.sub(r"\1", " ".join(text.split())))


def _without_et_al(text: str) -> tuple[str, bool]:
    match = ET_AL.search(text)
    if match is None:
        return text, False
    tail = text[match.end() :].strip(" ,.:")
    tail = tail[1:].rstrip(")] ") if tail[:1] in ("(", "[") else tail
    # "Lee A, et al.; LANTERN Group": a body behind the words is one more author.
    is_body = bool(tail) and is_body_name(tail)
    return f"{text[: match.start()]}; {tail}" if is_body else f"{text[: match.start()]} {text[match.end() :]}", True


def _split(text: str) -> list[str]:
    return [part for part in SEPARATOR.split(text) if part.strip(" .")]


def _parts(text: str) -> list[str]:
    """The list cut at its separators; a name in `Family, Given;` form keeps its comma."""
    if ";" in text:
        return [part.strip() for part in _SEMICOLON.split(text) if part.strip(" .")]
    return [part.strip() for part in _split(text)]


def _bodies(text: str) -> tuple[Author, ...]:
    """A body stays whole; a semicolon parts two of them, since commas and "and" stand inside their names, and an "and"
    between two names that are whole by themselves (`Lantern Society and Royal College of Gardens`)."""
    names = [name.strip(" .,") for part in text.split(";") for name in _whole_names(part)]
    return tuple(Author(name, None, True) for name in names if name)


def _whole_names(text: str) -> list[str]:
    sides = re.split(r",? (?:and|&) ", text)
    if len(sides) == 2 and all(_is_whole_name(side) for side in sides):
        return sides
    return [text]


def _is_whole_name(text: str) -> bool:
    """Two words or more, with the noun of a body at the end or before "of" or "for"."""
    folded = _folded(re.sub(r"\s?\([^()]{0,80}\)", "", text))
    if len(folded) < 2 or "," in text:
        return False
    return folded[-1] in _HEADS or any(word in _HEADS and link in ("of", "for") for word, link in pairwise(folded))


@lru_cache(maxsize=4096)
def _is_initials(part: str) -> bool:
    part = part.strip()
    return bool(INITIALS.fullmatch(part)) and sum(sign not in "-‐. " for sign in part) <= 5


def _is_suffix(part: str) -> bool:
    return part.strip(" .").casefold() in SUFFIXES


def _is_vancouver(part: str) -> bool:
    """`Larsen JA`, `van der Berg M`, `Smith J Jr`: a family name, then initials without a comma."""
    words = part.split()
    if len(words) > 2 and _is_suffix(words[-1]):
        words = words[:-1]
    if words and words[-1].strip(".") in COUNTRY_ACRONYMS:
        return False
    return (
        len(words) >= 2
        and _is_initials(words[-1])
        and not _is_initials(words[0])
        and (len(words[-1].replace(".", "")) <= 4)
    )


def _persons(parts: list[str], is_full: bool, is_published: bool, *, has_bodies: bool) -> Iterator[Author]:
    if is_full and _is_in_pairs(parts):
        yield from (_person(family, given) for family, given in zip(parts[::2], parts[1::2], strict=True))
        return
    parts = [part for part in parts if not _is_suffix(part)]
    has_initials = any(_is_initials(part) for part in parts[1:])
    are_short = len(parts) > 1 and all(_opens_with_initials(part) for part in parts)
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else None
        if "," in part:  # the list was parted by semicolons
            family, _, given = part.partition(",")
            yield _person(family, given)
            index += 1
        elif (
            following is not None and _is_initials(following) and not _is_vancouver(part) and part not in BODY_ACRONYMS
        ):
            yield _person(part, following)
            index += 2
        elif _is_vancouver(part):
            yield _vancouver(part)
            index += 1
        elif is_full and has_initials and _is_full_pair(parts, index):
            yield _person(part, parts[index + 1])
            index += 2
        elif index == 0 and is_full and following is not None and not has_initials and _is_inverted(part, parts):
            yield _person(part, following)
            index += 2
        elif (
            (has_bodies and is_body_name(part))
            or (is_published and _is_lone_body(part))
            or (is_full and _is_lone_acronym(parts))
        ):
            yield Author(part.strip(" ."), None, True)
            index += 1
        else:
            yield _natural(part, are_short)
            index += 1


def _is_in_pairs(parts: list[str]) -> bool:
    """`Dey, Nivedita, Ghosh, Mrityunjay J`: every name inverted, given names in full, commas all through."""
    if len(parts) < 4 or len(parts) % 2 or any("," in part for part in parts):
        return False
    families = [[word for word in part.split() if word.casefold() not in PARTICLES] for part in parts[::2]]
    givens = [part.split() for part in parts[1::2]]
    return all(len(words) == 1 and not _is_initials(words[0]) for words in families) and all(
        len(words) <= 3 and re.search(r"[a-zß-ÿ]", words[0]) and all(word[0].isupper() for word in words)
        for words in givens
    )


def _is_full_pair(parts: list[str], index: int) -> bool:
    """`Ben-Lee, Yoav` among names with initials (`Berg, C., Ben-Lee, Yoav, Tal, L.`): two single words side by side,
    with whole names before and behind."""
    pair, behind = parts[index : index + 2], parts[index + 2 : index + 4]
    is_whole = index > 0 and _is_initials(parts[index - 1])
    is_whole = is_whole and (not behind or [_is_initials(part) for part in behind] == [False, True])
    return (
        is_whole
        and len(pair) == 2
        and all(
            " " not in word.strip() and word[:1].isupper() and not _is_initials(word) and not is_body_name(word)
            for word in pair
        )
    )


def _is_lone_acronym(parts: list[str]) -> bool:
    """Letters alone in a whole reference, such as `MNH` or `EBRD`, which cannot be spoken: no vowel behind the first;
    small capitals of a family name (`BLOCH`) have one."""
    word = parts[0].strip(" .")
    is_spoken = len(word) > 3 and any(letter in "AEIOUY" for letter in word[1:])
    return len(parts) == 1 and 1 < len(word) < 9 and word.isalpha() and word.isupper() and not is_spoken


def _is_inverted(part: str, parts: list[str]) -> bool:
    """Chicago and MLA invert the first name only: `Webber, Martin, and John Larsen`; `Ann Lee, John Larsen` is no
    such list."""
    words, following = part.split(), parts[1].split()
    if any(_is_initials(each[0].rstrip(".") + ".") for each in (words, following)):
        return False
    if len(words) > 1 and len(following) > 1 and words[0].casefold() not in PARTICLES:
        return False
    return all(" " in name.strip() for name in parts[2:]) or len(words) == 1


def _is_lone_body(part: str) -> bool:
    """One word without initials in a whole reference (`Samh`), or a capital abbreviation among words (`Age UK`)."""
    words = part.strip(" .").split()
    return len(words) == 1 or (
        len(words) > 1
        and any(len(word) > 1 and word.isupper() and "." not in word for word in words)
        and not part.isupper()
    )


def _vancouver(part: str) -> Author:
    words = part.split()
    if len(words) > 2 and _is_suffix(words[-1]):
        words = words[:-1]
    first = len(words) - 1
    while first > 1 and _is_initials(words[first - 1]) and len(words[first - 1].strip(".")) == 1:
        first -= 1
    return _person(" ".join(words[:first]), " ".join(words[first:]))


def _natural(part: str, are_short: bool) -> Author:
    """A name in natural order: `J. A. Larsen`, `Martin van der Berg`; a single word is a family name.

    `are_short`: the list gives initials of every name, so that all that is no initial is family name (IEEE: `M. A. da
    Silva Berg`, `S. Peyton Jones`).
    """
    words = part.strip(" ,").split()
    if words and _is_suffix(words[-1]):
        words = words[:-1]
    if len(words) < 2:
        return _person(part, "")
    if are_short:
        is_short = [_is_initials(word) and ("." in word or len(word) == 1) for word in words[:-1]]
        first = is_short.index(False) if False in is_short else len(words) - 1
        return _person(" ".join(words[first:]), " ".join(words[:first]))
    # Two given names and two family names, as in Spanish (IFLA, "Names of Persons"); fewer have one family name.
    is_double = len(words) == 4 and all(
        word.istitle() and word.isalpha() and len(word) > 2 for word in part.strip(" ,.").split()
    )
    first = len(words) - (2 if is_double and not PARTICLES.intersection(word.casefold() for word in words) else 1)
    while first > 1 and words[first - 1].casefold().strip(".") in PARTICLES:
        first -= 1
    if words[0].casefold() in PARTICLES and not any(_is_initials(word) for word in words):
        first = 0
    return _person(" ".join(words[first:]), " ".join(words[:first]))


def _person(family: str, given: str) -> Author:
    family = family.strip(" .,;")
    given = given.strip(" ,;")
    return Author(_cased(family), _initials(given) or None, False)


def _cased(family: str) -> str:
    """Small capitals come out of a PDF as capitals; `WEBBER` is printed `Webber`, `NG` and `McIntosh` stay."""
    if len(family) > 3 and family.isupper():
        return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), family)
    return family


def _initials(given: str) -> str:
    """`JA`, `J. A.` and `J.A` are all `J.A.`; `J-P` is `J.-P.`; whole names stay as printed."""
    words = [word for word in given.replace(",", " ").split() if not _is_suffix(word)]
    given = " ".join(words)
    if not given or not _is_initials(given):
        return given[:-1] if _ENDS_IN_WORD.search(given) else given
    letters = _INITIAL.findall(given)
    return "".join(f"{'-' if hyphen else ''}{letter}." for hyphen, letter in letters)


# One name at the place where it starts, in the three orders that styles print. Families are one to four capitalised
# words
# with particles; each alternative begins with a different kind of character, so that a match takes one pass.
# Words that open a title or a sentence, never a family name.
_NO_NAME = (
    r"(?!(?:The|An?|In|On|For|Of|And|How|What|Why|When|Is|Are|Do|Does|Can|From|To|With|By|At|This|These|No"
    r"|Not|Is|We)\b)"
)
_FAMILY = (
    rf"{_NO_NAME}(?:(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e[lr]?|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll][ae]|[Ee]l|[Aa]l"
    rf"|[Tt]e[nr]|[Zz]u[rm]?|[Ss]t\.?|['’]t)\s){{0,3}}"
    rf"(?:[dDlLO]['’])?[{UPPER}][^\W\d_]{{0,40}}(?:['’][^\W\d_]{{1,40}})?(?:[-‐–]\s?[^\W\d_]{{1,40}}){{0,2}}"
    rf"(?:\s(?:(?:van|von|der|den|de|del|di|la|y|e)\s){{0,2}}[{UPPER}][^\W\d_]{{1,40}}(?:[-‐–][^\W\d_]{{1,40}})?){{0,2}}"
)
_DOTTED = rf"(?:[{UPPER}][a-z]?\.\s?[-‐]?\s?|[{UPPER}][-‐ ]?){{1,5}}(?<=[{UPPER}. ])(?![a-z])"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?"
# "Webber, M.P.", also with a semicolon after. Match: "Griffiths, C.A"; near miss: "London, UK: Mind".
NAME_COMMA = re.compile(rf"{_FAMILY},\s*(?!(?:DC|D\.C\.|NY|MA|CA|MD|IL|NJ|PA|TX|UK|USA?)\s?:){_DOTTED}{_SUFFIX}")
# "Webber MP". Match: "Coolen-Schrijner P"; near miss: "Mental health".
NAME_PLAIN = re.compile(
    rf"{_FAMILY}\s[{UPPER}](?:[-‐.]?[{UPPER}]){{0,3}}\.?(?![\w]){_SUFFIX}(?=\s*(?:[.,;:(\[&“\"]|and\b|et\b|und\b"
    rf"|y\b|(?:19|20)\d\d|$))"
)
# "M. P. Webber". Match: "J.-P. Serre"; near miss: "The Lancet".
NAME_NATURAL = re.compile(rf"(?:[{UPPER}][a-z]?\.\s?[-‐]?\s?){{1,4}}{_FAMILY}{_SUFFIX}")
# "Miller, Susan, and John Q. Brown.": Chicago and MLA, given names in full, closed by a full stop.
# Match: "Miller, Susan."; near miss: "London, Paris and Rome: a history."
_GIVEN = rf"[{UPPER}][a-zß-ÿ]+(?:[ -][{UPPER}][a-zß-ÿ]+)?(?:\s[{UPPER}]\.){{0,2}}"
# Lists of persons with given names in full, in natural order, closed by a full stop; at least two, joined by "and".
# Match: "Ann Lee, Jo B. Berg, and Kim Tal."; near miss: "Health and Social Care."
_NATURAL_FULL = (
    rf"{_NO_NAME}[{UPPER}][a-zß-ÿ’'-]+(?:\s[{UPPER}]\.)?(?:[ -](?:(?:van|von|der|den|de"
    rf"|la)\s){{0,2}}[{UPPER}][^\W\d_’'-]*[a-zß-ÿ]){{1,2}}"
)
NAMES_NATURAL_FULL = re.compile(
    rf"(?:{_NATURAL_FULL}(?:,\s(?:and\s|&\s)?|\sand\s|\s&\s)){{1,15}}{_NATURAL_FULL}(?=\.\s|\s?[(“\"]|,?\s(?:19"
    rf"|20)\d\d)"
)
NAMES_IN_FULL = re.compile(
    rf"{_FAMILY},\s{_GIVEN}(?:(?:,\s(?:and\s)?|\sand\s){_GIVEN}\s{_FAMILY}){{0,12}}(?:,?\set al)?(?=[.,]?\s*[.“\"‘(])"
)
# Between two names of a list. Match: ", and ", "; ", " & "; near miss: ", And" of ", Anderson", ", Y" of ", Yang".
_BETWEEN = re.compile(
    r"\s*(?:[,;]\s*(?:(?:(?:and|und|et|(?-i:y))(?=\s)|&)\s*)?|(?:\band\b|\bund\b|\bet\b|&)\s*)(?!al\b)", re.IGNORECASE
)


def match_authors(text: str, start: int = 0) -> int:
    """End of the list of persons with initials that begins at `start`; `start` itself when there is none.

    The first name sets the order (family first with or without comma, or natural); the longest list wins.
    """
    end = max(_match_list(text, start, name) for name in (NAME_COMMA, NAME_PLAIN, NAME_NATURAL))
    if end > start:
        return end
    for names in (NAMES_IN_FULL, NAMES_NATURAL_FULL):
        full = names.match(text, start)
        if full is not None and not is_body_name(full[0]):
            return full.end()
    return start


def _match_list(text: str, start: int, name: re.Pattern[str]) -> int:
    end = start
    at = start
    while (match := name.match(text, at)) is not None:
        end = match.end()
        between = _BETWEEN.match(text, end)
        if between is None or between.end() == end:
            break
        at = between.end()
        if name is NAME_COMMA and NAME_COMMA.match(text, at) is None and (natural := NAME_NATURAL.match(text, at)):
            end = natural.end()  # "Webber, M. P., J. A. Larsen, and T. Berg": only the first is inverted
            name = NAME_NATURAL
            between = _BETWEEN.match(text, end)
            if between is None:
                break
            at = between.end()
    if end > start:
        cut = ET_AL.match(text, end)
        end = cut.end() if cut is not None else end
    return end
