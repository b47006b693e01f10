"""The rules, which read a reference where the model cannot be loaded, mark each field of a printed style."""

from __future__ import annotations

import pytest

from extract.fields.names import match_names_before_title
from extract.fields.references.rules import marks_between
from extract.fields.references.sentences import boundaries
from extract.fields.references.tokens import read_tokens


def ruled(raw: str) -> dict[str, str]:
    """The text that the rules mark as each field, without a full stop behind it."""
    return {mark.field: raw[mark.start : mark.end].rstrip(".") for mark in read_tokens(raw).ruled}


# Behind the container: what says where in it the work stands.
PLACED = [
    ("35 Suppl 1, 23-29", {"volume": "35", "issue": "Suppl 1", "pages": "23-29"}),
    ("35(Suppl 1), 23-29", {"volume": "35", "issue": "Suppl 1", "pages": "23-29"}),
    ("21, no. 201 (2011)", {"volume": "21", "issue": "201"}),
    ("21, no. 2 (May 2011)", {"volume": "21", "issue": "2"}),
    ("21, no. 2 (2011): 23-29", {"volume": "21", "issue": "2", "pages": "23-29"}),
    ("21, no. 2-B (2011): 23", {"volume": "21", "issue": "2-B", "pages": "23"}),
    ("21, no. 2, Sp. Iss. SI (2011): 23-29", {"volume": "21", "issue": "2, Sp. Iss. SI", "pages": "23-29"}),
]


@pytest.mark.parametrize(("place", "expected"), PLACED)
def test_a_place_in_a_journal(place: str, expected: dict[str, str]) -> None:
    """The journal ends where its volume begins, whether pages are printed behind it or not."""
    marks = ruled(f"Berg, A., and C. Lee. “Lamps on wards at night.” Journal of Lanterns {place}.")
    assert marks["container"] == "Journal of Lanterns"
    assert {field: text for field, text in marks.items() if field in ("volume", "issue", "pages")} == expected


@pytest.mark.parametrize("tail", ["Working Paper no. 2 (2011)", "Lamps in 14 supply (3)"])
def test_no_place_in_a_journal(tail: str) -> None:
    """A number of a series, or of things, is no volume."""
    assert "volume" not in ruled(f"Berg, A., and C. Lee. “Lamps on wards at night.” {tail}.")


# What stands before a title in quotation marks is names, in whatever order.
BEFORE_QUOTED = [
    "Berg, CM, S Lee, R Tal et al.",
    "Berg, A., Rwhm Tal, and C. Lee.",
    "A. Berg, F. Tal Le and C. Lee,",
    "J. E. Berg van den, C. Lee,",
    "Le, Berg M., J. Tal, and C. Lee.",
    "Berg,",
]


@pytest.mark.parametrize("names", BEFORE_QUOTED)
def test_a_title_in_quotation_marks_ends_the_names(names: str) -> None:
    """The quotation mark says where the title begins, so that names need no known order."""
    marks = ruled(f"{names} “Lamps on wards at night.” Journal of Lanterns 21, no. 2 (2011): 23-29.")
    assert (marks["authors"], marks["title"]) == (names.rstrip(".,"), "“Lamps on wards at night.”")


@pytest.mark.parametrize(
    "head", ["Signs of Berg J,", "Lantern Trust: J. Berg,", "In 2010 J. Berg,", "Lantern Trust,", "2010,"]
)
def test_what_is_more_than_names_is_no_list(head: str) -> None:
    """Words in small letters, a colon, a number, or words without any initial are no list of names."""
    text = f"{head} “Lamps on wards at night.” Journal of Lanterns 21, no. 2 (2011): 23-29."
    assert match_names_before_title(text) == 0


@pytest.mark.parametrize(
    "names", ["Berg van den JE, Lee CL", "Berg van den, J. E., Lee, C. L.", "Berg de, J. E. and Lee, C. L."]
)
def test_particles_behind_a_family_name(names: str) -> None:
    """A list that sorts names by their main part prints the particles behind it."""
    assert ruled(f"{names}. Lamps on wards. J Lanterns. 2011;21(2):23-29.")["authors"] == names.rstrip(".")


JOURNALS = [
    "J. Lant. Wards.",
    "J. Lanterns.",
    "Archive of the Institute of A.B. Berg.",
    "Lanterns.",
]


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_journal_with_full_stops_in_it(journal: str) -> None:
    """Abbreviated words and initials of a person end no sentence, so that the whole name is the journal."""
    marks = ruled(f"Berg A, Lee C. A study of lamps on wards. {journal} 2011;21(2):23-29.")
    assert (marks["title"], marks["container"]) == ("A study of lamps on wards", journal.rstrip("."))


