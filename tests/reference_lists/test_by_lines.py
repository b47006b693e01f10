"""Where do entries begin, if lines begin them?"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.pages import Box, Span
from extract.reference_lists import read_reference_list
from tests.reference_lists.printed import block, joined, lines, pages


def test_hanging_lines_tell_entries_with_the_year_last() -> None:
    """Where the year comes last, the first line of each entry stands further left."""
    lines = [block("References", 10)]
    for number, (author, title) in enumerate(
        [("Ann Abbot", "Roofs of the north"), ("Dora Berg", "On tiles"), ("Finn Ek", "Thatch"), ("Gus Holt", "Gutters")]
    ):
        top = 30 + 30 * number
        lines += [
            block(f"{author}. {title}. Journal of Made", top),
            block(f"Studies, {number + 3}(2):1–9, 201{number}.", top + 12, x0=62),
        ]
    listed = read_reference_list(pages(*lines))
    assert [entry.year for entry in listed] == [2010, 2011, 2012, 2013]
    assert listed[0].raw == "Ann Abbot. Roofs of the north. Journal of Made Studies, 3(2):1–9, 2010."
    assert listed[0].place == Box(50, 30, 500, 52)


def test_paragraphs_are_entries_where_they_are_whole_and_in_order() -> None:
    """Blocks with a year each, by the alphabet, are entries though their year is last and a body or a title is first."""
    listed = read_reference_list(
        pages(
            block("Bibliography", 10),
            block("Abbot, Ann. Roofs of the North. Made Press, 2010.", 30),
            block("Council of Roofs and Walls. Guidance on Gutters. Made Press, 2011.", 60),
            block("Dorn, Eve. “Thatch and Its Makers: A Study of", 90),
            block("the North.” Made Studies 3 (2012): 4–9.", 120),
            block("“Slates.” In Encyclopedia of Roofs. Made Press, 2013.", 150),
        )
    )
    assert [entry.raw[:12] for entry in listed] == ["Abbot, Ann. ", "Council of R", "Dorn, Eve. “", "“Slates.” In"]
    assert listed[2].raw.endswith("A Study of the North.” Made Studies 3 (2012): 4–9.")


NAMES = ["Abbot, A.", "Berg, D.", "Crane, B.", "Dorn, E.", "Ek, F.", "Holt, G."]
UNSIGNED = "Roofs and Walls Council. Guidance on"


def test_an_entry_of_a_joined_block_has_the_place_of_its_own_lines() -> None:
    """Numbered or not: the box is that of the printed lines, not that of the paragraph they were joined to."""
    plain = [f"{name}, 201{at}. On the roofs of the north," for at, name in enumerate(NAMES)]
    for rows in (plain, [f"[{at}] {row}" for at, row in enumerate(plain, 1)]):
        listed = read_reference_list(
            pages(
                block("References", 10),
                joined(*(part for row in rows for part in (row, "Journal of Made Studies 1, 4–9."))),
            )
        )
        assert [entry.year for entry in listed] == [2010, 2011, 2012, 2013, 2014, 2015]
        assert [(entry.place.top, entry.place.bottom) for entry in listed if isinstance(entry.place, Box)] == [
            (30 + 20 * at, 48 + 20 * at) for at in range(6)
        ]


def test_no_entry_begins_within_a_printed_line() -> None:
    """What looks like names and a year inside a line is none, nor is a number."""
    rows = [
        part
        for at, name in enumerate(NAMES)
        for part in (f"{name} (201{at}). Roofs. Fox, T. (1999). Walls and", f"other works. Sometown: Press {at}.")
    ]
    assert len(read_reference_list(pages(block("References", 10), joined(*rows)))) == 6
    rows = [
        part
        for at, name in enumerate(NAMES, 1)
        for part in (f"[{at}] {name} On roofs. [{at + 1}] Walls. Made", f"Studies 201{at}.")
    ]
    listed = read_reference_list(pages(block("References", 10), joined(*rows)))
    assert [(entry.number, entry.raw[:5]) for entry in listed] == [(at, NAMES[at - 1][:5]) for at in range(1, 7)]


@pytest.mark.parametrize("number", ["[{}] ", ""])
def test_entries_that_run_on_within_lines_are_told_apart(number: str) -> None:
    """Where no entry begins a line but the first, numbers, or names and years, tell them within lines."""
    text = [
        f"{number.format(at)}{name} (201{at}). On roofs and walls. Made Studies, 4, 1–9."
        for at, name in enumerate(NAMES, 1)
    ]
    first, *others = text
    rows = [first[:30], *(f"{above[30:]} {below[:30]}" for above, below in pairwise(text)), others[-1][30:]]
    listed = read_reference_list(pages(block("References", 10), joined(*rows)))
    assert [entry.year for entry in listed] == [2011, 2012, 2013, 2014, 2015, 2016]


@pytest.mark.parametrize("hang", [0, 15])
def test_an_entry_without_a_year_begins_where_its_line_does(hang: float) -> None:
    """An undated work in a list by author and year: at the edge where entries hang, or behind a line with room."""
    rows = []
    for at, name in enumerate(NAMES * 3):
        rows += [f"{name} (20{at + 10}). The roofs of the north and all their tiles and", " slates. Made Press."]
        if at == 10:
            rows += [f"{UNSIGNED} the gutters of the north and", " their downpipes. Geneva: Made Press."]
    listed = read_reference_list(pages(block("References", 10), joined(*sorted_rows(rows), hang=hang)))
    assert [entry.raw[: len(UNSIGNED)] for entry in listed].count(UNSIGNED) == 1
    assert len(listed) == 19


def sorted_rows(rows: list[str]) -> list[str]:
    """Entries of two rows in the order of the alphabet."""
    pairs = sorted(zip(rows[::2], rows[1::2], strict=True))
    return [row for pair in pairs for row in pair]


ABOUT = "Dahl, T. (1999) and others on slates. Made Press."


def hanging(hang: str) -> list[str]:
    """Rows of entries, one of which goes on as if another began."""
    rows = []
    for at, name in enumerate(NAMES * 2):
        rows += [f"{name} (20{at + 10}). Roofs of the north, as told.", f"{hang}{ABOUT if at == 8 else 'Made Press.'}"]
    return sorted_rows(rows)


def test_entries_hang() -> None:
    """A line to the right of the edge at which entries begin goes on with one, though it looks like another."""
    listed = read_reference_list(pages(block("References", 10), joined(*hanging(" "), hang=15)))
    assert [entry.raw[:5] for entry in listed] == sorted(name[:5] for name in NAMES * 2)


def test_entries_of_a_text_hang() -> None:
    """The same in a plain text, whose lines are wrapped."""
    placed = [
        replace(each, text=each.text.strip(), place=replace(each.place, column=4 if each.text[0] == " " else 1))
        for each in lines("References", "", *hanging("   "))
        if isinstance(each.place, Span)
    ]
    assert [entry.raw[:5] for entry in read_reference_list(pages(*placed))] == sorted(name[:5] for name in NAMES * 2)


def test_entries_at_one_edge_need_no_full_stop_before_them() -> None:
    """Where nearly all lines of an edge begin entries, a body behind a place does too."""
    rows = []
    for at, name in enumerate(sorted(NAMES * 2)):
        rows += [f"{name} (20{at + 10}) Roofs of the north, as told", " by their owners. Made Press, London"]
    rows[10:10] = ["Council of Roofs and Walls (2030) Guidance on", " gutters. Made Press, London"]
    listed = read_reference_list(pages(block("References", 10), joined(*rows, hang=15)))
    assert len(listed) == 13
    assert sum(entry.raw.startswith("Council of Roofs") for entry in listed) == 1


def test_an_address_that_runs_over_the_edge_tells_nothing_of_it() -> None:
    """Its line is longer than the others, so that a full one would seem to have room."""
    rows = []
    for at, name in enumerate(NAMES * 2):
        rows += [
            f"{name} (20{at + 10}). The roofs of the north and of all its old towns.",
            "of the Studies of Roofs, 4, 1-9.",
        ]
        if at == 5:
            rows.append("https://example.org/" + "roofs-and-walls/" * 6)
    rows[5] = "History of Building and Roofing, 4, 1-9, reprinted."
    listed = read_reference_list(pages(block("References", 10), joined(*sorted_entries(rows), x1=900)))
    assert [entry.raw[:5] for entry in listed] == sorted(name[:5] for name in NAMES * 2)


def sorted_entries(rows: list[str]) -> list[str]:
    """Entries of rows of which the first begins with a name, in the order of the alphabet."""
    starts = [at for at, row in enumerate(rows) if row[:5] in {name[:5] for name in NAMES}]
    return [row for entry in sorted(rows[a:b] for a, b in pairwise((*starts, len(rows)))) for row in entry]
