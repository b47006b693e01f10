"""What does each entry of a list say?"""

from __future__ import annotations

from extract.reference_lists import read_reference_list
from tests.reference_lists.printed import block, pages


def test_a_dash_stands_for_the_authors_above() -> None:
    """An entry that begins with a dash has the authors of the entry above, and is printed as it stands."""
    listed = read_reference_list(
        pages(
            block("References", 10),
            block("Abbot, Ann. 2010. Roofs of the north. Sometown: Made Press.", 30),
            block("———. 2011a. On slates. Journal of Made Studies 2: 3–4.", 60),
            block("———, and Bo Crane. 2012. On tiles. Journal of Made Studies 3: 4–5.", 90),
            block("Dorn, Eve. 2013. Thatch. Sometown: Made Press.", 120),
        )
    )
    assert [entry.authors[0].split(",")[0] for entry in listed] == ["Abbot", "Abbot", "Abbot", "Dorn"]
    assert [(entry.year, entry.letter) for entry in listed[:3]] == [(2010, ""), (2011, "a"), (2012, "")]
    assert listed[1].raw.startswith("———. 2011a.") and len(listed[2].authors) == 2
