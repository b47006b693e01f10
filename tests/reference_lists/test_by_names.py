"""Where do entries begin in a list that prints the year last?"""

from __future__ import annotations

import pytest

from extract.reference_lists.by_names import find_by_names


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        (
            "Abbot, Ann, and Bo Zeal. “Roofs of the North.” Journal of Made Studies, vol. 1, 2010, pp. 2–3. Berg, Dora. On "
            "Slates. Made Press, 2011. Roof Council. Guidance on Gutters. Made Press, 2012. Stone, Ida. Thatch. 2013.",
            ["Abbot,", "Berg,", "Roof", "Stone,"],
        ),
        (
            "Bo Abbot and Cy Zeal. Roofs of the north. Journal of Made Studies, 1(2):3–4, 2010. Ann A. Berg. On slates. Made "
            "Press, 2011. Di van Crane. Thatch. Made Press, 2012.",
            ["Bo", "Ann", "Di"],
        ),
        (
            "Zeal AB, Abbot C. Roofs of the north. J Made Stud. 2010;1:2–3. Berg D, et al. On slates. Made Press; 2011. "
            "Crane E. Thatch. In: Ek F, ed. On Roofs. Made Press; 2012.",
            ["Zeal", "Berg", "Crane"],
        ),
        ("Roofs leak. Walls do not. In 2010 Ann Abbot found both. Berg did not, in 2012.", []),
    ],
    ids=["MLA", "plainnat", "Vancouver in order of citation", "running text"],
)
def test_entries_are_found_by_names_where_the_year_is_last(text: str, firsts: list[str]) -> None:
    """Names behind a year and in order begin entries; a title, an editor or a house inside an entry does not."""
    words = text.split()
    assert [words[at] for at in find_by_names(words)] == firsts
