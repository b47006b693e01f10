# ruff: noqa: E501 - lists of parts are one line each
"""Styles put together by chance: order, punctuation and wording of the parts of a printed reference.

`render.py` lists styles that guides prescribe. Journals, theses and houses print thousands of others, which differ in a
few choices: where the year stands, what parts the fields, how titles are quoted, how volume, issue and pages are written.
Here each choice is drawn by itself, so that no style is seen often enough to be learnt by heart. German styles have
their own words ("In:", "Hrsg.", "Jg.", "H.", "S.").
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

Segment = tuple[str | None, str]

_QUOTES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("« ", " »"), ("``", "''"))
_GERMAN_NOUNS = (
    "Arbeitsmarktpolitik|Jugendhilfe|Bildungsungleichheit|Lebenslage|Altenpflege|Sozialstruktur|Organisation|Wissenschaft"
    "|Religion|Migration|Integration|Öffentlichkeit|Verwaltung|Weiterbildung|Demokratie|Familie|Erziehung|Stadtentwicklung"
    "|Gesundheitsförderung|Partizipation|Armut|Schule|Kultur|Technik|Umweltpolitik|Globalisierung|Identität|Gewalt|Moral"
    "|Kommunikation|Mediennutzung|Rentenversicherung|Wohlfahrtspflege|Berufsbildung|Geschlechterforschung|Netzwerkanalyse"
).split("|")
_GERMAN_TITLES = (
    "Zur Entwicklung der {a} in Deutschland|{a} und {b}|{a} im Wandel|Einführung in die {a}|Soziologie der {a}"
    "|Die Zukunft der {a}. Analysen und Perspektiven|{a}, {b} und soziale Ungleichheit|{a} in der Krise?"
    "|Grundlagen der {a}: Ein Handbuch|Theorie der {a}|{a} zwischen Markt und Staat|Was leistet die {a}?"
    "|Empirische Befunde zur {a} im europäischen Vergleich|Wandel der {a}. Eine empirische Untersuchung zur {b}"
    "|Methoden der {a}|{a} als Beruf|Das Verhältnis von {a} und {b} aus Sicht der Betroffenen|Neue Wege der {a}"
).split("|")
_GERMAN_JOURNALS = (
    "Zeitschrift für Soziologie|Kölner Zeitschrift für Soziologie und Sozialpsychologie|KZfSS|Soziale Welt|Leviathan"
    "|Berliner Journal für Soziologie|Zeitschrift für Pädagogik|Zeitschrift für Erziehungswissenschaft|Neue Praxis"
    "|Politische Vierteljahresschrift|Das Parlament|Aus Politik und Zeitgeschichte|WSI-Mitteilungen|Sozialer Fortschritt"
    "|Österreichische Zeitschrift für Soziologie|Mitteilungen aus der Arbeitsmarkt- und Berufsforschung|Publizistik"
    "|Deutsches Ärzteblatt|Der Nervenarzt|Psychologische Rundschau|Geschichte und Gesellschaft|Merkur|Prokla"
    "|Zeitschrift für Gerontologie und Geriatrie|Das Gesundheitswesen|Pflege|Rundfunk und Fernsehen|Zeitschrift für Psychologie"
).split("|")
_GERMAN_HOUSES = (
    "VS Verlag für Sozialwissenschaften|Westdeutscher Verlag|Campus|Campus Verlag|Suhrkamp|Nomos|Beltz|Juventa|Leske + Budrich"
    "|Springer VS|transcript|Waxmann|Barbara Budrich|de Gruyter|Mohr Siebeck|Duncker & Humblot|Hogrefe|Huber|Reclam|C. H. Beck"
    "|Klett-Cotta|Rowohlt|UTB|Lambertus|Kohlhammer|Oldenbourg|Vandenhoeck & Ruprecht|Klinkhardt|Edition Sigma|Lit Verlag"
).split("|")
_GERMAN_PLACES = (
    "Opladen|Wiesbaden|Frankfurt am Main|Frankfurt a. M.|Frankfurt/M.|Frankfurt/New York|Weinheim|Weinheim/München|München"
    "|Berlin|Köln|Baden-Baden|Bielefeld|Göttingen|Hamburg|Stuttgart|Tübingen|Bonn|Leipzig|Münster|Wien|Zürich|Bern|Neuwied"
    "|Reinbek bei Hamburg|Bad Heilbrunn|Freiburg i. Br.|Heidelberg|Weinheim und Basel|Konstanz|Düsseldorf|Darmstadt"
).split("|")
_GERMAN_NAMES = [
    tuple(name.split(", "))
    for name in (
        "Müller, Hans-Peter|Schmidt, Anna|Weber, Karl|Fischer, Ulrike|Wagner, Jürgen|Becker, Rolf|Hoffmann, Dieter|Koch, Ilse"
        "|Bauer, Ullrich|Richter, Rudolf|Klein, Thomas|Wolf, Christof|Schröder, Helmut|Neumann, Franz|Schwarz, Eva|Krüger, Heinz"
        "|Hartmann, Michael|Lange, Andreas|Werner, Petra|Krause, Peter|Lehmann, Maik|Köhler, Helmut|Huber, Joseph|Mayer, Karl Ulrich"
        "|von Trotha, Trutz|Vester, Michael|Berger, Peter A.|Huinink, Johannes|Diewald, Martin|Esser, Hartmut|Groß, Martin"
        "|Kühn, Hagen|Öztürk, Nuray|Böhnisch, Lothar|Schütz, Alfred|Weiß, Anja|Jäger, Wieland|Nollmann, Gerd|Hradil, Stefan"
    ).split("|")
]
_MONTHS = "January February March April May June July August September October November December".split()


def is_german_drawn(draw: random.Random) -> bool:
    """One reference in five is a German one: a field with styles of its own that the labelled sets hardly hold."""
    return draw.random() < 0.2


def german_parts(draw: random.Random) -> dict[str, str]:
    """Title, journal, book, house and place of a German work."""

    def title() -> str:
        first, second = draw.sample(_GERMAN_NOUNS, 2)
        return draw.choice(_GERMAN_TITLES).format(a=first, b=second)

    return {
        "title": title(), "container": title(), "journal": draw.choice(_GERMAN_JOURNALS),
        "publisher": draw.choice(_GERMAN_HOUSES), "place": draw.choice(_GERMAN_PLACES),
    }  # fmt: skip


def german_people(draw: random.Random, count: int) -> list[tuple[str, str]]:
    """Names with given names in full."""
    return [(name[0], name[1]) for name in draw.sample(_GERMAN_NAMES, count)]


def compose(kind: str, work: Mapping[str, str], draw: random.Random, *, is_german: bool) -> list[Segment]:
    """A work of `kind` (article, book, chapter, conference, report, thesis) in a style of its own.

    Args:
        work: the parts as strings; a part that is empty is not printed. `authors` and `editors` are printed lists.
    """
    gap = draw.choice([". ", ". ", ". ", ", ", ", ", "; ", " "])
    year = draw.choice(["head", "head", "head", "place", "place", "end", "end"])
    segments: list[Segment] = [("authors", work["authors"])]
    if year == "head":
        segments += _head_year(work["year"], draw, is_german=is_german)
    else:
        segments.append((None, draw.choice([", ", ": ", ". ", ", ", ". ", " "])))
    segments += _title(work["title"], gap, draw)
    tail = {"article": _article, "chapter": _chapter, "conference": _conference}.get(kind, _book)
    segments += tail(work, year, draw, is_german)
    if year == "end":
        segments += [(None, draw.choice([", ", ". ", " ", " ("])), ("year", work["year"])]
        if segments[-2][1] == " (":
            segments.append((None, ")"))
    segments.append((None, draw.choice([".", ".", ".", "", ";"])))
    if draw.random() < 0.15 and work.get("doi"):
        segments += [(None, " "), ("doi", work["doi"])]
    return _tidied(segments)


def _head_year(year: str, draw: random.Random, *, is_german: bool) -> list[Segment]:
    printed = draw.choice([("(", ")"), ("(", ")"), ("", ""), ("[", "]")] if not is_german else [("(", ")"), ("", "")])
    before = draw.choice([" ", " ", ", ", ". "])
    after = draw.choice([": ", ": ", ", "] if is_german else [". ", ". ", " ", ", ", ": "])
    month = draw.choice(_MONTHS) if printed[0] == "(" and draw.random() < 0.05 else ""
    return [(None, before + printed[0]), ("year", year + (f", {month}" if month else "")), (None, printed[1] + after)]


def _title(title: str, gap: str, draw: random.Random) -> list[Segment]:
    chance = draw.random()
    if chance < 0.12:
        title = " ".join(word if len(word) < 4 else word[:1].upper() + word[1:] for word in title.split())
    elif chance < 0.15:
        title = title.upper()
    title = title.rstrip(".")
    if draw.random() < 0.3:
        opening, closing = draw.choice(_QUOTES)
        if not any(sign in title for sign in (opening.strip(), closing.strip())):
            inside = gap.strip() if draw.random() < 0.5 and gap.strip() in (".", ",") else ""
            return [(None, opening), ("title", title + inside), (None, closing + (" " if inside else gap))]
    if title[-1:] in "?!":
        return [("title", title), (None, draw.choice([" ", gap]))]
    return [("title", title), (None, gap)]


def _article(work: Mapping[str, str], year: str, draw: random.Random, is_german: bool) -> list[Segment]:
    lead = draw.choice(["In: ", "in: ", "In: ", ""] if is_german else ["", "", "", "", "In: ", "In ", "in "])
    result: list[Segment] = [(None, lead), ("container", work["container"])]
    return result + _locator(work, year == "place", draw, is_german=is_german)


def _locator(work: Mapping[str, str], has_year: bool, draw: random.Random, *, is_german: bool) -> list[Segment]:
    """Volume, issue, year and pages behind a journal."""
    volume = draw.choice(
        [", ", " ", ", Jg. ", ", Bd. ", " Jg. "] if is_german
        else [", ", " ", ", ", " ", ". ", ", vol. ", ", Vol. ", " Vol. ", ", Volume ", ". Vol ", ", v. ", "; ", ": "]
    )  # fmt: skip
    issue = draw.choice(
        [("(", ")"), (" (", ")"), (", H. ", ""), (", Heft ", ""), (", Nr. ", ""), ("/", ""), (" (H. ", ")")]
        if is_german
        else [("(", ")"), ("(", ")"), (" (", ")"), (", no. ", ""), (", No. ", ""), (":", ""), ("/", ""), (", Issue ", ""),
              (", iss. ", ""), (", n. ", ""), (", n° ", ""), (" no. ", ""), (", ", ""), (".", ""), ("[", "]"), (", (", ")")]
    )  # fmt: skip
    pages = draw.choice(
        [", S. ", ", S. ", ": ", ", ", " S. ", ", Seite "] if is_german
        else [", ", ": ", ":", ", pp. ", ", pp. ", ", p. ", ". pp. ", " pp ", ", pp ", ", Pages ", " ", "; ", ". "]
    )  # fmt: skip
    number: list[Segment] = [(None, volume), ("volume", work["volume"])]
    if work.get("issue"):
        number += [(None, issue[0]), ("issue", work["issue"]), (None, issue[1])]
    dated: list[Segment] = []
    if has_year:
        opening, closing = draw.choice([(" (", ")"), (" (", ")"), (", ", ""), ("; ", ""), (" ", ""), ("(", ")")])
        month = f"{draw.choice(_MONTHS)[: draw.choice([3, 9])]} " if draw.random() < 0.15 else ""
        dated = [(None, opening), ("year", month + work["year"]), (None, closing)]
    printed: list[Segment] = [(None, pages), ("pages", work["pages"])] if work.get("pages") else []
    if pages == " " and not dated:
        printed = [(None, ", "), *printed[1:]]
    chance = draw.random()
    if dated and chance < 0.3:
        return [*dated, (None, draw.choice([";", "; ", ", ", " "])), *number[1:], *printed]
    if dated and chance < 0.5 and printed:
        return [*number, *printed, *dated]
    return [*number, *dated, *printed]


def _chapter(work: Mapping[str, str], year: str, draw: random.Random, is_german: bool) -> list[Segment]:
    result: list[Segment] = [
        (None, draw.choice(["In: ", "in: ", "In: ", "In "] if is_german else ["In ", "In: ", "in ", "In: "]))
    ]
    marks = (
        ["(Hrsg.): ", "(Hg.): ", "(Hrsg.), ", "(Hg.), "]
        if is_german
        else ["(Eds.), ", "(eds.) ", "(ed.), ", "(eds), ", "[eds]. "]
    )
    by = ["hrsg. von ", "hg. v. "] if is_german else ["edited by ", "ed. ", "eds. ", "ed. by "]
    chance = draw.random()
    if chance < 0.6 and work.get("editors"):
        result += [("editors", work["editors"]), (None, " " + draw.choice(marks)), ("container", work["container"])]
    elif chance < 0.8 and work.get("editors"):
        result += [("container", work["container"]), (None, ", " + draw.choice(by)), ("editors", work["editors"])]
    else:
        result.append(("container", work["container"]))
    printed: list[Segment] = []
    if work.get("pages"):
        lead = draw.choice(
            [", S. ", ". S. ", " S. ", ": "] if is_german else [", pp. ", " (pp. ", ", ", ". p. ", ", p. ", ". Pp. "]
        )
        printed = [(None, lead), ("pages", work["pages"]), (None, ")" if "(" in lead else "")]
    house = _house(work, year, draw, is_german=is_german)
    return [*result, *house, *printed] if draw.random() < 0.5 else [*result, *printed, *house]


def _conference(work: Mapping[str, str], year: str, draw: random.Random, is_german: bool) -> list[Segment]:
    result: list[Segment] = [(None, draw.choice(["In ", "In: ", "in ", "", "in: "])), ("container", work["container2"])]
    if draw.random() < 0.25:
        result += [(None, draw.choice([", ", " ("])), ("volume", work["volume"])]
        result.append((None, ")" if result[-2][1] == " (" else ""))
    if draw.random() < 0.75 and work.get("pages"):
        result += [(None, draw.choice([", pp. ", ", pages ", ": ", ", p. ", ", ", " pp. "])), ("pages", work["pages"])]
    if draw.random() < 0.35:
        return result + _house(work, year, draw, is_german=is_german)
    return [*result, (None, ", "), ("year", work["year"])] if year == "place" else result


def _book(work: Mapping[str, str], year: str, draw: random.Random, is_german: bool) -> list[Segment]:
    house = _house(work, year, draw, is_german=is_german)
    head = house[0][1] if house else ""
    return [(None, head.lstrip(" .,")), *house[1:]] if house and head.strip() in (".", ",") else house


def _house(work: Mapping[str, str], year: str, draw: random.Random, *, is_german: bool) -> list[Segment]:
    """Place and publisher, with the year where the style prints it there."""
    opening, closing = draw.choice([(". ", ""), (". ", ""), (", ", ""), (" (", ")")])
    dated: list[Segment] = (
        [(None, draw.choice([", ", ", ", " ", "; "])), ("year", work["year"])] if year == "place" else []
    )
    chance = draw.random()
    if chance < 0.4:
        body: list[Segment] = [("place", work["place"]), (None, ": "), ("publisher", work["publisher"])]
    elif chance < 0.6:
        body = [("publisher", work["publisher"]), (None, draw.choice([", ", ": "])), ("place", work["place"])]
    elif chance < (0.9 if is_german else 0.7):
        body = [("place", work["place"])]
    else:
        body = [("publisher", work["publisher"])]
    return [(None, opening), *body, *dated, (None, closing)]


def _tidied(segments: Sequence[Segment]) -> list[Segment]:
    """Without empty pieces and without two full stops in a row."""
    result: list[Segment] = []
    for label, text in segments:
        if result and result[-1][1][-1:] in ".?!" and text[:1] in ".," and label is None:
            text = text[1:]
        if result and re.search(r"\s$", result[-1][1]):
            text = text.lstrip() if label is None else text
        if text:
            result.append((label, text))
    return result
