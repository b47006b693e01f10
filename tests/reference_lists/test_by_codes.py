"""Where do entries begin in a list that counts by codes?"""

from __future__ import annotations

import pytest

from extract.reference_lists import read_reference_list
from tests.reference_lists.printed import block, joined, lines, pages

ENTRIES = [
    "H. Berg. On slates of the north. Made Studies, 2012.",
    "B. Abbot. On the gutters of the north and their downpipes. Made Studies, 2010.",
    "F. Ek and G. Lund. On thatch. Made Studies, 2014.",
    "Z. Tal. Roofs of reed and of turf. Made Studies, 2009.",
]


@pytest.mark.parametrize(
    ("form", "letters"), [("[{}] ", "S"), ("[{}] ", "PS-"), ("({}) ", "P"), ("{}. ", "S"), ("{}: ", "S"), ("{} ", "PS")]
)
def test_a_code_begins_an_entry(form: str, letters: str) -> None:
    """In brackets, with a sign behind it or bare; in a text and on a page, where a paragraph holds several."""
    rows = [form.format(f"{letters}{number:02d}") + entry for number, entry in enumerate(ENTRIES, 1)]
    for parts in (
        lines("References", "", *(row for entry in rows for row in (entry, ""))),
        [block("References", 10), joined(*rows, top=30)],
    ):
        listed = read_reference_list(pages(*parts))
        assert [(entry.code, entry.number, entry.listing) for entry in listed] == [
            (f"{letters}{number}", 0, 0) for number in (1, 2, 3, 4)
        ]
        assert [entry.raw for entry in listed] == ENTRIES


def test_codes_behind_numbers_are_another_list() -> None:
    """Also where the heading between the two is none that is known."""
    numbered = [f"[{number}] {entry}" for number, entry in enumerate(ENTRIES, 1)]
    coded = [f"[S{number}] {entry}" for number, entry in enumerate(reversed(ENTRIES), 1)]
    rows = [row for entry in (*numbered, "What we chose", *coded) for row in (entry, "")]
    listed = read_reference_list(pages(*lines("References", "", *rows)))
    assert [entry.number for entry in listed] == [1, 2, 3, 4, 0, 0, 0, 0]
    assert [entry.code for entry in listed] == ["", "", "", "", "S1", "S2", "S3", "S4"]


def test_supporting_information_is_no_list() -> None:
    """Files of the article itself, as journals name them behind the references."""
    numbered = [f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1)]
    files = (
        "Fig. Flow chart of the study selection, 2014. PLoS One.",
        "Table. Search terms, 2014.",
        "Text. More, 2014.",
    )
    coded = [f"S{number} {name}" for number, name in enumerate(files, 1)]
    rows = [row for entry in (*numbered, *coded) for row in (entry, "")]
    assert not any(entry.code for entry in read_reference_list(pages(*lines("References", "", *rows))))


def test_words_that_look_like_codes_count_nothing() -> None:
    """Two codes are no list, and trials may be called so."""
    rows = [f"A{number} trial of roofs. Made Studies, 201{number}." for number in (1, 2, 3)]
    assert not any(entry.code for entry in read_reference_list(pages(*lines("References", "", *rows))))
    few = [f"[S{number}] {entry}" for number, entry in enumerate(ENTRIES[:2], 1)]
    assert not any(entry.code for entry in read_reference_list(pages(*lines("References", "", *few))))
