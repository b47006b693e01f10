"""Texts, names, numbers, words and places in the forms in which records are compared."""

from __future__ import annotations

import pytest

from extract.links.authors import read_author
from extract.links.catalogues import read_additions, read_edition, read_numbers
from extract.links.containers import agree_containers
from extract.links.dois import may_name_one_paper
from extract.links.houses import agree_houses, read_house
from extract.links.numerals import join_tens
from extract.links.places import agree_places, read_place
from extract.links.plain_text import plain
from extract.links.registers import register_entries, registrations
from extract.links.spellings import is_spelling, turns_round
from extract.links.words import spell


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Caf&eacute; <i>A</i>", "cafe a"),
        ("bread &amp;amp; roses", "bread & roses"),
        ('<mml:mi mathvariant="bold">x</mml:mi>', "x"),
        ("p <0.05, q >3", "p <0.05, q >3"),
        ("SjÃ¶berg", "sjoberg"),
        ("expertsâ€™ view", "experts’ view"),
        ("TNF-Î±", "tnf-alpha"),
        ("Ärzte in São Paulo", "arzte in sao paulo"),
        ("NÃO", "nao"),
        ("ß-blockade", "beta-blockade"),
        ("ß2 agonists", "beta2 agonists"),
        ("Straße", "strasse"),
        ("ßeta", "sseta"),
        ("rehabil?tation", "rehabiltation"),
        ("Who cares? A survey", "who cares? a survey"),
    ],
)
def test_typesetting_and_transport_are_no_part_of_a_text(printed: str, read: str) -> None:
    """What escaping, markup and wrong decoding add goes; letters that merely look like it stay."""
    assert plain(printed) == read


@pytest.mark.parametrize(
    ("printed", "family", "initials"),
    [
        ("van der Berg, A. B.", "van der berg vanderberg", "ab"),
        ("Li XJ", "li", "xj"),
        ("Li X.J.", "li", "xj"),
        ("Li, Xiao-Jun", "li", "xj"),
        ("Smith, J., Jr", "smith", "j"),
        ("Runeson P, Höst M", "runeson", "p"),
        ("O'Brien, P. M.", "brien obrien", "pm"),
        ("OBrien PM", "obrien", "pm"),
        ("Aro D P", "aro", "dp"),
        ("Aro T.B. (Eds.)", "aro", "tb"),
        ("Aro, Xenia P. (Xenia Patience)", "aro", "xp"),
        ("Road Commission (Great Britain)", "road commission roadcommission", ""),
        ("Mac Kenzie DJ", "mac kenzie mackenzie", "dj"),
        ("Müller", "muller", ""),
        ("Mueller", "muller", ""),
        ("KIM LEE", "kim lee kimlee", ""),
        ("Department of Health UK", "department health", ""),
        ("Si Hyun Kang, null", "hyun kang sihyunkang", ""),
        ("[No authors listed]", "", ""),
        ("No, A.", "no", "a"),
    ],
)
def test_family_names_are_told_from_initials(printed: str, family: str, initials: str) -> None:
    """Initials behind a comma or in capitals behind the name are read; bodies and turned names have none."""
    author = read_author(printed)
    assert (author.family, author.initials) == (frozenset(family.split()), initials)


@pytest.mark.parametrize(
    ("one", "two", "may_be"),
    [
        ("Li X", "Li XJ", True),
        ("Li, Xiao", "Li XJ", True),
        ("Li", "Li XJ", True),
        ("Kang, S.", "Si, K.", True),
        ("Li J", "Li XJ", False),
        ("Li XY", "Li XJ", False),
    ],
)
def test_initials_tell_namesakes_apart(one: str, two: str, may_be: bool) -> None:
    """All initials that both print must agree, whichever is read first."""
    assert read_author(one).may_be(read_author(two)) == may_be
    assert read_author(two).may_be(read_author(one)) == may_be


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("NCT 01234567", "nct01234567"),
        ("https://clinicaltrials.gov/show/NCT01234567", "nct01234567"),
        ("ISRCTN12345678, ACTRN12605000001639", "isrctn12345678 actrn12605000001639"),
        ("jRCTs031180001 and UMIN000012345", "jrcts031180001 umin000012345"),
        ("Trial2.aspx?TrialID=IRCT201205159757N1", "irct201205159757n1"),
        ("EUCTR2008-006952-23-DE", "2008-006952-23"),
        ("RBR-3t7bsk; SLCTR/2015/012", "rbr-3t7bsk slctr/2015/012"),
        ("KCT0001234 PACTR201505001234567 TCTR20200512001", "kct0001234 pactr201505001234567 tctr20200512001"),
        ("2008-2009", ""),
        ("NTR1234", ""),
        ("NCT012345678", ""),
    ],
)
def test_numbers_of_registers_are_found(text: str, numbers: str) -> None:
    """Numbers of the WHO's primary registers, however an address or a sentence holds them; years are none."""
    assert registrations(text) == frozenset(numbers.split())


