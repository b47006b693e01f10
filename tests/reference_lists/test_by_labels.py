"""Where do entries begin in a list that prints the name of a study over the references to it?"""

from __future__ import annotations

from extract.pages import Page
from extract.reference_lists import read_reference_list
from extract.reference_lists.by_labels import without_labels
from extract.reference_lists.lines import Line
from extract.reference_lists.words import ListWords, words_of
from tests.reference_lists.printed import block, pages


def test_names_of_studies_over_their_references_are_no_part_of_them() -> None:
    """Cochrane reviews print the name of each study over its references, in two lists; each reference is an entry."""
    listed = read_reference_list(
        pages(
            block("References to studies included in this review", 10),
            block("Abbot 2010 {published data only}", 30),
            block("Abbot A, Crane B. Roofs of the north. J Made Stud 2010;1:2–3.", 42),
            block("Abbot A. Roofs again. J Made Stud 2011;2:3–4.", 60),
            block("Berg 2012 {published and unpublished data} Berg D. On slates. Sometown: Made Press 2012.", 80),
            block("Made Roof Council 2013 {unpublished data only}", 100),
            block("Made Roof Council. Guidance on gutters. Sometown: Made Press 2013.", 112),
        )
    )
    assert [entry.raw[:9] for entry in listed] == ["Abbot A, ", "Abbot A. ", "Berg D. O", "Made Roof"]
    assert [entry.raw[-5:] for entry in listed] == [":2–3.", ":3–4.", "2012.", "2013."]


def text_of(*texts: str) -> ListWords:
    """The words of a list that is printed in these lines."""
    page = Page(1, (), 600, 800)
    return words_of([Line(page, block(text, 30 + 20 * at)) for at, text in enumerate(texts)])


def test_a_name_at_the_end_of_a_list_is_dropped() -> None:
    """A study without references, or whose references were lost, ends the list; its lines begin nothing."""
    printed = text_of("Abbot A. Roofs. Press 2010.", "Berg 2012", "{published data only}")
    text, starts = without_labels(printed)
    assert (" ".join(text.words), list(text.lines_at), starts) == ("Abbot A. Roofs. Press 2010.", [0], ())


def test_what_stands_in_braces_in_its_own_line_goes_with_the_name() -> None:
    """It leaves no beginning of a line inside the reference behind it."""
    text, starts = without_labels(text_of("Abbot 2010", "{published data only}", "Abbot A. On Slates."))
    assert (" ".join(text.words), list(text.lines_at), starts) == ("Abbot A. On Slates.", [0], (0,))
