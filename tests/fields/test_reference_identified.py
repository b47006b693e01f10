"""What was read of a text counts as a reference when it tells one work from another."""

from __future__ import annotations

import time

import pytest

from extract.fields.references.identified import is_identified
from extract.fields.references.identifiers import find_identifiers
from extract.fields.references.labels import is_label
from extract.fields.references.read import read_references
from extract.fields.references.tokens import read_tokens
from extract.fields.references.values import accessed_of, doi_of


@pytest.mark.parametrize(
    "text",
    [
        "T. Berg and J. Lind, “Choirs,” arXiv:1312.36991 [stat.AP].",
        "Berg T, Lind J. Choirs in small towns. J Walk. 2001;3(2):45-51.",
        "The Walking Atlas. Leeds: Harbour Press, 1998.",
        "A guide to walking for beginners. http://www.example.org/walk. Accessed 3 May 2016.",
    ],
)
def test_a_work_is_told_from_others(text: str) -> None:
    """Names with a preprint's number, a place in a journal, a house with a year, a page with the day it was read."""
    assert is_identified(read_references([text])[0])


@pytest.mark.parametrize(
    "text",
    [
        "No. of participants 2012",
        "The scheme ran from 2005 to 2009 in eight sites.",
        "of their Users. International Journal of Walking, 51(1), 23–34.",
        "Walking and befriending",
    ],
)
def test_pieces_are_no_references(text: str) -> None:
    """A heading, a sentence with years, and the tail of a reference that was cut tell no work from others."""
    assert not is_identified(read_references([text])[0])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Berg T, arXiv:1312.3699 [hep-th].", "arXiv:1312.3699 [hep-th]"),
        ("Berg T. Choirs. ArXiv, abs/2009.09977, 2020.", "ArXiv, abs/2009.09977"),
        ("Berg T, arXiv.org: astro-ph/0509330 (2005).", "arXiv.org: astro-ph/0509330"),
        ("Berg T, arXiv :1211.34941v2.", "arXiv :1211.34941v2"),
        ("Berg T, hep-ph/0309328", "hep-ph/0309328"),
    ],
)
def test_arxiv_identifiers_are_seen(text: str, printed: str) -> None:
    """Both schemes of arXiv, with its name and without, and the class that may follow in brackets."""
    assert [text[mark.start : mark.end] for mark in find_identifiers(text) if mark.field == "arxiv"] == [printed]


@pytest.mark.parametrize("text", ["arXiv 2014", "math/stats 1234567", "abs/12.3456", "physics 1234567"])
def test_near_misses_are_no_arxiv_identifiers(text: str) -> None:
    """A year, a subject, a short number: none of them is an identifier."""
    assert not find_identifiers(text)


@pytest.mark.parametrize("text", ["arXiv " * 900, "math." * 1000, "abs/1234." * 600, "[a-" * 1500])
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    """Five thousand characters that nearly match take less than a tenth of a second."""
    started = time.process_time()
    find_identifiers(text)
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize(
    "text", ["Berg et al., 2017, Choirs on Wards", "Berg and Lind (2012b)", "Berg et al. 2019 [23]"]
)
def test_labels_are_labels(text: str) -> None:
    """Families, a year, and at most a citation or a title."""
    assert is_label(read_tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "Tessa Berg, Choirs of the North, Harbour Books, 1969",
        "Berg A, “Choirs”; (Leeds), 2005",
        "Berg, Ann E., Leading Choirs, Leeds: Harbour, 1996.",
        "Berg J 2005, ApJ, 635, 894",
    ],
)
def test_short_references_are_no_labels(text: str) -> None:
    """A title, a house or a place in a journal among few words is more than a label."""
    assert not is_label(read_tokens(text))


def test_no_title_in_quotation_marks_is_an_author() -> None:
    """A name, a comma and a short title in quotation marks: the list of authors ends before the title."""
    read = read_references(
        ["[95] J. E. Berg, “LeedsMap,” 2021. https://www.example.org/leedsmap (accessed Apr. 28, 2021)."]
    )[0]
    assert [str(author) for author in read.authors] == ["Berg, J.E."]


