"""Which words name a body?"""

from __future__ import annotations

import re

from extract.fields.names.small_words import words

# Words that name a kind of body: taken from the style guides' own examples of group authors (APA 7, section 9.11;
# Vancouver's "organisation as author"; the NLM guide "Citing Medicine", chapter 1) and their commonest synonyms. Then
# German, French and Spanish forms of the same words.
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
_MORE_WORDS = words(
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
_NOUNS = BODY_WORDS | _MORE_WORDS
# Ends of compounds that name a kind of body, in German and the Nordic languages. Match: "Umweltministerium",
# "Skolverket"; near miss: "Amt".
_ENDS = (
    "ministerium", "verband", "gesellschaft", "universität", "institut", "institutet", "stiftung", "kommission",
    "behörde", "ministeriet", "departementet", "direktoratet", "myndigheten", "styrelsen", "verket", "universitetet",
    "ministeerium",
)  # fmt: skip
# Function words stand in the name of a body ("Centre for Mental Health"), hardly ever in that of a person.
BODY_LINKS = words("for of on in the to against with und für of")
# "und" stands between two persons as well.
NAME_LINKS = BODY_LINKS - {"und"}
# Bodies that references print by their abbreviation; any other word in capitals may be a family name in small capitals.
BODY_ACRONYMS = words(
    """WHO NICE SIGN NHS CDC OECD UNICEF UNESCO UNAIDS UNFPA UNHCR ONS SCIE DH DHSC DOH DFID AHRQ CADTH IQWIG EMA FDA
    NIH NIMH NIHR HMSO AIHW NHMRC SAMHSA SAMH MIND ILO IPCC FAO EU UN IOM ECDC EMCDDA PHE UKHSA NCCMH RCPSYCH BMA
    APA ADHB IARC UNODC UNDP UNEP UNCTAD UNIDO UNRWA IFAD WFP IAEA WIPO OSCE NATO PAHO IFRC ICRC EFSA ENISA EASA ESMA
    IRENA CEDEFOP OFSTED OFCOM DEFRA NSPCC MHRA NASEM USDA USAID HRSA UNWOMEN"""
)
# The end of the name of a national body ("Age UK") or a company ("Figshare LLC"), which looks like initials.
COUNTRY_ACRONYMS = words("UK USA EU NZ UN LLC GmbH PLC plc AG Srl SRL")
# Letters of countries before the name of a body ("U.S. Food and Drug Administration").
COUNTRIES = COUNTRY_ACRONYMS | {"US"}
# Words that open the name of a body, and that close it; none is the name of a person.
WORLD_FIRST = words("global european american british australian canadian great united open african asian")
WORLD_LAST = words("europe britain australia canada america africa asia kingdom states zealand barometer")
_WORD = re.compile(r"[^\W\d_]+")
# Small letters of all words without which no text is the name of a body.
_SIGNS = (
    _NOUNS
    | NAME_LINKS
    | WORLD_FIRST
    | WORLD_LAST
    | frozenset(word.casefold() for word in BODY_ACRONYMS | COUNTRY_ACRONYMS)
)


def may_name_body(text: str) -> bool:
    """Whether any word could make the text, or a part of it, the name of a body: asked first, since most lists hold
    persons alone."""
    found = _WORD.findall(text.casefold())
    return (
        not _SIGNS.isdisjoint(found)
        or text.rstrip(". ").endswith(")")
        or any(len(word) > 9 and word.endswith(_ENDS) for word in found)
    )


def is_body_noun(folded: str) -> bool:
    """Whether a word in small letters names a kind of body."""
    return folded in _NOUNS or (len(folded) > 9 and folded.endswith(_ENDS))


def is_acronym(word: str) -> bool:
    """`WHO`, or letters with those of a country behind a hyphen (`LOBBY-EU`)."""
    stem, hyphen, country = word.rpartition("-")
    return word in BODY_ACRONYMS or (bool(hyphen) and stem.isupper() and country in COUNTRY_ACRONYMS)


def folded_words(text: str) -> list[str]:
    """The words in small letters, without punctuation at their ends."""
    return [word.strip(".,;:()'’&").casefold() for word in text.replace(",", " ").split()]
