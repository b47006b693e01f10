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
# More of these words, which the model is not told of: those by which ministries, offices, courts, parliaments, schools,
# churches, companies and charities call themselves, in some twenty languages.
_MORE_WORDS = words(
    """authorities campaign clinic clinics commonwealth communities community constabulary contributors cooperative
    embassy enterprises government's guideline guidelines holdings hospice industries inspectorates
    investments jobcentre laboratories llc lottery museum newsroom ombudsman parliamentary parliaments
    pharmaceuticals police regulator republic secretariats senate solutions technologies treasury
    treaty trialist tribunal studios productions labs
    commissioner lab
    amt bundesrat bundestag bündnis caritas diakonie freistaat gmbh
    landeshauptstadt landkreis landtag regierung statistik stiftung universitas zentrum
    centrum gemeente genootschap hogeschool inspectie instituut kenniscentrum planbureau provincie
    rekenkamer rijksinstituut rijksoverheid steunpunt stichting universiteit vereniging
    agence archives assemblée autorité bibliothèque caisse collectif conseil direction délégation
    département fondation fédération gouvernement hôpital hôpitaux mairie ministères musée mutualité observatoire
    préfecture république réseau secrétariat syndicat sénat établissement
    agencia archivo asamblea asociación ayuntamiento biblioteca centro colegio comisión comité confederación
    congreso consejería consejo constitucional contraloría cámara defensoría departamento diputación dirección
    federación fundación gobierno grupo observatorio oficina presidencia república secretaría senado
    servicio servicios superintendencia
    agência assembleia associação comissão conselho câmara direção empresa federação fundação governo
    ministério município museu observatório organização prefeitura presidência secretaria sociedade universidade
    agenzia associazione autorità azienda banca comitato confederazione consiglio costituzionale dipartimento
    federazione fondazione garante istituto ministero osservatorio presidenza regione repubblica
    servizio sindacato società ufficio unione università
    folketinget forbundet förbundet försäkringskassan institutt
    kommun kommune landsting nämnden regeringen regjeringen riksdagen riksrevisionen rådet selskab
    stortinget sveriges tilsynet universitet
    akademia akademie fundacja główny instytut ministerstvo ministerstwo nadace państwowy rzecznik společnost
    statistický stowarzyszenie towarzystwo univerzita uniwersytet uniwersytetu urząd związek ústav úřad
    academia agenția asociația bakanlığı başkanlığı bizottság derneği guvernul hivatal institutul intézet
    kurumu központi ministarstvo ministerul minisztérium müdürlüğü országos salvați sveučilište universitatea vakfı
    üniversitesi
    agentschap charita dairesi hálózat kaupunki kurulu minisztériuma odası rozhlas televize televizja
    агентство академия державна институт комитет министерство міністерство организация правительство росстат служба
    университет університет федерация центр інститут"""
)
_NOUNS = BODY_WORDS | _MORE_WORDS
# Of these some are family names: they name a body only where they open a name of several words.
_FIRST_WORDS = words(
    """banco banque collège cour fórum gruppo junta kamara komora museo naciones raad statens stadt supreme svaz
    zavod ipsos"""
)
# Words that name a body where they end a name of several words: publishers' names begin with some of them.
LAST_WORDS = words("information intelligence analytics convention watch")
# Ends of names whose first half alone names a body. Match: "Direção-Geral"; near miss: "Centro-Lopez".
_GENERAL = frozenset({"geral", "general", "générale", "generale"})
# Ends of compounds that name a kind of body, in German, Dutch, Finnish and the Nordic languages. Match:
# "Umweltministerium", "Landesamt", "Rechnungshof", "Skolverket"; near miss: "Amt", "Bachofen".
_ENDS = (
    "ministerium", "verband", "gesellschaft", "universität", "hochschule", "akademie", "institut", "stiftung",
    "kommission", "behörde", "desamt", "undheitsamt", "gendamt", "gericht", "gerichtshof", "rechnungshof", "ausschuss",
    "konferenz", "kammer", "gemeinschaft", "vereinigung", "sverein", "anstalt", "agentur", "zentrum", "zentrale",
    "sbund", "swerk", "enrat", "srat", "regierung", "kanzlei", "präsidium", "klinikum", "netzwerk", "arbeitskreis",
    "server", "ministerie", "inspectie", "institutet", "ministeriet", "departementet", "direktoratet", "myndigheten",
    "styrelsen", "verket", "universitetet", "institutt", "nämnden", "förbundet", "forbundet", "föreningen",
    "foreningen", "ministeerium", "ministeriö", "virasto", "laitos", "keskus",
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
COUNTRY_ACRONYMS = words("UK USA EU NZ UN LLC LLP GmbH gGmbH KGaA SpA Oyj PLC plc AG Srl SRL")
# Letters of countries before the name of a body ("U.S. Food and Drug Administration").
COUNTRIES = COUNTRY_ACRONYMS | {"US"}
# Words that open the name of a body, and that close it; none is the name of a person.
WORLD_FIRST = words(
    """global european american british australian canadian great united open african asian federal scottish swedish
    italian japanese chinese nigerian associated deutsche deutscher deutsches österreichische österreichischer
    österreichisches schweizerische schweizerischer schweizerisches nederlands nederlandse vlaamse koninklijke
    svenska norske danske český česká polski polskie polska"""
)
WORLD_LAST = words(
    """europe britain australia canada america africa asia kingdom states zealand barometer deutschland österreich
    schweiz suisse nederland vlaanderen sverige suomi românia україни uganda ethiopia bangladesh pakistan nigeria
    tanzania kenya zambia malawi nepal rwanda mozambique zimbabwe cambodia vietnam"""
)
# Lands that are family names as well: they close the name of a body of three words, or behind one of the words before.
LANDS = words("españa italia norge danmark polska méxico brasil colombia ghana england scotland wales ireland")
BEFORE_LANDS = words(
    "sport natural audit historic creative visit transport highways homes skills education healthwatch volunteering"
)
# How registered societies end ("eingetragener Verein").
_REGISTERED = (" e.V", " e. V")
_WORD = re.compile(r"[^\W\d_]+")
# Small letters of all words without which no text is the name of a body.
_SIGNS = (
    _NOUNS
    | _FIRST_WORDS
    | LAST_WORDS
    | NAME_LINKS
    | WORLD_FIRST
    | WORLD_LAST
    | LANDS
    | frozenset(word.casefold() for word in BODY_ACRONYMS | COUNTRY_ACRONYMS)
)


def is_registered(text: str) -> bool:
    """Whether a name ends as those of registered societies do in German (`Lampenverein Harrow e. V.`)."""
    return text.rstrip(" .").endswith(_REGISTERED)


def may_name_body(text: str) -> bool:
    """Whether any word could make the text, or a part of it, the name of a body: asked first, since most lists hold
    persons alone."""
    found = _WORD.findall(text.casefold())
    return (
        not _SIGNS.isdisjoint(found)
        or is_registered(text)
        or text.rstrip(". ").endswith(")")
        or any(len(word) > 9 and word.endswith(_ENDS) for word in found)
    )


def is_body_noun(folded: str) -> bool:
    """Whether a word in small letters, or its first half (`direção-geral`), names a kind of body."""
    first, _, second = folded.partition("-")
    is_noun = folded in _NOUNS or (first in _MORE_WORDS and second in _GENERAL)
    return is_noun or (len(folded) > 9 and folded.endswith(_ENDS))


def opens_body(text: str) -> bool:
    """Whether a name of several words opens with one that may be a family name too (`Banco de Lámparas`)."""
    first, _, rest = text.strip().partition(" ")
    return first.casefold() in _FIRST_WORDS and bool(rest) and "," not in text


def is_acronym(word: str) -> bool:
    """`WHO`, or letters with those of a country behind a hyphen (`LOBBY-EU`)."""
    stem, hyphen, country = word.rpartition("-")
    return word in BODY_ACRONYMS or (bool(hyphen) and stem.isupper() and country in COUNTRY_ACRONYMS)


def folded_words(text: str) -> list[str]:
    """The words in small letters, without punctuation at their ends."""
    return [word.strip(".,;:()'’&").casefold() for word in text.replace(",", " ").split()]