def test_an_entry_keeps_its_country() -> None:
    """The European Union's register lists one trial once for each country."""
    assert register_entries("EUCTR2008-006952-23-DE") == {"2008-006952-23-de"}


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("thirty five years", "35 years"),
        ("twenty ten", "twenty ten"),
        ("twelve years", "twelve years"),
        ("five", "five"),
    ],
)
def test_numbers_of_two_words_are_one(words: str, joined: str) -> None:
    """Tens and ones behind them are one number, two tens are two."""
    assert " ".join(join_tens(words.split())) == joined


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [("sulphate", "sulfate", True), ("microg", "mug", True), ("twelve", "12", True), ("microglia", "muglia", False)],
)
def test_words_have_one_spelling(one: str, two: str, is_one: bool) -> None:
    """British and American words, units and numbers are compared in one form."""
    assert (spell(one) == spell(two)) == is_one


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("counselling", "counseling", True),
        ("judgement", "judgment", True),
        ("theatre", "theater", True),
        ("practice", "practise", True),
        ("groups", "group", True),
        ("dairy", "diary", False),
        ("causal", "casual", False),
        ("drivers", "divers", False),
        ("retinol", "retinal", False),
    ],
)
def test_spellings_are_told_from_other_words(one: str, two: str, is_one: bool) -> None:
    """Of words that differ by a letter only known ways of spelling are one word."""
    assert is_spelling(one, two) is is_one
    assert is_spelling(two, one) is is_one


def test_small_words_turn_a_title_round() -> None:
    """ "to" in the place of "from" says something else; one more "for" does not."""
    assert turns_round("moves to hospital".split(), "moves from hospital".split())
    assert not turns_round("care for people".split(), "care people".split())
    assert not turns_round("letters to homes from wards".split(), "letters from wards to homes".split())


@pytest.mark.parametrize(
    ("one", "two", "may_name_one"),
    [
        ("10.2307/2780243", "10.1086/228943", True),
        ("10.1016/s0140-6736", "10.1016/s0140-6736(99)05246-0", True),
        ("10.2307/2780243", "10.2307/2780244", False),
        ("10.3386/w12006", "10.1086/504455", False),
    ],
)
def test_dois_of_one_paper(one: str, two: str, may_name_one: bool) -> None:
    """JSTOR's DOI beside a publisher's, and a DOI cut off; no other two."""
    assert may_name_one_paper(one, two) is may_name_one
    assert may_name_one_paper(two, one) is may_name_one


@pytest.mark.parametrize(
    ("one", "two", "agreement"),
    [
        ("dtsch med wochenschr", "deutsche medizinische wochenschrift", "same"),
        ("ned tijdschr geneeskd", "nederlands tijdschrift geneeskunde", "same"),
        ("proc natl acad sci", "proceedings national academy sciences", "same"),
        ("j nurse", "journal neurosurgery", "differs"),
        ("ieee tse", "ieee transactions software engineering", "close"),
        ("proc icse ieee press", "proceedings international conference software engineering", "close"),
        ("ieee care", "ieee transactions software engineering", "differs"),
    ],
)
def test_journals_are_known_by_their_abbreviations(one: str, two: str, agreement: str) -> None:
    """A part stands for a word by its beginning, its last letter, or consonants of it; not by any letters."""
    assert agree_containers(tuple(one.split()), tuple(two.split())) == agreement