def test_initials_end_a_sentence_before_the_next() -> None:
    """Initials behind which a sentence follows, and a letter that belongs to a word, end theirs."""
    assert list(boundaries("Berg, J.A. The lamps of wards")) == [10]
    assert list(boundaries("Lamps and vitamin D. Lancet 2010")) == [20]
    assert list(boundaries("Lamps of the ward of A.B. Berg")) == []


def test_a_lost_letter_ends_no_word() -> None:
    """A question mark inside a word stands for a letter that a conversion lost, in names as in journals."""
    marks = ruled("B?rg TV, Glot?va ME. Lamps on wards. Zhurnal Lantern?v Rossi?skie Lampy. 2009;109(5):57-61.")
    assert marks["authors"] == "B?rg TV, Glot?va ME"
    assert marks["container"] == "Zhurnal Lantern?v Rossi?skie Lampy"


MEETINGS = [
    ("Journal of Lanterns.Conference: 5th Congress of Lamps Kyoto Japan", ". 2011."),
    ("J. Lant. Wards. Conference: 5th Congress of Lamps Kyoto Japan", ", 9."),
    ("Journal of Lanterns.Conference: 5th Congress of Lamps Kyoto Japan", "(26), pp. 9."),
    (
        "23rd Congress of the International Society on Lanterns and Lamps 57th Annual SSC Meeting Kyoto Japan",
        " (2011).",
    ),
]


@pytest.mark.parametrize(("container", "tail"), MEETINGS)
@pytest.mark.parametrize("opening", ["Berg A, Lee C. A study of lamps on wards. ", "A. Berg, “A study of lamps,” "])
def test_a_journal_and_the_meeting_whose_abstracts_it_prints(container: str, tail: str, opening: str) -> None:
    """The journal begins where the title ends, and the meeting belongs to it, as a data base prints the two."""
    assert ruled(f"{opening}{container}{tail}")["container"] == container


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (", 9.", {"volume": "9"}),
        ("(26), pp. 9.", {"issue": "26", "pages": "9"}),
        ("(26), 9.", {"issue": "26", "pages": "9"}),
    ],
)
def test_a_place_that_lacks_a_part(tail: str, expected: dict[str, str]) -> None:
    """A number behind a container is its volume, a number in brackets the issue, and what follows that the page."""
    marks = ruled(f"Berg, A. (2011) Lamps on wards. Lanterns.Conference: 5th Congress of Lamps Kyoto Japan{tail}")
    assert {field: text for field, text in marks.items() if field in ("volume", "issue", "pages")} == expected


def test_a_study_at_a_conference_is_no_meeting() -> None:
    """The word inside a sentence opens no container."""
    assert ruled("Berg A. Lamps at a conference: a study. 2011.")["title"] == "Lamps at a conference: a study"


@pytest.mark.parametrize("tail", [". , Ph.D., 215 p.", ". 2011;Ph.D.:215 p.", ", M.Sc., 62 leaves, 2011."])
def test_a_degree_before_a_count_of_pages_ends_the_title(tail: str) -> None:
    """A thesis may be told by its degree alone, with the count of its pages and no house."""
    marks = ruled(f"Berg AB. Lamps on wards at night{tail}")
    assert marks["title"] == "Lamps on wards at night"
    assert "publisher" not in marks


def test_a_degree_among_names_is_no_thesis() -> None:
    """Without a count of pages behind it a degree is a person's."""
    marks = ruled("Berg A, Ph.D., Lee C. Lamps on wards. Journal of Lanterns 2011;21:23-29.")
    assert (marks["container"], marks["volume"]) == ("Journal of Lanterns", "21")


def test_a_list_may_begin_with_a_particle() -> None:
    """The particle of a family name stands first, in small letters."""
    marks = ruled("das Berg, R. and Lee, N. B. (2012) 'Lamps on wards', Journal of Lanterns, 26(10), pp. 894-903.")
    assert (marks["authors"], marks["year"]) == ("das Berg, R. and Lee, N. B", "(2012)")


def test_one_name_alone_opens_a_reference() -> None:
    """A word with a full stop before the title is the author; before a journal it is the title itself."""
    assert ruled("Berg. Lamps on wards at night. Journal of Lanterns 2003;142(6):616.")["authors"] == "Berg"
    assert "authors" not in ruled("Lamps. Journal of Lanterns 2003;142(6):616.")
    assert "authors" not in ruled("Lamps on wards at night. Journal of Lanterns 2003;142(6):616.")


@pytest.mark.parametrize("opening", ["Editorial.", "Introduction.", "Leeds."])
def test_a_heading_before_a_title_is_no_author(opening: str) -> None:
    """What journals print over an issue's parts, and a word of a title that no journal follows."""
    text = f"{opening} The lamps of the old town as they were seen at night. Leeds: Lamp Press, 2003."
    assert "authors" not in {mark.field for mark in marks_between(text, ())}
