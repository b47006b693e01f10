# ruff: noqa: E501 - a style is one line, and so is each list of parts to print
"""Training references of our own making: works printed in every common style, with the damage that PDF text brings.

The parts (names, titles, journals, houses, places) come from the labelled sets and from the bibliographic records; bodies are
listed here or put together by `bodies.py`. A style is a line: `{field}` prints a field, `<...>` is left out when a field in it is missing. Everything is
drawn from one seeded generator, so the same call gives the same references on every machine.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bodies import bodies, body, group_behind
from clean import is_person, title_of, value_of
from corpus import Labelled, Span
from styles import Segment, compose, german_parts, german_people, is_german_drawn

from extract.fields.names import parse_authors
from extract.fields.references.tokens import TAG

BODIES = """World Health Organization|National Institute for Health and Care Excellence|Department of Health|Department of Health and Social Care
Social Care Institute for Excellence|Mental Health Foundation|Centre for Mental Health|Age UK|Mind|Rethink Mental Illness|Samaritans|Crisis|Shelter
Joseph Rowntree Foundation|The King's Fund|Nuffield Trust|Office for National Statistics|Public Health England|NHS England|NHS Digital|Care Quality Commission
Royal College of Psychiatrists|Royal College of Nursing|British Medical Association|Local Government Association|Scottish Government|Welsh Government
Australian Institute of Health and Welfare|National Health and Medical Research Council|Substance Abuse and Mental Health Services Administration
Centers for Disease Control and Prevention|Agency for Healthcare Research and Quality|U.S. Department of Health and Human Services|U.S. Census Bureau
European Commission|European Centre for Disease Prevention and Control|OECD|UNICEF|UNESCO|World Bank|International Labour Organization|UNAIDS|WHO|NICE|SAMH
Department for Education|Department for Work and Pensions|Ministry of Justice|Home Office|HM Government|House of Commons Health Committee|National Audit Office
National Development Team for Inclusion|Campaign to End Loneliness|British Red Cross|Alzheimer's Society|Carers UK|Scope|Mencap|Barnardo's|NSPCC|Turning Point
Institute of Medicine|Canadian Agency for Drugs and Technologies in Health|Public Health Agency of Canada|Statistics Canada|Statistisches Bundesamt
Bundesministerium für Gesundheit|Robert Koch-Institut|Haute Autorité de Santé|Institut national de la statistique et des études économiques|Ministerio de Sanidad
Scottish Intercollegiate Guidelines Network|American Psychiatric Association|American Psychological Association|National Academies of Sciences, Engineering, and Medicine
International Federation of Red Cross and Red Crescent Societies|Food and Agriculture Organization of the United Nations|United Nations Development Programme
Save the Children|Oxfam|Human Rights Watch|Amnesty International|Pew Research Center|RAND Corporation|Urban Institute|Kaiser Family Foundation|What Works Network
Education Endowment Foundation|Early Intervention Foundation|College of Policing|Youth Justice Board|Sport England|Arts Council England|Big Lottery Fund
London Borough of Camden|Camden and Islington NHS Foundation Trust|South London and Maudsley NHS Foundation Trust|Birmingham City Council|Greater London Authority
The Cochrane Collaboration|Diabetes Prevention Program Research Group|ISIS-2 Collaborative Group|GBD 2019 Diseases and Injuries Collaborators|Health Foundation
Ministry of Health and Family Welfare|National Bureau of Statistics|Bureau of Labor Statistics|Joint Commissioning Panel for Mental Health|Equality and Human Rights Commission""".replace("\n", "|").split("|")  # fmt: skip
HOUSES = """Routledge|Sage|SAGE Publications|Oxford University Press|Cambridge University Press|Springer|Wiley|John Wiley & Sons|Wiley-Blackwell|Palgrave Macmillan
Jessica Kingsley Publishers|Guilford Press|Policy Press|Open University Press|McGraw-Hill|Elsevier|Academic Press|Penguin|Harvard University Press|MIT Press
American Psychological Association|Simon & Schuster|University of Chicago Press|Norton|Basic Books|Churchill Livingstone|Lippincott Williams & Wilkins""".replace("\n", "|").split("|")  # fmt: skip
PLACES = """London|London|London|New York|New York, NY|Oxford|Cambridge|Cambridge, MA|Geneva|Edinburgh|Glasgow|Cardiff|Manchester|Leeds|Bristol|York|Bath|Birmingham
Washington, DC|Washington DC|Thousand Oaks, CA|Thousand Oaks|Chicago|Boston|Paris|Berlin|Wiesbaden|Bonn|Canberra|Sydney|Melbourne|Toronto|Ottawa|Dublin|Brussels
Copenhagen|Stockholm|Oslo|Amsterdam|Rockville, MD|Atlanta, GA|Philadelphia|Baltimore|Hoboken, NJ|Madrid|Rome|New Delhi|Nairobi|Wellington|Brighton|Norwich""".replace("\n", "|").split("|")  # fmt: skip
UNIVERSITIES = """University of York|University of Leeds|King's College London|University College London|University of Manchester|University of Glasgow
London School of Economics and Political Science|University of Oxford|University of Cambridge|Harvard University|Stanford University|University of Toronto
University of Melbourne|Yale University|University of Michigan|Universität Heidelberg|Karolinska Institutet|Trinity College Dublin|Cardiff University|Brunel University""".replace("\n", "|").split("|")  # fmt: skip
MEETINGS = """Annual Meeting of the American Psychiatric Association|European Congress of Psychiatry|School for Social Care Research Annual Conference
International Conference on Computational Linguistics|IEEE International Conference on Robotics and Automation|Society for Social Medicine Annual Scientific Meeting
British Sociological Association Annual Conference|World Congress of Gerontology|International Symposium on Sustainable Cities|CHI Conference on Human Factors in Computing Systems
Annual Meeting of the Population Association of America|Conference of the European Survey Research Association|World Conference on Public Health""".replace("\n", "|").split("|")  # fmt: skip
SERVERS = "medRxiv|bioRxiv|PsyArXiv|SocArXiv|OSF Preprints|Research Square|SSRN|ChemRxiv|EdArXiv|Preprints.org|EarthArXiv".split(
    "|"
)
REGISTERS = "PROSPERO|ClinicalTrials.gov|ISRCTN registry|EU Clinical Trials Register|OSF Registries|AEA RCT Registry|German Clinical Trials Register".split(
    "|"
)
ARCHIVES = "UK Data Service|Zenodo|Dryad|Harvard Dataverse|figshare|GESIS Data Archive|ICPSR|Mendeley Data|Open Science Framework".split(
    "|"
)
COUNTRIES = "England|Germany|Switzerland|France|Italy|Poland|Japan|China|Russia|Scotland|Mass.|N.Y.|Pa.".split("|")
LANGUAGES = "German|French|Spanish|Polish|Russian|Chinese|Japanese|Dutch|Italian|Danish".split("|")
SUBJECTS = """loneliness|social isolation|peer support|supported housing|day care|befriending|community mental health|dementia care|youth employment|school attendance|obesity
domestic violence|personal budgets|social prescribing|alcohol misuse|homelessness|adult social care|carers|maternal health|vaccination|diabetes|suicide prevention|older people
foster care|reading skills|physical activity|green space|digital inclusion|refugees|learning disability|air pollution|smoking cessation|hospital discharge|integrated care""".replace("\n", "|").split("|")  # fmt: skip
REPORT_TITLES = """Evaluation of the {S} programme: final report|{S} in England: a review of the evidence|What works in {s}?|{S}: prevention and management|Statistical bulletin: {s}, {y}
National strategy for {s}|A guide to {s} for commissioners|The cost of {s}|Improving {s}: lessons from practice|{S} statistics {y}|Annual report {y}|{S}: assessment and treatment
Fair care: a plan for {s}|Experiences of {s} among adults|{S} toolkit|Guidance on {s}|Global report on {s} {y}|{S}. Final report to the Department of Health|Making sense of {s}
Life after {s}: A survey of service users|{S} and {s2}: How are they linked?|Better {s} for all|{S} fact sheet|A world of {s}: The views of 1,000 people|Key facts about {s}""".replace("\n", "|").split("|")  # fmt: skip
SERIES = """Working Paper|Discussion Paper|Technical Report|Research Report|Policy Brief|Occasional Paper|Evidence Report|Report|Research Paper|Briefing|Document|Cm
Policy Research Working Paper|Health Working Papers|Evidence Report/Technology Assessment|Arbeitspapier|IZA Discussion Paper|NBER Working Paper|Publication|Statistical Report""".replace("\n", "|").split("|")  # fmt: skip
GUIDES = "NICE guideline NG|NICE guideline [NG|Clinical guideline CG|Clinical guideline |NG|CG|Public health guidance PH|Quality standard QS|SIGN publication no. |Guideline No. |AWMF-Register Nr. ".split("|")  # fmt: skip
# How the numbers of papers in a row stand at the end of their titles.
PARTS = ". 2|. 7| II| III|. Part 1|: part 2|. IV|, part 3| (Part II)| 5|. Paper 4|: I".split("|")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

ARTICLE = """{authors} ({year}) {title}. {container}, {volume}<({issue})>, {pages}.
{authors} ({year}). {title}. {container}, {volume}<({issue})>, {pages}.
{authors} ({year}). {title}. {container}, {volume}<({issue})>.
{authors} ({year}), {title}. {container} {volume}<({issue})> {pages}.
{authors} ({year}) '{title}', {container}, {volume}<({issue})>, pp. {pages}.
{authors} ({year}) ‘{title}’, {container}, vol. {volume}<, no. {issue}>, pp. {pages}.
{authors} {year}, '{title}', {container}, vol. {volume}<, no. {issue}>, pp. {pages}.
{authors}. {title}. {container}. {year};{volume}<({issue})>:{pages}.< {doi}>
{authors}. {title}. {container} {year};{volume}<({issue})>:{pages}.< {doi}>
{authors}. {title}. {container}. {year} {month};{volume}<({issue})>:{pages}.
{authors}. {title}. {container} {year}; {volume}: {pages}.
{authors}: {title}. {container} {year}, {volume}<({issue})>:{pages}.
{authors}, "{title}," {container}, vol. {volume}<, no. {issue}>, pp. {pages}, {year}.< {doi}>
{authors}, “{title},” {container}, vol. {volume}<, no. {issue}>, pp. {pages}, {month} {year}.
{authors}. {year}. "{title}." {container} {volume}< ({issue})>: {pages}.< {doi}>
{authors}. “{title}.” {container} {volume}<, no. {issue}> ({year}): {pages}.
{authors}. "{title}." {container}, vol. {volume}<, no. {issue}>, {year}, pp. {pages}.
{authors}, {year}. {title}. {container} {volume}<({issue})>, {pages}.< {doi}>
{authors} ({year}) {title}. {container} {volume}<({issue})>:{pages}.< {doi}>
{authors}. {title}. {container} {volume}, {pages} ({year}).
{authors}, {title}, {container} {volume}< ({issue})> ({year}) {pages}.
{authors}, {title}, {container}, {volume} ({year}), {pages}.
{authors}. {year}. {title}. {container} {volume}<({issue})>: {pages}.
{authors} {year}. {title}. {container} {volume}: {pages}.
{authors}. ({year}). {title}. {container}. {volume}<({issue})>. {pages}.
{authors} {container} {year}, {volume}, {pages}.
{authors}, {container} {volume}, {pages} ({year}).
{authors}, {year}, {title}: {container}, v. {volume}<, no. {issue}>, p. {pages}.
{authors} ({year}). {title}. {container}. {doi}
{authors}. {title}. {container} [Internet]. {year} [{accessed}];{volume}<({issue})>:{pages}. Available from: {url}
{authors} ({year}): {title}. In: {container} {volume}< ({issue})>, S. {pages}.
{authors}. {title}. {container}. {year}<({issue})>:{pages}.
{authors}. {title}. {container} {year}<({issue})>.
{authors} ({year}). {title}. {container}, {volume}, {pages}.""".splitlines()
BOOK = """{authors} ({year}) {title}. {place}: {publisher}.
{authors} ({year}). {title}< (2nd ed.)>. {publisher}.
{authors} ({year}), {title}, {publisher}, {place}.
{authors}. {title}.< 2nd ed.> {place}: {publisher}; {year}.
{authors}. {year}. {title}. {place}: {publisher}.
{authors}, {title}. {place}: {publisher}, {year}.
{authors}, {title} ({place}: {publisher}, {year}).
{authors} {year}, {title}, {publisher}, {place}.
{authors}. {title}. {publisher}, {year}.
{authors}, {year}. {title}. {publisher}, {place}.
{authors} ({year}): {title}. {place}: {publisher}.""".splitlines()
CHAPTER = """{authors} ({year}). {title}. In {editors} (Eds.), {container} (pp. {pages}). {place}: {publisher}.
{authors} ({year}). {title}. In {editors} (Ed.), {container} (pp. {pages}). {publisher}.
{authors} ({year}) '{title}', in {editors} (eds) {container}. {place}: {publisher}, pp. {pages}.
{authors}. {title}. In: {editors}, editors. {container}. {place}: {publisher}; {year}. p. {pages}.
{authors}. {year}. "{title}." In {container}, edited by {editors}, {pages}. {place}: {publisher}.
{authors} ({year}) {title}. In: {editors} (eds) {container}. {publisher}, {place}, pp {pages}
{authors}, “{title},” in {container}, {editors}, Eds. {place}: {publisher}, {year}, pp. {pages}.
{authors}, {year}. {title}. In: {editors} (Eds.), {container}. {publisher}, {place}, pp. {pages}.""".splitlines()
REPORT = """{authors} ({year}) {title}. {place}: {publisher}.
{authors} ({year}). {title}. {place}: {publisher}.
{authors} ({year}), {title}. {publisher}.
{authors} ({year}). {title}. {publisher}.< {url}>
{authors} ({year}). {title} (Report No. {n}). {place}: {publisher}.
{authors} ({year}) {title}, {place}: {publisher}. Available at: {url} [{accessed}].
{authors}. {title}. {place}: {publisher}; {year}.
{authors}. {title}. {place}: {publisher}, {year}.
{authors}. {title}. {year}.< {url}>
{authors}. {title}. {publisher}, {year}. {url} ({accessed}).
{authors}, {title}, {place}, {year}.
{authors}. ({year}). {title}. Retrieved from {url}
{authors} {year}, {title}, {publisher}, {place}.
{authors}. {year}. {title}. {place}: {publisher}.
{authors}. {title} [Internet]. {place}: {publisher}; {year} [{accessed}]. Available from: {url}
{authors} ({year}) {title}. {publisher}, {place}.
{authors} ({year}). {title}. Briefing paper {n}. {place}: {publisher}.
{authors}. {title}. {publisher}; {year}. {accessed}. {url}
{authors}. {title}. {publisher}; {year}. Accessed {month} {day}, {year2}. {url}
{authors}. {title}. {publisher}; {year}.
{authors} ({year}), {title}, {publisher}, {place}<, {url}>.
{authors}. {year}. {title}. {publisher}, {place}.< {url}>
{authors}: {title}. {place} {year}.
{authors} (Hrsg.) ({year}): {title}. {place}.
{authors} (Ed.) ({year}). {title}. {place}: {publisher}.
{authors} ({year}) {title}. {series}. {place}: {publisher}.
{authors}. {title}. {series}. {publisher}, {place}, {year}.
{authors}, "{title}," {publisher}, {place}, {series}, {year}.
{authors}, “{title},” {series}, {month} {year}.
{authors} ({year}), "{title}", {series}, {publisher}, {place}.
{authors} {year}. {title}. {series}.< {url}>
{title}. {place}: {publisher}; {year}.
{title}. {publisher}; {year}. {accessed}. {url}
{title} ({year}). {place}: {publisher}.""".splitlines()
GUIDELINE = """{authors}. {title}. {guide}. {year}.< {url}>
{authors} ({year}) {title}. {guide}. {place}: {publisher}.
{authors} ({year}). {title} ({guide}). {url}
{authors}. {title} [{guide}]. {place}: {publisher}; {year}. Available from: {url}
{authors}. {title}: {guide}. {publisher}, {year}.
{title}. {guide}. {publisher}, {year}. {url} ({accessed})""".splitlines()
EDITED = """{editors} (Eds.). ({year}). {title}. {place}: {publisher}.
{editors} (Eds.) ({year}). {title}. {publisher}.
{editors} (eds) ({year}) {title}. {place}: {publisher}.
{editors}, editors. {title}. {place}: {publisher}; {year}.
{editors}, eds. {title}. {publisher}; {year}.
{editors}, eds. {year}. {title}. {place}: {publisher}.
{editors} (Hrsg.) ({year}): {title}. {place}: {publisher}.
{editors} (Ed.), {title}, {publisher}, {place}, {year}.""".splitlines()
WEB = """{authors} ({year}) {title}. Available at: {url} ({accessed}).
{authors} ({year}). {title}. Retrieved from {url}
{authors}. {title}. {url} ({accessed}).
{authors}. {title} [Internet]. {year} [{accessed}]. Available from: {url}
{authors}. ({year}, {month}). {title}. {url}
{authors}, {year}. {title}. [online] Available at: <{url}> [{accessed}].
{authors}, "{title}," {year}. [Online]. Available: {url}. [{accessed}].
{title}. {url}. {accessed}.
{authors}. {title}. {year}. {url}. {accessed}.
{authors}. {title}. {month} {day}, {year}. {accessed}. {url}
{authors}. {title}. {publisher}. {month} {day}, {year}. {accessed}. {url}
{authors}. {title} {year} [{accessed}]. Available from: {url}.
{authors}. {title}{year} {day} {month} {year2}. Available from: {url}.
{authors}. {title} {year} {day} {month} {year2}. Available from: {url}.
{authors}. {year}. {title}. {url}. {accessed}.
{authors}. {title}, {year}. URL {url}. {accessed}.
{authors}. {title}. URL {url}.
{authors} ({year}): {title}. {url} ({accessed}).
{authors} ({year}). {title}. {url}
{authors} (n.d.) {title}. Available at: {url} ({accessed}).
{authors}, “{title},” {url} ({accessed}).
{authors}, “{title}.” {publisher}. {url} ({accessed}).
“{title},” {url}.
“{title}.” {publisher}, {month} {day}, {year}, {url}.
{title}. {publisher}. {month} {day}, {year}. {accessed}. {url}""".splitlines()
THESIS = """{authors} ({year}). {title} (Unpublished doctoral dissertation). {publisher}, {place}.
{authors} ({year}) {title}. PhD thesis. {publisher}.
{authors}. {title} [PhD thesis]. {place}: {publisher}; {year}.
{authors}, "{title}," Ph.D. dissertation, {publisher}, {place}, {year}.
{authors}. {year}. "{title}." PhD diss., {publisher}.
{authors} ({year}). {title} [Doctoral dissertation, {publisher}].
{authors}. {title}. MSc thesis, {publisher}, {year}.
{authors} {year}, '{title}', PhD thesis, {publisher}, {place}.""".splitlines()
CONFERENCE = """{authors} ({year}). {title}. Presented at {conference}, {place}.
{authors} ({year}, {month}). {title}. Paper presented at the {conference}, {place}.
{authors}. {title}. In: Proceedings of the {conference}; {year}; {place}.
{authors}, "{title}," in Proc. {container2}, {year}, pp. {pages}.
{authors}. {title}. In {container2}, pages {pages}, {year}.
{authors}. {title}. In {container2}, pages {pages}. {publisher}, {year}.
{authors} ({year}) {title}. Poster presented at: {conference}; {month} {year}; {place}.
{authors} ({year}). {title}. {container2}, {place}, pp. {pages}.
{authors}, {title}, in: {container2}, {publisher}, {year}, pp. {pages}.""".splitlines()
PREPRINT = """{authors}. {title}. {server} [Preprint]. {year}.< {doi}>
{authors} ({year}). {title}. arXiv preprint {arxiv}.
{authors}, "{title}," {arxiv}, {year}.
{authors} ({year}). {title}. {server}. {doi}
{authors} ({year}). {title} [Preprint]. {server}. {doi}
{authors}, {title}, {arxiv}.
{authors}. {title}. {year}. {arxiv}.""".splitlines()
REGISTRATION = """{authors}. {title}. {registration}. {url} ({accessed}).
{registration}. {title}. {url} ({accessed}).
{authors} ({year}) {title}. ClinicalTrials.gov Identifier: {registration}.
{authors}. {title}. {register} {year} {registration}. Available from: {url}
{authors} ({year}). {title}. {register}. {url}""".splitlines()
DATASET = """{authors} ({year}). {title} [Data set]. {publisher}. {doi}
{authors} ({year}) {title}. [data collection]. {archive}. {doi}
{authors}. {title} [dataset]. {year}. {publisher}. {doi}""".splitlines()
LABEL = [
    "{authors} {year}",
    "{authors} ({year})",
    "{authors}, {year}",
    "{authors} ({year}) {number2}",
]
KINDS = (
    ("article", ARTICLE, 44), ("book", BOOK, 7), ("edited", EDITED, 2), ("chapter", CHAPTER, 9), ("report", REPORT, 17), ("guideline", GUIDELINE, 2), ("web-page", WEB, 8), ("thesis", THESIS, 4),
    ("conference", CONFERENCE, 6), ("preprint", PREPRINT, 2), ("registration", REGISTRATION, 1), ("dataset", DATASET, 1),
)  # fmt: skip
# Kinds that `styles.py` can put together.
COMPOSED = frozenset({"article", "book", "chapter", "conference", "report", "thesis"})
# Types of work that a print shows: what is called a book, report, guideline or page here may look like any of these.
TYPES = {kind: kind for kind in ("article", "chapter", "thesis", "preprint")}
# Which label of the model a printed field carries; what is not listed carries none.
LABELS = {
    "authors", "year", "title", "container", "container2", "conference", "server", "register", "volume", "issue", "pages", "publisher", "archive",
    "place", "editors", "url", "doi",
}  # fmt: skip
# What is printed as another field and carries its label.
_AS = {
    "container2": "container",
    "conference": "container",
    "server": "container",
    "register": "container",
    "archive": "publisher",
}


@dataclass
class Pools:
    """Parts to print: names are (family, given)."""

    names: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    book_titles: list[str] = field(default_factory=list)
    journals: list[str] = field(default_factory=list)
    proceedings: list[str] = field(default_factory=list)
    books: list[str] = field(default_factory=list)
    records: list[dict[str, str]] = field(default_factory=list)


def pools(items: list[Labelled], records: Path) -> Pools:
    """Parts of the labelled references that are clean enough to print again, and the records of the linkage sets."""
    result = Pools()
    for item in items:
        parts = {label: TAG.sub("", item.text[start:end]) for start, end, label in reversed(item.spans)}
        result.names += [
            (author.family, author.given)
            for author in parse_authors(parts.get("authors", "")).authors
            if author.given and not author.is_body and is_person(author.family, author.given)
        ]
        title = title_of(parts.get("title", ""))
        if title is not None:
            (result.titles if "volume" in parts else result.book_titles).append(title)
        container = value_of(parts.get("container", ""))
        # A number at its end would be a volume if it is printed before a year.
        if container is not None and 3 < len(container) < 120 and not container[-1].isdigit():
            is_meeting = re.search(r"proc|conf|symposium|workshop", container, re.IGNORECASE)
            (result.journals if "volume" in parts else result.proceedings if is_meeting else result.books).append(
                container
            )
    for name in ("haematology", "stroke"):
        with (records / name / "records_pre_merged.csv").open(encoding="utf-8") as file:
            result.records += [row for row in csv.DictReader(file) if row["title"] and row["author"] and row["journal"]]
    return result


def render(count: int, parts: Pools, seed: int, *, damage: float = 0.3) -> Iterator[tuple[str, Labelled]]:
    """`count` references as (kind, reference); about `damage` of them damaged."""
    draw = random.Random(seed)
    kinds = [kind for kind, _, weight in KINDS for _ in range(weight)]
    styles = {kind: lines for kind, lines, _ in KINDS}
    for number in range(count):
        kind = draw.choice(kinds)
        style = draw.choice(styles[kind])
        is_short = draw.random() < 0.03
        values = _work(kind, parts, draw)
        if is_short:
            style = draw.choice(LABEL)
            values["authors"] = draw.choice(parts.names)[0] + draw.choice(["", "", " et al."])
        if not is_short and kind in COMPOSED and draw.random() < 0.5:
            segments = _numbered(_composed(kind, values, draw), draw)
        else:
            segments = _numbered(_printed(style, values, draw), draw)
        if draw.random() < damage:
            segments = [(label, damaged(text, draw)) for label, text in segments]
        yield kind, _labelled(segments, "label" if is_short else kind, number)


def _composed(kind: str, values: dict[str, str], draw: random.Random) -> list[tuple[str | None, str]]:
    """The work in a style put together by chance, one in five of them a German one."""
    is_german = is_german_drawn(draw)
    if is_german:
        german = german_parts(draw)
        people = german_people(draw, draw.choice([1, 1, 1, 2, 2, 3]))
        values = values | german | {"authors": _names(people, draw), "container2": german["container"]}
        if kind == "article":
            values["container"] = german["journal"]
        values["editors"] = _names(german_people(draw, draw.choice([1, 2, 2, 3])), draw)
    segments = compose(kind, values, draw, is_german=is_german)
    return [(_AS.get(label or "", label), text) for label, text in segments]


def _labelled(segments: list[tuple[str | None, str]], kind: str, number: int) -> Labelled:
    return Labelled("rendered", f"rendered-{kind}-{number}", *joined(segments), TYPES.get(kind))


def joined(segments: Iterable[Segment]) -> tuple[str, tuple[Span, ...]]:
    """The text of fields and of what stands between them, and where the fields stand."""
    text = ""
    spans = []
    for label, piece in segments:
        if label is not None and piece.strip():
            spans.append((len(text), len(text) + len(piece), label))
        text += piece
    return text, tuple(spans)


def _printed(style: str, values: dict[str, str], draw: random.Random) -> list[tuple[str | None, str]]:
    def optional(match: re.Match[str]) -> str:
        return (
            match[1]
            if all(values.get(name) for name in re.findall(r"\{(\w+)\}", match[1])) and draw.random() < 0.8
            else ""
        )

    style = re.sub(
        r"<([^<>{}]*(?:\{\w+\}[^<>{}]*)*)>",
        lambda m: m[0] if m[1] == "{url}" and "at: <" in style else optional(m),
        style,
    )
    segments: list[tuple[str | None, str]] = []
    for piece in re.split(r"(\{\w+\})", style):
        name = piece[1:-1] if piece.startswith("{") else None
        if name is None:
            last = segments[-1][1] if segments else ""
            if last[-1:] in ".?!" and piece[:1] == ".":
                piece = piece[1:]
            if last[-1:] in "?!" and piece[:2] == ",”":
                piece = piece[1:]
            segments.append((None, piece))
        else:
            label = _AS.get(name, name) if name in LABELS else None
            segments.append((label, values.get(name, "")))
    return segments


def _numbered(segments: list[tuple[str | None, str]], draw: random.Random) -> list[tuple[str | None, str]]:
    chance = draw.random()
    number = draw.randint(1, 150)
    if chance < 0.08:
        return [("number", f"{number}."), (None, " "), *segments]
    if chance < 0.14:
        return [("number", f"[{number}]"), (None, " "), *segments]
    return segments


def damaged(text: str, draw: random.Random) -> str:
    """Line-end hyphens, lost and doubled spaces, ligatures: as text comes out of a PDF."""
    words = text.split(" ")
    for index, word in enumerate(words):
        chance = draw.random()
        if chance < 0.02 and len(word) > 6 and word.isalpha():
            at = draw.randint(2, len(word) - 2)
            words[index] = f"{word[:at]}- {word[at:]}"
        elif chance < 0.035 and word.endswith((",", ".", ";")) and index + 1 < len(words) and len(word) > 3:
            words[index] = word + "\u0000"
        elif chance < 0.045:
            words[index] = word.replace("fi", "ﬁ").replace("fl", "ﬂ")
        elif chance < 0.05:
            words[index] = word + " "
    return " ".join(words).replace("\u0000 ", "").replace("\u0000", "")


def _work(kind: str, parts: Pools, draw: random.Random) -> dict[str, str]:
    year = str(draw.randint(1965, 2024)) + (draw.choice("abc") if draw.random() < 0.06 else "")
    volume = draw.randint(1, 240) if draw.random() < 0.9 else draw.randint(240, 1200)
    subject, second = draw.choice(SUBJECTS), draw.choice(SUBJECTS)
    values = {
        "year": year,
        "month": draw.choice(MONTHS) if draw.random() < 0.5 else draw.choice(MONTHS)[:3],
        "volume": str(volume),
        "issue": _issue(draw) if draw.random() < 0.75 else "",
        "pages": _pages(draw),
        "place": draw.choice(PLACES),
        "publisher": draw.choice(HOUSES),
        "day": str(draw.randint(1, 28)),
        "year2": str(draw.randint(2005, 2024)),
        "series": f"{draw.choice(SERIES)} {draw.choice(['', '', 'No. ', 'no. ', 'Nr. '])}{draw.randint(1, 900)}",
        "guide": f"{draw.choice(GUIDES)}{draw.randint(1, 240)}",
        "n": str(draw.randint(1, 400)),
        "number2": f"[{draw.randint(1, 90)}]",
        "doi": draw.choice(["doi: ", "https://doi.org/", "doi:", "DOI: ", ""]) + f"10.{draw.randint(1000, 9999)}/{draw.choice('abjsp')}.{draw.randint(2000, 2023)}.{draw.randint(10, 99)}.{draw.randint(100, 999)}",
        "url": draw.choice(["http://www.", "https://www.", "https://", "www."]) + draw.choice(["who.int", "nice.org.uk", "gov.uk", "example.org", "kingsfund.org.uk", "scie.org.uk"]) + "/" + subject.replace(" ", "-") + draw.choice(["", ".pdf", "/", f"/{draw.randint(1, 999)}"]),
        "accessed": _accessed(draw),
        "arxiv": f"arXiv:{draw.randint(8, 23):02d}{draw.randint(1, 12):02d}.{draw.randint(1000, 99999):05d}",
        "registration": draw.choice([f"NCT0{draw.randint(1000000, 9999999)}", f"ISRCTN{draw.randint(10000000, 99999999)}", f"CRD420{draw.randint(10000000, 99999999)}"]),
        "server": draw.choice(SERVERS),
        "register": draw.choice(REGISTERS),
        "archive": draw.choice(ARCHIVES),
        "conference": draw.choice(MEETINGS) + (f" {year[:4]}" if draw.random() < 0.3 else ""),
        "title": draw.choice(parts.titles),
        "container": draw.choice(parts.journals),
        "editors": "",
    }  # fmt: skip
    people = _people(draw, parts)
    values["authors"] = _names(people, draw)
    if draw.random() < 0.45 and kind == "article":
        row = draw.choice(parts.records)
        values["title"] = row["title"].rstrip(". ")
        values["container"] = row["journal"]
        values["volume"] = row["volume"].strip() or values["volume"]
        values["issue"] = row["number"].strip() if draw.random() < 0.9 else ""
        values["pages"] = row["pages"].strip().replace("-", draw.choice("-–")) or values["pages"]
        printed = [(name + ", ").split(",")[:2] for name in row["author"].split(" and ") if name.strip()]
        values["authors"] = _names([(family.strip(), given.strip()) for family, given in printed], draw)
    if draw.random() < 0.12:
        values["title"] = values["title"].rstrip("?.") + "?"
    if draw.random() < 0.1:
        values["title"] += ": " + draw.choice(
            ["a systematic review", "a randomised controlled trial", "A pilot study", "protocol", "a qualitative study"]
        )
    if draw.random() < 0.03:
        values["title"] = values["title"].rstrip("?. ") + draw.choice(PARTS)
    if kind == "article":
        values["title"], values["container"] = _as_medline(values["title"], values["container"], draw)
    if kind == "article" and values["issue"] and draw.random() < 0.02:
        values["volume"] = ""  # some journals count issues alone
    if kind == "article" and draw.random() < 0.05:
        values["authors"] = bodies(draw, BODIES)
    elif kind == "article" and draw.random() < 0.04:
        values["authors"] = re.sub(r",? et al\.?$", "", values["authors"]) + group_behind(draw)
    if kind in ("book", "edited"):
        values["title"] = draw.choice(parts.book_titles)
    if kind == "edited":
        values["editors"] = re.sub(r",? et al\.?$", "", values["authors"])
    if kind in ("chapter", "conference"):
        values["container"] = draw.choice(parts.books)
        values["editors"] = _names(_people(draw, parts)[:3], draw)
        values["container2"] = (
            draw.choice(parts.proceedings) if draw.random() < 0.7 else "Proceedings of the " + draw.choice(MEETINGS)
        )
    if kind in ("report", "guideline", "web-page", "registration", "dataset"):
        if draw.random() < 0.7:
            values["title"] = draw.choice(REPORT_TITLES).format(
                S=subject.capitalize(), s=subject, s2=second, y=year[:4]
            )
            if draw.random() < 0.3:
                values["title"] = values["title"].title()
        is_corporate = draw.random() < 0.65
        if is_corporate:
            values["authors"] = bodies(draw, BODIES)
        chance = draw.random()
        values["publisher"] = values["authors"] if chance < 0.35 and is_corporate else body(draw, BODIES)
        if chance > 0.9:
            values["publisher"] = f"{draw.choice(BODIES)}: {draw.choice(UNIVERSITIES)}"
    if kind == "thesis":
        values["publisher"] = draw.choice(UNIVERSITIES)
        values["authors"] = _names(people[:1], draw)
    return values


def _as_medline(title: str, container: str, draw: random.Random) -> tuple[str, str]:
    """What MEDLINE adds to a few: brackets around a translated title and its language, the place of a journal."""
    chance = draw.random()
    if chance < 0.02:
        return f"[{title}]", container
    if chance < 0.05:
        return f"{title}. [{draw.choice(LANGUAGES)}]", container
    if chance < 0.09:
        return title, f"{container} ({draw.choice(PLACES).split(',')[0]}, {draw.choice(COUNTRIES)})"
    return title, container


def _issue(draw: random.Random) -> str:
    chance = draw.random()
    if chance < 0.88:
        return str(draw.randint(1, 12) if draw.random() < 0.9 else draw.randint(13, 52))
    if chance < 0.92:
        return draw.choice(MONTHS)
    return draw.choice(["Suppl 1", "Suppl. 2", "Supplement", "3-4", "1–2", "Spring", "Pt 2", "SUPPL. 1", "10 SUPPL."])


def _pages(draw: random.Random) -> str:
    first = draw.randint(1, 2200)
    last = first + draw.randint(2, 25)
    chance = draw.random()
    dash = draw.choice(["-", "–", "–", "--"]) if draw.random() < 0.95 else " - "
    if chance < 0.6:
        return f"{first}{dash}{last}"
    if chance < 0.8:
        short = str(last)
        cut = next((i for i, (a, b) in enumerate(zip(str(first).rjust(len(short)), short, strict=True)) if a != b), 0)
        return f"{first}{dash}{short[cut:]}"
    if chance < 0.88:
        return str(first)
    if chance < 0.95:
        return f"e{draw.randint(1000, 999999)}"
    return draw.choice(
        [
            f"S{first % 90}{dash}S{first % 90 + 7}",
            f"{draw.randint(100000, 999999)}",
            "iii-xiv",
            f"A{first}",
            f"CD{first:06d}",
        ]
    )


def _accessed(draw: random.Random) -> str:
    day, month, year = draw.randint(1, 28), draw.choice(MONTHS), draw.randint(2001, 2024)
    return draw.choice([
        f"Accessed {day} {month} {year}", f"accessed {day} {month[:3]} {year}", f"Accessed: {month} {day}, {year}", f"cited {year} {month[:3]} {day}",
        f"Last accessed {day} {month} {year}", f"Retrieved {month} {day}, {year}", f"accessed on {day}/{day % 12 + 1}/{year}",
    ])  # fmt: skip


def _people(draw: random.Random, parts: Pools) -> list[tuple[str, str]]:
    count = draw.choice([1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 9, 12])
    return [draw.choice(parts.names) for _ in range(count)]


def _letters(given: str) -> list[str]:
    return (
        [letter.upper() for letter in re.findall(r"[^\W\d_]", given)]
        if not re.search(r"[a-zß-ÿ]{2}", given)
        else [word[0].upper() for word in re.findall(r"[^\W\d_]+", given)]
    )


def _names(people: list[tuple[str, str]], draw: random.Random) -> str:
    """A list of persons in one of the orders and punctuations that styles print, perhaps cut by "et al."."""
    order = draw.choice(
        ["comma", "comma", "comma", "plain", "plain", "plain", "natural", "full", "semicolon", "inverted", "words"]
    )
    gap = draw.choice(["", " "])
    joint = draw.choice([" and ", " & ", ", and ", ", & ", ", "])
    limit = draw.choice([3, 6, 99, 99])
    is_cut = len(people) > limit
    people = people[:limit]
    is_upper = draw.random() < 0.06

    def dotted(given: str) -> str:
        return gap.join(f"{letter}." for letter in _letters(given))

    families = [family.upper() if is_upper else family for family, _ in people]
    givens = [given for _, given in people]
    if order == "comma":
        names = [
            f"{family}, {dotted(given)}" if given else family for family, given in zip(families, givens, strict=True)
        ]
    elif order == "plain":
        names = [f"{family} {''.join(_letters(given))}".strip() for family, given in zip(families, givens, strict=True)]
        joint = draw.choice([", ", ", ", ", ", " and "])
    elif order == "natural":
        names = [f"{dotted(given)} {family}".strip() for family, given in zip(families, givens, strict=True)]
    elif order == "semicolon":
        names = [
            f"{family}, {dotted(given)}" if given else family for family, given in zip(families, givens, strict=True)
        ]
        return "; ".join(names) + ("; et al." if is_cut else "")
    elif order == "inverted":
        names = [f"{family}, {given}".strip(", ") for family, given in zip(families, givens, strict=True)]
        return draw.choice(["; ", "; ", " / ", "/", " & "]).join(names) + (" u. a." if is_cut else "")
    elif order == "words":
        names = [f"{given} {family}".strip() for family, given in zip(families, givens, strict=True)]
        joint = draw.choice([" and ", ", ", " & ", " und "])
    else:
        names = [f"{given} {family}".strip() for family, given in zip(families, givens, strict=True)]
        names[0] = f"{families[0]}, {givens[0]}" if givens[0] else families[0]
    if is_cut:
        return ", ".join(names) + draw.choice([", et al.", " et al.", ", et al"])
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + joint + names[-1]