@pytest.mark.parametrize(
    ("one", "two", "agreements"),
    [
        # volume, issue, pages -> how volume, issue and page agree
        (("338", "7702", "1074-1077"), ("338", None, "b1446"), ("same", "unknown", "unknown")),
        (("9", None, "e98765"), ("9", None, "1-12"), ("same", "unknown", "unknown")),
        (("9", None, "e98765"), ("9", None, "e12345"), ("same", "unknown", "differs")),
        (("9", None, "S142"), ("9", None, "77"), ("same", "unknown", "differs")),
        (("31", None, "1-31"), ("31", None, "633-663"), ("same", "unknown", "unknown")),
        (("31", None, "1-3"), ("31", None, "633-635"), ("same", "unknown", "differs")),
        ((None, "3", "24-27"), (None, "3", "24-7"), ("same", "same", "same")),
        ((None, "3", "24-27"), (None, "4", "24-7"), ("unknown", "differs", "same")),
        (("2", "Suppl 1", "12"), ("2", "3 Suppl 1", "12"), ("same", "unknown", "same")),
        (("2", "Suppl 1", "12"), ("2", "3", "12"), ("same", "unknown", "same")),
        (("2", "Suppl 1", "12"), ("2", "Suppl 2", "12"), ("same", "differs", "same")),
        (("2", "S1", "12"), ("2", "S2", "12"), ("same", "differs", "same")),
        (("2", "Sept", "12"), ("2", "4", "12"), ("same", "unknown", "same")),
    ],
)  # fmt: skip
def test_places_agree_as_far_as_they_are_known(
    one: tuple[str | None, str | None, str], two: tuple[str | None, str | None, str], agreements: tuple[str, str, str]
) -> None:
    """Numbers that count different things say nothing of each other; numbers of one kind must agree."""
    for left, right in ((one, two), (two, one)):
        found = agree_places(read_place(*left, 2014), read_place(*right, 2014), is_one_year=True)
        assert (found.volume, found.issue, found.page) == agreements


@pytest.mark.parametrize(
    ("printed", "title", "edition", "numbers"),
    [
        ("Care at home (3rd ed.)", "Care at home", "3", ""),
        ("Care at home, third edition", "Care at home", "3", ""),
        ("Care at home. 2nd rev. ed.", "Care at home", "2", ""),
        ("Care at home, 3. Auflage", "Care at home", "3", ""),
        ("Care at home (version 2.3)", "Care at home", "2.3", ""),
        ("Care: development of the second edition", "Care: development of the second edition", None, ""),
        ("The third edition of the scales: norms", "The third edition of the scales: norms", None, ""),
        ("Care (version for nurses)", "Care (version for nurses)", None, ""),
        ("Care at home. (Road Studies Series, 36)", "Care at home", None, "36"),
        ("Care at home (Home Office Research Study No. 252)", "Care at home", None, "252"),
        ("Care at home (No. w4509)", "Care at home", None, "4509"),
        ("Care at home (NCRS 2010-458)", "Care at home", None, "2010458"),
        ("Care at home. NCRS 2010-458", "Care at home", None, "2010458"),
        (
            "Care at home. Evidence Report/Technology Assessment No. 151. AHRQ Publication No. 07-E005",
            "Care at home", None, "151 7005",
        ),
        ("Care at home (study 2)", "Care at home (study 2)", None, ""),
        ("Care at home. Part no. 3", "Care at home. Part no. 3", None, ""),
        ("Care at home (aged 60-85)", "Care at home (aged 60-85)", None, ""),
        ("Care in the NHS (NHS 2014-2016)", "Care in the NHS (NHS 2014-2016)", None, ""),
        ("Care report 2016", "Care report 2016", None, ""),
        ("Care report 2017. Licence: CC BY-NC-SA 3.0 IGO", "Care report 2017", None, ""),
        ("Care report 2017. Available from http://www.care.org/17", "Care report 2017", None, ""),
        ("Care at home (Doctoral thesis)", "Care at home", None, ""),
        ("A licence to care", "A licence to care", None, ""),
        ("Care available from pharmacies", "Care available from pharmacies", None, ""),
        ("Writing a doctoral thesis", "Writing a doctoral thesis", None, ""),
        ("Care (2nd ed.)", "Care (2nd ed.)", None, ""),
    ],
)  # fmt: skip
def test_what_catalogues_add_is_no_part_of_a_title(printed: str, title: str, edition: str | None, numbers: str) -> None:
    """Editions, series, numbers and notes go where they are set off at the end, and two words are left."""
    found = read_additions(printed)
    assert (found.title.rstrip(" ."), found.edition, found.numbers) == (title, edition, frozenset(numbers.split()))


