# ruff: noqa: E501 - a list of parts to put together is one line
"""Names of bodies that publish reports and stand as authors: put together by chance, as no list holds them all.

The forms are those of the style guides' group authors (APA 7, section 9.11; the NLM guide "Citing Medicine", chapter 1):
a kind of body with a field of work, a place, a parent before or behind it, an abbreviation in brackets or alone, a company,
a name that says nothing, and several of these in a list.
"""

from __future__ import annotations

import random

KINDS = """Department|Ministry|Office|Centre|Center|Institute|Council|Agency|Commission|Foundation|Association|Society|Federation|Alliance|Network|Union|Bureau
Board|Committee|Academy|College|Authority|Observatory|Forum|Coalition|Trust|Directorate|Secretariat|Service|Fund|Programme|Initiative|Task Force|Working Group""".replace("\n", "|").split("|")  # fmt: skip
FIELDS = """Health|Education|Justice|Social Care|Public Health|Employment|Housing|Children|Families|Labour|Transport|the Environment|Energy|Agriculture|Finance|Science
Research|Statistics|Culture|Sport|Mental Health|Nursing|Psychology|Economics|Human Rights|Equality|Migration|Cities|Communities|Innovation|Technology|Food Safety
Cancer Research|Diabetes|Disability|Older People|Youth|Women|Rural Development|Fisheries|Water|Climate|Standards|Medicines|Pain|Sleep|Alcohol|Drugs|Crime|Policing|Law""".replace("\n", "|").split("|")  # fmt: skip
FIRST = """National|International|European|Royal|British|American|Australian|Canadian|Global|World|Nordic|Irish|Scottish|Welsh|German|Dutch|Federal|Central|Joint|Independent|African|Asian
Pan American|New Zealand|Swedish|Indian|U.S.|US|UK""".replace("\n", "|").split("|")  # fmt: skip
COUNTRIES = """UK|England|Scotland|Wales|Ireland|Australia|Canada|USA|New Zealand|Europe|Germany|France|Brazil|India|South Africa|Sweden|Norway|Japan|Kenya|Chile""".split("|")  # fmt: skip
TOWNS = """Leeds|Bristol|Hackney|Norwich|Toronto|Perth|Victoria|Queensland|Hamburg|Lyon|Boston|Seattle|Ontario|Cork|Utrecht|Porto|Nairobi|Mumbai|Osaka|Oslo|Durham|Essex""".split("|")  # fmt: skip
BRANDS = """Lantern|Harbour|Open Door|Common Ground|New Leaf|Bright Futures|Stepping Stones|Safe Haven|Next Step|Full Fact|Green Alliance|Better Streets|Data Watch|Clear Path|Right Start
Influence|Compass|Horizon|Beacon|Kaleidoscope|Springboard|Threshold|Civic Voice|Open Ledger|Public Eye|Second Chance|Together|Outreach|Foodbank|Wayfinder|Apache|Nova|Helix|Cambium""".replace("\n", "|").split("|")  # fmt: skip
GROUPS = "Study Group|Research Group|Investigators|Collaborators|Consortium|Trial Group|Collaborative Group|Writing Group|Team|Steering Committee|Group".split("|")  # fmt: skip
PARENTS = """HM Government|Government of Canada|Scottish Government|Welsh Government|United Nations|European Commission|Commonwealth of Australia|State of Victoria|University of Leeds|University of Toronto""".split("|")  # fmt: skip
ABROAD = """Bundesamt für {}|Bundesministerium für {}|Deutsche Gesellschaft für {}|Institut für {}|Verband für {}~Gesundheit|Soziales|Arbeit|Familie|Statistik|Bildung|Psychologie|Justiz
Institut national de {}|Ministère de {}|Observatoire de {}|Société française de {}|Agence nationale de {}~la santé|la statistique|l’emploi|la recherche|l’éducation|l’environnement
Instituto Nacional de {}|Ministerio de {}|Sociedad Española de {}|Fundación para {}|Consejo de {}~Salud|Estadística|Educación|Trabajo|Sanidad|la Vivienda
Ministério da {}|Fundação {}|Instituto Brasileiro de {}|Secretaria de {}~Saúde|Educação|Cidadania|Justiça|Habitação
Ministero della {}|Istituto Superiore di {}|Rijksinstituut voor {}|Socialstyrelsen {}|Centraal Bureau voor de {}~Salute|Sanità|Statistiek|Giustizia""".splitlines()  # fmt: skip


