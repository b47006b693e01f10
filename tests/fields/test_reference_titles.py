"""Where does a title begin and end?"""

from __future__ import annotations

import pytest

from extract.fields.references.titles import up_to_slashes, with_whole_quotation, with_words_before
from tests.fields.marks import at_last, printed


@pytest.mark.parametrize(
    ("text", "title", "container", "read"),
    [
        ('“Who says "no".” Lamp Letters', "“Who says", '"no".” Lamp Letters', ('“Who says "no".”', "Lamp Letters")),
        ("„Wer sagt „nein““. Lampen", "„Wer sagt", "Lampen", ("„Wer sagt", "Lampen")),
        ("“Who says no, Lamp Letters", "“Who says", "Lamp Letters", ("“Who says", "Lamp Letters")),
        ("Who says “no”. Lamp Letters", "Who says", "Lamp Letters", ("Who says", "Lamp Letters")),
    ],
)
def test_a_quoted_title_goes_on_to_its_closing_mark(
    text: str, title: str, container: str, read: tuple[str, str]
) -> None:
    """Not where none closes it, another opens inside, or only a part of the title is quoted."""
    found = printed(
        text, with_whole_quotation(text, (at_last(text, "title", title), at_last(text, "container", container)))
    )
    assert (found["title"], found["container"]) == (read[0].strip(" ,."), read[1])


@pytest.mark.parametrize(
    ("text", "title", "read"),
    [
        ('"Lamps at sea". eng. In: Lit 3', '"Lamps at sea". eng.', '"Lamps at sea"'),
        ("“Lamps at sea”. German. Lit 3", "“Lamps at sea”. German.", "“Lamps at sea”"),
        ('"Lamps at sea". A history. Lit 3', '"Lamps at sea". A history.', '"Lamps at sea". A history.'),
    ],
)
def test_the_language_of_a_work_is_no_part_of_its_title(text: str, title: str, read: str) -> None:
    """biblatex names it behind the quotation marks; a subtitle has more than one word."""
    found = with_whole_quotation(text, (at_last(text, "title", title),))[0]
    assert text[found.start : found.end] == read


@pytest.mark.parametrize(
    ("text", "title", "read"),
    [
        ("Лампы // Свет. 2004", "Лампы // Свет.", {"title": "Лампы", "container": "Свет"}),
        ("Лампы //Свет. 2004", "Лампы", {"title": "Лампы"}),
        ("See https://lamps. 2004", "See https://lamps", {"title": "See https://lamps"}),
    ],
)
def test_slashes_lead_to_the_work_around(text: str, title: str, read: dict[str, str]) -> None:
    """As Russian lists print it; not those of an address."""
    assert printed(text, up_to_slashes(text, (at_last(text, "title", title),))) == read


@pytest.mark.parametrize(
    ("text", "title", "read"),
    [
        ("Berg J. Session 5: Lamps at sea. Lit", "Lamps at sea", "Session 5: Lamps at sea"),
        ("Berg J. Part II: Lamps at sea. Lit", "Lamps at sea", "Part II: Lamps at sea"),
        ("Berg J. 1975: Lamps at sea. Lit", "Lamps at sea", "Lamps at sea"),
        ("Berg J. Vol. 2: Lamps at sea. Lit", "Lamps at sea", "Lamps at sea"),
    ],
)
def test_a_numbered_part_opens_a_title(text: str, title: str, read: str) -> None:
    """A word and its number before a colon; years and volumes do not."""
    found = with_words_before(text, at_last(text, "title", title), [at_last(text, "authors", "Berg J.")])
    assert text[found.start : found.end] == read