@pytest.mark.parametrize(
    ("field", "text", "printed"),
    [
        ("doi", "Lamps. https://doi. org/10.1000/lamps.12.", "https://doi. org/10.1000/lamps.12"),
        ("doi", "Lamps. https://doi.org/10. 1000/lamps.12.", "https://doi.org/10. 1000/lamps.12"),
        ("doi", "Lamps. https ://doi.org/10.1000/182", "https ://doi.org/10.1000/182"),
        ("doi", "Lamps. doi: 10.1016/S0304-3959(99) 00242-0", "doi: 10.1016/S0304-3959(99) 00242-0"),
        ("doi", "doi:10.1227/01. LAMP.0000310769.12345.", "doi:10.1227/01. LAMP.0000310769.12345"),
        ("doi", "doi:10.1000/abc_ 12345", "doi:10.1000/abc_ 12345"),
        ("doi", "https://doi.org/10.1245/s1043 4-016-5635-z", "https://doi.org/10.1245/s1043 4-016-5635-z"),
        ("doi", "10.1186/s13063- 015-0001- 2 Berg", "10.1186/s13063- 015-0001- 2"),
        ("doi", "doi: 10.1016/0304-3959(92) 90145-2. Lamps", "doi: 10.1016/0304-3959(92) 90145-2"),
        ("doi", "10.1002/14651858.CD007407. pub4. Lamps", "10.1002/14651858.CD007407. pub4"),
        ("doi", "doi:10.1080/14775085.2021. 1914375 Lampmeter. (2021)", "doi:10.1080/14775085.2021. 1914375"),
        ("doi", "10.1016/j. lamps.2011.12.009. Lamps", "10.1016/j. lamps.2011.12.009"),
        ("url", "https://lampresearch. org/a/b.pdf", "https://lampresearch. org/a/b.pdf"),
        (
            "url",
            "https://www.example.org/products /lamps/guide. Lamps",
            "https://www.example.org/products /lamps/guide",
        ),
        ("url", "https: //www.example.org/a/b", "https: //www.example.org/a/b"),
        ("url", "www. example.org/a", "www. example.org/a"),
        ("accessed", "[Accessed: 12-Jan-2023]", "[Accessed: 12-Jan-2023]"),
        ("registration", "EUCTR2012-003456-21-DE", "EUCTR2012-003456-21-DE"),
    ],
)
def test_identifiers_are_whole_that_a_line_end_has_broken(field: str, text: str, printed: str) -> None:
    """A blank inside the resolver, the scheme or the number; a date of access with hyphens."""
    assert [text[mark.start : mark.end] for mark in find_identifiers(text) if mark.field == field] == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "10.1245/s10434-016-5635-z 12",
        "10.1245/s1043 Leeds 12",
        "10.1002/14651858.CD007407 2019",
        "https://www.example.org /",
        "https://www.example.org /Stand 2012",
        "https://example. and/or the library",
        "https://www.example.org. org/a",
    ],
)
def test_what_completes_no_form_stays_outside(text: str) -> None:
    """Behind a whole DOI, a word or a whole host nothing is joined."""
    mark = find_identifiers(text)[0]
    assert mark.end == text.index(" ") - text[: text.index(" ")].endswith(".")


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.1097/NNR.0b013 e318166279", "10.1097/nnr.0b013e318166279"),
        ("doi:10.1001/jama.2005. 5553.", "10.1001/jama.2005.5553"),
        ("doi:10.1001/jama 2005.5553", "10.1001/jama2005.5553"),
        ("doi:10.3390/ijerph 3306233", "10.3390/ijerph3306233"),
        ("doi:10.3390/ijerph 123-130", "10.3390/ijerph"),
        ("doi:10.1001/jama.5553 2019", "10.1001/jama.5553"),
        ("doi:10.1001/jama.5553 2019b.", "10.1001/jama.5553"),
        ("doi:10.1001/jama.5553 123-130.", "10.1001/jama.5553"),
        ("doi:10.1001/jama.5553 e10000.", "10.1001/jama.5553"),
        ("doi:10.1001/jama.5553 12345678", "10.1001/jama.5553"),
        ("doi:10.1001/jama.5553 2020-05-03", "10.1001/jama.5553"),
        ("doi:10.1001/jama.5553 (accessed 12)", "10.1001/jama.5553"),
    ],
)
def test_the_last_piece_of_a_reference_is_the_rest_of_its_doi(text: str, doi: str) -> None:
    """A narrow cell parted it; years, dates, pages, numbers of articles and brackets say something else."""
    assert doi_of(next(text[mark.start : mark.end] for mark in find_identifiers(text))) == doi


@pytest.mark.parametrize("tail", [" 2019.", " Leeds", " 12-15. Leeds", " e12345", " PMID: 12345678"])
def test_what_follows_a_doi_stays_outside(tail: str) -> None:
    """A year, a place, pages and another identifier are none of its digits."""
    text = f"doi: 10.1000/182.{tail}"
    assert next(text[mark.start : mark.end] for mark in find_identifiers(text)) == "doi: 10.1000/182"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("abgerufen am 3. Mai 2012", "2012-05-03"),
        ("consulté le 1er juillet 2019", "2019-07-01"),
        ("consultee le 3 mai 2012", "2012-05-03"),
        ("consultado el 3 de mayo de 2020", "2020-05-03"),
        ("Acesso em: 15 mar. 2021", "2021-03-15"),
        ("geraadpleegd op 3 augustus 2019", "2019-08-03"),
        ("[citerad 14 september 2020]", "2020-09-14"),
        ("Accessed December 2, 2020", "2020-12-02"),
        ("letzter Zugriff: 14.02.2015", "2015-02-14"),
        ("Accessed on 24/02/2023", "2023-02-24"),
        ("Accessed on 2/24/2023", "2023-02-24"),
        ("Accessed on 3/5/2012", "3/5/2012"),
        ("Accessed on 10-04-2023", "10-04-2023"),
        ("Accessed on [05-2024]", "2024-05"),
        ("Accessed on 45.03.2021", "45.03.2021"),
        ("Accessed on 5.0.2021", "5.0.2021"),
    ],
)
def test_days_of_access_are_read_in_many_languages(printed: str, value: str) -> None:
    """Word, preposition and month of each; a date of numbers alone stays as printed where either may be the month."""
    (mark,) = find_identifiers(f"https://www.example.org {printed}")[1:]
    assert (mark.field, accessed_of(printed)) == ("accessed", value)


def test_www_alone_is_no_address() -> None:
    """A word behind it is none where it holds no dot."""
    assert not find_identifiers("the www. and more")
