"""Words that say nothing of a paper, and names of places that say what a record is."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that a number or a letter follows as a name: "part I", "hepatitis A".
PART_WORDS = word_set(
    "part parts type group phase stage class grade study trial paper chapter section factor vitamin hepatitis influenza"
)
# Words that titles and names of journals may lose or gain; "s" is what a genitive leaves ("Crohn's", "Crohn").
STOP_WORDS = word_set("a an the of in on at for to and or with from by as is are its their among between under vs s")
# Titles that name a kind of contribution, not a paper.
GENERIC_TITLES = word_set(
    "editorial introduction preface foreword reply response comment comments commentary letter letters correspondence "
    "erratum corrigendum correction retraction abstract abstracts poster posters contents index news obituary review "
    "reviews book books editor editors author authors reader note notes conclusion conclusions discussion summary "
    "background overview report untitled case study paper conference proceedings multiple issue special s this table "
    "guest invited message president highlights research brief briefs introductory remarks announcement announcements "
    "answer answers question questions acknowledgement acknowledgements reviewers contributors program programme oral "
    "presentations symposium meeting annual not available no title chapter part section volume"
)
# Words that names of journals lose in other databases, besides STOP_WORDS.
CONTAINER_STOPS = STOP_WORDS | word_set(
    "de la le les des du der die das und fur et e y del della di da do van het en den"
)
# What stands for authors where there are none.
NO_AUTHORS = word_set("anonymous anon null unknown various authors author listed no et al others editor editors na")
# Words for a meeting in the name of what its papers stand in; "proceedings" alone may be a journal (PNAS).
MEETING_WORDS = word_set("conference congress symposium workshop colloquium")
# Prefixes of preprint servers (Crossref and DataCite): a preprint's DOI differs from that of the article it became.
PREPRINT_DOIS = (
    "10.1101/", "10.48550/", "10.21203/", "10.31234/", "10.31219/", "10.31235/", "10.2139/ssrn", "10.26434/",
    "10.20944/", "10.22541/", "10.36227/", "10.35542/", "10.7287/", "10.2196/preprints",
)  # fmt: skip
# The servers' names, as reference lists print them for a journal.
PREPRINT_SERVERS = (
    "medrxiv", "biorxiv", "arxiv", "psyarxiv", "socarxiv", "edarxiv", "chemrxiv", "research square", "ssrn",
    "preprints", "osf preprints", "peerj preprints", "authorea",
)  # fmt: skip
# What prints the abstracts of theses (ProQuest), a thesis's second place.
THESIS_ABSTRACTS = (
    "dissertation abstracts",
    "masters abstracts",
    "proquest dissertations",
    "comprehensive dissertation",
)
# The journal of reviews, and the library that it is the chief part of and often cited as.
COCHRANE_REVIEWS = ("cochrane database", "cochrane library", "the cochrane library")

# Cities that publish so much that their names stand without a country (APA, Publication Manual, 5th ed., 4.14; Chicago
# Manual, 17th ed., 14.130), and seats of bodies that publish: alone in the place of a publisher they name none.
PLACES = frozenset(
    tuple(name.split())
    for name in (
        "amsterdam", "atlanta", "baltimore", "basel", "beijing", "berlin", "bonn", "boston", "bruxelles", "brussels",
        "cambridge", "canberra", "chicago", "copenhagen", "dordrecht", "dublin", "edinburgh", "frankfurt", "geneva",
        "geneve", "genf", "heidelberg", "hong kong", "jerusalem", "leiden", "london", "los angeles", "luxembourg",
        "madrid", "manila", "melbourne", "milan", "moscow", "munchen", "munich", "nairobi", "delhi", "new delhi",
        "new york", "ottawa", "oslo", "oxford", "paris", "philadelphia", "rome", "san francisco", "stockholm",
        "stuttgart", "sydney", "tokyo", "toronto", "vienna", "washington", "wien", "zurich",
    )
)  # fmt: skip
# Words of which one stands in the name of a group that signs a report.
GROUP_WORDS = word_set(
    "group team investigators collaborators collaboration collaborative study trial trialists consortium committee "
    "network society association college organization organisation institute ministry department office commission "
    "council agency board center centre bureau foundation service university programme program officers coordinators "
    "panel platform secretariat union"
)
# Words in the name of a body's branch in another place, which publishes by itself.
BRANCH_WORDS = word_set("regional region office country national branch chapter delegation mission")
# Words of a record's type that say that the work was published by itself.
SEPARATE_WORKS = word_set("book books report reports thesis theses dissertation dissertations monograph manual")
THESES = word_set("thesis theses dissertation dissertations")
# Words of types of which a body may publish several under one title: a summary, the findings, the method.
REPORT_TYPES = word_set("report reports thesis theses dissertation dissertations paper papers article chapter abstract")
# Words of a subtitle by which what comes with a book or report tells itself from it.
COMPANION_WORDS = word_set(
    "summary executive appendix appendices annex annexes workbook workbooks guide manual companion supplementary "
    "technical tables data key answers sourcebook teacher teachers student students instructor instructors reader "
    "exercises solutions selected abridged illustrated papers documents bibliography"
)
# How databases end the type of what is not yet printed.
AHEAD_OF_PRINT = ("in press", "early access", "ahead of print", "online first")