def body(draw: random.Random, known: list[str]) -> str:
    """One body, two in five times one of `known`."""
    name = draw.choice(known) if draw.random() < 0.4 else draw.choice(_FORMS)(draw)
    chance = draw.random()
    if chance < 0.12 and " " in name and "(" not in name:
        return f"{name} ({_initials(name)})"
    if chance < 0.16 and "(" not in name:
        return f"{name} ({draw.choice(COUNTRIES)})"
    if chance < 0.2 and "," not in name:
        return f"{name}, {draw.choice(PARENTS)}" if draw.random() < 0.5 else f"{draw.choice(PARENTS)}, {name}"
    return name


def bodies(draw: random.Random, known: list[str]) -> str:
    """One body, or a list of them, perhaps cut."""
    chance = draw.random()
    if chance < 0.85:
        return body(draw, known)
    names = [body(draw, known) for _ in range(draw.choice([2, 2, 3, 4]))]
    if chance < 0.9:
        return f"{names[0]}{draw.choice([' et al.', ', et al.'])}"
    if chance < 0.94:
        return draw.choice(["; ", ", ", " / "]).join(names)
    return ", ".join(names[:-1]) + draw.choice([" and ", ", and ", " & ", " und "]) + names[-1]


def group_behind(draw: random.Random) -> str:
    """A group as it follows on persons, with what joins it to them."""
    name = draw.choice([_initials(_kind_for_field(draw)), draw.choice(BRANDS).upper(), _national(draw)])
    joint = draw.choice(["; ", "; for the ", ", ", ", on behalf of the ", "; on behalf of the ", " and the ", ", & "])
    return f"{joint}{name} {draw.choice(GROUPS)}"


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if len(letters) > 1 else name[:4].upper()


def _kind_for_field(draw: random.Random) -> str:
    return f"{draw.choice(KINDS)} {draw.choice(['for', 'of', 'on'])} {_fields(draw)}"


def _fields(draw: random.Random) -> str:
    first, second, third = draw.sample(FIELDS, 3)
    chance = draw.random()
    if chance < 0.7:
        return first
    return f"{first} {draw.choice(['and', '&'])} {second}" if chance < 0.93 else f"{first}, {second} and {third}"


def _national(draw: random.Random) -> str:
    return f"{draw.choice(FIRST)} {draw.choice([_kind_for_field, _field_kind])(draw)}"


def _field_kind(draw: random.Random) -> str:
    return f"{draw.choice(FIELDS).removeprefix('the ')} {draw.choice(KINDS)}"


def _of_place(draw: random.Random) -> str:
    town = draw.choice(TOWNS)
    return draw.choice([
        f"{town} City Council", f"City of {town}", f"{town} County Council", f"University of {town}", f"{town} NHS Foundation Trust", f"Government of {town}",
        f"{town} {draw.choice(FIELDS).removeprefix('the ')} {draw.choice(KINDS)}", f"{town} {draw.choice(KINDS)}", f"State of {town} {_field_kind(draw)}",
    ])  # fmt: skip


def _branded(draw: random.Random) -> str:
    brand = draw.choice(BRANDS)
    return draw.choice([
        brand, brand, f"{brand} {draw.choice(COUNTRIES)}", f"{brand} {draw.choice(['Ltd', 'Inc.', 'GmbH', 'LLC', 'plc', 'Inc', 'Limited', 'SA'])}", f"{brand} {draw.choice(FIELDS).removeprefix('the ')}",
        f"{brand} {draw.choice(KINDS)}", f"The {brand} {draw.choice(KINDS)}", f"{brand} News", f"{brand}-{draw.choice(['EU', 'UK', 'Net'])}", brand.replace(" ", ""), f"{brand}.org",
    ])  # fmt: skip


def _acronym(draw: random.Random) -> str:
    return "".join(draw.choice("ABCDEFGHILMNOPRSTUW") for _ in range(draw.choice([2, 3, 3, 4, 4, 5])))


def _abroad(draw: random.Random) -> str:
    forms, fields = draw.choice(ABROAD).split("~")
    return draw.choice(forms.split("|")).format(draw.choice(fields.split("|")))


def _group(draw: random.Random) -> str:
    return f"{draw.choice([_acronym(draw), draw.choice(BRANDS).upper(), _field_kind(draw), _national(draw)])} {draw.choice(GROUPS)}"


_FORMS = (_kind_for_field, _kind_for_field, _national, _national, _field_kind, _of_place, _branded, _branded, _acronym, _abroad, _group)  # fmt: skip