@pytest.mark.parametrize(
    ("printed", "edition", "numbers"),
    [
        ("New York : Elm-Harrow, 3rd ed.", "3", ""),
        ("Cambridge University Press, Third edition", "3", ""),
        ("Third Edition Press", None, ""),
        ("NBER Working Papers: 23532", None, "23532"),
        ("Home Office Research Study 252. London: Home Office", None, "252"),
        ("Cm 8302. London: The Stationery Office", None, "8302"),
        ("Child series no. 53. Cat. no. CWS 41. Canberra: AIHW", None, "53 41"),
        ("35th Conference on Paper", None, ""),
    ],
)
def test_editions_and_numbers_stand_with_publishers(printed: str, edition: str | None, numbers: str) -> None:
    """A catalogue prints the edition behind the publisher, and the number of a report before or behind."""
    assert (read_edition(printed), read_numbers(printed)) == (edition, frozenset(numbers.split()))


@pytest.mark.parametrize(
    ("one", "two", "agreement"),
    [
        ("New York : Guilford Press", "Guilford", "same"),
        ("Cambridge ; New York : Cambridge University Press", "Cambridge Univ. Press", "same"),
        ("Woodbridge : Boydell Press", "Boydell, Bibliotheca Historica", "same"),
        ("Palo Alto, Calif. : Road Psychologists Press", "Road Psychologists Press", "same"),
        ("Canberra: AIHW", "Australian Institute of Health and Welfare", "same"),
        ("Paris : OECD", "Organisation for Economic Co-operation and Development, Paris", "same"),
        ("Norwich : TSO", "Cm 8302. London: The Stationery Office", "same"),
        ("Chapin Hall", "Chicago: Chapin Hall Center for Children at the University of Chicago", "same"),
        ("Madison", "Madison : University of Wisconsin Press", "unknown"),
        ("Paris", "OECD Publishing", "unknown"),
        ("New York : Guildford Press", "Guilford Press", "same"),
        ("Camb. Univ. Press", "Cambridge University Press", "same"),
        ("New York : Free Press", "Freeman Press", "differs"),
        ("New York : Wiley", "New York : Springer", "differs"),
        ("Oxford, University Press", "Cambridge, University Press", "differs"),
        ("Accra: Ministry of Health", "Nairobi: Ministry of Health", "differs"),
        ("Accra: Ministry of Health", "Ministry of Health", "same"),
        ("London : Harrow Press", "New York : Harrow Press", "same"),
        ("Cambridge : Cambridge University Press", "Harvard University Press, Cambridge", "differs"),
        ("Oxford University Press", "University of Oxford", "differs"),
        ("NBER Working Paper", "IZA Working Paper", "differs"),
        ("Rockville, USA: Elm", "University of South Australia", "differs"),
    ],
)
def test_houses_are_known_without_their_places(one: str, two: str, agreement: str) -> None:
    """The words of a publisher or its initials are compared, not the place; a place alone says nothing."""
    for left, right in ((one, two), (two, one)):
        assert agree_houses(read_house(left), read_house(right)) == agreement


@pytest.mark.parametrize(
    ("pages", "page"),
    [
        ("xix, 338 p.", None),
        ("xxiv, 381 pages", None),
        ("xxvi, 307", None),
        ("215 p", None),
        ("p 215", "215"),
        ("ab, 42", "42"),
        ("iv 215", "215"),
    ],
)
def test_a_count_of_pages_is_no_page(pages: str, page: str | None) -> None:
    """Catalogues count the pages of a book, the preliminary ones apart."""
    assert read_place(None, None, pages, None).page == page
