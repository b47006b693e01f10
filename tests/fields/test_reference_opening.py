"""The authors end where the name of the body that opens a reference ends, wherever the model let them end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.fields.references.opening import with_whole_authors
from extract.fields.references.record import Mark
from tests.fields.test_reference_types import marked

CASES = [
    # The mark swallows the title, or a part of it; a body below another belongs to the name.
    ("{authors:World Lamp Organization. Light for all}. 2017.", ["World Lamp Organization."], 0.7),
    ("{authors:OECD. Lamps and Public Light}, Volume 1: {title:More lamps}. 2009.", ["OECD."], 0.7),
    ("{authors:Lamp Academy. Committee on Wicks}. {title:Lamps}. 2011.", ["Lamp Academy. Committee on Wicks"], 0.7),
    ("{authors:Ministério da Luz. Departamento de Lanternas}. {title:Lampiões}. 2011.", ["Ministério da Luz. Departamento de Lanternas"], 0.7),
    ("{authors:Berg Ann. Quist Mo}. {title:Lamps}. 2011.", ["Berg Ann. Quist Mo"], 0.7),
    # The mark stops inside the name.
    (
        "{authors:Center for Public} {title:Light. Hired Lamps}. 2007.",
        ["Center for Public Light."],
        0.7,
    ),
    ("{authors:Center for Lamps} {title:in the park. Hired Lamps}. 2007.", ["Center for Lamps"], 0.7),
    ("{authors:Berg AL}, {title:Lamp Task Force (LTF). Light for all}. 2016.", ["Berg AL, Lamp Task Force (LTF)."], 0.7),
    ("{authors:Berg AL}, {title:Light and Lamps (LTF) for all. Light}. 2016.", ["Berg AL"], 0.7),
    # The model doubts the name.
    ("{authors:Lantern Technology Council (LTC).} {title:Lamps}. 2001.", ["Lantern Technology Council (LTC)."], 0.4),
    ("{authors:DLGP, LWBF}, LUX (Hrsg.) (2015): {title:Lampen}.", ["DLGP, LWBF, LUX"], 0.4),
    ("{authors:Lampsted. Lamps} {title:in schools}. Harrow: Lampsted; 2013.", ["Lampsted."], 0.4),
    # No author is marked.
    ("{title:Lamp Office for Wicks. Lamps at work}. Lamp Office for Wicks Publishing; 2021.", ["Lamp Office for Wicks."], 0.7),
    ("{title:Lamp Office for Wicks. Lamps at work}. Harrow; 2021.", [], 0.7),
    ("12. {title:Open Lamps, Wick Foundation and Light International. Standards for lamps}. 2022.",
     ["Open Lamps, Wick Foundation and Light International."], 0.7),
    # A title's first word, and a register's number, are no names.
    ("{authors:Z. Li, D. Zou, Lampfinder:} {title:a lamp system}, 2018.", ["Z. Li, D. Zou"], 0.7),
    ("{authors:Lee, James E. Mark Berg:} {title:A Biography}. York: Lux, 1993.", ["Lee, James E."], 0.7),
    ("{authors:Berg, Lee, Quist:} {title:a lamp system}, 2018.", ["Berg, Lee, Quist:"], 0.7),
    ("{authors:NL-OMON46908.} {title:Lamps and sleep}; 2012.", [], 0.7),
    # The first full stop ends names without full stops; the model may know better where it ends at another one.
    ("{authors:Berg C, de Lee-Ek G, Friede T. Hart-Wick}-{title:Lanterns and their use}. 2015.",
     ["Berg C, de Lee-Ek G, Friede T."], 0.4),
    # Names in capitals go on to the last one; a dash, and the source of Vancouver style, tell of a title's first words.
    ("{authors:BERG, Anne.} {title:DE WIT, Jan. Lampes du nord}. 2012.", ["BERG, Anne. DE WIT, Jan."], 0.7),
    ("{authors:BERG, Anne. DE WIT}, {title:Jan. Lampes du nord}. 2012.", ["BERG, Anne. DE WIT, Jan."], 0.7),
    ("{authors:K. Berg / M. Lee, Lampen} – {title:kein Licht}. 2012.", ["K. Berg / M. Lee"], 0.7),
    ("{authors:Berg, Hans} – {title:kein Licht}. 2012.", ["Berg, Hans"], 0.7),
    ("{authors:Berg C. Lux.} {place:York}: Lit; 1986.", ["Berg C."], 0.7),
    ("{authors:John C. Berg.} {title:Lux at sea}. York: Lit, 1986.", ["John C. Berg."], 0.7),
    ("{authors:Berg R, Jo M. Lee, Mo Quist.} {title:Lamps}. 2012.", ["Berg R, Jo M. Lee, Mo Quist."], 0.7),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "confidence"), CASES)
def test_the_authors_end_with_the_name(text: str, authors: list[str], confidence: float) -> None:
    """What the form of the words bears out is believed; near misses keep the model's mark."""
    raw, marks = marked(text)
    found = with_whole_authors(raw, tuple(Mark(m.field, m.start, m.end, confidence) for m in marks))
    assert [raw[mark.start : mark.end] for mark in found if mark.field == "authors"] == authors
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(mark.confidence >= 0.5 for mark in found if mark.field == "authors")


def test_a_body_that_has_the_site_is_its_author() -> None:
    """The host bears its name; on another's site the first sentence stays in the title."""
    raw, marks = marked("{title:Age Lampland. Lamp poverty}. 2019.")
    found = with_whole_authors(raw, tuple(marks), "www.agelampland.org")
    assert [(mark.field, raw[mark.start : mark.end].strip()) for mark in found] == [
        ("authors", "Age Lampland."),
        ("title", "Lamp poverty"),
    ]
    assert with_whole_authors(raw, tuple(marks), "www.lamps.org") == tuple(marks)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Berg, Anna/Lee, C. J./von Rad, Jan: Lampen. York 2004.", "Berg, Anna/Lee, C. J./von Rad, Jan"),
        ("[3] Berg, Anna / Lee, Carl (unter Mitarbeit von Jo). Lampen. York 2004.", "Berg, Anna / Lee, Carl"),
        ("Berg, H./Lee, E. Lampen. York 2004.", "Berg, H./Lee, E."),
        ("DIW, Berlin/IFO, York (1998): Lampen. York 2004.", None),
        ("MEYER, KARL-HEINZ/KLEIN, HANS-PETER/SCHMIDT, JOHANNES/WEBER, CHRISTIAN/u. a.: Lampen. York 2004.", None),
        ("Berg, Anna/Lux Verlag: Lampen. York 2004.", None),
        ("Lampen/Lichter, eine Studie. York 2004.", None),
    ],
)
def test_persons_whom_strokes_part(text: str, names: str | None) -> None:
    """As German lists print them; only where the model doubts what stands there."""
    title = Mark("title", text.index("Lampen. ") if names else 30, text.index(" York"), 0.8)
    found = {mark.field: text[mark.start : mark.end] for mark in with_whole_authors(text, (title,))}
    assert found.get("authors") == names
    if names is not None:
        believed = Mark("editors", text.index("Berg"), text.index("Berg") + len("Berg, Anna"), 0.9)
        assert with_whole_authors(text, (believed, title)) == (believed, title)
